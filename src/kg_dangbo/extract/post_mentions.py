"""Persons mentioned by their post alone: "đồng chí Bí thư Huyện ủy đề nghị", "Kết luận, Bí thư Tỉnh ủy yêu cầu"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from kg_dangbo.extract.body_register import BodyRegister
from kg_dangbo.extract.page import Page, PersonMention
from kg_dangbo.extract.title_bodies import Holding
from kg_dangbo.extract.titles import Title, TitleChain
from kg_dangbo.language.tokens import Tokens
from kg_dangbo.model import HoldingStatus

__all__ = ["mentions_by_title"]

_HONORIFICS = ("chí", "ông", "bà")
_SHORT = re.compile(r"(?<!\w)[đĐ][/.]?[cC][.:]?\s$")  # "đ/c Bí thư"
_PAST = (HoldingStatus.FORMER, HoldingStatus.LEFT)
# what the holder of an office says or does at a gathering; without an honorific the post needs such a verb
_ACTS = re.compile(
    r"[ \u00a0](?:(?:cũng|đã|còn|vừa|tiếp tục)[ \u00a0]){0,2}(?:yêu cầu|đề nghị|nhấn mạnh|cho biết|cho hay|khẳng định"
    r"|lưu ý|phát biểu|kết luận|chỉ đạo|cho rằng|bày tỏ|ghi nhận|đánh giá|biểu dương|nêu rõ|chỉ rõ|phê bình|nêu|nói"
    r"|mong muốn|giao nhiệm vụ|chủ trì|phân tích|thông tin|gợi ý|nhắc nhở|động viên|cam kết|hứa|kêu gọi|lý giải)(?!\w)"
)
_OPENS = re.compile(r"[,:;.!?”\"\n–-][ \u00a0]{0,2}$")


def mentions_by_title(
    page: Page,
    tokens: Tokens,
    chains: Iterable[TitleChain],
    attached: Sequence[tuple[int, int]],
    bodies: BodyRegister,
    holdings: Mapping[tuple[str, str, str], Holding],
) -> list[PersonMention]:
    """Mentions by post alone, where one person of the page holds the post.

    Args:
        page: the page, with its sentences.
        tokens: its words.
        chains: its title chains.
        attached: [start, end) of the chains that belong to a person named beside them.
        bodies: its bodies.
        holdings: who holds which office of which body on it.
    """
    out = []
    for chain in chains:
        title = chain.titles[0]
        if len(chain.titles) > 1 or title.body is None or any(a <= title.start < b for a, b in attached):
            continue
        outer = _outer(page, tokens, title)
        if outer is None:
            continue
        entry = bodies.entry(title.body)
        if entry is None:
            continue
        holders = [h for h in holdings.values() if h.organization == entry.key and h.role_id == title.role.id]
        if len({h.person for h in holders}) > 1 or outer == title.start:
            holders = [h for h in holders if any(s not in _PAST for s in h.statuses)]
        if len({h.person for h in holders}) == 1:
            out.append(PersonMention(title.start, title.end, holders[0].person, outer, full=False))
    return out


def _outer(page: Page, tokens: Tokens, title: Title) -> int | None:
    """Where the honorific before a title begins, or the title itself that opens a clause and does something."""
    i = title.first
    if i and tokens[i].joined and tokens[i - 1].low in _HONORIFICS:
        return tokens[i - (2 if tokens[i - 1].low == "chí" else 1)].start
    short = _SHORT.search(page.text, max(0, title.start - 6), title.start)
    if short is not None:
        return short.start()
    if not _ACTS.match(page.text, title.end):
        return None
    return title.start if not i or _OPENS.search(page.text, max(0, title.start - 4), title.start) else None
