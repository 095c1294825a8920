"""Glucocorticoids: equivalents there and back, and tapers that add up, never rise and end at zero."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boneguide.calculators import (
    TAPERS,
    Glucocorticoid,
    glucocorticoid_equivalent,
    taper_daily_doses,
    twice_daily_split,
)
from boneguide.calculators.glucocorticoid_equivalent import EQUAL_DOSES
from boneguide.errors import MissingInputError, OutOfDomainError, UnitMismatchError
from boneguide.quantities import Q

DRUGS: list[Glucocorticoid] = ["dexamethasone", "prednisolone", "hydrocortisone", "methylprednisolone"]


def equivalent(milligrams: float, drug: Glucocorticoid, to: Glucocorticoid) -> float:
    return glucocorticoid_equivalent(dose=Q(milligrams, "mg"), drug=drug, to=to).m_as("mg")


def test_ss_09() -> None:
    assert equivalent(40, "prednisolone", "dexamethasone") == pytest.approx(6)
    printed = {"dexamethasone": 0.75, "prednisolone": 5, "hydrocortisone": 20, "methylprednisolone": 4}
    assert printed == EQUAL_DOSES
    for drug in DRUGS:
        for to in DRUGS:
            assert equivalent(printed[drug], drug, to) == pytest.approx(printed[to])


@given(st.floats(0.01, 200), st.sampled_from(DRUGS), st.sampled_from(DRUGS))
def test_there_and_back_and_in_micrograms(milligrams: float, drug: Glucocorticoid, to: Glucocorticoid) -> None:
    there = equivalent(milligrams, drug, to)
    assert equivalent(there, to, drug) == pytest.approx(milligrams)
    in_micrograms = glucocorticoid_equivalent(dose=Q(milligrams * 1000, "ug"), drug=drug, to=to)
    assert in_micrograms.m_as("mg") == pytest.approx(there)


def test_equivalents_refuse_what_is_missing_or_cannot_be() -> None:
    with pytest.raises(MissingInputError, match="dose of dexamethasone"):
        glucocorticoid_equivalent(dose=None, drug="dexamethasone", to="prednisolone")
    with pytest.raises(UnitMismatchError):
        glucocorticoid_equivalent(dose=Q(8, "mg/day"), drug="dexamethasone", to="prednisolone")
    for drug, to in (("cortisol", "prednisolone"), ("prednisolone", "cortisol")):
        with pytest.raises(OutOfDomainError, match="Expected one of"):
            glucocorticoid_equivalent(dose=Q(8, "mg"), drug=drug, to=to)  # type: ignore[arg-type]
    for wrong in (Q(-1, "mg"), Q(30, "g")):
        with pytest.raises(OutOfDomainError, match="cannot be"):
            glucocorticoid_equivalent(dose=wrong, drug="dexamethasone", to="prednisolone")
    assert equivalent(0, "dexamethasone", "prednisolone") == 0


#: Name, doses as printed, days and total.
PRINTED = [
    ("TP-14", "12,12,12,8,8,8,4,4,4,2,2,2,1,1", 14, 80, "derived"),
    ("TP-7", "12,8,8,4,4,2,2", 7, 40, "derived"),
    ("TP-12", "12,12,12,8,8,8,4,4,4,2,2,2", 12, 78, "secondary"),
    ("TP-21", "12,12,12,12,8,8,8,8,6,6,6,6,4,4,4,4,2,2,2,1,1", 21, 128, "derived"),
    ("TP-H", "8,8,8,4,4,4,2,2,2,1,1,1", 12, 45, "derived"),
    ("TP-BD", "16,16,16,16,8,8,8,8,4,4,4,4", 12, 112, "secondary"),
    ("TP-8", "6,6,6,6,4,4,4,4,2,2,2,1,1,1", 14, 49, "derived"),
    ("TP-SC23", "8,8,8,8,8", 5, 40, "secondary"),
    ("TP-TRIAL", "4,4,4,2,2,2", 6, 18, "derived"),
]


@pytest.mark.parametrize(("key", "printed", "days", "total", "verified"), PRINTED)
def test_every_schedule_as_printed(key: str, printed: str, days: int, total: float, verified: str) -> None:
    schedule = TAPERS[key]
    doses = [quantity.m_as("mg") for quantity in taper_daily_doses(key).values()]
    assert doses == [*(float(number) for number in printed.split(",")), 0.0]
    assert (schedule.days, schedule.total.m_as("mg"), sum(doses)) == (days, total, total)
    assert schedule.source.verified.value == verified
    assert schedule.meant_for
    assert schedule.key == key


@pytest.mark.parametrize("key", TAPERS)
def test_no_step_rises_and_every_schedule_ends_at_zero(key: str) -> None:
    doses = [quantity.m_as("mg") for quantity in taper_daily_doses(key).values()]
    assert all(later <= earlier for earlier, later in pairwise(doses))
    assert doses[-1] == 0
    assert min(doses[:-1]) > 0
    assert key in TAPERS[key].source.rows or key == "TP-TRIAL"


def test_no_schedule_is_left_out_of_the_oracle() -> None:
    assert [row[0] for row in PRINTED] == list(TAPERS)


def test_days_are_numbered() -> None:
    assert list(taper_daily_doses("TP-14")) == list(range(1, 16))
    assert list(taper_daily_doses("TP-SC23")) == [0, 1, 2, 3, 4, 5]
    assert [key for key, schedule in TAPERS.items() if schedule.twice_daily] == ["TP-BD"]


def test_v70_and_v74() -> None:
    assert TAPERS["TP-SC23"].total.m_as("mg") == 40
    assert TAPERS["TP-TRIAL"].total.m_as("mg") == 18


def test_an_unknown_schedule_is_refused() -> None:
    with pytest.raises(OutOfDomainError, match="TP-14"):
        taper_daily_doses("TP-99")


# ------------------------------------------------------------------ two doses a day


def halves(milligrams: float) -> tuple[float, float]:
    split = twice_daily_split(daily_dose=Q(milligrams, "mg"))
    return split.morning.m_as("mg"), split.second.m_as("mg")


@pytest.mark.parametrize(
    ("daily", "morning", "second"),
    [(0, 0, 0), (0.5, 0.5, 0), (1, 0.5, 0.5), (1.5, 1, 0.5), (2.5, 1.5, 1), (3, 1.5, 1.5), (12, 6, 6), (16, 8, 8)],
)
def test_tp_r3_the_larger_half_comes_first(daily: float, morning: float, second: float) -> None:
    assert halves(daily) == (morning, second)


@given(st.integers(0, 200))
def test_halves_always_add_up(half_tablets: int) -> None:
    daily = half_tablets / 2
    morning, second = halves(daily)
    assert morning + second == daily
    assert 0 <= morning - second <= 0.5
    assert (morning * 2).is_integer()
    assert (second * 2).is_integer()
    in_micrograms = twice_daily_split(daily_dose=Q(daily * 1000, "ug"))
    assert in_micrograms.morning.m_as("mg") == morning


@pytest.mark.parametrize("key", TAPERS)
def test_every_day_of_every_schedule_can_be_split(key: str) -> None:
    for daily in taper_daily_doses(key).values():
        assert sum(halves(daily.m_as("mg"))) == daily.m_as("mg")


def test_splits_refuse_what_is_missing_or_cannot_be() -> None:
    with pytest.raises(MissingInputError, match="day's dose"):
        twice_daily_split(daily_dose=None)
    for wrong in (Q(0.75, "mg"), Q(-1, "mg"), Q(8.1, "mg")):
        with pytest.raises(OutOfDomainError, match="multiple of"):
            twice_daily_split(daily_dose=wrong)
    with pytest.raises(UnitMismatchError):
        twice_daily_split(daily_dose=Q(8, "mg/day"))
