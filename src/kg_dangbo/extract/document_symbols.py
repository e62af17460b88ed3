"""The numbers and symbols of documents: `05-CT/TW`, `08/NQ-HĐND`, `30/2020/NĐ-CP`, `06/2022/QH15`.

A Party symbol has the hyphen before the kind and the slash before the issuer, a State symbol the other
way round. Newspapers print both with any dash, spaces and order, so the issuer's letters decide the
family, and the print only where they are not in `ontology/issuer-codes.ttl`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kg_dangbo.extract.page import Page
from kg_dangbo.language.normal import fold_key
from kg_dangbo.vocabulary import Concept, Vocabulary

__all__ = ["DocumentWords", "Symbol", "document_words", "find_symbols", "symbols_of"]

_S = r"[^\S\n]{0,3}"
# Every repeat is bounded, so the standard engine is linear here.
_SYMBOL = re.compile(
    rf"(?<![\w/])(?<!\d[.,])(?P<number>\d{{1,5}}){_S}(?P<first>[-–—/]){_S}"
    rf"(?:(?P<year>(?:19|20)\d\d){_S}/{_S})?"
    rf"(?:(?P<letters>[A-ZĐ][A-Za-zĐđ]{{0,4}}){_S}(?P<second>[-–—/]){_S})?"
    r"(?P<code>T\.[WƯU]|[A-ZĐ][A-ZĐƯÂĂÊÔƠ&a-zđ]{0,11}(?:-[A-ZĐ][A-ZĐ&]{1,7})?(?:\(TW\))?)(?P<term>\d{1,2})?(?!\w)"
)


@dataclass(frozen=True, slots=True)
class Symbol:
    """A symbol at [start, end): its number as printed, kind letters, issuer code, normalised text and printed year.

    ``letters`` is None for `06/2022/QH15`. ``code`` is the normal form of the code (`TW` for `TƯ`) with the term of
    the National Assembly where it has one (`QH15`).
    """

    start: int
    end: int
    number: str
    letters: str | None
    code: str
    text: str
    year: str | None = None


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
        self.codes: dict[str, Concept] = {}
        for concept in vocabulary.scheme("scheme-issuer-codes").values():
            for code in concept.values("issuerCode"):
                self.codes.setdefault(_code_key(code), concept)
        self.anchors: list[Concept] = list(vocabulary.scheme("scheme-anchor-documents").values())
        self.laws: dict[str, Concept] = vocabulary.scheme("scheme-law-titles")

    def kind_of(self, symbol: Symbol) -> str | None:
        """The kind that the letters alone tell, or None where they leave it open.

        `TT` is a circular letter of the Party or a circular of a ministry: the issuer's family decides. `QĐ`
        without a word is taken for the commoner Quyết định.
        """
        if symbol.letters is None:
            return "doc-kind-luat" if symbol.code.startswith("QH") else None
        found = self.letters.get(symbol.letters.upper(), [])
        if symbol.letters == "TT":
            return "doc-kind-thong-tri" if self.family(symbol.code) == "party" else "doc-kind-thong-tu"
        if "doc-kind-quyet-dinh" in found:
            return "doc-kind-quyet-dinh"
        return found[0] if found else None

    def family(self, code: str) -> str | None:
        """`party`, `state` or `mass`, or None for an unknown code."""
        concept = self.codes.get(_code_key(code))
        return concept.value("codeFamily") if concept else None

    def issuer_name(self, code: str) -> str | None:
        """The name, folded, of the one body of the whole country that the letters stand for, or None."""
        concept = self.codes.get(_code_key(code))
        name = concept.value("issuerName") if concept else None
        return fold_key(name) if name and "{place}" not in name else None

    def is_national(self, code: str) -> bool:
        """Whether the letters name one body of the whole country, so that number and letters tell documents apart.

        `TU`, `HU`, `UBND`, `HĐND` ... are the letters of hundreds of bodies.
        """
        concept = self.codes.get(_code_key(code))
        if concept is None:
            return False
        name = concept.value("issuerName")
        return concept.notation == "TW" or (name is not None and "{place}" not in name)


@cache
def document_words(vocabulary: Vocabulary) -> DocumentWords:
    """The index of ``vocabulary``, built once."""
    return DocumentWords(vocabulary)


def _code_key(code: str) -> str:
    return re.sub(r"[.\d]", "", code).upper().replace("TƯ", "TW")


def _normal_code(code: str, term: str | None, words: DocumentWords) -> str:
    concept = words.codes.get(_code_key(code))
    return (concept.notation or code if concept else code) + (term or "")


def symbols_of(page: Page, vocabulary: Vocabulary) -> list[Symbol]:
    """Every document symbol of a page, found once."""
    hits = page.folded.hits
    words = document_words(vocabulary)
    found: list[Symbol] | None = hits.get(words)
    if found is None:
        found = hits[words] = find_symbols(page.text, words)
    return found


def find_symbols(text: str, words: DocumentWords) -> list[Symbol]:
    """Every document symbol of ``text`` (NFC), in order.

    Letters that belong to no kind of document (a licence: `68/GP-BTTTT`) make no symbol.

    Returns:
        Symbols with offsets in code points; ``number`` keeps its printed zeros.
    """
    found = []
    for match in _SYMBOL.finditer(text):
        letters, code, year = match["letters"], match["code"], match["year"]
        if letters is None:
            # only a National Assembly symbol does without the letters of the kind
            if year is None or match["term"] is None or words.family(code) != "state":
                continue
        elif letters.upper() not in words.letters or len(code) < 2:
            continue
        family = words.family(code)
        if family is None:
            party = match["first"] != "/" if letters is not None else False
        else:
            party = family != "state"
        normal = _normal_code(code, match["term"], words)
        number = match["number"]
        if letters is None:
            whole = f"{number}/{year}/{normal}"
        elif party and year is None:
            whole = f"{number}-{letters}/{normal}"
        else:
            whole = f"{number}/{year}/{letters}-{normal}" if year else f"{number}/{letters}-{normal}"
        found.append(Symbol(match.start(), match.end(), number, letters, normal, whole, year))
    return found
