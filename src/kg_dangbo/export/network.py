"""The network of entities for Gephi, Cytoscape and yEd: GraphML and GEXF.

Nodes are persons, bodies, documents, models and events; an edge is a relation between two of them (a post, a part in
an event, a nesting, ...), one per pair and relation however many articles state it; `articles` counts these, and
`independent` those that are no copies of each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree

from kg_dangbo.export.records import Entity, Statement

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["MAX_PARTS", "entity_network", "to_gexf", "to_graphml"]

MAX_PARTS: Final = 200_000
"""Nodes and edges together. Gephi and yEd open some hundred thousand; networkx takes 2 kB of memory for each."""

# What XML 1.0 does not allow even escaped
_NOT_XML = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_GEXF = "http://www.gexf.net/1.2draft"


@dataclass(slots=True)
class _Edge:
    quotation: tuple[str, int, str] = ("", 0, "")  # of the first article: its id, the place, the words
    articles: set[str] = field(default_factory=set)
    originals: set[str] = field(default_factory=set)


def entity_network(
    entities: Iterable[Entity], statements: Iterable[Statement], limit: int = MAX_PARTS
) -> nx.MultiDiGraph:
    """The network, nodes and edges in sorted order; node ids are IRIs.

    Raises:
        ValueError: it would have more than `limit` nodes and edges.
    """
    import networkx as nx  # noqa: PLC0415 - a build of many pages should not wait for it, here and below

    network = nx.MultiDiGraph()
    for entity in entities:
        network.add_node(entity.iri, label=_clean(entity.name or entity.kind), kind=entity.kind)
        _check(len(network), limit)
    edges: dict[tuple[str, str, str, str], _Edge] = {}
    for statement in statements:
        if statement.subject_iri in network and statement.object_iri in network:
            key = (statement.subject_iri, statement.object_iri, statement.kind, statement.relation)
            edge = edges.setdefault(key, _Edge())
            first = (statement.article, statement.start, statement.quotation)
            edge.quotation = min(edge.quotation, first) if edge.articles else first
            edge.articles.add(statement.article)
            edge.originals.add(statement.copy_of or statement.article_iri)
            _check(len(network) + len(edges), limit)
    for number, (key, edge) in enumerate(sorted(edges.items(), key=lambda pair: pair[0])):
        source, target, kind, relation = key
        network.add_edge(
            source,
            target,
            key=f"e{number}",
            label=_clean(relation),
            kind=kind,
            articles=len(edge.articles),
            independent=len(edge.originals),
            quotation=_clean(edge.quotation[2]),
        )
    return network


def _check(parts: int, limit: int) -> None:
    if parts > limit:
        raise ValueError(
            f"the network has more than {limit:,} nodes and edges, more than its readers open; take the tables "
            "(kg-dangbo export csv or parquet), a graph database (export neo4j), or build from fewer articles"
        )


def to_graphml(network: nx.MultiDiGraph) -> str:
    """The network as GraphML."""
    import networkx as nx  # noqa: PLC0415

    return "\n".join(nx.generate_graphml(network, named_key_ids=True)) + "\n"


def to_gexf(network: nx.MultiDiGraph) -> str:
    """The network as GEXF 1.2, without the day of writing that networkx puts into it."""
    import networkx as nx  # noqa: PLC0415

    document = ElementTree.fromstring("\n".join(nx.generate_gexf(network)))
    for meta in document.findall(f"{{{_GEXF}}}meta"):
        document.remove(meta)
    ElementTree.register_namespace("", _GEXF)
    return ElementTree.tostring(document, encoding="unicode") + "\n"


def _clean(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)
