"""Columns say of every row what the reference interpreter says of that person."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from boneguide.logic import (
    ALWAYS,
    JURISDICTION,
    NEVER,
    Criterion,
    Fact,
    Interval,
    Number,
    Snapshot,
    Truth,
    assume_absent,
    missing,
    number,
    printed,
    truth,
    where,
)
from boneguide.logic.columns.emit import live
from boneguide.logic.interval import margin
from boneguide.logic.nodes import UNKNOWN, Value
from boneguide.logic.numbers import Compare
from boneguide.logic.tables import Exists, exists
from boneguide.testing import snapshots
from tests.logic.columns.support import (
    BALANCE,
    CHANGE,
    DRIFT,
    OLD,
    PEBBLES,
    PERSONAL,
    ROUGH,
    SMOOTH,
    UNSTEADY,
    USUAL,
    Layout,
    People,
    asked,
    complete,
    crowd_of,
    layouts,
    numbers,
    people,
)
from tests.logic.support import ALONE, BEFORE, COLOUR, FRAIL, NOW, RISE, YEARS

T, F, U = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN
_seeds = st.integers(0, 2**32)


def truths(criterion: Criterion, crowd: People) -> list[Truth]:
    """Return what the columns say of a criterion for each person, which is what the reference says."""
    rails = crowd.interpreter().rails(criterion)
    compared = [arg for gate in live([rails.true, rails.false]) if gate.op in {">", ">="} for arg in gate.args]
    rows = crowd.ask({"true": rails.true, "false": rails.false, **{f"arg {n}": arg for n, arg in enumerate(compared)}})
    assert not any(isinstance(value, float) and math.isnan(value) for row in rows for value in row.values())
    meant: dict[tuple[object, object], Truth] = {(True, False): T, (False, True): F, (False, False): U}
    found = [meant[row["true"], row["false"]] for row in rows]
    assert found == [truth(criterion, person) for person in crowd.snapshots]
    return found


def lacking(criterion: Criterion, crowd: People) -> list[set[Fact]]:
    """Return what the columns miss for each person, which is what the reference misses."""
    interpreter = crowd.interpreter()
    gates = interpreter.missing([(criterion, interpreter.circuit.true)])
    found = [{f for f in gates if row[f.name]} for row in crowd.ask({f.name: gate for f, gate in gates.items()})]
    assert found == [set(missing(criterion, person)) for person in crowd.snapshots]
    return found


@given(st.lists(asked(), min_size=1, max_size=3), layouts(), _seeds, st.data())
@settings(deadline=None, max_examples=150)
def test_criteria_are_true_and_false_of_the_same_people(
    criteria: list[Criterion], layout: Layout, seed: int, data: st.DataObject
) -> None:
    aimed = data.draw(st.lists(snapshots(PERSONAL, criteria=criteria), max_size=3))
    crowd = people(criteria, layout, seed, aimed)
    interpreter = crowd.interpreter()
    rails = [interpreter.rails(c) for c in criteria]
    lacking = [interpreter.missing([(c, interpreter.circuit.true)]) for c in criteria]
    gates = {f"{n} {side}": getattr(r, side) for n, r in enumerate(rails) for side in ("true", "false")}
    gates |= {f"{n} unknown": interpreter.unknown(c) for n, c in enumerate(criteria)}
    gates |= {f"{n} {f.name} missing": gate for n, found in enumerate(lacking) for f, gate in found.items()}
    for person, row in zip(crowd.snapshots, crowd.ask(gates), strict=True):
        for n, criterion in enumerate(criteria):
            wanted = truth(criterion, person)
            assert [row[f"{n} {side}"] for side in ("true", "unknown", "false")] == [
                wanted is t for t in (Truth.TRUE, Truth.UNKNOWN, Truth.FALSE)
            ]
            assert {f for f in lacking[n] if row[f"{n} {f.name} missing"]} == set(missing(criterion, person))


@given(st.lists(numbers(), min_size=1, max_size=3), layouts(), _seeds)
@settings(deadline=None, max_examples=150)
def test_numbers_have_the_same_ends(wanted: list[Number], layout: Layout, seed: int) -> None:
    crowd = people([Compare(n, ">=", n) for n in wanted], layout, seed)
    interpreter = crowd.interpreter()
    ends = [interpreter.number(n) for n in wanted]
    gates = {f"{n} {side}": getattr(e, side) for n, e in enumerate(ends) for side in ("known", "low", "high")}
    for person, row in zip(crowd.snapshots, crowd.ask(gates), strict=True):
        for n, node in enumerate(wanted):
            found = number(node, person)
            assert row[f"{n} known"] is (found is not None)
            if found is not None:
                assert (row[f"{n} low"], row[f"{n} high"]) == (found.low, found.high)
                assert ends[n].bounds[0] <= found.low <= found.high <= ends[n].bounds[1]


# --------------------------------------------------------------------------- yes or no


def test_of_a_fact_without_a_column_nothing_is_known() -> None:
    crowd = People(complete(()), (Snapshot(),))
    interpreter = crowd.interpreter()
    nothing = interpreter.circuit.false
    for criterion in (FRAIL, COLOUR.is_in("red"), NOW > "1 mg/dL", NOW - BEFORE >= NOW, exists(PEBBLES, SMOOTH), ROUGH):
        rails = interpreter.rails(criterion)
        assert (rails.true, rails.false) == (nothing, nothing)
        assert interpreter.unknown(criterion) is interpreter.circuit.true
        assert set(interpreter.missing([(criterion, interpreter.circuit.true)])) == set(criterion.facts())


def test_a_constant_and_the_place_are_fixed() -> None:
    for place in ("US", "UK"):
        make = crowd_of([{FRAIL: True}], place).interpreter()
        rails = make.rails(JURISDICTION.is_in("US", "EU"))
        assert (rails.true.value, rails.false.value) == (place == "US", place == "UK")
        assert [make.rails(c).true.value for c in (ALWAYS, NEVER, UNKNOWN)] == [True, False, False]
        assert [make.rails(c).false.value for c in (ALWAYS, NEVER, UNKNOWN)] == [False, True, False]
        assert make.unknown(UNKNOWN) is make.circuit.true


def test_what_is_recorded_counts_before_what_is_inferred() -> None:
    ages: tuple[Value, ...] = (90.0, 20.0, None)
    crowd = crowd_of({OLD: old, YEARS: age} for old in (True, False, None) for age in ages)
    assert truths(OLD, crowd) == [T, T, T, F, F, F, T, F, U]
    assert lacking(OLD, crowd) == [*[set()] * 8, {OLD}]
    without = crowd_of({YEARS: age} for age in ages)
    assert truths(OLD, without) == [T, F, U]
    # This one is never inferred to be absent.
    assert truths(UNSTEADY, crowd_of({YEARS: age, FRAIL: False} for age in ages)) == [T, U, U]


def test_assumptions_are_missed_as_the_unknowns_they_are() -> None:
    crowd = crowd_of({FRAIL: frail, ALONE: alone} for frail in (True, False, None) for alone in (True, False, None))
    assumed = assume_absent(FRAIL, because="it shows") & ALONE
    assert truths(assumed, crowd) == [T, F, U, F, F, F, F, F, F]
    assert lacking(assumed, crowd)[2] == {ALONE}
    assert lacking(assumed, crowd)[6:] == [{FRAIL}, set(), {FRAIL, ALONE}]


def test_questions_about_rows_are_answered_by_two_columns() -> None:
    smooth, rough = Snapshot(values={SMOOTH: True}), Snapshot(values={SMOOTH: False})
    tables: list[tuple[Snapshot, ...] | None] = [(smooth, rough), (smooth,), (), (Snapshot(),), None]
    persons = tuple(Snapshot(tables={PEBBLES: rows}) for rows in tables)
    asked_of = Exists(PEBBLES, ~SMOOTH)
    crowd = People(complete(()), persons, (asked_of,))
    assert truths(asked_of, crowd) == truths(ROUGH, crowd) == [T, F, F, U, U]
    assert lacking(~ROUGH, crowd) == [set(), set(), set(), {ROUGH}, {ROUGH}]


def test_it_is_told_where_a_criterion_counts() -> None:
    crowd = crowd_of({FRAIL: frail, ALONE: None} for frail in (True, False))
    interpreter = crowd.interpreter()
    gates = interpreter.missing([(ALONE, interpreter.rails(FRAIL).true)])
    assert [row["alone"] for row in crowd.ask({f.name: gate for f, gate in gates.items()})] == [True, False]
    # A part is reached by each way there is to it.
    both = [(ALONE | FRAIL, interpreter.rails(FRAIL).false), (~ALONE, interpreter.rails(FRAIL).true)]
    gates = interpreter.missing(both)
    assert [row["alone"] for row in crowd.ask({f.name: gate for f, gate in gates.items()})] == [True, True]


def test_a_node_of_an_unknown_type_is_an_error() -> None:
    class Novel(Criterion):
        pass

    class NovelNumber(Number):
        pass

    interpreter = crowd_of([{FRAIL: True}]).interpreter()
    with pytest.raises(TypeError, match="no columns for Novel"):
        interpreter.rails(Novel())
    with pytest.raises(TypeError, match="no columns for NovelNumber"):
        interpreter.rails(NovelNumber() > 1)


# --------------------------------------------------------------------------- numbers

_OPEN = Interval(0.6, math.inf)


@pytest.mark.parametrize(
    ("criterion", "values", "expected"),
    [
        # An open end has no margin: the threshold is infinite, not no number.
        (NOW <= RISE, {NOW: 1.0, BEFORE: _OPEN}, F),
        (NOW > RISE, {NOW: 1.0, BEFORE: _OPEN}, T),
        (NOW > RISE, {NOW: _OPEN, BEFORE: _OPEN}, U),
        (NOW >= NOW + BEFORE, {NOW: 1.0, BEFORE: _OPEN}, F),
        (NOW < NOW + BEFORE, {NOW: 1.0, BEFORE: _OPEN}, T),
        (NOW >= NOW - BEFORE, {NOW: _OPEN, BEFORE: 1.0}, U),
        (BALANCE >= DRIFT - CHANGE, {BALANCE: 0.0, DRIFT: 0.0, CHANGE: Interval(1.0, math.inf)}, T),
        (BALANCE > DRIFT - CHANGE, {BALANCE: 0.0, DRIFT: 0.0, CHANGE: Interval(1.0, math.inf)}, T),
        (BALANCE > DRIFT - CHANGE, {BALANCE: 0.0, DRIFT: 0.0, CHANGE: Interval(-1.0, math.inf)}, U),
        # Nought times an open end is nought, and so is anything finite over it.
        (BALANCE * CHANGE >= 0, {BALANCE: 0.0, CHANGE: Interval(0.0, math.inf)}, T),
        (BALANCE * CHANGE <= 0, {BALANCE: 0.0, CHANGE: Interval(0.0, math.inf)}, T),
        (BALANCE * CHANGE > 1, {BALANCE: Interval(0.0, math.inf), CHANGE: Interval(0.0, math.inf)}, U),
        (BALANCE * CHANGE < 0, {BALANCE: Interval(-2.0, math.inf), CHANGE: Interval(0.0, math.inf)}, U),
        (BALANCE / CHANGE <= 1, {BALANCE: 2.0, CHANGE: Interval(2.0, math.inf)}, T),
        (BALANCE / CHANGE > 0, {BALANCE: Interval(2.0, math.inf), CHANGE: Interval(2.0, math.inf)}, U),
        (BALANCE / CHANGE >= 0, {BALANCE: Interval(2.0, math.inf), CHANGE: Interval(2.0, math.inf)}, T),
        # What may be divided by nought is not known.
        (1 / BALANCE > 0, {BALANCE: 0.0}, U),
        (1 / BALANCE > 0, {BALANCE: -0.0}, U),
        (1 / BALANCE > 0, {BALANCE: Interval(-1.0, 1.0)}, U),
        (1 / BALANCE > 0, {BALANCE: Interval(0.0, 1.0)}, U),
        (1 / BALANCE > 0, {BALANCE: Interval(0.5, math.inf)}, U),
        (1 / BALANCE >= 0, {BALANCE: Interval(0.5, math.inf)}, T),
        (1 / BALANCE < 0, {BALANCE: Interval(-1.0, -0.5)}, T),
        (NOW / (NOW - BEFORE) > 1, {NOW: 2.0, BEFORE: 1.0}, T),
        (NOW / (NOW - BEFORE) > 1, {NOW: 2.0, BEFORE: 2.0}, U),
        (1 / (YEARS * 0) > 0, {YEARS: 3.0}, U),
        # A range without a lower end starts where the kind does.
        (BALANCE > "-60 mg", {BALANCE: Interval(-50.0, 1.0)}, T),
        (BALANCE >= "0 mg", {BALANCE: Interval(-50.0, 1.0)}, U),
        (NOW >= "0 mg/dL", {NOW: Interval(0.0, 1.0)}, T),
        (BALANCE.equals(DRIFT), {BALANCE: -2.0, DRIFT: -2.0}, T),
        (BALANCE.equals(DRIFT), {BALANCE: -2.0, DRIFT: Interval(-2.0, 0.0)}, U),
        (BALANCE.equals(DRIFT), {BALANCE: -2.0, DRIFT: Interval(-1.0, 0.0)}, F),
    ],
)
def test_numbers_at_their_edges(criterion: Criterion, values: dict[Fact, Value], expected: Truth) -> None:
    # The same twice, for an open end is written in two ways.
    assert truths(criterion, crowd_of([values, values])) == [expected, expected]


@pytest.mark.parametrize("edge", [-9.0, -0.5, 0.0, 0.5, 9.0])
def test_a_threshold_that_is_measured_is_met_within_the_tolerance(edge: float) -> None:
    persons: list[dict[Fact, Value]] = [
        {BALANCE: edge + n * 0.9 * margin(edge), DRIFT: edge} for n in (-2, -1, 0, 1, 2)
    ]
    assert truths(BALANCE >= DRIFT, crowd_of(persons)) == [F, T, T, T, T]
    assert truths(BALANCE > DRIFT, crowd_of(persons)) == [F, F, F, F, T]
    assert truths(BALANCE <= DRIFT, crowd_of(persons)) == [T, T, T, T, F]
    assert truths(BALANCE.equals(DRIFT), crowd_of(persons)) == [F, T, T, T, F]


def test_a_result_is_held_against_what_is_printed_for_its_unit() -> None:
    # 1.401 mg/dL is 123.85 umol/L: above the threshold in one unit, below it in the other.
    above = NOW >= printed("1.4 mg/dL", "124 umol/L")
    for unit, expected in (("mg/dL", T), ("umol/L", F), ("mg/L", T)):
        layout = Layout({NOW: "value"}, {NOW: unit})
        assert truths(above, People(layout, (Snapshot(values={NOW: 1.401}, units={NOW: unit}), Snapshot()))) == [
            expected,
            U,
        ]


def test_what_is_inferred_was_reported_in_no_unit() -> None:
    layout = Layout({USUAL: "value", NOW: "value"}, {USUAL: "umol/L", NOW: "umol/L"})
    values: list[dict[Fact, Value]] = [{USUAL: 1.401, NOW: None}, {USUAL: None, NOW: 1.401}]
    persons = tuple(Snapshot(values=v, units={USUAL: "umol/L", NOW: "umol/L"}) for v in values)
    assert truths(USUAL >= printed("1.4 mg/dL", "124 umol/L"), People(layout, persons)) == [F, T]


def test_one_of_two_numbers_may_decide_whichever_it_is() -> None:
    weighed = where(YEARS >= "65 year", 2, 1)
    crowd = crowd_of([{YEARS: None}, {YEARS: 70.0}, {YEARS: 60.0}])
    assert truths(weighed > 0, crowd) == [T, T, T]
    assert lacking(weighed > 0, crowd) == [set(), set(), set()]
    assert truths(weighed > 1, crowd) == [U, T, F]
    assert lacking(weighed > 1, crowd) == [{YEARS}, set(), set()]


def test_a_range_that_leaves_a_question_open_is_missed() -> None:
    persons: list[dict[Fact, Value]] = [
        {YEARS: Interval(50, 70)},
        {YEARS: Interval(66, 70)},
        {YEARS: 50.0},
        {YEARS: None},
    ]
    assert lacking(YEARS >= "65 year", crowd_of(persons)) == [{YEARS}, set(), set(), {YEARS}]


def test_division_by_a_plain_number_differs_by_its_last_digit_at_most() -> None:
    # Some backends multiply by one third instead.
    crowd = crowd_of({YEARS: n / 7} for n in range(700))
    for person, row in zip(
        crowd.snapshots, crowd.ask({"third": crowd.interpreter().number(YEARS / 3).low}), strict=True
    ):
        found = number(YEARS / 3, person)
        assert found is not None
        assert row["third"] == pytest.approx(found.low, rel=1e-15)
    assert truths(YEARS / 3 >= 7, crowd) == [Truth.of(n >= 147) for n in range(700)]
