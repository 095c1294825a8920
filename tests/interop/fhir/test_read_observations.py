"""Observations: results, measures, scores, and findings of presence or absence."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from boneguide.interop import fhir, terminology
from boneguide.interop.fhir import Intake
from boneguide.interop.fhir._claims import Wrong
from boneguide.interop.fhir._names import FACTS
from boneguide.interop.fhir._own_facts import UnknownFact, with_fact
from boneguide.model.patient import Patient
from boneguide.quantities import Q
from tests.interop.fhir.record import LOINC, SNOMED, UCUM, Plain, amount, coded, condition, observation, resource
from tests.interop.fhir.treatment_support import ON, problem, read, reason, unread

CREATININE = coded(LOINC, "14682-9")
ECOG = coded(LOINC, "89247-1")
KARNOFSKY = coded(LOINC, "89243-0")
PAIN = coded(LOINC, "72514-3")
BONE = coded(SNOMED, "94222008")
PRESENT = coded(SNOMED, "52101004")
ABSENT = coded(SNOMED, "2667000")
ABSENT_REASON = {"dataAbsentReason": coded("http://terminology.hl7.org/CodeSystem/data-absent-reason", "x", "Masked")}


def result(value: Plain | None = None, code: Plain = CREATININE, **fields: Any) -> Plain:
    """Return a laboratory result."""
    held = {} if value is None else {"valueQuantity": value}
    return {**observation("o1", code), **held, **fields}


def seen(code: Plain, **fields: Any) -> Intake:
    """Return what is read of one observation."""
    return read(observation("o1", code, **fields))


def creatinine(intake: Intake) -> Any:
    """Return the one result."""
    assert intake.problems == ()
    [one] = intake.patient.labs.creatinine or ()
    return one


@pytest.mark.parametrize("state", ["final", "amended", "corrected"])
def test_a_result(state: str) -> None:
    one = creatinine(read(result(amount(122, "umol/L"), status=state)))
    assert (one.value, one.on, one.comparator) == (Q(122, "umol/L"), date(2026, 11, 20), None)


@pytest.mark.parametrize(
    ("state", "told"),
    [
        ("entered-in-error", "was entered in error"),
        ("cancelled", "was cancelled"),
        ("registered", "is registered and has no result yet"),
        ("preliminary", "is preliminary"),
        ("unknown", "has an unknown status"),
    ],
)
def test_what_is_not_final_is_no_fact(state: str, told: str) -> None:
    assert reason(read(result(amount(122, "umol/L"), status=state))) == told


@pytest.mark.parametrize("state", ["done", ""])
def test_a_status_that_is_none(state: str) -> None:
    path, _, _ = problem(read(result(amount(122, "umol/L"), status=state)))
    assert path == "status"


@pytest.mark.parametrize("sign", ["<", "<=", ">", ">="])
def test_a_comparator_is_kept(sign: str) -> None:
    assert creatinine(read(result({**amount(60, "umol/L"), "comparator": sign}))).comparator == sign


@pytest.mark.parametrize(
    ("fields", "day"),
    [
        ({"effectiveDateTime": "2026-11-20T23:30:00-05:00"}, date(2026, 11, 20)),
        ({"effectivePeriod": {"start": "2026-11-18", "end": "2026-11-19"}}, date(2026, 11, 19)),
        ({"effectiveInstant": "2026-11-17T08:00:00Z"}, date(2026, 11, 17)),
        ({"issued": "2026-11-16T08:00:00Z"}, date(2026, 11, 16)),
    ],
)
def test_the_day_of_the_sample(fields: Plain, day: date) -> None:
    held = observation("o1", CREATININE, None, valueQuantity=amount(80, "umol/L"), **fields)
    assert creatinine(read(held)).on == day


def test_days_that_do_not_do() -> None:
    value = amount(80, "umol/L")
    assert problem(read(observation("o1", CREATININE, None, valueQuantity=value)))[0] == "effectiveDateTime"
    assert problem(read(observation("o1", CREATININE, "2026-11", valueQuantity=value)))[1] == "'2026-11'"
    assert reason(read(observation("o1", CREATININE, "2026-11-24", valueQuantity=value))).startswith("is of 2026-11-24")
    assert creatinine(read(observation("o1", CREATININE, "2026-11-23", valueQuantity=value))).on == ON


@pytest.mark.parametrize(
    "value",
    [
        {"value": 122, "unit": "umol/L"},
        {"value": 122, "code": "umol/L"},
        {"value": 122, "unit": "\N{MICRO SIGN}mol/L", "system": UCUM, "code": "umol/L"},
        {"value": 122, "unit": "\N{GREEK SMALL LETTER MU}mol/l"},
        {"value": 122, "unit": "umol/L", "system": SNOMED, "code": "258814008"},
    ],
)
def test_the_unit_as_records_write_it(value: Plain) -> None:
    assert creatinine(read(result(value))).value == Q(122, "umol/L")


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"valueString": "<0.2"}, "14682-9: its value is a text or a code and no quantity, '<0.2'"),
        ({"valueCodeableConcept": {"text": "high"}}, "14682-9: its value is a text or a code and no quantity, 'high'"),
        (ABSENT_REASON, "14682-9 has no value: Masked"),
        ({"component": [{"code": {"text": "a part"}, "valueInteger": 1}]}, "14682-9: its parts say what there is"),
        ({"hasMember": [{"reference": "Observation/2"}]}, "14682-9: its parts say what there is"),
    ],
)
def test_results_without_a_quantity(fields: Plain, told: str) -> None:
    assert reason(read(result(None, **fields))) == told


@pytest.mark.parametrize(
    ("fields", "path"),
    [
        ({}, "valueQuantity"),
        ({"valueInteger": 122}, "valueInteger"),
        ({"valueRange": {"low": amount(1, "umol/L")}}, "valueRange"),
        ({"valueRatio": {"numerator": amount(1, "umol/L")}}, "valueRatio"),
        ({"valueQuantity": {"unit": "umol/L"}}, "valueQuantity.value"),
        ({"valueQuantity": {"value": 122}}, "valueQuantity.unit"),
        ({"valueQuantity": amount(122, "kg")}, "valueQuantity.unit"),
    ],
)
def test_results_that_are_not_as_they_should_be(fields: Plain, path: str) -> None:
    assert problem(read(result(None, **fields)))[0] == path


@pytest.mark.parametrize("code", ["2161-8", "2950-4"])
def test_a_result_of_another_fluid_is_none(code: str) -> None:
    intake = seen(coded(LOINC, code), valueQuantity=amount(9000, "umol/L"))
    assert (intake.patient.labs.creatinine, len(intake.ignored)) == (None, 1)


@pytest.mark.parametrize(
    ("fields", "path"),
    [
        ({"specimen": {"display": "Urine"}}, "specimen"),
        ({"specimen": {"reference": "Specimen/s"}}, "specimen"),
        ({"code": {**CREATININE, "text": "Kreatinin im Harn"}}, "code"),
        ({"code": coded(LOINC, "14682-9", "Creatinine, random urine")}, "code"),
    ],
)
def test_a_code_of_blood_with_a_sample_of_urine_contradicts_itself(fields: Plain, path: str) -> None:
    held = {**result(amount(122, "umol/L")), **fields}
    kind = resource("Specimen", "s", type=coded(SNOMED, "122575003", "Urine specimen"))
    intake = read(held, kind)
    assert [p.path for p in intake.problems] == [path]
    assert intake.patient.labs.creatinine is None


@pytest.mark.parametrize("words", ["Serum", "Harnstoff und Kreatinin"])
def test_other_samples(words: str) -> None:
    held = {**result(amount(122, "umol/L")), "specimen": {"display": words}}
    assert creatinine(read(held)).value == Q(122, "umol/L")


def test_a_result_of_urine() -> None:
    intake = seen(coded(LOINC, "1755-8", "Urine albumin"), valueQuantity=amount(30, "mg/24h"))
    assert intake.patient.labs.urine_albumin_24h is not None


def test_filtration_rates() -> None:
    rate = amount(61, "mL/min/{1.73_m2}")
    [one] = seen(coded(LOINC, "98979-8"), valueQuantity=rate).patient.labs.estimated_gfr or ()
    assert one.value == Q(61, "mL/min/1.73m2")
    told = reason(seen(coded(LOINC, "48643-1"), valueQuantity=rate))
    assert told == "an estimated filtration rate that goes by race is not taken"
    told = reason(seen(coded(LOINC, "2164-2"), valueQuantity=rate))
    assert told == "a clearance is worked out here from creatinine, age, weight and sex"


@pytest.mark.parametrize(("kind", "wrong"), [("Urine", True), ("Serum", False)])
def test_a_sample_inside_the_result(kind: str, wrong: bool) -> None:
    sample = {"resourceType": "Specimen", "id": "s", "type": {"text": kind}}
    held = {**result(amount(122, "umol/L")), "contained": [sample], "specimen": {"reference": "#s"}}
    intake = read(held)
    assert [p.path for p in intake.problems] == (["specimen"] if wrong else [])


def test_what_was_not_taken_of_a_result_is_told() -> None:
    one = observation("o1", CREATININE, valueQuantity=amount(80, "umol/L"), referenceRange=[{"text": "x"}] * 2)
    assert unread(read(one)) == ("2 reference ranges, of which none is said to be the one",)
    declared = {("https://lab.example", "K"): "laboratory:creatinine"}
    local = observation("o1", coded("https://lab.example", "K"), valueQuantity=amount(80, "umol/L"))
    intake = fhir.read([local], on=ON, codes=declared)
    assert unread(intake) == ("K of https://lab.example as the caller declared",)


@pytest.mark.parametrize(
    ("code", "value", "fact", "expected"),
    [
        ("29463-7", amount(62, "kg"), "weight", Q(62, "kg")),
        ("29463-7", amount(62000, "g"), "weight", Q(62000, "g")),
        ("29463-7", {"value": 137, "unit": "lbs", "system": UCUM, "code": "[lb_av]"}, "weight", Q(137, "lb")),
        ("8302-2", amount(1.65, "m"), "height", Q(1.65, "m")),
        ("8302-2", amount(65, "[in_i]"), "height", Q(65, "inch")),
    ],
)
def test_measures_of_the_body(code: str, value: Plain, fact: str, expected: object) -> None:
    assert getattr(seen(coded(LOINC, code), valueQuantity=value).patient, fact) == expected


@pytest.mark.parametrize("code", ["8335-2", "3142-7", "8341-0", "8306-3", "39156-5"])
def test_measures_that_are_not_taken(code: str) -> None:
    assert reason(seen(coded(LOINC, code), valueQuantity=amount(62, "kg"))) != ""


def test_measures_that_are_not_as_they_should_be() -> None:
    weight = coded(LOINC, "29463-7")
    value = {**amount(62, "kg"), "comparator": "<"}
    assert problem(seen(weight, valueQuantity=value))[0] == "valueQuantity.comparator"
    assert problem(seen(weight, valueQuantity=amount(62, "cm")))[0] == "valueQuantity.unit"
    assert problem(seen(coded(LOINC, "8302-2"), valueQuantity=amount(2500, "cm")))[0] == "valueQuantity.value"


@pytest.mark.parametrize(
    "fields",
    [
        {"valueInteger": 2},
        {"valueQuantity": {"value": 2}},
        {"valueQuantity": {"value": 2, "unit": "{score}", "system": UCUM, "code": "{score}"}},
        {"valueQuantity": {"value": 2.0, "unit": "points"}},
        {"valueQuantity": {"value": 2, "unit": "{ECOG_grade}"}},
        {"valueCodeableConcept": coded(LOINC, "LA9624-3")},
        {"valueCodeableConcept": coded(SNOMED, "422894000")},
        {"interpretation": [coded(LOINC, "LA9624-3")]},
    ],
)
def test_the_forms_of_a_score(fields: Plain) -> None:
    intake = seen(ECOG, **fields)
    assert (intake.problems, intake.patient.ecog) == ((), 2)


@pytest.mark.parametrize("value", [0, 4])
def test_ecog_bounds(value: int) -> None:
    assert seen(ECOG, valueInteger=value).patient.ecog == value


@pytest.mark.parametrize(
    ("code", "fields", "path"),
    [
        (ECOG, {"valueInteger": 6}, "value"),
        (ECOG, {"valueInteger": -1}, "value"),
        (ECOG, {"valueQuantity": {"value": 1.5}}, "valueQuantity.value"),
        (ECOG, {"valueQuantity": {"value": 1, "unit": "kg"}}, "valueQuantity.unit"),
        (ECOG, {"valueQuantity": {"value": 1, "unit": "%"}}, "valueQuantity.unit"),
        (ECOG, {"valueQuantity": {"value": 1, "comparator": "<"}}, "valueQuantity.comparator"),
        (ECOG, {"valueString": "1"}, "value"),
        (ECOG, {"valueCodeableConcept": {"text": "ECOG 1"}}, "value"),
        (ECOG, {"valueCodeableConcept": coded(LOINC, "LA29176-7")}, "valueCodeableConcept"),
        (ECOG, {}, "value"),
        (KARNOFSKY, {"valueInteger": 85}, "value"),
        (KARNOFSKY, {"valueInteger": 110}, "value"),
        (PAIN, {"valueInteger": 11}, "value"),
    ],
)
def test_scores_that_are_not_as_they_should_be(code: Plain, fields: Plain, path: str) -> None:
    assert problem(seen(code, **fields))[0] == path


@pytest.mark.parametrize(
    ("code", "fields"),
    [
        (ECOG, {"valueInteger": 5}),
        (ECOG, {"valueCodeableConcept": coded(LOINC, "LA9627-6")}),
        (KARNOFSKY, {"valueCodeableConcept": coded(LOINC, "LA9627-6")}),
        (KARNOFSKY, {"valueInteger": 0}),
    ],
)
def test_points_of_the_dead(code: Plain, fields: Plain) -> None:
    assert reason(seen(code, **fields)).endswith("means that the person has died")


def test_other_scores() -> None:
    assert seen(KARNOFSKY, valueQuantity={"value": 70, "unit": "%"}).patient.karnofsky == 70
    assert seen(KARNOFSKY, valueCodeableConcept=coded(LOINC, "LA29176-7")).patient.karnofsky == 90
    assert seen(PAIN, valueInteger=10).patient.pain.worst == 10
    assert seen(PAIN, valueQuantity=amount(0, "{score}")).patient.pain.worst == 0
    assert reason(seen(coded(LOINC, "38214-3"), valueInteger=40)) == "38214-3: a score that no rule reads"
    assert reason(seen(ECOG, **ABSENT_REASON)) == "89247-1 has no value: Masked"
    unknown = next(c for c in terminology.codes("answer", "ecog=unknown") if c.decides)
    told = reason(seen(ECOG, valueCodeableConcept=coded(unknown.system, unknown.code)))
    assert told == "89247-1: the answer is that it is not known"


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"valueCodeableConcept": PRESENT}, True),
        ({"valueCodeableConcept": ABSENT}, False),
        ({"valueBoolean": True}, True),
        ({"valueBoolean": False}, False),
    ],
)
def test_a_finding_is_what_its_value_says(fields: Plain, expected: object) -> None:
    assert seen(BONE, **fields).patient.bone_metastases is expected


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"valueCodeableConcept": coded(SNOMED, "261665006")}, "was looked for and is not known"),
        ({"valueCodeableConcept": coded(SNOMED, "415684004")}, "is suspected, and not known"),
        ({"valueCodeableConcept": coded(SNOMED, "385432009")}, "is answered as not applicable"),
        (ABSENT_REASON, "has no value: Masked"),
    ],
)
def test_findings_that_are_not_known(fields: Plain, told: str) -> None:
    assert reason(seen(BONE, **fields)) == told


@pytest.mark.parametrize(
    "fields", [{}, {"valueString": "present"}, {"valueCodeableConcept": {"text": "Present"}}, {"valueInteger": 1}]
)
def test_the_code_alone_says_nothing(fields: Plain) -> None:
    path, _, expected = problem(seen(BONE, **fields))
    assert path == "value"
    assert expected.startswith("present or absent")


def test_an_answer_that_is_neither() -> None:
    performed = {("https://clinic.example", "done"): "qualifier:performed"}
    held = observation("o1", BONE, valueCodeableConcept=coded("https://clinic.example", "done"))
    assert problem(fhir.read([held], on=ON, codes=performed))[0] == "value"


def test_metastases_elsewhere() -> None:
    patient = seen(coded(SNOMED, "94381002"), valueCodeableConcept=PRESENT).patient
    assert patient.conditions.visceral_metastases is True
    told = reason(seen(coded(SNOMED, "94392001"), valueCodeableConcept=PRESENT))
    assert told == "94392001: metastases at a place that no rule asks about"


SPREAD = coded(SNOMED, "385421009")


@pytest.mark.parametrize(
    ("value", "bone", "visceral"),
    [
        (BONE, True, None),
        (coded(SNOMED, "258333005"), True, None),
        (coded(SNOMED, "258334004"), None, True),
        (coded(SNOMED, "313367003"), None, True),
    ],
)
def test_where_metastases_are(value: Plain, bone: object, visceral: object) -> None:
    patient = seen(SPREAD, valueCodeableConcept=value).patient
    assert (patient.bone_metastases, patient.conditions.visceral_metastases) == (bone, visceral)


@pytest.mark.parametrize(("place", "bone", "visceral"), [("T12", True, None), ("liver", None, True)])
def test_where_metastases_are_by_a_place(place: str, bone: object, visceral: object) -> None:
    code = next(c for c in terminology.codes("site", place) if c.decides)
    patient = seen(SPREAD, valueCodeableConcept=coded(code.system, code.code)).patient
    assert (patient.bone_metastases, patient.conditions.visceral_metastases) == (bone, visceral)


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({}, "385421009: no place that is known here"),
        ({"valueCodeableConcept": {"text": "knee"}}, "385421009: knee"),
        ({"valueCodeableConcept": coded(SNOMED, "94392001")}, "385421009: 94392001"),
        (ABSENT_REASON, "385421009 has no value"),
    ],
)
def test_places_that_say_nothing_that_is_taken(fields: Plain, told: str) -> None:
    assert reason(seen(SPREAD, **fields)) == told


CATEGORY = coded(LOINC, "21907-1")


def test_no_distant_metastases() -> None:
    patient = seen(CATEGORY, valueCodeableConcept=coded(SNOMED, "1229901006")).patient
    assert (patient.bone_metastases, patient.conditions.visceral_metastases) == (False, False)


@pytest.mark.parametrize("code", ["1229903009", "1229904003", "1229907005", "1229910003"])
def test_a_category_without_its_cancer_does_not_say_where(code: str) -> None:
    assert reason(seen(CATEGORY, valueCodeableConcept=coded(SNOMED, code))).endswith("where metastases are")


def test_no_category() -> None:
    assert reason(seen(CATEGORY)) == "21907-1: no category does not say where metastases are"
    assert reason(seen(CATEGORY, valueCodeableConcept={"text": "M0"})).startswith("21907-1: M0 does not say")


@pytest.mark.parametrize(
    ("code", "cancer", "expected"),
    [
        ("1229907005", "399068003", True),
        ("1229907005", "254837009", None),
        ("1229907005", "38341003", None),
        ("1229910003", "399068003", None),
    ],
)
def test_the_letter_of_a_category_means_bone_for_the_prostate_alone(code: str, cancer: str, expected: object) -> None:
    cancers = [condition("c1", coded(SNOMED, cancer))]
    held = observation("o1", CATEGORY, valueCodeableConcept=coded(SNOMED, code), focus=[{"reference": "Condition/c1"}])
    intake = read(held, *cancers)
    assert intake.patient.bone_metastases is expected
    if expected:
        assert intake.about("bone_metastases")[0].said == f"{code}, in cancer of the prostate: metastases of bone"


def test_a_cancer_that_is_not_at_hand_says_nothing() -> None:
    focus = [{"reference": "Condition/c9"}]
    held = observation("o1", CATEGORY, valueCodeableConcept=coded(SNOMED, "1229907005"), focus=focus)
    assert reason(read(held)).endswith("where metastases are")


def test_histories_and_what_is_unknown_say_nothing() -> None:
    told = reason(seen(coded(SNOMED, "428262008"), valueCodeableConcept=PRESENT))
    assert told == "428262008: a history, which does not say what is there now"
    assert reason(seen({"text": "creatinine"}, valueInteger=1)) == "creatinine: nothing that is read here"
    assert reason(seen({}, valueInteger=1)) == "its code: nothing that is read here"


@pytest.mark.parametrize(
    ("code", "fields", "expected"),
    [
        (coded(LOINC, "82810-3"), {"valueCodeableConcept": coded(SNOMED, "77386006")}, True),
        (coded(LOINC, "82810-3"), {"valueCodeableConcept": coded(LOINC, "LA26683-5")}, False),
        (coded(SNOMED, "77386006"), {"valueBoolean": True}, True),
        (coded(SNOMED, "77386006"), {"valueBoolean": False}, False),
        (coded(SNOMED, "60001007"), {"valueBoolean": True}, False),
        (coded(SNOMED, "60001007"), {"valueBoolean": False}, True),
    ],
)
def test_pregnancy(code: Plain, fields: Plain, expected: object) -> None:
    assert seen(code, **fields).patient.pregnant is expected


@pytest.mark.parametrize(
    ("code", "fields", "expected"),
    [
        (coded(LOINC, "72166-2"), {"valueCodeableConcept": coded(SNOMED, "449868002")}, True),
        (coded(LOINC, "72166-2"), {"valueCodeableConcept": coded(SNOMED, "8517006")}, False),
        (coded(LOINC, "72166-2"), {"valueCodeableConcept": coded(SNOMED, "266919005")}, False),
        (coded(SNOMED, "8517006"), {"valueBoolean": True}, False),
    ],
)
def test_smoking(code: Plain, fields: Plain, expected: object) -> None:
    assert seen(code, **fields).patient.dental.smoking is expected


@pytest.mark.parametrize(
    ("code", "fields", "told"),
    [
        (coded(LOINC, "72166-2"), {"valueCodeableConcept": coded(SNOMED, "266927001")}, "72166-2: 266927001"),
        (coded(LOINC, "72166-2"), {"valueString": "x"}, "72166-2: an answer that is not known here"),
        (coded(SNOMED, "8517006"), {"valueBoolean": False}, "8517006: an answer that is not known here"),
    ],
)
def test_answers_that_leave_it_open(code: Plain, fields: Plain, told: str) -> None:
    assert reason(seen(code, **fields)) == told


def test_parts_of_an_observation() -> None:
    panel = observation(
        "o1",
        {"text": "panel"},
        component=[
            {"code": CREATININE, "valueQuantity": amount(80, "umol/L")},
            {"code": coded(LOINC, "2000-8"), "valueQuantity": amount(2.3, "mmol/L")},
            {"code": coded(LOINC, "1751-7"), "valueQuantity": {"value": 40}},
            {"code": coded(LOINC, "718-7"), **ABSENT_REASON},
            {"code": {"text": "remark"}, "valueString": "haemolytic"},
        ],
    )
    intake = read(panel)
    assert creatinine(intake).value == Q(80, "umol/L")
    assert len(intake.patient.labs.calcium or ()) == 1
    assert unread(intake) == (
        "component[2].valueQuantity.unit was nothing; expected a unit that the library knows",
        "718-7 has no value: Masked",
    )


def test_parts_of_which_none_can_be_read_are_a_problem() -> None:
    parts = [
        {"code": coded(LOINC, "718-7"), **ABSENT_REASON},
        {"code": coded(LOINC, "1751-7"), "valueQuantity": {"value": 40}},
    ]
    assert problem(read(observation("o1", {"text": "panel"}, component=parts)))[0] == "component[1].valueQuantity.unit"


@pytest.mark.parametrize("other", ["Patient/baby", "RelatedPerson/r"])
def test_what_is_about_another_than_its_subject(other: str) -> None:
    held = result(amount(80, "umol/L"), focus=[{"reference": other}])
    assert reason(read(held)) == f"is about another than its subject: {other}"


def test_an_extension_that_may_turn_the_meaning() -> None:
    held = [{"url": "https://clinic.example/not", "valueBoolean": True}]
    assert problem(read(result(amount(80, "umol/L"), modifierExtension=held)))[0] == "modifierExtension"


def own(fact: str, day: str | None = "2026-11-20", **fields: Any) -> Plain:
    """Return an observation of a fact under its own path."""
    return observation("o1", coded(FACTS, fact), day, **fields)


@pytest.mark.parametrize(
    ("fact", "fields", "expected"),
    [
        ("bone_metastases", {"valueBoolean": True}, True),
        ("ecog", {"valueInteger": 1}, 1),
        ("weight", {"valueQuantity": amount(62, "kg")}, Q(62, "kg")),
        ("primary", {"valueString": "breast"}, "breast"),
    ],
)
def test_facts_under_their_own_paths(fact: str, fields: Plain, expected: object) -> None:
    assert getattr(read(own(fact, **fields)).patient, fact) == expected


def test_a_day_under_its_own_path() -> None:
    intake = read(own("dental.assessment_on", valueDateTime="2026-10-01"))
    assert intake.patient.dental.assessment_on == date(2026, 10, 1)


def test_an_age_is_of_its_day() -> None:
    years = {"value": 68, "unit": "year"}
    assert reason(read(own("age", valueQuantity=years))) == "an age that was stated on another day"
    assert read(own("age", "2026-11-23", valueQuantity=years)).patient.age == Q(68, "year")


@pytest.mark.parametrize(
    ("fact", "fields", "path"),
    [
        ("no.such.fact", {"valueBoolean": True}, "code"),
        ("conditions", {"valueBoolean": True}, "code"),
        ("ecog.more", {"valueInteger": 1}, "code"),
        ("ecog", {"valueInteger": 9}, "code"),
        ("ecog", {}, "value"),
        ("labs", {"valueBoolean": True}, "valueString"),
        ("labs", {"valueString": "{"}, "valueString"),
        ("complete", {"valueString": "everything"}, "valueString"),
    ],
)
def test_own_facts_that_are_not_as_they_should_be(fact: str, fields: Plain, path: str) -> None:
    assert problem(read(own(fact, **fields)))[0] == path


def record(**held: Any) -> str:
    """Return a record as JSON."""
    return json.dumps({"format": "boneguide-patient/1", **held})


def test_facts_of_several_values_stand_as_a_record() -> None:
    results = [{"value": "80 umol/L", "on": "2026-11-01"}, {"value": "90 umol/L", "on": "2026-11-02"}]
    intake = read(own("labs", valueString=record(labs={"creatinine": results})))
    assert [(one.value, one.on) for one in intake.patient.labs.creatinine or ()] == [
        (Q(80, "umol/L"), date(2026, 11, 1)),
        (Q(90, "umol/L"), date(2026, 11, 2)),
    ]
    intake = read(own("allergies", valueString=record(allergies=["latex", "iodine"])))
    assert intake.patient.allergies == ("latex", "iodine")
    assert read(own("allergies", valueString=record(allergies=[]))).patient.allergies == ()
    assert read(own("labs", valueString=record(labs={"creatinine": []}))).patient.labs.creatinine == ()


def test_a_part_of_a_record_that_is_one_value() -> None:
    intake = read(own("withheld", valueString=record(withheld=["Zoledronate"])))
    assert (intake.problems, intake.patient.withheld) == ((), ("zoledronic acid",))


@pytest.mark.parametrize("held", [{}, {"age": "68 year"}, {"allergies": ["latex"], "age": "68 year"}])
def test_a_record_that_holds_something_else(held: Plain) -> None:
    path, _, expected = problem(read(own("allergies", valueString=record(**held))))
    assert (path, expected) == ("valueString", "a record as JSON that holds allergies and nothing else")


def test_that_a_list_is_complete() -> None:
    held = {**own("complete", valueString="allergies"), "id": "o2"}
    intake = read(held, own("allergies", valueString=record(allergies=["latex"])))
    assert (intake.patient.allergies, intake.patient.incomplete) == (("latex",), None)


def test_an_own_fact_without_a_value() -> None:
    held = {**own("ecog"), **ABSENT_REASON}
    assert reason(read(held)) == "has no value"


def test_one_fact_into_a_record() -> None:
    assert with_fact(Patient(), "pain.worst", 4).pain.worst == 4
    with pytest.raises(UnknownFact, match=r"'pain.most' is the path of no fact"):
        with_fact(Patient(), "pain.most", 4)
    assert str(Wrong("a", None, "b")) == "a was nothing; expected b"
