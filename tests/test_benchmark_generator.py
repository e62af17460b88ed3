"""The corpus generator: the same articles for the same seed, truth that points at the words it speaks of."""

from __future__ import annotations

import sys
import unicodedata
from itertools import islice
from pathlib import Path

import pytest

from kg_dangbo.language.normal import fold_key

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "benchmarks"))


@pytest.fixture(scope="module")
def generated():
    from generator import Generator

    return list(Generator(seed=7).articles(150))


def test_an_article_does_not_depend_on_those_before_it(generated):
    from generator import Generator

    assert next(iter(Generator(seed=7).articles(1, start=149))) == generated[149]
    assert next(iter(Generator(seed=8).articles(1))) != generated[0]


def test_truth_points_at_the_words(generated):
    for article, truth in generated:
        text = article["text"]
        assert article["id"] == truth["id"]
        assert unicodedata.is_normalized("NFC", text)
        assert not any("\ue000" <= c <= "\uf8ff" for c in text)
        ends = 0
        for mention in truth["mentions"]:
            words = text[mention["start"] : mention["end"]]
            assert mention["start"] >= ends, "mentions are in text order and do not overlap"
            assert words
            assert words == words.strip()
            assert words[0].isupper() or mention["kind"] != "person"
            ends = mention["end"]


def test_articles_have_the_length_and_the_unbroken_templates_that_are_promised(generated):
    lengths = [len(article["text"]) for article, _ in generated]
    assert 2_300 < sum(lengths) / len(lengths) < 2_800
    assert not [a["id"] for a, _ in generated if any(c in a["text"] for c in "{}[]|")]


def test_copies_are_edited_copies_of_earlier_articles():
    from generator import Generator

    generator = Generator(seed=7)
    pairs = list(islice(((a, t) for a, t in generator.articles(400) if t["copy_of"]), 8))
    assert len(pairs) == 8
    for article, truth in pairs:
        source, source_truth = generator.article(int(truth["copy_of"][1:]))
        assert source["id"] < article["id"]
        assert source["publisher"].startswith("Báo ")
        assert source["text"] != article["text"]
        shared = set(article["text"].split("\n\n")) & set(source["text"].split("\n\n"))
        assert len(shared) >= 4
        assert {m["entity"] for m in truth["mentions"]} <= {m["entity"] for m in source_truth["mentions"]}


def test_enough_people_share_a_name(generated):
    bearers: dict[str, set[str]] = {}
    for article, truth in generated:
        for m in truth["mentions"]:
            name = fold_key(article["text"][m["start"] : m["end"]])
            if m["kind"] == "person" and " " in name:
                bearers.setdefault(name, set()).add(m["entity"])
    people = sum(len(found) for found in bearers.values())
    assert sum(len(found) for found in bearers.values() if len(found) > 1) >= 0.05 * people
