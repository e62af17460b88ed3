"""Evidence -> Web Annotation nodes: annotation, target, and two selectors, all with IRIs of their own."""

from __future__ import annotations

from rdflib import Graph, Literal, URIRef

from kg_dangbo.graph.iri import Minter
from kg_dangbo.graph.literals import decimal_literal
from kg_dangbo.graph.terms import DANGBO, OA, PROV, RDF, XSD
from kg_dangbo.model import Evidence

__all__ = ["EvidenceWriter"]


class EvidenceWriter:
    """Writes the quotations of one article into its graph.

    Facts that quote the same characters share the target and its selectors; the annotation is the fact's own,
    since the rule and the confidence are.
    """

    def __init__(self, graph: Graph, mint: Minter, article_id: str, article: URIRef) -> None:
        self._graph = graph
        self._mint = mint
        self._article_id = article_id
        self._article = article

    def add(self, fact: URIRef, evidence: Evidence) -> URIRef:
        """Annotate `fact` with one quotation; returns the annotation's IRI."""
        span = (self._article_id, evidence.start, evidence.end)
        annotation = self._mint.span("annotation", *span, str(fact), evidence.rule)
        add = self._graph.add
        add((fact, PROV.wasDerivedFrom, annotation))
        add((annotation, RDF.type, OA.Annotation))
        add((annotation, RDF.type, PROV.Entity))
        add((annotation, OA.hasBody, fact))
        add((annotation, OA.hasTarget, self._target(evidence)))
        add((annotation, DANGBO.rule, Literal(evidence.rule)))
        add((annotation, DANGBO.confidence, decimal_literal(round(evidence.confidence, 4))))
        return annotation

    def _target(self, evidence: Evidence) -> URIRef:
        span = (self._article_id, evidence.start, evidence.end)
        words = (evidence.quote, evidence.prefix, evidence.suffix)
        target = self._mint.span("target", *span, *words)
        position = self._mint.span("position", *span)
        quote = self._mint.span("quote", *span, *words)
        add = self._graph.add
        add((target, RDF.type, OA.SpecificResource))
        add((target, OA.hasSource, self._article))
        add((target, OA.hasSelector, position))
        add((target, OA.hasSelector, quote))
        add((position, RDF.type, OA.TextPositionSelector))
        add((position, OA.start, Literal(str(evidence.start), datatype=XSD.nonNegativeInteger)))
        add((position, OA.end, Literal(str(evidence.end), datatype=XSD.nonNegativeInteger)))
        add((quote, RDF.type, OA.TextQuoteSelector))
        add((quote, OA.exact, Literal(evidence.quote)))
        add((quote, OA.prefix, Literal(evidence.prefix)))
        add((quote, OA.suffix, Literal(evidence.suffix)))
        return target
