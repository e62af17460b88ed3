"""`same`, `different`, `undecide`, `review`: what people decide about who is who in a store."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg_dangbo.cli.app import InputError, cli
from kg_dangbo.cli.console import escape_markup
from kg_dangbo.cli.options import BUILD_FOLDER, DEFAULT_BASE, STORE

if TYPE_CHECKING:
    from kg_dangbo.resolve import Identities, VerdictLog

__all__ = ["different", "review", "same", "undecide"]

_LEDGER = "ledger.db"  # as kg_dangbo.store.store names it
_WHO = click.option("--who", default="", metavar="NAME", help="Who decides.")
_WHY = click.option("--why", default="", metavar="TEXT", help="What the decision rests on.")
_A = click.argument("a", metavar="A")
_B = click.argument("b", metavar="B")


@cli.command()
@_A
@_B
@BUILD_FOLDER
@STORE
@_WHO
@_WHY
def same(a: str, b: str, folder: Path, store: Path | None, who: str, why: str) -> None:
    """Decide that A and B are one person, body or document.

    A and B are IRIs of a build, the keys that `review` prints, or KEY@ARTICLE for what one article names. The verdict
    is appended to verdicts.jsonl in the store, holds in every later build and wins over whatever the rules say.

    \b
    Examples:
      kg-dangbo same 'person|giàng a páo|huyện ủy trạm tấu|yên bái' \\
        'person|giàng a páo|ban dân vận tỉnh ủy yên bái|yên bái' --who An --why 'one career'
    """
    _decide(_store(folder, store), a, b, "same", who, why)


@cli.command()
@_A
@_B
@BUILD_FOLDER
@STORE
@_WHO
@_WHY
def different(a: str, b: str, folder: Path, store: Path | None, who: str, why: str) -> None:
    """Decide that A and B are two things, see `same`.

    \b
    Examples:
      kg-dangbo different 'person|nguyễn văn hùng|huyện ủy bình lục|hà nam' \\
        'person|nguyễn văn hùng|huyện ủy kim bảng|hà nam'
    """
    _decide(_store(folder, store), a, b, "different", who, why)


@cli.command()
@_A
@_B
@BUILD_FOLDER
@STORE
def undecide(a: str, b: str, folder: Path, store: Path | None) -> None:
    """Take back what was decided about A and B, see `same`.

    \b
    Examples:
      kg-dangbo undecide 'person|nguyễn văn hùng|huyện ủy bình lục|hà nam' \\
        'person|nguyễn văn hùng|huyện ủy kim bảng|hà nam'
    """
    _decide(_store(folder, store), a, b, "undecided", "", "")


@cli.command()
@BUILD_FOLDER
@STORE
@click.option("-n", "--limit", default=20, show_default=True, type=click.IntRange(1), help="How many pairs.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON lines (the default where the output is captured).")
def review(folder: Path, store: Path | None, limit: int, as_json: bool) -> None:
    """List the pairs that the rules leave open, the most valuable first.

    A pair is worth more the more often both are named, then the likelier it is. Decide with `same` and `different`.

    \b
    Examples:
      kg-dangbo review
      kg-dangbo review -n 500 --json > open.jsonl
    """
    with _identities(_store(folder, store)) as identities:
        pairs = identities.review(limit)
    if as_json or not sys.stdout.isatty():
        for d in pairs:
            row = {"a": d.a, "b": d.b, "score": d.score, "rule": d.rule, "mentions": d.weight}
            click.echo(json.dumps(row, ensure_ascii=False))
        return
    from rich.console import Console
    from rich.table import Table

    table = Table("mentions", "score", "rule", "A", "B", show_lines=True)
    for d in pairs:
        table.add_row(str(d.weight), f"{d.score:.2f}", d.rule, escape_markup(d.a), escape_markup(d.b))
    Console().print(table)


def _log(folder: Path) -> VerdictLog:
    from kg_dangbo.resolve.corpus import VERDICTS
    from kg_dangbo.resolve.verdicts import VerdictLog

    return VerdictLog(folder / VERDICTS)


def _identities(folder: Path) -> Identities:
    from kg_dangbo.resolve import Identities, NameShares
    from kg_dangbo.vocabulary import load_vocabulary

    return Identities(folder / _LEDGER, NameShares(load_vocabulary()))


def _store(folder: Path, store: Path | None) -> Path:
    """The store's own folder: the one named, else ``folder``, or the one that a build makes in it."""
    for place in (store,) if store is not None else (folder, folder / "store"):
        if (place / _LEDGER).is_file():
            return place
    raise InputError(f"{store or folder} holds no store; make one with: kg-dangbo build INPUT... -o {folder}")


def _decide(folder: Path, a: str, b: str, verdict: str, who: str, why: str) -> None:
    if "://" in a or "://" in b:
        with _identities(folder) as identities:
            a, b = (_key(identities, x) for x in (a, b))
    made = _log(folder).add(a, b, verdict, who, why)
    click.echo(f"{made.verdict}: {made.a} / {made.b}; the next build or add goes by it", err=True)


def _key(identities: Identities, name: str) -> str:
    """The key behind an IRI; other names are keys already."""
    from kg_dangbo.graph.iri import Minter
    from kg_dangbo.resolve.between import iri_of

    if "://" not in name:
        return name
    local = name.strip("<>").rsplit("/", 1)[-1]
    mint = Minter(name.strip("<>").removesuffix(local) or DEFAULT_BASE)
    for key in identities.every_key():
        if iri_of(mint, key).endswith("/" + local):
            return key
    raise InputError(f"nothing in the store has the IRI {name}")
