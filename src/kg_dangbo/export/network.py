"""The network of entities for Gephi, Cytoscape and yEd: GraphML and GEXF.

Nodes are persons, bodies, documents, models and events; an edge is a relation between two of them (a post, a part in
an event, a nesting, ...), one per pair and relation however many articles state it; `articles` counts these.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from xml.etree import ElementTree

import networkx as nx

from kg_dangbo.export.records import Entity, Statement

__all__ = ["entity_network", "to_gexf", "to_graphml"]

# What XML 1.0 does not allow even escaped
_NOT_XML = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_GEXF = "http://www.gexf.net/1.2draft"


def entity_network(entities: Iterable[Entity], statements: Iterable[Statement]) -> nx.MultiDiGraph:
    """The network, nodes and edges in sorted order; node ids are IRIs."""
    network = nx.MultiDiGraph()
    for entity in sorted(entities, key=lambda e: (e.iri, e.kind)):
        network.add_node(entity.iri, label=_clean(entity.name or entity.kind), kind=entity.kind)
    edges: dict[tuple[str, str, str, str], list[Statement]] = defaultdict(list)
    for statement in statements:
        if statement.subject_iri in network and statement.object_iri in network:
            key = (statement.subject_iri, statement.object_iri, statement.kind, statement.relation)
            edges[key].append(statement)
    for number, (key, found) in enumerate(sorted(edges.items())):
        source, target, kind, relation = key
        articles = len({statement.article for statement in found})
        attributes = {"label": _clean(relation), "kind": kind, "articles": articles}
        attributes["quotation"] = _clean(found[0].quotation)
        network.add_edge(source, target, key=f"e{number}", **attributes)
    return network


def to_graphml(network: nx.MultiDiGraph) -> str:
    """The network as GraphML."""
    return "\n".join(nx.generate_graphml(network, named_key_ids=True)) + "\n"


def to_gexf(network: nx.MultiDiGraph) -> str:
    """The network as GEXF 1.2, without the day of writing that networkx puts into it."""
    document = ElementTree.fromstring("\n".join(nx.generate_gexf(network)))
    for meta in document.findall(f"{{{_GEXF}}}meta"):
        document.remove(meta)
    ElementTree.register_namespace("", _GEXF)
    return ElementTree.tostring(document, encoding="unicode") + "\n"


def _clean(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)
