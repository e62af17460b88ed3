"""A start pays only for what it uses."""

import subprocess
import sys

HEAVY = ("rdflib", "pyshacl", "trafilatura", "lxml", "numpy", "scipy", "networkx", "pyvis", "rich", "click", "re2")


def loaded_after(code: str) -> set[str]:
    code += "\nimport sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return {name.partition(".")[0] for name in done.stdout.split()}


def test_the_package_alone_imports_none_of_its_rooms() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "import kg_dangbo, sys; print(*(m for m in sys.modules if m.startswith('kg_dangbo.')))"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == []


def test_extraction_imports_nothing_of_graphs_pages_and_web() -> None:
    code = (
        "import kg_dangbo\n"
        "vocabulary = kg_dangbo.load_vocabulary()\n"
        "article = kg_dangbo.Article(id='a', text='Đồng chí Nguyễn Văn An, Bí thư Huyện ủy Bình Lục, phát biểu.')\n"
        "assert kg_dangbo.extract_facts(article, vocabulary).facts\n"
    )
    assert not loaded_after(code) & set(HEAVY)
