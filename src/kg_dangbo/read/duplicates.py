"""The same text twice: one page at several addresses, and copies that papers print of each other's news.

A pure function of the set of articles: `fingerprint` looks at one article, `find_copies` at all fingerprints, in any
order. Texts are compared as sets of runs of five words, by MinHash sketches (rensa); what shares a band of its sketch
is compared in full. Nothing here needs the texts again, so fingerprints may be kept and joined with later ones.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
import numpy.typing as npt

from kg_dangbo.model import Article

__all__ = ["Copy", "Fingerprint", "band_keys", "find_copies", "fingerprint", "is_copy", "similarity"]

# Five words: in 4,000 real pages of one paper, copies share 88 % of such runs and more, follow-ups that take over whole
# paragraphs up to 70 %, and different news next to none.
_WORDS: Final = 5
_NUMBERS: Final = 128  # of a sketch: the similarity is met within 0.04
_BANDS: Final = 32  # of four numbers: 99.98 % of the pairs that share 70 % meet, and 87 % of those that share half
_SEED: Final = 1
ALIKE: Final = 0.75
"""From this share of common runs on, two articles are one text."""
CONTAINED: Final = 0.92
"""From this share of the shorter one's runs on, it is an abridged copy."""
_NEAR: Final = 64  # neighbours that are looked at in a band that many share: such a band is a form that all fill in

Sketches = npt.NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What is kept of an article to find its copies: 0.6 kB.

    ``digest`` is a hash of its words as they stand, white space aside; ``sketch`` 128 numbers of 32 bits,
    little-endian; ``runs`` how many runs of five words it has.
    """

    id: str
    published: str | None
    publisher: str | None
    url: str | None
    digest: bytes
    sketch: bytes
    runs: int


@dataclass(frozen=True, slots=True)
class Copy:
    """The article ``id`` has the text of ``original``, which was published first as far as is known.

    ``similarity`` is the share of common runs of words (0 to 1). ``same_page`` says that it is one page at two
    addresses: the same text of the same publisher; then ``url`` is the other address.
    """

    id: str
    original: str
    similarity: float
    same_page: bool = False
    url: str | None = None


def fingerprint(article: Article) -> Fingerprint:
    """The fingerprint of one article; takes half a millisecond."""
    import rensa  # noqa: PLC0415 - `import kg_dangbo.read` should not wait for it

    # marks stay with their words: to take them off costs as much as all the rest
    words = article.text.casefold().split()
    runs = set(map(" ".join, zip(*(words[start:] for start in range(_WORDS)), strict=False))) or {" ".join(words)}
    sketch = rensa.RMinHash(num_perm=_NUMBERS, seed=_SEED)
    sketch.update(list(runs))
    return Fingerprint(
        id=article.id,
        published=article.published,
        publisher=article.publisher,
        url=article.url,
        digest=hashlib.sha256(" ".join(article.text.split()).encode()).digest(),
        sketch=np.array(sketch.digest(), dtype="<u4").tobytes(),
        runs=len(runs),
    )


def band_keys(sketch: bytes) -> tuple[tuple[int, bytes], ...]:
    """The keys under which an index finds the possible copies of an article with this sketch; copies share one."""
    size = len(sketch) // _BANDS
    return tuple((band, sketch[band * size : (band + 1) * size]) for band in range(_BANDS))


def similarity(one: Fingerprint, other: Fingerprint) -> float:
    """The share of common runs of words, as the sketches tell it; 1.0 for the same text."""
    if one.digest == other.digest:
        return 1.0
    same = np.frombuffer(one.sketch, "<u4") == np.frombuffer(other.sketch, "<u4")
    return float(same.mean())


def is_copy(one: Fingerprint, other: Fingerprint) -> bool:
    """Whether two articles are one text, whole or abridged."""
    return bool(_alike(np.array([similarity(one, other)]), np.array([one.runs]), np.array([other.runs]))[0])


def find_copies(fingerprints: Iterable[Fingerprint]) -> list[Copy]:
    """Every article that has the text of another one, by id; the one published first, then first by id, is none.

    Copies of copies are copies of the first. The outcome depends on the set alone. Takes some 5 s for 100,000.
    """
    # by day, unknown days last; so the smallest index of a group is its original
    known = sorted(fingerprints, key=lambda f: (f.published or "9", f.id))
    if len(known) < 2:
        return []
    root = list(range(len(known)))
    for i, j in _pairs(known):
        _join(root, i, j)
    copies = []
    for index, one in enumerate(known):
        first = _find(root, index)
        if first != index:
            copies.append(Copy(one.id, known[first].id, round(similarity(one, known[first]), 2)))
    pages = {copy.id: copy for copy in _same_pages(known)}
    return sorted((pages.get(copy.id, copy) for copy in copies), key=lambda copy: copy.id)


def _alike(
    shared: npt.NDArray[np.float64], runs: npt.NDArray[np.int64], others: npt.NDArray[np.int64]
) -> npt.NDArray[np.bool_]:
    """Jaccard similarity says how much is common to both; with the sizes it says how much of the shorter one is."""
    common = shared / (1 + shared) * (runs + others)
    return (shared >= ALIKE) | (common >= CONTAINED * np.minimum(runs, others))


def _pairs(known: Sequence[Fingerprint]) -> Iterator[tuple[int, int]]:
    """The positions of articles that are one text."""
    sketches: Sketches = np.frombuffer(b"".join(f.sketch for f in known), "<u4").reshape(len(known), _NUMBERS)
    runs = np.array([f.runs for f in known], dtype=np.int64)
    width = _NUMBERS // _BANDS
    for band in range(_BANDS):
        keys = np.ascontiguousarray(sketches[:, band * width : (band + 1) * width]).view(f"V{4 * width}").ravel()
        order = np.lexsort((np.arange(len(known)), *sketches[:, band * width : (band + 1) * width].T))
        ends = np.flatnonzero(keys[order][1:] != keys[order][:-1]) + 1
        for start, end in pairwise([0, *ends.tolist(), len(known)]):
            if end - start < 2:
                continue
            bucket = order[start:end]
            for step in range(1, min(end - start, _NEAR)):
                left, right = bucket[:-step], bucket[step:]
                shared = (sketches[left] == sketches[right]).mean(axis=1)
                for hit in np.flatnonzero(_alike(shared, runs[left], runs[right])):
                    yield int(left[hit]), int(right[hit])


def _same_pages(known: Sequence[Fingerprint]) -> Iterator[Copy]:
    """Articles that are the page of an earlier one at another address: same text, addresses known, publisher too."""
    texts: defaultdict[bytes, list[Fingerprint]] = defaultdict(list)
    for one in known:
        if one.url:
            texts[one.digest].append(one)
    for group in texts.values():
        firsts: dict[str, Fingerprint] = {}
        for one in group:
            # who does not say where it appeared is taken for the first one's
            name = (one.publisher or group[0].publisher or "").casefold()
            first = firsts.setdefault(name, one)
            if first is not one:
                yield Copy(one.id, first.id, 1.0, True, one.url if one.url != first.url else None)


def _find(root: list[int], index: int) -> int:
    while root[index] != index:
        root[index] = root[root[index]]
        index = root[index]
    return index


def _join(root: list[int], one: int, other: int) -> None:
    first, second = sorted((_find(root, one), _find(root, other)))
    root[second] = first
