"""Descriptions that no article states: the concepts of our lists and the places that a build uses.

They stand in the default graph of the data set, so that dropping an article's graph never takes a label away.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from rdflib import Graph, URIRef

from kg_dangbo.graph.iri import concept_iri
from kg_dangbo.graph.terms import DANGBO as ONTOLOGY
from kg_dangbo.graph.terms import PREFIXES
from kg_dangbo.graph.terms import RDF as RDF_TERMS
from kg_dangbo.graph.tokens import DANGBO, DCTERMS, ORG, RDF, SCHEMA, SKOS
from kg_dangbo.graph.triples import Token, Triple, boolean, date, iri, plain, to_rdflib
from kg_dangbo.vocabulary import Concept, Place, Vocabulary

__all__ = ["description", "shared_graph", "shared_triples", "used_concepts", "used_ids"]

_START = f"<{ONTOLOGY}"
_REFORM = "2025-07-01"  # two tiers and 34 provinces from this day on (domain facts, section 1.3)


def used_ids(graphs: Iterable[Graph]) -> list[str]:
    """The local names in ``dangbo:`` that these graphs refer to as values (not as classes), sorted."""
    namespace = str(ONTOLOGY)
    found = {
        str(value)[len(namespace) :]
        for graph in graphs
        for _, predicate, value in graph
        if predicate != RDF_TERMS.type and isinstance(value, URIRef) and str(value).startswith(namespace)
    }
    return sorted(found)


def used_concepts(triples: Iterable[Triple]) -> set[str]:
    """As `used_ids`, of triples as text."""
    cut = len(_START)
    return {value[cut:-1] for _, predicate, value in triples if value.startswith(_START) and predicate != RDF.type}


def shared_graph(vocabulary: Vocabulary, ids: Iterable[str]) -> Graph:
    """The triples of `shared_triples` as an rdflib graph, with our prefixes bound."""
    graph = Graph()
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace, replace=True)
    return to_rdflib(shared_triples(vocabulary, ids), graph)


def shared_triples(vocabulary: Vocabulary, ids: Iterable[str]) -> set[Triple]:
    """What the lists say of these ids: concepts with all that are broader, units with all that contain them.

    Units lead on to those of the other era, by the changes of 1 July 2025.

    An id that the vocabulary does not have is passed over: the gate, which sees the value without a label, says so.
    """
    found: set[Triple] = set()
    waiting = set(ids)
    done: set[str] = set()
    while waiting:
        concept_id = waiting.pop()
        done.add(concept_id)
        for triples, more in (_described(vocabulary, concept_id), _reformed(vocabulary, concept_id)):
            found.update(triples)
            waiting.update(more.difference(done))
    return found


def description(vocabulary: Vocabulary, concept_id: str) -> tuple[Triple, ...]:
    """What the lists say of this one id; nothing of what is broader or contains it."""
    return _described(vocabulary, concept_id)[0]


@lru_cache(maxsize=65536)
def _described(vocabulary: Vocabulary, concept_id: str) -> tuple[tuple[Triple, ...], frozenset[str]]:
    """The triples about one id, and the ids that they lead to."""
    concept = vocabulary.concepts.get(concept_id)
    if concept is not None:
        return tuple(_describe_concept(concept)), frozenset(concept.broader)
    # the places are many and are only read where a build names one
    if concept_id.startswith("unit-") and (place := vocabulary.places.get(concept_id)) is not None:
        return tuple(_describe_place(place)), frozenset(id_ for id_ in (place.level, place.parent) if id_ is not None)
    return (), frozenset()


@lru_cache(maxsize=65536)
def _reformed(vocabulary: Vocabulary, concept_id: str) -> tuple[tuple[Triple, ...], frozenset[str]]:
    """What became of a unit, or what it came from, and the units of the other era that this leads to.

    Each unit of 2025 has an ``org:ChangeEvent`` with all the units that it came from.
    """
    place = vocabulary.places.get(concept_id) if concept_id.startswith("unit-") else None
    if place is None:
        return (), frozenset()
    node = iri(concept_iri(place.id))
    later = [(DANGBO.mergedInto, place.merged_into)] if place.merged_into is not None else []
    later += [(DANGBO.partMergedInto, new) for new in place.part_into]
    triples = [(node, predicate, iri(concept_iri(new))) for predicate, new in later]
    more = {new for _, new in later}
    if parts := vocabulary.places.predecessors_of(place):
        event = iri(concept_iri(f"change-{place.id}"))
        triples += [
            (event, RDF.type, ORG.ChangeEvent),
            (event, RDF.type, DANGBO.UnitChange),
            (event, DCTERMS.date, date(_REFORM)),
            (event, DANGBO.resultingUnit, node),
            *((event, DANGBO.originalUnit, iri(concept_iri(part.id))) for part in parts),
        ]
        more.update(part.id for part in parts)
    return tuple(triples), frozenset(more)


def _describe_concept(concept: Concept) -> Iterator[Triple]:
    node = iri(concept_iri(concept.id))

    def vi_as_it_is(text: str) -> Token:
        return f"{plain(text)}@vi"

    yield node, RDF.type, SKOS.Concept
    for other in concept.values("type"):  # org:Role beside skos:Concept
        yield node, RDF.type, iri(other)
    yield node, SKOS.inScheme, DANGBO[f"scheme-{concept.scheme}"]
    yield node, SKOS.prefLabel, vi_as_it_is(concept.pref)
    if concept.pref_en:
        yield node, SKOS.prefLabel, f"{plain(concept.pref_en)}@en"
    for label in concept.alt:
        yield node, SKOS.altLabel, vi_as_it_is(label)
    if concept.notation:
        yield node, SKOS.notation, plain(concept.notation)
    for broader in concept.broader:
        yield node, SKOS.broader, iri(concept_iri(broader))
    if concept.value("heldByOne") == "true":  # a post: the checks across articles ask for it
        yield node, DANGBO.heldByOne, boolean(True)
    # what the register of anchor documents knows, beside what the articles print
    for title in concept.values("title"):
        yield node, DCTERMS.title, vi_as_it_is(title)
    for day in concept.values("issued"):
        yield node, DCTERMS.issued, date(day)
    for symbol in concept.values("documentSymbol"):
        yield node, DANGBO.documentSymbol, plain(symbol)


def _describe_place(place: Place) -> Iterator[Triple]:
    node = iri(concept_iri(place.id))
    yield node, RDF.type, DANGBO.AdministrativeUnit
    yield node, RDF.type, SCHEMA.AdministrativeArea
    yield node, SKOS.prefLabel, f"{plain(place.name)}@vi"
    yield node, DANGBO.adminLevel, iri(concept_iri(place.level))
    yield node, DANGBO.era, plain(place.era)
    if place.parent is not None:
        yield node, SCHEMA.containedInPlace, iri(concept_iri(place.parent))
