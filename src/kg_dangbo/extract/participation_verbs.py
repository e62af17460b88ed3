"""The verbs of a sentence that tell of participations: attended, chaired, spoke, said, handed over.

The words are data (`ontology/cue-verbs.ttl`); here it is told apart where they are no such verbs: in the names of
meetings and bodies, as nouns ("các văn bản chỉ đạo"), in what is quoted, told to a paper and not to a gathering.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from kg_dangbo.extract import cue_uses as use
from kg_dangbo.extract.cues import Cue, CueIndex, within
from kg_dangbo.extract.page import Page, PersonMention, Sentence
from kg_dangbo.vocabulary import Concept, Match

__all__ = ["LONGEST", "ParticipationVerbs"]

LONGEST = 8000  # code points of one sentence that are read: the longest lists of guests are shorter
_REACH = 420  # from a person to the verb: posts stand between
_S = r"[^\S\n]{1,3}"
_USES = use.ATTEND | use.CHAIR | use.SPEAK | use.SAY | use.HAND_OVER
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
_SPEECHES = ("phát biểu", "tham luận", "phát biểu chỉ đạo", "phát biểu khai mạc", "phát biểu bế mạc")
_AS_NOUN = re.compile(r"(?<!\w)(?:văn bản|ý kiến|sự|các|những|nhiều|bản|tờ|theo|đáp ứng)[^\S\n]{1,3}$", re.IGNORECASE)
_PROJECT = re.compile(r"[^\S\n]{1,2}(?:án|thảo|toán|kiến|báo)(?!\w)", re.IGNORECASE)
# one directs work, an office or a firm, but chairs a meeting: "có 3 lãnh đạo điều hành công việc gồm ..."
_RUNS = re.compile(
    rf"{_S}(?:công{_S}việc|hoạt{_S}động|các{_S}hoạt{_S}động|kinh{_S}tế|chung|đơn{_S}vị|cơ{_S}quan|bộ{_S}máy|UBND"
    rf"|doanh{_S}nghiệp|công{_S}ty|trực{_S}tiếp|thay|ngân{_S}sách)(?!\w)",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"“[^”\n]{0,600}”|\"[^\"\n]{0,600}\"|«[^»\n]{0,600}»")  # what is said, not who says it
_HEARD = re.compile(r"(?<!\w)nghe(?!\w)", re.IGNORECASE)
_TOLD = ("triển khai", "đánh giá")


class ParticipationVerbs:
    """Reads the verbs of one page."""

    def __init__(self, page: Page, cues: CueIndex, kinds: Sequence[Match[Concept]]) -> None:
        self.page = page
        self.text = page.text
        self.cues = cues
        self.kinds = kinds  # nouns of gatherings

    def of(self, sentence: Sentence, persons: Sequence[PersonMention]) -> list[Cue]:
        """The verbs of a sentence, in order; ``persons`` are those that it names."""
        end = min(sentence.end, sentence.start + LONGEST)
        verbs = [v for v in self.cues.between(sentence.start, end, _USES) if self.counts(v, end)]
        verbs += self._heard(sentence, end, persons)
        verbs = [
            v for v in verbs if not any(p.start <= v.start < p.end for p in within(persons, v.start - 40, v.start + 1))
        ]
        if verbs and _TO_PRESS.search(self.text, sentence.start, min(end, sentence.start + _REACH)):
            verbs = [v for v in verbs if not v.uses & use.SPEAK and not v.uses & use.SAY]
        if not verbs:
            return []
        quoted = [m.span() for m in _QUOTED.finditer(self.text, sentence.start, end)]
        return sorted(_outside(verbs, quoted), key=lambda v: v.start)

    def next(self, start: int, sentence: Sentence) -> int:
        """Where the next verb after ``start`` begins, or the sentence ends."""
        end = min(sentence.end, sentence.start + LONGEST)
        verbs = self.cues.between(start, end, _USES)
        return next((v.start for v in verbs if self.counts(v, end)), end)

    def _heard(self, sentence: Sentence, end: int, persons: Sequence[PersonMention]) -> list[Cue]:
        """ "Các đại biểu được nghe đồng chí A triển khai Kế hoạch": what was heard was told."""
        if not persons:
            return []
        first = persons[0].outer
        heard = _HEARD.search(self.text, max(sentence.start, first - 60), first)
        if heard is None:
            return []
        told = use.SPEAK | use.SAY
        return [
            Cue(c.start, c.end, told)
            for c in self.cues.between(first, end, use.IMPLIES)
            if self.text[c.start : c.end] in _TOLD and not c.uses & _USES
        ]

    def counts(self, verb: Cue, end: int) -> bool:
        """Whether the words are the verb that they look like."""
        if any(k.start < verb.start < k.end for k in within(self.kinds, verb.start - 30, verb.start)):
            return False  # "lễ trao tặng", "buổi trao quyết định": the name of the meeting
        printed = self.text[verb.start : verb.end].casefold()
        if verb.uses & use.SPEAK and any(
            0 <= verb.start - k.end <= 1 for k in within(self.kinds, verb.start - 30, verb.start)
        ):
            # "chủ trì Hội nghị quán triệt", "lễ công bố": what the meeting is for
            return printed.startswith("phát biểu")
        if (verb.uses & use.SAY or verb.uses & use.SPEAK) and printed not in _SPEECHES:
            if _AS_NOUN.search(self.text[max(0, verb.start - 10) : verb.start]):
                return False  # "các văn bản chỉ đạo", "những kiến nghị"
        if self.text[verb.start].isupper() and _IN_NAME.search(self.text[max(0, verb.start - 3) : verb.start]):
            return False  # "Bộ Thông tin", "Trung tâm Điều hành"
        if printed in _WRITINGS and _IN_WRITING.match(self.text, verb.end):
            return False  # "Kết luận của Bộ Nội vụ chỉ rõ"
        if printed == "chúc mừng" and _TO_ONE.match(self.text, verb.end):
            return False  # congratulates with flowers, mostly in captions
        if printed == "điều hành" and _RUNS.match(self.text, verb.end):
            return False
        if verb.uses & use.ATTEND and _PROJECT.match(self.text, verb.end):
            return False  # "nói thêm về dự án"
        if verb.uses & use.ATTEND and printed in ("dự", "tham dự", "tham gia"):
            ahead = self.text[verb.end : min(end, verb.end + 45)]
            if within(self.kinds, verb.end, verb.end + 30) or re.match(
                r"[\s:,]{0,3}(?:có|và|buổi|cùng|tại|gồm|họp|lễ|:|$)", ahead, re.IGNORECASE
            ):
                return True
            return not ahead.strip(" .,;")
        return True


def _outside(verbs: Sequence[Cue], spans: Sequence[tuple[int, int]]) -> list[Cue]:
    """The verbs that begin in none of ``spans`` (sorted, not overlapping)."""
    starts = [a for a, _ in spans]
    return [v for v in verbs if not (i := bisect_right(starts, v.start)) or v.start >= spans[i - 1][1]]
