"""Who is one person and who is not: name, body, place, time and how common the name is."""

from __future__ import annotations

import pytest
from resolve_cases import ids, local_entities, tools

from kg_dangbo.resolve import NameShares, resolve

HA_NAM = "Báo Hà Nam"


def meeting(article: str, day: str, district: str, name: str, post: str, paper: str = HA_NAM, province: str = "Hà Nam"):
    text = (
        f"Huyện ủy {district} tổ chức hội nghị\n\nNgày {day[8:]}/{day[5:7]}/{day[:4]}, Huyện ủy {district}, "
        f"tỉnh {province} tổ chức hội nghị. Đồng chí {name}, {post} chủ trì hội nghị.\n"
    )
    return article, day, paper, text


def people(*articles, name: str):
    return ids(resolve(local_entities(*articles), tools()[0]), name)


def test_one_body_at_two_times_is_one_person():
    found = people(
        meeting("a", "2020-03-02", "Bình Lục", "Nguyễn Văn Hùng", "Phó Bí thư Huyện ủy"),
        meeting("b", "2023-05-04", "Bình Lục", "Nguyễn Văn Hùng", "Bí thư Huyện ủy"),
        name="nguyễn văn hùng",
    )
    assert len(found) == 2
    assert found["a"] == found["b"]


@pytest.mark.parametrize("other", ["Thanh Liêm", "Kim Bảng"])
def test_a_common_name_in_two_districts_is_two_people(other):
    found = people(
        meeting("a", "2020-03-02", "Bình Lục", "Nguyễn Văn Hùng", "Bí thư Huyện ủy"),
        meeting("b", "2023-05-04", other, "Nguyễn Văn Hùng", "Bí thư Huyện ủy"),
        name="nguyễn văn hùng",
    )
    assert found["a"] != found["b"]


def test_a_rare_name_that_moves_up_is_one_person():
    found = people(
        meeting("a", "2020-03-02", "Bình Lục", "Khuất Doãn Thuyết", "Chủ tịch UBND huyện"),
        meeting("b", "2023-05-04", "Thanh Liêm", "Khuất Doãn Thuyết", "Bí thư Huyện ủy"),
        name="khuất doãn thuyết",
    )
    assert found["a"] == found["b"]


def test_two_districts_at_one_time_are_two_people_however_rare_the_name():
    found = people(
        meeting("a", "2020-03-02", "Bình Lục", "Khuất Doãn Thuyết", "Bí thư Huyện ủy"),
        meeting("b", "2021-05-04", "Thanh Liêm", "Khuất Doãn Thuyết", "Bí thư Huyện ủy"),
        meeting("c", "2022-03-02", "Bình Lục", "Khuất Doãn Thuyết", "Bí thư Huyện ủy"),
        meeting("d", "2023-05-04", "Thanh Liêm", "Khuất Doãn Thuyết", "Bí thư Huyện ủy"),
        name="khuất doãn thuyết",
    )
    assert found["a"] == found["c"] != found["b"] == found["d"]


def test_a_report_between_two_of_an_office_elsewhere_is_of_somebody_else():
    found = people(
        meeting("a", "2020-03-02", "Bình Lục", "Khuất Doãn Thuyết", "Bí thư Huyện ủy"),
        meeting("b", "2021-05-04", "Thanh Liêm", "Khuất Doãn Thuyết", "Bí thư Huyện ủy"),
        meeting("c", "2022-03-02", "Bình Lục", "Khuất Doãn Thuyết", "Bí thư Huyện ủy"),
        name="khuất doãn thuyết",
    )
    assert found["a"] == found["c"] != found["b"]


@pytest.mark.parametrize(
    ("early", "late", "one"),
    [
        ("Trưởng Ban Tổ chức Huyện ủy", "Bí thư Huyện ủy", True),
        ("Phó Bí thư Huyện ủy", "Bí thư Huyện ủy", True),
        ("Trưởng Ban Tổ chức Huyện ủy", "Trưởng Ban Tổ chức Huyện ủy", False),
        ("Bí thư Huyện ủy", "Trưởng Ban Tổ chức Huyện ủy", False),
    ],
)
def test_a_step_up_into_another_district_is_likelier_one_person_than_a_step_aside_or_down(early, late, one):
    name = "Nguyễn Văn Lâm"  # neither common nor rare
    found = people(
        meeting("a", "2020-03-02", "Bình Lục", name, early),
        meeting("b", "2023-05-04", "Thanh Liêm", name, late),
        name=name.lower(),
    )
    assert (found["a"] == found["b"]) is one


def test_a_department_printed_without_its_province_sits_where_the_article_does():
    text = (
        "Hội nghị sơ kết\n\nNgày 4/5/2021, Huyện ủy Bình Lục và Huyện ủy Thanh Liêm tổ chức hội nghị. "
        "Đồng chí Khuất Doãn Thuyết, Giám đốc Sở Nội vụ dự hội nghị.\n"
    )
    early = meeting("a", "2020-03-02", "Bình Lục", "Khuất Doãn Thuyết", "Giám đốc Sở Nội vụ tỉnh Hà Nam")
    late = meeting("c", "2022-03-02", "Bình Lục", "Khuất Doãn Thuyết", "Giám đốc Sở Nội vụ tỉnh Hà Nam")
    found = people(early, ("b", "2021-05-04", "Báo Nhân Dân", text), late, name="khuất doãn thuyết")
    assert len(found) == 3
    assert len(set(found.values())) == 1


def test_an_article_that_states_the_move_joins_even_a_common_name():
    move = (
        "m",
        "2022-01-10",
        HA_NAM,
        "Hà Nam: Công bố quyết định về công tác cán bộ\n\nNgày 10/1/2022, Ban Thường vụ Tỉnh ủy Hà Nam tổ chức "
        "hội nghị công bố quyết định về công tác cán bộ. Theo đó, đồng chí Nguyễn Văn Hùng, Phó Bí thư Huyện ủy Bình "
        "Lục được điều động, chỉ định giữ chức Bí thư Huyện ủy Thanh Liêm.\n",
    )
    before = meeting("a", "2020-03-02", "Bình Lục", "Nguyễn Văn Hùng", "Phó Bí thư Huyện ủy")
    after = meeting("b", "2023-05-04", "Thanh Liêm", "Nguyễn Văn Hùng", "Bí thư Huyện ủy")
    assert len(set(people(before, after, name="nguyễn văn hùng").values())) == 2
    assert len(set(people(before, after, move, name="nguyễn văn hùng").values())) == 1


def test_a_rare_name_in_two_far_provinces_is_listed_for_review_and_not_joined():
    articles = (
        meeting("a", "2020-03-02", "Bình Lục", "Khuất Doãn Thuyết", "Bí thư Huyện ủy"),
        meeting("b", "2023-05-04", "Di Linh", "Khuất Doãn Thuyết", "Bí thư Huyện ủy", "Báo Lâm Đồng", "Lâm Đồng"),
    )
    resolution = resolve(local_entities(*articles), tools()[0])
    found = ids(resolution, "khuất doãn thuyết")
    assert found["a"] != found["b"]
    assert [d.rule for d in resolution.decisions if d.verdict == "unsure"] == ["same-country"]


@pytest.mark.parametrize(
    ("common", "rare"),
    [
        ("nguyễn văn hùng", "nguyễn duy hưng"),
        ("trần thị hương", "nguyễn quỳnh linh"),
        ("nguyễn duy hưng", "đặng trọng kiên"),
        ("đặng trọng kiên", "ngô gia thanh toàn"),
    ],
)
def test_shares_of_names_keep_the_order_that_everybody_knows(common, rare):
    shares = NameShares(tools()[0])
    assert 0 < 3 * shares.share(rare) < shares.share(common) < 0.01
