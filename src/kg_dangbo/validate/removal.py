"""Taking nodes and values out of an article's graph, together with all that cannot stand without them.

Every triple that goes is kept in the record of why it went: the kept graph and the records together always hold
exactly the triples of the article.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field

from rdflib import Graph
from rdflib.term import Node, URIRef

from kg_dangbo.graph.terms import DANGBO, OA, ORG, PROV, RDF
from kg_dangbo.validate.findings import Finding
from kg_dangbo.validate.rows import Triple

__all__ = ["Cause", "Removal"]

# A subject of these cannot stand without its object: a post without its person, a quotation without its article.
_NEEDS: tuple[URIRef, ...] = (
    ORG.member,
    ORG.role,
    ORG.organization,
    DANGBO.participant,
    DANGBO.inEvent,
    DANGBO.participationRole,
    DANGBO.recipient,
    DANGBO.recipientGroup,
    DANGBO.child,
    DANGBO.parent,
    DANGBO.relationSource,
    DANGBO.relationTarget,
    OA.hasTarget,
    OA.hasSelector,
    OA.hasSource,
)
# An object of these exists for its subjects only and goes with the last of them.
_OWNS: tuple[URIRef, ...] = (PROV.wasDerivedFrom, OA.hasTarget, OA.hasSelector, DANGBO.recipientGroup, ORG.memberDuring)
_DOCUMENT_LINKS: tuple[URIRef, ...] = (DANGBO.continues, DANGBO.implements, DANGBO.amends, DANGBO.replaces)


@dataclass(frozen=True, slots=True)
class Cause:
    """Why something goes: a finding about it, or the node that went before and on which it depended."""

    finding: Finding | None = None
    depended_on: URIRef | None = None


@dataclass(slots=True)
class Removal:
    """Removes from ``graph`` in place and notes, node by node, the causes and the triples.

    ``causes`` and ``triples`` are keyed by the node that was set aside, or whose value was.
    """

    graph: Graph
    causes: dict[URIRef, list[Cause]] = field(default_factory=dict)
    triples: dict[URIRef, list[Triple]] = field(default_factory=dict)
    _queue: deque[tuple[URIRef, Cause]] = field(default_factory=deque)

    def node(self, node: URIRef, cause: Cause) -> None:
        """Set ``node`` aside with its own evidence and with the facts that depend on it."""
        self._queue.append((node, cause))
        self._drain()

    def values(self, finding: Finding, paths: tuple[URIRef, ...]) -> None:
        """Set aside the values of ``paths`` that ``finding`` is about (all, if it names none) and keep their node."""
        if not isinstance(finding.focus, URIRef):
            return
        gone = [t for p in paths for t in self.graph.triples((finding.focus, p, finding.value))]
        if gone:
            self._note(finding.focus, Cause(finding=finding))
        for triple in sorted(gone):
            self._take(finding.focus, triple)
            self._unlink(finding.focus, triple)
        self._drain()

    def _drain(self) -> None:
        while self._queue:
            self._remove(*self._queue.popleft())

    def _note(self, node: URIRef, cause: Cause) -> None:
        causes = self.causes.setdefault(node, [])
        if cause not in causes:
            causes.append(cause)

    def _take(self, owner: URIRef, triple: Triple) -> None:
        self.graph.remove(triple)
        self.triples.setdefault(owner, []).append(triple)

    def _remove(self, node: URIRef, cause: Cause) -> None:
        outgoing = list(self.graph.triples((node, None, None)))
        if not outgoing:
            if node in self.causes and cause.finding is not None:
                self._note(node, cause)  # gone already, and here is one more reason
            return
        self._note(node, cause)
        incoming = list(self.graph.triples((None, None, node)))
        for triple in outgoing:
            self._take(node, triple)
        for s, p, _ in sorted(incoming):
            if s == node or not isinstance(s, URIRef):
                continue
            if p in _NEEDS or self._was_last_evidence(s, p, node):
                self._queue.append((s, Cause(depended_on=node)))
            else:
                self._take(node, (s, p, node))
        self._follow(node, outgoing)

    def _was_last_evidence(self, subject: URIRef, predicate: Node, annotation: URIRef) -> bool:
        evidence = set(self.graph.objects(subject, PROV.wasDerivedFrom))
        return predicate == PROV.wasDerivedFrom and evidence == {annotation}

    def _follow(self, node: URIRef, outgoing: list[Triple]) -> None:
        """What goes with ``node`` although it is not a subject that needs it."""
        types = {o for _, p, o in outgoing if p == RDF.type}
        for _, p, o in sorted(outgoing):
            if p in _OWNS and isinstance(o, URIRef) and not self._still_owned(o):
                self._queue.append((o, Cause(depended_on=node)))
        links = {p: o for _, p, o in outgoing}
        if DANGBO.Nesting in types:
            self._shortcut(node, links.get(DANGBO.child), (ORG.subOrganizationOf,), links.get(DANGBO.parent))
        if DANGBO.DocumentRelation in types:
            source, target = links.get(DANGBO.relationSource), links.get(DANGBO.relationTarget)
            named = DANGBO[str(links.get(DANGBO.relationType, ""))]
            self._shortcut(node, source, (named,) if named in _DOCUMENT_LINKS else (), target)
        if DANGBO.PostHolding in types:
            person = links.get(ORG.member)
            # a person is an official as long as a post is known
            if person is not None and (None, ORG.member, person) not in self.graph:
                for triple in list(self.graph.triples((person, RDF.type, DANGBO.Official))):
                    self._take(node, triple)

    def _still_owned(self, node: URIRef) -> bool:
        return any(True for p in _OWNS for _ in self.graph.subjects(p, node))

    def _shortcut(
        self, owner: URIRef, subject: Node | None, predicates: tuple[URIRef, ...], target: Node | None
    ) -> None:
        """Take the direct link that a fact node was the evidence of, unless another fact node states it too."""
        if subject is None or target is None:
            return
        for predicate in predicates:
            if not self._statements(subject, predicate, target):
                for triple in list(self.graph.triples((subject, predicate, target))):
                    self._take(owner, triple)

    def _unlink(self, owner: URIRef, triple: Triple) -> None:
        """Set aside the fact nodes that state the direct link that has just gone."""
        subject, predicate, target = triple
        for statement in self._statements(subject, predicate, target):
            self._queue.append((statement, Cause(depended_on=owner)))

    def _statements(self, subject: Node, predicate: Node, target: Node) -> list[URIRef]:
        """The fact nodes in the graph that state (subject, predicate, target), sorted."""
        if predicate == ORG.subOrganizationOf:
            nodes = set(self.graph.subjects(DANGBO.child, subject)) & set(self.graph.subjects(DANGBO.parent, target))
        elif predicate in _DOCUMENT_LINKS:
            nodes = {
                node
                for node in set(self.graph.subjects(DANGBO.relationSource, subject))
                & set(self.graph.subjects(DANGBO.relationTarget, target))
                if any(DANGBO[str(kind)] == predicate for kind in self.graph.objects(node, DANGBO.relationType))
            }
        else:
            nodes = set()
        return sorted(node for node in nodes if isinstance(node, URIRef))
