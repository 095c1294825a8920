"""One invented person's record as resources, in the shapes that records have: a seed for tests of the reader."""

from __future__ import annotations

import copy
from typing import Any

LOINC = "http://loinc.org"
SNOMED = "http://snomed.info/sct"
RXNORM = "http://www.nlm.nih.gov/research/umls/rxnorm"
UCUM = "http://unitsofmeasure.org"
MCODE = "http://hl7.org/fhir/us/mcode/StructureDefinition"

Plain = dict[str, Any]


def coded(system: str, code: str, display: str = "") -> Plain:
    """Return a concept with one code."""
    found = {"system": system, "code": code}
    return {"coding": [{**found, "display": display} if display else found]}


def amount(value: float, unit: str) -> Plain:
    """Return a quantity in UCUM."""
    return {"value": value, "unit": unit, "system": UCUM, "code": unit}


def resource(kind: str, name: str, /, **fields: Any) -> Plain:
    """Return a resource about the one person."""
    who = "patient" if kind in {"AllergyIntolerance", "BodyStructure"} else "subject"
    return {"resourceType": kind, "id": name, who: {"reference": "Patient/p1"}, **fields}


def observation(name: str, code: Plain, day: str | None = "2026-11-20", **fields: Any) -> Plain:
    """Return a final observation."""
    dated = {} if day is None else {"effectiveDateTime": day}
    return resource("Observation", name, status="final", code=code, **dated, **fields)


def condition(name: str, code: Plain, **fields: Any) -> Plain:
    """Return a confirmed, active condition."""
    systems = "http://terminology.hl7.org/CodeSystem"
    return resource(
        "Condition",
        name,
        clinicalStatus=coded(f"{systems}/condition-clinical", "active"),
        verificationStatus=coded(f"{systems}/condition-ver-status", "confirmed"),
        code=code,
        **fields,
    )


PERSON: Plain = {"resourceType": "Patient", "id": "p1", "gender": "female", "birthDate": "1958-03-04"}

_DOSE = f"{MCODE}/mcode-radiotherapy-dose-delivered-to-volume"

RESOURCES: tuple[Plain, ...] = (
    PERSON,
    condition("c1", coded(SNOMED, "254837009", "Malignant neoplasm of breast (disorder)"), onsetDateTime="2021-02"),
    condition(
        "c2",
        coded(SNOMED, "94222008", "Secondary malignant neoplasm of bone (disorder)"),
        recordedDate="2026-08-01",
        extension=[
            {"url": f"{MCODE}/mcode-related-primary-cancer-condition", "valueReference": {"reference": "Condition/c1"}}
        ],
    ),
    observation("o1", coded(LOINC, "2160-0"), valueQuantity=amount(0.9, "mg/dL")),
    observation("o2", coded(LOINC, "14682-9"), "2026-10-01T08:30:00+01:00", valueQuantity=amount(84, "umol/L")),
    observation(
        "o3",
        coded(LOINC, "17861-6"),
        valueQuantity=amount(9.4, "mg/dL"),
        referenceRange=[{"low": amount(8.5, "mg/dL"), "high": amount(10.2, "mg/dL")}],
    ),
    observation("o4", coded(LOINC, "29463-7"), valueQuantity=amount(62, "kg")),
    observation("o5", coded(LOINC, "8302-2"), valueQuantity=amount(1.65, "m")),
    observation("o6", coded(LOINC, "89247-1"), valueInteger=1),
    observation("o7", coded(LOINC, "718-7"), valueQuantity={**amount(7, "g/dL"), "comparator": "<"}),
    resource(
        "MedicationRequest",
        "m1",
        status="active",
        intent="order",
        medicationCodeableConcept=coded(RXNORM, "7052", "morphine"),
        authoredOn="2026-11-01",
        dosageInstruction=[
            {
                "timing": {"repeat": {"frequency": 2, "period": 1, "periodUnit": "d"}},
                "route": coded(SNOMED, "26643006", "Oral route"),
                "doseAndRate": [{"doseQuantity": amount(30, "mg")}],
            }
        ],
    ),
    resource(
        "MedicationAdministration",
        "a1",
        status="completed",
        medicationReference={"reference": "Medication/d1"},
        effectiveDateTime="2026-10-26",
        dosage={"dose": amount(4, "mg")},
    ),
    {"resourceType": "Medication", "id": "d1", "code": coded(RXNORM, "77655", "zoledronic acid")},
    resource(
        "MedicationStatement",
        "s1",
        status="active",
        medicationCodeableConcept=coded(RXNORM, "3264", "dexamethasone"),
        effectivePeriod={"start": "2026-11-10"},
    ),
    resource(
        "Procedure",
        "r1",
        status="completed",
        code=coded(SNOMED, "1217123003", "Radiotherapy course of treatment (regime/therapy)"),
        identifier=[{"system": "https://clinic.example/courses", "value": "course 1"}],
        performedPeriod={"start": "2026-08-10", "end": "2026-08-14"},
        reasonReference=[{"reference": "Condition/c2"}],
        extension=[
            {
                "url": _DOSE,
                "extension": [
                    {"url": "volume", "valueReference": {"reference": "BodyStructure/b1"}},
                    {"url": "totalDoseDelivered", "valueQuantity": amount(2000, "cGy")},
                    {"url": "fractionsDelivered", "valueUnsignedInt": 5},
                ],
            }
        ],
    ),
    resource("BodyStructure", "b1", location=coded(SNOMED, "12738006", "Brain structure (body structure)")),
    resource(
        "AllergyIntolerance",
        "l1",
        code={"text": "Penicillin"},
        clinicalStatus=coded("http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical", "active"),
    ),
    resource(
        "DiagnosticReport",
        "g1",
        status="final",
        code=coded(LOINC, "39638-7"),
        effectiveDateTime="2026-08-02",
        conclusionCode=[coded(SNOMED, "94222008")],
    ),
    resource("Encounter", "e1", status="finished", **{"class": {"code": "AMB"}}),
)


def resources() -> list[Plain]:
    """Return the resources, which may be changed in place."""
    return copy.deepcopy(list(RESOURCES))


def bundle(*held: Plain) -> Plain:
    """Return a bundle of these resources, or of the whole record."""
    return {
        "resourceType": "Bundle",
        "type": "collection",
        "entry": [{"resource": each} for each in (held or resources())],
    }
