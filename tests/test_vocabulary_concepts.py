"""Concepts come out of Turtle as plain records; the project's own lists load and are complete."""

import time
from pathlib import Path

import pytest

from kg_dangbo.vocabulary import VocabularyError, load_vocabulary

PREFIXES = """
@prefix dangbo: <https://w3id.org/kg-dangbo/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix wd: <http://www.wikidata.org/entity/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
"""


def write(folder: Path, name: str, turtle: str) -> None:
    (folder / name).write_text(PREFIXES + turtle, encoding="utf-8")


def test_a_concept_from_two_files(tmp_path: Path) -> None:
    write(
        tmp_path,
        "roles.ttl",
        """
        dangbo:Body a owl:Class ; skos:prefLabel "tổ chức"@vi ; owl:equivalentClass [ a owl:Restriction ] .
        dangbo:scheme-roles a skos:ConceptScheme ; skos:prefLabel "Chức danh"@vi .
        dangbo:role-b a skos:Concept, org:Role ; skos:inScheme dangbo:scheme-roles ;
          skos:prefLabel "Phó Bí thư"@vi, "Deputy Secretary"@en ; skos:altLabel "PBT"@vi, "Phó BT", "DS"@en ;
          skos:hiddenLabel "Phó bì thư"@vi ; skos:notation "02" ; skos:broader dangbo:role-a ;
          dangbo:usualBody dangbo:org-kind-x ; skos:definition "Cấp phó."@vi, "The deputy."@en .
        dangbo:role-a a skos:Concept ; skos:inScheme dangbo:scheme-roles ; skos:prefLabel "Bí thư" .
        """,
    )
    write(tmp_path, "alignments.ttl", "dangbo:role-b skos:closeMatch wd:Q1 .")
    vocabulary = load_vocabulary(tmp_path)
    assert vocabulary.schemes == ("roles",)
    assert list(vocabulary.scheme("roles")) == ["role-a", "role-b"]
    assert vocabulary.scheme("scheme-roles") is vocabulary.scheme("roles")
    role = vocabulary.concept("role-b")
    assert (role.scheme, role.pref, role.pref_en, role.notation) == ("roles", "Phó Bí thư", "Deputy Secretary", "02")
    assert (role.alt, role.hidden, role.broader) == (("PBT", "Phó BT"), ("Phó bì thư",), ("role-a",))
    assert role.labels == ("Phó Bí thư", "PBT", "Phó BT", "Phó bì thư")
    assert role.properties == {
        "altLabel@en": ("DS",),
        "closeMatch": ("http://www.wikidata.org/entity/Q1",),
        "definition": ("Cấp phó.",),
        "definition@en": ("The deputy.",),
        "type": ("http://www.w3.org/ns/org#Role",),
        "usualBody": ("org-kind-x",),
    }
    assert role.value("usualBody") == "org-kind-x"
    assert role.value("nothing") is None
    assert role.values("nothing") == ()
    assert vocabulary.concept("role-a").pref_en == ""
    hash(role)


def test_loaded_once_per_folder(tmp_path: Path) -> None:
    assert load_vocabulary(tmp_path) is load_vocabulary(tmp_path / "." / "")
    with pytest.raises(KeyError, match="no scheme 'roles'"):
        load_vocabulary(tmp_path).scheme("roles")


@pytest.mark.parametrize(
    ("turtle", "message"),
    [
        ('dangbo:x a skos:Concept ; skos:inScheme dangbo:s ; skos:prefLabel "x"@en .', "no skos:prefLabel"),
        ('dangbo:x a skos:Concept ; skos:prefLabel "x"@vi .', "no skos:inScheme"),
    ],
)
def test_unusable_concepts_are_named(tmp_path: Path, turtle: str, message: str) -> None:
    write(tmp_path, "bad.ttl", turtle)
    with pytest.raises(VocabularyError, match=message):
        load_vocabulary(tmp_path)


def test_a_file_that_is_not_turtle_is_named(tmp_path: Path) -> None:
    write(tmp_path, "broken.ttl", "dangbo:x a ")
    with pytest.raises(SyntaxError, match=r"broken\.ttl"):
        load_vocabulary(tmp_path)


def test_the_projects_own_lists() -> None:
    begin = time.process_time()
    vocabulary = load_vocabulary()
    assert time.process_time() - begin < 5
    levels = vocabulary.scheme("levels")
    assert set(levels) == {f"level-{n}" for n in ("central", "province", "district", "commune", "grassroots", "bloc")}
    for concept in vocabulary.concepts.values():
        assert concept.pref == concept.pref.strip()
        assert all(broader in vocabulary.concepts for broader in concept.broader), concept.id
