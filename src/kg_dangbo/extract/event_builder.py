"""Candidates for events, from what a sentence tells: kind, day, hosts, name, place and evidence."""

from __future__ import annotations

import re
from typing import Final, final

from kg_dangbo.extract.cues import Cue
from kg_dangbo.extract.event_candidates import SAME_DAY, EventCandidate, EventKinds
from kg_dangbo.extract.event_hosts import EventHosts
from kg_dangbo.extract.event_names import GatheringName
from kg_dangbo.extract.event_phrases import CEREMONY, NAME, NAME_GOES_ON, PLACE
from kg_dangbo.extract.page import Page, Sentence
from kg_dangbo.language.dates import FoundDate
from kg_dangbo.vocabulary import Concept, Match

__all__ = ["EventBuilder"]

# where a name may end: at a sign, or at the verb of its sentence
_STOP: Final = re.compile(
    r"[.;:\n(,]|[^\S\n](?:đã|vừa|sẽ|đang|diễn ra|chính là|cho biết|hồi (?:tháng|năm|cuối|đầu))(?!\w)"
)


@final
class EventBuilder:
    """Makes candidates of one page."""

    def __init__(self, page: Page, words: EventKinds, hosts: EventHosts) -> None:
        self.page = page
        self.text = page.text
        self.words = words
        self.hosts = hosts

    def event(
        self,
        sentence: Sentence,
        kind: Match[Concept] | None,
        implied: Cue | None,
        when: FoundDate | None,
        organizers: list[str],
        verb: Cue,
        rule: str,
        first: int,
    ) -> EventCandidate:
        """What a sentence tells of the gathering called ``kind`` or implied by ``implied``, held at ``when``.

        ``verb`` is what told of it, ``first`` where its first host begins.
        """
        concept: Concept | None = None
        default: Concept | None = None
        noun, head = -1, verb.start
        begin = min(verb.start, first)
        if kind is not None:
            concept = kind.value
            noun = head = kind.start
            begin = min(begin, noun)
            organizers = organizers or self.hosts.own(kind, sentence.end)
        elif implied is not None:
            head = implied.start
            default = self.words.concepts.get(implied.kind) if implied.kind else None
            if default is None and CEREMONY.match(self.text, head):
                default = self.words.concepts["event-kind-le"]
        if when is not None:
            begin = min(begin, when.start)
        tail = self._name_end(head, sentence.end)
        if kind is not None and kind.end <= verb.start < tail:
            tail = verb.start  # "Hội nghị lần thứ 10 | được tổ chức": the verb is not in the name
        confidence = 0.9 if when is not None and organizers else 0.75
        return EventCandidate(
            sentence.story,
            0,
            concept,
            default,
            when,
            organizers,
            (head, tail),
            self._place(sentence.start, max(verb.start, head)),
            rule in ("event.held", "event.held-by"),
            self.page.evidence(begin, max(tail, verb.end), rule, confidence),
            noun,
        )

    def identified(self, sentence: Sentence, order: int, name: GatheringName, same_day: bool) -> EventCandidate:
        """The gathering that its own name identifies; with ``same_day`` it was on the day of the event told before."""
        day = name.day
        begin = min(name.start, day.start) if day is not None else name.start
        evidence = self.page.evidence(begin, name.end, "event.identified", 0.8 if day is not None else 0.7)
        event = EventCandidate(
            sentence.story,
            order,
            name.kind,
            None,
            day,
            name.hosts,
            (name.start, name.end),
            None,
            False,
            evidence,
            name.start,
        )
        if day is None and same_day:
            event.date = SAME_DAY
        event.identified = True
        event.ordinal = name.ordinal
        event.named = name.certain
        return event

    def _place(self, start: int, end: int) -> tuple[int, int] | None:
        """The place of "tại ...," inside [start, end)."""
        if self.text.find("ại", start, end) < 0:
            return None
        place = PLACE.search(self.text, start, end)
        return (place.start(1), place.end(1)) if place is not None else None

    def _name_end(self, start: int, end: int) -> int:
        text, stop = self.text, min(end, start + NAME)
        match = _STOP.search(text, start, stop)
        while match is not None:
            at = match.start()
            mark = text[at]
            # "Đại hội Đảng bộ TP. Huế", "Hội nghị ..., nhiệm kỳ 2020 - 2025": there it goes on
            goes_on = (mark == "." and text.endswith(("TP", "Tp"), 0, at)) or (
                mark == "," and NAME_GOES_ON.match(text, at + 1, stop) is not None
            )
            if not goes_on:
                return at
            match = _STOP.search(text, at + 1, stop)
        if stop == end:
            return end
        space = text.rfind(" ", start, stop)
        return space if space > start else stop
