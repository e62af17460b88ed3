"""The main job: from files of articles to a folder with a validated knowledge graph.

The numbered comments of `build` are the pipeline. Everything derives from the articles and the vocabulary: no clock,
no network, no state between articles, so that the same input gives the same bytes in any order.
"""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from rdflib import Graph, URIRef

from kg_dangbo.export.facts import fact_kind
from kg_dangbo.extract import extract
from kg_dangbo.graph import (
    DEFAULT_BASE,
    article_iri,
    article_triples,
    copy_triples,
    fact_iri,
    shared_graph,
    used_ids,
    write_dataset,
)
from kg_dangbo.graph.triples import value_of
from kg_dangbo.model import Extraction
from kg_dangbo.read import ReadError, read_articles
from kg_dangbo.read.duplicates import Fingerprint, find_copies, fingerprint
from kg_dangbo.references import confident
from kg_dangbo.validate import Gate, GateResult, Severity, write_reports
from kg_dangbo.view import write_page
from kg_dangbo.vocabulary import Vocabulary, load_vocabulary

__all__ = ["BuildResult", "NothingToBuildError", "Progress", "build"]

_REPORT = "please report it together with the article"

Progress = Callable[[str, int], None]
"""Called with what is going on (``"article hung-ha"``) and the number of articles done so far."""


class NothingToBuildError(ValueError):
    """No article could be read; ``errors`` says why, input by input."""

    def __init__(self, errors: tuple[ReadError, ...]) -> None:
        super().__init__("no article could be read")
        self.errors = errors


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What a build did.

    ``facts`` counts the facts in the graph by kind; ``quarantined`` the nodes set aside because they, or what they lean
    on, break a shape; ``warnings`` and ``notes`` the findings of the report that stop nothing. ``errors`` are the
    inputs that gave no article, and articles that were left out because this program failed on them;
    ``files`` the paths written. ``copies`` counts the articles that have the text of another one, ``same_pages`` those
    that are another one at a second address and stand in its graph.
    """

    folder: Path
    files: tuple[Path, ...]
    articles: int
    facts: Mapping[str, int]
    quarantined: int
    warnings: int
    notes: int
    errors: tuple[ReadError, ...] = field(default=())
    copies: int = 0
    same_pages: int = 0


def build(
    inputs: Iterable[Path | str],
    out: Path | str = "output",
    *,
    base: str = DEFAULT_BASE,
    vocabulary: Vocabulary | None = None,
    min_confidence: float = 0.0,
    columns: Mapping[str, str] | None = None,
    engine: str = "auto",
    progress: Progress | None = None,
) -> BuildResult:
    """Build the knowledge graph of the articles behind ``inputs`` into the folder ``out``.

    Args:
        inputs: files and folders, see `kg_dangbo.read.read_articles`.
        out: made where missing. Files of an earlier build in it are replaced, each as a whole, and only when every new
            one is ready.
        base: where resources live, absolute, ending in ``/`` or ``#``.
        vocabulary: the closed lists; None reads the project's `ontology/`.
        min_confidence: facts whose best evidence is below are left out (0 to 1), unless one that stays refers to them.
        columns: field of an article -> column of tables that holds it, see `kg_dangbo.read.read_articles`.
        engine: who runs the shapes, see `kg_dangbo.validate.engine.ENGINES`; the outcome does not depend on it.
        progress: called before each step.

    Raises:
        NothingToBuildError: no input gave an article.
        ValueError: ``base`` or ``columns`` are not usable, or there is no such engine.
        ModuleNotFoundError: the engine is not installed.
        OSError: ``out`` cannot be written.
    """
    tell = progress or (lambda what, done: None)
    words = vocabulary if vocabulary is not None else load_vocabulary()
    article_iri("any", base)  # an unusable base is a fault of the call, not of each article
    gate = Gate(engine=engine)
    errors: list[ReadError] = []
    passed: list[tuple[Extraction, GateResult]] = []
    prints: list[Fingerprint] = []

    # 1. read
    for item in read_articles(inputs, columns):
        if isinstance(item, ReadError):
            errors.append(item)
            continue
        tell(f"article {item.id}", len(passed))
        try:
            # 2. extract
            extraction = confident(extract(item, words), min_confidence)
            # 3. graph
            triples = article_triples(extraction, base, words)
            # 4. gate
            result = gate.check_triples(article_iri(item.id, base), triples, words)
        except Exception as error:  # a fault of ours in one article must not cost the rest of the batch
            where = f"{item.source}, article {item.id}" if item.source else f"article {item.id}"
            errors.append(ReadError(where, f"left out, a fault of this program ({error!r})", _REPORT))
            continue
        passed.append((extraction, result))
        prints.append(fingerprint(item))
    if not passed:
        raise NothingToBuildError(tuple(errors))
    passed.sort(key=lambda pair: pair[1].article)

    # 5. copies: known only when every article is
    copies = find_copies(prints)
    same_pages = {copy.id for copy in copies if copy.same_page}
    passed = [pair for pair in passed if pair[0].article.id not in same_pages]
    said = copy_triples(copies, base)
    for _, result in passed:
        result.triples.update(said.get(str(result.article), ()))

    # 6. write
    tell("writing", len(passed))
    results = [result for _, result in passed]
    files = _write(Path(out), results, words, base)
    findings = Counter(row.finding.severity for result in results for row in result.rows)
    return BuildResult(
        folder=Path(out),
        files=files,
        articles=len(passed),
        facts=_count(passed, base),
        quarantined=sum(len(result.set_aside) for result in results),
        warnings=findings[Severity.WARNING],
        notes=findings[Severity.INFO],
        errors=tuple(errors),
        copies=len(copies) - len(same_pages),
        same_pages=len(same_pages),
    )


def _write(out: Path, results: list[GateResult], words: Vocabulary, base: str) -> tuple[Path, ...]:
    """Write every file beside its place first: a reader finds the old build or the new one, never half of it."""
    graphs: dict[URIRef, Graph] = {result.article: result.kept for result in results}
    shared = shared_graph(words, used_ids(graphs.values()))
    out.mkdir(parents=True, exist_ok=True)
    part = Path(tempfile.mkdtemp(prefix=".build-", dir=out))
    try:
        files = [*write_dataset(graphs, shared, part, base), *write_reports(results, part, base)]
        files.append(write_page(part / "graph.nq", part / "graph.html"))
        return tuple(file.replace(out / file.name) for file in files)
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _count(passed: list[tuple[Extraction, GateResult]], base: str) -> dict[str, int]:
    kept = {result.article: {value_of(s) for s, _, _ in result.triples} for _, result in passed}
    counts = Counter(
        fact_kind(fact)
        for extraction, result in passed
        for fact in extraction.facts
        if str(fact_iri(fact, extraction.article.id, base)) in kept[result.article]
    )
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))
