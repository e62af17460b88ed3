"""The quotation marks of a page, found once for all extractors that ask for them."""

from __future__ import annotations

from typing import Final

from kg_dangbo.extract.page import Page
from kg_dangbo.language.offsets import bisect_left, places_of

__all__ = ["has_quote", "quotes_of"]

_OPENING: Final = '“"«‘”'  # a closing mark opens a quotation in careless print


def quotes_of(page: Page) -> list[int]:
    """Where the marks stand that may open a quotation, in order."""
    hits = page.folded.hits
    found: list[int] | None = hits.get(quotes_of)
    if found is None:
        found = hits[quotes_of] = places_of(page.text, _OPENING)
    return found


def has_quote(page: Page, start: int, end: int) -> bool:
    """Whether one of `quotes_of` stands inside [start, end)."""
    marks = quotes_of(page)
    i = bisect_left(marks, start)
    return i < len(marks) and marks[i] < end
