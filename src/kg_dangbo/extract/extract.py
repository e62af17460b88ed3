"""The walk of one article through the extractors."""

from __future__ import annotations

import gc
from functools import lru_cache
from typing import Final

from kg_dangbo.extract.award_parts import award_words
from kg_dangbo.extract.awards import find_awards
from kg_dangbo.extract.body_words import BodyWords
from kg_dangbo.extract.career_cues import CUE_WORDS
from kg_dangbo.extract.cues import cue_words
from kg_dangbo.extract.document_links import find_document_links
from kg_dangbo.extract.document_words import kind_matcher
from kg_dangbo.extract.documents import find_documents
from kg_dangbo.extract.event_candidates import event_kinds
from kg_dangbo.extract.events import find_events
from kg_dangbo.extract.models import find_models, model_words
from kg_dangbo.extract.organizations import Organizations
from kg_dangbo.extract.page import Page, PersonMention, Sentence
from kg_dangbo.extract.page_numbers import NUMERAL_WORDS
from kg_dangbo.extract.participation_verbs import TOLD_WORDS
from kg_dangbo.extract.participations import find_participations
from kg_dangbo.extract.person_words import PersonWords
from kg_dangbo.extract.persons import Persons
from kg_dangbo.extract.posts import Posts
from kg_dangbo.extract.role_words import RoleWords
from kg_dangbo.extract.statistics import find_statistics
from kg_dangbo.extract.titles import TitleGrammar
from kg_dangbo.extract.zones import paragraphs
from kg_dangbo.language.dates import find_dates, find_yearless
from kg_dangbo.language.digits import Digits
from kg_dangbo.language.sentences import split_sentences
from kg_dangbo.language.tokens import tokenize
from kg_dangbo.language.years import year_hint
from kg_dangbo.model import (
    Article,
    AwardFact,
    DocumentFact,
    EventFact,
    Extraction,
    Fact,
    ModelFact,
    OrganizationFact,
    PostFact,
    StatisticFact,
)
from kg_dangbo.vocabulary import Lexicon, Vocabulary

__all__ = ["extract"]

_LEAD: Final = 700  # code points of headline and lead


class _Words:
    """The compiled word lists of all extractors, and the lexicon that finds the words of all of them in one pass."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.bodies = BodyWords(vocabulary)
        self.roles = RoleWords(vocabulary)
        self.persons = PersonWords(vocabulary)
        bodies, models, awards = self.bodies, model_words(vocabulary), award_words(vocabulary)
        self.lexicon = Lexicon(
            [
                *(bodies.loose, bodies.strict, bodies.descriptors, bodies.local_units),
                *(self.roles.loose, self.roles.strict, self.persons.loose, self.persons.strict),
                *(kind_matcher(vocabulary), models.cues, models.statuses, models.levels),
                *(cue_words(vocabulary).matcher, event_kinds(vocabulary).matcher),
                *(awards.form_words, NUMERAL_WORDS, TOLD_WORDS, CUE_WORDS),
            ]
        )


@lru_cache(maxsize=4)
def _words(vocabulary: Vocabulary) -> _Words:
    return _Words(vocabulary)


def extract(article: Article, vocabulary: Vocabulary, *, explain: bool = False) -> Extraction:
    """Every fact that ``article`` states, each with its evidence; with ``explain`` also what was not taken, and why.

    A pure function of its arguments: no clock, no network, no state. Facts come in a fixed order: kind, first
    evidence, key. Offsets in evidence are code points of ``article.text``, end exclusive.
    """
    # Nothing here makes cycles, and the collector would walk the words of the page again and again: a seventh of the
    # time. What is dropped is freed at once as ever.
    collecting = gc.isenabled()
    gc.disable()
    try:
        return _extract(article, vocabulary, explain)
    finally:
        if collecting:
            gc.enable()


def _extract(article: Article, vocabulary: Vocabulary, explain: bool) -> Extraction:
    words = _words(vocabulary)
    page = Page(article, explaining=explain)
    words.lexicon.search(page.folded)
    sentences = []
    for number, paragraph in enumerate(paragraphs(article.text, article.title, vocabulary)):
        for start, end in split_sentences(article.text, paragraph.start, paragraph.end):
            sentences.append(Sentence(start, end, number, paragraph.zone, paragraph.story))
    page.sentences = tuple(sentences)
    digits = page.folded.hits[Digits] = Digits(page.folded)
    anchor = article.published or year_hint(article.text, digits)
    page.anchor = anchor
    page.dates = tuple(find_dates(article.text, anchor, digits))
    if anchor is None:
        page.yearless = tuple(find_yearless(article.text, digits))

    tokens = tokenize(article.text, page.folded)
    page.abbreviations = dict(tokens.definitions)
    organizations = Organizations(page, tokens, vocabulary, words.bodies)
    titles = TitleGrammar(tokens, organizations.grammar, words.roles)
    page.organizations = organizations.find(titles.blocked())

    posts = Posts(page, tokens, titles, organizations.register)
    barred = set(titles.roles) | organizations.grammar.heads_alone()
    ends = {chain.next: chain.first for chain in posts.chains}
    starts = {chain.first for chain in posts.chains}
    persons = Persons(page, tokens, vocabulary, words.persons)
    full = persons.find(barred, ends, starts)
    mentions = persons.later(full, barred)
    posts.find(mentions)
    page.persons = _merge(mentions, posts.by_title())
    page.organizations = organizations.without_offices(page.organizations, posts.noted.attached)

    documents = find_documents(page, vocabulary)
    links = find_document_links(page, documents, vocabulary)
    models = find_models(page, vocabulary)
    events = find_events(page, vocabulary)
    awards, counts = find_awards(page, vocabulary, models, events)
    participations = find_participations(page, vocabulary, events)
    statistics = find_statistics(page, vocabulary, counts)

    holdings = posts.facts(_attested(events, article.published))
    used = _organization_keys(holdings, documents, models, awards, events, statistics)
    bodies: list[OrganizationFact] = organizations.facts(used)
    nesting = organizations.part_of_facts({f.key for f in bodies})
    facts: list[Fact] = [*persons.facts(), *bodies, *holdings, *documents, *links, *models, *awards, *events]
    facts += [*participations, *statistics, *nesting]
    return Extraction(article, tuple(facts), tuple(page.rejected))


def _attested(events: list[EventFact], published: str | None) -> str | None:
    """The ISO date on which the page attests posts: that of the event which it reports, else that of the page.

    An event is reported where it took place in the month of the page or in the one before, and not after the page;
    where nobody says when the page was published, the first one that headline or lead tell of is. Others are history or
    plans: the congress of 1960 in somebody's life is not the day on which somebody else is chairman.
    """
    if published is None:
        first = min(events, key=_place, default=None)
        return first.date if first is not None and _place(first) < _LEAD else None
    return next((event.date for event in events if event.date and _is_news(event.date, published)), published)


def _place(event: EventFact) -> int:
    return event.evidence[0].start


def _is_news(day: str, published: str) -> bool:
    known = min(len(day), len(published))
    if day[:known] > published[:known] or known < len("2022-05"):
        return False
    months = [int(one[:4]) * 12 + int(one[5:7]) for one in (day, published)]
    return months[1] - months[0] <= 1


def _merge(mentions: tuple[PersonMention, ...], more: list[PersonMention]) -> tuple[PersonMention, ...]:
    merged: list[PersonMention] = []
    for mention in sorted([*mentions, *more], key=lambda m: (m.start, not m.full)):
        if not merged or mention.start >= merged[-1].end:
            merged.append(mention)
    return tuple(merged)


def _organization_keys(
    holdings: list[PostFact],
    documents: list[DocumentFact],
    models: list[ModelFact],
    awards: list[AwardFact],
    events: list[EventFact],
    statistics: list[StatisticFact],
) -> set[str | None]:
    """Every key of a body that a fact refers to; keys of other entities (recipients of awards) do no harm."""
    keys: set[str | None] = set()
    for holding in holdings:
        keys.add(holding.organization)
    for document in documents:
        keys.add(document.issuer)
    for model in models:
        keys.add(model.organization)
    for award in awards:
        keys.add(award.grantor)
        keys.add(award.recipient)
    for event in events:
        keys.update(event.organizers)
    for statistic in statistics:
        keys.add(statistic.about)
    return keys
