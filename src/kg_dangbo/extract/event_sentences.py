"""Event sentences: where a sentence says that a gathering was held.

A sentence speaks of an event when a body *holds* one ("Sáng 28/4, X tổ chức hội nghị"), when one *takes place*
("Đại hội ... đã bế mạc"), when a body does on a day what is done at meetings ("Chiều qua, X sơ kết phong trào"),
or when the lead names one on a day.
"""

from __future__ import annotations

from typing import Final

from kg_dangbo.extract import cue_uses as use
from kg_dangbo.extract import event_phrases as phrases
from kg_dangbo.extract.cues import Cue, CueIndex, cue_words, may_end, reported
from kg_dangbo.extract.event_builder import EventBuilder
from kg_dangbo.extract.event_candidates import SAME_DAY, EventCandidate, event_kinds
from kg_dangbo.extract.event_hosts import EventHosts
from kg_dangbo.extract.event_names import GatheringNames, acted, done_at, quoted, still_to_come
from kg_dangbo.extract.event_passage import EventPassage
from kg_dangbo.extract.page import Page, Sentence
from kg_dangbo.language.dates import FoundDate
from kg_dangbo.language.offsets import bisect_left
from kg_dangbo.vocabulary import Concept, Match, Vocabulary

__all__ = ["EventReader"]

_BY_CHAIRMAN: Final = "org-kind-uy-ban-nhan-dan|"
_WEAK: Final = ("có", "mở", "họp", "làm")  # verbs of holding only right before the noun
_NAME: Final = 120  # code points of a body's name before the noun of a gathering in it
_VERBS: Final = use.HOLD | use.TAKE_PLACE | use.IMPLIES
_NOT_DONE: Final = use.PLAN | use.PROPOSE | use.FUTURE
_ONLY_MENTIONS: Final = use.REFERENCE | use.PLURAL | use.PLAN


def _is_named(text: str, end: int) -> bool:
    """Whether a name follows: "lễ hội Tịch điền", "lễ hội đền Trần", "lễ hội kỷ niệm ..."."""
    return phrases.FESTIVAL.match(text, end) is not None


class EventReader:
    """Reads event sentences of one page."""

    def __init__(self, page: Page, vocabulary: Vocabulary) -> None:
        self.page = page
        self.text = page.text
        self.words = event_kinds(vocabulary)
        folded = page.folded
        self.cues: CueIndex = cue_words(vocabulary).find(folded)
        self.kinds: list[Match[Concept]] = self.words.matcher.find(folded)
        self.kind_starts = [k.start for k in self.kinds]
        self.same_day = bool(self.cues.uses(0, len(self.text)) & use.SAME_DAY)  # the page says "cùng ngày"
        self.published = page.article.published
        self.days: list[FoundDate] = [*page.dates, *page.yearless]
        if page.yearless:
            self.days.sort(key=lambda d: d.start)
        self.day_starts = [d.start for d in self.days]
        self.names = GatheringNames(page, self.cues, self.kinds, self.days)
        self.hosts = EventHosts(page, self.cues, self.days, self.words)
        self.build = EventBuilder(page, self.words, self.hosts)

    def candidate(self, sentence: Sentence, order: int, called: bool, *, is_lead: bool) -> EventCandidate | None:
        """The gathering that a sentence tells of, or None.

        ``order`` is the sentence's number on the page; ``called`` says whether any noun of a gathering stands in it.
        """
        passage = self._passage(sentence, called, is_lead)
        if passage is None:
            return None
        event = self._funeral(passage) or self._chaired(passage)
        # where no day is told, only a lead says that something was held
        if event is None and (passage.dates or passage.same_day or is_lead or self.page.explaining):
            event = self._held(passage) or self._takes_place(passage) or self._held_by(passage)
            event = event or self._implied(passage) or self._named_on_day(passage)
            if event is None and is_lead:
                event = self._named_in_lead(passage)
        event = event or self._mentioned(passage)
        if event is None:
            return None
        event.order = order
        if event.date is None and passage.same_day:
            event.date = SAME_DAY
        return event

    def _passage(self, sentence: Sentence, called: bool, is_lead: bool) -> EventPassage | None:
        """What of the sentence can tell of a gathering; None where nothing can, or it tells history."""
        start, end = sentence.start, min(sentence.end, sentence.start + phrases.WINDOW)
        uses = self.cues.uses(start, end)
        kinds: list[Match[Concept]] = []
        for i in range(bisect_left(self.kind_starts, start) if called else len(self.kinds), len(self.kinds)):
            kind = self.kinds[i]
            if kind.start >= end:
                break
            if not self.mentioned_only(kind, start):
                kinds.append(kind)
        if not kinds and not uses & _VERBS:
            return None
        first = bisect_left(self.day_starts, start)
        dated = first < len(self.days) and self.day_starts[first] < end
        same_day = self.same_day and self.cues.uses(start, start + 60) & use.SAME_DAY != 0
        if not (kinds or dated or same_day or is_lead or uses & use.CHAIR or self.page.explaining):
            return None  # whatever is done in it, it tells neither of what nor when
        verbs = self.cues.between(start, end, _VERBS) if uses & _VERBS else []
        dates: list[FoundDate] = []
        for i in range(first, len(self.days) if dated else first):
            day = self.days[i]
            if day.start >= end:
                break
            if (
                len(day.value) == (7 if day.value[0] == "-" else 10)
                and self._news(day)
                and not self._others(day, start)
            ):
                dates.append(day)
        if dated and not dates and verbs:
            day = self.days[first]
            if day.start < verbs[0].start and len(day.value) == 4:
                return None  # "Năm 2010, X tổ chức đại hội": history, not news
        return EventPassage(sentence, end, kinds, verbs, dates, uses, same_day, is_lead)

    def _news(self, day: FoundDate) -> bool:
        """A day of which the page can bring news: years before it was published are history, dates of documents."""
        return self.published is None or self.text[day.start] in "Hh" or reported(day.value, self.published)

    def _others(self, day: FoundDate, start: int) -> bool:
        """The day of a document or of an occasion."""
        text, at = self.page.low, day.start
        if at > start and text[at - 1].isspace():
            low = max(start, at - 40)
            if may_end(text, start, at, phrases.OTHER_DAY_ENDS):
                before = text[low:at]
                if any(word in before for word in phrases.OTHER_DAY_WORDS) and phrases.OTHER_DAY.search(before):
                    return True
            low = max(start, at - 26)
            if text.find("-", low, at) >= 0 or text.find("/", low, at) >= 0:
                return phrases.DOCUMENT_DAY.search(self.text[low:at]) is not None
        return False

    def mentioned_only(self, kind: Match[Concept], start: int) -> bool:
        """The noun is a reference ("Nghị quyết Đại hội"), a plural, or a part of a longer word."""
        text, at, end = self.text, kind.start, kind.end
        if end - at == 2 and (
            phrases.CUSTOM.search(text[max(start, at - 6) : at]) or text[end + 1 : end + 2].isdigit()
        ):
            return True  # "đi lễ", "nghỉ lễ", "lễ 30/4"
        if self.page.low[end + 1 : end + 3] in phrases.PRIVATE_HEADS and phrases.PRIVATE.match(text, end):
            return True  # "lễ cưới"
        if phrases.IN_GENERAL.match(text, end) or (kind.value.id == "event-kind-le-hoi" and not _is_named(text, end)):
            return True  # "đại hội đảng bộ các cấp", "chương trình đề ra", "công tác lễ hội"
        inside = self.page.organizations_in(max(0, at - _NAME), at)
        if inside and inside[-1].end >= end and kind.value.id not in self.words.own_host:
            return True  # "Trung tâm Xúc tiến đầu tư và Hội chợ Triển lãm X"
        if text[max(start, at - 2) : at] in ("à ", "À ") and text[max(start, at - 4) : at].casefold() == "nhà ":
            return True  # "nhà tang lễ"
        before = self.cues.last(max(start, at - 30), at, _ONLY_MENTIONS)
        return before is not None and not text[before.end : at].strip(" \u00a0")

    def _planned(self, passage: EventPassage, verb: int, end: int) -> bool:
        """Not yet done, not done, or only wished, what is told at [verb, end): "không tổ chức", "sẽ phối hợp với X"."""
        if not passage.uses & _NOT_DONE:
            return False
        for cue in self.cues.between(max(passage.start, verb - 90), verb, _NOT_DONE):
            gap = self.text[cue.end : verb]
            if len(gap.strip()) <= 12 or (cue.uses & use.FUTURE and "," not in gap and ";" not in gap):
                self.page.reject(cue.start, end, "event-planned")
                return True
        return False

    def _hosts(self, passage: EventPassage, verb: int) -> tuple[list[str], int]:
        """The subjects of the verb at ``verb``, and where the first of them begins."""
        known = passage.hosts.get(verb)
        if known is None:
            known = passage.hosts[verb] = self.hosts.of(passage.start, verb)
        return known

    def _held(self, passage: EventPassage) -> EventCandidate | None:
        """ "X tổ chức hội nghị", "X tổ chức sơ kết"."""
        if not passage.uses & use.HOLD:
            return None
        for verb in passage.verbs:
            if not verb.uses & use.HOLD or self._planned(passage, verb.start, verb.end):
                continue
            when = passage.day_before(verb.start)
            if when is None and passage.is_lead:
                when = passage.day_before(passage.end)
            elif when is None and not passage.same_day:
                continue
            weak = self.text[verb.start : verb.end].casefold() in _WEAK
            kind = passage.kind_in(verb.end, min(passage.end, verb.end + (6 if weak else phrases.VERB_TO_KIND)))
            implied: Cue | None = None
            if passage.uses & use.IMPLIES:
                implied = self.cues.first(verb.end, min(passage.end, verb.end + 20), use.IMPLIES)
            if kind is None and (implied is None or weak):
                continue
            if kind is not None and ";" in self.text[verb.end : kind.start]:
                continue
            organizers, first = self._hosts(passage, verb.start)
            if not organizers and when is None:
                continue
            return self.build.event(passage.sentence, kind, implied, when, organizers, verb, "event.held", first)
        return None

    def _funeral(self, passage: EventPassage) -> EventCandidate | None:
        """ "Lễ viếng bắt đầu từ 7h ngày 6/10", "Lễ an táng từ 13h cùng ngày tại quê nhà": announced, and held."""
        kind = passage.kinds[0] if passage.kinds else None
        if kind is None or kind.start - passage.start > 2 or kind.value.id not in phrases.FUNERAL:
            return None
        when = passage.day_behind(kind.end, passage.end)
        if when is None and not self.cues.uses(kind.end, min(passage.end, kind.end + phrases.DAY_AFTER)) & use.SAME_DAY:
            return None
        verb = Cue(kind.start, kind.end)
        event = self.build.event(passage.sentence, kind, None, when, [], verb, "event.takes-place", kind.start)
        event.date = event.date or SAME_DAY
        event.named = True
        return event

    def _chaired(self, passage: EventPassage) -> EventCandidate | None:
        """ "Ban Bí thư họp dưới sự chủ trì của đồng chí A": who chaired it tells that it was held, whatever the day."""
        if not passage.uses & use.CHAIR or not self._chaired_by(passage):
            return None
        for verb in passage.verbs:
            if self.text[verb.start : verb.end].casefold() not in phrases.MEETS:
                continue
            if self._planned(passage, verb.start, verb.end):
                continue
            body = self.hosts.right_before(passage.start, verb.start)
            if body is not None:
                kind = passage.kind_in(verb.start, verb.end + 12)
                when = passage.day_before(passage.end if passage.is_lead else verb.start)
                event = self.build.event(passage.sentence, kind, verb, when, [body.key], verb, "event.held", body.start)
                event.kind = event.kind or event.default or self.words.concepts["event-kind-cuoc-hop"]
                event.named = True
                return event
        return None

    def _chaired_by(self, passage: EventPassage) -> bool:
        """The sentence says under whose chair: "dưới sự chủ trì của"."""
        for cue in self.cues.between(passage.start, passage.end, use.CHAIR):
            if may_end(self.page.low, passage.start, cue.start, ("sự",)) and phrases.UNDER.search(
                self.text[max(passage.start, cue.start - 10) : cue.start]
            ):
                return True
        return False

    def _takes_place(self, passage: EventPassage) -> EventCandidate | None:
        """ "Đại hội ... đã bế mạc", "Sáng 5/3, tại X diễn ra hội nghị"."""
        if not passage.uses & use.TAKE_PLACE:
            return None
        for verb in passage.verbs:
            if not verb.uses & use.TAKE_PLACE or self._planned(passage, verb.start, verb.end):
                continue
            kind = passage.kind_in(max(passage.start, verb.start - phrases.KIND_TO_VERB), verb.start)
            if kind is None:
                kind = passage.kind_in(verb.end, min(passage.end, verb.end + 40))
            when = passage.day_before(passage.end)
            if kind is None or (when is None and not passage.is_lead):
                continue
            own = self.hosts.own(kind, passage.end)
            if not own and (when is None or not passage.is_lead):
                continue
            return self.build.event(
                passage.sentence, kind, None, when, own, verb, "event.takes-place", min(kind.start, verb.start)
            )
        return None

    def _held_by(self, passage: EventPassage) -> EventCandidate | None:
        """ "hội nghị ... do Huyện ủy X tổ chức ngày 18-10"."""
        if not passage.uses & use.HOLD or not passage.kinds or not passage.dates:
            return None
        for verb in passage.verbs:
            if not verb.uses & use.HOLD or passage.kinds[0].start >= verb.start:
                continue
            organizers, first = self._hosts(passage, verb.start)
            if not organizers or not phrases.DO.search(self.text[max(passage.start, first - 8) : first]):
                continue
            kind = passage.kind_in(passage.start, first)
            when = passage.day_behind(verb.end, verb.end + phrases.DAY_BEHIND) or passage.dates[0]
            if kind is not None:
                return self.build.event(
                    passage.sentence, kind, None, when, organizers, verb, "event.held-by", kind.start
                )
        return None

    def _implied(self, passage: EventPassage) -> EventCandidate | None:
        """ "Chiều qua, X, Y sơ kết phong trào": a body does, on a day, what is done at meetings."""
        if not passage.is_lead or not passage.uses & use.IMPLIES or not (passage.dates or passage.same_day):
            return None
        start = passage.start
        for verb in passage.verbs:
            if not verb.uses & use.IMPLIES or self._planned(passage, verb.start, verb.end):
                continue
            when = passage.day_before(verb.start)
            if when is not None and self.text[verb.start : verb.end].casefold() == "họp":
                body = self.page.organizations_in(verb.end, verb.end + 3)
                if body:
                    # "A chủ trì họp Ban Thường vụ", "tham dự kỳ họp HĐND": the body that sits stands behind the word
                    noun = next((k for k in passage.kinds if k.start <= verb.start < k.end), None)
                    hosts, at = [body[0].key], verb.start
                    event = self.build.event(passage.sentence, noun, verb, when, hosts, verb, "event.implied", at)
                    event.kind = event.kind or event.default
                    return event
            kinds = passage.kinds
            if (when is None and not passage.same_day) or (kinds and kinds[0].start < verb.start):
                continue
            organizers, first = self._hosts(passage, verb.start)
            doers = self.page.persons_in(when.end if when else start, verb.start)
            personal = verb.kind in phrases.PERSONAL or verb.uses & use.VISIT != 0
            if not organizers and not (personal and doers):
                continue
            if organizers and doers and not personal and doers[-1].start > first:
                continue  # the body belongs to the post of a person
            # "họp phiên thứ ba", "gặp mặt cán bộ": the verb is the noun of the gathering
            own = kinds[0] if kinds and kinds[0].start == verb.start else None
            return self.build.event(passage.sentence, own, verb, when, organizers, verb, "event.implied", first)
        return None

    def _named_in_lead(self, passage: EventPassage) -> EventCandidate | None:
        """ "Sáng 5/3, đồng chí A chủ trì hội nghị giao ban"."""
        for kind in passage.kinds:
            when = passage.day_before(kind.start)
            if when is None or kind.value.id == "event-kind-chuong-trinh":
                continue
            if self.text.endswith(("của ", "của\u00a0"), passage.start, kind.start):
                continue  # "kết luận ngày 5/3 của Hội nghị"
            verb = Cue(kind.start, kind.end)
            hosts = self._acting(kind, passage.start) or self.hosts.own(kind, passage.end)
            return self.build.event(passage.sentence, kind, None, when, hosts, verb, "event.named-in-lead", kind.start)
        return None

    def _named_on_day(self, passage: EventPassage) -> EventCandidate | None:
        """ "Trước đó, chiều 30/9, Hội nghị lần thứ nhất Ban Chấp hành ... đã bầu", "Tại buổi làm việc chiều 15/3"."""
        if not passage.dates:
            return None
        for kind in passage.kinds:
            before: FoundDate | None = None
            after: FoundDate | None = None
            for day in passage.dates:
                if day.end <= kind.start:
                    before = day
                elif day.start >= kind.end:
                    after = day
                    break
            if before is not None and phrases.DAY_THEN.fullmatch(self.text, before.end, kind.start):
                hosts = self.hosts.own(kind, passage.end)
                if hosts:
                    verb = Cue(kind.start, kind.end)
                    return self.build.event(
                        passage.sentence, kind, None, before, hosts, verb, "event.named-on-day", kind.start
                    )
            if after is None or not phrases.THEN_DAY.fullmatch(self.text[kind.end : after.start]):
                continue
            if kind.start == passage.start or phrases.OPENING.fullmatch(self.text[passage.start : kind.start]):
                verb = Cue(kind.start, kind.end)
                return self.build.event(passage.sentence, kind, None, after, [], verb, "event.named-on-day", kind.start)
        return None

    def _mentioned(self, passage: EventPassage) -> EventCandidate | None:
        """ "Phát biểu tại buổi tiếp xúc cử tri quận X ngày 4/10": something was done at it."""
        start, end = passage.start, passage.end
        for kind in passage.kinds:
            if not done_at(self.page.low, start, kind.start):
                continue
            if kind.value.id in phrases.NO_MEETINGS:
                continue
            if not (self.page.persons_in(start, end) or self.page.organizations_in(start, end)):
                continue
            if self._planned(passage, kind.start, kind.end) or quoted(self.text, start, kind.start):
                continue
            if still_to_come(self.page.low, kind.end):
                continue
            when = passage.day_behind(kind.end, kind.end + phrases.DAY_AFTER)
            if when is None or phrases.CLAUSE.search(self.text[kind.end : when.start]):
                first = passage.dates[0] if passage.dates else None
                when = None
                if first is not None and first.end <= kind.start and first.start - start <= 30:
                    when = first if kind.start - first.end <= phrases.OPENING_DAY else None
            verb = Cue(kind.start, kind.end)
            hosts = self._acting(kind, start) or self.hosts.own(kind, end)
            event = self.build.event(passage.sentence, kind, None, when, hosts, verb, "event.mentioned", kind.start)
            event.mentioned = True
            return event
        return None

    def _acting(self, kind: Match[Concept], start: int) -> list[str]:
        """ "HĐND tỉnh tiếp tục phiên chất vấn": the body that goes on with the gathering."""
        did = acted(self.page.low, start, kind.start)
        if not did:
            return []
        verb = kind.start - len(did)
        hosts, first = self.hosts.of(start, verb)
        if self.page.persons_in(first, verb):  # "Chủ tịch UBND tỉnh A chủ trì ...": a committee by its chairman
            return [h for h in hosts if h.startswith(_BY_CHAIRMAN)] if did.startswith("chủ trì") else []
        return hosts

    def identified(self, sentence: Sentence, order: int) -> list[EventCandidate]:
        """The gatherings of a sentence that their own names identify."""
        names = self.names.read(sentence)
        if not names:
            return []
        same_day = self.same_day and self.cues.uses(sentence.start, sentence.start + 60) & use.SAME_DAY != 0
        return [self.build.identified(sentence, order, name, same_day) for name in names]
