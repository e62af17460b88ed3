"""How well are persons, bodies and documents told apart across articles? On composed articles, whose truth is known.

    python benchmarks/identity.py [10000] [--seed 1] [--workers 2]

Pairwise, over all pairs of mentions of one kind in different articles: precision is the share of the pairs that were
put together that belong together, recall the share of the pairs that belong together that were put together. A
mention is what one article names (one fact); it is matched to the truth by its offsets, so a body that extraction
completed wrongly counts against identity. What extraction did not find at all cannot be resolved; its share is shown
as coverage. *keys alone* is what the keys of single articles give without resolution.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

from generator import Generator

import kg_dangbo
from kg_dangbo.language.normal import fold_key
from kg_dangbo.model import DocumentFact, Extraction, OrganizationFact, PersonFact
from kg_dangbo.resolve import Local, Seats, locals_of, resolve

KINDS = {"person": PersonFact, "organization": OrganizationFact, "document": DocumentFact}
Mention = tuple[str, str, str, str]  # kind, article, local key, entity of the truth


def matched(extraction: Extraction, truth: dict[str, Any]) -> tuple[list[Mention], Counter[str], Counter[str]]:
    """The facts of an article with the entity that each names, and how many entities there are and were found."""
    mentions: list[Mention] = []
    there: Counter[str] = Counter()
    found: Counter[str] = Counter()
    for kind, cls in KINDS.items():
        spans = [m for m in truth["mentions"] if m["kind"] == kind]
        seen: set[str] = set()
        for fact in extraction.facts:
            if not isinstance(fact, cls):
                continue
            votes: Counter[str] = Counter()
            for evidence in fact.evidence:
                for span in spans:
                    common = min(evidence.end, span["end"]) - max(evidence.start, span["start"])
                    whole = kind == "document" or 2 * common > evidence.end - evidence.start
                    if 2 * common > span["end"] - span["start"] and whole:
                        # "đồng chí Hùng", given to the wrong one of two of that name, is no other identity of his
                        in_full = kind == "person" and fold_key(evidence.quote) == fold_key(fact.name)
                        votes[span["entity"]] += len(fact.evidence) if in_full else 1
            if votes:
                entity = min(votes, key=lambda e: (-votes[e], e))
                mentions.append((kind, extraction.article.id, fact.key, entity))
                seen.update(votes)
        entities = {span["entity"] for span in spans}
        there[kind] += len(entities)
        found[kind] += len(entities & seen)
    return mentions, there, found


@cache
def _tools(seed: int) -> tuple[Generator, kg_dangbo.Vocabulary, Seats]:
    vocabulary = kg_dangbo.load_vocabulary()
    return Generator(seed, vocabulary.places), vocabulary, Seats(vocabulary)


def work(seed: int, start: int, count: int) -> tuple[list[Local], list[Mention], Counter[str], Counter[str]]:
    """Make, extract and match a shard of articles."""
    generator, vocabulary, seats = _tools(seed)
    locals_: list[Local] = []
    mentions: list[Mention] = []
    there: Counter[str] = Counter()
    found: Counter[str] = Counter()
    for data, truth in generator.articles(count, start):
        extraction = kg_dangbo.extract_facts(kg_dangbo.Article(**data), vocabulary)
        locals_ += locals_of(extraction, seats)
        some, all_, hit = matched(extraction, truth)
        mentions += some
        there += all_
        found += hit
    return locals_, mentions, there, found


def pairwise(mentions: Iterable[Mention], key: Callable[[Mention], str], kind: str) -> tuple[float, float]:
    """Precision and recall over all pairs of mentions of a kind."""
    both: Counter[tuple[str, str]] = Counter()
    ours: Counter[str] = Counter()
    true: Counter[str] = Counter()
    for mention in mentions:
        if mention[0] == kind:
            both[key(mention), mention[3]] += 1
            ours[key(mention)] += 1
            true[mention[3]] += 1

    def pairs(counts: Counter[Any]) -> int:
        return sum(n * (n - 1) // 2 for n in counts.values())

    return pairs(both) / max(1, pairs(ours)), pairs(both) / max(1, pairs(true))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int, nargs="?", default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=2)
    a = parser.parse_args()
    locals_: list[Local] = []
    mentions: list[Mention] = []
    there: Counter[str] = Counter()
    found: Counter[str] = Counter()
    starts = range(0, a.count, 250)
    sizes = [min(250, a.count - start) for start in starts]
    with ProcessPoolExecutor(a.workers) as executor:
        for part in executor.map(work, [a.seed] * len(sizes), starts, sizes):
            locals_ += part[0]
            mentions += part[1]
            there += part[2]
            found += part[3]
    vocabulary = kg_dangbo.load_vocabulary()
    begin = time.perf_counter()
    resolution = resolve(locals_, vocabulary)
    spent = time.perf_counter() - begin
    print(
        f"{a.count:,} articles, seed {a.seed}; {len(locals_):,} local entities resolved in {spent:.1f} s, one process\n"
    )
    print("| kind | entities | coverage | keys alone P | R | resolved P | R |\n|---|" + "---:|" * 6)
    for kind in KINDS:
        entities = len({m[3] for m in mentions if m[0] == kind})
        before = pairwise(mentions, lambda m: m[2], kind)
        after = pairwise(mentions, lambda m: resolution.canonical[m[1], m[2]], kind)
        figures = " | ".join(f"{x:.4f}" for x in (found[kind] / there[kind], *before, *after))
        print(f"| {kind} | {entities:,} | {figures} |")
    verdicts = Counter((d.kind, d.verdict) for d in resolution.decisions)
    print("\ndecisions:", ", ".join(f"{n:,} {kind} {verdict}" for (kind, verdict), n in sorted(verdicts.items())))


if __name__ == "__main__":
    main()
