"""Candidates for events, from what a sentence tells: kind, day, hosts, name, place and evidence."""

from __future__ import annotations

from kg_dangbo.extract.cues import Cue
from kg_dangbo.extract.event_candidates import SAME_DAY, EventCandidate, EventKinds
from kg_dangbo.extract.event_hosts import EventHosts
from kg_dangbo.extract.event_names import GatheringName
from kg_dangbo.extract.event_phrases import CEREMONY, NAME, NAME_END, PLACE, WITHOUT_TENSE
from kg_dangbo.extract.page import DateMention, Page, Sentence
from kg_dangbo.language.normal import canonical
from kg_dangbo.vocabulary import Concept, Match

__all__ = ["EventBuilder"]


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
        when: DateMention | None,
        organizers: list[str],
        verb: Cue,
        rule: str,
        first: int,
    ) -> EventCandidate:
        """What a sentence tells of the gathering called ``kind`` or implied by ``implied``, held at ``when``.

        ``verb`` is what told of it, ``first`` where its first host begins.
        """
        concept = kind.value if kind is not None else None
        default = self.words.concepts.get(implied.kind) if concept is None and implied and implied.kind else None
        if concept is None and default is None and implied and CEREMONY.match(self.text, implied.start):
            default = self.words.concepts["event-kind-le"]
        if kind is not None and not organizers:
            organizers = self.hosts.own(kind, sentence.end)
        begin = min(
            x for x in (when.start if when else verb.start, verb.start, kind.start if kind else verb.start, first)
        )
        head = kind.start if kind is not None else (implied or verb).start
        tail = self._name_end(head, sentence.end)
        if kind is not None and kind.start < verb.start < tail:
            tail = verb.start  # "Hội nghị lần thứ 10 | được tổ chức": the verb is not in the name
        place = PLACE.search(self.text, sentence.start, max(verb.start, head))
        confidence = 0.9 if when is not None and organizers else 0.75
        return EventCandidate(
            story=sentence.story,
            order=0,
            kind=concept,
            default=default,
            date=when.value if when else None,
            inferred=bool(when and when.inferred),
            organizers=organizers,
            name=WITHOUT_TENSE.sub("", canonical(self.text[head:tail]).rstrip(" ,-–")) or None,
            place=canonical(place.group(1)) if place else None,
            held=rule in ("event.held", "event.held-by"),
            evidence=[self.page.evidence(begin, max(tail, verb.end), rule, confidence)],
            nouns={kind.start} if kind is not None else set(),
        )

    def identified(self, sentence: Sentence, order: int, name: GatheringName, same_day: bool) -> EventCandidate:
        """The gathering that its own name identifies; with ``same_day`` it was on the day of the event told before."""
        begin = min(name.start, name.day.start) if name.day else name.start
        return EventCandidate(
            story=sentence.story,
            order=order,
            kind=name.kind,
            default=None,
            date=name.day.value if name.day else SAME_DAY if same_day else None,
            inferred=bool(name.day and name.day.inferred),
            organizers=list(name.hosts),
            name=canonical(self.text[name.start : name.end]).rstrip(" ,-–"),
            place=None,
            held=False,
            evidence=[self.page.evidence(begin, name.end, "event.identified", 0.8 if name.day else 0.7)],
            nouns={name.start},
            ordinal=name.ordinal,
            named=name.certain,
        )

    def _name_end(self, start: int, end: int) -> int:
        stop = min(end, start + NAME)
        match = NAME_END.search(self.text, start, stop)
        if match:
            return match.start()
        if stop == end:
            return end
        space = self.text.rfind(" ", start, stop)
        return space if space > start else stop
