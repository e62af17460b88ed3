"""The command line as a user runs it: what goes where, and the exit codes."""

import csv
import io
import json
import signal
import subprocess
import sys
from functools import partial
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

import kg_dangbo
from kg_dangbo import cli as cli_module
from kg_dangbo.cli import cli
from kg_dangbo.export import FORMATS
from kg_dangbo.graph import DEFAULT_BASE
from kg_dangbo.validate.engine import ENGINES

EXAMPLES = Path(__file__).parent.parent / "examples"
ARTICLE = "Ý Yên sơ kết\n\nSáng 12/5/2022, Huyện ủy Ý Yên tổ chức hội nghị. Đồng chí Vũ Đình Khoát, Bí thư Huyện ủy dự."


def run(*arguments, input=None):
    return CliRunner().invoke(cli, [str(a) for a in arguments], input=input)


def run_process(*arguments, **options):
    return subprocess.run(
        [sys.executable, "-m", "kg_dangbo", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        **options,
    )


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("built")
    result = run("build", EXAMPLES, "-o", folder)
    assert result.exit_code == 0, result.stderr
    return folder, result


def test_what_is_repeated_here_for_speed_is_what_it_repeats():
    assert cli_module.FORMATS == FORMATS
    assert cli_module.ENGINES == ENGINES
    assert cli_module.DEFAULT_BASE == DEFAULT_BASE


def test_version_and_help():
    assert run("--version").stdout.strip() == f"kg-dangbo, version {kg_dangbo.__version__}"
    for name, command in cli.commands.items():
        text = run(name, "--help").stdout
        assert command.help, name
        assert "Examples:" in text, name
        assert all(p.help for p in command.params if isinstance(p, click.Option)), name


def test_build_writes_every_file_and_reports_on_stderr(built):
    folder, result = built
    names = {path.name for path in folder.iterdir()}
    assert names == {
        "graph.nq", "graph.ttl", "graph.jsonld", "graph.html", "validation.ttl", "validation.html", "quarantine.ttl",
        "store",
    }  # fmt: skip
    assert result.stdout == ""
    assert "8 articles" in result.stderr
    assert "graph.html" in result.stderr


def test_build_goes_on_after_an_unreadable_input_and_says_so_with_exit_code_2(tmp_path):
    (tmp_path / "good.txt").write_text(ARTICLE)
    (tmp_path / "bad.txt").write_bytes(b"%PDF-1.7")
    result = run("build", tmp_path, "-o", tmp_path / "out", "--quiet")
    assert result.exit_code == 2
    assert (tmp_path / "out/graph.nq").is_file()
    (line,) = result.stderr.splitlines()
    assert "bad.txt" in line
    assert "PDF" in line


@pytest.mark.parametrize("arguments", [["gone.txt"], ["empty"], []])
def test_build_without_any_article_writes_nothing(tmp_path, arguments):
    (tmp_path / "empty").mkdir()
    result = run("build", *(tmp_path / a for a in arguments), "-o", tmp_path / "out")
    assert result.exit_code == 2
    assert "Traceback" not in result.stderr
    assert not (tmp_path / "out").exists()


def test_extract_prints_json_lines_with_evidence(tmp_path):
    (tmp_path / "a.txt").write_text(ARTICLE)
    result = run("extract", tmp_path / "a.txt")
    assert result.exit_code == 0
    facts = [json.loads(line) for line in result.stdout.splitlines()]
    assert any(f["fact"] == "person" and f["name"] == "Vũ Đình Khoát" for f in facts)
    (body,) = (f for f in facts if f["fact"] == "organization")
    assert body["kind"] == "org-kind-huyen-uy"
    for fact in facts:
        assert fact["article"] == "a"
        for evidence in fact["evidence"]:
            assert ARTICLE[evidence["start"] : evidence["end"]] == evidence["quote"]


def test_query_by_name_file_and_stdin(built, tmp_path):
    folder, _ = built
    by_name = run("query", "articles", "--build", folder)
    assert len(json.loads(by_name.stdout)) == 8
    question = "SELECT (COUNT(DISTINCT ?a) AS ?n) WHERE { ?a a schema:NewsArticle }"
    (tmp_path / "mine.rq").write_text(question)
    assert json.loads(run("query", tmp_path / "mine.rq", "--build", folder).stdout) == [{"n": "8"}]
    assert json.loads(run("query", "-", "--build", folder, input=question).stdout) == [{"n": "8"}]


def test_query_output_formats(built):
    folder, _ = built
    question = 'SELECT ?a ?b WHERE { VALUES (?a ?b) { ("=1+1" -2) ("[red]x[/red]" 3) } } ORDER BY ?a'
    rows = list(csv.reader(io.StringIO(run("query", "-", "--csv", "-b", folder, input=question).stdout)))
    assert rows == [["a", "b"], ["'=1+1", "-2"], ["[red]x[/red]", "3"]]
    table = run("query", "-", "--table", "-b", folder, input=question)
    assert "[red]x[/red]" in table.stdout
    assert "2 rows" in table.stderr


def test_query_with_a_fixed_variable(built):
    folder, _ = built
    question = "SELECT ?person WHERE { ?p a foaf:Person ; foaf:name ?person }"
    result = run("query", "-", "-b", folder, "--set", "person=Bùi Quang Thịnh", input=question)
    assert {row["person"] for row in json.loads(result.stdout)} == {"Bùi Quang Thịnh"}
    assert run("query", "-", "-b", folder, "--set", "nonsense", input=question).exit_code == 2


def test_query_list_names_every_question():
    rows = json.loads(run("query", "--list", "--json").stdout)
    assert len(rows) >= 20
    assert all(row["name"] and row["vi"] and row["en"] for row in rows)


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (["posts-hold"], "did you mean posts-held"),
        (["gone.rq"], "No such file"),
        ([], "--list"),
    ],
)
def test_query_mistakes_are_one_line(built, arguments, hint):
    folder, _ = built
    result = run("query", *arguments, "--build", folder)
    assert result.exit_code == 2
    assert hint in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("text", ["SELECT", "DROP ALL", "SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }"])
def test_query_refuses_what_is_no_read(built, text):
    folder, _ = built
    result = run("query", "-", "--build", folder, input=text)
    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 1


def test_query_without_a_build(tmp_path):
    result = run("query", "articles", "--build", tmp_path / "none")
    assert result.exit_code == 2
    assert "none" in result.stderr


def test_validate_exit_codes(built, tmp_path):
    folder, _ = built
    assert run("validate", folder / "graph.nq").exit_code == 0
    bad = tmp_path / "bad.ttl"
    bad.write_text(
        "@prefix org: <http://www.w3.org/ns/org#> . @prefix dangbo: <https://w3id.org/kg-dangbo/ontology#> ."
        "<https://example.org/h> a org:Membership, dangbo:PostHolding ."
    )
    result = run("validate", bad)
    assert result.exit_code == 1
    assert "violation" in result.stdout
    assert "does not conform" in result.stderr
    assert run("validate", bad, "--lang", "vi").stdout != result.stdout
    assert "sh:ValidationReport" in run("validate", bad, "--turtle").stdout
    (tmp_path / "broken.ttl").write_text("<a> <b>")
    broken = run("validate", tmp_path / "broken.ttl")
    assert broken.exit_code == 2
    assert len(broken.stderr.splitlines()) == 1


def test_view_prints_the_page_and_makes_one_where_there_is_none(built, tmp_path):
    folder, _ = built
    assert run("view", folder, "--no-open").stdout.strip() == str(folder / "graph.html")
    page = tmp_path / "mine.html"
    assert run("view", folder / "graph.nq", "-o", page, "--no-open").exit_code == 0
    assert page.read_text("utf-8").startswith("<!doctype html>") or page.read_text("utf-8").startswith(
        "<!DOCTYPE html>"
    )
    assert run("view", tmp_path / "gone", "--no-open").exit_code == 2


@pytest.mark.parametrize("form", FORMATS)
def test_export_writes_every_format_twice_the_same(built, tmp_path, form):
    folder, _ = built
    target = tmp_path / "out" / ("tables" if form == "csv" else f"graph.{form}")
    first = run("export", form, "--build", folder, "-o", target)
    assert first.exit_code == 0, first.stderr
    contents = [Path(name).read_bytes() for name in first.stdout.splitlines()]
    assert all(contents)
    run("export", form, "--build", folder, "-o", target)
    assert contents == [Path(name).read_bytes() for name in first.stdout.splitlines()]


def test_an_unknown_format_names_the_known_ones():
    result = run("export", "docx")
    assert result.exit_code == 2
    assert "graphml" in result.stderr


def test_a_reader_that_stops_early_is_no_error():
    command = f"{sys.executable} -m kg_dangbo extract {EXAMPLES} | head -n 1; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert done.stderr == ""
    assert json.loads(done.stdout)


def test_stopping_has_its_own_exit_code(tmp_path):
    rows = [json.dumps({"id": str(n), "text": ARTICLE.replace("12/5", f"{n % 28 + 1}/5")}) for n in range(2000)]
    (tmp_path / "many.jsonl").write_text("\n".join(rows))
    command = [sys.executable, "-m", "kg_dangbo", "extract", str(tmp_path / "many.jsonl")]
    # a shell lets what it runs in the background ignore the signal, and that is handed down
    heed = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, **pipes, preexec_fn=heed) as process:  # noqa: PLW1509 - no threads here
        assert process.stdout.readline()
        process.send_signal(signal.SIGINT)
        _, stderr = process.communicate(timeout=60)
    assert process.returncode == 130
    assert stderr.strip() == "stopped"


def test_debug_shows_the_traceback_and_nothing_else_does(tmp_path):
    (tmp_path / "graph.nq").write_text("broken")
    plain = run_process("query", "articles", "--build", tmp_path)
    assert (plain.returncode, "Traceback" in plain.stderr) == (2, False)
    assert "Traceback" in run_process("--debug", "query", "articles", "--build", tmp_path).stderr


def test_importing_the_package_is_cheap():
    code = (
        "import sys, kg_dangbo; print(sorted(m for m in sys.modules if m in ('rdflib', 'pyoxigraph', 'trafilatura')))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
