"""Phrases are found at word boundaries, longest first, at offsets of the text as it was printed."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg_dangbo.language.normal import fold, fold_key, nfc
from kg_dangbo.vocabulary import PhraseMatcher


def found(matcher: PhraseMatcher[str], text: str) -> list[tuple[str, str]]:
    return [(text[m.start : m.end], m.value) for m in matcher.find(fold(text))]


def test_longest_wins_and_quotes_are_as_printed() -> None:
    matcher = PhraseMatcher([("Bí thư", "b"), ("Phó Bí thư", "p"), ("Phó Bí thư Thường trực", "t"), ("Huyện ủy", "h")])
    text = "đồng chí A, Phó  bí thư Thường\u00a0trực Huyện uỷ; PHÓ BÍ THƯ Huyện ủy, bí thư."
    assert found(matcher, text) == [
        ("Phó  bí thư Thường\u00a0trực", "t"),
        ("Huyện uỷ", "h"),
        ("PHÓ BÍ THƯ", "p"),
        ("Huyện ủy", "h"),
        ("bí thư", "b"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ban cánh quân", [("ban", "ban")]),  # the longer phrase ends inside a word: the shorter one is kept
        ("ban cán sự", [("ban cán", "cadre")]),
        ("bản ban", [("ban", "ban")]),
        ("toànban bana", []),
        ("(ban), ban.", [("ban", "ban"), ("ban", "ban")]),
        ("ban2", []),
        ("", []),
    ],
)
def test_boundaries(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(PhraseMatcher([("ban", "ban"), ("ban cán", "cadre")]), text) == expected


def test_a_phrase_that_begins_inside_a_word_does_not_hide_a_later_one() -> None:
    matcher = PhraseMatcher([("an bình lục", "x"), ("bình lục", "y")])
    assert found(matcher, "toàn bình lục, lan bình lục") == [("bình lục", "y"), ("bình lục", "y")]


def test_find_all_keeps_the_phrases_inside() -> None:
    matcher = PhraseMatcher([("Huyện ủy Bình Lục", "body"), ("Bình Lục", "place"), ("Huyện ủy", "kind")])
    text = "Huyện ủy Bình Lục"
    assert [m.value for m in matcher.find_all(fold(text))] == ["body", "kind", "place"]


def test_one_phrase_with_two_values_keeps_both() -> None:
    matcher = PhraseMatcher([("TU", 1), ("tu", 2), ("TU", 1)])
    assert [(m.start, m.end, m.values) for m in matcher.find(fold("ở TU"))] == [(2, 4, (1, 2))]
    assert len(matcher) == 1


def test_case_sensitive_abbreviations() -> None:
    matcher = PhraseMatcher(
        [("CT", "Chủ tịch"), ("BT", "Bí thư"), ("TƯ", "Trung ương"), ("Uỷ", "cased")], case_sensitive=True
    )
    text = "CT xã, ct xã, Bt, BT; tư, TƯ, ủy, Ủy"
    assert found(matcher, text) == [("CT", "Chủ tịch"), ("BT", "Bí thư"), ("TƯ", "Trung ương"), ("Ủy", "cased")]


def test_empty_matcher_and_empty_phrase() -> None:
    empty: PhraseMatcher[str] = PhraseMatcher([])
    assert empty.find(fold("không có gì")) == []
    with pytest.raises(ValueError, match="white space"):
        PhraseMatcher([("\u00a0", 1)])


WORDS = st.sampled_from(["ban", "bản", "cán", "cánh", "sự", "bí", "thư", "a", "uỷ", "Ủy"])
PHRASES = st.lists(st.lists(WORDS, min_size=1, max_size=3).map(" ".join), min_size=1, max_size=6)


@given(PHRASES, st.lists(st.tuples(WORDS, st.sampled_from([" ", "  ", "", ", ", "\n"])), max_size=15))
def test_agrees_with_a_slow_search(phrases: list[str], words: list[tuple[str, str]]) -> None:
    text = nfc("".join(word + gap for word, gap in words))
    folded = fold(text)
    keys = sorted({fold_key(p) for p in phrases}, key=len, reverse=True)
    slow = re.compile(r"(?<![^\W_])(?:" + "|".join(map(re.escape, keys)) + r")(?![^\W_])")
    expected = [(folded.start(m.start()), folded.end(m.end())) for m in slow.finditer(folded.text)]
    assert [(m.start, m.end) for m in PhraseMatcher((p, p) for p in phrases).find(folded)] == expected


@pytest.mark.parametrize(
    ("hostile", "matches"),
    [("," * 100_000, 0), ("ban" * 1_700_000, 0), ("ban cán " * 100_000, 100_000), ("a " * 200_000, 200_000)],
)
def test_hostile_text_is_read_to_its_end(hostile: str, matches: int) -> None:
    matcher = PhraseMatcher([("ban", 1), ("ban cán", 2), ("ban cán sự", 3), ("a", 4)])
    assert len(matcher.find(fold(hostile))) == matches
