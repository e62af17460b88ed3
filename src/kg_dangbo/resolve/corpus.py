"""Plugs identity into a store: decides which keys its articles are minted with, and what stands between them.

Implements the `Resolver` of the store's seam: the ledger gives the extractions of articles that came or went and a
SQLite connection with an open transaction; the answer is the mapping of every article that is another now, and triples
for the default graph.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Final, Protocol

from kg_dangbo.graph.terms import DEFAULT_BASE
from kg_dangbo.model import Extraction
from kg_dangbo.resolve.between import Changes, Replaced
from kg_dangbo.resolve.identities import Identities
from kg_dangbo.resolve.locals import locals_of
from kg_dangbo.resolve.names import NameShares
from kg_dangbo.resolve.seats import Seats
from kg_dangbo.resolve.verdicts import VerdictLog
from kg_dangbo.vocabulary import Vocabulary

__all__ = ["VERDICTS", "CorpusResolver"]

VERDICTS: Final = "verdicts.jsonl"  # beside the ledger

Keys = dict[str, str]  # local key -> canonical key


class _Ledger(Protocol):
    """What is needed of a store's ledger."""

    @property
    def connection(self) -> sqlite3.Connection:
        """Its database, with a transaction open."""

    def extraction(self, id_: str) -> Extraction:
        """What was extracted from an article."""

    def meta(self, key: str) -> str | None:
        """A setting."""


class CorpusResolver:
    """Who is who in a store whose verdicts stand in ``folder / VERDICTS``; ``name`` changes with the rules."""

    name = "corpus 3"

    def __init__(self, vocabulary: Vocabulary, folder: Path) -> None:
        """``folder`` is that of the store; the file of verdicts stands in it and need not be there."""
        self._vocabulary = vocabulary
        self._seats = Seats(vocabulary)
        self._shares = NameShares(vocabulary)
        self.verdicts = VerdictLog(folder / VERDICTS)

    def decide(self, ledger: _Ledger, changed: Collection[str], gone: Collection[str]) -> Mapping[str, Keys]:
        """The mappings of all articles that changed or whose keys are others now; each is whole.

        Returns:
            Article -> local key -> canonical key, for the keys that differ.

        Raises:
            VerdictError: the file of verdicts has a line that is none.
        """
        identities = Identities(ledger.connection, self._shares)
        for article in gone:
            identities.drop(article)
        for article in changed:
            identities.put(article, locals_of(ledger.extraction(article), self._seats))
        moved = identities.settle(self.verdicts.read())
        return {
            article: {key: new for key, new in identities.canonical_of(article).items() if key != new}
            for article in sorted(moved | set(changed))
        }

    def families(self, ledger: _Ledger) -> tuple[Replaced, Changes]:
        """What replaced what, and what the reform made of bodies."""
        identities = Identities(ledger.connection, self._shares)
        base = ledger.meta("base") or DEFAULT_BASE
        return Replaced(identities, base), Changes(identities, self._vocabulary, base)
