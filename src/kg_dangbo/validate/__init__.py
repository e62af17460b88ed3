"""The SHACL gate and its reports: what has the right shape goes in, the rest is set aside with the reason."""

from kg_dangbo.validate.files import REPORT_FILES, FileReport, validate_file, write_reports
from kg_dangbo.validate.findings import Finding, Severity
from kg_dangbo.validate.gate import Gate, GateResult
from kg_dangbo.validate.report import quarantine_graph, report_graph
from kg_dangbo.validate.rows import Row, SetAside
from kg_dangbo.validate.shapes import Shapes, ValidationError, load_shapes

__all__ = [
    "REPORT_FILES",
    "FileReport",
    "Finding",
    "Gate",
    "GateResult",
    "Row",
    "SetAside",
    "Severity",
    "Shapes",
    "ValidationError",
    "load_shapes",
    "quarantine_graph",
    "report_graph",
    "validate_file",
    "write_reports",
]
