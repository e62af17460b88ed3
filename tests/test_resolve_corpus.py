"""Identity in a store: the seam, merged IRIs that go on, and the verbs for people's verdicts."""

from __future__ import annotations

import json

import pyoxigraph as ox
import pytest
from click.testing import CliRunner
from resolve_cases import extraction, tools

from kg_dangbo.cli import cli
from kg_dangbo.data import data_dir
from kg_dangbo.graph import article_triples
from kg_dangbo.graph.iri import Minter
from kg_dangbo.graph.tenures import holdings_of, tenure_triples
from kg_dangbo.graph.triples import to_quads
from kg_dangbo.model import HoldingStatus
from kg_dangbo.query import find_query, run_query
from kg_dangbo.resolve import Attestation, Identities, NameShares, apply, collapse
from kg_dangbo.resolve.between import iri_of
from kg_dangbo.resolve.corpus import CorpusResolver


class Ledger:
    """As much of a store's ledger as the resolver needs."""

    def __init__(self, path, extractions):
        self.identities = Identities(path, NameShares(tools()[0]))
        self.connection = self.identities._db
        self.extractions = {e.article.id: e for e in extractions}

    def extraction(self, id_):
        return self.extractions[id_]

    def meta(self, key):
        return "https://example.org/id/" if key == "base" else None


def meeting(article, day, district, name, post):
    when = f"{day[8:]}/{day[5:7]}/{day[:4]}"
    text = (
        f"Huyện ủy {district} tổ chức hội nghị\n\nNgày {when}, Huyện ủy {district}, tỉnh Hà Nam tổ chức hội nghị. "
        f"Đồng chí {name}, {post} chủ trì hội nghị.\n"
    )
    return extraction(article, day, "Báo Hà Nam", text)


ARTICLES = (
    meeting("a", "2020-03-02", "Bình Lục", "Nguyễn Duy Hưng", "Bí thư Huyện ủy"),
    meeting("b", "2023-05-04", "Bình Lục", "Nguyễn Duy Hưng", "Chủ tịch UBND huyện"),
    meeting("c", "2023-06-04", "Thanh Liêm", "Nguyễn Thị Hương", "Bí thư Huyện ủy"),
    meeting("d", "2019-06-04", "Kim Bảng", "Nguyễn Thị Hương", "Chủ tịch UBND huyện"),
)


@pytest.fixture
def store(tmp_path):
    ledger = Ledger(tmp_path / "ledger.db", ARTICLES)
    resolver = CorpusResolver(tools()[0], tmp_path)
    mapping = resolver.decide(ledger, [e.article.id for e in ARTICLES], [])
    ledger.connection.commit()
    return tmp_path, ledger, resolver, mapping


def person(mapping, article):
    return next(c for key, c in mapping[article].items() if key.startswith("person|"))


def test_decide_gives_what_is_other_now(store):
    _, ledger, resolver, mapping = store
    assert person(mapping, "a") == person(mapping, "b")
    assert person(mapping, "c") != person(mapping, "d")
    assert resolver.decide(ledger, [], []) == {}
    alone = resolver.decide(ledger, [], ["a"])
    assert alone.keys() == {"b"}
    assert person(alone, "b") != person(mapping, "b"), "the first office named him, now the second does"
    again = resolver.decide(ledger, ["a"], [])
    assert again == {article: mapping[article] for article in ("a", "b")}


def test_a_merged_iri_leads_on(store):
    _, ledger, resolver, mapping = store
    replaced, _ = resolver.families(ledger)
    assert replaced.soiled() == list(replaced.every())
    replaced = {s: o for key in replaced.every() for s, _, o in replaced.triples(key)}
    new = f"<{iri_of(Minter('https://example.org/id/'), person(mapping, 'a'))}>"
    assert new in replaced.values()
    assert new not in replaced


def test_who_held_the_post_on_a_day(tmp_path):
    spans = (
        meeting("e", "2020-03-02", "Bình Lục", "Nguyễn Duy Hưng", "Bí thư Huyện ủy"),
        meeting("f", "2022-05-04", "Bình Lục", "Nguyễn Duy Hưng", "Bí thư Huyện ủy"),
        meeting("g", "2023-05-04", "Bình Lục", "Trần Quang Khải", "Bí thư Huyện ủy"),
    )
    resolver = CorpusResolver(tools()[0], tmp_path)
    ledger = Ledger(tmp_path / "ledger.db", spans)
    mapping = resolver.decide(ledger, ["e", "f", "g"], [])
    changed = [apply(e, mapping[e.article.id]) for e in spans]
    triples = {t for e in changed for t in article_triples(e, vocabulary=tools()[0])}
    held = [Attestation(*row[1:5], "", row[0], HoldingStatus(row[5])) for row in holdings_of(triples)]
    triples |= set(tenure_triples(collapse(held)))
    store = ox.Store()
    store.extend(ox.Quad(q.subject, q.predicate, q.object) for q in to_quads(triples))
    for file in ("roles.ttl", "organisation-kinds.ttl"):
        store.load(path=data_dir("ontology") / file, format=ox.RdfFormat.TURTLE)
    question = find_query("post-on-date")

    def answer(day, *columns):
        columns = columns or ("how", "person")
        where = {"organization": "Huyện ủy Bình Lục", "role": "Bí thư", "day": day}
        table = run_query(store, question, where)
        return [tuple(row[table.columns.index(c)] for c in columns) for row in table.rows]

    assert answer("2022-12-01", "from", "before", "to", "after") == [
        ("2022-05-04", "Nguyễn Duy Hưng", "2023-05-04", "Trần Quang Khải")
    ]
    assert answer("2020-03-02") == [("attested", "Nguyễn Duy Hưng")]
    assert answer("2021-01-01") == [("between", "Nguyễn Duy Hưng")]
    assert answer("2022-12-01") == [("unknown", None)]
    assert answer("2023-05-04") == [("attested", "Trần Quang Khải")]
    known = {"day": "2022-12-01", "role": "Bí thư"}
    assert len(run_query(store, question, known | {"before": "Nguyễn Duy Hưng"}).rows) == 1
    assert run_query(store, question, known | {"before": "Trần Quang Khải"}).rows == ()
    assert run_query(store, question, known | {"person": "Nguyễn Duy Hưng"}).rows == ()


def run(*arguments):
    return CliRunner().invoke(cli, [str(a) for a in arguments])


def test_verdicts_from_the_command_line_win_and_can_be_taken_back(store):
    folder, ledger, resolver, mapping = store
    pair = person(mapping, "c"), person(mapping, "d")
    base = Minter("https://example.org/id/")
    assert run("same", *(iri_of(base, key) for key in pair), "-b", folder, "--who", "An").exit_code == 0
    joined = resolver.decide(ledger, [], [])
    assert len(joined) == 1, "one of the two goes by the other's key now"
    assert set(joined[next(iter(joined))].values()) & set(pair)
    now = mapping | joined
    assert person(now, "c") == person(now, "d") in pair
    assert run("undecide", *pair, "-b", folder).exit_code == 0
    assert mapping | joined | resolver.decide(ledger, [], []) == mapping
    other = "person|nguyễn duy hưng|ủy ban nhân dân huyện bình lục|hà nam"
    assert run("different", person(mapping, "a"), other, "-b", folder).exit_code == 0
    split = mapping | resolver.decide(ledger, [], [])
    assert person(split, "a") != person(split, "b")


def test_review_prints_what_is_open(store):
    folder, *_ = store
    result = run("review", "-b", folder)
    assert result.exit_code == 0
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert all({"a", "b", "score", "rule", "mentions"} <= row.keys() for row in rows)


@pytest.mark.parametrize(
    "arguments",
    [
        ("same", "person|a|x", "person|a|x"),
        ("undecide", "person|a|x", "person|b|x"),
        ("same", "https://example.org/id/person-nobody", "person|b|x"),
    ],
)
def test_what_cannot_be_decided_is_refused_in_one_line(store, arguments):
    result = run(*arguments, "-b", store[0])
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1


def test_no_store_is_said_so(tmp_path):
    result = run("review", "-b", tmp_path)
    assert result.exit_code == 2
    assert "no store" in result.stderr


def test_the_bodies_of_a_new_commune_lead_back_as_long_as_articles_name_them(tmp_path):
    def at_commune(article, day, unit, province):
        when = f"{int(day[8:])}/{int(day[5:7])}/{day[:4]}"
        text = (
            f"Đảng ủy {unit} tổ chức hội nghị\n\nNgày {when}, Đảng ủy {unit}, tỉnh {province} tổ chức hội nghị. "
            f"Đồng chí Nguyễn Duy Hưng, Bí thư Đảng ủy {unit} chủ trì hội nghị.\n"
        )
        return extraction(article, day, f"Báo {province}", text)

    found = (
        at_commune("old", "2022-03-02", "xã La Sơn, huyện Bình Lục", "Hà Nam"),
        at_commune("new", "2025-08-04", "xã Bình Mỹ", "Ninh Bình"),
    )
    resolver = CorpusResolver(tools()[0], tmp_path)
    ledger = Ledger(tmp_path / "ledger.db", found)
    resolver.decide(ledger, ["new"], [])
    _, changes = resolver.families(ledger)
    assert [t for key in changes.soiled() for t in changes.triples(key)] == []
    changes.clean()
    resolver.decide(ledger, ["old"], [])
    (key,) = changes.soiled()
    triples = changes.triples(key)
    assert {p.rpartition("#")[2] for _, p, _ in triples} >= {"originalOrganization>", "resultingOrganization>"}
    assert [t for every in changes.every() for t in changes.triples(every)] == triples
    changes.clean()
    assert changes.soiled() == []
    resolver.decide(ledger, [], ["old"])
    assert changes.soiled() == [key]
    assert changes.triples(key) == []
