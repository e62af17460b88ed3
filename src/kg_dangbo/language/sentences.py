"""Sentences of Vietnamese news text, by punctuation and capitals.

A full stop ends a sentence when white space and a capital, a digit or an opening quotation mark
follow, and what stands before it is no abbreviation (`TP.`, `TS.`, `Th.S.`, an initial).
"""

from __future__ import annotations

import re

__all__ = ["split_sentences"]

_BREAK = re.compile(r"""[.!?…]+["”»’')\]]*[ \t\u00a0]+(?=["“«‘'(\[*–—-]?[ ]?[^\W_])""")
# titles, place types and other short forms that keep their stop; single capitals are initials
_ABBREVIATION = re.compile(
    r"(?:^|[\s(.,–-])(?:TP|Tp|tp|TX|Tx|TT|Q|P|H|F|KP|PGS|GS|TS|ThS|Ths|Th\.?S|BS|Bs|BSCKI{1,2}|CKI{1,2}|KS|LS|CN|NSND|NSƯT|NGND|NGƯT"
    r"|TTND|TTƯT|KTS|DS|St|Mr|Mrs|Ms|Dr|Tr|Ô|đ/c|Đ/c|ĐC|[A-ZĐÂĂÊÔƠƯ])$"
)
_LOOK_BACK = 12  # the longest abbreviation and the character before it


def split_sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Split ``text[start:end]`` (one paragraph) into sentences.

    Returns:
        Offsets (start, end) of each sentence without outer white space, in order. Together they hold
        every non-space character of the paragraph.

    >>> t = "Dự có TS. Lê An. Sáng 12/5, họp."
    >>> [t[a:b] for a, b in split_sentences(t, 0, len(t))]
    ['Dự có TS. Lê An.', 'Sáng 12/5, họp.']
    """
    out: list[tuple[int, int]] = []
    begin = start
    for m in _BREAK.finditer(text, start, end):
        following = text[m.end()] if m.end() < end else ""
        if following.islower():
            continue
        if text[m.start()] == "." and (m.start() + 1 == end or text[m.start() + 1] != "."):
            if _ABBREVIATION.search(text[max(begin, m.start() - _LOOK_BACK) : m.start()]):
                continue
        out.append((begin, m.end()))
        begin = m.end()
    out.append((begin, end))
    trimmed = []
    for a, b in out:
        piece = text[a:b]
        a += len(piece) - len(piece.lstrip())
        b = a + len(piece.strip())
        if b > a:
            trimmed.append((a, b))
    return trimmed
