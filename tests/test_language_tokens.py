"""Words are what the pattern of a word says, at their places, whatever stands between them."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kg_dangbo.language.normal import fold
from kg_dangbo.language.runs import Runs
from kg_dangbo.language.tokens import Token, tokenize

# a word, with the joints that names and abbreviations have inside
WORD = re.compile(r"[^\W_]+(?:'[^\W_]+|&[^\W_]+|\.(?=[^\W\d_]+\.?[^\W\d_]?\b)[^\W\d_]{1,2}(?![^\W\d_]))*")
# tone marks by themselves, zero-width characters, line separators, capitals that grow in small letters, other planes
HOSTILE = "aĐàuỷoạ1²ⅳ٣.'’&_ -–\n\t\u00a0\u200b\u00ad\u2028\u0301İßΣǅ𝔄𝟘😀(),"
PIECES = ["T.Ư", "GD&ĐT", "K'Brều", "TP.HCM", "ĐT.", " ", "  ", "hoà", "\u200b", "_", "3.5", "B.1"]
TEXTS = st.one_of(
    st.text(alphabet=HOSTILE, max_size=40),
    st.lists(st.sampled_from(PIECES)).map("".join),
    st.text(max_size=40),
)


def words(text: str) -> list[Token]:
    tokens = tokenize(text)
    return tokens.items.between(0, len(tokens))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ban Dân vận T.Ư, VH,TT&DL", ["Ban", "Dân", "vận", "T.Ư", "VH", "TT&DL"]),
        ("ông K’Brều (GD&ĐT TP.HCM)", ["ông", "K’Brều", "GD&ĐT", "TP", "HCM"]),
        ("3.500 người; B.1, a_b, P.Q_", ["3", "500", "người", "B", "1", "a", "b", "P", "Q"]),
        (
            "các cơ quan (CCQ) tỉnh, Khối (K) doanh nghiệp",
            ["các", "cơ", "quan", "tỉnh", "Khối", "K", "doanh", "nghiệp"],
        ),
    ],
)
def test_cut_into_words(text: str, expected: list[str]) -> None:
    assert [t.text for t in words(text)] == expected


@given(TEXTS)
@example("T.Ư_ T.Ư1 T.ƯA T.Ư.A t.t.")
@example("ⅳ\u0301Σ")  # the small form of a sigma depends on what stands around it
def test_words_are_what_the_pattern_says(text: str) -> None:
    text = text.replace("(", "[")  # brackets may hold definitions, which are no words
    folded, tokens = fold(text), words(text)
    assert [t.low for t in tokens] == [m.group() for m in WORD.finditer(folded.text)]
    last = 0
    for i, token in enumerate(tokens):
        assert text[token.start : token.end] == token.text
        assert fold(token.text).text == token.low
        assert token.cap == token.text[0].isupper()
        assert token.gap == text[last : token.start] or (i == 0 and token.gap == " ")
        assert token.joined == (token.gap.isspace() and "\n" not in token.gap)
        last = token.end


@given(TEXTS)
def test_runs_are_letters_and_digits(text: str) -> None:
    runs = Runs(text)
    assert [(a, runs.end(i)) for i, a in enumerate(runs.starts)] == [m.span() for m in re.finditer(r"[^\W_]+", text)]
    assert runs.words == re.findall(r"[^\W_]+", text)


@given(TEXTS)
def test_runs_lead_back_to_the_text(text: str) -> None:
    folded = fold(text)
    runs = folded.runs
    assert folded.run_starts == [folded.start(i) for i in runs.starts]
    assert [folded.run_end(i) for i in range(len(runs.words))] == [
        folded.end(runs.end(i)) for i in range(len(runs.words))
    ]


def test_a_bracketed_abbreviation_is_a_definition() -> None:
    tokens = tokenize("Đảng ủy Khối các cơ quan (CCQ) tỉnh họp; các cơ quan (sau đây gọi tắt là KCQ)")
    assert tokens.definitions == {"CCQ": "Đảng ủy Khối các cơ quan", "KCQ": "các cơ quan tỉnh họp các cơ quan"}
    assert [(t.text, t.gap) for t in tokens.items.between(5, 8)] == [("quan", " "), ("tỉnh", " "), ("họp", " ")]
    assert [tokens.places[t.start] for t in words(tokens.folded.original)] == list(range(len(tokens)))
