"""Administrative units of both eras, found by name and parent.

Names repeat (34 communes of one era are called Tân Thành), so a name alone is a question with many answers:
`Places.find` gives all of them and `Places.resolve` only an answer that is certain. The eras are "2024" (the units
as they were on 30 June 2025) and "2025" (since 1 July 2025, without districts).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final, Literal, NamedTuple

from kg_dangbo.language.normal import fold_key

__all__ = ["ERAS", "Era", "Place", "PlaceColumns", "Places"]

Era = Literal["2024", "2025"]
ERAS: Final[tuple[Era, ...]] = ("2024", "2025")
_PROVINCE: Final = "level-province"
_REMEMBERED: Final = 1 << 13
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
    provinces. ``aliases`` are other printed forms, ``merged_into`` the id of the unit of the later era that took over
    this one or its main part, ``part_into`` those of the units that took the rest of it, ``typed_name`` the name of a
    unit whose type belongs to it everywhere ("Thành phố Hồ Chí Minh"), ``former_name`` the one with its type that it
    bore until ``renamed_on`` (an ISO date).
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
    part_into: tuple[str, ...] = ()
    typed_name: str | None = None
    former_name: str | None = None
    renamed_on: str | None = None


def _split_type(key: str) -> tuple[str | None, str]:
    """A folded name into its type, if it begins with one, and the rest."""
    for word, unit_type in _TYPE_WORDS:
        if key.startswith(word + " "):
            return unit_type, key[len(word) + 1 :]
    return None, key


class PlaceColumns(NamedTuple):
    """The units in the order of their ids, field by field: plain lists load several times faster than records.

    ``keys`` are the folded bare names; ``aliases``, ``merged_into`` and the three behind it hold only the units that
    have them.
    """

    ids: list[str]
    names: list[str]
    bares: list[str]
    unit_types: list[str]
    levels: list[str]
    eras: list[Era]
    parents: list[str | None]
    keys: list[str]
    aliases: dict[str, list[str]]
    merged_into: dict[str, str]
    part_into: dict[str, list[str]]
    typed_names: dict[str, str]
    former_names: dict[str, str]
    renamed_on: dict[str, str]


def _columns(places: Iterable[Place]) -> PlaceColumns:
    units = sorted(places, key=lambda p: p.id)
    return PlaceColumns(
        ids=[p.id for p in units],
        names=[p.name for p in units],
        bares=[p.bare for p in units],
        unit_types=[p.unit_type for p in units],
        levels=[p.level for p in units],
        eras=[p.era for p in units],
        parents=[p.parent for p in units],
        keys=[fold_key(p.bare) for p in units],
        aliases={p.id: list(p.aliases) for p in units if p.aliases},
        merged_into={p.id: p.merged_into for p in units if p.merged_into is not None},
        part_into={p.id: list(p.part_into) for p in units if p.part_into},
        typed_names={p.id: p.typed_name for p in units if p.typed_name is not None},
        former_names={p.id: p.former_name for p in units if p.former_name is not None},
        renamed_on={p.id: p.renamed_on for p in units if p.renamed_on is not None},
    )


class Places:
    """All administrative units, indexed by folded name, parent and era.

    A page names a few of the 14,000 units, so a `Place` is made when it is first asked for. `found` is `find` without
    its list of one's own, and `province_named` finds the province of a name ("Hà Nam", "TP.HCM"); both remember.
    """

    def __init__(self, places: Iterable[Place] | PlaceColumns) -> None:
        self.columns = columns = places if isinstance(places, PlaceColumns) else _columns(places)
        self._rows: dict[str, int] = {place_id: row for row, place_id in enumerate(columns.ids)}
        # folded bare name -> rows that bear it, and (row, the only type under which it holds, or None) of aliases
        self._rows_named: dict[str, list[int]] = {}
        for row, key in enumerate(columns.keys):
            self._rows_named.setdefault(key, []).append(row)
        self._rows_also_named: dict[str, list[tuple[int, str | None]]] = {}
        for place_id, aliases in columns.aliases.items():
            for alias in aliases:
                unit_type, bare = _split_type(fold_key(alias))
                self._rows_also_named.setdefault(bare, []).append((self._rows[place_id], unit_type))
        self._made: dict[int, Place] = {}
        self._by_name: dict[str, list[tuple[Place, str | None]]] = {}
        self._provinces: dict[Era, tuple[Place, ...]] = {}
        # a page asks for the same names again and again, and so do the pages of one province
        self.found = lru_cache(maxsize=_REMEMBERED)(self._find)
        self.province_named = lru_cache(maxsize=_REMEMBERED)(self._province_named)

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[Place]:
        return map(self._place, range(len(self)))

    def _place(self, row: int) -> Place:
        place = self._made.get(row)
        if place is None:
            c = self.columns
            place_id = c.ids[row]
            self._made[row] = place = Place(
                id=place_id,
                name=c.names[row],
                bare=c.bares[row],
                unit_type=c.unit_types[row],
                level=c.levels[row],
                era=c.eras[row],
                parent=c.parents[row],
                aliases=tuple(c.aliases.get(place_id, ())),
                merged_into=c.merged_into.get(place_id),
                part_into=tuple(c.part_into.get(place_id, ())),
                typed_name=c.typed_names.get(place_id),
                former_name=c.former_names.get(place_id),
                renamed_on=c.renamed_on.get(place_id),
            )
        return place

    def _named(self, key: str) -> list[tuple[Place, str | None]]:
        """The units of a folded bare name, each with the only type under which it bears the name, or None for any."""
        entries = self._by_name.get(key)
        if entries is None:
            rows, others = self._rows_named.get(key), self._rows_also_named.get(key)
            if rows is None and others is None:
                return []  # not remembered: texts ask for any number of names that are no unit's
            entries = [(self._place(row), self.columns.unit_types[row]) for row in rows or ()]
            entries += [(self._place(row), unit_type) for row, unit_type in others or ()]
            self._by_name[key] = entries
        return entries

    def typed_name(self, bare_name: str) -> str | None:
        """The name of the province of this bare name where its type belongs to the name, else None."""
        return self._typed.get(fold_key(bare_name))

    def former_name(self, bare_name: str, unit_type: str) -> str | None:
        """The bare name that the province of this name bore while it was of this type, where that was another."""
        return self._former.get((fold_key(bare_name), unit_type))

    @cached_property
    def _former(self) -> dict[tuple[str, str], str]:
        c = self.columns
        split = {place_id: name.split(" ", 1) for place_id, name in c.former_names.items()}
        return {(c.keys[self._rows[place_id]], unit_type): bare for place_id, (unit_type, bare) in split.items()}

    @cached_property
    def _typed(self) -> dict[str, str]:
        c = self.columns
        return {c.keys[self._rows[place_id]]: name for place_id, name in c.typed_names.items()}

    @cached_property
    def _children(self) -> dict[str, list[int]]:
        children: dict[str, list[int]] = {}
        for row, parent in enumerate(self.columns.parents):
            if parent is not None:
                children.setdefault(parent, []).append(row)
        return children

    def get(self, place_id: str) -> Place | None:
        """The unit with this id, or None."""
        row = self._rows.get(place_id)
        return None if row is None else self._place(row)

    def provinces(self, era: Era) -> tuple[Place, ...]:
        """The provinces and the cities under the centre of one era, by id."""
        if era not in self._provinces:
            of_level = (row for row, level in enumerate(self.columns.levels) if level == _PROVINCE)
            self._provinces[era] = tuple(self._place(row) for row in of_level if self.columns.eras[row] == era)
        return self._provinces[era]

    def children(self, place: Place) -> tuple[Place, ...]:
        """The units directly inside ``place``, by id."""
        return tuple(self._place(row) for row in self._children.get(place.id, ()))

    def parent_of(self, place: Place) -> Place | None:
        """The unit that contains ``place``; None for a province."""
        return None if place.parent is None else self._place(self._rows[place.parent])

    def province_of(self, place: Place) -> Place:
        """The province that ``place`` lies in, or ``place`` itself where it is one."""
        while place.parent is not None:
            place = self._place(self._rows[place.parent])
        return place

    def successor_of(self, place: Place) -> Place | None:
        """The unit of the later era that took over ``place`` or its main part; None for former districts."""
        return None if place.merged_into is None else self._place(self._rows[place.merged_into])

    def predecessors_of(self, place: Place) -> tuple[Place, ...]:
        """The units of the earlier era that went into ``place``, as a whole or in part, by id."""
        return tuple(self._place(row) for row in sorted(self._before.get(place.id, ())))

    @cached_property
    def _before(self) -> dict[str, list[int]]:
        c = self.columns
        before: dict[str, list[int]] = {}
        for old, new in c.merged_into.items():
            before.setdefault(new, []).append(self._rows[old])
        for old, others in c.part_into.items():
            for new in others:
                before.setdefault(new, []).append(self._rows[old])
        return before

    def _lies_in(self, place: Place, ancestor_id: str) -> bool:
        current: str | None = place.id
        while current is not None:
            if current == ancestor_id:
                return True
            current = self.columns.parents[self._rows[current]]
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
        return list(self.found(bare_name, unit_type, era, within.id if isinstance(within, Place) else within))

    def _find(
        self, bare_name: str, unit_type: str | None = None, era: Era | None = None, ancestor: str | None = None
    ) -> tuple[Place, ...]:
        """What `find` finds, as it is remembered in `found`; ``ancestor`` is the id of a unit that contains it."""
        key = fold_key(bare_name)
        wanted = unit_type and fold_key(unit_type)
        entries = self._named(key)
        if not entries:
            printed_type, key = _split_type(key)
            entries = self._named(key)
            wanted = wanted or printed_type
        if not entries:
            return ()
        found = {
            place.id: place
            for place, only_type in entries
            if (wanted is None or only_type is None or only_type == wanted)
            and (era is None or place.era == era)
            and (ancestor is None or self._lies_in(place, ancestor))
        }
        return tuple([found[place_id] for place_id in sorted(found)])

    def _province_named(self, name: str, era: Era | None = None) -> Place | None:
        """The province of this name ("Hà Nam", "tỉnh Hà Nam", "TP.HCM"), or None, as remembered in `province_named`.

        Without an era the earlier one is asked first: it has every name that the later one has.
        """
        for candidate in ERAS if era is None else (era,):
            for place in self.found(name, None, candidate):
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
