"""Who is who: local entities of articles -> canonical entities of the corpus.

The way: `locals_of` an extraction, `resolve` them (or `resolve_bucket` by `bucket_of`) with people's verdicts, and use
``Resolution.canonical`` before IRIs are minted.
"""

from kg_dangbo.resolve.clusters import DIFFERENT, SAME, UNSURE, Decision, Verdict
from kg_dangbo.resolve.locals import Local, local_from_json, local_to_json, locals_of
from kg_dangbo.resolve.names import NameShares
from kg_dangbo.resolve.resolver import Resolution, block_key, bucket_of, local_block, resolve, resolve_bucket
from kg_dangbo.resolve.seats import Seats

__all__ = [
    "DIFFERENT",
    "SAME",
    "UNSURE",
    "Decision",
    "Local",
    "NameShares",
    "Resolution",
    "Seats",
    "Verdict",
    "block_key",
    "bucket_of",
    "local_block",
    "local_from_json",
    "local_to_json",
    "locals_of",
    "resolve",
    "resolve_bucket",
]
