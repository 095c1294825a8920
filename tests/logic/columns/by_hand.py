"""What gates say of one row, worked out without a frame."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from typing import Any

from boneguide.logic.columns.circuit import PART_BITS, Gate
from boneguide.logic.columns.emit import live


def worked_out(gate: Gate, row: Mapping[str, Any]) -> Any:
    """Return what a gate is for one row, without a frame; None is null."""
    found: dict[Gate, Any] = {}
    for needed in live([gate]):
        found[needed] = _one(needed, [found[arg] for arg in needed.args], row)
    return found[gate]


def _one(gate: Gate, args: list[Any], row: Mapping[str, Any]) -> Any:  # noqa: C901, PLR0911 - one return for each operation
    match gate.op:
        case "fixed" | "literal":
            return gate.value
        case "number":
            return row[gate.value]
        case "flag":
            return row[gate.value] is True
        case "known":
            return row[gate.value] is not None
        case "is_in":
            return row[gate.value[0]] in gate.value[1]
        case "and":
            return False if False in args else None if None in args else True
        case "or":
            return True if True in args else None if None in args else False
        case "not":
            return None if args[0] is None else not args[0]
        case "choose":
            return args[1] if args[0] else args[2]
        case "first":
            return next((word for held, word in zip(args, gate.value, strict=False) if held), gate.value[-1])
        case "part of mask" | "mask":
            step = 1 if gate.op == "part of mask" else PART_BITS
            return sum(int(arg) << step * place for place, arg in enumerate(args))
    if None in args:
        # Nobody looks at the lesser of two numbers where one is not known: it is the second.
        return args[1] if gate.op in {"min", "max"} else None
    return _OPERATIONS[gate.op](*args)


_OPERATIONS: dict[str, Callable[[float, float], object]] = {
    ">=": operator.ge,
    ">": operator.gt,
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
    "min": min,
    "max": max,
}
