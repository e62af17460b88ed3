"""The seam between extraction and graph: who is who across articles, decided before IRIs are minted.

A build walks through the store in this order:

1. *extract*: an article becomes an `Extraction` with local keys. The ledger keeps it (`Ledger.extraction`), without the
   article's text, so that everything after can be done again without reading the article.
2. *decide*: a `Resolver` sees which articles are new, changed or gone, looks at any extraction that it needs, and
   answers with the decision table as it concerns articles: for each article whose mapping from local to canonical
   keys may be another now, that mapping. Copies of articles are found in the same step (`kg_dangbo.store.decisions`).
3. *mint*: a worker puts canonical keys into an extraction (`kg_dangbo.resolve.apply`), and only then makes IRIs,
   triples and the gate's outcome. The ledger remembers the mapping each article was minted with; an article whose
   mapping is another now is minted again and replaced in the store, the others are left alone.

So a resolver writes no triples and no IRIs, and what was extracted is never rewritten: taking a decision back gives the
old graph again. A resolver must be a pure function of the set of extractions and of the human verdicts, whatever the
order in which articles arrived: the tests compare a store that grew with one that was built at once.

To plug in: pass a `Resolver` to `kg_dangbo.store.update.update_store` (`kg_dangbo.build.build(resolver=...)`). It may
keep its own tables in the ledger's database file (`Ledger.connection`; names beginning with ``resolve_``), in the
transaction that is open while `decide` runs. What stands between things across articles (``dcterms:isReplacedBy`` for
a merged IRI, what became of a body) belongs to no article: `Resolver.families` gives such triples for the default
graph, cut so that an update costs what it touches (`kg_dangbo.store.between`).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from kg_dangbo.store.between import Family
    from kg_dangbo.store.ledger import Ledger

__all__ = ["Keys", "NoResolver", "Resolver"]

Keys = Mapping[str, str]
"""Local key -> canonical key of an article's persons, bodies and documents; what is not named keeps its key."""


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

    def families(self, ledger: Ledger) -> Sequence[Family]:
        """Triples for the default graph that no single article states, as `decide` left things."""


class NoResolver:
    """Every key stays as the extractor made it."""

    name = "none"

    def decide(self, ledger: Ledger, changed: Collection[str], gone: Collection[str]) -> Mapping[str, Keys]:
        """No mapping."""
        return {}

    def families(self, ledger: Ledger) -> Sequence[Family]:
        """None."""
        return ()
