"""HTML pages: main text by trafilatura, what the page says of itself by its own JSON-LD."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

from kg_dangbo.model import Article
from kg_dangbo.read.dates import iso_date
from kg_dangbo.read.decode import decode
from kg_dangbo.read.errors import Unreadable
from kg_dangbo.read.text import make_article, one_line

Tree = Any  # an lxml.html.HtmlElement; lxml ships no types
__all__ = ["read_html"]

_ARTICLE_TYPES: Final = ("NewsArticle", "ReportageNewsArticle", "Article", "BlogPosting", "Report")
_ADVICE: Final = "save the article's text as .txt"
# htmldate refuses dates after today unless told a last day; a build must not depend on the day it is run.
_DATES: Final = {"original_date": True, "extensive_search": False, "max_date": "2999-12-31"}
_MAX_DEPTH: Final = 20  # of nested JSON-LD


def read_html(data: bytes, id: str, source: str) -> Article:
    """One saved page. Captions are kept: they name persons and posts; menus, comments and footers are not.

    The page's JSON-LD ``NewsArticle`` is believed before its meta tags. Raises `Unreadable` where no main text is
    found.
    """
    import trafilatura  # noqa: PLC0415 - half a second that only readers of HTML should wait for

    page = decode(data)
    try:
        tree = trafilatura.load_html(page)
        if tree is None:
            raise Unreadable("not an HTML page", _ADVICE)
        about = _about(tree)
        _keep_captions(tree)
        document: Any = trafilatura.bare_extraction(
            tree, include_comments=False, with_metadata=True, date_extraction_params=dict(_DATES)
        )
    except (ValueError, RecursionError, LookupError, TypeError, AttributeError) as error:
        if isinstance(error, Unreadable):
            raise
        # What a parser does on a hostile page is not ours to list; one page must not stop a build.
        raise Unreadable(f"the page cannot be parsed ({type(error).__name__})", _ADVICE) from error
    text = getattr(document, "text", None)
    if not text:
        raise Unreadable("no main text found on the page", _ADVICE)
    return make_article(
        id,
        "\n\n".join(line.strip() for line in text.splitlines() if line.strip()),
        title=_string(about.get("headline")) or document.title,
        url=_url(about) or document.url,
        publisher=_name(about.get("publisher")) or document.sitename,
        published=iso_date(about.get("datePublished")) or iso_date(document.date),
        source=source,
    )


def _keep_captions(tree: Tree) -> None:
    """Make captions paragraphs: trafilatura drops figures, and provincial papers set pictures in layout tables."""
    layout = [
        e for table in tree.xpath("//table[.//img]") for e in table.iter("table", "tbody", "thead", "tr", "td", "th")
    ]
    for element in [*layout, *tree.iter("figure", "figcaption")]:
        element.tag = "p" if element.tag in ("td", "th", "figcaption") else "div"
        element.attrib.clear()  # class="caption" alone would be thrown out


def _about(tree: Tree) -> dict[str, Any]:
    """The first article described in the page's JSON-LD, most specific type first; {} where there is none."""
    found = [node for script in tree.xpath("//script[@type='application/ld+json']") for node in _nodes(script.text)]
    for wanted in _ARTICLE_TYPES:
        for node in found:
            kinds = node.get("@type")
            if wanted in (kinds if isinstance(kinds, list) else [kinds]):
                return node
    return {}


def _nodes(script: str | None) -> Iterator[dict[str, Any]]:
    try:
        parsed = json.loads(script or "null", strict=False)
    except (ValueError, RecursionError):  # a page's broken JSON-LD is no reason to lose the page
        return
    stack = [(parsed, 0)]
    while stack:
        value, depth = stack.pop()
        if isinstance(value, list):
            stack.extend((v, depth + 1) for v in reversed(value) if depth < _MAX_DEPTH)
        elif isinstance(value, dict):
            yield value
            stack.extend((v, depth + 1) for k, v in reversed(value.items()) if k == "@graph" and depth < _MAX_DEPTH)


def _string(value: object) -> str | None:
    return one_line(value) if isinstance(value, str) else None


def _name(value: object) -> str | None:
    if isinstance(value, list):
        return next((name for name in map(_name, value) if name), None)
    return _string(value.get("name")) if isinstance(value, dict) else _string(value)


def _url(about: dict[str, Any]) -> str | None:
    page = about.get("mainEntityOfPage")
    for value in (about.get("url"), page.get("@id") if isinstance(page, dict) else page, about.get("@id")):
        if isinstance(value, str) and value.startswith(("http://", "https://")):
            return one_line(value)
    return None
