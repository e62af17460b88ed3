"""`dataset.ttl`: what a catalogue wants to know of a build, in VoID and DCAT.

Counted in one pass over the merged view: triples, subjects, classes, properties; the days of publication; and the files
that stand in the folder, with their sizes and checksums. Names of files are relative, so that the folder may move.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from kg_dangbo.export.stream import rows_of
from kg_dangbo.graph.terms import DCTERMS, PREFIXES, RDF, SCHEMA, XSD, prefixes
from kg_dangbo.graph.turtle import tidy_lines

__all__ = ["describe"]

_DCAT: Final = "http://www.w3.org/ns/dcat#"
_VOID: Final = "http://rdfs.org/ns/void#"
_SPDX: Final = "http://spdx.org/rdf/terms#"
_MEDIA: Final = "https://www.iana.org/assignments/media-types/"
_TYPES: Final = {
    "graph.nq": "application/n-quads",
    "graph.trig": "application/trig",
    "graph.ttl": "text/turtle",
    "graph-annotated.ttl": "text/turtle",
    "graph.jsonld": "application/ld+json",
    "graph.graphml": "application/xml",
    "graph.gexf": "application/xml",
    "tables/entities.csv": "text/csv",
    "tables/statements.csv": "text/csv",
    "tables/entities.parquet": "application/vnd.apache.parquet",
    "tables/statements.parquet": "application/vnd.apache.parquet",
}
_HERE: Final = "urn:x-here:"  # stands for "beside this file" until the text is written
_TITLES: Final = (
    ("vi", "Đồ thị tri thức về công tác Đảng rút từ báo chí"),
    ("en", "A knowledge graph of Party work, read from the press"),
)
_ABOUT: Final = (
    ("vi", "Điều các bài báo nêu, mỗi dữ kiện kèm trích dẫn; mỗi bài là một đồ thị có tên."),
    ("en", "What articles state, each fact with its quotation; one named graph per article."),
)


@dataclass(slots=True)
class _Counts:
    triples: int = 0
    subjects: int = 0
    classes: Counter[str] = field(default_factory=Counter)
    properties: Counter[str] = field(default_factory=Counter)
    days: list[str] = field(default_factory=list)  # the first and the last
    example: str = ""


def describe(lines: Iterable[str], folder: Path | None, base: str) -> bytes:
    """The description as Turtle.

    Args:
        lines: of `kg_dangbo.export.stream.merged_rows`.
        folder: the folder whose files are listed, if any.
        base: the base of the resources.
    """
    counts = _count(lines)
    triples = _dataset(counts, base)
    if folder is not None:
        for name, media in _TYPES.items():
            if (folder / name).is_file():
                triples += _file(folder / name, name, media, base)
    known = {**prefixes(base), "dcat": _DCAT, "void": _VOID, "spdx": _SPDX}
    text = ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=known) or b""
    return b"".join(tidy_lines(text.splitlines(keepends=True))).replace(f"<{_HERE}".encode(), b"<")


def _count(lines: Iterable[str]) -> _Counts:
    counts = _Counts()
    for subject, rows in groupby(rows_of(lines), key=lambda row: row[1]):
        counts.subjects += 1
        for _, _, predicate, value in rows:
            counts.triples += 1
            counts.properties[predicate[1:-1]] += 1
            if predicate == f"<{RDF.type}>":
                counts.classes[value[1:-1]] += 1
                if not counts.example and value == f"<{SCHEMA.NewsArticle}>":
                    counts.example = subject[1:-1]
            elif predicate == f"<{SCHEMA.datePublished}>" and value.endswith(f"<{XSD.date}>"):
                days = sorted((*counts.days, value[1 : value.rindex('"')]))
                counts.days = [days[0], days[-1]]
    return counts


def _node(iri: str) -> ox.NamedNode:
    return ox.NamedNode(iri)


def _number(value: int) -> ox.Literal:
    return ox.Literal(str(value), datatype=_node(str(XSD.integer)))


def _dataset(counts: _Counts, base: str) -> list[ox.Triple]:
    data = _node(f"{base}dataset")
    out: list[ox.Triple] = []

    def put(subject: ox.NamedNode, predicate: str, value: ox.NamedNode | ox.Literal) -> None:
        out.append(ox.Triple(subject, _node(predicate), value))

    put(data, str(RDF.type), _node(f"{_VOID}Dataset"))
    put(data, str(RDF.type), _node(f"{_DCAT}Dataset"))
    for language, text in _TITLES:
        put(data, str(DCTERMS.title), ox.Literal(text, language=language))
    for language, text in _ABOUT:
        put(data, str(DCTERMS.description), ox.Literal(text, language=language))
    put(data, str(DCTERMS.language), ox.Literal("vi"))
    put(data, str(DCTERMS.conformsTo), _node("https://w3id.org/kg-dangbo/ontology"))
    put(data, f"{_VOID}uriSpace", ox.Literal(base))
    for namespace in sorted({ns for ns in PREFIXES.values() if any(p.startswith(ns) for p in counts.properties)}):
        put(data, f"{_VOID}vocabulary", _node(namespace))
    if counts.example:
        put(data, f"{_VOID}exampleResource", _node(counts.example))
    put(data, f"{_VOID}triples", _number(counts.triples))
    put(data, f"{_VOID}distinctSubjects", _number(counts.subjects))
    put(data, f"{_VOID}classes", _number(len(counts.classes)))
    put(data, f"{_VOID}properties", _number(len(counts.properties)))
    put(data, f"{_VOID}documents", _number(counts.classes[str(SCHEMA.NewsArticle)]))
    if counts.days:
        period = _node(f"{base}dataset-period")
        put(data, str(DCTERMS.temporal), period)
        put(period, str(RDF.type), _node(str(DCTERMS.PeriodOfTime)))
        for name, day in zip(("startDate", "endDate"), counts.days, strict=True):
            put(period, f"{_DCAT}{name}", ox.Literal(day, datatype=_node(str(XSD.date))))
    for number, (name, count) in enumerate(sorted(counts.classes.items()), 1):
        part = _node(f"{base}dataset-class-{number}")
        put(data, f"{_VOID}classPartition", part)
        put(part, f"{_VOID}class", _node(name))
        put(part, f"{_VOID}entities", _number(count))
    for number, (name, count) in enumerate(sorted(counts.properties.items()), 1):
        part = _node(f"{base}dataset-property-{number}")
        put(data, f"{_VOID}propertyPartition", part)
        put(part, f"{_VOID}property", _node(name))
        put(part, f"{_VOID}triples", _number(count))
    return out


def _file(path: Path, name: str, media: str, base: str) -> list[ox.Triple]:
    data, here = _node(f"{base}dataset"), _node(_HERE + name)
    slug = name.replace("/", "-").replace(".", "-")
    distribution, checksum = _node(f"{base}distribution-{slug}"), _node(f"{base}checksum-{slug}")
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    rows: list[tuple[ox.NamedNode, str, ox.NamedNode | ox.Literal]] = [
        (data, f"{_DCAT}distribution", distribution),
        (distribution, str(RDF.type), _node(f"{_DCAT}Distribution")),
        (distribution, str(DCTERMS.title), ox.Literal(name)),
        (distribution, f"{_DCAT}downloadURL", here),
        (distribution, f"{_DCAT}mediaType", _node(_MEDIA + media)),
        (
            distribution,
            f"{_DCAT}byteSize",
            ox.Literal(str(path.stat().st_size), datatype=_node(f"{XSD}nonNegativeInteger")),
        ),
        (distribution, f"{_SPDX}checksum", checksum),
        (checksum, str(RDF.type), _node(f"{_SPDX}Checksum")),
        (checksum, f"{_SPDX}algorithm", _node(f"{_SPDX}checksumAlgorithm_sha256")),
        (checksum, f"{_SPDX}checksumValue", ox.Literal(digest, datatype=_node(f"{XSD}hexBinary"))),
    ]
    if media in ("application/n-quads", "application/trig", "text/turtle", "application/ld+json"):
        rows.append((data, f"{_VOID}dataDump", here))
    return [ox.Triple(subject, _node(predicate), value) for subject, predicate, value in rows]
