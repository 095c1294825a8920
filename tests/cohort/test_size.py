"""Hundreds of rules, criteria nested deep and thousands of alternatives are answered on every engine."""

from __future__ import annotations

import functools
from collections.abc import Callable

import attrs
import polars as pl
import pytest

from boneguide import cohort
from boneguide.logic import Criterion, any_of
from tests.cohort import backends
from tests.cohort.support import ours
from tests.logic.support import ACTION, ALONE, COLOUR, FRAIL, ON, TIRED, WEIGHT, YEARS, deep

#: All others hand their work to polars.
ENGINES = ("pandas", "pandas-nullable", "pandas-pyarrow", "pyarrow", "duckdb", "pyspark")
UNITS = {"years": "year", "weight": "kg", "now": "mg/dL", "before": "mg/dL"}
PEOPLE = pl.DataFrame(
    {
        "patient": [1, 2, 3, 4],
        "frail": [True, False, None, False],
        "alone": [False, True, None, False],
        "tired": [None, True, False, False],
        "colour": ["red", "green", None, "blue"],
        "years": [61.0, 59.0, None, 60.0],
        "weight": [299.9, 300.0, None, 300.05],
        "now": [1.4, 0.9, None, 1.0],
        "before": [0.9, 1.4, 1.0, None],
    }
)
#: Ten thresholds to the kilogram, so that a step beside one is on another.
ALTERNATIVES = any_of(*(WEIGHT.equals(f"{tenths / 10} kg") for tenths in range(3000, 8000)))


def answered(engine: str, criteria: list[Criterion]) -> cohort.Answers:
    rules = ours(*(attrs.evolve(ACTION, id=f"rule-{n}", when=when) for n, when in enumerate(criteria)))
    asked = {fact.name for criterion in criteria for fact in criterion.facts()}
    units = {name: unit for name, unit in UNITS.items() if name in asked}
    people = backends.FROM_POLARS[engine](PEOPLE)
    return cohort.assess(people, key="patient", on=ON, jurisdiction="US", units=units, guideline=rules)


def two_hundred() -> list[Criterion]:
    simple = (FRAIL, ALONE, TIRED, COLOUR.is_in("red"), YEARS >= "60 year")
    return [
        any_of(simple[n % 5] & (WEIGHT >= f"{n + 50} kg"), ~simple[(n + 1) % 5] & (YEARS < f"{n % 70 + 20} year"))
        for n in range(200)
    ]


LARGE: dict[str, Callable[[], list[Criterion]]] = {
    "200 rules": two_hundred,
    "100 deep": lambda: [deep(100)],
    "5000 alternatives": lambda: [ALTERNATIVES],
}


@functools.cache
def right(name: str) -> pl.DataFrame:
    """Return the answers of polars, each of which the interpreter for single people has given too."""
    answers = answered("polars", LARGE[name]())
    for person in PEOPLE["patient"]:
        answers.explain(person)
    return backends.table_of(answers.frame)


@pytest.mark.usefixtures("spark")
@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("name", LARGE)
def test_large_rules_are_answered(engine: str, name: str) -> None:
    found = backends.table_of(answered(engine, LARGE[name]()).frame).sort("patient")
    assert found.equals(right(name))


def test_alternatives_hold_exactly_on_each() -> None:
    found = right("5000 alternatives")
    assert found["rule_0_status"].to_list() == ["not-applicable", "option", "needs-data", "not-applicable"]
