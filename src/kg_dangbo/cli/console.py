"""What goes to stderr: progress and complaints; and what may go to a terminal."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from kg_dangbo.read.errors import printable

if TYPE_CHECKING:
    from rich.console import Console

    from kg_dangbo.read import ReadError

__all__ = ["complain", "escape_markup", "stderr"]


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
