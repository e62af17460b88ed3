"""Administrative units from Turtle, and to and from the cache of the vocabulary."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import pyoxigraph
from pyoxigraph import RdfFormat

from kg_dangbo.vocabulary.concepts import DANGBO, VocabularyError
from kg_dangbo.vocabulary.places import ERAS, Era, Place, PlaceColumns, Places

__all__ = ["pack_places", "read_places", "unpack_places"]

_UNIT: Final = "unit-"
_SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
_FIELDS: Final = {
    _SKOS + "prefLabel": "name",
    _SKOS + "altLabel": "alias",
    _SKOS + "hiddenLabel": "alias",
    DANGBO + "bareName": "bare",
    DANGBO + "unitType": "unit_type",
    DANGBO + "typedName": "typed_name",
    DANGBO + "formerName": "former_name",
    DANGBO + "renamedOn": "renamed_on",
    DANGBO + "era": "era",
    DANGBO + "adminLevel": "level",
    DANGBO + "mergedInto": "merged_into",
    DANGBO + "partMergedInto": "part_into",
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
    # 138,000 triples: two look-ups for each, and a new dictionary only for a new unit.
    units: dict[str, dict[str, str]] = {}
    aliases: dict[str, list[str]] = {}
    parts: dict[str, list[str]] = {}
    prefix, start = DANGBO + _UNIT, len(DANGBO)
    for quad in pyoxigraph.parse(path=file, format=RdfFormat.TURTLE):
        name = _FIELDS.get(quad.predicate.value)
        if name is None:
            continue
        subject, value = quad.subject.value, quad.object.value
        if name == "alias":
            aliases.setdefault(subject, []).append(value)
            continue
        if name == "part_into":
            parts.setdefault(subject, []).append(value[start:])
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
                part_into=tuple(sorted(parts.get(iri, ()))),
                typed_name=unit.get("typed_name"),
                former_name=unit.get("former_name"),
                renamed_on=unit.get("renamed_on"),
            )
        except KeyError as error:
            raise VocabularyError(f"{iri} in {file.name} lacks {error}") from error
        for other in (place.parent, place.merged_into, *place.part_into):
            if other is not None and DANGBO + other not in units:
                raise VocabularyError(f"{iri} in {file.name} refers to {other}, which is not there")
        places.append(place)
    return Places(places)


def pack_places(places: Places) -> dict[str, object]:
    """The units as plain lists and dictionaries, for the cache."""
    return places.columns._asdict()


def unpack_places(columns: Mapping[str, Any]) -> Places:
    """What `pack_places` packed.

    Raises:
        TypeError: a column is missing, or unknown.
        ValueError: the columns differ in length.
    """
    units = PlaceColumns(**columns)
    if len({len(column) for column in units if isinstance(column, list)}) != 1:
        raise ValueError("the columns of the units differ in length")
    return Places(units)
