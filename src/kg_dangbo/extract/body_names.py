"""Names of bodies: the full canonical name of a completed `Body`, and which committee a body stands for.

A đảng bộ, its committee and the parts of the committee are bodies of their own (domain facts, section 1.1);
the press writes "Ban Thường vụ Đảng bộ huyện" for the standing committee of the Huyện ủy.
"""

from __future__ import annotations

from typing import Final, final

from kg_dangbo.extract.areas import Area
from kg_dangbo.extract.body import Body
from kg_dangbo.extract.body_words import BodyWords
from kg_dangbo.language.normal import canonical
from kg_dangbo.vocabulary.places import Places

__all__ = ["CELL_KINDS", "COMMITTEE_KINDS", "BodyNames", "is_provincial_mass_body", "parts_of"]

CELL_KINDS = ("org-kind-chi-bo", "org-kind-chi-uy")
COMMITTEE_KINDS = ("org-kind-dang-uy", "org-kind-dang-bo")
_PROVINCIAL: Final = ("tỉnh", "thành phố")  # only provinces have typed and former names
_COMMITTEE_OF: Final = {
    "tỉnh": "org-kind-tinh-uy",
    "huyện": "org-kind-huyen-uy",
    "quận": "org-kind-quan-uy",
    "thị xã": "org-kind-thi-uy",
    "thành phố": "org-kind-thanh-uy",
}


def parts_of(body: Body) -> list[Body]:
    """A body, its hosts and its parent."""
    if body.host is None and body.parent is None:
        return [body]
    parts = [body]
    i = 0
    while i < len(parts):
        part = parts[i]
        if part.host is not None:
            parts.append(part.host)
        if part.parent is not None:
            parts.append(part.parent)
        i += 1
    return parts


def is_provincial_mass_body(body: Body) -> bool:
    """A mass organisation of a province, which has a cell of its own: "Bí thư Chi bộ, Chủ tịch *Hội Nông dân tỉnh*"."""
    if body.area is None or body.area.unit_type not in _PROVINCIAL:
        return False
    return "MassOrganization" in body.kind.values("bodyClass")


@final
class BodyNames:
    """Names and committees of completed bodies."""

    def __init__(self, words: BodyWords, places: Places) -> None:
        self.words: Final = words
        self.places: Final = places

    def label(self, area: Area) -> str:
        """The area inside a name: `huyện Bình Lục`; a unit with a typed name bears that (`Thành phố Hồ Chí Minh`)."""
        if not area.name or area.unit_type not in _PROVINCIAL:
            return area.label
        if area.unit_type == "thành phố":
            return self.places.typed_name(area.name) or area.label
        former = self.places.former_name(area.name, area.unit_type)
        return f"{area.unit_type} {former}" if former else area.label

    def untyped(self, name: str, area: Area | None) -> str | None:
        """The other name of a committee of a unit with a typed name: "Thành ủy Hồ Chí Minh"."""
        if area is None or area.name is None or "Thành ủy " not in name:
            return None
        typed = self.label(area)
        return name.replace(typed, area.name) if f"Thành ủy {typed}" in name and typed != area.label else None

    def name(self, body: Body) -> str:
        """The full canonical name: abbreviations expanded, new tone placement, the place at the end."""
        head = body.kind.pref
        if body.tail == "local":
            return canonical(f"{body.own} {self.label(body.area) if body.area else ''}")
        if body.tail == "fixed":
            return head
        if body.tail == "place" and body.area is not None:
            label = self.label(body.area)
            if body.area.name is not None and not body.area.name.isdigit() and body.area.unit_type in label:
                label = label.removeprefix(body.area.unit_type).strip()
            return f"{head} {label}"  # Quận ủy quận 1
        host = body.host
        if body.tail == "committee" and host is not None and host.kind.id == "org-kind-dang-bo":
            if body.kind.id != "org-kind-ban-chap-hanh":
                host = self.committee_of(host)  # BTV Đảng bộ huyện = Ban Thường vụ Huyện ủy
        parts = [head]
        if body.kind.id == "org-kind-trung-uong-hoi" and host is not None and not host.own:
            return f"{head} {self.name(host)} Việt Nam"
        if body.own:
            parts.append(body.own)
        if host is not None:
            parts.append(self.name(host))
        if body.area is not None and body.tail != "place":
            parts.append(self.label(body.area))
        if (
            body.parent is not None
            and body.kind.id in CELL_KINDS
            and body.area is None
            and body.host is None
            and body.own
        ):
            # a numbered or village cell is told apart by its parent: "Chi bộ 4 Đảng bộ Sở Tư pháp tỉnh Hà Nam"
            parts.append(self.name(body.parent))
        return canonical(" ".join(parts))

    def committee_body(self, body: Body) -> Body | None:
        """The party committee that a body is, leads or belongs to."""
        if body.tail == "place" and "PartyOrganization" in body.kind.values("bodyClass"):
            return body
        if body.kind.id == "org-kind-dang-uy" or body.kind.id.startswith("org-kind-dang-uy-"):
            return body
        if body.kind.id == "org-kind-dang-bo":
            return self.committee_of(body)
        if body.host is not None and (body.tail == "committee" or "PartyOrganization" in body.kind.values("bodyClass")):
            return self.committee_body(body.host)  # the Ban Tuyên giáo of a Đảng ủy works for that Đảng ủy
        return None

    def committee_of(self, body: Body) -> Body:
        """Đảng bộ -> its committee: Tỉnh ủy, Huyện ủy ... or the Đảng ủy of the same host (domain-facts 1.1)."""
        if body.area is not None and not body.own and body.host is None:
            kind_id = _COMMITTEE_OF.get(body.area.unit_type)
            if kind_id is not None:
                kind = self.words.kinds[kind_id]
                return Body(kind, "place", body.start, body.end, body.next, area=body.area)
        kind = self.words.kinds["org-kind-dang-uy"]
        return Body(kind, "host", body.start, body.end, body.next, body.own, body.host, None, body.area)
