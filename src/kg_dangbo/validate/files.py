"""The reports of a build, and the validation of any RDF file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple, Protocol

import pyoxigraph as ox
from rdflib import Graph
from rdflib.term import Node, URIRef

from kg_dangbo.graph import load_dataset, shared_graph, used_ids
from kg_dangbo.graph.quads import to_rdflib_literal
from kg_dangbo.graph.terms import DEFAULT_BASE, RDF, SCHEMA
from kg_dangbo.validate.findings import Severity
from kg_dangbo.validate.page import Shown, report_page
from kg_dangbo.validate.report import (
    quarantine_graph,
    report_graph,
    results_graph,
    turtle_body,
    turtle_head,
    verdict_graph,
)
from kg_dangbo.validate.rows import Row, SetAside, rows_of
from kg_dangbo.validate.shapes import Shapes, described, load_shapes
from kg_dangbo.vocabulary import Vocabulary, load_vocabulary

__all__ = ["REPORT_FILES", "FileReport", "validate_file", "write_reports"]

REPORT_FILES = ("validation.ttl", "validation.html", "quarantine.ttl")


class Judged(Protocol):
    """What the reports need of an article: `GateResult` has it, and so has what a store keeps."""

    @property
    def article(self) -> URIRef:
        """Its IRI."""

    @property
    def title(self) -> str:
        """Its headline."""

    @property
    def rows(self) -> tuple[Row, ...]:
        """What was found."""

    @property
    def set_aside(self) -> tuple[SetAside, ...]:
        """What was set aside."""


class FileReport(NamedTuple):
    """The validation of a file: ``conforms`` is true where there is no violation (warnings allowed)."""

    conforms: bool
    report: Graph
    rows: tuple[Row, ...]


def write_reports(results: Iterable[Judged], folder: Path, base: str = DEFAULT_BASE) -> tuple[Path, ...]:
    """Write the files of `REPORT_FILES` for the articles of a build into ``folder`` and return their paths.

    Memory does not grow with the number of articles: both Turtle files are written article by article, and the page
    shows the first findings of each shape beside the counts of all.

    Args:
        results: one for each article, in the order of their IRIs; the bytes follow that order.
        folder: made where missing; each file replaces its predecessor as a whole.
        base: the base of the resources.

    Raises:
        OSError: the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    # a reader never sees half a file: written beside, then renamed
    parts = [folder / f".{name}.part" for name in REPORT_FILES]
    shown = Shown()
    with (
        parts[0].open("w", encoding="utf-8", newline="\n") as report,
        parts[2].open("w", encoding="utf-8", newline="\n") as quarantine,
    ):
        report.write(turtle_head(base))
        quarantine.write(turtle_head(base))
        for result in results:
            shown.see(result.article, result.title, result.rows, result.set_aside)
            if result.rows:
                report.write(turtle_body(results_graph(result.rows, base), base))
            if result.set_aside:
                quarantine.write(turtle_body(quarantine_graph(result.set_aside, base), base))
        report.write(turtle_body(verdict_graph(not shown.count[Severity.VIOLATION], base), base))
    parts[1].write_text(report_page(shown), encoding="utf-8", newline="\n")
    for name, part in zip(REPORT_FILES, parts, strict=True):
        part.replace(folder / name)
    return tuple(folder / name for name in REPORT_FILES)


def validate_file(
    path: Path | str, *, shapes: Shapes | None = None, vocabulary: Vocabulary | None = None, base: str = DEFAULT_BASE
) -> FileReport:
    """Validate an RDF file, or the folder of a build, against the shapes.

    Each named graph is checked by itself, together with the default graph: what an article states is judged by what it
    states. A file without named graphs is checked as a whole. Concepts and places of our lists need not be described in
    the file; what the file says of them is used too. Nothing is fetched.

    Args:
        path: Turtle, N-Triples, N-Quads, TriG, RDF/XML or JSON-LD, known by its ending; or a folder with ``graph.nq``.
        shapes: None reads the project's own.
        vocabulary: the closed lists; None reads the project's own.
        base: where the IRIs of the report live.

    Raises:
        FileNotFoundError: there is no such file.
        ValueError: the file is not of a known format or does not parse.
        ValidationError: a shape could not be run.
    """
    checker = shapes if shapes is not None else load_shapes()
    words = vocabulary if vocabulary is not None else load_vocabulary()
    graphs = _graphs(load_dataset(Path(path)))
    default = graphs.get(None, Graph())
    rows: list[Row] = []
    for name, graph in sorted(graphs.items(), key=lambda item: str(item[0] or "")):
        known = shared_graph(words, used_ids([graph]))
        if name is not None:
            known += described(graph, default)
        data = graph + known
        rows += rows_of(data, checker.findings(data), _article(graph, name))
    conforms = all(row.finding.severity is not Severity.VIOLATION for row in rows)
    return FileReport(conforms, report_graph(rows, base), tuple(rows))


def _article(graph: Graph, name: URIRef | None) -> URIRef | None:
    if name is not None:
        return name
    articles = [a for a in graph.subjects(RDF.type, SCHEMA.NewsArticle) if isinstance(a, URIRef)]
    return articles[0] if len(articles) == 1 else None


def _graphs(quads: Iterable[ox.Quad]) -> dict[URIRef | None, Graph]:
    """The graphs of a file by name (None: the default graph).

    A blank node gets a name by the order of its appearance, so that reports have none and two runs say the same.
    """
    names: dict[str, URIRef] = {}

    def term(node: object) -> Node:
        if isinstance(node, ox.NamedNode):
            return URIRef(node.value)
        if isinstance(node, ox.BlankNode):
            return names.setdefault(node.value, URIRef(f"urn:kg-dangbo:blank:{len(names) + 1}"))
        if isinstance(node, ox.Literal):
            return to_rdflib_literal(node)
        raise ValueError(f"a term of RDF 1.2 ({node}), which the shapes cannot read")

    graphs: dict[URIRef | None, Graph] = defaultdict(Graph)
    for quad in quads:
        where = None if isinstance(quad.graph_name, ox.DefaultGraph) else URIRef(str(term(quad.graph_name)))
        graphs[where].add((term(quad.subject), term(quad.predicate), term(quad.object)))
    return dict(graphs)
