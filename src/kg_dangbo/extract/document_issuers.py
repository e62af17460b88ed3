"""Who issued a document: the body printed beside it, or the one body of the page that its letters name.

The letters fix the sort of body ("HĐND", "TU") or one body of the whole country ("BQP"). A body is the issuer only
where the page names it: the letters never bring in a body that the story does not speak of.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, final

from kg_dangbo.extract.cues import bare, within, word_before
from kg_dangbo.extract.document_words import DocumentWords
from kg_dangbo.extract.page import OrganizationMention, Page, Sentence
from kg_dangbo.language.normal import fold_key
from kg_dangbo.vocabulary import Match

__all__ = ["Issuers", "issued_before", "issuer_after", "issuer_before", "plenum_of"]

_S: Final = r"[^\S\n]{1,3}"
_S0: Final = r"[^\S\n]{0,3}"
_SOON: Final = 40  # code points within which the issuer follows
_HEADS: Final = (
    r"(?:(?:Chủ tịch|Bộ trưởng|Giám đốc|Tổng Giám đốc|Chánh án|Viện trưởng|Trưởng ban|Bí thư|Hiệu trưởng|Tư lệnh)" + _S
)
_AFTER: Final = re.compile(
    rf"{_S0}\)?,?(?:{_S}(?:khóa|khoá){_S}[IVX]{{1,6}},?)?{_S}(?:của|do){_S}(?:các{_S})?{_HEADS})?$", re.IGNORECASE
)
_BRACKET: Final = re.compile(r"\s{0,2}\([^()\n]{1,80}\)")
# "Ban Thường vụ Tỉnh ủy vừa ban hành Chỉ thị 12", "Thường trực Tỉnh ủy có văn bản số 512-CV/TU"
_FIRST: Final = re.compile(
    rf",?{_S}(?:(?:đã|vừa|cũng|sẽ|mới|tiếp{_S}tục){_S}){{0,2}}(?:ký{_S})?(?:ban{_S}hành|ra|thông{_S}qua|có)"
    rf"(?:{_S}(?:các|văn{_S}bản|công{_S}văn|\d{{1,2}}(?:{_S}nghị{_S}quyết)?))?(?:{_S}số)?{_S}$",
    re.IGNORECASE,
)
# "Thay mặt Bộ Chính trị, Tổng Bí thư A đã ký ban hành Chỉ thị 12"
_SIGNED: Final = re.compile(
    rf"(?<!\w)(?:thay{_S}mặt|thừa{_S}ủy{_S}quyền|thừa{_S}uỷ{_S}quyền)(?:{_S}của)?{_S}$", re.IGNORECASE
)
_ISSUES: Final = re.compile(
    rf"(?<!\w)(?:ban{_S}hành|ký|ra|có)(?:{_S}(?:văn{_S}bản|công{_S}văn|tờ{_S}trình|thông{_S}báo))?(?:{_S}số)?{_S}$",
    re.IGNORECASE,
)
_DAY: Final = re.compile(
    rf"(?:(?:Trước{_S}đó|Mới{_S}đây),{_S0})?(?:(?:vào|sáng|chiều|tối|trong){_S})?(?:ngày{_S})?", re.IGNORECASE
)
# the last words of what `_FIRST`, `_SIGNS` and `_OPENER` look for, and of `_ISSUES`
_BEFORE_ENDS: Final = frozenset(
    ["hành", "ra", "qua", "có", "các", "bản", "văn", "quyết", "số", "ký", "tại", "theo", "bằng"]
)
_ISSUES_ENDS: Final = frozenset(["hành", "ký", "ra", "có", "bản", "văn", "trình", "báo", "số"])
_CLAUSE: Final = 130
_SIGNS: Final = re.compile(rf"(?:đã|vừa|mới)?{_S0}ký(?:{_S}ban{_S}hành)?{_S}$", re.IGNORECASE)
# "Tại Quyết định số 11-QĐ/TU ngày ..., Chủ tịch UBND tỉnh đã giao ..."
_OPENER: Final = re.compile(rf"(?<!\w)(?:tại|theo|bằng){_S}(?:các{_S})?$", re.IGNORECASE)
_ACTS: Final = re.compile(rf"{_S0},{_S}{_HEADS})?$", re.IGNORECASE)
# "4 nghị quyết của Bộ Chính trị, trong đó có Nghị quyết số 68-NQ/TW"
_LIST: Final = re.compile(
    rf"{_S0}(?:,{_S}(?:trong{_S}đó{_S}có|nhất{_S}là|như|gồm|bao{_S}gồm|đó{_S}là|trọng{_S}tâm{_S}là|tiêu{_S}biểu{_S}là)"
    rf"|\(?{_S0}gồm|:|như|bao{_S}gồm|là){_S0}:?{_S0}$",
    re.IGNORECASE,
)
_LIST_OF: Final = re.compile(rf"(?:của|do){_S}$")
_LISTED: Final = 60  # code points from the word of the list ("các nghị quyết") to its issuer
# the sort of body that the letters name, as its canonical name begins
_NAMED_BY: Final = {
    "HĐND": re.compile(r"(?:hội đồng nhân dân|hđnd)"),
    "UBND": re.compile(r"(?:chủ tịch )?(?:ủy ban nhân dân|ubnd)"),
    "TU": re.compile(r"(?:tỉnh|thành) ủy"),
    "HU": re.compile(r"(?:huyện|thị|thành) ủy"),
    "QU": re.compile(r"quận ủy"),
    "ThU": re.compile(r"(?:thành|thị) ủy"),
    "ĐU": re.compile(r"đảng ủy"),
}
_CENTRE: Final = {
    "TW": ("bộ chính trị", "ban bí thư", "ban chấp hành trung ương"),
    "TTg": ("thủ tướng chính phủ", "chính phủ"),
}
_INNER: Final = re.compile(r"(?:ban thường vụ|thường trực) ")
_BY_STANDING_COMMITTEE: Final = ("doc-kind-quyet-dinh", "doc-kind-chi-thi", "doc-kind-quy-dinh", "doc-kind-ket-luan")
_MAIN: Final = 3  # so many times more often than any other is the body that a page is about


def _name(key: str) -> str:
    """The canonical name in the key of a body (`kind|name|province`), folded."""
    parts = key.split("|")
    return parts[1] if len(parts) > 1 else fold_key(key)


def issuer_after(page: Page, position: int) -> OrganizationMention | None:
    """The body in "(khóa XII) của Bộ Chính trị", "của Chủ tịch UBND tỉnh" behind ``position``."""
    text = page.text
    body = _of_body(page, position)
    if body is None and "(" in text[position : position + 3] and (bracket := _BRACKET.match(text, position)):
        body = _of_body(page, bracket.end())
    return body


def _of_body(page: Page, begin: int) -> OrganizationMention | None:
    bodies = page.organizations_in(begin, begin + _SOON)
    if not bodies:
        return None
    between = page.low[begin : bodies[0].start]
    return bodies[0] if ("của" in between or "do" in between) and _AFTER.fullmatch(between) else None


def issuer_before(page: Page, start: int, extent: int, code: str | None, words: DocumentWords) -> str | None:
    """The body in front ("BTV Tỉnh ủy ban hành Kế hoạch 16") or behind ("Tại Quyết định số 11-QĐ/TU, Tỉnh ủy ...").

    ``start`` is where the document's name begins, ``extent`` where its date ends, ``code`` the letters of its issuer.
    """
    text = page.text
    sentence = page.sentence_at(start)
    if sentence is None:
        return None
    before = word_before(page.low, sentence.start, start)
    if before is not None and before not in _BEFORE_ENDS:
        return None
    left = page.organizations_in(max(sentence.start, start - 160), start)
    if left and _FIRST.fullmatch(bare(text[left[-1].end : start])) and _fits(left[-1], code, words):
        return left[-1].key
    if left and _SIGNS.search(text[max(left[-1].end, start - 24) : start]):
        for body in left:
            if _SIGNED.search(text[max(sentence.start, body.start - 24) : body.start]) and _fits(body, code, words):
                return body.key
    if code is not None and _OPENER.search(text[max(sentence.start, start - 12) : start]):
        for body in page.organizations_in(extent, extent + _SOON)[:1]:
            if _ACTS.fullmatch(text[extent : body.start]) and _fits(body, code, words, sure=True):
                return body.key
    return None


def plenum_of(page: Page, start: int, end: int) -> str | None:
    """The committee in the name of a plenum's resolution: "Nghị quyết Hội nghị lần thứ 4 Ban Chấp hành Trung ương"."""
    for body in page.organizations_in(start, end):
        printed = page.text[body.start : body.end].casefold()
        if body.key.startswith("org-kind-ban-chap-hanh-trung-uong|") and printed.startswith(("ban chấp", "bch")):
            return body.key
    return None


def issued_before(page: Page, start: int) -> str | None:
    """The date in "Ngày 7/3, Ban Bí thư ban hành Chỉ thị 12": it opens the sentence whose verb issues the document."""
    sentence = page.sentence_at(start)
    if sentence is None:
        return None
    before = word_before(page.low, sentence.start, start)
    if before is not None and before not in _ISSUES_ENDS:
        return None
    if not _ISSUES.search(page.text[max(sentence.start, start - 40) : start]):
        return None
    dates = page.dates_in(sentence.start, start)
    if (
        len(dates) != 1
        or start - dates[0].end > _CLAUSE
        or not _DAY.fullmatch(page.text[sentence.start : dates[0].start])
    ):
        return None
    return dates[0].value


def _fits(body: OrganizationMention, code: str | None, words: DocumentWords, *, sure: bool = False) -> bool:
    """Whether the letters allow for this body; with ``sure`` they must name it."""
    if code is None:
        return not sure
    name = _name(body.key)
    if code in _NAMED_BY:
        return _NAMED_BY[code].match(_INNER.sub("", name)) is not None
    if code in _CENTRE:
        return name in _CENTRE[code] or not sure
    return name == words.issuer_name(code) or not sure


@final
class Issuers:
    """The bodies of one page by the letters that name them; each sort is collected once, when it is first asked for."""

    def __init__(self, page: Page, heads: Sequence[Match[str]], words: DocumentWords) -> None:
        self.page = page
        self.words = words
        self._heads = heads  # kind words, for lists of documents
        self._names: dict[str, str] | None = None
        self._first: dict[str, str] = {}
        self._counts: dict[str, int] = {}
        self._sorts: dict[str, _Sort] = {}

    def of_list(self, sentence: Sentence, start: int) -> str | None:
        """The body in "các nghị quyết của Bộ Chính trị, trong đó có Nghị quyết 68", for what begins at ``start``."""
        text = self.page.text
        for body in reversed(self.page.organizations_in(max(sentence.start, start - 90), start)):
            if not _LIST.fullmatch(text[body.end : start]):
                return None
            heads = within(self._heads, body.start - _LISTED - 20, body.start)
            if heads:
                between = text[heads[-1].end : body.start]
                return body.key if len(between) <= _LISTED and _LIST_OF.search(between) and "," not in between else None
        return None

    def by_letters(self, kind: str, code: str | None, sentences: Sequence[Sentence]) -> str | None:
        """The one body of the page that the letters name; where it names several, the one that the page is about.

        A decision of a provincial committee is its standing committee's, where the page speaks of that.
        """
        if code is None:
            return None
        name = self.words.issuer_name(code)
        if name is not None:
            self._named()
            return self._first.get(name)
        if code not in _NAMED_BY:
            return None
        sort = self._sorts.get(code)
        if sort is None:
            sort = self._sorts[code] = _Sort(code, self._named(), self._counts)
        ranked = sort.ranked
        if not ranked:
            return None
        main = ranked[0][0]
        if len(ranked) > 1:
            near = {
                bare
                for s in sentences
                for b in self.page.organizations_in(s.start, s.end)
                if (bare := _INNER.sub("", _name(b.key))) in sort.counts
            }
            if len(near) == 1:
                main = near.pop()
            elif ranked[0][1] < _MAIN * ranked[1][1]:
                return None
        standing = sort.keys.get(f"ban thường vụ {main}")
        if standing and kind in _BY_STANDING_COMMITTEE:
            return standing
        return sort.keys.get(main) or standing

    def _named(self) -> dict[str, str]:
        """The names of the bodies of the page by their keys, in the order of their first mentions."""
        names = self._names
        if names is None:
            names = self._names = {}
            for body in self.page.organizations:
                self._counts[body.key] = self._counts.get(body.key, 0) + 1
            for key in self._counts:
                name = names[key] = _name(key)
                self._first.setdefault(name, key)
        return names


def _by_count(counted: tuple[str, int]) -> int:
    return counted[1]


@final
class _Sort:
    """The bodies that letters may mean: how often the page names each committee, most first, and the keys of names."""

    def __init__(self, code: str, names: dict[str, str], counts: dict[str, int]) -> None:
        pattern = _NAMED_BY[code]
        found = [(name, bare, key) for key, name in names.items() if pattern.match(bare := _INNER.sub("", name))]
        if code == "TU" and any("tỉnh ủy" in name for name, _, _ in found):
            found = [f for f in found if "tỉnh ủy" in f[0]]  # the city of a province has other letters
        self.counts: dict[str, int] = {}
        self.keys: dict[str, str] = {}
        for name, bare, key in found:
            self.counts[bare] = self.counts.get(bare, 0) + counts[key]
            self.keys.setdefault(name, key)
        self.ranked = sorted(self.counts.items(), key=_by_count, reverse=True)  # stable: the first named of equals
