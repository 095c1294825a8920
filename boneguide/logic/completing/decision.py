"""What an answer consists of: the status of a rule and, where a regimen is shown, what is read off its tables."""

from __future__ import annotations

import functools
from collections.abc import Container, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, TypeAlias

import attrs

from boneguide.logic.completing.open_world import OpenCode, compile_open
from boneguide.logic.generated import Writer
from boneguide.logic.inputs import inputs
from boneguide.logic.interval import Interval
from boneguide.logic.program import Program, Test, fold, program
from boneguide.logic.scalar import number, truth
from boneguide.logic.share import Share
from boneguide.logic.tables import Exists
from boneguide.logic.truth import Truth
from boneguide.logic.verdicts import found_by
from boneguide.model.status import NO_REGIMEN, Status

if TYPE_CHECKING:
    from boneguide.logic.completing.reach import Family, Reach
    from boneguide.logic.context import Snapshot
    from boneguide.logic.generated import Input
    from boneguide.logic.nodes import Criterion, Fact
    from boneguide.logic.numbers import Number
    from boneguide.logic.rule import Rule
    from boneguide.logic.verbs import Cases

#: What an answer comes to: a status and, where a regimen is shown, the row of each table and the dose shared.
Outcome: TypeAlias = tuple[object, ...]

T, F, U = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN

#: The row of a table of which none applies.
NO_ROW = -1


@attrs.frozen(eq=False, slots=False)
class Decision:
    """One rule in one jurisdiction, made ready to be asked what its answer depends on.

    Args:
        status: Finds the status as the rule says.
        settled: Finds the status where every unknown counts; None where it is not decided.
        rows: Finds the row of each table of what is advised; None where it is not decided.
        doses: Doses of which what is advised is a share.
    """

    status: Program[Status]
    settled: Program[Status | None]
    rows: tuple[Program[int | None], ...]
    doses: tuple[Number, ...]

    @functools.cached_property
    def criteria(self) -> tuple[Criterion, ...]:
        """Every criterion that the answer rests on."""
        shares = (dose > dose.kind.amount(0) for dose in self.doses if dose.kind is not None)
        return tuple(dict.fromkeys((*(c for p in (self.status, *self.rows) for c in p.criteria()), *shares)))

    @functools.cached_property
    def optional(self) -> tuple[Fact, ...]:
        """What is only given in the place of other facts."""
        return tuple(fact for fact in inputs(self.criteria)[0] if fact.optional)

    @functools.cached_property
    def now(self) -> Writer[Status | int | None]:
        """Code for what the answer is now."""
        return Writer((self.status, *self.rows), self.doses)

    def whatever(self, ranged: frozenset[Fact] = frozenset()) -> OpenCode:
        """Return code for what the answer is whatever the unknown facts turn out to be.

        Args:
            ranged: Facts given as a range.
        """
        return compile_open((self.settled, *self.rows), self.doses, ranged)

    def outcome(self, facts: Snapshot) -> Outcome:
        """Return what the answer comes to, by the reference interpreter."""
        rows = [found_by(p, facts) for p in self.rows]
        doses = [number(dose, facts) for dose in self.doses]
        return of_parts((found_by(self.status, facts), *rows, *map(_point, doses)))

    def turning(self, reach: Reach, facts: Snapshot) -> Iterator[frozenset[Input]]:
        """Yield sets of facts one of which is inside whatever could change the answer.

        Args:
            reach: Finds the sets by which a criterion could come out otherwise.
            facts: What is known.
        """
        shown = self.rows if found_by(self.status, facts) not in NO_REGIMEN else ()
        found: dict[frozenset[Input], None] = {}
        for steps in (self.status, *shown):
            for test in steps.tests:
                now = truth(test.criterion, facts) in test.truths
                for wanted in test.truths ^ frozenset(Truth) if now else test.truths:
                    found.update(dict.fromkeys(reach.to(test.criterion, wanted)))
                if now:
                    # What comes after a test that fires counts only once that does not.
                    break
        for dose in self.doses:
            found.update(dict.fromkeys(reach.value(dose)))
        yield from _in_order(found)

    def leading(self, reach: Reach, facts: Snapshot, wanted: Container[Status]) -> Iterator[frozenset[Input]]:
        """Yield sets of facts one of which is inside whatever could bring the status to one of those wanted.

        Args:
            reach: Finds the sets by which a criterion could come out otherwise.
            facts: What is known.
            wanted: The statuses.
        """
        # Whatever comes to another status and would be found first has to come out otherwise, all of it together.
        in_the_way = [
            test
            for test in self.status.tests
            if test.result not in wanted and truth(test.criterion, facts) in test.truths
        ]
        if any(result in wanted for result in (self.status.otherwise, *(t.result for t in self.status.tests))):
            found = reach.together(_away(reach, test) for test in in_the_way)
            yield from _in_order(found)


def name_of(asked: Input) -> str:
    """Return the name of a fact, or of the rows that a question is about."""
    return asked.table.name if isinstance(asked, Exists) else asked.name


def _in_order(sets: Iterable[frozenset[Input]]) -> Iterator[frozenset[Input]]:
    """Yield sets that are not empty, small ones first and otherwise by name, as those of a set have no order."""
    yield from sorted(filter(None, sets), key=lambda facts: (len(facts), sorted(map(name_of, facts))))


def _away(reach: Reach, test: Test[Status]) -> Family:
    """Return the sets by which a test that fires could fire no more."""
    return frozenset().union(*(reach.to(test.criterion, other) for other in frozenset(Truth) - test.truths))


def of_parts(parts: Sequence[object]) -> Outcome:
    """Return an outcome of its parts: where no regimen is shown the status is all there is."""
    return (parts[0],) if parts[0] in NO_REGIMEN else tuple(parts)


def decided(parts: Sequence[object]) -> Outcome | None:
    """Return an outcome of its parts where all that count are decided."""
    found = of_parts(parts)
    return None if None in found else found


@functools.lru_cache(maxsize=1024)
def decision(rule: Rule, jurisdiction: str) -> Decision:
    """Return what the answer of a rule consists of in one jurisdiction."""
    verdict = program(rule, jurisdiction)
    dose = getattr(rule.advise, "dose", None)
    return Decision(
        status=verdict,
        settled=_settled(verdict),
        rows=() if rule.advise is None else tuple(_row(table, jurisdiction) for table in rule.advise.tables()),
        doses=(dose.of,) if isinstance(dose, Share) else (),
    )


def _settled(verdict: Program[Status]) -> Program[Status | None]:
    """Return the program that comes to nothing at the first test that is open."""
    tests: list[Test[Status | None]] = []
    for test in verdict.tests:
        tests.append(Test(test.criterion, frozenset({U}), None))
        if test.truths - {U}:
            tests.append(Test(test.criterion, test.truths - {U}, test.result))
    return Program(tuple(tests), verdict.otherwise)


def _row(table: Cases[object], jurisdiction: str) -> Program[int | None]:
    tests: list[Test[int | None]] = []
    values = [value for _, value in table.steps]
    for criterion, value in table.steps:
        asked = fold(criterion, jurisdiction)
        # Two rows of one dose are one answer.
        tests += [Test(asked, frozenset({T}), values.index(value)), Test(asked, frozenset({U}), None)]
    return Program(tuple(tests), NO_ROW)


def _point(found: Interval | None) -> float | Interval | None:
    return found.low if found is not None and found.is_point else found
