"""Rescue doses, titration and tolerance: each convention, each threshold, each input missing."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boneguide.calculators import (
    OpioidDose,
    RescueConvention,
    ToleranceDefinition,
    harris_oral_dose,
    mercadante_oral_dose,
    morphine_milligram_equivalents,
    next_rescue_dose,
    opioid_tolerance,
    oral_morphine_equivalent,
    regular_dose_with_rescues,
    rescue_dose,
)
from boneguide.calculators._opioid_table import ORAL
from boneguide.calculators.opioid_tables import CLINICAL, SURVEILLANCE
from boneguide.calculators.opioid_tolerance import CODEINE_WITHOUT_TOLERANCE
from boneguide.errors import (
    MissingInputError,
    OutOfDomainError,
    UnitMismatchError,
    UnsupportedConversionError,
    UnverifiedEntryError,
)
from boneguide.quantities import Q, Quantity

WEEK = Q(7, "day")


def dose(drug: str, amount: float, unit: str = "mg/day", route: str = "oral") -> OpioidDose:
    return OpioidDose(drug=drug, route=route, dose=Q(amount, unit))  # type: ignore[arg-type]


def rescue(regular: OpioidDose, convention: RescueConvention, *, accept: bool = False) -> list[float]:
    found = rescue_dose(daily_dose=regular, convention=convention, accept_unverified=accept)
    assert (found.drug, found.route, found.convention) == (regular.drug, regular.route, convention)
    return [round(found.low.m_as("mg"), 6), round(found.high.m_as("mg"), 6)]


# ------------------------------------------------------------------ rescue dose


@pytest.mark.parametrize(
    ("name", "regular", "tenth_to_fifth", "sixth", "asco"),
    [
        ("V25", dose("morphine", 200), [20, 40], 33.333333, [10, 40]),
        ("V26", dose("oxycodone", 80), [8, 16], 13.333333, [4, 16]),
    ],
)
def test_rescue_vignettes(
    name: str, regular: OpioidDose, tenth_to_fifth: list[float], sixth: float, asco: list[float]
) -> None:
    assert rescue(regular, "10-20 %") == tenth_to_fifth, name
    assert rescue(regular, "sixth") == [sixth, sixth], name
    assert rescue(regular, "5-20 %", accept=True) == asco, name
    assert rescue(regular, "5 %") == [regular.number / 20] * 2, name


def test_v28_a_patch_by_way_of_oral_morphine() -> None:
    patch = dose("fentanyl", 75, "ug/h", "transdermal")
    with pytest.raises(UnsupportedConversionError, match="oral morphine"):
        rescue(patch, "10-20 %")
    stands_for = oral_morphine_equivalent([patch], table="nccn-fentanyl").total.m_as("OMED/day")
    assert stands_for == pytest.approx(180)
    assert rescue(dose("morphine", stands_for), "10-20 %") == [18, 36]
    assert rescue(dose("morphine", stands_for), "sixth") == [30, 30]


def test_btp_04_is_from_memory_and_held_back() -> None:
    with pytest.raises(UnverifiedEntryError, match="BTP-04"):
        rescue(dose("morphine", 200), "5-20 %")
    found = rescue_dose(daily_dose=dose("morphine", 200), convention="5-20 %", accept_unverified=True)
    assert found.unverified == ("BTP-04",)
    assert rescue_dose(daily_dose=dose("morphine", 200), convention="sixth").unverified == ()


def test_btp_08_a_vein_has_its_own_convention() -> None:
    in_vein = dose("morphine", 72, route="intravenous")
    assert rescue(in_vein, "iv 10-20 %") == [7.2, 14.4]
    with pytest.raises(UnsupportedConversionError, match="iv 10-20 %"):
        rescue(in_vein, "10-20 %")
    for route in ("oral", "subcutaneous"):
        with pytest.raises(UnsupportedConversionError, match="iv 10-20 %"):
            rescue(dose("morphine", 72, route=route), "iv 10-20 %")


@pytest.mark.parametrize("route", ["transmucosal", "oral", "sublingual", "rectal"])
@pytest.mark.parametrize("convention", get_args(RescueConvention))
def test_v61_never_for_fentanyl_by_mouth_or_nose(convention: RescueConvention, route: str) -> None:
    with pytest.raises(UnsupportedConversionError, match=f"{route} fentanyl.* lowest strength"):
        rescue(dose("fentanyl", 400, "ug/day", route), convention, accept=True)


def test_fentanyl_into_a_vein_has_a_share() -> None:
    assert rescue(dose("fentanyl", 1000, "ug/day", "intravenous"), "iv 10-20 %") == [0.1, 0.2]


def test_no_share_of_long_acting_drugs_or_of_other_routes() -> None:
    for regular in (
        dose("methadone", 20),
        dose("buprenorphine", 1, route="sublingual"),
        dose("morphine", 60, route="rectal"),
    ):
        with pytest.raises(UnsupportedConversionError, match="short-acting"):
            rescue(regular, "10-20 %")
    with pytest.raises(OutOfDomainError, match="Expected one of"):
        rescue(dose("morphine", 60), "quarter")  # type: ignore[arg-type]


@given(st.integers(1, 2000), st.sampled_from(["10-20 %", "sixth", "5 %"]))
def test_milligrams_and_micrograms_agree(milligrams: int, convention: RescueConvention) -> None:
    assert rescue(dose("morphine", milligrams), convention) == pytest.approx(
        rescue(dose("morphine", milligrams * 1000, "ug/day"), convention)
    )


# ------------------------------------------------------------------ titration


def test_v29_six_rescues_become_part_of_the_regular_dose() -> None:
    regular = dose("morphine", 120)
    new = regular_dose_with_rescues(regular, rescues=[Q(15, "mg")] * 6)
    assert new.m_as("mg/day") == 210
    assert new.m_as("mg/day") / 2 == 105
    assert rescue(dose("morphine", 210), "10-20 %") == [21, 42]


@pytest.mark.parametrize(("count", "expected"), [(0, 120), (3, 120), (4, 120), (5, 195), (6, 210)])
def test_str_14_exactly_four_do_not(count: int, expected: float) -> None:
    found = regular_dose_with_rescues(dose("morphine", 120), rescues=[Q(15, "mg")] * count)
    assert found.m_as("mg/day") == expected


def test_rescues_are_not_added_to_a_patch() -> None:
    with pytest.raises(OutOfDomainError, match="patch"):
        regular_dose_with_rescues(dose("fentanyl", 25, "ug/h", "transdermal"), rescues=[])


@pytest.mark.parametrize("route", ["transmucosal", "oral", "sublingual"])
def test_v62_more_than_four_episodes_add_nothing_to_fentanyl_by_mouth_or_nose(route: str) -> None:
    with pytest.raises(OutOfDomainError, match=f"{route} fentanyl.* titrate the regular opioid again"):
        regular_dose_with_rescues(dose("fentanyl", 800, "ug/day", route), rescues=[Q(200, "ug")] * 6)


def step(given_mg: float, before: int, after: int) -> list[float] | None:
    found = next_rescue_dose(given=Q(given_mg, "mg"), pain_before=before, pain_after=after)
    return None if found is None else [found[0].m_as("mg"), found[1].m_as("mg")]


def test_v31_and_v32() -> None:
    assert step(15, 8, 8) == [22.5, 30]
    assert step(15, 8, 5) == [15, 15]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (8, 9, [22.5, 30]),
        (8, 6, [15, 15]),
        (8, 4, [15, 15]),
        (8, 3, None),
        (3, 3, None),
        (5, 5, [22.5, 30]),
        (4, 6, [22.5, 30]),
    ],
)
def test_str_07_to_09(before: int, after: int, expected: list[float] | None) -> None:
    assert step(15, before, after) == expected


def test_less_pain_but_above_six_has_no_step() -> None:
    with pytest.raises(OutOfDomainError, match="no step is printed"):
        step(15, 10, 7)


def test_v34_harris() -> None:
    assert harris_oral_dose(intravenous_total=Q(9, "mg")).m_as("mg") * 6 == 54


def test_v35_mercadante() -> None:
    found = mercadante_oral_dose(intravenous_total=Q(8, "mg"))
    assert found.intravenous.m_as("mg/day") == 48
    assert (found.oral_low_dose.m_as("mg/day"), found.oral_high_dose.m_as("mg/day")) == (144, 96)


def test_titration_refuses_what_is_missing_or_cannot_be() -> None:
    with pytest.raises(MissingInputError, match="rescue dose"):
        next_rescue_dose(given=None, pain_before=8, pain_after=8)
    with pytest.raises(MissingInputError, match="before"):
        next_rescue_dose(given=Q(15, "mg"), pain_before=None, pain_after=8)
    with pytest.raises(MissingInputError, match="after"):
        next_rescue_dose(given=Q(15, "mg"), pain_before=8, pain_after=None)
    for pain in (-1, 11, True, 5.5):
        with pytest.raises(OutOfDomainError, match="0 to 10"):
            next_rescue_dose(given=Q(15, "mg"), pain_before=8, pain_after=pain)  # type: ignore[arg-type]
    for wrong in (Q(0, "mg"), Q(-1, "mg"), Q(30000, "mg")):
        with pytest.raises(OutOfDomainError, match="cannot be"):
            harris_oral_dose(intravenous_total=wrong)
    with pytest.raises(UnitMismatchError):
        mercadante_oral_dose(intravenous_total=Q(8, "mg/day"))
    with pytest.raises(MissingInputError, match="intravenous total"):
        mercadante_oral_dose(intravenous_total=None)


# ------------------------------------------------------------------ tolerance


def tolerant(
    *doses: OpioidDose, taken_for: Quantity | None = WEEK, definition: ToleranceDefinition = "eu"
) -> bool | None:
    return opioid_tolerance(doses, taken_for=taken_for, definition=definition).tolerant


THRESHOLDS = [
    ("morphine", 60, "mg/day", "oral", True),
    ("oxycodone", 30, "mg/day", "oral", True),
    ("hydromorphone", 8, "mg/day", "oral", True),
    ("fentanyl", 25, "ug/h", "transdermal", True),
    ("oxymorphone", 25, "mg/day", "oral", False),
    ("hydrocodone", 60, "mg/day", "oral", False),
]


@pytest.mark.parametrize(("drug", "threshold", "unit", "route", "in_eu"), THRESHOLDS)
def test_btp_14_every_threshold_belongs_to_the_tolerant(
    drug: str, threshold: float, unit: str, route: str, in_eu: bool
) -> None:
    for amount, expected in ((threshold - 0.01, False), (threshold, True), (threshold + 0.01, True)):
        taken = dose(drug, amount, unit, route)
        assert tolerant(taken, definition="us") is expected
        assert tolerant(taken, definition="eu") is (expected if in_eu else None)


@pytest.mark.parametrize(
    ("days", "expected"), [(Q(6, "day"), False), (Q(6.99, "day"), False), (Q(7, "day"), True), (Q(1, "week"), True)]
)
def test_seven_days_are_enough(days: Quantity, expected: bool) -> None:
    assert tolerant(dose("morphine", 60), taken_for=days) is expected


def test_v56_v58_and_v59() -> None:
    assert tolerant(dose("morphine", 60)) is True
    assert tolerant(dose("oxycodone", 29)) is False
    assert tolerant(dose("hydromorphone", 7.5)) is False
    assert tolerant(dose("hydromorphone", 8)) is True


def test_trap_1_no_converted_total_decides() -> None:
    # Below 60 in morphine, and tolerant by their own thresholds.
    for taken in (dose("oxycodone", 30), dose("hydromorphone", 8)):
        assert morphine_milligram_equivalents([taken]).total.m_as("MME/day") < 60
        assert tolerant(taken) is True
    # Above 60 in morphine, and not tolerant by its own.
    taken = dose("oxymorphone", 24)
    assert morphine_milligram_equivalents([taken]).total.m_as("MME/day") > 60
    assert tolerant(taken, definition="us") is False


def test_what_no_threshold_decides_is_unknown() -> None:
    assert tolerant(dose("morphine", 40), dose("oxycodone", 20)) is None
    assert tolerant(dose("tapentadol", 400)) is None
    assert tolerant(dose("morphine", 30, route="subcutaneous")) is None
    assert tolerant(dose("tapentadol", 400), dose("morphine", 60)) is True


def test_codeine_alone_is_too_little_up_to_its_ceiling() -> None:
    assert tolerant(dose("codeine", 240)) is False
    assert tolerant(dose("codeine", 120), dose("codeine", 120.1)) is None
    assert tolerant(dose("codeine", 240), dose("morphine", 10)) is None
    assert tolerant(dose("codeine", 60), dose("tramadol", 50)) is None
    assert tolerant(dose("codeine", 60, route="subcutaneous")) is None
    assert tolerant(dose("tramadol", 400)) is None
    said = opioid_tolerance([dose("codeine", 240)], taken_for=WEEK, definition="us").reason
    assert said == "Codeine up to 240 mg a day reaches no threshold, by decision of the library."


def test_by_no_table_is_codeine_up_to_its_ceiling_worth_a_threshold() -> None:
    factors = [
        entry.high
        for table in (CLINICAL | SURVEILLANCE).values()
        for entry in table.entries
        if entry.drug == "codeine" and entry.routes == ORAL
    ]
    assert factors
    assert max(factors) * CODEINE_WITHOUT_TOLERANCE <= 36


def test_several_are_open_only_where_their_parts_make_one() -> None:
    assert tolerant(dose("morphine", 30), dose("oxycodone", 15)) is None
    assert tolerant(dose("morphine", 30), dose("oxycodone", 14.9)) is False
    assert tolerant(dose("morphine", 30), dose("oxycodone", 14.9), taken_for=None) is False
    in_three = [dose("morphine", 20), dose("oxymorphone", 25 / 3), dose("hydrocodone", 20)]
    assert tolerant(*in_three, definition="us") is None
    assert tolerant(*in_three[:2], definition="us") is False


def test_one_drug_in_two_forms_adds_up() -> None:
    assert tolerant(dose("morphine", 40), dose("morphine", 20)) is True
    assert tolerant(dose("morphine", 40), dose("morphine", 19.9)) is False


def test_unknown_inputs_stay_unknown_unless_the_other_decides() -> None:
    assert tolerant(dose("morphine", 60), taken_for=None) is None
    assert tolerant(dose("morphine", 59), taken_for=None) is False
    assert opioid_tolerance(None, taken_for=WEEK, definition="us").tolerant is None
    assert opioid_tolerance(None, taken_for=None, definition="us").tolerant is None
    assert opioid_tolerance(None, taken_for=Q(3, "day"), definition="us").tolerant is False
    assert tolerant() is False
    assert "No regular opioid" in opioid_tolerance([], taken_for=WEEK, definition="us").reason


def test_tolerance_refuses_what_cannot_be() -> None:
    with pytest.raises(UnitMismatchError):
        tolerant(dose("morphine", 60), taken_for=Q(7, "mg"))
    with pytest.raises(OutOfDomainError):
        tolerant(dose("morphine", 60), taken_for=Q(-7, "day"))
    with pytest.raises(OutOfDomainError, match="Expected one of"):
        tolerant(dose("morphine", 60), definition="uk")  # type: ignore[arg-type]


@given(st.integers(1, 200), st.integers(1, 200), st.integers(0, 30))
def test_more_or_longer_never_ends_tolerance(milligrams: int, more: int, days: int) -> None:
    before = tolerant(dose("morphine", milligrams), taken_for=Q(days, "day"))
    assert not before or tolerant(dose("morphine", milligrams + more), taken_for=Q(days + 1, "day"))
