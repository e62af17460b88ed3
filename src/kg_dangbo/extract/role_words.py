"""The words of offices, compiled from `ontology/roles.ttl`."""

from __future__ import annotations

from kg_dangbo.vocabulary import Concept, PhraseMatcher, Vocabulary

__all__ = ["RoleWords"]


class RoleWords:
    """The compiled role labels, built once per vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        loose: list[tuple[str, Concept]] = []
        strict: list[tuple[str, Concept]] = []
        for concept in vocabulary.scheme("scheme-roles").values():
            for label in concept.labels:
                short = " " not in label and sum(map(str.isupper, label)) > 1
                (strict if short else loose).append((label, concept))
        self.standing = vocabulary.concept("role-uy-vien-ban-thuong-vu")
        self.loose: PhraseMatcher[Concept] = PhraseMatcher(loose)
        self.strict: PhraseMatcher[Concept] = PhraseMatcher(strict, case_sensitive=True)
