"""Where nodes stand: computed once here, so that the page opens still and the same build gives the same picture.

networkx places every connected component by itself (Kamada-Kawai, for large components a seeded spring layout);
what is ours is what its layouts do not know: labels need room, and components must be packed so that no sea of
empty paper lies between them. Components that mostly come from one article hang together by that article's place.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import networkx as nx
import numpy as np
import numpy.typing as npt
from threadpoolctl import threadpool_limits

from kg_dangbo.view.look import box
from kg_dangbo.view.picture import Edge, Node

__all__ = ["arrange"]

STRESS_LIMIT = 200  # Kamada-Kawai is the clearer picture, but cubic: 1.6 s at 200 nodes, 20 s at 500
SPRING_STEPS = 60
SEED = 20221123
EDGE_LENGTH = 140.0  # pixels between neighbours before labels push each other away
ROUNDS = 1200  # a guard: stars of up to 79 leaves with up to 20 loose nodes were all done before
PATIENCE = 60
GAP = 50.0
ASPECT = 1.35  # width : height of a screen beside the page's two columns

Points = npt.NDArray[np.float64]


def arrange(nodes: Sequence[Node], edges: Iterable[Edge], members: Iterable[int]) -> dict[int, tuple[int, int]]:
    """Places in pixels, x to the right and y down, for the nodes at the positions `members`; the same for the same."""
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(sorted(members))
    graph.add_edges_from((e.source, e.target) for e in edges if e.source in graph and e.target in graph)
    hubs = {nodes[i].articles[0]: i for i in graph if nodes[i].kind == "article"}
    for part in _components(graph):
        hub = hubs.get(_home(nodes, part))
        if hub is not None and hub not in part:
            # the article itself holds together what it alone says: its loose parts gather around its place
            graph.add_edge(hub, max(part, key=lambda i: (nodes[i].degree, -i)))
    blocks = []
    for part in _components(graph):
        boxes = np.array([box(nodes[i]) for i in part])
        # one thread: BLAS adds up in another order on another number of cores, and its idle threads cost more
        # (14 s against 2.5 s for 24 articles on a busy machine of two cores)
        with threadpool_limits(1):
            blocks.append((part, _spread(_component(graph, part), boxes), boxes))
    if not blocks:
        return {}
    return {i: (round(float(x)), round(float(y))) for i, (x, y) in zip(*_pack(blocks), strict=True)}


def _components(graph: nx.Graph[int]) -> list[list[int]]:
    return sorted(sorted(part) for part in nx.connected_components(graph))


def _home(nodes: Sequence[Node], members: list[int]) -> int:
    """The article that most nodes of a component come from, -1 if none does."""
    counts = Counter(a for i in members for a in nodes[i].articles)
    return min(counts, key=lambda a: (-counts[a], a)) if counts else -1


def _component(graph: nx.Graph[int], members: list[int]) -> Points:
    """Positions of one connected component, about `EDGE_LENGTH` between neighbours, wider than high."""
    if len(members) == 1:
        return np.zeros((1, 2))
    if len(members) == 2:
        return np.array([[0.0, 0.0], [0.0, EDGE_LENGTH * 0.7]])
    # sorted nodes and edges: the layouts start from the order in which they meet the nodes
    part: nx.Graph[int] = nx.Graph()
    part.add_nodes_from(members)
    part.add_edges_from(sorted(tuple(sorted(e)) for e in graph.subgraph(members).edges))
    if len(members) <= STRESS_LIMIT:
        found = nx.kamada_kawai_layout(part)
    else:
        found = nx.spring_layout(part, k=2.2 / len(members) ** 0.5, iterations=SPRING_STEPS, seed=SEED)
    points = np.array([found[i] for i in members], dtype=np.float64)
    at = {member: k for k, member in enumerate(members)}
    lengths = [float(np.hypot(*(points[at[a]] - points[at[b]]))) for a, b in part.edges]
    points *= EDGE_LENGTH / max(float(np.median(lengths)), 1e-6)
    return _turn(points)


def _turn(points: Points) -> Points:
    """Turn a cloud so that it fits a sheet of the wanted shape at the largest scale (steps of 15 degrees)."""

    def turned(step: int) -> Points:
        angle = np.pi * step / 12
        cos, sin = np.cos(angle), np.sin(angle)
        return np.asarray(points @ np.array([[cos, -sin], [sin, cos]]), dtype=np.float64)

    def need(step: int) -> float:
        wide, high = np.ptp(turned(step), axis=0)
        return round(max(float(wide) / ASPECT, float(high)), 3)

    return turned(min(range(12), key=lambda step: (need(step), step)))


def _spread(points: Points, boxes: Points) -> Points:
    """Push overlapping label boxes apart, along the axis where less is missing, until none overlap (or `ROUNDS`)."""
    points = points.copy()
    need = (boxes[:, None, :] + boxes[None, :, :]) / 2
    upper = np.triu(np.ones(need.shape[:2], dtype=bool), 1)
    for turn in range(1, ROUNDS + 1):
        if turn % PATIENCE == 0:
            points *= 1.08  # boxes that push each other in a circle get out of it when all have more room
        gap = points[:, None, :] - points[None, :, :]
        missing = need - np.abs(gap)
        first, second = np.nonzero((missing > 0.5).all(axis=2) & upper)
        if not len(first):
            break
        lack, way = missing[first, second], gap[first, second]
        axis = (lack[:, 1] < lack[:, 0]).astype(int)
        rows = np.arange(len(first))
        # two boxes on one spot go by their order: the later one down or right
        sign = np.where(way[rows, axis] > 0, 1.0, -1.0)
        step = np.zeros_like(lack)
        step[rows, axis] = sign * (lack[rows, axis] / 2 + 0.5) * 0.6
        shift, hits = np.zeros_like(points), np.zeros(len(points))
        np.add.at(shift, first, step)
        np.add.at(shift, second, -step)
        np.add.at(hits, first, 1)
        np.add.at(hits, second, 1)
        points += shift / np.maximum(hits, 1)[:, None] ** 0.5
    return points


def _pack(parts: list[tuple[list[int], Points, Points]]) -> tuple[list[int], Points]:
    """Set clouds on a sheet of the wanted shape, the highest first, each as high up as it fits (a skyline)."""
    sized = []
    for members, points, boxes in parts:
        low = (points - boxes / 2).min(axis=0)
        size = (points + boxes / 2).max(axis=0) - low + GAP
        sized.append((members, points - low, float(size[0]), float(size[1])))
    sized.sort(key=lambda part: (-round(part[3]), -round(part[2]), part[0]))
    area = sum(width * height for _, _, width, height in sized)
    sheet = max((area * ASPECT) ** 0.5 * 1.05, *(width for _, _, width, _ in sized))
    skyline = [(0.0, sheet, 0.0)]  # stretches from left to right: start, end, and how far down they are taken
    order: list[int] = []
    placed: list[Points] = []
    for members, points, width, height in sized:
        fits = [(_below(skyline, x, x + width), x) for x, _, _ in skyline if x + width <= sheet + 0.01]
        y, x = min(fits)
        order += members
        placed.append(points + np.array([x, y]))
        skyline = _cover(skyline, x, x + width, y + height)
    return order, np.concatenate(placed)


def _below(skyline: list[tuple[float, float, float]], left: float, right: float) -> float:
    """How far down everything between `left` and `right` is taken."""
    return max(y for start, end, y in skyline if start < right and end > left)


def _cover(
    skyline: list[tuple[float, float, float]], left: float, right: float, bottom: float
) -> list[tuple[float, float, float]]:
    """The skyline once something reaches down to `bottom` between `left` and `right`."""
    kept = []
    for start, end, y in skyline:
        if start < left:
            kept.append((start, min(end, left), y))
        if end > right:
            kept.append((max(start, right), end, y))
    return sorted([*kept, (left, right, bottom)])
