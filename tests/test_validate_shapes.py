"""Every shape keeps its conforming node and fires exactly on its failing one."""

from __future__ import annotations

from pathlib import Path

import pyshacl
import pytest
from rdflib import RDF, RDFS, SH, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from kg_dangbo.data import data_dir
from kg_dangbo.validate import load_shapes

TEST = Namespace("https://w3id.org/kg-dangbo/test#")
SHAPE = Namespace("https://w3id.org/kg-dangbo/shapes#")
DATA = Path(__file__).parent / "data" / "shapes"

# Classes of the graph contract, and who must have a shape for each.
CONTRACT = [
    "foaf:Person",
    "dangbo:Official",
    "org:Organization",
    "dangbo:PartyOrganization",
    "dangbo:StateBody",
    "dangbo:MassOrganization",
    "dangbo:ArmedForcesBody",
    "dangbo:EconomicBody",
    "dangbo:ServiceBody",
    "dangbo:OtherBody",
    "org:Membership",
    "dangbo:PostHolding",
    "org:Role",
    "dangbo:PolicyDocument",
    "dangbo:DocumentRelation",
    "dangbo:Model",
    "dangbo:AwardGrant",
    "dangbo:RecipientGroup",
    "schema:Event",
    "dangbo:Participation",
    "dangbo:Statistic",
    "dangbo:Nesting",
    "dangbo:AdministrativeUnit",
    "schema:NewsArticle",
    "oa:Annotation",
    "oa:SpecificResource",
    "oa:TextPositionSelector",
    "oa:TextQuoteSelector",
    "skos:Concept",
]


def parse(folder: Path) -> Graph:
    graph = Graph()
    for path in sorted(folder.glob("*.ttl")):
        graph.parse(path)
    return graph


@pytest.fixture(scope="module")
def shapes() -> Graph:
    return parse(data_dir("shapes"))


@pytest.fixture(scope="module")
def data() -> Graph:
    return parse(DATA)


@pytest.fixture(scope="module")
def report(shapes: Graph, data: Graph) -> Graph:
    _, graph, text = pyshacl.validate(data, shacl_graph=shapes, inplace=True)
    assert isinstance(graph, Graph), text
    return graph


def findings(report: Graph) -> set[tuple[Node | None, Node | None]]:
    results = report.subjects(RDF.type, SH.ValidationResult)
    return {(report.value(r, SH.focusNode), report.value(r, SH.sourceShape)) for r in results}


def checking_shapes(shapes: Graph) -> set[Node]:
    """The shapes that carry a constraint of their own: property shapes, and node shapes with more than properties."""
    own = set(shapes.subjects(RDF.type, SH.PropertyShape))
    for constraint in (SH["class"], SH["or"], SH["not"], SH.xone, SH.sparql):
        own |= {s for s in shapes.subjects(constraint) if (s, RDF.type, SH.NodeShape) in shapes}
    return own


def test_each_shape_fires_exactly_on_its_failing_nodes(data: Graph, report: Graph) -> None:
    assert findings(report) == set(data.subject_objects(TEST.breaks))


def test_every_constraint_has_a_failing_node(shapes: Graph, data: Graph) -> None:
    assert checking_shapes(shapes) - set(data.objects(None, TEST.breaks)) == set()


def test_every_node_shape_has_a_conforming_node_that_it_targets(shapes: Graph, data: Graph) -> None:
    failing = set(data.subjects(TEST.breaks))
    for shape in shapes.subjects(RDF.type, SH.NodeShape):
        targets: set[Node] = set()
        for cls in shapes.objects(shape, SH.targetClass):
            targets |= set(data.subjects(RDF.type, cls))
        for prop in shapes.objects(shape, SH.targetSubjectsOf):
            targets |= set(data.subjects(prop))
        for prop in shapes.objects(shape, SH.targetObjectsOf):
            targets |= set(data.objects(None, prop))
        keeping = set(data.subjects(TEST.keeps, shape)) - failing
        assert keeping, shape
        assert keeping <= targets, shape


def test_there_are_enough_shapes_and_every_class_of_the_contract_is_a_target(shapes: Graph, data: Graph) -> None:
    assert len(set(shapes.subjects(RDF.type, SH.NodeShape))) >= 25
    targets = set(shapes.objects(None, SH.targetClass))
    for name in CONTRACT:
        assert data.namespace_manager.expand_curie(name) in targets, name


def test_the_shapes_as_the_gate_runs_them_say_the_same(shapes: Graph, data: Graph) -> None:
    found = {(finding.focus, finding.shape) for finding in load_shapes().findings(data)}
    assert found == set(data.subject_objects(TEST.breaks))


def test_messages_and_labels_in_both_languages(shapes: Graph) -> None:
    for shape in checking_shapes(shapes):
        carriers = list(shapes.objects(shape, SH.sparql)) or [shape]
        for carrier in carriers:
            messages = [m for m in shapes.objects(carrier, SH.message) if isinstance(m, Literal)]
            assert sorted(str(m.language) for m in messages) == ["en", "vi"], carrier
    for shape in shapes.subjects(RDF.type, SH.NodeShape):
        labels = [m for m in shapes.objects(shape, RDFS.label) if isinstance(m, Literal)]
        assert sorted(str(m.language) for m in labels) == ["en", "vi"], shape


def test_shapes_are_named_so_that_reports_hold_no_blank_shape(shapes: Graph) -> None:
    for shape in checking_shapes(shapes):
        assert isinstance(shape, URIRef)
        assert shape in SHAPE


def test_shapes_conform_to_the_shapes_of_shacl(shapes: Graph, data: Graph) -> None:
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes, meta_shacl=True, inplace=True)
    assert isinstance(report, Graph)
    assert findings(report) == set(data.subject_objects(TEST.breaks))


def messages(report: Graph, node: str, language: str) -> list[str]:
    focus = URIRef("https://w3id.org/kg-dangbo/id/" + node)
    out = []
    for result in report.subjects(SH.focusNode, focus):
        out += [
            str(m)
            for m in report.objects(result, SH.resultMessage)
            if isinstance(m, Literal) and (m.language == language or m.language is None)
        ]
    return out


def test_arithmetic_says_what_it_computed(report: Graph) -> None:
    assert "Bài in “đạt 77,1%”, nhưng 749 trên 973 là 76,98%." in messages(report, "share-749-of-973", "vi")
    assert any("sum to 110, more than the total 100" in m for m in messages(report, "total-100-over", "en"))
    assert any("cộng lại là 90, nhỏ hơn tổng 100" in m for m in messages(report, "total-100-short", "vi"))


def test_arithmetic_only_warns(report: Graph) -> None:
    for shape in (SHAPE.Share, SHAPE.PartsOfTotal, SHAPE["PartyBadge-years"]):
        results = list(report.subjects(SH.sourceShape, shape))
        assert results
        assert {report.value(r, SH.resultSeverity) for r in results} == {SH.Warning}
