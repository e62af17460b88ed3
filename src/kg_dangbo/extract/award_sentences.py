"""Award sentences: the grammar of who grants what to whom.

A sentence is read form by form. The verb before a form says which way the sentence runs:

* active: *grantor* tặng FORM cho *recipients* (also "tặng *recipients* FORM", "khen thưởng *recipients*");
* passive: *recipients* được *grantor* tặng FORM, *recipients* nhận FORM của *grantor*.

A form without its own verb goes on as the one before it. Whoever hands over is not the grantor; "FORM của X",
"thừa ủy quyền của X" are. What is only proposed or planned is no award.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from kg_dangbo.extract import award_phrases as phrases
from kg_dangbo.extract import cue_uses as use
from kg_dangbo.extract.award_parts import PARTY_BADGE, AwardForm, RecipientGroup
from kg_dangbo.extract.award_slots import AwardSlots, Named
from kg_dangbo.extract.award_tiers import tier_groups, zipped_tiers
from kg_dangbo.extract.cues import Cue, bare, within
from kg_dangbo.extract.page import OrganizationMention, PersonMention, Sentence, Zone
from kg_dangbo.model import Evidence

__all__ = ["Award", "AwardReader"]

_LONGEST = 6000  # code points of one sentence that are read; lists of recipients are shorter
_OPENS = 12  # a year dates the grant only where it opens the sentence: "Năm 2010, ông được tặng"
_CLAUSE_VERBS = (
    use.GRANT | use.RECEIVE | use.HAND_OVER | use.PASSIVE | use.HOLD | use.ATTEND | use.CHAIR | use.SPEAK | use.SAY
)
_CLAUSE = 700  # how far back a subject may stand
_TO_REACH = 160  # code points from a form to the word "cho"


@dataclass(slots=True)
class Award:
    """One grant as one sentence states it: to a named recipient, or to a counted group."""

    form: AwardForm
    grantor: str | None
    recipient: str | None
    group: RecipientGroup | None
    paragraph: int
    story: int
    date: str | None
    occasion: bool
    total: bool = False  # a number that later parts of the sentence break down
    evidence: list[Evidence] = field(default_factory=list)


@dataclass(slots=True)
class _Grant:
    """How one form of a sentence was read: the next form without a verb goes on the same way."""

    form: AwardForm
    passive: bool
    grantor: str | None
    end: int  # where its recipients end
    recipients: Sequence[Named] = ()
    groups: Sequence[RecipientGroup] = ()


class AwardReader(AwardSlots):
    """Reads award sentences of one page."""

    def read(self, sentence: Sentence, out: list[Award]) -> None:
        """Add the awards of one sentence to ``out``."""
        end = min(sentence.end, sentence.start + _LONGEST)
        forms = within(self.forms, sentence.start, end)
        before: _Grant | None = None
        counted = self._tiers(sentence, forms, end)
        self._taken = {g.start for pairs in counted.values() for _, g in pairs}
        for i, form in enumerate(forms):
            limit = forms[i + 1].start if i + 1 < len(forms) else end
            if form.start in counted:
                before = self._tier(sentence, form, counted[form.start], before, out)
                continue
            before = self._form(sentence, form, before, limit, forms[i + 1 :], out) or before

    # -- lists of Party badges -------------------------------------------------------------------------------------

    def _tiers(
        self, sentence: Sentence, forms: Sequence[AwardForm], end: int
    ) -> dict[int, list[tuple[AwardForm, RecipientGroup]]]:
        """Badges of the sentence that are read with their counts, by the start of the form that stands for them."""
        badges = [f for f in forms if f.party_badge]
        if not badges:
            return {}
        groups = within(self.groups, sentence.start, end)
        pairs = tier_groups(self.text, badges, groups)
        counted = {f.start: [(f, pairs[f.start])] for f in badges if f.start in pairs and f.id != PARTY_BADGE}
        for form in badges:
            if form.id == PARTY_BADGE and (listed := zipped_tiers(self.text, form.start, end, self.words)):
                if listed[0][0].start < form.end:
                    counted[form.start] = listed
        return counted

    def _tier(
        self,
        sentence: Sentence,
        form: AwardForm,
        pairs: Sequence[tuple[AwardForm, RecipientGroup]],
        before: _Grant | None,
        out: list[Award],
    ) -> _Grant | None:
        """The grants of badges that were read with their counts; what is only planned makes none."""
        low = max(sentence.start, before.end if before else 0)
        verb = self._verb(low, form)
        if verb is not None and self._unreal(low, verb):
            return before
        start = min(form.start, *(g.start for _, g in pairs))
        end = max(form.end, *(g.number_end for _, g in pairs))
        named = self._bodies(pairs[0][1].end, form.start) if pairs[0][1].end < form.start else []
        grantor = self._of(form) or (named[-1].key if named else None) or (before.grantor if before else None)
        if grantor is None and verb is not None:
            grantor = self._grantor(sentence.start, verb.start, sentence, form)
        grantor = grantor or self._badges_by(sentence)
        names = self._names_after(form, pairs[0][1], low, sentence) if len(pairs) == 1 else []
        for tier, group in pairs:
            if names:
                self._add(sentence, tier, grantor, names, [], start, end, "award.tier-named", out)
            self._add(
                sentence, tier, grantor, (), [group], min(start, group.start), max(end, group.end), "award.tier", out
            )
        return _Grant(form, False, grantor, max(end, *(g.end for _, g in pairs)))

    # -- one form ----------------------------------------------------------------------------------------------

    def _form(
        self,
        sentence: Sentence,
        form: AwardForm,
        before: _Grant | None,
        limit: int,
        later: Sequence[AwardForm],
        out: list[Award],
    ) -> _Grant | None:
        low = max(sentence.start, form.start - _CLAUSE, before.end if before else 0)
        semicolon = self.text.rfind(";", low, form.start)
        ended = (
            before is not None and bool(self.cues.between(semicolon, form.start, use.GRANT))
            if semicolon >= 0
            else False
        )
        if semicolon >= 0 and (ended or self.cues.between(low, semicolon, _CLAUSE_VERBS)):
            low = semicolon + 1  # a clause has ended; without a verb it only sets recipients apart
        verb: Cue | None = self._verb(low, form)
        if form.verb and self._managed(form):
            self.page.reject(form.start, form.end, "award-managed")
            return None
        if verb is not None and self._unreal(low, verb):
            self.page.reject(verb.start, form.end, "award-planned")
            return None
        passive = self._passive(low, verb, form)
        right = self._right_end(form, limit, later)
        if verb is None:
            goes_on = before is not None and form.start - before.end < 200
            if form.party_badge and phrases.TIER_COUNT.fullmatch(self._to_group(form, right)):
                return self._active_award(sentence, form, before, low, verb, right, out)
            if not goes_on and not self._given_after(form, right):
                return None
            is_passive = before.passive if before is not None and goes_on else False
        else:
            is_passive = passive is not None or verb.uses & use.RECEIVE != 0
            if not is_passive and before is not None and before.passive and not form.verb:
                # "được UBND tỉnh biểu dương, tặng Bằng khen": the same recipients, unless others follow
                is_passive = self._also(before.end, verb) and self._recipients_from(form, verb, right)[0] is None
        if is_passive:
            return self._passive_award(sentence, form, before, low, passive, verb, right, out)
        return self._active_award(sentence, form, before, low, verb, right, out)

    def _also(self, end: int, verb: Cue) -> bool:
        """Whether only another grantor, or nothing, stands between two awards: "..., UBND tỉnh tặng Giấy khen"."""
        body = next(iter(self.page.organizations_in(end, verb.start)), None)
        if body is None:
            return phrases.AND_ALSO.fullmatch(self.text[end : verb.start]) is not None
        head = phrases.AND_ALSO_BY.fullmatch(self.text[end : body.start])
        return head is not None and not self.text[body.end : verb.start].strip()

    def _verb(self, low: int, form: AwardForm) -> Cue | None:
        """The verb that governs the form: the last grant or receive verb before it, or the form itself."""
        if form.verb:
            return Cue(form.start, form.end, use.GRANT)
        verbs = [
            c
            for c in self.cues.between(low, form.start, use.GRANT | use.RECEIVE | use.HAND_OVER)
            if c.end <= form.start
        ]
        return verbs[-1] if verbs else None

    def _managed(self, form: AwardForm) -> bool:
        """ "công tác khen thưởng", "Thi đua - Khen thưởng": a task or an office."""
        cues = self.cues.between(max(0, form.start - 30), form.start, use.MANAGED | use.NOT_A_CUE)
        return bool(cues) and not self.text[cues[-1].end : form.start].strip(" ,-–\u00a0")

    def _unreal(self, low: int, verb: Cue) -> bool:
        """Only proposed ("đề nghị Tỉnh ủy tặng"), or planned right at the verb ("để biểu dương", "sẽ trao")."""
        if self.cues.between(low, verb.start, use.PROPOSE):
            return True
        near = self.cues.between(max(low, verb.start - 22), verb.start, use.PLAN)
        return any(not re.search(r"[,:]", self.text[c.end : verb.start]) for c in near)

    def _passive(self, low: int, verb: Cue | None, form: AwardForm) -> Cue | None:
        """The "được" between the recipients and the verb, where the verb is passive."""
        stop = verb.start if verb is not None else form.start
        marks = self.cues.between(max(low, stop - 220), stop, use.PASSIVE)
        for mark in reversed(marks):
            between = self.text[mark.end : stop]
            if ";" in between or any(g.start >= mark.end for g in within(self.groups, mark.end, stop)):
                return None
            actors: list[PersonMention | OrganizationMention] = [*self.page.persons_in(mark.end, stop)]
            actors += self.page.organizations_in(mark.end, stop)
            last = max([mark.end, *(a.end for a in actors)])
            if phrases.ADVERBS.fullmatch(bare(self.text[last:stop])) or (not actors and len(between.strip()) <= 12):
                return mark
        return None

    def _given_after(self, form: AwardForm, right: int) -> bool:
        """ "Huy hiệu Đảng tặng các đảng viên", "Bằng khen được trao cho 5 tập thể"."""
        verbs = self.cues.between(form.end, min(right, form.end + 30), use.GRANT | use.HAND_OVER)
        return bool(verbs) and bool(within(self.groups, form.end, right) or self.page.persons_in(form.end, right))

    def _to_group(self, form: AwardForm, right: int) -> str:
        """The text between a form and the first counted group behind it; "-" where none follows."""
        group = next(iter(within(self.groups, form.end, right)), None)
        return self.text[form.end : group.start] if group is not None else "-"

    def _right_end(self, form: AwardForm, limit: int, later: Sequence[AwardForm]) -> int:
        """Where the recipients after ``form`` must end: a semicolon, or the clause of the next form with a verb."""
        semicolon = self.text.find(";", form.end, limit)
        if semicolon >= 0 and self.cues.between(semicolon, limit, use.GRANT | use.RECEIVE | use.HAND_OVER):
            return semicolon
        if semicolon >= 0 and later and limit == later[0].start:
            return semicolon
        if later and limit == later[0].start:
            verbs = self.cues.between(form.end, limit, use.GRANT | use.RECEIVE | use.HAND_OVER | use.PASSIVE)
            to = phrases.TO.search(self.text, form.end, limit)
            if verbs and to is not None and to.start() == verbs[0].start:
                verbs = verbs[1:]  # "trao Huy hiệu ... tặng đồng chí A": the word before the recipient
            if verbs or later[0].verb:
                stop = verbs[0].start if verbs else limit
                if joint := phrases.LAST_JOINT.search(self.text, max(form.end, stop - 16), stop):
                    return joint.start()
                comma = self.text.rfind(",", form.end, stop)
                return comma if comma >= 0 else stop
        return limit

    # -- the two ways ---------------------------------------------------------------------------------------------

    def _passive_award(
        self,
        sentence: Sentence,
        form: AwardForm,
        before: _Grant | None,
        low: int,
        mark: Cue | None,
        verb: Cue | None,
        right: int,
        out: list[Award],
    ) -> _Grant | None:
        stop = mark.start if mark is not None else (verb.start if verb is not None else form.start)
        named_by = self._bodies(mark.end, verb.start) if mark is not None and verb is not None and not form.verb else []
        if form.verb and mark is not None:
            named_by = self._bodies(mark.end, form.start)
        if mark is None and verb is not None and before is not None and verb.uses & use.GRANT and not form.verb:
            named_by = self._bodies(before.end, verb.start)
        presented = bool(mark is not None and verb is not None and self.page.persons_in(mark.end, verb.start))
        grantor = self._of(form) or (named_by[0].key if named_by and not presented else None)
        if (
            grantor is None
            and before is not None
            and before.passive
            and phrases.BREAKDOWN.search(self.text[before.form.end : form.start])
        ) or (
            # "được tặng Bằng khen, Kỷ niệm chương", "được X biểu dương, tặng Bằng khen"; "... nhận ..." begins anew
            grantor is None
            and before is not None
            and before.passive
            and mark is None
            and (verb is None or not verb.uses & use.RECEIVE)
        ):
            grantor = before.grantor
        groups = self._joined_groups(self._groups_in(low, stop), from_right=True)
        recipients: list[Named] = []
        rule = "award.passive-grantor" if grantor else "award.passive"
        if (
            not groups
            and verb is None
            and before is not None
            and phrases.AND.fullmatch(self.text[before.end : form.start])
        ):
            recipients = list(before.recipients)  # "được tặng Huân chương ..., Huy hiệu ...": one recipient, two forms
        elif mark is None and verb is not None and before is not None and verb.uses & use.GRANT and not form.verb:
            recipients, groups = list(before.recipients), list(before.groups)  # see `_also`
        elif not groups:
            recipients = self._subjects(low, stop, sentence)
        if not groups and not recipients and before is not None and before.passive:
            # "được Huyện ủy tặng Giấy khen năm 2021 và được nhận Huy hiệu ...": the subject stands once
            if phrases.GOES_ON.fullmatch(self.text[before.end : stop]):
                recipients, groups = list(before.recipients), list(before.groups)
        elif groups and not recipients:
            recipients = self._named_beside(low, groups[0])
        groups += self._others_after(form, right)
        if not recipients:
            recipients = self._names_after(form, groups[-1] if groups else None, low, sentence)
        begin = min([stop, *(g.start for g in groups), *(r.start for r in recipients if low <= r.start)])
        self._add(sentence, form, grantor, recipients, groups, begin, max(form.end, stop), rule, out)
        return _Grant(form, True, grantor, form.end, recipients, groups)

    def _active_award(
        self,
        sentence: Sentence,
        form: AwardForm,
        before: _Grant | None,
        low: int,
        verb: Cue | None,
        right: int,
        out: list[Award],
    ) -> _Grant | None:
        head = verb.start if verb is not None else form.start
        grantor = self._of(form) or (self._grantor(low, head, sentence, form) if verb is not None else None)
        goes_on = verb is None or (
            before is not None and phrases.AND_GRANTS.search(self.text[before.end : verb.start]) is not None
        )
        if grantor is None and goes_on and before is not None and (not before.passive or form.party_badge):
            grantor = before.grantor
        start, rule = self._recipients_from(form, verb, right)
        if start is None and grantor is not None and (near := phrases.REWARDED.match(self.text, form.end)):
            if form.verb and any(b.start == near.end() for b in self._bodies(form.end, right)):
                start, rule = near.end(), "award.active-to"  # "khen thưởng đột xuất Phòng Cảnh sát hình sự"
        if start is None:
            return _Grant(form, False, grantor, form.end)
        stop = self._next_gift(start, right) if start >= form.end else form.start
        groups = self._joined_groups(self._groups_in(start, stop), from_right=False)
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
            follow = phrases.NAMES_FOLLOW.match(self.text, groups[-1].end, stop)
            if follow and not recipients:
                recipients = self._objects(follow.end(), stop)
        elif not form.verb or (form.id != "award-form-bieu-duong" and rule == "award.active-to"):
            recipients = self._objects(start, stop)
        end = max([form.end, *(g.end for g in groups), *(r.end for r in recipients)])
        self._add(sentence, form, grantor, recipients, groups, min(head, start), end, rule, out)
        return _Grant(form, False, grantor, end)

    def _next_gift(self, start: int, right: int) -> int:
        """Where another thing is given: "tặng Giấy khen cho Chi bộ 3 ..., tặng quà 20 đảng viên"."""
        for cue in self.cues.between(start, right, use.GRANT | use.HAND_OVER):
            if phrases.AND_GRANTS.search(self.text[max(start, cue.start - 6) : cue.start]):
                return cue.start
        return right

    def _recipients_from(self, form: AwardForm, verb: Cue | None, right: int) -> tuple[int | None, str]:
        # "khen thưởng cho X": what is further off is given to for another reason
        reach = 8 if form.verb else _TO_REACH
        to = phrases.TO.search(self.text, form.end, min(right, form.end + reach))
        if to is not None and not within(self.groups, form.end, to.start()):
            return to.end(), "award.active-to"
        if verb is not None and not form.verb:
            inner = within(self.groups, verb.end, form.start) or self.page.persons_in(verb.end, form.start)
            if inner:
                return verb.end, "award.active-inner"
        if within(self.groups, form.end, min(right, form.end + 60)):
            return form.end, "award.active-direct"
        return None, ""

    # -- result -----------------------------------------------------------------------------------------------

    def _add(
        self,
        sentence: Sentence,
        form: AwardForm,
        grantor: str | None,
        recipients: Sequence[Named],
        groups: Sequence[RecipientGroup],
        start: int,
        end: int,
        rule: str,
        out: list[Award],
    ) -> None:
        dates = [
            d.value
            for d in self.page.dates_in(sentence.start, min(form.end + 80, sentence.end))
            if len(d.value) > 4 or d.start - sentence.start < _OPENS
        ]
        occasion = sentence.paragraph in self.occasions or sentence.zone is Zone.CAPTION
        common = (sentence.paragraph, sentence.story, dates[-1] if dates else None, occasion)
        if form.party_badge:
            grantor = grantor or self._badges_by(sentence)
            if grantor is not None and (recipients or groups):
                self._granting[sentence.story] = grantor
        confidence = 0.9 if grantor else 0.8
        evidence = self.page.evidence(start, end, rule, confidence)
        for recipient in recipients:
            if recipient.key != grantor:
                out.append(Award(form, grantor, recipient.key, None, *common, evidence=[evidence]))
        for i, group in enumerate(groups):
            if form.party_badge and group.id in (
                "recipient-kind-dong-chi",
                "recipient-kind-nguoi",
                "recipient-kind-can-bo",
            ):
                member = self.words.party_member
                group = RecipientGroup(group.start, group.end, group.number_end, group.count, member.pref, member.id)
            after = groups[i + 1].start if i + 1 < len(groups) else min(sentence.end, group.end + 200)
            total = bool(phrases.BREAKDOWN.search(self.text[group.end : after])) and bool(
                within(self.groups, group.end, sentence.end)
            )
            # "215 đảng viên được nhận Huy hiệu Đảng. Trong đó, ..."; a badge with its years is itself a part
            total = (total and rule != "award.tier") or bool(phrases.PARTS_NEXT.match(self.text, sentence.end))
            out.append(Award(form, grantor, None, group, *common, total=total, evidence=[evidence]))
