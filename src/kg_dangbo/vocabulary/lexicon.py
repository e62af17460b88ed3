"""All word lists in one: one pass over a page finds the phrases of every list.

A page is read by some twenty lists. Searched one after the other they cost twenty passes and, what weighs more, twenty
times the check of the word boundaries. A `Lexicon` holds the phrases of all of them in one tree and leaves each
list its own matches in `Folded.hits`, where `PhraseMatcher.find` looks first: whoever uses a list need not know.

The tree branches by whole runs of letters and digits (`kg_dangbo.language.runs`), which a page is cut into anyway. A
phrase at word boundaries begins and ends where runs do, so nothing inside a word is ever looked at, and most words of a
page begin no phrase. A walk down the tree is no longer than the longest phrase: the search is linear in the text.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final, final

from kg_dangbo.language.normal import Folded
from kg_dangbo.language.offsets import bisect_left
from kg_dangbo.language.runs import Runs
from kg_dangbo.vocabulary.matcher import PhraseMatcher

if TYPE_CHECKING:
    from mypy_extensions import i64  # see `kg_dangbo.language.offsets`

__all__ = ["Lexicon"]

_SPACE: Final = 32
_Hits = list[tuple[int, int, tuple[Any, ...]]]


@final
class _Node:
    """What may follow the runs read so far, and what the phrase that ends here means to whom.

    ``after_space`` goes on with a run behind one space, ``after_other`` with whatever else parts two runs and the run.
    ``loose`` are (list, values) whatever the case, ``strict`` (list, form -> values) where the case counts; ``ends``
    says whether some phrase ends here, and ``leads`` whether some phrase goes on.
    """

    __slots__ = ("after_other", "after_space", "ends", "leads", "loose", "strict")

    def __init__(self) -> None:
        self.after_space: Final[dict[str, _Node]] = {}
        self.after_other: Final[dict[str, _Node]] = {}
        self.loose: Final[list[tuple[int, tuple[Any, ...]]]] = []
        self.strict: Final[list[tuple[int, dict[str, tuple[Any, ...]]]]] = []
        self.ends = self.leads = False


@final
class Lexicon:
    """Several `PhraseMatcher`, searched together.

    A list with a phrase that does not begin and end with a letter or a digit is left to search by itself.

    >>> from kg_dangbo.language.normal import fold
    >>> roles, bodies = PhraseMatcher([("Bí thư", 1)]), PhraseMatcher([("Huyện ủy", 2)])
    >>> text = fold("Bí thư Huyện ủy")
    >>> Lexicon([roles, bodies]).search(text)
    >>> [m.value for m in (*roles.find(text), *bodies.find(text))]
    [1, 2]
    """

    def __init__(self, matchers: Iterable[PhraseMatcher[Any]]) -> None:
        self._matchers: Final = [m for m in dict.fromkeys(matchers) if all(map(_is_plain, m.phrases))]
        self._first: Final[dict[str, _Node]] = {}
        self._widest = 0  # characters between two runs of a phrase
        for slot, matcher in enumerate(self._matchers):
            for phrase, forms in matcher.phrases.items():
                node = self._grown(Runs(phrase))
                node.ends = True
                if matcher.case_sensitive:
                    node.strict.append((slot, forms))
                else:
                    node.loose.extend([(slot, values) for values in forms.values()])

    def _grown(self, runs: Runs) -> _Node:
        """The node of a phrase, made where there is none."""
        node = self._first.setdefault(runs.words[0], _Node())
        for i in range(1, len(runs.words)):
            between = runs.text[runs.end(i - 1) : runs.starts[i]]
            self._widest = max(self._widest, len(between))
            node.leads = True
            if between == " ":
                node = node.after_space.setdefault(runs.words[i], _Node())
            else:
                node = node.after_other.setdefault(between + runs.words[i], _Node())
        return node

    def search(self, folded: Folded) -> None:
        """Find every phrase of every list in ``folded`` and leave the matches in its ``hits``."""
        found: list[_Hits] = [[] for _ in self._matchers]
        runs, first = folded.runs, self._first
        starts, words = runs.starts, runs.words
        shifted = folded.shifted
        begins: list[Any] = folded.run_starts  # the numbers themselves go into the hits: to make them again costs more
        reached: list[int] = []  # the run and the node where each phrase but the longest ends, the shortest first
        nodes: list[_Node] = []
        for i in range(len(words)):
            node = first.get(words[i])
            if node is None:
                continue  # as most words of a page begin no phrase
            longest: _Node | None = None
            last = j = i
            while node is not None:
                if node.ends:
                    if longest is not None:
                        reached.append(last)
                        nodes.append(longest)
                    longest, last = node, j
                node = self._next(node, runs, j) if node.leads else None
                j += 1
            while longest is not None:
                end = starts[last] + len(words[last])
                begin, close = begins[i], folded.run_end(last) if shifted else end
                for slot, values in longest.loose:
                    found[slot].append((begin, close, values))
                if longest.strict:
                    printed = folded.cased[starts[i] : end]
                    for slot, forms in longest.strict:
                        exact = forms.get(printed)
                        if exact is not None:
                            found[slot].append((begin, close, exact))
                if not nodes:
                    break
                longest, last = nodes.pop(), reached.pop()
        folded.hits.update(zip(self._matchers, found, strict=True))

    def longest(self, folded: Folded, offset: int) -> tuple[int, Any] | None:
        """End and first value of the longest phrase, whatever the case, that begins at ``offset`` of the original.

        For a list that is asked at a few places of a page and would find ten times as many phrases on it.
        """
        begins = folded.run_starts
        i = bisect_left(begins, offset)
        if i == len(begins) or begins[i] != offset:
            return None
        runs = folded.runs
        node = self._first.get(runs.words[i])
        longest: _Node | None = None
        last = i
        while node is not None:
            if node.loose:
                longest, last = node, i
            node = self._next(node, runs, i)
            i += 1
        return (folded.run_end(last), longest.loose[0][1][0]) if longest is not None else None

    def _next(self, node: _Node, runs: Runs, i: i64) -> _Node | None:
        """Where the run behind the ``i``-th leads to from ``node``."""
        starts, words = runs.starts, runs.words
        following = i + 1
        if following == len(words):
            return None
        # mostly the next run leads nowhere, and then what parts the two does not matter
        found = node.after_space.get(words[following])
        if found is None and not node.after_other:
            return None
        start: i64 = starts[following]
        end: i64 = starts[i] + len(words[i])
        if start == end + 1 and ord(runs.text[end]) == _SPACE:
            return found
        if start - end <= self._widest and node.after_other:
            return node.after_other.get(runs.text[end : start + len(words[following])])
        return None


def _is_plain(phrase: str) -> bool:
    return phrase[0].isalnum() and phrase[-1].isalnum()
