"""A small vocabulary without medicine: facts, criteria at random, and rules to change one thing of."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from datetime import date

from hypothesis import strategies as st

from boneguide.logic import (
    ALWAYS,
    NEVER,
    CategoryFact,
    Criterion,
    Fact,
    FlagFact,
    Number,
    NumberFact,
    RegimenTemplate,
    Rule,
    all_of,
    any_of,
    assume_absent,
    by_unit,
    fact,
    first_known,
    named,
    not_,
    printed,
    where,
)
from boneguide.logic.nodes import AssumeAbsent
from boneguide.logic.numbers import ByUnit, FirstKnown
from boneguide.logic.verbs import JURISDICTION
from boneguide.model.patient import Patient
from boneguide.model.provenance import Grade, Reference, Source, Verification
from boneguide.quantities import Amount, kinds

ON = date(2026, 11, 23)
NOBODY = Patient()

FRAIL: FlagFact = fact("frail")
ALONE: FlagFact = fact("alone", label="lives alone")
TIRED: FlagFact = fact("tired")
COLOUR: CategoryFact = fact("colour", values=("red", "green", "blue"))
YEARS: NumberFact = fact("years", kinds.AGE)
WEIGHT: NumberFact = fact("weight", kinds.BODY_WEIGHT)
NOW: NumberFact = fact("now", kinds.SERUM_CREATININE, label="creatinine now")
BEFORE: NumberFact = fact("before", kinds.SERUM_CREATININE, label="creatinine before")
RISE = named("rise", kinds.SERUM_CREATININE, NOW - BEFORE)
CLEARANCE = named(
    "clearance",
    kinds.CREATININE_CLEARANCE,
    (140 - YEARS) * WEIGHT * where(COLOUR.is_in("red"), 0.85, 1) / (72 * first_known(BEFORE, NOW)),
)

#: The unit of the first that is known decides which printed threshold applies.
LATEST = named("latest", kinds.SERUM_CREATININE, first_known(NOW, BEFORE), reporters=(NOW, BEFORE))

NUMBER_FACTS: tuple[NumberFact, ...] = (YEARS, WEIGHT, NOW, BEFORE)
FACTS: tuple[Fact, ...] = (FRAIL, ALONE, TIRED, COLOUR, JURISDICTION, *NUMBER_FACTS)

#: What the printed form of a criterion is read back with.
NAMES: dict[str, object] = {
    **{repr(node): node for node in (*FACTS, RISE, CLEARANCE, LATEST)},
    "ALWAYS": ALWAYS,
    "NEVER": NEVER,
    "all_of": all_of,
    "any_of": any_of,
    "assume_absent": assume_absent,
    "by_unit": by_unit,
    "first_known": first_known,
    "not_": not_,
    "printed": printed,
    "where": where,
}

#: Pairs of creatinine, to one decimal, whose printed difference is exactly 0.5 or 1.0.
PRINTED_RISES = [
    (before / 10, now / 10, (now - before) / 10)
    for before, now in itertools.product(range(5, 91), repeat=2)
    if now - before in {5, 10}
]

# --------------------------------------------------------------------------- criteria at random

#: Edges close together, so that random numbers often meet or straddle them.
_CREATININE_EDGES = (
    "0.5 mg/dL",
    "1 mg/dL",
    "1.4 mg/dL",
    "88.4 umol/L",
    Amount(124, "umol/L"),
    printed("0.5 mg/dL", "44 umol/L"),
    printed("1.4 mg/dL", "124 umol/L"),
    printed("1.0 mg/dL", "88 umol/L", unit_of=BEFORE),
)

_operators = st.sampled_from((">=", ">", "<", "<=", "=="))


def compared(left: Number, operator: str, right: object) -> Criterion:
    """Return the criterion that a comparison operator builds."""
    built: object
    match operator:
        case ">=":
            built = left >= right  # type: ignore[operator]  # the drawn operands fit
        case ">":
            built = left > right  # type: ignore[operator]  # the drawn operands fit
        case "<":
            built = left < right  # type: ignore[operator]  # the drawn operands fit
        case "<=":
            built = left <= right  # type: ignore[operator]  # the drawn operands fit
        case _:
            built = left.equals(right)  # type: ignore[arg-type]  # the drawn operands fit
    assert isinstance(built, Criterion)
    return built


def _creatinines(conditions: st.SearchStrategy[Criterion]) -> st.SearchStrategy[Number]:
    single: st.SearchStrategy[Number] = st.sampled_from((NOW, BEFORE, RISE, LATEST))
    return (
        single
        | st.tuples(single, single).map(lambda pair: pair[0] - pair[1])
        | st.tuples(single, single).map(lambda pair: pair[0] + pair[1])
        | st.tuples(st.sampled_from((0, 0.1, 1.1, 2, -1)), single).map(lambda pair: pair[0] * pair[1])
        | st.tuples(single, single, single).map(lambda group: first_known(*group))
        | st.tuples(conditions, single, single).map(lambda group: where(*group))
    )


def _ratios(conditions: st.SearchStrategy[Criterion]) -> st.SearchStrategy[Number]:
    measured: st.SearchStrategy[Number] = st.sampled_from((NOW, BEFORE, RISE, YEARS))
    factor = st.sampled_from(({"mg/dL": 1.0, "umol/L": 2.0}, {"mg/dL": 0.8})).map(lambda v: by_unit(NOW, v))
    return (
        st.tuples(measured, measured).map(lambda pair: pair[0] / pair[1])
        | measured.map(lambda n: 2 / n)
        | measured.map(lambda n: 140 - n)
        | st.tuples(factor, measured).map(lambda pair: pair[0] * pair[1] + 0.5)
        | st.tuples(conditions, st.sampled_from((0.85, 1, 2.0))).map(lambda pair: where(pair[0], pair[1], 1))
        | st.tuples(conditions, measured).map(lambda pair: where(pair[0], pair[1] / YEARS, 2))
    )


def _comparisons(conditions: st.SearchStrategy[Criterion]) -> st.SearchStrategy[Criterion]:
    creatinines = _creatinines(conditions)
    return (
        st.builds(compared, creatinines, _operators, st.sampled_from(_CREATININE_EDGES) | creatinines)
        | st.builds(compared, _ratios(conditions), _operators, st.sampled_from((0, 1, 1.1, 0.5)))
        | st.builds(compared, st.just(YEARS), _operators, st.sampled_from(("18 year", "60 year", "780 month")))
        | st.builds(compared, st.just(CLEARANCE), _operators, st.sampled_from(("30 mL/min", "60 mL/min")))
    )


_flags: st.SearchStrategy[Criterion] = st.sampled_from((FRAIL, ALONE, TIRED))
_words: st.SearchStrategy[Criterion] = st.sets(st.sampled_from(COLOUR.values), min_size=1).map(
    lambda words: COLOUR.is_in(*words)
) | st.sets(st.sampled_from(("US", "EU", "UK")), min_size=1).map(lambda places: JURISDICTION.is_in(*places))
_leaves = _flags | _words | _comparisons(_flags | _words) | st.sampled_from((ALWAYS, NEVER))


def _larger(inner: st.SearchStrategy[Criterion]) -> st.SearchStrategy[Criterion]:
    parts = st.lists(inner, min_size=0, max_size=4)
    return (
        parts.map(lambda p: all_of(*p))
        | parts.map(lambda p: any_of(*p))
        | inner.map(not_)
        | inner.map(lambda c: assume_absent(c, because="it would be on record"))
        | _comparisons(inner)
    )


def criteria(*leaves: st.SearchStrategy[Criterion]) -> st.SearchStrategy[Criterion]:
    """Return a strategy for criteria of every shape over the vocabulary, and over more leaves."""
    return st.recursive(st.one_of(_leaves, *leaves), _larger, max_leaves=6)


def deep(levels: int) -> Criterion:
    """Return a criterion with so many levels, in which every connective lies inside every other."""
    found: Criterion = FRAIL
    for level in range(1, levels):
        leaf = (ALONE, TIRED, COLOUR.is_in("red"), YEARS >= "60 year", NOW > BEFORE)[level % 5]
        match level % 4:
            case 0:
                found = found | leaf
            case 1:
                found = assume_absent(found, because="it would be on record")
            case 2:
                found = found & leaf
            case _:
                found = ~found
    return found


def closes_the_world(criterion: Criterion) -> bool:
    """Return whether a part deliberately answers differently once more is known."""
    return any(
        isinstance(node, AssumeAbsent | FirstKnown) or (isinstance(node, ByUnit) and len(node.reported) > 1)
        for node in criterion.walk()
    )


# --------------------------------------------------------------------------- rules

REFERENCE = Reference(key="MADE-UP", citation="Nobody, a made-up label", year=2024, edition="v1", seen="read")
GRADE = Grade(system="MADE-UP", year=2024, value="strong")


def source(*rows: str, verified: str = "primary", locator: str = "1") -> Source:
    """Return a source that says where a made-up statement stands."""
    return Source(REFERENCE, locator=locator, rows=rows or ("X01",), verified=Verification(verified))


SOURCE = source()
FIXED = RegimenTemplate(drug="placebo", route="IV", dose=Amount(4, "mg"))

#: A rule that advises an action, whoever it is for.
ACTION = Rule(
    id="action",
    title="An action",
    when=ALWAYS,
    action="do it",
    grade=GRADE,
    sources=(SOURCE,),
    edition="2024.1",
)
#: A rule that advises a drug, whoever it is for.
DRUG = Rule(
    id="drug",
    title="A drug",
    when=ALWAYS,
    advise=FIXED,
    grade=GRADE,
    sources=(SOURCE,),
    edition="2024.1",
)


def patient(**findings: bool | str) -> Patient:
    """Return a person of whom only the named facts are known."""
    return Patient(findings=findings)


def names(items: Iterable[object]) -> list[str]:
    """Return the identifiers or names of answers, tasks or facts."""
    return [str(getattr(item, "id", None) or getattr(item, "name", item)) for item in items]
