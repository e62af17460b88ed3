"""Copies of articles in the graph: which article's text another one has, and at what other addresses a page is found.

Both stand in the graph of the article that they are about, so that they go when it goes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from kg_dangbo.graph.iri import Minter
from kg_dangbo.graph.terms import DEFAULT_BASE
from kg_dangbo.graph.tokens import DANGBO, DCTERMS, SCHEMA
from kg_dangbo.graph.triples import Triple, decimal, iri, plain, typed

if TYPE_CHECKING:
    from kg_dangbo.read.duplicates import Copy

__all__ = ["copy_triples"]


def copy_triples(copies: Iterable[Copy], base: str = DEFAULT_BASE) -> Mapping[str, list[Triple]]:
    """Article -> what its graph says of copies.

    A copy says whose text it has (``dangbo:copyOf`` beside ``dcterms:isVersionOf``) and how much of it. A page that
    was met at a second address says the address (``schema:sameAs``) and the id that it had there.
    """
    mint = Minter(base)
    found: dict[str, list[Triple]] = {}
    for copy in copies:
        one, original = mint.article(copy.id), mint.article(copy.original)
        if copy.same_page:
            said = found.setdefault(original, [])
            said.append((iri(original), DANGBO.otherIdentifier, plain(copy.id)))
            if copy.url:
                said.append((iri(original), SCHEMA.sameAs, typed(copy.url, "anyURI")))
        else:
            found.setdefault(one, []).extend(
                (
                    (iri(one), DANGBO.copyOf, iri(original)),
                    (iri(one), DCTERMS.isVersionOf, iri(original)),
                    (iri(one), DANGBO.copySimilarity, decimal(copy.similarity)),
                )
            )
    return found
