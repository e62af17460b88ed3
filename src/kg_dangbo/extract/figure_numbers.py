"""The numbers of a page that may be figures about the work.

Dates, the numbers of documents, counts of awards, rows of numbers and what stands in a short quoted name are none, and
most numbers are one of these: they are told by their place alone, before they are read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from operator import attrgetter
from typing import Final, final

from kg_dangbo.extract.document_symbols import symbols_of
from kg_dangbo.extract.document_words import kind_heads
from kg_dangbo.extract.page import Page
from kg_dangbo.extract.page_numbers import digit_runs_of, number_words_of
from kg_dangbo.language.numbers import FoundNumber, number_at
from kg_dangbo.language.offsets import places_of
from kg_dangbo.vocabulary import Vocabulary

__all__ = ["find_figure_numbers"]

_S: Final = r"[^\S\n]{1,3}"
_JOINTS: Final = frozenset("-–/.+")
_START: Final = attrgetter("start")
_OPENING: Final = "“\"«‘'"
_QUOTE: Final = re.compile(rf"[{_OPENING}]([^“”\"«»\n]{{2,60}})[”\"»’']")
_DOCUMENT_NUMBER: Final = re.compile(
    r"[^\S\n]{1,3}(?:[Ss]ố[^\S\n]{0,3})?\d{1,5}(?![\w.,]\d)(?:[^\S\n]{0,3}(?:,|và)[^\S\n]{0,3}0\d)*"
)
_NUMBERED: Final = frozenset("sS")
_SPOKEN: Final = re.compile(rf"[^\S\n]{{0,2}}[,-]{_S}(?:ông|bà|anh|chị|cụ|bác|cô|chú|đồng{_S}chí)(?!\w)")


def find_figure_numbers(page: Page, vocabulary: Vocabulary, taken: Sequence[tuple[int, int]]) -> list[FoundNumber]:
    """The numbers of the page, in digits and in words, in order; none of those that begin in a span of ``taken``."""
    text = page.text
    runs = digit_runs_of(page)
    written = number_words_of(page)
    if not runs.starts and not written:
        return []
    blocked = _Blocked(_no_figures(page, vocabulary, taken))
    numbers: list[FoundNumber] = []
    for i in range(len(runs.starts)):
        start = runs.starts[i]
        if not blocked.hold(start) and (number := number_at(text, start, runs.printed[i])) is not None:
            if not _chained(text, number):
                numbers.append(number)
    blocked.rewind()
    more = [n for n in written if not blocked.hold(n.start)]
    if more:
        numbers += more
        numbers.sort(key=_START)
    return numbers


@final
class _Blocked:
    """Spans in which no figure begins; asked for places in ascending order."""

    def __init__(self, spans: list[tuple[int, int]]) -> None:
        spans.sort()
        self._spans: Final = spans
        self._next = 0
        self._end = 0

    def rewind(self) -> None:
        """Begin anew at the first place."""
        self._next = self._end = 0

    def hold(self, place: int) -> bool:
        """Whether one of the spans holds the place."""
        spans = self._spans
        while self._next < len(spans) and spans[self._next][0] <= place:
            self._end = max(self._end, spans[self._next][1])
            self._next += 1
        return place < self._end


def _no_figures(page: Page, vocabulary: Vocabulary, taken: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Where no figure begins: dates, document numbers, counts of awards, short quoted names."""
    text = page.text
    spans = [(d.start, d.end) for d in page.dates]
    spans += taken
    for symbol in symbols_of(page, vocabulary):
        spans.append((symbol.start, symbol.end))
    for head in kind_heads(page, vocabulary):
        # "Chỉ thị 05", "Nghị quyết số 18": the figure behind a capitalised kind is its number
        letter = text[head.end : head.end + 4].lstrip()[:1]
        if (letter.isdecimal() or letter in _NUMBERED) and text[head.start].isupper():
            if number := _DOCUMENT_NUMBER.match(text, head.end):
                spans.append(number.span())
    free = 0
    for place in places_of(text, _OPENING):
        if place >= free and (match := _QUOTE.match(text, place)):
            free = match.end()
            # what somebody says is no name
            if not text.endswith((": ", ":\u00a0"), 0, place) and not _SPOKEN.match(text, free):
                spans.append((place, free))
    return spans


def _chained(text: str, number: FoundNumber) -> bool:
    """Whether a number stands inside a row like 30-33-34 or 8-10-2014: such a row is a date or an identifier."""
    if number.start < 2 or text[number.start - 1] not in _JOINTS:
        return False
    after = text[number.end : number.end + 2]
    return len(after) == 2 and after[0] in _JOINTS and (text[number.start - 2] + after[1]).isdigit()
