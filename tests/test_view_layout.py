from itertools import combinations

import pytest
from composed_facts import write_build
from hypothesis import given, settings
from hypothesis import strategies as st

from kg_dangbo.view.facts import read_picture
from kg_dangbo.view.layout import arrange
from kg_dangbo.view.look import EDGES, KINDS, LINES, box, label_lines
from kg_dangbo.view.picture import Edge, Name, Node, Picture
from kg_dangbo.view.quads import Index
from kg_dangbo.view.terms import NODE_KINDS


def star(leaves: int, loose: int = 0) -> tuple[list[Node], list[Edge]]:
    """An event with its guests, and bodies that nothing joins."""
    name = "Ban Thường vụ Huyện ủy Bình Minh"
    nodes = [Node(f"n{i}", "party", Name(name, name), (), (0,)) for i in range(1 + leaves + loose)]
    edges = [Edge(0, i, "post", Name("", ""), False, (), (0,)) for i in range(1, leaves + 1)]
    for edge in edges:
        nodes[edge.source].degree += 1
        nodes[edge.target].degree += 1
    return nodes, edges


def overlapping(nodes: list[Node], places: dict[int, tuple[int, int]]) -> list[tuple[int, int]]:
    found = []
    for a, b in combinations(places, 2):
        wide = (box(nodes[a])[0] + box(nodes[b])[0]) / 2 - abs(places[a][0] - places[b][0])
        high = (box(nodes[a])[1] + box(nodes[b])[1]) / 2 - abs(places[a][1] - places[b][1])
        if min(wide, high) > 2:  # a pixel on each side is lost in rounding
            found.append((a, b))
    return found


@pytest.fixture(scope="module")
def picture(tmp_path_factory: pytest.TempPathFactory) -> Picture:
    return read_picture(Index(write_build(tmp_path_factory.mktemp("build"))))


@given(leaves=st.integers(0, 40), loose=st.integers(0, 25))
@settings(max_examples=20, deadline=None)
def test_every_label_has_room(leaves: int, loose: int) -> None:
    nodes, edges = star(leaves, loose)
    places = arrange(nodes, edges, range(len(nodes)))
    assert sorted(places) == list(range(len(nodes)))
    assert overlapping(nodes, places) == []


def test_a_build_is_laid_out_without_overlap(picture: Picture) -> None:
    places = arrange(picture.nodes, picture.edges, range(len(picture.nodes)))
    assert overlapping(list(picture.nodes), places) == []


def test_the_same_input_gives_the_same_places(picture: Picture) -> None:
    everything = range(len(picture.nodes))
    first = arrange(picture.nodes, picture.edges, everything)
    assert arrange(picture.nodes, picture.edges, reversed(everything)) == first
    assert arrange(picture.nodes, tuple(reversed(picture.edges)), everything) == first


def test_what_an_article_alone_says_stays_together(picture: Picture) -> None:
    """The loose documents of an article stand nearer to its own nodes than to another article's."""
    places = arrange(picture.nodes, picture.edges, range(len(picture.nodes)))

    def middle(article: int) -> tuple[float, float]:
        own = [places[i] for i, n in enumerate(picture.nodes) if n.articles == (article,) and n.degree]
        return sum(x for x, _ in own) / len(own), sum(y for _, y in own) / len(own)

    loose = next(i for i, n in enumerate(picture.nodes) if n.name.vi == "Quy định số 37")
    home = picture.nodes[loose].articles[0]
    far = {a: sum((p - q) ** 2 for p, q in zip(places[loose], middle(a), strict=True)) for a in range(4)}
    assert min(far, key=lambda a: far[a]) == home


def test_large_components_are_laid_out_too() -> None:
    nodes, edges = star(230)
    places = arrange(nodes, edges, range(len(nodes)))
    assert len(set(places.values())) == len(nodes)


def test_the_sheet_is_filled(picture: Picture) -> None:
    """No empty sea: the boxes take a fair part of the sheet they stand on."""
    nodes, edges = star(0, 60)
    places = arrange(nodes, edges, range(60))
    xs, ys = zip(*places.values(), strict=True)
    wide, high = box(nodes[0])
    sheet = (max(xs) - min(xs) + wide) * (max(ys) - min(ys) + high)
    assert 60 * wide * high / sheet > 0.3


def test_nothing_has_no_places() -> None:
    assert arrange([], [], []) == {}


def test_long_names_are_cut_into_lines_that_fit() -> None:
    name = "Nghị quyết Đại hội Đảng bộ huyện Bình Minh lần thứ XX về xây dựng nông thôn mới"
    lines = label_lines(name).split("\n")
    assert len(lines) == LINES
    assert lines[-1].endswith("…")
    assert label_lines("Bộ Chính trị") == "Bộ Chính trị"


def test_kinds_differ_by_shape_or_by_lightness() -> None:
    """No two kinds are told apart by hue alone (grey print, colour-blind readers), organisations by nature aside."""

    def lightness(colour: str) -> float:
        return sum(w * int(colour[i : i + 2], 16) for w, i in ((0.299, 1), (0.587, 3), (0.114, 5)))

    assert set(KINDS) == set(NODE_KINDS)
    bodies = {"party", "state", "mass", "armed", "economic", "service", "other"}
    for a, b in combinations(NODE_KINDS, 2):
        if a in bodies and b in bodies:
            continue
        assert KINDS[a].shape != KINDS[b].shape or abs(lightness(KINDS[a].fill) - lightness(KINDS[b].fill)) > 30
    assert len({look.fill for look in KINDS.values()}) == len(KINDS)


def test_every_kind_of_edge_has_a_look(picture: Picture) -> None:
    assert {edge.kind for edge in picture.edges} <= set(EDGES)
