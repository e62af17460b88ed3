"""Why a fact was read off an article, and what was looked at and not taken, for people.

The words of the rules are data (`ontology/extraction-rules.ttl`), and so are the words that trigger them: the labels of
the closed lists that each kind of fact is read by.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, Final

from kg_dangbo.export.facts import fact_record
from kg_dangbo.language.normal import fold
from kg_dangbo.model import Evidence, Extraction
from kg_dangbo.vocabulary import Concept, PhraseMatcher, Vocabulary

__all__ = ["explain"]

_SCHEME: Final = "scheme-extraction-rules"
_NOT_SHOWN: Final = frozenset({"article", "fact", "key", "evidence", "scope", "forms"})
_AROUND: Final = 48  # code points of the text shown on either side of a quotation
_NEAR: Final = 24  # code points before a quotation in which a trigger may stand ("bầu | đồng chí A giữ chức")
_LISTS: Final[Mapping[str, tuple[str, ...]]] = {
    "person": ("honorifics", "roles"),
    "organization": ("organisation-kinds", "local-units"),
    "post": ("honorifics", "roles", "organisation-kinds"),
    "document": ("document-kinds", "law-titles"),
    "document_link": ("document-kinds",),
    "model": ("model-cues",),
    "award": ("award-forms", "cue-verbs", "recipient-kinds"),
    "event": ("event-kinds", "cue-verbs"),
    "participation": ("cue-verbs",),
    "statistic": ("units-of-measure",),
    "part_of": ("organisation-kinds",),
}
"""The closed lists whose words a kind of fact is read by."""


def explain(extraction: Extraction, vocabulary: Vocabulary, lang: str = "en") -> Iterator[str]:
    """Each fact of one article with its rules and quotations, then what was rejected, as lines of plain text.

    A quotation is shown inside what surrounds it, between ``[`` and ``]``, after its offset (code points of the NFC
    text), with the words in it or shortly before it that are in the lists which the kind of fact is read by.

    Args:
        extraction: made by `kg_dangbo.extract.extract` with ``explain=True``, else nothing is listed as rejected.
        vocabulary: for the words of the rules and of the lists.
        lang: ``en`` or ``vi``, the language of the rules.
    """
    rules = {c.notation: c for c in vocabulary.scheme(_SCHEME).values() if c.notation}
    text = extraction.article.text
    for fact in extraction.facts:
        record = fact_record(fact, extraction.article.id)
        kind = record["fact"]
        shown = ", ".join(f"{name}={_value(value)}" for name, value in record.items() if name not in _NOT_SHOWN)
        yield f"{kind}: {shown}"
        for evidence in fact.evidence:
            yield from _quotation(evidence, text, rules, lang, _triggers(evidence, text, kind, vocabulary))
    if extraction.rejected:
        yield "rejected:" if lang == "en" else "không lấy:"
        for evidence in sorted(set(extraction.rejected), key=lambda e: (e.start, e.end, e.rule)):
            yield from _quotation(evidence, text, rules, lang, [])


@lru_cache(maxsize=32)
def _words(vocabulary: Vocabulary, kind: str) -> PhraseMatcher[None]:
    lists = (vocabulary.scheme(f"scheme-{name}") for name in _LISTS[kind])
    return PhraseMatcher((label, None) for concepts in lists for c in concepts.values() for label in c.labels)


def _triggers(evidence: Evidence, text: str, kind: str, vocabulary: Vocabulary) -> list[str]:
    """The words of the lists in the quotation and shortly before it, each once, as printed."""
    start = max(text.rfind("\n", 0, evidence.start) + 1, evidence.start - _NEAR)
    piece = text[start : evidence.end]
    return list(dict.fromkeys(piece[m.start : m.end] for m in _words(vocabulary, kind).find(fold(piece))))


def _value(value: Any) -> str:
    if isinstance(value, list | tuple):
        return " + ".join(map(str, value))
    return str(value).split("|")[1] if str(value).count("|") > 1 else str(value)


def _quotation(
    evidence: Evidence, text: str, rules: Mapping[str, Concept], lang: str, triggers: list[str]
) -> Iterator[str]:
    before = text[max(0, evidence.start - _AROUND) : evidence.start].rpartition("\n")[2]
    after = text[evidence.end : evidence.end + _AROUND].partition("\n")[0]
    quote = " ".join(evidence.quote.split())
    yield f"  {evidence.start}-{evidence.end}  {before}[{quote}]{after}"
    rule = rules.get(evidence.rule)
    says = (rule.value("definition" if lang == "vi" else "definition@en") or "") if rule else ""
    sure = f" ({evidence.confidence:.2f})" if evidence.confidence else ""
    words = f" « {' · '.join(' '.join(t.split()) for t in triggers)} »" if triggers else ""
    yield f"      {evidence.rule}{sure}{words}: {says}"
