"""Days of any precision on one line, for comparing; never for writing down."""

from __future__ import annotations

from datetime import date

__all__ = ["ordinal"]


def ordinal(day: str) -> int:
    """Days since year 1 of an ISO date; a month counts as its middle, a year as its first of July.

    >>> ordinal("2022-05-12") - ordinal("2022-05")
    -3
    """
    parts = day.split("-")
    year = int(parts[0])
    if len(parts) == 1:
        return date(year, 7, 1).toordinal()
    return date(year, int(parts[1]), int(parts[2]) if len(parts) > 2 else 15).toordinal()
