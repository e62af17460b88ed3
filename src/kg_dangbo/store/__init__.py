"""The store of a corpus: what is known of each article, and the triples of all of them, kept on disk and in step."""

from kg_dangbo.store.errors import StoreBusyError, StoreError
from kg_dangbo.store.ledger import Counts, Ledger, State
from kg_dangbo.store.seam import Keys, NoResolver, Resolver
from kg_dangbo.store.store import Store, is_store
from kg_dangbo.store.update import Progress, Update, remove_articles, update_store
from kg_dangbo.store.work import Settings

__all__ = [
    "Counts",
    "Keys",
    "Ledger",
    "NoResolver",
    "Progress",
    "Resolver",
    "Settings",
    "State",
    "Store",
    "StoreBusyError",
    "StoreError",
    "Update",
    "is_store",
    "remove_articles",
    "update_store",
]
