"""Gatherings that their own name identifies: "Hội nghị lần thứ 9 Ban Chấp hành Trung ương", "kỳ họp thứ 30 của Ủy ban
Kiểm tra Trung ương", "Đại hội đại biểu Đảng bộ tỉnh X lần thứ XV".

A name is identified by its number, its body, or both. It tells of an event only where the sentence says that
something happened there ("tại ...", "... đã bầu", "khai mạc ..."); plans, preparations and mere references do not.
"""

from __future__ import annotations

import re
from typing import Final, final

from kg_dangbo.extract import cue_uses as use
from kg_dangbo.extract.cues import CueIndex, may_end
from kg_dangbo.extract.page import OrganizationMention, Page, Sentence
from kg_dangbo.language.dates import FoundDate
from kg_dangbo.language.normal import canonical
from kg_dangbo.language.offsets import bisect_left
from kg_dangbo.vocabulary import Concept, Match

__all__ = ["GatheringName", "GatheringNames", "acted", "done_at", "quoted", "still_to_come"]

_CONGRESS: Final = "event-kind-dai-hoi"
_NAMED: Final = ("event-kind-hoi-nghi", "event-kind-dai-hoi", "event-kind-ky-hop", "event-kind-phien-hop")
_ONLY_REFERS: Final = use.REFERENCE | use.PLURAL | use.PLAN | use.PROPOSE
_LONGEST: Final = 1200  # code points of a sentence that are read
_REACH: Final = 130  # code points of a name
_S: Final = r"[^\S\n]{1,3}"
_NUMERAL: Final = r"(?:\d{1,3}|[IVXLC]{1,7}|nhất|hai|ba|tư|bốn|năm|sáu|bảy|tám|chín|mười|đầu)(?![\w])"
_ORDINAL: Final = re.compile(
    rf"(?:lần{_S}(?:thứ{_S})?|thứ{_S})(?P<n>{_NUMERAL})|(?P<first>đầu{_S}tiên)(?!\w)", re.IGNORECASE
)
_BARE_NUMBER: Final = re.compile(r"(?P<n>\d{1,3}|[IVXLC]{1,7})(?!\w|[/.]\d)")  # "kỳ họp 31", "Đại hội XIII"
_TERM: Final = re.compile(
    rf"\(?(?:khóa|khoá){_S}(?:\d{{1,2}}|[IVXLC]{{1,7}}|mới)\)?(?!\w)"
    rf"|\(?nhiệm{_S}kỳ{_S}(?:\d{{4}}[^\S\n]{{0,2}}[-–][^\S\n]{{0,2}}\d{{4}}|mới)\)?",
    re.IGNORECASE,
)
_FILLER: Final = re.compile(
    r"(?:đại biểu|toàn quốc|toàn thể|bất thường|chuyên đề|thường lệ|thường kỳ|thường niên|mở rộng|của|các cấp)(?!\w)",
    re.I,
)
_CENTRE: Final = re.compile(rf"(?:Trung{_S}ương|T\.?Ư|TW)(?:{_S}Đảng)?(?!\w)")
_PARTY: Final = re.compile(rf"Đảng(?!{_S}(?:bộ|ủy|uỷ|đoàn)|\w)(?:{_S}Cộng{_S}sản{_S}Việt{_S}Nam)?")
_WORDS: Final = {"nhất": "1", "đầu": "1", "đầu tiên": "1", "hai": "2", "ba": "3", "tư": "4", "bốn": "4", "năm": "5",
          "sáu": "6", "bảy": "7", "tám": "8", "chín": "9", "mười": "10"}  # fmt: skip
_ROMAN: Final = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}

_AT: Final = re.compile(
    rf"(?:^|[\s(])(?:tại|trong|ở){_S}(?:(?:phiên|lễ|buổi|ngày){_S}(?:khai{_S}mạc|bế{_S}mạc|làm{_S}việc[^,.;]{{0,20}}){_S}(?:của{_S})?)?$"
)  # of small letters, as are _ACTED and _FUTURE
_ACTED: Final = re.compile(
    rf"(?:phát{_S}biểu|khai{_S}mạc|bế{_S}mạc|chủ{_S}trì|tổ{_S}chức|điều{_S}hành|toàn{_S}cảnh|kết{_S}luận|tiếp{_S}tục"
    rf"|tiến{_S}hành|(?:đến|tới|về){_S}dự|chủ{_S}tọa|dự{_S}và{_S}chỉ{_S}đạo){_S}$"
)
_ELECTS: Final = re.compile(rf"(?:được|do){_S}$", re.IGNORECASE)
_OPENS: Final = re.compile(r"(?:^|[,;:\n\d)]|\bđó|\d[^\S\n]khi)[^\S\n]{0,3}$")
_DOES: Final = re.compile(
    rf"(?:[^\S\n]{{0,3}}\([^()\n]{{1,60}}\))?[\s,]{{1,4}}(?:(?:đã|vừa|đang|cũng|chính{_S}thức|tiếp{_S}tục|long{_S}trọng|trọng{_S}thể|được){_S}){{0,3}}"
    rf"(?:khai{_S}mạc|bế{_S}mạc|diễn{_S}ra|bầu|thông{_S}qua|quyết{_S}định|thống{_S}nhất|nghe|bàn|họp|công{_S}bố|tiến{_S}hành|biểu{_S}quyết"
    rf"|thảo{_S}luận|kết{_S}thúc|xem{_S}xét|cho{_S}ý{_S}kiến|nhất{_S}trí|tổ{_S}chức|làm{_S}việc|kỷ{_S}luật|thi{_S}hành|miễn{_S}nhiệm|ra{_S}mắt|cử|hiệp{_S}thương|hoàn{_S}thành|khép{_S}lại|thành{_S}công)(?!\w)",
    re.IGNORECASE,
)
_CHOSE: Final = re.compile(
    rf"(?:[\s,]{{1,3}}|\([^()\n]{{1,40}}\)){{1,3}}(?:tín{_S}nhiệm{_S})?(?:bầu|cử|giới{_S}thiệu)(?!\w)", re.IGNORECASE
)
_THEN: Final = re.compile(
    rf"(?:[\s,(:]|(?:được{_S})?(?:diễn{_S}ra|tổ{_S}chức)|khai{_S}mạc|họp|làm{_S}việc|bế{_S}mạc"
    rf"|(?:vào|hồi|hôm|từ|trong|sáng|chiều|tối|trưa|ngày|các|hai|ba|cuối|đầu|giữa|đang|mới|đã)(?!\w)"
    r"|(?:tại|ở)[^\S\n][^\s,()][^,()\n]{1,30}?(?=[\s,(])){0,12}$",
    re.IGNORECASE,
)
_BEFORE: Final = re.compile(
    rf"[)\s,]{{0,4}}(?:(?:ngay|cũng){_S})?(?:(?:tại|trong|khi){_S})?(?:(?:phiên|lễ){_S}(?:khai|bế){_S}mạc{_S})?$", re.I
)
_HELD: Final = re.compile(
    rf"[^\S\n]{{0,3}}(?:\([^()\n]{{1,40}}\))?(?:[\s,]{{0,3}}{_TERM.pattern}){{0,2}}[\s,]{{0,3}}(?:(?:đã|vừa|đang|sẽ){_S})?"
    rf"(?:(?:tổ{_S}chức|khai{_S}mạc|tiến{_S}hành|tiếp{_S}tục|bước{_S}vào){_S})?$",
    re.IGNORECASE,
)
_SUBJECT: Final = re.compile(
    rf"[^\S\n]{{0,3}}(?:\([^()\n]{{1,60}}\)[^\S\n]{{0,2}})?[,:]?{_S}(?:\d{{1,2}}/\d[^,]{{0,12}},{_S})?$"
)
_ITS: Final = re.compile(
    rf"{_S}[^,;:.\n]{{2,60}}{_S}(?:tại|trong){_S}", re.IGNORECASE
)  # "UBKT vừa công bố kết luận tại kỳ họp 30"
# "UBKT Tỉnh ủy cho biết cơ quan này vừa thông báo kết luận kỳ họp 26"
_SAME_BODY: Final = re.compile(
    rf"(?<!\w)(?:cơ{_S}quan|ủy{_S}ban|đơn{_S}vị){_S}này(?!\w)[^.;\n]{{0,80}}$", re.IGNORECASE
)
_FUTURE: Final = re.compile(rf"[^.;\n]{{0,50}}(?<!\w)(?:sẽ|sắp|tới{_S}đây|dự{_S}kiến)(?!\w)")
_QUOTES: Final = (("“", "”"), ("«", "»"))


# how the phrases above end, and how those of a name begin: what stands there mostly does not, and need not be matched
_AT_ENDS: Final = ("tại", "trong", "ở", "mạc", "của")
_ACTED_ENDS: Final = ("biểu", "mạc", "trì", "chức", "hành", "cảnh", "luận", "tục", "dự", "tọa", "đạo")
_ORDINAL_HEADS: Final = frozenset({"lầ", "th", "đầ"})
_TERM_HEADS: Final = frozenset("(kn")
_FILLER_HEADS: Final = frozenset("đtbcm")
_NUMBER_HEADS: Final = frozenset("ivxlc")


@final
class GatheringName:
    """The name of one gathering at [start, end) and what its sentence tells of it."""

    __slots__ = ("centre", "day", "end", "hosts", "kind", "ordinal", "start")

    def __init__(
        self,
        start: int,
        end: int,
        kind: Concept,
        ordinal: str | None,  # "30", "1"; Roman numerals and words are turned into figures
        hosts: list[str],
        day: FoundDate | None,
        centre: bool,  # a congress of the whole Party
    ) -> None:
        self.start = start
        self.end = end
        self.kind = kind
        self.ordinal = ordinal
        self.hosts = hosts
        self.day = day
        self.centre = centre

    @property
    def certain(self) -> bool:
        """Identified beyond doubt: it has a host; of congresses of the Party and sessions of the National Assembly,
        which every life mentions, only those of which a day is told."""
        if self.centre:
            return self.day is not None
        if self.day is None and self.hosts:
            return not self.hosts[0].startswith("org-kind-quoc-hoi|")
        return bool(self.hosts)


@final
class GatheringNames:
    """Reads the names of gatherings on one page."""

    def __init__(self, page: Page, cues: CueIndex, kinds: list[Match[Concept]], days: list[FoundDate]) -> None:
        self.page = page
        self.text = page.text
        self.cues = cues
        self.kinds = [k for k in kinds if k.value.id in _NAMED]
        self.starts = [k.start for k in self.kinds]
        self.days = days
        self.day_starts = [d.start for d in days]
        self.bodies = page.organizations
        self.body_starts = [b.start for b in page.organizations]

    def read(self, sentence: Sentence) -> list[GatheringName]:
        """Every named gathering at which, so the sentence, something happened."""
        found: list[GatheringName] = []
        start, end = sentence.start, min(sentence.end, sentence.start + _LONGEST)
        low = bisect_left(self.starts, start)
        if low == len(self.starts) or self.starts[low] >= end:
            return found
        if self.text[start:end].isupper():
            return found  # a headline in capitals repeats what the text tells
        for i in range(low, len(self.starts)):
            if self.starts[i] >= end:
                break
            name = self._name(self.kinds[i], start, end)
            if name is not None:
                found.append(name)
        return found

    def _name(self, kind: Match[Concept], start: int, end: int) -> GatheringName | None:
        ordinal, host, centre, stop = self._parts(kind, end)
        if ordinal is None and (host is None or kind.value.id != _CONGRESS):
            return None
        if not self._happened(kind, start, stop) or quoted(self.text, start, kind.start):
            return None
        if centre:
            host = self._of_kind("org-kind-dang-cong-san-viet-nam", kind.end, stop)
        elif host is None:
            host = self._host_near(kind, start, stop, end)
        hosts = [host.key] if host is not None else []
        return GatheringName(kind.start, stop, kind.value, ordinal, hosts, self._day(kind, start, stop), centre)

    def _body_from(self, start: int, end: int) -> OrganizationMention | None:
        """The first body that begins inside [start, end)."""
        i = bisect_left(self.body_starts, start)
        return self.bodies[i] if i < len(self.body_starts) and self.body_starts[i] < end else None

    def _parts(self, kind: Match[Concept], end: int) -> tuple[str | None, OrganizationMention | None, bool, int]:
        """Number, body, whether it is a congress of the Party, and where the name ends."""
        text, small = self.text, self.page.low
        ordinal: str | None = None
        host: OrganizationMention | None = None
        centre = False
        # "Đại hội Đảng bộ huyện" may be one noun: the body inside it is the host all the same
        inside = self._body_from(kind.start + 1, kind.end)
        position = inside.start if inside is not None else kind.end
        limit = min(end, kind.end + _REACH)
        congress = kind.value.id == _CONGRESS
        while position < limit:
            at, comma = position, False
            while at < limit and at - position < 4 and (text[at].isspace() or text[at] == ","):
                comma = comma or text[at] == ","
                at += 1
            head = small[at] if at < limit else ""
            if small[at : at + 2] in _ORDINAL_HEADS and (match := _ORDINAL.match(text, at, limit)):
                ordinal = ordinal or _figure(match["n"] or match["first"])
                position = match.end()
                continue
            if head in _TERM_HEADS and (match := _TERM.match(text, at, limit)):
                position = match.end()
                continue
            body = self._body_from(at, at + 1)
            if body is not None and host is None and not centre:
                host, position = body, body.end
                continue
            if comma or body is not None:
                break
            if ordinal is None and at > position and (head.isdigit() or head in _NUMBER_HEADS):
                if match := _BARE_NUMBER.match(text, at, limit):
                    ordinal, position = _figure(match["n"]), match.end()
                    continue
            if head in _FILLER_HEADS and (match := _FILLER.match(text, at, limit)):
                position = match.end()
                continue
            if host is None and not congress and head == "t" and (match := _CENTRE.match(text, at, limit)):
                host = self._of_kind("org-kind-ban-chap-hanh-trung-uong", match.start(), match.end())
                position = match.end()
                if host is None:
                    break
                continue
            if host is None and congress and head == "đ" and (match := _PARTY.match(text, at, limit)):
                centre, position = True, match.end()
                continue
            break
        return ordinal, host, centre, position

    def _of_kind(self, kind: str, start: int, end: int) -> OrganizationMention | None:
        """A body of which there is one in the country, if the page names it anywhere, as if named at [start, end)."""
        key = next((o.key for o in self.page.organizations if o.key.startswith(kind + "|")), None)
        return OrganizationMention(start, end, key) if key else None

    def _happened(self, kind: Match[Concept], start: int, stop: int) -> bool:
        """The sentence tells what was done there."""
        text, at = self.text, kind.start
        if (
            not done_at(self.page.low, start, at)
            and text[at : at + 3].casefold() != "họp"  # "đã họp phiên thứ nhất": the noun is the verb
            and not self._goes_on(start, at, stop)
        ):
            return False
        i = bisect_left(self.day_starts, at) - 1
        if i >= 0 and self.day_starts[i] >= start and len(self.days[i].value) == 4:
            return False  # "Năm 2010, X tổ chức đại hội": history
        if self.cues.uses(max(start, at - 60), at) & use.FUTURE or still_to_come(self.page.low, stop):
            return False
        near = self.cues.last(max(start, at - 30), at, _ONLY_REFERS)
        return near is None or bool(text[near.end : at].strip(" \u00a0"))

    def _goes_on(self, start: int, at: int, stop: int) -> bool:
        """What the gathering called [at, stop) did follows: "Đại hội ... đã bầu", "được Đại hội ... bầu"."""
        before = self.text[max(start, at - 60) : at]
        head = before.rstrip()
        opens = not head or head[-1] in ",;:)" or head[-1].isdigit() or head.endswith(("đó", "khi"))
        if opens and _OPENS.search(before) and _DOES.match(self.text, stop):
            return True
        if not may_end(self.page.low, start, at, ("được", "do")):
            return False
        return _ELECTS.search(before) is not None and _CHOSE.match(self.text, stop) is not None

    def _host_near(self, kind: Match[Concept], start: int, stop: int, end: int) -> OrganizationMention | None:
        """The body that holds it: the subject before ("UBKT đã họp kỳ thứ 20"), else the one that follows the name."""
        text, at = self.text, kind.start
        i = bisect_left(self.body_starts, at) - 1
        while i >= 0 and self.bodies[i].end > at:
            i -= 1
        if i >= 0 and self.body_starts[i] >= max(start, at - 160):
            before = self.bodies[i]
            gap = text[before.end : at]
            if (
                _HELD.fullmatch(text, before.end, at)
                or (self.page.low.find("này", before.end, at) >= 0 and _SAME_BODY.search(text, before.end, at))
                or gap.strip().casefold() in ("tại", "trong")  # "Ủy ban Kiểm tra Trung ương tại kỳ họp 32"
            ):
                return before
        subject = self._body_from(start, min(at, start + 12))
        if subject is not None and _ITS.fullmatch(text, subject.end, at):
            return subject
        after = self._body_from(stop, min(end, stop + 100))
        if after is None:
            return None
        gap = text[stop : after.start]
        i = bisect_left(self.day_starts, stop)
        if i < len(self.days) and self.day_starts[i] < after.start and len(gap) < 60 and gap.rstrip().endswith(","):
            if _THEN.fullmatch(text, stop, self.day_starts[i]):
                return after  # "Đại hội lần thứ X, diễn ra ngày 5/3, Đảng bộ huyện ..."
        return after if _SUBJECT.fullmatch(gap if gap != "," else ", ") else None

    def _day(self, kind: Match[Concept], start: int, stop: int) -> FoundDate | None:
        low, at = bisect_left(self.day_starts, start), bisect_left(self.day_starts, kind.start)
        i = bisect_left(self.day_starts, stop, at)
        if i < len(self.days) and self.day_starts[i] < stop + 70:
            after = self.days[i]
            if len(after.value) > 4 and _THEN.fullmatch(self.text, stop, after.start):
                return after
        before = [d for d in self.days[low:at] if len(d.value) > 4]
        if not before:
            return None
        last = before[-1]
        if _BEFORE.fullmatch(self.text, last.end, kind.start):
            return last
        opens = len(before) == 1 and last.start - start <= 30 and kind.start - last.end <= 130
        return last if opens and ";" not in self.text[last.end : kind.start] else None


def done_at(text: str, start: int, at: int) -> bool:
    """Whether ``text`` (in small letters) says right before ``at``, in the sentence from ``start`` on, that something
    is done there ("phát biểu "), or at it ("tại ", "tại lễ khai mạc "); what can stand there is told by its last word.
    """
    before = text[max(start, at - 12) : at].rstrip()
    if acted(text, start, at):
        return True
    low = max(start, at - 60)
    if before.endswith(_AT_ENDS) or text.find("việc", low, at) >= 0:
        return _AT.search(text[low:at]) is not None
    return False


def acted(text: str, start: int, at: int) -> str:
    """What is done with a gathering ("chủ trì ", "phát biểu "), right before ``at`` of ``text`` (in small letters)."""
    before = text[max(start, at - 30) : at]
    match = _ACTED.search(before) if before.rstrip().endswith(_ACTED_ENDS) else None
    return match.group() if match is not None else ""


def still_to_come(text: str, at: int) -> bool:
    """Whether the clause goes on behind ``at`` of ``text`` (in small letters) with what will be."""
    ahead = text[at : at + 62]
    if "sẽ" in ahead or "sắp" in ahead or "tới" in ahead or "dự" in ahead:
        return _FUTURE.match(text, at) is not None
    return False


def quoted(text: str, start: int, offset: int) -> bool:
    """Whether ``offset`` stands inside a quotation opened after ``start``: what a speaker mentions."""
    if text.count('"', start, offset) % 2:
        return True
    return any(text.rfind(a, start, offset) > text.rfind(b, start, offset) for a, b in _QUOTES)


def _figure(word: str) -> str:
    """ "XV", "thứ nhất", "09" as figures."""
    word = canonical(word)
    if word.isdigit():
        return str(int(word))
    low = word.casefold()
    if low in _WORDS:
        return _WORDS[low]
    total, last = 0, 0
    for letter in reversed(word.upper()):
        value = _ROMAN.get(letter, 0)
        total += -value if value < last else value
        last = max(last, value)
    return str(total)
