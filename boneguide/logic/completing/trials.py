"""Which values of a fact are worth trying: one for each way in which some criteria can tell them apart."""

from __future__ import annotations

import functools
import math
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias, TypeVar

import attrs

from boneguide.logic.completing.edges import boundary_values, comparisons, one_step
from boneguide.logic.completing.open_world import OpenCode, compile_open
from boneguide.logic.context import Snapshot
from boneguide.logic.generated import Input
from boneguide.logic.inputs import inputs
from boneguide.logic.interval import Interval
from boneguide.logic.nodes import CategoryFact, Criterion, Fact, IsIn, Value
from boneguide.logic.numbers import Arithmetic, ByUnit, Compare, NumberFact
from boneguide.logic.scalar import truth

K = TypeVar("K")

#: A value and, for a number, the unit in which it is reported.
Trial: TypeAlias = tuple[Value, str | None]

_YES_OR_NO: tuple[Trial, ...] = ((True, None), (False, None))


@attrs.frozen
class Reckoned:
    """A comparison of something worked out from several facts, ready to be solved for one of them.

    Args:
        comparison: The comparison.
        gap: Code for how far its two sides are apart.
    """

    comparison: Compare
    gap: OpenCode

    def solved(self, fact: NumberFact, within: tuple[float, float], values: dict[Input, Value]) -> tuple[float, ...]:
        """Return the value of one fact for which both sides are equal, and one step to either side, if there is one.

        Args:
            fact: What is to be found.
            within: From where to where.
            values: What the other facts are.
        """
        given = [values.get(i) for i in self.gap.inputs]
        if fact not in self.gap.inputs or any(isinstance(value, Interval) for value in given):
            return ()
        place = self.gap.inputs.index(fact)
        units = [fact.measured_as.canonical for fact in self.gap.unit_facts]

        def gap(value: float) -> float:
            given[place] = value
            found = self.gap.look(given, units)[-1]
            return found if isinstance(found, float) else math.nan

        low, high = within
        at_low = gap(low)
        if not at_low * gap(high) < 0.0:
            return ()
        while low < (middle := (low + high) / 2.0) < high:
            if gap(middle) * at_low > 0.0:
                low = middle
            else:
                high = middle
        step = one_step(high)
        return tuple(value for value in (high - step, high, high + step) if within[0] <= value <= within[1])


class Trials:
    """The values to try of every fact that some criteria read.

    Yes/no facts are tried both ways. Of the words of a category those that no
    criterion tells apart are tried once. Numbers are tried at the ends of what is
    plausible, at each threshold and one step to either side, in each unit for which
    a threshold is printed; those that nothing tells apart once. Where a number is
    part of something worked out, it is also solved for the thresholds of that.

    Args:
        criteria: The criteria.
        ranged: Facts given as a range.
    """

    def __init__(self, criteria: Iterable[Criterion], ranged: frozenset[Fact] = frozenset()) -> None:
        self._criteria = _with_sources(criteria)
        self._words: dict[Fact, list[IsIn]] = {}
        self._alone: dict[Fact, list[Compare]] = {}
        self._reckoned: dict[Fact, list[Reckoned]] = {}
        self._units: dict[Fact, tuple[str, ...]] = {}
        self._edges = boundary_values(self._criteria)
        self._found: dict[Input, tuple[Trial, ...]] = {}
        for node in dict.fromkeys(n for c in self._criteria for n in c.walk()):
            if isinstance(node, IsIn):
                self._words.setdefault(node.fact, []).append(node)
            elif isinstance(node, ByUnit):
                for fact in node.reported:
                    units = (*self._units.get(fact, ()), *(unit for unit, _ in node.values))
                    self._units[fact] = tuple(dict.fromkeys(units))
        for comparison in comparisons(self._criteria):
            read = inputs((comparison,))[0]
            facts = [f for f in read if isinstance(f, NumberFact)]
            if len(read) == 1 and read[0] == comparison.left:
                self._alone.setdefault(read[0], []).append(comparison)
            else:
                ready = reckoned(comparison, ranged)
                for fact in facts:
                    self._reckoned.setdefault(fact, []).append(ready)

    def of(self, asked: Input) -> tuple[Trial, ...]:
        """Return the values to try of a fact, or of a question about rows, whatever the others are."""
        found = self._found.get(asked)
        if found is None:
            found = self._found[asked] = self._of(asked)
        return found

    def every(self, asked: Input) -> tuple[Trial, ...]:
        """Return the values to try of a fact, those of a number too that nothing tells apart."""
        return self._all_numbers(asked) if isinstance(asked, NumberFact) else self.of(asked)

    def _of(self, asked: Input) -> tuple[Trial, ...]:
        if isinstance(asked, CategoryFact):
            signs = {word: tuple(word in node.values for node in self._words.get(asked, ())) for word in asked.values}
            return tuple((word, None) for word in _one_of_each(signs))
        if isinstance(asked, NumberFact):
            return self._numbers(asked)
        return _YES_OR_NO

    def _numbers(self, fact: NumberFact) -> tuple[Trial, ...]:
        trials = self._all_numbers(fact)
        if fact in self._reckoned:
            return trials
        return tuple(_one_of_each({trial: self._sign(fact, trial) for trial in trials}))

    def _all_numbers(self, fact: NumberFact) -> tuple[Trial, ...]:
        low, high = fact.measured_as.plausible
        floor, roof = fact.measured_as.possible
        values = sorted({low, high, *(v for v in self._edges.get(fact, ()) if floor <= v <= roof)})
        units = self._units.get(fact) or (fact.measured_as.canonical,)
        trials = [(value, unit) for unit in units for value in values]
        if fact in self._reckoned:
            return (*trials, *(((low + high) / 2.0, unit) for unit in units))
        return tuple(trials)

    def _sign(self, fact: NumberFact, trial: Trial) -> tuple[object, ...]:
        person = Snapshot(values={fact: trial[0]}, units={fact: trial[1]})
        return tuple(truth(comparison, person) for comparison in self._alone.get(fact, ()))

    def reckoned(self, fact: Fact) -> Sequence[Reckoned]:
        """Return the comparisons in which a number is part of something worked out."""
        return self._reckoned.get(fact, ())


@functools.lru_cache(maxsize=1024)
def reckoned(comparison: Compare, ranged: frozenset[Fact]) -> Reckoned:
    """Return a comparison made ready to be solved, once."""
    return Reckoned(comparison, compile_open((), (Arithmetic(comparison.left, "-", comparison.right),), ranged))


def _one_of_each(signs: Mapping[K, tuple[object, ...]]) -> Iterable[K]:
    """Return the first of those that have the same sign."""
    found: dict[tuple[object, ...], K] = {}
    for key, sign in signs.items():
        found.setdefault(sign, key)
    return found.values()


def _with_sources(criteria: Iterable[Criterion]) -> tuple[Criterion, ...]:
    """Return the criteria and what the facts in them are inferred from, so far as those are criteria."""
    asked = tuple(criteria)
    sources = (fact.inferred for fact in inputs(asked)[0])
    return (*asked, *(source for source in sources if isinstance(source, Criterion)))
