"""Bodies behind a role whose head is not printed, or in small letters: the role tells which one is meant.

"Bộ trưởng *Nội vụ*" is the minister of the Bộ Nội vụ, "Chi cục trưởng *Kiểm lâm Đà Nẵng*" heads the Chi cục Kiểm lâm
of Đà Nẵng, "Bí thư *Sóc Trăng*" leads its Tỉnh ủy. Which bodies a role is held in is data (`dangbo:heldIn`).
"""

from __future__ import annotations

from typing import Final

from kg_dangbo.extract.bodies import BodyGrammar
from kg_dangbo.extract.body import Body
from kg_dangbo.extract.role_words import RoleWords
from kg_dangbo.language.normal import fold_key
from kg_dangbo.language.tokens import Tokens
from kg_dangbo.vocabulary import Concept

__all__ = ["LOCAL_BODIES", "MINISTERS", "HeadlessBodies"]

MINISTERS: Final = frozenset({"role-bo-truong", "role-thu-truong", "role-thu-truong-thuong-truc"})
_SMALL_COMMITTEES: Final = frozenset({"org-kind-chi-bo", "org-kind-dang-uy", "org-kind-dang-bo", "org-kind-tinh-uy",
                                      "org-kind-thanh-uy", "org-kind-huyen-uy", "org-kind-quan-uy",
                                      "org-kind-thi-uy"})  # fmt: skip
_PARTY_BY_AREA: Final = {"tỉnh": "org-kind-tinh-uy", "thành phố": "org-kind-thanh-uy", "huyện": "org-kind-huyen-uy",
                         "quận": "org-kind-quan-uy", "thị xã": "org-kind-thi-uy", "": "org-kind-dang-uy"}  # fmt: skip
_STATE_BY_AREA: Final = {"": "org-kind-uy-ban-nhan-dan"}
_BY_AREA: Final = {"role-bi-thu": _PARTY_BY_AREA, "role-pho-bi-thu": _PARTY_BY_AREA,
                   "role-pho-bi-thu-thuong-truc": _PARTY_BY_AREA,
                   "role-chu-tich": _STATE_BY_AREA, "role-pho-chu-tich": _STATE_BY_AREA}  # fmt: skip
LOCAL_BODIES: Final = _SMALL_COMMITTEES.union(_STATE_BY_AREA.values())
"""Kinds of bodies that a unit's name may stand for."""
_MINISTRY: Final = 8  # words of the longest name of a ministry


class HeadlessBodies:
    """Reads such bodies off the word stream of one page."""

    def __init__(self, tokens: Tokens, bodies: BodyGrammar, words: RoleWords) -> None:
        self.tokens: Final = tokens
        self.items: Final = tokens.items
        self.size: Final = len(tokens.items)
        self.bodies: Final = bodies
        self.words: Final = words

    def known(self, role: Concept, k: int) -> Body | None:
        """The ministry or office behind a role of such a body: "Thứ trưởng *Nội vụ*", "Trạm trưởng *Y tế xã Đông*"."""
        if role.id in MINISTERS:
            return self._ministry(k)
        lows = self.tokens.lows
        for kind, rest in self.words.offices.get(role.id, ()):
            if not rest or lows[k] != rest[0] or k + len(rest) > self.size:
                continue
            n = k + len(rest)
            if fold_key(" ".join(lows[k:n])) != " ".join(rest) or not all(t.joined for t in self.items.between(k, n)):
                continue
            body = Body(kind, kind.value("tail") or "fixed", self.items[k].start, self.items[n - 1].end, n)
            return body if self.bodies.fill(body, n) else None
        return None

    def named(self, role: Concept, k: int) -> Body | None:
        """The office of a name of its own: "Chi cục trưởng *Kiểm lâm Đà Nẵng*", but no "Cục trưởng *Trần Văn Bé*"."""
        if not self.items[k].cap:
            return None
        for kind, rest in self.words.offices.get(role.id, ()):
            if rest:
                continue
            body = Body(kind, kind.value("tail") or "named", self.items[k].start, self.items[k].start, k)
            if not self.bodies.fill(body, k) or not any(word.islower() for word in body.own.split()):
                return None  # names of persons have capitals only
            head = f"{kind.pref} "
            if body.own.startswith(
                head
            ):  # "Vụ trưởng *Vụ quản lý doanh nghiệp*", which is no head before small letters
                own = body.own.removeprefix(head)
                body.own = own[:1].upper() + own[1:]
            return body
        return None

    def small(self, k: int) -> Body | None:
        """A body whose head is printed in small letters: "Giám đốc *trung tâm Bảo tồn ...*"."""
        if self.items[k].cap and self.items[k - 1].low != "phó":
            return None  # its letter case is not what is missing
        body = self.bodies.parse(k, any_case=True)
        if body is None or (body.area and not body.area.name and not body.own):
            return None
        # "bí thư chi bộ", "trưởng ban Thường trực ban Tổ chức Trung ương"; but no bare "giám đốc công ty"
        return body if not body.bare or body.tail == "fixed" or body.kind.id in _SMALL_COMMITTEES else None

    def of_area(self, role: Concept, k: int) -> Body | None:
        """ "Bí thư *Đà Nẵng*", "Chủ tịch *xã Phú Phụng*": the unit stands for its committee or People's Committee."""
        kind_ids = _BY_AREA.get(role.id)
        if kind_ids is None:
            return None
        parsed = self.bodies.areas.parse(k, bare_names=True)
        if parsed is None:
            return None
        area, following = parsed
        kind = self.bodies.words.kinds[kind_ids.get(area.unit_type, kind_ids[""])]
        return Body(kind, kind.value("tail") or "area", area.start, area.end, following, area=area)

    def _ministry(self, k: int) -> Body | None:
        """ "Bộ trưởng *Giao thông Vận tải*", "Thứ trưởng *Nội vụ*": the ministry of that sector."""
        items, stop = self.items, k
        while stop < self.size and stop - k < _MINISTRY and "\n" not in items[stop].gap:
            stop += 1
        start, text = items[k].start, self.tokens.folded.original
        for n in range(stop, k, -1):
            kind = self.bodies.words.ministries.get(fold_key(text[start : items[n - 1].end]))
            if kind is not None:
                return Body(kind, "fixed", start, items[n - 1].end, n)
        return None
