"""From pairwise decisions to groups: the same in any order, people's verdicts first, and never against a "different".

A *node* is the smallest thing that is ever moved as a whole (a person in one body, a document of one date). Nodes are
joined along the edges from the surest to the least sure; a join that would bring together two nodes that are decided to
be different is left out and recorded for review.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

__all__ = ["DIFFERENT", "SAME", "UNSURE", "Decision", "Verdict", "join"]

SAME, DIFFERENT, UNSURE = "same", "different", "unsure"


@dataclass(frozen=True, slots=True, order=True)
class Decision:
    """What was decided about two nodes, by which rule, how surely, and what it rests on.

    ``a`` < ``b``. ``weight`` counts the mentions that hang on it, so that a review can begin where it matters.
    """

    a: str
    b: str
    kind: str
    verdict: str
    score: float
    rule: str
    evidence: str = ""
    weight: int = 1


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a person decided about two keys: same or different. ``who`` and ``why`` are free text."""

    a: str
    b: str
    verdict: str
    who: str = ""
    why: str = ""


class _Groups:
    """Union-find whose root is the smallest name, so that it does not depend on the order of the joins."""

    def __init__(self, nodes: Iterable[str]) -> None:
        self._parent = {node: node for node in nodes}
        self.members: dict[str, set[str]] = {node: {node} for node in self._parent}

    def root(self, node: str) -> str:
        while self._parent[node] != node:
            self._parent[node] = node = self._parent[self._parent[node]]
        return node

    def union(self, a: str, b: str) -> None:
        low, high = sorted((self.root(a), self.root(b)))
        if low != high:
            self._parent[high] = low
            self.members[low] |= self.members.pop(high)


def join(
    nodes: Iterable[str], decisions: Iterable[Decision], verdicts: Iterable[Verdict] = ()
) -> tuple[list[list[str]], list[Decision]]:
    """The groups of ``nodes`` (each sorted, sorted by their first), and the decisions as they came out.

    Verdicts about nodes that are not here are passed over. Among verdicts that contradict each other through a third
    node, the earlier ones of the sequence hold.
    """
    groups = _Groups(nodes)
    known = groups.members.keys() | set()
    verdicts = [v for v in verdicts if v.a in known and v.b in known and v.a != v.b]
    ruled = {frozenset((v.a, v.b)): v.verdict for v in verdicts}
    apart: dict[str, set[str]] = {}
    out: list[Decision] = []
    hard: dict[str, set[str]] = {}
    for pair, verdict in ruled.items():
        if verdict == DIFFERENT:
            a, b = pair
            hard.setdefault(a, set()).add(b)
            hard.setdefault(b, set()).add(a)

    def barred(a: str, b: str, table: dict[str, set[str]]) -> bool:
        one, two = groups.members[groups.root(a)], groups.members[groups.root(b)]
        if len(two) < len(one):
            one, two = two, one
        return any(not table[node].isdisjoint(two) for node in one if node in table)

    for v in verdicts:
        a, b = sorted((v.a, v.b))
        if v.verdict == SAME:
            if groups.root(a) != groups.root(b) and barred(a, b, hard):
                out.append(Decision(a, b, "", UNSURE, 1.0, "verdicts-contradict", v.why))
                continue
            groups.union(a, b)
        out.append(Decision(a, b, "", v.verdict, 1.0, "verdict", " ".join(x for x in (v.who, v.why) if x)))
    kept = [d for d in decisions if frozenset((d.a, d.b)) not in ruled]
    for node, others in hard.items():
        apart.setdefault(node, set()).update(others)
    for d in kept:
        if d.verdict == DIFFERENT:
            apart.setdefault(d.a, set()).add(d.b)
            apart.setdefault(d.b, set()).add(d.a)
    for d in sorted(kept, key=lambda d: (-d.score, d.a, d.b, d.rule)):
        if d.verdict == SAME:
            if groups.root(d.a) != groups.root(d.b) and barred(d.a, d.b, apart):
                d = Decision(d.a, d.b, d.kind, UNSURE, d.score, f"{d.rule}-but-apart", d.evidence, d.weight)
            else:
                groups.union(d.a, d.b)
        out.append(d)
    return sorted(sorted(members) for members in groups.members.values()), sorted(out)
