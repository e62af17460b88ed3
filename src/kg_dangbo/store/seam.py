"""The seam between extraction and graph: who is who across articles, decided before IRIs are minted.

A build walks through the store in this order:

1. *extract*: an article becomes an `Extraction` with local keys. The ledger keeps it (`Ledger.extraction`), without the
   article's text, so that everything after can be done again without reading the article.
2. *decide*: a `Resolver` sees which articles are new, changed or gone, looks at any extraction that it needs, and
   answers with the decision table as it concerns articles: for each article whose mapping from local to canonical
   keys may be another now, that mapping. Copies of articles are found in the same step (`kg_dangbo.store.copies`).
3. *mint*: a worker renames the keys of an extraction (`rename`), and only then makes IRIs, triples and the gate's
   outcome. The ledger remembers the mapping each article was minted with; an article whose mapping is another now is
   minted again and replaced in the store, the others are left alone.

So a resolver writes no triples and no IRIs, and what was extracted is never rewritten: taking a decision back gives the
old graph again. A resolver must be a pure function of the set of extractions and of the human verdicts, whatever the
order in which articles arrived: the tests compare a store that grew with one that was built at once.

To plug in: pass a `Resolver` to `kg_dangbo.store.update.update_store` (`kg_dangbo.build.build(resolver=...)`). It may
keep its own tables in the ledger's database file (`Ledger.connection`; names beginning with ``resolve_``), in the
transaction that is open while `decide` runs. What stands between things across articles (``dcterms:isReplacedBy`` for
a merged IRI, a career that spans articles) belongs to no article: `Resolver.shared` gives such triples for the
default graph.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Final, Protocol, TypeVar

from kg_dangbo import model as m

if TYPE_CHECKING:
    from kg_dangbo.graph.triples import Triple
    from kg_dangbo.store.ledger import Ledger

__all__ = ["Keys", "NoResolver", "Resolver", "rename"]

Keys = Mapping[tuple[str, str], str]
"""(kind of fact as in ``PersonFact``, local key) -> canonical key; what is not named keeps its key."""

T = TypeVar("T", bound=m.Fact)
_RECIPIENTS: Final = ("PersonFact", "OrganizationFact", "ModelFact")


class Resolver(Protocol):
    """Decides who is who across articles."""

    name: str
    """Says how it decides; a store that was made under another name is decided from the beginning."""

    def decide(self, ledger: Ledger, changed: Collection[str], gone: Collection[str]) -> Mapping[str, Keys]:
        """The mappings of all articles for which they may be other than they were.

        A changed article that is not named has no mapping; any other article that is not named keeps its own. The same
        articles may come again: what an interrupted build had decided is asked again.

        Args:
            ledger: all extractions, those of the changed articles included.
            changed: ids of articles that are new, or have another text, or of all.
            gone: ids of articles that are being removed; their extractions are still there and do not count.
        """

    def shared(self, ledger: Ledger) -> Collection[Triple]:
        """Triples for the default graph that no single article states, after `decide`."""


class NoResolver:
    """Every key stays as the extractor made it."""

    name = "none"

    def decide(self, ledger: Ledger, changed: Collection[str], gone: Collection[str]) -> Mapping[str, Keys]:
        """No mapping."""
        return {}

    def shared(self, ledger: Ledger) -> Collection[Triple]:
        """Nothing."""
        return ()


def rename(extraction: m.Extraction, keys: Keys) -> m.Extraction:
    """The same facts with canonical keys for persons, bodies, documents and models, also where facts refer to them.

    Statements (posts, awards, events, ...) keep their own keys: they belong to the article.

    >>> from kg_dangbo.model import Article, Extraction, PersonFact
    >>> told = Extraction(Article("a", ""), (PersonFact(key="p", evidence=(), name="An"),))
    >>> rename(told, {("PersonFact", "p"): "person:an|1"}).facts[0].key
    'person:an|1'
    """
    if not keys:
        return extraction
    return replace(extraction, facts=tuple(_renamed(fact, keys) for fact in extraction.facts))


def _renamed(fact: m.Fact, keys: Keys) -> m.Fact:
    def to(kind: str, key: str) -> str:
        return keys.get((kind, key), key)

    def maybe(key: str | None, *kinds: str) -> str | None:
        return key if key is None else next((keys[kind, key] for kind in kinds if (kind, key) in keys), key)

    match fact:
        case m.PersonFact() | m.OrganizationFact():
            return replace(fact, key=to(type(fact).__name__, fact.key))
        case m.DocumentFact():
            return replace(fact, key=to("DocumentFact", fact.key), issuer=maybe(fact.issuer, "OrganizationFact"))
        case m.ModelFact():
            owner = maybe(fact.organization, "OrganizationFact")
            return replace(fact, key=to("ModelFact", fact.key), organization=owner)
        case m.PostFact():
            body = to("OrganizationFact", fact.organization)
            return replace(fact, person=to("PersonFact", fact.person), organization=body)
        case m.DocumentLinkFact():
            return replace(fact, source=to("DocumentFact", fact.source), target=to("DocumentFact", fact.target))
        case m.AwardFact():
            grantor = maybe(fact.grantor, "OrganizationFact")
            return replace(fact, grantor=grantor, recipient=maybe(fact.recipient, *_RECIPIENTS))
        case m.EventFact():
            return replace(fact, organizers=tuple(to("OrganizationFact", key) for key in fact.organizers))
        case m.ParticipationFact():
            return replace(fact, person=to("PersonFact", fact.person))
        case m.StatisticFact():
            return replace(fact, about=maybe(fact.about, "OrganizationFact"))
        case m.PartOfFact():
            child, parent = to("OrganizationFact", fact.child), to("OrganizationFact", fact.parent)
            return replace(fact, child=child, parent=parent)
    return fact
