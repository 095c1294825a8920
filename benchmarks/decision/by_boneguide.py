"""The common decision by the library itself, from its rules: one person at a time, and in columns."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from benchmarks.decision.common import DECISION, NAMES, RULES, Answer, Decide
from boneguide import cohort

UNITS = {
    "age": "year",
    "weight": "kg",
    "creatinine": "mg/dL",
    "creatinine_baseline": "mg/dL",
    "calcium": "mg/dL",
    "albumin": "g/dL",
}
DECIDE = cohort.decider(NAMES, jurisdiction="US", units=UNITS, guideline=DECISION)
_COLUMNS = tuple((f"{r}_status", f"{r}_dose_mg", f"{r}_missing") for r in (rule.replace("-", "_") for rule in RULES))


def implementation() -> Decide:
    """Return the decision for one person, missing facts by name."""
    return lambda person: _answer(DECIDE(person))


def assess(people: Any) -> cohort.Answers:  # noqa: ANN401 - a frame of any library
    """Return the answers for a frame with the ten facts and the key ``patient``, looked through first."""
    return cohort.assess(
        people, key="patient", on=date(2026, 11, 23), jurisdiction="US", units=UNITS, guideline=DECISION
    )


def rows(people: Any) -> Iterator[Answer]:  # noqa: ANN401 - a frame of any library
    """Yield the answers for a polars frame, row by row."""
    yield from map(_answer, assess(people).frame.iter_rows(named=True))


def _answer(found: dict[str, Any]) -> Answer:
    first, second, third = (
        (found[status], found[dose], _names(missing, found[missing])) for status, dose, missing in _COLUMNS
    )
    return first, second, third


def _names(column: str, mask: int) -> frozenset[str]:
    facts = DECIDE.meanings[column].facts
    return frozenset(name for place, name in enumerate(facts) if mask >> place & 1)
