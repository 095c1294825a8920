"""Rescue dose of an immediate-release opioid, as a share of the dose of 24 hours.

Conventions differ and the name of one is an argument: ``10-20 %`` (NCCN, ESMO), one
``sixth`` (United Kingdom, the four-hourly dose), ``5 %`` for the frail, ``5-20 %``
(ASCO), and ``iv 10-20 %`` of an intravenous day. A trial found no difference between
a sixth, an eighth and a twelfth: the lowest that works is preferred.

Domain: the same opioid as the regular one, by mouth, under the skin or into a vein.
For a patch, work out the oral morphine it stands for and ask for that. Never for
transmucosal fentanyl: its dose does not follow from the regular one, and it starts
at the lowest strength of the product. Both ends of a range belong to it.

Verification: conventions were read where they are quoted (secondary), but for that
of ASCO, which is from memory and must be accepted by name.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Literal, get_args

import attrs

from boneguide.calculators._opioid_references import ASCO_PAIN_2023, INSTANYL, NCCN_PAIN, PALLIPEDIA, UK_PALLIATIVE
from boneguide.calculators._opioid_table import require_verified
from boneguide.calculators.opioid_dose import Opioid, OpioidDose, OpioidRoute, given_dose, listed
from boneguide.errors import UnsupportedConversionError
from boneguide.model.provenance import Source
from boneguide.quantities import Quantity
from boneguide.quantities.kinds import DRUG_MASS

__all__ = [
    "LONG_ACTING",
    "SOURCE",
    "SOURCE_ASCO",
    "SOURCE_FRAIL",
    "SOURCE_TRANSMUCOSAL",
    "SOURCE_UK",
    "TENTH_TO_FIFTH",
    "RescueConvention",
    "RescueDose",
    "rescue_dose",
]

SOURCE = Source(NCCN_PAIN, locator="rescue dose", rows=("BTP-03", "BTP-08"), verified="secondary")
SOURCE_UK = Source(
    UK_PALLIATIVE,
    locator="rescue dose",
    rows=("BTP-05", "BTP-07"),
    verified="secondary",
    note="The trial behind BTP-07 was not traced.",
)
SOURCE_FRAIL = Source(PALLIPEDIA, locator="rescue dose in frailty", rows=("BTP-06",), verified="secondary")
SOURCE_ASCO = Source(ASCO_PAIN_2023, locator="recommendation 6.1", rows=("BTP-04",), verified="memory")
SOURCE_TRANSMUCOSAL = Source(INSTANYL, locator="posology", rows=("BTP-16",), verified="primary")

#: Which share of the daily dose.
RescueConvention = Literal["10-20 %", "sixth", "5 %", "5-20 %", "iv 10-20 %"]

#: The first of them, as lowest and highest share.
TENTH_TO_FIFTH = (Fraction(1, 10), Fraction(1, 5))

#: Drugs of which no share is a rescue dose.
LONG_ACTING = frozenset({"methadone", "buprenorphine"})

_SHARES: dict[RescueConvention, tuple[Fraction, Fraction, Source]] = {
    "10-20 %": (*TENTH_TO_FIFTH, SOURCE),
    "sixth": (Fraction(1, 6), Fraction(1, 6), SOURCE_UK),
    "5 %": (Fraction(1, 20), Fraction(1, 20), SOURCE_FRAIL),
    "5-20 %": (Fraction(1, 20), Fraction(1, 5), SOURCE_ASCO),
    "iv 10-20 %": (*TENTH_TO_FIFTH, SOURCE),
}

_ROUTES = ("oral", "subcutaneous", "intravenous")
# Fentanyl that is recorded by any other route is a product for the mouth or nose.
_FENTANYL_ROUTES = ("transdermal", "subcutaneous", "intravenous")
_LOWEST = "Prefer the lowest dose that works: a trial found no difference between a sixth, an eighth and a twelfth."


@attrs.frozen(kw_only=True)
class RescueDose:
    """One rescue dose as a range, both ends included."""

    #: Drug and route, those of the regular dose.
    drug: Opioid
    route: OpioidRoute
    #: Lowest and highest single dose, in mg.
    low: Quantity
    high: Quantity
    #: The convention.
    convention: RescueConvention
    #: Where it was read.
    source: Source
    #: Rows from memory that were accepted and must be checked.
    unverified: tuple[str, ...]
    #: What a reader should know.
    notes: tuple[str, ...]


def rescue_dose(
    *, daily_dose: OpioidDose | None, convention: RescueConvention, accept_unverified: bool = False
) -> RescueDose:
    """Return a rescue dose of the opioid that is taken regularly.

    Args:
        daily_dose: The regular opioid of 24 hours.
        convention: Which share of it.
        accept_unverified: Whether a convention from memory may be used; the answer
            names the row.

    Returns:
        The range in mg.

    Raises:
        MissingInputError: If the dose is None.
        UnsupportedConversionError: If the drug or route has no rescue dose of this sort.
        UnverifiedEntryError: If the convention is from memory and was not accepted.
        OutOfDomainError: If there is no such convention, or an argument is not of its sort.

    Example:
        >>> from boneguide.quantities import Q
        >>> regular = OpioidDose(drug="morphine", route="oral", dose=Q(200, "mg/day"))
        >>> rescue = rescue_dose(daily_dose=regular, convention="10-20 %")
        >>> rescue.low.m_as("mg"), rescue.high.m_as("mg")
        (20.0, 40.0)
    """
    listed(convention, get_args(RescueConvention), "convention")
    daily_dose = given_dose(daily_dose, "A rescue dose")
    _refuse(daily_dose, convention)
    least, most, source = _SHARES[convention]
    row = source.rows[0]
    what = f"The convention {convention!r}"
    return RescueDose(
        drug=daily_dose.drug,
        route=daily_dose.route,
        low=DRUG_MASS.quantity(daily_dose.number * float(least)),
        high=DRUG_MASS.quantity(daily_dose.number * float(most)),
        convention=convention,
        source=source,
        unverified=require_verified(source.verified, row, what, accept=accept_unverified),
        notes=(_LOWEST,),
    )


def _refuse(dose: OpioidDose, convention: RescueConvention) -> None:
    if dose.drug == "fentanyl" and dose.route not in _FENTANYL_ROUTES:
        msg = (
            f"A rescue dose was asked for by a share of {dose.route} fentanyl. Expected another opioid: products for"
            " the mouth and nose do not follow from a daily dose. Start at the lowest strength of the product and"
            " titrate."
        )
        raise UnsupportedConversionError(msg)
    if dose.drug in LONG_ACTING or dose.route not in _ROUTES:
        msg = (
            f"A rescue dose was asked for by a share of {dose.route} {dose.drug}. Expected a short-acting opioid by"
            " mouth, under the skin or into a vein. Work out the oral morphine it stands for and ask for that, or ask a"
            " specialist."
        )
        raise UnsupportedConversionError(msg)
    if (convention == "iv 10-20 %") is not (dose.route == "intravenous"):
        msg = (
            f"A rescue dose of {dose.route} {dose.drug} was asked for by the convention {convention!r}. Expected"
            " 'iv 10-20 %' for an intravenous day and another for any other route. Name the convention that fits."
        )
        raise UnsupportedConversionError(msg)
