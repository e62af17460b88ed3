"""Who runs the shapes: pySHACL, which is the reference, or a fast engine that must say the same.

An engine answers two questions about one article. `Engine.passes` is the quick one: nothing at all to report? Most
articles are like that, and then no report is built and nothing is turned into rdflib terms. Otherwise `Engine.findings`
says what there is.

The fast engine is `shifty` (the extra ``fast``): written in Rust, shapes prepared once. It is young, so
`tests/test_validate_engines.py` holds it to pySHACL on thousands of sound and broken articles. Measured on the gold
articles (1,229 triples each): pySHACL 100 ms, shifty 6 ms (2.6 of them reading the triples), pyshacl-turbo 0.6.5 61 ms.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Collection
from typing import TYPE_CHECKING, Any, Final, Protocol

from rdflib import SH, Graph

from kg_dangbo.graph.triples import Triple, ntriples, sorted_triples, to_tokens
from kg_dangbo.validate.patterns import Patterns
from kg_dangbo.validate.shapes import Shapes, ValidationError, read_turtle

if TYPE_CHECKING:
    from kg_dangbo.validate.findings import Finding

__all__ = ["ENGINES", "Engine", "PyshaclEngine", "ShiftyEngine", "default_engine", "make_engine"]

ENGINES: Final = ("auto", "pyshacl", "shifty")
"""What `make_engine` knows; ``auto`` is the fast one where it is installed."""


_SETTINGS: Final[dict[str, Any]] = {
    "data_format": "ntriples",
    "graph_mode": "data",  # the shapes are no part of what is judged
    "run_infer": False,
    "on_unsupported": "error",
}


class Engine(Protocol):
    """What a SHACL engine does for the gate."""

    name: str
    quick: bool
    """Whether `passes` is worth asking."""

    def passes(self, triples: Collection[Triple]) -> bool:
        """True only if the engine is sure that `findings` would be empty."""

    def read(self, document: str) -> tuple[Finding, ...] | None:
        """As `findings`, of N-Triples; None where the engine needs the graph for that."""

    def findings(self, data: Graph) -> tuple[Finding, ...]:
        """All results for ``data``, gravest first, then by node and shape.

        Raises:
            ValidationError: a shape could not be run.
        """


class PyshaclEngine:
    """The reference."""

    name = "pyshacl"
    quick = False

    def __init__(self, shapes: Shapes) -> None:
        self._shapes = shapes

    def passes(self, triples: Collection[Triple]) -> bool:
        """Never: to ask twice would cost twice."""
        return False

    def read(self, document: str) -> tuple[Finding, ...] | None:
        """It needs the graph."""
        return None

    def findings(self, data: Graph) -> tuple[Finding, ...]:
        """As `Engine.findings`."""
        return self._shapes.findings(data)


class ShiftyEngine:
    """The fast one.

    Raises:
        ModuleNotFoundError: `shifty` is not installed; the message says how to get it.
        ValidationError: it cannot run all of the shapes.
    """

    name = "shifty"
    quick = True

    def __init__(self, shapes: Shapes) -> None:
        try:
            # The inner class: the outer one gives reports as rdflib graphs only, whose literals rdflib has rewritten.
            from shifty._shifty import PreparedValidator  # noqa: PLC0415
        except ModuleNotFoundError as error:
            raise ModuleNotFoundError(
                "the engine shifty is not installed; get it with: pip install 'kg-dangbo[fast]'"
            ) from error
        self._shapes = shapes
        self._patterns = Patterns(shapes.graph)
        # N-Triples are Turtle too, and written in a seventh of the time
        lines, rest = (graph.serialize(format="nt").encode("utf-8") for graph in (shapes.graph, self._patterns.rest))
        try:
            self._validator: Any = PreparedValidator(shapes=lines)
            self._quick: Any = PreparedValidator(shapes=rest)
        except (ValueError, RuntimeError) as error:
            raise ValidationError(f"shifty cannot read the shapes: {error}") from error

    def passes(self, triples: Collection[Triple]) -> bool:
        """As `Engine.passes`."""
        if not self._patterns.fit(triples):
            return False
        document = ntriples(triples).encode("utf-8")
        try:
            result = self._quick.validate_algebra(data=document, sort_results=False, **_SETTINGS)
        except (ValueError, RuntimeError):
            return False  # `findings` will say what is wrong
        # a shape that it could not run is named in the diagnostics: then pySHACL has to look
        return bool(result.conforms) and not result.diagnostics

    def read(self, document: str) -> tuple[Finding, ...] | None:
        """As `Engine.read`; None where a SPARQL constraint has something to say.

        Reports of `shifty` name neither the SPARQL constraint nor its message: pySHACL runs those again.
        """
        found = self._report(document)
        if found is None or any(finding.component == SH.SPARQLConstraintComponent for finding in found):
            return None
        return found

    def findings(self, data: Graph) -> tuple[Finding, ...]:
        """As `Engine.findings`."""
        found = self._report(ntriples(sorted_triples(to_tokens(data))))
        if found is None:
            return self._shapes.findings(data)
        core = tuple(finding for finding in found if finding.component != SH.SPARQLConstraintComponent)
        if len(core) == len(found):
            return core
        queries = self._shapes.with_queries_only()
        return tuple(sorted((*core, *queries.findings(data)), key=lambda f: (f.severity.rank, f.key)))

    def _report(self, document: str) -> tuple[Finding, ...] | None:
        """What it says; None where there is a shape that it cannot run."""
        try:
            result = self._validator.validate_w3c(data=document.encode("utf-8"), **_SETTINGS)
        except (ValueError, RuntimeError) as error:
            raise ValidationError(f"shifty: {error}") from error
        if result.diagnostics:
            return None
        return () if result.conforms else self._shapes.read_report(read_turtle(result.report_turtle))


def default_engine() -> str:
    """The engine that ``auto`` means here: the fast one where it is installed."""
    return "shifty" if importlib.util.find_spec("shifty") is not None else "pyshacl"


def make_engine(name: str, shapes: Shapes) -> Engine:
    """The engine of this name (one of `ENGINES`) for these shapes.

    Raises:
        ValueError: there is none of that name.
        ModuleNotFoundError: it is not installed.
        ValidationError: it cannot run the shapes.
    """
    chosen = default_engine() if name == "auto" else name
    if chosen == "pyshacl":
        return PyshaclEngine(shapes)
    if chosen == "shifty":
        return ShiftyEngine(shapes)
    raise ValueError(f"no engine {name!r}; there are {', '.join(ENGINES)}")
