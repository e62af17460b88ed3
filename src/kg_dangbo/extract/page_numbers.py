"""The numbers of a page, in digits and in words, found once for all extractors that ask for them."""

from __future__ import annotations

from typing import Final

from kg_dangbo.extract.page import Page
from kg_dangbo.language.digits import Digits
from kg_dangbo.language.numbers import NUMERALS, DigitRuns, FoundNumber, find_number_words, find_numbers
from kg_dangbo.vocabulary import PhraseMatcher

__all__ = ["NUMERAL_WORDS", "digit_runs_of", "digits_of", "number_words_of"]

NUMERAL_WORDS: Final[PhraseMatcher[str]] = PhraseMatcher((word, word) for word in NUMERALS)


def digit_runs_of(page: Page) -> DigitRuns:
    """The digits of the text of the page."""
    hits = page.folded.hits
    runs: DigitRuns | None = hits.get(DigitRuns)
    if runs is None:
        digits: Digits | None = hits.get(Digits)  # the search for dates has walked the page for them
        runs = hits[DigitRuns] = DigitRuns(digits if digits is not None else Digits(page.folded))
    return runs


def digits_of(page: Page) -> list[FoundNumber]:
    """What `find_numbers` finds in the text of the page."""
    hits = page.folded.hits
    found: list[FoundNumber] | None = hits.get(find_numbers)
    if found is None:
        found = hits[find_numbers] = find_numbers(page.text, digit_runs_of(page))
    return found


def number_words_of(page: Page) -> list[FoundNumber]:
    """What `find_number_words` finds in the text of the page."""
    hits = page.folded.hits
    found: list[FoundNumber] | None = hits.get(find_number_words)
    if found is None:
        places = [(start, end) for start, end, _ in NUMERAL_WORDS.spans(page.folded)]
        found = hits[find_number_words] = find_number_words(page.text, places)
    return found
