"""One preferred name per thing, also where articles write it differently.

Input: the graphs of a build's articles. Two articles may agree on the key of a body and not on its capitals
("Ủy ban Kiểm tra", "Ủy ban kiểm tra"); the merged view would then show two preferred labels, which SKOS forbids (S14).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from rdflib import Graph, URIRef
from rdflib.term import Node

from kg_dangbo.graph.terms import DCTERMS, FOAF, SKOS

__all__ = ["settle_labels"]

_NAMES: tuple[URIRef, ...] = (FOAF.name, SKOS.prefLabel, DCTERMS.title)


def settle_labels(graphs: Iterable[Graph]) -> int:
    """Give each node the same preferred name in every graph that names it; change the graphs in place.

    The name that most graphs use wins, among equals the first in code point order; the others stay as
    ``skos:altLabel``, and the winner is nowhere an alternative of itself (S13). The outcome depends on the graphs and
    not on their order. Returns how many preferred names gave way.
    """
    chosen = list(graphs)
    uses: dict[tuple[Node, URIRef], Counter[Node]] = defaultdict(Counter)
    for graph in chosen:
        for predicate in _NAMES:
            for node, label in graph.subject_objects(predicate):
                uses[node, predicate][label] += 1
    best = {key: min(counts, key=lambda label: (-counts[label], str(label))) for key, counts in uses.items()}
    changed = 0
    for graph in chosen:
        for predicate in _NAMES:
            for node, label in list(graph.subject_objects(predicate)):
                winner = best[node, predicate]
                if label != winner:
                    graph.remove((node, predicate, label))
                    graph.add((node, predicate, winner))
                    graph.add((node, SKOS.altLabel, label))
                    changed += 1
                graph.remove((node, SKOS.altLabel, winner))
    return changed
