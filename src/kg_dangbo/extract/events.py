"""Events: the gatherings that the stories of a page report, one fact for each real gathering.

`event_sentences` reads the sentences. Headline, lead and body of one story tell of the same event; a page may hold
several stories.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from kg_dangbo.extract import cue_uses as use
from kg_dangbo.extract.cues import reported
from kg_dangbo.extract.event_candidates import SAME_DAY, EventCandidate
from kg_dangbo.extract.event_sentences import EventReader
from kg_dangbo.extract.page import Page, Zone
from kg_dangbo.language.normal import canonical
from kg_dangbo.language.offsets import bisect_left
from kg_dangbo.model import EventFact
from kg_dangbo.vocabulary import Concept, Vocabulary

__all__ = ["find_events"]

_NUMBERED: Final = re.compile(r"\s(?:lần|thứ)\s|\s\d", re.IGNORECASE)
_LEAD: Final = 3  # sentences of body text that count as a lead
_PER_STORY: Final = 40  # candidates; what merges with none of so many is no news story any more
_AT: Final = re.compile(r"(?<!\w)tại[^\S\n]{1,3}$", re.IGNORECASE)
_CAPTION: Final = Zone.CAPTION
_HEADLINE: Final = Zone.HEADLINE
_SERIES: Final = 3  # how far apart the numbers of two gatherings of one series may be
_OLD: Final = 45  # days before the story's main event from which on another event is history
_DONE_THERE: Final = use.ATTEND | use.SPEAK | use.CHAIR | use.ON_OCCASION
_TENSE: Final = re.compile(r"^đã\s+|\s+(?:đã|vừa)$")  # of the verb, at the ends of a name


def find_events(page: Page, vocabulary: Vocabulary) -> list[EventFact]:
    """The events that the page reports, in order of first mention.

    Reads ``page.text``, ``page.sentences``, ``page.dates``, ``page.organizations`` and ``page.persons``. Planned,
    past and merely mentioned gatherings ("Nghị quyết Đại hội", "sau hội nghị", "các hội nghị") are none.

    Returns:
        One fact per gathering; ``date_inferred`` where the page supplied the year or the day.
    """
    return _Stories(page, vocabulary).facts()


class _Stories:
    """The stories of a page, and the candidates of each."""

    def __init__(self, page: Page, vocabulary: Vocabulary) -> None:
        self.page = page
        self.reader = EventReader(page, vocabulary)
        self.kind_starts = self.reader.kind_starts
        self.last: EventCandidate | None = None  # the last dated one, for "Cùng ngày" at the head of the next story

    def facts(self) -> list[EventFact]:
        stories: dict[int, list[EventCandidate]] = {}
        lead: dict[int, int] = {}
        noun = 0  # of those of the page, the first behind the sentences read
        for order, sentence in enumerate(self.page.sentences):
            zone = sentence.zone
            if not zone.states_facts:
                continue
            number = lead.get(sentence.story, 0)
            if zone is not _CAPTION and zone is not _HEADLINE:
                lead[sentence.story] = number + 1
            events = stories.get(sentence.story)
            if events is None:
                events = stories[sentence.story] = []
            while noun < len(self.kind_starts) and self.kind_starts[noun] < sentence.start:
                noun += 1
            called = noun < len(self.kind_starts) and self.kind_starts[noun] < sentence.end
            found = self.reader.candidate(sentence, order, called, is_lead=number < _LEAD and zone is not _CAPTION)
            names = self.reader.identified(sentence, order) if called else []
            if found is not None:
                for name in names:
                    if name.share_noun(found):
                        _join(found, name)
                self._merge(events, found)
            for name in names:
                if found is None or not name.share_noun(found):
                    self._merge(events, name, certain=name.named)
        chosen = [e for story in sorted(stories) for e in self._settle(stories[story], story)]
        if all(e.named and e.order >= _LEAD for e in chosen) and self.page.organizations:
            chosen += self._only_mentioned([e for story in sorted(stories) for e in stories[story] if e not in chosen])
            chosen.sort(key=lambda e: (e.story, e.order))
        return self._write(_split_summaries(chosen))

    def _merge(self, events: list[EventCandidate], found: EventCandidate, *, certain: bool = True) -> None:
        """Add ``found`` to the event of which it tells, or where ``certain`` as a new one."""
        if found.date == SAME_DAY:
            previous = next((e for e in reversed(events) if e.date), self.last)
            found.date = previous.date if previous else None
            found.inferred = True
            if (
                found.date is not None
                and previous is not None
                and found.held
                and not set(found.organizers) & set(previous.organizers)
            ):
                events.append(found)
                return
        if found.ordinal and not found.organizers:
            found.organizers = _host_of_series(events, found)
            found.named = found.named or bool(found.organizers)
        # a mere mention belongs to the gathering of its kind before it belongs to one that nobody has named yet
        for event in sorted(events, key=lambda e: e.kind is not found.kind) if found.mentioned else events:
            if _same(event, found):
                event.date, event.inferred = (
                    (event.date, event.inferred) if event.date else (found.date, found.inferred)
                )
                event.kind = event.kind or found.kind
                event.default = event.default or found.default
                event.organizers = event.organizers or found.organizers
                event.mentioned = event.mentioned and found.mentioned
                event.nouns |= found.nouns
                event.ordinal = event.ordinal or found.ordinal
                event.named = event.named or found.named
                event.place = event.place or found.place
                event.evidence += found.evidence
                return
        if found.date:
            self.last = found
        known = certain or found.named
        if found.mentioned and found.ordinal and not found.named and not found.date:
            known = False  # "tại kỳ họp thứ nhất Quốc hội khóa XIV": in every life
        if len(events) < _PER_STORY and known:
            events.append(found)

    def _settle(self, events: list[EventCandidate], story: int) -> list[EventCandidate]:
        """Which candidates of one story are events: the dated ones; else the first undated one with a host."""
        told = {e.kind.id for e in events if e.kind is not None and e.date}
        for event in events:
            if event.kind is None:
                kind = self._kind_by_context(story, event.order)
                # the gathering that gives the kind has a day of its own: the visit before it is no second one
                event.kind = event.default if kind is None or kind.id in told else kind
        events = [e for e in events if e.kind is not None]
        named = [e for e in events if e.named]
        dated = [e for e in events if e.date and not e.mentioned and (not e.named or len(e.evidence) > 1)]
        if not dated:
            main = next((e for e in events if e.held and e.organizers), None)
            return [e for e in events if e is main or e.named]
        published = self.page.article.published
        if published is not None:
            dated = [e for e in dated if reported(str(e.date), published)]
        if not dated:
            return named
        main = dated[0]
        kept = [e for e in dated if e is main or (e.held and e.organizers and not _far(main, e))]
        return [e for e in events if e in kept or e.named]

    @staticmethod
    def _only_mentioned(events: list[EventCandidate]) -> list[EventCandidate]:
        """The gathering at which the page's people spoke, where no sentence tells that one was held."""
        mentioned = [e for e in events if e.mentioned and e.kind is not None]
        return [e for e in mentioned if e.date][:1] or mentioned[:1]

    def _kind_by_context(self, story: int, order: int) -> Concept | None:
        """The noun by which later sentences of the story call the gathering: "Dự buổi lễ có ..."."""
        text, kinds = self.page.text, self.reader.kinds
        for n in range(bisect_left(self.kind_starts, self.page.sentences[order].start), len(kinds)):
            kind = kinds[n]
            sentence = self.page.sentence_at(kind.start)
            if sentence is not None and sentence.story > story:
                break
            if sentence is None or sentence.story != story or not sentence.zone.states_facts:
                continue
            done = self.reader.cues.uses(max(sentence.start, kind.start - 40), kind.start) & _DONE_THERE
            if not done and not _AT.search(text[max(0, kind.start - 8) : kind.start]):
                continue
            if _NUMBERED.match(text, kind.end):
                continue  # "tại kỳ họp thứ 23": another one, told of by its number
            if not self.reader.mentioned_only(kind, sentence.start):
                return kind.value
        return None

    def _write(self, events: list[EventCandidate]) -> list[EventFact]:
        facts = []
        seen: dict[str, int] = {}
        for event in events:
            assert event.kind is not None
            day = event.date if event.date and not event.date.startswith("-") else None
            key = "|".join(("event", event.kind.id, day or "", *event.organizers[:1]))
            seen[key] = seen.get(key, 0) + 1
            facts.append(
                EventFact(
                    key=key if seen[key] == 1 else f"{key}|{seen[key]}",
                    evidence=tuple(event.evidence),
                    kind=event.kind.pref,
                    kind_id=event.kind.id,
                    name=self._name(event),
                    date=day,
                    date_inferred=event.inferred and day is not None,
                    organizers=tuple(event.organizers),
                    place=canonical(self.page.text[slice(*event.place)]) if event.place is not None else None,
                )
            )
        return facts

    def _name(self, event: EventCandidate) -> str | None:
        """What the event is called; the noun of a verb may have its tense beside it."""
        name = canonical(self.page.text[event.name_start : event.name_end]).rstrip(" ,-–")
        return name if event.identified else _TENSE.sub("", name) or None


def _same(a: EventCandidate, b: EventCandidate) -> bool:
    """Two candidates of one story tell of one gathering."""
    if a.share_noun(b):
        return True
    kinds = a.kind is None or b.kind is None or a.kind.id == b.kind.id
    if (a.mentioned or b.mentioned) and not kinds:
        return False
    if (a.named or b.named) and a.organizers and b.organizers and not _share_hosts(a, b):
        return False
    if a.ordinal or b.ordinal:
        if not kinds or (a.ordinal and b.ordinal and a.ordinal != b.ordinal):
            return False
        if a.organizers and b.organizers and not set(a.organizers) & set(b.organizers):
            return False
        if a.ordinal == b.ordinal and a.organizers and b.organizers:
            return True
        return not a.date or not b.date or a.date.startswith(b.date) or b.date.startswith(a.date)
    if a.date and b.date:
        return a.date == b.date and _share_hosts(a, b) and (kinds or bool(a.organizers and b.organizers))
    return kinds or not b.held or not a.held


def _join(found: EventCandidate, name: EventCandidate) -> None:
    """What the name of the gathering adds to the sentence that tells of it."""
    if name.organizers and not found.held:
        found.organizers = name.organizers  # the body in its name, unless another is said to hold it
    found.organizers = found.organizers or name.organizers
    if name.date and name.date != SAME_DAY:
        found.date, found.inferred = name.date, name.inferred
    found.ordinal, found.named = name.ordinal, name.named
    found.evidence += name.evidence


def _share_hosts(a: EventCandidate, b: EventCandidate) -> bool:
    """The hosts of one may be those of the other: the same body, or two bodies of one place."""
    if not a.organizers or not b.organizers or set(a.organizers) & set(b.organizers):
        return True
    places = [{" ".join(o.split("|")[1].split()[-2:]) for o in e.organizers} for e in (a, b)]
    return bool(places[0] & places[1])


def _host_of_series(events: list[EventCandidate], found: EventCandidate) -> list[str]:
    """ "kỳ họp 31 ... tại kỳ họp thứ 32": a number of the series that the page has just named with its host."""
    for event in reversed(events):
        if event.named and event.kind is found.kind and event.ordinal and found.ordinal:
            return event.organizers if abs(int(event.ordinal) - int(found.ordinal)) <= _SERIES else []
    return []


def _far(main: EventCandidate, other: EventCandidate) -> bool:
    """``other`` lies so long before the story's main event, or after it, that it is history or a plan."""
    first, second = str(main.date), str(other.date)
    if first.startswith("-") or second.startswith("-"):
        return first[0] != second[0]  # a day of a page that does not tell its year
    try:
        days = (date.fromisoformat(first) - date.fromisoformat(second)).days
    except ValueError:
        return True
    return not -3 <= days <= _OLD


def _split_summaries(events: list[EventCandidate]) -> list[EventCandidate]:
    """A first story that sums up the page ("X và Y tổ chức") leaves to each later story its own host."""
    kept = [e for e in events if e.story > 0]
    out = []
    for event in events:
        if event.story == 0:
            told = {o for e in kept if e.date == event.date for o in e.organizers}
            rest = [o for o in event.organizers if o not in told]
            if event.organizers and not rest and told:
                continue
            event.organizers = rest
        out.append(event)
    return out
