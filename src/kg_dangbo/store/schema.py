"""The tables of the ledger, and the states that an article goes through."""

from __future__ import annotations

from enum import IntEnum
from typing import Final

__all__ = ["FACT", "FORMAT", "SCHEMA", "TALLY", "State"]

FORMAT: Final = "1"
FACT: Final = "fact "
"""Stands before the kind of a fact, among the keys of the sums."""

_TABLES: Final = """
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS article (
  number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, iri TEXT NOT NULL, digest TEXT NOT NULL, source TEXT,
  state INTEGER NOT NULL, decision TEXT NOT NULL DEFAULT '', same_page INTEGER NOT NULL DEFAULT 0, title TEXT NOT NULL
  DEFAULT '', counts TEXT NOT NULL DEFAULT '{}', violations INTEGER NOT NULL DEFAULT 0, quarantined INTEGER NOT NULL
  DEFAULT 0, warnings INTEGER NOT NULL DEFAULT 0, notes INTEGER NOT NULL DEFAULT 0);
CREATE UNIQUE INDEX IF NOT EXISTS article_iri ON article (iri);
CREATE INDEX IF NOT EXISTS article_state ON article (state, iri) WHERE state <> 2;
-- the large columns apart, so that counting reads few pages
CREATE TABLE IF NOT EXISTS content (number INTEGER PRIMARY KEY, extraction BLOB NOT NULL, quads BLOB, outcome BLOB);
CREATE TABLE IF NOT EXISTS print (number INTEGER PRIMARY KEY, published TEXT, publisher TEXT, url TEXT,
  digest BLOB NOT NULL, sketch BLOB NOT NULL, runs INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS copy (id TEXT PRIMARY KEY, original TEXT NOT NULL, similarity REAL NOT NULL,
  same_page INTEGER NOT NULL, url TEXT) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS copy_original ON copy (original);
CREATE TABLE IF NOT EXISTS concept (id TEXT NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (id, number)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS concept_number ON concept (number);
CREATE TABLE IF NOT EXISTS shared (line TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS described (id TEXT PRIMARY KEY) WITHOUT ROWID;
-- posts held, as the articles say; base and ontology are cut off the IRIs
CREATE TABLE IF NOT EXISTS holding (person TEXT NOT NULL, number INTEGER NOT NULL, node TEXT NOT NULL,
  role TEXT NOT NULL, body TEXT NOT NULL, day TEXT NOT NULL, status TEXT NOT NULL,
  PRIMARY KEY (person, number, node)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS holding_number ON holding (number);
CREATE TABLE IF NOT EXISTS soiled (family TEXT NOT NULL, owner TEXT NOT NULL, PRIMARY KEY (family, owner))
  WITHOUT ROWID;
-- sums over the articles that are minted or stored, kept by triggers: one article more must not cost a reading of all
CREATE TABLE IF NOT EXISTS tally (key TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
-- the bands of all sketches (`kg_dangbo.store.bands`): an article finds those that share one without reading the others
CREATE TABLE IF NOT EXISTS band (band INTEGER NOT NULL, part BLOB NOT NULL, number INTEGER NOT NULL,
  PRIMARY KEY (band, part, number)) WITHOUT ROWID;
"""


def _counted(row: str) -> str:
    """The condition that an article (of this row) is among those that are counted."""
    return f"({row}.state IN (1, 2) AND NOT {row}.same_page)"


_SUMS: Final = ("quarantined", "warnings", "notes")


def _add(row: str, sign: str) -> str:
    """The step of a trigger that adds an article to the sums (sign ``+``), or takes it out of them (``-``)."""
    said = f"SELECT '{FACT}' || key AS key, value FROM json_each({row}.counts) UNION ALL SELECT 'articles', 1"
    said += "".join(f" UNION ALL SELECT '{name}', {row}.{name}" for name in _SUMS)
    return (
        f"INSERT INTO tally SELECT key, {sign}value FROM ({said}) WHERE {_counted(row)}"
        " ON CONFLICT (key) DO UPDATE SET value = value + excluded.value;"
    )


def _differ(columns: tuple[str, ...]) -> str:
    return f"({', '.join(f'old.{name}' for name in columns)}) <> ({', '.join(f'new.{name}' for name in columns)})"


# An article comes as EXTRACTED, which is not counted, so there is nothing to do for INSERT.
SCHEMA: Final = f"""{_TABLES}
CREATE TRIGGER IF NOT EXISTS article_changed AFTER UPDATE OF state, same_page, counts, {", ".join(_SUMS)} ON article
  WHEN {_counted("old")} <> {_counted("new")} OR ({_counted("new")} AND {_differ(("counts", *_SUMS))})
  BEGIN {_add("old", "-")} {_add("new", "+")} END;
CREATE TRIGGER IF NOT EXISTS article_gone AFTER DELETE ON article WHEN {_counted("old")}
  BEGIN {_add("old", "-")} END;
"""
TALLY: Final = (
    f"SELECT '{FACT}' || key AS key, sum(value) AS value FROM article, json_each(article.counts)"
    f" WHERE {_counted('article')} GROUP BY key UNION ALL SELECT 'articles', count(*) FROM article"
    f" WHERE {_counted('article')}"
) + "".join(
    f" UNION ALL SELECT '{name}', coalesce(sum({name}), 0) FROM article WHERE {_counted('article')}" for name in _SUMS
)
"""The same sums read from every article, for a ledger that has not kept them yet."""


class State(IntEnum):
    """How far an article is, see `kg_dangbo.store.ledger`."""

    EXTRACTED = 0
    MINTED = 1
    STORED = 2
    LEAVING = 3
