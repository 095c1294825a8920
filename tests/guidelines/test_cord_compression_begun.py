"""Dates on the lesions that look like treatment of the compression are asked about, and decide nothing."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import attrs
import pytest

import boneguide as bg
from boneguide import Q, Status
from tests.guidelines.asking import ids
from tests.guidelines.clean import CONDITIONS, ON
from tests.guidelines.cord import assess, person

RULES = ("confirmed-cord-compression", "cord-compression-surgery", "cord-compression-radiotherapy")
TASK = "no-treatment-begun"


def ago(days: int | None) -> date | None:
    return None if days is None else ON - timedelta(days=days)


def course(ended: int | None) -> bg.RadiotherapyCourse:
    return bg.RadiotherapyCourse(dose_per_fraction=Q(8, "Gy"), fractions=1, ended=ago(ended))


def asked(*, begun: bool | None = None, lesions: Any, **facts: Any) -> set[str]:
    """Return the rules that ask whether treatment has begun."""
    conditions = attrs.evolve(CONDITIONS, cord_compression_treatment_begun=begun)
    answers = assess(person(months=12, conditions=conditions, lesions=lesions, **facts))
    return {rule for rule in RULES if TASK in ids(answers[rule].first)}


@pytest.mark.parametrize(
    ("operated", "ended", "expected"),
    [
        (5, None, True),
        (4, None, True),
        (6, None, False),
        (None, 5, True),
        (None, 4, True),
        (None, 6, False),
        (6, 6, False),
        (6, 5, True),
        (None, None, False),
    ],
)
def test_an_operation_or_a_course_since_the_confirmation_is_asked_about(
    operated: int | None, ended: int | None, *, expected: bool
) -> None:
    lesion = bg.Lesion(site="T7", operated_on=ago(operated), radiotherapy=[course(ended)])
    assert asked(lesions=[lesion], confirmed_on=ago(5)) == (set(RULES) if expected else set())


@pytest.mark.parametrize(
    ("confirmed", "decided", "imaged", "expected"),
    [
        (5, None, None, True),
        (4, None, None, False),
        # The day of confirmation counts first, then that of the decision, then that of the last imaging.
        (4, 5, 5, False),
        (5, 4, 4, True),
        (None, 5, 4, True),
        (None, 4, 5, False),
        (None, None, 5, True),
        (None, None, 4, False),
        (None, None, None, False),
    ],
)
def test_from_which_day_it_counts(
    confirmed: int | None, decided: int | None, imaged: int | None, *, expected: bool
) -> None:
    lesion = bg.Lesion(site="T7", operated_on=ago(5), radiotherapy=[])
    found = asked(
        lesions=[lesion],
        confirmed_on=ago(confirmed),
        treatment_decided_on=ago(decided),
        whole_spine_mri_on=ago(imaged),
    )
    assert found == (set(RULES) if expected else set())


@pytest.mark.parametrize(
    "lesions",
    [
        None,
        [],
        [bg.Lesion(site="femur", operated_on=ago(1), radiotherapy=[course(1)])],
        [bg.Lesion(site="T7", operated_on=None, radiotherapy=None)],
        [bg.Lesion(site="T7", operated_on=ago(6), radiotherapy=[])],
    ],
)
def test_what_is_no_sign_of_treatment(lesions: Any) -> None:
    assert asked(lesions=lesions, confirmed_on=ago(5)) == set()


@pytest.mark.parametrize(("begun", "expected"), [(None, True), (False, False), (True, False)])
def test_what_somebody_said_of_treatment_counts(begun: bool | None, *, expected: bool) -> None:
    lesion = bg.Lesion(site="T7", operated_on=ago(2))
    assert asked(begun=begun, lesions=[lesion], confirmed_on=ago(5)) == (set(RULES) if expected else set())


def test_the_red_flag_stays_and_asks_first() -> None:
    conditions = attrs.evolve(CONDITIONS, cord_compression_treatment_begun=None)
    operated = [bg.Lesion(site="T7", operated_on=ago(2))]
    found = assess(person(conditions=conditions, lesions=operated, confirmed_on=ago(5)))
    [flag] = found.red_flags
    assert (flag.id, flag.status) == (RULES[0], Status.AFTER)
    assert [task.id for task in flag.first] == [TASK]
