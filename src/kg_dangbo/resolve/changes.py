"""What the reform of 1 July 2025 made of bodies: change events between bodies, never one identity.

A province that others went into has new bodies, which mostly bear the name of an old one. A new body is paired with the
bodies of the same kind in the older provinces, as far as the corpus names them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kg_dangbo.language.normal import fold_key
from kg_dangbo.resolve.seats import REFORM
from kg_dangbo.vocabulary.places import Places

__all__ = ["Change", "Reform", "founded"]


@dataclass(frozen=True, slots=True)
class Change:
    """Bodies (canonical keys) that ended and the one that took their place, on a day."""

    new: str
    old: tuple[str, ...]
    day: str = REFORM


class Reform:
    """Leads from the canonical key of a body to those that it can have come from, or gone into."""

    def __init__(self, places: Places) -> None:
        self._parts: dict[str, list[str]] = {}
        self._into: dict[str, str] = {}
        for province in places.provinces("2024"):
            new = places.successor_of(province)
            if new is not None:
                self._parts.setdefault(fold_key(new.bare), []).append(fold_key(province.bare))
                self._into[fold_key(province.bare)] = fold_key(new.bare)

    def before(self, key: str) -> list[str]:
        """The keys that bodies which a new one took the place of would have, sorted; none for other bodies."""
        kind, _, rest = key.partition("|")
        pieces = rest.split("|")
        if len(pieces) != 3 or pieces[2] != "2025" or len(self._parts.get(pieces[1], ())) < 2:
            return []
        name, seat, _ = pieces
        if not name.endswith(seat):
            return []
        stem = name.removesuffix(seat)
        return [f"{kind}|{stem}{part}|{part}" for part in sorted(self._parts[seat])]

    def after(self, key: str) -> list[str]:
        """The keys of the new bodies that may have taken the place of this one."""
        kind, _, rest = key.partition("|")
        pieces = rest.split("|")
        if len(pieces) != 2 or pieces[1] not in self._into or not pieces[0].endswith(pieces[1]):
            return []
        name, seat = pieces
        new = self._into[seat]
        return [f"{kind}|{name.removesuffix(seat)}{new}|{new}|2025"] if len(self._parts[new]) > 1 else []


def founded(keys: Iterable[str], places: Places) -> list[Change]:
    """The changes among the canonical keys of organisations, sorted by the new body."""
    known, reform = set(keys), Reform(places)
    changes = [Change(key, tuple(k for k in reform.before(key) if k in known)) for key in sorted(known)]
    return [change for change in changes if change.old]
