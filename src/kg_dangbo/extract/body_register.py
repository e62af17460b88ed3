"""The register of the bodies that a page names: completed from the page, canonically named, known by key.

What is printed is often less than a name ("Tỉnh ủy", "Đảng ủy", "Bệnh viện"). The register fills in the province,
the district or the host that the page is about, or the body of the same kind named before.
"""

from __future__ import annotations

import re

from kg_dangbo.extract.antecedents import COMMUNE_TYPES, EXECUTIVE, PARTY, Antecedents, Entry
from kg_dangbo.extract.area_context import AreaContext
from kg_dangbo.extract.areas import Area
from kg_dangbo.extract.body import Body
from kg_dangbo.extract.body_names import CELL_KINDS, is_provincial_mass_body, parts_of
from kg_dangbo.extract.body_words import BodyWords
from kg_dangbo.extract.page import Page, Zone
from kg_dangbo.language.normal import canonical
from kg_dangbo.language.offsets import bisect_left, bisect_right
from kg_dangbo.language.tokens import Tokens
from kg_dangbo.model import Evidence
from kg_dangbo.vocabulary import Vocabulary
from kg_dangbo.vocabulary.places import Era

__all__ = ["BodyRegister", "Entry"]

_FACULTY = "org-kind-khoa"
_HAS_FACULTIES = ("org-kind-benh-vien", "org-kind-truong", "org-kind-dai-hoc", "org-kind-hoc-vien")
_DEPARTMENT = "Sở"
_POLICE = re.compile(r"Cảnh sát|An ninh|P[ACX]\d\d(?!\w)")  # divisions of a provincial police, also by their codes
_COUNCIL = "org-kind-hoi-dong-nhan-dan"
_WEIGHTS = {Zone.HEADLINE: 4, Zone.LEAD: 2}  # of a naming, for what the page is about; 1 elsewhere


class BodyRegister(Antecedents):
    """The bodies of one page by key, in the order in which they are named."""

    def __init__(
        self, page: Page, tokens: Tokens, vocabulary: Vocabulary, words: BodyWords, context: AreaContext
    ) -> None:
        super().__init__(page, tokens, vocabulary, words, context)
        self.nesting: dict[tuple[str, str], list[Evidence]] = {}
        self._known: dict[tuple[str, str, str], Entry] = {}  # kind, name as completed, province -> entry
        self._departments: dict[str, str] = {}  # sector printed in short -> the one that the page prints in full
        self._told_cells: set[str] = set()  # own names of cells that the page tells with their commune or parent

    def tell_departments(self, sectors: set[str]) -> None:
        """Note the sectors of the departments of the page: "Sở Giáo dục" is its "Sở Giáo dục và Đào tạo"."""
        known = sectors & self.words.sector_names
        for short in sectors - known:
            full = [sector for sector in known if sector.startswith((f"{short} ", f"{short},"))]
            if len(full) == 1:
                self._departments[short] = full[0]

    def entry(self, body: Body) -> Entry | None:
        """The entry of a body, completed from the page; None where the page does not tell which body it is."""
        completed = self._complete(body)
        if completed is None:
            return None
        body = self._same_cell(completed)
        told_by_parent = False
        if body.kind.id in CELL_KINDS and body.own and body.area is None and body.parent is not None:
            parent_area = body.parent.area
            if not body.own.isdigit() and parent_area is not None and parent_area.unit_type in COMMUNE_TYPES:
                body.area, told_by_parent = parent_area, True
        area = self._area_of(body)
        if body.parent is not None:
            body.parent = self._complete(body.parent)
        name = self.names.name(body)
        entry = self._register(body, name, area)
        if told_by_parent and body.parent is not None:
            # one cell, whether its commune or its commune's đảng bộ is printed; the fuller form is its name
            entry.name = f"{body.kind.pref} {body.own} {self.names.name(body.parent)}"
        return entry

    def note(self, entry: Entry, start: int, end: int, rule: str, confidence: float) -> None:
        """Add a mention's evidence and printed form to an entry and mark it as named by the page."""
        if not entry.named:  # offices count only where a fact needs them
            entry.named = entry.kind.value("isOffice") != "true"
        evidence = self.page.evidence(start, end, rule, confidence)
        entry.evidence.append(evidence)
        form = canonical(self.page.text[start:end])
        if form not in entry.forms:
            entry.forms.append(form)

    def implied_parent(self, entry: Entry) -> str | None:
        """The key of the committee or đảng bộ that a part of it carries in its name, if the page names that too."""
        host = entry.body.host
        if entry.body.tail != "committee" or host is None:
            return None
        if host.kind.id == "org-kind-dang-bo" and entry.kind.id != "org-kind-ban-chap-hanh":
            host = self.names.committee_of(host)
        key = self._key(host, self.names.name(host), self._scope(host, self._area_of(host)))
        return key if key in self.entries and key != entry.key else None

    def _register(self, body: Body, name: str, area: Area | None) -> Entry:
        province = self._scope(body, area)
        printed = (body.kind.id, name, province)
        entry = self._known.get(printed)
        if entry is None:
            key = self._key(body, name, province)
            entry = self.entries.get(key)
            if entry is None:
                entry = Entry(key, name, body.kind, body, area, province, self._place_id(area, province))
                self.entries[key] = entry
                self._note_forms(entry)
                if body.kind.id in CELL_KINDS and (body.area or body.parent):
                    self._told_cells.add(body.own)
            self._known[printed] = entry
        self._place(body.start, entry)
        if body.parent is not None:
            parent = self.entry(body.parent)
            if parent is not None and parent.key != entry.key:
                evidence = self.page.evidence(body.start, body.parent.end, "nesting.stated", 0.9)
                self.nesting.setdefault((entry.key, parent.key), []).append(evidence)
        return entry

    def _place(self, start: int, entry: Entry) -> None:
        """Note in text order that a body is named at ``start``; of bodies at one place the smaller key stands first."""
        starts, order = self.starts, self.order
        i = bisect_right(starts, start)
        while i and starts[i - 1] == start and order[i - 1].key > entry.key:
            i -= 1
        starts.insert(i, start)
        order.insert(i, entry)
        sentence = self.page.sentence_at(start)
        self.weights.insert(i, _WEIGHTS.get(sentence.zone, 1) if sentence is not None else 1)

    def _same_cell(self, body: Body) -> Body:
        """A village's or a faculty's cell printed without its commune or hospital is the one that the page tells."""
        if body.kind.id not in CELL_KINDS or body.area is not None or body.parent is not None:
            return body
        if body.own not in self._told_cells:
            return body
        faculty = body.host.own if body.host is not None and body.host.kind.id == _FACULTY else ""
        if not (faculty or (body.own and body.host is None)):
            return body
        for entry in self._nearest(body.start):
            other = entry.body
            if other.kind.id in CELL_KINDS and other.own == body.own and (other.area or other.parent):
                if not faculty or (other.host is not None and other.host.own == faculty):
                    return other
        return body

    def _scope(self, body: Body, area: Area | None) -> str:
        if body.tail == "fixed" or body.own.endswith("Việt Nam") or body.kind.id == "org-kind-trung-uong-hoi":
            return ""
        if area is not None and area.name is not None:
            place = self.vocabulary.places.province_named(area.name)
            if area.unit_type in ("tỉnh", "thành phố") and place is not None:
                return place.bare
        province = self.context.province_at(body.start)
        return province.bare if province is not None else ""

    def _place_id(self, area: Area | None, province: str) -> str | None:
        if area is None or area.name is None:
            return None
        places, era = self.vocabulary.places, self.context.era
        if area.unit_type in ("tỉnh", "thành phố"):
            place = places.province_named(area.name, era) or places.province_named(area.name)
            if place is not None:
                return place.id
        # a page of before the reform means no unit of after it, whatever its name; one without a date may be of either
        eras: tuple[Era, ...] = (era, "2024") if self.page.article.published else (era, "2024", "2025")
        for candidate_era in eras:
            found = places.resolve(area.name, area.unit_type, province or None, candidate_era)
            if found is not None:
                return found.id
        return None

    def _complete(self, body: Body) -> Body | None:
        """Fill in what the page leaves out. Returns the completed body or None."""
        if (
            body.host is not None
            and body.host.kind.id == _FACULTY
            and body.host.host is None
            and body.parent is not None
        ):
            whole = body.parent.host  # "Chi bộ Khoa Sản, Đảng bộ Bệnh viện A"
            if whole is not None and whole.kind.id in _HAS_FACULTIES and not whole.bare:
                body.host.host = whole
        if body.kind.id == "org-kind-trung-uong-hoi":
            return body  # the whole country's: nothing to complete
        if body.host is not None:
            of_party = body.kind.id == EXECUTIVE and body.host.bare and body.host.kind.id == PARTY
            host = (self._of_its_sentence(body.host) if of_party else None) or self._complete(body.host)
            if host is None:
                return None
            body.host = host
        if body.area is not None and body.area.name is None:
            area = self.context.complete(body.area.unit_type, body.start)
            if area is None:
                return self._antecedent(body)
            body.area = area
        if body.tail == "fixed":
            return body
        if body.kind.pref == _DEPARTMENT:
            body.own = self._departments.get(body.own, body.own)
        if body.tail == "place" and body.area is None:
            unit_type = body.kind.value("unitType") or ""
            area = self.context.complete(unit_type, body.start)
            if area is None or (unit_type == "tỉnh" and area.unit_type != "tỉnh"):
                return None  # a city has no Tỉnh ủy: another's, which the page does not tell
            body.area = area
            return body
        if body.kind.id in ("org-kind-phong", "org-kind-doi") and _POLICE.match(body.own):
            if body.host is None and body.area is None:
                level = "tỉnh" if body.kind.id == "org-kind-phong" else "huyện"
                area = self.context.complete(level, body.start)
                police = self.words.kinds["org-kind-cong-an"]
                body.host = Body(police, "area", body.start, body.end, body.next, area=area) if area else None
            return body
        if body.tail == "sector" and body.area is None and body.host is None:
            if not body.own:
                return self._antecedent(body)
            province = body.kind.pref == _DEPARTMENT
            if not province and body.own not in self.words.sector_names:
                return body  # a division of a company or a department, no district's: "Phòng Tài vụ"
            context = self.context
            area = context.own_province(body.start) if province else context.district_or_commune(body.start)
            if area is None:
                return body if province else None
            body.area = area
            return body
        if body.tail == "committee" and body.host is None:
            # "cơ quan kiểm tra": any of them
            return self._committee(body) if not body.kind.pref.startswith("Cơ quan ") else None
        if body.local_unit and not body.own:
            return self._residential(body)
        if body.bare and body.kind.pref.endswith(" Hội đồng nhân dân") and body.kind.pref.startswith("Ban "):
            council = self._antecedent(Body(self.words.kinds[_COUNCIL], "area", body.start, body.end, body.next))
            body.area = council.area if council is not None else None
            return body if body.area is not None else None
        if body.tail == "named" and not body.bare and body.area is None:
            full = self._alias(body)
            if full is body and body.kind.id == _FACULTY and body.host is None:
                body.host = self._about(_HAS_FACULTIES, body.start)
            return full
        if body.bare and body.tail == "host-only" and body.kind.id != "org-kind-khoi":
            return self._antecedent(body) or self._bloc(body)
        if body.bare:
            known = self._antecedent(body)
            if known is None or known.area is None or known.area.unit_type not in ("tỉnh", "thành phố"):
                return self._only_one(body) or known
            return known
        return body

    def _only_one(self, body: Body) -> Body | None:
        """A body of which a province has one only ("Văn phòng Đăng ký đất đai"), printed without its province."""
        if body.tail != "area" or not body.capital or body.kind.values("adminLevel") != ("level-province",):
            return None
        body.area = self.context.complete("tỉnh", body.start)
        return body if body.area is not None else None

    def _bloc(self, body: Body) -> Body | None:
        """A bloc that the page names nowhere with its area is the province's; offices of one compound need none."""
        if body.kind.id == "org-kind-lien-co":
            return body
        if not body.kind.id.startswith("org-kind-khoi-"):
            return None
        body.area = self.context.complete("tỉnh", body.start)
        return body if body.area is not None else None

    def retract(self, start: int, kept: Entry) -> None:
        """Take back what a bare head at ``start`` was read as, once its office has told that it is ``kept``."""
        for i in range(bisect_left(self.starts, start), bisect_right(self.starts, start)):
            entry = self.order[i]
            if entry is kept:
                continue
            entry.evidence = [e for e in entry.evidence if e.start != start or e.rule != "organization.completed"]
            entry.named = entry.named and bool(entry.evidence)

    def known_cell(self, body: Body, beside: Body | None) -> bool:
        """Whether the page has named the cell that a bare "Chi bộ" means, more than by its unit.

        ``beside`` is the body of the office that follows, whose cell it may be: "Bí thư Chi bộ, Chi cục trưởng *Chi cục
        Hải quan X*", and where the page names a cell later only, "Bí thư Chi bộ, Trưởng *phòng Nội vụ huyện*".
        """
        if not body.bare:
            return True
        if beside is not None and ((bool(beside.own) and beside.tail == "named") or is_provincial_mass_body(beside)):
            return False
        found = self._antecedent(body.copied())
        if found is None or (
            found.start > body.start and beside is not None and beside.own and beside.tail == "sector"
        ):
            return False
        return bool(found.own or found.host or found.parent)

    def of_kind(self, kind_id: str, offset: int) -> Entry | None:
        """The body of a kind that the page means at ``offset`` without naming it ("Tỉnh ủy viên")."""
        kind = self.words.kinds[kind_id]
        i = self.tokens.at(offset)
        body = Body(kind, kind.value("tail") or "fixed", offset, offset, i)
        if body.tail in ("fixed", "place"):
            return self.entry(body)
        known = self._antecedent(body)
        return self.entry(known) if known is not None else None

    def nearest(self, kind_ids: tuple[str, ...], offset: int) -> Entry | None:
        """The body of one of these kinds that the page is most about, also where it stands only inside another name."""
        body = self._about(kind_ids, offset)
        if body is None:
            return None
        return self.entry((self.names.committee_body(body) or body) if body.kind.id == "org-kind-dang-bo" else body)

    def host_in(self, key: str, kind_ids: tuple[str, ...]) -> Entry | None:
        """The body of one of these kinds inside the name of ``key`` (the school of "Đảng ủy Trường X")."""
        entry = self.entries.get(key)
        if entry is None:
            return None
        for part in parts_of(entry.body)[1:]:
            if part.kind.id in kind_ids and not part.bare and part.tail != "host-only":
                return self.entry(part)
        return None

    def is_party(self, key: str) -> bool:
        """True for an organisation of the Party."""
        return self.entries[key].kind.value("bodyClass") == "PartyOrganization"
