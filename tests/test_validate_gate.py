"""The gate keeps what has the right shape, sets the rest aside with all that hangs on it, and loses nothing."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from composed_facts import Composer, all_extractions, first, second
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rdflib import Graph, Literal, URIRef

from kg_dangbo import model as m
from kg_dangbo.graph import article_graph, article_iri, fact_iri, shared_graph, used_ids
from kg_dangbo.graph.terms import DANGBO, DCTERMS, FOAF, OA, ORG, PROV, RDF, SCHEMA, SKOS
from kg_dangbo.validate import Gate, GateResult, Severity
from kg_dangbo.vocabulary import load_vocabulary

VOCABULARY = load_vocabulary()


@pytest.fixture(scope="module")
def gate() -> Gate:
    return Gate()


def graphs(extraction: m.Extraction) -> tuple[Graph, Graph]:
    article = article_graph(extraction, vocabulary=VOCABULARY)
    shared = shared_graph(VOCABULARY, used_ids([article]))
    # these tests are about the gate: whatever our lists lack at the moment is described for them
    for id_ in used_ids([article]):
        if (DANGBO[id_], RDF.type, None) not in shared:
            shared.add((DANGBO[id_], RDF.type, SKOS.Concept))
            shared.add((DANGBO[id_], SKOS.prefLabel, Literal(id_, lang="vi")))
    return article, shared


def changed(extraction: m.Extraction, key: str, **changes: object) -> m.Extraction:
    """The same article with one fact changed."""
    facts = tuple(
        dataclasses.replace(f, **changes) if f.key == key else f  # type: ignore[arg-type]
        for f in extraction.facts
    )
    return dataclasses.replace(extraction, facts=facts)


def fact(extraction: m.Extraction, key: str) -> URIRef:
    return next(fact_iri(f, extraction.article.id) for f in extraction.facts if f.key == key)


def assert_nothing_lost(before: Graph, result: GateResult) -> None:
    gone = [t for record in result.set_aside for t in record.triples]
    assert set(result.kept) | set(gone) == set(before)
    assert len(gone) == len(set(gone)), "a triple is set aside once"
    assert not set(result.kept) & set(gone)


def broken(result: GateResult) -> dict[URIRef, list[str]]:
    """Nodes set aside for their own sake -> the shapes that they break."""
    return {r.node: [f.shape_name for f in r.findings] for r in result.set_aside if r.findings}


def assert_whole(result: GateResult) -> None:
    """No link leads to a node that is gone."""
    subjects = set(result.kept.subjects())
    gone = {r.node for r in result.set_aside if r.whole}
    assert not gone & subjects
    assert not gone & set(result.kept.objects())


@pytest.mark.parametrize("extraction", all_extractions()[:3], ids=lambda e: e.article.id)
def test_good_articles_pass_whole(gate: Gate, extraction: m.Extraction) -> None:
    article, shared = graphs(extraction)
    result = gate.check(article, shared)
    assert result.conforms
    assert set(result.kept) == set(article)
    assert result.set_aside == ()


def test_warnings_report_the_printed_arithmetic_and_keep_the_figures(gate: Gate) -> None:
    article, shared = graphs(first())
    result = gate.check(article, shared)
    warnings = [r for r in result.rows if r.finding.severity is Severity.WARNING]
    assert [r.finding.shape_name for r in warnings] == ["Share-percentage"]  # and nothing about 225 = 5 + 220
    assert warnings[0].finding.message_vi == "Bài in “77,1%”, nhưng 749 trên 973 là 76,98%."
    assert warnings[0].finding.message_en == "The article prints “77,1%”, but 749 of 973 is 76.98%."
    assert warnings[0].quotation == "77,1%"
    assert not warnings[0].quarantined
    assert result.conforms
    article, shared = graphs(second())
    assert [r.finding.shape_name for r in gate.check(article, shared).rows] == ["PartsOfTotal-short"]


def test_a_person_without_a_proper_name_takes_posts_and_participations_along(gate: Gate) -> None:
    good = first()
    lam = next(f for f in good.facts if isinstance(f, m.PersonFact) and f.name == "Trần Văn Lâm")
    extraction = changed(good, lam.key, name="xem http://evil.example/1")
    article, shared = graphs(extraction)
    result = gate.check(article, shared)
    person = fact(extraction, lam.key)
    assert broken(result) == {person: ["Person-nameForm"]}
    aside = {r.node: r for r in result.set_aside}
    for key in ("post:lâm|bí thư", "post:lâm|ủy viên ban thường vụ", "at:lâm|attendee", "at:lâm|speaker"):
        assert aside[fact(extraction, key)].depended_on == (person,)
        assert aside[fact(extraction, key)].quotation
    assert aside[fact(extraction, "post:lâm|bí thư")].label == "xem http://evil.example/1 · Bí thư · Huyện ủy Bình Minh"
    assert (fact(extraction, "at:hạnh|attendee"), RDF.type, DANGBO.Participation) in result.kept
    assert set(result.kept.subjects(RDF.type, SCHEMA.Event)), "the event is fine by itself"
    assert not result.conforms
    assert_nothing_lost(article, result)
    assert_whole(result)


def test_an_event_takes_its_participations_and_leaves_its_awards(gate: Gate) -> None:
    good = first()
    event = next(f for f in good.facts if isinstance(f, m.EventFact))
    extraction = changed(good, event.key, kind_id="event-kind-unheard-of")
    article, shared = graphs(extraction)
    shared.remove((DANGBO["event-kind-unheard-of"], None, None))
    result = gate.check(article, shared)
    node = fact(extraction, event.key)
    assert broken(result) == {node: ["Event-kind"]}
    assert not set(result.kept.subjects(RDF.type, DANGBO.Participation))
    awards = set(result.kept.subjects(RDF.type, DANGBO.AwardGrant))
    assert len(awards) == 2
    assert not list(result.kept.objects(None, DANGBO.grantedAt))
    [record] = [r for r in result.set_aside if r.node == node]
    assert {t for t in record.triples if t[1] == DANGBO.grantedAt} == {(a, DANGBO.grantedAt, node) for a in awards}
    assert_nothing_lost(article, result)
    assert_whole(result)


def test_a_bad_value_goes_and_its_node_stays(gate: Gate) -> None:
    good = first()
    document = next(f for f in good.facts if isinstance(f, m.DocumentFact) and f.number == "1")
    extraction = changed(good, document.key, symbol="01/KL/TW/")
    article, shared = graphs(extraction)
    result = gate.check(article, shared)
    node = fact(extraction, document.key)
    [record] = result.set_aside
    assert (record.node, record.whole) == (node, False)
    assert record.triples == ((node, DANGBO.documentSymbol, Literal("01/KL/TW/")),)
    assert (node, RDF.type, DANGBO.PolicyDocument) in result.kept
    assert (node, DANGBO.continues, None) in result.kept
    assert_nothing_lost(article, result)


def test_the_hostile_article_loses_its_address_and_keeps_its_facts(gate: Gate) -> None:
    article, shared = graphs(all_extractions()[3])
    result = gate.check(article, shared)
    assert broken(result) == {result.article: ["Article-datePublished", "Article-url"]}
    assert result.title == "</script><script>alert(1)</script>"
    assert set(result.kept.subjects(RDF.type, DANGBO.Model))
    assert_nothing_lost(article, result)


def test_bad_evidence_goes_and_takes_the_fact_only_if_it_was_the_last(gate: Gate) -> None:
    extraction = first()
    article, shared = graphs(extraction)
    twice = next(f for f in extraction.facts if isinstance(f, m.DocumentFact) and f.number == "1")
    once = next(f for f in extraction.facts if isinstance(f, m.ModelFact))
    for key in (twice.key, once.key):
        annotation = min(article.objects(fact(extraction, key), PROV.wasDerivedFrom))
        article.remove((annotation, DANGBO.confidence, None))
        article.add((annotation, DANGBO.confidence, Literal("7.5", datatype=URIRef(str(RDF.type)))))
    result = gate.check(article, shared)
    assert (fact(extraction, twice.key), RDF.type, DANGBO.PolicyDocument) in result.kept
    assert len(list(result.kept.objects(fact(extraction, twice.key), PROV.wasDerivedFrom))) == 1
    assert (fact(extraction, once.key), None, None) not in result.kept
    assert_nothing_lost(article, result)
    assert_whole(result)
    for target in result.kept.subjects(RDF.type, OA.SpecificResource):
        assert list(result.kept.subjects(OA.hasTarget, target)), "no place of evidence is left without its annotation"


def test_a_loop_of_nestings_is_cut_and_the_bodies_stay(gate: Gate) -> None:
    good = first()
    huyen_uy = next(f for f in good.facts if isinstance(f, m.OrganizationFact) and f.name == "Huyện ủy Bình Minh")
    tinh_uy = next(f for f in good.facts if isinstance(f, m.OrganizationFact) and f.name == "Tỉnh ủy Sơn Hà")
    back = m.PartOfFact(
        key="part:back", evidence=huyen_uy.evidence, child=tinh_uy.key, parent=huyen_uy.key, stated=False
    )
    extraction = dataclasses.replace(good, facts=(*good.facts, back))
    article, shared = graphs(extraction)
    result = gate.check(article, shared)
    superiors = set(result.kept.subject_objects(ORG.subOrganizationOf))
    up, down = fact(extraction, tinh_uy.key), fact(extraction, huyen_uy.key)
    assert (up, down) not in superiors
    assert (down, up) not in superiors
    assert (up, RDF.type, ORG.Organization) in result.kept
    assert (down, RDF.type, ORG.Organization) in result.kept
    nested = {(result.kept.value(n, DANGBO.child), result.kept.value(n, DANGBO.parent)) for n in
              result.kept.subjects(RDF.type, DANGBO.Nesting)}  # fmt: skip
    assert nested == superiors, "each link has its evidence and the other way round"
    assert_nothing_lost(article, result)


def test_an_article_without_an_id_is_set_aside_as_a_whole(gate: Gate) -> None:
    article, shared = graphs(first())
    iri = article_iri("binh-minh-01")
    article.remove((iri, DCTERMS.identifier, None))
    result = gate.check(article, shared)
    assert (iri, None, None) not in result.kept
    assert not set(result.kept.subjects(RDF.type, DANGBO.PostHolding)), "no quotation without its article"
    assert not set(result.kept.subjects(RDF.type, FOAF.Person))
    assert_nothing_lost(article, result)


def test_a_fault_in_the_shared_descriptions_is_told_and_takes_nothing(gate: Gate) -> None:
    article, shared = graphs(first())
    role = DANGBO["role-bi-thu"]
    shared.add((role, RDF.type, SKOS.Concept))
    shared.add((role, SKOS.prefLabel, Literal("Bí thư thứ hai", lang="vi")))
    result = gate.check(article, shared)
    assert {r.finding.focus for r in result.rows if r.finding.severity is Severity.VIOLATION} == {role}
    assert not any(r.quarantined for r in result.rows)
    assert set(result.kept) == set(article)


def test_a_graph_must_describe_one_article(gate: Gate) -> None:
    with pytest.raises(ValueError, match="exactly one"):
        gate.check(Graph(), Graph())


def test_the_input_is_not_changed_and_two_runs_say_the_same(gate: Gate) -> None:
    article, shared = graphs(all_extractions()[3])
    before = set(article)
    one, two = gate.check(article, shared), gate.check(article, shared)
    assert set(article) == before
    assert one.rows == two.rows
    assert one.set_aside == two.set_aside


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drop=st.sets(st.integers(min_value=0, max_value=5000), min_size=1, max_size=4))
def test_whatever_is_missing_the_rest_conforms_and_nothing_is_lost(gate: Gate, drop: set[int]) -> None:
    article, shared = graphs(all_extractions()[2])
    triples = sorted(article)
    protected = {RDF.type} | {DCTERMS.identifier, DANGBO.textSha256}
    for i in drop:
        triple = triples[i % len(triples)]
        if triple[1] not in protected:
            article.remove(triple)
    result = gate.check(article, shared)
    assert_nothing_lost(article, result)
    again = gate.check(result.kept, shared)
    assert again.conforms
    assert set(again.kept) == set(result.kept)


def test_long_quotations_do_not_pass(gate: Gate, tmp_path: Path) -> None:
    c = Composer(m.Article(id="dai", text="Ông Lê Văn Nam " + "nói dài " * 300 + ".\n"))
    person = m.PersonFact(key="p", evidence=c.at(c.article.text.strip()), name="Lê Văn Nam")
    article, shared = graphs(m.Extraction(article=c.article, facts=(person,)))
    result = gate.check(article, shared)
    assert not set(result.kept.subjects(RDF.type, FOAF.Person))
    assert "Quotation-exact" in {r.finding.shape_name for r in result.rows}
    assert_nothing_lost(article, result)
