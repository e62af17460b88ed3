"""Word documents: paragraphs and tables in their order (python-docx, the extra ``office``)."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any, Final

from kg_dangbo.model import Article
from kg_dangbo.read.bounded import MAX_WHOLE
from kg_dangbo.read.errors import Unreadable
from kg_dangbo.read.extras import load_extra
from kg_dangbo.read.text import article_of_text

__all__ = ["read_docx"]

_ADVICE: Final = "save it as .txt or as .docx again"
_MAX_DEPTH: Final = 8  # of tables in cells of tables


def read_docx(data: bytes, id: str, source: str) -> Article:
    """One ``.docx`` file as text: a blank line behind each paragraph, a row of a table as one line.

    Headers, footers, comments and deleted passages are left out. What the file says of its author and days is about
    the file and not about the article, so it is not believed.

    Raises:
        Unreadable: python-docx is missing, this is no Word document, or there is no text in it.
    """
    docx = load_extra("docx", "office")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(info.file_size for info in archive.infolist()) > 4 * MAX_WHOLE:
                raise Unreadable("unpacks to far more than text does", _ADVICE)
        document = docx.Document(io.BytesIO(data))
        text = "\n\n".join(_blocks(document, 0))
    except Unreadable:
        raise
    except Exception as error:  # what two parsers do on a hostile file is not ours to list
        raise Unreadable(f"not a Word document that can be read ({type(error).__name__})", _ADVICE) from error
    return article_of_text(text, id, source)


def _blocks(part: Any, depth: int) -> Iterator[str]:
    for block in part.iter_inner_content():
        if not hasattr(block, "rows"):
            if block.text.strip():
                yield block.text.strip()
        elif depth < _MAX_DEPTH:
            for row in block.rows:
                cells: list[Any] = []
                for cell in row.cells:  # a merged cell comes once per column that it covers
                    if not cells or cell._tc is not cells[-1]._tc:
                        cells.append(cell)
                texts = ["\n".join(_blocks(cell, depth + 1)) for cell in cells]
                if any(texts):
                    yield " | ".join(text for text in texts if text)
