"""The main job: from files of articles to a folder with a validated knowledge graph.

The work is done in a store on disk (`kg_dangbo.store.update`: read, extract, resolve, graph, gate, store); then the
files are written from it. Everything derives from the articles and the vocabulary: no clock, no network, no state
between articles, so that the same input gives the same bytes in any order, with any number of workers, and after any
number of interruptions.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from kg_dangbo.graph import DEFAULT_BASE, article_iri, write_documents
from kg_dangbo.graph.dataset import write_pieces
from kg_dangbo.read import ReadError
from kg_dangbo.resolve.corpus import CorpusResolver
from kg_dangbo.store import Resolver, Store, is_store
from kg_dangbo.store.update import Progress, Update, remove_articles, update_store
from kg_dangbo.store.work import Settings
from kg_dangbo.validate import REPORT_FILES, write_reports
from kg_dangbo.validate.engine import default_engine, make_engine
from kg_dangbo.validate.shapes import load_shapes
from kg_dangbo.vocabulary import Vocabulary, load_vocabulary

__all__ = ["SMALL", "BuildResult", "NothingToBuildError", "Progress", "add", "build", "remove", "store_of"]

SMALL: Final = 300
"""Articles up to which a build also writes what must be in memory as a whole: Turtle, JSON-LD, page."""

_SMALL_FILES: Final = ("graph.ttl", "graph.jsonld", "graph.html")


class NothingToBuildError(ValueError):
    """No article could be read; ``errors`` says why, input by input."""

    def __init__(self, errors: tuple[ReadError, ...]) -> None:
        super().__init__("no article could be read")
        self.errors = errors


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What a build did.

    ``facts`` counts the facts in the graph by kind; ``quarantined`` the nodes set aside because they, or what they lean
    on, break a shape; ``warnings`` and ``notes`` the findings of the report that stop nothing. ``errors`` are the
    inputs that gave no article, and articles that were left out because this program failed on them;
    ``files`` the paths written. ``changed``, ``unchanged`` and ``removed`` count articles against the store as it was.
    ``copies`` counts the articles that have the text of another one, ``same_pages`` those that are another one at a
    second address and stand in its graph. ``small`` tells whether the files for small builds were written.
    """

    folder: Path
    store: Path
    files: tuple[Path, ...]
    articles: int
    facts: Mapping[str, int]
    quarantined: int
    warnings: int
    notes: int
    changed: int = 0
    unchanged: int = 0
    removed: int = 0
    small: bool = True
    copies: int = 0
    same_pages: int = 0
    errors: tuple[ReadError, ...] = field(default=())


def store_of(out: Path | str, store: Path | str | None = None) -> Path:
    """The folder of the store of a build: the one given, else ``store`` in the build's folder."""
    return Path(store) if store is not None else Path(out) / "store"


def build(
    inputs: Iterable[Path | str],
    out: Path | str = "output",
    *,
    store: Path | str | None = None,
    base: str = DEFAULT_BASE,
    vocabulary: Vocabulary | None = None,
    min_confidence: float = 0.0,
    columns: Mapping[str, str] | None = None,
    engine: str = "auto",
    workers: int = 1,
    resolver: Resolver | None = None,
    progress: Progress | None = None,
) -> BuildResult:
    """Build the knowledge graph of the articles behind ``inputs`` into the folder ``out``.

    A store that is there is brought up to date: articles that did not change are skipped, and what an interrupted build
    left is finished.

    Args:
        inputs: files and folders, see `kg_dangbo.read.read_articles`.
        out: made where missing. Files of an earlier build in it are replaced, each as a whole, and only when every new
            one is ready.
        store: where the store is kept; None means ``store`` in ``out``.
        base: where resources live, absolute, ending in ``/`` or ``#``.
        vocabulary: the closed lists; None reads the project's `ontology/`.
        min_confidence: facts whose best evidence is below are left out (0 to 1), unless one that stays refers to them.
        columns: field of an article -> column of tables that holds it, see `kg_dangbo.read.read_articles`.
        engine: who runs the shapes, see `kg_dangbo.validate.engine.ENGINES`; the outcome does not depend on it.
        workers: processes that extract and check; 1 means this one. A script that asks for more must guard its own
            start with ``if __name__ == "__main__"``, as `multiprocessing` wants it.
        resolver: who is who across articles, see `kg_dangbo.store.seam`; None means the rules and the verdicts in the
            store (`kg_dangbo.resolve.corpus`).
        progress: told what is going on.

    Raises:
        NothingToBuildError: no input gave an article; the store and the files are left as they were.
        ValueError: ``base`` or ``columns`` are not usable, or there is no such engine.
        ModuleNotFoundError: the engine is not installed.
        StoreBusyError: another command is at work on the store.
        OSError: ``out`` or the store cannot be written; the store keeps what it has.
    """
    article_iri("any", base)  # an unusable base is a fault of the call, not of each article
    ontology = vocabulary.directory if vocabulary is not None else None
    settings = Settings(base, min_confidence, ontology, _checked(engine))
    folder = store_of(out, store)
    new = not is_store(folder)
    try:
        with Store(folder, write=True) as opened:
            update = update_store(
                opened,
                inputs,
                settings,
                columns=columns,
                workers=workers,
                resolver=resolver or _rules(folder, vocabulary),
                progress=progress,
            )
            if not update.changed and not update.unchanged:
                raise NothingToBuildError(tuple(update.errors))
            return _finish(opened, Path(out), settings, update, progress, every=True)
    except NothingToBuildError:
        if new:  # a mistyped name should not leave folders behind
            shutil.rmtree(folder, ignore_errors=True)
            with suppress(OSError):
                Path(out).rmdir()
        raise


def add(
    inputs: Iterable[Path | str],
    out: Path | str = "output",
    *,
    store: Path | str | None = None,
    columns: Mapping[str, str] | None = None,
    engine: str = "auto",
    workers: int = 1,
    resolver: Resolver | None = None,
    progress: Progress | None = None,
) -> BuildResult:
    """Put more articles into a build, or newer versions of articles that are in it.

    Base, least confidence and lists are those of the build. Small builds get their files written again; a large one
    only has its store changed, and a `graph.nq` and reports that no longer say the same are removed.

    Raises:
        NothingToBuildError: no input gave an article; nothing is changed.
        StoreError: there is no store, or it is of another version of the program.
        ValueError, ModuleNotFoundError, OSError: as `build`.
    """
    _known(out, store)
    with Store(store_of(out, store), write=True) as opened:
        settings = _settings(opened, engine)
        update = update_store(
            opened,
            inputs,
            settings,
            columns=columns,
            only=False,
            workers=workers,
            resolver=resolver or _rules(opened.folder),
            progress=progress,
        )
        if not update.changed and not update.unchanged:
            raise NothingToBuildError(tuple(update.errors))
        return _finish(opened, Path(out), settings, update, progress)


def remove(
    ids: Iterable[str],
    out: Path | str = "output",
    *,
    store: Path | str | None = None,
    resolver: Resolver | None = None,
    progress: Progress | None = None,
) -> BuildResult:
    """Take articles out of a build, and with them exactly what only they said.

    Raises:
        KeyError: there is no article of one of these ids; nothing is changed.
        StoreError, OSError: as `add`.
    """
    _known(out, store)
    with Store(store_of(out, store), write=True) as opened:
        settings = _settings(opened, "auto")
        rules = resolver or _rules(opened.folder)
        update = remove_articles(opened, list(ids), settings, resolver=rules, progress=progress)
        return _finish(opened, Path(out), settings, update, progress)


def _rules(folder: Path, vocabulary: Vocabulary | None = None) -> Resolver:
    return CorpusResolver(vocabulary if vocabulary is not None else load_vocabulary(), folder)


def _known(out: Path | str, store: Path | str | None) -> None:
    """Refuse a folder without a store before one is made there."""
    Store(store_of(out, store)).close()


def _settings(store: Store, engine: str) -> Settings:
    ledger = store.ledger
    base, least = ledger.meta("base") or DEFAULT_BASE, float(ledger.meta("min_confidence") or 0)
    return Settings(base, least, None, _checked(engine))


def _checked(engine: str) -> str:
    """The engine's own name; one that is not there is a fault of the call, not of each article."""
    chosen = default_engine() if engine == "auto" else engine
    if chosen != default_engine():
        make_engine(chosen, load_shapes())
    return chosen


def _finish(
    store: Store, out: Path, settings: Settings, update: Update, progress: Progress | None, *, every: bool = False
) -> BuildResult:
    counts = store.ledger.counts()
    if not counts.articles and every:
        raise NothingToBuildError(tuple(update.errors))
    small = counts.articles <= SMALL
    tell = progress or (lambda step, done, total: None)
    touched = bool(update.changed or update.removed)
    tell("writing", counts.articles, counts.articles)
    if small:
        files = _write(store, out, settings.base)
    else:
        stale = [out / name for name in _SMALL_FILES]
        if touched and not every:
            stale += [out / name for name in ("graph.nq", *REPORT_FILES)]
        for file in stale:
            file.unlink(missing_ok=True)
        files = _write_large(store, out, settings.base) if every else ()
    return BuildResult(
        folder=out,
        store=store.folder,
        files=files,
        articles=counts.articles,
        facts=counts.facts,
        quarantined=counts.quarantined,
        warnings=counts.warnings,
        notes=counts.notes,
        changed=len(update.changed),
        unchanged=update.unchanged,
        removed=len(update.removed),
        small=small,
        copies=counts.copies,
        same_pages=counts.same_pages,
        errors=tuple(update.errors),
    )


def _write_large(store: Store, out: Path, base: str) -> tuple[Path, ...]:
    """Write the files of a build of any size: what is streamed."""

    def files(part: Path) -> list[Path]:
        quads = write_pieces(part / "graph.nq", store.quad_lines())
        return [quads, *write_reports(store.ledger.outcomes(), part, base)]

    return _whole(out, files)


def _write(store: Store, out: Path, base: str) -> tuple[Path, ...]:
    """Write every file of a small build."""
    from kg_dangbo.view import write_page  # noqa: PLC0415 - only small builds are drawn

    def files(part: Path) -> list[Path]:
        written = [*write_documents(b"".join(store.quad_lines()), part, base)]
        written += write_reports(store.ledger.outcomes(), part, base)
        written.append(write_page(part / "graph.nq", part / "graph.html"))
        return written

    return _whole(out, files)


def _whole(out: Path, write: Callable[[Path], list[Path]]) -> tuple[Path, ...]:
    """Write files beside their places first: a reader finds the old build or the new one, never half of it."""
    out.mkdir(parents=True, exist_ok=True)
    part = Path(tempfile.mkdtemp(prefix=".build-", dir=out))
    try:
        return tuple(file.replace(out / file.name) for file in write(part))
    finally:
        shutil.rmtree(part, ignore_errors=True)
