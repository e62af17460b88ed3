"""Relations between documents that an article states: continues, implements, amends, replaces.

A relation needs a document as its subject: "Kết luận 01 về tiếp tục thực hiện Chỉ thị 05" is one, "Đảng ủy thực
hiện Chỉ thị 05" is none. Between the two mentions only the words of the relation may stand.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final, final

from kg_dangbo.extract.document_words import kind_heads
from kg_dangbo.extract.page import Page, Sentence
from kg_dangbo.model import DocumentFact, DocumentLinkFact, Evidence
from kg_dangbo.vocabulary import Vocabulary

__all__ = ["find_document_links"]

_S: Final = r"[^\S\n]{1,3}"
_S0: Final = r"[^\S\n]{0,3}"
_COMMA: Final = rf"(?:{_S}\((?:khóa|khoá){_S}[IVX]{{1,6}}\))?{_S0}\)?{_S0},?"
_PARTY: Final = r"[^.;:,\n]{2,50}"  # whoever carries it out: "được Huyện ủy cụ thể hóa bằng ..."
_LEAD: Final = (
    rf"{_COMMA}{_S0}\(?(?:(?:chỉ đạo|yêu cầu){_S})?(?:(?:được|nhằm|để|về|cho|là|sẽ|đã|này){_S}){{0,2}}"
    rf"(?:(?:việc|công tác|kết quả){_S})?"
)
# behind a comma a bare verb goes on with what the subject of the sentence does: "bám sát Chỉ thị 45, cụ thể hóa ..."
_CLOSE: Final = rf"{_S0}\)?{_S0}(?:,(?={_S0}(?:chỉ đạo|yêu cầu|nhằm|để|về|được){_S}))?"
# what the first document is about, before the one that it replaces
_SUBJECT: Final = rf"(?:{_S}(?:của|về|trên|đối với|quy định|ban hành|ngày){_S}[^.;:“”\"\n]{{1,150}})?"
_CARE: Final = rf"(?:{_S}(?:nghiêm túc|nghiêm|tốt|hiệu quả|có hiệu quả|đồng bộ|quyết liệt))?"
_OBJECT: Final = (
    rf"(?:{_S}(?:các|nội dung|toàn bộ|toàn văn|những|tinh thần))?"
    rf"(?:{_S}(?:một{_S}số{_S})?(?:điều|nội dung)(?:{_S}của)?)?"
    rf"(?:{_S}(?:của|cho))?{_S}(?:các{_S})?$"
)
_EXECUTE: Final = (
    rf"(?:(?:tổ chức|triển khai|hướng dẫn|đẩy mạnh|tăng cường|quán triệt|tiếp tục)(?:{_S0},)?{_S}){{0,3}}"
    rf"(?:thực hiện|triển khai|thi hành|cụ thể hóa|cụ thể hoá|hướng dẫn|quy định chi tiết)"
)
# The first that fits decides: "tiếp tục thực hiện" is continuing, not implementing. Before the pattern come words one
# of which it has.
_RELATIONS: Final = [
    (
        "continues",
        ("tiếp tục",),
        re.compile(
            rf"{_LEAD}tiếp tục{_S}(?:(?:đẩy mạnh|tăng cường|triển khai|quán triệt){_S}){{0,2}}thực hiện{_CARE}{_OBJECT}"
        ),
    ),
    ("replaces", ("thay",), re.compile(rf"{_LEAD}thay(?:{_S}thế)?{_OBJECT}")),
    (
        "amends",
        ("sửa đổi", "bổ sung", "điều chỉnh"),
        re.compile(
            rf"{_LEAD}(?:sửa đổi|bổ sung|điều chỉnh)(?:{_S0},?{_S0}(?:và{_S})?(?:bổ sung|sửa đổi|thay thế))?{_OBJECT}"
        ),
    ),
    (
        "implements",
        ("thực hiện", "triển khai", "thi hành", "cụ thể", "hướng dẫn", "quy định"),
        re.compile(rf"{_CLOSE}{_LEAD.removeprefix(_COMMA)}{_EXECUTE}{_CARE}{_OBJECT}"),
    ),
]
_LATE: Final = [
    ("replaces", re.compile(rf"{_SUBJECT}{_S0}[,(]{_S0}(?:và{_S})?(?:để{_S})?thay{_S}thế{_OBJECT}")),
    (
        "amends",
        re.compile(
            rf"{_SUBJECT}{_S0}[,(]{_S0}(?:và{_S})?(?:nhằm{_S}|để{_S})?(?:sửa đổi|bổ sung)"
            rf"(?:{_S0},?{_S0}(?:và{_S})?(?:bổ sung|sửa đổi|thay thế))?{_OBJECT}"
        ),
    ),
]
_PASSIVE: Final = [
    ("replaces", re.compile(rf"{_S0}(?:đã{_S}|sẽ{_S})?(?:được|bị){_S}(?:thay{_S}thế|thay){_S}(?:bằng|bởi){_S}$")),
    (
        "implements",
        re.compile(
            rf"{_S0}(?:đã{_S}|sẽ{_S})?được{_S}(?:{_PARTY}{_S})?"
            rf"(?:cụ thể hóa|cụ thể hoá|triển khai|triển khai thực hiện|tổ chức thực hiện)"
            rf"{_S}(?:bằng|thông qua|qua|tại|trong){_S}$"
        ),
    ),
]
_AND: Final = re.compile(rf"{_S0}(?:,|và|;){_S0}(?:các{_S})?$")
_THIS: Final = re.compile(rf"{_S}(?:này|nói trên|trên)(?!\w)")
_POINTING: Final = frozenset("ntvc")  # the first letters of what `_THIS` and `_VERB` look for
_VERB: Final = re.compile(rf"{_S}(?:về{_S}(?:việc{_S})?)?(?:tiếp tục|triển khai|tổ chức|thực hiện|cụ thể)(?!\w)")
_CARRIES_OUT: Final = re.compile(
    rf"(?:(?:để|nhằm){_S})?(?:tiếp tục{_S})?(?:tổ chức{_S}|triển khai{_S}|quán triệt(?:,|{_S}và)?{_S}){{0,2}}"
    rf"(?:thực hiện|triển khai|cụ thể hóa|cụ thể hoá){_CARE}(?:{_S}(?:các|nội dung|tinh thần))?{_S}",
    re.IGNORECASE,
)
_ISSUES: Final = re.compile(
    rf",{_S0}[^.;\n]{{4,140}}{_S}(?:(?:đã|vừa|cũng){_S})?(?:xây dựng(?:,{_S}|{_S}và{_S}))?"
    rf"(?:ban hành|xây dựng|ra|ký){_S}(?:các{_S})?$"
)
_NOT_THIS: Final = re.compile(
    rf"(?<!\w)(?:của|theo|sau khi|trước khi|dự thảo){_S}[^,\n]{{0,40}}(?:ban hành|xây dựng|ra|ký){_S}$"
)
_LIST: Final = 12  # mentions looked at behind one: no relation names more
_GAP: Final = 90  # the longest relation with its particles is far shorter
_LONG_GAP: Final = 240  # with what the first document is about


@final
class _Named:
    """A document named at [start, end), by the key of its fact."""

    __slots__ = ("end", "key", "start")

    def __init__(self, start: int, end: int, key: str) -> None:
        self.start: Final = start
        self.end: Final = end
        self.key: Final = key


def find_document_links(
    page: Page, documents: Sequence[DocumentFact], vocabulary: Vocabulary
) -> list[DocumentLinkFact]:
    """Every relation that one sentence states between two of ``documents`` (of the same page).

    "Kế hoạch này" and a capitalised "Kế hoạch" before a verb stand for the document of that kind named last.

    Returns:
        One fact per (source, relation, target), with every place that states it; no document relates to itself.
    """
    if len(documents) < 2:
        return []
    named = [_Named(e.start, e.end, d.key) for d in documents for e in d.evidence]
    named.sort(key=_place)
    kinds = {d.key: d.kind_id for d in documents}
    pointing = _anaphora(page, named, kinds, vocabulary)
    if pointing:
        named += pointing
        named.sort(key=_place)
    found: dict[tuple[str, str, str], list[Evidence]] = {}
    for i in range(len(named) - 1):
        left = named[i]
        if named[i + 1].start - left.end > _LONG_GAP:
            continue
        sentence = page.sentence_at(left.start)
        if sentence is None or named[i + 1].start >= sentence.end:
            continue
        rest = _following(named, i, sentence)
        if not rest:
            continue
        if _carried_out(page, sentence, left):
            for source, goals in _issued_for(page, [left, *rest]):
                for goal in goals:
                    if goal.key != source.key:
                        evidence = page.evidence(goal.start, source.end, "document-link-implements")
                        found.setdefault((source.key, "implements", goal.key), []).append(evidence)
        relation, source, target = _relation(page, left, rest[0])
        if relation is None:
            continue
        targets = [target]
        if relation != "continues" and target is rest[0]:
            # "thực hiện Nghị quyết 57 và Nghị quyết 68": a list of one kind
            for last, more in pairwise(rest):
                if kinds[more.key] != kinds[target.key] or not _AND.fullmatch(page.text[last.end : more.start]):
                    break
                targets.append(more)
        for goal in targets:
            if goal.key != source.key:
                evidence = page.evidence(left.start, max(goal.end, rest[0].end), f"document-link-{relation}")
                found.setdefault((source.key, relation, goal.key), []).append(evidence)
    return [
        DocumentLinkFact(key=f"link|{s}|{r}|{t}", evidence=tuple(e), source=s, relation=r, target=t)
        for (s, r, t), e in found.items()
    ]


def _place(named: _Named) -> tuple[int, int]:
    return named.start, named.end


def _carried_out(page: Page, sentence: Sentence, first: _Named) -> bool:
    """The sentence opens with what is carried out: "Thực hiện Chỉ thị 05 ..., Đảng ủy ban hành Kế hoạch 21"."""
    return first.start - sentence.start < _GAP and bool(_CARRIES_OUT.fullmatch(page.text, sentence.start, first.start))


def _issued_for(page: Page, named: Sequence[_Named]) -> list[tuple[_Named, list[_Named]]]:
    """The document that was issued to carry out those before it in the sentence, if one was."""
    for i, later in enumerate(named[1:], 1):
        gap = page.text[named[i - 1].end : later.start]
        if len(gap) <= _LONG_GAP and _ISSUES.search(gap) and not _NOT_THIS.search(gap):
            goals = [named[0]]
            for last, more in pairwise(named[:i]):
                if _AND.fullmatch(page.text[last.end : more.start]):
                    goals.append(more)
                else:
                    return []
            return [(later, goals)]
    return []


def _following(named: list[_Named], index: int, sentence: Sentence) -> list[_Named]:
    """The mentions of the same sentence that begin after the one at ``index`` ends."""
    left = named[index]
    out = []
    for other in named[index + 1 : index + 1 + _LIST]:
        if other.start >= sentence.end:
            break
        if other.start >= left.end:
            out.append(other)
    return out


def _relation(page: Page, left: _Named, right: _Named) -> tuple[str | None, _Named, _Named]:
    gap = page.text[left.end : right.start]
    if len(gap) > _LONG_GAP:
        return None, left, right
    if "được" in gap or "bị" in gap:
        for relation, pattern in _PASSIVE:
            if pattern.fullmatch(gap):
                return relation, right, left
    if len(gap) <= _GAP:
        for relation, words, pattern in _RELATIONS:
            if _says(gap, words) and pattern.fullmatch(gap):
                return relation, left, right
    if _says(gap, ("thay", "bổ sung", "sửa đổi")):
        for relation, pattern in _LATE:
            if pattern.fullmatch(gap):
                return relation, left, right
    return None, left, right


def _says(gap: str, words: tuple[str, ...]) -> bool:
    for word in words:  # noqa: SIM110  (a generator is slower when compiled)
        if word in gap:
            return True
    return False


def _anaphora(page: Page, named: list[_Named], kinds: dict[str, str], vocabulary: Vocabulary) -> list[_Named]:
    """Kind words without a number that point back to the document of that kind named last."""
    text = page.text
    out: list[_Named] = []
    by_kind: dict[str, str] = {}
    position = 0
    for head in kind_heads(page, vocabulary):
        start, end = head.start, head.end
        if not text[start].isupper() or text[end : end + 4].lstrip()[:1] not in _POINTING:
            continue
        while position < len(named) and named[position].start <= start:
            document = named[position]
            by_kind[kinds[document.key]] = document.key
            position += 1
        key = by_kind.get(head.value)
        if key is None or start < named[position - 1].end:
            continue
        if this := _THIS.match(text, end):
            out.append(_Named(start, this.end(), key))
        elif _VERB.match(text, end):
            out.append(_Named(start, end, key))
    return out
