"""Word tokens of a page: what the grammars of names, bodies and posts walk over.

One pass, linear. A bracketed abbreviation right after what it shortens ("các cơ quan (CCQ) tỉnh") is
taken out of the stream and noted as a definition of the page, so that the grammar sees "các cơ quan tỉnh".
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import partial
from itertools import accumulate
from typing import NamedTuple

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


class Token(NamedTuple):
    """A word at [start, end); ``gap`` is the text between it and the word before (a newline counts)."""

    start: int
    end: int
    text: str
    low: str  # folded
    cap: bool  # begins with a capital letter
    gap: str
    joined: bool  # only white space stands between this word and the one before, and no line end


class Tokens:
    """The words of a page in order, with look-up by offset.

    A page has thousands of words, so everything here is made in bulk: ``items`` are the words, ``lows``, ``caps`` and
    ``starts`` single fields of them, for loops over a whole page; ``places`` gives the index of the word that begins
    at an offset.
    """

    __slots__ = ("caps", "definitions", "folded", "items", "lows", "places", "starts")

    def __init__(
        self,
        folded: Folded,
        starts: list[int],
        ends: list[int],
        lows: list[str],
        gaps: list[str],
        definitions: dict[str, str],
    ) -> None:
        text = folded.original
        texts = [text[a:b] for a, b in zip(starts, ends, strict=True)]
        self.folded = folded
        self.starts = starts
        self.lows = lows
        self.caps = [word[0].isupper() for word in texts]
        self.definitions = definitions
        joined = [gap == " " or (gap.isspace() and "\n" not in gap) for gap in gaps]
        fields = zip(starts, ends, texts, lows, self.caps, gaps, joined, strict=True)
        self.items: list[Token] = list(map(_TOKEN, fields))
        self.places = dict(zip(starts, range(len(starts)), strict=True))

    def __len__(self) -> int:
        return len(self.items)

    def __getitem__(self, index: int) -> Token:
        return self.items[index]

    def at(self, offset: int) -> int:
        """The index of the first word that starts at or after ``offset``."""
        return bisect_left(self.starts, offset)


_TOKEN = partial(tuple.__new__, Token)  # what `Token._make` does, without a call of Python for each word


def tokenize(text: str, folded: Folded | None = None) -> Tokens:
    """Cut ``text`` (NFC) into words; ``folded`` is the same text folded, where the caller has it."""
    folded = folded or fold(text)
    offsets = list(accumulate(map(len, _WORD.split(folded.cased))))
    begins, behinds = offsets[:-1:2], offsets[1::2]  # gap, word, gap, ..., word, gap
    low = folded.text
    lows = [low[a:b] for a, b in zip(begins, behinds, strict=True)]
    same = folded.same_offsets
    starts = begins if same else folded.starts(begins)
    ends = behinds if same else [last + 1 for last in folded.starts([b - 1 for b in behinds])]
    gaps = [text[a:b] or " " for a, b in zip([0, *ends], starts, strict=False)]
    columns = (starts, ends, lows, gaps)
    definitions: dict[str, str] = {}
    if "(" in text:
        columns, definitions = _without_definitions(text, *columns)
    return Tokens(folded, *columns, definitions)


_Columns = tuple[list[int], list[int], list[str], list[str]]


def _without_definitions(
    text: str, starts: list[int], ends: list[int], lows: list[str], gaps: list[str]
) -> tuple[_Columns, dict[str, str]]:
    """The columns of words without bracketed abbreviations; abbreviation -> the eight words before it."""
    definitions: dict[str, str] = {}
    kept: _Columns = ([], [], [], [])
    done = 0
    for m in _DEFINITION.finditer(text):
        inner = m.group(1).strip()
        if sum(map(str.isupper, inner)) < 2 or " " in inner or not m.start() or text[m.start() - 1] not in " \u00a0":
            continue
        first, last = bisect_left(starts, m.start()), bisect_left(starts, m.end())
        _copy(kept, (starts, ends, lows, gaps), done, first)
        words = zip(kept[0][-8:], kept[1][-8:], strict=True)
        definitions.setdefault(inner, " ".join([text[a:b] for a, b in words]))
        if last < len(starts):
            gaps[last] = text[m.end() : starts[last]] or " "
        done = last
    _copy(kept, (starts, ends, lows, gaps), done, len(starts))
    return kept, definitions


def _copy(to: _Columns, columns: _Columns, first: int, last: int) -> None:
    to[0].extend(columns[0][first:last])
    to[1].extend(columns[1][first:last])
    to[2].extend(columns[2][first:last])
    to[3].extend(columns[3][first:last])
