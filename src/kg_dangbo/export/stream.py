"""The quads of a build in a fixed order and in bounded memory: by graph, or merged; and article by article.

A row is four N-Quads tokens: graph (``""`` for the default graph), subject, predicate, object.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, islice
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from kg_dangbo.graph.dataset import parse_nquads, stream_dataset
from kg_dangbo.graph.terms import DANGBO, DCTERMS, FOAF, OA, ORG, PROV, SCHEMA, SKOS
from kg_dangbo.sorting import SortedLines
from kg_dangbo.store import reading

__all__ = ["Row", "article_stores", "by_graph", "merged_rows", "rows_of", "terms"]

Row = tuple[str, str, str, str]

BATCH: Final = 250_000
"""Quads of the articles that are looked at together: some 200 articles and 300 MB."""

_TYPE: Final = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
_AROUND: Final = frozenset(f"<{iri}>" for iri in (OA.prefix, OA.suffix, OA.hasSource, OA.hasBody))
_AROUND_TYPES: Final = (f"<{OA}", f"<{PROV}")
_NAMING: Final = frozenset(
    f"<{iri}>"
    for iri in (
        *(FOAF.name, SKOS.prefLabel, SKOS.altLabel, DCTERMS.title, SCHEMA.name, SCHEMA.startDate),
        *(DANGBO.eventKind, DANGBO["count"], DANGBO.recipientKind),
    )
)
_BETWEEN: Final = frozenset(
    f"<{iri}>" for iri in (ORG.ChangeEvent, ORG.Membership, DANGBO.Tenure, DANGBO.BodyChange, DANGBO.UnitChange)
)
_SEP: Final = "\x01"  # below every character of a token, so lines sort as their tuples do
_PARSED: Final = 20_000  # rows that become terms at once


def by_graph(source: Path | Sequence[ox.Quad]) -> SortedLines:
    """The quads of a source, the default graph first; within a graph by subject, predicate (types first), object.

    Args:
        source: the folder of a build, an RDF file, or quads.

    Raises:
        FileNotFoundError, ValueError: as `kg_dangbo.graph.dataset.load_dataset`.
    """
    return SortedLines(_lines(_quads(source), merged=False))


def merged_rows(source: Path | Sequence[ox.Quad]) -> SortedLines:
    """The triples of a source, each once whatever graphs state it, in the same order."""
    return SortedLines(_lines(_quads(source), merged=True))


def _quads(source: Path | Sequence[ox.Quad]) -> Iterator[ox.Quad]:
    """From the store of a build where it has one: it has no `graph.nq` any more where it is large and was added to."""
    if not isinstance(source, Path):
        yield from source
        return
    with reading(source) as store:
        if store is None:
            yield from stream_dataset(source)
        else:
            for piece in store.quad_lines():
                yield from parse_nquads(piece)


def _lines(quads: Iterable[ox.Quad], merged: bool) -> Iterator[str]:
    for quad in quads:
        graph = "" if merged or isinstance(quad.graph_name, ox.DefaultGraph) else str(quad.graph_name)
        predicate = str(quad.predicate)
        rank = "0" if predicate == _TYPE else "1"
        yield _SEP.join((graph, str(quad.subject), rank, predicate, str(quad.object)))


def rows_of(lines: Iterable[str]) -> Iterator[Row]:
    """The rows behind the lines of `by_graph` and `merged_rows`."""
    for line in lines:
        graph, subject, _, predicate, value = line.split(_SEP)
        yield graph, subject, predicate, value


def terms(rows: Iterable[Row]) -> Iterator[ox.Quad]:
    """Rows as quads, a few at a time."""
    waiting = iter(rows)
    while chunk := list(islice(waiting, _PARSED)):
        text = "".join([f"{s} {p} {o} {g} .\n" for g, s, p, o in chunk])
        yield from ox.parse(text, format=ox.RdfFormat.N_QUADS)


def article_stores(lines: Iterable[str], batch: int = BATCH) -> Iterator[ox.Store]:
    """Stores in memory over some articles each, which together are all, with what the records of `records` are made of.

    Loading is the slow step (9 µs a quad), so the merged view holds names and classes only, and the articles' graphs
    are without what stands around quotations.

    Args:
        lines: of `by_graph`; what stands in the default graph stands in every store.
        batch: quads of a store; an article is never parted.
    """
    shared: list[Row] = []
    waiting: list[Row] = []
    empty = True
    for graph, group in groupby(rows_of(lines), key=lambda row: row[0]):
        if not graph:
            # of what stands between articles (tenures, changes) a corpus may have millions, and no record is made of it
            shared = [row for row in group if row[2] in _NAMING or (row[2] == _TYPE and row[3] not in _BETWEEN)]
            continue
        found = list(group)
        if waiting and len(waiting) + len(found) > batch:
            yield _store(shared, waiting)
            waiting = []
        waiting += found
        empty = False
    if waiting or empty:
        yield _store(shared, waiting)


def _store(shared: list[Row], articles: list[Row]) -> ox.Store:
    store = ox.Store()
    named = "".join(
        [
            f"{s} {p} {o} {g} .\n"
            for g, s, p, o in articles
            if p not in _AROUND and not (p == _TYPE and o.startswith(_AROUND_TYPES))
        ]
    )
    merged = "".join(
        [
            f"{s} {p} {o} .\n"
            for _, s, p, o in (*shared, *articles)
            if p in _NAMING or (p == _TYPE and not o.startswith(_AROUND_TYPES))
        ]
    )
    for text in (named, merged):
        store.bulk_load(text.encode(), format=ox.RdfFormat.N_QUADS)
    return store
