"""Every completion of a record, one by one: the slow and plain way to what is found by a search.

``python -m tests.sufficiency.brute 10000`` compares the two on so many people with
random holes, each asked a few of the rules.
"""

from __future__ import annotations

import argparse
import itertools
import math
import random
from collections.abc import Iterator, Mapping, Sequence

import attrs
from tqdm import tqdm  # type: ignore[import-untyped, unused-ignore]  # its types are another package

from boneguide import guidelines
from boneguide.logic.completing.completion import Completions
from boneguide.logic.completing.decision import Decision, Outcome, decision
from boneguide.logic.context import Snapshot
from boneguide.logic.inputs import inputs
from boneguide.logic.interval import Interval
from boneguide.logic.nodes import CategoryFact, Criterion, Fact, Value
from boneguide.logic.numbers import ByUnit, Compare, NumberFact
from boneguide.logic.rule import Rule
from boneguide.logic.scalar import inferred, number
from boneguide.logic.tables import Table
from boneguide.logic.verbs import JURISDICTION
from boneguide.model.jurisdiction import JURISDICTIONS
from boneguide.testing import boundary_values, one_step

Told = tuple[Value, str | None]

#: More completions than these are not gone through for one person and one rule.
MOST = 1500


@attrs.frozen(kw_only=True)
class Sufficient:
    """What was found: the answer of every completion, if it is one, and the smallest sets that could change it."""

    settled: Outcome | None
    sets: frozenset[frozenset[str]]


class Brute:
    """Goes through the completions of one record.

    Args:
        asked: What is decided.
        facts: What is known.
    """

    def __init__(self, asked: Decision, facts: Snapshot) -> None:
        self.asked = asked
        self.facts = facts
        self.criteria = _with_sources(asked.criteria)
        self.read = inputs(self.criteria)[0]
        self.edges = boundary_values(self.criteria)
        self.current = asked.outcome(facts)
        self.odd = frozenset(self._odd({}))

    # -- records

    def record(self, told: Mapping[Fact, Told]) -> Snapshot:
        """Return the record with some facts told."""
        return self.facts.replacing({f: v for f, (v, _) in told.items()}, {f: u for f, (_, u) in told.items()})

    def open(self, told: Mapping[Fact, Told]) -> list[Fact]:
        """Return the facts that can still be told."""
        record = self.record(told).opened()
        left = [f for f in self.read if f not in told and _is_open(record.value(f))]
        return [f for f in left if not f.optional or record.recorded(f) is not None]

    def _odd(self, told: Mapping[Fact, Told]) -> Iterator[Fact]:
        record = self.record(told).opened()
        for fact in self.read:
            recorded = record.recorded(fact)
            # A number need not be what something else stands in for it.
            if isinstance(fact.inferred, Criterion) and recorded is not None:
                said = inferred(fact, record)
                if said is not None and said != recorded:
                    yield fact

    def agrees(self, told: Mapping[Fact, Told]) -> bool:
        """Return whether what is told agrees with what else says of it."""
        return self.odd.issuperset(self._odd(told))

    # -- completions

    def values(self, fact: Fact, told: Mapping[Fact, Told]) -> list[Told]:
        """Return what can be told of a fact."""
        if isinstance(fact, CategoryFact):
            return [(word, None) for word in fact.values]
        if not isinstance(fact, NumberFact):
            return [(True, None), (False, None)]
        low, high = fact.measured_as.plausible
        floor, roof = fact.measured_as.possible
        known = self.facts.opened().value(fact)
        values = {low, high, (low + high) / 2.0, *(v for v in self.edges.get(fact, ()) if floor <= v <= roof)}
        if isinstance(known, Interval):
            low, high = max(low, known.low), min(high, known.high)
            values = {v for v in (*values, low, high) if known.low <= v <= known.high}
        values.update(v for v in self._solved(fact, (low, high), told) if low <= v <= high)
        units: list[str | None] = [self.facts.unit(fact)]
        if not isinstance(known, Interval):
            units = list(self._units(fact)) or [fact.measured_as.canonical]
        return [(v, unit) for unit in units for v in sorted(values)]

    def _units(self, fact: NumberFact) -> dict[str, None]:
        nodes = (n for c in self.criteria for n in c.walk() if isinstance(n, ByUnit) and fact in n.reported)
        return {unit: None for n in nodes for unit, _ in n.values}

    def _solved(self, fact: NumberFact, within: tuple[float, float], told: Mapping[Fact, Told]) -> Iterator[float]:
        for comparison in dict.fromkeys(n for c in self.criteria for n in c.walk() if isinstance(n, Compare)):
            read = inputs([comparison])[0]
            if fact not in read or (len(read) == 1 and read[0] == comparison.left):
                continue

            def gap(value: float, comparison: Compare = comparison) -> float:
                record = self.record({**told, fact: (value, fact.measured_as.canonical)}).opened()
                left, right = number(comparison.left, record), number(comparison.right, record)
                if left is None or right is None or not (left.is_point and right.is_point):
                    return math.nan
                return left.low - right.low

            low, high = within
            start = gap(low)
            if start * gap(high) < 0.0:
                while low < (middle := (low + high) / 2.0) < high:
                    low, high = (middle, high) if gap(middle) * start > 0.0 else (low, middle)
                yield from (high - one_step(high), high, high + one_step(high))

    def completions(self, told: dict[Fact, Told]) -> Iterator[dict[Fact, Told]]:
        """Yield every way to tell all that is open."""
        for fact in self.open(told):
            ways = [more for value in self.values(fact, told) if self.agrees(more := {**told, fact: value})]
            # What agrees with nothing that is known, such as since when in a person who never, stays untold.
            if ways:
                for more in ways:
                    yield from self.completions(more)
                return
        yield told

    def size(self) -> int:
        """Return about how many completions there are."""
        return math.prod(len(self.values(f, {})) for f in self.open({}))

    # -- what is wanted

    def found(self) -> Sufficient:
        """Return what every completion comes to, and what could change the answer."""
        told = (told for told in self.completions({}) if self._possible(told))
        outcomes = {self.asked.outcome(self.record(all_of_it)) for all_of_it in told} or {self.current}
        if len(outcomes) == 1:
            return Sufficient(settled=outcomes.pop(), sets=frozenset())
        left = self.open({})
        for size in range(1, len(left) + 1):
            changing = (facts for facts in itertools.combinations(left, size) if self._changes(facts, {}))
            sets = frozenset(frozenset(f.name for f in facts) for facts in changing)
            if sets:
                return Sufficient(settled=None, sets=sets)
        return Sufficient(settled=None, sets=frozenset())

    def _changes(self, facts: Sequence[Fact], told: dict[Fact, Told]) -> bool:
        if not facts:
            changed = self.asked.outcome(self.record(told)) != self.current
            return changed and self._possible(told)
        first, *others = facts
        return any(
            self._changes(others, more)
            for value in self.values(first, told)
            if self.agrees(more := {**told, first: value})
        )

    def _possible(self, told: dict[Fact, Told]) -> bool:
        """Return whether what told facts are inferred from can be told so that all of it agrees."""
        record = self.record(told).opened()
        left = self.open(told)
        doubtful = (f for f in told if isinstance(f.inferred, Criterion) and inferred(f, record) is None)
        for fact in dict.fromkeys(s for f in doubtful for s in inputs([f.inferred])[0] if s in left):  # type: ignore[list-item]  # it is a criterion
            ways = [more for value in self.values(fact, told) if self.agrees(more := {**told, fact: value})]
            if ways:
                return any(map(self._possible, ways))
            # Since when is nothing to tell of a person who never; all else would contradict what was told.
            known = (f for f in self.read if record.recorded(f) is not None and f.inferred is not None)
            if not any(inputs([f.inferred]) == ((fact,), ()) for f in known):  # type: ignore[list-item]  # it is a node
                return False
        return True


def searched(asked: Decision, facts: Snapshot) -> Sufficient:
    """Return the same as the search finds it."""
    ways = Completions(asked, facts, facts.opened())
    return Sufficient(settled=ways.whatever, sets=frozenset(ways.changes()))


def _with_sources(criteria: Sequence[Criterion]) -> tuple[Criterion, ...]:
    sources = (fact.inferred for fact in inputs(criteria)[0])
    return (*criteria, *(source for source in sources if isinstance(source, Criterion)))


def _is_open(value: Value) -> bool:
    return value is None or (isinstance(value, Interval) and not value.is_point)


# --------------------------------------------------------------------------- people with holes


class People:
    """Makes up people of whom nearly everything is known that a rule reads.

    Args:
        rule: The rule.
        place: The jurisdiction.
        chance: Where chance comes from.
    """

    def __init__(self, rule: Rule, place: str, chance: random.Random) -> None:
        self.rule = rule
        self.place = place
        self.decision = decision(rule, place)
        self.chance = chance
        self.criteria = _with_sources(self.decision.criteria)
        self.read, self.questions = inputs(self.criteria)
        self.edges = boundary_values(self.criteria)

    def one(self) -> Snapshot:
        """Return one person with a few holes, so few that every completion can be gone through."""
        whole = self._whole()
        known = [f for f in self.read if whole.recorded(f) is not None and f != JURISDICTION]
        holes = self.chance.sample(known, min(len(known), self.chance.randint(1, 4)))
        while True:
            person = whole.replacing(dict.fromkeys(holes))
            if not holes or Brute(self.decision, person).size() <= MOST:
                return person
            holes.pop()

    def _whole(self) -> Snapshot:
        tables = {question.table: self._rows(question.table) for question in self.questions}
        values: dict[Fact, Value] = {JURISDICTION: self.place}
        units: dict[Fact, str | None] = {}

        def settle(fact: Fact) -> None:
            if fact in values:
                return
            values[fact] = None
            if fact.inferred is not None:
                for source in inputs([fact.inferred])[0]:
                    settle(source)
                if inferred(fact, Snapshot(values=values, units=units, tables=tables).opened()) is not None:
                    return
            values[fact] = None if fact.optional and self.chance.random() < 0.8 else self._value(fact)
            if isinstance(fact, NumberFact):
                units[fact] = self.chance.choice(fact.measured_as.units)

        for fact in self.read:
            settle(fact)
        return Snapshot(values=values, units=units, tables=tables)

    def _value(self, fact: Fact) -> Value:
        if isinstance(fact, CategoryFact):
            return self.chance.choice(fact.values)
        if not isinstance(fact, NumberFact):
            return self.chance.random() < 0.4
        low, high = fact.measured_as.plausible
        if self.chance.random() < 0.1:
            ends = sorted((self.chance.uniform(low, high), self.chance.uniform(low, high)))
            return Interval(*ends)
        return self.chance.choice((*self.edges.get(fact, ()), self.chance.uniform(low, high)))

    def _rows(self, table: Table) -> tuple[Snapshot, ...] | None:
        number = self.chance.choice((None, 0, 1, 2))
        if number is None:
            return None
        asked = [question.condition for question in self.questions if question.table == table]
        read = inputs(asked)[0]
        return tuple(Snapshot(values={f: self._value(f) for f in read}) for _ in range(number))


def compare(number: int, seed: int, *, each: int = 2, quiet: bool = False) -> list[str]:
    """Return where the search and the completions one by one differ, for so many people.

    Args:
        number: How many people.
        seed: Where chance starts.
        each: How many rules each of them is asked.
        quiet: Whether no progress is shown.
    """
    chance = random.Random(seed)  # noqa: S311 - people made up for a test
    rules = guidelines.default.rules
    wrong: list[str] = []
    for _ in tqdm(range(number), disable=quiet or None):
        for rule in chance.sample(rules, each):
            place = chance.choice(JURISDICTIONS)
            people = People(rule, place, chance)
            person = people.one()
            expected, got = Brute(people.decision, person).found(), searched(people.decision, person)
            if expected != got:
                known = {f.name: person.recorded(f) for f in people.read if person.recorded(f) is not None}
                wrong.append(f"{rule.id} in {place}: expected {expected}, found {got}; known {known}")
    return wrong


def main() -> None:
    """Compare on as many people as asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("people", type=int)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    wrong = compare(given.people, given.seed)
    print("\n".join(wrong[:20]))  # noqa: T201 - a command says what it found
    print(f"{given.people} people, each asked 2 rules: {len(wrong)} disagreements")  # noqa: T201 - likewise
    raise SystemExit(1 if wrong else 0)


if __name__ == "__main__":
    main()
