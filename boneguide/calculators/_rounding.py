"""Rounding as a person rounds by hand: a half goes up.

Python's own formatting takes the half of 39.0625 down to 39.062. Answers are
never rounded, only their text is.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

#: Decimals that are kept of a float before it is rounded: what lies beyond is arithmetic noise.
_KEPT = 9


def half_up(value: float, places: int = 3) -> str:
    """Return a number as text with that many decimals, a half rounded up.

    Example:
        >>> half_up(39.0625), f"{39.0625:.3f}"
        ('39.063', '39.062')
    """
    exact = Decimal(repr(round(value, _KEPT)))
    return str(exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP))
