"""Word tokens of a page: what the grammars of names, bodies and posts walk over.

One pass, linear. A bracketed abbreviation right after what it shortens ("các cơ quan (CCQ) tỉnh") is
taken out of the stream and noted as a definition of the page, so that the grammar sees "các cơ quan tỉnh".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, final

from kg_dangbo.language.normal import Folded, fold
from kg_dangbo.language.offsets import bisect_left
from kg_dangbo.language.runs import DECIMAL, UPPER, kind_of

if TYPE_CHECKING:
    from mypy_extensions import i64  # see `kg_dangbo.language.offsets`

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
        self.starts: list[int] = []
        self.items = _words(folded, self.starts)
        if "(" in folded.original:
            self.items = _without_definitions(folded.original, self.items, self.starts, self.definitions)
            if self.definitions:
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


def _words(folded: Folded, starts: list[int]) -> list[Token]:
    """The words, with what a joint joins put together: K'Brều, T.Ư and GD&ĐT are one word each, VH,TT is two.

    Where they begin is put into ``starts``.
    """
    runs, original = folded.runs, folded.original
    text, begins, words = runs.text, runs.starts, runs.words
    shifted = folded.shifted
    places: list[Any] = folded.run_starts  # the numbers themselves go into ``starts``: to make them again costs more
    found: list[Token] = []
    i: i64 = 0
    count: i64 = len(words)
    last: i64 = 0
    begin: i64 = begins[0] if words else 0
    while i < count:
        j = i
        low = words[i]
        close: i64 = begin + len(low)
        following: i64 = 0
        while j + 1 < count:
            following = begins[j + 1]
            if following != close + 1 or ord(text[close]) == _SPACE or not _joint(text, close, words[j + 1]):
                break
            j += 1
            close = following + len(words[j])
        if j != i:
            low = text[begin:close]
        place = places[i]
        start: i64 = place
        end: i64 = folded.run_end(j) if shifted else close
        gap = " " if start == last + 1 and ord(original[last]) == _SPACE else original[last:start]
        # nothing stands before the first word: it is joined to nothing, and nothing parts it
        cap = kind_of(ord(original[start])) & UPPER != 0
        found.append(Token(original, start, end, low, cap, gap or " "))
        starts.append(place)
        last, begin = end, following
        i = j + 1
    return found


def _without_definitions(text: str, items: list[Token], starts: list[int], definitions: dict[str, str]) -> list[Token]:
    """The words without bracketed abbreviations; abbreviation -> the eight words before it, into ``definitions``."""
    kept: list[Token] = []
    done = 0
    for m in _DEFINITION.finditer(text):
        inner = m.group(1).strip()
        before = text[max(0, m.start() - 1) : m.start()]
        if sum(map(str.isupper, inner)) < 2 or " " in inner or before not in (" ", "\u00a0"):
            continue
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
