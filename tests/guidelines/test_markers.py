"""Markers of bone turnover: a stratum of risk, and no guide to routine treatment."""

from __future__ import annotations

import pytest
from hypothesis import given as generated
from hypothesis import strategies as st

import boneguide as bg
from boneguide import Q, Status
from boneguide.errors import InvalidQuantityError, UnitMismatchError
from boneguide.guidelines.bone_agents.markers import BONE_TURNOVER_MARKERS, ntx_stratum
from boneguide.model.jurisdiction import Jurisdiction
from tests.guidelines.asking import EVERYWHERE, ids, lung, shown
from tests.guidelines.clean import ON, labs, woman

STRATA = {"ntx-low", "ntx-moderate", "ntx-high"}

VALUES = [
    pytest.param(2, "low", id="2"),
    pytest.param(20, "low", id="20"),
    pytest.param(49.9, "low", id="V73-49.9"),
    pytest.param(49.9999, "low", id="just-below-50"),
    pytest.param(50, "moderate", id="V73-50"),
    pytest.param(63.9, "moderate", id="63.9"),
    pytest.param(99, "moderate", id="99"),
    pytest.param(99.5, "moderate", id="V73-99.5"),
    pytest.param(99.9999, "moderate", id="just-below-100"),
    pytest.param(100, "high", id="V73-100"),
    pytest.param(1000, "high", id="1000"),
]


def answer(patient: bg.Patient, place: Jurisdiction | None = "US") -> bg.Recommendation:
    return BONE_TURNOVER_MARKERS(patient, on=ON, jurisdiction=place)


def with_ntx(value: float, comparator: bg.model.observation.Comparator | None = None) -> bg.Patient:
    return lung(labs=labs(urinary_ntx=bg.Observation(value=Q(value, "nmol/mmol"), comparator=comparator)))


@pytest.mark.parametrize(("value", "stratum"), VALUES)
def test_stratum_of_a_value(value: float, stratum: str) -> None:
    assert ntx_stratum(Q(value, "nmol/mmol")) == stratum


@pytest.mark.parametrize("place", EVERYWHERE)
@pytest.mark.parametrize(("value", "stratum"), VALUES)
def test_the_rule_says_the_same_and_never_triggers_treatment(value: float, stratum: str, place: Jurisdiction) -> None:
    found = answer(with_ntx(value), place)
    assert shown(BONE_TURNOVER_MARKERS, found) & STRATA == {f"ntx-{stratum}"}
    assert found.status is Status.NOT_RECOMMENDED
    assert ids(found.contraindications) == {"not-for-routine-decisions"}
    assert found.regimen is None


@generated(st.integers(min_value=20, max_value=15_000))
def test_function_and_rule_agree(tenths: int) -> None:
    value = tenths / 10
    stratum = ntx_stratum(Q(value, "nmol/mmol"))
    assert stratum == ("high" if tenths >= 1000 else "moderate" if tenths >= 500 else "low")
    assert shown(BONE_TURNOVER_MARKERS, answer(with_ntx(value))) & STRATA == {f"ntx-{stratum}"}


def test_zero_is_low() -> None:
    assert ntx_stratum(Q(0, "nmol/mmol")) == "low"


def test_a_negative_value_is_refused() -> None:
    with pytest.raises(InvalidQuantityError, match="below zero"):
        ntx_stratum(Q(-1, "nmol/mmol"))


def test_another_unit_is_refused() -> None:
    with pytest.raises(UnitMismatchError):
        ntx_stratum(Q(50, "mg/dL"))


def test_not_a_question_without_a_result() -> None:
    found = answer(lung())
    assert found.status is Status.NOT_APPLICABLE
    assert found.notes == ()
    assert set(found.missing) == {"urinary_ntx", "bone_alkaline_phosphatase"}


@pytest.mark.parametrize(
    ("value", "comparator", "expected"),
    [
        (20, "<", {"ntx-low"}),
        (50, "<", set()),
        (60, "<", set()),
        (100, ">", {"ntx-high"}),
        (99, ">", set()),
    ],
)
def test_results_beyond_what_can_be_measured(
    value: float, comparator: bg.model.observation.Comparator, expected: set[str]
) -> None:
    found = answer(with_ntx(value, comparator))
    assert found.status is Status.NOT_RECOMMENDED
    assert shown(BONE_TURNOVER_MARKERS, found) & STRATA == expected


@pytest.mark.parametrize(
    ("value", "expected"), [(145.9, "bone-alp-low"), (146, "bone-alp-high"), (146.1, "bone-alp-high")]
)
def test_bone_alkaline_phosphatase(value: float, expected: str) -> None:
    found = answer(woman(labs=labs(bone_alkaline_phosphatase=Q(value, "U/L"))))
    assert found.status is Status.NOT_RECOMMENDED
    assert shown(BONE_TURNOVER_MARKERS, found) == {expected}
    assert found.monitor == ()


@pytest.mark.parametrize(
    ("value", "disputed"),
    [
        (49.9, set()),
        (50, {"ntx-cut-off", "ntx-edges"}),
        (50.1, {"ntx-cut-off"}),
        (63.9, {"ntx-cut-off"}),
        (64, set()),
        (99.9, set()),
        (100, {"ntx-edges"}),
        (100.1, set()),
    ],
)
def test_other_cut_offs(value: float, disputed: set[str]) -> None:
    assert ids(answer(with_ntx(value)).disagreements) == disputed


@pytest.mark.parametrize(("value", "gap"), [(99, False), (99.1, True), (99.5, True), (99.9, True), (100, False)])
def test_the_printed_gap_is_pointed_out(value: float, gap: bool) -> None:
    assert ("printed-gap" in shown(BONE_TURNOVER_MARKERS, answer(with_ntx(value)))) is gap


def test_reference_ranges_and_collection_stand_beside_ntx() -> None:
    found = answer(with_ntx(110))
    assert {"reference-ranges", "ntx-high"} <= shown(BONE_TURNOVER_MARKERS, found)
    assert ids(found.monitor) == {"collection"}


def test_the_grade_is_kept_as_printed() -> None:
    assert str(BONE_TURNOVER_MARKERS.grade) == "ESMO 2020: [III, B]"
    assert {"A25", "B01", "B02", "B03", "B07", "E17", "S12", "T03"} <= {
        row for s in BONE_TURNOVER_MARKERS.sources for row in s.rows
    }
