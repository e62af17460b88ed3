"""The unit behind a figure: measure, money with its multiplier, counted noun.

Known units come from `ontology/units-of-measure.ttl`; behind a figure an unknown lower-case noun is taken
with at most two of its words.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final, final

from kg_dangbo.extract.page import Page
from kg_dangbo.language.normal import canonical, fold_key
from kg_dangbo.vocabulary import Concept, Lexicon, PhraseMatcher, Vocabulary

__all__ = ["Unit", "UnitReader"]

_S: Final = r"[^\S\n]{0,3}"
_GAP: Final = re.compile(rf"{_S}(?:\([^()\d\nA-ZĐ]{{2,24}}\){_S})?")  # "2 (hai) mô hình"
_ATTACHED: Final = re.compile(r"[^\W\d_]{1,4}[23²³]?(?![^\W_])|%|‰|°[CF]")
_PER: Final = re.compile(r"(?:/[^\W\d_]{1,8}(?:[23])?){1,3}(?!\w)")
_MULTIPLIERS: Final = 3  # "nghìn tỷ", "trăm nghìn tỷ"
_WORD: Final = re.compile(r"[^\S\n]{0,3}([^\W\d_]+)")


@final
class Unit:
    """A unit that ends at ``end``.

    ``family`` is measure, money, multiplier, noun, classifier or time; ``known`` is False for a guessed noun.
    """

    __slots__ = ("end", "family", "known", "text")

    def __init__(self, end: int, text: str, family: str, known: bool = True) -> None:
        self.end: Final = end
        self.text: Final = text
        self.family: Final = family
        self.known: Final = known


@final
class UnitWord:
    """A unit of the vocabulary: its preferred name, and what sort of unit it is ("" where that is not said)."""

    __slots__ = ("family", "name")

    def __init__(self, concept: Concept) -> None:
        self.name: Final = concept.pref
        self.family: Final = concept.value("unitFamily") or ""


@cache
def _unit_words(vocabulary: Vocabulary) -> tuple[Lexicon, dict[str, UnitWord], frozenset[str]]:
    """The unit words, signs that may touch their figure, and words that begin no unit."""
    every = vocabulary.scheme("scheme-units-of-measure").values()
    units = [(c, UnitWord(c)) for c in every if c.value("unitFamily") not in ("qualifier", "none")]
    stops = frozenset(label for c in every if c.value("unitFamily") == "none" for label in c.labels)
    signs = {
        fold_key(label): unit
        for c, unit in units
        for label in c.labels
        if unit.family in ("measure", "money", "multiplier") and len(label) <= 5
    }
    # "%" and "°C" are no words: the reader looks for them itself
    words = [(label, unit) for c, unit in units for label in c.labels if label[0].isalnum() and label[-1].isalnum()]
    return Lexicon([PhraseMatcher(words)]), signs, stops


@final
class UnitReader:
    """Reads the unit that follows a figure of one page."""

    def __init__(self, page: Page, vocabulary: Vocabulary) -> None:
        self._text = page.text
        self._folded = page.folded
        self._words, self._signs, self._stops = _unit_words(vocabulary)

    def after(self, position: int) -> Unit | None:
        """The known unit behind a figure that ends at ``position``, or None."""
        found = self._word(position)
        return self._whole(found[0], found[1]) if found is not None else None

    def guess(self, position: int) -> Unit | None:
        """The unknown lower-case noun behind a figure, where no known unit follows it, or None."""
        begin = self._behind(position)
        if begin == position:
            return None
        words: list[str] = []
        end = begin
        while len(words) < 2 and (match := _WORD.match(self._text, end)):
            word = match[1]
            if not word.islower() or word in self._stops or len(word) == 1:
                break
            words.append(word)
            end = match.end()
        return Unit(end, canonical(" ".join(words)), "noun", known=False) if words else None

    def _behind(self, position: int) -> int:
        """Where the next word begins, behind spaces and a figure in brackets: "2 (hai) mô hình"."""
        text = self._text
        sign = text[position : position + 1]
        if sign == " " and text[position + 1 : position + 2].isalnum():
            return position + 1  # as nearly always
        if sign == "(" or sign.isspace():
            gap = _GAP.match(text, position)
            return gap.end() if gap is not None else position
        return position

    def _word(self, position: int) -> tuple[int, UnitWord] | None:
        """The known unit word or sign behind ``position``, behind where it ends."""
        text = self._text
        sign = text[position : position + 1]
        if sign.isalpha() or (sign and sign in "%‰°"):
            return self._attached(position)
        begin = self._behind(position)
        if begin == position:
            return None
        sign = text[begin : begin + 1]
        return self._attached(begin) if sign and sign in "%°" else self._known(begin)

    def _attached(self, position: int) -> tuple[int, UnitWord] | None:
        """The sign at ``position``, mostly without a space behind its figure: "5%", "3,6km"."""
        attached = _ATTACHED.match(self._text, position)
        if attached is None:
            return None
        printed = attached.group()
        unit = self._signs.get(fold_key(printed))
        if unit is None or (len(printed) == 1 and printed.isupper()):
            return None  # "quốc lộ 40B", "lớp 12A1", "8h"
        return position + len(printed), unit

    def _known(self, begin: int) -> tuple[int, UnitWord] | None:
        """The longest known unit word at ``begin`` and where it ends."""
        return self._words.longest(self._folded, begin)

    def _whole(self, end: int, unit: UnitWord) -> Unit:
        """The whole unit that begins with a known one: multipliers + noun, classifier + noun, per something."""
        name, multiplied = "", False
        for _ in range(_MULTIPLIERS):
            if unit.family != "multiplier":
                break
            name, multiplied = f"{name} {unit.name}".lstrip(), True
            following = self._word(end)
            if following is None or following[1].family == "time":
                # "2 tỷ" is money; "3 nghìn" may be anything
                money = name in ("triệu", "tỷ", "nghìn tỷ")
                return Unit(end, f"{name} đồng" if money else name, "money" if money else "multiplier")
            end, unit = following
        family = unit.family or "noun"
        name = f"{name} {unit.name}" if name else unit.name
        if family == "classifier":
            following = self._word(end)
            if following is not None and following[1].family == "noun":
                return Unit(following[0], f"{name} {following[1].name}", "noun")
        if (not multiplied or family == "money") and self._text[end : end + 1] == "/":
            if per := _PER.match(self._text, end):
                return Unit(per.end(), name + per.group(), family)
        return Unit(end, name, family)
