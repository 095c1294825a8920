"""Pain: whole numbers of their scale, three values, and no contradiction of side."""

from __future__ import annotations

from typing import Any

import pytest

import boneguide as bg
from boneguide.errors import InvalidPatientError

SCALES = [("worst", 10), ("roland_morris", 24)]


@pytest.mark.parametrize(("scale", "most"), SCALES)
def test_both_ends_of_a_scale_belong_to_it(scale: str, most: int) -> None:
    for points in (0, most, None):
        given: dict[str, Any] = {scale: points}
        assert getattr(bg.Pain(**given), scale) == points


@pytest.mark.parametrize(("scale", "most"), SCALES)
@pytest.mark.parametrize("points", [-1, 4.0, 4.5, True, False, "4", 25])
def test_nothing_else_is_a_score(scale: str, most: int, points: object) -> None:
    given: dict[str, Any] = {scale: points}
    with pytest.raises(InvalidPatientError, match=rf"Pain\.{scale} was .*; expected a whole number from 0 to {most}"):
        bg.Pain(**given)


def test_pain_is_not_on_one_side_and_on_both() -> None:
    with pytest.raises(InvalidPatientError, match="unilateral_below_c5 and bilateral are both True"):
        bg.Pain(unilateral_below_c5=True, bilateral=True)
    assert bg.Pain(unilateral_below_c5=False, bilateral=True).bilateral


def test_pain_can_be_forgotten_in_part_and_as_a_whole() -> None:
    patient = bg.Patient(pain=bg.Pain(worst=0, refractory=False))
    assert patient.known() == ("pain.worst", "pain.refractory")
    assert patient.without("pain.worst").pain == bg.Pain(refractory=False)
    assert patient.without("pain").pain == bg.Pain()


@pytest.mark.parametrize("wrong", [7, None, {"worst": 7}])
def test_pain_is_a_part_of_its_own(wrong: Any) -> None:
    with pytest.raises(InvalidPatientError, match=r"Patient\.pain was"):
        bg.Patient(pain=wrong)
