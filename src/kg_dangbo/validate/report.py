"""The reports as RDF: `validation.ttl` (a SHACL report) and `quarantine.ttl` (what was set aside, and why).

No blank nodes, everything sorted: the same findings give the same bytes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

import pyoxigraph as ox
from rdflib import SH, Graph, Literal
from rdflib.term import URIRef

from kg_dangbo.graph.quads import quads_of
from kg_dangbo.graph.terms import DANGBO, DEFAULT_BASE, RDF, prefixes
from kg_dangbo.validate.findings import Severity
from kg_dangbo.validate.rows import Row, SetAside

__all__ = [
    "quarantine_graph",
    "report_graph",
    "results_graph",
    "turtle",
    "turtle_body",
    "turtle_head",
    "verdict_graph",
]

_SEVERITY = {Severity.VIOLATION: SH.Violation, Severity.WARNING: SH.Warning, Severity.INFO: SH.Info}
_PREFIXES = {"sh": str(SH), "shape": "https://w3id.org/kg-dangbo/shapes#"}
DEPENDED_VI = "Nút này phụ thuộc vào một nút đã bị cách ly."
DEPENDED_EN = "This node depended on a node that was set aside."


def report_graph(rows: Iterable[Row], base: str = DEFAULT_BASE) -> Graph:
    """One `sh:ValidationReport` for all rows.

    ``sh:conforms`` is true where there is no violation: warnings and informations are printed, they stop nothing.

    Args:
        rows: of one article or of many.
        base: where the IRIs of the report and its results live.
    """
    found = list(rows)
    graph = results_graph(found, base)
    conforms = all(row.finding.severity is not Severity.VIOLATION for row in found)
    for triple in verdict_graph(conforms, base):
        graph.add(triple)
    return graph


def verdict_graph(conforms: bool, base: str = DEFAULT_BASE) -> Graph:
    """The report itself, without its results."""
    graph = Graph()
    report = URIRef(base + "validation-report")
    graph.add((report, RDF.type, SH.ValidationReport))
    graph.add((report, SH.conforms, Literal(conforms)))
    return graph


def results_graph(rows: Iterable[Row], base: str = DEFAULT_BASE) -> Graph:
    """The results of some rows, and that the report has them."""
    graph = Graph()
    report = URIRef(base + "validation-report")
    for row in rows:
        finding = row.finding
        result = URIRef(f"{base}validation-result-{_digest(str(row.article), *finding.key)}")
        graph.add((report, SH.result, result))
        graph.add((result, RDF.type, SH.ValidationResult))
        graph.add((result, SH.focusNode, finding.focus))
        graph.add((result, SH.sourceShape, finding.shape))
        graph.add((result, SH.sourceConstraintComponent, finding.component))
        graph.add((result, SH.resultSeverity, _SEVERITY[finding.severity]))
        graph.add((result, SH.resultMessage, Literal(finding.message_vi, lang="vi")))
        graph.add((result, SH.resultMessage, Literal(finding.message_en, lang="en")))
        graph.add((result, DANGBO.quarantined, Literal(row.quarantined)))
        optional = {
            SH.sourceConstraint: finding.constraint,
            SH.resultPath: finding.path,
            SH.value: finding.value,
            DANGBO.inArticle: row.article,
            DANGBO.quotation: Literal(row.quotation) if row.quotation else None,
        }
        for predicate, value in optional.items():
            if value is not None:
                graph.add((result, predicate, value))
    return graph


def quarantine_graph(set_aside: Iterable[SetAside], base: str = DEFAULT_BASE) -> Graph:
    """Every triple that was set aside, and for each node a `dangbo:QuarantineEntry` with the reason."""
    graph = Graph()
    for record in set_aside:
        entry = URIRef(f"{base}quarantine-{_digest(str(record.article), str(record.node))}")
        graph.add((entry, RDF.type, DANGBO.QuarantineEntry))
        graph.add((entry, DANGBO.quarantinedNode, record.node))
        graph.add((entry, DANGBO.inArticle, record.article))
        if record.quotation:
            graph.add((entry, DANGBO.quotation, Literal(record.quotation)))
        for finding in record.findings:
            graph.add((entry, DANGBO.brokenShape, finding.constraint or finding.shape))
            graph.add((entry, DANGBO.quarantineReason, Literal(finding.message_vi, lang="vi")))
            graph.add((entry, DANGBO.quarantineReason, Literal(finding.message_en, lang="en")))
        for node in record.depended_on:
            graph.add((entry, DANGBO.dependedOn, node))
        if not record.findings:
            graph.add((entry, DANGBO.quarantineReason, Literal(DEPENDED_VI, lang="vi")))
            graph.add((entry, DANGBO.quarantineReason, Literal(DEPENDED_EN, lang="en")))
        for triple in record.triples:
            graph.add(triple)
    return graph


def turtle(graph: Graph, base: str = DEFAULT_BASE) -> str:
    """The graph as Turtle: sorted prefixes, sorted subjects, one paragraph each.

    Raises:
        ValueError: the graph holds a blank node.
    """
    return turtle_head(base) + turtle_body(graph, base)


def turtle_head(base: str = DEFAULT_BASE) -> str:
    """The prefixes of a document whose paragraphs follow (`turtle_body`)."""
    names = {**prefixes(base), **_PREFIXES}
    return "".join(sorted(f"@prefix {name}: <{namespace}> .\n" for name, namespace in names.items()))


def turtle_body(graph: Graph, base: str = DEFAULT_BASE) -> str:
    """The paragraphs of the graph, for a document that begins with `turtle_head`.

    Raises:
        ValueError: the graph holds a blank node.
    """
    triples = [quad.triple for quad in quads_of(graph)]
    names = {**prefixes(base), **_PREFIXES}
    document = ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=names) or b""
    lines = document.decode("utf-8").split("\n")
    # a line that begins without white space begins a subject: line ends inside literals are escaped
    body = [line if line[0] in "\t " else f"\n{line}" for line in lines if line and not line.startswith("@prefix ")]
    return "".join(f"{line}\n" for line in body)


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8")).hexdigest()[:16]
