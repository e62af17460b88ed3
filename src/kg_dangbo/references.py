"""Which facts lean on which: so that a fact can be taken out of an extraction without leaving a dangling reference."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from kg_dangbo import model as m

__all__ = ["confident", "keep", "references"]

Node = tuple[type[m.Fact], str]

_RECIPIENTS = (m.PersonFact, m.OrganizationFact, m.ModelFact)


def references(fact: m.Fact) -> Iterator[tuple[str, tuple[type[m.Fact], ...]]]:
    """The keys that ``fact`` refers to, each with the kinds of fact it may be the key of."""
    match fact:
        case m.PostFact():
            yield fact.person, (m.PersonFact,)
            yield fact.organization, (m.OrganizationFact,)
        case m.DocumentFact(issuer=str(issuer)):
            yield issuer, (m.OrganizationFact,)
        case m.DocumentLinkFact():
            yield fact.source, (m.DocumentFact,)
            yield fact.target, (m.DocumentFact,)
        case m.ModelFact(organization=str(organization)):
            yield organization, (m.OrganizationFact,)
        case m.AwardFact():
            yield from ((key, (m.OrganizationFact,)) for key in [fact.grantor] if key)
            yield from ((key, _RECIPIENTS) for key in [fact.recipient] if key)
            yield from ((key, (m.EventFact,)) for key in [fact.event] if key)
        case m.EventFact():
            yield from ((key, (m.OrganizationFact,)) for key in fact.organizers)
        case m.ParticipationFact():
            yield fact.person, (m.PersonFact,)
            yield from ((key, (m.EventFact,)) for key in [fact.event] if key)
        case m.StatisticFact():
            yield from ((key, (m.OrganizationFact,)) for key in [fact.about] if key)
            yield from ((key, (m.StatisticFact,)) for key in (fact.part_of_total, *(fact.share_of or ())) if key)
        case m.PartOfFact():
            yield fact.child, (m.OrganizationFact,)
            yield fact.parent, (m.OrganizationFact,)
        case _:
            return


def confident(extraction: m.Extraction, least: float) -> m.Extraction:
    """Without the facts whose best evidence is below ``least`` (0 to 1), unless one that stays refers to them."""
    if least <= 0:
        return extraction
    return keep(extraction, lambda fact: max(e.confidence for e in fact.evidence) >= least)


def keep(extraction: m.Extraction, wanted: Callable[[m.Fact], bool]) -> m.Extraction:
    """The extraction with the facts that are ``wanted``, and the persons, bodies, documents and events they need.

    A statistic that is not wanted is not kept for another's sake: that one loses the link to it instead.
    """
    by_node: dict[Node, m.Fact] = {(type(fact), fact.key): fact for fact in extraction.facts}
    kept: set[Node] = set()
    waiting = [fact for fact in extraction.facts if wanted(fact)]
    while waiting:
        fact = waiting.pop()
        if (type(fact), fact.key) in kept:
            continue
        kept.add((type(fact), fact.key))
        for key, kinds in references(fact):
            needed = next((by_node[kind, key] for kind in kinds if (kind, key) in by_node), None)
            if needed is not None and not isinstance(needed, m.StatisticFact):
                waiting.append(needed)
    figures = {key for kind, key in kept if kind is m.StatisticFact}
    facts = (_without_lost_figures(f, figures) for f in extraction.facts if (type(f), f.key) in kept)
    return replace(extraction, facts=tuple(facts))


def _without_lost_figures(fact: m.Fact, figures: set[str]) -> m.Fact:
    if not isinstance(fact, m.StatisticFact):
        return fact
    total = fact.part_of_total if fact.part_of_total in figures else None
    share = fact.share_of if fact.share_of and set(fact.share_of) <= figures else None
    return replace(fact, part_of_total=total, share_of=share)
