"""The word lists of the grammar of organisation names, compiled once per vocabulary."""

from __future__ import annotations

from kg_dangbo.extract.sectors import SectorWords
from kg_dangbo.language.normal import fold_key
from kg_dangbo.vocabulary import Concept, PhraseMatcher, Vocabulary

__all__ = ["BodyWords"]


class BodyWords:
    """The compiled word lists of the grammar, built once per vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        kinds = vocabulary.scheme("scheme-organisation-kinds").values()
        loose: list[tuple[str, Concept]] = []
        strict: list[tuple[str, Concept]] = []
        for concept in kinds:
            for label in concept.labels:
                short = " " not in label and sum(map(str.isupper, label)) > 1
                (strict if short else loose).append((label, concept))
        self.loose: PhraseMatcher[Concept] = PhraseMatcher(loose)
        self.strict: PhraseMatcher[Concept] = PhraseMatcher(strict, case_sensitive=True)
        firsts = {label.replace(".", " ").split()[0] for label, _ in loose + strict}  # "UB MTTQ", "UB.MTTQ"
        capitals = {first for first in firsts if len(first) > 1 and first.isupper()}
        self.short = frozenset(label.casefold() for label in capitals.union(label for label, _ in strict))
        self.kinds = {c.id: c for c in kinds}
        self.ministries = {
            fold_key(label)[3:]: c
            for c in kinds
            if c.pref.startswith("Bộ ")
            for label in c.labels
            if label.startswith("Bộ ")
        }
        self.sectors = SectorWords(vocabulary.scheme("scheme-sectors").values())
        self.sector_names = frozenset(c.pref for c in vocabulary.scheme("scheme-sectors").values())
        self.descriptors = self._matcher(vocabulary, "scheme-descriptors")
        self.local_units = self._matcher(vocabulary, "scheme-local-units")
        self.function_words = frozenset(c.pref for c in vocabulary.scheme("scheme-function-words").values())
        self.abbreviations = {
            c.notation: c.pref for c in vocabulary.scheme("scheme-abbreviations").values() if c.notation
        }
        self.countries = frozenset(
            fold_key(label) for c in vocabulary.scheme("scheme-countries").values() for label in c.labels
        )
        self.former_provinces = {
            fold_key(label): c.pref for c in vocabulary.scheme("scheme-former-provinces").values() for label in c.labels
        }
        self.surnames = frozenset(c.pref for c in vocabulary.scheme("scheme-family-names").values())
        self.strong_surnames = frozenset(
            c.pref for c in vocabulary.scheme("scheme-family-names").values() if c.value("weakCue") != "true"
        )

    @staticmethod
    def _matcher(vocabulary: Vocabulary, scheme: str) -> PhraseMatcher[Concept]:
        return PhraseMatcher(
            [(label, c) for c in vocabulary.scheme(scheme).values() for label in c.labels], case_sensitive=False
        )
