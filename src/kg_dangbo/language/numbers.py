"""Vietnamese numerals: `1.163`, `609,5`, `2.118,4`, `02`, "mười lăm", "một trăm linh năm".

The dot groups thousands and the comma is the decimal mark. Values are decimal strings, so nothing is rounded.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final, final

__all__ = ["NUMERALS", "FoundNumber", "find_number_words", "find_numbers", "parse_number", "parse_number_words"]

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*")
_LONGEST = 24  # longer runs of digits are no figures
_UNITS = {
    "không": 0, "một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9,
}  # fmt: skip
_LAST = {**_UNITS, "mốt": 1, "tư": 4, "lăm": 5, "nhăm": 5}
NUMERALS = tuple(sorted({*_LAST, "mười", "mươi", "trăm", "linh", "lẻ"} - {"không"}, key=lambda w: (-len(w), w)))
_WORD = "|".join(NUMERALS)
_WORDS = re.compile(rf"(?<![^\W])(?:{_WORD})(?:[^\S\n]{{1,3}}(?:{_WORD})){{0,6}}(?!\w)", re.IGNORECASE)


@final
class FoundNumber:
    """A number at [start, end); ``value`` is a decimal string; ``written`` is True for number words."""

    __slots__ = ("end", "start", "value", "written")

    def __init__(self, start: int, end: int, value: str, written: bool = False) -> None:
        self.start: Final = start
        self.end: Final = end
        self.value: Final = value
        self.written: Final = written


def parse_number(printed: str) -> str | None:
    """The decimal string of printed digits, or None where they are no number.

    A dot before exactly three digits groups thousands; any other single dot is taken for the decimal mark that
    the comma should be. Several commas group thousands the English way.

    >>> [parse_number(s) for s in ("1.163", "609,5", "2.118,4", "08", "3.5", "1.2.3")]
    ['1163', '609.5', '2118.4', '8', '3.5', None]
    """
    if len(printed) > _LONGEST:
        return None
    if printed.isdecimal():
        return printed.lstrip("0") or "0"
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", printed):
        whole, _, rest = printed.replace(".", "").partition(",")
    elif re.fullmatch(r"\d{1,3}(?:,\d{3}){2,}", printed):
        whole, rest = printed.replace(",", ""), ""
    elif re.fullmatch(r"\d+[.,]\d+", printed):
        whole, _, rest = printed.replace(",", ".").partition(".")
    else:
        return None
    whole, rest = whole.lstrip("0") or "0", rest.rstrip("0")
    return f"{whole}.{rest}" if rest else whole


def parse_number_words(words: list[str]) -> int | None:
    """The number below one thousand that Vietnamese words write, or None.

    >>> [parse_number_words(s.split()) for s in ("hai", "mười lăm", "hai mươi mốt", "một trăm linh năm", "mươi hai")]
    [2, 15, 21, 105, None]
    """
    words = [w.lower() for w in words]
    total = 0
    if len(words) > 1 and words[1] == "trăm":
        if words[0] not in _UNITS:
            return None
        total, words = _UNITS[words[0]] * 100, words[2:]
        if not words:
            return total
        if words[0] in ("linh", "lẻ"):
            return total + _LAST[words[1]] if len(words) == 2 and words[1] in _LAST else None
    if words[0] == "mười":
        tens, words = 10, words[1:]
    elif len(words) > 1 and words[1] == "mươi" and words[0] in _UNITS and _UNITS[words[0]] > 1:
        tens, words = _UNITS[words[0]] * 10, words[2:]
    else:
        return total + _UNITS[words[0]] if len(words) == 1 and words[0] in _UNITS and total == 0 else None
    if not words:
        return total + tens
    return total + tens + _LAST[words[0]] if len(words) == 1 and words[0] in _LAST else None


def find_numbers(text: str) -> list[FoundNumber]:
    """Every figure printed in digits, in order; digits inside a word or a symbol ("12A1", "COVID-19") are passed over.

    A unit may follow without a space ("3,6km"). Ranges give two numbers. Offsets are code points of ``text``.
    """
    found = []
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        if start and (text[start - 1].isalnum() or text[start - 1] == "_"):
            continue
        if start > 1 and text[start - 1] in "-–" and text[start - 2].isalpha():
            continue  # COVID-19
        value = parse_number(match.group())
        if value is not None:
            found.append(FoundNumber(start, end, value))
    return found


def find_number_words(text: str, places: Iterable[int] | None = None) -> list[FoundNumber]:
    """Every number written in words, in order.

    Words that are not only numerals are found too ("năm" is a year, "ba" a father, "một" an article): the
    caller decides by what follows. ``places`` are the offsets of all `NUMERALS` of the text, in order, where the caller
    has them: searching a page for them is slow.
    """
    found = []
    matches = _WORDS.finditer(text) if places is None else _at(text, places)
    for match in matches:
        value = parse_number_words(match.group().split())
        if value is not None:
            found.append(FoundNumber(match.start(), match.end(), str(value), True))
    return found


def _at(text: str, places: Iterable[int]) -> Iterator[re.Match[str]]:
    """The matches of `_WORDS` that begin at ``places``, none overlapping."""
    free = 0
    for place in places:
        if place >= free and (match := _WORDS.match(text, place)) is not None:
            free = match.end()
            yield match
