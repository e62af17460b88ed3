"""OWL-RL over a graph together with our ontology: what contradicts itself. For the tests of any room with a graph."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from owlrl import OWLRL
from rdflib import OWL, Graph, Literal

from kg_dangbo.data import data_dir
from kg_dangbo.graph.terms import OA, PROV, RDF

_REUSED = Path(__file__).parent / "data" / "reused-axioms.ttl"


@lru_cache(maxsize=1)
def axioms() -> tuple[object, ...]:
    """The triples of our T-box, of its alignments and of the reused axioms, without labels and definitions."""
    graph = Graph()
    for path in (data_dir("ontology") / "dangbo.ttl", data_dir("ontology") / "alignments.ttl", _REUSED):
        graph.parse(path)
    return tuple(t for t in graph if not isinstance(t[2], Literal))


def clashes(data: Graph) -> list[str]:
    """The contradictions that OWL-RL finds in ``data``, sorted; empty if there are none.

    Evidence is left out: it is most of a graph and of one form, and the reasoner is slow. So is `prov:wasDerivedFrom`:
    PROV's domain would make an event, which is a prov:Activity, a prov:Entity too, and that is known and accepted.
    """
    graph = Graph()
    evidence = {s for s, o in data.subject_objects(RDF.type) if str(o).startswith(str(OA))}
    for s, p, o in data:
        if s not in evidence and p != PROV.wasDerivedFrom:
            graph.add((s, p, o))
    for triple in axioms():
        graph.add(triple)  # type: ignore[arg-type]
    reasoner = OWLRL.OWLRL_Semantics(graph, axioms=False, daxioms=False, rdfs=False)
    reasoner.closure()
    found = set(reasoner.error_messages)
    # two individuals of our own that turn out to be one: a functional property with two values
    for s, o in graph.subject_objects(OWL.sameAs):
        if s != o and not isinstance(s, Literal) and not isinstance(o, Literal):
            found.add(f"{min(str(s), str(o))} = {max(str(s), str(o))}")
    return sorted(found)
