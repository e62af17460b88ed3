"""Regular expressions of the shapes, looked at without an engine.

An engine compiles the pattern of a shape again for each value, which is half of the time of a quick look. Here they are
compiled once. `Patterns.fit` may be wrong in one direction only: what it is not sure of, it says not to fit, and then
the engine looks at everything.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from rdflib import OWL, RDF, RDFS, SH, Graph, Literal, URIRef
from rdflib.term import Node

from kg_dangbo.graph import tokens as t
from kg_dangbo.graph.triples import Token, Triple, iri, value_of

__all__ = ["Patterns"]

# XPath's expressions mean the same to Python but for classes of characters that are named by a letter
_FOREIGN: Final = re.compile(r"\\[a-zA-Z]")
_KNOWN_LETTERS: Final = frozenset((r"\n", r"\r", r"\t"))
_TYPE: Final = t.RDF.type
_SUBCLASS: Final = iri(str(RDFS.subClassOf))


class Patterns:
    """The patterns of a graph of shapes that can be looked at apart; ``rest`` is the graph without them."""

    def __init__(self, shapes: Graph) -> None:
        self.rest = Graph()
        self.rest += shapes
        self._rules: dict[Token, list[tuple[re.Pattern[str], frozenset[Token]]]] = {}
        for shape, pattern in sorted(shapes.subject_objects(SH.pattern)):
            path, classes, expression = shapes.value(shape, SH.path), _classes(shapes, shape), _compiled(pattern)
            alone = len(list(shapes.objects(shape, SH.pattern))) == 1 and (shape, SH.flags, None) not in shapes
            if isinstance(path, URIRef) and classes and expression is not None and alone:
                self._rules.setdefault(iri(str(path)), []).append((expression, classes))
                self.rest.remove((shape, SH.pattern, pattern))

    def fit(self, triples: Iterable[Triple]) -> bool:
        """True only if every value has the form that the shapes of its node ask for."""
        rules = self._rules
        values: list[Triple] = []
        types: dict[Token, list[Token]] = {}
        for triple in triples:
            predicate = triple[1]
            if predicate == _TYPE:
                types.setdefault(triple[0], []).append(triple[2])
            elif predicate in rules:
                values.append(triple)
            elif predicate == _SUBCLASS:
                return False  # a node may be more than its types say
        for subject, predicate, value in values:
            for expression, classes in rules[predicate]:
                if not classes.isdisjoint(types.get(subject, ())):
                    text = value_of(value)
                    # "$" is the end of a text to XPath, and to Python also before a last line end
                    if "\n" in text or expression.search(text) is None:
                        return False
        return True


def _classes(shapes: Graph, shape: Node) -> frozenset[Token]:
    """The classes whose members a property shape is about; none where it is used in any other way."""
    owners = list(shapes.subject_predicates(shape))
    found: set[Token] = set()
    for owner, predicate in owners:
        targets = [p for p in shapes.predicates(owner) if str(p).startswith(str(SH.target))]
        classes = [c for c in shapes.objects(owner, SH.targetClass) if isinstance(c, URIRef)]
        used = any(shapes.subject_predicates(owner))  # as a part of another shape
        is_class = any((owner, RDF.type, kind) in shapes for kind in (RDFS.Class, OWL.Class))
        if predicate != SH.property or used or is_class or len(targets) != len(classes):
            return frozenset()
        found.update(iri(str(c)) for c in classes)
    return frozenset(found)


def _compiled(pattern: Node) -> re.Pattern[str] | None:
    """The expression; None where Python may read it in another way."""
    if not isinstance(pattern, Literal) or set(_FOREIGN.findall(str(pattern))) - _KNOWN_LETTERS:
        return None
    try:
        return re.compile(str(pattern))
    except re.error:
        return None
