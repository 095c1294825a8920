"""A record to which facts are told and forgotten again, while an answer is looked at."""

from __future__ import annotations

import functools
from collections.abc import Generator, Iterator, Sequence
from typing import TYPE_CHECKING

from boneguide.logic.completing.decision import Decision, Outcome, decided, of_parts
from boneguide.logic.completing.trials import Trial, Trials
from boneguide.logic.inputs import inputs
from boneguide.logic.interval import Interval
from boneguide.logic.nodes import Criterion, Fact, Value
from boneguide.logic.numbers import NumberFact
from boneguide.logic.scalar import truth
from boneguide.logic.tables import Exists
from boneguide.logic.truth import Truth

if TYPE_CHECKING:
    from boneguide.logic.context import Snapshot
    from boneguide.logic.generated import Input


class Prepared:
    """A decision with what a search through its completions needs, the same for everybody."""

    def __init__(self, decision: Decision, ranged: frozenset[Fact]) -> None:
        code = decision.whatever(ranged)
        self.look = code.look
        # The code that assumes nothing reads fewer: nobody comes to what another measurement stands in for.
        self.inputs = tuple(dict.fromkeys((*code.inputs, *decision.now.facts)))
        self.place: dict[Input, int] = {asked: n for n, asked in enumerate(self.inputs)}
        self.trials = Trials(decision.criteria, ranged)
        self.units = tuple(dict.fromkeys((*code.unit_facts, *decision.now.unit_facts)))
        self.now_places = tuple(self.place[asked] for asked in decision.now.facts)
        self.now_units = tuple(self.units.index(fact) for fact in decision.now.unit_facts)
        direct = {n for c in decision.criteria for n in c.walk() if isinstance(n, Exists)}
        #: What can be told: facts, save those given only in the place of others, and what is asked about rows directly.
        self.told = tuple(asked in direct if isinstance(asked, Exists) else not asked.optional for asked in self.inputs)
        self.sources: dict[int, tuple[int, ...]] = {
            place: tuple(self.place[i] for i in _all_inputs(asked.inferred) if i in self.place)
            for place, asked in enumerate(self.inputs)
            if isinstance(asked, Fact) and isinstance(asked.inferred, Criterion)
        }


@functools.lru_cache(maxsize=1024)
def prepared(decision: Decision, ranged: frozenset[Fact] = frozenset()) -> Prepared:
    """Return a decision prepared for searches, once."""
    return Prepared(decision, ranged)


class Telling:
    """One record, and what one decision says of it while facts are told or changed.

    Args:
        decision: What is decided.
        facts: What is known.
        opened: The same with nothing assumed; several decisions may share it.
    """

    def __init__(self, decision: Decision, facts: Snapshot, opened: Snapshot) -> None:
        self._made = prepared(decision, _ranged(decision, opened))
        self._decision = decision
        self._facts = facts
        self._opened = opened
        recorded = [_recorded(asked, opened) for asked in self._made.inputs]
        self._recorded = tuple(_recorded(asked, facts) for asked in self._made.inputs)
        self._now = [*self._recorded]
        known = [opened.value(asked) if isinstance(asked, Fact) else None for asked in self._made.inputs]
        self._ranges = {n: value for n, value in enumerate(known) if isinstance(value, Interval) and not value.is_point}
        self._tellable = [
            n in self._ranges or (told and value is None)
            for n, (told, value) in enumerate(zip(self._made.told, known, strict=True))
        ]
        self._exact = tuple(_exact(value) for value in recorded)
        self._values: list[Value] = [*self._exact]
        self._units = [opened.unit(fact) for fact in self._made.units]
        self._found = self._made.look(self._values, self._units)
        self._at_odds = self._found[0]
        self._given = 0
        #: What the answer is now.
        self.current: Outcome = self._answer()

    def _settled(self) -> Outcome | None:
        """Return what is decided whatever is unknown; None where that is open."""
        return decided(self._found[2:])

    def _answer(self) -> Outcome:
        """Return the answer that the rule gives to what is known now."""
        values = [self._now[n] for n in self._made.now_places]
        if not any(isinstance(value, Interval) for value in values):
            units = [self._units[n] for n in self._made.now_units]
            found = self._decision.now.function(values, units)
            if found is not None:
                return of_parts(found)
        return self._decision.outcome(self._record(self._facts, self._now))

    def told(self) -> tuple[int, ...]:
        """Return the places of what is told."""
        return tuple(n for n in range(len(self._values)) if self._given >> n & 1)

    def _record(self, facts: Snapshot, values: Sequence[Value]) -> Snapshot:
        """Return the record as it is completed so far."""
        told = self.told()
        asked = self._made.inputs
        record = facts.replacing(
            {fact: values[n] for n in told if isinstance(fact := asked[n], Fact)},
            {fact: self._unit(fact) for n in told if isinstance(fact := asked[n], NumberFact)},
        )
        record.truths.update(
            {question: Truth.of(values[n] is True) for n in told if isinstance(question := asked[n], Exists)}
        )
        return record

    def _trials(self, place: int) -> Iterator[Trial]:
        asked = self._made.inputs[place]
        trials = self._tried(asked)
        if not isinstance(asked, NumberFact):
            yield from trials
            return
        low, high = asked.measured_as.plausible
        known = self._ranges.get(place)
        within = (low, high) if known is None else (max(low, known.low), min(high, known.high))
        units = tuple(dict.fromkeys(unit for _, unit in trials)) if known is None else (self._opened.unit(asked),)
        ends = () if known is None else within
        values = dict.fromkeys(v for v, _ in trials if known is None or known.low <= v <= known.high)  # type: ignore[operator]  # numbers
        for reckoned in self._made.trials.reckoned(asked):
            given = dict(zip(self._made.inputs, self._values, strict=True))
            values.update(dict.fromkeys(reckoned.solved(asked, within, given)))
        yield from ((value, unit) for unit in units for value in dict.fromkeys((*values, *ends)))

    def _unit(self, fact: NumberFact) -> str | None:
        if fact in self._made.units:
            return self._units[self._made.units.index(fact)]
        return self._opened.unit(fact) or fact.measured_as.canonical

    def _tried(self, asked: Input) -> tuple[Trial, ...]:
        return self._made.trials.of(asked)

    def _tell(self, place: int, trial: Trial) -> bool:
        """Complete the record by one fact; return whether it agrees with the others."""
        value, unit = trial
        self._values[place] = self._now[place] = value
        self._given |= 1 << place
        asked = self._made.inputs[place]
        if isinstance(asked, NumberFact) and asked in self._made.units:
            self._units[self._made.units.index(asked)] = unit
        self._found = self._made.look(self._values, self._units)
        return not self._found[0] & ~self._at_odds

    def _forget(self, place: int) -> None:
        asked = self._made.inputs[place]
        self._values[place] = self._exact[place]
        self._now[place] = self._recorded[place]
        self._given &= ~(1 << place)
        if isinstance(asked, NumberFact) and asked in self._made.units:
            self._units[self._made.units.index(asked)] = self._opened.unit(asked)
        self._found = self._made.look(self._values, self._units)

    def _told_together(self, places: Sequence[int]) -> Generator[None]:
        """Tell some facts in every way that agrees with what else is known, one way at a time."""
        if not places:
            yield
            return
        first, *others = places
        try:
            for trial in self._trials(first):
                if self._tell(first, trial):
                    yield from self._told_together(others)
        finally:
            self._forget(first)

    def _may_be_told(self, place: int) -> bool:
        return self._tellable[place] and self._values[place] is None

    def _possible(self, untold: int = 0) -> bool:
        """Return whether what facts are inferred from can be completed so that it agrees with what was told of them.

        Args:
            untold: Bits for the places of what stays untold.
        """
        doubtful = self._found[1] & self._given
        for place, sources in self._made.sources.items():
            if not doubtful >> place & 1:
                continue
            for source in sources:
                if untold >> source & 1 or not self._may_be_told(source):
                    continue
                if self._tellable_somehow(source):
                    return self._extends(source, untold)
                if not self._may_stay_untold(source):
                    return False
                untold |= 1 << source
        return True

    def _tellable_somehow(self, place: int) -> bool:
        """Return whether a fact can be told in a way that agrees with what else is known."""
        try:
            return any(self._tell(place, trial) for trial in self._trials(place))
        finally:
            self._forget(place)

    def _may_stay_untold(self, place: int) -> bool:
        """Return whether there may be nothing to tell, such as since when in a person who never."""
        known = self._values
        return any(known[fact] is not None and sources == (place,) for fact, sources in self._made.sources.items())

    def _extends(self, place: int, untold: int) -> bool:
        try:
            return any(self._tell(place, trial) and self._possible(untold) for trial in self._trials(place))
        finally:
            self._forget(place)


def _all_inputs(source: object) -> tuple[Input, ...]:
    facts, questions = inputs([source])  # type: ignore[list-item]  # a fact is inferred from a node
    return (*facts, *questions)


def _ranged(decision: Decision, facts: Snapshot) -> frozenset[Fact]:
    """Return what stands in the place of other facts and is given as a range."""
    return frozenset(fact for fact in decision.optional if isinstance(facts.recorded(fact), Interval))


def _exact(value: Value) -> Value:
    """Return a value where it is one number; a range is none."""
    if isinstance(value, Interval):
        return value.low if value.is_point else None
    return value


def _recorded(asked: Input, facts: Snapshot) -> Value:
    return truth(asked, facts).answer if isinstance(asked, Exists) else facts.recorded(asked)
