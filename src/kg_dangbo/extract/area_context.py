"""Which administrative unit a page means by a bare "tỉnh", "Huyện ủy", "HĐND xã".

The same sentence first, then the unit that the page is about: its publisher, its headline and lead, what it names most.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, final

from kg_dangbo.extract.areas import LEVEL_OF, Area, AreaGrammar
from kg_dangbo.extract.page import Page, Sentence, Zone
from kg_dangbo.language.normal import canonical, fold_key, slug
from kg_dangbo.language.offsets import bisect_left
from kg_dangbo.vocabulary import Place, Vocabulary
from kg_dangbo.vocabulary.places import ERAS, Era, Places

__all__ = ["AreaContext"]

_CITY = "city under a province"  # thành phố of the district level: no unit type, but a list of its own
_MANY = 5  # a page that names so many provinces reports on several of them, whichever it names most
# where somebody comes from says nothing about where they hold an office
_HOME = re.compile(
    r"(?:quê|nguyên quán|quê quán|sinh (?:ra )?(?:ở|tại)|sinh (?:ngày|năm)[^.;\n]{0,40}?(?:ở|tại))"
    r"(?:(?!\b(?:từng|giữ|làm|công tác|hiện)\b)[^.;)\n])*$"
)  # of small letters
_HOME_REACH: Final = 90  # code points before an area in which it is called a home
_HEAD: Final = 400  # code points in which a province may be named without its type
# types of units that are provinces or tell theirs
_PROVINCIAL: Final = frozenset({"tỉnh", "thành phố", "huyện", "quận", "thị xã"})
_NEAR: Final = 1500  # code points back to a province on a page about several
_WINDOW: Final = 60  # areas looked back at; more do not stand in one sentence of news


@lru_cache(maxsize=4)
def _by_host(places: Places, era: Era) -> list[tuple[str, Place]]:
    """The provinces by how a host name writes them: "hanam"."""
    return [(key, p) for p in places.provinces(era) if len(key := slug(p.bare).replace("-", "")) > 4]


@lru_cache(maxsize=2)
def _by_words(places: Places) -> list[tuple[str, Place]]:
    """The provinces by their folded names between spaces."""
    return [(f" {fold_key(p.bare)} ", p) for p in places.provinces("2024")]


@lru_cache(maxsize=2)
def _bare_names(places: Places) -> list[str]:
    return [p.bare for p in places.provinces("2024")]


@final
class AreaContext:
    """Which unit a bare "tỉnh", "huyện", "xã" means at a place of the page."""

    def __init__(self, page: Page, grammar: AreaGrammar, vocabulary: Vocabulary) -> None:
        self.page: Final = page
        self.places: Final = vocabulary.places
        self.era: Final = grammar.era
        self.explicit: list[Area] = []
        self._starts: list[int] = []
        self.homes: set[int] = set()  # offsets of areas that somebody comes from
        self._of_type: dict[str, list[Area]] = {}
        self._starts_of: dict[str, list[int]] = {}
        self._main: dict[str, Area | None] = {}  # unit type -> the first of the name that clearly leads the votes
        self.add(grammar.explicit())
        self.certain = False  # publisher, address or imprint name the province
        self.dominant = False  # the text names one province at least twice as often as any other
        self.province = self._province()

    # ------------------------------------------------------------------ province
    def _province(self) -> Place | None:
        article = self.page.article
        for name in (article.publisher, self._masthead()):
            found = self._province_in(name)
            if found is not None:
                self.certain = True
                return found
        if article.url:
            # the host name of a provincial paper or portal holds the province: baohanam, bao-namdinh, hanam.gov.vn
            host = re.sub(r"[^a-z]", "", slug(article.url.split("//")[-1].split("/")[0], 200))
            for era in dict.fromkeys((self.era, ERAS[0])):
                # the parent domain stands last: phuongbaclieu.camau.gov.vn lies in Cà Mau
                hits = [(host.rfind(key), len(key), p) for key, p in _by_host(self.places, era) if key in host]
                if hits:
                    self.certain = True
                    return self._of_era(max(hits, key=lambda hit: hit[:2])[2])
        votes: dict[str, int] = {}
        for area in self.explicit:
            province = self._province_of(area)
            if province is None:
                continue
            sentence = self.page.sentence_at(area.start)
            weight = 3 if sentence is not None and sentence.zone in (Zone.HEADLINE, Zone.LEAD) else 1
            if sentence is not None and not sentence.zone.states_facts:
                weight = 2  # the address in the imprint
            votes[province] = votes.get(province, 0) + weight
        head = canonical(self.page.text[:_HEAD])
        for name in _bare_names(self.places):
            if name in head:
                votes[name] = votes.get(name, 0) + 2
        if not votes:
            return None
        best = max(sorted(votes), key=lambda name: votes[name])
        rest = [n for name, n in votes.items() if name != best]
        self.dominant = votes[best] >= 2 * max(rest, default=0) and len(votes) < _MANY
        return self._of_era(self.places.province_named(best))

    def _province_of(self, area: Area) -> str | None:
        """The bare name of the province that an area is or, where its name and type tell, lies in."""
        unit_type = area.unit_type
        if not area.name or unit_type not in _PROVINCIAL:
            return None
        if unit_type in ("tỉnh", "thành phố"):
            province = self.places.province_named(area.name)
            if province is not None or unit_type == "tỉnh":
                return province.bare if province is not None else None
        owners = {self.places.province_of(p).bare for p in self.places.found(area.name, unit_type)}
        if len(owners) != 1:
            return None
        province = self.places.province_named(owners.pop())
        return province.bare if province is not None else None

    def _masthead(self) -> str | None:
        for sentence in self.page.sentences:
            if not sentence.zone.states_facts and sentence.end - sentence.start < 80:
                line = self.page.text[sentence.start : sentence.end]
                if fold_key(line).startswith("báo "):
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
        hits = [p for words, p in _by_words(self.places) if words in key]
        return self._of_era(max(hits, key=lambda p: (len(p.bare), p.id))) if hits else None

    def province_at(self, offset: int) -> Place | None:
        """The province that a bare "tỉnh" means here."""
        if self.certain or self.province is None:
            return self.province
        sentence = self.page.sentence_at(offset)
        if sentence is None:
            return self.province
        found = self._named_in(sentence.start, offset, last=True)
        if found is None and not self.dominant:
            # a page on several provinces: the paragraph's, the one that the sentence names later, the last before
            found = (
                self._named_in(self._paragraph(sentence), sentence.start, last=True)
                or self._named_in(offset, sentence.end, last=False)
                or self._named_in(max(0, offset - _NEAR), offset, last=True)
            )
        return self.province if found is None else self._of_era(found)

    def _named_in(self, start: int, end: int, *, last: bool) -> Place | None:
        """The last or the first province that is named in [start, end), and is nobody's home."""
        low = bisect_left(self._starts, start)
        high = bisect_left(self._starts, end, low)
        if last:
            for k in range(high - 1, max(low, high - _WINDOW) - 1, -1):
                found = self._as_province(self.explicit[k])
                if found is not None:
                    return found
        else:
            for k in range(low, min(high, low + _WINDOW)):
                found = self._as_province(self.explicit[k])
                if found is not None:
                    return found
        return None

    def _as_province(self, area: Area) -> Place | None:
        if not area.name or area.unit_type not in ("tỉnh", "thành phố") or area.start in self.homes:
            return None
        return self.places.province_named(area.name)

    def _paragraph(self, sentence: Sentence) -> int:
        """Where the paragraph of a sentence begins."""
        i = self.page.sentence_index(sentence.start)
        while i and self.page.sentences[i - 1].paragraph == sentence.paragraph:
            i -= 1
        return self.page.sentences[i].start

    def _before(self, place: Place) -> bool:
        """Whether the page is older than the present name of ``place``; without a date its text tells."""
        published = self.page.article.published
        if published is not None and place.renamed_on is not None:
            return published < place.renamed_on
        return place.former_name is not None and place.former_name.split(" ", 1)[1] in self.page.text

    # ------------------------------------------------------------------ districts and communes
    def complete(self, unit_type: str, offset: int) -> Area | None:
        """The named area that a bare ``unit_type`` means at ``offset``, or None where the page does not say."""
        if unit_type == "tỉnh":
            place = self.province_at(offset)
            if place is not None and place.former_name is not None and self._before(place):
                return Area(place.former_name.split(" ", 1)[0], place.bare, offset, offset)
            if place is not None and place.unit_type != "tỉnh" and self.names_type("tỉnh"):
                return self._choose("tỉnh", offset)  # a paper of the city writes about a province
            return Area(place.unit_type, place.bare, offset, offset) if place is not None else None
        if unit_type == "thành phố":
            return self._city(offset)
        found = self._choose(unit_type, offset)
        if found is None and LEVEL_OF.get(unit_type) in ("district", "commune"):
            found = self._from_publisher(unit_type) or self._from_headline(unit_type)
        return found

    def district_or_commune(self, offset: int) -> Area | None:
        """The district that the page is about, else its commune: whose Phòng or Đội a bare one is."""
        communes = ("phường", "xã", "đặc khu")
        for unit_type in ("huyện", "quận", "thị xã", "thành phố", *communes):
            if self.era == "2025" and unit_type not in communes:
                continue  # no districts any more
            if unit_type in self._of_type or unit_type == "huyện":
                found = self.complete(unit_type, offset)
                if found is not None:
                    return found
        return None

    def own_province(self, offset: int) -> Area | None:
        """The province whose department a bare "Sở" is: the publisher's city, unless the sentence names a tỉnh."""
        place, sentence = self.province_at(offset), self.page.sentence_at(offset)
        former = place is not None and place.former_name is not None and self._before(place)
        if self.certain and place is not None and place.unit_type != "tỉnh" and sentence is not None and not former:
            if not any(a.unit_type == "tỉnh" and a.name for a in self.between(sentence.start, sentence.end)):
                return Area(place.unit_type, place.bare, offset, offset)
        return self.complete("tỉnh", offset)

    def _city(self, offset: int) -> Area | None:
        province = self.province_at(offset)
        if province is not None and province.unit_type == "thành phố":
            sentence = self.page.sentence_at(offset)
            near = self.last_between(sentence.start, offset) if sentence is not None else []
            for area in near:
                if area.unit_type == "thành phố" and area.name and self.places.province_named(area.name) is None:
                    return area
            return Area("thành phố", province.bare, offset, offset)
        return self._choose(_CITY, offset) or self._choose("thành phố", offset) or self._from_headline("thành phố")

    def _choose(self, unit_type: str, offset: int) -> Area | None:
        """Of the units of a type that the page names: the one of this sentence, the leading one, or the last before."""
        candidates = self._of_type.get(unit_type)
        if not candidates:
            return None
        i = bisect_left(self._starts_of[unit_type], offset)
        sentence = self.page.sentence_at(offset)
        if sentence is not None and i and candidates[i - 1].start >= sentence.start:
            if candidates[i - 1].start not in self.homes:
                return candidates[i - 1]
        if unit_type not in self._main:
            self._main[unit_type] = self._leading(candidates)
        main = self._main[unit_type]
        if main is not None:
            return main
        return candidates[i - 1] if i else candidates[0]

    def _leading(self, candidates: list[Area]) -> Area | None:
        """The first of the areas whose name clearly leads the votes of the page."""
        votes: dict[str, int] = {}
        for a in candidates:
            if a.name is None:
                continue
            s = self.page.sentence_at(a.start)
            if s is not None and s.zone.states_facts:
                votes[a.name] = votes.get(a.name, 0) + (4 if s.zone in (Zone.HEADLINE, Zone.LEAD) else 1)
        best, most, second = "", 0, 0
        for name, count in votes.items():
            if count > most:
                best, most, second = name, count, most
            elif count > second:
                second = count
        if not best or (second and most < second + 2):
            return None
        return next(a for a in candidates if a.name == best)

    def _from_publisher(self, unit_type: str) -> Area | None:
        """The unit whose portal published the page ("Trang thông tin điện tử huyện Di Linh")."""
        m = re.search(
            rf"(?<!\w){unit_type}\s+((?:[^\W\d_a-z][^\s,.;|]*\s*)+)", self.page.article.publisher or "", re.IGNORECASE
        )
        return Area(unit_type, canonical(m.group(1)), 0, 0) if m is not None else None

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
        if areas:
            self.explicit = sorted([*self.explicit, *areas], key=_by_place)
            self._starts = [area.start for area in self.explicit]
            for area in areas:
                if self._is_home(area.start):
                    self.homes.add(area.start)
        self._of_type, self._starts_of, self._main = {}, {}, {}
        for area in self.explicit:
            if area.start in self.homes:
                continue
            self._list(area.unit_type, area)
            if area.unit_type == "thành phố" and area.name and self.places.province_named(area.name) is None:
                self._list(_CITY, area)

    def _is_home(self, offset: int) -> bool:
        """Whether the area at ``offset`` is told as somebody's home."""
        text, start = self.page.low, max(0, offset - _HOME_REACH)
        if max(text.find(word, start, offset) for word in ("quê", "sinh ", "nguyên quán")) < 0:
            return False
        return _HOME.search(text, start, offset) is not None

    def _list(self, unit_type: str, area: Area) -> None:
        """Put an area behind those of its type."""
        areas = self._of_type.get(unit_type)
        if areas is None:
            self._of_type[unit_type], self._starts_of[unit_type] = [area], [area.start]
        else:
            areas.append(area)
            self._starts_of[unit_type].append(area.start)

    def between(self, start: int, end: int) -> list[Area]:
        """The named areas that begin inside [start, end)."""
        low = bisect_left(self._starts, start)
        return self.explicit[low : bisect_left(self._starts, end, low)]

    def last_between(self, start: int, end: int) -> list[Area]:
        """The last of `between`, no more than can matter, the nearest to ``end`` first."""
        high = bisect_left(self._starts, end)
        low = max(bisect_left(self._starts, start), high - _WINDOW)
        return self.explicit[low:high][::-1]

    def names_type(self, unit_type: str) -> bool:
        """Whether the page names any unit of this type."""
        return unit_type in self._of_type


def _by_place(area: Area) -> tuple[int, int]:
    return area.start, area.end
