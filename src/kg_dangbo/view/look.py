"""How kinds of node and edge are drawn: colour, shape, size, and how a long name is broken into lines.

Two channels tell kinds apart, so that the picture also works for colour-blind readers and in grey print: the shape
(every shape is drawn by vis-network itself, no image) and a colour of the Okabe-Ito set or a darker tone of one.
"""

from __future__ import annotations

import math
import textwrap
from collections.abc import Mapping
from typing import NamedTuple

from kg_dangbo.view.picture import Node

__all__ = ["EDGES", "KINDS", "EdgeLook", "KindLook", "box", "font_size", "label_lines", "radius"]

LINE_LENGTH = 20  # characters: nearly square labels pack closer than long ones
LINES = 3
CHARACTER = 0.54  # mean width of a Vietnamese character in a sans-serif face, in units of the font size


class KindLook(NamedTuple):
    """Fill, outline and vis-network shape of one kind of node."""

    fill: str
    outline: str
    shape: str


class EdgeLook(NamedTuple):
    """Line colour of one kind of edge, and whether its label is always written (roles) or only near the focus."""

    colour: str
    labelled: bool


KINDS: Mapping[str, KindLook] = {
    "person": KindLook("#3d4756", "#20262e", "dot"),
    "party": KindLook("#d55e00", "#8f3f00", "square"),
    "state": KindLook("#0072b2", "#004a75", "square"),
    "mass": KindLook("#009e73", "#00664a", "square"),
    "armed": KindLook("#6b7a1f", "#454f10", "hexagon"),
    "economic": KindLook("#e69f00", "#976900", "hexagon"),
    "service": KindLook("#56b4e9", "#22759f", "hexagon"),
    "other": KindLook("#9aa0a6", "#666b70", "hexagon"),
    "document": KindLook("#fffaf0", "#5f4b32", "triangle"),
    "model": KindLook("#cc79a7", "#8a4169", "triangleDown"),
    "award": KindLook("#f0e442", "#8a8100", "star"),
    "event": KindLook("#7b5ea7", "#4d3870", "diamond"),
    "article": KindLook("#ffffff", "#333333", "square"),
}

EDGES: Mapping[str, EdgeLook] = {
    "post": EdgeLook("#6b7480", True),
    "part": EdgeLook("#8f3f00", False),
    "carries": EdgeLook("#b0648f", False),
    "grants": EdgeLook("#a89b00", False),
    "receives": EdgeLook("#a89b00", False),
    "grantedAt": EdgeLook("#c9c2a0", False),
    "organizes": EdgeLook("#7b5ea7", False),
    "takesPart": EdgeLook("#b9aecd", False),
    "issued": EdgeLook("#8a7a63", False),
    "continues": EdgeLook("#5f4b32", True),
    "implements": EdgeLook("#5f4b32", True),
    "amends": EdgeLook("#5f4b32", True),
    "replaces": EdgeLook("#5f4b32", True),
    "names": EdgeLook("#b8b8b8", False),
}


def radius(node: Node) -> int:
    """vis-network's `size` in pixels: it grows with the root of the degree, so that areas compare."""
    base = 9 if node.kind == "person" else 11
    return min(round(base + 3.2 * math.sqrt(node.degree)), 30)


def font_size(node: Node) -> int:
    """Pixels at full size: well connected nodes get larger letters."""
    return min(13 + node.degree // 3, 22)


def label_lines(name: str) -> str:
    """A name broken into lines, with an ellipsis where it goes on: the panel has it in full.

    >>> label_lines("Ban Thường vụ Huyện ủy Bình Lục")
    'Ban Thường vụ Huyện\\nủy Bình Lục'
    """
    return "\n".join(textwrap.wrap(name, LINE_LENGTH, max_lines=LINES, placeholder="…", break_on_hyphens=False))


def box(node: Node) -> tuple[float, float]:
    """Width and height in pixels of what a node needs on the canvas: its shape and the label below."""
    lines = label_lines(node.name.vi).split("\n")
    letters, size = font_size(node), radius(node)
    width = max(max(map(len, lines)) * letters * CHARACTER, 2.2 * size)
    return width + 14, 2.2 * size + len(lines) * letters * 1.25 + 12
