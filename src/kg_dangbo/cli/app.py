"""The command group: every exception becomes one line and an exit code."""

from __future__ import annotations

import atexit
import gc
import logging
import os
import sys
from typing import Any, Final

import click

import kg_dangbo

__all__ = ["InputError", "cli", "main"]

_OBJECTS: Final = 50_000  # made before garbage is looked for; Python does it after 700


class _Fault(click.ClickException):
    """A fault of the program itself."""

    exit_code = 70


class InputError(click.ClickException):
    """Something about the input that the user can mend."""

    exit_code = 2


class _Cli(click.Group):
    """Turns every exception into one line and an exit code; `--debug` lets it through."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
            return result
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except BrokenPipeError:
            # the reader of our output has seen enough (`| head`); nothing is wrong
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(0)
        except KeyboardInterrupt:
            click.echo("stopped", err=True)
            ctx.exit(130)  # click's own 1 would say that data do not conform
        except Exception as error:
            if ctx.params.get("debug"):
                raise
            message = " ".join(str(error.args[0] if isinstance(error, KeyError) and error.args else error).split())
            if isinstance(error, OSError | ValueError | KeyError | SyntaxError | ModuleNotFoundError):
                raise InputError(message) from error
            raise _Fault(f"{type(error).__name__}: {message}; run again with --debug and report it") from error


@click.group(cls=_Cli, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(kg_dangbo.__version__, "-V", "--version", prog_name="kg-dangbo")
@click.option("--debug", is_flag=True, help="Show the whole traceback of an error.")
def cli(debug: bool) -> None:
    """Turn Vietnamese Party news into a validated knowledge graph.

    \b
    Try it:
      kg-dangbo build examples/              articles -> output/graph.nq, .ttl, .jsonld, .html
      kg-dangbo view                         open the interactive page
      kg-dangbo query --list                 the questions that are ready to be asked
      kg-dangbo query posts-held    ask one of them

    \b
    Exit codes: 0 fine, 1 the data do not conform, 2 wrong usage or unreadable input.
    """
    if not debug:
        logging.disable(logging.CRITICAL)  # libraries complain of pages; we name each file that gave no article


def main() -> None:
    """Entry point of the console script."""
    # a command begins by making some hundred thousand objects that stay: no garbage is to be found among them
    gc.set_threshold(_OBJECTS, 20, 20)
    atexit.register(gc.freeze)  # nor at the end
    cli(prog_name="kg-dangbo")
