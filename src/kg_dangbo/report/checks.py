"""What articles state and what cannot all be true: the checks across articles of `queries/checks/`, run over a build.

A check is a SPARQL query over the merged view whose head says titles, severity and keywords. Nothing is corrected; each
finding comes with the sentences that say so, because somebody should look. Its columns are

* ``?focus``: the thing that the statements are about; rows of one focus are one conflict;
* ``?where``: what to call it;
* ``?said``: what one statement says;
* ``?fact``: the node whose evidence says so, and ``?article``, the graph to look in where several state the fact.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from kg_dangbo.data import data_dir
from kg_dangbo.query import Query, QueryError, load_queries, opened, run_query
from kg_dangbo.validate.findings import Severity

__all__ = ["Checked", "Conflict", "Statement", "check", "load_checks", "run_checks"]

_COLUMNS: Final = ("focus", "where", "said", "fact", "article")
_AT_ONCE: Final = 200  # facts whose sentences are asked for together
_SENTENCES: Final = """
SELECT ?fact ?graph ?article ?headline ?url ?day ?start ?quotation WHERE {{
  VALUES ?fact {{ {facts} }}
  GRAPH ?graph {{
    ?fact prov:wasDerivedFrom/oa:hasTarget ?target .
    ?target oa:hasSelector/oa:exact ?quotation ; oa:hasSelector/oa:start ?start .
    ?graph dcterms:identifier ?article .
    OPTIONAL {{ ?graph schema:headline ?headline }}
    OPTIONAL {{ ?graph schema:url ?url }}
    OPTIONAL {{ ?graph schema:datePublished ?day }}
  }}
}}
"""


@dataclass(frozen=True, slots=True)
class Statement:
    """What one article says: in short, and the sentence itself.

    ``article`` is its id, ``day`` when it was published; both, ``headline``, ``url`` and ``quotation`` are "" where
    unknown.
    """

    said: str
    fact: str
    article: str = ""
    headline: str = ""
    url: str = ""
    day: str = ""
    quotation: str = ""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Statements about one thing that cannot all be true; ``where`` names the thing, ``focus`` is its IRI or key."""

    focus: str
    where: str
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Checked:
    """A check that was run: how many conflicts it found, and the first of them with their sentences."""

    check: Query
    count: int
    conflicts: tuple[Conflict, ...]

    @property
    def severity(self) -> Severity:
        """That of the check."""
        return Severity(self.check.severity)


def load_checks(folder: Path | None = None) -> list[Query]:
    """The checks of ``folder`` (default: those of this installation), the gravest first, then by name.

    Raises:
        ValueError: a check has no severity.
        FileNotFoundError: this installation has no queries.
    """
    found = load_queries(folder or data_dir("queries") / "checks")
    return sorted(found, key=lambda query: (Severity(query.severity).rank, query.name))


def check(source: Path, names: Iterable[str] = (), most: int = 50) -> tuple[Checked, ...]:
    """Run checks over a build.

    Args:
        source: the folder of a build, or an RDF file.
        names: of the checks to run; none means all.
        most: how many conflicts of each check come back with their statements; all are counted.

    Raises:
        QueryError: there is no check of such a name.
        StoreBusyError, FileNotFoundError, ValueError: as `kg_dangbo.query.opened`.
    """
    known = {query.name: query for query in load_checks()}
    for name in names:
        if name not in known:
            raise QueryError(f"no check {name!r}; there are {', '.join(sorted(known))}")
    chosen = [known[name] for name in known if not names or name in set(names)]
    with opened(source) as store:
        return tuple(run_checks(store, chosen, most))


def run_checks(store: ox.Store, checks: Sequence[Query], most: int = 50) -> Iterator[Checked]:
    """Run ``checks`` over a store whose default graph is the merged view, one after the other; see `check`."""
    for query in checks:
        conflicts = _conflicts(store, query)
        count = len(conflicts)
        yield Checked(query, count, tuple(_with_sentences(store, conflicts[:most])))


_Row = tuple[str, str, str]  # said, fact, graph of the article


def _conflicts(store: ox.Store, query: Query) -> list[tuple[str, str, tuple[_Row, ...]]]:
    """Focus, its name and what is said of it, sorted by name; labels that articles spell differently count once."""
    table = run_query(store, query)
    places = {name: table.columns.index(name) for name in _COLUMNS if name in table.columns}
    names: dict[str, str] = {}
    said: defaultdict[str, dict[tuple[str, str], str]] = defaultdict(dict)
    for row in table.rows:
        focus, where, what, fact, graph = ((row[places[name]] or "") if name in places else "" for name in _COLUMNS)
        names[focus] = min(filter(None, (names.get(focus), where)), default="")
        known = said[focus].get((fact, graph))
        said[focus][fact, graph] = what if known is None else min(known, what)
    found = [
        (focus, names[focus], tuple(sorted((what, fact, graph) for (fact, graph), what in facts.items())))
        for focus, facts in said.items()
    ]
    return sorted(found, key=lambda conflict: (conflict[1], conflict[0]))


def _with_sentences(store: ox.Store, conflicts: list[tuple[str, str, tuple[_Row, ...]]]) -> Iterator[Conflict]:
    sentences = _sentences(store, sorted({fact for _, _, rows in conflicts for _, fact, _ in rows}))
    for focus, where, rows in conflicts:
        statements = []
        for what, fact, graph in rows:
            found = sentences.get((fact, graph))
            statements.append(Statement(what, fact, *(found[1:] if found else ())))
        yield Conflict(focus, where, tuple(statements))


def _sentences(store: ox.Store, facts: list[str]) -> dict[tuple[str, str], tuple[int, str, str, str, str, str]]:
    """(fact, graph) and (fact, "") -> place, article, headline, url, day and words of the first sentence behind it."""
    found: dict[tuple[str, str], tuple[int, str, str, str, str, str]] = {}
    waiting = iter(facts)
    while part := list(islice(waiting, _AT_ONCE)):
        listed = " ".join(f"<{fact}>" for fact in part)
        for row in run_query(store, _SENTENCES.format(facts=listed)).rows:
            fact, graph, article, headline, url, day, start, words = (cell or "" for cell in row)
            one = (int(start), article, headline, url, day, words)
            for key in ((fact, graph), (fact, "")):
                # the first sentence of the first article, whatever order the store gives them in
                if key not in found or (one[1], one[0], one) < (found[key][1], found[key][0], found[key]):
                    found[key] = one
    return found
