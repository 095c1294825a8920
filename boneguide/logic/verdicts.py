"""The statuses of rules: by generated code where it can say, by the reference interpreter where it cannot."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

import attrs

from boneguide.errors import GuidelineError
from boneguide.logic.context import Context, Snapshot
from boneguide.logic.generated import Input, Verdicts, compile_programs
from boneguide.logic.interval import Interval
from boneguide.logic.nodes import CategoryFact, Fact
from boneguide.logic.numbers import NumberFact
from boneguide.logic.program import Program, program
from boneguide.logic.scalar import truth
from boneguide.model.status import Status

if TYPE_CHECKING:
    from boneguide.logic.nodes import Value
    from boneguide.logic.rule import Rule
    from boneguide.logic.tables import Exists

R = TypeVar("R")


@attrs.frozen
class Compiled:
    """Rules made ready for one jurisdiction."""

    programs: tuple[Program[Status], ...]
    inputs: tuple[Input, ...]
    unit_facts: tuple[NumberFact, ...]
    verdicts: Verdicts[Status]
    _readers: tuple[Callable[[Context], object], ...] = attrs.field(
        init=False, default=attrs.Factory(lambda self: tuple(map(_reader, self.inputs)), takes_self=True)
    )
    _meanings: tuple[tuple[bool, Callable[[object], Value]], ...] = attrs.field(
        init=False,
        default=attrs.Factory(
            lambda self: tuple((not isinstance(i, (CategoryFact, NumberFact)), _meaning(i)) for i in self.inputs),
            takes_self=True,
        ),
    )
    _unit_places: tuple[int, ...] = attrs.field(
        init=False, default=attrs.Factory(lambda self: tuple(map(self.inputs.index, self.unit_facts)), takes_self=True)
    )

    def statuses(self, context: Context) -> tuple[Status, ...]:
        """Return the status of every rule."""
        raw = [read(context) for read in self._readers]
        # A yes/no fact is nearly always ready as it is, which saves most of the calls.
        values: list[Value] = [
            found if found is None or (flag and (found is True or found is False)) else interpret(found)
            for (flag, interpret), found in zip(self._meanings, raw, strict=True)
        ]
        if Interval not in set(map(type, values)):
            units = [fact.unit_of(raw[place]) for fact, place in zip(self.unit_facts, self._unit_places, strict=True)]
            found = self.verdicts(values, units)
            if found is not None:
                return found
        known = {i: value for i, value in zip(self.inputs, values, strict=True) if isinstance(i, Fact)}
        snapshot = Snapshot(context, values=known)
        return tuple(found_by(p, snapshot) for p in self.programs)


def _reader(source: Input) -> Callable[[Context], object]:
    return source.read if isinstance(source, Fact) else functools.partial(_ask_rows, source)


def _meaning(source: Input) -> Callable[[object], Value]:
    return source.interpret if isinstance(source, Fact) else bool


def _ask_rows(question: Exists, context: Context) -> bool | None:
    whole: Snapshot | None = context.memo.get("rows")
    if whole is None:
        # The rows are read once for all questions about them.
        whole = context.memo["rows"] = Snapshot(context)
    return truth(question, whole).answer


def found_by(verdict: Program[R], facts: Snapshot) -> R:
    """Return what a program finds, such as the status of a rule, by the reference interpreter."""
    for test in verdict.tests:
        if truth(test.criterion, facts) in test.truths:
            return test.result
    return verdict.otherwise


@functools.lru_cache(maxsize=256)
def compiled(rules: tuple[Rule, ...], jurisdiction: str) -> Compiled:
    """Return rules made ready for one jurisdiction, once.

    Raises:
        GuidelineError: If two different facts share a name.
    """
    programs = tuple(program(r, jurisdiction) for r in rules)
    inputs, unit_facts, verdicts = compile_programs(programs)
    by_name: dict[str, Fact] = {}
    for node in (n for r in rules for c in r.criteria() for n in c.facts()):
        if by_name.setdefault(node.name, node) != node:
            msg = f"two different facts are called {node.name!r}. Expected one definition; rename one of them."
            raise GuidelineError(msg)
    return Compiled(programs, inputs, unit_facts, verdicts)
