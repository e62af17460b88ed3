"""Evidence -> Web Annotation nodes: annotation, target, and two selectors, all with IRIs of their own."""

from __future__ import annotations

from kg_dangbo.graph.iri import Minter
from kg_dangbo.graph.tokens import DANGBO, OA, PROV, RDF
from kg_dangbo.graph.triples import Token, Triple, decimal, iri, plain, typed, value_of
from kg_dangbo.model import Evidence

__all__ = ["EvidenceWriter"]


class EvidenceWriter:
    """Writes the quotations of one article into its graph.

    Facts that quote the same characters share the target and its selectors; the annotation is the fact's own,
    since the rule and the confidence are.
    """

    def __init__(self, triples: set[Triple], mint: Minter, article_id: str, article: Token) -> None:
        self._triples = triples
        self._mint = mint
        self._article_id = article_id
        self._article = article
        self._targets: dict[tuple[int, int, str, str, str], Token] = {}

    def add(self, fact: Token, evidence: Evidence) -> Token:
        """Annotate `fact` with one quotation; returns the annotation."""
        span = (self._article_id, evidence.start, evidence.end)
        annotation = iri(self._mint.span("annotation", *span, value_of(fact), evidence.rule))
        self._triples.update(
            (
                (fact, PROV.wasDerivedFrom, annotation),
                (annotation, RDF.type, OA.Annotation),
                (annotation, RDF.type, PROV.Entity),
                (annotation, OA.hasBody, fact),
                (annotation, OA.hasTarget, self._target(evidence)),
                (annotation, DANGBO.rule, plain(evidence.rule)),
                (annotation, DANGBO.confidence, decimal(round(evidence.confidence, 4))),
            )
        )
        return annotation

    def _target(self, evidence: Evidence) -> Token:
        words = (evidence.quote, evidence.prefix, evidence.suffix)
        place = (evidence.start, evidence.end, *words)
        known = self._targets.get(place)
        if known is not None:
            return known
        span = (self._article_id, evidence.start, evidence.end)
        target = iri(self._mint.span("target", *span, *words))
        position = iri(self._mint.span("position", *span))
        quote = iri(self._mint.span("quote", *span, *words))
        self._triples.update(
            (
                (target, RDF.type, OA.SpecificResource),
                (target, OA.hasSource, self._article),
                (target, OA.hasSelector, position),
                (target, OA.hasSelector, quote),
                (position, RDF.type, OA.TextPositionSelector),
                (position, OA.start, typed(str(evidence.start), "nonNegativeInteger")),
                (position, OA.end, typed(str(evidence.end), "nonNegativeInteger")),
                (quote, RDF.type, OA.TextQuoteSelector),
                (quote, OA.exact, plain(evidence.quote)),
                (quote, OA.prefix, plain(evidence.prefix)),
                (quote, OA.suffix, plain(evidence.suffix)),
            )
        )
        self._targets[place] = target
        return target
