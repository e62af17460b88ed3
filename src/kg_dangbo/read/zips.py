"""Zip archives: which members to read, and a stream over each. Nothing is unpacked to disk by its name.

The name of a member is only a name: it is never opened as a path, so ``../../etc/passwd`` is an id and no more.
"""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Final, cast

from kg_dangbo.read.bounded import bounded
from kg_dangbo.read.errors import Unreadable
from kg_dangbo.read.formats import PACKED, kind_of

__all__ = ["Archives", "member_path", "members"]

# What `zipfile` raises on archives that are damaged, locked or packed in a way it does not know
_BROKEN: Final = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError)


def members(path: Path) -> tuple[list[str], list[str]]:
    """The names of the members to read and of the archives inside this one, which are not read, both sorted.

    Folders, hidden members, ``__MACOSX`` and files of other kinds are passed over as in folders.

    Raises:
        Unreadable: no archive, a damaged one, or one whose members overlap (which is how small bombs are made).
        OSError: it cannot be opened.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            infos = archive.infolist()
    except _BROKEN as error:
        raise Unreadable(f"not a zip archive that can be read ({error})", "fetch it again") from None
    if sum(info.compress_size for info in infos) > path.stat().st_size:
        raise Unreadable("the members of the archive overlap", "do not trust it; ask for another")
    wanted: set[str] = set()
    nested: set[str] = set()
    for info in infos:
        if info.is_dir() or any(part.startswith((".", "__MACOSX")) for part in member_path(info.filename).split("/")):
            continue
        kind = kind_of(member_path(info.filename).rsplit("/", 1)[-1])[0]
        if kind:
            (nested if kind == PACKED else wanted).add(info.filename)
    return sorted(wanted), sorted(nested)


def member_path(name: str) -> str:
    """The name of a member as a relative path without tricks: no drive, no ``..``, forward slashes.

    >>> member_path("../../etc/a.txt"), member_path("/thang-5\\\\tin.txt")
    ('etc/a.txt', 'thang-5/tin.txt')
    """
    return "/".join(part for part in name.replace("\\", "/").split("/") if part not in ("", ".", ".."))


class Archives:
    """Opens members of archives; keeps the last archive open, since its table of contents may be long.

    Use it in one process and one thread.
    """

    def __init__(self) -> None:
        self._path: Path | None = None
        self._archive: zipfile.ZipFile | None = None

    def __enter__(self) -> Archives:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the archive that is open."""
        if self._archive is not None:
            self._archive.close()
        self._path = self._archive = None

    def open(self, path: Path, member: str) -> tuple[BinaryIO, int]:
        """A bounded stream over a member, and how many bytes it takes in the archive.

        Raises:
            Unreadable: the member is locked, damaged or packed in a way that is not known.
            OSError: the archive cannot be opened.
        """
        try:
            if self._archive is None or self._path != path:
                self.close()
                self._archive, self._path = zipfile.ZipFile(path), path
            info = self._archive.getinfo(member)
            stream = cast(BinaryIO, self._archive.open(info))
        except KeyError:
            raise Unreadable("no such member in the archive", "give the archive again") from None
        except _BROKEN as error:
            raise Unreadable(f"cannot be unpacked ({error})", "unpack it yourself") from None
        return bounded(stream, info.compress_size), info.compress_size
