"""Holdings and spans by place: the same answers as walking all of them."""

from hypothesis import given
from hypothesis import strategies as st

from kg_dangbo.extract.held import Held, Spans
from kg_dangbo.model import Evidence, HoldingStatus

PLACES = st.tuples(st.integers(0, 3000), st.integers(0, 1200)).map(lambda p: (p[0], p[0] + p[1]))


@given(st.lists(PLACES, max_size=12), PLACES)
def test_spans(spans: list[tuple[int, int]], asked: tuple[int, int]) -> None:
    noted = Spans()
    for span in spans:
        noted.add(*span)
    start, end = asked
    assert noted.cover(start, end) == any(a <= start and b >= end for a, b in spans)
    assert noted.touch(start, end) == any(a < end and start < b for a, b in spans)


def test_what_was_said_near_a_place() -> None:
    held = Held()
    first = held.add("an", "role-bi-thu", "Bí thư", "tinh-uy", False)
    second = held.add("binh", "role-chu-tich", "Chủ tịch", "ubnd", True)
    assert held.add("an", "role-bi-thu", "Bí thư", "tinh-uy", False) is first
    for end in (10, 511, 512, 2000):
        held.say(first, HoldingStatus.CURRENT, Evidence(0, end, "x", "r"))
    held.say(first, HoldingStatus.CURRENT, Evidence(0, 10, "x", "r"))  # once is enough
    held.say(second, HoldingStatus.LEFT, Evidence(5, 600, "y", "r"))
    assert [e.end for e in first.statuses[HoldingStatus.CURRENT]] == [10, 511, 512, 2000]
    assert sorted(e.end for _, _, e in held.ending(10, 600)) == [511, 512, 600]
    assert held.of("an") == [first]
    assert held.of("nobody") == []
    assert [h.person for h in held.holders("role-chu-tich", "ubnd")] == ["binh"]
