"""From files to articles: texts, saved pages, tables, web archives and documents, in the encodings papers use."""

from kg_dangbo.read.articles import read_articles, read_file
from kg_dangbo.read.errors import ReadError

__all__ = ["ReadError", "read_articles", "read_file"]
