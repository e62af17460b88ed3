"""What of an article's graph a quick look has to see: the triples on which some shape may depend.

Two kinds are left out, and the answer of a fast engine to "nothing to report?" is the same without them
(`tests/test_validate_essence.py` compares it on sound and on broken articles):

* triples whose predicate no shape names, such as other labels;
* evidence of the form that our writer gives it (`kg_dangbo.graph.evidence`) once it is found to fit
  ``shapes/evidence.ttl`` here, without an engine: two thirds of an article. One piece of it stays, and facts cite that.

Only the quick look leaves them out; as soon as there is anything to report, the engine sees all triples.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

from rdflib import RDF, RDFS, SH, Graph, URIRef

from kg_dangbo.graph import tokens as t
from kg_dangbo.graph.triples import Token, Triple, iri

__all__ = ["Essence"]

_INTEGER: Final = re.compile(r'"(\d{1,9})"\^\^<http://www\.w3\.org/2001/XMLSchema#nonNegativeInteger>')
_CONFIDENCE: Final = re.compile(r'"(?:1|0\.\d*[1-9]\d*)"\^\^<http://www\.w3\.org/2001/XMLSchema#decimal>')
_QUOTATION: Final = 2_000  # characters, as in shapes/evidence.ttl
_CONTEXT: Final = 100
_TYPE: Final = t.RDF.type
_ANNOTATION: Final = (t.OA.Annotation, t.PROV.Entity)
_KINDS: Final = frozenset((t.OA.Annotation, t.OA.SpecificResource, t.OA.TextPositionSelector, t.OA.TextQuoteSelector))

_Node = dict[Token, list[Token]]  # predicate -> objects


class Essence:
    """What may be left out for the shapes of a graph."""

    def __init__(self, shapes: Graph) -> None:
        self._named = _named(shapes)

    def of(self, triples: Collection[Triple]) -> Collection[Triple]:
        """The triples that are left; the others change nothing about whether there is anything to report."""
        named = self._named
        return _one_piece_of_evidence(triples if named is None else [x for x in triples if x[1] in named])


def _named(shapes: Graph) -> frozenset[Token] | None:
    """Every predicate that a shape may look at, and more; None where a shape looks at whatever a node has."""
    if (None, SH.closed, None) in shapes:
        return None
    found = {str(o) for o in shapes.objects() if isinstance(o, URIRef)} | {str(RDF.type), str(RDFS.subClassOf)}
    spaces = {
        str(shapes.value(node, SH.prefix)): str(shapes.value(node, SH.namespace))
        for node in shapes.objects(None, SH.declare)
    }
    for query in (*shapes.objects(None, SH.select), *shapes.objects(None, SH.ask)):
        found |= {spaces[p] + name for p, name in re.findall(r"([A-Za-z]\w*):([\w-]+)", str(query)) if p in spaces}
        found |= set(re.findall(r"<([^<>\s]+)>", str(query)))
    return frozenset(map(iri, found))


def _one_piece_of_evidence(triples: Collection[Triple]) -> Collection[Triple]:
    """The same, but evidence in which nothing is wrong is left out, all but one piece."""
    nodes: dict[Token, _Node] = {}
    for s, p, o in triples:
        node = nodes.get(s)
        if node is None:
            node = nodes[s] = {}
        values = node.get(p)
        if values is None:
            node[p] = [o]
        else:
            values.append(o)
    places: set[Token] = set()
    quotations: set[Token] = set()
    targets: dict[Token, _Node] = {}
    annotations: dict[Token, _Node] = {}
    for name, node in nodes.items():
        types = node.get(_TYPE, ())
        if _KINDS.isdisjoint(types):
            continue
        if len(types) == 2 and types[0] in _ANNOTATION and types[1] in _ANNOTATION:
            annotations[name] = node
        elif types == [t.OA.TextPositionSelector]:
            if _is_position(node):
                places.add(name)
        elif types == [t.OA.TextQuoteSelector]:
            if _is_quotation(node):
                quotations.add(name)
        elif types == [t.OA.SpecificResource]:
            targets[name] = node
    targets = {name: node for name, node in targets.items() if _is_target(node, nodes, places, quotations)}
    annotations = {name: node for name, node in annotations.items() if _is_annotation(node, targets)}
    if not annotations:
        return triples
    kept = next(iter(annotations))
    target = annotations[kept][t.OA.hasTarget][0]
    stays = {kept, target, *targets[target][t.OA.hasSelector]}
    gone = {*annotations, *targets, *places, *quotations} - stays
    left: list[Triple] = []
    for triple in triples:
        s, p, o = triple
        if s in gone:
            if p == t.OA.hasBody and (o in gone or o in stays):
                return triples  # evidence about evidence
        elif o not in gone:
            left.append(triple)
        elif p == t.PROV.wasDerivedFrom and o in annotations:
            left.append((s, p, kept))
        else:
            return triples  # something else leads to it, or a piece that is not sound shares it
    return left


def _is_position(node: _Node) -> bool:
    if len(node) != 3:
        return False
    start, end = _only(node, t.OA.start), _only(node, t.OA.end)
    first, last = _INTEGER.fullmatch(start), _INTEGER.fullmatch(end)
    return first is not None and last is not None and int(first[1]) < int(last[1])


def _is_quotation(node: _Node) -> bool:
    if len(node) != 4:
        return False
    exact = _only(node, t.OA.exact)
    return (
        _is_text(exact, _QUOTATION)
        and exact != '""'
        and _is_text(_only(node, t.OA.prefix), _CONTEXT)
        and _is_text(_only(node, t.OA.suffix), _CONTEXT)
    )


def _is_target(
    node: _Node, nodes: dict[Token, _Node], places: Collection[Token], quotations: Collection[Token]
) -> bool:
    if len(node) != 3:
        return False
    source, selectors = nodes.get(_only(node, t.OA.hasSource)), node.get(t.OA.hasSelector, ())
    if source is None or t.SCHEMA.NewsArticle not in source.get(_TYPE, ()) or len(selectors) != 2:
        return False
    one, other = selectors
    return (one in places and other in quotations) or (other in places and one in quotations)


def _is_annotation(node: _Node, targets: Collection[Token]) -> bool:
    rule = _only(node, t.DANGBO.rule)
    return (
        len(node) == 5
        and _only(node, t.OA.hasTarget) in targets
        and _only(node, t.OA.hasBody).startswith("<")
        and _is_text(rule, _QUOTATION)
        and rule != '""'
        and _CONFIDENCE.fullmatch(_only(node, t.DANGBO.confidence)) is not None
    )


def _only(node: _Node, predicate: Token) -> Token:
    """The one value of a predicate, "" where it has none or several."""
    values = node.get(predicate, ())
    return values[0] if len(values) == 1 else ""


def _is_text(token: Token, length: int) -> bool:
    """A plain string that is not longer; an escape counts as what it is written with."""
    return token.startswith('"') and token.endswith('"') and len(token) - 2 <= length
