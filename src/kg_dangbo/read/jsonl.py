"""JSON lines: one article per line."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final

from kg_dangbo.model import Article
from kg_dangbo.read.dates import iso_date
from kg_dangbo.read.decode import decode, refuse_other_formats
from kg_dangbo.read.errors import ReadError, Unreadable, printable
from kg_dangbo.read.text import make_article, one_line

__all__ = ["MAX_LINE", "read_jsonl"]

MAX_LINE: Final = 16 * 1024 * 1024  # bytes; a long article has 50,000, so a longer line is a file without newlines
_FIX_LINE: Final = "correct or delete this line"
_UTF16: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read_jsonl(path: Path, id: str) -> Iterator[Article | ReadError]:
    """The articles of a ``.jsonl`` file.

    Each line is an object with ``text``, and where known ``id``, ``title``, ``url``, ``publisher``, ``published``;
    other fields are passed over.

    A line without an id is called by the file's id and its line number (``news-3``). A line that is broken gives a
    `ReadError`, and the next one is read. Lines are read one at a time: the file may be larger than the memory.

    Raises:
        OSError: the file cannot be opened or read.
        Unreadable: the file as a whole is no text.
    """
    source = str(path)
    with path.open("rb") as stream:
        empty = True
        for number, line in _lines(stream):
            try:
                if line is None:
                    raise Unreadable(f"longer than {MAX_LINE // 2**20} MiB", "put one article on one line")
                text = (decode(line) if isinstance(line, bytes) else line).strip().removeprefix("\ufeff")
                if not text:
                    continue
                empty = False
                yield _article(text, f"{id}-{number}", source)
            except Unreadable as error:
                empty = False
                yield ReadError(source, error.reason, error.advice, number)
        if empty:
            yield ReadError(source, "no article in it", "remove it, or write it again")


def _lines(stream: BinaryIO) -> Iterator[tuple[int, bytes | str | None]]:
    """Numbered lines; None for one that is too long. UTF-16 is decoded whole: its newlines are two bytes."""
    head = stream.read(4096)
    stream.seek(0)
    if head.startswith(_UTF16) or b"\0" in head:
        for number, text in enumerate(decode(stream.read()).split("\n"), 1):
            yield number, text if len(text) <= MAX_LINE else None
        return
    refuse_other_formats(head)
    number = 0
    while line := stream.readline(MAX_LINE + 1):
        number += 1
        if len(line) <= MAX_LINE:
            yield number, line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(MAX_LINE)
        yield number, None


def _article(line: str, default_id: str, source: str) -> Article:
    try:
        row = json.loads(line)
    except RecursionError:
        raise Unreadable("nested too deeply", _FIX_LINE) from None
    except ValueError as error:
        raise Unreadable(f"not valid JSON: {error}", _FIX_LINE) from None
    if not isinstance(row, dict):
        raise Unreadable("not a JSON object", 'write {"id": "...", "text": "..."} on each line')
    text = row.get("text")
    if not isinstance(text, str):
        raise Unreadable('no "text"' if text is None else '"text" is not a string', _FIX_LINE)
    given = row.get("id")
    if isinstance(given, int) and not isinstance(given, bool):
        given = str(given)
    if given is not None and not isinstance(given, str):
        raise Unreadable(f'"id" is not a string: {printable(str(given))[:40]}', _FIX_LINE)
    known = {key: row[key] for key in ("title", "url", "publisher") if isinstance(row.get(key), str)}
    return make_article(
        one_line(given) or default_id, text, published=iso_date(row.get("published")), source=source, **known
    )
