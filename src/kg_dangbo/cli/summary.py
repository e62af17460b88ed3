"""What a build says about itself on stderr, while it is made and after."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from kg_dangbo.cli.app import InputError
from kg_dangbo.cli.console import complain, progress_on_stderr

if TYPE_CHECKING:
    from kg_dangbo.build import BuildResult, Progress

__all__ = ["report", "watched"]


@contextmanager
def watched(quiet: bool) -> Iterator[Progress]:
    """Progress of a build on stderr; where no input gave an article, each is named and the exit code is 2."""
    from kg_dangbo.build import NothingToBuildError

    try:
        with progress_on_stderr(quiet) as tell:
            yield tell
    except NothingToBuildError as error:
        complain(error.errors)
        raise InputError(str(error)) from error


def report(result: BuildResult, quiet: bool) -> None:
    """Name what was not read, sum up the rest, and exit with 2 where something was not read."""
    complain(result.errors)
    if not quiet:
        _summary(result)
    if result.errors:
        raise click.exceptions.Exit(2)


def _summary(result: BuildResult) -> None:
    def tell(line: str) -> None:
        click.echo(line, err=True)

    facts = sum(result.facts.values())
    tell(f"{result.articles} articles, {facts} facts")
    for kind, count in result.facts.items():
        tell(f"  {count:6}  {kind}")
    if result.unchanged or result.removed:
        tell(f"{result.changed} articles new or changed, {result.unchanged} as before, {result.removed} taken out")
    if result.copies or result.same_pages:
        tell(
            f"{result.copies} articles are copies of others and count as no source of their own; "
            f"{result.same_pages} pages were met again at another address"
        )
    written = {file.name for file in result.files}
    where = "quarantine.ttl" if "quarantine.ttl" in written else "kg-dangbo status counts them"
    if result.quarantined:
        tell(f"{result.quarantined} facts break a shape and were set aside: {where}")
    if result.warnings or result.notes:
        where = ": validation.html" if "validation.html" in written else ""
        tell(f"{result.warnings} warnings and {result.notes} notes on what was printed{where}")
    if result.small:
        tell(f"The graph: {result.folder / 'graph.html'} (open it in a browser), graph.ttl, graph.nq, graph.jsonld")
        return
    tell(f"The graph: {result.store}" + "".join(f", {file}" for file in result.files if file.name == "graph.nq"))
    tell("Too large for a page, Turtle and JSON-LD: ask it with kg-dangbo query, or write what you need with export")
