"""Activity of strontium-89 chloride: 148 MBq, or 1.5 to 2.2 MBq per kg of body weight.

The label names both ways and prefers neither, so both are returned.

Domain: adults. Counts, the interval of at least 90 days and who may have it are
for the rules. The brand is marked discontinued in the US.

Verification: seen in a copy of the label (primary).
"""

from __future__ import annotations

import attrs

from boneguide.calculators._inputs import WEIGHT
from boneguide.calculators._radiation_references import METASTRON_LABEL
from boneguide.model.provenance import Source
from boneguide.quantities import Quantity
from boneguide.quantities.kinds import ACTIVITY

__all__ = ["SOURCE", "StrontiumDose", "strontium_89"]

SOURCE = Source(METASTRON_LABEL, locator="dosage and administration", rows=("SR-01",), verified="primary")

FIXED_MBQ = 148.0
LOW_PER_KG = 1.5
HIGH_PER_KG = 2.2
LABEL_MICROCURIES_PER_KG = (40.0, 60.0)


@attrs.frozen(kw_only=True)
class StrontiumDose:
    """Both ways in which the label writes a dose."""

    #: The fixed activity.
    fixed: Quantity
    #: Lowest activity by weight.
    low: Quantity
    #: Highest activity by weight.
    high: Quantity
    #: The same range in mCi by the label's own 40 to 60 uCi per kg, which is rounded.
    label_millicuries: tuple[float, float]


def strontium_89(*, weight: Quantity | None) -> StrontiumDose:
    """Return the activity of one dose of strontium-89 chloride.

    Args:
        weight: Actual body weight.

    Returns:
        The fixed activity and the range by weight, in MBq.

    Raises:
        MissingInputError: If the weight is None.
        UnitMismatchError: If its unit is not one of body weight.
        OutOfDomainError: If no person can have it.

    Example:
        >>> from boneguide.quantities import Q
        >>> dose = strontium_89(weight=Q(62, "kg"))
        >>> dose.fixed.m_as("MBq"), dose.low.m_as("MBq"), round(dose.high.m_as("MBq"), 1)
        (148.0, 93.0, 136.4)
    """
    kilograms = WEIGHT.read(weight, "The dose of strontium-89")
    return StrontiumDose(
        fixed=ACTIVITY.quantity(FIXED_MBQ),
        low=ACTIVITY.quantity(LOW_PER_KG * kilograms),
        high=ACTIVITY.quantity(HIGH_PER_KG * kilograms),
        label_millicuries=(
            LABEL_MICROCURIES_PER_KG[0] * kilograms / 1000,
            LABEL_MICROCURIES_PER_KG[1] * kilograms / 1000,
        ),
    )
