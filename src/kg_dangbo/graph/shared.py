"""Descriptions that no article states: the concepts of our lists and the places that a build uses.

They stand in the default graph of the data set, so that dropping an article's graph never takes a label away.
"""

from __future__ import annotations

from collections.abc import Iterable

from rdflib import Graph, Literal, URIRef

from kg_dangbo.graph.literals import date_literal
from kg_dangbo.graph.terms import DANGBO, DCTERMS, PREFIXES, RDF, SCHEMA, SKOS
from kg_dangbo.vocabulary import Concept, Place, Vocabulary

__all__ = ["shared_graph", "used_ids"]


def used_ids(graphs: Iterable[Graph]) -> list[str]:
    """The local names in ``dangbo:`` that these graphs refer to as values (not as classes), sorted."""
    namespace = str(DANGBO)
    found = {
        str(value)[len(namespace) :]
        for graph in graphs
        for _, predicate, value in graph
        if predicate != RDF.type and isinstance(value, URIRef) and str(value).startswith(namespace)
    }
    return sorted(found)


def shared_graph(vocabulary: Vocabulary, ids: Iterable[str]) -> Graph:
    """What the lists say of these ids: concepts with all that are broader, units with all that contain them.

    An id that the vocabulary does not have is passed over: the gate, which sees the value without a label, says so.
    """
    graph = Graph()
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace, replace=True)
    waiting = sorted(set(ids), reverse=True)
    done: set[str] = set()
    while waiting:
        concept_id = waiting.pop()
        if concept_id in done:
            continue
        done.add(concept_id)
        concept = vocabulary.concepts.get(concept_id)
        if concept is not None:
            _describe_concept(graph, concept)
            waiting.extend(concept.broader)
        # the places are many and are only read where a build names one
        elif concept_id.startswith("unit-") and (place := vocabulary.places.get(concept_id)) is not None:
            _describe_place(graph, place)
            waiting.extend(id_ for id_ in (place.level, place.parent) if id_ is not None)
    return graph


def _describe_concept(graph: Graph, concept: Concept) -> None:
    node = DANGBO[concept.id]
    graph.add((node, RDF.type, SKOS.Concept))
    for other in concept.values("type"):  # org:Role beside skos:Concept
        graph.add((node, RDF.type, URIRef(other)))
    graph.add((node, SKOS.inScheme, DANGBO[f"scheme-{concept.scheme}"]))
    graph.add((node, SKOS.prefLabel, Literal(concept.pref, lang="vi")))
    if concept.pref_en:
        graph.add((node, SKOS.prefLabel, Literal(concept.pref_en, lang="en")))
    for label in concept.alt:
        graph.add((node, SKOS.altLabel, Literal(label, lang="vi")))
    if concept.notation:
        graph.add((node, SKOS.notation, Literal(concept.notation)))
    for broader in concept.broader:
        graph.add((node, SKOS.broader, DANGBO[broader]))
    # what the register of anchor documents knows, beside what the articles print
    for title in concept.values("title"):
        graph.add((node, DCTERMS.title, Literal(title, lang="vi")))
    for day in concept.values("issued"):
        graph.add((node, DCTERMS.issued, date_literal(day)))
    for symbol in concept.values("documentSymbol"):
        graph.add((node, DANGBO.documentSymbol, Literal(symbol)))


def _describe_place(graph: Graph, place: Place) -> None:
    node = DANGBO[place.id]
    graph.add((node, RDF.type, DANGBO.AdministrativeUnit))
    graph.add((node, RDF.type, SCHEMA.AdministrativeArea))
    graph.add((node, SKOS.prefLabel, Literal(place.name, lang="vi")))
    graph.add((node, DANGBO.adminLevel, DANGBO[place.level]))
    graph.add((node, DANGBO.era, Literal(place.era)))
    if place.parent is not None:
        graph.add((node, SCHEMA.containedInPlace, DANGBO[place.parent]))
