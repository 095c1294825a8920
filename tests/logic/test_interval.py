"""Intervals hold every number that the arithmetic of their members can give."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boneguide.logic import Interval
from boneguide.logic.interval import EDGE_TOLERANCE, margin

_numbers = st.floats(-1e6, 1e6)
_ends = _numbers | st.sampled_from((0.0, -0.0, 1.0, -1.0))


@st.composite
def members(draw: st.DrawFn) -> tuple[Interval, float]:
    """Return an interval, sometimes open-ended or a point, and a number inside it."""
    low, inside, high = sorted(draw(st.tuples(_ends, _ends, _ends)))
    if draw(st.booleans()):
        return Interval.point(inside), inside
    return Interval(draw(st.sampled_from((low, -math.inf))), draw(st.sampled_from((high, math.inf)))), inside


def holds(interval: Interval, value: float) -> bool:
    return interval.low <= value <= interval.high


@given(members(), members())
def test_sums_differences_and_products_are_inside(left: tuple[Interval, float], right: tuple[Interval, float]) -> None:
    (a, x), (b, y) = left, right
    # Rounding never turns an order round, so the bounds hold to the last bit.
    assert holds(a + b, x + y)
    assert holds(a - b, x - y)
    assert holds(a * b, x * y)


@given(members(), members())
def test_quotients_are_inside_unless_the_divisor_may_be_zero(
    left: tuple[Interval, float], right: tuple[Interval, float]
) -> None:
    (a, x), (b, y) = left, right
    quotients = a.divided_by(b)
    if holds(b, 0.0):
        assert quotients is None
    else:
        assert quotients is not None
        assert holds(quotients, x / y)


@given(members(), members())
def test_sums_and_products_may_change_places(left: tuple[Interval, float], right: tuple[Interval, float]) -> None:
    a, b = left[0], right[0]
    assert a + b == b + a
    assert a * b == b * a
    zero, one = Interval.point(0.0), Interval.point(1.0)
    assert a + zero == a
    assert a - zero == a
    assert a * one == a
    assert a.divided_by(one) == a
    assert zero - (a - b) == b - a


@given(members(), members())
def test_the_hull_holds_both(left: tuple[Interval, float], right: tuple[Interval, float]) -> None:
    hull = Interval.hull(left[0], right[0])
    assert holds(hull, left[1])
    assert holds(hull, right[1])
    assert hull.low in {left[0].low, right[0].low}
    assert hull.high in {left[0].high, right[0].high}


@given(_numbers)
def test_a_point_is_exact(value: float) -> None:
    assert Interval.point(value).is_point
    assert not Interval(value, math.inf).is_point


@pytest.mark.parametrize(("low", "high"), [(100.0, 100.0 + 9e-8), (0.5, 0.5 + 9e-10), (-100.0, -100.0 + 9e-8)])
def test_ends_that_count_as_equal_are_one_number(low: float, high: float) -> None:
    assert Interval(low, high).is_point
    assert not Interval(low, low + 1.3 * (high - low)).is_point
    assert not Interval(-math.inf, high).is_point


def test_open_ends() -> None:
    up = Interval(2.0, math.inf)
    assert Interval.point(0.0) * up == Interval.point(0.0)
    assert Interval.point(1.0) - up == Interval(-math.inf, -1.0)
    assert Interval.point(1.0).divided_by(up) == Interval(0.0, 0.5)
    assert up.divided_by(up) == Interval(0.0, math.inf)
    assert Interval(-math.inf, math.inf) * up == Interval(-math.inf, math.inf)


def test_ends_must_be_numbers_in_order() -> None:
    with pytest.raises(ValueError, match=r"ran from 3\.0 down to 2\.0\. Expected the lower end first"):
        Interval(3.0, 2.0)
    with pytest.raises(ValueError, match="the low end of an interval was not a number"):
        Interval(math.nan, 2.0)
    with pytest.raises(ValueError, match="the high end of an interval was not a number"):
        Interval(1.0, math.nan)


@pytest.mark.parametrize(
    ("threshold", "expected"),
    [(0.0, 1e-9), (0.5, 1e-9), (-1.0, 1e-9), (60.0, 6e-8), (-400.0, 4e-7), (math.inf, 0.0), (-math.inf, 0.0)],
)
def test_the_margin_grows_with_the_threshold_and_open_ends_have_none(threshold: float, expected: float) -> None:
    assert margin(threshold) == pytest.approx(expected, rel=1e-12)
    assert EDGE_TOLERANCE == 1e-9
