"""The cache of the vocabulary changes how long a start takes and nothing else."""

import os
import shutil
import subprocess
import sys
import zlib
from pathlib import Path

import pytest

from kg_dangbo.data import data_dir
from kg_dangbo.vocabulary import Vocabulary
from kg_dangbo.vocabulary.cache import cache_folder
from kg_dangbo.vocabulary.concepts import read_concepts
from kg_dangbo.vocabulary.place_files import read_places

CONCEPT = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dangbo: <https://w3id.org/kg-dangbo/ontology#> .
dangbo:role-bi-thu a skos:Concept ; skos:inScheme dangbo:scheme-roles ; skos:prefLabel "%s"@vi .
"""
PLACE = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dangbo: <https://w3id.org/kg-dangbo/ontology#> .
dangbo:unit-2024-35 skos:prefLabel "tỉnh Hà Nam"@vi ; dangbo:bareName "Hà Nam" ; dangbo:unitType "tỉnh" ;
    dangbo:era "2024" ; dangbo:adminLevel dangbo:level-province .
"""


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "cache"
    monkeypatch.setenv("KG_DANGBO_CACHE", str(folder))
    return folder


@pytest.fixture
def ontology(tmp_path: Path) -> Path:
    folder = tmp_path / "ontology"
    folder.mkdir()
    (folder / "roles.ttl").write_text(CONCEPT % "Bí thư", encoding="utf-8")
    (folder / "places.ttl").write_text(PLACE, encoding="utf-8")
    return folder


def role(folder: Path) -> str:
    return Vocabulary(folder).concept("role-bi-thu").pref


def files(cache: Path) -> list[str]:
    return sorted(file.name.partition("-")[0] for file in cache.iterdir())


def test_what_comes_from_the_cache_is_what_was_parsed(cache: Path) -> None:
    folder = data_dir("ontology")
    fresh, again = Vocabulary(folder), Vocabulary(folder)
    places = fresh.places
    assert files(cache) == ["concepts", "places"]
    before = {file: file.stat().st_mtime_ns for file in cache.iterdir()}
    parsed = read_concepts(file for file in sorted(folder.glob("*.ttl")) if file.name != "places.ttl")
    for concepts in (fresh.concepts, again.concepts):
        assert concepts == parsed
        assert list(concepts) == list(parsed)
        assert [list(c.properties.items()) for c in concepts.values()] == [
            list(c.properties.items()) for c in parsed.values()
        ]
    parsed_places = read_places(folder / "places.ttl")
    assert list(places) == list(again.places) == list(parsed_places)
    assert hash(next(iter(again.places))) == hash(next(iter(parsed_places)))
    for name in ("Tân Thành", "TP.HCM", "huyện Bình Lục", "Thừa Thiên – Huế", "no such place"):
        assert again.places.find(name) == parsed_places.find(name)
    assert again.places.provinces("2025") == parsed_places.provinces("2025")
    assert {file: file.stat().st_mtime_ns for file in cache.iterdir()} == before


def test_an_edited_list_is_read_again(cache: Path, ontology: Path) -> None:
    assert role(ontology) == "Bí thư"
    (ontology / "roles.ttl").write_text(CONCEPT % "Bí Thư", encoding="utf-8")  # of the same size
    assert role(ontology) == "Bí Thư"
    (ontology / "more.ttl").write_text(CONCEPT.replace("bi-thu", "pho-bi-thu") % "Phó Bí thư", encoding="utf-8")
    assert list(Vocabulary(ontology).concepts) == ["role-bi-thu", "role-pho-bi-thu"]


def test_old_files_do_not_pile_up(cache: Path, ontology: Path) -> None:
    for number in range(9):
        (ontology / "roles.ttl").write_text(CONCEPT % f"Bí thư {number}", encoding="utf-8")
        assert role(ontology) == f"Bí thư {number}"
    assert files(cache) == ["concepts"] * 4
    newest = max(file.stat().st_mtime_ns for file in cache.iterdir())
    assert role(ontology) == "Bí thư 8"
    assert max(file.stat().st_mtime_ns for file in cache.iterdir()) == newest


@pytest.mark.parametrize(
    "damaged",
    [
        b"",
        b"not zlib",
        zlib.compress(b"{"),
        zlib.compress(b"\xff\xfe"),
        zlib.compress(b"null"),
        zlib.compress(b"[[1, 2]]"),
        zlib.compress(b'{"ids": ["unit-2024-35"]}'),
        zlib.compress(b"[" * 100_000),
    ],
    ids=["empty", "no zlib", "no JSON", "no UTF-8", "null", "short row", "columns missing", "deep"],
)
def test_a_damaged_file_is_ignored_and_written_again(cache: Path, ontology: Path, damaged: bytes) -> None:
    places = list(Vocabulary(ontology).places)
    whole = {file: file.read_bytes() for file in cache.iterdir()}
    for file in whole:
        file.write_bytes(damaged)
    vocabulary = Vocabulary(ontology)
    assert vocabulary.concept("role-bi-thu").pref == "Bí thư"
    assert list(vocabulary.places) == places
    assert {file: file.read_bytes() for file in cache.iterdir()} == whole


def test_a_cut_file_is_ignored(cache: Path, ontology: Path) -> None:
    role(ontology)
    (file,) = cache.iterdir()
    whole = file.read_bytes()
    file.write_bytes(whole[:-3])
    assert role(ontology) == "Bí thư"
    assert file.read_bytes() == whole


def test_off(ontology: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    monkeypatch.setenv("KG_DANGBO_CACHE", "off")
    assert role(ontology) == "Bí thư"
    assert not (tmp_path / "xdg").exists()
    monkeypatch.delenv("KG_DANGBO_CACHE")
    assert role(ontology) == "Bí thư"
    assert files(tmp_path / "xdg" / "kg-dangbo") == ["concepts"]


def test_no_folder_to_write_to(ontology: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    monkeypatch.setenv("KG_DANGBO_CACHE", str(tmp_path / "file" / "cache"))
    assert role(ontology) == "Bí thư"
    assert len(Vocabulary(ontology).places) == 1


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root writes everywhere")
def test_a_read_only_folder(cache: Path, ontology: Path) -> None:
    cache.mkdir(mode=0o500)
    assert role(ontology) == "Bí thư"
    assert not files(cache)


def test_a_relative_cache_home_is_ignored(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KG_DANGBO_CACHE", raising=False)
    monkeypatch.delenv("LOCALAPPDATA", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", "cache")
    folder = cache_folder()
    assert folder is None or folder.is_absolute()


def test_errors_are_those_of_the_files(cache: Path, ontology: Path) -> None:
    (ontology / "places.ttl").unlink()
    with pytest.raises(FileNotFoundError):
        _ = Vocabulary(ontology).places
    (ontology / "roles.ttl").write_text("no Turtle", encoding="utf-8")
    for _ in range(2):
        with pytest.raises(SyntaxError, match=r"roles\.ttl"):
            Vocabulary(ontology)
    assert files(cache) == ["concepts"]  # those of before


def test_processes_that_start_together(cache: Path, ontology: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from kg_dangbo.vocabulary import Vocabulary;"
        "v = Vocabulary(Path(sys.argv[1])); print(len(v.concepts), len(v.places))"
    )
    runs = [
        subprocess.Popen([sys.executable, "-c", code, str(ontology)], stdout=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    assert [run.communicate()[0].split() for run in runs] == [["1", "1"]] * 3
    assert files(cache) == ["concepts", "places"]


def test_a_moved_ontology_needs_no_new_file(cache: Path, ontology: Path, tmp_path: Path) -> None:
    role(ontology)
    copy = tmp_path / "copy"
    shutil.copytree(ontology, copy)
    assert role(copy) == "Bí thư"
    assert files(cache) == ["concepts"]
