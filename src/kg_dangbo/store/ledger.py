"""The ledger: what is in the store, article by article, in one SQLite file.

The ledger is the truth and the Oxigraph store is an index of it: a row holds the extraction, the N-Quads that the
article became and what the gate said, so that the triple store can be filled again from the ledger alone. ``state``
says how far an article is; each step is one transaction, so a process that is killed leaves every article in one of
these states:

* ``EXTRACTED``: facts are known, no triples yet (or triples of an older program or mapping).
* ``MINTED``: triples are known, the triple store may or may not hold them.
* ``STORED``: the triple store holds exactly these triples for it.
* ``LEAVING``: to be taken out of the triple store, then out of the ledger.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg_dangbo.model import Extraction
from kg_dangbo.store.bands import BANDS, meeting, put_bands
from kg_dangbo.store.counts import Counts, Minted
from kg_dangbo.store.errors import StoreError
from kg_dangbo.store.records import unpack_extraction, unsqueezed
from kg_dangbo.store.schema import FACT, FORMAT, SCHEMA, TALLY, State

if TYPE_CHECKING:
    from kg_dangbo.read.duplicates import Copy, Fingerprint
    from kg_dangbo.store.outcomes import Outcome

__all__ = ["Ledger"]

_ONTOLOGY: Final = "https://w3id.org/kg-dangbo/ontology#"


class Ledger:
    """The ledger in the file ``path``, made where missing.

    Raises:
        StoreError: the file is the ledger of another format.
        sqlite3.Error, OSError: it cannot be opened or written; see `kg_dangbo.store.errors.told_clearly`.
    """

    def __init__(self, path: Path, *, write: bool = True) -> None:
        if write:
            self.connection = sqlite3.connect(path, isolation_level=None, timeout=5)
            # WAL: a killed process loses nothing that was committed. The rows of the resolver come in no order: a cache
            for setting in ("journal_mode=WAL", "synchronous=NORMAL", "cache_size=-65536"):
                self.connection.execute(f"PRAGMA {setting}")
            self.connection.executescript(SCHEMA)
        else:
            self.connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, isolation_level=None)
        known = self.meta("format")
        if known is None and write:
            self.set_meta("format", FORMAT)
        elif known != FORMAT:
            raise StoreError(f"{path}: a store of format {known}, this program knows {FORMAT}; build it again")
        for key, table, rows in (("tally", "tally", TALLY), ("bands", "band", BANDS)):
            if write and self.meta(key) is None:  # new, or of a time when this was not kept
                with self.transaction():
                    self.connection.execute(f"INSERT OR IGNORE INTO {table} {rows}")
                    self.set_meta(key, "kept")

    def close(self) -> None:
        """Close the file."""
        self.connection.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Everything inside, or nothing."""
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            if self.connection.in_transaction:  # a full disk has rolled back already
                self.connection.execute("ROLLBACK")
            raise
        self.connection.execute("COMMIT")

    # -- meta ------------------------------------------------------------------------------------------

    def meta(self, key: str) -> str | None:
        """A setting of the store, None where it has none."""
        row = self.connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return None if row is None else str(row[0])

    def set_meta(self, key: str, value: str) -> None:
        """Set a setting."""
        self.connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    def drop_meta(self, key: str) -> None:
        """Forget a setting."""
        self.connection.execute("DELETE FROM meta WHERE key = ?", (key,))

    # -- articles --------------------------------------------------------------------------------------

    def digests(self) -> dict[str, str]:
        """Id -> hash of the input, of all articles that are not leaving."""
        rows = self.connection.execute("SELECT id, digest FROM article WHERE state <> ?", (State.LEAVING,))
        return dict(rows.fetchall())

    def digest(self, id_: str) -> str | None:
        """The hash of the input of one article, None where it is not here or leaving."""
        sql = "SELECT digest FROM article WHERE id = ? AND state <> ?"
        row = self.connection.execute(sql, (id_, State.LEAVING)).fetchone()
        return None if row is None else str(row[0])

    def ids(self, *states: State) -> list[str]:
        """The ids of the articles in these states (none given: in all but ``LEAVING``), by IRI."""
        wanted = states or (State.EXTRACTED, State.MINTED, State.STORED)
        rows = self.connection.execute(f"SELECT id FROM article WHERE {_among(wanted)} ORDER BY iri")
        return [row[0] for row in rows]

    def iris(self, state: State) -> list[str]:
        """The IRIs of the articles in this state, sorted."""
        rows = self.connection.execute(f"SELECT iri FROM article WHERE {_among((state,))} ORDER BY iri")
        return [row[0] for row in rows]

    def count(self, *states: State) -> int:
        """How many articles are in these states."""
        row = self.connection.execute(f"SELECT count(*) FROM article WHERE {_among(states)}").fetchone()
        return int(row[0])

    def put_extraction(
        self, id_: str, iri: str, digest: str, source: str | None, packed: bytes, print_: Fingerprint
    ) -> None:
        """Put an article, new or with another text; its old triples are forgotten once it is minted again."""
        self.connection.execute(
            "INSERT INTO article (id, iri, digest, source, state) VALUES (?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET"
            " iri = excluded.iri, digest = excluded.digest, source = excluded.source, state = excluded.state",
            (id_, iri, digest, source, State.EXTRACTED),
        )
        number = self._number(id_)
        self.connection.execute(
            "INSERT INTO content (number, extraction) VALUES (?, ?) ON CONFLICT (number) DO UPDATE SET"
            " extraction = excluded.extraction",
            (number, packed),
        )
        put_bands(self.connection, number, print_.sketch)
        self.connection.execute(
            "INSERT OR REPLACE INTO print VALUES (?, ?, ?, ?, ?, ?, ?)",
            (number, print_.published, print_.publisher, print_.url, print_.digest, print_.sketch, print_.runs),
        )

    def put_minted(self, minted: Minted, decision: str, same_page: bool) -> None:
        """Put what a worker made of an article that is here, under this decision (`kg_dangbo.store.decisions`)."""
        number = self._number(minted.id)
        self.connection.execute(
            "UPDATE article SET state = ?, decision = ?, same_page = ?, title = ?, counts = ?, violations = ?,"
            " quarantined = ?, warnings = ?, notes = ? WHERE number = ?",
            (
                State.MINTED,
                decision,
                same_page,
                minted.title,
                json.dumps(dict(minted.facts), sort_keys=True),
                minted.violations,
                minted.quarantined,
                minted.warnings,
                minted.notes,
                number,
            ),
        )
        self.connection.execute(
            "UPDATE content SET quads = ?, outcome = ? WHERE number = ?", (minted.quads, minted.outcome, number)
        )
        self.connection.execute("DELETE FROM concept WHERE number = ?", (number,))
        rows = [(id_, number) for id_ in minted.concepts]
        self.connection.executemany("INSERT OR IGNORE INTO concept VALUES (?, ?)", rows)
        self._forget_holdings(number)
        if minted.held:
            cut = self._short()
            self.connection.executemany(
                "INSERT INTO holding VALUES (?, ?, ?, ?, ?, ?, ?)",
                [
                    (cut(person), number, cut(node), cut(role), cut(body), day, status)
                    for node, person, role, body, day, status in minted.held
                ],
            )
            self.soil("tenure", {cut(held[1]) for held in minted.held})

    def set_state(self, ids: Iterable[str], state: State) -> None:
        """Move articles to a state."""
        self.connection.executemany("UPDATE article SET state = ? WHERE id = ?", [(state, id_) for id_ in ids])

    def set_all(self, old: State, new: State) -> None:
        """Move all articles of one state to another."""
        self.connection.execute("UPDATE article SET state = ? WHERE state = ?", (new, old))

    def forget(self, ids: Iterable[str]) -> None:
        """Delete the rows of articles that the triple store holds no more."""
        for id_ in ids:
            number = self._number(id_)
            put_bands(self.connection, number, None)
            for table in ("content", "concept", "print"):
                self.connection.execute(f"DELETE FROM {table} WHERE number = ?", (number,))
            self._forget_holdings(number)
            self.connection.execute("DELETE FROM article WHERE number = ?", (number,))

    def decision(self, id_: str) -> str:
        """The decision that an article was minted under, packed; "" where there was nothing to decide."""
        row = self.connection.execute("SELECT decision FROM article WHERE id = ?", (id_,)).fetchone()
        return "" if row is None else str(row[0])

    def fingerprints(self, ids: Iterable[str] | None = None) -> Iterator[Fingerprint]:
        """The fingerprints of these articles, or of all that are not leaving."""
        from kg_dangbo.read.duplicates import Fingerprint  # noqa: PLC0415 - as above: the readers' libraries

        sql = "SELECT id, published, publisher, url, print.digest, sketch, runs FROM print JOIN article USING (number)"
        if ids is None:
            rows = self.connection.execute(f"{sql} WHERE state <> ?", (State.LEAVING,))
            yield from (Fingerprint(*row) for row in rows)
            return
        for id_ in ids:
            row = self.connection.execute(f"{sql} WHERE id = ? AND state <> ?", (id_, State.LEAVING)).fetchone()
            if row is not None:
                yield Fingerprint(*row)

    def meeting(self, sketch: bytes) -> Iterator[str]:
        """The ids of the articles whose sketch shares a band with this one, but of those that are leaving."""
        sql = "SELECT id FROM article WHERE number = ? AND state <> ?"
        numbers = sorted(meeting(self.connection, sketch))
        return (row[0] for n in numbers for row in self.connection.execute(sql, (n, State.LEAVING)))

    def copies(self) -> list[Copy]:
        """Which articles have the text of which other one, by id."""
        from kg_dangbo.read.duplicates import Copy  # noqa: PLC0415

        rows = self.connection.execute("SELECT id, original, similarity, same_page, url FROM copy ORDER BY id")
        return [Copy(id_, original, alike, bool(page), url) for id_, original, alike, page, url in rows]

    def change_copies(self, new: Iterable[Copy], old: Iterable[Copy]) -> None:
        """Note that articles are copies now, or no more."""
        self.connection.executemany("DELETE FROM copy WHERE id = ?", [(copy.id,) for copy in old])
        rows = [(c.id, c.original, c.similarity, c.same_page, c.url) for c in new]
        self.connection.executemany("INSERT OR REPLACE INTO copy VALUES (?, ?, ?, ?, ?)", rows)

    def extraction(self, id_: str) -> Extraction:
        """The facts of an article, with local keys.

        Raises:
            KeyError: there is no such article.
        """
        return unpack_extraction(self.packed(id_))

    def packed(self, id_: str) -> bytes:
        """The same as `kg_dangbo.store.records.pack_extraction` made it."""
        sql = "SELECT extraction FROM content WHERE number = ?"
        return bytes(self.connection.execute(sql, (self._number(id_),)).fetchone()[0])

    def iri(self, id_: str) -> str:
        """The IRI of an article.

        Raises:
            KeyError: there is no such article.
        """
        row = self.connection.execute("SELECT iri FROM article WHERE id = ?", (id_,)).fetchone()
        if row is None:
            raise KeyError(f"no article {id_!r} in the store")
        return str(row[0])

    def quads_bytes(self, id_: str) -> bytes:
        """The N-Quads of an article that is minted, in UTF-8."""
        sql = "SELECT quads FROM content WHERE number = ?"
        return unsqueezed(self.connection.execute(sql, (self._number(id_),)).fetchone()[0])

    def every_quads(self) -> Iterator[bytes]:
        """The N-Quads of every minted or stored article in UTF-8, by its IRI, one article at a time."""
        rows = self.connection.execute(
            "SELECT quads FROM article JOIN content USING (number) WHERE state IN (1, 2) ORDER BY iri"
        )
        for (data,) in rows:
            yield unsqueezed(data)

    def outcomes(self) -> Iterator[Outcome]:
        """What the gate said of every article, by IRI."""
        # not everybody who asks a store a question should wait for the gate's libraries
        from kg_dangbo.store.outcomes import unpack_outcome  # noqa: PLC0415

        # the large columns are read only of articles about which something was said
        rows = self.connection.execute(
            "SELECT iri, title, CASE WHEN violations + quarantined + warnings + notes THEN"
            " (SELECT outcome FROM content WHERE content.number = article.number) ELSE x'' END"
            " FROM article WHERE state IN (1, 2) AND NOT same_page ORDER BY iri"
        )
        for iri, title, data in rows:
            yield unpack_outcome(iri, title, data)

    def counts(self) -> Counts:
        """Sums over all articles that are minted or stored; facts in the order of how many there are of a kind."""
        kept = self.meta("tally") is not None
        sums = dict(self.connection.execute("SELECT key, value FROM tally" if kept else TALLY).fetchall())
        kinds = ((key.removeprefix(FACT), value) for key, value in sums.items() if key.startswith(FACT) and value)
        facts = dict(sorted(kinds, key=lambda kind: (-kind[1], kind[0])))
        copies, pages = self.connection.execute("SELECT count(*), coalesce(sum(same_page), 0) FROM copy").fetchone()
        return Counts(
            sums["articles"],
            facts,
            sums["quarantined"],
            sums["warnings"],
            sums["notes"],
            copies=copies - pages,
            same_pages=pages,
        )

    # -- the default graph -----------------------------------------------------------------------------

    def concepts(self) -> set[str]:
        """The ids of our lists that the articles use."""
        # from one id to the next in the index: DISTINCT would read a row for each article and id, millions of them
        rows = self.connection.execute(
            "WITH RECURSIVE step (id) AS (SELECT min(id) FROM concept UNION ALL"
            " SELECT (SELECT min(id) FROM concept WHERE id > step.id) FROM step WHERE step.id IS NOT NULL)"
            " SELECT id FROM step WHERE id IS NOT NULL"
        )
        return {row[0] for row in rows}

    def shared(self) -> set[str]:
        """The N-Triples lines that the triple store holds in its default graph whether an article says so or not."""
        return {row[0] for row in self.connection.execute("SELECT line FROM shared")}

    def described(self) -> set[str]:
        """The ids of our lists that those lines describe, with all that they lead to."""
        return {row[0] for row in self.connection.execute("SELECT id FROM described")}

    def change_described(self, ids: set[str]) -> None:
        """Note that they describe these ids."""
        known = self.described()
        self.connection.executemany("DELETE FROM described WHERE id = ?", [(id_,) for id_ in known - ids])
        self.connection.executemany("INSERT INTO described VALUES (?)", [(id_,) for id_ in ids - known])

    def change_shared(self, new: Collection[str], old: Collection[str]) -> None:
        """Note that lines came and went."""
        self.connection.executemany("INSERT OR IGNORE INTO shared VALUES (?)", [(line,) for line in new])
        self.connection.executemany("DELETE FROM shared WHERE line = ?", [(line,) for line in old])

    # -- posts held ------------------------------------------------------------------------------------

    def holders(self) -> Iterator[str]:
        """All who hold or held a post, sorted; by their short names (`whole`)."""
        for (person,) in self.connection.execute("SELECT DISTINCT person FROM holding ORDER BY person"):
            yield person

    def holdings(self, person: str) -> list[tuple[str, str, str, str, str]]:
        """The posts that somebody (short name) holds or held: node, role and body (IRIs), day and status; sorted."""
        rows = self.connection.execute(
            "SELECT node, role, body, day, status FROM holding WHERE person = ?", (person,)
        ).fetchall()
        whole = self.whole()
        return sorted((whole(node), whole(role), whole(body), day, status) for node, role, body, day, status in rows)

    def _forget_holdings(self, number: int) -> None:
        rows = self.connection.execute("SELECT DISTINCT person FROM holding WHERE number = ?", (number,)).fetchall()
        if rows:
            self.soil("tenure", {row[0] for row in rows})
            self.connection.execute("DELETE FROM holding WHERE number = ?", (number,))

    def _short(self) -> Callable[[str], str]:
        """IRI -> without its base, or ``:name`` for one of the ontology."""
        base = self.meta("base") or ""
        return lambda name: f":{name[len(_ONTOLOGY) :]}" if name.startswith(_ONTOLOGY) else name.removeprefix(base)

    def whole(self) -> Callable[[str], str]:
        """The way back from the short names that holdings are kept under to IRIs."""
        base = self.meta("base") or ""
        return lambda name: f"{_ONTOLOGY}{name[1:]}" if name.startswith(":") else base + name

    # -- what stands between articles ------------------------------------------------------------------

    def soil(self, family: str, owners: Iterable[str]) -> None:
        """Note that owners of a family may have something else to say (`kg_dangbo.store.between`)."""
        self.connection.executemany("INSERT OR IGNORE INTO soiled VALUES (?, ?)", [(family, o) for o in owners])

    def soiled(self, family: str) -> list[str]:
        """The owners so noted, sorted."""
        rows = self.connection.execute("SELECT owner FROM soiled WHERE family = ? ORDER BY owner", (family,))
        return [row[0] for row in rows]

    def clean(self, family: str) -> None:
        """Forget that they were noted."""
        self.connection.execute("DELETE FROM soiled WHERE family = ?", (family,))

    def _number(self, id_: str) -> int:
        row = self.connection.execute("SELECT number FROM article WHERE id = ?", (id_,)).fetchone()
        if row is None:
            raise KeyError(f"no article {id_!r} in the store")
        return int(row[0])


def _among(states: Collection[State]) -> str:
    """The condition that an article is in one of these states, in the words in which SQLite knows its partial index."""
    marks = ",".join(str(int(state)) for state in states)
    return f"state IN ({marks})" + ("" if State.STORED in states else f" AND state <> {int(State.STORED)}")
