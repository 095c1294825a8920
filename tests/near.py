"""Doses that count as the same."""

from __future__ import annotations

import math


class Near(float):
    """A dose that equals another nearer than a billionth of it.

    polars multiplies by 1/10 where others divide by 10, so a share of a dose may
    differ in its last place.
    """

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        """Return whether it is the same dose."""
        return isinstance(other, float) and math.isclose(self, other, rel_tol=1e-9)

    def __hash__(self) -> int:
        """Return one number for all of them, as equal doses need not be the same number."""
        return 0


def near(value: float | None) -> Near | None:
    """Return a dose as one that is compared so, None where there is none."""
    return None if value is None else Near(value)
