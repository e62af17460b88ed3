"""One article's facts -> the triples of its named graph.

Input: an `Extraction`. Output: a set of triples without blank nodes, to be stored under the name of the article's
IRI; dropping that graph retracts the article and nothing else. Each fact node leads by ``prov:wasDerivedFrom`` to its
quotations (`kg_dangbo.graph.evidence`). `article_triples` gives them as text (see `kg_dangbo.graph.triples`), which
is what a build uses; `article_graph` the same as an rdflib graph, which takes eight times as long.

Keys become IRIs here and nowhere else. Whoever maps the keys of an article to those of the corpus (the same official
in two articles) does so before, on the `Extraction`: see `kg_dangbo.store.seam`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any

from rdflib import Graph, URIRef

from kg_dangbo import model as m
from kg_dangbo.graph.concepts import names_concept
from kg_dangbo.graph.evidence import EvidenceWriter
from kg_dangbo.graph.forms import forms_within
from kg_dangbo.graph.iri import Minter, concept_iri
from kg_dangbo.graph.terms import DEFAULT_BASE, PREFIXES
from kg_dangbo.graph.tokens import DANGBO, DCTERMS, ELI, FOAF, ORG, PROV, RDF, SCHEMA, SKOS
from kg_dangbo.graph.triples import (
    Token,
    Triple,
    boolean,
    date,
    decimal,
    integer,
    iri,
    plain,
    to_rdflib,
    typed,
    value_of,
    vi,
)
from kg_dangbo.vocabulary import Vocabulary, load_vocabulary

__all__ = ["UnknownKeyError", "article_graph", "article_iri", "article_triples", "counted_facts", "fact_iri"]

_ENTITY_WORDS: Mapping[type[m.Fact], str] = {
    m.PersonFact: "person",
    m.OrganizationFact: "org",
    m.DocumentFact: "document",
    m.ModelFact: "model",
}
_STATEMENT_WORDS: Mapping[type[m.Fact], str] = {
    m.PostFact: "holding",
    m.AwardFact: "award",
    m.EventFact: "event",
    m.ParticipationFact: "participation",
    m.StatisticFact: "statistic",
    m.PartOfFact: "nesting",
    m.DocumentLinkFact: "relation",
}
_NO_LABEL = vi("")
_RECIPIENTS: tuple[type[m.Fact], ...] = (m.PersonFact, m.OrganizationFact, m.ModelFact)


class UnknownKeyError(ValueError):
    """A fact refers to a key that no fact of its article has: a fault of the extractor, never of the article."""


def article_iri(article_id: str, base: str = DEFAULT_BASE) -> URIRef:
    """The IRI of the article with this id: the subject of its description and the name of its graph."""
    return URIRef(Minter(base).article(article_id))


def fact_iri(fact: m.Fact, article_id: str, base: str = DEFAULT_BASE) -> URIRef:
    """The IRI of the node that `article_graph` writes for `fact` of this article."""
    return URIRef(_mint_fact(Minter(base), type(fact), fact.key, article_id))


def counted_facts(
    facts: Iterable[m.Fact], article_id: str, nodes: Collection[Token], base: str = DEFAULT_BASE
) -> Iterator[m.Fact]:
    """Those of an article's facts whose node is among these."""
    mint = Minter(base)
    return (fact for fact in facts if iri(_mint_fact(mint, type(fact), fact.key, article_id)) in nodes)


def article_graph(extraction: m.Extraction, base: str = DEFAULT_BASE, vocabulary: Vocabulary | None = None) -> Graph:
    """The triples of `article_triples` as an rdflib graph, with our prefixes bound.

    Raises:
        UnknownKeyError, ValueError: as `article_triples`.
    """
    # one graph, no contexts: the plain store adds triples a third faster than the default one
    graph = Graph(store="SimpleMemory")
    for prefix, namespace in (*PREFIXES.items(), ("id", base)):
        graph.bind(prefix, namespace, replace=True)
    return to_rdflib(article_triples(extraction, base, vocabulary), graph)


def article_triples(
    extraction: m.Extraction, base: str = DEFAULT_BASE, vocabulary: Vocabulary | None = None
) -> set[Triple]:
    """All triples of one article's named graph, the article's own description included.

    Args:
        extraction: the article and its facts.
        base: where resources live; absolute, ending in ``/`` or ``#``.
        vocabulary: the closed lists; None loads those of this installation.

    Raises:
        UnknownKeyError: a fact refers to a person, body, document or event that the article does not have.
        ValueError: `base` is not usable.
    """
    writer = _ArticleWriter(extraction, Minter(base), vocabulary or load_vocabulary())
    for fact in extraction.facts:
        writer.add(fact)
    return writer.triples


def _mint_fact(mint: Minter, kind: type[m.Fact], key: str, article_id: str) -> str:
    if kind in _ENTITY_WORDS:
        return mint.entity(_ENTITY_WORDS[kind], key)
    return mint.statement(_STATEMENT_WORDS[kind], key, article_id)


class _ArticleWriter:
    """Writes the facts of one article; holds nothing but the triples so far and the nodes that may be referred to."""

    def __init__(self, extraction: m.Extraction, mint: Minter, vocabulary: Vocabulary) -> None:
        self.triples: set[Triple] = set()
        self._article = extraction.article
        self._mint = mint
        self._vocabulary = vocabulary
        article_id = extraction.article.id
        # minted once each: facts refer to one another some three times
        self._nodes = {
            (type(fact), fact.key): iri(_mint_fact(mint, type(fact), fact.key, article_id)) for fact in extraction.facts
        }
        self._node = iri(mint.article(article_id))
        self._evidence = EvidenceWriter(self.triples, mint, article_id, self._node)
        self._describe_article()
        self._writers: Mapping[type[m.Fact], Callable[[Any, Token], None]] = {
            m.PersonFact: self._person,
            m.OrganizationFact: self._organization,
            m.PostFact: self._post,
            m.DocumentFact: self._document,
            m.DocumentLinkFact: self._document_link,
            m.ModelFact: self._model,
            m.AwardFact: self._award,
            m.EventFact: self._event,
            m.ParticipationFact: self._participation,
            m.StatisticFact: self._statistic,
            m.PartOfFact: self._part_of,
        }

    def add(self, fact: m.Fact) -> None:
        """Write one fact and its evidence."""
        node = self._nodes[type(fact), fact.key]
        self._writers[type(fact)](fact, node)
        for evidence in fact.evidence:
            self._evidence.add(node, evidence)

    # -- helpers ---------------------------------------------------------------------------------------

    def _put(self, subject: Token, predicate: Token, value: Token | None) -> None:
        if value is not None:
            self.triples.add((subject, predicate, value))

    def _types(self, node: Token, *classes: Token) -> None:
        for cls in classes:
            self.triples.add((node, RDF.type, cls))

    def _ref(self, key: str | None, *kinds: type[m.Fact]) -> Token | None:
        """The node behind a key, looked up among facts of these kinds."""
        if key is None:
            return None
        for kind in kinds:
            if (node := self._nodes.get((kind, key))) is not None:
                return node
        names = " or ".join(kind.__name__ for kind in kinds)
        raise UnknownKeyError(f"article {self._article.id!r} refers to {key!r}, but has no such {names}")

    def _alternatives(self, node: Token, preferred: str, forms: tuple[str, ...]) -> None:
        """Forms seen as ``skos:altLabel``; the preferred label itself is never one (SKOS S13)."""
        for form in forms:
            label = vi(form)
            if label not in (_NO_LABEL, vi(preferred)):
                self._put(node, SKOS.altLabel, label)

    def _concept(self, concept_id: str | None, text: str | None, word: str, *classes: Token) -> Token | None:
        """The concept with this id; where `text` is no label of it, an own narrower concept named `text`."""
        if concept_id is not None and (text is None or names_concept(self._vocabulary, concept_id, text)):
            return iri(concept_iri(concept_id))
        if text is None:
            return None
        label = vi(text)
        node = iri(self._mint.entity(word, value_of(label).casefold()))
        self._types(node, SKOS.Concept, *classes)
        self._put(node, SKOS.prefLabel, label)
        if concept_id is not None:
            self._put(node, SKOS.broader, iri(concept_iri(concept_id)))
        return node

    # -- the article -----------------------------------------------------------------------------------

    def _describe_article(self) -> None:
        article, node = self._article, self._node
        self._types(node, SCHEMA.NewsArticle, PROV.Entity)
        self._put(node, DCTERMS.identifier, plain(article.id))
        self._put(node, DANGBO.textSha256, plain(article.sha256))
        self._put(node, SCHEMA.inLanguage, plain("vi"))
        if article.title:
            self._put(node, SCHEMA.headline, vi(article.title))
        if article.published:
            self._put(node, SCHEMA.datePublished, date(article.published))
        if article.publisher:
            # a literal: the masthead is not a body that the story names
            self._put(node, SCHEMA.publisher, vi(article.publisher))
        if article.url:
            # a literal: a page's url is foreign text and need not be a valid IRI
            self._put(node, SCHEMA.url, typed(article.url, "anyURI"))

    # -- entities --------------------------------------------------------------------------------------

    def _person(self, fact: m.PersonFact, node: Token) -> None:
        self._types(node, FOAF.Person)
        self._put(node, FOAF.name, vi(fact.name))
        self._alternatives(node, fact.name, fact.forms)
        if fact.scope:
            self._put(node, DANGBO.scope, plain(fact.scope))

    def _organization(self, fact: m.OrganizationFact, node: Token) -> None:
        self._types(node, ORG.Organization, DANGBO[fact.body_class])
        self._put(node, SKOS.prefLabel, vi(fact.name))
        self._alternatives(node, fact.name, (*fact.forms, *forms_within(fact, self._vocabulary)))
        if fact.kind:
            self._put(node, ORG.classification, iri(concept_iri(fact.kind, "org-kind-")))
        if fact.place:
            self._put(node, DANGBO.place, iri(concept_iri(fact.place, "unit-")))
        if fact.scope:
            self._put(node, DANGBO.scope, plain(fact.scope))

    def _document(self, fact: m.DocumentFact, node: Token) -> None:
        self._types(node, DANGBO.PolicyDocument, ELI.LegalResource)
        title = _document_title(fact)
        self._put(node, DCTERMS.title, vi(title))
        self._alternatives(node, title, fact.forms)
        if fact.title and fact.anchor is None:
            # the title of an anchor document is the register's word, not the article's: it stands with the anchor
            self._alternatives(node, title, (fact.title,))
        for form in fact.forms:
            self._put(node, DANGBO.printedAs, plain(form))
        self._put(node, DANGBO.documentKind, iri(concept_iri(fact.kind_id, "doc-kind-")))
        self._put(node, DANGBO.issuedBy, self._ref(fact.issuer, m.OrganizationFact))
        if fact.number:
            self._put(node, DANGBO.documentNumber, plain(fact.number))
        if fact.symbol:
            self._put(node, DANGBO.documentSymbol, plain(fact.symbol))
        if fact.issued:
            self._put(node, DCTERMS.issued, date(fact.issued))
        if fact.anchor:
            self._put(node, DANGBO.registerEntry, iri(concept_iri(fact.anchor, "anchor-")))

    def _model(self, fact: m.ModelFact, node: Token) -> None:
        self._types(node, DANGBO.Model)
        self._put(node, DCTERMS.title, vi(fact.title))
        self._put(node, DANGBO.implementedBy, self._ref(fact.organization, m.OrganizationFact))
        if fact.status:
            self._put(node, DANGBO.modelStatus, iri(concept_iri(fact.status, "model-status-")))
        if fact.level:
            self._put(node, DANGBO.modelLevel, iri(concept_iri(fact.level, "level-")))

    # -- statements ------------------------------------------------------------------------------------

    def _post(self, fact: m.PostFact, node: Token) -> None:
        person = self._ref(fact.person, m.PersonFact)
        self._types(node, ORG.Membership, DANGBO.PostHolding)
        self._put(node, ORG.member, person)
        if person is not None:
            self._types(person, DANGBO.Official)
        text = fact.role if fact.role_id is None else None
        self._put(node, ORG.role, self._concept(fact.role_id, text, "role", ORG.Role))
        self._put(node, ORG.organization, self._ref(fact.organization, m.OrganizationFact))
        self._put(node, DANGBO.holdingStatus, plain(fact.status.value))
        if fact.attested_on:
            self._put(node, DANGBO.attestedOn, date(fact.attested_on))
        if fact.organization_inferred:
            self._put(node, DANGBO.organizationInferred, boolean(True))

    def _document_link(self, fact: m.DocumentLinkFact, node: Token) -> None:
        source = self._ref(fact.source, m.DocumentFact)
        target = self._ref(fact.target, m.DocumentFact)
        if source is not None:
            self._put(source, DANGBO[fact.relation], target)
        self._types(node, DANGBO.DocumentRelation)
        self._put(node, DANGBO.relationSource, source)
        self._put(node, DANGBO.relationTarget, target)
        self._put(node, DANGBO.relationType, plain(fact.relation))

    def _award(self, fact: m.AwardFact, node: Token) -> None:
        self._types(node, DANGBO.AwardGrant, PROV.Entity)
        self._put(node, DANGBO.awardForm, self._concept(fact.form_id, fact.form, "award-form"))
        self._put(node, DANGBO.grantor, self._ref(fact.grantor, m.OrganizationFact))
        self._put(node, DANGBO.recipient, self._ref(fact.recipient, *_RECIPIENTS))
        self._put(node, DANGBO.grantedAt, self._ref(fact.event, m.EventFact))
        if fact.date:
            self._put(node, DCTERMS.date, date(fact.date))
        kind = self._concept(fact.recipient_kind_id, fact.recipient_kind, "recipient-kind")
        if kind is not None or fact.count is not None:
            group = iri(self._mint.statement("group", fact.key, self._article.id))
            self._types(group, DANGBO.RecipientGroup)
            self._put(node, DANGBO.recipientGroup, group)
            self._put(group, DANGBO.recipientKind, kind)
            if fact.count is not None:
                self._put(group, DANGBO["count"], integer(fact.count))

    def _event(self, fact: m.EventFact, node: Token) -> None:
        self._types(node, SCHEMA.Event, PROV.Activity)
        self._put(node, DANGBO.eventKind, iri(concept_iri(fact.kind_id, "event-kind-")))
        if fact.name:
            self._put(node, SCHEMA.name, vi(fact.name))
        if fact.date:
            self._put(node, SCHEMA.startDate, date(fact.date))
            if fact.date_inferred:
                self._put(node, DANGBO.dateInferred, boolean(True))
        for organizer in fact.organizers:
            self._put(node, SCHEMA.organizer, self._ref(organizer, m.OrganizationFact))
        if fact.place:
            self._put(node, SCHEMA.location, vi(fact.place))

    def _participation(self, fact: m.ParticipationFact, node: Token) -> None:
        self._types(node, DANGBO.Participation)
        self._put(node, DANGBO.participant, self._ref(fact.person, m.PersonFact))
        self._put(node, DANGBO.participationRole, iri(concept_iri(fact.role)))
        self._put(node, DANGBO.inEvent, self._ref(fact.event, m.EventFact))

    def _statistic(self, fact: m.StatisticFact, node: Token) -> None:
        self._types(node, DANGBO.Statistic, SCHEMA.QuantitativeValue)
        self._put(node, SCHEMA.value, decimal(fact.value))
        self._put(node, SCHEMA.unitText, plain(fact.unit))
        self._put(node, DANGBO.printedAs, plain(fact.printed_as))
        if fact.qualifier:
            self._put(node, DANGBO.qualifier, plain(fact.qualifier))
        if fact.period:
            self._put(node, DANGBO.referencePeriod, plain(fact.period))
        self._put(node, DANGBO.about, self._ref(fact.about, m.OrganizationFact))
        self._put(node, DANGBO.partOfTotal, self._ref(fact.part_of_total, m.StatisticFact))
        if fact.share_of is not None:
            part, whole = fact.share_of
            self._put(node, DANGBO.sharePart, self._ref(part, m.StatisticFact))
            self._put(node, DANGBO.shareWhole, self._ref(whole, m.StatisticFact))

    def _part_of(self, fact: m.PartOfFact, node: Token) -> None:
        child = self._ref(fact.child, m.OrganizationFact)
        parent = self._ref(fact.parent, m.OrganizationFact)
        if child is not None:
            self._put(child, ORG.subOrganizationOf, parent)
        self._types(node, DANGBO.Nesting)
        self._put(node, DANGBO.child, child)
        self._put(node, DANGBO.parent, parent)
        self._put(node, DANGBO.stated, boolean(fact.stated))


def _document_title(fact: m.DocumentFact) -> str:
    """The full name of a document: kind with symbol, else kind with two-digit number, else its own title."""
    if fact.symbol:
        return f"{fact.kind} số {fact.symbol}"
    if fact.number:
        return f"{fact.kind} số {fact.number.zfill(2)}"
    return fact.title or fact.kind
