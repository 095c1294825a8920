"""Tapers: doses that fall to nothing, by days, in whole tablets."""

# Values of a wrong type are given on purpose.

from __future__ import annotations

import pickle
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from boneguide.errors import RegimenError
from boneguide.logic import ALWAYS, NEVER, RegimenTemplate, Snapshot, TaperTemplate, cases
from boneguide.model.regimen import Regimen
from boneguide.model.taper import Taper, TaperDay, TaperStep
from boneguide.quantities import Amount, Q, as_amount

START = date(2026, 11, 23)


def taper(**changes: Any) -> Taper:
    whole: dict[str, Any] = {"name": "short", "steps": [(Q(3, "mg"), 2), (Q(1, "mg"), 1)]}
    return Taper(**(whole | changes))


def milligrams(days: tuple[TaperDay, ...]) -> list[tuple[float, float, float]]:
    return [(d.dose.m_as("mg"), d.morning.m_as("mg"), d.second.m_as("mg")) for d in days]


def test_a_taper_counts_its_days_and_adds_up() -> None:
    made = taper(before=Q(4, "mg"))
    assert made.days == 3
    assert made.total == Q(7, "mg")
    assert [str(step) for step in made.steps] == ["3 mg for 2 days", "1 mg for 1 day"]
    assert made.daily == (Q(3, "mg"), Q(3, "mg"), Q(1, "mg"))
    assert str(made) == "short: 3 mg for 2 days, 1 mg for 1 day, then none; 3 days, 7 mg in all"
    assert str(taper(steps=[(Q(1, "mg"), 1)])) == "short: 1 mg for 1 day, then none; 1 day, 1 mg in all"


def test_every_day_has_its_date_and_the_last_has_none() -> None:
    days = taper().schedule(START)
    assert [(d.number, d.on) for d in days] == [(n + 1, START + timedelta(days=n)) for n in range(4)]
    assert milligrams(days) == [(3, 3, 0), (3, 3, 0), (1, 1, 0), (0, 0, 0)]
    assert [str(d) for d in days][2:] == ["day 3: 2026-11-25, 1 mg", "day 4: 2026-11-26, none"]


def test_the_larger_half_is_taken_in_the_morning() -> None:
    days = taper(steps=[(Q(2.5, "mg"), 1), (Q(2, "mg"), 1), (Q(0.5, "mg"), 1)], twice_daily=True).schedule(START)
    assert milligrams(days) == [(2.5, 1.5, 1), (2, 1, 1), (0.5, 0.5, 0), (0, 0, 0)]
    assert str(days[0]) == "day 1: 2026-11-23, 2.5 mg (1.5 mg in the morning, 1 mg before 14:00)"
    assert str(days[2]) == "day 3: 2026-11-25, 0.5 mg"
    whole = taper(steps=[(Q(12, "mg"), 1), (Q(4, "mg"), 1)], tablet=Q(4, "mg"), twice_daily=True).schedule(START)
    assert milligrams(whole) == [(12, 8, 4), (4, 4, 0), (0, 0, 0)]


def test_a_dose_that_stays_is_no_rise() -> None:
    assert taper(before=Q(3, "mg")).days == 3
    assert taper(steps=[(Q(3, "mg"), 1), (Q(3000, "ug"), 1)]).total == Q(6, "mg")


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"name": " "}, r"Taper\.name was ' '; expected a text that is not empty"),
        ({"steps": []}, r"Taper\.steps was empty; expected one step or more"),
        ({"steps": 3}, r"Taper\.steps\[0\] was 3; expected a TaperStep, or a dose and its days"),
        ({"steps": [(Q(3, "mg"),)]}, r"Taper\.steps\[0\] was \(.*\); expected a TaperStep"),
        ({"steps": [(3, 2)]}, r"TaperStep\.dose was 3, a number without a unit"),
        ({"steps": [(Q(3, "mL"), 2)]}, r"TaperStep\.dose was 3 mL, which is no mass of drug"),
        ({"steps": [(Q(0, "mg"), 2)]}, r"TaperStep\.dose was 0 mg; expected more than zero\. A taper ends at zero by"),
        ({"steps": [(Q(3, "mg"), 0)]}, r"TaperStep\.days was 0; expected a whole number from 1"),
        ({"steps": [(Q(3, "mg"), True)]}, r"TaperStep\.days was True; expected a whole number"),
        ({"steps": [(Q(3, "mg"), 1.0)]}, r"TaperStep\.days was 1\.0; expected a whole number"),
        ({"steps": [(Q(1, "mg"), 1), (Q(1.5, "mg"), 1)]}, r"Taper 'short' goes from 1 mg to 1\.5 mg; expected doses"),
        ({"before": Q(2.5, "mg")}, r"Taper 'short' goes from 2\.5 mg to 3 mg"),
        ({"before": 16}, r"Taper\.before was 16, a number without a unit"),
        ({"tablet": Q(2, "mg")}, r"Taper 'short' has 3 mg a day, no whole number of tablets of 2 mg; expected a mult"),
        ({"tablet": Q(0, "mg")}, r"Taper\.tablet was 0 mg; expected more than zero"),
        ({"twice_daily": 1}, r"Taper\.twice_daily was 1; expected True or False"),
    ],
)
def test_tapers_that_cannot_be_given(changes: dict[str, Any], told: str) -> None:
    with pytest.raises(RegimenError, match=told):
        taper(**changes)


@pytest.mark.parametrize("start", [None, "2026-11-23", 1])
def test_a_schedule_starts_on_a_date(start: Any) -> None:
    with pytest.raises(RegimenError, match=r"schedule\(start\) was "):
        taper().schedule(start)


def test_a_schedule_ends_with_the_calendar() -> None:
    assert taper().schedule(date(9999, 12, 28))[-1].on == date(9999, 12, 31)
    with pytest.raises(RegimenError, match="'short' would end after 9999-12-31; expected an earlier start"):
        taper().schedule(date(9999, 12, 29))


def test_tapers_compare_hash_and_pickle_by_value() -> None:
    one, other = taper(), taper(steps=[TaperStep(dose=Q(3000, "ug"), days=2), TaperStep(dose=Q(1, "mg"), days=1)])
    assert one == other
    assert hash(one) == hash(other)
    assert pickle.loads(pickle.dumps(one)) == one  # noqa: S301 - our own bytes
    assert attrs.evolve(one, name="other") != one


@given(
    halves=st.lists(st.integers(1, 64), min_size=1, max_size=8).map(lambda n: sorted(n, reverse=True)),
    days=st.lists(st.integers(1, 7), min_size=8, max_size=8),
    tablet=st.sampled_from([0.1, 0.5, 1, 2]),
    twice=st.booleans(),
)
def test_doses_never_rise_end_at_zero_and_halves_add_up(
    halves: list[int], days: list[int], tablet: float, twice: bool
) -> None:
    steps = [(Q(round(count * tablet, 1), "mg"), day) for count, day in zip(halves, days, strict=False)]
    made = taper(steps=steps, tablet=Q(tablet, "mg"), twice_daily=twice)
    schedule = made.schedule(START)
    assert all(later.dose <= earlier.dose for earlier, later in pairwise(schedule))
    assert schedule[-1].dose == Q(0, "mg")
    assert len(schedule) == made.days + 1
    tenths = [[round(as_amount(part).value * 10, 6) for part in (d.dose, d.morning, d.second)] for d in schedule]
    assert all(dose == morning + second and morning >= second for dose, morning, second in tenths)
    assert sum(dose for dose, _, _ in tenths) == round(as_amount(made.total).value * 10, 6)
    assert twice or not any(second for _, _, second in tenths)


# ---- in regimens


def test_a_regimen_may_fall_by_a_taper() -> None:
    made = Regimen(drug="x", route="oral", dose=Q(3, "mg"), taper=taper())
    assert str(made) == "x 3 mg oral, taper short"
    with pytest.raises(RegimenError, match=r"Regimen\.taper was 'short'; expected a Taper, or None"):
        Regimen(drug="x", route="oral", taper="short")  # type: ignore[arg-type]  # refused on purpose


def test_a_rule_holds_a_taper_without_quantities() -> None:
    held = TaperTemplate(name="short", steps=((Amount(3, "mg"), 2), (Amount(1, "mg"), 1)), before=Amount(4, "mg"))
    assert held.taper() == taper(before=Q(4, "mg"))
    assert str(held) == str(taper())
    assert hash(held) == hash(attrs.evolve(held))
    fixed = RegimenTemplate(drug="x", route="oral", taper=held).resolve(Snapshot())
    assert fixed is not None
    assert fixed.taper == held.taper()
    chosen = RegimenTemplate(
        drug="x", route="oral", taper=cases((NEVER, attrs.evolve(held, name="never")), (ALWAYS, held))
    )
    found = chosen.resolve(Snapshot())
    assert found is not None
    assert found.taper == held.taper()
