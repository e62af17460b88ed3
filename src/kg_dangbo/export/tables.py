"""Tables for spreadsheets: ``entities.csv`` and ``statements.csv``."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import fields
from pathlib import Path

from kg_dangbo.export.records import Entity, Statement

__all__ = ["safe_cell", "write_tables"]

# What spreadsheets take for a formula at the start of a cell (OWASP, CSV injection)
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def safe_cell(value: object) -> str:
    """The text of a cell that no spreadsheet runs as a formula: what looks like one gets an apostrophe in front.

    >>> safe_cell("=HYPERLINK()")
    "'=HYPERLINK()"
    """
    text = str(value)
    # spreadsheets skip leading blanks before they look for a formula
    return f"'{text}" if text.startswith(_FORMULA_STARTS) or text.lstrip().startswith(_FORMULA_STARTS) else text


def write_tables(entities: Sequence[Entity], statements: Sequence[Statement], folder: Path) -> tuple[Path, ...]:
    """Write both tables into `folder` (made where missing): UTF-8 with a byte order mark, which Excel needs.

    Raises:
        OSError: the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    entity_rows = [(e.iri, e.kind, e.name, " | ".join(e.other_names), e.articles) for e in entities]
    statement_rows = [tuple(getattr(s, field.name) for field in fields(Statement)) for s in statements]
    tables = (
        ("entities.csv", ("iri", "kind", "name", "other_names", "articles"), entity_rows),
        ("statements.csv", tuple(field.name for field in fields(Statement)), statement_rows),
    )
    for name, header, rows in tables:
        (folder / name).write_bytes(_csv(header, rows).encode("utf-8-sig"))
    return tuple(folder / name for name, _, _ in tables)


def _csv(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")  # RFC 4180
    writer.writerow(header)
    writer.writerows([safe_cell(cell) for cell in row] for row in rows)
    return buffer.getvalue()
