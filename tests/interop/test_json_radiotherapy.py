"""Radiotherapy and the spinal cord in JSON: what was written is read again, and slips are named by their path."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import attrs
import pytest

import boneguide as bg
from boneguide import Q
from boneguide.errors import RecordError
from boneguide.interop.json import assessment_from_json, assessment_to_json, patient_from_json, patient_to_json
from boneguide.model.answer import Alternative
from tests.interop.support import GRADE, ON, SOURCE, assert_answer_survives, assert_survives, assessment_of, full_answer
from tests.interop.support import record as written

DAY = date(2026, 11, 20)
NEUROLOGY = bg.Neurology(
    deficit=True,
    deficit_onset=DAY,
    cord_compression="confirmed",
    confirmed_on=DAY,
    treatment_decided_on=DAY,
    paraplegia=True,
    paraplegia_duration=Q(30, "hour"),
    whole_spine_mri_on=DAY,
    epidural_grade="2",
    single_area=True,
)
RAYS = bg.RadiotherapyRegimen(dose_per_fraction=Q(400, "cGy"), fractions=5, technique="conventional", notes=("slow",))


def test_the_neurology_of_a_record_survives() -> None:
    patient = bg.Patient(neurology=NEUROLOGY)
    assert_survives(patient)
    assert json.loads(patient_to_json(patient))["neurology"]["paraplegia_duration"] == "30 hour"


@pytest.mark.parametrize(
    "courses",
    [
        None,
        [],
        [bg.RadiotherapyCourse()],
        [
            bg.RadiotherapyCourse(dose_per_fraction=Q(8, "Gy"), fractions=1, ended=DAY, technique="conventional"),
            bg.RadiotherapyCourse(fractions=5),
        ],
    ],
)
def test_courses_of_a_lesion_survive(courses: Any) -> None:
    assert_survives(bg.Patient(lesions=[bg.Lesion(site="T5", radiotherapy=courses)]))


def test_what_decides_on_radiotherapy_survives() -> None:
    lesions = [
        bg.Lesion(
            site="T10",
            pain=7,
            mechanical_pain=True,
            neuropathic_pain=False,
            size=Q(31, "mm"),
            levels=["T10", "T11"],
            alignment="de novo deformity",
            vertebral_collapse="under 50 %",
            posterolateral_involvement="unilateral",
            sins=12,
            surgeon_consulted=True,
        ),
        bg.Lesion(
            site="femur",
            mirels=8,
            cortical_destruction="one to two thirds",
            impending_fracture=False,
            operated_on=DAY,
            wound_healed=True,
        ),
    ]
    patient = bg.Patient(lesions=lesions)
    assert_survives(patient)
    text = json.loads(patient_to_json(patient))["lesions"]
    assert (text[0]["size"], text[0]["levels"], text[1]["operated_on"]) == ("31 mm", ["T10", "T11"], "2026-11-20")
    answers = bg.assess(patient, on=ON, jurisdiction="UK", guideline=bg.guidelines.radiotherapy)
    assert assessment_from_json(assessment_to_json(answers))["postoperative-radiotherapy@femur"].status is (
        answers["postoperative-radiotherapy@femur"].status
    )


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"deficit": True}, 'in the wrong place; expected it inside "neurology"'),
        ({"neurology": {"cord_compression": "sure"}}, r"neurology\.cord_compression was"),
        ({"neurology": {"paraplegia": True, "ambulatory": True}}, r"neurology: .*both True"),
        ({"lesions": [{"site": "T5", "radiotherapy": [{"fractions": 0}]}]}, r"radiotherapy\[0\]\.fractions was 0"),
        (
            {"lesions": [{"site": "T5", "radiotherapy": [{"dose_per_fraction": "8 mg"}]}]},
            r"radiotherapy\[0\]\.dose_per_fraction",
        ),
        ({"lesions": [{"site": "T5", "radiotherapy": {}}]}, r"radiotherapy was .*; expected a list in brackets"),
    ],
)
def test_slips_are_named_by_their_path(fields: dict[str, Any], told: str) -> None:
    with pytest.raises(RecordError, match=told):
        patient_from_json(written(**fields))


def test_an_answer_with_radiotherapy_survives() -> None:
    other = Alternative(id="x", text="or", regimen=RAYS, grade=GRADE, sources=(SOURCE,))
    answer = attrs.evolve(full_answer(), regimen=RAYS, alternatives=(*full_answer().alternatives, other))
    assert_answer_survives(assessment_of(answer, attrs.evolve(full_answer("none"), regimen=None)))
    plain = json.loads(assessment_to_json(assessment_of(answer)))["recommendations"][0]["regimen"]
    assert plain == {
        "dose_per_fraction": "400 cGy",
        "fractions": 5,
        "technique": "conventional",
        "notes": ["slow"],
    }


@pytest.mark.parametrize(
    ("regimen", "told"),
    [
        ({"fractions": 5}, r"regimen\.dose_per_fraction is missing"),
        ({"fractions": 0, "dose_per_fraction": "4 Gy"}, r"regimen\.fractions was 0"),
        ({"drug": "x"}, r"regimen\.route is missing"),
        (3, r"regimen was 3"),
    ],
)
def test_a_regimen_is_one_of_two_things(regimen: Any, told: str) -> None:
    document = json.loads(assessment_to_json(assessment_of(full_answer())))
    document["recommendations"][0]["regimen"] = regimen
    with pytest.raises(RecordError, match=told):
        assessment_from_json(json.dumps(document))


def test_a_regimen_may_be_null() -> None:
    document = json.loads(assessment_to_json(assessment_of(full_answer())))
    document["recommendations"][0]["regimen"] = None
    assert assessment_from_json(json.dumps(document))["full"].regimen is None


def test_an_alternative_needs_a_regimen() -> None:
    document = json.loads(assessment_to_json(assessment_of(full_answer())))
    document["recommendations"][0]["alternatives"][0]["regimen"] = None
    with pytest.raises(RecordError, match=r"alternatives\[0\]\.regimen was null"):
        assessment_from_json(json.dumps(document))


def test_the_answers_on_cord_compression_survive() -> None:
    patient = bg.Patient(
        primary="prostate",
        life_expectancy=Q(4, "month"),
        ecog=1,
        neurology=bg.Neurology(cord_compression="confirmed", surgical_candidate=False),
    )
    assert_answer_survives(bg.guidelines.cord_compression(patient, on=ON, jurisdiction="UK"))
    assert_answer_survives(bg.guidelines.cord_compression(patient, on=ON))
