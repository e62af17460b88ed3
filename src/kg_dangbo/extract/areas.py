"""Areas: administrative units as they are printed ("huyện Bình Lục", "TP Vinh", "tỉnh").

A body is often named by its level only ("HĐND tỉnh", "Huyện ủy"); `extract/area_context.py` says which unit that is.
"""

from __future__ import annotations

from typing import Final, final

from kg_dangbo.extract.body_words import BodyWords
from kg_dangbo.language.normal import canonical, fold_key
from kg_dangbo.language.tokens import Tokens
from kg_dangbo.vocabulary import Place
from kg_dangbo.vocabulary.places import Era, Places

__all__ = ["LEVEL_OF", "Area", "AreaGrammar", "era_of", "is_roman"]

# unit types of two words, by the first and the second
_TWO_WORDS: Final = {"thành": {"phố": "thành phố"}, "thị": {"xã": "thị xã", "trấn": "thị trấn"},
                     "đặc": {"khu": "đặc khu"}}  # fmt: skip
_ONE_WORD: Final = frozenset({"tỉnh", "huyện", "quận", "xã", "phường"})
# short forms need a name behind them, because they have other readings
_SHORT_UNITS: Final = {"TP": "thành phố", "Tp": "thành phố", "T.P": "thành phố", "TX": "thị xã", "Tx": "thị xã",
                       "TT": "thị trấn", "H": "huyện", "Q": "quận", "P": "phường", "X": "xã"}  # fmt: skip
_UNIT_WORDS: Final = frozenset(_TWO_WORDS) | _ONE_WORD | frozenset(short.casefold() for short in _SHORT_UNITS)
LEVEL_OF = {"tỉnh": "province", "huyện": "district", "quận": "district", "thị xã": "district", "xã": "commune",
            "phường": "commune", "thị trấn": "commune", "đặc khu": "commune"}  # fmt: skip
# what may stand between a unit and its name: "huyện *đảo* Lý Sơn", "xã *biên giới* Ea Bung"; by the first word
_DESCRIBED: Final = {"đảo": ("",), "miền": ("núi",), "biên": ("giới",), "vùng": ("cao", "biên", "sâu", "ven"),
                     "ven": ("biển",)}  # fmt: skip
# what tells two units of one name apart, behind it
_QUALIFIERS: Final = frozenset({"Đông", "Tây", "Nam", "Bắc", "Trung", "Thượng", "Hạ", "Nội", "Ngoại", "Trong", "Ngoài",
                                "Mới"})  # fmt: skip
_HEADLINE_WORDS: Final = frozenset({"khóa", "nhiệm", "lần", "tổ", "năm", "kỳ", "trao", "họp", "đón", "công"})
_ROMAN_DIGITS: Final = frozenset("IVX")
_ROMAN: Final = 5  # digits of the longest numeral
_NAME_WORDS: Final = 5  # "Bà Rịa - Vũng Tàu" has four, "Phan Rang - Tháp Chàm" four
_REFORM: Final = "2025-07-01"  # two-level local government, NQ 203/2025/QH15


def era_of(published: str | None) -> Era:
    """The era of administrative units that a page of this date means."""
    return "2025" if published is not None and published >= _REFORM else "2024"


@final
class Area:
    """A unit type and, where printed or completed, its bare name; [start, end) of the print.

    ``unit_type`` is "" for a bare province name ("Công an Hà Nội") until it is completed.
    """

    __slots__ = ("end", "name", "start", "unit_type")

    def __init__(self, unit_type: str, name: str | None, start: int, end: int) -> None:
        self.unit_type: Final = unit_type
        self.name: Final = name
        self.start: Final = start
        self.end: Final = end

    @property
    def label(self) -> str:
        """`huyện Bình Lục`, or the bare type."""
        return f"{self.unit_type} {self.name}".strip() if self.name else self.unit_type


@final
class AreaGrammar:
    """Reads areas off the word stream of one page."""

    def __init__(self, tokens: Tokens, places: Places, words: BodyWords, era: Era) -> None:
        self.tokens = tokens
        self.words = tokens.items
        self.lows: Final = tokens.lows
        self.size = len(tokens.items)
        self.places = places
        self.surnames = words.surnames
        self.former: Final = words.former_provinces
        self.short: Final = words.abbreviations
        self.era = era

    def explicit(self) -> list[Area]:
        """All areas that the page prints with their names, in text order."""
        out: list[Area] = []
        free = 0
        for i, low in enumerate(self.tokens.lows):
            if low not in _UNIT_WORDS or i < free:
                continue
            parsed = self.parse(i)
            if parsed is not None:
                if parsed[0].name is not None:
                    out.append(parsed[0])
                free = parsed[1]
        return out

    def unit(self, i: int) -> tuple[str, int, bool] | None:
        """(unit type, index behind it, whether a name must follow) of a unit word at ``i``."""
        if i >= self.size:
            return None
        low = self.lows[i]
        if low not in _UNIT_WORDS:
            return None
        seconds = _TWO_WORDS.get(low)
        if seconds is not None and i + 1 < self.size:
            two = seconds.get(self.lows[i + 1])
            if two is not None and self.words[i + 1].joined:
                return two, i + 2, False
        if low in _ONE_WORD:
            return low, self._behind_description(i + 1), False
        short = _SHORT_UNITS.get(self.words[i].text)
        return None if short is None else (short, i + 1, True)

    def _behind_description(self, i: int) -> int:
        """The index behind the words at ``i`` that only describe a unit, where its name follows them; else ``i``."""
        if i + 1 >= self.size or self.lows[i] not in _DESCRIBED:
            return i
        word = self.words[i]
        seconds = _DESCRIBED.get(word.text) if word.joined else None
        if seconds is None:
            return i
        j = i + 1
        if seconds[0]:
            second = self.words[j]
            if not second.joined or second.text not in seconds or j + 1 >= self.size:
                return i
            j += 1
        name = self.words[j]
        return j if name.joined and name.cap else i

    def _run(self, i: int) -> int:
        """The index behind the capitalised run that begins at ``i`` (numbers count: `phường 7`)."""
        words, j = self.words, i
        stop = min(self.size, i + _NAME_WORDS)
        while j < stop:
            token = words[j]
            if j > i and not (token.joined or (token.gap.strip() in ("-", "–") and "\n" not in token.gap)):
                break
            text = token.text
            if not (token.cap or (len(text) <= 2 and text.isdigit())):
                break
            if token.low in _HEADLINE_WORDS and text.isupper():
                break  # "ĐẠI HỘI ĐẢNG BỘ XÃ KHÓA XX"
            if j > i and not token.joined and not (self._known(i, j + 1) or self._known(i, j + 2)):
                break  # a dash joins only the parts of a known name ("Bà Rịa - Vũng Tàu")
            j += 1
        return j

    def _text(self, i: int, j: int) -> str:
        """The words [i, j) as a name; a dash between them is kept as ` - `."""
        words = self.words
        out = words[i].text
        for k in range(i + 1, min(j, self.size)):
            word = words[k]
            out += (" " if word.joined or not word.gap.strip() else " - ") + word.text
        return canonical(out)

    def _lookup(self, i: int, j: int, unit_type: str | None) -> tuple[Place, ...]:
        text = self._text(i, j)
        found = self.places.found(text, unit_type)
        return found or (self.places.found(f"TP {text}") if unit_type == "thành phố" else found)  # TP HCM

    def _known(self, i: int, j: int) -> bool:
        return bool(self._lookup(i, j, None)) or fold_key(self._text(i, j)) in self.former

    def _former_province(self, i: int, end: int, unit_type: str | None) -> tuple[str, int] | None:
        """The former province at ``i`` and the index behind it; without its type only where no unit has its name."""
        if unit_type is not None and unit_type not in ("", "tỉnh"):
            return None
        for j in range(end, i, -1):
            province = self.former.get(fold_key(self._text(i, j)))
            if province is not None and not (unit_type != "tỉnh" and self._lookup(i, j, None)):
                return province, j
        return None

    def name(self, i: int, unit_type: str | None) -> tuple[str, int] | None:
        """The bare name at ``i`` and the index behind it: the longest known one, else the run up to a person's name."""
        if i >= self.size or "\n" in self.words[i].gap:
            return None
        words = self.words
        end = self._run(i)
        if end == i:
            return None
        if (former := self._former_province(i, end, unit_type)) is not None:
            return former
        for j in range(end, i, -1):
            known = self._lookup(i, j, unit_type)
            if known and not self._goes_on(i, j, end):
                after = words[j] if j < end else None
                if after is not None and unit_type and after.joined and after.text in _QUALIFIERS:
                    return self._text(i, j + 1), j + 1  # "xã Bình An *Đông*", a name that the register does not have
                roman = after is not None and is_roman(after.text)
                if not roman:
                    bare = known[0].bare
                    for place in known:
                        if place.bare != bare:
                            break
                    else:
                        return bare, j  # "HCM" is Hồ Chí Minh
                if after is not None and (roman or after.text.isdigit()):
                    j += 1  # "phường Hải Châu I": the register may know the younger, merged ward only
                return self._text(i, j), j
        if unit_type is None or unit_type in ("", "tỉnh"):
            return None  # provinces are a closed list
        return self._unknown(i, end, unit_type)

    def _unknown(self, i: int, end: int, unit_type: str) -> tuple[str, int] | None:
        """The name in the run [i, end) of a unit that the register does not have under this type."""
        words = self.words
        if words[i].text.isupper() and words[i].text in self.short:
            return None  # "xã NTM": a commune of the new countryside
        level = LEVEL_OF.get(unit_type, "district")
        person_like = words[i].text in self.surnames
        for j in range(end, i, -1):
            same_level = any(p.level == f"level-{level}" for p in self.places.found(self._text(i, j)))
            if same_level and not self._goes_on(i, j, end) and (j == end or j - i >= 2 or not person_like):
                if j < end and words[j].joined and words[j].text in _QUALIFIERS:
                    j += 1
                return self._text(i, j), j
        if words[i].text.isdigit():
            return (self._text(i, i + 1), i + 1) if unit_type in ("quận", "phường") else None
        if person_like and end - i >= (3 if level == "commune" else 2):
            return self._former(i, end) if level == "district" else None
        # an unknown name: "xã Tràng An Nguyễn Văn A" ends where a family name begins that has company
        for j in range(i + 1, end):
            if words[j].text in self.surnames and end - j >= 2:
                return self._text(i, j), j
        end = min(end, i + 4)
        return self._text(i, end), end

    def _former(self, i: int, end: int) -> tuple[str, int] | None:
        """A name of two words at ``i`` that only communes bear: that of a former district, from which they have it."""
        j = i + 2
        alone = j == end or (j < end and end - j >= 2 and self.words[j].text in self.surnames)
        return (self._text(i, j), j) if alone and self.places.found(self._text(i, j)) else None

    def _goes_on(self, i: int, j: int, end: int) -> bool:
        """A one-word place that is a family name too, with more of a name behind it: a person ("Hà Thị Vân Phi")."""
        return j - i == 1 and end - j >= 1 and self.words[i].text in self.surnames and not is_roman(self.words[j].text)

    def parse(self, i: int, *, bare_names: bool = False) -> tuple[Area, int] | None:
        """The area at word ``i`` and the index behind it, or None.

        With ``bare_names`` a province or a known district may stand without its type ("Công an Hà Nội").
        """
        if i >= self.size:
            return None
        words, unit = self.words, self.unit(i)
        if unit is not None:
            unit_type, j, needs_name = unit
            first = words[i]
            after = words[j] if j < self.size else None
            ok = after is not None and (after.joined or (needs_name and after.gap.strip() == "."))
            named = self.name(j, unit_type) if ok else None
            if named is not None and after is not None and not after.joined and not self.places.found(named[0]):
                named = None  # "ở TP. Để ..." ends a sentence
            if named is None:
                if needs_name and first.text not in ("TP", "Tp"):
                    return None
                return Area(unit_type, None, first.start, words[j - 1].end), j
            return Area(unit_type, named[0], first.start, words[named[1] - 1].end), named[1]
        return self._bare(i) if bare_names and words.cap(i) else None

    def _bare(self, i: int) -> tuple[Area, int] | None:
        """The province or the known district whose name stands at word ``i`` without its type."""
        found = self.name(i, None)
        if found is None:
            return None
        name, j = found
        words = self.words
        if fold_key(name) in self.former and not self.places.found(name):
            return Area("tỉnh", name, words[i].start, words[j - 1].end), j
        province = self.places.province_named(name, self.era) or self.places.province_named(name)
        if province is not None:
            unit_type = province.unit_type
            former = province.former_name
            if former is not None and not fold_key(province.bare).startswith(words[i].low):
                unit_type = former.split(" ", 1)[0]  # printed under its former name
            return Area(unit_type, province.bare, words[i].start, words[j - 1].end), j
        districts = {p.unit_type for p in self.places.found(name, None, "2024") if p.level == "level-district"}
        if len(districts) == 1:
            return Area(districts.pop(), name, words[i].start, words[j - 1].end), j
        return None


def is_roman(text: str) -> bool:
    """True for a Roman numeral such as a ward or cell may carry."""
    if not 1 <= len(text) <= _ROMAN:
        return False
    for letter in text:  # noqa: SIM110 - a generator costs more than the letters
        if letter not in _ROMAN_DIGITS:
            return False
    return True
