"""Who holds a gathering: the bodies that are the subject of its verb, or the body in its own name."""

from __future__ import annotations

from typing import Final, final

from kg_dangbo.extract import cue_uses as use
from kg_dangbo.extract.cues import CueIndex, bare, in_brackets, may_end
from kg_dangbo.extract.event_candidates import EventKinds
from kg_dangbo.extract.event_phrases import DO, ELSEWHERE, JOINT, LATE, NOT_OWN, PLACE, TOWARDS, WINDOW
from kg_dangbo.extract.page import OrganizationMention, Page, PersonMention
from kg_dangbo.language.dates import FoundDate
from kg_dangbo.language.offsets import bisect_left
from kg_dangbo.vocabulary import Concept, Match

__all__ = ["EventHosts"]

_TO_A_PLACE: Final = ("tại", "ở", "đến", "về", "tới", "theo", "của")


@final
class EventHosts:
    """Finds the hosts of gatherings on one page."""

    def __init__(self, page: Page, cues: CueIndex, days: list[FoundDate], words: EventKinds) -> None:
        self.page = page
        self.text = page.text
        self.cues = cues
        self.words = words
        self.day_starts = [d.start for d in days]

    def of(self, start: int, verb: int) -> tuple[list[str], int]:
        """The bodies that are the subject of the verb at ``verb``: the run of joined bodies that ends there."""
        low = max(start, verb - WINDOW)
        bodies = self._bodies(low, verb)
        if not bodies:
            return [], verb
        persons = self.page.persons_in(low, verb)
        run: list[OrganizationMention] = []
        right = verb
        for i in range(len(bodies) - 1, -1, -1):
            body = bodies[i]
            gap = bare(self.text[body.end : right])
            if not run:
                # what may stand between the host and its verb: a place in apposition, an adverb
                if len(gap) > 60 or ";" in gap:
                    break
            elif not JOINT.fullmatch(gap):
                break
            if (
                self._of_a_person(persons, body.start)
                and not (
                    may_end(self.page.low, low, body.start, ("do",))  # "do Huyện ủy X tổ chức"
                    and DO.search(self.text[max(low, body.start - 8) : body.start])
                )
            ):
                break
            if run and may_end(self.page.low, low, body.start, _TO_A_PLACE):
                if TOWARDS.search(self.text[max(low, body.start - 8) : body.start]):
                    break
            run.append(body)
            right = body.start
        if not run:
            return [], verb
        run.reverse()
        # "Chi bộ thôn Vọc, Đảng bộ xã Vũ Bản": the second is the parent in the name of the first, no second host
        if len(run) > 1 and self._is_parent(run[0], run[1]):
            del run[1]
        return list(dict.fromkeys([o.key for o in run])), run[0].start

    def _bodies(self, low: int, verb: int) -> list[OrganizationMention]:
        """The bodies named inside [low, verb), but for those in brackets and in the names of places."""
        found = [
            o
            for o in self.page.organizations_in(low, verb)
            if o.end <= verb and not in_brackets(self.text, low, o.start)
        ]
        if not found or self.text.find("ại", low, verb) < 0:
            return found
        for place in PLACE.finditer(self.text, low, verb):
            a, b = place.span()
            found = [o for o in found if not a <= o.start < b]
        return found

    def _of_a_person(self, persons: list[PersonMention], body: int) -> bool:
        """A person stands before ``body`` in its clause: it belongs to his post."""
        for person in persons:
            if person.start >= body:
                return False
            if not self._clause_between(person.end, body):
                return True
        return False

    def _is_parent(self, cell: OrganizationMention, other: OrganizationMention) -> bool:
        """ "Chi bộ thôn Vọc, Đảng bộ xã Vũ Bản": a cell and the party organisation to which it belongs."""
        gap = self.text[cell.end : other.start].strip()
        first, second = self.text[cell.start : cell.end].casefold(), self.text[other.start : other.end].casefold()
        return gap == "," and first.startswith(("chi bộ", "đảng bộ")) and second.startswith("đảng bộ")

    def _clause_between(self, start: int, end: int) -> bool:
        if end - start > 250 or self.text.find(";", start, end) >= 0:
            return True
        # "ông A cho biết chiều 6/12, Ban B tổ chức ...": what he says is another clause
        said = self.cues.last(start, end, use.SAY)
        if said is None:
            return False
        i = bisect_left(self.day_starts, max(start, said.end))
        return i < len(self.day_starts) and self.day_starts[i] < end

    def own(self, kind: Match[Concept], end: int) -> list[str]:
        """The body in the event's own name: "Đại hội đại biểu Đảng bộ huyện X", not in what it heard or did."""
        if kind.value.id not in self.words.own_host:
            return []
        bodies = self.page.organizations_in(kind.start + 1, min(end, kind.end + 70))
        if not bodies:
            return []
        at = bodies[0].start
        if may_end(self.page.low, 0, at, _TO_A_PLACE) and ELSEWHERE.search(self.text[max(0, at - 8) : at]):
            return []
        gap = self.text[kind.end : at]
        return [bodies[0].key] if not gap.strip() or not NOT_OWN.search(gap) else []

    def right_before(self, start: int, verb: int) -> OrganizationMention | None:
        """The body with which nothing but an adverb parts from the verb at ``verb``: "Ban Bí thư đã họp"."""
        bodies = [o for o in self.page.organizations_in(max(start, verb - 160), verb) if o.end <= verb]
        return bodies[-1] if bodies and LATE.fullmatch(bare(self.text[bodies[-1].end : verb])) else None
