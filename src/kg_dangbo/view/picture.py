"""The records of one picture: what is drawn, what is told about it, and who says so.

`facts` reads them from the quads, `layout` and `look` place and dress them, `page` writes them. Nodes, edges, facts,
articles and quotations refer to each other by their position in the picture's lists, so that the page's data are
small and every order is fixed by content.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

__all__ = ["Article", "Cell", "Edge", "Fact", "Name", "Node", "Picture", "Quotation"]


class Name(NamedTuple):
    """A name in both languages of the page; ``en`` equals ``vi`` where the data have no English one."""

    vi: str
    en: str


@dataclass(frozen=True, slots=True)
class Article:
    """A news page; ``url`` is an http or https address or "", whatever the data say."""

    iri: str
    identifier: str
    title: str
    publisher: str
    published: str
    url: str


class Quotation(NamedTuple):
    """Where an article states a fact: the article's position in the picture, the words, and what stands around them.

    ``start`` counts code points of the article's text; ``rule`` and ``confidence`` are as the data print them.
    """

    article: int
    start: int
    exact: str
    prefix: str
    suffix: str
    rule: str
    confidence: str


@dataclass(frozen=True, slots=True)
class Cell:
    """One line of a fact: a heading's key (see `static/words.json`) and either a node, a name, or plain text.

    ``date`` says that the text is an ISO date, month or year, to be printed as people write it.
    """

    key: str
    node: int | None = None
    name: Name | None = None
    text: str = ""
    date: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """One statement as the panel tells it: its kind, its lines, and its quotations.

    ``articles`` holds every article that states it, also where there is no quotation.
    """

    kind: str
    cells: tuple[Cell, ...]
    quotations: tuple[Quotation, ...]
    articles: tuple[int, ...]


@dataclass(slots=True)
class Node:
    """One thing that is drawn. ``facts`` are those told in its panel; ``degree`` counts its edges."""

    iri: str
    kind: str
    name: Name
    others: tuple[str, ...]
    articles: tuple[int, ...]
    facts: list[int] = field(default_factory=list)
    degree: int = 0


@dataclass(frozen=True, slots=True)
class Edge:
    """A line from one node to another, one for all facts of a kind; ``ended`` draws it dashed.

    ``label`` joins the roles that the facts name, "" where the kind says it all.
    """

    source: int
    target: int
    kind: str
    label: Name
    ended: bool
    facts: tuple[int, ...]
    articles: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything the page shows, in a fixed order."""

    articles: tuple[Article, ...]
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    facts: tuple[Fact, ...]
