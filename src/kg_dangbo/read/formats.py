"""Which files are read, told by their names."""

from __future__ import annotations

from typing import Final

__all__ = ["KINDS", "PACKED", "kind_of", "stem_of"]

PACKED: Final = ".zip"
_GZ: Final = ".gz"
_PLAIN: Final = (".txt", ".html", ".htm", ".jsonl", ".csv", ".tsv", ".warc")  # may come as .gz
_OTHERS: Final = (".parquet", ".docx", ".pdf", PACKED)

KINDS: Final = (
    "give .txt, .html, .htm, .jsonl, .csv, .tsv, .warc (also with .gz), .parquet, .docx, .pdf or .zip files, "
    "or folders of them"
)
"""What to advise where a file is of no kind that is read."""


def kind_of(name: str) -> tuple[str, bool]:
    """The suffix that tells how a file is read, and whether it is packed with gzip; ``""`` for a file that is not read.

    >>> kind_of("tin.JSONL.gz"), kind_of("tin.docx"), kind_of("tin.docx.gz"), kind_of("tin.md")
    (('.jsonl', True), ('.docx', False), ('', False), ('', False))
    """
    lower = name.lower()
    packed = lower.endswith(_GZ)
    plain = lower.removesuffix(_GZ)
    for suffix in _PLAIN if packed else (*_PLAIN, *_OTHERS):
        if plain.endswith(suffix) and len(plain) > len(suffix):
            return suffix, packed
    return "", False


def stem_of(name: str) -> str:
    """The name of a file without what says how it is read: ``tin`` of ``tin.jsonl.gz``."""
    suffix, packed = kind_of(name)
    return name[: len(name) - len(suffix) - (len(_GZ) if packed else 0)]
