"""Facts as the scorer sees them: per field the preferred names and all names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from kg_dangbo.model import (
    AwardFact,
    DocumentFact,
    DocumentLinkFact,
    EventFact,
    Extraction,
    Fact,
    ModelFact,
    OrganizationFact,
    ParticipationFact,
    PartOfFact,
    PersonFact,
    PostFact,
    StatisticFact,
)
from kg_dangbo.vocabulary import Vocabulary

__all__ = ["Names", "Prediction", "predictions"]


@dataclass(frozen=True, slots=True)
class Names:
    """The preferred name of a value, and every form that stands for it."""

    preferred: str
    every: frozenset[str]

    @classmethod
    def of(cls, preferred: str, others: Iterable[str] = ()) -> Names:
        """Names of a thing with its other forms."""
        return cls(preferred, frozenset({preferred, *others}))


@dataclass(slots=True)
class Prediction:
    """One predicted fact: its kind, the names of each field and where it was found."""

    kind: str
    fields: dict[str, list[Names]] = field(default_factory=dict)
    fact: Fact | None = None


def document_title(fact: DocumentFact) -> str:
    """How a document is called: its title, or kind, number and symbol ("Chỉ thị số 05-CT/TW")."""
    if fact.number is None:
        return fact.title or fact.kind
    return f"{fact.kind} số {fact.symbol or fact.number.zfill(2)}"


class _Namer:
    def __init__(self, extraction: Extraction, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.entities: dict[str, Names] = {}
        for fact in extraction.facts:
            if isinstance(fact, (PersonFact, OrganizationFact)):
                self.entities[fact.key] = Names.of(fact.name, fact.forms)
            elif isinstance(fact, ModelFact):
                self.entities[fact.key] = Names.of(fact.title)
            elif isinstance(fact, DocumentFact):
                self.entities[fact.key] = Names.of(
                    document_title(fact), [*fact.forms, *([fact.title] if fact.title else [])]
                )

    def entity(self, key: str) -> list[Names]:
        return [self.entities.get(key, Names.of(key))]

    def concept(self, concept_id: str | None, label: str) -> list[Names]:
        concept = self.vocabulary.concepts.get(concept_id) if concept_id else None
        same = concept is not None and concept.pref == label
        return [Names.of(label, concept.labels if concept is not None and same else ())]


def predictions(extraction: Extraction, vocabulary: Vocabulary) -> list[Prediction]:
    """Every fact of one article in the scorer's terms, in the order of the extraction."""
    namer = _Namer(extraction, vocabulary)
    return [Prediction(kind, fields, fact) for fact in extraction.facts for kind, fields in [_fields(fact, namer)]]


def _text(*values: str | None) -> list[Names]:
    return [Names.of(v) for v in values if v]


def _fields(fact: Fact, namer: _Namer) -> tuple[str, dict[str, list[Names]]]:
    match fact:
        case PersonFact():
            return "person", {"name": namer.entity(fact.key)}
        case OrganizationFact():
            return "organization", {"name": namer.entity(fact.key)}
        case PostFact():
            return "post", {
                "person": namer.entity(fact.person),
                "role": namer.concept(fact.role_id, fact.role),
                "organization": namer.entity(fact.organization),
                "status": _text(fact.status.value),
            }
        case DocumentFact():
            return "document", {
                "type": namer.concept(fact.kind_id, fact.kind),
                "number": _text(fact.number),
                "title": namer.entity(fact.key),
                "issuer": namer.entity(fact.issuer) if fact.issuer else [],
                "issued": _text(fact.issued),
            }
        case DocumentLinkFact():
            return "document_link", {
                "from": namer.entity(fact.source),
                "relation": _text(fact.relation),
                "to": namer.entity(fact.target),
            }
        case ModelFact():
            return "model", {
                "title": namer.entity(fact.key),
                "organization": namer.entity(fact.organization) if fact.organization else [],
            }
        case AwardFact():
            return "award", {
                "type": namer.concept(fact.form_id, fact.form),
                "grantor": namer.entity(fact.grantor) if fact.grantor else [],
                "recipient": namer.entity(fact.recipient) if fact.recipient else [],
                "recipient_kind": namer.concept(fact.recipient_kind_id, fact.recipient_kind)
                if fact.recipient_kind
                else [],
                "count": _text(str(fact.count) if fact.count is not None else None),
            }
        case EventFact():
            return "event", {
                "type": namer.concept(fact.kind_id, fact.kind),
                "date": _text(fact.date),
                "organizer": [n for key in fact.organizers for n in namer.entity(key)],
            }
        case ParticipationFact():
            return "participation", {"person": namer.entity(fact.person), "role": _text(fact.role)}
        case StatisticFact():
            return "statistic", {"value": _text(fact.value), "unit": _text(fact.unit)}
        case PartOfFact():
            return "part_of", {"child": namer.entity(fact.child), "parent": namer.entity(fact.parent)}
    raise TypeError(f"no scoring rule for {type(fact).__name__}")
