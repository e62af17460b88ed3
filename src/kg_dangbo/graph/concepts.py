"""Whether a printed form is a label of a concept of our closed lists."""

from __future__ import annotations

from kg_dangbo.language.normal import fold_key
from kg_dangbo.vocabulary import Vocabulary

__all__ = ["names_concept"]


def names_concept(vocabulary: Vocabulary, concept_id: str, text: str) -> bool:
    """True if `text` is a label of this very concept, case, spaces and tone placement aside.

    False for a narrower form ("Huân chương Lao động hạng Nhì" under "Huân chương Lao động") and for an id that the
    lists do not have: then the caller mints a concept of its own, and the printed form is not lost.
    """
    concept = vocabulary.concepts.get(concept_id)
    return concept is not None and fold_key(text) in {fold_key(label) for label in concept.labels}
