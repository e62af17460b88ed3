"""Printed figures about the work reported: value, unit, qualifier, and what they are a part or a share of."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from operator import itemgetter

from kg_dangbo.extract.cues import last_words
from kg_dangbo.extract.document_symbols import symbols_of
from kg_dangbo.extract.document_words import kind_heads
from kg_dangbo.extract.figures import PARTS, Figure, mark_shares, mark_totals
from kg_dangbo.extract.page import Page, Sentence
from kg_dangbo.extract.page_numbers import digits_of, number_words_of
from kg_dangbo.extract.units import Unit, UnitReader
from kg_dangbo.language.normal import canonical
from kg_dangbo.language.numbers import FoundNumber
from kg_dangbo.model import Evidence, StatisticFact
from kg_dangbo.vocabulary import Vocabulary

__all__ = ["find_statistics"]

_S = r"[^\S\n]{1,3}"
_JOINTS = frozenset("-–/.+")
_LOOK = 40  # code points looked back from a figure
# "lần thứ 3", "khóa 12", "cấp 6": the figure names one thing, it counts nothing
_ORDINAL_WORDS = (
    rf"lần{_S}thứ|thứ|khóa|khoá|điều|khoản|chương|mục|quý|(?:trường|gió|bão|giật|rủi{_S}ro|bằng){_S}cấp|hạng|loại|bậc|kỳ|vòng|trang|tầng|số|tháng|năm|ngày"
    rf"|mùng|mồng|lúc|hồi|tuổi|giá|tỷ{_S}số|quốc{_S}lộ|tỉnh{_S}lộ|hẻm|ngách|báo{_S}động|công{_S}nghiệp|cách{_S}mạng|top|phiên{_S}bản"
    r"|zone|khối|lớp|bài"
)
_ORDINAL = re.compile(rf"(?<!\w)(?:{_ORDINAL_WORDS}){_S}$", re.IGNORECASE)
# "tổng số 39 cán bộ", "mỗi năm 500 triệu đồng" count all the same
_COUNTED = re.compile(
    rf"(?<!\w)(?:(?:tổng|trong|trên|tổng{_S}cộng|với){_S}số|(?:mỗi|từng|hằng|hàng|một|bình{_S}quân|cả){_S}\w+(?:{_S}\w+)?){_S}$",
    re.IGNORECASE,
)
_EACH = ("mỗi", "từng", "hằng", "hàng", "một", "quân", "cả", "số")
_NUMBERED_WORDS = (
    rf"chi{_S}bộ|tổ|dân{_S}phố|thôn|khu{_S}phố|khu|xóm|ấp|bản|phường|quận|đội|kỳ{_S}họp|nhóm|vùng|quân{_S}khu"
    rf"|quân{_S}đoàn|sư{_S}đoàn|trung{_S}đoàn|lữ{_S}đoàn|tiểu{_S}đoàn|đại{_S}đội|trạm|phòng|cụm|đường|trung{_S}ương|TW"
    r"|(?-i:TƯ)|(?-i:T\.Ư)"
    rf"|nhà|chương{_S}trình|dự{_S}án|tuyến|lô|thửa|ngõ|mã|biển{_S}số|đồi|lần|tập"
)
_NUMBERED_BODY = re.compile(rf"(?<!\w)(?:{_NUMBERED_WORDS}){_S}$", re.IGNORECASE)
_ORDINAL_ENDS, _NUMBERED_ENDS = last_words(_ORDINAL_WORDS), last_words(_NUMBERED_WORDS)
_YEARS_BEFORE = re.compile(r"[-–—]\s{0,3}$|(?:đoạn|kỳ)\s{1,3}$")
_DIGIT_BEFORE = re.compile(r"\d[^\S\n]{1,3}$")
_VERSION = re.compile(r"\d\.0")
_LEVEL_BEFORE = re.compile(r"(?:cấp|động|lộ)\s{1,3}$", re.IGNORECASE)
_ARTICLE_BEFORE = re.compile(r"(?<!\w)(?:thứ|điều|khoản)\s{1,3}$", re.IGNORECASE)
_HOUR_BEFORE = re.compile(r"giờ\s{1,3}$")
_WORD_BEFORE = re.compile(r"(?<!\w)(?:thứ|tháng|lần|số|mồng|mùng)\s{1,3}$", re.IGNORECASE)
_DAY = re.compile(rf"(?<!\w)(?:ngày|sáng|trưa|chiều|tối|đêm|hôm|mùng),?{_S}\(?\d{{1,2}}[-–/.]$", re.IGNORECASE)
_NAME = re.compile(r"(?:^|[^\W\d_][^\S\n]{1,3})[A-ZĐÂĂÊÔƠƯÁÀẢÃẠ][^\W\d_]*[^\S\n]{1,3}-?$")  # "Su -34", "Thăng Long 9"
_QUOTE = re.compile(r"[“\"«‘']([^“”\"«»\n]{2,60})[”\"»’']")
_RANGE = re.compile(r"[^\S\n]{0,3}(?:-|–|—|đến|tới|lên|xuống|xuống còn|lên đến)[^\S\n]{0,3}", re.IGNORECASE)
_ITEM_END = re.compile(r"[^\S\n]{0,3}(?:[,;.)]|và(?!\w)|$)")
_ITEM = re.compile(r";?[^\d.;:]{2,60}")
_BRACKETED = re.compile(rf"\),{_S}[^\W\d_]+(?:{_S}[^\W\d_]+){{0,5}}{_S}\(")  # "(34 đảng viên), đất đai (11)"
_PLAIN_ITEM = re.compile(rf",{_S}[^\W\d_]+(?:{_S}[^\W\d_]+){{0,2}}{_S}")
_SPAN = re.compile(
    rf"(?<!\w)(?:giai{_S}đoạn|nhiệm{_S}kỳ){_S}(?P<from>(?:19|20)\d\d)[^\S\n]{{0,3}}[-–—][^\S\n]{{0,3}}(?P<to>(?:19|20)\d\d)",
    re.IGNORECASE,
)
_SOURCE = re.compile(
    rf"(?<!\w)(?:theo|báo{_S}cáo{_S}của|thống{_S}kê{_S}của)(?!\w)", re.IGNORECASE
)  # who says it, not whose it is
_NOT_PERIOD = re.compile(rf"(?<!\w)(?:đến|hết|vào|từ|so{_S}với|trước|hơn|cuối){_S}$", re.IGNORECASE)
_NOT_COUNTED_TIME = frozenset(
    {"năm", "tháng", "tuần", "quý", "giờ", "tiếng", "đêm", "nhiệm kỳ", "thế kỷ", "tuổi", "mùa", "thập kỷ"}
)
_DATE_BEHIND = re.compile(rf"{_S}\d{{1,2}}[-/.]\d")
_MANY_DAYS = Decimal(31)  # fewer days are a duration ("trong 2 ngày"), more are counted work
_DOCUMENT_NUMBER = re.compile(
    r"[^\S\n]{1,3}(?:[Ss]ố[^\S\n]{0,3})?\d{1,5}(?![\w.,]\d)(?:[^\S\n]{0,3}(?:,|và)[^\S\n]{0,3}0\d)*"
)
_NO_UNIT = re.compile(
    rf"(?:(?<=lần){_S}(?:thứ|này)|(?<=độ){_S}tuổi)(?!\w)"
)  # "lần thứ nhất", "ba độ tuổi": no times, no degrees
_PRONOUNS = frozenset(
    {"ông", "bà", "cụ", "anh", "chị", "bên", "vợ chồng", "đồng chí"}
)  # "Hai cụ từng giữ ...": who was named before
_SPOKEN = re.compile(rf"[^\S\n]{{0,2}}[,-]{_S}(?:ông|bà|anh|chị|cụ|bác|cô|chú|đồng{_S}chí)(?!\w)")
_CONFIDENCE = {"statistic-list": 0.8, "statistic-range": 0.85, "statistic-words": 0.85, "statistic-fraction": 0.85}
_LENT = 3  # figures looked back at for the unit of a list
_SUBJECT = 40  # code points within which the subject of a sentence begins


def find_statistics(page: Page, vocabulary: Vocabulary, taken: Sequence[tuple[int, int]] = ()) -> list[StatisticFact]:
    """Every figure that the story states, in order of first mention.

    Reads ``page.text``, ``page.sentences``, ``page.dates`` and ``page.organizations``. ``taken`` are spans
    [start, end) of counts that other facts use (awards); a figure that begins in one is left out. Dates, document
    numbers, ordinals, ages, durations, times and figures inside short quoted names are no statistics.

    Returns:
        One fact per value and unit; a figure that is printed again is more evidence for the same fact.
    """
    blocked = _blocked(page, vocabulary, taken)
    reader = UnitReader(page, vocabulary)
    qualifiers, ends = _qualifiers(vocabulary)
    numbers = [n for n in digits_of(page) if not blocked[n.start] and not _chained(page.text, n)]
    numbers += [n for n in number_words_of(page) if not blocked[n.start]]
    numbers.sort(key=lambda n: n.start)
    starts = [n.start for n in numbers]
    figures: list[Figure] = []
    for sentence in page.sentences:
        if not sentence.zone.states_facts:
            continue
        inside = numbers[bisect_right(starts, sentence.start - 1) : bisect_right(starts, sentence.end - 1)]
        if not inside:
            continue
        found = _read(page, sentence, inside, reader)
        mark_totals(page.text, found)
        mark_shares(page.text, found)
        periods = _periods(page, sentence) if found else []
        for figure in found:
            before = page.text[max(sentence.start, figure.start - _LOOK) : figure.start]
            if before.rstrip().lower().endswith(ends) and (match := qualifiers.search(before)):
                figure.qualifier = canonical(match[1].lower())
            figure.period = _period(page, sentence, figure, periods)
            figure.about = _about(page, sentence, figure)
        figures += found
    return _facts(page, figures)


@cache
def _qualifiers(vocabulary: Vocabulary) -> tuple[re.Pattern[str], tuple[str, ...]]:
    """The pattern of a qualifier right before its figure, and what the text then ends with."""
    concepts = vocabulary.scheme("scheme-units-of-measure").values()
    words = {label for c in concepts if c.value("unitFamily") == "qualifier" for label in c.labels}
    either = "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w)))
    pattern = re.compile(rf"(?<!\w)({either})(?:{_S}(?:đạt|là))?[^\S\n]{{1,3}}$", re.IGNORECASE)
    return pattern, ("đạt", "là", *sorted(word.lower() for word in words))


def _blocked(page: Page, vocabulary: Vocabulary, taken: Sequence[tuple[int, int]]) -> bytearray:
    """Which offsets cannot begin a figure: dates, document numbers, counts of awards, short quoted names."""
    text = page.text
    spans = [(d.start, d.end) for d in page.dates]
    spans += [*taken, *((s.start, s.end) for s in symbols_of(page, vocabulary))]
    for head in kind_heads(page, vocabulary):
        # "Chỉ thị 05", "Nghị quyết số 18": the figure behind a capitalised kind is its number
        if text[head.start].isupper() and (number := _DOCUMENT_NUMBER.match(text, head.end)):
            spans.append(number.span())
    spans += [
        m.span()
        for m in _QUOTE.finditer(text)
        # what somebody says is no name
        if not text.endswith((": ", ":\u00a0"), 0, m.start()) and not _SPOKEN.match(text, m.end())
    ]
    blocked = bytearray(len(text) + 1)
    for start, end in spans:
        blocked[start:end] = b"\1" * (end - start)
    return blocked


def _chained(text: str, number: FoundNumber) -> bool:
    """Whether a number stands inside a row like 30-33-34 or 8-10-2014: such a row is a date or an identifier."""
    before, after = text[max(0, number.start - 2) : number.start], text[number.end : number.end + 2]
    return (
        len(before) == len(after) == 2
        and before[1] in _JOINTS
        and after[0] in _JOINTS
        and (before[0] + after[1]).isdigit()
    )


def _read(page: Page, sentence: Sentence, numbers: Sequence[FoundNumber], reader: UnitReader) -> list[Figure]:
    """The figures of one sentence, each with its unit."""
    text = page.text
    out: list[Figure] = []
    skip = 0  # numbers up to this offset belong to the figure before
    for i, number in enumerate(numbers):
        if number.start < skip:
            continue
        following = numbers[i + 1] if i + 1 < len(numbers) else None
        if following and text[number.end : following.start].strip() == "/" and not number.written:
            unit = reader.after(following.end)
            if unit and unit.family == "noun" and not _names(text, sentence, number, unit):
                out += _fraction(number, following, unit)
            skip = following.end
            continue
        unit = reader.after(number.end)
        if unit is None and not number.written and not _names(text, sentence, number, None):
            unit = reader.after(number.end, guess=True)
        rule = "statistic-words" if number.written else "statistic-unit"
        end = unit.end if unit else number.end
        if (
            unit is None
            and following
            and _RANGE.fullmatch(text[number.end : following.start])
            and not (
                following.written and text[following.start].isupper()  # "Khu vực 2 - Năm Căn"
            )
        ):
            unit = reader.after(following.end)
            rule, end = "statistic-range", number.end
        if unit is None and out and (lent := _item_of(text, sentence, number, out)) is not None:
            unit = Unit(number.end, lent.unit, lent.family)
            rule, end = "statistic-list", number.end
        if unit is None or not _counts(text, sentence, number, unit):
            page.reject(number.start, number.end, "figure-counts-nothing")
            continue
        value = number.value
        if following and unit.text == "tỷ đồng" and not text[unit.end : following.start].strip():
            small = reader.after(following.end)
            if small and small.text == "triệu đồng" and Decimal(following.value) < 1000:  # "2 tỷ 500 triệu đồng"
                value, end, skip = _plain(Decimal(value) + Decimal(following.value) / 1000), small.end, following.end
        out.append(Figure(number.start, end, number, value, unit.text, unit.family, rule))
    return out


def _plain(value: Decimal) -> str:
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _fraction(part: FoundNumber, whole: FoundNumber, unit: Unit) -> list[Figure]:
    """ "87/94 vụ việc": two figures, the first a part of the second."""
    if Decimal(part.value) > Decimal(whole.value):
        return []
    total = Figure(whole.start, unit.end, whole, whole.value, unit.text, unit.family, "statistic-fraction")
    first = Figure(part.start, unit.end, part, part.value, unit.text, unit.family, "statistic-fraction", total=total)
    return [first, total]


def _item_of(text: str, sentence: Sentence, number: FoundNumber, before: list[Figure]) -> Figure | None:
    """The figure whose unit a bare figure shares as an item of its list: "gồm: khiển trách 8, cảnh cáo 1"."""
    if number.written or not number.value.isdigit() or not _ITEM_END.match(text, number.end, sentence.end):
        return None
    last = before[-1]
    gap = text[last.end : number.start]
    counted = last.family in ("noun", "classifier")
    if counted and text[number.end : number.end + 1] == ")" and _BRACKETED.fullmatch(gap):
        return last
    if not gap.rstrip()[-1:].islower():
        return None
    if last.rule == "statistic-list" and counted:
        return last if _ITEM.fullmatch(gap) else None
    if counted and _PLAIN_ITEM.fullmatch(gap):  # "57 đảng viên, khiển trách 38, cảnh cáo 11"
        return last
    cue = PARTS.search(gap)
    if cue is None or not _ITEM.fullmatch(gap[cue.end() :].lstrip(" :")):
        return None
    # "312 đảng viên, tăng 8,7%; trong đó khiển trách 221": the share between lends nothing
    lending = next((f for f in reversed(before[-_LENT:]) if f.unit != "%"), None)
    return lending if lending is not None and lending.family in ("noun", "classifier") else None


def _names(text: str, sentence: Sentence, number: FoundNumber, unit: Unit | None) -> bool:
    """Whether the words before a figure make it an ordinal or a part of a name."""
    before = text[max(sentence.start, number.start - _LOOK) : number.start]
    printed = text[number.start : number.end]
    if printed.isdigit():
        if len(printed) > 2 and printed.startswith("0"):
            return True  # a telephone number
        if unit is not None and not unit.known and printed == "0":
            return True
        if len(printed) == 4 and 1900 <= int(printed) < 2100:
            return unit is None or not unit.known or bool(_YEARS_BEFORE.search(before))
    # the patterns look for a place to begin at each letter: what they end with tells most figures apart for less
    ending = before.rstrip()
    low = ending.lower()
    if (low[-1:].isdecimal() and _DIGIT_BEFORE.search(before)) or (
        printed.endswith(".0") and _VERSION.fullmatch(printed)
    ):
        return True  # a part of a telephone number; "4.0" is a version
    if low.endswith(("-", "–", "/", ".")) and _DAY.search(before):
        return True
    if (unit is None or not unit.known) and before.strip() != before and _NAME.search(before):
        return True
    if any(word in low for word in _EACH) and _COUNTED.search(before):
        return False
    if unit is not None and unit.family in ("money", "measure"):
        if not (low.endswith(("cấp", "động", "lộ")) and _LEVEL_BEFORE.search(before)):
            return low.endswith(("thứ", "điều", "khoản")) and _ARTICLE_BEFORE.search(before) is not None
    return (low.endswith(_ORDINAL_ENDS) and _ORDINAL.search(before) is not None) or (
        low.endswith(_NUMBERED_ENDS) and _NUMBERED_BODY.search(before) is not None
    )


def _counts(text: str, sentence: Sentence, number: FoundNumber, unit: Unit) -> bool:
    """Whether a number with its unit is a figure about the work."""
    if _names(text, sentence, number, unit):
        return False
    if unit.family == "time":
        head = unit.text.split("/")[0]
        if head in _NOT_COUNTED_TIME:
            return False
        if head == "ngày":
            if _DATE_BEHIND.match(text, unit.end):
                return False  # "nghị định 64 ngày 27-9-1993"
            return Decimal(number.value) > _MANY_DAYS or "." in number.value
        if number.written and number.value == "1":  # "dành một phút mặc niệm"
            return False
        return not _HOUR_BEFORE.search(text[max(0, number.start - 8) : number.start])
    if _NO_UNIT.match(text, unit.end):
        return False
    if number.written:
        word = text[number.start : number.end]
        if unit.text in _PRONOUNS:
            return False
        if word.lower() == "một":
            return unit.family == "money"
        if word.lower() == "năm" or not unit.known or unit.family == "measure":
            return False
        before = text[max(sentence.start, number.start - 12) : number.start]
        if word[0].isupper() and before.strip() and before.strip()[-1] not in '.:;-–“"(':
            return False  # a name: Hai Bà Trưng
        return not _WORD_BEFORE.search(before)
    return True


def _periods(page: Page, sentence: Sentence) -> list[tuple[int, str]]:
    """Years and spans of years named in a sentence, by offset."""
    text = page.text
    printed = text[sentence.start : sentence.end]
    out = [
        (d.start, d.value)
        for d in page.dates_in(sentence.start, sentence.end)
        if len(d.value) == 4
        and not d.inferred
        and not _NOT_PERIOD.search(text[max(sentence.start, d.start - 16) : d.start])
    ]
    if "19" in printed or "20" in printed:
        out += [(m.start(), f"{m['from']}/{m['to']}") for m in _SPAN.finditer(text, sentence.start, sentence.end)]
    return sorted(out)


def _period(page: Page, sentence: Sentence, figure: Figure, periods: list[tuple[int, str]]) -> str | None:
    """The nearest period before a figure: of its own clause, or one that opens the sentence."""
    clause = page.text.rfind(";", sentence.start, figure.start)
    at = bisect_right(periods, figure.start, key=itemgetter(0))
    if at and periods[at - 1][0] > clause:
        return periods[at - 1][1]
    if periods and at and periods[0][0] - sentence.start < _SUBJECT:
        return periods[0][1]
    return None


def _about(page: Page, sentence: Sentence, figure: Figure) -> str | None:
    """The body that opens the sentence, where no other body stands between it and the figure."""
    opening = page.organizations_in(sentence.start, sentence.start + _SUBJECT)
    if not opening or opening[0].end > figure.start:
        return None
    between = page.text[opening[0].end : figure.start]
    if ";" in between or _SOURCE.search(page.text[sentence.start : opening[0].start]):
        return None
    others = page.organizations_in(opening[0].end, figure.start)
    return opening[0].key if not others else None


def _facts(page: Page, figures: list[Figure]) -> list[StatisticFact]:
    evidence: dict[str, list[Evidence]] = {}
    first: dict[str, Figure] = {}
    for figure in figures:
        key = figure.key
        known = first.setdefault(key, figure)
        known.qualifier = known.qualifier or figure.qualifier
        known.period = known.period or figure.period
        known.about = known.about or figure.about
        known.total = known.total or figure.total
        known.share = known.share or figure.share
        confidence = _CONFIDENCE.get(figure.rule, 0.9)
        evidence.setdefault(key, []).append(page.evidence(figure.start, figure.end, figure.rule, confidence))
    facts = []
    for key, figure in first.items():
        total = figure.total.key if figure.total else None
        facts.append(
            StatisticFact(
                key=key,
                evidence=tuple(evidence[key]),
                value=figure.value,
                unit=figure.unit,
                printed_as=" ".join(page.text[figure.start : figure.end].split()),
                qualifier=figure.qualifier,
                about=figure.about,
                period=figure.period,
                part_of_total=total if total != key else None,
                share_of=(figure.share[0].key, figure.share[1].key) if figure.share else None,
            )
        )
    return facts
