"""Who grants and who receives: what fills the slots of an award sentence.

`award_sentences` says which way a sentence runs and where its slots are; here the bodies, persons and counted groups
inside them are chosen.
"""

from __future__ import annotations

from typing import Final

from kg_dangbo.extract import award_phrases as phrases
from kg_dangbo.extract import cue_uses as use
from kg_dangbo.extract.award_grants import Award, Named
from kg_dangbo.extract.award_parts import AwardForm, AwardWords, RecipientGroup
from kg_dangbo.extract.cues import CueIndex, bare, in_brackets, may_end, within
from kg_dangbo.extract.page import OrganizationMention, Page, PersonMention, Sentence
from kg_dangbo.language.offsets import bisect_left
from kg_dangbo.model import ModelFact

__all__ = ["AwardSlots"]

_OTHERS_ACT: Final = use.SAY | use.SPEAK | use.ATTEND | use.CHAIR | use.HOLD


class AwardSlots:
    """The bodies, persons and counts of one page as givers and takers of awards."""

    def __init__(self, page: Page, words: AwardWords, cues: CueIndex, models: list[ModelFact]) -> None:
        self.page = page
        self.text = page.text
        self.words = words
        self.cues = cues
        self.forms: list[AwardForm] = []  # of the sentence
        self.groups: list[RecipientGroup] = []  # of the sentence, beside where they begin
        self.group_starts: list[int] = []
        # paragraphs that tell of the event: "Nhân dịp này", "Tại hội nghị"
        self.occasions: set[int] = set()
        for cue in cues.between(0, len(page.text), use.ON_OCCASION | use.SAME_DAY):
            sentence = page.sentence_at(cue.start)
            if sentence is not None and cue.start - sentence.start < 60:
                self.occasions.add(sentence.paragraph)
        self._out: list[Award] = []
        self._taken: set[int] = set()  # counts of the sentence that belong to Party badges
        self._granting: dict[int, str] = {}  # who grants the Party badges of a story, once it is said
        self.models = sorted([(e.start, e.end, m.key) for m in models for e in m.evidence])

    def _first_group(self, start: int, end: int) -> RecipientGroup | None:
        """The first counted group that begins inside [start, end)."""
        i = bisect_left(self.group_starts, start)
        return self.groups[i] if i < len(self.groups) and self.group_starts[i] < end else None

    def _names_end(self, start: int, sentence: Sentence) -> int:
        """Where the names that follow a count end: a semicolon, the next count, or the sentence."""
        stop = self.text.find(";", start, sentence.end)
        group = self._first_group(start, sentence.end)
        end = stop if stop >= 0 else sentence.end
        return min(end, group.start) if group is not None else end

    def _named_beside(self, low: int, group: RecipientGroup) -> list[Named]:
        """The names in "ông A và 3 cá nhân khác được tặng ..."."""
        persons = self.page.persons_in(max(low, group.start - 200), group.start)
        if not persons or not phrases.AND_COUNT.search(self.text[persons[-1].end : group.start]):
            return []
        return self._joined_persons(persons)

    def _others_after(self, form: AwardForm, right: int) -> list[RecipientGroup]:
        """The group in "bà A được tặng Kỷ niệm chương cùng 5 giáo viên khác"."""
        groups = self._groups_in(form.end, min(right, form.end + 24))
        return groups[:1] if groups and phrases.WITH.fullmatch(self.text[form.end : groups[0].start]) else []

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
        stop = self._names_end(group.end, sentence)
        for form in within(self.forms, group.end, stop)[:1]:
            stop = form.start
        names = self._joined_persons(self.page.persons_in(group.end, stop))
        return names if len(names) <= group.count else []

    def _bodies(self, start: int, end: int) -> list[OrganizationMention]:
        return [o for o in self.page.organizations_in(start, end) if not in_brackets(self.text, start, o.start)]

    def _of(self, form: AwardForm) -> str | None:
        """The body in "Giấy khen của Chủ tịch UBND huyện"."""
        body = self._giver(form)
        return body.key if body is not None else None

    def _end_of(self, form: AwardForm) -> int:
        """Where a form ends with its giver: "Bằng khen *của Chính phủ*, Cờ thi đua của UBND tỉnh"."""
        body = self._giver(form)
        return body.end if body is not None else form.end

    def _giver(self, form: AwardForm) -> OrganizationMention | None:
        for body in self.page.organizations_in(form.end, form.end + 70)[:1]:
            if phrases.OF.fullmatch(self.text[form.end : body.start]):
                return body
        return None

    def _grantor(self, low: int, verb: int, sentence: Sentence, form: AwardForm) -> str | None:
        """The subject of an active verb; behind a person, the body for which that person acts."""
        cue = self.cues.last(sentence.start, verb, use.ON_BEHALF)
        if cue is not None:
            # right after the words, or nobody: what follows the comma is the post of the person who hands over
            near = self.page.organizations_in(cue.end, min(verb, cue.end + 24))
            return near[0].key if near and "," not in self.text[cue.end : near[0].start] else None
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
        for i in range(len(bodies) - 2, -1, -1):
            body = bodies[i]
            if not phrases.JOINT.fullmatch(phrases.HEADS.sub("", self.text[body.end : first.start])):
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
        for other in reversed(self.cues.between(low, stop, _OTHERS_ACT)):
            # "Chi bộ 3 có cách làm hay được khen": to have is no other clause
            if not (other.uses & use.HOLD and phrases.HAS.fullmatch(self.text, other.start, other.end)):
                low = other.end
                break
        if phrases.OTHERS_ARE.search(self.text[max(low, stop - 30) : stop]):
            return []
        persons = self.page.persons_in(low, stop)
        bodies = self._bodies(low, stop)
        if persons and phrases.INSTEAD.search(self.text[persons[-1].end : stop]):
            return []  # whoever receives for another
        if persons and stop - persons[-1].end <= 260:
            return self._joined_persons(persons)
        if bodies and len(bare(self.text[bodies[-1].end : stop])) <= 70:
            first = len(bodies) - 1
            while first and phrases.JOINT.fullmatch(self.text[bodies[first - 1].end : bodies[first].start]):
                first -= 1
            return [_named(b) for b in bodies[first:]]
        if phrases.PRONOUN.search(self.text[max(sentence.start, stop - 60) : stop]):
            earlier = self.page.persons_in(max(0, sentence.start - 600), stop)
            return [_named(p) for p in earlier[-1:]]
        if not bodies and not persons and phrases.HE_IS.match(self.text, sentence.start, stop):
            # "Ông là đại biểu Quốc hội nhiều khóa và được tặng ...": whoever was spoken of last
            earlier = self.page.persons_in(max(0, sentence.start - 600), sentence.start)
            return [_named(p) for p in earlier[-1:]]
        if host := phrases.HOST.search(self.text[max(sentence.start, stop - 50) : stop]):
            return self._host(host.group(1))
        return [Named(start, end, key) for start, end, key in self.models if low <= start and end <= stop][-1:]

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
        if several := phrases.SEVERAL.match(self.text, start, stop):
            # "cho các tập thể, cá nhân có thành tích tại X" names none of them, "cho các cá nhân: ông A, bà B" does
            named = min([p.outer for p in persons[:1]] + [b.start for b in bodies[:1]], default=stop)
            if named - several.end() > 3 and not phrases.AMONG_THEM.search(self.text, several.end(), named):
                return []
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
        found: list[RecipientGroup] = []
        for i in range(bisect_left(self.group_starts, start), len(self.groups)):
            if self.group_starts[i] >= end:
                break
            if self.group_starts[i] not in self._taken:
                found.append(self.groups[i])
        return found

    def _last_joined(self, groups: list[RecipientGroup]) -> list[RecipientGroup]:
        """The run of counted groups that ends the list: "12 tập thể có thành tích và 8 cá nhân"."""
        first = len(groups) - 1
        while first > 0 and self._joint(groups[first - 1], groups[first]):
            first -= 1
        return groups[max(first, 0) :]

    def _first_joined(self, groups: list[RecipientGroup]) -> list[RecipientGroup]:
        """The run of counted groups that begins the list."""
        last = 1
        while last < len(groups) and self._joint(groups[last - 1], groups[last]):
            last += 1
        return groups[:last]

    def _joint(self, one: RecipientGroup, other: RecipientGroup) -> bool:
        gap = bare(self.page.low[one.end : other.start])
        return may_end(gap, 0, len(gap), phrases.GROUP_JOINT_ENDS) and phrases.GROUP_JOINT.search(gap) is not None

    def _joined_persons(self, persons: list[PersonMention]) -> list[Named]:
        """The run of persons that ends the list, each once."""
        first = len(persons) - 1
        while first > 0 and persons[first].outer - persons[first - 1].end <= 180:
            if len(persons) - first > 40 and ";" in self.text[persons[first - 1].end : persons[first].start]:
                break
            first -= 1
        return [_named(p) for p in {p.key: p for p in persons[max(first, 0) :]}.values()]


def _named(mention: PersonMention | OrganizationMention) -> Named:
    return Named(mention.start, mention.end, mention.key)
