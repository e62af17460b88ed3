"""The holdings of one page: who holds which office of which body, with the evidence of each status."""

from __future__ import annotations

import re
from typing import Final, final

from kg_dangbo.extract import post_cues as cues
from kg_dangbo.extract.body_register import BodyRegister
from kg_dangbo.extract.held import Held, Spans
from kg_dangbo.extract.page import Page, PersonMention, Sentence, in_text_order
from kg_dangbo.extract.post_statuses import merge_statuses, settle_careers
from kg_dangbo.extract.title_bodies import TitleBodies
from kg_dangbo.extract.titles import Title
from kg_dangbo.language.tokens import Tokens
from kg_dangbo.model import Evidence, HoldingStatus, PostFact

__all__ = ["Holdings"]

_FORMER: Final = HoldingStatus.FORMER
_ACTING: Final = HoldingStatus.ACTING
_CURRENT: Final = HoldingStatus.CURRENT
_SEATS = frozenset({"role-dai-bieu-quoc-hoi", "role-dai-bieu-hoi-dong-nhan-dan"})
_NOW = re.compile(r"[\s,;(–—-]*(?:(?:và|nhưng)\s+)?(?:hiện|nay|đang|tân|đương|vừa|mới)\b|\s+là\b", re.IGNORECASE)


@final
class Holdings:
    """Notes the holdings of one page and brings them together."""

    def __init__(self, page: Page, tokens: Tokens, bodies: BodyRegister) -> None:
        self.page = page
        self.tokens = tokens
        self.bodies = bodies
        self.found = Held()
        self.attached = Spans()  # offsets of chains that belong to a person
        self.title_bodies = TitleBodies(page, tokens, bodies, self.found)
        self.dated: dict[tuple[str, str, str], str] = {}  # holdings of careers told with their time: the latest month

    def hold(
        self,
        titles: list[Title],
        person: PersonMention,
        sentence: Sentence,
        rule: str,
        status: HoldingStatus | None = None,
        last: HoldingStatus | None = None,
        when: str = "",
        only: int | None = None,
    ) -> None:
        """Note the offices of a chain as held by ``person``.

        Args:
            titles: the chain.
            person: who holds it.
            sentence: where the chain stands; a person named elsewhere is not quoted.
            rule: how it was read.
            status: how the page presents the holdings, where the titles do not say so themselves.
            last: the status of the last title alone.
            when: the month or year of a career told with its time.
            only: the index of the one title to note.
        """
        seen = sentence.start <= person.start < sentence.end  # else the person is named sentences before
        past = False  # "nguyên Bí thư Huyện ủy, Chủ tịch UBND huyện": the word stands for the row
        for n, title in enumerate(titles):
            if (only is not None and only != n) or title.role.value("noPost") == "true":
                continue
            found = self.title_bodies.organization(titles, n, person)
            if found is None:
                self.page.reject(title.start, title.end, "post-without-body")
                continue
            inferred = found[1]
            printed = title.status if title.status is _FORMER or title.status is _ACTING else None
            past = printed is _FORMER or (past and printed is None and not self._held_now(titles, n))
            if past and status is None:
                printed = _FORMER
            state = printed or status or title.status or (last if n == len(titles) - 1 else None) or _CURRENT
            if rule == cues.CAREER:
                state = _FORMER
            start, end = title.start, title.end
            if seen:
                start, end = min(person.outer, start), max(person.end, end)
            evidence = self.page.evidence(start, end, rule, 0.75 if inferred else 0.92)
            key = self.note(person, title, found, state, evidence)
            if when:
                self.dated[key] = max(when, self.dated.get(key, ""))
        if titles:
            self.attached.add(titles[0].start, titles[-1].end)

    def _held_now(self, titles: list[Title], n: int) -> bool:
        """Whether the n-th office of a row whose first is past is told as held, or is of another kind."""
        title, before = titles[n], titles[n - 1]
        if title.role.id in _SEATS or _NOW.match(self.page.text, before.end):
            return True
        classes = title.body.kind.values("bodyClass") if title.body is not None else ()
        return "MassOrganization" in classes and not (
            before.body is not None and "MassOrganization" in before.body.kind.values("bodyClass")
        )

    def note(
        self,
        person: PersonMention,
        title: Title,
        found: tuple[str, bool],
        state: HoldingStatus,
        evidence: Evidence,
    ) -> tuple[str, str, str]:
        """Note one holding of the body ``found`` (key, inferred); its key comes back."""
        organization, inferred = found
        holding = self.found.add(person.key, title.role.id, title.role.pref, organization, inferred)
        holding.inferred = holding.inferred and inferred
        self.found.say(holding, state, evidence)
        return person.key, title.role.id, organization

    def facts(self, attested_on: str | None) -> list[PostFact]:
        """One fact per person, role, body and status; "appointed" and endings swallow the plain mention beside them."""
        out = []
        settle_careers(self.found.found, self.dated)
        for (person, role_id, organization), holding in sorted(self.found.found.items()):
            statuses = holding.statuses
            merge_statuses(statuses)
            for status, evidence in sorted(statuses.items()):
                out.append(
                    PostFact(
                        key=f"{person}|{role_id}|{organization}|{status.value}",
                        evidence=in_text_order(evidence),
                        person=person,
                        role=holding.role,
                        role_id=role_id,
                        organization=organization,
                        status=status,
                        attested_on=attested_on,
                        organization_inferred=holding.inferred,
                    )
                )
        return sorted(out, key=lambda f: (f.evidence[0].start, f.evidence[0].end, f.key))
