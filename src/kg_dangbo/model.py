"""The records that pass between the rooms: articles, evidence, entities and facts.

Everything here is small, frozen, slotted and typed; nothing else crosses a room's border
(`read -> extract -> resolve -> graph`). No rdflib object appears before `graph/`, and no
running text after `extract/`.

Offsets count Unicode code points of the article's NFC text, end exclusive, so that
``article.text[evidence.start:evidence.end] == evidence.quote`` always holds.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

__all__ = [
    "Article",
    "AwardFact",
    "DocumentFact",
    "DocumentLinkFact",
    "EventFact",
    "Evidence",
    "Extraction",
    "Fact",
    "HoldingStatus",
    "ModelFact",
    "OrganizationFact",
    "PartOfFact",
    "ParticipationFact",
    "PersonFact",
    "PostFact",
    "StatisticFact",
]


@dataclass(frozen=True, slots=True)
class Article:
    """One news page as it was read: NFC text and what is known about the page.

    ``id`` is what the input gave (else the file's stem). ``text`` is NFC, newlines are ``\\n``;
    where the source gives a headline apart from the text, ``text`` starts with the headline and
    a blank line, so that one string carries every offset. ``published`` is an ISO date
    (``2022-05-12``) or None. ``source`` is the path the article came from, for messages only.

    >>> Article(id="a", text="Sáng 12/5").sha256[:8]
    'd2dd1dc4'
    """

    id: str
    text: str
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    published: str | None = None
    source: str | None = None

    @property
    def sha256(self) -> str:
        """Hex SHA-256 of the UTF-8 bytes of ``text``."""
        return hashlib.sha256(self.text.encode("utf-8")).hexdigest()


class Evidence(NamedTuple):
    """Where an article states a fact: a quotation inside one sentence, the rule and a confidence in (0, 1]."""

    start: int
    end: int
    quote: str
    rule: str
    confidence: float = 0.9
    prefix: str = ""
    suffix: str = ""


class HoldingStatus(StrEnum):
    """How the article presents a holding of a post (`dangbo:holdingStatus`)."""

    CURRENT = "current"
    FORMER = "former"
    ACTING = "acting"
    APPOINTED = "appointed"
    LEFT = "left"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What one article states once; ``evidence`` holds every place where it does, in text order, never empty.

    ``key`` names the entity or statement inside its article and is a pure function of its content.
    Other facts refer to persons, organisations, documents and events by these keys.
    """

    key: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonFact(Fact):
    """A named human being. ``scope`` is the province (folded name) the page is about, or the article's id."""

    name: str
    forms: tuple[str, ...] = ()  # other forms seen in the article, as printed
    scope: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganizationFact(Fact):
    """A named body. ``name`` is the full canonical name, new tone placement, place appended where certain."""

    name: str
    # PartyOrganization, StateBody, MassOrganization, ArmedForcesBody, EconomicBody, ServiceBody or OtherBody
    body_class: str
    kind: str | None = None  # local name of the SKOS concept in ontology/organisation-kinds.ttl, e.g. "huyen-uy"
    place: str | None = None  # id of the administrative unit in ontology/places.ttl, e.g. "2024-352"
    scope: str = ""  # what tells two bodies of one name apart: the folded province, "" for central bodies
    forms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PostFact(Fact):
    """One office that one person holds, as attested by this article."""

    person: str  # key of a PersonFact
    role: str  # preferred label of the role, e.g. "Phó Bí thư Thường trực"
    role_id: str | None  # local name of the SKOS concept in ontology/roles.ttl; None for a role outside the list
    organization: str  # key of an OrganizationFact
    status: HoldingStatus = HoldingStatus.CURRENT
    attested_on: str | None = None  # ISO date, month or year: the event's or the page's
    organization_inferred: bool = False  # the body was completed from the page, not printed with the post


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentFact(Fact):
    """A guiding or legal document. ``number`` has no leading zeros; ``symbol`` is normalised (`05-CT/TW`)."""

    kind: str  # "Chỉ thị"
    kind_id: str  # local name in ontology/document-kinds.ttl
    title: str | None = None  # canonical title of an unnumbered document, or what a numbered one is about
    number: str | None = None
    symbol: str | None = None
    issuer: str | None = None  # key of an OrganizationFact
    issued: str | None = None  # ISO date, year-month or year, as stated
    anchor: str | None = None  # local name in ontology/anchor-documents.ttl, where the identity is certain
    forms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentLinkFact(Fact):
    """``source`` continues / implements / amends / replaces ``target`` (keys of DocumentFacts)."""

    source: str
    relation: str  # continues, implements, amends, replaces
    target: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelFact(Fact):
    """A named model (mô hình) and who carries it out."""

    title: str
    organization: str | None = None  # key of an OrganizationFact
    status: str | None = None  # local name in ontology/model-statuses.ttl: pilot, new, replicated, outstanding
    level: str | None = None  # local name in ontology/levels.ttl: province, district, commune, grassroots, bloc


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardFact(Fact):
    """One grant to one named recipient or to one counted group."""

    form: str  # most specific printed form, "Huân chương Lao động hạng Nhì"
    form_id: str | None  # local name in ontology/award-forms.ttl of the form or of its nearest broader form
    grantor: str | None = None  # key of an OrganizationFact
    recipient: str | None = None  # key of a PersonFact, OrganizationFact or ModelFact
    recipient_kind: str | None = None  # "tập thể"
    recipient_kind_id: str | None = None  # local name in ontology/recipient-kinds.ttl
    count: int | None = None
    date: str | None = None
    event: str | None = None  # key of an EventFact


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFact(Fact):
    """A dated or clearly identified gathering."""

    kind: str  # "hội nghị"
    kind_id: str  # local name in ontology/event-kinds.ttl
    name: str | None = None
    date: str | None = None  # ISO date, month or year of the start
    date_inferred: bool = False  # the year (or the day: "chiều qua") comes from the page, not from the print
    organizers: tuple[str, ...] = ()  # keys of OrganizationFacts
    place: str | None = None  # as printed


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipationFact(Fact):
    """What a named person did at an event: attendee, speaker, chair or presenter."""

    person: str
    role: str
    event: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatisticFact(Fact):
    """One printed figure. ``value`` is a decimal string (``609.5``)."""

    value: str
    unit: str
    printed_as: str
    qualifier: str | None = None  # trên, hơn, gần, khoảng ...
    about: str | None = None  # key of an OrganizationFact
    period: str | None = None  # ISO year, month, or interval "2017/2022"
    part_of_total: str | None = None  # key of the StatisticFact that this figure is a part of
    share_of: tuple[str, str] | None = None  # for a percentage: keys of (part, whole) printed in the same sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class PartOfFact(Fact):
    """``child`` is a sub-organisation of ``parent`` (keys of OrganizationFacts)."""

    child: str
    parent: str
    stated: bool = True  # False: follows from the child's name


@dataclass(frozen=True, slots=True)
class Extraction:
    """All facts of one article, in a fixed order (kind, then first evidence, then key)."""

    article: Article
    facts: tuple[Fact, ...] = ()
    rejected: tuple[Evidence, ...] = field(default=())  # what was looked at and not taken; the rule says why
