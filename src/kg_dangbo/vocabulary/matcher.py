"""Find many phrases in one pass over folded text, at word boundaries, longest first.

The automaton (ahocorasick-rs) knows no word boundaries, and its leftmost-longest mode would report only the
longest phrase at a place and lose a shorter one that is good when the longer ends inside a word ("ban cá" in
"ban cán sự" hides "ban"). So every occurrence is asked for, those inside words are dropped, and only then the
leftmost and longest win. A position ends at most as many phrases as there are lengths of phrases, so the work
stays linear in the text.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, Generic, TypeVar, final

from ahocorasick_rs import AhoCorasick, MatchKind

from kg_dangbo.language.normal import Folded, canonical, fold, fold_key

__all__ = ["Match", "PhraseMatcher", "at_boundaries"]

T = TypeVar("T")


@final
class Match(Generic[T]):
    """A phrase found at [start, end) of the original text.

    ``values`` are all values that the phrase was given, in the order they were given; ``value`` is the first.
    """

    __slots__ = ("end", "start", "values")

    def __init__(self, start: int, end: int, values: tuple[T, ...]) -> None:
        self.start: Final = start
        self.end: Final = end
        self.values: Final = values

    @property
    def value(self) -> T:
        """The first value of the phrase."""
        return self.values[0]


def at_boundaries(automaton: AhoCorasick, folded: Folded) -> list[tuple[int, int, int]]:
    """Every phrase of ``automaton`` that ends at word boundaries of the folded text, by start, the longest first.

    Returns:
        (start, -end, index of the phrase), in folded offsets.
    """
    text = folded.text
    length = len(text)
    found = [
        (start, -end, index)
        for index, start, end in automaton.find_matches_as_indexes(text, overlapping=True)
        if not ((start and text[start - 1].isalnum()) or (end < length and text[end].isalnum()))
    ]
    found.sort()
    return found


@final
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
        # folded phrase -> phrase as compared -> values; `Lexicon` reads them
        self.phrases = {key: {exact: tuple(values) for exact, values in forms.items()} for key, forms in table.items()}

        self._automaton: AhoCorasick | None = None
        self._forms = list(self.phrases.values())

    def __len__(self) -> int:
        return sum(len(forms) for forms in self.phrases.values())

    @property
    def case_sensitive(self) -> bool:
        """Whether the text must have the capitals of the phrase."""
        return self._case_sensitive

    def find(self, folded: Folded) -> list[Match[T]]:
        """All matches in text order, not overlapping: leftmost first, the longest at each place."""
        known: list[Match[T]] | None = folded.hits.get((self, "find"))
        if known is not None:
            return known
        matches: list[Match[T]] = []
        free = 0
        for start, end, values in self.spans(folded):
            if start >= free:
                free = end
                matches.append(Match(start, end, values))
        if self in folded.hits:
            folded.hits[self, "find"] = matches
        return matches

    def find_all(self, folded: Folded) -> list[Match[T]]:
        """All matches at word boundaries, also those inside or across others; by start, the longest first."""
        return [Match(start, end, values) for start, end, values in self.spans(folded)]

    def spans(self, folded: Folded) -> list[tuple[int, int, tuple[T, ...]]]:
        """What `find_all` finds as plain (start, end, values): for loops over a whole page."""
        found: list[tuple[int, int, tuple[T, ...]]] | None = folded.hits.get(self)
        return self._search(folded) if found is None else found

    def _search(self, folded: Folded) -> list[tuple[int, int, tuple[T, ...]]]:
        if not self.phrases:
            return []
        if self._automaton is None:
            # compiled when first needed: what is in a `Lexicon` searches with that one's
            self._automaton = AhoCorasick(list(self.phrases), matchkind=MatchKind.Standard)
        forms = self._forms
        compared = folded.cased if self._case_sensitive else folded.text
        found: list[tuple[int, int, tuple[T, ...]]] = []
        for start, minus_end, index in at_boundaries(self._automaton, folded):
            values = forms[index].get(compared[start:-minus_end])
            if values is not None:
                found.append((folded.start(start), folded.end(-minus_end), values))
        return found
