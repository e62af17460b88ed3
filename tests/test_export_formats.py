import csv
from pathlib import Path
from xml.etree import ElementTree

import networkx as nx
import pyoxigraph as ox
import pytest
from composed_facts import all_extractions, write_build

from kg_dangbo.export import FORMATS, default_target, export
from kg_dangbo.export.tables import safe_cell
from kg_dangbo.graph import load_dataset


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_build(tmp_path_factory.mktemp("build"))


def target(folder: Path, name: str) -> Path:
    return default_target(name, folder)


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_the_same_whatever_the_order_of_the_quads(build: Path, tmp_path: Path, name: str) -> None:
    quads = load_dataset(build)
    once = export(quads, name, target(tmp_path / "a", name))
    again = export(list(reversed(quads)), name, target(tmp_path / "b", name))
    assert [p.read_bytes() for p in once] == [p.read_bytes() for p in again]
    assert all(p.stat().st_size for p in once)


def test_rdf_formats_parse_back(build: Path, tmp_path: Path) -> None:
    quads = set(load_dataset(build))
    triples = {(q.subject, q.predicate, q.object) for q in quads}
    for name in ("nq", "trig"):
        (path,) = export(build, name, target(tmp_path, name))
        assert set(ox.parse(path=path)) == quads
    for name in ("ttl", "jsonld"):
        (path,) = export(build, name, target(tmp_path, name))
        assert {(q.subject, q.predicate, q.object) for q in ox.parse(path=path)} == triples


def test_turtle_and_quads_are_those_of_the_build(build: Path, tmp_path: Path) -> None:
    for name in ("nq", "ttl", "jsonld"):
        (path,) = export(build, name, target(tmp_path, name))
        assert path.read_bytes() == (build / f"graph.{name}").read_bytes()


def test_network_files_hold_named_nodes_and_one_edge_per_relation(build: Path, tmp_path: Path) -> None:
    (graphml,) = export(build, "graphml", target(tmp_path, "graphml"))
    (gexf,) = export(build, "gexf", target(tmp_path, "gexf"))
    for network in (nx.read_graphml(graphml), nx.read_gexf(gexf)):
        labels = {data["label"]: node for node, data in network.nodes(data=True) if "Trần" not in data["label"]}
        edges = [
            data
            for source, goal, data in network.edges(data=True)
            if goal == labels["Huyện ủy Bình Minh"] and "tran-van-lam-son-ha" in source
        ]
        # two articles attest the post: one edge
        assert [(e["label"], e["articles"]) for e in edges] == [("Bí thư", 2)]
        assert edges[0]["quotation"] in all_extractions()[0].article.text
    assert "lastmodified" not in gexf.read_text("utf-8")
    # an event without a name of its own is called by its kind and day
    assert "hội nghị 2022-06-15" in {data["label"] for _, data in nx.read_gexf(gexf).nodes(data=True)}


def test_xml_survives_hostile_text(build: Path, tmp_path: Path) -> None:
    (path,) = export(build, "graphml", target(tmp_path, "graphml"))
    tree = ElementTree.parse(path)
    texts = [element.text or "" for element in tree.iter()]
    assert 'Chi bộ "\\"> . } </script>' in texts


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_tables(build: Path, tmp_path: Path) -> None:
    entities_file, statements_file = export(build, "csv", tmp_path)
    entities, statements = read(entities_file), read(statements_file)
    (conclusion,) = [e for e in entities if e["name"] == "Kết luận số 01-KL/TW"]
    assert (conclusion["kind"], conclusion["other_names"], conclusion["articles"]) == (
        "PolicyDocument",
        "Kết luận số 01",
        "2",
    )
    texts = {e.article.id: e.article.text for e in all_extractions()}
    for row in statements:
        if row["article"] in texts:
            quoted = texts[row["article"]][int(row["start"]) : int(row["end"])]
            assert quoted == row["quotation"]
    facts = [(r["kind"], r["subject"], r["relation"], r["object"], r["detail"]) for r in statements]
    assert ("post", "Ngô Thị Hạnh", "Chủ tịch", "Ủy ban nhân dân huyện Bình Minh", "former") in facts
    assert ("award", "Ban Thường vụ Huyện ủy Bình Minh", "Giấy khen", "8 tập thể", "") in facts
    assert ("statistic", "Huyện ủy Bình Minh", "225", "", "225 mô hình") in facts
    assert ("part_of", "Huyện ủy Bình Minh", "partOf", "Tỉnh ủy Sơn Hà", "inferred") in facts
    # the second article does not say who issued the conclusion
    assert [r["article"] for r in statements if r["object"] == "Bộ Chính trị" and r["subject"].startswith("Kết")] == [
        "binh-minh-01",
        "binh-minh-01",
    ]


def test_no_cell_of_a_hostile_article_is_a_formula(build: Path, tmp_path: Path) -> None:
    for path in export(build, "csv", tmp_path):
        for row in read(path):
            for cell in row.values():
                assert not cell.lstrip().startswith(("=", "+", "-", "@")), cell


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@x", "\tx", " =1", "\u00a0=1"])
def test_formula_starts_get_an_apostrophe(text: str) -> None:
    assert safe_cell(text) == f"'{text}"


@pytest.mark.parametrize("text", ["Bí thư", "77,1%", "", "a=b", "05-CT/TW"])
def test_other_cells_stay(text: str) -> None:
    assert safe_cell(text) == text


def test_unknown_formats_are_refused(build: Path, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="graphml"):
        export(build, "docx", tmp_path / "x")
