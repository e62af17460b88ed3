"""Areas: administrative units as they are printed ("huyện Bình Lục", "TP Vinh", "tỉnh").

A body is often named by its level only ("HĐND tỉnh", "Huyện ủy"); `extract/area_context.py` says which unit that is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg_dangbo.language.normal import canonical, fold_key
from kg_dangbo.language.tokens import Tokens
from kg_dangbo.vocabulary import Place, Vocabulary
from kg_dangbo.vocabulary.places import Era

__all__ = ["LEVEL_OF", "Area", "AreaGrammar", "era_of", "is_roman"]

# unit types as words; the second form needs a name behind it, because it has other readings
_UNITS: dict[tuple[str, ...], str] = {
    ("thành", "phố"): "thành phố",
    ("thị", "xã"): "thị xã",
    ("thị", "trấn"): "thị trấn",
    ("đặc", "khu"): "đặc khu",
    ("tỉnh",): "tỉnh",
    ("huyện",): "huyện",
    ("quận",): "quận",
    ("xã",): "xã",
    ("phường",): "phường",
}
_SHORT_UNITS = {"TP": "thành phố", "Tp": "thành phố", "T.P": "thành phố", "TX": "thị xã", "Tx": "thị xã", 
                "TT": "thị trấn", "H": "huyện", "Q": "quận", "P": "phường", "X": "xã"}  # fmt: skip
_UNIT_WORDS = frozenset(words[0] for words in _UNITS) | frozenset(short.casefold() for short in _SHORT_UNITS)
LEVEL_OF = {"tỉnh": "province", "huyện": "district", "quận": "district", "thị xã": "district", "xã": "commune",
            "phường": "commune", "thị trấn": "commune", "đặc khu": "commune"}  # fmt: skip
# what tells two units of one name apart, behind it
_QUALIFIERS = frozenset({"Đông", "Tây", "Nam", "Bắc", "Trung", "Thượng", "Hạ", "Nội", "Ngoại", "Trong", "Ngoài", "Mới"})
_HEADLINE_WORDS = frozenset({"khóa", "nhiệm", "lần", "tổ", "năm", "kỳ", "trao", "họp", "đón", "công"})
_ROMAN = re.compile(r"[IVX]{1,5}$")
_NAME_WORDS = 5  # "Bà Rịa - Vũng Tàu" has four, "Phan Rang - Tháp Chàm" four
_REFORM = "2025-07-01"  # two-level local government, NQ 203/2025/QH15


def era_of(published: str | None) -> Era:
    """The era of administrative units that a page of this date means."""
    return "2025" if published is not None and published >= _REFORM else "2024"


@dataclass(frozen=True, slots=True)
class Area:
    """A unit type and, where printed or completed, its bare name; [start, end) of the print.

    ``unit_type`` is "" for a bare province name ("Công an Hà Nội") until it is completed.
    """

    unit_type: str
    name: str | None
    start: int
    end: int

    @property
    def label(self) -> str:
        """`huyện Bình Lục`, or the bare type."""
        return f"{self.unit_type} {self.name}".strip() if self.name else self.unit_type


class AreaGrammar:
    """Reads areas off the word stream of one page."""

    def __init__(self, tokens: Tokens, vocabulary: Vocabulary, surnames: frozenset[str], era: Era) -> None:
        self.tokens = tokens
        self.places = vocabulary.places
        self.surnames = surnames
        self.era = era

    def explicit(self) -> list[Area]:
        """All areas that the page prints with their names, in text order."""
        out: list[Area] = []
        i, words = 0, self.tokens.items
        while i < len(words):
            parsed = self.parse(i) if words[i].low in _UNIT_WORDS else None
            if parsed is None:
                i += 1
                continue
            if parsed[0].name is not None:
                out.append(parsed[0])
            i = parsed[1]
        return out

    def unit(self, i: int) -> tuple[str, int, bool] | None:
        """(unit type, index behind it, whether a name must follow) of a unit word at ``i``."""
        tokens = self.tokens
        if i >= len(tokens):
            return None
        token = tokens[i]
        if token.low not in _UNIT_WORDS:
            return None
        if i + 1 < len(tokens) and tokens[i + 1].joined:
            two = _UNITS.get((token.low, tokens[i + 1].low))
            if two:
                return two, i + 2, False
        one = _UNITS.get((token.low,))
        if one:
            return one, i + 1, False
        short = _SHORT_UNITS.get(token.text)
        if short:
            return short, i + 1, True
        return None

    def _run(self, i: int) -> int:
        """The index behind the capitalised run that begins at ``i`` (numbers count: `phường 7`)."""
        tokens, j = self.tokens, i
        while j < len(tokens) and j - i < _NAME_WORDS:
            token = tokens[j]
            if j > i and not (token.joined or (token.gap.strip() in ("-", "–") and "\n" not in token.gap)):
                break
            if not (token.cap or (token.text.isdigit() and len(token.text) <= 2)):
                break
            if token.low in _HEADLINE_WORDS and token.text.isupper():
                break  # "ĐẠI HỘI ĐẢNG BỘ XÃ KHÓA XX"
            if j > i and token.gap.strip() and not (self._known(i, j + 1) or self._known(i, j + 2)):
                break  # a dash joins only the parts of a known name ("Bà Rịa - Vũng Tàu")
            j += 1
        return j

    def _text(self, i: int, j: int) -> str:
        """The words [i, j) as a name; a dash between them is kept as ` - `."""
        out = self.tokens[i].text
        for k in range(i + 1, min(j, len(self.tokens))):
            out += (" - " if self.tokens[k].gap.strip() else " ") + self.tokens[k].text
        return canonical(out)

    def _lookup(self, i: int, j: int, unit_type: str | None = None) -> list[Place]:
        text = self._text(i, j)
        found = self.places.find(text, unit_type)
        return found or (self.places.find(f"TP {text}") if unit_type == "thành phố" else [])  # TP HCM

    def _known(self, i: int, j: int, unit_type: str | None = None) -> bool:
        return bool(self._lookup(i, j, unit_type))

    def name(self, i: int, unit_type: str | None) -> tuple[str, int] | None:
        """The bare name at ``i`` and the index behind it: the longest known one, else the run up to a person's name."""
        tokens = self.tokens
        if i >= len(tokens) or "\n" in tokens[i].gap:
            return None
        end = self._run(i)
        if end == i:
            return None
        for j in range(end, i, -1):
            if self._known(i, j, unit_type) and not self._goes_on(i, j, end):
                bare = {p.bare for p in self._lookup(i, j, unit_type)}
                if j < end and unit_type and tokens[j].joined and tokens[j].text in _QUALIFIERS:
                    return self._text(i, j + 1), j + 1  # "xã Bình An *Đông*", a name that the register does not have
                if len(bare) == 1 and not (j < end and is_roman(tokens[j].text)):
                    return bare.pop(), j  # "HCM" is Hồ Chí Minh
                if j < end and (is_roman(tokens[j].text) or tokens[j].text.isdigit()):
                    j += 1  # "phường Hải Châu I": the register may know the younger, merged ward only
                return self._text(i, j), j
        if unit_type in (None, "", "tỉnh"):
            return None  # provinces are a closed list
        level = LEVEL_OF.get(unit_type, "district")
        person_like = tokens[i].text in self.surnames
        for j in range(end, i, -1):
            same_level = any(p.level == f"level-{level}" for p in self.places.find(self._text(i, j)))
            if same_level and not self._goes_on(i, j, end) and (j == end or j - i >= 2 or not person_like):
                j += j < end and tokens[j].joined and tokens[j].text in _QUALIFIERS
                return self._text(i, j), j
        if tokens[i].text.isdigit():
            return (self._text(i, i + 1), i + 1) if unit_type in ("quận", "phường") else None
        if person_like and end - i >= (3 if level == "commune" else 2):
            return None
        # an unknown name: "xã Tràng An Nguyễn Văn A" ends where a family name begins that has company
        for j in range(i + 1, end):
            if tokens[j].text in self.surnames and end - j >= 2:
                return self._text(i, j), j
        end = min(end, i + 4)
        return self._text(i, end), end

    def _goes_on(self, i: int, j: int, end: int) -> bool:
        """A one-word place that is a family name too, with more of a name behind it: a person ("Hà Thị Vân Phi")."""
        return (
            j - i == 1 and end - j >= 1 and self.tokens[i].text in self.surnames and not is_roman(self.tokens[j].text)
        )

    def parse(self, i: int, *, bare_names: bool = False) -> tuple[Area, int] | None:
        """The area at word ``i`` and the index behind it, or None.

        With ``bare_names`` a province or a known district may stand without its type ("Công an Hà Nội").
        """
        tokens = self.tokens
        unit = self.unit(i)
        if unit is not None:
            unit_type, j, needs_name = unit
            ok = j < len(tokens) and (tokens[j].joined or (needs_name and tokens[j].gap.strip() == "."))
            named = self.name(j, unit_type) if ok else None
            if named is not None and not tokens[j].joined and not self.places.find(named[0]):
                named = None  # "ở TP. Để ..." ends a sentence
            if named is None:
                if needs_name and tokens[i].text not in ("TP", "Tp"):
                    return None
                return Area(unit_type, None, tokens[i].start, tokens[j - 1].end), j
            return Area(unit_type, named[0], tokens[i].start, tokens[named[1] - 1].end), named[1]
        if bare_names and i < len(tokens) and tokens[i].cap:
            found = self.name(i, None)
            if found is not None:
                name, j = found
                province = self.places.province_named(name, self.era) or self.places.province_named(name)
                if province is not None:
                    unit_type = province.unit_type
                    former = province.former_name
                    if former is not None and not fold_key(province.bare).startswith(tokens[i].low):
                        unit_type = former.split(" ", 1)[0]  # printed under its former name
                    return Area(unit_type, province.bare, tokens[i].start, tokens[j - 1].end), j
                districts = {p.unit_type for p in self.places.find(name, None, "2024") if p.level == "level-district"}
                if len(districts) == 1:
                    return Area(districts.pop(), name, tokens[i].start, tokens[j - 1].end), j
        return None


def is_roman(text: str) -> bool:
    """True for a Roman numeral such as a ward or cell may carry."""
    return bool(_ROMAN.match(text))
