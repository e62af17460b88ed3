"""Plugs identity into a store: decides which keys its articles are minted with, and what stands between them.

Implements the `Resolver` of the store's seam: the ledger gives the extractions of articles that came or went and a
SQLite connection with an open transaction; the answer is the mapping of every article that is another now, and triples
for the default graph.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final, Protocol

from kg_dangbo.graph.iri import Minter, concept_iri
from kg_dangbo.graph.terms import DEFAULT_BASE
from kg_dangbo.graph.triples import Triple, date, iri
from kg_dangbo.model import Extraction, PostFact
from kg_dangbo.resolve.changes import founded
from kg_dangbo.resolve.identities import Identities
from kg_dangbo.resolve.locals import locals_of
from kg_dangbo.resolve.names import NameShares
from kg_dangbo.resolve.seats import Seats
from kg_dangbo.resolve.tenures import Tenure, attestations, collapse
from kg_dangbo.resolve.verdicts import VerdictLog
from kg_dangbo.vocabulary import Vocabulary

__all__ = ["VERDICTS", "CorpusResolver", "change_triples", "iri_of", "replaced_triples", "tenure_triples"]

VERDICTS: Final = "verdicts.jsonl"  # beside the ledger
_TYPE: Final = iri("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_ORG: Final = "http://www.w3.org/ns/org#"
_DANGBO: Final = "https://w3id.org/kg-dangbo/ontology#"
_TERMS: Final = "http://purl.org/dc/terms/"

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

    name = "corpus 1"

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
        moved = {article for article, _ in identities.settle(self.verdicts.read())}
        return {
            article: {key: new for key, new in identities.canonical_of(article).items() if key != new}
            for article in sorted(moved | set(changed))
        }

    def shared(self, ledger: _Ledger) -> Collection[Triple]:
        """What replaced what, and what the reform made of bodies."""
        identities = Identities(ledger.connection, self._shares)
        base = ledger.meta("base") or DEFAULT_BASE
        bodies = {key for key in identities.every_key() if _kind(key) == "OrganizationFact"}
        return {
            *replaced_triples(identities.replaced(), base),
            *change_triples(bodies, self._vocabulary, base),
        }


def _kind(key: str) -> str:
    head = key.split("|", 1)[0]
    return {"person": "PersonFact", "document": "DocumentFact"}.get(head, "OrganizationFact")


def iri_of(mint: Minter, key: str) -> str:
    """The IRI that a canonical key is minted as."""
    word = {"PersonFact": "person", "DocumentFact": "document"}.get(_kind(key), "org")
    return str(mint.entity(word, key))


def _entity(mint: Minter, key: str) -> str:
    return iri(iri_of(mint, key))


def replaced_triples(replaced: Iterable[tuple[str, str]], base: str = DEFAULT_BASE) -> Iterator[Triple]:
    """A merged IRI leads to the one that stands: ``dcterms:isReplacedBy``."""
    mint = Minter(base)
    for old, new in replaced:
        yield _entity(mint, old), iri(_TERMS + "isReplacedBy"), _entity(mint, new)


def change_triples(keys: Iterable[str], vocabulary: Vocabulary, base: str = DEFAULT_BASE) -> Iterator[Triple]:
    """An ``org:ChangeEvent`` for each provincial body that took the place of others on 1 July 2025."""
    mint = Minter(base)
    for change in founded(keys, vocabulary.places):
        event = iri(str(mint.entity("change", change.new)))
        yield event, _TYPE, iri(_ORG + "ChangeEvent")
        yield event, iri(_ORG + "resultingOrganization"), _entity(mint, change.new)
        yield event, iri(_TERMS + "date"), date(change.day)
        for old in change.old:
            yield event, iri(_ORG + "originalOrganization"), _entity(mint, old)


def tenure_triples(
    extractions: Iterable[Extraction], canonical: Mapping[str, Mapping[str, str]], base: str = DEFAULT_BASE
) -> Iterator[Triple]:
    """One node for each tenure: who, which post, first and last attested day, and every holding behind it.

    Args:
        extractions: with local keys.
        canonical: article -> local key -> canonical key.
        base: where resources live.
    """
    mint = Minter(base)
    found = []
    roles: dict[str, str] = {}
    for extraction in extractions:
        found += attestations(extraction, canonical.get(extraction.article.id, {}))
        for fact in extraction.facts:
            if isinstance(fact, PostFact) and fact.role_id is None:
                roles[fact.role] = str(mint.entity("role", fact.role.casefold()))
    for tenure in collapse(found):
        yield from _tenure(tenure, mint, roles)


def _tenure(tenure: Tenure, mint: Minter, roles: Mapping[str, str]) -> Iterator[Triple]:
    node = iri(str(mint.entity("tenure", tenure.key)))
    yield node, _TYPE, iri(_ORG + "Membership")
    yield node, _TYPE, iri(_DANGBO + "Tenure")
    yield node, iri(_ORG + "member"), _entity(mint, tenure.person)
    yield node, iri(_ORG + "role"), iri(roles.get(tenure.role) or str(concept_iri(tenure.role)))
    yield node, iri(_ORG + "organization"), _entity(mint, tenure.body)
    if tenure.first:
        yield node, iri(_DANGBO + "firstAttestedOn"), date(tenure.first)
        yield node, iri(_DANGBO + "lastAttestedOn"), date(tenure.last)
    for a in tenure.attested:
        yield node, iri(_DANGBO + "attestedBy"), iri(str(mint.statement("holding", a.key, a.article)))
