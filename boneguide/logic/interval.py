"""Closed intervals: what is known of a number that is not known exactly."""

from __future__ import annotations

import math

import attrs

#: Two numbers nearer than this (relative to the larger of 1 and the threshold)
#: are the same number: binary floating point must not decide a dose.
EDGE_TOLERANCE = 1e-9


def margin(threshold: float) -> float:
    """Return how near to ``threshold`` still counts as exactly on it.

    Example:
        >>> margin(0.5), margin(400.0)
        (1e-09, 4.0000000000000003e-07)
    """
    # An open end has no margin: inf - inf is not a number.
    return 0.0 if math.isinf(threshold) else EDGE_TOLERANCE * max(1.0, abs(threshold))


def _finite(_instance: object, attribute: attrs.Attribute[float], value: float) -> None:
    if math.isnan(value):
        msg = f"the {attribute.name} end of an interval was not a number. Expected a number; leave it unknown instead."
        raise ValueError(msg)


@attrs.frozen
class Interval:
    """All numbers from ``low`` to ``high``, ends included.

    Args:
        low: Lower end, ``-inf`` where there is none.
        high: Upper end, ``inf`` where there is none.

    Raises:
        ValueError: If the ends are in the wrong order or not numbers.

    Example:
        >>> Interval(2.0, 3.0) + Interval.point(1.0)
        Interval(low=3.0, high=4.0)
    """

    low: float = attrs.field(validator=_finite)
    high: float = attrs.field(validator=_finite)

    def __attrs_post_init__(self) -> None:
        if self.low > self.high:
            msg = f"an interval ran from {self.low} down to {self.high}. Expected the lower end first."
            raise ValueError(msg)

    @classmethod
    def point(cls, value: float) -> Interval:
        """Return the interval that holds one number only."""
        return cls(value, value)

    @classmethod
    def hull(cls, *parts: Interval) -> Interval:
        """Return the smallest interval that holds all the given ones."""
        return cls(min(p.low for p in parts), max(p.high for p in parts))

    @property
    def is_point(self) -> bool:
        """Whether only one number is possible, as far as numbers are told apart."""
        return self.high <= self.low + margin(self.low)

    def __add__(self, other: Interval) -> Interval:
        """Return all sums."""
        return Interval(self.low + other.low, self.high + other.high)

    def __sub__(self, other: Interval) -> Interval:
        """Return all differences."""
        return Interval(self.low - other.high, self.high - other.low)

    def __mul__(self, other: Interval) -> Interval:
        """Return the hull of all products."""
        products = [_times(a, b) for a in (self.low, self.high) for b in (other.low, other.high)]
        return Interval(min(products), max(products))

    def divided_by(self, other: Interval) -> Interval | None:
        """Return the hull of all quotients, or None where the divisor may be zero."""
        if other.low <= 0.0 <= other.high:
            return None
        quotients = [_over(a, b) for a in (self.low, self.high) for b in (other.low, other.high)]
        return Interval(min(quotients), max(quotients))


def _over(a: float, b: float) -> float:
    return 0.0 if math.isinf(b) else a / b


def _times(a: float, b: float) -> float:
    # 0 * inf is not a number for floats; as an end of an interval it is 0.
    return 0.0 if a == 0.0 or b == 0.0 else a * b
