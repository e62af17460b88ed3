"""The measurement: a maximum matching of gold facts and predictions, counted per kind."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from kg_dangbo.language.normal import fold_key
from kg_dangbo.model import Extraction
from kg_dangbo.score.gold import KINDS, GoldFact
from kg_dangbo.score.predictions import Prediction, predictions
from kg_dangbo.vocabulary import Vocabulary

__all__ = ["Counts", "Score", "score"]

CORE = {
    "person": ("name",),
    "organization": ("name",),
    "post": ("person", "role", "organization"),
    "document": ("type", "number", "title"),
    "document_link": ("from", "relation", "to"),
    "model": ("title",),
    "award": ("type", "recipient", "recipient_kind", "count"),
    "event": ("type", "date"),
    "participation": ("person", "role"),
    "statistic": ("value", "unit"),
    "part_of": ("child", "parent"),
}
STRICT = CORE | {
    "post": ("person", "role", "organization", "status"),
    "document": ("type", "number", "title", "issuer", "issued"),
    "model": ("title", "organization"),
    "award": ("type", "recipient", "recipient_kind", "count", "grantor"),
    "event": ("type", "date", "organizer"),
}
_PUNCTUATION = re.compile(r"[“”\"'‘’«».,;:()\[\]–—/\-]+")
_SCALE = {"nghìn": 1e3, "ngàn": 1e3, "triệu": 1e6, "tỷ": 1e9, "tỉ": 1e9, "trăm": 1e2, "vạn": 1e4}


@dataclass(slots=True)
class Counts:
    """True positives, false positives, false negatives."""

    found: int = 0
    spurious: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """Share of the predictions that are right; 1 where there are none."""
        return self.found / (self.found + self.spurious) if self.found + self.spurious else 1.0

    @property
    def recall(self) -> float:
        """Share of the gold that was found; 1 where there is none."""
        return self.found / (self.found + self.missed) if self.found + self.missed else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        p, r = self.precision, self.recall
        return 2 * p * r / (p + r) if p + r else 0.0

    def add(self, other: Counts) -> None:
        """Add other counts to these."""
        self.found += other.found
        self.spurious += other.spurious
        self.missed += other.missed


@dataclass(slots=True)
class Score:
    """Counts per kind for `core` and `strict`, canonical names of bodies, grounding, and the errors as rows."""

    core: dict[str, Counts] = field(default_factory=lambda: {k: Counts() for k in KINDS})
    strict: dict[str, Counts] = field(default_factory=lambda: {k: Counts() for k in KINDS})
    canonical: Counts = field(default_factory=Counts)
    grounded: Counts = field(default_factory=Counts)
    errors: list[tuple[str, str, str]] = field(default_factory=list)  # article, "missed"/"spurious", description

    def total(self, which: str) -> Counts:
        """The sum over all kinds, for "core" or "strict"."""
        out = Counts()
        for counts in (self.core if which == "core" else self.strict).values():
            out.add(counts)
        return out


def _norm(value: object, abbreviations: dict[str, str]) -> str:
    words = _PUNCTUATION.sub(" ", fold_key(str(value))).split()
    return " ".join(abbreviations.get(w, w) for w in words)


class _Matcher:
    def __init__(self, vocabulary: Vocabulary) -> None:
        self.abbreviations = {
            fold_key(c.notation): fold_key(c.pref)
            for c in vocabulary.scheme("scheme-abbreviations").values()
            if c.notation
        }
        self.cache: dict[str, str] = {}

    def norm(self, value: object) -> str:
        key = str(value)
        if key not in self.cache:
            self.cache[key] = _norm(key, self.abbreviations)
        return self.cache[key]

    def field_ok(self, kind: str, name: str, gold: object, prediction: Prediction, strict: bool) -> bool:
        have = prediction.fields.get(name) or []
        if name == "status" and gold in ("current", "appointed"):
            return not have or any(n.preferred in ("current", "appointed") for n in have)
        accepted = [str(g) for g in gold] if isinstance(gold, list) else [str(gold)]
        for names in have:
            if name in ("value", "count"):
                if float(names.preferred) == float(accepted[0]):
                    return True
            elif name == "number":
                if names.preferred.lstrip("0") == accepted[0].lstrip("0"):
                    return True
            elif name in ("date", "issued"):
                if names.preferred.startswith(accepted[0]):
                    return True
            elif name in ("from", "to"):
                if self._document(accepted, names.every):
                    return True
            else:
                want = {self.norm(g) for g in accepted}
                mine = {self.norm(x) for x in ({names.preferred} if strict else names.every)}
                if want & mine:
                    return True
                if name in ("unit", "type", "recipient_kind") and any(
                    h.startswith(w + " ") or w.startswith(h + " ") for h in mine for w in want if h
                ):
                    return True
        return False

    def _document(self, accepted: list[str], forms: Iterable[str]) -> bool:
        kind, ident = self.norm(accepted[0]), self.norm(accepted[1])
        for form in map(self.norm, forms):
            words = [w.lstrip("0") for w in form.split()]
            if (kind in form and ident.lstrip("0") in words) or (len(ident) > 3 and ident in form):
                return True
        return False

    def _quantity(self, value: str, unit: str) -> tuple[float, str]:
        number, words = float(value), self.norm(unit).split()
        while words and words[0] in _SCALE:
            number *= _SCALE[words.pop(0)]
        return round(number, 6), " ".join(words)

    def compatible(self, gold: GoldFact, prediction: Prediction, strict: bool) -> bool:
        kind = gold["kind"]
        if kind == "statistic" and gold.get("unit"):
            units = [gold["unit"]] if isinstance(gold["unit"], str) else gold["unit"]
            mine = self._quantity(prediction.fields["value"][0].preferred, prediction.fields["unit"][0].preferred)
            for unit in units:
                value, noun = self._quantity(str(gold["value"]), unit)
                if value == mine[0] and (
                    not noun or f"{noun} ".startswith(f"{mine[1]} ") or f"{mine[1]} ".startswith(f"{noun} ")
                ):
                    return True
        fields = (STRICT if strict else CORE)[kind]
        return all(
            self.field_ok(kind, name, gold[name], prediction, strict)
            for name in fields
            if gold.get(name) not in (None, "", [])
        )

    def match(self, golds: list[GoldFact], preds: list[Prediction], strict: bool) -> dict[int, int]:
        """Maximum bipartite matching gold -> prediction by augmenting paths, required facts first."""
        edges = [[p for p, pred in enumerate(preds) if self.compatible(g, pred, strict)] for g in golds]
        owner: dict[int, int] = {}

        def place(g: int, seen: set[int]) -> bool:
            for p in edges[g]:
                if p in seen:
                    continue
                seen.add(p)
                if p not in owner or place(owner[p], seen):
                    owner[p] = g
                    return True
            return False

        for g in sorted(range(len(golds)), key=lambda g: (bool(golds[g].get("optional")), len(edges[g]))):
            place(g, set())
        return {g: p for p, g in owner.items()}


def _describe(fields: Iterable[tuple[str, object]]) -> str:
    return ", ".join(f"{name}={value}" for name, value in fields if value not in (None, "", []))


def _first(value: object) -> object:
    return value[0] if isinstance(value, list) and value else value


def score(pairs: Iterable[tuple[list[GoldFact], Extraction]], vocabulary: Vocabulary) -> Score:
    """Measure extractions against gold.

    Args:
        pairs: gold facts and the extraction of the same article.
        vocabulary: for the labels of roles, forms and kinds.

    Returns:
        The counts. A spurious fact that an optional gold fact describes is no error, nor is nesting of a body that
        the gold does not place.
    """
    matcher = _Matcher(vocabulary)
    out = Score()
    for golds, extraction in pairs:
        preds = predictions(extraction, vocabulary)
        text = extraction.article.text
        for fact in extraction.facts:
            good = any(text[e.start : e.end] == e.quote and e.quote for e in fact.evidence)
            out.grounded.add(Counts(found=int(good), missed=int(not good)))
        for kind in KINDS:
            mine = [p for p in preds if p.kind == kind]
            want = [g for g in golds if g["kind"] == kind]
            for which, strict in ((out.core, False), (out.strict, True)):
                counts, errors = _count(matcher, kind, want, mine, strict)
                which[kind].add(counts)
                if strict:
                    out.errors += [(extraction.article.id, what, text) for what, text in errors]
        bodies = [g for g in golds if g["kind"] == "organization" and not g.get("optional")]
        named = [p for p in preds if p.kind == "organization"]
        for g, p in matcher.match(bodies, named, False).items():
            best = matcher.norm(bodies[g]["name"][0]) == matcher.norm(named[p].fields["name"][0].preferred)
            out.canonical.add(Counts(found=int(best), missed=int(not best)))
    return out


def _count(
    matcher: _Matcher, kind: str, golds: list[GoldFact], preds: list[Prediction], strict: bool
) -> tuple[Counts, list[tuple[str, str]]]:
    counts, errors = Counts(), []
    pairs = matcher.match(golds, preds, strict)
    for g, gold in enumerate(golds):
        if gold.get("optional"):
            continue
        if g in pairs:
            counts.found += 1
        else:
            counts.missed += 1
            errors.append(("missed", f"{kind}: " + _describe((k, _first(v)) for k, v in gold.items() if k != "kind")))
    used = set(pairs.values())
    for p, prediction in enumerate(preds):
        if p in used or any(g.get("optional") and matcher.compatible(g, prediction, False) for g in golds):
            continue
        if kind == "part_of" and not any(matcher.field_ok(kind, "child", g["child"], prediction, False) for g in golds):
            continue
        counts.spurious += 1
        shown = ((k, " | ".join(n.preferred for n in v)) for k, v in prediction.fields.items())
        errors.append(("spurious", f"{kind}: " + _describe(shown)))
    return counts, errors
