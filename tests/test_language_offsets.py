"""Offsets are looked up as the standard library does it."""

from __future__ import annotations

import bisect
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg_dangbo.language import offsets

OFFSETS = st.lists(st.integers(0, 30), max_size=20).map(sorted)


@pytest.mark.parametrize("interpreted", [True, False])
@given(OFFSETS, st.integers(-1, 31), st.integers(0, 20))
def test_as_in_the_standard_library(interpreted: bool, starts: list[int], offset: int, known: int) -> None:
    low = min(known, bisect.bisect_left(starts, offset))
    with patch.object(offsets, "_INTERPRETED", interpreted):
        assert offsets.bisect_left(starts, offset) == bisect.bisect_left(starts, offset)
        assert offsets.bisect_left(starts, offset, low) == bisect.bisect_left(starts, offset, low)
        assert offsets.bisect_right(starts, offset) == bisect.bisect_right(starts, offset)
