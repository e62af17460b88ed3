"""The analysed page: zones, sentences and mentions that every extractor reads.

`Page` is built once per article and filled in order: zones and sentences, dates, organisations,
persons, posts. Each extractor is a function ``find_x(page, vocabulary) -> list of facts``.
All offsets are code points of ``page.text`` (= the article's NFC text), end exclusive.
"""

from __future__ import annotations

from operator import itemgetter
from typing import Any, Final, final

from kg_dangbo.extract.zone import Zone
from kg_dangbo.language.dates import FoundDate
from kg_dangbo.language.normal import fold
from kg_dangbo.language.offsets import bisect_left, bisect_right
from kg_dangbo.model import Article, Evidence

__all__ = ["OrganizationMention", "Page", "PersonMention", "Sentence", "Zone", "in_text_order"]

_NEW: Final[Any] = tuple.__new__  # what calling a named tuple does, without a call of Python: a page has hundreds
CONTEXT: Final = 32  # code points of prefix and suffix kept with a quotation


@final
class Sentence:
    """One sentence: [start, end) in the text, the index of its paragraph, of its story, and its zone."""

    __slots__ = ("end", "paragraph", "start", "story", "zone")

    def __init__(self, start: int, end: int, paragraph: int, zone: Zone, story: int = 0) -> None:
        self.start: Final = start
        self.end: Final = end
        self.paragraph: Final = paragraph
        self.zone: Final = zone
        self.story: Final = story  # a page may glue several stories; they count from 0


@final
class OrganizationMention:
    """A body named at [start, end); ``key`` is the key of its OrganizationFact."""

    __slots__ = ("end", "key", "start")

    def __init__(self, start: int, end: int, key: str) -> None:
        self.start: Final = start
        self.end: Final = end
        self.key: Final = key


@final
class PersonMention:
    """A person named at [start, end) of the bare name; ``outer`` is where honorifics, rank and degree begin."""

    __slots__ = ("end", "full", "key", "outer", "start")

    def __init__(self, start: int, end: int, key: str, outer: int, full: bool = True) -> None:
        self.start: Final = start
        self.end: Final = end
        self.key: Final = key
        self.outer: Final = outer
        self.full: Final = full  # False: a later mention by given name or by post alone


def in_text_order(evidence: list[Evidence]) -> tuple[Evidence, ...]:
    """Each piece of ``evidence`` once, by its place; mostly it was found so, and then nothing need be compared."""
    if len(evidence) == 1:
        return (evidence[0],)
    last = last_end = -1
    ordered: list[Evidence] = []
    for found in evidence:
        start: int = found[0]
        end: int = found[1]
        if start < last or (start == last and end < last_end):
            return tuple(sorted(dict.fromkeys(evidence), key=itemgetter(0, 1)))
        if start == last and end == last_end and _has(ordered, found):
            continue
        ordered.append(found)
        last, last_end = start, end
    return tuple(ordered)


def _has(ordered: list[Evidence], found: Evidence) -> bool:
    """Whether ``found`` stands among the last of ``ordered``, which quote the same place."""
    for i in range(len(ordered) - 1, -1, -1):
        if ordered[i] == found:
            return True
        if ordered[i][0] != found[0]:
            break
    return False


@final
class Page:
    """An article under analysis. Mention lists are sorted by start and do not overlap within one list.

    ``province`` is the province that the page is about, by its bare name ("Hà Nam"); ``abbreviations`` are those
    defined on the page ("CCQ" -> "các cơ quan"); with ``explaining`` what was looked at and not taken is noted.
    """

    def __init__(
        self,
        article: Article,
        sentences: tuple[Sentence, ...] = (),
        province: str | None = None,
        explaining: bool = False,
    ) -> None:
        self.article = article
        self.text = article.text  # NFC
        self.province = province
        self.anchor: str | None = None  # when the page was published, else the year that it gives for itself
        self.abbreviations: dict[str, str] = {}
        self.explaining = explaining
        self.rejected: list[Evidence] = []
        self.folded = fold(article.text)  # with what searches find in it
        self.low = self.folded.low  # the text in small letters, offset by offset
        self.sentences = sentences
        self.dates = ()
        self.yearless: tuple[FoundDate, ...] = ()  # "--MM-DD": days of a page that does not tell its year
        self.organizations = ()
        self.persons = ()

    # Each list lies beside a plain list of its starts: `bisect` with a key calls Python at every step.
    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences in text order."""
        return self._sentences

    @sentences.setter
    def sentences(self, sentences: tuple[Sentence, ...]) -> None:
        self._sentences = sentences
        self._sentence_starts = [s.start for s in sentences]
        self._last: Sentence | None = None  # asked for last: the next question is mostly about the same one

    @property
    def dates(self) -> tuple[FoundDate, ...]:
        """The printed dates."""
        return self._dates

    @dates.setter
    def dates(self, dates: tuple[FoundDate, ...]) -> None:
        self._dates = dates
        self._date_starts = [d.start for d in dates]

    @property
    def organizations(self) -> tuple[OrganizationMention, ...]:
        """The mentions of bodies."""
        return self._organizations

    @organizations.setter
    def organizations(self, organizations: tuple[OrganizationMention, ...]) -> None:
        self._organizations = organizations
        self._organization_starts = [o.start for o in organizations]

    @property
    def persons(self) -> tuple[PersonMention, ...]:
        """The mentions of persons."""
        return self._persons

    @persons.setter
    def persons(self, persons: tuple[PersonMention, ...]) -> None:
        self._persons = persons
        self._person_starts = [p.start for p in persons]

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that covers ``offset``, or None between sentences."""
        last = self._last
        if last is not None and last.start <= offset < last.end:
            return last
        i = bisect_right(self._sentence_starts, offset) - 1
        if i >= 0:
            sentence = self._sentences[i]
            if offset < sentence.end:
                self._last = sentence
                return sentence
        return None

    def sentence_index(self, offset: int) -> int:
        """How many sentences begin before ``offset``."""
        return bisect_left(self._sentence_starts, offset)

    def evidence(self, start: int, end: int, rule: str, confidence: float = 0.9) -> Evidence:
        """Evidence quoting [start, end), trimmed of outer white space and cut at the end of its sentence."""
        text, sentence = self.text, self.sentence_at(start)
        if sentence is not None and sentence.end < end:
            end = sentence.end
        printed = text[start:end]
        quote = printed.strip()
        if len(quote) != len(printed):
            start += len(printed) - len(printed.lstrip())
        end = start + len(quote)
        prefix, suffix = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
        made: Evidence = _NEW(Evidence, (start, end, quote, rule, confidence, prefix, suffix))
        return made

    def reject(self, start: int, end: int, why: str) -> None:
        """Note that [start, end) was looked at and not taken, where somebody asked to be told (`explaining`)."""
        if self.explaining:
            self.rejected.append(self.evidence(start, end, f"rejected.{why}", 0.0))

    def dates_in(self, start: int, end: int) -> list[FoundDate]:
        """The dates that begin inside [start, end)."""
        found: list[FoundDate] = []
        starts = self._date_starts
        for i in range(bisect_left(starts, start), len(starts)):
            if starts[i] >= end:
                break
            found.append(self._dates[i])
        return found

    def organizations_in(self, start: int, end: int) -> list[OrganizationMention]:
        """The bodies that begin inside [start, end)."""
        found: list[OrganizationMention] = []
        starts = self._organization_starts
        for i in range(bisect_left(starts, start), len(starts)):
            if starts[i] >= end:
                break
            found.append(self._organizations[i])
        return found

    def persons_in(self, start: int, end: int) -> list[PersonMention]:
        """The persons that begin inside [start, end)."""
        found: list[PersonMention] = []
        starts = self._person_starts
        for i in range(bisect_left(starts, start), len(starts)):
            if starts[i] >= end:
                break
            found.append(self._persons[i])
        return found
