"""Entities and statements as flat records, read from a store: what tables and network files are made of."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import pyoxigraph as ox

from kg_dangbo.query import run_query

__all__ = ["Entity", "Statement", "read_entities", "read_statements"]


@dataclass(frozen=True, slots=True)
class Entity:
    """A node with a name. `kind` is the local name of its class; `articles` counts the articles that name it."""

    iri: str
    kind: str
    name: str
    other_names: tuple[str, ...]
    articles: int


@dataclass(frozen=True, slots=True)
class Statement:
    """One claim of one article with one of its quotations; `start` and `end` are code points of its NFC text.

    `subject` and `object` are names; the IRIs are "" where a side is no node (8 tập thể, 77.1 %).
    """

    kind: str
    subject: str
    relation: str
    object: str
    detail: str
    date: str
    article: str
    publisher: str
    published: str
    quotation: str
    start: int
    end: int
    rule: str
    confidence: str
    fact: str
    subject_iri: str
    object_iri: str


_ENTITIES = """
SELECT ?iri ?kind ?other (COUNT(DISTINCT ?graph) AS ?articles) WHERE {
  VALUES (?kind ?class) {
    ("Person" foaf:Person) ("Organization" org:Organization) ("PolicyDocument" dangbo:PolicyDocument)
    ("Model" dangbo:Model) ("Event" schema:Event)
  }
  GRAPH ?graph { ?iri a ?class }
  OPTIONAL { ?iri skos:altLabel ?other }
}
GROUP BY ?iri ?kind ?other
ORDER BY ?kind ?iri ?other
"""

# One branch per kind of claim, inside the graph of the article that makes it: an entity's evidence in another
# article is no evidence for what only this one says about it.
_STATEMENTS = """
SELECT DISTINCT ?graph ?fact ?kind ?s ?o ?relationNode ?relation ?detail ?date WHERE {
  GRAPH ?graph {
    { ?fact a dangbo:PostHolding ; org:member ?s ; org:organization ?o ; org:role ?relationNode ;
        dangbo:holdingStatus ?detail . OPTIONAL { ?fact dangbo:attestedOn ?date } BIND ("post" AS ?kind) }
    UNION
    { ?fact a dangbo:Participation ; dangbo:participant ?s ; dangbo:participationRole ?relationNode .
        OPTIONAL { ?fact dangbo:inEvent ?o . OPTIONAL { ?o schema:startDate ?date } } BIND ("participation" AS ?kind) }
    UNION
    { ?fact a dangbo:Nesting ; dangbo:child ?s ; dangbo:parent ?o ; dangbo:stated ?is .
        BIND (IF(?is, "stated", "inferred") AS ?detail) BIND ("part_of" AS ?kind) BIND ("partOf" AS ?relation) }
    UNION
    { ?fact a dangbo:DocumentRelation ; dangbo:relationSource ?s ; dangbo:relationTarget ?o ;
        dangbo:relationType ?relation . BIND ("document_link" AS ?kind) }
    UNION
    { ?fact a dangbo:PolicyDocument . OPTIONAL { ?fact dangbo:issuedBy ?o } OPTIONAL { ?fact dcterms:issued ?date }
        BIND (?fact AS ?s) BIND ("document" AS ?kind) BIND ("issuedBy" AS ?relation) }
    UNION
    { ?fact a dangbo:Model . OPTIONAL { ?fact dangbo:implementedBy ?o }
        BIND (?fact AS ?s) BIND ("model" AS ?kind) BIND ("implementedBy" AS ?relation) }
    UNION
    { ?fact a schema:Event . OPTIONAL { ?fact schema:organizer ?o } OPTIONAL { ?fact schema:startDate ?date }
        BIND (?fact AS ?s) BIND ("event" AS ?kind) BIND ("organizer" AS ?relation) }
    UNION
    { ?fact a dangbo:AwardGrant ; dangbo:awardForm ?relationNode . OPTIONAL { ?fact dangbo:grantor ?s }
        OPTIONAL { ?fact dcterms:date ?date }
        { ?fact dangbo:recipient ?o } UNION { ?fact dangbo:recipientGroup ?o } BIND ("award" AS ?kind) }
    UNION
    { ?fact a dangbo:Statistic ; schema:unitText ?unit ; schema:value ?value ; dangbo:printedAs ?relation .
        OPTIONAL { ?fact dangbo:about ?s } BIND ("statistic" AS ?kind)
        BIND (CONCAT(STR(?value), " ", ?unit) AS ?detail) }
  }
}
"""

_EVIDENCE = """
SELECT ?graph ?fact ?article ?publisher ?published ?quotation ?start ?end ?rule ?confidence WHERE {
  GRAPH ?graph {
    ?fact prov:wasDerivedFrom ?annotation .
    ?annotation dangbo:rule ?rule ; dangbo:confidence ?confidence ; oa:hasTarget ?target .
    ?target oa:hasSelector ?position , ?quote .
    ?position oa:start ?start ; oa:end ?end .
    ?quote oa:exact ?quotation .
    ?graph dcterms:identifier ?article .
    OPTIONAL { ?graph schema:publisher ?publisher }
    OPTIONAL { ?graph schema:datePublished ?published }
  }
}
"""

_LABELS = """
SELECT ?node ?label WHERE {
  { ?node foaf:name|skos:prefLabel|dcterms:title|schema:name ?label FILTER (lang(?label) = "vi") }
  UNION
  { ?node dangbo:eventKind/skos:prefLabel ?kind FILTER (lang(?kind) = "vi") FILTER NOT EXISTS { ?node schema:name ?own }
    OPTIONAL { ?node schema:startDate ?date } BIND (CONCAT(?kind, COALESCE(CONCAT(" ", STR(?date)), "")) AS ?label) }
  UNION
  { ?node dangbo:count ?count OPTIONAL { ?node dangbo:recipientKind/skos:prefLabel ?kind FILTER (lang(?kind) = "vi") }
    BIND (CONCAT(STR(?count), " ", COALESCE(?kind, "")) AS ?label) }
}
ORDER BY ?node ?label
"""


def read_entities(store: ox.Store) -> list[Entity]:
    """Every named entity of the store, by kind and IRI."""
    names = _labels(store)
    others: dict[tuple[str, str], list[str]] = defaultdict(list)
    articles: dict[tuple[str, str], int] = {}
    for iri, kind, other, count in _rows(store, _ENTITIES):
        articles[kind, iri] = int(count)
        if other and other not in others[kind, iri]:
            others[kind, iri].append(other)
    return [
        Entity(iri, kind, names.get(iri, ""), tuple(others[kind, iri]), count)
        for (kind, iri), count in articles.items()
    ]


def read_statements(store: ox.Store) -> list[Statement]:
    """Every claim with each of its quotations, by article, place in the text, kind and fact."""
    labels = _labels(store)
    evidence: dict[tuple[str, str], list[tuple[str, ...]]] = defaultdict(list)
    for graph, fact, *place in _rows(store, _EVIDENCE):
        evidence[graph, fact].append(tuple(place))
    found = [
        Statement(
            kind=kind,
            subject=labels.get(s, ""),
            # a document without issuer, a model without body: named, but in no relation
            relation=labels.get(role, role) if role else relation if o or kind == "statistic" else "",
            object=labels.get(o, ""),
            detail=detail,
            date=date,
            article=article,
            publisher=publisher,
            published=published,
            quotation=quotation,
            start=int(start),
            end=int(end),
            rule=rule,
            confidence=confidence,
            fact=fact,
            subject_iri=s,
            object_iri=o if o in labels else "",
        )
        for graph, fact, kind, s, o, role, relation, detail, date in _rows(store, _STATEMENTS)
        for article, publisher, published, quotation, start, end, rule, confidence in evidence[graph, fact]
    ]
    return sorted(found, key=lambda x: (x.article, x.start, x.end, x.kind, x.fact, x.object_iri, x.rule))


def _labels(store: ox.Store) -> dict[str, str]:
    """IRI -> its Vietnamese name; the first in order where there are several."""
    labels: dict[str, str] = {}
    for node, label in _rows(store, _LABELS):
        labels.setdefault(node, label)
    return labels


def _rows(store: ox.Store, text: str) -> list[tuple[str, ...]]:
    """The rows of a query, unbound cells as ""."""
    return [tuple(cell or "" for cell in row) for row in run_query(store, text).rows]
