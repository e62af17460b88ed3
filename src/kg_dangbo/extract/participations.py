"""Participations: what named persons did at the page's events: attended, chaired, spoke, handed over.

Attending and chairing verbs take whole lists, before ("A; B; C dự hội nghị") or after them ("Dự hội nghị có: A; B"). A
speaking verb takes the one person before it; the words of speeches also begin sentences ("Phát biểu tại hội nghị,
đồng chí A ...").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from kg_dangbo.extract import cue_uses as use
from kg_dangbo.extract.award_parts import award_words
from kg_dangbo.extract.cues import Cue, cue_words, within
from kg_dangbo.extract.event_candidates import event_kinds
from kg_dangbo.extract.event_places import EventPlaces
from kg_dangbo.extract.page import Page, PersonMention, Sentence
from kg_dangbo.extract.participation_clauses import REACH, ParticipationClauses
from kg_dangbo.extract.participation_presenters import Presenters
from kg_dangbo.extract.participation_verbs import LONGEST, ParticipationVerbs
from kg_dangbo.model import EventFact, Evidence, ParticipationFact
from kg_dangbo.vocabulary import Vocabulary

__all__ = ["find_participations"]

_S = r"[^\S\n]{1,3}"
_S0 = r"[^\S\n]{0,3}"
_LIST_WORDS = 18  # "... cùng lãnh đạo các sở, ngành, địa phương và đông đảo nhân dân dự": others end the list
_SHARED = 25  # "A dự và chủ trì": the second verb right behind the first
_WORD = re.compile(r"\w+")
_NAME_REACH = 260  # the name of the meeting may stand between "Dự" and "có đồng chí A"
_PASSIVE = re.compile(rf"(?<!\w)(?:được|bị)(?:{_S}[^\W\d_]+){{0,1}}[^\S\n]{{1,3}}$", re.IGNORECASE)
_INTRODUCES = re.compile(r"[,:]|(?<!\w)(?:của|do|có)(?!\w)", re.IGNORECASE)
_INTRODUCED = re.compile(rf"(?<!\w)(?:có|của|gồm|là|đồng{_S}chí|ông|bà|:|do)", re.IGNORECASE)
_ALL = re.compile(r"(?<!\w)các\s{1,3}(?:đồng\s{1,3}chí|ông|bà|đại\s{1,3}biểu)\s{0,3}:?\s{0,3}$", re.IGNORECASE)
_NAMES_THEM = re.compile(
    rf"(?:[:;]|(?<!\w)(?:có|gồm|là|của))(?:{_S}các)?\s{{0,3}}(?:đồng{_S}chí|ông|bà|đại{_S}biểu)?[\s:]{{0,3}}$", re.I
)
_FROM_LEFT = re.compile(
    rf"\(?(?:Hàng{_S}\w{{1,6}},?{_S})?(?:Từ|từ){_S}(?:trái|phải){_S}(?:qua|sang)(?:{_S}(?:trái|phải))?\)?{_S0}:"
)
_DELEGATES = re.compile(r"(?<!\w)(?:đại biểu|nghi thức|buổi lễ|hội nghị|đại hội)(?!\w)", re.IGNORECASE)
_BULLET = re.compile(r"[-–•+*●▪]|\d{1,2}[.)]")


@dataclass(frozen=True, slots=True)
class _Found:
    person: PersonMention
    role: str
    start: int
    end: int
    rule: str
    confidence: float


def find_participations(page: Page, vocabulary: Vocabulary, events: Sequence[EventFact]) -> list[ParticipationFact]:
    """What persons did at the events of the page, one fact per person, role and event, by first mention.

    Reads ``page.text``, sentences, persons and organisations. A page without events has no attendees and no speakers;
    who handed over an award or a decision is told all the same, without an event.
    """
    reader = _Reader(page, vocabulary)
    places = EventPlaces(page, events)
    facts: dict[str, tuple[str, str, str | None, list[Evidence]]] = {}
    guests = False  # a heading "Về dự có các đồng chí:" opens a list of lines
    for number, sentence in enumerate(page.sentences):
        if not sentence.zone.states_facts:
            continue
        guests = reader.heads_list(sentence) or (guests and reader.is_item(sentence))
        for found in (
            reader.read(sentence) or (reader.guest(sentence) if guests else []) or reader.pictured(sentence, number)
        ):
            event = places.at(sentence, found.start)
            if event is None and found.role != "presenter":
                continue
            key = "|".join(("participation", found.role, found.person.key, event or ""))
            entry = facts.setdefault(key, (found.person.key, found.role, event, []))
            entry[3].append(page.evidence(found.start, found.end, found.rule, found.confidence))
    # handed over before the page names the event, and again at it: the same handing over
    told = {(person, role) for person, role, event, _ in facts.values() if event is not None}
    facts = {k: f for k, f in facts.items() if f[2] is not None or f[:2] not in told}
    return [
        ParticipationFact(key=key, evidence=tuple(evidence), person=person, role=role, event=event)
        for key, (person, role, event, evidence) in facts.items()
    ]


class _Reader:
    def __init__(self, page: Page, vocabulary: Vocabulary) -> None:
        self.page = page
        self.text = page.text
        folded = page.folded
        self.cues = cue_words(vocabulary).find(folded)
        self.verbs = ParticipationVerbs(page, self.cues, event_kinds(vocabulary).matcher.find(folded))
        self.clauses = ParticipationClauses(page, self.cues, vocabulary)
        self.presenters = Presenters(page, self.cues, award_words(vocabulary).forms(page, folded), self.clauses)

    def read(self, sentence: Sentence) -> list[_Found]:
        """Every participation that one sentence states."""
        end = min(sentence.end, sentence.start + LONGEST)
        persons = self.page.persons_in(sentence.start, end)
        if not persons:
            return []
        verbs = self.verbs.of(sentence, persons)
        found: list[_Found] = []
        shared: list[_Found] = []
        for i, verb in enumerate(verbs):
            low = verbs[i - 1].end if i else sentence.start
            high = verbs[i + 1].start if i + 1 < len(verbs) else end
            here: list[_Found] = []
            if verb.uses & use.ATTEND:
                here = self._list(sentence, verb, low, high, persons, "attendee")
            elif verb.uses & use.CHAIR:
                here = self._list(sentence, verb, low, high, persons, "chair")
            elif verb.uses & use.HAND_OVER:
                subject = [f.person for f in shared if f.end == low]
                run, rule = self.presenters.of(sentence, verb, persons, subject, low)
                here = [
                    _Found(p, "presenter", p.outer, verb.end, "participation." + rule, 0.9)
                    if p.start < verb.start
                    else _Found(p, "presenter", verb.start, p.end, "participation." + rule, 0.8)
                    for p in run
                ]
            else:
                here = self._speaker(sentence, verb, persons, high)
            found += here
            shared = here if verb.uses & use.ATTEND or verb.uses & use.CHAIR else []
        return found

    def heads_list(self, sentence: Sentence) -> bool:
        """ "Đến dự đại hội có các đồng chí:", with the guests on the lines below."""
        if sentence.end - sentence.start > _NAME_REACH or self.text[sentence.end - 1] != ":":
            return False
        cues = self.cues.between(sentence.start, sentence.end, use.ATTEND)
        return bool(cues) and not self.page.persons_in(sentence.start, sentence.end)

    def is_item(self, sentence: Sentence) -> bool:
        """One line of a list: a bullet or number, or a heading inside the list ("* Đại biểu của xã:")."""
        return bool(_BULLET.match(self.text, sentence.start)) or self.text[sentence.end - 1] == ":"

    def guest(self, sentence: Sentence) -> list[_Found]:
        """The person with whom a line of a list of guests begins."""
        person = next(iter(self.page.persons_in(sentence.start, sentence.end)), None)
        if person is None or len(list(islice(_WORD.finditer(self.text, sentence.start, person.outer), 2))) > 1:
            return []
        return [_Found(person, "attendee", person.outer, person.end, "participation.attendee-list", 0.85)]

    def pictured(self, sentence: Sentence, number: int) -> list[_Found]:
        """ "Các đại biểu thực hiện nghi thức. Từ trái qua: ông A - ..., ông B - ...": whom a picture shows.

        ``number`` counts the sentences before this one.
        """
        if not number or not _FROM_LEFT.match(self.text, sentence.start):
            return []
        before = self.page.sentences[number - 1]
        if before.story != sentence.story or not _DELEGATES.search(
            self.text, before.start, min(before.end, before.start + 160)
        ):
            return []
        end = min(sentence.end, sentence.start + LONGEST)
        return [
            _Found(p, "attendee", p.outer, p.end, "participation.attendee-pictured", 0.75)
            for p in self.page.persons_in(sentence.start, end)
        ]

    # -- attending, chairing -----------------------------------------------------------------------------------

    def _list(
        self, sentence: Sentence, verb: Cue, low: int, high: int, persons: Sequence[PersonMention], role: str
    ) -> list[_Found]:
        rule = "participation." + role
        before = [p for p in within(persons, low, verb.start) if not self.clauses.acted_on(p)]
        after = within(persons, verb.end, high)
        opens = self.clauses.opens(sentence, verb) or self.text[verb.end - 4 : verb.end] == " của"
        if opens and after and before and self.text[before[-1].end : verb.start].strip() in (",", "-", "–"):
            # "ông A, đồng chủ trì hội nghị, xác nhận ông B ...": what follows is another clause
            opens = bool(_NAMES_THEM.search(self.text[verb.end : after[0].outer]))
        if opens and not after:
            # "Dự hội nghị biểu dương các mô hình có đồng chí A": verbs before the first person are its name
            following = within(persons, verb.end, sentence.end)[:1]
            if following and following[0].outer - verb.end < _NAME_REACH and not within(persons, low, verb.start):
                high = self.verbs.next(following[0].end, sentence)
                after = within(persons, verb.end, high)
        if opens and after:
            return [_Found(p, role, verb.start, p.end, rule + "-list", 0.92) for p in self._run_after(verb, after)]
        if before and verb.start - before[-1].end <= REACH and self.clauses.is_subject(before[-1], verb, _LIST_WORDS):
            return [_Found(p, role, p.outer, verb.end, rule, 0.9) for p in self._run_before(before, verb)]
        # two verbs of one subject: "A dự và chủ trì"
        earlier = list(within(persons, max(sentence.start, low - REACH), low))
        if earlier and not after and low > sentence.start and verb.start - low <= _SHARED:
            return [_Found(p, role, p.outer, verb.end, rule + "-shared", 0.8) for p in self._run_before(earlier, verb)]
        if after and after[0].outer - verb.end < 160 and _INTRODUCED.search(self.text[verb.end : after[0].start]):
            return [_Found(p, role, verb.start, p.end, rule + "-list", 0.85) for p in self._run_after(verb, after)]
        return []

    def _run_after(self, verb: Cue, persons: Sequence[PersonMention]) -> list[PersonMention]:
        run: list[PersonMention] = []
        for person in persons:
            left = run[-1].end if run else verb.end
            if person.outer - left > REACH or (run and self.clauses.acted_on(person)):
                break  # "..., xem xét kỷ luật đối với ông C"
            run.append(person)
        return run

    def _run_before(self, persons: Sequence[PersonMention], verb: Cue) -> list[PersonMention]:
        run: list[PersonMention] = []
        right = verb.start
        for person in reversed(persons):
            if right - person.end > REACH:
                break
            run.append(person)
            right = person.outer
        return list(reversed(run))

    # -- speaking ------------------------------------------------------------------------------------------------

    def _speaker(self, sentence: Sentence, verb: Cue, persons: Sequence[PersonMention], high: int) -> list[_Found]:
        said = verb.uses & use.SAY and not verb.uses & use.SPEAK
        low = max(sentence.start, verb.start - REACH)
        clause = self.clauses.start(low, verb.start)
        before = [p for p in within(persons, clause, verb.start) if p.end <= verb.start]
        before = [p for p in before if not self.clauses.is_object(before, p)]
        if _PASSIVE.search(self.text[max(low, verb.start - 14) : verb.start]):
            return []
        if before:
            person = before[-1]
            if not self.clauses.is_subject(person, verb):
                return []
            run = [person] if said else self._joined_speakers(before)
            return [
                _Found(p, "speaker", p.outer, verb.end, "participation.speaker", 0.85 if said else 0.9) for p in run
            ]
        if said:
            return []
        # the speech opens the sentence, the speaker follows
        if not self.clauses.opens(sentence, verb):
            return []
        after = within(persons, verb.end, min(sentence.end, verb.end + 200))
        listed = after and _ALL.search(self.text[verb.end : after[0].start])
        if listed:
            run = self._joined_speakers_after(within(persons, verb.end, sentence.end))
            return [_Found(p, "speaker", verb.start, p.end, "participation.speakers", 0.8) for p in run]
        if (
            after
            and _INTRODUCES.search(self.text[verb.end : after[0].start])
            and not self.clauses.is_object(after, after[0])
        ):
            return [_Found(after[0], "speaker", verb.start, after[0].end, "participation.speaker-opens", 0.85)]
        return []

    def _joined_speakers(self, persons: Sequence[PersonMention]) -> list[PersonMention]:
        """ "A, Bí thư Chi bộ và B, Trưởng thôn tham luận": the persons joined to the last one by "và" and commas."""
        run = [persons[-1]]
        for person in reversed(persons[:-1]):
            if not self.clauses.joined(person, run[-1], last=len(run) == 1):
                break
            run.append(person)
        return list(reversed(run))

    def _joined_speakers_after(self, persons: Sequence[PersonMention]) -> list[PersonMention]:
        run = [persons[0]]
        for person in persons[1:]:
            if not self.clauses.joined(run[-1], person, last=False):
                break
            run.append(person)
        return run
