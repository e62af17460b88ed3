"""`build`: articles to a graph."""

from __future__ import annotations

import os
from pathlib import Path

import click

from kg_dangbo.cli.app import cli
from kg_dangbo.cli.options import (
    COLUMN,
    DEFAULT_BASE,
    ENGINE,
    INPUTS,
    MIN_CONFIDENCE,
    OUTPUT,
    QUIET,
    STORE,
    WORKERS,
    columns_of,
)
from kg_dangbo.cli.summary import report, watched

__all__ = ["build"]


@cli.command()
@INPUTS
@OUTPUT
@STORE
@click.option("--base", default=DEFAULT_BASE, show_default=True, metavar="IRI", help="Base of the resources' IRIs.")
@MIN_CONFIDENCE
@COLUMN
@ENGINE
@WORKERS
@QUIET
def build(
    inputs: tuple[Path, ...],
    out: Path,
    store: Path | None,
    base: str,
    min_confidence: float,
    columns: tuple[str, ...],
    engine: str,
    workers: int | None,
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

    What is done is kept in a store. A build that was stopped or killed goes on with the same command; unchanged
    articles are skipped, changed ones replaced, and articles that are not among the inputs any more are taken out.
    Above 300 articles only graph.nq and the reports of the gate are written beside the store.

    \b
    Examples:
      kg-dangbo build examples/
      kg-dangbo build news.jsonl saved-pages/ -o output/may
      kg-dangbo build examples/ --min-confidence 0.8
      kg-dangbo build crawl.warc.gz table.csv --column text=noi_dung_bai
    """
    from kg_dangbo.build import build as run

    with watched(quiet) as tell:
        result = run(
            inputs,
            out,
            store=store,
            base=base,
            min_confidence=min_confidence,
            columns=columns_of(columns),
            engine=engine,
            workers=workers or os.cpu_count() or 1,
            progress=tell,
        )
    report(result, quiet)
