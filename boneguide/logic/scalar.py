"""The reference interpreter: one person, node by node, in three values.

It is written to be read. The generated code of :mod:`boneguide.logic.generated`
is checked against it.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable
from typing import TypeVar

from boneguide.logic import nodes, numbers, tables
from boneguide.logic.context import Snapshot
from boneguide.logic.interval import Interval, margin
from boneguide.logic.nodes import Criterion, Fact, Value
from boneguide.logic.numbers import Number
from boneguide.logic.truth import Truth
from boneguide.logic.verbs import Cases

V = TypeVar("V")


def truth(criterion: Criterion, facts: Snapshot) -> Truth:
    """Return whether ``criterion`` holds: true, false or unknown.

    Example:
        >>> from boneguide.guidelines.facts import AGE
        >>> truth(AGE >= "18 year", Snapshot(values={AGE: 17.9}))
        <Truth.FALSE: 0>
        >>> truth(AGE >= "18 year", Snapshot())
        <Truth.UNKNOWN: 1>
    """
    found = facts.truths.get(criterion)
    if found is None:
        found = facts.truths[criterion] = _truth(criterion, facts)
    return found


def _truth(criterion: Criterion, facts: Snapshot) -> Truth:  # noqa: PLR0911 - one return for each kind of node
    match criterion:
        case nodes.Constant():
            return Truth.of(criterion.value)
        case nodes.FlagFact():
            value = facts.value(criterion)
            return Truth.of(value if isinstance(value, bool) else None)
        case nodes.And():
            return _lowest(truth(p, facts) for p in criterion.parts)
        case nodes.Or():
            return ~_lowest(~truth(p, facts) for p in criterion.parts)
        case nodes.Not():
            return ~truth(criterion.part, facts)
        case nodes.AssumeAbsent():
            found = truth(criterion.part, facts)
            return Truth.of(found is Truth.TRUE) if facts.assuming else found
        case nodes.IsIn():
            word = facts.value(criterion.fact)
            return Truth.of(None if word is None else word in criterion.values)
        case numbers.Compare():
            return _compare(number(criterion.left, facts), criterion.operator, number(criterion.right, facts))
        case tables.Exists():
            return _of_some_row(criterion, facts)
    msg = f"no interpreter for {type(criterion).__name__}"
    raise TypeError(msg)


def _of_some_row(question: tables.Exists, facts: Snapshot) -> Truth:
    rows = facts.rows(question.table)
    if rows is None:
        return Truth.UNKNOWN
    found = ~_lowest(~truth(question.condition, row) for row in rows)
    return found if found is Truth.TRUE or facts.has_all(question.table) else Truth.UNKNOWN


def number(node: Number, facts: Snapshot) -> Interval | None:  # noqa: PLR0911 - one return for each kind of node
    """Return what is known of a number, in canonical units; None where nothing is."""
    match node:
        case numbers.NumberFact():
            value = facts.value(node)
            return value if isinstance(value, Interval) else None if value is None else Interval.point(float(value))
        case numbers.Literal():
            return Interval.point(node.value)
        case numbers.Named():
            return number(node.expression, facts)
        case numbers.Arithmetic():
            return worked_out(number(node.left, facts), node.operator, number(node.right, facts))
        case numbers.Where():
            return _where(node, facts)
        case numbers.FirstKnown():
            return _first_known(node, facts)
        case numbers.ByUnit():
            return _by_unit(node, facts)
    msg = f"no interpreter for {type(node).__name__}"
    raise TypeError(msg)


def inferred(fact: Fact, facts: Snapshot) -> Value:
    """Return what other facts say of a fact that is inferred from them; None where they leave it open."""
    if isinstance(fact.inferred, Criterion):
        return truth(fact.inferred, facts).answer
    found = number(fact.inferred, facts)  # type: ignore[arg-type]  # what is no criterion is a number
    return found.low if found is not None and found.is_point else found


def choose(table: Cases[V], facts: Snapshot) -> tuple[Truth, V | None]:
    """Return the value of a table and whether one applies.

    Returns:
        ``(TRUE, value)``, ``(FALSE, None)`` where no row applies, or
        ``(UNKNOWN, None)`` where that is not known.
    """
    for criterion, value in table.steps:
        match truth(criterion, facts):
            case Truth.TRUE:
                return Truth.TRUE, value
            case Truth.UNKNOWN:
                return Truth.UNKNOWN, None
    return Truth.FALSE, None


def is_known(value: Value) -> bool:
    """Return whether a value is known for good: not unknown, and no range.

    Args:
        value: The value of a fact.

    Example:
        >>> is_known(False), is_known(None), is_known(Interval(1.0, 2.0)), is_known(Interval.point(1.0))
        (True, False, False, True)
    """
    return value is not None and not (isinstance(value, Interval) and not value.is_point)


def missing(criterion: Criterion, facts: Snapshot) -> tuple[Fact, ...]:
    """Return the unknown facts that could still change whether ``criterion`` holds.

    What is taken to be absent is counted as the unknown that it is. A criterion
    that is decided without any such assumption has none, however much of it is
    unknown.
    """
    found: dict[Fact, None] = {}
    seen: set[Criterion] = set()
    left = [opened(criterion)]
    while left:
        part = left.pop()
        if part in seen or truth(part, facts) is not Truth.UNKNOWN:
            continue
        seen.add(part)
        inner = [node for node in part.children() if isinstance(node, Criterion)]
        left.extend(reversed(inner))
        for fact in () if inner else part.facts():
            value = facts.value(fact)
            if not fact.optional and not is_known(value):
                found[fact] = None
    return tuple(found)


@functools.lru_cache(maxsize=4096)
def opened(criterion: Criterion) -> Criterion:
    """Return ``criterion`` without its assumptions: what was taken to be absent is unknown again."""
    match criterion:
        case nodes.AssumeAbsent():
            return opened(criterion.part)
        case nodes.And():
            return nodes.all_of(*map(opened, criterion.parts))
        case nodes.Or():
            return nodes.any_of(*map(opened, criterion.parts))
        case nodes.Not():
            return nodes.not_(opened(criterion.part))
    return criterion


def _lowest(truths: Iterable[Truth]) -> Truth:
    lowest = Truth.TRUE
    for found in truths:
        if found is Truth.FALSE:
            return found
        lowest = min(lowest, found)
    return lowest


def _compare(left: Interval | None, operator: str, right: Interval | None) -> Truth:
    if left is None or right is None:
        return Truth.UNKNOWN
    match operator:
        case ">=":
            return _at_least(left, right)
        case ">":
            return _more_than(left, right)
        case "<":
            return ~_at_least(left, right)
        case "<=":
            return ~_more_than(left, right)
    return _at_least(left, right) & ~_more_than(left, right)


def _at_least(left: Interval, right: Interval) -> Truth:
    if left.low >= right.high - margin(right.high):
        return Truth.TRUE
    return Truth.UNKNOWN if left.high >= right.low - margin(right.low) else Truth.FALSE


def _more_than(left: Interval, right: Interval) -> Truth:
    if left.low > right.high + margin(right.high):
        return Truth.TRUE
    return Truth.UNKNOWN if left.high > right.low + margin(right.low) else Truth.FALSE


def worked_out(left: Interval | None, operator: str, right: Interval | None) -> Interval | None:
    """Return two numbers joined by ``+``, ``-``, ``*`` or ``/``; None where one is not known."""
    if left is None or right is None:
        return None
    match operator:
        case "+":
            return left + right
        case "-":
            return left - right
        case "*":
            return left * right
    return left.divided_by(right)


def _where(node: numbers.Where, facts: Snapshot) -> Interval | None:
    match truth(node.condition, facts):
        case Truth.TRUE:
            return number(node.then, facts)
        case Truth.FALSE:
            return number(node.otherwise, facts)
    either, other = number(node.then, facts), number(node.otherwise, facts)
    return None if either is None or other is None else Interval.hull(either, other)


def _first_known(node: numbers.FirstKnown, facts: Snapshot) -> Interval | None:
    for option in node.options:
        found = number(option, facts)
        if found is not None or not (facts.assuming or passed_over(option)):
            return found
    return None


def _by_unit(node: numbers.ByUnit, facts: Snapshot) -> Interval | None:
    for fact in node.reported:
        if facts.value(fact) is not None:
            return Interval.point(node.value_for(facts.unit(fact) or node.values[0][0]))
        if not (facts.assuming or fact.optional):
            return None
    return None


@functools.lru_cache(maxsize=1024)
def passed_over(option: Number) -> bool:
    """Return whether a number may be passed over where it is not known, even where nothing is assumed.

    Without that, whatever comes first might still turn up, and would then count
    instead of what comes next.
    """
    return all(fact.optional for fact in option.facts())
