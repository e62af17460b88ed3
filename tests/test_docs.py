"""The documentation says what the code does: pages made from it, examples that run, versions that agree."""

import doctest
import re
import shutil
import sys
from pathlib import Path

import pytest

import kg_dangbo

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tools"))

import make_docs  # noqa: E402 - tools/ is no package


@pytest.mark.parametrize("name", make_docs.PAGES)
def test_generated_pages_are_up_to_date(name):
    assert (ROOT / "docs" / name).read_text("utf-8") == make_docs.PAGES[name](), "run: make docs"


def test_the_library_page_runs(tmp_path, monkeypatch):
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    result = doctest.testfile(str(ROOT / "docs/api.md"), module_relative=False, encoding="utf-8")
    assert result.attempted > 10
    assert result.failed == 0


def test_the_readme_example_runs(tmp_path, monkeypatch, capsys):
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    (code,) = re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL)
    exec(compile(code, "README.md", "exec"), {})
    assert "PersonFact Bùi Quang Thịnh" in capsys.readouterr().out


def test_every_public_name_exists_and_is_told_in_dir():
    for name in kg_dangbo.__all__:
        assert getattr(kg_dangbo, name) is not None
    assert set(kg_dangbo.__all__) <= set(dir(kg_dangbo))
    with pytest.raises(AttributeError):
        _ = kg_dangbo.nothing_of_the_kind


def test_version_is_the_same_everywhere():
    version = kg_dangbo.__version__
    assert f"\nversion: {version}\n" in (ROOT / "CITATION.cff").read_text("utf-8")
    assert f"## [{version}]" in (ROOT / "CHANGELOG.md").read_text("utf-8")


def markdown():
    return [p for p in [*ROOT.glob("*.md"), *ROOT.glob("*/*.md"), *ROOT.glob("docs/*/*.md")] if ".venv" not in p.parts]


@pytest.mark.parametrize("page", markdown(), ids=lambda p: str(p.relative_to(ROOT)))
def test_links_lead_somewhere(page):
    for target in re.findall(r"\]\(([^)\s]+)\)", page.read_text("utf-8")):
        if not target.startswith(("http://", "https://", "#")):
            assert (page.parent / target.split("#")[0]).exists(), target


def test_the_map_of_the_house_names_what_exists():
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    for name in re.findall(r"`((?:src|tools|tests|ontology|shapes|queries|docs|examples)/[\w./-]*)`", text):
        assert (ROOT / name).exists(), name
