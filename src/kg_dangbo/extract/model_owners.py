"""Who carries out a model: the body behind its name, before it, or whose line of a list it is."""

from __future__ import annotations

import re
from typing import Final, final

from kg_dangbo.extract.cues import in_brackets
from kg_dangbo.extract.page import OrganizationMention, Page, Sentence, Zone
from kg_dangbo.language.normal import fold
from kg_dangbo.vocabulary import PhraseMatcher

__all__ = ["BULLET", "ModelOwners", "Title"]

_S: Final = r"[^\S\n]{1,3}"
_OWNER_REACH: Final = 110
_OWNER: Final = re.compile(
    rf"[\s,]{{0,3}}(?:\([^()\n]{{0,40}}\)[\s,]{{0,2}})?"
    rf"(?:(?:vào{_S})?(?:sáng|chiều|tối|thứ|ngày)(?:{_S}[^\W\d_]+){{1,4}}{_S})?"  # "vào thứ bảy hằng tuần của ..."
    rf"(?:của|tại|ở|do|được)(?:{_S}bộ{_S}phận{_S}một{_S}cửa)?"
    rf"(?:{_S}(?:cán{_S}bộ|nhân{_S}dân|hội{_S}viên|đoàn{_S}viên|các|tập{_S}thể|phụ{_S}nữ|bà{_S}con|thuộc|ở|tại|và|đảng{_S}viên))*"
    rf"[\s,]{{0,3}}",
    re.IGNORECASE,
)
_PRAISED: Final = re.compile(
    rf"{_S}(?:đã{_S})?(?:biểu{_S}dương|khen|tặng|đánh{_S}giá|ghi{_S}nhận|công{_S}nhận|chọn|tuyên{_S}dương|phê{_S}duyệt|nhân{_S}rộng)(?!\w)",
    re.IGNORECASE,
)
_UNIT: Final = re.compile(
    rf"(?<!\w)đơn{_S}vị{_S}(?:(?:đã|cũng|còn){_S})?(?:xây{_S}dựng|triển{_S}khai|duy{_S}trì|thực{_S}hiện|có|ra{_S}mắt)(?!\w)[^.;“\"]*$",
    re.IGNORECASE,
)
_DASH_OWNER: Final = re.compile(r"[^\S\n]{0,3}[-–][^\S\n]{1,3}")  # "“A” - Hội Nông dân xã; “B” - Đoàn xã"
_OTHER_OWNER: Final = re.compile(
    rf"{_S}(?:của|do){_S}(?=[^\W\d_])(?!(?:các|những|mình)(?!\w))(?-i:[A-ZĐ])", re.IGNORECASE
)
_BRACKET_OWNER: Final = re.compile(r"[\s,]{0,3}\([\s]?")
_HAS_CUE: Final = re.compile(r"mô\s{1,3}h[iì]nh|cách làm", re.IGNORECASE)
BULLET: Final = re.compile(r"[-–•+*●▪][^\S\n]{0,3}|[a-zđ\d]{1,2}[.)][^\S\n]{1,3}")
# between the body that a line of a list begins with and its model
_OF_ITEM: Final = re.compile(
    rf"[^\S\n]{{0,3}}(?:[:–-]{_S})?(?:(?:có|làm|với|duy{_S}trì|xây{_S}dựng|triển{_S}khai|thực{_S}hiện|ra{_S}mắt){_S})?"
    rf"(?:[^\W\d_]+{_S}){{0,3}}"
)


@final
class Title:
    """A title at [title_start, title_end) in its marks at [start, end)."""

    __slots__ = ("end", "start", "title_end", "title_start")

    def __init__(self, start: int, end: int, title_start: int, title_end: int) -> None:
        self.start = start
        self.end = end
        self.title_start = title_start
        self.title_end = title_end


@final
class ModelOwners:
    """Finds the bodies that carry out the models of one page; ``runs`` are the verbs of carrying out."""

    def __init__(self, page: Page, runs: PhraseMatcher[bool]) -> None:
        self.page = page
        self.text = page.text
        self.runs = runs

    def is_other(self, quote: Title) -> bool:
        """Somebody that is no body known to us carries it out: nobody else does then."""
        return _OTHER_OWNER.match(self.text, quote.end) is not None

    def after(self, quote: Title, after: int) -> str | None:
        """ "“A” của Chi bộ 4", "“A” - Hội Nông dân xã": the body behind the name, before ``after``."""
        stop = min(after, quote.end + _OWNER_REACH)
        for body in self.page.organizations_in(quote.end, stop)[:1]:
            gap = self.text[quote.end : body.start]
            if _PRAISED.match(self.text, body.end):
                return None  # "... được Đảng ủy Khối biểu dương": who praises it does not carry it out
            if _DASH_OWNER.fullmatch(gap) or _OWNER.fullmatch(gap) or _BRACKET_OWNER.fullmatch(gap):
                return body.key
        return None

    def of_item(self, sentence: Sentence, quote: Title) -> str | None:
        """ "+ Hội Phụ nữ xã: mô hình “A”", "- Đoàn xã - tuyến đường “B”", "+ Chi bộ 2 làm “C”": whose line it is."""
        bullet = BULLET.match(self.text, sentence.start)
        start = bullet.end() if bullet else sentence.start
        body = next(iter(self.page.organizations_in(start, start + 1)), None)
        if body is None or not _OF_ITEM.fullmatch(self.text, body.end, quote.start):
            return None
        return body.key

    def of_headline(self, sentence: Sentence, quote: Title) -> str | None:
        """The body of the headline, where the text calls it "đơn vị" and goes on to its models."""
        if not _UNIT.search(self.text[max(sentence.start, quote.start - 90) : quote.start]):
            return None
        head = self.page.sentences[0]
        bodies = (
            {b.key for b in self.page.organizations_in(head.start, head.end)} if head.zone is Zone.HEADLINE else set()
        )
        return bodies.pop() if len(bodies) == 1 else None

    def before(self, low: int, quote: Title) -> str | None:
        """The subject: the nearest body before, with a verb of carrying out between it and the name."""
        start = max(low, quote.start - 260)
        semicolon = self.text.rfind(";", start, quote.start)
        if semicolon >= 0:
            start = semicolon + 1
        bodies: list[OrganizationMention] = [
            b for b in self.page.organizations_in(start, quote.start) if not in_brackets(self.text, start, b.start)
        ]
        for i in range(len(bodies) - 1, -1, -1):
            between = self.text[bodies[i].end : quote.start]
            near = self.text[max(start, bodies[i].start - 60) : bodies[i].start]
            if _HAS_CUE.search(near) or self.runs.find(fold(between)):
                while i and self.text[bodies[i - 1].end : bodies[i].start].strip() == ",":
                    i -= 1  # "Chi bộ 4, Đảng bộ Sở Tư pháp": the cell carries it out, the other is its parent
                return bodies[i].key
        if semicolon >= 0:
            # "Chi bộ lãnh đạo ...; mô hình “X” được hưởng ứng": the sentence's own subject
            first = self.page.organizations_in(low, min(semicolon, low + 2))
            return first[0].key if first else None
        return None
