"""Whether every implementation of the common decision gives the answers of the reference.

The reference is the library's own interpreter, node by node. Nothing is worth
timing before this shows no disagreement. Engines that are not installed are
named and passed over; slow ones answer for fewer people.

Usage: python benchmarks/decision/agreement.py [people]
"""

from __future__ import annotations

import contextlib
import functools
import math
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TypeAlias

import attrs

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from benchmarks.decision import by_boneguide, by_hand, by_json_logic, by_numpy, by_polars, by_rete, by_zen
from benchmarks.decision.common import DECISION, FACTS, MISSING, RULES, STATUSES, Answer, Decide, Person, Verdict
from benchmarks.decision.people import coded, columns, people
from boneguide import Patient, Regimen
from boneguide.logic import Context, Rule, Snapshot
from boneguide.logic.program import program
from boneguide.logic.resolve import recommendation
from boneguide.logic.verdicts import found_by

COUNT, SEED = 10_000, 2026

#: Answers for the first so many people of the seed.
Answers: TypeAlias = Callable[[int], Iterable[Answer]]


@attrs.frozen
class Implementation:
    """One implementation: what it is called, how it is made ready, what it needs, for how many people at most."""

    name: str
    prepare: Callable[[], Answers]
    requirement: str = ""
    most: int = sys.maxsize


@attrs.frozen
class Disagreement:
    """One verdict that is not that of the reference."""

    implementation: str
    rule: str
    person: Person
    expected: Verdict
    found: Verdict


def reference(person: Person) -> Answer:
    """Return the verdicts of the library's reference interpreter for one person."""
    facts = Snapshot(values={fact: person[fact.name] for fact in FACTS})
    zoledronic_acid, denosumab, pamidronate = (_verdict(rule, facts) for rule in DECISION)
    return zoledronic_acid, denosumab, pamidronate


# No rule of the decision differs between places, or asks the record or the day.
_CONTEXT = Context(patient=Patient(), on=date(2026, 11, 23), jurisdiction="US")


def _verdict(rule: Rule, facts: Snapshot) -> Verdict:
    status = found_by(program(rule, "US"), facts)
    found = recommendation(rule, status, _CONTEXT, facts)
    dose = found.regimen.dose if isinstance(found.regimen, Regimen) else None
    return status.value, None if dose is None else dose.m_as("mg"), frozenset(found.missing)


def _each(prepare: Callable[[], Decide]) -> Answers:
    decide = prepare()
    return lambda count: map(decide, people(count, SEED))


def _numpy(count: int) -> Iterator[Answer]:
    found = by_numpy.decide(*coded(count, SEED))
    return _rows([(status.tolist(), dose.tolist(), missing.tolist()) for status, dose, missing in found])


def _polars(form: by_polars.Form, engine: by_polars.Engine, count: int) -> Iterator[Answer]:
    found = by_polars.decide(by_polars.frame(columns(count, SEED)), form, engine)
    status, dose, missing = by_polars.WHAT
    return _rows([tuple(found[f"{rule}.{what}"].to_list() for what in (status, dose, missing)) for rule in RULES])


def _zen_batch() -> Answers:
    decide = by_zen.batch_implementation()
    return lambda count: decide(people(count, SEED))


def _rows(rules: Sequence[Sequence[Sequence[str | int | float | None]]]) -> Iterator[Answer]:
    yield from zip(*(map(_decoded, *columns_of_rule) for columns_of_rule in rules), strict=True)


def _decoded(status: str | int, dose: float | None, missing: int) -> Verdict:
    word = status if isinstance(status, str) else STATUSES[status]
    return word, None if dose is None or math.isnan(dose) else dose, MISSING[missing]


def _boneguide(count: int) -> Iterator[Answer]:
    return by_boneguide.rows(by_polars.frame(columns(count, SEED)).with_row_index("patient"))


IMPLEMENTATIONS = (
    Implementation("boneguide, one person", lambda: _each(by_boneguide.implementation)),
    Implementation("boneguide, columns", lambda: _boneguide),
    Implementation("by hand", lambda: _each(lambda: by_hand.decide)),
    Implementation("NumPy", lambda: _numpy),
    Implementation("polars, int8 statuses", lambda: functools.partial(_polars, "int8", "in-memory")),
    Implementation("polars, Enum statuses", lambda: functools.partial(_polars, "enum", "in-memory")),
    Implementation("polars, streaming", lambda: functools.partial(_polars, "enum", "streaming")),
    Implementation("ZEN, expression", lambda: _each(by_zen.implementation), by_zen.REQUIREMENT),
    Implementation("ZEN, graph held ready", lambda: _each(by_zen.graph_implementation), by_zen.REQUIREMENT),
    Implementation("ZEN, usual call", lambda: _each(by_zen.usual_implementation), by_zen.REQUIREMENT),
    Implementation("ZEN, batch", _zen_batch, by_zen.REQUIREMENT),
    Implementation("JsonLogic", lambda: _each(by_json_logic.implementation), by_json_logic.REQUIREMENT),
    # Milliseconds for one person.
    Implementation("Rete", lambda: _each(by_rete.implementation), by_rete.REQUIREMENT, most=1_000),
)


def disagreements(count: int) -> list[Disagreement]:
    """Return where any implementation that is installed differs from the reference."""
    found: list[Disagreement] = []
    for implementation in IMPLEMENTATIONS:
        with contextlib.suppress(ModuleNotFoundError):
            found += differences(count, implementation)
    return found


def differences(count: int, implementation: Implementation) -> list[Disagreement]:
    """Return where one implementation differs from the reference.

    Args:
        count: For how many people, unless the implementation is asked for fewer.
        implementation: Which one.

    Raises:
        ModuleNotFoundError: If what it needs is not installed.
    """
    asked = min(count, implementation.most)
    answers = implementation.prepare()(asked)
    return [
        Disagreement(implementation.name, rule, person, expected, found)
        for person, answer, given in zip(people(asked, SEED), references(asked), answers, strict=True)
        for rule, expected, found in zip(RULES, answer, given, strict=True)
        if expected != found
    ]


@functools.lru_cache(maxsize=2)
def references(count: int) -> tuple[Answer, ...]:
    """Return the reference's answers for the first so many people of the seed."""
    return tuple(map(reference, people(count, SEED)))


def main() -> None:
    """Print the disagreements of every implementation; any is a failure."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else COUNT
    failed = False
    for implementation in IMPLEMENTATIONS:
        try:
            found = differences(count, implementation)
        except ModuleNotFoundError:
            print(f"{implementation.name:<26} not installed: pip install '{implementation.requirement}'")
            continue
        print(f"{implementation.name:<26}{len(found):>6} disagreements, {min(count, implementation.most)} people")
        for one in found[:3]:
            print(f"    {one.rule}: expected {one.expected}, found {one.found}, for {one.person}")
        failed = failed or bool(found)
    sys.exit(failed)


if __name__ == "__main__":
    main()
