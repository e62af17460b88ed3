"""Careers: offices that a page tells one after another, in prose, in lists or as the lines of a curriculum vitae.

Ông từng giữ các chức vụ: Giám đốc Sở ...; Bí thư Huyện ủy ...      told: a cue and what follows it
Tháng 6/2013, ông được điều động làm Thứ trưởng Bộ ...              dated: a time that lies back, and a verb
- 4/1995 - 8/1997: Phó Bí thư Thị đoàn ...                          a line: the time, a colon, the offices

The person is named in the sentence, or sentences before ("ông", "bà", nobody at all).
"""

from __future__ import annotations

import re
from typing import Final, final

from kg_dangbo.extract import career_cues as words
from kg_dangbo.extract import post_cues as cues
from kg_dangbo.extract.page import Page, PersonMention, Sentence
from kg_dangbo.extract.titles import TitleChain
from kg_dangbo.language.offsets import bisect_left

__all__ = ["Career", "Careers"]

_BACK: Final = 8  # sentences without a name between a person and his career
_REACH: Final = 200  # code points between the cue of a career and its first office, or between two offices of it
_MONTHS_AGO: Final = 4  # an appointment that lies further back is history


@final
class Career:
    """Offices at [start, end) that ``person`` held: ``when`` the month ("2013-06"), "" where undated, or "now".

    ``told`` for "trước khi", "trước đó", which may go on with another person; ``line`` for a line of a curriculum
    vitae, where every office counts.
    """

    __slots__ = ("end", "line", "person", "start", "told", "when")

    def __init__(
        self, start: int, end: int, person: PersonMention, when: str = "", told: bool = False, line: bool = False
    ) -> None:
        self.start: Final = start
        self.end: Final = end
        self.person: Final = person
        self.when: Final = when
        self.told: Final = told
        self.line: Final = line


@final
class Careers:
    """The careers of one page, read on demand."""

    def __init__(self, page: Page, persons: tuple[PersonMention, ...]) -> None:
        self.page = page
        self.persons = persons
        self._starts = [p.start for p in persons]
        self._subjects: dict[int, PersonMention | None] = {}
        self._found: dict[int, Career | None] = {}
        self._anchor: str | None = None  # when the page was written, as far as it shows
        self._cues: list[int] | None = None
        self._reached = (0, 0)  # the career of the last office, by its start, and the end of that office

    def of(self, chain: TitleChain, sentence: Sentence) -> Career | None:
        """The career that the offices of ``chain`` are part of, or None."""
        if sentence.start not in self._found:
            self._found[sentence.start] = self._read(sentence)
        career = self._found[sentence.start]
        if career is None:
            return None
        start, end = chain.start, chain.end
        if not career.start <= start < career.end:
            return None
        told = self._reached[1] if self._reached[0] == career.start else career.start
        if not career.line:
            if start - told > 2 * _REACH:
                return None
            gap = self.page.text[told:start]
            others = self._people(told, start)
            if others:  # "Trước khi ..., ông A là Phó Giám đốc ..., còn ông B là Chủ tịch ..."
                if not career.told or not words.IS.fullmatch(self.page.text[others[-1].end : start]):
                    return None
                career = Career(career.start, career.end, others[-1], career.when, career.told, career.line)
            elif len(gap) > _REACH:
                return None
            if career.when and told == career.start and gap.strip(" \u00a0") in (",", "-", "–", "("):
                return None  # "Tháng 5/2019, tỉnh kỷ luật ông A, *Phó Giám đốc* ...": an apposition
            is_ = self.page.text.startswith("là", start)  # "bà *là Trưởng Ban* ...": part of the office's qualifiers
            if career.when and not is_ and not words.CONNECTS.search(gap[-40:]):
                return None
        i = bisect_left(self._starts, end)
        following = self.persons[i] if i < len(self.persons) else None
        if (
            following is not None
            and end <= following.outer < end + 4
            and self.page.text[end : following.outer].isspace()
        ):
            return None  # "Thư ký Bí thư Tỉnh ủy Nguyễn Văn A": another's office
        self._reached = (career.start, end)
        return career

    # ------------------------------------------------------------------ reading one sentence
    def _read(self, sentence: Sentence) -> Career | None:
        text = self.page.text[sentence.start : sentence.end]
        when: re.Match[str] | None = None
        if "19" in text or "20" in text:  # a year
            when = words.WHEN.match(text)
            if when is None and (opening := words.OPENS.match(text)) is not None:
                when = words.WHEN.match(text, opening.end())
        told: re.Match[str] | None = None
        if self._has_cue(sentence):
            low = self.page.low[sentence.start : sentence.end]
            told, before = words.first_told(text, low), words.BEFORE_THAT.search(text)
            if before is not None and (told is None or before.start() < told.start()):
                told = told if words.NEWS.search(before.group().rpartition(",")[2]) else before
        if told is not None:
            start = sentence.start + (
                told.start() if told is not before else told.end() - len(told.group().split()[-1])
            )
            end = self._stop(sentence, told.end())
            person = self._before(sentence, sentence.start + told.start(), told.group()) or self._behind(
                start, sentence
            )
            if person is None or words.KIN.search(text, 0, told.end()):
                return None
            return Career(start, end, person, told=told.re is words.BEFORE_THAT)
        if when is not None:
            return self._dated(sentence, text, when)
        i = self._index(sentence)
        earlier = self.page.sentences[i - 1] if i else None
        career = self._found.get(earlier.start) if earlier is not None and earlier.story == sentence.story else None
        if career is not None and career.when not in ("", "now") and words.LATER.match(text):
            subject = self._subject(i)
            if subject is None:
                return None
            named = self._people(sentence.start, sentence.end)
            start = named[0].end if named and named[0].key == subject.key else sentence.start
            return Career(start, self._stop(sentence, 0), subject, career.when)
        return None

    def _has_cue(self, sentence: Sentence) -> bool:
        """Whether a word stands in the sentence that every telling of a career has."""
        if self._cues is None:
            spans, text = words.CUE_WORDS.spans(self.page.folded), self.page.text
            self._cues = [start for start, end, (colon,) in spans if not colon or text.startswith(":", end)]
        i = bisect_left(self._cues, sentence.start)
        return i < len(self._cues) and self._cues[i] < sentence.end

    def _dated(self, sentence: Sentence, text: str, when: re.Match[str]) -> Career | None:
        start = sentence.start + when.end()
        month = words.MONTH.search(text[: when.start("from")])
        value = when["from"]
        if month is not None:
            value += f"-{int(month[1] or month[2]):02d}"
        if when["to"] is not None:
            value = "now" if "nay" in when["to"] else when["to"]
        if when["colon"]:
            subject = self._subject(self._index(sentence))
            return Career(start, sentence.end, subject, value, line=True) if subject is not None else None
        if value == "now" or not self._lies_back(value, ended=when["to"] is not None):
            return None
        end = self._stop(sentence, when.end())
        named = self._people(start, end)
        he = words.pronoun(text, when.end(), end - sentence.start)
        if named and (he is None or named[0].outer <= sentence.start + he):
            person: PersonMention | None = named[0]
            for other in named[1:]:
                if cues.GIVES.before(self.page.low, max(start, other.outer - 30), other.outer):
                    person = other
            assert person is not None
            return Career(person.end, end, person, value)
        subject = self._subject(self._index(sentence)) if he is not None else None
        return Career(sentence.start + he, end, subject, value) if he is not None and subject is not None else None

    def _stop(self, sentence: Sentence, at: int) -> int:
        """Where the career that goes on at ``at`` of a sentence ends."""
        stop = words.first_stop(self.page.low, sentence.start + at, sentence.end)
        return stop if stop is not None else sentence.end

    def lies_back(self, year: str) -> bool:
        """Whether a period that ended in ``year`` is over, for all that the page shows."""
        return self._lies_back(year, ended=True)

    def told_in(self, sentence: Sentence) -> str | None:
        """When the career that ``sentence`` tells took place ("" where undated, "now"), or None without a career."""
        career = self._found.get(sentence.start)
        return career.when if career is not None else None

    def is_over(self, year: str) -> bool:
        """Whether a term that ended in ``year`` was over in the year before the page was written."""
        anchor = self.page.article.published or self.page.anchor
        return bool(anchor) and year < anchor[:4]  # type: ignore[index]

    def _lies_back(self, value: str, *, ended: bool) -> bool:
        if self._anchor is None:
            printed = [d.value for d in self.page.dates if not d.inferred]
            self._anchor = self.page.article.published or max([self.page.anchor or "", *printed])
        anchor = self._anchor
        if not anchor:
            return ended  # a period with its end is told as over
        year, now = int(value[:4]), int(anchor[:4])
        if ended:
            return year <= now
        if len(value) < 7 or len(anchor) < 7:
            return year < now
        return 12 * (now - year) + int(anchor[5:7]) - int(value[5:7]) >= _MONTHS_AGO

    # ------------------------------------------------------------------ whose career it is
    def _people(self, start: int, end: int) -> list[PersonMention]:
        low = bisect_left(self._starts, start)
        high = bisect_left(self._starts, end, low)
        return list(self.persons[low:high])

    def subject(self, sentence: Sentence) -> PersonMention | None:
        """Whom a bare "ông" or "bà" at the beginning of ``sentence`` means."""
        return self._subject(self._index(sentence))

    def _index(self, sentence: Sentence) -> int:
        return self.page.sentence_index(sentence.start)

    def _before(self, sentence: Sentence, at: int, cue: str) -> PersonMention | None:
        """The person named in the sentence before the cue or in it, else the one of the sentences before."""
        named = self._people(sentence.start, at + len(cue))
        if named:
            he = words.pronoun(self.page.text, named[-1].end, at + len(cue))
            if he is None or len(named) == 1:
                return named[-1]
            return named[0]
        if self._people(at, sentence.end) and words.pronoun(self.page.text, sentence.start, at + len(cue)) is None:
            return None
        return self._subject(self._index(sentence))

    def _behind(self, start: int, sentence: Sentence) -> PersonMention | None:
        """ "Từng giữ chức Thứ trưởng Bộ ..., ông A ...": the first person behind the offices."""
        return next((p for p in self._people(start, sentence.end) if p.outer < p.start), None)

    def _subject(self, i: int) -> PersonMention | None:
        """The person whom the sentences before the ``i``-th are about."""
        story = self.page.sentences[i].story
        passed = 0
        for k in range(i - 1, -1, -1):
            if k in self._subjects:
                found = self._subjects[k]
                break
            sentence = self.page.sentences[k]
            if sentence.story != story or passed > _BACK:
                found = None
                break
            if not sentence.zone.states_facts:
                continue
            found = self._whom(sentence)
            if found is not None:
                break
            passed += 1
        else:
            found = None
        self._subjects[i] = found
        return found

    def _whom(self, sentence: Sentence) -> PersonMention | None:
        text = self.page.text
        when = words.WHEN.match(text, sentence.start, sentence.end)
        if when is not None and when["colon"]:
            return None
        named = self._people(sentence.start, sentence.end)
        if not named:
            return None
        if words.pronoun(text, sentence.start, named[0].outer) is not None:
            return None
        for person in named[1:]:
            if cues.GIVES.before(self.page.low, max(sentence.start, person.outer - 30), person.outer):
                return person
        return named[0]
