"""`build`: articles to a graph."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg_dangbo.cli.app import InputError, cli
from kg_dangbo.cli.console import complain, escape_markup, stderr
from kg_dangbo.cli.options import COLUMN, DEFAULT_BASE, DEFAULT_FOLDER, ENGINES, INPUTS, MIN_CONFIDENCE, columns_of

if TYPE_CHECKING:
    from kg_dangbo.build import BuildResult

__all__ = ["build"]


@cli.command()
@INPUTS
@click.option(
    "-o",
    "--output",
    "out",
    default=DEFAULT_FOLDER,
    show_default=True,
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder to write to.",
)
@click.option("--base", default=DEFAULT_BASE, show_default=True, metavar="IRI", help="Base of the resources' IRIs.")
@MIN_CONFIDENCE
@COLUMN
@click.option(
    "--engine",
    type=click.Choice(ENGINES),
    default="auto",
    show_default=True,
    help="Who runs the shapes; auto takes the fast one where it is installed. The outcome is the same.",
)
@click.option("-q", "--quiet", is_flag=True, help="Print errors only.")
def build(
    inputs: tuple[Path, ...],
    out: Path,
    base: str,
    min_confidence: float,
    columns: tuple[str, ...],
    engine: str,
    quiet: bool,
) -> None:
    """Build the knowledge graph of some articles.

    INPUT: files and folders of

    \b
      .txt .html .htm .docx .pdf     one article each
      .jsonl .csv .tsv .parquet      one article per line: text, and where known id, title, url,
                                     publisher, published (or their usual other names, or --column)
      .warc                          the pages of a crawl
      .zip                           any of these; .txt .html .jsonl .csv .tsv .warc also as .gz

    UTF-8, UTF-16 and windows-1258 are recognised. What cannot be read is named with the reason, the rest goes on, and
    the exit code is 2.

    Facts that break a shape are set aside in quarantine.ttl and counted; the rest is written. The same articles give
    the same bytes, in whatever order they are named.

    \b
    Examples:
      kg-dangbo build examples/
      kg-dangbo build news.jsonl saved-pages/ -o output/may
      kg-dangbo build examples/ --min-confidence 0.8
      kg-dangbo build crawl.warc.gz table.csv --column text=noi_dung_bai
    """
    from kg_dangbo.build import NothingToBuildError
    from kg_dangbo.build import build as run

    console = stderr()
    try:
        with console.status("reading") as status:
            result = run(
                inputs,
                out,
                base=base,
                min_confidence=min_confidence,
                columns=columns_of(columns),
                engine=engine,
                progress=lambda what, done: status.update(f"{done} articles, {escape_markup(what)}"),
            )
    except NothingToBuildError as error:
        complain(error.errors)
        raise InputError(str(error)) from error
    complain(result.errors)
    if not quiet:
        _summary(result)
    if result.errors:
        raise click.exceptions.Exit(2)


def _summary(result: BuildResult) -> None:
    facts = sum(result.facts.values())
    click.echo(f"{result.articles} articles, {facts} facts", err=True)
    for kind, count in result.facts.items():
        click.echo(f"  {count:6}  {kind}", err=True)
    if result.copies or result.same_pages:
        click.echo(
            f"{result.copies} articles are copies of others and count as no source of their own; "
            f"{result.same_pages} pages were met again at another address",
            err=True,
        )
    if result.quarantined:
        click.echo(f"{result.quarantined} facts break a shape and were set aside: quarantine.ttl", err=True)
    if result.warnings or result.notes:
        click.echo(
            f"{result.warnings} warnings and {result.notes} notes on what was printed: validation.html", err=True
        )
    click.echo(
        f"The graph: {result.folder / 'graph.html'} (open it in a browser), graph.ttl, graph.nq, graph.jsonld", err=True
    )
