"""What holds of extraction whatever the page says."""

from __future__ import annotations

import gc
import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg_dangbo.extract import extract
from kg_dangbo.language.normal import Folded
from kg_dangbo.model import Article, Fact
from kg_dangbo.read import read_articles
from kg_dangbo.vocabulary import load_vocabulary

FOLDERS = (Path(__file__).parent / "data" / "gold", Path(__file__).parent / "data" / "held-out")
WEATHER = "Chiều tối nay, trời nhiều mây, có mưa rào rải rác và gió nhẹ; sáng mai hửng nắng."
WORDS = """
Bí thư|Phó Bí thư|Chủ tịch|Phó Chủ tịch|Giám đốc|nguyên|Huyện ủy|Tỉnh ủy|UBND|HĐND xã|Sở Y tế|Đảng ủy|Chi bộ|thôn|số
Nguyễn|Văn|Tú|Lê Thị Hoa|đồng chí|ông|bà|và|, |; |. |: |(|)|-|–|Hà Nam|tỉnh|huyện|TP|Bình Lục|Trường|Công ty|cổ phần|Hội
An|được bầu|bầu|giữ chức|làm|thôi|nghỉ hưu|thay|của|gồm|các|Đoàn|Ban|Công an|4|năm|IX|Chỉ thị 05-CT/TW|ngày 15/5/2016
"""
PIECES = st.sampled_from(["\n", "\n\n", *WORDS.strip().replace("\n", "|").split("|")])


def _pages() -> Iterator[Article]:
    for folder in FOLDERS:
        for article in read_articles(sorted(folder.glob("articles*.jsonl"))):
            assert isinstance(article, Article)
            yield article


PAGES = list(_pages())


def _keys(facts: tuple[Fact, ...]) -> set[str]:
    return {f"{type(f).__name__} {f.key}" for f in facts}


def _grounded(article: Article) -> None:
    for fact in extract(article, load_vocabulary()).facts:
        assert fact.evidence, fact.key
        for e in fact.evidence:
            assert 0 <= e.start < e.end <= len(article.text)
            assert article.text[e.start : e.end] == e.quote


def test_nothing_of_a_page_is_kept() -> None:
    text = "Sáng 12/5/2022, Huyện ủy Bình Lục tổ chức hội nghị. Đồng chí Nguyễn Văn An, Bí thư Huyện ủy dự. " * 5
    assert extract(Article(id="a", text=text), load_vocabulary()).facts
    assert not [o for o in gc.get_objects() if isinstance(o, Folded) and o.original == text]


@pytest.mark.parametrize("article", PAGES, ids=lambda a: a.id)
def test_every_offset_leads_to_its_quotation(article: Article) -> None:
    _grounded(article)


@pytest.mark.parametrize("article", PAGES[::6], ids=lambda a: a.id)
def test_weather_changes_nothing(article: Article) -> None:
    vocabulary = load_vocabulary()
    longer = replace(article, text=f"{article.text}\n\n{WEATHER}")
    assert _keys(extract(longer, vocabulary).facts) == _keys(extract(article, vocabulary).facts)


def test_decomposed_text_says_the_same(tmp_path: Path) -> None:
    vocabulary = load_vocabulary()
    for folder in FOLDERS:
        for file in sorted(folder.glob("articles*.jsonl")):
            rows = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
            nfd = [
                {k: unicodedata.normalize("NFD", v) if isinstance(v, str) else v for k, v in r.items()} for r in rows
            ]
            copy = tmp_path / file.name
            copy.write_text("\n".join(json.dumps(r, ensure_ascii=False) for r in nfd), "utf-8")
            for one, two in zip(read_articles([file]), read_articles([copy]), strict=True):
                assert isinstance(one, Article)
                assert isinstance(two, Article)
                assert extract(one, vocabulary).facts == extract(two, vocabulary).facts


def test_a_page_gives_the_same_facts_after_any_other() -> None:
    vocabulary = load_vocabulary()
    alone = [extract(a, vocabulary) for a in PAGES[:12]]
    assert [extract(a, vocabulary) for a in reversed(PAGES[:12])] == alone[::-1]


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=40))
def test_any_order_of_words_is_quoted_truly(pieces: list[str]) -> None:
    text = re.sub(r" +", " ", " ".join(pieces))
    _grounded(Article(id="h", text=text, title=text[:40], published="2022-04-28", publisher="Báo Hà Nam"))


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400))
def test_any_text_is_read(text: str) -> None:
    _grounded(Article(id="h", text=unicodedata.normalize("NFC", text)))
