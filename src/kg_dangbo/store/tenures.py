"""The tenures of a store: what its articles say of one person in one post, gathered over the articles.

The ledger keeps a row for each post held that passed the gate (`Ledger.put_minted`); a tenure is made of rows.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kg_dangbo.graph.tenures import tenure_triples
from kg_dangbo.graph.terms import DEFAULT_BASE, ORG
from kg_dangbo.graph.triples import Triple, iri
from kg_dangbo.model import HoldingStatus
from kg_dangbo.resolve.tenures import Attestation, collapse
from kg_dangbo.store.ledger import Ledger
from kg_dangbo.store.quads import QuadStore

__all__ = ["Tenures"]

_MEMBER: Final = iri(ORG.member)


class Tenures:
    """The family of tenures (`kg_dangbo.store.between.Family`); its owners are persons by their short names."""

    name = "tenure"

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._base = ledger.meta("base") or DEFAULT_BASE

    def every(self) -> Iterator[str]:
        """All persons that hold or held a post."""
        yield from self._ledger.holders()

    def soiled(self) -> list[str]:
        """Persons of articles that came, changed or went."""
        return self._ledger.soiled(self.name)

    def clean(self) -> None:
        """Note that all are settled."""
        self._ledger.clean(self.name)

    def triples(self, owner: str) -> list[Triple]:
        """The tenures of a person."""
        person = self._ledger.whole()(owner)
        found = [
            Attestation(person, role, body, day, "", node, HoldingStatus(status))
            for node, role, body, day, status in self._ledger.holdings(owner)
        ]
        return list(tenure_triples(collapse(found), self._base))

    def subjects(self, owner: str, quads: QuadStore) -> Iterator[str]:
        """The tenures that the triple store has of the person."""
        start = f"<{self._base}tenure-"
        return (s for s, _, _ in quads.default(None, _MEMBER, iri(self._ledger.whole()(owner))) if s.startswith(start))
