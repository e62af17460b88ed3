"""Printed figures about the work reported: value, unit, qualifier, and what they are a part or a share of."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from operator import itemgetter
from typing import Final, final

from kg_dangbo.extract.cues import word_before
from kg_dangbo.extract.figure_numbers import find_figure_numbers
from kg_dangbo.extract.figures import Figure, announced, mark_shares, mark_totals
from kg_dangbo.extract.ordinals import LOOK, names_something
from kg_dangbo.extract.page import OrganizationMention, Page, Sentence
from kg_dangbo.extract.units import Unit, UnitReader
from kg_dangbo.language.normal import canonical
from kg_dangbo.language.numbers import FoundNumber
from kg_dangbo.model import Evidence, StatisticFact
from kg_dangbo.vocabulary import Vocabulary

__all__ = ["find_statistics"]

_S: Final = r"[^\S\n]{1,3}"
_HOUR_BEFORE: Final = re.compile(r"giờ\s{1,3}$")
_WORD_BEFORE: Final = re.compile(r"(?<!\w)(?:thứ|tháng|lần|số|mồng|mùng)\s{1,3}$", re.IGNORECASE)
_RANGE: Final = re.compile(r"[^\S\n]{0,3}(?:-|–|—|đến|tới|lên|xuống|xuống còn|lên đến)[^\S\n]{0,3}", re.IGNORECASE)
_RANGE_LENGTH: Final = 15  # of its longest word with the spaces around it
_ITEM_END: Final = re.compile(r"[^\S\n]{0,3}(?:[,;.)]|và(?!\w)|$)")
_ITEM: Final = re.compile(r";?[^\d.;:]{2,60}")
_BRACKETED: Final = re.compile(rf"\),{_S}[^\W\d_]+(?:{_S}[^\W\d_]+){{0,5}}{_S}\(")  # "(34 đảng viên), đất đai (11)"
_PLAIN_ITEM: Final = re.compile(rf",{_S}[^\W\d_]+(?:{_S}[^\W\d_]+){{0,2}}{_S}")
_SPAN: Final = re.compile(
    rf"(?<!\w)(?:giai{_S}đoạn|nhiệm{_S}kỳ|năm){_S}(?P<from>(?:19|20)\d\d)[^\S\n]{{0,3}}[-–—][^\S\n]{{0,3}}(?P<to>(?:19|20)\d\d)",
    re.IGNORECASE,
)
_SPAN_ENDS: Final = ("oạn", "ỳ", "ăm", "OẠN", "Ỳ", "ĂM")  # the ends of its words, the first letter may be a capital
_SOURCE: Final = re.compile(
    rf"(?<!\w)(?:theo|báo{_S}cáo{_S}của|thống{_S}kê{_S}của)(?!\w)", re.IGNORECASE
)  # who says it, not whose it is
_NOT_PERIOD: Final = re.compile(rf"(?<!\w)(?:đến|hết|vào|từ|so{_S}với|trước|hơn|cuối){_S}$", re.IGNORECASE)
_NOT_COUNTED_TIME: Final = frozenset(
    {"năm", "tháng", "tuần", "quý", "giờ", "tiếng", "đêm", "nhiệm kỳ", "thế kỷ", "tuổi", "mùa", "thập kỷ"}
)
_DATE_BEHIND: Final = re.compile(rf"{_S}\d{{1,2}}[-/.]\d")
_MANY_DAYS: Final = Decimal(31)  # fewer days are a duration ("trong 2 ngày"), more are counted work
_NO_UNIT: Final = re.compile(
    rf"(?:(?<=lần){_S}(?:thứ|này)|(?<=độ){_S}tuổi)(?!\w)"
)  # "lần thứ nhất", "ba độ tuổi": no times, no degrees
_PRONOUNS: Final = frozenset(
    {"ông", "bà", "cụ", "anh", "chị", "bên", "vợ chồng", "đồng chí"}
)  # "Hai cụ từng giữ ...": who was named before
_CONFIDENCE: Final = {
    "statistic-list": 0.8,
    "statistic-range": 0.85,
    "statistic-words": 0.85,
    "statistic-fraction": 0.85,
}
_LENT: Final = 3  # figures looked back at for the unit of a list
_OFFSET: Final = itemgetter(0)
_SUBJECT: Final = 40  # code points within which the subject of a sentence begins


def find_statistics(page: Page, vocabulary: Vocabulary, taken: Sequence[tuple[int, int]] = ()) -> list[StatisticFact]:
    """Every figure that the story states, in order of first mention.

    Reads ``page.text``, ``page.sentences``, ``page.dates`` and ``page.organizations``. ``taken`` are spans
    [start, end) of counts that other facts use (awards); a figure that begins in one is left out. Dates, document
    numbers, ordinals, ages, durations, times and figures inside short quoted names are no statistics.

    Returns:
        One fact per value and unit; a figure that is printed again is more evidence for the same fact.
    """
    text = page.text
    numbers = find_figure_numbers(page, vocabulary, taken)
    if not numbers:
        return []
    reader = UnitReader(page, vocabulary)
    qualifiers = _qualifiers(vocabulary)
    figures: list[Figure] = []
    last = 0
    while last < len(numbers):
        first = last
        last += 1
        sentence = page.sentence_at(numbers[first].start)
        if sentence is None:
            continue
        while last < len(numbers) and numbers[last].start < sentence.end:
            last += 1
        if not sentence.zone.states_facts:
            continue
        found = _read(page, sentence, numbers[first:last], reader)
        if not found:
            continue
        mark_totals(text, found)
        mark_shares(text, found)
        periods = _periods(page, sentence)
        subject = _subject(page, sentence)
        for figure in found:
            figure.qualifier = qualifiers.before(page.low, max(sentence.start, figure.start - LOOK), figure.start)
            if periods:
                figure.period = _period(text, sentence, figure, periods)
            if subject is not None and subject.end <= figure.start:
                figure.about = _about(page, subject, figure)
        figures += found
    return _facts(page, figures)


@final
class _Qualifiers:
    """Finds the qualifier right before a figure: "trên", "hơn", "gần đạt"."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        concepts = vocabulary.scheme("scheme-units-of-measure").values()
        words = {label for c in concepts if c.value("unitFamily") == "qualifier" for label in c.labels}
        either = "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w)))
        self._pattern: Final = re.compile(rf"(?<!\w)({either.lower()})(?:{_S}(?:đạt|là))?[^\S\n]{{1,3}}$")
        # the last words of all, and those that are a qualifier by themselves and the end of no longer one
        several = {"đạt", "là", *(word.lower().split()[-1] for word in words if " " in word)}
        self._alone: Final = {word.lower(): canonical(word.lower()) for word in words if word.lower() not in several}
        self._ends: Final = frozenset(several)

    def before(self, text: str, low: int, start: int) -> str | None:
        """The qualifier that stands in [low, start) of ``text`` (in small letters) right before ``start``, or None."""
        word = word_before(text, low, start)
        if word is not None and word not in self._ends:
            return self._alone.get(word)
        match = self._pattern.search(text[low:start])
        return canonical(match[1]) if match is not None else None


@cache
def _qualifiers(vocabulary: Vocabulary) -> _Qualifiers:
    return _Qualifiers(vocabulary)


def _read(page: Page, sentence: Sentence, numbers: Sequence[FoundNumber], reader: UnitReader) -> list[Figure]:
    """The figures of one sentence, each with its unit."""
    text = page.text
    out: list[Figure] = []
    skip = 0  # numbers up to this offset belong to the figure before
    for i, number in enumerate(numbers):
        if number.start < skip:
            continue
        following = numbers[i + 1] if i + 1 < len(numbers) else None
        if following is not None and not number.written and _is_over(text, number.end, following.start):
            unit = reader.after(following.end)
            if unit is not None and unit.family == "noun" and not names_something(page, sentence, number, unit):
                out += _fraction(number, following, unit)
            skip = following.end
            continue
        unit = reader.after(number.end)
        if unit is None and not number.written and not names_something(page, sentence, number, None):
            unit = reader.guess(number.end)
        rule = "statistic-words" if number.written else "statistic-unit"
        end = unit.end if unit is not None else number.end
        if unit is None and following is not None and _is_range(text, number.end, following):
            unit = reader.after(following.end)
            rule, end = "statistic-range", number.end
        if unit is None and out and (lent := _item_of(text, sentence, number, out)) is not None:
            unit = Unit(number.end, lent.unit, lent.family)
            rule, end = "statistic-list", number.end
        if unit is None or not _counts(page, sentence, number, unit):
            page.reject(number.start, number.end, "figure-counts-nothing")
            continue
        value = number.value
        if following is not None and unit.text == "tỷ đồng" and not text[unit.end : following.start].strip():
            small = reader.after(following.end)
            if small is not None and small.text == "triệu đồng" and Decimal(following.value) < 1000:
                # "2 tỷ 500 triệu đồng"
                value, end, skip = _plain(Decimal(value) + Decimal(following.value) / 1000), small.end, following.end
        out.append(Figure(number.start, end, number, value, unit.text, unit.family, rule))
    return out


def _is_over(text: str, end: int, start: int) -> bool:
    """Whether only a slash stands between two numbers: "87/94"."""
    return text.find("/", end, start) >= 0 and text[end:start].strip() == "/"


def _is_range(text: str, end: int, following: FoundNumber) -> bool:
    """Whether what stands before the number that follows makes the two a range: "2 - 3", "từ 5 lên 10"."""
    if following.start - end > _RANGE_LENGTH or not _RANGE.fullmatch(text, end, following.start):
        return False
    return not (following.written and text[following.start].isupper())  # "Khu vực 2 - Năm Căn"


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
    cue = announced(gap)
    if cue is None or not _ITEM.fullmatch(gap[cue.end() :].lstrip(" :")):
        return None
    # "312 đảng viên, tăng 8,7%; trong đó khiển trách 221": the share between lends nothing
    lending = next((f for f in reversed(before[-_LENT:]) if f.unit != "%"), None)
    return lending if lending is not None and lending.family in ("noun", "classifier") else None


def _counts(page: Page, sentence: Sentence, number: FoundNumber, unit: Unit) -> bool:
    """Whether a number with its unit is a figure about the work."""
    text = page.text
    if unit.family == "time":
        return _counts_time(text, number, unit) and not names_something(page, sentence, number, unit)
    tail = text[unit.end - 3 : unit.end]
    if (tail == "lần" or tail.endswith("độ")) and _NO_UNIT.match(text, unit.end):
        return False
    if number.written:
        word = page.low[number.start : number.end]
        if unit.text in _PRONOUNS:
            return False
        if word == "một":
            return unit.family == "money" and not names_something(page, sentence, number, unit)
        if word == "năm" or not unit.known or unit.family == "measure":
            return False
        before = text[max(sentence.start, number.start - 12) : number.start]
        if text[number.start].isupper() and before.strip() and before.strip()[-1] not in '.:;-–“"(':
            return False  # a name: Hai Bà Trưng
        if _WORD_BEFORE.search(before):
            return False
    return not names_something(page, sentence, number, unit)


def _counts_time(text: str, number: FoundNumber, unit: Unit) -> bool:
    """Whether a time is one that was worked or given ("500 ngày công"), and none that passed."""
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


def _periods(page: Page, sentence: Sentence) -> list[tuple[int, str]]:
    """Years and spans of years named in a sentence, by offset."""
    text = page.text
    out = [
        (d.start, d.value)
        for d in page.dates_in(sentence.start, sentence.end)
        if len(d.value) == 4
        and not d.inferred
        and not _NOT_PERIOD.search(text[max(sentence.start, d.start - 16) : d.start])
    ]
    if _speaks_of_span(text, sentence.start, sentence.end):
        out += [(m.start(), f"{m['from']}/{m['to']}") for m in _SPAN.finditer(text, sentence.start, sentence.end)]
        out.sort()
    return out


def _speaks_of_span(text: str, start: int, end: int) -> bool:
    """Whether a sentence may have a span of years: "giai đoạn 2021-2025", "NHIỆM KỲ 2020-2025"."""
    if text.find("20", start, end) < 0 and text.find("19", start, end) < 0:
        return False
    return any(text.find(letters, start, end) >= 0 for letters in _SPAN_ENDS)


def _period(text: str, sentence: Sentence, figure: Figure, periods: list[tuple[int, str]]) -> str | None:
    """The nearest period before a figure: of its own clause, or one that opens the sentence."""
    nearest = bisect_right(periods, figure.start, key=_OFFSET) - 1
    if nearest < 0:
        return None
    if periods[nearest][0] > text.rfind(";", sentence.start, figure.start):
        return periods[nearest][1]
    return periods[0][1] if periods[0][0] - sentence.start < _SUBJECT else None


def _subject(page: Page, sentence: Sentence) -> OrganizationMention | None:
    """The body that opens a sentence."""
    opening = page.organizations_in(sentence.start, sentence.start + _SUBJECT)
    if not opening or _SOURCE.search(page.text[sentence.start : opening[0].start]):
        return None
    return opening[0]


def _about(page: Page, subject: OrganizationMention, figure: Figure) -> str | None:
    """The body that opens the sentence, where no other body stands between it and the figure."""
    if page.text.find(";", subject.end, figure.start) >= 0 or page.organizations_in(subject.end, figure.start):
        return None
    return subject.key


def _facts(page: Page, figures: list[Figure]) -> list[StatisticFact]:
    evidence: dict[str, list[Evidence]] = {}
    first: dict[str, Figure] = {}
    facts: list[StatisticFact] = []
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
    for key, figure in first.items():
        total = figure.total.key if figure.total is not None else None
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
