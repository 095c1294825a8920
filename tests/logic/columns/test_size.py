"""Hundreds of rules, criteria nested to the limit, thousands of alternatives and long tables become columns too."""

from __future__ import annotations

import random

import attrs
import pytest

from boneguide.logic import (
    Criterion,
    Fact,
    FlagFact,
    Interval,
    RegimenTemplate,
    all_of,
    any_of,
    band,
    cases,
    fact,
    not_,
)
from boneguide.logic.columns.emit import DEEPEST, plan
from boneguide.logic.columns.verdict import verdict
from boneguide.logic.nodes import DEEPEST as LEVELS
from boneguide.logic.nodes import Value
from boneguide.logic.program import program
from boneguide.logic.verbs import above
from boneguide.logic.verdicts import found_by
from boneguide.model.status import Status
from boneguide.quantities import Amount
from tests.logic.columns.support import OLD, POLARS, complete, crowd_of, people
from tests.logic.columns.test_verdict import agree
from tests.logic.support import ACTION, ALONE, BEFORE, COLOUR, DRUG, FRAIL, NOW, TIRED, WEIGHT, YEARS, deep
from tests.logic.whole import WHOLE

_FACTS: tuple[Fact, ...] = (FRAIL, ALONE, TIRED, OLD, COLOUR, YEARS, WEIGHT, NOW, BEFORE)


def test_two_hundred_rules() -> None:
    chance = random.Random(5)  # noqa: S311 - chance for tests, not for secrets
    pool: tuple[Criterion, ...] = (FRAIL, ALONE, TIRED, OLD, COLOUR.is_in("red"), YEARS >= "60 year", NOW > BEFORE)

    def some() -> Criterion:
        return any_of(all_of(*chance.sample(pool, 2)), not_(chance.choice(pool)) & chance.choice(pool))

    rules = [
        attrs.evolve(
            WHOLE,
            id=f"rule-{n}",
            when=some() | ALONE,
            contraindications=tuple(attrs.evolve(c, when=some() & some()) for c in WHOLE.contraindications),
            holds=tuple(attrs.evolve(c, when=some() & some()) for c in WHOLE.holds),
            licences=tuple(attrs.evolve(c, when=some() | FRAIL) for c in WHOLE.licences),
            recommended=some(),
        )
        for n in range(200)
    ]
    crowd = people([c for rule in rules for c in rule.criteria()], complete(_FACTS), seed=6)
    interpreter = crowd.interpreter()
    rows = crowd.ask({rule.id: verdict(rule, "US", interpreter).status for rule in rules})
    for rule in rules:
        steps = program(rule, "US")
        assert [row[rule.id] for row in rows] == [found_by(steps, person).value for person in crowd.snapshots]


@pytest.mark.parametrize("levels", [100, LEVELS - 3])
def test_criteria_nested_deep(levels: int) -> None:
    nested = deep(levels)
    assert nested.depth == levels
    rule = attrs.evolve(ACTION, when=nested, recommended=deep(levels - 1))
    assert len(agree(rule, people([nested], complete(_FACTS), seed=7))) > 1


_FLAGS: tuple[FlagFact, ...] = tuple(fact(f"flag_{n}") for n in range(5000))


def test_thousands_of_alternatives() -> None:
    none: dict[Fact, Value] = dict.fromkeys(_FLAGS, False)
    crowd = crowd_of([none, none | {_FLAGS[4999]: True}, none | {_FLAGS[77]: None}])
    interpreter = crowd.interpreter()
    found = verdict(attrs.evolve(ACTION, when=any_of(*_FLAGS)), "US", interpreter)
    opposite = verdict(attrs.evolve(ACTION, when=all_of(*map(not_, _FLAGS))), "US", interpreter)
    gates = {"any": found.status, "none": opposite.status, **{f.name: gate for f, gate in found.missing.items()}}
    rows = crowd.ask(gates)
    assert [row["any"] for row in rows] == ["not-applicable", "option", "needs-data"]
    assert [row["none"] for row in rows] == ["option", "not-applicable", "needs-data"]
    assert [[f.name for f in _FLAGS if row[f.name]] for row in rows] == [[], [], ["flag_77"]]


_LONG = band(WEIGHT, *(above(f"{edge} kg", Amount(edge % 7 + 1, "mg")) for edge in range(300, 0, -1)))


def test_long_tables() -> None:
    rule = attrs.evolve(DRUG, advise=RegimenTemplate(drug="placebo", route="IV", dose=_LONG))
    weights: list[Value] = [None, Interval(60.5, 60.8), Interval(60.5, 61.5), 1.0, *(n / 2 + 1.25 for n in range(80))]
    crowd = crowd_of({WEIGHT: weight} for weight in weights)
    assert agree(rule, crowd) == {Status.OPTION, Status.NOT_RECOMMENDED, Status.NEEDS_DATA}
    found = verdict(rule, "US", crowd.interpreter())
    assert found.dose is not None
    # Rows are not asked one after the other, which would take hundreds of stages.
    assert len(plan({"low": found.dose[0]}, POLARS).stages) < DEEPEST


def test_a_long_table_of_criteria_that_overlap() -> None:
    chance = random.Random(8)  # noqa: S311 - chance for tests, not for secrets
    pool: tuple[Criterion, ...] = (FRAIL, ALONE, TIRED, OLD, COLOUR.is_in("red"), NOW > BEFORE)
    rows = [all_of(*(chance.choice((c, ~c)) for c in chance.sample(pool, 4))) for _ in range(300)]
    table = cases(*((row, Amount(n + 1, "mg")) for n, row in enumerate(rows)))
    rule = attrs.evolve(DRUG, advise=RegimenTemplate(drug="placebo", route="IV", dose=table))
    assert Status.NEEDS_DATA in agree(rule, people(rows, complete(_FACTS), seed=9))
