"""Short articles about officials, made from the outside in: text -> extraction -> local entities."""

from __future__ import annotations

from functools import cache

import kg_dangbo
from kg_dangbo.model import Article, Extraction
from kg_dangbo.resolve import Local, Seats, locals_of


@cache
def tools() -> tuple[kg_dangbo.Vocabulary, Seats]:
    vocabulary = kg_dangbo.load_vocabulary()
    return vocabulary, Seats(vocabulary)


@cache
def extraction(article: str, published: str, paper: str, text: str) -> Extraction:
    vocabulary, _ = tools()
    return kg_dangbo.extract_facts(Article(id=article, text=text, publisher=paper, published=published), vocabulary)


def local_entities(*articles: tuple[str, str, str, str]) -> list[Local]:
    """Each article as (id, published, paper, text)."""
    _, seats = tools()
    return [local for article in articles for local in locals_of(extraction(*article), seats)]


def ids(resolution, name: str) -> dict[str, str]:
    """Article -> canonical key of the person of this folded name."""
    return {a: c for (a, key), c in resolution.canonical.items() if key.startswith(f"person|{name}|")}
