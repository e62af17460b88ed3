"""What the reform of 1 July 2025 made of bodies: change events between bodies, never one identity.

A province that others went into has new bodies, which mostly bear the name of an old one, and every commune is new. A
new body is paired with the bodies of the same kind in the older units, as far as the corpus names them. Schools and the
like go on: of communes only the Party's, the State's and the mass organisations' own bodies are paired.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from kg_dangbo.language.normal import fold_key
from kg_dangbo.resolve.seats import REFORM
from kg_dangbo.vocabulary import Vocabulary
from kg_dangbo.vocabulary.places import Place

__all__ = ["Change", "Reform", "founded"]

_ORGANS: Final = frozenset({"PartyOrganization", "StateBody", "MassOrganization", "ArmedForcesBody"})
_COMMUNE: Final = re.compile(r"^(.+) (xã|phường|thị trấn|đặc khu) (.{1,40})$")


@dataclass(frozen=True, slots=True)
class Change:
    """Bodies (canonical keys) that ended and the one that took their place, on a day."""

    new: str
    old: tuple[str, ...]
    day: str = REFORM


class Reform:
    """Leads from the canonical key of a body to those that it can have come from, or gone into."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._places = places = vocabulary.places
        self._parts: dict[str, list[str]] = {}
        self._into: dict[str, str] = {}
        for province in places.provinces("2024"):
            new = places.successor_of(province)
            if new is not None:
                self._parts.setdefault(fold_key(new.bare), []).append(fold_key(province.bare))
                self._into[fold_key(province.bare)] = fold_key(new.bare)
        kinds = vocabulary.scheme("scheme-organisation-kinds").values()
        # kind -> its names: a body of a commune is called by one of them and the commune, and by nothing more
        self._names = {
            kind.id: frozenset(map(fold_key, kind.labels)) for kind in kinds if kind.value("bodyClass") in _ORGANS
        }

    def before(self, key: str) -> list[str]:
        """The keys that bodies which a new one took the place of would have, sorted; none for other bodies."""
        kind, _, rest = key.partition("|")
        pieces = rest.split("|")
        if len(pieces) != 3 or pieces[2] != "2025":
            return []
        name, seat, _ = pieces
        if (commune := self._commune(kind, name)) is not None:
            stem, unit_type, bare = commune
            found = self._places.find(bare, unit_type, "2025", self._places.province_named(seat, "2025"))
            if len(found) == 1:
                old = (p for p in self._places.predecessors_of(found[0]) if p.level == "level-commune")
                return sorted(self._old_key(kind, stem, place) for place in old)
        if len(self._parts.get(seat, ())) < 2 or not name.endswith(seat):
            return []
        stem = name.removesuffix(seat)
        return [f"{kind}|{stem}{part}|{part}" for part in sorted(self._parts[seat])]

    def after(self, key: str) -> list[str]:
        """The keys of the new bodies that may have taken the place of this one."""
        kind, _, rest = key.partition("|")
        pieces = rest.split("|")
        if len(pieces) not in (2, 3) or pieces[-1] == "2025":
            return []
        name, seat = pieces[:2]
        if (commune := self._commune(kind, name)) is not None:
            stem, unit_type, bare = commune
            found = [
                place
                for place in self._places.find(bare, unit_type, "2024", self._places.province_named(seat, "2024"))
                if self._old_key(kind, stem, place) == key
            ]
            new = {id_ for place in found for id_ in (place.merged_into, *place.part_into)}
            return sorted(self._new_key(kind, stem, p) for id_ in new if id_ and (p := self._places.get(id_)))
        if len(pieces) != 2 or seat not in self._into or not name.endswith(seat):
            return []
        province = self._into[seat]
        if len(self._parts[province]) < 2:
            return []
        return [f"{kind}|{name.removesuffix(seat)}{province}|{province}|2025"]

    def _commune(self, kind: str, name: str) -> tuple[str, str, str] | None:
        """A name in its kind, type of unit and commune."""
        match = _COMMUNE.fullmatch(name)
        if match is None or match[1] not in self._names.get(kind, ()):
            return None
        return match[1], match[2], match[3]

    def _old_key(self, kind: str, stem: str, place: Place) -> str:
        """As `kg_dangbo.resolve.seats` makes it for a body of a former commune."""
        province = self._places.province_of(place)
        key = f"{kind}|{stem} {place.unit_type} {fold_key(place.bare)}|{fold_key(province.bare)}"
        parent = self._places.parent_of(place)
        if parent is not None and len(self._places.find(place.bare, place.unit_type, "2024", province)) > 1:
            key = f"{key}|{fold_key(parent.bare)}"
        return key

    def _new_key(self, kind: str, stem: str, place: Place) -> str:
        province = self._places.province_of(place)
        return f"{kind}|{stem} {place.unit_type} {fold_key(place.bare)}|{fold_key(province.bare)}|2025"


def founded(keys: Iterable[str], vocabulary: Vocabulary) -> list[Change]:
    """The changes among the canonical keys of organisations, sorted by the new body."""
    known, reform = set(keys), Reform(vocabulary)
    changes = [Change(key, tuple(k for k in reform.before(key) if k in known)) for key in sorted(known)]
    return [change for change in changes if change.old]
