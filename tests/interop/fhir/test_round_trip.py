"""An assessment goes out as FHIR and comes in again: the same facts, and with them the same answers."""

from datetime import date
from pathlib import Path
from typing import Literal

import pytest

import boneguide as bg
from boneguide.interop import fhir
from boneguide.interop.json import assessment_to_json, read_patient
from tests.interop.support import EXAMPLES

ON = date(2026, 11, 23)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("jurisdiction", ["US", "UK"])
def test_the_same_facts_and_the_same_answers(path: Path, jurisdiction: Literal["US", "UK"]) -> None:
    assessment = bg.assess(read_patient(path), on=ON, jurisdiction=jurisdiction)
    intake = fhir.read(fhir.write(assessment, subject="Patient/1"), on=ON)
    assert (intake.patient, intake.problems, intake.conflicts) == (read_patient(path), (), ())
    again = bg.assess(intake.patient, on=ON, jurisdiction=jurisdiction)
    assert assessment_to_json(again) == assessment_to_json(assessment)


def test_proposals_are_no_facts() -> None:
    assessment = bg.assess(read_patient(EXAMPLES[0]), on=ON, jurisdiction="US")
    proposed = [
        entry["resource"]
        for entry in fhir.write(assessment, subject="Patient/1")["entry"]
        if entry["resource"]["resourceType"] in {"MedicationRequest", "ServiceRequest", "RequestGroup", "DetectedIssue"}
    ]
    assert {resource["resourceType"] for resource in proposed} >= {"MedicationRequest", "ServiceRequest"}
    intake = fhir.read(proposed, on=ON)
    assert (intake.patient.known(), len(intake.ignored)) == ((), len(proposed))
