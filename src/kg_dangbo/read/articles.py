"""Every article behind a list of files and folders, in a fixed order, each once."""

from __future__ import annotations

import hashlib
import lzma
import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import BinaryIO, cast

from kg_dangbo.model import Article
from kg_dangbo.read.bounded import read_whole, unpacked
from kg_dangbo.read.columns import check_columns
from kg_dangbo.read.docx import read_docx
from kg_dangbo.read.errors import ReadError, Unreadable
from kg_dangbo.read.files import SourceFile, find_files
from kg_dangbo.read.formats import kind_of
from kg_dangbo.read.html import read_html
from kg_dangbo.read.jsonl import read_jsonl
from kg_dangbo.read.parquet import read_parquet
from kg_dangbo.read.pdf import read_pdf
from kg_dangbo.read.tables import read_table
from kg_dangbo.read.text import read_text
from kg_dangbo.read.warc import read_warc
from kg_dangbo.read.zips import Archives

__all__ = ["read_articles", "read_file"]

_WHOLE = {".txt": read_text, ".html": read_html, ".htm": read_html, ".docx": read_docx, ".pdf": read_pdf}
_ROWS = {".jsonl": read_jsonl, ".csv": read_table, ".tsv": read_table, ".parquet": read_parquet}


def read_articles(
    inputs: Iterable[Path | str], columns: Mapping[str, str] | None = None
) -> Iterator[Article | ReadError]:
    """Read files of the kinds of `kg_dangbo.read.formats`, and folders and zip archives of them.

    Args:
        inputs: files and folders, in any order; folders are walked, hidden files in them passed over.
        columns: field of an article (``text``, ``title``, ...) -> the column of tables, or key of JSON lines, that
            holds it, where that is not one of the usual names.

    Yields:
        Articles ordered by path, then line, whatever the order of ``inputs``. Whatever cannot be read gives one
        `ReadError` and the rest goes on. An article that comes twice (same id, same text) is given once; two
        articles that claim one id give the first of them and an error that names both.

    Raises:
        ValueError: `columns` names a field that no article has.
    """
    names = dict(columns or {})
    check_columns(names)
    files, errors = find_files(inputs)
    yield from errors
    taken: dict[str, tuple[bytes, str]] = {}  # id -> (digest, where it came from)
    with Archives() as archives:
        for file in files:
            for item in read_file(file, names, archives):
                if isinstance(item, ReadError):
                    yield item
                    continue
                digest = hashlib.sha256(item.text.strip().encode()).digest()
                if item.id not in taken:
                    taken[item.id] = (digest, item.source or "")
                    yield item
                elif taken[item.id][0] != digest:
                    yield ReadError(
                        file.name,
                        f"the id {item.id!r} already belongs to another article, in {taken[item.id][1]}",
                        "give each article an id of its own",
                    )


def read_file(file: SourceFile, columns: Mapping[str, str], archives: Archives) -> Iterator[Article | ReadError]:
    """The articles of one file, streamed; whatever goes wrong with it gives one `ReadError`.

    Args:
        file: of `find_files`.
        columns: as `read_articles`.
        archives: opens members of zip archives; one per process.
    """
    kind, packed = kind_of(file.name)
    try:
        if file.member is None:
            stream: BinaryIO = file.path.open("rb")
            size = file.path.stat().st_size
        else:
            stream, size = archives.open(file.path, file.member)
        with stream:
            if packed and kind != ".warc":  # FastWARC unpacks record by record
                stream = unpacked(stream, size)
            if kind == ".parquet" and file.member is not None:
                stream = _seekable(stream)
            if kind == ".warc":
                yield from read_warc(stream, file.id, file.name)
            elif kind in _ROWS:
                yield from _ROWS[kind](stream, file.id, file.name, columns)
            else:
                yield _WHOLE[kind](read_whole(stream), file.id, file.name)
    except Unreadable as error:
        yield ReadError(file.name, error.reason, error.advice)
    except (zlib.error, lzma.LZMAError, zipfile.BadZipFile, EOFError) as error:
        yield ReadError(file.name, f"damaged archive ({error})", "fetch it again")
    except OSError as error:
        reason = error.strerror or str(error) or type(error).__name__
        yield ReadError(file.name, reason, "check its permissions" if error.strerror else "fetch it again")


def _seekable(stream: BinaryIO) -> BinaryIO:
    """A nameless copy of a member, for readers that jump about in a file."""
    copy = cast(BinaryIO, tempfile.TemporaryFile())  # noqa: SIM115 - lives as long as it is read
    shutil.copyfileobj(stream, copy)
    copy.seek(0)
    return copy
