"""How fast is extraction? Beside a tagger and beside the bare search, on the same texts, in one run.

    python benchmarks/speed.py [--rounds 3]

Three engines read the same texts, the articles of examples/ each repeated to about 11,500 characters:

* kg_dangbo: `extract_facts`, eleven kinds of fact with evidence;
* underthesea 9.5.0: `ner`, which tags persons, places and organisations sentence by sentence (its CRF model is in the
  wheel; nothing is downloaded);
* ahocorasick-rs: one pass with 5,000 names of administrative units, the least that any extractor has to do.

Loading is not counted, one warm-up round is thrown away, and the best round counts: the others measure the machine.
"""

from __future__ import annotations

import argparse
import platform
import sys
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import ahocorasick_rs

import kg_dangbo
from kg_dangbo.language.normal import fold_key

ROOT = Path(__file__).resolve().parent.parent
LENGTH = 11_500
NAMES = 5_000


def texts() -> list[kg_dangbo.Article]:
    """The example articles, each repeated to LENGTH characters."""
    found = [a for a in kg_dangbo.read_articles([ROOT / "examples"]) if isinstance(a, kg_dangbo.Article)]
    return [
        kg_dangbo.Article(id=a.id, text=(a.text + "\n\n") * (LENGTH // len(a.text)) + a.text[: LENGTH % len(a.text)])
        for a in found
    ]


def engines(articles: list[kg_dangbo.Article]) -> dict[str, Callable[[str], object]]:
    """Name -> what is run on each text."""
    vocabulary = kg_dangbo.load_vocabulary()
    by_text = {article.text: article for article in articles}
    names = sorted({fold_key(place.name) for place in vocabulary.places})[:NAMES]
    automaton = ahocorasick_rs.AhoCorasick(names, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)
    found: dict[str, Callable[[str], object]] = {
        "kg_dangbo extract_facts": lambda text: kg_dangbo.extract_facts(by_text[text], vocabulary),
        f"ahocorasick-rs, {len(names):,} names": lambda text: automaton.find_matches_as_indexes(text.lower()),
    }
    try:
        from underthesea import ner, sent_tokenize  # noqa: PLC0415 - the extra `bench`
    except ImportError:
        print("underthesea is not installed: pip install 'kg-dangbo[bench]'", file=sys.stderr)
    else:
        found[f"underthesea {version('underthesea')} ner"] = lambda text: [ner(s) for s in sent_tokenize(text)]
    return found


def measure(run: Callable[[str], object], articles: list[kg_dangbo.Article], rounds: int) -> float:
    """Best seconds of `rounds` over all texts."""
    best = float("inf")
    for round_number in range(rounds + 1):
        start = time.perf_counter()
        for article in articles:
            run(article.text)
        if round_number:
            best = min(best, time.perf_counter() - start)
    return best


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    rounds = parser.parse_args().rounds
    articles = texts()
    characters = sum(len(article.text) for article in articles)
    print(f"{len(articles)} texts, {characters:,} characters; Python {platform.python_version()}, {platform.machine()}")
    seconds = {name: measure(run, articles, rounds) for name, run in engines(articles).items()}
    ours = next(iter(seconds.values()))
    print(f"{'engine':34} {'ms per text':>12} {'characters/s':>14} {'time against ours':>18}")
    for name, spent in seconds.items():
        print(f"{name:34} {1000 * spent / len(articles):12.2f} {characters / spent:14,.0f} {spent / ours:17.3f}x")


if __name__ == "__main__":
    main()
