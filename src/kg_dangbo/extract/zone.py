"""The zones of a page."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["Zone"]


class Zone(StrEnum):
    """What part of the page a paragraph is; only the first four state facts.

    ``states_facts`` is True for the zones that belong to the story itself.
    """

    states_facts: bool

    def __new__(cls, value: str, states_facts: bool = False) -> Zone:
        """A zone by its name."""
        zone = str.__new__(cls, value)
        zone._value_ = value
        zone.states_facts = states_facts
        return zone

    HEADLINE = "headline", True
    LEAD = "lead", True
    BODY = "body", True
    CAPTION = "caption", True
    BYLINE = "byline"
    LIST = "list"  # lists of other headlines
    COMMENTS = "comments"
    MASTHEAD = "masthead"
