"""Operations on whole columns, each written once: what rules are turned into before any data frame is touched.

A gate is one operation on other gates. Equal operations are the same gate, and
what is fixed is worked out at once, so that a question about a fact for which
there is no column costs nothing. A gate for a number is null where the number is
not known, and so is a comparison, until it is joined with what says that both its
numbers are known. Every other yes-or-no gate has two values.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import attrs

#: So many terms at most are joined by one gate.
WIDEST = 32
#: So many bits of a mask are added up as small numbers first, which is quicker.
PART_BITS = 15


@attrs.frozen(eq=False, repr=False)
class Gate:
    """One operation.

    Args:
        op: What is done.
        args: On what.
        value: What else belongs to the operation: a column, a number, words.
        serial: Place in the order of making; arguments come before what uses them.
    """

    op: str
    args: tuple[Gate, ...]
    value: Any
    serial: int

    def __repr__(self) -> str:
        inner = ", ".join(f"#{a.serial}" for a in self.args)
        shown = "" if self.value is None else f" {self.value!r}"
        return f"#{self.serial} {self.op}({inner}){shown}"


class Circuit:
    """Makes gates, each once.

    Example:
        >>> circuit = Circuit()
        >>> known = circuit.known("age")
        >>> circuit.both(known, known) is known, circuit.either(known, circuit.negated(known)) is circuit.true
        (True, True)
    """

    def __init__(self) -> None:
        self._made: dict[tuple[object, ...], Gate] = {}
        #: The two fixed answers.
        self.false = self._gate("fixed", value=False)
        self.true = self._gate("fixed", value=True)
        #: A number that is not known.
        self.unknown = self._gate("literal", value=None)

    def __len__(self) -> int:
        """Return how many gates have been made."""
        return len(self._made)

    # ----------------------------------------------------------------- what is in the frame

    def flag(self, column: str) -> Gate:
        """Return "the yes-or-no column says yes"."""
        return self._gate("flag", value=column)

    def known(self, column: str) -> Gate:
        """Return "the column has a value"."""
        return self._gate("known", value=column)

    def is_in(self, column: str, words: Iterable[str]) -> Gate:
        """Return "the column has one of these words"."""
        return self._gate("is_in", value=(column, tuple(words)))

    def number(self, column: str) -> Gate:
        """Return a column of numbers, null where they are not known."""
        return self._gate("number", value=column)

    def literal(self, value: float) -> Gate:
        """Return one number for every row."""
        return self._gate("literal", value=float(value))

    # ----------------------------------------------------------------- yes or no

    def fixed(self, value: bool) -> Gate:  # noqa: FBT001 - the value itself is what is wanted
        """Return a fixed answer."""
        return self.true if value else self.false

    def both(self, *parts: Gate) -> Gate:
        """Return the conjunction."""
        return self._joined("and", parts, neutral=self.true, absorbing=self.false)

    def either(self, *parts: Gate) -> Gate:
        """Return the disjunction."""
        return self._joined("or", parts, neutral=self.false, absorbing=self.true)

    def negated(self, part: Gate) -> Gate:
        """Return the opposite; it has two values where its part has."""
        if part.op == "fixed":
            return self.fixed(not part.value)
        return part.args[0] if part.op == "not" else self._gate("not", part)

    def compare(self, left: Gate, operator: str, right: Gate) -> Gate:
        """Return the comparison.

        It says nothing where a number is not known, so it is always joined with
        what says that both are: no and nothing is no on every backend.
        """
        if self.unknown in {left, right}:
            return self.false
        if left.op == right.op == "literal":
            return self.fixed(left.value >= right.value if operator == ">=" else left.value > right.value)
        return self._gate(operator, left, right)

    # ----------------------------------------------------------------- numbers

    def arithmetic(self, left: Gate, operator: str, right: Gate) -> Gate:
        """Return the sum, difference, product or quotient, or the ``min`` or ``max`` of two numbers."""
        if self.unknown in {left, right}:
            return self.unknown
        if left.op == right.op == "literal":
            return self._computed(left.value, operator, right.value)
        return self._gate(operator, left, right)

    def _computed(self, left: float, operator: str, right: float) -> Gate:
        match operator:
            case "+":
                return self.literal(left + right)
            case "-":
                return self.literal(left - right)
            case "*":
                return self.literal(left * right)
            case "/":
                return self.unknown if right == 0.0 else self.literal(left / right)
        return self.literal(min(left, right) if operator == "min" else max(left, right))

    def choose(self, condition: Gate, then: Gate, otherwise: Gate) -> Gate:
        """Return one number where the condition holds and another where it does not."""
        if condition.op == "fixed":
            return then if condition.value else otherwise
        if then is otherwise:
            return then
        if otherwise.op == "choose":
            again, second, third = otherwise.args
            if second is then:
                return self.choose(self.either(condition, again), then, third)
            if third is then:
                return self.choose(self.both(self.negated(condition), again), second, then)
        return self._gate("choose", condition, then, otherwise)

    # ----------------------------------------------------------------- outputs

    def first(self, conditions: Iterable[Gate], words: Iterable[str], otherwise: str) -> Gate:
        """Return the word of the first condition that holds."""
        kept = [(c, w) for c, w in zip(conditions, words, strict=True) if c is not self.false]
        for place, (condition, word) in enumerate(kept):
            if condition is self.true:
                kept, otherwise = kept[:place], word
                break
        return self._gate("first", *(c for c, _ in kept), value=(*(w for _, w in kept), otherwise))

    def mask(self, bits: Iterable[Gate]) -> Gate:
        """Return a whole number in which each bit that holds is set, the first being worth 1.

        At most 60 bits, which every backend's whole numbers hold.
        """
        given = tuple(bits)
        parts = (given[i : i + PART_BITS] for i in range(0, len(given), PART_BITS))
        return self._gate("mask", *(self._gate("part of mask", *part) for part in parts))

    # ----------------------------------------------------------------- making

    def _joined(self, op: str, parts: Iterable[Gate], *, neutral: Gate, absorbing: Gate) -> Gate:
        found: dict[Gate, None] = {}
        for part in parts:
            if part is absorbing or self._opposite(part) in found:
                return absorbing
            if part is not neutral:
                found[part] = None
        if not found:
            return neutral
        inside = {part for gate in found if gate.op == op for part in gate.args}
        gates = sorted((g for g in found if g not in inside and not self._adds_nothing(g, op, found)), key=_serial)
        while len(gates) > WIDEST:
            # Thousands of terms become a tree, for no backend takes them in one expression.
            gates = [
                self._joined(op, gates[i : i + WIDEST], neutral=neutral, absorbing=absorbing)
                for i in range(0, len(gates), WIDEST)
            ]
        return gates[0] if len(gates) == 1 else self._gate(op, *gates)

    def _adds_nothing(self, gate: Gate, op: str, found: Mapping[Gate, None]) -> bool:
        """Return whether the other parts say it already.

        In a conjunction "a or b" adds nothing beside "a", nor does "not (a and b)"
        beside "not a"; in a disjunction the other way round.
        """
        if gate.op == "not" and gate.args[0].op == op:
            return any(self._opposite(part) in found for part in gate.args[0].args)
        return gate.op in {"and", "or"} and gate.op != op and not found.keys().isdisjoint(gate.args)

    def _opposite(self, part: Gate) -> Gate | None:
        """Return the opposite if it has been made already."""
        return part.args[0] if part.op == "not" else self._made.get(("not", part.serial, type(None), None))

    def _gate(self, op: str, *args: Gate, value: object = None) -> Gate:
        # 1.0 and True are equal, so the type belongs to what tells gates apart.
        key = (op, *(a.serial for a in args), type(value), value)
        gate = self._made.get(key)
        if gate is None:
            gate = self._made[key] = Gate(op, args, value, len(self._made))
        return gate


def _serial(gate: Gate) -> int:
    return gate.serial
