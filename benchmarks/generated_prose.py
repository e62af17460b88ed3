"""The prose of composed articles, read from ``generated_prose.toml`` beside this file."""

from __future__ import annotations

import random
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

__all__ = ["NARRATIVE", "PROSE", "TEMPLATES", "WORDS", "Template", "expand"]

_CHOICE = re.compile(r"\[([^\[\]]*)\]")

with Path(__file__).with_suffix(".toml").open("rb") as _file:
    _DATA = tomllib.load(_file)


@dataclass(frozen=True, slots=True)
class Template:
    """One kind of article: how often it comes, what it is about, its headlines and paragraphs."""

    weight: int
    scope: str
    headlines: list[str]
    paragraphs: list[str]


TEMPLATES = {name: Template(**data) for name, data in _DATA.pop("templates").items()}
NARRATIVE: dict[str, list[str]] = _DATA.pop("narrative")
"""Sentences without facts, by theme; those of one theme go together in any order."""
WORDS: dict[str, list[str]] = _DATA.pop("words")
"""What stands in the places of the narrative's sentences."""
PROSE: dict[str, list[str]] = _DATA


def expand(text: str, rng: random.Random) -> str:
    """Take one of each choice, the innermost first."""
    while match := _CHOICE.search(text):
        text = text[: match.start()] + rng.choice(match.group(1).split("|")) + text[match.end() :]
    return text
