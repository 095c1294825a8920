"""The second interpreter: the same nodes, for every row of a frame at once.

A criterion becomes two yes-or-no gates, "it is true" and "it is false"; where
neither holds it is unknown. A number becomes its lowest and highest possible
value, which are one gate where it is known exactly. Backends disagree on what a
comparison with a missing value is, and this form never asks them.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

import attrs

from boneguide.logic import nodes, numbers, tables
from boneguide.logic.columns.circuit import Circuit, Gate
from boneguide.logic.interval import EDGE_TOLERANCE, Interval, margin
from boneguide.logic.scalar import opened
from boneguide.logic.verbs import JURISDICTION

if TYPE_CHECKING:
    from boneguide.logic.nodes import Criterion, Fact
    from boneguide.logic.numbers import Number, NumberFact

_ANY = (-math.inf, math.inf)


@attrs.frozen
class Rails:
    """Where a criterion is true and where it is false; elsewhere it is unknown."""

    true: Gate
    false: Gate


@attrs.frozen
class Ends:
    """The lowest and highest possible value of a number.

    Args:
        low: Lowest value; it says something only where ``known`` holds.
        high: Highest value; the same gate where the number is known exactly.
        known: Where anything is known of it.
        bounds: Between what both ends lie in every row.
    """

    low: Gate
    high: Gate
    known: Gate
    bounds: tuple[float, float] = _ANY

    @property
    def exact(self) -> bool:
        """Whether it is one number wherever it is known."""
        return self.low is self.high


@attrs.frozen
class Given:
    """What the prepared frame has of one fact.

    Args:
        column: The column of its value, or of its lowest value.
        high: The column of its highest value, where it may be a range.
        unit: The unit in which its column was given, for a number.
    """

    column: str
    high: str | None = None
    unit: str | None = None


class Interpreter:
    """Turns nodes into gates over the columns that a frame has.

    Args:
        circuit: Where the gates are made.
        given: The columns that there are, by fact.
        place: The jurisdiction whose rules count.
        answered: The columns "some row does" and "no row does", by question about rows.
    """

    def __init__(
        self,
        circuit: Circuit,
        given: Mapping[Fact, Given],
        place: str,
        answered: Mapping[tables.Exists, tuple[str, str]] | None = None,
    ) -> None:
        self.circuit = circuit
        self._place = place
        self._given = given
        self._answered = dict(answered or {})
        self._rails: dict[Criterion, Rails] = {}
        self._numbers: dict[Number, Ends] = {}

    # ----------------------------------------------------------------- criteria

    def rails(self, criterion: Criterion) -> Rails:
        """Return where a criterion is true and where it is false."""
        found = self._rails.get(criterion)
        if found is None:
            found = self._rails[criterion] = self._build(criterion)
        return found

    def unknown(self, criterion: Criterion) -> Gate:
        """Return where a criterion is neither true nor false."""
        make = self.circuit
        match criterion:
            case nodes.Not():
                return self.unknown(criterion.part)
            case nodes.FlagFact(inferred=None) | nodes.IsIn() if self._given.get(_asked_by(criterion)) is not None:
                return make.negated(make.known(self._given[_asked_by(criterion)].column))
            case numbers.Compare():
                left, right = self.number(criterion.left), self.number(criterion.right)
                if left.exact and right.exact:
                    return make.negated(make.both(left.known, right.known))
        found = self.rails(criterion)
        return make.negated(make.either(found.true, found.false))

    def _build(self, criterion: Criterion) -> Rails:  # noqa: C901, PLR0911 - one return for each kind of node
        make = self.circuit
        match criterion:
            case nodes.Constant():
                return Rails(make.fixed(criterion.value is True), make.fixed(criterion.value is False))
            case nodes.FlagFact():
                return self._flag(criterion)
            case nodes.And():
                parts = [self.rails(p) for p in criterion.parts]
                return Rails(make.both(*(p.true for p in parts)), make.either(*(p.false for p in parts)))
            case nodes.Or():
                parts = [self.rails(p) for p in criterion.parts]
                return Rails(make.either(*(p.true for p in parts)), make.both(*(p.false for p in parts)))
            case nodes.Not():
                part = self.rails(criterion.part)
                return Rails(part.false, part.true)
            case nodes.AssumeAbsent():
                held = self.rails(criterion.part).true
                return Rails(held, make.negated(held))
            case nodes.IsIn(fact=fact, values=values) if fact == JURISDICTION:
                return Rails(make.fixed(self._place in values), make.fixed(self._place not in values))
            case nodes.IsIn():
                given = self._given.get(criterion.fact)
                if given is None:
                    return Rails(make.false, make.false)
                return self._two_valued(given.column, make.is_in(given.column, criterion.values))
            case numbers.Compare():
                return self._compare(self.number(criterion.left), criterion.operator, self.number(criterion.right))
            case tables.Exists():
                some, none = self._answered.get(criterion, (None, None))
                if some is None or none is None:
                    return Rails(make.false, make.false)
                return Rails(make.flag(some), make.flag(none))
        msg = f"no columns for {type(criterion).__name__}"
        raise TypeError(msg)

    def _two_valued(self, column: str, held: Gate) -> Rails:
        return Rails(held, self.circuit.both(self.circuit.known(column), self.circuit.negated(held)))

    def _flag(self, fact: nodes.FlagFact) -> Rails:
        make = self.circuit
        given = self._given.get(fact)
        inferred = fact.inferred
        said = None if inferred is None else self.rails(inferred)  # type: ignore[arg-type]  # a flag is inferred from a criterion
        if given is None:
            return Rails(make.false, make.false) if said is None else said
        recorded = self._two_valued(given.column, make.flag(given.column))
        if said is None:
            return recorded
        unrecorded = make.negated(make.known(given.column))
        return Rails(
            make.either(recorded.true, make.both(unrecorded, said.true)),
            make.either(recorded.false, make.both(unrecorded, said.false)),
        )

    def _compare(self, left: Ends, operator: str, right: Ends) -> Rails:
        match operator:
            case ">=":
                return self._at_least(left, right)
            case ">":
                return self._more_than(left, right)
            case "<":
                return _swapped(self._at_least(left, right))
            case "<=":
                return _swapped(self._more_than(left, right))
        at_least, more = self._at_least(left, right), self._more_than(left, right)
        make = self.circuit
        return Rails(make.both(at_least.true, more.false), make.either(at_least.false, more.true))

    def _at_least(self, left: Ends, right: Ends) -> Rails:
        low, high = (self._edge(end, "-", right.bounds) for end in (right.low, right.high))
        make = self.circuit
        return self._decided(left, right, make.compare(left.low, ">=", high), make.compare(left.high, ">=", low))

    def _more_than(self, left: Ends, right: Ends) -> Rails:
        low, high = (self._edge(end, "+", right.bounds) for end in (right.low, right.high))
        make = self.circuit
        return self._decided(left, right, make.compare(left.low, ">", high), make.compare(left.high, ">", low))

    def _decided(self, left: Ends, right: Ends, surely: Gate, perhaps: Gate) -> Rails:
        make = self.circuit
        known = make.both(left.known, right.known)
        return Rails(make.both(known, surely), make.both(known, make.negated(perhaps)))

    def _edge(self, threshold: Gate, side: str, bounds: tuple[float, float]) -> Gate:
        """Return the number from which a value counts as on the threshold or beyond it."""
        make = self.circuit
        if threshold.op == "literal":
            edge = threshold.value
            if edge is None:
                return threshold
            return make.literal(edge - margin(edge) if side == "-" else edge + margin(edge))
        if threshold.op == "choose":
            condition, then, otherwise = threshold.args
            return make.choose(condition, self._edge(then, side, bounds), self._edge(otherwise, side, bounds))
        size = threshold
        if bounds[0] < 0.0:
            size = make.arithmetic(threshold, "max", make.arithmetic(make.literal(0.0), "-", threshold))
        slack = make.arithmetic(make.literal(EDGE_TOLERANCE), "*", make.arithmetic(size, "max", make.literal(1.0)))
        edge = make.arithmetic(threshold, side, slack)
        # An open end has no margin: an infinite number less another is not a number.
        if side == "-" and bounds[1] == math.inf:
            return make.choose(make.compare(threshold, ">=", make.literal(math.inf)), threshold, edge)
        if side == "+" and bounds[0] == -math.inf:
            return make.choose(make.compare(make.literal(-math.inf), ">=", threshold), threshold, edge)
        return edge

    # ----------------------------------------------------------------- numbers

    def number(self, node: Number) -> Ends:
        """Return what is known of a number, in canonical units."""
        found = self._numbers.get(node)
        if found is None:
            found = self._numbers[node] = self._number(node)
        return found

    def _number(self, node: Number) -> Ends:  # noqa: PLR0911 - one return for each kind of node
        match node:
            case numbers.NumberFact():
                return self._measured(node)
            case numbers.Literal():
                return self._point(node.value)
            case numbers.Named():
                return self.number(node.expression)
            case numbers.Arithmetic():
                return self._arithmetic(self.number(node.left), node.operator, self.number(node.right))
            case numbers.Where():
                return self._where(self.rails(node.condition), self.number(node.then), self.number(node.otherwise))
            case numbers.FirstKnown():
                return self._first_known([self.number(option) for option in node.options])
            case numbers.ByUnit():
                return self._by_unit(node)
        msg = f"no columns for {type(node).__name__}"
        raise TypeError(msg)

    def unknown_number(self, fact: NumberFact) -> Gate:
        """Return where a measured number is not known, or known as a range only."""
        make, ends = self.circuit, self.number(fact)
        missing = make.negated(ends.known)
        if ends.exact:
            return missing
        # Ends that count as equal are one number.
        return make.either(missing, make.compare(ends.high, ">", self._edge(ends.low, "+", ends.bounds)))

    def _nothing(self) -> Ends:
        return Ends(self.circuit.unknown, self.circuit.unknown, self.circuit.false)

    def _point(self, value: float) -> Ends:
        gate = self.circuit.literal(value)
        return Ends(gate, gate, self.circuit.true, (value, value))

    def _measured(self, fact: NumberFact) -> Ends:
        make, given, possible = self.circuit, self._given.get(fact), fact.measured_as.possible
        said = None if fact.inferred is None else self.number(fact.inferred)  # type: ignore[arg-type]  # a number is inferred from a number
        if given is None:
            return self._nothing() if said is None else said
        low = make.number(given.column)
        if given.high is None:
            recorded = Ends(low, low, make.known(given.column), possible)
        else:
            # A range without a lower end starts at the lowest value, one without an upper end has none.
            high = make.number(given.high)
            some, more = make.known(given.column), make.known(given.high)
            recorded = Ends(
                make.choose(some, low, make.literal(fact.lowest)),
                make.choose(more, high, make.literal(math.inf)),
                self._recorded(given),
                (fact.lowest, math.inf),
            )
        return recorded if said is None else self._first_known([recorded, said])

    def _recorded(self, given: Given) -> Gate:
        """Return where a column, or one of two, has a value."""
        columns = (given.column,) if given.high is None else (given.column, given.high)
        return self.circuit.either(*map(self.circuit.known, columns))

    def _first_known(self, options: list[Ends]) -> Ends:
        *earlier, found = options
        for option in reversed(earlier):
            found = self._choose(option.known, option, found)
        return found

    def _choose(self, condition: Gate, then: Ends, otherwise: Ends) -> Ends:
        make = self.circuit
        if condition.op == "fixed":
            return then if condition.value else otherwise
        low = make.choose(condition, then.low, otherwise.low)
        exact = then.exact and otherwise.exact
        return Ends(
            low,
            low if exact else make.choose(condition, then.high, otherwise.high),
            self._either_known(condition, then.known, otherwise.known),
            _around(then, otherwise, known=make.false),
        )

    def _either_known(self, condition: Gate, then: Gate, otherwise: Gate) -> Gate:
        make = self.circuit
        if condition is then:
            return make.either(condition, otherwise)
        return make.either(make.both(condition, then), make.both(make.negated(condition), otherwise))

    def _where(self, condition: Rails, then: Ends, otherwise: Ends) -> Ends:
        """Return one of two numbers, or the range of both where it is not known which."""
        make = self.circuit
        either = Ends(
            self._least(then.low, otherwise.low),
            self._greatest(then.high, otherwise.high),
            make.both(then.known, otherwise.known),
            _around(then, otherwise, known=make.false),
        )
        return self._choose(condition.true, then, self._choose(condition.false, otherwise, either))

    def _by_unit(self, node: numbers.ByUnit) -> Ends:
        """Return the number printed for the unit of the first of the reported facts that is known."""
        options: list[Ends] = []
        for fact in node.reported:
            given = self._given.get(fact)
            if given is not None:
                value = self._point(node.value_for(given.unit or node.values[0][0]))
                options.append(attrs.evolve(value, known=self._recorded(given)))
            if given is None or fact.inferred is not None:
                # What is inferred was not reported in any unit.
                value = self._point(node.values[0][1])
                options.append(attrs.evolve(value, known=self.number(fact).known))
        return self._first_known(options)

    # ----------------------------------------------------------------- arithmetic on ranges

    def _arithmetic(self, left: Ends, operator: str, right: Ends) -> Ends:
        make = self.circuit
        known = make.both(left.known, right.known)
        if known is make.false:
            return self._nothing()
        bounds = _combined(left.bounds, operator, right.bounds)
        if bounds is None:
            return self._guarded_quotient(left, right, known)
        if left.exact and right.exact:
            value = make.arithmetic(left.low, operator, right.low)
            return Ends(value, value, known, bounds)
        corners = self._corners(left, operator, right)
        low, high = corners[0]
        for first, second in corners[1:]:
            low, high = self._least(low, first), self._greatest(high, second)
        return Ends(low, high, known, bounds)

    def _corners(self, left: Ends, operator: str, right: Ends) -> list[tuple[Gate, Gate]]:
        """Return pairs of values of which the least and the greatest are the ends of the result."""

        def at(one: Gate, other: Gate) -> Gate:
            return self._safe(one, operator, other, left.bounds, right.bounds)

        if operator == "+":
            return [(at(left.low, right.low), at(left.high, right.high))]
        if operator == "-":
            return [(at(left.low, right.high), at(left.high, right.low))]
        if left.bounds[0] >= 0.0 and right.bounds[0] >= 0.0:
            if operator == "*":
                return [(at(left.low, right.low), at(left.high, right.high))]
            return [(at(left.low, right.high), at(left.high, right.low))]
        ends = [at(a, b) for a in dict.fromkeys((left.low, left.high)) for b in dict.fromkeys((right.low, right.high))]
        return [(end, end) for end in ends]

    def _safe(
        self, one: Gate, operator: str, other: Gate, left: tuple[float, float], right: tuple[float, float]
    ) -> Gate:
        """Return the operation, with nought for what is no number: nought times, or over, an open end."""
        make = self.circuit
        result = make.arithmetic(one, operator, other)
        nought = make.literal(0.0)
        if operator == "*" and (math.inf in map(abs, left) or math.inf in map(abs, right)):
            for factor in dict.fromkeys((one, other)):
                result = make.choose(self._equal(factor, nought), nought, result)
        if operator == "/" and math.inf in map(abs, left) and math.inf in map(abs, right):
            for end in (math.inf, -math.inf):
                result = make.choose(self._equal(other, make.literal(end)), nought, result)
        return result

    def _equal(self, one: Gate, other: Gate) -> Gate:
        make = self.circuit
        return make.both(make.compare(one, ">=", other), make.compare(other, ">=", one))

    def _guarded_quotient(self, left: Ends, right: Ends, known: Gate) -> Ends:
        """Return the quotient where the divisor cannot be nought, and nothing elsewhere."""
        make, nought = self.circuit, self.circuit.literal(0.0)
        above = make.compare(right.low, ">", nought)
        below = make.compare(nought, ">", right.high)
        sides: list[Ends] = []
        for holds, bounds in ((above, (math.ulp(0.0), math.inf)), (below, (-math.inf, -math.ulp(0.0)))):
            # Some backends refuse to divide by nought even where nobody looks at the result.
            one = make.literal(math.copysign(1.0, bounds[1]))
            low, high = (make.choose(holds, end, one) for end in (right.low, right.high))
            divisor = Ends(low, high, make.both(known, holds), bounds)
            sides.append(self._arithmetic(left, "/", divisor))
        return self._first_known(sides)

    def _least(self, one: Gate, other: Gate) -> Gate:
        return one if one is other else self.circuit.arithmetic(one, "min", other)

    def _greatest(self, one: Gate, other: Gate) -> Gate:
        return one if one is other else self.circuit.arithmetic(one, "max", other)

    # ----------------------------------------------------------------- what is missing

    def missing(self, asked: list[tuple[Criterion, Gate]]) -> dict[Fact, Gate]:
        """Return where each unknown fact could still change one of the criteria.

        Args:
            asked: Criteria, each with where it counts.

        Returns:
            The same as :func:`boneguide.logic.scalar.missing` finds row by row.
        """
        make = self.circuit
        reached: dict[Criterion, list[Gate]] = {}
        for criterion, counts in asked:
            reached.setdefault(opened(criterion), []).append(counts)
        found: dict[Fact, list[Gate]] = {}
        for node in _parents_first(reached):
            counts = make.either(*reached[node])
            parts = [part for part in node.children() if isinstance(part, nodes.Criterion)]
            here = counts if self._open_where_unknown(node) else make.both(self.unknown(node), counts)
            for part in parts:
                reached.setdefault(part, []).append(here)
            if not parts:
                for fact in node.facts():
                    found.setdefault(fact, []).append(here)
        gates = {fact: make.both(self._unknown_fact(fact), make.either(*where)) for fact, where in found.items()}
        return {fact: gate for fact, gate in gates.items() if gate is not make.false}

    def _open_where_unknown(self, node: Criterion) -> bool:
        """Return whether a criterion asks one thing only, and is open wherever that is unknown."""
        match node, node.facts():
            case nodes.FlagFact() | nodes.IsIn(), _:
                return True
            case numbers.Compare(), (numbers.NumberFact() as only,):
                # One of two numbers may decide whichever of them it is.
                chosen = any(isinstance(n, numbers.Where | numbers.FirstKnown) for n in node.walk())
                return self.number(only).exact and not chosen
        return False

    def _unknown_fact(self, fact: Fact) -> Gate:
        if fact.optional:
            return self.circuit.false
        match fact:
            case nodes.FlagFact():
                return self.unknown(fact)
            case numbers.NumberFact():
                return self.unknown_number(fact)
        if fact == JURISDICTION:
            return self.circuit.false
        given = self._given.get(fact)
        return self.circuit.true if given is None else self.circuit.negated(self.circuit.known(given.column))


def _asked_by(criterion: nodes.FlagFact | nodes.IsIn) -> Fact:
    return criterion.fact if isinstance(criterion, nodes.IsIn) else criterion


def _parents_first(roots: Iterable[Criterion]) -> list[Criterion]:
    """Return the criteria and all their parts, each after everything that it is a part of."""
    order: dict[Criterion, None] = {}

    def visit(node: Criterion) -> None:
        if node not in order:
            for part in node.children():
                if isinstance(part, nodes.Criterion):
                    visit(part)
            order[node] = None

    for root in roots:
        visit(root)
    return [*reversed(order)]


def _swapped(rails: Rails) -> Rails:
    return Rails(rails.false, rails.true)


def _around(one: Ends, other: Ends, *, known: Gate) -> tuple[float, float]:
    """Return bounds that hold both; what is never known has none to add."""
    if one.known is known:
        return other.bounds
    if other.known is known:
        return one.bounds
    return min(one.bounds[0], other.bounds[0]), max(one.bounds[1], other.bounds[1])


def _combined(left: tuple[float, float], operator: str, right: tuple[float, float]) -> tuple[float, float] | None:
    """Return bounds of a result; None where the divisor may be nought."""
    one, other = Interval(*left), Interval(*right)
    found: Interval | None
    match operator:
        case "+":
            found = one + other
        case "-":
            found = one - other
        case "*":
            found = one * other
        case _:
            found = one.divided_by(other)
    return None if found is None else (found.low, found.high)
