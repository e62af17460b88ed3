"""What a worker does with a batch of articles: extract, and mint. Pure functions of their arguments and the vocabulary.

A fault of the program in one article costs that article only: it comes back as a message.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from kg_dangbo.data import data_dir
from kg_dangbo.export.facts import fact_kind
from kg_dangbo.extract import extract
from kg_dangbo.graph import article_iri, article_triples, used_concepts
from kg_dangbo.graph.build import counted_facts
from kg_dangbo.graph.tenures import holdings_of
from kg_dangbo.graph.triples import Triple, nquads, sorted_triples
from kg_dangbo.model import Article, Extraction, Fact
from kg_dangbo.read.duplicates import Fingerprint, fingerprint
from kg_dangbo.references import confident
from kg_dangbo.resolve.apply import apply
from kg_dangbo.store.counts import Minted
from kg_dangbo.store.outcomes import pack_outcome
from kg_dangbo.store.records import pack_extraction, squeeze, unpack_extraction
from kg_dangbo.store.seam import Keys
from kg_dangbo.validate import Gate, Severity
from kg_dangbo.vocabulary import load_vocabulary

__all__ = [
    "Extracted",
    "Failed",
    "Settings",
    "Task",
    "extract_batch",
    "extraction_program",
    "input_digest",
    "mint_batch",
    "mint_program",
]

_PACKAGE = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Settings:
    """What the outcome depends on beside the articles; ``engine`` is not one of it, it only decides the speed."""

    base: str
    min_confidence: float = 0.0
    ontology: Path | None = None
    engine: str = "auto"


@dataclass(frozen=True, slots=True)
class Extracted:
    """An article with its facts, packed."""

    id: str
    iri: str
    digest: str
    source: str | None
    packed: bytes
    fingerprint: Fingerprint


@dataclass(frozen=True, slots=True)
class Task:
    """An article to mint: its packed extraction, its mapping, and what was decided about copies of it.

    ``said`` are triples for its graph that other articles gave cause to; a ``same_page`` gets no graph of its own.
    """

    id: str
    packed: bytes
    keys: Keys
    said: tuple[Triple, ...] = ()
    same_page: bool = False


@dataclass(frozen=True, slots=True)
class Failed:
    """An article on which the program failed, and how."""

    id: str
    source: str | None
    message: str


def input_digest(article: Article, program: str) -> str:
    """A hash of all that the facts depend on: the article's id and text, what is known of the page, the program."""
    parts = (program, article.id, article.text, article.title, article.url, article.publisher, article.published)
    packed = "\x1f".join("\x00" if part is None else part for part in parts)
    return hashlib.sha256(packed.encode("utf-8", "surrogatepass")).hexdigest()


def extraction_program(ontology: Path | None = None) -> str:
    """A hash of the code and of the lists that make facts of an article."""
    folders = ("extract", "language", "vocabulary")
    files = [
        _PACKAGE / "model.py",
        _PACKAGE / "read" / "duplicates.py",
        *(f for folder in folders for f in (_PACKAGE / folder).glob("*.py")),
    ]
    return _fingerprint([*files, *(ontology or data_dir("ontology")).glob("*.ttl")])


def mint_program() -> str:
    """A hash of the code and of the shapes that make triples of facts."""
    files = [
        _PACKAGE / "references.py",
        *(f for folder in ("graph", "validate") for f in (_PACKAGE / folder).glob("*.py")),
    ]
    resolved = [_PACKAGE / "resolve" / name for name in ("apply.py", "changes.py", "days.py", "tenures.py")]
    return _fingerprint([*files, *resolved, *data_dir("shapes").glob("*.ttl")])


def _fingerprint(files: Sequence[Path]) -> str:
    digest = hashlib.sha256()
    for file in sorted(files, key=lambda f: (f.parent.name, f.name)):
        content = file.read_bytes()
        digest.update(f"{file.parent.name}/{file.name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()[:32]


def extract_batch(job: tuple[Settings, str, Sequence[Article]]) -> list[Extracted | Failed]:
    """The facts of each article; the middle of the job is `extraction_program`."""
    settings, program, articles = job
    vocabulary = load_vocabulary(settings.ontology)
    done: list[Extracted | Failed] = []
    for article in articles:
        try:
            packed = pack_extraction(extract(article, vocabulary))
        except Exception as error:  # a fault of ours in one article must not cost the rest of the batch
            done.append(Failed(article.id, article.source, repr(error)))
            continue
        iri = str(article_iri(article.id, settings.base))
        done.append(
            Extracted(article.id, iri, input_digest(article, program), article.source, packed, fingerprint(article))
        )
    return done


def mint_batch(job: tuple[Settings, Sequence[Task]]) -> list[Minted | Failed]:
    """The triples of each article that pass the gate, and what the gate said."""
    settings, tasks = job
    done: list[Minted | Failed] = []
    for task in tasks:
        source = None
        try:
            if task.same_page:
                done.append(Minted(task.id, "", squeeze(""), b"", (), (), {}, 0, 0, 0, 0))
                continue
            extraction = apply(unpack_extraction(task.packed), task.keys)
            source = extraction.article.source
            done.append(_mint(settings, extraction, task.said))
        except Exception as error:
            done.append(Failed(task.id, source, repr(error)))
    return done


def _mint(settings: Settings, extraction: Extraction, said: Sequence[Triple]) -> Minted:
    vocabulary = load_vocabulary(settings.ontology)
    base, article = settings.base, extraction.article
    extraction = confident(extraction, settings.min_confidence)
    iri = article_iri(article.id, base)
    result = _gate(settings.engine).check_triples(iri, article_triples(extraction, base, vocabulary), vocabulary)
    result.triples.update(said)
    facts: Iterable[Fact] = extraction.facts
    if result.set_aside:
        facts = counted_facts(facts, article.id, {subject for subject, _, _ in result.triples}, base)
    found = Counter(row.finding.severity for row in result.rows)
    return Minted(
        id=article.id,
        title=result.title,
        quads=squeeze(nquads(sorted_triples(result.triples), iri)),
        outcome=pack_outcome(result),
        concepts=tuple(sorted(used_concepts(result.triples))),
        held=holdings_of(result.triples),
        facts=Counter(map(fact_kind, facts)),
        violations=found[Severity.VIOLATION],
        quarantined=len(result.set_aside),
        warnings=found[Severity.WARNING],
        notes=found[Severity.INFO],
    )


@lru_cache(maxsize=4)
def _gate(engine: str) -> Gate:
    return Gate(engine=engine)
