"""Composed articles without end, and the truth about who is who in them.

    python benchmarks/generator.py 10000 -o DIR [--seed 1] [--start 0] [--shards 1]

writes ``DIR/articles.jsonl`` (or ``articles-000.jsonl`` …), one article of some 2,500 characters a line as
`kg-dangbo build` reads them, and ``DIR/truth.jsonl``: for each article ``copy_of`` and its ``mentions``, each with
``kind`` (person, organization, document), ``entity`` (the identity behind it) and ``start`` and ``end`` (code points of
the article's text).

Article n of a seed is the same in a corpus of any size, so shards and longer corpora agree. One in twenty is a slightly
edited copy of an earlier one in another paper. Names follow the rough shares of Vietnamese names and are shared by
intention as well (see `generated_names`); the world behind the articles is `generated_world`.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
import unicodedata
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date, timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

from generated_prose import NARRATIVE, PROSE, TEMPLATES, WORDS, expand
from generated_world import END, REFORM, Body, Document, Move, Person, Region, Stint, World

from kg_dangbo.language.normal import fold_key
from kg_dangbo.vocabulary import load_vocabulary
from kg_dangbo.vocabulary.places import Place, Places

__all__ = ["Generator"]

LENGTH = 2_500  # code points that an article is filled up to
COPIES = 0.05  # share of syndicated copies
DENSE = 0.5  # share of articles with one more paragraph of facts; the others fill up with narrative alone
_OPEN, _MIDDLE, _SHUT = "\ue000", "\ue001", "\ue002"  # around a mention: identity, words
_MENTION = re.compile(f"{_OPEN}([^{_MIDDLE}]*){_MIDDLE}([^{_SHUT}]*){_SHUT}")
_FIRST, _DAYS = date(2016, 3, 1), (END - timedelta(days=30) - date(2016, 3, 1)).days
_ROMAN = ("XVIII", "XIX", "XX", "XXI", "XXII", "XXIII", "XXIV", "XXV", "XXVI", "XXVII")
_PAPERS = ("Báo Nhân Dân", "Báo Tiền Phong", "Trang Xây dựng Đảng", "Báo Đại Đoàn Kết")
_HONORIFICS = ("đồng chí", "đồng chí", "đồng chí", "ông", "đ/c")

Json = dict[str, Any]


def mention(identity: str, words: str) -> str:
    """Words that name something, marked with what they name."""
    return f"{_OPEN}{identity}{_MIDDLE}{words}{_SHUT}"


def capital(text: str) -> str:
    """The text with a capital first letter, marks or not."""
    at = text.find(_MIDDLE) + 1 if text.startswith(_OPEN) else 0
    return text[:at] + text[at : at + 1].upper() + text[at + 1 :]


class _Article:
    """One article while it is composed: what its unit is, who has been introduced, how it spells."""

    def __init__(self, rng: random.Random, world: World, region: Region, unit: Place, day: date) -> None:
        self.rng, self.world, self.region, self.unit, self.day = rng, world, region, unit, day
        places = world.places
        self.province = region.home(places.province_of(unit))
        self.up = unit if unit.id == self.province.id else self.province
        self.honorific = rng.choice(_HONORIFICS)
        self.dash = rng.random() < 0.35
        self.names: set[str] = set()
        self.last: dict[str, tuple[Person, str]] = {}
        self.values: dict[str, str] = {}
        self.date_style = rng.choice(("d/m", "d/m", "d-m", "d/m/y", "d-m-y"))

    # --- dates and bodies
    def date(self, day: date, full: bool = False) -> str:
        sign = "-" if "-" in self.date_style else "/"
        text = f"{day.day}{sign}{day.month}"
        return text + f"{sign}{day.year}" if full or self.date_style.endswith("y") else text

    def body(self, body: Body, full: bool = False) -> str:
        return mention(body.id, body.text(self.rng, full))

    def home(self, body: Body) -> bool:
        """Whether the page says of itself which body of this sort it means."""
        return body.unit.id in {self.unit.id, self.province.id}

    def post(self, role: str, body: Body) -> str:
        full = not self.home(body) or self.rng.random() < 0.15
        text = self.body(body, full)
        head = role
        if role in ("Trưởng Ban", "Phó Trưởng Ban") and body.sort != "front":
            head = role.removesuffix(" Ban")  # "Trưởng Ban Tổ chức": the head word stands once
        if role in ("Chánh Văn phòng",):
            head = "Chánh"
        return f"{head} {text}"

    def titles(self, stint: Stint, joined: str = ", ") -> str:
        slot = stint.slot
        parts: list[str] = []
        level = slot.body.unit.level
        if slot.member in ("btv", "member", "upper") and self.rng.random() < 0.5:
            unit = slot.body.unit
            committee = Body("committee", unit)
            if slot.member == "btv":  # the role is "Ủy viên Ban Thường vụ", the body the committee
                standing = self.rng.choice(("Ban Thường vụ", "BTV"))
                parts.append(f"Ủy viên {standing} {self.body(committee, not self.home(committee))}")
            elif level == "level-province" or slot.rank == 74:
                parts.append("Tỉnh ủy viên" if self.province.unit_type == "tỉnh" else "Thành ủy viên")
            elif committee.committee() == "Huyện ủy":
                parts.append("Huyện ủy viên")
        parts.append(self.post(slot.role, slot.body))
        if slot.second and self.rng.random() < 0.75:
            parts.append(self.post(*slot.second))
        return joined.join(parts)

    # --- persons
    def person(self, person: Person, key: str) -> str:
        """Honorific and full name; remembered under ``key`` for later mentions."""
        honorific = self.honorific if self.honorific != "ông" else ("bà" if person.woman else "ông")
        self.last[key] = (person, honorific)
        self.names.add(fold_key(person.name))
        return f"{honorific} {mention(person.id, self._spell(person.name))}"

    def _spell(self, name: str) -> str:
        throw = self.rng.random()
        return name.replace(" ", "  ", 1) if throw < 0.01 else name.replace(" ", "\u00a0", 1) if throw < 0.02 else name

    def official(self, stint: Stint, key: str) -> str:
        text = self.person(stint.person, key)
        if self.dash:
            return f"{text} - {self.titles(stint)}"
        return f"{text}, {self.titles(stint)}"

    def again(self, key: str) -> str:
        if key not in self.last:
            return "đồng chí"
        person, honorific = self.last[key]
        if honorific == "đ/c":
            honorific = "đồng chí"
        called = person.name if self.rng.random() < 0.6 else person.name.rsplit(" ", 1)[-1]
        return f"{honorific} {mention(person.id, called)}"

    def free(self, stints: list[Stint]) -> list[Stint]:
        """Those whose names the article has not used."""
        return [s for s in stints if fold_key(s.person.name) not in self.names]

    def pick(self, unit: Place, key: str, low: int = 0, high: int = 200, sort: str | None = None) -> str | None:
        found = self.free(self.region.in_office(unit, self.day))
        found = [s for s in found if low <= s.slot.rank <= high and (sort is None or s.slot.body.sort == sort)]
        return self.official(self.rng.choice(found), key) if found else None

    # --- documents
    def document(self, document: Document, style: str) -> str:
        rng = self.rng
        number, _, rest = document.symbol.partition(
            "-" if "/TU" in document.symbol or "-" in document.symbol[:6] else "/"
        )
        symbol = document.symbol
        if "/" not in rest and "UBND" not in symbol and "HĐND" not in symbol and rng.random() < 0.12:
            symbol = symbol.replace("-", " - ", 1)
        text = f"{document.kind} {'số ' if rng.random() < 0.8 else ''}{symbol}"
        if style == "short":
            return mention(document.id, text)
        if isinstance(document.issuer, str):
            issuer = mention(f"org:central:{document.issuer}", document.issuer)
            if style == "number":
                return mention(document.id, f"{document.kind} số {int(number):02d}") + f" của {issuer}"
        else:
            issuer = self.body(document.issuer, not self.home(document.issuer))
        day = f" ngày {self.date(document.day, full=True)}" if rng.random() < 0.6 or style == "full" else ""
        tail = f" {document.subject}" if isinstance(document.issuer, str) else f" về {document.subject}"
        return mention(document.id, text) + f"{day} của {issuer}" + (tail if style == "policy" else "")

    def central(self) -> str:
        known = [c for c in PROSE["central"] if c[2] < self.day.isoformat()]
        kind, symbol, day, issuer, subject = self.rng.choice(known)
        document = Document(f"doc:central:{symbol}", kind, symbol, date.fromisoformat(day), issuer, subject)
        return self.document(document, self.rng.choice(("policy", "policy", "full", "short")))

    def policy(self, unit: Place) -> Document | None:
        known = [d for d in self.region.documents.get(unit.id, ()) if d.day < self.day]
        return self.rng.choice(known) if known else None

    # --- filling
    def fill(self, text: str) -> str:
        text = expand(text, self.rng)
        return re.sub(r"\{([a-z0-9_:]+)\}", lambda m: self._value(m.group(1)), text)

    def _value(self, word: str) -> str:
        if word.endswith("_cap") or "_cap:" in word:
            return capital(self._value(word.replace("_cap", "")))
        if word.endswith("_again") and word != "policy_again":
            return self.again(word.removesuffix("_again"))
        if word.startswith(("body:", "body_full:")):
            how, sort = word.split(":")
            sort = self.values.get(f"sort:{sort}", sort)
            return self.body(Body(sort, self.unit), how == "body_full")
        if word.startswith("up_full:"):
            return self.body(Body(word.split(":")[1], self.province), True)
        if word.startswith("n") and word[1:].isdigit():
            return str(self.rng.randrange(max(2, int(word[1:]) // 2), 2 * int(word[1:])))
        if word in self.values:
            return self.values[word]
        if word in WORDS:
            return self.rng.choice(WORDS[word])
        made = getattr(self, f"_make_{word}", None)
        return made() if made else self._official(word)

    def _official(self, word: str) -> str:
        choices: dict[str, tuple[Place, int, int, str | None]] = {
            "chief": (self.unit, 57, 200, "committee"),
            "second": (self.unit, 36, 200, None),
            "third": (self.unit, 30, 200, None),
            "third_b": (self.unit, 30, 200, None),
            "official": (self.unit, 30, 79, None),
            "vice": (self.unit, 0, 200, "ubnd"),
            "fronter": (self.unit, 0, 200, self.values.get("sort:front")),
            "inspector": (self.unit, 0, 200, "inspection"),
            "guest": (self.up, 66, 200, None),
            "guest_b": (self.up, 60, 90, None),
            "elected": (self.unit, 57, 200, "committee"),
        }
        unit, low, high, sort = choices[word]
        text = self.pick(unit, word, low, high, sort) or self.pick(unit, word) or self.pick(self.province, word)
        if text is None:
            text = self.person(self._villager(self.unit), word)
        return text

    def _villager(self, commune: Place) -> Person:
        for number in range(self.rng.randrange(0, 30), 60):
            person = self.world.villager(self.region, commune, number)
            if fold_key(person.name) not in self.names:
                return person
        raise AssertionError("sixty villagers of one name")

    def _make_villager(self, key: str = "villager") -> str:
        return self.person(self._villager(self.values_sub()), key)

    def _make_villager_b(self) -> str:
        return self._make_villager("villager_b")

    def _make_villager_c(self) -> str:
        return self._make_villager("villager_c")

    def values_sub(self) -> Place:
        """The commune that the article speaks of."""
        return self.sub

    sub: Place

    def _make_sinner(self) -> str:
        return self.pick(self.sub, "sinner") or self._make_villager("sinner")

    def _make_sub_chief(self) -> str:
        return self.pick(self.sub, "sub_chief", 40) or self._make_villager("sub_chief")

    def _make_sub_second(self) -> str:
        return self.pick(self.sub, "sub_second") or self._make_villager("sub_second")

    def _make_day(self) -> str:
        return self.date(self.day)

    def _make_day_pair(self) -> str:
        return f"{(self.day - timedelta(days=1)).day} và {self.date(self.day)}"

    def _make_pct(self) -> str:
        return f"{self.rng.randrange(2, 15)},{self.rng.randrange(10)}"

    def _make_pct2(self) -> str:
        return f"{self.rng.randrange(60, 99)},{self.rng.randrange(10)}"

    def _make_dec(self) -> str:
        return f"{self.rng.randrange(1, 9)},{self.rng.randrange(1, 10)}"

    def _make_model(self) -> str:
        return self.rng.choice(PROSE["models"])

    def _make_village(self) -> str:
        return self.rng.choice(PROSE["villages"])

    def _make_by(self) -> str:
        return self.rng.choice(PROSE["bylines"])

    def _make_central(self) -> str:
        return self.central()

    def _make_up_policy(self) -> str:
        document = self.policy(self.province)
        return self.document(document, "policy") if document else self.central()

    def _make_guest_post_name(self) -> str:
        found = [s for s in self.free(self.region.in_office(self.up, self.day)) if s.slot.rank >= 66]
        stint = self.rng.choice(found)
        self.values["guest"] = self.official(stint, "guest")
        return f"{self.post(stint.slot.role, stint.slot.body)} {mention(stint.person.id, stint.person.name)}"


def _narrative(rng: random.Random, theme: str) -> str:
    """A paragraph without facts: some sentences of one theme."""
    return " ".join(rng.sample(NARRATIVE[theme], rng.randrange(2, 4)))


class Generator:
    """Makes the articles of a seed."""

    def __init__(self, seed: int = 1, places: Places | None = None) -> None:
        self.seed = seed
        self.world = World(seed, places if places is not None else load_vocabulary().places)
        names = sorted(TEMPLATES)
        self.old_kinds = [n for n in names if TEMPLATES[n].scope != "new"]
        self.kinds = names

    def articles(self, count: int, start: int = 0) -> Iterator[tuple[Json, Json]]:
        """Articles number ``start`` to ``start + count - 1``, each with its truth."""
        for number in range(start, start + count):
            yield self.article(number)

    def article(self, number: int) -> tuple[Json, Json]:
        """Article ``number`` and its truth: pure functions of seed and number."""
        rng = random.Random(f"{self.seed}:article:{number}")
        if rng.random() < COPIES and number > 20:
            source = number - rng.randrange(1, min(number, 400))
            while source and random.Random(f"{self.seed}:article:{source}").random() < COPIES:
                source -= 1
            return self._copy(number, source, rng)
        article, marked = self._compose(number, rng)
        return self._finish(article, marked, None)

    # --- composing
    def _compose(self, number: int, rng: random.Random) -> tuple[Json, tuple[str, str]]:
        world = self.world
        region = world.region(rng.choices(world.order, weights=world.weights)[0])
        for _ in range(50):
            made = self._try(number, rng, region)
            if made is not None:
                return made
        raise AssertionError(f"article {number} could not be composed")

    def _try(self, number: int, rng: random.Random, region: Region) -> tuple[Json, tuple[str, str]] | None:
        day = _FIRST + timedelta(days=rng.randrange(_DAYS))
        kinds = self.kinds if day >= REFORM else self.old_kinds
        kind = rng.choices(kinds, weights=[TEMPLATES[k].weight for k in kinds])[0]
        template = TEMPLATES[kind]
        scope = template.scope
        move: Move | None = None
        if scope in ("move", "retire", "new"):
            moves = [m for m in region.moves if (m.to is None) == (scope == "retire")]
            if scope == "new":
                moves = [
                    m
                    for m in moves
                    if m.to and m.to.body.unit.era == "2025" and m.to.body.unit.level == "level-commune"
                ]
            move = rng.choice(moves)
            day = move.day - timedelta(days=rng.randrange(0, 2)) + timedelta(days=rng.randrange(0, 3))
            if not _FIRST <= day < END:
                return None
            slot = move.to or move.old
            assert slot is not None
            unit = slot.body.unit
            if move.day >= REFORM:
                day = max(day, REFORM)
            if scope == "move" and unit.level == "level-commune" and unit.era == "2024":
                unit = self.world.places.get(slot.district) or unit
        elif day >= REFORM:
            unit = region.current if rng.random() < 0.25 else rng.choice(region.new_communes)
        else:
            old = rng.choice(region.old)
            unit = old if rng.random() < 0.2 else rng.choice(region.districts[old.id])
        article = _Article(rng, self.world, region, unit, day)
        if not self._settle(article, kind, move):
            return None
        lines = [article.fill(rng.choice(template.headlines)), ""]
        parts = [article.fill(p) for p in template.paragraphs]
        fillers = [_narrative(rng, theme) for theme in rng.sample(sorted(NARRATIVE), len(NARRATIVE))]
        if rng.random() < DENSE:
            fillers.append(rng.choice(PROSE["extras" if unit.level != "level-commune" else "fillers"]))
        target = LENGTH + rng.randrange(-400, 400)
        while sum(len(_MENTION.sub(r"\2", p)) for p in parts) < target and fillers:  # taken from the end
            parts.insert(rng.randrange(1, len(parts) + 1), article.fill(fillers.pop()))
        if rng.random() < 0.2:  # a caption repeats who was there
            parts.append(
                f"{capital(article.again('guest' if 'guest' in article.last else 'second'))} phát biểu tại hội nghị"
            )
        closing = article.fill(rng.choice(PROSE["closings"]))
        text = "\n\n".join([lines[0], *parts, *([closing] if closing else [])])
        if rng.random() < 0.3:
            text = text.replace("ủy", "uỷ").replace("Ủy", "Uỷ")
        published = day + timedelta(days=rng.randrange(0, 2))
        paper = f"Báo {article.province.bare}" if rng.random() < 0.92 else rng.choice(_PAPERS)
        record: Json = {"id": f"g{number:07d}", "publisher": paper, "published": published.isoformat()}
        if rng.random() < 0.04:
            del record["published"]
        return record, (lines[0], unicodedata.normalize("NFC", text) + "\n")

    def _settle(self, a: _Article, kind: str, move: Move | None) -> bool:
        """Give the words of a kind of article their values."""
        rng, unit, region = a.rng, a.unit, a.region
        v = a.values
        v["unit_bare"], v["unit_type"] = unit.bare, unit.unit_type
        v["unit_full"] = f"{unit.unit_type} {unit.bare}"
        v["year"], v["term"] = str(a.day.year), "2015 - 2020" if a.day < date(2020, 1, 1) else "2020 - 2025"
        if a.day >= date(2025, 4, 1):
            v["term"] = "2025 - 2030"
        v["roman"] = rng.choice(_ROMAN) if unit.era == "2024" else "I"
        v["feast"] = {1: "3/2", 2: "3/2", 4: "19/5", 5: "19/5", 8: "2/9", 9: "2/9"}.get(a.day.month, "7/11")
        v["sort:mass_or_propaganda"] = rng.choice(("mass", "propaganda")) if unit.era == "2024" else "committee"
        if unit.level == "level-commune":
            v["sort:inspection"] = "committee"
        v["sort:front"] = rng.choice(("farmers", "women", "mttq"))
        below = region.communes.get(unit.id) or [
            c for d in region.districts.get(unit.id, ()) for c in region.communes[d.id]
        ]
        a.sub = (
            rng.choice(below) if below else (unit if unit.level == "level-commune" else rng.choice(region.new_communes))
        )
        if kind == "portrait" and a.sub.id == unit.id:
            return False
        if unit.level == "level-commune" and kind in ("inspection", "front", "council"):
            return False
        v["sub_full"] = f"{a.sub.unit_type} {a.sub.bare}"
        if unit.level == "level-province" and a.sub.era == "2024":
            parent = self.world.places.parent_of(a.sub)
            assert parent is not None
            v["sub_full"] += f", {parent.unit_type} {parent.bare}"
        sub = {"sub_party": "party", "sub_committee": "committee", "sub_ubnd": "ubnd"}
        for word, sort in sub.items():
            body = Body(sort, a.sub)
            v[word] = a.body(body, True)
            v[f"{word}_full"] = a.body(body, True)
        document = a.policy(unit) or a.policy(a.province)
        if document is None:
            v["policy"] = v["policy_short"] = v["policy_again"] = a.central()
        else:
            v["policy"] = a.document(document, rng.choice(("policy", "policy", "full")))
            v["policy_short"] = a.document(document, "short")
            v["policy_again"] = a.document(document, "short")
        if kind == "congress":
            found = [s for s in region.in_office(unit, a.day) if s.slot.body.sort == "committee"]
            if not found:
                return False
            stint = max(found, key=lambda s: s.slot.rank)
            v["elected"] = a.person(stint.person, "elected")
            v["elected_post"] = a.post(stint.slot.role, stint.slot.body)
        if move is not None:
            self._settle_move(a, move)
        return True

    def _settle_move(self, a: _Article, move: Move) -> None:
        v, rng = a.values, a.rng
        v["decision"] = a.document(move.decision, rng.choice(("full", "full", "short")))
        v["mover_name"] = mention(move.person.id, move.person.name)
        v["mover"] = a.person(move.person, "mover")
        slot = move.to or move.old
        assert slot is not None
        post = a.post(slot.role, slot.body)
        if slot.second and rng.random() < 0.4:
            post += f", {a.post(*slot.second)}"
        v["new_post"] = post
        v["new_post_bare"] = f"{slot.role.removesuffix(' Ban').removesuffix(' Văn phòng')} {a.body(slot.body, True)}"
        if move.to is None:
            v["retiree"] = f"{a.person(move.person, 'retiree')}, {post}"
        elif move.old is not None:
            old = a.post(move.old.role, move.old.body)
            if move.old.second and rng.random() < 0.4:
                old += f", {a.post(*move.old.second)}"
            v["old_post"] = old
            v["transfer"] = a.fill(rng.choice(PROSE["transfers"]))
        else:
            v["transfer"] = a.fill(rng.choice(PROSE["fresh"]))

    # --- finishing
    def _copy(self, number: int, source: int, rng: random.Random) -> tuple[Json, Json]:
        """Article ``source`` as another paper prints it: other headline words, a paragraph less, small edits."""
        first = random.Random(f"{self.seed}:article:{source}")
        first.random()  # the throw that made it no copy
        record, (_, text) = self._compose(source, first)
        record |= {"id": f"g{number:07d}", "publisher": rng.choice(_PAPERS)}
        paragraphs = text.rstrip("\n").split("\n\n")
        if len(paragraphs) > 6:
            del paragraphs[rng.randrange(4, len(paragraphs) - 1)]
        if rng.random() < 0.5:
            paragraphs[-1] = f"Theo {rng.choice(PROSE['bylines'])}"
        text = "\n\n".join(paragraphs) + "\n"
        for old, new in (("Nhân dịp này", "Dịp này"), ("Phát biểu tại hội nghị", "Phát biểu tại đây"), ("  ", " ")):
            if rng.random() < 0.5:
                text = text.replace(old, new)
        return self._finish(record, ("", text), f"g{source:07d}")

    @staticmethod
    def _finish(record: Json, marked: tuple[str, str], copy_of: str | None) -> tuple[Json, Json]:
        """Take the marks out of the text and tell where they were."""
        pieces: list[str] = []
        mentions: list[Json] = []
        at = done = 0
        for match in _MENTION.finditer(marked[1]):
            before = marked[1][done : match.start()]
            pieces += [before, match.group(2)]
            start = at + len(before)
            at = start + len(match.group(2))
            done = match.end()
            kind = {"person": "person", "org": "organization", "doc": "document"}[match.group(1).split(":", 1)[0]]
            mentions.append({"kind": kind, "entity": match.group(1), "start": start, "end": at})
        text = "".join(pieces) + marked[1][done:]
        title = text.split("\n", 1)[0]
        article = {"id": record["id"], "title": title, "text": text, "publisher": record["publisher"]}
        if "published" in record:
            article["published"] = record["published"]
        return article, {"id": record["id"], "copy_of": copy_of, "mentions": mentions}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int)
    parser.add_argument("-o", "--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--start", type=int, default=0)
    parser.add_argument("--shards", type=int, default=1)
    a = parser.parse_args()
    a.out.mkdir(parents=True, exist_ok=True)
    names = ["articles.jsonl"] if a.shards == 1 else [f"articles-{n:03d}.jsonl" for n in range(a.shards)]
    with ExitStack() as stack:
        shards = [stack.enter_context((a.out / name).open("w", encoding="utf-8")) for name in names]
        truths = stack.enter_context((a.out / "truth.jsonl").open("w", encoding="utf-8"))
        for number, (article, truth) in enumerate(Generator(a.seed).articles(a.count, a.start)):
            shards[number * a.shards // a.count].write(json.dumps(article, ensure_ascii=False) + "\n")
            truths.write(json.dumps(truth, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
