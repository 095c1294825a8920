"""Activity and volume of radium-223 dichloride.

55 kBq per kg of body weight, every 4 weeks, six times. The volume is that activity
over the concentration left on the day: 1100 kBq/mL at the reference date, less by
the decay since, or more before it. A vial holds 6 mL.

Domain: the current vial, calibrated to the standard of 2015-16. Before it the same
real dose was written as 50 kBq/kg with 1000 kBq/mL; an order in the old number is
refused, because mixing it with the new vial gives the wrong dose. More than six
doses were not studied. Whether the person may have it is for the rules to say. The
factor here is two to the power of minus days over the half-life of 11.4 days, not
rounded, at the hour of the reference. The US label prints a table of factors for
noon Central time, 7 hours after that, from 14 days before to 14 days after: they are
1 to 2 % less and stand beside the answer, with the volume that they give. In the US
the table is what the label says.

Verification: dose, formula and table were seen in texts that reproduce the label
(secondary); half-life, vial and the change of standard in their own documents.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

import attrs

from boneguide.calculators._inputs import WEIGHT, below, read_as, same, whole_number
from boneguide.calculators._radiation_references import LIBRARY_RADIATION, NIST_2015, XOFIGO_US
from boneguide.errors import MissingInputError, OutOfDomainError
from boneguide.model.provenance import Source
from boneguide.quantities import Quantity, as_amount
from boneguide.quantities.kinds import ACTIVITY, ACTIVITY_PER_MASS, VOLUME

__all__ = [
    "SOURCE",
    "SOURCE_DECAY",
    "SOURCE_STANDARD",
    "SOURCE_US_TABLE",
    "SOURCE_VIAL",
    "US_LABEL_FACTORS",
    "RadiumDose",
    "decay_factor",
    "radium_223",
]

SOURCE = Source(XOFIGO_US, locator="dosage and administration", rows=("RA-03", "RA-04"), verified="secondary")
SOURCE_VIAL = Source(
    XOFIGO_US, locator="vial and half-life", rows=("RA-04", "RA-05"), verified="primary", note="Seen in the EPAR."
)
SOURCE_US_TABLE = Source(
    XOFIGO_US,
    locator="2, table of decay factors",
    rows=("RA-04", "RA-05"),
    verified="secondary",
    note="Two copies agree. Each entry is 2 to the power of -(days + 7/24)/11.43.",
)
SOURCE_DECAY = Source(LIBRARY_RADIATION, locator="decay factor by the half-life", rows=("RA-05",), verified="derived")
SOURCE_STANDARD = Source(NIST_2015, locator="change of the standard", rows=("RA-14",), verified="primary")

ACTIVITY_PER_KG: Final = 55.0
MICROCURIES_PER_KG: Final = 1.49
CONCENTRATION: Final = 1100.0
HALF_LIFE_DAYS: Final = 11.4
VIAL_ML: Final = 6.0
MOST_DOSES: Final = 6

#: The table of the US label, from 14 days before the reference date to 14 days after.
US_LABEL_FACTORS: Final[Mapping[int, float]] = MappingProxyType(
    dict(
        zip(
            range(-14, 15),
            (
                *(2.296, 2.161, 2.034, 1.914, 1.802, 1.696, 1.596, 1.502, 1.414, 1.330, 1.252, 1.178, 1.109, 1.044),
                *(0.982, 0.925, 0.870, 0.819, 0.771, 0.725, 0.683, 0.643, 0.605, 0.569, 0.536, 0.504, 0.475, 0.447),
                0.420,
            ),
            strict=True,
        )
    )
)

#: Orders written before the change of the standard, by unit.
_OLD = {"kBq/kg": 50.0, "uCi/kg": 1.35}
_CURRENT = {"kBq/kg": ACTIVITY_PER_KG, "uCi/kg": MICROCURIES_PER_KG}

#: Days from the reference date beyond which a vial is no longer a vial.
_FURTHEST = 60

_NAME = "The dose of radium-223"


@attrs.frozen(kw_only=True)
class RadiumDose:
    """One dose of radium-223, and the course that it belongs to."""

    #: Activity to give.
    activity: Quantity
    #: The same in uCi by the label's own factor of 1.49 per kg, which is rounded.
    label_microcuries: float
    #: Share of the activity at the reference date that is left, not rounded.
    decay_factor: float
    #: Volume to draw up.
    volume: Quantity
    #: Whether that is more than one vial of 6 mL holds.
    second_vial: bool
    #: The factor that the US label prints for the day, at noon Central time; None beyond its table.
    us_label_factor: float | None
    #: Volume to draw up by that factor.
    us_label_volume: Quantity | None
    #: Doses of the course.
    doses: int
    #: Activity of all of them, at an unchanged weight.
    course_activity: Quantity


def decay_factor(days: int | None) -> float:
    """Return the share of the activity left so many days after the reference date.

    Args:
        days: Whole days after the reference date; negative before it.

    Raises:
        MissingInputError: If the days are None.
        OutOfDomainError: If they are not a whole number, or beyond 60 either way.

    Example:
        >>> round(decay_factor(7), 3), round(decay_factor(-3), 3)
        (0.653, 1.2)
    """
    if days is None:
        msg = (
            f"{_NAME} needs the days from the reference date, which were not given. Expected a whole number, 0 on that"
            " date. Read the date on the vial."
        )
        raise MissingInputError(msg)
    whole_days = whole_number(days)
    if whole_days is None or abs(whole_days) > _FURTHEST:
        msg = (
            f"{_NAME} was asked {days!r:.40} days from the reference date. Expected a whole number from -{_FURTHEST} to"
            f" {_FURTHEST}. Check both dates."
        )
        raise OutOfDomainError(msg)
    return float(2.0 ** (-whole_days / HALF_LIFE_DAYS))


def radium_223(
    *,
    weight: Quantity | None,
    days_from_reference: int | None,
    doses: int = MOST_DOSES,
    ordered: Quantity | None = None,
) -> RadiumDose:
    """Return activity and volume of one dose of radium-223.

    Args:
        weight: Actual body weight.
        days_from_reference: Whole days after the reference date on the vial;
            negative before it.
        doses: Doses of the course, at most six.
        ordered: Activity by body weight as it stands on the order, to be checked.

    Returns:
        Activity, volume and whether a second vial is needed; nothing is rounded.

    Raises:
        MissingInputError: If an input is None.
        UnitMismatchError: If a unit does not fit.
        OutOfDomainError: If the order is in the old number or another one, or an
            input cannot be.

    Example:
        >>> from boneguide.quantities import Q
        >>> dose = radium_223(weight=Q(73, "kg"), days_from_reference=-3)
        >>> round(dose.activity.m_as("MBq"), 3), round(dose.volume.m_as("mL"), 3), dose.second_vial
        (4.015, 3.041, False)
        >>> dose.us_label_factor, round(dose.us_label_volume.m_as("mL"), 3)
        (1.178, 3.098)
    """
    if ordered is not None:
        _check(ordered)
    if not 1 <= (whole_number(doses) or 0) <= MOST_DOSES:
        msg = (
            f"{_NAME} was asked for {doses!r:.40} doses. Expected 1 to {MOST_DOSES}: more were not studied. Shorten the"
            " course."
        )
        raise OutOfDomainError(msg)
    kilograms = WEIGHT.read(weight, _NAME)
    factor = decay_factor(days_from_reference)
    kilobecquerels = kilograms * ACTIVITY_PER_KG
    millilitres = kilobecquerels / (factor * CONCENTRATION)
    printed = None if days_from_reference is None else US_LABEL_FACTORS.get(days_from_reference)
    return RadiumDose(
        activity=ACTIVITY.quantity(kilobecquerels / 1000),
        label_microcuries=kilograms * MICROCURIES_PER_KG,
        decay_factor=factor,
        volume=VOLUME.quantity(millilitres),
        second_vial=below(VIAL_ML, millilitres),
        us_label_factor=printed,
        us_label_volume=None if printed is None else VOLUME.quantity(kilobecquerels / (printed * CONCENTRATION)),
        doses=doses,
        course_activity=ACTIVITY.quantity(doses * kilobecquerels / 1000),
    )


def _check(ordered: Quantity) -> None:
    kilobecquerels = read_as(ACTIVITY_PER_MASS, ordered, f"{_NAME} was ordered as", 'Q(55, "kBq/kg")')
    amount = as_amount(ordered)
    value, unit = (amount.value, "uCi/kg") if amount.unit == "uCi/kg" else (kilobecquerels, "kBq/kg")
    if same(value, _CURRENT[unit]):
        return
    old = same(value, _OLD[unit])
    reason = "the number of the standard before 2016, which must not be mixed with a current vial" if old else "not it"
    msg = (
        f"{_NAME} was ordered as {amount}, and that is {reason}. Expected 55 kBq/kg (1.49 uCi/kg). Have the order"
        " written again for the current vial."
    )
    raise OutOfDomainError(msg)
