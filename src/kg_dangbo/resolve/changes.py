"""What the reform of 1 July 2025 made of provincial bodies: change events between bodies, never one identity.

A province that others went into has new bodies, which mostly bear the name of an old one. `founded` pairs each new
body of the corpus with the bodies of the same kind in the older provinces, as far as the corpus names them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kg_dangbo.language.normal import fold_key
from kg_dangbo.resolve.seats import REFORM
from kg_dangbo.vocabulary.places import Places

__all__ = ["Change", "founded"]


@dataclass(frozen=True, slots=True)
class Change:
    """Bodies (canonical keys) that ended and the one that took their place, on a day."""

    new: str
    old: tuple[str, ...]
    day: str = REFORM


def founded(keys: Iterable[str], places: Places) -> list[Change]:
    """The changes among the canonical keys of organisations, sorted by the new body."""
    known = set(keys)
    parts: dict[str, list[str]] = {}
    for province in places.provinces("2024"):
        new = places.successor_of(province)
        if new is not None:
            parts.setdefault(fold_key(new.bare), []).append(fold_key(province.bare))
    out = []
    for key in sorted(known):
        kind, _, rest = key.partition("|")
        pieces = rest.split("|")
        if len(pieces) != 3 or pieces[2] != "2025" or len(parts.get(pieces[1], ())) < 2:
            continue
        name, seat, _ = pieces
        if not name.endswith(seat):
            continue
        stem = name.removesuffix(seat)
        old = tuple(k for p in sorted(parts[seat]) if (k := f"{kind}|{stem}{p}|{p}") in known)
        if old:
            out.append(Change(key, old))
    return out
