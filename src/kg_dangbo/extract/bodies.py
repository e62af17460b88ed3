"""The grammar of organisation names: head, own part, host, parent and area.

    body   := head own? host? area? ("," parent)?
    head   := a label of ontology/organisation-kinds.ttl; its dangbo:tail says what may follow

A `Body` is what was printed, with the parts apart; completing it from the page and naming it is the
work of `extract/organizations.py`.
"""

from __future__ import annotations

from kg_dangbo.extract.areas import Area, AreaGrammar, is_roman
from kg_dangbo.extract.body import Body
from kg_dangbo.extract.body_words import BodyWords
from kg_dangbo.extract.name_runs import NameRuns
from kg_dangbo.language.normal import canonical
from kg_dangbo.language.tokens import Tokens

__all__ = ["BodyGrammar"]

_SHORT = ("TP", "Tp", "TX", "Tx", "H", "Q")  # units in short before a name: "Quận ủy Q.1"
_PLACE_WORDS = 4  # no district has a longer name
_TITLE_WORDS = 16  # words of a name in quotation marks
_WITH_TITLES = frozenset({"org-kind-quy", "org-kind-cau-lac-bo", "org-kind-ban-chi-dao"})
_DEPTH = 4  # Ban Thường vụ > Đảng ủy > Công ty > ...
# heads whose small-letter form is an ordinary noun: they need their capital
_NEEDS_CAPITAL = {"named", "committee", "host-only"}


class BodyGrammar(NameRuns):
    """Reads organisation names off the word stream of one page."""

    def __init__(self, tokens: Tokens, areas: AreaGrammar, words: BodyWords) -> None:
        super().__init__(tokens, areas, words)
        folded = tokens.folded
        for matcher in (words.loose, words.strict):
            for start, end, concepts in matcher.spans(folded):
                i = tokens.places.get(start)
                if i is not None:
                    self.heads.setdefault(i, []).extend([(end, concept) for concept in concepts])
        for found in self.heads.values():
            if len(found) > 1:
                found.sort(key=lambda f: (-f[0], f[1].id))
        self.local_units = self._index(words.local_units)

    def heads_alone(self) -> set[int]:
        """Word indices of heads that end a personal name; a head that may be a middle name does not."""
        out = set()
        for i, found in self.heads.items():
            if i and all(self._inside_word(i, self.tokens.at(end), kind.value("tail") or "") for end, kind in found):
                continue
            out.add(i)
        return out

    # ------------------------------------------------------------------ entry
    def parse(self, i: int, depth: int = 0, only: str | None = None, *, any_case: bool = False) -> Body | None:
        """The longest body whose head begins at word ``i``, or None.

        ``only`` restricts the head's kind id; with ``any_case`` a small letter is as good as a capital ("Trưởng *ban*
        Tuyên giáo").
        """
        if depth > _DEPTH:
            return None
        for end, kind in self.heads.get(i, ()):
            if only is not None and kind.id != only:
                continue
            tail = kind.value("tail") or "fixed"
            if tail == "host-only" and depth == 0:
                continue
            j = self.tokens.at(end)
            start = self.tokens[i].start
            if self.tokens[i].gap in ("/", "-", "–") and len(self.tokens[i].text) <= 5:
                continue  # an issuer code inside a symbol: 16-KH/TU
            body = Body(kind, tail, start, end, j, capital=self.tokens[i].cap or any_case)
            if self.tokens[i].text.isupper() and len(self.tokens[i].text) > 1 and self._shouted(i, end):
                continue
            deputy = any_case and i > 0 and self.tokens[i - 1].low == "phó"  # "phó *phòng* Nội vụ"
            if i and self.tokens[i].joined and not deputy and self._inside_word(i, j, tail):
                continue
            if tail == "named" and depth == 0 and self._all_capitals(i, j):
                continue  # no telling where a name ends: "ĐẠI HỘI CHI BỘ TRƯỜNG TIỂU HỌC TÂN AN NHIỆM KỲ ..."
            if j == i + 1 and self._begins_word(i):
                continue
            if tail == "fixed" and (self._centre_of_mass(j) or self._foreign(j)):
                continue
            if not self._fill(body, j, depth) or self._place_name(body, i):
                continue
            if not body.capital and not self._small_letters(body, depth, j):
                continue
            return body
        return None

    def _begins_word(self, i: int) -> bool:
        """One-word heads that begin another word: "Hội nghị", "Báo cáo", "Trường hợp"."""
        return self._joined(i + 1) and self.tokens[i + 1].low in _WORDS_BEGINNING_WITH.get(self.tokens[i].low, ())

    def _foreign(self, j: int) -> bool:
        """A ministry, parliament ... of another country ("Quốc hội Lào", "Bộ Ngoại giao Nhật Bản")."""
        if not self._joined(j) or not self.tokens[j].cap:
            return False
        one = self.tokens[j].low
        return one in self.words.countries or (
            self._joined(j + 1) and f"{one} {self.tokens[j + 1].low}" in self.words.countries
        )

    def _centre_of_mass(self, j: int) -> bool:
        """Whether "Ban Chấp hành Trung ương" is a mass organisation's ("... *Hội Nông dân Việt Nam*")."""
        if not self._joined(j) or not self.tokens[j].cap or self.tokens[j - 1].low not in ("ương", "tư", "tw", "t.ư"):
            return False
        if self.tokens[j].text == "Đoàn" and self.tokens[j].joined:
            return True  # "Văn phòng *Trung ương Đoàn*"
        return any(kind.id.startswith(_LED_FROM_THE_CENTRE) for _, kind in self.heads.get(j, ()))

    def _inside_word(self, i: int, j: int, tail: str) -> bool:
        """One-word heads that end a word ("trụ sở", "nhà báo") or are a middle name ("Lê Trường Lưu")."""
        before = self.tokens[i - 1]
        alike = not self.tokens[i].cap or (self.tokens[i].text.isupper() and before.text.isupper())  # "ĐẠI HỘI"
        if alike and before.low in _WORDS_ENDING_IN.get(self.tokens[i].low, ()):
            return j == i + 1 or self.tokens[i].low in ("bộ", "thường")
        if before.low == "hải" and before.cap and self.tokens[i].text == "Phòng":
            return True
        if tail == "fixed" and j == i + 2 and self.tokens[i + 1].cap and before.text in self.words.strong_surnames:
            return self.tokens[i].joined  # "Mông Quốc Hội"
        if tail != "named" or j != i + 1 or not self.tokens[i].cap or not before.cap or not self.tokens[i].joined:
            return False
        first = i - 1
        while first and self.tokens[first].joined and self.tokens[first - 1].cap and i - first < 3:
            first -= 1
        run = self.tokens.items[first:i]
        return run[0].text in self.words.surnames and (len(run) > 1 or run[0].text in self.words.strong_surnames)

    def _shouted(self, i: int, end: int) -> bool:
        """A head of whole words in capitals ("TRƯỜNG TRUNG", a photographer) is no head; abbreviations are."""
        words = self.tokens.items[i : self.tokens.at(end)]
        before = self.tokens[i - 1] if i else None
        if before is None or "\n" in self.tokens[i].gap or before.text.isupper():
            return False  # a line in capitals heads a list: "CÁC PHÓ BÍ THƯ TỈNH ỦY"
        return all(w.text.isupper() for w in words) and words[0].low not in self.words.short

    def _all_capitals(self, i: int, j: int) -> bool:
        """A head of whole words in capitals before another such word."""
        head = self.tokens.items[i:j]
        if head[0].low in self.words.short or not self._joined(j):
            return False
        return all(len(w.text) > 1 and w.text.isupper() for w in (*head, self.tokens[j]))

    def _place_name(self, body: Body, i: int) -> bool:
        """A place whose name begins like a body's: "Hội An", "Buôn Ma Thuột"; "xã Đoàn Kết"."""
        places = self.areas.places
        if body.tail == "place" and body.area is not None:
            return self.tokens[i + 1].text == "Đoàn" and bool(places.find(f"Đoàn {body.area.name}", "xã"))
        if not body.own or not self.tokens[i].cap:
            return False
        for j in range(i + 2, min(body.next, i + _PLACE_WORDS) + 1):
            text = canonical(self.tokens.folded.original[body.start : self.tokens[j - 1].end])
            if any(p.level != "level-commune" for p in places.find(text)):
                return True
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
        return self.tokens[j].cap and bool(body.own)

    def _fill(self, body: Body, j: int, depth: int) -> bool:
        tail = body.tail
        if tail == "fixed":
            if not body.capital and depth == 0:  # "bộ Công an", "báo Nhân Dân": a name all the same
                second = self.tokens.at(body.start + 1)
                return second < j and self.tokens[second].cap
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
            elif repeated is not None and repeated[0] == unit_type and self.tokens[j].text in _SHORT:
                j = repeated[1]
        dotted = (  # "Thành ủy TP. HCM"
            j > 0 and self.tokens[j - 1].text in _SHORT and j < len(self.tokens) and self.tokens[j].gap.strip() == "."
        )
        if self._joined(j) or dotted:
            named = self.areas.name(j, unit_type)
            if named is not None and (not dotted or self.areas.places.find(named[0])):
                body.area = Area(unit_type, named[0], self.tokens[j].start, self.tokens[named[1] - 1].end)
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
        if self._joined(j) and self._joined(j + 1) and (self.tokens[j].low, self.tokens[j + 1].low) == ("việt", "nam"):
            body.own = "Việt Nam"
            self._take(body, j + 2)

    def _local_unit(self, body: Body, j: int, *, first: bool = False) -> bool:
        """`ấp Ba Se A`, `tổ dân phố số 7`, `khu phố 3`, with the commune that may follow."""
        if not (first or self._joined(j)) or j not in self.local_units or self._named_like_a_unit(j):
            return False
        end, unit = self.local_units[j]
        k = self.tokens.at(end)
        if self._joined(k) and self.tokens[k].low == "số":
            k += 1
        begin = k
        while self._joined(k) and k - begin < 4:
            token = self.tokens[k]
            if not (token.cap or token.text.isdigit() or (k > begin and is_roman(token.text))):
                break
            if k > begin and token.text.isdigit() and (not self.tokens[k - 1].cap or self._counts(k)):
                break
            if (
                k > begin
                and token.text in self.words.strong_surnames
                and self._joined(k + 1)
                and self.tokens[k + 1].cap
            ):
                break  # "Bí thư Chi bộ làng Kênh Siu Thoan"
            k += 1
        if k == begin:
            if first or self.tokens[j].cap:
                return False
            body.local_unit = unit.pref  # "Chi hội Phụ nữ thôn": the page says which
            self._take(body, self.tokens.at(end))
            return True
        printed = canonical(self.tokens.folded.original[self.tokens[j].start : end])
        regional = body.tail == "area" and printed == "khu vực"  # "Kho bạc Nhà nước khu vực IV" is of no quarter
        label = (printed if regional else unit.pref) + (" số" if self.tokens[begin - 1].low == "số" else "")
        body.own = canonical(f"{label} {' '.join(t.text for t in self.tokens.items[begin:k])}")
        self._take(body, k)
        if body.tail != "host":
            return True
        if k < len(self.tokens) and self.tokens[k].gap.strip() in ("", ",") and "\n" not in self.tokens[k].gap:
            unit_after = self.areas.unit(k)
            if unit_after is not None and unit_after[0] in ("xã", "phường", "thị trấn"):
                parsed = self.areas.parse(k)
                if parsed is not None and parsed[0].name:
                    body.area = parsed[0]
                    self._take(body, parsed[1])
        return True

    def _named_like_a_unit(self, j: int) -> bool:
        """A place whose name begins like a residential group's: "Sóc Trăng", "Buôn Hồ"."""
        if not self.tokens[j].cap or not self._joined(j + 1) or not self.tokens[j + 1].cap:
            return False
        text = canonical(f"{self.tokens[j].text} {self.tokens[j + 1].text}")
        return any(p.level != "level-commune" for p in self.areas.places.find(text))

    def local(self, j: int) -> Body | None:
        """The residential group at word ``j`` as a body of its own ("Trưởng *thôn Đoài*", "Tổ trưởng *tổ dân phố*")."""
        if j not in self.local_units or self._named_like_a_unit(j):
            return None
        end, unit = self.local_units[j]
        body = Body(self.words.kinds["org-kind-don-vi-dan-cu"], "local", self.tokens[j].start, end, self.tokens.at(end))
        body.next = j
        if not self._local_unit(body, j, first=True):
            body.own, body.next = "", self.tokens.at(end)
            body.local_unit = unit.pref
        return body

    def _committee(self, body: Body, j: int, depth: int) -> bool:
        if self._joined(j):
            for end, kind in self.heads.get(j, ()):
                if body.kind.id == _CENTRE and not kind.id.startswith(_LED_FROM_THE_CENTRE):
                    continue
                party = "PartyOrganization" in kind.values("bodyClass")
                mass = "MassOrganization" in kind.values("bodyClass") and (
                    body.kind.id in _LED_BY_COMMITTEE or kind.id in _CENTRES  # "Ban Tuyên giáo Trung ương Đoàn"
                )
                if body.kind.id == "org-kind-van-phong" and kind.value("tail") == "fixed":
                    mass = mass or kind.id.startswith("org-kind-bo-")  # "Văn phòng Bộ Xây dựng"
                if (party and kind.value("tail") in ("place", "host", "fixed", "committee")) or mass:
                    host = self.parse(j, depth + 1, only=kind.id)
                    if body.kind.id == _CENTRE and host is not None and host.area is not None:
                        continue
                    if host is not None and self.tokens.at(end) <= host.next:
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
                self.tokens.folded.original[self.tokens[j].start : self.tokens[self.tokens.at(host.start) - 1].end]
            )
            body.host = host
            self._take(body, host.next)
            return True
        elif not body.capital:
            return False
        elif body.kind.id in _SQUADS and self.tokens[j].low in ("cảnh", "an"):
            self._common_run(body, j)
        elif self.tokens[j].cap or j in self.descriptors:
            self._own_run(body, j)
            if not body.own:
                return False
        else:
            return body.capital and body.kind.pref == "Sở" and not self.tokens[j].low.startswith(("hữu", "thích"))
        if body.area is None:
            self._area(body, body.next, bare_names=True)
        if body.area is None and body.kind.pref == "Phòng" and self._joined(body.next):
            host = self.parse(body.next, depth + 1)
            if host is not None and not host.bare:
                body.host = host
                self._take(body, host.next)
        return True

    def _host(self, body: Body, j: int, depth: int) -> bool:
        if self._joined(j):
            token = self.tokens[j]
            if body.kind.id == "org-kind-chi-bo" and (
                token.text.isdigit() or (is_roman(token.text) and token.cap) or token.low == "số"
            ):
                k = j + 1 if token.low == "số" else j
                if k < len(self.tokens) and (self.tokens[k].text.isdigit() or is_roman(self.tokens[k].text)):
                    body.own = self.tokens[k].text.lstrip("0")
                    self._take(body, k + 1)
                    self._village(body, k + 1)
            if token.low == "nhà" and self._joined(j + 1) and self.tokens[j + 1].low == "trường":
                body.host = Body(
                    self.words.kinds["org-kind-truong"], "named", token.start, self.tokens[j + 1].end, j + 2
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
                    and (host.tail not in ("place", "committee") or host.kind.id == _CENTRE)
                    and not (host.tail == "host" and depth)
                ):
                    body.host = host
                    self._take(body, host.next)
                elif self.areas.unit(j) is not None or token.cap:
                    self._area(body, j, bare_names=True)
                    if body.area is None and token.cap and token.low not in ("đảng", "nhân"):
                        self._own_run(body, j)
        self._parent(body, depth)
        return body.capital or not body.bare or depth > 0

    def _village(self, body: Body, k: int) -> None:
        """The name of a place behind the number of a cell: "Chi bộ 19 *Bàu Sen*"."""
        end = k
        while self._joined(end) and self.tokens[end].cap and end not in self.heads and end - k < 3:
            end += 1
        if end - k != 2 or self.tokens[k].text in self.words.surnames or self.areas.unit(k) is not None:
            return
        if any(t.text.isupper() for t in self.tokens.items[k:end]) or not self.roles_free(k):
            return
        body.own += f" {self.tokens[k].text} {self.tokens[k + 1].text}"
        self._take(body, end)

    def roles_free(self, k: int) -> bool:
        """Whether no office begins at word ``k`` ("Chi bộ 3 *Trưởng thôn*")."""
        return self.tokens[k].low not in ("bí", "phó", "trưởng", "chủ", "ủy", "giám", "tổ", "bà", "ông", "đồng")

    def _quoted(self, body: Body) -> None:
        """A name in quotation marks ("Quỹ *“Vì người nghèo”* tỉnh"), with the area that may follow."""
        k = body.next
        if k >= len(self.tokens) or not self.tokens[k].cap or self.tokens[k].gap.strip() not in ('"', "“", "‘", "'"):
            return
        for n in range(k + 1, min(k + _TITLE_WORDS, len(self.tokens))):
            gap = self.tokens[n].gap
            if "\n" in gap:
                return
            if any(mark in gap for mark in '"”’') or (gap.strip()[:1] == "'"):
                area = self.areas.parse(n) if gap.strip() in ('"', "”", "’", "'") and self.areas.unit(n) else None
                if area is None and body.kind.id == "org-kind-quy":
                    return  # gifts to the fund: "ủng hộ Quỹ “Vì người nghèo”"
                inside = self.tokens.folded.original[self.tokens[k].start : self.tokens[n - 1].end]
                body.own = canonical(f"{body.own} “{inside}”".strip())
                self._take(body, n)
                if area is not None:
                    body.area = area[0]
                    self._take(body, area[1])
                return

    def _parent(self, body: Body, depth: int) -> None:
        """`Chi bộ 4, Đảng bộ Sở Tư pháp`, `(Đảng bộ phường Trại Cau, ...)`, `thuộc Đảng bộ ...`."""
        if body.kind.id not in ("org-kind-chi-bo", "org-kind-dang-bo") or body.bare:
            return
        k = body.next
        if k >= len(self.tokens):
            return
        gap = self.tokens[k].gap
        if "\n" in gap:
            return
        if self.tokens[k].low in ("thuộc", "trực") and gap.isspace():
            while k < len(self.tokens) and self.tokens[k].low in ("trực", "thuộc"):
                k += 1
        elif gap.strip() not in ("", ",", "("):
            return
        if k < len(self.tokens) and any(c.id == "org-kind-dang-bo" for _, c in self.heads.get(k, ())):
            parent = self.parse(k, depth + 1, only="org-kind-dang-bo")
            if parent is not None and not parent.bare:
                body.parent = parent
                # the parent is a mention of its own; the child ends before it

    def _named(self, body: Body, j: int, depth: int) -> bool:
        if not self._joined(j) and not (j < len(self.tokens) and self.tokens[j].gap.strip() in ('"', "“")):
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
            return body.capital and j < len(self.tokens) and not self.tokens[j].cap and body.kind.pref in _ANAPHORIC
        if self._joined(body.next) and body.area is None and body.kind.pref in ("Khoa", "Trung tâm", "Đội", "Trạm"):
            host = self.parse(body.next, depth + 1)
            if host is not None and not host.bare and host.kind.value("bodyClass") in ("ServiceBody", "StateBody"):
                body.host = host
                self._take(body, host.next)
        return True


_WORDS_BEGINNING_WITH = {
    "hội": frozenset(
        {"nghị", "trường", "thảo", "thi", "đàm", "trại", "chợ", "họp", "diễn", "thao", "quán", "chẩn", "tụ"}
    ),
    "trường": frozenset({"hợp", "kỳ", "tồn", "phái", "thọ", "chinh"}),
    "báo": frozenset({"cáo", "chí", "động", "hiếu", "công", "đáp", "danh"}),
    "viện": frozenset({"trưởng", "phó", "trợ", "dẫn", "cớ"}),
    "khoa": frozenset({"học", "mục", "cử", "trưởng"}),
    "quỹ": frozenset({"đất", "tích", "đạo"}),
    "đài": frozenset({"tưởng", "phun"}),
    "cục": frozenset({"diện", "trưởng", "phó", "bộ"}),
    "vụ": frozenset({"việc", "án", "trưởng", "mùa", "lợi", "phó", "đông", "hè", "tai"}),
    "phòng": frozenset({"chống", "ngừa", "tránh", "vệ", "thủ", "trào", "cháy", "dịch", "ở", "khi", "hội"}),
    "đội": frozenset({"ngũ", "hình", "trưởng", "tuyển", "bóng", "phó"}),
    "sở": frozenset({"hữu", "thích", "trường", "dĩ", "tại"}),
    "thuế": frozenset({"thu", "giá", "suất", "đất", "xuất", "nhập", "môn"}),
}  # first halves of words that look like heads
_WORDS_ENDING_IN = {
    "sở": frozenset({"trụ", "cơ", "trú", "xứ"}),
    "trường": frozenset(
        {
            "môi",
            "thị",
            "hội",
            "nhà",
            "công",
            "nông",
            "lâm",
            "lập",
            "hiện",
            "quảng",
            "thao",
            "khai",
            "nghị",
            "ngư",
            "phim",
            "thương",
            "võ",
            "vũ",
            "chiến",
            "tăng",
        }
    ),
    "viện": frozenset({"thư", "bệnh", "thiền", "tu", "lưỡng", "nhập", "xuất", "nằm", "ra", "học", "hạ", "thượng"}),
    "báo": frozenset({"nhà", "thông", "cảnh", "khai", "họp", "tình", "dự", "trình", "mật", "điện", "quả", "tin"}),
    "cục": frozenset({"tổng", "chi", "bố", "kết", "đại", "thời"}),
    "hội": frozenset({"cơ", "quốc", "đại", "xã", "lễ", "giáo", "chi", "dạ", "hiệp"}),
    "vụ": frozenset({"nhiệm", "dịch", "chức", "nội", "phục", "nghĩa", "nghiệp", "mùa", "thời", "tài", "giáo", "vì"}),
    "phòng": frozenset({"văn", "quốc", "đề", "biên", "tiêu", "phó"}),
    "đoàn": frozenset({"liên", "sư", "lữ", "trung", "tiểu", "binh", "quân", "tập"}),
    "đội": frozenset({"quân", "bộ", "biệt", "phi", "đồng", "hải"}),
    "đài": frozenset({"lâu", "khán", "tượng", "vũ", "võ"}),
    "khoa": frozenset({"bách", "đa", "nha", "nhi", "sản", "chuyên", "thủ", "y"}),
    "quỹ": frozenset({"ngân", "thủ"}),
    "thường": frozenset({"thư", "tịch", "trưởng", "viên", "nhiệm"}),  # "Bí thư thường trực"
    "bộ": frozenset({"cán", "nội", "toàn", "cục", "tiến", "đi"}),
}  # second halves of words that look like heads
_CENTRE = "org-kind-trung-uong-hoi"  # "Trung ương Hội Nông dân Việt Nam"
_CENTRES = frozenset({_CENTRE, "org-kind-trung-uong-doan-thanh-nien-cong-san-ho-chi-minh"})
_LED_FROM_THE_CENTRE = ("org-kind-hoi-", "org-kind-lien-hiep-", "org-kind-lien-minh-")
_LED_BY_COMMITTEE = frozenset({"org-kind-ban-chap-hanh", "org-kind-ban-thuong-vu", "org-kind-thuong-truc", _CENTRE})
_SQUADS = frozenset({"org-kind-phong", "org-kind-doi"})
# heads that a page uses alone for the body it has named before ("Giám đốc Bệnh viện", "HTX mới có ...")
_ANAPHORIC = frozenset({"Bệnh viện", "Hợp tác xã", "Công ty", "Tổng Công ty", "Tập đoàn", "Trường", "Trung tâm",
                        "Ngân hàng", "Học viện", "Viện", "Cục", "Chi cục", "Nhà máy", "Khoa", "Hội", "Báo", "Đài",
                        "Quỹ", "Quân khu"})  # fmt: skip
