"""What the validation says about one node: a small record, from pySHACL's report and back to plain words.

pySHACL drops the language of a message once it has filled in its variables; `Shapes` (in `kg_dangbo.validate.shapes`)
knows the templates and gives it back.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from rdflib.term import Node, URIRef

__all__ = ["Finding", "Severity"]


class Severity(StrEnum):
    """How grave a finding is; only a violation sets something aside."""

    VIOLATION = "violation"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for the gravest, for sorting."""
        return list(Severity).index(self)


@dataclass(frozen=True, slots=True)
class Finding:
    """One result of the validation.

    ``shape`` is the property or node shape that reports, ``constraint`` the SPARQL constraint inside it where there is
    one. ``path`` is the property looked at, None for a node shape and for a path that is not a single property.
    ``whole_node`` says what a violation sets aside: the node with all that hangs on it, or only the offending value.
    """

    focus: Node
    shape: URIRef
    severity: Severity
    message_vi: str
    message_en: str
    component: URIRef
    constraint: URIRef | None = None
    path: URIRef | None = None
    value: Node | None = None
    whole_node: bool = True

    @property
    def key(self) -> tuple[str, str, str, str, str]:
        """Tells one finding from another, whatever order the validator found them in."""
        parts = (self.focus, self.shape, self.constraint, self.path, self.value)
        focus, shape, constraint, path, value = ("" if part is None else part.n3() for part in parts)
        return focus, shape, constraint, path, value

    @property
    def shape_name(self) -> str:
        """Local name of the shape, or of the SPARQL constraint inside it: ``Person-nameForm``."""
        return str(self.constraint or self.shape).rsplit("#", 1)[-1]
