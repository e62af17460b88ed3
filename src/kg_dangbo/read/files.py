"""From the inputs of a command to the files to read and the ids they give, whatever the order of the inputs."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kg_dangbo.read.errors import ReadError, Unreadable
from kg_dangbo.read.formats import KINDS, PACKED, kind_of, stem_of
from kg_dangbo.read.zips import member_path, members

__all__ = ["SourceFile", "find_files"]


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file to read. ``path`` is how the user reaches it; ``id`` is its stem, or longer where stems repeat.

    ``member`` is the name inside the archive at ``path`` (None where ``path`` is no archive).
    """

    path: Path
    id: str
    member: str | None = None

    @property
    def name(self) -> str:
        """The path of the file, with the path inside the archive behind it: ``tin.zip/thang-5/01.txt``."""
        return str(self.path) if self.member is None else f"{self.path}/{member_path(self.member)}"


def find_files(inputs: Iterable[Path | str]) -> tuple[list[SourceFile], list[ReadError]]:
    """The files behind the inputs in a fixed order, each once, and what is wrong with the inputs.

    Folders are walked in sorted order; hidden files and files of other kinds in them are passed over, symbolic links
    are followed and a link that leads back is not. A file reached twice (also through a link) is read once. A zip
    archive is looked into like a folder.

    Two files of one stem get ids that tell them apart: their paths below the deepest folder they share, with the
    suffix (``nam-dinh/tin.txt`` and ``ha-nam/tin.txt``). That depends on the set of files alone, never on the order
    of the inputs.
    """
    errors: list[ReadError] = []
    found: dict[str, Path] = {}  # real path -> the name it is first reached by
    folders: set[str] = set()
    for path in sorted({Path(p) for p in inputs}, key=lambda p: (os.path.abspath(p), str(p))):
        if path.is_dir():
            known = len(errors)
            files = list(_walk(path, folders, errors))
            for file in files:
                found.setdefault(os.path.realpath(file), file)
            if not files and len(errors) == known and not _reached(path, found):
                errors.append(ReadError(str(path), "no article in this folder", KINDS))
        elif path.is_file():
            if kind_of(path.name)[0]:
                found.setdefault(os.path.realpath(path), path)
            else:
                errors.append(ReadError(str(path), f"unknown kind of file {path.suffix!r}", KINDS))
        elif path.exists():
            errors.append(ReadError(str(path), "not a regular file", KINDS))
        else:
            errors.append(ReadError(str(path), "no such file or folder", "check the name"))
    sources: list[tuple[Path, str | None]] = []
    for path in sorted(found.values(), key=os.path.abspath):
        if kind_of(path.name)[0] == PACKED:
            sources += [(path, member) for member in _members(path, errors)]
        else:
            sources.append((path, None))
    return _with_ids(sources), errors


def _members(path: Path, errors: list[ReadError]) -> list[str]:
    try:
        wanted, nested = members(path)
    except Unreadable as error:
        errors.append(ReadError(str(path), error.reason, error.advice))
        return []
    except OSError as error:
        errors.append(ReadError(str(path), error.strerror or type(error).__name__, "check its permissions"))
        return []
    for name in nested:
        where = f"{path}/{member_path(name)}"
        errors.append(ReadError(where, "an archive inside an archive is not read", "unpack the outer one"))
    if not wanted and not nested:
        errors.append(ReadError(str(path), "no article in this archive", KINDS))
    return wanted


def _reached(folder: Path, found: dict[str, Path]) -> bool:
    """Whether a file of this folder was already reached by another name."""
    real = Path(os.path.realpath(folder))
    return any(real in Path(name).parents for name in found)


def _walk(folder: Path, seen: set[str], errors: list[ReadError]) -> Iterator[Path]:
    real = os.path.realpath(folder)
    if real in seen:  # reached before, or a link back to where we are
        return
    seen.add(real)
    try:
        entries = sorted(os.scandir(folder), key=lambda e: e.name)
    except OSError as error:
        errors.append(ReadError(str(folder), error.strerror or "cannot be listed", "check its permissions"))
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        path = Path(entry.path)
        if path.is_dir():
            yield from _walk(path, seen, errors)
        elif kind_of(path.name)[0] and path.is_file():
            yield path


def _with_ids(sources: list[tuple[Path, str | None]]) -> list[SourceFile]:
    by_stem: defaultdict[str, list[tuple[Path, str | None]]] = defaultdict(list)
    for source in sources:
        by_stem[stem_of(_full_name(*source).rsplit("/", 1)[-1])].append(source)
    ids: dict[tuple[Path, str | None], str] = {}
    for stem, group in by_stem.items():
        if len(group) == 1:
            ids[group[0]] = stem
            continue
        names = [_full_name(*source) for source in group]
        common = os.path.commonpath([os.path.dirname(name) for name in names])
        for source, name in zip(group, names, strict=True):
            ids[source] = Path(name).relative_to(common).as_posix()
    return [SourceFile(path, ids[path, member], member) for path, member in sources]


def _full_name(path: Path, member: str | None) -> str:
    absolute = os.path.abspath(path)
    return absolute if member is None else f"{absolute}/{member_path(member)}"
