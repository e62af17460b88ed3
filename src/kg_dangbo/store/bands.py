"""The bands of the articles' sketches, by which those are found that a new article may be a copy of.

A sketch has 32 bands of 16 bytes (`kg_dangbo.read.duplicates`); what shares one with another may have its text. The
table ``band`` of the ledger holds them in order, so that one article more costs 32 look-ups, not a reading of all.
"""

from __future__ import annotations

import sqlite3
from typing import Final

__all__ = ["BANDS", "meeting", "put_bands"]

_COUNT: Final = 32
_SIZE: Final = 16  # bytes
BANDS: Final = (
    f"SELECT column1, substr(print.sketch, {_SIZE} * column1 + 1, {_SIZE}), print.number"
    f" FROM print JOIN (VALUES {', '.join(f'({band})' for band in range(_COUNT))}) ORDER BY 1, 2, 3"
)
"""The rows of the table read anew from all sketches, for a ledger that has not kept them yet."""


def put_bands(connection: sqlite3.Connection, number: int, sketch: bytes | None) -> None:
    """Let the table hold the bands of this sketch of an article (None: none); before ``print`` is changed."""
    row = connection.execute("SELECT sketch FROM print WHERE number = ?", (number,)).fetchone()
    old = None if row is None else bytes(row[0])
    if old == sketch:
        return
    if old is not None:
        rows = [(*band, number) for band in _bands(old)]
        connection.executemany("DELETE FROM band WHERE band = ? AND part = ? AND number = ?", rows)
    if sketch is not None:
        rows = [(*band, number) for band in _bands(sketch)]
        connection.executemany("INSERT OR IGNORE INTO band VALUES (?, ?, ?)", rows)


def meeting(connection: sqlite3.Connection, sketch: bytes) -> set[int]:
    """The numbers of the articles whose sketch shares a band with this one."""
    sql = "SELECT number FROM band WHERE band = ? AND part = ?"
    return {row[0] for band in _bands(sketch) for row in connection.execute(sql, band)}


def _bands(sketch: bytes) -> list[tuple[int, bytes]]:
    return [(band, sketch[_SIZE * band : _SIZE * (band + 1)]) for band in range(_COUNT)]
