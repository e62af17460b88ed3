"""Which documents of a page are certainly known ones of `ontology/anchor-documents.ttl`.

Numbering restarts with every term of the Central Committee, so number, kind and issuer's letters are not enough:
the date, the term, the subject printed behind the name or a relation known to the register must agree.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, final

from kg_dangbo.extract.document_titles import title_key
from kg_dangbo.extract.document_words import DocumentWords
from kg_dangbo.language.normal import fold_key
from kg_dangbo.vocabulary import Concept

__all__ = ["LOOKED_AT", "SUBJECT_LENGTH", "Identity", "anchors_of"]

SUBJECT_LENGTH: Final = 160  # code points behind a mention in which the beginning of its subject stands
_SUBJECT_WORDS: Final = 7  # "đẩy mạnh học tập và làm theo", "tiếp tục thực hiện chỉ thị 05"
# mentions of one document that are looked at for its issuer or subject; later ones repeat the first
LOOKED_AT: Final = 8
_LEFT_OUT: Final = frozenset({"số", "về", "khóa", "và", "việc"})  # "học tập, làm theo" and "học tập và làm theo"


@final
class Identity:
    """What an article says about one document; ``ends`` are the places behind each of its mentions."""

    __slots__ = ("code", "ends", "issued", "kind", "number", "term", "title")

    def __init__(
        self,
        kind: str,
        number: str | None,
        code: str | None,
        title: str | None,
        issued: str | None,
        term: str | None,
        ends: list[int],
    ) -> None:
        self.kind: Final = kind
        self.number: Final = number
        self.code: Final = code
        self.title: Final = title
        self.issued: Final = issued
        self.term: Final = term
        self.ends: Final = ends


def anchors_of(documents: Sequence[Identity], words: DocumentWords, text: str) -> list[str | None]:
    """For each document of one page the id of its entry in the register, or None where that is not certain.

    ``text`` is that of the page: what stands behind a mention may tell its subject.
    """
    candidates = [_candidates(d, words) for d in documents]
    certain: list[str | None] = []
    for document, found in zip(documents, candidates, strict=True):
        sure = [c for c in found if _is_certain(document, c, text)]
        certain.append(sure[0].id if len(sure) == 1 else None)
    known = {c for c in certain if c}
    if not known or None not in certain:
        return certain
    relations = ("continues", "replaces", "amends")
    related = {t for c in words.anchors if c.id in known for r in relations for t in c.values(r)}
    for i, found in enumerate(candidates):
        near = [c for c in found if c.id in related]
        if certain[i] is None and len(near) == 1 and documents[i].issued is None and documents[i].term is None:
            certain[i] = near[0].id
    return certain


def _candidates(document: Identity, words: DocumentWords) -> list[Concept]:
    if document.number is None:
        return words.anchors_titled(title_key(document.title or ""))
    return [
        concept
        for concept in words.anchors_numbered(document.kind, document.number)
        if (not document.code or document.code in re.split(r"[/-]", concept.value("documentSymbol") or ""))
        and _same_day(concept.value("issued") or "", document.issued or "")
    ]


def _same_day(one: str, two: str) -> bool:
    """Whether two dates agree as far as both are known: the register has only the year of some documents."""
    return one.startswith(two) or two.startswith(one)


def _is_certain(document: Identity, concept: Concept, text: str) -> bool:
    if document.number is None or document.issued is not None:
        return True
    if document.term is not None:
        return document.term == concept.value("partyTerm")
    title = _subject(concept.value("title") or "")
    if len(title) != _SUBJECT_WORDS:
        return False
    return any(_subject(text[end : end + SUBJECT_LENGTH]) == title for end in document.ends[:LOOKED_AT])


def _subject(text: str) -> list[str]:
    """The first words of a subject, without what the press leaves out or adds."""
    return [w for w in re.findall(r"[^\W_]+", fold_key(text)) if w not in _LEFT_OUT][:_SUBJECT_WORDS]
