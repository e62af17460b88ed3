"""Titles: a role with its body, as printed before or after a name.

    chain := title (("," | "và" | "kiêm" | "-") title)*
    title := qualifier* role body? ("khóa" ROMAN)? ("nhiệm kỳ" Y-Y)?

"Ủy viên Ban Thường vụ, Trưởng Ban Tổ chức Tỉnh ủy" is one chain of two titles; the first takes its
body from the second. Roles and what they imply are data (`ontology/roles.ttl`).
"""

from __future__ import annotations

import re
from typing import Final, final

from kg_dangbo.extract.bodies import BodyGrammar
from kg_dangbo.extract.body import Body
from kg_dangbo.extract.headless_bodies import LOCAL_BODIES, MINISTERS, HeadlessBodies
from kg_dangbo.extract.role_words import RoleWords
from kg_dangbo.extract.standing_members import standing_members
from kg_dangbo.language.tokens import Tokens
from kg_dangbo.model import HoldingStatus
from kg_dangbo.vocabulary import Concept

__all__ = ["Title", "TitleChain", "TitleGrammar"]

_QUALIFIERS: dict[tuple[str, ...], HoldingStatus | None] = {
    ("nguyên", "là"): HoldingStatus.FORMER,
    ("nguyên",): HoldingStatus.FORMER,
    ("cựu",): HoldingStatus.FORMER,
    ("cố",): HoldingStatus.FORMER,
    ("quyền",): HoldingStatus.ACTING,
    ("q",): HoldingStatus.ACTING,
    ("phụ", "trách"): HoldingStatus.ACTING,
    ("tân",): HoldingStatus.APPOINTED,
    ("hiện", "là"): None,
    ("đương", "kim"): None,
    ("kiêm",): None,
    ("kiêm", "nhiệm"): None,
    ("đồng", "thời", "là"): None,
    ("là",): None,
}
_BY_LAST: dict[str, list[tuple[tuple[str, ...], HoldingStatus | None]]] = {}  # last word -> qualifiers, in their order
for _words, _status in _QUALIFIERS.items():
    _BY_LAST.setdefault(_words[-1], []).append((_words, _status))
_JOINTS: Final = frozenset({",", "-", "–", "", ", -", "(", ", (", ":"})
_JOINERS: Final = frozenset({"và", "kiêm", "rồi", "nay", "hiện", "cũng"})
_ON_BEHALF = ("thừa ủy quyền", "thừa uỷ quyền", "thay mặt", "thừa lệnh", "được ủy quyền", "được uỷ quyền")
_OF_THE_PARTY: Final = "role-uy-vien-trung-uong-dang"
_OF: Final = frozenset({"của", "tại", "thuộc"})
# offices that a Prime Minister ... named in the same breath does not hold: "Thủ tướng Chính phủ, Bộ trưởng Bộ Y tế A"
_TOP_OFFICES: Final = frozenset({"role-thu-tuong", "role-chu-tich-nuoc", "role-tong-bi-thu"})
_OFFICES: Final = frozenset({"org-kind-chu-tich-nuoc", "org-kind-chinh-phu"})  # named by their roles
_ON_BEHALF_ENDS: Final = frozenset(words.rsplit(" ", 1)[1] for words in _ON_BEHALF)
_TERM_WORDS: Final = frozenset({"tỉnh", "thành", "huyện", "nhiệm"})  # with "khóa" and numbers, what _TERM begins with
_TERM = re.compile(
    r"[ \u00a0]*,?[ \u00a0]*(?:tỉnh|thành phố|huyện)?[ \u00a0]*\(?(?:kho[áa]á?|khóa)[ \u00a0]+[IVX\d]+\)?|"
    r"[ \u00a0]*,?[ \u00a0]*\(?nhiệm kỳ[ \u00a0]+\d{4}[ \u00a0]*[-–][ \u00a0]*\d{4}\)?|"
    r"[ \u00a0]+\d+[ \u00a0]+năm[ \u00a0]+tuổi[ \u00a0]+Đảng",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\d{4}")


@final
class Title:
    """One role at words [first, next), with the body printed with it, if any.

    [start, end) is the print, qualifiers included; ``until`` the year in which the term printed with it ends.
    """

    __slots__ = ("body", "end", "first", "next", "role", "start", "status", "until")

    def __init__(
        self,
        role: Concept,
        first: int,
        next: int,
        start: int,
        end: int,
        body: Body | None = None,
        status: HoldingStatus | None = None,
    ) -> None:
        self.role: Final = role
        self.first: Final = first
        self.next = next
        self.start: Final = start
        self.end = end
        self.body = body
        self.status = status
        self.until: str | None = None


@final
class TitleChain:
    """Titles that follow one another: words [first, next), qualifiers included, printed at [start, end)."""

    __slots__ = ("end", "first", "next", "start", "titles")

    def __init__(self, title: Title) -> None:
        self.titles: Final = [title]
        self.first: Final = title.first
        self.start: Final = title.start
        self.next = title.next
        self.end = title.end

    def add(self, title: Title) -> None:
        """Add the title that follows."""
        self.titles.append(title)
        self.next = title.next
        self.end = max(self.end, title.end)


class TitleGrammar:
    """Reads titles off the word stream of one page."""

    def __init__(self, tokens: Tokens, bodies: BodyGrammar, words: RoleWords) -> None:
        self.tokens: Final = tokens
        self.items: Final = tokens.items
        self.size: Final = len(tokens.items)
        self.text: Final = tokens.folded.original
        self.bodies: Final = bodies
        self.headless: Final = HeadlessBodies(tokens, bodies, words)
        self.roles: Final[dict[int, tuple[int, Concept]]] = {}  # index of a role's first word -> its end, the role
        self._nexts: Final[dict[int, int]] = {}  # index of a role's first word -> the index behind it
        found: dict[int, tuple[int, Concept]] = {}
        places = tokens.places
        for matcher in (words.loose, words.strict):
            for start, end, concepts in matcher.spans(tokens.folded):
                i = places.get(start)
                if i is not None and not (concepts[0].id == _OF_THE_PARTY and self._of_mass_body(end)):
                    known = found.get(i)
                    if known is None or end > known[0]:
                        found[i] = (end, concepts[0])
        text, starts, heads = tokens.folded.original, tokens.starts, bodies.heads
        for i in standing_members(tokens, bodies, found):
            found[i] = (self.items[i + 1].end, words.standing)
        free, head_end = 0, 0
        for i in sorted(found):
            end, role = found[i]
            for h in range(max(free, i - 3), i):
                here = heads.get(h)
                if here is not None and here[0].end > head_end:
                    head_end = here[0].end
            if head_end >= end or i < free or (i and tokens.lows[i - 1] == "chức" and role.pref == "Vụ trưởng"):
                continue  # "Ban *Bí thư*", "chức *vụ Trưởng* Công an"
            if text.find("\n", starts[i], end) >= 0:
                continue
            j = i + 1
            while j < self.size and starts[j] < end:
                j += 1
            self.roles[i] = found[i]
            self._nexts[i] = free = j

    def _of_mass_body(self, end: int) -> bool:
        """ "Ủy viên Ban Chấp hành Trung ương *Đoàn*", "Ủy viên Trung ương *Hội Nông dân Việt Nam*"."""
        i = self.tokens.at(end)
        if i >= self.size or not self.items[i].joined:
            return False
        word = self.items[i].text
        return word == "Đoàn" or (word == "Hội" and not (i + 1 < self.size and self.items[i + 1].low == "đồng"))

    def blocked(self) -> list[tuple[int, int]]:
        """Spans (offsets) of role words that are no bodies of their own ("Ủy viên *Ban Thường vụ*")."""
        out: list[tuple[int, int]] = []
        for i, (end, role) in self.roles.items():  # in text order
            if role.id == "role-dai-bieu-hoi-dong-nhan-dan":
                continue  # "các đại biểu HĐND tỉnh" names the council
            prefix = self._prefix_index(i, role)
            stop = self.tokens.starts[prefix] if prefix is not None else end
            start = self.tokens.starts[i]
            if stop > start and role.value("impliedKind") not in _OFFICES:
                out.append((start, stop))
            behind = self._nexts[i]
            if behind in self.bodies.heads and role.id not in MINISTERS and self.headless.known(role, behind):
                out.append((self.items[behind].start, self.items[behind].end))  # "Chi cục trưởng *Thuế* huyện X"
        return out

    def _prefix_index(self, i: int, role: Concept) -> int | None:
        prefix = role.value("orgPrefix")
        if prefix is None:
            return None
        behind = self._nexts[i]
        words = 1 if self.tokens.lows[behind - 1] == "vp" else prefix.count(" ") + 1  # "Chánh *VP* Tỉnh ủy"
        k = behind - words
        return k if k > i else None

    def _qualifier(self, i: int) -> tuple[int, HoldingStatus | None]:
        """Qualifiers that end right before word ``i``: where they begin and what they say."""
        status: HoldingStatus | None = None
        lows = self.tokens.lows
        known = _BY_LAST.get(lows[i - 1]) if i else None
        while known is not None:
            begin = i
            for words, meaning in known:
                k = i - len(words)
                if k < 0 or not self._qualifies(words, k, i):
                    continue
                begin = k
                status = status or meaning
                break
            if begin == i:
                break
            i = begin
            known = _BY_LAST.get(lows[i - 1]) if i else None
        return i, status

    def _qualifies(self, words: tuple[str, ...], k: int, i: int) -> bool:
        """Whether the words from ``k`` on are this qualifier of what begins at word ``i``."""
        items = self.items
        for n in range(len(words)):
            if items[k + n].low != words[n]:
                return False
        for n in range(k + 1, i + 1):
            if not (items[n].joined or (n == i and items[n].gap.strip() == ".")):
                return False
        if words[0] == "quyền" and k and items[k].joined and items[k - 1].low in ("ủy", "uỷ"):
            return False  # "thừa ủy *quyền* Thủ tướng Chính phủ"
        return words[0] != "q" or items[k].text == "Q"

    def title(self, i: int) -> Title | None:
        """The title whose role begins at word ``i``."""
        found = self.roles.get(i)
        if found is None:
            return None
        end, role = found
        items, size = self.items, self.size
        j = self._nexts[i]
        first, status = self._qualifier(i)
        if items[i].low == "phụ" and role.id == "role-truong-cong-an":
            status = HoldingStatus.ACTING  # "giao Thiếu tá A phụ trách Công an xã B"
        title = Title(role, first, j, items[first].start, end, None, status)
        prefix = self._prefix_index(i, role)
        body: Body | None = None
        if prefix is not None:
            body = self.bodies.parse(prefix, any_case=True) or self.bodies.local(prefix)
            if body is not None and body.next < j:
                body = None
        charged = self._in_charge(j, role)
        charge = charged > j
        if charge and (body.bare if body is not None else not items[j].joined):
            beside = self.bodies.parse(charged, any_case=True)
            if beside is not None and not (beside.bare and beside.tail == "named"):
                body, title.status = beside, title.status or HoldingStatus.ACTING
        if body is None and j < size and items[j].joined:
            k = charged
            if k + 1 < size and items[k].low in _OF and items[k + 1].joined:
                k += 1
            if k < size and (k not in self.roles or items[k].low == "thường"):
                body = self.headless.known(role, k) or self.bodies.parse(k) or self.headless.small(k)
                if body is None and k == j:  # "Bí thư Sóc Trăng" is no hamlet's
                    body = self.headless.of_area(role, k) or self.headless.named(role, k)
                body = body or self.bodies.local(k)
            if charge and (body is not None or k == size or not items[k].joined):
                title.status = title.status or HoldingStatus.ACTING  # but not "Phó Chủ tịch phụ trách văn hóa"
        if body is not None and body.next > title.next:
            title.body = body
            title.next, title.end = body.next, body.end
        elif body is not None and prefix is not None:
            title.body = body
        if title.body is not None:
            self._superior(title)
        self._terms(title)
        return title

    def _superior(self, title: Title) -> None:
        """What a body is under belongs to the title too: "Trưởng phòng Tổ chức *thuộc Ban Tổ chức Tỉnh ủy*, ..."."""
        k = title.next
        if k + 1 < self.size and self.tokens.lows[k] == "thuộc" and self.items[k].joined and self.items[k + 1].joined:
            body = self.bodies.parse(k + 1)
            if body is not None:
                title.next, title.end = body.next, body.end

    def _in_charge(self, j: int, role: Concept) -> int:
        """The index behind "phụ trách" at word ``j``; a deputy's may stand behind a comma or in brackets."""
        items = self.items
        if j + 2 > self.size or items[j].low != "phụ" or items[j + 1].low != "trách":
            return j
        if items[j].joined or j + 2 == self.size:
            return j + 2 if items[j].joined else j
        joint = items[j].gap.strip(" \u00a0")
        closed = items[j + 2].gap.strip(" \u00a0") == (")" if joint == "(" else "")
        return j + 2 if closed and joint in (",", "(", "-", "–") and role.pref.startswith("Phó ") else j

    def _terms(self, title: Title) -> None:
        """The terms behind a title ("khóa XX", "nhiệm kỳ 2015 - 2020") are part of it."""
        if title.next == self.size:
            return
        low = self.items[title.next].low
        if low not in _TERM_WORDS and not low.startswith(("kho", "khó")) and not low.isdigit():
            return
        text = self.text
        term = _TERM.match(text, title.end)
        while term is not None:
            years = _YEAR.findall(term.group())
            title.until = years[-1] if len(years) > 1 else title.until
            title.end = term.end()
            title.next = max(title.next, self.tokens.at(term.end()))
            term = _TERM.match(text, title.end)

    def chains(self) -> list[TitleChain]:
        """All maximal chains, in text order. Only commas, dashes, "và", "kiêm" join titles, never a line end."""
        out: list[TitleChain] = []
        last: TitleChain | None = None
        done = 0
        for i in self.roles:  # in text order
            if i < done:
                continue
            title = self.title(i)
            if title is None:
                continue
            goes_on = last is not None and self._follows(last.next, title.first)
            if last is not None and goes_on and not self._on_behalf(last) and not self._another(last, title):
                last.add(title)
            else:
                last = TitleChain(title)
                out.append(last)
            done = title.next
        return out

    def _another(self, chain: TitleChain, title: Title) -> bool:
        """ "Thủ tướng Chính phủ, *Bộ trưởng Bộ Y tế* A", "Chủ tịch nước, *Bí thư Tỉnh ủy* B": two persons' offices."""
        if len(chain.titles) > 1 or chain.titles[0].role.id not in _TOP_OFFICES or title.status is not None:
            return False
        if chain.titles[0].status is not None or self.items[chain.first].gap.strip() not in ("", "."):
            return False  # behind a name
        body = title.body
        return title.role.id in MINISTERS or (body is not None and body.kind.id in LOCAL_BODIES)

    def _on_behalf(self, chain: TitleChain) -> bool:
        """ "Thừa ủy quyền của Chủ tịch nước, Bí thư Tỉnh ủy ...": the first office is another person's."""
        if len(chain.titles) > 1 or chain.first < 2:
            return False
        lows = self.tokens.lows
        last = chain.first - 1
        if lows[last] == "của":
            last -= 1
        if lows[last] not in _ON_BEHALF_ENDS:
            return False
        before = " ".join(lows[max(0, chain.first - 4) : chain.first]).removesuffix(" của")
        return before.endswith(_ON_BEHALF)

    def _follows(self, end: int, first: int) -> bool:
        """Whether the title that begins at word ``first`` goes on from the one that ends before word ``end``."""
        if first < end or first >= self.size:
            return first == end
        items = self.items
        for k in range(end, first):
            if items[k].low not in _JOINERS or "\n" in items[k].gap:
                return False
        gap = items[end].gap
        if "\n" in gap or "\n" in items[first].gap:
            return False
        joint = gap.strip()
        # two titles with nothing between them: the second has its own qualifier ("... nguyên Bí thư")
        return joint in _JOINTS and (first > end or joint != "" or first not in self.roles)
