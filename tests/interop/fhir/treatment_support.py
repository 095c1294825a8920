"""Orders, statements and courses of radiotherapy as records hold them, for tests of how they are read."""

from __future__ import annotations

from datetime import date
from typing import Any

from boneguide.interop import fhir
from boneguide.interop.fhir import Intake
from boneguide.model.medication import Medication
from tests.interop.fhir.record import MCODE, RXNORM, SNOMED, Plain, amount, coded, resource

ON = date(2026, 11, 23)
MORPHINE = coded(RXNORM, "7052", "morphine")
OXYCODONE = coded(RXNORM, "7804", "oxycodone")
DENOSUMAB = coded(RXNORM, "993449", "denosumab")
ZOLEDRONATE = coded(RXNORM, "77655", "zoledronic acid")
ORAL = coded(SNOMED, "26643006", "Oral route (qualifier value)")
TRANSDERMAL = coded(SNOMED, "45890007", "Transdermal route (qualifier value)")
TWICE = {"repeat": {"frequency": 2, "period": 1, "periodUnit": "d"}}


def read(*held: Plain, **more: Any) -> Intake:
    """Read these resources."""
    return fhir.read(list(held), **{"on": ON, **more})


def order(drug: Plain | None = None, name: str = "m1", /, **fields: Any) -> Plain:
    """Return an active order."""
    named = {} if drug is None else {"medicationCodeableConcept": drug}
    given = {"status": "active", "intent": "order", "authoredOn": "2026-11-01", **named, **fields}
    return resource("MedicationRequest", name, **{k: v for k, v in given.items() if v is not None})


def statement(drug: Plain, name: str = "s1", /, **fields: Any) -> Plain:
    """Return a statement of what is taken."""
    return resource("MedicationStatement", name, **{"status": "active", "medicationCodeableConcept": drug, **fields})


def administration(drug: Plain, day: str | None = "2026-10-26", name: str = "a1", /, **fields: Any) -> Plain:
    """Return what was given."""
    dated = {} if day is None else {"effectiveDateTime": day}
    given = {"status": "completed", "medicationCodeableConcept": drug, **dated, **fields}
    return resource("MedicationAdministration", name, **given)


def dosage(dose: Plain | None = None, /, **fields: Any) -> Plain:
    """Return one dosage, with its dose where one is given."""
    return {**({} if dose is None else {"doseAndRate": [{"doseQuantity": dose}]}), **fields}


def entries(intake: Intake) -> tuple[Medication, ...]:
    """Return the list of drugs, from resources that all could be read."""
    assert intake.problems == ()
    return intake.patient.medications or ()


def entry(intake: Intake) -> Medication:
    """Return the one drug on the list."""
    [only] = entries(intake)
    return only


def unread(intake: Intake) -> tuple[str, ...]:
    """Return what the one resource holds that was not taken."""
    [used] = intake.used
    return used.unread


def reason(intake: Intake) -> str:
    """Return why the one resource was ignored."""
    assert (intake.used, intake.problems) == ((), ())
    [ignored] = intake.ignored
    return ignored.reason


def problem(intake: Intake) -> tuple[str, str, str]:
    """Return what is wrong with the one resource."""
    assert (intake.used, intake.ignored) == ((), ())
    [found] = intake.problems
    return found.path, found.found, found.expected


def course(name: str = "r1", /, *volumes: list[Plain], **fields: Any) -> Plain:
    """Return a summary of a course of radiotherapy with the doses of its volumes."""
    delivered = [{"url": f"{MCODE}/mcode-radiotherapy-dose-delivered-to-volume", "extension": v} for v in volumes]
    given = {
        "status": "completed",
        "code": coded(SNOMED, "1217123003", "Radiotherapy course of treatment (regime/therapy)"),
        "performedPeriod": {"start": "2026-08-10", "end": "2026-08-14"},
        **fields,
        "extension": [*delivered, *fields.get("extension", ())],
    }
    return resource("Procedure", name, **{k: v for k, v in given.items() if v is not None and v != []})


def volume(total: Plain | None, fractions: int | None, name: str = "", *, uniform: bool | None = None) -> list[Plain]:
    """Return what was delivered to one volume."""
    held: list[Plain] = []
    if name:
        held.append({"url": "volume", "valueReference": {"reference": f"BodyStructure/{name}"}})
    if total is not None:
        held.append({"url": "totalDoseDelivered", "valueQuantity": total})
    if fractions is not None:
        held.append({"url": "fractionsDelivered", "valueUnsignedInt": fractions})
    if uniform is not None:
        held.append(
            {
                "url": "http://hl7.org/fhir/us/codex-radiation-therapy/StructureDefinition/"
                "codexrt-radiotherapy-uniform-fractionation",
                "valueBoolean": uniform,
            }
        )
    return held


def gray(value: float) -> Plain:
    """Return a dose in Gy."""
    return amount(value, "Gy")
