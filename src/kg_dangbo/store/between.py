"""What stands between articles: merged IRIs, what the reform made of bodies, tenures.

No article states such triples, several cause them; they stand in the default graph. Each family of them is cut into
*owners* (a replaced key, a body, a person), and what an owner says is a pure function of the ledger. Whoever changes
the ledger soils the owners concerned; once the articles are stored, `settle` compares what soiled owners say with what
the triple store holds, and changes that. So an update costs what it touches, a killed one is done again, and the
outcome is the same as if all were made at once.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import chain, islice
from typing import Final, Protocol

from kg_dangbo.graph.terms import DANGBO, DCTERMS, RDF
from kg_dangbo.graph.triples import Triple, iri, ntriples
from kg_dangbo.store.ledger import Ledger
from kg_dangbo.store.quads import QuadStore

__all__ = ["Family", "settle", "stated"]

_TYPE: Final = iri(RDF.type)
_NODES: Final = {"change": iri(DANGBO.BodyChange), "tenure": iri(DANGBO.Tenure)}
"""Family -> class: all triples about nodes of the class belong to it."""

_LINKS: Final = {"replaced": iri(DCTERMS.isReplacedBy)}
"""Family -> predicate: all triples of the predicate belong to it."""

_AT_ONCE: Final = 500  # owners changed in one transaction
_LOADED: Final = 20_000  # triples loaded at once where the triple store has none of a family


class Family(Protocol):
    """One sort of triples between articles; ``name`` is one of change, replaced, tenure."""

    name: str

    def every(self) -> Iterator[str]:
        """All owners that may have something to say."""

    def soiled(self) -> list[str]:
        """Owners that may say something else than before."""

    def clean(self) -> None:
        """Note that all owners are settled; in a transaction of the ledger."""

    def triples(self, owner: str) -> Collection[Triple]:
        """What an owner says, as the ledger is now."""

    def subjects(self, owner: str, quads: QuadStore) -> Iterable[str]:
        """The nodes (tokens) about which the triple store may hold something of this owner."""


def stated(quads: QuadStore) -> Iterator[Triple]:
    """Everything of these families in the triple store, in no order."""
    for name in (*_NODES, *_LINKS):
        yield from _of_family(quads, name)


def _of_family(quads: QuadStore, name: str) -> Iterator[Triple]:
    if name in _LINKS:
        yield from quads.default(None, _LINKS[name], None)
        return
    for subject, _, _ in quads.default(None, _TYPE, _NODES[name]):
        yield from quads.default(subject, None, None)


def _held(quads: QuadStore, family: Family, owner: str) -> set[Triple]:
    """What the triple store holds of an owner."""
    found: set[Triple] = set()
    for subject in family.subjects(owner, quads):
        if family.name in _LINKS:
            found.update(quads.default(subject, _LINKS[family.name], None))
        elif any(quads.default(subject, _TYPE, _NODES[family.name])):
            found.update(quads.default(subject, None, None))
    return found


def settle(ledger: Ledger, quads: QuadStore, families: Iterable[Family], stamp: str) -> None:
    """Let the triple store hold what these families say, and nothing of others.

    Args:
        ledger: knows how far it got: nothing (after the triple store was emptied), on the way, or all.
        quads: holds all articles.
        families: each once.
        stamp: changes with the program; what another one made is compared as a whole.
    """
    chosen = {family.name: family for family in families}
    for name in (*_NODES, *_LINKS):
        key, state = f"family {name}", ledger.meta(f"family {name}")
        family = chosen.get(name)
        if family is None:
            if state is not None:
                quads.change_shared((), set(_of_family(quads, name)))
                with ledger.transaction():
                    ledger.drop_meta(key)
            continue
        done = f"done {stamp}"
        if state is None:
            with ledger.transaction():
                ledger.set_meta(key, "filling")
            waiting = chain.from_iterable(map(family.triples, family.every()))
            while part := list(islice(waiting, _LOADED)):
                quads.load_default(ntriples(part))
        else:
            owners = iter(family.soiled() if state == done else [*family.soiled(), *family.every()])
            while some := list(dict.fromkeys(islice(owners, _AT_ONCE))):
                come: set[Triple] = set()
                gone: set[Triple] = set()
                for owner in some:
                    wanted, held = set(family.triples(owner)), _held(quads, family, owner)
                    come |= wanted - held
                    gone |= held - wanted
                if come or gone:
                    quads.change_shared(come, gone - come)
        with ledger.transaction():
            family.clean()
            ledger.set_meta(key, done)
