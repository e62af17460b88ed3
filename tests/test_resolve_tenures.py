"""Who held a post when: what is attested, what lies between, what nobody says."""

from __future__ import annotations

from kg_dangbo.model import HoldingStatus
from kg_dangbo.resolve import Attestation, attestations, collapse, founded, held_on
from kg_dangbo.resolve.changes import Reform
from kg_dangbo.vocabulary import load_vocabulary

ROLE, BODY = "role-bi-thu", "org-kind-huyen-uy|huyện ủy bình lục|hà nam"


def said(person: str, day: str, status: HoldingStatus = HoldingStatus.CURRENT, article: str = "") -> Attestation:
    return Attestation(person, ROLE, BODY, day, article or f"{person}-{day}", "k", status)


AN = [said("an", "2018-03-01"), said("an", "2019-06-02"), said("an", "2020-07-20")]
BINH = [said("bình", "2021-01-05", HoldingStatus.APPOINTED), said("bình", "2022-08-30")]


def test_attestations_collapse_and_keep_all_their_evidence():
    (tenure,) = collapse(reversed(AN))
    assert (tenure.first, tenure.last) == ("2018-03-01", "2020-07-20")
    assert list(tenure.attested) == AN
    assert (tenure.begun, tenure.ended) == ("", "")
    assert collapse(BINH)[0].begun == "2021-01-05"


def test_a_second_term_after_a_gap_or_after_leaving_is_another_tenure():
    assert len(collapse([said("an", "2010-01-01"), said("an", "2018-01-01")])) == 2
    left = [said("an", "2018-01-01"), said("an", "2019-01-01", HoldingStatus.LEFT), said("an", "2020-01-01")]
    first, second = collapse(left)
    assert (first.ended, first.last, second.first) == ("2019-01-01", "2018-01-01", "2020-01-01")


def test_who_held_the_post_on_a_day():
    tenures = collapse([*AN, *BINH])
    answer = held_on(tenures, ROLE, BODY, "2019-06-02")
    assert (answer.how, [t.person for t in answer.tenures]) == ("attested", ["an"])
    answer = held_on(tenures, ROLE, BODY, "2018-12-24")
    assert (answer.how, [t.person for t in answer.tenures]) == ("between", ["an"])
    answer = held_on(tenures, ROLE, BODY, "2020-11-01")
    assert (answer.how, answer.tenures) == ("unknown", ())
    assert (answer.before.person, answer.after.person) == ("an", "bình")
    assert held_on(tenures, "role-pho-bi-thu", BODY, "2019-06-02").how == "unknown"


def test_two_who_alternate_leave_the_day_between_unknown():
    tenures = collapse([said("an", "2018-03-01"), said("bình", "2018-06-01"), said("an", "2018-09-01")])
    assert held_on(tenures, ROLE, BODY, "2018-05-01").how == "unknown"


def test_what_was_told_of_the_past_is_no_attestation_of_the_day():
    tenures = collapse([said("an", "2022-03-01", HoldingStatus.FORMER), said("an", "2018-01-01")])
    assert held_on(tenures, ROLE, BODY, "2022-03-01").how == "unknown"


def test_articles_give_attestations():
    from resolve_cases import extraction

    text = "Ngày 12/5/2022, Huyện ủy Bình Lục họp. Đồng chí Đặng Thanh Sơn, Bí thư Huyện ủy, chủ trì hội nghị.\n"
    (found,) = attestations(extraction("a", "2022-05-13", "Báo Hà Nam", text), {"person|đặng thanh sơn|hà nam": "P"})
    assert (found.person, found.role, found.day) == ("P", "role-bi-thu", "2022-05-12")


def test_the_reform_links_bodies_and_does_not_identify_them():
    kind = "org-kind-tinh-uy"
    old = [f"{kind}|tỉnh ủy {p}|{p}" for p in ("hà nam", "nam định", "ninh bình", "thái bình", "cao bằng")]
    new = f"{kind}|tỉnh ủy ninh bình|ninh bình|2025"
    (change,) = founded([*old, new], load_vocabulary())
    assert change.new == new
    assert change.old == tuple(old[:3])
    assert change.day == "2025-07-01"


def test_two_tenures_of_one_year_are_told_apart_by_the_day():
    left = [said("an", "2018-01-05"), said("an", "2018-03-01", HoldingStatus.LEFT), said("an", "2018-09-01")]
    assert [t.start for t in collapse(left)] == ["2018-01-05", "2018-09-01"]
    assert len({t.key for t in collapse([*left, said("an", "2012-02-02")])}) == 3
    assert [t.start for t in collapse([said("an", "2012-02-02"), left[0]])] == ["2012", "2018"]


def test_an_end_and_the_office_still_on_one_day_are_no_new_beginning():
    (tenure,) = collapse([said("an", "2018-01-05", HoldingStatus.LEFT, "x"), said("an", "2018-01-05", article="y")])
    assert (tenure.first, tenure.ended) == ("2018-01-05", "2018-01-05")


def test_what_has_no_day_belongs_to_the_last_tenure():
    undated = Attestation("an", ROLE, BODY, "", "z", "k")
    (alone,) = collapse([undated])
    assert (alone.first, alone.start) == ("", "")
    first, last = collapse([undated, said("an", "2008-01-01"), said("an", "2018-01-01")])
    assert (len(first.attested), len(last.attested), last.start) == (1, 2, "2018")


def test_the_bodies_of_communes_are_linked_and_schools_go_on():
    party, school = "org-kind-dang-uy|đảng ủy", "org-kind-truong-tieu-hoc|trường tiểu học"
    old = [f"{party} thị trấn bình mỹ|hà nam", f"{party} xã la sơn|hà nam", f"{party} xã bồ đề|hà nam"]
    new = f"{party} xã bình mỹ|ninh bình|2025"
    schools = [f"{school} xã la sơn|hà nam", f"{school} xã bình mỹ|ninh bình|2025"]
    (change,) = founded([*old, new, *schools], load_vocabulary())
    assert (change.new, change.old) == (new, tuple(old[:2]))


def test_a_divided_commune_leads_to_each_of_the_new_ones():
    reform = Reform(load_vocabulary())
    before = "org-kind-uy-ban-nhan-dan|ủy ban nhân dân xã phạm văn hai|hồ chí minh"
    after = reform.after(before)
    assert len(after) > 1
    assert all(before in reform.before(key) for key in after)
    assert reform.after("org-kind-chi-bo|chi bộ thôn 3 xã la sơn|hà nam") == []


def test_before_and_after_are_inverse():
    vocabulary = load_vocabulary()
    reform = Reform(vocabulary)
    for place in list(vocabulary.places)[300:12_000:97]:
        if place.level != "level-commune" or place.era != "2024":
            continue
        key = reform._old_key("org-kind-dang-uy", "đảng ủy", place)
        for new in reform.after(key):
            assert key in reform.before(new)
