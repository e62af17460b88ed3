"""The interactive page: one HTML file that carries everything and asks the network for nothing.

pyvis holds the drawn nodes, edges and options; the template is ours, because every mode of pyvis' own template loads
Bootstrap from a CDN and writes its heading as raw HTML. The scripts are vis-network's (from the pyvis package) and
ours, let through by their hashes in a content security policy that allows nothing else. What articles say goes in as
JSON whose `<`, `>` and `&` are escaped, so no text can end the element or start another.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from collections import Counter
from importlib.resources import files
from pathlib import Path
from string import Template
from typing import Any

from pyvis.network import Network

from kg_dangbo.view import look
from kg_dangbo.view.facts import read_picture
from kg_dangbo.view.layout import arrange
from kg_dangbo.view.picture import Cell, Edge, Fact, Name, Node, Picture, Quotation
from kg_dangbo.view.quads import Index, Source
from kg_dangbo.view.terms import NODE_KINDS

__all__ = ["DRAWN_AT_MOST", "render_page", "write_page"]

DRAWN_AT_MOST = 1500
"""Nodes drawn at first. vis-network repaints about that many at 30 frames a second without physics; beyond, the page
draws the best connected ones, says so, and draws others when they are searched."""

ARTICLE_VIEWS = 500
"""Up to this many articles, each has an arrangement of its own (about 20 ms of work and 400 bytes of page)."""

TITLE = "Đồ thị tri thức từ tin xây dựng Đảng"

_OPTIONS = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {
        "hover": True,
        "hoverConnectedEdges": False,
        "selectConnectedEdges": False,
        "tooltipDelay": 100,
        "zoomSpeed": 0.7,
        "keyboard": {"enabled": True, "bindToWindow": False},
    },
    "nodes": {
        "borderWidth": 1.5,
    },
    "edges": {
        "smooth": {"enabled": False},
        "width": 1.2,
        "selectionWidth": 0,
        "hoverWidth": 0.6,
        "arrowStrikethrough": False,
        "arrows": {"to": {"scaleFactor": 0.4}},
    },
}  # fmt: skip


# in the order in which they build on each other
_SCRIPTS = ("state", "canvas", "labels", "choosing", "panel", "filters", "search", "main")


def write_page(source: Source, out_html: str | Path, title: str = TITLE, drawn_at_most: int = DRAWN_AT_MOST) -> Path:
    """Write the interactive page of a data set.

    Args:
        source: the folder of a build, an RDF file (`.nq`, `.trig`, `.ttl`, `.nt`), an rdflib graph or dataset, or
            pyoxigraph quads.
        out_html: the file to write, UTF-8; its folder must exist.
        title: the page's heading, plain text.
        drawn_at_most: how many nodes are drawn at first; the rest can be searched and are drawn when chosen.

    Returns:
        The path written. The same statements and title give the same bytes.

    Raises:
        FileNotFoundError: there is no such file or build.
        ValueError: the source is not of a known format or does not parse.
        OSError: a file cannot be read or written.
    """
    path = Path(out_html)
    page = render_page(read_picture(Index(source)), title, drawn_at_most)
    path.write_text(page, encoding="utf-8", newline="\n")
    return path


def render_page(picture: Picture, title: str = TITLE, drawn_at_most: int = DRAWN_AT_MOST) -> str:
    """The page of a picture as HTML text; arguments as in `write_page`."""
    heading = " ".join(title.split())
    style, script, network = _static("page.css"), _script(), _vis_network()
    policy = (
        f"default-src 'none'; script-src {_hash(network)} {_hash(script)}; style-src {_hash(style)}; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )
    return Template(_static("page.html")).substitute(
        policy=policy,
        title=html.escape(heading),
        style=style,
        data=_json({"own": heading != TITLE, **_data(picture, _most_connected(picture, drawn_at_most))}),
        network=network,
        script=script,
    )


def _most_connected(picture: Picture, most: int) -> list[int]:
    """The positions of at most `most` nodes, best connected first in the choice, in order in the answer."""
    ranked = sorted(range(len(picture.nodes)), key=lambda i: (-picture.nodes[i].degree, i))
    return sorted(ranked[:most])


def _data(picture: Picture, drawn: list[int]) -> dict[str, Any]:
    network = Network(directed=True)
    network.set_options(json.dumps(_OPTIONS))
    there = arrange(picture.nodes, picture.edges, drawn)
    for i in drawn:
        x, y = there[i]
        network.add_node(i, x=x, y=y, **_node_options(picture.nodes[i]))
    more_nodes = [{"id": i, **_node_options(node)} for i, node in enumerate(picture.nodes) if i not in there]
    more_edges = []
    for e, options in enumerate(_edge_options(picture.edges)):
        edge = picture.edges[e]
        if edge.source in there and edge.target in there:
            network.add_edge(edge.source, edge.target, id=e, **options)
        else:
            more_edges.append({"id": e, "from": edge.source, "to": edge.target, "arrows": "to", **options})
    quotations = sorted({q for fact in picture.facts for q in fact.quotations})
    quotation_at = {q: i for i, q in enumerate(quotations)}
    article_nodes = {node.iri: i for i, node in enumerate(picture.nodes) if node.kind == "article"}
    return {
        "words": json.loads(_static("words.json")),
        "kinds": NODE_KINDS,
        "looks": look.KINDS,
        "edgeLooks": look.EDGES,
        "options": network.options,
        "nodes": network.nodes,
        "edges": network.edges,
        "moreNodes": more_nodes,
        "moreEdges": more_edges,
        "entities": [_entity(node) for node in picture.nodes],
        "links": [_link(edge) for edge in picture.edges],
        "facts": [_fact(fact, quotation_at) for fact in picture.facts],
        "quotes": quotations,
        "articles": [
            {"n": article_nodes[a.iri], "t": a.title, "p": a.publisher, "d": a.published, "u": a.url}
            for a in picture.articles
        ],
        "views": _article_views(picture),
    }


def _article_views(picture: Picture) -> list[list[tuple[int, int, int]]]:
    """For each article its own arrangement of what it names, as (node, x, y): what the page shows when it is chosen."""
    if len(picture.articles) > ARTICLE_VIEWS:
        return []
    members: list[list[int]] = [[] for _ in picture.articles]
    lines: list[list[Edge]] = [[] for _ in picture.articles]
    for i, node in enumerate(picture.nodes):
        for a in node.articles:
            members[a].append(i)
    for edge in picture.edges:
        for a in edge.articles:
            lines[a].append(edge)
    views = [arrange(picture.nodes, edges, some) for some, edges in zip(members, lines, strict=True)]
    return [[(i, x, y) for i, (x, y) in sorted(view.items())] for view in views]


def _node_options(node: Node) -> dict[str, Any]:
    """What vis-network needs to draw a node, but for its place."""
    fill, outline, shape = look.KINDS[node.kind]
    colours = {"background": fill, "border": outline}
    return {
        "label": look.label_lines(node.name.vi),
        "shape": shape,
        "size": look.radius(node),
        "color": {**colours, "highlight": colours, "hover": colours},
        "font": {"size": look.font_size(node)},
        "hidden": node.kind == "article",
    }


def _edge_options(edges: tuple[Edge, ...]) -> list[dict[str, Any]]:
    """What vis-network needs to draw each edge; edges between the same two nodes bend away from each other."""
    pairs = Counter(frozenset((edge.source, edge.target)) for edge in edges)
    met: Counter[frozenset[int]] = Counter()
    found = []
    for edge in edges:
        style = look.EDGES[edge.kind]
        options: dict[str, Any] = {"color": {"color": style.colour}}
        if edge.ended:
            options["dashes"] = [6, 5]
        pair = frozenset((edge.source, edge.target))
        if pairs[pair] > 1:
            turn = met[pair]
            met[pair] += 1
            bend = round(0.14 * (turn // 2 + 1), 2)
            options["smooth"] = {"enabled": True, "type": "curvedCW" if turn % 2 else "curvedCCW", "roundness": bend}
        found.append(options)
    return found


def _entity(node: Node) -> dict[str, Any]:
    """A node as the panel and the search know it: k kind, v and e names, w the English one in lines, g degree."""
    told: dict[str, Any] = {
        "i": node.iri,
        "k": node.kind,
        "v": node.name.vi,
        "o": node.others,
        "g": node.degree,
        "a": node.articles,
        "f": node.facts,
    }
    if node.name.en != node.name.vi:
        told |= {"e": node.name.en, "w": look.label_lines(node.name.en)}
    return told


def _link(edge: Edge) -> dict[str, Any]:
    told: dict[str, Any] = {"s": edge.source, "t": edge.target, "k": edge.kind, "f": edge.facts, "a": edge.articles}
    return {**told, "l": edge.label} if edge.label.vi else told


def _fact(fact: Fact, quotation_at: dict[Quotation, int]) -> dict[str, Any]:
    quotations = [quotation_at[q] for q in fact.quotations]
    return {"k": fact.kind, "c": [_cell(cell) for cell in fact.cells], "q": quotations, "a": fact.articles}


def _cell(cell: Cell) -> list[str | int | Name]:
    if cell.node is not None:
        return [cell.key, "n", cell.node]
    if cell.name is not None:
        return [cell.key, "c", cell.name]
    return [cell.key, "d" if cell.date else "t", cell.text]


def _json(data: dict[str, Any]) -> str:
    """JSON that is safe inside a script element: no `<`, `>` or `&` stands as such, nor a line separator."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return re.sub("[<>&\u2028\u2029\ufeff\ud800-\udfff]", lambda found: f"\\u{ord(found[0]):04x}", text)


def _static(name: str) -> str:
    return files("kg_dangbo.view").joinpath("static", *name.split("/")).read_text(encoding="utf-8")


def _script() -> str:
    """Our scripts as one closure, so that nothing of them is global but what they put there."""
    parts = "\n".join(_static(f"scripts/{name}.js") for name in _SCRIPTS)
    return f'"use strict";\n(() => {{\n{parts}}})();\n'


def _vis_network() -> str:
    """vis-network as the pyvis package ships it, without the source map's address, which debuggers would ask for.

    Raises:
        FileNotFoundError: the installed pyvis has no copy of vis-network.
    """
    folder = files("pyvis").joinpath("lib")
    versions = sorted(entry.name for entry in folder.iterdir() if entry.name.startswith("vis-"))
    if not versions:
        raise FileNotFoundError("the installed pyvis carries no copy of vis-network")
    newest = max(versions, key=lambda name: [int(part) for part in re.findall(r"\d+", name)])
    text = folder.joinpath(newest, "vis-network.min.js").read_text(encoding="utf-8")
    return re.sub(r"\n?//# sourceMappingURL=.*", "", text).replace("\r\n", "\n")


def _hash(text: str) -> str:
    """The source expression that lets an inline element of a content security policy through."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode('ascii')}'"
