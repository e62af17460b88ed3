"""Award sentences: the grammar of who grants what to whom.

A sentence is read form by form. The verb before a form says which way the sentence runs:

* active: *grantor* tặng FORM cho *recipients* (also "tặng *recipients* FORM", "khen thưởng *recipients*");
* passive: *recipients* được *grantor* tặng FORM, *recipients* nhận FORM của *grantor*.

A form without its own verb goes on as the one before it. Whoever hands over is not the grantor; "FORM của X",
"thừa ủy quyền của X" are. What is only proposed or planned is no award.
"""

from __future__ import annotations

from typing import Final

from kg_dangbo.extract import award_phrases as phrases
from kg_dangbo.extract import cue_uses as use
from kg_dangbo.extract.award_grants import Award, AwardClause, Grant, Named
from kg_dangbo.extract.award_parts import PARTY_BADGE, AwardForm, RecipientGroup
from kg_dangbo.extract.award_slots import AwardSlots
from kg_dangbo.extract.award_tiers import counted_badge, tier_groups, zipped_tiers
from kg_dangbo.extract.cues import Cue, bare
from kg_dangbo.extract.page import Sentence, Zone

__all__ = ["AwardReader"]

_LONGEST: Final = 6000  # code points of one sentence that are read; lists of recipients are shorter
_OPENS: Final = 12  # a year dates the grant only where it opens the sentence: "Năm 2010, ông được tặng"
_GIVES: Final = use.GRANT | use.HAND_OVER
_GOVERNS: Final = use.GRANT | use.RECEIVE | use.HAND_OVER
_CLAUSE_VERBS: Final = _GOVERNS | use.PASSIVE | use.HOLD | use.ATTEND | use.CHAIR | use.SPEAK | use.SAY
_CLAUSE: Final = 700  # how far back a subject may stand
_TO_REACH: Final = 160  # code points from a form to the word "cho"


class AwardReader(AwardSlots):
    """Reads award sentences of one page."""

    def read(self, sentence: Sentence, forms: list[AwardForm], out: list[Award]) -> None:
        """Add the awards of one sentence to ``out``; ``forms`` are all that it prints."""
        end = min(sentence.end, sentence.start + _LONGEST)
        self.forms = forms
        self.groups = self.words.groups(self.page, sentence.start, sentence.end)
        self.group_starts = [g.start for g in self.groups]
        self._out = out
        before: Grant | None = None
        counted = self._tiers(end)
        self._taken = {g.start for pairs in counted.values() for _, g in pairs}
        for i, form in enumerate(forms):
            if form.start >= end:
                break
            later = forms[i + 1] if i + 1 < len(forms) and forms[i + 1].start < end else None
            if form.start in counted:
                before = self._tier(sentence, form, counted[form.start], before)
            else:
                before = self._form(sentence, form, before, later, end) or before

    # -- lists of Party badges -------------------------------------------------------------------------------------

    def _tiers(self, end: int) -> dict[int, list[tuple[AwardForm, RecipientGroup]]]:
        """Badges of the sentence that are read with their counts, by the start of the form that stands for them."""
        badges = [f for f in self.forms if f.party_badge and f.start < end]
        if not badges:
            return {}
        pairs = tier_groups(self.text, badges, [g for g in self.groups if g.start < end])
        counted = {f.start: [(f, pairs[f.start])] for f in badges if f.start in pairs and f.id != PARTY_BADGE}
        for form in badges:
            if form.id == PARTY_BADGE:
                listed = zipped_tiers(self.text, form.start, end, self.words)
                if listed and listed[0][0].start < form.end:
                    counted[form.start] = listed
            elif form.start not in counted and (group := counted_badge(self.text, form, self.words)) is not None:
                counted[form.start] = [(form, group)]
        return counted

    def _tier(
        self,
        sentence: Sentence,
        form: AwardForm,
        pairs: list[tuple[AwardForm, RecipientGroup]],
        before: Grant | None,
    ) -> Grant | None:
        """The grants of badges that were read with their counts; what is only planned makes none."""
        low = max(sentence.start, before.end if before is not None else 0)
        verb = self._verb(low, form)
        if verb is not None and self._unreal(low, verb):
            return before
        start, end, read = form.start, form.end, form.end
        for _, group in pairs:
            start = min(start, group.start)
            end = max(end, group.number_end)
            read = max(read, group.end)
        first = pairs[0][1]
        named = self._bodies(first.end, form.start) if first.end < form.start else []
        grantor = self._of(form) or (named[-1].key if named else None)
        grantor = grantor or (before.grantor if before is not None else None)
        if grantor is None and verb is not None:
            grantor = self._grantor(sentence.start, verb.start, sentence, form)
        grantor = grantor or self._badges_by(sentence)
        names = self._names_after(form, first, low, sentence) if len(pairs) == 1 else []
        for tier, group in pairs:
            if names:
                self._add(sentence, tier, grantor, names, [], start, end, "award.tier-named")
            self._add(sentence, tier, grantor, [], [group], min(start, group.start), max(end, group.end), "award.tier")
        return Grant(form, False, grantor, read, [], [])

    # -- one form ----------------------------------------------------------------------------------------------

    def _form(
        self, sentence: Sentence, form: AwardForm, before: Grant | None, later: AwardForm | None, end: int
    ) -> Grant | None:
        low = self._low(sentence, form, before)
        verb = self._verb(low, form)
        if form.verb and self._managed(form.start):
            self.page.reject(form.start, form.end, "award-managed")
            return None
        if verb is not None and self._unreal(low, verb):
            self.page.reject(verb.start, form.end, "award-planned")
            return None
        right = self._right_end(form, later, end)
        clause = AwardClause(sentence, form, before, low, right, verb, self._mark(low, verb, form))
        if verb is None:
            goes_on = before is not None and form.start - before.end < 200
            if form.party_badge and self._counted_next(form, right):
                return self._active_award(clause)
            if not goes_on and not self._given_after(form, right):
                return None
            passive = before is not None and goes_on and before.passive
        else:
            passive = clause.mark is not None or verb.uses & use.RECEIVE != 0
            if not passive and before is not None and before.passive and not form.verb:
                # "được UBND tỉnh biểu dương, tặng Bằng khen": the same recipients, unless others follow
                passive = self._also(before.end, verb) and self._recipients_from(clause)[0] < 0
        return self._passive_award(clause) if passive else self._active_award(clause)

    def _low(self, sentence: Sentence, form: AwardForm, before: Grant | None) -> int:
        """Where the clause of a form begins."""
        low = max(sentence.start, form.start - _CLAUSE, before.end if before is not None else 0)
        semicolon = self.text.rfind(";", low, form.start)
        if semicolon < 0:
            return low
        ended = before is not None and self.cues.first(semicolon, form.start, use.GRANT) is not None
        # a clause has ended; without a verb the semicolon only sets recipients apart
        return semicolon + 1 if ended or self.cues.first(low, semicolon, _CLAUSE_VERBS) is not None else low

    def _also(self, end: int, verb: Cue) -> bool:
        """Whether only another grantor, or nothing, stands between two awards: "..., UBND tỉnh tặng Giấy khen"."""
        bodies = self.page.organizations_in(end, verb.start)
        if not bodies:
            return phrases.AND_ALSO.fullmatch(self.text[end : verb.start]) is not None
        if self.text[bodies[0].end : verb.start].strip():
            return False
        return phrases.AND_ALSO_BY.fullmatch(self.text[end : bodies[0].start]) is not None

    def _verb(self, low: int, form: AwardForm) -> Cue | None:
        """The verb that governs the form: the last grant or receive verb before it, or the form itself."""
        if form.verb:
            return Cue(form.start, form.end, use.GRANT)
        if form.said >= low and not self._managed(form.said):
            return Cue(form.said, form.start, use.GRANT)
        verb = self.cues.last(low, form.start, _GOVERNS)
        if verb is not None and verb.end > form.start:
            verb = self.cues.last(low, verb.start, _GOVERNS)
        return verb

    def _managed(self, start: int) -> bool:
        """ "công tác *khen thưởng*", "Thi đua - *Khen thưởng*": a task or an office."""
        cue = self.cues.last(max(0, start - 30), start, use.MANAGED | use.NOT_A_CUE)
        return cue is not None and not self.text[cue.end : start].strip(" ,-–\u00a0")

    def _unreal(self, low: int, verb: Cue) -> bool:
        """Only proposed ("đề nghị Tỉnh ủy tặng"), or planned right at the verb ("để biểu dương", "sẽ trao")."""
        if self.cues.first(low, verb.start, use.PROPOSE) is not None:
            return True
        for plan in self.cues.between(max(low, verb.start - 22), verb.start, use.PLAN):
            gap = self.text[plan.end : verb.start]
            if "," not in gap and ":" not in gap:
                return True
        return False

    def _mark(self, low: int, verb: Cue | None, form: AwardForm) -> Cue | None:
        """The "được" between the recipients and the verb, where the verb is passive."""
        stop = verb.start if verb is not None else form.start
        marks = self.cues.between(max(low, stop - 220), stop, use.PASSIVE)
        for i in range(len(marks) - 1, -1, -1):
            mark = marks[i]
            between = self.text[mark.end : stop]
            if ";" in between or self._first_group(mark.end, stop) is not None:
                return None
            last, acted = mark.end, False
            for person in self.page.persons_in(mark.end, stop):
                last, acted = max(last, person.end), True
            for body in self.page.organizations_in(mark.end, stop):
                last, acted = max(last, body.end), True
            if (not acted and len(between.strip()) <= 12) or phrases.ADVERBS.fullmatch(bare(self.text[last:stop])):
                return mark
        return None

    def _given_after(self, form: AwardForm, right: int) -> bool:
        """ "Huy hiệu Đảng tặng các đảng viên", "Bằng khen được trao cho 5 tập thể"."""
        if self.cues.first(form.end, min(right, form.end + 30), _GIVES) is None:
            return False
        return self._first_group(form.end, right) is not None or bool(self.page.persons_in(form.end, right))

    def _counted_next(self, form: AwardForm, right: int) -> bool:
        """ "60 năm: 5 đồng chí": a colon leads from a form to the first counted group behind it."""
        group = self._first_group(form.end, right)
        return group is not None and phrases.TIER_COUNT.fullmatch(self.text, form.end, group.start) is not None

    def _right_end(self, form: AwardForm, later: AwardForm | None, end: int) -> int:
        """Where the recipients after ``form`` must end: a semicolon, or the clause of the next form with a verb."""
        limit = later.start if later is not None else end
        semicolon = self.text.find(";", form.end, limit)
        if semicolon >= 0 and (later is not None or self.cues.first(semicolon, limit, _GOVERNS) is not None):
            return semicolon
        if later is None:
            return limit
        verbs = self.cues.between(form.end, limit, _GOVERNS | use.PASSIVE)
        if verbs:
            to = phrases.TO.search(self.text, form.end, limit)
            if to is not None and to.start() == verbs[0].start:
                del verbs[0]  # "trao Huy hiệu ... tặng đồng chí A": the word before the recipient
        if not verbs and not later.verb:
            return limit
        stop = verbs[0].start if verbs else limit
        if joint := phrases.LAST_JOINT.search(self.text, max(form.end, stop - 16), stop):
            return joint.start()
        comma = self.text.rfind(",", form.end, stop)
        return comma if comma >= 0 else stop

    # -- the two ways ---------------------------------------------------------------------------------------------

    def _passive_award(self, clause: AwardClause) -> Grant | None:
        sentence, form, before, low = clause.sentence, clause.form, clause.before, clause.low
        mark, verb = clause.mark, clause.verb
        stop = mark.start if mark is not None else verb.start if verb is not None else form.start
        # "được tặng Huân chương, UBND tỉnh tặng Bằng khen": see `_also`
        again = mark is None and verb is not None and not form.verb and verb.uses & use.GRANT != 0
        grantor = self._of(form) or self._acting(clause, again)
        if grantor is None and before is not None and before.passive:
            # "được tặng Bằng khen, Kỷ niệm chương", "được X biểu dương, tặng Bằng khen"; "... nhận ..." begins anew
            if (mark is None and (verb is None or not verb.uses & use.RECEIVE)) or phrases.BREAKDOWN.search(
                self.text, before.form.end, form.start
            ):
                grantor = before.grantor
        groups = self._last_joined(self._groups_in(low, stop))
        recipients: list[Named] = []
        rule = "award.passive-grantor" if grantor else "award.passive"
        if (
            not groups
            and verb is None
            and before is not None
            and phrases.AND.fullmatch(self.text[before.end : form.start])
        ):
            recipients = before.recipients  # "được tặng Huân chương ..., Huy hiệu ...": one recipient, two forms
        elif again and before is not None:
            recipients, groups = before.recipients, before.groups.copy()
        elif not groups:
            recipients = self._subjects(low, stop, sentence)
        if not groups and not recipients and before is not None and before.passive:
            # "được Huyện ủy tặng Giấy khen năm 2021 và được nhận Huy hiệu ...": the subject stands once
            if phrases.GOES_ON.fullmatch(self.text[before.end : stop]):
                recipients, groups = before.recipients, before.groups.copy()
        elif groups and not recipients:
            recipients = self._named_beside(low, groups[0])
        groups += self._others_after(form, clause.right)
        if not recipients:
            recipients = self._names_after(form, groups[-1] if groups else None, low, sentence)
        begin = stop
        for group in groups:
            begin = min(begin, group.start)
        for recipient in recipients:
            if recipient.start >= low:
                begin = min(begin, recipient.start)
        self._add(sentence, form, grantor, recipients, groups, begin, max(form.end, stop), rule)
        return Grant(form, True, grantor, self._end_of(form), recipients, groups)

    def _acting(self, clause: AwardClause, again: bool) -> str | None:
        """The body named between "được" and the verb, unless a person who hands over stands there too."""
        form, before, mark, verb = clause.form, clause.before, clause.mark, clause.verb
        if again and before is not None and verb is not None:
            bodies = self._bodies(before.end, verb.start)
        elif mark is not None and form.verb:
            bodies = self._bodies(mark.end, form.start)
        elif mark is not None and verb is not None:
            bodies = self._bodies(mark.end, verb.start)
        else:
            return None
        if not bodies or (mark is not None and verb is not None and self.page.persons_in(mark.end, verb.start)):
            return None
        return bodies[0].key

    def _active_award(self, clause: AwardClause) -> Grant | None:
        sentence, form, before = clause.sentence, clause.form, clause.before
        verb, right = clause.verb, clause.right
        head = verb.start if verb is not None else form.start
        grantor = self._of(form) or (self._grantor(clause.low, head, sentence, form) if verb is not None else None)
        if grantor is None and before is not None and (not before.passive or form.party_badge):
            if verb is None or phrases.AND_GRANTS.search(self.text[before.end : verb.start]):
                grantor = before.grantor
        start, rule = self._recipients_from(clause)
        if start < 0 and grantor is not None and form.verb and (near := phrases.REWARDED.match(self.text, form.end)):
            if any(b.start == near.end() for b in self._bodies(form.end, right)):
                start, rule = near.end(), "award.active-to"  # "khen thưởng đột xuất Phòng Cảnh sát hình sự"
        if start < 0:
            return Grant(form, False, grantor, form.end, [], [])
        stop = self._next_gift(start, right) if start >= form.end else form.start
        groups = self._first_joined(self._groups_in(start, stop))
        if groups and (
            (form.verb and groups[0].start - start > 45)
            or phrases.BELONGING.search(self.text[start : groups[0].start])
            or (form.verb and self._bodies(start, groups[0].start))
        ):
            groups = []  # "biểu dương Đồn Biên phòng đã giúp 18 học sinh", "cho các cầu thủ thuộc hai đội"
        recipients: list[Named] = []
        named = self.page.persons_in(start, groups[0].start) if groups and not form.verb else []
        if named and not phrases.AND_COUNT.search(self.text[named[-1].end : groups[0].start]):
            # "cho ông A và bà B, hai người dân xã X": the count speaks of those named
            groups, recipients = [], self._objects(start, stop)
        elif groups:
            bodies = [] if form.verb or named else self._bodies(start, groups[0].start)
            if named or (bodies and phrases.AND_COUNT.search(self.text[bodies[-1].end : groups[0].start])):
                recipients = self._objects(start, groups[0].start)
            follow = phrases.NAMES_FOLLOW.match(self.text, groups[-1].end, stop) if not recipients else None
            if follow is not None:
                recipients = self._objects(follow.end(), stop)
        elif not form.verb or (form.id != "award-form-bieu-duong" and rule == "award.active-to"):
            recipients = self._objects(start, stop)
        end = form.end
        for group in groups:
            end = max(end, group.end)
        for recipient in recipients:
            end = max(end, recipient.end)
        self._add(sentence, form, grantor, recipients, groups, min(head, start), end, rule)
        return Grant(form, False, grantor, end, [], [])

    def _next_gift(self, start: int, right: int) -> int:
        """Where another thing is given: "tặng Giấy khen cho Chi bộ 3 ..., tặng quà 20 đảng viên"."""
        for cue in self.cues.between(start, right, _GIVES):
            if phrases.AND_GRANTS.search(self.text[max(start, cue.start - 6) : cue.start]):
                return cue.start
        return right

    def _recipients_from(self, clause: AwardClause) -> tuple[int, str]:
        """Where the recipients of an active verb begin, and the rule; -1 where it has none."""
        form, verb, right = clause.form, clause.verb, clause.right
        # "khen thưởng cho X": what is further off is given to for another reason
        to = phrases.TO.search(self.text, form.end, min(right, form.end + (8 if form.verb else _TO_REACH)))
        if to is not None and self._first_group(form.end, to.start()) is None:
            return to.end(), "award.active-to"
        if verb is not None and not form.verb:
            if self._first_group(verb.end, form.start) is not None or self.page.persons_in(verb.end, form.start):
                return verb.end, "award.active-inner"
        if self._first_group(form.end, min(right, form.end + 60)) is not None:
            return form.end, "award.active-direct"
        return -1, ""

    # -- result -----------------------------------------------------------------------------------------------

    def _add(
        self,
        sentence: Sentence,
        form: AwardForm,
        grantor: str | None,
        recipients: list[Named],
        groups: list[RecipientGroup],
        start: int,
        end: int,
        rule: str,
    ) -> None:
        """Add what one form grants, told at [start, end)."""
        date: str | None = None
        for day in self.page.dates_in(sentence.start, min(form.end + 80, sentence.end)):
            if len(day.value) > 4 or day.start - sentence.start < _OPENS:
                date = day.value
        occasion = sentence.zone is Zone.CAPTION or sentence.paragraph in self.occasions
        if form.party_badge:
            grantor = grantor or self._badges_by(sentence)
            if grantor is not None and (recipients or groups):
                self._granting[sentence.story] = grantor
        if not recipients and not groups:
            return
        evidence = self.page.evidence(start, end, rule, 0.9 if grantor else 0.8)
        for recipient in recipients:
            if recipient.key != grantor:
                for one in [form.of_class(c) for c in form.classes] or [form]:
                    award = Award(one, grantor, recipient.key, None, sentence, date, occasion, False, evidence)
                    self._out.append(award)
        for i, group in enumerate(groups):
            # "215 đảng viên được nhận Huy hiệu Đảng. Trong đó, ..."; a badge with its years is itself a part
            total = phrases.PARTS_NEXT.match(self.text, sentence.end) is not None
            if not total and rule != "award.tier" and self._first_group(group.end, sentence.end) is not None:
                after = groups[i + 1].start if i + 1 < len(groups) else min(sentence.end, group.end + 200)
                total = phrases.BREAKDOWN.search(self.text, group.end, after) is not None
            if form.party_badge and group.id in phrases.MEMBERS:
                member = self.words.party_member
                group = RecipientGroup(group.start, group.end, group.number_end, group.count, member.pref, member.id)
            self._out.append(Award(form, grantor, None, group, sentence, date, occasion, total, evidence))
