"""A grant: as one sentence states it, and as the sentence goes on from it."""

from __future__ import annotations

from typing import final

from kg_dangbo.extract.award_parts import AwardForm, RecipientGroup
from kg_dangbo.extract.cues import Cue
from kg_dangbo.extract.page import Sentence
from kg_dangbo.model import Evidence

__all__ = ["Award", "AwardClause", "Grant", "Named"]


@final
class Named:
    """A recipient named at [start, end)."""

    __slots__ = ("end", "key", "start")

    def __init__(self, start: int, end: int, key: str) -> None:
        self.start = start
        self.end = end
        self.key = key


@final
class Award:
    """One grant as one sentence states it: to a named recipient, or to a counted group."""

    __slots__ = (
        "date",
        "evidence",
        "form",
        "grantor",
        "group",
        "occasion",
        "paragraph",
        "recipient",
        "story",
        "total",
    )

    def __init__(
        self,
        form: AwardForm,
        grantor: str | None,
        recipient: str | None,
        group: RecipientGroup | None,
        sentence: Sentence,
        date: str | None,
        occasion: bool,  # it was at the event of the story
        total: bool,  # a number that later parts of the sentence break down
        evidence: Evidence,
    ) -> None:
        self.form = form
        self.grantor = grantor
        self.recipient = recipient
        self.group = group
        self.paragraph = sentence.paragraph
        self.story = sentence.story
        self.date = date
        self.occasion = occasion
        self.total = total
        self.evidence: list[Evidence] = [evidence]


@final
class Grant:
    """How one form of a sentence was read: the next form without a verb goes on the same way."""

    __slots__ = ("end", "form", "grantor", "groups", "passive", "recipients")

    def __init__(
        self,
        form: AwardForm,
        passive: bool,
        grantor: str | None,
        end: int,  # where its recipients end
        recipients: list[Named],
        groups: list[RecipientGroup],
    ) -> None:
        self.form = form
        self.passive = passive
        self.grantor = grantor
        self.end = end
        self.recipients = recipients
        self.groups = groups


@final
class AwardClause:
    """One form of a sentence under analysis.

    ``before`` is how the form before it was read; its clause reaches from ``low`` to ``right``; ``verb`` governs it,
    ``mark`` is the "được" of a passive verb.
    """

    __slots__ = ("before", "form", "low", "mark", "right", "sentence", "verb")

    def __init__(
        self,
        sentence: Sentence,
        form: AwardForm,
        before: Grant | None,
        low: int,
        right: int,
        verb: Cue | None,
        mark: Cue | None,
    ) -> None:
        self.sentence = sentence
        self.form = form
        self.before = before
        self.low = low
        self.right = right
        self.verb = verb
        self.mark = mark
