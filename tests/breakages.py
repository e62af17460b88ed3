"""Ways to break an article's graph: what the differential tests of the engines feed to them."""

import random
from collections.abc import Callable
from functools import cache
from pathlib import Path

from kg_dangbo.extract import extract
from kg_dangbo.graph import article_triples
from kg_dangbo.graph.tokens import DANGBO, OA, ORG, PROV, SCHEMA
from kg_dangbo.graph.triples import Triple, decimal, plain, typed, vi
from kg_dangbo.model import Article
from kg_dangbo.read import read_articles
from kg_dangbo.vocabulary import load_vocabulary

DATA = Path(__file__).parent / "data"
Graph = set[Triple]
# Well-formed values only: on `"abc"^^xsd:decimal` in a sum pySHACL itself fails, and our writer has no such literals.
VALUES = ("-1", "5", "1.5", "99999", "7")
DAYS = ("2022-13-40", "1899-01-01", "2022", "2022-04", "hôm qua")


@cache
def sound() -> tuple[tuple[str, frozenset[Triple]], ...]:
    """Article id and graph of the composed articles that are short enough for pySHACL to be quick."""
    vocabulary = load_vocabulary()
    articles = [
        a for a in read_articles([DATA / "gold" / "articles.jsonl", DATA / "held-out"]) if isinstance(a, Article)
    ]
    short = [a for a in articles if len(a.text) < 1800]
    return tuple((a.id, frozenset(article_triples(extract(a, vocabulary), vocabulary=vocabulary))) for a in short)


def _with(graph: Graph, predicate: str) -> list[Triple]:
    return sorted(t for t in graph if t[1] == predicate)


def no_evidence(graph: Graph, rng: random.Random) -> Graph:
    node = rng.choice(_with(graph, PROV.wasDerivedFrom) or sorted(graph))[0]
    return {t for t in graph if not (t[0] == node and t[1] == PROV.wasDerivedFrom)}


def swapped_offsets(graph: Graph, rng: random.Random) -> Graph:
    node = rng.choice(_with(graph, OA.start) or sorted(graph))[0]
    other = {OA.start: OA.end, OA.end: OA.start}
    return {(s, other.get(p, p), o) if s == node else (s, p, o) for s, p, o in graph}


def bad_symbol(graph: Graph, rng: random.Random) -> Graph:
    found = _with(graph, DANGBO.documentKind) or sorted(graph)
    return graph | {(rng.choice(found)[0], DANGBO.documentSymbol, plain("01/KL/TW/"))}


def two_organizations(graph: Graph, rng: random.Random) -> Graph:
    bodies = [t[0] for t in graph if t[2] == ORG.Organization] or ["<urn:body>"]
    node = rng.choice(_with(graph, ORG.organization) or sorted(graph))[0]
    return graph | {(node, ORG.organization, rng.choice(sorted(bodies)))}


def bad_name(graph: Graph, rng: random.Random) -> Graph:
    s, p, o = rng.choice(sorted(t for t in graph if t[2].endswith("@vi")) or sorted(graph))
    return graph - {(s, p, o)} | {(s, p, vi(rng.choice(["", "1", "a@b.c", "x" * 400])))}


def bad_figure(graph: Graph, rng: random.Random) -> Graph:
    found = _with(graph, SCHEMA.value) or _with(graph, DANGBO.confidence) or sorted(graph)
    s, p, o = rng.choice(found)
    return graph - {(s, p, o)} | {(s, p, decimal(rng.choice(VALUES)))}


def bad_day(graph: Graph, rng: random.Random) -> Graph:
    found = _with(graph, DANGBO.attestedOn) or _with(graph, SCHEMA.datePublished) or sorted(graph)
    s, p, o = rng.choice(found)
    day = rng.choice(DAYS)
    return graph - {(s, p, o)} | {(s, p, rng.choice([typed(day, "date"), typed(day, "gYear"), plain(day)]))}


def lost_node(graph: Graph, rng: random.Random) -> Graph:
    node = rng.choice(sorted(graph))[0]
    return {t for t in graph if t[0] != node}


def lost_triple(graph: Graph, rng: random.Random) -> Graph:
    return graph - {rng.choice(sorted(graph))}


def swapped_values(graph: Graph, rng: random.Random) -> Graph:
    triples = sorted(graph)
    a, b = rng.choice(triples), rng.choice(triples)
    if SCHEMA.value in (a[1], b[1]):  # a text for a figure: pySHACL fails on the sum
        return graph
    return graph - {a, b} | {(a[0], a[1], b[2]), (b[0], b[1], a[2])}


def strange_value(graph: Graph, rng: random.Random) -> Graph:
    triples = sorted(graph)
    s, p, _ = rng.choice(triples)
    return graph | {(s, p, rng.choice(triples)[2])} if p != SCHEMA.value else graph


BREAKAGES: tuple[Callable[[Graph, random.Random], Graph], ...] = (
    no_evidence,
    swapped_offsets,
    bad_symbol,
    two_organizations,
    bad_name,
    bad_figure,
    bad_day,
    lost_node,
    lost_triple,
    swapped_values,
    strange_value,
)


def case(number: int) -> tuple[str, Graph]:
    """A graph, sound in one case of eight, else broken in one to three ways; the number decides everything."""
    rng = random.Random(number)
    name, triples = rng.choice(sound())
    graph = set(triples)
    if number % 8:
        for _ in range(rng.randint(1, 3)):
            graph = rng.choice(BREAKAGES)(graph, rng) or graph
    return name, graph
