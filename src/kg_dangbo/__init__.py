"""kg_dangbo: Vietnamese Party news to linked data that a scholar can cite.

The public names of the library. Each stands in the room that makes it and is imported when it is first used, so that
``import kg_dangbo`` costs nothing:

>>> import kg_dangbo
>>> article = kg_dangbo.Article(id="a", text="Sáng 12/5, Huyện ủy Ý Yên tổ chức hội nghị.")
>>> article.text[10:25]
', Huyện ủy Ý Yê'
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg_dangbo.build import BuildResult
    from kg_dangbo.build import build as build_graph
    from kg_dangbo.export import export as export_graph
    from kg_dangbo.extract import extract as extract_facts
    from kg_dangbo.model import Article, Evidence, Extraction, Fact
    from kg_dangbo.query import Query, Table, load_queries, open_store, run_query
    from kg_dangbo.read import ReadError, read_articles
    from kg_dangbo.validate import validate_file as validate_graph
    from kg_dangbo.view import write_page
    from kg_dangbo.vocabulary import Vocabulary, load_vocabulary

__version__ = "0.1.0"

__all__ = [
    "Article",
    "BuildResult",
    "Evidence",
    "Extraction",
    "Fact",
    "Query",
    "ReadError",
    "Table",
    "Vocabulary",
    "__version__",
    "build_graph",
    "export_graph",
    "extract_facts",
    "load_queries",
    "load_vocabulary",
    "open_store",
    "read_articles",
    "run_query",
    "validate_graph",
    "write_page",
]

# Public name -> (module, name there). The rooms `build`, `extract` and `validate` are modules of those names, so the
# functions are called by verb and object here.
_WHERE = {
    "Article": ("model", "Article"),
    "BuildResult": ("build", "BuildResult"),
    "Evidence": ("model", "Evidence"),
    "Extraction": ("model", "Extraction"),
    "Fact": ("model", "Fact"),
    "Query": ("query", "Query"),
    "ReadError": ("read", "ReadError"),
    "Table": ("query", "Table"),
    "Vocabulary": ("vocabulary", "Vocabulary"),
    "build_graph": ("build", "build"),
    "export_graph": ("export", "export"),
    "extract_facts": ("extract", "extract"),
    "load_queries": ("query", "load_queries"),
    "load_vocabulary": ("vocabulary", "load_vocabulary"),
    "open_store": ("query", "open_store"),
    "run_query": ("query", "run_query"),
    "read_articles": ("read", "read_articles"),
    "validate_graph": ("validate", "validate_file"),
    "write_page": ("view", "write_page"),
}


def __getattr__(name: str) -> Any:
    if name not in _WHERE:
        raise AttributeError(f"module 'kg_dangbo' has no attribute {name!r}")
    module, attribute = _WHERE[name]
    value = getattr(importlib.import_module(f"kg_dangbo.{module}"), attribute)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
