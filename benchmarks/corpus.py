"""Building a corpus: time, memory and disk by stage, for corpora of several sizes.

    python benchmarks/corpus.py 1000 10000 [--workers 2] [--engine auto] [--articles FILE.jsonl] [--keep DIR]

For each number N: build N generated articles (`generator.py`) into a fresh folder in a process of its own, then add one
article and remove one by the command. Prints one table row for each N: wall-clock and processor time of all processes,
per article; the time of the stages; peak memory of all processes together; sizes on disk. Run it on a machine that
does nothing else; on a busy one the processor times still mean something. With ``--questions SECONDS`` every
competency question is asked then (`questions.py`), and given up after so long.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from questions import table, times

from kg_dangbo.graph import article_iri

HERE = Path(__file__).resolve().parent
STAGES = ("extracting", "resolving", "checking", "storing", "writing")

# Runs in the measured process: a build whose progress callback notes when each stage was last heard of. The processor
# time of a stage is that of this process and of its workers; new articles are loaded while others are checked.
BUILD = """
import json, os, sys, time
from pathlib import Path
from kg_dangbo.build import build

def used():
    ticks = 0
    for task in Path("/proc/self/task").iterdir():
        try:
            for child in (task / "children").read_text().split():
                ticks += sum(map(int, Path(f"/proc/{child}/stat").read_text().rpartition(")")[2].split()[11:15]))
        except OSError:
            pass  # a thread or a child that has just ended
    ticks += sum(map(int, Path("/proc/self/stat").read_text().rpartition(")")[2].split()[11:15]))
    return ticks / os.sysconf("SC_CLK_TCK")

def main():
    news, out, workers, engine = sys.argv[1:]
    wall, cpu, spent, last = time.perf_counter(), used(), {}, None
    def tell(step, done, total):
        nonlocal wall, cpu, last
        if step == last and time.perf_counter() < wall + 0.2:
            return  # to ask costs something
        before, (wall, cpu) = (wall, cpu), (time.perf_counter(), used())
        known = spent.setdefault(step, [0, 0])
        known[0] += wall - before[0]
        known[1] += cpu - before[1]
        last = step
    result = build([news], out, workers=int(workers), engine=engine, progress=tell)
    tell("writing", 1, 1)
    print(json.dumps({"stages": spent, "articles": result.articles, "facts": sum(result.facts.values())}))

if __name__ == "__main__":
    main()
"""


def memory_of(root: int) -> int:
    """Resident bytes of a process and its descendants, shared pages counted each time (an upper bound)."""
    children: dict[int, list[int]] = {}
    sizes: dict[int, int] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
                sizes[int(entry.name)] = int((entry / "statm").read_text().split()[1]) * resource.getpagesize()
            except (OSError, IndexError):
                continue  # it has just ended
            children.setdefault(parent, []).append(int(entry.name))
    total, waiting = 0, [root]
    while waiting:
        process = waiting.pop()
        total += sizes.get(process, 0)
        waiting += children.get(process, [])
    return total


def watched(command: list[str]) -> tuple[str, float, float, int]:
    """Output, wall-clock seconds, processor seconds of all processes, and peak memory of a command."""
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    peak, over = 0, threading.Event()

    def look() -> None:
        nonlocal peak
        while not over.wait(0.25):
            peak = max(peak, memory_of(process.pid))

    watcher = threading.Thread(target=look)
    watcher.start()
    output, _ = process.communicate()
    over.set()
    watcher.join()
    if process.returncode:
        raise SystemExit(f"{command[:4]} ended with {process.returncode}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return output, time.perf_counter() - started, used, peak


def size(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def generated(count: int, folder: Path) -> Path:
    subprocess.run([sys.executable, str(HERE / "generator.py"), str(count), "-o", str(folder)], check=True)
    return folder / "articles.jsonl"


def first(count: int, source: Path, folder: Path) -> Path:
    """The first articles of a file, again and again under other ids where it has too few."""
    rows = [json.loads(line) for line in source.read_text("utf-8").splitlines()]
    target = folder / "articles.jsonl"
    with target.open("w", encoding="utf-8") as stream:
        for number, row in enumerate(itertools.islice(itertools.cycle(rows), count)):
            stream.write(json.dumps({**row, "id": f"{row['id']}-{number}"}, ensure_ascii=False) + "\n")
    return target


def measure(count: int, options: argparse.Namespace, folder: Path) -> dict[str, float | int]:
    news = first(count, options.articles, folder) if options.articles else generated(count, folder)
    one, rest = folder / "one.jsonl", folder / "rest.jsonl"
    with news.open("rb") as lines:
        one.write_bytes(lines.readline())
        with rest.open("wb") as stream:
            shutil.copyfileobj(lines, stream)
    name = json.loads(one.read_bytes())["id"]
    script, out = folder / "run.py", folder / "out"
    script.write_text(BUILD)
    told, wall, used, peak = watched(
        [sys.executable, str(script), str(rest), str(out), str(options.workers), options.engine]
    )
    found = json.loads(told)
    row: dict[str, float | int] = {"articles": found["articles"], "wall": wall, "cpu": used, "peak": peak}
    for stage in STAGES:
        row[stage], row[f"{stage} cpu"] = found["stages"].get(stage, (0.0, 0.0))
    row |= {"quads": size(out / "store" / "quads"), "ledger": (out / "store" / "ledger.db").stat().st_size}
    row["graph.nq"] = (out / "graph.nq").stat().st_size
    verb = [sys.executable, "-m", "kg_dangbo"]
    row["add"] = watched([*verb, "add", str(one), "-o", str(out), "-q"])[1]
    row["remove"] = watched([*verb, "remove", name, "-o", str(out), "-q"])[1]
    return row


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("counts", nargs="+", type=int, metavar="N")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--engine", default="auto")
    parser.add_argument("--articles", type=Path, help="take articles from this file instead of the generator")
    parser.add_argument("--questions", type=float, default=0.0, metavar="SECONDS", help="ask, and give up after this")
    parser.add_argument("--keep", type=Path, help="work in this folder and leave everything there")
    options = parser.parse_args()
    head = ("articles", "wall s", "cpu ms/article", *STAGES, "peak GiB", "quads GB", "ledger GB", "graph.nq GB")
    print("Of each stage: seconds, and milliseconds of processor time per article.\n", flush=True)
    print("| " + " | ".join((*head, "add one s", "remove one s")) + " |", flush=True)
    print("|" + "---:|" * (len(head) + 2), flush=True)
    for count in options.counts:
        folder = Path(tempfile.mkdtemp(prefix="corpus-", dir=options.keep))
        try:
            told(measure(count, options, folder))
            if options.questions:
                asked(folder, options.questions)
        finally:
            if options.keep is None:
                shutil.rmtree(folder)


def told(row: dict[str, float | int]) -> None:
    """Print a row of the table."""
    cells = [f"{row['articles']:,}", f"{row['wall']:.0f}", f"{1000 * row['cpu'] / row['articles']:.1f}"]
    cells += [f"{row[stage]:.0f}; {1000 * row[f'{stage} cpu'] / row['articles']:.1f}" for stage in STAGES]
    cells += [f"{row['peak'] / 2**30:.2f}"]
    cells += [f"{row[key] / 1e9:.2f}" for key in ("quads", "ledger", "graph.nq")]
    cells += [f"{row['add']:.1f}", f"{row['remove']:.1f}"]
    print("| " + " | ".join(cells) + " |", flush=True)


def asked(folder: Path, seconds: float) -> None:
    """Print how long the questions take about the first article of a store."""
    with (folder / "rest.jsonl").open("rb") as lines:
        graph = article_iri(json.loads(lines.readline())["id"])
    found = times(folder / "out", graph, seconds)
    quick = sum(one is not None and one < 1 for one, _ in found.values())
    print(f"\n{quick} of {len(found)} questions about one take less than a second:\n\n{table(found)}\n", flush=True)


if __name__ == "__main__":
    main()
