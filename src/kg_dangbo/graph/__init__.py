"""Facts -> quads: the only room that knows IRIs and terms."""

from kg_dangbo.graph.build import UnknownKeyError, article_graph, article_iri, article_triples, fact_iri
from kg_dangbo.graph.copies import copy_triples
from kg_dangbo.graph.dataset import DATASET_FILES, dataset_quads, load_dataset, write_dataset, write_documents
from kg_dangbo.graph.labels import settle_labels
from kg_dangbo.graph.shared import shared_graph, shared_triples, used_concepts, used_ids
from kg_dangbo.graph.terms import DEFAULT_BASE

__all__ = [
    "DATASET_FILES",
    "DEFAULT_BASE",
    "UnknownKeyError",
    "article_graph",
    "article_iri",
    "article_triples",
    "copy_triples",
    "dataset_quads",
    "fact_iri",
    "load_dataset",
    "settle_labels",
    "shared_graph",
    "shared_triples",
    "used_concepts",
    "used_ids",
    "write_dataset",
    "write_documents",
]
