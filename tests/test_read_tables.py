import csv
import gzip
import io
import zipfile
from datetime import UTC, date, datetime

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from source_files import ARTICLE, LEAD, REPORT, TITLE

from kg_dangbo.model import Article
from kg_dangbo.read import ReadError, read_articles
from kg_dangbo.read.columns import id_of_url, settle_columns
from kg_dangbo.read.errors import Unreadable


def articles(*inputs, columns=None):
    return [a for a in read_articles(inputs, columns) if isinstance(a, Article)]


def errors(*inputs, columns=None):
    return [str(e) for e in read_articles(inputs, columns) if isinstance(e, ReadError)]


def csv_text(rows, delimiter=","):
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue()


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "cp1258"])
def test_a_table_in_any_delimiter_and_encoding(tmp_path, delimiter, codec):
    # cp1258 has no letter with two marks: a tone is a character of its own there
    title, text = ("Tin Nam Định", "Sáng nay họp\n\nÔng Nam; 5, ba") if codec == "cp1258" else (TITLE, ARTICLE)
    rows = [["n", "text", "title", "published"], ["1", text, title, "12/5/2022"], ["2", "Hai", "", ""]]
    data = csv_text(rows, delimiter)
    if codec == "cp1258":
        for whole, parts in (("ọ", "o\u0323"), ("ị", "i\u0323")):
            data = data.replace(whole, parts)
    (tmp_path / "tin.csv").write_bytes(data.encode(codec))
    first, second = articles(tmp_path)
    assert (first.title, first.published) == (title, "2022-05-12")
    assert first.text.endswith(text)
    assert (second.text, second.title, second.published) == ("Hai", None, None)


def test_ids_are_those_given_else_addresses_else_the_line(tmp_path):
    rows = [
        ["id", "url", "content"],
        ["7", "https://bao.example/1.html", "Một"],
        ["", "https://Bao.example/2.html#x", "Hai\ncó\nbốn dòng"],
        ["", "không rõ", "Ba"],
    ]
    (tmp_path / "tin.csv").write_text(csv_text(rows), newline="")
    assert [a.id for a in articles(tmp_path)] == ["7", "bao.example/2.html", "tin-6"]


def test_usual_names_of_columns_in_both_languages():
    assert settle_columns(["Mã bài", "Tiêu đề", "NỘI DUNG", "Đường dẫn", "Báo", "Ngày đăng"], {}) == {
        "id": "Mã bài",
        "title": "Tiêu đề",
        "text": "NỘI DUNG",
        "url": "Đường dẫn",
        "publisher": "Báo",
        "published": "Ngày đăng",
    }
    # the most telling name wins, wherever it stands
    assert settle_columns(["article", "maintext", "date", "date_publish"], {}) == {
        "text": "maintext",
        "published": "date_publish",
    }


def test_columns_may_be_named(tmp_path):
    (tmp_path / "tin.csv").write_text("text,bài viết gốc\nkhông,có\n")
    assert [a.text for a in articles(tmp_path, columns={"text": "bài viết gốc"})] == ["có"]
    (message,) = errors(tmp_path, columns={"text": "vắng"})
    assert "no column 'vắng' among: text, bài viết gốc" in message
    with pytest.raises(ValueError, match="no field 'date'"):
        articles(tmp_path, columns={"date": "x"})
    (tmp_path / "tin.csv").unlink()
    (tmp_path / "tin.jsonl").write_text('{"body": "thân", "text": "không"}')
    assert [a.text for a in articles(tmp_path, columns={"text": "body"})] == ["thân"]


def test_no_column_for_the_text_is_said_once(tmp_path):
    (tmp_path / "tin.csv").write_text("a;b\n1;2\n3;4\n")
    (message,) = errors(tmp_path)
    assert message.endswith("no column is known to hold the text among: a, b; name it: --column text=NAME")


def test_bad_rows_are_named_with_their_line_and_the_next_is_read(tmp_path):
    good = 'id,text\na,"Dòng\nhai"\nb,\n,,\n'.encode()
    bad = "c,Huyện ủy Bình Minh".encode()[:-3] + b"\xe1\n"
    (tmp_path / "tin.csv").write_bytes(good + bad + "d,thừa,ô\ne,Cuối\n".encode() + b'f,"no end\n')
    items = list(read_articles([tmp_path]))
    assert [(a.id, a.text) for a in items if isinstance(a, Article)] == [
        ("a", "Dòng\nhai"),
        ("e", "Cuối"),
        ("f", "no end\n"),
    ]
    found = [(e.line, e.reason) for e in items if isinstance(e, ReadError)]
    assert found == [
        (4, 'no "text"'),
        (6, "damaged UTF-8 in the column 'text'"),
        (7, "3 cells under 2 columns"),
    ]


def test_a_quotation_mark_that_nobody_closes_ends_the_table(tmp_path, monkeypatch):
    monkeypatch.setattr("kg_dangbo.read.tables.MAX_CELL", 200_000)
    limit = csv.field_size_limit(200_000)
    try:
        (tmp_path / "tin.csv").write_text('text\nMột\n"' + "dòng\n" * 50_000)
        items = list(read_articles([tmp_path]))
    finally:
        csv.field_size_limit(limit)
    assert [a.text for a in items if isinstance(a, Article)] == ["Một"]
    assert [(e.line, "not a table from here on" in e.reason) for e in items if isinstance(e, ReadError)] == [(3, True)]


@pytest.mark.parametrize("content", ["", "\n", "id,text\n"])
def test_empty_tables(tmp_path, content):
    (tmp_path / "tin.tsv").write_text(content)
    (message,) = errors(tmp_path)
    assert "no article in it" in message


def test_packed_tables_lines_and_texts(tmp_path):
    with gzip.open(tmp_path / "a.csv.gz", "wt") as file:
        file.write("text\nMột\n")
    with gzip.open(tmp_path / "b.jsonl.gz", "wt") as file:
        file.write('{"text": "Hai"}\n{"text": "Ba"}\n')
    with gzip.open(tmp_path / "c.txt.gz", "wt") as file:
        file.write("Bốn")
    assert [(a.id, a.text) for a in articles(tmp_path)] == [
        ("a-2", "Một"),
        ("b-1", "Hai"),
        ("b-2", "Ba"),
        ("c", "Bốn"),
    ]


def test_damaged_gzip(tmp_path):
    packed = gzip.compress(('{"text": "Hai"}\n' + '{"text": "Ba"}\n' * 9000).encode())
    (tmp_path / "b.jsonl.gz").write_bytes(packed[:-20])
    (tmp_path / "c.txt.gz").write_bytes(b"no gzip")
    messages = errors(tmp_path)
    assert len(messages) == 2
    assert all("\n" not in m and "fetch it again" in m for m in messages)


def test_parquet(tmp_path):
    table = pa.table(
        {
            "article_id": pa.array([1, 2, None, 4], pa.int64()),
            "headline": [TITLE, None, None, None],
            "content": [LEAD, REPORT, "Ba", None],
            "link": [None, None, "https://bao.example/3", None],
            "date": pa.array([date(2022, 5, 12), None, None, None], pa.date32()),
            "embedding": [[0.5]] * 4,
        }
    )
    pq.write_table(table, tmp_path / "tin.parquet")
    items = list(read_articles([tmp_path]))
    first, second, third, error = items
    assert (first.id, first.title, first.published) == ("1", TITLE, "2022-05-12")
    assert first.text == f"{TITLE}\n\n{LEAD}"
    assert (second.id, second.text) == ("2", REPORT)
    assert (third.id, third.url) == ("bao.example/3", "https://bao.example/3")
    assert (error.line, error.reason) == (4, 'no "text"')


def test_parquet_times_with_a_zone_are_days_in_vietnam(tmp_path):
    moment = pa.array([datetime(2022, 5, 11, 23, 30, tzinfo=UTC)], pa.timestamp("us", "UTC"))
    pq.write_table(pa.table({"text": ["Một"], "published": moment}), tmp_path / "tin.parquet")
    assert [a.published for a in articles(tmp_path)] == ["2022-05-12"]


def test_parquet_of_many_batches_in_and_out_of_a_zip(tmp_path):
    pq.write_table(pa.table({"text": [f"Bài {n}" for n in range(700)]}), tmp_path / "tin.parquet", row_group_size=100)
    plain = [(a.id, a.text) for a in articles(tmp_path)]
    assert plain[0] == ("tin-1", "Bài 0")
    assert len(plain) == 700
    with zipfile.ZipFile(tmp_path / "z.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(tmp_path / "tin.parquet", "tin.parquet")
    assert [(a.id, a.text) for a in articles(tmp_path / "z.zip")] == plain


def test_what_is_no_parquet(tmp_path):
    (tmp_path / "a.parquet").write_bytes(b"PAR1" + b"\0" * 50 + b"PAR1")
    (tmp_path / "b.parquet").write_bytes(b"")
    (tmp_path / "c.txt").write_text("Bài")
    items = list(read_articles([tmp_path]))
    assert [a.id for a in items if isinstance(a, Article)] == ["c"]
    assert all("not Parquet that can be read" in str(e) for e in items[:2])


def test_a_missing_extra_is_named(tmp_path, monkeypatch):
    import sys

    for module in ("pyarrow", "fastwarc.warc", "docx", "pypdf"):
        monkeypatch.setitem(sys.modules, module, None)
    for name in ("a.parquet", "b.warc", "c.docx", "d.pdf", "e.txt"):
        (tmp_path / name).write_text("x")
    items = list(read_articles([tmp_path]))
    assert [a.id for a in items if isinstance(a, Article)] == ["e"]
    advice = [e.advice for e in items if isinstance(e, ReadError)]
    assert advice == [f"pip install 'kg-dangbo[{extra}]'" for extra in ("tables", "archives", "office", "office")]


@pytest.mark.parametrize("url", [None, "", "x", "mailto:a@b", "http://", "http://[x", "javascript:alert(1)"])
def test_what_is_no_address_gives_no_id(url):
    assert id_of_url(url) is None


def test_settle_columns_wants_a_text():
    with pytest.raises(Unreadable):
        settle_columns([], {})
