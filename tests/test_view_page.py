import base64
import hashlib
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from composed_facts import all_extractions, write_build
from hypothesis import given
from hypothesis import strategies as st

from kg_dangbo.view import write_page
from kg_dangbo.view.page import TITLE, _json
from kg_dangbo.view.terms import NODE_KINDS

HOSTILE = "</title></script><img src=x onerror=alert(1)> & \u2028 'x' \"y\""


class Page(HTMLParser):
    """The elements of a page, with the text of each script and style."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.open = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self.texts.append("")
        self.open = True

    def handle_endtag(self, tag: str) -> None:
        self.open = False

    def handle_data(self, data: str) -> None:
        if self.open:
            self.texts[-1] += data

    def all(self, tag: str) -> Iterator[tuple[dict[str, str | None], str]]:
        for (found, attributes), text in zip(self.elements, self.texts, strict=True):
            if found == tag:
                yield attributes, text

    def data(self) -> Any:
        return json.loads(next(text for attributes, text in self.all("script") if attributes.get("id") == "data"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_build(tmp_path_factory.mktemp("build"))


@pytest.fixture(scope="module")
def page(folder: Path) -> Page:
    return Page(write_page(folder, folder / "graph.html", title=HOSTILE).read_text("utf-8"))


def test_nothing_is_loaded(page: Page) -> None:
    for tag, attributes in page.elements:
        assert not attributes.get("src"), tag
        assert attributes.get("href", "data:,") == "data:,", tag
        assert not [name for name in attributes if name.startswith("on")], tag
    assert not list(page.all("base"))
    style = next(text for _, text in page.all("style"))
    assert "@import" not in style
    assert "url(" not in style


def test_the_policy_lets_only_our_two_scripts_and_style_through(page: Page) -> None:
    policy = next(a["content"] for a, _ in page.all("meta") if a.get("http-equiv") == "Content-Security-Policy")
    assert policy is not None
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    assert "http" not in policy

    def digest(text: str) -> str:
        return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"

    scripts = [text for attributes, text in page.all("script") if not attributes.get("type")]
    assert len(scripts) == 2
    allowed = re.findall(r"'sha256-[^']+'", policy)
    assert allowed == [*map(digest, scripts), *(digest(text) for _, text in page.all("style"))]


def test_no_debugger_is_told_to_fetch_a_source_map(page: Page) -> None:
    assert not [text for _, text in page.all("script") if "sourceMappingURL" in text]


def test_hostile_words_stay_text(page: Page) -> None:
    assert not [tag for tag, _ in page.elements if tag in ("img", "b", "iframe", "object", "svg")]
    assert [text for _, text in page.all("h1")] == [" ".join(HOSTILE.split())]
    data = page.data()
    assert "</script><script>alert(1)</script>" in [article["t"] for article in data["articles"]]
    assert 'Chi bộ "\\"> . } </script>' in [entity["v"] for entity in data["entities"]]
    assert [article["u"] for article in data["articles"] if article["t"].startswith("</script>")] == [""]


@given(st.text())
def test_json_survives_and_never_leaves_its_element(text: str) -> None:
    written = _json({"x": text})
    assert not re.search("[<>&\u2028\u2029]", written)
    assert json.loads(written) == {"x": text}


def test_node_and_edge_data_are_in_place(page: Page) -> None:
    data = page.data()
    assert len(data["nodes"]) == len(data["entities"])
    assert len(data["edges"]) == len(data["links"])
    assert all({"x", "y", "label", "shape", "size"} <= set(node) for node in data["nodes"])
    assert data["options"]["physics"] == {"enabled": False}
    assert [node["hidden"] for node in data["nodes"]] == [e["k"] == "article" for e in data["entities"]]
    assert [edge["dashes"] for edge in data["edges"] if "dashes" in edge] == [[6, 5]], "one post is no longer held"
    for fact in data["facts"]:
        assert all(0 <= q < len(data["quotes"]) for q in fact["q"])


def test_every_word_of_the_interface_is_there_in_both_languages(page: Page) -> None:
    words = page.data()["words"]

    def keys(part: Any, path: str = "") -> set[str]:
        if isinstance(part, str):
            assert part.strip(), path
            return {path}
        return {key for name, value in part.items() for key in keys(value, f"{path}.{name}")}

    assert keys(words["vi"]) == keys(words["en"])
    placeholders = re.compile(r"\{\w+\}")
    for key, text in words["vi"].items():
        if isinstance(text, str):
            assert sorted(placeholders.findall(text)) == sorted(placeholders.findall(words["en"][key])), key
    data = page.data()
    assert set(NODE_KINDS) == set(words["vi"]["kind"])
    assert set(data["edgeLooks"]) == set(words["vi"]["edge"])
    assert {fact["k"] for fact in data["facts"]} <= set(words["vi"]["fact"])
    assert {cell[0] for fact in data["facts"] for cell in fact["c"]} <= set(words["vi"]["cell"])
    used = {a[key] for _, a in page.elements for key in ("data-word", "data-title") if a.get(key)}
    assert used <= set(words["vi"])


def test_the_default_title_is_translated_and_an_own_title_is_not(folder: Path, page: Page, tmp_path: Path) -> None:
    assert page.data()["own"] is True
    plain = Page(write_page(folder, tmp_path / "plain.html").read_text("utf-8"))
    assert plain.data()["own"] is False
    assert plain.data()["words"]["vi"]["title"] == TITLE


def test_the_same_input_gives_the_same_bytes_in_another_process_and_order(folder: Path, tmp_path: Path) -> None:
    other = write_build(tmp_path / "other", list(reversed(all_extractions())))
    first = write_page(folder, tmp_path / "a.html").read_bytes()
    code = "import sys; from kg_dangbo.view import write_page; write_page(sys.argv[1], sys.argv[2])"
    subprocess.run([sys.executable, "-c", code, str(other), str(tmp_path / "b.html")], check=True)
    assert (tmp_path / "b.html").read_bytes() == first


def test_a_big_graph_draws_the_best_connected_and_keeps_the_rest(folder: Path, tmp_path: Path) -> None:
    data = Page(write_page(folder, tmp_path / "big.html", drawn_at_most=10).read_text("utf-8")).data()
    assert len(data["nodes"]) == 10
    assert len(data["nodes"]) + len(data["moreNodes"]) == len(data["entities"])
    assert len(data["edges"]) + len(data["moreEdges"]) == len(data["links"])
    drawn = {node["id"] for node in data["nodes"]}
    least = min(data["entities"][i]["g"] for i in drawn)
    assert all(e["g"] <= least for i, e in enumerate(data["entities"]) if i not in drawn)
    assert all(edge["from"] in drawn and edge["to"] in drawn for edge in data["edges"])


def test_an_empty_build_is_a_page_too(tmp_path: Path) -> None:
    assert Page(write_page([], tmp_path / "empty.html").read_text("utf-8")).data()["nodes"] == []


def test_a_file_that_is_no_rdf_is_named(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.nq"
    wrong.write_text("this is no RDF\n", "utf-8")
    with pytest.raises(ValueError, match=r"wrong\.nq"):
        write_page(wrong, tmp_path / "x.html")
    with pytest.raises(FileNotFoundError):
        write_page(tmp_path / "missing.nq", tmp_path / "x.html")
    assert not (tmp_path / "x.html").exists()
