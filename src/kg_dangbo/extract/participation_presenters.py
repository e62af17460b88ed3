"""Who hands over an award or a decision at a gathering: something must be handed over that is no bouquet."""

from __future__ import annotations

import re
from typing import Final, final

from kg_dangbo.extract import cue_uses as use
from kg_dangbo.extract.award_parts import AwardForm, AwardWords
from kg_dangbo.extract.cues import Cue, CueIndex, bare, within
from kg_dangbo.extract.page import Page, PersonMention, Sentence
from kg_dangbo.extract.participation_clauses import REACH, ParticipationClauses

__all__ = ["Presenters"]

_HAND_WORDS: Final = 8  # words that are no post and no body, between a person and the verb
_OCCASION: Final = re.compile(
    r"(?<!\w)(?:dịp|đợt|việc|buổi|lần|đề nghị)[^\S\n]{1,3}$", re.IGNORECASE
)  # "dịp trao Huy hiệu lần này"
_SUBJECT_BY: Final = re.compile(r"(?<!\w)do\s{1,3}$", re.IGNORECASE)
_PASSIVE: Final = re.compile(r"(?<!\w)(?:được|vinh dự|nhận)(?!\w)", re.IGNORECASE)
_ANOTHER: Final = re.compile(r"(?<!\w)(?:được|cho|trao|tặng|dự|nhận)(?!\w)")
_TO: Final = re.compile(r"(?<!\w)cho(?!\w)")
_SHARED: Final = re.compile(r"[\s,]{0,3}(?:và[^\S\n])?(?:(?:đã|cùng|trực tiếp)[^\S\n])?")


@final
class Presenters:
    """Finds the subjects of verbs of handing over on one page."""

    def __init__(self, page: Page, cues: CueIndex, words: AwardWords, clauses: ParticipationClauses) -> None:
        self.page = page
        self.text = page.text
        self.cues = cues
        self.words = words
        self.clauses = clauses

    def of(
        self,
        sentence: Sentence,
        verb: Cue,
        shared: list[PersonMention],
        shared_end: int,
    ) -> tuple[list[PersonMention], str]:
        """Those who hand over at ``verb``, and the rule; ``shared`` is the subject of the verb that ends at
        ``shared_end``, which may have this verb as its second: "A; B đến dự, trao Giấy khen"."""
        if shared and _SHARED.fullmatch(self.text[shared_end : verb.start]):
            return (shared, "presenter") if self._handed(sentence, verb, shared[-1]) else ([], "")
        low = max(sentence.start, verb.start - REACH)
        clause = self.clauses.start(low, verb.start)
        before = [p for p in self.page.persons_in(clause, verb.start) if p.end <= verb.start]
        if not before:
            return self._after(sentence, verb), "presenter-opens"
        person = before[-1]
        if not self._handed(sentence, verb, person) or _OCCASION.search(
            self.text[max(low, verb.start - 12) : verb.start]
        ):
            return [], ""
        gap = self.page.low[person.end : verb.start]
        if _PASSIVE.search(gap) or self.clauses.acted_on(person):
            return [], ""
        if not self.clauses.few_words(bare(gap), person.end, verb.start, _HAND_WORDS):
            return [], ""
        run = [person]
        for i in range(len(before) - 2, -1, -1):
            joint = self.text[before[i].end : run[-1].outer]
            if len(joint) > 200 or _ANOTHER.search(joint):
                break
            run.append(before[i])
        run.reverse()
        return run, "presenter"

    def _after(self, sentence: Sentence, verb: Cue) -> list[PersonMention]:
        """ "Trao quyết định và phát biểu giao nhiệm vụ, đồng chí A ...": the clause opens with what he did."""
        after = self.page.persons_in(verb.end, min(sentence.end, verb.end + 160))
        if not after:
            return []
        person = after[0]
        gap = self.page.low[verb.end : person.outer]
        if not gap.rstrip().endswith(",") or _TO.search(gap):
            return []
        if not self.clauses.opens(sentence, verb) or self.clauses.acted_on(person):
            return []
        return [person] if self._handed(sentence, verb, person) else []

    def _forms(self) -> list[AwardForm]:
        return self.words.forms(self.page)

    def _handed(self, sentence: Sentence, verb: Cue, person: PersonMention) -> bool:
        """Something is handed over, and it is not flowers alone."""
        printed = self.text[verb.start : verb.end].casefold()
        if printed in ("trao quyết định", "trao thưởng", "trao giải"):
            return True
        ahead = min(sentence.end, verb.end + 60)
        forms = within(self._forms(), verb.start, ahead)
        if printed == "gắn":
            return bool(forms) and forms[0].start - verb.end < 12
        thing = self.cues.first(verb.end, ahead, use.HANDED_THING)
        first = forms[0].start if forms else -1
        if thing is not None and (first < 0 or thing.start < first):
            first = thing.start
        if first < 0:
            # "nhận Giấy khen do ông A trao tặng": what is handed over stands before
            return bool(_SUBJECT_BY.search(self.text[max(sentence.start, person.outer - 5) : person.outer])) and bool(
                within(self._forms(), sentence.start, person.start)
            )
        flowers = self.cues.first(verb.end, ahead, use.NOT_HANDED)
        return flowers is None or first < flowers.start
