"""What the gate found in a build, read from its store, or from its `validation.ttl` and `quarantine.ttl`."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from kg_dangbo.graph.terms import DANGBO, RDF
from kg_dangbo.store import reading

__all__ = ["Finding", "GateFigures", "gate_figures"]

_SH: Final = "http://www.w3.org/ns/shacl#"


@dataclass(frozen=True, slots=True)
class Finding:
    """One shape, how often it was broken, and the message of one case in both languages."""

    severity: str  # violation, warning, info
    shape: str
    count: int
    vi: str
    en: str


@dataclass(frozen=True, slots=True)
class GateFigures:
    """Findings by shape, gravest and most frequent first; ``set_aside`` counts what stands in quarantine.ttl."""

    findings: tuple[Finding, ...]
    set_aside: int


def gate_figures(folder: Path) -> GateFigures | None:
    """The figures of a build's folder, from its store or its reports, or None where it holds neither.

    Raises:
        StoreBusyError: a build is at work on the store.
        ValueError: a report does not parse.
    """
    counts: Counter[tuple[str, str]] = Counter()
    messages: dict[tuple[str, str], tuple[str, str]] = {}
    with reading(folder) as store:
        if store is not None:
            aside = 0
            for outcome in store.ledger.outcomes():
                aside += len(outcome.set_aside)
                for row in outcome.rows:
                    key = str(row.finding.severity), row.finding.shape_name
                    counts[key] += 1
                    messages.setdefault(key, (row.finding.message_vi, row.finding.message_en))
            return _figures(counts, messages, aside)
    report = folder / "validation.ttl"
    if not report.is_file():
        return None
    nodes = _nodes(report)
    for _, node in sorted(nodes.items()):
        if not any(o.value == f"{_SH}ValidationResult" for o in node.get(str(RDF.type), ())):
            continue
        severity = _text(node, f"{_SH}resultSeverity").rsplit("#", 1)[-1].lower()
        shape = _text(node, f"{_SH}sourceConstraint") or _text(node, f"{_SH}sourceShape")
        key = severity, shape.rsplit("#", 1)[-1]
        counts[key] += 1
        messages.setdefault(key, (_text(node, f"{_SH}resultMessage", "vi"), _text(node, f"{_SH}resultMessage", "en")))
    quarantine = folder / "quarantine.ttl"
    entries = _nodes(quarantine) if quarantine.is_file() else {}
    kind = str(DANGBO.QuarantineEntry)
    set_aside = sum(any(o.value == kind for o in node.get(str(RDF.type), ())) for node in entries.values())
    return _figures(counts, messages, set_aside)


def _figures(
    counts: Counter[tuple[str, str]], messages: dict[tuple[str, str], tuple[str, str]], set_aside: int
) -> GateFigures:
    order = {"violation": 0, "warning": 1, "info": 2}
    rows = sorted(counts.items(), key=lambda row: (order.get(row[0][0], 3), -row[1], row[0][1]))
    return GateFigures(tuple(Finding(*key, count, *messages[key]) for key, count in rows), set_aside)


def _nodes(path: Path) -> dict[str, dict[str, list[ox.NamedNode | ox.Literal]]]:
    nodes: dict[str, dict[str, list[ox.NamedNode | ox.Literal]]] = defaultdict(lambda: defaultdict(list))
    try:
        for quad in ox.parse(path=path):
            if isinstance(quad.object, ox.NamedNode | ox.Literal):
                nodes[str(quad.subject)][quad.predicate.value].append(quad.object)
    except SyntaxError as error:
        raise ValueError(f"{path}: {error}") from error
    return nodes


def _text(node: dict[str, list[ox.NamedNode | ox.Literal]], predicate: str, language: str | None = None) -> str:
    values = node.get(predicate, [])
    fitting = [v.value for v in values if language is None or getattr(v, "language", None) == language]
    return min(fitting or [v.value for v in values], default="")
