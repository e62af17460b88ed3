"""What can go wrong with a store as such: one clear line each, and the store stays usable."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

__all__ = ["StoreBusyError", "StoreError", "told_clearly"]


class StoreError(OSError):
    """The store cannot be opened, read or written; the message says where and what to do."""


class StoreBusyError(StoreError):
    """Another process is at work on the store."""


@contextmanager
def told_clearly(folder: Path) -> Iterator[None]:
    """Turn the faults of SQLite, RocksDB and the file system into a `StoreError` that names the folder.

    RocksDB's messages come as plain `OSError` without a number, so a full disk is known by its words there.
    """
    try:
        yield
    except StoreError:
        raise
    except (OSError, sqlite3.Error) as error:
        raise StoreError(f"{folder}: {_reason(error)}") from error


def _reason(error: Exception) -> str:
    text = " ".join(str(error).split())
    number = error.errno if isinstance(error, OSError) else None
    if number in (errno.ENOSPC, errno.EDQUOT) or "No space left" in text or "disk is full" in text:
        return "the disk is full; make room and run the same command again, what was stored is kept"
    if number in (errno.EACCES, errno.EPERM, errno.EROFS) or "readonly" in text or "unable to open database" in text:
        return f"cannot be written ({text}); check its permissions or choose another folder"
    if isinstance(error, sqlite3.DatabaseError) and ("malformed" in text or "not a database" in text):
        return f"the ledger is damaged ({text}); restore a backup, or remove the folder and build again"
    return text
