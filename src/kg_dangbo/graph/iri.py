"""Minting of IRIs: a readable ASCII slug and a hash of what identifies the thing.

Input: a class word, a key and (for what one article claims) the article's id. Output: an IRI
``{base}{class}-{slug}-{hash}`` with a flat local name, because a ``/`` breaks Turtle's prefixed names.
No counter, no clock: the same key gives the same IRI in every build.
"""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache

from kg_dangbo.graph.terms import DANGBO, DEFAULT_BASE
from kg_dangbo.language.normal import slug

__all__ = ["Minter", "concept_iri"]

HASH_DIGITS = 12  # 48 bits beside the slug: no collision to expect below some ten million things of one slug
SLUG_LENGTH = 48  # the hash tells things apart; the slug is for people
_ONTOLOGY = str(DANGBO)
_BASE = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:[^\s<>\"{}|\\^`]+[/#]")


def concept_iri(concept_id: str, prefix: str = "") -> str:
    """The IRI of a concept of our schemes: its id in the namespace ``dangbo:``.

    `prefix` (``"unit-"``) is put in front of ids that come without it.
    """
    return _ONTOLOGY + (concept_id if concept_id.startswith(prefix) else prefix + concept_id)


class Minter:
    """Mints the IRIs of one build under one base.

    >>> Minter().entity("person", "đặng thanh sơn")
    'https://w3id.org/kg-dangbo/id/person-dang-thanh-son-b7cdf39f46b9'
    """

    def __init__(self, base: str = DEFAULT_BASE) -> None:
        """`base` is an absolute IRI that ends in ``/`` or ``#``.

        Raises:
            ValueError: `base` is not such an IRI.
        """
        if not _BASE.fullmatch(base):
            raise ValueError(f"the base must be an absolute IRI that ends in / or #, not {base!r}")
        self.base = base

    def _mint(self, word: str, readable: str, *identity: str) -> str:
        # the unit separator cannot stand in a key, so no two lists of parts hash alike
        digest = hashlib.sha256("\x1f".join((word, *identity)).encode("utf-8")).hexdigest()[:HASH_DIGITS]
        return f"{self.base}{word}-{readable}-{digest}" if readable else f"{self.base}{word}-{digest}"

    def article(self, article_id: str) -> str:
        """The IRI of an article, which is also the name of its graph."""
        return self._mint("article", slug(article_id, SLUG_LENGTH), article_id)

    def entity(self, word: str, key: str) -> str:
        """A thing that several articles may name (person, org, document, model, concept): the key alone counts."""
        return self._mint(word, _key_slug(word, key), key)

    def statement(self, word: str, key: str, article_id: str) -> str:
        """What one article claims (a holding, a grant, a figure): the same key in another article is another node."""
        return self._mint(word, _key_slug(word, key), article_id, key)

    def span(self, word: str, article_id: str, start: int, end: int, *more: str) -> str:
        """A node about the characters [start, end) of an article; `more` tells two such nodes apart."""
        return self._mint(word, f"{start}-{end}", article_id, str(start), str(end), *more)


@lru_cache(maxsize=65_536)  # keys come back in an article, and those of bodies and documents in many
def _key_slug(word: str, key: str) -> str:
    """The slug of a key without a leading class word, so that no IRI reads ``person-person-…``."""
    readable = slug(key, SLUG_LENGTH)
    return readable.removeprefix(f"{word}-") if readable != word else ""
