"""Guiding and legal documents: every printed mention, joined into one fact per document.

A mention is a kind word with a number, a symbol, or the name of what adopted it; the date and the
issuer printed beside it belong to it. What the register of anchor documents knows is never copied
into a fact: it only gives the ``anchor`` link where the identity is certain.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from kg_dangbo.extract.document_issuers import Issuers, issued_before, issuer_after, issuer_before, plenum_of
from kg_dangbo.extract.document_register import SUBJECT_LENGTH, Identity, anchors_of
from kg_dangbo.extract.document_subjects import about_after, subject_after
from kg_dangbo.extract.document_symbols import DocumentWords, Symbol, document_words, symbols_of
from kg_dangbo.extract.document_titles import law_year, plenum_after, title_key, titled_after
from kg_dangbo.extract.page import Page
from kg_dangbo.language.normal import fold_key
from kg_dangbo.model import DocumentFact
from kg_dangbo.vocabulary import Concept, Match, PhraseMatcher, Vocabulary

__all__ = ["find_documents", "kind_heads", "kind_matcher"]

_S = r"[^\S\n]{1,3}"
_S0 = r"[^\S\n]{0,3}"
_NUMBER = re.compile(
    rf"{_S}\(?(?P<so>[Ss]ố{_S0}[:.]?{_S0})?(?P<number>\d{{1,5}}[a-zđ]?)(?![\w%]|[.,/\-–]\w|[^\S\n][-–/][^\S\n]?[A-ZĐ])"
)
_SYMBOL_NEXT = re.compile(rf"{_S}\(?(?:[Ss]ố{_S0}[:.]?{_S0})?$")
_LIST_NEXT = re.compile(
    rf"{_S0}(?:,|và|;){_S0}(?:số{_S})?(?P<number>\d{{1,3}})(?=[,;.)]|[^\S\n](?:và|của|về)(?!\w))(?![.,]\d)"
)
_OF_SOMEBODY = re.compile(rf"{_S}(?:của|do){_S}[^,.;:\d\n]{{2,60}}{_S}(?:ban hành{_S})?(?:số{_S0})?$")
_DATE_NEXT = re.compile(rf"{_S0}[,(]?{_S0}(?:(?:được{_S})?(?:ban hành|ký){_S})?(?:vào{_S})?(?:ngày{_S})?$")
_TERM = re.compile(rf"{_S0},?{_S0}\(?(?i:kh(?:óa|oá)){_S}(?P<term>[IVX]{{1,6}})(?!\w)")
_BETWEEN = re.compile(rf"{_S0}(?:,|và|;|,{_S0}và){_S0}(?:các{_S})?$")
_WORDS_NEXT = re.compile(rf"{_S}([^\W\d_]+)(?:{_S}([^\W\d_]+))?")
# titles that every province has one of: "Nghị quyết Đại hội Đảng bộ huyện"
_LOCAL_TITLE = re.compile(r"(?<!\w)(?:đảng bộ|chi bộ|đảng ủy|tỉnh ủy|thành ủy|huyện ủy|hội đồng nhân dân|hđnd)(?!\w)")
_PLENUM = re.compile(r".{4,20} Trung ương \d{1,2}")
_HEADS = 3  # kind words looked back at from a bare symbol
_NAMESAKES = 64  # documents of one kind and number on one page, told apart by code or year; no page has so many
_LOOKED_AT = 8  # mentions of one document that are looked at for its issuer or subject; later ones repeat the first
_SOON = 40  # code points within which the date or the issuer follows
_COUNTED = {"năm", "tháng", "ngày", "tuần", "giờ", "tỷ", "triệu", "nghìn"}


@dataclass(slots=True)
class _Mention:
    start: int
    end: int  # of the name itself
    kind: str
    number: str | None = None
    symbol: Symbol | None = None
    title: str | None = None  # of a numbered document: what it is about, where the text says so
    issued: str | None = None
    issuer: str | None = None
    term: str | None = None
    extent: int = 0  # end with date and issuer
    rule: str = "document-number"

    @property
    def code(self) -> str | None:
        """The letters of the issuer in the symbol."""
        return self.symbol.code if self.symbol else None

    @property
    def year(self) -> str | None:
        """The year in the symbol (30/2020/NĐ-CP)."""
        return self.symbol.year if self.symbol else None


@dataclass(slots=True)
class _Document:
    kind: str
    number: str | None
    code: str | None
    title: str | None
    year: str | None = None  # in the symbol
    issued: str | None = None  # as precisely as printed
    mentions: list[_Mention] = field(default_factory=list)

    def first(self, name: str) -> str | None:
        return next((value for m in self.mentions if (value := getattr(m, name))), None)

    def agrees(self, mention: _Mention) -> bool:
        """Whether no year or date speaks against the mention: two years in symbols, else two dates that differ."""
        if self.year and mention.year:
            return self.year == mention.year
        one, two = self.issued or self.year or "", mention.issued or mention.year or ""
        return one.startswith(two) or two.startswith(one)

    def add(self, mention: _Mention) -> None:
        """Take in the mention and what it says more precisely."""
        self.mentions.append(mention)
        self.year = self.year or mention.year
        if len(mention.issued or "") > len(self.issued or ""):
            self.issued = mention.issued


def find_documents(page: Page, vocabulary: Vocabulary) -> list[DocumentFact]:
    """Every document that the story names, in order of first mention.

    Reads ``page.text``, ``page.sentences``, ``page.dates`` and ``page.organizations`` (for issuers). Each fact's
    evidence holds all its mentions in text order, each from the kind word to the date or issuer behind it.

    Returns:
        Facts whose ``number`` has no leading zeros and whose ``symbol`` is normalised with the printed zeros.
        ``issuer`` is the key of the body printed beside some mention; it is never taken from the register.
    """
    words = document_words(vocabulary)
    mentions = _mentions(page, vocabulary, words)
    for mention in mentions:
        _complete(page, mention, words)
    _share_issuers(page, mentions)
    documents = _one_of_plenum(_one_of_headline(page, _join(mentions)))
    issuers = Issuers(page, kind_heads(page, vocabulary), words)
    for document in documents:
        _issuer_elsewhere(page, document, issuers)
    anchors = anchors_of([_identity(page, d) for d in documents], words)
    once = Counter(anchors)
    return [
        _fact(page, d, words, anchor, _key(page, d, words, anchor if once[anchor] == 1 else None))
        for d, anchor in zip(documents, anchors, strict=True)
    ]


# --- mentions ---------------------------------------------------------------------------------------------


@cache
def kind_matcher(vocabulary: Vocabulary) -> PhraseMatcher[str]:
    """Finds the words of document kinds and the titles of laws; values are concept ids. Built once."""
    kinds = vocabulary.scheme("scheme-document-kinds").values()
    laws = vocabulary.scheme("scheme-law-titles").values()
    return PhraseMatcher((label, concept.id) for concept in (*kinds, *laws) for label in concept.labels)


def kind_heads(page: Page, vocabulary: Vocabulary) -> Sequence[Match[str]]:
    """Every kind word and law title of a page, in order."""
    return kind_matcher(vocabulary).find(page.folded)


def _mentions(page: Page, vocabulary: Vocabulary, words: DocumentWords) -> list[_Mention]:
    symbols = {s.start: s for s in symbols_of(page, vocabulary)}
    heads = [m for m in kind_heads(page, vocabulary) if _in_story(page, m.start)]
    places: dict[str, str] = {}
    out: list[_Mention] = []
    for head in heads:
        out += _after_head(page, words, head, symbols, places)
    used = {m.symbol.start for m in out if m.symbol}
    bare = [s for s in symbols.values() if s.start not in used and _in_story(page, s.start)]
    if not bare:
        return out
    starts = [h.start for h in heads]
    worded = {m.end: m for m in out}
    for symbol in bare:
        i = bisect_right(starts, symbol.start)
        mention = _bare_symbol(page, words, symbol, heads[max(0, i - _HEADS) : i], worded)
        if mention is not None:
            out.append(mention)
            worded[mention.end] = mention
    return sorted(out, key=lambda m: (m.start, m.end))


def _in_story(page: Page, offset: int) -> bool:
    sentence = page.sentence_at(offset)
    return sentence is not None and sentence.zone.states_facts


def _after_head(
    page: Page, words: DocumentWords, head: Match[str], symbols: dict[int, Symbol], places: dict[str, str]
) -> list[_Mention]:
    """The mentions that a kind word (or the title of a law) begins."""
    start, end, value = head.start, head.end, head.value
    text = page.text
    if value in words.laws:
        return _law(page, words.laws[value], start, end, text)
    for offset in range(end + 1, min(len(text), end + 12)):
        if offset in symbols and _SYMBOL_NEXT.fullmatch(text[end:offset]):
            symbol = symbols[offset]
            return [_Mention(start, symbol.end, value, symbol.number, symbol, rule="document-symbol")]
    if not text[start].isupper() and not _NUMBERED.match(text, end):
        # some papers print "nghị quyết 18", "nghị quyết Trung ương 4" in small letters
        if value in _SMALL_LETTERS and (match := _SMALL_NUMBER.match(text, end)):
            return [_Mention(start, match.end("number"), value, match["number"])]
        if plenum := plenum_after(words, value, end, text):
            return [_Mention(start, plenum.end, value, title=t, rule="document-title") for t in plenum.titles]
        return _subject(page, words, value, start, end, small=True)
    if words.kinds[value].value("citedByNumber") and (match := _NUMBER.match(text, end)) and _is_number(text, match):
        out = [_Mention(start, match.end(), value, match["number"])]
        while more := _LIST_NEXT.match(text, out[-1].end):
            out.append(_Mention(more.start("number"), more.end("number"), value, more["number"], rule="document-list"))
        return out
    titled = titled_after(page, words, value, end, places)
    if titled is None:
        return _subject(page, words, value, start, end)
    return [_Mention(start, titled.end, value, title=t, rule="document-title") for t in titled.titles]


def _subject(
    page: Page, words: DocumentWords, kind: str, start: int, end: int, *, small: bool = False
) -> list[_Mention]:
    """The document that the words behind a kind word describe; with ``small`` only where its issuer is named too."""
    if kind not in (_BY_SUBJECT[:4] if small else _BY_SUBJECT) or _NOT_YET.search(
        page.text[max(0, start - 24) : start]
    ):
        return []
    issuer = issuer_before(page, start, end, None, words)
    subject = subject_after(page, words.kinds[kind].pref, start, end, issuer)
    # "theo quy định của Bộ Y tế về ...": in small letters only what a body issued, or resolutions and directives of one
    if subject is None or (small and issuer is None and (subject.issuer is None or kind not in _BY_SUBJECT[:2])):
        return []
    return [_Mention(start, subject.end, kind, title=subject.title, issuer=subject.issuer, rule="document-subject")]


_BY_SUBJECT = (
    "doc-kind-nghi-quyet", "doc-kind-chi-thi", "doc-kind-ket-luan", "doc-kind-quy-dinh", "doc-kind-quy-che",
    "doc-kind-de-an",
)  # fmt: skip
# a draft is no document yet, and several have no one subject
_NOT_YET = re.compile(
    rf"(?<!\w)(?:dự{_S}thảo|các|những|một|nhiều|đề{_S}nghị{_S}ban{_S}hành|\d{{1,2}}){_S}$", re.IGNORECASE
)
_NUMBERED = re.compile(rf"{_S}số{_S}\d")
_OF_LAW = re.compile(
    rf"(?<!\w)(?:[uủ][ỷy]{_S}ban|khoa|viện|trường|đại{_S}học|ngành){_S}$", re.IGNORECASE
)  # a body, no law
_SMALL_LETTERS = (
    "doc-kind-chi-thi",
    "doc-kind-nghi-quyet",
    "doc-kind-ket-luan",
    "doc-kind-quy-dinh",
    "doc-kind-nghi-dinh",
)
_SMALL_NUMBER = re.compile(
    rf"{_S}(?P<number>0\d|[1-9]\d{{1,2}})(?={_S0}[,.;)(]|{_S}(?:của|do|về|khóa|khoá|ngày)(?!\w))(?![.,]\d)"
)


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


def _law(page: Page, concept: Concept, start: int, end: int, text: str) -> list[_Mention]:
    if not text[start].isupper() or _OF_LAW.search(text[max(0, start - 16) : start]):
        return []
    kind = (concept.value("documentKind") or "doc-kind-luat").removeprefix("dangbo:")
    title, year = concept.pref, law_year(text, end)
    if year:
        end, title = year[0], f"{title} năm {year[1]}"
    return [_Mention(start, end, kind, title=title, issued=year[1] if year else None, rule="document-title")]


def _bare_symbol(
    page: Page, words: DocumentWords, symbol: Symbol, heads: list[Match[str]], worded: dict[int, _Mention]
) -> _Mention | None:
    """A symbol without its kind word: the word stands further left, in the list before it, or only in the letters.

    ``heads`` are the kind words in front of the symbol, ``worded`` the mentions found so far by their ends.
    """
    text = page.text
    for head in reversed(heads):
        if head.value in words.kinds and _OF_SOMEBODY.fullmatch(text[head.end : symbol.start]):
            return _Mention(head.start, symbol.end, head.value, symbol.number, symbol, rule="document-symbol")
    for end in range(symbol.start - 1, max(0, symbol.start - 12), -1):
        if last := worded.get(end):
            gap = text[end : symbol.start].removesuffix("số ")
            if last.symbol and last.symbol.letters == symbol.letters and _BETWEEN.fullmatch(gap):
                return _Mention(symbol.start, symbol.end, last.kind, symbol.number, symbol, rule="document-list")
            break
    kind = words.kind_of(symbol)
    return _Mention(symbol.start, symbol.end, kind, symbol.number, symbol, rule="document-code") if kind else None


# --- what stands beside a mention -------------------------------------------------------------------------


def _complete(page: Page, mention: _Mention, words: DocumentWords) -> None:
    """Read date, term and issuer beside a mention."""
    text, position = page.text, mention.end
    if term := _TERM.match(text, position):
        mention.term = term["term"]
    for date in page.dates_in(position, position + _SOON):
        if _DATE_NEXT.fullmatch(text[position : date.start]):
            mention.issued = mention.issued or date.value
            position = date.end
        break
    mention.extent = max(mention.end, position)
    if mention.number is not None:
        if after := issuer_after(page, position):
            mention.issuer, mention.extent = after
        else:
            mention.issuer = issuer_before(page, mention.start, position, mention.code, words)
    elif mention.rule == "document-title":
        mention.issuer = plenum_of(page, mention.start, mention.end)
    if mention.issued is None and (mention.number is not None or mention.rule == "document-subject"):
        mention.issued = issued_before(page, mention.start)


def _share_issuers(page: Page, mentions: list[_Mention]) -> None:
    """In "Nghị quyết 57-NQ/TW ngày …, Nghị quyết 68-NQ/TW ngày … của Bộ Chính trị" the issuer stands once."""
    for left, right in zip(reversed(mentions[:-1]), reversed(mentions[1:]), strict=True):
        if left.issuer or not right.issuer or left.number is None or right.number is None:
            continue
        if left.symbol and right.symbol and left.symbol.code != right.symbol.code:
            continue
        gap = page.text[left.extent : right.start]
        if (
            len(gap) < _SOON
            and _BETWEEN.fullmatch(gap)
            and page.sentence_at(left.start) == page.sentence_at(right.start)
        ):
            left.issuer = right.issuer


# --- one document per identity ----------------------------------------------------------------------------


def _number_key(mention: _Mention) -> str | None:
    return mention.number.lstrip("0") or "0" if mention.number is not None else None


def _join(mentions: list[_Mention]) -> list[_Document]:
    """Mentions of one document together: same kind, number and issuer code, and no two years or dates.

    A mention without a code ("Chỉ thị 05") joins the first document of its kind and number that fits. Coded mentions
    go first, so that the headline's "Chỉ thị 05" finds the 05-CT/TW of the text.
    """
    documents: dict[tuple[str, str], list[_Document]] = {}
    for mention in sorted(mentions, key=lambda m: (m.symbol is None, m.start, m.end)):
        number = _number_key(mention)
        code = mention.symbol.code if mention.symbol else None
        group = documents.setdefault((mention.kind, number or title_key(mention.title or "")), [])
        for document in group:
            same_name = (document.number is None) == (number is None) and code in (None, document.code)
            if same_name and document.agrees(mention):
                document.add(mention)
                break
        else:
            if len(group) < _NAMESAKES:
                group.append(_Document(mention.kind, number, code, mention.title))
                group[-1].add(mention)
    for group in documents.values():
        for document in group:
            document.mentions.sort(key=lambda m: (m.start, m.end))
    found = [document for group in documents.values() for document in group]
    return sorted(found, key=lambda d: (d.mentions[0].start, d.mentions[0].end, d.title or ""))


def _one_of_headline(page: Page, documents: list[_Document]) -> list[_Document]:
    """A document that the headline names by its subject, and the text by its number, is one."""
    out: list[_Document] = []
    for document in documents:
        same = None
        if document.number is None and document.mentions[0].rule == "document-subject":
            words = fold_key(document.title or "").split()[2:]  # behind the kind, which has two words
            numbered = (d for d in documents[:_NAMESAKES] if d.number is not None and d.kind == document.kind)
            same = next((d for d in numbered if any(_tells(page, m, words) for m in d.mentions[:_LOOKED_AT])), None)
        if same is None:
            out.append(document)
            continue
        for mention in document.mentions:
            same.add(mention)
        same.mentions.sort(key=lambda m: (m.start, m.end))
    return out


def _one_of_plenum(documents: list[_Document]) -> list[_Document]:
    """ "Nghị quyết Trung ương 4" is the one "Nghị quyết Trung ương 4 khóa XI" that the page names."""
    out = []
    for document in documents:
        title = document.title or ""
        if document.number is None and _PLENUM.fullmatch(title):
            same = [d for d in documents if d.kind == document.kind and (d.title or "").startswith(title + " khóa ")]
            if len(same) == 1:
                for mention in document.mentions:
                    same[0].add(mention)
                same[0].mentions.sort(key=lambda m: (m.start, m.end))
                continue
        out.append(document)
    return sorted(out, key=lambda d: (d.mentions[0].start, d.mentions[0].end, d.title or ""))


def _tells(page: Page, mention: _Mention, words: list[str]) -> bool:
    """Whether the text behind a mention begins as the subject does."""
    behind = fold_key(page.text[mention.extent : mention.extent + SUBJECT_LENGTH]).split()
    return len(words) > 2 and behind[: min(6, len(words))] == words[:6]


def _issuer_elsewhere(page: Page, document: _Document, issuers: Issuers) -> None:
    """A list that names its issuer once, or else the letters, tell the issuer of a document without a printed one."""
    if document.first("issuer") or document.number is None:
        return
    first = document.mentions[0]
    places = [(s, m) for m in document.mentions[:_LOOKED_AT] if (s := page.sentence_at(m.start)) is not None]
    of_list = next((found for s, m in places if (found := issuers.of_list(s, m.start))), None)
    first.issuer = of_list or issuers.by_letters(document.kind, document.code, [s for s, _ in places])


def _identity(page: Page, document: _Document) -> Identity:
    behind = tuple(page.text[m.extent : m.extent + SUBJECT_LENGTH] for m in document.mentions)
    return Identity(
        kind=document.kind,
        number=document.number,
        code=document.code,
        title=document.title,
        issued=document.issued or document.year,
        term=document.first("term"),
        behind=behind,
    )


# --- facts ------------------------------------------------------------------------------------------------


def _key(page: Page, document: _Document, words: DocumentWords, anchor: str | None) -> str:
    """What tells a document apart: its entry in the register, else kind, number, letters and date.

    The letters of a local issuer say only what sort of body it is, so the issuer, or else the province, belongs to
    the key as well.
    """
    if anchor is not None:
        return f"document|{document.kind}|{anchor}"
    if document.number:
        local = not (document.code and words.is_national(document.code))
        number = f"{document.number}/{document.year}" if document.year else document.number
        # a national number with its year is whole: the printed date adds nothing, and often is not printed
        issued = document.issued if local or not document.year else None
        key = f"{number}|{document.code or ''}" + (f"|{issued}" if issued else "")
    else:
        key = title_key(document.title or "")
        local = _LOCAL_TITLE.search(key) is not None
    scope = document.first("issuer") or (fold_key(page.province) if page.province else page.article.id)
    return f"document|{document.kind}|{key}" + (f"|{scope}" if local else "")


def _fact(page: Page, document: _Document, words: DocumentWords, anchor: str | None, key: str) -> DocumentFact:
    kind = words.kinds[document.kind].pref
    symbol = next((m.symbol.text for m in document.mentions if m.symbol), None)
    evidence = tuple(page.evidence(m.start, m.extent, m.rule, 0.95 if m.symbol else 0.85) for m in document.mentions)
    forms = tuple(dict.fromkeys(" ".join(page.text[m.start : m.end].split()) for m in document.mentions))
    title = document.title or document.first("title")
    if document.number is not None and title is None:
        title = next((f"{kind} về {about}" for m in document.mentions[:_LOOKED_AT] if (about := _about(page, m))), None)
    fact = DocumentFact(
        key=key,
        evidence=evidence,
        kind=kind,
        kind_id=document.kind,
        title=title,
        number=document.number,
        symbol=symbol,
        issuer=document.first("issuer"),
        issued=document.issued,
        anchor=anchor,
        forms=forms,
    )
    return fact


def _about(page: Page, mention: _Mention) -> str | None:
    sentence = page.sentence_at(mention.start)
    return about_after(page, mention.extent, sentence.end) if sentence is not None else None
