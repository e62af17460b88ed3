"""Whether a printed form is a label of a concept of our closed lists."""

from __future__ import annotations

from collections.abc import Callable

from kg_dangbo.graph.iri import slugify

__all__ = ["ConceptLabels", "form_of"]

ConceptLabels = Callable[[str, str], bool]
"""(concept id, printed form) -> the form names this very concept, and nothing narrower."""


def form_of(concept_id: str, text: str) -> bool:
    """True if `text` is the name that the concept's id is made of, case and marks aside."""
    return concept_id.endswith("-" + slugify(text)) or concept_id == slugify(text)
