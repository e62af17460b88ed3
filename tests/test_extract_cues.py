"""Cues, and that the grammars built on them hold on any order of their words."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from kg_dangbo.extract import cue_uses as use
from kg_dangbo.extract.cues import bare, cue_words, in_brackets, word_before
from kg_dangbo.extract.extract import extract
from kg_dangbo.language.normal import fold
from kg_dangbo.model import Article, AwardFact, EventFact, ModelFact, ParticipationFact
from kg_dangbo.vocabulary import load_vocabulary

WORDS = """
tặng|trao|được|nhận|của|cho|và|, |; |. |Giấy khen|Huy hiệu|Huy hiệu 50, 60|năm tuổi Đảng|hạng Ba|Huân chương Lao động
5 tập thể|hai đảng viên|Huyện ủy Bình Lục|UBND tỉnh|đồng chí Nguyễn Văn An|Bí thư Chi bộ|phát biểu|dự hội nghị có
chủ trì|Sáng 24/11,|tổ chức|hội nghị|đại hội|đã bế mạc|mô hình|“|”|"|«|A b c|(|)|trong đó|gồm:|đề nghị|thừa ủy quyền của
Trao|Kỷ niệm chương|danh hiệu|Cờ|khen thưởng|cùng ngày|tại|*
"""
PIECES = st.sampled_from(["\n\n", *WORDS.strip().replace("\n", "|").split("|")])


_BEFORE = ["thứ", "Khóa", "TƯ", "lần", "x", "3", "_", " ", "  ", "\u00a0", "\n", ".", "(", ")", "-", "“", ","]
_LAST_WORD = re.compile(r"(?<!\w)(thứ|khóa|lần|tư|x)[^\S\n]{1,3}$", re.IGNORECASE)


@given(st.lists(st.sampled_from(_BEFORE), max_size=9), st.integers(0, 3))
def test_a_pattern_of_the_word_before_agrees_with_it(parts: list[str], low: int) -> None:
    text = "".join(parts).lower()  # `word_before` reads small letters
    place = len(text)
    low = min(low, place)
    match = _LAST_WORD.search(text[low:])
    word = word_before(text, low, place)
    if match is not None:
        assert word in (None, match[1].lower())
    else:
        assert word not in ("thứ", "khóa", "lần", "tư", "x")


def test_longest_use_wins() -> None:
    cues = cue_words(load_vocabulary()).find(fold("vinh dự, dự án, dự hội nghị"))
    found = cues.between(0, 100, use.ATTEND | use.NOT_A_CUE)
    assert [c.uses for c in found] == [use.NOT_A_CUE, use.NOT_A_CUE, use.ATTEND]
    first, last = cues.first(0, 100, use.ATTEND), cues.last(0, 100, use.ATTEND)
    assert first is not None
    assert last is not None
    assert first.start == last.start == found[2].start
    assert cues.first(0, found[2].start, use.ATTEND) is None
    assert cues.last(found[2].end, 100, use.ATTEND) is None
    assert cues.uses(0, 100) == use.ATTEND | use.NOT_A_CUE


def test_every_use_of_the_vocabulary_has_its_bit() -> None:
    named = {c.id.removeprefix("cue-") for c in load_vocabulary().scheme("cue-verbs").values()}
    assert {n for n in named if not n.startswith("implies-")} | {"implies", "visit"} == set(use.USES)
    assert len(set(use.USES.values())) == len(use.USES)


def test_brackets() -> None:
    assert bare("Đảng ủy Khối (CCQ) tỉnh") == "Đảng ủy Khối  tỉnh"
    assert in_brackets("Chi bộ 7 (Đảng bộ phường) họp", 0, 12)
    assert not in_brackets("Chi bộ 7 (Đảng bộ phường) họp", 0, 27)


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, max_size=40))
def test_any_order_of_words_gives_facts_with_true_quotations(pieces: list[str]) -> None:
    text = " ".join(pieces)
    facts = extract(Article(id="h", text=text, published="2023-11-27"), load_vocabulary()).facts
    keys = {f.key for f in facts}
    assert len(keys) == len({(type(f), f.key) for f in facts})
    for fact in facts:
        if isinstance(fact, AwardFact | EventFact | ModelFact | ParticipationFact):
            assert fact.evidence
            assert all(text[e.start : e.end] == e.quote and e.quote for e in fact.evidence)
        if isinstance(fact, AwardFact):
            assert (fact.recipient is None) != (fact.count is None)
            assert {fact.grantor, fact.recipient, fact.event} - {None} <= keys
        if isinstance(fact, EventFact):
            assert set(fact.organizers) <= keys
