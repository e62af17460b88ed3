"""Organisations: every body that the page names, under its full canonical name.

Bodies are read by `extract/bodies.py`, completed and named by `extract/body_register.py`, and given one key each:
kind, canonical name and province.
"""

from __future__ import annotations

import re
from collections.abc import Container
from operator import attrgetter
from typing import Final

from kg_dangbo.extract.area_context import AreaContext
from kg_dangbo.extract.areas import Area, AreaGrammar, era_of
from kg_dangbo.extract.bodies import BodyGrammar
from kg_dangbo.extract.body import Body
from kg_dangbo.extract.body_names import parts_of
from kg_dangbo.extract.body_register import BodyRegister, Entry
from kg_dangbo.extract.body_words import BodyWords
from kg_dangbo.extract.held import Spans
from kg_dangbo.extract.page import OrganizationMention, Page, in_text_order
from kg_dangbo.language.normal import fold_key
from kg_dangbo.language.tokens import Tokens
from kg_dangbo.model import OrganizationFact, PartOfFact
from kg_dangbo.vocabulary import Vocabulary

__all__ = ["Organizations"]

_CENTRE: Final = re.compile(
    r"/T\.?[WƯ]\.?(?:[ \u00a0]+ngày[ \u00a0]+[\d/.-]{6,10})?,?"
    r"[ \u00a0]+của[ \u00a0]+(Trung ương)(?![ \u00a0]+[^\W\d_]*[A-ZĐ])"
)
_PLENUM: Final = re.compile(r"ội nghị[ \u00a0](Trung ương)(?=[ \u00a0](?:lần[ \u00a0](?:thứ[ \u00a0])?)?\d{1,2}(?!\w))")
# words before a head that speak of no particular body: "các Chi bộ", "mỗi Đảng ủy", "cấp Huyện ủy"
_GENERAL: Final = frozenset({"các", "những", "mỗi", "từng", "cấp", "nhiều", "số"})
_START: Final = attrgetter("start")
_FULL = 1000  # longer than any name
_LOW_CONFIDENCE = 0.7  # completed from the page
_HIGH_CONFIDENCE = 0.95


class Organizations:
    """The organisations of one page: mentions and facts."""

    def __init__(self, page: Page, tokens: Tokens, vocabulary: Vocabulary, words: BodyWords) -> None:
        self.page = page
        self.tokens = tokens
        areas = AreaGrammar(tokens, vocabulary.places, words, era_of(page.article.published))
        self.grammar = BodyGrammar(tokens, areas, words)
        self.context = AreaContext(page, areas, vocabulary)
        self.register = BodyRegister(page, tokens, vocabulary, words, self.context)
        page.province = self.context.province.bare if self.context.province else None

    def find(self, blocked: list[tuple[int, int]]) -> tuple[OrganizationMention, ...]:
        """All mentions in story zones, left to right; ``blocked`` spans (role words) hold no body of their own."""
        bodies = self._printed(blocked)
        bodies += self._centre()
        known = {area.start for area in self.context.explicit}
        inside: dict[tuple[int, int, str, str | None], Area] = {}
        sectors: set[str] = set()
        for body in bodies:
            if body.kind.pref == "Sở" and body.own:
                sectors.add(body.own)
            for part in parts_of(body) if body.host is not None or body.parent is not None else (body,):
                area = part.area
                if area is not None and area.name is not None and area.start not in known:
                    inside.setdefault((area.start, area.end, area.unit_type, area.name), area)
        self.context.add(list(inside.values()))
        if len(sectors) > 1:
            self.register.tell_departments(sectors)
        # full names first, so that a bare "Chi bộ" finds the cell that is named later on the page
        resolved: dict[int, Entry] = {}
        bare = {body.start for body in bodies if _is_bare(body)}  # before they are completed
        told = [body for body in bodies if not body.bare or body.tail in ("fixed", "place")]
        told.sort(key=_by_fullness)
        for body in told:
            entry = self.register.entry(body)
            if entry is not None:
                resolved[body.start] = entry
        for body in bodies:
            if body.start not in resolved:
                entry = self.register.entry(body)
                if entry is not None:
                    resolved[body.start] = entry
        mentions: list[OrganizationMention] = []
        for body in bodies:
            found = resolved.get(body.start)
            if found is None:
                self.page.reject(body.start, body.end, "body-not-told")
                continue
            if body.start in bare:
                self.register.note(found, body.start, body.end, "organization.completed", _LOW_CONFIDENCE)
            else:
                self.register.note(found, body.start, body.end, "organization.named", _HIGH_CONFIDENCE)
            mentions.append(OrganizationMention(body.start, body.end, found.key))
        mentions.sort(key=_START)
        return tuple(mentions)

    def _printed(self, blocked: list[tuple[int, int]]) -> list[Body]:
        """The bodies that the story zones print, in text order."""
        bodies: list[Body] = []
        tokens, page, grammar = self.tokens, self.page, self.grammar
        places, starts, size = tokens.places, tokens.starts, len(tokens)
        stops = {places[start]: stop for start, stop in blocked}
        free = 0
        for i in sorted({*stops, *grammar.heads}):
            if i < free:
                continue
            stop = stops.get(i)
            if stop is not None:
                free = i + 1
                while free < size and starts[free] < stop:
                    free += 1
                continue
            sentence = page.sentence_at(starts[i])
            if sentence is None or not sentence.zone.states_facts:
                continue
            body = self._body(i)
            if body is None or body.next <= i or body.end > sentence.end:
                continue
            bodies.append(body)
            free = body.next
        return bodies

    def _body(self, i: int) -> Body | None:
        """The body at word ``i``; "các Chi bộ", "UBND các huyện", "cấp Huyện ủy" speak of no particular one."""
        items, lows, grammar = self.tokens.items, self.tokens.lows, self.grammar
        if i and lows[i - 1] in _GENERAL and items[i].joined:
            body = grammar.parse(i)
            if body is None or not (body.own or (body.area and body.area.name) or body.host):
                return None
            return body
        # every head here is one word long, so that the next word is its tail
        if i + 1 < len(lows) and lows[i + 1] in ("các", "cấp"):
            if items[i + 1].joined and grammar.heads[i][0].next == i + 1:
                return None
        return grammar.parse(i)

    def _centre(self) -> list[Body]:
        """ "Kết luận số 21-KL/TW của Trung ương", "Hội nghị Trung ương 9": the word means the Central Committee."""
        out: list[Body] = []
        text = self.page.text
        if "Trung ương" not in text:
            return out
        kind = self.register.words.kinds["org-kind-ban-chap-hanh-trung-uong"]
        for m in (*_CENTRE.finditer(text), *_PLENUM.finditer(text)):
            start, end = m.span(1)
            i = self.tokens.at(start)
            if i not in self.grammar.heads or self.grammar.parse(i) is None:
                out.append(Body(kind, "fixed", start, end, i + 2))
        return out

    def facts(self, used: Container[str | None]) -> list[OrganizationFact]:
        """Facts of all bodies that the page names or that another fact (``used`` keys) needs."""
        out: list[OrganizationFact] = []
        for entry in self.register.entries.values():
            if not entry.evidence or not (entry.named or entry.key in used):
                continue
            forms = [form for form in entry.forms if form and form != entry.name]
            untyped = self.register.names.untyped(entry.name, entry.area)
            if untyped and untyped != entry.name and untyped not in forms:
                forms.append(untyped)
            out.append(
                OrganizationFact(
                    key=entry.key,
                    evidence=in_text_order(entry.evidence),
                    name=entry.name,
                    body_class=_class_of(entry.body),
                    kind=entry.kind.id,
                    place=entry.place,
                    scope=fold_key(entry.scope),
                    forms=tuple(forms),
                )
            )
        out.sort(key=lambda f: (f.evidence[0].start, f.key))
        return out

    def without_offices(
        self, mentions: tuple[OrganizationMention, ...], attached: Spans
    ) -> tuple[OrganizationMention, ...]:
        """Drop offices of one person ("Chủ tịch nước") where they are the title of a named holder."""
        kept: list[OrganizationMention] = []
        titles: dict[str, set[int]] = {}  # key of an office -> where it is the title of somebody
        for m in mentions:
            if self.register.entries[m.key].kind.value("isOffice") == "true" and attached.touch(m.start, m.end):
                titles.setdefault(m.key, set()).add(m.start)
            else:
                kept.append(m)
        for key, starts in titles.items():
            entry = self.register.entries[key]
            entry.named = False
            entry.evidence = [
                e for e in entry.evidence if e.start not in starts or e.rule == "organization.implied-by-role"
            ]
        return tuple(kept)

    def part_of_facts(self, present: set[str]) -> list[PartOfFact]:
        """Nesting between bodies that are facts: what the text states, and what follows from a name ("Ban Tổ chức
        Tỉnh ủy X" is a part of "Tỉnh ủy X")."""
        nesting = {pair: (evidence, True) for pair, evidence in self.register.nesting.items()}
        for entry in self.register.entries.values():
            parent = self.register.implied_parent(entry)
            if parent is not None and (entry.key, parent) not in nesting and entry.evidence:
                nesting[entry.key, parent] = ([entry.evidence[0]], False)
        out = [
            PartOfFact(
                key=f"{child} < {parent}",
                evidence=in_text_order(evidence),
                child=child,
                parent=parent,
                stated=stated,
            )
            for (child, parent), (evidence, stated) in nesting.items()
            if child in present and parent in present
        ]
        return sorted(out, key=lambda f: (f.evidence[0].start, f.key))


def _is_bare(body: Body) -> bool:
    """Whether the page has to complete what is printed: "Tỉnh ủy", "UBND tỉnh"."""
    return (body.bare and body.tail != "fixed") or (body.area is not None and body.area.name is None)


def _by_fullness(body: Body) -> int:
    """Sorts proper names without an area behind all others, the longest first: a shorter one may be a part of them."""
    of_faculty = body.parent is None and body.host is not None and body.host.kind.id == "org-kind-khoa"
    name = body.host if of_faculty and body.host is not None else body
    return -len(name.own) if name.tail == "named" and name.area is None and name.host is None else -_FULL


def _class_of(body: Body) -> str:
    """The class of a body; a standing committee or a squad has that of the body whose part it is."""
    own = body.kind.value("bodyClass") or "OtherBody"
    if body.host is not None and (body.tail == "committee" or body.kind.id in ("org-kind-phong", "org-kind-doi")):
        return body.host.kind.value("bodyClass") or own
    return own
