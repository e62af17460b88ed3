"""The namespaces of `kg_dangbo.graph.terms` for the writers of triples as text: ``FOAF.name`` is a token."""

from __future__ import annotations

from kg_dangbo.graph import terms
from kg_dangbo.graph.triples import TokenNames

__all__ = ["DANGBO", "DCTERMS", "ELI", "FOAF", "OA", "ORG", "PROV", "RDF", "SCHEMA", "SKOS"]

DANGBO = TokenNames(terms.PREFIXES["dangbo"])
DCTERMS = TokenNames(terms.PREFIXES["dcterms"])
ELI = TokenNames(terms.PREFIXES["eli"])
FOAF = TokenNames(terms.PREFIXES["foaf"])
OA = TokenNames(terms.PREFIXES["oa"])
ORG = TokenNames(terms.PREFIXES["org"])
PROV = TokenNames(terms.PREFIXES["prov"])
RDF = TokenNames(terms.PREFIXES["rdf"])
SCHEMA = TokenNames(terms.PREFIXES["schema"])
SKOS = TokenNames(terms.PREFIXES["skos"])
