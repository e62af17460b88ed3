"""A store in its folder: the ledger, the triple store, the lock, and how they are kept in step.

State once what is derived from what: the ledger is the truth; the triple store is an index of the ledger's N-Quads;
its default graph is the union of the articles' graphs and of `Ledger.shared`, each triple once. Layout of the folder::

    lock         who is at work
    ledger.db    SQLite, see `kg_dangbo.store.ledger`
    quads/       Oxigraph, see `kg_dangbo.store.quads`
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from pathlib import Path
from types import TracebackType
from typing import Final, TypeVar

import pyoxigraph as ox

from kg_dangbo.graph.shared import shared_triples
from kg_dangbo.graph.triples import Triple, ntriples
from kg_dangbo.sorting import SortedLines
from kg_dangbo.store.between import Family, settle, stated
from kg_dangbo.store.errors import StoreError, told_clearly
from kg_dangbo.store.ledger import Ledger
from kg_dangbo.store.lock import StoreLock
from kg_dangbo.store.quads import QuadStore, neighbours
from kg_dangbo.store.schema import State
from kg_dangbo.store.tenures import Tenures
from kg_dangbo.vocabulary import Vocabulary

__all__ = ["Store", "batches", "is_store"]

T = TypeVar("T")

BATCH: Final = 400
"""Articles that are loaded in one step, some 700,000 quads with the merged view: with so many a step costs least."""

_MANY: Final = 4_000  # articles; more are loaded in few steps, since merging the files of many costs more than loading
_AT_ONCE: Final = 50_000  # of many; what a process that is killed loses
_LINES: Final = 10_000  # of the default graph, written at once
_TYPE: Final = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
_REFILL: Final = 0.25  # from this share of changed articles on, filling anew costs less than replacing one by one
_FEW: Final = 200  # below this, replacing is quick whatever the share


def is_store(folder: Path) -> bool:
    """Whether this is the folder of a store."""
    return (folder / "ledger.db").is_file()


def told(items: Iterable[T], done: int, total: int, tell: Callable[[int, int], None]) -> Iterator[T]:
    """The same items; tells how many of all have been asked for when one is."""
    for number, item in enumerate(items, done + 1):
        tell(number, total)
        yield item


def batches(items: Iterable[T], size: int = BATCH) -> Iterator[list[T]]:
    """Lists of at most ``size`` items."""
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch


class Store:
    """The store in ``folder``; with ``write`` it is made where missing, and nobody else can open it meanwhile.

    Raises:
        StoreBusyError: somebody else is at work on it.
        StoreError: it is no store, or cannot be opened or written.
    """

    def __init__(self, folder: Path, *, write: bool = False) -> None:
        self.folder = folder
        if not write and not is_store(folder):
            raise StoreError(f"{folder}: no store here; make one with: kg-dangbo build INPUT...")
        with told_clearly(folder):
            if write:
                folder.mkdir(parents=True, exist_ok=True)
            self._lock = StoreLock(folder, write=write)
            self._quads: QuadStore | None = None
            self._write = write
            try:
                self.ledger = Ledger(folder / "ledger.db", write=write)
            except BaseException:
                self._lock.release()
                raise

    @property
    def quads(self) -> QuadStore:
        """The triple store, opened when it is first asked for."""
        if self._quads is None:
            with told_clearly(self.folder):
                self._quads = QuadStore(self.folder / "quads", write=self._write)
        return self._quads

    def close(self) -> None:
        """Let it go; a second time does nothing."""
        try:
            if self._quads is not None:
                if self._write:
                    self._quads.close()
                self._quads = None
        finally:
            self.ledger.close()
            self._lock.release()

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # -- keeping the triple store in step ----------------------------------------------------------------

    def settle(
        self,
        vocabulary: Vocabulary,
        families: Iterable[Family] = (),
        tell: Callable[[int, int], None] = lambda done, total: None,
    ) -> None:
        """Let the triple store hold what the ledger says: leave, load and replace, then the shared descriptions.

        Each step may be cut off at any moment and is finished by the next call.

        Args:
            vocabulary: describes the concepts that articles use.
            families: what stands between articles, beside tenures.
            tell: called with the number of articles done and of all to do.
        """
        ledger = self.ledger
        # others than before, or loaded just before the process was killed
        held = [
            id_
            for id_, iri in zip(ledger.ids(State.MINTED), ledger.iris(State.MINTED), strict=True)
            if iri in self.quads
        ]
        changes = ledger.count(State.LEAVING) + len(held)
        if changes > _FEW and changes > _REFILL * (changes + ledger.count(State.STORED)):
            self._empty()
            held = []
        done, total = 0, ledger.count(State.MINTED, State.LEAVING)
        shared = ledger.shared() if changes else set()
        for ids in batches(ledger.ids(State.LEAVING)):
            for id_ in ids:
                self.quads.replace(ledger.iri(id_), "", shared)
            with ledger.transaction():
                ledger.forget(ids)
            done += len(ids)
            tell(done, total)
        for id_ in held:
            self.quads.replace(ledger.iri(id_), ledger.quads_bytes(id_).decode("utf-8"), shared)
            with ledger.transaction():
                ledger.set_state([id_], State.STORED)
            done += 1
            tell(done, total)
        ids = self._loading_order()
        many = len(ids) > _MANY
        for part in batches(ids, _AT_ONCE if many else BATCH):
            self.quads.load(told(map(self._to_load, part), done, total, tell), many=many)
            with ledger.transaction():
                ledger.set_state(part, State.STORED)
            done += len(part)
        self._share(vocabulary)
        stamp = f"{ledger.meta('minting')} {ledger.meta('resolver')}"
        settle(ledger, self.quads, [Tenures(ledger), *families], stamp)

    def _loading_order(self) -> list[str]:
        """The ids of the minted articles; many come in the order in which loading them costs least."""
        ids, iris = self.ledger.ids(State.MINTED), self.ledger.iris(State.MINTED)
        if len(ids) <= BATCH:
            return ids
        known = dict(zip(iris, ids, strict=True))
        return [known[iri] for iri in neighbours(iris)]

    def _to_load(self, id_: str) -> tuple[str, bytes]:
        """The IRI and the N-Quads of an article."""
        return self.ledger.iri(id_), self.ledger.quads_bytes(id_)

    def shared_lines(self) -> Iterator[str]:
        """What stands in the default graph and no article states: N-Triples lines in the order of files."""
        triples = chain(map(_triple, self.ledger.shared()), stated(self.quads))
        with SortedLines("\x01".join((s, "" if p == _TYPE else p, o)) for s, p, o in triples) as lines:
            for line in lines:
                subject, predicate, value = line.split("\x01")
                yield f"{subject} {predicate or _TYPE} {value} ."

    def quad_lines(self) -> Iterator[bytes]:
        """The data set as N-Quads, in pieces: what no article states, then article by article in the order of IRIs."""
        for lines in batches(self.shared_lines(), _LINES):
            yield "".join([f"{line}\n" for line in lines]).encode("utf-8")
        yield from self.ledger.every_quads()

    def _share(self, vocabulary: Vocabulary) -> None:
        """Bring the shared descriptions up to date: noted as coming before they come, as gone after they went."""
        ledger = self.ledger
        used, before = ledger.concepts(), ledger.described()
        stamp = f"{ledger.meta('program')} {ledger.meta('minting')}"
        grown = ledger.meta("described") == stamp and before <= used  # all that is held is still wanted
        if grown and before == used:
            return
        chosen = shared_triples(vocabulary, used - before if grown else used)
        wanted = {ntriples([triple])[:-1]: triple for triple in chosen}
        held = ledger.shared()
        lost = set() if grown else held - wanted.keys()
        come = {line: triple for line, triple in wanted.items() if not grown or line not in held}
        with ledger.transaction():
            ledger.drop_meta("described")
            ledger.change_shared(come.keys(), ())
        self.quads.change_shared(set(come.values()), {_triple(line) for line in lost})
        with ledger.transaction():
            ledger.change_shared((), lost)
            ledger.change_described(used)
            ledger.set_meta("described", stamp)

    def _empty(self) -> None:
        """Throw the triple store away; the ledger fills it again."""
        ledger = self.ledger
        if self._quads is not None:
            self._quads.close()
            self._quads = None
        with ledger.transaction():
            ledger.forget(ledger.ids(State.LEAVING))
            ledger.set_all(State.STORED, State.MINTED)
            for table in ("shared", "described"):
                ledger.connection.execute(f"DELETE FROM {table}")
            ledger.connection.execute("DELETE FROM meta WHERE key = 'described' OR key GLOB 'family *'")
        shutil.rmtree(self.folder / "quads", ignore_errors=True)

    def size(self) -> int:
        """Bytes on the disk."""
        return sum(file.stat().st_size for file in self.folder.rglob("*") if file.is_file())

    def compact(self) -> None:
        """Bring the files of both databases into their smallest form."""
        with told_clearly(self.folder):
            self.quads.store.optimize()
            self.ledger.connection.execute("VACUUM")
            self.ledger.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def backup(self, destination: Path) -> None:
        """Copy the store into a new folder.

        Raises:
            StoreError: the folder exists, or cannot be written.
        """
        with told_clearly(destination):
            try:
                destination.mkdir(parents=True)
            except FileExistsError:
                raise StoreError(f"{destination}: exists already; name a new folder") from None
            self.quads.store.backup(destination / "quads")
            self.ledger.connection.execute("VACUUM INTO ?", (str(destination / "ledger.db"),))

    def clear(self) -> None:
        """Forget every article."""
        with self.ledger.transaction():
            for table in ("article", "content", "concept", "holding", "soiled"):
                self.ledger.connection.execute(f"DELETE FROM {table}")
        self._empty()


def _triple(line: str) -> Triple:
    (triple,) = ox.parse(line, format=ox.RdfFormat.N_TRIPLES)
    return str(triple.subject), str(triple.predicate), str(triple.object)
