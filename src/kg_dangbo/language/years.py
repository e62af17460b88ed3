"""The year of the news where nobody says when a page was published: read from the page itself.

Every pattern is bounded, so the time is linear in the text.
"""

from __future__ import annotations

import re

from kg_dangbo.language.digits import Digits
from kg_dangbo.language.normal import fold

__all__ = ["year_hint"]

# Patterns are for small letters, but for _QUARTER, _TET and _CITED.
_S = r"[^\S\n]{0,4}"
_S1 = r"[^\S\n]{1,4}"
_CUE = 24  # code points looked back for a cue

_HINT = re.compile(
    rf"(?<!\w)(?P<cue>giai đoạn|nhiệm kỳ|khóa|năm học|năm){_S1}(?P<from>(?:19|20)\d\d)"
    rf"(?:{_S}[-–—]{_S}(?P<to>(?:19|20)\d\d))?(?!\d)"
)
_HINT_WORDS = ("giai đoạn", "nhiệm kỳ", "khóa", "năm học", "năm")
_PRINTED = re.compile(
    r"(?<![\w/])(?:(?:\d{1,2}[/.\-]|\d{1,2} tháng )(?P<month>\d{1,2})(?:[/.\-]| năm )"
    r"|tháng (?P<only>\d{1,2})(?:[/.\-]| năm ))(?P<year>(?:19|20)\d\d)(?!\d|/\w)"
)
_PRINTED_REACH = 16  # code points of "12 tháng 10 năm "
_QUARTER = re.compile(r"(?<!\w)quý\s{1,2}(?:I{1,3}|IV|[1-4])/(?P<year>20\d\d)(?!\d)")
_DAY = re.compile(r"tháng\s{1,2}\d{1,2}\s{1,2}$")  # the year of a whole date: _PRINTED has it
_CITED = re.compile(r"[A-ZĐƯ]\s{0,2},?\s{0,2}ngày\s{0,2}$")  # "05-CT/TW ngày": the date of a document
_GOAL = re.compile(
    rf"(?<!\w)(?:đến|hết|vào|trước|phấn đấu|tầm nhìn|mục tiêu|định hướng|từ|so với|hơn){_S1}"
    rf"(?:hết{_S1}|cuối{_S1}|đầu{_S1})?(?:ngày{_S1})?$"
)
_UNTIL = re.compile(
    rf"(?<!\w)(?:trước|dự kiến|chậm nhất|từ{_S1}[^.,;\n]{{1,24}}{_S1}(?:đến|hết)){_S1}"
    rf"(?:(?:vào|hết|cuối|đầu){_S1})?(?:ngày{_S1})?$"
)
_RECENT = re.compile(
    rf"(?<!\w)(?:(?:\d{{1,2}}|một|hai|ba|sáu|chín){_S1}tháng(?:{_S1}(?:đầu|cuối))?|quý{_S1}(?:[iv]{{1,3}}|\d)|từ{_S1}đầu){_S1}$"
)
# "ước thực hiện năm 2018": of the year that has not yet ended
_EXPECTED = re.compile(r"(?<!\w)(?:dự báo kết quả|ước (?:thực hiện|kết quả))(?: [^\W\d_]{1,8}){0,5} $")
_REVIEW = re.compile(r"(?<!\w)(?:tổng kết|thành tích|hoàn thành(?: \w{1,4} \w{1,4})? nhiệm vụ)(?!\w)[^.\n]{0,80}$")
_UNTIL_WORDS = ("trước", "dự kiến", "chậm nhất", "từ")
_EXPECTED_WORDS = ("dự báo", "ước")
_REVIEW_WORDS = ("tổng kết", "thành tích", "hoàn thành")
_PLAN_WORDS = ("nhiệm vụ", "phương hướng", "kế hoạch", "dự toán")
_NO_NEWS_WORDS = ("sinh", "luật", "hiến pháp", "nghị định", "pháp lệnh")
_FAR = 110  # code points back to where a review or a plan of a year may begin
_NEAR = 40  # code points back to where the longest of the patterns that end right before a year may begin
_PLAN = re.compile(r"(?<!\w)(?:nhiệm vụ|phương hướng|kế hoạch|dự toán)(?!\w)[^.,;\n]{0,80}$")
_CONGRESS = re.compile(r"(?<!\w)(?<!tiến tới )(?<!hướng tới )(?<!chuẩn bị )đại hội(?!\w)[^\n;]{0,140}$")
_COMING = re.compile(r"(?<!\w)(?:tiến|hướng)\s{1,2}tới\s{1,2}đại hội(?!\w)[^\n;]{0,140}$")
# no year of the news: when somebody was born, of which year a law is
_NO_NEWS = re.compile(
    r"(?<!\w)(?:sinh\s{1,2}|(?:bộ luật|(?<!kỷ )(?<!kỉ )luật|hiến pháp|nghị định|pháp lệnh)(?!\w)[^.,;()\n]{0,70})$"
)
_LIFE = re.compile(r"(?<!\w)(?:sinh (?:năm|ngày)|quê (?:quán|ở|tại)|sn \d)")
_LEAD = 700  # code points of headline and lead
_NEWS = re.compile(r"(?<!\w)(?:ngày|sáng|trưa|chiều|tối)\s(?:\d{1,2})[/\-](?P<month>\d{1,2})(?![/\-\d])")
# "Tết Bính Thân 2016": the news is of the weeks about it
_TET = re.compile(r"(?<!\w)(?:Tết|Xuân)\s(?:(?:Nguyên đán|[A-ZĐ]\w{1,4}\s[A-ZĐ]\w{1,4})\s)?(?P<year>20\d\d)(?!\d)")
_SOON = 3  # months between a whole date in the body and the day of the news
_AFTER_TOLD = 9  # months after the last whole date in which the page may have been written
_FIRST = 2005  # no page of the web that tells of these bodies is older


def _hints(digits: Digits, begin: int, end: int) -> list[re.Match[str]]:
    """All matches of `_HINT` in [begin, end), looked for around what looks like a year."""
    text, position = digits.low, begin
    found: list[re.Match[str]] = []
    for year in digits.years(begin, end):
        if year < position or not text[max(0, year - 1) : year].isspace():
            continue
        if not text[max(0, year - _CUE) : year].rstrip().endswith(_HINT_WORDS):
            continue
        match = _HINT.search(text, max(position, year - _CUE), min(end, year + 4 + _CUE))
        if match is not None and match.start("from") == year:
            found.append(match)
            position = match.end()
    return found


def _around(
    pattern: re.Pattern[str],
    text: str,
    digits: Digits,
    begin: int,
    end: int,
    reach: int,
    before: str,
    words: str = "",
) -> list[re.Match[str]]:
    """The matches of ``pattern``, at most ``reach`` longer than a year, that end with one in [begin, end).

    The year stands right behind a sign of ``before`` or a space. With ``words`` a digit and either such a sign or these
    words stand there. ``text`` is that of the digits, as it is printed or in small letters.
    """
    position = begin
    found: list[re.Match[str]] = []
    for year in digits.years(begin, end):
        if year > begin and (text[year - 1] in before or text[year - 1].isspace()):
            if words:
                close = year - 1 if text[year - 1] in before else year - len(words)
                if close <= begin or not text[close - 1].isdecimal():
                    continue
            match = pattern.search(text, max(position, year - reach), min(end, year + 6))
            if match is not None and match.start("year") == year:
                found.append(match)
                position = match.end()
    return found


def year_hint(text: str, digits: Digits | None = None) -> str | None:
    """The anchor that a page gives for itself when nobody says when it was published, or None.

    In the headline and the lead: the latest year named, where a span ("giai đoạn 2017 - 2022") counts with its
    end and a term of office only where a congress opens it ("Đại hội … nhiệm kỳ 2025 - 2030": 2025). In the rest
    only what tells of the present counts: reviews and plans of a year, "9 tháng đầu năm 2018", "quý IV/2015".
    Goals ("đến năm 2025"), starting points ("từ năm 2017"), years of birth and of laws are no hints. A page that
    reviews a year is written at its end or in the first half of the next one, so the answer is then the middle
    of that next year; else it is a year. Where no year is named, the latest whole date serves, unless the page tells
    somebody's life: the news is of the months that follow it. A date yet to come ("từ 17/12 đến ngày 3/1/2019") leaves
    its month, a new year ("Tết Bính Thân 2016") its January. The dates of documents that a page cites are only a
    lower bound. ``digits`` are those of the text, where the caller has them.

    >>> year_hint("Sơ kết giai đoạn 2017 – 2022")
    '2022'
    >>> year_hint("Tổng kết công tác dân vận năm 2021")
    '2022-06-30'
    >>> year_hint("Nghỉ phép từ ngày 17/12 đến ngày 3/1/2019")
    '2019-01'
    """
    digits = digits or Digits(fold(text))
    told, coming, last = _printed_months(digits)
    floor = last[0] if last else None
    for begin, end in ((0, _LEAD), (_LEAD, len(text))):
        years, reviewed = _named_years(digits, begin, end)
        best = max(years, default=None)
        review = max(reviewed, default=None)
        if review is not None and (best is None or best <= review + 1):
            return f"{review + 1}-06-30" if floor is None or floor <= review + 1 else str(floor)
        if best is not None:
            return str(max(best, floor or 0))
    if coming is not None and (last is None or last <= coming):
        return f"{coming[0]}-{coming[1]:02}"
    new_years = [
        m["year"]
        for m in _around(_TET, text, digits, 0, len(text), _CUE, "")
        if not _GOAL.search(digits.low[max(0, m.start() - _CUE) : m.start()])
    ]
    tet = max(new_years, default=None)
    if tet is not None and (floor is None or floor <= int(tet)):
        return f"{tet}-01"
    if not told or max(told)[0] != floor or _tells_a_life(digits):
        return None
    *latest, place = max(told)
    news = _NEWS.search(digits.low, 0, 2 * _LEAD)
    if place > _LEAD and (news is None or (int(news["month"]) - latest[1]) % 12 > _SOON):
        return None  # too long ago to tell the year of the news
    year, month = divmod(latest[0] * 12 + latest[1] - 1 + _AFTER_TOLD, 12)
    return f"{year}-{month + 1:02}"


def _tells_a_life(digits: Digits) -> bool:
    low = digits.low
    return ("sinh" in low or "quê" in low or "sn" in low) and _LIFE.search(low) is not None


def _printed_months(
    digits: Digits,
) -> tuple[list[tuple[int, int, int]], tuple[int, int] | None, tuple[int, int] | None]:
    """(year, month) of the whole dates past, and where; of the last yet to come; of the last past, cited ones too."""
    told: list[tuple[int, int, int]] = []
    coming: tuple[int, int] | None = None
    last: tuple[int, int] | None = None
    text = digits.text
    for match in _around(_PRINTED, digits.low, digits, 0, len(text), _PRINTED_REACH, "/.-", " năm "):
        when = int(match["year"]), int(match["month"] or match["only"])
        if when[0] < _FIRST or not 1 <= when[1] <= 12:
            continue
        begin = match.start()
        before = digits.low[max(0, begin - 2 * _CUE) : begin]
        if _has(before, _UNTIL_WORDS) and _UNTIL.search(before):
            coming = max(when, coming or when)
            continue
        last = max(when, last or when)
        if not _CITED.search(text[max(0, begin - 12) : begin]):
            told.append((*when, begin))
    return told, coming, last


def _named_years(digits: Digits, begin: int, end: int) -> tuple[list[int], list[int]]:
    """The years that [begin, end) names as its own, and those that it reviews."""
    text = digits.text
    quarters = _around(_QUARTER, text, digits, begin, end, _CUE, "/") if "quý" in text else []
    years = [int(m["year"]) for m in quarters]
    reviewed: list[int] = []
    for match in _hints(digits, begin, end):
        cue, to = match["cue"], match["to"]
        place = match.start()
        low = digits.low[max(0, place - 160) : place]
        if int(to or match["from"]) < _FIRST:
            continue
        # the long patterns are tried only where one of their words stands
        one_year = cue == "năm" and to is None
        if _has(low, _NO_NEWS_WORDS) and _NO_NEWS.search(low):
            continue
        if cue in ("nhiệm kỳ", "khóa"):
            if begin == 0 and "đại hội" in low and _CONGRESS.search(low) and not _COMING.search(low):
                years.append(int(match["from"]))
        elif one_year and (
            _RECENT.search(low[-_NEAR:]) or (_has(low, _EXPECTED_WORDS) and _EXPECTED.search(low[-60:]))
        ):
            years.append(int(match["from"]))
        elif _GOAL.search(low[-_NEAR:]) or _DAY.search(low[-_NEAR:]):
            continue
        elif one_year and _has(low, _REVIEW_WORDS) and _REVIEW.search(low[-_FAR:]):
            reviewed.append(int(match["from"]))
        elif one_year and _has(low, _PLAN_WORDS) and _PLAN.search(low[-_FAR:]):
            reviewed.append(int(match["from"]) - 1)
        elif begin == 0:
            years.append(int(to or match["from"]))
    return years, reviewed


def _has(low: str, words: tuple[str, ...]) -> bool:
    return any(word in low for word in words)
