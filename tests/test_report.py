import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from composed_facts import write_build

from kg_dangbo.build import build
from kg_dangbo.cli import cli
from kg_dangbo.query import find_query, run_query
from kg_dangbo.report import figures_of, write_report
from kg_dangbo.report.figures import Named
from kg_dangbo.report.page import page

GRAPH = "https://w3id.org/kg-dangbo/id/article-x"
ONT = "https://w3id.org/kg-dangbo/ontology#"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_build(tmp_path_factory.mktemp("build"))


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(["examples"], tmp_path_factory.mktemp("examples")).folder


def test_figures_are_those_of_the_questions(examples: Path) -> None:
    figures = figures_of(examples, top=1000)
    classes = dict(run_query(examples, find_query("counts-by-class")).rows)
    kinds = {k.kind: k.nodes for k in figures.kinds}
    assert kinds["person"] == int(classes["http://xmlns.com/foaf/0.1/Person"] or 0) > 10
    assert kinds["organization"] == int(classes["http://www.w3.org/ns/org#Organization"] or 0)
    for kind, name in (("post", "PostHolding"), ("award", "AwardGrant"), ("statistic", "Statistic")):
        assert kinds[kind] == int(classes[ONT + name] or 0)
    # a fact that points to two quotations counts two, an annotation that no fact of these kinds has counts none
    assert figures.quotations == sum(k.quotations for k in figures.kinds) == sum(n for _, n in figures.rules)
    assert figures.articles == sum(n for _, n in figures.years) == sum(n for _, n in figures.publishers) == 8
    (wrong,) = [f for f in figures.gate.findings if f.severity == "warning"] if figures.gate else []
    assert (wrong.shape, wrong.count) == ("Share-percentage", 1)
    assert "75,1%" in wrong.vi


def test_provinces_are_found_through_the_places_of_bodies(examples: Path) -> None:
    provinces = {name: (articles, bodies) for name, articles, bodies in figures_of(examples).provinces}
    assert any("Thái Bình" in name for name in provinces)
    assert all(0 < articles <= 8 and bodies > 0 for articles, bodies in provinces.values())


def test_copies_count_as_articles_and_not_as_originals(folder: Path, tmp_path: Path) -> None:
    (first,) = {n.articles for n in figures_of(folder).top["person"] if n.name == "Trần Văn Lâm" and n.articles > 1}
    assert first == 2
    copy = write_build(tmp_path)
    with (copy / "graph.nq").open("a", encoding="utf-8") as file:
        graph = next(
            line.rsplit(" ", 2)[1]
            for line in (copy / "graph.nq").read_text("utf-8").splitlines()
            if '"son-ha-02"' in line
        )
        file.write(f'{graph} <{ONT}copyOf> <{GRAPH}> {graph} .\n{graph} <{ONT}otherIdentifier> "y" {graph} .\n')
    figures = figures_of(copy)
    assert (figures.copies, figures.same_pages) == (1, 1)
    assert Named("Trần Văn Lâm", 2, 1) in figures.top["person"]


def test_what_one_article_says_is_not_missing(tmp_path: Path) -> None:
    kind = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
    rows = [f"<x:{d}> {kind} <{ONT}PolicyDocument> <x:g{n}> ." for d in "ab" for n in (1, 2, 3)]
    rows += [f"<x:a> <{ONT}issuedBy> <x:o> <x:g2> .", '<x:b> <http://purl.org/dc/terms/title> "B"@vi <x:g3> .']
    (tmp_path / "x.nq").write_text("\n".join(rows) + "\n", "utf-8")
    gaps = {gap: (count, names) for gap, count, names in figures_of(tmp_path / "x.nq").unresolved}
    assert gaps == {"document-issuer": (1, ("B",)), "document-number": (2, ("B",))}


def test_the_page_escapes_what_articles_print_and_runs_nothing(folder: Path) -> None:
    text = page(figures_of(folder))
    assert "<script" not in text
    assert "default-src 'none'" in text
    assert "Chi bộ &quot;\\&quot;&gt; . } &lt;/script&gt;" in text
    assert not re.search(r"src=[\"']", text)
    assert not re.search(r"href=[\"'](?!#|https?://)", text)
    assert "http://evil" not in re.sub(r"&[a-z]+;", "", text) or "HYPERLINK(&quot;http://evil" in text
    assert "javascript:" not in text


def test_both_languages_stand_beside_each_other(folder: Path) -> None:
    text = page(figures_of(folder))
    assert text.count('lang="vi">') - 1 == text.count('lang="en">') > 40
    assert '<html lang="vi">' in text


def test_the_page_is_the_same_each_time_whatever_the_order(folder: Path, tmp_path: Path) -> None:
    once = write_report(folder, tmp_path / "a.html").read_bytes()
    lines = (folder / "graph.nq").read_text("utf-8").removesuffix("\n").split("\n")  # a literal may hold U+2028
    (tmp_path / "graph.nq").write_text("\n".join(reversed(lines)) + "\n", "utf-8")
    assert write_report(tmp_path, tmp_path / "b.html").read_bytes() == once


def test_an_empty_corpus_and_a_quarantine(tmp_path: Path) -> None:
    (tmp_path / "graph.nq").write_text("")
    assert "0" in page(figures_of(tmp_path))
    (tmp_path / "validation.ttl").write_text("not turtle {")
    with pytest.raises(ValueError, match=r"validation\.ttl"):
        figures_of(tmp_path)


def test_the_verb(examples: Path, tmp_path: Path) -> None:
    result = CliRunner().invoke(cli, ["report", str(examples)])
    assert (result.exit_code, result.stdout.strip()) == (0, str(examples / "report.html"))
    result = CliRunner().invoke(cli, ["report", str(examples / "graph.nq"), "-o", str(tmp_path / "x.html")])
    assert result.exit_code == 0
    assert "Không có báo cáo của cổng kiểm tra" in (tmp_path / "x.html").read_text("utf-8")
    assert CliRunner().invoke(cli, ["report", str(tmp_path / "none")]).exit_code == 2
