"""What people decided about who is who: a file of JSON lines that is only ever appended to.

The file is the truth; everything else about identity can be made again from the articles and this file. The last line
about a pair counts; ``undecided`` takes earlier ones back. A key is a canonical key, an older key of the same thing,
or ``key@article`` for what one article names.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Final

from kg_dangbo.resolve.clusters import DIFFERENT, SAME, Verdict

__all__ = ["UNDECIDED", "VerdictError", "VerdictLog"]

UNDECIDED: Final = "undecided"


class VerdictError(ValueError):
    """A verdict that cannot be recorded, or a line of the file that is none."""


class VerdictLog:
    """The verdicts of one store."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def lines(self) -> list[Verdict]:
        """Every line of the file, in order; empty where there is no file.

        Raises:
            VerdictError: a line is not a verdict; the message names it.
        """
        if not self.path.exists():
            return []
        found = []
        for number, line in enumerate(self.path.read_text(encoding="utf-8").splitlines(), start=1):
            if not line.strip():
                continue
            try:
                data = json.loads(line)
                verdict = Verdict(data["a"], data["b"], data["verdict"], data.get("who", ""), data.get("why", ""))
            except (ValueError, KeyError, TypeError, AttributeError):
                raise VerdictError(f"{self.path}, line {number}: not a verdict") from None
            if verdict.verdict not in (SAME, DIFFERENT, UNDECIDED):
                raise VerdictError(f"{self.path}, line {number}: no such verdict as {verdict.verdict!r}")
            found.append(verdict)
        return found

    def read(self) -> tuple[Verdict, ...]:
        """The verdicts that hold: of each pair the last, in the order of the file, without what was taken back."""
        last: dict[frozenset[str], Verdict] = {}
        for verdict in self.lines():
            pair = frozenset((verdict.a, verdict.b))
            last.pop(pair, None)
            if verdict.verdict != UNDECIDED:
                last[pair] = verdict
        return tuple(last.values())

    def add(self, a: str, b: str, verdict: str, who: str = "", why: str = "") -> Verdict:
        """Append a verdict and make sure that it is on the disk.

        Raises:
            VerdictError: both keys are one, their kinds differ, or there is nothing to take back.
            OSError: the file cannot be written.
        """
        a, b = sorted((a.strip(), b.strip()))
        if a == b:
            raise VerdictError(f"a verdict needs two different keys, not {a!r} twice")
        if _kind(a) != _kind(b):
            raise VerdictError(f"{a!r} and {b!r} are things of two kinds")
        if verdict == UNDECIDED and not any({v.a, v.b} == {a, b} for v in self.read()):
            raise VerdictError(f"there is no verdict on {a!r} and {b!r}")
        made = Verdict(a, b, verdict, who, why)
        data = {k: v for k, v in zip(("a", "b", "verdict", "who", "why"), (a, b, verdict, who, why), strict=True) if v}
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(data, ensure_ascii=False) + "\n")
            file.flush()
            os.fsync(file.fileno())
        return made


def _kind(key: str) -> str:
    head = key.split("|", 1)[0]
    return head if head in ("person", "document") else "organization"
