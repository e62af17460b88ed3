"""What opens, dates and ends the story of a career in a sentence."""

from __future__ import annotations

import re
from typing import Final

from kg_dangbo.language.offsets import places_of
from kg_dangbo.vocabulary.matcher import PhraseMatcher

__all__ = [
    "BEFORE_THAT",
    "CONNECTS",
    "CUE_WORDS",
    "IS",
    "KIN",
    "LATER",
    "MONTH",
    "NEWS",
    "OPENS",
    "TOLD",
    "WHEN",
    "first_stop",
    "first_told",
    "pronoun",
]

_HE: Final = r"(?:đồng chí|ông|bà|anh|chị)"
_HOLDS: Final = (
    r"(?:giữ|nắm giữ|đảm nhiệm|đảm nhận|đảm đương|đảm trách|làm|là|kinh qua|trải qua|can qua|phụ trách|kiêm"
    r"|công tác|tham gia)"
)
# of these words every sentence has one that `TOLD` or `BEFORE_THAT` can match
CUE_WORDS: Final[PhraseMatcher[bool]] = PhraseMatcher(
    (words, words == "nguyên")  # that one only before a colon
    for words in (
        *("từng", "lần lượt", "kinh qua", "trải qua", "can qua", "trước đó", "trước đây", "trước khi", "thời gian"),
        *("vị trí", "cương vị", "khi còn", "khi đang", "khi giữ", "nguyên"),
    )
)
# how what TOLD matches begins
_TOLD_HEADS: Final = ("từng", "lần lượt", "kinh qua", "can qua", "trải qua", "làm việc", "công tác", "thời gian", "khi",
                      "nguyên:")  # fmt: skip
TOLD: Final = re.compile(
    r"(?<!chưa )(?<!không )\btừng\s+(?:có\s+(?:nhiều\s+năm|\w+\s+năm|thời gian(?:\s+dài)?)\s+"
    rf"|được\s+(?:\w+\s+){{1,6}}?|lần lượt\s+|qua\s+)?{_HOLDS}\b"
    rf"|\blần lượt\s+(?:được\s+(?:\w+\s+){{1,6}}?|đã\s+)?{_HOLDS}\b"
    r"|\b(?:kinh qua|can qua)\b"
    r"|\btrải qua\s+(?:các|nhiều|những|một số)\s+(?:chức|vị trí|cương|vai trò|nhiệm vụ|công việc)"
    r"|\b(?:làm việc|công tác)\s+[^.;:]{0,60}?\b(?:ở|trong|với|qua)\s+(?:các|những|nhiều|một số)\s+"
    r"(?:vị trí|cương vị|chức vụ|vai trò)"
    r"|\btrải qua(?=\s+(?:các\s+)?(?:chức vụ|cương vị))"
    r"|\bthời gian\s+(?:giữ\s+(?:các\s+)?(?:cương vị|chức|chức vụ|vị trí)|đảm nhiệm|đương chức)\b"
    r"|\bkhi\s+(?:còn|đang)\s+(?:giữ|làm|là)\b|\bkhi\s+giữ\s+(?:chức|cương vị)"
    r"|\bNguyên:",
    re.IGNORECASE,
)
# "Trước khi về tỉnh, ông A là Phó Giám đốc ...": what comes before the comma is no office of the past
BEFORE_THAT: Final = re.compile(
    rf"\b[Tt]rước (?:đó,?|đây,?|khi\s(?:[^.;:]|(?<=TP)\.){{3,160}}?,)\s+(?:thì\s+)?{_HE}\b"
    rf"[^,.;:()]{{0,40}}?\s(?:đang\s+|đã\s+|vốn\s+)?{_HOLDS}\b(?!\s+việc)"
)
NEWS: Final = re.compile(r"\b(?:bầu|bổ nhiệm|phân công|chỉ định|điều động|luân chuyển|quyết định)\b")
# from here on the page speaks of today, or of something else
_STOPS: Final = re.compile(
    r"\b(?:trước khi|hiện(?:\s+nay|\s+tại|\s+là|\s+đang|\s+giữ)?|đến nay|nay là|mới đây|vừa được|đã vi phạm"
    r"|thay(?:\s+thế)?(?:\s+cho)?\s+(?:ông|bà|đồng chí))\b"
)
_STOP_HEADS: Final = ("trước khi", "hiện", "đến nay", "nay là", "mới đây", "vừa được", "đã vi phạm", "thay")
_DAY: Final = r"(?:(?:ngày|tháng|năm|đầu|cuối|giữa)\s+){0,2}(?:\d{1,2}\s?[/.-]\s?){0,2}(?:tháng\s+\w+\s+(?:năm\s+)?)?"
# the time at the head of a sentence or a line: "Tháng 6/2013", "4/1995 - 8/1997:", "Từ năm 2010 đến nay:"
WHEN: Final = re.compile(
    r"[\s•*+–-]*(?:(?:từ|đến|vào|sang|trong|khoảng|giai đoạn|thời kỳ|sau|trước)\s+)?"
    rf"{_DAY}(?P<from>(?:19|20)\d\d)\b"
    rf"(?:\s*(?:[-–]|đến|tới)\s*(?:hết\s+)?{_DAY}(?P<to>(?:19|20)\d\d\b|nay\b|hiện nay\b))?\s*(?P<colon>:)?",
    re.IGNORECASE,
)
MONTH: Final = re.compile(r"(\d{1,2})\s?[/.-]\s?$|tháng\s+(\d{1,2})\s+năm\s+$", re.IGNORECASE)
# a sentence that goes on with the career of the one before
LATER: Final = re.compile(
    r"(?:Sau đó|Tiếp đó|Cùng năm|Đến nay|Sau\s+\w+\s+năm|Tại\s+(?:Đại hội|đại hội|kỳ họp)"
    r"|(?:\d+|Một|Hai|Ba|Bốn|Năm|Sáu|Bảy|Tám)\s+(?:năm|tháng)\s+sau)\b"
)
# what a sentence may say before its time: "Tại Đại hội ... tháng 3/2005, ông ..."
OPENS: Final = re.compile(
    r"(?:Tại|Trong|Sau|Khi|Cũng|Ở|Theo)\b[^.;:]{3,140}?(?=(?:ngày|tháng|năm)\s+[\d/.-]*(?:19|20)\d\d)"
)
# somebody of the family, not the person himself: "Bố ông từng là ..."
KIN: Final = re.compile(
    r"\b(?:bố|mẹ|cha|vợ|chồng|con trai|con gái|anh trai|em trai|chị gái|em gái|cháu)\s+(?:ông|bà|của)\b",
    re.IGNORECASE,
)
IS: Final = re.compile(r"\s*(?:cũng\s+)?(?:là|làm|giữ chức|giữ chức vụ|đang là|giữ)\s*", re.IGNORECASE)
# what stands between a time, or an office, and the next office of a dated career
CONNECTS: Final = re.compile(
    r"(?:\b(?:giữ|làm|là|chức|chức vụ|chức danh|cương vị|vị trí|trở thành|vào|tham gia|nhiệm|nhiệm vụ|cử|bầu"
    r"|đảm nhận|như|gồm|kiêm|và|rồi|sang|về|nhận)"
    r"|[:;,])\s*(?:các\s+)?(?:chức|chức vụ|chức danh|nhiệm vụ|cương vị)?\s*$",
    re.IGNORECASE,
)
_PRONOUN: Final = re.compile(
    rf"\b{_HE}\s+(?!hùng\b|em\b|con\b|cha\b|bà\b|trai\b|ruột\b)(?=(?P<next>\w))", re.IGNORECASE
)


def pronoun(text: str, start: int, end: int) -> int | None:
    """Where the first "ông", "bà" ... without a name behind it stands in [start, end), or None."""
    return next((m.start() for m in _PRONOUN.finditer(text, start, end) if m["next"].islower()), None)


def first_stop(low: str, start: int, end: int) -> int | None:
    """Where, in [start, end) of a text in small letters, the first words stand that end a career, or None."""
    return next((place for place in places_of(low, _STOP_HEADS, start, end) if _STOPS.match(low, place, end)), None)


def first_told(text: str, low: str) -> re.Match[str] | None:
    """The first match of `TOLD` in ``text``, which is ``low`` in small letters.

    It is looked for only where it can begin: no search tries it at each letter.
    """
    for place in places_of(low, _TOLD_HEADS):
        match = TOLD.match(text, place)
        if match is not None:
            return match
    return None
