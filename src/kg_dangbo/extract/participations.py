"""Participations: what named persons did at the page's events: attended, chaired, spoke, handed over.

Attending and chairing verbs take whole lists, before ("A; B; C dự hội nghị") or after them ("Dự hội nghị có: A; B"). A
speaking verb takes the one person before it; the words of speeches also begin sentences ("Phát biểu tại hội nghị,
đồng chí A ..."). Handing over needs something handed over that is no bouquet.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from kg_dangbo.extract.award_parts import AwardForm, award_words
from kg_dangbo.extract.cues import Cue, bare, cue_words, in_brackets, within
from kg_dangbo.extract.event_candidates import event_kinds
from kg_dangbo.extract.event_places import EventPlaces
from kg_dangbo.extract.page import Page, PersonMention, Sentence
from kg_dangbo.language.normal import fold
from kg_dangbo.model import EventFact, Evidence, ParticipationFact
from kg_dangbo.vocabulary import Concept, Match, PhraseMatcher, Vocabulary

__all__ = ["find_participations"]

_LONGEST = 8000  # code points of one sentence that are read: the longest lists of guests are shorter
_S = r"[^\S\n]{1,3}"
_GAP_WORDS = 12  # words that are no post and no body, between a person and what he says: "đảng viên 50 năm tuổi Đảng"
_LIST_WORDS = 18  # "... cùng lãnh đạo các sở, ngành, địa phương và đông đảo nhân dân dự": others end the list
_HAND_WORDS = 8  # the same before a verb of handing over
_SHARED = 25  # "A dự và chủ trì": the second verb right behind the first
_WORD = re.compile(r"\w+")
_NAME_REACH = 260  # the name of the meeting may stand between "Dự" and "có đồng chí A"
_REACH = 420  # from a person to the verb: posts stand between
_PASSIVE = re.compile(rf"(?<!\w)(?:được|bị)(?:{_S}[^\W\d_]+){{0,1}}[^\S\n]{{1,3}}$", re.IGNORECASE)
_LISTS = re.compile(
    rf"[\s:,-]{{0,4}}(?:(?:hội{_S}nghị|có|gồm|là|của|về{_S}phía|buổi|lễ|cuộc|kỳ{_S}họp)(?!\w))?", re.IGNORECASE
)
_LIST_JOINT = re.compile(r"[\s,]{0,3}(?:và)?\s{0,3}")
# words that begin another clause, or make the person its object, between a person and a verb of speech
_OTHER_CLAUSE = re.compile(
    rf"(?<!\w)(?:được|bị|nhưng|song|rằng|mà|nếu|vì|dư{_S}luận|khi|theo|chưa|không|việc|ký|vi{_S}phạm|là|để|nhằm"
    rf"|gây|thiếu{_S}trách{_S}nhiệm|buông{_S}lỏng|chịu{_S}trách{_S}nhiệm|phụ{_S}trách)(?!\w)",
    re.IGNORECASE,
)
_INTRODUCES = re.compile(r"[,:]|(?<!\w)(?:của|do|có)(?!\w)", re.IGNORECASE)
_SUBJECT_BY = re.compile(r"(?<!\w)do\s{1,3}$", re.IGNORECASE)
_INTRODUCED = re.compile(rf"(?<!\w)(?:có|của|gồm|là|đồng{_S}chí|ông|bà|:|do)", re.IGNORECASE)
_JOINED = 160  # between two persons of a list of speakers: their posts
_ALL = re.compile(r"(?<!\w)các\s{1,3}(?:đồng\s{1,3}chí|ông|bà|đại\s{1,3}biểu)\s{0,3}:?\s{0,3}$", re.IGNORECASE)
_AND_END = re.compile(r"(?<!\w)(?:và|cùng)\s{1,3}$", re.IGNORECASE)
_LIST_END = re.compile(r"(?:[,;]|(?<!\w)và|(?<!\w)cùng)\s{1,3}$", re.IGNORECASE)
_IN_NAME = re.compile(r"\w[^\S\n]{1,2}$")
_WRITINGS = ("kết luận", "báo cáo", "thông báo", "tham luận", "yêu cầu", "đề nghị", "kiến nghị")
_IN_WRITING = re.compile(rf"{_S}(?:của|số|này|trên|do{_S}các|thanh{_S}tra|kiểm{_S}tra)(?!\w)", re.IGNORECASE)
_TO_ONE = re.compile(rf"{_S}(?:tân|ông|bà|đồng{_S}chí|các{_S}(?:đồng{_S}chí|ông|bà))(?!\w)", re.IGNORECASE)
# told to a paper, not to a gathering
_TO_PRESS = re.compile(
    rf"(?<!\w)(?:trao{_S}đổi|trả{_S}lời|nói|chia{_S}sẻ|cho{_S}biết|phỏng{_S}vấn)(?:{_S}(?:nhanh|riêng|thêm|câu{_S}hỏi{_S}của|phỏng{_S}vấn))?"
    rf"(?:{_S}với)?{_S}(?:PV|phóng{_S}viên|nhà{_S}báo|báo|chúng{_S}tôi|Tuổi{_S}Trẻ|VnExpress|Thanh{_S}Niên|Zing|VietNamNet|Dân{_S}trí|TTXVN)(?!\w|{_S}cáo|{_S}chí)",
    re.IGNORECASE,
)
_OCCASION = re.compile(
    r"(?<!\w)(?:dịp|đợt|việc|buổi|lần|đề nghị)[^\S\n]{1,3}$", re.IGNORECASE
)  # "dịp trao Huy hiệu lần này"
_SPEECHES = ("phát biểu", "tham luận", "phát biểu chỉ đạo", "phát biểu khai mạc", "phát biểu bế mạc")
_AS_NOUN = re.compile(r"(?<!\w)(?:văn bản|ý kiến|sự|các|những|nhiều|bản|tờ|theo)[^\S\n]{1,3}$", re.IGNORECASE)
_PROJECT = re.compile(r"[^\S\n]{1,2}(?:án|thảo|toán|kiến|báo)(?!\w)", re.IGNORECASE)
_WHEN = re.compile(r"(?<!\w)(?:khi|lúc)[^\S\n]{1,3}$", re.IGNORECASE)  # "ý kiến của A khi dự hội nghị"
_NAMES_THEM = re.compile(
    rf"(?:[:;]|(?<!\w)(?:có|gồm|là|của))(?:{_S}các)?\s{{0,3}}(?:đồng{_S}chí|ông|bà|đại{_S}biểu)?[\s:]{{0,3}}$", re.I
)
_BULLET = re.compile(r"[-–•+*●▪]|\d{1,2}[.)]")
_QUOTED = re.compile(r"“[^”\n]{0,600}”|\"[^\"\n]{0,600}\"|«[^»\n]{0,600}»")  # what is said, not who says it


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
    for sentence in page.sentences:
        if not sentence.zone.states_facts:
            continue
        guests = reader.heads_list(sentence) or (guests and reader.is_item(sentence))
        for found in reader.read(sentence) or (reader.guest(sentence) if guests else []):
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


def _outside(verbs: Sequence[Cue], spans: Sequence[tuple[int, int]]) -> list[Cue]:
    """The verbs that begin in none of ``spans`` (sorted, not overlapping)."""
    starts = [a for a, _ in spans]
    return [v for v in verbs if not (i := bisect_right(starts, v.start)) or v.start >= spans[i - 1][1]]


@lru_cache(maxsize=4)
def _roles(vocabulary: Vocabulary) -> PhraseMatcher[str]:
    concepts = vocabulary.scheme("roles").values()
    return PhraseMatcher((label, c.id) for c in concepts for label in c.labels)


class _Reader:
    def __init__(self, page: Page, vocabulary: Vocabulary) -> None:
        self.page = page
        self.text = page.text
        folded = page.folded
        self.cues = cue_words(vocabulary).find(folded)
        self.forms: list[AwardForm] = award_words(vocabulary).forms(page, folded)
        self.kinds: list[Match[Concept]] = event_kinds(vocabulary).matcher.find(folded)
        self.roles = _roles(vocabulary)

    def read(self, sentence: Sentence) -> list[_Found]:
        """Every participation that one sentence states."""
        end = min(sentence.end, sentence.start + _LONGEST)
        persons = self.page.persons_in(sentence.start, end)
        if not persons:
            return []
        verbs = [
            v
            for v in self.cues.between(sentence.start, end, "attend", "chair", "speak", "say", "hand-over")
            if self._counts(v, end)
        ]
        verbs = [
            v for v in verbs if not any(p.start <= v.start < p.end for p in within(persons, v.start - 40, v.start + 1))
        ]
        if verbs and _TO_PRESS.search(self.text, sentence.start, min(end, sentence.start + _REACH)):
            verbs = [v for v in verbs if "speak" not in v and "say" not in v]
        quoted = [m.span() for m in _QUOTED.finditer(self.text, sentence.start, end)]
        verbs = _outside(verbs, quoted)
        found: list[_Found] = []
        for i, verb in enumerate(verbs):
            low = verbs[i - 1].end if i else sentence.start
            high = verbs[i + 1].start if i + 1 < len(verbs) else end
            if "attend" in verb:
                found += self._list(sentence, verb, low, high, persons, "attendee")
            elif "chair" in verb:
                found += self._list(sentence, verb, low, high, persons, "chair")
            elif "hand-over" in verb:
                found += self._presenters(sentence, verb, persons)
            else:
                found += self._speaker(sentence, verb, persons, high)
        return found

    def heads_list(self, sentence: Sentence) -> bool:
        """ "Đến dự đại hội có các đồng chí:", with the guests on the lines below."""
        if sentence.end - sentence.start > _NAME_REACH or self.text[sentence.end - 1] != ":":
            return False
        cues = self.cues.between(sentence.start, sentence.end, "attend")
        return bool(cues) and not self.page.persons_in(sentence.start, sentence.end)

    def is_item(self, sentence: Sentence) -> bool:
        """One line of a list: a bullet or number, or a heading inside the list ("* Đại biểu của xã:")."""
        return bool(_BULLET.match(self.text, sentence.start)) or self.text[sentence.end - 1] == ":"

    def guest(self, sentence: Sentence) -> list[_Found]:
        """The person with whom a line of a list of guests begins."""
        person = next(iter(self.page.persons_in(sentence.start, sentence.end)), None)
        if person is None or len(_WORD.findall(self.text[sentence.start : person.outer])) > 1:
            return []
        return [_Found(person, "attendee", person.outer, person.end, "participation.attendee-list", 0.85)]

    def _counts(self, verb: Cue, end: int) -> bool:
        """Whether the words are the verb that they look like."""
        if any(k.start < verb.start < k.end for k in within(self.kinds, verb.start - 30, verb.start)):
            return False  # "lễ trao tặng", "buổi trao quyết định": the name of the meeting
        if "speak" in verb and any(
            0 <= verb.start - k.end <= 1 for k in within(self.kinds, verb.start - 30, verb.start)
        ):
            # "chủ trì Hội nghị quán triệt", "lễ công bố": what the meeting is for
            return self.text[verb.start : verb.start + 9].casefold() == "phát biểu"
        printed = self.text[verb.start : verb.end].casefold()
        if ("say" in verb or "speak" in verb) and printed not in _SPEECHES:
            if _AS_NOUN.search(self.text[max(0, verb.start - 10) : verb.start]):
                return False  # "các văn bản chỉ đạo", "những kiến nghị"
        if self.text[verb.start].isupper() and _IN_NAME.search(self.text[max(0, verb.start - 3) : verb.start]):
            return False  # "Bộ Thông tin", "Trung tâm Điều hành"
        if _IN_WRITING.match(self.text, verb.end) and self.text[verb.start : verb.end].casefold() in _WRITINGS:
            return False  # "Kết luận của Bộ Nội vụ chỉ rõ"
        if self.text[verb.start : verb.end].casefold() == "chúc mừng" and _TO_ONE.match(self.text, verb.end):
            return False  # congratulates with flowers, mostly in captions
        if "attend" in verb and _PROJECT.match(self.text, verb.end):
            return False  # "nói thêm về dự án"
        if "attend" in verb and self.text[verb.start : verb.end].casefold() in ("dự", "tham dự", "tham gia"):
            ahead = self.text[verb.end : min(end, verb.end + 45)]
            if within(self.kinds, verb.end, verb.end + 30) or re.match(
                r"[\s:,]{0,3}(?:có|và|buổi|cùng|tại|gồm|họp|lễ|:|$)", ahead, re.IGNORECASE
            ):
                return True
            return not ahead.strip(" .,;")
        return True

    # -- attending, chairing -----------------------------------------------------------------------------------

    def _list(
        self, sentence: Sentence, verb: Cue, low: int, high: int, persons: Sequence[PersonMention], role: str
    ) -> list[_Found]:
        rule = "participation." + role
        before = [p for p in within(persons, low, verb.start) if not self._acted_on(p)]
        after = within(persons, verb.end, high)
        opens = self._opens(sentence, verb) or self.text[verb.end - 4 : verb.end] == " của"
        if opens and after and before and self.text[before[-1].end : verb.start].strip() in (",", "-", "–"):
            # "ông A, đồng chủ trì hội nghị, xác nhận ông B ...": what follows is another clause
            opens = bool(_NAMES_THEM.search(self.text[verb.end : after[0].outer]))
        if opens and not after:
            # "Dự hội nghị biểu dương các mô hình có đồng chí A": verbs before the first person are its name
            following = within(persons, verb.end, sentence.end)[:1]
            if following and following[0].outer - verb.end < _NAME_REACH and not within(persons, low, verb.start):
                high = self._next_verb(following[0].end, sentence)
                after = within(persons, verb.end, high)
        if opens and after:
            return [_Found(p, role, verb.start, p.end, rule + "-list", 0.92) for p in self._run_after(verb, after)]
        if before and verb.start - before[-1].end <= _REACH and self._is_subject(before[-1], verb, _LIST_WORDS):
            return [_Found(p, role, p.outer, verb.end, rule, 0.9) for p in self._run_before(before, verb)]
        # two verbs of one subject: "A dự và chủ trì"
        earlier = list(within(persons, max(sentence.start, low - _REACH), low))
        if earlier and not after and low > sentence.start and verb.start - low <= _SHARED:
            return [_Found(p, role, p.outer, verb.end, rule + "-shared", 0.8) for p in self._run_before(earlier, verb)]
        if after and after[0].outer - verb.end < 160 and _INTRODUCED.search(self.text[verb.end : after[0].start]):
            return [_Found(p, role, verb.start, p.end, rule + "-list", 0.85) for p in self._run_after(verb, after)]
        return []

    def _next_verb(self, start: int, sentence: Sentence) -> int:
        """Where the next verb after ``start`` begins, or the sentence ends."""
        end = min(sentence.end, sentence.start + _LONGEST)
        verbs = self.cues.between(start, end, "attend", "chair", "speak", "say", "hand-over")
        return next((v.start for v in verbs if self._counts(v, end)), end)

    def _opens(self, sentence: Sentence, verb: Cue) -> bool:
        """The verb begins its clause, so that its persons come after: "Dự hội nghị có", "...; cùng dự có"."""
        head = self.text[max(sentence.start, verb.start - 40) : verb.start]
        head = re.split(r"[;.:,]|(?<!\w)và(?!\w)", head)[-1].strip(" -–•*+").casefold()
        return (
            head
            in ("", "cùng", "về", "đến", "tới", "đã", "cũng", "với sự", "có", "(hbđt)", "còn có", "tại hội nghị", "và")
            or verb.start == sentence.start
        )

    def _run_after(self, verb: Cue, persons: Sequence[PersonMention]) -> list[PersonMention]:
        run: list[PersonMention] = []
        for person in persons:
            left = run[-1].end if run else verb.end
            if person.outer - left > _REACH:
                break
            run.append(person)
        return run

    def _run_before(self, persons: Sequence[PersonMention], verb: Cue) -> list[PersonMention]:
        run: list[PersonMention] = []
        right = verb.start
        for person in reversed(persons):
            if right - person.end > _REACH:
                break
            run.append(person)
            right = person.outer
        return list(reversed(run))

    # -- speaking ------------------------------------------------------------------------------------------------

    def _speaker(self, sentence: Sentence, verb: Cue, persons: Sequence[PersonMention], high: int) -> list[_Found]:
        said = "say" in verb and "speak" not in verb
        low = max(sentence.start, verb.start - _REACH)
        clause = self._clause_start(low, verb.start)
        before = [p for p in within(persons, clause, verb.start) if p.end <= verb.start]
        before = [p for p in before if not self._is_object(before, p)]
        if _PASSIVE.search(self.text[max(low, verb.start - 14) : verb.start]):
            return []
        if before:
            person = before[-1]
            if not self._is_subject(person, verb):
                return []
            run = [person] if said else self._joined_speakers(before)
            return [
                _Found(p, "speaker", p.outer, verb.end, "participation.speaker", 0.85 if said else 0.9) for p in run
            ]
        if said:
            return []
        # the speech opens the sentence, the speaker follows
        if not self._opens(sentence, verb):
            return []
        after = within(persons, verb.end, min(sentence.end, verb.end + 200))
        listed = after and _ALL.search(self.text[verb.end : after[0].start])
        if listed:
            run = self._joined_speakers_after(within(persons, verb.end, sentence.end))
            return [_Found(p, "speaker", verb.start, p.end, "participation.speakers", 0.8) for p in run]
        if after and _INTRODUCES.search(self.text[verb.end : after[0].start]) and not self._is_object(after, after[0]):
            return [_Found(after[0], "speaker", verb.start, after[0].end, "participation.speaker-opens", 0.85)]
        return []

    def _joined_speakers(self, persons: Sequence[PersonMention]) -> list[PersonMention]:
        """ "A, Bí thư Chi bộ và B, Trưởng thôn tham luận": the persons joined to the last one by "và" and commas."""
        run = [persons[-1]]
        for person in reversed(persons[:-1]):
            if not self._joined(person, run[-1], last=len(run) == 1):
                break
            run.append(person)
        return list(reversed(run))

    def _joined_speakers_after(self, persons: Sequence[PersonMention]) -> list[PersonMention]:
        run = [persons[0]]
        for person in persons[1:]:
            if not self._joined(run[-1], person, last=False):
                break
            run.append(person)
        return run

    def _joined(self, one: PersonMention, other: PersonMention, *, last: bool) -> bool:
        """Only posts, bodies and a comma or "và" stand between two persons of a list."""
        gap = bare(self.text[one.end : other.outer])
        if len(gap) > _JOINED or not (_AND_END if last else _LIST_END).search(gap):
            return False
        did = self.cues.between(one.end, other.outer, "attend", "chair", "hand-over", "say")
        return not did and not _OTHER_CLAUSE.search(gap) and self._plain_words(gap, one.end, other.outer) <= _GAP_WORDS

    def _is_subject(self, person: PersonMention, verb: Cue, most: int = _GAP_WORDS) -> bool:
        """Only posts stand between the person and the verb, or other things that he did there."""
        start = person.end
        did = self.cues.between(start, verb.start, "attend", "chair", "hand-over", "speak", "say")
        if did and _OTHER_CLAUSE.search(bare(self.text[start : did[0].start])):
            return False
        if self.text.startswith(")", start) and in_brackets(self.text, max(0, person.start - _REACH), person.start):
            return False  # "gia đình bà A (vợ ông B), UBND tỉnh đã chỉ đạo"
        start = did[-1].end if did else start
        gap = bare(self.text[start : verb.start])
        if "attend" in verb:
            gap = _WHEN.sub("", gap)
        return not _OTHER_CLAUSE.search(gap) and self._plain_words(gap, start, verb.start) <= most

    def _plain_words(self, gap: str, start: int, end: int) -> int:
        """How many words of ``gap``, the text of [start, end), belong to no body and no post."""
        for body in self.page.organizations_in(start, end):
            gap = gap.replace(self.text[body.start : body.end], " ")
        return len(_WORD.findall(self._without_roles(gap)))

    def _without_roles(self, gap: str) -> str:
        pieces, done = [], 0
        for match in self.roles.find(fold(gap)):
            pieces.append(gap[done : match.start])
            done = match.end
        return " ".join((*pieces, gap[done:]))

    def _acted_on(self, person: PersonMention) -> bool:
        """Right before the person stands a word that makes him an object: "bổ nhiệm ông A"."""
        cues = self.cues.between(max(0, person.outer - 30), person.outer, "acts-on")
        return bool(cues) and not self.text[cues[-1].end : person.outer].replace("các", "").strip(" :\u00a0")

    def _is_object(self, persons: Sequence[PersonMention], person: PersonMention) -> bool:
        """The person, or the list in which he stands, is the object of another verb: "đối với ông A, ông B"."""
        at = persons.index(person)
        while at and _LIST_JOINT.fullmatch(self.text[persons[at - 1].end : persons[at].outer]):
            at -= 1
        return self._acted_on(persons[at])

    def _clause_start(self, low: int, verb: int) -> int:
        """Behind the last semicolon or full stop; commas and dashes only set posts apart."""
        semicolon = self.text.rfind(";", low, verb)
        return semicolon + 1 if semicolon >= 0 else low

    # -- handing over --------------------------------------------------------------------------------------------

    def _presenters(self, sentence: Sentence, verb: Cue, persons: Sequence[PersonMention]) -> list[_Found]:
        low = max(sentence.start, verb.start - _REACH)
        clause = self._clause_start(low, verb.start)
        before = [p for p in within(persons, clause, verb.start) if p.end <= verb.start]
        if not before:
            return self._presenter_after(sentence, verb, persons)
        if not self._handed(sentence, verb, before[-1]) or _OCCASION.search(
            self.text[max(low, verb.start - 12) : verb.start]
        ):
            return []
        person = before[-1]
        gap = self.text[person.end : verb.start]
        passive = re.search(r"(?<!\w)(?:được|vinh dự|nhận)(?!\w)", gap, re.IGNORECASE)
        if passive or self._acted_on(person) or self._plain_words(bare(gap), person.end, verb.start) > _HAND_WORDS:
            return []
        run = [person]
        for other in reversed(before[:-1]):
            joint = self.text[other.end : run[-1].outer]
            if len(joint) > 200 or re.search(r"(?<!\w)(?:được|cho|trao|tặng|dự|nhận)(?!\w)", joint):
                break
            run.append(other)
        return [_Found(p, "presenter", p.outer, verb.end, "participation.presenter", 0.9) for p in reversed(run)]

    def _presenter_after(self, sentence: Sentence, verb: Cue, persons: Sequence[PersonMention]) -> list[_Found]:
        """ "Trao quyết định và phát biểu giao nhiệm vụ, đồng chí A ...": the clause opens with what he did."""
        after = within(persons, verb.end, min(sentence.end, verb.end + 160))
        if not after or not self._opens(sentence, verb) or not self._handed(sentence, verb, after[0]):
            return []
        gap = self.text[verb.end : after[0].outer]
        if not gap.rstrip().endswith(",") or self._acted_on(after[0]) or re.search(r"(?<!\w)cho(?!\w)", gap):
            return []
        return [_Found(after[0], "presenter", verb.start, after[0].end, "participation.presenter-opens", 0.8)]

    def _handed(self, sentence: Sentence, verb: Cue, person: PersonMention) -> bool:
        """Something is handed over, and it is not flowers alone."""
        printed = self.text[verb.start : verb.end].casefold()
        if printed in ("trao quyết định", "trao thưởng", "trao giải"):
            return True
        ahead = min(sentence.end, verb.end + 60)
        forms = within(self.forms, verb.start, ahead)
        things = self.cues.between(verb.end, ahead, "handed-thing")
        flowers = self.cues.between(verb.end, ahead, "not-handed")
        if printed == "gắn":
            return bool(forms) and forms[0].start - verb.end < 12
        first = min([f.start for f in forms] + [t.start for t in things], default=None)
        if first is None:
            # "nhận Giấy khen do ông A trao tặng": what is handed over stands before
            return bool(_SUBJECT_BY.search(self.text[max(sentence.start, person.outer - 5) : person.outer])) and bool(
                within(self.forms, sentence.start, person.start)
            )
        return not flowers or first < flowers[0].start
