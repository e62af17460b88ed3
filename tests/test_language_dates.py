from __future__ import annotations

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from steps import steps

from kg_dangbo.language.dates import _Anchor, _Dates, find_dates
from kg_dangbo.language.digits import Digits
from kg_dangbo.language.normal import fold
from kg_dangbo.language.years import year_hint

PIECES = ["1", "12", "8", "28", "2021", "/", ".", "-", " - ", "–", ", ", " và ", " đến ", " tháng ", " Tháng ", " năm ",
          "ngày ", "sáng ", " ", "\n", "(", ")", "từ ", "a", "_", "%"]  # fmt: skip


def values(text: str, anchor: str | None = "2022-05-13") -> list[str]:
    return [d.value for d in find_dates(text, anchor)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sáng 12/5, hội nghị", ["2022-05-12"]),
        ("Chiều 14-1, tổng kết", ["2022-01-14"]),
        ("Sáng 20.4, học tập", ["2022-04-20"]),
        ("sáng nay 8-5", ["2022-05-08"]),
        ("ngày 18/5/2021", ["2021-05-18"]),
        ("Ngày 23-12-2021", ["2021-12-23"]),
        ("ngày 22.12.2024", ["2024-12-22"]),
        ("ngày 18 tháng 7 năm 2020", ["2020-07-18"]),
        ("Chiều 17 tháng 12 năm 2020", ["2020-12-17"]),
        ("ngày 5 tháng 4", ["2022-04-05"]),
        ("từ tháng 3/2019", ["2019-03"]),
        ("hồi tháng 10", ["2021-10"]),
        ("tháng 6 năm 2014", ["2014-06"]),
        ("từ 10/2020", ["2020-10"]),
        ("Năm 2021, toàn huyện", ["2021"]),
        ("Trong 2 ngày 7 và 8/4", ["2022-04-07"]),
        ("ngày 26-27/4", ["2022-04-26"]),
        ("từ đêm 13 đến sáng 15/4", ["2022-04-13"]),
        ("từ 28/4 - 2/5/2022", ["2022-04-28", "2022-05-02"]),
        ("(từ 27 đến 30/4)", ["2022-04-27"]),
        ("khai mạc sáng nay (7-5)", ["2022-05-07"]),
        ("Ngày 6-3, 4.470 thanh niên", ["2022-03-06"]),
        ("Tối 30/4 và sáng 1/5", ["2022-04-30", "2022-05-01"]),
        ("đợt 2/9", ["2021-09-02"]),
        ("(27/2)", ["2022-02-27"]),
        ("hoàn thành trước ngày 30/9", ["2022-09-30"]),
        ("Chiều qua, quận", ["2022-05-12"]),
        ("Sáng nay (12/5), tỉnh", ["2022-05-12"]),
    ],
)
def test_every_printed_form(text: str, expected: list[str]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Với 46/47 phiếu",
        "vượt 19/23 chỉ tiêu",
        "(11/12 chỉ tiêu)",
        "hơn 3.5 tỷ đồng",
        "Chỉ thị số 05-CT/TW",
        "Luật số 06/2022/QH15",
        "Nghị định 30/2020/NĐ-CP",
        "Điện thoại 3852.773 - 3853.342",
        "6 tháng đầu năm",
        "năm học 2022 - 2023",
        "từ 1/3 đến 2/3 số hộ",
        "ngày 29-2",
        "cụ vẫn kể như vừa hôm qua",
        "99/99/2021",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert values(text) == []


def test_the_number_of_a_document_is_no_day_before_its_date() -> None:
    assert values("Kết luận số 19, ngày 23/5/2012 và Chỉ thị 8, ngày 2 tháng 3 năm 2015") == [
        "2012-05-23",
        "2015-03-02",
    ]
    assert values("ngày 19, ngày 23/5/2012") == ["2012-05-19"]


def test_a_year_that_is_not_printed_is_marked_as_inferred() -> None:
    short, full = find_dates("Sáng 28/4, theo Kết luận ngày 18/5/2021", "2022")
    assert (short.value, short.inferred) == ("2022-04-28", True)
    assert (full.value, full.inferred) == ("2021-05-18", False)


def test_without_an_anchor_a_date_without_a_year_is_left_out() -> None:
    assert values("Sáng 28/4, theo Kết luận ngày 18/5/2021", None) == ["2021-05-18"]


def test_december_read_in_january_is_of_the_year_before() -> None:
    assert values("Ngày 28/12", "2022-01-03") == ["2021-12-28"]
    assert values("Ngày 2/1", "2021-12-30") == ["2022-01-02"]


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("Biểu dương điển hình giai đoạn 2017 – 2022", "2022"),
        ("Lễ phát động Tháng Công nhân năm 2023", "2023"),
        ("Đại hội lần thứ VI, nhiệm kỳ 2025 - 2030", "2025"),
        ("HĐND tỉnh khóa XII, nhiệm kỳ 2021-2026 họp", None),
        ("Phấn đấu đến năm 2025 có 150 ha", None),
        ("Tổng kết công tác dân vận năm 2021", "2022-06-30"),
        ("Triển khai nhiệm vụ năm 2022", "2022-06-30"),
        ("Thực hiện Kết luận số 01-KL/TW ngày 18/5/2021", None),
        ("Xã được thành lập từ ngày 1.7.2025", "2026-04"),
        ("Đồng chí sinh năm 1967, quê huyện A", None),
        ("Vi phạm Điều 219 Bộ luật Hình sự năm 2015", None),
        ("Tiến tới đại hội Đảng bộ tỉnh nhiệm kỳ 2020 - 2025", None),
        ("Nghỉ phép từ ngày 17/12 đến ngày 3/1/2019", "2019-01"),
        ("Họp báo quý IV/2015", "2015"),
        ("Chăm lo Tết Bính Thân 2016 cho công nhân, so với Tết Ất Mùi 2015", "2016-01"),
        ("A" * 800 + " Ước thực hiện năm 2018 đạt khá, dự báo đến năm 2025 đạt cao", "2018"),
        ("Trao thưởng vì hoàn thành xuất sắc nhiệm vụ năm 2015", "2016-06-30"),
        ("Ông sinh ngày 2/3/1961, được điều động tháng 6/2013", None),
        ("Tổng kết công tác kiểm tra, giám sát và thi hành kỷ luật Đảng năm 2018", "2019-06-30"),
        ("Bàn kế hoạch phát triển kinh tế - xã hội và dự toán ngân sách năm 2019", "2019-06-30"),
    ],
)
def test_the_page_itself_tells_the_year(text: str, hint: str | None) -> None:
    assert year_hint(text) == hint


def test_a_review_held_in_winter_is_dated_on_either_side_of_new_year() -> None:
    hint = year_hint("Tổng kết công tác năm 2021")
    assert values("Ngày 23-12", hint) == ["2021-12-23"]
    assert values("Chiều 14-1", hint) == ["2022-01-14"]


def test_the_present_is_told_below_the_lead_and_history_is_not() -> None:
    body = "Mở đầu. " * 90
    assert year_hint(body + "Trong 9 tháng đầu năm 2018, thu ngân sách khá.") == "2018"
    assert year_hint(body + "Năm 2012, ông ra Hà Nội công tác.") is None


def test_a_row_of_days_may_cross_the_new_year() -> None:
    assert values("nghỉ từ ngày 17/12 đến ngày 3/1/2019") == ["2018-12-17", "2019-01-03"]


@given(st.text(alphabet="0123456789/.-– ngàythángnămsáquhôm\n(),", max_size=80))
def test_values_are_real_dates_at_their_places(text: str) -> None:
    last = 0
    for found in find_dates(text, "2022-05-13"):
        assert last <= found.start < found.end <= len(text)
        last = found.end
        parts = [int(p) for p in found.value.split("-")]
        date(*[*parts, 1, 1][:3])


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_a_date_is_found_wherever_its_pattern_matches(text: str) -> None:
    digits = Digits(fold(text))
    everywhere = _Dates(digits, _Anchor("2022-05-13"))
    for places in (everywhere.places.full, everywhere.places.worded, everywhere.places.short):
        places[:] = digits.starts
    found = [(d.start, d.end, d.value) for d in everywhere.found()]
    assert [(d.start, d.end, d.value) for d in find_dates(text, "2022-05-13")] == found


def test_decomposed_input_reads_the_same_after_composition() -> None:
    text = "Sáng 12/5, theo Kết luận ngày 18 tháng 5 năm 2021"
    decomposed = unicodedata.normalize("NFD", text)
    composed = find_dates(unicodedata.normalize("NFC", decomposed), "2022")
    assert [(d.start, d.end, d.value) for d in composed] == [(5, 9, "2022-05-12"), (30, 49, "2021-05-18")]


@pytest.mark.parametrize("piece", [",", "1/", "12/5 - ", "ngày ", "7, "])
def test_work_is_linear(piece: str) -> None:
    def work(length: int) -> int:
        text = (piece * length)[:length]
        return steps(lambda: (find_dates(text, "2022-05-13"), year_hint(text)))

    work(1_000)
    assert work(200_000) < 11 * max(work(20_000), 100)
