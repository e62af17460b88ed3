"""Measure extraction against gold facts: precision, recall and F1 per kind, with every error named.

Gold is one JSON file per article, ``{"id": ..., "facts": [...]}``, in the format of
`tests/data/gold/GUIDELINES.md`. *core* asks whether a fact was found (its identifying fields match), *strict* whether
every field that the gold states matches on preferred names.
"""

from kg_dangbo.score.gold import GoldError, read_gold
from kg_dangbo.score.measure import Counts, Score, score
from kg_dangbo.score.table import below_floors, record, table

__all__ = ["Counts", "GoldError", "Score", "below_floors", "read_gold", "record", "score", "table"]
