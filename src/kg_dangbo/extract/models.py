"""Models: named ways of working that a body carries out (mô hình, cách làm, phong trào of its own).

A name in quotation marks is a model when the nearest cue before it says so (`ontology/model-cues.ttl`); a list goes
on after one cue ("Tiêu biểu là “A” của X, “B” do Y đảm nhận"). Movements of the whole country are none.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, final

from kg_dangbo.extract.cues import within
from kg_dangbo.extract.model_owners import BULLET, ModelOwners, Title
from kg_dangbo.extract.page import Page, Sentence
from kg_dangbo.extract.quotations import quotes_of
from kg_dangbo.language.normal import canonical, fold_key
from kg_dangbo.language.offsets import bisect_left
from kg_dangbo.model import Evidence, ModelFact
from kg_dangbo.vocabulary import Concept, PhraseMatcher, Vocabulary

__all__ = ["find_models", "model_words"]

_LONGEST: Final = 260  # code points of a title
_CUE_REACH: Final = 90  # "mô hình học tập và làm theo Bác của chi bộ với tên gọi “...”"
_LIST_REACH: Final = 180  # from one title to the next of a list
_S: Final = r"[^\S\n]{1,3}"
# an opening mark, a title that may hold marks of the other kind, the closing mark; “ and " mix in print
_QUOTE: Final = re.compile(
    rf"“(?P<a>[^“”\n]{{2,{_LONGEST}}})[”\"]|\"(?P<b>[^\"“”\n]{{2,{_LONGEST}}})[\"”]|«(?P<c>[^«»\n]{{2,{_LONGEST}}})»"
    rf"|(?<!\w)‘(?P<d>[^‘’“”\n]{{4,{_LONGEST}}})’(?!\w)|”(?P<e>[^“”\"\n]{{2,{_LONGEST}}})”"
)
_SAYS: Final = re.compile(r"[.!?…]$")
_BREAK: Final = re.compile(r"[.!?]\s|;")
_COUNT_GAP: Final = re.compile(r"[\s:]{0,3}(?:(?:một|hai|ba|bốn|các|những|\d{1,3})\s{1,3})?", re.IGNORECASE)
_YEARS: Final = re.compile(r"(?: (?:giai đoạn|năm))?(?: \d{4})+$")
_LIST_GAP_STOP: Final = re.compile(
    rf"(?<!\w)(?:chủ{_S}đề|phương{_S}châm|khẩu{_S}hiệu|danh{_S}hiệu|theo{_S}tinh{_S}thần|phong{_S}trào{_S}thi{_S}đua|gắn{_S}với|hưởng{_S}ứng|góp{_S}phần|nhằm)(?!\w)",
    re.IGNORECASE,
)
_CHOSEN: Final = re.compile(
    rf"[^\S\n]{{1,3}}(?:làm|là|thành|trở{_S}thành){_S}(?:một{_S}|những{_S})?mô{_S}hình(?!\w)", re.IGNORECASE
)
_UNQUOTED: Final = re.compile(
    rf"[Mm]ô{_S}hình{_S}(?:điểm{_S})?([A-ZĐÂÊÔƠƯÁÀẢÃẠÍÌỈĨỊÉÈẺẼẸÚÙỦŨỤÓÒỎÕỌÝỲỶỸỴẤẦẨẪẬẾỀỂỄỆỐỒỔỖỘỚỜỞỠỢỨỪỬỮỰĂẮẰẲẴẶ][^\W\d_]*(?:{_S}(?:-{_S})?[^\W_]+){{1,11}})"
)
_TALK: Final = 400  # code points looked back for talk of models from the heading of a list
_LONG: Final = 8  # words of a movement whose beginning tells it
_NO_WORD: Final = re.compile(r"\W+")
_PRINTED_WORD: Final = re.compile(r"\S+")
_NO_CUES: Final = ("model-cue-run", "model-cue-stop", "model-cue-within")  # they do not tell what a quotation is


@final
class _Model:
    """A model while the page is read."""

    __slots__ = ("evidence", "level", "organization", "status", "title")

    def __init__(
        self, title: str, organization: str | None, status: str | None, level: str | None, evidence: Evidence
    ) -> None:
        self.title = title
        self.organization = organization
        self.status = status
        self.level = level
        self.evidence: list[Evidence] = [evidence]


class _Words:
    def __init__(self, vocabulary: Vocabulary) -> None:
        cues = vocabulary.scheme("model-cues").values()
        self.cues: PhraseMatcher[str] = PhraseMatcher(
            (label, c.id.removeprefix("model-cue-")) for c in cues if c.id not in _NO_CUES for label in c.labels
        )
        movements = vocabulary.scheme("national-movements").values()
        self.movements = frozenset(_plain(label) for c in movements for label in c.labels)
        self.long_movements = tuple(sorted(m for m in self.movements if len(m.split()) > _LONG))
        statuses: list[Concept] = list(vocabulary.scheme("model-statuses").values())
        self.statuses: PhraseMatcher[str] = PhraseMatcher((label, c.id) for c in statuses for label in c.labels)
        levels = vocabulary.scheme("levels").values()
        self.levels: PhraseMatcher[str] = PhraseMatcher(
            (label, c.id) for c in levels for label in c.labels if label.startswith("cấp")
        )
        words = vocabulary.concept("model-cue-stop")
        self.stops = frozenset(fold_key(label) for label in words.labels)
        self.within = frozenset(fold_key(label) for label in vocabulary.concept("model-cue-within").labels)
        # "ra mắt", "xây dựng", "duy trì": between a body and its model
        self.runs: PhraseMatcher[bool] = PhraseMatcher(
            (label, True) for label in vocabulary.concept("model-cue-run").labels
        )


@lru_cache(maxsize=4)
def model_words(vocabulary: Vocabulary) -> _Words:
    """The words of the grammar of models, compiled once."""
    return _Words(vocabulary)


def _plain(title: str) -> str:
    return _NO_WORD.sub(" ", fold_key(title)).strip()


def find_models(page: Page, vocabulary: Vocabulary) -> list[ModelFact]:
    """The named models of the page, one fact per title, in order of first mention.

    Reads ``page.text``, ``page.sentences`` and ``page.organizations``. Titles are canonical (`canonical`); status and
    level are given where they stand beside the name ("mô hình điểm cấp huyện").
    """
    bare, marks = _bare_names(page.text), quotes_of(page)
    if not bare and not marks:
        return []
    return _Reader(page, model_words(vocabulary), bare, marks).facts()


def _bare_names(text: str) -> list[int]:
    """Where "mô hình" stands, which a name without quotation marks may follow, in order."""
    found = []
    at = text.find("hình")
    while at >= 0:
        before = at
        while before and at - before < 3 and text[before - 1].isspace():
            before -= 1
        if before < at and text.endswith(("mô", "Mô"), 0, before):
            found.append(before - 2)
        at = text.find("hình", at + 4)
    return found


@final
class _Reader:
    def __init__(self, page: Page, words: _Words, bare: list[int], marks: list[int]) -> None:
        self.page = page
        self.text = page.text
        self.words = words
        self.bare = bare
        self.marks = marks
        # the cues, none inside another, by columns
        self.cue_starts: list[int] = []
        self.cue_ends: list[int] = []
        self.cue_uses: list[str] = []
        self.strong: list[int] = []
        free = 0
        for start, end, uses in words.cues.spans(page.folded):
            if start >= free:
                free = end
                self.cue_starts.append(start)
                self.cue_ends.append(end)
                self.cue_uses.append(uses[0])
                if uses[0] == "strong":
                    self.strong.append(start)
        self.owners = ModelOwners(page, words.runs)
        self.models: dict[str, _Model] = {}

    def facts(self) -> list[ModelFact]:
        previous: Sentence | None = None  # "Tiêu biểu là" may open a list where it speaks of models
        listed = False  # a heading ("Nổi bật như:") behind talk of models opened a list of lines
        bare = mark = 0  # the first places of names and marks behind the sentences read
        for sentence in self.page.sentences:
            if not sentence.zone.states_facts:
                continue
            item = listed and bool(BULLET.match(self.text, sentence.start))
            while mark < len(self.marks) and self.marks[mark] < sentence.start:
                mark += 1
            quotes: list[Title] = []
            if mark < len(self.marks) and self.marks[mark] < sentence.end:
                quotes = self._quotes(sentence, item, mark)
                self._quoted(sentence, quotes, item, previous)
            while bare < len(self.bare) and self.bare[bare] < sentence.start:
                bare += 1
            if bare < len(self.bare) and self.bare[bare] < sentence.end:
                self._unquoted(sentence, quotes, bare)
            listed = item or (self.text[sentence.end - 1] == ":" and self._heads_list(sentence))
            previous = sentence
        return [
            ModelFact(
                key=f"model|{_plain(m.title)}",
                evidence=tuple(m.evidence),
                title=m.title,
                organization=m.organization,
                status=m.status,
                level=m.level,
            )
            for m in self.models.values()
        ]

    def _quoted(self, sentence: Sentence, quotes: list[Title], item: bool, previous: Sentence | None) -> None:
        """Add those of the quotations of one sentence that name models."""
        last: Title | None = None
        subject: str | None = None  # of the item before, where it is close enough to share it
        for i, quote in enumerate(quotes):
            after = quotes[i + 1].start if i + 1 < len(quotes) else sentence.end
            low = quotes[i - 1].end if i else sentence.start
            kind = self._cue(sentence.start, low, quote.start)
            rule: str | None = None
            if kind == "strong":
                rule = "model.quoted"
            elif kind == "weak":
                rule = "model.weak-cue"
            elif kind == "list" and (self._speaks(previous) or self._speaks(sentence)):
                rule = "model.list-cue"
            elif kind is None and last is not None and self._continues(last, quote):
                rule = "model.list"
            if rule is None and item and not i and kind != "none" and self.owners.of_item(sentence, quote):
                rule = "model.list-item"
            if rule is None and _CHOSEN.match(self.text, quote.end):
                rule = "model.chosen"
            near = last is not None and quote.start - last.end < 40
            known = self._add(sentence, quote, low, after, rule, subject if near else None) if rule else None
            subject = known.organization if known else None
            last = quote if known else None

    def _any_strong(self, start: int, end: int) -> bool:
        i = bisect_left(self.strong, start)
        return i < len(self.strong) and self.strong[i] < end

    def _speaks(self, sentence: Sentence | None) -> bool:
        """The sentence speaks of models."""
        return sentence is not None and self._any_strong(sentence.start, sentence.end)

    def _heads_list(self, sentence: Sentence) -> bool:
        """A heading speaks of models, or has a cue behind talk of them: "... đăng ký mô hình. Nổi bật như:"."""
        if self._speaks(sentence):
            return True
        i = bisect_left(self.cue_starts, sentence.start)
        cue = i < len(self.cue_starts) and self.cue_starts[i] < sentence.end
        return cue and self._any_strong(max(0, sentence.start - _TALK), sentence.start)

    def _quotes(self, sentence: Sentence, item: bool, first: int) -> list[Title]:
        """The quotations of a sentence that has a cue, or is the item of a list; from the ``first`` mark on."""
        found: list[Title] = []
        i = bisect_left(self.cue_starts, sentence.start)
        if not item and (i == len(self.cue_starts) or self.cue_starts[i] >= sentence.end):
            return found
        free = 0
        for i in range(first, len(self.marks)):
            mark = self.marks[i]
            if mark >= sentence.end:
                break
            if mark < free:
                continue
            match = _QUOTE.match(self.text, mark, sentence.end)
            if match is not None:
                name = match.lastgroup or "a"
                free = match.end()
                found.append(Title(mark, free, match.start(name), match.end(name)))
        return found

    def _cue(self, start: int, low: int, at: int) -> str | None:
        """The use of the nearest cue before a quotation of the sentence from ``start`` on; None where none is near, or
        a break stands between."""
        low = max(start, low, at - _CUE_REACH)
        for i in range(bisect_left(self.cue_starts, at) - 1, -1, -1):
            if self.cue_starts[i] < low:
                break
            gap = self.text[self.cue_ends[i] : at]
            value = self.cue_uses[i]
            if value == "none" and len(gap.strip()) > 22:
                continue
            if value in ("weak", "list") and not _COUNT_GAP.fullmatch(gap):
                continue
            return None if _BREAK.search(gap) else value
        return None

    def _continues(self, last: Title, quote: Title) -> bool:
        gap = self.text[last.end : quote.start]
        if len(gap) > _LIST_REACH or _BREAK.search(gap.replace(";", ",")) or _LIST_GAP_STOP.search(gap):
            return False
        tail = gap.rstrip()
        return tail.endswith((",", ";", "và", ":")) or tail.casefold().endswith((" và", "mô hình", "phong trào"))

    def _add(
        self,
        sentence: Sentence,
        quote: Title,
        low: int,
        after: int,
        rule: str,
        shared: str | None,
    ) -> _Model | None:
        printed = self.text[quote.title_start : quote.title_end]
        title = canonical(printed).strip(" ,.;:-–")
        plain = _plain(title)
        words = plain.split()
        if not words or (len(words) == 1 and words[0].isdigit()) or (len(words) > 12 and _SAYS.search(printed.strip())):
            return None
        # in small letters it is a way of speaking ("cách làm “lạ”"), unless it is long and right behind the cue
        if not (printed.strip()[:1].isupper() or words[0].isdigit()):
            gap = self.text[max(low, quote.start - 3) : quote.start].strip()
            if len(words) < 4 or rule != "model.quoted" or not gap.isalpha():
                return None
        if self._of_the_country(plain):
            self.page.reject(quote.start, quote.end, "model-national-movement")
            return None
        owner = self.owners.after(quote, after)
        if owner is None and not self.owners.is_other(quote):
            owner = self.owners.before(max(sentence.start, low), quote) or self.owners.of_item(sentence, quote)
            owner = owner or shared or self.owners.of_headline(sentence, quote)
        if rule == "model.weak-cue" and owner is None:
            self.page.reject(quote.start, quote.end, "model-without-owner")
            return None
        left, right = max(low, quote.start - 60), min(after, quote.end + 120)
        status = self._first(self.words.statuses, left, right)
        level = self._first(self.words.levels, left, right)
        i = bisect_left(self.cue_starts, quote.start) - 1
        near = i >= 0 and self.cue_starts[i] >= max(sentence.start, low, quote.start - _CUE_REACH)
        begin = self.cue_starts[i] if near else quote.start
        confidence = 0.92 if rule == "model.quoted" else 0.85 if rule == "model.list" else 0.75
        return self._store(title, plain, owner, status, level, self.page.evidence(begin, quote.end, rule, confidence))

    def _first(self, words: PhraseMatcher[str], start: int, end: int) -> str | None:
        """What the first of ``words`` inside [start, end) says."""
        return next((m.value for m in within(words.find(self.page.folded), start, end)), None)

    def _of_the_country(self, plain: str) -> bool:
        """A movement of the whole country, perhaps with the year."""
        movements = self.words.movements
        if plain in movements or _YEARS.sub("", plain) in movements:
            return True
        return plain.startswith(self.words.long_movements)

    def _store(
        self, title: str, key: str, owner: str | None, status: str | None, level: str | None, evidence: Evidence
    ) -> _Model:
        known = self.models.get(key)
        if known is None:
            known = self.models[key] = _Model(title, owner, status, level, evidence)
        else:
            known.organization = known.organization or owner
            known.status = known.status or status
            known.level = known.level or level
            known.evidence.append(evidence)
        return known

    # -- names without quotation marks ----------------------------------------------------------------------------

    def _owned(self, start: int, end: int) -> int:
        """Where "của" and the body stand that carries out the model named from ``start`` on, or ``start``.

        Then the name ends there for certain, and may hold words that end others: "Nói không với rác thải của ...".
        """
        of = self.text.find(" của ", start, end)
        body = self.page.organizations_in(of + 5, of + 6) if of > 0 else []
        return of if body and body[0].start == of + 5 else start

    def _unquoted(self, sentence: Sentence, quotes: list[Title], first: int) -> None:
        free = sentence.start
        for i in range(first, len(self.bare)):
            at = self.bare[i]
            if at >= sentence.end:
                break
            if at < free or (match := _UNQUOTED.match(self.text, at, sentence.end)) is None:
                continue
            free = match.end()
            start = match.start(1)
            if any(o.start <= start < o.end for o in self.page.organizations_in(max(0, start - 1), start + 1)):
                continue
            words = []
            end = start
            owned = self._owned(start, match.end(1))
            for word in _PRINTED_WORD.finditer(self.text, start, match.end(1)):
                clean = word.group().strip("-")
                if clean in self.words.stops and not (word.start() < owned and clean in self.words.within):
                    break
                words.append(clean)
                end = word.end()
            if not 3 <= len(words) <= 10 or words[0].isupper():
                continue
            if all(w[:1].isupper() for w in words):
                continue  # a proper name: the place or the body of the model, not the model
            title = canonical(self.text[start:end]).rstrip(" -–")
            plain = _plain(title)
            if plain in self.words.movements:
                continue
            name = Title(start, end, start, end)
            stop = quotes[0].start if quotes and quotes[0].start > end else sentence.end
            owner = self.owners.after(name, stop) or self.owners.before(sentence.start, name)
            self._store(title, plain, owner, None, None, self.page.evidence(at, end, "model.unquoted", 0.6))
