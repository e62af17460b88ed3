"""What the quick look leaves out must not change its answer, on sound articles and on broken ones."""

import os
import random
from functools import cache

import pytest
from breakages import case, sound
from hypothesis import given
from hypothesis import strategies as st
from rdflib import SH, Graph, Literal, URIRef

from kg_dangbo.graph.evidence import EvidenceWriter
from kg_dangbo.graph.iri import Minter
from kg_dangbo.graph.shared import description, used_concepts
from kg_dangbo.graph.tokens import DANGBO, DCTERMS, OA, PROV, RDF, SCHEMA, SKOS
from kg_dangbo.graph.triples import Triple, iri, plain, typed, vi
from kg_dangbo.model import Evidence
from kg_dangbo.validate import load_shapes
from kg_dangbo.validate.engine import Engine, make_engine
from kg_dangbo.validate.essence import Essence
from kg_dangbo.vocabulary import load_vocabulary

CASES = int(os.environ.get("KG_DANGBO_CASES", "160"))
VOCABULARY = load_vocabulary()
ESSENCE = Essence(load_shapes().graph)
ARTICLE = iri("urn:article")


@pytest.fixture(scope="module")
def fast() -> Engine:
    pytest.importorskip("shifty")
    return _engine()


def whole(graph: set[Triple]) -> set[Triple]:
    return graph | {t for id_ in used_concepts(graph) for t in description(VOCABULARY, id_)}


def test_a_sound_article_keeps_one_piece_of_evidence(fast: Engine) -> None:
    for name, triples in sound():
        everything = whole(set(triples))
        left = ESSENCE.of(everything)
        assert fast.passes(left) == fast.passes(everything)
        if not any(t[2] == OA.Annotation for t in triples):
            continue
        assert len(left) < len(everything) / 2, name
        assert sum(t[2] == OA.Annotation for t in left) == 1
        assert {s for s, p, _ in left if p == PROV.wasDerivedFrom} == {
            s for s, p, _ in triples if p == PROV.wasDerivedFrom
        }


def test_the_answer_is_the_same_on_broken_articles(fast: Engine) -> None:
    passed = 0
    for number in range(CASES):
        name, graph = case(number)
        everything = whole(graph)
        answer = fast.passes(everything)
        assert fast.passes(ESSENCE.of(everything)) == answer, f"case {number}, article {name}"
        passed += answer
    assert 0 < passed < CASES


def test_the_answer_is_the_same_where_evidence_is_tampered_with(fast: Engine) -> None:
    """One triple of the evidence is taken away, changed, or joined by another one."""
    values = [
        *(plain("x" * 101), plain("x" * 2001), plain(""), vi("chữ"), typed("9", "nonNegativeInteger"), iri("urn:else")),
        *(typed("-1", "nonNegativeInteger"), typed("0", "decimal"), typed("1.5", "decimal"), typed("0.5", "decimal")),
        *(OA.Annotation, OA.SpecificResource, SCHEMA.NewsArticle, DANGBO.Statistic),
    ]
    graphs = [(name, triples) for name, triples in sound() if any(t[2] == OA.Annotation for t in triples)]
    for number in range(CASES):
        rng = random.Random(number)
        name, triples = rng.choice(graphs)
        graph = set(triples)
        evidence = sorted(t for t in graph if t[0].startswith(tuple(f"<{Minter().base}{w}-" for w in _WORDS)))
        chosen = s, p, o = rng.choice(evidence)
        other = rng.choice([*values, *(t[0] for t in rng.sample(evidence, 3))])
        change = rng.randrange(4)
        if change != 1:
            graph.remove(chosen)
        if change:
            graph.add((s, p, other) if change != 3 else (rng.choice(sorted(graph))[0], p, o))
        everything = whole(graph)
        answer = fast.passes(everything)
        assert fast.passes(ESSENCE.of(everything)) == answer, (number, name, chosen, change, other)


@cache
def _engine() -> Engine:
    return make_engine("shifty", load_shapes())


_WORDS = ("annotation", "target", "position", "quote")
_TEXT = st.text(max_size=120)


@given(st.integers(0, 50), st.integers(0, 50), _TEXT, _TEXT, _TEXT, st.text(max_size=3), st.integers(-1, 12))
def test_whatever_evidence_says(
    start: int, end: int, quote: str, prefix: str, suffix: str, rule: str, tenths: int
) -> None:
    pytest.importorskip("shifty")
    engine = _engine()
    triples = {
        (ARTICLE, RDF.type, SCHEMA.NewsArticle),
        (ARTICLE, DCTERMS.identifier, plain("a")),
        (ARTICLE, DANGBO.textSha256, plain("0" * 64)),
    }
    writer = EvidenceWriter(triples, Minter(), "a", ARTICLE)
    writer.add(ARTICLE, Evidence(0, 1, "x", "rule", 1.0))
    writer.add(ARTICLE, Evidence(start, end, quote, rule, tenths / 10, prefix, suffix))
    assert engine.passes(ESSENCE.of(triples)) == engine.passes(triples)


def test_predicates_that_no_shape_names_go() -> None:
    node = iri("urn:node")
    assert ESSENCE.of({(node, SKOS.altLabel, vi("tên"))}) == []
    for predicate in (RDF.type, SKOS.prefLabel, DANGBO.qualifier, SCHEMA.value):  # two of them stand in queries only
        assert ESSENCE.of({(node, predicate, vi("tên"))})


def test_a_closed_shape_sees_everything() -> None:
    shapes = Graph()
    shapes.add((URIRef("urn:shape"), SH.closed, Literal(True)))
    triple = (iri("urn:node"), SKOS.altLabel, vi("tên"))
    assert set(Essence(shapes).of({triple})) == {triple}
