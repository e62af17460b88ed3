"""`query`: questions to a build, and their answers as table, JSON or CSV."""

from __future__ import annotations

import csv
import difflib
import json
import os
import re
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg_dangbo.cli.app import InputError, cli
from kg_dangbo.cli.options import BUILD, DEFAULT_BASE
from kg_dangbo.read.errors import printable

if TYPE_CHECKING:
    from kg_dangbo.query import Table

__all__ = ["query"]


@cli.command()
@click.argument("question", required=False, metavar="[NAME|FILE.rq|-]")
@BUILD
@click.option("--list", "show_list", is_flag=True, help="List the questions that come with the project.")
@click.option(
    "-s",
    "--set",
    "bindings",
    multiple=True,
    metavar="VARIABLE=LABEL",
    help="Fix a variable to a Vietnamese label, e.g. top='Tỉnh ủy Hà Nam', or to an IRI or a literal as N-Triples "
    "writes them, e.g. graph='<https://…>' or article='\"bai-01\"'; may be repeated.",
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
    from kg_dangbo.query import Table, load_queries, opened, run_query

    form = form or ("table" if sys.stdout.isatty() else "json")
    if show_list:
        _print(Table(("name", "vi", "en"), tuple((q.name, q.title_vi, q.title_en) for q in load_queries())), form)
        return
    if question is None:
        raise click.UsageError("name a question, a file or -; see: kg-dangbo query --list")
    fixed = dict(_binding(text) for text in bindings)
    text = _question(question)
    with opened(folder) as store:
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
        raise InputError(f"no question is called {question!r}; {hint}")
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
