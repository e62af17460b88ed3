"""Dates as Vietnamese news prints them, read into ISO 8601 values.

Every pattern is bounded (no unbounded repeat beside another), so the time is linear in the text.
A date without a year takes it from an *anchor*: the day the page was published, or what
`years.year_hint` reads from the page. Such dates are marked as inferred.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final, final

from kg_dangbo.language.date_places import DatePlaces
from kg_dangbo.language.digits import Digits
from kg_dangbo.language.normal import fold

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

_FIRST = rf"(?:(?P<first>\d{{1,2}}){_S}(?:-|–|,|và|đến){_S}(?:(?:{_PART}|ngày){_S1})?)?"

# 18/5/2021, 14-1-2022, 22.12.2024; also the days before it: 7 - 8/6/2023, 7 và 8/6/2023
_FULL = re.compile(
    rf"(?<![\w/])(?<!\d[.,]){_FIRST}"
    rf"(?P<day>\d{{1,2}}){_S}[/.\-–]{_S}(?P<month>\d{{1,2}})(?:{_S}[/.\-–]{_S}|{_S1}năm{_S1}){_YEAR}(?!\d|/\w)"
)
# ngày 18 tháng 7 năm 2020, chiều 17 tháng 12, mùng 5 tháng 10
_WORDED = re.compile(
    rf"(?<![\w/.,]){_FIRST}"
    rf"(?P<day>\d{{1,2}}){_S1}tháng{_S1}(?P<month>\d{{1,2}})(?:(?:{_S1}năm{_S1}|{_S}[/\-.]{_S}){_YEAR})?(?![\d%])"
)
# 28/4, 28-4, 28.4, 7 và 8/6: only after a cue, which is checked apart
_SHORT = re.compile(rf"(?<![\w/])(?<!\d[.,]){_FIRST}(?P<day>\d{{1,2}})(?P<sep>[/.\-–])(?P<month>\d{{1,2}}){_AFTER}")
# tháng 10/2022, tháng 10 năm 2022, tháng 10
_MONTH = re.compile(
    rf"(?<!\w)tháng{_S1}(?P<month>\d{{1,2}})(?:(?:{_S}[/.\-–]{_S}|{_S1}năm{_S1}){_YEAR})?(?![\d%]|[.,/\-]\d)"
)
# 10/2022 alone
_SLASHED = re.compile(rf"(?<![\w/.,\-–])(?P<month>\d{{1,2}})/{_YEAR}(?!\d|/\w|-\w)")
# năm 2021
_NAMED_YEAR = re.compile(rf"(?<!\w)năm{_S1}{_YEAR}(?!\d|[.,]\d)")
# sáng qua, hôm nay
_RELATIVE = re.compile(rf"(?<!\w)(?:{_PART}{_S1}(?:hôm{_S1})?|(?:ngày{_S1})?hôm{_S1})(?P<back>qua|nay)(?!\w)")

# What tells that two bare numbers are a day and a month.
_NOW = rf"(?:{_S1}(?:nay|qua|mai))?"
_STRONG = re.compile(
    rf"(?<!\w)(?:(?:ngày|mùng|mồng|hôm{_NOW}|{_PART}{_NOW}),?{_S1}|(?:ngày|hôm{_NOW}|{_PART}{_NOW}){_S}\({_S})$"
)
_WEAK = re.compile(
    rf"(?:(?<!\w)(?:đợt|dịp|lễ|kỷ niệm|vào|trước|sau|quốc khánh|thứ{_S1}\w{{2,4}}){_S},?{_S}\(?{_S}|\({_S})$"
)
_STRONG_WORDS: Final = (
    *("ngày", "mùng", "mồng", "hôm", "nay", "qua", "mai"),
    *("sáng", "trưa", "chiều", "tối", "đêm"),
)
_WEAK_WORDS: Final = ("đợt", "dịp", "lễ", "niệm", "vào", "trước", "sau", "khánh")
_FROM = re.compile(rf"(?<!\w)(?:từ|tới|đến){_S1}$")
_CHAIN = re.compile(rf"{_S}(?:,|;|và|đến|tới|-|–){_S}(?:hết{_S1})?(?:ngày{_S1})?(?:{_PART}{_S1})?$")
_FUTURE = re.compile(
    rf"(?<!\w)(?:trước|đến|tới|hết|dự kiến|chậm nhất)(?:{_S1}(?:vào|là|hết|trước))?(?:{_S1}ngày)?{_S1}$"
)
_PRINTED_NEXT = re.compile(rf"{_S},?{_S}\(?{_S}(?:ngày{_S1})?\d{{1,2}}[/.\-]\d")
_NUMBERED = re.compile(rf"(?<!\w)số{_S}$")
_NUMBERED_DAY = re.compile(rf"(?<!\w)(?:thứ|lần){_S1}$")
_CUE = 24  # code points looked back for a cue
_TWO: Final = tuple([f"{number:02}" for number in range(32)])  # days and months as ISO 8601 writes them
_LEAP = 2024  # a day and month printed without a year may be 29 February


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


def find_dates(text: str, anchor: str | None = None, digits: Digits | None = None) -> list[FoundDate]:
    """Every date of ``text`` (NFC) in order, none overlapping.

    ``anchor`` is an ISO date, month or year that completes dates printed without a year; where it is
    None such dates are left out. Of several days in one expression ("7 và 8/6") the first is the value. ``digits`` are
    those of the text where the caller has them.

    Raises:
        ValueError: the anchor is no ISO date.

    >>> [d.value for d in find_dates("Sáng 28/4, theo Kết luận ngày 18/5/2021", "2022")]
    ['2022-04-28', '2021-05-18']
    """
    return _Dates(digits or Digits(fold(text)), _Anchor(anchor)).found()


def find_yearless(text: str, digits: Digits | None = None) -> list[FoundDate]:
    """The days and months of ``text`` that are printed without a year, as ``--MM-DD`` and ``--MM``.

    For pages that do not tell their year: such a day still tells that something happened on one.

    >>> [d.value for d in find_yearless("Sáng 28/4, theo Kết luận ngày 18/5/2021")]
    ['--04-28']
    """
    dates = find_dates(text, "2000-06-15", digits)
    return [FoundDate(d.start, d.end, f"-{d.value[4:]}", True) for d in dates if d.inferred]


@final
class _Dates:
    """The dates of a text as they are found, shape by shape: what one has taken is no part of another."""

    def __init__(self, digits: Digits, anchor: _Anchor) -> None:
        self.text: Final = digits.low  # the patterns are for small letters
        self.printed: Final = digits.text
        self.anchor: Final = anchor
        self.places: Final = DatePlaces(digits)
        self.ends: Final[dict[int, FoundDate]] = {}
        self.starts: Final[dict[int, FoundDate]] = {}
        self.taken: Final = bytearray(len(digits.text))

    def found(self) -> list[FoundDate]:
        """All dates in text order."""
        places = self.places
        for match in self._matches(places.full, _FULL, True):
            self._take(_absolute(match, self.anchor, _day(match), None, None))
        for match in self._matches(places.worded, _WORDED, True):
            # no "kỳ họp thứ 13 tháng 7/2014"
            if not _NUMBERED_DAY.search(self.text, max(0, match.start() - 8), match.start()):
                self._take(_absolute(match, self.anchor, _day(match), None, None))
        for match in self._matches(places.short, _SHORT, True):
            self._short(match)
        for month, begins in ((_MONTH, places.months), (_SLASHED, places.slashed)):
            for match in self._matches(begins, month, False):
                if not _NUMBERED.search(self.text, max(0, match.start() - 8), match.start()):
                    self._take(_absolute(match, self.anchor, None, None, None))
        for match in self._matches(places.years, _NAMED_YEAR, False):
            self._take(FoundDate(match.start(), match.end(), f"{int(match['year']):04}"))
        if self.anchor.day is not None:
            for match in self._matches(self._relative_places(), _RELATIVE, False):
                self._take(_relative(self.printed, match, self.anchor.day))
        return [self.starts[start] for start in sorted(self.starts)]

    def _matches(self, places: list[int], pattern: re.Pattern[str], days: bool) -> list[re.Match[str]]:
        """The matches at ``places`` in order, none overlapping, and none that another shape has taken a part of.

        With ``days`` a first day that is no day must not hide the date behind it.
        """
        matches: list[re.Match[str]] = []
        position = 0
        for place in places:
            if place < position:
                continue
            match = pattern.match(self.text, place)
            if match is None:
                continue
            if days:
                first = match["first"]
                if first is not None and not (1 <= int(first) <= 31 and self._is_day(match)):
                    position = match.start("day")
                    continue
            position = match.end()
            if self.taken.find(1, place, position) < 0:
                matches.append(match)
        return matches

    def _is_day(self, match: re.Match[str]) -> bool:
        """Whether the number before a day is a day too, and not that of a document: "Kết luận 19, ngày 23/5/2012"."""
        if self.text.find("ngày", match.end("first"), match.start("day")) < 0:
            return True
        before = self.text[max(0, match.start() - _CUE) : match.start()].rstrip()
        return before.endswith((*_STRONG_WORDS, "từ", ",", "và"))

    def _relative_places(self) -> list[int]:
        text = self.text
        return [
            match.start()
            for end in self.places.relative()
            for match in _RELATIVE.finditer(text, max(0, end - _CUE), end + 3)
        ]

    def _take(self, date: FoundDate | None) -> None:
        if date is not None:
            self.ends[date.end] = self.starts[date.start] = date
            self.taken[date.start : date.end] = b"\1" * (date.end - date.start)

    def _short(self, match: re.Match[str]) -> None:
        """Take two bare numbers where a cue or a date that they are strung to says that they are a day and a month."""
        text, begin, end = self.text, match.start(), match.end()
        before = after = None
        # the dates beside: "28/4 - 2/5/2022", "ngày 3/5 đến 7/5"
        last = self.taken.rfind(1, max(0, begin - _CUE), max(0, begin - 1))
        if last >= 0 and _CHAIN.fullmatch(text, last + 1, begin):
            before = self.ends.get(last + 1)
        first = self.taken.find(1, end + 1, end + _CUE)
        if first >= 0 and _CHAIN.fullmatch(text, end, first):
            after = self.starts.get(first)
        if before is not None or after is not None or _cued(text, match):
            self._take(_absolute(match, self.anchor, _day(match), before, after))


def _cued(text: str, match: re.Match[str]) -> bool:
    """Whether the words before two bare numbers say that they are a day and a month."""
    before = text[max(0, match.start() - _CUE) : match.start()]
    # the patterns are tried only where one of their words stands before what may stand between
    tail = before.rstrip().rstrip("(").rstrip().rstrip(",").rstrip()
    if tail.endswith(_STRONG_WORDS) and _STRONG.search(before):
        return True
    if match["first"] is not None and _FROM.search(before) and not re.search(r"[,à]", match.group()):
        return True  # "từ 27 đến 30/6", "từ 7-9/12"
    if match["sep"] != "/" or match["first"] is not None:
        return False
    if _FROM.search(before):
        # "từ 15/5", "tới 1/1", but "từ 1/3 đến 2/3 dân số" are fractions
        return int(match["day"]) >= int(match["month"]) or int(match["month"]) > 5
    if not (before.rstrip().endswith("(") or tail.endswith(_WEAK_WORDS)) and "thứ" not in tail:
        return False
    if not _WEAK.search(before):
        return False
    # in brackets only a date that fills them: "(27/2)", not "(3/5 chỉ tiêu)"
    return not before.rstrip().endswith("(") or text[match.end() : match.end() + 1] in set("),;-–")


def _day(match: re.Match[str]) -> tuple[int, int]:
    """The first and the last day of a match."""
    last = int(match["day"])
    return (int(match["first"]) if match["first"] else last), last


def _absolute(
    match: re.Match[str],
    anchor: _Anchor,
    days: tuple[int, int] | None,
    before: FoundDate | None,
    after: FoundDate | None,
) -> FoundDate | None:
    """The date of a month, with its days or without."""
    month, printed = int(match["month"]), match["year"] if match.re is not _SHORT else None
    if not 1 <= month <= 12:
        return None
    year = int(printed) if printed else 0
    day = 0
    if days is not None:
        day, last = days
        longest = _length(year or _LEAP, month)
        if not 1 <= day <= longest or not 1 <= last <= longest:
            return None
        day = min(last, day)  # "12, 8/6" is no row of days
    if not year:
        completed = _completed(match, anchor, month, day, before, after)
        if completed is None:
            return None
        year = completed
    start, end = match.span()
    if not day:
        return FoundDate(start, end, f"{year}-{_TWO[month]}", not printed)
    if day > _length(year, month):
        return None
    return FoundDate(start, end, f"{year}-{_TWO[month]}-{_TWO[day]}", not printed)


def _completed(
    match: re.Match[str], anchor: _Anchor, month: int, day: int, before: FoundDate | None, after: FoundDate | None
) -> int | None:
    """The year of a date printed without one."""
    strung = before or after
    if strung is None:
        forward = _FUTURE.search(match.string, max(0, match.start() - _CUE), match.start()) is not None
        return anchor.year_of(month, day or None, forward)
    year = int(strung.value[:4])
    if after is strung and (month, day) > tuple([int(p) for p in strung.value[5:].split("-")]):
        year -= 1  # "từ 17/12 đến 3/1/2019"
    return year


def _length(year: int, month: int) -> int:
    """The days of a month."""
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def _relative(text: str, match: re.Match[str], today: date) -> FoundDate | None:
    """Yesterday and today; "hôm nay" and "hôm qua" inside a sentence mostly mean "nowadays", "the past"."""
    at = match.start()
    while at and text[at - 1] in (" ", "\u00a0"):
        at -= 1
    if text.startswith("hôm", match.start()) and at and text[at - 1] not in ("\n", ",", "-", "–"):
        return None
    if _PRINTED_NEXT.match(text, match.end()):
        return None  # "Sáng nay (12/5)": the printed day counts
    back = 1 if match["back"] == "qua" else 0
    return FoundDate(match.start(), match.end(), (today - timedelta(days=back)).isoformat(), True)


@final
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
            self.last = date(parts[0], parts[1], _length(parts[0], parts[1]))

    def year_of(self, month: int, day: int | None, forward: bool) -> int | None:
        """The year of a day and month (or of a month alone) as the reader of the page understands it."""
        if self.last is None:
            return self.year
        limit = self.last + (_FAR_AHEAD if forward else _AHEAD)
        for year in (self.last.year + 1, self.last.year, self.last.year - 1):
            if day is None:
                if (year, month) <= (limit.year, limit.month):
                    return year
            elif day <= _length(year, month) and date(year, month, day) <= limit:
                return year
        return self.last.year - 1
