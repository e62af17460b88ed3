"""The store of a corpus: what is known of each article, and the triples of all of them, kept on disk and in step.

What changes a store is in `kg_dangbo.store.update`; it is not imported here, because whoever only asks a store a
question should not wait for the extractor and the gate.
"""

from kg_dangbo.store.counts import Counts
from kg_dangbo.store.errors import StoreBusyError, StoreError
from kg_dangbo.store.ledger import Ledger
from kg_dangbo.store.reading import reading, store_in
from kg_dangbo.store.schema import State
from kg_dangbo.store.seam import Keys, NoResolver, Resolver
from kg_dangbo.store.store import Store, is_store

__all__ = [
    "Counts",
    "Keys",
    "Ledger",
    "NoResolver",
    "Resolver",
    "State",
    "Store",
    "StoreBusyError",
    "StoreError",
    "is_store",
    "reading",
    "store_in",
]
