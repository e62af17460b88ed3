"""Vietnamese numerals: `1.163`, `609,5`, `2.118,4`, `02`, "mười lăm", "một trăm linh năm".

The dot groups thousands and the comma is the decimal mark. Values are decimal strings, so nothing is rounded.
"""

from __future__ import annotations

import re
from typing import Final, final

from kg_dangbo.language.digits import Digits
from kg_dangbo.language.normal import fold

__all__ = [
    "NUMERALS",
    "DigitRuns",
    "FoundNumber",
    "find_number_words",
    "find_numbers",
    "number_at",
    "parse_number",
    "parse_number_words",
]

_GROUPED: Final = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]+)?")
_GROUPED_BY_COMMAS: Final = re.compile(r"[0-9]{1,3}(?:,[0-9]{3}){2,}")
_DECIMAL: Final = re.compile(r"[0-9]+[.,][0-9]+")
_ZERO: Final = ord("0")
_NINE: Final = ord("9")
_LONGEST: Final = 24  # longer runs of digits are no figures
_UNITS: Final = {
    "không": 0, "một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9,
}  # fmt: skip
_LAST: Final = {**_UNITS, "mốt": 1, "tư": 4, "lăm": 5, "nhăm": 5}
_ALONE: Final = {**{word: str(value) for word, value in _UNITS.items()}, "mười": "10"}
NUMERALS: Final = tuple(sorted({*_LAST, "mười", "mươi", "trăm", "linh", "lẻ"} - {"không"}, key=lambda w: (-len(w), w)))
_WORD: Final = "|".join(NUMERALS)
_JOINT: Final = 3  # spaces between two words of a number, at most
_WORDS: Final = re.compile(rf"(?<!\w)(?:{_WORD})(?:[^\S\n]{{1,{_JOINT}}}(?:{_WORD})){{0,6}}(?!\w)", re.IGNORECASE)
_NUMERAL: Final = re.compile(rf"(?<!\w)(?:{_WORD})(?!\w)", re.IGNORECASE)


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
    if _is_digits(printed):
        return (printed.lstrip("0") or "0") if printed.startswith("0") else printed
    if _GROUPED.fullmatch(printed):
        whole, _, rest = printed.replace(".", "").partition(",")
    elif _GROUPED_BY_COMMAS.fullmatch(printed):
        whole, rest = printed.replace(",", ""), ""
    elif _DECIMAL.fullmatch(printed):
        whole, _, rest = printed.replace(",", ".").partition(".")
    else:
        return None
    whole, rest = whole.lstrip("0") or "0", rest.rstrip("0")
    return f"{whole}.{rest}" if rest else whole


def _is_digits(printed: str) -> bool:
    """Whether all are digits from 0 to 9, and there is one."""
    for i in range(len(printed)):
        if not _ZERO <= ord(printed[i]) <= _NINE:
            return False
    return printed != ""


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


@final
class DigitRuns:
    """Where a text prints digits: every run with the dots and commas between its digits, also inside words and symbols.

    ``printed`` are the runs in order, ``starts`` their offsets in code points.
    """

    __slots__ = ("printed", "starts")

    def __init__(self, digits: Digits) -> None:
        text, ends = digits.text, digits.ends
        starts: list[int] = []
        printed: list[str] = []
        i, count = 0, len(ends)
        while i < count:
            start, end = digits.starts[i], ends[i]
            i += 1
            while i < count and digits.starts[i] == end + 1 and text[end] in ".,":
                end = ends[i]
                i += 1
            starts.append(start)
            printed.append(text[start:end])
        self.starts: Final = starts
        self.printed: Final = printed


def find_numbers(text: str, runs: DigitRuns | None = None) -> list[FoundNumber]:
    """Every figure printed in digits, in order; digits inside a word or a symbol ("12A1", "COVID-19") are passed over.

    A unit may follow without a space ("3,6km"). Ranges give two numbers. Offsets are code points of ``text``; ``runs``
    are its digits where the caller has them.
    """
    if runs is None:
        runs = DigitRuns(Digits(fold(text)))
    found: list[FoundNumber] = []
    for i in range(len(runs.starts)):
        number = number_at(text, runs.starts[i], runs.printed[i])
        if number is not None:
            found.append(number)
    return found


def number_at(text: str, start: int, printed: str) -> FoundNumber | None:
    """The figure that a run of digits (see `DigitRuns`) is, or None where it is a part of a word or no number."""
    before = text[start - 1] if start else " "
    if before != " " and (
        before.isalnum() or before == "_" or (before in "-–" and start > 1 and text[start - 2].isalpha())
    ):
        return None  # the last is COVID-19
    value = parse_number(printed)
    return FoundNumber(start, start + len(printed), value) if value is not None else None


def find_number_words(text: str, places: list[tuple[int, int]] | None = None) -> list[FoundNumber]:
    """Every number written in words, in order.

    Words that are not only numerals are found too ("năm" is a year, "ba" a father, "một" an article): the
    caller decides by what follows. ``places`` are the spans of all `NUMERALS` of the text, in order, where the caller
    has them: searching a page for them is slow.
    """
    if places is None:
        places = [match.span() for match in _NUMERAL.finditer(text)]
    found: list[FoundNumber] = []
    free = 0
    last = len(places) - 1
    for i in range(len(places)):
        start, end = places[i]
        if start < free:
            continue
        if i == last or places[i + 1][0] - end > _JOINT:
            # most stand alone
            value = _ALONE.get(text[start:end].lower())
            if value is not None and text[end : end + 1] != "_" and not (start and text[start - 1] == "_"):
                found.append(FoundNumber(start, end, value, True))
                continue
        match = _WORDS.match(text, start)
        if match is None:
            continue
        free = match.end()
        number = parse_number_words(match.group().split())
        if number is not None:
            found.append(FoundNumber(start, free, str(number), True))
    return found
