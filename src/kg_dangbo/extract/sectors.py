"""Sectors of departments and divisions: "Lao động - Thương binh và Xã hội" in all its spellings.

The press joins the parts of a sector with dashes, commas, "và", "&" or nothing, and shortens any of them
("LĐ-TB&XH", "Lao động - TBXH"). A sector is therefore looked up by its content syllables alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import product

from kg_dangbo.language.normal import fold_key
from kg_dangbo.language.tokens import Tokens
from kg_dangbo.vocabulary import Concept

__all__ = ["SectorWords"]

_PARTS = re.compile(r"\s*(?:[-–,&]|\bvà\b)\s*")
_JOINTS = frozenset({"", "-", "–", ",", "&"})
_AND = frozenset({"và", "&"})


class SectorWords:
    """The sectors by their content syllables; neighbouring short forms count as one ("TB&XH" = "TBXH")."""

    def __init__(self, concepts: Iterable[Concept]) -> None:
        self._known: dict[tuple[str, ...], Concept] = {}
        self._commas: set[str] = set()  # ids of sectors whose parts a comma may join
        self._longest = 0
        for concept in concepts:
            for label in concept.labels:
                self._add(self._key(_PARTS.split(label)), concept)
                if "," in label:
                    self._commas.add(concept.id)
            parts = _PARTS.split(concept.pref)
            if len(parts) > 1:
                shorts = ["".join(word[0] for word in part.split()).upper() for part in parts]
                for chosen in product((False, True), repeat=len(parts)):
                    self._add(self._key(s if c else p for p, s, c in zip(parts, shorts, chosen, strict=True)), concept)

    def _add(self, key: tuple[str, ...], concept: Concept) -> None:
        self._known.setdefault(key, concept)
        self._longest = max(self._longest, len(key))

    @staticmethod
    def _key(parts: Iterable[str]) -> tuple[str, ...]:
        out: list[str] = []
        short = False
        for part in parts:
            for word in part.split():
                upper = len(word) > 1 and word.isupper()
                if upper and short:
                    out[-1] += fold_key(word)
                else:
                    out.append(fold_key(word))
                short = upper
        return tuple(out)

    def at(self, tokens: Tokens, j: int) -> tuple[int, Concept] | None:
        """(index behind it, sector) of the longest sector at word ``j``, or None."""
        key: list[str] = []
        found: tuple[int, Concept] | None = None
        short = comma = False
        k = j
        while k < len(tokens) and len(key) <= self._longest:
            token = tokens[k]
            if k > j and not token.joined:
                joint = token.gap.strip()
                if joint not in _JOINTS or "\n" in token.gap:
                    break
                comma = comma or joint == ","
            if token.low in _AND and k > j:
                k += 1
                continue
            for piece in token.text.split("&"):
                upper = len(piece) > 1 and piece.isupper()
                if upper and short:
                    key[-1] += fold_key(piece)
                else:
                    key.append(fold_key(piece))
                short = upper
            k += 1
            concept = self._known.get(tuple(key))
            if concept is not None and (not comma or concept.id in self._commas):
                found = (k, concept)
        return found
