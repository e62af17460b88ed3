"""Administrative units of both eras, found by name and parent.

Names repeat (34 communes of one era are called Tân Thành), so a name alone is a question with many answers:
`Places.find` gives all of them and `Places.resolve` only an answer that is certain. The eras are "2024" (the units
as they were on 30 June 2025) and "2025" (since 1 July 2025, without districts).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

import pyoxigraph
from pyoxigraph import RdfFormat

from kg_dangbo.language.normal import fold_key
from kg_dangbo.vocabulary.concepts import DANGBO, VocabularyError

__all__ = ["ERAS", "Era", "Place", "Places", "read_places"]

Era = Literal["2024", "2025"]
ERAS: Final[tuple[Era, ...]] = ("2024", "2025")
_PROVINCE: Final = "level-province"
_UNIT: Final = "unit-"
_SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
# As printed before a name, longest first; the values are those of dangbo:unitType.
_TYPE_WORDS: Final = (
    ("thành phố", "thành phố"),
    ("thị trấn", "thị trấn"),
    ("đặc khu", "đặc khu"),
    ("thị xã", "thị xã"),
    ("phường", "phường"),
    ("huyện", "huyện"),
    ("quận", "quận"),
    ("tỉnh", "tỉnh"),
    ("xã", "xã"),
)


@dataclass(frozen=True, slots=True)
class Place:
    """One administrative unit of one era.

    ``id`` is the local name (`unit-2024-352`), ``name`` the full label ("huyện Bình Lục"), ``bare`` the name without
    its type ("Bình Lục"), ``unit_type`` the type in lower case ("huyện"), ``level`` the id of a level
    (`level-province`, `level-district`, `level-commune`), ``parent`` the id of the unit that contains it, None for
    provinces. ``aliases`` are other printed forms, ``merged_into`` the id of the unit of the later era.
    """

    id: str
    name: str
    bare: str
    unit_type: str
    level: str
    era: Era
    parent: str | None = None
    aliases: tuple[str, ...] = ()
    merged_into: str | None = None


def _split_type(key: str) -> tuple[str | None, str]:
    """A folded name into its type, if it begins with one, and the rest."""
    for word, unit_type in _TYPE_WORDS:
        if key.startswith(word + " "):
            return unit_type, key[len(word) + 1 :]
    return None, key


class Places:
    """All administrative units, indexed by folded name, parent and era."""

    def __init__(self, places: Iterable[Place]) -> None:
        self._by_id: dict[str, Place] = {place.id: place for place in sorted(places, key=lambda p: p.id)}
        # folded bare name -> (place, the only type under which this name holds, or None for any)
        self._by_name: dict[str, list[tuple[Place, str | None]]] = {}
        self._children: dict[str, list[Place]] = {}
        self._provinces: dict[Era, tuple[Place, ...]] = {}
        for place in self._by_id.values():
            if place.parent is not None:
                self._children.setdefault(place.parent, []).append(place)
            self._by_name.setdefault(fold_key(place.bare), []).append((place, place.unit_type))
            for alias in place.aliases:
                unit_type, bare = _split_type(fold_key(alias))
                self._by_name.setdefault(bare, []).append((place, unit_type))

    def __len__(self) -> int:
        return len(self._by_id)

    def __iter__(self) -> Iterator[Place]:
        return iter(self._by_id.values())

    def get(self, place_id: str) -> Place | None:
        """The unit with this id, or None."""
        return self._by_id.get(place_id)

    def provinces(self, era: Era) -> tuple[Place, ...]:
        """The provinces and the cities under the centre of one era, by id."""
        if era not in self._provinces:
            self._provinces[era] = tuple(p for p in self._by_id.values() if p.level == _PROVINCE and p.era == era)
        return self._provinces[era]

    def children(self, place: Place) -> tuple[Place, ...]:
        """The units directly inside ``place``, by id."""
        return tuple(self._children.get(place.id, ()))

    def parent_of(self, place: Place) -> Place | None:
        """The unit that contains ``place``; None for a province."""
        return None if place.parent is None else self._by_id[place.parent]

    def province_of(self, place: Place) -> Place:
        """The province that ``place`` lies in, or ``place`` itself where it is one."""
        while place.parent is not None:
            place = self._by_id[place.parent]
        return place

    def successor_of(self, place: Place) -> Place | None:
        """The unit of the later era that took ``place`` over (known for provinces)."""
        return None if place.merged_into is None else self._by_id[place.merged_into]

    def _lies_in(self, place: Place, ancestor_id: str) -> bool:
        current: str | None = place.id
        while current is not None:
            if current == ancestor_id:
                return True
            current = self._by_id[current].parent
        return False

    def find(
        self,
        bare_name: str,
        unit_type: str | None = None,
        era: Era | None = None,
        within: Place | str | None = None,
    ) -> list[Place]:
        """Every unit of this name, sorted by id.

        ``bare_name`` is compared folded and may carry its type ("huyện Bình Lục"); aliases count ("TP.HCM", "Đăk Lăk").
        ``within`` is a unit or the id of a unit that contains the answer at any depth; its era then counts too.
        """
        key = fold_key(bare_name)
        wanted = unit_type and fold_key(unit_type)
        entries = self._by_name.get(key, [])
        if not entries:
            printed_type, key = _split_type(key)
            entries = self._by_name.get(key, [])
            wanted = wanted or printed_type
        ancestor = within.id if isinstance(within, Place) else within
        found = {
            place.id: place
            for place, only_type in entries
            if (wanted is None or only_type is None or only_type == wanted)
            and (era is None or place.era == era)
            and (ancestor is None or self._lies_in(place, ancestor))
        }
        return [found[place_id] for place_id in sorted(found)]

    def province_named(self, name: str, era: Era | None = None) -> Place | None:
        """The province of this name ("Hà Nam", "tỉnh Hà Nam", "TP.HCM"), or None.

        Without an era the earlier one is asked first: it has every name that the later one has.
        """
        for candidate in ERAS if era is None else (era,):
            for place in self.find(name, era=candidate):
                if place.level == _PROVINCE:
                    return place
        return None

    def resolve(
        self,
        bare_name: str,
        unit_type: str | None = None,
        province: Place | str | None = None,
        era: Era = "2024",
    ) -> Place | None:
        """The one unit that a name can mean, or None where none or several fit.

        ``province`` is where to look: a unit (a district too), its id, or the name of a province; None is the whole
        country. A unit whose type changed in its time (huyện Duy Tiên became a thị xã) has one entry, under its last
        type: where no unit has the printed type, the only unit of that name and of the same level is taken.
        """
        within: Place | None = None
        if isinstance(province, Place):
            within = province
        elif province is not None:
            within = self.get(province) or self.province_named(province, era)
        if within is None and province is not None:
            return None
        found = self.find(bare_name, unit_type, era, within)
        if not found and unit_type is not None:
            levels = _LEVELS_OF.get(fold_key(unit_type), frozenset())
            found = [place for place in self.find(bare_name, None, era, within) if place.level in levels]
            if len({place.level for place in found}) > 1:
                return None
        return found[0] if len(found) == 1 else None


_COMMUNE: Final = frozenset({"level-commune"})
_DISTRICT: Final = frozenset({"level-district"})
_LEVELS_OF: Final[dict[str, frozenset[str]]] = {
    "tỉnh": frozenset({_PROVINCE}),
    "thành phố": frozenset({_PROVINCE}) | _DISTRICT,
    "quận": _DISTRICT,
    "huyện": _DISTRICT,
    "thị xã": _DISTRICT,
    "xã": _COMMUNE,
    "phường": _COMMUNE,
    "thị trấn": _COMMUNE,
    "đặc khu": _COMMUNE,
}


_FIELDS: Final = {
    _SKOS + "prefLabel": "name",
    _SKOS + "altLabel": "alias",
    _SKOS + "hiddenLabel": "alias",
    DANGBO + "bareName": "bare",
    DANGBO + "unitType": "unit_type",
    DANGBO + "era": "era",
    DANGBO + "adminLevel": "level",
    DANGBO + "mergedInto": "merged_into",
    "https://schema.org/containedInPlace": "parent",
}
_LINKS: Final = frozenset({"level", "parent", "merged_into"})
_ERA_NAMED: Final[dict[str, Era]] = {era: era for era in ERAS}


def read_places(file: Path) -> Places:
    """Read the units of a Turtle file (see `tools/make_places.py`).

    Raises:
        VocabularyError: a unit lacks a name, type, level or era, or its parent is missing.
        SyntaxError: the file is not Turtle.
        FileNotFoundError: there is no such file.
    """
    # 127,000 triples: two look-ups for each, and a new dictionary only for a new unit.
    units: dict[str, dict[str, str]] = {}
    aliases: dict[str, list[str]] = {}
    prefix, start = DANGBO + _UNIT, len(DANGBO)
    for quad in pyoxigraph.parse(path=file, format=RdfFormat.TURTLE):
        name = _FIELDS.get(quad.predicate.value)
        if name is None:
            continue
        subject, value = quad.subject.value, quad.object.value
        if name == "alias":
            aliases.setdefault(subject, []).append(value)
            continue
        unit = units.get(subject)
        if unit is None:
            unit = units[subject] = {}
        unit[name] = value[start:] if name in _LINKS else value
    places = []
    for iri, unit in units.items():
        if not iri.startswith(prefix):
            continue
        try:
            place = Place(
                id=iri[start:],
                name=unit["name"],
                bare=unit["bare"],
                unit_type=unit["unit_type"],
                level=unit["level"],
                era=_ERA_NAMED[unit["era"]],
                parent=unit.get("parent"),
                aliases=tuple(aliases.get(iri, ())),
                merged_into=unit.get("merged_into"),
            )
        except KeyError as error:
            raise VocabularyError(f"{iri} in {file.name} lacks {error}") from error
        for other in (place.parent, place.merged_into):
            if other is not None and DANGBO + other not in units:
                raise VocabularyError(f"{iri} in {file.name} refers to {other}, which is not there")
        places.append(place)
    return Places(places)
