"""The rows of the reports: findings and what was set aside, with words for people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from rdflib import Graph, Literal
from rdflib.term import Node, URIRef

from kg_dangbo.graph.terms import DANGBO, DCTERMS, FOAF, OA, ORG, PROV, RDF, SCHEMA, SKOS
from kg_dangbo.graph.tokens import DANGBO as TOKENS_DANGBO
from kg_dangbo.graph.tokens import OA as TOKENS_OA
from kg_dangbo.graph.triples import Token
from kg_dangbo.graph.triples import Triple as TextTriple
from kg_dangbo.validate.findings import Finding

__all__ = ["Row", "SetAside", "Triple", "label", "quotation", "rows_of", "surroundings"]

Triple = tuple[Node, Node, Node]

_NAMES = (SKOS.prefLabel, FOAF.name, DCTERMS.title, SCHEMA.name, SCHEMA.headline, DANGBO.printedAs)
# What a statement links, in the order in which one would say it: a person, as secretary, of a body.
_LINKED = (
    ORG.member,
    ORG.role,
    ORG.organization,
    DANGBO.participant,
    DANGBO.participationRole,
    DANGBO.inEvent,
    DANGBO.awardForm,
    DANGBO.recipient,
    DANGBO.child,
    DANGBO.parent,
    DANGBO.relationSource,
    DANGBO.relationTarget,
    DANGBO.recipientKind,
    DANGBO.eventKind,
)
# A quotation is found from its selector and from its group of recipients, against the direction of the link...
_OWNED_BY = (TOKENS_DANGBO.recipientGroup, TOKENS_OA.hasSelector)
# ...and otherwise along it: fact, annotation, target, selector, words.
_HOPS = 4


@dataclass(frozen=True, slots=True)
class Row:
    """One finding in an article, as the reports show it.

    ``article`` is None where the data names no article. ``label`` names the node for people, ``quotation`` is its first
    evidence ("" where it has none), ``quarantined`` says whether the gate set something aside because of it.
    """

    article: URIRef | None
    finding: Finding
    label: str
    quotation: str
    quarantined: bool


@dataclass(frozen=True, slots=True)
class SetAside:
    """A node that stays out of the graph (or, where ``whole`` is false, some of its values do), and why.

    ``findings`` are the violations of the node itself; where there are none, it depended on ``depended_on``, which
    went. ``triples`` are all that left the graph with it, sorted.
    """

    article: URIRef
    node: URIRef
    whole: bool
    label: str
    quotation: str
    findings: tuple[Finding, ...]
    depended_on: tuple[URIRef, ...]
    triples: tuple[Triple, ...]

    @property
    def is_evidence(self) -> bool:
        """True for a quotation or its place that only went along with its fact: no news in itself."""
        types = {o for s, p, o in self.triples if s == self.node and p == RDF.type}
        return not self.findings and any(str(o).startswith(str(OA)) for o in types)


def rows_of(
    graph: Graph, findings: Iterable[Finding], article: URIRef | None, removed_by: Iterable[tuple[str, ...]] = ()
) -> tuple[Row, ...]:
    """Findings with the label and the quotation of their nodes, gravest first, then in the order of the text.

    Args:
        graph: where the nodes are described.
        findings: what the validation said.
        article: to which article they belong.
        removed_by: keys of the findings because of which something was set aside.
    """
    gone = set(removed_by)
    placed = []
    for finding in findings:
        start, words = quotation(graph, finding.focus)
        row = Row(article, finding, label(graph, finding.focus), words, finding.key in gone)
        placed.append(((finding.severity.rank, start, finding.key), row))
    return tuple(row for _, row in sorted(placed, key=lambda pair: pair[0]))


def surroundings(triples: Iterable[TextTriple], nodes: Iterable[Token]) -> set[TextTriple]:
    """Those of the triples (as text) that `rows_of` looks at for findings about these nodes."""
    about: dict[Token, list[TextTriple]] = defaultdict(list)
    owners: dict[Token, list[Token]] = defaultdict(list)
    for triple in triples:
        about[triple[0]].append(triple)
        if triple[1] in _OWNED_BY:
            owners[triple[2]].append(triple[0])
    found: set[TextTriple] = set()
    front = set(nodes)
    front.update(owner for node in tuple(front) for owner in owners[node])
    seen: set[Token] = set()
    for _ in range(_HOPS):
        seen |= front
        new = {triple for node in front for triple in about[node]}
        found |= new
        front = {value for _, _, value in new} - seen
    return found


def label(graph: Graph, node: Node) -> str:
    """What people call this node: its name or printed form, else the names of what it links, else its IRI's end."""
    name = _name(graph, node)
    if not name:
        parts = [_name(graph, value) for p in _LINKED for value in sorted(graph.objects(node, p), key=str)]
        name = " · ".join(part for part in parts if part)
    return name or str(node).rsplit("#", 1)[-1].rsplit("/", 1)[-1]


def _name(graph: Graph, node: Node) -> str:
    for predicate in _NAMES:
        values = [value for value in graph.objects(node, predicate) if isinstance(value, Literal)]
        if values:
            return str(min(values, key=lambda value: (value.language != "vi", str(value))))
    return ""


def quotation(graph: Graph, node: Node) -> tuple[int, str]:
    """Start (code points) and words of the first quotation behind a node, (0, "") where it has none.

    The node may be a fact or an entity, the group of a grant, or a piece of evidence itself.
    """
    facts = {node, *graph.subjects(DANGBO.recipientGroup, node)}
    annotations = facts | {a for fact in facts for a in graph.objects(fact, PROV.wasDerivedFrom)}
    targets = {node, *graph.subjects(OA.hasSelector, node)}
    targets |= {t for annotation in annotations for t in graph.objects(annotation, OA.hasTarget)}
    places = []
    for target in targets:
        selectors = set(graph.objects(target, OA.hasSelector))
        starts = [int(str(o)) for s in selectors for o in graph.objects(s, OA.start) if str(o).isdecimal()]
        words = sorted(str(o) for s in selectors for o in graph.objects(s, OA.exact))
        if words:
            places.append((min(starts, default=0), words[0]))
    return min(places, default=(0, ""))
