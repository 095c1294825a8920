"""What a fentanyl patch stands for in other opioids, by the equivalents that NCCN prints.

For the way from a patch to another opioid, and not to choose a first patch: the
labels' tables for that are lower and run one way.

Domain: patches of 25, 50, 75 and 100 ug/h, as printed. Other strengths are not
worked out. The oxycodone column is half of the morphine column, where the same
body's table of doses makes it two thirds. Reduction at a switch is not in these
numbers.

Verification: read where the table is quoted (secondary). Published slopes differ.
"""

from __future__ import annotations

from typing import Literal, get_args

from boneguide.calculators._inputs import read_as
from boneguide.calculators.opioid_dose import listed
from boneguide.calculators.opioid_tables import SOURCE_FENTANYL
from boneguide.errors import MissingInputError, UnsupportedConversionError
from boneguide.quantities import Quantity
from boneguide.quantities.kinds import DAILY_DRUG_DOSE, PATCH_RATE

__all__ = ["SOURCE", "PatchEquivalent", "fentanyl_patch_equivalent"]

SOURCE = SOURCE_FENTANYL

#: A column of the table.
PatchEquivalent = Literal[
    "oral morphine", "parenteral morphine", "oral oxycodone", "oral hydromorphone", "parenteral hydromorphone"
]

#: Patch in ug/h, and mg per day of each column.
_ROWS: dict[float, tuple[float, ...]] = {
    25: (60, 20, 30, 7.5, 1.5),
    50: (120, 40, 60, 15, 3.0),
    75: (180, 60, 90, 22.5, 4.5),
    100: (240, 80, 120, 30, 6.0),
}


def fentanyl_patch_equivalent(*, patch: Quantity | None, to: PatchEquivalent) -> Quantity:
    """Return the daily dose that a fentanyl patch stands for.

    Args:
        patch: Rate of the patch in ug/h.
        to: Column of the table.

    Returns:
        The dose in mg per day, with no reduction.

    Raises:
        MissingInputError: If the patch is None.
        UnitMismatchError: If it is in another unit than ug/h.
        UnsupportedConversionError: If the table does not print that patch.
        OutOfDomainError: If there is no such column.

    Example:
        >>> from boneguide.quantities import Q
        >>> fentanyl_patch_equivalent(patch=Q(50, "ug/h"), to="oral hydromorphone")
        <Quantity(15.0, 'milligram / day')>
    """
    columns = get_args(PatchEquivalent)
    listed(to, columns, "column")
    if patch is None:
        msg = 'An equivalent needs the rate of the patch. Expected a quantity such as Q(25, "ug/h"). Read the patch.'
        raise MissingInputError(msg)
    rate = read_as(PATCH_RATE, patch, "The patch was", 'Q(25, "ug/h")')
    row = _ROWS.get(rate)
    if row is None:
        msg = (
            f"The table of equivalents was asked for a patch of {rate:.10g} ug/h. Expected 25, 50, 75 or 100 ug/h: it"
            " prints no other. Take patches worn together one by one."
        )
        raise UnsupportedConversionError(msg)
    return DAILY_DRUG_DOSE.quantity(row[columns.index(to)])
