"""Which entries of a list are one: an opioid on it twice would count twice, and two are not one."""

import json
from datetime import date
from typing import Any

import pytest

from boneguide.interop.fhir import Intake
from boneguide.quantities import Q
from tests.interop.fhir.record import RXNORM, SNOMED, Plain, amount, coded, condition, observation, resource
from tests.interop.fhir.treatment_support import (
    MORPHINE,
    ON,
    ORAL,
    OXYCODONE,
    TRANSDERMAL,
    TWICE,
    ZOLEDRONATE,
    administration,
    course,
    dosage,
    entries,
    gray,
    order,
    read,
    statement,
    volume,
)

TWICE_30 = dosage(amount(30, "mg"), timing=TWICE, route=ORAL)
TWICE_60 = dosage(amount(60, "mg"), timing=TWICE, route=ORAL)


def left(intake: Intake) -> list[tuple[str, str]]:
    return [(one.resource, one.reason) for one in intake.ignored]


def ordered(name: str, *given: Plain, drug: Plain = MORPHINE, **fields: Any) -> Plain:
    return order(drug, name, **({"dosageInstruction": list(given)} if given else {}), **fields)


def stated(name: str, *given: Plain, drug: Plain = MORPHINE, **fields: Any) -> Plain:
    return statement(drug, name, **({"dosage": list(given)} if given else {}), **fields)


# --------------------------------------------------------------------------- drugs


def test_a_renewal_is_one_prescription_from_its_first_day() -> None:
    for days in (("2026-09-01", "2026-10-01", "2026-11-01"), ("2026-11-01", "2026-09-01", "2026-10-01")):
        intake = read(*(ordered(f"m{place}", TWICE_30, authoredOn=day) for place, day in enumerate(days)))
        [found] = entries(intake)
        assert (found.start, found.daily_dose) == (date(2026, 9, 1), Q(60, "mg"))
        first = f"MedicationRequest/m{days.index('2026-09-01')}"
        assert {reason for _, reason in left(intake)} == {f"morphine: says the same as {first}"}
        assert intake.conflicts == ()


def test_earlier_refills_that_were_stopped_are_not_taken() -> None:
    intake = read(
        ordered("m1", TWICE_30, status="stopped", authoredOn="2025-11-01"),
        ordered("m2", TWICE_30, status="completed", authoredOn="2026-05-01"),
        ordered("m3", TWICE_30),
    )
    assert [m.start for m in entries(intake)] == [date(2026, 11, 1)]


def test_an_earlier_time_is_an_entry_of_its_own() -> None:
    intake = read(
        stated("s1", TWICE_30, effectivePeriod={"start": "2026-01-01", "end": "2026-03-01"}),
        stated("s2", TWICE_30, effectivePeriod={"start": "2026-06-01"}),
    )
    assert [m.active(ON) for m in entries(intake)] == [False, True]
    assert intake.conflicts == ()


@pytest.mark.parametrize("field", ["basedOn", "derivedFrom"])
def test_a_statement_stands_for_the_order_that_it_rests_on(field: str) -> None:
    rests: Plain = {field: [{"reference": "MedicationRequest/m1"}]}
    intake = read(ordered("m1", TWICE_30), stated("s1", TWICE_60, **rests))
    assert [m.daily_dose for m in entries(intake)] == [Q(120, "mg")]
    assert left(intake) == [
        ("MedicationRequest/m1", "morphine: MedicationStatement/s1, which rests on it, stands in its place")
    ]
    assert intake.conflicts == ()


def test_an_instance_stands_for_its_original_order() -> None:
    intake = read(
        ordered("m1", TWICE_30, intent="original-order"),
        ordered("m2", TWICE_30, intent="instance-order", basedOn=[{"reference": "MedicationRequest/m1"}]),
    )
    [found] = entries(intake)
    assert found.daily_dose == Q(60, "mg")


def test_what_is_over_does_not_stand_for_what_goes_on() -> None:
    over = stated(
        "s1",
        TWICE_30,
        status="completed",
        effectivePeriod={"start": "2026-11-01", "end": "2026-11-10"},
        basedOn=[{"reference": "MedicationRequest/m1"}],
    )
    assert [m.active(ON) for m in entries(read(ordered("m1", TWICE_30), over))] == [True, False]


def test_an_order_that_replaces_another() -> None:
    later = ordered("m2", TWICE_60, authoredOn="2026-11-10", priorPrescription={"reference": "MedicationRequest/m1"})
    intake = read(ordered("m1", TWICE_30), later)
    assert [m.daily_dose for m in entries(intake)] == [Q(120, "mg")]
    assert left(intake) == [("MedicationRequest/m1", "morphine: is replaced by MedicationRequest/m2")]
    # What has its own end stays as what was taken before.
    bounds = {"repeat": {**TWICE["repeat"], "boundsPeriod": {"start": "2026-11-01", "end": "2026-11-09"}}}
    before = read(ordered("m1", {**TWICE_30, "timing": bounds}), later)
    assert [m.stop for m in entries(before)] == [date(2026, 11, 9), None]


@pytest.mark.parametrize(
    ("one", "other", "daily", "kept"),
    [
        (ordered("m1"), stated("s1", TWICE_30), Q(60, "mg"), "MedicationStatement/s1"),
        (ordered("m1", TWICE_30), stated("s1"), Q(60, "mg"), "MedicationRequest/m1"),
        (ordered("m1", TWICE_30), stated("s1", TWICE_30), Q(60, "mg"), "MedicationRequest/m1"),
        (
            ordered("m1", TWICE_30),
            stated("s1", TWICE_30, effectivePeriod={"start": "2026-08-01"}),
            Q(60, "mg"),
            "MedicationStatement/s1",
        ),
        (
            ordered("m1", TWICE_30, drug={"text": "MS Contin 30 mg"}),
            stated("s1", TWICE_30),
            Q(60, "mg"),
            "MedicationRequest/m1",
        ),
    ],
)
def test_an_order_and_a_statement_of_one_prescription(one: Plain, other: Plain, daily: object, kept: str) -> None:
    for held in ((one, other), (other, one)):
        intake = read(*held)
        [found] = entries(intake)
        assert found.daily_dose == daily
        assert intake.conflicts == ()
        assert len(intake.ignored) == 1
        if kept != "MedicationRequest/m1":
            assert intake.used[0].resource == kept


def test_a_planned_end_is_kept() -> None:
    bounds = {"repeat": {**TWICE["repeat"], "boundsPeriod": {"start": "2026-11-01", "end": "2026-12-01"}}}
    planned = ordered("m1", {**TWICE_30, "timing": bounds})
    for held in ((planned, stated("s1", TWICE_30)), (stated("s1", TWICE_30), planned)):
        assert [m.stop for m in entries(read(*held))] == [date(2026, 12, 1)]
    longer = stated("s1", TWICE_30, effectivePeriod={"start": "2026-10-01", "end": "2026-12-15"})
    assert [m.stop for m in entries(read(planned, longer))] == [date(2026, 12, 1), date(2026, 12, 15)]
    earlier = stated("s1", TWICE_30, effectivePeriod={"start": "2026-10-01"})
    assert [m.stop for m in entries(read(planned, earlier))] == [date(2026, 12, 1)]


def test_a_statement_that_is_over_is_not_the_order_that_goes_on() -> None:
    over = stated("s1", TWICE_30, effectivePeriod={"start": "2026-01-01", "end": "2026-03-01"})
    assert [m.stop for m in entries(read(ordered("m1", TWICE_30), over))] == [None, date(2026, 3, 1)]


def test_steps_of_one_order_are_no_conflict_on_the_day_of_a_change() -> None:
    def step(start: str, end: str, dose: float) -> Plain:
        bounds = {"repeat": {**TWICE["repeat"], "boundsPeriod": {"start": start, "end": end}}}
        return {**dosage(amount(dose, "mg"), timing=bounds)}

    intake = read(ordered("m1", step("2026-11-01", "2026-11-23", 8), step("2026-11-23", "2026-11-30", 4)))
    assert [m.active(ON) for m in entries(intake)] == [True, True]
    assert intake.conflicts == ()


def test_what_differs_is_kept_and_shown() -> None:
    intake = read(ordered("m1", TWICE_30), stated("s1", TWICE_60))
    assert [m.daily_dose for m in entries(intake)] == [Q(60, "mg"), Q(120, "mg")]
    [conflict] = intake.conflicts
    assert (conflict.fact, conflict.taken) == ("medications", "2 entries of morphine")
    assert [one.split(":")[0] for one in conflict.said] == ["MedicationRequest/m1", "MedicationStatement/s1"]


def test_two_orders_that_differ_are_two() -> None:
    intake = read(ordered("m1"), ordered("m2", TWICE_30))
    assert [m.daily_dose for m in entries(intake)] == [None, Q(60, "mg")]
    assert len(intake.conflicts) == 1


@pytest.mark.parametrize(
    "other",
    [
        # A rescue dose stands beside what is taken by the clock.
        ordered("m2", {**TWICE_60, "asNeededBoolean": True}),
        ordered("m2", {**TWICE_30, "route": TRANSDERMAL}),
        ordered("m2", TWICE_30, drug=OXYCODONE),
        ordered("m2", TWICE_30, drug={"text": "another drug"}),
    ],
)
def test_drugs_and_ways_that_stand_beside_each_other(other: Plain) -> None:
    intake = read(ordered("m1", TWICE_30), other)
    assert len(entries(intake)) == 2
    assert intake.conflicts == ()


def test_an_unknown_way_may_be_the_same() -> None:
    assert len(read(ordered("m1", TWICE_30), ordered("m2", dosage(amount(60, "mg")))).conflicts) == 1


def test_drugs_that_are_not_recognised_are_one_by_their_name() -> None:
    drug = {"text": "Some drug 5 mg"}
    assert len(entries(read(ordered("m1", drug=drug), ordered("m2", drug=drug)))) == 1


def test_what_was_given_under_an_order_is_no_entry_of_its_own() -> None:
    intake = read(ordered("m1", TWICE_30), administration(MORPHINE, "2026-11-20"))
    assert [m.last_given for m in entries(intake)] == [None]
    assert left(intake) == [
        (
            "MedicationAdministration/a1",
            "morphine: given on 2026-11-20; the order or statement of it is in the list",
        )
    ]


def test_what_was_given_after_an_order_was_over_is_one() -> None:
    past = stated("s1", TWICE_30, effectivePeriod={"start": "2026-01-01", "end": "2026-03-01"})
    intake = read(past, administration(MORPHINE, "2026-11-20"))
    assert [m.last_given for m in entries(intake)] == [None, date(2026, 11, 20)]


def test_of_what_was_given_the_last_time_counts() -> None:
    intake = read(
        administration(MORPHINE, "2026-11-20", "a1"),
        administration({"text": "Oramorph"}, "2026-11-21", "a2"),
        administration(MORPHINE, "2026-11-19", "a3"),
        administration(OXYCODONE, "2026-11-18", "a4"),
    )
    assert [(m.drug, m.last_given) for m in entries(intake)] == [
        ("oramorph", date(2026, 11, 21)),
        ("oxycodone", date(2026, 11, 18)),
    ]
    assert ("MedicationAdministration/a3", "morphine: given on 2026-11-19; the last time that it was given counts") in (
        left(intake)
    )


def test_of_several_times_on_the_last_day_one_counts() -> None:
    intake = read(
        administration(MORPHINE, "2026-11-20", "a1"),
        administration(MORPHINE, "2026-11-20", "a2", dosage={"dose": amount(5, "mg")}),
        administration(MORPHINE, "2026-11-20", "a3", dosage={"dose": amount(10, "mg")}),
    )
    assert [(m.last_given, m.dose) for m in entries(intake)] == [(date(2026, 11, 20), None)]
    assert [used.resource for used in intake.used] == ["MedicationAdministration/a1"]


def test_what_is_over_does_not_replace_what_goes_on() -> None:
    bounds = {"repeat": {**TWICE["repeat"], "boundsPeriod": {"start": "2026-11-01", "end": "2026-11-09"}}}
    prior = {"priorPrescription": {"reference": "MedicationRequest/m1"}}
    intake = read(ordered("m1", TWICE_30), ordered("m2", {**TWICE_60, "timing": bounds}, **prior))
    assert [m.active(ON) for m in entries(intake)] == [True, False]


def test_what_is_over_rests_on_what_is_over() -> None:
    over: Plain = {"status": "completed", "effectivePeriod": {"start": "2026-01-01", "end": "2026-03-01"}}
    rests: Plain = {"derivedFrom": [{"reference": "MedicationStatement/s1"}]}
    intake = read(stated("s1", TWICE_30, **over), stated("s2", TWICE_60, **over, **rests))
    assert [m.daily_dose for m in entries(intake)] == [Q(120, "mg")]


def test_an_order_for_a_bone_agent_and_its_doses() -> None:
    dose = {"dosage": {"dose": amount(4, "mg")}}
    intake = read(
        ordered("m1", drug=ZOLEDRONATE),
        administration(ZOLEDRONATE, "2026-10-26", "a1", **dose),
        administration(ZOLEDRONATE, "2026-09-28", "a2", **dose),
        administration(ZOLEDRONATE, "2026-09-28", "a3", **dose),
    )
    assert [d.on for d in intake.patient.bone_agent_doses or ()] == [date(2026, 10, 26), date(2026, 9, 28)]
    assert [m.drug for m in entries(intake)] == ["zoledronic acid"]
    assert left(intake) == [
        ("MedicationAdministration/a3", "bone_agent_doses: says the same as MedicationAdministration/a2")
    ]
    assert intake.patient.incomplete == ("medications", "bone_agent_doses")


def test_one_resource_that_names_several_means_each() -> None:
    names = [{"drug": "morphine"}, {"drug": "morphine"}]
    days = [{"drug": "oxycodone", "last_given": "2026-11-01"}, {"drug": "oxycodone", "last_given": "2026-11-20"}]
    written = json.dumps({"format": "boneguide-patient/1", "medications": [*names, *days, {"drug": "oxycodone"}]})
    own = observation("o1", coded("urn:x-boneguide:fact", "medications"), valueString=written)
    intake = read(own)
    assert [(m.drug, m.last_given) for m in entries(intake)] == [
        ("morphine", None),
        ("morphine", None),
        ("oxycodone", date(2026, 11, 1)),
        ("oxycodone", date(2026, 11, 20)),
        ("oxycodone", None),
    ]
    assert intake.conflicts == ()


def test_lists_that_hold_everything() -> None:
    intake = read(ordered("m1", TWICE_30), complete=("medications", "bone_agent_doses"))
    assert intake.patient.incomplete is None
    assert intake.patient.bone_agent_doses == ()


# --------------------------------------------------------------------------- lesions


def bone(name: str, **fields: Any) -> Plain:
    return condition(name, coded(SNOMED, "94222008", "Secondary malignant neoplasm of bone (disorder)"), **fields)


def test_lesions_of_one_place_are_one() -> None:
    pelvis = [coded(SNOMED, "118645006", "Pelvic structure")]
    sites = [coded(SNOMED, "51299004", "Bone structure of clavicle (body structure)")]
    intake = read(bone("c1", bodySite=sites), bone("c2", bodySite=sites), bone("c3", bodySite=pelvis))
    assert [lesion.identifier for lesion in intake.patient.lesions or ()][:1] == ["c1"]
    used = next(one for one in intake.used if one.resource == "Condition/c2")
    assert used.unread == ("lesions: the same place as in Condition/c1",)


# --------------------------------------------------------------------------- courses


def named(name: str, **fields: Any) -> Plain:
    return {"identifier": [{"system": "https://clinic.example/courses", "value": name}], **fields}


def test_a_state_of_a_course_is_superseded_by_what_came_of_it() -> None:
    began = {"performedPeriod": {"start": "2026-08-10"}, "status": "in-progress"}
    snapshot = course("r1", volume(gray(4), 1, "b1"), **named("A", **began))
    whole = course("r2", volume(gray(20), 5, "b1"), **named("A"))
    for held in ((snapshot, whole), (whole, snapshot)):
        intake = read(*held)
        [found] = intake.radiotherapy
        assert (found.total_dose, found.fractions, found.finished) == (Q(20, "Gy"), 5, True)
        assert left(intake) == [("Procedure/r1", "radiotherapy: another state of the course in Procedure/r2")]
        assert intake.conflicts == ()


def test_the_same_course_twice() -> None:
    intake = read(
        course("r1", volume(gray(20), 5, "b1"), **named("A")),
        course("r2", volume(amount(2000, "cGy"), 5, "b1"), **named("A")),
    )
    assert len(intake.radiotherapy) == 1
    assert left(intake) == [("Procedure/r2", "radiotherapy: says the same as Procedure/r1")]


def test_two_finished_states_that_differ_are_shown() -> None:
    intake = read(
        course("r1", volume(gray(20), 5, "b1"), **named("A")),
        course("r2", volume(gray(30), 10, "b1"), **named("A")),
    )
    [found] = intake.radiotherapy
    assert found.total_dose == Q(20, "Gy")
    [conflict] = intake.conflicts
    assert (conflict.fact, conflict.taken) == ("radiotherapy", str(found))
    fractions = read(
        course("r1", volume(gray(20), 5, "b1"), **named("A")),
        course("r2", volume(gray(20), 10, "b1"), **named("A")),
    )
    assert len(fractions.conflicts) == 1


@pytest.mark.parametrize(
    "other",
    [
        course("r2", volume(gray(20), 5, "b2"), **named("A")),
        course("r2", volume(gray(20), 5, "b1"), **named("B")),
        course("r2", volume(gray(20), 5, "b1")),
        course("r2", volume(gray(20), 5), **named("A")),
        course("r2", volume(gray(20), 5, "b1"), **named("A", performedPeriod={"start": "2026-09-10"})),
    ],
)
def test_two_courses_are_not_one(other: Plain) -> None:
    intake = read(course("r1", volume(gray(20), 5, "b1"), **named("A")), other)
    assert [c.total_dose for c in intake.radiotherapy] == [Q(20, "Gy"), Q(20, "Gy")]
    assert intake.conflicts == ()


def test_courses_without_a_name_are_never_one() -> None:
    assert len(read(course("r1", volume(gray(8), 1)), course("r2", volume(gray(8), 1))).radiotherapy) == 2


def test_no_drug_of_another_person_is_on_the_list() -> None:
    theirs = {**order(MORPHINE, "m9"), "subject": {"reference": "Patient/p2"}}
    intake = read(ordered("m1", drug=OXYCODONE), theirs, resource("Encounter", "e1"), patient="Patient/p1")
    assert [m.drug for m in entries(intake)] == ["oxycodone"]


def test_an_ingredient_and_its_brand_are_one_drug() -> None:
    brand = {"text": "Oxycontin"}
    intake = read(ordered("m1", TWICE_30, drug=brand), ordered("m2", TWICE_60, drug=coded(RXNORM, "7804")))
    assert [m.drug for m in entries(intake)] == ["oxycontin", "oxycodone"]
    assert len(intake.conflicts) == 1
