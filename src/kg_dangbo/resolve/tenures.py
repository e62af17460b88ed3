"""Who was in which office when, as far as articles attest it: holdings of one person in one post, collapsed.

An article attests a post on a day; it seldom says when somebody came and left. A *tenure* gathers the attestations of
one person in one post of one body as long as they are not a term (five years) apart and the office is not told to
have ended between them. It knows its first and last attested day and nothing beyond, and `held_on` says so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from kg_dangbo.model import Extraction, HoldingStatus, PostFact
from kg_dangbo.resolve.days import ordinal

__all__ = ["Answer", "Attestation", "Tenure", "attestations", "collapse", "held_on"]

_TERM_DAYS: Final = 5 * 366
_ENDED: Final = frozenset({HoldingStatus.LEFT, HoldingStatus.FORMER})


@dataclass(frozen=True, slots=True, order=True)
class Attestation:
    """One article's word that a person held a post; ``day`` is ISO of any precision, "" where unknown."""

    person: str
    role: str
    body: str
    day: str
    article: str
    key: str  # of the PostFact in its article
    status: HoldingStatus = HoldingStatus.CURRENT


@dataclass(frozen=True, slots=True)
class Tenure:
    """One person in one post: first and last day on which somebody says so, and all who do.

    ``begun`` and ``ended`` are days on which an article tells that the office was given or given up; "" where none
    does. ``start`` tells one tenure of a post from the next: the year of its first attestation of any sort, or the day
    where another tenure begins in that year too.
    """

    person: str
    role: str
    body: str
    first: str
    last: str
    begun: str
    ended: str
    attested: tuple[Attestation, ...]
    start: str = ""

    @property
    def key(self) -> str:
        """Identity: person, role, body and start."""
        return f"{self.person}|{self.role}|{self.body}|{self.start}"


@dataclass(frozen=True, slots=True)
class Answer:
    """Who held a post on a day.

    *attested*: an article says so for this day. *between*: the same person is attested before and after, and nobody
    else in between. *unknown*: neither; ``before`` and ``after`` are the nearest tenures.
    """

    how: Literal["attested", "between", "unknown"]
    tenures: tuple[Tenure, ...] = ()
    before: Tenure | None = None
    after: Tenure | None = None


def attestations(extraction: Extraction, canonical: Mapping[str, str]) -> list[Attestation]:
    """The posts of one article with canonical keys."""
    return [
        Attestation(
            person=canonical.get(fact.person, fact.person),
            role=fact.role_id or fact.role,
            body=canonical.get(fact.organization, fact.organization),
            day=fact.attested_on or extraction.article.published or "",
            article=extraction.article.id,
            key=fact.key,
            status=fact.status,
        )
        for fact in extraction.facts
        if isinstance(fact, PostFact)
    ]


def collapse(found: Iterable[Attestation]) -> list[Tenure]:
    """Attestations in any order -> tenures, sorted by person, first day, role and body."""
    posts: dict[tuple[str, str, str], list[Attestation]] = {}
    for a in found:
        posts.setdefault((a.person, a.role, a.body), []).append(a)
    out: list[Tenure] = []
    for group in posts.values():
        undated = sorted(a for a in group if not a.day)
        runs: list[list[Attestation]] = []
        for a in sorted((a for a in group if a.day), key=lambda a: (ordinal(a.day), a)):
            if not runs or _apart(runs[-1], a):
                runs.append([])
            runs[-1].append(a)
        starts = [run[0].day for run in runs]
        years = Counter(day[:4] for day in starts)
        tenures = [_tenure(run, day[:4] if years[day[:4]] == 1 else day) for run, day in zip(runs, starts, strict=True)]
        if undated:  # they belong to the last one, or make one of their own
            last = runs[-1] if runs else []
            tenures[-1:] = [_tenure([*undated, *last], tenures[-1].start if tenures else "")]
        out += tenures
    return sorted(out, key=lambda t: (t.person, t.first, t.role, t.body, t.start))


def _apart(run: list[Attestation], a: Attestation) -> bool:
    """Whether ``a``, the next in time, begins another tenure than that of ``run``."""
    day = ordinal(a.day)
    if day - ordinal(run[-1].day) > _TERM_DAYS:
        return True
    # on one day one article may tell the end and another one still the office: no new beginning
    return a.status not in _ENDED and any(r.status in _ENDED and ordinal(r.day) < day for r in run)


def _tenure(run: list[Attestation], start: str) -> Tenure:
    """``first`` and ``last`` count only who says that the office is held; who says that it ended bounds it."""
    held = [a.day for a in run if a.day and a.status not in _ENDED]
    begun = [a.day for a in run if a.day and a.status is HoldingStatus.APPOINTED]
    ended = [a.day for a in run if a.day and a.status is HoldingStatus.LEFT]
    first = run[0]
    return Tenure(
        first.person,
        first.role,
        first.body,
        first=min(held, default=""),
        last=max(held, default=""),
        begun=min(begun, default=""),
        ended=max(ended, default=""),
        attested=tuple(run),
        start=start,
    )


def held_on(tenures: Iterable[Tenure], role: str, body: str, day: str) -> Answer:
    """Who held ``role`` in ``body`` on ``day`` (ISO, a full date)."""
    mine = [t for t in tenures if t.role == role and t.body == body and t.first]
    exact = [t for t in mine if any(a.day == day and a.status not in _ENDED for a in t.attested)]
    if exact:
        return Answer("attested", tuple(exact))
    at = ordinal(day)
    between = [t for t in mine if ordinal(t.first) < at < ordinal(t.last)]
    if between and not any(_inside(other, t, at) for t in between for other in mine if other.person != t.person):
        return Answer("between", tuple(between))
    before = max((t for t in mine if ordinal(t.last) < at), key=lambda t: (ordinal(t.last), t.person), default=None)
    after = min((t for t in mine if ordinal(t.first) > at), key=lambda t: (ordinal(t.first), t.person), default=None)
    return Answer("unknown", (), before, after)


def _inside(other: Tenure, tenure: Tenure, at: int) -> bool:
    """Whether somebody else is attested between the two attestations of ``tenure`` next to the day."""
    days = [ordinal(a.day) for a in tenure.attested if a.day and a.status not in _ENDED]
    low, high = max(d for d in days if d < at), min(d for d in days if d > at)
    return any(low < ordinal(a.day) < high for a in other.attested if a.day and a.status not in _ENDED)
