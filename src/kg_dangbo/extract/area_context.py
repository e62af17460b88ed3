"""Which administrative unit a page means by a bare "tỉnh", "Huyện ủy", "HĐND xã".

The same sentence first, then the unit that the page is about: its publisher, its headline and lead, what it names most.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from operator import attrgetter

from kg_dangbo.extract.areas import LEVEL_OF, Area, AreaGrammar
from kg_dangbo.extract.page import Page, Sentence, Zone
from kg_dangbo.language.normal import canonical, fold_key, slug
from kg_dangbo.vocabulary import Place, Vocabulary
from kg_dangbo.vocabulary.places import ERAS

__all__ = ["AreaContext"]

_CITY = "city under a province"  # thành phố of the district level: no unit type, but a list of its own
_START = attrgetter("start")
_MANY = 5  # a page that names so many provinces reports on several of them, whichever it names most
# where somebody comes from says nothing about where they hold an office
_HOME = re.compile(
    r"(?:quê|nguyên quán|quê quán|sinh (?:ra )?(?:ở|tại)|sinh (?:ngày|năm)[^.;\n]{0,40}?(?:ở|tại))[^.;\n]*$", re.I
)
_HOME_REACH = 90  # code points before an area in which it is called a home
_WINDOW = 60  # areas looked back at; more do not stand in one sentence of news


class AreaContext:
    """Which unit a bare "tỉnh", "huyện", "xã" means at a place of the page."""

    def __init__(self, page: Page, grammar: AreaGrammar, vocabulary: Vocabulary) -> None:
        self.page = page
        self.places = vocabulary.places
        self.era = grammar.era
        self.explicit: list[Area] = []
        self.homes: set[int] = set()  # offsets of areas that somebody comes from
        self._of_type: dict[str, list[Area]] = {}
        self._main: dict[str, str | None] = {}  # unit type -> the name that clearly leads the votes of the page
        self.add(grammar.explicit())
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
            for era in dict.fromkeys((self.era, ERAS[0])):
                # the parent domain stands last: phuongbaclieu.camau.gov.vn lies in Cà Mau
                hits = [
                    (host.rfind(key), len(key), p)
                    for p in self.places.provinces(era)
                    if len(key := slug(p.bare).replace("-", "")) > 4 and key in host
                ]
                if hits:
                    self.certain = True
                    return self._of_era(max(hits, key=lambda hit: hit[:2])[2])
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
        head = canonical(self.page.text[:400])
        for place in self.places.provinces("2024"):
            if place.bare in head:
                votes[place.bare] += 2
        if not votes:
            return None
        best = max(sorted(votes), key=lambda name: votes[name])
        rest = [n for name, n in votes.items() if name != best]
        self.dominant = votes[best] >= 2 * max(rest, default=0) and len(votes) < _MANY
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
        if sentence is None:
            return self.province
        spans = [(sentence.start, offset)]
        if not self.dominant:
            # a page on several provinces: the paragraph's, the one that the sentence names later, the last before
            spans += [(self._paragraph(sentence), sentence.start), (offset, sentence.end), (offset - 1500, offset)]
        for start, end in spans:
            areas = self.between(max(0, start), end)
            for area in areas[:_WINDOW] if start == offset else reversed(areas[-_WINDOW:]):
                if area.unit_type in ("tỉnh", "thành phố") and area.name and area.start not in self.homes:
                    found = self.places.province_named(area.name)
                    if found is not None:
                        return self._of_era(found)
        return self.province

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
        i = bisect_left(candidates, offset, key=_START)
        sentence = self.page.sentence_at(offset)
        if sentence is not None and i and candidates[i - 1].start >= sentence.start:
            if candidates[i - 1].start not in self.homes:
                return candidates[i - 1]
        if unit_type not in self._main:
            self._main[unit_type] = self._leading(candidates)
        name = self._main[unit_type]
        if name is not None:
            return next(a for a in candidates if a.name == name)
        return candidates[i - 1] if i else candidates[0]

    def _leading(self, candidates: list[Area]) -> str | None:
        votes: Counter[str] = Counter()
        for a in candidates:
            s = self.page.sentence_at(a.start)
            if s is not None and s.zone.states_facts and a.name is not None:
                votes[a.name] += 4 if s.zone in (Zone.HEADLINE, Zone.LEAD) else 1
        ranked = votes.most_common(2)
        if ranked and (len(ranked) == 1 or ranked[0][1] >= ranked[1][1] + 2):
            return ranked[0][0]
        return None

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
        self.explicit = sorted([*self.explicit, *areas], key=lambda a: (a.start, a.end))
        self._starts = [area.start for area in self.explicit]
        self._of_type, self._main = {}, {}
        self.homes |= {a.start for a in areas if _HOME.search(self.page.text, max(0, a.start - _HOME_REACH), a.start)}
        for area in self.explicit:
            self._of_type.setdefault(area.unit_type, []).append(area)
            if area.unit_type == "thành phố" and area.name and self.places.province_named(area.name) is None:
                self._of_type.setdefault(_CITY, []).append(area)

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
