"""Morphine milligram equivalents (MME): a number that counts, and never doses.

Each opioid in mg per day, or ug/h of a fentanyl patch, times the factor of the CDC.
The answer is in MME/day, a unit of its own: it does not convert to a dose, and
every function that works out a dose refuses it.

Domain: surveillance and safety thresholds borrowed from it. Cancer, palliative and
sickle-cell pain are outside the guideline. Buprenorphine, and any opioid given by
injection, through mouth or nose, or to the spine, is unsupported, which is an error
and not zero. The set of 2016 is there to read old data; its bands for methadone are
in whole mg and leave gaps, and a dose in a gap is refused.

Verification: factors of 2022 and 2016 were seen in the CDC's own text and code
(primary).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, get_args

import attrs

from boneguide.calculators.opioid_dose import OpioidDose, given_doses, listed
from boneguide.calculators.opioid_tables import SOURCE_CDC_2022, SURVEILLANCE
from boneguide.errors import UnsupportedConversionError
from boneguide.quantities import Quantity
from boneguide.quantities.kinds import MORPHINE_EQUIVALENT_MME

__all__ = ["SOURCE", "MmeTable", "MorphineMilligramEquivalents", "morphine_milligram_equivalents"]

SOURCE = SOURCE_CDC_2022

#: The set of factors.
MmeTable = Literal["cdc2022", "cdc2016"]

#: Methadone in the set of 2016: whole mg from and to, and factor.
_METHADONE_2016 = ((1.0, 20.0, 4.0), (21.0, 40.0, 8.0), (41.0, 60.0, 10.0), (61.0, float("inf"), 12.0))


@attrs.frozen(kw_only=True)
class MorphineMilligramEquivalents:
    """A count of opioid exposure in 24 hours, which must not choose a dose."""

    #: The sum, in MME/day.
    total: Quantity
    #: What each opioid adds.
    parts: tuple[tuple[OpioidDose, float], ...]
    #: The set of factors.
    table: MmeTable

    @property
    def purpose(self) -> str:
        """What the number is for."""
        return "surveillance only: never to choose the dose of an opioid"


def morphine_milligram_equivalents(
    doses: Iterable[OpioidDose], *, table: MmeTable = "cdc2022"
) -> MorphineMilligramEquivalents:
    """Return the morphine milligram equivalents of all opioids taken in 24 hours.

    Args:
        doses: Every opioid taken, one entry per drug and route.
        table: The set of factors; 2016 only to read old data.

    Returns:
        The sum in MME/day and its parts.

    Raises:
        MissingInputError: If no opioid is given.
        UnsupportedConversionError: If the set has no factor for one of them.
        OutOfDomainError: If the set is not one of the two, or ``doses`` is no list of them.

    Example:
        >>> from boneguide.quantities import Q
        >>> taken = [OpioidDose(drug="hydromorphone", route="oral", dose=Q(24, "mg/day"))]
        >>> morphine_milligram_equivalents(taken).total
        <Quantity(120.0, 'morphine_milligram_equivalent / day')>
    """
    listed(table, get_args(MmeTable), "set of MME factors")
    parts = tuple((dose, _equivalent(dose, table)) for dose in given_doses(doses, "A count of MME"))
    return MorphineMilligramEquivalents(
        total=MORPHINE_EQUIVALENT_MME.quantity(sum(value for _, value in parts)), parts=parts, table=table
    )


def _equivalent(dose: OpioidDose, table: MmeTable) -> float:
    entry = SURVEILLANCE[table].entry(dose)
    if table == "cdc2016" and dose.drug == "methadone":
        return dose.number * _methadone_2016(dose.number)
    return dose.number * entry.low


def _methadone_2016(milligrams: float) -> float:
    for first, last, factor in _METHADONE_2016:
        if first <= milligrams <= last:
            return factor
    msg = (
        f"The set of 2016 has no factor for methadone {milligrams:.10g} mg/day. Expected a dose in one of its bands of"
        " whole mg: 1 to 20, 21 to 40, 41 to 60, or 61 and more. Use the set of 2022."
    )
    raise UnsupportedConversionError(msg)
