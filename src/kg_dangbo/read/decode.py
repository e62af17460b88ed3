"""Bytes to text: UTF-8, UTF-16 and windows-1258 told apart, everything else refused with a reason.

A wrong guess would put mojibake under quotation marks, so every step is strict and the last one
(windows-1258, where almost every byte is a letter) must also look like Vietnamese.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from typing import Final

from kg_dangbo.language.normal import nfc
from kg_dangbo.read.errors import Unreadable

__all__ = ["clean", "codec_of", "decode", "refuse_other_formats"]

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16: its mark begins with UTF-16's
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC: Final = (
    (b"%PDF", "a PDF file"),
    (b"PK\x03\x04", "a zip archive (or a Word, Excel or EPUB file)"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file"),
    (b"{\\rtf", "an RTF file"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
)
_UTF8_SEQUENCE: Final = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_TO_UTF8: Final = "save the file as UTF-8"
# The five tone marks, which windows-1258 writes after the vowel as characters of their own.
_TONES: Final = "\u0300\u0301\u0303\u0309\u0323"
_LOOSE_TONE: Final = re.compile(f"[{_TONES}]")
# TCVN3 and VNI fonts keep Vietnamese letters where windows-1258 keeps these signs: inside a word they give it away.
_SIGN_IN_WORD: Final = re.compile(r"[^\W\d_][¡-©¬®-±´-¹¼-¿×÷][^\W\d_]")
_WORD: Final = re.compile(r"[^\W\d_]+")
# Everything below the space but tab and newline, DEL, and the C1 block but NEL (a newline, see `clean`).
_CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\x80-\x84\x86-\x9f]")
_OTHER_NEWLINES: Final = re.compile("[\x0b\x0c\x85\u2028\u2029]")
_SURROGATE: Final = re.compile("[\ud800-\udfff]")


def clean(text: str) -> str:
    r"""The text as `Article.text` promises it: NFC, newlines ``\n``, no control characters, no lone surrogates.

    Control characters become spaces and lone surrogates U+FFFD, so that no two words grow together.

    >>> clean("Ti\u0309nh u\u0309y\r\nHa\u0300\x00Nam")
    'Tỉnh ủy\nHà Nam'
    """
    text = _OTHER_NEWLINES.sub("\n", nfc(text))
    text = _CONTROL.sub(" ", text)
    return unicodedata.normalize("NFC", _SURROGATE.sub("\ufffd", text))


def decode(data: bytes) -> str:
    """Decode one file (or one line of one); the result is not yet cleaned.

    Tried in order: byte order mark, UTF-16 without a mark, strict UTF-8, windows-1258. What an HTML page declares is
    not believed: the bytes tell more, and a declaration may name any codec that Python has.

    Raises:
        Unreadable: binary, damaged or in an encoding that cannot be told.
    """
    refuse_other_formats(data)
    for mark, codec in _BOMS:
        if data.startswith(mark):
            return _strictly(data, codec)
    if b"\0" in data:
        return _strictly(data, _bare_utf16(data))
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        # Text of another encoding holds next to no valid UTF-8 sequences; damaged UTF-8 holds mostly valid ones.
        sequences = _UTF8_SEQUENCE.findall(data)
        stray = sum(byte >= 0x80 for byte in data) - sum(map(len, sequences))
        if len(sequences) > stray:
            raise Unreadable(f"damaged UTF-8 at byte {error.start}", _TO_UTF8) from None
    return _windows_1258(data)


def codec_of(head: bytes) -> str:
    """The codec of a file that is too long to decode whole, told by its first bytes as `decode` tells it.

    Raises:
        Unreadable: binary, or in an encoding that cannot be told.
    """
    refuse_other_formats(head)
    for mark, codec in _BOMS:
        if head.startswith(mark):
            return codec
    if b"\0" in head:
        return _bare_utf16(head[: len(head) // 2 * 2])
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)  # the last character may be cut
        return "utf-8"
    except UnicodeDecodeError:
        sequences = _UTF8_SEQUENCE.findall(head)
        if 2 * len(b"".join(sequences)) > sum(byte >= 0x80 for byte in head):
            return "utf-8"  # damaged here and there, which the reader of the rows will find
    _windows_1258(head)
    return "cp1258"


def refuse_other_formats(data: bytes) -> None:
    """Name the usual mistakes, known by their first bytes: raises `Unreadable` for a PDF, a Word file, a picture."""
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise Unreadable(f"this is {what}, not text", "export it as UTF-8 text first")


def _strictly(data: bytes, codec: str) -> str:
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        raise Unreadable(f"damaged {codec} at byte {error.start}", _TO_UTF8) from None


def _bare_utf16(data: bytes) -> str:
    """UTF-16 without a mark: the zero bytes of ASCII letters and spaces stand on one side only."""
    even, odd = data[0::2].count(0), data[1::2].count(0)
    half = max(1, len(data) // 2)
    if len(data) % 2 == 0 and max(even, odd) > 0.3 * half and min(even, odd) < 0.01 * half:
        return "utf-16-le" if odd > even else "utf-16-be"
    raise Unreadable("binary data, not text", "give .txt, .html or .jsonl files")


def _windows_1258(data: bytes) -> str:
    text = unicodedata.normalize("NFC", _strictly(data, "cp1258"))
    words = max(1, len(_WORD.findall(text)))
    odd = len(_SIGN_IN_WORD.findall(text)) + len(_LOOSE_TONE.findall(text))
    # Measured on text re-encoded from the examples: windows-1258 gives 0, TCVN3 and VNI more than one word in five.
    if odd > 0.02 * words or _CONTROL.search(text):
        raise Unreadable("unknown encoding (TCVN3, VNI or another old font?)", _TO_UTF8)
    return text
