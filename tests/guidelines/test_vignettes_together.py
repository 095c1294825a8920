"""Worked examples of which one subject alone answers a part: asked of everything that is encoded."""

from __future__ import annotations

from typing import Any

import pytest

import boneguide as bg
from boneguide import Q, Status
from boneguide.model.jurisdiction import JURISDICTIONS, Jurisdiction
from tests.guidelines.asking import ids, noted
from tests.guidelines.clean import ON, clean, conditions, labs
from tests.guidelines.cord import neurology, person
from tests.guidelines.sheets import ADVICE

EVERYWHERE = pytest.mark.parametrize("place", JURISDICTIONS)


def ask(patient: bg.Patient, place: Jurisdiction = "UK") -> bg.Assessment:
    return bg.assess(patient, on=ON, jurisdiction=place, guideline=ADVICE)


def milligrams(answer: bg.Recommendation) -> float | None:
    regimen = answer.regimen
    return regimen.dose.m_as("mg") if isinstance(regimen, bg.Regimen) and regimen.dose is not None else None


@EVERYWHERE
def test_v37_samarium_with_fluid_and_counts(place: Jurisdiction) -> None:
    patient = clean(
        weight=Q(85, "kg"),
        lesions=[bg.Lesion(site="L3", phenotype="osteoblastic", painful=True)],
        labs=labs(platelets=Q(150, "10*9/L"), haemoglobin=Q(12, "g/dL"), white_cells=Q(5, "10*9/L")),
        radionuclide_doses=[],
        conditions=conditions(bone_scan_uptake=True),
    )
    answer = ask(patient, place)["samarium-153"]
    assert answer.status is Status.OPTION
    assert isinstance(answer.regimen, bg.Regimen)
    assert answer.regimen.dose == Q(37, "MBq/kg")
    assert bg.calculators.samarium_153(weight=Q(85, "kg")) == Q(3145, "MBq")
    assert any("500 mL" in note for note in answer.regimen.notes)
    assert [task.timing for task in answer.monitor] == ["every week for at least 8 weeks"]


@EVERYWHERE
def test_v56_imaging_and_dexamethasone_and_no_schedule(place: Jurisdiction) -> None:
    answers = ask(clean(neurology=bg.Neurology(deficit=True)), place)
    assert [flag.id for flag in answers.red_flags] == ["suspected-cord-compression", "dexamethasone-cord-compression"]
    steroid = answers["dexamethasone-cord-compression"]
    assert (steroid.status, milligrams(steroid)) == (Status.RECOMMENDED, 16)
    scheduled = {a.key: a.status for a in answers.values() if isinstance(a.regimen, bg.RadiotherapyRegimen)}
    assert scheduled == {"palliative-radiotherapy@L3": Status.WITHHOLD}


def test_v58_lymphoma_has_dexamethasone_and_no_surgery_first() -> None:
    answers = ask(person("lymphoma", months=12))
    steroid = answers["dexamethasone-cord-compression"]
    assert (steroid.status, milligrams(steroid)) == (Status.RECOMMENDED, 16)
    assert noted(steroid, "agreed with the haematology team")
    assert answers.status("cord-compression-surgery") is Status.NOT_RECOMMENDED
    assert answers.status("cord-compression-radiotherapy") is Status.RECOMMENDED


@pytest.mark.parametrize("grade", ["2", "3"])
def test_v64_no_stereotactic_course_before_the_cord_is_free(grade: Any) -> None:
    lesion = bg.Lesion(site="T7", painful=True, sins=4, radiotherapy=[])
    patient = person("renal", months=12, lesions=[lesion], neurology=neurology(epidural_grade=grade))
    answers = ask(patient)
    assert answers.status("cord-compression-surgery") is Status.RECOMMENDED
    assert "separation-surgery" in ids(answers["cord-compression-surgery"].reasons_for)
    assert answers.status("palliative-radiotherapy@T7") is Status.NOT_APPLICABLE
