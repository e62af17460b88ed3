"""The terms of the graph contract that the page reads, and the kinds of node it draws.

Nothing here invents a term: the names are those of the ontology and of the vocabularies it reuses. Labels of
concepts (roles, kinds, forms) are never written here, they are read from the data.
"""

from __future__ import annotations

from kg_dangbo.graph.terms import DANGBO, DCTERMS, FOAF, OA, ORG, PROV, RDF, RDFS, SCHEMA, SKOS

__all__ = [
    "ARTICLE",
    "DANGBO",
    "DCTERMS",
    "DOCUMENT_LINKS",
    "ENTITY_KINDS",
    "FOAF",
    "LABELS",
    "NODE_KINDS",
    "OA",
    "ORG",
    "ORGANIZATION",
    "OTHER_LABELS",
    "PROV",
    "RDF_TYPE",
    "SCHEMA",
    "SKOS",
]

# plain strings, not rdflib terms: `URIRef("a") == "a"` is false, and pyoxigraph gives strings
RDF_TYPE = str(RDF.type)
ARTICLE = SCHEMA + "NewsArticle"
ORGANIZATION = ORG + "Organization"

# the most specific class first: an organisation carries org:Organization and one class by nature
ENTITY_KINDS: tuple[tuple[str, str], ...] = (
    (FOAF + "Person", "person"),
    (DANGBO + "PartyOrganization", "party"),
    (DANGBO + "StateBody", "state"),
    (DANGBO + "MassOrganization", "mass"),
    (DANGBO + "ArmedForcesBody", "armed"),
    (DANGBO + "EconomicBody", "economic"),
    (DANGBO + "ServiceBody", "service"),
    (DANGBO + "OtherBody", "other"),
    (ORGANIZATION, "other"),
    (DANGBO + "PolicyDocument", "document"),
    (DANGBO + "Model", "model"),
    (DANGBO + "AwardGrant", "award"),
    (SCHEMA + "Event", "event"),
    (ARTICLE, "article"),
)

# the order of the legend, and the order of nodes in the page
NODE_KINDS: tuple[str, ...] = (
    "person",
    "party",
    "state",
    "mass",
    "armed",
    "economic",
    "service",
    "other",
    "document",
    "model",
    "award",
    "event",
    "article",
)

DOCUMENT_LINKS: tuple[str, ...] = ("continues", "implements", "amends", "replaces")

# where a name may stand, the best first
LABELS: tuple[str, ...] = (
    SKOS + "prefLabel",
    FOAF + "name",
    DCTERMS + "title",
    SCHEMA + "name",
    SCHEMA + "headline",
    str(RDFS.label),
)
OTHER_LABELS: tuple[str, ...] = (SKOS + "altLabel", SKOS + "hiddenLabel")
