"""The figures of a report, counted in one pass over the graphs of the articles; what is kept grows with the number of
different things, not with the number of articles."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Final

from kg_dangbo.export.stream import Row, by_graph, rows_of
from kg_dangbo.graph.terms import DANGBO, DCTERMS, FOAF, OA, ORG, PROV, RDF, SCHEMA, SKOS
from kg_dangbo.graph.triples import value_of
from kg_dangbo.report.checks import Checked, check
from kg_dangbo.report.gate import GateFigures, gate_figures

__all__ = ["KINDS", "Figures", "Named", "figures_of"]

KINDS: Final[Mapping[str, str]] = {
    str(FOAF.Person): "person",
    str(ORG.Organization): "organization",
    str(DANGBO.PolicyDocument): "document",
    str(DANGBO.Model): "model",
    str(SCHEMA.Event): "event",
    str(DANGBO.PostHolding): "post",
    str(DANGBO.Participation): "participation",
    str(DANGBO.AwardGrant): "award",
    str(DANGBO.Statistic): "statistic",
    str(DANGBO.Nesting): "part_of",
    str(DANGBO.DocumentRelation): "document_link",
}
"""Class -> kind of fact, in the order of the report."""

ENTITIES: Final = ("person", "organization", "document", "model")
"""Kinds whose nodes several articles may name."""

_NAMES: Final = tuple(f"<{p}>" for p in (FOAF.name, SKOS.prefLabel, DCTERMS.title, SCHEMA.name))
_OF_UNITS: Final = frozenset(f"<{p}>" for p in (SKOS.prefLabel, SCHEMA.containedInPlace, DANGBO.era))
_MISSING: Final = ("person-scope", "organization-place", "document-number", "document-issuer", "post-inferred")
_BANDS: Final = (0.6, 0.7, 0.8, 0.9)


@dataclass(frozen=True, slots=True)
class Named:
    """A thing and how often it is met: in `articles`, of which `originals` are no copies of others."""

    name: str
    articles: int
    originals: int


@dataclass(frozen=True, slots=True)
class KindFigures:
    """One kind of fact: different nodes, quotations, and nodes that several articles name which are no copies."""

    kind: str
    nodes: int
    quotations: int
    confirmed: int


@dataclass(frozen=True, slots=True)
class Figures:
    """What the report shows. Lists are sorted by weight, then by name; counts of articles include copies."""

    articles: int
    copies: int
    same_pages: int
    silent: int  # articles without any fact
    quotations: int
    facts: int  # nodes, each counted once however many articles state it
    kinds: tuple[KindFigures, ...]
    years: tuple[tuple[str, int], ...]  # "" where the day of publication is not known
    publishers: tuple[tuple[str, int], ...]  # "" where it is not known
    provinces: tuple[tuple[str, int, int], ...]  # name, articles, bodies
    top: Mapping[str, tuple[Named, ...]]
    confidence: tuple[tuple[str, int], ...]
    rules: tuple[tuple[str, int], ...]
    unresolved: tuple[tuple[str, int, tuple[str, ...]], ...]  # what is missing, how often, names of some
    namesakes: tuple[tuple[str, int], ...]
    checks: tuple[Checked, ...]  # what cannot all be true, check by check
    gate: GateFigures | None


@dataclass(slots=True)
class _Thing:
    kind: str
    name: str = ""
    articles: int = 0
    originals: int = 0


@dataclass(slots=True)
class _Counting:
    articles: int = 0
    copies: int = 0
    same_pages: int = 0
    silent: int = 0
    years: Counter[str] = field(default_factory=Counter)
    publishers: Counter[str] = field(default_factory=Counter)
    quotations: Counter[str] = field(default_factory=Counter)  # by kind
    things: dict[str, _Thing] = field(default_factory=dict)
    single: Counter[str] = field(default_factory=Counter)  # nodes that one article alone states, by kind
    provinces: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))  # unit -> bodies
    in_province: Counter[str] = field(default_factory=Counter)
    bands: Counter[str] = field(default_factory=Counter)
    rules: Counter[str] = field(default_factory=Counter)
    missing: dict[str, dict[str, str]] = field(default_factory=lambda: {name: {} for name in _MISSING})
    told: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))


Node = dict[str, list[str]]


def figures_of(source: Path, top: int = 15) -> Figures:
    """The figures of a build.

    Args:
        source: its folder, or an RDF file with named graphs.
        top: how many of the most named things, publishers and rules are listed.

    Raises:
        FileNotFoundError, ValueError: there is no build, or it does not parse.
    """
    found = _Counting()
    units: dict[str, Node] = {}
    with by_graph(source) as lines:
        for graph, group in groupby(rows_of(lines), key=lambda row: row[0]):
            if graph:
                _article(found, graph, _nodes(group), units)
            else:
                units = _nodes(row for row in group if row[2] in _OF_UNITS)
    gate = gate_figures(source) if source.is_dir() else None
    return _settled(found, check(source), units, gate, top)


def _nodes(rows: Iterable[Row]) -> dict[str, Node]:
    nodes: dict[str, Node] = defaultdict(lambda: defaultdict(list))
    for _, s, p, o in rows:
        nodes[s][p].append(o)
    return nodes


def _first(node: Node, *predicates: str) -> str:
    for predicate in predicates:
        if found := node.get(predicate):
            return value_of(next((o for o in found if o.endswith("@vi")), found[0]))
    return ""


def _article(found: _Counting, graph: str, nodes: dict[str, Node], units: dict[str, Node]) -> None:
    about = nodes.get(graph, {})
    original = f"<{DANGBO.copyOf}>" not in about
    found.articles += 1
    found.copies += not original
    found.same_pages += len(about.get(f"<{DANGBO.otherIdentifier}>", ()))
    found.years[_first(about, f"<{SCHEMA.datePublished}>")[:4]] += 1
    found.publishers[_first(about, f"<{SCHEMA.publisher}>")] += 1
    identifier = _first(about, f"<{DCTERMS.identifier}>")
    facts = 0
    provinces: set[str] = set()
    for iri, node in nodes.items():
        classes = {o[1:-1] for o in node.get(f"<{RDF.type}>", ())}
        kind = next((KINDS[c] for c in KINDS if c in classes), "")
        if str(OA.Annotation) in classes:
            found.rules[_first(node, f"<{DANGBO.rule}>")] += 1
            found.bands[_band(_first(node, f"<{DANGBO.confidence}>"))] += 1
        if not kind:
            continue
        facts += 1
        found.quotations[kind] += len(node.get(f"<{PROV.wasDerivedFrom}>", ()))
        name = _first(node, *_NAMES)
        if kind in ENTITIES:
            thing = found.things.setdefault(iri, _Thing(kind))
            thing.name = min(filter(None, (thing.name, name)), default="")
            thing.articles += 1
            thing.originals += original
        else:
            found.single[kind] += 1
        _look_for_gaps(found, iri, kind, name, node, identifier)
        for place in node.get(f"<{DANGBO.place}>", ()):
            province = _province(place, units)
            found.provinces[province].add(iri)
            provinces.add(province)
    found.silent += not facts
    found.in_province.update(provinces)


def _look_for_gaps(found: _Counting, iri: str, kind: str, name: str, node: Node, identifier: str) -> None:
    gaps = {
        "person-scope": kind == "person" and _first(node, f"<{DANGBO.scope}>") in ("", identifier),
        "organization-place": kind == "organization" and f"<{DANGBO.place}>" not in node,
        "document-number": kind == "document" and f"<{DANGBO.documentNumber}>" not in node,
        "document-issuer": kind == "document" and f"<{DANGBO.issuedBy}>" not in node,
        "post-inferred": kind == "post" and f"<{DANGBO.organizationInferred}>" in node,
    }
    for gap, there in gaps.items():
        if there:
            found.missing[gap][iri] = found.missing[gap].get(iri) or name
        elif gap.startswith(kind):
            found.told[gap].add(iri)  # what one article says is not missing, however many others leave it out


def _band(confidence: str) -> str:
    try:
        value = float(confidence)
    except ValueError:
        return ""
    return next((f"< {band}" for band in _BANDS if value < band), f"≥ {_BANDS[-1]}")


def _province(place: str, units: dict[str, Node]) -> str:
    for _ in range(6):  # levels of units, and no more where they run in a circle
        wider = units.get(place, {}).get(f"<{SCHEMA.containedInPlace}>")
        if not wider:
            break
        place = wider[0]
    return place


def _settled(
    found: _Counting, checks: tuple[Checked, ...], units: dict[str, Node], gate: GateFigures | None, top: int
) -> Figures:
    nodes = Counter(found.single)
    confirmed: Counter[str] = Counter()
    by_kind: defaultdict[str, list[Named]] = defaultdict(list)
    names: Counter[str] = Counter()
    for thing in found.things.values():
        nodes[thing.kind] += 1
        confirmed[thing.kind] += thing.originals > 1
        by_kind[thing.kind].append(Named(thing.name, thing.articles, thing.originals))
        if thing.kind == "person":
            names[thing.name] += 1
    kinds = tuple(
        KindFigures(kind, nodes[kind], found.quotations[kind], confirmed[kind])
        for kind in KINDS.values()
        if nodes[kind]
    )
    shown = {unit: _first(units.get(unit, {}), *_NAMES) for unit in found.provinces}
    twice = {name for name, count in Counter(shown.values()).items() if count > 1}
    provinces = [
        (
            # one node per era: of one name there may be a province before and one after the reform
            f"{name} ({_first(units.get(unit, {}), f'<{DANGBO.era}>')})" if name in twice else name,
            found.in_province[unit],
            len(found.provinces[unit]),
        )
        for unit, name in shown.items()
    ]
    provinces.sort(key=lambda row: (-row[1], row[0]))
    order = [f"< {band}" for band in _BANDS] + [f"≥ {_BANDS[-1]}"]
    return Figures(
        articles=found.articles,
        copies=found.copies,
        same_pages=found.same_pages,
        silent=found.silent,
        quotations=sum(found.quotations.values()),
        facts=sum(nodes.values()),
        kinds=kinds,
        years=tuple(sorted(found.years.items())),
        publishers=_most(found.publishers),
        provinces=tuple(provinces),
        top={
            kind: tuple(sorted(by_kind[kind], key=lambda n: (-n.originals, -n.articles, n.name))[:top])
            for kind in ENTITIES
        },
        confidence=tuple((band, found.bands[band]) for band in order if found.bands[band]),
        rules=_most(found.rules)[:top],
        unresolved=tuple(
            (gap, len(them), tuple(sorted({name for name in them.values() if name})[:8]))
            for gap, them in _still_missing(found)
            if them
        ),
        namesakes=tuple((name, count) for name, count in _most(names) if count > 1)[:top],
        checks=checks,
        gate=gate,
    )


def _still_missing(found: _Counting) -> Iterator[tuple[str, dict[str, str]]]:
    for gap, them in found.missing.items():
        yield gap, {iri: name for iri, name in them.items() if iri not in found.told[gap]}


def _most(counts: Counter[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))
