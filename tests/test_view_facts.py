from pathlib import Path

import pytest
from composed_facts import all_extractions, write_build
from rdflib import Dataset, Literal, URIRef

from kg_dangbo.graph import article_graph, article_iri
from kg_dangbo.graph.terms import DANGBO, DCTERMS, FOAF, ORG, RDF, SCHEMA, SKOS
from kg_dangbo.view.facts import read_picture
from kg_dangbo.view.picture import Edge, Fact, Node, Picture
from kg_dangbo.view.quads import Index
from kg_dangbo.view.things import safe_url


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_build(tmp_path_factory.mktemp("build"))


@pytest.fixture(scope="module")
def picture(folder: Path) -> Picture:
    return read_picture(Index(folder))


def node(picture: Picture, name: str, kind: str | None = None) -> Node:
    found = [n for n in picture.nodes if n.name.vi == name and kind in (None, n.kind)]
    assert found, name
    return found[0]


def edge(picture: Picture, source: str, target: str, kind: str) -> Edge:
    names = [n.name.vi for n in picture.nodes]
    found = [e for e in picture.edges if (names[e.source], names[e.target], e.kind) == (source, target, kind)]
    assert len(found) == 1, found
    return found[0]


def cells(picture: Picture, fact: Fact) -> dict[str, str]:
    told = {}
    for cell in fact.cells:
        named = picture.nodes[cell.node].name.vi if cell.node is not None else cell.name.vi if cell.name else cell.text
        told[cell.key] = named
    return told


def test_nodes_have_the_kind_of_their_most_specific_class(picture: Picture) -> None:
    assert node(picture, "Huyện ủy Bình Minh").kind == "party"
    assert node(picture, "Ủy ban nhân dân huyện Bình Minh").kind == "state"
    assert node(picture, "Hội Nông dân tỉnh Biển Xanh").kind == "mass"
    assert node(picture, "Kết luận số 01-KL/TW").kind == "document"
    assert node(picture, "Ngày thứ bảy vì dân").kind == "model"


def test_statistics_and_concepts_are_not_drawn(picture: Picture) -> None:
    assert not [n for n in picture.nodes if "statistic" in n.iri or "role-" in n.iri or "unit-" in n.iri]


def test_a_name_is_no_identity(picture: Picture) -> None:
    assert len([n for n in picture.nodes if n.name.vi == "Trần Văn Lâm"]) == 2


def test_a_post_is_an_edge_labelled_by_its_role_in_both_languages(picture: Picture) -> None:
    held = edge(picture, "Trần Văn Lâm", "Huyện ủy Bình Minh", "post")
    assert held.label == ("Bí thư", "Secretary")
    assert not held.ended
    assert len(held.facts) == 2, "two articles say it, one line is drawn"
    assert len(held.articles) == 2


def test_a_post_no_longer_held_is_marked(picture: Picture) -> None:
    assert edge(picture, "Ngô Thị Hạnh", "Ủy ban nhân dân huyện Bình Minh", "post").ended


@pytest.mark.parametrize(
    ("source", "target", "kind"),
    [
        ("Huyện ủy Bình Minh", "Tỉnh ủy Sơn Hà", "part"),
        ("Bộ Chính trị", "Chỉ thị số 05-CT/TW", "issued"),
        ("Kết luận số 01-KL/TW", "Chỉ thị số 05-CT/TW", "continues"),
        ("Kế hoạch số 12-KH/TU", "Kết luận số 01-KL/TW", "implements"),
        ("Chi bộ 4 Đảng bộ xã Tân Lập", "Ngày thứ bảy vì dân", "carries"),
        ("Ban Thường vụ Huyện ủy Bình Minh", "Giấy khen: 8 tập thể", "grants"),
        ("Giấy khen", "Lê Quốc Bảo", "receives"),
        ("Giấy khen", "Hội nghị sơ kết 1 năm thực hiện Kết luận số 01-KL/TW", "grantedAt"),
        ("Huyện ủy Bình Minh", "Hội nghị sơ kết 1 năm thực hiện Kết luận số 01-KL/TW", "organizes"),
        ("Ngô Thị Hạnh", "Hội nghị sơ kết 1 năm thực hiện Kết luận số 01-KL/TW", "takesPart"),
    ],
)
def test_statements_become_edges(picture: Picture, source: str, target: str, kind: str) -> None:
    told = edge(picture, source, target, kind)
    assert told.facts
    assert all(picture.facts[f].quotations for f in told.facts), "every edge leads to a quotation"


def test_two_parts_in_one_event_are_one_edge_that_names_both(picture: Picture) -> None:
    event = "Hội nghị sơ kết 1 năm thực hiện Kết luận số 01-KL/TW"
    names = [n.name.vi for n in picture.nodes]
    found = [e for e in picture.edges if names[e.target] == event and names[e.source] == "Trần Văn Lâm"]
    assert len(found) == 1
    assert found[0].label.en == "attendee, speaker"


def test_quotations_stand_in_their_articles(picture: Picture) -> None:
    texts = {e.article.id: e.article.text for e in all_extractions()}
    quotations = {q for fact in picture.facts for q in fact.quotations}
    assert len(quotations) > 30
    for q in quotations:
        text = texts[picture.articles[q.article].identifier]
        assert text[q.start : q.start + len(q.exact)] == q.exact


def test_a_figure_is_told_with_its_subject_and_with_its_article(picture: Picture) -> None:
    body = node(picture, "Huyện ủy Bình Minh")
    told = [picture.facts[f] for f in body.facts if picture.facts[f].kind == "statistic"]
    assert [cells(picture, fact)["value"] for fact in told] == ["225 mô hình"]
    article = node(picture, "Huyện Bình Minh sơ kết thực hiện Kết luận số 01")
    figures = [cells(picture, picture.facts[f])["value"] for f in article.facts]
    assert figures == ["225 mô hình", "5 mô hình", "220 mô hình", "749 vụ việc", "973 vụ việc", "77,1%"], (
        "in text order"
    )


def test_an_article_without_a_title_goes_by_its_identifier(picture: Picture) -> None:
    assert node(picture, "son-ha-02").kind == "article"


def test_a_count_of_recipients_names_the_award(picture: Picture) -> None:
    award = node(picture, "Giấy khen: 8 tập thể")
    told = cells(picture, picture.facts[award.facts[0]])
    assert told["count"] == "8"
    assert told["grantor"] == "Ban Thường vụ Huyện ủy Bình Minh"


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        " JavaScript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "//evil.example/x",
        "/relative",
        "http:",
        "http://[",
        "vbscript:x",
        "file:///etc/passwd",
        "",
    ],
)
def test_only_web_addresses_become_links(url: str) -> None:
    assert safe_url(url) == ""


def test_web_addresses_stay() -> None:
    assert safe_url(" https://bao.example/a?b=c ") == "https://bao.example/a?b=c"


def test_hostile_address_is_dropped_from_the_data(picture: Picture) -> None:
    assert [a.url for a in picture.articles if a.title.startswith("</script>")] == [""]


def test_merged_turtle_tells_the_same_facts(folder: Path, picture: Picture) -> None:
    """Without named graphs the quotations still lead to the articles."""
    merged = read_picture(Index(folder / "graph.ttl"))
    assert [n.name for n in merged.nodes] == [n.name for n in picture.nodes]
    assert [(e.source, e.target, e.kind, e.label, e.ended) for e in merged.edges] == [
        (e.source, e.target, e.kind, e.label, e.ended) for e in picture.edges
    ]
    assert [n.articles for n in merged.nodes] == [n.articles for n in picture.nodes]


def test_an_rdflib_dataset_is_read_like_its_file(folder: Path, picture: Picture) -> None:
    data = Dataset()
    data.parse(folder / "graph.nq", format="nquads")
    assert read_picture(Index(data)) == picture


def test_the_order_of_quads_does_not_matter(folder: Path, picture: Picture, tmp_path: Path) -> None:
    lines = (folder / "graph.nq").read_bytes().split(b"\n")
    shuffled = tmp_path / "graph.nq"
    shuffled.write_bytes(b"\n".join(sorted(lines, key=lambda line: line[::-1])))
    assert read_picture(Index(shuffled)) == picture


def test_plain_links_without_a_statement_node_are_drawn_with_their_article() -> None:
    data = Dataset()
    article = URIRef("https://example.org/article-1")
    child, parent = URIRef("https://example.org/org-1"), URIRef("https://example.org/org-2")
    graph = data.graph(article)
    graph.add((article, RDF.type, SCHEMA.NewsArticle))
    graph.add((article, DCTERMS.identifier, Literal("a1")))
    for body, name in ((child, "Chi bộ 1"), (parent, "Đảng bộ xã A")):
        graph.add((body, RDF.type, ORG.Organization))
        graph.add((body, RDF.type, DANGBO.PartyOrganization))
        graph.add((body, SKOS.prefLabel, Literal(name, lang="vi")))
    graph.add((child, ORG.subOrganizationOf, parent))
    picture = read_picture(Index(data))
    part = edge(picture, "Chi bộ 1", "Đảng bộ xã A", "part")
    assert picture.facts[part.facts[0]].articles == (0,)
    assert picture.facts[part.facts[0]].quotations == ()


def test_incomplete_statements_are_drawn_as_far_as_they_go() -> None:
    data = Dataset()
    graph = data.graph(URIRef("https://example.org/article-1"))
    person, post = URIRef("https://example.org/p"), URIRef("https://example.org/m")
    graph.add((person, RDF.type, FOAF.Person))
    graph.add((post, RDF.type, ORG.Membership))
    graph.add((post, ORG.member, person))
    picture = read_picture(Index(data))
    assert [n.name.vi for n in picture.nodes] == ["p"]
    assert not picture.edges
    assert [fact.kind for fact in picture.facts] == ["post"]


def test_the_name_most_articles_give_wins() -> None:
    data = Dataset()
    person = URIRef("https://example.org/p")
    for i, name in enumerate(("Lò Văn Cậu", "Lò Văn Câu", "Lò Văn Cậu")):
        graph = data.graph(URIRef(f"https://example.org/article-{i}"))
        graph.add((person, RDF.type, FOAF.Person))
        graph.add((person, FOAF.name, Literal(name, lang="vi")))
    found = read_picture(Index(data)).nodes[0]
    assert found.name.vi == "Lò Văn Cậu"
    assert found.others == ("Lò Văn Câu",)


def test_an_empty_graph_is_an_empty_picture() -> None:
    assert read_picture(Index([])) == Picture((), (), (), ())


def test_articles_own_graphs_say_who_names_what() -> None:
    extraction = all_extractions()[2]
    data = Dataset()
    for triple in article_graph(extraction):
        data.graph(article_iri(extraction.article.id)).add(triple)
    picture = read_picture(Index(data))
    assert {n.articles for n in picture.nodes} == {(0,)}
