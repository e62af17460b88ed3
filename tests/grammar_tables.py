"""Read the tables of tests/data/grammar: tab-separated rows that a Vietnamese-reading contributor can extend."""

from pathlib import Path

from kg_dangbo.extract import extract
from kg_dangbo.model import Article, Extraction
from kg_dangbo.vocabulary import load_vocabulary

GRAMMAR = Path(__file__).parent / "data" / "grammar"


def rows(name: str) -> list[tuple[str, set[str]]]:
    """(text, expected items) of every row; lines that begin with # are comments, \\n ends a line of the page."""
    out = []
    for line in (GRAMMAR / name).read_text("utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            text, _, expected = line.replace("\\n", "\n").partition("\t")
            out.append((text, {item.strip() for item in expected.split(" ; ") if item.strip()}))
    return out


def read_page(text: str, **known: str) -> Extraction:
    """Extract a composed page of Báo Hà Nam."""
    page = {"publisher": "Báo Hà Nam", "published": "2022-04-28"} | known
    article = Article(id="composed", text=f"Tin tổng hợp\n\n{text}", title="Tin tổng hợp", **page)
    return extract(article, load_vocabulary())
