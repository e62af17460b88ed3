"""JSON lines: one article per line."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator, Mapping
from typing import BinaryIO, Final

from kg_dangbo.model import Article
from kg_dangbo.read.bounded import read_whole
from kg_dangbo.read.columns import article_of_row
from kg_dangbo.read.decode import decode, refuse_other_formats
from kg_dangbo.read.errors import ReadError, Unreadable

__all__ = ["MAX_LINE", "read_jsonl"]

MAX_LINE: Final = 16 * 1024 * 1024  # bytes; a long article has 50,000, so a longer line is a file without newlines
_FIX_LINE: Final = "correct or delete this line"
_UTF16: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read_jsonl(stream: BinaryIO, id: str, source: str, columns: Mapping[str, str]) -> Iterator[Article | ReadError]:
    """The articles of a ``.jsonl`` file.

    Each line is an object with ``text``, and where known ``id``, ``title``, ``url``, ``publisher``, ``published``, or
    what `columns` calls them; other fields are passed over.

    A line without an id is called by its address, else by the file's id and its line number (``news-3``). A line that
    is broken gives a `ReadError`, and the next one is read. Lines are read one at a time: the file may be larger than
    the memory.

    Raises:
        OSError: the file cannot be read.
        Unreadable: the file as a whole is no text.
    """
    empty = True
    for number, line in _lines(stream):
        try:
            if line is None:
                raise Unreadable(f"longer than {MAX_LINE // 2**20} MiB", "put one article on one line")
            text = (decode(line) if isinstance(line, bytes) else line).strip().removeprefix("\ufeff")
            if not text:
                continue
            empty = False
            yield article_of_row(_object(text), columns, f"{id}-{number}", source)
        except Unreadable as error:
            empty = False
            yield ReadError(source, error.reason, error.advice, number)
    if empty:
        yield ReadError(source, "no article in it", "remove it, or write it again")


def _lines(stream: BinaryIO) -> Iterator[tuple[int, bytes | str | None]]:
    """Numbered lines; None for one that is too long. UTF-16 is decoded whole: its newlines are two bytes."""
    line = stream.readline(MAX_LINE + 1)
    head = line[:4096]
    if head.startswith(_UTF16) or b"\0" in head:
        for number, text in enumerate(decode(line + read_whole(stream)).split("\n"), 1):
            yield number, text if len(text) <= MAX_LINE else None
        return
    refuse_other_formats(head)
    number = 0
    while line:
        number += 1
        if len(line) <= MAX_LINE:
            yield number, line
        else:
            while line and not line.endswith(b"\n"):
                line = stream.readline(MAX_LINE)
            yield number, None
        line = stream.readline(MAX_LINE + 1)


def _object(line: str) -> dict[str, object]:
    try:
        row = json.loads(line)
    except RecursionError:
        raise Unreadable("nested too deeply", _FIX_LINE) from None
    except ValueError as error:
        raise Unreadable(f"not valid JSON: {error}", _FIX_LINE) from None
    if not isinstance(row, dict):
        raise Unreadable("not a JSON object", 'write {"id": "...", "text": "..."} on each line')
    return row
