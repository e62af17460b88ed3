"""The holdings of a page with look-up by person, by office and by place, so that no question walks all of them."""

from __future__ import annotations

from typing import Final, final

from kg_dangbo.model import Evidence, HoldingStatus

__all__ = ["Held", "Holding", "HoldingKey", "Spans"]

HoldingKey = tuple[str, str, str]  # person, role, body
_BUCKET = 512  # code points; a few sentences


@final
class Holding:
    """One person in one role of one body, with the evidence of each status; ``number`` counts the page's holdings."""

    __slots__ = ("inferred", "number", "organization", "person", "role", "role_id", "statuses")

    def __init__(
        self, person: str, role_id: str, role: str, organization: str, inferred: bool, number: int = 0
    ) -> None:
        self.person: Final = person
        self.role_id: Final = role_id
        self.role: Final = role
        self.organization: Final = organization
        self.inferred = inferred
        self.number: Final = number
        self.statuses: Final[dict[HoldingStatus, list[Evidence]]] = {}


@final
class Held:
    """The holdings of one page, in the order in which they were found."""

    def __init__(self) -> None:
        self.found: dict[HoldingKey, Holding] = {}
        self._of: dict[str, list[Holding]] = {}
        self._in: dict[tuple[str, str], list[Holding]] = {}
        self._ends: dict[int, list[tuple[Holding, HoldingStatus, Evidence]]] = {}
        self._said: set[tuple[int, HoldingStatus, Evidence]] = set()

    def add(self, person: str, role_id: str, role: str, organization: str, inferred: bool) -> Holding:
        """The holding of this person, role and body, made where there is none yet."""
        key = (person, role_id, organization)
        holding = self.found.get(key)
        if holding is None:
            holding = Holding(person, role_id, role, organization, inferred, number=len(self.found))
            self.found[key] = holding
            self._of.setdefault(person, []).append(holding)
            self._in.setdefault((role_id, organization), []).append(holding)
        return holding

    def say(self, holding: Holding, status: HoldingStatus, evidence: Evidence) -> None:
        """Note where the page gives the holding this status; the same evidence counts once."""
        evidences = holding.statuses.setdefault(status, [])
        if (holding.number, status, evidence) not in self._said:
            self._said.add((holding.number, status, evidence))
            evidences.append(evidence)
            self._ends.setdefault(evidence.end // _BUCKET, []).append((holding, status, evidence))

    def of(self, person: str) -> list[Holding]:
        """The holdings of a person, in the order in which they were found."""
        return self._of.get(person, [])

    def holders(self, role_id: str, organization: str) -> list[Holding]:
        """The holdings of one role of one body, in the order in which they were found."""
        return self._in.get((role_id, organization), [])

    def ending(self, after: int, last: int) -> list[tuple[Holding, HoldingStatus, Evidence]]:
        """What was said in evidence that ends behind ``after`` and not behind ``last``, in no order."""
        out: list[tuple[Holding, HoldingStatus, Evidence]] = []
        for bucket in range(max(0, after) // _BUCKET, last // _BUCKET + 1):
            for said in self._ends.get(bucket, ()):
                if after < said[2].end <= last:
                    out.append(said)
        return out


@final
class Spans:
    """Spans [start, end) of a page that are asked for by place."""

    def __init__(self) -> None:
        self._buckets: dict[int, list[tuple[int, int]]] = {}

    def add(self, start: int, end: int) -> None:
        """Note a span."""
        for bucket in range(start // _BUCKET, max(start, end) // _BUCKET + 1):
            spans = self._buckets.setdefault(bucket, [])
            if (start, end) not in spans[-4:]:
                spans.append((start, end))

    def cover(self, start: int, end: int) -> bool:
        """Whether one of the spans holds all of [start, end)."""
        return any(a <= start and b >= end for a, b in self._buckets.get(start // _BUCKET, ()))

    def touch(self, start: int, end: int) -> bool:
        """Whether one of the spans shares a place with [start, end)."""
        return any(
            a < end and start < b
            for bucket in range(start // _BUCKET, end // _BUCKET + 1)
            for a, b in self._buckets.get(bucket, ())
        )
