"""The analysed page: zones, sentences and mentions that every extractor reads.

`Page` is built once per article and filled in order: zones and sentences, dates, organisations,
persons, posts. Each extractor is a function ``find_x(page, vocabulary) -> list of facts``.
All offsets are code points of ``page.text`` (= the article's NFC text), end exclusive.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeVar

from kg_dangbo.model import Article, Evidence

__all__ = ["DateMention", "OrganizationMention", "Page", "PersonMention", "Sentence", "Zone"]

CONTEXT = 32  # code points of prefix and suffix kept with a quotation


class Zone(StrEnum):
    """What part of the page a paragraph is; only the first four state facts."""

    HEADLINE = "headline"
    LEAD = "lead"
    BODY = "body"
    CAPTION = "caption"
    BYLINE = "byline"
    LIST = "list"  # lists of other headlines
    COMMENTS = "comments"
    MASTHEAD = "masthead"

    @property
    def states_facts(self) -> bool:
        """True for the zones that belong to the story itself."""
        return self in (Zone.HEADLINE, Zone.LEAD, Zone.BODY, Zone.CAPTION)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: [start, end) in the text, the index of its paragraph, of its story, and its zone."""

    start: int
    end: int
    paragraph: int
    zone: Zone
    story: int = 0  # a page may glue several stories; they count from 0


@dataclass(frozen=True, slots=True)
class DateMention:
    """A printed date: ISO value (day, month or year precision) and whether the page supplied the year or day."""

    start: int
    end: int
    value: str
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class OrganizationMention:
    """A body named at [start, end); ``key`` is the key of its OrganizationFact."""

    start: int
    end: int
    key: str


@dataclass(frozen=True, slots=True)
class PersonMention:
    """A person named at [start, end) of the bare name; ``outer`` is where honorifics, rank and degree begin."""

    start: int
    end: int
    key: str
    outer: int
    full: bool = True  # False: a later mention by given name or by post alone


M = TypeVar("M", DateMention, OrganizationMention, PersonMention)


@dataclass(slots=True)
class Page:
    """An article under analysis. Mention lists are sorted by start and do not overlap within one list."""

    article: Article
    sentences: tuple[Sentence, ...] = ()
    dates: tuple[DateMention, ...] = ()
    organizations: tuple[OrganizationMention, ...] = ()
    persons: tuple[PersonMention, ...] = ()
    province: str | None = None  # the province the page is about, bare name: "Hà Nam"
    anchor: str | None = None  # when the page was published, else the year that it gives for itself
    abbreviations: dict[str, str] = field(default_factory=dict)  # defined on the page: "CCQ" -> "các cơ quan"
    explaining: bool = False  # note what was looked at and not taken
    rejected: list[Evidence] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The article's NFC text."""
        return self.article.text

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that covers ``offset``, or None between sentences."""
        i = bisect_right(self.sentences, offset, key=lambda s: s.start) - 1
        if i >= 0 and offset < self.sentences[i].end:
            return self.sentences[i]
        return None

    def evidence(
        self, start: int, end: int, rule: str, confidence: float = 0.9, cue: tuple[int, int] | None = None
    ) -> Evidence:
        """Evidence quoting [start, end), trimmed of outer white space and cut at the end of its sentence.

        ``cue`` is where the words stand that triggered the rule.
        """
        sentence = self.sentence_at(start)
        if sentence is not None:
            end = min(end, sentence.end)
        quote = self.text[start:end]
        start += len(quote) - len(quote.lstrip())
        quote = quote.strip()
        end = start + len(quote)
        return Evidence(
            start=start,
            end=end,
            quote=quote,
            rule=rule,
            confidence=confidence,
            prefix=self.text[max(0, start - CONTEXT) : start],
            suffix=self.text[end : end + CONTEXT],
            cue=self.text[cue[0] : cue[1]].strip() if cue is not None else "",
        )

    def reject(self, start: int, end: int, why: str) -> None:
        """Note that [start, end) was looked at and not taken, where somebody asked to be told (`explaining`)."""
        if self.explaining:
            self.rejected.append(self.evidence(start, end, f"rejected.{why}", 0.0))

    @staticmethod
    def _between(items: tuple[M, ...], start: int, end: int) -> list[M]:
        low = bisect_left(items, start, key=lambda m: m.start)
        high = bisect_left(items, end, lo=low, key=lambda m: m.start)
        return list(items[low:high])

    def dates_in(self, start: int, end: int) -> list[DateMention]:
        """The dates that begin inside [start, end)."""
        return self._between(self.dates, start, end)

    def organizations_in(self, start: int, end: int) -> list[OrganizationMention]:
        """The bodies that begin inside [start, end)."""
        return self._between(self.organizations, start, end)

    def persons_in(self, start: int, end: int) -> list[PersonMention]:
        """The persons that begin inside [start, end)."""
        return self._between(self.persons, start, end)
