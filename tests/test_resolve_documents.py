"""Which mentions are one document: number, registry, date, and what an article without a date means."""

from __future__ import annotations

import pytest
from resolve_cases import local_entities, tools

from kg_dangbo.resolve import resolve


def article(name: str, day: str, sentence: str, paper: str = "Báo Hà Nam") -> tuple[str, str, str, str]:
    province = paper.removeprefix("Báo ")
    return name, day, paper, f"Tỉnh ủy {province} triển khai nghị quyết\n\n{sentence}\n"


def keys(*articles: tuple[str, str, str, str]) -> dict[str, set[str]]:
    out: dict[str, set[str]] = {}
    for (name, key), canonical in resolve(local_entities(*articles), tools()[0]).canonical.items():
        if key.startswith("document|"):
            out.setdefault(name, set()).add(canonical)
    return out


DATED = "Tỉnh ủy Hà Nam quán triệt Nghị quyết số 12-NQ/TU ngày 4/5/2021 của Ban Thường vụ Tỉnh ủy về chuyển đổi số."
UNDATED = "Tỉnh ủy Hà Nam sơ kết việc thực hiện Nghị quyết số 12-NQ/TU về chuyển đổi số."


def test_without_a_date_it_is_the_document_that_was_out():
    found = keys(article("a", "2021-05-10", DATED), article("b", "2022-06-01", UNDATED))
    assert found["a"] == found["b"]


def test_a_mention_before_the_date_is_another_document():
    found = keys(article("a", "2021-05-10", DATED), article("b", "2018-06-01", UNDATED))
    assert found["a"].isdisjoint(found["b"])


def test_two_terms_count_anew():
    old = DATED.replace("4/5/2021", "7/6/2016")
    found = keys(
        article("a", "2021-05-10", DATED), article("b", "2016-06-20", old), article("c", "2023-01-01", UNDATED)
    )
    assert found["a"].isdisjoint(found["b"])
    assert found["c"] == found["a"]


def test_one_number_in_two_provinces_is_two_documents():
    other = DATED.replace("Hà Nam", "Thái Bình")
    found = keys(article("a", "2021-05-10", DATED), article("b", "2021-05-11", other, "Báo Thái Bình"))
    assert found["a"].isdisjoint(found["b"])


def test_the_register_stands_with_the_mentions_of_its_number():
    full = "Tỉnh ủy Hà Nam sơ kết Chỉ thị số 05-CT/TW ngày 15/5/2016 của Bộ Chính trị về học tập và làm theo Bác."
    short = "Tỉnh ủy Hà Nam tổng kết việc thực hiện Chỉ thị số 05-CT/TW."
    found = keys(article("a", "2021-05-10", full), article("b", "2022-06-01", short))
    assert found["a"] == found["b"] == {"document|doc-kind-chi-thi|anchor-05-ct-tw-2016"}


@pytest.mark.parametrize("years", [(2018, 2019), (2019, 2021)])
def test_a_state_body_counts_anew_every_year(years):
    text = "UBND tỉnh Hà Nam triển khai Kế hoạch số 36/KH-UBND ngày 5/3/{} của UBND tỉnh về cải cách hành chính."
    found = keys(*(article(str(y), f"{y}-03-10", text.format(y)) for y in years))
    assert found[str(years[0])].isdisjoint(found[str(years[1])])
