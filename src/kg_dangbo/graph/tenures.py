"""Tenures as triples: one person in one post of one body, with the first and last day on which somebody says so.

They stand in the default graph: no single article states them. ``dangbo:attestedBy`` leads to every word behind one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from kg_dangbo.graph.iri import Minter
from kg_dangbo.graph.terms import DANGBO as ONTOLOGY
from kg_dangbo.graph.terms import DEFAULT_BASE
from kg_dangbo.graph.tokens import DANGBO, ORG, RDF
from kg_dangbo.graph.triples import Token, Triple, date, iri, value_of

if TYPE_CHECKING:
    from kg_dangbo.resolve.tenures import Tenure

__all__ = ["Held", "holdings_of", "tenure_triples"]

Held = tuple[str, str, str, str, str, str]
"""A post held: its node, person, role and body (IRIs), day ("" where unknown) and status."""

_PARTS = (ORG.member, ORG.role, ORG.organization, DANGBO.attestedOn, DANGBO.holdingStatus)


def holdings_of(triples: Iterable[Triple]) -> tuple[Held, ...]:
    """The posts held in an article's graph, sorted."""
    found: dict[Token, dict[Token, Token]] = {}
    for subject, predicate, value in triples:
        if predicate in _PARTS:
            found.setdefault(subject, {})[predicate] = value
    rows = []
    for node, parts in found.items():
        links = [parts.get(p) for p in _PARTS[:3]]
        if all(links) and DANGBO.holdingStatus in parts:
            person, role, body = (str(link)[1:-1] for link in links)
            day = value_of(parts[DANGBO.attestedOn]) if DANGBO.attestedOn in parts else ""
            rows.append((node[1:-1], person, role, body, day, value_of(parts[DANGBO.holdingStatus])))
    return tuple(sorted(rows))


def tenure_triples(tenures: Iterable[Tenure], base: str = DEFAULT_BASE) -> Iterator[Triple]:
    """One node for each tenure: who, which post, first and last attested day, and every holding behind it.

    Args:
        tenures: person, role and body are IRIs, the keys of their attestations those of the holdings.
        base: where resources live.
    """
    mint = Minter(base)
    for tenure in tenures:
        parts = (tenure.person, tenure.role, tenure.body)
        # without the base, so that the same key stands for it under any
        key = "|".join([*(part.removeprefix(base).removeprefix(str(ONTOLOGY)) for part in parts), tenure.start])
        node = iri(mint.entity("tenure", key))
        yield node, RDF.type, ORG.Membership
        yield node, RDF.type, DANGBO.Tenure
        yield node, ORG.member, iri(tenure.person)
        yield node, ORG.role, iri(tenure.role)
        yield node, ORG.organization, iri(tenure.body)
        for predicate, day in (
            (DANGBO.firstAttestedOn, tenure.first),
            (DANGBO.lastAttestedOn, tenure.last),
            (DANGBO.appointmentAttestedOn, tenure.begun),
            (DANGBO.departureAttestedOn, tenure.ended),
        ):
            if day:
                yield node, predicate, date(day)
        for attestation in tenure.attested:
            yield node, DANGBO.attestedBy, iri(attestation.key)
