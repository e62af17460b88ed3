"""Word tokens of a page: what the grammars of names, bodies and posts walk over.

One pass, linear. A bracketed abbreviation right after what it shortens ("các cơ quan (CCQ) tỉnh") is
taken out of the stream and noted as a definition of the page, so that the grammar sees "các cơ quan tỉnh".
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field

from kg_dangbo.language.normal import Folded, fold

__all__ = ["Token", "Tokens", "tokenize"]

# a word, with the joints that names and abbreviations have inside: K'Brều, T.Ư, VH,TT&DL is three words, GD&ĐT is one
_WORD = re.compile(
    r"[^\W_]+(?:['’ʼ‘`][^\W_]+|&[^\W_]+|\.(?=[^\W\d_]+\.?[^\W\d_]?\b)[^\W\d_]{1,2}(?![^\W\d_]))*", re.UNICODE
)
_DEFINITION = re.compile(
    r"\(\s*(?:gọi tắt là|viết tắt là|sau đây gọi tắt là)?\s*([A-ZĐÂÊÔƠƯ][A-ZĐÂÊÔƠƯa-z.&,\- ]{0,14}?)\s*\)"
)


@dataclass(slots=True)
class Token:
    """A word at [start, end); ``gap`` is the text between it and the word before (a newline counts)."""

    start: int
    end: int
    text: str
    low: str  # folded
    cap: bool  # begins with a capital letter
    gap: str
    joined: bool  # only white space stands between this word and the one before, and no line end


@dataclass(slots=True)
class Tokens:
    """The words of a page in order, with look-up by offset."""

    items: list[Token]
    starts: list[int]
    folded: Folded
    definitions: dict[str, str] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.items)

    def __getitem__(self, index: int) -> Token:
        return self.items[index]

    def at(self, offset: int) -> int:
        """The index of the first word that starts at or after ``offset``."""
        return bisect_left(self.starts, offset)


def tokenize(text: str) -> Tokens:
    """Cut ``text`` (NFC) into words."""
    folded = fold(text)
    holes: list[tuple[int, int, str]] = []
    for m in _DEFINITION.finditer(text):
        inner = m.group(1).strip()
        if sum(c.isupper() for c in inner) >= 2 and " " not in inner and m.start() and text[m.start() - 1] in " \u00a0":
            holes.append((m.start(), m.end(), inner))
    items: list[Token] = []
    definitions: dict[str, str] = {}
    previous, hole = 0, 0
    same = len(folded.text) == len(text)
    for m in _WORD.finditer(folded.cased):
        a, b = m.span()
        start, end = (a, b) if same else (folded.start(a), folded.end(b))
        while hole < len(holes) and holes[hole][1] <= start:
            hole += 1
        if hole < len(holes) and holes[hole][0] <= start < holes[hole][1]:
            definitions.setdefault(holes[hole][2], " ".join(t.text for t in items[-8:]))
            previous = max(previous, holes[hole][1])
            continue
        word = text[start:end]
        gap = text[previous:start] or " "
        joined = gap == " " or (gap.isspace() and "\n" not in gap)
        items.append(Token(start, end, word, folded.text[a:b], word[0].isupper(), gap, joined))
        previous = end
    return Tokens(items, [t.start for t in items], folded, definitions)
