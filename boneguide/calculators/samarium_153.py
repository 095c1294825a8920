"""Activity of samarium-153 lexidronam: 37 MBq per kg of body weight.

Domain: adults of usual weight; very low and very high weights were not studied,
and nothing is capped here. Counts, fluid and who may have it are for the rules.

Verification: seen in copies of the label (primary).
"""

from __future__ import annotations

from boneguide.calculators._inputs import WEIGHT
from boneguide.calculators._radiation_references import QUADRAMET_LABEL
from boneguide.model.provenance import Source
from boneguide.quantities import Quantity
from boneguide.quantities.kinds import ACTIVITY

__all__ = ["SOURCE", "samarium_153"]

SOURCE = Source(QUADRAMET_LABEL, locator="dosage and administration", rows=("SM-01", "SM-04"), verified="primary")

#: Activity by body weight, MBq/kg; 1 mCi/kg exactly.
ACTIVITY_PER_KG = 37.0


def samarium_153(*, weight: Quantity | None) -> Quantity:
    """Return the activity of one dose of samarium-153 lexidronam.

    Args:
        weight: Actual body weight.

    Returns:
        The activity in MBq.

    Raises:
        MissingInputError: If the weight is None.
        UnitMismatchError: If its unit is not one of body weight.
        OutOfDomainError: If no person can have it.

    Example:
        >>> from boneguide.quantities import Q
        >>> samarium_153(weight=Q(85, "kg"))
        <Quantity(3145.0, 'megabecquerel')>
    """
    return ACTIVITY.quantity(ACTIVITY_PER_KG * WEIGHT.read(weight, "The dose of samarium-153"))
