"""Vietnamese text made comparable: NFC for storage, canonical labels, folding for matching, slugs for IRIs.

Three strengths, from weak to strong, each a pure function:

* `nfc` is what `read/` applies to an article once; every offset of the project counts its code points.
* `canonical` is how a label is *written*: case and words stay, spelling schools are brought together.
* `fold` is how text is *compared*: never stored, never shown, and its offsets lead back to the text.

Two schools place the tone mark differently in open syllables (`hoà`/`hòa`, `uỷ`/`ủy`, `khoá`/`khóa`); both
are correct and both are printed, often on one page. The newer placement is the project's form. After `q` the
`u` belongs to the consonant, so `quý` and `quỳ` have one spelling only; where a letter follows the pair
(`toàn`, `khoái`, `huỳnh`) both schools agree.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any, Final, final

from kg_dangbo.language.offsets import bisect_right
from kg_dangbo.language.runs import ALNUM, DECIMAL, Runs, kind_of

if TYPE_CHECKING:
    from mypy_extensions import i64  # see `kg_dangbo.language.offsets`

__all__ = ["Folded", "canonical", "fold", "fold_key", "nfc", "slug"]

_OLD: Final = ("oà", "oá", "oả", "oã", "oạ", "oè", "oé", "oẻ", "oẽ", "oẹ", "uỳ", "uý", "uỷ", "uỹ", "uỵ")
_NEW: Final = ("òa", "óa", "ỏa", "õa", "ọa", "òe", "óe", "ỏe", "õe", "ọe", "ùy", "úy", "ủy", "ũy", "ụy")


def _tone_table() -> dict[str, str]:
    table: dict[str, str] = {}
    for old, new in zip(_OLD, _NEW, strict=True):
        for first in (str.lower, str.upper):  # each of the two letters keeps its own case
            for second in (str.lower, str.upper):
                table[first(old[0]) + second(old[1])] = first(new[0]) + second(new[1])
    return table


_TONE: Final = _tone_table()
# One code point for one code point. A text has few of them: one look at each character finds which, and `str.replace`
# changes those, many times faster than `str.translate` with the same table.
_SPACES: Final = "\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_NEWLINES: Final = "\r\x0b\x0c\x85\u2028\u2029"
_DASHES: Final = "‐‑‒–—―−﹘﹣－"
_DOUBLE_QUOTES: Final = "“”„‟«»″＂"
_SINGLE_QUOTES: Final = "‘’‚‛′`´＇"
_ETH: Final = (("Ð", "Đ"), ("Ɖ", "Đ"), ("ð", "đ"), ("ɖ", "đ"))  # look-alikes from old fonts and keyboards
_JUNK: Final = "\u00ad\u200b\u200c\u200d\u2060\ufeff"  # invisible: soft hyphen, zero-width spaces and joiners
_LONG: Final = "İ"  # the only character whose lower case is longer than itself
_JUNK_PATTERN: Final = re.compile(f"[{_JUNK}]")
_HOLE: Final = _JUNK[0]  # all of them become this one first
_RUN: Final = re.compile(r"  +")
_RUN_WITH_HOLES: Final = re.compile(f" [ {_HOLE}]+|{_HOLE}[ {_HOLE}]*")
_ONE_TO_ONE: Final = (
    *((c, " ") for c in _SPACES),
    *((c, "\n") for c in _NEWLINES),
    *((c, "-") for c in _DASHES),
    *((c, '"') for c in _DOUBLE_QUOTES),
    *((c, "'") for c in _SINGLE_QUOTES),
    *_ETH,
    *((c, _HOLE) for c in _JUNK[1:]),
    (_LONG, "I"),
)
_TABLE: Final[dict[int, str]] = {ord(source): target for source, target in _ONE_TO_ONE}
_TABLED: Final = 0x2100  # Vietnamese letters and the usual punctuation lie below: one look into a table
_CHANGED: Final = 1  # another character stands for it
_SECOND: Final = 2  # the second letter of an old pair
_DIGIT: Final = 4
_A: Final = 97  # "a"; a number by itself is put in place when this is compiled
_Z: Final = 122
_SPACE: Final = 32
_O: Final = 111
_U: Final = 117
_SECONDS: Final = frozenset(old[1] for old in _TONE)
_CLASSES: Final = bytes(
    [
        _CHANGED * (code in _TABLE) + _SECOND * (chr(code) in _SECONDS) + _DIGIT * chr(code).isdecimal()
        for code in range(_TABLED)
    ]
)
_NOT_SLUG: Final = re.compile(r"[^a-z0-9]+")

_NAME: Final = 256  # code points; longer texts are no names and are not remembered
_REMEMBERED: Final = 1 << 16
# Pages repeat the names of their bodies and places again and again. Two plain tables that are emptied when they are
# full: a look into one costs half of what `functools.lru_cache` takes to be called.
_LABELS: Final[dict[str, str]] = {}
_KEYS: Final[dict[str, str]] = {}


def _remember(known: dict[str, str], text: str, form: str) -> None:
    if len(text) <= _NAME:
        if len(known) >= _REMEMBERED:
            known.clear()
        known[text] = form


def nfc(text: str) -> str:
    r"""The text as the project stores it: NFC, newlines ``\n``, no byte order mark.

    >>> nfc("\ufeffTi\u0302nh\r\nHa\u0300 Nam")
    'Tînh\nHà Nam'
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\ufeff", "")
    return unicodedata.normalize("NFC", text)


def _seconds(text: str) -> list[int]:
    """Where the second letters of old pairs stand."""
    classes = _CLASSES
    places: list[int] = []
    for i in range(len(text)):
        code = ord(text[i])
        if code < _TABLED and classes[code] & _SECOND and i and _is_first(ord(text[i - 1])):
            places.append(i)
    return places


def _is_first(code: int) -> bool:
    """Whether this is the first letter of an old pair, small or capital."""
    return code | 32 == _O or code | 32 == _U


def _new_tones(text: str, low: str, seconds: list[int]) -> tuple[str, str]:
    """Old tone placement to new, in a text and in its small letters; same lengths.

    ``seconds`` are the places of `_seconds`.
    """
    pieces: list[str] = []
    small_pieces: list[str] = []
    done = 0
    for i in seconds:
        new = _TONE.get(text[i - 1 : i + 1])
        # after q the u belongs to the consonant; where a letter follows both schools agree
        if new is None or (i > 1 and text[i - 2] in "qQ") or (i + 1 < len(text) and _is_letter(text[i + 1])):
            continue
        pieces += [text[done : i - 1], new]
        small_pieces += [low[done : i - 1], new.lower()]
        done = i + 1
    if not pieces:
        return text, low
    return "".join([*pieces, text[done:]]), "".join([*small_pieces, low[done:]])


def _is_letter(char: str) -> bool:
    return kind_of(ord(char)) & (ALNUM + DECIMAL) == ALNUM


def canonical(text: str) -> str:
    """A label as the project writes it: one space between words, `Đ` for its look-alikes, new tone placement.

    Case, dashes and quotation marks stay as they are.

    >>> canonical("Uỷ ban  nhân dân tỉnh Hoà Bình ")
    'Ủy ban nhân dân tỉnh Hòa Bình'
    >>> canonical("Ðặng Quý Toàn")
    'Đặng Quý Toàn'
    """
    known = _LABELS.get(text)
    if known is None:
        label = unicodedata.normalize("NFC", _JUNK_PATTERN.sub("", text))
        for wrong, right in _ETH:
            label = label.replace(wrong, right)
        label = " ".join(label.split())
        known = _new_tones(label, label, _seconds(label))[0]
        _remember(_LABELS, text, known)
    return known


@final
class Folded:
    """Text folded for matching, with the way back to the original offsets.

    ``text`` is lower-cased, ``cased`` is the same without lower-casing (equal length, equal indices); ``original``
    is what was folded, and ``low`` is that in small letters and not changed otherwise (equal length as well).
    ``digits`` are the offsets of the decimal digits in the original. Offsets are code points; ends are exclusive.
    ``hits`` is where searches leave what they found, by searcher (see `kg_dangbo.vocabulary.lexicon`), so that nobody
    searches a page twice.
    """

    __slots__ = ("_breaks", "_moved", "_runs", "_shifts", "cased", "digits", "hits", "low", "original", "text")

    def __init__(
        self,
        original: str,
        low: str,
        digits: list[int],
        cased: str,
        text: str,
        breaks: list[int],
        shifts: list[int],
    ) -> None:
        self.hits: dict[object, Any] = {}
        self.original = original
        self.low = low
        self.digits = digits
        self.cased = cased
        self.text = text
        # From folded index _breaks[k] on, the original is _shifts[k + 1] further right; both grow.
        self._breaks = breaks
        self._shifts = shifts
        self._runs: Runs | None = None
        self._moved: tuple[list[int], list[int]] | None = None  # starts and ends of the runs in the original

    def __len__(self) -> int:
        return len(self.text)

    @property
    def runs(self) -> Runs:
        """The runs of letters and digits of ``text``."""
        if self._runs is None:
            self._runs = Runs(self.text)
        return self._runs

    @property
    def shifted(self) -> bool:
        """Whether any offset of ``text`` is another one in the original."""
        return len(self._breaks) > 0

    @property
    def run_starts(self) -> list[int]:
        """Where `runs` begin in the original."""
        return self._places()[0] if self._breaks else self.runs.starts

    @property
    def run_ends(self) -> list[int]:
        """Where `runs` end in the original."""
        return self._places()[1] if self._breaks else [self.runs.end(i) for i in range(len(self.runs.starts))]

    def run_end(self, index: int) -> int:
        """Where a run ends in the original."""
        return self._places()[1][index] if self._breaks else self.runs.end(index)

    def _places(self) -> tuple[list[int], list[int]]:
        if self._moved is not None:
            return self._moved
        starts: list[int] = []
        ends: list[int] = []
        runs, breaks, shifts = self.runs, self._breaks, self._shifts
        passed, place, behind = 0, breaks[0], len(self.text) + 1
        for i in range(len(runs.starts)):
            begin = runs.starts[i]
            while place <= begin:
                passed += 1
                place = breaks[passed] if passed < len(breaks) else behind
            starts.append(begin + shifts[passed])
            last = runs.end(i) - 1
            while place <= last:  # something invisible was dropped inside the run
                passed += 1
                place = breaks[passed] if passed < len(breaks) else behind
            ends.append(last + shifts[passed] + 1)
        self._moved = (starts, ends)
        return self._moved

    def start(self, index: int) -> int:
        """The original offset at which folded character ``index`` begins (``len(self)`` is allowed)."""
        return index + self._shifts[bisect_right(self._breaks, index)] if self._breaks else index

    def end(self, index: int) -> int:
        """The original exclusive end of a folded slice that ends (exclusive) at ``index``."""
        if not self._breaks or index == 0:
            return index
        # A folded space stands for its whole run; every other character for one code point.
        return self.start(index) if self.text[index - 1] == " " else self.start(index - 1) + 1


def fold(text: str) -> Folded:
    """Fold NFC text for matching, in time linear in its length.

    Lower case, new tone placement, `Đ` for its look-alikes, every dash ``-``, every quotation mark ``"`` or ``'``,
    every run of horizontal white space one space; invisible characters vanish; a newline stays one ``\\n``.

    >>> folded = fold("Huyện  uỷ\\u00a0Bình Lục")
    >>> folded.text
    'huyện ủy bình lục'
    >>> folded.original[folded.start(6):folded.end(8)]
    'uỷ'
    """
    seconds: list[int] = []
    digits: list[int] = []
    changed = _changed(text, seconds, digits)
    low = _small(text)
    # the same is done to the text as it is and to its small letters: to find these again would cost more
    cased, folded = text, low
    for char in changed:  # in whatever order: what one becomes is none of the others
        cased = cased.replace(char, _TABLE[ord(char)])
        if char != _LONG:
            folded = folded.replace(char.lower(), _TABLE[ord(char)].lower())
    breaks: list[int] = []
    shifts: list[int] = [0]
    if _HOLE in cased or "  " in cased:
        spans = [match.span() for match in (_RUN_WITH_HOLES if _HOLE in cased else _RUN).finditer(cased)]
        removed = 0
        for begin, end in spans:
            kept = 1 if " " in cased[begin:end] else 0
            breaks.append(begin - removed + kept)
            removed += end - begin - kept
            shifts.append(removed)
        cased, folded = _without(cased, spans), _without(folded, spans)
        seconds = _seconds(cased)  # they have moved
    if seconds:
        cased, folded = _new_tones(cased, folded, seconds)
    return Folded(text, low, digits, cased, folded, breaks, shifts)


def _small(text: str) -> str:
    """The text in small letters, each at its place and whatever stands around it.

    The one letter whose small form is two code points becomes "i", and a sigma at the end of a word (which is for
    `str.lower` a matter of context) that of every other place.
    """
    return text.replace(_LONG, "I").lower().replace("ς", "σ")


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    """The text with one space for each of ``spans`` that holds a space, and with nothing for the others."""
    pieces: list[str] = []
    done = 0
    for begin, end in spans:
        pieces.append(text[done:begin])
        if " " in text[begin:end]:
            pieces.append(" ")
        done = end
    pieces.append(text[done:])
    return "".join(pieces)


def _changed(text: str, seconds: list[int], digits: list[int]) -> set[str]:
    """The characters of a text that are in `_TABLE`; the places of `_seconds` and of digits go into the lists."""
    classes = _CLASSES
    changed: set[str] = set()
    i: i64 = -1
    last: i64 = len(text) - 1
    while i < last:
        i += 1
        code: i64 = ord(text[i])
        if _A <= code <= _Z or code == _SPACE:
            continue  # as most characters are
        if code >= _TABLED:
            if code in _TABLE:
                changed.add(text[i])
            elif kind_of(code) & DECIMAL:
                digits.append(i)
            continue
        kind: i64 = classes[code]
        if not kind:
            continue
        if kind & _CHANGED:
            changed.add(text[i])
        elif kind & _DIGIT:
            digits.append(i)
        elif i and _is_first(ord(text[i - 1])):
            seconds.append(i)
    return changed


def fold_key(text: str) -> str:
    """The folded, trimmed form of a short text, for look-ups; any normalisation form is accepted.

    >>> fold_key(" Bà Rịa – Vũng Tàu ")
    'bà rịa - vũng tàu'
    """
    known = _KEYS.get(text)
    if known is None:
        known = fold(unicodedata.normalize("NFC", _JUNK_PATTERN.sub("", text))).text.strip()
        _remember(_KEYS, text, known)
    return known


def slug(text: str, limit: int = 60) -> str:
    """ASCII words joined by hyphens, for IRIs and file names; at most ``limit`` characters, cut between words.

    Tone marks and vowel signs are dropped, `đ` becomes `d`. A text without any Latin letter or digit gives "".

    >>> slug("Đảng ủy xã Bình Mỹ")
    'dang-uy-xa-binh-my'
    """
    text = unicodedata.normalize("NFC", text)
    for wrong, right in _ETH:
        text = text.replace(wrong, right)
    plain = text.replace("Đ", "d").replace("đ", "d")
    decomposed = unicodedata.normalize("NFKD", plain).lower()
    ascii_only = "".join(c for c in decomposed if not unicodedata.combining(c))
    result = _NOT_SLUG.sub("-", ascii_only).strip("-")
    if len(result) <= limit:
        return result
    head = result[: limit + 1]
    return head[: head.rfind("-")] if "-" in head else result[:limit]
