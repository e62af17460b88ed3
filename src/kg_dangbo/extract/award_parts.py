"""The parts of award sentences: forms with their class, years or title, and counted groups of recipients."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest

from kg_dangbo.extract.cues import within
from kg_dangbo.extract.page import Page
from kg_dangbo.extract.page_numbers import digits_of, number_words_of
from kg_dangbo.language.normal import Folded, canonical
from kg_dangbo.language.numbers import FoundNumber
from kg_dangbo.vocabulary import Concept, Match, PhraseMatcher, Vocabulary

__all__ = ["PARTY_BADGE", "TIERS", "AwardForm", "AwardWords", "RecipientGroup", "award_words"]

_S = r"[^\S\n]{1,3}"
_CLASS = re.compile(rf"[,]?{_S}[Hh]ạng{_S}([Nn]hất|[Nn]hì|[Bb]a|I{{1,3}}|[123])(?!\w)")
_CLASS_NAMES = {
    "nhất": "Nhất",
    "nhì": "Nhì",
    "ba": "Ba",
    "i": "Nhất",
    "ii": "Nhì",
    "iii": "Ba",
    "1": "Nhất",
    "2": "Nhì",
    "3": "Ba",
}
_QUOTED = re.compile(r"[^\S\n]{0,3}[“\"«]{1,2}[^\S\n]{0,2}([^“”\"«»\n]{3,140}?)[^\S\n]{0,2}[”\"»]{1,2}")
_PLAIN_TITLE = re.compile(
    rf"{_S}((?:Vì|Chiến{_S}s[iĩỹ]|Anh{_S}hùng|Cựu)(?:{_S}(?!cho(?!\w)|của(?!\w)|tặng(?!\w)|năm(?!\w)|đợt(?!\w)|do(?!\w)|vào(?!\w)|tại(?!\w)|ngày(?!\w)|trong(?!\w)|được(?!\w)|khi(?!\w))[^\W\d_]+){{1,12}})"
)
# a further tier of a list is followed by the next one or by "năm": "50 năm, 30 đồng chí" is no list of tiers
_MORE_YEARS = (
    r"(?:[^\S\n]{0,3}(?:,|;|và|-|–|đến)[^\S\n]{0,3}\d{2}"
    r"(?=[^\S\n]{0,3}(?:,|;|và|-|–|đến|năm|tuổi[^\S\n]{1,3}[Đđ]ảng))(?:[^\S\n]{0,3}năm)?)"
)
_BADGE_YEARS = re.compile(
    rf"(?:{_S}(?:cao{_S}quý|tuổi))?(?:{_S}[Đđ]ảng)?(?:{_S}(?:loại|hạng|từ))?{_S}(?P<first>\d{{2}})(?:{_S}năm)?(?P<more>{_MORE_YEARS}*)"
    rf"(?:{_S}năm)?(?:{_S}tuổi{_S}[Đđ]ảng)?"
)
# "60 năm tuổi Đảng", and in a list of tiers also "60 năm: 5 đồng chí"
_MEMBERS = rf"(?:đồng{_S}chí|đảng{_S}viên|người|đ/c)"
_BARE_YEARS = re.compile(
    rf"(?<![\w.,/-])(\d{{2}}){_S}(?:năm{_S})?tuổi{_S}[Đđ]ảng"
    rf"|(?<![\w.,/-])(\d{{2}}){_S}năm(?=[^\S\n]{{0,3}}(?::[^\S\n]{{0,3}}|cho{_S}|có{_S}|là{_S})\d{{1,4}}{_S}{_MEMBERS})"
)
# "4 đồng chí 50 năm", "2 đảng viên nhận Huy hiệu ... 3 đảng viên nhận 55 năm": the count stands before
_COUNTED_YEARS = re.compile(
    rf"(?<![\w.,/-])\d{{1,4}}{_S}{_MEMBERS}(?:{_S}(?:được|nhận|tặng|trao|loại|hạng|đạt|đủ)){{0,4}}{_S}(\d{{2}}){_S}năm(?!\w)"
)
# "Huy hiệu từ 30 năm tuổi Đảng trở lên": of no one tier
_UPWARDS = re.compile(rf"{_S}(?:năm{_S})?(?:tuổi{_S}[Đđ]ảng{_S})?trở{_S}lên(?!\w)")
# "được tặng Huy hiệu: mức 65 năm tuổi Đảng có 1 đồng chí; ..."
_TIERS_FOLLOW = re.compile(
    rf"(?:[^\S\n]{{0,3}}[:;,]|{_S}(?:các{_S})?(?:mức|loại|hạng)(?!\w))[^.;\n\d]{{0,30}}\d{{2}}{_S}năm{_S}tuổi{_S}[Đđ]ảng"
)
_GOES_ON = 500  # code points from a badge to the list that breaks it down, in the next sentences of its paragraph
TIERS = frozenset({"30", "40", "45", "50", "55", "60", "65", "70", "75", "80", "85", "90"})
PARTY_BADGE = "award-form-huy-hieu-dang"
_BADGE = "award-form-huy-hieu"
_HAS_YEARS = re.compile(r"năm|tuổi")
_GIVEN = re.compile(r"(?<!\w)(?:tặng|nhận|trao)\s{1,3}$", re.IGNORECASE)
_SPACE = re.compile(r"[^\S\n]{1,3}")
_GAP = re.compile(r"[^\S\n]{1,3}(?:(?:lượt|vị|các)[^\S\n]{1,3})?")


@dataclass(frozen=True, slots=True)
class AwardForm:
    """A form of award at [start, end): its most specific text and the concept it belongs to."""

    start: int
    end: int
    text: str
    id: str
    verb: bool  # the form is itself the verb: khen thưởng, biểu dương

    @property
    def party_badge(self) -> bool:
        """A Huy hiệu Đảng of any years."""
        return self.id.startswith((PARTY_BADGE, "award-form-huy-hieu-")) and self.id != _BADGE


@dataclass(frozen=True, slots=True)
class RecipientGroup:
    """``count`` recipients of one kind at [start, end); the count itself ends at ``number_end``."""

    start: int
    end: int
    number_end: int
    count: int
    kind: str
    id: str


class AwardWords:
    """Award forms and recipient nouns of a vocabulary, compiled."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        forms = vocabulary.scheme("award-forms").values()
        kinds = vocabulary.scheme("recipient-kinds").values()
        self.form_words: PhraseMatcher[Concept] = PhraseMatcher((label, c) for c in forms for label in c.labels)
        self.kind_words: PhraseMatcher[Concept] = PhraseMatcher((label, c) for c in kinds for label in c.labels)
        self._titles = {c.pref: c.id for c in forms}
        self.party_member = vocabulary.concept("recipient-kind-dang-vien")

    def forms(self, page: Page) -> list[AwardForm]:
        """Every form that the page prints, in order, not overlapping."""
        known: list[AwardForm] | None = page.folded.hits.get(self)
        if known is None:
            known = page.folded.hits[self] = self._forms(page, page.folded)
        return known

    def _forms(self, page: Page, folded: Folded) -> list[AwardForm]:
        found: list[AwardForm] = []
        free = 0
        for match in self.form_words.find(folded):
            if match.start < free:
                continue
            form = self._read(page.text, match)
            if form is not None:
                found.append(form)
                free = form.end
        # "được tặng thưởng Huân chương": the verb before a form is no form of its own
        found = [f for f, g in zip_longest(found, found[1:]) if not (f.verb and g and g.start - f.end <= 3)]
        return self._with_bare_years(page, found)

    def _read(self, text: str, match: Match[Concept]) -> AwardForm | None:
        concept = next((c for c in match.values if "topConceptOf" not in c.properties), match.value)
        end = match.end
        label = canonical(text[match.start : end])
        label = label[0].upper() + label[1:]
        if concept.value("formFamily") == "verb":
            return AwardForm(match.start, end, concept.pref, concept.id, True)
        if concept.id == _BADGE or concept.id.startswith("award-form-huy-hieu-"):
            return self._badge(text, match, concept)
        if concept.id.startswith(("award-form-huan-chuong", "award-form-huy-chuong")):
            grade = _CLASS.match(text, end)
            # the concept's own spelling, so that one order has one name: "Huân chương lao động" -> "Lao động"
            name = concept.pref if label.casefold() == concept.pref.casefold() else label
            if grade:
                return AwardForm(
                    match.start, grade.end(), f"{name} hạng {_CLASS_NAMES[grade.group(1).lower()]}", concept.id, False
                )
            return AwardForm(match.start, end, name, concept.id, False)
        if concept.value("titled"):
            title = _QUOTED.match(text, end)
            if title:
                return AwardForm(
                    match.start, title.end(), f"{concept.pref} “{canonical(title.group(1))}”", concept.id, False
                )
            plain = _PLAIN_TITLE.match(text, end)
            if plain:
                return AwardForm(
                    match.start, plain.end(), f"{concept.pref} “{canonical(plain.group(1))}”", concept.id, False
                )
            if concept.id in ("award-form-danh-hieu", "award-form-giai-thuong"):
                return None  # a title without a name is talked about, not granted
        if len(label) <= 2 and not _GIVEN.search(text[max(0, match.start - 8) : match.start]):
            return None  # "chào cờ": a flag is an award only right behind the verb
        name = concept.pref if concept.id != "award-form-co-thi-dua" else label
        return AwardForm(match.start, end, name, concept.id, False)

    def _badge(self, text: str, match: Match[Concept], concept: Concept) -> AwardForm | None:
        begin = match.start + len("Huy hiệu")
        years = _BADGE_YEARS.match(text, begin)
        if years and years.group("first") in TIERS and _HAS_YEARS.search(years.group()):
            if years.group("more") or _UPWARDS.match(text, years.end()):
                return AwardForm(match.start, years.end(), "Huy hiệu Đảng", PARTY_BADGE, False)
            return self.tier(years.group("first"), match.start, years.end())
        if concept.id != _BADGE:
            return AwardForm(match.start, match.end, "Huy hiệu Đảng", PARTY_BADGE, False)
        title = _QUOTED.match(text, match.end)
        if title:
            return AwardForm(match.start, title.end(), f"Huy hiệu “{canonical(title.group(1))}”", _BADGE, False)
        if _TIERS_FOLLOW.match(text, match.end):
            return AwardForm(match.start, match.end, "Huy hiệu Đảng", PARTY_BADGE, False)
        return None  # "Huy hiệu Đoàn", "mỗi tấm Huy hiệu": a thing, not a form

    def _with_bare_years(self, page: Page, forms: list[AwardForm]) -> list[AwardForm]:
        """After a Party badge the list goes on "50 năm tuổi Đảng cho 3 đồng chí" without the word."""
        badges = [f for f in forms if f.party_badge]
        if not badges:
            return forms
        starts = [f.start for f in badges]
        more = []
        found = [(m, next(g for g in (1, 2) if m[g]), False) for m in _BARE_YEARS.finditer(page.text)]
        found += [(m, 1, True) for m in _COUNTED_YEARS.finditer(page.text)]
        free = 0
        for match, group, counted in sorted(found, key=lambda f: f[0].start(f[1])):
            begin, end = match.start(group), match.end()
            sentence = page.sentence_at(begin)
            if sentence is None or begin < free or match[group] not in TIERS:
                continue
            i = bisect_right(starts, begin)
            last = badges[i - 1] if i else None  # forms do not overlap: only the nearest can hold the years
            if last is None or last.end > begin:
                continue
            near = page.sentence_at(last.start)
            same = last.start >= sentence.start
            # "... Huy hiệu Đảng. Cụ thể: 2 đồng chí 60 năm, 5 đồng chí 55 năm"
            if same or (near and counted and near.paragraph == sentence.paragraph and begin - last.end < _GOES_ON):
                more.append(self.tier(match[group], begin, end))
                free = end
        return sorted([*forms, *more], key=lambda f: f.start)

    def tier(self, years: str, start: int, end: int) -> AwardForm:
        """The Party badge of so many years, printed at [start, end)."""
        title = f"Huy hiệu {years} năm tuổi Đảng"
        return AwardForm(start, end, title, self._titles.get(title, PARTY_BADGE), False)

    def groups(self, page: Page, folded: Folded) -> list[RecipientGroup]:
        """Every "12 tập thể", "hai đảng viên" of the page, in order."""
        kinds = self.kind_words.longest(folded)
        numbers: list[FoundNumber] = [n for n in digits_of(page) if n.value.isdigit()]
        numbers += [n for n in number_words_of(page) if page.text[n.start : n.end].casefold() != "năm"]
        dates = page.dates
        found = []
        for number in sorted(numbers, key=lambda n: n.start):
            gap = _GAP.match(page.text, number.end)
            if gap is None or len(number.value) > 6 or number.value == "0":
                continue
            begin = gap.end()
            kind = kinds.get(begin)
            if kind is None and (plain := _SPACE.match(page.text, number.end)) is not None:
                begin = plain.end()
                kind = kinds.get(begin)
            if kind is None or any(
                d.start <= number.start < d.end for d in within(dates, number.start - 40, number.start + 1)
            ):
                continue
            end, concept = kind
            label = canonical(page.text[begin:end]).lower()
            found.append(RecipientGroup(number.start, end, number.end, int(number.value), label, concept.id))
        return found


@lru_cache(maxsize=4)
def award_words(vocabulary: Vocabulary) -> AwardWords:
    """The award words of a vocabulary, compiled once."""
    return AwardWords(vocabulary)
