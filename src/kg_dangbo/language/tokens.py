"""Word tokens of a page: what the grammars of names, bodies and posts walk over.

One pass, linear. A bracketed abbreviation right after what it shortens ("các cơ quan (CCQ) tỉnh") is
taken out of the stream and noted as a definition of the page, so that the grammar sees "các cơ quan tỉnh".
"""

from __future__ import annotations

import re
from typing import Final, final

from kg_dangbo.language.normal import Folded, fold
from kg_dangbo.language.offsets import bisect_left
from kg_dangbo.language.runs import DECIMAL, UPPER, kind_of

__all__ = ["Places", "Token", "Tokens", "tokenize"]

_DEFINITION = re.compile(
    r"\(\s*(?:gọi tắt là|viết tắt là|sau đây gọi tắt là)?\s*([A-ZĐÂÊÔƠƯ][A-ZĐÂÊÔƠƯa-z.&,\- ]{0,14}?)\s*\)"
)


_SPACE: Final = ord(" ")


@final
class Token:
    """A word at [start, end) of a page; ``gap`` is what stands between it and the word before (a newline counts)."""

    __slots__ = ("_page", "_text", "cap", "end", "gap", "joined", "low", "start")

    def __init__(self, page: str, start: int, end: int, low: str, cap: bool, gap: str) -> None:
        self._page: Final = page
        self._text: str | None = None
        self.start: Final = start
        self.end: Final = end
        self.low: Final = low  # folded
        self.cap: Final = cap  # begins with a capital letter
        self.gap: Final = gap
        # only white space stands between this word and the one before, and no line end
        self.joined: Final[bool] = gap == " " or (gap.isspace() and "\n" not in gap)

    @property
    def text(self) -> str:
        """The word as it is printed; cut out when first asked for, which most words never are."""
        if self._text is None:
            self._text = self._page[self.start : self.end]
        return self._text


@final
class Places:
    """The index of the word that begins at an offset: fewer are asked for than a `dict` of all would have to hold."""

    __slots__ = ("_starts",)

    def __init__(self, starts: list[int]) -> None:
        self._starts: Final = starts

    def get(self, offset: int) -> int | None:
        """The index, or None where no word begins."""
        starts = self._starts
        index = bisect_left(starts, offset)
        return index if index < len(starts) and starts[index] == offset else None

    def __getitem__(self, offset: int) -> int:
        index = self.get(offset)
        if index is None:
            raise KeyError(offset)
        return index


@final
class Tokens:
    """The words of a page in order, with look-up by offset.

    ``items`` are the words, ``lows`` and ``starts`` single fields of them, for loops over a whole page,
    ``definitions`` the bracketed abbreviations of the page with the eight words before each.
    """

    __slots__ = ("definitions", "folded", "items", "lows", "places", "starts")

    def __init__(self, folded: Folded) -> None:
        self.folded = folded
        self.definitions: dict[str, str] = {}
        self.items = _words(folded)
        if "(" in folded.original:
            self.items = _without_definitions(folded.original, self.items, self.definitions)
        self.starts = [token.start for token in self.items]
        self.lows = [token.low for token in self.items]
        self.places = Places(self.starts)

    def __len__(self) -> int:
        return len(self.items)

    def __getitem__(self, index: int) -> Token:
        return self.items[index]

    def at(self, offset: int) -> int:
        """The index of the first word that starts at or after ``offset``."""
        return bisect_left(self.starts, offset)


def _words(folded: Folded) -> list[Token]:
    """The words, with what a joint joins put together: K'Brều, T.Ư and GD&ĐT are one word each, VH,TT is two."""
    runs, original = folded.runs, folded.original
    text, begins, words = runs.text, runs.starts, runs.words
    starts, shifted = folded.run_starts, folded.shifted
    found: list[Token] = []
    i, count, last = 0, len(words), 0
    while i < count:
        j = i
        close = begins[i] + len(words[i])
        while (
            j + 1 < count
            and begins[j + 1] == close + 1
            and ord(text[close]) != _SPACE
            and _joint(text, close, words[j + 1])
        ):
            j += 1
            close = begins[j] + len(words[j])
        start, end = starts[i], folded.run_end(j) if shifted else close
        low = words[i] if j == i else text[begins[i] : close]
        gap = " " if start == last + 1 and ord(original[last]) == _SPACE else original[last:start]
        # nothing stands before the first word: it is joined to nothing, and nothing parts it
        cap = kind_of(ord(original[start])) & UPPER != 0
        found.append(Token(original, start, end, low, cap, gap or " "))
        last = end
        i = j + 1
    return found


def _without_definitions(text: str, items: list[Token], definitions: dict[str, str]) -> list[Token]:
    """The words without bracketed abbreviations; abbreviation -> the eight words before it, into ``definitions``."""
    starts: list[int] = []
    kept: list[Token] = []
    done = 0
    for m in _DEFINITION.finditer(text):
        inner = m.group(1).strip()
        before = text[max(0, m.start() - 1) : m.start()]
        if sum(map(str.isupper, inner)) < 2 or " " in inner or before not in (" ", "\u00a0"):
            continue
        if not starts:
            starts = [token.start for token in items]
        first, last = bisect_left(starts, m.start()), bisect_left(starts, m.end())
        kept += items[done:first]
        definitions.setdefault(inner, " ".join([token.text for token in kept[-8:]]))
        if last < len(items):
            token = items[last]
            gap = text[m.end() : token.start] or " "
            items[last] = Token(text, token.start, token.end, token.low, token.cap, gap)
        done = last
    return kept + items[done:]


def _joint(text: str, place: int, following: str) -> bool:
    """Whether the character at ``place`` joins the words beside it, as names and abbreviations are joined inside.

    After a full stop only one or two letters belong to the word: "T.Ư", but not "TP.HCM".
    """
    sign = text[place]
    if sign == "." and len(following) <= 2:
        end = place + 1 + len(following)
        return not (
            kind_of(ord(following[0])) & DECIMAL or kind_of(ord(following[-1])) & DECIMAL or text[end : end + 1] == "_"
        )
    return sign in ("'", "&")


def tokenize(text: str, folded: Folded | None = None) -> Tokens:
    """Cut ``text`` (NFC) into words; ``folded`` is the same text folded, where the caller has it."""
    return Tokens(folded or fold(text))
