"""How common a personal name is: how much it says that two articles name somebody of one name.

The share of a name among people is estimated as the product of the shares of its parts (`ontology/name-shares.ttl`).
The parts are not independent, so this is an order of magnitude, and only thresholds a factor of ten apart rest on it.
What the corpus says comes in at the block of the name itself (`persons`): a name that is borne in many provinces is
common, whatever its parts say. Nothing here depends on articles, so an article about other people changes nothing.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from kg_dangbo.language.normal import fold_key
from kg_dangbo.vocabulary import Vocabulary

__all__ = ["NameShares"]

_RARE_FAMILY: Final = 0.0015  # parts that are not in the list: below the rarest that is
_RARE_MIDDLE: Final = 0.003
_RARE_CALL: Final = 0.0015
_WOMEN: Final = 0.25  # of the persons whom such papers name; a call name behind "Thị" is a woman's
_AFTER_THI: Final = 0.02  # a second middle name behind "Thị" (Thu, Kim, Thanh ...): few words share the place
# Where a people lives close together a dozen clans share most names: 1 in 12, times 1 in 100 call names, times a
# fifth of the officials of the region (Giàng A Páo, Y Thu Êban).
_REGIONAL: Final = 1.5e-4


class NameShares:
    """Estimates the share of a folded name among people."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        families = vocabulary.scheme("scheme-family-names").values()
        self._regional = frozenset(fold_key(c.pref) for c in families if c.value("regionalName") == "true")
        self._family = self._shares(vocabulary, "scheme-family-names")
        self._middle = self._shares(vocabulary, "scheme-middle-names")
        self._call = self._shares(vocabulary, "scheme-call-names")
        self.share = lru_cache(maxsize=100_000)(self._share)

    @staticmethod
    def _shares(vocabulary: Vocabulary, scheme: str) -> dict[str, float]:
        found = {}
        for concept in vocabulary.scheme(scheme).values():
            value = concept.value("sharePer10000")
            if value is not None:
                found[fold_key(concept.pref)] = int(value) / 10_000
        return found

    def _share(self, name: str) -> float:
        """The estimated share of people who bear the folded ``name``, between 0 and 1."""
        words = name.split()
        if len(words) < 2 or len(words[0]) == 1 or words[0].startswith(("h'", "k'")):
            return _REGIONAL
        share = self._family.get(words[0], _RARE_FAMILY)
        before = ""
        for middle in words[1:-1]:
            share *= _AFTER_THI if before == "thị" else self._middle.get(middle, _RARE_MIDDLE)
            before = middle
        share *= self._call.get(words[-1], _RARE_CALL)
        if len(words) == 2:
            share *= 0.05  # few names go without a middle name
        if "thị" in words[1:-1]:
            share /= _WOMEN
        return max(share, _REGIONAL) if words[0] in self._regional else share
