"""Event sentences: where a sentence says that a gathering was held.

A sentence speaks of an event when a body *holds* one ("Sáng 28/4, X tổ chức hội nghị"), when one *takes place*
("Đại hội ... đã bế mạc"), when a body does on a day what is done at meetings ("Chiều qua, X sơ kết phong trào"),
or when the lead names one on a day.
"""

from __future__ import annotations

from kg_dangbo.extract.cues import Cue, CueIndex, cue_words, reported, within
from kg_dangbo.extract.event_builder import EventBuilder
from kg_dangbo.extract.event_candidates import SAME_DAY, EventCandidate, event_kinds
from kg_dangbo.extract.event_hosts import EventHosts
from kg_dangbo.extract.event_names import ACTED, AT, FUTURE, GatheringNames, quoted
from kg_dangbo.extract.event_phrases import (
    CLAUSE,
    CUSTOM,
    DAY_AFTER,
    DAY_BEHIND,
    DAY_THEN,
    DO,
    FUNERAL,
    KIND_TO_VERB,
    MEETS,
    NO_MEETINGS,
    OPENING,
    OPENING_DAY,
    OTHER_DAY,
    PERSONAL,
    PRIVATE,
    THEN_DAY,
    UNDER,
    VERB_TO_KIND,
    WINDOW,
)
from kg_dangbo.extract.page import DateMention, Page, Sentence
from kg_dangbo.vocabulary import Concept, Match, Vocabulary

__all__ = ["EventReader"]

_BY_CHAIRMAN = "org-kind-uy-ban-nhan-dan|"


class EventReader:
    """Reads event sentences of one page."""

    def __init__(self, page: Page, vocabulary: Vocabulary) -> None:
        self.page = page
        self.text = page.text
        self.words = event_kinds(vocabulary)
        folded = page.folded
        self.cues: CueIndex = cue_words(vocabulary).find(folded)
        self.kinds: list[Match[Concept]] = self.words.matcher.find(folded)
        self.published = page.article.published
        self.days = sorted((*page.dates, *page.yearless), key=lambda d: d.start)
        self.names = GatheringNames(page, self.cues, self.kinds, self.days)
        self.hosts = EventHosts(page, self.cues, self.days)
        self.build = EventBuilder(page, self.words, self.hosts)

    def candidate(self, sentence: Sentence, order: int, *, is_lead: bool) -> EventCandidate | None:
        """The gathering that a sentence tells of, or None; ``order`` is the sentence's number on the page."""
        start, end = sentence.start, min(sentence.end, sentence.start + WINDOW)
        kinds = [k for k in within(self.kinds, start, end) if not self.mentioned_only(k, start)]
        verbs = self.cues.between(start, end, "hold", "take-place", "implies")
        if not kinds and not verbs:
            return None
        printed = within(self.days, start, end)
        dates = [d for d in printed if len(d.value) == (7 if d.value[0] == "-" else 10) and self._news(d)]
        dates = [d for d in dates if not OTHER_DAY.search(self.text[max(start, d.start - 40) : d.start])]
        if printed and not dates and verbs and printed[0].start < verbs[0].start and len(printed[0].value) == 4:
            return None  # "Năm 2010, X tổ chức đại hội": history, not news
        same_day = self.cues.between(start, start + 60, "same-day")
        for read in (self._funeral, self._chaired, self._held, self._takes_place, self._held_by, self._implied):
            event = read(sentence, start, end, kinds, verbs, dates, is_lead=is_lead)
            if event is not None:
                break
        else:
            event = self._named_on_day(sentence, start, end, kinds, dates)
            if event is None and is_lead:
                event = self._named_in_lead(sentence, start, end, kinds, dates)
            event = event or self._mentioned(sentence, start, end, kinds, dates)
        if event is None:
            return None
        event.order = order
        if event.date is None and same_day:
            event.date = SAME_DAY
        return event

    def _news(self, day: DateMention) -> bool:
        """A day of which the page can bring news: years before it was published are history, dates of documents."""
        return self.published is None or self.text[day.start] in "Hh" or reported(day.value, self.published)

    def mentioned_only(self, kind: Match[Concept], start: int) -> bool:
        """The noun is a reference ("Nghị quyết Đại hội"), a plural, or a part of a longer word."""
        if kind.end - kind.start == 2 and (
            CUSTOM.search(self.text[max(start, kind.start - 6) : kind.start])
            or self.text[kind.end + 1 : kind.end + 2].isdigit()
        ):
            return True  # "đi lễ", "nghỉ lễ", "lễ 30/4"
        if (
            PRIVATE.match(self.text, kind.end)
            or self.text[max(start, kind.start - 4) : kind.start].casefold() == "nhà "
        ):
            return True  # "lễ cưới", "nhà tang lễ"
        before = self.cues.between(max(start, kind.start - 30), kind.start, "reference", "plural", "plan")
        return any(not self.text[c.end : kind.start].strip(" \u00a0") for c in before)

    def _planned(self, verb: Cue, start: int) -> bool:
        """Not yet done, not done, or only wished: "không tổ chức", "sẽ phối hợp với X tổ chức"."""
        for cue in self.cues.between(max(start, verb.start - 90), verb.start, "plan", "propose", "future"):
            gap = self.text[cue.end : verb.start]
            if len(gap.strip()) <= 12 or ("future" in cue and "," not in gap and ";" not in gap):
                self.page.reject(cue.start, verb.end, "event-planned")
                return True
        return False

    def _held(
        self,
        sentence: Sentence,
        start: int,
        end: int,
        kinds: list[Match[Concept]],
        verbs: list[Cue],
        dates: list[DateMention],
        *,
        is_lead: bool,
    ) -> EventCandidate | None:
        """ "X tổ chức hội nghị", "X tổ chức sơ kết"."""
        for verb in verbs:
            if "hold" not in verb or self._planned(verb, start):
                continue
            weak = self.text[verb.start : verb.end].casefold() in ("có", "mở", "họp", "làm")
            reach = 6 if weak else VERB_TO_KIND
            kind = next(iter(within(kinds, verb.end, min(end, verb.end + reach))), None)
            implied = next(iter(self.cues.between(verb.end, min(end, verb.end + 20), "implies")), None)
            if kind is None and (implied is None or weak):
                continue
            if kind is not None and ";" in self.text[verb.end : kind.start]:
                continue
            organizers, first = self.hosts.of(start, verb.start)
            when = _first_before(dates, verb.start) or (_first_before(dates, end) if is_lead else None)
            if not organizers and when is None:
                continue
            if not is_lead and (when is None and not self.cues.between(start, start + 60, "same-day")):
                continue
            return self.build.event(sentence, kind, implied, when, organizers, verb, "event.held", first)
        return None

    def _funeral(
        self,
        sentence: Sentence,
        start: int,
        end: int,
        kinds: list[Match[Concept]],
        verbs: list[Cue],
        dates: list[DateMention],
        *,
        is_lead: bool,
    ) -> EventCandidate | None:
        """ "Lễ viếng bắt đầu từ 7h ngày 6/10", "Lễ an táng từ 13h cùng ngày tại quê nhà": announced, and held."""
        kind = kinds[0] if kinds else None
        if kind is None or kind.value.id not in FUNERAL or kind.start - start > 2:
            return None
        when = next((d for d in dates if d.start >= kind.end), None)
        same_day = self.cues.between(kind.end, min(end, kind.end + DAY_AFTER), "same-day")
        if when is None and not same_day:
            return None
        verb = Cue(kind.start, kind.end, frozenset(), None)
        event = self.build.event(sentence, kind, None, when, [], verb, "event.takes-place", kind.start)
        event.date = event.date or SAME_DAY
        event.named = True
        return event

    def _chaired(
        self,
        sentence: Sentence,
        start: int,
        end: int,
        kinds: list[Match[Concept]],
        verbs: list[Cue],
        dates: list[DateMention],
        *,
        is_lead: bool,
    ) -> EventCandidate | None:
        """ "Ban Bí thư họp dưới sự chủ trì của đồng chí A": who chaired it tells that it was held, whatever the day."""
        chaired = self.cues.between(start, end, "chair")
        if not any(UNDER.search(self.text[max(start, c.start - 10) : c.start]) for c in chaired):
            return None
        for verb in verbs:
            if self.text[verb.start : verb.end].casefold() not in MEETS or self._planned(verb, start):
                continue
            body = self.hosts.right_before(start, verb.start)
            if body is not None:
                kind = next(iter(within(kinds, verb.start, verb.end + 12)), None)
                when = _first_before(dates, verb.start) or (_first_before(dates, end) if is_lead else None)
                event = self.build.event(sentence, kind, verb, when, [body.key], verb, "event.held", body.start)
                event.kind = event.kind or event.default or self.words.concepts["event-kind-cuoc-hop"]
                event.named = True
                return event
        return None

    def _takes_place(
        self,
        sentence: Sentence,
        start: int,
        end: int,
        kinds: list[Match[Concept]],
        verbs: list[Cue],
        dates: list[DateMention],
        *,
        is_lead: bool,
    ) -> EventCandidate | None:
        """ "Đại hội ... đã bế mạc", "Sáng 5/3, tại X diễn ra hội nghị"."""
        for verb in verbs:
            if "take-place" not in verb or self._planned(verb, start):
                continue
            before = within(kinds, max(start, verb.start - KIND_TO_VERB), verb.start)
            kind = before[0] if before else next(iter(within(kinds, verb.end, min(end, verb.end + 40))), None)
            when = _first_before(dates, verb.start) or _first_before(dates, end)
            if kind is None or (when is None and not is_lead):
                continue
            own = self.hosts.own(kind, end)
            if not own and (when is None or not is_lead):
                continue
            return self.build.event(
                sentence, kind, None, when, own, verb, "event.takes-place", min(kind.start, verb.start)
            )
        return None

    def _held_by(
        self,
        sentence: Sentence,
        start: int,
        end: int,
        kinds: list[Match[Concept]],
        verbs: list[Cue],
        dates: list[DateMention],
        *,
        is_lead: bool,
    ) -> EventCandidate | None:
        """ "hội nghị ... do Huyện ủy X tổ chức ngày 18-10"."""
        for verb in verbs:
            if "hold" not in verb:
                continue
            organizers, first = self.hosts.of(start, verb.start)
            if not organizers or not DO.search(self.text[max(start, first - 8) : first]):
                continue
            kind = next(iter(within(kinds, start, first)), None)
            behind = next((d for d in dates if verb.end <= d.start < verb.end + DAY_BEHIND), None)
            when = behind or _first_before(dates, end)
            if kind is not None and when is not None:
                return self.build.event(sentence, kind, None, when, organizers, verb, "event.held-by", kind.start)
        return None

    def _implied(
        self,
        sentence: Sentence,
        start: int,
        end: int,
        kinds: list[Match[Concept]],
        verbs: list[Cue],
        dates: list[DateMention],
        *,
        is_lead: bool,
    ) -> EventCandidate | None:
        """ "Chiều qua, X, Y sơ kết phong trào": a body does, on a day, what is done at meetings."""
        same_day = self.cues.between(start, start + 60, "same-day")
        if not (is_lead and dates) and not (same_day and is_lead):
            return None
        for verb in verbs:
            if "implies" not in verb or self._planned(verb, start):
                continue
            when = _first_before(dates, verb.start)
            body = next(iter(self.page.organizations_in(verb.end, verb.end + 3)), None)
            if when is not None and body is not None and self.text[verb.start : verb.end].casefold() == "họp":
                # "đồng chí A chủ trì họp Ban Thường vụ": the body that sits stands behind the verb
                event = self.build.event(sentence, None, verb, when, [body.key], verb, "event.implied", verb.start)
                event.kind = event.default
                return event
            organizers, first = self.hosts.of(start, verb.start)
            if (when is None and not same_day) or (kinds and kinds[0].start < verb.start):
                continue
            doers = self.page.persons_in(when.end if when else start, verb.start)
            if not organizers and not ((verb.kind in PERSONAL or "visit" in verb) and doers):
                continue
            if organizers and any(p.start > first for p in doers) and verb.kind not in PERSONAL and "visit" not in verb:
                continue  # the body belongs to the post of a person
            # "họp phiên thứ ba", "gặp mặt cán bộ": the verb is the noun of the gathering
            own = kinds[0] if kinds and kinds[0].start == verb.start else None
            return self.build.event(sentence, own, verb, when, organizers, verb, "event.implied", first)
        return None

    def _named_in_lead(
        self, sentence: Sentence, start: int, end: int, kinds: list[Match[Concept]], dates: list[DateMention]
    ) -> EventCandidate | None:
        """ "Sáng 5/3, đồng chí A chủ trì hội nghị giao ban"."""
        for kind in kinds:
            when = _first_before(dates, kind.start)
            if when is None or kind.value.id == "event-kind-chuong-trinh":
                continue
            if self.text.endswith(("của ", "của\u00a0"), start, kind.start):
                continue  # "kết luận ngày 5/3 của Hội nghị"
            verb = Cue(kind.start, kind.end, frozenset(), None)
            hosts = self._acting(kind, start) or self.hosts.own(kind, end)
            return self.build.event(sentence, kind, None, when, hosts, verb, "event.named-in-lead", kind.start)
        return None

    def _named_on_day(
        self, sentence: Sentence, start: int, end: int, kinds: list[Match[Concept]], dates: list[DateMention]
    ) -> EventCandidate | None:
        """ "Trước đó, chiều 30/9, Hội nghị lần thứ nhất Ban Chấp hành ... đã bầu", "Tại buổi làm việc chiều 15/3"."""
        for kind in kinds:
            verb = Cue(kind.start, kind.end, frozenset(), None)
            before = [d for d in dates if d.end <= kind.start]
            if before and DAY_THEN.fullmatch(self.text[before[-1].end : kind.start]):
                hosts = self.hosts.own(kind, end)
                if hosts:
                    return self.build.event(
                        sentence, kind, None, before[-1], hosts, verb, "event.named-on-day", kind.start
                    )
            after = next((d for d in dates if d.start >= kind.end), None)
            opened = kind.start == start or OPENING.fullmatch(self.text[start : kind.start])
            if after is not None and opened and THEN_DAY.fullmatch(self.text[kind.end : after.start]):
                return self.build.event(sentence, kind, None, after, [], verb, "event.named-on-day", kind.start)
        return None

    def _mentioned(
        self, sentence: Sentence, start: int, end: int, kinds: list[Match[Concept]], dates: list[DateMention]
    ) -> EventCandidate | None:
        """ "Phát biểu tại buổi tiếp xúc cử tri quận X ngày 4/10": something was done at it."""
        for kind in kinds:
            before = self.text[max(start, kind.start - 60) : kind.start]
            if kind.value.id in NO_MEETINGS or not (AT.search(before) or ACTED.search(before)):
                continue
            if not (self.page.persons_in(start, end) or self.page.organizations_in(start, end)):
                continue
            if self._planned(Cue(kind.start, kind.end, frozenset()), start) or quoted(self.text, start, kind.start):
                continue
            if FUTURE.match(self.text, kind.end):
                continue
            when = next((d for d in dates if kind.end <= d.start < kind.end + DAY_AFTER), None)
            if when is None or CLAUSE.search(self.text[kind.end : when.start]):
                opening = [d for d in dates if d.end <= kind.start and d.start - start <= 30]
                when = opening[0] if opening and kind.start - opening[0].end <= OPENING_DAY else None
            verb = Cue(kind.start, kind.end, frozenset(), None)
            hosts = self._acting(kind, start) or self.hosts.own(kind, end)
            event = self.build.event(sentence, kind, None, when, hosts, verb, "event.mentioned", kind.start)
            event.mentioned = True
            return event
        return None

    def _acting(self, kind: Match[Concept], start: int) -> list[str]:
        """ "HĐND tỉnh tiếp tục phiên chất vấn": the body that goes on with the gathering."""
        acted = ACTED.search(self.text[max(start, kind.start - 60) : kind.start])
        if acted is None:
            return []
        verb = kind.start - len(acted[0])
        hosts, first = self.hosts.of(start, verb)
        if self.page.persons_in(first, verb):  # "Chủ tịch UBND tỉnh A chủ trì ...": a committee by its chairman
            return [h for h in hosts if h.startswith(_BY_CHAIRMAN)] if acted[0].casefold().startswith("chủ trì") else []
        return hosts

    def identified(self, sentence: Sentence, order: int) -> list[EventCandidate]:
        """The gatherings of a sentence that their own names identify."""
        same_day = bool(self.cues.between(sentence.start, sentence.start + 60, "same-day"))
        return [self.build.identified(sentence, order, name, same_day) for name in self.names.read(sentence)]


def _first_before(dates: list[DateMention], offset: int) -> DateMention | None:
    return next((d for d in dates if d.start < offset), None)
