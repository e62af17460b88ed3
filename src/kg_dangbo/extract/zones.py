"""Zones: what part of the page each paragraph is, and which story of a page it belongs to.

A crawled page holds more than its story: captions, bylines, comment boxes, mastheads, lists of
other headlines. Only headline, lead, body and caption state facts. The words that give the
furniture away are data (`ontology/page-furniture.ttl`); this module holds their grammar.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, final

from kg_dangbo.extract.page import Zone
from kg_dangbo.language.normal import fold_key
from kg_dangbo.vocabulary import Vocabulary

__all__ = ["Paragraph", "paragraphs"]

# the member of an enumeration is looked up each time that it is named: far from free, many times for each line
_BODY: Final = Zone.BODY
_BYLINE: Final = Zone.BYLINE
_CAPTION: Final = Zone.CAPTION
_COMMENTS: Final = Zone.COMMENTS
_HEADLINE: Final = Zone.HEADLINE
_LEAD: Final = Zone.LEAD
_LIST: Final = Zone.LIST
_MASTHEAD: Final = Zone.MASTHEAD
_LINE = re.compile(r"[^\n]+")
# how a finished sentence of running text ends; a caption or a headline rarely does
_CLOSES = (".", "!", "?", ":", ";", "…")
_AFTER_CLOSE = "\"”»’')]"
_STORY = re.compile(r"\s*(?:\*|●|■|▪)\s+\S")
_STORY_SIGNS: Final = ("*", "●", "■", "▪")
_BULLETS: Final = ("•", "|", ">>", "»")
# the line below a headline: "Thứ 6, 09/07/2021 | 08:14 | 1,203 lượt xem"
_COUNTER = re.compile(r"lượt[^\S\n]{1,3}(?:xem|đọc|truy[^\S\n]cập)(?!\w)", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W\d_]")
_COUNTER_LENGTH = 100  # longer lines are sentences
_BYLINE_WORDS = 9  # "Trần Ích - Chu Uyên", "Nguyễn Dung (Trung tâm TT-VH Quảng Yên)"
_CAPTION_LENGTH = 330  # longer unclosed paragraphs are body text with a lost full stop


@final
class Paragraph:
    """One non-empty line of the text: [start, end), its zone and the number of its story."""

    __slots__ = ("end", "start", "story", "zone")

    def __init__(self, start: int, end: int, zone: Zone, story: int) -> None:
        self.start: Final = start
        self.end: Final = end
        self.zone: Final = zone
        self.story: Final = story


_Cues = dict[str, tuple[tuple[str, ...], list[tuple[str, Zone]]]]


@lru_cache(maxsize=4)
def _cues(vocabulary: Vocabulary) -> _Cues:
    """The words of page furniture by their first letter: all of them, and with their zones, the longest first."""
    cues = []
    for concept in vocabulary.scheme("scheme-page-furniture").values():
        zone = Zone(concept.properties["zone"][0])
        cues += [(fold_key(label), zone) for label in concept.alt]
    by_letter: dict[str, list[tuple[str, Zone]]] = {}
    for cue, zone in sorted(cues, key=lambda cue: (-len(cue[0]), cue[0])):
        by_letter.setdefault(cue[0], []).append((cue, zone))
    return {letter: (tuple([cue for cue, _ in some]), some) for letter, some in by_letter.items()}


def _is_name_like(text: str) -> bool:
    """Few words, each beginning with a capital (or written in capitals): a signature."""
    first = text[0]
    if first.isalpha() and first.islower() and first != "v":
        return False  # as most lines are that begin in the middle of a sentence
    words = [w for w in re.split(r"[\s,;:()\-–—/.&]+", text) if _LETTERS.search(w)]
    if not 1 <= len(words) <= _BYLINE_WORDS:
        return False
    return sum(1 for w in words if w[0].isupper() or w.casefold() == "và") >= len(words)


def _furniture(line: str, cues: _Cues) -> Zone | None:
    if line.startswith(_BULLETS):
        return _LIST
    if (
        len(line) < _COUNTER_LENGTH
        and "ượt" in line
        and _COUNTER.search(line)
        and any(sign in line for sign in ("|", ":", "/"))
    ):
        return _BYLINE
    folded = fold_key(line[:200]).lstrip("*-+ ")
    begins = cues.get(folded[:1])
    if begins is None or not folded.startswith(begins[0]):
        return None  # as nearly every line
    for cue, zone in begins[1]:
        if not folded.startswith(cue):
            continue
        rest = folded[len(cue) :]
        # a cue word that merely begins a sentence ("Chuyên đề năm 2022 được triển khai ...") is no furniture
        if cue[-1].isalnum() and len(rest.split()) > 8 and zone is not _MASTHEAD:
            continue
        if cue[-1].isalnum() and rest[:1].isalnum():
            continue
        if zone is _LIST and cue[-1].isalnum() and len(rest) > 3 and not rest.lstrip().startswith((":", "|", "(")):
            continue
        return zone
    return None


def paragraphs(text: str, title: str | None, vocabulary: Vocabulary) -> list[Paragraph]:
    """Split ``text`` at line ends and say what each line is.

    Args:
        text: NFC text of the page.
        title: the headline, where the source gives it apart.
        vocabulary: for the words of `scheme-page-furniture`.

    Returns:
        The non-empty lines in text order. After the first comment box or imprint that follows the
        story everything is furniture; a list of headlines holds until a long closed paragraph.
    """
    cues = _cues(vocabulary)
    lines = [(m.start(), printed) for m in _LINE.finditer(text) if (printed := m.group()).strip()]
    out: list[Paragraph] = []
    story, tail, seen_body = 0, None, False
    headline = fold_key(title or "").strip()
    last_long = max((i for i, (_, printed) in enumerate(lines) if len(printed) > 120), default=-1)
    for i, (at, printed) in enumerate(lines):
        line = printed.strip()
        zone = _furniture(line, cues)
        if tail is not None and i > last_long:
            zone = zone or tail
        if line.startswith(_STORY_SIGNS) and _STORY.match(printed):
            story += 1
        if zone is not None and (zone is _MASTHEAD or zone is _COMMENTS or zone is _LIST) and i >= last_long:
            tail = zone
        closed = line.rstrip(_AFTER_CLOSE).endswith(_CLOSES)
        if zone is None:
            zone = _BODY
            if i == 0 and (not closed or len(line) < 200):
                zone = _HEADLINE
            elif headline and fold_key(line).strip() == headline:
                zone = _CAPTION if out and seen_body else _HEADLINE
            elif i > last_long and seen_body and _is_name_like(line):
                zone = _BYLINE
            elif line.isupper() and len(line.split()) <= 6:
                # short all-capital lines head a section of the page, not of the story
                zone = _MASTHEAD if seen_body and i > last_long else _CAPTION
            elif seen_body and not closed and len(line) < _CAPTION_LENGTH:
                zone = _CAPTION
            elif not seen_body:
                zone = _LEAD
            if zone is _LEAD or zone is _BODY:
                seen_body = True
        start = at + len(printed) - len(printed.lstrip())
        out.append(Paragraph(start, start + len(line), zone, story))
    return out
