"""The unit behind a figure: measure, money with its multiplier, counted noun.

Known units come from `ontology/units-of-measure.ttl`; behind a figure an unknown lower-case noun is taken
with at most two of its words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kg_dangbo.extract.page import Page
from kg_dangbo.language.normal import canonical, fold_key
from kg_dangbo.vocabulary import Concept, PhraseMatcher, Vocabulary

__all__ = ["Unit", "UnitReader", "unit_words"]

_S = r"[^\S\n]{0,3}"
_GAP = re.compile(rf"{_S}(?:\([^()\d\nA-ZĐ]{{2,24}}\){_S})?")  # "2 (hai) mô hình"
_ATTACHED = re.compile(r"[^\W\d_]{1,4}[23²³]?(?![^\W_])|%|‰|°[CF]")
_PER = re.compile(r"(?:/[^\W\d_]{1,8}(?:[23])?){1,3}(?!\w)")
_MULTIPLIERS = 3  # "nghìn tỷ", "trăm nghìn tỷ"
_WORD = re.compile(r"[^\S\n]{0,3}([^\W\d_]+)")


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit that ends at ``end``.

    ``family`` is measure, money, multiplier, noun, classifier or time; ``known`` is False for a guessed noun.
    """

    end: int
    text: str
    family: str
    known: bool = True


@cache
def unit_words(vocabulary: Vocabulary) -> tuple[PhraseMatcher[Concept], dict[str, Concept], frozenset[str]]:
    """Matcher of the unit words, signs that may touch their figure, and words that begin no unit."""
    every = vocabulary.scheme("scheme-units-of-measure").values()
    concepts = [c for c in every if c.value("unitFamily") not in ("qualifier", "none")]
    stops = frozenset(label for c in every if c.value("unitFamily") == "none" for label in c.labels)
    signs = {
        fold_key(label): c
        for c in concepts
        for label in c.labels
        if c.value("unitFamily") in ("measure", "money", "multiplier") and len(label) <= 5
    }
    # "%" is no word, so the matcher cannot see it beside its figure
    words = [(label, c) for c in concepts for label in c.labels if any(ch.isalpha() for ch in label)]
    return PhraseMatcher(words), signs, stops


class UnitReader:
    """Reads the unit that follows a figure of one page."""

    def __init__(self, page: Page, vocabulary: Vocabulary) -> None:
        self._text = page.text
        matcher, self._signs, self._stops = unit_words(vocabulary)
        self._known = matcher.longest(page.folded)

    def after(self, position: int, *, guess: bool = False) -> Unit | None:
        """The unit behind a figure that ends at ``position``, or None.

        With ``guess`` an unknown lower-case noun is taken too.
        """
        found = self._word(position)
        if found is not None:
            return self._whole(*found)
        gap = _GAP.match(self._text, position)
        return self._guess(gap.end()) if guess and gap and gap.end() > position else None

    def _word(self, position: int) -> tuple[int, Concept] | None:
        """The known unit word or sign behind ``position`` and where it ends."""
        text = self._text
        if attached := _ATTACHED.match(text, position):
            concept = self._signs.get(fold_key(attached.group()))
            if concept is None or (len(attached.group()) == 1 and attached.group().isupper()):
                return None  # "quốc lộ 40B", "lớp 12A1", "8h"
            return attached.end(), concept
        gap = _GAP.match(text, position)
        begin = gap.end() if gap else position
        if begin == position:
            return None
        if text[begin : begin + 1] == "%":
            return begin + 1, self._signs["%"]
        return self._known.get(begin)

    def _whole(self, end: int, concept: Concept) -> Unit:
        """The whole unit that begins with a known one: multipliers + noun, classifier + noun, per something."""
        name, multiplied = "", False
        for _ in range(_MULTIPLIERS):
            if concept.value("unitFamily") != "multiplier":
                break
            name, multiplied = f"{name} {concept.pref}".lstrip(), True
            following = self._word(end)
            if following is None or following[1].value("unitFamily") == "time":
                # "2 tỷ" is money; "3 nghìn" may be anything
                money = name in ("triệu", "tỷ", "nghìn tỷ")
                return Unit(end, f"{name} đồng" if money else name, "money" if money else "multiplier")
            end, concept = following
        family = concept.value("unitFamily") or "noun"
        name = f"{name} {concept.pref}".lstrip()
        if family == "classifier":
            following = self._word(end)
            if following is not None and following[1].value("unitFamily") == "noun":
                return Unit(following[0], f"{name} {following[1].pref}", "noun")
        if not multiplied or family == "money":
            if per := _PER.match(self._text, end):
                return Unit(per.end(), name + per.group(), family)
        return Unit(end, name, family)

    def _guess(self, begin: int) -> Unit | None:
        words: list[str] = []
        end = begin
        while len(words) < 2 and (match := _WORD.match(self._text, end)):
            word = match[1]
            if not word.islower() or word in self._stops or len(word) == 1:
                break
            words.append(word)
            end = match.end()
        return Unit(end, canonical(" ".join(words)), "noun", known=False) if words else None
