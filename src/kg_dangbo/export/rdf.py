"""RDF in a stream: N-Quads, TriG, Turtle, JSON-LD, and Turtle 1.2 with its statements annotated."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import IO, Final

import pyoxigraph as ox

from kg_dangbo.export.stream import Row, rows_of, terms
from kg_dangbo.graph.jsonld import jsonld_pieces
from kg_dangbo.graph.terms import DANGBO, ORG, RDF, prefixes
from kg_dangbo.graph.turtle import tidy_lines

__all__ = ["write_annotated", "write_jsonld", "write_nquads", "write_trig", "write_turtle"]


def write_nquads(lines: Iterable[str], out: IO[bytes]) -> None:
    """Write the quads of `by_graph`, one a line."""
    for g, s, p, o in rows_of(lines):
        out.write((f"{s} {p} {o} {g} .\n" if g else f"{s} {p} {o} .\n").encode())


def write_trig(lines: Iterable[str], out: IO[bytes], base: str) -> None:
    """Write the quads of `by_graph` with their named graphs."""
    _serialize(terms(rows_of(lines)), ox.RdfFormat.TRIG, out, base)


def write_turtle(lines: Iterable[str], out: IO[bytes], base: str) -> None:
    """Write the triples of `merged_rows`."""
    _serialize((quad.triple for quad in terms(rows_of(lines))), ox.RdfFormat.TURTLE, out, base)


def write_jsonld(lines: Iterable[str], out: IO[bytes], base: str) -> None:
    """Write the triples of `merged_rows`, which are read twice."""
    for piece in jsonld_pieces(lambda: terms(rows_of(lines)), base):
        out.write(piece.encode())


# Class of a fact node -> where the subject, and which the predicate, and where the object of the triple that it speaks
# of; None: `dangbo:relationType` names it
_SPEAKS_OF: Final = {
    DANGBO.PostHolding: (ORG.member, ORG.memberOf, ORG.organization),
    DANGBO.Nesting: (DANGBO.child, ORG.subOrganizationOf, DANGBO.parent),
    DANGBO.DocumentRelation: (DANGBO.relationSource, None, DANGBO.relationTarget),
}
_CLASSES: Final = {f"<{kind}>": roles for kind, roles in _SPEAKS_OF.items()}
_REIFIES: Final = f"<{RDF}reifies>"
_TYPE: Final = f"<{RDF.type}>"
_RELATION: Final = f"<{DANGBO.relationType}>"


def write_annotated(lines: Iterable[str], out: IO[bytes], base: str) -> None:
    """Write the triples of `merged_rows` as Turtle 1.2, where fact nodes say which plain triple they speak of.

    ``rdf:reifies`` leads from a holding of a post, a nesting or a relation of documents to the triple term
    ``<<( … )>>``. The term asserts nothing: a post that somebody left is not a triple of the graph.
    """
    _serialize((quad.triple for quad in terms(_annotated(lines))), ox.RdfFormat.TURTLE, out, base)


def _annotated(lines: Iterable[str]) -> Iterator[Row]:
    for subject, group in groupby(rows_of(lines), key=lambda row: row[1]):
        rows = list(group)
        yield from rows
        kind = next((_CLASSES[o] for _, _, p, o in rows if p == _TYPE and o in _CLASSES), None)
        if kind is None:
            continue
        first, plain, second = kind
        values: dict[str, str] = {}
        for _, _, p, o in rows:
            values.setdefault(p, o)
        predicate = f"<{plain}>" if plain is not None else f"<{DANGBO}{values.get(_RELATION, '')[1:-1]}>"
        source, target = values.get(f"<{first}>"), values.get(f"<{second}>")
        if source is not None and target is not None:
            yield "", subject, _REIFIES, f"<<( {source} {predicate} {target} )>>"


def _serialize(items: Iterable[ox.Quad] | Iterable[ox.Triple], format: ox.RdfFormat, out: IO[bytes], base: str) -> None:
    """Through a temporary file: pyoxigraph writes prefixes in another order each time."""
    with tempfile.TemporaryFile() as raw:
        ox.serialize(items, output=raw, format=format, prefixes=prefixes(base))
        raw.seek(0)
        for line in tidy_lines(raw):
            out.write(line)
