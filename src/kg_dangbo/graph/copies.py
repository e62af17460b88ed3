"""Copies of articles in the graph: which article's text another one has, and at what other addresses a page is found.

Both stand in the graph of the article that they are about, so that they go when it goes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from rdflib import Literal, URIRef
from rdflib.term import Node

from kg_dangbo.graph.iri import Minter
from kg_dangbo.graph.literals import decimal_literal
from kg_dangbo.graph.terms import DANGBO, DCTERMS, DEFAULT_BASE, SCHEMA, XSD

if TYPE_CHECKING:
    from kg_dangbo.read.duplicates import Copy

__all__ = ["copy_triples"]

Triple = tuple[Node, Node, Node]


def copy_triples(copies: Iterable[Copy], base: str = DEFAULT_BASE) -> Mapping[URIRef, list[Triple]]:
    """Article -> what its graph says of copies.

    A copy says whose text it has (``dangbo:copyOf`` beside ``dcterms:isVersionOf``) and how much of it. A page that
    was met at a second address says the address (``schema:sameAs``) and the id that it had there.
    """
    mint = Minter(base)
    found: dict[URIRef, list[Triple]] = {}
    for copy in copies:
        one, original = mint.article(copy.id), mint.article(copy.original)
        if copy.same_page:
            said = found.setdefault(original, [])
            said.append((original, DANGBO.otherIdentifier, Literal(copy.id)))
            if copy.url:
                said.append((original, SCHEMA.sameAs, Literal(copy.url, datatype=XSD.anyURI)))
        else:
            found.setdefault(one, []).extend(
                (
                    (one, DANGBO.copyOf, original),
                    (one, DCTERMS.isVersionOf, original),
                    (one, DANGBO.copySimilarity, decimal_literal(copy.similarity)),
                )
            )
    return found
