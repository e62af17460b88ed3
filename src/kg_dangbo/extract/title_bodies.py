"""Which body a title belongs to: the one printed with it, another title's of the chain, or the one the page means."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import final

from kg_dangbo.extract.areas import Area
from kg_dangbo.extract.body import Body
from kg_dangbo.extract.body_names import COMMITTEE_KINDS, is_provincial_mass_body, parts_of
from kg_dangbo.extract.body_register import BodyRegister
from kg_dangbo.extract.held import Held
from kg_dangbo.extract.page import Page, PersonMention
from kg_dangbo.extract.titles import Title, TitleChain
from kg_dangbo.language.normal import canonical
from kg_dangbo.language.tokens import Tokens
from kg_dangbo.model import HoldingStatus

__all__ = ["TitleBodies", "lend_bodies"]

# forces whose party committee bears their name from the district up: "Bí thư Đảng ủy, Giám đốc Công an tỉnh"
_OWN_COMMITTEE = frozenset({"org-kind-cong-an", "org-kind-bo-doi-bien-phong"})
_COMMUNE_TYPES = frozenset({"xã", "phường", "thị trấn", "đặc khu"})
_SECRETARY_ROLES = frozenset({"role-bi-thu", "role-pho-bi-thu", "role-pho-bi-thu-thuong-truc",
                              "role-pho-bi-thu-chuyen-trach", "role-uy-vien-ban-thuong-vu",
                              "role-uy-vien-ban-chap-hanh", "role-uy-vien"})  # fmt: skip
_MINISTER_ROLES = frozenset({"role-bo-truong", "role-thu-truong", "role-thu-truong-thuong-truc"})
_CHAIR_ROLES = frozenset({"role-chu-tich", "role-pho-chu-tich", "role-pho-chu-tich-thuong-truc",
                          "role-uy-vien-thuong-truc"})  # fmt: skip
_FAMILIES = (_SECRETARY_ROLES, _CHAIR_ROLES,
             _MINISTER_ROLES, frozenset({"role-chu-nhiem", "role-pho-chu-nhiem", "role-pho-chu-nhiem-thuong-truc"}),
             frozenset({"role-tong-giam-doc", "role-pho-tong-giam-doc"}),
             frozenset({"role-giam-doc", "role-pho-giam-doc", "role-pho-giam-doc-thuong-truc"}))  # fmt: skip
_JOINED = ({"role-giam-doc", "role-tong-bien-tap"}, {"role-chu-tich", "role-tong-thu-ky"},
           {"role-pho-chu-tich", "role-tong-thu-ky"}, {"role-chu-tich-hoi-dong-quan-tri", "role-tong-giam-doc"},
           {"role-bo-truong", "role-chu-nhiem"})  # fmt: skip
# party organisations that bear the name of the body they lead: "Bí thư Ban cán sự đảng, Bộ trưởng Bộ Tài chính"
_WITH_HOST = ("org-kind-chi-bo", "org-kind-ban-can-su-dang", "org-kind-dang-doan")
_HEADS_IN_SMALL = frozenset({"tổng", "công", "khối", "cơ", "tập", "trường", "bệnh", "học", "viện", "ngân", "quân"})
_VERBS = frozenset({"là", "cho", "của", "phát", "và", "đã", "được", "dự", "trao", "nói", "kiêm", "cùng", "chủ", "rồi"})
_LEVEL_BODIES = frozenset({"org-kind-uy-ban-nhan-dan", "org-kind-hoi-dong-nhan-dan",
                           "org-kind-uy-ban-mat-tran-to-quoc", "org-kind-doan-dai-bieu-quoc-hoi"})  # fmt: skip

_BRACKETS = 50  # code points between the brackets of two persons with offices of one body
_CELL_ROLES = frozenset({"role-bi-thu", "role-pho-bi-thu"})
_HEAD_OF = {"Trưởng Ban": "Ban", "Trưởng phòng": "Phòng", "Chánh Văn phòng": "Văn"}  # role -> first word of its body
_COMMITTEES_BAN = frozenset({"org-kind-ban-thuong-vu", "org-kind-ban-chap-hanh", "org-kind-ban-bi-thu",
                             "org-kind-ban-chap-hanh-trung-uong", "org-kind-ban-can-su-dang"})  # fmt: skip
_PROVINCIAL = ("tỉnh", "thành phố")
_HAS = re.compile(r"[ \u00a0]+(?:hiện[ \u00a0]+)?(?:có|gồm|do)[ \u00a0]+(?:\d+[ \u00a0]+)?")
_REACH = 400  # code points between an office without its body and the one before that names it


def _of_some_province(body: Body) -> bool:
    """Whether a body is a province's, and its province is not printed: "Tỉnh ủy", "UBND tỉnh", "Sở Tài chính"."""
    part = body.host or body
    if part.area is not None:
        return part.area.name is None and part.area.unit_type == "tỉnh"
    if part.tail == "place":
        return part.kind.value("unitType") == "tỉnh"
    return part is body and (part.kind.pref == "Sở" or (part.bare and part.kind.id in _LEVEL_BODIES))


def _is_hamlet(body: Body | None) -> bool:
    return body is not None and body.tail == "local"


def lend_bodies(chains: list[TitleChain], text: str) -> None:
    """ "ông A (Chủ tịch) và bà B (Phó Chủ tịch *UBND xã C*)": one body for both brackets, printed in the second."""
    for one, two in pairwise(chains):
        title, other = one.titles[-1], two.titles[0]
        if other.body is None or title.body is not None or len(one.titles) > 1:
            continue
        if other.start - title.end < _BRACKETS:
            between = text[title.end : other.start]
            if between[:1] == ")" and between[-1:] == "(" and (_related(title, other) or _related(other, title)):
                title.body = other.body.copied()


def _related(title: Title, other: Title) -> bool:
    """Offices of one body beside each other: deputy and chief, chairman and secretary general."""
    pair = {title.role.id, other.role.id}
    if other.role.id == "role-chanh-van-phong" and title.role.pref.startswith("Phó Trưởng Ban"):
        return other.body is not None and other.body.kind.pref.startswith("Ban ")
    return any(pair <= f for f in _FAMILIES[1:]) or title.role.pref == f"Phó {other.role.pref}" or pair in _JOINED


@final
class TitleBodies:
    """Finds the bodies of the titles of one page."""

    def __init__(self, page: Page, tokens: Tokens, bodies: BodyRegister, holdings: Held) -> None:
        self.page = page
        self.tokens = tokens
        self.bodies = bodies
        self.holdings = holdings

    def organization(self, titles: list[Title], n: int, person: PersonMention) -> tuple[str, bool] | None:
        """(key, inferred) of the body that the n-th title of a chain belongs to, or None where nothing tells it."""
        bodies = self.bodies
        title = titles[n]
        printed = title.body
        if printed is not None and printed.bare and title.next < len(self.tokens.items):
            after = self.tokens.items[title.next]
            if after.joined and after.low in _HEADS_IN_SMALL and printed.kind.id in COMMITTEE_KINDS:
                return None  # "Đảng ủy tổng công ty", "Đảng ủy khối ...": of a body that the grammar cannot read
        near: Body | None = None
        if printed is None or (
            printed.bare
            and not (
                printed.kind.id == "org-kind-chi-bo"
                and bodies.known_cell(printed, titles[n + 1].body if n + 1 < len(titles) else None)
            )
        ):
            near = self._from_sibling(titles, n)
        if near is not None:
            entry = bodies.entry(near)
            if entry is not None:
                bodies.note(entry, title.start, title.end, "organization.of-post", 0.7)
                entry.forms[:] = [f for f in entry.forms if f != canonical(self.page.text[title.start : title.end])]
                if printed is not None:
                    bodies.retract(printed.start, entry)
                return entry.key, True
        if printed is not None:
            entry = bodies.entry(self._in_province_of(printed, title.start, person))
            if entry is not None:
                bodies.note(entry, printed.start, printed.end, "organization.of-post", 0.9)
                return entry.key, printed.bare or (printed.area is not None and printed.area.name is None)
        implied = title.role.values("impliedKind")
        for kind in implied:
            entry = bodies.of_kind(kind, title.start)
            if entry is not None:
                bodies.note(entry, title.start, title.end, "organization.implied-by-role", 0.8)
                entry.forms[:] = [f for f in entry.forms if f != title.role.pref]
                return entry.key, True
        if implied and implied[0] not in ("org-kind-chi-bo",):
            return None
        if printed is not None and not (title.role.id in _SECRETARY_ROLES and printed.bare):
            return None  # a body is printed, but the page does not tell which one
        return self._inherited(titles, n, person)

    def _in_province_of(self, body: Body, offset: int, person: PersonMention) -> Body:
        """A provincial body without its province, on a page about several provinces: that of the person's other posts.

        "Tại Hà Giang, ông A tái cử Bí thư Tỉnh ủy ... Tại Nam Định ... Ông A từng là Giám đốc Sở Tài chính, ..."
        """
        context = self.bodies.context
        if context.certain or context.dominant or not _of_some_province(body):
            return body
        sentence = self.page.sentence_at(offset)
        if sentence is not None and any(a.unit_type in _PROVINCIAL for a in context.between(sentence.start, offset)):
            return body
        scopes = [self.bodies.entries[h.organization].scope for h in self.holdings.of(person.key) if not h.inferred]
        provinces = {s for s in scopes if s}
        place = self.bodies.vocabulary.places.province_named(provinces.pop()) if len(provinces) == 1 else None
        if place is None:
            return body
        body = body.copied()
        area = Area(place.unit_type, place.bare, body.start, body.start)
        if body.host is not None:
            body.host = body.host.copied()
            body.host.area = area
        else:
            body.area = area
        return body

    def _from_sibling(self, titles: list[Title], n: int) -> Body | None:
        """A committee printed without its place takes it from another title of the chain.

        "Huyện ủy viên, Trưởng Công an huyện Văn Quan": the Huyện ủy of Văn Quan; "Đảng ủy viên, Phó Giám đốc Sở
        Giao thông vận tải": the Đảng ủy of that department.
        """
        title = titles[n]
        if title.body is not None:
            if not title.body.bare:
                return None
            kind = title.body.kind
            if kind.id in _LEVEL_BODIES:
                return self._of_same_level(titles, n)
        else:
            implied = title.role.value("impliedKind")
            if implied is None and title.role.id in _CELL_ROLES and any(_is_hamlet(t.body) for t in titles):
                implied = "org-kind-chi-bo"  # "Bí thư kiêm Trưởng thôn Đông"
            if implied is None:
                return None
            kind = self.bodies.words.kinds[implied]
        tail = kind.value("tail") or "fixed"
        if tail != "place" and kind.id not in COMMITTEE_KINDS and kind.id not in _WITH_HOST:
            return None
        for other in [*titles[n + 1 :], *reversed(titles[:n])]:
            body = other.body
            if body is not None and body.bare and body.kind.pref == "Sở":
                entry = self.bodies.entry(body.copied())  # "Bí thư Đảng ủy, Giám đốc *Sở*": the one named before
                body = entry.body if entry is not None else body
            if body is not None and body.host is not None and body.kind.id.endswith("-dieu-tra"):
                body = body.host  # "Phó Bí thư Đảng ủy, Thủ trưởng Cơ quan Cảnh sát điều tra *Công an tỉnh*"
            if body is None or (body.bare and (body.tail != "fixed" or kind.id not in _WITH_HOST[1:])):
                continue
            if body.kind.pref == "Phòng" and kind.id in COMMITTEE_KINDS and body.host is None:
                continue  # the division of a district has a cell, no committee
            area = next((p.area for p in parts_of(body) if p.area is not None), None)
            if area is not None and area.name is None:  # "Bí thư Đảng ủy, Giám đốc Công an *tỉnh*"
                area = self.bodies.context.complete(area.unit_type, body.start)
            start, end, following = title.start, title.end, title.next
            if tail == "place":
                if area is not None and area.unit_type == kind.value("unitType"):
                    return Body(kind, tail, start, end, following, area=area)
            elif body.kind.value("bodyClass") != "PartyOrganization":
                if area is not None and area.unit_type in _COMMUNE_TYPES and body.tail == "area":
                    if kind.id != "org-kind-chi-bo":
                        return Body(kind, tail, start, end, following, area=area)
                elif (
                    body.tail in ("sector", "named")
                    or (body.kind.id in _OWN_COMMITTEE and area is not None)
                    or body.own
                    or kind.id in _WITH_HOST[1:]
                    or is_provincial_mass_body(body)
                ):
                    return Body(kind, tail, start, end, following, host=body.copied())
        return None

    def _committee_beside(self, title: Title, other: Title) -> Body | None:
        """ "Phó Bí thư, Chủ tịch UBND phường A": the committee of the unit whose People's Committee follows."""
        body = other.body
        if body is None or body.kind.id not in _LEVEL_BODIES or other.start < title.start or body.area is None:
            return None
        area = body.area
        if area.name is None:
            entry = self.bodies.entry(body.copied())
            area = entry.area if entry is not None and entry.area is not None else area
        if area.name is None:
            return None
        dang_bo = self.bodies.words.kinds["org-kind-dang-bo"]
        return self.bodies.names.committee_of(Body(dang_bo, "host", title.start, title.end, title.next, area=area))

    def _of_same_level(self, titles: list[Title], n: int) -> Body | None:
        """ "Phó Bí thư Tỉnh ủy, Chủ tịch HĐND": the council of the unit whose committee stands beside it."""
        body = titles[n].body
        assert body is not None
        for other in [*titles[n + 1 :], *reversed(titles[:n])]:
            if other.body is None or not (other.body.tail == "place" or other.body.kind.id in _LEVEL_BODIES):
                continue
            entry = self.bodies.entry(other.body.copied())
            if entry is not None and entry.area is not None and entry.area.name:
                return Body(body.kind, body.tail, body.start, body.end, body.next, area=entry.area)
        return None

    def _inherited(self, titles: list[Title], n: int, person: PersonMention) -> tuple[str, bool] | None:
        """The body of a title printed without one: from its neighbours in the chain, else from the page."""
        bodies = self.bodies
        title = titles[n]
        following = self.tokens[title.next] if title.next < len(self.tokens) else None
        if following is not None and following.joined and following.cap and following.start != person.outer:
            return None  # a body is printed, but not one that the grammar can read: no guess
        if title.role.value("orgPrefix") and following is not None and following.joined and not following.cap:
            if following.low not in _VERBS:
                return None  # "Trưởng ban chỉ đạo dự án ..."
        if title.role.id in _SECRETARY_ROLES:
            for other in [*titles[n + 1 :], *reversed(titles[:n])]:
                if other.body is None:
                    continue
                host = bodies.names.committee_body(other.body) or self._committee_beside(title, other)
                youth = self._divided(other.body) if title.body is None else None
                if host is None and youth is not None and "-doan" in youth.kind.id:
                    host = youth  # "Phó Bí thư, Trưởng Ban Tuyên giáo *Tỉnh đoàn*"
                if host is not None:
                    printed = (host.start, host.end)
                    entry = bodies.entry(host)
                    if entry is not None:
                        bodies.note(entry, printed[0], printed[1], "organization.of-post", 0.8)
                        return entry.key, True
        held = self._held_already(title, person)
        if held is not None:
            return held, True
        kinds = title.role.values("heldIn")
        if n + 1 < len(titles) and title.role.id not in _SECRETARY_ROLES:
            # "Phó Giám đốc, Giám đốc Sở A", "Phó Chủ tịch kiêm Tổng Thư ký Hội B": printed once, at the end
            after = titles[n + 1].body
            whole = self._divided(after) if after is not None and title.role.id in _CHAIR_ROLES else None
            if whole is not None:
                entry = bodies.entry(whole)
                if entry is None:
                    return None
                bodies.note(entry, whole.start, whole.end, "organization.of-post", 0.8)
                return entry.key, True
            entry = bodies.entry(after) if after is not None and (not after.bare or after.tail == "fixed") else None
            if entry is not None and (entry.kind.id in kinds or _related(title, titles[n + 1])):
                return entry.key, True
        for other in reversed(titles[:n]):
            if other.body is not None and title.role.id in _MINISTER_ROLES:
                # "Ủy viên Ban cán sự đảng Bộ A, Thứ trưởng": the ministry, not its Party organisation
                ministry = next((p for p in parts_of(other.body) if p.kind.pref.startswith("Bộ ")), None)
                entry = bodies.entry(ministry) if ministry is not None else None
                if entry is not None:
                    return entry.key, True
            elif other.body is not None:
                entry = bodies.entry(other.body)
                if (
                    entry is not None
                    and (entry.kind.id in kinds or not kinds)
                    and title.role.id not in _SECRETARY_ROLES
                ):
                    return entry.key, True
        for holding in self.holdings.of(person.key):
            # "A, Phó Bí thư Đảng ủy Trường X ...; A, Phó Hiệu trưởng": the school whose committee A sits on
            if kinds:
                school = bodies.host_in(holding.organization, kinds)
                if school is not None:
                    bodies.note(school, title.start, title.end, "organization.implied-by-role", 0.6)
                    return school.key, True
        named = self._named_before(title) or self._moved_to(title)
        if named is not None:
            return named, True
        previous = self._previous_holding(title, person)
        if previous is not None:
            return previous, True
        found = bodies.nearest(kinds, title.start)
        if found is not None:
            bodies.note(found, title.start, title.end, "organization.implied-by-role", 0.6)
            found.forms[:] = [f for f in found.forms if not f.casefold().startswith(title.role.pref.casefold())]
            return found.key, True
        return None

    def _divided(self, board: Body) -> Body | None:
        """The body that a board is of: "Ủy viên Thường trực, Trưởng Ban Pháp chế *HĐND tỉnh*"."""
        if board.kind.id.endswith("-hoi-dong-nhan-dan"):
            council = self.bodies.words.kinds["org-kind-hoi-dong-nhan-dan"]
            return Body(council, "area", board.start, board.end, board.next, area=board.area)
        host = board.host
        return host.copied() if host is not None and "MassOrganization" in host.kind.values("bodyClass") else None

    def _named_before(self, title: Title) -> str | None:
        """ "UBND thành phố có 6 phó chủ tịch gồm ...", "HĐND tỉnh hiện có Chủ tịch A": the body just named."""
        if title.role.id not in _CHAIR_ROLES:
            return None
        named = self.page.organizations_in(max(0, title.start - _REACH // 2), title.start)
        if not named or named[-1].end > title.start:
            return None
        kind = self.bodies.entries[named[-1].key].kind
        if kind.id not in _LEVEL_BODIES or not _HAS.fullmatch(self.page.text[named[-1].end : title.start]):
            return None
        return named[-1].key

    def _moved_to(self, title: Title) -> str | None:
        """ "điều động về *Ban Dân vận Tỉnh ủy*, giữ chức Phó Trưởng ban Thường trực": the body named for the role."""
        role = title.role.pref.removeprefix("Phó ")
        head = next((h for r, h in _HEAD_OF.items() if role.startswith(r)), None)
        sentence = self.page.sentence_at(title.start)
        if head is None or sentence is None:
            return None
        named = self.page.organizations_in(max(sentence.start, title.start - _REACH // 4), title.start)
        for mention in reversed(named):
            entry = self.bodies.entries[mention.key]
            if entry.kind.pref.split(" ")[0] == head and entry.kind.id not in _COMMITTEES_BAN:
                return mention.key
        return None

    def of_party(self, title: Title) -> bool:
        """Whether an office is one in the Party."""
        kind = title.body.kind if title.body is not None else None
        implied = title.role.value("impliedKind")
        if kind is None and implied is not None:
            kind = self.bodies.words.kinds.get(implied)
        if kind is None:
            return title.role.id in _SECRETARY_ROLES
        return "PartyOrganization" in kind.values("bodyClass")

    def _held_already(self, title: Title, person: PersonMention) -> str | None:
        """ "Chủ tịch UBND tỉnh A ... Chủ tịch A": the body that the page has given to this person in this role."""
        known = {h.organization for h in self.holdings.of(person.key) if h.role_id == title.role.id}
        return known.pop() if len(known) == 1 else None

    def _previous_holding(self, title: Title, person: PersonMention) -> str | None:
        """ "… A giữ chức Bí thư Huyện ủy. Các Phó Bí thư gồm: B - Phó Bí thư": the committee just named."""
        family = next((f for f in _FAMILIES if title.role.id in f), None)
        if family is None or title.role.id == "role-bo-truong":
            return None  # another minister heads another ministry
        reach = _REACH if family in _FAMILIES[:2] else _REACH // 2
        best: tuple[int, int, str] | None = None  # where it was told, then the first found
        for holding, status, evidence in self.holdings.ending(title.start - reach, title.start):
            if holding.role_id not in family:
                continue
            if family is _SECRETARY_ROLES and not self.bodies.is_party(holding.organization):
                continue
            if status is HoldingStatus.FORMER and holding.person == person.key:
                continue  # "bà A, nguyên Phó Chủ tịch Hội ..., giữ chức Phó Chủ tịch Thường trực": not of that one
            if best is None or (evidence.end, -holding.number) > best[:2]:
                best = (evidence.end, -holding.number, holding.organization)
        return best[2] if best else None
