"""Word tokens of a page: what the grammars of names, bodies and posts walk over.

One pass, linear. A bracketed abbreviation right after what it shortens ("các cơ quan (CCQ) tỉnh") is
taken out of the stream and noted as a definition of the page, so that the grammar sees "các cơ quan tỉnh".
"""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import accumulate
from typing import Final, final

from kg_dangbo.language.normal import Folded, fold

__all__ = ["Token", "Tokens", "tokenize"]

# a word, with the joints that names and abbreviations have inside: K'Brều, T.Ư, VH,TT&DL is three words, GD&ĐT is one;
# the group makes `split` return the words between the gaps
_WORD = re.compile(
    r"([^\W_]+(?:['’ʼ‘`][^\W_]+|&[^\W_]+|\.(?=[^\W\d_]+\.?[^\W\d_]?\b)[^\W\d_]{1,2}(?![^\W\d_]))*)", re.UNICODE
)
_DEFINITION = re.compile(
    r"\(\s*(?:gọi tắt là|viết tắt là|sau đây gọi tắt là)?\s*([A-ZĐÂÊÔƠƯ][A-ZĐÂÊÔƠƯa-z.&,\- ]{0,14}?)\s*\)"
)


_Columns = tuple[list[int], list[int], list[str], list[str], list[str]]  # starts, ends, texts, folded texts, gaps


@final
class Token:
    """A word at [start, end); ``gap`` is the text between it and the word before (a newline counts)."""

    __slots__ = ("cap", "end", "gap", "joined", "low", "start", "text")

    def __init__(self, start: int, end: int, text: str, low: str, cap: bool, gap: str, joined: bool) -> None:
        self.start: Final = start
        self.end: Final = end
        self.text: Final = text
        self.low: Final = low  # folded
        self.cap: Final = cap  # begins with a capital letter
        self.gap: Final = gap
        self.joined: Final = joined  # only white space stands between this word and the one before, and no line end


@final
class Tokens:
    """The words of a page in order, with look-up by offset.

    A page has thousands of words, so everything here is made in bulk: ``items`` are the words, ``lows``, ``caps`` and
    ``starts`` single fields of them, for loops over a whole page; ``places`` gives the index of the word that begins
    at an offset.
    """

    __slots__ = ("caps", "definitions", "folded", "items", "lows", "places", "starts")

    def __init__(self, folded: Folded, columns: _Columns, definitions: dict[str, str]) -> None:
        starts, ends, texts, lows, gaps = columns
        self.folded = folded
        self.starts = starts
        self.lows = lows
        self.caps = [word[0].isupper() for word in texts]
        self.definitions = definitions
        joined = [gap == " " or (gap.isspace() and "\n" not in gap) for gap in gaps]
        self.items = [
            Token(starts[i], ends[i], texts[i], lows[i], self.caps[i], gaps[i], joined[i]) for i in range(len(starts))
        ]
        self.places = dict(zip(starts, range(len(starts)), strict=True))

    def __len__(self) -> int:
        return len(self.items)

    def __getitem__(self, index: int) -> Token:
        return self.items[index]

    def at(self, offset: int) -> int:
        """The index of the first word that starts at or after ``offset``."""
        return bisect_left(self.starts, offset)


def tokenize(text: str, folded: Folded | None = None) -> Tokens:
    """Cut ``text`` (NFC) into words; ``folded`` is the same text folded, where the caller has it."""
    folded = folded or fold(text)
    parts = _WORD.split(folded.cased)  # gap, word, gap, ..., word, gap
    offsets = list(accumulate(map(len, parts)))
    starts, ends, texts = offsets[:-1:2], offsets[1::2], parts[1::2]
    lows = [word if word.islower() else word.lower() for word in texts]  # most words are, and one string is enough
    if folded.cased != text:
        if not folded.same_offsets:
            starts, ends = folded.starts(starts), [last + 1 for last in folded.starts([e - 1 for e in ends])]
        texts = [text[a:b] for a, b in zip(starts, ends, strict=True)]
        gaps = [text[a:b] for a, b in zip([0, *ends[:-1]], starts, strict=True)] if starts else []
    else:
        gaps = parts[:-1:2]
    if gaps and not gaps[0]:
        gaps[0] = " "  # nothing stands before the first word: it is joined to nothing, and nothing parts it
    columns = (starts, ends, texts, lows, gaps)
    definitions: dict[str, str] = {}
    if "(" in text:
        columns, definitions = _without_definitions(text, columns)
    return Tokens(folded, columns, definitions)


def _without_definitions(text: str, columns: _Columns) -> tuple[_Columns, dict[str, str]]:
    """The columns of words without bracketed abbreviations; abbreviation -> the eight words before it."""
    definitions: dict[str, str] = {}
    starts, gaps = columns[0], columns[4]
    kept: _Columns = ([], [], [], [], [])
    done = 0
    for m in _DEFINITION.finditer(text):
        inner = m.group(1).strip()
        if sum(map(str.isupper, inner)) < 2 or " " in inner or not m.start() or text[m.start() - 1] not in " \u00a0":
            continue
        first, last = bisect_left(starts, m.start()), bisect_left(starts, m.end())
        _copy(kept, columns, done, first)
        definitions.setdefault(inner, " ".join(kept[2][-8:]))
        if last < len(starts):
            gaps[last] = text[m.end() : starts[last]] or " "
        done = last
    if not done:
        return columns, definitions
    _copy(kept, columns, done, len(starts))
    return kept, definitions


def _copy(to: _Columns, columns: _Columns, first: int, last: int) -> None:
    to[0].extend(columns[0][first:last])
    to[1].extend(columns[1][first:last])
    to[2].extend(columns[2][first:last])
    to[3].extend(columns[3][first:last])
    to[4].extend(columns[4][first:last])
