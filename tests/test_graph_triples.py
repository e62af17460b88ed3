import pyoxigraph as ox
import pytest
from composed_facts import all_extractions
from hypothesis import given
from hypothesis import strategies as st
from rdflib import BNode, Graph, Literal, URIRef

from kg_dangbo.graph import article_graph, article_triples
from kg_dangbo.graph.quads import ordered, quads_of
from kg_dangbo.graph.triples import (
    TokenNames,
    boolean,
    date,
    decimal,
    iri,
    nquads,
    ntriples,
    plain,
    sorted_triples,
    to_quads,
    to_rdflib,
    to_tokens,
    typed,
    value_of,
    vi,
)

TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=30)


@given(TEXT)
def test_a_token_is_what_pyoxigraph_writes(text: str) -> None:
    assert plain(text) == str(ox.Literal(text))
    assert value_of(plain(text)) == text
    assert f"{plain(text)}@vi" == str(ox.Literal(text, language="vi"))


@given(TEXT)
def test_no_text_breaks_a_line_or_gets_lost(text: str) -> None:
    triples = [("<urn:s>", "<urn:p>", plain(text)), ("<urn:s>", "<urn:p>", typed(text, "anyURI"))]
    lines = nquads(triples, "urn:g")
    assert lines.count("\n") == 2
    assert {q.object.value for q in ox.parse(lines, format=ox.RdfFormat.N_QUADS)} == {text}  # type: ignore[union-attr]
    (back,) = {str(o) for o in to_rdflib(triples).objects()}
    assert back == text
    assert to_tokens(to_rdflib(triples)) == set(triples)


def test_both_libraries_hold_the_same_triples() -> None:
    for extraction in all_extractions():
        triples = article_triples(extraction)
        graph = article_graph(extraction)
        assert to_tokens(graph) == triples
        assert to_quads(sorted_triples(triples), "urn:g") == quads_of(graph, "urn:g")


def test_the_order_is_that_of_the_files() -> None:
    for extraction in all_extractions():
        quads = to_quads(sorted_triples(article_triples(extraction)))
        assert quads == ordered(reversed(quads))
        assert ntriples(sorted_triples(article_triples(extraction))).encode() == ox.serialize(
            quads, format=ox.RdfFormat.N_QUADS
        )


def test_dates_of_each_precision_and_numbers_as_printed() -> None:
    assert date("2022").endswith("#gYear>")
    assert value_of(date("2022-04")) == "2022-04"
    assert date("2022-04-28T08:00") == '"2022-04-28T08:00"'
    assert [value_of(decimal(x)) for x in ("609.50", "1E+3", 0.1, "0")] == ["609.5", "1000", "0.1", "0"]
    assert value_of(boolean(True)) == "true"
    assert to_tokens([(URIRef("urn:s"), URIRef("urn:p"), Literal(True))]) == {("<urn:s>", "<urn:p>", boolean(True))}


def test_vietnamese_strings_have_single_spaces() -> None:
    assert vi("Huyện\u00a0ủy  A\n") == '"Huyện ủy A"@vi'


def test_names_are_tokens_and_the_same_each_time() -> None:
    names = TokenNames("urn:x#")
    assert names.Person == names["Person"] == names.Person == iri("urn:x#Person")


def test_what_is_no_triple_of_ours_is_refused() -> None:
    graph = Graph()
    graph.add((BNode(), URIRef("urn:p"), Literal("x")))
    with pytest.raises(ValueError, match="blank"):
        to_tokens(graph)
    with pytest.raises(ValueError, match="IRI"):
        to_quads([("<urn:a b>", "<urn:p>", plain("x"))])
