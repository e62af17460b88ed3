"""Reading a store without knowing whether there is one: a build's folder may have one, or only files."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg_dangbo.store.schema import State
from kg_dangbo.store.store import Store, is_store

__all__ = ["reading", "store_in"]


def store_in(source: Path) -> Path | None:
    """The folder of the store of a build (``source`` or ``source/store``), None where there is none."""
    return next((folder for folder in (source, source / "store") if is_store(folder)), None)


@contextmanager
def reading(source: Path) -> Iterator[Store | None]:
    """The store of a build, open for reading and safe from builds meanwhile; None where there is none with articles.

    Raises:
        StoreBusyError: a build is at work on it.
        StoreError: it cannot be opened.
    """
    folder = store_in(source)
    if folder is None:
        yield None
        return
    with Store(folder) as store:
        yield store if store.ledger.count(State.STORED) else None
