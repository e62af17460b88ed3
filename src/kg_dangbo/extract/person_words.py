"""The word lists of the grammar of persons, compiled once per vocabulary."""

from __future__ import annotations

from kg_dangbo.language.normal import fold_key
from kg_dangbo.vocabulary import Concept, PhraseMatcher, Vocabulary

__all__ = ["PersonWords"]


class PersonWords:
    """The compiled word lists of this module, built once per vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        concepts = vocabulary.scheme("scheme-honorifics").values()
        loose: list[tuple[str, Concept]] = []
        strict: list[tuple[str, Concept]] = []
        for concept in concepts:
            for label in concept.labels:
                (
                    strict if label[:2].isupper() or label in ("ThS", "Ths", "ThS.", "Ths.", "Th.S", "Bs") else loose
                ).append((label.rstrip("."), concept))
        self.loose: PhraseMatcher[Concept] = PhraseMatcher(loose)
        self.strict: PhraseMatcher[Concept] = PhraseMatcher(strict, case_sensitive=True)
        self.carriers: dict[str, list[list[str]]] = {}  # last word -> words
        for concept in vocabulary.scheme("scheme-name-carriers").values():
            carrier = fold_key(concept.pref).split()
            self.carriers.setdefault(carrier[-1], []).append(carrier)
        self.figures = frozenset(fold_key(c.pref) for c in vocabulary.scheme("scheme-historical-figures").values())
        names = vocabulary.scheme("scheme-family-names").values()
        self.surnames = frozenset(c.pref for c in names)
        self.strong_surnames = frozenset(c.pref for c in names if c.value("weakCue") != "true")
