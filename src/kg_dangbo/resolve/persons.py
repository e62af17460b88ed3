"""Which persons of one name are one person.

A node is a name in a body ("Nguyễn Văn Hùng, UBND huyện X"), or, where an article tells no post, the name in the
article's district (rare names) or in the article alone (common ones). Nodes are joined

* by one article that gives somebody two posts (a move, a second office),
* by two reports of one event (the same company within days),
* by place and rarity: few people work in one district, so a namesake there is unlikely unless the name is common; in
  one province the name has to be rare, the less so if the later office looks like the next step of a career,

and kept apart by offices held in two places at one time and by the honorifics of man and woman. What is neither
likely nor ruled out is *unsure*: it stays apart and is listed for review.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from math import log
from typing import Final

from kg_dangbo.resolve.clusters import DIFFERENT, SAME, UNSURE, Decision
from kg_dangbo.resolve.days import ordinal
from kg_dangbo.resolve.locals import PersonLocal, Post
from kg_dangbo.resolve.names import NameShares

__all__ = ["PersonBlock", "person_nodes"]

# How many people a paper names in a place over some ten years: a namesake is expected share x this often. Offices of a
# district and its communes; of a province with its districts; of the whole country. Orders of magnitude.
IN_DISTRICT: Final = 150
IN_PROVINCE: Final = 1_500
IN_COUNTRY: Final = 50_000
LIKELY_NEAR: Final = 0.03  # expected namesakes below which one name in one district is one person
LIKELY_FAR: Final = 0.25  # the same in one province, after what rank and order say (`_career`)
MERGED: Final = 2  # times as many namesakes as in one province, where the reform joined several
POSSIBLE: Final = 1.0  # up to here a person should look at it
_SETTLED: Final = (
    3  # reports of an office on both sides from which two offices held at once would have been told together
)
_REGIONS: Final = 34  # provinces since 2025
_FEW: Final = 3  # regions in which a rare name may be one travelling person
_EVENT_DAYS: Final = 10  # two reports of one event appear within days
_COMPANY: Final = 2  # others named in both
_OVERLAP: Final = 45  # days that two offices may overlap in the news around a move
_NEVER: Final = "9999"
_HELD = frozenset({"current", "acting", "appointed"})


@dataclass(slots=True)
class _Node:
    """One name in one body (or district, or article)."""

    key: str
    body: str = ""  # its folded name
    level: str = ""
    locality: str = ""
    province: str = ""
    region: str = ""
    anchored: bool = False  # by an office, not by context
    new: bool = False  # a body that the reform of 2025 founded
    rank: int = 1  # the highest, see `Seats.rank`
    exclusive: bool = False  # an office that nobody holds in two districts at once
    days: list[str] = field(default_factory=list)  # on which the office is attested as held
    held: list[int] = field(default_factory=list)  # the same as ordinals, sorted
    seen: list[str] = field(default_factory=list)
    first: str = ""  # of these
    company: Counter[str] = field(default_factory=Counter)
    sexes: set[str] = field(default_factory=set)
    mentions: int = 0

    @property
    def place(self) -> str:
        """Where the office is held, "" where that is not known for certain."""
        return self.level if self.level == "national" else self.locality


def person_nodes(local: PersonLocal, share: float, own: frozenset[tuple[str, str]] = frozenset()) -> tuple[str, ...]:
    """The keys of the nodes that a local belongs to, the one that names it best first.

    ``own`` are (article, key) of locals that a verdict speaks of: they are nodes of their own.
    """
    if (local.article, local.key) in own:
        return (f"{local.key}@{local.article}",)
    posts = _posts(local)
    if posts:
        return tuple(dict.fromkeys(_key(local.name, p.body) for p in posts))
    if share * IN_DISTRICT < LIKELY_NEAR / 4 and (local.around or local.scope):
        return (f"person|{local.name}|{local.around[0] if local.around else local.scope}",)
    return (f"person|{local.name}|{local.scope}@{local.article}",)


def _posts(local: PersonLocal) -> Sequence[Post]:
    """The offices that say who somebody is: those that one person holds, what is held now first."""
    own = [p for p in local.posts if not p.shared] or [p for p in local.posts if p.level != "national"]
    return sorted(own, key=lambda p: (p.status not in _HELD, p.status == "appointed", p.body))


def _key(name: str, body: str) -> str:
    return f"person|{name}|{body.split('|', 1)[-1].rstrip('|')}"


class PersonBlock:
    """The persons of one name."""

    def __init__(
        self, locals_: Iterable[PersonLocal], shares: NameShares, own: frozenset[tuple[str, str]] = frozenset()
    ) -> None:
        self.locals = sorted(locals_, key=lambda x: (x.article, x.key))
        self.share = max((shares.share(x.name) for x in self.locals), default=0.0)
        self.nodes: dict[str, _Node] = {}
        self.node_of: dict[tuple[str, str], tuple[str, ...]] = {}
        for local in self.locals:
            keys = person_nodes(local, self.share, own)
            self.node_of[local.article, local.key] = keys
            self._add(local, keys)
        for node in self.nodes.values():
            node.held = sorted(ordinal(day) for day in node.days if day)
            node.first = min((day for day in node.seen if day), default=_NEVER)
        pairs = combinations([n for n in self.nodes.values() if n.exclusive and n.province], 2)
        self.shared_in = {
            a.province for a, b in pairs if a.province == b.province and _elsewhere(a, b) and _at_once(a, b)
        }
        # the corpus's own word on how common the name is: in how many of all regions somebody bears it
        regions = {n.region for n in self.nodes.values() if n.anchored and n.region}
        self.own_share, self.regions = self.share, len(regions)
        self.share = max(self.share, (_bearers(len(regions)) - 1) / IN_COUNTRY)

    def _add(self, local: PersonLocal, keys: tuple[str, ...]) -> None:
        posts = {_key(local.name, p.body): p for p in reversed(_posts(local))}
        for key in keys:
            node = self.nodes.setdefault(key, _Node(key))
            post = posts.get(key) or (posts[next(iter(posts))] if "@" in key and posts else None)
            node.mentions += 1
            node.seen.append(local.day)
            node.company.update(local.company)
            if local.sex:
                node.sexes.add(local.sex)
            if post is None:
                place = local.around[0] if local.around else ""
                node.locality = node.locality or place
                node.province = node.province or (place.rsplit(", ", 1)[-1].removesuffix(" 2025") or local.scope)
                continue
            node.anchored = True
            node.body = post.body.split("|")[1]
            node.level, node.locality = post.level, post.locality
            node.province, node.region = post.province, post.region
            node.new = post.body.endswith("|2025")
            node.exclusive = node.exclusive or not post.shared
            node.rank = max(node.rank, post.rank)
            if post.status in _HELD and not post.shared:
                node.days.append(post.day or local.day)

    # --- decisions
    def decisions(self) -> list[Decision]:
        """Every pair of nodes about which there is something to say."""
        found: dict[tuple[str, str], Decision] = {}

        def put(a: str, b: str, verdict: str, score: float, rule: str, evidence: str = "") -> None:
            pair = (a, b) if a < b else (b, a)
            old = found.get(pair)
            rank = {DIFFERENT: 2, SAME: 1, UNSURE: 0}
            if old is None or (rank[verdict], score) > (rank[old.verdict], old.score):
                weight = min(self.nodes[a].mentions, self.nodes[b].mentions)
                found[pair] = Decision(*pair, "person", verdict, round(score, 3), rule, evidence, weight)

        for local in self.locals:
            for a, b in combinations(self.node_of[local.article, local.key], 2):
                put(a, b, SAME, 0.97, "two-posts-in-one-article", local.article)
        self._events(put)
        stated = {pair for pair, d in found.items() if d.rule == "two-posts-in-one-article"}
        for one, two in combinations(sorted(self.nodes.values(), key=lambda n: n.key), 2):
            judged = self._judge(one, two, (one.key, two.key) in stated)
            if judged is not None:
                put(one.key, two.key, *judged)
        return list(found.values())

    def _events(self, put: object) -> None:
        """Locals in reports of one event: close in time, in the same company."""
        dated = sorted(
            (x for x in self.locals if x.day and len(x.company) >= _COMPANY), key=lambda x: (x.day, x.article)
        )
        ordinals = [ordinal(x.day) for x in dated]
        for i, one in enumerate(dated):
            for j in range(i + 1, len(dated)):
                if ordinals[j] - ordinals[i] > _EVENT_DAYS:
                    break
                two = dated[j]
                shared = len(set(one.company) & set(two.company))
                if shared >= _COMPANY and 2 * shared >= min(len(one.company), len(two.company)):
                    a, b = self.node_of[one.article, one.key][0], self.node_of[two.article, two.key][0]
                    posted = self.nodes[a].anchored and self.nodes[b].anchored
                    if posted and 4 * shared < 3 * max(len(one.company), len(two.company)):
                        continue  # two reports of one event would give one post
                    if a != b:
                        put(a, b, SAME, 0.96, "same-event", f"{one.article} {two.article}")  # type: ignore[operator]

    def _judge(self, one: _Node, two: _Node, stated: bool) -> tuple[str, float, str] | None:
        if one.sexes and two.sexes and one.sexes.isdisjoint(two.sexes):
            return DIFFERENT, 0.95, "man-and-woman"
        if stated:
            return None
        near = bool(one.locality) and one.locality == two.locality
        at_once = one.exclusive and two.exclusive and _at_once(one, two)
        if at_once and _elsewhere(one, two):
            return DIFFERENT, 0.97, "two-places-at-once"
        anchored = one.anchored and two.anchored
        if near:
            expected = self.share * IN_DISTRICT * (1 if anchored else 4)
            likely, rule = LIKELY_NEAR, "same-seat" if one.level == "province" else "same-district"
            if at_once and min(one.mentions, two.mentions) >= _SETTLED:
                expected *= 10  # an article would have told of both offices
            elif anchored:
                expected *= _career_near(one, two)
        elif one.body and one.body == two.body and "" in {one.province, two.province}:
            # an article that does not tell its province names a body that bears the name of its place
            expected, likely, rule = self.share * IN_PROVINCE, LIKELY_FAR, "same-body-name"
        elif one.province and one.province == two.province:
            expected, likely, rule = self.share * IN_PROVINCE, LIKELY_FAR, "same-province"
        elif one.region and one.region == two.region and one.new != two.new:
            # the reform took somebody from an older province to the one that it went into
            expected, likely, rule = self.share * IN_PROVINCE * MERGED, LIKELY_FAR, "provinces-merged"
        else:
            expected = self.own_share * IN_COUNTRY
            seldom = expected < LIKELY_NEAR and self.regions <= _FEW and anchored
            return (UNSURE, 1 / (1 + expected), "same-country") if seldom else None
        if not near and rule != "same-body-name":
            expected *= _career(one, two) if anchored else 16
            if one.province in self.shared_in or two.province in self.shared_in:
                expected *= 3  # the corpus has shown two bearers of the name there
        if expected < likely:
            return SAME, 1 / (1 + expected), f"rare-name-{rule}"
        if near and not anchored and sum(1 for name in one.company if name in two.company) >= _COMPANY:
            return UNSURE, 0.9, "same-district-same-company"
        if expected < POSSIBLE:
            return UNSURE, 1 / (1 + expected), rule
        return None


def _bearers(regions: int) -> float:
    """How many people bear a name that is found in so many regions: the more, the oftener one has several of them."""
    return -_REGIONS * log(1 - min(regions, _REGIONS - 1) / _REGIONS)


_LEVELS: Final = {"commune": 1, "district": 2, "province": 3, "national": 4}
# How many times likelier an earlier and a later office in two places are those of one person than those of two
# namesakes (measured on composed careers, rounded towards one).
_RISE: Final = 3.0  # to a higher rank in another unit of the level, or to the next level
_FALL: Final = 0.3  # to a lower rank of the level, or to a lower level and not to lead there
_DISMISSED: Final = 5.0  # how many times more namesakes where the first of a unit would be none of its leaders later


def _career(one: _Node, two: _Node) -> float:
    """The factor that the order of two offices puts on the expected namesakes: below 1 where it looks like a career."""
    early, late = _in_order(one, two)
    higher = _LEVELS.get(late.level, 0) - _LEVELS.get(early.level, 0)
    if not (early.level and late.level):
        return 1.0
    if higher > 0:
        return 1 / _RISE if early.level != "commune" else 1.0
    if higher == 0:
        return 1.0 if late.rank == early.rank else 1 / _RISE if late.rank > early.rank else 1 / _FALL
    return 1.0 if late.rank > 1 and late.rank >= early.rank else 1 / _FALL


def _career_near(one: _Node, two: _Node) -> float:
    """The same for two offices in one district or one provincial seat."""
    early, late = _in_order(one, two)
    if (early.level, late.level) == ("commune", "district"):
        return 1 / _RISE
    return _DISMISSED if early.level == late.level and early.rank - late.rank > 1 else 1.0


def _in_order(one: _Node, two: _Node) -> tuple[_Node, _Node]:
    return (one, two) if (one.first, one.key) <= (two.first, two.key) else (two, one)


def _elsewhere(one: _Node, two: _Node) -> bool:
    """Whether two offices are in two places for certain: an article that does not tell the place may mean any."""
    if one.place and two.place:
        return one.place != two.place
    return bool(one.province and two.province) and one.province != two.province


def _at_once(one: _Node, two: _Node) -> bool:
    """Whether both offices are attested as held over a common time, beyond what a move explains.

    Two reports of one office with a report of the other well between them are as good as two of each: nobody goes to
    another district and comes back into the same office.
    """
    first, second = one.held, two.held
    if not first or not second:
        return False
    if min(first[-1], second[-1]) - max(first[0], second[0]) > _OVERLAP:
        return True
    return _within(first, second) or _within(second, first)


def _within(days: list[int], others: list[int]) -> bool:
    """Whether one of the sorted ``days`` lies well inside the time that the sorted ``others`` span."""
    at = bisect_right(days, others[0] + _OVERLAP)
    return at < len(days) and days[at] < others[-1] - _OVERLAP
