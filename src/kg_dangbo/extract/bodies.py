"""The grammar of organisation names: head, own part, host, parent and area.

    body   := head own? host? area? ("," parent)?
    head   := a label of ontology/organisation-kinds.ttl; its dangbo:tail says what may follow

A `Body` is what was printed, with the parts apart; completing it from the page and naming it is the
work of `extract/organizations.py`.
"""

from __future__ import annotations

from typing import Final

from kg_dangbo.extract.areas import Area, AreaGrammar, is_roman
from kg_dangbo.extract.body import Body, Head
from kg_dangbo.extract.body_words import BodyWords
from kg_dangbo.extract.head_words import LED_FROM_THE_CENTRE
from kg_dangbo.extract.local_units import LocalUnits
from kg_dangbo.extract.name_runs import HOSTED
from kg_dangbo.language.normal import canonical
from kg_dangbo.language.tokens import Tokens

__all__ = ["BodyGrammar"]

_SHORT = ("TP", "Tp", "TX", "Tx", "H", "Q")  # units in short before a name: "Quận ủy Q.1"
_PLACE_WORDS = 4  # no district has a longer name
_WITH_TITLES = frozenset({"org-kind-quy", "org-kind-cau-lac-bo", "org-kind-ban-chi-dao"})
_WITH_DIVISIONS: Final = frozenset({"ServiceBody", "StateBody", "PartyOrganization"})
_CODE_JOINTS: Final = frozenset({"/", "-", "–"})
_CODE: Final = 5  # letters of the longest issuer code
_DEPTH: Final = 4  # Ban Thường vụ > Đảng ủy > Công ty > ...
# heads whose small-letter form is an ordinary noun: they need their capital
_NEEDS_CAPITAL = {"named", "committee", "host-only"}


class BodyGrammar(LocalUnits):
    """Reads organisation names off the word stream of one page."""

    def __init__(self, tokens: Tokens, areas: AreaGrammar, words: BodyWords) -> None:
        super().__init__(tokens, areas, words)
        heads, places, starts, size = self.heads, tokens.places, tokens.starts, self.size
        for matcher in (words.loose, words.strict):
            for start, end, concepts in matcher.spans(tokens.folded):
                i = places.get(start)
                if i is None:
                    continue
                j = i + 1
                while j < size and starts[j] < end:
                    j += 1
                here = heads.get(i)
                if here is None:
                    heads[i] = here = []
                for concept in concepts:
                    here.append(Head(concept, end, j))
        for here in heads.values():
            if len(here) > 1:
                here.sort(key=_longest_first)

    def heads_alone(self) -> set[int]:
        """Indices of capitalised heads that end a personal name; a head that may be a middle name does not."""
        out: set[int] = set()
        for i, found in self.heads.items():
            if not self.items.cap(i):
                continue
            if i:
                for head in found:
                    if not self._inside_word(i, head.next, head.tail):
                        break
                else:
                    continue
            out.add(i)
        return out

    # ------------------------------------------------------------------ entry
    def parse(self, i: int, depth: int = 0, only: str | None = None, *, any_case: bool = False) -> Body | None:
        """The longest body whose head begins at word ``i``, or None.

        ``only`` restricts the head's kind id; with ``any_case`` a small letter is as good as a capital ("Trưởng *ban*
        Tuyên giáo").
        """
        heads = self.heads.get(i)
        if heads is None or depth > _DEPTH:
            return None
        first = self.items[i]
        if first.gap in _CODE_JOINTS and len(first.text) <= _CODE:
            return None  # an issuer code inside a symbol: 16-KH/TU
        upper = len(first.text) > 1 and first.text.isupper()
        joined = i > 0 and first.joined
        if joined and any_case and self.items[i - 1].low == "phó":
            joined = False  # "phó *phòng* Nội vụ"
        small = not first.cap and not any_case
        for head in heads:
            kind, tail, j = head.kind, head.tail or "fixed", head.next
            if (only is not None and kind.id != only) or (tail == "host-only" and depth == 0):
                continue
            if small and tail == "named" and kind.value("smallLetters") != "true":
                continue
            if (upper and self._shouted(i, j)) or (joined and self._inside_word(i, j, tail)):
                continue
            if tail == "named" and depth == 0 and upper and self._all_capitals(i, j):
                continue  # no telling where a name ends: "ĐẠI HỘI CHI BỘ TRƯỜNG TIỂU HỌC TÂN AN NHIỆM KỲ ..."
            if j == i + 1 and self._begins_word(i):
                continue
            if tail == "fixed" and self._foreign(j):
                return None
            if tail == "fixed" and self._centre_of_mass(j):
                continue
            body = Body(kind, tail, first.start, head.end, j, capital=first.cap or any_case)
            if not self.fill(body, j, depth) or self._place_name(body, i) or (joined and self._name_of_unit(body, i)):
                continue
            if not body.capital and not self._small_letters(body, depth, j):
                continue
            return body
        return None

    def _place_name(self, body: Body, i: int) -> bool:
        """A place whose name begins like a body's: "Hội An", "Buôn Ma Thuột"; "xã Đoàn Kết"."""
        places = self.areas.places
        if body.tail == "place" and body.area is not None:
            return self.items[i + 1].text == "Đoàn" and bool(places.found(f"Đoàn {body.area.name}", "xã"))
        if not body.own or not self.items[i].cap:
            return False
        for j in range(i + 2, min(body.next, i + _PLACE_WORDS) + 1):
            text = canonical(self.tokens.folded.original[body.start : self.items[j - 1].end])
            for place in places.found(text):
                if place.level != "level-commune":
                    return True
        return False

    def _name_of_unit(self, body: Body, i: int) -> bool:
        """Whether what looks like a body is the name of the unit before it: "phường *Hội Phú*"."""
        if body.tail != "named" or not body.own or len(body.own.split()) > 2:
            return False
        for k in (i - 1, i - 2):
            unit = self.areas.unit(k) if k >= 0 else None
            if unit is not None and unit[1] == i:
                named = self.areas.name(i, unit[0])
                return named is not None and named[1] >= body.next
        return False

    def _small_letters(self, body: Body, depth: int, j: int) -> bool:
        """Whether a head printed without its capital may stand: with a proper name behind it."""
        if body.tail not in _NEEDS_CAPITAL or (depth and body.tail == "host-only"):
            return True
        if body.tail == "committee":
            return body.host is not None and not body.host.bare
        if body.kind.value("smallLetters") != "true" or not (body.own or body.area):
            return False
        if body.area and body.area.name and body.own:
            return True
        if body.kind.id == "org-kind-trung-tam" and j not in self.descriptors and body.own.istitle():
            return False  # the centre of a town: "trung tâm Sài Gòn"
        return self.items[j].cap and bool(body.own)

    def fill(self, body: Body, j: int, depth: int = 0) -> bool:
        """Read what the head of a body lets follow at word ``j``; False where that makes it none."""
        tail = body.tail
        if tail == "fixed":
            if not body.capital and depth == 0:  # "bộ Công an", "văn phòng Trung ương Đảng": a name all the same
                second = self.tokens.at(body.start + 1)
                return any(self.items[k].cap for k in range(second, min(j, second + 2)))
            return True
        if tail == "place":
            return self._place(body, j) or depth > 0  # "Phó Ban Tổ chức *tỉnh ủy*"
        if tail in ("area", "host-only"):
            if body.kind.id == "org-kind-thanh-tra" and self._joined(j) and j in self.heads:
                host = self.parse(j, depth + 1, any_case=True)  # Thanh tra Sở Tài chính
                if host is not None and not host.bare:
                    body.host = host
                    self._take(body, host.next)
                    return True
            self._area(body, j, bare_names=True)
            if body.area is None and tail == "area":
                self._local_unit(body, j)
                if not body.own:
                    self._national(body, j)
            return body.capital or not body.bare or depth > 0
        if tail == "committee":
            return self._committee(body, j, depth)
        if tail == "sector":
            return self._sector(body, j, depth)
        if tail == "host":
            return self._host(body, j, depth)
        return self._named(body, j, depth)

    # ------------------------------------------------------------------ tails
    def _place(self, body: Body, j: int) -> bool:
        unit_type = body.kind.value("unitType") or ""
        if self._joined(j):
            repeated = self.areas.unit(j)
            if repeated is not None and repeated[0] == unit_type and not repeated[2]:
                j = repeated[1]  # "Thành ủy thành phố Vinh"
            elif repeated is not None and repeated[0] == unit_type and self.items[j].text in _SHORT:
                j = repeated[1]
        dotted = (  # "Thành ủy TP. HCM"
            j > 0 and self.items[j - 1].text in _SHORT and j < self.size and self.items[j].gap.strip() == "."
        )
        if self._joined(j) or dotted:
            named = self.areas.name(j, unit_type)
            if named is not None and (not dotted or self.areas.places.found(named[0])):
                body.area = Area(unit_type, named[0], self.items[j].start, self.items[named[1] - 1].end)
                self._take(body, named[1])
        return body.capital or body.area is not None

    def _area(self, body: Body, j: int, *, bare_names: bool) -> None:
        if not self._joined(j):
            return
        parsed = self.areas.parse(j, bare_names=bare_names)
        if parsed is not None:
            body.area = parsed[0]
            self._take(body, parsed[1])

    def _national(self, body: Body, j: int) -> None:
        if self._joined(j) and self._joined(j + 1) and (self.items[j].low, self.items[j + 1].low) == ("việt", "nam"):
            body.own = "Việt Nam"
            self._take(body, j + 2)

    def _committee(self, body: Body, j: int, depth: int) -> bool:
        if self._joined(j):
            for head in self.heads.get(j, ()):
                kind = head.kind
                if body.kind.id == _CENTRE and not kind.id.startswith(LED_FROM_THE_CENTRE):
                    continue
                party = "PartyOrganization" in kind.values("bodyClass")
                mass = "MassOrganization" in kind.values("bodyClass") and (
                    # "Ban Tuyên giáo Trung ương Đoàn", "Ban Tổ chức Tỉnh đoàn"
                    body.kind.id in _LED_BY_COMMITTEE or kind.id in _CENTRES or body.kind.id in _BOARDS_OF_MASS
                )
                if body.kind.id == "org-kind-van-phong" and head.tail == "fixed":
                    # "Văn phòng Bộ Xây dựng", "Văn phòng Hội đồng Bầu cử quốc gia"
                    mass = mass or kind.id.startswith(("org-kind-bo-", "org-kind-hoi-dong-"))
                if (party and head.tail in ("place", "host", "fixed", "committee")) or mass:
                    host = self.parse(j, depth + 1, only=kind.id)
                    if body.kind.id == _CENTRE and host is not None and host.area is not None:
                        continue
                    if host is not None and head.next <= host.next:
                        body.host = host
                        self._take(body, host.next)
                        return True
            if body.kind.id in ("org-kind-van-phong", "org-kind-thuong-truc"):
                return False
        return body.capital and body.kind.id != _CENTRE

    def _sector(self, body: Body, j: int, depth: int) -> bool:
        if not self._joined(j):
            return body.capital and body.kind.pref == "Sở"
        found = self.words.sectors.at(self.tokens, j)
        if found is not None:
            body.own = found[1].pref
            self._take(body, found[0])
        elif body.kind.id in _SQUADS and (host := self._squad(j, depth)) is not None:
            body.own = canonical(
                self.tokens.folded.original[self.items[j].start : self.items[self.tokens.at(host.start) - 1].end]
            )
            body.host = host
            self._take(body, host.next)
            return True
        elif not body.capital:
            return False
        elif body.kind.id in _SQUADS and self.items[j].low in ("cảnh", "an"):
            self._common_run(body, j)
        elif self.items[j].cap or j in self.descriptors:
            self._own_run(body, j)
            if not body.own:
                return False
        else:
            return body.capital and body.kind.pref == "Sở" and not self.items[j].low.startswith(("hữu", "thích"))
        if body.area is None:
            self._area(body, body.next, bare_names=True)
        if body.area is None and body.kind.pref == "Phòng" and self._joined(body.next):
            host = self._host_of_division(body.next, depth + 1)
            if host is not None:
                body.host = host
                self._take(body, host.next)
        return True

    def _host(self, body: Body, j: int, depth: int) -> bool:
        if self._joined(j):
            token = self.items[j]
            if body.kind.id == "org-kind-chi-bo" and (
                token.text.isdigit() or (is_roman(token.text) and token.cap) or token.low == "số"
            ):
                k = j + 1 if token.low == "số" else j
                if k < self.size and (self.items[k].text.isdigit() or is_roman(self.items[k].text)):
                    body.own = self.items[k].text.lstrip("0")
                    self._take(body, k + 1)
                    self._village(body, k + 1)
            if token.low == "nhà" and self._joined(j + 1) and self.items[j + 1].low == "trường":
                body.host = Body(
                    self.words.kinds["org-kind-truong"], "named", token.start, self.items[j + 1].end, j + 2
                )
                self._take(body, j + 2)
            elif not body.own and token.low == "trường" and not token.cap and not self._joined(j + 1):
                body.host = Body(self.words.kinds["org-kind-truong"], "named", token.start, token.end, j + 1)
                self._take(body, j + 1)
            elif not body.own:
                host = self.parse(j, depth + 1)
                bloc = host is not None and host.bare and host.kind.id == "org-kind-khoi"  # "khối 3" is a quarter too
                if (host is None or bloc) and self._local_unit(body, j):
                    pass
                elif (
                    host is not None
                    and (
                        host.tail not in ("place", "committee")
                        or host.kind.id == _CENTRE
                        or (host.tail == "place" and "MassOrganization" in host.kind.values("bodyClass"))
                        or (host.host is not None and host.kind.id not in _LED_BY_COMMITTEE)  # Chi bộ Văn phòng Tỉnh ủy
                    )
                    and not (host.tail == "host" and depth)
                ):
                    body.host = host
                    self._take(body, host.next)
                elif self.areas.unit(j) is not None or token.cap:
                    self._area(body, j, bare_names=True)
                    if body.area is None and token.cap and token.low not in ("đảng", "nhân", "bộ"):
                        self._own_run(body, j)
        self._parent(body, depth)
        return body.capital or not body.bare or depth > 0

    def _parent(self, body: Body, depth: int) -> None:
        """`Chi bộ 4, Đảng bộ Sở Tư pháp`, `(Đảng bộ phường Trại Cau, ...)`, `thuộc Đảng bộ ...`."""
        if body.kind.id not in ("org-kind-chi-bo", "org-kind-dang-bo") or body.bare:
            return
        k = body.next
        if k >= self.size:
            return
        gap = self.items[k].gap
        if "\n" in gap:
            return
        if self.items[k].low in ("thuộc", "trực") and gap.isspace():
            while k < self.size and self.items[k].low in ("trực", "thuộc"):
                k += 1
        elif gap.strip() not in ("", ",", "("):
            return
        if k < self.size and any(h.kind.id == "org-kind-dang-bo" for h in self.heads.get(k, ())):
            parent = self.parse(k, depth + 1, only="org-kind-dang-bo")
            if parent is not None and not parent.bare:
                body.parent = parent
                # the parent is a mention of its own; the child ends before it

    def _named(self, body: Body, j: int, depth: int) -> bool:
        if not self._joined(j) and not (j < self.size and self.items[j].gap.strip() in ('"', "“")):
            return body.capital
        if self._joined(j) and "ArmedForcesBody" in body.kind.values("bodyClass") and j in self.heads:
            host = self.parse(j, depth + 1)  # Bộ Tư lệnh Quân khu 4
            if host is not None and not host.bare:
                body.host = host
                self._take(body, host.next)
                return True
        if self._joined(j):
            self._own_run(body, j)
        if body.kind.id in _WITH_TITLES and body.area is None and (body.capital or body.own):
            self._quoted(body)
        if not body.own and body.area is None:
            return body.capital and j < self.size and not self.items[j].cap and body.kind.pref in _ANAPHORIC
        if self._joined(body.next) and body.area is None and body.kind.pref in HOSTED:
            host = self._host_of_division(body.next, depth + 1)
            if host is not None and host.kind.value("bodyClass") in _WITH_DIVISIONS:
                body.host = host
                self._take(body, host.next)
        return True


def _longest_first(head: Head) -> tuple[int, str]:
    return -head.end, head.kind.id


_CENTRE = "org-kind-trung-uong-hoi"  # "Trung ương Hội Nông dân Việt Nam"
_CENTRES = frozenset({_CENTRE, "org-kind-trung-uong-doan-thanh-nien-cong-san-ho-chi-minh"})
_LED_BY_COMMITTEE = frozenset({"org-kind-ban-chap-hanh", "org-kind-ban-thuong-vu", "org-kind-thuong-truc", _CENTRE})
_BOARDS_OF_MASS = frozenset({"org-kind-ban-tuyen-giao", "org-kind-ban-to-chuc", "org-kind-ban-kinh-te",
                             "org-kind-uy-ban-kiem-tra", "org-kind-van-phong"})  # fmt: skip
_SQUADS = frozenset({"org-kind-phong", "org-kind-doi"})
# heads that a page uses alone for the body it has named before ("Giám đốc Bệnh viện", "HTX mới có ...")
_ANAPHORIC = frozenset({"Bệnh viện", "Hợp tác xã", "Công ty", "Tổng Công ty", "Tập đoàn", "Trường", "Trung tâm",
                        "Ngân hàng", "Học viện", "Viện", "Cục", "Chi cục", "Nhà máy", "Khoa", "Hội", "Báo", "Đài",
                        "Quỹ", "Quân khu"})  # fmt: skip
