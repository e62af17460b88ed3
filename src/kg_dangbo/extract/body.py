"""One printed organisation name with its parts apart; what passes between the grammar and the register."""

from __future__ import annotations

from dataclasses import dataclass

from kg_dangbo.extract.areas import Area
from kg_dangbo.vocabulary import Concept

__all__ = ["Body"]


@dataclass(slots=True)
class Body:
    """One printed organisation name. ``own`` is the canonical text of what follows the head itself."""

    kind: Concept
    tail: str
    start: int
    end: int
    next: int  # index of the word behind it
    own: str = ""
    host: Body | None = None
    parent: Body | None = None
    area: Area | None = None
    capital: bool = True
    local_unit: str = ""  # the type of a residential group printed without its name

    @property
    def bare(self) -> bool:
        """Nothing was printed but the head."""
        return not (self.own or self.host or self.area or self.local_unit)
