from pathlib import Path

import pyoxigraph as ox
import pytest
from composed_facts import all_extractions, write_build
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import BNode, Dataset, Graph, Literal, URIRef
from rdflib.compare import to_isomorphic

from kg_dangbo.graph import DATASET_FILES, article_graph, article_iri, load_dataset
from kg_dangbo.graph.jsonld import to_jsonld
from kg_dangbo.graph.quads import merged, quads_of
from kg_dangbo.graph.turtle import to_nquads, to_trig, to_turtle


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_build(tmp_path_factory.mktemp("build"))


def rdflib_terms(graph: Graph) -> set[tuple[str, str, str]]:
    """Triples as text, so that nothing is normalised away in the comparison."""
    return {(s.n3(), p.n3(), _n3(o)) for s, p, o in graph}


def _n3(node: object) -> str:
    if isinstance(node, Literal):
        kind = f"@{node.language}" if node.language else f"^^{node.datatype}"
        return f"{str(node)!r}{kind}"
    return str(node)


def ox_terms(path: Path) -> set[tuple[str, str, str]]:
    found = set()
    for quad in ox.parse(path=path):
        o = quad.object
        if isinstance(o, ox.Literal):
            plain = o.datatype.value.endswith("#string")
            kind = f"@{o.language}" if o.language else f"^^{None if plain else o.datatype.value}"
            found.add((str(quad.subject), str(quad.predicate), f"{o.value!r}{kind}"))
        else:
            found.add((str(quad.subject), str(quad.predicate), o.value))  # type: ignore[union-attr]
    return found


def test_the_bytes_do_not_depend_on_the_order_of_the_input(build: Path, tmp_path: Path) -> None:
    write_build(tmp_path, list(reversed(all_extractions())))
    for name in DATASET_FILES:
        assert (tmp_path / name).read_bytes() == (build / name).read_bytes()


def test_turtle_says_the_same_to_rdflib_and_to_pyoxigraph(build: Path) -> None:
    ours = ox_terms(build / "graph.ttl")
    # rdflib's parser normalises numbers and booleans: what we write is normal already
    assert rdflib_terms(Graph().parse(build / "graph.ttl")) == ours
    assert len(list(ox.parse(path=build / "graph.ttl"))) == len(ours)


def test_turtle_jsonld_and_quads_hold_the_same_triples(build: Path) -> None:
    expected = {(q.subject, q.predicate, q.object) for q in load_dataset(build)}
    turtle = {(q.subject, q.predicate, q.object) for q in ox.parse(path=build / "graph.ttl")}
    jsonld = {(q.subject, q.predicate, q.object) for q in ox.parse(path=build / "graph.jsonld")}
    assert turtle == expected
    assert jsonld == expected
    again = Graph().parse(build / "graph.jsonld", format="json-ld")
    assert to_isomorphic(again) == to_isomorphic(Graph().parse(build / "graph.ttl"))


def test_each_article_has_its_graph_and_dropping_it_leaves_the_rest(build: Path) -> None:
    data = Dataset()
    data.parse(build / "graph.nq", format="nquads")
    for extraction in all_extractions():
        graph = data.graph(article_iri(extraction.article.id))
        assert rdflib_terms(graph) == rdflib_terms(article_graph(extraction))
    lam = next(f for f in all_extractions()[1].facts if getattr(f, "name", "") == "Trần Văn Lâm")
    data.remove_graph(article_iri("binh-minh-01"))
    names = [str(q[2]) for q in data.quads((None, URIRef("http://xmlns.com/foaf/0.1/name"), None, None))]
    assert names.count("Trần Văn Lâm") == 2, lam  # the other two articles still name theirs


def test_turtle_is_readable(build: Path) -> None:
    lines = (build / "graph.ttl").read_text("utf-8").split("\n")
    heads = [line for line in lines if line.startswith("@prefix")]
    assert heads == sorted(heads)
    assert any(line.startswith("id:person-tran-van-lam") for line in lines)
    assert "https://w3id.org/kg-dangbo/id/" not in "".join(lines[len(heads) :])


def test_trig_keeps_the_graphs(build: Path) -> None:
    quads = load_dataset(build)
    assert set(ox.parse(to_trig(quads), format=ox.RdfFormat.TRIG)) == set(quads)


def test_numbers_keep_their_text() -> None:
    graph = Graph()
    number = Literal("1163", datatype=URIRef("http://www.w3.org/2001/XMLSchema#decimal"))
    graph.add((URIRef("urn:s"), URIRef("urn:p"), number))
    (quad,) = ox.parse(to_turtle(quads_of(graph)), format=ox.RdfFormat.TURTLE)
    assert quad.object == ox.Literal("1163", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#decimal"))


def test_a_triple_of_two_graphs_is_merged_into_one() -> None:
    graph = Graph()
    graph.add((URIRef("urn:s"), URIRef("urn:p"), Literal("o")))
    assert len(merged(quads_of(graph, "urn:a") + quads_of(graph, "urn:b"))) == 1


def test_blank_nodes_are_refused() -> None:
    graph = Graph()
    graph.add((BNode(), URIRef("urn:p"), Literal("o")))
    with pytest.raises(ValueError, match="blank"):
        quads_of(graph)


def test_loading_says_what_is_wrong(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"graph\.nq"):
        load_dataset(tmp_path)
    broken = tmp_path / "a.ttl"
    broken.write_text("<a> <b>", "utf-8")
    with pytest.raises(ValueError, match=r"a\.ttl"):
        load_dataset(broken)
    unknown = tmp_path / "a.pdf"
    unknown.write_text("x", "utf-8")
    with pytest.raises(ValueError, match="ending"):
        load_dataset(unknown)


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"])), st.sampled_from([None, "vi"]))
def test_any_text_survives_every_format_in_both_parsers(text: str, language: str | None) -> None:
    graph = Graph()
    graph.add((URIRef("urn:s"), URIRef("urn:p"), Literal(text, lang=language)))
    graph.add((URIRef("urn:s"), URIRef("urn:q"), Literal(f"{text}\nid:x a <y> .\n}}")))
    quads = quads_of(graph)
    for document, ours, theirs in (
        (to_turtle(quads), ox.RdfFormat.TURTLE, "turtle"),
        (to_nquads(quads), ox.RdfFormat.N_QUADS, "nt"),
        (to_jsonld(quads), ox.RdfFormat.JSON_LD, "json-ld"),
    ):
        assert set(ox.parse(document, format=ours)) == set(quads)
        assert set(Graph().parse(data=document, format=theirs)) == set(graph)
