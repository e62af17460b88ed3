"""Questions to a build: the competency questions of `queries/` and a reader's own SPARQL.

A store answers, that of the build or one in memory: its default graph is the merged view, where each triple stands
once however many articles state it, and beside it stand the articles' named graphs. Oxigraph's union mode is never
used: it returns a triple once per graph that holds it. Nothing is ever written, and no query may call another server.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from textwrap import shorten

import pyoxigraph as ox

from kg_dangbo.data import data_dir
from kg_dangbo.graph.dataset import load_dataset
from kg_dangbo.graph.quads import merged
from kg_dangbo.graph.terms import prefixes
from kg_dangbo.store import reading

__all__ = [
    "Query",
    "QueryError",
    "Table",
    "find_query",
    "load_queries",
    "open_store",
    "opened",
    "parse_query",
    "run_query",
    "store_of",
]

_HEADER = re.compile(r"#\s*(title@vi|title@en|severity|keywords)\s*:\s*(.*)")
_BINDINGS = re.compile(r"^[ \t]*# bindings$", re.MULTILINE)
_WHERE = re.compile(r"\bWHERE\s*\{", re.IGNORECASE)
# what is no keyword of the language: comments, IRIs, strings (long ones first), variables, prefixed names
_NOT_KEYWORDS = re.compile(
    r"<[^<>\"{}|^`\\\s]*>"
    r'|"""(?:[^"\\]|\\.|"(?!""))*"""'
    r"|'''(?:[^'\\]|\\.|'(?!''))*'''"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'(?:[^'\\\n]|\\.)*'"
    r"|#[^\n]*"
    r"|[?$]\w+"
    r"|[\w.\-]*:[\w.\-:%\\]*",
    re.DOTALL,
)
_UPDATES = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"})


class QueryError(ValueError):
    """A query that is not run: no such question, not SPARQL, or not a read. The message is one line."""


@dataclass(frozen=True, slots=True)
class Query:
    """A question: its name (the file's stem), titles in both languages, keywords and SPARQL text.

    ``severity`` is that of a check (`kg_dangbo.report.checks`), "" for a mere question.
    """

    name: str
    text: str
    title_vi: str = ""
    title_en: str = ""
    keywords: tuple[str, ...] = ()
    severity: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """An answer: column names and rows of strings, None where a row leaves a column unbound.

    ASK gives one row ``true`` or ``false`` under ``answer``; CONSTRUCT and DESCRIBE give the columns
    ``subject``, ``predicate``, ``object``.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str | None, ...], ...]


def parse_query(name: str, text: str) -> Query:
    """A query with what its head comments say (``# title@vi: …``, ``# title@en: …``, ``# keywords: a, b``)."""
    found: dict[str, str] = {}
    for line in text.splitlines():
        match = _HEADER.fullmatch(line.strip())
        if match is None:
            break
        found[match[1]] = match[2].strip()
    keywords = tuple(word.strip() for word in found.get("keywords", "").split(",") if word.strip())
    titles = found.get("title@vi", ""), found.get("title@en", "")
    return Query(name, text, *titles, keywords, found.get("severity", ""))


def load_queries(folder: Path | None = None) -> list[Query]:
    """The competency questions of `folder` (default: those of this installation), by name.

    Raises:
        FileNotFoundError: this installation has no queries.
    """
    files = sorted((folder or data_dir("queries")).glob("*.rq"))
    return [parse_query(file.stem, file.read_text("utf-8")) for file in files]


def find_query(name: str, folder: Path | None = None) -> Query:
    """The competency question of this name.

    Raises:
        QueryError: there is none; the message names the nearest ones.
    """
    queries = {query.name: query for query in load_queries(folder)}
    if name in queries:
        return queries[name]
    near = get_close_matches(name, queries, n=3, cutoff=0.5)
    hint = f"; did you mean {' or '.join(near)}?" if near else f"; there are {', '.join(sorted(queries))}"
    raise QueryError(f"no question {name!r}{hint}")


@contextmanager
def opened(source: Path) -> Iterator[ox.Store]:
    """The triples of a build or an RDF file: merged view as default graph, named graphs beside it.

    A build's store on disk is read where it has one, and no build can change it meanwhile; else its `graph.nq`, or the
    file, is read into memory.

    Raises:
        StoreBusyError: a build is at work on the store.
        FileNotFoundError: there is no such build or file.
        ValueError: the file does not parse.
    """
    with reading(source) as store:
        yield store_of(load_dataset(source)) if store is None else store.quads.store


def open_store(source: Path) -> ox.Store:
    """As `opened`, for as long as you like; a build that changes the store meanwhile is not kept away.

    Raises:
        StoreBusyError, FileNotFoundError, ValueError: as `opened`.
    """
    with opened(source) as store:
        return store


def store_of(quads: Sequence[ox.Quad]) -> ox.Store:
    """A store in memory over these quads, its default graph the merged view of all of them."""
    store = ox.Store()
    store.bulk_extend(quad for quad in quads if not isinstance(quad.graph_name, ox.DefaultGraph))
    store.bulk_extend(merged(quads))
    return store


def run_query(
    source: Path | ox.Store, query: Query | str, bindings: Mapping[str, str] | None = None, base: str | None = None
) -> Table:
    """Run one query.

    Args:
        source: a build's folder, an RDF file, or a store of `open_store` (better for several queries).
        query: a `Query`, or SPARQL text; our usual prefixes need no declaration.
        bindings: variable -> Vietnamese label that it must have, e.g. ``{"top": "Tỉnh ủy Hà Nam"}``.
        base: the base of the resources, for the prefix ``id:``.

    Raises:
        QueryError: the text is not SPARQL, would write, or would call another server.
        FileNotFoundError, ValueError: as `open_store`.
    """
    name, text = (query.name, query.text) if isinstance(query, Query) else ("query", query)
    _refuse_what_is_not_a_read(name, text)
    if isinstance(source, Path):
        with opened(source) as store:
            return run_query(store, query, bindings, base)
    values = {ox.Variable(key): ox.Literal(value, language="vi") for key, value in (bindings or {}).items()}
    known = prefixes(base) if base else prefixes()
    try:
        answer = source.query(_bound(text, values), prefixes=known, substitutions=values)  # type: ignore[arg-type]
        return _table(answer)
    except (SyntaxError, ValueError, OSError, RuntimeError) as error:
        # the parser lists every token that it would have taken; the place and the first ones are enough
        raise QueryError(f"{name}: {shorten(str(error), 160, placeholder=' …')}") from error


def _bound(text: str, values: Mapping[ox.Variable, ox.Literal]) -> str:
    """The query with what is bound also as VALUES: substitutions come after its joins were put in order.

    They stand wherever the text has a line ``# bindings``, as in the branches of a union, else where it begins.
    """
    if not values:
        return text
    clause = f"VALUES ({' '.join(map(str, values))}) {{ ({' '.join(map(str, values.values()))}) }}"
    marked, count = _BINDINGS.subn(lambda _: clause, text)
    return marked if count else _WHERE.sub(lambda opening: f"{opening.group()} {clause}", text, count=1)


def _refuse_what_is_not_a_read(name: str, text: str) -> None:
    words = [word.upper() for word in re.findall(r"[A-Za-z]+", _NOT_KEYWORDS.sub(" ", text))]
    first = next((word for word in words if word not in ("PREFIX", "BASE")), "")
    if first in _UPDATES:
        raise QueryError(f"{name}: {first} would write; only SELECT, ASK, CONSTRUCT and DESCRIBE are run")
    if "SERVICE" in words:
        raise QueryError(f"{name}: SERVICE would call another server; queries are answered from the build alone")


def _cell(term: object) -> str | None:
    if term is None:
        return None
    return str(getattr(term, "value", term))


def _table(answer: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples) -> Table:
    if isinstance(answer, ox.QueryBoolean):
        return Table(("answer",), (("true" if answer else "false",),))
    if isinstance(answer, ox.QueryTriples):
        triples = sorted((_cell(t.subject), _cell(t.predicate), _cell(t.object)) for t in answer)
        return Table(("subject", "predicate", "object"), tuple(triples))
    columns = tuple(variable.value for variable in answer.variables)
    return Table(columns, tuple(tuple(_cell(value) for value in solution) for solution in answer))
