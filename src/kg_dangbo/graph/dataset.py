"""The data set of a build: ``graph.nq`` (named graphs), ``graph.ttl`` and ``graph.jsonld`` (the merged view).

Everything is sorted, so the bytes depend on the facts alone, never on the order of the input.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pyoxigraph as ox
from rdflib import Graph, URIRef

from kg_dangbo.graph.jsonld import to_jsonld
from kg_dangbo.graph.quads import merged, quads_of
from kg_dangbo.graph.terms import DEFAULT_BASE
from kg_dangbo.graph.turtle import to_nquads, to_turtle

__all__ = [
    "DATASET_FILES",
    "dataset_quads",
    "load_dataset",
    "parse_nquads",
    "stream_dataset",
    "write_dataset",
    "write_documents",
    "write_pieces",
]

DATASET_FILES = ("graph.nq", "graph.ttl", "graph.jsonld")


def dataset_quads(articles: Mapping[URIRef, Graph], shared: Graph) -> list[ox.Quad]:
    """All quads: the shared descriptions in the default graph, then each article's graph under its name."""
    quads = quads_of(shared)
    for name in sorted(articles):
        quads += quads_of(articles[name], str(name))
    return quads


def write_dataset(
    articles: Mapping[URIRef, Graph], shared: Graph, folder: Path, base: str = DEFAULT_BASE
) -> tuple[Path, ...]:
    """Write the three files of `DATASET_FILES` into `folder` (made where missing) and return their paths.

    Args:
        articles: article IRI -> the triples of its named graph.
        shared: descriptions of the concepts and places in use, for the default graph.
        folder: where to write; each file replaces its predecessor as a whole.
        base: the base of the resources, for the prefix ``id:``.

    Raises:
        ValueError: a graph holds a blank node.
        OSError: the folder cannot be written.
    """
    return write_documents(to_nquads(dataset_quads(articles, shared)).encode("utf-8"), folder, base)


def write_documents(nquads: bytes, folder: Path, base: str = DEFAULT_BASE) -> tuple[Path, ...]:
    """As `write_dataset`, of a data set that is N-Quads already, in order; `graph.nq` is written as it is."""
    triples = merged(parse_nquads(nquads))
    folder.mkdir(parents=True, exist_ok=True)
    contents = {
        "graph.nq": nquads,
        "graph.ttl": to_turtle(triples, base).encode("utf-8"),
        "graph.jsonld": to_jsonld(triples, base).encode("utf-8"),
    }
    for name, content in contents.items():
        # a reader never sees half a file: written beside, then renamed
        part = folder / f".{name}.part"
        part.write_bytes(content)
        part.replace(folder / name)
    return tuple(folder / name for name in DATASET_FILES)


def parse_nquads(document: bytes) -> list[ox.Quad]:
    """The quads of N-Quads of ours, in order."""
    return list(ox.parse(document, format=ox.RdfFormat.N_QUADS))


def write_pieces(file: Path, pieces: Iterable[bytes]) -> Path:
    """Write the pieces one after the other."""
    with file.open("wb") as stream:
        for piece in pieces:
            stream.write(piece)
    return file


def load_dataset(source: Path) -> list[ox.Quad]:
    """The quads of a build: `source` is its folder or an N-Quads, TriG, Turtle or N-Triples file.

    Raises:
        FileNotFoundError: there is no such file, or the folder holds no build.
        ValueError: the file is not of a known format or does not parse.
    """
    return list(stream_dataset(source))


def stream_dataset(source: Path) -> Iterator[ox.Quad]:
    """The same as `load_dataset`, one quad at a time, for files that are larger than the memory."""
    path = source / "graph.nq" if source.is_dir() else source
    if not path.is_file():
        raise FileNotFoundError(f"{path}: no such file; is {source} the folder of a build?")
    rdf_format = ox.RdfFormat.from_extension(path.suffix.lstrip("."))
    if rdf_format is None:
        raise ValueError(f"{path}: not an RDF file that we know by its ending")
    try:
        yield from ox.parse(path=path, format=rdf_format)
    except SyntaxError as error:
        raise ValueError(f"{path}: {error}") from error
