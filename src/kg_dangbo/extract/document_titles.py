"""Documents that are named by what adopted them or by their title: resolutions of congresses and plenums, laws.

Each function reads the words that follow the kind ("Nghị quyết" + "Trung ương 4 khóa XII") and gives
the canonical titles they stand for; one expression may name several ("khóa XII, XIII").
"""

from __future__ import annotations

import re
from typing import Final, final

from kg_dangbo.extract.document_words import DocumentWords
from kg_dangbo.extract.page import Page
from kg_dangbo.language.normal import canonical, fold_key
from kg_dangbo.language.offsets import places_of

__all__ = ["Titled", "law_year", "plenum_after", "title_key", "titled_after"]

_S: Final = r"[^\S\n]{1,3}"
_S0: Final = r"[^\S\n]{0,3}"
_ROMAN: Final = r"[IVX]{1,6}"
_KHOA: Final = r"(?i:kh(?:óa|oá))"
_ORDINALS: Final = {
    "nhất": "1", "hai": "2", "ba": "3", "tư": "4", "năm": "5", "sáu": "6", "bảy": "7", "bẩy": "7", "tám": "8",
    "chín": "9", "mười": "10", "mười một": "11", "mười hai": "12", "mười ba": "13", "mười bốn": "14", "mười lăm": "15",
}  # fmt: skip
_ROMANS: Final = {
    "5": "V", "6": "VI", "7": "VII", "8": "VIII", "9": "IX", "10": "X", "11": "XI", "12": "XII", "13": "XIII",
    "14": "XIV",
}  # fmt: skip
_WORDS: Final = "|".join(sorted(_ORDINALS, key=len, reverse=True))
_CENTRE: Final = r"(?:Trung ương|trung ương|TW|TƯ|T\.Ư|T\.W)"
_TERM: Final = rf"(?:{_ROMAN}|1[0-4]|[5-9])(?!\w)"
_TERMS: Final = (
    rf"{_S0}[,(]?{_S0}{_KHOA}{_S}(?P<terms>{_TERM}(?:{_S0}(?:,|và|;){_S0}(?:{_KHOA}{_S})?{_TERM}){{0,3}}){_S0}\)?"
)
# Nghị quyết Trung ương 4 (khóa XII, XIII); Nghị quyết Hội nghị Trung ương 4, khóa XII
_PLENUM: Final = re.compile(
    rf"{_S}(?:(?i:hội nghị){_S})?{_CENTRE}(?:(?:{_S}Đảng)?{_S}(?:(?i:lần thứ){_S})?|(?=\d))"
    rf"(?P<numbers>(?:\d{{1,2}}(?:{_S0}(?:,|và){_S0}\d{{1,2}}(?!\w)){{0,3}}|{_WORDS}))(?![\w/])(?:{_TERMS})?"
)
# Nghị quyết Hội nghị lần thứ tư Ban Chấp hành Trung ương Đảng khóa XII
_PLENUM_OF: Final = re.compile(
    rf"{_S}(?i:hội nghị){_S}(?:(?i:lần thứ){_S})?(?P<numbers>\d{{1,2}}|{_WORDS}),?"
    rf"{_S}(?:BCH|(?i:ban chấp hành)){_S}?{_CENTRE}(?:{_S}Đảng)?(?:{_TERMS})?"
)
# Nghị quyết Đại hội XIII của Đảng; Nghị quyết Đại hội đại biểu toàn quốc lần thứ XIII của Đảng
_NATIONAL: Final = re.compile(
    rf"{_S}(?i:đại hội)(?P<whole>(?:{_S}(?i:đại biểu))?(?:{_S}(?:Đảng|toàn quốc)){{0,2}})(?:{_S}(?i:lần thứ))?{_S}"
    rf"(?P<number>{_ROMAN})(?!\w)(?P<party>(?:{_S}(?:của{_S})?Đảng(?!{_S}bộ)(?:{_S}Cộng sản Việt Nam)?)?)"
)
# Nghị quyết Đại hội (đại biểu) Đảng bộ tỉnh lần thứ XX, Nghị quyết Đại hội XX Đảng bộ tỉnh
_LOCAL: Final = re.compile(
    rf"{_S}(?i:đại hội)(?:{_S}(?i:đại biểu))?(?:{_S}(?i:lần thứ))?(?:{_S}(?P<before>{_ROMAN}),?)?(?:{_S}của)?{_S}"
    rf"(?P<body>(?i:đảng bộ|chi bộ))"
    rf"(?:{_S}(?P<level>(?i:tỉnh|thành phố|TP|huyện|quận|thị xã|thị trấn|xã|phường|đặc khu|khối)))?(?!\w)"
)
_ORDINAL_AFTER: Final = re.compile(rf"{_S0},?{_S0}(?:(?i:lần(?:{_S}thứ)?)|{_KHOA}){_S}(?P<after>{_ROMAN})(?!\w)")
_OTHER_BODY: Final = re.compile(rf"{_S}(?:của{_S})?(?:Công đoàn|Hội |Đoàn |Mặt trận|MTTQ|Đảng bộ|đảng bộ|Chi bộ)")
_WORD: Final = re.compile(rf"{_S}([^\W\d_][^\s,.;:()“”\"]*)")
_NUMBERED: Final = re.compile(
    rf"{_S}(\d{{1,2}})(?={_S0},?{_S0}(?:lần thứ|khóa|khoá|nhiệm kỳ){_S})"
)  # "xã Đam Rông 2 lần thứ I"
_YEAR: Final = re.compile(rf"{_S}(?:\((?:năm{_S})?((?:19|20)\d\d)\)|(?:năm{_S})?((?:19|20)\d\d)(?!\w|/))")
_TOPIC: Final = re.compile(rf"{_S}năm{_S}((?:19|20)\d\d)(?!\w)")
_OF_MEETINGS: Final = ("doc-kind-nghi-quyet", "doc-kind-ket-luan")
_LEVELS: Final = {"tp": "thành phố"}
_SHORT_NAMES: Final = {"HCM": "Hồ Chí Minh"}
_NAME: Final = 6  # words that a place or body name may have


@final
class Titled:
    """Titles that the text up to ``end`` stands for, canonical, in printed order."""

    __slots__ = ("end", "titles")

    def __init__(self, end: int, titles: tuple[str, ...]) -> None:
        self.end: Final = end
        self.titles: Final = titles


def titled_after(page: Page, words: DocumentWords, kind_id: str, end: int, places: dict[str, str]) -> Titled | None:
    """What the words behind a kind word that ends at ``end`` name without a number, or None.

    ``places`` remembers the page's own place of each level between calls; begin with an empty one.
    """
    text = page.text
    kind = words.kinds[kind_id].pref
    if kind_id in _OF_MEETINGS:
        if plenum := plenum_after(words, kind_id, end, text):
            return plenum
        if (match := _LOCAL.match(text, end)) is not None:
            return _local(page, kind, match, places)
        if match := _NATIONAL.match(text, end):
            said = match["party"] or "Đảng" in match["whole"] or "toàn quốc" in match["whole"]
            # "Đại hội lần thứ X" alone may be anybody's; "Đại hội XI" alone is the Party's
            bare = "thứ" not in match.group().lower() and not _OTHER_BODY.match(text, match.end())
            if said or bare:
                return Titled(match.end(), (f"{kind} Đại hội {match['number']} của Đảng",))
    if kind_id == "doc-kind-chuyen-de" and (match := _TOPIC.match(text, end)):
        return Titled(match.end(), (f"{kind} năm {match[1]}",))
    return None


def plenum_after(words: DocumentWords, kind_id: str, end: int, text: str) -> Titled | None:
    """The resolutions of plenums that "Trung ương 4 khóa XII" and the like behind a kind word name, or None."""
    if kind_id not in _OF_MEETINGS:
        return None
    match = _PLENUM.match(text, end) or _PLENUM_OF.match(text, end)
    return Titled(match.end(), _plenum_titles(words.kinds[kind_id].pref, match)) if match else None


def _plenum_titles(kind: str, match: re.Match[str]) -> tuple[str, ...]:
    printed = match["numbers"]
    numbers = [_ORDINALS[printed]] if printed in _ORDINALS else re.findall(r"\d+", printed)
    terms = re.findall(r"(?<![^\W_])(?:[IVX]+|\d+)(?![^\W_])", match["terms"] or "")
    terms = [_ROMANS.get(term, term) for term in terms]
    return tuple(
        f"{kind} Trung ương {number.lstrip('0')}" + (f" khóa {term}" if term else "")
        for number in numbers
        for term in terms or [""]
    )


def _local(page: Page, kind: str, match: re.Match[str], places: dict[str, str]) -> Titled | None:
    level = (match["level"] or "").lower()
    level = _LEVELS.get(level, level)
    end, name = _capitalised(page.text, match.end())
    ordinal = match["before"]
    if after := _ORDINAL_AFTER.match(page.text, end):
        ordinal, end = after["after"], after.end()
    if not (level or name):
        return None  # "Đại hội Đảng bộ các cấp"
    name = _SHORT_NAMES.get(name, name)
    if not name:
        if level not in places:
            places[level] = page.province or "" if level == "tỉnh" else _place_of(page, level)
        name = places[level]
    body = "Đảng bộ" if match["body"].lower() == "đảng bộ" else "Chi bộ"
    title = " ".join(part for part in (kind, "Đại hội", body, level, name) if part)
    if ordinal:
        title += f" lần thứ {ordinal}"
    elif not name:
        return None
    return Titled(end, (canonical(title),))


def _capitalised(text: str, position: int) -> tuple[int, str]:
    """The capitalised words from ``position`` on; a Roman number is an ordinal, not a name."""
    words: list[str] = []
    while len(words) < _NAME and (match := _WORD.match(text, position)):
        if not match[1][0].isupper() or re.fullmatch(_ROMAN, match[1]):
            break
        words.append(match[1])
        position = match.end()
    if words and (number := _NUMBERED.match(text, position)):
        return number.end(), " ".join([*words, number[1]])
    return position, " ".join(words)


def _place_of(page: Page, level: str) -> str:
    """The one place of a level that the page names most: "huyện Ý Yên", "Huyện ủy Ý Yên"; "" where two are equal."""
    text, folded = page.text, page.folded
    committee = {"huyện": "huyện", "quận": "quận", "thị xã": "thị", "thành phố": "thành"}.get(level, "đảng")
    head = re.compile(rf"(?<!\w)(?i:{committee}{_S}(?:ủy|uỷ)(?:{_S}{level})?|{level})(?!\w)")
    counts: dict[str, int] = {}
    end = 0
    # where its first word stands: the pattern is slow to be tried at every letter
    for place in map(folded.start, places_of(folded.text, {committee, level.lower().split()[0]})):
        match = head.match(text, place) if place >= end else None
        if match is None:
            continue
        end = match.end()
        _, name = _capitalised(text, match.end())
        if name and len(name.split()) <= 4:
            counts[canonical(name)] = counts.get(canonical(name), 0) + 1
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return ""
    return ranked[0][0]


def law_year(text: str, position: int) -> tuple[int, str] | None:
    """The year printed behind the title of a law: "Luật Đất đai năm 2024", "(2024)"."""
    match = _YEAR.match(text, position)
    return (match.end(), match[1] or match[2]) if match else None


def title_key(title: str) -> str:
    """What two printings of one title share: "Quy định về “Trách nhiệm ...”" is "Quy định “Trách nhiệm ...”"."""
    return fold_key(title).replace(" về ", " ", 1)
