"""Sorting more lines than fit into memory: sorted runs in nameless temporary files, merged when they are read."""

from __future__ import annotations

import heapq
import tempfile
from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import IO, Final

__all__ = ["SortedLines"]

RUN: Final = 400_000
"""Lines sorted at once: some 150 MB of quads."""

_FILES: Final = 200  # open at once; a process may have 1,024


class SortedLines:
    """Lines in code point order, each once. It may be read several times; close it to give the disk space back.

    The lines have no line ends in them.

    >>> with SortedLines(["b", "a", "b"]) as lines:
    ...     list(lines)
    ['a', 'b']
    """

    def __init__(self, lines: Iterable[str], run: int = RUN) -> None:
        self._files: list[IO[str]] = []
        self._rest: list[str] = []
        chunk: list[str] = []
        for line in lines:
            chunk.append(line)
            if len(chunk) >= run:
                self._files.append(_written(sorted(set(chunk))))
                chunk = []
                if len(self._files) >= _FILES:
                    merged = _written(_once(heapq.merge(*map(_read, self._files))))
                    self.close()
                    self._files = [merged]
        self._rest = sorted(set(chunk))

    def __iter__(self) -> Iterator[str]:
        return _once(heapq.merge(self._rest, *map(_read, self._files))) if self._files else iter(self._rest)

    def __enter__(self) -> SortedLines:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Remove the temporary files."""
        for file in self._files:
            file.close()
        self._files = []


def _written(lines: Iterable[str]) -> IO[str]:
    # newline="\n": a carriage return inside a line must not become a line end
    file = tempfile.TemporaryFile("w+", encoding="utf-8", newline="\n")  # noqa: SIM115 - closed by its owner
    file.writelines(line + "\n" for line in lines)
    return file


def _read(file: IO[str]) -> Iterator[str]:
    file.seek(0)
    for line in file:
        yield line[:-1]


def _once(lines: Iterable[str]) -> Iterator[str]:
    before: str | None = None
    for line in lines:
        if line != before:
            yield line
        before = line
