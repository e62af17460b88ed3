"""From files to articles: plain text, saved HTML pages and JSON lines, in the encodings Vietnamese papers use."""

from kg_dangbo.read.articles import read_articles
from kg_dangbo.read.errors import ReadError

__all__ = ["ReadError", "read_articles"]
