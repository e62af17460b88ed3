"""The command line: thin verbs over the library. They parse, call, print.

Data goes to stdout, everything else to stderr. Exit codes: 0 fine, 1 the data do not conform, 2 wrong usage or an input
that cannot be read, 70 a fault of the program.
"""

from __future__ import annotations

import csv
import difflib
import json
import logging
import os
import re
import signal
import sys
import webbrowser
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

import kg_dangbo
from kg_dangbo.read.errors import printable

if TYPE_CHECKING:
    from rich.console import Console

    from kg_dangbo.build import BuildResult
    from kg_dangbo.query import Table
    from kg_dangbo.read import ReadError

__all__ = ["cli", "main"]

FORMATS: Final = ("nq", "ttl", "trig", "jsonld", "graphml", "gexf", "csv")  # kg_dangbo.export.FORMATS, tested
DEFAULT_FOLDER: Final = "output"
DEFAULT_BASE: Final = "https://w3id.org/kg-dangbo/id/"  # kg_dangbo.graph.DEFAULT_BASE, tested; graph/ is slow to import
ENGINES: Final = ("auto", "pyshacl", "shifty")  # kg_dangbo.validate.engine.ENGINES, tested
_INPUTS: Final = click.argument("inputs", nargs=-1, required=True, metavar="INPUT...", type=click.Path(path_type=Path))
_BUILD: Final = click.option(
    "-b",
    "--build",
    "folder",
    default=DEFAULT_FOLDER,
    show_default=True,
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Folder of a build, or one RDF file.",
)


class _Fault(click.ClickException):
    """A fault of the program itself."""

    exit_code = 70


class _InputError(click.ClickException):
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
                raise _InputError(message) from error
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
    cli(prog_name="kg-dangbo")


# -- build and extract ---------------------------------------------------------------------------------


@cli.command()
@_INPUTS
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
@click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    default=0.0,
    metavar="C",
    help="Leave out facts whose best evidence is below C (0 to 1).",
)
@click.option(
    "--engine",
    type=click.Choice(ENGINES),
    default="auto",
    show_default=True,
    help="Who runs the shapes; auto takes the fast one where it is installed. The outcome is the same.",
)
@click.option("-q", "--quiet", is_flag=True, help="Print errors only.")
def build(inputs: tuple[Path, ...], out: Path, base: str, min_confidence: float, engine: str, quiet: bool) -> None:
    """Build the knowledge graph of some articles.

    INPUT: files and folders of .txt, .html/.htm and .jsonl (one object per line: text, and where known id, title, url,
    publisher, published). UTF-8, UTF-16 and windows-1258 are recognised. A file that cannot be read is named with the
    reason, the rest goes on, and the exit code is 2.

    Facts that break a shape are set aside in quarantine.ttl and counted; the rest is written. The same articles give
    the same bytes, in whatever order they are named.

    \b
    Examples:
      kg-dangbo build examples/
      kg-dangbo build news.jsonl saved-pages/ -o output/may
      kg-dangbo build examples/ --min-confidence 0.8
    """
    from kg_dangbo.build import NothingToBuildError
    from kg_dangbo.build import build as run

    console = _stderr()
    try:
        with console.status("reading") as status:
            result = run(
                inputs,
                out,
                base=base,
                min_confidence=min_confidence,
                engine=engine,
                progress=lambda what, done: status.update(f"{done} articles, {_escape(what)}"),
            )
    except NothingToBuildError as error:
        _complain(error.errors)
        raise _InputError(str(error)) from error
    _complain(result.errors)
    if not quiet:
        _summary(result)
    if result.errors:
        raise click.exceptions.Exit(2)


@cli.command()
@_INPUTS
def extract(inputs: tuple[Path, ...]) -> None:
    """Print the facts of some articles as JSON lines, with their evidence.

    Each line is one fact: the article's id, the kind of fact, its fields, and where the article says so (start and
    end count code points of the NFC text).

    \b
    Examples:
      kg-dangbo extract examples/tien-hai-bieu-duong-dien-hinh.txt
      kg-dangbo extract examples/ | jq 'select(.fact == "award")'
    """
    from kg_dangbo.export.facts import fact_lines
    from kg_dangbo.extract import extract as facts_of
    from kg_dangbo.read import ReadError, read_articles
    from kg_dangbo.vocabulary import load_vocabulary

    vocabulary = load_vocabulary()
    failed = False
    for item in read_articles(inputs):
        if isinstance(item, ReadError):
            failed = True
            _complain([item])
            continue
        for line in fact_lines(facts_of(item, vocabulary)):
            click.echo(line)
    if failed:
        raise click.exceptions.Exit(2)


# -- query ---------------------------------------------------------------------------------------------


@cli.command()
@click.argument("question", required=False, metavar="[NAME|FILE.rq|-]")
@_BUILD
@click.option("--list", "show_list", is_flag=True, help="List the questions that come with the project.")
@click.option(
    "-s",
    "--set",
    "bindings",
    multiple=True,
    metavar="VARIABLE=LABEL",
    help="Fix a variable to a Vietnamese label, e.g. top='Tỉnh ủy Hà Nam'; may be repeated.",
)
@click.option("--table", "form", flag_value="table", help="Print a table (the default on a terminal).")
@click.option("--json", "form", flag_value="json", help="Print JSON (the default where the output is captured).")
@click.option("--csv", "form", flag_value="csv", help="Print CSV.")
def query(question: str | None, folder: Path, show_list: bool, bindings: tuple[str, ...], form: str | None) -> None:
    """Ask a build a question in SPARQL.

    NAME is one of the questions that come with the project (--list), FILE.rq any SPARQL 1.1 query, and - reads one
    from standard input. The project's prefixes need not be declared. The default graph is the merged view; each
    article's own statements stand in the graph named by the article: GRAPH ?article { ... }.

    \b
    Examples:
      kg-dangbo query --list
      kg-dangbo query posts-held --csv > posts.csv
      kg-dangbo query bodies-below --set top='Tỉnh ủy Thái Bình'
      echo 'SELECT ?name { ?p a foaf:Person ; foaf:name ?name }' | kg-dangbo query -
    """
    from kg_dangbo.query import Table, load_queries, open_store, run_query

    form = form or ("table" if sys.stdout.isatty() else "json")
    if show_list:
        _print(Table(("name", "vi", "en"), tuple((q.name, q.title_vi, q.title_en) for q in load_queries())), form)
        return
    if question is None:
        raise click.UsageError("name a question, a file or -; see: kg-dangbo query --list")
    fixed = dict(_binding(text) for text in bindings)
    text = _question(question)
    store = open_store(folder)
    # Oxigraph does not look at signals while it evaluates: let Ctrl-C end the process at once
    before = signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        answer = run_query(store, text, fixed)
    finally:
        signal.signal(signal.SIGINT, before)
    _print(answer, form)


def _binding(text: str) -> tuple[str, str]:
    variable, sign, label = text.partition("=")
    if not sign or not re.fullmatch(r"[?$]?\w+", variable):
        raise click.UsageError(f"--set wants VARIABLE=LABEL, not {text!r}")
    return variable.lstrip("?$"), label


def _question(question: str) -> str:
    """The SPARQL text behind the argument of `query`."""
    from kg_dangbo.query import load_queries

    if question == "-":
        return sys.stdin.buffer.read().decode("utf-8")
    if question.endswith(".rq") or os.sep in question:
        return Path(question).read_text(encoding="utf-8")
    known = {query.name: query.text for query in load_queries()}
    if question not in known:
        near = difflib.get_close_matches(question, known, n=3, cutoff=0.4)
        hint = f"did you mean {', '.join(near)}?" if near else "see: kg-dangbo query --list"
        raise _InputError(f"no question is called {question!r}; {hint}")
    return known[question]


def _print(answer: Table, form: str) -> None:
    if form == "json":
        rows = [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    elif form == "csv":
        from kg_dangbo.export.tables import safe_cell

        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(answer.columns)
        # a number is no formula, whatever its sign
        writer.writerows([c if _is_number(c) else safe_cell(c or "") for c in row] for row in answer.rows)
    else:
        _print_table(answer)


def _is_number(cell: str | None) -> bool:
    return cell is not None and re.fullmatch(r"[+-]?\d+(\.\d+)?", cell) is not None


def _print_table(answer: Table) -> None:
    from rich.console import Console
    from rich.table import Table as RichTable
    from rich.text import Text

    from kg_dangbo.graph.terms import prefixes

    def cell(value: str | None) -> Text:
        for prefix, namespace in prefixes(DEFAULT_BASE).items():
            if value and value.startswith(namespace):
                value = f"{prefix}:{value[len(namespace) :]}"
        return Text(printable(value or ""))  # never markup: it is what an article printed

    table = RichTable()
    for index, column in enumerate(answer.columns):
        numbers = bool(answer.rows) and all(_is_number(row[index]) for row in answer.rows)
        table.add_column(Text(column), overflow="fold", justify="right" if numbers else "left")
    for row in answer.rows:
        table.add_row(*map(cell, row))
    Console(file=sys.stdout).print(table)
    click.echo(f"{len(answer.rows)} rows", err=True)


# -- validate, view, export ----------------------------------------------------------------------------


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
        raise _InputError(f"{source}: no such file; build one with: kg-dangbo build INPUT... -o {folder}")
    page = out or (folder / "graph.html" if folder.is_dir() else folder.with_suffix(".html"))
    if out is not None or not page.is_file() or not folder.is_dir():
        from kg_dangbo.view import write_page

        write_page(source, page)
    click.echo(page)
    if not no_open:
        webbrowser.open(page.resolve().as_uri())


@cli.command()
@click.argument("format", metavar="FORMAT", type=click.Choice(FORMATS))
@_BUILD
@click.option("-o", "--output", "out", metavar="FILE", type=click.Path(path_type=Path), help="Where to write.")
def export(format: str, folder: Path, out: Path | None) -> None:
    """Write a build in another format and print the names of the files.

    \b
    RDF with one graph per article:  nq (N-Quads), trig (TriG)
    RDF, the merged view:            ttl (Turtle), jsonld
    The network of things:           graphml (yEd, networkx), gexf (Gephi)
    Two tables, things and facts:    csv (a folder)

    Without -o the file is graph.FORMAT in the folder of the build, and the tables go to tables/ there.

    \b
    Examples:
      kg-dangbo export trig
      kg-dangbo export gexf -b output/may -o may.gexf
    """
    from kg_dangbo.export import export as write

    folder_of = folder if folder.is_dir() else folder.parent
    target = out or folder_of / ("tables" if format == "csv" else f"graph.{format}")
    for path in write(folder, format, target):
        click.echo(path)


# -- what goes to stderr -------------------------------------------------------------------------------


def _stderr() -> Console:
    """A console on stderr; rich shows a spinner there only where it is a terminal."""
    from rich.console import Console

    return Console(stderr=True, highlight=False, markup=False)


def _escape(text: str) -> str:
    from rich.markup import escape

    return escape(printable(text))


def _complain(errors: Iterable[ReadError]) -> None:
    for error in errors:
        click.echo(f"not read: {error}", err=True)


def _summary(result: BuildResult) -> None:
    facts = sum(result.facts.values())
    click.echo(f"{result.articles} articles, {facts} facts", err=True)
    for kind, count in result.facts.items():
        click.echo(f"  {count:6}  {kind}", err=True)
    if result.quarantined:
        click.echo(f"{result.quarantined} facts break a shape and were set aside: quarantine.ttl", err=True)
    if result.warnings or result.notes:
        click.echo(
            f"{result.warnings} warnings and {result.notes} notes on what was printed: validation.html", err=True
        )
    click.echo(
        f"The graph: {result.folder / 'graph.html'} (open it in a browser), graph.ttl, graph.nq, graph.jsonld", err=True
    )
