from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg_dangbo.extract.page_numbers import NUMERAL_WORDS
from kg_dangbo.language.digits import Digits
from kg_dangbo.language.normal import fold
from kg_dangbo.language.numbers import (
    DigitRuns,
    FoundNumber,
    find_number_words,
    find_numbers,
    parse_number,
    parse_number_words,
)


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("1.163", "1163"),
        ("609,5", "609.5"),
        ("2.118,4", "2118.4"),
        ("32.650", "32650"),
        ("3.852.773", "3852773"),
        ("1,000,000", "1000000"),
        ("01", "1"),
        ("0,08", "0.08"),
        ("3.5", "3.5"),
        ("100,0", "100"),
        ("1.2.3", None),
        ("1,2,3", None),
        ("9" * 30, None),
    ],
)
def test_printed_digits(printed: str, value: str | None) -> None:
    assert parse_number(printed) == value


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("một", 1),
        ("Hai", 2),
        ("mười", 10),
        ("mười lăm", 15),
        ("hai mươi", 20),
        ("ba mươi mốt", 31),
        ("bốn mươi tư", 44),
        ("năm mươi sáu", 56),
        ("một trăm", 100),
        ("một trăm linh năm", 105),
        ("hai trăm lẻ bảy", 207),
        ("ba trăm hai mươi mốt", 321),
        ("mươi hai", None),
        ("hai ba", None),
        ("trăm", None),
    ],
)
def test_number_words(words: str, value: int | None) -> None:
    assert parse_number_words(words.split()) == value


def test_digits_inside_words_are_no_numbers() -> None:
    assert [n.value for n in find_numbers("COVID-19, lớp 12A1, K12, 3,6km, 80 - 150mm")] == ["12", "3.6", "80", "150"]


@given(st.integers(0, 10**9))
def test_grouped_thousands_are_read_back(number: int) -> None:
    assert parse_number(f"{number:,}".replace(",", ".")) == str(number)


@given(st.decimals(0, 10**6, places=2))
def test_decimals_are_read_back(number: Decimal) -> None:
    value = parse_number(f"{number:.2f}".replace(".", ","))
    assert value is not None
    assert Decimal(value) == number


@given(st.text(alphabet="0123456789., hai mươi lăm trăm\n", max_size=60))
def test_offsets_stand_in_the_text(text: str) -> None:
    for found in find_numbers(text) + find_number_words(text):
        assert 0 <= found.start < found.end <= len(text)
        assert text[found.start : found.end].strip() == text[found.start : found.end]
        Decimal(found.value)


_PARTS = ["hai", "Mươi", "lăm", "TRĂM", "năm", " ", "  ", "     ", "_", "x", ",", "\n", "²"]


def _told(found: list[FoundNumber]) -> list[tuple[int, int, str, bool]]:
    return [(n.start, n.end, n.value, n.written) for n in found]


@given(st.lists(st.sampled_from(_PARTS), max_size=14))
def test_number_words_are_found_alike_with_their_places(parts: list[str]) -> None:
    text = "".join(parts)
    places = [(m.start, m.end) for m in NUMERAL_WORDS.find_all(fold(text))]
    assert _told(find_number_words(text, places)) == _told(find_number_words(text))


@given(st.text(alphabet="0123456789.,-–/ aĐ_", max_size=40))
def test_runs_of_digits_are_all_digits_of_the_text(text: str) -> None:
    runs = DigitRuns(Digits(fold(text)))
    told = {start + i for start, printed in zip(runs.starts, runs.printed, strict=True) for i in range(len(printed))}
    assert {i for i, sign in enumerate(text) if sign.isdigit()} <= told
    for start, printed in zip(runs.starts, runs.printed, strict=True):
        assert text[start : start + len(printed)] == printed
        assert printed[0].isdigit()
        assert printed[-1].isdigit()
    assert _told(find_numbers(text, runs)) == _told(find_numbers(text))


def test_digits_of_other_scripts_are_no_figures() -> None:
    assert find_numbers("２０ đảng viên, ٣ chi bộ") == []
    assert parse_number("２０") is None
