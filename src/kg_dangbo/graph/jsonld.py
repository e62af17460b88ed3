"""The merged view as compact JSON-LD 1.1, one object per node, keys and nodes sorted.

The context says for each property whether its values are IRIs, Vietnamese strings or of one datatype, so that the
values themselves stay short; where a property's values differ, each value says it for itself.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import groupby
from typing import Any

import pyoxigraph as ox

from kg_dangbo.graph.terms import DEFAULT_BASE, RDF, XSD, prefixes

__all__ = ["jsonld_pieces", "to_jsonld"]

_LOCAL = re.compile(r"[A-Za-z0-9][A-Za-z0-9_\-]*")
_TYPE = str(RDF.type)
_STRING = str(XSD.string)

Json = str | dict[str, str]


class _Context:
    """Compacts IRIs and knows what the values of each property have in common."""

    def __init__(self, triples: Iterable[ox.Quad], base: str) -> None:
        self.prefixes = prefixes(base)
        # each IRI comes back some three times: as a subject, as a value, and the terms all the time
        self.compact = lru_cache(maxsize=100_000)(self._shorten)
        kinds: dict[str, set[tuple[str, str]]] = defaultdict(set)
        for triple in triples:
            kinds[triple.predicate.value].add(self._kind(triple.object))
        self.coerced = {iri: next(iter(found)) for iri, found in kinds.items() if len(found) == 1 and iri != _TYPE}

    @staticmethod
    def _kind(term: object) -> tuple[str, str]:
        """What a value is, as the keyword and value that a context would say it with."""
        if isinstance(term, ox.NamedNode):
            return "@type", "@id"
        if not isinstance(term, ox.Literal):
            raise ValueError(f"our graphs hold no blank nodes, but here is {term!r}")
        if term.language:
            return "@language", term.language
        return "@type", term.datatype.value

    def _shorten(self, iri: str) -> str:
        """The IRI with one of our prefixes, or as it is."""
        for prefix, namespace in self.prefixes.items():
            if iri.startswith(namespace) and _LOCAL.fullmatch(iri, len(namespace)):
                return f"{prefix}:{iri[len(namespace) :]}"
        return iri

    def value(self, predicate: str, term: ox.NamedNode | ox.Literal) -> Json:
        kind = self._kind(term)
        keyword, what = kind
        if self.coerced.get(predicate) == kind:
            return self.compact(term.value) if what == "@id" else term.value
        if what == "@id":
            return {"@id": self.compact(term.value)}
        if what == _STRING:
            return term.value if predicate not in self.coerced else {"@value": term.value}
        return {keyword: self.compact(what) if keyword == "@type" else what, "@value": term.value}

    def as_json(self) -> dict[str, Json]:
        context: dict[str, Json] = dict(sorted(self.prefixes.items()))
        for iri, (keyword, what) in sorted(self.coerced.items()):
            if what != _STRING:
                context[self.compact(iri)] = {keyword: self.compact(what)}
        return context


def to_jsonld(triples: Iterable[ox.Quad], base: str = DEFAULT_BASE) -> str:
    """The triples (their graph names are not looked at) as a JSON-LD document that ends in a newline.

    Args:
        triples: those of one subject together; the nodes keep their order.
        base: the base of the resources, for the prefix ``id:``.

    Raises:
        ValueError: there is a blank node.
    """
    rows = list(triples)
    return "".join(jsonld_pieces(lambda: rows, base))


def jsonld_pieces(triples: Callable[[], Iterable[ox.Quad]], base: str = DEFAULT_BASE) -> Iterator[str]:
    """The document of `to_jsonld` in pieces; `triples` gives them twice, first for the context, then to write."""
    context = _Context(triples(), base)
    head = json.dumps(context.as_json(), ensure_ascii=False, indent=1).replace("\n", "\n ")
    yield f'{{\n "@context": {head},\n "@graph": ['
    before = "\n"
    for subject, rows in groupby(triples(), key=lambda row: row.subject):
        node = json.dumps(_node(context, subject, rows), ensure_ascii=False, indent=1)
        yield before + "  " + node.replace("\n", "\n  ")
        before = ",\n"
    yield "\n ]\n}\n" if before == ",\n" else "]\n}\n"


def _node(context: _Context, subject: object, rows: Iterable[ox.Quad]) -> dict[str, Any]:
    if not isinstance(subject, ox.NamedNode):
        raise ValueError(f"our graphs hold no blank nodes, but here is {subject}")
    found: dict[str, list[Json]] = defaultdict(list)
    for row in rows:
        if not isinstance(row.object, ox.NamedNode | ox.Literal):
            raise ValueError(f"our graphs hold no blank nodes, but here is {row}")
        if row.predicate.value == _TYPE:
            found["@type"].append(context.compact(row.object.value))
        else:
            value = context.value(row.predicate.value, row.object)
            found[context.compact(row.predicate.value)].append(value)
    properties = {
        key: values[0] if len(values) == 1 else sorted(values, key=lambda v: json.dumps(v, sort_keys=True))
        for key, values in sorted(found.items())
    }
    return {"@id": context.compact(subject.value), **properties}
