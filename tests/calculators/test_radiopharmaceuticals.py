"""Activities and volumes: the worked examples, the old standard refused, and units that agree."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boneguide.calculators import radium_223, samarium_153, strontium_89
from boneguide.calculators._rounding import half_up
from boneguide.calculators.radium_223 import decay_factor
from boneguide.errors import MissingInputError, OutOfDomainError, UnitMismatchError
from boneguide.quantities import Q, Quantity

KILOGRAMS_70 = Q(70, "kg")


@pytest.mark.parametrize(
    ("name", "kilograms", "days", "activity", "microcuries", "factor", "volume", "second", "course"),
    [
        ("V34", 82.5, 7, "4.538", "122.925", "0.653", "6.313", True, "27.225"),
        ("V35", 73, -3, "4.015", "108.770", "1.200", "3.041", False, "24.090"),
    ],
)
def test_radium_vignettes(  # noqa: PLR0913, PLR0917 - one column of the vignette each
    name: str,
    kilograms: float,
    days: int,
    activity: str,
    microcuries: str,
    factor: str,
    volume: str,
    second: bool,
    course: str,
) -> None:
    dose = radium_223(weight=Q(kilograms, "kg"), days_from_reference=days)
    assert half_up(dose.activity.m_as("MBq")) == activity, name
    assert half_up(dose.label_microcuries) == microcuries, name
    assert half_up(dose.decay_factor) == factor, name
    assert half_up(dose.volume.m_as("mL")) == volume, name
    assert dose.second_vial is second, name
    assert (dose.doses, half_up(dose.course_activity.m_as("MBq"))) == (6, course), name


def test_v34_in_kilobecquerel() -> None:
    dose = radium_223(weight=Q(82.5, "kg"), days_from_reference=7)
    assert dose.activity.m_as("kBq") == pytest.approx(4537.5, abs=1e-9)


@pytest.mark.parametrize("ordered", [Q(50, "kBq/kg"), Q(0.05, "MBq/kg"), Q(1.35, "uCi/kg")])
def test_v44_the_number_of_the_old_standard_is_refused(ordered: Quantity) -> None:
    with pytest.raises(OutOfDomainError, match="standard before 2016"):
        radium_223(weight=KILOGRAMS_70, days_from_reference=0, ordered=ordered)


@pytest.mark.parametrize("ordered", [Q(54.9, "kBq/kg"), Q(55.1, "kBq/kg"), Q(1.5, "uCi/kg"), Q(88, "kBq/kg")])
def test_another_number_is_refused_too(ordered: Quantity) -> None:
    with pytest.raises(OutOfDomainError, match="Expected 55 kBq/kg"):
        radium_223(weight=KILOGRAMS_70, days_from_reference=0, ordered=ordered)


@pytest.mark.parametrize("ordered", [None, Q(55, "kBq/kg"), Q(0.055, "MBq/kg"), Q(1.49, "uCi/kg")])
def test_the_current_number_passes(ordered: Quantity | None) -> None:
    dose = radium_223(weight=KILOGRAMS_70, days_from_reference=0, ordered=ordered)
    assert dose.activity.m_as("kBq") == pytest.approx(3850)
    assert dose.volume.m_as("mL") == pytest.approx(3.5)


#: The table of the US label: days from the reference date, and factor at noon Central time.
US_TABLE = [
    (-14, "2.296"),
    (-13, "2.161"),
    (-12, "2.034"),
    (-11, "1.914"),
    (-10, "1.802"),
    (-9, "1.696"),
    (-8, "1.596"),
    (-7, "1.502"),
    (-6, "1.414"),
    (-5, "1.330"),
    (-4, "1.252"),
    (-3, "1.178"),
    (-2, "1.109"),
    (-1, "1.044"),
    (0, "0.982"),
    (1, "0.925"),
    (2, "0.870"),
    (3, "0.819"),
    (4, "0.771"),
    (5, "0.725"),
    (6, "0.683"),
    (7, "0.643"),
    (8, "0.605"),
    (9, "0.569"),
    (10, "0.536"),
    (11, "0.504"),
    (12, "0.475"),
    (13, "0.447"),
    (14, "0.420"),
]


@pytest.mark.parametrize(("day", "factor"), US_TABLE)
def test_every_row_of_the_us_label(day: int, factor: str) -> None:
    dose = radium_223(weight=Q(80, "kg"), days_from_reference=day)
    assert dose.us_label_factor == float(factor)
    # Seven hours of decay later, with the half-life that the label worked with.
    assert half_up(2 ** (-(day + 7 / 24) / 11.43)) == factor
    assert dose.us_label_volume is not None
    assert dose.us_label_volume.m_as("mL") == pytest.approx(80 * 55 / (float(factor) * 1100))
    assert 1.0 < dose.us_label_volume.m_as("mL") / dose.volume.m_as("mL") < 1.022


def test_a_published_example_of_a_volume() -> None:
    # 80 kg on the reference date, the example of a page on dosage: 4400 kBq, a factor of 0.982; the volume by hand.
    dose = radium_223(weight=Q(80, "kg"), days_from_reference=0)
    assert dose.activity.m_as("kBq") == 4400
    assert dose.us_label_volume is not None
    assert half_up(dose.us_label_volume.m_as("mL"), 2) == "4.07"
    assert half_up(dose.volume.m_as("mL"), 2) == "4.00"


@pytest.mark.parametrize("day", [-15, 15, 60])
def test_beyond_the_table_of_the_us_label_nothing_is_made_up(day: int) -> None:
    dose = radium_223(weight=KILOGRAMS_70, days_from_reference=day)
    assert (dose.us_label_factor, dose.us_label_volume) == (None, None)


def test_exactly_one_vial_is_one_vial() -> None:
    assert radium_223(weight=Q(120, "kg"), days_from_reference=0).second_vial is False
    assert radium_223(weight=Q(120.01, "kg"), days_from_reference=0).second_vial is True
    assert radium_223(weight=Q(119.99, "kg"), days_from_reference=0).second_vial is False


@pytest.mark.parametrize("doses", [0, 7, True, 2.0])
def test_more_than_six_doses_were_not_studied(doses: int) -> None:
    with pytest.raises(OutOfDomainError, match="1 to 6"):
        radium_223(weight=KILOGRAMS_70, days_from_reference=0, doses=doses)


def test_a_shorter_course_is_less() -> None:
    assert radium_223(weight=KILOGRAMS_70, days_from_reference=0, doses=4).course_activity.m_as("MBq") == pytest.approx(
        15.4
    )


@pytest.mark.parametrize("days", [61, -61, 1.5, True])
def test_days_that_cannot_be(days: int) -> None:
    with pytest.raises(OutOfDomainError, match="whole number"):
        decay_factor(days)


def test_days_at_the_edge() -> None:
    assert decay_factor(0) == 1.0
    assert decay_factor(60) < decay_factor(-60)


def test_what_is_missing_is_named() -> None:
    with pytest.raises(MissingInputError, match="weight"):
        radium_223(weight=None, days_from_reference=0)
    with pytest.raises(MissingInputError, match="days from the reference date"):
        radium_223(weight=KILOGRAMS_70, days_from_reference=None)
    with pytest.raises(MissingInputError, match="weight"):
        samarium_153(weight=None)
    with pytest.raises(MissingInputError, match="weight"):
        strontium_89(weight=None)


def test_wrong_units_are_refused() -> None:
    with pytest.raises(UnitMismatchError):
        radium_223(weight=Q(70, "mg"), days_from_reference=0)
    with pytest.raises(UnitMismatchError):
        radium_223(weight=KILOGRAMS_70, days_from_reference=0, ordered=Q(55, "kBq"))


def test_v37_samarium() -> None:
    activity = samarium_153(weight=Q(85, "kg"))
    assert activity.m_as("MBq") == 3145
    assert activity.m_as("mCi") == pytest.approx(85)


def test_v38_strontium() -> None:
    dose = strontium_89(weight=Q(62, "kg"))
    assert dose.low.m_as("MBq") == pytest.approx(93.0)
    assert dose.high.m_as("MBq") == pytest.approx(136.4)
    assert [half_up(millicuries, 2) for millicuries in dose.label_millicuries] == ["2.48", "3.72"]
    assert half_up(dose.fixed.m_as("MBq"), 0) == "148"
    assert dose.fixed.m_as("mCi") == pytest.approx(4)


@given(st.floats(30, 200))
def test_pounds_and_kilograms_agree(kilograms: float) -> None:
    weights = Q(kilograms, "kg"), Q(kilograms / 0.45359237, "lb")
    radium = [radium_223(weight=w, days_from_reference=5).volume.m_as("mL") for w in weights]
    samarium = [samarium_153(weight=w).m_as("MBq") for w in weights]
    strontium = [strontium_89(weight=w).high.m_as("MBq") for w in weights]
    for first, second in (radium, samarium, strontium):
        assert first == pytest.approx(second, rel=1e-9)


@given(st.integers(-60, 59), st.floats(30, 200))
def test_the_later_the_day_the_larger_the_volume(day: int, kilograms: float) -> None:
    weight = Q(kilograms, "kg")
    today, tomorrow = (radium_223(weight=weight, days_from_reference=d) for d in (day, day + 1))
    assert tomorrow.volume.m_as("mL") > today.volume.m_as("mL")
    assert tomorrow.activity.m_as("kBq") == today.activity.m_as("kBq")
