"""Personal names: the grammar of Vietnamese names over a word stream.

Kinh names have a family name and one to four more words, each with a capital. Other peoples' names break
that pattern on purpose: `Y Thu Êban`, `A Brêu`, `H'Linh Niê`, `K'Brều`, `Ka Hương` (domain facts, section 9).
"""

from __future__ import annotations

from kg_dangbo.language.tokens import Tokens
from kg_dangbo.vocabulary import Vocabulary

__all__ = ["NameGrammar"]

_MAX_WORDS = 5
_LONGEST = 9  # letters of one word
_NO_MARKS = str.maketrans("", "", "'’ʼ")
_MIDDLE = frozenset(
    {"văn", "thị", "hữu", "đức", "đình", "xuân", "quang", "ngọc", "minh", "thanh", "công", "trọng", "bá", "a"}
)
_CLITICS = ("h'", "k'", "h’", "k’")


class NameGrammar:
    """Finds where a personal name that begins at a word ends."""

    def __init__(self, tokens: Tokens, vocabulary: Vocabulary) -> None:
        self.tokens = tokens
        concepts = vocabulary.scheme("scheme-family-names").values()
        self.surnames = frozenset(c.pref for c in concepts)
        self.strong = frozenset(c.pref for c in concepts if c.value("weakCue") != "true")

    def run(self, i: int, barred: frozenset[int] | set[int]) -> int:
        """The index behind the run of capitalised words at ``i``; words in ``barred`` (heads, roles) end it."""
        tokens, j = self.tokens.items, i
        stop = min(len(tokens), i + _MAX_WORDS)
        while j < stop:
            token = tokens[j]
            if not token.cap or (j > i and (not token.joined or j in barred)):
                if not (j - i == 2 and self._last(j) if token.cap and token.joined else self._hyphenated(i, j)):
                    break
                j += 1
                break
            text = token.text
            if len(text) > _LONGEST or not (text.isalpha() or text.translate(_NO_MARKS).isalpha()):
                break
            j += 1
        return j

    def _last(self, j: int) -> bool:
        """A given name that is also the head of a body, behind its middle name: "Trương Thị *Phòng* (31 tuổi)"."""
        behind = self.tokens[j + 1] if j + 1 < len(self.tokens) else None
        if self.tokens[j - 1].low not in ("văn", "thị"):
            return False
        return behind is None or not behind.joined or not behind.cap

    def _hyphenated(self, i: int, j: int) -> bool:
        """The last part of a foreign name: "Park Hang-*seo*", "Kim Jong - *Un*"."""
        token = self.tokens[j]
        return (
            j - i >= 2
            and token.gap.strip() == "-"
            and "\n" not in token.gap
            and 1 < len(token.text) <= 5
            and token.text.isascii()
            and token.text.isalpha()
            and self.tokens[i].text not in self.surnames
            and all(t.text.isascii() for t in self.tokens.items[i:j])
        )

    def clitic(self, i: int) -> bool:
        """`H'Linh`, `K'Brều`: a name by itself."""
        return self.tokens[i].low.startswith(_CLITICS) and len(self.tokens[i].text) > 3

    def all_capitals(self, i: int, j: int) -> bool:
        """A run printed in capitals: a headline or a byline, not a person."""
        return all(t.text.isupper() for t in self.tokens.items[i:j]) and any(
            len(t.text) > 1 for t in self.tokens.items[i:j]
        )

    def strength(self, i: int, j: int) -> int:
        """How name-like the run [i, j) is by itself: 0 not, 1 with help from its neighbours, 2 likely, 3 surely."""
        words = [t.text for t in self.tokens.items[i:j]]
        if self.all_capitals(i, j):
            return 0
        if self.clitic(i):
            return 3 if j - i <= 4 else 0
        if len(words) < 2 or (len(words[-1]) == 1 and words[0] not in ("Y", "A")):
            return 0  # a single word, or an initial that hides a name ("Trần Văn Đ.")
        middle = len(words) >= 3 and words[1].casefold() in ("văn", "thị", "a")
        if words[0] not in self.surnames:
            return 1 if len(words) <= 4 else 0
        if middle:
            return 3
        if words[0] in self.strong:
            return 2 if len(words) >= 3 else 1
        return 1

    def given(self, name: str) -> str:
        """The call name: the last word."""
        return name.rsplit(maxsplit=1)[-1]
