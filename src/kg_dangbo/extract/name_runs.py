"""Runs of words that are the own part of a body's name: capitals, known descriptors, common nouns, an area."""

from __future__ import annotations

import re
from typing import Final

from kg_dangbo.extract.areas import Area, AreaGrammar
from kg_dangbo.extract.body import Body, Head
from kg_dangbo.extract.body_words import BodyWords
from kg_dangbo.language.normal import canonical, fold
from kg_dangbo.language.tokens import Tokens
from kg_dangbo.vocabulary import Concept, PhraseMatcher

__all__ = ["HOSTED", "NameRuns"]

_DIVISIONS: Final = frozenset({"Phòng", "Khoa", "Trung tâm", "Đội", "Trạm", "Vụ"})
HOSTED: Final = _DIVISIONS | {"Cục", "Tổng cục", "Chi cục", "Viện"}
"""Heads behind whose own name that of the body may follow to which they belong: "Cục Quản lý Dược *Bộ Y tế*"."""

_OWN_WORDS = 14  # the longest names of schools and companies have 13 words
_TITLE_WORDS = 16  # words of a name in quotation marks
_TAIL = 8  # common nouns in a row inside a name: "Khai thác công trình thủy lợi" has four after its capital
_TWO_WORDS: Final = 4  # syllables and "và": "Phòng Quản lý nhà *và thị trường bất động sản* Sở Xây dựng"
_COMMON_START = frozenset({"org-kind-ban-quan-ly", "org-kind-ban-quan-ly-du-an", "org-kind-ban-chi-dao",
                           "org-kind-van-phong-dang-ky-dat-dai"})  # fmt: skip
_NAMED_BY_THEIR_WORK = frozenset({"org-kind-trung-tam", "org-kind-cuc", "org-kind-chi-cuc", "org-kind-tong-cuc",
                                  "org-kind-vu", "org-kind-phong", "org-kind-so", "org-kind-doi", "org-kind-khoa",
                                  "org-kind-ban-quan-ly", "org-kind-ban-quan-ly-du-an", "org-kind-ban-chi-dao",
                                  "org-kind-hat-kiem-lam", "org-kind-dai"})  # fmt: skip
_PRESS = frozenset({"org-kind-bao", "org-kind-tap-chi"})  # what follows their names is what they write
_HEADS_WITH_OWN = {
    "BVĐK": "Đa khoa",
    "BVĐKKV": "Đa khoa khu vực",
    "CTCP": "cổ phần",
}  # short forms of a head and the word behind it
_NO_TAIL = frozenset({"org-kind-truong", "org-kind-dai"})  # "Trường Sơn", "Đài Loan" go on like any text
_CREDITS = frozenset({"Ảnh", "Video", "Clip", "Nguồn", "Đồ"})  # "Bảo tàng Cổ vật - Ảnh: ..."
_TIMES: Final = frozenset({"sáng", "trưa", "chiều", "tối", "đêm", "ngày", "hôm"})
_COMMONEST = frozenset({"Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Phan", "Vũ", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ",
                        "Ngô", "Dương", "Đinh", "Trịnh", "Đoàn", "Trương"})  # fmt: skip
_AREA_FIRST = frozenset({"org-kind-bo-tu-lenh", "org-kind-van-phong-dang-ky-dat-dai"})
_CITY_SHORT = frozenset({"TP", "Tp"})
_SYLLABLE = re.compile(
    r"(?:b|c|ch|d|đ|g|gh|gi|h|k|kh|l|m|n|ng|ngh|nh|p|ph|q|r|s|t|th|tr|v|x)?"
    r"[aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵ]{1,3}"
    r"(?:c|ch|m|n|ng|nh|p|t)?$"
)
_COUNTED = frozenset({"đảng", "đồng", "hộ", "người", "cá", "tập", "năm", "lần", "tháng", "chi", "cán", "hội"})
_PAPER = "org-kind-bao"  # papers print their own capitals: "Báo Tuổi Trẻ"
_NOT_IN_SQUADS = frozenset(
    {
        "các",
        "giữ",
        "nguyên",
        "đến",
        "làm",
        "thôi",
        "bổ",
        "về",
        "phối",
        "đã",
        "vừa",
        "đang",
        "bắt",
        "tiến",
        "do",
        "được",
        "là",
    }
)
_SQUAD_HOSTS = frozenset({"org-kind-cong-an", "org-kind-bo-chi-huy-quan-su", "org-kind-bo-doi-bien-phong",
                          "org-kind-bo-cong-an"})  # fmt: skip


class NameRuns:
    """The part of the grammar of bodies that reads proper names."""

    def __init__(self, tokens: Tokens, areas: AreaGrammar, words: BodyWords) -> None:
        self.tokens: Final = tokens
        self.items: Final = tokens.items
        self.size: Final = len(tokens.items)
        self.areas: Final = areas
        self.words: Final = words
        self.heads: Final[dict[int, list[Head]]] = {}  # index of a first word -> the heads there, the longest first
        self.descriptors: Final = self._index(words.descriptors)

    def parse(self, i: int, depth: int = 0, only: str | None = None, *, any_case: bool = False) -> Body | None:
        """The body whose head begins at word ``i``; the grammar of heads and tails knows how."""
        raise NotImplementedError

    def _host_of_division(self, i: int, depth: int) -> Body | None:
        """The body that begins at word ``i`` behind the own name of a division, where it is one in its own right."""
        host = self.parse(i, depth)
        if host is None or (host.bare and host.tail != "fixed") or host.kind.value("bodyClass") == "OtherBody":
            return None  # "Chi cục Hải quan *Buôn* Ma Thuột"
        return host

    def _index(self, matcher: PhraseMatcher[Concept]) -> dict[int, tuple[int, Concept]]:
        """Word index -> (offset behind the longest label there, concept)."""
        out: dict[int, tuple[int, Concept]] = {}
        places = self.tokens.places
        for start, end, values in matcher.spans(self.tokens.folded):
            i = places.get(start)
            if i is not None and i not in out:
                out[i] = (end, values[0])
        return out

    def _take(self, body: Body, j: int) -> None:
        body.next = j
        body.end = self.items[j - 1].end

    def _joined(self, j: int) -> bool:
        return j < self.size and self.items[j].joined

    def _own_run(self, body: Body, j: int) -> None:
        """The proper name at ``j``: capitalised words, known descriptors, common nouns, an area at the end."""
        tokens, k = self.items, j
        parts: list[tuple[str, str, bool]] = []  # joint before it, text, whether it is a descriptor
        forms = 0  # descriptors that give a legal form or a level only
        capitals = 0  # capitalised words that are no descriptors: after two the name proper has begun
        shortened = _HEADS_WITH_OWN.get(self.items[self.tokens.places[body.start]].text)
        if shortened is not None:
            parts.append(("", shortened, True))
        tails = 0  # how often common nouns have been read
        stop = min(self.size, j + _OWN_WORDS)
        while k < stop:
            token = tokens[k]
            if k > j and not token.joined:
                if token.gap.strip() not in ("-", "–", "&") or "\n" in token.gap or token.text in _CREDITS:
                    break
                if not (token.cap or k in self.descriptors) or k in self.heads:
                    break
                joint = "-" if token.gap.strip() == "–" else token.gap.strip()
            else:
                joint = ""
            descriptor_here = self.descriptors.get(k)
            if descriptor_here is not None and (token.cap or _descriptors_only(parts)):
                end, descriptor = descriptor_here
                n = self.tokens.at(end)
                printed = canonical(" ".join([t.text for t in tokens.between(k, n)]))
                text = printed if body.kind.id == _PAPER else _match_case(descriptor.pref, printed)
                parts.append((joint, text, True))
                forms += descriptor.value("formOnly") == "true"
                k = n
                continue
            unit = self.areas.unit(k)
            if unit is not None:
                area = self._area_inside(body, k, unit[2], first=k == j)
                if area is not None:
                    body.area, k = area
                    break
                if k > j and not (token.cap and unit[2]):
                    break
            if token.low in ("và", "&") and parts and k + 1 < self.size and tokens[k + 1].joined:
                if (tokens[k + 1].cap or k + 1 in self.descriptors) and parts[-1][2]:
                    parts.append((joint, "và", True))
                    k += 1
                    continue
                break
            if token.low == "số" and self._joined(k + 1) and tokens[k + 1].text.isdigit() and parts:
                parts.append(("", f"{token.text} {tokens[k + 1].text}", False))  # "Trường Tiểu học số 1 Tân An"
                k += 2
                continue
            if not token.cap and token.text.isalpha() and tails < 2:
                small = self._common_nouns(body, k, parts, first=capitals == 1 or _goes_on(parts))
                if small:
                    parts += [("", t.text, False) for t in tokens.between(k, k + small)]
                    k += small
                    tails += 1
                    continue
            if not (token.cap or (token.text.isdigit() and parts) or token.text[0].isdigit()):
                break
            if token.text.isdigit() and parts and (len(token.text) > 4 or self._counts(k)):
                break
            if parts and token.text == "TPHCM" and (city := self.areas.parse(k, bare_names=True)):
                body.area, k = city
                break
            if not parts and not capitals and body.kind.pref in _DIVISIONS and self._holder(body, k):
                break
            if parts and token.cap and not joint:
                if self._person(body, k, capitals, bool(tails)):
                    break
                if k in self.heads and body.kind.pref in HOSTED and self._host_of_division(k, 1) is not None:
                    break  # "Phòng Khoa giáo | Ban Tuyên giáo Tỉnh ủy"
            if body.tail == "sector" and parts and token.cap and (bare := self.areas.parse(k, bare_names=True)):
                body.area, k = bare  # "Sở Văn hóa Hà Nội"
                break
            capitals += 1
            long_form = self.words.abbreviations.get(token.text)
            if long_form and (k == j or body.kind.value("bodyClass") == "ArmedForcesBody"):  # "Hải đội 2 BĐBP"
                parts.append((joint, long_form, False))
            else:
                parts.append((joint, token.text, False))
            k += 1
        if parts and parts[-1][1] == "và":
            parts.pop()
            k -= 1
        if parts and forms == len(parts) and body.area is None:
            return  # "Công ty cổ phần", "Trường Tiểu học": any of them
        if body.kind.id == "org-kind-dai-hoc" and not any(text[:1].isupper() for _, text, _ in parts):
            return  # a degree: "Đại học chế biến thủy sản"
        least = int(body.kind.value("ownSyllables") or 0)
        if sum(len(text.split()) for _, text, _ in parts) < least and not (parts and parts[0][1].isupper()):
            if not any(part[2] for part in parts):
                return  # "Trường Sa", "Đài Loan"
        own = ""
        for joint, text, _ in parts:
            own += (f" {joint} " if joint else " ") + text if own else text
        body.own = canonical(own)
        if k > j:
            self._take(body, k)

    def _area_inside(self, body: Body, k: int, short: bool, *, first: bool) -> tuple[Area, int] | None:
        """The area that ends a name: `huyện X`, `tỉnh`, `TP. X`; `TP` alone is the page's city.

        A unit stands at word ``k``, in short or as a word.
        """
        token = self.items[k]
        if (first and body.kind.id not in _AREA_FIRST) or (short and token.text not in _CITY_SHORT):
            return None
        parsed = self.areas.parse(k)
        if parsed is not None and token.cap and not short and parsed[0].name is None:
            return None
        return parsed

    def _stops(self, m: int) -> bool:
        """A function word, a time of day with its date, or the two syllables of a verb end a name in small letters."""
        words, tokens = self.words.function_words, self.items
        if tokens[m].low in words:
            return True
        if tokens[m].low in _TIMES and m + 1 < self.size and tokens[m + 1].text.isdigit():
            return True  # "Ban Chỉ đạo phòng chống tham nhũng *sáng 26*/7"
        return m + 1 < self.size and tokens[m + 1].joined and f"{tokens[m].low} {tokens[m + 1].low}" in words

    def _common_nouns(self, body: Body, k: int, parts: list[tuple[str, str, bool]], *, first: bool) -> int:
        """How many small-letter words from ``k`` on belong to the name that has begun.

        One capital syllable is half a word, so its name goes on ("Viện Nghiên *cứu chiến lược*"); behind a whole word
        or at the very beginning ("Ban Quản lý *chợ* An Đông") common nouns count only where an area or a capital closes
        the name.
        """
        if body.kind.id in _PRESS:
            return 0
        tokens = self.items
        last = parts[-1] if parts else None
        half = last is not None and not last[2] and first and _is_half(last[1])
        whole = last is not None and last[2] and last[1][:1].isupper() and body.tail != "sector"
        common = last is not None and last[2] and not whole and body.capital and body.tail != "sector"
        if not (half or whole or common or (last is None and body.kind.id in _COMMON_START and body.capital)):
            return 0
        m, soft, closed = k, 0, ""
        while m - k <= _TAIL:
            token = tokens[m] if m < self.size else None
            if token is None or not token.joined:
                closed = "end"
            elif self.areas.unit(m) is not None:
                closed = "area"
            elif m in self.heads and (token.cap or self._names_a_body(m)):
                closed = "body"
            elif token.cap:
                closed = "capital"
            elif not token.text.isalpha():
                closed = "end"
            elif token.low == "và" and m > k and not whole and not soft and m + 1 < self.size and tokens[m + 1].joined:
                soft = m
            elif self._stops(m):
                closed = "verb"
            if closed:
                break
            m += 1
        n = m - k
        hosted = closed == "body" and m - soft >= _TWO_WORDS and body.kind.pref in HOSTED
        if soft and ((closed in ("verb", "body", "") and not hosted) or m - soft < 2):
            n, closed = soft - k, "verb"
        if not n or (n == 1 and last is None and closed != "capital"):
            return 0
        if body.kind.id in _NO_TAIL:
            return n if half and closed in ("area", "capital") and n <= 3 else 0
        if half:
            if closed == "capital" and n > 4:
                return 0 if n % 2 == 0 else 1
            return n if closed else 3
        if closed == "area" or (closed == "capital" and (last is None or common or m in self.descriptors)):
            return n if n <= 6 else 0
        if closed == "capital" and body.kind.value("bodyClass") == "EconomicBody":
            return n if n <= 2 else 0  # "Công ty Vận tải *biển* Nha Phú"
        return (
            n if closed == "end" and n in (2, 4) and whole and last is not None and not self._form_only(last[1]) else 0
        )

    def _names_a_body(self, m: int) -> bool:
        """Whether the small-letter head at ``m`` is a name ("bộ Tài chính"), not a common noun ("nhà máy lọc dầu")."""
        return self.items[m + 1].cap and self.heads[m][0].next > m + 1

    def _form_only(self, text: str) -> bool:
        found = self.words.descriptors.find_all(fold(text))
        return any(m.value.value("formOnly") == "true" for m in found)

    def _person(self, body: Body, k: int, capitals: int, tail: bool) -> bool:
        """A person behind the name of a body ("Trung tâm Y tế *Nguyễn Văn An*"), not one whom it is named after."""
        tokens = self.items
        if tokens[k].text not in self.words.strong_surnames:
            return False
        n = k + 1
        while n < self.size and n - k < 4 and tokens[n].joined and tokens[n].cap:
            n += 1
        if n - k < 2 or self.areas.parse(k, bare_names=True) is not None:
            return False
        if tail and body.kind.id != "org-kind-cau-lac-bo":
            return n - k > 2 or tokens[k].text in _COMMONEST
        return n - k > 2 and (capitals > 1 or (capitals == 0 and body.kind.id in _NAMED_BY_THEIR_WORK))

    def _holder(self, body: Body, k: int) -> bool:
        """Who has an office that is printed without its body: "phó trưởng phòng *Nguyễn Văn An*"."""
        tokens = self.items
        if tokens[k].text not in self.words.strong_surnames or tokens[self.tokens.places[body.start]].cap:
            return False
        n = k + 1
        while n < self.size and n - k < 5 and tokens[n].joined and tokens[n].cap:
            n += 1
        return 2 < n - k < 5

    def _counts(self, k: int) -> bool:
        """A number that counts what follows ("Chi bộ thôn Hạ 11 đảng viên") and is no part of the name."""
        return self._joined(k + 1) and self.items[k + 1].low in _COUNTED

    def _quoted(self, body: Body) -> None:
        """A name in quotation marks ("Quỹ *“Vì người nghèo”* tỉnh"), with the area that may follow."""
        k = body.next
        if k >= self.size or not self.items[k].cap or self.items[k].gap.strip() not in ('"', "“", "‘", "'"):
            return
        for n in range(k + 1, min(k + _TITLE_WORDS, self.size)):
            gap = self.items[n].gap
            if "\n" in gap:
                return
            if any(mark in gap for mark in '"”’') or (gap.strip()[:1] == "'"):
                area = self.areas.parse(n) if gap.strip() in ('"', "”", "’", "'") and self.areas.unit(n) else None
                if area is None and body.kind.id == "org-kind-quy":
                    return  # gifts to the fund: "ủng hộ Quỹ “Vì người nghèo”"
                inside = self.tokens.folded.original[self.items[k].start : self.items[n - 1].end]
                body.own = canonical(f"{body.own} “{inside}”".strip())
                self._take(body, n)
                if area is not None:
                    body.area = area[0]
                    self._take(body, area[1])
                return

    def _squad(self, j: int, depth: int) -> Body | None:
        """The police body that a division's long name ends with: "Phòng Cảnh sát điều tra ... *Công an tỉnh*"."""
        if not self.items[j].cap:
            return None
        for k in range(j + 1, min(j + _OWN_WORDS, self.size)):
            if not self.items[k].joined and self.items[k].gap.strip() not in ("-", ","):
                return None
            if self.items[k].low in _NOT_IN_SQUADS:
                return None
            if any(head.kind.id in _SQUAD_HOSTS for head in self.heads.get(k, ())):
                host = self.parse(k, depth + 1)
                return host if host is not None and not host.bare else None
        return None

    def _common_run(self, body: Body, j: int) -> None:
        """A police division without its police ("Phòng Cảnh sát điều tra tội phạm về ma túy"): up to punctuation."""
        k = j + 1
        while k < min(j + _OWN_WORDS, self.size) and self.items[k].joined and not self.items[k].cap:
            k += 1
        body.own = canonical(self.tokens.folded.original[self.items[j].start : self.items[k - 1].end])
        self._take(body, k)


def _descriptors_only(parts: list[tuple[str, str, bool]]) -> bool:
    for part in parts:  # noqa: SIM110 - a generator costs more than the parts
        if not part[2]:
            return False
    return True


def _goes_on(parts: list[tuple[str, str, bool]]) -> bool:
    """A capital right behind common nouns begins a word of its own ("biên soạn Lịch *sử*")."""
    return len(parts) > 1 and parts[-2][1].islower()


def _is_half(text: str) -> bool:
    """A single capitalised Vietnamese syllable; acronyms and foreign names are whole words."""
    return text == "Y" or (text[1:].islower() and _SYLLABLE.match(text.lower()) is not None)


def _match_case(preferred: str, printed: str) -> str:
    """A descriptor's preferred form with the capital that the print gives its first word."""
    return preferred[0].upper() + preferred[1:] if printed[:1].isupper() else preferred
