"""What is tested before a pattern is tried finds every place at which the pattern matches."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from steps import steps

from kg_dangbo.extract import career_cues, ordinals
from kg_dangbo.extract.award_parts import award_words
from kg_dangbo.extract.cues import cue_words, may_end
from kg_dangbo.extract.event_candidates import event_kinds
from kg_dangbo.extract.event_names import acted, done_at, still_to_come
from kg_dangbo.extract.extract import _words, extract
from kg_dangbo.extract.models import model_words
from kg_dangbo.extract.page import Page
from kg_dangbo.extract.participation_verbs import TOLD_WORDS
from kg_dangbo.extract.quotations import has_quote, quotes_of
from kg_dangbo.language.normal import fold
from kg_dangbo.model import Article
from kg_dangbo.vocabulary import load_vocabulary

CAREER = ["từng", "Từng", "giữ", "lần lượt", "kinh qua", "trải qua", "các chức", "công tác", "ở nhiều vị trí",
          "khi còn", "là", "Nguyên:", "chưa", "thời gian", "đảm nhiệm", "THỜI GIAN", "ông", ",", ".", "  "]  # fmt: skip


def test_the_one_pass_of_the_lexicon_finds_these_lists() -> None:
    vocabulary = load_vocabulary()
    page = fold("Hội nghị trao Giấy khen cho 5 tập thể")
    _words(vocabulary).lexicon.search(page)
    awards, models = award_words(vocabulary), model_words(vocabulary)
    lists = [cue_words(vocabulary).matcher, event_kinds(vocabulary).matcher, awards.form_words]
    assert all(words in page.hits for words in [*lists, models.cues, models.statuses, models.levels, TOLD_WORDS])


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(CAREER), max_size=12))
def test_the_first_story_of_a_career_is_what_the_pattern_finds(words: list[str]) -> None:
    text = " ".join(words)
    found, searched = career_cues.first_told(text, text.lower()), career_cues.TOLD.search(text)
    assert (found and found.span()) == (searched and searched.span())


@pytest.mark.parametrize(
    ("before", "did"),
    [
        ("Đồng chí A chủ trì ", "chủ trì "),
        ("đã PHÁT  BIỂU tại ", ""),
        ("HĐND tỉnh Tiếp tục ", "tiếp tục "),
        ("nghị quyết của ", ""),
        ("", ""),
    ],
)
def test_what_is_done_right_before_a_gathering(before: str, did: str) -> None:
    assert acted(before.lower(), 0, len(before)) == did


@pytest.mark.parametrize(
    ("before", "told"),
    [
        ("phát biểu tại ", True),
        ("Tại ", True),
        ("trong buổi làm việc với huyện ", True),
        ("ở phiên khai mạc của ", True),
        ("đồng chí A chủ trì ", True),
        ("nghị quyết ", False),
        ("nay mai tại", False),
    ],
)
def test_what_tells_that_somebody_was_there(before: str, told: bool) -> None:
    assert done_at(before.lower(), 0, len(before)) is told


def test_what_is_still_to_come() -> None:
    assert still_to_come("Đại hội, tháng sau sẽ họp", 7)
    assert not still_to_come("Đại hội. Tháng sau sẽ họp", 7)
    assert not still_to_come("Đại hội đã bầu", 7)


def test_how_a_text_may_end() -> None:
    assert may_end("do huyện ủy, do ", 0, 16, ("do",))
    assert not may_end("do huyện ủy ", 0, 12, ("do",))
    assert not may_end("do huyện ủy ", 3, 12, ("do",))


@given(
    st.lists(
        st.sampled_from(["bình", "quân", "mỗi", "năm", "đầu", "người", "lần", "tổng", "số", "a_b", ","]), max_size=7
    )
)
@example(["bình", "quân", "đầu", "người"])
def test_an_ordinal_is_found_wherever_its_pattern_matches(words: list[str]) -> None:
    text = " ".join([*words, ""])
    for pattern in (ordinals._COUNTED, ordinals._ORDINAL, ordinals._NUMBERED_BODY, ordinals._ARTICLE_BEFORE):
        assert ordinals._ends_with(pattern, text, 0, len(text)) == bool(pattern.search(text))


def test_quotation_marks_stand_in_text_order() -> None:
    page = Page(Article(id="q", text='Mô hình “Sạch "đẹp"” và «Tổ» của ‘xóm’'))
    assert [page.text[i] for i in quotes_of(page)] == ["“", '"', '"', "”", "«", "‘"]
    assert has_quote(page, 8, 9)
    assert not has_quote(page, 0, 8)


@pytest.mark.parametrize(
    "piece",
    [
        "ông Nguyễn Văn An nói và trao Giấy khen, ",
        "tặng Huy hiệu 50 năm tuổi Đảng cho 5 đồng chí, ",
        "mô hình điểm “Sạch đẹp” của Chi bộ 3, ",
        "hội nghị do Huyện ủy Bình Lục tổ chức và diễn ra tại kỳ họp thứ 5, ",
    ],
)
def test_work_grows_with_the_length_of_a_sentence(piece: str) -> None:
    vocabulary = load_vocabulary()
    few, many = (Article(id="s", text="Sáng 5/3/2021, " + piece * n) for n in (100, 200))
    extract(many, vocabulary)
    assert steps(lambda: extract(many, vocabulary)) < 2.6 * steps(lambda: extract(few, vocabulary))
