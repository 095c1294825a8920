"""Days as FHIR writes them."""

from __future__ import annotations

from datetime import date

import pytest

from boneguide.interop.fhir._claims import Wrong
from boneguide.interop.fhir._days import moment, span, stated, whole_day, years_between


@pytest.mark.parametrize(
    "written",
    [
        "2026-11-20",
        "2026-11-20T23:59Z",
        "2026-11-20T23:59:59.123456789-11:00",
        "2026-11-20T00:10:00+02:00",
        "2026-11-20T08:30",
    ],
)
def test_a_day_is_the_one_that_is_written(written: str) -> None:
    assert whole_day(written, "day") == date(2026, 11, 20)


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("2026-11", "'2026-11'"),
        ("2026", "'2026'"),
        ("20.11.2026", "'20.11.2026'"),
        ("2026-11-20 08:30", "'2026-11-20 08:30'"),
        ("", "''"),
        (None, "nothing"),
        (20261120, "20261120"),
    ],
)
def test_what_is_no_whole_day(written: object, found: str) -> None:
    with pytest.raises(Wrong) as refused:
        whole_day(written, "effectiveDateTime")
    assert (refused.value.path, refused.value.found) == ("effectiveDateTime", found)
    assert refused.value.expected == "a whole day as 2026-11-23, with or without its time"


def test_a_day_that_is_in_no_calendar() -> None:
    with pytest.raises(Wrong, match="that is in the calendar"):
        whole_day("2026-02-30", "day")


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2026-11-20T10:00:00Z", date(2026, 11, 20), date(2026, 11, 20)),
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2026-02", date(2026, 2, 1), date(2026, 2, 28)),
        ("2026-12", date(2026, 12, 1), date(2026, 12, 31)),
        ("9999-12", date(9999, 12, 1), date(9999, 12, 31)),
        ("9999-04", date(9999, 4, 1), date(9999, 4, 30)),
    ],
)
def test_a_year_and_a_month_are_spans(written: str, first: date, last: date) -> None:
    assert span(written, "birthDate") == (first, last)


@pytest.mark.parametrize("written", ["0000", "2026-13", "2026-00"])
def test_spans_that_are_in_no_calendar(written: str) -> None:
    with pytest.raises(Wrong, match="a date that is in the calendar"):
        span(written, "birthDate")


@pytest.mark.parametrize("written", ["last spring", None, 2026, True])
def test_what_is_no_date(written: object) -> None:
    with pytest.raises(Wrong, match="a date as 2026-11-23, 2026-11 or 2026"):
        span(written, "birthDate")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2026-11-20", "2026-11-20"),
        ("2026-11", "2026-11"),
        ("2026-11-20T08:30", "2026-11-20T08:30:00"),
        ("2026-11-20T00:30:00+02:00", "2026-11-19T22:30:00"),
        ("2026-11-20T25:00:00Z", "2026-11-20T25:00:00Z"),
        ("0001-01-01T00:00:00+14:00", "0001-01-01T00:00:00+14:00"),
    ],
)
def test_moments_sort_in_universal_time(written: str, expected: str) -> None:
    assert moment(written) == expected


def test_the_first_field_that_states_a_day_counts() -> None:
    period = {"start": "2026-01-01", "end": "2026-02-02"}
    assert stated({"a": "2026-11-20", "b": "2025"}, "a", "b") == ("2026-11-20", "a")
    assert stated({"a": "", "b": period}, "a", "b") == ("2026-02-02", "b.end")
    assert stated({"b": {"start": "2026-01-01", "end": ""}}, "a", "b") == ("2026-01-01", "b.start")
    assert stated({"b": {}, "c": 7}, "b", "c") == ("", "")


def test_years_are_whole_ones() -> None:
    assert years_between(date(1960, 11, 23), date(2026, 11, 23)) == 66
    assert years_between(date(1960, 11, 24), date(2026, 11, 23)) == 65
