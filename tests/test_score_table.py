"""The measurement as a verb: figures, errors and floors for people with gold of their own."""

import json

import pytest
from click.testing import CliRunner

from kg_dangbo.cli import cli
from kg_dangbo.score import GoldError, below_floors, record, score, table
from kg_dangbo.score.measure import Score

TEXT = "Sáng 12/5/2022, Huyện ủy Ý Yên, tỉnh Nam Định tổ chức hội nghị. Đồng chí Vũ Đình Khoát, Bí thư Huyện ủy dự."
GOLD = [
    {"kind": "person", "name": ["Vũ Đình Khoát"]},
    {"kind": "organization", "type": "party", "name": ["Huyện ủy Ý Yên", "Huyện ủy"]},
    {"kind": "post", "person": ["Vũ Đình Khoát"], "role": ["Bí thư"], "organization": ["Huyện ủy Ý Yên"]},
    {"kind": "participation", "person": ["Vũ Đình Khoát"], "role": "attendee"},
    {"kind": "event", "type": ["hội nghị"], "date": "2022-05-12", "organizer": ["Huyện ủy Ý Yên"]},
]
MISSING = {"kind": "person", "name": ["Nguyễn Văn Vắng"]}


def write(folder, facts, *, name="a"):
    (folder / "gold").mkdir(exist_ok=True)
    (folder / "gold" / f"{name}.json").write_text(json.dumps({"id": name, "facts": facts}), encoding="utf-8")
    (folder / "articles.jsonl").write_text(json.dumps({"id": "a", "text": TEXT}), encoding="utf-8")
    return folder / "articles.jsonl", folder / "gold"


def run(*arguments):
    return CliRunner().invoke(cli, ["score", *map(str, arguments)])


def test_all_found_is_one(tmp_path):
    articles, gold = write(tmp_path, GOLD)
    result = run(articles, "--gold", gold, "--json")
    assert result.exit_code == 0, result.stderr
    said = json.loads(result.stdout)
    assert said["core"]["ALL"] == {"p": 1.0, "r": 1.0, "f1": 1.0, "tp": 5, "fp": 0, "fn": 0}
    assert said["errors"] == []
    assert said["grounded"] == 1.0


def test_what_is_missed_and_what_is_spurious_is_named(tmp_path):
    articles, gold = write(tmp_path, [*GOLD[1:], MISSING])
    result = run(articles, "-g", gold, "--errors")
    assert result.exit_code == 0
    assert "a\tmissed\tperson: name=Nguyễn Văn Vắng" in result.stdout
    assert "a\tspurious\tperson: name=Vũ Đình Khoát" in result.stdout
    total = next(line for line in result.stdout.splitlines() if line.startswith("ALL")).split()
    assert total[1:4] == ["0.800", "0.800", "0.800"]
    assert total[-1] == "5"


@pytest.mark.parametrize(("floor", "code"), [(0.5, 0), (0.9, 1)])
def test_floors_decide_the_exit_code(tmp_path, floor, code):
    articles, gold = write(tmp_path, [*GOLD[1:], MISSING])
    floors = tmp_path / "floors.json"
    floors.write_text(json.dumps({"core": {"ALL": floor}}))
    result = run(articles, "-g", gold, "--floors", floors)
    assert result.exit_code == code
    assert ("core F1 of ALL is 0.8000, below its floor 0.9" in result.stderr) == bool(code)


@pytest.mark.parametrize("text", ["", "[]", '{"core": {"persons": 0.9}}', '{"core": {"ALL": "high"}}'])
def test_floors_that_cannot_be_used_are_named(tmp_path, text):
    floors = tmp_path / "floors.json"
    floors.write_text(text)
    with pytest.raises(GoldError, match=r"floors\.json"):
        below_floors(Score(), floors)


def test_gold_without_its_article_is_an_input_error(tmp_path):
    articles, gold = write(tmp_path, GOLD)
    write(tmp_path, GOLD, name="b")
    result = run(articles, "-g", gold)
    assert result.exit_code == 2
    assert "no article for the gold of b" in result.stderr
    assert "person" in result.stdout, "the rest is measured"


def test_no_gold_for_any_article(tmp_path):
    articles, gold = write(tmp_path, GOLD, name="b")
    (gold / "a.json").unlink(missing_ok=True)
    result = run(articles, "-g", gold)
    assert result.exit_code == 2
    assert "ids" in result.stderr


def test_a_kind_that_nobody_has_is_left_out_of_the_table(tmp_path, vocabulary):
    assert [row[0] for row in table(score([], vocabulary))] == ["kind", "ALL"]
    assert set(record(score([], vocabulary))["core"]) == {"ALL"}


@pytest.fixture(scope="module")
def vocabulary():
    from kg_dangbo.vocabulary import load_vocabulary

    return load_vocabulary()
