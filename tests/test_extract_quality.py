"""Extraction quality is a gate: the floors of tests/quality-floors.json hold on two sets of composed pages.

The development set is what the grammar was written against; the held-out pages were written by others, and their
README says what was measured on them at first sight. To raise a floor after an improvement: run this test, read the
figures that it prints, edit the file. Lowering one needs a stated reason in the commit.
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
FLOORS = json.loads((HERE / "quality-floors.json").read_text("utf-8"))
FOLDERS = {"development": HERE / "data" / "gold", "held-out": HERE / "data" / "held-out"}
KINDS = sorted(FLOORS["development"]["strict"].keys() - {"ALL"})


@pytest.fixture(scope="module", params=sorted(FOLDERS))
def measured(request: pytest.FixtureRequest) -> tuple[Score, dict]:
    vocabulary, folder = load_vocabulary(), FOLDERS[request.param]
    gold = read_gold(sorted(folder.glob("[a-f][0-9][0-9].json")))
    articles = [a for a in read_articles(sorted(folder.glob("articles*.jsonl"))) if isinstance(a, Article)]
    assert {a.id for a in articles} == set(gold)
    return score(((gold[a.id], extract(a, vocabulary)) for a in articles), vocabulary), FLOORS[request.param]


@pytest.mark.parametrize("which", ["core", "strict"])
def test_total(measured: tuple[Score, dict], which: str) -> None:
    found, floors = measured
    total = found.total(which)
    assert total.f1 >= floors[which]["ALL"], f"{which} F1 {total.f1:.4f}"


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind(measured: tuple[Score, dict], kind: str) -> None:
    found, floors = measured
    core, strict = found.core[kind].f1, found.strict[kind].f1
    errors = "\n".join(" ".join(e) for e in found.errors if e[2].startswith(kind))
    assert core >= floors["core"][kind], f"core F1 of {kind}: {core:.4f}\n{errors}"
    assert strict >= floors["strict"][kind], f"strict F1 of {kind}: {strict:.4f}\n{errors}"


def test_names_are_canonical(measured: tuple[Score, dict]) -> None:
    assert measured[0].canonical.recall >= measured[1]["canonical"]


def test_every_fact_leads_to_its_quotation(measured: tuple[Score, dict]) -> None:
    assert measured[0].grounded.recall == 1.0
