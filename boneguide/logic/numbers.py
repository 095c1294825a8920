"""Numbers in the criterion language, and their comparison with thresholds.

A number is in the canonical unit of its kind; thresholds are written with their
unit and converted once, when the criterion is built.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, TypeAlias

import attrs

from boneguide.errors import CriterionError
from boneguide.logic.interval import Interval
from boneguide.logic.nodes import Criterion, Fact, Node, Value, all_of
from boneguide.model.observation import Observation
from boneguide.quantities import Amount, Kind, parse

if TYPE_CHECKING:
    from boneguide.quantities import Quantity


class Number(Node):
    """A number about a person, in the canonical unit of its kind.

    Compare it with a text such as ``"30 mL/min"``, an ``Amount``, a quantity,
    another number or, where it has no unit, a plain number.
    """

    __slots__ = ()

    @property
    def kind(self) -> Kind | None:
        """What is measured, which fixes the canonical unit; None for a bare ratio."""
        return None

    def __add__(self, other: NumberLike) -> Number:
        """Return the sum."""
        return _arithmetic(self, "+", other)

    def __radd__(self, other: NumberLike) -> Number:
        """Return the sum."""
        return _arithmetic(other, "+", self)

    def __sub__(self, other: NumberLike) -> Number:
        """Return the difference."""
        return _arithmetic(self, "-", other)

    def __rsub__(self, other: NumberLike) -> Number:
        """Return the difference."""
        return _arithmetic(other, "-", self)

    def __mul__(self, other: NumberLike) -> Number:
        """Return the product."""
        return _arithmetic(self, "*", other)

    def __rmul__(self, other: NumberLike) -> Number:
        """Return the product."""
        return _arithmetic(other, "*", self)

    def __truediv__(self, other: NumberLike) -> Number:
        """Return the quotient; unknown where the divisor may be zero."""
        return _arithmetic(self, "/", other)

    def __rtruediv__(self, other: NumberLike) -> Number:
        """Return the quotient; unknown where the divisor may be zero."""
        return _arithmetic(other, "/", self)

    def __lt__(self, other: Comparable) -> Criterion:
        """Return the criterion "is less than"."""
        return compare(self, "<", other)

    def __le__(self, other: Comparable) -> Criterion:
        """Return the criterion "is at most"."""
        return compare(self, "<=", other)

    def __gt__(self, other: Comparable) -> Criterion:
        """Return the criterion "is more than"."""
        return compare(self, ">", other)

    def __ge__(self, other: Comparable) -> Criterion:
        """Return the criterion "is at least"."""
        return compare(self, ">=", other)

    def equals(self, other: Comparable) -> Criterion:
        """Return the criterion "is exactly", within the edge tolerance."""
        return compare(self, "==", other)

    def between(self, low: Comparable, high: Comparable) -> Criterion:
        """Return the criterion "is at least ``low`` and less than ``high``" (half-open).

        Example:
            >>> from boneguide.guidelines.facts import CREATININE_CLEARANCE
            >>> CREATININE_CLEARANCE.between("30 mL/min", "40 mL/min")
            all_of((CREATININE_CLEARANCE >= '30 mL/min'), (CREATININE_CLEARANCE < '40 mL/min'))
        """
        return all_of(self >= low, self < high)

    def reported_by(self) -> tuple[NumberFact, ...]:
        """Return the facts whose reported unit decides which printed threshold applies."""
        return tuple(f for f in self.facts() if isinstance(f, NumberFact))[:1]


@attrs.frozen(repr=False, order=False, cache_hash=True)
class Literal(Number):
    """A fixed number; ``text`` keeps the unit it was written with."""

    value: float
    text: str = attrs.field(eq=False)
    measured_as: Kind | None = attrs.field(default=None, eq=False)

    @property
    def kind(self) -> Kind | None:
        """What is measured; None for a bare ratio."""
        return self.measured_as

    def __repr__(self) -> str:
        return self.text


@attrs.frozen(repr=False, order=False, cache_hash=True)
class Arithmetic(Number):
    """Two numbers joined by ``+``, ``-``, ``*`` or ``/``."""

    left: Number
    operator: str
    right: Number
    measured_as: Kind | None = attrs.field(default=None, eq=False)

    @property
    def kind(self) -> Kind | None:
        """What is measured; None for a bare ratio."""
        return self.measured_as

    def children(self) -> tuple[Node, ...]:
        """Return the nodes directly inside this one."""
        return (self.left, self.right)

    def __repr__(self) -> str:
        return f"({self.left!r} {self.operator} {self.right!r})"


@attrs.frozen(repr=False, order=False, cache_hash=True)
class Where(Number):
    """One number where a criterion is true, another where it is false."""

    condition: Criterion
    then: Number
    otherwise: Number

    @property
    def kind(self) -> Kind | None:
        """What is measured; None for a bare ratio."""
        return self.then.kind

    def children(self) -> tuple[Node, ...]:
        """Return the nodes directly inside this one."""
        return (self.condition, self.then, self.otherwise)

    def __repr__(self) -> str:
        return f"where({self.condition!r}, {self.then!r}, {self.otherwise!r})"


@attrs.frozen(repr=False, order=False, cache_hash=True)
class FirstKnown(Number):
    """The first of several numbers that is known."""

    options: tuple[Number, ...]

    @property
    def kind(self) -> Kind | None:
        """What is measured; None for a bare ratio."""
        return self.options[0].kind

    def children(self) -> tuple[Node, ...]:
        """Return the nodes directly inside this one."""
        return self.options

    def __repr__(self) -> str:
        return f"first_known({', '.join(map(repr, self.options))})"


@attrs.frozen(repr=False, order=False, cache_hash=True)
class ByUnit(Number):
    """A number printed differently for each unit in which a laboratory may report.

    ``values`` pairs a unit with a number in the canonical unit of the fact.
    The unit that counts is that of the first of ``reported`` that is known.
    """

    reported: tuple[NumberFact, ...]
    values: tuple[tuple[str, float], ...]
    text: str = attrs.field(eq=False)
    measured_as: Kind | None = attrs.field(default=None, eq=False)
    shown: tuple[tuple[str, str], ...] = attrs.field(default=(), eq=False)

    @property
    def kind(self) -> Kind | None:
        """What is measured; None for a bare ratio."""
        return self.measured_as

    def children(self) -> tuple[Node, ...]:
        """Return the nodes directly inside this one."""
        return self.reported

    def value_for(self, unit: str) -> float:
        """Return the number that applies to a result reported in ``unit``."""
        for name, value in self.values:
            if name == unit:
                return value
        return self.values[0][1]

    def __repr__(self) -> str:
        return self.text


@attrs.frozen(repr=False, order=False, cache_hash=True)
class Named(Number):
    """A number computed from others that has a name and a unit of its own."""

    name: str
    label: str
    measured_as: Kind = attrs.field(eq=False)
    expression: Number
    reporters: tuple[NumberFact, ...] = ()

    @property
    def kind(self) -> Kind | None:
        """What is measured; None for a bare ratio."""
        return self.measured_as

    def children(self) -> tuple[Node, ...]:
        """Return the nodes directly inside this one."""
        return (self.expression,)

    def reported_by(self) -> tuple[NumberFact, ...]:
        """Return the facts whose reported unit decides which printed threshold applies."""
        return self.reporters or self.expression.reported_by()

    def __repr__(self) -> str:
        return self.name.upper()


@attrs.frozen(repr=False, eq=False, order=False)
class NumberFact(Fact, Number):
    """A measured or reported number, with its kind."""

    measured_as: Kind = attrs.field(kw_only=True)

    @property
    def kind(self) -> Kind | None:
        """What is measured; None for a bare ratio."""
        return self.measured_as

    @property
    def lowest(self) -> float:
        """Where a range without a lower end starts: at nought, or lower where the kind can be."""
        return min(0.0, self.measured_as.possible[0])

    def _identity(self) -> tuple[object, ...]:
        return (*super()._identity(), self.measured_as.name)

    def _instead_of_equals(self, other: object) -> str:
        return f"{self!r}.equals({other!r})"

    def interpret(self, raw: object) -> Value:
        """Return what the reader gave as interpreters use it; None is unknown.

        Raises:
            CriterionError: If it is not a number, or no quantity.
        """
        if raw is None or isinstance(raw, Interval):
            return raw
        if isinstance(raw, float):
            if math.isnan(raw):
                msg = f"fact {self.name!r} was read as not-a-number. Expected a number, or None for unknown."
                raise CriterionError(msg)
            return raw
        if not isinstance(raw, Observation):
            return self.measured_as.canonical_value(self._measured(raw))
        value = self.measured_as.canonical_value(raw.value)
        if raw.comparator is None:
            return value
        # A result below the limit of detection is an interval, not the limit;
        # the limit itself is kept as possible.
        return Interval(self.lowest, value) if raw.comparator.startswith("<") else Interval(value, math.inf)

    def unit_of(self, raw: object) -> str | None:
        """Return the unit in which the reader gave the number; None where it is unknown."""
        if raw is None:
            return None
        if isinstance(raw, (float, Interval)):
            return self.measured_as.canonical
        measured = self._measured(raw.value if isinstance(raw, Observation) else raw)
        return measured.unit if isinstance(measured, Amount) else measured.unit.symbol

    def _measured(self, raw: object) -> Quantity | Amount:
        if isinstance(raw, Amount) or hasattr(raw, "magnitude"):
            return raw  # type: ignore[return-value]  # the class of quantities is not imported, so that pint stays out
        msg = (
            f"fact {self.name!r} was read as {raw!r}. Expected a quantity such as Q(1, {self.measured_as.canonical!r}),"
            " an Observation or None for unknown."
        )
        raise CriterionError(msg)

    def reported_by(self) -> tuple[NumberFact, ...]:
        """Return the facts whose reported unit decides which printed threshold applies."""
        return (self,)


@attrs.frozen(repr=False, order=False, cache_hash=True)
class Compare(Criterion):
    """A number compared with another; nearer than the edge tolerance is equal."""

    left: Number
    operator: str
    right: Number

    def children(self) -> tuple[Node, ...]:
        """Return the nodes directly inside this one."""
        return (self.left, self.right)

    def __repr__(self) -> str:
        if self.operator == "==":
            return f"{self.left!r}.equals({self.right!r})"
        return f"({self.left!r} {self.operator} {self.right!r})"


@attrs.frozen(repr=False)
class Printed:
    """Thresholds as a source prints them, one for each reporting unit."""

    amounts: tuple[Amount, ...]
    unit_of: NumberFact | None = None

    def bind(self, number: Number) -> ByUnit:
        """Return the threshold for comparison with ``number``.

        Raises:
            CriterionError: If the number has no unit.
        """
        kind = number.kind
        if kind is None:
            msg = f"{number!r} has no unit, so a printed pair cannot apply to it. Expected a fact with a unit."
            raise CriterionError(msg)
        reported = (self.unit_of,) if self.unit_of is not None else number.reported_by()
        texts = [repr(str(a)) for a in self.amounts]
        if self.unit_of is not None:
            texts.append(f"unit_of={self.unit_of!r}")
        values = tuple((a.unit, kind.canonical_value(a)) for a in self.amounts)
        shown = tuple((a.unit, str(a)) for a in self.amounts)
        return ByUnit(tuple(reported), values, f"printed({', '.join(texts)})", kind, shown)


NumberLike: TypeAlias = "Number | float"
Comparable: TypeAlias = "Number | Amount | Quantity | Printed | str | float"


def compare(left: Number, operator: str, right: Comparable) -> Criterion:
    """Return the criterion that compares two numbers; see :class:`Compare`."""
    return Compare(left, operator, threshold(right, left))


def threshold(value: Comparable, against: Number) -> Number:
    """Return ``value`` as a number that can be compared with ``against``.

    Raises:
        CriterionError: If one has a unit and the other has not, or the units
            measure different things.
    """
    kind = against.kind
    if isinstance(value, Printed):
        return value.bind(against)
    if isinstance(value, Number):
        if value.kind is not None and kind is not None and value.kind.name != kind.name:
            msg = f"{against!r} is measured as {kind.name} and {value!r} as {value.kind.name}. Expected the same kind."
            raise CriterionError(msg)
        return value
    if isinstance(value, bool):
        msg = f"{against!r} was compared with {value!r}. Expected a number with its unit."
        raise CriterionError(msg)
    if isinstance(value, (int, float)):
        _require_finite(value)
        if kind is not None:
            msg = (
                f"{against!r} was compared with the bare number {value!r}. Expected its unit, such as"
                f" '{value} {kind.canonical}'."
            )
            raise CriterionError(msg)
        return Literal(float(value), repr(value))
    if kind is None:
        msg = f"{against!r} has no unit and was compared with {value!r}. Expected a plain number."
        raise CriterionError(msg)
    amount = parse(value) if isinstance(value, str) else value
    written = str(amount if isinstance(amount, Amount) else kind.amount(kind.canonical_value(amount)))
    return Literal(kind.canonical_value(amount), repr(written), kind)


def as_number(value: NumberLike) -> Number:
    """Return a plain number as a node; a node is returned as it is.

    Raises:
        CriterionError: If it is neither.
    """
    if isinstance(value, Number):
        return value
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        msg = f"{value!r} cannot be used in arithmetic on facts. Expected a fact or a plain number."
        raise CriterionError(msg)
    _require_finite(value)
    return Literal(float(value), repr(value))


def _arithmetic(left: NumberLike, operator: str, right: NumberLike) -> Number:
    a, b = as_number(left), as_number(right)
    kind: Kind | None = None
    if operator in "+-" and a.kind is not None and b.kind is not None and a.kind.name == b.kind.name:
        kind = a.kind
    elif operator == "*" and (a.kind is None) is not (b.kind is None):
        scaled, factor = (b, a) if a.kind is None else (a, b)
        kind = scaled.kind if isinstance(factor, Literal) else None
    return Arithmetic(a, operator, b, kind)


def _require_finite(value: float) -> None:
    if not math.isfinite(value):
        msg = f"{value!r} is no number that a fact can be compared with. Expected a finite number."
        raise CriterionError(msg)
