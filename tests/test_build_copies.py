"""Copies in a whole build: one page at two addresses, and a paper that prints another one's news."""

import json

import pytest
from source_files import ARTICLE as COMPOSED
from source_files import LEAD

from kg_dangbo.build import build
from kg_dangbo.query import find_query, open_store, run_query
from kg_dangbo.validate import validate_file

ARTICLE = COMPOSED.replace("Huyện ủy Bình Minh tổ chức", "Huyện ủy Ý Yên, tỉnh Nam Định tổ chức").replace(
    "Bình Minh", "Ý Yên"
)
OTHER = "Chiều 20/5, đồng chí Trần Văn Lâm, Bí thư Huyện ủy Ý Yên, tỉnh Nam Định, kiểm tra công tác dân vận tại cơ sở."
ROWS = [
    {"id": "a1", "text": ARTICLE, "url": "https://a.example/1", "publisher": "Báo A", "published": "2022-05-12"},
    {"id": "a1-m", "text": ARTICLE, "url": "https://m.a.example/1", "publisher": "Báo A", "published": "2022-05-12"},
    {"id": "b1", "text": f"(Báo A) {ARTICLE}", "publisher": "Báo B", "published": "2022-05-13"},
]
FACT = "SELECT ?graph { GRAPH ?graph { ?x a dangbo:PostHolding } } ORDER BY ?graph"


def write(folder, rows):
    folder.mkdir(exist_ok=True)
    (folder / "tin.jsonl").write_text("\n".join(json.dumps(row) for row in rows))
    return folder


@pytest.fixture(scope="module")
def result(tmp_path_factory):
    folder = tmp_path_factory.mktemp("copies")
    return build([write(folder / "in", ROWS)], folder / "out")


def test_copies_are_counted_and_conform(result):
    assert (result.articles, result.copies, result.same_pages) == (2, 1, 1)
    assert validate_file(result.folder).conforms


def test_one_page_at_two_addresses_is_one_article_that_notes_both(result):
    rows = run_query(
        result.folder,
        "SELECT ?id ?url ?other ?otherId { ?a a schema:NewsArticle ; dcterms:identifier ?id ."
        " OPTIONAL { ?a schema:url ?url } OPTIONAL { ?a schema:sameAs ?other ; dangbo:otherIdentifier ?otherId }"
        " } ORDER BY ?id",
    ).rows
    assert rows == (
        ("a1", "https://a.example/1", "https://m.a.example/1", "a1-m"),
        ("b1", None, None, None),
    )


def test_a_copy_is_linked_and_keeps_its_own_facts(result):
    (row,) = run_query(result.folder, find_query("copies")).rows
    assert row[:5] == ("a1", "Báo A", "b1", "Báo B", "2022-05-13")
    assert 0.75 <= float(row[5]) < 1
    store = open_store(result.folder)
    assert len({graph for (graph,) in run_query(store, FACT).rows}) == 2


def test_a_copy_confirms_nothing_and_another_report_does(result, tmp_path):
    question = find_query("posts-confirmed")
    assert run_query(result.folder, question).rows == ()
    more = [*ROWS, {"id": "c1", "text": OTHER, "publisher": "Báo C", "published": "2022-05-20"}]
    again = build([write(tmp_path / "in", more)], tmp_path / "out")
    assert run_query(again.folder, question).rows == (("Trần Văn Lâm", "Bí thư", "Huyện ủy Ý Yên", "2", "3"),)
    sources = {row[0]: row[2:4] for row in run_query(again.folder, find_query("sources-per-fact")).rows}
    assert sources["Trần Văn Lâm"] == ("2", "3")
    repeated = run_query(again.folder, find_query("statistics-repeated")).rows
    assert repeated == ()  # the figures stand in the copy only


def test_the_order_of_the_articles_changes_no_byte(result, tmp_path):
    again = build([write(tmp_path / "in", ROWS[::-1])], tmp_path / "out")
    for name in ("graph.nq", "graph.ttl", "graph.html"):
        assert (again.folder / name).read_bytes() == (result.folder / name).read_bytes()


def test_texts_without_address_stay_articles_of_their_own(tmp_path):
    rows = [{"id": str(n), "text": LEAD} for n in range(3)]
    found = build([write(tmp_path / "in", rows)], tmp_path / "out")
    assert (found.articles, found.copies, found.same_pages) == (3, 2, 0)
