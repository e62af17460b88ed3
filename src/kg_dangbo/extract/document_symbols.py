"""The numbers and symbols of documents: `05-CT/TW`, `08/NQ-HĐND`, `30/2020/NĐ-CP`, `06/2022/QH15`.

A Party symbol has the hyphen before the kind and the slash before the issuer, a State symbol the other
way round. Newspapers print both with any dash, spaces and order, so the issuer's letters decide the
family, and the print only where they are not in `ontology/issuer-codes.ttl`.
"""

from __future__ import annotations

import re
from typing import Final, final

from kg_dangbo.extract.document_words import DocumentWords, document_words
from kg_dangbo.extract.page import Page
from kg_dangbo.extract.page_numbers import digit_runs_of
from kg_dangbo.language.digits import Digits
from kg_dangbo.language.normal import fold
from kg_dangbo.language.numbers import DigitRuns
from kg_dangbo.language.runs import ALNUM, kind_of
from kg_dangbo.vocabulary import Vocabulary

__all__ = ["Symbol", "find_symbols", "symbols_of"]

_S: Final = r"[^\S\n]{0,3}"
# Every repeat is bounded, so the standard engine is linear here.
_SYMBOL: Final = re.compile(
    rf"(?<![\w/])(?P<number>[0-9]{{1,5}}){_S}(?P<first>[-–—/]){_S}"
    rf"(?:(?P<year>(?:19|20)\d\d){_S}/{_S})?"
    rf"(?:(?P<letters>[A-ZĐ][A-Za-zĐđ]{{0,4}}){_S}(?P<second>[-–—/]){_S})?"
    r"(?P<code>T\.[WƯU]|[A-ZĐ][A-ZĐƯÂĂÊÔƠ&a-zđ]{0,11}(?:-[A-ZĐ][A-ZĐ&]{1,7})?(?:\(TW\))?)(?P<term>\d{1,2})?(?!\w)"
)
_LONGEST: Final = 5  # digits of a number
_CENTURIES: Final = frozenset({"19", "20"})
_DASHES: Final = frozenset("-–—/")


@final
class Symbol:
    """A symbol at [start, end): its number as printed, kind letters, issuer code, normalised text and printed year.

    ``letters`` is None for `06/2022/QH15`. ``code`` is the normal form of the code (`TW` for `TƯ`) with the term of
    the National Assembly where it has one (`QH15`).
    """

    __slots__ = ("code", "end", "letters", "number", "start", "text", "year")

    def __init__(
        self, start: int, end: int, number: str, letters: str | None, code: str, text: str, year: str | None = None
    ) -> None:
        self.start: Final = start
        self.end: Final = end
        self.number: Final = number
        self.letters: Final = letters
        self.code: Final = code
        self.text: Final = text
        self.year: Final = year


def symbols_of(page: Page, vocabulary: Vocabulary) -> list[Symbol]:
    """Every document symbol of a page, found once."""
    hits = page.folded.hits
    words = document_words(vocabulary)
    found: list[Symbol] | None = hits.get(words)
    if found is None:
        found = hits[words] = find_symbols(page.text, words, digit_runs_of(page))
    return found


def find_symbols(text: str, words: DocumentWords, runs: DigitRuns | None = None) -> list[Symbol]:
    """Every document symbol of ``text`` (NFC), in order.

    Letters that belong to no kind of document (a licence: `68/GP-BTTTT`) make no symbol. ``runs`` are the digits of the
    text, where the caller has them.

    Returns:
        Symbols with offsets in code points; ``number`` keeps its printed zeros.
    """
    if runs is None:
        runs = DigitRuns(Digits(fold(text)))
    found: list[Symbol] = []
    free = 0
    for i in range(len(runs.starts)):
        start, printed = runs.starts[i], runs.printed[i]
        if start < free or len(printed) > _LONGEST or not _goes_on(text, start + len(printed)):
            continue
        match = _SYMBOL.match(text, start)
        if match is None:
            continue
        free = match.end()
        letters, code, year = match["letters"], match["code"], match["year"]
        if letters is None:
            # only a National Assembly symbol does without the letters of the kind
            if year is None or match["term"] is None or words.family(code) != "state":
                continue
        elif letters.upper() not in words.letters or len(code) < 2:
            continue
        family = words.family(code)
        if family is None:
            party = match["first"] != "/" if letters is not None else False
        else:
            party = family != "state"
        normal = words.normal_code(code) + (match["term"] or "")
        number = match["number"]
        if letters is None:
            whole = f"{number}/{year}/{normal}"
        elif party and year is None:
            whole = f"{number}-{letters}/{normal}"
        else:
            whole = f"{number}/{year}/{letters}-{normal}" if year else f"{number}/{letters}-{normal}"
        found.append(Symbol(start, free, number, letters, normal, whole, year))
    return found


def _goes_on(text: str, position: int) -> bool:
    """Whether a dash at ``position``, or behind a few spaces there, goes on as a symbol does: a capital or a year."""
    if position >= len(text):
        return False
    sign = text[position]
    if sign not in _DASHES:
        if position + 1 < len(text) and kind_of(ord(text[position + 1])) & ALNUM:
            return False  # as behind nearly every figure
        return sign.isspace() and text[position : position + 4].lstrip()[:1] in _DASHES
    following = text[position + 1 : position + 3]
    return following in _CENTURIES or following[:1].isupper() or following[:1].isspace()
