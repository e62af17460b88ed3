"""The words of documents: kinds, letters of kinds and of issuers, titles of laws, and the register of anchor documents.

All of them are data: `ontology/document-kinds.ttl`, `issuer-codes.ttl`, `law-titles.ttl`, `anchor-documents.ttl`.
"""

from __future__ import annotations

from functools import cache
from typing import Final, final

from kg_dangbo.extract.page import Page
from kg_dangbo.language.normal import fold_key
from kg_dangbo.vocabulary import Concept, Match, PhraseMatcher, Vocabulary

__all__ = ["DocumentWords", "document_words", "kind_heads", "kind_matcher"]

_NO_LETTERS: Final = dict.fromkeys(map(ord, ".0123456789"))


@final
class DocumentWords:
    """Kinds, codes and anchors of the vocabulary, indexed for the document extractors."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.kinds: dict[str, Concept] = vocabulary.scheme("scheme-document-kinds")
        # kind letters in upper case -> ids of the kinds that use them, in the order of the usual letter first
        self.letters: dict[str, list[str]] = {}
        for concept in self.kinds.values():
            for letters in concept.values("symbolCode"):
                known = self.letters.setdefault(letters.upper(), [])
                known.insert(0 if letters == concept.notation else len(known), concept.id)
        # by the code's letters alone, and as the vocabulary prints it: most codes are printed so, and need no folding
        self._issuers: dict[str, _Issuer] = {}
        for concept in vocabulary.scheme("scheme-issuer-codes").values():
            issuer = _Issuer(concept)
            for code in concept.values("issuerCode"):
                self._issuers.setdefault(code, self._issuers.setdefault(_code_key(code), issuer))
        self.anchors: list[Concept] = list(vocabulary.scheme("scheme-anchor-documents").values())
        self._numbered: dict[tuple[str, str], list[Concept]] = {}
        self._titled: dict[str, list[Concept]] = {}
        for anchor in self.anchors:
            kind, number = anchor.value("documentKind") or "", anchor.value("documentNumber") or ""
            self._numbered.setdefault((kind, number.lstrip("0")), []).append(anchor)
            for title in dict.fromkeys(fold_key(label) for label in (*anchor.alt, *anchor.hidden)):
                self._titled.setdefault(title, []).append(anchor)
        self.laws: dict[str, Concept] = vocabulary.scheme("scheme-law-titles")

    def kind_of(self, letters: str | None, code: str) -> str | None:
        """The kind that the letters of a symbol alone tell, or None where they leave it open.

        `TT` is a circular letter of the Party or a circular of a ministry: the issuer's family decides. `QĐ`
        without a word is taken for the commoner Quyết định.
        """
        if letters is None:
            return "doc-kind-luat" if code.startswith("QH") else None
        found = self.letters.get(letters.upper(), [])
        if letters == "TT":
            return "doc-kind-thong-tri" if self.family(code) == "party" else "doc-kind-thong-tu"
        if "doc-kind-quyet-dinh" in found:
            return "doc-kind-quyet-dinh"
        return found[0] if found else None

    def family(self, code: str) -> str | None:
        """`party`, `state` or `mass`, or None for an unknown code."""
        issuer = self._issuer(code)
        return issuer.family if issuer is not None else None

    def issuer_name(self, code: str) -> str | None:
        """The name, folded, of the one body of the whole country that the letters stand for, or None."""
        issuer = self._issuer(code)
        return issuer.name if issuer is not None else None

    def is_national(self, code: str) -> bool:
        """Whether the letters name one body of the whole country, so that number and letters tell documents apart.

        `TU`, `HU`, `UBND`, `HĐND` ... are the letters of hundreds of bodies.
        """
        issuer = self._issuer(code)
        return issuer is not None and (issuer.code == "TW" or issuer.name is not None)

    def normal_code(self, code: str) -> str:
        """The usual form of a code (`TW` for `TƯ`); an unknown one stays as it is."""
        issuer = self._issuer(code)
        return (issuer.code or code) if issuer is not None else code

    def anchors_numbered(self, kind: str, number: str) -> list[Concept]:
        """The documents of the register of one kind and number (without leading zeros)."""
        return self._numbered.get((kind, number), [])

    def anchors_titled(self, title: str) -> list[Concept]:
        """The documents of the register that a folded title names."""
        return self._titled.get(title, [])

    def _issuer(self, code: str) -> _Issuer | None:
        issuer = self._issuers.get(code)
        return issuer if issuer is not None else self._issuers.get(_code_key(code))


@final
class _Issuer:
    """Whom the letters of an issuer stand for: ``name`` is folded, and None where they stand for many bodies."""

    def __init__(self, concept: Concept) -> None:
        name = concept.value("issuerName")
        self.code = concept.notation
        self.family = concept.value("codeFamily")
        self.name = fold_key(name) if name and "{place}" not in name else None


@cache
def document_words(vocabulary: Vocabulary) -> DocumentWords:
    """The index of ``vocabulary``, built once."""
    return DocumentWords(vocabulary)


def _code_key(code: str) -> str:
    return code.translate(_NO_LETTERS).upper().replace("TƯ", "TW")


@cache
def kind_matcher(vocabulary: Vocabulary) -> PhraseMatcher[str]:
    """Finds the words of document kinds and the titles of laws; values are concept ids. Built once."""
    kinds = vocabulary.scheme("scheme-document-kinds").values()
    laws = vocabulary.scheme("scheme-law-titles").values()
    return PhraseMatcher((label, concept.id) for concept in (*kinds, *laws) for label in concept.labels)


def kind_heads(page: Page, vocabulary: Vocabulary) -> list[Match[str]]:
    """Every kind word and law title of a page, in order."""
    return kind_matcher(vocabulary).find(page.folded)
