"""Bring a store up to date with its inputs. The numbered comments are the pipeline.

Every step starts from what the ledger says and leaves it in the ledger, batch by batch, so that a run that was
stopped or killed goes on where it was, by the same command. Nothing depends on the order of inputs or on the number
of workers.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from kg_dangbo.model import Article
from kg_dangbo.read import ReadError, read_articles
from kg_dangbo.store.decisions import decide, task, unpack
from kg_dangbo.store.errors import StoreError, told_clearly
from kg_dangbo.store.executor import in_order, make_executor
from kg_dangbo.store.ledger import Ledger
from kg_dangbo.store.schema import State
from kg_dangbo.store.seam import NoResolver, Resolver
from kg_dangbo.store.store import Store, batches
from kg_dangbo.store.work import (
    Failed,
    Settings,
    extract_batch,
    extraction_program,
    input_digest,
    mint_batch,
    mint_program,
)
from kg_dangbo.vocabulary import load_vocabulary

__all__ = ["REPORT", "Progress", "Update", "remove_articles", "update_store"]

REPORT: Final = "please report it together with the article"
_SHARD: Final = 32  # articles that go to a worker at once: a third of a second of work

Progress = Callable[[str, int, int | None], None]
"""Called with the step (``extracting``, ``resolving``, ``checking``, ``storing``), the articles done in it, and how
many there are (None where that is not known yet)."""


@dataclass(slots=True)
class Update:
    """What changed: ids of articles that came, changed or went, how many stayed as they were, and what was not read."""

    changed: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    unchanged: int = 0
    errors: list[ReadError] = field(default_factory=list)


def update_store(
    store: Store,
    inputs: Iterable[Path | str],
    settings: Settings,
    *,
    columns: Mapping[str, str] | None = None,
    only: bool = True,
    workers: int = 1,
    resolver: Resolver | None = None,
    progress: Progress | None = None,
) -> Update:
    """Put the articles behind ``inputs`` into the store.

    Args:
        store: open for writing.
        inputs: files and folders, see `kg_dangbo.read.read_articles`.
        settings: where resources live, and what else the outcome depends on; what differs from the last time is done
        anew.
        columns: field of an article -> column of tables that holds it, see `kg_dangbo.read.read_articles`.
        only: articles that are not among the inputs leave the store; False keeps them.
        workers: processes; 1 means this one.
        resolver: who is who across articles, see `kg_dangbo.store.seam`.
        progress: told what is going on.

    Raises:
        StoreError: the store cannot be written; it keeps what it has.
    """
    tell = progress or (lambda step, done, total: None)
    done = Update()
    ledger = store.ledger
    chosen = resolver or NoResolver()
    with told_clearly(store.folder), _crew(workers) as executor:
        program = _adopt(store, settings, only=only)
        known = ledger.digests() if only else {}  # who adds a few articles need not know all of them
        seen = set[str]()
        # 1. read, 2. extract
        digest = known.get if only else ledger.digest
        news = _news(read_articles(inputs, columns), program, digest, seen, done)
        jobs = ((settings, program, batch) for batch in batches(news, _SHARD))
        for results in in_order(executor, workers, extract_batch, jobs):
            with ledger.transaction():
                for result in results:
                    if isinstance(result, Failed):
                        done.errors.append(_fault(result))
                        seen.discard(result.id)
                    else:
                        ledger.put_extraction(
                            result.id, result.iri, result.digest, result.source, result.packed, result.fingerprint
                        )
                        done.changed.append(result.id)
            tell("extracting", len(seen), None)
        if only and seen:
            done.removed = _leave(ledger, known.keys() - seen)
        # 3. resolve, 4. graph, 5. gate
        _mint(store, settings, done, chosen, executor, workers, tell)
    # 6. store
    _settle(store, settings, chosen, tell)
    return done


def remove_articles(
    store: Store,
    ids: Collection[str],
    settings: Settings,
    *,
    resolver: Resolver | None = None,
    progress: Progress | None = None,
) -> Update:
    """Take articles out of the store, and with them what only they said.

    Raises:
        KeyError: there is no article of one of these ids; nothing is changed then.
        StoreError: the store cannot be written.
    """
    tell = progress or (lambda step, done, total: None)
    done = Update()
    chosen = resolver or NoResolver()
    with told_clearly(store.folder), _crew(1) as executor:
        for id_ in ids:
            store.ledger.iri(id_)
        done.removed = _leave(store.ledger, set(ids))
        _mint(store, settings, done, chosen, executor, 1, tell)
    _settle(store, settings, chosen, tell)
    return done


@contextmanager
def _crew(workers: int) -> Iterator[Executor]:
    """An executor that drops what it has not begun when its user is stopped."""
    executor = make_executor(workers)
    try:
        yield executor
    except BaseException:
        executor.shutdown(wait=True, cancel_futures=True)
        raise
    executor.shutdown()


def _adopt(store: Store, settings: Settings, *, only: bool) -> str:
    """Note the settings in the ledger, undo what cannot stay under them, and return the hash of the extractor."""
    ledger = store.ledger
    program, minting = extraction_program(settings.ontology), f"{mint_program()} {settings.min_confidence}"
    if not only and ledger.meta("program") not in (None, program):
        raise StoreError(
            f"{store.folder}: made by another version of the program or its lists; build it again with all inputs"
        )
    if ledger.meta("base") not in (None, settings.base):
        store.clear()  # every IRI is another
    with ledger.transaction():
        if ledger.meta("minting") not in (None, minting):
            ledger.set_all(State.STORED, State.EXTRACTED)
            ledger.set_all(State.MINTED, State.EXTRACTED)
        ledger.set_meta("program", program)
        ledger.set_meta("minting", minting)
        ledger.set_meta("base", settings.base)
        ledger.set_meta("min_confidence", str(settings.min_confidence))
    return program


def _news(
    items: Iterable[Article | ReadError],
    program: str,
    digest: Callable[[str], str | None],
    seen: set[str],
    done: Update,
) -> Iterator[Article]:
    """The articles that are new or changed; notes in ``seen`` and ``done`` what else there is."""
    for item in items:
        if isinstance(item, ReadError):
            done.errors.append(item)
            continue
        seen.add(item.id)
        if digest(item.id) == input_digest(item, program):
            done.unchanged += 1
        else:
            yield item


def _leave(ledger: Ledger, ids: Collection[str]) -> list[str]:
    with ledger.transaction():
        ledger.set_state(ids, State.LEAVING)
    return sorted(ids)


def _mint(
    store: Store,
    settings: Settings,
    done: Update,
    resolver: Resolver,
    executor: Executor,
    workers: int,
    tell: Progress,
) -> None:
    """Mint every article that is new, changed, or mapped in another way than before."""
    ledger = store.ledger
    with ledger.transaction():
        decisions = decide(ledger, resolver, settings.base)
    todo = ledger.ids(State.EXTRACTED)
    tell("resolving", len(todo), len(todo))
    count = 0
    jobs = (
        (settings, [task(ledger, id_, decisions.get(id_) or unpack(ledger.decision(id_))) for id_ in ids])
        for ids in batches(todo, _SHARD)
    )
    for results in in_order(executor, workers, mint_batch, jobs):
        with ledger.transaction():
            for result in results:
                if isinstance(result, Failed):
                    done.errors.append(_fault(result))
                    ledger.set_state([result.id], State.LEAVING)
                else:
                    decision = decisions.get(result.id) or unpack(ledger.decision(result.id))
                    ledger.put_minted(result, decision.packed(), decision.same_page)
        count += len(results)
        tell("checking", count, len(todo))


def _settle(store: Store, settings: Settings, resolver: Resolver, tell: Progress) -> None:
    with told_clearly(store.folder):
        vocabulary = load_vocabulary(settings.ontology)
        store.settle(vocabulary, resolver.families(store.ledger), lambda done, total: tell("storing", done, total))


def _fault(failed: Failed) -> ReadError:
    where = f"{failed.source}, article {failed.id}" if failed.source else f"article {failed.id}"
    return ReadError(where, f"left out, a fault of this program ({failed.message})", REPORT)
