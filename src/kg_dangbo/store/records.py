"""What the ledger keeps of an article, as bytes: its extraction, and what the gate said.

Both are JSON under zlib: reading them cannot run anything, and a release to come can still read them. An article takes
4 kB for its facts (a gold article of 45 facts: 0.3 ms to write, 0.4 ms to read); its text is not kept.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Any, Final

from rdflib.term import Node, URIRef

from kg_dangbo import model as m
from kg_dangbo.graph.triples import to_node, to_token
from kg_dangbo.validate import Finding, GateResult, Row, SetAside, Severity

__all__ = [
    "Outcome",
    "StoredArticle",
    "pack_extraction",
    "pack_outcome",
    "squeeze",
    "unpack_extraction",
    "unpack_outcome",
    "unsqueeze",
]

_LEVEL: Final = 1  # 0.1 ms an article; level 6 takes three times as long and saves a tenth
_KINDS: Final[dict[str, type[m.Fact]]] = {
    kind.__name__: kind
    for kind in (
        m.PersonFact, m.OrganizationFact, m.PostFact, m.DocumentFact, m.DocumentLinkFact, m.ModelFact,
        m.AwardFact, m.EventFact, m.ParticipationFact, m.StatisticFact, m.PartOfFact,
    )
}  # fmt: skip
_FIELDS: Final = {
    name: tuple(field.name for field in fields(cls) if field.name != "evidence") for name, cls in _KINDS.items()
}


@dataclass(frozen=True, slots=True)
class StoredArticle(m.Article):
    """An article as the ledger gives it back: without its text, with the hash of it."""

    digest: str = ""

    @property
    def sha256(self) -> str:
        """Hex SHA-256 of the text that the article had."""
        return self.digest


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the reports need of an article after the gate."""

    article: URIRef
    title: str
    set_aside: tuple[SetAside, ...]
    rows: tuple[Row, ...]


def squeeze(text: str) -> bytes:
    """Text under zlib."""
    return zlib.compress(text.encode("utf-8"), _LEVEL)


def unsqueeze(data: bytes) -> str:
    """The text again."""
    return zlib.decompress(data).decode("utf-8")


# -- extractions ---------------------------------------------------------------------------------------


def pack_extraction(extraction: m.Extraction) -> bytes:
    """The article without its text, and its facts with their evidence; what was rejected is not kept."""
    a = extraction.article
    facts = [
        [
            type(fact).__name__,
            [getattr(fact, name) for name in _names(type(fact))],
            [[e.start, e.end, e.quote, e.rule, e.confidence, e.prefix, e.suffix] for e in fact.evidence],
        ]
        for fact in extraction.facts
    ]
    return squeeze(_json([[a.id, a.title, a.url, a.publisher, a.published, a.source, a.sha256], facts]))


def unpack_extraction(data: bytes) -> m.Extraction:
    """What `pack_extraction` was given, its article a `StoredArticle`."""
    (id_, title, url, publisher, published, source, digest), rows = json.loads(unsqueeze(data))
    article = StoredArticle(id_, "", title, url, publisher, published, source, digest)
    return m.Extraction(article, tuple(_fact(*row) for row in rows))


def _fact(kind: str, values: list[Any], evidence: list[list[Any]]) -> m.Fact:
    cls = _KINDS[kind]
    known: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in zip(_names(cls), values, strict=True)
    }
    if cls is m.PostFact:
        known["status"] = m.HoldingStatus(known["status"])
    return cls(evidence=tuple(m.Evidence(*e) for e in evidence), **known)


def _names(cls: type[m.Fact]) -> tuple[str, ...]:
    return _FIELDS[cls.__name__]


# -- outcomes ------------------------------------------------------------------------------------------


def pack_outcome(result: GateResult) -> bytes:
    """The rows and what was set aside; b"" where the gate had nothing to say."""
    if not result.rows and not result.set_aside:
        return b""
    known: dict[Finding, int] = {}

    def number(finding: Finding) -> int:
        return known.setdefault(finding, len(known))

    rows = [[number(r.finding), r.label, r.quotation, r.quarantined] for r in result.rows]
    aside = [
        [
            str(s.node),
            s.whole,
            s.label,
            s.quotation,
            [number(f) for f in s.findings],
            [str(n) for n in s.depended_on],
            [[to_token(x) for x in triple] for triple in s.triples],
        ]
        for s in result.set_aside
    ]
    findings = [[_plain(getattr(f, field.name)) for field in fields(Finding)] for f in known]
    return squeeze(_json([findings, rows, aside]))


def unpack_outcome(article: str, title: str, data: bytes) -> Outcome:
    """The outcome of the article with this IRI and title."""
    iri = URIRef(article)
    if not data:
        return Outcome(iri, title, (), ())
    packed, rows, aside = json.loads(unsqueeze(data))
    findings = [_finding(values) for values in packed]
    return Outcome(
        iri,
        title,
        tuple(
            SetAside(
                iri, URIRef(node), whole, label, quotation, tuple(findings[i] for i in own),
                tuple(URIRef(n) for n in depended), tuple(_triple(t) for t in triples),
            )
            for node, whole, label, quotation, own, depended, triples in aside
        ),
        tuple(Row(iri, findings[i], label, quotation, quarantined) for i, label, quotation, quarantined in rows),
    )  # fmt: skip


def _plain(value: Any) -> Any:
    return {"term": to_token(value)} if isinstance(value, Node) else value


def _finding(values: Iterable[Any]) -> Finding:
    known = dict(zip((field.name for field in fields(Finding)), values, strict=True))
    known = {name: to_node(value["term"]) if isinstance(value, dict) else value for name, value in known.items()}
    return Finding(**{**known, "severity": Severity(known["severity"])})


def _triple(tokens: list[str]) -> tuple[Node, Node, Node]:
    s, p, o = tokens
    return to_node(s), to_node(p), to_node(o)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
