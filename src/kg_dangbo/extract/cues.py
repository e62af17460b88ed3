"""Cue words of a page: where it speaks of gatherings, speeches, awards and models.

The words are data (`ontology/cue-verbs.ttl`, `event-kinds.ttl`, `award-forms.ttl`, `recipient-kinds.ttl`); each
is found in one pass over the page, so that every grammar that follows walks short lists instead of text.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from operator import attrgetter
from typing import Final, Protocol, TypeVar, final

from kg_dangbo.extract.cue_uses import USES, VISIT, WITH
from kg_dangbo.language.normal import Folded, fold_key
from kg_dangbo.language.offsets import bisect_left
from kg_dangbo.vocabulary import Concept, PhraseMatcher, Vocabulary

__all__ = [
    "Cue",
    "CueIndex",
    "CueMeaning",
    "CueWords",
    "Spanned",
    "bare",
    "cue_words",
    "in_brackets",
    "last_words",
    "may_end",
    "reported",
    "within",
    "word_before",
]

_START: Final = attrgetter("start")
_YEAR: Final = 400  # days
_BRACKETS: Final = re.compile(r"\([^()\n]{0,200}\)")


class Spanned(Protocol):
    """Anything at [start, end) of the text."""

    @property
    def start(self) -> int:
        """The first code point."""

    @property
    def end(self) -> int:
        """Behind the last code point."""


S = TypeVar("S", bound=Spanned)


@final
class Cue:
    """A cue phrase at [start, end), the bits of the uses that its words may have (`cue_uses`), and the event kind
    that the verb implies, as a concept id."""

    __slots__ = ("end", "kind", "start", "uses")

    def __init__(self, start: int, end: int, uses: int = 0, kind: str | None = None) -> None:
        self.start: Final = start
        self.end: Final = end
        self.uses: Final = uses
        self.kind: Final = kind


@final
class CueMeaning:
    """What the words of a cue say: their uses, and the event kind that they imply."""

    __slots__ = ("kind", "uses")

    def __init__(self, uses: int, kind: str | None) -> None:
        self.uses = uses
        self.kind = kind


class CueWords:
    """The compiled cue phrases of a vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        phrases: dict[str, list[Concept]] = {}
        for concept in vocabulary.scheme("cue-verbs").values():
            for label in concept.labels:
                phrases.setdefault(fold_key(label), []).append(concept)
        self.matcher: PhraseMatcher[CueMeaning] = PhraseMatcher((p, _meaning(c)) for p, c in phrases.items())

    def find(self, folded: Folded) -> CueIndex:
        """Every cue of a folded text, longest first where two begin together, not overlapping."""
        known: CueIndex | None = folded.hits.get(self)
        if known is None:
            known = folded.hits[self] = CueIndex()  # the grammars of events, awards and participations ask in turn
            free = 0
            for start, end, meanings in self.matcher.spans(folded):
                if start >= free:
                    free = end
                    if meanings[0].uses != WITH:  # nobody asks for these alone, and every "và" is one
                        known.add(start, end, meanings[0])
        return known


def _meaning(concepts: Sequence[Concept]) -> CueMeaning:
    uses = 0
    for concept in concepts:
        name = "implies" if "implies" in concept.id else concept.id.removeprefix("cue-")
        uses |= USES.get(name, 0)
        if concept.id == "cue-implies-visit":
            uses |= VISIT
    kind = next((k for c in concepts if (k := c.value("impliesKind"))), None)
    return CueMeaning(uses, kind)


@final
class CueIndex:
    """Cues in text order, by place; ``uses`` is a sum of bits of `cue_uses`, of which a cue must have one.

    A page has hundreds of cues and most are never asked for: they are kept by columns and made when they are.
    """

    __slots__ = ("_ends", "_meanings", "_starts")

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._meanings: list[CueMeaning] = []

    def add(self, start: int, end: int, meaning: CueMeaning) -> None:
        """Add the cue that comes next in the text."""
        self._starts.append(start)
        self._ends.append(end)
        self._meanings.append(meaning)

    def _cue(self, i: int) -> Cue:
        meaning = self._meanings[i]
        return Cue(self._starts[i], self._ends[i], meaning.uses, meaning.kind)

    def between(self, start: int, end: int, uses: int) -> list[Cue]:
        """Cues that begin inside [start, end)."""
        found: list[Cue] = []
        for i in range(bisect_left(self._starts, start), len(self._starts)):
            if self._starts[i] >= end:
                break
            if self._meanings[i].uses & uses:
                found.append(self._cue(i))
        return found

    def first(self, start: int, end: int, uses: int) -> Cue | None:
        """The first of the cues that begin inside [start, end)."""
        for i in range(bisect_left(self._starts, start), len(self._starts)):
            if self._starts[i] >= end:
                return None
            if self._meanings[i].uses & uses:
                return self._cue(i)
        return None

    def last(self, start: int, end: int, uses: int) -> Cue | None:
        """The last of the cues that begin inside [start, end)."""
        for i in range(bisect_left(self._starts, end) - 1, -1, -1):
            if self._starts[i] < start:
                return None
            if self._meanings[i].uses & uses:
                return self._cue(i)
        return None

    def uses(self, start: int, end: int) -> int:
        """All uses of the cues that begin inside [start, end)."""
        uses = 0
        for i in range(bisect_left(self._starts, start), len(self._starts)):
            if self._starts[i] >= end:
                break
            uses |= self._meanings[i].uses
        return uses


@lru_cache(maxsize=4)
def cue_words(vocabulary: Vocabulary) -> CueWords:
    """The cue words of a vocabulary, compiled once."""
    return CueWords(vocabulary)


def within(items: Sequence[S], start: int, end: int) -> list[S]:
    """Those of ``items`` (sorted by start) that begin inside [start, end)."""
    if not items:
        return []
    low = bisect.bisect_left(items, start, key=_START)
    return list(items[low : bisect.bisect_left(items, end, low, key=_START)])


def bare(text: str) -> str:
    """``text`` without what stands in round brackets.

    >>> bare("Đảng ủy Khối (CCQ) tỉnh")
    'Đảng ủy Khối  tỉnh'
    """
    return _BRACKETS.sub("", text) if "(" in text else text


def last_words(alternatives: str) -> tuple[str, ...]:
    r"""The words that the alternatives of a pattern end with, in small letters.

    A pattern that is looked for right before a place need not be tried where none of them stands (`str.endswith`).

    >>> last_words(r"thứ|(?:gió|bão)\s+cấp|Điều")
    ('cấp', 'thứ', 'điều')
    """
    flat = re.sub(r"\(\?:[^()]*\)", "", alternatives)
    return tuple(sorted({re.findall(r"[^\W\d_]+", part)[-1].lower() for part in flat.split("|")}))


def word_before(text: str, low: int, place: int) -> str | None:
    """The word of ``text`` (in small letters) that stands right before ``place``, behind one space of it.

    A pattern that is looked for right before a place need not be tried where its last word (`last_words`) is another.
    Nothing before ``low`` is read.

    Returns:
        "" where a sign or nothing stands there, None where only a pattern can tell: two spaces, a figure, a bracket.

    >>> word_before("điều lần thứ 3", 0, 13), word_before("(3", 0, 1), word_before("số: 3", 0, 4)
    ('thứ', '', '')
    >>> word_before("(tháng 3", 0, 7), word_before("khoản 2 3", 0, 8)
    ('tháng', None)
    """
    end = place - 1
    if end < low or not text[end].isspace():
        return ""
    if text[end] != " ":
        return None
    word = text[max(low, text.rfind(" ", low, end) + 1) : end]
    if word.isalpha():
        return word
    last = word[-1:]
    if not last.isalpha():
        return None if not last or last in "_)" or last.isalnum() or last.isspace() else ""
    begin = end - 1
    while text[begin - 1].isalpha():  # something else stands before them: the word is not all letters
        begin -= 1
    return None if text[begin - 1].isalnum() or text[begin - 1] == "_" else text[begin:end]


def may_end(text: str, low: int, at: int, ends: tuple[str, ...]) -> bool:
    """Whether ``text[low:at]`` may end with one of ``ends`` (at most eight letters) and a little white space.

    ``text`` is in small letters. What is looked for right before a place need not be searched for where none of its
    last words stands there.
    """
    return text[max(low, at - 12) : at].rstrip().endswith(ends)


def in_brackets(text: str, start: int, offset: int, limit: int = 300) -> bool:
    """Whether ``offset`` stands inside round brackets opened after ``start`` (at most ``limit`` code points back)."""
    low = max(start, offset - limit)
    return text.rfind("(", low, offset) > text.rfind(")", low, offset)


def reported(day: str, published: str) -> bool:
    """What will be is a plan, what was years ago is history; a page may be stamped later than its story."""
    try:
        days = (date.fromisoformat(published[:10]) - date.fromisoformat(day)).days
    except ValueError:
        return True
    return -1 <= days <= _YEAR
