"""Runs of letters and digits: the one walk over the characters of a page, on which words and phrases are built.

A run is what stands between two characters that are neither letter nor digit. Words (`kg_dangbo.language.tokens`) are
one run or several with a joint between them; a phrase (`kg_dangbo.vocabulary.lexicon`) begins and ends where runs do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, final

if TYPE_CHECKING:
    from mypy_extensions import i64  # see `kg_dangbo.language.offsets`

__all__ = ["ALNUM", "DECIMAL", "UPPER", "Runs", "kind_of"]

ALNUM: Final = 1  # a letter or a digit, as `str.isalnum` says
DECIMAL: Final = 2
UPPER: Final = 4
_A: Final = 97  # "a"; a number by itself is put in place when this is compiled
_Z: Final = 122
_COMMON: Final = 0x2000  # Latin with all Vietnamese letters lies below: one look into a table


def _kind(char: str) -> int:
    return char.isalnum() * ALNUM + char.isdecimal() * DECIMAL + char.isupper() * UPPER


_KINDS: Final = bytes([_kind(chr(code)) for code in range(_COMMON)])

# Texts repeat their words: Vietnamese has some seven thousand syllables. A word met before need not be made and hashed
# again, and look-ups compare it by identity. Interpreted, to mix its letters costs more than that.
_SHORT: Final = 12  # code points
_REMEMBERED: Final = 1 << 14
_WORDS: Final[list[str]] = [""] * _REMEMBERED
_MIX: Final = 1_000_003


def kind_of(code: int) -> int:
    """What the character with this code point is: `ALNUM`, `DECIMAL` and `UPPER`, added; 0 for everything else."""
    return _KINDS[code] if code < _COMMON else _kind(chr(code))


def _word(text: str, begin: i64, end: i64, mixed: i64) -> str:
    """The word at [begin, end), the same object as where it stood before."""
    place: i64 = mixed & (_REMEMBERED - 1)
    word = _WORDS[place]
    if len(word) == end - begin:
        i: i64 = begin
        while i < end and ord(word[i - begin]) == ord(text[i]):
            i += 1
        if i == end:
            return word
    word = text[begin:end]
    if end - begin <= _SHORT:
        _WORDS[place] = word
    return word


@final
class Runs:
    """The runs of a text in order, as lists beside one another: a page has thousands.

    ``starts`` are offsets in ``text``, ``words`` what stands there, as long as it is.
    """

    __slots__ = ("starts", "text", "words")

    def __init__(self, text: str) -> None:
        kinds = _KINDS
        starts: list[int] = []
        words: list[str] = []
        i: i64 = 0
        length: i64 = len(text)
        while i < length:
            code: i64 = ord(text[i])
            if not _A <= code <= _Z:  # as most letters are: no look into the table for them
                kind: i64 = kinds[code] if code < _COMMON else _kind(chr(code))
                if not kind & ALNUM:
                    i += 1
                    continue
            begin = i
            mixed: i64 = code
            i += 1
            while i < length:
                code = ord(text[i])
                if not _A <= code <= _Z:
                    kind = kinds[code] if code < _COMMON else _kind(chr(code))
                    if not kind & ALNUM:
                        break
                mixed = mixed * _MIX ^ code
                i += 1
            starts.append(begin)
            words.append(text[begin:i] if _INTERPRETED else _word(text, begin, i, mixed))
            i += 1  # the character that ended the run is in none
        self.text: Final = text
        self.starts: Final = starts
        self.words: Final = words

    def end(self, index: int) -> int:
        """The offset behind a run."""
        return self.starts[index] + len(self.words[index])


_INTERPRETED: Final = hasattr(kind_of, "__code__")  # a compiled function has none
