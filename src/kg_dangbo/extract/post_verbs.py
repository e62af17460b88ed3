"""Offices that a verb gives or takes: "bầu ông A giữ chức ...", "miễn nhiệm chức vụ ... đối với ông A", "từng giữ"."""

from __future__ import annotations

import re
from typing import Final, final

from kg_dangbo.extract import post_cues as cues
from kg_dangbo.extract.careers import Careers
from kg_dangbo.extract.page import Page, PersonMention, Sentence
from kg_dangbo.extract.person_rows import PersonRows
from kg_dangbo.extract.post_holdings import Holdings
from kg_dangbo.extract.titles import Title, TitleChain
from kg_dangbo.model import HoldingStatus

__all__ = ["Verbs"]

_TOWARD = ("với", "cho", "của")
_GIVEN_TO = re.compile(r"(?:với|cho)\s*$")
# "cách tất cả chức vụ trong Đảng của ông A, *gồm:* Bí thư Huyện ủy ...; Ủy viên ..."
_LISTED = re.compile(
    r"[ \u00a0]*,?[ \u00a0]*(?:bao[ \u00a0]+)?gồm(?:[ \u00a0]+các chức (?:vụ|danh))?[ \u00a0]*:?[ \u00a0]*"
)
_TASK = 3  # words between an office that is handed over and to whom; more of them are a task
_REACH = 170  # code points between a person and a title that a verb joins


@final
class _Verb:
    """The office that a verb gave or took last: where it ends, whose it is, and how it was read."""

    __slots__ = ("end", "person", "rule", "status")

    def __init__(self, end: int, person: PersonMention, rule: str, status: HoldingStatus) -> None:
        self.end: Final = end
        self.person: Final = person
        self.rule: Final = rule
        self.status: Final = status


@final
class Verbs:
    """Reads the verbs between the persons and the offices of one page."""

    def __init__(self, page: Page, rows: PersonRows, careers: Careers, noted: Holdings) -> None:
        self.page = page
        self.rows = rows
        self.careers = careers
        self.noted = noted
        self.last: _Verb | None = None

    def goes_on(self, chain: TitleChain, start: int, before: PersonMention | None, sentence: Sentence) -> bool:
        """ "giữ các chức vụ A; *B*; *C*": note a chain behind a semicolon, and say whether it is one."""
        last = self.last
        if last is None or not sentence.start <= last.end <= start or start - last.end > 4:
            return False
        if self.page.text[last.end : start].strip() != ";" or (before is not None and before.start > last.end):
            return False
        self.hold(chain.titles, last.person, sentence, last.rule, last.status)
        return True

    def hold(
        self, titles: list[Title], person: PersonMention, sentence: Sentence, rule: str, status: HoldingStatus
    ) -> None:
        """Note a chain that a verb gives or takes, and remember it for the chains that go on from it."""
        self.noted.hold(titles, person, sentence, rule, status)
        self.last = _Verb(titles[-1].end, person, rule, status)

    def read(
        self,
        chain: TitleChain,
        start: int,
        end: int,
        before: PersonMention | None,
        following: PersonMention | None,
        sentence: Sentence,
    ) -> None:
        """Note a chain at [start, end) with the verb that joins it to a person of its sentence, if any does.

        Args:
            chain: the offices.
            start: where the first begins.
            end: where the last ends.
            before: the last person before them in their sentence.
            following: the first person behind them in their sentence.
            sentence: their sentence.
        """
        text, small = self.page.text, self.page.low
        low = max(sentence.start, start - _REACH)
        if following is not None and self._toward(chain, low, following, sentence):
            return
        subject = before
        if subject is not None and cues.HANDS_OVER.match(text, subject.end):
            subject = self.rows.of(sentence)[0]  # "A giao lại việc điều hành cho B để nhận nhiệm vụ ..."
        if subject is None:
            if not cues.PRONOUN.search(small[low:start]):
                return
            subject = self.careers.subject(sentence)
            if subject is None:
                return
        between = small[subject.end : start]
        if _LISTED.fullmatch(between) and cues.DISMISSED.before(small, sentence.start, subject.outer):
            self.hold(chain.titles, subject, sentence, "post.left", HoldingStatus.LEFT)
            return
        if len(between) > _REACH and not (before is not None and self._only_titles(subject.end, start)):
            if not (cues.PRONOUN.search(between[-_REACH:]) or cues.GOES_ON.match(between.rpartition(";")[2])):
                return
        clause = between.rpartition(";")[2]
        if clause != between and not (cues.PRONOUN.search(clause) or cues.GOES_ON.match(clause)):
            return
        removed, appointed, past = (
            cues.last(cues.REMOVE, clause),
            cues.last(cues.APPOINT, clause),
            cues.last(cues.PAST, clause),
        )
        if (past < 0 and removed < 0 and appointed < 0) or cues.KIN_OF.search(clause):
            return  # "ông A làm Trưởng phòng ..., con dâu làm chuyên viên ..."
        if cues.NOBODYS.before(clause, 0, len(clause)) or self._of_others(clause):
            return
        if past >= 0 and past >= removed:
            self.noted.hold(chain.titles, subject, sentence, "post.past", HoldingStatus.FORMER)
        elif removed >= 0 and appointed <= removed + 22:
            if cues.PROPOSED.search(clause[:removed]) or cues.ORDERS.search(clause[:removed]):
                return
            self.hold(chain.titles, subject, sentence, "post.left", HoldingStatus.LEFT)
        elif appointed >= 0 and cues.TAKES.before(clause, 0, len(clause)) and not cues.IN_GENERAL.search(clause):
            charged = clause.rstrip().endswith(("phụ trách chức danh", "phụ trách chức vụ"))
            status = HoldingStatus.ACTING if charged else HoldingStatus.APPOINTED
            for person in self.rows.joined(subject, sentence):
                self.hold(chain.titles, person, sentence, "post.appointed", status)

    def _of_others(self, clause: str) -> bool:
        """Whether the clause goes on with a consequence for others: "ông A, ông B, vì vậy tập thể điều một người"."""
        so = cues.SO.search(clause)
        return so is not None and cues.PRONOUN.search(clause, so.end()) is None

    def _toward(self, chain: TitleChain, low: int, following: PersonMention, sentence: Sentence) -> bool:
        """ "miễn nhiệm chức vụ X đối với ông A", "bổ nhiệm chức vụ X cho ông A": whether the chain is told so.

        ``low`` is how far back its verb may stand.
        """
        text = self.page.low
        between = text[chain.end : following.outer]
        if not between.rstrip().endswith(_TOWARD) or not cues.TOWARD.match(between):
            return False
        clause = text[low : chain.start].rpartition(";")[2]
        removed, appointed = cues.last(cues.REMOVE, clause), cues.last(cues.APPOINT, clause)
        ended = removed >= 0 and removed >= appointed - 30
        if ended and cues.PROPOSED.search(clause[:removed]):
            return True
        if not ended and (appointed < 0 or not _GIVEN_TO.search(between.rstrip())):
            return False
        if not ended and clause.startswith("giao", appointed) and len(between.split()) > _TASK:
            return False  # "giao Trưởng phòng Nội vụ tham mưu xử lý kỷ luật đối với ông A": a task
        status = HoldingStatus.LEFT if ended else HoldingStatus.APPOINTED
        for person in self.rows.partners(following, sentence):
            self.noted.hold(chain.titles, person, sentence, "post.removed" if ended else "post.appointed", status)
        return True

    def _only_titles(self, start: int, end: int) -> bool:
        """Only titles stand between two offsets (a long row of posts)."""
        return self.noted.attached.cover(start + 3, end - 40)
