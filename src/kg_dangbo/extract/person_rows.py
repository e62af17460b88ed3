"""The persons of a sentence and how they stand beside each other: in rows, in pairs, in brackets, in lists."""

from __future__ import annotations

import re

from kg_dangbo.extract import post_cues as cues
from kg_dangbo.extract.cues import bare
from kg_dangbo.extract.page import Page, PersonMention, Sentence
from kg_dangbo.language.offsets import bisect_left

__all__ = ["PersonRows"]

_BRACKET = 40  # code points looked back for the bracket that a name stands in
_LIST_LINES = 30  # lines of a list looked back over
_PERSONS = 200  # persons of one sentence looked at; the longest lists of guests have fifty
_JOINTS = frozenset({",", ";", "và"})
_REACH = 170  # code points between two persons joined by "và"


def _joins(gap: str) -> bool:
    """Whether nothing but a comma, a semicolon or "và" stands between two names."""
    return gap.strip(" \u00a0") in _JOINTS or cues.BARE_JOINT.fullmatch(gap) is not None


class PersonRows:
    """Rows of persons on one page."""

    def __init__(self, page: Page, persons: tuple[PersonMention, ...]) -> None:
        self.page = page
        self.persons = persons
        self._starts = [p.start for p in persons]
        self._at, self._people = -1, list[PersonMention]()  # the sentence asked for last, and who is named in it

    def of(self, sentence: Sentence) -> list[PersonMention]:
        """The persons named in a sentence, in text order."""
        if sentence.start != self._at:
            low = bisect_left(self._starts, sentence.start)
            high = bisect_left(self._starts, sentence.end, low)
            self._at, self._people = sentence.start, list(self.persons[low : min(high, low + _PERSONS)])
        return self._people

    def following(self, people: list[PersonMention], end: int) -> PersonMention | None:
        """The first of ``people`` who is named, honorific and all, behind ``end``."""
        for person in people:
            if person.outer >= end:
                return person
        return None

    def before(self, people: list[PersonMention], start: int) -> PersonMention | None:
        """The last person before ``start`` who is not in brackets by the way: "ông A (em rể ông B) làm ..." """
        text = self.page.text
        for person in reversed(people):
            if person.end > start:
                continue
            low = max(0, person.start - _BRACKET)
            opened = text.rfind("(", low, person.start)
            inside = opened >= 0 and opened > text.rfind(")", low, person.start)
            if not (inside and text.find(")", person.end, start) >= 0):
                return person
        return None

    def joined(self, last: PersonMention, sentence: Sentence) -> list[PersonMention]:
        """Everybody in the row that ends with ``last``.

        "các đồng chí A, B giữ chức Phó Chủ tịch"; "ông A (Chủ tịch ...), bà B (...) và ông C tiếp tục giữ chức ..."
        """
        text = self.page.text
        row, gaps = [last], []
        for person in reversed(self.of(sentence)):
            if person.end > last.outer:
                continue
            gap = text[person.end : row[-1].outer]
            if len(gap) > _REACH or not _joins(bare(gap)):
                break
            row.append(person)
            gaps.append(gap)
        row.reverse()
        if gaps and bare(gaps[0]).strip(" ,\u00a0") == "và" and all(p.outer < p.start for p in row):
            return row
        head = text[max(sentence.start, row[0].outer - 4) : row[0].start].casefold()
        return row if len(row) > 1 and re.search(r"các[ \u00a0]", head) else [last]

    def partners(self, first: PersonMention, sentence: Sentence) -> list[PersonMention]:
        """ "đối với Đại tá A, Chỉ huy trưởng ... và Đại tá B": everybody joined to the first by "và"."""
        row = [first]
        for person in self.of(sentence):
            if person.start <= row[-1].start:
                continue
            gap = self.page.text[row[-1].end : person.outer]
            if len(gap) > _REACH or ";" in gap or not re.search(r"\bvà[ \u00a0]+$", gap):
                break
            row.append(person)
        return row

    def listed_under_retirement(self, sentence: Sentence) -> bool:
        """A line of a list whose heading says that these people retire ("... sau đây được nghỉ hưu:")."""
        text, at = self.page.text, sentence.start
        for _ in range(_LIST_LINES):
            stop = text.rfind("\n", 0, at)
            if stop <= 0:
                return False
            start = text.rfind("\n", 0, stop) + 1
            line = text[start:stop].strip()
            if line.endswith(":"):
                return bool(re.search(r"nghỉ (?:hưu|công tác|chế độ)", line, re.IGNORECASE))
            if line and not re.match(r"[\d*•+-]", line):
                return False
            at = start
        return False
