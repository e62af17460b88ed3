"""Sentences end where their pattern matches, though it is not tried at every letter."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg_dangbo.language.sentences import _BREAK, _stops, split_sentences

PIECES = [".", "!", "?", "…", "”", ")", " ", "\u00a0", "A", "b", "TP", "1", "“", "\n", "-"]


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join), st.integers(0, 3), st.integers(0, 2))
def test_every_break_is_found(text: str, start: int, cut: int) -> None:
    end = max(start, len(text) - cut)
    found = [place for place in _stops(text, start, end) if _BREAK.match(text, place, end)]
    assert found == [match.start() for match in _BREAK.finditer(text, start, end)]


def test_signs_that_stand_together_end_one_sentence() -> None:
    text = "Vì sao?! Chưa rõ... Sáng 12/5, TP. Phủ Lý họp."
    assert [text[a:b] for a, b in split_sentences(text, 0, len(text))] == [
        "Vì sao?!",
        "Chưa rõ...",
        "Sáng 12/5, TP. Phủ Lý họp.",
    ]
