"""One person's record of 5 000 resources: reading it beside parsing it with fhir.resources.

The record is invented and made here: mostly results, measures, orders and
encounters, as records have them. What is read is checked before anything is timed.

Usage: python benchmarks/bench_fhir.py [--write FOLDER]

``--write docs`` writes the table of the manual.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import platform
import sys
from datetime import date
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.timing import Measured, measured
from boneguide.interop import fhir

ON = date(2026, 11, 23)
ENTRIES, ROUNDS = 5000, 5
LOINC = "http://loinc.org"
UCUM = "http://unitsofmeasure.org"
#: Code, unit and value of the results, in turn.
RESULTS = (
    ("2160-0", "mg/dL", 0.9),
    ("17861-6", "mg/dL", 9.4),
    ("1751-7", "g/dL", 4.0),
    ("718-7", "g/dL", 12.1),
    ("777-3", "10*3/uL", 240),
    ("29463-7", "kg", 62),
    ("4548-4", "%", 5.6),
)


def result(place: int) -> dict[str, Any]:
    """Return one result, each of one code on a day of its own."""
    code, unit, value = RESULTS[place % len(RESULTS)]
    day = ON - dt.timedelta(days=1 + place // len(RESULTS))
    return {
        "resourceType": "Observation",
        "id": f"o{place}",
        "status": "final",
        "category": [
            {"coding": [{"system": "http://terminology.hl7.org/CodeSystem/observation-category", "code": "laboratory"}]}
        ],
        "code": {"coding": [{"system": LOINC, "code": code}]},
        "subject": {"reference": "Patient/p"},
        "effectiveDateTime": f"{day.isoformat()}T08:30:00Z",
        "valueQuantity": {"value": value, "unit": unit, "system": UCUM, "code": unit},
    }


def order(place: int) -> dict[str, Any]:
    """Return one order that was completed."""
    day = ON - dt.timedelta(days=place)
    return {
        "resourceType": "MedicationRequest",
        "id": f"m{place}",
        "status": "completed",
        "intent": "order",
        "medicationCodeableConcept": {
            "coding": [
                {"system": "http://www.nlm.nih.gov/research/umls/rxnorm", "code": "5640", "display": "ibuprofen"}
            ]
        },
        "subject": {"reference": "Patient/p"},
        "authoredOn": day.isoformat(),
        "dosageInstruction": [
            {
                "timing": {
                    "repeat": {
                        "frequency": 3,
                        "period": 1,
                        "periodUnit": "d",
                        "boundsPeriod": {"start": day.isoformat(), "end": day.isoformat()},
                    }
                },
                "doseAndRate": [{"doseQuantity": {"value": 400, "unit": "mg", "system": UCUM, "code": "mg"}}],
            }
        ],
    }


def encounter(place: int) -> dict[str, Any]:
    """Return one encounter."""
    day = ON - dt.timedelta(days=place)
    return {
        "resourceType": "Encounter",
        "id": f"e{place}",
        "status": "finished",
        "class": {"system": "http://terminology.hl7.org/CodeSystem/v3-ActCode", "code": "AMB"},
        "subject": {"reference": "Patient/p"},
        "period": {"start": f"{day.isoformat()}T08:00:00Z", "end": f"{day.isoformat()}T09:00:00Z"},
    }


def record(entries: int) -> dict[str, Any]:
    """Return the record: seven results to one order and two encounters."""
    person = {"resourceType": "Patient", "id": "p", "gender": "female", "birthDate": "1958-03-04"}
    made: list[dict[str, Any]] = [person]
    for place in range(entries - 1):
        make = (result, result, result, result, result, result, result, order, encounter, encounter)[place % 10]
        made.append(make(place))
    return {"resourceType": "Bundle", "type": "collection", "entry": [{"resource": held} for held in made]}


def table(found: list[Measured]) -> str:
    """Return the table of the manual."""
    where = (
        f"Python {platform.python_version()}, {os.cpu_count()} cores, {platform.machine()}. Medians of {ROUNDS} rounds,"
        f" {ENTRIES:,} resources."
    )
    rows = (f"| {line.what} | {line.seconds:.2f} | {line.ratio:.2f} |" for line in found)
    return "\n".join((where, "", "| | s | ratio to parsing |", "|---|---:|---:|", *rows, ""))


def main() -> None:
    """Print the times and their ratios, all measured in turn in one run."""
    from fhir.resources.R4B.bundle import Bundle

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", type=Path, help="the folder of the manual")
    asked = parser.parse_args()
    plain = record(ENTRIES)
    text = json.dumps(plain)
    intake = fhir.read(plain, on=ON)
    kept = len(intake.patient.labs.creatinine or ())
    expected = sum(
        held["resource"].get("code", {}).get("coding") == [{"system": LOINC, "code": "2160-0"}]
        for held in plain["entry"]
    )
    if intake.resources != ENTRIES or intake.problems or kept != expected:
        sys.exit(f"{intake.resources} resources, {len(intake.problems)} problems, {kept} of {expected} results")
    found = measured(
        {
            "fhir.resources: the text parsed and validated": lambda: Bundle.model_validate_json(text),
            "fhir.resources: plain data validated": lambda: Bundle.model_validate(plain),
            "boneguide: the text read": lambda: fhir.read(text, on=ON),
            "boneguide: plain data read": lambda: fhir.read(plain, on=ON),
            "json: the text parsed": lambda: json.loads(text),
        },
        ROUNDS,
    )
    print(f"{'what':<54}{'median s':>12}{'ratio':>12}")
    for line in found:
        print(f"{line.what:<54}{line.seconds:>12.3f}{line.ratio:>12.2f}")
    if asked.write is not None:
        (asked.write / "benchmarks-fhir.md").write_text(table(found), encoding="utf-8")


if __name__ == "__main__":
    main()
