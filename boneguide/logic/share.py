"""A dose that is a part of another dose, as a rescue dose is of the regular one."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import TYPE_CHECKING

import attrs

from boneguide.errors import RuleError
from boneguide.logic.scalar import number

if TYPE_CHECKING:
    from boneguide.logic.context import Snapshot
    from boneguide.logic.nodes import Criterion
    from boneguide.logic.numbers import Number
    from boneguide.quantities import Amount, Kind


@attrs.frozen(cache_hash=True)
class Share:
    """From one part of a dose to another; both ends belong to it.

    Args:
        of: The dose of which it is a part, such as that of 24 hours.
        low: Lowest part, such as ``Fraction(1, 10)``.
        high: Highest part.

    Raises:
        RuleError: If the dose has no kind, or the parts are not positive or
            stand in the wrong order.

    Example:
        >>> from boneguide.logic import fact
        >>> from boneguide.quantities import kinds
        >>> daily_dose = fact("daily_dose", kinds.DRUG_MASS, label="dose of 24 hours")
        >>> print(Share(daily_dose, Fraction(1, 10), Fraction(1, 5)))
        10 to 20 % of the dose of 24 hours
    """

    of: Number
    low: Fraction
    high: Fraction

    def __attrs_post_init__(self) -> None:
        if self.of.kind is None:
            msg = f"a share of {self.of!r} has no unit. Expected a number with a kind, such as a daily dose."
            raise RuleError(msg)
        # A decimal part such as 0.1 is none, and would leave 3.3000000000000003 of 33.
        if not all(isinstance(part, Fraction) for part in (self.low, self.high)) or not 0 < self.low <= self.high:
            msg = (
                f"a share runs from {self.low!r} to {self.high!r}. Expected positive fractions, the smaller first, such"
                " as Fraction(1, 10) and Fraction(1, 5)."
            )
            raise RuleError(msg)

    @property
    def kind(self) -> Kind:
        """What is measured."""
        return self.of.kind  # type: ignore[return-value]  # a number without a kind is refused

    @property
    def decided(self) -> Criterion:
        """A criterion that is true where there is a dose to take a part of."""
        return self.of > self.kind.amount(0)

    def ends(self, facts: Snapshot) -> tuple[Amount, Amount | None] | None:
        """Return the lowest and highest dose of one person; None where what it is a part of is not known.

        Of a dose that is only known to be no less than something the highest part is open.
        """
        found = number(self.of, facts)
        if found is None:
            return None
        high = None if math.isinf(found.high) else self.kind.amount(_part(found.high, self.high))
        return self.kind.amount(_part(found.low, self.low)), high

    def __str__(self) -> str:
        """Return it in words."""
        label = getattr(self.of, "label", None) or repr(self.of)
        low, high = (f"{float(part * 100):g}" for part in (self.low, self.high))
        return f"{low if low == high else f'{low} to {high}'} % of the {label}"


def _part(whole: float, part: Fraction) -> float:
    return whole * part.numerator / part.denominator
