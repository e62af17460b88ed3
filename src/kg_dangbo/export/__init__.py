"""The data set in other people's formats: RDF, network files and tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pyoxigraph as ox

from kg_dangbo.export.network import entity_network, to_gexf, to_graphml
from kg_dangbo.export.records import read_entities, read_statements
from kg_dangbo.export.tables import write_tables
from kg_dangbo.graph.dataset import load_dataset, parse_nquads, write_pieces
from kg_dangbo.graph.jsonld import to_jsonld
from kg_dangbo.graph.quads import merged, ordered
from kg_dangbo.graph.terms import DEFAULT_BASE
from kg_dangbo.graph.turtle import to_nquads, to_trig, to_turtle, trig_pieces
from kg_dangbo.query import store_of
from kg_dangbo.store import State, Store, reading

__all__ = ["FORMATS", "export"]

FORMATS = ("nq", "ttl", "trig", "jsonld", "graphml", "gexf", "csv")
"""What `export` writes: one file each, but for ``csv``, which is a folder with two tables."""


WHOLE = 1000
"""Articles up to which formats are written that must be in memory as a whole."""


def export(source: Path | Sequence[ox.Quad], format: str, target: Path, base: str = DEFAULT_BASE) -> tuple[Path, ...]:
    """Write a build in one of `FORMATS`; the same build gives the same bytes.

    Args:
        source: a build's folder, an RDF file with named graphs, or quads.
        format: one of `FORMATS`. ``ttl`` and ``jsonld`` hold the merged view, ``nq`` and ``trig`` the named graphs.
        target: the file to write; for ``csv`` the folder.
        base: the base of the resources, for the prefix ``id:``.

    Returns:
        The paths of the files written.

    Raises:
        ValueError: there is no such format, or the source does not parse.
        FileNotFoundError: there is no such source.
        OSError: the target cannot be written.
    """
    if format not in FORMATS:
        raise ValueError(f"no format {format!r}; there are {', '.join(FORMATS)}")
    if isinstance(source, Path):
        with reading(source) as kept:
            if kept is not None:
                return _from_store(kept, format, target, base)
    quads = load_dataset(source) if isinstance(source, Path) else list(source)
    if format == "csv":
        store = store_of(quads)
        return write_tables(read_entities(store), read_statements(store), target)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(_document(quads, format, base).encode("utf-8"))
    return (target,)


def _from_store(store: Store, format: str, target: Path, base: str) -> tuple[Path, ...]:
    """As `export`, piece by piece where the format allows it."""
    if format == "csv":
        triples = store.quads.store
        return write_tables(read_entities(triples), read_statements(triples), target)
    if format in ("ttl", "jsonld") and (count := store.ledger.count(State.MINTED, State.STORED)) > WHOLE:
        raise ValueError(f"{format} of {count} articles are too many for one document; export nq or trig")
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f".{target.name}.part")
    try:
        write_pieces(part, _pieces(store, format, base))
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    return (target,)


def _pieces(store: Store, format: str, base: str) -> Iterator[bytes]:
    if format == "nq":
        yield from store.quad_lines()
    elif format == "trig":
        yield from trig_pieces((parse_nquads(piece) for piece in store.quad_lines()), base)
    elif format in ("ttl", "jsonld"):
        yield _document(parse_nquads(b"".join(store.quad_lines())), format, base).encode("utf-8")
    else:
        network = entity_network(read_entities(store.quads.store), read_statements(store.quads.store))
        yield (to_graphml(network) if format == "graphml" else to_gexf(network)).encode("utf-8")


def _document(quads: Sequence[ox.Quad], format: str, base: str) -> str:
    if format == "nq":
        return to_nquads(ordered(quads))
    if format == "trig":
        return to_trig(ordered(quads), base)
    if format == "ttl":
        return to_turtle(merged(quads), base)
    if format == "jsonld":
        return to_jsonld(merged(quads), base)
    store = store_of(quads)
    network = entity_network(read_entities(store), read_statements(store))
    return to_graphml(network) if format == "graphml" else to_gexf(network)
