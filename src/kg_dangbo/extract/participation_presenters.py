"""Who hands over an award or a decision at a gathering: something must be handed over that is no bouquet."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg_dangbo.extract import cue_uses as use
from kg_dangbo.extract.award_parts import AwardForm
from kg_dangbo.extract.cues import Cue, CueIndex, bare, within
from kg_dangbo.extract.page import Page, PersonMention, Sentence
from kg_dangbo.extract.participation_clauses import REACH, ParticipationClauses

__all__ = ["Presenters"]

_HAND_WORDS = 8  # words that are no post and no body, between a person and the verb
_OCCASION = re.compile(
    r"(?<!\w)(?:dịp|đợt|việc|buổi|lần|đề nghị)[^\S\n]{1,3}$", re.IGNORECASE
)  # "dịp trao Huy hiệu lần này"
_SUBJECT_BY = re.compile(r"(?<!\w)do\s{1,3}$", re.IGNORECASE)
_PASSIVE = re.compile(r"(?<!\w)(?:được|vinh dự|nhận)(?!\w)", re.IGNORECASE)
_ANOTHER = re.compile(r"(?<!\w)(?:được|cho|trao|tặng|dự|nhận)(?!\w)")
_TO = re.compile(r"(?<!\w)cho(?!\w)")
_SHARED = re.compile(r"[\s,]{0,3}(?:và[^\S\n])?(?:(?:đã|cùng|trực tiếp)[^\S\n])?")


class Presenters:
    """Finds the subjects of verbs of handing over on one page."""

    def __init__(self, page: Page, cues: CueIndex, forms: Sequence[AwardForm], clauses: ParticipationClauses) -> None:
        self.text = page.text
        self.cues = cues
        self.forms = forms
        self.clauses = clauses

    def of(
        self,
        sentence: Sentence,
        verb: Cue,
        persons: Sequence[PersonMention],
        shared: Sequence[PersonMention] = (),
        shared_end: int = 0,
    ) -> tuple[list[PersonMention], str]:
        """Those who hand over at ``verb``, and the rule; ``shared`` is the subject of the verb that ends at
        ``shared_end``, which may have this verb as its second: "A; B đến dự, trao Giấy khen"."""
        if shared and _SHARED.fullmatch(self.text[shared_end : verb.start]):
            return (list(shared), "presenter") if self._handed(sentence, verb, shared[-1]) else ([], "")
        low = max(sentence.start, verb.start - REACH)
        clause = self.clauses.start(low, verb.start)
        before = [p for p in within(persons, clause, verb.start) if p.end <= verb.start]
        if not before:
            return self._after(sentence, verb, persons), "presenter-opens"
        person = before[-1]
        if not self._handed(sentence, verb, person) or _OCCASION.search(
            self.text[max(low, verb.start - 12) : verb.start]
        ):
            return [], ""
        gap = self.text[person.end : verb.start]
        if _PASSIVE.search(gap) or self.clauses.acted_on(person):
            return [], ""
        if self.clauses.plain_words(bare(gap), person.end, verb.start) > _HAND_WORDS:
            return [], ""
        run = [person]
        for other in reversed(before[:-1]):
            joint = self.text[other.end : run[-1].outer]
            if len(joint) > 200 or _ANOTHER.search(joint):
                break
            run.append(other)
        return list(reversed(run)), "presenter"

    def _after(self, sentence: Sentence, verb: Cue, persons: Sequence[PersonMention]) -> list[PersonMention]:
        """ "Trao quyết định và phát biểu giao nhiệm vụ, đồng chí A ...": the clause opens with what he did."""
        after = within(persons, verb.end, min(sentence.end, verb.end + 160))
        if not after or not self.clauses.opens(sentence, verb) or not self._handed(sentence, verb, after[0]):
            return []
        gap = self.text[verb.end : after[0].outer]
        if not gap.rstrip().endswith(",") or self.clauses.acted_on(after[0]) or _TO.search(gap.lower()):
            return []
        return [after[0]]

    def _handed(self, sentence: Sentence, verb: Cue, person: PersonMention) -> bool:
        """Something is handed over, and it is not flowers alone."""
        printed = self.text[verb.start : verb.end].casefold()
        if printed in ("trao quyết định", "trao thưởng", "trao giải"):
            return True
        ahead = min(sentence.end, verb.end + 60)
        forms = within(self.forms, verb.start, ahead)
        things = self.cues.between(verb.end, ahead, use.HANDED_THING)
        flowers = self.cues.between(verb.end, ahead, use.NOT_HANDED)
        if printed == "gắn":
            return bool(forms) and forms[0].start - verb.end < 12
        first = min([f.start for f in forms] + [t.start for t in things], default=None)
        if first is None:
            # "nhận Giấy khen do ông A trao tặng": what is handed over stands before
            return bool(_SUBJECT_BY.search(self.text[max(sentence.start, person.outer - 5) : person.outer])) and bool(
                within(self.forms, sentence.start, person.start)
            )
        return not flowers or first < flowers[0].start
