import zipfile

import docx
import pypdf
import pytest
from source_files import ARTICLE, LEAD, PRIZES, REPORT, TITLE, pdf, wrapped

from kg_dangbo.model import Article
from kg_dangbo.read import ReadError, read_articles
from kg_dangbo.read.pdf import unwrapped


def articles(*inputs):
    return [a for a in read_articles(inputs) if isinstance(a, Article)]


def errors(*inputs):
    return [str(e) for e in read_articles(inputs) if isinstance(e, ReadError)]


def test_word_documents_keep_paragraphs_and_tables_in_order(tmp_path):
    document = docx.Document()
    document.core_properties.title = "Mẫu công văn"
    document.core_properties.author = "Văn thư"
    document.sections[0].header.paragraphs[0].text = "Đầu trang"
    document.add_heading(TITLE, 0)
    document.add_paragraph(LEAD)
    table = document.add_table(2, 3)
    for row, texts in zip(table.rows, (("Họ tên", "Chức vụ", "Đơn vị"), ("Trần Văn Lâm", "Bí thư", "")), strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    table.rows[1].cells[1].merge(table.rows[1].cells[2])
    document.add_paragraph("")
    document.add_paragraph(PRIZES)
    document.save(tmp_path / "tin.docx")
    (article,) = articles(tmp_path)
    rows = "Họ tên | Chức vụ | Đơn vị\n\nTrần Văn Lâm | Bí thư"
    assert article.text == f"{TITLE}\n\n{LEAD}\n\n{rows}\n\n{PRIZES}"
    assert (article.id, article.title, article.published, article.publisher) == ("tin", TITLE, None, None)


def test_what_is_no_word_document(tmp_path):
    (tmp_path / "a.docx").write_text("no zip")
    with zipfile.ZipFile(tmp_path / "b.docx", "w") as archive:
        archive.writestr("x.txt", "x")
    docx.Document().save(tmp_path / "c.docx")
    with zipfile.ZipFile(tmp_path / "d.docx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * (5 * 64 * 2**20))
    messages = errors(tmp_path)
    assert [
        next(m for m in ("not a Word document", "no text in it", "unpacks to far more") if m in message)
        for message in messages
    ] == ["not a Word document", "not a Word document", "no text in it", "unpacks to far more"]


def test_pdf_lines_become_paragraphs_again(tmp_path):
    title = [(line, 20) for line in wrapped(TITLE, 40)]
    lead = [(line, 10) for line in wrapped(LEAD)]
    pages = [[*title, *lead, ("1", 10)], [("Trang 2/2", 10), *((line, 10) for line in wrapped(REPORT)), (PRIZES, 10)]]
    (tmp_path / "tin.pdf").write_bytes(pdf(pages))
    (article,) = articles(tmp_path)
    assert len(title) > 1
    assert article.text == ARTICLE
    assert (article.id, article.title, article.published) == ("tin", TITLE, None)


def test_pdf_without_text_locked_or_damaged(tmp_path):
    (tmp_path / "a.pdf").write_bytes(pdf([[]]))
    writer = pypdf.PdfWriter()
    writer.add_blank_page(100, 100)
    writer.encrypt("mật", algorithm="RC4-128")
    writer.write(tmp_path / "b.pdf")
    (tmp_path / "c.pdf").write_bytes(b"%PDF-1.7\nno objects")
    (tmp_path / "d.pdf").write_bytes(pdf([[(LEAD, 10)]])[:200])
    (tmp_path / "e.txt").write_text("Bài")
    messages = errors(tmp_path)
    assert [a.id for a in articles(tmp_path)] == ["e"]
    assert len(messages) == 4
    assert "run text recognition" in messages[0]
    assert "locked by a password" in messages[1]
    assert all("not a PDF file that can be read" in m or "no text in it" in m for m in messages[2:])


def test_a_book_is_no_article(tmp_path, monkeypatch):
    monkeypatch.setattr("kg_dangbo.read.pdf.MAX_PAGES", 1)
    (tmp_path / "a.pdf").write_bytes(pdf([[("Một", 10)], [("Hai", 10)]]))
    (message,) = errors(tmp_path)
    assert "2 pages are no article" in message


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["Một dòng rất dài của đoạn văn này", "và phần cuối."], "Một dòng rất dài của đoạn văn này và phần cuối."),
        (["Một câu trọn vẹn của đoạn văn này.", "Câu hai."], "Một câu trọn vẹn của đoạn văn này.\n\nCâu hai."),
        (["Kết quả đạt được trong năm vừa qua", "- Một là"], "Kết quả đạt được trong năm vừa qua\n\n- Một là"),
        (["Tin ngắn", "Một dòng rất dài của đoạn văn này"], "Tin ngắn\n\nMột dòng rất dài của đoạn văn này"),
        (["Một dòng rất dài của đoạn văn này", "", "đoạn sau"], "Một dòng rất dài của đoạn văn này\n\nđoạn sau"),
        ([], ""),
    ],
)
def test_unwrapping(lines, text):
    assert unwrapped([(line, 10.0) for line in lines]) == text
