import random
from dataclasses import replace

import numpy as np
import pytest
from source_files import ARTICLE, LEAD, PRIZES, REPORT, TITLE

from kg_dangbo.model import Article
from kg_dangbo.read.duplicates import Copy, band_keys, find_copies, fingerprint, is_copy, similarity

LONG = "\n\n".join(
    (
        ARTICLE,
        "Hội nghị đã nghe các tham luận của Đảng ủy xã Minh Tân, Đảng ủy xã An Thịnh và Chi bộ Trường Trung học cơ sở "
        "Bình Minh về cách làm hay trong xây dựng mô hình dân vận khéo, giữ gìn vệ sinh môi trường và giúp nhau phát "
        "triển kinh tế hộ gia đình.",
        "Phát biểu kết luận, đồng chí Bí thư Huyện ủy yêu cầu các cấp ủy tiếp tục quán triệt sâu sắc nội dung chuyên "
        "đề năm, gắn việc học tập và làm theo Bác với thực hiện nhiệm vụ chính trị của từng cơ quan và đơn vị.",
    )
)
OTHER = (
    "Đảng ủy xã Hòa Bình kiểm tra công tác thu hoạch lúa vụ đông xuân. Sáng nay, đoàn kiểm tra của Đảng ủy xã đã đến "
    "các cánh đồng của thôn Đông và thôn Đoài, nắm tiến độ gặt và công tác phòng chống bão trước mùa mưa lũ năm nay."
)


def article(id, text=LONG, **known):
    return Article(id=id, text=text, **known)


def copies(*articles):
    prints = [fingerprint(a) for a in articles]
    found = find_copies(prints)
    for seed in range(5):
        random.Random(seed).shuffle(prints)
        assert find_copies(prints) == found
    return found


def test_the_same_text_is_a_copy_of_what_was_published_first():
    first = article("b", published="2022-05-12", publisher="Báo A")
    later = article("a", LONG.replace("\n\n", " \n "), published="2022-05-13", publisher="Báo B")
    undated = article("c")
    assert copies(later, undated, first) == [Copy("a", "b", 1.0), Copy("c", "b", 1.0)]


def test_of_one_day_the_first_id_stands_for_all():
    assert copies(article("2"), article("1"), article("3")) == [Copy("2", "1", 1.0), Copy("3", "1", 1.0)]


@pytest.mark.parametrize(
    "text",
    [
        LONG.replace(TITLE, "Bình Minh: Nhiều mô hình học tập và làm theo Bác"),
        "(Theo Báo A) - " + LONG + "\n\nBan Biên tập đăng lại.",
        LONG.upper(),
        LONG.replace("186 mô hình", "hơn 186 mô hình"),
    ],
)
def test_copies_with_another_headline_or_a_line_of_their_own(text):
    (found,) = copies(article("1", published="2022-05-12"), article("2", text, published="2022-05-12"))
    assert (found.id, found.original) == ("2", "1")
    assert found.similarity >= 0.75


def test_an_abridged_copy_is_a_copy_and_a_report_that_quotes_is_none():
    abridged = "\n\n".join(LONG.split("\n\n")[:4])
    assert [c.id for c in copies(article("1", published="2022"), article("2", abridged))] == ["2"]
    quoting = f"{OTHER}\n\n{OTHER.replace('Hòa Bình', 'An Thịnh').replace('lúa', 'ngô')}\n\n{PRIZES}\n\n{LEAD}"
    assert copies(article("1"), article("2", quoting)) == []


def test_notices_of_one_form_about_different_people_are_no_copies():
    form = (
        "{0} công bố quyết định về công tác cán bộ. Sáng {1}/6, {0} tổ chức hội nghị công bố quyết định điều động, "
        "bổ nhiệm đồng chí {2} giữ chức {3} nhiệm kỳ 2020-2025. Dự hội nghị có đồng chí {4}. Phát biểu giao nhiệm vụ, "
        "đồng chí {4} chúc mừng đồng chí {2} và đề nghị tập thể {0} đoàn kết, thống nhất, hoàn thành nhiệm vụ."
    )
    one = form.format("Huyện ủy Bình Minh", 3, "Trần Văn Lâm", "Phó Bí thư Huyện ủy", "Ngô Thị Hạnh")
    two = form.format("Thành ủy Sơn Hà", 17, "Lê Quang Dũng", "Trưởng Ban Tổ chức", "Phạm Minh Đức")
    assert copies(article("1", one), article("2", two)) == []


def test_unrelated_articles():
    texts = [ARTICLE, OTHER, REPORT * 2, ""]
    assert copies(*(article(str(n), t) for n, t in enumerate(texts))) == []
    assert find_copies([]) == []


def test_one_page_at_two_addresses_is_one_article():
    first = article("1", url="https://bao.example/a", publisher="Báo A", published="2022-05-12")
    again = article("2", url="https://m.bao.example/a?utm=x", publisher="báo a", published="2022-05-12")
    unknown = article("3", url="https://amp.bao.example/a")
    elsewhere = article("4", url="https://khac.example/a", publisher="Báo B", published="2022-05-13")
    elsewhere_again = article("5", url="https://khac.example/b", publisher="Báo B", published="2022-05-13")
    file = article("6")
    assert copies(first, again, unknown, elsewhere, elsewhere_again, file) == [
        Copy("2", "1", 1.0, True, "https://m.bao.example/a?utm=x"),
        Copy("3", "1", 1.0, True, "https://amp.bao.example/a"),
        Copy("4", "1", 1.0),
        Copy("5", "4", 1.0, True, "https://khac.example/b"),
        Copy("6", "1", 1.0),
    ]


def test_the_same_address_under_two_ids_is_noted_once():
    pages = [article(id, url="https://bao.example/a") for id in ("1", "2")]
    assert copies(*pages) == [Copy("2", "1", 1.0, True, None)]


def test_copies_of_copies_are_copies_of_the_first():
    parts = LONG.split("\n\n")
    longer = f"{LONG}\n\n{OTHER}"
    shorter = "\n\n".join((*parts[:-1], OTHER))
    assert not is_copy(fingerprint(article("1")), fingerprint(article("3", shorter)))
    found = copies(article("1", published="2022"), article("2", longer), article("3", shorter))
    assert [(c.id, c.original) for c in found] == [("2", "1"), ("3", "1")]


def test_an_index_of_bands_finds_every_copy():
    texts = [LONG, LONG.upper(), "Tin: " + LONG, OTHER, "\n\n".join(LONG.split("\n\n")[1:])]
    prints = [fingerprint(article(str(n), t)) for n, t in enumerate(texts)]
    for one in prints:
        for other in prints:
            if one is not other and is_copy(one, other):
                assert set(band_keys(one.sketch)) & set(band_keys(other.sketch))
    assert [is_copy(prints[0], p) for p in prints] == [True, True, True, False, True]
    assert len(set(band_keys(prints[0].sketch))) == 32


def test_sketches_are_those_of_other_machines_and_days():
    one = fingerprint(article("1", "Đảng bộ huyện Bình Minh tổ chức đại hội"))
    assert np.frombuffer(one.sketch, "<u4")[:3].tolist() == [3400669398, 3539170545, 3294293367]
    assert one.runs == 5


def test_similarity_is_near_the_share_of_common_runs():
    words = [f"w{n}" for n in range(2000)]
    one, other = " ".join(words[:1500]), " ".join(words[500:])
    assert similarity(fingerprint(article("1", one)), fingerprint(article("2", other))) == pytest.approx(0.5, abs=0.12)


def test_a_form_that_thousands_fill_in_takes_no_squared_time():
    one = fingerprint(article("0"))
    rng = np.random.default_rng(1)
    prints = []
    for n in range(4000):
        sketch = np.frombuffer(one.sketch, "<u4").copy()
        sketch[4:] = rng.integers(0, 2**32, 124)  # all meet in the first band
        prints.append(replace(one, id=str(n), sketch=sketch.astype("<u4").tobytes(), digest=str(n).encode()))
    assert find_copies(prints) == []
