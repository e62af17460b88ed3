"""Participations, against a table that readers of Vietnamese can extend: tests/data/grammar/participations.tsv."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg_dangbo.extract.extract import extract
from kg_dangbo.model import Article, ParticipationFact
from kg_dangbo.vocabulary import load_vocabulary

TABLE = Path(__file__).parent / "data" / "grammar" / "participations.tsv"
LEAD = "Sáng 24/11, Huyện ủy Bình Lục tổ chức hội nghị tổng kết công tác năm 2023.\n\n"


def rows() -> list[tuple[str, str]]:
    lines = [line for line in TABLE.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    return [(sentence, wanted) for sentence, _, wanted in (line.partition("\t") for line in lines)]


def roles(text: str) -> list[str]:
    article = Article(id="p", text=text, published="2023-11-27", publisher="Báo Hà Nam")
    facts = extract(article, load_vocabulary()).facts
    names = {f.key: getattr(f, "name", "") for f in facts}
    return [f"{names[f.person]}: {f.role}" for f in facts if isinstance(f, ParticipationFact)]


@pytest.mark.parametrize(("sentences", "wanted"), rows())
def test_table(sentences: str, wanted: str) -> None:
    expected = [] if wanted == "-" else [item.strip() for item in wanted.split(";;")]
    assert sorted(roles(LEAD + sentences.replace(r"\n", "\n"))) == sorted(expected)


def test_without_an_event_nobody_attends_or_speaks() -> None:
    assert roles("Ông Nguyễn Văn Tuấn, Bí thư Chi bộ cho biết chi bộ có 14 đảng viên.") == []


def test_without_an_event_an_award_is_handed_over_all_the_same() -> None:
    text = "Bà Trần Thị Lan, Phó Bí thư Huyện ủy Bình Lục trao Bằng khen của UBND tỉnh cho Trường THPT Lý Nhân."
    assert roles(text) == ["Trần Thị Lan: presenter"]


def test_what_is_quoted_is_not_said_by_those_in_it() -> None:
    text = LEAD + 'Đồng chí Nguyễn Văn Tuấn đánh giá: "Anh Lê Văn Hòa nói là làm".'
    assert roles(text) == ["Nguyễn Văn Tuấn: speaker"]


def test_an_event_named_in_passing_takes_only_the_persons_of_its_sentence() -> None:
    text = (
        "Ông Nguyễn Văn Tuấn sinh ra ở huyện Kim Bảng.\n\nÔng học ở Hà Nội.\n\nRồi ông về quê.\n\nNăm ấy lụt to.\n\n"
        "Mùa màng mất hết.\n\n"
        "Ngày 29/10/2015, tại Đại hội đại biểu Đảng bộ tỉnh Hà Nam lần thứ XIX, bà Lê Thị Thủy tái đắc cử.\n\n"
        "Bà Trần Thị Lan cho biết gia đình rất vui."
    )
    assert roles(text) == []
