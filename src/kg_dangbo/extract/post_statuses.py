"""How a page presents each holding in the end: the statuses of all its mentions brought together."""

from __future__ import annotations

import re

from kg_dangbo.extract import post_cues as cues
from kg_dangbo.extract.held import Holding
from kg_dangbo.model import Evidence, HoldingStatus

__all__ = ["merge_statuses", "settle_careers"]

_DEAD = re.compile(r"cố[ \u00a0]+(?!vấn\b)", re.IGNORECASE)
_HELD = (HoldingStatus.APPOINTED, HoldingStatus.CURRENT)

Holdings = dict[tuple[str, str, str], Holding]


def settle_careers(holdings: Holdings, dated: dict[tuple[str, str, str], str]) -> None:
    """Say which offices of careers are held still.

    One that the page also gives as held is held; so is the last one told with its time, where the page gives no
    other. Whoever the page calls "cố" holds none.

    Args:
        holdings: by person, role and body; their statuses change.
        dated: the holdings told with their time -> the latest month.
    """
    _bury(holdings)
    settled = set()  # persons whose last office the page tells elsewhere
    for holding in holdings.values():
        statuses = holding.statuses
        past = statuses.get(HoldingStatus.FORMER, [])
        if any(e.rule != cues.CAREER for e in past):
            settled.add(holding.person)
            continue
        held = next((s for s in _HELD if s in statuses), None)
        if past and held is not None:
            statuses[held] = statuses[held] + statuses.pop(HoldingStatus.FORMER)
        if set(statuses) - {HoldingStatus.FORMER}:
            settled.add(holding.person)
    last: dict[str, str] = {}
    for (person, _, _), when in dated.items():
        last[person] = max(when, last.get(person, ""))
    for key, when in dated.items():
        statuses = holdings[key].statuses
        if key[0] not in settled and when == last[key[0]] and set(statuses) == {HoldingStatus.FORMER}:
            statuses[HoldingStatus.APPOINTED] = statuses.pop(HoldingStatus.FORMER)


def _bury(holdings: Holdings) -> None:
    """The offices of the dead are past."""
    dead = {
        h.person
        for h in holdings.values()
        if any(_DEAD.match(e.quote) for e in h.statuses.get(HoldingStatus.FORMER, ()))
    }
    for holding in holdings.values():
        if holding.person not in dead:
            continue
        for status in _HELD:
            if status in holding.statuses:
                past = holding.statuses.setdefault(HoldingStatus.FORMER, [])
                past += holding.statuses.pop(status)


def merge_statuses(statuses: dict[HoldingStatus, list[Evidence]]) -> None:
    """Let "appointed" and endings swallow the plain mention beside them, and an ending the past beside it."""
    strong = [s for s in statuses if s in (HoldingStatus.LEFT, HoldingStatus.FORMER, HoldingStatus.APPOINTED)]
    if HoldingStatus.LEFT in statuses and HoldingStatus.FORMER in statuses:
        statuses[HoldingStatus.LEFT] = statuses[HoldingStatus.LEFT] + statuses.pop(HoldingStatus.FORMER)
        strong.remove(HoldingStatus.FORMER)
    if HoldingStatus.CURRENT in statuses and strong:
        statuses[strong[0]] = statuses[strong[0]] + statuses.pop(HoldingStatus.CURRENT)
