"""Lists of persons under an office: a heading of its own line, or a committee and its members.

CÁC PHÓ BÍ THƯ TỈNH ỦY                     bầu Ban Thường vụ Huyện ủy gồm các đồng chí: A; B; C
1. A, Chủ tịch UBND tỉnh
2. B
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from operator import attrgetter

from kg_dangbo.extract.body_register import BodyRegister
from kg_dangbo.extract.page import Page, PersonMention, Sentence
from kg_dangbo.extract.titles import Title, TitleChain

__all__ = ["committee_lists", "heading_lists"]

_MEMBER = {
    "org-kind-ban-thuong-vu": "role-uy-vien-ban-thuong-vu",
    "org-kind-ban-chap-hanh": "role-uy-vien-ban-chap-hanh",
    "org-kind-uy-ban-kiem-tra": "role-uy-vien",
}
_COMPOSED = re.compile(
    r"(?:[ \u00a0]+(?:mới|(?:kho[áa]|khóa)[ \u00a0]+[^\s,:]+|nhiệm kỳ[ \u00a0]+\d{4}[ \u00a0]*[-–][ \u00a0]*\d{4}),?)*"
    r"[ \u00a0]+gồm(?:[ \u00a0]+có)?(?:[ \u00a0]+\d+[ \u00a0]+(?:đồng chí|ủy viên|uỷ viên))?"
    r"(?:[ \u00a0,]*(?:các[ \u00a0]+)?(?:đồng chí|ông|bà|ông, bà|ủy viên))?[ \u00a0]*:[ \u00a0]*",
    re.IGNORECASE,
)
_JOINT = re.compile(r"[^.:\n]{0,160}?(?:;|,|và)[ \u00a0]*(?:và[ \u00a0]+)?")
_TELLS = re.compile(r"\b(?:ông|bà|từng|là|làm|giữ|bị|được|đã|vừa|thôi|xin|nghỉ|nhận|mới|miễn|qua)\b")
_BEFORE, _AFTER = 28, 14  # code points that a heading may have around its title ("MỘT SỐ ...", "GỒM:")
_START = attrgetter("start")
_ITEM = 8  # code points of bullet or number before a name
_LINES = 60  # longest list under one heading


def heading_lists(
    page: Page, chains: list[TitleChain], persons: tuple[PersonMention, ...]
) -> Iterator[tuple[list[Title], PersonMention]]:
    """Titles that stand in a line of their own, with each person that begins a line under it."""
    sentences = page.sentences
    for chain in chains:
        start, end = chain.start, chain.end
        if chain.titles[0].body is None and chain.titles[0].role.value("impliedKind") is None:
            continue
        # no further than a heading may reach: the next line end may be megabytes away
        low, high = max(0, start - _BEFORE - 1), end + _AFTER + 1
        line_start = page.text.rfind("\n", low, start) + 1
        line_end = page.text.find("\n", end, high)
        if (not line_start and low) or (line_end < 0 and high < len(page.text)):
            continue
        line_end = len(page.text) if line_end < 0 else line_end
        if start - line_start > _BEFORE or line_end - end > _AFTER:
            continue
        if any(c in page.text[line_start:start] for c in ",.;") or _first_in(persons, line_start, line_end) is not None:
            continue
        if page.text.startswith(".", end) or _TELLS.search(page.low, line_start, start):
            continue  # a sentence: "Ông từng là Chủ tịch UBND huyện X, Bí thư Quận ủy Y."
        if _TELLS.search(page.low, end, line_end):
            continue  # a headline: "Phó Chủ nhiệm Ủy ban X bị miễn nhiệm"
        i = page.sentence_index(line_end)
        for person in _listed(page, persons, sentences[i : i + 4 * _LINES]):
            yield chain.titles, person


def _listed(page: Page, persons: tuple[PersonMention, ...], sentences: tuple[Sentence, ...]) -> Iterator[PersonMention]:
    """The persons that begin the lines from here on, up to the first line that begins otherwise."""
    for sentence in _lines(sentences):
        stop = page.text.find("\n", sentence.start)
        person = _first_in(persons, sentence.start, stop if stop >= 0 else len(page.text))
        if person is None or person.outer - sentence.start > _ITEM:
            return
        yield person


def _lines(sentences: tuple[Sentence, ...]) -> Iterator[Sentence]:
    """The first sentence of each paragraph."""
    previous, count = -1, 0
    for sentence in sentences:
        if sentence.paragraph == previous:
            continue
        previous, count = sentence.paragraph, count + 1
        if count > _LINES or not sentence.zone.states_facts:
            return
        yield sentence


def _first_in(persons: tuple[PersonMention, ...], start: int, end: int) -> PersonMention | None:
    i = bisect_left(persons, start, key=_START)
    if i == len(persons):
        return None
    first = persons[i]
    return first if first.start < end else None


def committee_lists(
    page: Page, bodies: BodyRegister, persons: tuple[PersonMention, ...]
) -> Iterator[tuple[list[Title], PersonMention]]:
    """ "bầu Ban Thường vụ Huyện ủy gồm các đồng chí: A; B": each of them is a member of that committee."""
    for mention in page.organizations:
        entry = bodies.entries[mention.key]
        role_id = _MEMBER.get(entry.kind.id)
        host = entry.body.host
        composed = _COMPOSED.match(page.text, mention.end) if role_id is not None and host is not None else None
        if role_id is None or composed is None:
            continue
        body = entry.body if entry.kind.id == "org-kind-uy-ban-kiem-tra" else host
        role = bodies.vocabulary.concept(role_id)
        title = Title(role, 0, bodies.tokens.at(mention.end), mention.start, mention.end, body=body)
        end = composed.end()
        stop = page.text.find("\n", end - 1)
        if stop >= 0 and not page.text[end:stop].strip():
            j = page.sentence_index(stop)
            for person in _listed(page, persons, page.sentences[j : j + 4 * _LINES]):
                yield [title], person
            continue
        i = bisect_left(persons, end - 1, key=_START)
        for n in range(i, len(persons)):
            person = persons[n]
            if person.outer > end and not _JOINT.fullmatch(page.text[end : person.outer]):
                break
            yield [title], person
            end = person.end
