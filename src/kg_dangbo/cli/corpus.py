"""`add`, `remove`, `status`, `compact`, `backup`: what happens to a build after it was made."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Final

import click

from kg_dangbo.cli.app import cli
from kg_dangbo.cli.options import (
    BUILD_FOLDER,
    COLUMN,
    DEFAULT_FOLDER,
    ENGINE,
    INPUTS,
    OUTPUT,
    QUIET,
    STORE,
    WORKERS,
    columns_of,
)
from kg_dangbo.cli.summary import report, watched

__all__ = ["add", "backup", "compact", "remove", "status"]

_FOLDER: Final = click.argument("folder", default=DEFAULT_FOLDER, metavar="[DIR]", type=click.Path(path_type=Path))


@cli.command()
@INPUTS
@OUTPUT
@STORE
@COLUMN
@ENGINE
@WORKERS
@QUIET
def add(
    inputs: tuple[Path, ...],
    out: Path,
    store: Path | None,
    columns: tuple[str, ...],
    engine: str,
    workers: int | None,
    quiet: bool,
) -> None:
    """Put more articles into a build, or newer versions of articles that are in it.

    An article is known by its id. Base and least confidence are those of the build.

    \b
    Examples:
      kg-dangbo add tomorrow.jsonl
      kg-dangbo add saved-pages/ -o output/may
    """
    from kg_dangbo.build import add as run

    with watched(quiet) as tell:
        # a process takes longer to start than a few articles to be done
        result = run(
            inputs, out, store=store, columns=columns_of(columns), engine=engine, workers=workers or 1, progress=tell
        )
    report(result, quiet)


@cli.command()
@click.argument("ids", nargs=-1, required=True, metavar="ID...")
@OUTPUT
@STORE
@QUIET
def remove(ids: tuple[str, ...], out: Path, store: Path | None, quiet: bool) -> None:
    """Take articles out of a build, and with them exactly what only they said.

    ID is the id that the input gave (dcterms:identifier). If one is not there, nothing is done.

    \b
    Examples:
      kg-dangbo remove tien-hai-bieu-duong-dien-hinh
    """
    from kg_dangbo.build import remove as run

    with watched(quiet) as tell:
        result = run(ids, out, store=store, progress=tell)
    report(result, quiet)


@cli.command()
@_FOLDER
@STORE
@click.option("--json", "as_json", is_flag=True, help="Print JSON (the default where the output is captured).")
def status(folder: Path, store: Path | None, as_json: bool) -> None:
    """Say what a store holds, and whether a build has to be finished.

    \b
    Examples:
      kg-dangbo status
      kg-dangbo status output/may --json
    """
    from kg_dangbo.build import store_of
    from kg_dangbo.store import State, Store

    with Store(store_of(folder, store)) as opened:
        ledger = opened.ledger
        counts = ledger.counts()
        told = {
            "store": str(opened.folder),
            "articles": ledger.count(State.EXTRACTED, State.MINTED, State.STORED),
            "unfinished": ledger.count(State.EXTRACTED, State.MINTED, State.LEAVING),
            "facts": sum(counts.facts.values()),
            "set_aside": counts.quarantined,
            "warnings": counts.warnings,
            "notes": counts.notes,
            "base": ledger.meta("base"),
            "bytes": opened.size(),
        }
    if as_json or not sys.stdout.isatty():
        click.echo(json.dumps(told, ensure_ascii=False, indent=1))
        return
    for key, value in told.items():
        click.echo(f"{key.replace('_', ' '):12} {value:,}" if isinstance(value, int) else f"{key:12} {value}")
    if told["unfinished"]:
        click.echo("a build was interrupted; run the same command again and it goes on", err=True)


@cli.command()
@_FOLDER
@STORE
def compact(folder: Path, store: Path | None) -> None:
    """Bring the files of a store into the form that is smallest and quickest to ask; takes time on large stores.

    \b
    Examples:
      kg-dangbo compact
    """
    from kg_dangbo.build import store_of
    from kg_dangbo.store import Store

    Store(store_of(folder, store)).close()
    with Store(store_of(folder, store), write=True) as opened:
        before = opened.size()
        opened.compact()
        click.echo(f"{opened.folder}: {before:,} bytes before, {opened.size():,} now", err=True)


@cli.command()
@click.argument("destination", metavar="DEST", type=click.Path(path_type=Path))
@BUILD_FOLDER
@STORE
def backup(destination: Path, folder: Path, store: Path | None) -> None:
    """Copy a store into the new folder DEST, whole and consistent; print the folder.

    The copy is a store itself: ask it with --store DEST, or put it where the damaged one was. On the same file system
    it shares its unchanging files with the original and takes little room.

    \b
    Examples:
      kg-dangbo backup /mnt/backup/store-2026-11-29
    """
    from kg_dangbo.build import store_of
    from kg_dangbo.store import Store

    Store(store_of(folder, store)).close()
    with Store(store_of(folder, store), write=True) as opened:
        opened.backup(destination)
    click.echo(destination)
