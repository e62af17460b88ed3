"""Which body a name means that leaves out its place, its host or half of its words: one that the page names.

A bare "Tỉnh ủy", "Đảng ủy" or "Ban Thường vụ" is the one of its sentence, its row, or the page;
`extract/body_register.py` asks and keeps the books.
"""

from __future__ import annotations

import re
from typing import Final, final

from kg_dangbo.extract.area_context import AreaContext
from kg_dangbo.extract.areas import Area
from kg_dangbo.extract.body import Body
from kg_dangbo.extract.body_names import COMMITTEE_KINDS, BodyNames, parts_of
from kg_dangbo.extract.body_words import BodyWords
from kg_dangbo.extract.page import Page
from kg_dangbo.language.normal import fold_key
from kg_dangbo.language.offsets import bisect_left
from kg_dangbo.language.tokens import Tokens
from kg_dangbo.model import Evidence
from kg_dangbo.vocabulary import Concept, Vocabulary

__all__ = ["COMMUNE_TYPES", "EXECUTIVE", "PARTY", "Antecedents", "Entry"]

_TOP: Final = 40  # bodies of the page's beginning, and around a place: all of them on any page of news
_WINDOW: Final = 150
_ROW: Final = 4  # bodies and code points looked over for the other bodies of a row
_ROW_REACH: Final = 120
# between two bodies of one row: separators, other heads in short or full, and who speaks for them
_ROW_GAP: Final = re.compile(
    r"(?:[\s,\-–]|và|cùng|lãnh đạo|đại diện|Thường trực|Ban Thường trực|HĐND|UBND|UBMTTQ|Ủy ban|Uỷ ban|MTTQ|Việt Nam|"
    r"VN|Hội đồng nhân dân|nhân dân|Mặt trận Tổ quốc|các ban|Đảng ủy|Đảng uỷ)*"
)
# "Ban Chấp hành *tỉnh Hội* khóa IV", "Ban Thường vụ *huyện Đoàn*"
_OF_MASS: Final = re.compile(
    r"[^\S\n](?:lâm thời[^\S\n])?(?:(?:tỉnh|thành|huyện|quận|thị|xã|phường|trung ương)[^\S\n])?(?:Hội|Đoàn)(?!\w)"
)
# between the committees that somebody joins and the committee that they lead
_OFFICE_GAP: Final = re.compile(
    r"(?:[\s,]|và|Ban Thường vụ|Ban thường vụ|BTV|giữ chức vụ|giữ chức danh|giữ chức|làm|để|bầu|kiêm|đồng thời|"
    r"Phó Bí thư|Phó bí thư|Bí thư|bí thư|Thường trực|thường trực)*"
)
EXECUTIVE: Final = "org-kind-ban-chap-hanh"
PARTY: Final = "org-kind-dang-bo"
# "Ban Tổ chức" is a board of the Party, and whoever holds a contest
_ORGANISERS: Final = "org-kind-ban-to-chuc"
_OF_EVENT: Final = re.compile(
    r"[ \u00a0]{1,3}(?:hội thi|cuộc thi|giải|chương trình|lễ|đại hội|hội nghị|hội diễn|liên hoan|ngày hội|sự kiện"
    r"|hội thao|cuộc vận động|hội khỏe|triển lãm|trại|kỳ thi)\b",
    re.IGNORECASE,
)
_INSPECTORS: Final = "org-kind-thanh-tra"
# "Đảng bộ, chính quyền và nhân dân *tỉnh Hà Nam*"
_AND_PEOPLE: Final = re.compile(
    r"(?:[ \u00a0]{1,2}|,[ \u00a0]{1,2}|(?:và|chính quyền|quân đội|quân|các dân tộc|nhân dân|dân|đồng bào|cán bộ"
    r"|lực lượng vũ trang)(?!\w)){3,12}(?<=[ \u00a0])(?=tỉnh|huyện|thành phố|TP|xã|phường|quận|thị)",
    re.IGNORECASE,
)
_OF_BODIES: Final = ("org-kind-ban-can-su-dang", "org-kind-dang-doan")  # of a body, never of an area
COMMUNE_TYPES: Final = ("xã", "phường", "thị trấn", "đặc khu")


@final
class Entry:
    """An organisation while it is gathered."""

    __slots__ = ("area", "body", "evidence", "forms", "key", "kind", "name", "named", "place", "scope")

    def __init__(
        self, key: str, name: str, kind: Concept, body: Body, area: Area | None, scope: str, place: str | None
    ) -> None:
        self.key: Final = key
        self.name = name
        self.kind: Final = kind
        self.body: Final = body
        self.area: Final = area
        self.scope: Final = scope
        self.place: Final = place
        self.forms: list[str] = []
        self.evidence: list[Evidence] = []  # in the order in which it was found
        self.named = False


class Antecedents:
    """The bodies that a page has named, as answers to what a shorter name means."""

    def __init__(
        self, page: Page, tokens: Tokens, vocabulary: Vocabulary, words: BodyWords, context: AreaContext
    ) -> None:
        self.page = page
        self.tokens = tokens
        self.vocabulary = vocabulary
        self.words = words
        self.context = context
        self.names = BodyNames(words, vocabulary.places)
        self.entries: dict[str, Entry] = {}
        # every naming of a body in text order, for "the one before": where it begins, and the entry
        self.starts: list[int] = []
        self.order: list[Entry] = []
        self.weights: list[int] = []  # how much each naming says about what the page is about
        # key of a body -> its committees, each under the name that it would have as a body of the kind asked for
        self._committees: dict[str, dict[str, list[tuple[str, Body]]]] = {}
        self._forms: dict[tuple[str, str], list[Entry]] = {}  # kind and another form of an own name -> its bodies

    @staticmethod
    def _key(body: Body, name: str, province: str) -> str:
        """Identity of a body: kind, canonical name and province (a name alone is none)."""
        return f"{body.kind.id}|{fold_key(name)}|{fold_key(province)}"

    def _of_its_sentence(self, body: Body) -> Body | None:
        """The Đảng bộ of "Ban Chấp hành Đảng bộ" whose committee its sentence has just named ("Tỉnh ủy A họp")."""
        sentence = self.page.sentence_at(body.start)
        if sentence is None:
            return None
        i = bisect_left(self.starts, body.start)
        for k in range(i - 1, max(0, i - _ROW) - 1, -1):
            led = self.order[k].body
            host = self.names.committee_body(led) if sentence.start <= led.start < body.start else None
            if host is not None and host.tail == "place" and host.area is not None:
                return Body(body.kind, body.tail, body.start, body.end, body.next, area=host.area)
        return None

    def _note_forms(self, entry: Entry) -> None:
        """Remember a body under the other forms that its own name may be printed in."""
        own, body, kind = entry.body.own, entry.body, entry.kind.id
        gaps = [i for i, c in enumerate(own) if c == " "]
        forms = {own[:i] for i in gaps} | {own}
        if body.area is not None and body.area.name is not None:
            forms.add(f"{own} {body.area.name}")  # "Trung tâm Truyền thông Hà Nam" is that of "tỉnh Hà Nam"
        if entry.kind.value("bodyClass") == "EconomicBody":
            # "Công ty Tân Hà" is "Công ty TNHH Một thành viên Đầu tư Tân Hà"
            forms |= {own[i + 1 :] for i in gaps[:-1]}
        for form in forms:
            self._forms.setdefault((kind, form), []).append(entry)

    def _alias(self, body: Body) -> Body:
        """A shorter or other form of a proper name ("Bệnh viện A") is the body that the page also names in full."""
        longer: Body | None = None
        for entry in self._forms.get((body.kind.id, body.own), ()):
            whole = entry.body
            if whole.own != body.own or (whole.area is not None and whole.area.name is not None):
                if longer is not None:
                    return body  # two of them
                longer = whole
        return longer or body

    def _residential(self, body: Body) -> Body | None:
        """ "Tổ trưởng tổ dân phố": the group whose cell the page names."""
        for entry in self._nearest(body.start):
            for part in parts_of(entry.body):
                if part.own.startswith(body.local_unit + " ") and part.tail in ("host", "area", "local"):
                    body.own = part.own
                    body.area = part.area if body.tail == "local" else None
                    return body
        return None

    def _antecedent(self, body: Body) -> Body | None:
        """The body of the same kind (and unit type) that the page names before, else the first after."""
        wanted = body.area.unit_type if body.area is not None else None
        kind = body.kind.id
        if kind == _INSPECTORS and self.page.text[max(0, body.start - 5) : body.start].lower() == "đoàn ":
            return None  # "đoàn thanh tra": who inspects, no inspectorate
        sibling = self._sibling(body) if wanted is None else None
        if sibling is not None:
            return sibling
        if wanted is None and kind in COMMITTEE_KINDS:
            return self._own_committee(body)
        if wanted is None and body.tail == "named" and kind != "org-kind-hoi":
            return self._about((kind,), body.start)
        nearest = self._nearest(body.start)
        for entry in nearest:
            if entry.kind.id == kind and (
                wanted is None or (entry.area is not None and entry.area.unit_type == wanted)
            ):
                return entry.body
        if kind == "org-kind-hoi":  # "Chủ tịch Hội": the association that the page is about
            return self._about(tuple(k for k in self.words.kinds if k.startswith("org-kind-hoi-")), body.start)
        if kind == "org-kind-khoi":  # "Đảng ủy Khối" once the page has said which bloc
            for entry in nearest:
                for part in parts_of(entry.body):
                    if part.tail == "host-only" and part.kind.id.startswith("org-kind-khoi-"):
                        return part
        for entry in nearest:
            for part in parts_of(entry.body):
                if part.kind.id == kind and not part.bare:
                    if wanted is None or (part.area is not None and part.area.unit_type == wanted):
                        return part
        if wanted is None and body.tail in ("host", "area") and body.capital and kind not in _OF_BODIES:
            # "Ở thị trấn Châu Thành, Đoàn Thanh niên ...": the area that the sentence has just named
            sentence = self.page.sentence_at(body.start)
            near = self.context.between(sentence.start, body.start) if sentence is not None else []
            if near:
                return Body(body.kind, body.tail, body.start, body.end, body.next, area=near[-1])
        return None

    def _sibling(self, body: Body) -> Body | None:
        """The area that a row of bodies shares: "Tỉnh ủy, *HĐND*, Ủy ban MTTQ tỉnh", "*Đảng ủy* - UBND xã A"."""
        committee = body.kind.id in COMMITTEE_KINDS or body.kind.id in _OF_BODIES
        if not committee and body.tail != "area":
            return None
        text, i = self.page.text, bisect_left(self.starts, body.start)
        for k in range(i, min(i + _ROW, len(self.order))):
            offset, other = self.starts[k], self.order[k].body
            if offset <= body.start:
                continue
            if not _ROW_GAP.fullmatch(text, body.end, offset):
                break
            if committee and other.tail == "committee" and other.host is not None:
                if other.host.kind.id == body.kind.id:
                    return other.host  # "Đảng ủy, Ban Thường vụ *Đảng ủy X*"
                return Body(body.kind, body.tail, body.start, body.end, body.next, host=other.host)
            if other.tail == "area" and other.area is not None:
                if not committee or other.area.unit_type in COMMUNE_TYPES:
                    return Body(body.kind, body.tail, body.start, body.end, body.next, area=other.area)
        if committee:
            return None
        for k in range(i - 1, max(0, i - _ROW) - 1, -1):
            other = self.order[k].body
            area = self._area_of(other)
            if self.starts[k] < body.start - _ROW_REACH or area is None:
                break
            if other.tail in ("place", "area", "committee") and _ROW_GAP.fullmatch(
                text, min(other.end, body.start), body.start
            ):
                return Body(body.kind, body.tail, body.start, body.end, body.next, area=area)
        return None

    def _nearest(self, offset: int) -> list[Entry]:
        """The bodies named so far: those before ``offset`` from the nearest on, then those after, each as often."""
        i = bisect_left(self.starts, offset)
        nearest = self.order[max(0, i - _WINDOW) : i]
        nearest.reverse()
        return nearest + self.order[i : i + _WINDOW]

    def _around(self, offset: int) -> list[int]:
        """The places in `order` of the bodies of headline and lead and of those around ``offset``, in text order."""
        i, size = bisect_left(self.starts, offset), len(self.order)
        return [*range(min(_TOP, size)), *range(max(_TOP, i - _WINDOW), min(i + _WINDOW, size))]

    def _own_committee(self, body: Body) -> Body | None:
        """A bare "Đảng ủy" or "Đảng bộ": of the host that the page is about.

        A page that names one calls the other by its head alone. Hosts are weighed by how often and how
        prominently the page names their Party organisations, so that a guest's committee does not win.
        """
        if body.kind.id == PARTY and (people := _AND_PEOPLE.match(self.page.text, body.end)):
            if areas := self.context.between(people.end(), people.end() + 1):
                return Body(body.kind, body.tail, body.start, body.end, body.next, area=areas[0])
        of_place = body.kind.id != PARTY
        votes: dict[str, int] = {}
        sources: dict[str, Body] = {}
        named = self._committees.setdefault(f"{body.kind.id}|{body.tail}", {})
        for k in self._around(body.start):
            offset, entry = self.starts[k], self.order[k]
            known = named.get(entry.key)
            if known is None:
                known = named[entry.key] = [
                    (self.names.name(Body(body.kind, body.tail, 0, 0, 0, p.own, p.host, None, p.area)), p)
                    for p in parts_of(entry.body)
                    if p.kind.id in COMMITTEE_KINDS and not p.bare and not (of_place and _led_otherwise(p))
                ]
            for label, part in known:
                votes[label] = votes.get(label, 0) + self.weights[k] + (1 if offset < body.start else 0)
                sources.setdefault(label, part)
        if votes:
            source = sources[_most(votes)]
            return Body(
                body.kind, body.tail, body.start, body.end, body.next, source.own, source.host, None, source.area
            )
        area = self._choose_commune(body.start)
        return Body(body.kind, body.tail, body.start, body.end, body.next, area=area) if area is not None else None

    def _choose_commune(self, offset: int) -> Area | None:
        for unit_type in COMMUNE_TYPES:
            if self.context.names_type(unit_type):
                return self.context.complete(unit_type, offset)
        return None

    def _committee(self, body: Body) -> Body | None:
        """A bare "Ban Thường vụ": of the committee that its sentence tells, else the same as before, or the nearest."""
        if body.kind.id == _ORGANISERS and self._holds_events(body):
            return None
        if _OF_MASS.match(self.page.text, body.end):
            return None  # of a body that the grammar cannot read
        sentence = self.page.sentence_at(body.start)
        if sentence is not None:
            i = bisect_left(self.starts, body.start)
            if body.kind.id in (EXECUTIVE, "org-kind-ban-thuong-vu"):
                for k in range(i, min(i + _ROW, len(self.order))):
                    offset = self.starts[k]
                    # "tham gia Ban Chấp hành, Ban Thường vụ và giữ chức Bí thư Huyện ủy A"
                    if offset > body.start and _OFFICE_GAP.fullmatch(
                        self.page.text, body.end, min(offset, sentence.end)
                    ):
                        if self._leads(body, self.order[k].body):
                            return body
            for k in range(i - 1, max(0, i - _ROW) - 1, -1):
                other = self.order[k].body
                if not sentence.start <= other.start < body.start:
                    break
                if other.kind.id in (body.kind.id, f"{body.kind.id}-trung-uong"):
                    return other
                if self._leads(body, other):
                    return body
        twin = self._antecedent(body) or self._of_the_centre(body)
        if twin is not None:
            return twin
        for entry in self._nearest(body.start):
            if self._leads(body, entry.body):
                return body
        return None

    def _holds_events(self, body: Body) -> bool:
        """Whether a bare "Ban Tổ chức" is that of a contest: no office, no row of boards, no board of that name."""
        text = self.page.text
        if _OF_EVENT.match(text, body.end):
            return True
        if text[max(0, body.start - 8) : body.start].lower().endswith(("trưởng ", "phó ")):
            return False
        i = bisect_left(self.starts, body.start)
        for k in range(i, min(i + _ROW, len(self.order))):
            if self.starts[k] > body.start:
                if _ROW_GAP.fullmatch(text, body.end, self.starts[k]) and self.order[k].body.tail == "committee":
                    return False
                break
        return not any(entry.kind.id.startswith(_ORGANISERS) for entry in self.entries.values())

    def _of_the_centre(self, body: Body) -> Body | None:
        """The central board of the same name ("Ban Kinh tế" behind "Ban Kinh tế Trung ương"), if the page names it."""
        kind = self.words.kinds.get(f"{body.kind.id}-trung-uong")
        entry = self.entries.get(self._key(Body(kind, "fixed", 0, 0, 0), kind.pref, "")) if kind is not None else None
        return entry.body if entry is not None else None

    def _leads(self, body: Body, other: Body) -> bool:
        """Give a bare committee the body that it is a part of, if ``other`` tells it."""
        host = other if body.kind.id == EXECUTIVE and other.kind.id == PARTY else None
        host = host or self.names.committee_body(other)
        if host is not None and body.kind.id == EXECUTIVE and host.tail == "place" and host.area is not None:
            host = Body(self.words.kinds[PARTY], "host", body.start, body.end, body.next, area=host.area)
        if host is not None:
            body.host = host
        return host is not None

    def _about(self, kind_ids: tuple[str, ...], offset: int) -> Body | None:
        votes: dict[str, int] = {}
        sources: dict[str, Body] = {}
        named: dict[str, list[tuple[str, Body]]] = {}  # key -> its parts of these kinds with their names
        for k in self._around(offset):
            at, entry = self.starts[k], self.order[k]
            known = named.get(entry.key)
            if known is None:
                known = named[entry.key] = [
                    (self.names.name(p), p)
                    for p in parts_of(entry.body)
                    if p.kind.id in kind_ids and not (p.bare and p.tail != "fixed")
                ]
            for label, part in known:
                near = 2 if 0 <= offset - at < 200 and part is entry.body else 0
                if near and (sentence := self.page.sentence_at(at)) is not None:
                    if sentence.start <= offset < sentence.end:
                        near = 6  # "Phó Giám đốc Sở A ..., giữ chức Giám đốc sở này"
                votes[label] = votes.get(label, 0) + self.weights[k] + near
                sources.setdefault(label, part)
        return sources[_most(votes)] if votes else None

    def _area_of(self, body: Body | None) -> Area | None:
        while body is not None:
            if body.area is not None:
                return body.area
            body = body.host or body.parent
        return None


def _led_otherwise(body: Body) -> bool:
    """Whether a Party organisation of a place has no Đảng ủy at its head: "Đảng bộ tỉnh X" has the Tỉnh ủy."""
    area = body.area
    return area is not None and not body.own and body.host is None and area.unit_type not in COMMUNE_TYPES


def _most(votes: dict[str, int]) -> str:
    """The name with the most votes; of several the first."""
    best, most = "", -1
    for name, count in votes.items():
        if count > most:
            best, most = name, count
    return best
