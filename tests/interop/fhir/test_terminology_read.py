"""The codes of other systems as the reader of FHIR takes them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from boneguide.interop import fhir, terminology
from boneguide.interop.terminology import SNOMED, Code

DAY = date(2026, 11, 23)


def resource(kind: str, code: Code, **more: object) -> dict[str, object]:
    coding = {"coding": [{"system": code.system, "code": code.code, "display": code.display}]}
    person = "patient" if kind == "AllergyIntolerance" else "subject"
    return {"resourceType": kind, "id": "1", person: {"reference": "Patient/1"}, "code": coding, **more}


ACTIVE = {
    "clinicalStatus": {
        "coding": [{"system": "http://terminology.hl7.org/CodeSystem/condition-clinical", "code": "active"}]
    }
}
GIVEN: Mapping[str, tuple[str, Mapping[str, object]]] = {
    "condition": ("Condition", ACTIVE),
    "primary": ("Condition", ACTIVE),
    "metastasis": ("Condition", ACTIVE),
    "history": ("Condition", ACTIVE),
    "pregnancy": ("Observation", {"status": "final", "valueBoolean": True}),
    "smoking": ("Observation", {"status": "final", "valueBoolean": True}),
    "vital": ("Observation", {"status": "final", "valueQuantity": {"value": 3, "unit": "no unit"}}),
    "score": ("Observation", {"status": "final", "valueInteger": 1}),
    "observable": ("Observation", {"status": "final", "valueBoolean": True}),
    "dental": ("Procedure", {"status": "completed", "performedDateTime": "2026-11-02"}),
    "radiotherapy": ("Procedure", {"status": "completed", "performedDateTime": "2026-11-02"}),
    "technique": ("Procedure", {"status": "completed", "performedDateTime": "2026-11-02"}),
}


@pytest.mark.parametrize("group", GIVEN)
def test_a_code_never_breaks_the_reader(group: str) -> None:
    kind, fields = GIVEN[group]
    for code in terminology.codes(group):
        intake = fhir.read([resource(kind, code, **fields)], on=DAY)
        assert len(intake.used) + len(intake.ignored) + len(intake.problems) == 1


@pytest.mark.parametrize(
    "code", terminology.codes("condition"), ids=lambda code: f"{code.system.rsplit('/', 1)[-1]}-{code.code}"
)
def test_a_condition_becomes_its_fact(code: Code) -> None:
    intake = fhir.read([resource("Condition", code, **ACTIVE)], on=DAY)
    fact = "neurology.cord_compression" if code.value == "cord_compression" else code.value
    assert [used.facts for used in intake.used] == [(fact,)]


@pytest.mark.parametrize(
    ("code", "value", "smoking"),
    [
        ("8517006", True, False),
        ("8517006", False, None),
        ("8392000", True, False),
        ("8392000", False, True),
        ("65568007", True, True),
        ("77176002", True, None),
    ],
)
def test_a_finding_on_smoking_says_no_more_than_it_does(code: str, value: object, smoking: bool | None) -> None:
    found = terminology.find(SNOMED, code)
    assert found is not None
    intake = fhir.read([resource("Observation", found, status="final", valueBoolean=value)], on=DAY)
    assert intake.patient.dental.smoking is smoking


@pytest.mark.parametrize("value", [True, False])
def test_a_possible_pregnancy_says_nothing(value: object) -> None:
    found = terminology.find(SNOMED, "146799005")
    assert found is not None
    intake = fhir.read([resource("Observation", found, status="final", valueBoolean=value)], on=DAY)
    assert intake.patient.pregnant is None
