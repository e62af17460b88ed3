"""Runs of words that are the own part of a body's name: capitals, known descriptors, common nouns, an area."""

from __future__ import annotations

from kg_dangbo.extract.areas import AreaGrammar
from kg_dangbo.extract.body import Body
from kg_dangbo.extract.body_words import BodyWords
from kg_dangbo.language.normal import canonical
from kg_dangbo.language.tokens import Tokens
from kg_dangbo.vocabulary import Concept, PhraseMatcher

__all__ = ["NameRuns"]

_OWN_WORDS = 14  # the longest names of schools and companies have 13 words
# heads of administrative bodies, whose names are common nouns to the end ("Trung tâm Đăng kiểm xe cơ giới")
_ADMINISTRATIVE = frozenset({"Trung tâm", "Viện", "Cục", "Tổng cục", "Vụ", "Chi cục", "Ban Quản lý",
                             "Ban Quản lý dự án", "Phòng", "Ban Chỉ đạo", "Đài", "Đội", "Sở", "Hội", "Câu lạc bộ",
                             "Quỹ"})  # fmt: skip
_COUNTED = frozenset({"đảng", "đồng", "hộ", "người", "cá", "tập", "năm", "lần", "tháng", "chi", "cán", "hội"})
_PAPER = "org-kind-bao"  # papers print their own capitals: "Báo Tuổi Trẻ"
_SQUAD_HOSTS = frozenset({"org-kind-cong-an", "org-kind-bo-chi-huy-quan-su", "org-kind-bo-doi-bien-phong",
                          "org-kind-bo-cong-an"})  # fmt: skip


class NameRuns:
    """The part of the grammar of bodies that reads proper names."""

    def __init__(self, tokens: Tokens, areas: AreaGrammar, words: BodyWords) -> None:
        self.tokens = tokens
        self.areas = areas
        self.words = words
        self.heads: dict[int, list[tuple[int, Concept]]] = {}
        self.descriptors = self._index(words.descriptors)

    def parse(self, i: int, depth: int = 0, only: str | None = None, *, any_case: bool = False) -> Body | None:
        """The body whose head begins at word ``i``; the grammar of heads and tails knows how."""
        raise NotImplementedError

    def _index(self, matcher: PhraseMatcher[Concept]) -> dict[int, tuple[int, Concept]]:
        """Word index -> (offset behind the longest label there, concept)."""
        out: dict[int, tuple[int, Concept]] = {}
        places = self.tokens.places
        for start, end, values in matcher.spans(self.tokens.folded):
            i = places.get(start)
            if i is not None and i not in out:
                out[i] = (end, values[0])
        return out

    def _take(self, body: Body, j: int) -> None:
        body.next = j
        body.end = self.tokens[j - 1].end

    def _joined(self, j: int) -> bool:
        return j < len(self.tokens) and self.tokens[j].joined

    def _own_run(self, body: Body, j: int) -> None:
        """The proper name at ``j``: capitalised words, known descriptors, an area at the end."""
        tokens, k = self.tokens, j
        parts: list[tuple[str, str, bool]] = []  # joint before it, text, whether it is a descriptor
        forms = 0  # descriptors that give a legal form or a level only
        capitals = 0  # capitalised words in a row that are no descriptors: after two the name proper has begun
        while k < len(tokens) and k - j < _OWN_WORDS:
            token = tokens[k]
            if k > j and not token.joined:
                if token.gap.strip() not in ("-", "–", "&") or "\n" in token.gap:
                    break
                if not (token.cap or k in self.descriptors) or k in self.heads:
                    break
                joint = "-" if token.gap.strip() == "–" else token.gap.strip()
            else:
                joint = ""
            if k in self.descriptors and (token.cap or all(part[2] for part in parts)):
                end, descriptor = self.descriptors[k]
                n = tokens.at(end)
                printed = canonical(" ".join(t.text for t in tokens.items[k:n]))
                text = printed if body.kind.id == _PAPER else _match_case(descriptor.pref, printed)
                parts.append((joint, text, True))
                forms += descriptor.value("formOnly") == "true"
                k = n
                continue
            unit = self.areas.unit(k)
            if unit is not None and (not token.cap or unit[2] is False) and k > j:
                parsed = self.areas.parse(k)
                if parsed is not None and not (token.cap and parsed[0].name is None):
                    body.area = parsed[0]
                    k = parsed[1]
                break
            if token.low in ("và", "&") and parts and k + 1 < len(tokens) and tokens[k + 1].joined:
                if (tokens[k + 1].cap or k + 1 in self.descriptors) and parts[-1][2]:
                    parts.append((joint, "và", True))
                    k += 1
                    continue
                break
            inner = self._inner_words(k) if parts and not token.cap and capitals == 1 else 0
            if inner:
                parts += [("", t.text, False) for t in tokens.items[k : k + inner]]
                k += inner
                continue
            if not (token.cap or (token.text.isdigit() and parts) or token.text[0].isdigit()):
                break
            if token.text.isdigit() and parts and self._counts(k):
                break
            capitals += 1
            long_form = self.words.abbreviations.get(token.text)
            parts.append((joint, long_form if long_form and k == j else token.text, False))
            k += 1
        if parts and parts[-1][1] == "và":
            parts.pop()
            k -= 1
        if capitals == 1 and parts and not parts[-1][2] and body.area is None and body.kind.pref in _ADMINISTRATIVE:
            # one capital and small letters to the end: "Trung tâm Đăng kiểm xe cơ giới", "Viện Nghiên cứu chiến lược"
            stop = min(k + 4, len(tokens))
            while k < stop and tokens[k].joined and tokens[k].text.isalpha() and not tokens[k].cap:
                if tokens[k].low in self.words.function_words or self.areas.unit(k) is not None:
                    break
                parts.append(("", tokens[k].text, False))
                k += 1
            parsed = self.areas.parse(k) if k < len(tokens) and tokens[k].joined else None
            if parsed is not None:
                body.area, k = parsed
        if parts and forms == len(parts) and body.area is None:
            return  # "Công ty cổ phần", "Trường Tiểu học": any of them
        least = int(body.kind.value("ownSyllables") or 0)
        if sum(len(text.split()) for _, text, _ in parts) < least and not (parts and parts[0][1].isupper()):
            if not any(part[2] for part in parts):
                return  # "Trường Sa", "Đài Loan"
        own = ""
        for joint, text, _ in parts:
            own += (f" {joint} " if joint else " ") + text if own else text
        body.own = canonical(own)
        if k > j:
            self._take(body, k)

    def _counts(self, k: int) -> bool:
        """A number that counts what follows ("Chi bộ thôn Hạ 11 đảng viên") and is no part of the name."""
        return self._joined(k + 1) and self.tokens[k + 1].low in _COUNTED

    def _inner_words(self, k: int) -> int:
        """Small-letter syllables inside a name ("Thủy *sản* Cam Hải"): how many, at most three, before a capital."""
        for n in range(1, 4):
            if k + n >= len(self.tokens) or not self.tokens[k + n].joined:
                return 0
            word = self.tokens[k + n - 1]
            if word.cap or word.low in self.words.function_words or not word.text.isalpha():
                return 0
            if self.tokens[k + n].cap:
                return n
        return 0

    def _squad(self, j: int, depth: int) -> Body | None:
        """The police body that a division's long name ends with: "Phòng Cảnh sát điều tra ... *Công an tỉnh*"."""
        if not self.tokens[j].cap:
            return None
        for k in range(j + 1, min(j + _OWN_WORDS, len(self.tokens))):
            if not self.tokens[k].joined and self.tokens[k].gap.strip() not in ("-", ","):
                return None
            if any(kind.id in _SQUAD_HOSTS for _, kind in self.heads.get(k, ())):
                host = self.parse(k, depth + 1)
                return host if host is not None and not host.bare else None
        return None

    def _common_run(self, body: Body, j: int) -> None:
        """A police division without its police ("Phòng Cảnh sát điều tra tội phạm về ma túy"): up to punctuation."""
        k = j + 1
        while k < min(j + _OWN_WORDS, len(self.tokens)) and self.tokens[k].joined and not self.tokens[k].cap:
            k += 1
        body.own = canonical(self.tokens.folded.original[self.tokens[j].start : self.tokens[k - 1].end])
        self._take(body, k)


def _match_case(preferred: str, printed: str) -> str:
    """A descriptor's preferred form with the capital that the print gives its first word."""
    return preferred[0].upper() + preferred[1:] if printed[:1].isupper() else preferred
