"""Figures that count nothing: ordinals, parts of names, telephone numbers, days, versions.

"lần thứ 3", "khóa 12", "Chi bộ 5", "Su-34": the words before such a figure tell. Most figures have other words before
them, and the last of these words, looked up, spares the patterns.
"""

from __future__ import annotations

import re
from typing import Final

from kg_dangbo.extract.cues import last_words, word_before
from kg_dangbo.extract.page import Page, Sentence
from kg_dangbo.extract.units import Unit
from kg_dangbo.language.numbers import FoundNumber

__all__ = ["LOOK", "names_something"]

_S: Final = r"[^\S\n]{1,3}"
LOOK: Final = 40  # code points looked back from a figure
_LONGEST: Final = 24  # code points of the longest words of an ordinal with the spaces behind them
# "lần thứ 3", "khóa 12", "cấp 6": the figure names one thing, it counts nothing
_ORDINAL_WORDS: Final = (
    rf"lần{_S}thứ|thứ|khóa|khoá|điều|khoản|chương|mục|quý|(?:trường|gió|bão|giật|rủi{_S}ro|bằng){_S}cấp|hạng|loại|bậc|kỳ|vòng|trang|tầng|số|tháng|năm|ngày"
    rf"|mùng|mồng|lúc|hồi|tuổi|giá|tỷ{_S}số|quốc{_S}lộ|tỉnh{_S}lộ|hẻm|ngách|báo{_S}động|công{_S}nghiệp|cách{_S}mạng|top|phiên{_S}bản"
    r"|zone|khối|lớp|bài"
)
_ORDINAL: Final = re.compile(rf"(?<!\w)(?:{_ORDINAL_WORDS}){_S}$")  # of small letters, as are the next
# "tổng số 39 cán bộ", "mỗi năm 500 triệu đồng" count all the same
_COUNTED: Final = re.compile(
    rf"(?<!\w)(?:(?:tổng|trong|trên|tổng{_S}cộng|với){_S}số|(?:mỗi|từng|hằng|hàng|một|bình{_S}quân|cả){_S}\w+(?:{_S}\w+)?){_S}$"
)
_NUMBERED_WORDS: Final = (
    rf"chi{_S}bộ|tổ|dân{_S}phố|thôn|khu{_S}phố|khu|xóm|ấp|bản|phường|quận|đội|kỳ{_S}họp|nhóm|vùng|quân{_S}khu"
    rf"|quân{_S}đoàn|sư{_S}đoàn|trung{_S}đoàn|lữ{_S}đoàn|tiểu{_S}đoàn|đại{_S}đội|trạm|phòng|cụm|đường|trung{_S}ương|tw"
    rf"|nhà|chương{_S}trình|dự{_S}án|tuyến|lô|thửa|ngõ|mã|biển{_S}số|đồi|lần|tập"
)
_NUMBERED_BODY: Final = re.compile(rf"(?<!\w)(?:{_NUMBERED_WORDS}){_S}$")
# "nghị quyết 43 đặt ra", "nhà cấp 4 dùng để ở": the number of a document or a grade, where no unit behind it says that
# it counts ("kết luận 12 vụ việc")
_NUMBERED_IN_TEXT: Final = (
    rf"đại{_S}hội|nghị{_S}quyết|chỉ{_S}thị|kết{_S}luận|quy{_S}định|quy{_S}chế|quyết{_S}định|nghị{_S}định|thông{_S}tư"
    rf"|công{_S}văn|luật|cấp"
)
_IN_TEXT: Final = re.compile(rf"(?<!\w)(?:{_NUMBERED_IN_TEXT}){_S}$")
_IN_TEXT_ENDS: Final = last_words(_NUMBERED_IN_TEXT)
_CENTRAL: Final = re.compile(rf"(?<!\w)T\.?Ư{_S}$")  # of the text as it is printed: "thứ tư" is no body
_LAST_WORDS: Final = frozenset((*last_words(_ORDINAL_WORDS), *last_words(_NUMBERED_WORDS), "tư", "ư"))
_YEARS_BEFORE: Final = re.compile(r"[-–—]\s{0,3}$|(?:đoạn|kỳ)\s{1,3}$")
_DIGIT_BEFORE: Final = re.compile(r"\d[^\S\n]{1,3}$")
_VERSION: Final = re.compile(r"\d\.0")
_LEVEL_BEFORE: Final = re.compile(r"(?:cấp|động|lộ)\s{1,3}$")
_ARTICLE_BEFORE: Final = re.compile(r"(?<!\w)(?:thứ|điều|khoản)\s{1,3}$")
_JOINTS: Final = frozenset("-–/.")
_DAY: Final = re.compile(rf"(?<!\w)(?:ngày|sáng|trưa|chiều|tối|đêm|hôm|mùng),?{_S}\(?\d{{1,2}}[-–/.]$")
_NAME: Final = re.compile(
    r"(?:^|[^\W\d_][^\S\n]{1,3})[A-ZĐÂĂÊÔƠƯÁÀẢÃẠ][^\W\d_]*[^\S\n]{1,3}-?$"
)  # "Su -34", "Thăng Long 9"


def names_something(page: Page, sentence: Sentence, number: FoundNumber, unit: Unit | None) -> bool:
    """Whether the words before a figure make it an ordinal or a part of a name.

    ``unit`` is what stands behind the figure: it has the last word where the words before may be taken both ways.
    """
    text, start = page.text, number.start
    low = max(sentence.start, start - LOOK)
    printed = text[start : number.end]
    known = unit is not None and unit.known
    if printed.isdigit():
        if len(printed) > 2 and printed.startswith("0"):
            return True  # a telephone number
        if unit is not None and not known and printed == "0":
            return True
        if len(printed) == 4 and 1900 <= int(printed) < 2100:
            return not known or bool(_YEARS_BEFORE.search(text[low:start]))
    elif printed.endswith(".0") and _VERSION.fullmatch(printed):
        return True  # "4.0" is a version
    word = word_before(page.low, low, start)
    if word is None:
        if _DIGIT_BEFORE.search(text[low:start]):
            return True  # a part of a telephone number
    elif not word:
        # every word that names a figure stands apart from it; only "ngày 8-10" and "Su -34" do not
        sign = text[start - 1 : start] if start > low else ""
        if sign in _JOINTS and _DAY.search(page.low[low:start]):
            return True
        return sign == "-" and not known and _is_name(text, low, start, None)
    if not known and word in _IN_TEXT_ENDS and _ends_with(_IN_TEXT, page.low, low, start):
        return True
    return (not known and _is_name(text, low, start, word)) or (
        (word is None or word in _LAST_WORDS) and _is_ordinal(page, low, start, unit)
    )


def _is_name(text: str, low: int, start: int, word: str | None) -> bool:
    """Whether a capitalised word before a figure makes it a part of a name."""
    if word is not None:
        begin = start - 1 - len(word)
        if not text[begin].isupper() or (begin > low and not text[begin - 1].isspace()):
            return False
    before = text[low:start]
    return before.strip() != before and _NAME.search(before) is not None


def _is_ordinal(page: Page, low: int, start: int, unit: Unit | None) -> bool:
    """Whether the words before a figure are those of an ordinal, or of a thing that has a number."""
    small, near = page.low, max(low, start - _LONGEST)
    if unit is not None and unit.family in ("money", "measure") and not _LEVEL_BEFORE.search(small, near, start):
        named = _ends_with(_ARTICLE_BEFORE, small, near, start)
    else:
        named = _ends_with(_ORDINAL, small, near, start) or _ends_with(_NUMBERED_BODY, small, near, start)
        if not named and small.find("ư", near, start) >= 0:
            named = _CENTRAL.search(page.text, near, start) is not None
    return named and not _ends_with(_COUNTED, small, low, start)


def _ends_with(pattern: re.Pattern[str], text: str, low: int, start: int) -> bool:
    """Whether ``pattern``, which has no more than four words, matches in [low, start) up to ``start``.

    It is tried where words begin, not at every letter.
    """
    at = start
    for _ in range(4):
        while at > low and not (text[at - 1].isalnum() or text[at - 1] == "_"):
            at -= 1
        while at > low and (text[at - 1].isalnum() or text[at - 1] == "_"):
            at -= 1
        if pattern.match(text, at, start):
            return True
    return False
