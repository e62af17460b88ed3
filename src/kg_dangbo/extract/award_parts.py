"""The parts of award sentences: forms with their class, years or title, and counted groups of recipients."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from operator import attrgetter
from typing import Final, final

from kg_dangbo.extract.cues import may_end
from kg_dangbo.extract.page import Page
from kg_dangbo.extract.page_numbers import digits_of, number_words_of
from kg_dangbo.language.normal import Folded, canonical
from kg_dangbo.language.numbers import FoundNumber
from kg_dangbo.vocabulary import Concept, Lexicon, Match, PhraseMatcher, Vocabulary

__all__ = ["PARTY_BADGE", "TIERS", "AwardForm", "AwardWords", "RecipientGroup", "award_words"]

_S: Final = r"[^\S\n]{1,3}"
_CLASS: Final = re.compile(rf"[,]?{_S}[Hh]ạng{_S}([Nn]hất|[Nn]hì|[Bb]a|I{{1,3}}|[123])(?!\w)")
# "Huân chương Lao động hạng Nhất, Nhì, Ba", "... hạng Nhất cho 2 tập thể, hạng Nhì cho 3 tập thể"
_MORE_CLASSES: Final = re.compile(
    r"(?:(?:[^\S\n]{0,3},[^\S\n]{0,3}(?:và[^\S\n]{1,3})?|[^\S\n]{1,3}và[^\S\n]{1,3})(?:[Hh]ạng[^\S\n]{1,3})?"
    r"(?:[Nn]hất|[Nn]hì|Ba|(?<=hạng )ba|(?<=nhì, )ba|I{1,3})(?![\w-])){1,2}"
)
_EACH_CLASS: Final = re.compile(r"[Nn]hất|[Nn]hì|[Bb]a|I{1,3}")
_NEXT_CLASS: Final = re.compile(rf"(?<=[\s;,])[Hh]ạng{_S}([Nn]hất|[Nn]hì|[Bb]a|I{{1,3}})(?={_S}(?:cho|tặng|có){_S}|:)")
_CLASS_NAMES: Final = {
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
_QUOTED: Final = re.compile(r"[^\S\n]{0,3}[“\"«]{1,2}[^\S\n]{0,2}([^“”\"«»\n]{3,140}?)[^\S\n]{0,2}[”\"»]{1,2}")
_PLAIN_TITLE: Final = re.compile(
    rf"{_S}((?:Vì|Chiến{_S}s[iĩỹ]|Anh{_S}hùng|Cựu)(?:{_S}(?!cho(?!\w)|của(?!\w)|tặng(?!\w)|năm(?!\w)|đợt(?!\w)|do(?!\w)|vào(?!\w)|tại(?!\w)|ngày(?!\w)|trong(?!\w)|được(?!\w)|khi(?!\w))[^\W\d_]+){{1,12}})"
)
# a further tier of a list is followed by the next one or by "năm": "50 năm, 30 đồng chí" is no list of tiers
_MORE_YEARS: Final = (
    r"(?:[^\S\n]{0,3}(?:,|;|và|-|–|đến)[^\S\n]{0,3}\d{2}"
    r"(?=[^\S\n]{0,3}(?:,|;|và|-|–|đến|năm|tuổi[^\S\n]{1,3}[Đđ]ảng))(?:[^\S\n]{0,3}năm)?)"
)
_BADGE_YEARS: Final = re.compile(
    rf"(?:{_S}(?:cao{_S}quý|tuổi))?(?:{_S}[Đđ]ảng)?(?:{_S}(?:loại|hạng|từ))?{_S}(?P<first>\d{{2}})(?:{_S}năm)?(?P<more>{_MORE_YEARS}*)"
    rf"(?:{_S}năm)?(?:{_S}tuổi{_S}[Đđ]ảng)?"
)
# "60 năm tuổi Đảng", and in a list of tiers also "60 năm: 5 đồng chí"
_MEMBERS: Final = rf"(?:đồng{_S}chí|đảng{_S}viên|người|đ/c)"
_BARE_YEARS: Final = re.compile(
    rf"(?<![\w.,/-])(\d{{2}}){_S}(?:năm{_S})?tuổi{_S}[Đđ]ảng"
    rf"|(?<![\w.,/-])(\d{{2}}){_S}năm(?=[^\S\n]{{0,3}}(?:[:(][^\S\n]{{0,3}}|cho{_S}|có{_S}|là{_S})\d{{1,4}}{_S}{_MEMBERS})"
)
# "4 đồng chí 50 năm", "2 đảng viên nhận Huy hiệu ... 3 đảng viên nhận 55 năm": the count stands before
_COUNTED_YEARS: Final = re.compile(
    rf"(?<![\w.,/-])\d{{1,4}}{_S}{_MEMBERS}(?:{_S}(?:được|nhận|tặng|trao|loại|hạng|đạt|đủ)){{0,4}}{_S}(\d{{2}}){_S}năm(?!\w)"
)
# "Huy hiệu từ 30 năm tuổi Đảng trở lên": of no one tier
_UPWARDS: Final = re.compile(rf"{_S}(?:năm{_S})?(?:tuổi{_S}[Đđ]ảng{_S})?trở{_S}lên(?!\w)")
# "được tặng Huy hiệu: mức 65 năm tuổi Đảng có 1 đồng chí; ..."
_TIERS_FOLLOW: Final = re.compile(
    rf"(?:[^\S\n]{{0,3}}[:;,]|{_S}(?:các{_S})?(?:mức|loại|hạng)(?!\w))[^.;\n\d]{{0,30}}\d{{2}}{_S}năm{_S}tuổi{_S}[Đđ]ảng"
)
# what may stand before the years, at most so far behind the count
_COUNTED_ENDS: Final = ("chí", "viên", "người", "đ/c", "được", "nhận", "tặng", "trao", "loại", "hạng", "đạt", "đủ")
_COUNTED_REACH: Final = 70
_TIER: Final = re.compile(r"[3-9][05](?=[^\S\n])")
_START: Final = attrgetter("start")
_GOES_ON: Final = (
    500  # code points from a badge to the list that breaks it down, in the next sentences of its paragraph
)
TIERS: Final = frozenset({"30", "40", "45", "50", "55", "60", "65", "70", "75", "80", "85", "90"})
PARTY_BADGE: Final = "award-form-huy-hieu-dang"
_MARKS: Final = frozenset('“”„‟«»″＂"')
_BADGE: Final = "award-form-huy-hieu"
_SAYS: Final = 8  # code points between a verb of praise and what it gives: "khen thưởng: 2 Huân chương"
_BEFORE_A_FORM: Final = " :-–\u00a0\n0123456789"
_ORDERS: Final = ("award-form-huan-chuong", "award-form-huy-chuong")
_HAS_YEARS: Final = re.compile(r"năm|tuổi")
_GIVEN: Final = re.compile(r"(?<!\w)(?:tặng|nhận|trao)\s{1,3}$", re.IGNORECASE)
_GAP: Final = re.compile(r"[^\S\n]{1,3}(?:(?:lượt|vị|các)[^\S\n]{1,3})?")


@final
class AwardForm:
    """A form of award at [start, end): its most specific text and the concept it belongs to.

    ``verb`` says that the form is itself the verb (khen thưởng, biểu dương), ``party_badge`` that it is a Huy hiệu Đảng
    of any years. ``classes`` are those of an order printed with several: one recipient has all of them, a counted group
    shares them. ``said`` is where the praise begins that is the verb of the form ("khen thưởng: Huân chương"), or -1.
    """

    __slots__ = ("classes", "end", "id", "party_badge", "said", "start", "text", "verb")

    def __init__(self, start: int, end: int, text: str, id_: str, verb: bool = False) -> None:
        self.start = start
        self.end = end
        self.text = text
        self.id = id_
        self.verb = verb
        self.party_badge = id_.startswith((PARTY_BADGE, "award-form-huy-hieu-")) and id_ != _BADGE
        self.classes: list[str] = []
        self.said = -1

    def of_class(self, name: str) -> AwardForm:
        """The order of one of its classes."""
        return AwardForm(self.start, self.end, f"{self.text} hạng {name}", self.id)


@final
class RecipientGroup:
    """``count`` recipients of one kind at [start, end); the count itself ends at ``number_end``."""

    __slots__ = ("count", "end", "id", "kind", "number_end", "start")

    def __init__(self, start: int, end: int, number_end: int, count: int, kind: str, id_: str) -> None:
        self.start = start
        self.end = end
        self.number_end = number_end
        self.count = count
        self.kind = kind
        self.id = id_


class AwardWords:
    """Award forms and recipient nouns of a vocabulary, compiled."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        forms = vocabulary.scheme("award-forms").values()
        kinds = vocabulary.scheme("recipient-kinds").values()
        # the mark that closes “Tổ quốc ghi công” is looked at apart: a list of the lexicon ends with letters
        self.form_words: PhraseMatcher[Concept] = PhraseMatcher(
            (label.rstrip("”"), c) for c in forms for label in c.labels
        )
        self._kinds = Lexicon([PhraseMatcher((label, c) for c in kinds for label in c.labels)])
        self._titles = {c.pref: c.id for c in forms}
        self._tops = frozenset(c.id for c in forms if "topConceptOf" in c.properties)
        self._verbs = frozenset(c.id for c in forms if c.value("formFamily") == "verb")
        self._quoted = frozenset(c.id for c in forms for label in c.labels if label.endswith("”"))
        self._titled = frozenset(c.id for c in forms if c.value("titled"))
        self.party_member = vocabulary.concept("recipient-kind-dang-vien")

    def forms(self, page: Page) -> list[AwardForm]:
        """Every form that the page prints, in order, not overlapping."""
        known: list[AwardForm] | None = page.folded.hits.get(self)
        if known is None:
            known = page.folded.hits[self] = self._forms(page, page.folded)
        return known

    def _forms(self, page: Page, folded: Folded) -> list[AwardForm]:
        found: list[AwardForm] = []
        free = badges = orders = 0
        for match in self.form_words.find(folded):
            if match.start < free:
                continue
            form = self._read(page.text, match)
            if form is None:
                continue
            free = form.end
            gap = form.start - found[-1].end if found and found[-1].verb else _SAYS
            if gap < _SAYS and not page.text[form.start - gap : form.start].strip(_BEFORE_A_FORM):
                # "được khen thưởng: Huân chương": the verb before a form is no form of its own
                form.said = found.pop().start
            found.append(form)
            badges += form.party_badge
            orders += form.id.startswith(_ORDERS) and " hạng " in form.text
        if orders:
            found = self._with_next_classes(page, found)
        return self._with_bare_years(page, found) if badges else found

    def _read(self, text: str, match: Match[Concept]) -> AwardForm | None:
        concept = match.values[0]
        for value in match.values:
            if value.id not in self._tops:
                concept = value
                break
        start, end = match.start, match.end
        if concept.id in self._quoted and not _MARKS.isdisjoint(text[start:end]):
            if text[end : end + 1] not in _MARKS or text[end + 1 : end + 2].isalnum():
                return None
            end += 1
        if concept.id in self._verbs:
            return AwardForm(start, end, concept.pref, concept.id, True)
        if concept.id == _BADGE or concept.id.startswith("award-form-huy-hieu-"):
            return self._badge(text, match, concept)
        label = canonical(text[start:end])
        label = label[0].upper() + label[1:]
        if concept.id.startswith(_ORDERS):
            grade = _CLASS.match(text, end)
            # the concept's own spelling, so that one order has one name: "Huân chương lao động" -> "Lao động"
            name = concept.pref if label.casefold() == concept.pref.casefold() else label
            if grade:
                if more := _MORE_CLASSES.match(text, grade.end()):
                    several = AwardForm(start, more.end(), name, concept.id)
                    printed = text[grade.start(1) : more.end()]
                    several.classes = [_CLASS_NAMES[c.lower()] for c in _EACH_CLASS.findall(printed)]
                    return several
                name = f"{name} hạng {_CLASS_NAMES[grade.group(1).lower()]}"
                end = grade.end()
            return AwardForm(start, end, name, concept.id)
        if concept.id in self._titled:
            title = _QUOTED.match(text, end) or _PLAIN_TITLE.match(text, end)
            if title:
                name = f"{concept.pref} “{canonical(title.group(1))}”"
                return AwardForm(start, title.end(), name, concept.id)
            if concept.id in ("award-form-danh-hieu", "award-form-giai-thuong"):
                return None  # a title without a name is talked about, not granted
        if len(label) <= 2 and (
            not _GIVEN.search(text[max(0, start - 8) : start]) or text.startswith((" lệnh", " Tổ quốc"), end)
        ):
            return None  # "chào cờ", "trao cờ lệnh": a flag is an award only right behind the verb
        if label.startswith("Tập thể") and text[max(0, start - 2) : start].rstrip()[-1:].isdigit():
            return None  # "cho 5 tập thể lao động xuất sắc": who is awarded
        name = concept.pref if concept.id != "award-form-co-thi-dua" else label
        return AwardForm(start, end, name, concept.id)

    def _badge(self, text: str, match: Match[Concept], concept: Concept) -> AwardForm | None:
        begin = match.start + len("Huy hiệu")
        years = _BADGE_YEARS.match(text, begin)
        if years and years.group("first") in TIERS and _HAS_YEARS.search(years.group()):
            if years.group("more") or _UPWARDS.match(text, years.end()):
                return AwardForm(match.start, years.end(), "Huy hiệu Đảng", PARTY_BADGE)
            return self.tier(years.group("first"), match.start, years.end())
        if concept.id != _BADGE:
            return AwardForm(match.start, match.end, "Huy hiệu Đảng", PARTY_BADGE)
        title = _QUOTED.match(text, match.end)
        if title:
            return AwardForm(match.start, title.end(), f"Huy hiệu “{canonical(title.group(1))}”", _BADGE)
        if _TIERS_FOLLOW.match(text, match.end):
            return AwardForm(match.start, match.end, "Huy hiệu Đảng", PARTY_BADGE)
        return None  # "Huy hiệu Đoàn", "mỗi tấm Huy hiệu": a thing, not a form

    def _with_next_classes(self, page: Page, forms: list[AwardForm]) -> list[AwardForm]:
        """After an order its next classes stand alone: "... hạng Nhất cho 2 tập thể, hạng Nhì cho 3 tập thể"."""
        found: list[AwardForm] = []
        for i, form in enumerate(forms):
            found.append(form)
            name, graded, _ = form.text.partition(" hạng ")
            sentence = page.sentence_at(form.start) if graded and form.id.startswith(_ORDERS) else None
            if sentence is None:
                continue
            stop = min(sentence.end, form.end + _GOES_ON)
            if i + 1 < len(forms):
                stop = min(stop, forms[i + 1].start)
            for match in _NEXT_CLASS.finditer(page.text, form.end, stop):
                text = f"{name} hạng {_CLASS_NAMES[match.group(1).lower()]}"
                found.append(AwardForm(match.start(), match.end(), text, form.id))
        return found

    def _with_bare_years(self, page: Page, forms: list[AwardForm]) -> list[AwardForm]:
        """After a Party badge the list goes on "50 năm tuổi Đảng cho 3 đồng chí" without the word."""
        badges = [f for f in forms if f.party_badge]
        more: list[AwardForm] = []
        free = 0
        for i, badge in enumerate(badges):
            near = page.sentence_at(badge.start)
            stop = max(badge.end + _GOES_ON, near.end if near is not None else 0)
            if i + 1 < len(badges):
                stop = min(stop, badges[i + 1].start)
            for years in _TIER.finditer(page.text, badge.end, min(stop + 3, len(page.text))):
                begin = years.start()
                if begin < free or begin >= stop or years.group() not in TIERS:
                    continue
                sentence = page.sentence_at(begin)
                if sentence is None:
                    continue
                same = badge.start >= sentence.start
                end = 0
                if same and (match := _BARE_YEARS.match(page.text, begin)):
                    end = match.end()
                # "... Huy hiệu Đảng. Cụ thể: 2 đồng chí 60 năm, 5 đồng chí 55 năm"
                elif same or (
                    near is not None and near.paragraph == sentence.paragraph and begin - badge.end < _GOES_ON
                ):
                    end = _end_of_counted(page, begin)
                if end:
                    more.append(self.tier(years.group(), begin, end))
                    free = end
        return sorted([*forms, *more], key=lambda f: f.start) if more else forms

    def tier(self, years: str, start: int, end: int) -> AwardForm:
        """The Party badge of so many years, printed at [start, end)."""
        title = f"Huy hiệu {years} năm tuổi Đảng"
        return AwardForm(start, end, title, self._titles.get(title, PARTY_BADGE))

    def groups(self, page: Page, start: int, end: int) -> list[RecipientGroup]:
        """Every "12 tập thể", "hai đảng viên" whose number begins inside [start, end), in order."""
        text, found = page.text, []
        folded, kinds = page.folded, self._kinds
        for number in _numbers(page, start, end):
            at = number.end
            while at < len(text) and at - number.end < 3 and text[at].isspace() and text[at] != "\n":
                at += 1
            if at == number.end or number.value == "0" or len(number.value) > 6:
                continue
            begin = at
            kind: tuple[int, Concept] | None = kinds.longest(folded, at)
            if text.startswith(("lượt", "vị", "các"), at) and (gap := _GAP.match(text, number.end)):
                if (other := kinds.longest(folded, gap.end())) is not None:
                    begin, kind = gap.end(), other
            if kind is None or any(d.end > number.start for d in page.dates_in(number.start - 40, number.start + 1)):
                continue
            last, concept = kind
            label = canonical(page.low[begin:last])
            found.append(RecipientGroup(number.start, last, number.end, int(number.value), label, concept.id))
        return found


def _end_of_counted(page: Page, years: int) -> int:
    """Where "3 đồng chí 55 năm" ends, whose years begin at ``years``; 0 where they are no such years."""
    if may_end(page.low, 0, years, _COUNTED_ENDS):
        for match in _COUNTED_YEARS.finditer(page.text, max(0, years - _COUNTED_REACH), years + 12):
            if match.start(1) == years:
                return match.end()
    return 0


def _numbers(page: Page, start: int, end: int) -> list[FoundNumber]:
    """The whole numbers that begin inside [start, end), in digits and in words."""
    found: list[FoundNumber] = []
    digits, words = digits_of(page), number_words_of(page)
    for i in range(bisect_left(digits, start, key=_START), len(digits)):
        if digits[i].start >= end:
            break
        if digits[i].value.isdigit():
            found.append(digits[i])
    written = False
    for i in range(bisect_left(words, start, key=_START), len(words)):
        if words[i].start >= end:
            break
        if page.text[words[i].start : words[i].end].casefold() != "năm":
            found.append(words[i])
            written = True
    if written:
        found.sort(key=_START)
    return found


@lru_cache(maxsize=4)
def award_words(vocabulary: Vocabulary) -> AwardWords:
    """The award words of a vocabulary, compiled once."""
    return AwardWords(vocabulary)
