"""The order of a verdict is the meaning of a status."""

from __future__ import annotations

import itertools

import attrs
import pytest
from hypothesis import given, settings

from boneguide.logic import (
    ALWAYS,
    JURISDICTION,
    NEVER,
    Criterion,
    Fact,
    Interval,
    Licence,
    RegimenTemplate,
    Rule,
    Snapshot,
    Truth,
    assume_absent,
    cases,
    truth,
)
from boneguide.logic.generated import compile_programs
from boneguide.logic.nodes import Constant, Value
from boneguide.logic.program import Program, fold, here, licence, program
from boneguide.logic.verdicts import found_by
from boneguide.model.jurisdiction import JURISDICTIONS
from boneguide.model.status import Severity, Status
from boneguide.quantities import Amount
from boneguide.testing import snapshots
from tests.logic.support import ACTION, ALONE, DRUG, FACTS, FRAIL, SOURCE, TIRED, YEARS, criteria
from tests.logic.whole import (
    APPLIES,
    AVOIDED_ASK,
    CARED_FOR,
    CLEAR,
    DECIDING,
    FAVOURED,
    FORBIDDEN,
    FORBIDDEN_ASK,
    HELD,
    HELD_ASK,
    LARGE,
    LICENSED,
    SMALL,
    UNDONE,
    UNWISE,
    WHOLE,
    limit,
)


def status(rule: Rule, values: dict[Fact, Value], jurisdiction: str = "US") -> Status:
    """Return the status by both interpreters, which agree."""
    built = program(rule, jurisdiction)
    person = Snapshot(values=values)
    found = found_by(built, person)
    inputs, _, verdicts = compile_programs([built])
    assert verdicts([person.recorded(f) for f in inputs if isinstance(f, Fact)], []) == (found,)
    return found


# --------------------------------------------------------------------------- the table


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param({}, Status.RECOMMENDED, id="nothing in the way"),
        pytest.param({FAVOURED: False}, Status.OPTION, id="not favoured"),
        pytest.param({FAVOURED: None}, Status.OPTION, id="not known to be favoured"),
        pytest.param({CARED_FOR: True}, Status.RECOMMENDED, id="cautions change nothing"),
        pytest.param({CARED_FOR: None}, Status.RECOMMENDED, id="unknown cautions change nothing"),
        pytest.param({SMALL: False, LARGE: True}, Status.RECOMMENDED, id="second row of the table"),
        # Not a question.
        pytest.param({APPLIES: False}, Status.NOT_APPLICABLE, id="does not apply"),
        pytest.param({APPLIES: False, FORBIDDEN: True}, Status.NOT_APPLICABLE, id="does not apply before forbidden"),
        pytest.param({APPLIES: None}, Status.NEEDS_DATA, id="not known to apply"),
        pytest.param({APPLIES: None, FORBIDDEN: True}, Status.CONTRAINDICATED, id="forbidden before needs data"),
        # Forbidden.
        pytest.param({FORBIDDEN: True}, Status.CONTRAINDICATED, id="forbidden"),
        pytest.param({FORBIDDEN_ASK: True}, Status.CONTRAINDICATED, id="forbidden, by asking"),
        pytest.param({FORBIDDEN: True, UNWISE: True, HELD: True}, Status.CONTRAINDICATED, id="forbidden before all"),
        pytest.param({FORBIDDEN: True, LICENSED: False}, Status.CONTRAINDICATED, id="forbidden before unlicensed"),
        pytest.param({FORBIDDEN: None}, Status.NEEDS_DATA, id="must be measured"),
        pytest.param({FORBIDDEN_ASK: None}, Status.AFTER, id="can be confirmed"),
        pytest.param({FORBIDDEN: None, FORBIDDEN_ASK: None}, Status.NEEDS_DATA, id="measure before confirm"),
        pytest.param({FORBIDDEN_ASK: None, FORBIDDEN: True}, Status.CONTRAINDICATED, id="forbidden before confirm"),
        # Discouraged.
        pytest.param({UNWISE: True}, Status.NOT_RECOMMENDED, id="not recommended"),
        pytest.param({AVOIDED_ASK: True}, Status.NOT_RECOMMENDED, id="avoid"),
        pytest.param({UNWISE: True, HELD: True}, Status.NOT_RECOMMENDED, id="not recommended before withhold"),
        pytest.param({UNWISE: True, FORBIDDEN: None}, Status.NOT_RECOMMENDED, id="not recommended before needs data"),
        pytest.param({UNWISE: None}, Status.NEEDS_DATA, id="not recommended must be measured"),
        pytest.param({AVOIDED_ASK: None}, Status.AFTER, id="avoid can be confirmed"),
        # Licence.
        pytest.param({LICENSED: False}, Status.NOT_RECOMMENDED, id="outside the licence"),
        pytest.param({LICENSED: None}, Status.NEEDS_DATA, id="licence not known"),
        pytest.param({LICENSED: None, UNWISE: True}, Status.NOT_RECOMMENDED, id="not recommended before licence"),
        # Holds.
        pytest.param({HELD: True}, Status.WITHHOLD, id="held"),
        pytest.param({HELD_ASK: True}, Status.WITHHOLD, id="held, by asking"),
        pytest.param({HELD: True, UNDONE: True}, Status.WITHHOLD, id="held before first"),
        pytest.param({HELD: True, SMALL: None}, Status.WITHHOLD, id="held before needs data"),
        pytest.param({HELD: True, SMALL: False}, Status.WITHHOLD, id="held before no row"),
        pytest.param({HELD: None}, Status.NEEDS_DATA, id="hold must be measured"),
        pytest.param({HELD_ASK: None}, Status.AFTER, id="hold can be confirmed"),
        # The dose.
        pytest.param({SMALL: False}, Status.NOT_RECOMMENDED, id="no row of the table"),
        pytest.param({SMALL: None}, Status.NEEDS_DATA, id="dose not decided"),
        pytest.param({SMALL: None, LARGE: True}, Status.NEEDS_DATA, id="either of two rows"),
        pytest.param({SMALL: False, LARGE: None}, Status.NEEDS_DATA, id="second row not decided"),
        pytest.param({SMALL: None, UNDONE: True}, Status.NEEDS_DATA, id="dose before first"),
        pytest.param({SMALL: False, FORBIDDEN: None}, Status.NOT_RECOMMENDED, id="no row before needs data"),
        # What comes first.
        pytest.param({UNDONE: True}, Status.AFTER, id="outstanding"),
        pytest.param({UNDONE: None}, Status.AFTER, id="not known whether outstanding"),
        pytest.param({UNDONE: True, FAVOURED: False}, Status.AFTER, id="outstanding before option"),
        pytest.param({UNDONE: True, FORBIDDEN_ASK: None}, Status.AFTER, id="outstanding and to be confirmed"),
        pytest.param({UNDONE: True, FORBIDDEN: None}, Status.NEEDS_DATA, id="measure before first"),
    ],
)
def test_the_status_of_every_situation(changes: dict[Fact, Value], expected: Status) -> None:
    assert status(WHOLE, {**CLEAR, **changes}) is expected


def test_nothing_known_needs_data() -> None:
    assert status(WHOLE, {}) is Status.NEEDS_DATA


_COMPILED = compile_programs([program(WHOLE, "US")])


def test_nothing_is_advised_while_anything_stands_against_it() -> None:
    inputs, _, verdicts = _COMPILED
    facts = [f for f in inputs if isinstance(f, Fact)]
    seen: set[Status] = set()
    for given_values in itertools.product((True, False, None), repeat=len(DECIDING)):
        values: dict[Fact, Value] = {**CLEAR, **dict(zip(DECIDING, given_values, strict=True))}
        found = verdicts([values[f] for f in facts], [])
        assert found is not None
        seen.add(found[0])
        limits = [values[f] for f in (FORBIDDEN, FORBIDDEN_ASK, UNWISE, AVOIDED_ASK, HELD, HELD_ASK)]
        if found[0] in {Status.RECOMMENDED, Status.OPTION}:
            assert not any(v is not False for v in (*limits, values[UNDONE]))
        if found[0] in {Status.RECOMMENDED, Status.OPTION, Status.AFTER}:
            assert True not in limits
            assert values[APPLIES] is values[LICENSED] is values[SMALL] is True
            assert None not in (values[FORBIDDEN], values[UNWISE], values[HELD])
        if found[0] is Status.CONTRAINDICATED:
            assert True in (values[FORBIDDEN], values[FORBIDDEN_ASK])
        if found[0] is Status.NEEDS_DATA:
            assert None in values.values()
    assert seen == set(Status) - {Status.INVESTIGATIONAL}


def test_an_investigational_rule_is_never_an_option() -> None:
    trial = attrs.evolve(WHOLE, investigational=True, first=(), recommended=NEVER)
    assert status(trial, CLEAR) is Status.INVESTIGATIONAL
    assert status(trial, {**CLEAR, FORBIDDEN: True}) is Status.CONTRAINDICATED
    assert status(trial, {**CLEAR, APPLIES: False}) is Status.NOT_APPLICABLE
    assert status(trial, {**CLEAR, APPLIES: None}) is Status.NEEDS_DATA


def test_an_action_needs_no_dose_and_no_licence() -> None:
    assert status(ACTION, {}) is Status.OPTION
    assert status(attrs.evolve(ACTION, recommended=ALWAYS), {}) is Status.RECOMMENDED
    assert status(attrs.evolve(ACTION, when=NEVER), {}) is Status.NOT_APPLICABLE
    assert status(attrs.evolve(ACTION, when=FRAIL), {FRAIL: True}) is Status.OPTION


def test_several_licences_are_alternatives() -> None:
    two = attrs.evolve(
        DRUG,
        licences=tuple(Licence(id=f.name, when=f, says="licensed", sources=SOURCE) for f in (FRAIL, ALONE)),
    )
    assert status(two, {FRAIL: True}) is Status.OPTION
    assert status(two, {FRAIL: False, ALONE: True}) is Status.OPTION
    assert status(two, {FRAIL: False, ALONE: False}) is Status.NOT_RECOMMENDED
    assert status(two, {FRAIL: False}) is Status.NEEDS_DATA


# --------------------------------------------------------------------------- jurisdictions


@pytest.mark.parametrize(
    ("place", "expected"),
    [("US", Status.CONTRAINDICATED), ("EU", Status.NOT_RECOMMENDED), ("UK", Status.OPTION)],
)
def test_a_clause_counts_where_it_says(place: str, expected: Status) -> None:
    rule = attrs.evolve(
        ACTION,
        contraindications=(
            attrs.evolve(limit("a", Severity.CONTRAINDICATED, FRAIL), jurisdictions="US"),
            attrs.evolve(limit("b", Severity.NOT_RECOMMENDED, FRAIL), jurisdictions=("US", "EU")),
        ),
    )
    assert status(rule, {FRAIL: True}, place) is expected
    assert [c.id for c in here(rule.contraindications, "UK")] == []
    assert [c.id for c in here(rule.contraindications, "EU")] == ["b"]


def test_a_drug_licensed_elsewhere_only_is_not_recommended() -> None:
    rule = attrs.evolve(
        DRUG, licences=(Licence(id="us", when=ALWAYS, says="licensed", sources=SOURCE, jurisdictions="US"),)
    )
    assert [status(rule, {}, place) for place in JURISDICTIONS] == [
        Status.OPTION,
        Status.NOT_RECOMMENDED,
        Status.NOT_RECOMMENDED,
    ]
    assert licence(rule, "EU") is NEVER
    assert licence(DRUG, "EU") is ALWAYS


@given(criteria(), snapshots(FACTS))
@settings(deadline=None)
def test_folding_answers_every_question_about_the_place(criterion: Criterion, person: Snapshot) -> None:
    for place in JURISDICTIONS:
        folded = fold(criterion, place)
        assert truth(folded, person.replacing({JURISDICTION: place})) is truth(
            criterion, person.replacing({JURISDICTION: place})
        )


@pytest.mark.parametrize(
    ("criterion", "folded"),
    [
        (JURISDICTION.is_in("US"), ALWAYS),
        (JURISDICTION.is_in("EU", "UK"), NEVER),
        (JURISDICTION.is_in("US") & FRAIL, FRAIL),
        (JURISDICTION.is_in("EU") & FRAIL, NEVER),
        (JURISDICTION.is_in("EU") | FRAIL, FRAIL),
        (~JURISDICTION.is_in("EU"), ALWAYS),
        (~(JURISDICTION.is_in("EU") | FRAIL), ~FRAIL),
        (assume_absent(JURISDICTION.is_in("US"), because="it shows"), ALWAYS),
        (assume_absent(JURISDICTION.is_in("US") & FRAIL, because="it shows"), assume_absent(FRAIL, because="it shows")),
        (YEARS >= "18 year", YEARS >= "18 year"),
    ],
)
def test_what_is_folded(criterion: Criterion, folded: Criterion) -> None:
    assert fold(criterion, "US") == folded


def test_tests_that_cannot_fire_are_left_out() -> None:
    built = program(ACTION, "US")
    assert built == Program((), Status.OPTION)
    assert built.criteria() == ()
    whole = program(WHOLE, "US")
    assert not any(isinstance(c, Constant) for c in whole.criteria())
    assert hash(whole) == hash(program(WHOLE, "US"))
    assert len(program(attrs.evolve(ACTION, recommended=ALWAYS), "US").tests) == 1


def test_a_range_that_lies_in_one_band_decides_a_dose() -> None:
    dosed = attrs.evolve(
        DRUG,
        advise=RegimenTemplate(
            drug="placebo", route="IV", dose=cases((YEARS > "60 year", Amount(4, "mg")), (TIRED, Amount(2, "mg")))
        ),
    )
    built = program(dosed, "US")
    assert found_by(built, Snapshot(values={YEARS: Interval(61.0, 90.0)})) is Status.OPTION
    assert found_by(built, Snapshot(values={YEARS: Interval(50.0, 90.0), TIRED: False})) is Status.NEEDS_DATA
    assert found_by(built, Snapshot(values={YEARS: Interval(50.0, 60.0), TIRED: False})) is Status.NOT_RECOMMENDED
    assert truth(dosed.advise.decided, Snapshot()) is Truth.UNKNOWN if dosed.advise else False
