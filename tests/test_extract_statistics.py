from __future__ import annotations

import unicodedata
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pages import build_page
from steps import steps

from kg_dangbo.extract.page import Page, Sentence, Zone
from kg_dangbo.extract.statistics import find_statistics
from kg_dangbo.model import Article, StatisticFact
from kg_dangbo.vocabulary import load_vocabulary

VOCABULARY = load_vocabulary()


def statistics(text: str, **page: str) -> list[StatisticFact]:
    return find_statistics(build_page(text, **page), VOCABULARY)


def pairs(text: str, **page: str) -> list[tuple[str, str]]:
    return [(s.value, s.unit) for s in statistics(text, **page)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Toàn huyện đăng ký 186 mô hình.", [("186", "mô hình")]),
        ("Có 02 mô hình được chọn.", [("2", "mô hình")]),
        ("Hai mô hình này làm lợi 1,27 tỷ đồng.", [("2", "mô hình"), ("1.27", "tỷ đồng")]),
        ("Hiến 4.350m2 đất, 1.163 ngày công.", [("4350", "m2"), ("1163", "ngày công")]),
        ("Tuyến dài 3,6km, quyên góp 480 kg gạo.", [("3.6", "km"), ("480", "kg")]),
        ("Tăng từ 15,2% lên 18,7%.", [("15.2", "%"), ("18.7", "%")]),
        ("Lượng mưa 80 - 150mm.", [("80", "mm"), ("150", "mm")]),
        ("Ngập từ 0,3 đến 0,7m.", [("0.3", "m"), ("0.7", "m")]),
        ("Lãi 180 triệu đồng/ha.", [("180", "triệu đồng/ha")]),
        ("Giảm 8,6%/năm.", [("8.6", "%/năm")]),
        ("Hỗ trợ 2 tỷ 500 triệu đồng.", [("2.5", "tỷ đồng")]),
        ("Thu hút 3,2 triệu lượt khách.", [("3.2", "triệu lượt khách")]),
        ("Ủng hộ 1.000 tỷ.", [("1000", "tỷ đồng")]),
        ("Trong tổng số 39 cán bộ, viên chức.", [("39", "cán bộ, viên chức")]),
        ("Mỗi suất một triệu đồng.", [("1", "triệu đồng")]),
        ("Giảm từ 25 phút xuống 9 phút.", [("25", "phút"), ("9", "phút")]),
        ("Số ngày giải quyết là 1.163 ngày.", [("1163", "ngày")]),
        ("Người dân cung cấp 312 tin báo.", [("312", "tin báo")]),
        ("Trang bị 05 ki-ốt tra cứu.", [("5", "ki-ốt")]),
        ("Đoàn có 12 nhạc công.", [("12", "nhạc công")]),
        ("Thu giữ 02 khẩu súng, nuôi 5 khẩu.", [("2", "khẩu súng"), ("5", "nhân khẩu")]),
        ("Mời gọi đầu tư 37 dự án.", [("37", "dự án")]),
        ("“Nhà tôi góp trước 450 m2”, bà Lan kể.", [("450", "m2")]),
        ("Hòa giải thành 87/94 vụ việc.", [("87", "vụ việc"), ("94", "vụ việc")]),
        ("Có 46 TCCS đảng đăng ký, còn 5 cấp ủy chậm.", [("46", "tổ chức cơ sở đảng"), ("5", "cấp ủy")]),
        ("Hội nghị đã nghe 04 tham luận.", [("4", "tham luận")]),
        ("Mục tiêu mà nghị quyết 43 đặt ra là 12 dự án.", [("12", "dự án")]),
        ("Công bố kết luận 12 vụ việc.", [("12", "vụ việc")]),
        ("Có 14 bộ trưởng và 13 phòng khám.", [("14", "bộ trưởng"), ("13", "phòng khám")]),
        (
            "Kỷ luật 30 đảng viên, hình thức: khiển trách 20; cảnh cáo 8; khai trừ 2.",
            [("30", "đảng viên"), ("20", "đảng viên"), ("8", "đảng viên"), ("2", "đảng viên")],
        ),
        ("Vi phạm về dân số (12 đảng viên), đất đai (9).", [("12", "đảng viên"), ("9", "đảng viên")]),
    ],
)
def test_values_and_units(text: str, expected: list[tuple[str, str]]) -> None:
    assert pairs(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Sáng 28/4, năm 2021, ngày 18/5/2021.",
        "Thực hiện Chỉ thị số 05-CT/TW, Nghị quyết 18 và Kết luận 01.",
        "Kỳ họp lần thứ 23, khóa XII, kỳ họp thứ 9, Điều 61, quý 1.",
        "Ông Cậu năm nay 84 tuổi, 55 năm tuổi Đảng, 38 năm công tác.",
        "Sơ kết 5 năm thực hiện; trong 2 ngày; 6 tháng đầu năm.",
        "Chi bộ 4, Tổ dân phố số 7, phường 13, Quân khu 4.",
        "Trên quốc lộ 40B, lớp 12A1, lúc 7 giờ, 8h30.",
        "Nghị quyết Trung ương 4 khóa XII.",
        "Điện thoại 0912 345 678.",
        "Mô hình “Khu dân cư 5 không” được nhân rộng.",
        "Cách mạng công nghiệp 4.0 và COVID-19.",
        "Đường Hai Bà Trưng, thứ hai, tháng ba.",
        "Ít nhất một mô hình.",
        "Nhiệm kỳ 2020 - 2025, giai đoạn 2017-2022.",
        "Nộp bằng cấp 2 giả. Hội nghị TƯ 9 khóa XII. Nghị quyết T.Ư 5 khóa XII.",
        "Đại hội xã Kon Rẫy 2 lần thứ nhất, cơ cấu ba độ tuổi, dành một phút mặc niệm.",
        "Ba ông cùng về hưu. Ban Chỉ huy Phòng thủ khu vực 2 - Năm Căn.",
        "Trái với nghị định 64 ngày 27-9-1993.",
        "Chụp ảnh cùng hai đồng chí.",
        "Hội nghị Trung ương 7 lần này bàn về cán bộ.",
    ],
)
def test_what_counts_nothing(text: str) -> None:
    assert pairs(text) == []


def test_counts_of_awards_are_left_to_the_awards() -> None:
    page = build_page("Tặng Giấy khen cho 18 tập thể và hỗ trợ 25 hộ.")
    start = page.text.index("18")
    assert [s.value for s in find_statistics(page, VOCABULARY, [(start, start + 10)])] == ["25"]


def test_a_total_and_its_parts() -> None:
    total, first, second, other = statistics(
        "Có 186 mô hình, trong đó có 64 mô hình của tập thể, 122 mô hình của cá nhân; 45 hộ tham gia."
    )
    assert (total.part_of_total, first.part_of_total, second.part_of_total) == (None, total.key, total.key)
    assert other.part_of_total is None


def test_a_list_whose_unit_stands_with_the_total() -> None:
    text = "Kỷ luật 57 đảng viên, gồm: khiển trách 38, cảnh cáo 11, cách chức 2, khai trừ 6."
    total, *parts = statistics(text)
    assert [(s.value, s.unit, s.part_of_total) for s in parts] == [
        (value, "đảng viên", total.key) for value in ("38", "11", "2", "6")
    ]
    assert parts[0].printed_as == "38"


def test_a_list_behind_a_share_has_the_unit_of_the_total() -> None:
    text = "Kỷ luật 312 đảng viên, tăng 8,7% so với cùng kỳ; trong đó khiển trách 221, cảnh cáo 64, khai trừ 27."
    assert pairs(text) == [
        ("312", "đảng viên"), ("8.7", "%"), ("221", "đảng viên"), ("64", "đảng viên"), ("27", "đảng viên"),
    ]  # fmt: skip


def test_a_share_leads_to_its_two_counts_even_where_it_was_misprinted() -> None:
    whole, part, share = statistics("Tiếp nhận 973 vụ việc, hòa giải thành công 749 vụ việc (đạt 77,1%).")
    assert share.value == "77.1"
    assert share.share_of == (part.key, whole.key)


def test_a_share_of_something_else_has_no_counts() -> None:
    *_, share = statistics("Có 68 chi bộ, trong đó 12 chi bộ mới; trả đúng hạn 98,3%.")
    assert share.share_of is None


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [("hơn 2 tỷ đồng", "hơn"), ("Khoảng 500 hộ", "khoảng"), ("đạt trên 600 hộ", "trên"), ("góp 600 hộ", None)],
)
def test_qualifiers(text: str, qualifier: str | None) -> None:
    assert statistics(text + ".")[0].qualifier == qualifier


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("Năm 2021, các tổ tiếp nhận 973 vụ việc.", "2021"),
        ("Giai đoạn 2017 - 2022, huyện có 225 mô hình.", "2017/2022"),
        ("Từ năm 2017 đến nay có 201 mô hình.", None),
        ("Phấn đấu đến năm 2025 có 150 ha.", None),
    ],
)
def test_periods(text: str, period: str | None) -> None:
    assert statistics(text)[0].period == period


def test_the_body_that_opens_the_sentence_is_what_the_figure_is_about() -> None:
    assert statistics("[Đảng bộ huyện] hiện có 31 tổ chức cơ sở đảng.")[0].about == "Đảng bộ huyện"
    assert statistics("[Đảng bộ xã] cùng [Hội Nông dân] góp 31 triệu đồng.")[0].about is None


def test_a_figure_printed_again_confirms_and_does_not_double() -> None:
    (fact,) = statistics("Toàn huyện có 225 mô hình.\nKhen ngợi hơn 225 mô hình của huyện.")
    assert [e.quote for e in fact.evidence] == ["225 mô hình", "225 mô hình"]


def test_furniture_states_no_figures() -> None:
    assert find_statistics(build_page("Tặng quà 15 hộ nghèo", zone=Zone.LIST), VOCABULARY) == []


_WORDS = st.sampled_from(
    ["1.163", "609,5", "12", "02", " mô hình", " hộ", "%", " tỷ", " triệu", " đồng", ", ", "; ", ". ", "/", " - ",
     "hai ", "một ", " trong đó có ", " gồm: ", "khiển trách ", "đạt ", "hơn ", "(", ")", "“", "”", "\n",
     "năm 2021 ", "lần thứ "]
)  # fmt: skip


@given(st.lists(_WORDS, max_size=25).map("".join))
def test_evidence_quotes_the_text_and_parts_are_facts(text: str) -> None:
    page = build_page(text, published="2022-05-13")
    facts = find_statistics(page, VOCABULARY)
    keys = {f.key for f in facts}
    assert len(keys) == len(facts)
    for fact in facts:
        Decimal(fact.value)
        assert fact.unit == fact.unit.strip() != ""
        assert {k for k in (fact.part_of_total, *(fact.share_of or ())) if k} <= keys
        assert fact.part_of_total != fact.key
        for evidence in fact.evidence:
            assert page.text[evidence.start : evidence.end] == evidence.quote != ""


def test_decomposed_input_reads_the_same_after_composition() -> None:
    text = "Năm 2021, toàn huyện có hơn 186 mô hình, trong đó có 64 mô hình của tập thể; góp 2 tỷ đồng."
    again = unicodedata.normalize("NFC", unicodedata.normalize("NFD", text))
    assert statistics(again) == statistics(text)


@pytest.mark.parametrize("piece", [",", "5% ", "12 hộ, ", "5 tỷ tỷ tỷ ", "64 mô hình, trong đó ", "1-"])
def test_work_is_linear(piece: str) -> None:
    def work(length: int) -> int:
        text = (piece * (length // len(piece) + 1))[:length]
        page = Page(Article(id="hostile", text=text), sentences=(Sentence(0, length, 0, Zone.BODY),))
        return steps(lambda: find_statistics(page, VOCABULARY))

    work(1_000)
    assert work(60_000) < 11 * max(work(6_000), 100)
