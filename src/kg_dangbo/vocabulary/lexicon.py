"""All word lists in one: one pass over a page finds the phrases of every list.

A page is read by some twenty lists. Searched one after the other they cost twenty passes and, what weighs more, twenty
times the check of the word boundaries. A `Lexicon` holds the phrases of all of them in one automaton and leaves each
list its own matches in `Folded.hits`, where `PhraseMatcher.find` looks first: whoever uses a list need not know.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, final

from ahocorasick_rs import AhoCorasick, MatchKind

from kg_dangbo.language.normal import Folded
from kg_dangbo.vocabulary.matcher import PhraseMatcher, at_boundaries

__all__ = ["Lexicon"]


@final
class Lexicon:
    """Several `PhraseMatcher`, searched together.

    >>> from kg_dangbo.language.normal import fold
    >>> roles, bodies = PhraseMatcher([("Bí thư", 1)]), PhraseMatcher([("Huyện ủy", 2)])
    >>> text = fold("Bí thư Huyện ủy")
    >>> Lexicon([roles, bodies]).search(text)
    >>> [m.value for m in (*roles.find(text), *bodies.find(text))]
    [1, 2]
    """

    def __init__(self, matchers: Iterable[PhraseMatcher[Any]]) -> None:
        self._matchers = list(dict.fromkeys(matchers))
        # for each phrase: (list, values) whatever its case, and (list, form -> values) where the case counts
        table: dict[str, tuple[list[tuple[int, tuple[Any, ...]]], list[tuple[int, dict[str, tuple[Any, ...]]]]]] = {}
        for slot, matcher in enumerate(self._matchers):
            for phrase, forms in matcher.phrases.items():
                loose, strict = table.setdefault(phrase, ([], []))
                if matcher.case_sensitive:
                    strict.append((slot, forms))
                else:
                    loose += [(slot, values) for values in forms.values()]
        self._loose = [loose for loose, _ in table.values()]
        self._strict = [strict for _, strict in table.values()]
        self._automaton = AhoCorasick(list(table), matchkind=MatchKind.Standard)

    def search(self, folded: Folded) -> None:
        """Find every phrase of every list in ``folded`` and leave the matches in its ``hits``."""
        found: list[list[tuple[int, int, tuple[Any, ...]]]] = [[] for _ in self._matchers]
        cased, loose, strict = folded.cased, self._loose, self._strict
        hits = at_boundaries(self._automaton, folded)
        begins, ends = [start for start, _, _ in hits], [-minus_end for _, minus_end, _ in hits]
        if not folded.same_offsets:
            # a phrase ends with no space, so it ends one behind its last character
            lasts = sorted({end - 1 for end in ends})
            behind = dict(zip(lasts, folded.starts(lasts), strict=True))
            begins, ends = folded.starts(begins), [behind[end - 1] + 1 for end in ends]
        for (start, minus_end, index), begin, end in zip(hits, begins, ends, strict=True):
            for slot, values in loose[index]:
                found[slot].append((begin, end, values))
            if strict[index]:
                for slot, forms in strict[index]:
                    exact = forms.get(cased[start:-minus_end])
                    if exact is not None:
                        found[slot].append((begin, end, exact))
        folded.hits.update(zip(self._matchers, found, strict=True))
