"""Columns hold the status, the dose, the missing facts and the reasons that one person's answer has."""

from __future__ import annotations

import itertools
import math
import random
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any, TypeVar

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from boneguide.errors import RuleError
from boneguide.logic import (
    ALWAYS,
    JURISDICTION,
    MEASURE,
    NEVER,
    Cases,
    Contraindication,
    Criterion,
    Dispute,
    Fact,
    Hold,
    Interval,
    Licence,
    Monitor,
    Note,
    NumberFact,
    Prerequisite,
    RadiotherapyTemplate,
    Reason,
    RegimenTemplate,
    Rule,
    Share,
    Snapshot,
    Span,
    Stance,
    Truth,
    Variation,
    cases,
    fact,
    fractions,
    truth,
    where,
)
from boneguide.logic.clauses import Clause
from boneguide.logic.columns.circuit import Gate
from boneguide.logic.columns.verdict import Verdict, reasons, verdict
from boneguide.logic.context import Context
from boneguide.logic.nodes import Value
from boneguide.logic.program import here, licence, program
from boneguide.logic.resolve import recommendation
from boneguide.logic.verdicts import found_by
from boneguide.model.jurisdiction import JURISDICTIONS
from boneguide.model.regimen import Regimen
from boneguide.model.status import Severity, Status
from boneguide.quantities import Amount, kinds
from boneguide.testing import snapshots
from tests.logic.columns.support import OLD, PERSONAL, ROUGH, Layout, People, asked, crowd_of, layouts, people
from tests.logic.support import (
    ACTION,
    ALONE,
    BEFORE,
    COLOUR,
    DRUG,
    FIXED,
    FRAIL,
    GRADE,
    NOBODY,
    NOW,
    ON,
    SOURCE,
    TIRED,
    YEARS,
)
from tests.logic.whole import (
    APPLIES,
    ASK,
    CARED_FOR,
    CLEAR,
    DECIDING,
    FAVOURED,
    FORBIDDEN,
    HELD,
    LARGE,
    LICENSED,
    SMALL,
    UNDONE,
    UNWISE,
    WHOLE,
    limit,
)
from tests.near import Near, near

RED = COLOUR.is_in("red")
IN_US = JURISDICTION.is_in("US")

# --------------------------------------------------------------------------- rules at random

C = TypeVar("C", bound=Clause)

_some_places = st.sets(st.sampled_from(JURISDICTIONS), min_size=1).map(frozenset)
_unknown = st.sampled_from((MEASURE, ASK))
_plain: st.SearchStrategy[Criterion] = st.sampled_from(
    (NEVER, FRAIL, ~FRAIL, ALONE, ~ALONE, TIRED, OLD, ROUGH, YEARS >= "60 year", NOW > "1.4 mg/dL", RED, IN_US)
)
_asked = _plain | _plain | asked()
_amounts = st.sampled_from((Amount(4, "mg"), Amount(3500, "ug"), Amount(0.5, "g"), Amount(4000, "ug")))
_spans = st.sampled_from(
    (
        Span(Amount(3, "week"), Amount(4, "week")),
        Span(Amount(28, "day"), Amount(4, "week")),
        Span(None, Amount(12, "week")),
        Span(Amount(1, "week"), None),
    )
)
_doses = _amounts | _amounts.map(lambda a: Span(a, None)) | st.just(Span(Amount(2, "mg"), Amount(4, "mg")))


def _maybe_table(values: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    table = st.lists(st.tuples(_asked, values), max_size=4).map(lambda steps: Cases(tuple(steps)))
    return st.none() | values | table


_regimens = st.builds(
    RegimenTemplate,
    drug=st.just("placebo"),
    route=st.just("IV"),
    dose=_maybe_table(_doses),
    interval=_maybe_table(_spans),
    infusion_time=_maybe_table(st.just(Span(Amount(15, "minute"), None))),
    volume=_maybe_table(st.just(Amount(100, "mL"))),
)


def _clauses(kind: type[C], limit: int = 2, **more: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[C, ...]]:
    """Return a strategy for clauses of one kind, with identifiers of their own."""
    fields: dict[str, st.SearchStrategy[Any]] = {"when": _asked, "jurisdictions": _some_places, **more}

    def named(found: list[dict[str, Any]]) -> tuple[C, ...]:
        told: dict[str, Any] = {"says": "it is said", "sources": SOURCE}
        return tuple(kind(id=f"{kind.__name__}-{n}", **told, **clause) for n, clause in enumerate(found))

    return st.lists(st.fixed_dictionaries(fields), max_size=limit).map(named)


@st.composite
def rules(draw: st.DrawFn) -> Rule:
    """Return a strategy for rules with clauses of every kind."""
    investigational = draw(st.integers(0, 3)) == 0
    return attrs.evolve(
        draw(st.sampled_from((DRUG, ACTION))),
        when=draw(_asked.map(lambda c: c | ALONE) | st.just(ALWAYS)),
        licences=draw(_clauses(Licence)),
        contraindications=draw(
            _clauses(Contraindication, 4, severity=st.sampled_from(list(Severity)), unknown=_unknown)
        ),
        holds=draw(_clauses(Hold, unknown=_unknown)),
        first=draw(_clauses(Prerequisite)),
        monitor=draw(_clauses(Monitor, 1)),
        reasons=draw(_clauses(Reason, 1, favours=st.booleans(), grade=st.just(GRADE))),
        notes=draw(_clauses(Note, 1)),
        variations=draw(_clauses(Variation, 1, advise=st.just(FIXED), grade=st.just(GRADE))),
        disputes=(Dispute(id="dispute", when=draw(_asked), about="it", stances=(_STANCE, _STANCE)),),
        recommended=NEVER if investigational else draw(_asked),
        investigational=investigational,
    )


_STANCE = Stance(by="somebody", says="so", source=SOURCE)


@st.composite
def drugs(draw: st.DrawFn) -> Rule:
    """Return a strategy for rules that advise a regimen with tables."""
    return attrs.evolve(draw(rules()), advise=draw(_regimens), action="")


# --------------------------------------------------------------------------- what is compared


def _gates(found: Verdict, why: Mapping[str, Gate]) -> dict[str, Gate]:
    gates = {"status": found.status, **{s.value: gate for s, gate in found.of.items()}}
    gates |= {f"missing {f.name}": gate for f, gate in found.missing.items()}
    gates |= {f"because {name}": gate for name, gate in why.items()}
    if found.dose is not None:
        gates |= dict(zip(("low", "high"), found.dose, strict=True))
    return gates


def _named(row: Mapping[str, object], word: str) -> set[str]:
    return {name.removeprefix(f"{word} ") for name, held in row.items() if name.startswith(f"{word} ") and held}


def _why(rule: Rule, place: str, status: Status, person: Snapshot) -> set[str]:  # noqa: PLR0911 - one return for each status
    """Return what accounts for a status, found from the status."""
    limits = [c for c in (*here(rule.contraindications, place), *here(rule.holds, place)) if c.bars]
    found = {(c.id, c.unknown, getattr(c, "severity", None)): truth(c.when, person) for c in limits}
    decided = Truth.TRUE if rule.advise is None else truth(rule.advise.decided, person)
    parts = {"indication": truth(rule.when, person), "licence": truth(licence(rule, place), person), "dose": decided}
    match status:
        case Status.NOT_APPLICABLE:
            return {"indication"}
        case Status.CONTRAINDICATED:
            return {i for (i, _, s), t in found.items() if t is Truth.TRUE and s is Severity.CONTRAINDICATED}
        case Status.NOT_RECOMMENDED:
            advised_against = {Severity.NOT_RECOMMENDED, Severity.AVOID}
            barred = {i for (i, _, s), t in found.items() if t is Truth.TRUE and s in advised_against}
            return barred | {name for name in ("licence", "dose") if parts[name] is Truth.FALSE}
        case Status.WITHHOLD:
            return {i for (i, _, s), t in found.items() if t is Truth.TRUE and s is None}
        case Status.NEEDS_DATA:
            measured = {i for (i, unknown, _), t in found.items() if t is Truth.UNKNOWN and unknown == MEASURE}
            return measured | {name for name, t in parts.items() if t is Truth.UNKNOWN}
        case Status.AFTER:
            confirmed = {i for (i, unknown, _), t in found.items() if t is Truth.UNKNOWN and unknown != MEASURE}
            return confirmed | {t.id for t in here(rule.first, place) if truth(t.when, person) is not Truth.FALSE}
    return set()


_DECISIVE = set(Status) - {Status.RECOMMENDED, Status.OPTION, Status.INVESTIGATIONAL}


def _written(*ends: Any) -> tuple[Near | None, ...]:
    return tuple(map(near, ends))


def agree(rule: Rule, crowd: People) -> set[Status]:
    """Check that columns and the interpreter for one person say the same; return the statuses met."""
    place = crowd.layout.place
    interpreter = crowd.interpreter()
    found = verdict(rule, place, interpreter)
    context = Context(patient=NOBODY, on=ON, jurisdiction=place)
    met: set[Status] = set()
    for person, row in zip(
        crowd.snapshots, crowd.ask(_gates(found, reasons(rule, place, interpreter, found.of))), strict=True
    ):
        status = found_by(program(rule, place), person)
        met.add(status)
        assert row["status"] == status.value
        assert [s for s in Status if row[s.value]] == [status]
        full = recommendation(rule, status, context, person)
        assert _named(row, "missing") == set(full.missing)
        because = _named(row, "because")
        assert because == _why(rule, place, status, person)
        assert bool(because) is (status in _DECISIVE)
        ends: tuple[float | None, float | None] = (None, None)
        if isinstance(full.regimen, Regimen) and found.dose_unit is not None:
            dose = full.regimen.dose_range
            quantities = (dose.low, dose.high) if dose is not None else (full.regimen.dose,) * 2
            low, high = (None if q is None else kinds.DRUG_MASS.canonical_value(q) for q in quantities)
            ends = low, high
        assert _written(row.get("low"), row.get("high")) == _written(*ends)
    return met


@given(rules() | drugs() | drugs(), layouts(), st.integers(0, 2**32), st.data())
@settings(deadline=None, max_examples=100)
def test_random_rules(rule: Rule, layout: Layout, seed: int, data: st.DataObject) -> None:
    criteria = list(rule.criteria())
    aimed = data.draw(st.lists(snapshots(PERSONAL, criteria=criteria), max_size=2))
    agree(rule, people(criteria, layout, seed, aimed))


# --------------------------------------------------------------------------- a rule with everything


def _combinations() -> list[dict[Fact, Value]]:
    every = itertools.product((True, False, None), repeat=len(DECIDING))
    return [{**CLEAR, **dict(zip(DECIDING, values, strict=True))} for values in every]


def test_every_combination_has_its_status() -> None:
    crowd = crowd_of(_combinations())
    found = verdict(WHOLE, "US", crowd.interpreter())
    steps = program(WHOLE, "US")
    answers = crowd.ask({"status": found.status, **{s.value: gate for s, gate in found.of.items()}})
    for person, row in zip(crowd.snapshots, answers, strict=True):
        assert row["status"] == found_by(steps, person).value
        assert [s for s in Status if row[s.value]] == [Status(str(row["status"]))]


def _near_clear(count: int) -> list[dict[Fact, Value]]:
    """Return people in whose way little stands, for among all combinations nearly nobody gets advice."""
    chance = random.Random(count)  # noqa: S311 - chance for tests, not for secrets
    return [CLEAR | {f: chance.choice((True, False, None)) for f in chance.sample(DECIDING, 3)} for _ in range(count)]


def test_combinations_have_their_dose_reasons_and_missing_facts() -> None:
    assert agree(WHOLE, crowd_of(_near_clear(1500))) == set(Status) - {Status.INVESTIGATIONAL}


def test_an_investigational_rule_is_asked_no_more_than_it_tells() -> None:
    trial = attrs.evolve(WHOLE, investigational=True, recommended=NEVER)
    met = agree(trial, crowd_of(_near_clear(500)))
    assert Status.INVESTIGATIONAL in met
    assert Status.AFTER not in met


@pytest.mark.parametrize("place", JURISDICTIONS)
def test_a_clause_counts_where_it_says(place: str) -> None:
    limits = (
        attrs.evolve(limit("us", Severity.CONTRAINDICATED, FORBIDDEN), jurisdictions="US"),
        attrs.evolve(limit("us-eu", Severity.NOT_RECOMMENDED, FORBIDDEN), jurisdictions=("US", "EU")),
    )
    local = attrs.evolve(WHOLE, contraindications=limits, recommended=IN_US & FAVOURED)
    met = agree(local, crowd_of([CLEAR | {FORBIDDEN: True}, CLEAR], place))
    assert (
        met
        == {
            "US": {Status.CONTRAINDICATED, Status.RECOMMENDED},
            "EU": {Status.NOT_RECOMMENDED, Status.OPTION},
            "UK": {Status.OPTION},
        }[place]
    )


def test_what_cannot_happen_costs_nothing() -> None:
    interpreter = crowd_of([{FRAIL: True}]).interpreter()
    found = verdict(ACTION, "US", interpreter)
    assert found.status.value == ("option",)
    assert {s for s, gate in found.of.items() if gate is not interpreter.circuit.false} == {Status.OPTION}
    assert (found.missing, found.dose, found.dose_unit) == ({}, None, None)
    assert reasons(ACTION, "US", interpreter, found.of) == {}


def test_the_place_is_never_missing() -> None:
    weighed = where(IN_US, NOW, NOW + BEFORE)
    rule = attrs.evolve(ACTION, when=weighed > "1 mg/dL")
    interpreter = crowd_of([{NOW: None, BEFORE: None}]).interpreter()
    assert set(verdict(rule, "US", interpreter).missing) == {NOW, BEFORE}


def test_a_clause_may_be_called_as_a_part_of_the_rule_is() -> None:
    named = tuple(limit(name, Severity.NOT_RECOMMENDED, f) for name, f in (("dose", UNWISE), ("licence", CARED_FOR)))
    rule = attrs.evolve(WHOLE, licences=(attrs.evolve(WHOLE.licences[0], id="use"),), contraindications=named)
    rows: list[dict[Fact, Value]] = [{}, {UNWISE: True}, {SMALL: False}, {CARED_FOR: True}, {LICENSED: False}]
    crowd = crowd_of({**CLEAR, **changes} for changes in rows)
    interpreter = crowd.interpreter()
    why = reasons(rule, "US", interpreter, verdict(rule, "US", interpreter).of)
    held = [{name for name, holds in row.items() if holds} for row in crowd.ask(why)]
    assert held == [set(), {"dose"}, {"dose"}, {"licence"}, {"licence"}]


# --------------------------------------------------------------------------- doses


def _dosed(dose: Any, **more: Any) -> Rule:
    return attrs.evolve(WHOLE, advise=RegimenTemplate(drug="placebo", route="IV", dose=dose, **more))


def _doses_of(rule: Rule, persons: Iterable[Mapping[Fact, Value]]) -> tuple[list[tuple[object, object]], str | None]:
    crowd = crowd_of({**CLEAR, **changes} for changes in persons)
    found = verdict(rule, "US", crowd.interpreter())
    assert found.dose is not None
    rows = crowd.ask(dict(zip(("low", "high"), found.dose, strict=True)))
    return [(row["low"], row["high"]) for row in rows], found.dose_unit


@pytest.mark.parametrize(
    ("dose", "expected", "unit"),
    [
        (Amount(4, "mg"), (4.0, 4.0), "mg"),
        (Amount(0.5, "g"), (500.0, 500.0), "mg"),
        (Amount(2, "mg/kg"), (2.0, 2.0), "mg/kg"),
        (Amount(8, "Gy"), (8.0, 8.0), "Gy"),
        (Amount(3.7, "GBq"), (3700.0, 3700.0), "MBq"),
        (Amount(55, "kBq/kg"), (55.0, 55.0), "kBq/kg"),
        (Amount(100, "mL"), (100.0, 100.0), "mL"),
        (Amount(800, "IU vitamin D"), (800.0, 800.0), "IU vitamin D"),
        (Span(Amount(60, "mg"), Amount(90, "mg")), (60.0, 90.0), "mg"),
        (Span(Amount(60, "mg"), None), (60.0, None), "mg"),
        (Span(None, Amount(90, "mg")), (None, 90.0), "mg"),
        (cases((SMALL, Amount(2000, "ug")), (LARGE, Amount(4, "mg"))), (2.0, 2.0), "mg"),
    ],
)
def test_a_dose_is_in_the_unit_of_its_kind(dose: Any, expected: tuple[object, object], unit: str) -> None:
    assert _doses_of(_dosed(dose), [{}]) == ([expected], unit)


def test_the_dose_of_radiotherapy_is_its_total() -> None:
    schedule = cases((SMALL, fractions(1, "8 Gy")), (LARGE, fractions(5, "400 cGy")))
    rule = attrs.evolve(WHOLE, advise=RadiotherapyTemplate(schedule=schedule))
    found, unit = _doses_of(rule, [{}, {SMALL: False, LARGE: True}, {SMALL: None}])
    assert (found, unit) == ([(8.0, 8.0), (20.0, 20.0), (None, None)], "Gy")


DAILY: NumberFact = fact("daily", kinds.DRUG_MASS)


def test_a_share_of_another_dose_is_worked_out_for_each_row() -> None:
    rule = _dosed(Share(DAILY, Fraction(1, 10), Fraction(1, 5)))
    given: list[Mapping[Fact, Value]] = [
        {DAILY: daily}
        for daily in (200.0, 33.0, Interval(60.0, 90.0), Interval(60.0, math.inf), 0.0, None, Interval(0.0, 9.0))
    ]
    found, unit = _doses_of(rule, given)
    assert unit == "mg"
    assert [_written(*ends) for ends in found] == [
        (20.0, 40.0),
        (3.3, 6.6),
        (6.0, 18.0),
        (6.0, None),
        *[(None, None)] * 3,
    ]
    assert agree(rule, crowd_of({**CLEAR, **one} for one in given)) == {
        Status.RECOMMENDED,
        Status.NOT_RECOMMENDED,
        Status.NEEDS_DATA,
    }


def test_one_share_is_one_gate() -> None:
    crowd = crowd_of([{**CLEAR, DAILY: 60.0}])
    interpreter = crowd.interpreter()
    alone = Share(DAILY, Fraction(1, 10), Fraction(1, 10))
    low, high = verdict(_dosed(alone), "US", interpreter).dose or (None, 0)
    assert interpreter.number(DAILY).exact == (low is high)


def test_one_dose_is_one_gate() -> None:
    crowd = crowd_of([CLEAR])
    low, high = verdict(WHOLE, "US", crowd.interpreter()).dose or (None, 0)
    assert low is high


def test_there_is_a_dose_where_one_may_stand() -> None:
    later = cases((FRAIL, Span(Amount(4, "week"), None)))
    rule = _dosed(cases((SMALL, Amount(2, "mg")), (LARGE, Amount(4, "mg"))), interval=later)
    found, _ = _doses_of(
        rule,
        [
            {FRAIL: True},
            {FRAIL: True, SMALL: False, LARGE: True},
            {FRAIL: True, HELD: True},
            {FRAIL: True, UNDONE: True},
            # No row applies, or it is not known which, of the dose or of the interval.
            {FRAIL: True, SMALL: None, LARGE: True},
            {FRAIL: True, SMALL: False},
            {FRAIL: None, HELD: True},
            {FRAIL: False, HELD: True},
            # Nothing may stand at all.
            {FRAIL: True, FORBIDDEN: True},
            {FRAIL: True, UNWISE: True},
            {FRAIL: True, LICENSED: None},
            {FRAIL: True, APPLIES: False},
        ],
    )
    assert [low for low, _ in found] == [2.0, 4.0, 2.0, 2.0, *[None] * 8]


def test_a_table_without_rows_gives_no_dose() -> None:
    rule = _dosed(cases())
    assert agree(rule, crowd_of([CLEAR])) == {Status.NOT_RECOMMENDED}
    assert verdict(rule, "US", crowd_of([CLEAR]).interpreter()).dose is None


def test_doses_that_cannot_be_compared_are_refused() -> None:
    rule = _dosed(cases((SMALL, Amount(2, "mg")), (LARGE, Amount(4, "mL"))))
    with pytest.raises(RuleError, match="rule 'drug' gives doses in mL, mg, which no kind of dose has in common"):
        verdict(rule, "US", crowd_of([CLEAR]).interpreter())
