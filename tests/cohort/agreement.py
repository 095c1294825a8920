"""Every rule, asked of generated people by both interpreters: status, dose and missing facts must be the same.

People come in batches. Each batch has one jurisdiction and one unit for each
column, drawn at random like the people: nulls everywhere, every threshold exactly
and one step either side, ranges with open ends, lesions known, none and not
recorded. One person is judged from quantities in the units reported, the columns
from plain numbers.

Usage: python -m tests.cohort.agreement [people] [--seed N] [--workers N] [--batch N] [--backends polars duckdb ...]
"""

from __future__ import annotations

import argparse
import functools
import itertools
import math
import multiprocessing
import random
import sys
import time
import warnings
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

import attrs
import polars as pl

from boneguide import BoneguideWarning, cohort, guidelines
from boneguide.cohort.compilation import column_name, row_sources, sources
from boneguide.cohort.contradictions import Contradiction, contradictions, contradictions_of_rows
from boneguide.guidelines.bone_agents.prescribed import ORDER_LIMITS
from boneguide.guidelines.facts.lesion import LESIONS
from boneguide.logic.asked import about_rows_of, about_the_person
from boneguide.logic.context import Context, Snapshot
from boneguide.logic.inputs import inputs
from boneguide.logic.interval import EDGE_TOLERANCE, Interval
from boneguide.logic.nodes import CategoryFact, Criterion, Fact, FlagFact, Value
from boneguide.logic.numbers import NumberFact
from boneguide.logic.program import program
from boneguide.logic.resolve import missing_facts
from boneguide.logic.rule import Rule
from boneguide.logic.scalar import inferred
from boneguide.logic.tables import Table
from boneguide.logic.verdicts import found_by
from boneguide.model.jurisdiction import JURISDICTIONS, Jurisdiction
from boneguide.model.patient import Patient
from boneguide.model.status import NO_REGIMEN
from boneguide.quantities import Amount, Quantity, as_amount, kinds
from boneguide.testing import boundary_values, one_step
from tests.cohort import backends
from tests.cohort.about_lesions import ABOUT_LESIONS
from tests.near import Near

BATCH = 2_000
_DOSE_KINDS = (
    kinds.DRUG_MASS,
    kinds.WEIGHT_DOSE,
    kinds.ACTIVITY,
    kinds.ACTIVITY_PER_MASS,
    kinds.ABSORBED_DOSE,
    kinds.PATCH_RATE,
)
#: How the columns of doses end.
_DOSE_UNITS = tuple(kind.canonical.replace("/", "_per_") for kind in _DOSE_KINDS)
ON = date(2026, 11, 23)
#: Everything that is encoded; a rule added to a guideline is compared without another word.
EVERYTHING = guidelines.default | ORDER_LIMITS | ABOUT_LESIONS
#: The rules about people, and those about single lesions.
GENERAL, OF_EACH = about_the_person(EVERYTHING.rules), about_rows_of(EVERYTHING.rules, LESIONS)
FACTS, QUESTIONS = sources(EVERYTHING.rules)
TABLES = tuple(dict.fromkeys(question.table for question in QUESTIONS))

#: Makes a frame of some library from plain columns.
Make = Callable[[Mapping[str, list[Any]]], Any]


SAID_BY_ROWS = tuple(fact for fact in FACTS if fact.inferred is not None and inputs([fact.inferred])[1])
#: What a frame is refused for, so that no batch may hold it.
ALONE = tuple(found for found in contradictions(FACTS) if found.refused)
WITH_ROWS = tuple(
    found for found in contradictions_of_rows(FACTS, row_sources(EVERYTHING.rules, LESIONS)) if found.refused
)


def _edges() -> dict[Fact, tuple[float, ...]]:
    asked = (c for rule in EVERYTHING.rules for c in rule.criteria())
    sources_of_facts = (fact.inferred for fact in FACTS if isinstance(fact.inferred, Criterion))
    found = boundary_values((*asked, *sources_of_facts))
    return {fact: values for fact, values in found.items() if isinstance(fact, Fact)}


EDGES = _edges()
#: By how much the ends of a range may differ and count as equal; the least are no difference, or one, once converted.
NEARLY = (1e-16, 3e-16, 1e-12, EDGE_TOLERANCE / 2)


@attrs.frozen
class Batch:
    """Some people, as one by one and as columns.

    Args:
        place: The jurisdiction.
        units: The unit of each number.
        ranges: The numbers that may be known as a range.
        people: Recorded values by fact, numbers in the unit of the batch.
        rows: For each person the rows of each table, None where they are not on record.
    """

    place: Jurisdiction
    units: dict[Fact, str]
    ranges: frozenset[Fact]
    people: tuple[dict[Fact, Any], ...]
    rows: tuple[dict[Table, tuple[dict[Fact, Any], ...] | None], ...]


def batch(seed: int, size: int) -> Batch:
    """Return a batch that depends on its seed only."""
    draw = random.Random(seed)  # noqa: S311 - invented people, not a secret
    numbers = [fact for fact in FACTS if isinstance(fact, NumberFact)]
    # Each unit in turn, and each in every jurisdiction, so that none is left out by chance.
    turn = seed // len(JURISDICTIONS)
    units: dict[Fact, str] = {fact: fact.measured_as.units[turn % len(fact.measured_as.units)] for fact in numbers}
    ranges = frozenset(fact for fact in numbers if draw.random() < 0.25)
    people, rows = [], []
    for _ in range(size):
        unknown = draw.choice((0.02, 0.1, 0.3, 0.7))
        person = {fact: _drawn(draw, fact, units.get(fact), unknown, ranges) for fact in FACTS}
        _without_contradictions(person, person, ALONE)
        people.append(person)
        found = {table: _drawn_rows(draw, table, unknown, person) for table in TABLES}
        _without_what_is_said(person, units, listed=any(listed is not None for listed in found.values()))
        rows.append(found)
    return Batch(JURISDICTIONS[seed % len(JURISDICTIONS)], units, ranges, tuple(people), tuple(rows))


def _without_what_is_said(person: dict[Fact, Any], units: Mapping[Fact, str], *, listed: bool) -> None:
    """Make unknown what the rows or other facts say, so that nothing beside them is contradicted."""
    if listed:
        person.update(dict.fromkeys(SAID_BY_ROWS))
    before: dict[Fact, Any] = {}
    # A fact that is made unknown may leave another to say something.
    while before != person:
        before = dict(person)
        for fact in SAID_BY_ROWS:
            known = {other: _value(other, value, units.get(other)) for other, value in person.items()}
            if inferred(fact, Snapshot(values=known)) is not None:
                person[fact] = None


def _drawn(draw: random.Random, fact: Fact, unit: str | None, unknown: float, ranges: frozenset[Fact]) -> Any:
    if draw.random() < unknown:
        return None
    if isinstance(fact, CategoryFact):
        return draw.choice(fact.values)
    if not isinstance(fact, NumberFact):
        return draw.random() < 0.25
    one = _number(draw, fact, unit or fact.measured_as.canonical)
    if fact not in ranges or draw.random() < 0.6:
        return one
    other = draw.choice(
        (None, _number(draw, fact, unit or fact.measured_as.canonical), one * (1 + draw.choice(NEARLY)))
    )
    low, high = draw.choice(((one, other), (other, one)))
    if low is not None and high is not None and low > high:
        low, high = high, low
    return (low, high)


def _number(draw: random.Random, fact: NumberFact, unit: str) -> float:
    kind, factor = fact.measured_as, fact.measured_as.factor(unit)
    if fact in EDGES and draw.random() < 0.6:
        edge = draw.choice(EDGES[fact]) / factor
        # Results are printed with few digits, and so are thresholds in the unit that they were written in.
        found = draw.choice((edge, round(edge, 1), round(edge, 2))) + draw.choice((0.0, 0.0, one_step(edge)))
    else:
        found = round(draw.uniform(*kind.plausible) / factor, draw.choice((0, 1, 2)))
    return min(max(found, kind.possible[0] / factor), kind.possible[1] / factor)


def _drawn_rows(
    draw: random.Random, table: Table, unknown: float, person: dict[Fact, Any]
) -> tuple[dict[Fact, Any], ...] | None:
    if draw.random() < unknown:
        return None
    rows: list[dict[Fact, Any]] = []
    for _ in range(draw.choice((0, 1, 1, 2, 3))):
        row = {fact: _drawn(draw, fact, None, unknown, frozenset()) for fact in _facts_of(table)}
        _without_contradictions(person, row, WITH_ROWS)
        rows.append(row)
    return tuple(rows)


def _without_contradictions(one: dict[Fact, Any], other: dict[Fact, Any], known: tuple[Contradiction, ...]) -> None:
    """Make unknown what no record of one person may hold beside the rest."""
    for contradiction in known:
        first, second = contradiction.facts
        for values, others in contradiction.pairs:
            if _has(first, one[first], values) and _has(second, other[second], others):
                other[second] = None


def _has(fact: Fact, value: Any, values: tuple[Value, ...]) -> bool:
    return value is not None and (isinstance(fact, NumberFact) or value in values)


def _facts_of(table: Table) -> tuple[Fact, ...]:
    return row_sources(EVERYTHING.rules, table)


# --------------------------------------------------------------------------- one by one


def single(given: Batch, rules: tuple[Rule, ...] = GENERAL) -> Iterator[list[tuple[Any, ...]]]:
    """Yield for each person the status, dose and missing facts of each rule, by the reference interpreter."""
    context = Context(patient=Patient(), on=ON, jurisdiction=given.place)
    for facts in snapshots(given):
        yield [_said(rule, context, facts) for rule in rules]


def single_rows(given: Batch, rules: tuple[Rule, ...] = OF_EACH) -> Iterator[list[tuple[Any, ...]]]:
    """Yield the same for each lesion of each person."""
    context = Context(patient=Patient(), on=ON, jurisdiction=given.place)
    for facts in snapshots(given):
        for row in facts.rows(LESIONS) or ():
            yield [_said(rule, context, facts.beside(row)) for rule in rules]


def snapshots(given: Batch) -> Iterator[Snapshot]:
    """Yield what is known of each person, as the reference interpreter reads it."""
    context = Context(patient=Patient(), on=ON, jurisdiction=given.place)
    for person, rows in zip(given.people, given.rows, strict=True):
        tables = {
            table: None if found is None else tuple(Snapshot(context, values=dict(row)) for row in found)
            for table, found in rows.items()
        }
        values = {fact: _value(fact, raw, given.units.get(fact)) for fact, raw in person.items()}
        yield Snapshot(context, values=values, units=dict(given.units), tables=tables)


def _value(fact: Fact, raw: Any, unit: str | None) -> Value:
    if not isinstance(fact, NumberFact) or raw is None or unit is None:
        return raw  # type: ignore[no-any-return]  # a flag or a word
    if not isinstance(raw, tuple):
        return fact.interpret(Amount(raw, unit))
    low, high = (None if end is None else fact.measured_as.canonical_value(Amount(end, unit)) for end in raw)
    ends = (0.0 if low is None else low, math.inf if high is None else high)
    return ends[0] if ends[0] == ends[1] else Interval(*ends)


def _said(rule: Rule, context: Context, facts: Snapshot) -> tuple[Any, ...]:
    place = context.jurisdiction or ""
    status = found_by(program(rule, place), facts)
    regimen = None if rule.advise is None or status in NO_REGIMEN else rule.advise.resolve(facts)
    dose: tuple[float | None, ...] = (None, None)
    if regimen is not None and regimen.dose is not None:
        dose = (_canonical(regimen.dose),) * 2
    elif regimen is not None and regimen.dose_range is not None:
        ends = (regimen.dose_range.low, regimen.dose_range.high)
        dose = tuple(None if end is None else _canonical(end) for end in ends)
    return (status.value, *dose, frozenset(fact.name for fact in missing_facts(rule, place, facts)))


def _canonical(dose: Quantity) -> float:
    """Return a dose in the unit in which a column gives it."""
    amount = as_amount(dose)
    return Near(next(kind for kind in _DOSE_KINDS if amount.unit in kind.units).canonical_value(amount))


# --------------------------------------------------------------------------- all at once


def columns(given: Batch) -> tuple[dict[str, list[Any]], dict[str, str], dict[str, tuple[str, str]]]:
    """Return the people as plain columns, with the units and the columns of ranges."""
    frame: dict[str, list[Any]] = {"patient": list(range(len(given.people)))}
    units: dict[str, str] = {}
    pairs: dict[str, tuple[str, str]] = {}
    for fact in FACTS:
        raw = [person[fact] for person in given.people]
        if fact in given.ranges:
            pairs[fact.name] = (fact.name, f"{fact.name}_high")
            ends = [value if isinstance(value, tuple) else (value, value) for value in raw]
            frame[fact.name], frame[f"{fact.name}_high"] = [low for low, _ in ends], [high for _, high in ends]
            units |= dict.fromkeys(pairs[fact.name], given.units[fact])
        else:
            frame[fact.name] = raw
            if fact in given.units:
                units[fact.name] = given.units[fact]
    for table in TABLES:
        frame[table.listed.name] = [True if rows[table] is not None else None for rows in given.rows]
    return frame, units, pairs


def lesions(given: Batch, table: Table) -> dict[str, list[Any]]:
    """Return the rows of a table as plain columns."""
    facts = _facts_of(table)
    frame: dict[str, list[Any]] = {"patient": [], "lesion": [], **{fact.name: [] for fact in facts}}
    for person, rows in enumerate(given.rows):
        for row in rows[table] or ():
            frame["lesion"].append(len(frame["patient"]))
            frame["patient"].append(person)
            for fact in facts:
                frame[fact.name].append(row[fact])
    return frame


def together(given: Batch, make: Make) -> cohort.Answers:
    """Return the answers for a batch as one cohort."""
    frame, units, pairs = columns(given)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return cohort.assess(
            make(frame),
            key="patient",
            on=ON,
            jurisdiction=given.place,
            columns=pairs,
            units=units,
            lesions=cohort.Rows(
                frame=make(lesions(given, LESIONS)),
                key="patient",
                name="lesion",
                units={f.name: f.measured_as.canonical for f in _facts_of(LESIONS) if isinstance(f, NumberFact)},
            ),
            guideline=EVERYTHING,
        )


def disagreements(given: Batch, makes: Mapping[str, Make]) -> list[str]:
    """Return every difference between one by one and all at once, in words.

    Args:
        given: The people.
        makes: Ways to make a frame, by name.
    """
    of_people, of_lesions = [*single(given, GENERAL)], [*single_rows(given, OF_EACH)]
    found: list[str] = []
    right: tuple[pl.DataFrame, pl.DataFrame] | None = None
    for name, make in makes.items():
        answers = together(given, make)
        people = backends.table_of(answers.frame).sort("patient")
        rows = backends.table_of(answers.rows).sort("lesion")
        if right is not None and people.equals(right[0]) and rows.equals(right[1]):
            # What is equal to what was right is right, and is compared much quicker.
            continue
        where = f"{name}, {given.place}"
        wrong = [
            *_differences(answers, people, GENERAL, of_people, f"{where}, person"),
            *_differences(answers, rows, OF_EACH, of_lesions, f"{where}, lesion"),
        ]
        found += wrong
        right = right if wrong else (people, rows)
    return found


def _differences(
    answers: cohort.Answers, table: pl.DataFrame, rules: tuple[Rule, ...], expected: list[list[Any]], where: str
) -> Iterator[str]:
    for place, (row, person) in enumerate(zip(table.iter_rows(named=True), expected, strict=True)):
        for rule, said in zip(rules, person, strict=True):
            columnar = _of(answers, rule, row)
            if columnar != said:
                yield f"{where} {place}, {rule.id}: {columnar} for {said}"


def _of(answers: cohort.Answers, rule: Rule, row: Mapping[str, Any]) -> tuple[Any, ...]:
    base = column_name(rule.id)
    dose: tuple[Any, ...] = (None, None)
    for unit in _DOSE_UNITS:
        if f"{base}_dose_{unit}" in row:
            dose = (row[f"{base}_dose_{unit}"],) * 2
        elif f"{base}_dose_low_{unit}" in row:
            dose = (row[f"{base}_dose_low_{unit}"], row[f"{base}_dose_high_{unit}"])
    masks = [column for column in row if column == f"{base}_missing" or column.startswith(f"{base}_missing_")]
    missing = itertools.chain.from_iterable(answers.facts(column, int(row[column])) for column in masks)
    return (str(row[f"{base}_status"]), *(_number_or_none(end) for end in dose), frozenset(missing))


def _number_or_none(value: Any) -> float | None:
    return None if value is None or value != value else Near(value)  # noqa: PLR0124 - what is not itself is NaN


# --------------------------------------------------------------------------- frames


def typed(plain: Mapping[str, list[Any]]) -> pl.DataFrame:
    """Return plain columns as a polars frame in which a column without a value has a type too."""
    kinds: dict[str, type[pl.DataType]] = {}
    for fact in (*FACTS, *(f for table in TABLES for f in (table.listed, *_facts_of(table)))):
        kind = pl.Float64 if isinstance(fact, NumberFact) else pl.String
        kinds |= dict.fromkeys((fact.name, f"{fact.name}_high"), pl.Boolean if isinstance(fact, FlagFact) else kind)
    return pl.DataFrame({name: pl.Series(values, dtype=kinds.get(name, pl.Int64)) for name, values in plain.items()})


def _made(name: str, plain: Mapping[str, list[Any]]) -> Any:
    return backends.FROM_POLARS[name](typed(plain))


#: Ways to make a frame, by name.
MAKES: dict[str, Make] = {name: functools.partial(_made, name) for name in backends.FROM_POLARS}


# --------------------------------------------------------------------------- the command


def _checked(job: tuple[int, int, tuple[str, ...]]) -> tuple[int, list[str]]:
    seed, size, names = job
    # Odd but possible people are wanted here, and what is worked out for them is as odd.
    warnings.simplefilter("ignore", BoneguideWarning)
    return size, disagreements(batch(seed, size), {name: MAKES[name] for name in names})


def main() -> None:
    """Compare as many people as asked for, and exit with the number of disagreements."""
    parser = argparse.ArgumentParser(description="Ask every rule of generated people by both interpreters.")
    parser.add_argument("people", type=int, nargs="?", default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--batch", type=int, default=BATCH, help="people who share a jurisdiction and units")
    parser.add_argument("--backends", nargs="+", default=["polars"], choices=MAKES)
    asked = parser.parse_args()
    sizes = [min(asked.batch, asked.people - start) for start in range(0, asked.people, asked.batch)]
    jobs = [(asked.seed * 1_000_003 + place, size, tuple(asked.backends)) for place, size in enumerate(sizes)]
    began, done, wrong = time.perf_counter(), 0, 0
    with multiprocessing.get_context("spawn").Pool(asked.workers) as pool:
        for size, found in pool.imap_unordered(_checked, jobs):
            done, wrong = done + size, wrong + len(found)
            sys.stdout.writelines(f"{line}\n" for line in found[:5])
            if sys.stderr.isatty():
                sys.stderr.write(f"\r{done} of {asked.people} people, {wrong} disagreements")
        # A worker that ends by itself ends its cluster too.
        pool.close()
        pool.join()
    seconds = time.perf_counter() - began
    sys.stdout.write(
        f"{done} people, {len(GENERAL)} rules about them and {len(OF_EACH)} about their lesions,"
        f" on {', '.join(asked.backends)}: {wrong} disagreements in {seconds:.0f} s\n"
    )
    sys.exit(min(wrong, 1))


if __name__ == "__main__":
    main()
