"""Where a text prints digits: dates, years and figures begin there, so nothing else of a page need be tried."""

from __future__ import annotations

from typing import Final, final

from kg_dangbo.language.normal import Folded

__all__ = ["Digits"]


@final
class Digits:
    """The runs of decimal digits of a text in order: ``starts`` and ``ends`` are their offsets in the original.

    ``low`` is the text in small letters, offset by offset.
    """

    __slots__ = ("ends", "low", "starts", "text")

    def __init__(self, folded: Folded) -> None:
        starts: list[int] = []
        ends: list[int] = []
        last = -1
        for place in folded.digits:
            if place != last:
                if last >= 0:
                    ends.append(last)
                starts.append(place)
            last = place + 1
        if last >= 0:
            ends.append(last)
        self.text: Final = folded.original
        self.low: Final = folded.low
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
