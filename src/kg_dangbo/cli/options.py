"""Arguments and options that several verbs share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, TypeVar

import click

__all__ = [
    "BUILD",
    "BUILD_FOLDER",
    "COLUMN",
    "DEFAULT_BASE",
    "DEFAULT_FOLDER",
    "ENGINE",
    "ENGINES",
    "FORMATS",
    "INPUTS",
    "MIN_CONFIDENCE",
    "OUTPUT",
    "QUIET",
    "STORE",
    "WORKERS",
    "columns_of",
]

# kg_dangbo.export.FORMATS, tested
Decorated = TypeVar("Decorated", bound=Callable[..., Any])

FORMATS: Final = ("nq", "trig", "ttl", "jsonld", "annotated", "graphml", "gexf", "csv", "parquet", "neo4j", "dataset")
DEFAULT_FOLDER: Final = "output"
DEFAULT_BASE: Final = "https://w3id.org/kg-dangbo/id/"  # kg_dangbo.graph.DEFAULT_BASE, tested; graph/ is slow to import
ENGINES: Final = ("auto", "pyshacl", "shifty")  # kg_dangbo.validate.engine.ENGINES, tested
INPUTS: Final = click.argument("inputs", nargs=-1, required=True, metavar="INPUT...", type=click.Path(path_type=Path))
MIN_CONFIDENCE: Final = click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    default=0.0,
    metavar="C",
    help="Leave out facts whose best evidence is below C (0 to 1).",
)
COLUMN: Final = click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="FIELD=NAME",
    help="Column of tables that holds id, title, text, url, publisher or published; may be repeated.",
)


def _build_folder(help: str) -> Callable[[Decorated], Decorated]:
    return click.option(
        "-b",
        "--build",
        "folder",
        default=DEFAULT_FOLDER,
        show_default=True,
        metavar="DIR",
        type=click.Path(path_type=Path),
        help=help,
    )


BUILD: Final = _build_folder("Folder of a build, or one RDF file.")
BUILD_FOLDER: Final = _build_folder("Folder of a build.")
OUTPUT: Final = click.option(
    "-o",
    "--output",
    "out",
    default=DEFAULT_FOLDER,
    show_default=True,
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder to write to.",
)
STORE: Final = click.option(
    "--store",
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder of the store.  [default: store in the folder of the build]",
)
ENGINE: Final = click.option(
    "--engine",
    type=click.Choice(ENGINES),
    default="auto",
    show_default=True,
    help="Who runs the shapes; auto takes the fast one where it is installed. The outcome is the same.",
)
WORKERS: Final = click.option(
    "-w",
    "--workers",
    type=click.IntRange(1, 256),
    metavar="N",
    help="Processes that extract and check.  [default: one for each processor]",
)
QUIET: Final = click.option("-q", "--quiet", is_flag=True, help="Print errors only.")


def columns_of(given: tuple[str, ...]) -> dict[str, str]:
    """Field -> column of tables, from the values of ``--column``."""
    columns: dict[str, str] = {}
    for text in given:
        field, sign, name = text.partition("=")
        if not sign or not name:
            raise click.UsageError(f"--column wants FIELD=NAME, not {text!r}")
        columns[field.strip()] = name
    return columns
