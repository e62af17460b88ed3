"""Titles: a role with its body, as printed before or after a name.

    chain := title (("," | "và" | "kiêm" | "-") title)*
    title := qualifier* role body? ("khóa" ROMAN)? ("nhiệm kỳ" Y-Y)?

"Ủy viên Ban Thường vụ, Trưởng Ban Tổ chức Tỉnh ủy" is one chain of two titles; the first takes its
body from the second. Roles and what they imply are data (`ontology/roles.ttl`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kg_dangbo.extract.bodies import BodyGrammar
from kg_dangbo.extract.body import Body
from kg_dangbo.language.normal import fold_key
from kg_dangbo.language.tokens import Tokens
from kg_dangbo.model import HoldingStatus
from kg_dangbo.vocabulary import Concept, PhraseMatcher, Vocabulary

__all__ = ["RoleWords", "Title", "TitleChain", "TitleGrammar"]

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
_MINISTERS = frozenset({"role-bo-truong", "role-thu-truong", "role-thu-truong-thuong-truc"})
_SMALL_COMMITTEES = frozenset({"org-kind-chi-bo", "org-kind-dang-uy", "org-kind-dang-bo", "org-kind-tinh-uy",
                               "org-kind-thanh-uy", "org-kind-huyen-uy", "org-kind-quan-uy",
                               "org-kind-thi-uy"})  # fmt: skip
_PARTY_BY_AREA = {"tỉnh": "org-kind-tinh-uy", "thành phố": "org-kind-thanh-uy", "huyện": "org-kind-huyen-uy",
                  "quận": "org-kind-quan-uy", "thị xã": "org-kind-thi-uy", "": "org-kind-dang-uy"}  # fmt: skip
_STATE_BY_AREA = {"": "org-kind-uy-ban-nhan-dan"}
_BY_AREA = {"role-bi-thu": _PARTY_BY_AREA, "role-pho-bi-thu": _PARTY_BY_AREA,
            "role-pho-bi-thu-thuong-truc": _PARTY_BY_AREA,
            "role-chu-tich": _STATE_BY_AREA, "role-pho-chu-tich": _STATE_BY_AREA}  # fmt: skip
_JOINERS = frozenset({"và", "kiêm", "rồi", "nay", "hiện", "cũng"})
_ON_BEHALF = ("thừa ủy quyền", "thừa uỷ quyền", "thay mặt", "thừa lệnh", "được ủy quyền", "được uỷ quyền")
_TERM = re.compile(
    r"[ \u00a0]*,?[ \u00a0]*(?:tỉnh|thành phố|huyện)?[ \u00a0]*\(?(?:kho[áa]á?|khóa)[ \u00a0]+[IVX\d]+\)?|"
    r"[ \u00a0]*,?[ \u00a0]*\(?nhiệm kỳ[ \u00a0]+\d{4}[ \u00a0]*[-–][ \u00a0]*\d{4}\)?|"
    r"[ \u00a0]+\d+[ \u00a0]+năm[ \u00a0]+tuổi[ \u00a0]+Đảng",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\d{4}")


class RoleWords:
    """The compiled role labels, built once per vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        loose: list[tuple[str, Concept]] = []
        strict: list[tuple[str, Concept]] = []
        for concept in vocabulary.scheme("scheme-roles").values():
            for label in concept.labels:
                short = " " not in label and sum(map(str.isupper, label)) > 1
                (strict if short else loose).append((label, concept))
        self.loose: PhraseMatcher[Concept] = PhraseMatcher(loose)
        self.strict: PhraseMatcher[Concept] = PhraseMatcher(strict, case_sensitive=True)


@dataclass(slots=True)
class Title:
    """One role at words [first, next), with the body printed with it, if any."""

    role: Concept
    first: int
    next: int
    start: int
    end: int
    body: Body | None = None
    status: HoldingStatus | None = None
    until: str | None = None  # the year in which the term printed with it ends
    prefix: int | None = None  # the word inside the role where the body's name begins


@dataclass(slots=True)
class TitleChain:
    """Titles that follow one another: words [first, next)."""

    titles: list[Title] = field(default_factory=list)

    @property
    def first(self) -> int:
        """Index of the first word, qualifiers included."""
        return self.titles[0].first

    @property
    def next(self) -> int:
        """Index behind the last word."""
        return self.titles[-1].next


class TitleGrammar:
    """Reads titles off the word stream of one page."""

    def __init__(self, tokens: Tokens, bodies: BodyGrammar, words: RoleWords) -> None:
        self.tokens = tokens
        self.bodies = bodies
        self.roles: dict[int, tuple[int, Concept]] = {}
        found: dict[int, tuple[int, Concept]] = {}
        for matcher in (words.loose, words.strict):
            for start, end, concepts in matcher.spans(tokens.folded):
                i = tokens.places.get(start)
                if i is not None and (i not in found or end > found[i][0]):
                    found[i] = (end, concepts[0])
        free, head_end = 0, 0
        for i in sorted(found):
            for h in range(max(0, i - 3), i):
                head_end = max(head_end, max((e for e, _ in bodies.heads.get(h, ())), default=0) if h >= free else 0)
            if head_end >= found[i][0] or (found[i][1].pref == "Vụ trưởng" and i and tokens[i - 1].low == "chức"):
                continue  # "Ban *Bí thư*", "chức *vụ Trưởng* Công an"
            if i >= free and "\n" not in "".join(t.gap for t in tokens.items[i + 1 : tokens.at(found[i][0])]):
                self.roles[i] = found[i]
                free = tokens.at(found[i][0])

    def blocked(self) -> list[tuple[int, int]]:
        """Spans (offsets) of role words that are no bodies of their own ("Ủy viên *Ban Thường vụ*")."""
        out = []
        for i, (end, role) in sorted(self.roles.items()):
            prefix = self._prefix_index(i, end, role)
            stop = self.tokens[prefix].start if prefix is not None else end
            if role.id == "role-dai-bieu-hoi-dong-nhan-dan":
                continue  # "các đại biểu HĐND tỉnh" names the council
            if stop > self.tokens[i].start and role.value("impliedKind") not in (
                "org-kind-chu-tich-nuoc",
                "org-kind-chinh-phu",
            ):
                out.append((self.tokens[i].start, stop))
        return out

    def _prefix_index(self, i: int, end: int, role: Concept) -> int | None:
        prefix = role.value("orgPrefix")
        if prefix is None:
            return None
        k = self.tokens.at(end) - len(prefix.split())
        return k if k > i else None

    def _qualifier(self, i: int) -> tuple[int, HoldingStatus | None]:
        """Qualifiers that end right before word ``i``: where they begin and what they say."""
        status: HoldingStatus | None = None
        moved, lows = True, self.tokens.lows
        while moved:
            moved = False
            for words, meaning in _BY_LAST.get(lows[i - 1], ()) if i else ():
                k = i - len(words)
                if k < 0 or tuple(lows[k:i]) != words:
                    continue
                if not all(
                    t.joined or (t.gap.strip() == "." and t is self.tokens[i]) for t in self.tokens.items[k + 1 : i + 1]
                ):
                    continue
                if words == ("q",) and self.tokens[k].text != "Q":
                    continue
                i, moved = k, True
                status = status or meaning
                break
        return i, status

    def title(self, i: int) -> Title | None:
        """The title whose role begins at word ``i``."""
        found = self.roles.get(i)
        if found is None:
            return None
        end, role = found
        j = self.tokens.at(end)
        first, status = self._qualifier(i)
        if role.id == "role-truong-cong-an" and self.tokens[i].low == "phụ":
            status = HoldingStatus.ACTING  # "giao Thiếu tá A phụ trách Công an xã B"
        title = Title(role, first, j, self.tokens[first].start, end, status=status)
        prefix = self._prefix_index(i, end, role)
        title.prefix = prefix
        body: Body | None = None
        if prefix is not None:
            body = self.bodies.parse(prefix, any_case=True) or self.bodies.local(prefix)
            if body is not None and body.next < j:
                body = None
        k = j
        if body is None and k < len(self.tokens) and self.tokens[k].joined:
            charge = self.tokens[k].low == "phụ" and k + 1 < len(self.tokens) and self.tokens[k + 1].low == "trách"
            if charge:
                k += 2  # "Phó Giám đốc phụ trách Sở ..."
            if (
                k < len(self.tokens)
                and self.tokens[k].low in ("của", "tại", "thuộc")
                and k + 1 < len(self.tokens)
                and self.tokens[k + 1].joined
            ):
                k += 1
            if k < len(self.tokens) and (k not in self.roles or self.tokens[k].low == "thường"):
                body = self._ministry(role, k) or self.bodies.parse(k) or self._small(k)
                if body is None and k == j:
                    body = self._of_area(role, k)  # "Bí thư Sóc Trăng" is no hamlet's
                body = body or self.bodies.local(k)
            if charge and (body is not None or k == len(self.tokens) or not self.tokens[k].joined):
                title.status = title.status or HoldingStatus.ACTING  # but not "Phó Chủ tịch phụ trách văn hóa"
        if body is not None and body.next > title.next:
            title.body = body
            title.next, title.end = body.next, body.end
        elif body is not None and prefix is not None:
            title.body = body
        term = _TERM.match(self.tokens.folded.original, title.end)
        while term is not None:
            years = _YEAR.findall(term.group())
            title.until = years[-1] if len(years) > 1 else title.until
            title.end = term.end()
            title.next = max(title.next, self.tokens.at(term.end()))
            term = _TERM.match(self.tokens.folded.original, title.end)
        return title

    def _small(self, k: int) -> Body | None:
        """A body behind a role whose head is printed in small letters: "Giám đốc trung tâm Bảo tồn ..." """
        body = self.bodies.parse(k, any_case=True)
        if body is None or (body.area and not body.area.name and not body.own):
            return None
        # "bí thư chi bộ", "trưởng ban Thường trực ban Tổ chức Trung ương"; but no bare "giám đốc công ty"
        return body if not body.bare or body.tail == "fixed" or body.kind.id in _SMALL_COMMITTEES else None

    def _ministry(self, role: Concept, k: int) -> Body | None:
        """ "Bộ trưởng Giao thông Vận tải", "Thứ trưởng Nội vụ": the ministry of that sector."""
        if role.id not in _MINISTERS:
            return None
        for n in range(8, 0, -1):
            words = self.tokens.items[k : k + n]
            if len(words) < n or any("\n" in w.gap for w in words):
                continue
            key = fold_key(self.tokens.folded.original[words[0].start : words[-1].end])
            kind = self.bodies.words.ministries.get(key)
            if kind is not None:
                return Body(kind, "fixed", words[0].start, words[-1].end, k + n)
        return None

    def _of_area(self, role: Concept, k: int) -> Body | None:
        """ "Bí thư Đà Nẵng", "Chủ tịch xã Phú Phụng": the unit stands for its committee or its People's Committee."""
        kind_ids = _BY_AREA.get(role.id)
        if kind_ids is None:
            return None
        parsed = self.bodies.areas.parse(k, bare_names=True)
        if parsed is None:
            return None
        area, following = parsed
        kind = self.bodies.words.kinds[kind_ids.get(area.unit_type, kind_ids[""])]
        return Body(kind, kind.value("tail") or "area", area.start, area.end, following, area=area)

    def chains(self) -> list[TitleChain]:
        """All maximal chains, in text order. Only commas, dashes, "và", "kiêm" join titles, never a line end."""
        out: list[TitleChain] = []
        done = 0
        for i in sorted(self.roles):
            if i < done:
                continue
            title = self.title(i)
            if title is None:
                continue
            if out and self._follows(out[-1].next, title.first) and not self._on_behalf(out[-1]):
                out[-1].titles.append(title)
            else:
                out.append(TitleChain([title]))
            done = title.next
        return out

    def _on_behalf(self, chain: TitleChain) -> bool:
        """ "Thừa ủy quyền của Chủ tịch nước, Bí thư Tỉnh ủy ...": the first office is another person's."""
        if len(chain.titles) > 1:
            return False
        before = " ".join(t.low for t in self.tokens.items[max(0, chain.first - 4) : chain.first]).removesuffix(" của")
        return before.endswith(_ON_BEHALF)

    def _follows(self, end: int, first: int) -> bool:
        if first < end or first >= len(self.tokens):
            return first == end
        between = [self.tokens[k] for k in range(end, first)]
        gap = self.tokens[end].gap
        if any("\n" in t.gap for t in (*between, self.tokens[first])):
            return False
        if all(t.low in _JOINERS for t in between):
            return gap.strip() in (",", "-", "–", "", ", -", "(", ", (", ":") and (
                bool(between) or gap.strip() != "" or self._bare_follow(first)
            )
        return False

    def _bare_follow(self, first: int) -> bool:
        """Two titles with nothing between them: the second has its own qualifier ("… nguyên Bí thư")."""
        return first not in self.roles
