"""Bodies, persons and posts, from composed rows."""

import pytest
from grammar_tables import read_page, rows

from kg_dangbo.model import OrganizationFact, PersonFact, PostFact


@pytest.mark.parametrize(("text", "expected"), rows("bodies.tsv"))
def test_bodies(text: str, expected: set[str]) -> None:
    assert {f.name for f in read_page(text).facts if isinstance(f, OrganizationFact)} == expected


@pytest.mark.parametrize(("text", "expected"), rows("persons.tsv"))
def test_persons(text: str, expected: set[str]) -> None:
    assert {f.name for f in read_page(text).facts if isinstance(f, PersonFact)} == expected


@pytest.mark.parametrize(("text", "expected"), rows("posts.tsv"))
def test_posts(text: str, expected: set[str]) -> None:
    extraction = read_page(text)
    names = {f.key: f.name for f in extraction.facts if isinstance(f, (PersonFact, OrganizationFact))}
    found = {
        f"{names[f.person]} / {f.role} / {names[f.organization]} / {f.status.value}"
        for f in extraction.facts
        if isinstance(f, PostFact)
    }
    assert found == expected
