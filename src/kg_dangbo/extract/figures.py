"""How the figures of one sentence hang together: parts of a total, shares of two counts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from kg_dangbo.language.numbers import FoundNumber

__all__ = ["PARTS", "Figure", "mark_shares", "mark_totals"]

# what announces the parts of a total
PARTS = re.compile(r"trong[^\S\n]{1,3}đó|(?<!\w)gồm(?!\w)|cụ[^\S\n]{1,3}thể|:", re.IGNORECASE)
_CLOSE = Decimal("0.6")  # percentage points by which a rounded share may miss its two counts
_BESIDE = Decimal(5)  # the same where the share stands right beside the count: a slip of the article, to be reported
_NEAR = 12  # figures looked back at from a percentage


@dataclass(slots=True)
class Figure:
    """A figure at [start, end) under analysis; ``rule`` says how its unit was found."""

    start: int
    end: int  # of the unit, or of the number where the unit stands elsewhere
    number: FoundNumber
    value: str
    unit: str
    family: str
    rule: str
    qualifier: str | None = None
    period: str | None = None
    about: str | None = None
    total: Figure | None = None
    share: tuple[Figure, Figure] | None = None

    @property
    def key(self) -> str:
        """The key of the fact that this figure becomes, or confirms."""
        return f"statistic|{self.value}|{self.unit}"


def mark_totals(text: str, figures: Sequence[Figure]) -> None:
    """Mark the parts of a total: "186 mô hình, trong đó có 64 …, 122 …"."""
    total: Figure | None = None
    inclusive = False
    for before, figure in pairwise(figures):
        if figure.rule == "statistic-list" and before.rule != "statistic-list":
            total, inclusive = before, True  # the figure that lent its unit
        gap = text[before.end : figure.start]
        cue = PARTS.search(gap)
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
        if figure.unit != "%":
            continue
        counts = [
            f for f in figures[max(0, i - _NEAR) : i] if f.family != "money" and f.unit != "%" and Decimal(f.value) > 0
        ]
        if not counts:
            continue
        percent = Decimal(figure.value)
        pairs = [
            (abs(Decimal(part.value) * 100 / Decimal(whole.value) - percent), part, whole)
            for part in counts
            for whole in counts
            if part is not whole and part.unit == whole.unit and Decimal(part.value) <= Decimal(whole.value)
        ]
        beside = text[counts[-1].end : figure.start].strip(" (\u00a0,")
        limit = _BESIDE if beside in ("", "đạt", "chiếm", "tỷ lệ", "đạt tỷ lệ") else _CLOSE
        if pairs:
            miss, part, whole = min(pairs, key=lambda p: (p[0], p[1].start, p[2].start))
            if miss <= limit:
                figure.share = (part, whole)
