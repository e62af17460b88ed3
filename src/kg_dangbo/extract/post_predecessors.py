"""Predecessors: who has left the office that somebody else was given."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from kg_dangbo.extract import post_cues as cues
from kg_dangbo.extract.held import Held, Holding
from kg_dangbo.extract.page import Page, PersonMention
from kg_dangbo.extract.titles import Title, TitleChain
from kg_dangbo.model import HoldingStatus

__all__ = ["predecessors"]

_CUE = 40  # code points of "thay cho người tiền nhiệm là"
_CHARGE = re.compile(
    r"[ ,\u00a0]*(?:(?:phụ trách|nhiệm kỳ|khóa|khoá)[^.;:,]{3,60})?"
)  # "Phó Chủ tịch *phụ trách* văn xã"
_REACH = 170  # code points between an office that is given and the one who had it


def predecessors(
    page: Page,
    chains: list[TitleChain],
    persons: tuple[PersonMention, ...],
    holdings: Held,
) -> Iterator[tuple[PersonMention, tuple[Holding, int] | Title]]:
    """Persons who were replaced, and what they left: the holding of the successor and its offset, or the title itself.

    "bầu A làm Bí thư Huyện ủy *thay đồng chí B* đến tuổi nghỉ hưu"; "để bầu Bí thư Tỉnh ủy *thay ông B*".
    """
    text = page.text
    if "thay" not in page.folded.text:
        return
    for person in persons:
        low = max(0, person.outer - _CUE)
        if "thay" not in text[low : person.outer].casefold():
            continue
        sentence = page.sentence_at(person.start)
        cue = cues.REPLACES.search(text, low, person.outer)
        if sentence is None or cue is None:
            continue
        given = [
            (e.end, e.start, -h.number, h)
            for h, status, e in holdings.ending(person.outer - _REACH, person.outer)
            if status is HoldingStatus.APPOINTED and sentence.start <= e.start and h.person != person.key
        ]
        if given:
            _, start, _, holding = max(given, key=lambda g: g[:3])
            yield person, (holding, start)
            continue
        i = bisect_left(chains, cue.start(), key=lambda c: c.start) - 1
        if i >= 0 and chains[i].start >= sentence.start:
            title = chains[i].titles[-1]
            if _CHARGE.fullmatch(text, title.end, cue.start()):
                yield person, title
