"""Posts: who holds which office of which body, and how the page presents the holding.

A title chain belongs to a person by apposition (before or after the name), by a colon ("Bí thư: ..."), or
through a verb of appointment, transfer or removal in the same sentence.
"""

from __future__ import annotations

import re

from kg_dangbo.extract import post_cues as cues
from kg_dangbo.extract.body_register import BodyRegister
from kg_dangbo.extract.careers import Career, Careers
from kg_dangbo.extract.cues import bare
from kg_dangbo.extract.page import Page, PersonMention, Sentence
from kg_dangbo.extract.person_rows import PersonRows
from kg_dangbo.extract.post_endings import Endings
from kg_dangbo.extract.post_holdings import Holdings
from kg_dangbo.extract.post_lists import committee_lists, heading_lists
from kg_dangbo.extract.post_memberships import memberships
from kg_dangbo.extract.post_mentions import mentions_by_title
from kg_dangbo.extract.post_predecessors import predecessors
from kg_dangbo.extract.post_verbs import Verbs
from kg_dangbo.extract.title_bodies import lend_bodies
from kg_dangbo.extract.titles import Title, TitleChain, TitleGrammar
from kg_dangbo.language.offsets import bisect_left
from kg_dangbo.language.tokens import Tokens
from kg_dangbo.model import HoldingStatus, PostFact

__all__ = ["Posts"]

_LOOK = 80  # code points before a person or a title in which words and spaces right before it stand
_IN_BRACKETS = re.compile(r"[ \u00a0]*\([^()]*\)")
_ELECTS = re.compile(r"bầu|ra mắt|kết quả|chỉ định|chuẩn y", re.IGNORECASE)
_SHARED = re.compile(r"[:–—-]|giữ chức|\bđều\b|\bcùng\b")
_PLURAL = 24  # code points before an office in which it is told as that of several
_OPENING = 8  # code points in which the first word between a name and an office stands
_TIMES = ("thời", "khi", "lúc")
_FROM = ("từ", "đã", "đi", "chuyển")
_TERMS = re.compile(r"[ \u00a0]*(?:qua )?các (?:nhiệm kỳ|thời kỳ|khóa|giai đoạn)")
_TERMS_FIRST = ("qua", "các")
_FAR = 500  # code points between a name and an office of its own, at most: an age, a home, a word or two
_THEN = 40  # code points of "khi đó đang giữ chức" between a person and an office
_IS = ("là ", "hiện là ", "đồng thời là ")


class Posts:
    """The posts of one page."""

    def __init__(self, page: Page, tokens: Tokens, grammar: TitleGrammar, bodies: BodyRegister) -> None:
        self.page = page
        self.tokens = tokens
        self.bodies = bodies
        self.chains = grammar.chains()
        lend_bodies(self.chains, page.text)
        self._chain_starts = [chain.start for chain in self.chains]
        self.noted = Holdings(page, tokens, bodies)
        self._expulsions = "khai trừ" in page.folded.text  # the page may tell of any

    # ------------------------------------------------------------------ attaching
    def find(self, persons: tuple[PersonMention, ...]) -> None:
        """Attach every chain of the story to the person it is about."""
        self.persons = persons
        self.rows = PersonRows(self.page, persons)
        self.careers = careers = Careers(self.page, persons)
        self.verbs = Verbs(self.page, self.rows, careers, self.noted)
        self.endings = Endings(self.page, self.tokens, self.rows, self.noted)
        for chain in self.chains:
            sentence = self.page.sentence_at(chain.start)
            if sentence is None or not sentence.zone.states_facts:
                continue
            career = careers.of(chain, sentence)
            if career is not None:
                self._hold_in_career(chain.titles, career, sentence)
            else:
                self._attach(chain, sentence)
        for person, left in predecessors(self.page, self.chains, persons, self.noted.found):
            if isinstance(left, Title):
                sentence = self.page.sentence_at(left.start)
                if sentence is not None:
                    self.noted.hold([left], person, sentence, "post.replaced", HoldingStatus.LEFT)
                continue
            holding, start = left
            ended = self.noted.found.add(
                person.key, holding.role_id, holding.role, holding.organization, holding.inferred
            )
            evidence = self.page.evidence(start, person.end, "post.replaced", 0.85)
            self.noted.found.say(ended, HoldingStatus.LEFT, evidence)
        for title, person, sentence in memberships(self.page, self.bodies, persons):
            status = HoldingStatus.APPOINTED
            when = self.careers.told_in(sentence)
            if when is not None and when != "now":
                status = HoldingStatus.FORMER
            self.noted.hold([title], person, sentence, "post.member", status)
        for titles, person in heading_lists(self.page, self.chains, persons):
            self._hold_in_list(titles, person, "post.heading")
        for titles, person in committee_lists(self.page, self.bodies, persons):
            self._hold_in_list(titles, person, "post.committee-list")

    def _hold_in_career(self, titles: list[Title], career: Career, sentence: Sentence) -> None:
        if career.when == "now":
            self.noted.hold(titles, career.person, sentence, "post.since", HoldingStatus.CURRENT)
            return
        self.noted.hold(titles, career.person, sentence, cues.CAREER, HoldingStatus.FORMER, when=career.when)

    def _hold_in_list(self, titles: list[Title], person: PersonMention, rule: str) -> None:
        """A post told by the heading or the committee that a list of persons stands under; quoted at the name."""
        for n, title in enumerate(titles):
            found = self.noted.title_bodies.organization(titles, n, person)
            if found is not None:
                evidence = self.page.evidence(person.outer, person.end, rule, 0.8)
                self.noted.note(person, title, found, HoldingStatus.APPOINTED, evidence)

    def _attach(self, chain: TitleChain, sentence: Sentence) -> None:
        people = self.rows.of(sentence)
        following = self.rows.following(people, chain.end)
        before = self.rows.before(people, chain.start)
        # 1. directly before the name: "Bí thư Huyện ủy Ngô Xuân Thản", "Bí thư Tỉnh ủy, đồng chí ..."
        if following is not None and self._before_name(chain, before, following, people, sentence):
            return
        # 2. right behind the name: "đồng chí A, Bí thư ..., Chủ tịch ..."
        if self._of_him(chain, sentence) if before is None else self._behind_name(chain, before, sentence):
            return
        # 3. on from the office before: "giữ các chức vụ A; B; C", "cách chức A; B"
        if self.verbs.goes_on(chain, chain.start, before, sentence):
            return
        # 4. through a verb
        self.verbs.read(chain, chain.start, chain.end, before, following, sentence)

    def _before_name(
        self,
        chain: TitleChain,
        before: PersonMention | None,
        following: PersonMention,
        people: list[PersonMention],
        sentence: Sentence,
    ) -> bool:
        """Note the offices of a chain as those of the person named behind it, and say whether they are."""
        text, start, look = self.page.text, chain.start, max(sentence.start, chain.start - _LOOK)
        if following.outer - chain.end > _FAR:
            return False
        between = text[chain.end : following.outer]
        joint = between.strip()
        if before is None and joint.startswith("(") and joint.endswith(")"):
            between = bare(between)  # "Bộ trưởng Bộ Kế hoạch và Đầu tư (KH&ĐT) A"
            joint = between.strip()
        if not joint or self._introduces(chain, between, joint, following, before, sentence):
            if not joint and self._plural(start, sentence):
                self._hold_list(chain, following, people, sentence, row=True)  # "hai Phó Chủ tịch huyện A, B"
                return True
            split = self._shared_with(chain, before)
            last = HoldingStatus.LEFT if self._ends_so(following, sentence) else None
            over = cues.ended(self.page.low, look, start, joint) or (self._over(chain) if joint else None)
            self.noted.hold(chain.titles[split:], following, sentence, "post.before-name", over, last=last)
            if split and before is not None:
                self.noted.hold(chain.titles[:split], before, sentence, "post.apposition")
            return True
        if joint == "là" and following.outer < following.start and not self._plural(start, sentence):
            if cues.NOMINATES.search(self.page.low, look, start):
                return True
            if before is not None:  # "ông A, Bí thư ..., Chủ tịch UBND huyện là ông B"
                self.noted.hold(chain.titles[-1:], following, sentence, "post.colon")
                if chain.titles[1:] and cues.apposed(text, text[before.end : start], start):
                    self.noted.hold(chain.titles[:-1], before, sentence, "post.apposition")
                return True
        if (":" in joint and cues.PLURAL_HEAD.fullmatch(between)) or (
            joint.rstrip(" \u00a0:").lower().endswith(("là", "gồm"))
            and (before is None or self._plural(start, sentence))
            and cues.COPULA.fullmatch(between)
        ):
            self._hold_list(chain, following, people, sentence)
            return True
        return False

    def _ends_so(self, person: PersonMention, sentence: Sentence) -> bool:
        """ "Giám đốc Sở A *bị cách chức*": the office before the name has ended, and no other stands behind it."""
        ended = cues.ENDED.match(self.page.text, person.end, sentence.end)
        if ended is None or "xin" in ended.group():
            return False
        return cues.NO_MORE.match(self.page.text, ended.end(), sentence.end) is not None

    def _plural(self, start: int, sentence: Sentence) -> bool:
        """Whether an office that begins at ``start`` is that of several: "hai Phó Chủ tịch"."""
        return cues.PLURAL.before(self.page.low, max(sentence.start, start - _PLURAL), start) is not None

    def _behind_name(self, chain: TitleChain, before: PersonMention, sentence: Sentence) -> bool:
        """Note the offices of a chain as those of the person named right before it, and say whether they are."""
        text, titles, noted = self.page.text, chain.titles, self.noted
        start, end = chain.start, chain.end
        if start - before.end > _FAR:
            return False
        between = text[before.end : start]
        joint = between.strip()
        opening = between.lstrip(" \u00a0,(–-")[:_OPENING].lower()
        if opening.startswith(_TIMES):
            was = cues.WHEN_HE_WAS.fullmatch(between)
            if was and (was["holds"] or text.startswith("là ", start)):
                noted.hold(titles, before, sentence, "post.past", HoldingStatus.FORMER)
                return True
            if start - before.end < _THEN and cues.THEN.fullmatch(between):
                noted.hold(titles, before, sentence, "post.past", HoldingStatus.FORMER)
                return True
        elif opening.startswith(_FROM) and cues.FROM.fullmatch(between) and cues.UP.match(text, end):
            noted.hold(titles, before, sentence, "post.from", HoldingStatus.FORMER)
            return True
        if not cues.apposed(text, between, start) or (
            joint == "," and cues.answers(self.page.low, sentence.start, before.outer, chain.end)
        ):
            return False
        told = joint[:1].isalpha() or not joint  # "là", and no apposition
        if told and cues.RELATIVE.before(self.page.low, max(0, before.outer - _PLURAL), before.outer):
            return True  # "chồng bà A là Phó Trưởng phòng": nobody whom the page names
        if self.endings.retired(before, sentence):
            self.endings.any_retired = True
            noted.hold(titles, before, sentence, "post.retired", HoldingStatus.LEFT)
            return True
        if self.endings.dismissed(chain, before, sentence):
            return True
        if self._expulsions and cues.EXPELLED.match(text, end):
            noted.hold(titles, before, sentence, "post.expelled", HoldingStatus.LEFT)
            return True
        following = self._word(titles[-1].next)
        ends = following in cues.ENDED_FIRST and cues.ENDED.match(text, end, sentence.end) is not None
        status = HoldingStatus.LEFT if ends else None
        if status is not None and len(titles) > 1 and text[end : end + 3].strip()[:1] in ("-", "–"):
            self.endings.any_retired = True
            noted.hold(titles, before, sentence, "post.retired", status)  # "A - B, C - đã nghỉ hưu"
            return True
        shared = joint not in cues.PLAIN and _SHARED.search(between) is not None
        row = self.rows.joined(before, sentence) if shared else [before]
        bracketed = "(" in joint  # "ông A (Bí thư ...) và ông B (Phó Chủ tịch ...)": each his own
        if len(row) == 1 and not shared and not bracketed and self._speaks_of_all(chain):
            row = self.rows.joined(before, sentence)
        if len(row) == 1 and (shared or titles[0].role.pref.startswith("Phó ")):
            row = self._pair(before, sentence)
        begin = max(sentence.start, before.outer - _LOOK)
        if joint == "làm" and cues.NOMINATES.search(self.page.low, begin, before.outer):
            return True  # "giới thiệu Bộ trưởng A làm Chủ tịch ...": not yet
        given = (
            joint not in cues.PLAIN
            and cues.GIVES.before(self.page.low, max(sentence.start, before.outer - 30), before.outer) is not None
            and cues.GIVEN.search(between) is not None
        )
        state = HoldingStatus.APPOINTED if given else self._over(chain)
        taken = max(sentence.start, before.outer - _PLURAL - _PLURAL)
        if len(titles) == 1 and joint == "," and cues.TAKEN.before(self.page.low, taken, before.outer):
            state = HoldingStatus.LEFT
        for person in row:
            noted.hold(titles, person, sentence, "post.apposition", state, last=status)
        return True

    def _introduces(
        self,
        chain: TitleChain,
        between: str,
        joint: str,
        following: PersonMention,
        before: PersonMention | None,
        sentence: Sentence,
    ) -> bool:
        """ "Bí thư Tỉnh ủy, đồng chí A", "nguyên Bí thư Tỉnh ủy - ông A", "Bí thư Huyện ủy X, Trần Văn A báo cáo"."""
        text, start = self.page.text, chain.start
        if joint.endswith(",") and (joint == "," or cues.DATED.fullmatch(between)):
            joint = ","
        small, look = self.page.low, max(sentence.start, start - _LOOK)
        if joint not in (",", "-", "–") or (
            cues.OF.before(small, look, start) and not cues.TAKEN.before(small, look, start)
        ):
            return False
        honoured = following.outer < following.start
        if before is not None:  # "..., trên cương vị Trưởng Ban, bà A"
            as_such = cues.ROLE_OF.before(small, look, start) is not None or cues.once(small, look, start)
            return honoured and joint == "," and as_such
        if honoured:
            return joint == "," or not self._has_office(following)
        if start - sentence.start >= _THEN or len(text[following.start : following.end].split()) < 3:
            return False
        ahead = text[following.end : min(following.end + 2, sentence.end)]
        told = ahead[:1].isspace() and ahead[1:].islower()  # "..., A báo cáo"
        return told if joint == "," else (told or not ahead.strip(" .")) and not self._has_office(following)

    def _has_office(self, person: PersonMention) -> bool:
        """Whether an office stands right behind a name: "- ông A, *Bí thư* ..."."""
        i = bisect_left(self._chain_starts, person.end)
        if i == len(self.chains) or self._chain_starts[i] - person.end > _FAR:
            return False
        between = self.page.text[person.end : self._chain_starts[i]]
        return bool(between.strip()) and cues.apposes(between)

    def _of_him(self, chain: TitleChain, sentence: Sentence) -> bool:
        """ "Ông cũng là Trưởng đoàn ...": an office of the person whom the sentences before are about."""
        title = chain.titles[0]
        he = cues.HE_IS.fullmatch(self.page.text, sentence.start, title.start)
        if he is None or not (he["holds"] or self.page.low.startswith(_IS, title.start)):
            return False
        person = self.careers.subject(sentence)
        if person is None:
            return False
        self.verbs.hold(chain.titles, person, sentence, "post.pronoun", HoldingStatus.CURRENT)
        return True

    def _shared_with(self, chain: TitleChain, before: PersonMention | None) -> int:
        """How many titles of a chain before a name belong to the person named before it."""
        if before is None or len(chain.titles) < 2 or chain.start - before.end > _FAR:
            return 0
        i, between = bisect_left(self._chain_starts, before.outer) - 1, self.page.text[before.end : chain.start]
        if between.strip() == "," and i >= 0 and not self.page.text[self.chains[i].end : before.outer].strip():
            return 0  # "Thủ tướng A, Tổng Bí thư, Chủ tịch nước B": each behind his own offices
        return len(chain.titles) - 1 if between.strip() and cues.apposes(between) else 0

    def _word(self, i: int) -> str:
        """The ``i``-th word of the page in small letters, or nothing."""
        return self.tokens.lows[i] if i < len(self.tokens.lows) else ""

    def _over(self, chain: TitleChain) -> HoldingStatus | None:
        """FORMER where the last office is followed by a term or a period that has ended."""
        last = chain.titles[-1]
        if last.status is HoldingStatus.FORMER and len(chain.titles) > 1:
            return None  # "..., Phó Trưởng Ban, *nguyên* Giám đốc (từ năm 2011 đến năm 2014)": it says so itself
        if last.until is not None and self.careers.is_over(last.until):
            return HoldingStatus.FORMER
        following = self._word(last.next)
        if following in _TERMS_FIRST and _TERMS.match(self.page.text, last.end):
            return HoldingStatus.FORMER
        if following not in cues.PERIOD_FIRST:
            return None
        period = cues.PERIOD.match(self.page.text, last.end)
        return HoldingStatus.FORMER if period is not None and self.careers.lies_back(period[1]) else None

    def _hold_list(
        self,
        chain: TitleChain,
        first: PersonMention,
        people: list[PersonMention],
        sentence: Sentence,
        row: bool = False,
    ) -> None:
        """ "Các Phó Bí thư gồm: A, B và C" """
        text = self.page.text
        status = None if row else self._elected(sentence)
        low = self.page.low
        plural = cues.PLURAL.before(low, max(0, chain.start - _PLURAL), chain.start) is not None
        plural = plural or low.find("các ", chain.titles[-1].end, first.outer) >= 0
        position = people.index(first)
        listed = [first]
        for previous, person in zip(people[position:], people[position + 1 :], strict=False):
            gap = text[previous.end : person.outer]
            if cues.BARE_JOINT.fullmatch(_IN_BRACKETS.sub("", gap)) or (plural and cues.LIST_GAP.fullmatch(gap)):
                listed.append(person)
            elif not plural or ":" in gap:
                break  # "..., B; các Bí thư Trung ương Đảng: C": of another office
        if len(listed) == 1 and cues.ENDED.match(bare(text[first.end : sentence.end])):
            status = HoldingStatus.LEFT  # "Phó Bí thư khác là bà A (Chủ tịch ...) nghỉ hưu"
        titles = chain.titles
        for n in range(1, len(titles)):
            if ":" in text[titles[n - 1].end : titles[n].start]:
                self.noted.hold(titles[n:], first, sentence, "post.before-name")
                titles = titles[:n]  # "các Ủy viên Bộ Chính trị: Thủ tướng A, Đại tướng B"
                break
        for person in listed:
            self.noted.hold(titles, person, sentence, "post.colon", status)

    def _elected(self, sentence: Sentence) -> HoldingStatus | None:
        """APPOINTED where this sentence or the two before it report an election."""
        i = self.page.sentence_index(sentence.start)
        window = self.page.text[self.page.sentences[max(0, i - 2)].start : sentence.end]
        return HoldingStatus.APPOINTED if _ELECTS.search(window) else None

    def _speaks_of_all(self, chain: TitleChain) -> bool:
        """ "các ông A, B, C, *Phó* Chủ tịch ...", "..., Bí thư Thành ủy *các nhiệm kỳ*": an office of several."""
        if chain.titles[0].role.pref.startswith(("Phó ", "Ủy viên")):
            return True
        if self._word(chain.next) not in _TERMS_FIRST:
            return False
        return _TERMS.match(self.page.text, chain.titles[-1].end) is not None

    def _pair(self, last: PersonMention, sentence: Sentence) -> list[PersonMention]:
        """ "bà A và ông B, Phó Chủ tịch HĐND tỉnh": both, unless A has a title of his own in the sentence."""
        first = next((p for p in reversed(self.rows.of(sentence)) if p.end <= last.outer), None)
        if first is None or first.outer == first.start or last.outer == last.start:
            return [last]  # no honorific
        if self.page.text[first.end : last.outer].strip() != "và":
            return [last]
        held = any(
            sentence.start <= e.start < sentence.end
            for h in self.noted.found.of(first.key)
            for evidences in h.statuses.values()
            for e in reversed(evidences)
        )
        return [last] if held else [first, last]

    # ------------------------------------------------------------------ results
    def by_title(self) -> list[PersonMention]:
        """Mentions by post alone, where one person holds the post (`post_mentions`)."""
        noted = self.noted
        return mentions_by_title(self.page, self.tokens, self.chains, noted.attached, self.bodies, noted.found)

    def facts(self, attested_on: str | None) -> list[PostFact]:
        """One fact per person, role, body and status."""
        return self.noted.facts(attested_on)
