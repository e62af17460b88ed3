"""The identities of a store: every local entity, and what it resolves to, kept so that one article more costs little.

Tables ``resolve_…`` in a SQLite file of their own or of somebody else. They are derived: from the articles (`put`,
`drop`) and the verdicts, `settle` brings the table from local to canonical keys up to date, resolving only the blocks
that something happened to. The result is the same as if everything were resolved at once. One process writes, in the
transaction of whoever owns the connection; in a file of its own each `settle` commits.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import TracebackType

from kg_dangbo.resolve.clusters import UNSURE, Decision, Verdict
from kg_dangbo.resolve.locals import Local, OrganizationLocal, local_from_json, local_to_json
from kg_dangbo.resolve.names import NameShares
from kg_dangbo.resolve.resolver import Ref, block_key, local_block, resolve_bucket, roots_of

__all__ = ["Identities", "is_body"]

_SCHEMA = """
CREATE TABLE IF NOT EXISTS resolve_local (
  article TEXT NOT NULL, key TEXT NOT NULL, block TEXT NOT NULL, canonical TEXT, data TEXT NOT NULL,
  PRIMARY KEY (article, key)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS resolve_local_block ON resolve_local (block, canonical);
CREATE INDEX IF NOT EXISTS resolve_local_canonical ON resolve_local (canonical);
CREATE TABLE IF NOT EXISTS resolve_replaced (
  key TEXT PRIMARY KEY, canonical TEXT NOT NULL, block TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS resolve_replaced_block ON resolve_replaced (block);
CREATE TABLE IF NOT EXISTS resolve_decision (
  a TEXT NOT NULL, b TEXT NOT NULL, kind TEXT NOT NULL, verdict TEXT NOT NULL, score REAL NOT NULL,
  rule TEXT NOT NULL, evidence TEXT NOT NULL, weight INTEGER NOT NULL, block TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS resolve_decision_block ON resolve_decision (block);
CREATE INDEX IF NOT EXISTS resolve_decision_unsure
  ON resolve_decision (weight DESC, score DESC) WHERE verdict = 'unsure';
CREATE TABLE IF NOT EXISTS resolve_dirty (block TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS resolve_ruled (
  a TEXT, b TEXT, verdict TEXT, place INTEGER, PRIMARY KEY (a, b)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS soiled (family TEXT NOT NULL, owner TEXT NOT NULL, PRIMARY KEY (family, owner)) WITHOUT ROWID
"""
_BATCH = 2_000  # blocks resolved together


def is_body(key: str) -> bool:
    """Whether a canonical key (or a block) is that of an organisation."""
    return not key.startswith(("person|", "document|"))


def _blocks(pairs: Iterable[tuple[str, str]]) -> set[str]:
    """The blocks of which verdicts on these pairs speak."""
    return {block_key(key) for pair in pairs for key in pair}


class Identities:
    """The identities of one store; a context manager that closes the file."""

    def __init__(self, where: Path | str | sqlite3.Connection, shares: NameShares) -> None:
        """Open the tables in the file at ``where`` (``":memory:"`` for none) or behind somebody's connection.

        Raises:
            sqlite3.Error: the file is something else, or cannot be opened.
        """
        self._shares = shares
        self._own = not isinstance(where, sqlite3.Connection)
        if isinstance(where, sqlite3.Connection):
            self._db = where
        else:
            self._db = sqlite3.connect(where)
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("PRAGMA synchronous = NORMAL")
        for statement in _SCHEMA.split(";"):  # `executescript` would end the owner's transaction
            self._db.execute(statement)
        self._ruled = _blocks(self._db.execute("SELECT a, b FROM resolve_ruled"))
        self._put: set[str] = set()  # articles since the last `settle`

    def __enter__(self) -> Identities:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close a file of its own; what was not settled in it is forgotten."""
        if self._own:
            self._db.close()

    # --- articles in and out
    def put(self, article: str, locals_: Iterable[Local]) -> None:
        """What an article names now; replaces what it named before."""
        self.drop(article)
        rows = []
        for local in locals_:
            block = local_block(local)
            # bodies do not bear on each other as long as no verdict speaks of them
            known = local.canonical if isinstance(local, OrganizationLocal) and block not in self._ruled else None
            rows.append((article, local.key, block, known, local_to_json(local)))
        self._db.executemany("INSERT OR REPLACE INTO resolve_local VALUES (?, ?, ?, ?, ?)", rows)
        self._note_bodies(row[3] for row in rows)
        self._soil({row[2] for row in rows})
        self._put.add(article)

    def drop(self, article: str) -> None:
        """Forget an article."""
        blocks = {
            row[0] for row in self._db.execute("SELECT DISTINCT block FROM resolve_local WHERE article = ?", (article,))
        }
        if blocks:
            rows = self._db.execute("SELECT canonical FROM resolve_local WHERE article = ?", (article,))
            self._note_bodies(row[0] for row in rows)
            self._db.execute("DELETE FROM resolve_local WHERE article = ?", (article,))
            self._soil(blocks)

    def _note_bodies(self, keys: Iterable[str | None]) -> None:
        """Bodies came or went: what became of bodies may be another thing now (`kg_dangbo.resolve.between`)."""
        self._note_between("change", (key for key in keys if key and is_body(key)))

    def _note_between(self, family: str, owners: Iterable[str]) -> None:
        rows = [(family, owner) for owner in owners]
        self._db.executemany("INSERT OR IGNORE INTO soiled VALUES (?, ?)", rows)

    def _soil(self, blocks: Iterable[str]) -> None:
        """Note the blocks whose members have to be compared again."""
        rows = [(b,) for b in sorted(blocks) if not is_body(b) or b in self._ruled]
        self._db.executemany("INSERT OR IGNORE INTO resolve_dirty VALUES (?)", rows)

    # --- resolution
    def settle(self, verdicts: Iterable[Verdict] = ()) -> set[str]:
        """Resolve every block that something happened to.

        Args:
            verdicts: all that hold now (`VerdictLog.read`); blocks of those that are new or gone are resolved again.

        Returns:
            The articles that were put since the last time, and those in which a canonical key is another than before.
        """
        verdicts = tuple(verdicts)
        self._note(verdicts)
        roots = roots_of(verdicts)
        families: dict[str, set[str]] = {}
        for block, root in roots.items():
            families.setdefault(root, set()).add(block)
        todo = [row[0] for row in self._db.execute("SELECT block FROM resolve_dirty ORDER BY block")]
        todo = list(dict.fromkeys(b for block in todo for b in sorted(families.get(roots.get(block, block), {block}))))
        changed, self._put = self._put, set()
        begin = 0
        while begin < len(todo):
            end = begin + _BATCH
            part = todo[begin:end]
            while end < len(todo) and roots.get(todo[end]) and roots.get(todo[end]) == roots.get(part[-1]):
                part.append(todo[end])  # blocks that a verdict joins stay together
                end += 1
            changed |= self._settle_part(part, verdicts)
            begin = end
        self._db.execute("DELETE FROM resolve_dirty")
        if self._own:
            self._db.commit()
        return changed

    def _note(self, verdicts: tuple[Verdict, ...]) -> None:
        """Keep the verdicts, and soil the blocks that a new one, or one that is gone, speaks of."""
        now = {(v.a, v.b): (v.verdict, i) for i, v in enumerate(verdicts)}
        before = {(a, b): (v, i) for a, b, v, i in self._db.execute("SELECT a, b, verdict, place FROM resolve_ruled")}
        self._ruled = _blocks((*now, *before))
        for pair in {p for p in now.keys() | before.keys() if now.get(p, ("", 0))[0] != before.get(p, ("", 0))[0]}:
            self._soil({block_key(key) for key in pair})
        self._db.execute("DELETE FROM resolve_ruled")
        self._db.executemany("INSERT INTO resolve_ruled VALUES (?, ?, ?, ?)", [(*p, *v) for p, v in now.items()])
        self._ruled = _blocks(now)

    def _settle_part(self, blocks: list[str], verdicts: tuple[Verdict, ...]) -> set[str]:
        """Resolve these blocks; the articles in which a key is another now."""
        members: list[Local] = []
        before: dict[Ref, str | None] = {}
        block_of: dict[Ref, str] = {}
        for block in blocks:
            for article, key, canonical, data in self._db.execute(
                "SELECT article, key, canonical, data FROM resolve_local WHERE block = ?", (block,)
            ):
                members.append(local_from_json(data))
                before[article, key] = canonical
                block_of[article, key] = block
        found = resolve_bucket(members, self._shares, verdicts)
        new = {ref: key for ref, key in found.canonical.items() if before[ref] != key}
        rows = [(key, *ref) for ref, key in new.items()]
        self._db.executemany("UPDATE resolve_local SET canonical = ? WHERE article = ? AND key = ?", rows)
        self._note_bodies({*new.values(), *(before[ref] for ref in new)})
        sql = "SELECT key, canonical FROM resolve_replaced WHERE block = ?"
        gave_way = dict(row for b in blocks for row in self._db.execute(sql, (b,)))
        others = {key for key, _ in gave_way.items() ^ dict(found.replaced).items()}
        self._note_between("replaced", others)
        self._note_bodies(others)
        for table in ("resolve_replaced", "resolve_decision"):
            self._db.executemany(f"DELETE FROM {table} WHERE block = ?", [(b,) for b in blocks])
        self._db.executemany(
            "INSERT OR REPLACE INTO resolve_replaced VALUES (?, ?, ?)",
            [(key, canonical, block_key(key)) for key, canonical in found.replaced.items()],
        )
        self._db.executemany(
            "INSERT INTO resolve_decision VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (d.a, d.b, d.kind, d.verdict, d.score, d.rule, d.evidence, d.weight, block_key(d.a))
                for d in found.decisions
            ],
        )
        return {article for article, _ in new}

    # --- questions
    def canonical_of(self, article: str) -> Mapping[str, str]:
        """Local key -> canonical key of one article, as last settled."""
        rows = self._db.execute("SELECT key, canonical FROM resolve_local WHERE article = ?", (article,))
        return {key: canonical for key, canonical in rows if canonical is not None}

    def replaced(self) -> Iterator[tuple[str, str]]:
        """Every key that gave way to another one, with that one; sorted."""
        yield from self._db.execute("SELECT key, canonical FROM resolve_replaced ORDER BY key")

    def resolve_key(self, key: str) -> str | None:
        """The canonical key behind a canonical or replaced key; None where nothing has it."""
        row = self._db.execute("SELECT canonical FROM resolve_replaced WHERE key = ?", (key,)).fetchone()
        if row is not None:
            return str(row[0])
        found = self._db.execute("SELECT 1 FROM resolve_local WHERE canonical = ? LIMIT 1", (key,)).fetchone()
        return key if found is not None else None

    def every_key(self) -> Iterator[str]:
        """Every canonical and every replaced key, sorted within each."""
        yield from (
            row[0]
            for row in self._db.execute("SELECT DISTINCT canonical FROM resolve_local ORDER BY canonical")
            if row[0]
        )
        yield from (key for key, _ in self.replaced())

    def noted(self, family: str) -> list[str]:
        """Owners whose triples between articles may be others now (`kg_dangbo.store.between`), sorted."""
        rows = self._db.execute("SELECT owner FROM soiled WHERE family = ? ORDER BY owner", (family,))
        return [row[0] for row in rows]

    def forget(self, family: str) -> None:
        """Forget that they were noted."""
        self._db.execute("DELETE FROM soiled WHERE family = ?", (family,))

    def decisions(self, verdict: str | None = None) -> Iterator[Decision]:
        """The log of decisions, sorted by their keys."""
        where, values = ("WHERE verdict = ?", (verdict,)) if verdict else ("", ())
        columns = "a, b, kind, verdict, score, rule, evidence, weight"
        for row in self._db.execute(f"SELECT {columns} FROM resolve_decision {where} ORDER BY 1, 2", values):
            yield Decision(*row)

    def review(self, limit: int = 20) -> list[Decision]:
        """What a person should look at, the most valuable first: many mentions on both sides, then a high score.

        A pair that is one already, by way of a third, is not shown.
        """
        rows = self._db.execute(
            "SELECT a, b, kind, verdict, score, rule, evidence, weight FROM resolve_decision "
            "LEFT JOIN resolve_replaced AS ra ON ra.key = a LEFT JOIN resolve_replaced AS rb ON rb.key = b "
            "WHERE verdict = ? AND COALESCE(ra.canonical, a) <> COALESCE(rb.canonical, b) "
            "ORDER BY weight DESC, score DESC, a, b LIMIT ?",
            (UNSURE, limit),
        )
        return [Decision(*row) for row in rows]
