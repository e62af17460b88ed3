"""Word tokens of a page: what the grammars of names, bodies and posts walk over.

One pass, linear. A bracketed abbreviation right after what it shortens ("các cơ quan (CCQ) tỉnh") is
taken out of the stream and noted as a definition of the page, so that the grammar sees "các cơ quan tỉnh".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, final

from kg_dangbo.language.normal import Folded, fold
from kg_dangbo.language.offsets import bisect_left, places_of
from kg_dangbo.language.runs import DECIMAL, UPPER, Runs, kind_of

if TYPE_CHECKING:
    from mypy_extensions import i64  # see `kg_dangbo.language.offsets`

__all__ = ["Places", "Token", "Tokens", "Words", "tokenize"]

_DEFINITION = re.compile(
    r"\(\s*(?:gọi tắt là|viết tắt là|sau đây gọi tắt là)?\s*([A-ZĐÂÊÔƠƯ][A-ZĐÂÊÔƠƯa-z.&,\- ]{0,14}?)\s*\)"
)


_SPACE: Final = 32
_JOINTS: Final = (".", "'", "&")  # inside names and abbreviations


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
    """The index of the word that begins at an offset: fewer are asked for than a `dict` of all would have to hold.

    Most are asked for in text order, so each is looked for from the one before on, in steps that double.
    """

    __slots__ = ("_last", "_starts")

    def __init__(self, starts: list[int]) -> None:
        self._starts: Final = starts
        self._last = 0

    def get(self, offset: int) -> int | None:
        """The index, or None where no word begins."""
        starts = self._starts
        size: i64 = len(starts)
        low: i64 = self._last
        if low >= size or starts[low] > offset:
            low = 0
        step: i64 = 1
        while low + step < size and starts[low + step] <= offset:
            low += step
            step += step
        while step > 1:
            step >>= 1
            if low + step < size and starts[low + step] <= offset:
                low += step
        if low >= size or starts[low] != offset:
            return None
        self._last = low
        return low

    def __getitem__(self, offset: int) -> int:
        index = self.get(offset)
        if index is None:
            raise KeyError(offset)
        return index


@final
class Words:
    """The words of a page in order, each made when it is first asked for: half of them never are.

    ``starts`` and ``lows`` are single fields of all of them. What a joint joins is put together: K'Brều, T.Ư and GD&ĐT
    are one word each, VH,TT is two. Bracketed abbreviations are left out; ``definitions`` has them.
    """

    __slots__ = ("_ends", "_gaps", "_made", "_text", "definitions", "lows", "starts")

    def __init__(self, folded: Folded) -> None:
        self._text: Final = folded.original
        self._gaps: Final[dict[int, str]] = {}  # where a definition stood before a word
        self.definitions: Final[dict[str, str]] = {}
        self.starts = folded.run_starts
        self.lows = folded.runs.words
        # where words end; in most pages that follows from their lengths
        self._ends: list[int] = folded.run_ends if folded.shifted else []
        glued = _glued(folded.runs)
        if glued:
            self._glue(folded.runs, glued)
        if "(" in self._text:
            self._define()
        self._made: Final[list[Token | None]] = [None] * len(self.starts)

    def __len__(self) -> int:
        return len(self.starts)

    def __getitem__(self, index: int) -> Token:
        token = self._made[index]
        return token if token is not None else self._make(index if index >= 0 else index + len(self.starts))

    def between(self, first: int, last: int) -> list[Token]:
        """The words from ``first`` on, before ``last``."""
        return [self[i] for i in range(first, min(last, len(self.starts)))]

    def cap(self, index: int) -> bool:
        """Whether a word begins with a capital letter; it need not be made for that."""
        return kind_of(ord(self._text[self.starts[index]])) & UPPER != 0

    def _make(self, index: int) -> Token:
        text, starts, lows, ends = self._text, self.starts, self.lows, self._ends
        start, low = starts[index], lows[index]
        last = 0
        if index:
            last = ends[index - 1] if ends else starts[index - 1] + len(lows[index - 1])
        gap = " " if start == last + 1 and ord(text[last]) == _SPACE else text[last:start]
        if self._gaps:
            gap = self._gaps.get(index, gap)
        cap = kind_of(ord(text[start])) & UPPER != 0
        # nothing stands before the first word: it is joined to nothing, and nothing parts it
        token = Token(text, start, ends[index] if ends else start + len(low), low, cap, gap or " ")
        self._made[index] = token
        return token

    def _glue(self, runs: Runs, glued: list[int]) -> None:
        """Put each run of ``glued`` to the one before it."""
        starts, lows, ends = self.starts, self.lows, self._ends
        self.starts, self.lows, self._ends = [], [], []
        done = 0
        for k, i in enumerate(glued):
            if k and glued[k - 1] == i - 1:
                continue
            first = last = i
            while k < len(glued) and glued[k] == last:
                last, k = last + 1, k + 1
            self.starts += starts[done:first]
            self.lows += lows[done : first - 1]
            self.lows.append(runs.text[runs.starts[first - 1] : runs.end(last - 1)])
            if ends:
                self._ends += ends[done : first - 1]
                self._ends.append(ends[last - 1])
            done = last
        self.starts += starts[done:]
        self.lows += lows[done:]
        self._ends += ends[done:]

    def _define(self) -> None:
        """Take bracketed abbreviations out; abbreviation -> the eight words before it, into ``definitions``."""
        text, starts, lows, ends = self._text, self.starts, self.lows, self._ends
        kept: list[int] = []
        kept_lows: list[str] = []
        kept_ends: list[int] = []
        done = 0
        for m in _DEFINITION.finditer(text):
            inner = m.group(1).strip()
            before = text[max(0, m.start() - 1) : m.start()]
            if sum(map(str.isupper, inner)) < 2 or " " in inner or before not in (" ", "\u00a0"):
                continue
            first, last = bisect_left(starts, m.start()), bisect_left(starts, m.end())
            kept += starts[done:first]
            kept_lows += lows[done:first]
            kept_ends += ends[done:first]
            words = [
                text[kept[i] : kept_ends[i] if ends else kept[i] + len(kept_lows[i])]
                for i in range(max(0, len(kept) - 8), len(kept))
            ]
            self.definitions.setdefault(inner, " ".join(words))
            if last < len(starts):
                self._gaps[len(kept)] = text[m.end() : starts[last]]
            done = last
        if self.definitions:
            self.starts = kept + starts[done:]
            self.lows = kept_lows + lows[done:]
            self._ends = kept_ends + ends[done:]


@final
class Tokens:
    """The words of a page (``items``), with look-up by offset.

    ``lows`` and ``starts`` are single fields of all words, ``definitions`` the bracketed abbreviations of the page with
    the eight words before each.
    """

    __slots__ = ("definitions", "folded", "items", "lows", "places", "starts")

    def __init__(self, folded: Folded) -> None:
        self.folded = folded
        self.items = Words(folded)
        self.definitions = self.items.definitions
        self.starts = self.items.starts
        self.lows = self.items.lows
        self.places = Places(self.starts)

    def __len__(self) -> int:
        return len(self.starts)

    def __getitem__(self, index: int) -> Token:
        return self.items[index]

    def at(self, offset: int) -> int:
        """The index of the first word that starts at or after ``offset``."""
        return bisect_left(self.starts, offset)


def _glued(runs: Runs) -> list[int]:
    """The runs that a joint joins to the run before, in order."""
    text, begins, words = runs.text, runs.starts, runs.words
    found: list[int] = []
    for place in places_of(text, _JOINTS):
        i = bisect_left(begins, place)
        if (
            0 < i < len(begins)
            and begins[i] == place + 1
            and runs.end(i - 1) == place
            and _joint(text, place, words[i])
        ):
            found.append(i)
    return found


def _joint(text: str, place: int, following: str) -> bool:
    """Whether the sign of `_JOINTS` at ``place`` joins the words beside it, as in names and abbreviations.

    After a full stop only one or two letters belong to the word: "T.Ư", but not "TP.HCM".
    """
    sign = text[place]
    if sign == "." and len(following) <= 2:
        end = place + 1 + len(following)
        return not (
            kind_of(ord(following[0])) & DECIMAL or kind_of(ord(following[-1])) & DECIMAL or text[end : end + 1] == "_"
        )
    return sign != "."


def tokenize(text: str, folded: Folded | None = None) -> Tokens:
    """Cut ``text`` (NFC) into words; ``folded`` is the same text folded, where the caller has it."""
    return Tokens(folded or fold(text))
