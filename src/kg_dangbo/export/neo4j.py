"""Tables for ``neo4j-admin database import full`` (Neo4j 5): entities, articles, relations, and who names whom.

The cells are as they are, without the apostrophes of our tables for spreadsheets: these files are not for those. Line
ends inside a cell become spaces, so that the import needs no ``--multiline-fields``.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from kg_dangbo.export.files import replacing
from kg_dangbo.export.records import Entity, Statement, entities_of, statements_of
from kg_dangbo.query import run_query

__all__ = ["write"]

_LABELS: Final = {"PolicyDocument": "Document"}
_TYPES: Final = {
    "post": "HOLDS_POST",
    "participation": "TAKES_PART",
    "part_of": "PART_OF",
    "document": "ISSUED_BY",
    "model": "IMPLEMENTED_BY",
    "event": "ORGANIZED_BY",
    "award": "GRANTS_AWARD",
}
_ARTICLES: Final = """
SELECT ?article ?id ?headline ?publisher ?published ?url ?copyOf WHERE {
  GRAPH ?article {
    ?article a schema:NewsArticle ; dcterms:identifier ?id .
    OPTIONAL { ?article schema:headline ?headline }
    OPTIONAL { ?article schema:publisher ?publisher }
    OPTIONAL { ?article schema:datePublished ?published }
    OPTIONAL { ?article schema:url ?url }
    OPTIONAL { ?article dangbo:copyOf ?copyOf }
  }
}
ORDER BY ?article
"""
_MENTIONS: Final = """
SELECT DISTINCT ?article ?thing WHERE {
  VALUES ?class { foaf:Person org:Organization dangbo:PolicyDocument dangbo:Model schema:Event }
  GRAPH ?article { ?thing a ?class }
}
ORDER BY ?article ?thing
"""


def write(stores: Callable[[], Iterable[ox.Store]], folder: Path) -> tuple[Path, ...]:
    """Write entities, articles, relations and names into `folder`; the stores are gone through once for each.

    Raises:
        OSError: the folder cannot be written.
    """
    return (
        _write_entities(entities_of(stores()), folder / "entities.csv"),
        _write_articles(stores(), folder / "articles.csv"),
        _write_relations(statements_of(stores()), folder / "relations.csv"),
        _write_mentions(stores(), folder / "names.csv"),
    )


def _write_entities(entities: Iterable[Entity], path: Path) -> Path:
    """Nodes: an IRI, a label, a name, other names."""
    header = ("iri:ID", "name", "otherNames:string[]", "articles:int", "independent:int", ":LABEL")
    rows = (
        (
            e.iri,
            e.name,
            ";".join(name.replace(";", ",") for name in e.other_names),  # ";" parts the values of a list
            e.articles,
            e.independent,
            _LABELS.get(e.kind, e.kind),
        )
        for e in entities
    )
    return _write(header, rows, path)


def _write_articles(stores: Iterable[ox.Store], path: Path) -> Path:
    """Nodes: the articles, called by their IRIs."""
    header = ("iri:ID", "id", "headline", "publisher", "published", "url", "copyOf", ":LABEL")
    rows = ((*row, "Article") for store in stores for row in run_query(store, _ARTICLES).rows)
    return _write(header, rows, path)


def _write_relations(statements: Iterable[Statement], path: Path) -> Path:
    """Relationships: each claim between two nodes, once for each of its quotations."""
    header = (
        *(
            ":START_ID",
            ":END_ID",
            ":TYPE",
            "relation",
            "detail",
            "date",
            "article",
            "quotation",
            "start:int",
            "end:int",
        ),
        *("rule", "confidence:double", "fact"),
    )
    rows = (
        (
            *(s.subject_iri, s.object_iri, _TYPES.get(s.kind, s.relation.upper()), s.relation, s.detail, s.date),
            *(s.article_iri, s.quotation, s.start, s.end, s.rule, s.confidence, s.fact),
        )
        for s in statements
        if s.subject_iri and s.object_iri and s.kind != "statistic"
    )
    return _write(header, rows, path)


def _write_mentions(stores: Iterable[ox.Store], path: Path) -> Path:
    """Relationships: an article names an entity."""
    rows = ((*row, "NAMES") for store in stores for row in run_query(store, _MENTIONS).rows)
    return _write((":START_ID", ":END_ID", ":TYPE"), rows, path)


def _write(header: Sequence[str], rows: Iterable[Sequence[object]], path: Path) -> Path:
    with replacing(path) as part, part.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(_flat(rows))
    return path


def _flat(rows: Iterable[Sequence[object]]) -> Iterator[list[object]]:
    for row in rows:
        yield [" ".join(cell.splitlines()) if isinstance(cell, str) else cell for cell in row]
