"""How a drug is given and what is irradiated, as elements of proposals."""

from __future__ import annotations

from typing import Any

import attrs
import pytest

import boneguide as bg
from boneguide import Q, Range, Regimen
from boneguide.interop.fhir._out.dosage import beside, dosages, medication
from boneguide.interop.fhir._out.radiation import prescription
from boneguide.interop.fhir._out.writing import write
from boneguide.model.assessment import Assessment
from tests.interop.fhir.write_support import held, resources, valid
from tests.interop.support import GRADE, ON, SOURCE

Fields = dict[str, Any]

BASE = Regimen(drug="zoledronic acid", route="IV")
UCUM = "http://unitsofmeasure.org"
IV = {"system": "http://snomed.info/sct", "code": "47625008", "display": "Intravenous route (qualifier value)"}


def dosage(**fields: object) -> Fields:
    [found] = dosages(attrs.evolve(BASE, **fields))  # type: ignore[arg-type]  # as its fields say
    return found


def amount(value: float, unit: str, code: str = "") -> Fields:
    return {"value": value, "unit": unit, "system": UCUM, "code": code or unit}


def written(regimen: Regimen | bg.RadiotherapyRegimen, identifier: str = "own") -> Fields:
    """Return the one proposal of an option, after the whole Bundle was found valid."""
    option = bg.Recommendation(
        id=identifier,
        title="Own",
        about="L3",
        status=bg.Status.OPTION,
        regimen=regimen,
        grade=GRADE,
        sources=(SOURCE,),
        edition="1",
    )
    assessment = Assessment.of([option], on=ON, jurisdiction="UK", editions={}, version="0")
    bundle = valid(write(assessment, subject="Patient/1"))
    [group] = resources(bundle, "RequestGroup")
    return held(bundle, group["action"][0]["resource"]["reference"])


# ---- drugs


def test_a_drug_has_its_verified_codes_and_its_name() -> None:
    assert medication("zoledronic acid") == {
        "coding": [
            {"system": "http://www.nlm.nih.gov/research/umls/rxnorm", "code": "77655", "display": "zoledronic acid"},
            {"system": "http://www.whocc.no/atc", "code": "M05BA08", "display": "zoledronic acid"},
            {"system": "http://snomed.info/sct", "code": "395926009", "display": "Zoledronic acid (substance)"},
        ],
        "text": "zoledronic acid",
    }


def test_a_code_that_was_seen_once_and_one_of_several_uses_are_left_out() -> None:
    systems = [coding["system"] for coding in medication("buprenorphine")["coding"]]
    # Two codes of ATC, for pain and for dependence; the code of SNOMED CT was seen in one place.
    assert systems == ["http://www.nlm.nih.gov/research/umls/rxnorm"]


def test_a_salt_has_the_codes_of_its_substance() -> None:
    found = medication("radium-223 dichloride")
    assert found["text"] == "radium-223 dichloride"
    assert [coding["code"] for coding in found["coding"]] == ["V10XX03", "24853006"]


def test_a_drug_that_is_not_known_is_its_name() -> None:
    assert medication("Xyz  10") == {"text": "Xyz 10"}


# ---- dosages


def test_a_dose_with_nothing_else() -> None:
    assert dosage(dose=Q(4, "mg")) == {
        "text": "zoledronic acid 4 mg IV",
        "route": {"coding": [IV], "text": "IV"},
        "doseAndRate": [{"doseQuantity": amount(4, "mg")}],
    }


def test_no_dose() -> None:
    assert dosage() == {"text": "zoledronic acid IV", "route": {"coding": [IV], "text": "IV"}}


@pytest.mark.parametrize(
    ("route", "code"),
    [
        ("IV", "47625008"),
        ("SC", "34206005"),
        ("oral", "26643006"),
        ("transdermal", "45890007"),
        ("Subcutaneous", "34206005"),
    ],
)
def test_routes_have_their_code(route: str, code: str) -> None:
    found = dosage(route=route)["route"]
    assert [coding["code"] for coding in found["coding"]] == [code]
    assert found["text"] == route


@pytest.mark.parametrize("route", ["IV or SC", "sublingual tablet", "oral, whole day in divided doses"])
def test_a_route_that_is_more_than_a_route_stays_text(route: str) -> None:
    assert dosage(route=route)["route"] == {"text": route}


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"dose": Q(2.5, "mg/kg")}, {"doseQuantity": amount(2.5, "mg/kg")}),
        ({"dose": Q(800, "IU vitamin D")}, {"doseQuantity": amount(800, "IU vitamin D", "[IU]{vitamin_D}")}),
        ({"dose": Q(12, "ug/h")}, {"rateQuantity": amount(12, "ug/h")}),
        (
            {"dose_range": Range(low=Q(3, "mg"), high=Q(4, "mg"))},
            {"doseRange": {"low": amount(3, "mg"), "high": amount(4, "mg")}},
        ),
        ({"dose_range": Range(high=Q(4, "mg"))}, {"doseRange": {"high": amount(4, "mg")}}),
        ({"dose_range": Range(low=Q(4, "mg"))}, {"doseRange": {"low": amount(4, "mg")}}),
        (
            {"dose_range": Range(low=Q(12, "ug/h"), high=Q(25, "ug/h"))},
            {"rateRange": {"low": amount(12, "ug/h"), "high": amount(25, "ug/h")}},
        ),
        (
            {"dose": Q(4, "mg"), "maximum_rate": Q(22.5, "mg/h")},
            {"doseQuantity": amount(4, "mg"), "rateRange": {"high": amount(22.5, "mg/h")}},
        ),
        ({"maximum_rate": Q(1, "mg/min")}, {"rateRange": {"high": amount(1, "mg/min")}}),
        # FHIR has room for one rate: that of the patch stands, the other is told beside it.
        ({"dose": Q(12, "ug/h"), "maximum_rate": Q(1, "mg/h")}, {"rateQuantity": amount(12, "ug/h")}),
    ],
)
def test_doses_and_rates(fields: Fields, expected: Fields) -> None:
    assert dosage(**fields)["doseAndRate"] == [expected]
    made = written(attrs.evolve(BASE, **fields))
    assert made["dosageInstruction"][0]["doseAndRate"] == [expected]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (
            {"interval": Range.exactly(Q(4, "week"))},
            {"repeat": {"frequency": 1, "period": 4, "periodUnit": "wk"}},
        ),
        (
            {"interval": Range(low=Q(3, "week"), high=Q(4, "week"))},
            {"repeat": {"frequency": 1, "period": 3, "periodMax": 4, "periodUnit": "wk"}},
        ),
        (
            {"interval": Range(low=Q(0.5, "day"), high=Q(1, "day"))},
            {"repeat": {"frequency": 1, "period": 0.5, "periodMax": 1, "periodUnit": "d"}},
        ),
        ({"interval": Range.exactly(Q(6, "month"))}, {"repeat": {"frequency": 1, "period": 6, "periodUnit": "mo"}}),
        ({"interval": Range.exactly(Q(6, "hour"))}, {"repeat": {"frequency": 1, "period": 6, "periodUnit": "h"}}),
        ({"interval": Range(low=Q(12, "week"))}, {"code": {"text": "every 12 week or longer"}}),
        ({"interval": Range(high=Q(12, "week"))}, {"code": {"text": "every up to 12 week"}}),
        (
            {"interval": Range(low=Q(7, "day"), high=Q(2, "week"))},
            {"code": {"text": "every 7 day to 2 week"}},
        ),
        (
            {"infusion_time": Range.exactly(Q(15, "minute"))},
            {"repeat": {"duration": 15, "durationUnit": "min"}},
        ),
        (
            {"infusion_time": Range(low=Q(2, "hour"), high=Q(4, "hour"))},
            {"repeat": {"duration": 2, "durationMax": 4, "durationUnit": "h"}},
        ),
        (
            {"interval": Range.exactly(Q(4, "week")), "infusion_time": Range.exactly(Q(15, "minute"))},
            {"repeat": {"frequency": 1, "period": 4, "periodUnit": "wk", "duration": 15, "durationUnit": "min"}},
        ),
        ({"days": (1, 8, 15)}, {"code": {"text": "on days 1, 8, 15"}}),
        (
            {"days": (1, 8), "interval": Range(low=Q(12, "week"))},
            {"code": {"text": "every 12 week or longer, on days 1, 8"}},
        ),
        (
            {"days": (1, 8), "interval": Range.exactly(Q(4, "week"))},
            {"repeat": {"frequency": 1, "period": 4, "periodUnit": "wk"}, "code": {"text": "on days 1, 8"}},
        ),
    ],
)
def test_timing(fields: Fields, expected: Fields) -> None:
    assert dosage(**fields)["timing"] == expected
    assert written(attrs.evolve(BASE, **fields))["dosageInstruction"][0]["timing"] == expected


def test_a_time_of_infusion_that_is_open_is_told_in_the_text_only() -> None:
    found = dosage(dose=Q(4, "mg"), infusion_time=Range(low=Q(15, "minute")))
    assert found["text"] == "zoledronic acid 4 mg IV over 15 minute or longer"
    assert "timing" not in found


@pytest.mark.parametrize("twice", [True, False])
def test_a_taper_is_one_dosage_for_each_step(twice: bool) -> None:
    taper = bg.Taper(name="T", steps=[(Q(3, "mg"), 2), (Q(1, "mg"), 1)], twice_daily=twice)
    regimen = attrs.evolve(BASE, drug="dexamethasone", route="oral", dose=Q(3, "mg"), taper=taper)
    first, second = written(regimen)["dosageInstruction"]
    assert [first["sequence"], second["sequence"]] == [1, 2]
    often = " in two doses" if twice else ""
    assert first["text"] == f"dexamethasone 3 mg a day{often} oral for 2 days"
    assert second["text"] == f"dexamethasone 1 mg a day{often} oral for 1 day"
    assert first["timing"]["repeat"] == {
        "boundsDuration": amount(2, "day", "d"),
        "frequency": 2 if twice else 1,
        "period": 1,
        "periodUnit": "d",
    }
    assert first.get("doseAndRate") == (None if twice else [{"doseQuantity": amount(3, "mg")}])
    assert first["route"]["text"] == "oral"


def test_what_no_element_says_is_told_beside_it() -> None:
    regimen = attrs.evolve(
        BASE,
        volume=Q(100, "mL"),
        diluents=("saline", "glucose"),
        maximum_rate=Q(1, "mg/h"),
        preparation=("draw up", "shake"),
        taper=bg.Taper(name="T", steps=[(Q(1, "mg"), 1)]),
        notes=("slowly",),
    )
    assert list(beside(regimen)) == [
        "Volume: 100 mL",
        "Fluid: saline or glucose",
        "Fastest rate: 1 mg/h",
        "Taper: T: 1 mg for 1 day, then none; 1 day, 1 mg in all",
        "Preparation: draw up",
        "Preparation: shake",
        "slowly",
    ]
    assert list(beside(BASE)) == []


# ---- radiotherapy

CODEX = "http://hl7.org/fhir/us/codex-radiation-therapy/StructureDefinition"
MCODE = "http://hl7.org/fhir/us/mcode/StructureDefinition"
UNC = {"system": "http://terminology.hl7.org/CodeSystem/v3-NullFlavor", "code": "UNC", "display": "un-encoded"}


def test_a_schedule_is_a_phase_with_its_dose() -> None:
    regimen = bg.RadiotherapyRegimen(
        dose_per_fraction=Q(4, "Gy"), fractions=5, technique="stereotactic", notes=("in a trial",)
    )
    made = written(regimen)
    assert made["resourceType"] == "ServiceRequest"
    assert made["code"] == {
        "coding": [
            {
                "system": "http://snomed.info/sct",
                "code": "1222565005",
                "display": "Radiotherapy treatment phase (regime/therapy)",
            }
        ],
        "text": "Radiotherapy: 20 Gy in 5 fractions, stereotactic",
    }
    assert [coding["code"] for coding in made["category"][0]["coding"]] == ["1287742003"]
    assert made["bodySite"] == [{"text": "L3"}]
    assert made["contained"] == [
        {
            "resourceType": "BodyStructure",
            "id": "volume",
            "meta": {"profile": [f"{MCODE}/mcode-radiotherapy-volume"]},
            "description": "Volume around L3, left to the planning",
            "patient": {"reference": "Patient/1"},
        }
    ]
    assert made["extension"] == [
        {
            "url": f"{MCODE}/mcode-radiotherapy-modality-and-technique",
            "extension": [
                {
                    "url": f"{MCODE}/mcode-radiotherapy-modality",
                    "valueCodeableConcept": {"coding": [UNC], "text": "external beam, the kind left open"},
                },
                {
                    "url": f"{MCODE}/mcode-radiotherapy-technique",
                    "valueCodeableConcept": {"coding": [UNC], "text": "stereotactic"},
                },
            ],
        },
        {"url": f"{CODEX}/codexrt-radiotherapy-fractions-prescribed", "valuePositiveInt": 5},
        {
            "url": f"{CODEX}/codexrt-radiotherapy-dose-prescribed-to-volume",
            "extension": [
                {"url": "volume", "valueReference": {"reference": "#volume"}},
                {"url": "fractionDose", "valueQuantity": amount(400, "cGy")},
                {"url": "totalDose", "valueQuantity": amount(2000, "cGy")},
            ],
        },
    ]
    assert made["note"][-1] == {"text": "in a trial"}


def test_a_technique_and_a_lesion_that_are_left_open() -> None:
    regimen = bg.RadiotherapyRegimen(dose_per_fraction=Q(800, "cGy"), fractions=1)
    found = prescription(regimen, "own", "", "Patient/1")
    assert "bodySite" not in found
    assert found["contained"][0]["description"] == "Volume left to the planning"
    [told] = found["extension"][0]["extension"]
    assert told["url"].endswith("modality")


@pytest.mark.parametrize(("rule", "code"), [("palliative-radiotherapy", "363676003"), ("re-irradiation", None)])
def test_only_a_rule_that_names_its_intent_has_one(rule: str, code: str | None) -> None:
    regimen = bg.RadiotherapyRegimen(dose_per_fraction=Q(8, "Gy"), fractions=1)
    intents = [
        [coding["code"] for coding in each["valueCodeableConcept"]["coding"]]
        for each in written(regimen, rule)["extension"]
        if each["url"] == f"{MCODE}/mcode-procedure-intent"
    ]
    assert intents == ([] if code is None else [[code]])
