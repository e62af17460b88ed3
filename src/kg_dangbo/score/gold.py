"""Gold files: what a perfect program would find."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

__all__ = ["GoldError", "GoldFact", "read_gold"]

GoldFact = dict[str, Any]
KINDS = (
    "person",
    "organization",
    "post",
    "document",
    "document_link",
    "model",
    "award",
    "event",
    "participation",
    "statistic",
    "part_of",
)


class GoldError(ValueError):
    """A gold file cannot be used; the message names the file, what is wrong and what to do."""


def read_gold(paths: Iterable[Path]) -> dict[str, list[GoldFact]]:
    """Gold facts by article id, from JSON files or folders of them.

    Raises:
        GoldError: no file found, a file is not JSON of the documented form, or two files carry one id.
    """
    files: list[Path] = []
    for path in paths:
        files += sorted(path.glob("*.json")) if path.is_dir() else [path]
    if not files:
        raise GoldError("no gold files found: give JSON files or a folder that holds them")
    gold: dict[str, list[GoldFact]] = {}
    for file in files:
        try:
            data = json.loads(file.read_text("utf-8"))
            article, facts = str(data["id"]), list(data["facts"])
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise GoldError(f'{file}: not a gold file ({error}); expected {{"id": ..., "facts": [...]}}') from error
        unknown = sorted({str(f.get("kind")) for f in facts} - set(KINDS))
        if unknown:
            raise GoldError(f"{file}: unknown kind of fact {unknown[0]!r}; known are {', '.join(KINDS)}")
        if article in gold:
            raise GoldError(f"{file}: a second gold file for the article {article!r}")
        gold[article] = facts
    return gold
