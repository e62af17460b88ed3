"""The ontology by itself: the OOPS! pitfalls that SPARQL can find, and no clash when a reasoner meets a graph."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from composed_facts import all_extractions
from owlrl_clashes import clashes
from rdflib import OWL, RDF, RDFS, Graph, Literal, URIRef
from rdflib.term import Node
from test_validate_gate import graphs

from kg_dangbo.data import data_dir
from kg_dangbo.graph.terms import DANGBO, ORG, PROV, SKOS

ONTOLOGY = URIRef("https://w3id.org/kg-dangbo/ontology")
FILES = sorted(data_dir("ontology").glob("*.ttl"))
PREFIXES = """PREFIX dangbo: <https://w3id.org/kg-dangbo/ontology#>
PREFIX dcterms: <http://purl.org/dc/terms/> PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX schema: <https://schema.org/> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX vann: <http://purl.org/vocab/vann/>
"""
OWN = 'FILTER(STRSTARTS(STR(?x), "https://w3id.org/kg-dangbo/ontology#"))'
TERM = (
    f"?x a ?kind . FILTER(?kind IN (owl:Class, owl:ObjectProperty, owl:DatatypeProperty, owl:AnnotationProperty)) {OWN}"
)

# Every query returns the terms that fall into the pitfall.
PITFALLS = {
    "P02 two classes with one label": """
        ?x a owl:Class ; rdfs:label ?label . ?y a owl:Class ; rdfs:label ?label . FILTER(?x != ?y)""",
    "P03 is instead of a subclass": f"?x a owl:ObjectProperty . {OWN} FILTER(REGEX(STR(?x), '#(is|isA)$'))",
    "P04 a class that nothing refers to": f"""
        ?x a owl:Class . {OWN}
        FILTER NOT EXISTS {{ ?x rdfs:subClassOf|^rdfs:subClassOf ?y }}
        FILTER NOT EXISTS {{ ?p rdfs:domain|rdfs:range|schema:domainIncludes|schema:rangeIncludes ?x }}
        FILTER NOT EXISTS {{ ?list rdf:rest*/rdf:first ?x }}""",
    "P05 an inverse whose domain is not the range": """
        ?x owl:inverseOf ?y . ?x rdfs:domain ?d ; rdfs:range ?r .
        FILTER NOT EXISTS { ?y rdfs:domain ?r ; rdfs:range ?d }""",
    "P06 a cycle of classes": "?x a owl:Class ; rdfs:subClassOf+ ?x .",
    "P07 two things in one class": f"?x a owl:Class . {OWN} FILTER(REGEX(STR(?x), '[a-z](And|Or)[A-Z]'))",
    "P08 no label in Vietnamese": f"{TERM} FILTER NOT EXISTS {{ ?x rdfs:label ?l FILTER(LANG(?l) = 'vi') }}",
    "P08 no label in English": f"{TERM} FILTER NOT EXISTS {{ ?x rdfs:label ?l FILTER(LANG(?l) = 'en') }}",
    "P08 no definition in Vietnamese": f"{TERM} FILTER NOT EXISTS {{ ?x skos:definition ?l FILTER(LANG(?l) = 'vi') }}",
    "P08 no definition in English": f"{TERM} FILTER NOT EXISTS {{ ?x skos:definition ?l FILTER(LANG(?l) = 'en') }}",
    "P10 a class outside every disjointness": f"""
        ?x a owl:Class . {OWN}
        FILTER NOT EXISTS {{ ?all a owl:AllDisjointClasses ; owl:members/rdf:rest*/rdf:first ?x }}""",
    "P11 no domain": f"""
        ?x a ?kind . FILTER(?kind IN (owl:ObjectProperty, owl:DatatypeProperty)) {OWN}
        FILTER NOT EXISTS {{ ?x rdfs:domain|schema:domainIncludes ?d }}""",
    "P11 no range": f"""
        ?x a ?kind . FILTER(?kind IN (owl:ObjectProperty, owl:DatatypeProperty)) {OWN}
        FILTER NOT EXISTS {{ ?x rdfs:range|schema:rangeIncludes ?r }}""",
    "P13 no inverse between own classes": f"""
        ?x a owl:ObjectProperty ; rdfs:domain ?d ; rdfs:range ?r . {OWN}
        FILTER NOT EXISTS {{ ?x owl:inverseOf|^owl:inverseOf ?y }}""",
    "P19 several domains or ranges, which intersect": """
        { ?x rdfs:domain ?a, ?b } UNION { ?x rdfs:range ?a, ?b } FILTER(?a != ?b)""",
    "P20 a definition that only repeats the label": f"""
        {TERM} ?x rdfs:label ?l ; skos:definition ?d . FILTER(LCASE(STR(?l)) = LCASE(STR(?d)))""",
    "P20 empty words": f"{TERM} ?x rdfs:label|skos:definition ?l . FILTER(STRLEN(STR(?l)) < 2)",
    "P22 a class not in UpperCamelCase": f"?x a owl:Class . {OWN} FILTER(!REGEX(STR(?x), '#[A-Z][A-Za-z0-9]*$'))",
    "P22 a property not in lowerCamelCase": f"""
        ?x a ?kind . FILTER(?kind IN (owl:ObjectProperty, owl:DatatypeProperty, owl:AnnotationProperty)) {OWN}
        FILTER(!REGEX(STR(?x), '#[a-z][A-Za-z0-9]*$'))""",
    "P24 defined by itself": "{ ?x rdfs:subClassOf|rdfs:subPropertyOf|owl:equivalentClass|owl:equivalentProperty ?x }",
    "P25 its own inverse": "?x owl:inverseOf ?x .",
    "P28 symmetric between different classes": """
        ?x a owl:SymmetricProperty ; rdfs:domain ?d ; rdfs:range ?r . FILTER(?d != ?r)""",
    "P29 transitive between different classes": """
        ?x a owl:TransitiveProperty ; rdfs:domain ?d ; rdfs:range ?r . FILTER(?d != ?r)""",
    "P34 an untyped class": f"?y rdfs:subClassOf|rdfs:domain|rdfs:range ?x . {OWN} FILTER NOT EXISTS {{ ?x a ?kind }}",
    "P35 an untyped property": f"?s ?x ?o . {OWN} FILTER NOT EXISTS {{ ?x rdfs:label ?l ; a ?kind }}",
    "P36 a file ending in the name": "?x a owl:Ontology . FILTER(REGEX(STR(?x), '[.](ttl|owl|rdf|xml|json)$'))",
    "P38 a header that lacks something": """
        ?x a owl:Ontology . FILTER NOT EXISTS { ?x owl:versionIRI ?a ; owl:versionInfo ?b ; dcterms:title ?c ;
          dcterms:description ?d ; dcterms:creator ?e ; dcterms:created ?f ; vann:preferredNamespacePrefix ?g }""",
    "P39 a namespace that is not ours": """
        ?x vann:preferredNamespaceUri ?n . FILTER(STR(?n) != "https://w3id.org/kg-dangbo/ontology#")""",
    "P41 no licence": "?x a owl:Ontology . FILTER NOT EXISTS { ?x dcterms:license ?l . FILTER(ISIRI(?l)) }",
    "two definitions in one language": f"""
        {TERM} ?x skos:definition ?a, ?b . FILTER(?a != ?b && LANG(?a) = LANG(?b))""",
}


def parse(*names: str) -> Graph:
    graph = Graph()
    for name in names:
        graph.parse(data_dir("ontology") / name)
    return graph


@pytest.fixture(scope="module")
def core() -> Graph:
    return parse("dangbo.ttl", "alignments.ttl")


@pytest.mark.parametrize("pitfall", PITFALLS)
def test_no_pitfall_in_the_core(core: Graph, pitfall: str) -> None:
    rows = core.query(f"{PREFIXES} SELECT DISTINCT ?x WHERE {{ {PITFALLS[pitfall]} }}")
    assert sorted(str(row[0]) for row in rows) == []  # type: ignore[index]


BAD = """@prefix : <https://w3id.org/kg-dangbo/ontology#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
<https://w3id.org/kg-dangbo/bad.ttl> a owl:Ontology .
:A a owl:Class ; rdfs:subClassOf :B . :B a owl:Class ; rdfs:subClassOf :A . :cee a owl:Class .
:Part_of a owl:ObjectProperty ; rdfs:domain :A, :B ; rdfs:range :Nowhere .
:up a owl:ObjectProperty ; rdfs:domain :A ; rdfs:range :B ; owl:inverseOf :down . :down a owl:ObjectProperty .
"""


@pytest.mark.parametrize(
    "pitfall",
    ["P04", "P05", "P06", "P08 no label in V", "P10", "P11 no range", "P13", "P19", "P22 a class", "P22 a prop", "P34",
     "P36", "P38", "P41"],
)  # fmt: skip
def test_the_queries_find_what_they_look_for(pitfall: str) -> None:
    graph = Graph().parse(data=BAD, format="turtle")
    [name] = [name for name in PITFALLS if name.startswith(pitfall)]
    assert list(graph.query(f"{PREFIXES} SELECT DISTINCT ?x WHERE {{ {PITFALLS[name]} }}"))


def test_the_core_stands_alone(core: Graph) -> None:
    """What the own terms inherit from others stands in alignments.ttl only."""
    own = parse("dangbo.ttl")
    for predicate in (RDFS.subClassOf, RDFS.subPropertyOf, OWL.equivalentClass, OWL.equivalentProperty, RDFS.domain):
        for subject, value in own.subject_objects(predicate):
            assert value in DANGBO, (subject, predicate, value)
    assert (None, RDF.type, OWL.FunctionalProperty) not in own


def test_the_core_is_small_owl_rl(core: Graph) -> None:
    beyond = {
        OWL.unionOf,
        OWL.complementOf,
        OWL.oneOf,
        OWL.someValuesFrom,
        OWL.allValuesFrom,
        OWL.onProperty,
        OWL.hasKey,
    }
    assert not beyond & set(core.predicates())


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
def test_every_file_speaks_declared_terms(path: Path) -> None:
    declared = set(parse("dangbo.ttl").subjects(RDFS.label))
    graph = Graph().parse(path)
    used: set[Node] = {p for p in graph.predicates() if p in DANGBO}
    used |= {o for o in graph.objects(None, RDF.type) if o in DANGBO}
    assert sorted(used - declared) == []


@pytest.mark.parametrize("path", [p for p in FILES if p.name != "places.ttl"], ids=lambda p: p.name)
def test_every_list_has_a_scheme_a_licence_and_concepts_in_both_languages(path: Path) -> None:
    graph = Graph().parse(path)
    schemes = set(graph.subjects(RDF.type, SKOS.ConceptScheme))
    for scheme in schemes:
        assert list(graph.objects(scheme, URIRef("http://purl.org/dc/terms/license"))), scheme
    for concept in graph.subjects(RDF.type, SKOS.Concept):
        assert set(graph.objects(concept, SKOS.inScheme)), concept
        labels = [x for x in graph.objects(concept, SKOS.prefLabel) if isinstance(x, Literal)]
        languages = [x.language for x in labels]
        assert "vi" in languages, concept
        assert len(languages) == len(set(languages)), concept
        assert re.fullmatch(r"[A-Za-z0-9-]+", str(concept).rsplit("#", 1)[-1]), concept


@pytest.mark.parametrize("extraction", all_extractions(), ids=lambda e: e.article.id[:12])
def test_a_reasoner_finds_no_clash_in_an_article(extraction: object) -> None:
    article, shared = graphs(extraction)  # type: ignore[arg-type]
    assert clashes(article + shared) == []


def test_a_reasoner_finds_no_clash_in_the_merged_view() -> None:
    merged = Graph()
    for extraction in all_extractions():
        for graph in graphs(extraction):
            merged += graph
    assert clashes(merged) == []


CLASH = {
    "an event that is an entity": [("e", RDF.type, PROV.Activity), ("e", RDF.type, PROV.Entity)],
    "a body of two kinds": [("o", RDF.type, DANGBO.PartyOrganization), ("o", RDF.type, DANGBO.StateBody)],
    "a post in two bodies": [("h", ORG.organization, "a"), ("h", ORG.organization, "b")],
    "a document that replaces itself": [("d", DANGBO.replaces, "d")],
    "a model that is a body": [("m", RDF.type, DANGBO.Model), ("m", RDF.type, ORG.Organization)],
}  # fmt: skip


@pytest.mark.parametrize("name", CLASH)
def test_a_reasoner_would_find_a_clash(name: str) -> None:
    graph = Graph()
    for subject, predicate, value in CLASH[name]:
        node = value if isinstance(value, URIRef) else URIRef(f"urn:{value}")
        graph.add((URIRef(f"urn:{subject}"), predicate, node))
    assert clashes(graph)
