"""Offices that a page tells as ended all at once: retirements, and dismissals from all offices, often in rows."""

from __future__ import annotations

from typing import Final, final

from kg_dangbo.extract import post_cues as cues
from kg_dangbo.extract.page import Page, PersonMention, Sentence
from kg_dangbo.extract.person_rows import PersonRows
from kg_dangbo.extract.post_holdings import Holdings
from kg_dangbo.extract.titles import TitleChain
from kg_dangbo.language.tokens import Tokens
from kg_dangbo.model import HoldingStatus

__all__ = ["Endings"]

_LOOK = 80  # code points before a person or a title in which words and spaces right before it stand
_GOES_ON = cues.Ending(r"(?:;|,|\bvà)[ \u00a0]*$", ";", ",", "và")
_ITEM = 10  # code points of a bullet
_DISMISSAL = 120  # code points that "cách chức ... đối với" may take before a name
_RETIREMENT = 70  # code points of "quyết định nghỉ hưu đối với"


@final
class Endings:
    """The retirements and dismissals of one page, read in text order."""

    def __init__(self, page: Page, tokens: Tokens, rows: PersonRows, noted: Holdings) -> None:
        self.page: Final = page
        self.lows: Final = tokens.lows
        self.rows: Final = rows
        self.noted: Final = noted
        self.dismissal: tuple[int, bool] | None = None  # end of the last office so lost, and whether only in the Party
        self.any_retired = False  # an office has ended so already
        self._retirements: Final = "nghỉ" in page.folded.text  # the page may tell of any

    def _word_behind(self, chain: TitleChain) -> str:
        return self.lows[chain.next] if chain.next < len(self.lows) else ""

    def dismissed(self, chain: TitleChain, person: PersonMention, sentence: Sentence) -> bool:
        """Hold the offices of somebody who loses all of them, or all those in the Party, and say whether it is so."""
        text = self.page.text
        found = cues.DISMISSED.before(self.page.low, max(sentence.start, person.start - _DISMISSAL), person.outer)
        if found is None and self._word_behind(chain) in cues.DISMISSED_FIRST:
            found = cues.DISMISSED_SO.match(text, chain.titles[-1].end, sentence.end)
        if found is None:
            earlier = self.dismissal
            if earlier is None or not (sentence.start <= earlier[0] and text[person.outer - 2 : person.outer] == "; "):
                return False
            party = earlier[1]
        else:
            party = found["party"] is not None
        self.dismissal = (chain.titles[-1].end, party)
        for n in range(len(chain.titles)):
            left = not party or self.noted.title_bodies.of_party(chain.titles[n])
            self.noted.hold(
                chain.titles, person, sentence, "post.removed", HoldingStatus.LEFT if left else None, only=n
            )
        return True

    def retired(self, person: PersonMention, sentence: Sentence) -> bool:
        """ "quyết định nghỉ hưu đối với bà A, ...; ông B, ...": the posts behind these names have ended."""
        text, low = self.page.low, sentence.start
        if self._retirements and (
            cues.RETIREMENT.before(text, max(low, person.outer - _RETIREMENT), person.outer)
            or (person.outer - low < _ITEM and self.rows.listed_under_retirement(sentence))
        ):
            return True
        if not self.any_retired or not _GOES_ON.before(text, max(low, person.outer - _LOOK), person.outer):
            return False
        earlier = [p for p in self.rows.of(sentence) if p.end <= person.outer]
        return bool(earlier) and any(
            e.end <= person.start and e.start >= sentence.start and e.rule == "post.retired"
            for h in self.noted.found.of(earlier[-1].key)
            for e in reversed(h.statuses.get(HoldingStatus.LEFT, []))
        )
