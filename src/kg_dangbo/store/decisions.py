"""What is decided about an article because of others, and which articles have to be minted again because of it.

A decision is a mapping of keys (from the resolver), triples that copies of the article give cause to, and whether the
article is but another address of one that is here. The ledger keeps the decision that each article was minted under, as
text: another text means to mint again.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from kg_dangbo.graph.copies import copy_triples
from kg_dangbo.graph.iri import Minter
from kg_dangbo.graph.triples import Triple
from kg_dangbo.read.duplicates import Copy, find_copies
from kg_dangbo.store.ledger import Ledger
from kg_dangbo.store.schema import State
from kg_dangbo.store.seam import Keys, Resolver
from kg_dangbo.store.work import Task

__all__ = ["Decision", "decide", "task", "unpack"]

_FEW: Final = 100  # up to this many changed articles, only their neighbours are compared again; more, and all are


@dataclass(frozen=True, slots=True)
class Decision:
    """What is decided about one article."""

    keys: Keys
    said: tuple[Triple, ...] = ()
    same_page: bool = False

    def packed(self) -> str:
        """As text; "" where nothing is decided, and the same text for equal decisions."""
        keys = sorted([old, new] for old, new in self.keys.items() if old != new)
        if not keys and not self.said and not self.same_page:
            return ""
        return json.dumps([keys, sorted(self.said), self.same_page], ensure_ascii=False, separators=(",", ":"))


def unpack(text: str) -> Decision:
    """The decision again."""
    if not text:
        return Decision({})
    keys, said, same_page = json.loads(text)
    return Decision(dict(keys), tuple((s, p, o) for s, p, o in said), same_page)


def task(ledger: Ledger, id_: str, decision: Decision) -> Task:
    """The work of minting an article under a decision."""
    return Task(id_, ledger.packed(id_), decision.keys, decision.said, decision.same_page)


def decide(ledger: Ledger, resolver: Resolver, base: str) -> Mapping[str, Decision]:
    """Decide, and mark every article that has to be minted again as ``EXTRACTED``.

    What an earlier run did not finish counts as changed and gone too.

    Returns:
        The decisions of those articles for which there is one.
    """
    first = ledger.meta("resolver") != resolver.name
    gone = ledger.ids(State.LEAVING)
    changed = ledger.ids() if first else ledger.ids(State.EXTRACTED)
    mappings = resolver.decide(ledger, changed, gone)
    ledger.set_meta("resolver", resolver.name)
    touched = _copies(ledger, ledger.ids(State.EXTRACTED), gone)
    concerned = {*mappings, *touched, *changed}
    if not concerned:
        return {}
    copies = {copy.id: copy for copy in ledger.copies()}
    near = (copy for copy in copies.values() if copy.id in concerned or copy.original in concerned)
    said, mint, renewed = copy_triples(near, base), Minter(base), set(changed)
    decisions: dict[str, Decision] = {}
    for id_ in concerned:
        keys = mappings.get(id_)
        if keys is None:
            keys = {} if id_ in renewed else unpack(ledger.decision(id_)).keys
        decisions[id_] = Decision(keys, tuple(said.get(mint.article(id_), ())), _is_page(copies.get(id_)))
    stale = [id_ for id_, decision in decisions.items() if decision.packed() != ledger.decision(id_)]
    ledger.set_state(stale, State.EXTRACTED)
    return decisions


def _is_page(copy: Copy | None) -> bool:
    return copy is not None and copy.same_page


def _copies(ledger: Ledger, changed: Collection[str], gone: Collection[str]) -> set[str]:
    """Bring the table of copies up to date; the ids of articles about which it says something else now."""
    if not changed and not gone:
        return set()
    old = {copy.id: copy for copy in ledger.copies()}
    if len(changed) + len(gone) > _FEW:
        among, new = None, find_copies(ledger.fingerprints())
    else:
        among = _family(ledger, changed, gone, old)
        new = find_copies(ledger.fingerprints(sorted(among)))
    before = {id_: copy for id_, copy in old.items() if among is None or id_ in among or id_ in set(gone)}
    after = {copy.id: copy for copy in new}
    lost = [copy for id_, copy in before.items() if after.get(id_) != copy]
    come = [copy for id_, copy in after.items() if before.get(id_) != copy]
    ledger.change_copies(come, lost)
    return {id_ for copy in (*lost, *come) for id_ in (copy.id, copy.original)} - set(gone)


def _family(ledger: Ledger, changed: Collection[str], gone: Collection[str], old: Mapping[str, Copy]) -> set[str]:
    """The changed articles, those that share a band of a sketch with them, and all groups that these were in.

    A group is decided by its members alone, so nothing else can come out differently.
    """
    near = {*changed}
    for one in ledger.fingerprints(changed):
        near.update(ledger.meeting(one.sketch))

    def root(id_: str) -> str:
        while id_ in old:  # the page of a copy at another address leads to the copy, and that to its original
            id_ = old[id_].original
        return id_

    roots = {root(id_) for id_ in (*near, *gone)}
    return (near | roots | {id_ for id_ in old if root(id_) in roots}) - set(gone)
