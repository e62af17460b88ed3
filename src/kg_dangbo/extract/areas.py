"""Areas: administrative units as they are printed ("huyện Bình Lục", "TP Vinh", "tỉnh"), and the page's own.

A body is often named by its level only ("HĐND tỉnh", "Huyện ủy"). `AreaContext` says which unit the page
means at a given place: the same sentence first, then the unit that the page is about.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from kg_dangbo.extract.page import Page, Zone
from kg_dangbo.language.normal import canonical, fold_key, slug
from kg_dangbo.language.tokens import Tokens
from kg_dangbo.vocabulary import Place, Vocabulary
from kg_dangbo.vocabulary.places import Era

__all__ = ["Area", "AreaContext", "AreaGrammar", "era_of"]

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
            if j > i and token.gap.strip() and not self._known(i, j + 1):
                break  # a dash joins only the parts of a known name
            j += 1
        return j

    def _text(self, i: int, j: int) -> str:
        """The words [i, j) as a name; a dash between them is kept as ` - `."""
        out = self.tokens[i].text
        for k in range(i + 1, j):
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
                return self._text(i, j), j
        if tokens[i].text.isdigit():
            return self._text(i, i + 1), i + 1
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
                if needs_name:
                    return None
                return Area(unit_type, None, tokens[i].start, tokens[j - 1].end), j
            return Area(unit_type, named[0], tokens[i].start, tokens[named[1] - 1].end), named[1]
        if bare_names and i < len(tokens) and tokens[i].cap:
            found = self.name(i, None)
            if found is not None:
                name, j = found
                province = self.places.province_named(name, self.era) or self.places.province_named(name)
                if province is not None:
                    return Area(province.unit_type, province.bare, tokens[i].start, tokens[j - 1].end), j
                districts = {p.unit_type for p in self.places.find(name, None, "2024") if p.level == "level-district"}
                if len(districts) == 1:
                    return Area(districts.pop(), name, tokens[i].start, tokens[j - 1].end), j
        return None


class AreaContext:
    """Which unit a bare "tỉnh", "huyện", "xã" means at a place of the page."""

    def __init__(self, page: Page, grammar: AreaGrammar, vocabulary: Vocabulary) -> None:
        self.page = page
        self.places = vocabulary.places
        self.era = grammar.era
        self.explicit: list[Area] = []
        i, words = 0, grammar.tokens.items
        while i < len(words):
            if words[i].low not in _UNIT_WORDS:
                i += 1
                continue
            parsed = grammar.parse(i)
            if parsed is None:
                i += 1
                continue
            if parsed[0].name is not None:
                self.explicit.append(parsed[0])
            i = parsed[1]
        self.certain = False  # publisher, address or imprint name the province
        self.dominant = False  # the text names one province at least twice as often as any other
        self.province = self._province(grammar)

    # ------------------------------------------------------------------ province
    def _province(self, grammar: AreaGrammar) -> Place | None:
        article = self.page.article
        for name in (article.publisher, self._masthead()):
            found = self._province_in(name)
            if found is not None:
                self.certain = True
                return found
        if article.url:
            # the host name of a provincial paper or portal holds the province: baohanam, bao-namdinh, hanam.gov.vn
            host = re.sub(r"[^a-z]", "", slug(article.url.split("//")[-1].split("/")[0], 200))
            hits = [
                p
                for p in self.places.provinces("2024")
                if len(slug(p.bare)) > 4 and slug(p.bare).replace("-", "") in host
            ]
            if hits:
                self.certain = True
                return self._of_era(max(hits, key=lambda p: (len(p.bare), p.id)))
        votes: Counter[str] = Counter()
        for area in self.explicit:
            if area.name is None:
                continue
            sentence = self.page.sentence_at(area.start)
            weight = 3 if sentence is not None and sentence.zone in (Zone.HEADLINE, Zone.LEAD) else 1
            if sentence is not None and not sentence.zone.states_facts:
                weight = 2  # the address in the imprint
            province = self.places.province_named(area.name) if area.unit_type in ("tỉnh", "thành phố") else None
            if province is None and area.unit_type in ("huyện", "quận", "thị xã", "thành phố"):
                found_districts = self.places.find(area.name, area.unit_type)
                owners = {self.places.province_of(p).bare for p in found_districts}
                if len(owners) == 1:
                    province = self.places.province_named(owners.pop())
            if province is not None:
                votes[province.bare] += weight
        head = self.page.text[:400]
        for place in self.places.provinces("2024"):
            if place.bare in head:
                votes[place.bare] += 2
        if not votes:
            return None
        best = max(sorted(votes), key=lambda name: votes[name])
        rest = [n for name, n in votes.items() if name != best]
        self.dominant = votes[best] >= 2 * max(rest, default=0)
        return self._of_era(self.places.province_named(best))

    def _masthead(self) -> str | None:
        for sentence in self.page.sentences:
            line = self.page.text[sentence.start : sentence.end]
            if not sentence.zone.states_facts and fold_key(line).startswith("báo ") and len(line) < 80:
                return line
        return None

    def _of_era(self, place: Place | None) -> Place | None:
        if place is None:
            return None
        return self.places.province_named(place.bare, self.era) or place

    def _province_in(self, name: str | None) -> Place | None:
        if not name:
            return None
        key = f" {fold_key(name)} "
        hits = [p for p in self.places.provinces("2024") if f" {fold_key(p.bare)} " in key]
        return self._of_era(max(hits, key=lambda p: (len(p.bare), p.id))) if hits else None

    def province_at(self, offset: int) -> Place | None:
        """The province that a bare "tỉnh" means here."""
        if self.certain or self.province is None:
            return self.province
        sentence = self.page.sentence_at(offset)
        reach = 0 if self.dominant else 1500
        for area in reversed(self.explicit):
            if area.start < offset and area.unit_type in ("tỉnh", "thành phố") and area.name:
                if sentence is None or area.start >= sentence.start - reach:
                    found = self.places.province_named(area.name)
                    if found is not None:
                        return self._of_era(found)
        return self.province

    # ------------------------------------------------------------------ districts and communes
    def complete(self, unit_type: str, offset: int) -> Area | None:
        """The named area that a bare ``unit_type`` means at ``offset``, or None where the page does not say."""
        if unit_type == "tỉnh":
            place = self.province_at(offset)
            return Area(place.unit_type, place.bare, offset, offset) if place is not None else None
        candidates = [a for a in self.explicit if a.unit_type == unit_type]
        if unit_type == "thành phố":
            return self._city(candidates, offset)
        found = self._choose(candidates, offset)
        if found is None and LEVEL_OF.get(unit_type) in ("district", "commune"):
            found = self._from_headline(unit_type)
        return found

    def _city(self, candidates: list[Area], offset: int) -> Area | None:
        province = self.province_at(offset)
        cities = [a for a in candidates if a.name and self.places.province_named(a.name) is None]
        if province is not None and province.unit_type == "thành phố":
            sentence = self.page.sentence_at(offset)
            near = [a for a in cities if sentence is not None and sentence.start <= a.start < offset]
            if near:
                return near[-1]
            return Area("thành phố", province.bare, offset, offset)
        return self._choose(cities, offset) or self._choose(candidates, offset) or self._from_headline("thành phố")

    def _choose(self, candidates: list[Area], offset: int) -> Area | None:
        if not candidates:
            return None
        sentence = self.page.sentence_at(offset)
        if sentence is not None:
            near = [a for a in candidates if sentence.start <= a.start < offset]
            if near:
                return near[-1]
        votes: Counter[str] = Counter()
        for a in candidates:
            s = self.page.sentence_at(a.start)
            if s is not None and s.zone.states_facts and a.name is not None:
                votes[a.name] += 4 if s.zone in (Zone.HEADLINE, Zone.LEAD) else 1
        if not votes:
            return candidates[0]
        ranked = votes.most_common()
        if len(ranked) == 1 or ranked[0][1] >= ranked[1][1] + 2:
            name = ranked[0][0]
            return next(a for a in candidates if a.name == name)
        before = [a for a in candidates if a.start < offset]
        return before[-1] if before else candidates[0]

    def _from_headline(self, unit_type: str) -> Area | None:
        """A district or commune named without its type in headline or lead ("Bình Lục sơ kết ...")."""
        if self.province is None:
            return None
        for sentence in self.page.sentences[:4]:
            line = self.page.text[sentence.start : sentence.end]
            for m in re.finditer(r"[^\W\d_]+(?:[ \u00a0][^\W\d_]+){0,3}", line):
                words = m.group().split()
                for size in range(min(3, len(words)), 0, -1):
                    name = " ".join(words[:size])
                    if not all(w[0].isupper() for w in words[:size]):
                        continue
                    for era in dict.fromkeys((self.province.era, self.era)):
                        province = self.places.province_named(self.province.bare, era)
                        places = self.places.find(name, unit_type, era, province) if province is not None else []
                        if places:
                            return Area(unit_type, places[0].bare, sentence.start, sentence.start)
        return None

    def add(self, areas: list[Area]) -> None:
        """Note areas that are named inside other names ("Huyện ủy Trạm Tấu" names a huyện)."""
        self.explicit = sorted([*self.explicit, *areas], key=lambda a: (a.start, a.end))


def is_roman(text: str) -> bool:
    """True for a Roman numeral such as a ward or cell may carry."""
    return bool(_ROMAN.match(text))
