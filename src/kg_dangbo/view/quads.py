"""An index over the quads of a build: what stands about a thing, and in which article's graph.

Inputs are what people have: the folder of a build, an N-Quads, TriG, Turtle or N-Triples file, an rdflib graph or
dataset, or any iterable of `pyoxigraph.Quad`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import pyoxigraph
import rdflib

from kg_dangbo.graph.dataset import load_dataset
from kg_dangbo.view import terms

__all__ = ["Index", "Source", "Value", "read_quads"]

Source = str | Path | rdflib.Graph | Iterable[pyoxigraph.Quad]


class Value(NamedTuple):
    """An object of a statement: its text or IRI, whether it is a resource, its language, and the graph that says so.

    ``graph`` is the IRI of the named graph, "" for the default graph.
    """

    text: str
    resource: bool
    language: str
    graph: str


def read_quads(source: Source) -> Iterable[pyoxigraph.Quad]:
    """The quads of a build's folder, of an RDF file, of an rdflib graph or dataset, or of an iterable of quads.

    Raises:
        FileNotFoundError: there is no such file or build.
        ValueError: the file is not of a known format or does not parse.
    """
    if isinstance(source, rdflib.Graph):
        # rdflib's own bytes are parsed again: one reader for every input, so nothing can differ between them
        many = isinstance(source, rdflib.Dataset)
        data = source.serialize(format="nquads" if many else "nt", encoding="utf-8")
        return pyoxigraph.parse(data, format=pyoxigraph.RdfFormat.N_QUADS if many else pyoxigraph.RdfFormat.N_TRIPLES)
    return load_dataset(Path(source)) if isinstance(source, str | Path) else source


class Index:
    """Every statement by subject and property; the same statement in two articles is kept twice, with its graphs."""

    def __init__(self, source: Source) -> None:
        self._values: dict[str, dict[str, list[Value]]] = defaultdict(lambda: defaultdict(list))
        self._instances: dict[str, set[str]] = defaultdict(set)
        for quad in read_quads(source):
            # blank nodes are read as they come: ours have none, but other people's Turtle may group recipients in one
            subject, obj = _name(quad.subject), quad.object
            graph = "" if isinstance(quad.graph_name, pyoxigraph.DefaultGraph) else _name(quad.graph_name)
            if isinstance(obj, pyoxigraph.Literal):
                value = Value(obj.value, False, obj.language or "", graph)
            else:
                value = Value(_name(obj), True, "", graph)
            self._values[subject][quad.predicate.value].append(value)
            if quad.predicate.value == terms.RDF_TYPE:
                self._instances[value.text].add(subject)

    def instances(self, of: str) -> list[str]:
        """The IRIs of a class's instances, sorted."""
        return sorted(self._instances.get(of, ()))

    def values(self, subject: str, predicate: str) -> list[Value]:
        """All values of a property, sorted, one per graph that states it."""
        return sorted(self._values.get(subject, {}).get(predicate, ()))

    def texts(self, subject: str, predicate: str) -> list[str]:
        """The distinct values of a property as text, sorted."""
        return sorted({value.text for value in self.values(subject, predicate)})

    def text(self, subject: str, predicate: str) -> str:
        """The first value of a property, or ""."""
        return next(iter(self.texts(subject, predicate)), "")

    def pairs(self, predicate: str) -> list[tuple[str, str]]:
        """Every (subject, value) of a property, sorted."""
        return sorted({(s, v.text) for s, by in self._values.items() for v in by.get(predicate, ())})

    def graphs(self, subject: str) -> list[str]:
        """The named graphs that give the thing a type: the articles that name it."""
        return sorted({value.graph for value in self.values(subject, terms.RDF_TYPE) if value.graph})

    def label(self, subject: str, language: str = "vi") -> str:
        """The preferred name of a thing in a language, else in another, else "".

        Where articles disagree, the name that most of them give wins, then the first by code points.
        """
        for predicate in terms.LABELS:
            found = self.values(subject, predicate)
            for wanted in ({language}, {"", "vi"}, {value.language for value in found}):
                counts: dict[str, int] = defaultdict(int)
                for value in found:
                    if value.language in wanted:
                        counts[value.text] += 1
                if counts:
                    return min(counts, key=lambda text: (-counts[text], text))
        return ""

    def other_labels(self, subject: str) -> list[str]:
        """Every other name that the thing is given, sorted."""
        names = {value.text for p in (*terms.LABELS, *terms.OTHER_LABELS) for value in self.values(subject, p)}
        return sorted(names - {self.label(subject)})


def _name(term: object) -> str:
    return term.value if isinstance(term, pyoxigraph.NamedNode) else str(term)
