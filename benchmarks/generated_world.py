"""The world behind composed articles: bodies, posts, careers and documents of a region, 2015 to 2026.

A region is a province of 2025 with the older provinces that went into it. Everything in it is a pure function of the
seed and the region, made when it is first asked for, so that article number n is the same in a corpus of any size.
Posts fall vacant and are filled by promotion (commune to district to province), by transfer or by new people; on 1 July
2025 the districts end and their people move on. Places are real, persons and documents are invented.
"""

from __future__ import annotations

import hashlib
import random
from dataclasses import dataclass, field
from datetime import date, timedelta

from generated_names import Names
from generated_prose import PROSE

from kg_dangbo.vocabulary.places import Place, Places

__all__ = ["Body", "Document", "Move", "Person", "Region", "Stint", "World"]

BEGIN, REFORM, END = date(2015, 8, 1), date(2025, 7, 1), date(2026, 9, 30)
DISTRICTS, COMMUNES, NEW_COMMUNES = 9, 4, 14  # taken into a region's world, per province, district and region
_COMMITTEE = {"huyện": "Huyện ủy", "quận": "Quận ủy", "thị xã": "Thị ủy", "thành phố": "Thành ủy", "tỉnh": "Tỉnh ủy"}
# How a body is called: {C} the committee, {U} the unit; the forms after the first are the press's.
_FORMS: dict[str, tuple[str, ...]] = {
    "committee": ("{C}",),
    "btv": ("Ban Thường vụ {C}", "BTV {C}"),
    "party": ("Đảng bộ {U}",),
    "ubnd": ("UBND {U}", "Ủy ban nhân dân {U}", "UBND {U}"),
    "hdnd": ("HĐND {U}", "Hội đồng nhân dân {U}", "HĐND {U}"),
    "mttq": ("Ủy ban MTTQ Việt Nam {U}", "Ủy ban Mặt trận Tổ quốc Việt Nam {U}"),
    "farmers": ("Hội Nông dân {U}",),
    "women": ("Hội LHPN {U}", "Hội Liên hiệp Phụ nữ {U}"),
    "veterans": ("Hội Cựu chiến binh {U}",),
    "organisation": ("Ban Tổ chức {C}",),
    "propaganda": ("Ban Tuyên giáo {C}",),
    "propaganda-mass": ("Ban Tuyên giáo và Dân vận {C}",),
    "mass": ("Ban Dân vận {C}",),
    "internal": ("Ban Nội chính {C}",),
    "inspection": ("UBKT {C}", "Ủy ban Kiểm tra {C}"),
    "office": ("Văn phòng {C}",),
    "home": ("Sở Nội vụ",),
    "finance": ("Sở Tài chính",),
    "health": ("Sở Y tế",),
    "education": ("Sở Giáo dục và Đào tạo", "Sở GD&ĐT"),
    "agriculture": ("Sở Nông nghiệp và Phát triển nông thôn", "Sở NN&PTNT"),
    "agriculture-environment": ("Sở Nông nghiệp và Môi trường",),
}
_DEPARTMENTS = ("home", "finance", "health", "education", "agriculture", "agriculture-environment")
# (rank, role, body, second role and its body, member title): the posts of a province, a district, a commune
_Post = tuple[int, str, str, tuple[str, str] | None, str | None]
_PROVINCE: tuple[_Post, ...] = (
    (100, "Bí thư", "committee", None, None),
    (90, "Phó Bí thư Thường trực", "committee", ("Chủ tịch", "hdnd"), None),
    (90, "Phó Bí thư", "committee", ("Chủ tịch", "ubnd"), None),
    (80, "Phó Chủ tịch", "ubnd", None, "btv"),
    (80, "Phó Chủ tịch", "ubnd", None, "member"),
    (78, "Phó Chủ tịch Thường trực", "hdnd", None, "member"),
    (80, "Trưởng Ban", "organisation", None, "btv"),
    (68, "Phó Trưởng Ban", "organisation", None, None),
    (78, "Trưởng Ban", "propaganda", None, "btv"),
    (66, "Phó Trưởng Ban", "propaganda", None, None),
    (78, "Trưởng Ban", "mass", None, "btv"),
    (66, "Phó Trưởng Ban", "mass", None, None),
    (76, "Trưởng Ban", "internal", None, "btv"),
    (78, "Chủ nhiệm", "inspection", None, "btv"),
    (66, "Phó Chủ nhiệm", "inspection", None, None),
    (72, "Chánh Văn phòng", "office", None, "member"),
    (75, "Chủ tịch", "mttq", None, "btv"),
    (70, "Chủ tịch", "farmers", None, "member"),
    (70, "Chủ tịch", "women", None, "member"),
    (72, "Giám đốc", "home", None, "member"),
    (62, "Phó Giám đốc", "home", None, None),
    (72, "Giám đốc", "finance", None, "member"),
    (70, "Giám đốc", "health", None, None),
    (72, "Giám đốc", "education", None, "member"),
    (60, "Phó Giám đốc", "education", None, None),
    (72, "Giám đốc", "agriculture", None, "member"),
)
_DISTRICT: tuple[_Post, ...] = (
    (74, "Bí thư", "committee", None, "member"),
    (64, "Phó Bí thư Thường trực", "committee", ("Chủ tịch", "hdnd"), None),
    (63, "Phó Bí thư", "committee", ("Chủ tịch", "ubnd"), None),
    (54, "Phó Chủ tịch", "ubnd", None, "btv"),
    (52, "Phó Chủ tịch", "hdnd", None, "btv"),
    (53, "Trưởng Ban", "organisation", None, "btv"),
    (52, "Trưởng Ban", "propaganda", None, "btv"),
    (51, "Trưởng Ban", "mass", ("Chủ tịch", "mttq"), "btv"),
    (52, "Chủ nhiệm", "inspection", None, "btv"),
    (46, "Chánh Văn phòng", "office", None, "member"),
    (46, "Chủ tịch", "farmers", None, "member"),
    (46, "Chủ tịch", "women", None, "member"),
    (44, "Chủ tịch", "veterans", None, None),
)
_COMMUNE: tuple[_Post, ...] = (
    (40, "Bí thư", "committee", ("Chủ tịch", "hdnd"), "upper"),
    (36, "Phó Bí thư", "committee", ("Chủ tịch", "ubnd"), None),
    (32, "Chủ tịch", "mttq", None, None),
    (30, "Chủ tịch", "women", None, None),
)
_NEW_COMMUNE: tuple[_Post, ...] = (
    (62, "Bí thư", "committee", ("Chủ tịch", "hdnd"), None),
    (58, "Phó Bí thư Thường trực", "committee", None, None),
    (57, "Phó Bí thư", "committee", ("Chủ tịch", "ubnd"), None),
    (46, "Phó Chủ tịch", "ubnd", None, None),
)


@dataclass(frozen=True, slots=True)
class Body:
    """One body: what sort and of which unit. ``id`` is its identity in the truth."""

    sort: str
    unit: Place

    @property
    def id(self) -> str:
        return f"org:{self.sort}:{self.unit.id}"

    @property
    def level(self) -> str:
        return self.unit.level

    def committee(self) -> str:
        """The committee's own words: "Huyện ủy", "Đảng ủy"."""
        if self.unit.level == "level-commune":
            return "Đảng ủy"
        if self.unit.level == "level-province" and self.unit.unit_type == "thành phố":
            return "Thành ủy"
        return _COMMITTEE[self.unit.unit_type]

    def text(self, rng: random.Random, full: bool) -> str:
        """The body as a page prints it: with its place, or without where the page says which place it is about."""
        form = _FORMS[self.sort][0] if full and rng.random() < 0.3 else rng.choice(_FORMS[self.sort])
        unit = self.unit
        if self.sort in _DEPARTMENTS:
            return f"{form} {unit.unit_type} {unit.bare}" if full else form
        commune = unit.level == "level-commune"
        place = f"{unit.unit_type} {unit.bare}" if commune else unit.bare
        committee = self.committee() + (f" {place}" if full else f" {unit.unit_type}" if commune else "")
        return form.replace("{C}", committee).replace(
            "{U}", f"{unit.unit_type} {unit.bare}" if full else unit.unit_type
        )


@dataclass(frozen=True, slots=True)
class Slot:
    """An office that one person at a time holds."""

    id: str
    rank: int
    role: str
    body: Body
    second: tuple[str, Body] | None
    member: str | None
    district: str  # id of the district (province, new commune) that it belongs to
    province: str


@dataclass(slots=True, eq=False)
class Person:
    """An invented human being."""

    id: str
    name: str
    woman: bool
    stints: list[Stint] = field(default_factory=list)

    def at(self, day: date) -> Stint | None:
        """The office held on a day."""
        return next((s for s in self.stints if s.begin <= day < s.end), None)


@dataclass(slots=True, eq=False)
class Stint:
    """One person in one office, [begin, end)."""

    person: Person
    slot: Slot
    begin: date
    end: date


@dataclass(frozen=True, slots=True)
class Document:
    """A document: kind, symbol, date, issuer (a body, or a central issuer's words) and subject."""

    id: str
    kind: str
    symbol: str
    day: date
    issuer: Body | str
    subject: str


@dataclass(frozen=True, slots=True, eq=False)
class Move:
    """Somebody is given an office (``to``), or retires (``to`` is None)."""

    day: date
    person: Person
    old: Slot | None
    to: Slot | None
    decision: Document


class Region:
    """One region's bodies, careers and documents."""

    def __init__(self, seed: int, province: Place, places: Places, names: Names, shared: list[str]) -> None:
        self.rng = random.Random(f"{seed}:region:{province.id}")
        self.province, self.places, self.names, self.shared = province, places, names, shared
        self.code = province.id.rsplit("-", 1)[-1]
        self.people: list[Person] = []
        self.moves: list[Move] = []
        self.stints: dict[str, list[Stint]] = {}
        self.documents: dict[str, list[Document]] = {}  # by id of the unit whose committee issued them
        self.villagers: dict[str, list[Person]] = {}
        self._numbers: dict[tuple[str, str], int] = {}
        self.old = sorted((p for p in places.provinces("2024") if p.merged_into == province.id), key=lambda p: p.id)
        # a province that took no other in goes on as it was; else the bodies of the merged one are new
        self.current = self.old[0] if len(self.old) == 1 else province
        self.districts: dict[str, list[Place]] = {}
        self.communes: dict[str, list[Place]] = {}
        for p in self.old:
            self.districts[p.id] = self._sample(list(places.children(p)), DISTRICTS)
            for d in self.districts[p.id]:
                named = [c for c in places.children(d) if not any(x.isdigit() for x in c.bare)]
                self.communes[d.id] = self._sample(named, COMMUNES)
        new = [c for c in places.children(province) if not any(x.isdigit() for x in c.bare)]
        self.new_communes = self._sample(new, NEW_COMMUNES)
        self._careers()
        self._policies()
        for person in self.people:
            person.stints.sort(key=lambda s: s.begin)

    def _sample(self, places: list[Place], size: int) -> list[Place]:
        return sorted(self.rng.sample(places, min(size, len(places))), key=lambda p: p.id)

    # --- careers
    def _slots(
        self, posts: tuple[_Post, ...], unit: Place, district: str, province: str, era: str = "2024"
    ) -> list[Slot]:
        out = []
        for number, (rank, role, sort, second, member) in enumerate(posts):
            other = (second[0], Body(second[1], unit)) if second else None
            identity = f"{unit.id}:{number}:{era}"
            out.append(Slot(identity, rank, role, Body(sort, unit), other, member, district, province))
        return out

    def new_person(self) -> Person:
        name, woman = self.names.draw(self.rng, self.code, self.shared)
        person = Person(f"person:{self.code}:{len(self.people)}", name, woman)
        self.people.append(person)
        return person

    def _careers(self) -> None:
        rng = self.rng
        slots: list[Slot] = []
        for p in self.old:
            slots += self._slots(_PROVINCE, p, p.id, p.id)
            for d in self.districts[p.id]:
                slots += self._slots(_DISTRICT, d, d.id, p.id)
                for c in self.communes[d.id]:
                    slots += self._slots(_COMMUNE, c, d.id, p.id)
        self._held: dict[str, Stint] = {}
        for slot in slots:
            self._seat(self.new_person(), slot, BEGIN + timedelta(days=rng.randrange(60)), None, quiet=True)
        self._run(slots, REFORM)
        # the reform: everybody in an old office is free on the day, and most are given a new one
        free = sorted((s for s in self._held.values()), key=lambda s: (-s.slot.rank, s.slot.id))
        for stint in free:
            stint.end = REFORM
        self._held = {}
        province = [post for post in _PROVINCE if post[2] not in ("propaganda", "mass", "agriculture")]
        province += [
            (78, "Trưởng Ban", "propaganda-mass", None, "btv"),
            (66, "Phó Trưởng Ban", "propaganda-mass", None, None),
        ]
        province += [(72, "Giám đốc", "agriculture-environment", None, "member")]
        new = self._slots(tuple(province), self.current, self.current.id, self.current.id, "2025")
        for c in self.new_communes:
            new += self._slots(_NEW_COMMUNE, c, c.id, self.current.id, "2025")
        for slot in sorted(new, key=lambda s: (-s.rank, s.id)):
            near = [s for s in free if -14 <= s.slot.rank - slot.rank <= 14]
            old = rng.choice(near) if near and rng.random() < 0.85 else None
            if old is not None:
                free.remove(old)
            self._seat(
                old.person if old else self.new_person(), slot, REFORM, old.slot if old else None, quiet=old is None
            )
        self._run(new, END)
        for stint in self._held.values():
            stint.end = END
        self.moves.sort(key=lambda m: (m.day, m.person.id))

    def _run(self, slots: list[Slot], until: date) -> None:
        """Month by month: some leave, and each vacancy draws somebody from below or from outside."""
        rng, day = self.rng, BEGIN if until == REFORM else REFORM
        by_id = {s.id: s for s in slots}
        while day < until - timedelta(days=45):
            day += timedelta(days=30)
            for slot_id in sorted(self._held):
                stint = self._held.get(slot_id)
                if stint is None or (day - stint.begin).days < 500:
                    continue
                rate = 0.018 if day.month not in (6, 7, 8) or day.year not in (2020, 2025) else 0.10
                if rng.random() < rate:
                    when = day + timedelta(days=rng.randrange(28))
                    self._leave(stint, when)
                    self._fill(by_id[slot_id], when, 0)

    def _leave(self, stint: Stint, day: date) -> None:
        stint.end = day
        self._held.pop(stint.slot.id, None)
        if stint.slot.rank >= 44 or self.rng.random() < 0.3:
            self.moves.append(Move(day, stint.person, stint.slot, None, self._decision(stint.slot, day, "nghỉ hưu")))

    def _fill(self, slot: Slot, day: date, depth: int) -> None:
        rng = self.rng
        candidate = None
        if depth < 4 and rng.random() < 0.72:
            near = [
                s
                for s in self._held.values()
                if slot.rank - 26 <= s.slot.rank < slot.rank
                and s.slot.province == slot.province
                and (day - s.begin).days > 400
                and (slot.rank > 60 or s.slot.district == slot.district or rng.random() < 0.04)
            ]
            near.sort(key=lambda s: s.slot.id)
            candidate = rng.choice(near) if near else None
        if candidate is None:
            self._seat(self.new_person(), slot, day, None, quiet=rng.random() < 0.6)
            return
        old = candidate.slot
        candidate.end = day
        del self._held[old.id]
        self._seat(candidate.person, slot, day, old, quiet=False)
        self._fill(old, day + timedelta(days=20 + rng.randrange(40)), depth + 1)

    def _seat(self, person: Person, slot: Slot, day: date, old: Slot | None, quiet: bool) -> None:
        stint = Stint(person, slot, day, END)
        person.stints.append(stint)
        self._held[slot.id] = stint
        self.stints.setdefault(slot.body.unit.id, []).append(stint)
        if not quiet:
            self.moves.append(Move(day, person, old, slot, self._decision(slot, day, "công tác cán bộ")))

    # --- documents
    def _next(self, registry: str, period: str, low: int, high: int) -> int:
        key = (registry, period)
        self._numbers[key] = self._numbers.get(key, self.rng.randrange(5, 60)) + self.rng.randrange(low, high)
        return self._numbers[key]

    def _decision(self, slot: Slot, day: date, subject: str) -> Document:
        """A committee's decision on a post: numbered through the term of the committee above the post."""
        if slot.rank >= 62 or slot.body.unit.era == "2025":
            unit = self.home(self.places.province_of(slot.body.unit))
        else:
            unit = self.places.get(slot.district) or slot.body.unit
        issuer, letters = Body("btv", unit), "TU" if unit.level == "level-province" else _letters(unit)
        term = (
            "2015" if day.year < 2020 or (day.year == 2020 and day.month < 10) else "2020" if day < REFORM else "2025"
        )
        number = self._next(f"{letters}:{unit.id}", term, 2, 9)
        signed = day - timedelta(days=self.rng.randrange(1, 9))
        symbol = f"{number}-QĐ/{letters}"
        return Document(f"doc:{unit.id}:{term}:{symbol}", "Quyết định", symbol, signed, issuer, subject)

    def _policies(self) -> None:
        units = [*self.old, *(d for p in self.old for d in self.districts[p.id])]
        units += [self.province] if self.current is self.province else []
        for unit in units:
            out: list[Document] = []
            first, last = (BEGIN, REFORM) if unit.era == "2024" else (REFORM, END - timedelta(days=120))
            last = END - timedelta(days=120) if unit is self.current else last
            letters = "TU" if unit.level == "level-province" else _letters(unit)
            for subject in self.rng.sample(PROSE["subjects"], 9 if unit.level == "level-province" else 5):
                day = first + timedelta(days=self.rng.randrange(60, (last - first).days - 60))
                sort = self.rng.choice(("nq", "ct", "kh", "hdnd", "ubnd", "ubkh"))
                term = "2015" if day < date(2020, 10, 1) else "2020" if day < REFORM else "2025"
                if sort in ("nq", "ct", "kh"):
                    kind, code = {"nq": ("Nghị quyết", "NQ"), "ct": ("Chỉ thị", "CT"), "kh": ("Kế hoạch", "KH")}[sort]
                    number = self._next(f"{code}:{unit.id}", term, 1, 6)
                    symbol, issuer = (
                        f"{number:02d}-{code}/{letters}",
                        Body("btv" if sort != "nq" else "committee", unit),
                    )
                else:
                    period = str(day.year)
                    kind, code, low = {
                        "hdnd": ("Nghị quyết", "NQ-HĐND", 1),
                        "ubnd": ("Quyết định", "QĐ-UBND", 40),
                        "ubkh": ("Kế hoạch", "KH-UBND", 9),
                    }[sort]
                    number = self._next(f"{code}:{unit.id}", period, low, 3 * low)
                    symbol = f"{number}/{code}"
                    issuer = Body("hdnd" if sort == "hdnd" else "ubnd", unit)
                    term = period
                out.append(Document(f"doc:{unit.id}:{term}:{symbol}", kind, symbol, day, issuer, subject))
            self.documents[unit.id] = out

    # --- what an article asks for
    def home(self, province: Place) -> Place:
        """The unit whose bodies govern a province: the older one where nothing was merged."""
        return self.current if province.id == self.province.id else province

    def in_office(self, unit: Place, day: date) -> list[Stint]:
        """Who holds the offices of a unit on a day, the highest first."""
        return [s for s in self.stints.get(unit.id, ()) if s.begin <= day < s.end]


def _letters(unit: Place) -> str:
    return {"huyện": "HU", "quận": "QU", "thị xã": "ThU", "thành phố": "ThU"}.get(unit.unit_type, "ĐU")


class World:
    """All regions, each made when first asked for."""

    def __init__(self, seed: int, places: Places) -> None:
        self.seed, self.places, self.names = seed, places, Names()
        rng = random.Random(f"{seed}:world")
        self.shared = [self.names.kinh(rng, rng.random() < 0.3) for _ in range(400)]
        order = list(places.provinces("2025"))
        rng.shuffle(order)
        self.order = order
        self.weights = [1 / (rank + 4) for rank in range(len(order))]
        self._regions: dict[str, Region] = {}

    def region(self, province: Place) -> Region:
        """The region of a province of 2025."""
        if province.id not in self._regions:
            self._regions[province.id] = Region(self.seed, province, self.places, self.names, self.shared)
        return self._regions[province.id]

    def villager(self, region: Region, commune: Place, number: int) -> Person:
        """A person without office who lives in a commune: the same number is the same person."""
        digest = hashlib.sha256(f"{self.seed}:{commune.id}:{number}".encode()).digest()
        name, woman = self.names.draw(random.Random(digest), region.code, self.shared)
        return Person(f"person:{commune.id}:{number}", name, woman)
