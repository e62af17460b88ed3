"""What a sentence tells of a gathering, before the page is read to its end; and the nouns of gatherings."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from kg_dangbo.model import Evidence
from kg_dangbo.vocabulary import Concept, PhraseMatcher, Vocabulary

__all__ = ["SAME_DAY", "EventCandidate", "EventKinds", "event_kinds"]

SAME_DAY = "same"  # the date of a candidate is that of the event told before: "Cùng ngày"


class EventKinds:
    """The nouns of gatherings, compiled."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        concepts = vocabulary.scheme("event-kinds").values()
        self.matcher: PhraseMatcher[Concept] = PhraseMatcher((label, c) for c in concepts for label in c.labels)
        self.concepts = {c.id: c for c in concepts}


@lru_cache(maxsize=4)
def event_kinds(vocabulary: Vocabulary) -> EventKinds:
    """The event nouns of a vocabulary, compiled once."""
    return EventKinds(vocabulary)


@dataclass(slots=True)
class EventCandidate:
    """One gathering while the page is read; ``date`` may be `SAME_DAY`."""

    story: int
    order: int
    kind: Concept | None  # None: the sentence does not name it
    default: Concept | None  # what its verb implies, where no other sentence names it
    date: str | None
    inferred: bool
    organizers: list[str]
    name: str | None
    place: str | None
    held: bool  # a verb of holding was seen
    evidence: list[Evidence] = field(default_factory=list)
    nouns: set[int] = field(default_factory=set)  # where its noun stands
    ordinal: str | None = None  # "30": of a gathering that its name identifies
    named: bool = False  # its own name identifies it
    mentioned: bool = False  # a sentence only says that somebody did something there
