"""Write what docs/ takes from the code: docs/cli.md from the help of every verb, docs/questions.md from queries/,
and docs/checks.md from queries/checks/.

    python tools/make_docs.py

A test compares the files with what this would write, so that they cannot drift.
"""

from __future__ import annotations

from pathlib import Path

import click

from kg_dangbo.cli import cli
from kg_dangbo.query import load_queries
from kg_dangbo.report.checks import load_checks

DOCS = Path(__file__).resolve().parent.parent / "docs"


def help_of(command: click.Command, name: str, parent: click.Context | None = None) -> str:
    """The help text of a command as a terminal of 100 columns shows it."""
    names = ["-h", "--help"]
    context = click.Context(
        command, info_name=name, parent=parent, terminal_width=100, max_content_width=100, help_option_names=names
    )
    return command.get_help(context)


def cli_page() -> str:
    """docs/cli.md."""
    root = click.Context(cli, info_name="kg-dangbo")
    parts = [
        "# The command line",
        "Generated from `--help` by `make docs`; do not edit.",
        f"```text\n{help_of(cli, 'kg-dangbo')}\n```",
    ]
    for name in sorted(cli.commands):
        parts += [f"## `kg-dangbo {name}`", f"```text\n{help_of(cli.commands[name], name, root)}\n```"]
    return "\n\n".join(parts) + "\n"


def questions_page() -> str:
    """docs/questions.md."""
    lines = [
        "# The competency questions",
        "",
        "Generated from `queries/*.rq` by `make docs`; do not edit. Ask one with `kg-dangbo query NAME`.",
        "",
        "| name | question | câu hỏi |",
        "|---|---|---|",
    ]
    lines += [f"| [`{q.name}`](../queries/{q.name}.rq) | {q.title_en} | {q.title_vi} |" for q in load_queries()]
    return "\n".join(lines) + "\n"


def checks_page() -> str:
    """docs/checks.md."""
    lines = [
        "# The checks across articles",
        "",
        "Generated from `queries/checks/*.rq` by `make docs`; do not edit. Run them with `kg-dangbo check`.",
        "",
        "| name | severity | what cannot all be true | điều không thể cùng đúng |",
        "|---|---|---|---|",
    ]
    for q in load_checks():
        lines.append(f"| [`{q.name}`](../queries/checks/{q.name}.rq) | {q.severity} | {q.title_en} | {q.title_vi} |")
    return "\n".join(lines) + "\n"


PAGES = {"cli.md": cli_page, "questions.md": questions_page, "checks.md": checks_page}


def main() -> None:
    for name, page in PAGES.items():
        (DOCS / name).write_text(page(), encoding="utf-8")
        print(f"wrote docs/{name}")


if __name__ == "__main__":
    main()
