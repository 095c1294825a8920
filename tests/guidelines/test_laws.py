"""Laws that hold for every rule and every example record."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import attrs
import pytest

import boneguide as bg
from boneguide.interop.json import read_patient
from boneguide.model.jurisdiction import JURISDICTIONS, Jurisdiction
from boneguide.model.labs import LAB_KINDS
from boneguide.quantities import Kind, kinds
from tests.guidelines.clean import ON, clean, myeloma, woman

FOLDER = Path(__file__).resolve().parents[2] / "examples" / "patients"
RECORDS = {path.stem: read_patient(path) for path in sorted(FOLDER.glob("*.json"))} | {
    "clean": clean(),
    "clean-woman": woman(),
    "clean-myeloma": myeloma(),
}
BARRED = {bg.Status.NEEDS_DATA, bg.Status.WITHHOLD, bg.Status.CONTRAINDICATED}
EVERY_RECORD = pytest.mark.parametrize("name", RECORDS)
EVERYWHERE = pytest.mark.parametrize("jurisdiction", JURISDICTIONS)


def test_there_are_six_example_records() -> None:
    assert len(list(FOLDER.glob("*.json"))) == 6


@EVERY_RECORD
@EVERYWHERE
def test_deleting_a_fact_never_turns_a_barred_option_into_a_recommended_one(
    name: str, jurisdiction: Jurisdiction
) -> None:
    patient = RECORDS[name]
    before = bg.assess(patient, on=ON, jurisdiction=jurisdiction).statuses
    barred = {rule for rule, status in before.items() if status in BARRED}
    for path in patient.known():
        after = bg.assess(patient.without(path), on=ON, jurisdiction=jurisdiction).statuses
        # Without its lesion a rule about it has no answer at all.
        assert not {rule for rule in barred if after.get(rule) is bg.Status.RECOMMENDED}, path


def in_unit(observation: bg.Observation, kind: Kind, unit: str) -> bg.Observation:
    def converted(quantity: bg.Quantity | None) -> bg.Quantity | None:
        if quantity is None:
            return None
        return bg.Q(kind.canonical_value(quantity) / kind.factor(unit), unit)

    value = converted(observation.value)
    assert value is not None
    return attrs.evolve(observation, value=value, low=converted(observation.low), high=converted(observation.high))


def reported_in(patient: bg.Patient, field: str, unit: str) -> bg.Patient:
    kind = LAB_KINDS[field]
    results = getattr(patient.labs, field)
    changed: Any = (
        in_unit(results, kind, unit)
        if isinstance(results, bg.Observation)
        else tuple(in_unit(r, kind, unit) for r in results)
    )
    return attrs.evolve(patient, labs=attrs.evolve(patient.labs, **{field: changed}))


@EVERY_RECORD
@EVERYWHERE
def test_the_unit_of_a_result_changes_no_answer(name: str, jurisdiction: Jurisdiction) -> None:
    patient = RECORDS[name]
    before = bg.assess(patient, on=ON, jurisdiction=jurisdiction)
    doses = {rule: str(found.regimen) for rule, found in before.items()}
    for field, kind in LAB_KINDS.items():
        if not getattr(patient.labs, field):
            continue
        for unit in kind.units:
            after = bg.assess(reported_in(patient, field, unit), on=ON, jurisdiction=jurisdiction)
            assert after.statuses == before.statuses, (field, unit)
            assert {rule: str(found.regimen) for rule, found in after.items()} == doses, (field, unit)


@pytest.mark.parametrize("unit", kinds.AGE.units)
def test_the_unit_of_age_changes_no_answer(unit: str) -> None:
    patient = clean()
    assert patient.age is not None
    after = attrs.evolve(patient, age=patient.age.to(unit))
    assert bg.assess(after, on=ON, jurisdiction="US") == bg.assess(patient, on=ON, jurisdiction="US")


@EVERYWHERE
def test_worse_kidneys_never_mean_a_larger_dose(jurisdiction: Jurisdiction) -> None:
    rules = ("zoledronic-acid", "ibandronate", "pamidronate", "denosumab")
    last: dict[str, float] = {}
    for hundredths in range(40, 400, 3):
        labs = attrs.evolve(woman().labs, creatinine=bg.Q(hundredths / 100, "mg/dL"))
        found = bg.assess(woman(labs=labs), on=ON, jurisdiction=jurisdiction)
        for rule in rules:
            regimen = found[rule].regimen
            dose = 0.0 if regimen is None or regimen.dose is None else regimen.dose.to("mg").magnitude
            assert dose <= last.get(rule, dose), (rule, hundredths)
            last[rule] = dose


@EVERY_RECORD
def test_an_option_is_never_both_advised_and_barred(name: str) -> None:
    for jurisdiction in JURISDICTIONS:
        for found in bg.assess(RECORDS[name], on=ON, jurisdiction=jurisdiction).values():
            if found.status in {bg.Status.RECOMMENDED, bg.Status.OPTION, bg.Status.AFTER}:
                assert not found.contraindications
                assert not found.holds
            if found.status in {bg.Status.RECOMMENDED, bg.Status.OPTION}:
                assert not found.first
                assert all(f.known for f in found.findings)
