"""What could not be read, said in one line."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["ReadError", "Unreadable", "printable"]


def printable(text: str) -> str:
    r"""The text on one line, with control characters shown as escapes: names of files and ids come from anywhere.

    >>> printable("a\x1b[31m\n")
    'a\\x1b[31m\\n'
    """
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)


@dataclass(frozen=True, slots=True)
class ReadError:
    """A file, or one line of a file, that gave no article: where, why, and what to do about it.

    >>> print(ReadError("news.jsonl", "not valid JSON: Expecting value", "correct or delete this line", line=3))
    news.jsonl, line 3: not valid JSON: Expecting value; correct or delete this line
    """

    path: str
    reason: str
    advice: str
    line: int | None = None

    def __str__(self) -> str:
        """The whole message, always one line."""
        where = self.path if self.line is None else f"{self.path}, line {self.line}"
        return printable(f"{where}: {self.reason}; {self.advice}")


class Unreadable(ValueError):
    """Raised inside this room for content that gives no article; `read_articles` turns it into a `ReadError`."""

    def __init__(self, reason: str, advice: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.advice = advice
