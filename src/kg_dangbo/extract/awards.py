"""Awards: who was granted what by whom, one fact for each named recipient and each counted group.

`award_sentences` reads the sentences; here repeated statements become one grant, totals give way to their parts, and
grants are tied to the event of their story.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from operator import attrgetter
from typing import Final

from kg_dangbo.extract.award_grants import Award
from kg_dangbo.extract.award_parts import RecipientGroup, award_words
from kg_dangbo.extract.award_sentences import AwardReader
from kg_dangbo.extract.cues import cue_words
from kg_dangbo.extract.page import Page, Zone
from kg_dangbo.model import AwardFact, EventFact, ModelFact
from kg_dangbo.vocabulary import Vocabulary

__all__ = ["find_awards"]

_KINDS: Final = ("Huân chương", "Huy chương")  # of which a caption names no more than the kind
_PARTS_REACH: Final = 700  # from a total to the first of its parts
_COMPARED: Final = 20  # earlier grants to as many of the same kind


def find_awards(
    page: Page, vocabulary: Vocabulary, models: list[ModelFact], events: list[EventFact]
) -> tuple[list[AwardFact], list[tuple[int, int]]]:
    """The awards that the story states, and the spans [start, end) of the counts they use.

    Reads ``page.text``, sentences, dates, organisations and persons; ``models`` are possible recipients, ``events``
    the occasions. Totals that the text breaks down are left out, but their counts are among the spans: they are no
    statistics either.
    """
    words = award_words(vocabulary)
    forms = words.forms(page)
    if not forms:
        return [], []
    reader = AwardReader(page, words, cue_words(vocabulary).find(page.folded), models)
    found: list[Award] = []
    headline: list[Award] = []
    i = 0
    while i < len(forms):
        sentence = page.sentence_at(forms[i].start)
        of_sentence = [forms[i]]
        i += 1
        while i < len(forms) and sentence is not None and forms[i].start < sentence.end:
            of_sentence.append(forms[i])
            i += 1
        if sentence is not None and sentence.zone.states_facts:
            reader.read(sentence, of_sentence, headline if sentence.zone is Zone.HEADLINE else found)
    spans = sorted({(a.group.start, a.group.number_end) for a in (*found, *headline) if a.group is not None})
    told = {a.form.id for a in found}
    # a headline sums up: it counts only where the story below does not say it
    found += [a for a in headline if a.form.id not in told and not (a.form.verb and found)]
    awards = _merged(_without_totals(found))
    _share_badge_grantor(awards)
    return _facts(page, awards, events), spans


def _share_badge_grantor(awards: Sequence[Award]) -> None:
    """A caption above the text that says by whose decision the story's Party badges are given: all by the same."""
    grantors: dict[int, set[str]] = {}
    for award in awards:
        if award.form.party_badge and award.grantor is not None:
            grantors.setdefault(award.story, set()).add(award.grantor)
    for award in awards:
        named = grantors.get(award.story, set())
        if award.form.party_badge and award.grantor is None and len(named) == 1:
            award.grantor = next(iter(named))


def _without_totals(found: list[Award]) -> list[Award]:
    """Drop the totals whose parts were found: those broken down in their sentence, and sums of Party badges."""
    parts = [a for a in found if a.group is not None and not a.total]
    tiers = sum(
        a.group.count for a in {(_key(a)): a for a in parts if a.form.party_badge and _tier(a)}.values() if a.group
    )
    groups = sorted((a.group for a in parts if a.group is not None), key=lambda g: g.start)
    kept = []
    for award in found:
        group = award.group
        if group is not None:
            if award.total and _broken_down(group, groups):
                continue
            if award.form.party_badge and not _tier(award) and group.count == tiers:
                continue
        kept.append(award)
    return kept


def _broken_down(total: RecipientGroup, groups: Sequence[RecipientGroup]) -> bool:
    """A smaller group of the same kind follows soon: a part of the total."""
    first = bisect_right(groups, total.start, key=attrgetter("start"))
    return any(
        g.id == total.id and g.count < total.count and g.start - total.start < _PARTS_REACH
        for g in groups[first : first + _COMPARED]
    )


def _tier(award: Award) -> bool:
    return award.form.text != "Huy hiệu Đảng"


def _key(award: Award) -> tuple[str, str]:
    if award.group is not None:
        return award.form.text, f"{award.group.id}|{award.group.count}"
    return award.form.text, award.recipient or ""


def _merged(found: list[Award]) -> list[Award]:
    """Repeated statements of one grant become one, with all their evidence; captions and leads confirm."""
    kept: list[Award] = []
    by_recipient: dict[str, list[Award]] = {}
    for award in found:
        bucket = by_recipient.setdefault(_key(award)[1], [])
        for other in bucket[-_COMPARED:]:
            if not _same_grant(other, award):
                continue
            if (other.form.verb and not award.form.verb) or _of_kind(award, other):
                other.form = award.form
            other.grantor = other.grantor or award.grantor
            other.date = other.date or award.date
            other.occasion = other.occasion or award.occasion
            other.evidence += award.evidence
            break
        else:
            bucket.append(award)
            kept.append(award)
    return kept


def _of_kind(one: Award, other: Award) -> bool:
    """ "Huân chương Chiến công hạng Nhì", and in a caption only "Huân chương", for one recipient."""
    return one.recipient is not None and other.form.text in _KINDS and one.form.text.startswith(other.form.text + " ")


def _same_grant(a: Award, b: Award) -> bool:
    forms = a.form.text == b.form.text or ((a.form.verb or b.form.verb) and a.group is not None)
    forms = forms or _of_kind(a, b) or _of_kind(b, a)
    grantors = a.grantor is None or b.grantor is None or a.grantor == b.grantor
    # two bodies that reward equally many are told in one breath; pages apart, the same grant is told again
    again = a.form.text == b.form.text and a.paragraph != b.paragraph and a.group is not None
    return forms and a.story == b.story and (grantors or again)


def _facts(page: Page, awards: Sequence[Award], events: Sequence[EventFact]) -> list[AwardFact]:
    by_story: dict[int, EventFact] = {}
    for event in reversed(events):
        sentence = page.sentence_at(event.evidence[0].start)
        if sentence is not None:
            by_story[sentence.story] = event
    facts = []
    seen: dict[str, int] = {}
    for award in awards:
        occasion = by_story.get(award.story) or (events[0] if len(events) == 1 else None)
        if occasion is not None and award.date is not None and not (occasion.date or "").startswith(award.date):
            occasion = None
        if occasion is not None and not award.occasion and award.date is None:
            occasion = None
        form, who = _key(award)
        key = "|".join(("award", form, who, award.grantor or ""))
        seen[key] = seen.get(key, 0) + 1
        group = award.group
        facts.append(
            AwardFact(
                key=key if seen[key] == 1 else f"{key}|{seen[key]}",
                evidence=tuple(award.evidence),
                form=award.form.text,
                form_id=award.form.id,
                grantor=award.grantor,
                recipient=award.recipient,
                recipient_kind=group.kind if group else None,
                recipient_kind_id=group.id if group else None,
                count=group.count if group else None,
                date=award.date or (occasion.date if occasion else None),
                event=occasion.key if occasion else None,
            )
        )
    return facts
