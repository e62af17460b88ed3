"""How long the competency questions take in a build's store: each about one person or body, and about everything.

    python benchmarks/questions.py OUTPUT [--seconds 60] [--one]

A question about one is what people ask: its ``?person``, ``?organization`` and the like are bound to names that one
article of the store has. Each question runs in a process of its own, opening of the store not counted, and is
given up after ``--seconds``. With ``--one`` nothing is asked about everything.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
from pathlib import Path

from kg_dangbo.query import load_queries

__all__ = ["Times", "names", "times"]

Times = dict[str, tuple[float | None, float | None]]  # question -> seconds about one and about all; None: given up

# what a variable of a question is called -> where its value is found in the graph of one article
_NAMED = {
    "person": "?x a foaf:Person ; foaf:name ?v . ?h org:member ?x ; org:organization ?b",
    "name": "?x a foaf:Person ; foaf:name ?v . ?h org:member ?x",
    "organization": "?h org:organization ?x ; org:member ?m . ?x skos:prefLabel ?v",
    "title": "?x a dangbo:PolicyDocument ; dcterms:title ?v",
}
_NAMED |= dict.fromkeys(("top", "child", "grantor", "organizer"), _NAMED["organization"])
_NAMED |= dict.fromkeys(("source", "origin"), _NAMED["title"])

_COUNTED = re.compile(r"\((?:[^()]|\([^()]*\))*\)")  # what a question counts is not what it is about

_ASK = """
import json, sys, time
from pathlib import Path
from kg_dangbo.query import find_query, opened, run_query
folder, name, bindings = Path(sys.argv[1]), sys.argv[2], json.loads(sys.argv[3])
with opened(folder) as store:
    begin = time.perf_counter()
    rows = run_query(store, find_query(name) if "{" not in name else name, bindings).rows
    print(json.dumps([time.perf_counter() - begin, rows[:1]]))
"""


def _ask(folder: Path, name: str, bindings: dict[str, str], seconds: float) -> tuple[float | None, list[list[str]]]:
    command = [sys.executable, "-c", _ASK, str(folder), name, json.dumps(bindings)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=seconds, check=True)
    except subprocess.TimeoutExpired:
        return None, []
    spent, rows = json.loads(done.stdout)
    return spent, rows


# a post that an article attests on a day: body, role and day in one
_POST = """
SELECT ?organization ?role ?day WHERE {
  GRAPH <%s> { ?h org:organization ?x ; org:role ?r ; dangbo:attestedOn ?day . ?x skos:prefLabel ?organization }
  ?r skos:prefLabel ?role FILTER (lang(?role) = "vi")
} ORDER BY ?organization ?role ?day LIMIT 1
"""


def names(folder: Path, graph: str) -> dict[str, str]:
    """Variable -> a name that the article with this graph has for it."""
    found = {}
    for variable, pattern in _NAMED.items():
        _, rows = _ask(folder, f"SELECT ?v WHERE {{ GRAPH <{graph}> {{ {pattern} }} }} ORDER BY ?v LIMIT 1", {}, 600)
        if rows:
            found[variable] = rows[0][0]
    return found


def times(folder: Path, graph: str, seconds: float, *, everything: bool = True) -> Times:
    """Seconds of each question; one that names nobody has the same time for one and for all.

    Without ``everything`` questions that can be about one are not asked about all.
    """
    known = names(folder, graph)
    _, posts = _ask(folder, _POST % graph, {}, 600)
    post = dict(zip(("organization", "role", "day"), posts[0], strict=True)) if posts else {}
    found: Times = {}
    for query in load_queries():
        # one name is enough: two of one article need not stand in one answer
        head = query.text[query.text.index("SELECT") : query.text.index("{")]
        asked = re.findall(r"\?(\w+)", _COUNTED.sub("", head))
        bound = next(({word: known[word]} for word in known if word in asked), {})
        if query.name == "article-facts":
            bound = {"graph": f"<{graph}>"}
        elif query.name == "post-on-date":
            bound = post
        every = _ask(folder, query.name, {}, seconds)[0] if everything or not bound else None
        found[query.name] = (_ask(folder, query.name, bound, seconds)[0] if bound else every, every)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--one", action="store_true")
    options = parser.parse_args()
    _, rows = _ask(options.folder, "SELECT ?a WHERE { ?a a schema:NewsArticle } LIMIT 1", {}, 600)
    print(table(times(options.folder, rows[0][0], options.seconds, everything=not options.one), one=options.one))


def table(found: Times, *, one: bool = False) -> str:
    """The times as a table in Markdown, the slowest first; with ``one`` only those about one."""
    heads = ("question", "about one, s", "about all, s")
    lines = [f"| {' | '.join(heads[: 3 - one])} |", "|---" + "|---:" * (2 - one) + "|"]
    for name, pair in sorted(found.items(), key=lambda item: tuple(-1e9 if x is None else -x for x in item[1])):
        cells = ["given up" if x is None else f"{x:.2f}" for x in pair[: 2 - one]]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
