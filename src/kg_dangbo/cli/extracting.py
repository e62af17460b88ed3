"""`extract` and `score`: what articles state, and how well that is read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg_dangbo.cli.app import InputError, cli
from kg_dangbo.cli.console import complain
from kg_dangbo.cli.options import COLUMN, INPUTS, MIN_CONFIDENCE, columns_of
from kg_dangbo.read.errors import printable

if TYPE_CHECKING:
    from kg_dangbo.score import Score

__all__ = ["extract", "score"]


@cli.command()
@INPUTS
@MIN_CONFIDENCE
@COLUMN
@click.option("--explain", is_flag=True, help="For people: each fact with its rule and words, then what was rejected.")
@click.option("--lang", type=click.Choice(["en", "vi"]), default="en", show_default=True, help="Language of --explain.")
def extract(
    inputs: tuple[Path, ...], min_confidence: float, columns: tuple[str, ...], explain: bool, lang: str
) -> None:
    """Print the facts of some articles as JSON lines, with their evidence.

    Each line is one fact: the article's id, the kind of fact, its fields, and where the article says so (start and
    end count code points of the NFC text).

    \b
    Examples:
      kg-dangbo extract examples/tien-hai-bieu-duong-dien-hinh.txt
      kg-dangbo extract examples/ --min-confidence 0.8 | jq 'select(.fact == "award")'
      kg-dangbo extract examples/tien-hai-bieu-duong-dien-hinh.txt --explain --lang vi
    """
    from kg_dangbo.explain import explain as lines_of
    from kg_dangbo.export.facts import fact_lines
    from kg_dangbo.extract import extract as facts_of
    from kg_dangbo.read import ReadError, read_articles
    from kg_dangbo.references import confident
    from kg_dangbo.vocabulary import load_vocabulary

    vocabulary = load_vocabulary()
    failed = False
    for item in read_articles(inputs, columns_of(columns)):
        if isinstance(item, ReadError):
            failed = True
            complain([item])
            continue
        extraction = confident(facts_of(item, vocabulary, explain=explain), min_confidence)
        if explain:
            click.echo(printable(f"== {item.id}"))
        for line in lines_of(extraction, vocabulary, lang) if explain else fact_lines(extraction):
            click.echo(printable(line) if explain else line)
    if failed:
        raise click.exceptions.Exit(2)


@cli.command()
@INPUTS
@click.option(
    "-g",
    "--gold",
    multiple=True,
    required=True,
    metavar="PATH",
    type=click.Path(path_type=Path),
    help="Gold facts: a JSON file or a folder of them; may be repeated.",
)
@click.option("--errors", is_flag=True, help="List every missed and every spurious fact.")
@click.option(
    "--floors",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="JSON of lowest F1 per measure and kind; exit code 1 where one is missed.",
)
@click.option("--json", "as_json", is_flag=True, help="Print everything as JSON.")
def score(inputs: tuple[Path, ...], gold: tuple[Path, ...], errors: bool, floors: Path | None, as_json: bool) -> None:
    """Measure extraction against gold facts of your own.

    Gold is one JSON file per article, {"id": ..., "facts": [...]}, as tests/data/gold/GUIDELINES.md describes it.
    core: the fact was found; strict: every field that the gold states is right. Articles without gold are passed over.

    \b
    Examples:
      kg-dangbo score articles.jsonl --gold gold/
      kg-dangbo score articles.jsonl --gold gold/ --errors > errors.txt
      kg-dangbo score articles.jsonl --gold gold/ --floors floors.json
    """
    from kg_dangbo.extract import extract as facts_of
    from kg_dangbo.read import ReadError, read_articles
    from kg_dangbo.score import below_floors, read_gold, record
    from kg_dangbo.score import score as measure
    from kg_dangbo.vocabulary import load_vocabulary

    wanted = read_gold(gold)
    vocabulary = load_vocabulary()
    pairs, failed = [], False
    for item in read_articles(inputs):
        if isinstance(item, ReadError):
            failed = True
            complain([item])
        elif item.id in wanted:
            pairs.append((wanted.pop(item.id), facts_of(item, vocabulary)))
    if not pairs:
        raise InputError("no article has gold facts: the ids in the gold files must be those of the articles")
    if wanted:
        click.echo(printable(f"no article for the gold of {', '.join(sorted(wanted))}"), err=True)
    measured = measure(pairs, vocabulary)
    low = below_floors(measured, floors) if floors is not None else []
    if as_json:
        click.echo(json.dumps({"articles": len(pairs), **record(measured)}, ensure_ascii=False, indent=1))
    else:
        _print_score(measured, len(pairs), errors=errors)
    for line in low:
        click.echo(line, err=True)
    if failed or wanted:
        raise click.exceptions.Exit(2)
    if low:
        raise click.exceptions.Exit(1)


def _print_score(measured: Score, articles: int, *, errors: bool) -> None:
    from kg_dangbo.score import table

    if errors:
        for error in measured.errors:
            click.echo("\t".join(map(printable, error)))
    for kind, *figures in table(measured):
        click.echo(f"{kind:14}" + "".join(f"{figure:>9}" for figure in figures))
    click.echo(
        f"{articles} articles; canonical names of bodies {measured.canonical.recall:.3f}; "
        f"facts with a true quotation {measured.grounded.recall:.3f}"
    )
