"""Small cohorts: a row for each person, of whom as much is known as a test says."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import attrs
import polars as pl

from boneguide import cohort
from boneguide.logic import Guideline, Rule
from boneguide.model.answer import Recommendation
from boneguide.quantities import Quantity, as_amount, kinds
from tests.near import Near, near

ON = date(2026, 11, 23)

#: A woman with breast cancer that has spread to bone, of whom most is known.
WOMAN: Mapping[str, Any] = {
    "age": 68.0,
    "sex": "female",
    "weight": 60.0,
    "primary": "breast",
    "bone_metastases": True,
    "creatinine": 0.9,
}
#: In which units the numbers of these tests come where nothing else is said.
UNITS: Mapping[str, str] = {
    "age": "year",
    "weight": "kg",
    "dosing_weight": "kg",
    "height": "cm",
    "creatinine": "mg/dL",
    "creatinine_baseline": "mg/dL",
    "calcium": "mg/dL",
    "albumin": "g/dL",
    "life_expectancy": "month",
}


def frame(*people: Mapping[str, Any], **columns: Any) -> pl.DataFrame:
    """Return a frame with a row for each person, and whole columns beside them.

    Keys are letters; what a person has not is null.
    """
    rows = list(people)
    names = dict.fromkeys(name for person in rows for name in person)
    size = len(rows) or max((len(values) for values in columns.values()), default=0)
    made: dict[str, Any] = {"patient": [chr(ord("a") + place) for place in range(size)]}
    made |= {name: [person.get(name) for person in rows] for name in names}
    return pl.DataFrame({**made, **columns})


def assess(people: pl.DataFrame | pl.LazyFrame, **said: Any) -> cohort.Answers:
    """Return the answers for a frame, with the usual key, day, place and units unless said otherwise."""
    there = set(people.collect_schema().names())
    usual = {column: unit for column, unit in UNITS.items() if column in there}
    given = {"key": "patient", "on": ON, "jurisdiction": "US", "units": usual}
    return cohort.assess(people, **{**given, **said})


def ours(*rules: Rule) -> Guideline:
    """Return a guideline of these rules."""
    return Guideline(id="ours", title="Ours", edition="2026.1", rules=rules)


def problems(report: cohort.Report) -> dict[tuple[str, str], int]:
    """Return in how many rows which column is wrong in which way."""
    return {(problem.column, problem.what): problem.rows for problem in report.problems}


def _in_its_column(amount: Quantity) -> float:
    """Return a dose in mg, in mg/kg where it is one by body weight, in ug/h where it is a patch."""
    unit = as_amount(amount).unit
    kind = next(kind for kind in (kinds.WEIGHT_DOSE, kinds.PATCH_RATE, kinds.DRUG_MASS) if unit in kind.units)
    return Near(kind.canonical_value(amount))


def dose(answer: Recommendation) -> tuple[float | None, float | None]:
    """Return the lowest and the highest dose of an answer in the unit of its column."""
    regimen = answer.regimen
    if regimen is None:
        return (None, None)
    if regimen.dose is not None:
        return (_in_its_column(regimen.dose),) * 2
    if regimen.dose_range is None:
        return (None, None)
    ends = (regimen.dose_range.low, regimen.dose_range.high)
    low, high = (None if end is None else _in_its_column(end) for end in ends)
    return low, high


def said(answers: cohort.Answers, row: Mapping[str, Any], rule: str) -> tuple[Any, ...]:
    """Return what a row of the answers says of a rule: status, lowest and highest dose, missing facts."""
    known = {**answers.meanings, **answers.row_meanings}
    mine = {name: meaning for name, meaning in known.items() if meaning.rule == rule}
    doses = [row[name] for name, meaning in mine.items() if meaning.output == "dose"]
    doses = [near(dose) for dose in doses]
    missing = [f for name, m in mine.items() if m.output == "missing" for f in answers.facts(name, row[name])]
    [status] = [str(row[name]) for name, meaning in mine.items() if meaning.output == "status"]
    return (status, *((*doses, *doses)[:2] or (None, None)), frozenset(missing))


def differences(answers: cohort.Answers, assessments: Mapping[Any, Any]) -> list[str]:
    """Return every answer in which the columns and the assessments by key differ, in words.

    Lesions of a person are in the same order on both sides.
    """
    found = []
    rows = answers.frame.to_dicts()
    every = [] if answers.rows is None else answers.rows.to_dicts()
    assert [row["patient"] for row in rows] == [*assessments]
    of_person = {meaning.rule for meaning in answers.meanings.values()}
    for row in rows:
        alone = assessments[row["patient"]]
        if "red_flag" in row and row["red_flag"] != bool(alone.red_flags):
            found.append(f"{row['patient']}: red flag {row['red_flag']}")
        lesions = [lesion for lesion in every if lesion["patient"] == row["patient"]]
        assert answers.rows is None or len(lesions) == len(alone.lesions)
        beside = {"": row, **dict(zip(alone.lesions, lesions, strict=False))}
        for asked in alone:
            answer = alone[asked]
            if not answer.about and answer.id not in of_person:
                # Of lesions that are not there or not given the columns say nothing.
                assert not lesions
                continue
            wanted = (answer.status.value, *dose(answer), frozenset(answer.missing))
            if said(answers, beside[answer.about], answer.id) != wanted:
                found.append(
                    f"{row['patient']}, {asked}: {said(answers, beside[answer.about], answer.id)} for {wanted}"
                )
    return found


def explained(answers: cohort.Answers) -> Mapping[Any, Any]:
    """Return the assessment of every row by the interpreter for single people."""
    return {key: answers.explain(key) for key in answers.frame["patient"].to_list()}


@attrs.frozen
class Reads:
    """A reader of a fact that finds the same in every record."""

    value: object

    def __call__(self, context: object) -> object:  # noqa: ARG002 - what it is read from does not matter
        """Return the value."""
        return self.value
