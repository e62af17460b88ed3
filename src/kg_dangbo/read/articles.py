"""Every article behind a list of files and folders, in a fixed order, each once."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from kg_dangbo.model import Article
from kg_dangbo.read.errors import ReadError, Unreadable
from kg_dangbo.read.files import SourceFile, find_files
from kg_dangbo.read.html import read_html
from kg_dangbo.read.jsonl import read_jsonl
from kg_dangbo.read.text import read_text

__all__ = ["read_articles"]


def read_articles(inputs: Iterable[Path | str]) -> Iterator[Article | ReadError]:
    """Read ``.txt``, ``.html``/``.htm`` and ``.jsonl`` files, and folders of them.

    Args:
        inputs: files and folders, in any order; folders are walked, hidden files in them passed over.

    Yields:
        Articles ordered by path, then line, whatever the order of ``inputs``. Whatever cannot be read gives one
        `ReadError` and the rest goes on. An article that comes twice (same id, same text) is given once; two
        articles that claim one id give the first of them and an error that names both.
    """
    files, errors = find_files(inputs)
    yield from errors
    taken: dict[str, tuple[bytes, str]] = {}  # id -> (digest, where it came from)
    for file in files:
        for item in _read(file):
            if isinstance(item, ReadError):
                yield item
                continue
            digest = hashlib.sha256(item.text.strip().encode()).digest()
            if item.id not in taken:
                taken[item.id] = (digest, item.source or "")
                yield item
            elif taken[item.id][0] != digest:
                yield ReadError(
                    str(file.path),
                    f"the id {item.id!r} already belongs to another article, in {taken[item.id][1]}",
                    "give each article an id of its own",
                )


def _read(file: SourceFile) -> Iterator[Article | ReadError]:
    source = str(file.path)
    try:
        suffix = file.path.suffix.lower()
        if suffix == ".jsonl":
            yield from read_jsonl(file.path, file.id)
        else:
            data = file.path.read_bytes()
            yield (read_text if suffix == ".txt" else read_html)(data, file.id, source)
    except Unreadable as error:
        yield ReadError(source, error.reason, error.advice)
    except OSError as error:
        yield ReadError(source, error.strerror or type(error).__name__, "check its permissions")
