"""Why a fact was read off an article, and what was looked at and not taken, for people.

The words of the rules are data (`ontology/extraction-rules.ttl`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kg_dangbo.export.facts import fact_record
from kg_dangbo.model import Evidence, Extraction
from kg_dangbo.vocabulary import Concept, Vocabulary

__all__ = ["explain"]

_SCHEME = "scheme-extraction-rules"
_NOT_SHOWN = frozenset({"article", "fact", "key", "evidence", "scope", "forms"})
_AROUND = 48  # code points of the text shown on either side of a quotation


def explain(extraction: Extraction, vocabulary: Vocabulary, lang: str = "en") -> Iterator[str]:
    """Each fact of one article with its rules and quotations, then what was rejected, as lines of plain text.

    A quotation is shown inside what surrounds it, between ``[`` and ``]``, after its offset (code points of the NFC
    text). The words that triggered the rule, where they stand outside the quotation, follow it.

    Args:
        extraction: made by `kg_dangbo.extract.extract` with ``explain=True``, else nothing is listed as rejected.
        vocabulary: for the words of the rules.
        lang: ``en`` or ``vi``, the language of the rules.
    """
    rules = {c.notation: c for c in vocabulary.scheme(_SCHEME).values() if c.notation}
    text = extraction.article.text
    for fact in extraction.facts:
        record = fact_record(fact, extraction.article.id)
        shown = ", ".join(f"{name}={_value(value)}" for name, value in record.items() if name not in _NOT_SHOWN)
        yield f"{record['fact']}: {shown}"
        for evidence in fact.evidence:
            yield from _quotation(evidence, text, rules, lang)
    if extraction.rejected:
        yield "rejected:" if lang == "en" else "không lấy:"
        for evidence in sorted(extraction.rejected, key=lambda e: (e.start, e.end, e.rule)):
            yield from _quotation(evidence, text, rules, lang)


def _value(value: Any) -> str:
    if isinstance(value, list | tuple):
        return " + ".join(map(str, value))
    return str(value).split("|")[1] if str(value).count("|") > 1 else str(value)


def _quotation(evidence: Evidence, text: str, rules: dict[str, Concept], lang: str) -> Iterator[str]:
    before = text[max(0, evidence.start - _AROUND) : evidence.start].rpartition("\n")[2]
    after = text[evidence.end : evidence.end + _AROUND].partition("\n")[0]
    quote = " ".join(evidence.quote.split())
    yield f"  {evidence.start}-{evidence.end}  {before}[{quote}]{after}"
    rule = rules.get(evidence.rule)
    says = (rule.value("definition" if lang == "vi" else "definition@en") or "") if rule else ""
    cue = f"; « {' '.join(evidence.cue.split())} »" if evidence.cue else ""
    yield f"      {evidence.rule} ({evidence.confidence:.2f}){cue}: {says}"
