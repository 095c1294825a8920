"""From gates to Python code for one row at a time, for callers who have no frame.

A number that is not known is not-a-number inside: every comparison with it is no
and arithmetic passes it on, which is all that gates ask of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NoReturn, TypeAlias

import attrs

from boneguide.logic.columns.circuit import PART_BITS, Gate
from boneguide.logic.columns.emit import live

#: A row in, by column; the outputs, in order.
Decide: TypeAlias = Callable[[Mapping[str, Any]], tuple[Any, ...]]
#: What is called, and does not return, for a value that a column cannot have.
Refuse: TypeAlias = Callable[[str, Any], NoReturn]

#: An expression with more operations than this gets a name first: Python too nests expressions only so deep.
LARGEST = 60

_NUMERIC = frozenset({"number", "literal", "choose", "+", "-", "*", "/", "min", "max"})


@attrs.frozen
class Numbers:
    """A column of numbers.

    Args:
        low: The lowest number that can be true.
        high: The highest.
        factor: What makes it canonical.
    """

    low: float
    high: float
    factor: float = 1.0


@attrs.frozen
class Words:
    """A column of words of a closed list; without a list, of yes and no."""

    words: frozenset[str] | None = None


def python(outputs: Sequence[Gate], columns: Mapping[str, Numbers | Words], refuse: Refuse) -> Decide:
    """Return a function that works out the outputs for one row.

    What a row does not have, or has as None, is unknown.

    Args:
        outputs: What is wanted.
        columns: The columns, and what can stand in them.
        refuse: Called with a column and its value where that cannot be true.

    Example:
        >>> from boneguide.logic.columns.circuit import Circuit
        >>> make = Circuit()
        >>> adult = make.both(make.known("age"), make.compare(make.number("age"), ">=", make.literal(18.0)))
        >>> decide = python([adult], {"age": Numbers(0, 130)}, refuse=lambda column, value: exit(column))
        >>> decide({"age": 18}), decide({})
        ((True,), (False,))
    """
    writer = _Writer(outputs, columns)
    namespace: dict[str, Any] = {"nan": float("nan"), "inf": float("inf"), "refuse": refuse, "NUMBER": (float, int)}
    source = writer.source()
    namespace |= writer.words
    exec(compile(source, "<row>", "exec"), namespace)  # noqa: S102 - the text is written here from gates only
    decide: Decide = namespace["decide"]
    return decide


class _Writer:
    def __init__(self, outputs: Sequence[Gate], columns: Mapping[str, Numbers | Words]) -> None:
        self._outputs = outputs
        self._columns = {column: f"c{place}" for place, column in enumerate(columns)}
        self._kinds = columns
        self.words: dict[str, frozenset[str]] = {}
        self._gates = live(outputs)
        self._uses = Counter(arg for gate in self._gates for arg in gate.args)
        self._uses.update(outputs)
        self._lines: list[str] = []
        self._texts: dict[Gate, str] = {}
        self._sizes: dict[Gate, int] = {}

    def source(self) -> str:
        wanted = set(self._outputs)
        for gate in self._gates:
            text, size = self._text(gate), 1 + sum(self._sizes[a] for a in gate.args)
            # A number that is an output is looked at twice at the end.
            shared = self._uses[gate] > 1 or (gate in wanted and gate.op in _NUMERIC)
            if (shared and gate.op not in {"fixed", "literal", "number"}) or size > LARGEST:
                self._lines.append(f"    g{gate.serial} = {text}")
                text, size = f"g{gate.serial}", 1
            self._texts[gate], self._sizes[gate] = text, size
        found = "".join(f"{self._text_of_output(gate)}, " for gate in self._outputs)
        head = [line for column in self._columns for line in self._taken(column)]
        return "\n".join(["def decide(row):", "    get = row.get", *head, *self._lines, f"    return ({found})"])

    def _taken(self, column: str) -> list[str]:
        """Return the lines that take one value from a row and look at it."""
        name, kind = self._columns[column], self._kinds[column]
        taken = f"    {name} = get({column!r})"
        if isinstance(kind, Numbers):
            # True is a number to Python, and not-a-number is within no limits.
            right = f"{name}.__class__ in NUMBER and {kind.low!r} <= {name} <= {kind.high!r}"
            lines = [f"    if {name} is None: {name} = nan", f"    elif not ({right}): refuse({column!r}, {name})"]
            return [taken, *lines, *([f"    else: {name} *= {kind.factor!r}"] if kind.factor != 1.0 else [])]
        right = f"{name} is None or {name} is True or {name} is False"
        if kind.words is not None:
            self.words[f"W{name}"] = kind.words
            right = f"{name} is None or {name} in W{name}"
        return [taken, f"    if not ({right}): refuse({column!r}, {name})"]

    def _text_of_output(self, gate: Gate) -> str:
        text = self._texts[gate]
        if gate.op in _NUMERIC:
            return f"(None if {text} != {text} else {text})"
        return text

    def _text(self, gate: Gate) -> str:  # noqa: C901, PLR0911, PLR0912 - one return for each operation
        args = [self._texts[a] for a in gate.args]
        match gate.op:
            case "fixed":
                return repr(gate.value)
            case "literal":
                return "nan" if gate.value is None else repr(gate.value)
            case "number":
                return self._columns[gate.value]
            case "flag":
                return f"({self._columns[gate.value]} is True)"
            case "known":
                name, kind = self._columns[gate.value], self._kinds[gate.value]
                # Not-a-number is not equal to itself.
                return f"({name} == {name})" if isinstance(kind, Numbers) else f"({name} is not None)"
            case "is_in":
                column, words = gate.value
                return f"({self._columns[column]} in {words!r})"
            case "not":
                return f"(not {args[0]})"
            case "and" | "or":
                return f"({f' {gate.op} '.join(args)})"
            case ">=" | ">" | "+" | "-" | "*" | "/":
                return f"({args[0]} {gate.op} {args[1]})"
            case "min":
                return f"({args[0]} if {args[0]} <= {args[1]} else {args[1]})"
            case "max":
                return f"({args[0]} if {args[0]} >= {args[1]} else {args[1]})"
            case "choose":
                return f"({args[1]} if {args[0]} else {args[2]})"
            case "first":
                *words, otherwise = map(repr, gate.value)
                chosen = "".join(f"{word} if {holds} else " for holds, word in zip(args, words, strict=True))
                return f"({chosen}{otherwise})"
            case "part of mask":
                return "(" + " + ".join(f"({2**place} if {holds} else 0)" for place, holds in enumerate(args)) + ")"
            case "mask":
                parts = [f"{part} * {2 ** (PART_BITS * place)}" for place, part in enumerate(args)]
                return f"({' + '.join(parts) or 0})"
        msg = f"no code for {gate!r}"
        raise TypeError(msg)
