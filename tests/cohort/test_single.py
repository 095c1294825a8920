from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date
from typing import Any

import attrs
import polars as pl
import pytest

from boneguide import cohort, guidelines
from boneguide.errors import CohortDataError, CohortLayoutError, UnknownJurisdictionError
from boneguide.logic.columns.circuit import Circuit, Gate
from boneguide.logic.columns.python import Numbers, Words, python
from tests.cohort.agreement import EVERYTHING, MAKES, batch, columns, together
from tests.near import near

PERSON = {"age": 68, "sex": "female", "weight": 60.0, "primary": "breast", "bone_metastases": True, "creatinine": 80}
UNITS = {"age": "year", "weight": "kg", "creatinine": "umol/L"}


def decider(**changes: Any) -> cohort.Decider:
    given: dict[str, Any] = {
        "jurisdiction": "US",
        "units": UNITS,
        "rules": ["zoledronic-acid"],
        "outputs": ["status", "dose"],
    }
    return cohort.decider(list(PERSON), **{**given, **changes})


@pytest.mark.parametrize("seed", range(4))
def test_a_row_gets_the_answer_that_it_has_in_a_frame(seed: int) -> None:
    drawn = batch(seed, 120)
    alone = attrs.evolve(drawn, rows=tuple(dict.fromkeys(tables) for tables in drawn.rows))
    frame, units, pairs = columns(alone)
    decide = cohort.decider(
        [name for name in frame if name != "patient"],
        jurisdiction=alone.place,
        columns=pairs,
        units=units,
        guideline=EVERYTHING,
    )
    expected = together(alone, MAKES["polars"])
    rows = (dict(zip(frame, row, strict=True)) for row in zip(*frame.values(), strict=True))
    for row, found in zip(rows, expected.frame.to_dicts(), strict=True):
        del found["patient"]
        assert _written(decide(row)) == _written(found)
    assert decide.meanings == expected.meanings


def _written(answer: Mapping[str, Any]) -> dict[str, Any]:
    return {name: near(value) if isinstance(value, float) else value for name, value in answer.items()}


def test_what_is_not_there_is_unknown() -> None:
    decide = decider()
    without = {name: value for name, value in PERSON.items() if name != "creatinine"}
    assert decide(without) == decide({**without, "creatinine": None})
    assert decide(without)["zoledronic_acid_status"] == "needs-data"


@pytest.mark.parametrize(("creatinine", "dose"), [(79, 3.5), (80, 3.5), (75, 4.0), (400, None)])
def test_numbers_are_in_the_unit_declared(creatinine: float, dose: float | None) -> None:
    assert decider()({**PERSON, "creatinine": creatinine})["zoledronic_acid_dose_mg"] == dose


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        ("age", "68", "age was '68'. Expected a number from 0 to 130"),
        ("age", True, "age was True"),
        ("age", math.nan, "age was nan"),
        ("weight", 6000.0, "weight was 6000.0. Expected a number from 0.3 to 650"),
        ("weight", math.inf, "weight was inf"),
        ("creatinine", -1.0, "creatinine was -1.0"),
        ("sex", "Female", "sex was 'Female'. Expected one of female, male"),
        ("bone_metastases", 1, "bone_metastases was 1. Expected True, False or None"),
        ("bone_metastases", "yes", "bone_metastases was 'yes'"),
    ],
)
def test_what_cannot_be_true_is_refused(column: str, value: object, said: str) -> None:
    with pytest.raises(CohortDataError) as caught:
        decider()({**PERSON, column: value})
    assert said in str(caught.value)
    assert "Correct it" in str(caught.value)


def test_a_unit_must_be_stated() -> None:
    with pytest.raises(CohortLayoutError, match="creatinine"):
        decider(units={"age": "year", "weight": "kg"})


def test_a_jurisdiction_must_be_encoded() -> None:
    with pytest.raises(UnknownJurisdictionError, match="CA"):
        decider(jurisdiction="CA")


def test_a_range_may_be_open_above() -> None:
    decide = cohort.decider(
        ["low", "high"],
        jurisdiction="US",
        columns={"creatinine": ("low", "high")},
        units={"low": "mg/dL", "high": "mg/dL"},
        rules=["zoledronic-acid"],
    )
    assert decide({"low": 3.5, "high": math.inf}) == decide({"low": 3.5})


# --------------------------------------------------------------------------- code from gates


def never(column: str, value: Any) -> Any:
    raise AssertionError((column, value))


def said(gate: Gate, **row: Any) -> Any:
    kinds: dict[str, Numbers | Words] = {
        name: Numbers(-1000.0, 1000.0) if isinstance(value, float) or name in {"x", "y"} else Words()
        for name, value in row.items()
    }
    return python([gate], kinds, never)(row)[0]


@pytest.mark.parametrize(
    ("operator", "expected"), [("+", 5.0), ("-", 1.0), ("*", 6.0), ("/", 1.5), ("min", 2.0), ("max", 3.0)]
)
def test_arithmetic(operator: str, expected: float) -> None:
    make = Circuit()
    assert said(make.arithmetic(make.number("x"), operator, make.number("y")), x=3.0, y=2.0) == expected
    assert said(make.arithmetic(make.number("x"), operator, make.number("y")), x=None, y=None) is None


def test_fixed_answers_and_numbers() -> None:
    make = Circuit()
    assert said(make.true) is True
    assert said(make.literal(2.5)) == 2.5
    assert said(make.unknown) is None
    assert said(make.number("x"), x=7.0) == 7.0
    assert said(make.mask([])) == 0
    assert said(make.first([make.true], ["a"], "b")) == "a"


def test_a_mask_has_a_bit_for_each_answer() -> None:
    make = Circuit()
    bits = [make.flag(f"b{n}") for n in range(40)]
    row = {f"b{n}": n in {0, 14, 15, 39} for n in range(40)}
    assert said(make.mask(bits), **row) == 1 + 2**14 + 2**15 + 2**39


def test_thousands_of_terms_and_deep_criteria() -> None:
    make = Circuit()
    wide = make.either(*(make.flag(f"b{n}") for n in range(5_000)))
    row = dict.fromkeys((f"b{n}" for n in range(5_000)), False)
    assert said(wide, **row) is False
    assert said(wide, **{**row, "b4999": True}) is True
    deep = make.flag("a")
    for level in range(400):
        deep = (
            make.both(make.negated(deep), make.flag("b"))
            if level % 2
            else make.either(make.negated(deep), make.flag("c"))
        )
    assert said(deep, a=True, b=True, c=False) is True
    assert said(deep, a=False, b=True, c=False) is False


def test_an_unknown_operation_is_refused() -> None:
    with pytest.raises(TypeError, match="no code"):
        python([Gate("what", (), None, 0)], {}, never)


def test_a_restricted_guideline_is_not_asked_about_other_places() -> None:
    in_uk = guidelines.default.restricted(jurisdiction="UK")
    assert decider(jurisdiction="UK", guideline=in_uk)(PERSON) == decider(jurisdiction="UK")(PERSON)
    frame = pl.DataFrame({"patient": ["a"], "age": [68]})
    asked: dict[str, Any] = {"key": "patient", "on": date(2026, 11, 23), "units": {"age": "year"}}
    with pytest.raises(UnknownJurisdictionError, match="restricted to UK and was asked about US"):
        decider(guideline=in_uk)
    with pytest.raises(UnknownJurisdictionError, match="restricted to UK and was asked about US"):
        cohort.assess(frame, guideline=in_uk, jurisdiction="US", **asked)
    with pytest.raises(UnknownJurisdictionError, match="restricted to UK and was asked about US"):
        cohort.assess_files("a.parquet", "b", guideline=in_uk, jurisdiction="US", **asked)
    with pytest.raises(UnknownJurisdictionError, match="restricted to UK and was asked about US"):
        cohort.diff(frame, after=in_uk, jurisdiction="US", **asked)
