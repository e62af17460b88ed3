"""Comma- and tab-separated tables: one article per row, the first row names the columns."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from typing import BinaryIO, Final

from kg_dangbo.model import Article
from kg_dangbo.read.columns import article_of_row, settle_columns
from kg_dangbo.read.decode import codec_of
from kg_dangbo.read.errors import ReadError, Unreadable

__all__ = ["MAX_CELL", "read_table"]

MAX_CELL: Final = 16 * 1024 * 1024
"""Characters of a cell; a longer one is a quotation mark that nobody closed."""

_HEAD: Final = 64 * 1024  # bytes looked at to tell the encoding
_DELIMITERS: Final = (",", ";", "\t", "|")  # a spreadsheet set to Vietnamese writes ";"
_FIX_ROW: Final = "correct or delete this row"


def read_table(stream: BinaryIO, id: str, source: str, columns: Mapping[str, str]) -> Iterator[Article | ReadError]:
    """The articles of a ``.csv`` or ``.tsv`` file, a row at a time.

    The delimiter is the one that parts the first row into columns of which one is known to hold the text, whatever the
    file is called. `columns` (field -> column) goes before the usual names (`kg_dangbo.read.columns`). Rows without a
    text give a `ReadError` each; lines of it count from 1.

    Raises:
        OSError: the file cannot be read.
        Unreadable: it is no table, or no column is known to hold the text.
    """
    head = stream.read(_HEAD)
    # a damaged byte costs its row and not the table: it comes through as a lone surrogate
    codec = codec_of(head)
    errors = "surrogateescape" if codec.startswith("utf-8") else "strict"
    text = io.TextIOWrapper(io.BufferedReader(_Rejoined(head, stream)), encoding=codec, errors=errors, newline="")
    first = text.readline(MAX_CELL)
    if not first.strip():
        raise Unreadable("no article in it", "remove it, or write it again")
    delimiter, header, names = _header(first, columns)
    csv.field_size_limit(max(csv.field_size_limit(), MAX_CELL))  # one for the whole process; its default is 128 KiB
    rows = csv.reader(text, delimiter=delimiter)
    empty = True
    while True:
        line = rows.line_num + 2  # the header is a line, and lines count from 1
        try:
            cells = next(rows, None)
        except csv.Error as error:
            # what follows would be read from the middle of a cell
            yield ReadError(source, f"not a table from here on: {error}", "close the quotation mark", line)
            return
        except UnicodeDecodeError as error:
            yield ReadError(source, f"damaged {codec} from here on", f"save the file as UTF-8 ({error.reason})", line)
            return
        if cells is None:
            break
        if not any(cells):
            continue
        empty = False
        try:
            yield _article(cells, header, names, f"{id}-{line}", source)
        except Unreadable as error:
            yield ReadError(source, error.reason, error.advice, line)
    if empty:
        yield ReadError(source, "no article in it", "remove it, or write it again")


def _header(first: str, given: Mapping[str, str]) -> tuple[str, list[str], dict[str, str]]:
    """The delimiter, the columns, and which of them hold what."""
    failure: Unreadable | None = None
    by_count = sorted(_DELIMITERS, key=lambda d: -first.count(d))  # stable: "," first among equals
    for delimiter in by_count:
        header = [name.strip() for name in next(csv.reader([first.removeprefix("\ufeff")], delimiter=delimiter))]
        try:
            return delimiter, header, settle_columns(header, given)
        except Unreadable as error:
            failure = failure or error
    raise failure or Unreadable("no header", "name the columns in the first row")


def _article(cells: list[str], header: list[str], names: dict[str, str], default_id: str, source: str) -> Article:
    if len(cells) > len(header):
        raise Unreadable(f"{len(cells)} cells under {len(header)} columns", _FIX_ROW)
    row = {column: cell for column, cell in zip(header, cells, strict=False) if cell}
    for column in names.values():
        if any("\ud800" <= character <= "\udfff" for character in row.get(column, "")):
            raise Unreadable(f"damaged UTF-8 in the column {column!r}", "save the table as UTF-8")
    return article_of_row(row, names, default_id, source)


class _Rejoined(io.RawIOBase):
    """A stream with its head put back, since not every stream can be wound back."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = head
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]
        data = self._head[: len(view)] or self._rest.read(len(view))
        self._head = self._head[len(view) :]
        view[: len(data)] = data
        return len(data)
