"""What the tests of your own rules and guidelines can use.

Thresholds are where rules go wrong. :func:`boundary_values` lists them,
:func:`snapshots` generates people who lie exactly on them, one step beside them
or anywhere else, known or not, and :func:`nodes_seen` shows what such tests have
never seen. The strategies need hypothesis, which comes with the extra ``test``.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import TYPE_CHECKING

from boneguide.errors import MissingExtraError
from boneguide.logic.completing.edges import boundary_values, comparisons, one_step
from boneguide.logic.context import Snapshot
from boneguide.logic.inputs import inputs
from boneguide.logic.interval import Interval
from boneguide.logic.nodes import CategoryFact, Criterion, Fact, Value
from boneguide.logic.numbers import (
    Compare,
    Number,
    NumberFact,
)
from boneguide.logic.scalar import number, truth
from boneguide.logic.tables import Exists, Table
from boneguide.logic.truth import Truth

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn, SearchStrategy

__all__ = ["boundary_values", "fact_values", "nodes_seen", "one_step", "snapshots"]


def nodes_seen(criteria: Iterable[Criterion], snapshots: Iterable[Snapshot]) -> dict[Criterion, frozenset[Truth]]:
    """Return which truths each criterion, and each part of it, took over the snapshots.

    A part that was never true, or never false, is a part that the tests do not
    reach.

    Args:
        criteria: The criteria to watch, such as ``rule.criteria()``.
        snapshots: The people on whom they are tried.

    Example:
        >>> from boneguide.logic import Snapshot, fact
        >>> frail, alone = fact("frail"), fact("lives_alone")
        >>> seen = nodes_seen([frail | alone], [Snapshot(values={frail: True}), Snapshot(values={frail: False})])
        >>> sorted(t.name for t in seen[frail | alone])
        ['TRUE', 'UNKNOWN']
        >>> sorted(t.name for t in seen[alone])
        ['UNKNOWN']
    """
    watched = dict.fromkeys(node for c in criteria for node in c.walk() if isinstance(node, Criterion))
    people = tuple(snapshots)
    return {node: frozenset(truth(node, person) for person in people) for node in watched}


def fact_values(
    fact: Fact, *, criteria: Iterable[Criterion] = (), unknown: bool = True, intervals: bool = True
) -> SearchStrategy[Value]:
    """Return a strategy for the values of one fact, numbers in the canonical unit.

    Numbers lie within the plausible limits of their kind, or at a boundary value
    of the criteria.

    Args:
        fact: The fact.
        criteria: Where to look for thresholds.
        unknown: Whether the fact may be unknown.
        intervals: Whether a number may be known as a range only.

    Raises:
        MissingExtraError: If hypothesis is not installed.

    Example:
        >>> from boneguide.logic import fact
        >>> fact_values(fact("frail"), unknown=False)
        booleans()
    """
    _require_hypothesis()
    return _fact_values(fact, boundary_values(criteria), unknown=unknown, intervals=intervals)


def snapshots(
    facts: Iterable[Fact] = (),
    *,
    criteria: Iterable[Criterion] = (),
    unknown: bool = True,
    intervals: bool = True,
) -> SearchStrategy[Snapshot]:
    """Return a strategy for snapshots of the given facts and of those that the criteria read.

    About half of the snapshots with a comparison to meet are moved so that its
    two sides are equal or one step apart, computed numbers included: a
    creatinine is found for which the clearance is exactly 30 mL/min.

    Args:
        facts: Facts to give values to.
        criteria: Criteria whose facts are given values too, and whose
            thresholds are aimed at.
        unknown: Whether a fact may be unknown.
        intervals: Whether a number may be known as a range only.

    Raises:
        MissingExtraError: If hypothesis is not installed.

    Example:
        >>> from hypothesis import given, settings
        >>> from boneguide.logic import fact, truth
        >>> from boneguide.quantities import kinds
        >>> age = fact("age", kinds.AGE)
        >>> adult = age >= "18 year"
        >>> @settings(max_examples=20, database=None)
        ... @given(snapshots(criteria=[adult]))
        ... def nobody_is_both(person):
        ...     assert truth(adult & ~adult, person) is not Truth.TRUE
        >>> nobody_is_both()
    """
    _require_hypothesis()
    from hypothesis import strategies as st

    asked = tuple(criteria)
    edges = boundary_values(asked)
    read, questions = inputs(asked)
    wanted = dict.fromkeys((*facts, *read))
    rows = _rows(questions, unknown=unknown)
    values = {f: _fact_values(f, edges, unknown=unknown, intervals=intervals) for f in wanted}
    units = {f: st.sampled_from(f.measured_as.units) for f in wanted if isinstance(f, NumberFact)}
    aims = [(c, f) for c in comparisons(asked) for f in c.facts() if isinstance(f, NumberFact)]

    @st.composite
    def build(draw: DrawFn) -> Snapshot:
        drawn = Snapshot(
            values={f: draw(v) for f, v in values.items()},
            units={f: draw(u) for f, u in units.items()},
            tables={t: draw(r) for t, r in rows.items()},
        )
        if not aims or draw(st.booleans()):
            return drawn
        comparison, moved = draw(st.sampled_from(aims))
        found = _met(comparison, moved, draw(st.sampled_from((0, -1, 1))), drawn)
        return drawn if found is None else drawn.replacing({moved: found})

    return build()


def _rows(questions: Iterable[Exists], *, unknown: bool) -> dict[Table, SearchStrategy[tuple[Snapshot, ...] | None]]:
    from hypothesis import strategies as st

    asked: dict[Table, list[Criterion]] = {}
    for question in questions:
        asked.setdefault(question.table, []).append(question.condition)
    listed = {
        table: st.lists(snapshots(criteria=conditions, unknown=unknown), max_size=3).map(tuple)
        for table, conditions in asked.items()
    }
    return {table: st.none() | rows if unknown else rows for table, rows in listed.items()}


def _fact_values(
    fact: Fact, edges: dict[Number, tuple[float, ...]], *, unknown: bool, intervals: bool
) -> SearchStrategy[Value]:
    from hypothesis import strategies as st

    known: SearchStrategy[Value] = st.booleans()
    if isinstance(fact, CategoryFact):
        known = st.sampled_from(fact.values)
    elif isinstance(fact, NumberFact):
        numbers = st.floats(*fact.measured_as.plausible)
        if fact in edges:
            numbers |= st.sampled_from(edges[fact])
        known = numbers
        if intervals:
            ends = st.tuples(numbers, numbers | st.just(math.inf))
            known = known | ends.map(lambda pair: Interval(min(pair), max(pair)))
    return st.none() | known if unknown else known


def _met(comparison: Compare, moved: NumberFact, steps: int, facts: Snapshot) -> float | None:
    """Return a value of one fact for which both sides are equal, or as many steps apart."""

    def gap(value: float) -> float:
        person = facts.replacing({moved: value})
        left, right = number(comparison.left, person), number(comparison.right, person)
        if left is None or right is None or not (left.is_point and right.is_point):
            return math.nan
        return left.low - right.low - steps * one_step(right.low)

    low, high = moved.measured_as.plausible
    at_low = gap(low)
    if not at_low * gap(high) < 0.0:
        return None
    # Halving down to neighbouring floats; a gap that is not known counts as closed.
    while low < (middle := (low + high) / 2.0) < high:
        if gap(middle) * at_low > 0.0:
            low = middle
        else:
            high = middle
    return high


def _require_hypothesis() -> None:
    try:
        import hypothesis  # noqa: F401 - only to see that it is there
    except ImportError as problem:
        message = "strategies for tests need hypothesis, which is not installed. Type: pip install 'boneguide[test]'"
        raise MissingExtraError(message) from problem
