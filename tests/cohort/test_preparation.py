"""What cannot be true is taken as unknown where that was asked for, and nothing else is touched."""

from __future__ import annotations

import math
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from boneguide import cohort
from boneguide.errors import CohortDataError
from boneguide.model.primary import CASTRATION_STATES, PRIMARIES
from tests.cohort.support import WOMAN, assess, differences, explained, frame, problems

INF, NAN = math.inf, math.nan


def cured(people: pl.DataFrame, **said: Any) -> cohort.Answers:
    answers = assess(people, invalid="unknown", **said)
    with pytest.raises(CohortDataError):
        assess(people, **said)
    return answers


def test_exactly_the_values_that_cannot_be_true_become_unknown() -> None:
    dirty = frame(
        {**WOMAN, "age": NAN},
        {**WOMAN, "weight": -1.0},
        {**WOMAN, "sex": "F"},
        {**WOMAN, "creatinine": 80.0},
        {**WOMAN, "sex": "male", "pregnant": True},
        {**WOMAN, "weight": 299.0},
        WOMAN,
    )
    clean = frame(
        {**WOMAN, "age": None},
        {**WOMAN, "weight": None},
        {**WOMAN, "sex": None},
        {**WOMAN, "creatinine": None},
        {**WOMAN, "sex": None, "pregnant": None},
        {**WOMAN, "weight": 299.0},
        WOMAN,
    ).with_columns(pl.col("pregnant").cast(pl.Boolean))
    answers = cured(dirty)
    assert problems(answers.report) == {
        ("age", "not a number (NaN)"): 1,
        ("weight", "an impossible number"): 1,
        ("sex", "a word that is none of its values"): 1,
        ("creatinine", "an impossible number"): 1,
        ("pregnant", "a value that contradicts that in 'sex'"): 1,
    }
    assert_frame_equal(answers.frame, assess(clean).frame)
    assert answers.report.unusual == assess(clean).report.unusual
    assert not differences(answers, explained(answers))


def test_what_was_taken_as_unknown_is_shown() -> None:
    shown = repr(cured(frame(age=[NAN, 60.0])))
    assert "taken as unknown: age: not a number (NaN) in 1 row." in shown


def test_of_a_range_each_end_that_cannot_be_true_becomes_open() -> None:
    said: Any = {"columns": {"age": ("low", "high")}, "units": {"low": "year", "high": "year"}}
    dirty = frame(low=[-1.0, 60.0, 70.0, NAN, 50.0], high=[70.0, 200.0, 60.0, 65.0, INF])
    clean = frame(low=[None, 60.0, None, None, 50.0], high=[70.0, None, None, 65.0, INF])
    answers = cured(dirty, **said)
    assert_frame_equal(answers.frame, assess(clean, **said).frame)
    assert not differences(answers, explained(answers))
    assert [answers.explain(key)["denosumab"].missing.count("age") for key in "abcde"] == [1, 0, 1, 1, 0]


def test_of_a_contradiction_neither_value_is_believed() -> None:
    dirty = frame(
        {"primary": "breast", "castration": "resistant", "bone_metastases": True},
        {"primary": "prostate", "castration": "resistant", "bone_metastases": True},
    )
    clean = frame(
        {"primary": None, "castration": None, "bone_metastases": True},
        {"primary": "prostate", "castration": "resistant", "bone_metastases": True},
    )
    assert_frame_equal(cured(dirty).frame, assess(clean).frame)


def test_a_detail_of_what_is_absent_and_the_absence_become_unknown() -> None:
    said: Any = {"columns": {"exposed_jaw_bone_duration": "weeks"}, "units": {"weeks": "week"}}
    dirty = frame(exposed_jaw_bone=[False, False, True], weeks=[9.0, None, 9.0])
    clean = frame(exposed_jaw_bone=[None, False, True], weeks=[None, None, 9.0])
    assert_frame_equal(cured(dirty, **said).frame, assess(clean, **said).frame)


def test_words_and_flags_without_a_fault_pass_as_they_are() -> None:
    people = frame(
        {"sex": "female", "smoking": True, "primary": "breast", "age": 60.0},
        {"sex": None, "smoking": None, "primary": "?", "age": None},
    )
    answers = cured(people)
    assert_frame_equal(answers.frame, assess(people.with_columns(primary=pl.Series(["breast", None]))).frame)


@pytest.mark.parametrize("dtype", [pl.Categorical, pl.Enum(["breast", "mamma"])])
def test_wrong_words_of_any_type_become_unknown(dtype: Any) -> None:
    people = frame(primary=pl.Series(["breast", "mamma"], dtype=dtype), bone_metastases=[True, True])
    clean = frame(primary=["breast", None], bone_metastases=[True, True])
    assert_frame_equal(cured(people).frame, assess(clean).frame)


def test_a_frame_without_a_fault_is_answered_the_same_either_way() -> None:
    people = frame(WOMAN, {**WOMAN, "creatinine": None}, {"age": None})
    assert_frame_equal(assess(people, invalid="unknown").frame, assess(people).frame)
    assert assess(people, invalid="unknown").report == cohort.Report(3)


def test_neither_the_frame_nor_its_order_is_changed() -> None:
    people = frame(*({**WOMAN, "age": age} for age in (70.0, NAN, 50.0, -1.0, 60.0)), ward=[5, 4, 3, 2, 1])
    before = people.clone()
    answers = assess(people, invalid="unknown")
    assert_frame_equal(people, before)
    assert answers.frame["patient"].to_list() == ["a", "b", "c", "d", "e"]


def test_a_lazy_frame_is_answered_as_a_lazy_frame() -> None:
    people = frame(WOMAN, {**WOMAN, "age": NAN})
    answers = assess(people.lazy(), invalid="unknown")
    assert isinstance(answers.frame, pl.LazyFrame)
    assert_frame_equal(answers.frame.collect(), assess(people, invalid="unknown").frame)


# --------------------------------------------------------------------------- any dirt

_numbers = st.sampled_from((None, NAN, INF, -INF, -1.0, 0.0, 5.0, 18.0, 60.0, 130.0, 131.0, 1e9))
_people = st.fixed_dictionaries(
    {
        "age": _numbers,
        "weight": _numbers,
        "creatinine": _numbers,
        "sex": st.sampled_from((None, "female", "male", "F", "")),
        "primary": st.sampled_from((None, "mamma", *PRIMARIES)),
        "castration": st.sampled_from((None, *CASTRATION_STATES)),
        "pregnant": st.sampled_from((None, True, False)),
        "postmenopausal": st.sampled_from((None, True, False)),
        "bone_metastases": st.sampled_from((None, True, False)),
    }
)


@settings(max_examples=15, deadline=None)
@given(st.lists(_people, min_size=1, max_size=12))
def test_whatever_the_dirt_both_interpreters_say_the_same_of_what_is_left(people: list[dict[str, Any]]) -> None:
    answers = assess(
        frame(*people), invalid="unknown", rules=["zoledronic-acid", "denosumab", "hypercalcaemia-emergency"]
    )
    assert not differences(answers, explained(answers))


# --------------------------------------------------------------------------- numbers


def test_numbers_of_32_bits_are_the_decimals_that_were_written() -> None:
    """0.9 and 1.4 are a rise of exactly 0.5 mg/dL, which binary floats of 32 bits miss by far."""
    shared = {**WOMAN, "on_renally_gated_agent": True}
    pairs = [(before / 10, (before + 5) / 10) for before in range(5, 10)]
    people = frame(*({**shared, "creatinine_baseline": before, "creatinine": now} for before, now in pairs))
    small = people.with_columns(pl.col("creatinine", "creatinine_baseline").cast(pl.Float32))
    answers = assess(small, rules=["zoledronic-acid"])
    assert_frame_equal(answers.frame, assess(people, rules=["zoledronic-acid"]).frame)
    assert answers.counts()["zoledronic-acid"] == assess(people).counts()["zoledronic-acid"]
    assert [status.value for status in answers.counts()["zoledronic-acid"]] == ["withhold"]


def test_what_is_no_number_in_32_bits_is_none_either() -> None:
    people = frame(age=pl.Series([NAN, INF, -1.0, 60.0, None], dtype=pl.Float32))
    assert problems(assess(people, invalid="unknown").report) == {
        ("age", "not a number (NaN)"): 1,
        ("age", "an impossible number"): 2,
    }


@pytest.mark.parametrize("dtype", [pl.Int32, pl.UInt8, pl.Float32, pl.Float64, pl.Decimal(6, 2)])
def test_the_type_of_a_number_changes_no_answer(dtype: Any) -> None:
    people = frame(*({**WOMAN, "age": float(age)} for age in (17, 18, 40, 68, 90)))
    typed = people.with_columns(pl.col("age").cast(dtype))
    assert_frame_equal(assess(typed).frame, assess(people).frame)
