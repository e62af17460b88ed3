"""Folding keeps offsets, canonical labels keep their words, and neither slows down on hostile text."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg_dangbo.language import normal
from kg_dangbo.language.normal import canonical, fold, fold_key, nfc, slug

VIETNAMESE = "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵđbchknqt"
LETTERS = VIETNAMESE + VIETNAMESE.upper() + "Ðð012 \t\u00a0\u2003\u200b\u00ad\n-–—“”\"'’.,;/İ"
TEXTS = st.text(st.sampled_from(LETTERS), max_size=80).map(nfc)


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("Huyện uỷ Bình Lục", "Huyện ủy Bình Lục"),
        ("Uỷ ban nhân dân", "Ủy ban nhân dân"),
        ("UỶ BAN", "ỦY BAN"),
        ("TỈNH THANH HOÁ", "TỈNH THANH HÓA"),
        ("khoá XIII, Hoà Bình, toà án, Thuý, thuỵ", "khóa XIII, Hòa Bình, tòa án, Thúy, thụy"),
        ("Nguyễn Quý, Quỳ Hợp, quỹ, quỷ", "Nguyễn Quý, Quỳ Hợp, quỹ, quỷ"),
        ("QUỲ CHÂU", "QUỲ CHÂU"),
        ("toàn, hoàn, khoái, huỳnh, khuỷu, ngoáy, xoèn", "toàn, hoàn, khoái, huỳnh, khuỷu, ngoáy, xoèn"),
        ("Ðảng bộ  tỉnh\u00a0Hà Nam ", "Đảng bộ tỉnh Hà Nam"),
        ("Ban\u200b Bí thư", "Ban Bí thư"),
        ("ủy ban", "ủy ban"),
    ],
)
def test_canonical(printed: str, expected: str) -> None:
    assert canonical(printed) == expected
    assert canonical(unicodedata.normalize("NFD", printed)) == expected
    assert canonical(expected) == expected


def test_nfc() -> None:
    assert nfc("\ufeffa\r\nb\rc\n") == "a\nb\nc\n"
    assert nfc("Ba\u0309n") == "Bản"


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("05 – CT/TƯ", "05 - ct/tư"),
        ("“Học tập”", '"học tập"'),
        ("Bà Rịa — Vũng Tàu", "bà rịa - vũng tàu"),
        ("ÐẢNG UỶ\u00a0 XÃ", "đảng ủy xã"),
        ("Tỉnh đoàn’s", "tỉnh đoàn's"),
    ],
)
def test_fold_brings_printed_forms_together(left: str, right: str) -> None:
    assert fold_key(left) == fold_key(right) == right


def test_fold_offsets_lead_back() -> None:
    text = "Sáng 28/4,  Huyện\u00a0\u00a0uỷ Bình\u00ad Lục\n\ntổ chức"
    folded = fold(text)
    assert folded.text == "sáng 28/4, huyện ủy bình lục\n\ntổ chức"
    assert folded.cased == "Sáng 28/4, Huyện ủy Bình Lục\n\ntổ chức"

    def original(words: str) -> str:
        at = folded.text.index(words)
        return text[folded.start(at) : folded.end(at + len(words))]

    assert original("huyện ủy bình lục") == "Huyện\u00a0\u00a0uỷ Bình\u00ad Lục"
    assert original("bình") == "Bình"
    assert original("lục") == "Lục"
    assert original("tổ chức") == "tổ chức"


@given(TEXTS)
def test_fold_map_is_a_partition(text: str) -> None:
    folded = fold(text)
    assert len(folded.text) == len(folded.cased) == len(folded)
    position = 0
    for i in range(len(folded)):
        start, end = folded.start(i), folded.end(i + 1)
        assert position <= start < end <= len(text)
        assert not text[position:start].strip("\u00ad\u200b"), "only invisible characters are passed over"
        if folded.text[i] == " ":
            assert not text[start:end].strip(" \t\u00a0\u2003\u200b\u00ad")
        else:
            assert end == start + 1
            assert (
                unicodedata.normalize("NFD", text[start].lower())[0] in unicodedata.normalize("NFD", folded.text[i])
                or not text[start].isalpha()
                or text[start] in "ÐðİIς"
            )
        position = end
    assert not text[position:].strip("\u00ad\u200b")


@given(TEXTS)
def test_fold_is_stable_and_ignores_case(text: str) -> None:
    key = fold_key(text)
    assert fold_key(key) == key
    assert fold(fold(text).text).text == fold(text).text
    assert fold_key(text.replace("İ", "I").upper()) == fold_key(text.replace("İ", "I").lower())
    assert fold_key(canonical(text)).split() == key.split()


@given(st.text(max_size=60))
def test_fold_takes_any_unicode(text: str) -> None:
    folded = fold(text)
    assert folded.start(len(folded)) == len(text) or not text[folded.end(len(folded)) :].strip()
    assert all(folded.start(i) < folded.end(i + 1) <= len(text) for i in range(len(folded)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Đảng ủy xã Bình Mỹ", "dang-uy-xa-binh-my"),
        ("05-CT/TW", "05-ct-tw"),
        ("ÐẶNG QUỐC KHÁNH", "dang-quoc-khanh"),
        ("«…»", ""),
        ("", ""),
    ],
)
def test_slug(text: str, expected: str) -> None:
    assert slug(text) == expected


def test_slug_is_cut_between_words() -> None:
    assert slug("Ban Chấp hành Đảng bộ tỉnh", limit=12) == "ban-chap"
    assert slug("Ban Chấp hành", limit=8) == "ban-chap"
    assert slug("x" * 80, limit=60) == "x" * 60


def test_names_are_remembered_up_to_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(normal, "_REMEMBERED", 3)
    for i in range(9):
        assert (fold_key(f"Uỷ ban {i}"), canonical(f"Uỷ  ban {i}")) == (f"ủy ban {i}", f"Ủy ban {i}")
    fold_key("Uỷ" * 200)
    assert len(normal._KEYS) <= 3
    assert len(normal._LABELS) <= 3


@given(st.text(max_size=100), st.integers(1, 40))
def test_slug_is_a_safe_name(text: str, limit: int) -> None:
    result = slug(text, limit)
    assert len(result) <= limit
    assert result.isascii()
    assert all(part.isalnum() for part in result.split("-")) or result == ""


@pytest.mark.parametrize(
    "hostile",
    ["," * 100_000, " " * 5_000_000, "uỷ " * 1_500_000, "\u200b " * 1_000_000, "oà" * 1_000_000, "a" * 5_000_000],
    ids=["commas", "spaces", "tones", "invisible", "pairs", "one line"],
)
def test_long_hostile_text_is_folded(hostile: str) -> None:
    folded = fold(hostile)
    canonical(hostile)
    assert folded.end(len(folded)) <= len(hostile)
