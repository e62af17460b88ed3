"""Nothing is known by heart: another name, another province, another order of paragraphs, and the facts follow."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kg_dangbo.extract import extract
from kg_dangbo.language.normal import canonical, fold_key
from kg_dangbo.model import Article, DocumentFact, PersonFact, StatisticFact
from kg_dangbo.read import read_articles
from kg_dangbo.vocabulary import load_vocabulary

DATA = Path(__file__).parent / "data"
VOCABULARY = load_vocabulary()
PAGES = [
    a
    for folder in ("gold", "held-out")
    for a in read_articles(sorted((DATA / folder).glob("articles*.jsonl")))
    if isinstance(a, Article)
]
NAMES = ("Đoàn Quý Thước", "Lương Bá Khuê", "Tống Thị Diễm", "Khuất Duy Nhượng", "Phùng Mạnh Trác")
PROVINCES = ("Phú Thọ", "Hà Nam", "Nghệ An", "Vĩnh Long")
HONORIFIC = r"(?:[Đđ]ồng chí|[Ôô]ng|[Bb]à|[Aa]nh|[Cc]hị|[Cc]ô|[Tt]hầy) "


def _keys(article: Article) -> set[str]:
    return {f"{type(f).__name__} {f.key}".casefold() for f in extract(article, VOCABULARY).facts}


def _with(article: Article, old: str, new: str) -> Article:
    title = (article.title or "").replace(old, new) or None
    publisher = (article.publisher or "").replace(old, new) or None
    return replace(article, text=article.text.replace(old, new), title=title, publisher=publisher, url=None)


def _renamings() -> Iterator[tuple[Article, str, str]]:
    """(page, name, other name) where the name is printed in one spelling and its call name is nobody else's."""
    for page in PAGES:
        people = [f.name for f in extract(page, VOCABULARY).facts if isinstance(f, PersonFact)]
        for i, name in enumerate(n for n in people if len(n.split()) >= 3):
            other, given = NAMES[i % len(NAMES)], name.split()[-1]
            rest = re.sub(HONORIFIC + given + r"\b", "", page.text.replace(name, ""))
            if re.search(rf"\b{given}\b", rest) or fold_key(name) in fold_key(rest) or "'" in name:
                continue
            if other.split()[-1] not in page.text and name.split()[0] not in ("Y", "A"):
                yield page, name, other


RENAMINGS = list(_renamings())[::3]


def test_enough_names_are_tried() -> None:
    assert len(RENAMINGS) > 60


@pytest.mark.parametrize(("page", "name", "other"), RENAMINGS, ids=lambda v: v.id if isinstance(v, Article) else None)
def test_another_name_changes_that_name_only(page: Article, name: str, other: str) -> None:
    renamed = _with(page, name, other)
    called = re.sub(
        rf"({HONORIFIC}){name.rsplit(maxsplit=1)[-1]}\b", rf"\g<1>{other.rsplit(maxsplit=1)[-1]}", renamed.text
    )
    expected = {key.replace(fold_key(name), fold_key(other)) for key in _keys(replace(page, url=None))}
    assert _keys(replace(renamed, text=called)) == expected


def _moves() -> Iterator[tuple[Article, str, str]]:
    for page in PAGES:
        found = re.findall(r"tỉnh ((?:[A-ZĐ]\w+ ?){2})", page.text)
        old = found[0].strip() if found else ""
        if (
            not old
            or old != canonical(old)
            or VOCABULARY.places.province_named(old) is None
            or fold_key(old) in fold_key(page.text.replace(old, ""))
        ):
            continue
        yield page, old, next(p for p in PROVINCES if p not in page.text)


MOVES = list(_moves())


def test_enough_provinces_are_tried() -> None:
    assert len(MOVES) > 15


@pytest.mark.parametrize(("page", "old", "new"), MOVES, ids=lambda v: v.id if isinstance(v, Article) else None)
def test_another_province_changes_that_province_only(page: Article, old: str, new: str) -> None:
    expected = {key.replace(fold_key(old), fold_key(new)) for key in _keys(replace(page, url=None))}
    assert _keys(_with(page, old, new)) == expected


@pytest.mark.parametrize("page", PAGES[::2], ids=lambda a: a.id)
def test_what_needs_no_order_survives_shuffled_paragraphs(page: Article) -> None:
    paragraphs = page.text.split("\n\n")
    # captions, bylines and what stands below the story are known by where they stand: only running text changes places
    places = [i for i, p in enumerate(paragraphs) if i > 1 and len(p) > 120 and "\n" not in p]
    order = random.Random(page.id).sample(places, len(places))
    moved = [paragraphs[dict(zip(places, order, strict=True)).get(i, i)] for i in range(len(paragraphs))]
    shuffled = replace(page, text="\n\n".join(moved))

    def kept(article: Article) -> set[str]:
        facts = extract(article, VOCABULARY).facts
        numbered = {f.key for f in facts if isinstance(f, DocumentFact) and f.symbol and f.issued}
        return numbered | {f.key for f in facts if isinstance(f, StatisticFact)}

    assert kept(shuffled) == kept(page)
