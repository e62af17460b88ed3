from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pages import build_page
from steps import steps

from kg_dangbo.extract.documents import find_documents
from kg_dangbo.extract.page import Page, Sentence, Zone
from kg_dangbo.model import Article, DocumentFact
from kg_dangbo.vocabulary import load_vocabulary

VOCABULARY = load_vocabulary()


def documents(text: str, **page: str) -> list[DocumentFact]:
    return find_documents(build_page(text, **page), VOCABULARY)


def only(text: str, **page: str) -> DocumentFact:
    found = documents(text, **page)
    assert len(found) == 1, [d.key for d in found]
    return found[0]


@pytest.mark.parametrize(
    "printed",
    [
        "05-CT/TW", "05 - CT/TW", "05- CT/TW", "05 – CT/TƯ", "05-CT/TƯ", "05/CT-TW", "05/CT/TW", "05-CT/T.Ư",
        "05-CT-TW", "05 - CT – TW", "05\u00a0-\u00a0CT/TW",
    ],
)  # fmt: skip
def test_every_printing_of_one_symbol(printed: str) -> None:
    document = only(f"Thực hiện Chỉ thị số {printed} của [Bộ Chính trị], nhiều nơi có cách làm hay.")
    assert (document.kind_id, document.number, document.symbol) == ("doc-kind-chi-thi", "5", "05-CT/TW")
    assert document.issuer == "Bộ Chính trị"
    assert document.evidence[0].quote.startswith("Chỉ thị số 05")


@pytest.mark.parametrize(
    ("printed", "kind", "number", "symbol"),
    [
        ("Nghị quyết số 08/NQ-HĐND", "Nghị quyết", "8", "08/NQ-HĐND"),
        ("Nghị định số 30/2020/NĐ-CP", "Nghị định", "30", "30/2020/NĐ-CP"),
        ("Quyết định số 1234/QĐ-UBND", "Quyết định", "1234", "1234/QĐ-UBND"),
        ("Luật số 06/2022/QH15", "Luật", "6", "06/2022/QH15"),
        ("Quy định số 08-QĐi/TW", "Quy định", "8", "08-QĐi/TW"),
        ("Quy định số 69-QĐ/TW", "Quy định", "69", "69-QĐ/TW"),
        ("Quyết định số 1127-QĐ/TU", "Quyết định", "1127", "1127-QĐ/TU"),
        ("Quyết định số 1130-QĐNS/TU", "Quyết định", "1130", "1130-QĐNS/TU"),
        ("Quyết định thi hành kỷ luật số 45-QĐ/UBKTTU", "Quyết định", "45", "45-QĐ/UBKTTU"),
        ("Quy định thi hành Điều lệ Đảng số 24-QĐ/TW", "Quy định", "24", "24-QĐ/TW"),
        ("Quy chế phối hợp số 05-QCPH/ĐU", "Quy chế", "5", "05-QCPH/ĐU"),
        ("Công văn số 1234/UBND-NC", "Công văn", "1234", "1234/UBND-NC"),
        ("Công văn số 49", "Công văn", "49", None),
        ("Nghị định số 38/CP", "Nghị định", "38", "38/CP"),
        ("Nghị định 05-CP", "Nghị định", "5", "05-CP"),
        ("Quyết định 246/TTg", "Quyết định", "246", "246/TTg"),
        ("Nghị định số 117/HĐBT", "Nghị định", "117", "117/HĐBT"),
        ("Quyết định số 91/2003/UBND", "Quyết định", "91", "91/2003/UBND"),
        ("Kế hoạch số 07-KH/ĐU", "Kế hoạch", "7", "07-KH/ĐU"),
        ("Hướng dẫn số 22-HD/BTGTU", "Hướng dẫn", "22", "22-HD/BTGTU"),
        ("Chương trình số 01-CTr/TU", "Chương trình", "1", "01-CTr/TU"),
        ("Chỉ thị 05", "Chỉ thị", "5", None),
        ("Nghị quyết 18", "Nghị quyết", "18", None),
        ("Đề án 06", "Đề án", "6", None),
        ("Nghị quyết của [Bộ Chính trị] số 57-NQ/TW", "Nghị quyết", "57", "57-NQ/TW"),
    ],
)
def test_kinds_numbers_and_symbols(printed: str, kind: str, number: str, symbol: str | None) -> None:
    document = only(f"Hội nghị quán triệt {printed} đến từng chi bộ.")
    assert (document.kind, document.number, document.symbol) == (kind, number, symbol)


@pytest.mark.parametrize(
    "text",
    [
        "Giấy phép số 68/GP-BTTTT do Bộ Thông tin và Truyền thông cấp.",
        "Các cấp ủy xây dựng kế hoạch 5 năm và kế hoạch năm 2025.",
        "Kế hoạch 5 năm, Kế hoạch 2025 của huyện.",
        "Trao quyết định cho 3 đồng chí, ban hành nghị quyết.",
        "Với 46/47 phiếu, kỳ họp thông qua 11 nghị quyết.",
        "Dự án 2 tỷ đồng ở xã.",
        "Kết luận số 13/GĐ của người giám định, Quyết định 7/XYZ.",
    ],
)
def test_what_is_no_document(text: str) -> None:
    assert documents(text) == []


def test_mentions_of_one_document_make_one_fact() -> None:
    document = only(
        "Quán triệt Kết luận 01.\nKết luận số 01 – KL/TW ngày 18/5/2021 của [Bộ Chính trị] có điểm mới."
        " Theo Kết luận số 01, cần nêu gương."
    )
    assert [e.quote for e in document.evidence] == [
        "Kết luận 01",
        "Kết luận số 01 – KL/TW ngày 18/5/2021 của Bộ Chính trị",
        "Kết luận số 01",
    ]
    assert (document.symbol, document.issued, document.issuer) == ("01-KL/TW", "2021-05-18", "Bộ Chính trị")
    assert document.forms == ("Kết luận 01", "Kết luận số 01 – KL/TW", "Kết luận số 01")


def test_one_number_of_two_kinds_is_two_documents() -> None:
    found = documents("Hướng dẫn số 22-HD/BTGTU và Kế hoạch số 22-KH/TU ban hành năm 2016 đều có hiệu lực.")
    assert [(d.symbol, d.issued) for d in found] == [("22-HD/BTGTU", None), ("22-KH/TU", "2016")]


def test_one_symbol_of_two_years_is_two_documents() -> None:
    found = documents("Hướng dẫn số 01-HD/TW ngày 20/9/2016 được thay bằng Hướng dẫn số 01-HD/TW ngày 28/9/2021.")
    assert [d.issued for d in found] == ["2016-09-20", "2021-09-28"]
    assert len({d.key for d in found}) == 2


def test_a_list_shares_its_issuer_only_within_one_authority() -> None:
    found = documents(
        "Học tập Nghị quyết số 57-NQ/TW ngày 22.12.2024, Nghị quyết 68-NQ/TW ngày 4.5.2025 của [Bộ Chính trị]."
        " Triển khai Chỉ thị 05-CT/TW ngày 15/5/2016 và Kế hoạch số 16-KH/TU của [Tỉnh ủy]."
    )
    assert [(d.number, d.issuer) for d in found] == [
        ("57", "Bộ Chính trị"),
        ("68", "Bộ Chính trị"),
        ("5", None),
        ("16", "Tỉnh ủy"),
    ]


def test_an_issuer_in_front_is_that_of_all_documents_listed_behind_it() -> None:
    first, second = documents(
        "[Thủ tướng Chính phủ] đã ban hành Chỉ thị số 08 ngày 24/5/2013 và Chỉ thị số 21 ngày 30/8/2019."
    )
    assert first.issuer == second.issuer == "Thủ tướng Chính phủ"
    assert second.issued == "2019-08-30"
    _, other = documents("Thực hiện Chỉ thị 08 của [Thủ tướng Chính phủ] và Chỉ thị 21 về phòng cháy.")
    assert other.issuer is None


def test_a_comma_between_number_and_date() -> None:
    document = only("Thực hiện Kết luận số 19, ngày 23/5/2012 của [Ban Bí thư] về công tác hội.")
    assert (document.number, document.issued, document.issuer) == ("19", "2012-05-23", "Ban Bí thư")


def test_numbers_listed_behind_one_word() -> None:
    assert [d.number for d in documents("Thực hiện các Chỉ thị 05, 06 và 10 của [Thành ủy].")] == ["5", "6", "10"]


@pytest.mark.parametrize(
    ("text", "issuer"),
    [
        ("[Ban Tuyên giáo Tỉnh ủy] ban hành Hướng dẫn số 22-HD/BTGTU để thực hiện.", "Ban Tuyên giáo Tỉnh ủy"),
        ("Tại Quyết định số 1130-QĐ/TU, [Ban Thường vụ Tỉnh ủy] chỉ định đồng chí A.", "Ban Thường vụ Tỉnh ủy"),
        ("[HĐND tỉnh] họp, thông qua Nghị quyết số 08/NQ-HĐND về phân bổ vốn.", "HĐND tỉnh"),
        ("[HĐND tỉnh], [HĐND huyện] họp về Nghị quyết số 08/NQ-HĐND.", None),
        ("[Đảng ủy] thực hiện Chỉ thị số 05-CT/TW.", None),
        ("[Ban Thường vụ Đảng ủy xã] (tỉnh Đồng Tháp) ban hành Kế hoạch số 21-KH/ĐU.", "Ban Thường vụ Đảng ủy xã"),
        ("Thay mặt [Ban Bí thư], đồng chí Thường trực đã ký ban hành chỉ thị số 61.", "Ban Bí thư"),
        ("Tại Quyết định số 77/QĐ-UBND ngày 6/3/2024, Chủ tịch [UBND tỉnh] giao sở chủ trì.", "UBND tỉnh"),
        ("Cụ thể hóa 4 nghị quyết của [Bộ Chính trị], trong đó có Nghị quyết số 68-NQ/TW.", "Bộ Chính trị"),
        ("[Bộ Quốc phòng] khen ngợi. Theo Quyết định số 815/QĐ-BQP, ông nghỉ hưu.", "Bộ Quốc phòng"),
        ("Theo Quyết định số 815/QĐ-BQP, [Công an tỉnh] bàn giao.", None),
        ("[Ban Thường vụ Tỉnh ủy] họp với [Tỉnh ủy]. Quyết định số 31-QĐ/TU có hiệu lực.", "Ban Thường vụ Tỉnh ủy"),
        ("[Ban Thường vụ Tỉnh ủy] họp với [Tỉnh ủy]. Nghị quyết số 31-NQ/TU có hiệu lực.", "Tỉnh ủy"),
    ],
)
def test_issuers_that_stand_elsewhere(text: str, issuer: str | None) -> None:
    assert only(text).issuer == issuer


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("Nghị quyết Trung ương 4 khoá XII", ["Nghị quyết Trung ương 4 khóa XII"]),
        ("Nghị quyết TW4 (khóa XII)", ["Nghị quyết Trung ương 4 khóa XII"]),
        ("Nghị quyết Trung ương 4 (khóa XI); sau đó bàn Nghị quyết Trung ương 4", ["Nghị quyết Trung ương 4 khóa XI"]),
        (
            "Nghị quyết Đại hội Đảng bộ TP HCM lần XI",
            ["Nghị quyết Đại hội Đảng bộ thành phố Hồ Chí Minh lần thứ XI"],
        ),
        (
            "Nghị quyết Trung ương 4 (khóa XII, XIII)",
            ["Nghị quyết Trung ương 4 khóa XII", "Nghị quyết Trung ương 4 khóa XIII"],
        ),
        (
            "Nghị quyết Trung ương 4 ( Khóa XII, Khóa XIII)",
            ["Nghị quyết Trung ương 4 khóa XII", "Nghị quyết Trung ương 4 khóa XIII"],
        ),
        ("Nghị quyết Hội nghị lần thứ tư Ban Chấp hành Trung ương khóa XII", ["Nghị quyết Trung ương 4 khóa XII"]),
        ("nghị quyết Trung ương 6, khoá 12", ["Nghị quyết Trung ương 6 khóa XII"]),
        ("Nghị quyết Đại hội Đảng bộ xã Kon Rẫy 2 lần thứ I", ["Nghị quyết Đại hội Đảng bộ xã Kon Rẫy 2 lần thứ I"]),
        ("Luật Hoạt động giám sát của Quốc hội và HĐND", ["Luật Hoạt động giám sát của Quốc hội và Hội đồng nhân dân"]),
        ("Nghị quyết Đại hội XIII của Đảng", ["Nghị quyết Đại hội XIII của Đảng"]),
        ("Nghị quyết Đại hội đại biểu toàn quốc lần thứ XIII của Đảng", ["Nghị quyết Đại hội XIII của Đảng"]),
        ("Nghị quyết Đại hội Đảng bộ tỉnh lần thứ XX", ["Nghị quyết Đại hội Đảng bộ tỉnh Hà Nam lần thứ XX"]),
        ("Nghị quyết Đại hội XX Đảng bộ tỉnh", ["Nghị quyết Đại hội Đảng bộ tỉnh Hà Nam lần thứ XX"]),
        ("Nghị quyết Đại hội Đảng bộ các cấp", []),
        ("Nghị quyết Đại hội lần thứ X Công đoàn tỉnh", []),
        ("Luật Đất đai (năm 2024)", ["Luật Đất đai năm 2024"]),
        ("Luật thi đua, khen thưởng", ["Luật Thi đua, khen thưởng"]),
        ("Chuyên đề năm 2022", ["Chuyên đề năm 2022"]),
    ],
)
def test_documents_named_by_title(text: str, titles: list[str]) -> None:
    assert [
        d.title for d in documents(f"Gắn với thực hiện {text}, các chi bộ đã đổi mới.", province="Hà Nam")
    ] == titles


@pytest.mark.parametrize(
    ("text", "title", "issuer"),
    [
        (
            "Hội nghị quán triệt Quy định của [Bộ Chính trị] về đánh giá cán bộ hằng năm, với 200 đại biểu tham gia.",
            "Quy định về đánh giá cán bộ hằng năm",
            "Bộ Chính trị",
        ),
        (
            "[Bộ Chính trị] vừa ban hành quy định về tiêu chí, quy trình đánh giá, xếp loại chi bộ.",
            "Quy định về tiêu chí, quy trình đánh giá, xếp loại chi bộ",
            "Bộ Chính trị",
        ),
        (
            "Học tập Nghị quyết về “Phát huy vai trò của nông dân trong thời kỳ mới”.",
            "Nghị quyết về Phát huy vai trò của nông dân trong thời kỳ mới",
            None,
        ),
        (
            "HĐND thông qua Nghị quyết về phát triển kinh tế - xã hội vùng cao được cử tri quan tâm.",
            "Nghị quyết về phát triển kinh tế - xã hội vùng cao",
            None,
        ),
        (
            "Huyện phê duyệt Đề án “Mỗi thôn một sản phẩm chủ lực” từ năm ngoái.",
            "Đề án Mỗi thôn một sản phẩm chủ lực",
            None,
        ),
        (
            "Vi phạm Quy định của [Ban Bí thư] về những việc cán bộ không được làm, ông bị khiển trách.",
            "Quy định về những việc cán bộ không được làm",
            "Ban Bí thư",
        ),
    ],
)
def test_documents_named_by_what_they_are_about(text: str, title: str, issuer: str | None) -> None:
    document = only(text)
    assert (document.title, document.issuer) == (title, issuer)


@pytest.mark.parametrize(
    "text",
    [
        "Góp ý dự thảo Nghị quyết về phát triển du lịch trên địa bàn.",
        "Theo quy định của [Bộ Y tế] về khám, chữa bệnh, người bệnh được chuyển tuyến.",
        "Trao Quyết định của [Ban Bí thư] về công tác cán bộ; công bố Nghị quyết về việc miễn nhiệm chức vụ.",
        "Quy định về việc này rất rõ. Nghị quyết về nông thôn thì nhiều.",
    ],
)
def test_what_is_about_something_but_no_document(text: str) -> None:
    assert documents(text) == []


def test_a_headline_and_a_number_are_one_document() -> None:
    document = only(
        "[Ban Bí thư] ban hành Chỉ thị về phòng, chống dịch bệnh ở vật nuôi.\n"
        "Ngày 8/3/2021, [Ban Bí thư] ban hành Chỉ thị số 61-CT/TW về phòng, chống dịch bệnh ở vật nuôi."
    )
    assert (document.number, document.issued, document.issuer) == ("61", "2021-03-08", "Ban Bí thư")
    assert document.title == "Chỉ thị về phòng, chống dịch bệnh ở vật nuôi"


def test_small_letters_and_the_date_that_opens_the_sentence() -> None:
    document = only("Ngày 7/3/2019, [Thường trực Tỉnh ủy] có văn bản số 512-CV/TU hỏi ý kiến.")
    assert (document.number, document.issued, document.issuer) == ("512", "2019-03-07", "Thường trực Tỉnh ủy")
    document = only("Nêu gương theo quy định 08 của [Ban Chấp hành Trung ương].")
    assert (document.number, document.issuer) == ("8", "Ban Chấp hành Trung ương")


def test_a_working_regulation_in_small_letters() -> None:
    document = only("[Thành ủy] ban hành quy chế 1374 về quy trình xử lý thông tin phản ánh.")
    assert (document.kind, document.number, document.issuer) == ("Quy chế", "1374", "Thành ủy")


def test_a_number_with_a_year_or_before_its_issuer_in_small_letters() -> None:
    document = only("Theo Nghị định 34/2011 của [Chính phủ], hồ sơ gồm hai phần.")
    assert (document.number, document.issued, document.issuer) == ("34", None, "Chính phủ")
    first, second = documents("Thông tư 04/2018 thay Thông tư 04/2012.")
    assert first.key != second.key
    document = only("Sở đã trình theo kế hoạch 437 của [UBND tỉnh] và báo cáo đúng hạn.")
    assert (document.number, document.issuer) == ("437", "UBND tỉnh")
    assert only("Thực hiện quyết định 201 ngày 22/1/2023, xã rà soát.").issued == "2023-01-22"
    assert not documents("Xã hoàn thành kế hoạch 100 ngày và kế hoạch 20 của năm nay, xem Kế hoạch 4/2019.")


def test_the_place_of_a_local_congress_comes_from_the_page() -> None:
    document = only("[Huyện ủy Ý Yên] họp.\nThực hiện Nghị quyết Đại hội Đảng bộ huyện lần thứ XXVI trong năm tới.")
    assert document.title == "Nghị quyết Đại hội Đảng bộ huyện Ý Yên lần thứ XXVI"


def test_the_register_is_linked_only_where_the_identity_is_certain() -> None:
    dated = only("Kết luận số 01-KL/TW ngày 18/5/2021 được quán triệt.")
    assert dated.anchor == "anchor-01-kl-tw-2021"
    assert (dated.issuer, dated.title) == (None, None)  # what the register knows is not put into the article's mouth
    assert only("Kết luận số 01-KL/TW được quán triệt.").anchor is None
    assert only("Kết luận số 01-KL/TW ngày 18/5/2016 được quán triệt.").anchor is None
    first, second = documents(
        "Kết luận số 01-KL/TW của [Bộ Chính trị] về tiếp tục thực hiện Chỉ thị 05, gắn với nêu gương."
    )
    assert (first.anchor, second.anchor) == ("anchor-01-kl-tw-2021", "anchor-05-ct-tw-2016")
    assert only("Nghị quyết Trung ương 4 khóa XII được nhắc lại.").anchor == "anchor-04-nq-tw-2016"
    loose = only("Chỉ thị 05 về đẩy mạnh việc học tập, làm theo tư tưởng Hồ Chí Minh có kết quả.")
    assert loose.anchor == "anchor-05-ct-tw-2016"


def test_furniture_states_no_documents() -> None:
    page = build_page("Nghị quyết 18: Tinh gọn để mạnh hơn", zone=Zone.LIST)
    assert find_documents(page, VOCABULARY) == []


_WORDS = st.sampled_from(
    ["Chỉ thị ", "Nghị quyết ", "số ", "05", "18", "-CT/TW", "/NQ-HĐND", "/2020/NĐ-CP", " ngày ", "18/5/2021", ", ",
     " và ", "\n", "Đại hội ", "Đảng bộ ", "huyện ", "Trung ương ", "4 ", "khóa XII", "(", ")",
     "về tiếp tục thực hiện ", "Luật Đất đai ", ". "]
)  # fmt: skip


@given(st.lists(_WORDS, max_size=25).map("".join))
def test_evidence_quotes_the_text(text: str) -> None:
    page = build_page(text, published="2022-05-13")
    for document in find_documents(page, VOCABULARY):
        assert document.evidence
        assert document.number or document.title
        for evidence in document.evidence:
            assert page.text[evidence.start : evidence.end] == evidence.quote != ""


def test_decomposed_input_reads_the_same_after_composition() -> None:
    text = "Thực hiện Kết luận số 01 – KL/TƯ ngày 18/5/2021 của Bộ Chính trị, Luật Đất đai năm 2024."
    again = unicodedata.normalize("NFC", unicodedata.normalize("NFD", text))
    assert documents(again) == documents(text)


@pytest.mark.parametrize(
    "piece",
    [",", "Chỉ thị 05, ", "05-CT/TW về tiếp tục thực hiện 01-KL/TW ", "Nghị quyết Đại hội Đảng bộ huyện lần thứ I "],
)
def test_work_is_linear(piece: str) -> None:
    def work(length: int) -> int:
        text = (piece * (length // len(piece) + 1))[:length]
        page = Page(Article(id="hostile", text=text), sentences=(Sentence(0, length, 0, Zone.BODY),))
        return steps(lambda: find_documents(page, VOCABULARY))

    work(1_000)
    assert work(80_000) < 11 * max(work(8_000), 100)
