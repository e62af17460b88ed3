"""Who is who across articles: local entities and verdicts in, one table from local to canonical out.

The table is a pure function of its arguments: no order, no clock, no chance. Blocks (one name, one document number,
one body) never look at each other, so `resolve_bucket` can work on any part of them and an article that shares no
block with others changes nothing for them.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kg_dangbo.resolve.clusters import SAME, Decision, Verdict, join
from kg_dangbo.resolve.documents import DocumentBlock, document_key
from kg_dangbo.resolve.locals import DocumentLocal, Local, OrganizationLocal, PersonLocal, block_of
from kg_dangbo.resolve.names import NameShares
from kg_dangbo.resolve.persons import PersonBlock
from kg_dangbo.vocabulary import Vocabulary

__all__ = ["Resolution", "block_key", "bucket_of", "local_block", "resolve", "resolve_bucket", "roots_of"]

_ANCHOR = re.compile(r"anchor-0*(\d+)-")
Ref = tuple[str, str]  # (article id, key of the entity in the article)


@dataclass(frozen=True, slots=True)
class Resolution:
    """What was decided.

    ``canonical`` leads from (article, local key) to the canonical key; ``replaced`` from every other key that the thing
    could have been known by to its canonical key; ``decisions`` are all pairs on which there was something to decide.
    """

    canonical: Mapping[Ref, str]
    replaced: Mapping[str, str] = field(default_factory=dict)
    decisions: tuple[Decision, ...] = ()


def block_key(key: str) -> str:
    """The block that a canonical key, or ``key@article`` for a local one, belongs to.

    >>> block_key("person|nguyễn văn hùng|huyện ủy bình lục|hà nam")
    'person|nguyễn văn hùng'
    """
    kind, _, rest = key.partition("|")
    if kind == "person":
        return f"person|{block_of(rest.partition('|')[0])}"
    if kind == "document":
        document_kind, what = rest.split("@")[0].split("|")[:2]
        number = _ANCHOR.match(what)  # an entry of the register stands with the mentions of its number
        return f"document|{document_kind}|{number[1] if number else what.split('/')[0]}"
    return "organization|" + "|".join(key.split("@", maxsplit=1)[0].split("|")[:2])


def local_block(local: Local) -> str:
    """The block of a local entity: only members of one block are ever compared."""
    if isinstance(local, PersonLocal):
        return f"person|{local.block}"
    if isinstance(local, DocumentLocal):
        return block_key(document_key(local))
    return block_key(local.canonical)


def bucket_of(block: str, buckets: int, verdicts: Iterable[Verdict] = ()) -> int:
    """The bucket (0 to ``buckets`` - 1) of a block; blocks that a verdict joins share one."""
    root = roots_of(verdicts).get(block, block)
    return int.from_bytes(hashlib.sha256(root.encode("utf-8")).digest()[:8], "big") % buckets


def roots_of(verdicts: Iterable[Verdict]) -> dict[str, str]:
    """Blocks that verdicts join -> the smallest of the blocks joined."""
    linked: dict[str, set[str]] = {}
    for v in verdicts:
        a, b = block_key(v.a), block_key(v.b)
        if v.verdict == SAME and a != b:
            whole = linked.get(a, {a}) | linked.get(b, {b})
            for block in whole:
                linked[block] = whole
    return {block: min(whole) for block, whole in linked.items()}


def resolve(locals_: Iterable[Local], vocabulary: Vocabulary, verdicts: Iterable[Verdict] = ()) -> Resolution:
    """Resolve everything at once; for a corpus in memory. See `resolve_bucket`."""
    return resolve_bucket(locals_, NameShares(vocabulary), tuple(verdicts))


def resolve_bucket(locals_: Iterable[Local], shares: NameShares, verdicts: Iterable[Verdict] = ()) -> Resolution:
    """Resolve the blocks that are in ``locals_``; every member of each must be there.

    Args:
        locals_: in any order; whole blocks (see `bucket_of`).
        shares: how common names are.
        verdicts: what people decided, the earlier first; those about other buckets are passed over.

    Returns:
        The table for these blocks. The tables of all buckets together are that of the corpus.
    """
    verdicts = tuple(verdicts)
    roots = roots_of(verdicts)
    own = frozenset((article, key) for v in verdicts for key, at, article in map(_local_ref, (v.a, v.b)) if at)
    blocks: dict[str, dict[str, list[Local]]] = {}
    for local in locals_:
        block = local_block(local)
        blocks.setdefault(roots.get(block, block), {}).setdefault(block, []).append(local)
    by_root: dict[str, list[Verdict]] = {}
    for v in verdicts:
        for root in {roots.get(b, b) for b in (block_key(v.a), block_key(v.b))}:
            by_root.setdefault(root, []).append(v)
    canonical: dict[Ref, str] = {}
    replaced: dict[str, str] = {}
    decisions: list[Decision] = []
    for root in sorted(blocks):
        part = _resolve_block(blocks[root], shares, by_root.get(root, []), own)
        canonical.update(part.canonical)
        replaced.update(part.replaced)
        decisions += part.decisions
    return Resolution(canonical, replaced, tuple(decisions))


def _local_ref(key: str) -> tuple[str, str, str]:
    return key.rpartition("@") if "@" in key else (key, "", "")


def _resolve_block(
    parts: Mapping[str, list[Local]], shares: NameShares, verdicts: list[Verdict], own: frozenset[Ref]
) -> Resolution:
    node_of: dict[Ref, tuple[str, ...]] = {}
    order: dict[str, tuple[object, ...]] = {}
    decisions: list[Decision] = []
    for members in parts.values():
        first = members[0]
        if isinstance(first, PersonLocal):
            people = PersonBlock([m for m in members if isinstance(m, PersonLocal)], shares, own)
            node_of.update(people.node_of)
            order.update({k: (not n.anchored, n.first, k) for k, n in people.nodes.items()})
            decisions += people.decisions()
        elif isinstance(first, DocumentLocal):
            documents: dict[str, list[DocumentLocal]] = {}
            for m in members:
                if isinstance(m, DocumentLocal):
                    documents.setdefault(m.block, []).append(m)
            for same_registry in documents.values():
                block = DocumentBlock(same_registry, own)
                node_of.update(block.node_of)
                order.update({k: (block.first(k), k) for k in block.nodes})
                decisions += block.decisions()
        else:
            for m in members:
                if isinstance(m, OrganizationLocal):
                    key = f"{m.key}@{m.article}" if (m.article, m.key) in own else m.canonical
                    node_of[m.article, m.key] = (key,)
                    order[key] = (key,)
    groups, out = join(order, decisions, verdicts)
    canonical_of: dict[str, str] = {}
    for group in groups:
        chosen = min(group, key=lambda k: order[k])
        canonical_of.update(dict.fromkeys(group, chosen))
    return Resolution(
        {ref: canonical_of[keys[0]] for ref, keys in node_of.items()},
        {k: c for k, c in sorted(canonical_of.items()) if k != c},
        tuple(out),
    )
