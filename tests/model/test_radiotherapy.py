"""Schedules and courses of radiotherapy: exact sums, weekdays, and what is refused."""

# Values of a wrong type are given on purpose.

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

import boneguide as bg
from boneguide import Q
from boneguide.errors import ImplausibleValueWarning, InvalidPatientError, RegimenError
from boneguide.model.radiotherapy import RadiotherapyCourse, RadiotherapyRegimen

THURSDAY = date(2026, 11, 26)


def regimen(gray: float = 4, fractions: int = 5, **more: Any) -> RadiotherapyRegimen:
    return RadiotherapyRegimen(dose_per_fraction=Q(gray, "Gy"), fractions=fractions, **more)


@pytest.mark.parametrize(
    ("gray", "count", "total", "shown"),
    [
        (8, 1, 8, "8 Gy in 1 fraction"),
        (4, 5, 20, "20 Gy in 5 fractions"),
        (3, 10, 30, "30 Gy in 10 fractions"),
        (2.33, 18, 41.94, "41.94 Gy in 18 fractions"),
        (2.5, 15, 37.5, "37.5 Gy in 15 fractions"),
    ],
)
def test_the_total_is_the_sum_of_the_fractions(gray: float, count: int, total: float, shown: str) -> None:
    found = regimen(gray, count)
    assert found.total == Q(total, "Gy")
    assert str(found) == shown


def test_the_total_keeps_the_unit() -> None:
    found = RadiotherapyRegimen(dose_per_fraction=Q(400, "cGy"), fractions=5, technique="stereotactic")
    assert str(found.total.units) == "centigray"
    assert found.dose == found.total
    assert str(found) == "2000 cGy in 5 fractions, stereotactic"


def test_fractions_fall_on_weekdays() -> None:
    days = [fraction.earliest for fraction in regimen(3, 10).schedule(THURSDAY)]
    assert days[:4] == [THURSDAY, date(2026, 11, 27), date(2026, 11, 30), date(2026, 12, 1)]
    assert days[-1] == date(2026, 12, 9)
    assert all(day.weekday() < 5 for day in days)
    first = regimen().schedule(THURSDAY)[0]
    assert (first.number, first.latest, first.dose) == (1, THURSDAY, Q(4, "Gy"))


def test_an_emergency_may_begin_on_a_saturday() -> None:
    days = [fraction.earliest for fraction in regimen(4, 3).schedule(date(2026, 11, 28))]
    assert days == [date(2026, 11, 28), date(2026, 11, 30), date(2026, 12, 1)]


@pytest.mark.parametrize("start", [None, "2026-11-26", datetime(2026, 11, 26)])  # noqa: DTZ001 - refused anyway
def test_a_start_is_a_day(start: Any) -> None:
    with pytest.raises(RegimenError, match=r"schedule\(start\) was"):
        regimen().schedule(start)


def test_the_calendar_ends() -> None:
    with pytest.raises(RegimenError, match=r"fraction 2 would fall after 9999-12-31; expected an earlier start"):
        regimen().schedule(date.max)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"dose_per_fraction": 4}, "a number without a unit"),
        ({"dose_per_fraction": None}, "expected a quantity such as"),
        ({"dose_per_fraction": Q(4, "Sv")}, "which is no absorbed dose"),
        ({"dose_per_fraction": Q(0, "Gy")}, "expected more than zero"),
        ({"fractions": 0}, "expected a whole number from 1"),
        ({"fractions": 2.0}, "expected a whole number from 1"),
        ({"fractions": True}, "expected a whole number from 1"),
        ({"fractions": None}, "expected a whole number from 1"),
        ({"technique": " "}, "expected a text that is not empty"),
        ({"notes": ("",)}, r"notes\[0\] was ''"),
        ({"notes": 3}, r"notes\[0\] was 3"),
    ],
)
def test_what_is_no_schedule_is_refused(given: dict[str, Any], told: str) -> None:
    with pytest.raises(RegimenError, match=told):
        RadiotherapyRegimen(**{"dose_per_fraction": Q(4, "Gy"), "fractions": 5, **given})


def test_notes_are_a_tuple_and_nothing_changes_in_place() -> None:
    found: Any = regimen(notes=["a word"])
    assert found.notes == ("a word",)
    with pytest.raises(AttributeError):
        found.fractions = 6
    assert regimen() == regimen()
    assert regimen() != regimen(fractions=6)


# ---- courses


@pytest.mark.parametrize(
    ("given", "total", "shown"),
    [
        (
            {"dose_per_fraction": Q(4, "Gy"), "fractions": 5, "ended": THURSDAY, "technique": "conventional"},
            Q(20, "Gy"),
            "20 Gy in 5 fractions, conventional, ended 2026-11-26",
        ),
        ({"dose_per_fraction": Q(8, "Gy"), "fractions": 1}, Q(8, "Gy"), "8 Gy in 1 fraction"),
        ({"dose_per_fraction": Q(4, "Gy")}, None, "radiotherapy with 4 Gy per fraction"),
        ({"fractions": 1}, None, "radiotherapy in 1 fraction of unknown dose"),
        (
            {"fractions": 5, "ended": THURSDAY},
            None,
            "radiotherapy in 5 fractions of unknown dose, ended 2026-11-26",
        ),
        ({"technique": "proton"}, None, "radiotherapy of unknown dose, proton"),
    ],
)
def test_a_course_says_what_is_known_of_it(given: dict[str, Any], total: bg.Quantity | None, shown: str) -> None:
    course = RadiotherapyCourse(**given)
    assert course.total == total
    assert str(course) == shown


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"dose_per_fraction": 4}, "a number without a unit"),
        ({"dose_per_fraction": Q(0, "Gy")}, "expected more than zero"),
        ({"fractions": 0}, "expected a whole number from 1"),
        ({"ended": "today"}, r"expected a datetime\.date"),
        ({"technique": ""}, "expected a text that is not empty"),
    ],
)
def test_what_is_no_course_is_refused(given: dict[str, Any], told: str) -> None:
    with pytest.raises(InvalidPatientError, match=told):
        RadiotherapyCourse(**given)


def test_an_odd_dose_is_warned_of() -> None:
    with pytest.warns(ImplausibleValueWarning, match="dose_per_fraction") as caught:
        RadiotherapyCourse(dose_per_fraction=Q(200, "Gy"), fractions=1)
    assert caught[0].filename == __file__


def test_courses_belong_to_a_lesion_and_none_is_not_unknown() -> None:
    course = RadiotherapyCourse(dose_per_fraction=Q(8, "Gy"), fractions=1, ended=THURSDAY)
    lesion = bg.Lesion(site="T5", radiotherapy=[course])
    assert lesion.radiotherapy == (course,)
    assert hash(lesion) == hash(bg.Lesion(site="T5", radiotherapy=(course,)))
    assert bg.Lesion(site="T5").radiotherapy is None
    assert bg.Lesion(site="T5", radiotherapy=[]).radiotherapy == ()
    assert list(bg.Patient(lesions=[lesion]).dates()) == [("lesions[0].radiotherapy[0].ended", THURSDAY)]
    wrong: Any = {"radiotherapy": [regimen()]}
    with pytest.raises(InvalidPatientError, match=r"Lesion\.radiotherapy\[0\] was .*; expected a RadiotherapyCourse"):
        bg.Lesion(site="T5", **wrong)
