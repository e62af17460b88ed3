"""How the figures of one sentence hang together: parts of a total, shares of two counts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Final, final

from kg_dangbo.language.numbers import FoundNumber

__all__ = ["Figure", "announced", "mark_shares", "mark_totals"]

_PARTS: Final = re.compile(r"trong[^\S\n]{1,3}đó|(?<!\w)gồm(?!\w)|cụ[^\S\n]{1,3}thể|:", re.IGNORECASE)
_CLOSE: Final = Decimal("0.6")  # percentage points by which a rounded share may miss its two counts
_BESIDE: Final = Decimal(
    5
)  # the same where the share stands right beside the count: a slip of the article, to be reported
_NEAR: Final = 12  # figures looked back at from a percentage


@final
class Figure:
    """A figure at [start, end) under analysis; ``rule`` says how its unit was found.

    ``end`` is that of the unit, or of the number where the unit stands elsewhere. ``key`` is the key of the fact that
    the figure becomes, or confirms.
    """

    def __init__(
        self,
        start: int,
        end: int,
        number: FoundNumber,
        value: str,
        unit: str,
        family: str,
        rule: str,
        total: Figure | None = None,
    ) -> None:
        self.start: Final = start
        self.end: Final = end
        self.number: Final = number
        self.value: Final = value
        self.unit: Final = unit
        self.family: Final = family
        self.rule: Final = rule
        self.key: Final = f"statistic|{value}|{unit}"
        self.qualifier: str | None = None
        self.period: str | None = None
        self.about: str | None = None
        self.total = total
        self.share: tuple[Figure, Figure] | None = None


def announced(gap: str) -> re.Match[str] | None:
    """What announces the parts of a total ("trong đó", "gồm", a colon), where the text between two figures has it."""
    low = gap.lower()
    return _PARTS.search(gap) if ":" in gap or "gồm" in low or "đó" in low or "thể" in low else None


def mark_totals(text: str, figures: Sequence[Figure]) -> None:
    """Mark the parts of a total: "186 mô hình, trong đó có 64 …, 122 …"."""
    total: Figure | None = None
    inclusive = False
    for i in range(1, len(figures)):
        before, figure = figures[i - 1], figures[i]
        if figure.rule == "statistic-list" and before.rule != "statistic-list":
            total, inclusive = before, True  # the figure that lent its unit
        gap = text[before.end : figure.start]
        cue = announced(gap)
        first = cue is not None
        if cue is not None and before.family in ("noun", "classifier"):
            total, inclusive = before, cue.group() == ":" or "gồm" in cue.group().lower()
        elif total is not None and ";" in gap and not inclusive:
            total = None
        if total is None or figure.total is not None or Decimal(figure.value) > Decimal(total.value):
            continue
        if figure.unit == total.unit or (first and not inclusive and figure.family in ("noun", "classifier")):
            figure.total = total


def mark_shares(text: str, figures: Sequence[Figure]) -> None:
    """Find the two counts that a percentage follows from."""
    for i, figure in enumerate(figures):
        if figure.unit != "%" or not i:
            continue
        counts = [
            (f, value)
            for f in figures[max(0, i - _NEAR) : i]
            if f.family != "money" and f.unit != "%" and (value := Decimal(f.value)) > 0
        ]
        if not counts:
            continue
        percent = Decimal(figure.value)
        pairs = [
            (abs(some * 100 / all_ - percent), part, whole)
            for part, some in counts
            for whole, all_ in counts
            if part is not whole and part.unit == whole.unit and some <= all_
        ]
        if not pairs:
            continue
        beside = text[counts[-1][0].end : figure.start].strip(" (\u00a0,")
        limit = _BESIDE if beside in ("", "đạt", "chiếm", "tỷ lệ", "đạt tỷ lệ") else _CLOSE
        miss, part, whole = min(pairs, key=lambda p: (p[0], p[1].start, p[2].start))
        if miss <= limit:
            figure.share = (part, whole)
