import json
from datetime import date
from typing import Any

import pytest

from boneguide.errors import InvalidPatientError, RecordError
from boneguide.interop import fhir
from boneguide.interop.fhir import Intake
from boneguide.interop.fhir import _opening as opening
from boneguide.quantities import Q
from tests.interop.fhir.record import RESOURCES, amount, bundle, coded, condition, observation, resource, resources

ON = date(2026, 11, 23)
LOINC = "http://loinc.org"
PERSON = RESOURCES[0]
CREATININE = observation("o1", coded(LOINC, "2160-0"), valueQuantity=amount(0.9, "mg/dL"))


def read(*held: Any, **more: Any) -> Intake:
    return fhir.read(list(held), **{"on": ON, **more})


def test_the_whole_of_a_record() -> None:
    intake = fhir.read(bundle(), on=ON)
    assert (intake.resources, len(intake.used), len(intake.problems)) == (19, 18, 0)
    assert [str(entry) for entry in intake.ignored] == [
        "Encounter/e1: nothing is read from a resource of type Encounter"
    ]
    patient = intake.patient
    assert (patient.sex, patient.age, patient.primary, patient.ecog) == ("female", Q(68, "year"), "breast", 1)
    assert patient.bone_metastases is True
    assert [str(result) for result in patient.labs.creatinine or ()] == [
        "84 umol/L on 2026-10-01",
        "0.9 mg/dL on 2026-11-20",
    ]
    assert str((patient.labs.haemoglobin or ())[0]) == "< 7 g/dL on 2026-11-20"
    assert [drug.drug for drug in patient.medications or ()] == ["morphine", "dexamethasone"]
    assert (patient.medications or ())[0].daily_dose == Q(60, "mg")
    assert [(dose.drug, dose.on, dose.dose) for dose in patient.bone_agent_doses or ()] == [
        ("zoledronic acid", date(2026, 10, 26), Q(4, "mg"))
    ]
    assert patient.allergies == ("penicillin",)
    assert patient.incomplete == ("medications", "bone_agent_doses", "allergies")
    [course] = intake.radiotherapy
    assert (course.total_dose, course.fractions, course.dose_per_fraction) == (Q(20, "Gy"), 5, Q(4, "Gy"))


@pytest.mark.parametrize(
    "form", ["bundle", "list", "text", "bytes", "bytes with a mark", "nested", "of fhir.resources"]
)
def test_every_form_in_which_resources_come(form: str) -> None:
    whole = bundle()
    given: Any = {
        "bundle": whole,
        "list": resources(),
        "text": json.dumps(whole),
        "bytes": json.dumps(whole).encode(),
        "bytes with a mark": b"\xef\xbb\xbf" + json.dumps(whole).encode(),
        "nested": [bundle(*resources()[:4]), resources()[4:]],
        "of fhir.resources": _validated(whole) if form == "of fhir.resources" else None,
    }[form]
    assert fhir.read(given, on=ON).patient == fhir.read(whole, on=ON).patient


def _validated(plain: dict[str, Any]) -> Any:
    from fhir.resources.R4B.bundle import Bundle

    return Bundle.model_validate(plain)


def test_resources_of_the_package_in_a_list() -> None:
    from fhir.resources.R4B.patient import Patient

    assert fhir.read([Patient.model_validate(PERSON)], on=ON).patient.sex == "female"


def test_one_resource_alone() -> None:
    assert fhir.read(PERSON, on=ON).used[0].resource == "Patient/p1"


def test_an_empty_bundle_leaves_everything_unknown() -> None:
    intake = fhir.read({"resourceType": "Bundle", "type": "collection"}, on=ON)
    assert (intake.resources, intake.patient.known()) == (0, ())
    assert str(intake) == "0 resources: 0 used, 0 ignored, 0 problems"


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (None, "what was given was nothing; expected a FHIR R4 Bundle"),
        (3, "what was given was 3; expected"),
        ({}, "has no resourceType"),
        ({"hook": "patient-view"}, r"a CDS Hooks request was given; .* boneguide\.interop\.cds_hooks"),
        ("{", "line 1, column 2 is no valid JSON"),
        ("[" * 100_000, "too deep in one another"),
        ("1" * 5000, "a number that is too long"),
        (b"\xff", "byte 0 is no UTF-8"),
        ({"resourceType": "Bundle", "entry": 3}, "entry was 3; expected a list"),
        ([{"resourceType": "Bundle", "entry": {}}], r"\[0\]\.entry was an object; expected a list"),
    ],
    ids=["nothing", "number", "no type", "hook", "cut off", "deep", "long number", "bytes", "entry", "entry inside"],
)
def test_what_holds_no_resources_is_refused(given: Any, told: str) -> None:
    with pytest.raises(RecordError, match=told):
        fhir.read(given, on=ON)


def test_bundles_too_deep_in_one_another_are_refused() -> None:
    given: Any = PERSON
    for _ in range(opening.DEEPEST_BUNDLE):
        given = [given]
    assert fhir.read(given, on=ON).patient.sex == "female"
    with pytest.raises(RecordError, match=r"bundles stand more than 8 deep"):
        fhir.read([[given]], on=ON)


def test_bounds_on_length_and_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "MOST_RESOURCES", 2)
    assert read(PERSON, CREATININE).resources == 2
    with pytest.raises(RecordError, match="more than 2 resources were given"):
        read(PERSON, CREATININE, CREATININE)
    monkeypatch.setattr(opening, "LARGEST", 10)
    with pytest.raises(RecordError, match="the text is 11 characters long; expected at most 10"):
        fhir.read(" " * 11, on=ON)


@pytest.mark.parametrize(
    ("item", "path", "found"),
    [
        (None, "", "nothing"),
        (3, "", "3"),
        ({}, "", "an object"),
        ({"id": "x"}, "resourceType", "nothing"),
        ({"resourceType": 3}, "resourceType", "3"),
        ({"resourceType": "No Type"}, "resourceType", "'No Type'"),
        ({"resourceType": "X" * 41}, "resourceType", repr("X" * 41)),
        ({**CREATININE, "note": "\ud800"}, "", "half of a surrogate pair"),
        ({**CREATININE, "note": object()}, "", "a value of type object"),
        (dict([*CREATININE.items(), (3, "x")]), "", "a name that is no text or a very long one"),
        ({**CREATININE, "note": ["x"] * 50_000}, "", "more than 50000 values"),
    ],
    ids=["null", "number", "empty", "no type", "type", "spaces", "long", "surrogate", "object", "name", "many"],
)
def test_what_is_no_resource_becomes_a_problem_and_the_rest_is_read(item: Any, path: str, found: str) -> None:
    intake = read(PERSON, item)
    assert intake.patient.sex == "female"
    [problem] = intake.problems
    assert (problem.place, problem.path, problem.found) == (1, path, found)


def test_cycles_depth_and_long_texts(monkeypatch: pytest.MonkeyPatch) -> None:
    around: dict[str, Any] = {"resourceType": "Observation", "id": "o"}
    around["extension"] = [around]
    assert read(around).problems[0].found == "values more than 48 deep"
    monkeypatch.setattr(opening, "LONGEST_TEXT", 40)
    long = {**CREATININE, "note": "x" * 41}
    assert read(long).problems[0].found == "a text of 41 characters"
    assert not read({**CREATININE, "id": "x" * 40}).problems


def test_an_entry_that_asks_for_a_deletion_holds_nothing() -> None:
    whole = {
        "resourceType": "Bundle",
        "type": "transaction",
        "entry": [
            {"request": {"method": "DELETE", "url": "Observation/1"}},
            {"request": {"method": "GET", "url": "Observation/1"}},
        ],
    }
    intake = fhir.read(whole, on=ON)
    assert [str(entry) for entry in intake.ignored] == ["entry[0]: asks for a deletion and holds no resource"]
    assert [str(entry) for entry in intake.problems] == [
        "entry[1], resourceType: found nothing; expected a resource with its resourceType"
    ]


def test_a_resource_that_fhir_resources_rejects_is_reported_and_the_rest_is_read() -> None:
    wrong = {**CREATININE, "code": {"coding": "2160-0"}}
    intake = read(PERSON, wrong)
    [problem] = intake.problems
    assert problem.path == "code.coding"
    assert intake.patient.known() == ("age", "sex")


def test_several_things_that_are_wrong_stand_in_one_problem() -> None:
    [problem] = read({"resourceType": "Observation", "id": "o", "code": 3, "note": 4}).problems
    assert (problem.path, problem.found) == ("code", "3")
    assert [told.partition(":")[0] for told in problem.further] == ["note"]
    assert "; note: found 4; expected" in str(problem)


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        ("FamilyMemberHistory", "is about a relative"),
        ("CarePlan", "is a plan, and no statement of what was done"),
        ("MedicationDispense", "a drug that was dispensed is not known to be taken"),
        ("Organization", "nothing is read from a resource of type Organization"),
    ],
)
def test_types_that_are_not_read(kind: str, reason: str) -> None:
    [entry] = read({"resourceType": kind, "id": "x"}).ignored
    assert (entry.resource, entry.reason) == (f"{kind}/x", reason)


def test_a_resource_about_nobody_is_a_problem() -> None:
    alone = {name: value for name, value in CREATININE.items() if name != "subject"}
    [problem] = read(PERSON, alone).problems
    assert (problem.path, problem.found, problem.expected) == ("subject", "nothing", "the person it is about")
    allergy = {"resourceType": "AllergyIntolerance", "id": "l", "code": {"text": "penicillin"}}
    # The element is required, so that the package says so first.
    assert read(PERSON, allergy).problems[0].path == "patient"


def test_a_resource_that_says_nothing_needs_no_subject() -> None:
    alone = {"resourceType": "Observation", "id": "x", "status": "final", "code": {"text": "mood"}}
    assert read(PERSON, alone).ignored[0].reason == "mood: nothing that is read here"


def test_what_is_about_another_person_is_ignored() -> None:
    other = {**CREATININE, "subject": {"reference": "Patient/other"}}
    intake = read(PERSON, other)
    assert intake.ignored[0].reason == "is about another person"
    assert intake.patient.labs.creatinine is None


def test_several_people_are_refused_until_one_is_named() -> None:
    other = {**PERSON, "id": "p2", "gender": "male"}
    with pytest.raises(RecordError, match=r"about 2 people, such as Patient/p1, Patient/p2; .* patient='Patient/p1'"):
        read(PERSON, other)
    intake = read(PERSON, other, CREATININE, patient="Patient/p2")
    assert intake.patient.sex == "male"
    assert [entry.resource for entry in intake.ignored] == ["Patient/p1", "Observation/o1"]
    with pytest.raises(RecordError, match="patient was 'Patient/p3', to whom nothing refers"):
        read(PERSON, other, patient="Patient/p3")


def test_a_person_who_is_only_referred_to() -> None:
    assert read(CREATININE).patient.labs.creatinine is not None
    assert read(CREATININE, patient="Patient/p1").patient.labs.creatinine is not None
    other = {**CREATININE, "id": "o2", "subject": {"reference": "Patient/p2"}}
    with pytest.raises(RecordError, match="about 2 people"):
        read(CREATININE, other)


def test_two_patient_resources_with_one_identifier_are_one_person() -> None:
    same = {"identifier": [{"system": "https://clinic.example", "value": "12"}]}
    first, second = {**PERSON, **same}, {**PERSON, **same, "id": "p2", "deceasedDateTime": "2026-11-01"}
    intake = read(first, second, CREATININE, {**CREATININE, "id": "o2", "subject": {"reference": "Patient/p2"}})
    assert len(intake.used) == 4
    assert intake.deceased == date(2026, 11, 1)
    assert str(intake).splitlines()[1] == "died: 2026-11-01"


def test_a_death_without_a_day() -> None:
    intake = read({**PERSON, "deceasedBoolean": True})
    assert intake.deceased is True
    assert "died: on a day not recorded" in str(intake)


def test_an_absolute_address_and_an_identifier_as_subject() -> None:
    whole = {
        "resourceType": "Bundle",
        "type": "collection",
        "entry": [
            {
                "fullUrl": "urn:uuid:0c3151bd-1cbf-4d64-b04d-cd9187a4c6e0",
                "resource": {**PERSON, "identifier": [{"system": "https://clinic.example", "value": "12"}]},
            },
            {"resource": {**CREATININE, "subject": {"reference": "urn:uuid:0c3151bd-1cbf-4d64-b04d-cd9187a4c6e0"}}},
            {
                "resource": {
                    **CREATININE,
                    "id": "o2",
                    "effectiveDateTime": "2026-11-19",
                    "subject": {"identifier": {"system": "https://clinic.example", "value": "12"}},
                }
            },
            {
                "resource": {
                    **CREATININE,
                    "id": "o3",
                    "effectiveDateTime": "2026-11-18",
                    "subject": {"reference": "https://clinic.example/fhir/Patient/p1/_history/3"},
                }
            },
        ],
    }
    assert len(fhir.read(whole, on=ON).patient.labs.creatinine or ()) == 3


@pytest.mark.parametrize("newer_first", [True, False])
def test_of_two_versions_the_later_counts(newer_first: bool) -> None:
    older = {**CREATININE, "meta": {"versionId": "1"}}
    newer = {**CREATININE, "meta": {"versionId": "2"}, "valueQuantity": amount(1.1, "mg/dL")}
    intake = read(*((newer, older) if newer_first else (older, newer)))
    assert str((intake.patient.labs.creatinine or ())[0].value.magnitude) == "1.1"
    assert intake.ignored[0].reason == "another version of it is there, which is later"
    assert intake.ignored[0].place == (1 if newer_first else 0)


def test_the_same_resource_again_counts_once() -> None:
    intake = read(CREATININE, CREATININE)
    assert (len(intake.used), intake.ignored[0].reason) == (1, "the same resource again")


def test_a_version_that_is_no_number_is_no_later_one() -> None:
    first = {**CREATININE, "meta": {"versionId": "x"}}
    second = {**CREATININE, "meta": {"versionId": "y"}, "valueQuantity": amount(1.1, "mg/dL")}
    assert read(first, second).ignored[0].place == 0


def test_resources_without_an_identifier_are_all_read() -> None:
    alone = {name: value for name, value in CREATININE.items() if name != "id"}
    intake = read(alone, {**alone, "effectiveDateTime": "2026-11-19"})
    assert [used.resource for used in intake.used] == ["Observation at [0]", "Observation at [1]"]


def test_a_code_that_the_caller_declares() -> None:
    own = ("https://lab.example/codes", "20005")
    local = {**CREATININE, "code": coded(*own, "Creatinine(Serum)")}
    assert read(local).ignored[0].reason == "Creatinine(Serum): nothing that is read here"
    intake = read(local, codes={own: "laboratory:creatinine"})
    assert str((intake.patient.labs.creatinine or ())[0]) == "0.9 mg/dL on 2026-11-20"


@pytest.mark.parametrize(
    ("codes", "told"),
    [
        ({("s", "c"): "creatinine"}, "expected a system and a code together, and a meaning as"),
        ({("s", "c"): "no group:creatinine"}, "expected a system and a code together, and a meaning as"),
        ({("s", "c"): 3}, "expected a system and a code together"),
        ({"s": "laboratory:creatinine"}, "expected a system and a code together"),
        ({("s", "c", "x"): "laboratory:creatinine"}, "expected a system and a code together"),
        ({("s", "c"): "laboratory:no such result"}, "the meaning 'laboratory:no such result', which no code has"),
    ],
)
def test_declared_codes_that_are_none(codes: Any, told: str) -> None:
    with pytest.raises(RecordError, match=told):
        read(CREATININE, codes=codes)


def test_lists_that_the_caller_knows_to_be_complete() -> None:
    intake = fhir.read(bundle(), on=ON, complete={"medications", "bone_agent_doses", "lesions"})
    assert intake.patient.incomplete == ("allergies",)
    assert intake.patient.lists_all("medications")
    # Nothing of it is there, and nothing is missing: there is none.
    assert read(PERSON, complete=("radionuclide_doses",)).patient.radionuclide_doses == ()
    assert read(PERSON).patient.radionuclide_doses is None
    assert read(PERSON, complete="medications").patient.medications == ()


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("AllergyIntolerance", "allergies"),
        ("Condition", "lesions"),
        ("MedicationAdministration", "bone_agent_doses"),
        ("MedicationRequest", "medications"),
        ("MedicationStatement", "medications"),
        ("Procedure", "radionuclide_doses"),
    ],
)
def test_a_list_with_an_entry_that_cannot_be_read_is_not_complete(kind: str, name: str) -> None:
    wrong = {"resourceType": kind, "id": "x", "status": 3}
    assert getattr(read(PERSON, complete=[name]).patient, name) == ()
    intake = read(PERSON, wrong, complete=[name])
    assert (len(intake.problems), getattr(intake.patient, name)) == (1, None)
    assert intake.notes == (f"{name} may lack entries, for a resource of it is a problem",)


def test_a_list_that_is_none() -> None:
    with pytest.raises(RecordError, match=r"complete named 'labs'; expected some of 'medications'"):
        read(PERSON, complete=["labs"])


@pytest.mark.parametrize("on", [None, "2026-11-23"])
def test_the_day_is_a_date(on: Any) -> None:
    with pytest.raises(InvalidPatientError, match=r"read\(on\)"):
        fhir.read(PERSON, on=on)


def test_what_no_used_resource_refers_to_is_ignored() -> None:
    drug = {"resourceType": "Medication", "id": "d1", "code": {"text": "morphine"}}
    volume = resource("BodyStructure", "b1", location={"text": "T12"})
    intake = read(PERSON, drug, volume)
    assert [entry.reason for entry in intake.ignored] == ["nothing that was used refers to it"] * 2


def test_a_part_that_is_referred_to_by_its_address() -> None:
    held = bundle(
        PERSON,
        {"resourceType": "Medication", "id": "d1", "code": {"text": "morphine"}},
        resource(
            "MedicationStatement",
            "s1",
            status="active",
            medicationReference={"reference": "https://clinic.example/fhir/Medication/d1"},
        ),
    )
    held["entry"][1]["fullUrl"] = "https://clinic.example/fhir/Medication/d1"
    intake = fhir.read(held, on=ON)
    assert [(u.resource, u.said) for u in intake.used][1:] == [
        ("Medication/d1", "part of MedicationStatement/s1"),
        ("MedicationStatement/s1", "morphine"),
    ]


def test_the_ledger_can_be_asked_about_a_fact() -> None:
    intake = fhir.read(bundle(), on=ON)
    assert [used.resource for used in intake.about("labs.creatinine")] == ["Observation/o1", "Observation/o2"]
    assert intake.about("labs.albumin") == ()


def test_what_the_model_refuses_is_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        msg = "Labs.creatinine cannot be that."
        raise InvalidPatientError(msg)

    monkeypatch.setattr("boneguide.interop.fhir._reading.READERS", {"Observation": refused})
    [problem] = read(CREATININE).problems
    assert (problem.path, problem.found) == ("", "values that cannot stand together")
    assert problem.expected == "Labs.creatinine cannot be that."


def test_facts_that_contradict_one_another_are_left_out_and_shown() -> None:
    myeloma = condition("c1", coded("http://snomed.info/sct", "109989006", "Multiple myeloma (disorder)"))
    male = {**PERSON, "gender": "male"}
    pregnant = observation("o2", coded("urn:x-boneguide:fact", "pregnant"), valueBoolean=True)
    intake = read(male, myeloma, pregnant)
    assert (intake.patient.sex, intake.patient.primary, intake.patient.pregnant) == ("male", "multiple myeloma", None)
    [conflict] = intake.conflicts
    assert (conflict.fact, conflict.taken) == ("pregnant", "nothing")
    assert "pregnant is True while sex is 'male'" in conflict.why
    assert intake.ignored[0].reason.startswith("pregnant: contradicts the rest of the record")
