"""From gates to the expressions of a data frame, in stages, so that what is shared is worked out once."""

from __future__ import annotations

import operator
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

import attrs

from boneguide.logic.columns.circuit import PART_BITS

if TYPE_CHECKING:
    from boneguide.logic.columns.circuit import Gate

#: An expression deeper than this becomes a column first: backends walk expressions by recursion.
DEEPEST = 12
#: So does one with more operations than this.
LARGEST = 48

#: What costs nothing to ask again.
_FREE = frozenset({"fixed", "literal", "number"})


#: A frame that is worked out when it is collected, and an expression over its columns. Both narwhals
#: and polars have them, under one interface that no type describes.
Lazy: TypeAlias = Any
Expression: TypeAlias = Any
#: A module with ``col``, ``lit``, ``when`` and types: narwhals, or polars, whose interface narwhals has.
Api: TypeAlias = Any


def _add(frame: Lazy, columns: Sequence[Expression]) -> Lazy:
    return frame.with_columns(*columns)


def _stack(frame: Lazy, columns: Sequence[str], value: str) -> Lazy:
    return frame.unpivot(on=[*columns], variable_name=f"{value}_of", value_name=value).select(value)


@attrs.frozen
class Dialect:
    """How one backend writes what backends write differently.

    Args:
        api: The module with ``col``, ``lit`` and ``when``: narwhals, or polars itself, whose
            interface narwhals has, for polars frames are asked quicker without a go-between.
        word: An expression for a word of a closed list.
        is_in: Whether a column has one of some words.
        beside: A frame with the columns of another beside its own, by a key of each; the order of its rows is kept
            where frames have an order.
        pen: What plans are written with, where that is not ``api``.
        add: A frame with more columns, which the pen has written.
        stack: A frame of one column, that holds what several columns of a frame hold.
        small: What is shared and has so many operations at most is worked out again wherever it is needed; each column
            that is carried along costs more on engines that go row by row.
    """

    api: Api
    word: Callable[[str], Expression]
    is_in: Callable[[Expression, Sequence[str]], Expression]
    beside: Callable[[Lazy, Lazy, str, str], Lazy]
    pen: Api | None = None
    add: Callable[[Lazy, Sequence[Expression]], Lazy] = _add
    stack: Callable[[Lazy, Sequence[str], str], Lazy] = _stack
    small: int = 0


@attrs.frozen
class Plan:
    """Columns to add, stage by stage, and the outputs to select at the end, by name."""

    stages: tuple[tuple[Expression, ...], ...]
    outputs: Mapping[str, Expression]
    dialect: Dialect

    def run(self, frame: Lazy, keep: Sequence[str | Expression] = ()) -> Lazy:
        """Return the outputs for every row, after the columns to keep."""
        add = self.dialect.add
        for stage in self.stages:
            frame = add(frame, stage)
        outputs = [expression.alias(name) for name, expression in self.outputs.items()]
        if keep and self.dialect.pen is None:
            return frame.select(*keep, *outputs)
        # Selected alone, what is the same for every row would be one row.
        return add(frame, outputs).select(*keep, *self.outputs)


@attrs.frozen
class _Built:
    """An expression, the stage at which it can be worked out, and how large it is."""

    expr: Expression
    stage: int
    size: int
    depth: int


def plan(outputs: Mapping[str, Gate], dialect: Dialect) -> Plan:
    """Return how to work out the outputs.

    Args:
        outputs: Gates by the name of the column that is wanted.
        dialect: The backend's ways.
    """
    return _Writer(dialect).plan(outputs)


class _Writer:
    def __init__(self, dialect: Dialect) -> None:
        self._dialect = dialect
        self._api = dialect.api if dialect.pen is None else dialect.pen
        self._stages: list[list[Expression]] = []
        self._built: dict[Gate, _Built] = {}

    def plan(self, outputs: Mapping[str, Gate]) -> Plan:
        wanted = live(outputs.values())
        uses = Counter(arg for gate in wanted for arg in gate.args)
        uses.update(outputs.values())
        for gate in wanted:
            built = self._build(gate)
            shared = uses[gate] > 1 and gate.op not in _FREE and built.size > self._dialect.small
            if shared or built.depth > DEEPEST or built.size > LARGEST:
                built = self._column(gate, built)
            self._built[gate] = built
        last = {name: self._built[gate].expr for name, gate in outputs.items()}
        return Plan(tuple(map(tuple, self._stages)), last, self._dialect)

    def _column(self, gate: Gate, built: _Built) -> _Built:
        name = f"_{gate.serial}"
        while len(self._stages) <= built.stage:
            self._stages.append([])
        self._stages[built.stage].append(built.expr.alias(name))
        return _Built(self._api.col(name), built.stage + 1, 1, 1)

    def _build(self, gate: Gate) -> _Built:
        args = [self._built[a] for a in gate.args]
        return _Built(
            self._express(gate, [a.expr for a in args]),
            max((a.stage for a in args), default=0),
            1 + sum(a.size for a in args),
            # Many terms are joined as a balanced tree.
            max((a.depth for a in args), default=0) + max(1, (len(args) - 1).bit_length()),
        )

    def _express(self, gate: Gate, args: list[Expression]) -> Expression:  # noqa: C901, PLR0911, PLR0912 - one return for each operation
        match gate.op:
            case "fixed":
                return self._api.lit(gate.value)
            case "literal":
                return self._api.lit(gate.value, dtype=self._api.Float64())
            case "number":
                return self._api.col(gate.value)
            case "flag":
                return self._api.col(gate.value).fill_null(value=False)
            case "known":
                return ~self._api.col(gate.value).is_null()
            case "is_in":
                column, words = gate.value
                return self._dialect.is_in(self._api.col(column), words).fill_null(value=False)
            case "not":
                return ~args[0]
            case "and":
                return _balanced(operator.and_, args)
            case "or":
                return _balanced(operator.or_, args)
            case ">=":
                return args[0] >= args[1]
            case ">":
                return args[0] > args[1]
            case "+" | "-" | "*" | "/":
                return _ARITHMETIC[gate.op](*args)
            case "min":
                return self._api.when(args[0] <= args[1]).then(args[0]).otherwise(args[1])
            case "max":
                return self._api.when(args[0] >= args[1]).then(args[0]).otherwise(args[1])
            case "choose":
                return self._api.when(args[0]).then(args[1]).otherwise(args[2])
            case "first":
                *words, otherwise = map(self._dialect.word, gate.value)
                chosen = otherwise
                for condition, word in zip(reversed(args), reversed(words), strict=True):
                    chosen = self._api.when(condition).then(word).otherwise(chosen)
                return chosen
            case "part of mask":
                return _balanced(operator.add, [self._bit(a, place) for place, a in enumerate(args)])
            case "mask":
                parts = [a.cast(self._api.Int64()) * 2 ** (PART_BITS * place) for place, a in enumerate(args)]
                return _balanced(operator.add, parts) if parts else self._api.lit(0, dtype=self._api.Int64())
        msg = f"no expression for {gate!r}"
        raise TypeError(msg)

    def _bit(self, holds: Expression, place: int) -> Expression:
        set_, clear = (self._api.lit(value, dtype=self._api.Int16()) for value in (2**place, 0))
        return self._api.when(holds).then(set_).otherwise(clear)


_ARITHMETIC = {"+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv}


def _balanced(join: Callable[[Expression, Expression], Expression], terms: Sequence[Expression]) -> Expression:
    left = list(terms)
    while len(left) > 1:
        pairs = [join(a, b) for a, b in zip(left[::2], left[1::2], strict=False)]
        left = [*pairs, left[-1]] if len(left) % 2 else pairs
    return left[0]


def live(outputs: Iterable[Gate]) -> list[Gate]:
    """Return every gate that the outputs need, arguments first."""
    found: set[Gate] = set()
    left = list(outputs)
    while left:
        gate = left.pop()
        if gate not in found:
            found.add(gate)
            left.extend(gate.args)
    return sorted(found, key=lambda gate: gate.serial)
