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
    # the readers' libraries: who asks a store a question should not wait for them
    from kg_dangbo.read.duplicates import band_keys  # noqa: PLC0415

    row = connection.execute("SELECT sketch FROM print WHERE number = ?", (number,)).fetchone()
    old = None if row is None else bytes(row[0])
    if old == sketch:
        return
    if old is not None:
        rows = [(*band, number) for band in band_keys(old)]
        connection.executemany("DELETE FROM band WHERE band = ? AND part = ? AND number = ?", rows)
    if sketch is not None:
        rows = [(*band, number) for band in band_keys(sketch)]
        connection.executemany("INSERT OR IGNORE INTO band VALUES (?, ?, ?)", rows)


def meeting(connection: sqlite3.Connection, sketch: bytes) -> set[int]:
    """The numbers of the articles whose sketch shares a band with this one."""
    from kg_dangbo.read.duplicates import band_keys  # noqa: PLC0415 - as above

    sql = "SELECT number FROM band WHERE band = ? AND part = ?"
    return {row[0] for band in band_keys(sketch) for row in connection.execute(sql, band)}
