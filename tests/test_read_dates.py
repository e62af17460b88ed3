"""Dates of publication as sources write them."""

import pytest

from kg_dangbo.read.dates import iso_date


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2022-05-12", "2022-05-12"),
        ("2022-05-12T08:00:00+07:00", "2022-05-12"),
        ("2022-05-11T23:30:00Z", "2022-05-12"),
        ("2022-05-12 08:00", "2022-05-12"),
        ("20220512", "2022-05-12"),
        ("12/5/2022", "2022-05-12"),
        ("Thứ năm, 12.05.2022 | 08:00 (GMT+7)", "2022-05-12"),
        ("2022/5/12 08:00", "2022-05-12"),
        ("Thu, 12 May 2022 08:00:00 +0700", "2022-05-12"),
        ("31/2/2022", None),
        ("0001-01-01T00:00:00+23:00", "0001-01-01"),
        ("hôm qua", None),
        ("", None),
        (None, None),
        (1652313600, None),
    ],
)
def test_iso_date(value, expected):
    assert iso_date(value) == expected
