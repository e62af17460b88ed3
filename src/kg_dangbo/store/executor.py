"""Work on batches, in this process or in several: one code path, bounded memory, results in the order given."""

from __future__ import annotations

import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import chain, islice
from typing import Any, Final, TypeVar

from kg_dangbo.store.errors import StoreError

__all__ = ["InlineExecutor", "in_order", "make_executor"]

A = TypeVar("A")
R = TypeVar("R")
_AHEAD: Final = 12  # batches in flight for each worker: they keep it busy while this process writes to the ledger


class InlineExecutor(Executor):
    """Runs each call at once in this process."""

    def submit(self, fn: Callable[..., R], /, *args: Any, **kwargs: Any) -> Future[R]:
        """Run it and give its result, or what it raised."""
        future: Future[R] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


def make_executor(workers: int) -> Executor:
    """An executor of this many processes; one means this process."""
    if workers <= 1:
        return InlineExecutor()
    # spawn: a fork would copy the threads' locks of the triple store
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(workers, mp_context=context, initializer=_leave_interrupts_to_the_parent)


def _leave_interrupts_to_the_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def in_order(executor: Executor, workers: int, work: Callable[[A], R], batches: Iterable[A]) -> Iterator[R]:
    """The results of ``work`` for each batch, in order, with few batches in flight.

    Raises:
        StoreError: a worker died (most often the system ended it for want of memory).
    """
    iterator = iter(batches)
    start = list(islice(iterator, 2))
    if len(start) < 2:  # to start processes takes longer than one batch
        yield from map(work, start)
        return
    waiting: deque[Future[R]] = deque()
    limit = 1 if isinstance(executor, InlineExecutor) else workers * _AHEAD
    try:
        for batch in chain(start, iterator):
            waiting.append(executor.submit(work, batch))
            while len(waiting) >= limit:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    except BrokenProcessPool as error:
        raise StoreError(
            "a worker process died, often for want of memory; run the same command again, with fewer --workers"
        ) from error
    finally:
        for future in waiting:
            future.cancel()
