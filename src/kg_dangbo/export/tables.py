"""Tables: ``entities`` and ``statements`` as CSV for spreadsheets and as Parquet for everything else."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from dataclasses import fields
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Protocol

from kg_dangbo.export.files import replacing
from kg_dangbo.export.records import Entity, Statement

__all__ = ["TABLES", "CsvWriter", "ParquetWriter", "TableWriter", "safe_cell"]

# What spreadsheets take for a formula at the start of a cell (OWASP, CSV injection)
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
_GROUP: Final = 50_000  # rows of a row group
_LIST_SEPARATOR: Final = " | "


def safe_cell(value: object) -> str:
    """The text of a cell that no spreadsheet runs as a formula: what looks like one gets an apostrophe in front.

    >>> safe_cell("=HYPERLINK()")
    "'=HYPERLINK()"
    """
    text = str(value)
    # spreadsheets skip leading blanks before they look for a formula
    return f"'{text}" if text.startswith(_FORMULA_STARTS) or text.lstrip().startswith(_FORMULA_STARTS) else text


class TableWriter(Protocol):
    """Writes records of one kind, a row each, to a file that takes its place when the block ends well.

    Raises:
        OSError: the file cannot be written.
    """

    def __init__(self, kind: type[Entity | Statement], path: Path) -> None: ...

    def __enter__(self) -> TableWriter:
        """Open the file and write its header."""
        ...

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Close it."""
        ...

    def add(self, records: Iterable[Entity | Statement]) -> None:
        """Write some rows."""
        ...


class CsvWriter:
    """For spreadsheets: UTF-8 with the mark that Excel needs, lines as RFC 4180 says; no cell is a formula."""

    def __init__(self, kind: type[Entity | Statement], path: Path) -> None:
        self._names = [field.name for field in fields(kind)]
        self._path = path
        self._stack = ExitStack()

    def __enter__(self) -> CsvWriter:
        part = self._stack.enter_context(replacing(self._path))
        file = self._stack.enter_context(part.open("w", encoding="utf-8-sig", newline=""))
        self._writer = csv.writer(file, lineterminator="\r\n")
        self._writer.writerow(self._names)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._stack.__exit__(kind, error, at)

    def add(self, records: Iterable[Entity | Statement]) -> None:
        """Write some rows."""
        for record in records:
            self._writer.writerow([safe_cell(_joined(getattr(record, name))) for name in self._names])


class ParquetWriter:
    """Texts as strings, counts and offsets as 64-bit integers, lists as lists.

    Raises:
        ValueError: pyarrow is not installed.
    """

    def __init__(self, kind: type[Entity | Statement], path: Path) -> None:
        try:
            import pyarrow as pa  # noqa: PLC0415 - an extra
            import pyarrow.parquet as pq  # noqa: PLC0415
        except ImportError:
            raise ValueError("Parquet needs pyarrow, which is not installed: pip install 'kg-dangbo[tables]'") from None
        self._arrow, self._parquet = pa, pq
        types = {"int": pa.int64(), "tuple[str, ...]": pa.list_(pa.string())}
        self._schema = pa.schema([(field.name, types.get(str(field.type), pa.string())) for field in fields(kind)])
        self._path = path
        self._stack = ExitStack()
        self._waiting: list[Entity | Statement] = []

    def __enter__(self) -> ParquetWriter:
        part = self._stack.enter_context(replacing(self._path))
        self._file = self._stack.enter_context(self._parquet.ParquetWriter(part, self._schema, compression="zstd"))
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        with self._stack:
            if error is None:
                self._flush()
            else:
                self._stack.__exit__(kind, error, at)

    def add(self, records: Iterable[Entity | Statement]) -> None:
        """Write some rows, as soon as they are many enough for a row group."""
        for record in records:
            self._waiting.append(record)
            if len(self._waiting) == _GROUP:
                self._flush()

    def _flush(self) -> None:
        columns: dict[str, list[Any]] = {
            name: [_value(getattr(row, name)) for row in self._waiting] for name in self._schema.names
        }
        self._file.write_table(self._arrow.table(columns, schema=self._schema))
        self._waiting = []


TABLES: Final[Mapping[str, type[TableWriter]]] = {"csv": CsvWriter, "parquet": ParquetWriter}
"""Format -> its writer."""


def _joined(value: object) -> object:
    return _LIST_SEPARATOR.join(value) if isinstance(value, tuple) else value


def _value(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value
