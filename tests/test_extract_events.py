"""Events, against a table that anyone who reads Vietnamese can extend: tests/data/grammar/events.tsv."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg_dangbo.extract.extract import extract
from kg_dangbo.model import Article, EventFact
from kg_dangbo.vocabulary import load_vocabulary

TABLE = Path(__file__).parent / "data" / "grammar" / "events.tsv"


def rows() -> list[tuple[str, str]]:
    lines = [line for line in TABLE.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    return [(sentence, wanted) for sentence, _, wanted in (line.partition("\t") for line in lines)]


def events(text: str, title: str | None = None) -> list[tuple[str, str, str]]:
    article = Article(id="e", text=text, title=title, published="2023-11-27", publisher="Báo Hà Nam")
    facts = extract(article, load_vocabulary()).facts
    names = {f.key: getattr(f, "name", "") for f in facts}
    return [
        (f.kind, f.date or "", " + ".join(names[o] for o in f.organizers)) for f in facts if isinstance(f, EventFact)
    ]


@pytest.mark.parametrize(("sentence", "wanted"), rows())
def test_table(sentence: str, wanted: str) -> None:
    expected = [] if wanted == "-" else [tuple(p.strip() for p in item.split("|")) for item in wanted.split(";;")]
    found = events(sentence)
    assert len(found) == len(expected)
    for row, want in zip(found, expected, strict=True):
        assert [r for r, w in zip(row, want, strict=True) if w != "*"] == [w for w in want if w != "*"]


def test_headline_lead_and_body_tell_of_one_event() -> None:
    text = (
        "Huyện ủy Bình Lục tổ chức hội nghị tổng kết\n\n"
        "Huyện ủy Bình Lục vừa tổ chức hội nghị tổng kết công tác xây dựng Đảng.\n\n"
        "Sáng 24/11, Huyện ủy Bình Lục tổ chức Hội nghị tổng kết công tác xây dựng Đảng năm 2023. "
        "Dự hội nghị có đại diện các chi bộ."
    )
    assert events(text, text.partition("\n")[0]) == [("hội nghị", "2023-11-24", "Huyện ủy Bình Lục")]


def test_each_story_of_a_page_has_its_own_event() -> None:
    text = (
        "Sáng 24/11, Huyện ủy Kim Bảng và Huyện ủy Bình Lục tổ chức hội nghị sơ kết 5 năm thực hiện Chỉ thị 05.\n\n"
        "* Dự hội nghị của Huyện ủy Kim Bảng có đại diện các chi bộ.\n\n"
        "* Sáng 24/11, Huyện ủy Bình Lục tổ chức hội nghị sơ kết 5 năm thực hiện Chỉ thị 05."
    )
    assert events(text) == [
        ("hội nghị", "2023-11-24", "Huyện ủy Kim Bảng"),
        ("hội nghị", "2023-11-24", "Huyện ủy Bình Lục"),
    ]


def test_a_meeting_without_a_name_takes_the_name_of_later_sentences() -> None:
    text = "Chiều 24/11, Huyện ủy Bình Lục công bố quyết định về công tác cán bộ.\n\nDự buổi lễ có đại diện các chi bộ."
    assert [e[0] for e in events(text)] == ["lễ"]


def undated(text: str) -> list[tuple[str, str | None]]:
    facts = extract(Article(id="u", text=text, publisher="Báo Hà Nam"), load_vocabulary()).facts
    return [(f.kind, f.date) for f in facts if isinstance(f, EventFact)]


def test_a_page_that_does_not_tell_its_year_gives_events_without_a_day() -> None:
    text = "Chiều 22-5, Huyện ủy Bình Lục đã tổ chức hội nghị cán bộ chủ chốt."
    assert undated(text) == [("hội nghị", None)]


def test_funerals_are_three_gatherings_of_their_own_kinds() -> None:
    text = (
        "Sáng 6/10/2018, Ban Lễ tang tổ chức lễ viếng cụ Đỗ Văn An. Chiều 7/10/2018, Ban Lễ tang tổ chức lễ truy điệu."
    )
    assert undated(text)[0] == ("lễ viếng", "2018-10-06")


def test_the_numbers_of_a_series_share_their_host() -> None:
    text = (
        "Tại kỳ họp 31, Ủy ban Kiểm tra Tỉnh ủy Hà Nam kết luận vi phạm của ông Lê Văn Hòa.\n\n"
        "Căn cứ quy định, tại kỳ họp thứ 32, cơ quan kiểm tra đề nghị kỷ luật."
    )
    assert [e[2] for e in events(text)] == ["Ủy ban Kiểm tra Tỉnh ủy Hà Nam"] * 2


def test_the_same_day_reaches_over_to_the_next_story() -> None:
    text = (
        "Sáng 24/11, Huyện ủy Kim Bảng tổ chức hội nghị sơ kết 5 năm thực hiện Chỉ thị 05.\n\n"
        "* Cùng ngày, Huyện ủy Bình Lục tổ chức hội nghị giao ban."
    )
    assert [e[:2] for e in events(text)] == [("hội nghị", "2023-11-24")] * 2
