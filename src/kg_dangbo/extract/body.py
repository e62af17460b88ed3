"""One printed organisation name with its parts apart; what passes between the grammar and the register."""

from __future__ import annotations

from typing import Final, final

from kg_dangbo.extract.areas import Area
from kg_dangbo.vocabulary import Concept

__all__ = ["Body", "Head"]


@final
class Head:
    """A label of an organisation kind on the page: where it ends, the index of the word behind it, the kind's tail."""

    __slots__ = ("end", "kind", "next", "tail")

    def __init__(self, kind: Concept, end: int, next: int) -> None:
        self.kind: Final = kind
        self.end: Final = end
        self.next: Final = next
        self.tail: Final[str] = kind.value("tail") or ""


@final
class Body:
    """One printed organisation name.

    ``kind`` is a concept of the organisation kinds, ``tail`` what its head lets follow (`dangbo:tail`), [start, end)
    the print, ``next`` the index of the word behind it. ``own`` is the canonical text of what follows the head itself,
    ``capital`` whether the head has its capital letter, ``local_unit`` the type of a residential group printed without
    its name.
    """

    __slots__ = ("area", "capital", "end", "host", "kind", "local_unit", "next", "own", "parent", "start", "tail")

    def __init__(
        self,
        kind: Concept,
        tail: str,
        start: int,
        end: int,
        next: int,
        own: str = "",
        host: Body | None = None,
        parent: Body | None = None,
        area: Area | None = None,
        capital: bool = True,
        local_unit: str = "",
    ) -> None:
        self.kind = kind
        self.tail = tail
        self.start = start
        self.end = end
        self.next = next
        self.own = own
        self.host = host
        self.parent = parent
        self.area = area
        self.capital = capital
        self.local_unit = local_unit

    @property
    def bare(self) -> bool:
        """Nothing was printed but the head."""
        return not self.own and self.host is None and self.area is None and not self.local_unit

    def copied(self) -> Body:
        """A body of the same parts, to be completed without touching this one."""
        return Body(
            self.kind, self.tail, self.start, self.end, self.next, self.own, self.host, self.parent, self.area,
            self.capital, self.local_unit,
        )  # fmt: skip
