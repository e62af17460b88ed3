"""Who grants and who receives: what fills the slots of an award sentence.

`award_sentences` says which way a sentence runs and where its slots are; here the bodies, persons and counted groups
inside them are chosen.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg_dangbo.extract import award_phrases as phrases
from kg_dangbo.extract import cue_uses as use
from kg_dangbo.extract.award_parts import AwardForm, AwardWords, RecipientGroup
from kg_dangbo.extract.cues import CueIndex, bare, in_brackets, within
from kg_dangbo.extract.page import OrganizationMention, Page, PersonMention, Sentence
from kg_dangbo.model import ModelFact

__all__ = ["AwardSlots", "Named"]


@dataclass(frozen=True, slots=True)
class Named:
    """A recipient named at [start, end)."""

    start: int
    end: int
    key: str


class AwardSlots:
    """The bodies, persons and counts of one page as givers and takers of awards."""

    def __init__(self, page: Page, words: AwardWords, cues: CueIndex, models: Sequence[ModelFact]) -> None:
        self.page = page
        self.text = page.text
        self.words = words
        self.cues = cues
        folded = page.folded
        self.forms = words.forms(page)
        self.groups = words.groups(page, folded) if self.forms else []
        # paragraphs that tell of the event: "Nhân dịp này", "Tại hội nghị"
        self.occasions = frozenset(
            s.paragraph
            for s in page.sentences
            if self.cues.between(s.start, min(s.end, s.start + 60), use.ON_OCCASION | use.SAME_DAY)
        )
        self._taken: set[int] = set()  # counts of the sentence that belong to Party badges
        self._granting: dict[int, str] = {}  # who grants the Party badges of a story, once it is said
        self.models = sorted((e.start, e.end, m.key) for m in models for e in m.evidence)

    def _names_end(self, start: int, sentence: Sentence) -> int:
        """Where the names that follow a count end: a semicolon, the next count, or the sentence."""
        stop = self.text.find(";", start, sentence.end)
        groups = within(self.groups, start, sentence.end)
        return min([sentence.end, *([stop] if stop >= 0 else []), *(g.start for g in groups[:1])])

    def _named_beside(self, low: int, group: RecipientGroup) -> list[Named]:
        """The names in "ông A và 3 cá nhân khác được tặng ..."."""
        persons = self.page.persons_in(max(low, group.start - 200), group.start)
        if not persons or not phrases.AND_COUNT.search(self.text[persons[-1].end : group.start]):
            return []
        return self._joined_persons(persons)

    def _others_after(self, form: AwardForm, right: int) -> list[RecipientGroup]:
        """The group in "bà A được tặng Kỷ niệm chương cùng 5 giáo viên khác"."""
        group = next(iter(self._groups_in(form.end, min(right, form.end + 24))), None)
        return [group] if group is not None and phrases.WITH.fullmatch(self.text[form.end : group.start]) else []

    def _names_after(self, form: AwardForm, group: RecipientGroup | None, low: int, sentence: Sentence) -> list[Named]:
        """The names in "có 3 bác sĩ được phong tặng danh hiệu ... gồm: A, B và C", "người nhận ... là ông A"."""
        if group is not None and (names := self._named_right_behind(group, sentence)):
            return names
        follow = phrases.NAMED_NEXT.match(self.text, max(form.end, group.end if group else 0), sentence.end)
        if follow is None or (group is None and not phrases.WHOEVER.search(self.text[low : form.start])):
            return []
        names = self._joined_persons(self.page.persons_in(follow.end(), self._names_end(follow.end(), sentence)))
        return names if group is None or len(names) <= group.count else []

    def _named_right_behind(self, group: RecipientGroup, sentence: Sentence) -> list[Named]:
        """ "55 năm: 01 đ/c Lê Văn A, chi bộ 2; 50 năm: ...": as many names as the count says, or fewer."""
        if not any(p.start - group.end <= 2 for p in self.page.persons_in(group.end, group.end + 3)):
            return []
        form = next((f for f in within(self.forms, group.end, sentence.end)), None)
        stop = min(self._names_end(group.end, sentence), form.start if form is not None else sentence.end)
        names = self._joined_persons(self.page.persons_in(group.end, stop))
        return names if len(names) <= group.count else []

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
        for cue in self.cues.between(sentence.start, verb, use.ON_BEHALF)[-1:]:
            # right after the words, or nobody: what follows the comma is the post of the person who hands over
            body = next(iter(self.page.organizations_in(cue.end, min(verb, cue.end + 24))), None)
            return body.key if body is not None and "," not in self.text[cue.end : body.start] else None
        bodies = self._bodies(low, verb)
        if not bodies:
            return None
        last = bodies[-1]
        persons = self.page.persons_in(low, verb)
        if persons and phrases.SIGNS.match(self.text, persons[-1].end) and not form.party_badge:
            # "Chủ tịch UBND huyện Nguyễn Văn Dũng đã tặng Giấy khen": the head of an authority grants in its name
            before = [b for b in self._bodies(low, persons[-1].outer) if persons[-1].outer - b.end <= 3]
            if before and phrases.HEAD.search(self.text[max(sentence.start, before[-1].start - 16) : before[-1].start]):
                return before[-1].key
        if len(bare(self.text[last.end : verb])) > 60 or self.page.persons_in(last.end, verb):
            return None
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

    def _subjects(self, low: int, stop: int, sentence: Sentence) -> list[Named]:
        """Named recipients before "được": the nearest persons, else the bodies right before it."""
        # whoever speaks, attends or holds before "được" is the subject of that verb, not of this one
        others = self.cues.between(low, stop, use.SAY | use.SPEAK | use.ATTEND | use.CHAIR | use.HOLD)
        # "Chi bộ 3 có cách làm hay được khen": to have is no other clause
        others = [c for c in others if not (c.uses & use.HOLD and phrases.HAS.fullmatch(self.text, c.start, c.end))]
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
        return [Named(*m) for m in self.models if low <= m[0] and m[1] <= stop][-1:]

    def _host(self, word: str) -> list[Named]:
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

    def _objects(self, start: int, stop: int) -> list[Named]:
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
            gap = bare(self.text[run[-1].end : begin])
            if isinstance(run[-1], PersonMention):
                if isinstance(item, OrganizationMention) and ";" not in gap:
                    continue  # "Thiếu tá A, Đội trưởng Đội 2, Phòng PC04; ...": of his post
                gap = gap[gap.rfind(";") + 1 :]
            if not phrases.JOINT.fullmatch(gap):
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

    def _joined_persons(self, persons: Sequence[PersonMention]) -> list[Named]:
        if not persons:
            return []
        run = [persons[-1]]
        for person in reversed(persons[:-1]):
            if run[-1].outer - person.end > 180 or (";" in self.text[person.end : run[-1].start] and len(run) > 40):
                break
            run.append(person)
        return [_named(p) for p in {p.key: p for p in reversed(run)}.values()]


def _named(mention: PersonMention | OrganizationMention) -> Named:
    return Named(mention.start, mention.end, mention.key)
