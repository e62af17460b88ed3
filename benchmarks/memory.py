"""How much memory does one process take, however many articles it reads? The peak over 100, 1,000 and 4,000 of them.

    python benchmarks/memory.py [100 1000 4000]

The articles are composed ones (see `generator`), written to a file first. Each figure is that of a fresh process which
reads the file, extracts every article and lets the facts go.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from generator import Generator

CHILD = """
import resource, sys
import kg_dangbo
vocabulary = kg_dangbo.load_vocabulary()
facts = 0
for article in kg_dangbo.read_articles([sys.argv[1]]):
    facts += len(kg_dangbo.extract_facts(article, vocabulary).facts)
print(facts, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024))
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("counts", type=int, nargs="*", default=[100, 1000, 4000])
    counts = parser.parse_args().counts
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "articles.jsonl")
        lines = [json.dumps(article, ensure_ascii=False) + "\n" for article, _ in Generator().articles(max(counts))]
        print(f"{'articles':>10} {'characters':>12} {'facts':>10} {'peak MB':>10}")
        for count in counts:
            file.write_text("".join(lines[:count]), "utf-8")
            done = subprocess.run([sys.executable, "-c", CHILD, str(file)], capture_output=True, text=True, check=True)
            facts, peak = map(int, done.stdout.split())
            characters = sum(len(json.loads(line)["text"]) for line in lines[:count])
            print(f"{count:10,} {characters:12,} {facts:10,} {peak / 1_000_000:10.0f}")


if __name__ == "__main__":
    main()
