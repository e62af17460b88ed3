"""What goes to stderr: progress and complaints; and what may go to a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from kg_dangbo.read.errors import printable

if TYPE_CHECKING:
    from rich.console import Console

    from kg_dangbo.build import Progress
    from kg_dangbo.read import ReadError

__all__ = ["complain", "escape_markup", "progress_on_stderr", "stderr"]


def stderr() -> Console:
    """A console on stderr; rich shows a spinner there only where it is a terminal."""
    from rich.console import Console

    return Console(stderr=True, highlight=False, markup=False)


def escape_markup(text: str) -> str:
    """``text`` as rich prints it: nothing an article says is a colour or a control character."""
    from rich.markup import escape

    return escape(printable(text))


def complain(errors: Iterable[ReadError]) -> None:
    """One line on stderr for each input that gave no article."""
    for error in errors:
        click.echo(f"not read: {error}", err=True)


@contextmanager
def progress_on_stderr(quiet: bool) -> Iterator[Progress]:
    """Progress on stderr: step, count, rate and time left, where stderr is a terminal."""
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )
    from rich.progress import (
        Progress as Bars,
    )

    console = stderr()
    columns = (
        TextColumn("{task.description}"),
        BarColumn(bar_width=24),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    with Bars(*columns, console=console, transient=True, disable=quiet or not console.is_terminal) as shown:
        tasks: dict[str, Any] = {}

        def tell(step: str, done: int, total: int | None) -> None:
            if step not in tasks:
                tasks[step] = shown.add_task(step, total=total, rate="")
            speed = shown.tasks[tasks[step]].speed
            shown.update(tasks[step], completed=done, total=total, rate=f"{speed:.0f}/s" if speed else "")

        yield tell
