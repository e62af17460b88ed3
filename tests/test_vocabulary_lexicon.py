"""One pass for all lists finds what each list finds by itself."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from kg_dangbo.language.normal import Folded, fold, nfc
from kg_dangbo.vocabulary import Lexicon, PhraseMatcher

WORDS = st.sampled_from(["ban", "Ban", "cán", "bí", "thư", "TU", "tu", "uỷ", "Ủy"])
PHRASES = st.lists(st.lists(WORDS, min_size=1, max_size=3).map(" ".join), min_size=1, max_size=5)
GAPS = st.sampled_from([" ", "  ", "", ", ", "\n", "\u200b"])


def spans(matcher: PhraseMatcher[str], folded: Folded) -> list[list[tuple[Any, ...]]]:
    """What the two searches of a matcher find, comparable."""
    return [[(m.start, m.end, m.values) for m in found] for found in (matcher.find(folded), matcher.find_all(folded))]


@given(
    st.lists(st.tuples(PHRASES, st.booleans()), min_size=1, max_size=4), st.lists(st.tuples(WORDS, GAPS), max_size=15)
)
def test_every_list_finds_the_same(lists: list[tuple[list[str], bool]], words: list[tuple[str, str]]) -> None:
    text = nfc("".join(word + gap for word, gap in words))
    alone = [PhraseMatcher([(p, p) for p in phrases], case_sensitive=strict) for phrases, strict in lists]
    together = fold(text + " ")  # another text: what a search leaves belongs to one folded text
    expected = [spans(m, together) for m in alone]
    Lexicon(alone).search(together)
    assert [spans(m, together) for m in alone] == expected


def test_the_longest_at_a_place() -> None:
    lexicon = Lexicon([PhraseMatcher([("Bí thư", 1), ("Bí thư Huyện ủy", 2)])])
    text = fold("ông An, Bí thư Huyện ủy")
    assert lexicon.longest(text, 8) == (23, 2)
    assert lexicon.longest(text, 9) is None
    assert lexicon.longest(text, 99) is None


@given(PHRASES, st.lists(st.tuples(WORDS, GAPS), max_size=15))
def test_the_longest_is_the_first_of_all_that_begin_there(phrases: list[str], words: list[tuple[str, str]]) -> None:
    text = fold(nfc("".join(word + gap for word, gap in words)))
    matcher = PhraseMatcher([(p, p) for p in phrases])
    expected = {m.start: (m.end, m.value) for m in reversed(matcher.find_all(text))}
    lexicon = Lexicon([matcher])
    assert {at: found for at in range(len(text.original)) if (found := lexicon.longest(text, at))} == expected
