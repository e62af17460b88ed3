"""Entities and statements as flat records, read from a store: what tables and network files are made of."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

import pyoxigraph as ox

from kg_dangbo.query import run_query
from kg_dangbo.sorting import SortedLines

__all__ = ["Entity", "Statement", "entities_of", "read_entities", "read_statements", "statements_of"]


@dataclass(frozen=True, slots=True)
class Entity:
    """A node with a name. `kind` is the local name of its class; `articles` counts the articles that name it.

    `independent` counts them without copies of each other.
    """

    iri: str
    kind: str
    name: str
    other_names: tuple[str, ...]
    articles: int
    independent: int


@dataclass(frozen=True, slots=True)
class Statement:
    """One claim of one article with one of its quotations; `start` and `end` are code points of its NFC text.

    `subject` and `object` are names; the IRIs are "" where a side is no node (8 tập thể, 77.1 %). `copy_of` is the IRI
    of the article that this one is a copy of, else "": a copy is no source of its own.
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
    article_iri: str
    copy_of: str


_ENTITIES = """
SELECT DISTINCT ?kind ?iri ?graph ?original WHERE {
  VALUES (?kind ?class) {
    ("Person" foaf:Person) ("Organization" org:Organization) ("PolicyDocument" dangbo:PolicyDocument)
    ("Model" dangbo:Model) ("Event" schema:Event)
  }
  GRAPH ?graph { ?iri a ?class }
  OPTIONAL { ?graph dangbo:copyOf ?original }
}
"""

_ENTITY_IRIS = """
SELECT DISTINCT ?iri WHERE {
  VALUES ?class { foaf:Person org:Organization dangbo:PolicyDocument dangbo:Model schema:Event }
  ?iri a ?class
}
"""

_OTHER_NAMES = "SELECT DISTINCT ?iri ?other WHERE { ?iri skos:altLabel ?other } ORDER BY ?iri ?other"

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
SELECT ?graph ?fact ?article ?publisher ?published ?copy_of ?quotation ?start ?end ?rule ?confidence WHERE {
  GRAPH ?graph {
    ?fact prov:wasDerivedFrom ?annotation .
    ?annotation dangbo:rule ?rule ; dangbo:confidence ?confidence ; oa:hasTarget ?target .
    ?target oa:hasSelector ?position , ?quote .
    ?position oa:start ?start ; oa:end ?end .
    ?quote oa:exact ?quotation .
    ?graph dcterms:identifier ?article .
    OPTIONAL { ?graph schema:publisher ?publisher }
    OPTIONAL { ?graph schema:datePublished ?published }
    OPTIONAL { ?graph dangbo:copyOf ?copy_of }
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


def entities_of(stores: Iterable[ox.Store]) -> Iterator[Entity]:
    """Every named entity of some stores that hold different articles, by kind and IRI; in bounded memory.

    The stores are all read before the first entity comes.
    """
    with SortedLines(_entity_lines(stores)) as lines:
        parts = (line.split("\x01") for line in lines)
        for (kind, iri), group in groupby(parts, key=lambda part: (part[0], part[1])):
            names: set[str] = set()
            others: set[str] = set()
            originals: set[str] = set()
            articles = 0
            for *_, told in group:
                name, other, graphs, copied = json.loads(told)
                names.add(name)
                others.update(other)
                articles += graphs
                originals.update(copied)
            name = min((n for n in names if n), default="")
            yield Entity(iri, kind, name, tuple(sorted(others - {name})), articles, len(originals))


def _entity_lines(stores: Iterable[ox.Store]) -> Iterator[str]:
    """What each store knows of each entity: kind, IRI, and as JSON its name, other names, articles and originals."""
    for number, store in enumerate(stores):
        names = _labels(store)
        others: dict[str, list[str]] = defaultdict(list)
        for iri, other in _rows(store, _OTHER_NAMES):
            others[iri].append(other)
        graphs: dict[tuple[str, str], set[str]] = defaultdict(set)
        originals: dict[tuple[str, str], set[str]] = defaultdict(set)
        for kind, iri, graph, original in _rows(store, _ENTITIES):
            graphs[kind, iri].add(graph)
            originals[kind, iri].add(original or graph)
        for (kind, iri), found in graphs.items():
            told = (names.get(iri, ""), others[iri], len(found), sorted(originals[kind, iri]))
            # the number keeps two stores that know the same apart
            yield "\x01".join((kind, iri, str(number), json.dumps(told)))


def statements_of(stores: Iterable[ox.Store]) -> Iterator[Statement]:
    """Every claim of some stores that come in the order of their articles, in the order of `read_statements`."""
    for store in stores:
        yield from read_statements(store)


def read_entities(store: ox.Store) -> list[Entity]:
    """Every named entity of the store, by kind and IRI."""
    return list(entities_of([store]))


def read_statements(store: ox.Store) -> list[Statement]:
    """Every claim with each of its quotations, by the article's IRI, place in the text, kind and fact."""
    labels = _labels(store)
    entities = {iri for (iri,) in _rows(store, _ENTITY_IRIS)}
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
            object_iri=o if o in entities else "",
            article_iri=graph,
            copy_of=copy_of,
        )
        for graph, fact, kind, s, o, role, relation, detail, date in _rows(store, _STATEMENTS)
        for article, publisher, published, copy_of, quotation, start, end, rule, confidence in evidence[graph, fact]
    ]
    # as the graphs of a file are sorted: by IRI with its bracket
    return sorted(found, key=lambda x: (f"<{x.article_iri}>", x.start, x.end, x.kind, x.fact, x.object_iri, x.rule))


def _labels(store: ox.Store) -> dict[str, str]:
    """IRI -> its Vietnamese name; the first in order where there are several."""
    labels: dict[str, str] = {}
    for node, label in _rows(store, _LABELS):
        labels.setdefault(node, label)
    return labels


def _rows(store: ox.Store, text: str) -> list[tuple[str, ...]]:
    """The rows of a query, unbound cells as ""."""
    return [tuple(cell or "" for cell in row) for row in run_query(store, text).rows]
