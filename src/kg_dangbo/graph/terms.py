"""The namespaces that the graph speaks: our own and the reused ones.

Plain `Namespace` objects throughout: rdflib's closed ones lag behind some vocabularies and warn.
"""

from __future__ import annotations

from rdflib import Namespace
from rdflib.namespace import RDF, RDFS, XSD

__all__ = [
    "DANGBO",
    "DCTERMS",
    "DEFAULT_BASE",
    "ELI",
    "FOAF",
    "OA",
    "ORG",
    "PREFIXES",
    "PROV",
    "RDF",
    "RDFS",
    "SCHEMA",
    "SKOS",
    "XSD",
    "prefixes",
]

DEFAULT_BASE = "https://w3id.org/kg-dangbo/id/"
"""Where resources live unless the caller gives another base."""

DANGBO = Namespace("https://w3id.org/kg-dangbo/ontology#")
DCTERMS = Namespace("http://purl.org/dc/terms/")
ELI = Namespace("http://data.europa.eu/eli/ontology#")
FOAF = Namespace("http://xmlns.com/foaf/0.1/")
OA = Namespace("http://www.w3.org/ns/oa#")
ORG = Namespace("http://www.w3.org/ns/org#")
PROV = Namespace("http://www.w3.org/ns/prov#")
SCHEMA = Namespace("https://schema.org/")
SKOS = Namespace("http://www.w3.org/2004/02/skos/core#")

PREFIXES: dict[str, str] = {
    "dangbo": str(DANGBO),
    "dcterms": str(DCTERMS),
    "eli": str(ELI),
    "foaf": str(FOAF),
    "oa": str(OA),
    "org": str(ORG),
    "prov": str(PROV),
    "rdf": str(RDF),
    "rdfs": str(RDFS),
    "schema": str(SCHEMA),
    "skos": str(SKOS),
    "xsd": str(XSD),
}


def prefixes(base: str = DEFAULT_BASE) -> dict[str, str]:
    """Prefix -> namespace for every serialisation, with ``id:`` for the resources under `base`."""
    return {**PREFIXES, "id": base}
