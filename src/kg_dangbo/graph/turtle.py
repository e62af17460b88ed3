"""Turtle and its family: sorted prefixes, one paragraph per subject; N-Quads, one line per quad."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from kg_dangbo.graph.terms import DEFAULT_BASE, prefixes

__all__ = ["to_nquads", "to_trig", "to_turtle", "trig_pieces"]


def to_turtle(triples: Iterable[ox.Quad], base: str = DEFAULT_BASE) -> str:
    """The triples, in the order given (their graph names are not looked at), as a Turtle document."""
    rows = [quad.triple for quad in triples]
    return _tidy(ox.serialize(rows, format=ox.RdfFormat.TURTLE, prefixes=prefixes(base)))


def to_trig(quads: Iterable[ox.Quad], base: str = DEFAULT_BASE) -> str:
    """The quads, in the order given, as a TriG document with their named graphs."""
    return _tidy(ox.serialize(quads, format=ox.RdfFormat.TRIG, prefixes=prefixes(base)))


def trig_pieces(parts: Iterable[Iterable[ox.Quad]], base: str = DEFAULT_BASE) -> Iterator[bytes]:
    """The document of `to_trig`, part by part: each part holds whole graphs, in order."""
    yield "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in sorted(prefixes(base).items())).encode("utf-8")
    for part in parts:
        document = to_trig(part, base)
        body = document.split("\n\n", 1)
        if len(body) == 2:
            yield f"\n{body[1]}".encode()


def to_nquads(quads: Iterable[ox.Quad]) -> str:
    """The quads, in the order given, as N-Quads."""
    return (ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b"").decode("utf-8")


def _tidy(document: bytes | None) -> str:
    """Sort the prefixes, which pyoxigraph writes in another order each time, and set the paragraphs apart.

    A line that begins without white space begins a subject: line ends inside literals are escaped.
    """
    lines = (document or b"").decode("utf-8").split("\n")
    heads = sorted(line for line in lines if line.startswith("@prefix "))
    body = [line for line in lines if line and not line.startswith("@prefix ")]
    spaced = [line if line[0] in "\t }" else f"\n{line}" for line in body]
    return "\n".join([*heads, *spaced]) + "\n"
