"""What must hold whatever the articles say: order, strangers, verdicts, increments."""

from __future__ import annotations

import random
import sys
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kg_dangbo
from kg_dangbo.graph import article_triples
from kg_dangbo.model import OrganizationFact, PersonFact
from kg_dangbo.resolve import (
    DIFFERENT,
    SAME,
    Identities,
    NameShares,
    Seats,
    Verdict,
    apply,
    bucket_of,
    local_block,
    local_from_json,
    local_to_json,
    locals_of,
    resolve,
    resolve_bucket,
)

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "benchmarks"))


@cache
def corpus(count: int = 160):
    """Extractions and locals of generated articles, copies among them."""
    from generator import Generator

    vocabulary = kg_dangbo.load_vocabulary()
    seats = Seats(vocabulary)
    extractions = [
        kg_dangbo.extract_facts(kg_dangbo.Article(**data), vocabulary)
        for data, _ in Generator(3, vocabulary.places).articles(count)
    ]
    return extractions, [locals_of(e, seats) for e in extractions], vocabulary


def everything():
    return [x for part in corpus()[1] for x in part]


@cache
def plain():
    return resolve(everything(), corpus()[2])


def people_of_one_name():
    """Two canonical keys of persons who share a name and stand apart, and two nodes that were joined."""
    keys = sorted({k for k in plain().canonical.values() if k.startswith("person|")})
    apart = next((a, b) for a, b in pairwise(keys) if a.split("|")[1] == b.split("|")[1])
    joined = next((k, c) for k, c in plain().replaced.items() if k.startswith("person|") and "@" not in k + c)
    return apart, joined


@given(st.integers(min_value=0, max_value=1 << 32))
@settings(max_examples=5, deadline=None)
def test_order_changes_nothing(seed: int):
    shuffled = everything()
    random.Random(seed).shuffle(shuffled)
    again = resolve(shuffled, corpus()[2])
    assert again.canonical == plain().canonical
    assert again.replaced == plain().replaced
    assert again.decisions == plain().decisions


@given(st.integers(min_value=1, max_value=7))
@settings(max_examples=4, deadline=None)
def test_buckets_together_are_the_whole(buckets: int):
    shares = NameShares(corpus()[2])
    parts: list[list] = [[] for _ in range(buckets)]
    for local in everything():
        parts[bucket_of(local_block(local), buckets)].append(local)
    found: dict = {}
    for part in parts:
        found |= resolve_bucket(part, shares).canonical
    assert found == plain().canonical


@given(st.sets(st.integers(min_value=0, max_value=159), min_size=1, max_size=60))
@settings(max_examples=8, deadline=None)
def test_articles_that_share_no_block_change_nothing(out: set[int]):
    parts = corpus()[1]
    kept = [x for i, part in enumerate(parts) if i not in out for x in part]
    touched = {local_block(x) for i in out for x in parts[i]}
    without = resolve(kept, corpus()[2]).canonical
    for local in kept:
        if local_block(local) not in touched:
            ref = local.article, local.key
            assert without[ref] == plain().canonical[ref]


def test_same_always_wins_and_undecided_restores():
    (a, b), _ = people_of_one_name()
    joined = resolve(everything(), corpus()[2], [Verdict(a, b, SAME)])
    assert joined.replaced.get(a, a) == joined.replaced.get(b, b)
    assert joined.decisions != plain().decisions
    assert resolve(everything(), corpus()[2], []).canonical == plain().canonical


def test_different_always_wins():
    _, (old, canonical) = people_of_one_name()
    split = resolve(everything(), corpus()[2], [Verdict(old, canonical, DIFFERENT)])
    assert split.replaced.get(old, old) != split.replaced.get(canonical, canonical)
    assert {k for r, k in split.canonical.items() if not k.startswith("person|" + old.split("|")[1])} == {
        k for r, k in plain().canonical.items() if not k.startswith("person|" + old.split("|")[1])
    }


def test_a_verdict_can_speak_of_what_one_article_names():
    by_key: dict[str, list[tuple[str, str]]] = {}
    for ref, key in plain().canonical.items():
        if key.startswith("person|"):
            by_key.setdefault(key, []).append(ref)
    key, refs = next((k, sorted(r)) for k, r in sorted(by_key.items()) if len(r) >= 3)
    article, local = refs[1]
    found = resolve(everything(), corpus()[2], [Verdict(*sorted((key, f"{local}@{article}")), DIFFERENT)]).canonical
    assert found[refs[0]] == found[refs[2]] == key
    assert found[article, local] != key


def test_a_verdict_joins_what_is_spelt_differently_and_buckets_follow():
    names = sorted({k for k in plain().canonical.values() if k.startswith("person|") and "@" not in k})
    a, b = names[0], names[-1]
    assert a.split("|")[1] != b.split("|")[1]
    verdicts = [Verdict(a, b, SAME)]
    assert resolve(everything(), corpus()[2], verdicts).replaced.get(b, b) in (a, b)
    block = {local_block(x) for x in everything() if plain().canonical[x.article, x.key] in (a, b)}
    assert len({bucket_of(x, 997, verdicts) for x in block}) == 1 < len({bucket_of(x, 997) for x in block})


def test_records_survive_json():
    for local in everything():
        assert local_from_json(local_to_json(local)) == local


@pytest.fixture
def store(tmp_path):
    with Identities(tmp_path / "identity.sqlite", NameShares(corpus()[2])) as opened:
        yield opened


def table(store: Identities) -> dict:
    articles = [e.article.id for e in corpus()[0]]
    return {(a, k): c for a in articles for k, c in store.canonical_of(a).items()}


def test_article_by_article_gives_what_all_at_once_gives(store):
    extractions, parts, _ = corpus()
    order = list(range(len(parts)))
    random.Random(5).shuffle(order)
    for n, i in enumerate(order):
        store.put(extractions[i].article.id, parts[i])
        if n % 40 == 0:
            store.settle()
    store.settle()
    assert table(store) == plain().canonical
    assert dict(store.replaced()) == plain().replaced
    assert list(store.decisions()) == sorted(plain().decisions)


def test_taking_an_article_out_and_verdicts_back_restores(store):
    extractions, parts, _ = corpus()
    for extraction, part in zip(extractions[:-1], parts[:-1], strict=True):
        store.put(extraction.article.id, part)
    store.settle()
    before, log = table(store), list(store.decisions())
    changed_by_adding = store.put(extractions[-1].article.id, parts[-1]) or store.settle()
    assert changed_by_adding >= {extractions[-1].article.id}
    store.drop(extractions[-1].article.id)
    store.settle()
    assert table(store) == before
    a, b = people_of_one_name()[0]
    changed = store.settle([Verdict(a, b, SAME)])
    assert changed
    replaced = dict(store.replaced())
    assert replaced.get(a, a) == replaced.get(b, b)
    assert store.settle([]) == changed
    assert table(store) == before
    assert list(store.decisions()) == log


def test_review_lists_what_is_unsure_and_not_what_is_decided(store):
    extractions, parts, _ = corpus()
    for extraction, part in zip(extractions, parts, strict=True):
        store.put(extraction.article.id, part)
    store.settle()
    listed = store.review(1000)
    assert listed
    assert [d.weight for d in listed] == sorted((d.weight for d in listed), reverse=True)
    first = listed[0]
    store.settle([Verdict(first.a, first.b, DIFFERENT)])
    assert (first.a, first.b) not in {(d.a, d.b) for d in store.review(1000)}


def test_applying_keys_keeps_every_quotation_and_no_loose_end():
    extractions = corpus()[0]
    for extraction in extractions[:60]:
        canonical = {key: c for (a, key), c in plain().canonical.items() if a == extraction.article.id}
        changed = apply(extraction, canonical)
        entities = [f for f in changed.facts if isinstance(f, PersonFact | OrganizationFact)]
        assert {f.key for f in entities} == {
            canonical[f.key] for f in extraction.facts if isinstance(f, PersonFact | OrganizationFact)
        }
        quoted = {e for f in extraction.facts for e in f.evidence}
        assert {e for f in changed.facts for e in f.evidence} == quoted
        article_triples(changed, vocabulary=corpus()[2])  # raises where a reference leads nowhere
