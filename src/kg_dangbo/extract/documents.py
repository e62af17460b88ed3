"""Guiding and legal documents: every printed mention, joined into one fact per document.

A mention is a kind word with a number, a symbol, or the name of what adopted it; the date and the
issuer printed beside it belong to it. What the register of anchor documents knows is never copied
into a fact: it only gives the ``anchor`` link where the identity is certain.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Final, final

from kg_dangbo.extract.document_issuers import Issuers
from kg_dangbo.extract.document_mentions import Mention, find_mentions
from kg_dangbo.extract.document_register import LOOKED_AT, SUBJECT_LENGTH, Identity, anchors_of
from kg_dangbo.extract.document_subjects import about_after
from kg_dangbo.extract.document_titles import title_key
from kg_dangbo.extract.document_words import DocumentWords, document_words, kind_heads
from kg_dangbo.extract.page import Page
from kg_dangbo.language.normal import fold_key
from kg_dangbo.model import DocumentFact, Evidence
from kg_dangbo.vocabulary import Vocabulary

__all__ = ["find_documents"]

# titles that every province has one of: "Nghị quyết Đại hội Đảng bộ huyện"
_LOCAL_TITLE: Final = re.compile(
    r"(?<!\w)(?:đảng bộ|chi bộ|đảng ủy|tỉnh ủy|thành ủy|huyện ủy|hội đồng nhân dân|hđnd)(?!\w)"
)
_PLENUM: Final = re.compile(r".{4,20} Trung ương \d{1,2}")
_NAMESAKES: Final = 64  # documents of one kind and number on one page, told apart by code or year; no page has so many


@final
class _Document:
    """One document of the page; ``year`` is that in its symbol, ``issued`` is as precise as printed."""

    def __init__(self, kind: str, number: str | None, code: str | None, title: str | None) -> None:
        self.kind = kind
        self.number = number
        self.code = code
        self.title = title
        self.year: str | None = None
        self.issued: str | None = None
        self.mentions: list[Mention] = []

    @property
    def issuer(self) -> str | None:
        """The issuer that some mention names first."""
        for mention in self.mentions:
            if mention.issuer:
                return mention.issuer
        return None

    @property
    def place(self) -> tuple[int, int, str]:
        """Where it stands among the documents of the page."""
        return self.mentions[0].start, self.mentions[0].end, self.title or ""

    def agrees(self, mention: Mention) -> bool:
        """Whether no year or date speaks against the mention: two years in symbols, else two dates that differ."""
        if self.year and mention.year:
            return self.year == mention.year
        one, two = self.issued or self.year or "", mention.issued or mention.year or ""
        return one.startswith(two) or two.startswith(one)

    def add(self, mention: Mention) -> None:
        """Take in the mention and what it says more precisely."""
        self.mentions.append(mention)
        self.year = self.year or mention.year
        if len(mention.issued or "") > len(self.issued or ""):
            self.issued = mention.issued

    def sort(self) -> None:
        """Put the mentions into text order."""
        for i in range(1, len(self.mentions)):
            if self.mentions[i].start < self.mentions[i - 1].start:
                self.mentions.sort(key=_place)
                return


def _place(mention: Mention) -> tuple[int, int]:
    return mention.start, mention.end


def find_documents(page: Page, vocabulary: Vocabulary) -> list[DocumentFact]:
    """Every document that the story names, in order of first mention.

    Reads ``page.text``, ``page.sentences``, ``page.dates`` and ``page.organizations`` (for issuers). Each fact's
    evidence holds all its mentions in text order, each from the kind word to the date or issuer behind it.

    Returns:
        Facts whose ``number`` has no leading zeros and whose ``symbol`` is normalised with the printed zeros.
        ``issuer`` is the key of the body printed beside some mention; it is never taken from the register.
    """
    words = document_words(vocabulary)
    mentions = find_mentions(page, vocabulary, words)
    if not mentions:
        return []
    documents = _one_of_plenum(_one_of_headline(page, _join(mentions)))
    issuers = Issuers(page, kind_heads(page, vocabulary), words)
    for document in documents:
        _issuer_elsewhere(page, document, issuers)
    anchors = anchors_of([_identity(d) for d in documents], words, page.text)
    once = Counter(anchors)
    return [
        _fact(page, d, words, anchor, _key(page, d, words, anchor if once[anchor] == 1 else None))
        for d, anchor in zip(documents, anchors, strict=True)
    ]


# --- one document per identity ----------------------------------------------------------------------------


def _join(mentions: list[Mention]) -> list[_Document]:
    """Mentions of one document together: same kind, number and issuer code, and no two years or dates.

    A mention without a code ("Chỉ thị 05") joins the first document of its kind and number that fits. Coded mentions
    go first, so that the headline's "Chỉ thị 05" finds the 05-CT/TW of the text.
    """
    coded = [m for m in mentions if m.symbol is not None]
    if coded and len(coded) < len(mentions):
        mentions = coded + [m for m in mentions if m.symbol is None]
    groups: dict[tuple[str, str], list[_Document]] = {}
    for mention in mentions:
        number = mention.number.lstrip("0") or "0" if mention.number is not None else None
        group = groups.setdefault((mention.kind, number or title_key(mention.title or "")), [])
        code = mention.code
        for document in group:
            same_name = (document.number is None) == (number is None) and (code is None or code == document.code)
            if same_name and document.agrees(mention):
                document.add(mention)
                break
        else:
            if len(group) < _NAMESAKES:
                group.append(_Document(mention.kind, number, code, mention.title))
                group[-1].add(mention)
    found = [document for group in groups.values() for document in group]
    for document in found:
        document.sort()
    found.sort(key=lambda d: d.place)
    return found


def _one_of_headline(page: Page, documents: list[_Document]) -> list[_Document]:
    """A document that the headline names by its subject, and the text by its number, is one."""
    out: list[_Document] = []
    for document in documents:
        same = None
        if document.number is None and document.mentions[0].rule == "document-subject":
            words = fold_key(document.title or "").split()[2:]  # behind the kind, which has two words
            numbered = (d for d in documents[:_NAMESAKES] if d.number is not None and d.kind == document.kind)
            same = next((d for d in numbered if any(_tells(page, m, words) for m in d.mentions[:LOOKED_AT])), None)
        if same is None:
            out.append(document)
            continue
        for mention in document.mentions:
            same.add(mention)
        same.sort()
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
                same[0].sort()
                continue
        out.append(document)
    return sorted(out, key=lambda d: d.place)


def _tells(page: Page, mention: Mention, words: list[str]) -> bool:
    """Whether the text behind a mention begins as the subject does."""
    behind = fold_key(page.text[mention.extent : mention.extent + SUBJECT_LENGTH]).split()
    return len(words) > 2 and behind[: min(6, len(words))] == words[:6]


def _issuer_elsewhere(page: Page, document: _Document, issuers: Issuers) -> None:
    """A list that names its issuer once, or else the letters, tell the issuer of a document without a printed one."""
    if document.number is None or document.issuer:
        return
    first = document.mentions[0]
    places = [(s, m) for m in document.mentions[:LOOKED_AT] if (s := page.sentence_at(m.start)) is not None]
    of_list = next((found for s, m in places if (found := issuers.of_list(s, m.start))), None)
    first.issuer = of_list or issuers.by_letters(document.kind, document.code, [s for s, _ in places])


def _identity(document: _Document) -> Identity:
    term = next((m.term for m in document.mentions if m.term), None)
    ends = [m.extent for m in document.mentions]
    issued = document.issued or document.year
    return Identity(document.kind, document.number, document.code, document.title, issued, term, ends)


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
    scope = document.issuer or (fold_key(page.province) if page.province else page.article.id)
    return f"document|{document.kind}|{key}" + (f"|{scope}" if local else "")


def _fact(page: Page, document: _Document, words: DocumentWords, anchor: str | None, key: str) -> DocumentFact:
    kind = words.kinds[document.kind].pref
    symbol: str | None = None
    title = document.title
    evidence: list[Evidence] = []
    forms: dict[str, None] = {}
    for mention in document.mentions:
        known = mention.symbol
        evidence.append(page.evidence(mention.start, mention.extent, mention.rule, 0.85 if known is None else 0.95))
        forms[" ".join(page.text[mention.start : mention.end].split())] = None
        if symbol is None and known is not None:
            symbol = known.text
        title = title or mention.title
    if document.number is not None and title is None:
        for mention in document.mentions[:LOOKED_AT]:
            about = _about(page, mention)
            if about:
                title = f"{kind} về {about}"
                break
    return DocumentFact(
        key=key,
        evidence=tuple(evidence),
        kind=kind,
        kind_id=document.kind,
        title=title,
        number=document.number,
        symbol=symbol,
        issuer=document.issuer,
        issued=document.issued,
        anchor=anchor,
        forms=tuple(forms),
    )


def _about(page: Page, mention: Mention) -> str | None:
    sentence = page.sentence_at(mention.start)
    return about_after(page, mention.extent, sentence.end) if sentence is not None else None
