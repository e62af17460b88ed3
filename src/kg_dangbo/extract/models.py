"""Models: named ways of working that a body carries out (mô hình, cách làm, phong trào of its own).

A name in quotation marks is a model when the nearest cue before it says so (`ontology/model-cues.ttl`); a list goes
on after one cue ("Tiêu biểu là “A” của X, “B” do Y đảm nhận"). Movements of the whole country are none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from kg_dangbo.extract.cues import in_brackets, within
from kg_dangbo.extract.page import OrganizationMention, Page, Sentence, Zone
from kg_dangbo.language.normal import canonical, fold, fold_key
from kg_dangbo.model import Evidence, ModelFact
from kg_dangbo.vocabulary import Concept, Match, PhraseMatcher, Vocabulary

__all__ = ["find_models", "model_words"]

_LONGEST = 260  # code points of a title
_CUE_REACH = 90  # "mô hình học tập và làm theo Bác của chi bộ với tên gọi “...”"
_LIST_REACH = 180  # from one title to the next of a list
_OWNER_REACH = 110
_S = r"[^\S\n]{1,3}"
# an opening mark, a title that may hold marks of the other kind, the closing mark; “ and " mix in print
_QUOTE = re.compile(
    rf"“(?P<a>[^“”\n]{{2,{_LONGEST}}})[”\"]|\"(?P<b>[^\"“”\n]{{2,{_LONGEST}}})[\"”]|«(?P<c>[^«»\n]{{2,{_LONGEST}}})»"
    rf"|(?<!\w)‘(?P<d>[^‘’“”\n]{{4,{_LONGEST}}})’(?!\w)|”(?P<e>[^“”\"\n]{{2,{_LONGEST}}})”"
)
_SPEECH = re.compile(r"[:,][^\S\n]{0,3}$")
_SAYS = re.compile(r"[.!?…]$")
_BREAK = re.compile(r"[.!?]\s|;")
_COUNT_GAP = re.compile(r"[\s:]{0,3}(?:(?:một|hai|ba|bốn|các|những|\d{1,3})\s{1,3})?", re.IGNORECASE)
_YEARS = re.compile(r"(?: (?:giai đoạn|năm))?(?: \d{4})+$")
_LIST_GAP_STOP = re.compile(
    rf"(?<!\w)(?:chủ{_S}đề|phương{_S}châm|khẩu{_S}hiệu|danh{_S}hiệu|theo{_S}tinh{_S}thần|phong{_S}trào{_S}thi{_S}đua|gắn{_S}với|hưởng{_S}ứng|góp{_S}phần|nhằm)(?!\w)",
    re.IGNORECASE,
)
_OWNER = re.compile(
    rf"[\s,]{{0,3}}(?:\([^()\n]{{0,40}}\)[\s,]{{0,2}})?"
    rf"(?:(?:vào{_S})?(?:sáng|chiều|tối|thứ|ngày)(?:{_S}[^\W\d_]+){{1,4}}{_S})?"  # "vào thứ bảy hằng tuần của ..."
    rf"(?:của|tại|ở|do|được)(?:{_S}bộ{_S}phận{_S}một{_S}cửa)?"
    rf"(?:{_S}(?:cán{_S}bộ|nhân{_S}dân|hội{_S}viên|đoàn{_S}viên|các|tập{_S}thể|phụ{_S}nữ|bà{_S}con|thuộc|ở|tại|và|đảng{_S}viên))*"
    rf"[\s,]{{0,3}}",
    re.IGNORECASE,
)
_PRAISED = re.compile(
    rf"{_S}(?:đã{_S})?(?:biểu{_S}dương|khen|tặng|đánh{_S}giá|ghi{_S}nhận|công{_S}nhận|chọn|tuyên{_S}dương|phê{_S}duyệt|nhân{_S}rộng)(?!\w)",
    re.IGNORECASE,
)
_UNIT = re.compile(
    rf"(?<!\w)đơn{_S}vị{_S}(?:(?:đã|cũng|còn){_S})?(?:xây{_S}dựng|triển{_S}khai|duy{_S}trì|thực{_S}hiện|có|ra{_S}mắt)(?!\w)[^.;“\"]*$",
    re.IGNORECASE,
)
_DASH_OWNER = re.compile(r"[^\S\n]{0,3}[-–][^\S\n]{1,3}")  # "“A” - Hội Nông dân xã; “B” - Đoàn xã"
# somebody that is no body known to us carries it out: nobody else does then
_OTHER_OWNER = re.compile(rf"{_S}(?:của|do){_S}(?=[^\W\d_])(?!(?:các|những|mình)(?!\w))(?-i:[A-ZĐ])", re.IGNORECASE)
_BRACKET_OWNER = re.compile(r"[\s,]{0,3}\([\s]?")
_CHOSEN = re.compile(
    rf"[^\S\n]{{1,3}}(?:làm|là|thành|trở{_S}thành){_S}(?:một{_S}|những{_S})?mô{_S}hình(?!\w)", re.IGNORECASE
)
_HAS_CUE = re.compile(r"mô\s{1,3}h[iì]nh|cách làm", re.IGNORECASE)
_UNQUOTED = re.compile(
    rf"[Mm]ô{_S}hình{_S}(?:điểm{_S})?([A-ZĐÂÊÔƠƯÁÀẢÃẠÍÌỈĨỊÉÈẺẼẸÚÙỦŨỤÓÒỎÕỌÝỲỶỸỴẤẦẨẪẬẾỀỂỄỆỐỒỔỖỘỚỜỞỠỢỨỪỬỮỰĂẮẰẲẴẶ][^\W\d_]*(?:{_S}(?:-{_S})?[^\W_]+){{1,11}})"
)


_BULLET = re.compile(r"[-–•+*●▪][^\S\n]{0,3}|[a-zđ\d]{1,2}[.)][^\S\n]{1,3}")
# between the body that a line of a list begins with and its model
_OF_ITEM = re.compile(
    rf"[^\S\n]{{0,3}}(?:[:–-]{_S})?(?:(?:có|làm|với|duy{_S}trì|xây{_S}dựng|triển{_S}khai|thực{_S}hiện|ra{_S}mắt){_S})?"
    rf"(?:[^\W\d_]+{_S}){{0,3}}"
)
_TALK = 400  # code points looked back for talk of models from the heading of a list
_NO_CUES = ("model-cue-run", "model-cue-stop")  # they serve other tests than what a quotation is


@dataclass(slots=True)
class _Quote:
    start: int  # of the mark
    end: int
    title_start: int
    title_end: int


@dataclass(slots=True)
class _Model:
    title: str
    organization: str | None
    status: str | None
    level: str | None
    evidence: list[Evidence] = field(default_factory=list)


class _Words:
    def __init__(self, vocabulary: Vocabulary) -> None:
        cues = vocabulary.scheme("model-cues").values()
        self.cues: PhraseMatcher[str] = PhraseMatcher(
            (label, c.id.removeprefix("model-cue-")) for c in cues if c.id not in _NO_CUES for label in c.labels
        )
        movements = vocabulary.scheme("national-movements").values()
        self.movements = frozenset(_plain(label) for c in movements for label in c.labels)
        statuses: list[Concept] = list(vocabulary.scheme("model-statuses").values())
        self.statuses: PhraseMatcher[str] = PhraseMatcher((label, c.id) for c in statuses for label in c.labels)
        levels = vocabulary.scheme("levels").values()
        self.levels: PhraseMatcher[str] = PhraseMatcher(
            (label, c.id) for c in levels for label in c.labels if label.startswith("cấp")
        )
        words = vocabulary.concept("model-cue-stop")
        self.stops = frozenset(fold_key(label) for label in words.labels)
        # "ra mắt", "xây dựng", "duy trì": between a body and its model
        self.runs: PhraseMatcher[bool] = PhraseMatcher(
            (label, True) for label in vocabulary.concept("model-cue-run").labels
        )


@lru_cache(maxsize=4)
def model_words(vocabulary: Vocabulary) -> _Words:
    """The words of the grammar of models, compiled once."""
    return _Words(vocabulary)


def _plain(title: str) -> str:
    return re.sub(r"[^\w]+", " ", fold_key(title)).strip()


def find_models(page: Page, vocabulary: Vocabulary) -> list[ModelFact]:
    """The named models of the page, one fact per title, in order of first mention.

    Reads ``page.text``, ``page.sentences`` and ``page.organizations``. Titles are canonical (`canonical`); status and
    level are given where they stand beside the name ("mô hình điểm cấp huyện").
    """
    return _Reader(page, model_words(vocabulary)).facts()


class _Reader:
    def __init__(self, page: Page, words: _Words) -> None:
        self.page = page
        self.text = page.text
        self.words = words
        folded = page.folded
        self.cues: list[Match[str]] = words.cues.find(folded)
        self.statuses: list[Match[str]] = words.statuses.find(folded)
        self.levels: list[Match[str]] = words.levels.find(folded)
        self.models: dict[str, _Model] = {}

    def facts(self) -> list[ModelFact]:
        spoken_of = False  # the sentence before speaks of models: "Tiêu biểu là" may open a list
        listed = False  # a heading ("Nổi bật như:") behind talk of models opened a list of lines
        for sentence in self.page.sentences:
            if not sentence.zone.states_facts:
                continue
            cues = within(self.cues, sentence.start, sentence.end)
            item = listed and bool(_BULLET.match(self.text, sentence.start))
            quotes = list(self._quotes(sentence)) if cues or item else []
            last: _Quote | None = None
            subject: str | None = None  # of the item before, where it is close enough to share it
            for i, quote in enumerate(quotes):
                after = quotes[i + 1].start if i + 1 < len(quotes) else sentence.end
                low = quotes[i - 1].end if i else sentence.start
                kind = self._cue(cues, low, quote.start)
                rule = None
                if kind == "strong":
                    rule = "model.quoted"
                elif kind == "weak":
                    rule = "model.weak-cue"
                elif kind == "list" and (spoken_of or any(c.value == "strong" for c in cues)):
                    rule = "model.list-cue"
                elif kind is None and last is not None and self._continues(last, quote):
                    rule = "model.list"
                if rule is None and item and not i and kind != "none" and self._item_owner(sentence, quote):
                    rule = "model.list-item"
                if rule is None and _CHOSEN.match(self.text, quote.end):
                    rule = "model.chosen"
                near = last is not None and quote.start - last.end < 40
                known = self._add(sentence, cues, quote, low, after, rule, subject if near else None) if rule else None
                subject = known.organization if known else None
                last = quote if known else None
            self._unquoted(sentence, quotes)
            strong = any(c.value == "strong" for c in cues)
            heads = self.text[sentence.end - 1] == ":"
            listed = item or (heads and (strong or (bool(cues) and self._speaks(sentence))))
            spoken_of = strong
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

    def _quotes(self, sentence: Sentence) -> Sequence[_Quote]:
        found = []
        for match in _QUOTE.finditer(self.text, sentence.start, min(self.page_end(sentence), len(self.text))):
            name = match.lastgroup or "a"
            found.append(_Quote(match.start(), match.end(), match.start(name), match.end(name)))
        return found

    def page_end(self, sentence: Sentence) -> int:
        """The end of the text in which a quotation of this sentence may close."""
        return sentence.end

    def _cue(self, cues: list[Match[str]], low: int, start: int) -> str | None:
        """The use of the nearest cue before a quotation; None where none is near, or a break stands between."""
        near = within(cues, max(low, start - _CUE_REACH), start)
        for cue in reversed(near):
            gap = self.text[cue.end : start]
            if cue.value == "none" and len(gap.strip()) > 22:
                continue
            if cue.value in ("weak", "list") and not _COUNT_GAP.fullmatch(gap):
                continue
            if _BREAK.search(gap):
                return None
            return cue.value
        return None

    def _continues(self, last: _Quote, quote: _Quote) -> bool:
        gap = self.text[last.end : quote.start]
        if len(gap) > _LIST_REACH or _BREAK.search(gap.replace(";", ",")) or _LIST_GAP_STOP.search(gap):
            return False
        tail = gap.rstrip()
        return tail.endswith((",", ";", "và", ":")) or tail.casefold().endswith((" và", "mô hình", "phong trào"))

    def _add(
        self,
        sentence: Sentence,
        cues: list[Match[str]],
        quote: _Quote,
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
        owner = self._owner_after(quote, after)
        if owner is None and not _OTHER_OWNER.match(self.text, quote.end):
            owner = self._owner_before(max(sentence.start, low), quote) or self._item_owner(sentence, quote)
            owner = owner or shared or self._unit(sentence, quote)
        if rule == "model.weak-cue" and owner is None:
            self.page.reject(quote.start, quote.end, "model-without-owner")
            return None
        window = (max(low, quote.start - 60), min(after, quote.end + 120))
        status = next((m.value for m in within(self.statuses, *window)), None)
        level = next((m.value for m in within(self.levels, *window)), None)
        near = within(cues, max(low, quote.start - _CUE_REACH), quote.start)
        begin = near[-1].start if near else quote.start
        confidence = {"model.quoted": 0.92, "model.list": 0.85}.get(rule, 0.75)
        return self._store(title, owner, status, level, self.page.evidence(begin, quote.end, rule, confidence))

    def _of_the_country(self, plain: str) -> bool:
        """A movement of the whole country, perhaps with the year."""
        movements = self.words.movements
        if plain in movements or _YEARS.sub("", plain) in movements:
            return True
        return any(plain.startswith(m) and len(m.split()) > 8 for m in movements)

    def _store(
        self, title: str, owner: str | None, status: str | None, level: str | None, evidence: Evidence
    ) -> _Model:
        key = _plain(title)
        known = self.models.get(key)
        if known is None:
            known = self.models[key] = _Model(title, owner, status, level, [evidence])
        else:
            known.organization = known.organization or owner
            known.status = known.status or status
            known.level = known.level or level
            known.evidence.append(evidence)
        return known

    # -- who carries it out --------------------------------------------------------------------------------------

    def _owner_after(self, quote: _Quote, after: int) -> str | None:
        stop = min(after, quote.end + _OWNER_REACH)
        for body in self.page.organizations_in(quote.end, stop)[:1]:
            gap = self.text[quote.end : body.start]
            if _PRAISED.match(self.text, body.end):
                return None  # "... được Đảng ủy Khối biểu dương": who praises it does not carry it out
            if _DASH_OWNER.fullmatch(gap) or _OWNER.fullmatch(gap) or _BRACKET_OWNER.fullmatch(gap):
                return body.key
        return None

    def _item_owner(self, sentence: Sentence, quote: _Quote) -> str | None:
        """ "+ Hội Phụ nữ xã: mô hình “A”", "- Đoàn xã - tuyến đường “B”", "+ Chi bộ 2 làm “C”": whose line it is."""
        bullet = _BULLET.match(self.text, sentence.start)
        start = bullet.end() if bullet else sentence.start
        body = next(iter(self.page.organizations_in(start, start + 1)), None)
        if body is None or not _OF_ITEM.fullmatch(self.text, body.end, quote.start):
            return None
        return body.key

    def _speaks(self, sentence: Sentence) -> bool:
        """The paragraph of a heading, or the one before it, speaks of models: "... đăng ký mô hình. Nổi bật như:"."""
        low = max(0, sentence.start - _TALK)
        return any(c.value == "strong" for c in within(self.cues, low, sentence.start))

    def _unit(self, sentence: Sentence, quote: _Quote) -> str | None:
        """The body of the headline, where the text calls it "đơn vị" and goes on to its models."""
        if not _UNIT.search(self.text[max(sentence.start, quote.start - 90) : quote.start]):
            return None
        head = self.page.sentences[0]
        bodies = (
            {b.key for b in self.page.organizations_in(head.start, head.end)} if head.zone is Zone.HEADLINE else set()
        )
        return bodies.pop() if len(bodies) == 1 else None

    def _owner_before(self, low: int, quote: _Quote) -> str | None:
        """The subject: the nearest body before, with a verb of carrying out between it and the name."""
        start = max(low, quote.start - 260)
        semicolon = self.text.rfind(";", start, quote.start)
        if semicolon >= 0:
            start = semicolon + 1
        bodies: list[OrganizationMention] = [
            b for b in self.page.organizations_in(start, quote.start) if not in_brackets(self.text, start, b.start)
        ]
        for i in range(len(bodies) - 1, -1, -1):
            between = self.text[bodies[i].end : quote.start]
            if self.words.runs.find(fold(between)) or _HAS_CUE.search(
                self.text[max(start, bodies[i].start - 60) : bodies[i].start]
            ):
                while i and self.text[bodies[i - 1].end : bodies[i].start].strip() == ",":
                    i -= 1  # "Chi bộ 4, Đảng bộ Sở Tư pháp": the cell carries it out, the other is its parent
                return bodies[i].key
        if semicolon >= 0:
            # "Chi bộ lãnh đạo ...; mô hình “X” được hưởng ứng": the sentence's own subject
            first = self.page.organizations_in(low, min(semicolon, low + 2))
            return first[0].key if first else None
        return None

    # -- names without quotation marks ----------------------------------------------------------------------------

    def _unquoted(self, sentence: Sentence, quotes: Sequence[_Quote]) -> None:
        for match in _UNQUOTED.finditer(self.text, sentence.start, sentence.end):
            start = match.start(1)
            if any(o.start <= start < o.end for o in self.page.organizations_in(max(0, start - 1), start + 1)):
                continue
            words = []
            end = start
            for word in re.finditer(r"[^\s]+", self.text[start : match.end(1)]):
                clean = word.group().strip("-")
                if clean in self.words.stops:
                    break
                words.append(clean)
                end = start + word.end()
            title = canonical(self.text[start:end]).rstrip(" -–")
            plain = _plain(title)
            if not 3 <= len(words) <= 10 or plain in self.words.movements or words[0].isupper():
                continue
            if all(w[:1].isupper() for w in words):
                continue  # a proper name: the place or the body of the model, not the model
            fake = _Quote(start, end, start, end)
            stop = quotes[0].start if quotes and quotes[0].start > end else sentence.end
            owner = self._owner_after(fake, stop) or self._owner_before(sentence.start, fake)
            self._store(title, owner, None, None, self.page.evidence(match.start(), end, "model.unquoted", 0.6))
