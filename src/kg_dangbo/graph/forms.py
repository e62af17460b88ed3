"""Names of a body that its quotations print inside other words, as forms seen.

"Huyện uỷ viên" prints "Huyện ủy" and "Ủy viên Trung ương Đảng" prints "Trung ương Đảng": who looks for the body by
what the page calls it has to find it, although the mention is a title.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg_dangbo.language.normal import fold_key
from kg_dangbo.model import OrganizationFact
from kg_dangbo.vocabulary import Vocabulary

__all__ = ["forms_within"]


def forms_within(fact: OrganizationFact, vocabulary: Vocabulary) -> Iterator[str]:
    """The forms besides ``fact.forms``, spelled as the lists spell them.

    * The name without its place ("Huyện ủy", "Ban Thường vụ Huyện ủy"), where a quotation prints the word that stands
      before the place and not the place.
    * A label of the kind, of bodies of which there is one only: the longest that a quotation prints.
    """
    quotes = [f" {fold_key(evidence.quote)} " for evidence in fact.evidence]
    place = vocabulary.places.get(fact.place) if fact.place else None
    if place is not None and fact.name.endswith(f" {place.bare}"):
        stem = fact.name.removesuffix(f" {place.bare}")
        last, named = f" {fold_key(stem).rsplit(' ', 1)[-1]} ", f" {fold_key(place.bare)} "
        if any(last in quote and named not in quote for quote in quotes):
            yield stem
    concept = vocabulary.concepts.get(fact.kind) if fact.kind else None
    if concept is not None and concept.value("tail") == "fixed":
        for quote in quotes:
            printed = [label for label in (concept.pref, *concept.alt) if f" {fold_key(label)} " in quote]
            if printed:
                yield max(printed, key=lambda label: (len(label), label))
