"""Where on the page each of its events is told of, so that what persons do finds the event at which they do it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kg_dangbo.extract.cues import reported
from kg_dangbo.extract.page import Page, Sentence
from kg_dangbo.model import EventFact

__all__ = ["EventPlaces"]

_LEAD: Final = 4  # sentences of headline and lead


class EventPlaces:
    """Which event a sentence tells of: the last one begun in its story, else the page's first.

    An event that the page does not report but names in passing, below the lead, takes only the persons of the sentence
    that names it ("tại kỳ họp thứ 30, ông A báo cáo"), one at which somebody spoke only those who follow.
    """

    def __init__(self, page: Page, events: Sequence[EventFact]) -> None:
        self._places: dict[int, list[tuple[int, str]]] = {}  # where each event is told first, by story
        self._passing: dict[int, str] = {}  # by the start of the sentence
        self._from = 0  # before it nobody speaks at the page's first event
        first: list[tuple[str, int]] = []
        low = page.sentences[min(_LEAD, len(page.sentences) - 1)].start if page.sentences else 0
        published = page.article.published
        for event in events:
            evidence = event.evidence[0]
            sentence = page.sentence_at(evidence.start)
            if sentence is None:
                continue
            rules = {e.rule for e in event.evidence}
            past = event.date is not None and published is not None and not reported(event.date, published)
            passing = rules <= {"event.identified", "event.mentioned"}
            passing = passing and (bool(first) or past or rules == {"event.identified"})
            if passing and sentence.start > low:
                self._passing[sentence.start] = event.key
                continue
            self._places.setdefault(sentence.story, []).append((evidence.start, event.key))
            late = rules <= {"event.identified", "event.mentioned"} and sentence.start > low
            first.append((event.key, sentence.start if late else 0))
        for places in self._places.values():
            places.sort()
        self._first: str | None = None
        if first:
            self._first, self._from = first[0]

    def at(self, sentence: Sentence, offset: int) -> str | None:
        """The key of the event of which ``sentence`` tells at ``offset``, or None."""
        if self._passing and sentence.start in self._passing:
            return self._passing[sentence.start]
        if sentence.start < self._from:
            return None
        places = self._places.get(sentence.story)
        if places is None:
            return self._first
        told = places[0][1]
        for start, key in places:
            if start >= max(offset, sentence.end):
                break
            told = key
        return told
