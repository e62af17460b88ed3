"""Plain text files, and what every format has in common: how a headline and a text become one string."""

from __future__ import annotations

import re

from kg_dangbo.model import Article
from kg_dangbo.read.decode import clean, decode
from kg_dangbo.read.errors import Unreadable

__all__ = ["article_of_text", "make_article", "one_line", "read_text"]

_HEADLINE = re.compile(r"\s*([^\n]{3,220}[^\s.,;])[ \t]*\n[ \t]*\n")


def make_article(
    id: str,
    text: str,
    *,
    title: str | None = None,
    url: str | None = None,
    publisher: str | None = None,
    published: str | None = None,
    source: str | None = None,
) -> Article:
    r"""An `Article` whose text is clean and carries its headline exactly once.

    Where the source gives ``title`` apart and the first line of ``text`` is not already it (case and white space
    aside), the article's text is the title, a blank line, and the text.

    >>> make_article("a", "Sáng 12/5 ...", title="Ý Yên sơ kết").text
    'Ý Yên sơ kết\n\nSáng 12/5 ...'

    Raises:
        Unreadable: nothing but white space.
    """
    text = clean(text)
    if not text.strip():
        raise Unreadable("no text in it", "remove it, or fetch the article again")
    title = one_line(title)
    if title is not None:
        first = text.lstrip().partition("\n")[0]
        if " ".join(first.split()).casefold() != title.casefold():
            text = f"{title}\n\n{text}"
    return Article(
        id=id,
        text=text,
        title=title,
        url=one_line(url),
        publisher=one_line(publisher),
        published=published,
        source=source,
    )


def one_line(value: str | None) -> str | None:
    """Clean text with single spaces, or None where nothing is left."""
    return " ".join(clean(value).split()) or None if value is not None else None


def read_text(data: bytes, id: str, source: str) -> Article:
    """A ``.txt`` file: all of it is the article's text; it says nothing of publisher or date.

    Raises:
        Unreadable: empty, binary, or an unknown encoding.
    """
    return article_of_text(decode(data), id, source)


def article_of_text(text: str, id: str, source: str) -> Article:
    """An article of which nothing but the text is known.

    Its first line is the headline where it looks like one: short, no full stop, a blank line behind it.

    Raises:
        Unreadable: nothing but white space.
    """
    text = clean(text)
    m = _HEADLINE.match(text)
    return make_article(id, text, title=m.group(1) if m is not None else None, source=source)
