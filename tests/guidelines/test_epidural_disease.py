"""Tumour that touches the cord without compressing it: sheet rows RT-14 (c) and SB-07."""

from __future__ import annotations

from typing import Any

import pytest

import boneguide as bg
from boneguide import Status
from boneguide.model.jurisdiction import JURISDICTIONS, Jurisdiction
from boneguide.model.neurology import EPIDURAL_GRADES
from tests.guidelines.asking import ids
from tests.guidelines.clean import ON, clean
from tests.guidelines.cord import ask

RULE = "epidural-disease"


def with_grade(grade: str | None, **found: object) -> bg.Patient:
    return clean(
        lesions=[bg.Lesion(site="T8", painful=False)],
        neurology=bg.Neurology(epidural_grade=grade, **found),  # type: ignore[arg-type]  # a grade of the list
    )


@pytest.mark.parametrize("place", JURISDICTIONS)
def test_a_painless_lesion_that_touches_the_cord_is_an_option_to_discuss(place: Jurisdiction) -> None:
    answer = ask(RULE, with_grade("1c"), place)
    assert (answer.status, answer.regimen) == (Status.OPTION, None)
    assert str(answer.reasons_for[0].grade) == "NICE 2023: consider"
    assert ids(answer.reasons_for) == {"impending-compression"}
    rows = {row for source in answer.sources for row in source.rows}
    assert {"RT-14", "SB-07"} <= rows


@pytest.mark.parametrize("grade", [*(grade for grade in EPIDURAL_GRADES if grade != "1c"), None])
def test_no_other_grade_has_this_answer(grade: str | None) -> None:
    assert ask(RULE, with_grade(grade)).status is Status.NOT_APPLICABLE


@pytest.mark.parametrize(
    "found", [{"deficit": True}, {"cord_compression": "suspected"}, {"cord_compression": "confirmed"}]
)
def test_signs_and_compression_have_answers_of_their_own(found: dict[str, object]) -> None:
    assert ask(RULE, with_grade("1c", **found)).status is Status.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("primary", "status"), [("giant cell tumour of bone", Status.NOT_APPLICABLE), (None, Status.OPTION)]
)
def test_a_tumour_of_bone_itself_is_no_metastasis(primary: Any, status: Status) -> None:
    found = bg.Neurology(epidural_grade="1c")
    assert ask(RULE, clean(primary=primary, castration=None, neurology=found)).status is status


@pytest.mark.parametrize(("grade", "offered"), [("1b", True), ("1c", False)])
def test_a_stereotactic_course_is_offered_up_to_grade_1b(grade: str, offered: bool) -> None:
    patient = clean(
        ecog=1,
        life_expectancy=bg.Q(12, "month"),
        lesions=[bg.Lesion(site="T8", levels=["T8"], painful=True, sins=4, radiotherapy=[])],
        neurology=bg.Neurology(epidural_grade=grade, deficit=False, cord_compression="excluded", whole_spine_mri_on=ON),  # type: ignore[arg-type]  # a grade of the list
    )
    answers = bg.assess(patient, on=ON, jurisdiction="UK")
    assert answers[RULE].status is (Status.NOT_APPLICABLE if offered else Status.OPTION)
    assert ("stereotactic-spine" in ids(answers["palliative-radiotherapy"].alternatives)) is offered
