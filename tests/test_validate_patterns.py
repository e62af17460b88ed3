"""Patterns that are looked at apart from the engine, and those that must not be."""

import pytest
from rdflib import Graph

from kg_dangbo.graph.tokens import FOAF, RDF
from kg_dangbo.graph.triples import iri, vi
from kg_dangbo.validate import load_shapes
from kg_dangbo.validate.patterns import Patterns

PREFIXES = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix s: <urn:shape#> .
"""
PERSON = iri("urn:person")


def patterns(shapes: str) -> Patterns:
    return Patterns(Graph().parse(data=PREFIXES + shapes, format="turtle"))


def person(name: str) -> list:
    return [(PERSON, RDF.type, FOAF.Person), (PERSON, FOAF.name, vi(name))]


def test_values_of_the_classes_of_a_shape_are_looked_at():
    found = patterns("s:P sh:targetClass foaf:Person ; sh:property [ sh:path foaf:name ; sh:pattern '^[^0-9]*$' ] .")
    assert found.fit(person("Lò Thị Hom"))
    assert not found.fit(person("Lò Thị Hom 2"))
    assert found.fit([(PERSON, FOAF.name, vi("Số 2"))])  # no person: the shape is not about it
    assert len(found.rest) == 3
    # what is not sure does not fit
    assert not found.fit(
        [*person("Hom"), (iri("urn:a"), iri("http://www.w3.org/2000/01/rdf-schema#subClassOf"), PERSON)]
    )
    assert not found.fit([(PERSON, RDF.type, FOAF.Person), (PERSON, FOAF.name, '"Hom\\n"')])


@pytest.mark.parametrize(
    "shape",
    [
        "s:P sh:targetClass foaf:Person ; sh:property [ sh:path foaf:name ; sh:pattern 'a' ; sh:flags 'i' ] .",
        r"s:P sh:targetClass foaf:Person ; sh:property [ sh:path foaf:name ; sh:pattern '\\w' ] .",
        "s:P sh:targetClass foaf:Person ; sh:property [ sh:path ( foaf:knows foaf:name ) ; sh:pattern 'a' ] .",
        "s:P sh:targetClass foaf:Person ; sh:or ( [ sh:path foaf:name ; sh:pattern 'a' ] ) .",
        "s:P sh:targetSubjectsOf foaf:name ; sh:property [ sh:path foaf:name ; sh:pattern 'a' ] .",
        "s:P a rdfs:Class ; sh:targetClass foaf:Person ; sh:property [ sh:path foaf:name ; sh:pattern 'a' ] .",
        "s:P sh:targetClass foaf:Person ; sh:pattern 'a' .",
        "s:P sh:property [ sh:path foaf:name ; sh:pattern 'a' ] . s:Q sh:targetClass foaf:Person ; sh:node s:P .",
    ],
)
def test_what_cannot_be_looked_at_apart_stays_with_the_engine(shape):
    found = patterns(shape)
    assert found.fit(person("Hom"))
    assert "sh:pattern" in found.rest.serialize(format="turtle")


def test_most_patterns_of_our_shapes_are_looked_at_apart():
    shapes = load_shapes().graph
    assert len(shapes) - len(Patterns(shapes).rest) >= 10
