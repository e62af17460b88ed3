"""From the inputs of a command to the files to read and the ids they give, whatever the order of the inputs."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kg_dangbo.read.errors import ReadError

__all__ = ["SUFFIXES", "SourceFile", "find_files"]

SUFFIXES: Final = (".txt", ".html", ".htm", ".jsonl")
_KINDS: Final = "give .txt, .html, .htm or .jsonl files, or folders of them"


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file to read. ``path`` is how the user reaches it; ``id`` is its stem, or longer where stems repeat."""

    path: Path
    id: str


def find_files(inputs: Iterable[Path | str]) -> tuple[list[SourceFile], list[ReadError]]:
    """The files behind the inputs in a fixed order, each once, and what is wrong with the inputs.

    Folders are walked in sorted order; hidden files and files of other kinds in them are passed over, symbolic links
    are followed and a link that leads back is not. A file reached twice (also through a link) is read once.

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
                errors.append(ReadError(str(path), "no article in this folder", _KINDS))
        elif path.is_file():
            if path.suffix.lower() in SUFFIXES:
                found.setdefault(os.path.realpath(path), path)
            else:
                errors.append(ReadError(str(path), f"unknown kind of file {path.suffix!r}", _KINDS))
        elif path.exists():
            errors.append(ReadError(str(path), "not a regular file", _KINDS))
        else:
            errors.append(ReadError(str(path), "no such file or folder", "check the name"))
    return _with_ids(sorted(found.values(), key=os.path.abspath)), errors


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
        elif path.suffix.lower() in SUFFIXES and path.is_file():
            yield path


def _with_ids(paths: list[Path]) -> list[SourceFile]:
    by_stem: defaultdict[str, list[Path]] = defaultdict(list)
    for path in paths:
        by_stem[path.stem].append(path)
    names: dict[Path, str] = {}
    for stem, group in by_stem.items():
        if len(group) == 1:
            names[group[0]] = stem
            continue
        absolute = [os.path.abspath(p) for p in group]
        common = os.path.commonpath([os.path.dirname(p) for p in absolute])
        for path, full in zip(group, absolute, strict=True):
            names[path] = Path(full).relative_to(common).as_posix()
    return [SourceFile(path, names[path]) for path in paths]
