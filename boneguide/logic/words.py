"""Criteria and values in words."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from boneguide.logic import nodes, numbers, tables
from boneguide.logic.interval import Interval
from boneguide.logic.nodes import Criterion
from boneguide.logic.phrases import phrase
from boneguide.logic.scalar import number, truth
from boneguide.logic.truth import Truth

if TYPE_CHECKING:
    from boneguide.logic.context import Snapshot
    from boneguide.logic.nodes import Fact
    from boneguide.logic.numbers import Number

_COMPARISON = {
    ">=": "at least",
    ">": "more than",
    "<": "less than",
    "<=": "at most",
    "==": "exactly",
}

_JOINED: dict[type[Criterion], str] = {
    nodes.And: "all of these",
    nodes.Or: "any of these",
    nodes.Not: "not so",
}


def name_of(node: Number) -> str:
    """Return how a number is called."""
    match node:
        case numbers.Named() | numbers.NumberFact():
            return node.label
        case numbers.Literal():
            return node.text.strip("'")
        case numbers.Arithmetic(left=left, operator=operator, right=right):
            word = {"+": "plus", "-": "minus", "*": "times", "/": "divided by"}[operator]
            return f"{name_of(left)} {word} {name_of(right)}"
        case numbers.ByUnit(shown=shown) if shown:
            return " or ".join(text for _, text in shown)
    return repr(node)


def value_of(node: Number, facts: Snapshot) -> str:
    """Return what a number is for this person, in the canonical unit."""
    found = number(node, facts)
    if found is None:
        return "not known"
    unit = "" if node.kind is None else f" {node.kind.canonical}"
    if found.is_point:
        return f"{_plain(found.low)}{unit}"
    return f"{_range(found)}{unit}"


def describe(criterion: Criterion, facts: Snapshot) -> str:  # noqa: PLR0911 - one return for each kind of node
    """Return what a criterion asks and what was found."""
    match criterion:
        case nodes.FlagFact():
            return criterion.label
        case nodes.IsIn(fact=fact, values=values):
            return f"{fact.label} ({_word(facts, fact)}) is {' or '.join(values)}"
        case numbers.Compare(left=left, operator=operator, right=right):
            wanted = name_of(right)
            if isinstance(right, numbers.ByUnit):
                wanted = _printed(right, facts)
            elif not isinstance(right, numbers.Literal):
                wanted = f"{wanted} ({value_of(right, facts)})"
            return f"{name_of(left)} ({value_of(left, facts)}) is {_COMPARISON[operator]} {wanted}"
        case nodes.And() | nodes.Or() | nodes.Not():
            return _JOINED[type(criterion)]
        case nodes.AssumeAbsent(part=part):
            return describe(part, facts)
        case tables.Exists(table=table):
            open_end = truth(criterion, facts) is Truth.UNKNOWN and not facts.has_all(table)
            return f"{phrase(criterion)}, on a list that may lack entries" if open_end else phrase(criterion)
    return "always" if truth(criterion, facts) is Truth.TRUE else "never"


def reported(fact: Fact, facts: Snapshot) -> str:
    """Return what is known of one fact, in words, numbers in the unit in which they were reported."""
    if isinstance(fact, numbers.NumberFact):
        found, unit = number(fact, facts), facts.unit(fact)
        if found is None or unit is None or not found.is_point:
            return value_of(fact, facts)
        return f"{found.low / fact.measured_as.factor(unit):.10g} {unit}"
    value = facts.value(fact)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "not known" if value is None else str(value)


def _printed(threshold: numbers.ByUnit, facts: Snapshot) -> str:
    deciding = next((facts.unit(f) for f in threshold.reported if facts.value(f) is not None), None)
    for unit, text in threshold.shown:
        if unit == deciding:
            return f"{text}, as printed for results in {unit}"
    return name_of(threshold)


def _word(facts: Snapshot, fact: Fact) -> str:
    value = facts.value(fact)
    return "not known" if value is None else str(value)


def _range(found: Interval) -> str:
    if math.isinf(found.high):
        return f"{_plain(found.low)} or more"
    return f"{_plain(found.low)} to {_plain(found.high)}"


def _plain(value: float) -> str:
    return f"{value:.6g}" if abs(value) >= 1 else f"{value:.3g}"
