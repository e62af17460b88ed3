"""Questions to a build: the competency questions of `queries/` and a reader's own SPARQL.

A store answers, that of the build or one in memory: its default graph is the merged view, where each triple stands
once however many articles state it, and beside it stand the articles' named graphs. Oxigraph's union mode is never
used: it returns a triple once per graph that holds it. Nothing is ever written, and no query may call another server.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
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
_BINDINGS = re.compile(r"^[ \t]*# bindings((?: \?\w+)+)$", re.MULTILINE)
_TERM = re.compile(r"<[A-Za-z][A-Za-z0-9+.\-]*:[^\s<>]*>|\"[^\n\r]*\"\S*")  # in angle brackets or quotation marks
_HEAD = re.compile(r"\bSELECT\b([^{]*)", re.IGNORECASE)
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
_BRACES = re.compile(r"\bOPTIONAL\s*\{|[{}]", re.IGNORECASE)
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
        bindings: variable -> Vietnamese label that it must have, e.g. ``{"top": "Tỉnh ủy Hà Nam"}``; or an IRI in
            angle brackets, or a literal in the quotation marks of N-Triples, taken as they are.
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
    bare = _bare(text)
    given = {key: value for key, value in (bindings or {}).items() if _can_be_given(text, bare, key)}
    values = {ox.Variable(key): _term(value) for key, value in given.items()}
    known = prefixes(base) if base else prefixes()
    try:
        selected = {key: value for key, value in values.items() if _is_selected(bare, key.value)}
        answer = source.query(_bound(text, bare, values), prefixes=known, substitutions=selected)  # type: ignore[arg-type]
        return _picked(_table(answer), {key: value for key, value in (bindings or {}).items() if key not in given})
    except (SyntaxError, ValueError, OSError, RuntimeError) as error:
        # the parser lists every token that it would have taken; the place and the first ones are enough
        raise QueryError(f"{name}: {shorten(str(error), 160, placeholder=' …')}") from error


def _term(value: str) -> ox.NamedNode | ox.Literal:
    """What a variable is bound to."""
    if _TERM.fullmatch(value):
        with suppress(SyntaxError):
            (triple,) = ox.parse(f"<urn:s> <urn:p> {value} .", format=ox.RdfFormat.N_TRIPLES)
            if isinstance(triple.object, ox.NamedNode | ox.Literal):
                return triple.object
    return ox.Literal(value, language="vi")


def _bound(text: str, bare: str, values: Mapping[ox.Variable, ox.NamedNode | ox.Literal]) -> str:
    """The query with what is bound also as VALUES: substitutions come after its joins were put in order.

    They stand wherever the text has a line ``# bindings ?…``, as in the branches of a union, else where it begins. What
    stands in an OPTIONAL is demanded then: where that has no match, the variable has not this value. ``bare`` is the
    text with spaces for strings, comments, IRIs and prefixed names.
    """
    if not values:
        return text
    clause = f"VALUES ({' '.join(map(str, values))}) {{ ({' '.join(map(str, values.values()))}) }}"
    marked, count = _BINDINGS.subn(lambda _: clause, text)
    opening = _WHERE.search(bare)
    if count or opening is None:
        return marked
    inside, end = text[opening.end() :], _closing(bare, opening.end()) - opening.end()
    group, tail = inside[:end], inside[end:]
    for variable in values:
        found, group = _demanded(group, variable.value)
        clause = _joined(clause, found)
    return f"{text[: opening.end()]} {_joined(clause, group)}{tail}"


def _joined(one: str, two: str) -> str:
    """Patterns of one group behind each other."""
    return f"{one.strip().removesuffix('.')}\n. {two}" if one.strip() and two.strip() else one or two


def _can_be_given(text: str, bare: str, name: str) -> bool:
    """Whether a variable can have its value beforehand; else the rows that have it are picked from the answer.

    It can not where the query computes it, nor where the lines ``# bindings`` of the query do not name it.
    """
    marked = " ".join(_BINDINGS.findall(text)).split()
    return not re.search(rf"\bAS\s+[?$]{name}\b", bare, re.IGNORECASE) and (not marked or f"?{name}" in marked)


def _is_selected(bare: str, name: str) -> bool:
    """Whether the answer has the variable as a column; Oxigraph takes substitutions for no others."""
    head = _HEAD.search(bare)
    return head is None or "*" in head[1] or re.search(rf"[?$]{name}\b", head[1]) is not None


def _bare(text: str) -> str:
    """As long as the text, with spaces for its strings, comments, IRIs and prefixed names: keywords and variables."""
    return _NOT_KEYWORDS.sub(lambda found: found[0] if found[0][0] in "?$" else " " * len(found[0]), text)


def _closing(bare: str, begin: int) -> int:
    """Where the brace stands that closes the group which begins here."""
    depth = 1
    for brace in _BRACES.finditer(bare, begin):
        depth += -1 if brace[0] == "}" else 1
        if not depth:
            return brace.start()
    return len(bare)


def _demanded(group: str, name: str) -> tuple[str, str]:
    """What must match so that a variable is bound which only an OPTIONAL of this group has; the group without it."""
    spans = _optionals(group)
    if _has(_without(group, spans), name):
        return "", group
    for start, begin, end in spans:
        inside = group[begin:end]
        if _has(inside, name):
            found, rest = _demanded(inside, name)  # one OPTIONAL in another: both
            nested = _optionals(rest)
            kept = " ".join(rest[at : stop + 1] for at, _, stop in nested)
            return _joined(_without(rest, nested), found), f"{group[:start]} {kept} {group[end + 1 :]}"
    return "", group


def _optionals(group: str) -> list[tuple[int, int, int]]:
    """Where each OPTIONAL of the group itself starts, where its inside begins, and where its brace closes."""
    found, bare, last = [], _bare(group), 0
    for brace in _BRACES.finditer(bare):
        if brace.start() >= last:
            last = _closing(bare, brace.end()) + 1
            if len(brace[0]) > 1:
                found.append((brace.start(), brace.end(), last - 1))
    return found


def _without(group: str, spans: list[tuple[int, int, int]]) -> str:
    for start, _, end in reversed(spans):
        group = f"{group[:start]} {group[end + 1 :]}"
    return group


def _has(group: str, name: str) -> bool:
    """Whether a pattern, not only an expression in brackets, has this variable."""
    bare, count = _bare(group), 1
    while count:
        bare, count = re.subn(r"\([^()]*\)", " ", bare)
    return re.search(rf"[?$]{name}\b", bare) is not None


def _picked(table: Table, values: Mapping[str, str]) -> Table:
    """The rows that have these values."""
    wanted = [
        (table.columns.index(name), _term(value).value) for name, value in values.items() if name in table.columns
    ]
    return Table(table.columns, tuple(row for row in table.rows if all(row[place] == v for place, v in wanted)))


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
