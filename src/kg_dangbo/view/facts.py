"""Quads -> the picture: which things are drawn, which statements join them, and the quotations behind each.

Reads the graph only by the terms of its contract. A fact node that lacks a part (a holding without a person) is
not an error here, that is the gate's business: what can be drawn is drawn.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from kg_dangbo.view import terms
from kg_dangbo.view.picture import Cell, Edge, Fact, Name, Picture
from kg_dangbo.view.quads import Index
from kg_dangbo.view.terms import DANGBO, DCTERMS, ORG, SCHEMA
from kg_dangbo.view.things import Things, local_name

__all__ = ["read_picture"]

# a post that the article calls past is drawn dashed
_ENDED = {"former", "left"}


def read_picture(index: Index) -> Picture:
    """The picture of everything in an index; the same statements give the same picture, in whatever order they come."""
    return _Reader(index).picture()


class _Reader:
    """Appends facts and edges, kind by kind, to the things that they are about."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self.things = Things(index)
        self.nodes, self.node_at, self.article_at = self.things.nodes, self.things.node_at, self.things.article_at
        self.facts: list[Fact] = []
        self.edges: dict[tuple[int, int, str, bool], list[tuple[int, Name | None]]] = defaultdict(list)

    def picture(self) -> Picture:
        for read in (
            self._posts,
            self._nesting,
            self._documents,
            self._models,
            self._awards,
            self._events,
            self._participations,
            self._statistics,
        ):
            read()
        edges = []
        for (source, target, kind, ended), found in sorted(self.edges.items(), key=lambda item: item[0]):
            facts = tuple(dict.fromkeys(fact for fact, _ in found))
            articles = sorted({a for f in facts for a in self.facts[f].articles})
            labels = list(dict.fromkeys(label for _, label in found if label))
            label = Name(", ".join(n.vi for n in labels), ", ".join(n.en for n in labels))
            edges.append(Edge(source, target, kind, label, ended, facts, tuple(articles)))
            for end in {source, target}:
                self.nodes[end].degree += 1
        for node in self.nodes:
            # as the articles tell it: by article, then by place in its text
            node.facts.sort(key=lambda f: (self.facts[f].quotations[:1], f))
        return Picture(tuple(self.things.articles), tuple(self.nodes), tuple(edges), tuple(self.facts))

    def _add(
        self, kind: str, cells: Iterable[Cell | None], iri: str, graphs: Iterable[str] = (), on: Iterable[str] = ()
    ) -> int:
        """Append a fact that `iri`'s annotations support and give it to every node that it names, and to `on`."""
        quotations = tuple(self.things.quotations.get(iri, ()))
        stated = {self.article_at[g] for g in (*graphs, *self.index.graphs(iri)) if g in self.article_at}
        fact = Fact(
            kind,
            tuple(cell for cell in cells if cell is not None),
            quotations,
            tuple(sorted(stated | {q.article for q in quotations})),
        )
        position = len(self.facts)
        self.facts.append(fact)
        holders = {cell.node for cell in fact.cells if cell.node is not None}
        holders |= {self.node_at[node] for node in on if node in self.node_at}
        for holder in sorted(holders):
            self.nodes[holder].facts.append(position)
        return position

    def _join(
        self, source: str, target: str, kind: str, fact: int, *, label: Name | None = None, ended: bool = False
    ) -> None:
        if source in self.node_at and target in self.node_at:
            self.edges[self.node_at[source], self.node_at[target], kind, ended].append((fact, label))

    def _nodes(self, key: str, iri: str, predicate: str) -> list[Cell]:
        """Lines for the things that a property points to; one that is not drawn is named, a literal is printed."""
        cells = []
        for text in dict.fromkeys((v.text, v.resource) for v in self.index.values(iri, predicate)):
            target, resource = text
            if target in self.node_at:
                cells.append(Cell(key, node=self.node_at[target]))
            elif resource:
                name = self.things.labels(target)
                cells.append(Cell(key, name=name if name.vi else Name(local_name(target), local_name(target))))
            else:
                cells.append(Cell(key, text=target))
        return cells

    def _named(self, key: str, iri: str, predicate: str) -> Cell | None:
        name = self.things.concept(iri, predicate)
        return Cell(key, name=name) if name else None

    def _text(self, key: str, iri: str, predicate: str, date: bool = False) -> Cell | None:
        text = self.index.text(iri, predicate)
        return Cell(key, text=text, date=date) if text else None

    def _self(self, key: str, iri: str) -> Cell:
        return Cell(key, node=self.node_at[iri])

    def _drawn(self, cls: str) -> list[str]:
        return [iri for iri in self.index.instances(cls) if iri in self.node_at]

    def _posts(self) -> None:
        tenures = set(self.index.instances(DANGBO + "Tenure"))  # they gather what the holdings say one by one
        for iri in self.index.instances(ORG + "Membership"):
            if iri in tenures:
                continue
            role = self.things.concept(iri, ORG + "role")
            status = self.index.text(iri, DANGBO + "holdingStatus")
            status = local_name(status)
            cells = [
                Cell("role", name=role) if role else None,
                *self._nodes("person", iri, ORG + "member"),
                *self._nodes("organization", iri, ORG + "organization"),
                Cell("status", text=status) if status else None,
                self._text("attestedOn", iri, DANGBO + "attestedOn", date=True),
                *self._nodes("period", iri, ORG + "memberDuring"),
            ]
            fact = self._add("post", cells, iri)
            for person in self.index.texts(iri, ORG + "member"):
                for body in self.index.texts(iri, ORG + "organization"):
                    self._join(person, body, "post", fact, label=role, ended=status in _ENDED)

    def _nesting(self) -> None:
        """Who stands under whom: the statements with their quotations, then links that stand without one."""
        told: set[tuple[str, str]] = set()
        for iri in self.index.instances(DANGBO + "Nesting"):
            cells = [*self._nodes("part", iri, DANGBO + "child"), *self._nodes("parent", iri, DANGBO + "parent")]
            fact = self._add("part", cells, iri)
            for child in self.index.texts(iri, DANGBO + "child"):
                for parent in self.index.texts(iri, DANGBO + "parent"):
                    told.add((child, parent))
                    self._join(child, parent, "part", fact)
        for child in self._drawn(terms.ORGANIZATION):
            self._bare_links("part", child, ORG + "subOrganizationOf", ("part", "parent"), told)

    def _bare_links(
        self, kind: str, source: str, predicate: str, ends: tuple[str, str], told: set[tuple[str, str]]
    ) -> None:
        """Join by a plain triple that no statement node speaks of: all that is known is which article states it."""
        stated: dict[str, list[str]] = defaultdict(list)
        for value in self.index.values(source, predicate):
            if value.text in self.node_at and value.text != source and (source, value.text) not in told:
                stated[value.text].append(value.graph)
        for target, graphs in sorted(stated.items()):
            fact = self._add(kind, [self._self(ends[0], source), self._self(ends[1], target)], "", graphs)
            self._join(source, target, ends[1] if kind == "link" else kind, fact)

    def _documents(self) -> None:
        for iri in self._drawn(DANGBO + "PolicyDocument"):
            cells = [
                self._self("document", iri),
                self._named("kind", iri, DANGBO + "documentKind"),
                self._text("symbol", iri, DANGBO + "documentSymbol")
                or self._text("number", iri, DANGBO + "documentNumber"),
                self._text("printedAs", iri, DANGBO + "printedAs"),
                *self._nodes("issuedBy", iri, DANGBO + "issuedBy"),
                self._text("issued", iri, DCTERMS + "issued", date=True),
                *self._nodes("registerEntry", iri, DANGBO + "registerEntry"),
            ]
            fact = self._add("document", cells, iri)
            for issuer in self.index.texts(iri, DANGBO + "issuedBy"):
                self._join(issuer, iri, "issued", fact)
        self._document_links()

    def _document_links(self) -> None:
        told: dict[str, set[tuple[str, str]]] = defaultdict(set)
        for iri in self.index.instances(DANGBO + "DocumentRelation"):
            relation = self.index.text(iri, DANGBO + "relationType")
            if relation not in terms.DOCUMENT_LINKS:
                continue
            sources = self._nodes("document", iri, DANGBO + "relationSource")
            fact = self._add("link", [*sources, *self._nodes(relation, iri, DANGBO + "relationTarget")], iri)
            for source in self.index.texts(iri, DANGBO + "relationSource"):
                for target in self.index.texts(iri, DANGBO + "relationTarget"):
                    told[relation].add((source, target))
                    self._join(source, target, relation, fact)
        for document in self._drawn(DANGBO + "PolicyDocument"):
            for relation in terms.DOCUMENT_LINKS:
                self._bare_links("link", document, DANGBO + relation, ("document", relation), told[relation])

    def _models(self) -> None:
        for iri in self._drawn(DANGBO + "Model"):
            cells = [
                self._self("model", iri),
                *self._nodes("implementedBy", iri, DANGBO + "implementedBy"),
                self._named("status", iri, DANGBO + "modelStatus"),
                self._named("level", iri, DANGBO + "modelLevel"),
            ]
            fact = self._add("model", cells, iri)
            for body in self.index.texts(iri, DANGBO + "implementedBy"):
                self._join(body, iri, "carries", fact)

    def _awards(self) -> None:
        for iri in self._drawn(DANGBO + "AwardGrant"):
            groups: list[Cell | None] = []
            for group in self.index.texts(iri, DANGBO + "recipientGroup"):
                groups.append(self._named("recipientKind", group, DANGBO + "recipientKind"))
                groups.append(self._text("count", group, DANGBO + "count"))
            cells = [
                self._self("award", iri),
                *self._nodes("grantor", iri, DANGBO + "grantor"),
                *self._nodes("recipient", iri, DANGBO + "recipient"),
                *groups,
                self._text("date", iri, DCTERMS + "date", date=True),
                *self._nodes("event", iri, DANGBO + "grantedAt"),
            ]
            fact = self._add("award", cells, iri)
            for grantor in self.index.texts(iri, DANGBO + "grantor"):
                self._join(grantor, iri, "grants", fact)
            for recipient in self.index.texts(iri, DANGBO + "recipient"):
                self._join(iri, recipient, "receives", fact)
            for event in self.index.texts(iri, DANGBO + "grantedAt"):
                self._join(iri, event, "grantedAt", fact)

    def _events(self) -> None:
        for iri in self._drawn(SCHEMA + "Event"):
            cells = [
                self._self("event", iri),
                self._named("kind", iri, DANGBO + "eventKind"),
                self._text("date", iri, SCHEMA + "startDate", date=True),
                *self._nodes("organizer", iri, SCHEMA + "organizer"),
                *self._nodes("location", iri, SCHEMA + "location"),
            ]
            fact = self._add("event", cells, iri)
            for organizer in self.index.texts(iri, SCHEMA + "organizer"):
                self._join(organizer, iri, "organizes", fact)

    def _participations(self) -> None:
        for iri in self.index.instances(DANGBO + "Participation"):
            role = self.things.concept(iri, DANGBO + "participationRole")
            cells = [
                Cell("participationRole", name=role) if role else None,
                *self._nodes("person", iri, DANGBO + "participant"),
                *self._nodes("event", iri, DANGBO + "inEvent"),
            ]
            fact = self._add("participation", cells, iri)
            for person in self.index.texts(iri, DANGBO + "participant"):
                for event in self.index.texts(iri, DANGBO + "inEvent"):
                    self._join(person, event, "takesPart", fact, label=role)

    def _statistics(self) -> None:
        """Figures are told, not drawn: an article prints dozens of them. They stand with their subject and article."""
        for iri in self.index.instances(DANGBO + "Statistic"):
            printed = self.index.text(iri, DANGBO + "printedAs") or self.index.text(iri, SCHEMA + "value")
            unit = self.index.text(iri, SCHEMA + "unitText")
            cells = [
                Cell("value", text=printed if printed.endswith(unit) else f"{printed} {unit}"),
                *self._nodes("about", iri, DANGBO + "about"),
                self._text("period", iri, DANGBO + "referencePeriod", date=True),
            ]
            self._add("statistic", cells, iri, on=self.index.graphs(iri))
