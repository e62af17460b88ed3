"""The shapes of `shapes/*.ttl`, parsed once, and what they say about a graph.

pySHACL is the engine. Three costs were measured and are avoided: it parses the query of a SPARQL constraint again for
each focus node (0.8 of 0.9 seconds for one article), so the data graph keeps prepared queries; it looks
up a nested property shape again for each node, so property shapes get the targets of their node shapes (1,000 look-ups
become 190); and checking the shapes themselves (`meta_shacl`) costs 25 times the validation, so only the tests do that.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
from rdflib import RDF, SH, BNode, Graph, Literal
from rdflib.collection import Collection
from rdflib.query import Result
from rdflib.term import Node, URIRef

from kg_dangbo.data import data_dir
from kg_dangbo.graph.quads import to_rdflib_literal
from kg_dangbo.graph.terms import DANGBO
from kg_dangbo.validate.findings import Finding, Severity

if TYPE_CHECKING:
    from rdflib.plugins.sparql.sparql import Query

__all__ = ["Shapes", "ValidationError", "described", "load_shapes", "read_turtle"]

_SEVERITIES: dict[Node | None, Severity] = {
    SH.Violation: Severity.VIOLATION,
    SH.Warning: Severity.WARNING,
    SH.Info: Severity.INFO,
}

_TARGETS = (SH.targetClass, SH.targetNode, SH.targetSubjectsOf, SH.targetObjectsOf)


class ValidationError(RuntimeError):
    """The validator itself failed (a broken shape); says nothing about the data."""


class Shapes:
    """A parsed shapes graph.

    >>> Shapes(Graph()).findings(Graph())
    ()
    """

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self._flat: Graph | None = None
        self._queries: Shapes | None = None
        self._templates: dict[Node, tuple[tuple[str, re.Pattern[str]], ...]] = {}

    def findings(self, data: Graph) -> tuple[Finding, ...]:
        """All results for ``data``, gravest first, then by node and shape; the order does not depend on the engine.

        Raises:
            ValidationError: pySHACL could not run a shape.
        """
        import pyshacl  # noqa: PLC0415 - who adds a page, with the fast engine, should not wait for it

        if self._flat is None:
            self._flat = _flattened(self.graph)
        _, report, text = pyshacl.validate(_PreparedGraph.of(data), shacl_graph=self._flat, inplace=True)
        if not isinstance(report, Graph):
            raise ValidationError(text)
        return self.read_report(report)

    def read_report(self, report: Graph) -> tuple[Finding, ...]:
        """The findings of a SHACL validation report, each once, gravest first, then by node and shape."""
        found: dict[tuple[str, ...], Finding] = {}
        for result in report.subjects(RDF.type, SH.ValidationResult):
            finding = self._finding(report, result)
            if finding is None:
                continue
            # one value may break two constraints of a shape, and reports have no order: the first by name stands
            known = found.get(finding.key)
            if known is None or (finding.component, finding.message_vi) < (known.component, known.message_vi):
                found[finding.key] = finding
        return tuple(sorted(found.values(), key=lambda f: (f.severity.rank, f.key)))

    def _finding(self, report: Graph, result: Node) -> Finding | None:
        shape = report.value(result, SH.sourceShape)
        focus = report.value(result, SH.focusNode)
        component = report.value(result, SH.sourceConstraintComponent)
        if focus is None or not isinstance(shape, URIRef) or not isinstance(component, URIRef):
            return None  # only a shape without a name: ours all have one, which a test holds
        constraint = report.value(result, SH.sourceConstraint)
        path = report.value(result, SH.resultPath)
        messages = self._messages(shape, constraint, [str(m) for m in report.objects(result, SH.resultMessage)])
        source = constraint if isinstance(constraint, URIRef) else shape
        return Finding(
            focus=focus,
            shape=shape,
            severity=_SEVERITIES.get(report.value(result, SH.resultSeverity), Severity.VIOLATION),
            message_vi=messages.get("vi", ""),
            message_en=messages.get("en", ""),
            component=component,
            constraint=constraint if isinstance(constraint, URIRef) else None,
            path=path if isinstance(path, URIRef) else None,
            value=report.value(result, SH.value),
            whole_node=(source, DANGBO.setsAside, Literal("value")) not in self.graph,
        )

    def with_queries_only(self) -> Shapes:
        """The same shapes, of which only those with a SPARQL constraint of their own look for nodes; made once."""
        if self._queries is None:
            graph = Graph()
            for triple in self.graph:
                if triple[1] not in _TARGETS or (triple[0], SH.sparql, None) in self.graph:
                    graph.add(triple)
            self._queries = Shapes(graph)
        return self._queries

    def paths(self, shape: URIRef) -> tuple[URIRef, ...]:
        """The single properties that a property shape looks at: its path, or the members of an alternative path."""
        path = self.graph.value(shape, SH.path)
        if isinstance(path, URIRef):
            return (path,)
        members = None if path is None else self.graph.value(path, SH.alternativePath)
        if members is None:
            return ()
        return tuple(p for p in Collection(self.graph, members) if isinstance(p, URIRef))

    def _messages(self, shape: URIRef, constraint: Node | None, texts: list[str]) -> Mapping[str, str]:
        """Language -> message: each text is given to the first template of a language that it fits."""
        source = constraint if constraint is not None else shape
        templates = self._templates.get(source)
        if templates is None:
            templates = tuple(
                sorted(
                    (
                        (str(m.language), _template_pattern(str(m)))
                        for m in self.graph.objects(source, SH.message)
                        if isinstance(m, Literal)
                    ),
                    key=lambda pair: pair[0],
                )
            )
            self._templates[source] = templates
        found: dict[str, str] = {}
        for language, pattern in templates:
            for text in sorted(texts):
                if pattern.fullmatch(text):
                    found.setdefault(language, text)
        return found


def _flattened(shapes: Graph) -> Graph:
    """The same shapes, where each property of a node shape with targets has those targets itself.

    This says the same: the results carry the property shape and the node either way. Node shapes that others refer to
    (`sh:node`, `sh:or`...) are left alone, because their targets are not all that they apply to.
    """
    flat = Graph()
    for triple in shapes:
        flat.add(triple)
    for prefix, namespace in shapes.namespaces():
        flat.bind(prefix, namespace)
    for shape in set(shapes.subjects(RDF.type, SH.NodeShape)):
        targets = [(p, o) for p in _TARGETS for o in shapes.objects(shape, p)]
        if not targets or any(True for _ in shapes.subjects(None, shape)) or (shape, SH.deactivated, None) in shapes:
            continue
        for prop in list(flat.objects(shape, SH.property)):
            flat.remove((shape, SH.property, prop))
            for predicate, target in targets:
                flat.add((prop, predicate, target))
    return flat


def _template_pattern(template: str) -> re.Pattern[str]:
    """A pattern for a message template, each ``{?variable}`` standing for any short text.

    Messages are ours and short, and variables hold numbers or cleaned text, so nothing hostile is matched here.
    """
    parts = re.split(r"\{[?$]\w+\}", template)
    return re.compile(".*?".join(re.escape(part) for part in parts), re.DOTALL)


class _PreparedGraph(Graph):
    """A graph that parses each query text once for the life of the process."""

    @classmethod
    def of(cls, data: Graph) -> _PreparedGraph:
        """The same triples (shared, not copied) behind the caching `query`."""
        return cls(store=data.store, identifier=data.identifier)

    def query(self, query_object: str | Query, *args: Any, **kwargs: Any) -> Result:
        """As `Graph.query`."""
        prepared = _prepare(query_object) if isinstance(query_object, str) else query_object
        return super().query(prepared, *args, **kwargs)


@lru_cache(maxsize=64)
def _prepare(text: str) -> Query:
    from rdflib.plugins.sparql import prepareQuery  # noqa: PLC0415

    return prepareQuery(text)


@lru_cache(maxsize=4)
def load_shapes(folder: Path | None = None) -> Shapes:
    """The shapes of every ``*.ttl`` in ``folder`` (None: those of this installation), parsed once.

    Raises:
        FileNotFoundError: there is no such folder, or it holds no shapes.
    """
    where = folder if folder is not None else data_dir("shapes")
    paths = sorted(where.glob("*.ttl"))
    if not paths:
        raise FileNotFoundError(f"{where} holds no shapes (*.ttl)")
    graph = Graph()
    for path in paths:
        read_turtle(path.read_bytes(), graph)
    return Shapes(graph)


def read_turtle(document: bytes | str, graph: Graph | None = None) -> Graph:
    """The triples of a Turtle document, added to ``graph`` or to a new one.

    pyoxigraph reads it: rdflib takes twice as long, and would rewrite the values of literals.

    Raises:
        SyntaxError: it is no Turtle.
        ValidationError: it holds a term of RDF 1.2.
    """
    found = Graph() if graph is None else graph
    parser = ox.parse(document, format=ox.RdfFormat.TURTLE)
    for triple in parser:
        found.add((_term(triple.subject), _term(triple.predicate), _term(triple.object)))
    for prefix, namespace in parser.prefixes.items():
        found.bind(prefix, namespace)
    return found


def _term(node: object) -> Node:
    if isinstance(node, ox.NamedNode):
        return URIRef(node.value)
    if isinstance(node, ox.BlankNode):
        return BNode(node.value)
    if isinstance(node, ox.Literal):
        return to_rdflib_literal(node)
    raise ValidationError(f"a term of RDF 1.2: {node}")


def described(graph: Graph, shared: Graph) -> Graph:
    """What ``shared`` says of the things that ``graph`` refers to: the shapes need no more, and triples cost time."""
    known = Graph()
    for value in set(graph.objects(None, None)):
        if isinstance(value, URIRef):
            for triple in shared.triples((value, None, None)):
                known.add(triple)
    return known
