"""Who holds a gathering: the bodies that are the subject of its verb, or the body in its own name."""

from __future__ import annotations

from collections.abc import Sequence

from kg_dangbo.extract.cues import CueIndex, bare, in_brackets, within
from kg_dangbo.extract.event_phrases import DO, ELSEWHERE, JOINT, LATE, NOT_OWN, PLACE, TOWARDS, WINDOW
from kg_dangbo.extract.page import DateMention, OrganizationMention, Page
from kg_dangbo.vocabulary import Concept, Match

__all__ = ["EventHosts"]


class EventHosts:
    """Finds the hosts of gatherings on one page."""

    def __init__(self, page: Page, cues: CueIndex, days: Sequence[DateMention]) -> None:
        self.page = page
        self.text = page.text
        self.cues = cues
        self.days = days

    def of(self, start: int, verb: int) -> tuple[list[str], int]:
        """The bodies that are the subject of the verb at ``verb``: the run of joined bodies that ends there."""
        low = max(start, verb - WINDOW)
        bodies = [
            o
            for o in self.page.organizations_in(low, verb)
            if o.end <= verb and not in_brackets(self.text, low, o.start)
        ]
        places = [m.span() for m in PLACE.finditer(self.text, low, verb)]
        bodies = [o for o in bodies if not any(a <= o.start < b for a, b in places)]
        persons = self.page.persons_in(low, verb)
        run: list[OrganizationMention] = []
        right = verb
        for body in reversed(bodies):
            gap = bare(self.text[body.end : right])
            pattern = LATE if not run else JOINT
            if not run:
                # what may stand between the host and its verb: a place in apposition, an adverb
                if len(gap) > 60 or ";" in gap:
                    break
            elif not pattern.fullmatch(gap):
                break
            by = DO.search(self.text[max(low, body.start - 8) : body.start])  # "do Huyện ủy X tổ chức"
            if not by and any(p.start < body.start and not self._clause_between(p.end, body.start) for p in persons):
                break
            if TOWARDS.search(self.text[max(low, body.start - 8) : body.start]) and run:
                break
            run.append(body)
            right = body.start
        run.reverse()
        # "Chi bộ thôn Vọc, Đảng bộ xã Vũ Bản": the second is the parent in the name of the first, no second host
        if len(run) > 1 and self._is_parent(run[0], run[1]):
            del run[1]
        keys = list(dict.fromkeys(o.key for o in run))
        return keys, run[0].start if run else verb

    def _is_parent(self, cell: OrganizationMention, other: OrganizationMention) -> bool:
        """ "Chi bộ thôn Vọc, Đảng bộ xã Vũ Bản": a cell and the party organisation to which it belongs."""
        gap = self.text[cell.end : other.start].strip()
        first, second = self.text[cell.start : cell.end].casefold(), self.text[other.start : other.end].casefold()
        return gap == "," and first.startswith(("chi bộ", "đảng bộ")) and second.startswith("đảng bộ")

    def _clause_between(self, start: int, end: int) -> bool:
        if ";" in self.text[start:end] or end - start > 250:
            return True
        # "ông A cho biết chiều 6/12, Ban B tổ chức ...": what he says is another clause
        said = self.cues.between(start, end, "say")
        return bool(said) and any(said[-1].end <= d.start for d in within(self.days, start, end))

    def own(self, kind: Match[Concept], end: int) -> list[str]:
        """The body in the event's own name: "Đại hội đại biểu Đảng bộ huyện X", not in what it heard or did."""
        if kind.value.value("ownHost") is None:
            return []
        stop = min(end, kind.end + 70)
        bodies = self.page.organizations_in(kind.start + 1, stop)
        if not bodies or ELSEWHERE.search(self.text[max(0, bodies[0].start - 8) : bodies[0].start]):
            return []
        return [bodies[0].key] if not NOT_OWN.search(self.text[kind.end : bodies[0].start]) else []

    def right_before(self, start: int, verb: int) -> OrganizationMention | None:
        """The body with which nothing but an adverb parts from the verb at ``verb``: "Ban Bí thư đã họp"."""
        bodies = [o for o in self.page.organizations_in(max(start, verb - 160), verb) if o.end <= verb]
        return bodies[-1] if bodies and LATE.fullmatch(bare(self.text[bodies[-1].end : verb])) else None
