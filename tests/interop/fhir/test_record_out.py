"""What is written of a record is read again as the same record, by resources that others can read too."""

import warnings
from datetime import date
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, assume, given, settings

import boneguide as bg
from boneguide import Labs, Lesion, Medication, Observation, Patient, Q
from boneguide.interop import fhir
from boneguide.interop.fhir._out.record import resources_of
from boneguide.interop.fhir._validating import refusals
from boneguide.interop.json import read_patient
from boneguide.model.medication import BoneAgentDose
from boneguide.model.patient import LIST_NAMES
from boneguide.model.radionuclide import RadionuclideDose
from tests.interop.fhir.record import Plain
from tests.interop.support import EXAMPLES, patients

ON = date(2026, 11, 23)


def written(patient: Patient, subject: str = "Patient/1") -> list[Plain]:
    return list(resources_of(patient, subject=subject, on=ON))


def assert_survives(patient: Patient) -> None:
    made = written(patient)
    assert [refused for resource in made for refused in refusals(resource)] == []
    intake = fhir.read(made, on=ON)
    assert (intake.problems, intake.conflicts) == ((), ())
    assert intake.patient == saying_the_same(patient)


def saying_the_same(patient: Patient) -> Patient:
    """Return a record without what says nothing: a list that may lack entries and holds none."""
    empty: dict[str, Any] = {name: None for name in patient.incomplete or () if not getattr(patient, name)}
    named = tuple(name for name in LIST_NAMES if name in (patient.incomplete or ()) and name not in empty)
    return attrs.evolve(patient, **empty, incomplete=named or None)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_examples_survive(path: Path) -> None:
    assert_survives(read_patient(path))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(patients())
def test_any_record_survives(patient: Patient) -> None:
    # The day of an assessment without the assessment is its assessment, wherever it is not written as null.
    assume(patient.dental.assessment_on is None or patient.dental.assessed)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", bg.BoneguideWarning)
        assert_survives(patient)


@pytest.mark.parametrize("name", LIST_NAMES)
@pytest.mark.parametrize("complete", [True, False])
def test_whether_a_list_is_complete_survives(name: str, complete: bool) -> None:
    held = {
        "medications": [Medication(drug="morphine")],
        "bone_agent_doses": [BoneAgentDose(drug="denosumab", on=date(2026, 11, 1))],
        "radionuclide_doses": [RadionuclideDose(drug="radium-223", on=date(2026, 11, 1), activity=Q(4, "MBq"))],
        "allergies": ["penicillin"],
        "lesions": [Lesion(site="T12")],
    }[name]
    incomplete = None if complete else [name]
    assert_survives(Patient(**{name: held, "incomplete": incomplete}))  # type: ignore[arg-type]  # one of its lists
    if complete:
        assert_survives(Patient(**{name: []}))  # type: ignore[arg-type]  # as above


def kinds(patient: Patient) -> list[str]:
    """Return type and code of each resource that is read again, without those that say a list is complete."""
    told = []
    for made in written(patient):
        concept: Plain = made.get("code") or made.get("medicationCodeableConcept") or {}
        coding = concept.get("coding", [{"code": concept.get("text", "")}])[0]
        if coding["code"] != "complete":
            told.append(f"{made['resourceType']} {coding['code']}{' tagged' if 'meta' in made else ''}")
    return told


@pytest.mark.parametrize(
    ("patient", "expected"),
    [
        (Patient(sex="female"), ["Patient "]),
        (Patient(age=Q(68, "year")), ["Observation age"]),
        (Patient(weight=Q(62, "kg"), height=Q(165, "cm")), ["Observation 29463-7", "Observation 8302-2"]),
        (Patient(ecog=1, karnofsky=80), ["Observation 89247-1", "Observation 89243-0"]),
        (Patient(primary="breast"), ["Condition 254837009"]),
        (Patient(bone_metastases=True), ["Condition 94222008"]),
        (Patient(bone_metastases=False), ["Observation 94222008"]),
        (Patient(labs=Labs(creatinine=Observation(value=Q(0.9, "mg/dL"), on=ON))), ["Observation 2160-0"]),
        (Patient(labs=Labs(creatinine=Observation(value=Q(80, "umol/L"), on=ON))), ["Observation 14682-9"]),
        # A result of no day is one of today here and a problem elsewhere.
        (
            Patient(labs=Labs(creatinine=Q(0.9, "mg/dL"))),
            ["Observation labs", "Observation 2160-0 tagged"],
        ),
        (Patient(medications=[Medication(drug="morphine")]), ["MedicationStatement 7052"]),
        (
            Patient(medications=[Medication(drug="morphine", classes=["opioid"])]),
            ["Observation medications", "MedicationStatement 7052 tagged"],
        ),
        (
            Patient(
                medications=[
                    Medication(
                        drug="fentanyl",
                        route="transdermal",
                        rate=Q(25, "ug/h"),
                        as_needed=False,
                        start=date(2026, 11, 1),
                        stop=date(2026, 12, 1),
                        indication="pain",
                    )
                ]
            ),
            ["MedicationStatement 4337"],
        ),
        (
            Patient(bone_agent_doses=[BoneAgentDose(drug="zoledronic acid", on=ON, dose=Q(4, "mg"))]),
            ["MedicationAdministration 77655"],
        ),
        (Patient(allergies=["penicillin"]), ["AllergyIntolerance penicillin"]),
        (Patient(findings={"lives alone": True}), ["Observation findings"]),
        (Patient(dental=bg.Dental(last_review=ON)), ["Observation dental.last_review"]),
    ],
    ids=lambda value: "" if isinstance(value, Patient) else "+".join(value),
)
def test_which_resources_a_fact_becomes(patient: Patient, expected: list[str]) -> None:
    found = [told.replace("M05BA08", "77655") for told in kinds(patient)]
    assert found == expected


def test_a_lesion_is_stated_in_full_and_again_for_others() -> None:
    patient = Patient(lesions=[Lesion(site="T12", phenotype="osteolytic")])
    own, again, _complete = written(patient)
    assert own["code"] == {"coding": [{"system": "urn:x-boneguide:fact", "code": "lesions"}], "text": "lesions"}
    assert again["resourceType"] == "Condition"
    assert again["bodySite"][0]["text"] == "T12"
    intake = fhir.read([own, again], on=ON)
    assert [entry.reason for entry in intake.ignored] == ["is stated again, and in full, as a fact of its own"]


def test_what_is_no_metastasis_is_not_called_one() -> None:
    patient = Patient(primary="multiple myeloma", lesions=[Lesion(site="T12", kind="myeloma")])
    assert [made["resourceType"] for made in written(patient)] == ["Condition", "Observation", "Observation"]
    assert_survives(patient)


def test_nothing_known_is_nothing_written() -> None:
    assert written(Patient()) == []


def test_the_same_record_has_the_same_identifiers() -> None:
    patient = read_patient(EXAMPLES[0])
    assert written(patient) == written(attrs.evolve(patient))


@pytest.mark.parametrize("subject", ["Patient/1", "https://clinic.example/fhir/Patient/1"])
def test_the_person_goes_by_the_reference_to_them(subject: str) -> None:
    patient = Patient(sex="female", ecog=1)
    made = written(patient, subject)
    assert made[0]["id"] == "1"
    assert fhir.read(made, on=ON).patient == patient


def test_an_age_is_that_of_its_day() -> None:
    made = written(Patient(age=Q(68, "year")))
    intake = fhir.read(made, on=date(2027, 11, 23))
    assert intake.patient.age is None
    assert intake.ignored[0].reason == "an age that was stated on another day"
