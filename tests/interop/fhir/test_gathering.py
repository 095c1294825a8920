"""Which of several resources about one fact counts, and what is told of the others."""

from datetime import date
from typing import Any

import attrs
import pytest

from boneguide.interop import fhir
from boneguide.interop.fhir import Intake
from boneguide.quantities import Q
from tests.interop.fhir.record import (
    LOINC,
    MCODE,
    PERSON,
    RXNORM,
    SNOMED,
    Plain,
    amount,
    coded,
    condition,
    observation,
    resource,
)

ON = date(2026, 11, 23)
CREATININE = coded(LOINC, "2160-0")
ECOG = coded(LOINC, "89247-1")
WEIGHT = coded(LOINC, "29463-7")
BREAST = condition("c1", coded(SNOMED, "254837009", "Malignant neoplasm of breast (disorder)"))
PROSTATE = condition("c2", coded(SNOMED, "399068003", "Malignant tumor of prostate (disorder)"))
BONE = coded(SNOMED, "94222008", "Secondary malignant neoplasm of bone (disorder)")
PRESENT = coded(SNOMED, "52101004", "Present (qualifier value)")
ABSENT = coded(SNOMED, "2667000", "Absent (qualifier value)")
OWN = "urn:x-boneguide:fact"


def read(*held: Plain, **more: Any) -> Intake:
    return fhir.read(list(held), **{"on": ON, **more})


def creatinine(name: str, value: float, day: str, unit: str = "mg/dL", **more: Any) -> Plain:
    return observation(name, CREATININE, day, valueQuantity=amount(value, unit), **more)


def ecog(name: str, points: int, day: str | None, **more: Any) -> Plain:
    return observation(name, ECOG, day, valueInteger=points, **more)


def results(intake: Intake) -> list[str]:
    return [str(result) for result in intake.patient.labs.creatinine or ()]


# Series


def test_every_day_of_a_series_is_kept_in_order() -> None:
    intake = read(creatinine("b", 1.1, "2026-11-20"), creatinine("a", 0.9, "2026-10-01"))
    assert results(intake) == ["0.9 mg/dL on 2026-10-01", "1.1 mg/dL on 2026-11-20"]
    assert len(intake.used) == 2


def test_of_one_day_the_later_time_counts() -> None:
    intake = read(
        creatinine("a", 0.9, "2026-11-20T18:00:00+01:00"),
        # Later in universal time, though its clock shows less.
        creatinine("b", 1.1, "2026-11-20T17:30:00Z"),
    )
    assert results(intake) == ["1.1 mg/dL on 2026-11-20"]
    assert str(intake.ignored[0]) == "Observation/a: labs.creatinine: of 2026-11-20; what is of 2026-11-20 counts"


def test_one_result_in_two_units_is_no_conflict() -> None:
    intake = read(creatinine("a", 0.9, "2026-11-20"), creatinine("b", 79.6, "2026-11-20", "umol/L"))
    assert (results(intake), len(intake.used), intake.conflicts) == (["0.9 mg/dL on 2026-11-20"], 2, ())


@pytest.mark.parametrize(("second", "conflicts"), [(0.909, 0), (0.91, 1)])
def test_rounding_is_one_part_in_a_hundred(second: float, conflicts: int) -> None:
    intake = read(creatinine("a", 0.9, "2026-11-20"), creatinine("b", second, "2026-11-20"))
    assert len(intake.conflicts) == conflicts


def test_results_of_the_latest_day_that_differ_leave_the_series_open() -> None:
    intake = read(
        creatinine("a", 0.9, "2026-10-01"), creatinine("b", 1.0, "2026-11-20"), creatinine("c", 2.0, "2026-11-20")
    )
    assert intake.patient.labs.creatinine is None
    [conflict] = intake.conflicts
    assert str(conflict) == (
        "labs.creatinine: Observation/b: creatinine 1 mg/dL on 2026-11-20 on 2026-11-20 against Observation/c:"
        " creatinine 2 mg/dL on 2026-11-20 on 2026-11-20; taken: nothing, because they differ and are of the same time"
    )
    assert [entry.resource for entry in intake.ignored] == ["Observation/a", "Observation/b", "Observation/c"]
    assert intake.ignored[0].reason == "labs.creatinine: the latest results differ, so that none was taken"


def test_results_of_an_earlier_day_that_differ_are_left_out() -> None:
    intake = read(
        creatinine("a", 0.9, "2026-10-01"), creatinine("b", 1.8, "2026-10-01"), creatinine("c", 1.0, "2026-11-20")
    )
    assert results(intake) == ["1 mg/dL on 2026-11-20"]
    assert len(intake.conflicts) == 1


def test_a_comparator_makes_another_result() -> None:
    below = creatinine("b", 0.9, "2026-11-20")
    below["valueQuantity"]["comparator"] = "<"
    assert len(read(creatinine("a", 0.9, "2026-11-20"), below).conflicts) == 1


# Facts of the day


def test_the_latest_counts() -> None:
    intake = read(ecog("a", 1, "2026-09-01"), ecog("b", 2, "2026-11-01"), ecog("c", 0, "2026-10-01"))
    assert intake.patient.ecog == 2
    assert [str(entry) for entry in intake.ignored] == [
        "Observation/a: ecog: of 2026-09-01; what is of 2026-11-01 counts",
        "Observation/c: ecog: of 2026-10-01; what is of 2026-11-01 counts",
    ]


def test_of_one_day_without_a_time_none_counts_more() -> None:
    intake = read(ecog("a", 1, "2026-11-01T09:00:00Z"), ecog("b", 2, "2026-11-01"))
    assert intake.patient.ecog is None
    assert intake.conflicts[0].why == "they differ and are of the same time"
    later = read(ecog("a", 1, "2026-11-01T09:00:00Z"), ecog("b", 2, "2026-11-01T09:00:01Z"))
    assert later.patient.ecog == 2


def test_what_states_no_day_gives_way() -> None:
    intake = read(ecog("a", 1, None), ecog("b", 2, "2026-11-01"))
    assert intake.patient.ecog == 2
    assert intake.ignored[0].reason == "ecog: states no day; what is of 2026-11-01 counts"
    assert intake.conflicts[0].taken == "2"
    assert intake.conflicts[0].why == "only one of them states its day"


def test_what_states_no_day_and_says_the_same_is_used() -> None:
    intake = read(ecog("a", 2, None), ecog("b", 2, "2026-11-01"))
    assert (len(intake.used), intake.conflicts) == (2, ())


def test_undated_ones_count_where_they_agree() -> None:
    assert read(ecog("a", 2, None), ecog("b", 2, None)).patient.ecog == 2
    intake = read(ecog("a", 2, None), ecog("b", 1, None))
    assert intake.patient.ecog is None
    assert intake.conflicts[0].why == "they differ and none states its day"


@pytest.mark.parametrize(("day", "told"), [("2026-08-25", False), ("2026-08-24", True)])
def test_the_age_of_a_fact_without_a_day_is_told(day: str, told: bool) -> None:
    intake = read(observation("a", WEIGHT, day, valueQuantity=amount(62, "kg")), ecog("b", 1, None))
    assert intake.notes == ((f"weight 62 kg is of {day}, 91 days before",) if told else ())


@pytest.mark.parametrize(("begun", "told"), [("2026-08-25", False), ("2026-08-24", True), ("2026-08", False)])
def test_the_age_of_what_comes_and_goes_is_told(begun: str, told: bool) -> None:
    sepsis = condition("c", coded("http://hl7.org/fhir/sid/icd-10-cm", "A41.9"), onsetDateTime=begun)
    intake = read(sepsis)
    assert intake.patient.conditions.sepsis is True
    assert intake.notes == ((f"conditions.sepsis True is of {begun}, 91 days before",) if told else ())


def test_the_age_of_an_absence_of_metastases_is_told() -> None:
    absent = observation("a", BONE, "2026-01-01", valueCodeableConcept=ABSENT)
    newer = observation("b", BONE, "2026-02-01", valueCodeableConcept=ABSENT)
    assert read(newer, absent).notes == ("bone_metastases False is of 2026-02-01, 295 days before",)
    assert read(observation("a", BONE, "2026-01-01", valueCodeableConcept=PRESENT)).notes == ()


# Facts that last


def test_two_sexes_leave_it_open() -> None:
    birth_sex = {"url": "http://hl7.org/fhir/us/core/StructureDefinition/us-core-birthsex", "valueCode": "M"}
    intake = read({**PERSON, "extension": [birth_sex]})
    assert intake.patient.sex is None
    assert str(intake.conflicts[0]) == (
        "sex: Patient/p1: female against Patient/p1: birthsex male; taken: nothing, because they differ, and neither"
        " says why"
    )
    # What else the resource says is used, and what is not is told with it.
    assert intake.used[0].facts == ("age",)
    assert intake.used[0].unread == ("differs from another resource on sex, so that none was taken",)


# Metastases


def test_metastases_that_were_found_later_supersede_their_absence() -> None:
    intake = read(
        observation("a", BONE, "2026-01-01", valueCodeableConcept=ABSENT),
        observation("b", BONE, "2026-11-01", valueCodeableConcept=PRESENT),
    )
    assert (intake.patient.bone_metastases, intake.conflicts) == (True, ())
    assert intake.ignored[0].reason == "bone_metastases: absent then, present by another resource"


@pytest.mark.parametrize("day", ["2026-11-01", "2026-11-02", None])
def test_metastases_that_were_found_are_not_undone(day: str | None) -> None:
    intake = read(
        observation("a", BONE, "2026-11-01", valueCodeableConcept=PRESENT),
        observation("b", BONE, day, valueCodeableConcept=ABSENT),
    )
    assert intake.patient.bone_metastases is True
    assert intake.conflicts[0].why == "what was found once is not undone by a later record without it"
    assert intake.ignored[0].reason == "bone_metastases: absent here, present by another resource"


def test_two_absences_agree() -> None:
    intake = read(
        observation("a", BONE, "2026-01-01", valueCodeableConcept=ABSENT),
        observation("b", BONE, "2026-11-01", valueCodeableConcept=ABSENT),
    )
    assert (intake.patient.bone_metastases, len(intake.used)) == (False, 2)


def test_the_absence_by_one_of_several_cancers_says_nothing_of_the_others() -> None:
    absent = observation("a", BONE, valueCodeableConcept=ABSENT, focus=[{"reference": "Condition/c1"}])
    assert read(PERSON, BREAST, absent).patient.bone_metastases is False
    intake = read(PERSON, BREAST, {**PROSTATE, "id": "c2"}, absent)
    assert intake.patient.bone_metastases is None
    assert "said of one of several cancers" in {entry.reason.partition(": ")[2][-31:] for entry in intake.ignored} or [
        entry for entry in intake.ignored if entry.reason.endswith("said of one of several cancers")
    ]


# The primary


def linked(to: str) -> Plain:
    related = {"url": f"{MCODE}/mcode-related-primary-cancer-condition", "valueReference": {"reference": to}}
    return condition("m1", BONE, extension=[related])


def test_the_only_cancer_is_the_primary() -> None:
    assert read(BREAST).patient.primary == "breast"
    again = {**BREAST, "id": "c9"}
    assert (read(BREAST, again).patient.primary, len(read(BREAST, again).used)) == ("breast", 2)


def test_of_several_cancers_the_one_with_metastases_of_bone_counts() -> None:
    intake = read(BREAST, PROSTATE, linked("Condition/c2"))
    assert intake.patient.primary == "prostate"
    assert intake.conflicts == ()
    assert str(intake.ignored[0]) == (
        "Condition/c1: Malignant neoplasm of breast (disorder): another cancer than the one that metastases of bone are"
        " linked with"
    )


def test_several_cancers_without_a_link_leave_it_open() -> None:
    intake = read(BREAST, PROSTATE, condition("m1", BONE))
    assert intake.patient.primary is None
    assert intake.conflicts[0].why == "there are several cancers, and none is linked with metastases of bone"


def test_metastases_that_are_linked_with_several_cancers_leave_it_open() -> None:
    lung = condition("c3", coded(SNOMED, "363358000", "Malignant tumor of lung (disorder)"))
    second = {**linked("Condition/c1"), "id": "m2"}
    intake = read(BREAST, PROSTATE, lung, linked("Condition/c2"), second)
    assert intake.patient.primary is None
    assert intake.conflicts[0].why == "metastases of bone are linked with several cancers"


def test_what_was_said_in_view_of_another_cancer_gives_way() -> None:
    own, other = [{"reference": "Condition/c1"}], [{"reference": "Condition/c2"}]
    held = (BREAST, PROSTATE, linked("Condition/c1"))
    intake = read(*held, ecog("a", 3, "2026-11-01", focus=own), ecog("b", 0, "2026-11-10", focus=other))
    assert intake.patient.ecog == 3
    assert intake.conflicts[0].why == (
        "it was stated for the cancer with metastases of bone, and the other for another cancer"
    )
    earlier = read(*held, ecog("a", 3, "2026-11-01", focus=own), ecog("b", 0, "2026-10-10", focus=other))
    assert (earlier.patient.ecog, earlier.conflicts) == (3, ())
    alone = read(*held, ecog("b", 0, "2026-11-10", focus=other))
    assert alone.patient.ecog == 0


# Pregnancy


@pytest.mark.parametrize(("day", "expected"), [("2026-01-27", True), ("2026-01-26", None)])
def test_a_pregnancy_of_long_ago_says_nothing_of_today(day: str, expected: bool | None) -> None:
    status = observation("a", coded(OWN, "pregnant"), day, valueBoolean=True)
    intake = read(PERSON, status)
    assert intake.patient.pregnant is expected
    if expected is None:
        assert intake.ignored[0].reason == "pregnant True: of 2026-01-26, longer ago than a pregnancy lasts"


# Lists


def test_no_known_allergy_beside_a_substance() -> None:
    none = resource(
        "Observation",
        "n1",
        status="final",
        code=coded(OWN, "allergies"),
        valueString='{"format": "boneguide-patient/1", "allergies": []}',
    )
    named = resource("AllergyIntolerance", "l1", code={"text": "Penicillin"})
    assert (read(none).patient.allergies, read(none).patient.incomplete) == ((), None)
    intake = read(none, named)
    assert (intake.patient.allergies, intake.patient.incomplete) == (("penicillin",), ("allergies",))
    assert intake.conflicts[0].taken == "1 of them"
    assert intake.ignored[0].reason == "allergies: another resource names one"


def test_an_empty_series_says_that_no_test_was_done() -> None:
    none = resource(
        "Observation",
        "n1",
        status="final",
        code=coded(OWN, "labs"),
        valueString='{"format": "boneguide-patient/1", "labs": {"albumin": []}}',
    )
    assert read(none).patient.labs.albumin == ()


def test_that_a_list_is_complete_can_be_stated() -> None:
    drug = resource(
        "MedicationStatement", "s1", status="active", medicationCodeableConcept=coded(RXNORM, "7052", "morphine")
    )
    stated = observation("k1", coded(OWN, "complete"), valueString="medications")
    assert read(drug).patient.incomplete == ("medications",)
    intake = read(drug, stated)
    assert intake.patient.incomplete is None
    assert intake.used[1].facts == ("complete",)
    [problem] = read(observation("k1", coded(OWN, "complete"), valueString="labs")).problems
    assert (problem.path, problem.found) == ("valueString", "'labs'")


# Radiotherapy in lesions


VERTEBRA = coded(SNOMED, "94274006", "Secondary malignant neoplasm of thoracic vertebral column (disorder)")
DOSE = f"{MCODE}/mcode-radiotherapy-dose-delivered-to-volume"


def course(name: str, *reasons: str, **more: Any) -> Plain:
    dose = {
        "url": DOSE,
        "extension": [
            {"url": "totalDoseDelivered", "valueQuantity": amount(8, "Gy")},
            {"url": "fractionsDelivered", "valueUnsignedInt": 1},
        ],
    }
    held: Plain = {
        "status": "completed",
        "code": coded(SNOMED, "1217123003"),
        "performedDateTime": "2026-08-14",
        "reasonReference": [{"reference": reason} for reason in reasons],
        "extension": [dose],
        **more,
    }
    return resource("Procedure", name, **held)


def test_courses_are_written_into_lesions_only_where_none_is_missing() -> None:
    lesion = condition("m1", VERTEBRA)
    intake = read(lesion, course("r1", "Condition/m1"))
    [held] = intake.patient.lesions or ()
    assert (held.site, held.radiotherapy) == ("thoracic spine", None)
    assert intake.notes == (
        "radiotherapy is not written into lesions, for earlier courses may be missing; name it in complete= if none",
    )
    [held] = read(lesion, course("r1", "Condition/m1"), complete=["radiotherapy"]).patient.lesions or ()
    [given] = held.radiotherapy or ()
    assert (given.dose_per_fraction, given.fractions, given.ended) == (Q(8, "Gy"), 1, date(2026, 8, 14))


def test_a_lesion_that_no_course_was_aimed_at_had_none() -> None:
    pelvis = condition("m2", coded(SNOMED, "94478006", "Secondary malignant neoplasm of pelvic bone (disorder)"))
    held = read(condition("m1", VERTEBRA), pelvis, course("r1", "Condition/m2"), complete=["radiotherapy"])
    assert [len(le.radiotherapy or ()) for le in held.patient.lesions or ()] == [0, 1]


@pytest.mark.parametrize("more", [{}, {"status": "in-progress", "reasonReference": [{"reference": "Condition/m1"}]}])
def test_a_course_of_which_the_lesion_is_not_said_leaves_all_open(more: Plain) -> None:
    intake = read(condition("m1", VERTEBRA), course("r1", **more), complete=["radiotherapy"])
    assert [le.radiotherapy for le in intake.patient.lesions or ()] == [None]
    assert intake.notes[0].startswith("radiotherapy is not written into lesions: which of them had 8 Gy in 1 fraction")


def test_a_course_to_no_bone_leaves_lesions_as_they_are() -> None:
    brain = course("r1", bodySite=[coded(SNOMED, "12738006", "Brain structure (body structure)")])
    intake = read(condition("m1", VERTEBRA), brain, complete=["radiotherapy"])
    site = intake.radiotherapy[0].bone
    assert [le.radiotherapy for le in intake.patient.lesions or ()] == ([()] if site is False else [None])


@pytest.mark.parametrize("kind", ["MedicationStatement", "Procedure", "AllergyIntolerance", "DiagnosticReport"])
def test_an_extension_that_may_turn_the_meaning_is_a_problem(kind: str) -> None:
    shapes: dict[str, Plain] = {
        "MedicationStatement": {"status": "active", "medicationCodeableConcept": coded(RXNORM, "7052", "morphine")},
        "Procedure": {"status": "completed", "code": coded(SNOMED, "1217123003")},
        "AllergyIntolerance": {"code": {"text": "Penicillin"}},
        "DiagnosticReport": {"status": "final", "code": {"text": "scan"}, "conclusionCode": [BONE]},
    }
    held = shapes[kind]
    assert len(read(resource(kind, "x", **held)).used) == 1
    turned = [{"url": "https://clinic.example/not-so", "valueBoolean": True}]
    [problem] = read(resource(kind, "x", **held, modifierExtension=turned)).problems
    assert (problem.path, problem.found) == ("modifierExtension", "'https://clinic.example/not-so'")


def test_the_ledger_names_every_part_of_the_text() -> None:
    intake = read(PERSON, BREAST, course("r1"), resource("Encounter", "e1"), {"resourceType": 3})
    titles = [line for line in str(intake).splitlines() if line.endswith(":") and not line.startswith(" ")]
    assert titles == ["used:", "problems:", "ignored:", "radiotherapy:"]
    assert attrs.evolve(intake, deceased=None) == intake
