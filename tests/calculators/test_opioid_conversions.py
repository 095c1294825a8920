"""Opioid conversions: each table as printed, tables kept apart, memory held back, and no count that doses."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boneguide.calculators import (
    MmeTable,
    OmedTable,
    Opioid,
    OpioidDose,
    OpioidRoute,
    buprenorphine_patch,
    fentanyl_patch,
    methadone_start,
    morphine_milligram_equivalents,
    opioid_switch,
    oral_morphine_equivalent,
)
from boneguide.calculators.opioid_tables import CLINICAL, SURVEILLANCE
from boneguide.errors import (
    BoneguideError,
    InvalidQuantityError,
    MissingInputError,
    OutOfDomainError,
    SurveillanceNumberError,
    UnitMismatchError,
    UnsupportedConversionError,
    UnverifiedEntryError,
)
from boneguide.model.provenance import Verification
from boneguide.quantities import Q, Quantity


def dose(drug: str, amount: float, unit: str = "mg/day", route: str = "oral") -> OpioidDose:
    return OpioidDose(drug=drug, route=route, dose=Q(amount, unit))  # type: ignore[arg-type]


def mme(*doses: OpioidDose, table: MmeTable = "cdc2022") -> float:
    return morphine_milligram_equivalents(doses, table=table).total.m_as("MME/day")


def omed(*doses: OpioidDose, table: OmedTable, accept: bool = False) -> float:
    return oral_morphine_equivalent(doses, table=table, accept_unverified=accept).total.m_as("OMED/day")


MORPHINE_90 = (dose("morphine", 60), dose("morphine", 30))
PATCH_50 = dose("fentanyl", 50, "ug/h", "transdermal")
BUPRENORPHINE_20 = dose("buprenorphine", 20, "ug/h", "transdermal")

# ------------------------------------------------------------------ worked examples


def test_v11_morphine() -> None:
    assert mme(*MORPHINE_90) == omed(*MORPHINE_90, table="nccn") == 90


def test_v13_hydromorphone() -> None:
    taken = dose("hydromorphone", 24)
    assert mme(taken) == 120
    assert omed(taken, table="nccn") == 96
    assert mme(taken, table="cdc2016") == 96


def test_v14_fentanyl_patch() -> None:
    assert mme(PATCH_50) == pytest.approx(120)
    assert omed(PATCH_50, table="nccn-fentanyl") == pytest.approx(120)
    assert omed(PATCH_50, table="eapc") == pytest.approx(120)
    assert omed(PATCH_50, table="anzca") == pytest.approx(150)


def test_v16_tramadol() -> None:
    taken = dose("tramadol", 400)
    assert mme(taken) == pytest.approx(80)
    assert mme(taken, table="cdc2016") == pytest.approx(40)
    assert oral_morphine_equivalent([taken], table="anzca").low_confidence is True


def test_v17_codeine() -> None:
    taken = dose("codeine", 240)
    assert mme(taken) == pytest.approx(36)
    assert omed(taken, table="nccn") == pytest.approx(36)
    assert omed(taken, table="anzca") == pytest.approx(31.2)


def test_v19_tapentadol() -> None:
    assert mme(dose("tapentadol", 200)) == pytest.approx(80)
    assert omed(dose("tapentadol", 200), table="anzca") == pytest.approx(60)


def test_v20_buprenorphine_is_unsupported_and_not_zero() -> None:
    for table in get_args(MmeTable):
        with pytest.raises(UnsupportedConversionError, match="not zero"):
            mme(dose("morphine", 60), BUPRENORPHINE_20, table=table)
    assert omed(BUPRENORPHINE_20, table="anzca") == 40
    assert omed(BUPRENORPHINE_20, table="eapc") == pytest.approx(36)
    assert oral_morphine_equivalent([BUPRENORPHINE_20], table="eapc").low_confidence is True


def test_v22_and_v23() -> None:
    assert mme(dose("morphine", 50)) == omed(dose("morphine", 50), table="nccn") == 50
    assert mme(dose("oxycodone", 33)) == omed(dose("oxycodone", 33), table="nccn") == 49.5


# ------------------------------------------------------------------ every line of every table

ORACLE = """
nccn          morphine          subcutaneous mg/day 3      S
nccn          morphine          intravenous  mg/day 3      S
nccn          hydromorphone     oral         mg/day 4      S
nccn          hydromorphone     intravenous  mg/day 20     S
nccn          oxycodone         oral         mg/day 1.5    S
nccn          oxymorphone       oral         mg/day 3      S
nccn          codeine           oral         mg/day 0.15   S
nccn          hydrocodone       oral         mg/day 0.6667:1 M
nccn-fentanyl fentanyl          transdermal  ug/h   2.4    S
eapc          morphine          subcutaneous mg/day 2:3    M
eapc          oxycodone         oral         mg/day 1.5    M
eapc          hydromorphone     oral         mg/day 5      P
eapc          fentanyl          transdermal  ug/h   2.4    P
eapc          buprenorphine     transdermal  ug/h   1.8    P
esmo          morphine          intravenous  mg/day 3      M
esmo          oxycodone         oral         mg/day 1.5:2  M
esmo          hydromorphone     oral         mg/day 5:7.5  S
esmo          fentanyl          transdermal  ug/h   2.4    M
esmo          buprenorphine     oral         mg/day 75     M
esmo          buprenorphine     intravenous  mg/day 100    M
esmo          buprenorphine     transdermal  ug/h   1.7143 M
esmo          tramadol          oral         mg/day 0.1:0.2 M
esmo          codeine           oral         mg/day 0.15   M
esmo          dihydrocodeine    oral         mg/day 0.17   M
anzca         oxycodone         oral         mg/day 1.5    P
anzca         hydromorphone     oral         mg/day 5      P
anzca         codeine           oral         mg/day 0.13   P
anzca         dextropropoxyphene oral        mg/day 0.1    P
anzca         tramadol          oral         mg/day 0.2    P
anzca         tapentadol        oral         mg/day 0.3    P
anzca         buprenorphine     sublingual   mg/day 40     P
anzca         buprenorphine     transdermal  ug/h   2      P
anzca         fentanyl          transdermal  ug/h   3      P
anzca         morphine          subcutaneous mg/day 3      P
anzca         oxycodone         intravenous  mg/day 3      P
anzca         hydromorphone     subcutaneous mg/day 15     P
anzca         codeine           intravenous  mg/day 0.25   P
anzca         pethidine         subcutaneous mg/day 0.4    P
anzca         fentanyl          intravenous  ug/day 0.2    P
cdc2022       codeine           oral         mg/day 0.15   P
cdc2022       fentanyl          transdermal  ug/h   2.4    P
cdc2022       hydrocodone       oral         mg/day 1      P
cdc2022       hydromorphone     oral         mg/day 5      P
cdc2022       methadone         oral         mg/day 4.7    P
cdc2022       morphine          oral         mg/day 1      P
cdc2022       oxycodone         oral         mg/day 1.5    P
cdc2022       oxymorphone       oral         mg/day 3      P
cdc2022       tapentadol        oral         mg/day 0.4    P
cdc2022       tramadol          oral         mg/day 0.2    P
cdc2016       codeine           oral         mg/day 0.15   P
cdc2016       fentanyl          transdermal  ug/h   2.4    P
cdc2016       hydrocodone       oral         mg/day 1      P
cdc2016       hydromorphone     oral         mg/day 4      P
cdc2016       oxycodone         oral         mg/day 1.5    P
cdc2016       oxymorphone       oral         mg/day 3      P
cdc2016       tramadol          oral         mg/day 0.1    P
"""
LINES = [line.split() for line in ORACLE.strip().splitlines()]
STATUS = {"P": Verification.PRIMARY, "S": Verification.SECONDARY, "M": Verification.MEMORY}


@pytest.mark.parametrize(("table", "drug", "route", "unit", "factor", "status"), LINES)
def test_every_printed_factor(  # noqa: PLR0913, PLR0917 - one column of the table each
    table: str, drug: str, route: str, unit: str, factor: str, status: str
) -> None:
    low, high = [float(number) for number in (factor.split(":") * 2)[:2]]
    taken = dose(drug, 10, unit, route)
    if table in SURVEILLANCE:
        assert mme(taken, table=table) == pytest.approx(10 * low)  # type: ignore[arg-type]
        assert SURVEILLANCE[table].entry(taken).verified is STATUS[status]
        return
    assert CLINICAL[table].entry(taken).verified is STATUS[status]
    found = oral_morphine_equivalent([taken], table=table, accept_unverified=True)  # type: ignore[arg-type]
    assert found.low.m_as("OMED/day") == pytest.approx(10 * low, rel=1e-4)
    assert found.high.m_as("OMED/day") == pytest.approx(10 * high, rel=1e-4)
    assert bool(found.unverified) is (status == "M")
    if status == "M":
        with pytest.raises(UnverifiedEntryError, match="analgesia-T"):
            oral_morphine_equivalent([taken], table=table)  # type: ignore[arg-type]


def test_no_line_is_left_out_of_the_oracle() -> None:
    for name, table in {**CLINICAL, **SURVEILLANCE}.items():
        printed = {(line[1], line[2]) for line in LINES if line[0] == name}
        for entry in table.entries:
            banded = entry.drug == "methadone" and name == "cdc2016"
            own_scale = entry.drug == "morphine" and entry.routes == ("oral",)
            assert banded or own_scale or {(entry.drug, route) for route in entry.routes} & printed, (name, entry)


@pytest.mark.parametrize("name", [*CLINICAL, *SURVEILLANCE])
def test_a_table_answers_once_for_each_drug_and_route(name: str) -> None:
    table = {**CLINICAL, **SURVEILLANCE}[name]
    keys = [(entry.drug, route) for entry in table.entries for route in entry.routes]
    assert len(keys) == len(set(keys))
    assert table.name == name
    assert table.row in table.source.rows


@pytest.mark.parametrize(
    ("milligrams", "expected"), [(1, 4), (20, 80), (21, 168), (40, 320), (41, 410), (60, 600), (61, 732), (200, 2400)]
)
def test_methadone_of_2016_goes_by_bands(milligrams: float, expected: float) -> None:
    assert mme(dose("methadone", milligrams), table="cdc2016") == pytest.approx(expected)
    assert mme(dose("methadone", milligrams)) == pytest.approx(milligrams * 4.7)


@pytest.mark.parametrize("milligrams", [0.99, 20.5, 40.5, 60.5])
def test_a_gap_of_2016_is_refused(milligrams: float) -> None:
    with pytest.raises(UnsupportedConversionError, match="whole mg"):
        mme(dose("methadone", milligrams), table="cdc2016")


@pytest.mark.parametrize(
    "taken",
    [
        dose("morphine", 20, route="intravenous"),
        dose("morphine", 20, route="subcutaneous"),
        dose("morphine", 1, route="intrathecal"),
        dose("morphine", 1, route="epidural"),
        dose("fentanyl", 600, "ug/day", "transmucosal"),
        dose("fentanyl", 600, "ug/day", "intravenous"),
        dose("buprenorphine", 8, route="sublingual"),
        dose("pethidine", 100),
        dose("dihydrocodeine", 120),
    ],
    ids=str,
)
def test_what_mme_do_not_cover_is_an_error_and_never_zero(taken: OpioidDose) -> None:
    for table in get_args(MmeTable):
        with pytest.raises(UnsupportedConversionError, match="not zero"):
            mme(taken, table=table)


@pytest.mark.parametrize("table", get_args(OmedTable))
def test_no_clinical_table_converts_from_methadone(table: OmedTable) -> None:
    with pytest.raises(UnsupportedConversionError):
        omed(dose("methadone", 20), table=table, accept=True)


def test_a_range_has_no_total() -> None:
    found = oral_morphine_equivalent([dose("hydromorphone", 8)], table="esmo")
    assert (found.low.m_as("OMED/day"), found.high.m_as("OMED/day")) == (40, 60)
    with pytest.raises(OutOfDomainError, match="range"):
        _ = found.total


def test_notes_and_parts_are_kept() -> None:
    found = oral_morphine_equivalent([dose("oxycodone", 40), dose("morphine", 30)], table="nccn")
    assert [(part[1], part[2]) for part in found.parts] == [(60, 60), (30, 30)]
    assert "15 to 20" in found.notes[0]
    assert found.table == "nccn"
    assert found.low_confidence is False


def test_what_is_missing_is_named() -> None:
    with pytest.raises(MissingInputError, match="No opioid"):
        oral_morphine_equivalent([], table="nccn")
    with pytest.raises(MissingInputError, match="No opioid"):
        morphine_milligram_equivalents([])
    with pytest.raises(MissingInputError, match="name of a table"):
        oral_morphine_equivalent([dose("morphine", 60)], table=None)
    with pytest.raises(MissingInputError, match="not zero"):
        OpioidDose(drug="morphine", route="oral", dose=None)


def test_unknown_names_are_refused() -> None:
    for drug, route in (("heroin", "oral"), ("morphine", "inhaled")):
        with pytest.raises(OutOfDomainError, match="Expected one of"):
            dose(drug, 60, route=route)
    with pytest.raises(OutOfDomainError, match="Expected one of"):
        oral_morphine_equivalent([dose("morphine", 60)], table="nhs")  # type: ignore[arg-type]
    with pytest.raises(OutOfDomainError, match="Expected one of"):
        morphine_milligram_equivalents([dose("morphine", 60)], table="cdc2019")  # type: ignore[arg-type]


# ------------------------------------------------------------------ micrograms are not milligrams


def test_a_unit_belongs_to_its_route() -> None:
    for unit in ("mg/day", "ug/day", "mg/h"):
        with pytest.raises(UnitMismatchError):
            dose("fentanyl", 25, unit, "transdermal")
    for unit in ("mg", "mg/kg", "MME/day", "OMED/day"):
        with pytest.raises(UnitMismatchError):
            dose("morphine", 60, unit)
    with pytest.raises(InvalidQuantityError):
        OpioidDose(drug="morphine", route="oral", dose=60)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("drug", "amount", "unit", "route"),
    [
        ("fentanyl", 600, "mg/day", "intravenous"),
        ("fentanyl", 20.01, "mg/day", "subcutaneous"),
        ("fentanyl", 25000, "ug/h", "transdermal"),
        ("morphine", 60, "ug/day", "oral"),
        ("morphine", 0.49, "mg/day", "oral"),
        ("morphine", 0, "mg/day", "oral"),
        ("morphine", -60, "mg/day", "oral"),
        ("fentanyl", 0, "ug/h", "transdermal"),
        ("morphine", 60000, "g/day", "oral"),
    ],
)
def test_a_slip_of_a_thousand_is_refused(drug: str, amount: float, unit: str, route: str) -> None:
    with pytest.raises(OutOfDomainError, match="number and unit"):
        dose(drug, amount, unit, route)


def test_limits_of_a_dose_at_the_edge() -> None:
    assert dose("morphine", 0.5).number == 0.5
    assert dose("fentanyl", 20, route="intravenous").number == 20
    assert dose("morphine", 0.2, route="intrathecal").number == 0.2
    assert str(PATCH_50) == "transdermal fentanyl 50 ug/h"


def test_parenteral_fentanyl_is_per_microgram() -> None:
    in_micrograms = omed(dose("fentanyl", 300, "ug/day", "intravenous"), table="anzca")
    in_milligrams = omed(dose("fentanyl", 0.3, "mg/day", "intravenous"), table="anzca")
    by_pump = omed(dose("fentanyl", 12.5, "ug/h", "intravenous"), table="anzca")
    assert in_micrograms == in_milligrams == by_pump == pytest.approx(60)


def test_sums_that_cannot_be_are_refused() -> None:
    with pytest.raises(OutOfDomainError, match="thousandfold"):
        omed(dose("morphine", 5000.1), table="nccn")
    assert omed(dose("morphine", 5000), table="nccn") == 5000


amounts = st.integers(1, 2000)
drugs = st.sampled_from(
    [
        (table, entry.drug, route)
        for table in CLINICAL.values()
        for entry in table.entries
        for route in entry.routes
        if route != "transdermal"
    ]
)


@given(drugs, amounts)
def test_micrograms_and_milligrams_agree(line: tuple[object, Opioid, OpioidRoute], milligrams: int) -> None:
    table, drug, route = line
    name = table.name  # type: ignore[attr-defined]
    small = milligrams / 200 if drug in {"fentanyl", "buprenorphine"} else float(milligrams)
    answers: list[object] = []
    for taken in (small, "mg/day"), (small * 1000, "ug/day"), (small / 24, "mg/h"):
        try:
            found = oral_morphine_equivalent([dose(drug, *taken, route)], table=name, accept_unverified=True)
            answers.append(found.high.m_as("OMED/day"))
        except OutOfDomainError as error:
            answers.append(type(error))
    if answers[0] is OutOfDomainError:
        assert set(answers) == {OutOfDomainError}
    else:
        assert answers[1:] == pytest.approx([answers[0]] * 2)


@given(drugs, st.integers(1, 100), st.integers(1, 100))
def test_more_of_a_drug_is_never_less(line: tuple[object, Opioid, OpioidRoute], first: int, more: int) -> None:
    table, drug, route = line
    name = table.name  # type: ignore[attr-defined]
    small = 20 if drug in {"fentanyl", "buprenorphine"} else 1
    before, after = (
        oral_morphine_equivalent([dose(drug, amount / small, "mg/day", route)], table=name, accept_unverified=True)
        for amount in (first, first + more)
    )
    assert before.low.m_as("OMED/day") < after.low.m_as("OMED/day")
    assert before.high.m_as("OMED/day") < after.high.m_as("OMED/day")


# ------------------------------------------------------------------ a count of MME never doses

COUNTED = morphine_milligram_equivalents([dose("hydromorphone", 24)]).total


def test_a_count_is_a_kind_of_its_own() -> None:
    assert "never" in morphine_milligram_equivalents([PATCH_50]).purpose
    with pytest.raises(BoneguideError):
        COUNTED.to("OMED/day")
    with pytest.raises(BoneguideError):
        COUNTED.to("mg/day")
    with pytest.raises(BoneguideError):
        _ = COUNTED + Q(10, "OMED/day")


def test_every_function_that_doses_refuses_a_count() -> None:
    with pytest.raises(SurveillanceNumberError, match="must not choose a dose"):
        fentanyl_patch(oral_morphine=COUNTED, table="us-label")
    with pytest.raises(SurveillanceNumberError, match="must not choose a dose"):
        methadone_start(oral_morphine=COUNTED)
    for amount in (0, 25):
        with pytest.raises(SurveillanceNumberError, match="must not choose a dose"):
            buprenorphine_patch(oral_morphine=Q(amount, "MME/day"), family="seven-day")
    with pytest.raises(UnitMismatchError):
        OpioidDose(drug="morphine", route="oral", dose=COUNTED)


@pytest.mark.parametrize("table", get_args(MmeTable))
def test_v38_a_table_of_counts_is_forbidden_as_a_basis(table: str) -> None:
    with pytest.raises(SurveillanceNumberError, match="count exposure"):
        opioid_switch([dose("oxycodone", 60)], to="hydromorphone", table=table, pain_controlled=True)  # type: ignore[arg-type]
    with pytest.raises(SurveillanceNumberError, match="count exposure"):
        oral_morphine_equivalent([dose("oxycodone", 60)], table=table)  # type: ignore[arg-type]


def test_no_answer_of_a_clinical_function_is_in_mme() -> None:
    found = oral_morphine_equivalent([dose("oxycodone", 60)], table="nccn").total
    assert isinstance(found, Quantity)
    with pytest.raises(BoneguideError):
        found.to("MME/day")
