"""The reports: SHACL in Turtle, the page for people, the quarantine, and the validation of foreign files."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pyoxigraph as ox
import pytest
from composed_facts import all_extractions, first
from rdflib import RDF, SH, Graph, Literal, URIRef
from test_validate_gate import changed, graphs

from kg_dangbo import model as m
from kg_dangbo.graph import dataset_quads
from kg_dangbo.graph.terms import DANGBO
from kg_dangbo.validate import REPORT_FILES, Gate, GateResult, report_graph, validate_file, write_reports


@pytest.fixture(scope="module")
def results() -> list[GateResult]:
    gate = Gate()
    lam = next(f for f in first().facts if isinstance(f, m.PersonFact) and f.name == "Trần Văn Lâm")
    articles = [*all_extractions()[1:], changed(first(), lam.key, name="<b>0912345678</b>")]
    return [gate.check(*graphs(extraction)) for extraction in articles]


@pytest.fixture
def folder(results: list[GateResult], tmp_path: Path) -> Path:
    write_reports(sorted(results, key=lambda result: result.article), tmp_path)
    return tmp_path


def test_all_reports_are_written_from_a_stream(results: list[GateResult], tmp_path: Path) -> None:
    paths = write_reports(iter(results), tmp_path / "other")
    assert tuple(p.name for p in paths) == REPORT_FILES
    assert not list((tmp_path / "other").glob(".*.part"))


def test_a_page_shows_the_first_of_each_shape_and_the_turtle_has_all(
    results: list[GateResult], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg_dangbo.validate.page.MAX_ROWS", 1)
    other = URIRef("https://example.org/other")
    results = [
        *results,
        *(replace(r, article=other, rows=tuple(replace(x, article=other) for x in r.rows)) for r in results),
    ]
    write_reports(results, tmp_path)
    html = (tmp_path / "validation.html").read_text(encoding="utf-8")
    rows = [row for result in results for row in result.rows]
    shapes = {(row.finding.severity, row.finding.shape_name) for row in rows}
    aside = sum(result.quarantined for result in results)
    assert len(rows) > len(shapes)
    assert aside > 1
    assert html.count('<div class="message">') == len(shapes) + 1
    assert "This page shows the first 1 of each shape" in html
    graph = Graph().parse(tmp_path / "validation.ttl")
    assert len(list(graph.objects(None, SH.result))) == len({(*row.finding.key, row.article) for row in rows})
    entries = set(Graph().parse(tmp_path / "quarantine.ttl").subjects(RDF.type, DANGBO.QuarantineEntry))
    assert len(entries) == len({(record.article, record.node) for result in results for record in result.set_aside})


def test_the_turtle_report_is_shacl_in_both_languages(results: list[GateResult], folder: Path) -> None:
    graph = Graph().parse(folder / "validation.ttl")
    assert len(graph) == sum(1 for _ in ox.parse(path=folder / "validation.ttl"))
    [report] = graph.subjects(RDF.type, SH.ValidationReport)
    assert graph.value(report, SH.conforms) == Literal(False)
    found = list(graph.objects(report, SH.result))
    assert len(found) == sum(len(r.rows) for r in results)
    for result in found:
        languages = {m.language for m in graph.objects(result, SH.resultMessage) if isinstance(m, Literal)}
        assert languages == {"vi", "en"}
        for needed in (SH.focusNode, SH.sourceShape, SH.resultSeverity, SH.sourceConstraintComponent, DANGBO.inArticle):
            assert graph.value(result, needed) is not None
    assert not any(type(term).__name__ == "BNode" for triple in graph for term in triple)


def test_the_quarantine_holds_every_triple_that_was_set_aside_with_its_reason(
    results: list[GateResult], folder: Path
) -> None:
    graph = Graph().parse(folder / "quarantine.ttl")
    records = [record for result in results for record in result.set_aside]
    assert records
    entries = {graph.value(e, DANGBO.quarantinedNode): e for e in graph.subjects(RDF.type, DANGBO.QuarantineEntry)}
    for record in records:
        reasons = [r for r in graph.objects(entries[record.node], DANGBO.quarantineReason) if isinstance(r, Literal)]
        assert {r.language for r in reasons} == {"vi", "en"}
        for triple in record.triples:
            assert triple in graph


class Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        self.text += data


def test_the_page_shows_messages_quotations_and_values_and_runs_nothing(
    results: list[GateResult], folder: Path
) -> None:
    html = (folder / "validation.html").read_text(encoding="utf-8")
    page = Page()
    page.feed(html)
    assert not page.tags & {"script", "img", "iframe", "a", "link", "b>0912345678"}
    assert not {name for name in page.attributes if name.startswith("on") or name in ("src", "href")}
    assert "</script><script>alert(1)</script>" in page.text  # as text
    assert "<b>0912345678</b>" in page.text
    assert "javascript:alert(1) <b>" in page.text
    assert "Bài in “77,1%”, nhưng 749 trên 973 là 76,98%." in page.text
    assert "The article prints “77,1%”, but 749 of 973 is 76.98%." in page.text
    assert not re.search(r"https?://(?!evil|bao-)[^\s\"<]+\.(js|css|woff)", html)
    for result in results:
        for record in result.set_aside:
            if not record.is_evidence:
                assert " ".join(record.label.split()) in " ".join(page.text.split())


def test_the_page_of_a_clean_build_says_so(tmp_path: Path) -> None:
    write_reports([Gate().check(*graphs(all_extractions()[2]))], tmp_path)
    assert "Không có vi phạm" in (tmp_path / "validation.html").read_text(encoding="utf-8")
    assert list(Graph().parse(tmp_path / "validation.ttl").objects(None, SH.conforms)) == [Literal(True)]
    assert (tmp_path / "quarantine.ttl").read_text(encoding="utf-8").count("\n") < 30


def test_a_build_validates_article_by_article(tmp_path: Path) -> None:
    pairs = [graphs(extraction) for extraction in all_extractions()[:3]]
    gate = Gate()
    kept = {gate.check(*pair).article: pair[0] for pair in pairs}
    shared = Graph()
    for _, more in pairs:
        shared += more
    (tmp_path / "graph.nq").write_bytes(ox.serialize(dataset_quads(kept, shared), format=ox.RdfFormat.N_QUADS) or b"")
    conforms, report, rows = validate_file(tmp_path / "graph.nq")
    assert conforms
    assert {row.finding.shape_name for row in rows} == {"Share-percentage", "PartsOfTotal-short"}
    assert {row.article for row in rows} <= set(kept)
    assert set(report) == set(report_graph(rows))
    assert validate_file(tmp_path).conforms, "the folder of a build does too"


TTL = """@prefix dangbo: <https://w3id.org/kg-dangbo/ontology#> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
[] a org:Organization , dangbo:StateBody ; skos:prefLabel "Sở Tư pháp"@vi .
<urn:x> a org:Organization ; skos:prefLabel "05"@vi .
"""


def test_a_foreign_file_is_told_what_is_wrong_twice_alike(tmp_path: Path) -> None:
    (tmp_path / "mine.ttl").write_text(TTL, encoding="utf-8")
    conforms, report, rows = validate_file(tmp_path / "mine.ttl")
    assert not conforms
    assert {(str(r.finding.focus), r.finding.shape_name) for r in rows} == {
        ("urn:kg-dangbo:blank:1", "EvidencedEntity-annotation"),
        ("urn:x", "EvidencedEntity-annotation"),
        ("urn:x", "BodyKind-one"),
        ("urn:x", "Organization-labelForm"),
    }
    assert set(report) == set(validate_file(tmp_path / "mine.ttl").report)


@pytest.mark.parametrize("ending", ["nt", "nq", "trig", "jsonld"])
def test_other_formats_say_the_same(tmp_path: Path, ending: str) -> None:
    quads = list(ox.parse(TTL, format=ox.RdfFormat.TURTLE))
    rdf_format = ox.RdfFormat.from_extension(ending)
    assert rdf_format is not None
    (tmp_path / f"mine.{ending}").write_bytes(ox.serialize(quads, format=rdf_format) or b"")
    rows = validate_file(tmp_path / f"mine.{ending}").rows
    assert sorted(r.finding.shape_name for r in rows)[:2] == ["BodyKind-one", "EvidencedEntity-annotation"]
    assert len(rows) == 4


def test_files_that_cannot_be_read_say_so(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        validate_file(tmp_path / "none.ttl")
    (tmp_path / "bad.ttl").write_text("<a> <b>", encoding="utf-8")
    with pytest.raises(ValueError, match=r"bad\.ttl"):
        validate_file(tmp_path / "bad.ttl")
    (tmp_path / "bad.doc").write_text("x", encoding="utf-8")
    with pytest.raises(ValueError, match=r"bad\.doc"):
        validate_file(tmp_path / "bad.doc")


def test_concepts_of_our_lists_need_no_description_in_the_file(tmp_path: Path) -> None:
    kind = 'skos:prefLabel "Huyện ủy"@vi ; org:classification dangbo:org-kind-huyen-uy'
    text = TTL.replace('skos:prefLabel "05"@vi', kind)
    path = tmp_path / "mine.ttl"
    path.write_text(text, encoding="utf-8")
    assert "Organization-classification" not in {r.finding.shape_name for r in validate_file(path).rows}
    path.write_text(text.replace("huyen-uy", "no-such-kind"), encoding="utf-8")
    assert URIRef(DANGBO["org-kind-no-such-kind"]) in {r.finding.value for r in validate_file(path).rows}
