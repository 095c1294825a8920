"""Where answers can turn: the thresholds of criteria, and values on and beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from boneguide.logic.interval import margin
from boneguide.logic.nodes import Criterion
from boneguide.logic.numbers import ByUnit, Compare, FirstKnown, Literal, Named, Number, Where


def one_step(threshold: float) -> float:
    """Return a step that is small for medicine and large for floating point.

    It is a hundred times the distance within which a number counts as exactly
    on the threshold, so that one step beside it is beside it.

    Args:
        threshold: The threshold, in canonical units.

    Example:
        >>> round(one_step(0.5), 9), round(one_step(60.0), 9)
        (1e-07, 6e-06)
    """
    return 100.0 * margin(threshold)


def boundary_values(criteria: Iterable[Criterion]) -> dict[Number, tuple[float, ...]]:
    """Return every number that is compared with fixed thresholds, and the values to try.

    The values are each threshold and one step to either side, rising, in the
    canonical unit of the number. Where a source prints a threshold once for each
    unit, all are listed. Comparisons of two measured numbers have no fixed
    threshold and are left out; :func:`boneguide.testing.snapshots` brings those together too.

    Args:
        criteria: The criteria to look through, such as ``rule.criteria()``.

    Example:
        >>> from boneguide.logic import fact
        >>> from boneguide.quantities import kinds
        >>> age = fact("age", kinds.AGE)
        >>> boundary_values([(age >= "0.5 year") & (age < "1 year")])
        {AGE: (0.4999999, 0.5, 0.5000001, 0.9999999, 1.0, 1.0000001)}
    """
    found: dict[Number, set[float]] = {}
    for comparison in comparisons(criteria):
        for threshold in thresholds(comparison.right):
            step = one_step(threshold)
            found.setdefault(comparison.left, set()).update((threshold - step, threshold, threshold + step))
    return {compared: tuple(sorted(values)) for compared, values in found.items()}


def comparisons(criteria: Iterable[Criterion]) -> Iterator[Compare]:
    """Yield every comparison inside criteria, each once."""
    yield from dict.fromkeys(n for c in criteria for n in c.walk() if isinstance(n, Compare))


def thresholds(threshold: Number) -> tuple[float, ...]:
    """Return the fixed numbers that something may be compared with; none where they depend on the person."""
    match threshold:
        case Literal(value=value):
            return (value,)
        case ByUnit(values=values):
            return tuple(value for _, value in values)
        case Named(expression=expression):
            return thresholds(expression)
        case Where(then=then, otherwise=otherwise):
            return (*thresholds(then), *thresholds(otherwise))
        case FirstKnown(options=options):
            return tuple(value for option in options for value in thresholds(option))
    return ()
