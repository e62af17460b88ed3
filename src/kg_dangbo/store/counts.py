"""What the ledger is given of an article that was minted, and what it counts over all of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg_dangbo.graph.tenures import Held

__all__ = ["Counts", "Minted"]


@dataclass(frozen=True, slots=True)
class Minted:
    """What a worker made of an article: its triples under zlib, what the gate said, and what they count.

    ``held`` are the posts held among the triples.
    """

    id: str
    title: str
    quads: bytes
    outcome: bytes
    concepts: tuple[str, ...]
    held: tuple[Held, ...]
    facts: Mapping[str, int]
    violations: int
    quarantined: int
    warnings: int
    notes: int


@dataclass(frozen=True, slots=True)
class Counts:
    """Sums over the articles of a store; ``facts`` by kind.

    ``copies`` are articles with the text of another one, ``same_pages`` those that are another one at a second address:
    they are not among ``articles``.
    """

    articles: int
    facts: Mapping[str, int]
    quarantined: int
    warnings: int
    notes: int
    copies: int
    same_pages: int
