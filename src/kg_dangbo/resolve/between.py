"""What resolution knows to stand between articles, as triples of the default graph: merged IRIs, and the reform's work.

Families of the store's seam (`kg_dangbo.store.between`); `Identities` soils their owners.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from kg_dangbo.graph.iri import Minter
from kg_dangbo.graph.tokens import DANGBO, DCTERMS, ORG, RDF
from kg_dangbo.graph.triples import Token, Triple, date, iri
from kg_dangbo.resolve.changes import Reform
from kg_dangbo.resolve.identities import Identities, is_body
from kg_dangbo.resolve.seats import REFORM
from kg_dangbo.vocabulary import Vocabulary

__all__ = ["Changes", "Replaced", "iri_of"]

_WORDS: Final = {"person": "person", "document": "document"}


def iri_of(mint: Minter, key: str) -> str:
    """The IRI that a canonical key is minted as."""
    return mint.entity(_WORDS.get(key.split("|", 1)[0], "org"), key)


class Replaced:
    """A merged IRI leads to the one that stands: ``dcterms:isReplacedBy``; the owners are the keys that gave way."""

    name = "replaced"

    def __init__(self, identities: Identities, base: str) -> None:
        self._identities = identities
        self._mint = Minter(base)

    def every(self) -> Iterator[str]:
        """All keys that gave way."""
        return (key for key, _ in self._identities.replaced())

    def soiled(self) -> list[str]:
        """Keys that gave way or stand again."""
        return self._identities.noted(self.name)

    def clean(self) -> None:
        """Note that all are settled."""
        self._identities.forget(self.name)

    def triples(self, owner: str) -> list[Triple]:
        """What replaced the key, if something did."""
        new = self._identities.resolve_key(owner)
        if new is None or new == owner:
            return []
        return [(self._node(owner), DCTERMS.isReplacedBy, self._node(new))]

    def subjects(self, owner: str, quads: object) -> list[Token]:
        """The merged IRI."""
        return [self._node(owner)]

    def _node(self, key: str) -> Token:
        return iri(iri_of(self._mint, key))


class Changes:
    """An ``org:ChangeEvent`` for each body that took the place of others on 1 July 2025; the owners are new bodies."""

    name = "change"

    def __init__(self, identities: Identities, vocabulary: Vocabulary, base: str) -> None:
        self._identities = identities
        self._reform = Reform(vocabulary)
        self._mint = Minter(base)

    def every(self) -> Iterator[str]:
        """All new bodies of the corpus that can have come from others."""
        return (key for key in self._identities.every_key() if is_body(key) and self._reform.before(key))

    def soiled(self) -> list[str]:
        """New bodies that came or went, or whose forerunners did."""
        keys = self._identities.noted(self.name)
        return sorted({new for key in keys for new in (key, *self._reform.after(key)) if self._reform.before(new)})

    def clean(self) -> None:
        """Note that all are settled."""
        self._identities.forget(self.name)

    def triples(self, owner: str) -> list[Triple]:
        """The event, where the corpus names the new body and one that it came from."""
        new = self._identities.resolve_key(owner)
        if new is None:
            return []
        before = {self._identities.resolve_key(key) for key in self._reform.before(owner)}
        old = sorted(key for key in before if key is not None and key != new)
        if not old:
            return []
        event = self._event(owner)
        return [
            (event, RDF.type, ORG.ChangeEvent),
            (event, RDF.type, DANGBO.BodyChange),
            (event, ORG.resultingOrganization, self._node(new)),
            (event, DCTERMS.date, date(REFORM)),
            *((event, ORG.originalOrganization, self._node(key)) for key in old),
        ]

    def subjects(self, owner: str, quads: object) -> Iterable[Token]:
        """The event."""
        return [self._event(owner)]

    def _event(self, key: str) -> Token:
        return iri(self._mint.entity("change", key))

    def _node(self, key: str) -> Token:
        return iri(iri_of(self._mint, key))
