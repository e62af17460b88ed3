"""The words of offices, compiled from `ontology/roles.ttl`."""

from __future__ import annotations

from kg_dangbo.language.normal import fold_key
from kg_dangbo.vocabulary import Concept, PhraseMatcher, Vocabulary

__all__ = ["RoleWords"]


class RoleWords:
    """The compiled role labels, built once per vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        # role -> the kinds of bodies that it is named after, each with what follows in their names, the longest first:
        # Chi cục trưởng -> Chi cục Thuế, "thuế"; Chi cục, ""
        self.offices: dict[str, tuple[tuple[Concept, tuple[str, ...]], ...]] = {}
        loose: list[tuple[str, Concept]] = []
        strict: list[tuple[str, Concept]] = []
        for concept in vocabulary.scheme("scheme-roles").values():
            offices = _offices(concept, vocabulary)
            if offices:
                self.offices[concept.id] = offices
            for label in concept.labels:
                short = " " not in label and sum(map(str.isupper, label)) > 1
                (strict if short else loose).append((label, concept))
        self.standing = vocabulary.concept("role-uy-vien-ban-thuong-vu")
        self.loose: PhraseMatcher[Concept] = PhraseMatcher(loose)
        self.strict: PhraseMatcher[Concept] = PhraseMatcher(strict, case_sensitive=True)


def _offices(role: Concept, vocabulary: Vocabulary) -> tuple[tuple[Concept, tuple[str, ...]], ...]:
    words = fold_key(role.pref).removeprefix("phó ").removesuffix(" trưởng").split()
    if role.pref.split()[-1] != "trưởng":
        return ()
    kinds = [vocabulary.concept(kind) for kind in role.values("heldIn")]
    found = [(kind, fold_key(label).split()) for kind in kinds for label in kind.labels]
    named = [(kind, tuple(name[len(words) :])) for kind, name in found if name[: len(words)] == words]
    return tuple(sorted(named, key=lambda office: (-len(office[1]), office[0].id)))
