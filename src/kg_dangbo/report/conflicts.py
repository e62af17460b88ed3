"""What articles state and what cannot all be true of one thing; nothing is corrected, somebody should look."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Final

from kg_dangbo.graph.terms import DANGBO, DCTERMS, FOAF, ORG, SKOS
from kg_dangbo.graph.triples import value_of
from kg_dangbo.vocabulary import load_vocabulary

__all__ = ["Conflict", "Conflicts"]

_PERSON: Final = f"<{FOAF.name}>"
_LABEL: Final = f"<{SKOS.prefLabel}>"
_NOW: Final = frozenset(("current", "acting"))

Node = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Conflict:
    """``rule`` is one of two-holders, two-dates, two-issuers, two-parents; ``values`` are what is said, two or more."""

    rule: str
    what: str
    values: tuple[str, ...]


class Conflicts:
    """Gathers what is said of each thing; memory grows with the number of things, not with that of articles."""

    def __init__(self) -> None:
        roles = load_vocabulary().scheme("scheme-roles").values()
        self._roles = {f"<{DANGBO[role.id]}>": role.pref for role in roles if role.value("heldByOne") == "true"}
        # (rule, thing) -> value -> name of the value
        self._said: defaultdict[tuple[str, str], dict[str, str]] = defaultdict(dict)
        self._names: dict[str, str] = {}

    def see(self, iri: str, kind: str, name: str, node: Node, nodes: dict[str, Node]) -> None:
        """Take in one node of an article's graph (`nodes`)."""
        if kind == "post":
            self._post(node, nodes)
        elif kind == "document":
            for day in node.get(f"<{DCTERMS.issued}>", ()):
                if len(value_of(day)) == 10:  # a year and a day of it are no contradiction
                    self._say("two-dates", iri, name, day, value_of(day))
            for issuer in node.get(f"<{DANGBO.issuedBy}>", ()):
                self._say("two-issuers", iri, name, issuer, _name(nodes.get(issuer, {})))
        elif kind == "organization":
            for parent in node.get(f"<{ORG.subOrganizationOf}>", ()):
                self._say("two-parents", iri, name, parent, _name(nodes.get(parent, {})))

    def _post(self, node: Node, nodes: dict[str, Node]) -> None:
        values = {p: node.get(f"<{p}>", [""])[0] for p in (ORG.member, ORG.role, ORG.organization)}
        person, role, body = values[ORG.member], values[ORG.role], values[ORG.organization]
        status = node.get(f"<{DANGBO.holdingStatus}>", ['""'])[0]
        day = node.get(f"<{DANGBO.attestedOn}>", [""])[0]
        if not (person and body and day and role in self._roles and value_of(status) in _NOW):
            return
        shown = value_of(day)
        if len(shown) == 10:
            what = f"{self._roles[role]} {_name(nodes.get(body, {}))}, {shown}"
            self._say("two-holders", f"{role} {body} {day}", what, person, _name(nodes.get(person, {})))

    def _say(self, rule: str, thing: str, what: str, value: str, shown: str) -> None:
        self._said[rule, thing].setdefault(value, shown)
        self._names.setdefault(thing, what)

    def found(self) -> tuple[Conflict, ...]:
        """The conflicts, by rule and thing."""
        rows = [
            Conflict(rule, self._names[thing], tuple(sorted(values.values())))
            for (rule, thing), values in self._said.items()
            if len(values) > 1
        ]
        return tuple(sorted(rows, key=lambda row: (row.rule, row.what, row.values)))


def _name(node: Node) -> str:
    return value_of((node.get(_PERSON) or node.get(_LABEL) or ['""'])[0])
