"""An assessment as a Bundle: every resource valid, the record in it, and no proposal read as a fact."""

from __future__ import annotations

import copy
import json
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import boneguide as bg
from boneguide import guidelines
from boneguide.errors import RecordError
from boneguide.interop.fhir import read
from boneguide.interop.fhir._out.record import resources_of
from boneguide.interop.fhir._out.writing import proposals, write
from boneguide.interop.fhir._validating import refusals
from boneguide.interop.json import assessment_from_json, assessment_to_json, read_patient
from boneguide.logic.guideline import Guideline
from boneguide.model.answer import Alternative, Argument, Disagreement, Finding, Position, Task
from boneguide.model.assessment import Assessment
from boneguide.model.basis import Grounds, Input, Origin
from tests.interop.fhir.write_support import actions, group, held, resources, response, texts, valid
from tests.interop.support import EXAMPLES, GRADE, ON, SOURCE, patients

PLACES = ("US", "EU", "UK", None)


def assessed(path: Path, place: str | None = "US") -> Assessment:
    return bg.assess(read_patient(path), on=ON, jurisdiction=place)  # type: ignore[arg-type]  # one of them


def answer(status: bg.Status, **more: object) -> bg.Recommendation:
    stated = {"id": "own", "title": "Own rule", "status": status, "grade": GRADE, "sources": (SOURCE,), "edition": "1"}
    return bg.Recommendation(**{**stated, **more})  # type: ignore[arg-type]  # as its fields say


def of(*answers: bg.Recommendation, **more: object) -> Assessment:
    stated = {"on": ON, "jurisdiction": "UK", "editions": {"own": "1"}, "version": "0.0"}
    return Assessment.of(answers, **{**stated, **more})  # type: ignore[arg-type]  # as it says


# ---- whole bundles


PLACED = [(path, PLACES[number % len(PLACES)]) for number, path in enumerate(EXAMPLES)]


@pytest.mark.parametrize(("path", "place"), PLACED, ids=[f"{path.stem}-{place}" for path, place in PLACED])
def test_every_example_is_valid_and_gives_the_same_record(path: Path, place: str | None) -> None:
    assessment = assessed(path, place)
    bundle = valid(write(assessment, subject="Patient/1"))
    assert read(bundle, on=ON).patient == read_patient(path)


SUBJECTS = (guidelines.bone_agents, guidelines.radiotherapy, guidelines.analgesia, guidelines.radiopharmaceuticals)


# Shrinking a whole record takes minutes, and so does asking every rule of each.
@settings(
    deadline=None,
    max_examples=40,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)
@given(patients(), st.sampled_from(SUBJECTS))
def test_any_person_is_valid_and_no_proposal_is_read_as_a_fact(patient: bg.Patient, subject: Guideline) -> None:
    bundle = valid(write(subject(patient, on=ON, jurisdiction="EU"), subject="Patient/1", guideline=subject))
    record = resources_of(patient, subject="Patient/1", on=ON)
    assert resources(bundle)[len(bundle["entry"]) - len(record) :] == list(record)
    if record:
        assert read(bundle, on=ON).patient == read(list(record), on=ON).patient


def test_the_same_assessment_gives_the_same_bundle() -> None:
    path = EXAMPLES[0]
    first, second = (write(assessed(path), subject="Patient/1") for _ in range(2))
    assert first == second
    other = write(assessed(path), subject="Patient/2")
    assert first["id"] != other["id"]
    assert json.loads(json.dumps(first)) == first


def test_every_resource_is_valid_by_itself() -> None:
    for resource in resources(write(assessed(EXAMPLES[0]), subject="Patient/1")):
        assert refusals(resource) == ()


def test_order_of_the_bundle() -> None:
    bundle = write(assessed(EXAMPLES[0]), subject="Patient/1")
    kinds = [resource["resourceType"] for resource in resources(bundle)]
    assert kinds[:2] == ["GuidanceResponse", "RequestGroup"]
    assert bundle["entry"][0]["fullUrl"] == f"urn:uuid:{resources(bundle)[0]['id']}"
    last_proposal = max(place for place, kind in enumerate(kinds) if kind in {"MedicationRequest", "ServiceRequest"})
    first_issue = kinds.index("DetectedIssue")
    assert last_proposal < first_issue < kinds.index("Patient")


def test_a_document_holds_no_record_unless_one_is_given() -> None:
    path = EXAMPLES[0]
    read_again = assessment_from_json(assessment_to_json(assessed(path)))
    bundle = valid(write(read_again, subject="Patient/1"))
    assert not resources(bundle, "Patient")
    with_record = valid(write(read_again, subject="Patient/1", patient=read_patient(path)))
    assert read(with_record, on=ON).patient == read_patient(path)


def test_a_record_that_is_given_takes_the_place_of_the_other() -> None:
    path = EXAMPLES[0]
    other = bg.Patient(ecog=3)
    bundle = write(assessed(path), subject="Patient/1", patient=other)
    assert read(bundle, on=ON).patient == other


# ---- arguments


@pytest.mark.parametrize(
    "subject",
    [
        "Patient/1",
        "Patient/a-b.C",
        "https://records.example/fhir/Patient/1",
        "urn:uuid:e8a106f6-2970-5f12-a83f-1c66ade03be5",
    ],
)
def test_references_to_a_person(subject: str) -> None:
    bundle = write(of(answer(bg.Status.OPTION)), subject=subject)
    assert response(bundle)["subject"] == {"reference": subject}
    assert group(bundle)["subject"] == {"reference": subject}


@pytest.mark.parametrize(
    "subject",
    [
        "",
        "1",
        "Patient",
        "Patient/",
        "Patient/a b",
        "Group/1",
        "Patient/1\n",
        f"Patient/{'1' * 65}",
        "urn:uuid:1",
        None,
        2,
    ],
)
@pytest.mark.parametrize("function", [write, proposals])
def test_what_is_no_reference_to_a_person(subject: object, function: object) -> None:
    with pytest.raises(RecordError, match="expected a reference to the person, such as 'Patient/1'"):
        function(of(), subject=subject)  # type: ignore[operator]  # either takes it


def test_what_is_wrong_with_a_subject_is_shown_shortened() -> None:
    with pytest.raises(RecordError, match=rf"^subject was '{'x' * 60}'; expected"):
        write(of(), subject="x" * 100)


def dates(bundle: dict[str, Any]) -> set[str]:
    found = {response(bundle)["occurrenceDateTime"]}
    for resource in resources(bundle):
        found.update(resource[name] for name in ("authoredOn", "identifiedDateTime") if name in resource)
    return found


FINDING = Finding(id="f", severity=bg.Severity.AVOID, text="avoid it", known=True)


def test_without_a_time_the_day_of_the_assessment_stands() -> None:
    bundle = write(of(answer(bg.Status.OPTION, findings=(FINDING,))), subject="Patient/1")
    assert dates(bundle) == {"2026-11-23"}
    assert "timestamp" not in bundle


@pytest.mark.parametrize(
    ("authored", "written"),
    [
        (datetime(2026, 11, 24, 9, 30, 15, 123456, tzinfo=UTC), "2026-11-24T09:30:15+00:00"),
        (datetime(2026, 11, 24, 9, 30, tzinfo=timezone(timedelta(hours=-5, minutes=-30))), "2026-11-24T09:30:00-05:30"),
    ],
)
def test_with_a_time_it_stands(authored: datetime, written: str) -> None:
    assessment = of(answer(bg.Status.OPTION, findings=(FINDING,)))
    bundle = valid(write(assessment, subject="Patient/1", authored=authored))
    assert dates(bundle) == {written}
    assert bundle["timestamp"] == written
    assert proposals(assessment, subject="Patient/1", authored=authored)["own"]["authoredOn"] == written


@pytest.mark.parametrize(
    "authored",
    [
        datetime(2026, 11, 24, 9, 30),  # noqa: DTZ001 - that is what is refused
        datetime(2026, 11, 24, tzinfo=timezone(timedelta(seconds=90))),
        date(2026, 11, 24),
        "2026-11-24",
    ],
)
def test_a_time_without_its_zone_is_refused(authored: object) -> None:
    with pytest.raises(RecordError, match="expected a datetime with its zone, in whole minutes from UTC"):
        write(of(), subject="Patient/1", authored=authored)  # type: ignore[arg-type]  # as is tried


# ---- the response


def test_no_answer_applies() -> None:
    bundle = valid(write(of(answer(bg.Status.NOT_APPLICABLE)), subject="Patient/1"))
    assert [resource["resourceType"] for resource in resources(bundle)] == ["GuidanceResponse", "RequestGroup"]
    assert response(bundle)["status"] == "success"
    assert "dataRequirement" not in response(bundle)
    assert "action" not in group(bundle)
    assert response(bundle)["result"] == {"reference": bundle["entry"][1]["fullUrl"]}


@pytest.mark.parametrize(
    ("answers", "status"),
    [
        ([answer(bg.Status.OPTION)], "success"),
        ([answer(bg.Status.OPTION, missing=("dialysis",))], "data-requested"),
        ([answer(bg.Status.NEEDS_DATA, missing=("dialysis",))], "data-required"),
        ([answer(bg.Status.OPTION), answer(bg.Status.NEEDS_DATA, id="b")], "data-required"),
    ],
)
def test_status_of_the_response(answers: list[bg.Recommendation], status: str) -> None:
    assert response(valid(write(of(*answers), subject="Patient/1")))["status"] == status


def test_the_response_says_what_was_asked() -> None:
    made = response(write(of(answer(bg.Status.OPTION), notes=("a  note",)), subject="Patient/1"))
    assert made["moduleUri"] == "urn:x-boneguide:guideline"
    assert texts(made) == [
        bg.assess(bg.Patient(), on=ON, jurisdiction="UK").intended_use,
        "Made for 2026-11-23, UK",
        "boneguide 0.0",
        "Guideline own, edition 1",
        "a note",
    ]
    nowhere = response(write(of(jurisdiction=None), subject="Patient/1"))
    assert "Made for 2026-11-23, no jurisdiction given" in texts(nowhere)


def test_the_five_best_questions_are_told() -> None:
    assessment = assessed(EXAMPLES[-1])
    told = [text for text in texts(response(write(assessment, subject="Patient/1"))) if text.startswith("Best")]
    assert told == [f"Best found out next: {question}" for question in assessment.questions[:5]]
    assert len(told) == 5


def required(*missing: str, **more: object) -> list[list[tuple[str, str, str]]]:
    bundle = write(of(answer(bg.Status.OPTION, missing=missing)), subject="Patient/1", **more)  # type: ignore[arg-type]
    found = response(bundle).get("dataRequirement", [])
    assert all(each["type"] == "Observation" for each in found)
    assert all(each["subjectReference"] == {"reference": "Patient/1"} for each in found)
    return [
        [(code["system"], code["code"], code.get("display", "")) for code in each["codeFilter"][0]["code"]]
        for each in found
    ]


def test_a_result_is_asked_for_by_its_verified_codes_and_its_path() -> None:
    [codes] = required("vitamin_d")
    assert codes[0][0] == "http://loinc.org"
    assert ("http://loinc.org", "1989-3", "25-hydroxyvitamin D3 [Mass/volume] in Serum or Plasma") in codes
    # One that was seen in one place only does not decide.
    assert "68438-1" not in {code for _, code, _ in codes}
    assert codes[-1] == ("urn:x-boneguide:fact", "labs.vitamin_d", "25-hydroxyvitamin D")


def test_what_no_system_has_a_code_for_is_asked_for_by_its_path() -> None:
    assert required("dialysis") == [[("urn:x-boneguide:fact", "conditions.dialysis", "dialysis")]]


def test_a_fact_that_follows_from_several_parts_names_them() -> None:
    [codes] = required("dental_assessed")
    assert [code for _, code, _ in codes] == ["dental.assessment_on", "dental.assessed"]
    [codes] = required("cord_compression")
    assert [code for _, code, _ in codes] == ["neurology.cord_compression"]


def test_the_jurisdiction_is_no_data() -> None:
    assert required("jurisdiction") == []


def test_a_hospitals_own_fact_is_asked_for_by_its_name() -> None:
    assert required("frail_at_home") == [[("urn:x-boneguide:fact", "findings.frail_at_home", "frail at home")]]
    own = bg.fact("frail_at_home", label="frailty at home")
    rule = attrs.evolve(guidelines.supportive["exercise"], when=own)
    guideline = guidelines.supportive.only("exercise").replacing(rule)
    assert required("frail_at_home", guideline=guideline) == [
        [("urn:x-boneguide:fact", "findings.frail_at_home", "frailty at home")]
    ]


# ---- the group


def test_the_group_names_the_guidelines_and_the_intended_use() -> None:
    made = group(write(of(editions={"own rules": "1 (adapted)"}), subject="Patient/1"))
    assert made["instantiatesCanonical"] == ["urn:x-boneguide:guideline:own%20rules|1%20(adapted)"]
    assert texts(made) == [of().intended_use]


def test_an_answer_without_more_is_one_action() -> None:
    bundle = valid(write(of(answer(bg.Status.OPTION, action="Walk daily.")), subject="Patient/1"))
    [action] = group(bundle)["action"]
    made = held(bundle, action["resource"]["reference"])
    assert made["resourceType"] == "ServiceRequest"
    assert made["code"] == {
        "coding": [{"system": "urn:x-boneguide:rule", "code": "own", "display": "Own rule"}],
        "text": "Walk daily.",
    }
    assert made["instantiatesUri"] == ["urn:x-boneguide:rule:own"]
    del action["resource"]
    assert action == {
        "id": "answer-1",
        "extension": [
            {
                "url": "http://hl7.org/fhir/StructureDefinition/cqf-strengthOfRecommendation",
                "valueCodeableConcept": {"text": "ESMO 2020: [I, A]"},
            },
            {
                "url": "http://hl7.org/fhir/uv/cpg/StructureDefinition/cpg-directionOfRecommendation",
                "valueCodeableConcept": {
                    "coding": [
                        {
                            "system": "http://hl7.org/fhir/uv/cpg/CodeSystem/cpg-recommendation-direction-cs",
                            "code": "for",
                            "display": "For",
                        }
                    ]
                },
            },
        ],
        "title": "Own rule",
        "description": "An option: Walk daily.",
        "code": [
            {"coding": [{"system": "urn:x-boneguide:rule", "code": "own", "display": "Own rule"}]},
            {"coding": [{"system": "urn:x-boneguide:status", "code": "option"}]},
        ],
        "documentation": [
            {
                "type": "citation",
                "label": "A",
                "display": "p. 1 (primary)",
                "citation": "A guideline (2020; 2020)",
            }
        ],
    }


def test_an_ungraded_answer_has_no_grade_and_an_open_one_no_direction() -> None:
    ungraded = bg.Grade.ungraded("a label grades nothing")
    bundle = valid(write(of(answer(bg.Status.WITHHOLD, grade=ungraded)), subject="Patient/1"))
    [action] = group(bundle)["action"]
    assert "extension" not in action
    assert action["description"] == "On hold for now"


@pytest.mark.parametrize(
    ("status", "direction"),
    [
        (bg.Status.RECOMMENDED, "for"),
        (bg.Status.OPTION, "for"),
        (bg.Status.AFTER, "for"),
        (bg.Status.WITHHOLD, None),
        (bg.Status.NOT_RECOMMENDED, "against"),
        (bg.Status.CONTRAINDICATED, "against"),
    ],
)
def test_direction_and_what_is_not_to_be_done(status: bg.Status, direction: str | None) -> None:
    bundle = valid(write(of(answer(status)), subject="Patient/1"))
    [action] = group(bundle)["action"]
    told = [
        each["valueCodeableConcept"]["coding"][0]["code"]
        for each in action["extension"]
        if each["url"].endswith("directionOfRecommendation")
    ]
    assert told == ([] if direction is None else [direction])
    made = held(bundle, action["resource"]["reference"])
    assert made.get("doNotPerform") == (None if direction == "for" else True)
    assert ("own" in proposals(of(answer(status)), subject="Patient/1")) == (direction == "for")


@pytest.mark.parametrize(
    ("status", "told"),
    [
        (bg.Status.NEEDS_DATA, "Needs data: Own rule (L3): dialysis, age"),
        (bg.Status.INVESTIGATIONAL, "Investigational only: Own rule (L3): dialysis, age"),
    ],
)
def test_what_has_no_action_is_a_remark(status: bg.Status, told: str) -> None:
    waits = answer(status, about="L3", to_measure=("dialysis",), to_ask=("age", "dialysis"))
    bundle = valid(write(of(waits), subject="Patient/1"))
    assert "action" not in group(bundle)
    assert texts(group(bundle))[1:] == [told]
    assert not resources(bundle, "ServiceRequest")


def test_an_answer_with_nothing_to_wait_for_is_named_only() -> None:
    bundle = write(of(answer(bg.Status.INVESTIGATIONAL)), subject="Patient/1")
    assert texts(group(bundle))[1:] == ["Investigational only: Own rule"]


def test_red_flags_come_first_and_are_urgent() -> None:
    calm, urgent = answer(bg.Status.RECOMMENDED), answer(bg.Status.OPTION, id="flag", urgent=True)
    bundle = valid(write(of(calm, urgent), subject="Patient/1"))
    first, second = group(bundle)["action"]
    assert (first["code"][0]["coding"][0]["code"], first["priority"]) == ("flag", "urgent")
    assert held(bundle, first["resource"]["reference"])["priority"] == "urgent"
    assert "priority" not in second
    assert "priority" not in held(bundle, second["resource"]["reference"])
    against = write(of(answer(bg.Status.NOT_RECOMMENDED, urgent=True)), subject="Patient/1")
    assert "priority" not in group(against)["action"][0]


FIRST = Task(id="t", text="look at it", sources=(SOURCE,))
WATCH = Task(id="m", text="watch it", timing="each visit")


def test_what_comes_first_and_what_is_watched_are_related_to_the_option() -> None:
    bundle = valid(write(of(answer(bg.Status.AFTER, first=(FIRST,), monitor=(WATCH,))), subject="Patient/1"))
    [action] = group(bundle)["action"]
    assert action["groupingBehavior"] == "logical-group"
    assert "resource" not in action
    first, way, watch = action["action"]
    assert first["relatedAction"] == [{"actionId": way["id"], "relationship": "before-start"}]
    assert watch["relatedAction"] == [{"actionId": way["id"], "relationship": "concurrent"}]
    assert first["documentation"][0]["label"] == "A"
    assert "documentation" not in watch
    assert (first["title"], watch["title"]) == ("look at it", "watch it (each visit)")
    assert held(bundle, way["resource"]["reference"])["code"]["text"] == "Own rule"
    made = held(bundle, first["resource"]["reference"])
    assert made["code"] == {"coding": [{"system": "urn:x-boneguide:task", "code": "t"}], "text": "look at it"}
    assert texts(made)[1] == "Stands on: A guideline (2020; 2020): p. 1 (primary)"
    watched = held(bundle, watch["resource"]["reference"])
    assert watched["occurrenceTiming"] == {"code": {"text": "each visit"}}


def test_a_task_that_is_due_has_its_day() -> None:
    due = Task(id="d", text="scan", due=date(2026, 12, 1), timing="soon")
    bundle = valid(write(of(answer(bg.Status.AFTER, first=(due,))), subject="Patient/1"))
    [made] = [each for each in resources(bundle, "ServiceRequest") if each["code"]["text"] == "scan"]
    assert made["occurrencePeriod"] == {"end": "2026-12-01"}
    assert texts(made)[-1] == "soon"


def test_one_task_of_two_options_is_one_proposal() -> None:
    twice = [answer(bg.Status.AFTER, id=name, first=(FIRST,)) for name in ("a", "b")]
    bundle = valid(write(of(*twice), subject="Patient/1"))
    named = [a["resource"]["reference"] for a in actions(group(bundle)) if a.get("title") == "look at it"]
    assert len(named) == 2
    assert len(set(named)) == 1
    assert len(resources(bundle, "ServiceRequest")) == 3


REGIMEN = bg.Regimen(drug="zoledronic acid", route="IV", dose=bg.Q(4, "mg"))
OTHER_WAY = Alternative(
    id="v",
    text="every 12 weeks",
    regimen=attrs.evolve(REGIMEN, interval=bg.Range.exactly(bg.Q(12, "week"))),
    grade=GRADE,
)


def test_ways_of_giving_an_option_are_a_choice() -> None:
    ungraded = attrs.evolve(OTHER_WAY, id="w", grade=bg.Grade.ungraded("no"), sources=(SOURCE,))
    chosen = answer(bg.Status.OPTION, regimen=REGIMEN, alternatives=(OTHER_WAY, ungraded))
    bundle = valid(write(of(chosen), subject="Patient/1"))
    [action] = group(bundle)["action"]
    assert action["selectionBehavior"] == "at-most-one"
    main, other, last = action["action"]
    assert (main["title"], other["title"]) == ("Own rule", "every 12 weeks")
    assert other["extension"][0]["valueCodeableConcept"] == {"text": "ESMO 2020: [I, A]"}
    assert "extension" not in last
    assert "documentation" not in other
    assert last["documentation"][0]["label"] == "A"
    made = held(bundle, other["resource"]["reference"])
    assert made["dosageInstruction"][0]["timing"]["repeat"] == {"frequency": 1, "period": 12, "periodUnit": "wk"}
    assert texts(made)[1] == "Another way of giving Own rule: every 12 weeks"
    # The sources of the answer stand for a way that has none of its own.
    assert "Stands on: A guideline (2020; 2020): p. 1 (primary)" in texts(made)
    assert proposals(of(chosen), subject="Patient/1")["own"] == held(bundle, main["resource"]["reference"])


# ---- what a proposal says by itself


def test_a_proposal_says_by_itself_what_it_is() -> None:
    other = answer(bg.Status.NOT_RECOMMENDED, id="in")
    same = answer(bg.Status.OPTION, id="in", regimen=REGIMEN)
    full = answer(
        bg.Status.AFTER,
        regimen=attrs.evolve(REGIMEN, notes=("slowly",)),
        licensed=False,
        first=(FIRST,),
        findings=(
            FINDING,
            Finding(id="h", severity=None, text="low calcium", known=True),
            Finding(id="g", severity=bg.Severity.CAUTION, text="frailty", known=None),
        ),
        arguments=(
            Argument(id="a", text="it works", favours=True, grade=GRADE),
            Argument(id="b", text="it hurts", favours=False, grade=bg.Grade.ungraded("no")),
        ),
        disagreements=(
            Disagreement(id="d", about="the dose", positions=(Position(by="A", says="more", source=SOURCE),)),
        ),
        notes=("a note",),
        by_jurisdiction={"US": other, "EU": same},
    )
    [made] = [r for r in resources(write(of(full), subject="Patient/1")) if r["resourceType"] == "MedicationRequest"]
    assert texts(made) == [
        f"A proposal for a clinician to decide on. {of().intended_use}",
        "Advised or an option once what comes first is done (no jurisdiction given; ESMO 2020: [I, A])",
        "First: look at it",
        "Avoid: avoid it",
        "Withhold: low calcium",
        "Not ruled out: frailty",
        "Outside the licence there",
        "For: it works [ESMO 2020: [I, A]]",
        "Against: it hurts",
        "Sources differ on the dose: A: more",
        "In US: not-recommended",
        "In EU: option, zoledronic acid 4 mg IV",
        "a note",
        "Stands on: A guideline (2020; 2020): p. 1 (primary)",
        "slowly",
    ]


def test_a_proposal_of_a_lesion_names_it() -> None:
    bundle = valid(write(of(answer(bg.Status.OPTION, about="left  ilium")), subject="Patient/1"))
    [action] = group(bundle)["action"]
    assert action["title"] == "Own rule (left ilium)"
    assert action["code"][0]["coding"][0]["code"] == "own@left ilium"
    assert held(bundle, action["resource"]["reference"])["bodySite"] == [{"text": "left ilium"}]


def test_a_drug_that_is_advised_against_is_named_by_its_rule() -> None:
    against = answer(bg.Status.CONTRAINDICATED, id="denosumab", jurisdiction="UK")
    [made] = resources(valid(write(of(against), subject="Patient/1")), "MedicationRequest")
    assert made["doNotPerform"] is True
    assert made["medicationCodeableConcept"]["text"] == "denosumab"
    assert "dosageInstruction" not in made
    assert texts(made)[1] == "Contraindicated (UK; ESMO 2020: [I, A])"


def test_a_drug_on_hold_is_named_by_its_regimen() -> None:
    [made] = resources(write(of(answer(bg.Status.WITHHOLD, regimen=REGIMEN)), subject="Patient/1"), "MedicationRequest")
    assert (made["doNotPerform"], made["medicationCodeableConcept"]["text"]) == (True, "zoledronic acid")


def test_a_rule_without_a_drug_that_is_advised_against_is_a_service() -> None:
    against = answer(bg.Status.NOT_RECOMMENDED, id="exercise", action="It is not advised.")
    [made] = resources(write(of(against), subject="Patient/1"), "ServiceRequest")
    assert (made["doNotPerform"], made["code"]["text"]) == (True, "It is not advised.")
    own = guidelines.bone_agents.only("denosumab")
    [made] = resources(write(of(against), subject="Patient/1", guideline=own), "ServiceRequest")
    assert made["doNotPerform"] is True


# ---- what speaks against an option


@pytest.mark.parametrize(
    ("severity", "word", "level"),
    [
        (bg.Severity.CONTRAINDICATED, "contraindicated", "high"),
        (bg.Severity.NOT_RECOMMENDED, "not-recommended", "moderate"),
        (bg.Severity.AVOID, "avoid", "moderate"),
        (None, "withhold", "moderate"),
        (bg.Severity.CAUTION, "caution", "low"),
        (bg.Severity.INFO, "info", None),
    ],
)
def test_a_restriction_that_applies_is_an_issue(severity: bg.Severity | None, word: str, level: str | None) -> None:
    finding = Finding(id="f", severity=severity, text="low  calcium", known=True, sources=(SOURCE,))
    bundle = valid(write(of(answer(bg.Status.OPTION, findings=(finding,))), subject="Patient/1"))
    [issue] = resources(bundle, "DetectedIssue")
    assert issue["code"] == {"coding": [{"system": "urn:x-boneguide:restriction", "code": word}], "text": word}
    assert issue.get("severity") == level
    assert issue["status"] == "preliminary"
    assert issue["patient"] == {"reference": "Patient/1"}
    assert issue["detail"] == "low calcium\nStands on: A guideline (2020; 2020): p. 1 (primary)"
    [action] = group(bundle)["action"]
    assert issue["implicated"] == [{"reference": action["resource"]["reference"], "display": "Own rule"}]
    # The answer is an option whatever this is, so no fact decides that it is none.
    assert "evidence" not in issue


def test_what_has_not_been_ruled_out_is_no_issue() -> None:
    finding = attrs.evolve(FINDING, known=None)
    assert not resources(write(of(answer(bg.Status.OPTION, findings=(finding,))), subject="Patient/1"), "DetectedIssue")


def test_an_issue_of_an_answer_without_a_proposal_implicates_none() -> None:
    [issue] = resources(
        valid(write(of(answer(bg.Status.NEEDS_DATA, findings=(FINDING,))), subject="Patient/1")), "DetectedIssue"
    )
    assert "implicated" not in issue


def test_an_issue_names_where_its_first_source_can_be_opened() -> None:
    opened = bg.Source(
        bg.Reference(key="B", citation="B", edition="1", seen="memory", identifiers="doi:10.1000/x"),
        locator="2",
        rows="X",
        verified="memory",
    )
    finding = attrs.evolve(FINDING, sources=(SOURCE, opened))
    bundle = valid(write(of(answer(bg.Status.OPTION, findings=(finding,), sources=(opened,))), subject="Patient/1"))
    [issue] = resources(bundle, "DetectedIssue")
    assert issue["reference"] == "https://doi.org/10.1000/x"
    assert group(bundle)["action"][0]["documentation"][0]["url"] == "https://doi.org/10.1000/x"


def test_the_facts_that_decide_are_the_evidence() -> None:
    patient = bg.Patient(
        age=bg.Q(68, "year"),
        sex="female",
        weight=bg.Q(60, "kg"),
        primary="breast",
        bone_metastases=True,
        labs=bg.Labs(creatinine=bg.Q(4.0, "mg/dL"), calcium=bg.Q(9.4, "mg/dL"), albumin=bg.Q(4.0, "g/dL")),
    )
    assessment = bg.assess(patient, on=ON, jurisdiction="US")
    chosen = assessment["zoledronic-acid"]
    bundle = write(Assessment.of([chosen], on=ON, jurisdiction="US", editions={}, version="0"), subject="Patient/1")
    clearance, creatinine = resources(valid(bundle), "DetectedIssue")
    assert clearance["detail"].startswith("Creatinine clearance is below 30 mL/min")
    assert creatinine["detail"].startswith("Serum creatinine is above 3.0 mg/dL")
    assert clearance["evidence"] == [{"code": [{"text": "serum creatinine for this dose: 4 mg/dL"}]}]
    assert creatinine["evidence"] == clearance["evidence"]


def test_a_caution_is_not_what_decides() -> None:
    basis = Grounds(
        on=ON,
        version="0",
        inputs=(Input(fact="x", label="x", value="yes", origin=Origin.RECORD, decides=True),),
        logic=(),
        limits=(),
    )
    caution = attrs.evolve(FINDING, severity=bg.Severity.CAUTION)
    held_back = answer(bg.Status.WITHHOLD, findings=(FINDING, caution), grounds=lambda: basis)
    bundle = write(of(held_back), subject="Patient/1")
    told = {issue["code"]["text"]: issue.get("evidence") for issue in resources(bundle, "DetectedIssue")}
    assert told == {"avoid": [{"code": [{"text": "x: yes"}]}], "caution": None}


def test_an_answer_made_by_hand_has_no_evidence() -> None:
    finding = attrs.evolve(FINDING, severity=bg.Severity.CONTRAINDICATED)
    [issue] = resources(
        write(of(answer(bg.Status.CONTRAINDICATED, findings=(finding,))), subject="Patient/1"), "DetectedIssue"
    )
    assert "evidence" not in issue


def test_nothing_that_was_written_is_changed_by_whoever_reads_it() -> None:
    assessment = assessed(EXAMPLES[0])
    bundle = write(assessment, subject="Patient/1")
    before = copy.deepcopy(bundle)
    read(bundle, on=ON)
    assert bundle == before
