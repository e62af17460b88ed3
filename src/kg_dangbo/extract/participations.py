"""Participations: what named persons did at the page's events: attended, chaired, spoke, handed over.

Attending and chairing verbs take whole lists, before ("A; B; C dự hội nghị") or after them ("Dự hội nghị có: A; B"). A
speaking verb takes the one person before it; the words of speeches also begin sentences ("Phát biểu tại hội nghị,
đồng chí A ...").
"""

from __future__ import annotations

import re
from itertools import islice
from typing import Final, final

from kg_dangbo.extract import cue_uses as use
from kg_dangbo.extract.award_parts import award_words
from kg_dangbo.extract.cues import Cue, cue_words
from kg_dangbo.extract.event_candidates import event_kinds
from kg_dangbo.extract.event_places import EventPlaces
from kg_dangbo.extract.page import Page, PersonMention, Sentence
from kg_dangbo.extract.participation_clauses import REACH, ParticipationClauses
from kg_dangbo.extract.participation_presenters import Presenters
from kg_dangbo.extract.participation_verbs import LONGEST, ParticipationVerbs
from kg_dangbo.model import EventFact, Evidence, ParticipationFact
from kg_dangbo.vocabulary import Vocabulary

__all__ = ["find_participations"]

_S: Final = r"[^\S\n]{1,3}"
_S0: Final = r"[^\S\n]{0,3}"
_LIST_WORDS: Final = 18  # "... cùng lãnh đạo các sở, ngành, địa phương và đông đảo nhân dân dự": others end the list
_SHARED: Final = 25  # "A dự và chủ trì": the second verb right behind the first
_WORD: Final = re.compile(r"\w+")
_NAME_REACH: Final = 260  # the name of the meeting may stand between "Dự" and "có đồng chí A"
_PASSIVE: Final = re.compile(rf"(?<!\w)(?:được|bị)(?:{_S}[^\W\d_]+){{0,1}}[^\S\n]{{1,3}}$")
_INTRODUCES: Final = re.compile(r"[,:]|(?<!\w)(?:của|do|có)(?!\w)", re.IGNORECASE)
_INTRODUCED: Final = re.compile(rf"(?<!\w)(?:có|của|gồm|là|đồng{_S}chí|ông|bà|:|do)", re.IGNORECASE)
_ALL: Final = re.compile(r"(?<!\w)các\s{1,3}(?:đồng\s{1,3}chí|ông|bà|đại\s{1,3}biểu)\s{0,3}:?\s{0,3}$", re.IGNORECASE)
_NAMES_THEM: Final = re.compile(
    rf"(?:[:;]|(?<!\w)(?:có|gồm|là|của))(?:{_S}các)?\s{{0,3}}(?:đồng{_S}chí|ông|bà|đại{_S}biểu)?[\s:]{{0,3}}$", re.I
)
_DECIDED: Final = re.compile(r"(?<!\w)(?:bỏ phiếu|biểu quyết|đồng ý|nhất trí|bầu)(?!\w)", re.IGNORECASE)
_FROM_LEFT: Final = re.compile(
    rf"\(?(?:Hàng{_S}\w{{1,6}},?{_S})?(?:Từ|từ){_S}(?:trái|phải){_S}(?:qua|sang)(?:{_S}(?:trái|phải))?\)?{_S0}:"
)
_DELEGATES: Final = re.compile(r"(?<!\w)(?:đại biểu|nghi thức|buổi lễ|hội nghị|đại hội)(?!\w)", re.IGNORECASE)
_BY_ORDER: Final = re.compile(r"(?:Theo|Được|Thừa)(?!\w)[^,;]{1,60}(?<!\w)của(?!\w)")
_BULLET: Final = re.compile(r"[-–•+*●▪]|\d{1,2}[.)]")


@final
class _Found:
    """What one person did, as told at [start, end)."""

    __slots__ = ("confidence", "end", "person", "role", "rule", "start")

    def __init__(self, person: PersonMention, role: str, start: int, end: int, rule: str, confidence: float) -> None:
        self.person = person
        self.role = role
        self.start = start
        self.end = end
        self.rule = rule
        self.confidence = confidence


def find_participations(page: Page, vocabulary: Vocabulary, events: list[EventFact]) -> list[ParticipationFact]:
    """What persons did at the events of the page, one fact per person, role and event, by first mention.

    Reads ``page.text``, sentences, persons and organisations. A page without events has no attendees and no speakers;
    who handed over an award or a decision is told all the same, without an event.
    """
    if not page.persons:
        return []
    reader = _Reader(page, vocabulary)
    if not events and not reader.hands_over(0, len(page.text)):
        return []
    places = EventPlaces(page, events)
    following = 0  # of the persons of the page, the first behind the sentences read
    facts: dict[str, tuple[str, str, str | None, list[Evidence]]] = {}
    guests = False  # a heading "Về dự có các đồng chí:" opens a list of lines
    for number, sentence in enumerate(page.sentences):
        if not sentence.zone.states_facts:
            continue
        while following < len(page.persons) and page.persons[following].start < sentence.start:
            following += 1
        persons: list[PersonMention] = []
        if following < len(page.persons) and page.persons[following].start < sentence.end:
            persons = page.persons_in(sentence.start, min(sentence.end, sentence.start + LONGEST))
        if events:
            guests = (not persons and reader.heads_list(sentence)) or (guests and reader.is_item(sentence))
            if not persons:
                continue
            everything = reader.read(sentence, persons) or (reader.guest(sentence, persons[0]) if guests else [])
            everything = everything or reader.pictured(sentence, number, persons)
        elif persons and reader.hands_over(sentence.start, sentence.end):
            everything = reader.read(sentence, persons)
        else:
            continue
        for found in everything:
            event = places.at(sentence, found.start) if events else None
            if event is None and found.role != "presenter":
                continue
            key = "|".join(("participation", found.role, found.person.key, event or ""))
            entry = facts.get(key)
            if entry is None:
                entry = facts[key] = (found.person.key, found.role, event, [])
            entry[3].append(page.evidence(found.start, found.end, found.rule, found.confidence))
    # handed over before the page names the event, and again at it: the same handing over
    told = {(person, role) for person, role, event, _ in facts.values() if event is not None}
    return [
        ParticipationFact(key=key, evidence=tuple(evidence), person=person, role=role, event=event)
        for key, (person, role, event, evidence) in facts.items()
        if event is not None or (person, role) not in told
    ]


@final
class _Reader:
    def __init__(self, page: Page, vocabulary: Vocabulary) -> None:
        self.page = page
        self.text = page.text
        folded = page.folded
        self.cues = cue_words(vocabulary).find(folded)
        self.verbs = ParticipationVerbs(page, self.cues, event_kinds(vocabulary).matcher.find(folded))
        self.clauses = ParticipationClauses(page, self.cues, vocabulary)
        self.presenters = Presenters(page, self.cues, award_words(vocabulary), self.clauses)

    def hands_over(self, start: int, end: int) -> bool:
        """Whether [start, end) may tell of a handing over."""
        return self.cues.first(start, end, use.HAND_OVER) is not None

    def _persons(self, sentence: Sentence, start: int, end: int) -> list[PersonMention]:
        """The persons of the sentence inside [start, end), as far as it is read."""
        return self.page.persons_in(start, min(end, sentence.start + LONGEST))

    def read(self, sentence: Sentence, persons: list[PersonMention]) -> list[_Found]:
        """Every participation that one sentence states; ``persons`` are those that it names."""
        found: list[_Found] = []
        verbs = self.verbs.of(sentence, persons)
        shared: list[PersonMention] = []  # the subject of the verb that ends at `shared_end`
        shared_end = -1
        end = min(sentence.end, sentence.start + LONGEST)
        for i, verb in enumerate(verbs):
            low = verbs[i - 1].end if i else sentence.start
            high = verbs[i + 1].start if i + 1 < len(verbs) else end
            listed = verb.uses & (use.ATTEND | use.CHAIR)
            if listed:
                role = "attendee" if verb.uses & use.ATTEND else "chair"
                here = self._list(sentence, verb, low, high, role)
            elif verb.uses & use.HAND_OVER:
                here = self._presenter(sentence, verb, shared if shared_end == low else [], low)
            else:
                here = self._speaker(sentence, verb)
            found += here
            shared = [f.person for f in here if f.end == verb.end] if listed else []
            shared_end = verb.end
        return found

    def _presenter(self, sentence: Sentence, verb: Cue, shared: list[PersonMention], low: int) -> list[_Found]:
        found: list[_Found] = []
        run, rule = self.presenters.of(sentence, verb, shared, low)
        for p in run:
            if p.start < verb.start:
                found.append(_Found(p, "presenter", p.outer, verb.end, "participation." + rule, 0.9))
            else:
                found.append(_Found(p, "presenter", verb.start, p.end, "participation." + rule, 0.8))
        return found

    def heads_list(self, sentence: Sentence) -> bool:
        """ "Đến dự đại hội có các đồng chí:", with the guests on the lines below."""
        if self.text[sentence.end - 1] != ":" or sentence.end - sentence.start > _NAME_REACH:
            return False
        return self.cues.uses(sentence.start, sentence.end) & use.ATTEND != 0

    def is_item(self, sentence: Sentence) -> bool:
        """One line of a list: a bullet or number, or a heading inside the list ("* Đại biểu của xã:")."""
        return bool(_BULLET.match(self.text, sentence.start)) or self.text[sentence.end - 1] == ":"

    def guest(self, sentence: Sentence, person: PersonMention) -> list[_Found]:
        """The person with whom a line of a list of guests begins."""
        if len(list(islice(_WORD.finditer(self.text, sentence.start, person.outer), 2))) > 1:
            return []
        return [_Found(person, "attendee", person.outer, person.end, "participation.attendee-list", 0.85)]

    def pictured(self, sentence: Sentence, number: int, persons: list[PersonMention]) -> list[_Found]:
        """ "Các đại biểu thực hiện nghi thức. Từ trái qua: ông A - ..., ông B - ...": whom a picture shows.

        ``number`` counts the sentences before this one.
        """
        if not number or self.text[sentence.start] not in "(HTt" or not _FROM_LEFT.match(self.text, sentence.start):
            return []
        before = self.page.sentences[number - 1]
        if before.story != sentence.story or not _DELEGATES.search(
            self.text, before.start, min(before.end, before.start + 160)
        ):
            return []
        return [_Found(p, "attendee", p.outer, p.end, "participation.attendee-pictured", 0.75) for p in persons]

    # -- attending, chairing -----------------------------------------------------------------------------------

    def _list(self, sentence: Sentence, verb: Cue, low: int, high: int, role: str) -> list[_Found]:
        text = self.text
        rule = "participation." + role
        before = [p for p in self._persons(sentence, low, verb.start) if not self.clauses.acted_on(p)]
        if len(before) > 1 and low == sentence.start and _BY_ORDER.match(text, low, before[0].outer):
            before = before[1:]  # "Theo sự phân công của A, B điều hành phiên họp"
        after = self._persons(sentence, verb.end, high)
        opens = self.clauses.opens(sentence, verb) or text[verb.end - 4 : verb.end] == " của"
        if opens and after and before and text[before[-1].end : verb.start].strip() in (",", "-", "–"):
            # "ông A, đồng chủ trì hội nghị, xác nhận ông B ...": what follows is another clause
            opens = bool(_NAMES_THEM.search(text[verb.end : after[0].outer]))
        if opens and not after and not self._persons(sentence, low, verb.start):
            # "Dự hội nghị biểu dương các mô hình có đồng chí A": verbs before the first person are its name
            following = self._persons(sentence, verb.end, sentence.end)
            if following and following[0].outer - verb.end < _NAME_REACH:
                after = self._persons(sentence, verb.end, self.verbs.next(following[0].end, sentence))
        if after and _DECIDED.search(text, verb.end, after[0].outer):
            after = []  # "đại biểu tham dự kỳ họp đã bỏ phiếu đồng ý cho ông A thôi ..."
        if opens and after:
            return [_Found(p, role, verb.start, p.end, rule + "-list", 0.92) for p in self._run_after(verb, after)]
        if before and verb.start - before[-1].end <= REACH and self.clauses.is_subject(before[-1], verb, _LIST_WORDS):
            return [_Found(p, role, p.outer, verb.end, rule, 0.9) for p in self._run_before(before, verb)]
        # two verbs of one subject: "A dự và chủ trì"
        if not after and low > sentence.start and verb.start - low <= _SHARED:
            earlier = self._persons(sentence, max(sentence.start, low - REACH), low)
            if earlier:
                run = self._run_before(earlier, verb)
                return [_Found(p, role, p.outer, verb.end, rule + "-shared", 0.8) for p in run]
        if after and after[0].outer - verb.end < 160 and _INTRODUCED.search(text[verb.end : after[0].start]):
            return [_Found(p, role, verb.start, p.end, rule + "-list", 0.85) for p in self._run_after(verb, after)]
        return []

    def _run_after(self, verb: Cue, persons: list[PersonMention]) -> list[PersonMention]:
        run: list[PersonMention] = []
        left = verb.end
        for person in persons:
            if person.outer - left > REACH or (run and self.clauses.acted_on(person)):
                break  # "..., xem xét kỷ luật đối với ông C"
            if run and self._another_acts(left, person.outer):
                break
            run.append(person)
            left = person.end
        return run

    def _another_acts(self, start: int, end: int) -> bool:
        """ "Dưới sự chủ trì của A, *Ban Bí thư họp* xem xét kỷ luật ông B": behind the name a body does something."""
        bodies = self.page.organizations_in(start, end)
        if not bodies or self.text[start : bodies[0].start].strip() != ",":
            return False
        follows = self.text[bodies[0].end : bodies[0].end + 3]
        return follows[:1].isspace() and follows[1:2].islower() and follows[1:] != "và"

    def _run_before(self, persons: list[PersonMention], verb: Cue) -> list[PersonMention]:
        first, right = len(persons), verb.start
        while first and right - persons[first - 1].end <= REACH:
            if first < len(persons) and " do " in self.text[persons[first - 1].end : right]:
                break  # "họp báo về vụ việc của ông A *do ông B* chủ trì"
            first -= 1
            right = persons[first].outer
        return persons[first:]

    # -- speaking ------------------------------------------------------------------------------------------------

    def _speaker(self, sentence: Sentence, verb: Cue) -> list[_Found]:
        text = self.text
        said = not verb.uses & use.SPEAK
        low = max(sentence.start, verb.start - REACH)
        tail = self.page.low[max(low, verb.start - 14) : verb.start]
        if ("được" in tail or "bị" in tail) and _PASSIVE.search(tail):
            return []
        clause = self.clauses.start(low, verb.start)
        before = [p for p in self._persons(sentence, clause, verb.start) if p.end <= verb.start]
        before = [p for p in before if not self.clauses.is_object(before, p)]
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
        after = self._persons(sentence, verb.end, min(sentence.end, verb.end + 200))
        if not after:
            return []
        gap = text[verb.end : after[0].start]
        if self.page.low.find("các", verb.end, after[0].start) >= 0 and _ALL.search(gap):
            run = self._joined_speakers_after(self._persons(sentence, verb.end, sentence.end))
            return [_Found(p, "speaker", verb.start, p.end, "participation.speakers", 0.8) for p in run]
        if ("," in gap or ":" in gap or _INTRODUCES.search(gap)) and not self.clauses.is_object(after, after[0]):
            return [_Found(after[0], "speaker", verb.start, after[0].end, "participation.speaker-opens", 0.85)]
        return []

    def _joined_speakers(self, persons: list[PersonMention]) -> list[PersonMention]:
        """ "A, Bí thư Chi bộ và B, Trưởng thôn tham luận": the persons joined to the last one by "và" and commas."""
        first = len(persons) - 1
        while first and self.clauses.joined(persons[first - 1], persons[first], last=first == len(persons) - 1):
            first -= 1
        return persons[first:]

    def _joined_speakers_after(self, persons: list[PersonMention]) -> list[PersonMention]:
        last = 1
        while last < len(persons) and self.clauses.joined(persons[last - 1], persons[last], last=False):
            last += 1
        return persons[:last]
