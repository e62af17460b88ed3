"""`validate`, `check`, `view`, `report` and `export`: what is made of a graph."""

from __future__ import annotations

import json
import sys
import webbrowser
from dataclasses import asdict
from pathlib import Path

import click

from kg_dangbo.cli.app import InputError, cli
from kg_dangbo.cli.options import BUILD, DEFAULT_FOLDER, FORMATS
from kg_dangbo.read.errors import printable

__all__ = ["check", "export", "report", "validate", "view"]


@cli.command()
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--lang", type=click.Choice(["en", "vi"]), default="en", show_default=True, help="Language of messages.")
@click.option("--turtle", is_flag=True, help="Print the SHACL report itself, in Turtle.")
def validate(file: Path, lang: str, turtle: bool) -> None:
    """Validate an RDF file (Turtle, N-Quads, TriG, N-Triples) or a build against the project's shapes.

    Exit code 0: it conforms (warnings allowed); 1: it does not; 2: it cannot be read.

    \b
    Examples:
      kg-dangbo validate output/graph.nq
      kg-dangbo validate mine.ttl --turtle > report.ttl
    """
    from kg_dangbo.validate import validate_file
    from kg_dangbo.validate.report import turtle as as_turtle

    result = validate_file(file)
    if turtle:
        click.echo(as_turtle(result.report), nl=False)
    else:
        for row in result.rows:
            found = row.finding
            message = found.message_vi if lang == "vi" else found.message_en
            click.echo(printable(f"{found.severity}: {row.label}: {message} ({found.shape_name}; {found.focus})"))
    violations = sum(row.finding.severity == "violation" for row in result.rows)
    warnings = sum(row.finding.severity == "warning" for row in result.rows)
    notes = len(result.rows) - violations - warnings
    verdict = "conforms" if result.conforms else "does not conform"
    click.echo(f"{file} {verdict}: {violations} violations, {warnings} warnings, {notes} notes", err=True)
    if not result.conforms:
        raise click.exceptions.Exit(1)


@cli.command()
@click.argument("names", nargs=-1, metavar="[NAME...]")
@BUILD
@click.option("--list", "show_list", is_flag=True, help="List the checks.")
@click.option("--lang", type=click.Choice(["en", "vi"]), default="en", show_default=True, help="Language of titles.")
@click.option("--most", type=click.IntRange(0), default=50, show_default=True, help="Conflicts shown of each check.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON (the default where the output is captured).")
def check(names: tuple[str, ...], folder: Path, show_list: bool, lang: str, most: int, as_json: bool) -> None:
    """Check a build across its articles: what they state and what cannot all be true.

    Two secretaries of one committee on one day, a document older than the one that it continues, somebody active after
    death... Each conflict comes with the sentences that say so. NAME is one of the checks (--list); none means all.

    Exit code 0: no check of severity "violation" found anything; 1: one did; 2: it cannot be read.

    \b
    Examples:
      kg-dangbo check
      kg-dangbo check two-holders two-dates -b output/may --json
    """
    from kg_dangbo.report.checks import check as run
    from kg_dangbo.report.checks import load_checks

    as_json = as_json or not sys.stdout.isatty()
    if show_list:
        for query in load_checks():
            click.echo(f"{query.severity:9} {query.name:30} {query.title_vi if lang == 'vi' else query.title_en}")
        return
    done = run(folder, names, most)
    if as_json:
        rows = [
            {
                "check": one.check.name,
                "severity": one.severity,
                "title": one.check.title_vi if lang == "vi" else one.check.title_en,
                "count": one.count,
                "conflicts": [asdict(conflict) for conflict in one.conflicts],
            }
            for one in done
        ]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    else:
        for one in done:
            click.echo(f"{one.severity}: {one.check.title_vi if lang == 'vi' else one.check.title_en}: {one.count}")
            for conflict in one.conflicts:
                click.echo(printable(f"  {conflict.where or conflict.focus}"))
                for said in conflict.statements:
                    click.echo(printable(f"    {said.said} ({said.article}): {said.quotation}"))
    grave = sum(one.count for one in done if one.severity == "violation")
    others = sum(one.count for one in done) - grave
    click.echo(f"{folder}: {grave} conflicts, {others} doubtful, in {len(done)} checks", err=True)
    if grave:
        raise click.exceptions.Exit(1)


@cli.command()
@click.argument("folder", default=DEFAULT_FOLDER, metavar="[DIR]", type=click.Path(path_type=Path))
@click.option("-o", "--output", "out", metavar="FILE", type=click.Path(path_type=Path), help="Where to write the page.")
@click.option("--no-open", is_flag=True, help="Write the page and print its path; do not open a browser.")
def view(folder: Path, out: Path | None, no_open: bool) -> None:
    """Open the interactive page of a build (default: output), or make one from an RDF file.

    The page is one file that needs no network: send it, archive it, open it anywhere.

    \b
    Examples:
      kg-dangbo view
      kg-dangbo view output/may --no-open
      kg-dangbo view mine.nq -o mine.html
    """
    source = folder / "graph.nq" if folder.is_dir() else folder
    if not source.is_file():
        raise InputError(f"{source}: no such file; build one with: kg-dangbo build INPUT... -o {folder}")
    page = out or (folder / "graph.html" if folder.is_dir() else folder.with_suffix(".html"))
    if out is not None or not page.is_file() or not folder.is_dir():
        from kg_dangbo.view import write_page

        write_page(source, page)
    click.echo(page)
    if not no_open:
        webbrowser.open(page.resolve().as_uri())


@cli.command()
@click.argument("folder", default=DEFAULT_FOLDER, metavar="[DIR]", type=click.Path(path_type=Path))
@click.option("-o", "--output", "out", metavar="FILE", type=click.Path(path_type=Path), help="Where to write the page.")
@click.option("--open", "show", is_flag=True, help="Open the page in a browser.")
def report(folder: Path, out: Path | None, show: bool) -> None:
    """Write the report on the corpus of a build (default: output) and print the page's path.

    Counts by kind, year, publisher and province, what is named most, how much evidence there is, conflicts between
    articles, what is unresolved, and what the gate found. The page is one file that needs no network.

    \b
    Examples:
      kg-dangbo report
      kg-dangbo report output/may -o may.html --open
    """
    from kg_dangbo.report import write_report

    page = write_report(
        folder, out or (folder / "report.html" if folder.is_dir() else folder.with_suffix(".report.html"))
    )
    click.echo(page)
    if show:
        webbrowser.open(page.resolve().as_uri())


@cli.command()
@click.argument("format", metavar="FORMAT", type=click.Choice(FORMATS))
@BUILD
@click.option("-o", "--output", "out", metavar="FILE", type=click.Path(path_type=Path), help="Where to write.")
def export(format: str, folder: Path, out: Path | None) -> None:
    """Write a build in another format and print the names of the files.

    \b
    RDF with one graph per article:  nq (N-Quads), trig (TriG)
    RDF, the merged view:            ttl (Turtle), jsonld, annotated (Turtle 1.2: facts about triples)
    The network of things:           graphml (yEd, networkx), gexf (Gephi), neo4j (for neo4j-admin)
    Two tables, things and facts:    csv (spreadsheets), parquet
    For catalogues (VoID, DCAT):     dataset

    Builds may be larger than the memory, but for graphml and gexf, which are refused where no program would open them.

    Without -o the file is graph.FORMAT in the folder of the build (graph-annotated.ttl, dataset.ttl), and tables go to
    tables/ and neo4j/ there.

    \b
    Examples:
      kg-dangbo export trig
      kg-dangbo export gexf -b output/may -o may.gexf
      kg-dangbo export neo4j && neo4j-admin database import full --nodes=output/neo4j/entities.csv \\
        --nodes=output/neo4j/articles.csv --relationships=output/neo4j/relations.csv \\
        --relationships=output/neo4j/names.csv
    """
    from kg_dangbo.export import default_target
    from kg_dangbo.export import export as write

    target = out or default_target(format, folder if folder.is_dir() else folder.parent)
    for path in write(folder, format, target):
        click.echo(path)
