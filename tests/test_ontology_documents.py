from __future__ import annotations

import re
from datetime import date

import pytest
from rdflib import Graph
from rdflib.namespace import RDF, SKOS

from kg_dangbo.data import data_dir
from kg_dangbo.vocabulary import load_vocabulary

VOCABULARY = load_vocabulary()
FILES = ["document-kinds", "issuer-codes", "anchor-documents", "law-titles", "units-of-measure"]


@pytest.mark.parametrize("name", FILES)
def test_every_concept_has_one_label_in_each_language_and_a_scheme(name: str) -> None:
    graph = Graph().parse(data_dir("ontology") / f"{name}.ttl")
    schemes = set(graph.subjects(RDF.type, SKOS.ConceptScheme))
    concepts = set(graph.subjects(RDF.type, SKOS.Concept))
    assert schemes
    assert concepts
    for subject in schemes | concepts:
        languages = sorted(str(label.language) for label in graph.objects(subject, SKOS.prefLabel))
        assert languages == ["en", "vi"], subject
    for concept in concepts:
        assert set(graph.objects(concept, SKOS.inScheme)) == schemes


def test_anchor_documents_are_whole() -> None:
    anchors = VOCABULARY.scheme("scheme-anchor-documents")
    relations = ("continues", "implements", "amends", "replaces")
    for anchor in anchors.values():
        assert (anchor.value("documentKind") or "") in VOCABULARY.scheme("scheme-document-kinds")
        symbol, number = anchor.value("documentSymbol") or "", anchor.value("documentNumber") or ""
        assert re.fullmatch(r"\d+-[A-ZĐ][A-Za-zĐđ]*/[A-ZĐ]+|\d+/\d{4}/[A-ZĐ]+\d*(?:-[A-ZĐ]+)?", symbol), anchor.id
        assert symbol.startswith(number)
        issued = anchor.value("issued") or ""
        assert re.fullmatch(r"\d{4}", issued) or date.fromisoformat(issued)
        assert anchor.value("verified") in ("true", "false")
        for relation in relations:
            for target in anchor.values(relation):
                assert (anchors[target].value("issued") or "") < issued, (anchor.id, relation, target)


def test_no_unit_word_stands_twice() -> None:
    labels: dict[str, str] = {}
    for concept in VOCABULARY.scheme("scheme-units-of-measure").values():
        family = concept.value("unitFamily")
        assert family in {"measure", "money", "multiplier", "noun", "classifier", "time", "qualifier", "none"}
        if family in ("qualifier", "none"):
            continue
        for label in concept.labels:
            assert labels.setdefault(label, concept.id) == concept.id, label
