"""Find many phrases in one pass over folded text, at word boundaries, longest first.

The automaton (ahocorasick-rs) knows no word boundaries, and its leftmost-longest mode would report only the
longest phrase at a place and lose a shorter one that is good when the longer ends inside a word ("ban cá" in
"ban cán sự" hides "ban"). So every occurrence is asked for, those inside words are dropped, and only then the
leftmost and longest win. A position ends at most as many phrases as there are lengths of phrases, so the work
stays linear in the text.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from ahocorasick_rs import AhoCorasick, MatchKind

from kg_dangbo.language.normal import Folded, canonical, fold, fold_key

__all__ = ["Match", "PhraseMatcher"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Match(Generic[T]):
    """A phrase found at [start, end) of the original text.

    ``values`` are all values that the phrase was given, in the order they were given; ``value`` is the first.
    """

    start: int
    end: int
    values: tuple[T, ...]

    @property
    def value(self) -> T:
        """The first value of the phrase."""
        return self.values[0]


class PhraseMatcher(Generic[T]):
    """Many phrases compiled once.

    Phrases and text are compared folded (`kg_dangbo.language.normal.fold`). A phrase given with several values keeps
    them all, see `Match.values`; phrases that fold to nothing are refused. With ``case_sensitive`` the text must
    also have the phrase's capitals: for abbreviations, where "CT" is a post and "ct" is noise.

    >>> matcher = PhraseMatcher([("Bí thư", 1), ("Phó Bí thư", 2)])
    >>> [(m.start, m.end, m.value) for m in matcher.find(fold("Phó  bí thư Huyện uỷ, Bí thư Chi bộ"))]
    [(0, 11, 2), (22, 28, 1)]

    Raises:
        ValueError: a phrase folds to the empty text.
    """

    def __init__(self, phrases: Iterable[tuple[str, T]], *, case_sensitive: bool = False) -> None:
        self._case_sensitive = case_sensitive
        # folded phrase -> phrase as compared (cased or folded) -> values
        table: dict[str, dict[str, list[T]]] = {}
        for phrase, value in phrases:
            key = fold_key(phrase)
            if not key:
                raise ValueError(f"a phrase must hold more than white space: {phrase!r}")
            exact = fold(canonical(phrase)).cased if case_sensitive else key
            values = table.setdefault(key, {}).setdefault(exact, [])
            if value not in values:
                values.append(value)
        self._phrases = [{exact: tuple(values) for exact, values in forms.items()} for forms in table.values()]
        self._automaton = AhoCorasick(list(table), matchkind=MatchKind.Standard) if table else None

    def __len__(self) -> int:
        return sum(len(forms) for forms in self._phrases)

    def find(self, folded: Folded) -> list[Match[T]]:
        """All matches in text order, not overlapping: leftmost first, the longest at each place."""
        matches: list[Match[T]] = []
        free = 0
        for start, minus_end, values in sorted(self._at_boundaries(folded)):
            if start >= free:
                free = -minus_end
                matches.append(Match(folded.start(start), folded.end(free), values))
        return matches

    def find_all(self, folded: Folded) -> list[Match[T]]:
        """All matches at word boundaries, also those inside or across others; by start, the longest first."""
        found = sorted(self._at_boundaries(folded))
        return [Match(folded.start(start), folded.end(-minus_end), values) for start, minus_end, values in found]

    def _at_boundaries(self, folded: Folded) -> list[tuple[int, int, tuple[T, ...]]]:
        """(start, -end, values) in folded offsets: no two share a place, so sorting never compares values."""
        if self._automaton is None:
            return []
        text = folded.text
        compared = folded.cased if self._case_sensitive else text
        length = len(text)
        found: list[tuple[int, int, tuple[T, ...]]] = []
        for index, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            if (start and text[start - 1].isalnum()) or (end < length and text[end].isalnum()):
                continue
            values = self._phrases[index].get(compared[start:end])
            if values is not None:
                found.append((start, -end, values))
        return found
