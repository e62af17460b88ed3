"""Facts from one article: `extract(article, vocabulary) -> Extraction`, a pure function.

The walk: zones and sentences, dates, bodies and titles, persons, posts; then documents and their links,
models, events, awards, participations, statistics. Each step reads the `Page` that the steps before filled.
"""

from kg_dangbo.extract.extract import extract

__all__ = ["extract"]
