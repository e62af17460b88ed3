"""Who is who: local entities of articles -> canonical entities of the corpus.

The way: `locals_of` an extraction, `resolve` them (or `resolve_bucket` by `bucket_of`, or kept and article by article
in `Identities`) with people's verdicts, then `apply` the canonical keys before IRIs are minted.
"""

from kg_dangbo.resolve.apply import apply
from kg_dangbo.resolve.changes import Change, founded
from kg_dangbo.resolve.clusters import DIFFERENT, SAME, UNSURE, Decision, Verdict
from kg_dangbo.resolve.identities import Identities
from kg_dangbo.resolve.locals import Local, local_from_json, local_to_json, locals_of
from kg_dangbo.resolve.names import NameShares
from kg_dangbo.resolve.resolver import Resolution, block_key, bucket_of, local_block, resolve, resolve_bucket
from kg_dangbo.resolve.seats import Seats
from kg_dangbo.resolve.tenures import Answer, Attestation, Tenure, attestations, collapse, held_on
from kg_dangbo.resolve.verdicts import UNDECIDED, VerdictError, VerdictLog

__all__ = [
    "DIFFERENT",
    "SAME",
    "UNDECIDED",
    "UNSURE",
    "Answer",
    "Attestation",
    "Change",
    "Decision",
    "Identities",
    "Local",
    "NameShares",
    "Resolution",
    "Seats",
    "Tenure",
    "Verdict",
    "VerdictError",
    "VerdictLog",
    "apply",
    "attestations",
    "block_key",
    "bucket_of",
    "collapse",
    "founded",
    "held_on",
    "local_block",
    "local_from_json",
    "local_to_json",
    "locals_of",
    "resolve",
    "resolve_bucket",
]
