"""Parquet tables: one article per row (pyarrow, the extra ``tables``)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import BinaryIO, Final

from kg_dangbo.model import Article
from kg_dangbo.read.columns import article_of_row, settle_columns
from kg_dangbo.read.errors import ReadError, Unreadable
from kg_dangbo.read.extras import load_extra

__all__ = ["read_parquet"]

_ROWS: Final = 256  # of a batch: some ten megabytes of long articles


def read_parquet(stream: BinaryIO, id: str, source: str, columns: Mapping[str, str]) -> Iterator[Article | ReadError]:
    """The articles of a ``.parquet`` file; only the columns that hold something of an article are read, in batches.

    Args:
        stream: seekable.
        id: rows without id and address are called by it and their number, from 1.
        source: for messages.
        columns: field -> column, before the usual names (`kg_dangbo.read.columns`).

    Raises:
        Unreadable: pyarrow is missing, this is no Parquet file, or no column is known to hold the text.
    """
    arrow = load_extra("pyarrow", "tables")
    parquet = load_extra("pyarrow.parquet", "tables")
    number = 0
    try:
        table = parquet.ParquetFile(stream, pre_buffer=False)
        names = settle_columns(table.schema_arrow.names, columns)
        for batch in table.iter_batches(_ROWS, columns=sorted(set(names.values())), use_threads=False):
            for row in batch.to_pylist():
                number += 1
                try:
                    yield article_of_row(row, names, f"{id}-{number}", source)
                except Unreadable as error:
                    yield ReadError(source, error.reason, error.advice, number)
    except (arrow.ArrowException, OSError, UnicodeDecodeError) as error:
        reason = " ".join(str(error).split())[:200]
        raise Unreadable(f"not Parquet that can be read, after row {number}: {reason}", "write it again") from None
    if not number:
        yield ReadError(source, "no article in it", "remove it, or write it again")
