import dataclasses
import itertools

from composed_facts import Composer, first
from rdflib import Graph, Literal

from kg_dangbo.graph import article_graph, fact_iri, settle_labels
from kg_dangbo.graph.terms import SKOS
from kg_dangbo.model import Extraction, OrganizationFact


def article(number: int, name: str) -> tuple[Extraction, OrganizationFact]:
    c = Composer(dataclasses.replace(first().article, id=f"a{number}"))
    fact = OrganizationFact(
        key="org:ủy ban kiểm tra",
        evidence=c.at("Tỉnh ủy"),
        name=name,
        body_class="PartyOrganization",
        forms=("Ủy ban Kiểm tra", "UBKT"),
    )
    return Extraction(article=c.article, facts=(fact,)), fact


def graphs() -> list[Graph]:
    return [article_graph(article(i, n)[0]) for i, n in enumerate(["Ủy ban kiểm tra", "Ủy ban Kiểm tra"] * 2)] + [
        article_graph(article(9, "Ủy ban kiểm tra")[0])
    ]


def test_the_most_used_name_becomes_the_name_everywhere() -> None:
    found = graphs()
    node = fact_iri(article(0, "x")[1], "a0")
    assert settle_labels(found) == 2
    for graph in found:
        assert set(graph.objects(node, SKOS.prefLabel)) == {Literal("Ủy ban kiểm tra", lang="vi")}
        assert set(graph.objects(node, SKOS.altLabel)) >= {Literal("UBKT", lang="vi")}
        assert Literal("Ủy ban kiểm tra", lang="vi") not in set(graph.objects(node, SKOS.altLabel))
    # the name that gave way is still found
    assert Literal("Ủy ban Kiểm tra", lang="vi") in set(found[1].objects(node, SKOS.altLabel))
    assert settle_labels(found) == 0


def test_the_order_of_the_articles_does_not_matter() -> None:
    outcomes = set()
    for order in itertools.permutations(range(3)):
        found = graphs()[:3]
        settle_labels([found[i] for i in order])
        outcomes.add(tuple(frozenset(g) for g in found))
    assert len(outcomes) == 1


def test_names_that_agree_stay() -> None:
    graph = article_graph(first())
    before = set(graph)
    assert settle_labels([graph]) == 0
    assert set(graph) == before
