"""Names of bodies that a page prints inside other words are forms seen."""

from __future__ import annotations

import pytest

import kg_dangbo
from kg_dangbo.graph.forms import forms_within
from kg_dangbo.model import Article, OrganizationFact

TEXT = (
    "Huyện ủy {place} tổng kết\n\nNgày 4/5/2021, Huyện ủy {place}, tỉnh {province} tổ chức hội nghị. Dự hội nghị có "
    "đồng chí Khuất Doãn Thuyết, {title}.\n"
)


def bodies(title: str, place: str = "Bình Lục", province: str = "Hà Nam") -> dict[str, set[str]]:
    """Name of each body of an article -> the forms that its quotations print within other words."""
    vocabulary = kg_dangbo.load_vocabulary()
    text = TEXT.format(place=place, province=province, title=title)
    article = Article(id="a", text=text, publisher=f"Báo {province}", published="2021-05-05")
    facts = kg_dangbo.extract_facts(article, vocabulary).facts
    return {f.name: set(forms_within(f, vocabulary)) for f in facts if isinstance(f, OrganizationFact)}


@pytest.mark.parametrize(
    ("title", "name", "form"),
    [
        ("Huyện uỷ viên", "Huyện ủy Bình Lục", "Huyện ủy"),
        ("Tỉnh ủy viên", "Tỉnh ủy Hà Nam", "Tỉnh ủy"),
        ("Phó Chủ tịch UBND huyện", "Ủy ban nhân dân huyện Bình Lục", "Ủy ban nhân dân huyện"),
        ("Ủy viên Trung ương Đảng", "Ban Chấp hành Trung ương", "Trung ương Đảng"),
    ],
)
def test_a_title_prints_the_name_of_its_body(title, name, form):
    assert form in bodies(title)[name]


def test_a_body_that_is_always_printed_with_its_place_has_no_form_without():
    found = bodies("Phó Chủ tịch UBND huyện Bình Lục")
    assert found["Ủy ban nhân dân huyện Bình Lục"] == set()
    assert found["Huyện ủy Bình Lục"] == set()
