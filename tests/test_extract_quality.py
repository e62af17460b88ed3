"""Extraction quality is a gate: the floors of tests/quality-floors.json hold on the development gold.

To raise a floor after an improvement: run this test, read the figures that it prints, edit the file. Lowering one needs
a stated reason in the commit.
"""

import json
from pathlib import Path

import pytest

from kg_dangbo.extract import extract
from kg_dangbo.model import Article
from kg_dangbo.read import read_articles
from kg_dangbo.score import Score, read_gold, score
from kg_dangbo.vocabulary import load_vocabulary

HERE = Path(__file__).parent
GOLD = HERE / "data" / "gold"
FLOORS = json.loads((HERE / "quality-floors.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def measured() -> Score:
    vocabulary = load_vocabulary()
    gold = read_gold(sorted(GOLD.glob("d*.json")))
    articles = [a for a in read_articles([GOLD / "articles.jsonl"]) if isinstance(a, Article)]
    assert {a.id for a in articles} == set(gold)
    return score(((gold[a.id], extract(a, vocabulary)) for a in articles), vocabulary)


@pytest.mark.parametrize("which", ["core", "strict"])
def test_total(measured: Score, which: str) -> None:
    total = measured.total(which)
    assert total.f1 >= FLOORS[which]["ALL"], f"{which} F1 {total.f1:.4f}"


@pytest.mark.parametrize("kind", sorted(FLOORS["strict"].keys() - {"ALL"}))
def test_each_kind(measured: Score, kind: str) -> None:
    core, strict = measured.core[kind].f1, measured.strict[kind].f1
    errors = "\n".join(" ".join(e) for e in measured.errors if e[2].startswith(kind))
    assert core >= FLOORS["core"][kind], f"core F1 of {kind}: {core:.4f}\n{errors}"
    assert strict >= FLOORS["strict"][kind], f"strict F1 of {kind}: {strict:.4f}\n{errors}"


def test_names_are_canonical(measured: Score) -> None:
    assert measured.canonical.recall >= FLOORS["canonical"]


def test_every_fact_leads_to_its_quotation(measured: Score) -> None:
    assert measured.grounded.recall == 1.0
