"""The competency questions of `queries/*.rq`, by name.

A question begins with comment lines ``# key: value``: its title in both languages and its keywords. Everything else
is SPARQL.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kg_dangbo.data import data_dir

__all__ = ["Question", "find_question", "load_questions"]

_HEADER: Final = re.compile(r"#\s*(?P<key>[\w@ -]+?)\s*:\s*(?P<value>.+)")


@dataclass(frozen=True, slots=True)
class Question:
    """One question: its name (the file's stem), its titles, its keywords and its SPARQL text."""

    name: str
    title_vi: str
    title_en: str
    keywords: tuple[str, ...]
    sparql: str


def load_questions(folder: Path | None = None) -> tuple[Question, ...]:
    """All questions of a folder (None: those of the project), by name."""
    return tuple(_read(path) for path in sorted((folder or data_dir("queries")).glob("*.rq")))


def find_question(name: str) -> Question:
    """The project's question of this name.

    Raises:
        KeyError: there is none; the message names the nearest ones.
    """
    questions = {question.name: question for question in load_questions()}
    if name in questions:
        return questions[name]
    import difflib  # noqa: PLC0415 - only for a mistake

    near = difflib.get_close_matches(name, questions, n=3, cutoff=0.4)
    hint = f"did you mean {', '.join(near)}?" if near else "see: kg-dangbo query --list"
    raise KeyError(f"no question named {name!r}; {hint}")


def _read(path: Path) -> Question:
    text = path.read_text(encoding="utf-8")
    header: dict[str, str] = {}
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            break
        if match := _HEADER.fullmatch(line.strip()):
            header.setdefault(match["key"].lower(), match["value"].strip())
    return Question(
        name=path.stem,
        title_vi=header.get("title@vi", ""),
        title_en=header.get("title@en", ""),
        keywords=tuple(word.strip() for word in header.get("keywords", "").split(",") if word.strip()),
        sparql=text,
    )
