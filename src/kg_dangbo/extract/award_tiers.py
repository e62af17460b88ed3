"""Lists of Party badges: how many members got the badge of how many years.

The count stands before the years ("3 đảng viên nhận Huy hiệu 60 năm tuổi Đảng, 5 đồng chí 50 năm") or behind them
("Huy hiệu 60 năm tuổi Đảng cho 3 đảng viên; 50 năm: 5 đồng chí"). Only what stands between the two tells which: the
items of a list are set apart by a comma, a semicolon or "và", a count and its years are not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from kg_dangbo.extract.award_parts import PARTY_BADGE, TIERS, AwardForm, AwardWords, RecipientGroup
from kg_dangbo.extract.cues import within

__all__ = ["counted_badge", "tier_groups", "zipped_tiers"]

_S: Final = r"[^\S\n]{1,3}"
_S0: Final = r"[^\S\n]{0,3}"
_FAR: Final = 90  # code points from a count to its years: "được Ban Thường vụ Tỉnh ủy ... tặng Huy hiệu"
_NEAR: Final = 45  # from the years to the count
_COUNT_FIRST: Final = re.compile(
    rf"(?:[^,;:.()\d]{{0,70}}?(?<!\w)(?:nhận|tặng|trao|đạt|đủ|được|có|Huy{_S}hiệu|huy{_S}hiệu))?(?:{_S}(?:Huy{_S}hiệu|huy{_S}hiệu|Đảng|cao{_S}quý|các|loại)){{0,4}}{_S0}"
)
_AND: Final = re.compile(r"(?<!\w)(?:và|cùng|với|cho)(?!\w)")
_YEARS_FIRST: Final = re.compile(
    rf"{_S0}(?:\([^()\n]{{0,30}}\){_S0})?(?::|–|-|=|\()?{_S0}(?:(?:trao{_S})?(?:tặng|cho|tới|đến)|là|có|gồm|với)?(?:{_S}(?:tặng|cho|các|có|tổng{_S}số))?"
    rf"(?:{_S}(?:đồng{_S}chí|đảng{_S}viên)(?={_S0}:))?{_S0}:?{_S0}"
)
_COUNT_OF_BADGES: Final = re.compile(rf"(?<![\w.,/-])(\d{{1,4}}){_S}$")
_TO_SOMEBODY: Final = re.compile(rf"{_S}(?:cho|tặng){_S}")
# "Huy hiệu 60, 50, 40 năm tuổi Đảng cho 1, 3, 12 đảng viên"
_YEARS: Final = rf"\d{{2}}(?:{_S0}(?:,|và|;){_S0}\d{{2}}){{1,9}}"
_COUNTS: Final = rf"\d{{1,4}}(?:{_S0}(?:,|và|;){_S0}\d{{1,4}}){{1,9}}"
_ZIPPED: Final = re.compile(
    rf"[Hh]uy{_S}hiệu(?:{_S}Đảng)?{_S}(?:(?:loại|hạng){_S})?(?P<years>{_YEARS}){_S}năm(?:{_S}tuổi{_S}[Đđ]ảng)?{_S}(?:lần{_S}lượt{_S})?(?:tặng|cho|tới|đến)"
    rf"(?:{_S}(?:cho|lần{_S}lượt|tương{_S}ứng)){{0,2}}{_S}(?P<counts>{_COUNTS}){_S}(?P<kind>đảng{_S}viên|đồng{_S}chí|người)"
)


def tier_groups(text: str, forms: Sequence[AwardForm], groups: Sequence[RecipientGroup]) -> dict[int, RecipientGroup]:
    """The counted group of each badge of one sentence, by where the badge begins; badges without one are left out."""
    found: dict[int, RecipientGroup] = {}
    taken: set[int] = set()
    for form in forms:
        if not form.party_badge:
            continue
        for group in reversed(within(groups, form.start - _FAR - 30, form.start)):
            gap = text[group.end : form.start]
            if group.start not in taken and group.end <= form.start and _is_count_first(gap):
                found[form.start] = group
                taken.add(group.start)
            break
        if form.start in found or form.id == PARTY_BADGE:
            continue
        for group in within(groups, form.end, form.end + _NEAR)[:1]:
            if group.start not in taken and _YEARS_FIRST.fullmatch(text[form.end : group.start]):
                found[form.start] = group
                taken.add(group.start)
    return found


def counted_badge(text: str, form: AwardForm, words: AwardWords) -> RecipientGroup | None:
    """Those who got "5 Huy hiệu 40 năm tuổi Đảng": one badge each."""
    count = _COUNT_OF_BADGES.search(text, max(0, form.start - 8), form.start)
    if count is None or int(count[1]) < 1 or (int(count[1]) == 1 and _TO_SOMEBODY.match(text, form.end)):
        return None
    member = words.party_member
    return RecipientGroup(count.start(1), count.end(1), count.end(1), int(count[1]), member.pref, member.id)


def _is_count_first(gap: str) -> bool:
    if len(gap) > _FAR or not _COUNT_FIRST.fullmatch(gap):
        return False
    joint = _AND.search(gap)
    # "cho 3 đảng viên và trao Huy hiệu": another item begins; "Ban Thường vụ và ..." between is rarer
    return joint is None


def zipped_tiers(text: str, start: int, end: int, words: AwardWords) -> list[tuple[AwardForm, RecipientGroup]]:
    """The badges of "Huy hiệu 60, 50 năm tuổi Đảng cho 1, 3 đảng viên" inside [start, end), each with its count."""
    out = []
    for match in _ZIPPED.finditer(text, start, end):
        years = list(re.finditer(r"\d+", match["years"]))
        counts = list(re.finditer(r"\d+", match["counts"]))
        if len(years) != len(counts) or any(y.group() not in TIERS for y in years):
            continue
        at, by = match.start("years"), match.start("counts")
        member = words.party_member
        for year, count in zip(years, counts, strict=True):
            form = words.tier(year.group(), at + year.start(), at + year.end())
            place = (by + count.start(), match.end(), by + count.end())
            out.append((form, RecipientGroup(*place, int(count.group()), member.pref, member.id)))
    return out
