"""Awards, against a table that anyone who reads Vietnamese can extend: tests/data/grammar/awards.tsv."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg_dangbo.extract.extract import extract
from kg_dangbo.model import Article, AwardFact, Extraction, StatisticFact
from kg_dangbo.vocabulary import load_vocabulary

TABLE = Path(__file__).parent / "data" / "grammar" / "awards.tsv"
ANY = "*"


def rows() -> list[tuple[str, str]]:
    lines = [line for line in TABLE.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    return [(sentence, wanted) for sentence, _, wanted in (line.partition("\t") for line in lines)]


def read(text: str, published: str = "2023-11-27") -> Extraction:
    """The facts of a text printed by the paper of Hà Nam."""
    article = Article(id="a", text=text, published=published, publisher="Báo Hà Nam")
    return extract(article, load_vocabulary())


def awards(extraction: Extraction) -> list[tuple[str, str, str]]:
    names = {f.key: getattr(f, "name", None) or getattr(f, "title", "") for f in extraction.facts}
    found = []
    for fact in extraction.facts:
        if isinstance(fact, AwardFact):
            who = names[fact.recipient] if fact.recipient else f"{fact.count} {fact.recipient_kind}"
            found.append((fact.form, names[fact.grantor] if fact.grantor else "", who))
    return found


@pytest.mark.parametrize(("sentence", "wanted"), rows())
def test_table(sentence: str, wanted: str) -> None:
    expected = [] if wanted == "-" else [tuple(p.strip() for p in item.split("|")) for item in wanted.split(";;")]
    found = awards(read(sentence))
    masked = [(form, ANY if (form, ANY, who) in expected else grantor, who) for form, grantor, who in found]
    assert sorted(masked) == sorted(expected)


def test_headline_lead_and_caption_confirm_one_grant() -> None:
    text = (
        "Huyện ủy Bình Lục tặng Giấy khen cho 12 tập thể\n\n"
        "Sáng 24/11, Huyện ủy Bình Lục tổ chức hội nghị tổng kết phong trào thi đua.\n\n"
        "Tại hội nghị, Huyện ủy Bình Lục tặng Giấy khen cho 12 tập thể.\n\n"
        "12 tập thể nhận Giấy khen của Huyện ủy Bình Lục"
    )
    article = Article(id="a", text=text, title=text.partition("\n")[0], published="2023-11-27", publisher="Báo Hà Nam")
    facts = [f for f in extract(article, load_vocabulary()).facts if isinstance(f, AwardFact)]
    assert len(facts) == 1
    assert facts[0].event is not None
    assert facts[0].date == "2023-11-24"


def test_counts_of_awards_are_no_statistics() -> None:
    extraction = read("Huyện ủy Bình Lục tặng Giấy khen cho 12 tập thể và kết nạp 34 đảng viên.")
    assert [f.value for f in extraction.facts if isinstance(f, StatisticFact)] == ["34"]


def test_evidence_stands_in_the_text() -> None:
    for sentence, _ in rows():
        for fact in read(sentence).facts:
            for evidence in fact.evidence:
                assert sentence[evidence.start : evidence.end] == evidence.quote
