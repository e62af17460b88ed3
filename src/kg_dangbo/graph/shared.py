"""Descriptions that no article states: the concepts of our lists and the places that a build uses.

They stand in the default graph of the data set, so that dropping an article's graph never takes a label away.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from rdflib import Graph, Literal, URIRef

from kg_dangbo.graph.terms import DANGBO, ORG, PREFIXES, RDF, SKOS

if TYPE_CHECKING:
    from kg_dangbo.vocabulary import Concept, Vocabulary

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
    """Types, labels, scheme and broader concepts of the concepts with these ids, and of all that are broader.

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
            _describe(graph, concept)
            waiting.extend(concept.broader)
    return graph


def _describe(graph: Graph, concept: Concept) -> None:
    node = DANGBO[concept.id]
    graph.add((node, RDF.type, SKOS.Concept))
    if concept.id.startswith("role-"):
        graph.add((node, RDF.type, ORG.Role))
    graph.add((node, SKOS.inScheme, DANGBO[concept.scheme]))
    graph.add((node, SKOS.prefLabel, Literal(concept.pref, lang="vi")))
    if concept.pref_en:
        graph.add((node, SKOS.prefLabel, Literal(concept.pref_en, lang="en")))
    for label in concept.alt:
        graph.add((node, SKOS.altLabel, Literal(label, lang="vi")))
    if concept.notation:
        graph.add((node, SKOS.notation, Literal(concept.notation)))
    for broader in concept.broader:
        graph.add((node, SKOS.broader, DANGBO[broader]))
