"""How deep, how wide and how long what is written may be, and what happens beyond."""

from __future__ import annotations

import math
from collections.abc import Callable

import attrs
import pytest

from boneguide.errors import CriterionError
from boneguide.logic import (
    Criterion,
    Fact,
    FlagFact,
    Number,
    RegimenTemplate,
    Snapshot,
    Truth,
    all_of,
    any_of,
    assume_absent,
    band,
    cases,
    fact,
    first_known,
    missing,
    not_,
    number,
    truth,
    where,
)
from boneguide.logic.explain import explain, explain_table
from boneguide.logic.generated import compile_programs
from boneguide.logic.inputs import inputs
from boneguide.logic.nodes import DEEPEST, Value
from boneguide.logic.phrases import outline, phrase
from boneguide.logic.program import fold, program
from boneguide.logic.scalar import choose
from boneguide.logic.tables import exists
from boneguide.logic.verbs import above
from boneguide.logic.verdicts import found_by
from boneguide.model.status import Status
from boneguide.quantities import Amount, kinds
from tests.logic.columns.support import PEBBLES, SMOOTH
from tests.logic.support import ACTION, ALONE, DRUG, FRAIL, NOW, TIRED, WEIGHT, YEARS, deep

_LEVELS = range(1, DEEPEST)
_FLAGS: tuple[FlagFact, ...] = tuple(fact(f"flag_{n}") for n in range(5000))


def _alternating(levels: int) -> Criterion:
    """Return "and" within "or" within "and", which interpreters follow by most calls."""
    found: Criterion = FRAIL
    for level in range(1, levels):
        found = found & _FLAGS[level] if level % 2 else found | _FLAGS[level]
    return found


def _negating(levels: int) -> Criterion:
    found: Criterion = FRAIL
    for level in range(1, levels):
        found = not_(found) if level % 2 else assume_absent(found, because=f"reason {level}")
    return found


_SHAPES = pytest.mark.parametrize("build", [_alternating, _negating, deep])


# --------------------------------------------------------------------------- deep


@_SHAPES
def test_the_deepest_criterion_can_be_asked_in_every_way(build: Callable[[int], Criterion]) -> None:
    criterion, again = build(DEEPEST), build(DEEPEST)
    assert criterion.depth == DEEPEST
    nobody = Snapshot()
    assert truth(criterion, nobody) in set(Truth)
    assert set(missing(criterion, nobody)) <= set(criterion.facts())
    assert str(explain(criterion, nobody))
    assert fold(criterion, "US") == criterion == again
    assert hash(criterion) == hash(again)
    assert inputs([criterion]) == (criterion.facts(), ())
    assert len(list(criterion.walk())) >= DEEPEST
    assert repr(criterion).count("(") >= DEEPEST - 1
    assert phrase(criterion)
    assert list(outline(criterion))


@_SHAPES
def test_a_deep_rule_has_its_status(build: Callable[[int], Criterion]) -> None:
    # A rule puts its criteria together, which takes a level or two.
    criterion = build(DEEPEST - 3)
    rule = attrs.evolve(ACTION, when=criterion)
    for value in (True, False, None):
        values: dict[Fact, Value] = dict.fromkeys(criterion.facts(), value)
        built = program(rule, "US")
        facts, _, verdicts = compile_programs([built])
        found = found_by(built, Snapshot(values=values))
        assert verdicts([values[f] for f in facts if isinstance(f, Fact)], []) == (found,)
        expected = {Truth.TRUE: Status.OPTION, Truth.FALSE: Status.NOT_APPLICABLE, Truth.UNKNOWN: Status.NEEDS_DATA}
        assert found is expected[truth(criterion, Snapshot(values=values))]


def _inferred(levels: int) -> Criterion:
    found: FlagFact = FRAIL
    for level in range(1, levels):
        found = fact(f"level_{level}", inferred=found)
    return found


def _summed(levels: int) -> Number:
    found: Number = NOW
    for _ in range(1, levels):
        found = found + 1
    return found


def _weighed(levels: int) -> Number:
    found: Number = NOW
    for level in range(1, levels):
        found = where(_FLAGS[level], NOW, found)
    return found


def _asked_of_rows(levels: int) -> Criterion:
    found: Criterion = SMOOTH
    for level in range(1, levels - 1):
        found = not_(found) if level % 2 else assume_absent(found, because=f"reason {level}")
    return exists(PEBBLES, found)


@pytest.mark.parametrize("build", [_alternating, _negating, _inferred, _summed, _weighed, _asked_of_rows])
def test_what_is_deeper_is_refused_when_it_is_written(build: Callable[[int], Criterion | Number]) -> None:
    assert build(DEEPEST).depth == DEEPEST
    with pytest.raises(
        CriterionError, match=f"has {DEEPEST + 1} levels, one inside another. Expected at most {DEEPEST}"
    ):
        build(DEEPEST + 1)


def test_deep_numbers_and_inferences_are_found() -> None:
    assert truth(_inferred(DEEPEST), Snapshot(values={FRAIL: True})) is Truth.TRUE
    person = Snapshot(values={NOW: 1.0, _FLAGS[1]: True})
    summed = number(_summed(DEEPEST), person)
    assert summed is not None
    assert summed.low == DEEPEST
    weighed = number(_weighed(DEEPEST), person)
    assert weighed is not None
    assert weighed.is_point
    rows = (Snapshot(values={SMOOTH: True}),)
    assert truth(_asked_of_rows(DEEPEST), Snapshot(tables={PEBBLES: rows})) is not Truth.UNKNOWN
    _, _, verdicts = compile_programs([program(attrs.evolve(ACTION, when=_weighed(DEEPEST - 5) > "1 mg/dL"), "US")])
    assert verdicts([1.0, *[True] * (DEEPEST - 6)], []) == (Status.NOT_APPLICABLE,)


def test_what_is_used_many_times_over_is_walked_once() -> None:
    shared: Criterion = FRAIL
    for level in range(40):
        # Written out it would have more parts than there are stars.
        shared = (shared & _FLAGS[level]) | (~shared & _FLAGS[level + 1])
    assert len(list(shared.walk())) < 300
    assert len(shared.facts()) == 42
    assert truth(shared, Snapshot()) is Truth.UNKNOWN
    assert len(missing(shared, Snapshot(values={FRAIL: True, _FLAGS[0]: None}))) > 1


# --------------------------------------------------------------------------- wide


@pytest.mark.parametrize("join", [any_of, all_of])
def test_thousands_of_alternatives(join: Callable[..., Criterion]) -> None:
    wide = join(*_FLAGS)
    assert wide.depth == 2
    decisive = join is any_of
    rule = attrs.evolve(ACTION, when=wide)
    built = program(rule, "US")
    facts, _, verdicts = compile_programs([built])
    undecided: dict[Fact, Value] = dict.fromkeys(_FLAGS, not decisive)
    changed: list[tuple[dict[Fact, Value], bool | None]] = [
        ({}, not decisive),
        ({_FLAGS[4999]: decisive}, decisive),
        ({_FLAGS[77]: None}, None),
    ]
    for changes, expected in changed:
        values = {**undecided, **changes}
        person = Snapshot(values=values)
        assert truth(wide, person) is Truth.of(expected)
        assert verdicts([values[f] for f in facts if isinstance(f, Fact)], []) == (found_by(built, person),)
        assert missing(wide, person) == (() if expected is not None else (_FLAGS[77],))
        assert len(explain(wide, person).parts) == (5000 if not changes else 1)


def test_thousands_of_thresholds() -> None:
    wide = any_of(*((YEARS >= f"{edge / 50} year") & _FLAGS[edge] for edge in range(1, 5000)))
    _, _, verdicts = compile_programs([program(attrs.evolve(ACTION, when=wide), "US")])
    assert verdicts([50.0, *[False] * 2498, True, *[False] * 2500], []) == (Status.OPTION,)


@pytest.mark.parametrize("count", [0, DEEPEST + 1])
def test_the_first_known_of_too_many_is_refused(count: int) -> None:
    with pytest.raises(
        CriterionError, match=rf"first_known was given {count or 'nothing'}\. Expected one to {DEEPEST}"
    ):
        first_known(*[NOW] * count)


def test_the_first_known_of_many() -> None:
    measured = tuple(fact(f"measured_{n}", kinds.SERUM_CREATININE) for n in range(DEEPEST))
    many = first_known(*measured)
    built = program(attrs.evolve(ACTION, when=many > "1 mg/dL"), "US")
    _, _, verdicts = compile_programs([built])
    values = [None] * (DEEPEST - 1) + [2.0]
    assert verdicts(values, []) == (Status.OPTION,)
    assert found_by(built, Snapshot(values=dict(zip(measured, values, strict=True)))) is Status.OPTION


# --------------------------------------------------------------------------- long tables

_ROWS = 300
_LONG = band(WEIGHT, *(above(f"{edge} kg", Amount(edge, "mg")) for edge in range(_ROWS, 0, -1)))


@pytest.mark.parametrize(("kilogram", "dose"), [(301.0, 300), (300.0, 299), (150.5, 150), (1.5, 1), (1.0, None)])
def test_a_long_table_gives_the_row_that_applies(kilogram: float, dose: int | None) -> None:
    person = Snapshot(values={WEIGHT: kilogram})
    decided, found = choose(_LONG, person)
    assert decided is Truth.of(dose is not None)
    assert found == (None if dose is None else Amount(dose, "mg"))
    assert truth(_LONG.decided, person) is decided
    assert len(explain_table(_LONG, person).parts) == (1 if dose is not None else _ROWS)
    rule = attrs.evolve(DRUG, advise=RegimenTemplate(drug="placebo", route="IV", dose=_LONG))
    built = program(rule, "US")
    _, _, verdicts = compile_programs([built])
    expected = Status.OPTION if dose is not None else Status.NOT_RECOMMENDED
    assert verdicts([kilogram], []) == (found_by(built, person),) == (expected,)


def test_a_long_table_grows_little_faster_than_its_rows() -> None:
    size = sum(1 + len(node.children()) for node in _LONG.decided.walk())
    assert size < 2 * _ROWS * math.log2(_ROWS)
    assert _LONG.decided.depth < 5 + 2 * math.log2(_ROWS)
    assert truth(_LONG.partition()[-1][0], Snapshot(values={WEIGHT: 1.5})) is Truth.TRUE


@pytest.mark.parametrize("count", range(8))
def test_what_is_decided_is_decided_and_missed_as_row_by_row(count: int) -> None:
    pool: tuple[Criterion, ...] = (FRAIL, ~ALONE, TIRED, FRAIL & ALONE, NOW > "1 mg/dL", ALONE, FRAIL | TIRED, ALONE)
    table = cases(*((criterion, n) for n, criterion in enumerate(pool[:count])))
    by_row = any_of(*(criterion for criterion, _ in table.partition()))
    for frail in (True, False, None):
        for alone in (True, False, None):
            for tired in (True, False, None):
                for now in (2.0, None):
                    person = Snapshot(values={FRAIL: frail, ALONE: alone, TIRED: tired, NOW: now})
                    assert truth(table.decided, person) is truth(by_row, person) is choose(table, person)[0]
                    assert missing(table.decided, person) == missing(by_row, person)
