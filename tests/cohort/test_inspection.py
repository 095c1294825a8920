"""A frame that cannot be believed is refused, with every problem counted by column."""

from __future__ import annotations

import math
from typing import Any

import attrs
import polars as pl
import pytest

from boneguide import cohort
from boneguide.cohort.compilation import sources
from boneguide.errors import CohortDataError
from boneguide.guidelines import default
from boneguide.logic import NumberFact
from boneguide.quantities import Amount
from tests.cohort.support import assess, frame, ours, problems
from tests.logic.support import ACTION

INF, NAN = math.inf, math.nan
NUMBERS = {fact.name: fact for fact in sources(default.rules)[0] if isinstance(fact, NumberFact)}
RANGE: Any = {"columns": {"age": ("low", "high")}, "units": {"low": "year", "high": "year"}}


def refused(people: pl.DataFrame, **said: Any) -> cohort.Report:
    with pytest.raises(CohortDataError) as caught:
        assess(people, **said)
    report = caught.value.report  # type: ignore[attr-defined]  # set where it is raised
    assert isinstance(report, cohort.Report)
    for problem in report.problems:
        assert str(problem) in str(caught.value)
    return report


def wrong(people: pl.DataFrame, **said: Any) -> dict[tuple[str, str], int]:
    return problems(refused(people, **said))


# --------------------------------------------------------------------------- numbers


def test_what_is_not_a_number_is_refused() -> None:
    report = refused(frame(age=[NAN, 60.0, None, NAN]))
    assert str(report.problems[0]) == (
        "age: not a number (NaN) in 2 rows. Expected a number, or null where it is not known."
    )
    assert len(report.problems) == 1
    assert report.rows == 4


@pytest.mark.parametrize("value", [-1.0, 131.0, INF, -INF, 1e300])
def test_a_number_that_cannot_be_true_is_refused(value: float) -> None:
    report = refused(frame(age=[60.0, value]))
    assert str(report.problems[0]) == (
        "age: an impossible number in 1 row. Expected 0 to 130 year. Check the numbers and the unit."
    )


@pytest.mark.parametrize("dtype", [pl.Int8, pl.UInt8, pl.Int64, pl.Float32, pl.Decimal(5, 1)])
def test_numbers_of_any_type_are_looked_at(dtype: Any) -> None:
    people = frame(age=pl.Series([127, 20], dtype=dtype), weight=pl.Series([0, 60], dtype=dtype))
    assert wrong(people) == {("weight", "an impossible number"): 1}


def test_limits_are_in_the_unit_that_was_declared() -> None:
    people = frame(creatinine=[0.9, 80.0, 4000.0])
    assert wrong(people, units={"creatinine": "umol/L"}) == {("creatinine", "an impossible number"): 2}
    assert "4.42 to 3536 umol/L" in str(refused(people, units={"creatinine": "umol/L"}))
    assert wrong(people, units={"creatinine": "mg/dL"}) == {("creatinine", "an impossible number"): 2}


@pytest.mark.parametrize("name", NUMBERS)
def test_a_number_on_a_limit_can_be_true_in_any_unit(name: str) -> None:
    kind = NUMBERS[name].measured_as
    asking = ours(attrs.evolve(ACTION, when=NUMBERS[name] > Amount(kind.possible[0], kind.canonical)))
    for unit in kind.units:
        ends = [end / kind.factor(unit) for end in kind.possible]
        printed = [float(f"{end:.12g}") for end in ends]
        people = frame(**{name: [*ends, *printed]})
        assert assess(people, guideline=asking, units={name: unit}).report.problems == ()
        low, high = kind.possible
        beyond = frame(
            **{name: [(low - 1e-6 * max(1.0, low)) / kind.factor(unit), high * (1 + 1e-6) / kind.factor(unit)]}
        )
        assert wrong(beyond, guideline=asking, units={name: unit}) == {(name, "an impossible number"): 2}, unit


def test_an_unusual_number_is_reported_and_not_refused() -> None:
    answers = assess(frame(age=[11.0, 60.0, 111.0, 12.0, 110.0, None]))
    assert answers.report.problems == ()
    said = "age: an unusual number in 2 rows. Expected mostly 12 to 110 year. Check the numbers and the unit."
    assert [str(problem) for problem in answers.report.unusual] == [said]
    assert f"unusual: {said}" in repr(answers)
    assert f"- unusual: {said}" in str(answers.report)


def test_what_is_impossible_is_not_unusual_too() -> None:
    report = refused(frame(age=[5.0, 200.0, NAN]))
    assert problems(report) == {("age", "an impossible number"): 1, ("age", "not a number (NaN)"): 1}
    assert [(problem.column, problem.rows) for problem in report.unusual] == [("age", 1)]


def test_nothing_is_said_of_a_column_without_values() -> None:
    people = frame(
        age=[None, None], sex=[None, None], smoking=[None, None], weight=pl.Series([None, None], dtype=pl.Float64)
    )
    answers = assess(people)
    assert answers.report == cohort.Report(2)
    assert answers.layout.absent.count("age") == 0


def test_a_frame_without_rows_is_answered_without_rows() -> None:
    people = frame(age=[60.0], sex=["female"], smoking=[True]).clear()
    answers = assess(people)
    assert answers.report == cohort.Report(0)
    assert answers.frame.height == 0
    assert answers.counts()["denosumab"] == {}
    assert answers.missing("denosumab") == {}


# --------------------------------------------------------------------------- ranges


def test_a_range_may_have_an_open_end_or_two_equal_ones() -> None:
    people = frame(low=[60.0, None, 60.0, None, 60.0], high=[None, 70.0, 60.0, None, INF])
    assert assess(people, **RANGE).report == cohort.Report(5)


def test_a_range_the_wrong_way_round_is_refused() -> None:
    report = refused(frame(low=[60.0, 71.0, NAN, None], high=[70.0, 70.0, 50.0, 50.0]), **RANGE)
    assert problems(report) == {("low", "not a number (NaN)"): 1, ("low", "a range that runs down to 'high'"): 1}
    assert "Expected the lowest value in 'low'; exchange them, or correct one." in str(report)


def test_only_the_upper_end_of_a_range_can_be_infinite() -> None:
    people = frame(low=[INF, -INF, 60.0], high=[INF, 70.0, -INF])
    assert wrong(people, **RANGE) == {
        ("low", "an impossible number"): 2,
        ("high", "an impossible number"): 1,
        ("low", "a range that runs down to 'high'"): 1,
    }


def test_each_end_of_a_range_is_looked_at_also_beside_an_empty_one() -> None:
    assert wrong(frame(low=[None, None], high=[200.0, 60.0]), **RANGE) == {("high", "an impossible number"): 1}
    assert wrong(frame(low=[200.0, 60.0], high=[None, None]), **RANGE) == {("low", "an impossible number"): 1}
    people = frame(low=["x", "y"], high=[200.0, 60.0])
    assert wrong(people, **RANGE) == {("low", "the type String"): 2, ("high", "an impossible number"): 1}


# --------------------------------------------------------------------------- types


@pytest.mark.parametrize(
    ("column", "values", "expected"),
    [
        ("age", ["60", "61"], "numbers; a text is not read as a number."),
        ("age", [True, False], "numbers; a text is not read as a number."),
        ("smoking", [1, 0], "true and false; a number or a word is not read as yes or no."),
        ("smoking", ["yes", "no"], "true and false; a number or a word is not read as yes or no."),
        ("smoking", [1.0, None], "true and false; a number or a word is not read as yes or no."),
        ("sex", [0, 1], "words: one of female, male."),
        ("sex", [True, False], "words: one of female, male."),
    ],
)
def test_a_column_of_the_wrong_type_is_refused(column: str, values: list[Any], expected: str) -> None:
    people = frame(**{column: values})
    report = refused(people)
    said = f"{column}: the type {people[column].dtype} in 2 rows. Expected {expected}"
    assert str(report.problems[0]) == f"{said} Convert the column, or rename it if it holds something else."
    with pytest.raises(CohortDataError):
        assess(people, invalid="unknown")


def test_numbers_of_sixteen_bits_are_refused() -> None:
    people = frame(age=pl.Series([60.0], dtype=pl.Float16))
    assert "the type Float16 in 1 row. Expected numbers of 32 bits or more; those of 16 hold three" in str(
        refused(people)
    )


@pytest.mark.parametrize("dtype", [pl.String, pl.Categorical, pl.Enum(["male", "female"]), pl.Enum(["female", "male"])])
def test_words_of_any_type_are_read(dtype: Any) -> None:
    answers = assess(frame(sex=pl.Series(["male", None], dtype=dtype), primary=["prostate", "breast"]))
    assert answers.report == cohort.Report(2)
    assert answers.explain("a")


# --------------------------------------------------------------------------- words


def test_an_unknown_word_is_refused_with_a_hint_at_what_was_meant() -> None:
    report = refused(frame(sex=["F", "male", "Female", "F", "?"]))
    assert str(report.problems[0]) == (
        "sex: a word that is none of its values in 4 rows. Expected one of female, male. Found '?'."
        " Found 'F', perhaps for 'female'. Found 'Female', perhaps for 'female'."
    )


def test_no_more_than_five_wrong_words_are_shown() -> None:
    report = refused(frame(sex=list("abcdefgh")))
    assert str(report).count("Found") == 5
    assert report.problems[0].rows == 8


def test_a_long_list_of_words_is_cut_short() -> None:
    lesions = cohort.Rows(frame=frame(site=["Kiefer"]), key="patient")
    report = refused(frame(age=[60.0]), lesions=lesions)
    assert "S1, S2, S3 or another of the 68 values of 'site'. Found 'Kiefer', perhaps for 'femur'." in str(report)


def test_a_word_of_another_enum_is_refused() -> None:
    people = frame(sex=pl.Series(["m", "male"], dtype=pl.Enum(["m", "male"])))
    assert wrong(people) == {("sex", "a word that is none of its values"): 1}


# --------------------------------------------------------------------------- keys


def test_rows_without_a_key_are_refused() -> None:
    people = pl.DataFrame({"patient": ["a", None, None], "age": [60.0, 61.0, 62.0]})
    report = refused(people)
    assert str(report.problems[0]) == "patient: no key in 2 rows. Expected a key in every row, to say whose it is."
    assert len(report.problems) == 1
    with pytest.raises(CohortDataError):
        assess(people, invalid="unknown")


def test_not_a_number_is_no_key() -> None:
    people = pl.DataFrame({"patient": [1.0, NAN, NAN, None, 2.0, 2.0], "age": [60.0] * 6})
    assert wrong(people) == {("patient", "no key"): 3, ("patient", "a key that was there already"): 1}


def test_a_person_with_two_rows_is_refused() -> None:
    people = pl.DataFrame({"patient": ["a", "b", "a", "a", "b"], "age": [60.0] * 5})
    report = refused(people)
    assert str(report.problems[0]) == (
        "patient: a key that was there already in 3 rows. Expected one row for each person; keep the row that counts."
    )
    assert not report.problems[0].curable


# --------------------------------------------------------------------------- contradictions


def test_what_no_record_of_one_person_may_hold_together_is_refused() -> None:
    people = frame(
        {"sex": "male", "pregnant": True},
        {"sex": "male", "pregnant": False},
        {"sex": "female", "pregnant": True, "postmenopausal": True},
        {"primary": "breast", "castration": "sensitive"},
        {"primary": "prostate", "castration": "sensitive"},
        {"primary": None, "castration": "resistant", "sex": "female"},
    )
    assert wrong(people) == {
        ("pregnant", "a value that contradicts that in 'sex'"): 1,
        ("pregnant", "a value that contradicts that in 'postmenopausal'"): 1,
        ("primary", "a value that contradicts that in 'castration'"): 1,
        ("sex", "a value that contradicts that in 'castration'"): 1,
    }
    assert "Expected nothing such as: pregnant is True while sex is 'male'. Check both columns." in str(refused(people))


def test_a_detail_of_what_is_absent_is_refused() -> None:
    people = frame(exposed_jaw_bone=[False, False, True, None], days=[3.0, None, 3.0, 3.0])
    said: Any = {"columns": {"exposed_jaw_bone_duration": "days"}, "units": {"days": "week"}}
    assert wrong(people, **said) == {("exposed_jaw_bone", "a value that contradicts that in 'days'"): 1}


def test_either_end_of_a_range_is_such_a_detail() -> None:
    people = frame(low=[3.0, None, NAN, None], high=[None, 3.0, None, None], exposed_jaw_bone=[False] * 4)
    said: Any = {"columns": {"exposed_jaw_bone_duration": ("low", "high")}, "units": {"low": "week", "high": "week"}}
    assert wrong(people, **said)["exposed_jaw_bone", "a value that contradicts that in 'low'"] == 2


def test_what_hardly_goes_together_is_reported_and_not_refused() -> None:
    answers = assess(frame(primary=["prostate", "ovarian", "breast"], sex=["female", "male", "male"]))
    assert answers.report.problems == ()
    assert str(answers.report.unusual[0]) == (
        "primary: a value that hardly goes with that in 'sex' in 2 rows. Expected nothing such as: primary is"
        " 'prostate' while sex is 'female'. Check both columns."
    )


# --------------------------------------------------------------------------- all together


def test_every_problem_is_told_at_once() -> None:
    people = pl.DataFrame(
        {
            "patient": ["a", "a", None, "d"],
            "age": [NAN, -3.0, 200.0, 5.0],
            "sex": ["F", "male", "female", None],
            "smoking": [1, 0, None, 1],
            "weight": ["60", "70", None, "1"],
            "height": [1.7, 1.8, 1.9, None],
            "pregnant": [True, True, None, None],
        }
    )
    report = refused(people)
    assert problems(report) == {
        ("weight", "the type String"): 4,
        ("smoking", "the type Int64"): 4,
        ("patient", "no key"): 1,
        ("patient", "a key that was there already"): 1,
        ("age", "not a number (NaN)"): 1,
        ("age", "an impossible number"): 2,
        ("sex", "a word that is none of its values"): 1,
        ("height", "an impossible number"): 3,
        ("pregnant", "a value that contradicts that in 'sex'"): 1,
    }
    assert [(p.column, p.rows) for p in report.unusual] == [("age", 1)]
    assert report.rows == 4


def test_the_message_says_what_can_be_done() -> None:
    def message(people: pl.DataFrame, **said: Any) -> str:
        with pytest.raises(CohortDataError) as caught:
            assess(people, **said)
        return str(caught.value).splitlines()[0]

    values, types = frame(age=[-1.0]), frame(age=["x"])
    assert message(values) == (
        "the frame cannot be believed. Correct it, or pass invalid='unknown' to have these values counted and taken as"
        " unknown:"
    )
    assert message(types) == "the frame cannot be believed. Correct it:"
    both = frame(age=["x"], weight=[-1.0])
    assert message(both) == (
        "the frame cannot be believed. Correct it; invalid='unknown' would have wrong values taken as unknown, but"
        " neither types nor keys:"
    )
    assert message(both, invalid="unknown") == "the frame cannot be believed. Correct it:"


def test_the_error_is_of_two_kinds() -> None:
    with pytest.raises(ValueError, match="cannot be believed"):
        assess(frame(age=[-1.0]))


def test_a_report_reads_well() -> None:
    assert str(cohort.Report(1)) == "1 row"
    assert str(cohort.Report(0)) == "0 rows"
    problem = cohort.Problem("site", "a wrong word", 1, "another.", table="lesions")
    assert str(problem) == "lesions.site: a wrong word in 1 row. Expected another."
