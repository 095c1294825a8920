"""Switching opioid, route and to a patch; methadone for information; every edge and refusal."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boneguide.calculators import (
    MethadoneInformation,
    OmedTable,
    Opioid,
    OpioidDose,
    OpioidSwitch,
    PatchTable,
    RouteConvention,
    buprenorphine_patch,
    fentanyl_patch,
    fentanyl_patch_equivalent,
    from_methadone,
    methadone_start,
    opioid_route_change,
    opioid_switch,
    oral_morphine_equivalent,
)
from boneguide.errors import (
    MissingInputError,
    OutOfDomainError,
    UnitMismatchError,
    UnsupportedConversionError,
    UnverifiedEntryError,
)
from boneguide.quantities import Q, Quantity


def dose(drug: str, amount: float, unit: str = "mg/day", route: str = "oral") -> OpioidDose:
    return OpioidDose(drug=drug, route=route, dose=Q(amount, unit))  # type: ignore[arg-type]


def numbers(pair: tuple[Quantity, Quantity], unit: str = "mg/day") -> list[float]:
    return [round(quantity.m_as(unit), 6) for quantity in pair]


def omed(amount: float) -> Quantity:
    return Q(amount, "OMED/day")


OXYCODONE_60 = [dose("oxycodone", 60)]

# ------------------------------------------------------------------ from one to another


def switch(*, controlled: bool | None = True, table: OmedTable = "nccn", accept: bool = False) -> OpioidSwitch:
    return opioid_switch(
        OXYCODONE_60, to="hydromorphone", table=table, pain_controlled=controlled, accept_unverified=accept
    )


def test_v38_by_nccn() -> None:
    found = switch()
    assert numbers(found.calculated) == [22.5, 22.5]
    assert numbers(found.start) == [11.25, 16.875]
    assert found.rescue is not None
    assert numbers(found.rescue, "mg") == [1.125, 3.375]
    assert (found.drug, found.route, found.table, found.unverified) == ("hydromorphone", "oral", "nccn", ())
    assert found.low_confidence is False
    assert found.fractions == (0.5, 0.75)
    assert "oxycodone: The table prints 15 to 20 mg." in found.notes


def test_v38_by_eapc_goes_by_its_own_ratio() -> None:
    with pytest.raises(UnverifiedEntryError, match="analgesia-T3"):
        switch(table="eapc")
    found = switch(table="eapc", accept=True)
    assert numbers(found.calculated) == [15, 15]
    assert numbers(found.start) == [7.5, 11.25]
    assert found.unverified == ("analgesia-T3",)
    to_morphine = opioid_switch(OXYCODONE_60, to="morphine", table="eapc", pain_controlled=True, accept_unverified=True)
    assert numbers(to_morphine.calculated) == [90, 90]


def test_v37_pain_that_is_not_controlled() -> None:
    taken = [dose("morphine", 120)]
    with pytest.raises(UnverifiedEntryError, match="CNV-03"):
        opioid_switch(taken, to="oxycodone", table="nccn", pain_controlled=False)
    found = opioid_switch(taken, to="oxycodone", table="nccn", pain_controlled=False, accept_unverified=True)
    assert numbers(found.calculated) == [80, 80]
    assert numbers(found.start) == [80, 100]
    assert found.unverified == ("CNV-03",)
    controlled = opioid_switch(taken, to="oxycodone", table="nccn", pain_controlled=True)
    assert numbers(controlled.start) == [40, 60]


def test_cnv_05_other_reductions() -> None:
    starts = {
        reduction: numbers(
            opioid_switch(
                OXYCODONE_60, to="hydromorphone", table="nccn", pain_controlled=True, reduction=reduction
            ).start
        )
        for reduction in ("25-50 %", "50 %", "50-70 %")
    }
    assert starts == {"25-50 %": [11.25, 16.875], "50 %": [11.25, 11.25], "50-70 %": [6.75, 11.25]}


def test_a_range_of_the_table_stays_a_range() -> None:
    found = opioid_switch([dose("morphine", 60)], to="hydromorphone", table="esmo", pain_controlled=True)
    assert numbers(found.calculated) == [8, 12]
    assert numbers(found.start) == [4, 9]
    back = opioid_switch([dose("hydromorphone", 8)], to="morphine", table="esmo", pain_controlled=True)
    assert numbers(back.calculated) == [40, 60]


def test_several_opioids_add_up() -> None:
    found = opioid_switch(
        [dose("oxycodone", 40), dose("codeine", 200)], to="morphine", table="nccn", pain_controlled=True
    )
    assert numbers(found.calculated) == [90, 90]


def test_parenteral_targets_and_weak_drugs() -> None:
    found = opioid_switch(
        [dose("oxycodone", 60)], to="morphine", to_route="subcutaneous", table="nccn", pain_controlled=True
    )
    assert numbers(found.calculated) == [30, 30]
    weak = opioid_switch([dose("tramadol", 400)], to="morphine", table="anzca", pain_controlled=True)
    assert weak.low_confidence is True
    assert opioid_switch([dose("morphine", 80)], to="tramadol", table="anzca", pain_controlled=True).low_confidence


@pytest.mark.parametrize(
    ("morphine", "to", "table", "start", "told"),
    [
        (48, "codeine", "nccn", 240, False),
        (48.1, "codeine", "nccn", 240.5, True),
        (106.6, "tramadol", "anzca", 399.75, False),
        (106.7, "tramadol", "anzca", 400.125, True),
        (300, "oxycodone", "nccn", 150, False),
    ],
)
def test_a_start_above_the_ceiling_of_a_weak_opioid_says_so(
    morphine: float, to: Opioid, table: OmedTable, start: float, told: bool
) -> None:
    found = opioid_switch([dose("morphine", morphine)], to=to, table=table, pain_controlled=True)
    assert numbers(found.start)[1] == start
    assert any(f"{to}: more than" in note for note in found.notes) is told


def test_the_ceiling_is_that_of_the_mouth() -> None:
    injected = opioid_switch(
        [dose("morphine", 300)], to="codeine", to_route="subcutaneous", table="anzca", pain_controlled=True
    )
    assert numbers(injected.start) == [600, 900]
    assert not any("ceiling" in note for note in injected.notes)


def test_no_share_of_a_long_acting_drug_is_a_rescue_dose() -> None:
    found = opioid_switch(
        [dose("morphine", 60)], to="buprenorphine", to_route="sublingual", table="anzca", pain_controlled=True
    )
    assert numbers(found.start) == [0.75, 1.125]
    assert found.rescue is None
    assert any("short-acting" in note for note in found.notes)


def test_both_ends_of_a_switch_are_checked() -> None:
    for old, new in (("hydrocodone", "morphine"), ("morphine", "hydrocodone")):
        with pytest.raises(UnverifiedEntryError, match="analgesia-T2"):
            opioid_switch([dose(old, 60)], to=new, table="nccn", pain_controlled=True)  # type: ignore[arg-type]


def test_notes_carry_what_is_from_memory() -> None:
    assert any("CNV-06" in note for note in switch().notes)


def test_what_a_switch_is_not_for() -> None:
    for to, route, taken, match in (
        ("methadone", "oral", "morphine", "methadone_start"),
        ("fentanyl", "transdermal", "morphine", "fentanyl_patch"),
        ("fentanyl", "transmucosal", "morphine", "lowest strength"),
        ("morphine", "subcutaneous", "morphine", "opioid_route_change"),
        ("morphine", "oral", "methadone", "from methadone"),
    ):
        with pytest.raises(UnsupportedConversionError, match=match):
            opioid_switch([dose(taken, 60)], to=to, to_route=route, table="nccn", pain_controlled=True)  # type: ignore[arg-type]


def test_what_is_missing_or_unknown_is_named() -> None:
    with pytest.raises(MissingInputError, match="pain is controlled"):
        switch(controlled=None)
    with pytest.raises(MissingInputError, match="No opioid"):
        opioid_switch([], to="morphine", table="nccn", pain_controlled=True)
    with pytest.raises(MissingInputError, match="name of a table"):
        opioid_switch(OXYCODONE_60, to="morphine", table=None, pain_controlled=True)
    with pytest.raises(UnsupportedConversionError, match="no entry"):
        opioid_switch(OXYCODONE_60, to="tapentadol", table="nccn", pain_controlled=True)
    for names in ({"to": "heroin"}, {"to": "morphine", "to_route": "inhaled"}, {"to": "morphine", "reduction": "10 %"}):
        with pytest.raises(OutOfDomainError, match="Expected one of"):
            opioid_switch(OXYCODONE_60, table="nccn", pain_controlled=True, **names)  # type: ignore[arg-type]


@given(st.integers(1, 500), st.integers(1, 500))
def test_more_of_the_old_is_never_less_of_the_new(first: int, more: int) -> None:
    before, after = (
        opioid_switch([dose("oxycodone", amount)], to="hydromorphone", table="nccn", pain_controlled=True)
        for amount in (first, first + more)
    )
    ends = zip(numbers(before.start), numbers(after.start), strict=True)
    assert all(less < greater for less, greater in ends)


# ------------------------------------------------------------------ by another route


@pytest.mark.parametrize(
    ("name", "drug", "amount", "to_route", "convention", "expected"),
    [
        ("V46 SC", "morphine", 60, "subcutaneous", "europe", 30),
        ("V46 IV", "morphine", 60, "intravenous", "europe", 20),
        ("V47", "morphine", 180, "subcutaneous", "europe", 90),
        ("Canada", "morphine", 60, "intravenous", "canada", 30),
        ("Canada SC", "morphine", 60, "subcutaneous", "canada", 30),
        ("NCCN", "hydromorphone", 10, "intravenous", "nccn", 2),
        ("Canada hydromorphone", "hydromorphone", 10, "intravenous", "canada", 5),
        ("UK", "oxycodone", 40, "subcutaneous", "uk", 20),
    ],
)
def test_route_changes_both_ways(  # noqa: PLR0913, PLR0917 - one column of the vignette each
    name: str, drug: str, amount: float, to_route: str, convention: RouteConvention, expected: float
) -> None:
    there = opioid_route_change(dose(drug, amount), to_route=to_route, convention=convention)  # type: ignore[arg-type]
    assert there.new.number == pytest.approx(expected), name
    assert there.new.route == to_route
    assert there.unverified == ()
    assert there.ratio == pytest.approx(amount / expected)
    back = opioid_route_change(there.new, to_route="oral", convention=convention)
    assert back.new.number == pytest.approx(amount)


def test_v47_as_a_pump() -> None:
    found = opioid_route_change(dose("morphine", 180), to_route="subcutaneous", convention="europe").new.dose
    assert found is not None
    assert found.m_as("mg/h") == pytest.approx(3.75)


@pytest.mark.parametrize(("route", "expected"), [("rectal", 60), ("epidural", 2), ("intrathecal", 0.2)])
def test_ratios_from_memory_are_held_back(route: str, expected: float) -> None:
    with pytest.raises(UnverifiedEntryError, match="analgesia-T11"):
        opioid_route_change(dose("morphine", 60), to_route=route, convention="europe")  # type: ignore[arg-type]
    found = opioid_route_change(
        dose("morphine", 60),
        to_route=route,  # type: ignore[arg-type]
        convention="europe",
        accept_unverified=True,
    )
    assert found.new.number == pytest.approx(expected)
    assert found.unverified == ("analgesia-T11",)


@pytest.mark.parametrize(
    ("present", "to_route"),
    [
        (dose("methadone", 20), "intravenous"),
        (dose("morphine", 20, route="intravenous"), "subcutaneous"),
        (dose("morphine", 20), "oral"),
        (dose("morphine", 20), "transdermal"),
        (dose("hydromorphone", 20), "subcutaneous"),
        (dose("oxycodone", 20), "intravenous"),
        (dose("codeine", 20), "subcutaneous"),
    ],
    ids=str,
)
@pytest.mark.parametrize("convention", get_args(RouteConvention))
def test_route_changes_without_a_ratio_are_refused(
    present: OpioidDose, to_route: str, convention: RouteConvention
) -> None:
    with pytest.raises(UnsupportedConversionError, match="specialist"):
        opioid_route_change(present, to_route=to_route, convention=convention)  # type: ignore[arg-type]


def test_unknown_route_or_convention_is_refused() -> None:
    for names in ({"to_route": "nasal", "convention": "uk"}, {"to_route": "intravenous", "convention": "mars"}):
        with pytest.raises(OutOfDomainError, match="Expected one of"):
            opioid_route_change(dose("morphine", 20), **names)  # type: ignore[arg-type]


# ------------------------------------------------------------------ fentanyl patch

#: First value, last whole value and patch, as printed.
US = """60 134 25|135 224 50|225 314 75|315 404 100|405 494 125|495 584 150|585 674 175|675 764 200|765 854 225
855 944 250|945 1034 275|1035 1124 300"""
STABLE = """1 59 12.5|60 89 25|90 149 50|150 209 75|210 269 100|270 329 125|330 389 150|390 449 175|450 509 200
510 569 225|570 629 250|630 689 275|690 749 300"""
BANDS = [
    pytest.param(table, *(float(n) for n in band.split()), id=f"{table} {band}")
    for table, printed in (
        ("us-label", US),
        ("eu-rotation", "1 43 12.5|45 134 25|" + US.split("|", 1)[1]),
        ("eu-stable", STABLE),
    )
    for band in printed.replace("\n", "|").split("|")
]


def patch(amount: float, table: PatchTable) -> float:
    return fentanyl_patch(oral_morphine=omed(amount), table=table, accept_unverified=True).rate.m_as("ug/h")


@pytest.mark.parametrize(("table", "first", "last", "rate"), BANDS)
def test_every_band_of_every_table(table: PatchTable, first: float, last: float, rate: float) -> None:
    assert patch(first, table) == patch((first + last) / 2, table) == patch(last, table) == rate
    if not (table == "eu-rotation" and last == 43):
        assert patch(last + 0.9, table) == rate
    found = fentanyl_patch(oral_morphine=omed(first), table=table, accept_unverified=True)
    assert found.table == table
    assert found.band[1] == last + 1
    assert found.band[0] == (first if first > 1 else 0)
    assert bool(found.unverified) is (table == "us-label" and first >= 315)


def test_v40() -> None:
    assert [patch(amount, "us-label") for amount in (134, 134.9, 135)] == [25, 25, 50]
    assert patch(135 - 1e-12, "us-label") == 50


def test_v41_and_the_edge_of_tolerance() -> None:
    for amount in (59, 59.999, 1):
        with pytest.raises(OutOfDomainError, match="not tolerant"):
            patch(amount, "us-label")
    assert patch(60, "us-label") == 25


def test_v43_and_the_ends_of_the_tables() -> None:
    for table, end in (("us-label", 1125.0), ("eu-rotation", 1125.0), ("eu-stable", 750.0)):
        for beyond in (end, end + 500):
            with pytest.raises(UnsupportedConversionError, match="specialist"):
                patch(beyond, table)  # type: ignore[arg-type]
        assert patch(end - 0.1, table) == 300  # type: ignore[arg-type]


def test_v44_intravenous_morphine() -> None:
    equivalent = oral_morphine_equivalent([dose("morphine", 3, "mg/h", "intravenous")], table="nccn").total
    assert equivalent.m_as("OMED/day") == pytest.approx(216)
    found = fentanyl_patch(oral_morphine=equivalent, table="us-label")
    assert found.rate.m_as("ug/h") == 50
    assert dict(found.other_slopes)["2.0 mg per ug/h"] == pytest.approx(108)
    assert set(dict(found.other_slopes)) == {"2.0 mg per ug/h", "2.4 mg per ug/h", "3.6 mg per ug/h"}


def test_the_us_table_is_held_back_where_it_is_from_memory() -> None:
    assert fentanyl_patch(oral_morphine=omed(314.9), table="us-label").unverified == ()
    with pytest.raises(UnverifiedEntryError, match="eu-rotation"):
        fentanyl_patch(oral_morphine=omed(315), table="us-label")
    assert fentanyl_patch(oral_morphine=omed(315), table="eu-rotation").rate.m_as("ug/h") == 100


def test_the_gap_of_the_eu_column() -> None:
    assert patch(43.99, "eu-rotation") == 12.5
    assert patch(45, "eu-rotation") == 25
    for amount in (44, 44.5, 44.99):
        with pytest.raises(OutOfDomainError, match="between its bands"):
            patch(amount, "eu-rotation")


@pytest.mark.parametrize(
    ("amount", "near"), [(100, 0), (133.9, 0), (134, 1), (135, 1), (136, 1), (136.1, 0), (60.5, 1)]
)
def test_a_value_near_an_edge_says_so(amount: float, near: int) -> None:
    notes = fentanyl_patch(oral_morphine=omed(amount), table="us-label").notes
    assert sum("edge" in note for note in notes) == near
    assert any("backwards it overdoses" in note for note in notes)


def test_patches_refuse_what_cannot_be() -> None:
    with pytest.raises(MissingInputError, match="oral morphine equivalent"):
        fentanyl_patch(oral_morphine=None, table="us-label")
    with pytest.raises(UnitMismatchError):
        fentanyl_patch(oral_morphine=Q(90, "mg/day"), table="us-label")
    for amount in (0, -5, 5001):
        with pytest.raises(OutOfDomainError, match="cannot be used"):
            patch(amount, "us-label")
    with pytest.raises(OutOfDomainError, match="Expected one of"):
        patch(90, "uk")  # type: ignore[arg-type]


@given(st.sampled_from(get_args(PatchTable)), st.floats(60, 749), st.floats(60, 749))
def test_patches_never_fall_as_morphine_rises(table: PatchTable, first: float, second: float) -> None:
    low, high = sorted((first, second))
    assert patch(low, table) <= patch(high, table)


EQUIVALENTS = {
    25: (60, 20, 30, 7.5, 1.5),
    50: (120, 40, 60, 15, 3.0),
    75: (180, 60, 90, 22.5, 4.5),
    100: (240, 80, 120, 30, 6.0),
}
COLUMNS = ("oral morphine", "parenteral morphine", "oral oxycodone", "oral hydromorphone", "parenteral hydromorphone")


@pytest.mark.parametrize("rate", EQUIVALENTS)
def test_every_equivalent_of_a_patch(rate: float) -> None:
    found = [
        fentanyl_patch_equivalent(patch=Q(rate, "ug/h"), to=column).m_as("mg/day")  # type: ignore[arg-type]
        for column in COLUMNS
    ]
    assert found == list(EQUIVALENTS[int(rate)])


def test_other_patches_have_no_equivalent() -> None:
    for rate in (12.5, 24.9, 37.5, 125):
        with pytest.raises(UnsupportedConversionError, match="25, 50, 75 or 100"):
            fentanyl_patch_equivalent(patch=Q(rate, "ug/h"), to="oral morphine")
    with pytest.raises(MissingInputError, match="rate of the patch"):
        fentanyl_patch_equivalent(patch=None, to="oral morphine")
    with pytest.raises(UnitMismatchError):
        fentanyl_patch_equivalent(patch=Q(25, "mg/day"), to="oral morphine")
    with pytest.raises(OutOfDomainError, match="Expected one of"):
        fentanyl_patch_equivalent(patch=Q(25, "ug/h"), to="oral codeine")  # type: ignore[arg-type]


# ------------------------------------------------------------------ buprenorphine patch


@pytest.mark.parametrize(
    ("amount", "rate", "tapered"),
    [(0, 5, False), (25, 5, False), (29.99, 5, False), (30, 10, True), (60, 10, True), (80, 10, True)],
)
def test_v53_seven_day_patch(amount: float, rate: float, tapered: bool) -> None:
    found = buprenorphine_patch(oral_morphine=omed(amount), family="seven-day")
    assert [r.m_as("ug/h") for r in found.rates] == [rate]
    assert ("Taper" in found.first) is tapered
    assert found.low_confidence is True
    assert any("not interchangeable" in note for note in found.notes)


def test_v53_above_80_is_not_recommended() -> None:
    for amount in (80.01, 90):
        with pytest.raises(UnsupportedConversionError, match="not recommended"):
            buprenorphine_patch(oral_morphine=omed(amount), family="seven-day")


@pytest.mark.parametrize(
    ("amount", "rates"),
    [(30, [35]), (60, [35]), (61, [35]), (75, [35]), (89.9, [35]), (90, [52.5, 35]), (120, [70])],
)
def test_the_other_family_shows_what_each_sheet_says(amount: float, rates: list[float]) -> None:
    found = buprenorphine_patch(oral_morphine=omed(amount), family="three-to-four-day")
    assert [r.m_as("ug/h") for r in found.rates] == rates
    assert found.source.verified.value == "conflict"


@pytest.mark.parametrize("amount", [0, 29.9, 60.5, 90.5, 119.9, 120.1, 200])
def test_the_other_family_is_refused_where_no_sheet_prints_it(amount: float) -> None:
    with pytest.raises(UnsupportedConversionError, match="no sheet prints"):
        buprenorphine_patch(oral_morphine=omed(amount), family="three-to-four-day")


def test_buprenorphine_needs_its_inputs() -> None:
    with pytest.raises(MissingInputError, match="oral morphine equivalent"):
        buprenorphine_patch(oral_morphine=None, family="seven-day")
    with pytest.raises(UnitMismatchError):
        buprenorphine_patch(oral_morphine=Q(0, "mg/day"), family="seven-day")
    with pytest.raises(OutOfDomainError, match="Expected one of"):
        buprenorphine_patch(oral_morphine=omed(25), family="weekly")  # type: ignore[arg-type]


# ------------------------------------------------------------------ methadone


def asked(amount: float) -> MethadoneInformation:
    return methadone_start(oral_morphine=omed(amount))


def calculated(amount: float, scheme: int) -> float | None:
    found = asked(amount).schemes[scheme].calculated
    return None if found is None else found.m_as("mg/day")


def test_v49() -> None:
    found = asked(80)
    assert found.specialist_required is True
    nccn, msd, wellington = found.schemes
    assert (nccn.name, msd.name, wellington.name) == ("NCCN", "MSD Manual", "Wellington")
    assert calculated(80, 0) == 20
    assert msd.after_cut is not None
    assert numbers(msd.after_cut) == [2, 5]
    assert numbers(found.spread) == [2, 20]
    assert found.above_practical_cap is False


def test_v50_non_monotonic() -> None:
    assert calculated(90, 0) == 22.5
    assert calculated(91, 0) == pytest.approx(11.375)
    for amount in (90, 91):
        assert asked(amount).non_monotonic is True
        assert asked(amount).schemes[0].non_monotonic is True


#: OMED and the ratios of NCCN, the MSD Manual and Wellington.
RATIOS = [
    (29, None, 2, 4),
    (29.99, None, 2, 4),
    (30, 4, None, 4),
    (30.5, 4, None, 4),
    (31, 4, 4, 4),
    (89.9, 4, 4, 4),
    (90, 4, 4, None),
    (90.5, None, 4, None),
    (91, 8, 4, 8),
    (99, 8, 4, 8),
    (99.5, 8, None, 8),
    (100, 8, 8, 8),
    (299, 8, 8, 8),
    (299.5, 8, None, 8),
    (300, 8, 12, 8),
    (300.5, 12, 12, None),
    (301, 12, 12, 12),
    (499, 12, 12, 12),
    (500, 12, 15, 12),
    (600, 12, 15, 12),
    (601, 12, 15, None),
    (999, 12, 15, None),
    (1000, 12, 20, None),
]


@pytest.mark.parametrize(("amount", "nccn", "msd", "wellington"), RATIOS)
def test_every_edge_of_every_scheme(
    amount: float, nccn: float | None, msd: float | None, wellington: float | None
) -> None:
    assert [scheme.ratio for scheme in asked(amount).schemes] == [nccn, msd, wellington]


def test_a_value_between_two_bands_has_no_number_by_that_scheme() -> None:
    found = asked(90.5)
    assert found.schemes[0].calculated is None
    assert found.schemes[0].after_cut is None
    assert found.schemes[0].non_monotonic is False
    assert numbers(found.spread) == [2.2625, 5.65625]


@given(st.integers(1, 50000))
def test_some_scheme_always_has_a_number(tenths: int) -> None:
    low, high = numbers(asked(tenths / 10).spread)
    assert 0 < low <= high


def test_large_doses_are_marked_and_not_capped() -> None:
    found = asked(600)
    assert found.above_practical_cap is True
    assert calculated(600, 0) == 50
    assert asked(120).above_practical_cap is False


@given(st.integers(31, 290), st.integers(31, 290))
def test_wherever_a_scheme_turns_it_is_flagged(first: int, second: int) -> None:
    low, high = sorted((first, second))
    for scheme in range(3):
        less, more = calculated(low, scheme), calculated(high, scheme)
        if less is not None and more is not None and less > more:
            assert asked(low).schemes[scheme].non_monotonic
            assert asked(high).schemes[scheme].non_monotonic


def test_a_quiet_stretch_is_not_flagged() -> None:
    assert asked(40).schemes[0].non_monotonic is False
    assert asked(190).schemes[0].non_monotonic is False
    assert asked(3000).schemes[0].non_monotonic is False


def test_v52_backwards_is_refused() -> None:
    with pytest.raises(UnsupportedConversionError, match="from methadone"):
        from_methadone()
    with pytest.raises(UnsupportedConversionError, match="from methadone"):
        opioid_switch([dose("methadone", 20)], to="morphine", table="nccn", pain_controlled=True)
    with pytest.raises(MissingInputError):
        methadone_start(oral_morphine=None)
