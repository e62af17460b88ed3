"""The tables of the ledger, and the states that an article goes through."""

from __future__ import annotations

from enum import IntEnum
from typing import Final

__all__ = ["FORMAT", "SCHEMA", "State"]

FORMAT: Final = "1"
SCHEMA: Final = """
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
"""


class State(IntEnum):
    """How far an article is, see `kg_dangbo.store.ledger`."""

    EXTRACTED = 0
    MINTED = 1
    STORED = 2
    LEAVING = 3
