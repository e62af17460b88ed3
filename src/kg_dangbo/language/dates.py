"""Dates as Vietnamese news prints them, read into ISO 8601 values.

Every pattern is bounded (no unbounded repeat beside another), so the time is linear in the text.
A date without a year takes it from an *anchor*: the day the page was published, or what
`years.year_hint` reads from the page. Such dates are marked as inferred.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Final, final

__all__ = ["FoundDate", "find_dates", "find_yearless"]

# A story reports what has happened and announces what comes soon: a day and month may lie this far
# after the day of publication; later than that, the previous year is meant.
_AHEAD = timedelta(days=30)
# "trước ngày 30/9", "đến ngày 18/5" may look forward or back: the nearest such day is meant.
_FAR_AHEAD = timedelta(days=183)

_S = r"[^\S\n]{0,4}"
_S1 = r"[^\S\n]{1,4}"
_PART = r"(?:sáng|trưa|chiều|tối|đêm|rạng sáng)"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_AFTER = r"(?![\w%]|[/.,\-–]\d|/\w)"

# Shape, where a match begins (a digit: "", a word in small letters, or the words that it ends with), pattern.
# Trying the patterns at those places is many times faster than trying them at each letter of a page.
_PATTERNS = [
    # 18/5/2021, 14-1-2022, 22.12.2024; also the days before it: 7 - 8/6/2023, 7 và 8/6/2023
    (
        "full",
        "",
        re.compile(
            rf"(?<![\w/])(?<!\d[.,])(?:(?P<first>\d{{1,2}}){_S}(?:-|–|,|và|đến){_S}(?:(?:{_PART}|ngày){_S1})?)?"
            rf"(?P<day>\d{{1,2}}){_S}[/.\-–]{_S}(?P<month>\d{{1,2}})(?:{_S}[/.\-–]{_S}|{_S1}năm{_S1}){_YEAR}(?!\d|/\w)"
        ),
    ),
    # ngày 18 tháng 7 năm 2020, chiều 17 tháng 12, mùng 5 tháng 10
    (
        "words",
        "",
        re.compile(
            rf"(?<![\w/.,])(?:(?P<first>\d{{1,2}}){_S}(?:-|–|,|và|đến){_S}(?:(?:{_PART}|ngày){_S1})?)?"
            rf"(?P<day>\d{{1,2}}){_S1}tháng{_S1}(?P<month>\d{{1,2}})(?:(?:{_S1}năm{_S1}|{_S}[/\-.]{_S}){_YEAR})?(?![\d%])",
            re.IGNORECASE,
        ),
    ),
    # 28/4, 28-4, 28.4, 7 và 8/6: only after a cue, which is checked apart
    (
        "short",
        "",
        re.compile(
            rf"(?<![\w/])(?<!\d[.,])(?:(?P<first>\d{{1,2}}){_S}(?:-|–|,|và|đến){_S}(?:(?:{_PART}|ngày){_S1})?)?"
            rf"(?P<day>\d{{1,2}})(?P<sep>[/.\-–])(?P<month>\d{{1,2}}){_AFTER}",
            re.IGNORECASE,
        ),
    ),
    # tháng 10/2022, tháng 10 năm 2022, tháng 10
    (
        "month",
        "tháng",
        re.compile(
            rf"(?<!\w)tháng{_S1}(?P<month>\d{{1,2}})(?:(?:{_S}[/.\-–]{_S}|{_S1}năm{_S1}){_YEAR})?(?![\d%]|[.,/\-]\d)",
            re.IGNORECASE,
        ),
    ),
    # 10/2022 alone
    ("month", "", re.compile(rf"(?<![\w/.,\-–])(?P<month>\d{{1,2}})/{_YEAR}(?!\d|/\w|-\w)")),
    # năm 2021
    ("year", "năm", re.compile(rf"(?<!\w)năm{_S1}{_YEAR}(?!\d|[.,]\d)", re.IGNORECASE)),
    # sáng qua, hôm nay
    (
        "relative",
        "qua nay",
        re.compile(
            rf"(?<!\w)(?:{_PART}{_S1}(?:hôm{_S1})?|(?:ngày{_S1})?hôm{_S1})(?P<back>qua|nay)(?!\w)",
            re.IGNORECASE,
        ),
    ),
]

_DIGITS = re.compile(r"\d+")

# What tells that two bare numbers are a day and a month.
_NOW = rf"(?:{_S1}(?:nay|qua|mai))?"
_STRONG = re.compile(
    rf"(?<!\w)(?:(?:ngày|mùng|mồng|hôm{_NOW}|{_PART}{_NOW}),?{_S1}|(?:ngày|hôm{_NOW}|{_PART}{_NOW}){_S}\({_S})$",
    re.IGNORECASE,
)
_WEAK = re.compile(
    rf"(?:(?<!\w)(?:đợt|dịp|lễ|kỷ niệm|vào|trước|sau|Quốc khánh|thứ{_S1}\w{{2,4}}){_S},?{_S}\(?{_S}|\({_S})$",
    re.IGNORECASE,
)
_FROM = re.compile(rf"(?<!\w)(?:từ|tới|đến){_S1}$", re.IGNORECASE)
_CHAIN = re.compile(rf"{_S}(?:,|;|và|đến|tới|-|–){_S}(?:hết{_S1})?(?:ngày{_S1})?(?:{_PART}{_S1})?$", re.IGNORECASE)
_FUTURE = re.compile(
    rf"(?<!\w)(?:trước|đến|tới|hết|dự kiến|chậm nhất)(?:{_S1}(?:vào|là|hết|trước))?(?:{_S1}ngày)?{_S1}$", re.I
)
_PRINTED_NEXT = re.compile(rf"{_S},?{_S}\(?{_S}(?:ngày{_S1})?\d{{1,2}}[/.\-]\d")
_NUMBERED = re.compile(rf"(?<!\w)số{_S}$", re.IGNORECASE)
_NUMBERED_DAY = re.compile(rf"(?<!\w)(?:thứ|lần){_S1}$", re.IGNORECASE)
_CUE = 24  # code points looked back for a cue


@final
class FoundDate:
    """A date at [start, end): ``value`` is ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``.

    ``inferred`` is True where the anchor supplied the year or, for "chiều qua", the day.
    The span begins at the first digit ("ngày" stays outside), for months and years at their word.
    """

    __slots__ = ("end", "inferred", "start", "value")

    def __init__(self, start: int, end: int, value: str, inferred: bool = False) -> None:
        self.start: Final = start
        self.end: Final = end
        self.value: Final = value
        self.inferred: Final = inferred


def find_dates(text: str, anchor: str | None = None) -> list[FoundDate]:
    """Every date of ``text`` (NFC) in order, none overlapping.

    ``anchor`` is an ISO date, month or year that completes dates printed without a year; where it is
    None such dates are left out. Of several days in one expression ("7 và 8/6") the first is the value.

    Raises:
        ValueError: the anchor is no ISO date.

    >>> [d.value for d in find_dates("Sáng 28/4, theo Kết luận ngày 18/5/2021", "2022")]
    ['2022-04-28', '2021-05-18']
    """
    completer = _Anchor(anchor)
    found: dict[int, FoundDate] = {}  # by the offset where they end
    starts: dict[int, FoundDate] = {}
    taken = bytearray(len(text))
    places = _Places(text)
    for shape, words, pattern in _PATTERNS:
        for match in places.matches(words, pattern):
            if taken.find(1, match.start(), match.end()) >= 0:
                continue
            before, after = _neighbours(text, match, found, starts) if shape == "short" else (None, None)
            if shape == "short" and before is None and after is None and not _cued(text, match):
                continue
            if shape == "month" and _NUMBERED.search(text[max(0, match.start() - 8) : match.start()]):
                continue
            if shape == "words" and _NUMBERED_DAY.search(text[max(0, match.start() - 8) : match.start()]):
                continue  # "kỳ họp thứ 13 tháng 7/2014"
            if shape == "relative":
                got = _relative(text, match, completer)
            else:
                got = _absolute(text, match, completer, before, after)
            if got is not None:
                found[got.end] = starts[got.start] = got
                taken[got.start : got.end] = b"\1" * (got.end - got.start)
    return sorted(found.values(), key=lambda d: d.start)


def find_yearless(text: str) -> list[FoundDate]:
    """The days and months of ``text`` that are printed without a year, as ``--MM-DD`` and ``--MM``.

    For pages that do not tell their year: such a day still tells that something happened on one.

    >>> [d.value for d in find_yearless("Sáng 28/4, theo Kết luận ngày 18/5/2021")]
    ['--04-28']
    """
    return [FoundDate(d.start, d.end, f"-{d.value[4:]}", True) for d in find_dates(text, "2000-06-15") if d.inferred]


class _Places:
    """Where matches of the patterns can begin.

    Trying a pattern where its digits or its word stand is many times faster than searching a page for it.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._digits = [m.start() for m in _DIGITS.finditer(text)]
        self._low = text.lower()
        self._same = len(self._low) == len(text)  # else a letter became two, and its places are no places of the text

    def matches(self, words: str, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """All matches in order, none overlapping; a first day that is no day must not hide the date behind it."""
        text, position = self.text, 0
        with_first = "first" in pattern.groupindex
        for place in self._of(words, pattern):
            if place < position:
                continue
            match = pattern.match(text, place)
            if match is None:
                continue
            if with_first and (first := match["first"]) is not None and not 1 <= int(first) <= 31:
                position = match.start("day")
                continue
            yield match
            position = match.end()

    def _of(self, words: str, pattern: re.Pattern[str]) -> Iterable[int]:
        if not words:
            return self._digits
        if not self._same:
            return [m.start() for m in pattern.finditer(self.text)]
        first, _, second = words.partition(" ")
        if not second:
            return _occurrences(self._low, first)
        ends = sorted((*_occurrences(self._low, first), *_occurrences(self._low, second)))
        return [m.start() for e in ends for m in pattern.finditer(self.text, max(0, e - _CUE), e + len(first))]


def _occurrences(text: str, word: str) -> Iterator[int]:
    place = text.find(word)
    while place >= 0:
        yield place
        place = text.find(word, place + 1)


def _cued(text: str, match: re.Match[str]) -> bool:
    """Whether the words before two bare numbers say that they are a day and a month."""
    before = text[max(0, match.start() - _CUE) : match.start()]
    if _STRONG.search(before):
        return True
    if match["first"] is not None and _FROM.search(before) and not re.search(r"[,à]", match.group()):
        return True  # "từ 27 đến 30/6", "từ 7-9/12"
    if match["sep"] != "/" or match["first"] is not None:
        return False
    if _FROM.search(before):
        # "từ 15/5", "tới 1/1", but "từ 1/3 đến 2/3 dân số" are fractions
        return int(match["day"]) >= int(match["month"]) or int(match["month"]) > 5
    if not _WEAK.search(before):
        return False
    # in brackets only a date that fills them: "(27/2)", not "(3/5 chỉ tiêu)"
    return not before.rstrip().endswith("(") or text[match.end() : match.end() + 1] in set("),;-–")


def _neighbours(
    text: str, match: re.Match[str], ends: dict[int, FoundDate], starts: dict[int, FoundDate]
) -> tuple[FoundDate | None, FoundDate | None]:
    """The dates that this one is strung to: "28/4 - 2/5/2022", "ngày 3/5 đến 7/5"."""
    before = after = None
    for offset in range(match.start() - 1, max(0, match.start() - _CUE), -1):
        if offset in ends:
            before = ends[offset] if _CHAIN.fullmatch(text[offset : match.start()]) else None
            break
    for offset in range(match.end() + 1, min(len(text), match.end() + _CUE)):
        if offset in starts:
            after = starts[offset] if _CHAIN.fullmatch(text[match.end() : offset]) else None
            break
    return before, after


def _absolute(
    text: str, match: re.Match[str], anchor: _Anchor, before: FoundDate | None, after: FoundDate | None
) -> FoundDate | None:
    groups = match.groupdict()
    year = int(groups["year"]) if groups.get("year") else None
    month = int(groups["month"]) if groups.get("month") else None
    day = int(groups.get("first") or groups["day"]) if groups.get("day") else None
    if month is not None and not 1 <= month <= 12:
        return None
    if day is not None and month is not None:
        last = int(groups["day"])
        longest = monthrange(year or 2024, month)[1]
        if not 1 <= day <= longest or not 1 <= last <= longest:
            return None
        if groups.get("first") and day >= last:  # "12, 8/6" is no row of days
            day = last
    inferred = year is None
    if year is None and month is not None:
        strung = before or after
        if strung is not None:
            year = int(strung.value[:4])
            if after is strung and (month, day or 0) > tuple(int(p) for p in strung.value[5:].split("-")):
                year -= 1  # "từ 17/12 đến 3/1/2019"
        else:
            year = anchor.year_of(month, day, bool(_FUTURE.search(text[max(0, match.start() - _CUE) : match.start()])))
    if year is None:
        return None
    value = f"{year:04}"
    if month is not None:
        value += f"-{month:02}"
    if day is not None:
        if day > monthrange(year, month or 1)[1]:
            return None
        value += f"-{day:02}"
    return FoundDate(match.start(), match.end(), value, inferred)


def _relative(text: str, match: re.Match[str], anchor: _Anchor) -> FoundDate | None:
    """Yesterday and today; "hôm nay" and "hôm qua" inside a sentence mostly mean "nowadays", "the past"."""
    if anchor.day is None:
        return None
    if match[0].startswith("hôm") and text[: match.start()].rstrip(" \u00a0")[-1:] not in (
        "",
        "\n",
        ",",
        "-",
        "–",
    ):
        return None
    if _PRINTED_NEXT.match(text, match.end()):
        return None  # "Sáng nay (12/5)": the printed day counts
    back = 1 if match["back"].lower() == "qua" else 0
    return FoundDate(match.start(), match.end(), (anchor.day - timedelta(days=back)).isoformat(), True)


class _Anchor:
    """What completes a date: a day (published), or only a month or a year."""

    def __init__(self, value: str | None) -> None:
        self.day: date | None = None  # only where the anchor itself is a day
        self.year: int | None = None
        self.last: date | None = None
        if value is None:
            return
        parts = [int(p) for p in value[:10].split("-")]
        self.year = parts[0]
        if len(parts) == 3:
            self.day = self.last = date(*parts)
        elif len(parts) == 2:
            self.last = date(parts[0], parts[1], monthrange(parts[0], parts[1])[1])

    def year_of(self, month: int, day: int | None, forward: bool) -> int | None:
        """The year of a day and month (or of a month alone) as the reader of the page understands it."""
        if self.last is None:
            return self.year
        limit = self.last + (_FAR_AHEAD if forward else _AHEAD)
        for year in (self.last.year + 1, self.last.year, self.last.year - 1):
            if day is None:
                if (year, month) <= (limit.year, limit.month):
                    return year
            elif day <= monthrange(year, month)[1] and date(year, month, day) <= limit:
                return year
        return self.last.year - 1
