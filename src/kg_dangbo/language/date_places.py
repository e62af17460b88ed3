"""Where dates may begin on a page: a pattern tried at every letter of it, or at every digit, costs many times more.

Whatever is left out here could not match; what is kept, the pattern decides.
"""

from __future__ import annotations

from typing import Final, final

from kg_dangbo.language.digits import Digits
from kg_dangbo.language.offsets import places_of

__all__ = ["DatePlaces"]

_SPACES: Final = 4  # between the parts of a date, at most
_APART: Final = 24  # between the first digits of two days: "7 đến rạng sáng 8"
_ROW: Final = ("-", "–", ",", "v", "đ")  # "7 - 8/6", "7, 8/6", "7 và 8/6", "7 đến 8/6"
_BETWEEN: Final = ("/", ".", "-", "–")  # a day and its month
_BEFORE_RELATIVE: Final = ("sáng", "trưa", "chiều", "tối", "đêm", "hôm")


@final
class DatePlaces:
    """The offsets, in order, where each shape of a date may begin.

    ``full`` ("18/5/2021"), ``worded`` ("18 tháng 7"), ``short`` ("28/4") and ``slashed`` ("10/2022") begin at a digit,
    ``months`` at "tháng", ``years`` at "năm".
    """

    __slots__ = ("full", "low", "months", "short", "slashed", "text", "worded", "years")

    def __init__(self, digits: Digits) -> None:
        self.text: Final = digits.text
        self.low: Final = digits.low
        self.full: Final[list[int]] = []
        self.worded: Final[list[int]] = []
        self.short: Final[list[int]] = []
        self.slashed: Final[list[int]] = []
        self.months: Final[list[int]] = []
        self.years: Final[list[int]] = []
        starts, ends = digits.starts, digits.ends
        for i in range(len(starts)):
            start, end = starts[i], ends[i]
            if end - start <= 2:
                self._place(self.months, start, "tháng")
                if i + 1 < len(starts):
                    self._sort_in(digits, i)
            elif end - start == 4:
                self._place(self.years, start, "năm")

    def _place(self, places: list[int], start: int, word: str) -> None:
        """Note where ``word`` begins, if it stands right before ``start``."""
        text, at = self.text, start
        while at and start - at < _SPACES and _is_space(text[at - 1]):
            at -= 1
        begin = at - len(word)
        if at < start and begin >= 0 and self.low[begin:at] == word:
            places.append(begin)

    def _sort_in(self, digits: Digits, i: int) -> None:
        """Say what the one or two digits of the ``i``-th run may begin, by what stands before the next digits and
        behind them, and by how many digits follow.
        """
        starts, ends = digits.starts, digits.ends
        start, end, following, its_end = starts[i], ends[i], starts[i + 1], ends[i + 1]
        text, at = self.text, end
        if following - end > _APART or (start and (text[start - 1].isalnum() or text[start - 1] == "_")):
            return
        while at - end < _SPACES and _is_space(text[at]):
            at += 1
        sign = self.low[at]
        if its_end - following > 2:
            if sign == "/" and following == end + 1 and its_end - following == 4:
                self.slashed.append(start)
        elif sign == "t":
            self.worded.append(start)
        else:
            row = sign in _ROW  # these may be a first day, the next digits the day itself
            if not row and sign not in ("/", "."):
                return
            last = len(starts) - 1
            third = ends[i + 2] - starts[i + 2] if i + 2 <= last else 0
            fourth = ends[i + 3] - starts[i + 3] if i + 3 <= last else 0
            if third == 4 or (row and fourth == 4):
                self.full.append(start)
            behind = text[its_end] if its_end < len(text) else ""
            if (at == end and sign in _BETWEEN) or (row and behind in _BETWEEN):
                self.short.append(start)
            if row:
                at = its_end
                while at < len(text) and at - its_end < _SPACES and _is_space(text[at]):
                    at += 1
                if at < len(text) and text[at] in ("t", "T"):
                    self.worded.append(start)

    def relative(self) -> list[int]:
        """Where "qua" and "nay" end words like "chiều qua" and "hôm nay"."""
        low = self.low
        return [
            place
            for place in places_of(low, ("qua", "nay"))
            if low[max(0, place - _APART) : place].rstrip().endswith(_BEFORE_RELATIVE)
        ]


def _is_space(char: str) -> bool:
    return char == " " or (char.isspace() and char != "\n")
