"""A sentence under analysis: what in it can tell of a gathering."""

from __future__ import annotations

from typing import final

from kg_dangbo.extract.cues import Cue
from kg_dangbo.extract.page import Sentence
from kg_dangbo.language.dates import FoundDate
from kg_dangbo.vocabulary import Concept, Match

__all__ = ["EventPassage"]


@final
class EventPassage:
    """The beginning [start, end) of one sentence, and what stands in it.

    ``kinds`` are the nouns of gatherings that are more than mentioned, ``verbs`` the cues of holding, taking place and
    implying, ``dates`` the days of which the page brings news, ``uses`` the uses of all its cues together. ``same_day``
    says that it opens with "Cùng ngày", ``is_lead`` that it belongs to the headline or the lead of its story.
    """

    __slots__ = ("dates", "end", "hosts", "is_lead", "kinds", "same_day", "sentence", "start", "uses", "verbs")

    def __init__(
        self,
        sentence: Sentence,
        end: int,
        kinds: list[Match[Concept]],
        verbs: list[Cue],
        dates: list[FoundDate],
        uses: int,
        same_day: bool,
        is_lead: bool,
    ) -> None:
        self.sentence = sentence
        self.start = sentence.start
        self.end = end
        self.kinds = kinds
        self.verbs = verbs
        self.dates = dates
        self.uses = uses
        self.same_day = same_day
        self.is_lead = is_lead
        self.hosts: dict[int, tuple[list[str], int]] = {}  # by verb, once they are asked for

    def kind_in(self, start: int, end: int) -> Match[Concept] | None:
        """The first noun of a gathering that begins inside [start, end)."""
        for kind in self.kinds:
            if kind.start >= start:
                return kind if kind.start < end else None
        return None

    def day_before(self, offset: int) -> FoundDate | None:
        """The first day of the sentence, where it begins before ``offset``."""
        return self.dates[0] if self.dates and self.dates[0].start < offset else None

    def day_behind(self, start: int, end: int) -> FoundDate | None:
        """The first day that begins inside [start, end)."""
        for day in self.dates:
            if day.start >= start:
                return day if day.start < end else None
        return None
