"""The file of people's verdicts."""

from __future__ import annotations

import pytest

from kg_dangbo.resolve import DIFFERENT, SAME, UNDECIDED, VerdictError, VerdictLog

A, B, C = "person|a|x", "person|b|x", "person|c|x"


@pytest.fixture
def log(tmp_path):
    return VerdictLog(tmp_path / "verdicts.jsonl")


def test_the_last_line_about_a_pair_counts(log):
    assert log.read() == ()
    log.add(B, A, SAME, "An", "cùng ngày sinh")
    log.add(A, C, DIFFERENT)
    log.add(A, B, DIFFERENT)
    assert [(v.a, v.b, v.verdict) for v in log.read()] == [(A, C, DIFFERENT), (A, B, DIFFERENT)]
    assert len(log.lines()) == 3
    assert log.lines()[0].why == "cùng ngày sinh"


def test_undecided_takes_back(log):
    log.add(A, B, SAME)
    log.add(B, A, UNDECIDED)
    assert log.read() == ()
    with pytest.raises(VerdictError, match="no verdict"):
        log.add(A, B, UNDECIDED)


@pytest.mark.parametrize(
    ("a", "b"), [(A, A), (A, "document|doc-kind-chi-thi|5|TW"), (A, "org-kind-tinh-uy|tỉnh ủy x|x")]
)
def test_what_cannot_be_one_thing_is_refused(log, a, b):
    with pytest.raises(VerdictError):
        log.add(a, b, SAME)


@pytest.mark.parametrize("line", ["{}", "[]", "no", '{"a": "x", "b": "y", "verdict": "perhaps"}'])
def test_a_broken_line_is_named(log, line):
    log.add(A, B, SAME)
    with log.path.open("a", encoding="utf-8") as file:
        file.write(line + "\n")
    with pytest.raises(VerdictError, match="line 2"):
        log.read()
