"""Files and folders to articles: formats, ids, order, and what happens to what cannot be read."""

import json
import os
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_read_decode import windows_1258

from kg_dangbo.model import Article
from kg_dangbo.read import ReadError, read_articles
from kg_dangbo.read.jsonl import MAX_LINE

PAGE = """<!doctype html><html lang="vi"><head>{meta}<title>Huyện ủy Ý Yên sơ kết | Báo B</title>
<script type="application/ld+json">{json}</script></head><body>
<nav><a href="/">Trang chủ</a> <a href="/chinh-tri">Chính trị</a></nav>
<article><h1>Huyện ủy Ý Yên sơ kết 5 năm</h1>
<p class="sapo">Sáng 12/5, Huyện ủy Ý Yên tổ chức hội nghị sơ kết 5 năm thực hiện Chỉ thị số 05-CT/TW.</p>
<figure><img src="a.jpg"><figcaption>Đồng chí Vũ Đình Khoát phát biểu tại hội nghị.</figcaption></figure>
<p>Theo báo cáo, 5 năm qua toàn huyện đã đăng ký 186 mô hình, trong đó có 64 mô hình của tập thể.</p>
<table><tr><td><img src="b.jpg"></td></tr>
<tr><td class="caption">Đồng chí Phạm Thị Nhàn trao Giấy khen.</td></tr></table>
<p>Nhân dịp này, Huyện ủy tặng Giấy khen cho 18 tập thể và 25 cá nhân có thành tích xuất sắc.</p></article>
<footer>Tổng Biên tập: Đinh Hữu Lộc</footer></body></html>"""
ABOUT = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "WebSite", "name": "Trang tin"},
        {
            "@type": ["NewsArticle"],
            "headline": "Huyện ủy Ý Yên sơ kết 5 năm",
            "datePublished": "2022-05-11T23:30:00Z",
            "publisher": [{"@type": "Organization", "name": "Báo B"}],
            "mainEntityOfPage": {"@id": "https://b.example/a.html"},
        },
    ],
}


def page(about: object = ABOUT, meta: str = '<meta charset="utf-8">') -> str:
    return PAGE.replace("{json}", json.dumps(about, ensure_ascii=False)).replace("{meta}", meta)


def articles(*inputs):
    return [a for a in read_articles(inputs) if isinstance(a, Article)]


def errors(*inputs):
    return [str(e) for e in read_articles(inputs) if isinstance(e, ReadError)]


def test_text_file_takes_its_stem_as_id_and_keeps_every_character(tmp_path):
    file = tmp_path / "tin-01.txt"
    file.write_bytes("\ufeffTiêu đề\r\n\r\n  Thân bài \r\n".encode())
    (article,) = articles(file)
    assert (article.id, article.text) == ("tin-01", "Tiêu đề\n\n  Thân bài \n")
    assert (article.title, article.url, article.publisher, article.published) == ("Tiêu đề", None, None, None)
    assert article.source == str(file)


def test_html_page_gives_main_text_captions_and_what_its_json_ld_says(tmp_path):
    (tmp_path / "a.html").write_text(page(), "utf-8")
    (article,) = articles(tmp_path)
    assert article.text.startswith("Huyện ủy Ý Yên sơ kết 5 năm\n\nSáng 12/5")
    assert article.text.count("sơ kết 5 năm\n") == 1
    assert "Vũ Đình Khoát phát biểu tại hội nghị.\n\n" in article.text
    assert "\n\nĐồng chí Phạm Thị Nhàn trao Giấy khen.\n\n" in article.text
    assert "Tổng Biên tập" not in article.text
    assert "Trang chủ" not in article.text
    assert (article.published, article.publisher, article.url) == ("2022-05-12", "Báo B", "https://b.example/a.html")


def test_html_encodings(tmp_path):
    (tmp_path / "a.html").write_text(page(meta=""), "utf-16")
    (tmp_path / "b.htm").write_bytes(unicodedata.normalize("NFD", page()).encode())
    (tmp_path / "c.html").write_text(page(meta='<meta charset="zlib">'), "utf-8")
    (tmp_path / "d.html").write_bytes(windows_1258(page(meta='<meta charset="utf-8">')))
    assert len({a.text for a in articles(tmp_path)}) == 1
    assert len(articles(tmp_path)) == 4


def test_html_with_broken_json_ld_or_none_still_reads(tmp_path):
    (tmp_path / "a.html").write_text(page().replace('"@context"', "@context"), "utf-8")
    (article,) = articles(tmp_path)
    assert article.title == "Huyện ủy Ý Yên sơ kết 5 năm"


def test_html_without_text_is_an_error(tmp_path):
    (tmp_path / "a.html").write_text("<html><body><img src='a.jpg'></body></html>")
    (message,) = errors(tmp_path)
    assert "no main text" in message


def test_jsonl_fields_default_ids_and_headline(tmp_path):
    rows = [
        {"id": "x", "title": "Tiêu đề", "text": "Thân bài", "published": "12/5/2022", "publisher": "Báo B", "n": 1},
        {"id": "y", "title": "Tiêu  đề", "text": "tiêu đề\n\nThân bài"},
        {"title": "Hội nghị", "text": "Hội nghị sơ kết diễn ra sáng nay"},
        {"id": 7, "text": "Số"},
    ]
    (tmp_path / "n.jsonl").write_text("\n\n".join(json.dumps(r) for r in rows))
    got = {a.id: a for a in articles(tmp_path)}
    assert list(got) == ["x", "y", "n-5", "7"]
    assert got["x"].text == "Tiêu đề\n\nThân bài"
    assert (got["x"].published, got["x"].publisher) == ("2022-05-12", "Báo B")
    assert got["y"].text == "tiêu đề\n\nThân bài"
    assert got["n-5"].text == "Hội nghị\n\nHội nghị sơ kết diễn ra sáng nay"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b'{"id": "a", "text": ', "not valid JSON"),
        (b"[1]", "not a JSON object"),
        (b'{"id": "a"}', 'no "text"'),
        (b'{"id": "a", "text": 3}', "not a string"),
        (b'{"id": ["a"], "text": "x"}', '"id" is not a string'),
        (b'{"id": "a", "text": " "}', "no text in it"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"id": "a", "text": "' + b"x" * MAX_LINE + b'"}', "longer than"),
        ('{"text": "Tỉnh ủy Hà Nam ở'.encode()[:-1], "damaged UTF-8"),
    ],
)
def test_a_broken_line_is_named_and_the_next_is_read(tmp_path, line, reason):
    (tmp_path / "n.jsonl").write_bytes(b'{"text": "m\xe1\xbb\x99t"}\n' + line + b'\n{"text": "ba"}')
    items = list(read_articles([tmp_path]))
    assert [a.id for a in items if isinstance(a, Article)] == ["n-1", "n-3"]
    (error,) = [str(e) for e in items if isinstance(e, ReadError)]
    assert f"{tmp_path / 'n.jsonl'}, line 2: " in error
    assert reason in error
    assert "\n" not in error


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-8-sig"])
def test_jsonl_in_other_encodings(tmp_path, codec):
    text = '{"id": "a", "text": "Tỉnh ủy"}\r\n{"id": "b", "text": "Huyện ủy"}\r\n'
    (tmp_path / "n.jsonl").write_bytes(text.encode(codec))
    assert [(a.id, a.text) for a in articles(tmp_path)] == [("a", "Tỉnh ủy"), ("b", "Huyện ủy")]


def test_lone_surrogates_in_json_are_replaced(tmp_path):
    (tmp_path / "n.jsonl").write_text('{"id": "a\\ud800", "text": "x\\ud800"}')
    (article,) = articles(tmp_path)
    assert article.text == "x\ufffd"
    assert article.sha256


def test_the_order_of_inputs_never_matters_and_a_file_is_read_once(tmp_path):
    for name in ("b/2.txt", "a/1.txt", "a/sub/3.txt", "4.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(f"Bài {name}")
    inputs = [tmp_path / "b", tmp_path / "a", tmp_path / "4.txt", tmp_path / "a/1.txt", tmp_path]
    forward, backward = list(read_articles(inputs)), list(read_articles(reversed(inputs)))
    assert forward == backward
    assert [a.id for a in forward] == ["4", "1", "3", "2"]


def test_files_of_one_stem_get_ids_that_tell_them_apart(tmp_path):
    for name in ("nam-dinh/tin.txt", "ha-nam/tin.txt", "ha-nam/tin.html", "ha-nam/khac.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(page() if name.endswith("html") else f"Bài {name}")
    ids = [a.id for a in articles(tmp_path / "nam-dinh", tmp_path / "ha-nam")]
    assert ids == ["khac", "ha-nam/tin.html", "ha-nam/tin.txt", "nam-dinh/tin.txt"]


def test_one_id_for_two_articles_is_an_error_that_names_both(tmp_path):
    (tmp_path / "a.jsonl").write_text('{"id": "x", "text": "một"}\n{"id": "x", "text": "hai"}')
    (tmp_path / "x.txt").write_text("một\n")  # the same article again: nothing to complain about
    assert [a.text for a in articles(tmp_path)] == ["một"]
    (message,) = errors(tmp_path)
    assert "'x' already belongs to another article" in message


def test_what_cannot_be_read_is_one_line_each_and_the_rest_goes_on(tmp_path):
    (tmp_path / "good.txt").write_text("Bài")
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n")
    (tmp_path / "notes.md").write_text("passed over in a folder")
    (tmp_path / "void").mkdir()
    inputs = [tmp_path, tmp_path / "nothing.txt", tmp_path / "notes.md", tmp_path / "void"]
    assert [a.id for a in articles(*inputs)] == ["good"]
    messages = errors(*inputs)
    assert len(messages) == 5
    assert all("\n" not in m and "; " in m for m in messages)
    assert any("void" in m and "no article in this folder" in m for m in messages)


def test_hidden_files_and_link_loops(tmp_path):
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git/x.txt").write_text("ẩn")
    (tmp_path / ".hidden.txt").write_text("ẩn")
    (tmp_path / "a").mkdir()
    (tmp_path / "a/1.txt").write_text("Bài")
    os.symlink(tmp_path, tmp_path / "a/loop")
    os.symlink(tmp_path / "a/1.txt", tmp_path / "a/2.txt")
    os.symlink(tmp_path / "gone", tmp_path / "a/3.txt")
    os.mkfifo(tmp_path / "a/pipe.txt")
    items = list(read_articles([tmp_path, tmp_path / "a"]))
    assert [a.id for a in items if isinstance(a, Article)] == ["1"]
    assert len(items) == 1
    assert [a.id for a in articles(tmp_path / ".hidden.txt")] == [".hidden"]


@given(text=st.text(), title=st.none() | st.text())
def test_any_json_string_round_trips_to_clean_nfc_text(tmp_path_factory, text, title):
    file = tmp_path_factory.mktemp("j") / "n.jsonl"
    file.write_text(json.dumps({"id": "a", "text": text, "title": title}))
    (item,) = read_articles([file])
    if isinstance(item, Article):
        assert unicodedata.is_normalized("NFC", item.text)
        if title and item.title:
            assert item.text.lstrip().casefold().startswith(item.title.split()[0].casefold())
    else:
        assert "no text" in item.reason
