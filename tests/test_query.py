from pathlib import Path

import pyoxigraph as ox
import pytest
from composed_facts import write_build
from rdflib import Dataset

from kg_dangbo.query import Query, QueryError, Table, find_query, load_queries, open_store, parse_query, run_query
from kg_dangbo.report.checks import load_checks

QUERIES = {query.name: query for query in load_queries()}
PLAIN = {("career", "status"), ("posts-held", "status"), ("posts-by-status", "status"), ("statistics-by-body", "unit")}
PLAIN |= {
    ("statistics-repeated", "unit"),
    ("statistics-wrong-sums", "unit"),
    ("namesakes", "person"),
}  # no labels, but codes, plain text, IRIs


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> ox.Store:
    return open_store(write_build(tmp_path_factory.mktemp("build")))


@pytest.fixture(scope="module")
def elsewhere(store: ox.Store) -> Dataset:
    data = store.dump(format=ox.RdfFormat.N_QUADS)
    assert data is not None
    return Dataset().parse(data=data.decode(), format="nquads")


def ask(store: ox.Store, name: str, *columns: str) -> list[tuple[str | None, ...]]:
    """The rows of a competency question, cut to these columns."""
    table = run_query(store, QUERIES[name])
    places = [table.columns.index(column) for column in columns]
    return [tuple(row[i] for i in places) for row in table.rows]


# -- the questions themselves --------------------------------------------------------------------------


def test_there_are_enough_and_each_has_titles_and_keywords() -> None:
    assert len(QUERIES) >= 20
    for query in QUERIES.values():
        assert query.title_vi, query.name
        assert query.title_en, query.name
        assert query.keywords, query.name
        assert "ORDER BY" in query.text, f"{query.name} has no order of its own"


def test_each_is_standalone_sparql() -> None:
    for query in QUERIES.values():
        ox.Store().query(query.text)


@pytest.mark.parametrize("name", sorted(QUERIES.keys() - {"facts-without-evidence", "copies"}))
def test_each_has_an_answer_and_repeats_no_row(store: ox.Store, name: str) -> None:
    rows = run_query(store, QUERIES[name]).rows
    assert rows
    assert len(set(rows)) == len(rows)


def test_every_fact_has_evidence(store: ox.Store) -> None:
    assert run_query(store, QUERIES["facts-without-evidence"]).rows == ()


def test_a_fact_without_evidence_is_found(tmp_path: Path) -> None:
    folder = write_build(tmp_path)
    quads = (folder / "graph.nq").read_text("utf-8").splitlines(keepends=True)
    # the second article still quotes itself for Trần Văn Lâm; the first no longer does
    person = "/person-tran-van-lam-son-ha-"
    kept = [q for q in quads if not (person in q and "wasDerivedFrom" in q and "article-binh-minh-01" in q)]
    (folder / "graph.nq").write_text("".join(kept), "utf-8")
    rows = run_query(folder, QUERIES["facts-without-evidence"]).rows
    assert [(row[0], (row[1] or "").split("/")[-1].rsplit("-", 1)[0]) for row in rows] == [
        ("binh-minh-01", "person-tran-van-lam-son-ha")
    ]


def test_who_held_which_post_and_who_says_so(store: ox.Store) -> None:
    rows = ask(store, "posts-held", "person", "role", "organization", "status", "quotation", "article", "publisher")
    assert (
        "Ngô Thị Hạnh",
        "Chủ tịch",
        "Ủy ban nhân dân huyện Bình Minh",
        "former",
        "Ngô Thị Hạnh, nguyên Chủ tịch UBND huyện",
        "binh-minh-01",
        "Báo Sơn Hà",
    ) in rows
    assert len(rows) == 7


def test_a_career_is_in_the_order_of_attestation(store: ox.Store) -> None:
    rows = [r for r in ask(store, "career", "person", "attestedOn", "role", "organization") if r[3] != "x"]
    lam = [r[1:] for r in rows if r[0] == "Trần Văn Lâm"]
    assert lam[-4:] == [
        ("2022-04-28", "Bí thư", "Huyện ủy Bình Minh"),
        ("2022-04-28", "Ủy viên Ban Thường vụ", "Tỉnh ủy Sơn Hà"),
        ("2022-06-15", "Bí thư", "Huyện ủy Bình Minh"),
        ("2022-06-15", "Trưởng Ban", "Ban Tổ chức Tỉnh ủy Sơn Hà"),
    ]
    table = run_query(store, QUERIES["career"], {"person": "Ngô Thị Hạnh"})
    assert len(table.rows) == 1


def test_posts_by_status_leave_out_the_current_ones(store: ox.Store) -> None:
    assert ask(store, "posts-by-status", "status", "person") == [
        ("acting", "Đỗ Thị Mai"),
        ("appointed", "Trần Văn Lâm"),
        ("former", "Ngô Thị Hạnh"),
    ]


def test_confirmed_posts_count_articles_and_keep_namesakes_apart(store: ox.Store) -> None:
    assert ask(store, "posts-confirmed", "person", "role", "organization", "articles") == [
        ("Trần Văn Lâm", "Bí thư", "Huyện ủy Bình Minh", "2")
    ]


def test_bodies_below_at_any_depth(store: ox.Store) -> None:
    table = run_query(store, QUERIES["bodies-below"], {"top": "Tỉnh ủy Sơn Hà"})
    assert [row[-1] for row in table.rows] == [
        "Ban Thường vụ Huyện ủy Bình Minh",
        "Ban Tổ chức Tỉnh ủy Sơn Hà",
        "Huyện ủy Bình Minh",
    ]
    assert len(ask(store, "bodies-below", "top", "body")) == 5


def test_stated_nesting_comes_first(store: ox.Store) -> None:
    rows = ask(store, "bodies-stated-nesting", "child", "parent", "stated", "quotation")
    assert rows[0] == (
        "Chi bộ 4 Đảng bộ xã Tân Lập",
        "Đảng bộ xã Tân Lập",
        "true",
        "Chi bộ 4, Đảng bộ xã Tân Lập",
    )
    assert [r[2] for r in rows] == ["true", "false", "false", "false"]


def test_bodies_named_by_articles(store: ox.Store) -> None:
    assert ask(store, "bodies-most-named", "organization", "articles")[:3] == [
        ("Huyện ủy Bình Minh", "2"),
        ("Tỉnh ủy Sơn Hà", "2"),
        ("Ban Thường vụ Huyện ủy Bình Minh", "1"),
    ]


def test_bodies_by_province(store: ox.Store) -> None:
    assert ask(store, "bodies-by-province", "province", "unit", "organization") == [
        ("tỉnh Hà Nam", "huyện Bình Lục", "Huyện ủy Bình Minh")
    ]


def test_documents(store: ox.Store) -> None:
    rows = ask(store, "documents", "title", "kind", "number", "symbol", "issuer", "issued")
    assert ("Chỉ thị số 05-CT/TW", "Chỉ thị", "5", "05-CT/TW", "Bộ Chính trị", "2016-05-15") in rows
    assert ("Kế hoạch số 12-KH/TU", "Kế hoạch", "12", "12-KH/TU", "Tỉnh ủy Sơn Hà", "2022") in rows
    assert len(rows) == 5


def test_documents_that_follow_documents(store: ox.Store) -> None:
    assert ask(store, "document-relations", "source", "relation", "target", "article") == [
        ("Kế hoạch số 12-KH/TU", "implements", "Kết luận số 01-KL/TW", "son-ha-02"),
        ("Kết luận số 01-KL/TW", "continues", "Chỉ thị số 05-CT/TW", "binh-minh-01"),
    ]
    # the chain runs over two articles
    assert ("Chỉ thị số 05-CT/TW", "Kế hoạch số 12-KH/TU") in ask(store, "document-descent", "origin", "descendant")


def test_most_cited_documents(store: ox.Store) -> None:
    assert ask(store, "documents-most-cited", "title", "articles", "quotations")[0] == (
        "Kết luận số 01-KL/TW",
        "2",
        "3",
    )


def test_documents_without_symbol(store: ox.Store) -> None:
    assert ask(store, "documents-without-symbol", "title", "number") == [
        ("Nghị quyết Đại hội XIII của Đảng", None),
        ("Quy định số 37", "37"),
    ]


def test_documents_beside_the_register(store: ox.Store) -> None:
    assert ask(store, "documents-and-register", "title", "issuedInArticle", "issuedInRegister") == [
        ("Chỉ thị số 05-CT/TW", "2016-05-15", "2016-05-15")
    ]


def test_models_by_body(store: ox.Store) -> None:
    assert ("Chi bộ 4 Đảng bộ xã Tân Lập", "Ngày thứ bảy vì dân") in ask(
        store, "models-by-body", "organization", "model"
    )


def test_awards_name_one_or_count_many(store: ox.Store) -> None:
    rows = ask(store, "awards", "grantor", "form", "recipient", "group", "count", "date")
    standing = "Ban Thường vụ Huyện ủy Bình Minh"
    assert (standing, "Giấy khen", None, "tập thể", "8", "2022-04-28") in rows
    assert (standing, "Giấy khen", "Lê Quốc Bảo", None, None, "2022-04-28") in rows
    assert ask(store, "award-totals", "grantor", "kind", "recipients") == [
        (standing, "nêu tên", "1"),
        (standing, "tập thể", "8"),
    ]


def test_who_appeared_with_whom(store: ox.Store) -> None:
    assert ask(store, "appeared-together", "person", "other", "date") == [
        ("Ngô Thị Hạnh", "Trần Văn Lâm", "2022-04-28"),
        ("Trần Văn Lâm", "Đỗ Thị Mai", "2022-06-15"),
    ]


def test_roles_at_events(store: ox.Store) -> None:
    rows = ask(store, "event-roles", "person", "role", "kind", "date")
    assert ("Đỗ Thị Mai", "người chủ trì", "hội nghị", "2022-06-15") in rows
    assert len(rows) == 6


def test_events(store: ox.Store) -> None:
    assert ask(store, "events-by-month", "month", "events") == [("2022-04", "1"), ("2022-06", "1"), ("2022-09", "1")]
    rows = ask(store, "events", "date", "inferred", "kind", "organizer", "place")
    assert rows == [
        ("2022-04-28", "true", "hội nghị", "Huyện ủy Bình Minh", None),
        ("2022-06-15", None, "hội nghị", "Tỉnh ủy Sơn Hà", "thành phố Sơn Hà"),
        ("2022-09", None, "tọa đàm", None, None),
    ]


def test_what_one_article_states_in_its_order(store: ox.Store) -> None:
    rows = [r for r in ask(store, "article-facts", "article", "start", "quotation") if r[0] == "bien-xanh-03"]
    assert rows[0][2] == "Tháng 9/2022"
    assert [int(r[1] or 0) for r in rows] == sorted(int(r[1] or 0) for r in rows)
    assert len(rows) == 7


def test_arithmetic_is_checked_and_a_right_sum_passes(store: ox.Store) -> None:
    assert ask(store, "statistics-wrong-sums", "total", "sum", "unit", "article") == [("30", "25", "cuộc", "son-ha-02")]
    assert ask(store, "statistics-wrong-shares", "printedAs", "part", "whole", "exact") == [
        ("77,1%", "749", "973", "76.98")
    ]


def test_figures(store: ox.Store) -> None:
    assert ask(store, "statistics-repeated", "value", "unit", "articles") == [("225", "mô hình", "2")]
    assert ask(store, "statistics-by-body", "organization", "value", "unit", "period") == [
        ("Huyện ủy Bình Minh", "225", "mô hình", "2022")
    ]


def test_what_was_inferred_or_is_doubtful(store: ox.Store) -> None:
    assert ask(store, "inferred-bodies", "person", "role", "organization") == [
        ("Trần Văn Lâm", "Ủy viên Ban Thường vụ", "Tỉnh ủy Sơn Hà")
    ]
    assert ask(store, "low-confidence", "confidence", "rule", "quotation") == [
        ("0.55", "post-guess", "Đỗ Thị Mai, quyền Chánh Thanh tra tỉnh")
    ]


def test_overviews(store: ox.Store) -> None:
    counts = dict(ask(store, "counts-by-class", "class", "nodes"))
    assert counts["http://xmlns.com/foaf/0.1/Person"] == "5"
    assert counts["https://w3id.org/kg-dangbo/ontology#PostHolding"] == "7"
    assert ask(store, "sources-per-fact", "name", "articles", "quotations")[0] == ("Kết luận số 01-KL/TW", "2", "3")
    articles = dict(ask(store, "articles", "article", "facts"))
    assert articles["bien-xanh-03"] == "7"


def test_namesakes_are_two_persons(store: ox.Store) -> None:
    assert ask(store, "namesakes", "name", "scope") == [("Trần Văn Lâm", "biển xanh"), ("Trần Văn Lâm", "sơn hà")]


@pytest.mark.parametrize("query", [*QUERIES.values(), *load_checks()], ids=lambda query: query.name)
def test_another_engine_gives_the_same_rows(store: ox.Store, elsewhere: Dataset, query: Query) -> None:
    # rdflib cannot order rows that have gaps
    rows = elsewhere.query(query.text.rpartition("ORDER BY")[0] or query.text)
    told = [tuple(None if cell is None else str(cell) for cell in row) for row in rows]  # type: ignore[union-attr]
    assert sorted(map(str, told)) == sorted(map(str, run_query(store, query).rows))


# -- the machine ---------------------------------------------------------------------------------------


def test_a_triple_in_two_graphs_counts_once_and_both_graphs_are_there(tmp_path: Path) -> None:
    file = tmp_path / "two.nq"
    file.write_text('<urn:s> <urn:p> "o" <urn:g1> .\n<urn:s> <urn:p> "o" <urn:g2> .\n', "utf-8")
    store = open_store(file)
    assert run_query(store, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").rows == (("1",),)
    assert run_query(store, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o . ?s ?p ?o2 }").rows == (("1",),)
    assert run_query(store, "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }").rows == (("2",),)


def test_our_prefixes_need_no_declaration(store: ox.Store) -> None:
    assert run_query(store, "SELECT (COUNT(?x) AS ?n) { ?x a foaf:Person }").rows == (("5",),)


def test_ask_and_construct(store: ox.Store) -> None:
    assert run_query(store, "ASK { ?x a foaf:Person }") == Table(("answer",), (("true",),))
    table = run_query(store, "CONSTRUCT { ?x foaf:name ?n } WHERE { ?x foaf:name ?n }")
    assert table.columns == ("subject", "predicate", "object")
    assert len(table.rows) == 5


@pytest.mark.parametrize(
    "text",
    [
        "INSERT DATA { <urn:a> <urn:b> <urn:c> }",
        "PREFIX x: <urn:x> # a comment\nDELETE WHERE { ?s ?p ?o }",
        "BASE <urn:a>\nclear all",
        "LOAD <file:///etc/passwd>",
        "WITH <urn:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    ],
)
def test_updates_are_refused_and_change_nothing(store: ox.Store, text: str) -> None:
    before = len(store)
    with pytest.raises(QueryError, match="would write"):
        run_query(store, text)
    assert len(store) == before


def test_no_other_server_is_called(store: ox.Store) -> None:
    with pytest.raises(QueryError, match="another server"):
        run_query(store, "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }")


def test_an_escaped_keyword_is_no_way_round(store: ox.Store) -> None:
    with pytest.raises(QueryError):
        run_query(store, r"SELECT * { \u0053ERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }")


def test_words_inside_strings_comments_and_names_are_no_keywords(store: ox.Store) -> None:
    text = (
        "# DELETE this, SERVICE that\nPREFIX insert: <urn:INSERT> "
        'SELECT ?service { VALUES ?service { "SERVICE \\" x" \'DROP\' } } # SERVICE'
    )
    assert len(run_query(store, text).rows) == 2


def test_a_syntax_error_is_one_line_that_names_the_query(store: ox.Store) -> None:
    with pytest.raises(QueryError) as caught:
        run_query(store, parse_query("mine", "SELECT ?x WHERE {\n ?x a \n}"))
    assert str(caught.value).startswith("mine: ")
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 200


def test_questions_are_found_by_name() -> None:
    assert find_query("career").title_en == "The career of a person as the articles attest it"
    with pytest.raises(QueryError, match="posts-held"):
        find_query("post-held")
    with pytest.raises(QueryError, match=r"there are .*career"):
        find_query("zzz")


def test_headers() -> None:
    query = parse_query("q", "# title@vi: Câu hỏi\n# title@en: Question: one\n# keywords: a,  b ,\n\nASK {}")
    assert (query.title_vi, query.title_en, query.keywords) == ("Câu hỏi", "Question: one", ("a", "b"))


def test_a_missing_build_says_so(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        run_query(tmp_path, "ASK {}")


@pytest.mark.parametrize("name", sorted(QUERIES.keys() - {"facts-without-evidence", "copies"}))
def test_what_is_bound_picks_rows_of_the_whole_answer(store: ox.Store, name: str) -> None:
    everything = run_query(store, QUERIES[name])
    labels = {"person", "organization", "title", "body", "top", "child", "parent", "source", "target", "model", "name"}
    labels |= {
        "grantor",
        "form",
        "recipient",
        "group",
        "issuer",
        "kind",
        "role",
        "event",
        "organizer",
        "status",
        "level",
    }
    labels |= {"publisher", "headline", "other", "origin", "before", "after", "within", "province", "unit", "register"}
    for place, variable in enumerate(everything.columns):
        if variable not in labels or (name, variable) in PLAIN:
            continue
        for value in {row[place] for row in everything.rows} - {None}:
            rows = run_query(store, QUERIES[name], {variable: value}).rows
            assert sorted(map(str, rows)) == sorted(str(row) for row in everything.rows if row[place] == value)


def test_a_query_of_ones_own_is_bound_inside_its_optionals(store: ox.Store) -> None:
    text = """SELECT ?x ?named ?p ?organization WHERE {
      # OPTIONAL { ?x foaf:name ?organization }
      ?h a dangbo:PostHolding ; org:member ?x .
      OPTIONAL {
        ?h org:organization ?o .
        OPTIONAL { ?o skos:prefLabel ?organization FILTER (lang(?organization) = "vi") }
      }
      BIND (COALESCE(?organization, "}") AS ?named)
      OPTIONAL { ?h dangbo:attestedOn ?p }
      FILTER (?organization != "OPTIONAL {")
    } ORDER BY ?x ?p"""
    everything = run_query(store, text)
    names = {row[1] for row in everything.rows}
    assert len(names) > 2
    for value in names - {None}:
        rows = run_query(store, text, {"organization": value}).rows
        assert sorted(map(str, rows)) == sorted(str(row) for row in everything.rows if row[1] == value)
        assert sorted(map(str, run_query(store, text, {"named": value}).rows)) == sorted(map(str, rows))
    assert run_query(store, text, {"organization": "nowhere"}).rows == ()


def test_a_hostile_binding_stays_a_literal(store: ox.Store) -> None:
    hostile = 'x"@vi) } } # \\ \n DROP ALL'
    assert run_query(store, QUERIES["career"], {"person": hostile}).rows == ()


def test_a_variable_may_be_an_iri_or_a_plain_literal(store: ox.Store) -> None:
    every = run_query(store, QUERIES["article-facts"]).rows
    graphs = run_query(store, "SELECT ?a ?id { ?a a schema:NewsArticle ; dcterms:identifier ?id }").rows
    for graph, article in graphs:
        wanted = sorted(map(str, (row for row in every if row[0] == article)))
        for given in ({"graph": f"<{graph}>"}, {"article": str(ox.Literal(article))}):
            assert sorted(map(str, run_query(store, QUERIES["article-facts"], given).rows)) == wanted
    for label in ("<script>", '"', '"a" . <urn:x> <urn:y> "b"', "<a b:c>"):  # labels like any other
        assert run_query(store, QUERIES["article-facts"], {"article": label}).rows == ()
