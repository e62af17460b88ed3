"""What is known, in formats that other tools read."""

from kg_dangbo.export.facts import fact_kind, fact_lines, fact_record
from kg_dangbo.export.formats import FORMATS, export, safe_cell

__all__ = ["FORMATS", "export", "fact_kind", "fact_lines", "fact_record", "safe_cell"]
