"""Each check across articles finds what it is made for, and leaves alone what looks like it."""

import json
import re
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg_dangbo.cli import cli
from kg_dangbo.query import QueryError
from kg_dangbo.report import check, write_report
from kg_dangbo.report.checks import load_checks

PREFIXES = """
@prefix dangbo: <https://w3id.org/kg-dangbo/ontology#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix schema: <https://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix x: <https://example.org/> .
"""
LISTS = """
dangbo:role-bi-thu skos:prefLabel "Bí thư"@vi, "Secretary"@en ; dangbo:heldByOne true .
dangbo:role-pho-bi-thu skos:prefLabel "Phó Bí thư"@vi .
dangbo:event-kind-hoi-nghi skos:prefLabel "hội nghị"@vi .
x:district dangbo:adminLevel dangbo:level-district ; dangbo:era "2024" ; schema:containedInPlace x:north .
x:commune dangbo:adminLevel dangbo:level-commune ; dangbo:era "2025" .
x:north dangbo:adminLevel dangbo:level-province ; dangbo:era "2024" .
x:south dangbo:adminLevel dangbo:level-province ; dangbo:era "2024" .
"""


@dataclass
class Corpus:
    """Composes articles: each call is one article that says one thing, with its sentence."""

    parts: list[str] = field(default_factory=list)

    def says(self, what: str, fact: str, words: str = "Câu chứng cứ") -> "Corpus":
        n = len(self.parts) + 1
        self.parts.append(
            f"x:a{n} {{ {what} {fact} prov:wasDerivedFrom x:n{n} . x:n{n} oa:hasTarget x:t{n} . "
            f"x:t{n} oa:hasSource x:a{n} ; oa:hasSelector x:p{n}, x:q{n} . x:p{n} oa:start {n} . "
            f'x:q{n} oa:exact "{words}" . x:a{n} dcterms:identifier "bài-{n}" ; '
            f'schema:url "https://bao.example/{n}"^^xsd:anyURI ; schema:headline "Tin {n}"@vi . }}'
        )
        return self

    def post(self, who, day, status="current", role="bi-thu", body="huyện ủy", place="district", words="Bí thư"):  # type: ignore[no-untyped-def]
        h, person, org = f"x:h{len(self.parts)}", f"x:{who}", f"x:b-{len(body)}-{place}"
        kind = "date" if len(day) == 10 else "gYear"
        return self.says(
            f"{h} a dangbo:PostHolding ; org:member {person} ; org:role dangbo:role-{role} ; org:organization {org} ; "
            f'dangbo:holdingStatus "{status}" ; dangbo:attestedOn "{day}"^^xsd:{kind} . {person} foaf:name "{who}"@vi .'
            f' {org} a org:Organization, dangbo:PartyOrganization ; skos:prefLabel "{body}"@vi ; dangbo:place '
            f"x:{place} .",
            h,
            words,
        )

    def tenure(self, who, *numbers, first, last):  # type: ignore[no-untyped-def]
        """Stands in the default graph, over holdings by their place in the corpus."""
        by = ", ".join(f"x:h{n}" for n in numbers)
        self.parts.append(
            f"x:tenure-{who} a dangbo:Tenure ; org:member x:{who} ; org:role dangbo:role-bi-thu ; org:organization "
            f'x:b-8-district ; dangbo:attestedBy {by} ; dangbo:firstAttestedOn "{first}"^^xsd:date ; '
            f'dangbo:lastAttestedOn "{last}"^^xsd:date .'
        )
        return self

    def document(self, name, issued=None, issuer=None, place="district"):  # type: ignore[no-untyped-def]
        d = f"x:d-{name}"
        what = f'{d} a dangbo:PolicyDocument ; dcterms:title "Kế hoạch {name}"@vi .'
        if issued:
            kind = {10: "date", 7: "gYearMonth", 4: "gYear"}[len(issued)]
            what += f' {d} dcterms:issued "{issued}"^^xsd:{kind} .'
        if issuer:
            what += f' {d} dangbo:issuedBy x:i-{issuer} . x:i-{issuer} skos:prefLabel "{issuer}"@vi .'
            what += f" x:i-{issuer} dangbo:place x:{place} ."
        return self.says(what, d)

    def link(self, later, earlier):  # type: ignore[no-untyped-def]
        r = f"x:r{len(self.parts)}"
        return self.says(
            f"{r} a dangbo:DocumentRelation ; dangbo:relationSource x:d-{later} ; "
            f"dangbo:relationTarget x:d-{earlier} .",
            r,
        )

    def nested(self, child, parent):  # type: ignore[no-untyped-def]
        c, p, n = f"x:o-{child}", f"x:o-{parent}", f"x:s{len(self.parts)}"
        return self.says(
            f'{c} skos:prefLabel "{child}"@vi ; org:subOrganizationOf {p} . {p} skos:prefLabel "{parent}"@vi . '
            f"{n} a dangbo:Nesting ; dangbo:child {c} ; dangbo:parent {p} .",
            n,
        )

    def attends(self, who, day):  # type: ignore[no-untyped-def]
        p = f"x:part{len(self.parts)}"
        return self.says(
            f"{p} a dangbo:Participation ; dangbo:participant x:{who} ; dangbo:inEvent x:e-{day} . "
            f'x:{who} foaf:name "{who}"@vi . x:e-{day} schema:startDate "{day}"^^xsd:date ; '
            "dangbo:eventKind dangbo:event-kind-hoi-nghi .",
            p,
        )

    def write(self, folder: Path) -> Path:
        file = folder / "graph.trig"
        file.write_text(PREFIXES + LISTS + "\n".join(self.parts), "utf-8")
        return file


DEAD = Corpus().post("an", "2022-05-01", "former", words="cố Bí thư Huyện ủy An").parts


def after_death() -> Corpus:
    return Corpus(list(DEAD))


FIRES = {
    "two-holders": Corpus().post("an", "2022-05-12").post("bình", "2022-05-12", "acting"),
    "two-tenures": Corpus()
    .post("an", "2020-01-01").post("bình", "2021-01-01").post("an", "2022-01-01")
    .tenure("an", 0, 2, first="2020-01-01", last="2022-01-01")
    .tenure("bình", 1, first="2021-01-01", last="2021-01-01"),
    "two-dates": Corpus().document("một", "2021-05-18").document("một", "2021-05-19").document("một", "2021"),
    "two-issuers": Corpus().document("một", issuer="tỉnh").document("một", issuer="huyện"),
    "two-parents": Corpus().nested("chi-bộ", "sở").nested("chi-bộ", "ban"),
    "part-of-itself": Corpus().nested("sở", "ban").nested("ban", "sở"),
    "post-outside-its-body": Corpus().post("an", "2025-07-02").post("bình", "2025-04-01", place="commune"),
    "document-outside-its-issuer": Corpus()
    .document("một", "2025-09-01", "huyện")
    .document("hai", "2024", "xã", place="commune"),
    "older-than-what-it-continues": Corpus()
    .document("sau", "2021-03-01").document("trước", "2021-05").link("sau", "trước"),
    "active-after-death": after_death().post("an", "2023-01-05", "appointed").attends("an", "2023-02-01"),
    "two-provinces": Corpus().post("an", "2022-05-12").post("an", "2022-05-12", place="south"),
}  # fmt: skip
SILENT = {
    "two-holders": [
        Corpus().post("an", "2022-05-12").post("an", "2022-05-12"),
        Corpus().post("an", "2022-05-12").post("bình", "2022-05-12", "appointed"),
        Corpus().post("an", "2022-05-12").post("bình", "2022-05-13"),
        Corpus().post("an", "2022").post("bình", "2022"),
        Corpus().post("an", "2022-05-12", role="pho-bi-thu").post("bình", "2022-05-12", role="pho-bi-thu"),
        Corpus().post("an", "2022-05-12").post("bình", "2022-05-12", body="đảng ủy"),
    ],
    "two-tenures": [
        Corpus().post("an", "2020-01-01").post("an", "2021-01-01").post("bình", "2022-01-01")
        .tenure("an", 0, 1, first="2020-01-01", last="2021-01-01")
        .tenure("bình", 2, first="2022-01-01", last="2022-01-01"),
    ],
    "two-dates": [Corpus().document("một", "2021-05-18").document("một", "2021-05-18").document("một", "2021")],
    "two-issuers": [Corpus().document("1", issuer="tỉnh").document("1", issuer="tỉnh").document("2", issuer="xã")],
    "two-parents": [Corpus().nested("chi-bộ", "sở").nested("chi-bộ", "tỉnh").nested("sở", "ban").nested("ban", "tỉnh")],
    "part-of-itself": [Corpus().nested("sở", "ban").nested("chi-bộ", "sở").nested("chi-bộ", "ban")],
    "post-outside-its-body": [
        Corpus().post("an", "2025-06-30").post("an", "2025-08-01", "former").post("an", "2025"),
        Corpus().post("bình", "2025-06-20", "appointed", place="commune").post("an", "2025-08-01", place="commune"),
        Corpus().post("bình", "2025-08-01", place="north"),
    ],
    "document-outside-its-issuer": [
        Corpus().document("một", "2025-06-30", "huyện").document("hai", "2025", "xã", place="commune"),
        Corpus().document("một", "2025-09-01", "tỉnh", place="north"),
    ],
    "older-than-what-it-continues": [
        Corpus().document("sau", "2021-05-18").document("trước", "2021").link("sau", "trước"),
        Corpus().document("sau", "2022-01-01").document("trước", "2021-05-18").link("sau", "trước"),
    ],
    "active-after-death": [
        after_death().post("an", "2020-01-05").attends("an", "2021-02-01").post("bình", "2023-01-05"),
        Corpus().post("an", "2022-05-01", "former", words="cố vấn Huyện ủy").post("an", "2023-01-05"),
        Corpus().post("an", "2022-05-01", "former", words="nguyên Bí thư").post("an", "2023-01-05"),
    ],
    "two-provinces": [
        Corpus().post("an", "2022-05-12").post("an", "2022-05-12", body="đảng ủy", place="north"),
        Corpus().post("an", "2022-05-12").post("an", "2022-05-13", place="south"),
    ],
}  # fmt: skip


def test_every_check_is_tried_and_says_what_it_is() -> None:
    checks = load_checks()
    assert {c.name for c in checks} == FIRES.keys() == SILENT.keys()
    for c in checks:
        assert c.title_vi
        assert c.title_en
        assert len(c.keywords) > 2
        assert re.search(r"SELECT \?focus \?where \?said \?fact( \?article)? WHERE", c.text)
    ranks = [c.severity for c in checks]
    assert ranks == sorted(ranks, key=["violation", "warning", "info"].index)


@pytest.mark.parametrize("name", FIRES)
def test_a_check_fires_and_shows_the_sentences(name: str, tmp_path: Path) -> None:
    (done,) = check(FIRES[name].write(tmp_path), [name])
    assert done.count == len(done.conflicts) > 0
    for conflict in done.conflicts:
        assert conflict.where
        for statement in conflict.statements:
            assert statement.article.startswith("bài-")
            assert statement.quotation
            assert statement.headline.startswith("Tin ")
            assert statement.url.startswith("https://bao.example/")


@pytest.mark.parametrize(
    ("name", "number"), [(name, number) for name, cases in SILENT.items() for number in range(len(cases))]
)
def test_a_check_leaves_alone_what_looks_like_it(name: str, number: int, tmp_path: Path) -> None:
    assert [done.count for done in check(SILENT[name][number].write(tmp_path), [name])] == [0]


def test_what_is_said_stands_side_by_side(tmp_path: Path) -> None:
    (done,) = check(FIRES["two-holders"].write(tmp_path), ["two-holders"])
    (conflict,) = done.conflicts
    assert conflict.where == "Bí thư huyện ủy, 2022-05-12"
    assert [(s.said, s.article) for s in conflict.statements] == [("an", "bài-1"), ("bình", "bài-2")]
    (done,) = check(FIRES["two-dates"].write(tmp_path), ["two-dates"])
    assert [(s.said, s.article) for s in done.conflicts[0].statements] == [
        ("2021-05-18", "bài-1"),
        ("2021-05-19", "bài-2"),
    ]
    (done,) = check(FIRES["active-after-death"].write(tmp_path), ["active-after-death"])
    assert [s.said[:10] for s in done.conflicts[0].statements] == ["2022-05-01", "2023-01-05", "2023-02-01"]


def test_all_are_counted_and_the_first_are_shown(tmp_path: Path) -> None:
    corpus = Corpus()
    for n in range(5):
        corpus.document(f"{n}", "2021-05-18").document(f"{n}", "2021-05-19")
    (done,) = check(corpus.write(tmp_path), ["two-dates"], most=2)
    assert (done.count, len(done.conflicts)) == (5, 2)


def test_the_report_links_to_the_very_words(tmp_path: Path) -> None:
    corpus = Corpus().document("một", "2021-05-18").says('x:d-một dcterms:issued "2021-05-19"^^xsd:date .', "x:d-một")
    text = write_report(corpus.write(tmp_path), tmp_path / "r.html").read_text("utf-8")
    assert 'href="https://bao.example/1#:~:text=C%C3%A2u%20ch%E1%BB%A9ng%20c%E1%BB%A9"' in text
    assert "two-dates" in text
    assert "<script" not in text


def run(*arguments: object) -> tuple[int, str, str]:
    result = CliRunner().invoke(cli, ["check", *map(str, arguments)])
    return result.exit_code, result.stdout, result.stderr


def test_the_verb_tells_by_its_exit_code_whether_something_is_wrong(tmp_path: Path) -> None:
    wrong = FIRES["two-holders"].write(tmp_path)
    code, out, err = run("-b", wrong)
    assert (code, "1 conflicts, 0 doubtful" in err) == (1, True)
    assert {row["check"]: row["count"] for row in json.loads(out)}["two-holders"] == 1
    assert run("two-dates", "-b", wrong)[0] == 0
    doubtful = FIRES["two-issuers"].write(tmp_path)
    assert run("-b", doubtful)[0] == 0
    assert run("two-holder", "-b", doubtful)[0] == 2
    assert run("-b", tmp_path / "none")[0] == 2
    code, out, _ = run("--list")
    assert (code, len(out.splitlines())) == (0, len(FIRES))
    with pytest.raises(QueryError, match="two-dates"):
        check(doubtful, ["nothing"])
