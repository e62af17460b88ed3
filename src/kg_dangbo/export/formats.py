"""A build in other people's formats: RDF in any syntax, a property graph for Gephi and networkx, tables."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

import pyoxigraph as ox

from kg_dangbo.graph.dataset import load_dataset
from kg_dangbo.graph.jsonld import to_jsonld
from kg_dangbo.graph.quads import merged, ordered
from kg_dangbo.graph.terms import DEFAULT_BASE
from kg_dangbo.graph.turtle import to_trig, to_turtle

__all__ = ["FORMATS", "export", "safe_cell"]


def safe_cell(value: str) -> str:
    """A cell that no spreadsheet runs as a formula: a leading ``= + - @`` (or tab, or return) gets an apostrophe.

    >>> safe_cell("=HYPERLINK(1)"), safe_cell("Tỉnh ủy")
    ("'=HYPERLINK(1)", 'Tỉnh ủy')
    """
    return f"'{value}" if value.startswith(("=", "+", "-", "@", "\t", "\r")) else value


def _nquads(quads: list[ox.Quad], base: str) -> bytes:
    return ox.serialize(ordered(quads), format=ox.RdfFormat.N_QUADS) or b""


def _trig(quads: list[ox.Quad], base: str) -> bytes:
    return to_trig(ordered(quads), base).encode()


def _turtle(quads: list[ox.Quad], base: str) -> bytes:
    return to_turtle(merged(quads), base).encode()


def _ntriples(quads: list[ox.Quad], base: str) -> bytes:
    return ox.serialize((quad.triple for quad in merged(quads)), format=ox.RdfFormat.N_TRIPLES) or b""


def _rdf_xml(quads: list[ox.Quad], base: str) -> bytes:
    # without prefixes: pyoxigraph writes them in another order each time
    return ox.serialize((quad.triple for quad in merged(quads)), format=ox.RdfFormat.RDF_XML) or b""


def _jsonld(quads: list[ox.Quad], base: str) -> bytes:
    return to_jsonld(merged(quads), base).encode()


def _network(quads: list[ox.Quad]) -> Any:
    """What the page draws, as a networkx graph: things are nodes, facts that join two things are edges."""
    import networkx as nx  # noqa: PLC0415 - only two of the formats need it

    from kg_dangbo.view.facts import read_picture  # noqa: PLC0415
    from kg_dangbo.view.quads import Index  # noqa: PLC0415

    picture = read_picture(Index(quads))
    graph = nx.MultiDiGraph()
    for node in picture.nodes:
        graph.add_node(node.iri, label=node.name.vi, kind=node.kind, articles=len(node.articles))
    for edge in picture.edges:
        source, target = picture.nodes[edge.source].iri, picture.nodes[edge.target].iri
        graph.add_edge(
            source, target, kind=edge.kind, label=edge.label.vi, ended=edge.ended, articles=len(edge.articles)
        )
    return graph


def _graphml(quads: list[ox.Quad], base: str) -> bytes:
    import networkx as nx  # noqa: PLC0415

    return "\n".join(nx.generate_graphml(_network(quads), named_key_ids=True)).encode() + b"\n"


def _gexf(quads: list[ox.Quad], base: str) -> bytes:
    import networkx as nx  # noqa: PLC0415

    lines = "\n".join(nx.generate_gexf(_network(quads)))
    # networkx stamps the day of the export; the same build must give the same bytes
    return "\n".join(line for line in lines.splitlines() if "lastmodifieddate" not in line).encode() + b"\n"


def _csv(quads: list[ox.Quad], base: str) -> bytes:
    graph = _network(quads)
    names = dict(graph.nodes(data="label"))
    kinds = dict(graph.nodes(data="kind"))
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(
        ["source", "source_kind", "source_label", "relation", "label", "target", "target_kind", "target_label"]
    )
    for source, target, data in graph.edges(data=True):
        row = [source, kinds[source], names[source], data["kind"], data["label"], target, kinds[target], names[target]]
        writer.writerow([safe_cell(cell) for cell in row])
    return ("\ufeff" + out.getvalue()).encode()  # the mark tells Excel that this is UTF-8


FORMATS: Final[Mapping[str, Callable[[list[ox.Quad], str], bytes]]] = {
    "nq": _nquads,
    "trig": _trig,
    "ttl": _turtle,
    "nt": _ntriples,
    "rdf": _rdf_xml,
    "jsonld": _jsonld,
    "graphml": _graphml,
    "gexf": _gexf,
    "csv": _csv,
}
"""Format name -> writer. ``nq`` and ``trig`` keep the articles' named graphs; the others hold the merged view."""


def export(source: Path, format: str, base: str = DEFAULT_BASE) -> bytes:
    """The build in the folder ``source`` (or one RDF file) in one of `FORMATS`.

    Raises:
        KeyError: no such format.
        FileNotFoundError: no build there.
        ValueError: the file does not parse.
    """
    return FORMATS[format](load_dataset(source), base)
