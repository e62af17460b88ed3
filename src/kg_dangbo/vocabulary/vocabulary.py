"""Everything that `ontology/` says about words, loaded once per folder and kept between runs (see `cache`)."""

from __future__ import annotations

from functools import cache, cached_property
from pathlib import Path
from typing import Final

from kg_dangbo.data import data_dir
from kg_dangbo.vocabulary.cache import remembered
from kg_dangbo.vocabulary.concepts import Concept, pack_concepts, read_concepts, unpack_concepts
from kg_dangbo.vocabulary.place_files import pack_places, read_places, unpack_places
from kg_dangbo.vocabulary.places import Places

__all__ = ["Vocabulary", "load_vocabulary"]

PLACES_FILE: Final = "places.ttl"


class Vocabulary:
    """The concepts of one ontology folder by id and by scheme, and its administrative units.

    The places file is read when `places` is first asked for: it is a hundred times larger than the other files
    together and not every job needs it.
    """

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        files = [file for file in sorted(directory.glob("*.ttl")) if file.name != PLACES_FILE]
        self.concepts: dict[str, Concept] = remembered(
            "concepts", files, lambda: read_concepts(files), pack_concepts, unpack_concepts
        )
        self._schemes: dict[str, dict[str, Concept]] = {}
        for concept in self.concepts.values():
            self._schemes.setdefault(concept.scheme, {})[concept.id] = concept

    @property
    def schemes(self) -> tuple[str, ...]:
        """The local names of all schemes, sorted."""
        return tuple(sorted(self._schemes))

    def scheme(self, name: str) -> dict[str, Concept]:
        """The concepts of one scheme by id, sorted by id; "roles" and "scheme-roles" mean the same.

        Raises:
            KeyError: no concept belongs to such a scheme.
        """
        try:
            return self._schemes[name.removeprefix("scheme-")]
        except KeyError:
            raise KeyError(f"no scheme {name!r} in {self.directory}; there are {', '.join(self.schemes)}") from None

    def concept(self, concept_id: str) -> Concept:
        """The concept with this id.

        Raises:
            KeyError: there is none.
        """
        return self.concepts[concept_id]

    @cached_property
    def places(self) -> Places:
        """The administrative units of both eras."""
        file = self.directory / PLACES_FILE
        return remembered("places", [file], lambda: read_places(file), pack_places, unpack_places)


@cache
def _load(directory: Path) -> Vocabulary:
    return Vocabulary(directory)


def load_vocabulary(directory: Path | None = None) -> Vocabulary:
    """The vocabulary of ``directory`` (default: the ontology of this installation), read once per process.

    Raises:
        VocabularyError: a concept has no Vietnamese label or no scheme.
        SyntaxError: a file is not Turtle.
        FileNotFoundError: the installation has no ontology folder.
    """
    return _load((directory or data_dir("ontology")).resolve())
