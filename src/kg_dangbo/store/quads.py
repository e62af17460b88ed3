"""The triple store: Oxigraph on disk, one named graph for each article, and the merged view as its default graph.

The merged view is materialised, so that a triple that two articles state counts once (Oxigraph's union mode would
count it twice). So a triple may leave the default graph only when the last article that states it goes.

Articles that are new are loaded in bulk: one such load writes its files first and then takes them in with a single
entry in the log of the database, so that it is in whole or not at all (the tests kill it). It costs a third of an
ordinary transaction, which is what a replacement or a removal takes.

Afterwards the database merges the files of its loads into one another, over and over as they come: of 10,000 articles
in loads of 400, that was half of all work, and in one load a seventh. So many articles come in one load; its steps are
larger than a processor's caches, which is why few articles come in several. For the three of its nine indexes that
begin with the graph, nothing has to be merged where the graphs of a step are neighbours (`neighbours`).
"""

from __future__ import annotations

import tempfile
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import IO, cast

import pyoxigraph as ox

from kg_dangbo.graph.triples import Token, Triple, ntriples

__all__ = ["QuadStore", "neighbours"]

_DEFAULT = ox.DefaultGraph()


class QuadStore:
    """The triple store in a folder, made where missing.

    Raises:
        OSError: it cannot be opened, or another process has it.
    """

    def __init__(self, folder: Path, *, write: bool = True) -> None:
        self.store = ox.Store(folder) if write else ox.Store.read_only(str(folder))
        self._piled = False
        if write:
            for file in folder.glob("bulk-*.sst"):  # of a load that was killed
                file.unlink()

    def __contains__(self, graph: str) -> bool:
        """Whether it has the graph of this article."""
        return self.store.contains_named_graph(ox.NamedNode(graph))

    def load(self, articles: Iterable[tuple[str, bytes]], *, many: bool = False) -> None:
        """Take in articles (IRI, N-Quads in UTF-8) that it does not have: all of them or none.

        They are asked for one by one. Where they are ``many``, `close` waits until their files are merged: who comes
        next, a change or a question, would have to wait for it, and each time again.
        """
        self._piled = self._piled or many
        # lenient: the gate has seen every term, and checking IRIs again costs a tenth
        pieces = cast("IO[bytes]", _Pieces(articles))  # of a file it needs nothing but `read`
        self.store.bulk_load(pieces, format=ox.RdfFormat.N_QUADS, lenient=True)

    def replace(self, iri: str, quads: str, shared: Collection[str]) -> None:
        """Let the graph of one article hold these N-Quads ("": none) and nothing else, in one transaction.

        ``shared`` are the N-Triples lines that stay in the default graph whatever articles say.
        """
        graph = ox.NamedNode(iri)
        new = set(_lines(quads.replace(f" <{iri}> .\n", " .\n")))
        old = {_line(quad): quad for quad in self.store.quads_for_pattern(None, None, None, graph)}
        gone = [quad for line, quad in old.items() if line not in new]
        lost = [q for q in gone if _line(q) not in shared and not self._others(q, graph)]
        come = [line for line in sorted(new) if line not in old]
        name = f"<{iri}>"
        steps = []
        if lost:
            steps.append(f"DELETE DATA {{ {_data(map(_line, lost))} }}")
        if not new:
            steps.append(f"DROP SILENT GRAPH {name}")
        elif gone:
            steps.append(f"DELETE DATA {{ GRAPH {name} {{ {_data(map(_line, gone))} }} }}")
        if come:
            steps.append(f"INSERT DATA {{ {_data(come)} GRAPH {name} {{ {_data(come)} }} }}")
        if steps:
            self.store.update(" ;\n".join(steps))

    def change_shared(self, come: Collection[Triple], gone: Collection[Triple]) -> None:
        """Put triples into the default graph, and take others out unless an article states them; one transaction."""
        lost = []
        for line in _lines(ntriples(sorted(gone))):
            (triple,) = ox.parse(line, format=ox.RdfFormat.N_TRIPLES)
            quad = ox.Quad(triple.subject, triple.predicate, triple.object)
            if not self._others(quad, None):
                lost.append(line)
        steps = []
        if lost:
            steps.append(f"DELETE DATA {{ {_data(lost)} }}")
        if come:
            steps.append(f"INSERT DATA {{ {_data(_lines(ntriples(sorted(come))))} }}")
        if steps:
            self.store.update(" ;\n".join(steps))

    def _others(self, quad: ox.Quad, but: ox.NamedNode | None) -> bool:
        """Whether an article's graph, but for this one, holds the triple."""
        found = self.store.quads_for_pattern(quad.subject, quad.predicate, quad.object, None)
        return any(q.graph_name not in (_DEFAULT, but) for q in found)

    def default(self, subject: Token | None, predicate: Token | None, value: Token | None) -> Iterator[Triple]:
        """The triples of the default graph with these terms (None: any), as tokens."""
        s, p, o = (None if token is None else ox.NamedNode(token[1:-1]) for token in (subject, predicate, value))
        for quad in self.store.quads_for_pattern(s, p, o, _DEFAULT):
            yield str(quad.subject), str(quad.predicate), str(quad.object)

    def load_default(self, lines: str) -> None:
        """Take N-Triples into the default graph, in bulk."""
        self.store.bulk_load(lines.encode("utf-8"), format=ox.RdfFormat.N_TRIPLES, lenient=True)

    def graphs(self) -> Iterator[str]:
        """The names of the articles' graphs."""
        return (graph.value for graph in self.store.named_graphs())

    def close(self) -> None:
        """Write what is in memory to the disk and let the folder go."""
        self.store.flush()
        if self._piled:
            self.store.optimize()
        del self.store


class _Pieces:
    """A file to read: the N-Quads of articles, and their triples once more without the graph."""

    def __init__(self, articles: Iterable[tuple[str, bytes]]) -> None:
        self._articles = iter(articles)
        self._rest = memoryview(b"")

    def read(self, size: int) -> bytes:
        """At most ``size`` bytes; none at the end."""
        while not self._rest:
            article = next(self._articles, None)
            if article is None:
                return b""
            iri, quads = article
            self._rest = memoryview(quads + quads.replace(f" <{iri}> .\n".encode(), b" .\n"))
        head, self._rest = self._rest[:size], self._rest[size:]
        return bytes(head)


def neighbours(iris: Iterable[str]) -> list[str]:
    """The same IRIs in the order in which Oxigraph keeps graphs of these names: by its own hash, so it is asked."""
    with tempfile.TemporaryDirectory(prefix="kg-dangbo-") as folder:
        store = ox.Store(folder)
        lines = [f"<{iri}> <{iri}> <{iri}> <{iri}> .\n" for iri in iris]
        store.bulk_load("".join(lines).encode("utf-8"), format=ox.RdfFormat.N_QUADS, lenient=True)
        order = [graph.value for graph in store.named_graphs()]
        del store
    return order


def _line(quad: ox.Quad) -> str:
    return f"{quad.subject} {quad.predicate} {quad.object} ."


def _lines(text: str) -> list[str]:
    """Lines without their ends; `str.splitlines` would also split at a U+2028 inside a literal."""
    return text.split("\n")[:-1]


def _data(lines: Iterable[str]) -> str:
    return "\n".join(lines)
