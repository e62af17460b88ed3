"""Bytes to text, with real bytes of every encoding that Vietnamese papers and archives hold."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg_dangbo.read.decode import clean, decode
from kg_dangbo.read.errors import Unreadable

TEXT = "Sáng 12/5, Huyện ủy Ý Yên tổ chức hội nghị. Đồng chí Vũ Đình Khoát, Ủy viên BTV Tỉnh ủy dự “hội nghị”."
TONES = "\u0300\u0301\u0303\u0309\u0323"


def windows_1258(text: str) -> bytes:
    """As Windows writes it: circumflex, breve and horn stay on the letter, the tone mark follows."""
    out = []
    for char in unicodedata.normalize("NFC", text):
        try:
            out.append(char.encode("cp1258"))
        except UnicodeEncodeError:
            parts = unicodedata.normalize("NFD", char)
            base = unicodedata.normalize("NFC", "".join(c for c in parts if c not in TONES))
            out.append((base + "".join(c for c in parts if c in TONES)).encode("cp1258"))
    return b"".join(out)


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_encodings(codec):
    assert clean(decode(TEXT.encode(codec))) == TEXT


def test_windows_1258_is_recognised_and_composed():
    data = windows_1258(TEXT)
    assert b"\xcc" in data  # combining grave and its like really are separate bytes
    assert clean(decode(data)) == TEXT


def test_one_line_of_windows_1258():
    assert clean(decode(windows_1258("Tỉnh ủy Hà Nam"))) == "Tỉnh ủy Hà Nam"


@pytest.mark.parametrize("form", ["NFD", "NFC", "NFKD"])
def test_decomposed_text_is_composed(form):
    assert clean(unicodedata.normalize(form, "Ủy ban nhân dân tỉnh Hà Nam")) == "Ủy ban nhân dân tỉnh Hà Nam"


def test_damaged_utf8_is_not_taken_for_windows_1258():
    data = TEXT.encode() + b"\xff\xfe" + TEXT.encode()
    with pytest.raises(Unreadable) as caught:
        decode(data)
    assert "damaged UTF-8" in caught.value.reason
    with pytest.raises(Unreadable):  # cut in the middle of a letter
        decode("Hội nghị tổng kết công tác năm ở Huyện ủ".encode()[:-1])


def test_tcvn3_is_refused_and_not_read_as_mojibake():
    # «Đồng chí Bí thư Tỉnh ủy phát biểu tại hội nghị tổng kết» in an ABC font
    data = b"\xa7\xe5ng ch\xdd B\xdd th\xad T\xd8nh \xf1y ph\xb8t bi\xd3u t\xb9i h\xe9i ngh\xde t\xe6ng k\xd5t c\xb5c"
    with pytest.raises(Unreadable) as caught:
        decode(data)
    assert "TCVN3" in caught.value.reason


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "PDF"),
        (b"PK\x03\x04\x14\x00", "zip"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "picture"),
        (b"abc\x00\x01\x02\x00def\x00\x00ghi" * 20, "binary"),
    ],
)
def test_binary_is_refused_by_name(data, what):
    with pytest.raises(Unreadable) as caught:
        decode(data)
    assert what in caught.value.reason


def test_control_characters_and_lone_surrogates_do_not_survive():
    assert clean("Bí\x00thư\ud800\x1b[31m\u2028x") == "Bí thư\ufffd [31m\nx"


VIETNAMESE = st.text(alphabet=sorted(set(TEXT + "ăĂâÂêÊôÔơƠưƯđĐẢẠÃÁÀỰữỳỹỵ0123456789")), min_size=1)


@given(VIETNAMESE)
def test_utf16_with_mark_round_trips(text):
    assert clean(decode(text.encode("utf-16"))) == text


@given(st.lists(st.sampled_from(TEXT.split()), min_size=3))
def test_windows_1258_round_trips(words):
    text = " ".join(words)
    assert clean(decode(windows_1258(text))) == text


@given(st.binary(max_size=200))
def test_any_bytes_give_clean_text_or_a_reason(data):
    try:
        text = clean(decode(data))
    except Unreadable:
        return
    assert unicodedata.is_normalized("NFC", text)
    assert "\r" not in text
    text.encode()
