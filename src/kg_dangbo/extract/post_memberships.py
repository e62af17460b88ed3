"""Memberships: who was brought into a committee that is named itself.

"chỉ định ông A *tham gia Ban Chấp hành Đảng bộ xã B*"; "bà A được bầu bổ sung *vào Ban Thường vụ Huyện ủy B*".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from kg_dangbo.extract.body_register import BodyRegister, Entry
from kg_dangbo.extract.page import Page, PersonMention, Sentence
from kg_dangbo.extract.titles import Title
from kg_dangbo.language.offsets import bisect_left

__all__ = ["memberships"]

_ROLES = {
    "org-kind-ban-thuong-vu": "role-uy-vien-ban-thuong-vu",
    "org-kind-ban-chap-hanh": "role-uy-vien-ban-chap-hanh",
    "org-kind-ban-chap-hanh-trung-uong": "role-uy-vien-trung-uong-dang",
    "org-kind-uy-ban-kiem-tra": "role-uy-vien",
    "org-kind-uy-ban-kiem-tra-trung-uong": "role-uy-vien",
    "org-kind-bo-chinh-tri": "role-uy-vien-bo-chinh-tri",
    "org-kind-ban-bi-thu": "role-bi-thu-trung-uong-dang",
}
_REACH = 160  # code points between the person and the committee
_JOINS = re.compile(
    r"(?<!thôi )(?<!không )(?<!để )(?:\btham gia(?: vào)?|\b(?:bầu|trúng cử|bổ sung|cử)[^.;]{0,30}?\bvào|\btrúng cử)"
    r"[ \u00a0]+(?:làm[ \u00a0]+)?$"
)
_JOIN_WORDS = ("gia", "vào", "cử")  # what _JOINS ends with
_GIVEN: Final = ("bầu", "chỉ định", "trúng cử", "chuẩn y", "điều động", "luân chuyển", "phân công", "bổ sung")
_NOT_YET: Final = ("không trúng", "chưa", "giới thiệu", "đề nghị", "dự kiến", "sẽ", "nếu", "tiêu chuẩn", "để bầu",
                   "quy hoạch", "cùng với")  # fmt: skip


def memberships(
    page: Page, bodies: BodyRegister, persons: tuple[PersonMention, ...]
) -> Iterator[tuple[Title, PersonMention, Sentence]]:
    """Each person who was brought into a named committee, with the office of a member of it and its sentence."""
    text, low, starts = page.text, page.low, [p.start for p in persons]
    for mention in page.organizations:
        entry = bodies.entries[mention.key]
        role_id = _ROLES.get(entry.kind.id)
        if role_id is None:
            continue
        before = low[max(0, mention.start - 24) : mention.start].rstrip(" \u00a0").removesuffix("làm")
        if not before.rstrip(" \u00a0").endswith(_JOIN_WORDS) or not _named(entry, text[mention.start : mention.end]):
            continue
        cue = _JOINS.search(low, max(0, mention.start - 50), mention.start)
        sentence = page.sentence_at(mention.start)
        if cue is None or sentence is None or cue.start() < sentence.start or not sentence.zone.states_facts:
            continue
        person = _whom(text, persons, starts, sentence, cue, mention.start)
        if person is None:
            continue
        before = low[max(sentence.start, person.outer - 60) : cue.end()]
        if not any(word in before for word in _GIVEN) or any(word in before for word in _NOT_YET):
            continue
        body = entry.body
        if entry.kind.id == "org-kind-ban-thuong-vu" and body.host is not None:
            body = body.host
        role = bodies.vocabulary.concept(role_id)
        first = bodies.tokens.at(mention.start)
        yield Title(role, first, bodies.tokens.at(mention.end), mention.start, mention.end, body=body), person, sentence


def _named(entry: Entry, printed: str) -> bool:
    """Whether the committee is printed with the body it is of: more than "Ban Chấp hành"."""
    return entry.body.tail == "fixed" or len(printed.split()) > 4 or (entry.body.host is not None and " " in printed)


def _whom(
    text: str,
    persons: tuple[PersonMention, ...],
    starts: list[int],
    sentence: Sentence,
    cue: re.Match[str],
    end: int,
) -> PersonMention | None:
    """The last person named before the committee, in its sentence."""
    i = bisect_left(starts, end) - 1
    if i < 0 or persons[i].start < sentence.start or cue.start() - persons[i].end > _REACH:
        return None
    between = text[persons[i].end : cue.start()]
    return None if ";" in between or re.search(r"\b(?:ông|bà|đồng chí)\b", between) else persons[i]
