"""Sentences of Vietnamese news text, by punctuation and capitals.

A full stop ends a sentence when white space and a capital, a digit or an opening quotation mark
follow, and what stands before it is no abbreviation (`TP.`, `TS.`, `Th.S.`, an initial).
"""

from __future__ import annotations

import re
from typing import Final

from kg_dangbo.language.offsets import places_of

__all__ = ["split_sentences"]

_STOPS: Final = ".!?…"
_BREAK = re.compile(r"""[.!?…]+["”»’')\]]*[ \t\u00a0]+(?=["“«‘'(\[*–—-]?[ ]?[^\W_])""")
# titles, place types and other short forms that keep their stop ("Th.S" ends with one); single capitals are initials
_ABBREVIATIONS: Final = frozenset({
    "TP", "Tp", "tp", "TX", "Tx", "TT", "KP", "PGS", "GS", "TS", "ThS", "Ths", "BS", "Bs", "BSCKI", "BSCKII", "CKI",
    "CKII", "KS", "LS", "CN", "NSND", "NSƯT", "NGND", "NGƯT", "TTND", "TTƯT", "KTS", "DS", "St", "Mr", "Mrs", "Ms",
    "Dr", "Tr", "đ/c", "Đ/c", "ĐC", *"ABCDEFGHIJKLMNOPQRSTUVWXYZĐÂĂÊÔƠƯ",
})  # fmt: skip
_LONGEST: Final = max(map(len, _ABBREVIATIONS))
_PARTING: Final = "(.,–-"  # what may stand before an abbreviation, beside white space


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
    for place in _stops(text, start, end):
        m = _BREAK.match(text, place, end)
        if m is None:
            continue
        following = text[m.end()] if m.end() < end else ""
        if following.islower():
            continue
        if text[m.start()] == "." and (m.start() + 1 == end or text[m.start() + 1] != "."):
            if _abbreviated(text, begin, m.start()):
                continue
        out.append((begin, m.end()))
        begin = m.end()
    out.append((begin, end))
    return [span for span in [_trimmed(text, a, b) for a, b in out] if span[0] < span[1]]


def _stops(text: str, start: int, end: int) -> list[int]:
    """Where `_BREAK` may begin in [start, end): at the first of the signs that stand together."""
    return [at for at in places_of(text, _STOPS, start, end) if at == start or text[at - 1] not in _STOPS]


def _abbreviated(text: str, begin: int, stop: int) -> bool:
    """Whether an abbreviation stands right before ``stop``, at the earliest at ``begin``."""
    start = stop
    while start > begin and stop - start <= _LONGEST:
        before = text[start - 1]
        if before in _PARTING or before.isspace():
            break
        start -= 1
    return text[start:stop] in _ABBREVIATIONS


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without outer white space."""
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end
