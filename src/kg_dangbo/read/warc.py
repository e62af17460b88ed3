"""Web archives (WARC): the HTML pages that a crawl brought home (FastWARC, the extra ``archives``)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, BinaryIO, Final

from kg_dangbo.model import Article
from kg_dangbo.read.columns import id_of_url
from kg_dangbo.read.errors import ReadError, Unreadable
from kg_dangbo.read.extras import load_extra
from kg_dangbo.read.html import read_html

__all__ = ["MAX_PAGE", "read_warc"]

MAX_PAGE: Final = 16 * 1024 * 1024
"""Bytes of a page; the longest news pages have one or two million."""

_HTML: Final = ("text/html", "application/xhtml+xml")
_UUID: Final = re.compile(r"<?(?:urn:uuid:)?([^<>\s]+)>?")


def read_warc(stream: BinaryIO, id: str, source: str) -> Iterator[Article | ReadError]:
    """The pages of a ``.warc`` or ``.warc.gz`` file that the server answered with 200 and HTML, one at a time.

    Requests, redirects, pictures and revisits are passed over. A page is called by the address that was fetched
    (without scheme), where the record gives none by the record's id. The day of the capture is no day of publication:
    an article that does not say when it was published has no date.

    Raises:
        Unreadable: FastWARC is missing, or the file holds no WARC record.
        OSError: the file cannot be read.
    """
    warc = load_extra("fastwarc.warc", "archives")
    pages = records = 0
    try:
        for record in warc.ArchiveIterator(stream, record_types=warc.any_type, parse_http=False):
            records += 1
            if record.record_type == warc.response and _is_page(record):
                pages += 1
                yield _article(record, f"{id}-{records}", source)
    except (OSError, ValueError, EOFError) as error:
        reason = " ".join(str(error).split())[:200]
        yield ReadError(source, f"damaged after record {records}: {reason}", "fetch the archive again")
        return
    if not records:
        raise Unreadable("no WARC record in it", "give an archive that a crawler wrote")
    if not pages:
        yield ReadError(source, f"no HTML page among {records} records", "give an archive with responses")


def _is_page(record: Any) -> bool:
    try:
        record.parse_http(auto_decode="all")
    except (OSError, ValueError):
        return False
    headers = record.http_headers
    return headers is not None and headers.status_code == 200 and record.http_content_type in _HTML


def _article(record: Any, default_id: str, source: str) -> Article | ReadError:
    address = record.headers.get("WARC-Target-URI", "").strip().strip("<>")
    given = _UUID.fullmatch((record.headers.get("WARC-Record-ID") or "").strip())
    identifier = id_of_url(address) or (given[1] if given else default_id)
    where = f"{source}, {address or identifier}"
    try:
        article = read_html(_page(record), identifier, where)
    except Unreadable as error:
        return ReadError(where, error.reason, error.advice)
    return article if article.url or not id_of_url(address) else replace(article, url=address)


def _page(record: Any) -> bytes:
    coded = any(record.http_headers.get(name) for name in ("Content-Encoding", "Transfer-Encoding"))
    try:
        page = bytes(record.reader.read(MAX_PAGE + 1))
    except (OSError, ValueError, EOFError):
        raise Unreadable("a damaged page", "fetch it again") from None
    if len(page) > MAX_PAGE:
        raise Unreadable(f"longer than {MAX_PAGE // 2**20} MiB, which is no article", "leave it out")
    if not page or (not coded and len(page) < record.content_length):  # the archive ends inside the page
        raise Unreadable("the page is cut off", "fetch it again")
    return page
