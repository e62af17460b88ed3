"""How fast is extraction? Beside a tagger and beside the bare search, on the same texts, in one run.

    python benchmarks/speed.py [--rounds 3] [--only engines|lengths|hostile]

Three engines read the same texts, the articles of examples/ each repeated to about 11,500 characters:

* kg_dangbo: `extract_facts`, eleven kinds of fact with evidence;
* underthesea 9.5.0: `ner`, which tags persons, places and organisations (its CRF model is in the wheel; nothing is
  downloaded), given sentence by sentence, and one article as a whole, which takes it far longer;
* ahocorasick-rs: one pass with 5,000 names of administrative units, the least that any extractor has to do.

Then `extract_facts` alone reads the same text at 1, 10 and 100 times the length, and texts that are no news (see
`hostile_texts`): time per character against that of ordinary news, for the whole text and for its first 10,000
characters.

Time is that of the process, on one core. Loading is not counted, one warm-up round is thrown away, and of each text the
best time counts: the others measure the machine. The engines take turns, so that a busy moment hurts all of them.
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

sys.path.insert(0, str(Path(__file__).resolve().parent))

from hostile_texts import hostile_texts, repeated

import kg_dangbo
from kg_dangbo.language import normal
from kg_dangbo.language.normal import fold_key

ROOT = Path(__file__).resolve().parent.parent
LENGTH = 11_500
NAMES = 5_000
LINE, COMMAS, QUOTES = 5_000_000, 100_000, 10_000
TURN = 1.0  # seconds of a turn, at least
HOSTILE, SHORT = 200_000, 10_000  # code points of the other hostile texts: what is bounded shows only on short ones


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
        found[f"underthesea {version('underthesea')} ner, sentence by sentence"] = lambda text: [
            ner(s) for s in sent_tokenize(text)
        ]
    return found


def measure(
    runs: dict[str, Callable[[str], object]], articles: list[kg_dangbo.Article], rounds: int
) -> dict[str, float]:
    """Seconds for all texts: the sum of each text's best time. An engine that is quick reads them again and again until
    its turn has lasted a second."""
    best = {name: [float("inf")] * len(articles) for name in runs}
    for round_number in range(rounds + 1):
        for name, run in runs.items():
            turn = time.process_time()
            while True:
                for i, article in enumerate(articles):
                    start = time.process_time()
                    run(article.text)
                    if round_number:
                        best[name][i] = min(best[name][i], time.process_time() - start)
                if time.process_time() - turn > TURN:
                    break
    return {name: sum(times) for name, times in best.items()}


def whole_article(articles: list[kg_dangbo.Article]) -> float | None:
    """Seconds that the tagger takes for one text as a whole, which is how its documentation shows it; measured once."""
    try:
        from underthesea import ner  # noqa: PLC0415 - the extra `bench`
    except ImportError:
        return None
    start = time.process_time()
    ner(articles[0].text)
    return time.process_time() - start


def beside_others(rounds: int) -> None:
    """The engines on the same texts, and the ratios."""
    articles = texts()
    characters = sum(len(article.text) for article in articles)
    print(f"{len(articles)} texts, {characters:,} characters")
    seconds = measure(engines(articles), articles, rounds)
    ours = next(iter(seconds.values()))
    print(f"{'engine':42} {'ms per text':>12} {'characters/s':>14} {'time against ours':>18}")
    for name, spent in seconds.items():
        print(f"{name:42} {1000 * spent / len(articles):12.2f} {characters / spent:14,.0f} {spent / ours:17.3f}x")
    for name, spent in list(seconds.items())[1:]:
        what = f"{spent / ours:,.1f} times as fast as" if spent > ours else f"{ours / spent:,.1f} times the time of"
        print(f"-> {what} {name}")
    whole = whole_article(articles)
    if whole is not None:
        times = whole * len(articles) / ours
        print(
            f"-> {times:,.0f} times as fast as the tagger given an article as a whole ({1000 * whole:,.0f} ms for one)"
        )


def per_character(text: str, vocabulary: kg_dangbo.Vocabulary, rounds: int = 3) -> float:
    """Microseconds for one character of ``text``, the best of some rounds; long ones are read once."""
    best = float("inf")
    for _ in range(rounds if len(text) <= HOSTILE else 1):
        start = time.process_time()
        kg_dangbo.extract_facts(kg_dangbo.Article(id="a", text=text), vocabulary)
        best = min(best, time.process_time() - start)
    return 1_000_000 * best / len(text)


def lengths(vocabulary: kg_dangbo.Vocabulary, news: str) -> None:
    """The same text, longer."""
    print(f"\n{'length':>12} {'ms':>10} {'us per character':>18}")
    for times in (1, 10, 100):
        text = repeated(news, LENGTH * times)
        spent = per_character(text, vocabulary)
        print(f"{len(text):12,} {spent * len(text) / 1000:10.1f} {spent:18.2f}")


def hostile(vocabulary: kg_dangbo.Vocabulary, news: str) -> float:
    """Texts that are no news; how many times ordinary news the worst of them costs."""
    cases = {
        "5 MB in one line": repeated(news.replace("\n", " ") + " ", LINE),
        "100,000 commas": "," * COMMAS,
        "10,000 open quotes": "“chữ " * QUOTES,
        **hostile_texts(news, HOSTILE),
    }
    ordinary = per_character(repeated(news, HOSTILE), vocabulary)
    print(f"\nordinary news: {ordinary:.2f} us per character")
    columns = f"{'hostile text':32} {'characters':>11} {'us per character':>17}"
    print(f"{columns} {'against news':>13} {'its first 10,000':>17}")
    worst = 0.0
    for name, text in cases.items():
        spent, short = per_character(text, vocabulary), per_character(text[:SHORT], vocabulary)
        worst = max(worst, spent / ordinary, short / ordinary)
        print(f"{name:32} {len(text):11,} {spent:17.2f} {spent / ordinary:12.2f}x {short / ordinary:16.2f}x")
    print(f"-> the worst costs {worst:.2f} times ordinary news")
    return worst


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", choices=("engines", "lengths", "hostile"))
    arguments = parser.parse_args()
    compiled = "compiled" if not str(normal.__file__).endswith(".py") else "pure Python"
    print(f"Python {platform.python_version()}, {platform.machine()}, kg_dangbo {compiled}")
    if arguments.only in (None, "engines"):
        beside_others(arguments.rounds)
    vocabulary = kg_dangbo.load_vocabulary()
    news = "\n\n".join(a.text for a in kg_dangbo.read_articles([ROOT / "examples"]) if isinstance(a, kg_dangbo.Article))
    per_character(news, vocabulary)  # the first text compiles the word lists
    if arguments.only in (None, "lengths"):
        lengths(vocabulary, news + "\n\n")
    if arguments.only in (None, "hostile"):
        hostile(vocabulary, news + "\n\n")


if __name__ == "__main__":
    main()
