"""An unstable spine: which criteria of the trial of surgery still bar an operation, and who is asked first."""

from __future__ import annotations

from typing import Any

import pytest

import boneguide as bg
from boneguide import Q, Status
from boneguide.guidelines.cord_compression.surgery import OUTSIDE_THE_TRIAL
from tests.guidelines.asking import ids, known, noted
from tests.guidelines.cord import ask, person

SURGERY, RAYS = "cord-compression-surgery", "cord-compression-radiotherapy"

STILL: dict[str, dict[str, Any]] = {
    "primary-bone-tumour": {"primary": "giant cell tumour of bone"},
    "no-tissue": {"tissue_diagnosis": False},
    "without-symptoms": {"deficit": False, "suspicious_spinal_pain": False, "lesions": []},
    "short-survival": {"months": 2},
    "no-candidate": {"surgical_candidate": False},
}
NO_LONGER: dict[str, dict[str, Any]] = {
    "radiosensitive": {"primary": "lymphoma"},
    "cord-not-displaced": {"cord_displaced": False},
    "several-areas": {"single_area": False},
    "late-paraplegia": {"paraplegia": True, "ambulatory": None, "paraplegia_duration": Q(3, "day")},
    "roots-or-cauda-only": {"root_or_cauda_only": True, "cord_displaced": None},
    "irradiated-before": {"prior_radiotherapy_at_level": True, "cumulative_dose_cleared": False},
}
BOTH = pytest.mark.parametrize("bar", [*STILL, *NO_LONGER])


def test_every_bar_is_one_or_the_other() -> None:
    assert {*STILL, *NO_LONGER} == {clause.id for clause in OUTSIDE_THE_TRIAL}


@BOTH
@pytest.mark.parametrize("unstable", [True, False, None])
def test_which_criteria_bar_surgery_of_an_unstable_spine(bar: str, *, unstable: bool | None) -> None:
    changes = {**STILL, **NO_LONGER}[bar]
    answer = ask(SURGERY, person(**changes, spinal_instability_suspected=unstable))
    freed = unstable is True and bar in NO_LONGER
    assert (bar in known(answer)) is not freed
    assert answer.status is (Status.RECOMMENDED if freed else Status.NOT_RECOMMENDED)
    assert noted(answer, "a spinal surgeon judges whether the spine is stabilised") is (unstable is True)


@BOTH
@pytest.mark.parametrize("unstable", [True, False, None])
def test_a_surgeon_is_asked_before_radiotherapy_of_an_unstable_spine(bar: str, *, unstable: bool | None) -> None:
    changes = {**STILL, **NO_LONGER}[bar]
    first = ids(ask(RAYS, person(**changes, spinal_instability_suspected=unstable)).first)
    # A surgeon who found the person unfit has been asked; a tumour of bone itself has another answer.
    asked = unstable is True and bar in STILL and bar not in {"no-candidate", "primary-bone-tumour"}
    assert ("unstable-spine" in first) is asked
    assert ("surgical-opinion" in first) is (unstable is True and bar in NO_LONGER)


@pytest.mark.parametrize(("sins", "asked"), [(12, False), (13, True), (None, False)])
def test_a_score_asks_for_the_surgeon_as_a_suspicion_does(sins: int | None, *, asked: bool) -> None:
    patient = person(
        months=2, spinal_instability_suspected=None, lesions=[bg.Lesion(site="T7", sins=sins, radiotherapy=[])]
    )
    answer = ask(RAYS, patient)
    assert (ids(answer.first) == {"unstable-spine"}) is asked
    assert answer.status is (Status.AFTER if asked else Status.RECOMMENDED)
    assert str(answer.regimen) == "8 Gy in 1 fraction, conventional"


def test_while_no_criterion_has_failed_the_surgeon_is_asked_about_surgery_only() -> None:
    patient = person(spinal_instability_suspected=True, surgical_candidate=None, months=None, tissue_diagnosis=None)
    first = ids(ask(RAYS, patient).first)
    assert "surgical-opinion" in first
    assert "unstable-spine" not in first


def test_an_unstable_spine_needs_no_measure_of_what_no_longer_bars() -> None:
    unknown: dict[str, Any] = {"cord_displaced": None, "single_area": None}
    stable, unstable = (ask(SURGERY, person(**unknown, spinal_instability_suspected=found)) for found in (False, True))
    assert stable.status is Status.NEEDS_DATA
    assert {"cord_displaced", "single_area"} <= set(stable.missing)
    assert (unstable.status, unstable.missing) == (Status.RECOMMENDED, ())
