"""The data set in other people's formats: RDF, network files, tables, and its description."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from kg_dangbo.export import neo4j, rdf
from kg_dangbo.export.describe import describe
from kg_dangbo.export.files import replacing
from kg_dangbo.export.network import entity_network, to_gexf, to_graphml
from kg_dangbo.export.records import Entity, Statement, entities_of, statements_of
from kg_dangbo.export.stream import article_stores, by_graph, merged_rows
from kg_dangbo.export.tables import TABLES, TableWriter
from kg_dangbo.graph.dataset import write_pieces
from kg_dangbo.graph.terms import DEFAULT_BASE
from kg_dangbo.sorting import SortedLines
from kg_dangbo.store import reading

__all__ = ["FOLDERS", "FORMATS", "default_target", "export"]

FORMATS: Final = ("nq", "trig", "ttl", "jsonld", "annotated", "graphml", "gexf", "csv", "parquet", "neo4j", "dataset")
"""What `export` writes: one file each, but for `FOLDERS`."""

FOLDERS: Final = {"csv": "tables", "parquet": "tables", "neo4j": "neo4j"}
"""The formats of several files, and how their folders are called in the folder of a build."""

_NAMES: Final = {"annotated": "graph-annotated.ttl", "dataset": "dataset.ttl"}


def default_target(format: str, folder: Path) -> Path:
    """Where the command line writes a format in the folder of a build."""
    return folder / (FOLDERS.get(format) or _NAMES.get(format) or f"graph.{format}")


def export(source: Path | Sequence[ox.Quad], format: str, target: Path, base: str = DEFAULT_BASE) -> tuple[Path, ...]:
    """Write a build in one of `FORMATS`; the same build gives the same bytes.

    The source is read as a stream and sorted on disk where it is large, so that it may be larger than the memory;
    only the network files are made in memory, and refused where there would be too much in them.

    Args:
        source: a build's folder, an RDF file with named graphs, or quads.
        format: one of `FORMATS`. ``ttl``, ``annotated`` and ``jsonld`` hold the merged view, ``nq`` and ``trig`` the
            named graphs.
        target: the file to write; for the formats of `FOLDERS` the folder.
        base: the base of the resources, for the prefix ``id:``.

    Returns:
        The paths of the files written.

    Raises:
        ValueError: there is no such format, the source does not parse, the network is too large, or a library that
            the format needs is not installed.
        FileNotFoundError: there is no such source.
        OSError: the target cannot be written.
    """
    if format not in FORMATS:
        raise ValueError(f"no format {format!r}; there are {', '.join(FORMATS)}")
    if format in ("ttl", "jsonld", "annotated", "dataset"):
        return (_merged(source, format, target, base),)
    if format == "nq" and isinstance(source, Path):
        with reading(source) as store:
            if store is not None:  # it has the lines, in order
                with replacing(target) as part:
                    write_pieces(part, store.quad_lines())
                return (target,)
    with by_graph(source) as lines:
        if format in ("nq", "trig"):
            with replacing(target) as part, part.open("wb") as out:
                if format == "nq":
                    rdf.write_nquads(lines, out)
                else:
                    rdf.write_trig(lines, out, base)
            return (target,)
        if format in ("graphml", "gexf"):
            return (_network(lines, format, target),)
        if format == "neo4j":
            return neo4j.write(lambda: article_stores(lines), target)
        table = TABLES[format]
        with table(Statement, target / f"statements.{format}") as statements:
            # each store is loaded once: the statements are written while the entities are gathered
            entities = entities_of(_told(article_stores(lines), statements))
            with table(Entity, target / f"entities.{format}") as rows:
                rows.add(entities)
        return target / f"entities.{format}", target / f"statements.{format}"


def _told(stores: Iterable[ox.Store], table: TableWriter) -> Iterator[ox.Store]:
    for store in stores:
        table.add(statements_of([store]))
        yield store


def _network(lines: SortedLines, format: str, target: Path) -> Path:
    network = entity_network(entities_of(article_stores(lines)), statements_of(article_stores(lines)))
    text = to_graphml(network) if format == "graphml" else to_gexf(network)
    with replacing(target) as part:
        part.write_bytes(text.encode("utf-8"))
    return target


def _merged(source: Path | Sequence[ox.Quad], format: str, target: Path, base: str) -> Path:
    with merged_rows(source) as lines, replacing(target) as part, part.open("wb") as out:
        if format == "ttl":
            rdf.write_turtle(lines, out, base)
        elif format == "annotated":
            rdf.write_annotated(lines, out, base)
        elif format == "jsonld":
            rdf.write_jsonld(lines, out, base)
        else:
            folder = source if isinstance(source, Path) and source.is_dir() else None
            out.write(describe(lines, folder, base))
    return target
