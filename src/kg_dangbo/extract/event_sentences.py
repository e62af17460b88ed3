"""Event sentences: where a sentence says that a gathering was held.

A sentence speaks of an event when a body *holds* one ("Sáng 28/4, X tổ chức hội nghị"), when one *takes place*
("Đại hội ... đã bế mạc"), when a body does on a day what is done at meetings ("Chiều qua, X sơ kết phong trào"),
or when the lead names one on a day.
"""

from __future__ import annotations

from kg_dangbo.extract.cues import Cue, CueIndex, bare, cue_words, in_brackets, reported, within
from kg_dangbo.extract.event_candidates import SAME_DAY, EventCandidate, event_kinds
from kg_dangbo.extract.event_names import ACTED, AT, FUTURE, GatheringNames, quoted
from kg_dangbo.extract.event_phrases import (
    CEREMONY,
    CLAUSE,
    CUSTOM,
    DAY_AFTER,
    DAY_BEHIND,
    DAY_THEN,
    DO,
    ELSEWHERE,
    FUNERAL,
    JOINT,
    KIND_TO_VERB,
    LATE,
    NAME,
    NAME_END,
    NO_MEETINGS,
    NOT_OWN,
    OPENING,
    OPENING_DAY,
    OTHER_DAY,
    PERSONAL,
    PLACE,
    PRIVATE,
    THEN_DAY,
    TOWARDS,
    VERB_TO_KIND,
    WINDOW,
    WITHOUT_TENSE,
)
from kg_dangbo.extract.page import DateMention, OrganizationMention, Page, Sentence
from kg_dangbo.language.normal import canonical
from kg_dangbo.vocabulary import Concept, Match, Vocabulary

__all__ = ["EventReader"]


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
        for read in (self._funeral, self._held, self._takes_place, self._held_by, self._implied):
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
            organizers, first = self._hosts(start, verb.start)
            when = _first_before(dates, verb.start) or (_first_before(dates, end) if is_lead else None)
            if not organizers and when is None:
                continue
            if not is_lead and (when is None and not self.cues.between(start, start + 60, "same-day")):
                continue
            return self._event(sentence, kind, implied, when, organizers, verb, "event.held", first)
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
        event = self._event(sentence, kind, None, when, [], verb, "event.takes-place", kind.start)
        event.date = event.date or SAME_DAY
        event.named = True
        return event

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
            own = self._own_hosts(kind, end)
            if not own and (when is None or not is_lead):
                continue
            return self._event(sentence, kind, None, when, own, verb, "event.takes-place", min(kind.start, verb.start))
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
            organizers, first = self._hosts(start, verb.start)
            if not organizers or not DO.search(self.text[max(start, first - 8) : first]):
                continue
            kind = next(iter(within(kinds, start, first)), None)
            behind = next((d for d in dates if verb.end <= d.start < verb.end + DAY_BEHIND), None)
            when = behind or _first_before(dates, end)
            if kind is not None and when is not None:
                return self._event(sentence, kind, None, when, organizers, verb, "event.held-by", kind.start)
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
        if not is_lead or not dates:
            return None
        for verb in verbs:
            if "implies" not in verb or self._planned(verb, start):
                continue
            when = _first_before(dates, verb.start)
            body = next(iter(self.page.organizations_in(verb.end, verb.end + 3)), None)
            if when is not None and body is not None and self.text[verb.start : verb.end].casefold() == "họp":
                # "đồng chí A chủ trì họp Ban Thường vụ": the body that sits stands behind the verb
                event = self._event(sentence, None, verb, when, [body.key], verb, "event.implied", verb.start)
                event.kind = event.default
                return event
            organizers, first = self._hosts(start, verb.start)
            if when is None or (kinds and kinds[0].start < verb.start):
                continue
            doers = self.page.persons_in(when.end, verb.start)
            if not organizers and not ((verb.kind in PERSONAL or "visit" in verb) and doers):
                continue
            if organizers and any(p.start > first for p in doers) and verb.kind not in PERSONAL and "visit" not in verb:
                continue  # the body belongs to the post of a person
            # "họp phiên thứ ba", "gặp mặt cán bộ": the verb is the noun of the gathering
            own = kinds[0] if kinds and kinds[0].start == verb.start else None
            return self._event(sentence, own, verb, when, organizers, verb, "event.implied", first)
        return None

    def _named_in_lead(
        self, sentence: Sentence, start: int, end: int, kinds: list[Match[Concept]], dates: list[DateMention]
    ) -> EventCandidate | None:
        """ "Sáng 5/3, đồng chí A chủ trì hội nghị giao ban"."""
        for kind in kinds:
            when = _first_before(dates, kind.start)
            if when is None or kind.value.id == "event-kind-chuong-trinh":
                continue
            verb = Cue(kind.start, kind.end, frozenset(), None)
            return self._event(
                sentence, kind, None, when, self._own_hosts(kind, end), verb, "event.named-in-lead", kind.start
            )
        return None

    def _named_on_day(
        self, sentence: Sentence, start: int, end: int, kinds: list[Match[Concept]], dates: list[DateMention]
    ) -> EventCandidate | None:
        """ "Trước đó, chiều 30/9, Hội nghị lần thứ nhất Ban Chấp hành ... đã bầu", "Tại buổi làm việc chiều 15/3"."""
        for kind in kinds:
            verb = Cue(kind.start, kind.end, frozenset(), None)
            before = [d for d in dates if d.end <= kind.start]
            if before and DAY_THEN.fullmatch(self.text[before[-1].end : kind.start]):
                hosts = self._own_hosts(kind, end)
                if hosts:
                    return self._event(sentence, kind, None, before[-1], hosts, verb, "event.named-on-day", kind.start)
            after = next((d for d in dates if d.start >= kind.end), None)
            opened = kind.start == start or OPENING.fullmatch(self.text[start : kind.start])
            if after is not None and opened and THEN_DAY.fullmatch(self.text[kind.end : after.start]):
                return self._event(sentence, kind, None, after, [], verb, "event.named-on-day", kind.start)
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
            hosts = self._own_hosts(kind, end)
            acted = ACTED.search(before)
            if acted is not None:  # "HĐND tỉnh tiếp tục phiên chất vấn"
                hosts = self._hosts(start, kind.start - len(acted[0]))[0] or hosts
            event = self._event(sentence, kind, None, when, hosts, verb, "event.mentioned", kind.start)
            event.mentioned = True
            return event
        return None

    # -- parts of a candidate --------------------------------------------------------------------------------

    def _hosts(self, start: int, verb: int) -> tuple[list[str], int]:
        """The bodies that are the subject of the verb at ``verb``: the run of joined bodies that ends there."""
        low = max(start, verb - WINDOW)
        bodies = [
            o
            for o in self.page.organizations_in(low, verb)
            if o.end <= verb and not in_brackets(self.text, low, o.start)
        ]
        places = [m.span() for m in PLACE.finditer(self.text, low, verb)]
        bodies = [o for o in bodies if not any(a <= o.start < b for a, b in places)]
        persons = self.page.persons_in(low, verb)
        run: list[OrganizationMention] = []
        right = verb
        for body in reversed(bodies):
            gap = bare(self.text[body.end : right])
            pattern = LATE if not run else JOINT
            if not run:
                # what may stand between the host and its verb: a place in apposition, an adverb
                if len(gap) > 60 or ";" in gap:
                    break
            elif not pattern.fullmatch(gap):
                break
            by = DO.search(self.text[max(low, body.start - 8) : body.start])  # "do Huyện ủy X tổ chức"
            if not by and any(p.start < body.start and not self._clause_between(p.end, body.start) for p in persons):
                break
            if TOWARDS.search(self.text[max(low, body.start - 8) : body.start]) and run:
                break
            run.append(body)
            right = body.start
        run.reverse()
        # "Chi bộ thôn Vọc, Đảng bộ xã Vũ Bản": the second is the parent in the name of the first, no second host
        if len(run) > 1 and self._is_parent(run[0], run[1]):
            del run[1]
        keys = list(dict.fromkeys(o.key for o in run))
        return keys, run[0].start if run else verb

    def _is_parent(self, cell: OrganizationMention, other: OrganizationMention) -> bool:
        """ "Chi bộ thôn Vọc, Đảng bộ xã Vũ Bản": a cell and the party organisation to which it belongs."""
        gap = self.text[cell.end : other.start].strip()
        first, second = self.text[cell.start : cell.end].casefold(), self.text[other.start : other.end].casefold()
        return gap == "," and first.startswith(("chi bộ", "đảng bộ")) and second.startswith("đảng bộ")

    def _clause_between(self, start: int, end: int) -> bool:
        if ";" in self.text[start:end] or end - start > 250:
            return True
        # "ông A cho biết chiều 6/12, Ban B tổ chức ...": what he says is another clause
        said = self.cues.between(start, end, "say")
        return bool(said) and any(said[-1].end <= d.start for d in within(self.days, start, end))

    def _own_hosts(self, kind: Match[Concept], end: int) -> list[str]:
        """The body in the event's own name: "Đại hội đại biểu Đảng bộ huyện X", not in what it heard or did."""
        if kind.value.value("ownHost") is None:
            return []
        stop = min(end, kind.end + 70)
        bodies = self.page.organizations_in(kind.start + 1, stop)
        if not bodies or ELSEWHERE.search(self.text[max(0, bodies[0].start - 8) : bodies[0].start]):
            return []
        return [bodies[0].key] if not NOT_OWN.search(self.text[kind.end : bodies[0].start]) else []

    def _event(
        self,
        sentence: Sentence,
        kind: Match[Concept] | None,
        implied: Cue | None,
        when: DateMention | None,
        organizers: list[str],
        verb: Cue,
        rule: str,
        first: int,
    ) -> EventCandidate:
        concept = kind.value if kind is not None else None
        default = self.words.concepts.get(implied.kind) if concept is None and implied and implied.kind else None
        if concept is None and default is None and implied and CEREMONY.match(self.text, implied.start):
            default = self.words.concepts["event-kind-le"]
        if kind is not None and not organizers:
            organizers = self._own_hosts(kind, sentence.end)
        begin = min(
            x for x in (when.start if when else verb.start, verb.start, kind.start if kind else verb.start, first)
        )
        head = kind.start if kind is not None else (implied or verb).start
        tail = self._name_end(head, sentence.end)
        if kind is not None and kind.start < verb.start < tail:
            tail = verb.start  # "Hội nghị lần thứ 10 | được tổ chức": the verb is not in the name
        place = PLACE.search(self.text, sentence.start, max(verb.start, head))
        confidence = 0.9 if when is not None and organizers else 0.75
        return EventCandidate(
            story=sentence.story,
            order=0,
            kind=concept,
            default=default,
            date=when.value if when else None,
            inferred=bool(when and when.inferred),
            organizers=organizers,
            name=WITHOUT_TENSE.sub("", canonical(self.text[head:tail]).rstrip(" ,-–")) or None,
            place=canonical(place.group(1)) if place else None,
            held=rule in ("event.held", "event.held-by"),
            evidence=[self.page.evidence(begin, max(tail, verb.end), rule, confidence)],
            nouns={kind.start} if kind is not None else set(),
        )

    def identified(self, sentence: Sentence, order: int) -> list[EventCandidate]:
        """The gatherings of a sentence that their own names identify."""
        out = []
        same_day = bool(self.cues.between(sentence.start, sentence.start + 60, "same-day"))
        for name in self.names.read(sentence):
            begin = min(name.start, name.day.start) if name.day else name.start
            out.append(
                EventCandidate(
                    story=sentence.story,
                    order=order,
                    kind=name.kind,
                    default=None,
                    date=name.day.value if name.day else SAME_DAY if same_day else None,
                    inferred=bool(name.day and name.day.inferred),
                    organizers=list(name.hosts),
                    name=canonical(self.text[name.start : name.end]).rstrip(" ,-–"),
                    place=None,
                    held=False,
                    evidence=[self.page.evidence(begin, name.end, "event.identified", 0.8 if name.day else 0.7)],
                    nouns={name.start},
                    ordinal=name.ordinal,
                    named=name.certain,
                )
            )
        return out

    def _name_end(self, start: int, end: int) -> int:
        stop = min(end, start + NAME)
        match = NAME_END.search(self.text, start, stop)
        if match:
            return match.start()
        if stop == end:
            return end
        space = self.text.rfind(" ", start, stop)
        return space if space > start else stop


def _first_before(dates: list[DateMention], offset: int) -> DateMention | None:
    return next((d for d in dates if d.start < offset), None)
