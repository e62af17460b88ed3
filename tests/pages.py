"""Pages composed for the tests of the extractors: one paragraph per line, bodies marked in the text."""

from __future__ import annotations

import re

from kg_dangbo.extract.page import OrganizationMention, Page, Sentence, Zone
from kg_dangbo.language.dates import find_dates
from kg_dangbo.language.sentences import split_sentences
from kg_dangbo.model import Article

_MARK = re.compile(r"\[([^\[\]]+)\]")


def build_page(marked: str, published: str | None = None, province: str | None = None, zone: Zone = Zone.BODY) -> Page:
    """A page of ``marked``, where ``[Bộ Chính trị]`` is a body whose key is its printed name."""
    pieces: list[str] = []
    bodies: list[OrganizationMention] = []
    length = done = 0
    for match in _MARK.finditer(marked):
        before = marked[done : match.start()]
        length += len(before)
        bodies.append(OrganizationMention(length, length + len(match[1]), match[1]))
        pieces += [before, match[1]]
        length += len(match[1])
        done = match.end()
    text = "".join([*pieces, marked[done:]])
    sentences = []
    for number, line in enumerate(re.finditer(r"[^\n]+", text)):
        for start, end in split_sentences(text, line.start(), line.end()):
            sentences.append(Sentence(start, end, number, zone))
    page = Page(Article(id="test", text=text, published=published), sentences=tuple(sentences), province=province)
    page.dates = tuple(find_dates(text, published))
    page.organizations = tuple(bodies)
    return page
