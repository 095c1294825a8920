"""Two sets of rules in one circuit: where their answers differ."""

from __future__ import annotations

import functools
from collections.abc import Mapping

import attrs

from boneguide.cohort.compilation import Compiled, Meaning, assembled
from boneguide.cohort.preparation import OURS, Prepared
from boneguide.logic.columns.circuit import Circuit, Gate
from boneguide.logic.columns.emit import Plan, plan
from boneguide.logic.columns.interpreter import Given, Interpreter
from boneguide.logic.columns.verdict import Verdict
from boneguide.logic.nodes import Fact
from boneguide.logic.rule import Rule
from boneguide.logic.tables import Exists
from boneguide.model.status import Status

#: The column that says whether anything changes for a person.
CHANGED = f"{OURS}changed"
SIDES = ("before", "after")


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

        They are called as :func:`~boneguide.cohort.door.assess` calls them, with ``_before`` or ``_after`` behind.
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
    """Return rules before and after, ready for a frame with the given columns, once for frames of one shape.

    Args:
        rules: The rules before, and those after.
        places: Whose rules count before and after.
        given: What the columns hold, by fact.
        answered: The columns of answers to questions about rows.
    """
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
    """Return where two numbers are not the same; not known is the same as not known.

    They are chosen from tables, or worked out where all that they are made of is known.
    """
    if one is other:
        return make.false
    if one.op != "choose":
        one, other = other, one
    if one.op == "choose":
        condition, then, otherwise = one.args
        here, elsewhere = _unequal(make, then, other), _unequal(make, otherwise, other)
        return make.either(make.both(condition, here), make.both(make.negated(condition), elsewhere))
    if make.unknown in {one, other}:
        return make.true
    return make.either(make.compare(one, ">", other), make.compare(other, ">", one))
