import dataclasses

import pytest
from composed_facts import all_extractions, first, hostile, second, third
from rdflib import BNode, Graph, Literal, URIRef

from kg_dangbo.graph import UnknownKeyError, article_graph, article_iri, fact_iri, shared_graph, used_ids
from kg_dangbo.graph.terms import DANGBO, DCTERMS, FOAF, OA, ORG, PROV, RDF, SCHEMA, SKOS, XSD
from kg_dangbo.model import DocumentFact, Extraction, PostFact
from kg_dangbo.vocabulary import load_vocabulary


def one(graph: Graph, subject: object, predicate: URIRef) -> object:
    (value,) = set(graph.objects(subject, predicate))  # type: ignore[arg-type]
    return value


def named(graph: Graph, label: str) -> URIRef:
    (node,) = {
        s for p in (FOAF.name, SKOS.prefLabel, DCTERMS.title) for s in graph.subjects(p, Literal(label, lang="vi"))
    }
    assert isinstance(node, URIRef)
    return node


def test_every_fact_leads_to_a_quotation_that_stands_in_the_text() -> None:
    for extraction in all_extractions():
        graph, text = article_graph(extraction), extraction.article.text
        for fact in extraction.facts:
            node = fact_iri(fact, extraction.article.id)
            annotations = set(graph.objects(node, PROV.wasDerivedFrom))
            assert len(annotations) == len(fact.evidence)
            for annotation in annotations:
                assert one(graph, annotation, OA.hasBody) == node
                target = one(graph, annotation, OA.hasTarget)
                assert one(graph, target, OA.hasSource) == article_iri(extraction.article.id)
                selectors = set(graph.objects(target, OA.hasSelector))  # type: ignore[arg-type]
                assert len(selectors) == 2
                (start,) = {s for x in selectors for s in graph.objects(x, OA.start)}
                (end,) = {s for x in selectors for s in graph.objects(x, OA.end)}
                (exact,) = {s for x in selectors for s in graph.objects(x, OA.exact)}
                assert text[int(str(start)) : int(str(end))] == str(exact)
                assert start.datatype == XSD.nonNegativeInteger  # type: ignore[union-attr]


def test_no_blank_nodes() -> None:
    for extraction in all_extractions():
        assert not [t for t in article_graph(extraction) if any(isinstance(x, BNode) for x in t)]


def test_the_article_describes_itself() -> None:
    graph, node = article_graph(first()), article_iri("binh-minh-01")
    assert (node, RDF.type, SCHEMA.NewsArticle) in graph
    assert (node, RDF.type, PROV.Entity) in graph
    assert one(graph, node, DCTERMS.identifier) == Literal("binh-minh-01")
    assert one(graph, node, DANGBO.textSha256) == Literal(first().article.sha256)
    assert one(graph, node, SCHEMA.datePublished) == Literal("2022-04-29", datatype=XSD.date)
    assert one(graph, node, SCHEMA.publisher) == Literal("Báo Sơn Hà", lang="vi")


def test_a_holding_has_one_person_role_body_and_status() -> None:
    graph = article_graph(first())
    lam, committee = named(graph, "Trần Văn Lâm"), named(graph, "Huyện ủy Bình Minh")
    (holding,) = set(graph.subjects(ORG.member, lam)) & set(graph.subjects(ORG.organization, committee))
    assert set(graph.objects(holding, RDF.type)) == {ORG.Membership, DANGBO.PostHolding}
    assert one(graph, holding, ORG.role) == DANGBO["role-bi-thu"]
    assert one(graph, holding, DANGBO.holdingStatus) == Literal("current")
    assert one(graph, holding, DANGBO.attestedOn) == Literal("2022-04-28", datatype=XSD.date)
    assert not set(graph.objects(holding, DANGBO.organizationInferred))
    assert (lam, RDF.type, DANGBO.Official) in graph
    # a person without a post is no official
    assert (named(graph, "Lê Quốc Bảo"), RDF.type, DANGBO.Official) not in graph


def test_titles_and_numbers_of_documents() -> None:
    graph = article_graph(first())
    directive = named(graph, "Chỉ thị số 05-CT/TW")
    assert one(graph, directive, DANGBO.documentNumber) == Literal("5")
    assert one(graph, directive, DANGBO.documentSymbol) == Literal("05-CT/TW")
    assert one(graph, directive, DANGBO.documentKind) == DANGBO["doc-kind-chi-thi"]
    assert one(graph, directive, DANGBO.issuedBy) == named(graph, "Bộ Chính trị")
    assert one(graph, directive, DANGBO.registerEntry) == DANGBO["anchor-05-ct-tw-2016"]
    conclusion = named(graph, "Kết luận số 01-KL/TW")
    # the name is no form of itself
    assert set(graph.objects(conclusion, SKOS.altLabel)) == {Literal("Kết luận số 01", lang="vi")}
    assert set(graph.objects(conclusion, DANGBO.continues)) == {directive}
    other = article_graph(third())
    regulation = named(other, "Quy định số 37")
    assert Literal("Quy định về những điều đảng viên không được làm", lang="vi") in set(
        other.objects(regulation, SKOS.altLabel)
    )
    assert named(other, "Nghị quyết Đại hội XIII của Đảng")


def test_one_digit_number_without_symbol_is_written_with_two() -> None:
    bare = DocumentFact(key="d", evidence=(), kind="Kết luận", kind_id="doc-kind-ket-luan", number="1")
    graph = article_graph(Extraction(article=first().article, facts=(bare,)))
    assert named(graph, "Kết luận số 01")


def test_figures_keep_value_and_print() -> None:
    graph = article_graph(first())
    (share,) = set(graph.subjects(DANGBO.printedAs, Literal("77,1%")))
    value = one(graph, share, SCHEMA.value)
    assert value == Literal("77.1", datatype=XSD.decimal)
    assert one(graph, one(graph, share, DANGBO.sharePart), SCHEMA.value) == Literal("749", datatype=XSD.decimal)
    (total,) = set(graph.objects(None, DANGBO.partOfTotal))
    assert str(one(graph, total, SCHEMA.value)) == "225"


def test_a_counted_group_and_a_named_recipient() -> None:
    graph = article_graph(first())
    (group,) = set(graph.objects(None, DANGBO.recipientGroup))
    assert one(graph, group, DANGBO["count"]) == Literal(8)
    (named_one,) = set(graph.subjects(DANGBO.recipient, named(graph, "Lê Quốc Bảo")))
    assert one(graph, named_one, DANGBO.grantor) == named(graph, "Ban Thường vụ Huyện ủy Bình Minh")
    assert set(graph.objects(named_one, RDF.type)) == {DANGBO.AwardGrant, PROV.Entity}


def test_what_no_list_has_becomes_an_own_concept_with_a_broader_one() -> None:
    graph = article_graph(second())
    form = named(graph, "Huân chương Lao động hạng Nhì và một hình thức khác")
    assert one(graph, form, SKOS.broader) == DANGBO["award-form-huan-chuong-lao-dong"]
    role = named(graph, "Chánh Thanh tra")
    assert {SKOS.Concept, ORG.Role} == set(graph.objects(role, RDF.type))
    assert not str(role).startswith(str(DANGBO))


def test_a_form_that_the_list_has_is_the_concept_of_the_list() -> None:
    # case, spaces and tone placement never make another form
    post = next(f for f in first().facts if isinstance(f, PostFact))
    role = load_vocabulary().concept(post.role_id or "")
    assert role.pref == "Ủy viên Ban Thường vụ"
    graph = article_graph(first())
    assert DANGBO["role-uy-vien-ban-thuong-vu"] in set(graph.objects(None, ORG.role))


def test_nesting_is_a_direct_link_and_a_node_with_evidence() -> None:
    graph = article_graph(first())
    cell, commune = named(graph, "Chi bộ 4 Đảng bộ xã Tân Lập"), named(graph, "Đảng bộ xã Tân Lập")
    assert (cell, ORG.subOrganizationOf, commune) in graph
    (nesting,) = set(graph.subjects(DANGBO.child, cell))
    assert one(graph, nesting, DANGBO.stated) == Literal(True)


def test_two_articles_share_the_entity_and_not_the_statement() -> None:
    one_graph, other = article_graph(first()), article_graph(second())
    assert named(one_graph, "Trần Văn Lâm") == named(other, "Trần Văn Lâm")
    assert not set(one_graph.subjects(RDF.type, ORG.Membership)) & set(other.subjects(RDF.type, ORG.Membership))
    # one name in another scope is another person
    assert named(other, "Trần Văn Lâm") != named(article_graph(third()), "Trần Văn Lâm")


def test_only_what_the_article_names_is_typed_in_its_graph() -> None:
    graph = article_graph(third())
    assert {str(x) for x in graph.objects(None, ORG.organization)} == {
        str(x) for x in graph.subjects(RDF.type, ORG.Organization)
    }


def test_another_base() -> None:
    graph = article_graph(first(), base="https://example.org/kg#")
    assert all(
        str(s).startswith("https://example.org/kg#") for s in graph.subjects() if not str(s).startswith(str(DANGBO))
    )


def test_a_key_that_no_fact_has_is_a_fault_of_the_extractor() -> None:
    extraction = first()
    facts = tuple(dataclasses.replace(f, person="nobody") if isinstance(f, PostFact) else f for f in extraction.facts)
    with pytest.raises(UnknownKeyError, match="nobody"):
        article_graph(Extraction(article=extraction.article, facts=facts))


def test_a_hostile_url_and_date_stay_literals() -> None:
    graph, node = article_graph(hostile()), article_iri(hostile().article.id)
    assert one(graph, node, SCHEMA.url) == Literal("javascript:alert(1) <b>", datatype=XSD.anyURI)
    assert one(graph, node, SCHEMA.datePublished) == Literal("không rõ")


def test_shared_descriptions_hold_labels_broader_concepts_and_containing_units() -> None:
    shared = shared_graph(load_vocabulary(), used_ids([article_graph(first())]))
    unit, province = DANGBO["unit-2024-352"], DANGBO["unit-2024-35"]
    assert one(shared, unit, SCHEMA.containedInPlace) == province
    assert one(shared, province, SKOS.prefLabel) == Literal("tỉnh Hà Nam", lang="vi")
    assert {DANGBO.AdministrativeUnit, SCHEMA.AdministrativeArea} == set(shared.objects(unit, RDF.type))
    role = DANGBO["role-bi-thu"]
    assert set(shared.objects(role, SKOS.prefLabel)) == {Literal("Bí thư", lang="vi"), Literal("Secretary", lang="en")}
    assert (role, RDF.type, ORG.Role) in shared
    assert str(one(shared, DANGBO["anchor-05-ct-tw-2016"], DCTERMS.issued)) == "2016-05-15"
    # nothing that no article uses
    assert (DANGBO["doc-kind-luat"], None, None) not in shared


def test_used_ids_are_values_not_classes() -> None:
    ids = used_ids([article_graph(first())])
    assert "role-bi-thu" in ids
    assert "attendee" in ids
    assert "PostHolding" not in ids
    assert ids == sorted(ids)
