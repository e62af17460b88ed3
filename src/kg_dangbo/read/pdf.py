"""PDF files that carry their text (pypdf, the extra ``office``): lines are joined to paragraphs again.

pypdf is pure Python: a hostile file gives an exception where a library in C may take the whole process down.
"""

from __future__ import annotations

import io
import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Any, Final

from kg_dangbo.model import Article
from kg_dangbo.read.errors import Unreadable
from kg_dangbo.read.extras import load_extra
from kg_dangbo.read.text import article_of_text

__all__ = ["read_pdf", "unwrapped"]

MAX_PAGES: Final = 500
"""Pages of one file; a longer one is a book or a bound volume, and no article."""

_ADVICE: Final = "export its text as .txt"
_PAGE_NUMBER: Final = re.compile(r"\s*(?:[-–—]\s*)?(?:[Tt]rang\s+)?\d{1,4}(?:\s*/\s*\d{1,4})?(?:\s*[-–—])?\s*")
_ENDS: Final = (".", "!", "?", ":", ";", "…", "”", '"', "»")
_ITEM: Final = re.compile(r"\s*(?:[-–—•*+]\s|\d{1,3}[.)]\s|[a-zđ][.)]\s)")


def read_pdf(data: bytes, id: str, source: str) -> Article:
    """One ``.pdf`` file as text.

    Lines that number pages are left out, and a line that was broken at the margin goes on in the next one (see
    `unwrapped`). What the file says of its author and days is not believed.

    Raises:
        Unreadable: pypdf is missing, this is no PDF file, it is locked, has too many pages, or holds pictures of text.
    """
    pypdf = load_extra("pypdf", "office")
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise Unreadable("locked by a password", "unlock it, or export its text as .txt")
        if len(reader.pages) > MAX_PAGES:
            raise Unreadable(f"{len(reader.pages)} pages are no article", "split it, or export its text as .txt")
        pages = [_page(page) for page in reader.pages]
    except Unreadable:
        raise
    except Exception as error:  # what a parser does on a hostile file is not ours to list
        raise Unreadable(f"not a PDF file that can be read ({type(error).__name__})", _ADVICE) from error
    text = unwrapped(line for page in pages for line in page)
    if not text.strip():
        raise Unreadable("no text in it, only pictures (a scan?)", "run text recognition on it first")
    return article_of_text(text, id, source)


def _page(page: Any) -> list[tuple[str, float]]:
    """The lines of a page, each with the size of its letters."""
    lines: list[tuple[str, float]] = [("", 0.0)]

    def visit(text: str, page_matrix: list[float], text_matrix: list[float], font: object, size: float) -> None:
        height = abs(round(size * text_matrix[3] * page_matrix[3], 1))
        for number, piece in enumerate(text.split("\n")):
            if number:
                lines.append(("", 0.0))
            before, known = lines[-1]
            lines[-1] = (before + piece, known or (height if piece.strip() else 0.0))

    page.extract_text(visitor_text=visit)
    return [(line, height) for line, height in lines if not (line.strip() and _PAGE_NUMBER.fullmatch(line))]


def unwrapped(lines: Iterable[tuple[str, float]]) -> str:
    r"""Printed lines, each with the size of its letters, as paragraphs with a blank line between them.

    A line goes on in the next one of the same size if it is as wide as lines of that size are (two thirds of a wide
    one) and does not end like a sentence, and if the next one does not begin like an item of a list.

    >>> rows = ["Sáng nay, Huyện ủy tổ chức hội nghị tổng", "kết năm.", "- Một"]
    >>> unwrapped([("Tin", 20.0), *((row, 12.0) for row in rows)])
    'Tin\n\nSáng nay, Huyện ủy tổ chức hội nghị tổng kết năm.\n\n- Một'
    """
    rows = [(" ".join(line.split()), size) for line, size in lines]
    widths: defaultdict[float, list[int]] = defaultdict(list)
    for row, size in rows:
        widths[size].append(len(row))
    # not the widest: a table may stick out
    wide = {size: sorted(found)[int(0.9 * len(found))] for size, found in widths.items()}
    paragraphs: list[str] = []
    open_size: float | None = None  # of the line before, where it may go on
    for row, size in rows:
        if not row:
            open_size = None
            continue
        if open_size == size and not _ITEM.match(row):
            paragraphs[-1] += " " + row
        else:
            paragraphs.append(row)
        open_size = size if 3 * len(row) > 2 * wide[size] and not row.endswith(_ENDS) else None
    return "\n\n".join(paragraphs)
