"""Organisations: every body that the page names, under its full canonical name.

Bodies are read by `extract/bodies.py`, completed from the page (the province, the district it is about, the
body of the same kind named before) and given one key each: kind, canonical name and province.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from kg_dangbo.extract.areas import LEVEL_OF, Area, AreaContext, AreaGrammar, era_of
from kg_dangbo.extract.bodies import Body, BodyGrammar, BodyWords
from kg_dangbo.extract.page import OrganizationMention, Page, Zone
from kg_dangbo.language.tokens import Tokens
from kg_dangbo.language.normal import canonical, fold_key
from kg_dangbo.model import Evidence, OrganizationFact, PartOfFact
from kg_dangbo.vocabulary import Concept, Vocabulary

__all__ = ["Organizations"]

_COMMITTEE_OF = {
    "tỉnh": "org-kind-tinh-uy",
    "huyện": "org-kind-huyen-uy",
    "quận": "org-kind-quan-uy",
    "thị xã": "org-kind-thi-uy",
    "thành phố": "org-kind-thanh-uy",
}
_COMMUNE_TYPES = ("xã", "phường", "thị trấn", "đặc khu")
_CELL = ("org-kind-chi-bo", "org-kind-chi-uy")
_HAS_FACULTIES = ("org-kind-benh-vien", "org-kind-truong", "org-kind-dai-hoc", "org-kind-hoc-vien")
_COMMITTEES = ("org-kind-dang-uy", "org-kind-dang-bo")
_LOW_CONFIDENCE = 0.7  # completed from the page
_HIGH_CONFIDENCE = 0.95


@dataclass(slots=True)
class _Entry:
    """An organisation while it is gathered."""

    key: str
    name: str
    kind: Concept
    body: Body
    area: Area | None
    scope: str
    place: str | None
    forms: list[str] = field(default_factory=list)
    evidence: list[Evidence] = field(default_factory=list)
    named: bool = False


class Organizations:
    """The organisations of one page: mentions, facts, and the completing of names for other extractors."""

    def __init__(self, page: Page, tokens: Tokens, vocabulary: Vocabulary, words: BodyWords) -> None:
        self.page = page
        self.tokens = tokens
        self.vocabulary = vocabulary
        self.words = words
        self.grammar_areas = AreaGrammar(tokens, vocabulary, words.surnames, era_of(page.article.published))
        self.grammar = BodyGrammar(tokens, self.grammar_areas, words)
        self.context = AreaContext(page, self.grammar_areas, vocabulary)
        self.entries: dict[str, _Entry] = {}
        self.order: list[tuple[int, str]] = []  # (offset, key) of every entry in text order, for "the one before"
        self.nesting: dict[tuple[str, str], tuple[list[Evidence], bool]] = {}
        page.province = self.context.province.bare if self.context.province else None

    # ------------------------------------------------------------------ mentions
    def find(self, blocked: list[tuple[int, int]]) -> tuple[OrganizationMention, ...]:
        """All mentions in story zones, left to right; ``blocked`` spans (role words) hold no body of their own."""
        mentions: list[OrganizationMention] = []
        bodies: list[Body] = []
        starts = {a: b for a, b in blocked}
        i = 0
        while i < len(self.tokens):
            token = self.tokens[i]
            stop = starts.get(token.start)
            if stop is not None:
                i = max(i + 1, self.tokens.at(stop))
                continue
            if i not in self.grammar.heads or self._generic(i):
                i += 1
                continue
            sentence = self.page.sentence_at(token.start)
            body = self.grammar.parse(i) if sentence is not None and sentence.zone.states_facts else None
            if body is None or body.next <= i or body.end > (sentence.end if sentence else 0):
                i += 1
                continue
            bodies.append(body)
            i = body.next
        self.context.add([b.area for body in bodies for b in _parts(body) if b.tail == "place" and b.area is not None])
        # full names first, so that a bare "Chi bộ" finds the cell that is named later on the page
        resolved: dict[int, _Entry] = {}
        for body in bodies:
            if not body.bare or body.tail in ("fixed", "place"):
                entry = self.entry(body)
                if entry is not None:
                    resolved[body.start] = entry
        for body in bodies:
            if body.start not in resolved:
                entry = self.entry(body)
                if entry is not None:
                    resolved[body.start] = entry
        for body in bodies:
            found = resolved.get(body.start)
            if found is None:
                continue
            bare = body.bare or (body.area is not None and body.area.name is None)
            self.note(found, body.start, body.end, "organization.completed" if bare else "organization.named",
                      _LOW_CONFIDENCE if bare else _HIGH_CONFIDENCE)  # fmt: skip
            mentions.append(OrganizationMention(body.start, body.end, found.key))
        return tuple(sorted(mentions, key=lambda m: m.start))

    def _generic(self, i: int) -> bool:
        """ "các Chi bộ", "mỗi Đảng ủy", "UBND các huyện", "cấp Huyện ủy" speak of no particular body."""
        if i and self.tokens[i].joined and self.tokens[i - 1].low in ("các", "những", "mỗi", "từng", "cấp", "nhiều", "số"):
            body = self.grammar.parse(i)
            return body is None or not (body.own or (body.area and body.area.name) or body.host)
        following = self.tokens[i + 1] if i + 1 < len(self.tokens) else None
        return following is not None and following.joined and following.low in ("các", "cấp") and self._single(i)

    def _single(self, i: int) -> bool:
        """True where every head at ``i`` is one word long (so that the next word is its tail)."""
        return all(self.tokens.at(end) == i + 1 for end, _ in self.grammar.heads[i])

    def note(self, entry: _Entry, start: int, end: int, rule: str, confidence: float) -> None:
        """Add a mention's evidence and printed form to an entry and mark it as named by the page."""
        entry.named = entry.named or entry.kind.value("isOffice") != "true"  # offices count only where a fact needs them
        evidence = self.page.evidence(start, end, rule, confidence)
        if evidence not in entry.evidence:
            entry.evidence.append(evidence)
        form = canonical(self.page.text[start:end])
        if form not in entry.forms:
            entry.forms.append(form)

    # ------------------------------------------------------------------ completing and naming
    def entry(self, body: Body) -> _Entry | None:
        """The entry of a body, completed from the page; None where the page does not tell which body it is."""
        completed = self._complete(body)
        if completed is None:
            return None
        body = self._same_cell(completed)
        if body.kind.id in _CELL and body.own and body.area is None and body.parent is not None:
            parent_area = body.parent.area
            if not body.own.isdigit() and parent_area is not None and parent_area.unit_type in _COMMUNE_TYPES:
                body.area = parent_area
        area = self._area_of(body)
        name = self._name(body)
        return self._register(body, name, area)

    def _same_cell(self, body: Body) -> Body:
        """A village cell printed without its commune is the one that the page names with it."""
        if body.kind.id in _CELL and body.own and body.area is None and body.parent is None and body.host is None:
            for key in self._nearest(body.start):
                other = self.entries[key].body
                if other.kind.id in _CELL and other.own == body.own and (other.area or other.parent):
                    return other
        return body

    def _register(self, body: Body, name: str, area: Area | None) -> _Entry:
        province = self._scope(body, area)
        key = f"{body.kind.id}|{fold_key(name)}|{fold_key(province)}"
        entry = self.entries.get(key)
        if entry is None:
            entry = _Entry(key, name, body.kind, body, area, province, self._place_id(area, province))
            self.entries[key] = entry
        self.order.append((body.start, key))
        if body.parent is not None:
            parent = self.entry(body.parent)
            if parent is not None and parent.key != key:
                evidence = self.page.evidence(body.start, body.parent.end, "nesting.stated", 0.9)
                self.nesting.setdefault((key, parent.key), ([], True))[0].append(evidence)
        return entry

    def _scope(self, body: Body, area: Area | None) -> str:
        if body.tail == "fixed" or body.own.endswith("Việt Nam"):
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
        for candidate_era in (era, "2024", "2025"):
            found = places.resolve(area.name, area.unit_type, province or None, candidate_era)
            if found is not None:
                return found.id
        return None

    def _area_of(self, body: Body | None) -> Area | None:
        while body is not None:
            if body.area is not None:
                return body.area
            body = body.host or body.parent
        return None

    def _complete(self, body: Body) -> Body | None:
        """Fill in what the page leaves out. Returns the completed body or None."""
        if body.host is not None:
            host = self._complete(body.host)
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
        if body.tail == "place" and body.area is None:
            area = self.context.complete(body.kind.value("unitType") or "", body.start)
            if area is None:
                return None
            body.area = area
            return body
        if body.tail == "sector" and body.area is None and body.host is None:
            if not body.own:
                return self._antecedent(body)
            level = "tỉnh" if body.kind.pref == "Sở" else "huyện"
            area = self.context.complete(level, body.start)
            if area is None:
                return body if level == "tỉnh" else None
            body.area = area
            return body
        if body.tail == "committee" and body.host is None:
            return self._committee(body)
        if body.tail == "local" and not body.own:
            return self._residential(body)
        if body.bare:
            return self._antecedent(body)
        if body.kind.id == "org-kind-khoa" and body.host is None and body.area is None:
            body.host = self._about(_HAS_FACULTIES, body.start)
        return body

    def _residential(self, body: Body) -> Body | None:
        """ "Tổ trưởng tổ dân phố": the group whose cell the page names."""
        for key in self._nearest(body.start):
            for part in _parts(self.entries[key].body):
                if part.kind.id in _CELL and part.own.startswith(body.local_unit + " "):
                    body.own, body.area = part.own, part.area
                    return body
        return None

    def _antecedent(self, body: Body) -> Body | None:
        """The body of the same kind (and unit type) that the page names before, else the first after."""
        wanted = body.area.unit_type if body.area is not None else None
        kind = body.kind.id
        keys = self._nearest(body.start)
        if wanted is None and kind in _COMMITTEES:
            return self._own_committee(body, keys)
        if wanted is None and body.tail == "named":
            return self._about((kind,), body.start)
        for key in keys:
            entry = self.entries[key]
            if entry.kind.id == kind and (wanted is None or (entry.area is not None and entry.area.unit_type == wanted)):
                return entry.body
        if kind == "org-kind-khoi":  # "Đảng ủy Khối" once the page has said which bloc
            for key in keys:
                for part in _parts(self.entries[key].body):
                    if part.tail == "host-only" and part.kind.id.startswith("org-kind-khoi-"):
                        return part
        for key in keys:
            for part in _parts(self.entries[key].body):
                if part.kind.id == kind and not part.bare and wanted in (None, part.area and part.area.unit_type):
                    return part
        if wanted is None and body.tail in ("host", "area") and body.capital:
            # "Ở thị trấn Châu Thành, Đoàn Thanh niên ...": the area that the sentence has just named
            sentence = self.page.sentence_at(body.start)
            near = [a for a in self.context.explicit if sentence is not None and sentence.start <= a.start < body.start]
            if near:
                return Body(body.kind, body.tail, body.start, body.end, body.next, area=near[-1])
        return None

    def _nearest(self, offset: int) -> list[str]:
        """Keys of the bodies named so far: those before ``offset`` from the nearest on, then those after."""
        before = [k for o, k in self.order if o < offset]
        after = [k for o, k in self.order if o >= offset]
        return list(dict.fromkeys([*reversed(before), *after]))

    def _own_committee(self, body: Body, keys: list[str]) -> Body | None:
        """A bare "Đảng ủy" or "Đảng bộ": of the host that the page is about.

        A page that names one calls the other by its head alone. Hosts are weighed by how often and how
        prominently the page names their Party organisations, so that a guest's committee does not win.
        """
        votes: dict[str, int] = {}
        sources: dict[str, Body] = {}
        for offset, key in self.order:
            for part in _parts(self.entries[key].body):
                if part.kind.id not in _COMMITTEES or part.bare:
                    continue
                label = self._name(Body(body.kind, body.tail, 0, 0, 0, part.own, part.host, None, part.area))
                sentence = self.page.sentence_at(offset)
                prominent = sentence is not None and sentence.zone in (Zone.HEADLINE, Zone.LEAD)
                votes[label] = votes.get(label, 0) + (2 if prominent else 1) + (1 if offset < body.start else 0)
                sources.setdefault(label, part)
        if votes:
            best = max(votes, key=lambda label: votes[label])  # the first named wins a tie
            source = sources[best]
            return Body(body.kind, body.tail, body.start, body.end, body.next, source.own, source.host, None, source.area)
        area = self._choose_commune(body.start)
        return Body(body.kind, body.tail, body.start, body.end, body.next, area=area) if area is not None else None

    def _choose_commune(self, offset: int) -> Area | None:
        for unit_type in _COMMUNE_TYPES:
            if any(a.unit_type == unit_type for a in self.context.explicit):
                return self.context.complete(unit_type, offset)
        return None

    def _committee(self, body: Body) -> Body | None:
        """A bare "Ban Thường vụ": of the committee named nearest before, else after."""
        same = self._antecedent(body)
        if same is not None:
            return same
        for key in self._nearest(body.start):
            entry = self.entries[key]
            host = self.committee_body(entry.body)
            if host is not None:
                body.host = host
                return body
        return None

    def committee_body(self, body: Body) -> Body | None:
        """The party committee that a body is, leads or belongs to."""
        if body.tail == "place" and "PartyOrganization" in body.kind.values("bodyClass"):
            return body
        if body.kind.id == "org-kind-dang-uy":
            return body
        if body.kind.id == "org-kind-dang-bo":
            return self._committee_of(body)
        if body.tail == "committee" and body.host is not None:
            return self.committee_body(body.host)
        return None

    def _committee_of(self, body: Body) -> Body:
        """Đảng bộ -> its committee: Tỉnh ủy, Huyện ủy ... or the Đảng ủy of the same host (domain-facts 1.1)."""
        if body.area is not None and not body.own and body.host is None:
            kind_id = _COMMITTEE_OF.get(body.area.unit_type)
            if kind_id is not None:
                kind = self.words.kinds[kind_id]
                return Body(kind, "place", body.start, body.end, body.next, area=body.area)
        kind = self.words.kinds["org-kind-dang-uy"]
        return Body(kind, "host", body.start, body.end, body.next, body.own, body.host, None, body.area)

    # ------------------------------------------------------------------ names
    def _name(self, body: Body) -> str:
        head = body.kind.pref
        if body.tail == "local":
            return canonical(f"{body.own} {body.area.label if body.area else ''}")
        if body.tail == "fixed":
            return head
        if body.tail == "place" and body.area is not None:
            number = body.area.name is not None and body.area.name.isdigit()
            return f"{head} {body.area.label if number else body.area.name}"  # Quận ủy quận 1
        host = body.host
        if body.tail == "committee" and host is not None and host.kind.id == "org-kind-dang-bo":
            if body.kind.id != "org-kind-ban-chap-hanh":
                host = self._committee_of(host)  # BTV Đảng bộ huyện = Ban Thường vụ Huyện ủy
        parts = [head]
        if body.own:
            parts.append(body.own)
        if host is not None:
            parts.append(self._name(host))
        if body.area is not None and body.tail != "place":
            parts.append(body.area.label)
        if body.parent is not None and body.kind.id in _CELL and body.area is None and body.host is None and body.own:
            # a numbered or village cell is told apart by its parent: "Chi bộ 4 Đảng bộ Sở Tư pháp tỉnh Hà Nam"
            parent = self._complete(body.parent)
            if parent is not None:
                parts.append(self._name(parent))
        return canonical(" ".join(parts))

    # ------------------------------------------------------------------ for other extractors
    def at_word(self, i: int, only: tuple[str, ...] = ()) -> tuple[_Entry, Body] | None:
        """The body whose head begins at word ``i`` (of one of the kinds ``only``), completed and registered."""
        for kind in only or (None,):
            body = self.grammar.parse(i, only=kind)
            if body is not None:
                end, following = body.end, body.next
                entry = self.entry(body)
                if entry is not None:
                    body.end, body.next = end, following
                    return entry, body
        return None

    def of_kind(self, kind_id: str, offset: int) -> _Entry | None:
        """The body of a kind that the page means at ``offset`` without naming it ("Tỉnh ủy viên", a bare "Hiệu trưởng")."""
        kind = self.words.kinds[kind_id]
        i = self.tokens.at(offset)
        body = Body(kind, kind.value("tail") or "fixed", offset, offset, i)
        if body.tail in ("fixed", "place"):
            return self.entry(body)
        known = self._antecedent(body)
        return self.entry(known) if known is not None else None

    def nearest(self, kind_ids: tuple[str, ...], offset: int) -> _Entry | None:
        """The body of one of these kinds that the page is most about, also where it stands only inside another name."""
        body = self._about(kind_ids, offset)
        if body is None:
            return None
        return self.entry((self.committee_body(body) or body) if body.kind.id == "org-kind-dang-bo" else body)

    def _about(self, kind_ids: tuple[str, ...], offset: int) -> Body | None:
        votes: dict[str, int] = {}
        sources: dict[str, Body] = {}
        for at, key in self.order:
            for part in _parts(self.entries[key].body):
                if part.kind.id not in kind_ids or (part.bare and part.tail != "fixed"):
                    continue
                label = self._name(part)
                sentence = self.page.sentence_at(at)
                prominent = sentence is not None and sentence.zone in (Zone.HEADLINE, Zone.LEAD)
                near = 2 if 0 <= offset - at < 200 and part is self.entries[key].body else 0
                votes[label] = votes.get(label, 0) + (2 if prominent else 1) + near
                sources.setdefault(label, part)
        return sources[max(votes, key=lambda label: votes[label])] if votes else None

    def is_party(self, key: str) -> bool:
        """True for an organisation of the Party."""
        return self.entries[key].kind.value("bodyClass") == "PartyOrganization"

    def host_in(self, key: str, kind_ids: tuple[str, ...]) -> _Entry | None:
        """The body of one of these kinds inside the name of ``key`` (the school of "Đảng ủy Trường X")."""
        entry = self.entries.get(key)
        if entry is None:
            return None
        for part in _parts(entry.body)[1:]:
            if part.kind.id in kind_ids and not part.bare and part.tail != "host-only":
                return self.entry(part)
        return None

    def facts(self, used: set[str]) -> list[OrganizationFact]:
        """Facts of all bodies that the page names or that another fact (``used`` keys) needs."""
        out = []
        for entry in self.entries.values():
            if not entry.evidence or not (entry.named or entry.key in used):
                continue
            forms = tuple(f for f in entry.forms if f != entry.name)
            evidence = tuple(sorted(set(entry.evidence), key=lambda e: (e.start, e.end, e.rule)))
            out.append(
                OrganizationFact(
                    key=entry.key,
                    evidence=evidence,
                    name=entry.name,
                    body_class=entry.kind.value("bodyClass") or "OtherBody",
                    kind=entry.kind.id,
                    place=entry.place,
                    scope=fold_key(entry.scope),
                    forms=forms,
                )
            )
        return sorted(out, key=lambda f: (f.evidence[0].start, f.key))

    def without_offices(
        self, mentions: tuple[OrganizationMention, ...], attached: list[tuple[int, int]]
    ) -> tuple[OrganizationMention, ...]:
        """Drop offices of one person ("Chủ tịch nước") where they are the title of a named holder."""
        kept = []
        for m in mentions:
            entry = self.entries[m.key]
            if entry.kind.value("isOffice") == "true" and any(a < m.end and m.start < b for a, b in attached):
                entry.evidence = [e for e in entry.evidence if not (e.start == m.start and e.end <= m.end)]
                entry.named = bool(entry.evidence)
                continue
            kept.append(m)
        return tuple(kept)

    def part_of_facts(self, present: set[str]) -> list[PartOfFact]:
        """Nesting that the text states, between bodies that are facts."""
        out = []
        for (child, parent), (evidence, stated) in self.nesting.items():
            if child in present and parent in present:
                out.append(
                    PartOfFact(
                        key=f"{child} < {parent}",
                        evidence=tuple(sorted(set(evidence), key=lambda e: (e.start, e.end))),
                        child=child,
                        parent=parent,
                        stated=stated,
                    )
                )
        return sorted(out, key=lambda f: (f.evidence[0].start, f.key))


def _parts(body: Body) -> list[Body]:
    """A body, its hosts and its parent."""
    out: list[Body] = []
    queue: list[Body] = [body]
    while queue:
        part = queue.pop(0)
        out.append(part)
        queue += [b for b in (part.host, part.parent) if b is not None]
    return out


def level_of(area: Area | None) -> str | None:
    """The administrative level of an area's unit type."""
    return LEVEL_OF.get(area.unit_type) if area is not None else None
