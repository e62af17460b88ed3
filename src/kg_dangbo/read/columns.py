"""Rows of tables and JSON lines as articles: which column is what."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Final
from urllib.parse import urlsplit

from kg_dangbo.model import Article
from kg_dangbo.read.dates import iso_date
from kg_dangbo.read.errors import Unreadable, printable
from kg_dangbo.read.text import make_article, one_line

__all__ = ["FIELDS", "article_of_row", "check_columns", "id_of_url", "settle_columns"]

FIELDS: Final = ("id", "title", "text", "url", "publisher", "published")
"""What an article has and a column may hold."""

# Names of columns in exports of crawlers (newspaper, trafilatura, scrapy, Common Crawl's news) and in tables of
# Vietnamese researchers, folded: lower case, no marks, no spaces, "_" or "-". The first that is there is taken.
_SYNONYMS: Final[Mapping[str, tuple[str, ...]]] = {
    "id": ("id", "articleid", "docid", "newsid", "identifier", "guid", "uuid", "ma", "mabai", "mabaibao"),
    "title": ("title", "headline", "tieude", "tenbai"),
    "text": (
        *("text", "content", "body", "fulltext", "maintext", "articletext", "articlebody", "contenttext", "rawtext"),
        *("article", "noidung", "vanban", "toanvan", "baiviet"),
    ),
    "url": ("url", "link", "sourceurl", "articleurl", "href", "uri", "permalink", "diachi", "duongdan", "lienket"),
    "publisher": ("publisher", "sitename", "source", "newspaper", "outlet", "site", "domain", "nguon", "bao", "tenbao"),
    "published": (
        *("published", "publisheddate", "publishedat", "publishdate", "publishedtime", "datepublished", "datepublish"),
        *("pubdate", "date", "datetime", "time", "ngaydang", "ngayxuatban", "thoigian", "ngay"),
    ),
}
_FIX_ROW: Final = "correct or delete this row"


def check_columns(columns: Mapping[str, str]) -> None:
    """See to it that columns are named for fields that an article has.

    Raises:
        ValueError: one is not.
    """
    for field in columns:
        if field not in FIELDS:
            raise ValueError(f"an article has no field {field!r}; it has {', '.join(FIELDS)}")


def settle_columns(header: Iterable[str], given: Mapping[str, str]) -> dict[str, str]:
    """Field -> the column that holds it: the given ones as they are, the others by their usual names.

    >>> settle_columns(["Tiêu đề", "Nội dung", "link", "n"], {})
    {'title': 'Tiêu đề', 'text': 'Nội dung', 'url': 'link'}

    Raises:
        Unreadable: a given column is not there, or none is known to hold the text.
    """
    names = list(header)
    by_fold: dict[str, str] = {}
    for name in names:
        by_fold.setdefault(_fold(name), name)
    shown = printable(", ".join(names))[:200]
    found: dict[str, str] = {}
    for field in FIELDS:
        if field in given:
            if given[field] not in names:
                raise Unreadable(f"no column {given[field]!r} among: {shown}", f"name another: --column {field}=NAME")
            found[field] = given[field]
        elif name := next((by_fold[s] for s in _SYNONYMS[field] if s in by_fold), ""):
            found[field] = name
    if "text" not in found:
        raise Unreadable(f"no column is known to hold the text among: {shown}", "name it: --column text=NAME")
    return found


def _fold(name: str) -> str:
    plain = unicodedata.normalize("NFD", name.casefold().replace("đ", "d"))
    return "".join(c for c in plain if c.isalnum())


def article_of_row(row: Mapping[str, object], columns: Mapping[str, str], default_id: str, source: str) -> Article:
    """The article of one row, whose values are strings, numbers, days or nothing.

    Its id is what the row gives, else its address without ``https://``, else `default_id`.

    Raises:
        Unreadable: no text, or an id or text that is neither string nor number.
    """
    text = row.get(columns.get("text", "text"))
    if not isinstance(text, str):
        raise Unreadable('no "text"' if text is None else '"text" is not a string', _FIX_ROW)
    given = row.get(columns.get("id", "id"))
    if isinstance(given, int) and not isinstance(given, bool):
        given = str(given)
    if given is not None and not isinstance(given, str):
        raise Unreadable(f'"id" is not a string: {printable(str(given))[:40]}', _FIX_ROW)
    values = {field: row.get(columns.get(field, field)) for field in ("title", "url", "publisher")}
    known = {field: value for field, value in values.items() if isinstance(value, str)}
    published = row.get(columns.get("published", "published"))
    if isinstance(published, date | datetime):
        published = published.isoformat()
    return make_article(
        one_line(given) or id_of_url(known.get("url")) or default_id,
        text,
        published=iso_date(published),
        source=source,
        **known,
    )


def id_of_url(url: str | None) -> str | None:
    """An id made of an address: without scheme, fragment and a last slash; None where `url` is no web address.

    >>> id_of_url("https://Bao.example/tin/5-1.html#anh")
    'bao.example/tin/5-1.html'
    """
    try:
        parts = urlsplit((url or "").strip())
    except ValueError:  # a bracket that is no IPv6 address
        return None
    if parts.scheme.lower() not in ("http", "https") or not parts.netloc:
        return None
    query = f"?{parts.query}" if parts.query else ""
    return one_line(parts.netloc.lower() + parts.path.rstrip("/") + query)
