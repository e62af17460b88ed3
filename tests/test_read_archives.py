import gzip
import io
import zipfile

import pytest
from source_files import ARTICLE, LEAD, html, warc

from kg_dangbo.model import Article
from kg_dangbo.read import ReadError, read_articles
from kg_dangbo.read.zips import member_path


def articles(*inputs):
    return [a for a in read_articles(inputs) if isinstance(a, Article)]


def errors(*inputs):
    return [str(e) for e in read_articles(inputs) if isinstance(e, ReadError)]


def write_zip(path, members, method=zipfile.ZIP_DEFLATED):
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, data in members:
            archive.writestr(name, data)


PUBLISHED = '<meta property="article:published_time" content="2022-05-12T08:00:00+07:00">'


@pytest.mark.parametrize("name", ["crawl.warc", "crawl.warc.gz"])
def test_html_answers_of_a_crawl(tmp_path, name):
    records = [
        {"url": "https://bao.example/tin-1.html", "body": html(head=PUBLISHED), "type": "text/html; charset=utf-8"},
        {"url": "https://bao.example/anh.jpg", "body": b"\xff\xd8\xff", "type": "image/jpeg"},
        {"url": "https://bao.example/cu.html", "body": "", "status": "301 Moved"},
        {"url": "https://bao.example/vang.html", "body": html("Không thấy"), "status": "404 Not Found"},
        {
            "url": "https://bao.example/tin-2.html",
            "body": gzip.compress(html("Tin hai", (LEAD,)).encode()),
            "headers": b"Content-Encoding: gzip\r\n",
        },
        {"url": "https://bao.example/trong.html", "body": "<html><body><img src=a></body></html>"},
        {"url": "", "body": html("Tin ba", (LEAD, "Thêm một đoạn của tin ba để bài dài hơn."))},
    ]
    warc(tmp_path / name, records)
    first, second, third = articles(tmp_path)
    assert (first.id, first.url) == ("bao.example/tin-1.html", "https://bao.example/tin-1.html")
    assert first.text == ARTICLE
    assert first.published == "2022-05-12"
    # the day of the capture is no day of publication
    assert (second.id, second.title, second.published) == ("bao.example/tin-2.html", "Tin hai", None)
    assert (third.id, third.url) == ("00000000-0000-0000-0000-000000000007", None)
    (message,) = errors(tmp_path)
    assert f"{name}, https://bao.example/trong.html: no main text" in message


def test_damaged_and_empty_web_archives(tmp_path):
    warc(tmp_path / "a.warc.gz", [{"url": f"https://bao.example/{n}", "body": html()} for n in range(3)])
    whole = (tmp_path / "a.warc.gz").read_bytes()
    (tmp_path / "a.warc.gz").write_bytes(whole[: len(whole) - 40])
    (tmp_path / "b.warc").write_bytes(b"")
    (tmp_path / "c.warc").write_text("no records here")
    warc(tmp_path / "d.warc", [{"url": "https://bao.example/a", "body": b"x", "type": "image/png"}])
    items = list(read_articles([tmp_path]))
    assert len([a for a in items if isinstance(a, Article)]) >= 2
    found = {str(e).split(":")[0].rsplit("/", 1)[-1].split(",")[0] for e in items if isinstance(e, ReadError)}
    assert found == {"a.warc.gz", "b.warc", "c.warc", "d.warc"}


def test_a_page_that_is_too_long_is_left_out(tmp_path, monkeypatch):
    monkeypatch.setattr("kg_dangbo.read.warc.MAX_PAGE", 2000)
    warc(
        tmp_path / "a.warc",
        [
            {"url": "https://bao.example/dai", "body": html("x" * 3000)},
            {"url": "https://bao.example/vua", "body": html("Tin", (LEAD,))},
        ],
    )
    assert [a.id for a in articles(tmp_path)] == ["bao.example/vua"]
    (message,) = errors(tmp_path)
    assert "https://bao.example/dai: longer than" in message


def test_a_zip_is_read_like_a_folder(tmp_path):
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("x.txt", "x")
    write_zip(
        tmp_path / "tin.zip",
        [
            ("thang-5/01.txt", "Bài một"),
            ("thang-5/02.html", html()),
            ("thang-6/01.txt", "Bài ba"),
            ("thang-6/dong.jsonl.gz", gzip.compress('{"text": "Bốn"}'.encode())),
            ("__MACOSX/thang-5/._01.txt", "rác"),
            (".an/05.txt", "ẩn"),
            ("anh.png", b"\x89PNG"),
            ("trong.zip", inner.getvalue()),
        ],
    )
    (tmp_path / "02.txt").write_text("Bài ngoài")
    found = {a.id: a.text for a in articles(tmp_path)}
    assert found == {
        "thang-5/01.txt": "Bài một",
        "thang-6/01.txt": "Bài ba",
        "tin.zip/thang-5/02.html": ARTICLE,
        "02.txt": "Bài ngoài",
        "dong-1": "Bốn",
    }
    (message,) = errors(tmp_path)
    assert "tin.zip/trong.zip: an archive inside an archive is not read" in message


def test_names_of_members_are_never_paths(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    write_zip(folder / "a.zip", [("../../ngoai.txt", "Một"), ("/etc/b.txt", "Hai"), ("C:\\x\\c.txt", "Ba")])
    before = sorted(tmp_path.rglob("*"))
    assert {a.id: a.text for a in articles(folder)} == {"ngoai": "Một", "b": "Hai", "c": "Ba"}
    assert sorted(tmp_path.rglob("*")) == before
    assert member_path("../a/./../b.txt") == "a/b.txt"


def test_bombs_are_refused_and_the_rest_goes_on(tmp_path, monkeypatch):
    monkeypatch.setattr("kg_dangbo.read.bounded.MAX_WHOLE", 100_000)
    zeros = " " * 5_000_000
    write_zip(tmp_path / "a.zip", [("1.txt", zeros), ("2.jsonl", zeros), ("3.csv", "text\n" + zeros), ("4.txt", "Bài")])
    (tmp_path / "b.txt.gz").write_bytes(gzip.compress(zeros.encode()))
    items = list(read_articles([tmp_path]))
    assert [a.id for a in items if isinstance(a, Article)] == ["4"]
    reasons = [(e.path.rsplit("/", 1)[-1], e.reason) for e in items if isinstance(e, ReadError)]
    assert [name for name, _ in reasons] == ["1.txt", "2.jsonl", "3.csv", "b.txt.gz"]
    assert all("unpacks to far more" in reason or "larger than" in reason for _, reason in reasons)


def test_overlapping_members_are_refused(tmp_path):
    write_zip(tmp_path / "a.zip", [("1.txt", "Bài một " * 50)], zipfile.ZIP_STORED)
    data = (tmp_path / "a.zip").read_bytes()
    start = data.index(b"PK\x01\x02")
    directory, end = data[start : data.index(b"PK\x05\x06")], bytearray(data[data.index(b"PK\x05\x06") :])
    many = 40  # entries that all lead to the one member
    end[8:12] = many.to_bytes(2, "little") * 2
    end[12:16] = (many * len(directory)).to_bytes(4, "little")
    twins = b"".join(directory.replace(b"1.txt", b"%05d" % n, 1)[:-5] + b"%01d.txt" % (n % 10) for n in range(many))
    (tmp_path / "a.zip").write_bytes(data[:start] + twins + bytes(end))
    (message,) = errors(tmp_path)
    assert "overlap" in message


def test_damaged_locked_and_empty_archives(tmp_path):
    write_zip(tmp_path / "a.zip", [("1.txt", "Bài một " * 500), ("2.txt", "Bài hai " * 500)])
    data = bytearray((tmp_path / "a.zip").read_bytes())
    data[60:70] = b"\xff" * 10  # inside the packed bytes of the first member
    (tmp_path / "a.zip").write_bytes(data)
    (tmp_path / "b.zip").write_bytes(b"PK\x03\x04 no archive")
    write_zip(tmp_path / "c.zip", [("anh.png", b"x")])
    write_zip(tmp_path / "d.zip", [("1.txt", "khóa")])
    locked = bytearray((tmp_path / "d.zip").read_bytes())
    locked[6] |= 1
    locked[locked.index(b"PK\x01\x02") + 8] |= 1
    (tmp_path / "d.zip").write_bytes(locked)
    items = list(read_articles([tmp_path]))
    assert [a.text[:7] for a in items if isinstance(a, Article)] == ["Bài hai"]
    messages = sorted(str(e).removeprefix(f"{tmp_path}/") for e in items if isinstance(e, ReadError))
    assert [m.partition(":")[0] for m in messages] == ["a.zip/1.txt", "b.zip", "c.zip", "d.zip/1.txt"]
    assert "encrypted" in messages[3]


def test_order_of_inputs_does_not_matter(tmp_path):
    write_zip(tmp_path / "b.zip", [("2.txt", "Hai"), ("1.txt", "Một")])
    (tmp_path / "a.txt").write_text("Ba")
    inputs = [tmp_path / "b.zip", tmp_path / "a.txt"]
    assert list(read_articles(inputs)) == list(read_articles(reversed(inputs)))
    assert [a.id for a in articles(*inputs)] == ["a", "1", "2"]
