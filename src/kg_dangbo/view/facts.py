"""Quads -> the picture: which things are drawn, which statements join them, and the quotations behind each.

Reads the graph only by the terms of its contract. A fact node that lacks a part (a holding without a person) is
not an error here, that is the gate's business: what can be drawn is drawn.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from urllib.parse import urlsplit

from kg_dangbo.view import terms
from kg_dangbo.view.picture import Article, Cell, Edge, Fact, Name, Node, Picture, Quotation
from kg_dangbo.view.quads import Index
from kg_dangbo.view.terms import DANGBO, DCTERMS, NODE_KINDS, OA, ORG, PROV, SCHEMA

__all__ = ["read_picture"]

# a post that the article calls past is drawn dashed
_ENDED = {"former", "left"}


def read_picture(index: Index) -> Picture:
    """The picture of everything in an index; the same statements give the same picture, in whatever order they come."""
    return _Reader(index).picture()


def safe_url(url: str) -> str:
    """The address if it is an absolute http or https one, else "".

    An article's address comes from outside: `javascript:` and its like must never become a link.

    >>> safe_url("https://baohanam.com.vn/a"), safe_url("javascript:alert(1)")
    ('https://baohanam.com.vn/a', '')
    """
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return ""
    return url.strip() if parts.scheme in ("http", "https") and parts.netloc else ""


class _Reader:
    """Collects nodes first, then facts and edges by kind; `picture` puts them together."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self.articles = [self._article(iri) for iri in self._article_iris()]
        self.article_at = {article.iri: i for i, article in enumerate(self.articles)}
        self.annotations = self._annotations()
        self.facts: list[Fact] = []
        self.edges: dict[tuple[int, int, str, bool], list[tuple[int, Name | None]]] = defaultdict(list)
        self.nodes: list[Node] = []
        self.node_at: dict[str, int] = {}
        self._read_nodes()

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
        return Picture(tuple(self.articles), tuple(self.nodes), tuple(edges), tuple(self.facts))

    # what there is

    def _article_iris(self) -> list[str]:
        return sorted(
            self.index.instances(terms.ARTICLE),
            key=lambda iri: (self.index.text(iri, SCHEMA + "datePublished"), self.index.label(iri), iri),
        )

    def _article(self, iri: str) -> Article:
        get = self.index.text
        publisher = self.index.values(iri, SCHEMA + "publisher")
        name = next((self.index.label(v.text) if v.resource else v.text for v in publisher), "")
        return Article(
            iri=iri,
            identifier=get(iri, DCTERMS + "identifier"),
            title=self.index.label(iri) or get(iri, DCTERMS + "identifier") or local_name(iri),
            publisher=name,
            published=get(iri, SCHEMA + "datePublished")[:10],
            url=next(filter(None, map(safe_url, self.index.texts(iri, SCHEMA + "url"))), ""),
        )

    def _read_nodes(self) -> None:
        kinds: dict[str, str] = {}
        for cls, kind in terms.ENTITY_KINDS:
            for iri in self.index.instances(cls):
                kinds.setdefault(iri, kind)
        named = {iri: self._name(iri, kind) for iri, kind in kinds.items()}
        order = sorted(kinds, key=lambda iri: (NODE_KINDS.index(kinds[iri]), named[iri], iri))
        for position, iri in enumerate(order):
            graphs = [self.article_at[g] for g in self.index.graphs(iri) if g in self.article_at]
            quoted = [q.article for q in self.annotations.get(iri, ())]
            own = [self.article_at[iri]] if kinds[iri] == "article" else []
            node = Node(
                iri,
                kinds[iri],
                named[iri],
                tuple(self.index.other_labels(iri)),
                tuple(sorted({*graphs, *quoted, *own})),
            )
            self.nodes.append(node)
            self.node_at[iri] = position

    def _name(self, iri: str, kind: str) -> Name:
        if kind == "award":
            return self._award_name(iri)
        if kind == "article":
            title = self.articles[self.article_at[iri]].title
            return Name(title, title)
        name = self._labels(iri)
        if kind == "event" and not name.vi:
            return self._event_name(iri)
        if kind == "document" and not name.vi:
            what = self._concept(iri, DANGBO + "documentKind") or Name("", "")
            sign = self.index.text(iri, DANGBO + "documentSymbol") or self.index.text(iri, DANGBO + "documentNumber")
            name = Name(f"{what.vi} {sign}".strip(), f"{what.en} {sign}".strip())
        return name if name.vi else Name(local_name(iri), local_name(iri))

    def _event_name(self, iri: str) -> Name:
        """What, when, and by whom: "Hội nghị 12/05/2022, Huyện ủy Ý Yên"."""
        what = self._concept(iri, DANGBO + "eventKind") or Name(local_name(iri), local_name(iri))
        when = self.index.text(iri, SCHEMA + "startDate")
        who = next(filter(None, (self.index.label(v) for v in self.index.texts(iri, SCHEMA + "organizer"))), "")
        vietnamese, english = f"{what.vi} {vietnamese_date(when)}".strip(), f"{what.en} {when}".strip()
        tail = f", {who}" if who else ""
        return Name(vietnamese[:1].upper() + vietnamese[1:] + tail, english[:1].upper() + english[1:] + tail)

    def _award_name(self, iri: str) -> Name:
        form = self._concept(iri, DANGBO + "awardForm") or self._labels(iri)
        printed = self.index.text(iri, DANGBO + "printedAs")
        if not form.vi:
            form = Name(printed or local_name(iri), printed or local_name(iri))
        for group in self.index.texts(iri, DANGBO + "recipientGroup"):
            count = self.index.text(group, DANGBO + "count")
            kind = self._concept(group, DANGBO + "recipientKind") or Name("", "")
            if count:
                return Name(f"{form.vi}: {count} {kind.vi}".strip(), f"{form.en}: {count} {kind.en}".strip())
        return form

    def _labels(self, iri: str) -> Name:
        vietnamese = self.index.label(iri)
        return Name(vietnamese, self.index.label(iri, "en") or vietnamese)

    def _concept(self, iri: str, predicate: str) -> Name | None:
        """The name of the concept that a property points to; a plain literal stands for itself."""
        for value in self.index.values(iri, predicate):
            if not value.resource:
                return Name(value.text, value.text)
            name = self._labels(value.text)
            return name if name.vi else Name(local_name(value.text), local_name(value.text))
        return None

    # who says so

    def _annotations(self) -> dict[str, list[Quotation]]:
        """Every annotation's quotation under what it speaks of: the fact that cites it, and its body."""
        read: dict[str, Quotation] = {}
        for iri in self.index.instances(OA + "Annotation"):
            quotation = self._quotation(iri)
            if quotation:
                read[iri] = quotation
        about: dict[str, set[Quotation]] = defaultdict(set)
        for iri, quotation in read.items():
            for body in self.index.texts(iri, OA + "hasBody"):
                about[body].add(quotation)
        for fact, annotation in self.index.pairs(PROV + "wasDerivedFrom"):
            if annotation in read:
                about[fact].add(read[annotation])
        return {iri: sorted(found) for iri, found in about.items()}

    def _quotation(self, iri: str) -> Quotation | None:
        get = self.index.text
        for target in self.index.texts(iri, OA + "hasTarget"):
            article = self.article_at.get(get(target, OA + "hasSource"))
            if article is None:
                continue
            start, exact, prefix, suffix = 0, "", "", ""
            for selector in self.index.texts(target, OA + "hasSelector"):
                start = int(get(selector, OA + "start") or start)
                exact = get(selector, OA + "exact") or exact
                prefix = get(selector, OA + "prefix") or prefix
                suffix = get(selector, OA + "suffix") or suffix
            rule, confidence = get(iri, DANGBO + "rule"), get(iri, DANGBO + "confidence")
            return Quotation(article, start, exact, prefix, suffix, rule, confidence)
        return None

    # the facts

    def _add(
        self, kind: str, cells: Iterable[Cell | None], iri: str, graphs: Iterable[str] = (), on: Iterable[str] = ()
    ) -> int:
        """Append a fact that `iri`'s annotations support and give it to every node that it names, and to `on`."""
        quotations = tuple(self.annotations.get(iri, ()))
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
                name = self._labels(target)
                cells.append(Cell(key, name=name if name.vi else Name(local_name(target), local_name(target))))
            else:
                cells.append(Cell(key, text=target))
        return cells

    def _named(self, key: str, iri: str, predicate: str) -> Cell | None:
        name = self._concept(iri, predicate)
        return Cell(key, name=name) if name else None

    def _text(self, key: str, iri: str, predicate: str, date: bool = False) -> Cell | None:
        text = self.index.text(iri, predicate)
        return Cell(key, text=text, date=date) if text else None

    def _self(self, key: str, iri: str) -> Cell:
        return Cell(key, node=self.node_at[iri])

    def _drawn(self, cls: str) -> list[str]:
        return [iri for iri in self.index.instances(cls) if iri in self.node_at]

    def _posts(self) -> None:
        for iri in self.index.instances(ORG + "Membership"):
            role = self._concept(iri, ORG + "role")
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
            role = self._concept(iri, DANGBO + "participationRole")
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


def local_name(iri: str) -> str:
    """What stands behind the last `#` or `/`: the last resort for a name.

    >>> local_name("https://w3id.org/kg-dangbo/ontology#chair")
    'chair'
    """
    return iri.rsplit("#", 1)[-1].rsplit("/", 1)[-1]


def vietnamese_date(date: str) -> str:
    """An ISO date, month or year as Vietnamese print writes it.

    >>> vietnamese_date("2022-05-12"), vietnamese_date("2022-05"), vietnamese_date("2022")
    ('12/05/2022', '05/2022', '2022')
    """
    return "/".join(reversed(date[:10].split("-")))
