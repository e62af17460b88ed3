"""Gatherings that their own name identifies: "Hội nghị lần thứ 9 Ban Chấp hành Trung ương", "kỳ họp thứ 30 của Ủy ban
Kiểm tra Trung ương", "Đại hội đại biểu Đảng bộ tỉnh X lần thứ XV".

A name is identified by its number, its body, or both. It tells of an event only where the sentence says that
something happened there ("tại ...", "... đã bầu", "khai mạc ..."); plans, preparations and mere references do not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg_dangbo.extract.cues import CueIndex, within
from kg_dangbo.extract.page import DateMention, OrganizationMention, Page, Sentence
from kg_dangbo.language.normal import canonical
from kg_dangbo.vocabulary import Concept, Match

__all__ = ["ACTED", "AT", "FUTURE", "GatheringName", "GatheringNames", "quoted"]

_NAMED = ("event-kind-hoi-nghi", "event-kind-dai-hoi", "event-kind-ky-hop", "event-kind-phien-hop")
_LONGEST = 1200  # code points of a sentence that are read
_REACH = 130  # code points of a name
_S = r"[^\S\n]{1,3}"
_NUMERAL = r"(?:\d{1,3}|[IVXLC]{1,7}|nhất|hai|ba|tư|bốn|năm|sáu|bảy|tám|chín|mười|đầu)(?![\w])"
_ORDINAL = re.compile(rf"(?:lần{_S}(?:thứ{_S})?|thứ{_S})(?P<n>{_NUMERAL})|(?P<first>đầu{_S}tiên)(?!\w)", re.IGNORECASE)
_BARE_NUMBER = re.compile(r"(?P<n>\d{1,3}|[IVXLC]{1,7})(?!\w|[/.]\d)")  # "kỳ họp 31", "Đại hội XIII"
_TERM = re.compile(
    rf"\(?(?:khóa|khoá){_S}(?:\d{{1,2}}|[IVXLC]{{1,7}}|mới)\)?(?!\w)"
    rf"|\(?nhiệm{_S}kỳ{_S}(?:\d{{4}}[^\S\n]{{0,2}}[-–][^\S\n]{{0,2}}\d{{4}}|mới)\)?",
    re.IGNORECASE,
)
_FILLER = re.compile(
    r"(?:đại biểu|toàn quốc|toàn thể|bất thường|chuyên đề|thường lệ|thường kỳ|thường niên|mở rộng|của|các cấp)(?!\w)",
    re.I,
)
_CENTRE = re.compile(rf"(?:Trung{_S}ương|T\.?Ư|TW)(?:{_S}Đảng)?(?!\w)")
_PARTY = re.compile(rf"Đảng(?!{_S}(?:bộ|ủy|uỷ|đoàn)|\w)(?:{_S}Cộng{_S}sản{_S}Việt{_S}Nam)?")
_SPACE = re.compile(r"[\s,]{0,4}")
_WORDS = {"nhất": "1", "đầu": "1", "đầu tiên": "1", "hai": "2", "ba": "3", "tư": "4", "bốn": "4", "năm": "5",
          "sáu": "6", "bảy": "7", "tám": "8", "chín": "9", "mười": "10"}  # fmt: skip
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}

AT = re.compile(
    rf"(?:^|[\s(])(?:tại|trong|ở){_S}(?:(?:phiên|lễ|buổi|ngày){_S}(?:khai{_S}mạc|bế{_S}mạc|làm{_S}việc[^,.;]{{0,20}}){_S}(?:của{_S})?)?$",
    re.IGNORECASE,
)
ACTED = re.compile(
    rf"(?:phát{_S}biểu|khai{_S}mạc|bế{_S}mạc|chủ{_S}trì|tổ{_S}chức|điều{_S}hành|toàn{_S}cảnh|kết{_S}luận|tiếp{_S}tục"
    rf"|tiến{_S}hành|(?:đến|tới|về){_S}dự|chủ{_S}tọa|dự{_S}và{_S}chỉ{_S}đạo){_S}$",
    re.IGNORECASE,
)
_ELECTS = re.compile(rf"(?:được|do){_S}$", re.IGNORECASE)
_OPENS = re.compile(r"(?:^|[,;:\n\d)]|\bđó|\d[^\S\n]khi)[^\S\n]{0,3}$")
_DOES = re.compile(
    rf"(?:[^\S\n]{{0,3}}\([^()\n]{{1,60}}\))?[\s,]{{1,4}}(?:(?:đã|vừa|đang|cũng|chính{_S}thức|tiếp{_S}tục|long{_S}trọng|trọng{_S}thể|được){_S}){{0,3}}"
    rf"(?:khai{_S}mạc|bế{_S}mạc|diễn{_S}ra|bầu|thông{_S}qua|quyết{_S}định|thống{_S}nhất|nghe|bàn|họp|công{_S}bố|tiến{_S}hành|biểu{_S}quyết"
    rf"|thảo{_S}luận|kết{_S}thúc|xem{_S}xét|cho{_S}ý{_S}kiến|nhất{_S}trí|tổ{_S}chức|làm{_S}việc|kỷ{_S}luật|thi{_S}hành|miễn{_S}nhiệm|ra{_S}mắt|cử|hiệp{_S}thương|hoàn{_S}thành|khép{_S}lại|thành{_S}công)(?!\w)",
    re.IGNORECASE,
)
_CHOSE = re.compile(
    rf"(?:[\s,]{{1,3}}|\([^()\n]{{1,40}}\)){{1,3}}(?:tín{_S}nhiệm{_S})?(?:bầu|cử|giới{_S}thiệu)(?!\w)", re.IGNORECASE
)
_THEN = re.compile(
    rf"(?:[\s,(:]|(?:được{_S})?(?:diễn{_S}ra|tổ{_S}chức)|khai{_S}mạc|họp|làm{_S}việc|bế{_S}mạc"
    rf"|(?:vào|hồi|hôm|từ|trong|sáng|chiều|tối|trưa|ngày|các|hai|ba|cuối|đầu|giữa|đang|mới|đã)(?!\w)"
    r"|(?:tại|ở)[^\S\n][^\s,()][^,()\n]{1,30}?(?=[\s,(])){0,12}$",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    rf"[)\s,]{{0,4}}(?:(?:ngay|cũng){_S})?(?:(?:tại|trong|khi){_S})?(?:(?:phiên|lễ){_S}(?:khai|bế){_S}mạc{_S})?$", re.I
)
_HELD = re.compile(
    rf"[^\S\n]{{0,3}}(?:\([^()\n]{{1,40}}\))?(?:[\s,]{{0,3}}{_TERM.pattern}){{0,2}}[\s,]{{0,3}}(?:(?:đã|vừa|đang|sẽ){_S})?"
    rf"(?:(?:tổ{_S}chức|khai{_S}mạc|tiến{_S}hành|tiếp{_S}tục|bước{_S}vào){_S})?$",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    rf"[^\S\n]{{0,3}}(?:\([^()\n]{{1,60}}\)[^\S\n]{{0,2}})?[,:]?{_S}(?:\d{{1,2}}/\d[^,]{{0,12}},{_S})?$"
)
_ITS = re.compile(
    rf"{_S}[^,;:.\n]{{2,60}}{_S}(?:tại|trong){_S}", re.IGNORECASE
)  # "UBKT vừa công bố kết luận tại kỳ họp 30"
# "UBKT Tỉnh ủy cho biết cơ quan này vừa thông báo kết luận kỳ họp 26"
_SAME_BODY = re.compile(rf"(?<!\w)(?:cơ{_S}quan|ủy{_S}ban|đơn{_S}vị){_S}này(?!\w)[^.;\n]{{0,80}}$", re.IGNORECASE)
FUTURE = re.compile(rf"[^.;\n]{{0,50}}(?<!\w)(?:sẽ|sắp|tới{_S}đây|dự{_S}kiến)(?!\w)", re.IGNORECASE)
_QUOTES = (("“", "”"), ("«", "»"))


@dataclass(frozen=True, slots=True)
class GatheringName:
    """The name of one gathering at [start, end) and what its sentence tells of it."""

    start: int
    end: int
    kind: Concept
    ordinal: str | None  # "30", "1"; Roman numerals and words are turned into figures
    hosts: tuple[str, ...]
    day: DateMention | None
    centre: bool  # a congress of the whole Party

    @property
    def certain(self) -> bool:
        """Identified beyond doubt: it has a host; of congresses of the Party and sessions of the National Assembly,
        which every life mentions, only those of which a day is told."""
        everybodys = self.centre or any(h.startswith("org-kind-quoc-hoi|") for h in self.hosts)
        return bool(self.hosts or self.centre) and (self.day is not None or not everybodys)


class GatheringNames:
    """Reads the names of gatherings on one page."""

    def __init__(
        self, page: Page, cues: CueIndex, kinds: Sequence[Match[Concept]], days: Sequence[DateMention]
    ) -> None:
        self.page = page
        self.text = page.text
        self.cues = cues
        self.kinds = [k for k in kinds if k.value.id in _NAMED]
        self.days = days

    def read(self, sentence: Sentence) -> list[GatheringName]:
        """Every named gathering at which, so the sentence, something happened."""
        out = []
        start, end = sentence.start, min(sentence.end, sentence.start + _LONGEST)
        if self.text[start:end].isupper():
            return []  # a headline in capitals repeats what the text tells
        for kind in within(self.kinds, start, end):
            found = self._name(kind, start, end)
            if found is not None:
                out.append(found)
        return out

    def _name(self, kind: Match[Concept], start: int, end: int) -> GatheringName | None:
        ordinal, host, centre, stop = self._parts(kind, end)
        if ordinal is None and (host is None or kind.value.id != "event-kind-dai-hoi"):
            return None
        if quoted(self.text, start, kind.start) or not self._happened(kind, start, stop, host):
            return None
        if centre:
            host = self._of_kind("org-kind-dang-cong-san-viet-nam", kind.end, stop)
        elif host is None:
            host = self._host_near(kind, start, stop, end)
        return GatheringName(
            kind.start, stop, kind.value, ordinal, (host.key,) if host else (), self._day(kind, start, stop), centre
        )

    def _parts(self, kind: Match[Concept], end: int) -> tuple[str | None, OrganizationMention | None, bool, int]:
        """Number, body, whether it is a congress of the Party, and where the name ends."""
        ordinal: str | None = None
        host: OrganizationMention | None = None
        centre = False
        # "Đại hội Đảng bộ huyện" may be one noun: the body inside it is the host all the same
        position = next((b.start for b in self.page.organizations_in(kind.start + 1, kind.end)), kind.end)
        limit = min(end, kind.end + _REACH)
        congress = kind.value.id == "event-kind-dai-hoi"
        while position < limit:
            gap = _SPACE.match(self.text, position, limit)
            at = gap.end() if gap else position
            if match := _ORDINAL.match(self.text, at, limit):
                ordinal = ordinal or _figure(match["n"] or match["first"])
                position = match.end()
                continue
            if match := _TERM.match(self.text, at, limit):
                position = match.end()
                continue
            body = next(iter(self.page.organizations_in(at, at + 1)), None)
            if body is not None and host is None and not centre:
                host, position = body, body.end
                continue
            if "," in self.text[position:at] or body is not None:
                break
            if ordinal is None and at > position and (match := _BARE_NUMBER.match(self.text, at, limit)):
                ordinal, position = _figure(match["n"]), match.end()
                continue
            if match := _FILLER.match(self.text, at, limit):
                position = match.end()
                continue
            if host is None and not congress and (match := _CENTRE.match(self.text, at, limit)):
                host = self._of_kind("org-kind-ban-chap-hanh-trung-uong", match.start(), match.end())
                position = match.end()
                if host is None:
                    break
                continue
            if host is None and congress and (match := _PARTY.match(self.text, at, limit)):
                centre, position = True, match.end()
                continue
            break
        return ordinal, host, centre, position

    def _of_kind(self, kind: str, start: int, end: int) -> OrganizationMention | None:
        """A body of which there is one in the country, if the page names it anywhere, as if named at [start, end)."""
        key = next((o.key for o in self.page.organizations if o.key.startswith(kind + "|")), None)
        return OrganizationMention(start, end, key) if key else None

    def _happened(self, kind: Match[Concept], start: int, stop: int, host: OrganizationMention | None) -> bool:
        """The sentence tells what was done there."""
        before = self.text[max(start, kind.start - 60) : kind.start]
        printed = within(self.days, start, kind.start)
        if printed and len(printed[-1].value) == 4:
            return False  # "Năm 2010, X tổ chức đại hội": history
        if self.cues.between(max(start, kind.start - 60), kind.start, "future") or FUTURE.match(self.text, stop):
            return False
        near = self.cues.between(max(start, kind.start - 30), kind.start, "reference", "plural", "plan", "propose")
        if any(not self.text[c.end : kind.start].strip(" \u00a0") for c in near):
            return False
        if AT.search(before) or ACTED.search(before):
            return True
        if self.text[kind.start : kind.start + 3].casefold() == "họp":
            return True  # "đã họp phiên thứ nhất": the noun is the verb
        if _OPENS.search(before) and _DOES.match(self.text, stop):
            return True
        return bool(_ELECTS.search(before) and _CHOSE.match(self.text, stop))

    def _host_near(self, kind: Match[Concept], start: int, stop: int, end: int) -> OrganizationMention | None:
        """The body that holds it: the subject before ("UBKT đã họp kỳ thứ 20"), else the one that follows the name."""
        before = [
            b for b in self.page.organizations_in(max(start, kind.start - 160), kind.start) if b.end <= kind.start
        ]
        if before and _HELD.fullmatch(self.text, before[-1].end, kind.start):
            return before[-1]
        if before and _SAME_BODY.search(self.text, before[-1].end, kind.start):
            return before[-1]
        if before and self.text[before[-1].end : kind.start].strip().casefold() in ("tại", "trong"):
            return before[-1]  # "Ủy ban Kiểm tra Trung ương tại kỳ họp 32"
        subject = next(iter(self.page.organizations_in(start, min(kind.start, start + 12))), None)
        if subject is not None and _ITS.fullmatch(self.text, subject.end, kind.start):
            return subject
        after = next(iter(self.page.organizations_in(stop, min(end, stop + 100))), None)
        if after is None:
            return None
        gap = self.text[stop : after.start]
        day = next((d for d in self.days if stop <= d.start < after.start), None)
        if day is not None and _THEN.fullmatch(self.text, stop, day.start) and len(gap) < 60:
            gap = "," if gap.rstrip().endswith(",") else gap
        return after if _SUBJECT.fullmatch(gap if gap != "," else ", ") else None

    def _day(self, kind: Match[Concept], start: int, stop: int) -> DateMention | None:
        after = next((d for d in within(self.days, stop, stop + 70)), None)
        if after is not None and len(after.value) > 4 and _THEN.fullmatch(self.text, stop, after.start):
            return after
        before = [d for d in within(self.days, start, kind.start) if len(d.value) > 4]
        if not before:
            return None
        last = before[-1]
        if _BEFORE.fullmatch(self.text, last.end, kind.start):
            return last
        opens = len(before) == 1 and last.start - start <= 30 and kind.start - last.end <= 130
        return last if opens and ";" not in self.text[last.end : kind.start] else None


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
