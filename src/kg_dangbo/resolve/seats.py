"""Where a body sits, and from that which body it is: kind, full name, place and era.

The canonical key of a body is a pure function of one article's facts and the list of places, so no other article can
change it. It extends the key of the article (kind, folded name, province) where that would confuse two bodies: communes
of one name in two districts of a province, and what the reform of 1 July 2025 founded anew under an old name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from kg_dangbo.extract.document_words import document_words
from kg_dangbo.language.normal import fold_key
from kg_dangbo.model import OrganizationFact
from kg_dangbo.vocabulary import Vocabulary
from kg_dangbo.vocabulary.places import Era, Place

__all__ = ["REFORM", "Seat", "Seats"]

REFORM: Final = "2025-07-01"  # two tiers and 34 provinces from this day on (domain facts, section 1.3)
_TAIL = re.compile(r"\b(xã|phường|thị trấn|đặc khu|huyện|quận|thị xã|thành phố|tỉnh) (.{1,40})$")
_COMMUNE = ("xã", "phường", "thị trấn", "đặc khu")
# Committees whose name alone says the unit type: "Huyện ủy X"
_COMMITTEE = {"huyện ủy": "huyện", "quận ủy": "quận", "thị ủy": "thị xã", "tỉnh ủy": "tỉnh"}
_CITY = re.compile(r"\b(thành ủy|thành đoàn|thành phố|thị ủy|thị đoàn|thị xã) (.{1,40})$")
_COMMITTEE_TAIL = re.compile(r"\b(huyện ủy|quận ủy|thị ủy|tỉnh ủy) (.{1,40})$")


@dataclass(frozen=True, slots=True)
class Seat:
    """Identity and place of one body: ``level`` is national, province, district, commune or "" (unknown)."""

    canonical: str
    rule: str
    level: str = ""
    locality: str = ""
    province: str = ""
    region: str = ""  # the province of 2025 that the province went into


class Seats:
    """Finds the seats of bodies by the administrative units of both eras."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._places = vocabulary.places
        self._words = document_words(vocabulary)
        self._shared = frozenset(
            c.id for c in vocabulary.scheme("scheme-roles").values() if c.value("heldByMany") == "true"
        )
        self._ranks: dict[tuple[str, str], int] = {}
        for c in vocabulary.scheme("scheme-roles").values():
            for rank, name in ((2, "secondOf"), (3, "headOf")):
                self._ranks.update({(c.id, kind): rank for kind in c.values(name)})
        kinds = vocabulary.scheme("scheme-organisation-kinds").values()
        # kinds whose name says nothing without a place: hundreds of bodies bear it
        self._placed = frozenset(c.id for c in kinds if (c.value("tail") or "") not in ("fixed", "named", ""))
        merged: dict[str, set[str]] = {}
        for province in self._places.provinces("2024"):
            merged.setdefault(province.merged_into or province.id, set()).add(fold_key(province.bare))
        self._founded = frozenset(new for new, old in merged.items() if len(old) > 1)
        self._region: dict[str, str] = {}
        for province in self._places.provinces("2024"):
            new = self._places.successor_of(province)
            self._region[fold_key(province.bare)] = fold_key((new or province).bare)
        self._memory: dict[tuple[str, str | None, str, str, bool, tuple[str, ...]], Seat] = {}

    def shared(self, role_id: str | None) -> bool:
        """Whether many hold the role at once (members of a committee)."""
        return role_id in self._shared

    def rank(self, role_id: str | None, kind: str | None) -> int:
        """3 for the first of an administrative unit, 2 for those who come next, 1 for all others."""
        return self._ranks.get((role_id or "", kind or ""), 1)

    def region(self, province: str) -> str:
        """The province of 2025 that a province (folded) went into; itself where it is none of the older ones."""
        return self._region.get(province, province)

    def of_article(self, bodies: Iterable[OrganizationFact], day: str, article: str) -> dict[str, Seat]:
        """The seats of an article's bodies by their keys; the bodies help to tell apart communes of one name.

        A body that only its place would tell apart, and whose place is unknown, belongs to ``article`` alone.
        """
        bodies = list(bodies)
        found = {fact.key: self._seat(fact, day, ()) for fact in bodies}
        near = tuple(sorted({s.locality for s in found.values() if s.level == "district"}))
        for fact in bodies:
            if found[fact.key].rule == "place-unknown" and near:
                found[fact.key] = self._seat(fact, day, near)
        for key, seat in found.items():
            if seat.rule == "article-only":
                found[key] = Seat(f"{seat.canonical}@{article}", seat.rule)
        return found

    def _seat(self, fact: OrganizationFact, day: str, near: tuple[str, ...]) -> Seat:
        memory = (fact.key, fact.place, fact.name, fact.scope, day >= REFORM, near)
        seat = self._memory.get(memory)
        if seat is None:
            if len(self._memory) > 200_000:
                self._memory.clear()
            seat = self._memory[memory] = self._find(fact, day >= REFORM, near)
        return seat

    def _find(self, fact: OrganizationFact, late: bool, near: tuple[str, ...]) -> Seat:
        name, kind = fold_key(fact.name), fact.kind or ""
        scope = fold_key(fact.scope)
        place = self._places.get(fact.place) if fact.place else None
        rule = "place"
        if place is not None and place.unit_type == "tỉnh" and (city := _CITY.search(name)):
            # "Thành ủy Sơn La" sits in the city of a province of the same name
            unit_type = "thị xã" if city[1].startswith("thị") else "thành phố"
            old = self._places.province_named(place.bare, "2024") or place
            found = [p for p in self._places.find(city[2], unit_type, "2024", old) if p.level == "level-district"]
            place = found[0] if len(found) == 1 else place
        if place is None:
            place, rule = self._by_name(name, scope, late, near)
        if place is None:
            if not scope and kind in self._placed:
                return Seat(f"{kind}|{name}|", "article-only")
            level, locality = ("", "") if scope else ("national", "")
            match = _COMMITTEE_TAIL.search(name) or _TAIL.search(name)
            if scope and match is not None and _COMMITTEE.get(match[1], match[1]) in ("huyện", "quận", "thị xã"):
                level, locality = "district", f"{match[2]}, {scope}"  # a district that the list spells otherwise
            return Seat(f"{kind}|{name}|{scope}", rule, level, locality, scope, self.region(scope))
        province = self._places.province_of(place)
        bare = fold_key(province.bare)
        key = f"{kind}|{name}|{bare}"
        region = self.region(bare) if province.era == "2024" else bare
        if place.id == province.id:
            new = self._current(place, late)
            if new.id in self._founded and new.era == "2025":
                return Seat(f"{key}|2025", "founded-2025", "province", bare, bare, bare)
            return Seat(key, rule, "province", bare, bare, region)
        if place.level == "level-district":
            return Seat(key, rule, "district", f"{fold_key(place.bare)}, {bare}", bare, region)
        if place.era == "2025":
            locality = f"{place.unit_type} {fold_key(place.bare)}, {bare} 2025"
            return Seat(f"{key}|2025", "commune-2025", "commune", locality, bare, bare)
        parent = self._places.parent_of(place)
        district = fold_key(parent.bare) if parent is not None else ""
        if len(self._places.find(place.bare, place.unit_type, "2024", province)) > 1:
            key, rule = f"{key}|{district}", "commune-in-district"
        return Seat(key, rule, "commune", f"{district}, {bare}", bare, region)

    def _current(self, place: Place, late: bool) -> Place:
        """The province that a name means on the day: the new one if it goes by the old name."""
        if not late or place.era == "2025":
            return place
        new = self._places.successor_of(place)
        return new if new is not None and fold_key(new.bare) == fold_key(place.bare) else place

    def _by_name(self, name: str, scope: str, late: bool, near: tuple[str, ...]) -> tuple[Place | None, str]:
        """The unit at the end of a body's name, where the article did not settle it."""
        match = _COMMITTEE_TAIL.search(name) or _TAIL.search(name)
        if match is None:
            return None, "name"
        unit_type = _COMMITTEE.get(match[1], match[1])
        eras: tuple[Era, ...] = ("2025", "2024") if late and unit_type in _COMMUNE else ("2024",)
        for era in eras:
            within = self._places.province_named(scope, era) if scope else None
            if scope and within is None:
                continue
            found = self._places.find(match[2], unit_type, era, within)
            if len(found) == 1:
                return found[0], "only-place-of-the-name"
            chosen = []
            for place in found:
                parent = self._places.parent_of(place)
                if parent is not None and f"{fold_key(parent.bare)}, {scope}" in near:
                    chosen.append(place)
            if len(chosen) == 1:
                return chosen[0], "district-of-the-article"
            if found:
                return None, "place-unknown"
        return None, "name"

    # --- documents
    def code_of(self, symbol: str) -> str:
        """The issuer's letters of a normalised symbol: `TW` of `05-CT/TW`, `UBND` of `12/QĐ-UBND`."""
        return re.split(r"[/-]", symbol)[-1]

    def registry(self, code: str, issuer: Seat | None, around: tuple[str, ...], scope: str) -> str:
        """Whose numbers are counted together: national letters, or a local issuer's letters with its unit."""
        if code and self._words.is_national(code):
            return code
        if not code:
            if issuer is not None and issuer.level in ("national", ""):
                return "TW" if issuer.level == "national" else issuer.canonical
            unit = issuer.locality if issuer is not None else (around[0] if around else scope)
            return f"?|{unit}"
        if code == "TU":
            return f"TU|{issuer.province if issuer is not None and issuer.province else scope}"
        if issuer is not None and (issuer.locality or issuer.province):
            unit = issuer.locality or issuer.province
            if issuer.level == "commune" and "2025" not in issuer.canonical:
                unit = issuer.canonical.split("|", 1)[1]
            return f"{code}|{unit}"
        if self._words.family(code) == "party" and around:
            return f"{code}|{around[0]}"
        return f"{code}|{scope}"
