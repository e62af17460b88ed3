"""Ask a store a SPARQL query and get a plain table back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox

from kg_dangbo.graph.terms import DEFAULT_BASE, prefixes

__all__ = ["Answer", "QueryError", "ask"]

# IRIs and strings are matched first, so that a "#" or a word inside them is not mistaken for syntax.
_TOKENS: Final = re.compile(
    r"""<[^<>"{}|^`\\\s]*>                # an IRI
      | \"{3}(?:[^"\\]|\\.|"(?!""))*\"{3} | '{3}(?:[^'\\]|\\.|'(?!''))*'{3}
      | "(?:[^"\\\n]|\\.)*" | '(?:[^'\\\n]|\\.)*'
      | \#[^\n]*                          # a comment
      | [?$:]\w+ | \w+:                   # a variable, a name's local part, a prefix
      | (?P<service>\bSERVICE\b)
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_NUMBERS: Final = frozenset(
    f"http://www.w3.org/2001/XMLSchema#{name}"
    for name in ("integer", "decimal", "double", "float", "nonNegativeInteger")
)


class QueryError(ValueError):
    """The query cannot be run: wrong syntax, or something that this data set does not do."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The rows of a query, as text; None where a variable is unbound.

    ``numeric`` tells which cells are numbers. ASK gives one cell ``true`` or ``false``; CONSTRUCT and DESCRIBE give
    rows of ``subject``, ``predicate``, ``object``.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str | None, ...], ...]
    numeric: tuple[tuple[bool, ...], ...]

    def records(self) -> Iterator[dict[str, str | None]]:
        """The rows as dictionaries."""
        return (dict(zip(self.columns, row, strict=True)) for row in self.rows)


def ask(store: ox.Store, query: str, base: str = DEFAULT_BASE) -> Answer:
    """Run a SPARQL 1.1 query; the project's prefixes need not be declared.

    Rows keep the order that the query asks for; without ``ORDER BY`` they are sorted, so that the same question to the
    same data prints the same bytes. IRIs in our name spaces are shortened (``dangbo:attendee``, ``id:person-…``).

    Raises:
        QueryError: not a SPARQL query, an update, or a query with SERVICE (it would call another machine).
    """
    if any(match["service"] for match in _TOKENS.finditer(query)):
        raise QueryError("SERVICE would send this data set's question to another machine; take it out")
    known = prefixes(base)
    try:
        result = store.query(query, prefixes=known)
    except (SyntaxError, ValueError) as error:
        raise QueryError(f"not a SPARQL query: {' '.join(str(error).split())}") from error
    columns, terms = _table(result)
    if not re.search(r"\bORDER\s+BY\b", query, re.IGNORECASE):
        terms = sorted(terms, key=lambda row: tuple("" if t is None else str(t) for t in row))
    return Answer(
        columns=columns,
        rows=tuple(tuple(_text(term, known) for term in row) for row in terms),
        numeric=tuple(tuple(_is_number(term) for term in row) for row in terms),
    )


def _table(result: object) -> tuple[tuple[str, ...], list[tuple[object, ...]]]:
    if isinstance(result, ox.QueryBoolean):
        return ("answer",), [(bool(result),)]
    if isinstance(result, ox.QueryTriples):
        return ("subject", "predicate", "object"), [(t.subject, t.predicate, t.object) for t in result]
    assert isinstance(result, ox.QuerySolutions)
    names = tuple(variable.value for variable in result.variables)
    return names, [tuple(solution[name] for name in names) for solution in result]


def _text(term: object, known: dict[str, str]) -> str | None:
    if term is None:
        return None
    if isinstance(term, bool):
        return str(term).lower()
    if isinstance(term, ox.Literal):
        return term.value
    if isinstance(term, ox.NamedNode):
        for prefix, namespace in known.items():
            if term.value.startswith(namespace) and re.fullmatch(r"[\w.-]+", term.value[len(namespace) :]):
                return f"{prefix}:{term.value[len(namespace) :]}"
        return term.value
    return str(term)


def _is_number(term: object) -> bool:
    return isinstance(term, ox.Literal) and term.datatype.value in _NUMBERS
