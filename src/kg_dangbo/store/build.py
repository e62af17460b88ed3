"""A build as a SPARQL data set in memory: the article graphs, and the merged view as its default graph.

The default graph is materialised. Oxigraph's union of named graphs counts a triple once for each graph that holds it,
so two articles that name one body would double every row that touches it.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

from kg_dangbo.graph.dataset import load_dataset

__all__ = ["load_store", "open_build"]


def load_store(quads: Iterable[ox.Quad]) -> ox.Store:
    """A store whose named graphs are those of ``quads`` and whose default graph is the union of everything."""
    store = ox.Store()
    rows = list(quads)
    store.bulk_extend(rows)
    store.bulk_extend(ox.Quad(q.subject, q.predicate, q.object) for q in rows)
    return store


def open_build(source: Path) -> ox.Store:
    """The store of a build's folder, or of one RDF file.

    Raises:
        FileNotFoundError: there is no such file, or the folder holds no build.
        ValueError: the file does not parse.
    """
    return load_store(load_dataset(source))
