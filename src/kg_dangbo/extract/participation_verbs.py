"""The verbs of a sentence that tell of participations: attended, chaired, spoke, said, handed over.

The words are data (`ontology/cue-verbs.ttl`); here it is told apart where they are no such verbs: in the names of
meetings and bodies, as nouns ("các văn bản chỉ đạo"), in what is quoted, told to a paper and not to a gathering.
"""

from __future__ import annotations

import re
from typing import Final, final

from kg_dangbo.extract import cue_uses as use
from kg_dangbo.extract.cues import Cue, CueIndex, may_end
from kg_dangbo.extract.page import Page, PersonMention, Sentence
from kg_dangbo.extract.quotations import has_quote
from kg_dangbo.language.offsets import bisect_left
from kg_dangbo.vocabulary import Concept, Match, PhraseMatcher

__all__ = ["LONGEST", "TOLD_WORDS", "VERBS", "ParticipationVerbs"]

LONGEST: Final = 8000  # code points of one sentence that are read: the longest lists of guests are shorter
_REACH: Final = 420  # from a person to the verb: posts stand between
_S: Final = r"[^\S\n]{1,3}"
VERBS: Final = use.ATTEND | use.CHAIR | use.SPEAK | use.SAY | use.HAND_OVER
_SPOKEN: Final = use.SPEAK | use.SAY
_IN_NAME: Final = re.compile(r"\w[^\S\n]{1,2}$")
_WRITINGS: Final = frozenset({"kết luận", "báo cáo", "thông báo", "tham luận", "yêu cầu", "đề nghị", "kiến nghị"})
_IN_WRITING: Final = re.compile(rf"{_S}(?:của|số|này|trên|do{_S}các|thanh{_S}tra|kiểm{_S}tra)(?!\w)", re.IGNORECASE)
_TO_ONE: Final = re.compile(rf"{_S}(?:tân|ông|bà|đồng{_S}chí|các{_S}(?:đồng{_S}chí|ông|bà))(?!\w)", re.IGNORECASE)
# told to a paper, not to a gathering
_TOLD_TO: Final = ("trao đổi", "trả lời", "nói", "chia sẻ", "cho biết", "phỏng vấn")
TOLD_WORDS: Final[PhraseMatcher[str]] = PhraseMatcher((words, words) for words in _TOLD_TO)
_TO_PRESS: Final = re.compile(
    rf"(?<!\w)(?:{'|'.join(_TOLD_TO).replace(' ', _S)})(?:{_S}(?:nhanh|riêng|thêm|câu{_S}hỏi{_S}của|phỏng{_S}vấn))?"
    rf"(?:{_S}với)?{_S}(?:PV|phóng{_S}viên|nhà{_S}báo|báo|chúng{_S}tôi|Tuổi{_S}Trẻ|VnExpress|Thanh{_S}Niên|Zing|VietNamNet|Dân{_S}trí|TTXVN|Thông{_S}tấn{_S}xã)(?!\w|{_S}cáo|{_S}chí)",
    re.IGNORECASE,
)
_SPEECHES: Final = frozenset({"phát biểu", "tham luận", "phát biểu chỉ đạo", "phát biểu khai mạc", "phát biểu bế mạc"})
_AS_NOUN: Final = re.compile(
    r"(?<!\w)(?:văn bản|ý kiến|sự|các|những|nhiều|bản|tờ|theo|đáp ứng|phiên|lễ|buổi|giờ|biểu quyết)[^\S\n]{1,3}$",
    re.IGNORECASE,
)
_NOUN_ENDS: Final = ("bản", "kiến", "sự", "các", "những", "nhiều", "tờ", "theo", "ứng", "phiên", "lễ", "buổi", "giờ",
                      "quyết")  # fmt: skip
_PROJECT: Final = re.compile(r"[^\S\n]{1,2}(?:án|thảo|toán|kiến|báo)(?!\w)", re.IGNORECASE)
# one directs work, an office or a firm, but chairs a meeting: "có 3 lãnh đạo điều hành công việc gồm ..."
_RUNS: Final = re.compile(
    rf"{_S}(?:công{_S}việc|hoạt{_S}động|các{_S}hoạt{_S}động|kinh{_S}tế|chung|đơn{_S}vị|cơ{_S}quan|bộ{_S}máy|UBND"
    rf"|doanh{_S}nghiệp|công{_S}ty|trực{_S}tiếp|thay|ngân{_S}sách)(?!\w)",
    re.IGNORECASE,
)
_QUOTED: Final = re.compile(r"“[^”\n]{0,600}”|\"[^\"\n]{0,600}\"|«[^»\n]{0,600}»")  # what is said, not who says it
_HEARD: Final = re.compile(r"(?<!\w)nghe(?!\w)", re.IGNORECASE)
_TOLD: Final = ("triển khai", "đánh giá")
_SIDE: Final = re.compile(rf"{_S}[^.,;:\n]{{2,60}}?{_S}(?:còn{_S}|cùng{_S}|cũng{_S})?có(?!\w)")  # "Về phía huyện có"
_OF_MEETING: Final = re.compile(r"[\s:,]{0,3}(?:có|và|buổi|cùng|tại|gồm|họp|lễ|:|$)", re.IGNORECASE)


@final
class ParticipationVerbs:
    """Reads the verbs of one page."""

    def __init__(self, page: Page, cues: CueIndex, kinds: list[Match[Concept]]) -> None:
        self.page = page
        self.text = page.text
        self.cues = cues
        self.kinds = kinds  # nouns of gatherings
        self.kind_starts = [k.start for k in kinds]
        self.told = [start for start, _, _ in TOLD_WORDS.spans(page.folded)]

    def of(self, sentence: Sentence, persons: list[PersonMention]) -> list[Cue]:
        """The verbs of a sentence, in order; ``persons`` are those that it names."""
        start, end = sentence.start, min(sentence.end, sentence.start + LONGEST)
        uses = 0
        verbs: list[Cue] = []
        for verb in self.cues.between(start, end, VERBS | use.IMPLIES):
            if verb.uses & VERBS and self.counts(verb, end) and not self._in_name(verb.start):
                verbs.append(verb)
            uses |= verb.uses
        if uses & use.IMPLIES and (heard := self._heard(start, end, persons[0].outer)):
            verbs = sorted([*verbs, *heard], key=lambda v: v.start)
            uses |= _SPOKEN
        if verbs and uses & _SPOKEN and self._to_press(start, min(end, start + _REACH)):
            verbs = [v for v in verbs if not v.uses & _SPOKEN]
        if not verbs or not has_quote(self.page, start, end):
            return verbs
        outside: list[Cue] = []
        i = 0
        for quotation in _QUOTED.finditer(self.text, start, end):
            a, b = quotation.span()
            while i < len(verbs) and verbs[i].start < b:
                if verbs[i].start < a:
                    outside.append(verbs[i])
                i += 1
        return outside + verbs[i:]

    def _in_name(self, at: int) -> bool:
        """Whether ``at`` stands inside the name of a person."""
        near = self.page.persons_in(at - 40, at + 1)
        return bool(near) and at < near[-1].end

    def next(self, start: int, sentence: Sentence) -> int:
        """Where the next verb after ``start`` begins, or the sentence ends."""
        end = min(sentence.end, sentence.start + LONGEST)
        for verb in self.cues.between(start, end, VERBS):
            if self.counts(verb, end):
                return verb.start
        return end

    def _to_press(self, start: int, end: int) -> bool:
        """Whether [start, end) says that something was told to a paper."""
        for i in range(bisect_left(self.told, start), len(self.told)):
            if self.told[i] >= end:
                return False
            if _TO_PRESS.match(self.text, self.told[i], end):
                return True
        return False

    def _heard(self, start: int, end: int, first: int) -> list[Cue]:
        """ "Các đại biểu được nghe đồng chí A triển khai Kế hoạch": what was heard was told.

        ``first`` is where the first person of the sentence [start, end) begins.
        """
        heard: list[Cue] = []
        for cue in self.cues.between(first, end, use.IMPLIES):
            if not cue.uses & VERBS and self.text[cue.start : cue.end] in _TOLD and not self._in_name(cue.start):
                heard.append(Cue(cue.start, cue.end, _SPOKEN))
        if heard and _HEARD.search(self.text, max(start, first - 60), first):
            return heard
        return []

    def counts(self, verb: Cue, end: int) -> bool:
        """Whether the words are the verb that they look like."""
        text, at = self.text, verb.start
        printed = text[at : verb.end].casefold()
        i = bisect_left(self.kind_starts, at) - 1
        if i >= 0 and self.kind_starts[i] >= at - 30:
            gap = at - self.kinds[i].end
            if gap < 0:
                return False  # "lễ trao tặng", "buổi trao quyết định": the name of the meeting
            if gap <= 1 and verb.uses & use.SPEAK:
                # "chủ trì Hội nghị quán triệt", "lễ công bố": what the meeting is for
                return printed.startswith("phát biểu")
        if verb.uses & _SPOKEN:
            if printed not in _SPEECHES and may_end(self.page.low, 0, at, _NOUN_ENDS):
                if _AS_NOUN.search(text[max(0, at - 14) : at]):
                    return False  # "các văn bản chỉ đạo", "những kiến nghị"
            if printed in _WRITINGS and _IN_WRITING.match(text, verb.end):
                return False  # "Kết luận của Bộ Nội vụ chỉ rõ"
            if printed == "chúc mừng" and _TO_ONE.match(text, verb.end):
                return False  # congratulates with flowers, mostly in captions
        if text[at].isupper() and _IN_NAME.search(text[max(0, at - 3) : at]):
            return False  # "Bộ Thông tin", "Trung tâm Điều hành"
        if printed == "điều hành":
            if self.page.low[max(0, at - 10) : at].rstrip().endswith("giám đốc"):
                return False  # "Giám đốc *điều hành*": an office
            if _RUNS.match(text, verb.end):
                return False
        if verb.uses & use.ATTEND:
            if _PROJECT.match(text, verb.end):
                return False  # "nói thêm về dự án"
            if printed == "về phía":
                return text[at].isupper() and _SIDE.match(text, verb.end, end) is not None
            if printed in ("dự", "tham dự", "tham gia"):
                i = bisect_left(self.kind_starts, verb.end)
                if i < len(self.kinds) and self.kind_starts[i] < verb.end + 30:
                    return True
                ahead = text[verb.end : min(end, verb.end + 45)]
                return _OF_MEETING.match(ahead) is not None or not ahead.strip(" .,;")
        return True
