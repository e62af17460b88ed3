"""Exports that do not fit into memory: the same bytes through sorted runs and small batches; round trips; tables."""

import csv
import json
from pathlib import Path

import pyarrow.parquet as pq
import pyoxigraph as ox
import pytest
from composed_facts import write_build

from kg_dangbo import sorting
from kg_dangbo.export import export, records, stream
from kg_dangbo.export.network import entity_network
from kg_dangbo.export.records import entities_of, statements_of
from kg_dangbo.export.stream import article_stores, by_graph, merged_rows
from kg_dangbo.graph import load_dataset
from kg_dangbo.graph.terms import DEFAULT_BASE
from kg_dangbo.query import open_store, run_query
from kg_dangbo.sorting import SortedLines


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_build(tmp_path_factory.mktemp("build"))


@pytest.fixture
def cramped(monkeypatch: pytest.MonkeyPatch) -> None:
    """Runs of 50 lines, four files open, one article a store, 7 rows parsed at once."""
    monkeypatch.setattr(sorting, "RUN", 50)
    monkeypatch.setattr(sorting, "_FILES", 4)
    monkeypatch.setattr(stream, "BATCH", 1)
    monkeypatch.setattr(stream, "_PARSED", 7)
    monkeypatch.setattr(SortedLines.__init__, "__defaults__", (50,))
    monkeypatch.setattr(article_stores, "__defaults__", (1,))


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_sorted_runs_are_sorted_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sorting, "_FILES", 3)
    lines = [f"{n * 7919 % 1000:03} “á”\r\x85\u2028\x01" for n in range(2500)]
    with SortedLines(lines, run=40) as found:
        assert list(found) == sorted(set(lines))
        assert list(found) == sorted(set(lines))


@pytest.mark.usefixtures("cramped")
@pytest.mark.parametrize("name", ["nq", "ttl", "jsonld"])
def test_runs_on_disk_give_the_bytes_of_the_build(build: Path, tmp_path: Path, name: str) -> None:
    (path,) = export(build, name, tmp_path / "x")
    assert path.read_bytes() == (build / f"graph.{name}").read_bytes()


@pytest.mark.parametrize("name", ["trig", "annotated", "csv", "parquet", "neo4j", "graphml", "dataset"])
def test_batches_and_runs_change_no_byte(
    build: Path, tmp_path: Path, name: str, request: pytest.FixtureRequest
) -> None:
    once = export(build, name, tmp_path / "a")
    request.getfixturevalue("cramped")
    again = export(build, name, tmp_path / "b")
    assert [p.read_bytes() for p in once] == [p.read_bytes() for p in again]
    assert not list(tmp_path.rglob("*.part"))


def test_stores_of_articles_part_no_article_and_repeat_none(build: Path) -> None:
    with by_graph(build) as lines:
        stores = list(article_stores(lines, batch=1))
        whole = list(article_stores(lines))
    graphs = [[str(g) for g in store.named_graphs()] for store in stores]
    assert all(len(names) == 1 for names in graphs)
    assert sorted(name for names in graphs for name in names) == sorted(str(g) for g in whole[0].named_graphs())
    assert len(whole) == 1
    assert list(entities_of(stores)) == list(entities_of(whole))
    assert sorted(map(repr, statements_of(stores))) == sorted(map(repr, statements_of(whole)))


def test_quads_come_back_from_every_rdf_format(build: Path, tmp_path: Path) -> None:
    quads = set(load_dataset(build))
    (nq,) = export(build, "nq", tmp_path / "a.nq")
    (trig,) = export(nq, "trig", tmp_path / "a.trig")
    (again,) = export(trig, "nq", tmp_path / "b.nq")
    assert again.read_bytes() == nq.read_bytes()
    assert set(ox.parse(path=again)) == quads
    triples = {q.triple for q in quads}
    for name, suffix in (("ttl", "ttl"), ("jsonld", "jsonld")):
        (path,) = export(nq, name, tmp_path / f"a.{suffix}")
        assert {q.triple for q in ox.parse(path=path)} == triples
    (ttl,) = export(tmp_path / "a.ttl", "ttl", tmp_path / "c.ttl")
    assert ttl.read_bytes() == (tmp_path / "a.ttl").read_bytes()


def test_a_triple_in_two_graphs_counts_once(tmp_path: Path) -> None:
    triple = '<https://x/a> <http://xmlns.com/foaf/0.1/name> "A"@vi'
    (tmp_path / "x.nq").write_text(f"{triple} <https://x/g1> .\n{triple} <https://x/g2> .\n")
    with merged_rows(tmp_path / "x.nq") as lines:
        assert len(list(lines)) == 1
    with by_graph(tmp_path / "x.nq") as lines:
        assert len(list(lines)) == 2


def test_annotations_say_which_triple_a_fact_speaks_of(build: Path, tmp_path: Path) -> None:
    (path,) = export(build, "annotated", tmp_path / "a.ttl")
    parsed = list(ox.parse(path=path))
    reified = [q for q in parsed if q.predicate.value.endswith("#reifies")]
    plain = {q.triple for q in parsed if q not in reified}
    assert plain == {q.triple for q in load_dataset(build)}
    store = open_store(build)
    count = run_query(
        store,
        "SELECT (COUNT(DISTINCT ?f) AS ?n) { ?f a ?c "
        "FILTER (?c IN (dangbo:PostHolding, dangbo:Nesting, dangbo:DocumentRelation)) }",
    ).rows[0][0]
    assert len(reified) == int(count or 0) > 5
    predicates = {q.object.predicate.value.rsplit("#")[-1] for q in reified if isinstance(q.object, ox.Triple)}
    assert predicates == {"memberOf", "subOrganizationOf", "implements", "continues"}
    # a post may be a former one: its triple is spoken of, and not stated
    assert not [t for t in plain if t.predicate.value.endswith("#memberOf")]


def test_parquet_holds_what_the_csv_tables_hold(build: Path, tmp_path: Path) -> None:
    export(build, "csv", tmp_path)
    export(build, "parquet", tmp_path)
    for name in ("entities", "statements"):
        table = pq.read_table(tmp_path / f"{name}.parquet").to_pylist()
        lines = rows(tmp_path / f"{name}.csv")
        assert len(table) == len(lines) > 10
        for whole, line in zip(table, lines, strict=True):
            shown = {k: " | ".join(v) if isinstance(v, list) else str(v) for k, v in whole.items()}
            # a formula is a formula where no spreadsheet opens it
            assert shown == {k: v.removeprefix("'") if shown[k] != v else v for k, v in line.items()}
    raw = [row["name"] for row in pq.read_table(tmp_path / "entities.parquet").to_pylist()]
    assert any(name.startswith("=HYPERLINK") for name in raw)
    assert not [row for row in rows(tmp_path / "entities.csv") if row["name"].startswith("=")]


def test_parquet_without_pyarrow_says_what_to_install(
    build: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    with pytest.raises(ValueError, match=r"pip install 'kg-dangbo\[tables\]'"):
        export(build, "parquet", tmp_path)


def test_neo4j_tables_refer_to_nodes_that_are_there(build: Path, tmp_path: Path) -> None:
    paths = export(build, "neo4j", tmp_path)
    entities, articles, relations, names = (list(csv.reader(p.open(encoding="utf-8", newline=""))) for p in paths)
    nodes = {row[0] for row in (*entities[1:], *articles[1:])}
    assert len(nodes) == len(entities) + len(articles) - 2
    assert entities[0][0] == articles[0][0] == "iri:ID"
    for table in (relations, names):
        assert table[0][:3] == [":START_ID", ":END_ID", ":TYPE"]
        assert {end for row in table[1:] for end in row[:2]} <= nodes
        assert all(len(row) == len(table[0]) for row in table)
    assert {row[2] for row in relations[1:]} >= {"HOLDS_POST", "PART_OF", "ISSUED_BY"}
    assert all("\n" not in cell for p in paths for row in csv.reader(p.open(encoding="utf-8")) for cell in row)
    assert {row[-1] for row in entities[1:]} == {"Person", "Organization", "Document", "Model", "Event"}


def test_a_network_that_nobody_can_open_is_refused_with_advice(build: Path) -> None:
    with by_graph(build) as lines:
        stores = list(article_stores(lines))
    assert len(entity_network(entities_of(stores), statements_of(stores))) > 10
    with pytest.raises(ValueError, match=r"more than 30 nodes and edges.*export neo4j"):
        entity_network(entities_of(stores), statements_of(stores), limit=30)
    with pytest.raises(ValueError, match="more than 5 nodes"):
        entity_network(entities_of(stores), statements_of(stores), limit=5)


def test_the_description_counts_what_is_there(build: Path, tmp_path: Path) -> None:
    export(build, "csv", build / "tables")
    (path,) = export(build, "dataset", build / "dataset.ttl")
    text = path.read_text("utf-8")
    assert "<graph.nq>" in text
    store = ox.Store()
    store.load(path=path, base_iri="https://data.example/may/")
    prefix = "PREFIX void: <http://rdfs.org/ns/void#> PREFIX dcat: <http://www.w3.org/ns/dcat#> "
    (row,) = store.query(
        prefix + "SELECT ?t ?s ?d { ?x a void:Dataset, dcat:Dataset ; void:triples ?t ;"
        " void:distinctSubjects ?s ; void:documents ?d }"
    )
    triples = {q.triple for q in load_dataset(build)}
    assert [int(cell.value) for cell in row] == [len(triples), len({t.subject for t in triples}), 4]
    (persons,) = store.query(
        prefix + "SELECT ?n { ?p void:class <http://xmlns.com/foaf/0.1/Person> ; void:entities ?n }"
    )
    assert persons[0].value == "5"
    files = {row[0].value for row in store.query(prefix + "SELECT ?f { ?d dcat:distribution/dcat:downloadURL ?f }")}
    assert files == {
        f"https://data.example/may/{n}"
        for n in ("graph.nq", "graph.ttl", "graph.jsonld", "tables/entities.csv", "tables/statements.csv")
    }
    (days,) = store.query(prefix + "SELECT ?a ?b { ?x dcat:startDate ?a ; dcat:endDate ?b }")
    assert days[0].value <= days[1].value


def test_independent_counts_leave_out_copies(tmp_path: Path) -> None:
    folder = write_build(tmp_path)
    ids = {
        q.object.value: q.subject.value for q in load_dataset(folder) if q.predicate.value.endswith("terms/identifier")
    }
    first, second = ids["binh-minh-01"], ids["son-ha-02"]
    with (folder / "graph.nq").open("a", encoding="utf-8") as file:
        file.write(f"<{second}> <https://w3id.org/kg-dangbo/ontology#copyOf> <{first}> <{second}> .\n")
    before = {e.iri: e for e in records.read_entities(open_store(write_build(tmp_path / "x")))}
    after = {e.iri: e for e in records.read_entities(open_store(folder))}
    changed = {iri for iri in after if after[iri].independent < after[iri].articles}
    assert changed
    assert all(before[iri].independent == before[iri].articles == after[iri].articles for iri in changed)
    statements = records.read_statements(open_store(folder))
    assert {s.copy_of for s in statements if s.article_iri == second} == {first}
    assert {s.copy_of for s in statements if s.article_iri == first} == {""}


def test_an_empty_source(tmp_path: Path) -> None:
    (tmp_path / "graph.nq").write_text("")
    (path,) = export(tmp_path, "jsonld", tmp_path / "a.jsonld")
    assert json.loads(path.read_text())["@graph"] == []
    export(tmp_path, "csv", tmp_path / "t")
    assert rows(tmp_path / "t" / "entities.csv") == []
    (described,) = export(tmp_path, "dataset", tmp_path / "d.ttl")
    assert DEFAULT_BASE in described.read_text()
