"""The SKOS concepts of `ontology/*.ttl` as plain frozen records.

pyoxigraph parses (5 MB of Turtle in a fraction of a second); nothing of RDF leaves this module. Files are read
in the order of their names and one concept may be described in several of them; what is not a `skos:Concept`
(the classes of `dangbo.ttl`, administrative units, schemes themselves) is passed over.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, parse

__all__ = ["DANGBO", "Concept", "VocabularyError", "local_name", "pack_concepts", "read_concepts", "unpack_concepts"]

DANGBO: Final = "https://w3id.org/kg-dangbo/ontology#"
_SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
_CONCEPT: Final = _SKOS + "Concept"
_TYPE: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


class VocabularyError(ValueError):
    """A concept in `ontology/` cannot be used: it has no Vietnamese label, or no scheme."""


@dataclass(frozen=True, slots=True)
class Concept:
    """One entry of a closed list.

    ``id`` is a local name (`role-bi-thu`), ``scheme`` the scheme's without its prefix (`roles` for
    `dangbo:scheme-roles`). ``pref``, ``alt`` and ``hidden`` are the labels
    tagged `@vi` or not tagged; ``pref_en`` is "" where there is no English label. ``broader`` holds ids.

    ``properties`` holds everything else by local name: ids for `dangbo:` resources, full IRIs for others, the text of
    literals. Texts in another language than Vietnamese stand under the name with the tag (`definition@en`,
    `altLabel@en`). Values keep the order of the file.
    """

    id: str
    scheme: str
    pref: str
    pref_en: str = ""
    alt: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    notation: str | None = None
    broader: tuple[str, ...] = ()
    properties: dict[str, tuple[str, ...]] = field(default_factory=dict, hash=False)

    @property
    def labels(self) -> tuple[str, ...]:
        """Every Vietnamese form to look for: preferred, alternative, hidden, in this order."""
        return (self.pref, *self.alt, *self.hidden)

    def values(self, name: str) -> tuple[str, ...]:
        """All values of a property; empty where it has none."""
        return self.properties.get(name, ())

    def value(self, name: str) -> str | None:
        """The first value of a property, or None."""
        values = self.properties.get(name)
        return values[0] if values else None


def local_name(iri: str) -> str:
    """What stands after the last ``#`` or ``/``.

    >>> local_name("http://www.w3.org/2004/02/skos/core#prefLabel")
    'prefLabel'
    """
    return iri[max(iri.rfind("#"), iri.rfind("/")) + 1 :]


def _value(term: object) -> str:
    if isinstance(term, NamedNode):
        return term.value[len(DANGBO) :] if term.value.startswith(DANGBO) else term.value
    assert isinstance(term, Literal)
    return term.value


def _key(predicate: str, term: object) -> str:
    name = local_name(predicate)
    if isinstance(term, Literal) and term.language not in (None, "vi"):
        return f"{name}@{term.language}"
    return name


def _concept(iri: str, properties: dict[str, list[str]]) -> Concept:
    id_ = iri[len(DANGBO) :] if iri.startswith(DANGBO) else iri

    def take(name: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(properties.pop(name, ())))

    pref, schemes, in_english = take("prefLabel"), take("inScheme"), take("prefLabel@en")
    schemes = schemes or take("topConceptOf")
    if not pref:
        raise VocabularyError(f"{iri} has no skos:prefLabel in Vietnamese")
    if not schemes:
        raise VocabularyError(f"{iri} has no skos:inScheme")
    alt, hidden, notation, broader = take("altLabel"), take("hiddenLabel"), take("notation"), take("broader")
    properties["type"] = [t for t in properties["type"] if t != _CONCEPT]
    return Concept(
        id=id_,
        scheme=local_name(schemes[0]).removeprefix("scheme-"),
        pref=pref[0],
        pref_en=in_english[0] if in_english else "",
        alt=alt,
        hidden=hidden,
        notation=notation[0] if notation else None,
        broader=broader,
        properties={name: take(name) for name in sorted(properties) if properties[name]},
    )


def read_concepts(files: Iterable[Path]) -> dict[str, Concept]:
    """Read Turtle files and return their concepts by id, sorted by id.

    Raises:
        VocabularyError: a concept has no Vietnamese preferred label or no scheme.
        SyntaxError: a file is not Turtle (the message names file and line).
        OSError: a file cannot be read.
    """
    subjects: dict[str, dict[str, list[str]]] = {}
    for file in files:
        try:
            for quad in parse(path=file, format=RdfFormat.TURTLE):
                subject, term = quad.subject, quad.object
                # Blank nodes are the parts of OWL restrictions; no concept uses them.
                if isinstance(subject, NamedNode) and not isinstance(term, BlankNode):
                    values = subjects.setdefault(subject.value, {})
                    values.setdefault(_key(quad.predicate.value, term), []).append(_value(term))
        except SyntaxError as error:
            raise SyntaxError(f"{file.name}: {error}") from error
    found = (_concept(iri, p) for iri, p in subjects.items() if _CONCEPT in p.get("type", ()))
    return {concept.id: concept for concept in sorted(found, key=lambda c: c.id)}


def pack_concepts(concepts: Mapping[str, Concept]) -> list[list[object]]:
    """The concepts as plain lists, one for each, for the cache."""
    return [
        [c.id, c.scheme, c.pref, c.pref_en, c.alt, c.hidden, c.notation, c.broader, dict(c.properties)]
        for c in concepts.values()
    ]


def unpack_concepts(rows: Sequence[Sequence[Any]]) -> dict[str, Concept]:
    """What `pack_concepts` packed, in the same order."""
    return {
        id_: Concept(
            id=id_,
            scheme=scheme,
            pref=pref,
            pref_en=pref_en,
            alt=tuple(alt),
            hidden=tuple(hidden),
            notation=notation,
            broader=tuple(broader),
            properties={name: tuple(values) for name, values in properties.items()},
        )
        for id_, scheme, pref, pref_en, alt, hidden, notation, broader, properties in rows
    }
