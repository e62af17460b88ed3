"""Members of a standing committee who are called by its name: "đồng chí A, *Thường vụ* Tỉnh ủy, Chủ tịch UBND tỉnh"."""

from __future__ import annotations

from typing import Final

from kg_dangbo.extract.bodies import BodyGrammar
from kg_dangbo.language.tokens import Tokens
from kg_dangbo.vocabulary import Concept

__all__ = ["standing_members"]

_JOINTS: Final = frozenset({",", "-", "–"})


def standing_members(tokens: Tokens, bodies: BodyGrammar, roles: dict[int, tuple[int, Concept]]) -> list[int]:
    """The words "Thường vụ" that are an office and not the committee: inside a row of offices.

    Args:
        tokens: the words of the page.
        bodies: reads the committee behind them.
        roles: the offices of the page by their first words; one stands behind the committee.

    Returns:
        Indices of words, in text order.
    """
    if "thường vụ" not in tokens.folded.text:
        return []
    items, lows, size, found = tokens.items, tokens.lows, len(tokens), []
    for i in bodies.heads:
        if lows[i] != "thường" or i + 2 >= size or items[i].gap.strip() not in _JOINTS:
            continue
        committee = bodies.parse(i + 2) if lows[i + 1] == "vụ" and items[i + 2].joined else None
        if committee is None or committee.next >= size or committee.next not in roles:
            continue
        joint = items[committee.next].gap
        if joint.strip() in _JOINTS and "\n" not in joint and "\n" not in items[i].gap:
            found.append(i)
    return found
