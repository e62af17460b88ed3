"""The gate before the graph: what has the right shape goes in, the rest is set aside with the reason."""

from __future__ import annotations

from dataclasses import dataclass

from rdflib import Graph
from rdflib.term import URIRef

from kg_dangbo.graph import tokens
from kg_dangbo.graph.shared import description, used_concepts
from kg_dangbo.graph.terms import RDF, SCHEMA
from kg_dangbo.graph.triples import Triple, iri, ntriples, to_rdflib, to_token, to_tokens, value_of
from kg_dangbo.validate.engine import Engine, make_engine
from kg_dangbo.validate.essence import Essence
from kg_dangbo.validate.findings import Finding, Severity
from kg_dangbo.validate.removal import Cause, Removal
from kg_dangbo.validate.report import report_graph
from kg_dangbo.validate.rows import Row, SetAside, label, quotation, rows_of, surroundings
from kg_dangbo.validate.shapes import Shapes, described, load_shapes
from kg_dangbo.vocabulary import Vocabulary

__all__ = ["Gate", "GateResult"]


@dataclass(frozen=True, slots=True)
class GateResult:
    """One article after the gate. ``triples`` and those of ``set_aside`` together are the article's graph."""

    article: URIRef
    triples: set[Triple]
    set_aside: tuple[SetAside, ...] = ()
    rows: tuple[Row, ...] = ()

    @property
    def kept(self) -> Graph:
        """What goes in, as an rdflib graph."""
        return to_rdflib(self.triples)

    @property
    def title(self) -> str:
        """The article's headline, or its id where it has none."""
        node = iri(self.article)
        for predicate in (tokens.SCHEMA.headline, tokens.DCTERMS.identifier):
            values = sorted(value_of(o) for s, p, o in self.triples if p == predicate and s == node)
            if values:
                return values[0]
        return str(self.article)

    @property
    def conforms(self) -> bool:
        """True if nothing broke a shape; warnings do not count."""
        return all(row.finding.severity is not Severity.VIOLATION for row in self.rows)

    @property
    def quarantined(self) -> int:
        """How many facts, entities or values were set aside; their quotations are not counted."""
        return sum(not record.is_evidence for record in self.set_aside)

    @property
    def report(self) -> Graph:
        """The SHACL report of this article, see `kg_dangbo.validate.report.report_graph`."""
        return report_graph(self.rows)


class Gate:
    """Checks articles against the shapes, one at a time; holds nothing but the parsed shapes.

    Args:
        shapes: None reads the project's own.
        engine: one of `kg_dangbo.validate.engine.ENGINES`, or an engine; which one must not make a difference.

    Raises:
        ModuleNotFoundError: the engine is not installed.
    """

    def __init__(self, shapes: Shapes | None = None, engine: Engine | str = "auto") -> None:
        self._shapes = shapes if shapes is not None else load_shapes()
        self._essence = Essence(self._shapes.graph)
        self.engine = make_engine(engine, self._shapes) if isinstance(engine, str) else engine

    def check_triples(self, article: URIRef, triples: set[Triple], vocabulary: Vocabulary) -> GateResult:
        """As `check`, of triples as text and with the descriptions of our lists.

        Raises:
            ValueError: the graph does not describe exactly one article.
            ValidationError: a shape could not be run.
        """
        known = {t for id_ in used_concepts(triples) for t in description(vocabulary, id_)}
        whole = triples | known
        # the order of a set is chance, but says nothing here
        if self.engine.quick and self.engine.passes(self._essence.of(whole)):
            return GateResult(article, triples)
        findings = self.engine.read(ntriples(whole))
        if findings is None or any(finding.severity is Severity.VIOLATION for finding in findings):
            return self.check(to_rdflib(triples), to_rdflib(known))
        # an undated article has notes and nothing else: the reports need little of its graph
        near = to_rdflib(surroundings(whole, [to_token(finding.focus) for finding in findings]))
        return GateResult(article, triples, rows=rows_of(near, findings, article))

    def check(self, article_graph: Graph, shared: Graph) -> GateResult:
        """Set aside what breaks a shape, keep the rest; neither graph is changed.

        Args:
            article_graph: the named graph of one article, without blank nodes, its `schema:NewsArticle` included.
            shared: descriptions of the concepts and places that the article refers to, and any more.

        Raises:
            ValueError: the graph does not describe exactly one article.
            ValidationError: a shape could not be run.
        """
        article = _article_of(article_graph)
        known = described(article_graph, shared)
        original = _copy(article_graph, known)
        first = findings = self.engine.findings(original)
        if all(finding.severity is not Severity.VIOLATION for finding in first):
            return GateResult(article, to_tokens(article_graph), rows=rows_of(original, first, article))
        kept = _copy(article_graph)
        removal = Removal(kept)
        seen = {finding.key for finding in first}
        every = list(first)
        removed_by: set[tuple[str, ...]] = set()
        # What went may leave a gap that breaks another shape, so look again until nothing more goes. Each round takes
        # at least one triple, so it ends.
        while True:
            before = len(kept)
            for finding in findings:
                if finding.severity is Severity.VIOLATION and self._set_aside(removal, finding):
                    removed_by.add(finding.key)
            if len(kept) == before:
                break
            findings = self.engine.findings(_copy(kept, known))
            # a warning that arises only because a figure or a body went is the gate's doing, not the article's
            new = [f for f in findings if f.severity is Severity.VIOLATION and f.key not in seen]
            every += new
            seen |= {finding.key for finding in new}
        rows = rows_of(original, every, article, removed_by)
        return GateResult(article, to_tokens(kept), _records(article, original, kept, removal), rows)

    def _set_aside(self, removal: Removal, finding: Finding) -> bool:
        """Take out what a violation is about; False if that is not in the article's graph (a shared description)."""
        if not isinstance(finding.focus, URIRef):
            return False
        gone = (finding.focus, None, None) not in removal.graph
        paths = (finding.path,) if finding.path is not None else self._shapes.paths(finding.shape)
        if not gone and not finding.whole_node and paths:
            removal.values(finding, paths)  # nothing to take: the value went together with another finding
            return True
        removal.node(finding.focus, Cause(finding=finding))
        return finding.focus in removal.causes


def _records(article: URIRef, original: Graph, kept: Graph, removal: Removal) -> tuple[SetAside, ...]:
    records = []
    for node in sorted(removal.causes):
        causes = removal.causes[node]
        records.append(
            SetAside(
                article=article,
                node=node,
                whole=(node, None, None) not in kept,
                label=label(original, node),
                quotation=quotation(original, node)[1],
                findings=tuple(c.finding for c in causes if c.finding is not None),
                depended_on=tuple(c.depended_on for c in causes if c.depended_on is not None),
                triples=tuple(sorted(removal.triples.get(node, []))),
            )
        )
    return tuple(records)


def _article_of(graph: Graph) -> URIRef:
    articles = sorted(a for a in graph.subjects(RDF.type, SCHEMA.NewsArticle) if isinstance(a, URIRef))
    if len(articles) != 1:
        raise ValueError(f"the graph of one article describes exactly one schema:NewsArticle, this one {len(articles)}")
    return articles[0]


def _copy(*graphs: Graph) -> Graph:
    copy = Graph()
    for graph in graphs:
        for triple in graph:
            copy.add(triple)
    return copy
