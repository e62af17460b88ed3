"""What one article knows about the entities that it names: the records that resolution works on.

Derived from an `Extraction` alone, so that any process can make them, and small enough to be kept: they hold no text of
the article but names. A `Local` is found again by ``(article, key)``; statements keep that local entity for ever, and
what resolution decides is a table from it to a canonical key.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from operator import attrgetter
from typing import Any, Literal

from kg_dangbo.language.normal import fold_key
from kg_dangbo.model import DocumentFact, EventFact, Extraction, OrganizationFact, PersonFact, PostFact
from kg_dangbo.resolve.seats import REFORM, Seat, Seats

__all__ = [
    "DocumentLocal",
    "Local",
    "OrganizationLocal",
    "PersonLocal",
    "Post",
    "local_from_json",
    "local_to_json",
    "locals_of",
]

Kind = Literal["person", "organization", "document"]
_COMPANY = 14  # names kept of the others that an article names; more say nothing new


@dataclass(frozen=True, slots=True)
class Post:
    """An office as an article attests it: role, canonical body, where that sits, status and day (ISO)."""

    role: str
    body: str
    level: str  # of the body's unit: national, province, district, commune, or "" where it has none
    locality: str  # what says where somebody works: the district (or the new commune), the province, else ""
    province: str
    region: str  # the province of 2025 that the province went into
    status: str
    day: str
    shared: bool  # a membership that many hold at once
    rank: int  # within the unit, see `Seats.rank`


@dataclass(frozen=True, slots=True)
class OrganizationLocal:
    """A body as one article names it; ``canonical`` is its identity by kind, name, place and era."""

    article: str
    key: str
    name: str
    canonical: str
    rule: str  # how the identity came about
    day: str = ""
    kind: Kind = "organization"

    @property
    def block(self) -> str:
        """Bodies of other blocks are never compared with this one."""
        return self.canonical


@dataclass(frozen=True, slots=True)
class PersonLocal:
    """A person as one article knows him or her.

    ``around`` is where the article is at home (localities, the most named first), ``company`` the folded names of
    others.
    """

    article: str
    key: str
    name: str  # folded
    scope: str
    day: str
    posts: tuple[Post, ...] = ()
    around: tuple[str, ...] = ()
    company: tuple[str, ...] = ()
    sex: str = ""  # "m", "f" or unknown
    kind: Kind = "person"

    @property
    def block(self) -> str:
        """Only persons of one name are compared; spellings with i and y are one name."""
        return block_of(self.name)


@dataclass(frozen=True, slots=True)
class DocumentLocal:
    """A document as one article names it.

    ``registry`` is the unit (or the sort of body) whose numbers are counted together.
    """

    article: str
    key: str
    document_kind: str
    number: str
    code: str
    year: str  # printed in the symbol
    issued: str
    registry: str
    day: str
    anchor: str = ""
    title: str = ""
    kind: Kind = "document"

    @property
    def block(self) -> str:
        """Documents of one kind, number and registry, of whatever year."""
        return f"{self.document_kind}|{self.number or self.title}|{self.registry}"


Local = OrganizationLocal | PersonLocal | DocumentLocal
_CLASSES: dict[str, type[Local]] = {
    "organization": OrganizationLocal,
    "person": PersonLocal,
    "document": DocumentLocal,
}
_VALUES = {kind: attrgetter(*(f.name for f in fields(cls) if f.name != "kind")) for kind, cls in _CLASSES.items()}
_POST = attrgetter(*(f.name for f in fields(Post)))


def local_to_json(local: Local) -> str:
    """One line of JSON: a list of the kind and of the values of the fields, those of a post in a list of their own."""
    values = [local.kind, *_VALUES[local.kind](local)]
    if isinstance(local, PersonLocal):
        values = [[_POST(post) for post in value] if value is local.posts else value for value in values]
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def local_from_json(line: str) -> Local:
    """The record of a line that `local_to_json` wrote."""
    kind, *values = json.loads(line)
    read: list[Any] = [
        tuple([Post(*v) if isinstance(v, list) else v for v in value]) if isinstance(value, list) else value
        for value in values
    ]
    return _CLASSES[kind](*read)


_Y = str.maketrans("yýỳỷỹỵ", "iíìỉĩị")


def block_of(name: str) -> str:
    """The folded name with i for y at the end of a syllable after a consonant: "Mỹ" and "Mĩ" are one name."""
    words = []
    for word in name.split():
        if len(word) > 1 and word[-1] in "yýỳỷỹỵ" and word[-2] not in "aâuáàảãạấầẩẫậúùủũụ":
            word = word[:-1] + word[-1].translate(_Y)
        words.append(word)
    return " ".join(words)


def locals_of(extraction: Extraction, seats: Seats) -> tuple[Local, ...]:
    """The persons, bodies and documents of one article, in the order of its facts."""
    article = extraction.article
    facts = extraction.facts
    held = [f for f in facts if isinstance(f, PostFact)]
    bodies = [f for f in facts if isinstance(f, OrganizationFact)]
    day, era_day = _days(extraction)
    seated: dict[str, Seat] = seats.of_article(bodies, era_day, article.id)
    around = _around(bodies, seated)
    people = [f for f in facts if isinstance(f, PersonFact)]
    out: list[Local] = []
    for body in bodies:
        seat = seated[body.key]
        out.append(OrganizationLocal(article.id, body.key, body.name, seat.canonical, seat.rule, day))
    names = {f.key: fold_key(f.name) for f in people}
    body_of = {body.key: body for body in bodies}
    by_person: dict[str, list[Post]] = {}
    for post in held:
        seat_of = seated.get(post.organization)
        if seat_of is not None:
            if not seat_of.province and seat_of.level != "national":
                seat_of = _seat_around(seat_of, fold_key(body_of[post.organization].name), around, seats)
            by_person.setdefault(post.person, []).append(
                Post(
                    role=post.role_id or fold_key(post.role),
                    body=seat_of.canonical,
                    level=seat_of.level,
                    locality=seat_of.locality,
                    province=seat_of.province,
                    region=seat_of.region,
                    status=post.status.value,
                    day=post.attested_on or day,
                    shared=seats.shared(post.role_id),
                    rank=seats.rank(post.role_id, body_of[post.organization].kind),
                )
            )
    for person in people:
        company = sorted({n for k, n in names.items() if k != person.key})[:_COMPANY]
        out.append(
            PersonLocal(
                article=article.id,
                key=person.key,
                name=names[person.key],
                scope=person.scope,
                day=day,
                posts=tuple(sorted(by_person.get(person.key, ()), key=lambda p: (p.shared, p.body, p.role, p.status))),
                around=around,
                company=tuple(company),
                sex=_sex(person),
            )
        )
    for fact in facts:
        if isinstance(fact, DocumentFact):
            out.append(_document(fact, article.id, day, seated, around, seats))
    return tuple(out)


def _days(extraction: Extraction) -> tuple[str, str]:
    """The day of an article ("" where unknown), and a day that it is certainly not before, which tells the era."""
    day = extraction.article.published or ""
    told: set[str] = set()
    bound: set[str] = set()
    for fact in extraction.facts:
        if isinstance(fact, EventFact) and fact.date:
            told.add(fact.date)
        elif isinstance(fact, PostFact) and fact.attested_on:
            told.add(fact.attested_on)
        elif isinstance(fact, DocumentFact) and fact.issued:
            bound.add(fact.issued)
        elif isinstance(fact, OrganizationFact) and (fact.place or "").startswith("unit-2025-"):
            bound.add(REFORM)
    day = day or max(told, default="")
    return day, day or max(bound, default="")


def _around(bodies: Iterable[OrganizationFact], seated: dict[str, Seat]) -> tuple[str, ...]:
    """Localities of the article, the most named first; the province comes last."""
    votes: Counter[str] = Counter()
    for body in bodies:
        seat = seated[body.key]
        if seat.locality and seat.level in ("district", "commune"):
            votes[seat.locality] += len(body.evidence)
    return tuple(name for name, _ in sorted(votes.items(), key=lambda p: (-p[1], p[0]))[:4])


def _seat_around(seat: Seat, name: str, around: tuple[str, ...], seats: Seats) -> Seat:
    """Where a body without a place sits, by the other bodies of the article: in the district whose name it bears, or
    at least in the one province that the article speaks of.
    """
    named = [place for place in around if name.endswith(" " + place.partition(", ")[0])]
    found = {_province(place) for place in named or around}
    if len(found) != 1:
        return seat
    province = found.pop()
    locality = named[0] if len(named) == 1 else ""
    return replace(
        seat, level="district" if locality else "", locality=locality, province=province, region=seats.region(province)
    )


def _province(locality: str) -> str:
    """The province of a locality of `Seat`: "hà nam" of "bình lục, hà nam" and of "xã liêm hà, hà nam 2025"."""
    return locality.rsplit(", ", 1)[-1].removesuffix(" 2025")


def _sex(person: PersonFact) -> str:
    """From the honorific in front of the name, where all of them agree."""
    seen = {
        {"ông": "m", "anh": "m", "bà": "f", "chị": "f"}.get(e.prefix.rsplit(maxsplit=1)[-1].lower(), "")
        for e in person.evidence
        if e.prefix.strip() and e.prefix[-1:].isspace()
    } - {""}
    return seen.pop() if len(seen) == 1 else ""


def _document(
    fact: DocumentFact, article: str, day: str, seated: dict[str, Seat], around: tuple[str, ...], seats: Seats
) -> DocumentLocal:
    parts = fact.key.split("|")
    year = parts[2].partition("/")[2] if fact.number and fact.anchor is None else ""
    code = seats.code_of(fact.symbol) if fact.symbol else ""
    title = "" if fact.number else parts[2]
    issuer = seated.get(fact.issuer) if fact.issuer else None
    local = len(parts) > 3  # the key says whose document it is, so number or title alone do not
    scope = parts[-1] if local and parts[-1] not in ("", article) else f"@{article}"
    if fact.number:
        registry = seats.registry(code, issuer, around, scope)
    elif not local:
        registry = ""
    elif issuer is not None and (issuer.locality or issuer.province):
        registry = issuer.locality or issuer.province
    else:
        registry = scope if "tỉnh" in title.split() or not around else around[0]
    return DocumentLocal(
        article=article,
        key=fact.key,
        document_kind=fact.kind_id,
        number=fact.number or "",
        code=code,
        year=year,
        issued=fact.issued or "",
        registry=registry,
        day=day,
        anchor=fact.anchor or "",
        title=title,
    )
