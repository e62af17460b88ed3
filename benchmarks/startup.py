"""How long until the first article can be read? In fresh processes, without and with the cache of the vocabulary.

    python benchmarks/startup.py [--rounds 5] [--imports 10]

Each figure is the median of processes that begin anew and do nothing else: import the library, load the vocabulary with
its places, extract one short article (this compiles the word lists), extract it again. Three ways:

* off: the cache is off (``KG_DANGBO_CACHE=off``), every start parses `ontology/`;
* first: the cache is empty, so the start parses and writes it;
* warm: every later start.

The bytecode of Python is compiled beforehand into a folder of its own, as it is in an installed wheel. Everything is
written to a temporary folder. ``--imports N`` adds the N modules that cost most of their own time when imported.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

CHILD = """
import time
start = time.perf_counter()
import kg_dangbo.extract
imported = time.perf_counter()
vocabulary = kg_dangbo.load_vocabulary()
assert len(vocabulary.places)
loaded = time.perf_counter()
text = "Sáng 12/5, Huyện ủy Bình Lục tổ chức hội nghị. Đồng chí Nguyễn Văn An, Bí thư Huyện ủy, chủ trì hội nghị."
article = kg_dangbo.Article(id="a", text=text)
assert kg_dangbo.extract_facts(article, vocabulary).facts
first = time.perf_counter()
kg_dangbo.extract_facts(article, vocabulary)
second = time.perf_counter()
import json
print(json.dumps([imported - start, loaded - imported, first - loaded, second - first, first - start]))
"""
COLUMNS = ("import", "vocabulary", "first article", "second article", "ready", "process")
CACHE = "KG_DANGBO_CACHE"


def child(environment: dict[str, str]) -> list[float]:
    """The figures of one fresh process in milliseconds; the last is its whole life, interpreter included."""
    begin = time.perf_counter()
    done = subprocess.run([sys.executable, "-c", CHILD], env=environment, capture_output=True, text=True, check=True)
    life = time.perf_counter() - begin
    return [seconds * 1000 for seconds in (*json.loads(done.stdout), life)]


def slowest_imports(environment: dict[str, str], number: int) -> list[tuple[float, str]]:
    """(milliseconds of its own, module), the slowest first."""
    command = [sys.executable, "-X", "importtime", "-c", "import kg_dangbo.extract"]
    report = subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stderr
    rows = [line.removeprefix("import time:").split("|") for line in report.splitlines() if line.count("|") == 2]
    found = [(int(own) / 1000, name.strip()) for own, _, name in rows if own.strip().isdigit()]
    return sorted(found, reverse=True)[:number]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--imports", type=int, default=0, metavar="N")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
        environment |= {"PYTHONPYCACHEPREFIX": str(Path(folder, "bytecode")), CACHE: "off", "PYTHONUTF8": "1"}
        child(environment)  # compiles the bytecode
        shared = str(Path(folder, "shared"))
        child(environment | {CACHE: shared})
        rounds: dict[str, list[list[float]]] = {"off": [], "first": [], "warm": []}
        for number in range(arguments.rounds):  # the ways take turns: a busy moment then hurts all of them
            caches = {"off": "off", "first": str(Path(folder, f"empty-{number}")), "warm": shared}
            for way, cache in caches.items():
                rounds[way].append(child(environment | {CACHE: cache}))
        print(
            f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores, milliseconds, medians\n"
        )
        print("| cache | " + " | ".join(COLUMNS) + " |\n|---|" + "---:|" * len(COLUMNS))
        for way, figures in rounds.items():
            print(f"| {way} | " + " | ".join(f"{statistics.median(c):,.0f}" for c in zip(*figures, strict=True)) + " |")
        if arguments.imports:
            print("\n| module | ms of its own |\n|---|---:|")
            for own, name in slowest_imports(environment, arguments.imports):
                print(f"| `{name}` | {own:.1f} |")


if __name__ == "__main__":
    main()
