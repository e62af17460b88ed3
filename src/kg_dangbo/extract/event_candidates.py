"""What a sentence tells of a gathering, before the page is read to its end; and the nouns of gatherings."""

from __future__ import annotations

from functools import lru_cache
from typing import Final, final

from kg_dangbo.language.dates import FoundDate
from kg_dangbo.model import Evidence
from kg_dangbo.vocabulary import Concept, PhraseMatcher, Vocabulary

__all__ = ["SAME_DAY", "EventCandidate", "EventKinds", "event_kinds"]

SAME_DAY: Final = "same"  # the date of a candidate is that of the event told before: "Cùng ngày"


class EventKinds:
    """The nouns of gatherings, compiled."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        concepts = vocabulary.scheme("event-kinds").values()
        self.matcher: PhraseMatcher[Concept] = PhraseMatcher((label, c) for c in concepts for label in c.labels)
        self.concepts = {c.id: c for c in concepts}
        # those whose name may hold the name of their host
        self.own_host = frozenset(c.id for c in concepts if c.value("ownHost") is not None)


@lru_cache(maxsize=4)
def event_kinds(vocabulary: Vocabulary) -> EventKinds:
    """The event nouns of a vocabulary, compiled once."""
    return EventKinds(vocabulary)


@final
class EventCandidate:
    """One gathering while the page is read; ``date`` may be `SAME_DAY`.

    Its name is printed at [``name_start``, ``name_end``), its place at ``place``.
    """

    __slots__ = (
        "date",
        "default",
        "evidence",
        "held",
        "identified",
        "inferred",
        "kind",
        "mentioned",
        "name_end",
        "name_start",
        "named",
        "nouns",
        "order",
        "ordinal",
        "organizers",
        "place",
        "story",
    )

    def __init__(
        self,
        story: int,
        order: int,
        kind: Concept | None,  # None: the sentence does not name it
        default: Concept | None,  # what its verb implies, where no other sentence names it
        day: FoundDate | None,
        organizers: list[str],
        name: tuple[int, int],
        place: tuple[int, int] | None,
        held: bool,  # a verb of holding was seen
        evidence: Evidence,
        noun: int,  # where its noun stands, -1 without one
    ) -> None:
        self.story = story
        self.order = order
        self.kind = kind
        self.default = default
        self.date: str | None = day.value if day is not None else None
        self.inferred: bool = day is not None and day.inferred
        self.organizers = organizers
        self.name_start, self.name_end = name
        self.place = place
        self.held = held
        self.evidence: list[Evidence] = [evidence]
        self.nouns: set[int] = {noun} if noun >= 0 else set()
        self.ordinal: str | None = None  # "30": of a gathering that its name identifies
        self.named: bool = False  # its own name identifies it
        self.identified: bool = False  # what is at its name is its whole name
        self.mentioned: bool = False  # a sentence only says that somebody did something there

    def share_noun(self, other: EventCandidate) -> bool:
        """Both are called by one noun of the page."""
        return not self.nouns.isdisjoint(other.nouns)
