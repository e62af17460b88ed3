"""rdflib graphs as ordered pyoxigraph quads.

rdflib builds, pyoxigraph writes: rdflib's Turtle writer changes the text of decimals (``1163`` becomes ``1163.0``),
so that its Turtle and its N-Quads would not say the same.
"""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox
from rdflib import Graph, Literal, URIRef
from rdflib.term import Node

__all__ = ["merged", "ordered", "quads_of", "to_rdflib_literal"]

_TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")


def to_rdflib_literal(node: ox.Literal) -> Literal:
    """A literal as rdflib has it: plain where Oxigraph says `xsd:string`, its text as it stands."""
    if node.language:
        return Literal(node.value, lang=node.language)
    kind = node.datatype.value
    plain = kind == "http://www.w3.org/2001/XMLSchema#string"
    return Literal(node.value, datatype=None if plain else URIRef(kind), normalize=False)


def _term(node: Node) -> ox.NamedNode | ox.Literal:
    if isinstance(node, URIRef):
        return ox.NamedNode(str(node))
    if isinstance(node, Literal):
        if node.language:
            return ox.Literal(str(node), language=node.language)
        if node.datatype is not None:
            return ox.Literal(str(node), datatype=ox.NamedNode(str(node.datatype)))
        return ox.Literal(str(node))
    raise ValueError(f"our graphs hold no blank nodes, but here is {node!r}")


def quads_of(graph: Graph, name: str | None = None) -> list[ox.Quad]:
    """The triples of `graph` as quads of the named graph `name` (None: of the default graph), in order.

    Raises:
        ValueError: the graph holds a blank node, or an IRI that is none.
    """
    where = ox.DefaultGraph() if name is None else ox.NamedNode(name)
    quads = []
    for s, p, o in graph:
        subject, predicate = _term(s), _term(p)
        if isinstance(subject, ox.Literal) or isinstance(predicate, ox.Literal):
            raise ValueError(f"a literal cannot be a subject or a predicate: {s!r} {p!r}")
        quads.append(ox.Quad(subject, predicate, _term(o), where))
    return ordered(quads)


def ordered(quads: Iterable[ox.Quad]) -> list[ox.Quad]:
    """Quads by graph (the default graph first), subject, predicate (types first) and object, each once."""

    def key(quad: ox.Quad) -> tuple[str, str, bool, str, str]:
        graph = "" if isinstance(quad.graph_name, ox.DefaultGraph) else str(quad.graph_name)
        return graph, str(quad.subject), quad.predicate != _TYPE, str(quad.predicate), str(quad.object)

    return sorted(set(quads), key=key)


def merged(quads: Iterable[ox.Quad]) -> list[ox.Quad]:
    """The merged view: every triple once, in the default graph, in order."""
    return ordered(ox.Quad(quad.subject, quad.predicate, quad.object) for quad in quads)
