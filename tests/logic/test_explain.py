"""Explanations keep the parts that decide, with what was found."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from boneguide.logic import (
    ALWAYS,
    NEVER,
    Cases,
    Criterion,
    Fact,
    Snapshot,
    Truth,
    assume_absent,
    cases,
    explain,
    first_known,
    printed,
    truth,
    where,
)
from boneguide.logic.explain import explain_table
from boneguide.logic.nodes import AssumeAbsent, Value
from boneguide.quantities import Amount
from boneguide.testing import snapshots
from tests.logic.support import ALONE, BEFORE, CLEARANCE, COLOUR, FACTS, FRAIL, NOW, TIRED, YEARS, criteria

_WORD = {Truth.TRUE: True, Truth.FALSE: False, Truth.UNKNOWN: None}


@given(criteria(), snapshots(FACTS))
@settings(deadline=None)
def test_an_explanation_tells_the_truth_at_every_step(criterion: Criterion, person: Snapshot) -> None:
    found = explain(criterion, person)
    assert found.truth is _WORD[truth(criterion, person)]
    assumes = any(isinstance(node, AssumeAbsent) for node in criterion.walk())
    for step in found.walk():
        assert step.text
        if not assumes and step.text in {"all of these", "any of these"}:
            assert step.parts
            assert all(part.truth is step.truth for part in step.parts)


@pytest.mark.parametrize(
    ("criterion", "values", "lines"),
    [
        (FRAIL & ALONE, {FRAIL: True, ALONE: True}, ["yes: all of these", "  yes: frail", "  yes: lives alone"]),
        (FRAIL & ALONE, {FRAIL: True, ALONE: False}, ["no: all of these", "  no: lives alone"]),
        (FRAIL & ALONE, {FRAIL: True}, ["not known: all of these", "  not known: lives alone"]),
        (FRAIL | ALONE, {FRAIL: True}, ["yes: any of these", "  yes: frail"]),
        (
            FRAIL | ALONE,
            {FRAIL: False, ALONE: False},
            ["no: any of these", "  no: frail", "  no: lives alone"],
        ),
        (~FRAIL, {FRAIL: True}, ["no: not so", "  yes: frail"]),
        (
            ~(FRAIL | ALONE),
            {},
            ["not known: not so", "  not known: any of these", "    not known: frail", "    not known: lives alone"],
        ),
        (YEARS >= "18 year", {YEARS: 68.0}, ["yes: years (68 year) is at least 18 year"]),
        (COLOUR.is_in("red"), {COLOUR: "blue"}, ["no: colour (blue) is red"]),
        (ALWAYS, {}, ["yes: always"]),
        (NEVER, {}, ["no: never"]),
    ],
)
def test_trees(criterion: Criterion, values: dict[Fact, Value], lines: list[str]) -> None:
    assert list(explain(criterion, Snapshot(values=values)).lines()) == lines


@pytest.mark.parametrize(
    ("value", "lines"),
    [
        (None, ["no: frail (taken as absent: it would be on record)", "  not known: frail"]),
        (False, ["no: frail", "  no: frail"]),
        (True, ["yes: frail", "  yes: frail"]),
    ],
)
def test_an_assumed_absence_is_shown_only_where_it_was_needed(*, value: bool | None, lines: list[str]) -> None:
    assumed = assume_absent(FRAIL, because="it would be on record")
    assert list(explain(assumed, Snapshot(values={FRAIL: value})).lines()) == lines


@pytest.mark.parametrize(
    ("criterion", "text"),
    [
        (where(FRAIL, NOW, BEFORE) > "1 mg/dL", "where(FRAIL, NOW, BEFORE) (2 mg/dL) is more than 1 mg/dL"),
        (first_known(BEFORE, NOW) > "1 mg/dL", "first_known(BEFORE, NOW) (1.5 mg/dL) is more than 1 mg/dL"),
        (CLEARANCE > "60 mL/min", "clearance (not known) is more than 60 mL/min"),
        (
            NOW > printed("1.4 mg/dL", "124 umol/L"),
            "creatinine now (2 mg/dL) is more than 1.4 mg/dL, as printed for results in mg/dL",
        ),
    ],
)
def test_every_kind_of_number_has_words(criterion: Criterion, text: str) -> None:
    person = Snapshot(values={FRAIL: True, NOW: 2.0, BEFORE: 1.5}, units={NOW: "mg/dL"})
    assert explain(criterion, person).text == text


_TABLE: Cases[object] = cases((FRAIL, Amount(2, "mg")), (ALONE, Amount(4, "mg")))


@pytest.mark.parametrize(
    ("values", "lines"),
    [
        ({FRAIL: True}, ["yes: 2 mg", "  yes: frail"]),
        ({FRAIL: False, ALONE: True}, ["yes: 4 mg", "  no: frail", "  yes: lives alone"]),
        ({ALONE: True}, ["not known: 2 mg", "  not known: frail"]),
        (
            {FRAIL: False, ALONE: False},
            ["no: no row of the table applies", "  no: frail", "  no: lives alone"],
        ),
    ],
)
def test_a_table_shows_the_row_that_applies(values: dict[Fact, Value], lines: list[str]) -> None:
    assert list(explain_table(_TABLE, Snapshot(values=values)).lines()) == lines


def test_a_row_of_steps_is_shown_in_one_line() -> None:
    table: Cases[object] = cases((TIRED, ("dissolve", "dilute")))
    assert explain_table(table, Snapshot(values={TIRED: True})).text == "dissolve; dilute"
