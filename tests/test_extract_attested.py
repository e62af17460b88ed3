"""On which day a page attests posts: that of the event which it reports, else its own; never one of history."""

import pytest

from kg_dangbo.extract import extract
from kg_dangbo.model import Article, PostFact
from kg_dangbo.vocabulary import load_vocabulary

NEWS = "Sáng 12/5, Huyện ủy Bình Lục tổ chức hội nghị. Dự hội nghị có đồng chí Trần Văn An, Bí thư Huyện ủy Bình Lục."
HISTORY = (
    "Đồng chí Trần Văn An, Bí thư Huyện ủy Bình Lục, kể lại: tháng 3/1985, tại Đại hội đại biểu Đảng bộ huyện lần thứ "
    "XVI, đồng chí Lê Văn Ba được bầu làm Bí thư Huyện ủy Bình Lục."
)


def attested(text: str, published: str | None) -> set[str | None]:
    found = extract(Article(id="a", text=text, published=published), load_vocabulary())
    return {fact.attested_on for fact in found.facts if isinstance(fact, PostFact)}


def test_the_event_that_is_reported() -> None:
    assert attested(NEWS, "2022-05-13") == {"2022-05-12"}
    assert attested(f"{NEWS} Đại hội khai mạc ngày 18/7/2020.", "2022-05-13") == {"2022-05-12"}


@pytest.mark.parametrize(
    ("published", "expected"),
    [("2022-05-13", "2022-05-13"), ("2022-05", "2022-05"), ("1985-03-20", "1985-03")],
)
def test_a_congress_of_long_ago_is_not_the_day_of_the_page(published: str, expected: str) -> None:
    assert attested(HISTORY, published) == {expected}


def test_what_is_announced_is_not_the_day_of_the_page() -> None:
    text = NEWS.replace("Sáng 12/5, Huyện ủy Bình Lục tổ chức", "Ngày 20/5, Huyện ủy Bình Lục tổ chức")
    assert attested(text, "2022-05-13") == {"2022-05-13"}


def test_a_page_without_a_date_is_dated_by_its_lead_only() -> None:
    story = (
        "Đồng chí Trần Văn An, Bí thư Huyện ủy Bình Lục, là người con của quê hương. " + "Ông chăm lo việc làng. " * 40
    )
    assert attested(story + HISTORY, None) == {None}
    assert attested(f"Ngày 12/5/2022, Huyện ủy Bình Lục tổ chức hội nghị.\n{story}", None) == {"2022-05-12"}
