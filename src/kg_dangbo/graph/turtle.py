"""Turtle and its family: sorted prefixes, one paragraph per subject; N-Quads, one line per quad."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from kg_dangbo.graph.terms import DEFAULT_BASE, prefixes

__all__ = ["tidy_lines", "to_nquads", "to_trig", "to_turtle"]


def to_turtle(triples: Iterable[ox.Quad], base: str = DEFAULT_BASE) -> str:
    """The triples, in the order given (their graph names are not looked at), as a Turtle document."""
    rows = [quad.triple for quad in triples]
    return _tidy(ox.serialize(rows, format=ox.RdfFormat.TURTLE, prefixes=prefixes(base)))


def to_trig(quads: Iterable[ox.Quad], base: str = DEFAULT_BASE) -> str:
    """The quads, in the order given, as a TriG document with their named graphs."""
    return _tidy(ox.serialize(quads, format=ox.RdfFormat.TRIG, prefixes=prefixes(base)))


def to_nquads(quads: Iterable[ox.Quad]) -> str:
    """The quads, in the order given, as N-Quads."""
    return (ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b"").decode("utf-8")


def _tidy(document: bytes | None) -> str:
    return b"".join(tidy_lines((document or b"").splitlines(keepends=True))).decode("utf-8")


def tidy_lines(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Sort the prefixes, which pyoxigraph writes in another order each time, and set the paragraphs apart.

    A line that begins without white space begins a subject: line ends inside literals are escaped.
    """
    heads: list[bytes] = []
    in_head = True
    for line in lines:
        if in_head and line.startswith(b"@prefix "):
            heads.append(line)
            continue
        if in_head:
            yield from sorted(heads)
            in_head = False
        if line.strip():
            yield line if line[:1] in (b"\t", b" ", b"}") else b"\n" + line
    if in_head:
        yield from sorted(heads)
