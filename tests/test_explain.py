"""`extract --explain`: every fact with its rule, and what was looked at and not taken."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg_dangbo.cli import cli
from kg_dangbo.explain import explain
from kg_dangbo.extract import extract
from kg_dangbo.model import Article
from kg_dangbo.read import read_articles
from kg_dangbo.vocabulary import load_vocabulary

ROOT = Path(__file__).parent.parent
VOCABULARY = load_vocabulary()
RULES = {c.notation for c in VOCABULARY.scheme("scheme-extraction-rules").values()}
TEXT = "Sáng 12/5/2022, Huyện ủy Ý Yên tổ chức hội nghị. Đồng chí Vũ Đình Khoát, Bí thư Huyện ủy dự."


def of(text, lang="en"):
    return list(explain(extract(Article(id="a", text=text), VOCABULARY, explain=True), VOCABULARY, lang))


def test_each_fact_shows_its_quotation_and_its_rule():
    lines = of(TEXT)
    at = next(i for i, line in enumerate(lines) if line.startswith("post: person=vũ đình khoát, role=Bí thư"))
    assert "organization=huyện ủy ý yên, status=current, attested_on=2022-05-12" in lines[at]
    assert "[Đồng chí Vũ Đình Khoát, Bí thư Huyện ủy] dự." in lines[at + 1]
    assert lines[at + 2].strip().startswith("post.apposition (0.92)")
    assert "right behind the name" in lines[at + 2]


def test_vietnamese_first_where_it_is_asked_for():
    assert any("Chức vụ đứng ngay sau họ tên" in line for line in of(TEXT, "vi"))


def test_offsets_lead_to_the_quotation():
    for line in of(TEXT):
        if m := re.match(r"  (\d+)-(\d+)  .*?\[(.*?)\]", line):
            assert TEXT[int(m[1]) : int(m[2])] == m[3]


def test_the_words_that_triggered_a_rule_are_shown():
    lines = of("Sáng 12/5/2022, Huyện ủy Ý Yên tổ chức hội nghị. Dịp này, Huyện ủy tặng Giấy khen cho 5 tập thể.")
    event = lines[next(i for i, line in enumerate(lines) if line.startswith("event")) + 2]
    assert "« tổ chức · hội nghị »" in event
    award = lines[next(i for i, line in enumerate(lines) if line.startswith("award")) + 2]
    assert "tặng · Giấy khen · cho · tập thể »" in award


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Hội nghị đề nghị Tỉnh ủy tặng Bằng khen cho 5 tập thể.", "award-planned"),
        ("Sáng 12/5/2022, Huyện ủy Ý Yên sẽ tổ chức hội nghị.", "event-planned"),
        ("Quốc lộ 10 đi qua xã Yên Cường.", "figure-counts-nothing"),
        ("Cầu Bến Thủy bắc qua sông Lam Giang.", "no-person"),
    ],
)
def test_why_something_was_not_taken(text, why):
    assert any(f"rejected.{why}" in line for line in of(text)), of(text)


def test_what_was_not_taken_is_listed_only_where_it_is_asked_for():
    text = "Đồng chí Vũ Đình Khoát, Bí thư, phát biểu."
    assert any("rejected.post-without-body" in line for line in of(text))
    assert extract(Article(id="a", text=text), VOCABULARY).rejected == ()


def test_telling_why_changes_no_fact():
    for article in read_articles([ROOT / "tests" / "data" / "gold" / "articles.jsonl"]):
        assert isinstance(article, Article)
        assert extract(article, VOCABULARY, explain=True).facts == extract(article, VOCABULARY).facts


@pytest.mark.parametrize("folder", ["gold", "held-out"])
def test_every_rule_that_fires_is_described(folder):
    articles = [
        a
        for a in read_articles(sorted((ROOT / "tests" / "data" / folder).glob("articles*.jsonl")))
        if isinstance(a, Article)
    ]
    fired = set()
    for article in articles:
        done = extract(article, VOCABULARY, explain=True)
        fired |= {e.rule for fact in done.facts for e in fact.evidence} | {e.rule for e in done.rejected}
    assert len(fired) > 30
    assert fired <= RULES


def test_every_rule_is_described_in_both_languages():
    for concept in VOCABULARY.scheme("scheme-extraction-rules").values():
        assert concept.value("definition"), concept.id
        assert concept.value("definition@en"), concept.id
        assert concept.id == "rule-" + concept.notation.replace(".", "-")


def test_hostile_text_reaches_no_terminal(tmp_path):
    page = tmp_path / "a.txt"
    page.write_text(TEXT + "\n\nÔng Lê \x1b[31mAn, Chủ tịch UBND huyện Ý Yên.", encoding="utf-8")
    result = CliRunner().invoke(cli, ["extract", str(page), "--explain"])
    assert result.exit_code == 0
    assert "\x1b" not in result.stdout


def test_less_sure_facts_can_be_left_out():
    path = str(ROOT / "examples" / "tien-hai-bieu-duong-dien-hinh.txt")
    every = CliRunner().invoke(cli, ["extract", path]).stdout.splitlines()
    sure = CliRunner().invoke(cli, ["extract", path, "--min-confidence", "0.9"]).stdout.splitlines()
    assert 0 < len(sure) < len(every)
    assert set(sure) <= set(every)
