"""Taking facts out of an extraction leaves no loose end."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kg_dangbo
from kg_dangbo.graph import article_graph
from kg_dangbo.model import Extraction, PersonFact, PostFact, StatisticFact
from kg_dangbo.references import keep, references

EXAMPLES = Path(__file__).parent.parent / "examples"


def extractions():
    vocabulary = kg_dangbo.load_vocabulary()
    return [kg_dangbo.extract_facts(a, vocabulary) for a in kg_dangbo.read_articles([EXAMPLES])]


EXTRACTIONS = extractions()


def loose_ends(extraction):
    there = {(type(fact), fact.key) for fact in extraction.facts}
    return [
        (fact.key, key)
        for fact in extraction.facts
        for key, kinds in references(fact)
        if not any((kind, key) in there for kind in kinds)
    ]


@pytest.mark.parametrize("extraction", EXTRACTIONS, ids=lambda e: e.article.id)
def test_every_key_of_the_examples_is_known_to_references(extraction):
    assert loose_ends(extraction) == []
    assert keep(extraction, lambda fact: True) == extraction
    assert keep(extraction, lambda fact: False).facts == ()


@given(data=st.data())
def test_any_choice_of_facts_can_be_kept_and_written(data):
    extraction = data.draw(st.sampled_from(EXTRACTIONS))
    chosen = data.draw(st.sets(st.sampled_from([(type(f), f.key) for f in extraction.facts])))
    kept = keep(extraction, lambda fact: (type(fact), fact.key) in chosen)
    assert chosen <= {(type(fact), fact.key) for fact in kept.facts}
    assert loose_ends(kept) == []
    order = [(type(f), f.key) for f in extraction.facts]
    assert [(type(f), f.key) for f in kept.facts] == [
        node for node in order if node in {(type(f), f.key) for f in kept.facts}
    ]
    article_graph(kept)  # raises where a key leads nowhere


def test_a_post_keeps_its_person_and_a_part_loses_a_total_that_went():
    def whole(kind):
        return lambda fact: isinstance(fact, kind)

    extraction = next(e for e in EXTRACTIONS if e.article.id == "tien-hai-bieu-duong-dien-hinh")
    assert any(isinstance(f, PersonFact) for f in keep(extraction, whole(PostFact)).facts)
    parts = keep(extraction, lambda f: isinstance(f, StatisticFact) and f.part_of_total is not None)
    figures = [f for f in parts.facts if isinstance(f, StatisticFact)]
    assert figures
    assert all(f.part_of_total is None for f in figures)
    assert isinstance(parts, Extraction)
