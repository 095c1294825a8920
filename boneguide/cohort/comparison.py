"""Two sets of rules over one frame: where their answers differ, and how often."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import Any, TypeAlias

import attrs

from boneguide.cohort.compilation import Compiled, Meaning, assembled
from boneguide.cohort.preparation import OURS, Prepared
from boneguide.logic.columns.circuit import Circuit, Gate
from boneguide.logic.columns.emit import Expression, Plan, plan
from boneguide.logic.columns.interpreter import Given, Interpreter
from boneguide.logic.columns.verdict import Verdict
from boneguide.logic.nodes import Fact
from boneguide.logic.rule import Rule
from boneguide.logic.tables import Exists
from boneguide.logic.template import Span
from boneguide.model.answer import Status
from boneguide.quantities import Amount

#: One amount, a range with at most one open end, or none.
DoseSeen: TypeAlias = Amount | Span | None
#: A rule with its status before and after.
_Move: TypeAlias = tuple[str, Status, Status]

#: The column that says whether anything changes for a person.
CHANGED = f"{OURS}changed"
SIDES = ("before", "after")


@attrs.frozen(kw_only=True)
class DoseChange:
    """A dose that changes while the status stays.

    Args:
        status: The status before and after.
        before: The dose before.
        after: The dose after.
        people: For how many people.
    """

    status: Status
    before: DoseSeen
    after: DoseSeen
    people: int


@attrs.frozen
class Share:
    """Some of the people.

    Example:
        >>> print(Share(12, of=1000))
        12 of 1 000 people
    """

    changed: int
    of: int

    def __str__(self) -> str:
        """Return it in words."""
        return f"{grouped(self.changed)} of {grouped(self.of)} people"


def grouped(number: int) -> str:
    """Return a whole number with its thousands apart, for a comma is a decimal sign to many readers.

    Example:
        >>> grouped(1234567)
        '1 234 567'
    """
    return f"{number:,}".replace(",", " ")


@attrs.frozen
class Pair:
    """What a rule says before and after.

    Args:
        before: What it said.
        after: What it says.
        changed: Where that is not the same status and dose.
        dosed: Where the dose is not the same.
    """

    before: Verdict
    after: Verdict
    changed: Gate
    dosed: Gate


@attrs.frozen
class Comparison:
    """Two sets of rules ready for a frame, in one circuit, so that what they share is worked out once.

    Args:
        sides: The rules before and the rules after.
        pairs: The rules that both have and that are not the same for every row, whatever the data.
    """

    sides: tuple[Compiled, Compiled]
    pairs: dict[str, Pair]

    @property
    def circuit(self) -> Circuit:
        """Where the gates were made."""
        return self.sides[0].interpreter.circuit

    @property
    def changed(self) -> Gate:
        """Where any rule that both sides have gives another answer."""
        return self.circuit.either(*(pair.changed for pair in self.pairs.values()))

    def only(self, side: int) -> dict[str, Verdict]:
        """Return the rules that one side has and the other has not."""
        other = self.sides[1 - side].verdicts
        return {rule: found for rule, found in self.sides[side].verdicts.items() if rule not in other}

    def columns(self) -> tuple[dict[str, Gate], dict[str, Meaning]]:
        """Return the columns of status and dose of every rule that may change, and what they hold.

        They are called as :func:`~boneguide.cohort.assess` calls them, with ``_before`` or ``_after`` behind.
        """
        gates: dict[str, Gate] = {}
        meanings: dict[str, Meaning] = {}
        for rule in self.pairs:
            for output in ("status", "dose"):
                for compiled, side in zip(self.sides, SIDES, strict=True):
                    for name, meaning in compiled.meanings.items():
                        if (meaning.rule, meaning.output) == (rule, output):
                            gates[f"{name}_{side}"] = compiled.outputs[name]
                            meanings[f"{name}_{side}"] = meaning
        return gates, meanings

    def plan(self, people: Prepared) -> tuple[Plan, dict[str, Meaning]]:
        """Return how to work out those columns and whether anything changes, and what they hold."""
        gates, meanings = self.columns()
        return plan({**gates, CHANGED: self.changed}, people.dialect), meanings


def compared(
    rules: tuple[tuple[Rule, ...], tuple[Rule, ...]],
    places: tuple[str, str],
    given: Mapping[Fact, Given],
    answered: Mapping[Exists, tuple[str, str]],
) -> Comparison:
    """Return rules before and after, ready for a frame with the given columns, once for frames of one shape."""
    return _compared(rules, places, tuple(given.items()), tuple(answered.items()))


@functools.lru_cache(maxsize=8)
def _compared(
    rules: tuple[tuple[Rule, ...], tuple[Rule, ...]],
    places: tuple[str, str],
    given: tuple[tuple[Fact, Given], ...],
    answered: tuple[tuple[Exists, tuple[str, str]], ...],
) -> Comparison:
    circuit = Circuit()
    # One interpreter for each place: rules of one place share what it has found already.
    interpreters = {place: Interpreter(circuit, dict(given), place, dict(answered)) for place in places}
    before, after = (
        assembled(side, place, interpreters[place], ("status", "dose"))
        for side, place in zip(rules, places, strict=True)
    )
    pairs = {
        rule: _pair(circuit, found, after.verdicts[rule])
        for rule, found in before.verdicts.items()
        if rule in after.verdicts
    }
    return Comparison((before, after), {rule: p for rule, p in pairs.items() if p.changed is not circuit.false})


def _pair(make: Circuit, before: Verdict, after: Verdict) -> Pair:
    dosed = _dose_differs(make, before, after)
    if before.status is after.status:
        return Pair(before, after, dosed, dosed)
    same = make.either(*(make.both(before.of[status], after.of[status]) for status in Status))
    return Pair(before, after, make.either(make.negated(same), dosed), dosed)


def _dose_differs(make: Circuit, before: Verdict, after: Verdict) -> Gate:
    if (before.dose, before.dose_unit) == (after.dose, after.dose_unit):
        return make.false
    nothing = (make.unknown, make.unknown)
    ends = [*zip(before.dose or nothing, after.dose or nothing, strict=True)]
    if before.dose_unit != after.dose_unit:
        # Amounts that cannot be compared differ wherever there is any.
        return make.either(*(_unequal(make, end, make.unknown) for pair in ends for end in pair))
    return make.either(*(_unequal(make, one, other) for one, other in ends))


def _unequal(make: Circuit, one: Gate, other: Gate) -> Gate:
    """Return where two numbers chosen from tables are not the same; not known is the same as not known."""
    if one is other:
        return make.false
    if one.op == other.op == "literal":
        return make.true
    if one.op != "choose":
        one, other = other, one
    condition, then, otherwise = one.args
    here, elsewhere = _unequal(make, then, other), _unequal(make, otherwise, other)
    return make.either(make.both(condition, here), make.both(make.negated(condition), elsewhere))


# --------------------------------------------------------------------- counting


@attrs.frozen(kw_only=True)
class Tally:
    """How often what changes.

    Args:
        people: How many people have any change.
        moves: By rule, how many people go from which status to which.
        doses: By rule, the doses that change while the status stays.
        only: How many people have which status of the rules that are only before, and only after.
    """

    people: int
    moves: dict[str, dict[tuple[Status, Status], int]]
    doses: dict[str, tuple[DoseChange, ...]]
    only: tuple[dict[str, dict[Status, int]], dict[str, dict[Status, int]]]


def tally(comparison: Comparison, people: Prepared) -> Tally:
    """Return how often what changes, in one query and one more for each rule of which a dose changes."""
    gates: dict[Any, Gate] = {CHANGED: comparison.changed}
    for rule, pair in comparison.pairs.items():
        gates.update(_moves(comparison.circuit, rule, pair))
    only = tuple(comparison.only(side) for side in (0, 1))
    for side, verdicts in zip(SIDES, only, strict=True):
        gates.update({(side, rule, status): v.of[status] for rule, v in verdicts.items() for status in Status})
    counts = _sums({key: gate for key, gate in gates.items() if gate is not comparison.circuit.false}, people)

    moves: dict[str, dict[tuple[Status, Status], int]] = {}
    doses: dict[str, tuple[DoseChange, ...]] = {}
    for rule, pair in comparison.pairs.items():
        of_rule = {move[1:]: counts.get(move, 0) for move in _moves(comparison.circuit, rule, pair)}
        went = {key: n for key, n in of_rule.items() if n and key[0] is not key[1]}
        if went:
            moves[rule] = dict(sorted(went.items(), key=lambda item: -item[1]))
        if any(n for key, n in of_rule.items() if key[0] is key[1]):
            doses[rule] = _doses(comparison, pair, people)
    before, after = (
        {rule: {status: n for status in Status if (n := counts.get((side, rule, status), 0))} for rule in verdicts}
        for side, verdicts in zip(SIDES, only, strict=True)
    )
    return Tally(people=counts.get(CHANGED, 0), moves=moves, doses=doses, only=(before, after))


def _moves(make: Circuit, rule: str, pair: Pair) -> dict[_Move, Gate]:
    """Return where a rule goes from one status to another, or stays at one with another dose."""
    found: dict[_Move, Gate] = {}
    for status, gate in pair.before.of.items():
        for other, to in pair.after.of.items():
            where = make.both(gate, to)
            found[rule, status, other] = make.both(where, pair.dosed) if status is other else where
    return found


def _sums(gates: Mapping[Any, Gate], people: Prepared) -> dict[Any, int]:
    """Return in how many rows each gate holds."""
    if not gates:
        return {}
    names = {key: f"{OURS}{place}" for place, key in enumerate(gates)}
    outputs = plan({names[key]: gate for key, gate in gates.items()}, people.dialect)
    # With the key there is a row for each person, also where nothing depends on any column.
    judged = outputs.run(people.lazy, keep=(people.key,))
    found = judged.select(*(_how_often(people, name) for name in names.values())).collect()
    return {key: int(found[name].to_list()[0] or 0) for key, name in names.items()}


def _how_often(people: Prepared, column: str) -> Expression:
    import polars as pl

    holds = people.dialect.api.col(column)
    # Polars adds up yes and no ten times quicker than numbers, which others want.
    return holds.sum() if people.dialect.api is pl else holds.cast(people.dialect.api.Int64()).sum()


def _doses(comparison: Comparison, pair: Pair, people: Prepared) -> tuple[DoseChange, ...]:
    """Return which doses become which while the status stays, the most frequent first."""
    make, api = comparison.circuit, people.dialect.api
    same = make.either(*(make.both(pair.before.of[s], pair.after.of[s]) for s in Status))
    nothing = (make.unknown, make.unknown)
    ends = (*(pair.before.dose or nothing), *(pair.after.dose or nothing))
    names = [f"{OURS}status", *(f"{OURS}{side}_{end}" for side in SIDES for end in ("low", "high"))]
    outputs = dict(zip(names, (pair.before.status, *ends), strict=True))
    judged = plan({**outputs, CHANGED: make.both(pair.dosed, same)}, people.dialect).run(
        people.lazy, keep=(people.key,)
    )
    count = f"{OURS}people"
    groups = judged.filter(api.col(CHANGED)).group_by(*names).agg(api.len().alias(count)).collect()
    columns = [groups[name].to_list() for name in (*names, count)]
    units = (pair.before.dose_unit, pair.after.dose_unit)
    found = [
        DoseChange(
            status=Status(str(status)),
            before=_seen(low, high, units[0]),
            after=_seen(new_low, new_high, units[1]),
            people=int(number),
        )
        for status, low, high, new_low, new_high, number in zip(*columns, strict=True)
    ]
    return tuple(sorted(found, key=lambda c: (-c.people, [*Status].index(c.status), f"{c.before} {c.after}")))


def _seen(low: float | None, high: float | None, unit: str | None) -> DoseSeen:
    if unit is None or (low is None and high is None):
        return None
    first, last = (None if end is None else Amount(end, unit) for end in (low, high))
    return first if first == last else Span(first, last)
