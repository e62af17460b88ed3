"""Where a text prints digits: dates, years and figures begin there, so nothing else of a page need be tried."""

from __future__ import annotations

from typing import Final, final

from kg_dangbo.language.runs import DECIMAL, kind_of

__all__ = ["Digits"]

_OTHERS: Final = 0x660  # the first decimal digit that is not ASCII


@final
class Digits:
    """The runs of decimal digits of a text in order: ``starts`` and ``ends`` are their offsets."""

    __slots__ = ("ends", "starts", "text")

    def __init__(self, text: str) -> None:
        starts: list[int] = []
        ends: list[int] = []
        inside = False
        for i in range(len(text)):
            code = ord(text[i])
            digit = 48 <= code <= 57 or (code >= _OTHERS and kind_of(code) & DECIMAL != 0)
            if digit is not inside:
                inside = not inside
                (starts if inside else ends).append(i)
        if inside:
            ends.append(len(text))
        self.text: Final = text
        self.starts: Final = starts
        self.ends: Final = ends

    def years(self, begin: int, end: int) -> list[int]:
        """Where four digits by themselves, of this century or the last one, begin inside [begin, end)."""
        text = self.text
        return [
            start
            for i, start in enumerate(self.starts)
            if self.ends[i] - start == 4
            and begin <= start
            and start + 4 <= end
            and text[start : start + 2] in ("19", "20")
        ]
