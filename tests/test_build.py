"""The whole walk on the composed examples: complete, deterministic, all or nothing."""

import json
import shutil
from pathlib import Path

import pyoxigraph as ox
import pytest

import kg_dangbo
from kg_dangbo.build import NothingToBuildError, build

EXAMPLES = Path(__file__).parent.parent / "examples"


@pytest.fixture(scope="module")
def result(tmp_path_factory):
    return build([EXAMPLES], tmp_path_factory.mktemp("build"))


def contents(folder):
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_result_counts_what_was_written(result):
    assert result.articles == 8
    assert result.errors == ()
    assert all(path.is_file() for path in result.files)
    assert {path.parent for path in result.files} == {result.folder}
    kinds = {
        "person", "organization", "post", "document", "document_link", "model", "award", "event", "participation",
        "statistic", "part_of",
    }  # fmt: skip
    assert set(result.facts) == kinds
    quads = list(ox.parse(path=result.folder / "graph.nq", format=ox.RdfFormat.N_QUADS))
    names = {q.graph_name.value for q in quads if isinstance(q.graph_name, ox.NamedNode)}
    assert len(names) == 8


def test_the_order_of_the_inputs_changes_no_byte(result, tmp_path):
    files = [p for p in EXAMPLES.rglob("*") if p.is_file() and p.name != "README.md"]
    build(sorted(files, reverse=True), tmp_path / "again")
    assert contents(tmp_path / "again") == contents(result.folder)


def test_the_wrong_percentage_of_the_examples_is_reported_and_kept(result):
    report = (result.folder / "validation.html").read_text("utf-8")
    assert "75,1%" in report
    assert result.warnings
    assert "75,1%" in (result.folder / "graph.nq").read_text("utf-8")


def test_turtle_and_jsonld_hold_the_merged_graph(result):
    quads = ox.parse(path=result.folder / "graph.nq", format=ox.RdfFormat.N_QUADS)
    merged = {(str(q.subject), str(q.predicate), str(q.object)) for q in quads}
    for name, form in (("graph.ttl", ox.RdfFormat.TURTLE), ("graph.jsonld", ox.RdfFormat.JSON_LD)):
        rows = ox.parse(path=result.folder / name, format=form)
        assert {(str(q.subject), str(q.predicate), str(q.object)) for q in rows} == merged, name


def test_another_base(tmp_path):
    article = tmp_path / "a.txt"
    article.write_text("Sáng 12/5/2022, Huyện ủy Ý Yên tổ chức hội nghị.")
    build([article], tmp_path / "out", base="https://example.org/kg/")
    text = (tmp_path / "out/graph.nq").read_text("utf-8")
    assert "<https://example.org/kg/" in text
    assert "w3id.org/kg-dangbo/id/" not in text


def test_min_confidence_takes_facts_away_and_leaves_no_loose_end(result, tmp_path):
    strict = build([EXAMPLES], tmp_path / "strict", min_confidence=0.9)
    assert sum(strict.facts.values()) <= sum(result.facts.values())
    assert kg_dangbo.validate_graph(tmp_path / "strict").conforms
    nothing = build([EXAMPLES], tmp_path / "none", min_confidence=1.0)
    assert sum(nothing.facts.values()) < sum(result.facts.values())


def test_an_earlier_build_is_replaced_and_other_files_stay(tmp_path):
    article = tmp_path / "a.txt"
    out = tmp_path / "out"
    article.write_text("Sáng 12/5/2022, Huyện ủy Ý Yên tổ chức hội nghị.")
    build([article], out)
    before = contents(out)
    (out / "notes.md").write_text("mine")
    article.write_text("Sáng 13/5/2022, Huyện ủy Vụ Bản tổ chức hội nghị.")
    build([article], out)
    assert (out / "notes.md").read_text() == "mine"
    assert "Vụ Bản" in (out / "graph.ttl").read_text("utf-8")
    assert contents(out).keys() == {*before, "notes.md"}


def test_a_failed_build_leaves_the_earlier_one(tmp_path):
    article = tmp_path / "a.txt"
    article.write_text("Sáng 12/5/2022, Huyện ủy Ý Yên tổ chức hội nghị.")
    build([article], tmp_path / "out")
    before = contents(tmp_path / "out")
    article.write_bytes(b"%PDF")
    with pytest.raises(NothingToBuildError) as caught:
        build([article], tmp_path / "out")
    assert [e.path for e in caught.value.errors] == [str(article)]
    assert contents(tmp_path / "out") == before


HOSTILE = (
    "</script><script>alert(1)</script> Đồng chí <b>Vũ Đình Khoát</b>, Bí thư Huyện ủy Ý Yên\u202e dự hội nghị.\n\n"
    'Sáng 12/5/2022, Huyện ủy Ý Yên tổ chức hội nghị về mô hình “"]}</script><img src=x onerror=alert(2)>”.'
)


@pytest.mark.parametrize("id", ["<script>", "a/../b", 'x" onload="y', "tin số 1", "x" * 5000, "?#%"])
def test_hostile_articles_and_ids_build(tmp_path, id):
    rows = [{"id": id, "text": HOSTILE, "title": "<img src=x>", "url": "javascript:alert(1)", "publisher": "x\u0000y"}]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, rows)))
    done = build([tmp_path / "a.jsonl"], tmp_path / "out")
    assert done.articles == 1
    page = (tmp_path / "out/graph.html").read_text("utf-8")
    assert "<img src=x" not in page
    assert "javascript:alert" not in page
    assert "<img src=x" not in (tmp_path / "out/validation.html").read_text("utf-8")


def test_progress_is_told(tmp_path):
    shutil.copy(EXAMPLES / "tien-hai-bieu-duong-dien-hinh.txt", tmp_path)
    told = []
    build([tmp_path], tmp_path / "out", progress=lambda what, done: told.append((what, done)))
    assert told == [("article tien-hai-bieu-duong-dien-hinh", 0), ("writing", 1)]
