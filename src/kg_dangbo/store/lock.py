"""One writer or several readers: a lock on a file of the store, which the system takes back when a process dies."""

from __future__ import annotations

import os
from pathlib import Path
from types import TracebackType
from typing import IO

from kg_dangbo.store.errors import StoreBusyError, told_clearly

try:
    import fcntl
except ImportError:  # Windows: Oxigraph's own lock still refuses a second writer, with a less clear message
    fcntl = None  # type: ignore[assignment]

__all__ = ["StoreLock"]


class StoreLock:
    """Holds a store from `__init__` to `release`, for writing (alone) or for reading (with other readers).

    Raises:
        StoreBusyError: somebody else holds it in a way that excludes this one.
        StoreError: the lock file cannot be made.
    """

    def __init__(self, folder: Path, *, write: bool) -> None:
        self._file: IO[str] | None = None
        path = folder / "lock"
        if not write and not os.access(path, os.W_OK):
            return  # a store on a read-only medium: nobody can be writing
        with told_clearly(folder):
            file = path.open("a+")
        if fcntl is not None:
            try:
                fcntl.flock(file, (fcntl.LOCK_EX if write else fcntl.LOCK_SH) | fcntl.LOCK_NB)
            except OSError:
                holder = _holder(path)
                file.close()
                raise StoreBusyError(
                    f"{folder}: another command is at work on this store{holder}; wait until it is done, or stop it"
                ) from None
        if write:
            file.truncate(0)
            file.write(str(os.getpid()))
            file.flush()
        self._file = file

    def release(self) -> None:
        """Let go; a second time does nothing."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def __enter__(self) -> StoreLock:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


def _holder(path: Path) -> str:
    try:
        number = path.read_text().strip()
    except OSError:
        return ""
    return f" (process {number})" if number.isdecimal() else ""
