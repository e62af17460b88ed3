"""Put canonical keys in the place of an article's own, before IRIs are minted.

Statements stay what they are: only the names by which they refer to persons, bodies and documents change, and entities
that turn out to be one are written as one with all their quotations. The stored extraction keeps its local keys.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any, Final

from kg_dangbo.model import DocumentFact, Extraction, Fact, OrganizationFact, PartOfFact, PersonFact

__all__ = ["apply"]

_ENTITIES: Final = (PersonFact, OrganizationFact, DocumentFact)
# the fields in which a fact names an entity by its key
_REFERENCES: Final = frozenset(
    (
        "person",
        "organization",
        "issuer",
        "grantor",
        "recipient",
        "about",
        "organizers",
        "source",
        "target",
        "child",
        "parent",
    )
)


def apply(extraction: Extraction, canonical: Mapping[str, str]) -> Extraction:
    """The extraction with canonical keys.

    Args:
        extraction: with the keys of its article.
        canonical: local key -> canonical key (`Identities.canonical_of`); keys that are not in it stay.
    """
    if all(key == new for key, new in canonical.items()):
        return extraction
    out: list[Fact] = []
    at: dict[tuple[type[Fact], str], int] = {}
    for fact in extraction.facts:
        changes: dict[str, Any] = {}
        for name in _key_fields(type(fact)):
            value = getattr(fact, name)
            new: Any = value
            if isinstance(value, tuple):
                new = tuple(dict.fromkeys(canonical.get(v, v) for v in value))
            elif isinstance(value, str):
                new = canonical.get(value, value)
            if new != value:
                changes[name] = new
        changed = replace(fact, **changes) if changes else fact
        if isinstance(changed, PartOfFact) and changed.child == changed.parent:
            continue  # a body is no part of itself
        place = at.setdefault((type(changed), changed.key), len(out)) if isinstance(changed, _ENTITIES) else len(out)
        if place < len(out):
            out[place] = _merged(out[place], changed)
        else:
            out.append(changed)
    return Extraction(extraction.article, tuple(out), extraction.rejected)


_KEYS: Final[dict[type[Fact], tuple[str, ...]]] = {}


def _key_fields(kind: type[Fact]) -> tuple[str, ...]:
    """The fields in which facts of this kind hold keys that may be others: of what they name, and their own."""
    known = _KEYS.get(kind)
    if known is None:
        names = _REFERENCES | {"key"} if issubclass(kind, _ENTITIES) else _REFERENCES
        known = _KEYS[kind] = tuple(field.name for field in fields(kind) if field.name in names)
    return known


def _merged(one: Fact, two: Fact) -> Fact:
    """Two facts about one entity: all quotations and forms; else what the first says, or if it is silent the other."""
    changes: dict[str, Any] = {}
    for field in fields(one):
        mine, other = getattr(one, field.name), getattr(two, field.name)
        if field.name == "evidence":
            changes[field.name] = tuple(sorted({*mine, *other}, key=lambda e: (e.start, e.end, e.rule)))
        elif field.name == "forms":
            changes[field.name] = tuple(dict.fromkeys((*mine, *other)))
        elif mine in (None, "") and other not in (None, ""):
            changes[field.name] = other
    return replace(one, **changes)
