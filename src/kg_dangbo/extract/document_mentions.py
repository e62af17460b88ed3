"""The places where a page names documents: a kind word with a number, a symbol, or the name of what adopted it.

A mention is found from its kind word, or from a symbol that stands without one; then date, term and issuer are read
beside it. What is no mention is told by the first letter behind the kind word, before any pattern is tried.
"""

from __future__ import annotations

import re
from typing import Final, final

from kg_dangbo.extract.cues import word_before
from kg_dangbo.extract.document_issuers import issued_before, issuer_after, issuer_before, plenum_of
from kg_dangbo.extract.document_subjects import subject_after
from kg_dangbo.extract.document_symbols import Symbol, symbols_of
from kg_dangbo.extract.document_titles import law_year, plenum_after, titled_after
from kg_dangbo.extract.document_words import DocumentWords, kind_heads
from kg_dangbo.extract.page import Page
from kg_dangbo.language.offsets import bisect_left, bisect_right
from kg_dangbo.vocabulary import Concept, Match, Vocabulary

__all__ = ["Mention", "find_mentions"]

_S: Final = r"[^\S\n]{1,3}"
_S0: Final = r"[^\S\n]{0,3}"
_NUMBER: Final = re.compile(
    rf"{_S}\(?(?P<so>[Ss]ố{_S0}[:.]?{_S0})?(?P<number>\d{{1,5}}[a-zđ]?)(?![\w%]|[.,/\-–]\w|[^\S\n][-–/][^\S\n]?[A-ZĐ])"
)
# "Nghị định 34/2011": number and year, without the letters of kind and issuer
_NUMBER_OF_YEAR: Final = re.compile(
    rf"{_S}\(?(?:[Ss]ố{_S0}[:.]?{_S0})?(?P<number>\d{{1,4}})/(?P<year>(?:19|20)\d\d)(?![\w%]|{_S0}[/\-–]|[.,]\d)"
)
# "Nghị định số 61/CP", "Quyết định 123/TTg": number and issuer, as symbols were before they had the letters of the kind
_NUMBER_OF_ISSUER: Final = re.compile(
    rf"{_S}\(?(?:[Ss]ố{_S0}[:.]?{_S0})?(?P<number>\d{{1,5}})(?P<sign>[-/])(?:(?P<year>(?:19|20)\d\d)/)?"
    rf"(?P<code>[A-ZĐ][A-ZĐ]{{1,4}}g?)(?!\w|{_S0}[-–/]{_S0}\w)"
)
_SYMBOL_NEXT: Final = re.compile(rf"{_S}\(?(?:[Ss]ố{_S0}[:.]?{_S0})?$")
_LIST_NEXT: Final = re.compile(
    rf"{_S0}(?:,|và|;){_S0}(?:số{_S})?(?P<number>\d{{1,3}})(?=[,;.)]|[^\S\n](?:và|của|về)(?!\w))(?![.,]\d)"
)
_OF_SOMEBODY: Final = re.compile(rf"{_S}(?:của|do){_S}[^,.;:\d\n]{{2,60}}{_S}(?:ban hành{_S})?(?:số{_S0})?$")
_DATE_NEXT: Final = re.compile(rf"{_S0}[,(]?{_S0}(?:(?:được{_S})?(?:ban hành|ký){_S})?(?:vào{_S})?(?:ngày{_S})?$")
_TERM: Final = re.compile(rf"{_S0},?{_S0}\(?(?i:kh(?:óa|oá)){_S}(?P<term>[IVX]{{1,6}})(?!\w)")
_BETWEEN: Final = re.compile(rf"{_S0}(?:,|và|;|,{_S0}và){_S0}(?:các{_S})?$")
_WORDS_NEXT: Final = re.compile(rf"{_S}([^\W\d_]+)(?:{_S}([^\W\d_]+))?")
_HEADS: Final = 3  # kind words looked back at from a bare symbol
_SOON: Final = 40  # code points within which the date or the issuer follows
_COUNTED: Final = {"năm", "tháng", "ngày", "tuần", "giờ", "tỷ", "triệu", "nghìn"}
_SYMBOL_SOON: Final = 12  # code points within which the symbol follows
_TERM_SOON: Final = 10  # code points within which the word of the term begins: " , (khóa XIII)"
# the first letters of what may follow a kind word: "hội nghị", "Trung ương"; "Đại hội", "năm"; "của", "do", "về", “
_PLENUM_BEGINS: Final = frozenset("hHtT")
_TITLE_BEGINS: Final = frozenset("hHtTđĐn")
_SUBJECT_BEGINS: Final = frozenset('cdvb“"«')
_BY_SUBJECT: Final = (
    "doc-kind-nghi-quyet", "doc-kind-chi-thi", "doc-kind-ket-luan", "doc-kind-quy-dinh", "doc-kind-quy-che",
    "doc-kind-de-an",
)  # fmt: skip
# a draft is no document yet, and several have no one subject
_NOT_YET: Final = re.compile(
    rf"(?<!\w)(?:dự{_S}thảo|các|những|một|nhiều|đề{_S}nghị{_S}ban{_S}hành|\d{{1,2}}){_S}$", re.IGNORECASE
)
_NOT_YET_BACK: Final = 24
_NOT_YET_ENDS: Final = frozenset({"thảo", "các", "những", "một", "nhiều", "hành"})
_NUMBERED: Final = re.compile(rf"{_S}số{_S}\d")
_OF_LAW: Final = re.compile(
    rf"(?<!\w)(?:[uủ][ỷy]{_S}ban|khoa|viện|trường|đại{_S}học|ngành){_S}$", re.IGNORECASE
)  # a body, no law
_SMALL_LETTERS: Final = (
    "doc-kind-chi-thi",
    "doc-kind-nghi-quyet",
    "doc-kind-ket-luan",
    "doc-kind-quy-dinh",
    "doc-kind-quy-che",
    "doc-kind-nghi-dinh",
)
_SMALL_NUMBER: Final = re.compile(
    rf"{_S}(?P<number>0\d|[1-9]\d{{1,2}}|(?!19|20)[1-9]\d{{3}})(?={_S0}[,.;)(]|{_S}(?:của|do|về|khóa|khoá|ngày)(?!\w))(?![.,]\d)"
)
# numbered anew each year, so that "Nghị định 04/2019" is no month; "Kế hoạch 4/2019" may be one
_LEGISLATION: Final = frozenset(
    {"doc-kind-nghi-dinh", "doc-kind-thong-tu", "doc-kind-quyet-dinh", "doc-kind-nghi-quyet", "doc-kind-chi-thi"}
)
_MONTHS: Final = 12
# "kế hoạch 437 của UBND tỉnh", "quyết định 201 ngày 22/1": in small letters, so a body or a day has to follow
_SMALL_ATTESTED: Final = re.compile(
    rf"{_S}(?P<number>\d{{2,5}})(?={_S}(?:của{_S}[A-ZĐÂĂÊÔƠƯ]|ngày{_S}\d{{1,2}}[/.-]\d|ngày{_S}\d{{1,2}}{_S}tháng))"
)


@final
class Mention:
    """A document named at [start, end), with what is printed beside it.

    ``title`` of a numbered document is what it is about, where the text says so; ``extent`` is the end with date and
    issuer; ``code`` and ``year`` are those of the symbol (30/2020/NĐ-CP).
    """

    __slots__ = (
        "code",
        "end",
        "extent",
        "issued",
        "issuer",
        "kind",
        "number",
        "rule",
        "start",
        "symbol",
        "term",
        "title",
        "year",
    )

    def __init__(
        self,
        start: int,
        end: int,
        kind: str,
        number: str | None = None,
        symbol: Symbol | None = None,
        title: str | None = None,
        issued: str | None = None,
        issuer: str | None = None,
        rule: str = "document-number",
    ) -> None:
        self.start = start
        self.end = end
        self.kind = kind
        self.number = number
        self.symbol = symbol
        self.code: str | None = symbol.code if symbol is not None else None
        self.year: str | None = symbol.year if symbol is not None else None
        self.title = title
        self.issued = issued
        self.issuer = issuer
        self.term: str | None = None
        self.extent = end
        self.rule = rule


def find_mentions(page: Page, vocabulary: Vocabulary, words: DocumentWords) -> list[Mention]:
    """Every mention of a document in the story, in order, with date, term and issuer where they stand beside it."""
    symbols = symbols_of(page, vocabulary)
    heads = [m for m in kind_heads(page, vocabulary) if _in_story(page, m.start)]
    if not heads and not symbols:
        return []
    places: dict[str, str] = {}
    symbol_starts = [s.start for s in symbols]
    found: list[Mention] = []
    for head in heads:
        found += _after_head(page, words, head, symbols, symbol_starts, places)
    used = {m.symbol.start for m in found if m.symbol is not None}
    bare = [s for s in symbols if s.start not in used and _in_story(page, s.start)]
    if bare:
        _add_bare(page, words, bare, heads, found)
    for mention in found:
        _complete(page, mention, words)
    _share_issuers(page, found)
    return found


def _in_story(page: Page, offset: int) -> bool:
    sentence = page.sentence_at(offset)
    return sentence is not None and sentence.zone.states_facts


def _follower(text: str, end: int) -> int:
    """Where the next word begins, behind at most three spaces of the same line; 0 where none does."""
    last = min(len(text), end + 4)
    place = end
    while place < last and text[place].isspace():
        if text[place] == "\n":
            return 0
        place += 1
    return place if end < place < last else 0


def _after_head(
    page: Page,
    words: DocumentWords,
    head: Match[str],
    symbols: list[Symbol],
    symbol_starts: list[int],
    places: dict[str, str],
) -> list[Mention]:
    """The mentions that a kind word (or the title of a law) begins."""
    start, end, kind = head.start, head.end, head.value
    text = page.text
    law = words.laws.get(kind)
    if law is not None:
        return _law(law, start, end, text)
    follower = _follower(text, end)
    if not follower:
        return []
    letter = text[follower]
    numbered = letter in "(sS" or letter.isdecimal()
    if numbered:
        i = bisect_left(symbol_starts, follower)
        while i < len(symbols) and symbols[i].start < end + _SYMBOL_SOON:
            symbol = symbols[i]
            if _SYMBOL_NEXT.fullmatch(text, end, symbol.start):
                return [Mention(start, symbol.end, kind, symbol.number, symbol, rule="document-symbol")]
            i += 1
        if (match := _NUMBER_OF_YEAR.match(text, end)) and (kind in _LEGISLATION or int(match["number"]) > _MONTHS):
            mention = Mention(start, match.end(), kind, match["number"])
            mention.year = match["year"]
            return [mention]
        if (match := _NUMBER_OF_ISSUER.match(text, end)) and words.family(match["code"]) is not None:
            number, code, year = match["number"], words.normal_code(match["code"]), match["year"]
            printed = match["sign"].join(part for part in (number, year, code) if part)
            coded = Symbol(match.start("number"), match.end(), number, None, code, printed, year)
            return [Mention(start, coded.end, kind, number, coded, rule="document-symbol")]
    if not text[start].isupper() and not (letter == "s" and _NUMBERED.match(text, end)):
        # some papers print "nghị quyết 18", "nghị quyết Trung ương 4" in small letters
        if numbered and kind in _SMALL_LETTERS and (match := _SMALL_NUMBER.match(text, end)):
            return [Mention(start, match.end("number"), kind, match["number"])]
        if numbered and words.kinds[kind].value("citedByNumber") and (match := _SMALL_ATTESTED.match(text, end)):
            return [Mention(start, match.end("number"), kind, match["number"])]
        if letter in _PLENUM_BEGINS and (plenum := plenum_after(words, kind, end, text)):
            return [Mention(start, plenum.end, kind, title=t, rule="document-title") for t in plenum.titles]
        return _subject(page, words, kind, start, end, small=True) if letter in _SUBJECT_BEGINS else []
    if numbered:
        if words.kinds[kind].value("citedByNumber") and (match := _NUMBER.match(text, end)) and _is_number(text, match):
            return _numbered(text, kind, start, match)
    elif letter in _TITLE_BEGINS and (titled := titled_after(page, words, kind, end, places)) is not None:
        return [Mention(start, titled.end, kind, title=t, rule="document-title") for t in titled.titles]
    return _subject(page, words, kind, start, end) if letter in _SUBJECT_BEGINS else []


def _numbered(text: str, kind: str, start: int, match: re.Match[str]) -> list[Mention]:
    """The document whose number matched, and those of the list that it begins: "Nghị quyết 18, 19 và 39"."""
    found = [Mention(start, match.end(), kind, match["number"])]
    while more := _LIST_NEXT.match(text, found[-1].end):
        found.append(Mention(more.start("number"), more.end("number"), kind, more["number"], rule="document-list"))
    return found


def _subject(
    page: Page, words: DocumentWords, kind: str, start: int, end: int, *, small: bool = False
) -> list[Mention]:
    """The document that the words behind a kind word describe; with ``small`` only where its issuer is named too."""
    if kind not in (_BY_SUBJECT[:4] if small else _BY_SUBJECT):
        return []
    before = word_before(page.low, max(0, start - _NOT_YET_BACK), start)
    if (before is None or before in _NOT_YET_ENDS) and _NOT_YET.search(
        page.text[max(0, start - _NOT_YET_BACK) : start]
    ):
        return []
    issuer = issuer_before(page, start, end, None, words)
    subject = subject_after(page, words.kinds[kind].pref, start, end, issuer)
    # "theo quy định của Bộ Y tế về ...": in small letters only what a body issued, or resolutions and directives of one
    if subject is None or (small and issuer is None and (subject.issuer is None or kind not in _BY_SUBJECT[:2])):
        return []
    return [Mention(start, subject.end, kind, title=subject.title, issuer=subject.issuer, rule="document-subject")]


def _is_number(text: str, match: re.Match[str]) -> bool:
    """Whether the figure is the document's number and not a count ("Kế hoạch 5 năm") or a year."""
    number = match["number"]
    if match["so"] or number.startswith("0"):
        return True
    if re.fullmatch(r"(?:19|20)\d\d", number):
        return False
    if (follower := _WORDS_NEXT.match(text, match.end())) and follower[1] in _COUNTED:
        return follower[1] in ("năm", "ngày") and bool(re.match(r"\s{1,3}\d", text[follower.end(1) :][:4]))
    return True


def _law(concept: Concept, start: int, end: int, text: str) -> list[Mention]:
    if not text[start].isupper() or _OF_LAW.search(text[max(0, start - 16) : start]):
        return []
    kind = (concept.value("documentKind") or "doc-kind-luat").removeprefix("dangbo:")
    title, year = concept.pref, law_year(text, end)
    if year:
        end, title = year[0], f"{title} năm {year[1]}"
    return [Mention(start, end, kind, title=title, issued=year[1] if year else None, rule="document-title")]


def _add_bare(
    page: Page, words: DocumentWords, symbols: list[Symbol], heads: list[Match[str]], found: list[Mention]
) -> None:
    """Add the mentions that symbols without a kind word right before them make."""
    starts = [h.start for h in heads]
    worded = {m.end: m for m in found}
    for symbol in symbols:
        i = bisect_right(starts, symbol.start)
        mention = _bare_symbol(page, words, symbol, heads[max(0, i - _HEADS) : i], worded)
        if mention is not None:
            found.append(mention)
            worded[mention.end] = mention
    found.sort(key=lambda m: (m.start, m.end))


def _bare_symbol(
    page: Page, words: DocumentWords, symbol: Symbol, heads: list[Match[str]], worded: dict[int, Mention]
) -> Mention | None:
    """A symbol without its kind word: the word stands further left, in the list before it, or only in the letters.

    ``heads`` are the kind words in front of the symbol, ``worded`` the mentions found so far by their ends.
    """
    text = page.text
    for head in reversed(heads):
        if head.value in words.kinds and _OF_SOMEBODY.fullmatch(text[head.end : symbol.start]):
            return Mention(head.start, symbol.end, head.value, symbol.number, symbol, rule="document-symbol")
    for end in range(symbol.start - 1, max(0, symbol.start - 12), -1):
        if last := worded.get(end):
            gap = text[end : symbol.start].removesuffix("số ")
            if last.symbol and last.symbol.letters == symbol.letters and _BETWEEN.fullmatch(gap):
                return Mention(symbol.start, symbol.end, last.kind, symbol.number, symbol, rule="document-list")
            break
    kind = words.kind_of(symbol.letters, symbol.code)
    return Mention(symbol.start, symbol.end, kind, symbol.number, symbol, rule="document-code") if kind else None


def _complete(page: Page, mention: Mention, words: DocumentWords) -> None:
    """Read date, term and issuer beside a mention."""
    text, position = page.text, mention.end
    if page.low.find("kh", position, position + _TERM_SOON) >= 0 and (term := _TERM.match(text, position)):
        mention.term = term["term"]
    dates = page.dates_in(position, position + _SOON)
    if dates and _DATE_NEXT.fullmatch(text, position, dates[0].start):
        mention.issued = mention.issued or dates[0].value
        position = dates[0].end
    mention.extent = max(mention.end, position)
    if mention.number is not None:
        after = issuer_after(page, position)
        if after is not None:
            mention.issuer, mention.extent = after.key, after.end
        else:
            mention.issuer = issuer_before(page, mention.start, position, mention.code, words)
    elif mention.rule == "document-title":
        mention.issuer = plenum_of(page, mention.start, mention.end)
    if mention.issued is None and (mention.number is not None or mention.rule == "document-subject"):
        mention.issued = issued_before(page, mention.start)


def _share_issuers(page: Page, mentions: list[Mention]) -> None:
    """In "Nghị quyết 57-NQ/TW ngày …, Nghị quyết 68-NQ/TW ngày … của Bộ Chính trị" the issuer stands once.

    So it does in front: "Thủ tướng Chính phủ ban hành Chỉ thị số 08 ngày … và Chỉ thị số 21 ngày …".
    """
    for i in range(len(mentions) - 2, -1, -1):
        left, right = mentions[i], mentions[i + 1]
        if right.issuer and not left.issuer and _are_listed(page, left, right):
            left.issuer = right.issuer
    for i in range(1, len(mentions)):
        left, right = mentions[i - 1], mentions[i]
        if left.issuer and not right.issuer and _are_listed(page, left, right):
            if not page.organizations_in(left.end, left.extent):
                right.issuer = left.issuer


def _are_listed(page: Page, left: Mention, right: Mention) -> bool:
    """Whether two numbered documents, which may have one issuer, stand side by side in one sentence."""
    if left.number is None or right.number is None or right.start - left.extent >= _SOON:
        return False
    if left.code is not None and right.code is not None and left.code != right.code:
        return False
    if not _BETWEEN.fullmatch(page.text[left.extent : right.start]):
        return False
    return page.sentence_at(left.start) is page.sentence_at(right.start)
