"""Identity on a seeded sample of composed articles: not far below what `benchmarks/identity.py` finds in 10,000."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

import kg_dangbo
from kg_dangbo.resolve import resolve

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "benchmarks"))

# precision, recall; in a small sample one wrong pair weighs more than among 10,000 articles
FLOORS = {"person": (0.985, 0.93), "organization": (0.99, 0.98), "document": (0.99, 0.98)}


@pytest.fixture(scope="module")
def measured():
    from identity import pairwise, work

    locals_, mentions, there, found = work(seed=11, start=0, count=400)
    canonical = resolve(locals_, kg_dangbo.load_vocabulary()).canonical
    figures = {kind: pairwise(mentions, lambda m: canonical[m[1], m[2]], kind) for kind in FLOORS}
    return figures, {kind: found[kind] / there[kind] for kind in FLOORS}


@pytest.mark.parametrize("kind", FLOORS)
def test_floors(measured, kind):
    precision, recall = measured[0][kind]
    assert (precision, recall) >= (FLOORS[kind][0], 0), f"precision {precision:.4f}"
    assert recall >= FLOORS[kind][1], f"recall {recall:.4f}"


@pytest.mark.parametrize("kind", FLOORS)
def test_most_of_what_is_there_is_found(measured, kind):
    assert measured[1][kind] > 0.97
