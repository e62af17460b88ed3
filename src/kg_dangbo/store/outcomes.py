"""What the gate said of an article, as the ledger keeps it for the reports: JSON under zlib, like the extraction."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Any

from rdflib.term import Node, URIRef

from kg_dangbo.graph.triples import to_node, to_token
from kg_dangbo.store.records import pack_json, squeeze, unsqueeze
from kg_dangbo.validate import Finding, GateResult, Row, SetAside, Severity

__all__ = ["Outcome", "pack_outcome", "unpack_outcome"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the reports need of an article after the gate."""

    article: URIRef
    title: str
    set_aside: tuple[SetAside, ...]
    rows: tuple[Row, ...]


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
    return squeeze(pack_json([findings, rows, aside]))


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
