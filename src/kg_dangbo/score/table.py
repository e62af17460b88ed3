"""A score as people read it: a table on a terminal, a record for programs, floors to hold it against."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from kg_dangbo.score.gold import KINDS, GoldError
from kg_dangbo.score.measure import Counts, Score

__all__ = ["below_floors", "record", "table"]

_MEASURES = ("core", "strict")


def _counts(score: Score) -> list[tuple[str, Counts, Counts]]:
    """(kind, core, strict) of every kind that the gold or the extraction has, then of all together."""
    rows = [(kind, score.core[kind], score.strict[kind]) for kind in KINDS]
    rows = [row for row in rows if row[1].found + row[1].missed + row[1].spurious]
    return [*rows, ("ALL", score.total("core"), score.total("strict"))]


def table(score: Score) -> list[list[str]]:
    """Rows of cells, the first one the header: kind, P, R, F1 of core and of strict, number of gold facts."""
    head = ["kind", "core P", "R", "F1", "strict P", "R", "F1", "gold"]
    rows = [
        [
            kind,
            *(f"{value:.3f}" for c in (core, strict) for value in (c.precision, c.recall, c.f1)),
            str(core.found + core.missed),
        ]
        for kind, core, strict in _counts(score)
    ]
    return [head, *rows]


def record(score: Score) -> dict[str, Any]:
    """The same for `json.dumps`: counts and ratios per measure and kind, canonical names, grounding, errors."""

    def entry(counts: Counts) -> dict[str, float | int]:
        ratios = {"p": counts.precision, "r": counts.recall, "f1": counts.f1}
        return {
            **{name: round(value, 4) for name, value in ratios.items()},
            "tp": counts.found,
            "fp": counts.spurious,
            "fn": counts.missed,
        }

    return {
        "core": {kind: entry(core) for kind, core, _ in _counts(score)},
        "strict": {kind: entry(strict) for kind, _, strict in _counts(score)},
        "canonical": round(score.canonical.recall, 4),
        "grounded": round(score.grounded.recall, 4),
        "errors": [dict(zip(("article", "what", "fact"), error, strict=True)) for error in score.errors],
    }


def below_floors(score: Score, floors: Path) -> list[str]:
    """What a file of floors finds too low, one line each; empty where all holds.

    The file is JSON: ``{"core": {"ALL": 0.9, "post": 0.85}, "strict": {...}, "canonical": 0.9}``; each part may be
    left out.

    Raises:
        GoldError: the file cannot be used.
    """
    try:
        wanted = json.loads(floors.read_text("utf-8"))
        limits = {(m, kind): float(floor) for m in _MEASURES for kind, floor in wanted.get(m, {}).items()}
        canonical = float(wanted.get("canonical", 0))
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise GoldError(f'{floors}: not a file of floors ({error}); expected {{"core": {{"ALL": 0.9}}}}') from error
    unknown = sorted({kind for _, kind in limits} - {*KINDS, "ALL"})
    if unknown:
        raise GoldError(f"{floors}: unknown kind of fact {unknown[0]!r}; known are ALL, {', '.join(KINDS)}")
    out = []
    for (measure, kind), floor in limits.items():
        counts = score.total(measure) if kind == "ALL" else getattr(score, measure)[kind]
        if counts.f1 < floor:
            out.append(f"{measure} F1 of {kind} is {counts.f1:.4f}, below its floor {floor}")
    if score.canonical.recall < canonical:
        out.append(f"canonical names are {score.canonical.recall:.4f}, below their floor {canonical}")
    return out
