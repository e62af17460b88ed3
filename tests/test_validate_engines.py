"""The fast engine must say what pySHACL says, finding by finding, and the gate must do the same with it.

A run tries some graphs; `KG_DANGBO_CASES=5000 pytest tests/test_validate_engines.py` tries as many as you like.
"""

import logging
import os

import pytest
from breakages import case, sound
from rdflib import Graph, URIRef

from kg_dangbo.graph import article_iri
from kg_dangbo.graph.shared import description, used_concepts
from kg_dangbo.graph.tokens import RDF, SCHEMA
from kg_dangbo.graph.triples import Triple, to_rdflib
from kg_dangbo.validate import Gate, load_shapes
from kg_dangbo.validate.engine import Engine, PyshaclEngine, default_engine, make_engine
from kg_dangbo.vocabulary import load_vocabulary

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning:rdflib.*")
CASES = int(os.environ.get("KG_DANGBO_CASES", "160"))
VOCABULARY = load_vocabulary()


@pytest.fixture(autouse=True)
def _quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logging.getLogger("rdflib.term"), "disabled", True)  # it complains of each date that we broke


@pytest.fixture(scope="module")
def fast() -> Engine:
    pytest.importorskip("shifty")
    return make_engine("shifty", load_shapes())


@pytest.fixture(scope="module")
def reference() -> Engine:
    return make_engine("pyshacl", load_shapes())


def whole(graph: set[Triple]) -> set[Triple]:
    return graph | {t for id_ in used_concepts(graph) for t in description(VOCABULARY, id_)}


def test_findings_are_the_same(fast: Engine, reference: Engine) -> None:
    clean = 0
    for number in range(CASES):
        name, graph = case(number)
        data = to_rdflib(whole(graph))
        expected = reference.findings(data)
        assert fast.findings(data) == expected, f"case {number}, article {name}"
        passed = fast.passes(whole(graph))
        assert passed == (not expected), f"case {number}, article {name}"
        clean += passed
    assert CASES // 20 < clean < CASES // 2  # both kinds were there


def test_the_gate_does_the_same_with_both(fast: Engine, reference: Engine) -> None:
    one, two = Gate(engine=fast), Gate(engine=reference)
    set_aside = 0
    for number in range(0, CASES, 6):
        name, graph = case(number)
        iri = article_iri(name)
        if (f"<{iri}>", RDF.type, SCHEMA.NewsArticle) not in graph:
            continue
        expected = two.check_triples(iri, graph, VOCABULARY)
        assert one.check_triples(iri, graph, VOCABULARY) == expected, f"case {number}, article {name}"
        set_aside += bool(expected.set_aside)
    assert set_aside


def test_triples_and_rdflib_graphs_pass_the_gate_alike(reference: Engine) -> None:
    gate = Gate(engine=reference)
    for name, triples in sound()[:3]:
        known = {t for id_ in used_concepts(triples) for t in description(VOCABULARY, id_)}
        by_text = gate.check_triples(article_iri(name), set(triples), VOCABULARY)
        assert by_text == gate.check(to_rdflib(triples), to_rdflib(known))
        assert by_text.title


def test_the_reference_never_answers_before_it_has_looked(reference: Engine) -> None:
    assert not reference.passes([])
    assert reference.findings(Graph()) == ()


def test_a_broken_document_does_not_pass(fast: Engine) -> None:
    assert not fast.passes([("this", "is no", "N-Triples")])


def test_engines_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    assert default_engine() in ("pyshacl", "shifty")
    with pytest.raises(ValueError, match="there are auto, pyshacl"):
        make_engine("fastest", load_shapes())
    monkeypatch.setitem(__import__("sys").modules, "shifty._shifty", None)
    with pytest.raises(ModuleNotFoundError, match=r"kg-dangbo\[fast\]"):
        make_engine("shifty", load_shapes())


def test_without_the_extra_pyshacl_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg_dangbo.validate.engine.default_engine", lambda: "pyshacl")
    assert isinstance(Gate().engine, PyshaclEngine)
    with pytest.raises(ValueError, match="exactly one"):
        Gate().check_triples(URIRef("urn:a"), set(), VOCABULARY)
