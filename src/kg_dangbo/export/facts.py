"""Facts as JSON lines: what an article states, before it becomes a graph."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import fields
from typing import Any, Final

from kg_dangbo.model import Evidence, Extraction, Fact

__all__ = ["fact_kind", "fact_lines", "fact_record"]

_CAPITAL: Final = re.compile(r"(?<!^)(?=[A-Z])")


def fact_kind(fact: Fact) -> str:
    """The kind of a fact as the guidelines name it: ``person``, ``document_link``, ``part_of``."""
    return _CAPITAL.sub("_", type(fact).__name__.removesuffix("Fact")).lower()


def fact_record(fact: Fact, article: str) -> dict[str, Any]:
    """One fact of the article with this id, ready for `json.dumps`; fields that are not known are left out.

    ``fact`` is the kind of fact; ``kind``, where there is one, is the fact's own field (the kind of a body, an event).
    """
    record: dict[str, Any] = {"article": article, "fact": fact_kind(fact), "key": fact.key}
    for field in fields(fact):
        value = getattr(fact, field.name)
        if field.name not in ("key", "evidence") and value not in (None, "", ()):
            record[field.name] = value
    record["evidence"] = [_evidence(e) for e in fact.evidence]
    return record


def fact_lines(extraction: Extraction) -> Iterator[str]:
    """The facts of one article, one JSON object per line, without the newline."""
    for fact in extraction.facts:
        yield json.dumps(fact_record(fact, extraction.article.id), ensure_ascii=False)


def _evidence(evidence: Evidence) -> dict[str, Any]:
    return evidence._asdict()
