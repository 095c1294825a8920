"""The bundle among the examples is valid FHIR R4, and is read as its page says."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import boneguide as bg
from boneguide.interop import fhir

FILE = Path(__file__).parents[1] / "examples" / "fhir" / "patient.json"
ON = date(2026, 11, 23)
BUNDLE: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
RESOURCES: list[dict[str, Any]] = [entry["resource"] for entry in BUNDLE["entry"]]


def name(resource: dict[str, Any]) -> str:
    return f"{resource['resourceType']}/{resource['id']}"


@pytest.mark.parametrize("resource", [BUNDLE, *RESOURCES], ids=name)
def test_every_resource_is_valid(resource: dict[str, Any]) -> None:
    from fhir.resources.R4B import get_fhir_model_class

    model: Any = get_fhir_model_class(resource["resourceType"])
    assert json.loads(model.model_validate(resource).model_dump_json()) == resource


def test_every_reference_leads_somewhere() -> None:
    names = {name(resource) for resource in RESOURCES}
    assert len(names) == 16
    assert [entry["fullUrl"] for entry in BUNDLE["entry"]] == [f"http://example.org/fhir/{name(r)}" for r in RESOURCES]
    text = json.dumps(RESOURCES)
    assert {part.split('"')[0] for part in text.split('"reference": "')[1:]} <= names


def test_what_becomes_of_each() -> None:
    intake = fhir.read(BUNDLE, on=ON)
    assert [ignored.resource for ignored in intake.ignored] == ["Observation/tumour-marker"]
    assert [(problem.resource, problem.path) for problem in intake.problems] == [
        ("Observation/haemoglobin", "valueQuantity.unit")
    ]
    assert (len(intake.used), intake.conflicts) == (14, ())
    assert [str(used.day) for used in intake.about("labs.creatinine")] == ["2026-08-24", "2026-11-16"]


def test_the_record() -> None:
    intake = fhir.read(BUNDLE, on=ON)
    patient = intake.patient
    assert (patient.age, patient.sex, patient.weight) == (bg.Q(68, "year"), "female", bg.Q(62, "kg"))
    assert (patient.primary, patient.bone_metastases, patient.ecog) == ("breast", True, 1)
    assert patient.labs == bg.Labs(
        creatinine=[
            bg.Observation(value=bg.Q(0.8, "mg/dL"), on=date(2026, 8, 24)),
            bg.Observation(value=bg.Q(88, "umol/L"), on=date(2026, 11, 16)),
        ],
        calcium=[bg.Observation(value=bg.Q(2.3, "mmol/L"), on=date(2026, 11, 16))],
        albumin=[bg.Observation(value=bg.Q(38, "g/L"), on=date(2026, 11, 16))],
    )
    assert patient.bone_agent_doses == (
        bg.BoneAgentDose(drug="zoledronic acid", on=date(2026, 8, 24), dose=bg.Q(4, "mg")),
    )
    assert [medication.drug for medication in patient.medications or ()] == ["letrozole"]
    assert [lesion.site for lesion in patient.lesions or ()] == ["femur", "lumbar spine"]
    assert (patient.allergies, patient.dental) == (None, bg.Patient().dental)
    course = intake.radiotherapy[0]
    assert (course.total_dose, course.fractions, course.ended) == (bg.Q(8, "Gy"), 1, date(2026, 6, 15))


def test_what_is_written_is_read_back() -> None:
    patient = fhir.read(BUNDLE, on=ON).patient
    assessment = bg.assess(patient, on=ON, jurisdiction="US")
    assert assessment["zoledronic-acid"].status is bg.Status.AFTER
    written = fhir.write(assessment, subject="Patient/invented")
    assert fhir.read(written, on=ON).patient == patient
