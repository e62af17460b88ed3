"""Personal names: the grammar of Vietnamese names over a word stream.

Kinh names have a family name and one to four more words, each with a capital. Other peoples' names break
that pattern on purpose: `Y Thu Êban`, `A Brêu`, `H'Linh Niê`, `K'Brều`, `Ka Hương` (domain facts, section 9).
"""

from __future__ import annotations

from typing import Final, final

from kg_dangbo.language.tokens import Tokens

__all__ = ["NameGrammar"]

_MAX_WORDS: Final = 5
_LONGEST: Final = 9  # letters of one word
_MARKS: Final = "'’ʼ"
_NO_MARKS: Final = str.maketrans("", "", _MARKS)


@final
class NameGrammar:
    """Finds where a personal name that begins at a word ends.

    ``surnames`` are the family names, ``strong`` those of them that are hardly ever anything else.
    """

    def __init__(self, tokens: Tokens, surnames: frozenset[str], strong: frozenset[str]) -> None:
        self.items: Final = tokens.items
        self.lows: Final = tokens.lows
        self.size: Final = len(tokens.items)
        self.surnames: Final = surnames
        self.strong: Final = strong

    def run(self, i: int, barred: set[int]) -> int:
        """The index behind the run of capitalised words at ``i``; words in ``barred`` (heads, roles) end it."""
        items, j = self.items, i
        stop = min(self.size, i + _MAX_WORDS)
        while j < stop:
            token = items[j]
            if j > i and token.cap and self._apart(j - 1):
                j += 1
                continue
            if not token.cap or (j > i and (not token.joined or j in barred)):
                if j - i == 2 and self._last(j) if token.cap and token.joined else self._hyphenated(i, j):
                    j += 1
                break
            text = token.text
            if len(text) > _LONGEST or not (text.isalpha() or text.translate(_NO_MARKS).isalpha()):
                break
            j += 1
        return j

    def _last(self, j: int) -> bool:
        """A given name that is also the head of a body, behind its middle name: "Trương Thị *Phòng* (31 tuổi)"."""
        if self.items[j - 1].low not in ("văn", "thị"):
            return False
        return j + 1 >= self.size or not self.items[j + 1].joined or not self.items[j + 1].cap

    def _hyphenated(self, i: int, j: int) -> bool:
        """The last part of a foreign name: "Park Hang-*seo*", "Kim Jong - *Un*"."""
        if j - i < 2:
            return False
        items = self.items
        token = items[j]
        if not 1 < len(token.text) <= 5 or token.gap.strip() != "-" or "\n" in token.gap:
            return False
        if not (token.text.isascii() and token.text.isalpha()) or items[i].text in self.surnames:
            return False
        return all(items[k].text.isascii() for k in range(i, j))

    def clitic(self, i: int) -> bool:
        """`H'Linh`, `K'Brều`, `K’ Bốt`: a name by itself."""
        low = self.lows[i]
        return low[0] in "hk" and (low[1:2] in _MARKS if len(low) > 3 else self._apart(i))

    def _apart(self, i: int) -> bool:
        """The first letter of `K’ Bốt`, printed with a space behind its mark."""
        if i + 1 >= self.size or self.items[i].text not in ("H", "K"):
            return False
        follows = self.items[i + 1]
        return (
            follows.cap
            and len(follows.text) > 1
            and len(follows.gap) == 2
            and follows.gap[0] in _MARKS
            and follows.gap[1] in " \u00a0"
        )

    def all_capitals(self, i: int, j: int) -> bool:
        """A run printed in capitals: a headline or a byline, not a person."""
        items, whole = self.items, False
        for k in range(i, j):
            text = items[k].text
            if not text.isupper():
                return False
            whole = whole or len(text) > 1
        return whole

    def strength(self, i: int, j: int) -> int:
        """How name-like the run [i, j) is by itself: 0 not, 1 with help from its neighbours, 2 likely, 3 surely."""
        items, size = self.items, j - i
        if self.clitic(i):
            return 3 if size <= (5 if self._apart(i) else 4) and not self.all_capitals(i, j) else 0
        first = items[i].text
        if size < 2 or (len(items[j - 1].text) == 1 and first not in ("Y", "A")) or self.all_capitals(i, j):
            return 0  # a single word, or an initial that hides a name ("Trần Văn Đ.")
        if first not in self.surnames:
            return 1 if size <= 4 else 0
        if size >= 3:
            if items[i + 1].low in ("văn", "thị", "a"):
                return 3
            return 2 if first in self.strong else 1
        return 1
