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
from itertools import pairwise

from kg_dangbo.extract import award_phrases as phrases
from kg_dangbo.extract.award_parts import PARTY_BADGE, AwardForm, AwardWords, RecipientGroup
from kg_dangbo.extract.award_tiers import tier_groups, zipped_tiers
from kg_dangbo.extract.cues import Cue, CueIndex, bare, in_brackets, within
from kg_dangbo.extract.page import OrganizationMention, Page, PersonMention, Sentence, Zone
from kg_dangbo.model import Evidence, ModelFact

__all__ = ["Award", "AwardReader"]

_LONGEST = 6000  # code points of one sentence that are read; lists of recipients are shorter
_OPENS = 12  # a year dates the grant only where it opens the sentence: "Năm 2010, ông được tặng"
_CLAUSE_VERBS = ("grant", "receive", "hand-over", "passive", "hold", "attend", "chair", "speak", "say")
_CLAUSE = 700  # how far back a subject may stand
_TO_REACH = 160  # code points from a form to the word "cho"


@dataclass(frozen=True, slots=True)
class _Named:
    """A recipient named at [start, end)."""

    start: int
    end: int
    key: str


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
    recipients: Sequence[_Named] = ()
    groups: Sequence[RecipientGroup] = ()


class AwardReader:
    """Reads award sentences of one page."""

    def __init__(self, page: Page, words: AwardWords, cues: CueIndex, models: Sequence[ModelFact]) -> None:
        self.page = page
        self.text = page.text
        self.words = words
        self.cues = cues
        folded = page.folded
        self.forms = words.forms(page, folded)
        self.groups = words.groups(page, folded) if self.forms else []
        # paragraphs that tell of the event: "Nhân dịp này", "Tại hội nghị"
        self.occasions = frozenset(
            s.paragraph
            for s in page.sentences
            if self.cues.between(s.start, min(s.end, s.start + 60), "on-occasion", "same-day")
        )
        self._taken: set[int] = set()  # counts of the sentence that belong to Party badges
        self._granting: dict[int, str] = {}  # who grants the Party badges of a story, once it is said
        self.models = sorted((e.start, e.end, m.key) for m in models for e in m.evidence)

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

    def _names_end(self, start: int, sentence: Sentence) -> int:
        """Where the names that follow a count end: a semicolon, the next count, or the sentence."""
        stop = self.text.find(";", start, sentence.end)
        groups = within(self.groups, start, sentence.end)
        return min([sentence.end, *([stop] if stop >= 0 else []), *(g.start for g in groups[:1])])

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
            before is not None and bool(self.cues.between(semicolon, form.start, "grant")) if semicolon >= 0 else False
        )
        if semicolon >= 0 and (ended or self.cues.between(low, semicolon, *_CLAUSE_VERBS)):
            low = semicolon + 1  # a clause has ended; without a verb it only sets recipients apart
        verb = self._verb(low, form)
        if form.verb and self._managed(form):
            return None
        if verb is not None and self._unreal(low, verb):
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
            is_passive = passive is not None or "receive" in verb
            if not is_passive and before is not None and before.passive and not form.verb:
                # "được UBND tỉnh biểu dương, tặng Bằng khen": the same recipients, unless others follow
                between = self.text[before.end : verb.start]
                is_passive = (
                    bool(phrases.AND_ALSO.fullmatch(between)) and self._recipients_from(form, verb, right)[0] is None
                )
        if is_passive:
            return self._passive_award(sentence, form, before, low, passive, verb, right, out)
        return self._active_award(sentence, form, before, low, verb, right, out)

    def _verb(self, low: int, form: AwardForm) -> Cue | None:
        """The verb that governs the form: the last grant or receive verb before it, or the form itself."""
        if form.verb:
            return Cue(form.start, form.end, frozenset({"grant"}))
        verbs = [c for c in self.cues.between(low, form.start, "grant", "receive", "hand-over") if c.end <= form.start]
        return verbs[-1] if verbs else None

    def _managed(self, form: AwardForm) -> bool:
        """ "công tác khen thưởng", "Thi đua - Khen thưởng": a task or an office."""
        cues = self.cues.between(max(0, form.start - 30), form.start, "managed", "not-a-cue")
        return bool(cues) and not self.text[cues[-1].end : form.start].strip(" ,-–\u00a0")

    def _unreal(self, low: int, verb: Cue) -> bool:
        """Only proposed ("đề nghị Tỉnh ủy tặng"), or planned right at the verb ("để biểu dương", "sẽ trao")."""
        if self.cues.between(low, verb.start, "propose"):
            return True
        near = self.cues.between(max(low, verb.start - 22), verb.start, "plan")
        return any(not re.search(r"[,:]", self.text[c.end : verb.start]) for c in near)

    def _passive(self, low: int, verb: Cue | None, form: AwardForm) -> Cue | None:
        """The "được" between the recipients and the verb, where the verb is passive."""
        stop = verb.start if verb is not None else form.start
        marks = self.cues.between(max(low, stop - 220), stop, "passive")
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
        verbs = self.cues.between(form.end, min(right, form.end + 30), "grant", "hand-over")
        return bool(verbs) and bool(within(self.groups, form.end, right) or self.page.persons_in(form.end, right))

    def _to_group(self, form: AwardForm, right: int) -> str:
        """The text between a form and the first counted group behind it; "-" where none follows."""
        group = next(iter(within(self.groups, form.end, right)), None)
        return self.text[form.end : group.start] if group is not None else "-"

    def _right_end(self, form: AwardForm, limit: int, later: Sequence[AwardForm]) -> int:
        """Where the recipients after ``form`` must end: a semicolon, or the clause of the next form with a verb."""
        semicolon = self.text.find(";", form.end, limit)
        if semicolon >= 0 and self.cues.between(semicolon, limit, "grant", "receive", "hand-over"):
            return semicolon
        if semicolon >= 0 and later and limit == later[0].start:
            return semicolon
        if later and limit == later[0].start:
            verbs = self.cues.between(form.end, limit, "grant", "receive", "hand-over", "passive")
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
            and (verb is None or "receive" not in verb)
        ):
            grantor = before.grantor
        groups = self._joined_groups(self._groups_in(low, stop), from_right=True)
        recipients: list[_Named] = []
        rule = "award.passive-grantor" if grantor else "award.passive"
        if (
            not groups
            and verb is None
            and before is not None
            and phrases.AND.fullmatch(self.text[before.end : form.start])
        ):
            recipients = list(before.recipients)  # "được tặng Huân chương ..., Huy hiệu ...": one recipient, two forms
        elif not groups:
            recipients = self._subjects(low, stop, sentence)
        if not groups and not recipients and before is not None and before.passive:
            # "được Huyện ủy tặng Giấy khen năm 2021 và được nhận Huy hiệu ...": the subject stands once
            if phrases.GOES_ON.fullmatch(self.text[before.end : stop]):
                recipients, groups = list(before.recipients), list(before.groups)
        groups += self._others_after(form, right)
        if not recipients:
            recipients = self._names_after(form, groups[-1] if groups else None, low, sentence)
        begin = min([stop, *(g.start for g in groups), *(r.start for r in recipients if low <= r.start)])
        self._add(sentence, form, grantor, recipients, groups, begin, max(form.end, stop), rule, out)
        return _Grant(form, True, grantor, form.end, recipients, groups)

    def _others_after(self, form: AwardForm, right: int) -> list[RecipientGroup]:
        """The group in "bà A được tặng Kỷ niệm chương cùng 5 giáo viên khác"."""
        group = next(iter(self._groups_in(form.end, min(right, form.end + 24))), None)
        return [group] if group is not None and phrases.WITH.fullmatch(self.text[form.end : group.start]) else []

    def _names_after(self, form: AwardForm, group: RecipientGroup | None, low: int, sentence: Sentence) -> list[_Named]:
        """The names in "có 3 bác sĩ được phong tặng danh hiệu ... gồm: A, B và C", "người nhận ... là ông A"."""
        follow = phrases.NAMED_NEXT.match(self.text, max(form.end, group.end if group else 0), sentence.end)
        if follow is None or (group is None and not phrases.WHOEVER.search(self.text[low : form.start])):
            return []
        names = self._joined_persons(self.page.persons_in(follow.end(), self._names_end(follow.end(), sentence)))
        return names if group is None or len(names) <= group.count else []

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
        recipients: list[_Named] = []
        if groups:
            follow = phrases.NAMES_FOLLOW.match(self.text, groups[-1].end, stop)
            if follow:
                recipients = self._objects(follow.end(), stop)
        elif not form.verb or (form.id != "award-form-bieu-duong" and rule == "award.active-to"):
            recipients = self._objects(start, stop)
        end = max([form.end, *(g.end for g in groups), *(r.end for r in recipients)])
        self._add(sentence, form, grantor, recipients, groups, min(head, start), end, rule, out)
        return _Grant(form, False, grantor, end)

    def _next_gift(self, start: int, right: int) -> int:
        """Where another thing is given: "tặng Giấy khen cho Chi bộ 3 ..., tặng quà 20 đảng viên"."""
        for cue in self.cues.between(start, right, "grant", "hand-over"):
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

    # -- slots ------------------------------------------------------------------------------------------------

    def _bodies(self, start: int, end: int) -> list[OrganizationMention]:
        return [o for o in self.page.organizations_in(start, end) if not in_brackets(self.text, start, o.start)]

    def _of(self, form: AwardForm) -> str | None:
        """The body in "Giấy khen của Chủ tịch UBND huyện"."""
        for body in self.page.organizations_in(form.end, form.end + 70)[:1]:
            if phrases.OF.fullmatch(self.text[form.end : body.start]):
                return body.key
        return None

    def _grantor(self, low: int, verb: int, sentence: Sentence, form: AwardForm) -> str | None:
        """The subject of an active verb; behind a person, the body for which that person acts."""
        for cue in self.cues.between(sentence.start, verb, "on-behalf")[-1:]:
            # right after the words, or nobody: what follows the comma is the post of the person who hands over
            body = next(iter(self.page.organizations_in(cue.end, min(verb, cue.end + 24))), None)
            return body.key if body is not None and "," not in self.text[cue.end : body.start] else None
        bodies = self._bodies(low, verb)
        if not bodies:
            return None
        last = bodies[-1]
        if len(bare(self.text[last.end : verb])) > 60 or self.page.persons_in(last.end, verb):
            return None
        persons = self.page.persons_in(low, verb)
        if persons and verb - persons[-1].end < 200:
            return None  # the body belongs to the post of the person who hands over
        first = last
        for body in reversed(bodies[:-1]):
            if not phrases.JOINT.fullmatch(re.sub(r"Chủ tịch|Giám đốc|Bí thư", "", self.text[body.end : first.start])):
                break
            if phrases.PLACE.search(self.text[max(low, body.start - 40) : body.start]):
                break  # "tại Hội trường UBND huyện, Ban Thường vụ Huyện ủy trao ...": a place, no grantor
            first = body
        # the standing committee of the province grants Party badges; whoever else "trao" hands them over
        printed = self.text[first.start : first.end].casefold()
        return first.key if not form.party_badge or printed.startswith(phrases.BADGE_GRANTORS) else None

    def _subjects(self, low: int, stop: int, sentence: Sentence) -> list[_Named]:
        """Named recipients before "được": the nearest persons, else the bodies right before it."""
        # whoever speaks, attends or holds before "được" is the subject of that verb, not of this one
        others = self.cues.between(low, stop, "say", "speak", "attend", "chair", "hold")
        # "Chi bộ 3 có cách làm hay được khen": to have is no other clause
        others = [c for c in others if not ("hold" in c and phrases.HAS.fullmatch(self.text, c.start, c.end))]
        low = others[-1].end if others else low
        if phrases.OTHERS_ARE.search(self.text[max(low, stop - 30) : stop]):
            return []
        persons = self.page.persons_in(low, stop)
        bodies = self._bodies(low, stop)
        if persons and phrases.INSTEAD.search(self.text[persons[-1].end : stop]):
            return []  # whoever receives for another
        if persons and stop - persons[-1].end <= 260:
            return self._joined_persons(persons)
        if bodies and len(bare(self.text[bodies[-1].end : stop])) <= 70:
            run = [bodies[-1]]
            for body in reversed(bodies[:-1]):
                if not phrases.JOINT.fullmatch(self.text[body.end : run[-1].start]):
                    break
                run.append(body)
            return [_named(b) for b in reversed(run)]
        if phrases.PRONOUN.search(self.text[max(sentence.start, stop - 60) : stop]):
            earlier = list(self.page.persons_in(max(0, sentence.start - 600), stop))
            return [_named(p) for p in earlier[-1:]]
        if not bodies and not persons and phrases.HE_IS.match(self.text, sentence.start, stop):
            # "Ông là đại biểu Quốc hội nhiều khóa và được tặng ...": whoever was spoken of last
            earlier = list(self.page.persons_in(max(0, sentence.start - 600), sentence.start))
            return [_named(p) for p in earlier[-1:]]
        if host := phrases.HOST.search(self.text[max(sentence.start, stop - 50) : stop]):
            return self._host(host.group(1))
        return [_Named(*m) for m in self.models if low <= m[0] and m[1] <= stop][-1:]

    def _host(self, word: str) -> list[_Named]:
        """The school that "nhà trường" means: the one that the page names by its whole name."""
        begins = phrases.HOSTS[word.casefold()]
        bodies = [b for b in self.page.organizations if self.text[b.start : b.end].casefold().startswith(begins)]
        return [_named(bodies[0])] if len({b.key for b in bodies}) == 1 else []

    def _badges_by(self, sentence: Sentence) -> str | None:
        """Who grants the badges of this story: the decision that the sentence names, else whoever was said last."""
        for body in self.page.organizations_in(sentence.start, sentence.end)[:4]:
            if phrases.DECISION_OF.search(self.text[max(sentence.start, body.start - 90) : body.start]):
                return body.key
        return self._granting.get(sentence.story)

    def _objects(self, start: int, stop: int) -> list[_Named]:
        """Named recipients after "cho": persons, else the first body and those joined to it."""
        persons = self.page.persons_in(start, min(stop, start + 1500))
        bodies = self._bodies(start, min(stop, start + 1500))
        if persons and persons[0].start - start < 160 and (not bodies or persons[0].outer < bodies[0].start):
            return self._joined_persons(persons)
        if not bodies or bodies[0].start - start > 60:
            return [_named(p) for p in persons[:1] if p.start - start < 160 and bodies]
        run: list[PersonMention | OrganizationMention] = [bodies[0]]
        others: list[PersonMention | OrganizationMention] = [*bodies[1:], *persons]
        for item in sorted(others, key=lambda m: m.start):
            begin = item.outer if isinstance(item, PersonMention) else item.start
            if not phrases.JOINT.fullmatch(bare(self.text[run[-1].end : begin])):
                break
            run.append(item)
        return [_named(m) for m in run]

    def _groups_in(self, start: int, end: int) -> list[RecipientGroup]:
        return [g for g in within(self.groups, start, end) if g.start not in self._taken]

    def _joined_groups(self, groups: Sequence[RecipientGroup], *, from_right: bool) -> list[RecipientGroup]:
        """The run of counted groups that ends (or begins) the list: "12 tập thể có thành tích và 8 cá nhân"."""
        if not groups:
            return []
        pairs = list(pairwise(groups))
        good = [phrases.GROUP_JOINT.search(bare(self.text[a.end : b.start])) is not None for a, b in pairs]
        if from_right:
            first = next((i + 1 for i in range(len(good) - 1, -1, -1) if not good[i]), 0)
            return list(groups[first:])
        last = next((i for i, ok in enumerate(good) if not ok), len(good))
        return list(groups[: last + 1])

    def _joined_persons(self, persons: Sequence[PersonMention]) -> list[_Named]:
        run = [persons[-1]]
        for person in reversed(persons[:-1]):
            if run[-1].outer - person.end > 180 or (";" in self.text[person.end : run[-1].start] and len(run) > 40):
                break
            run.append(person)
        return [_named(p) for p in {p.key: p for p in reversed(run)}.values()]

    # -- result -----------------------------------------------------------------------------------------------

    def _add(
        self,
        sentence: Sentence,
        form: AwardForm,
        grantor: str | None,
        recipients: Sequence[_Named],
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


def _named(mention: PersonMention | OrganizationMention) -> _Named:
    return _Named(mention.start, mention.end, mention.key)
