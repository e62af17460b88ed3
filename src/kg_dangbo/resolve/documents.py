"""Which documents of one kind, number and registry are one document.

Numbering begins anew with each term of a Party committee and each year of a State body, so a date (or the year in the
symbol) makes the node. A mention without a date is the last document of the number that was out when the article
appeared, unless two terms come into question.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise
from typing import Final

from kg_dangbo.resolve.clusters import SAME, UNSURE, Decision
from kg_dangbo.resolve.locals import DocumentLocal

__all__ = ["DocumentBlock", "document_key"]

_TERM: Final = 5  # years in which a number of a committee means one document
_YEARLY: Final = 2  # a State body counts anew every year, and last year's document is still cited
_TERMED = frozenset({"TW", "TU", "HU", "QU", "ThU", "ĐU", "?"})
_ANCHOR_YEAR = re.compile(r"-((?:19|20)\d\d)$")


def document_key(local: DocumentLocal) -> str:
    """The key of the node that a local belongs to."""
    if local.anchor:
        return f"document|{local.document_kind}|{local.anchor}"
    if not local.number:
        return f"document|{local.document_kind}|{local.title}" + (f"|{local.registry}" if local.registry else "")
    stem = f"document|{local.document_kind}|{local.number}|{local.registry}"
    when = local.issued or local.year
    return f"{stem}|{when}" if when else f"{stem}|cited {local.day[:4] or local.article}"


class DocumentBlock:
    """The documents of one kind, number and registry."""

    def __init__(self, locals_: Iterable[DocumentLocal], own: frozenset[tuple[str, str]] = frozenset()) -> None:
        self.locals = sorted(locals_, key=lambda x: (x.article, x.key))
        self.node_of: dict[tuple[str, str], tuple[str, ...]] = {}
        self.nodes: dict[str, list[DocumentLocal]] = {}
        for local in self.locals:
            key = f"{local.key}@{local.article}" if (local.article, local.key) in own else document_key(local)
            self.node_of[local.article, local.key] = (key,)
            self.nodes.setdefault(key, []).append(local)

    def first(self, key: str) -> str:
        """What orders the nodes of a group: dated ones first, by date; then those that the register knows."""
        locals_ = self.nodes[key]
        anchor = any(x.anchor for x in locals_)
        dates = [x.issued or x.year for x in locals_ if x.issued or x.year]
        return ("0" if anchor else "1" if dates else "2") + min(dates, default="") + min(x.day or "9" for x in locals_)

    def decisions(self) -> list[Decision]:
        """Dates of different precision, and mentions without a date."""
        out: list[Decision] = []
        if not any(x.number for x in self.locals):
            return out
        dated = {k: self._date(v) for k, v in sorted(self.nodes.items())}
        dated = {k: d for k, d in dated.items() if d}
        for key, day in dated.items():
            longer = [k for k, d in dated.items() if d != day and d.startswith(day)]
            equal = [k for k, d in dated.items() if k > key and d == day]
            out += [self._decide(key, other, SAME, 0.98, "same-date") for other in equal]
            if len({dated[k] for k in longer}) == 1:
                out.append(self._decide(key, longer[0], SAME, 0.95, "year-of-one-date"))
            else:
                out += [self._decide(key, other, UNSURE, 0.5, "year-of-several-dates") for other in longer]
        loose = [k for k in self.nodes if k not in dated]
        for key in loose:
            out += self._undated(key, max(x.day for x in self.nodes[key]), dated)
        if not dated:
            out += self._chain(sorted(loose, key=lambda k: (min(x.day for x in self.nodes[k]), k)))
        return out

    @staticmethod
    def _date(locals_: list[DocumentLocal]) -> str:
        """The most precise date of a node; an entry of the register has at least its year."""
        dates = [x.issued or x.year for x in locals_]
        year = _ANCHOR_YEAR.search(locals_[0].anchor)
        return max([*dates, year[1] if year else ""], key=lambda d: (len(d), d))

    def _lasts(self) -> int:
        """For how many years a number means one document: a term of the Party, a year of the State."""
        code = self.locals[0].registry.split("|")[0]
        return _TERM if code in _TERMED else _YEARLY

    def _chain(self, loose: list[str]) -> list[Decision]:
        """Mentions none of which has a date: those of near years are one document."""
        out = []
        for one, two in pairwise(loose):
            days = [min(x.day for x in self.nodes[k])[:4] for k in (one, two)]
            if all(days) and int(days[1]) - int(days[0]) <= self._lasts() // 2:
                out.append(self._decide(one, two, SAME, 0.85, "no-date-near-years"))
            else:
                out.append(self._decide(one, two, UNSURE, 0.5, "no-date"))
        return out

    def _undated(self, key: str, day: str, dated: dict[str, str]) -> list[Decision]:
        """A mention without a date: the last document of the number before the article."""
        fitting = {k: d for k, d in dated.items() if not day or d <= day}
        days = sorted({d for d in fitting.values() if not any(e != d and e.startswith(d) for e in fitting.values())})
        if not days:
            return [self._decide(key, k, UNSURE, 0.3, "cited-before-its-date") for k in dated]
        age = int(day[:4]) - int(days[-1][:4]) if day else 0
        alone = len(days) == 1 or int(days[-1][:4]) - int(days[-2][:4]) >= self._lasts()
        sure = alone and (age <= self._lasts() or len(dated) == 1)
        verdict, score = (SAME, 0.9 if len(days) == 1 else 0.8) if sure else (UNSURE, 0.6)
        rule = "last-of-the-number" if sure else "several-of-the-number"
        return [self._decide(key, k, verdict, score, rule) for k, d in fitting.items() if days[-1].startswith(d)]

    def _decide(self, a: str, b: str, verdict: str, score: float, rule: str) -> Decision:
        a, b = sorted((a, b))
        weight = min(len(self.nodes[a]), len(self.nodes[b]))
        return Decision(a, b, "document", verdict, score, rule, weight=weight)
