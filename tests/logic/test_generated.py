"""The generated code gives the reference interpreter's verdicts, whatever the rule and the person."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from boneguide.guidelines.bone_agents.zoledronic_acid import ZOLEDRONIC_ACID
from boneguide.logic import (
    Criterion,
    Fact,
    Interval,
    Number,
    Snapshot,
    Truth,
    by_unit,
    fact,
    first_known,
    printed,
    truth,
    where,
)
from boneguide.logic.generated import Input, compile_programs
from boneguide.logic.nodes import Value
from boneguide.logic.numbers import Where
from boneguide.logic.program import Program, program
from boneguide.logic.program import Test as VerdictTest
from boneguide.logic.verdicts import found_by
from boneguide.model.jurisdiction import JURISDICTIONS
from boneguide.model.status import Status
from boneguide.quantities import kinds
from boneguide.testing import snapshots
from tests.logic.columns.support import Layout, asked, layouts, people
from tests.logic.support import (
    ALONE,
    BEFORE,
    CLEARANCE,
    COLOUR,
    FACTS,
    FRAIL,
    LATEST,
    NOW,
    PRINTED_RISES,
    RISE,
    TIRED,
    YEARS,
    criteria,
)

_OF_TRUTH = {Truth.TRUE: Status.RECOMMENDED, Truth.UNKNOWN: Status.NEEDS_DATA, Truth.FALSE: Status.NOT_APPLICABLE}


def verdict_of(criterion: Criterion) -> Program[Status]:
    """Return a program whose status shows the truth of a criterion."""
    tests = tuple(VerdictTest(criterion, frozenset({t}), _OF_TRUTH[t]) for t in (Truth.TRUE, Truth.UNKNOWN))
    return Program(tests, _OF_TRUTH[Truth.FALSE])


def given_for(source: Input, person: Snapshot) -> Value:
    """Return what the generated code is given: what is recorded, and what the rows of a table answer."""
    return person.recorded(source) if isinstance(source, Fact) else truth(source, person).answer


def generated(programs: Sequence[Program[Status]], person: Snapshot) -> tuple[Status, ...] | None:
    """Return what the generated code says of one person."""
    inputs, unit_facts, verdicts = compile_programs(programs)
    return verdicts([given_for(f, person) for f in inputs], [person.unit(f) for f in unit_facts])


def reference(programs: Sequence[Program[Status]], person: Snapshot) -> tuple[Status, ...]:
    return tuple(found_by(p, person) for p in programs)


def said(criterion: Criterion, values: dict[Fact, Value], units: dict[Fact, str | None] | None = None) -> Truth | None:
    """Return the truth that the generated code finds; None where it gives up."""
    found = generated([verdict_of(criterion)], Snapshot(values=values, units=units))
    return None if found is None else {status: t for t, status in _OF_TRUTH.items()}[found[0]]


_people = st.lists(snapshots(FACTS, intervals=False), min_size=8, max_size=8)


@given(st.lists(criteria(), min_size=1, max_size=3), st.data())
@settings(deadline=None, max_examples=200)
def test_random_criteria_and_people(asked: list[Criterion], data: st.DataObject) -> None:
    programs = [verdict_of(c) for c in asked]
    inputs, unit_facts, verdicts = compile_programs(programs)
    may_give_up = any(isinstance(node, Where) for c in asked for node in c.walk())
    aimed = st.lists(snapshots(FACTS, criteria=asked, intervals=False), min_size=8, max_size=8)
    for person in (*data.draw(_people), *data.draw(aimed)):
        found = verdicts([given_for(f, person) for f in inputs], [person.unit(f) for f in unit_facts])
        if found is None:
            assert may_give_up
        else:
            assert found == reference(programs, person)


_truths = st.sets(st.sampled_from(list(Truth)), min_size=1, max_size=2).map(frozenset)
_tests = st.lists(st.builds(VerdictTest, criteria(), _truths, st.sampled_from(list(Status))), max_size=5).map(tuple)


@given(
    st.lists(st.builds(Program, _tests, st.sampled_from(list(Status))), min_size=1, max_size=4),
    st.lists(snapshots(FACTS, intervals=False), min_size=5, max_size=5),
)
@settings(deadline=None, max_examples=120)
def test_random_programs_stop_at_the_first_test_that_fires(
    programs: list[Program[Status]], people: list[Snapshot]
) -> None:
    for person in people:
        found = generated(programs, person)
        assert found is None or found == reference(programs, person)


@given(st.lists(asked(), min_size=1, max_size=3), layouts(ranges=False), st.integers(0, 2**32))
@settings(deadline=None, max_examples=100)
def test_random_criteria_with_inferred_facts_and_questions_about_rows(
    criteria_asked: list[Criterion], layout: Layout, seed: int
) -> None:
    programs = [verdict_of(c) for c in criteria_asked]
    inputs, unit_facts, verdicts = compile_programs(programs)
    for person in people(criteria_asked, layout, seed).snapshots:
        found = verdicts([given_for(f, person) for f in inputs], [person.unit(f) for f in unit_facts])
        assert found is None or found == reference(programs, person)


_RULE_PROGRAMS = [program(ZOLEDRONIC_ACID, place) for place in JURISDICTIONS]
_RULE_COMPILED = compile_programs(_RULE_PROGRAMS)


@given(snapshots(criteria=ZOLEDRONIC_ACID.criteria(), intervals=False))
@settings(deadline=None, max_examples=150)
def test_a_real_rule_in_every_jurisdiction(person: Snapshot) -> None:
    inputs, unit_facts, verdicts = _RULE_COMPILED
    found = verdicts([given_for(f, person) for f in inputs], [person.unit(f) for f in unit_facts])
    assert found is None or found == reference(_RULE_PROGRAMS, person)


# --------------------------------------------------------------------------- edges


@pytest.mark.parametrize(
    ("criterion", "below", "on", "above"),
    [
        (NOW >= "1.4 mg/dL", Truth.FALSE, Truth.TRUE, Truth.TRUE),
        (NOW > "1.4 mg/dL", Truth.FALSE, Truth.FALSE, Truth.TRUE),
        (NOW < "1.4 mg/dL", Truth.TRUE, Truth.FALSE, Truth.FALSE),
        (NOW <= "1.4 mg/dL", Truth.TRUE, Truth.TRUE, Truth.FALSE),
        (NOW.equals("1.4 mg/dL"), Truth.FALSE, Truth.TRUE, Truth.FALSE),
        (NOW >= BEFORE, Truth.FALSE, Truth.TRUE, Truth.TRUE),
        (NOW > BEFORE, Truth.FALSE, Truth.FALSE, Truth.TRUE),
        (NOW < BEFORE, Truth.TRUE, Truth.FALSE, Truth.FALSE),
        (NOW <= BEFORE, Truth.TRUE, Truth.TRUE, Truth.FALSE),
        (NOW.equals(BEFORE), Truth.FALSE, Truth.TRUE, Truth.FALSE),
        (NOW >= printed("1.4 mg/dL", "124 umol/L"), Truth.FALSE, Truth.TRUE, Truth.TRUE),
        (NOW <= printed("1.4 mg/dL", "124 umol/L"), Truth.TRUE, Truth.TRUE, Truth.FALSE),
    ],
)
def test_a_threshold_is_exact_and_one_step_beside_it_is_beside_it(
    criterion: Criterion, below: Truth, on: Truth, above: Truth
) -> None:
    for value, expected in ((1.4 - 1e-7, below), (1.4, on), (1.4 + 1e-7, above)):
        for noisy in (value, math.nextafter(value, 0.0), math.nextafter(value, 9.0), value - 1e-11, value + 1e-11):
            assert said(criterion, {NOW: noisy, BEFORE: 1.4}, {NOW: "mg/dL", BEFORE: "mg/dL"}) is expected


@pytest.mark.parametrize("edge", [60.0, 400.0])
def test_the_tolerance_grows_with_the_threshold(edge: float) -> None:
    reached = CLEARANCE >= f"{edge} mL/min"
    for relative, expected in ((1 - 1e-7, Truth.FALSE), (1 - 1e-10, Truth.TRUE), (1.0, Truth.TRUE)):
        # At 140 minus 68 years the clearance is the weight over the creatinine.
        assert said(reached, {YEARS: 68.0, COLOUR: "blue", BEFORE: 1.0, **_weighing(edge * relative)}) is expected


def _weighing(kilogram: float) -> dict[Fact, Value]:
    weight = next(f for f in CLEARANCE.facts() if f.name == "weight")
    return {weight: kilogram}


def test_a_rise_that_is_printed_as_the_threshold_reaches_it() -> None:
    programs = [
        verdict_of(built)
        for rise in (0.5, 1.0)
        for edge in (f"{rise} mg/dL", printed(f"{rise} mg/dL", "44 umol/L", unit_of=BEFORE))
        for built in (RISE >= edge, RISE > edge, (NOW - BEFORE).equals(edge))
    ]
    inputs, unit_facts, verdicts = compile_programs(programs)
    yes, no = _OF_TRUTH[Truth.TRUE], _OF_TRUTH[Truth.FALSE]
    for before, now, rise in PRINTED_RISES:
        person = Snapshot(values={NOW: now, BEFORE: before}, units={NOW: "mg/dL", BEFORE: "mg/dL"})
        found = verdicts([given_for(f, person) for f in inputs], [person.unit(f) for f in unit_facts])
        half = (yes, no, yes) if rise == 0.5 else (yes, yes, no)
        one = (yes, no, yes) if rise == 1.0 else (no, no, no)
        assert found == (*half, *half, *one, *one) == reference(programs, person)


# --------------------------------------------------------------------------- each kind of number


@pytest.mark.parametrize("divisor", [0.0, -0.0])
def test_dividing_by_zero_is_unknown(divisor: float) -> None:
    for quotient in (NOW / BEFORE, 2 / BEFORE):
        assert said(quotient > 1, {NOW: 1.0, BEFORE: divisor}) is Truth.UNKNOWN


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({FRAIL: True, NOW: 2.0}, Truth.TRUE),
        ({FRAIL: False, BEFORE: 2.0}, Truth.TRUE),
        ({FRAIL: False, NOW: 2.0}, Truth.UNKNOWN),
        ({NOW: 2.0}, Truth.UNKNOWN),
        # Which of two known numbers applies is a range: the reference is asked.
        ({NOW: 2.0, BEFORE: 3.0}, None),
    ],
)
def test_a_choice_gives_up_only_where_it_is_a_range(values: dict[Fact, Value], expected: Truth | None) -> None:
    assert said(where(FRAIL, NOW, BEFORE) > "1 mg/dL", values) is expected


def test_a_choice_of_two_plain_numbers_gives_up_where_the_condition_is_unknown() -> None:
    factor = where(FRAIL, 0.85, 1)
    assert said(factor > 0.9, {FRAIL: False}) is Truth.TRUE
    assert said(factor > 0.9, {FRAIL: True}) is Truth.FALSE
    assert said(factor > 0.9, {}) is None


def test_the_first_known_is_taken() -> None:
    low = first_known(BEFORE, NOW, RISE) < "1 mg/dL"
    assert said(low, {NOW: 0.5}) is Truth.TRUE
    assert said(low, {NOW: 0.5, BEFORE: 1.5}) is Truth.FALSE
    assert said(low, {}) is Truth.UNKNOWN


@pytest.mark.parametrize(("unit", "expected"), [("mg/dL", False), ("umol/L", True), ("mg/L", False), (None, False)])
def test_a_coefficient_goes_by_the_unit_reported(unit: str | None, *, expected: bool) -> None:
    weighted = by_unit(NOW, {"mg/dL": 1.0, "umol/L": 3.0}) * NOW > 2
    assert said(weighted, {NOW: 1.0}, {NOW: unit}) is Truth.of(expected)
    assert said(weighted, {}, {NOW: unit}) is Truth.UNKNOWN


@pytest.mark.parametrize(
    ("values", "units", "expected"),
    [
        ({NOW: 1.401, BEFORE: 1.0}, {NOW: "mg/dL", BEFORE: "umol/L"}, Truth.TRUE),
        ({NOW: 1.401, BEFORE: 1.0}, {NOW: "umol/L", BEFORE: "mg/dL"}, Truth.FALSE),
        ({NOW: 1.401}, {NOW: "umol/L"}, Truth.FALSE),
        ({NOW: 1.401}, {NOW: "mg/dL"}, Truth.TRUE),
        ({BEFORE: 1.401}, {BEFORE: "umol/L"}, Truth.FALSE),
        ({BEFORE: 1.401}, {BEFORE: "mg/dL"}, Truth.TRUE),
        ({}, {NOW: "umol/L"}, Truth.UNKNOWN),
    ],
)
def test_the_first_known_of_several_reporters_decides(
    values: dict[Fact, Value], units: dict[Fact, str | None], expected: Truth
) -> None:
    # 1.401 mg/dL is 123.85 umol/L: above the split in one unit, below it in the other.
    above = LATEST >= printed("1.4 mg/dL", "124 umol/L")
    assert said(above, values, units) is expected
    assert truth(above, Snapshot(values=values, units=units)) is expected


def test_a_number_shared_by_two_rules_is_worked_out_once() -> None:
    shared = NOW - BEFORE >= "0.5 mg/dL"
    programs = [verdict_of(shared & FRAIL), verdict_of(shared | ALONE), verdict_of(shared)]
    facts, _, verdicts = compile_programs(programs)
    assert len(set(facts)) == len(facts) == 4
    assert verdicts.__code__.co_consts.count(0.5 - 1e-9) == 1


def test_a_number_worked_out_late_in_one_rule_is_worked_out_anew_in_the_next() -> None:
    stops_early = Program(
        (
            VerdictTest(FRAIL, frozenset({Truth.TRUE}), Status.CONTRAINDICATED),
            VerdictTest(NOW - BEFORE >= "0.5 mg/dL", frozenset({Truth.TRUE}), Status.WITHHOLD),
        ),
        Status.OPTION,
    )
    programs = [stops_early, verdict_of(NOW - BEFORE >= "1 mg/dL")]
    for frail, first in ((True, Status.CONTRAINDICATED), (False, Status.WITHHOLD)):
        person = Snapshot(values={FRAIL: frail, NOW: 2.0, BEFORE: 1.0})
        assert generated(programs, person) == (first, _OF_TRUTH[Truth.TRUE])


def test_only_facts_that_decide_by_unit_are_asked_for_their_unit() -> None:
    asked = (RISE >= printed("0.5 mg/dL", "44 umol/L", unit_of=BEFORE)) & (NOW >= "1 mg/dL") & TIRED
    facts, unit_facts, _ = compile_programs([verdict_of(asked)])
    assert set(facts) == {NOW, BEFORE, TIRED}
    assert unit_facts == (BEFORE,)


def test_no_program_is_no_verdict() -> None:
    assert generated([], Snapshot()) == ()
    assert generated([Program((), Status.OPTION)], Snapshot()) == (Status.OPTION,)


def test_a_node_of_an_unknown_type_is_an_error() -> None:
    class Novel(Criterion):
        pass

    class NovelNumber(Number):
        pass

    with pytest.raises(TypeError, match="no code for Novel"):
        compile_programs([verdict_of(Novel())])
    with pytest.raises(TypeError, match="no code for NovelNumber"):
        compile_programs([verdict_of(NovelNumber() > 1)])


def test_a_range_is_left_to_the_reference() -> None:
    # The engine does not call the generated code with a range at all.
    assert reference([verdict_of(YEARS > "18 year")], Snapshot(values={YEARS: Interval(19.0, 20.0)})) == (
        Status.RECOMMENDED,
    )


@pytest.mark.parametrize("recorded", [None, 3.0])
@pytest.mark.parametrize("now", [None, 1.0, 2.0])
@pytest.mark.parametrize("before", [None, 0.8])
def test_a_number_that_is_not_on_record_is_inferred_from_others(
    recorded: float | None, now: float | None, before: float | None
) -> None:
    usual = fact("usual", kinds.SERUM_CREATININE, inferred=first_known(BEFORE, NOW))
    person = Snapshot(values={usual: recorded, NOW: now, BEFORE: before})
    expected = next((value for value in (recorded, before, now) if value is not None), None)
    assert person.value(usual) == expected
    high = usual >= "1.5 mg/dL"
    truths = {None: Truth.UNKNOWN, 0.8: Truth.FALSE, 1.0: Truth.FALSE, 2.0: Truth.TRUE, 3.0: Truth.TRUE}
    assert truth(high, person) is truths[expected]
    assert generated([verdict_of(high)], person) == reference([verdict_of(high)], person)
