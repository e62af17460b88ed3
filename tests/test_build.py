"""The whole walk on the composed examples: complete, deterministic, all or nothing."""

import json
import shutil
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import CliRunner
from owlrl_clashes import clashes
from rdflib import Graph

import kg_dangbo
from kg_dangbo.build import NothingToBuildError, build
from kg_dangbo.cli import cli
from kg_dangbo.graph import UnknownKeyError
from kg_dangbo.query import load_queries, open_store, run_query

EXAMPLES = Path(__file__).parent.parent / "examples"


@pytest.fixture(scope="module")
def result(tmp_path_factory):
    return build([EXAMPLES], tmp_path_factory.mktemp("build"))


def contents(folder):
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}


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
    build([tmp_path], tmp_path / "out", progress=lambda step, done, total: told.append((step, done, total)))
    steps = [(step, 1, 1) for step in ("resolving", "checking", "storing", "writing")]
    assert told == [("extracting", 1, None), *steps]


def test_a_fault_in_one_article_is_one_line_and_costs_the_others_nothing(result, tmp_path, monkeypatch):
    # faults that are known are mended, so one has to be planted
    module = sys.modules["kg_dangbo.store.work"]
    genuine, names = module.article_triples, []

    def faulty(extraction, base, vocabulary):
        names.append(extraction.article.id)
        if len(names) == 3:
            raise UnknownKeyError("planted\nfault")
        return genuine(extraction, base, vocabulary)

    monkeypatch.setattr(module, "article_triples", faulty)
    rest = build([EXAMPLES], tmp_path)
    assert rest.articles == result.articles - 1
    (error,) = rest.errors
    assert f", article {names[2]}: " in str(error)
    assert str(error).startswith(str(EXAMPLES))
    assert "planted" in str(error)
    assert "\n" not in str(error)
    quads = ox.parse(path=tmp_path / "graph.nq", format=ox.RdfFormat.N_QUADS)
    graphs = {q.graph_name.value for q in quads if isinstance(q.graph_name, ox.NamedNode)}
    assert len(graphs) == result.articles - 1


def test_the_command_names_the_fault_and_exits_with_2(tmp_path, monkeypatch):
    genuine = sys.modules["kg_dangbo.store.work"].extract

    def faulty(article, vocabulary):
        if article.id == "tien-hai-bieu-duong-dien-hinh":
            raise IndexError("planted")
        return genuine(article, vocabulary)

    monkeypatch.setattr(sys.modules["kg_dangbo.store.work"], "extract", faulty)
    ran = CliRunner().invoke(cli, ["build", str(EXAMPLES), "-q", "-o", str(tmp_path)])
    assert ran.exit_code == 2
    (line,) = [line for line in ran.stderr.splitlines() if "planted" in line]
    assert "tien-hai-bieu-duong-dien-hinh.txt" in line
    assert (tmp_path / "graph.html").is_file()


def test_an_unusable_base_is_no_fault_of_the_articles(tmp_path):
    with pytest.raises(ValueError, match="absolute IRI"):
        build([EXAMPLES], tmp_path / "out", base="nonsense")


def test_a_stop_by_the_user_is_no_fault_of_an_article(result, tmp_path, monkeypatch):
    def stopped(*arguments):
        raise KeyboardInterrupt

    monkeypatch.setattr(sys.modules["kg_dangbo.store.work"], "article_triples", stopped)
    with pytest.raises(KeyboardInterrupt):
        build([EXAMPLES], tmp_path / "out")
    assert contents(tmp_path / "out") == {}
    monkeypatch.undo()
    done = build([EXAMPLES], tmp_path / "out")  # and the same command goes on
    assert (done.unchanged, done.articles) == (8, 8)
    assert contents(tmp_path / "out") == contents(result.folder)


def test_where_nothing_was_read_nothing_is_left_behind(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"%PDF")
    with pytest.raises(NothingToBuildError):
        build([tmp_path / "a.txt"], tmp_path / "out")
    assert not (tmp_path / "out").exists()


def documents_of(texts, folder):
    """IRIs of the documents of each article, in the order of their first quotation's article."""
    for name, (text, publisher) in texts.items():
        row = {"id": name, "title": "Tin", "text": text, "publisher": publisher, "published": "2022-04-28"}
        (folder / f"{name}.jsonl").write_text(json.dumps(row, ensure_ascii=False), "utf-8")
    built = build([folder], folder / "out")
    found = {}
    for quad in ox.parse(path=built.folder / "graph.nq", format=ox.RdfFormat.N_QUADS):
        if "/id/document-" in str(quad.subject) and isinstance(quad.graph_name, ox.NamedNode):
            found.setdefault(quad.graph_name.value, set()).add(str(quad.subject))
    return [found[graph] for graph in sorted(found)]


def test_a_document_of_the_register_is_one_node_with_and_without_its_date(tmp_path):
    with_date = "Huyện ủy Bình Lục sơ kết việc thực hiện Chỉ thị số 05-CT/TW, ngày 15/5/2016 của Bộ Chính trị."
    without = (
        "Huyện ủy Kim Bảng học tập Chỉ thị 05-CT/TW của Bộ Chính trị về đẩy mạnh học tập và làm theo tư tưởng, "
        "đạo đức, phong cách Hồ Chí Minh."
    )
    one, two = documents_of({"one": (with_date, "Báo Hà Nam"), "two": (without, "Báo Hà Nam")}, tmp_path)
    assert len(one) == 1
    assert one == two


NATIONAL = "Huyện ủy Bình Lục thực hiện Nghị định số 77/2019/NĐ-CP{} của Chính phủ."


@pytest.mark.parametrize("first", [0, 1])
def test_a_number_with_its_year_is_one_node_with_and_without_its_date(tmp_path, first):
    texts = [NATIONAL.format(" ngày 10/10/2019"), NATIONAL.format("")]
    articles = {"one": (texts[first], "Báo Hà Nam"), "two": (texts[1 - first], "Báo Lai Châu")}
    one, two = documents_of(articles, tmp_path)
    assert len(one) == 1
    assert one == two


def test_another_year_in_the_number_or_another_date_is_another_document(tmp_path):
    years = "Chính phủ ban hành Nghị định số 77/2019/NĐ-CP và Nghị định số 77/2021/NĐ-CP."
    assemblies = "Quốc hội ban hành Nghị quyết số 12/2019/QH14 và Nghị quyết số 12/2021/QH15."
    dates = "Bộ Chính trị ban hành Chỉ thị số 05-CT/TW ngày 15/5/2016, Chỉ thị số 05-CT/TW ngày 20/6/2016."
    texts = {"dates": dates, "assemblies": assemblies, "years": years}
    counted = documents_of({name: (text, "Báo Hà Nam") for name, text in texts.items()}, tmp_path)
    assert [len(documents) for documents in counted] == [2, 2, 2]
    assert len(set.union(*counted)) == 6


def test_two_provinces_have_two_decisions_of_one_number(tmp_path):
    text = "UBND tỉnh ban hành Quyết định số 15/QĐ-UBND về phòng, chống cháy rừng."
    one, two = documents_of({"one": (text, "Báo Hà Nam"), "two": (text, "Báo Lai Châu")}, tmp_path)
    assert len(one) == len(two) == 1
    assert one != two


def test_a_reasoner_finds_no_clash_in_a_real_build(result):
    assert clashes(Graph().parse(result.folder / "graph.ttl")) == []


def test_the_questions_are_answered_by_a_real_build(result):
    store = open_store(result.folder)
    answered = {query.name for query in load_queries() if run_query(store, query).rows}
    assert "facts-without-evidence" not in answered
    assert {"posts-held", "documents", "awards", "models-by-body", "events", "statistics-by-body"} <= answered
    assert len(answered) > 25
