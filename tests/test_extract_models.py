"""Models, against a table that anyone who reads Vietnamese can extend: tests/data/grammar/models.tsv."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg_dangbo.extract.extract import extract
from kg_dangbo.model import Article, ModelFact
from kg_dangbo.vocabulary import load_vocabulary

TABLE = Path(__file__).parent / "data" / "grammar" / "models.tsv"


def rows() -> list[tuple[str, str]]:
    lines = [line for line in TABLE.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    return [(sentence, wanted) for sentence, _, wanted in (line.partition("\t") for line in lines)]


def found(text: str) -> tuple[list[ModelFact], dict[str, str]]:
    article = Article(id="m", text=text, published="2023-11-27", publisher="Báo Hà Nam")
    facts = extract(article, load_vocabulary()).facts
    return [f for f in facts if isinstance(f, ModelFact)], {f.key: getattr(f, "name", "") for f in facts}


@pytest.mark.parametrize(("sentence", "wanted"), rows())
def test_table(sentence: str, wanted: str) -> None:
    expected = [] if wanted == "-" else [tuple(p.strip() for p in item.split("|")) for item in wanted.split(";;")]
    models, names = found(sentence.replace(r"\n", "\n"))
    assert [(m.title, names[m.organization] if m.organization else "") for m in models] == expected


def test_status_and_level() -> None:
    models, _ = found("Chi bộ 4 xây dựng mô hình điểm cấp huyện “Ngày thứ bảy với dân”.")
    assert (models[0].status, models[0].level) == ("model-status-pilot", "level-district")


def test_a_title_printed_twice_is_one_model_with_two_evidences() -> None:
    models, _ = found("Mô hình “Ngõ không rác” lan rộng. Nay mô hình “Ngõ không rác” có ở 5 xã.")
    assert [(m.title, len(m.evidence)) for m in models] == [("Ngõ không rác", 2)]
