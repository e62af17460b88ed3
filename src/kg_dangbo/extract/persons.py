"""Persons: named human beings who do something on the page, and later mentions of them.

A capitalised run is a person when its neighbours say so (an honorific, a rank, a post before or after) or when
its own shape does ("Nguyễn Văn ..."). Streets, schools, movements and historical figures are none.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from operator import itemgetter

from kg_dangbo.extract.page import Page, PersonMention
from kg_dangbo.language.names import NameGrammar
from kg_dangbo.language.normal import canonical, fold_key
from kg_dangbo.language.tokens import Tokens
from kg_dangbo.model import Evidence, PersonFact
from kg_dangbo.vocabulary import Concept, PhraseMatcher, Vocabulary

__all__ = ["PersonWords", "Persons"]

_LOOK_BACK = 3  # honorifics that can stand in a row: "đồng chí Đại tá, TS."
_FAMILIAR = "familiar"
# words whose second half carries names elsewhere: "môi trường" and "trường"
_NO_CARRIERS = frozenset({("môi", "trường"), ("thị", "trường"), ("chủ", "trường")})


class PersonWords:
    """The compiled word lists of this module, built once per vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        concepts = vocabulary.scheme("scheme-honorifics").values()
        loose: list[tuple[str, Concept]] = []
        strict: list[tuple[str, Concept]] = []
        for concept in concepts:
            for label in concept.labels:
                (
                    strict if label[:2].isupper() or label in ("ThS", "Ths", "ThS.", "Ths.", "Th.S", "Bs") else loose
                ).append((label.rstrip("."), concept))
        self.loose: PhraseMatcher[Concept] = PhraseMatcher(loose)
        self.strict: PhraseMatcher[Concept] = PhraseMatcher(strict, case_sensitive=True)
        self.carriers = frozenset(
            tuple(fold_key(c.pref).split()) for c in vocabulary.scheme("scheme-name-carriers").values()
        )
        self.figures = frozenset(fold_key(c.pref) for c in vocabulary.scheme("scheme-historical-figures").values())


@dataclass(slots=True)
class _Person:
    key: str
    name: str
    forms: list[str] = field(default_factory=list)
    evidence: list[Evidence] = field(default_factory=list)


class Persons:
    """The persons of one page."""

    def __init__(self, page: Page, tokens: Tokens, vocabulary: Vocabulary, words: PersonWords) -> None:
        self.page = page
        self.tokens = tokens
        self.words = words
        self.places = vocabulary.places
        self.names = NameGrammar(tokens, vocabulary)
        self.people: dict[str, _Person] = {}
        self.scope = fold_key(page.province) if page.province else page.article.id
        # word index -> (index behind the honorific, kind)
        self.honorifics: dict[int, tuple[int, str]] = {}
        for matcher in (words.loose, words.strict):
            for start, end, concepts in matcher.spans(tokens.folded):
                i = tokens.places.get(start)
                if i is not None:
                    j = tokens.at(end)
                    if i not in self.honorifics or j > self.honorifics[i][0]:
                        self.honorifics[i] = (j, concepts[0].value("honorificKind") or "plain")
        self.honorific_end: dict[int, tuple[int, str]] = {}
        for i, (j, kind) in sorted(self.honorifics.items()):
            if j not in self.honorific_end or i < self.honorific_end[j][0]:
                self.honorific_end[j] = (i, kind)

    def outer(self, i: int) -> tuple[int, str | None]:
        """The word index where the honorifics before word ``i`` begin, and the kind of the nearest one."""
        kind: str | None = None
        for _ in range(_LOOK_BACK):
            found = self.honorific_end.get(i)
            if found is None or not self._close(i):
                break
            i, kind = found[0], kind or found[1]
        return i, kind

    def _close(self, i: int) -> bool:
        gap = self.tokens[i].gap
        return "\n" not in gap and gap.strip() in ("", ".", ",", "-", "–", ":")

    def find(
        self,
        blocked: bytearray,
        barred: set[int],
        title_ends: dict[int, int],
        title_starts: set[int],
    ) -> tuple[PersonMention, ...]:
        """All mentions of persons by full name.

        Args:
            blocked: for each word whether it lies inside the name of a body.
            barred: word indices where a head or a role begins: a name ends before them.
            title_ends: index behind a title -> index where it begins.
            title_starts: indices where titles begin.
        """
        mentions: list[PersonMention] = []
        tokens, free = self.tokens, 0
        for i, cap in enumerate(tokens.caps):
            if not cap or i < free or blocked[i] or i in barred:
                continue
            if i in self.honorifics and self._introduces(i):
                free = self.honorifics[i][0]  # "Ông" and "Anh" at the beginning of a sentence are no family names
                continue
            sentence = self.page.sentence_at(tokens.starts[i])
            if sentence is None or not sentence.zone.states_facts:
                continue
            j = self._end(i, barred, blocked, sentence.end)
            if j == i:
                continue
            if j - i > 3 and self.tokens[i + 3].text in self.names.surnames and self._province(i, i + 3):
                i += 3  # "... ủy TP Hồ Chí Minh Nguyễn Văn A" without its comma
            outer, kind = self.outer(i)
            confidence = self._confidence(i, j, kind, title_ends, title_starts, sentence.start)
            if confidence is None and mentions and self._continues(mentions[-1], i, j):
                confidence = 0.8
            if confidence is None:
                if self.page.explaining and j - i > 1:
                    self.page.reject(tokens[i].start, tokens[j - 1].end, "no-person")
                free = j if self.names.all_capitals(i, j) else i + 1
                continue
            name = self._name(i, j)
            key = self._key(name)
            self._note(key, name, tokens[i].start, tokens[j - 1].end, "person.named", confidence)
            mentions.append(PersonMention(tokens[i].start, tokens[j - 1].end, key, tokens[outer].start))
            free = j
        return self._joined_names(mentions)

    def _province(self, i: int, j: int) -> bool:
        return self.places.province_named(self._name(i, j)) is not None

    def _continues(self, last: PersonMention, i: int, j: int) -> bool:
        """A name in a row of names: "Trần Văn Ba; Lê Thị Tư; *Phạm Năm*"."""
        if self.tokens[i].text not in self.names.surnames or not self.names.strength(i, j):
            return False
        joint = self.page.text[last.end : self.tokens[i].start]
        return joint.strip() in (",", ";", "và", ", và", "; và") and not self.places.find(self._name(i, j))

    def _introduces(self, i: int) -> bool:
        """A name of its own follows the honorific at ``i``."""
        j = self.honorifics[i][0]
        return (
            j < len(self.tokens)
            and self._close(j)
            and self.tokens[j].cap
            and (j in self.honorifics or j + 1 < len(self.tokens))
        )

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

    def _end(self, i: int, barred: set[int], blocked: bytearray, limit: int) -> int:
        j = self.names.run(i, barred)
        while j > i and (self.tokens[j - 1].end > limit or blocked[j - 1]):
            j -= 1
        for k in range(i + 1, j):
            if self.tokens[k].text in ("TP", "TX", "VN"):
                return k
            if k in self.honorifics and self.honorifics[k][1] not in (_FAMILIAR,) and self.tokens[k].text[:1].isupper():
                if self.honorifics[k][1] == "rank" or self.tokens[k].low in ("đồng", "ông", "bà"):
                    return k
        return j

    def _name(self, i: int, j: int) -> str:
        words = self.tokens.items[i:j]
        text = "".join(t.text for t in words[:1]) + "".join(("-" if t.gap.strip() else " ") + t.text for t in words[1:])
        return canonical(text.replace("’", "'").replace("ʼ", "'"))

    def _key(self, name: str) -> str:
        return f"person|{fold_key(name)}|{self.scope}"

    def _carried(self, i: int, titled: bool = False) -> bool:
        if i >= 2 and self.tokens[i].joined:
            before, ahead = self.tokens[i - 1].low, self.tokens[i - 2].low
            if (ahead, before) in _NO_CARRIERS or (titled and before == "phố" and ahead == "thành"):
                return False
            if before.isdigit() and ahead == "số":
                return True  # an address: "số 5 Trần Quang Khải"
        for size in (1, 2, 3, 4):
            if i - size >= 0 and tuple(t.low for t in self.tokens.items[i - size : i]) in self.words.carriers:
                return self.tokens[i].joined
        return False

    def _confidence(
        self, i: int, j: int, kind: str | None, title_ends: dict[int, int], title_starts: set[int], sentence_start: int
    ) -> float | None:
        """How sure it is that [i, j) names a person, or None where it does not."""
        tokens = self.tokens
        strength = self.names.strength(i, j)
        name = self._name(i, j)
        if not strength or fold_key(name) in self.words.figures or kind == "martyr":
            return None
        if kind is None and (self._carried(i, i in title_ends) or self._quoted(i, j)):
            return None
        if kind is not None:
            if kind == _FAMILIAR and strength < 2 and not (j - i >= 2 and tokens[i].text in self.names.surnames):
                return None
            return 0.97 if strength >= 2 else 0.85
        titled_before = i in title_ends and tokens[i].joined
        colon = i in title_ends and tokens[i].gap.strip() == ":"
        titled_after = j < len(tokens) and j in title_starts and tokens[j].gap.strip() in (",", "-", "–", "(", ":")
        if titled_before or titled_after or colon:
            if strength >= 2 or (tokens[i].text in self.names.surnames and not self.places.find(name)):
                return 0.93
            return None
        if strength == 3:
            return 0.85
        if strength == 2 and not self.places.find(name):
            return 0.75 if tokens[i].start > sentence_start or j - i >= 3 else None
        return None

    def _quoted(self, i: int, j: int) -> bool:
        before = self.tokens[i].gap.strip()[-1:]
        after = self.tokens[j].gap.strip()[:1] if j < len(self.tokens) else ""
        return before in ('"', "“", "'", "‘") and after in ('"', "”", "'", "’")

    def _note(self, key: str, name: str, start: int, end: int, rule: str, confidence: float) -> None:
        person = self.people.setdefault(key, _Person(key, name))
        person.evidence.append(self.page.evidence(start, end, rule, confidence))
        form = canonical(self.page.text[start:end])
        if form != person.name and form not in person.forms:
            person.forms.append(form)

    # ------------------------------------------------------------------ later mentions
    def later(self, full: tuple[PersonMention, ...], blocked: bytearray, barred: set[int]) -> tuple[PersonMention, ...]:
        """Mentions by given name after an honorific ("ông Sơn"), or by a rare given name alone, in text order."""
        starts = [m.start for m in full]
        taken = set(starts)
        out: list[PersonMention] = []
        shorts: dict[str, list[str]] = {}
        for person in self.people.values():
            words = person.name.split()
            for k in range(1, len(words)):
                shorts.setdefault(fold_key(" ".join(words[k:])), []).append(person.key)
            if words[0] in ("Y", "A") or words[0].startswith(("H'", "K'")):
                for k in range(1, len(words)):
                    shorts.setdefault(fold_key(" ".join(words[:k])), []).append(person.key)
        order = {m.key: m.start for m in reversed(full)}
        firsts = {person.name.split()[0] for person in self.people.values()}
        for i, cap in enumerate(self.tokens.caps):
            if not cap or blocked[i] or i in barred or self.tokens.starts[i] in taken:
                continue
            token = self.tokens[i]
            j = bisect_left(starts, token.start)
            if j and full[j - 1].end > token.start:
                continue
            sentence = self.page.sentence_at(token.start)
            if sentence is None or not sentence.zone.states_facts:
                continue
            j = self.names.run(i, barred)
            outer, kind = self.outer(i)
            if kind is None and j - i > 2 and token.text in firsts and not (self._carried(i) or self._quoted(i, j)):
                key = self._key(self._name(i, j))  # "con trai ông là *Trần Văn Ba*", elsewhere "ông Trần Văn Ba"
                if key in self.people:
                    out.append(PersonMention(token.start, self.tokens[j - 1].end, key, token.start))
                    self._note(key, "", token.start, self.tokens[j - 1].end, "person.named", 0.85)
                    continue
            if kind is None and (j - i > 2 or token.start == sentence.start or not self._alone(i, j)):
                continue
            for end in range(min(j, i + 3), i, -1):
                keys = [k for k in shorts.get(fold_key(self._name(i, end)), ()) if order.get(k, 1 << 60) < token.start]
                if not keys or (kind is None and (len(keys) > 1 or end != j)):
                    continue
                key = max(keys, key=lambda k: order[k])
                out.append(
                    PersonMention(token.start, self.tokens[end - 1].end, key, self.tokens[outer].start, full=False)
                )
                self._note(key, "", token.start, self.tokens[end - 1].end, "person.given-name", 0.85)
                break
        merged = sorted([*full, *out], key=lambda m: (m.start, -m.end))
        kept: list[PersonMention] = []
        for m in merged:
            if not kept or m.start >= kept[-1].end:
                kept.append(m)
        return tuple(kept)

    def _alone(self, i: int, j: int) -> bool:
        """A bare given name counts only where nothing else explains its capital."""
        if self.places.find(self._name(i, j)) or len(self.tokens[i].text) < 2:
            return False
        before = self.tokens[i - 1] if i else None
        return before is None or not (before.cap and self.tokens[i].joined)

    def facts(self) -> list[PersonFact]:
        """The persons of the page in text order."""
        out = [
            PersonFact(
                key=p.key,
                evidence=tuple(sorted(dict.fromkeys(p.evidence), key=itemgetter(0, 1))),
                name=p.name,
                forms=tuple(p.forms),
                scope=self.scope,
            )
            for p in self.people.values()
        ]
        return sorted(out, key=lambda f: (f.evidence[0].start, f.key))
