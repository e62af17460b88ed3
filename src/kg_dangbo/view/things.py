"""The things of a picture: articles, the nodes that are drawn with their names, and the quotations about each.

Names are those that the data give; an award or an event without one is named by what it is, when, and for whom.
"""

from __future__ import annotations

from collections import defaultdict
from urllib.parse import urlsplit

from kg_dangbo.view import terms
from kg_dangbo.view.picture import Article, Name, Node, Quotation
from kg_dangbo.view.quads import Index
from kg_dangbo.view.terms import DANGBO, DCTERMS, NODE_KINDS, OA, PROV, SCHEMA

__all__ = ["Things", "local_name", "safe_url", "vietnamese_date"]


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


class Things:
    """What an index speaks of; nodes and articles in an order that only their content decides."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self.articles = [self._article(iri) for iri in self._article_iris()]
        self.article_at = {article.iri: i for i, article in enumerate(self.articles)}
        self.quotations = self._annotations()
        self.nodes: list[Node] = []
        self.node_at: dict[str, int] = {}
        self._read_nodes()

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
            quoted = [q.article for q in self.quotations.get(iri, ())]
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
        name = self.labels(iri)
        if kind == "event":
            return Name(_capital(name.vi), _capital(name.en)) if name.vi else self._event_name(iri)
        if kind == "document" and not name.vi:
            what = self.concept(iri, DANGBO + "documentKind") or Name("", "")
            sign = self.index.text(iri, DANGBO + "documentSymbol") or self.index.text(iri, DANGBO + "documentNumber")
            name = Name(f"{what.vi} {sign}".strip(), f"{what.en} {sign}".strip())
        return name if name.vi else Name(local_name(iri), local_name(iri))

    def _event_name(self, iri: str) -> Name:
        """What, when, and by whom: "Hội nghị 12/05/2022, Huyện ủy Ý Yên"."""
        what = self.concept(iri, DANGBO + "eventKind") or Name(local_name(iri), local_name(iri))
        when = self.index.text(iri, SCHEMA + "startDate")
        who = next(filter(None, (self.index.label(v) for v in self.index.texts(iri, SCHEMA + "organizer"))), "")
        vietnamese, english = f"{what.vi} {vietnamese_date(when)}".strip(), f"{what.en} {when}".strip()
        tail = f", {who}" if who else ""
        return Name(_capital(vietnamese) + tail, _capital(english) + tail)

    def _award_name(self, iri: str) -> Name:
        form = self.concept(iri, DANGBO + "awardForm") or self.labels(iri)
        printed = self.index.text(iri, DANGBO + "printedAs")
        if not form.vi:
            form = Name(printed or local_name(iri), printed or local_name(iri))
        for group in self.index.texts(iri, DANGBO + "recipientGroup"):
            count = self.index.text(group, DANGBO + "count")
            kind = self.concept(group, DANGBO + "recipientKind") or Name("", "")
            if count:
                return Name(f"{form.vi}: {count} {kind.vi}".strip(), f"{form.en}: {count} {kind.en}".strip())
        return form

    def labels(self, iri: str) -> Name:
        """The names that the data give a thing; "" where they give none."""
        vietnamese = self.index.label(iri)
        return Name(vietnamese, self.index.label(iri, "en") or vietnamese)

    def concept(self, iri: str, predicate: str) -> Name | None:
        """The name of the concept that a property points to; a plain literal stands for itself."""
        for value in self.index.values(iri, predicate):
            if not value.resource:
                return Name(value.text, value.text)
            name = self.labels(value.text)
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


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
