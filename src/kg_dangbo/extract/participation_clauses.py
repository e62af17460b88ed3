"""Who is the subject of a verb at a gathering: the person before it with nothing but posts between."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, final

from kg_dangbo.extract import cue_uses as use
from kg_dangbo.extract.cues import Cue, CueIndex, bare, in_brackets, may_end
from kg_dangbo.extract.page import Page, PersonMention, Sentence
from kg_dangbo.language.normal import fold
from kg_dangbo.vocabulary import PhraseMatcher, Vocabulary

__all__ = ["GAP_WORDS", "REACH", "ParticipationClauses"]

_S: Final = r"[^\S\n]{1,3}"
GAP_WORDS: Final = (
    12  # words that are no post and no body, between a person and what he says: "đảng viên 50 năm tuổi Đảng"
)
REACH: Final = 420  # from a person to the verb: posts stand between
_WORD: Final = re.compile(r"\w+")
# words that begin another clause, or make the person its object, between a person and a verb of speech
_OTHER_CLAUSE: Final = re.compile(
    rf"(?<!\w)(?:được|bị|nhưng|song|rằng|mà|nếu|vì|dư{_S}luận|khi|theo|chưa|không|việc|ký|vi{_S}phạm|là|để|nhằm"
    rf"|gây|thiếu{_S}trách{_S}nhiệm|buông{_S}lỏng|chịu{_S}trách{_S}nhiệm|phụ{_S}trách)(?!\w)"
)  # of small letters, as are the next
# with which they begin
_OTHER_CLAUSE_WORDS: Final = frozenset(
    {
        *("được", "bị", "nhưng", "song", "rằng", "mà", "nếu", "vì", "dư", "khi", "theo", "chưa", "không", "việc", "ký"),
        *("vi", "là", "để", "nhằm", "gây", "thiếu", "buông", "chịu", "phụ"),
    }
)
_JOINT_LENGTH: Final = 9  # code points; a joint of a list is shorter
_STILL_LENGTH: Final = 45  # code points; what stands between a body and its verb is shorter
_DID: Final = use.ATTEND | use.CHAIR | use.HAND_OVER | use.SPEAK | use.SAY
_LIST_JOINT: Final = re.compile(r"[\s,]{0,3}(?:và)?\s{0,3}")
_JOINED: Final = 160  # between two persons of a list of speakers: their posts
_AND_END: Final = re.compile(r"(?<!\w)(?:và|cùng)\s{1,3}$")
_LIST_END: Final = re.compile(r"(?:[,;]|(?<!\w)và|(?<!\w)cùng)\s{1,3}$")
_WHEN: Final = re.compile(r"(?<!\w)(?:khi|lúc)[^\S\n]{1,3}$")  # "ý kiến của A khi dự hội nghị"
# what a sentence opens with before its subject: "Qua giám sát ông A, Giám đốc Sở, UBKT Thành ủy yêu cầu ..."
_BEFORE_SUBJECT: Final = re.compile(
    rf"\W{{0,3}}(?:Ngoài{_S}ra,{_S})?(?:ngoài|qua|về|đối{_S}với|liên{_S}quan|nói{_S}về|bên{_S}cạnh|cùng{_S}với|trước|sau{_S}khi"
    rf"|sau|theo|từ|xét|căn{_S}cứ|trên{_S}cơ{_S}sở)(?!\w)",
    re.IGNORECASE,
)
_CLAUSE_OPENS: Final = (
    "",
    "cùng",
    "về",
    "đến",
    "tới",
    "đã",
    "cũng",
    "với sự",
    "có",
    "(hbđt)",
    "còn có",
    "tại hội nghị",
    "và",
)
_AND_WORD: Final = re.compile(r"(?<!\w)và(?!\w)")
_STILL: Final = re.compile(
    r"[^\S\n]{1,3}(?:(?:còn|cũng|đã|vừa|tiếp tục|thống nhất|quyết định)[^\S\n]{1,3}){0,3}", re.IGNORECASE
)


@lru_cache(maxsize=4)
def _roles(vocabulary: Vocabulary) -> PhraseMatcher[str]:
    concepts = vocabulary.scheme("roles").values()
    return PhraseMatcher((label, c.id) for c in concepts for label in c.labels)


@final
class ParticipationClauses:
    """Tests of clauses on one page."""

    def __init__(self, page: Page, cues: CueIndex, vocabulary: Vocabulary) -> None:
        self.page = page
        self.text = page.text
        self.low: Final = page.low
        self.cues = cues
        self.roles = _roles(vocabulary)

    def opens(self, sentence: Sentence, verb: Cue) -> bool:
        """The verb begins its clause, so that its persons come after: "Dự hội nghị có", "...; cùng dự có"."""
        text, at = self.text, verb.start
        if at == sentence.start:
            return True
        low = max(sentence.start, at - 40)
        for mark in ";.:,":
            low = max(low, text.rfind(mark, low, at) + 1)
        head = text[low:at]
        if "và" in head:
            head = _AND_WORD.split(head)[-1]
        return head.strip(" -–•*+").casefold() in _CLAUSE_OPENS

    def start(self, low: int, verb: int) -> int:
        """Behind the last semicolon or full stop; commas and dashes only set posts apart."""
        semicolon = self.text.rfind(";", low, verb)
        return semicolon + 1 if semicolon >= 0 else low

    def is_subject(self, person: PersonMention, verb: Cue, most: int = GAP_WORDS) -> bool:
        """Only posts stand between the person and the verb, or other things that he did there."""
        start = person.end
        did = self.cues.first(start, verb.start, _DID)
        if did is not None and _has_clause(bare(self.low[start : did.start])):
            return False
        if self.text.startswith(")", start) and in_brackets(self.text, max(0, person.start - REACH), person.start):
            return False  # "gia đình bà A (vợ ông B), UBND tỉnh đã chỉ đạo"
        if self._body_acts(person, verb):
            return False
        did = self.cues.last(start, verb.start, _DID) if did is not None else None
        start = did.end if did is not None else start
        gap = bare(self.low[start : verb.start])
        if verb.uses & use.ATTEND and gap.rstrip().endswith(("khi", "lúc")):
            gap = _WHEN.sub("", gap)
        words = _WORD.findall(gap)
        if not _OTHER_CLAUSE_WORDS.isdisjoint(words) and _OTHER_CLAUSE.search(gap):
            return False
        return len(words) <= most or self.few_words(gap, start, verb.start, most)

    def _body_acts(self, person: PersonMention, verb: Cue) -> bool:
        """ "Qua giám sát ông A, Giám đốc Sở, UBKT Thành ủy yêu cầu ...": the body is the subject."""
        if verb.start - person.end < 2:
            return False
        bodies = self.page.organizations_in(person.end, verb.start)
        if not bodies or verb.start - bodies[-1].end > _STILL_LENGTH:
            return False
        if not self.text[person.end : bodies[-1].start].rstrip().endswith(","):
            return False
        if not _STILL.fullmatch(self.text[bodies[-1].end : verb.start]):
            return False
        sentence = self.page.sentence_at(person.start)
        return sentence is not None and bool(_BEFORE_SUBJECT.match(self.text, sentence.start))

    def joined(self, one: PersonMention, other: PersonMention, *, last: bool) -> bool:
        """Only posts, bodies and a comma or "và" stand between two persons of a list."""
        start, end = one.end, other.outer
        gap = bare(self.low[start:end])
        if len(gap) > _JOINED:
            return False
        if last:
            if not may_end(gap, 0, len(gap), ("và", "cùng")) or not _AND_END.search(gap):
                return False
        elif not may_end(gap, 0, len(gap), (",", ";", "và", "cùng")) or not _LIST_END.search(gap):
            return False
        if self.cues.uses(start, end) & (use.ATTEND | use.CHAIR | use.HAND_OVER | use.SAY):
            return False
        return not _has_clause(gap) and self.few_words(gap, start, end, GAP_WORDS)

    def acted_on(self, person: PersonMention) -> bool:
        """Right before the person stands a word that makes him an object: "bổ nhiệm ông A"."""
        cue = self.cues.last(max(0, person.outer - 30), person.outer, use.ACTS_ON)
        return cue is not None and not self.text[cue.end : person.outer].replace("các", "").strip(" :\u00a0")

    def is_object(self, persons: list[PersonMention], person: PersonMention) -> bool:
        """The person, or the list in which he stands, is the object of another verb: "đối với ông A, ông B"."""
        at = persons.index(person)
        while at and persons[at].outer - persons[at - 1].end < _JOINT_LENGTH:
            if not _LIST_JOINT.fullmatch(self.text[persons[at - 1].end : persons[at].outer]):
                break
            at -= 1
        return self.acted_on(persons[at])

    def few_words(self, gap: str, start: int, end: int, most: int) -> bool:
        """Whether at most so many words of ``gap``, the text of [start, end) in small letters, belong to no body and no
        post."""
        if len(_WORD.findall(gap)) <= most:
            return True
        for body in self.page.organizations_in(start, end):
            gap = gap.replace(self.low[body.start : body.end], " ")
        return len(_WORD.findall(gap)) <= most or len(_WORD.findall(self._without_roles(gap))) <= most

    def _without_roles(self, gap: str) -> str:
        pieces, done = [], 0
        for match in self.roles.find(fold(gap)):
            pieces.append(gap[done : match.start])
            done = match.end
        return " ".join((*pieces, gap[done:]))


def _has_clause(gap: str) -> bool:
    """Whether a word in ``gap`` (in small letters) begins another clause."""
    if _OTHER_CLAUSE_WORDS.isdisjoint(_WORD.findall(gap)):
        return False
    return _OTHER_CLAUSE.search(gap) is not None
