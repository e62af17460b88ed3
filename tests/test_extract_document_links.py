from __future__ import annotations

import pytest
from pages import build_page

from kg_dangbo.extract.document_links import find_document_links
from kg_dangbo.extract.documents import find_documents
from kg_dangbo.vocabulary import load_vocabulary

VOCABULARY = load_vocabulary()


def links(text: str) -> list[tuple[str, str, str]]:
    page = build_page(text)
    documents = find_documents(page, VOCABULARY)
    names = {d.key: f"{d.kind} {d.number or d.title}" for d in documents}
    found = find_document_links(page, documents, VOCABULARY)
    for link in found:
        for evidence in link.evidence:
            assert page.text[evidence.start : evidence.end] == evidence.quote
    return [(names[link.source], link.relation, names[link.target]) for link in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Quán triệt Kết luận số 01-KL/TW của [Bộ Chính trị] về tiếp tục thực hiện Chỉ thị 05.",
            [("Kết luận 1", "continues", "Chỉ thị 5")],
        ),
        (
            "Kế hoạch số 07-KH/ĐU của [Đảng ủy xã] về thực hiện Nghị quyết 57 và Nghị quyết 68.",
            [("Kế hoạch 7", "implements", "Nghị quyết 57"), ("Kế hoạch 7", "implements", "Nghị quyết 68")],
        ),
        (
            "Để thực hiện Chỉ thị số 05-CT/TW và Kết luận số 01-KL/TW, [Đảng ủy xã] ban hành Kế hoạch số 18-KH/ĐU.",
            [("Kế hoạch 18", "implements", "Chỉ thị 5"), ("Kế hoạch 18", "implements", "Kết luận 1")],
        ),
        (
            "Kết luận 01-KL/TW, ngày 18/5/2021 của [Bộ Chính trị] (khoá XIII) về tiếp tục thực hiện Chỉ thị 05-CT/TW.",
            [("Kết luận 1", "continues", "Chỉ thị 5")],
        ),
        ("Thực hiện Chỉ thị số 05-CT/TW, các chi bộ sinh hoạt theo Hướng dẫn số 12-HD/BTGTU.", []),
        (
            "Ban hành Hướng dẫn số 22-HD/BTGTU nhằm cụ thể hóa Kế hoạch số 16-KH/TU.",
            [("Hướng dẫn 22", "implements", "Kế hoạch 16")],
        ),
        (
            "Căn cứ Quy định số 69-QĐ/TW (thay thế Quy định số 102-QĐ/TW ngày 15/11/2017), xử lý nghiêm.",
            [("Quy định 69", "replaces", "Quy định 102")],
        ),
        (
            "Ra Thông báo kết luận số 50, chỉ đạo việc tiếp tục triển khai thực hiện Kết luận số 19.",
            [("Thông báo 50", "continues", "Kết luận 19")],
        ),
        (
            "Nghị quyết số 11-NQ/TU được Huyện ủy cụ thể hóa bằng Kế hoạch số 61-KH/HU.",
            [("Kế hoạch 61", "implements", "Nghị quyết 11")],
        ),
        (
            "Thực hiện Quy định số 07-QĐi/TW của [Bộ Chính trị] về xử lý kỷ luật, thay thế Quy định số 263-QĐ/TW.",
            [("Quy định 7", "replaces", "Quy định 263")],
        ),
        ("Bám sát Chỉ thị số 45-CT/TW của [Bộ Chính trị], cụ thể hóa Nghị quyết số 59-NQ/TW.", []),
        (
            "Quy định số 47-QĐ/TW được thay thế bằng Quy định số 37-QĐ/TW.",
            [("Quy định 37", "replaces", "Quy định 47")],
        ),
        (
            "Nghị định số 10/2022/NĐ-CP sửa đổi, bổ sung một số điều của Nghị định số 30/2020/NĐ-CP.",
            [("Nghị định 10", "amends", "Nghị định 30")],
        ),
        (
            "Kế hoạch số 16-KH/TU có điểm mới. Nội dung Kế hoạch thực hiện Kết luận 01 rất cụ thể.",
            [("Kế hoạch 16", "implements", "Kết luận 1")],
        ),
        (
            "Theo Kế hoạch 16, mỗi chi bộ nêu gương. Ban hành Hướng dẫn số 22 để thực hiện Kế hoạch này.",
            [("Hướng dẫn 22", "implements", "Kế hoạch 16")],
        ),
        (
            "Kết luận 01 về tiếp tục thực hiện Chỉ thị 05 và Kế hoạch số 16-KH/TU được quán triệt.",
            [("Kết luận 1", "continues", "Chỉ thị 5")],
        ),
    ],
)
def test_stated_relations(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert links(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "[Đảng ủy] thực hiện Chỉ thị 05 và Kết luận 01.",
        "Thực hiện Chỉ thị 05, Kết luận 01 của [Bộ Chính trị].",
        "Sơ kết Nghị quyết 18. Tiếp tục thực hiện Chỉ thị 05.",
        "Theo Chỉ thị 05, các chi bộ đăng ký thực hiện mô hình gắn với Kết luận 01.",
        "Tiếp tục thực hiện kế hoạch triển khai thực hiện Chỉ thị 05.",
        "Chỉ thị 05 về tiếp tục thực hiện Chỉ thị 05.",
    ],
)
def test_what_states_no_relation(text: str) -> None:
    assert links(text) == []
