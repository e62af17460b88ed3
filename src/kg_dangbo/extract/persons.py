"""Persons: named human beings who do something on the page, and later mentions of them.

A capitalised run is a person when its neighbours say so (an honorific, a rank, a post before or after) or when
its own shape does ("Nguyễn Văn ..."). Streets, schools, movements and historical figures are none.
"""

from __future__ import annotations

from typing import Final, final

from kg_dangbo.extract.page import Page, PersonMention, in_text_order
from kg_dangbo.extract.person_words import PersonWords
from kg_dangbo.language.names import NameGrammar
from kg_dangbo.language.normal import canonical, fold_key
from kg_dangbo.language.tokens import Tokens
from kg_dangbo.model import Evidence, PersonFact
from kg_dangbo.vocabulary import Vocabulary

__all__ = ["Persons"]

_LOOK_BACK: Final = 3  # honorifics that can stand in a row: "đồng chí Đại tá, TS."
_FAMILIAR: Final = "familiar"
_CLOSE: Final = frozenset({"", ".", ",", "-", "–", ":"})
_APPOSED: Final = frozenset({",", "-", "–", "(", ":"})
_ROW_GAP: Final = 200  # code points, white space nearly all, between two names of a row
_ROW: Final = frozenset({",", ";", "và", ", và", "; và"})
_SHORT_UNITS: Final = frozenset({"TP", "TX", "VN"})
# the posts of those after whom streets are named, and what is said before them
_HEADS_OF_STATE: Final = frozenset({("tổng", "bí", "thư"), ("chủ", "tịch", "nước")})
_OF_THE_PAST: Final = frozenset({"nguyên", "cố"})
# words whose second half carries names elsewhere: "môi trường" and "trường"
_NO_CARRIERS = frozenset({("môi", "trường"), ("thị", "trường"), ("chủ", "trường")})


@final
class _Person:
    __slots__ = ("evidence", "forms", "key", "name")

    def __init__(self, key: str, name: str) -> None:
        self.key: Final = key
        self.name: Final = name
        self.forms: list[str] = []
        self.evidence: list[Evidence] = []


class Persons:
    """The persons of one page."""

    def __init__(self, page: Page, tokens: Tokens, vocabulary: Vocabulary, words: PersonWords) -> None:
        self.page: Final = page
        self.tokens: Final = tokens
        self.items: Final = tokens.items
        self.size: Final = len(tokens.items)
        self.words: Final = words
        self.places: Final = vocabulary.places
        self.names: Final = NameGrammar(tokens, words.surnames, words.strong_surnames)
        self.people: Final[dict[str, _Person]] = {}
        self.scope: Final = fold_key(page.province) if page.province else page.article.id
        # word index -> index behind the honorific, and its kind; and from there back to where the longest begins
        self.honorifics: Final[dict[int, tuple[int, str]]] = {}
        self.honorific_end: Final[dict[int, tuple[int, str]]] = {}
        places, starts = tokens.places, tokens.starts
        for matcher in (words.loose, words.strict):
            for start, end, concepts in matcher.spans(tokens.folded):
                i = places.get(start)
                if i is None:
                    continue
                j = i + 1
                while j < self.size and starts[j] < end:
                    j += 1
                known = self.honorifics.get(i)
                if known is None or j > known[0]:
                    self.honorifics[i] = (j, concepts[0].value("honorificKind") or "plain")
        for i, (j, kind) in self.honorifics.items():
            known = self.honorific_end.get(j)
            if known is None or i < known[0]:
                self.honorific_end[j] = (i, kind)
        self._open: list[int] = []  # capitalised words that no body holds and with which neither head nor role begins

    def outer(self, i: int) -> tuple[int, str | None]:
        """The word index where the honorifics before word ``i`` begin, and the kind of the nearest one."""
        found = self.honorific_end.get(i)
        if found is None or not self._close(i):
            return i, None
        i, kind = found
        for _ in range(_LOOK_BACK - 1):
            found = self.honorific_end.get(i)
            if found is None or not self._close(i):
                break
            i = found[0]
        return i, kind

    def _close(self, i: int) -> bool:
        token = self.items[i]
        return token.joined or ("\n" not in token.gap and token.gap.strip() in _CLOSE)

    def find(
        self,
        barred: set[int],
        title_ends: dict[int, int],
        title_starts: set[int],
    ) -> tuple[PersonMention, ...]:
        """All mentions of persons by full name.

        Args:
            barred: word indices where a head or a role begins: a name ends before them.
            title_ends: index behind a title -> index where it begins.
            title_starts: indices where titles begin.
        """
        mentions: list[PersonMention] = []
        items, names, page = self.items, self.names, self.page
        blocked = self._inside_bodies()
        self._open = [i for i in range(self.size) if not blocked[i] and items.cap(i) and i not in barred]
        free = 0
        for i in self._open:
            if i < free:
                continue
            if i in self.honorifics and self._introduces(i):
                free = self.honorifics[i][0]  # "Ông" and "Anh" at the beginning of a sentence are no family names
                continue
            if not self._may_begin(i):
                continue
            start = items[i].start
            sentence = page.sentence_at(start)
            if sentence is None or not sentence.zone.states_facts:
                continue
            j = self._end(i, barred, blocked, sentence.end)
            if j == i:
                continue
            if j - i > 3 and items[i + 3].text in names.surnames and self._province(i, i + 3):
                i += 3  # "... ủy TP Hồ Chí Minh Nguyễn Văn A" without its comma
                start = items[i].start
            strength = names.strength(i, j)
            confidence: float | None = None
            outer = i
            if strength:
                outer, kind = self.outer(i)
                confidence = self._confidence(i, j, strength, kind, title_ends, title_starts)
                if confidence is None and mentions and self._continues(mentions[-1], i, j):
                    confidence = 0.8
            if confidence is None:
                if page.explaining and j - i > 1:
                    page.reject(start, items[j - 1].end, "no-person")
                free = j if names.all_capitals(i, j) or self._historical(self._name(i, j)) else i + 1  # no "Văn Đồng"
                continue
            name = self._name(i, j)
            key = self._key(name)
            self._note(key, name, start, items[j - 1].end, "person.named", confidence)
            mentions.append(PersonMention(start, items[j - 1].end, key, items[outer].start))
            free = j
        return self._joined_names(mentions)

    def _may_begin(self, i: int) -> bool:
        """Whether a name may begin at a capitalised word: another follows, or it is a name by itself ("H'Linh")."""
        if i + 1 < self.size and self.items.cap(i + 1) and self.items[i + 1].joined:
            return True
        return self.names.clitic(i)

    def _inside_bodies(self) -> list[bool]:
        """Of each word, whether it stands inside the name of a body."""
        tokens = self.tokens
        inside = [False] * self.size
        starts, size = tokens.starts, self.size
        for mention in self.page.organizations:
            i, end = tokens.at(mention.start), mention.end
            while i < size and starts[i] < end:
                inside[i] = True
                i += 1
        return inside

    def _province(self, i: int, j: int) -> bool:
        return self.places.province_named(self._name(i, j)) is not None

    def _continues(self, last: PersonMention, i: int, j: int) -> bool:
        """A name in a row of names: "Trần Văn Ba; Lê Thị Tư; *Phạm Năm*"."""
        token = self.items[i]
        if token.start - last.end > _ROW_GAP or token.text not in self.names.surnames:
            return False
        joint = self.page.text[last.end : token.start]
        return joint.strip() in _ROW and not self.places.found(self._name(i, j))

    def _introduces(self, i: int) -> bool:
        """A name of its own follows the honorific at ``i``."""
        j = self.honorifics[i][0]
        return j < self.size and self._close(j) and self.items[j].cap and (j in self.honorifics or j + 1 < self.size)

    def _joined_names(self, mentions: list[PersonMention]) -> tuple[PersonMention, ...]:
        """Call names of two words ("Bảy Em", "Sô Phia", "Y Thu") are the person whose full name holds them."""
        # what a name begins or ends with -> the last person of such a name
        parts: dict[str, str] = {}
        for full in self.people.values():
            whole = fold_key(full.name)
            for i in [i for i, c in enumerate(whole) if c == " "]:
                parts[whole[i + 1 :]] = full.key
                if whole[:i].startswith(("y ", "a ", "h'", "k'")):
                    parts[whole[:i]] = full.key
        alias = {p.key: parts[part] for p in self.people.values() if (part := fold_key(p.name)) in parts}
        for short_key, full_key in alias.items():
            person = self.people.pop(short_key)
            target = self.people.get(full_key)
            if target is not None:
                target.evidence += person.evidence
                target.forms += [f for f in (person.name, *person.forms) if f not in target.forms]
        return tuple(
            PersonMention(m.start, m.end, alias[m.key], m.outer, full=False) if m.key in alias else m for m in mentions
        )

    def _end(self, i: int, barred: set[int], blocked: list[bool], limit: int) -> int:
        items = self.items
        j = self.names.run(i, barred)
        while j > i and (items[j - 1].end > limit or blocked[j - 1]):
            j -= 1
        for k in range(i + 1, j):
            token = items[k]
            if token.text in _SHORT_UNITS:
                return k
            honorific = self.honorifics.get(k)
            if honorific is not None and honorific[1] != _FAMILIAR and token.cap:
                if honorific[1] == "rank" or token.low in ("đồng", "ông", "bà"):
                    return k
        return j

    def _name(self, i: int, j: int) -> str:
        items = self.items
        text = items[i].text
        for k in range(i + 1, j):
            word = items[k]
            mark = word.gap.strip()
            text += (" " if word.joined or not mark else mark if mark in ("'", "’") else "-") + word.text
        return canonical(text.replace("’", "'").replace("ʼ", "'"))

    def _key(self, name: str) -> str:
        return f"person|{fold_key(name)}|{self.scope}"

    def _carried(self, i: int, titled: bool = False) -> bool:
        items = self.items
        if not i or not items[i].joined:
            return False
        before = items[i - 1].low
        if i >= 2:
            ahead = items[i - 2].low
            if (ahead, before) in _NO_CARRIERS or (titled and before == "phố" and ahead == "thành"):
                return False
            if ahead == "số" and before.isdigit():
                return True  # an address: "số 5 Trần Quang Khải"
        lows = self.tokens.lows
        for carrier in self.words.carriers.get(before, ()):
            if len(carrier) <= i and lows[i - len(carrier) : i] == carrier:
                return True
        return False

    def _confidence(
        self,
        i: int,
        j: int,
        strength: int,
        kind: str | None,
        title_ends: dict[int, int],
        title_starts: set[int],
    ) -> float | None:
        """How sure it is that [i, j), a name of this strength, is a person's; None where it is not."""
        token = self.items[i]
        surname = token.text in self.names.surnames
        if kind is not None:
            if kind == "martyr" or (kind == _FAMILIAR and strength < 2 and not (j - i >= 2 and surname)):
                return None
            if self._historical(name := self._name(i, j)) and not self._namesake(name, j, title_starts):
                return None
            return 0.97 if strength >= 2 else 0.85
        titled = i in title_ends and (token.joined or token.gap.strip() == ":")
        if not titled and j in title_starts and j < self.size:
            titled = self.items[j].gap.strip() in _APPOSED
        if strength < 2 and not (titled and surname):
            return None
        name = self._name(i, j)
        if self._historical(name) or self._carried(i, i in title_ends) or self._quoted(i, j):
            return None
        if titled:
            return 0.93 if strength >= 2 or not self.places.found(name) else None
        if strength == 3:
            return 0.85
        return 0.75 if not self.places.found(name) else None

    def _historical(self, name: str) -> bool:
        return fold_key(name) in self.words.figures

    def _namesake(self, name: str, j: int, title_starts: set[int]) -> bool:
        """Somebody of today with a name of history: "ông *Lê Hồng Phong*, Chủ tịch UBND xã", and where named again."""
        if self._key(name) in self.people:
            return True
        if j not in title_starts or self.items[j].gap.strip() not in _APPOSED:
            return False
        return tuple(self.tokens.lows[j : j + 3]) not in _HEADS_OF_STATE and self.items[j].low not in _OF_THE_PAST

    def _quoted(self, i: int, j: int) -> bool:
        before = self.items[i].gap.strip()[-1:]
        after = self.items[j].gap.strip()[:1] if j < self.size else ""
        return before in ('"', "“", "'", "‘") and after in ('"', "”", "'", "’")

    def _note(self, key: str, name: str, start: int, end: int, rule: str, confidence: float) -> None:
        person = self.people.setdefault(key, _Person(key, name))
        person.evidence.append(self.page.evidence(start, end, rule, confidence))
        form = canonical(self.page.text[start:end])
        if form != person.name and form not in person.forms:
            person.forms.append(form)

    # ------------------------------------------------------------------ later mentions
    def later(self, full: tuple[PersonMention, ...], barred: set[int]) -> tuple[PersonMention, ...]:
        """Mentions by given name after an honorific ("ông Sơn"), or by a rare given name alone, in text order."""
        if not self.people:
            return full
        items, page, names = self.items, self.page, self.names
        shorts = self._shorts()
        beginnings = {key.split(" ", 1)[0].split("-", 1)[0] for key in shorts}
        firsts = {person.name.split(" ", 1)[0] for person in self.people.values()}
        order: dict[str, int] = {}  # where each person is first named
        for mention in full:
            order.setdefault(mention.key, mention.start)
        out: list[PersonMention] = []
        passed = 0
        for i in self._open:
            token = items[i]
            start = token.start
            if token.low not in beginnings and token.text not in firsts and token.low.isalpha():
                continue
            while passed < len(full) and full[passed].end <= start:
                passed += 1
            if passed < len(full) and full[passed].start <= start:
                continue
            sentence = page.sentence_at(start)
            if sentence is None or not sentence.zone.states_facts:
                continue
            j = names.run(i, barred)
            outer, kind = self.outer(i)
            if kind is None and j - i > 2 and token.text in firsts and not (self._carried(i) or self._quoted(i, j)):
                key = self._key(self._name(i, j))  # "con trai ông là *Trần Văn Ba*", elsewhere "ông Trần Văn Ba"
                if key in self.people:
                    out.append(PersonMention(start, items[j - 1].end, key, start))
                    self._note(key, "", start, items[j - 1].end, "person.named", 0.85)
                    continue
            if kind is None and (j - i > 2 or start == sentence.start or not self._alone(i, j)):
                continue
            for end in range(min(j, i + 3), i, -1):
                found = shorts.get(fold_key(self._name(i, end)))
                if found is None:
                    continue
                keys = [k for k in found if order.get(k, start) < start]
                if not keys or (kind is None and (len(keys) > 1 or end != j)):
                    continue
                key = keys[0]
                for other in keys:
                    if order[other] > order[key]:
                        key = other  # the one named last
                out.append(PersonMention(start, items[end - 1].end, key, items[outer].start, full=False))
                self._note(key, "", start, items[end - 1].end, "person.given-name", 0.85)
                break
        if not out:
            return full
        kept: list[PersonMention] = []
        for m in sorted([*full, *out], key=_longest_first):
            if not kept or m.start >= kept[-1].end:
                kept.append(m)
        return tuple(kept)

    def _shorts(self) -> dict[str, list[str]]:
        """The shorter names by which a page may go on to call its persons -> whom."""
        shorts: dict[str, list[str]] = {}
        for person in self.people.values():
            words = person.name.split()
            for k in range(1, len(words)):
                shorts.setdefault(fold_key(" ".join(words[k:])), []).append(person.key)
            if words[0] in ("Y", "A") or words[0].startswith(("H'", "K'")):
                for k in range(1, len(words)):
                    shorts.setdefault(fold_key(" ".join(words[:k])), []).append(person.key)
        return shorts

    def _alone(self, i: int, j: int) -> bool:
        """A bare given name counts only where nothing else explains its capital."""
        token = self.items[i]
        if len(token.text) < 2 or (i and token.joined and self.items[i - 1].cap):
            return False
        return not self.places.found(self._name(i, j))

    def facts(self) -> list[PersonFact]:
        """The persons of the page in text order."""
        out = [
            PersonFact(
                key=p.key,
                evidence=in_text_order(p.evidence),
                name=p.name,
                forms=tuple(p.forms),
                scope=self.scope,
            )
            for p in self.people.values()
        ]
        return sorted(out, key=lambda f: (f.evidence[0].start, f.key))


def _longest_first(mention: PersonMention) -> tuple[int, int]:
    return mention.start, -mention.end
