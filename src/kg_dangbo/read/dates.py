"""The date of publication as sources write it, to an ISO date."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from typing import Final

__all__ = ["iso_date"]

_VIETNAM: Final = timezone(timedelta(hours=7))  # one zone, no summer time
_DAY_FIRST: Final = re.compile(r"(?<!\d)(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?!\d)")
_YEAR_FIRST: Final = re.compile(r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")


def iso_date(value: object) -> str | None:
    """The day of publication in Vietnam as ``YYYY-MM-DD``, or None where ``value`` names no day.

    Reads ISO 8601 with or without time and zone (a time with a zone is taken over to UTC+7, so that an item sent
    at 23:30 UTC has the date its readers saw), RFC 2822, and the Vietnamese order day/month/year.

    >>> iso_date("2022-05-11T23:30:00Z"), iso_date("Thứ năm, 12/5/2022, 08:00"), iso_date("hôm qua")
    ('2022-05-12', '2022-05-12', None)
    """
    if not isinstance(value, str):
        return None
    text = value.strip()[:100]
    try:
        return _day(datetime.fromisoformat(text))
    except ValueError:
        pass
    for pattern, order in ((_YEAR_FIRST, (1, 2, 3)), (_DAY_FIRST, (3, 2, 1))):
        if match := pattern.search(text):
            year, month, day = (int(match[i]) for i in order)
            try:
                return date(year, month, day).isoformat()
            except ValueError:
                return None
    try:
        return _day(parsedate_to_datetime(text))
    except (ValueError, IndexError):
        return None


def _day(moment: datetime) -> str:
    try:
        return (moment.astimezone(_VIETNAM) if moment.tzinfo else moment).date().isoformat()
    except OverflowError:  # the first and last day of the calendar
        return moment.date().isoformat()
