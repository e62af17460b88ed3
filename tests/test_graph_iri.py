import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg_dangbo.graph.iri import Minter, concept_iri

LOCAL = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def local(iri: str) -> str:
    return iri.removeprefix("https://w3id.org/kg-dangbo/id/")


@given(st.text(), st.text())
def test_local_names_are_flat_ascii_whatever_the_key(key: str, article: str) -> None:
    mint = Minter()
    for iri in (mint.entity("person", key), mint.statement("holding", key, article), mint.article(article)):
        assert LOCAL.fullmatch(local(iri))


def test_slug_is_readable_and_the_hash_keeps_marks_apart() -> None:
    mint = Minter()
    lan, lan_with_marks = mint.entity("person", "Nguyễn Lan"), mint.entity("person", "Nguyễn Lân")
    assert local(lan).startswith("person-nguyen-lan-")
    assert lan != lan_with_marks


def test_class_word_of_the_key_is_not_repeated() -> None:
    assert local(Minter().entity("person", "person:an")).startswith("person-an-")


def test_an_entity_is_one_in_all_articles_and_a_statement_is_the_articles_own() -> None:
    mint = Minter()
    assert mint.entity("org", "k") == Minter().entity("org", "k")
    assert mint.statement("holding", "k", "a1") != mint.statement("holding", "k", "a2")
    assert mint.statement("holding", "k", "a1") != mint.statement("award", "k", "a1")


def test_parts_of_an_identity_are_not_just_glued() -> None:
    mint = Minter()
    assert mint.statement("s", "bc", "a") != mint.statement("s", "c", "ab")


@pytest.mark.parametrize("base", ["https://example.org/id", "id/", "", "https://a b/", "https://x/<y>/"])
def test_unusable_bases_are_refused(base: str) -> None:
    with pytest.raises(ValueError, match="base"):
        Minter(base)


def test_concept_prefix_is_added_once() -> None:
    assert concept_iri("2024-352", "unit-") == concept_iri("unit-2024-352", "unit-")
