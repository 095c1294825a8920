"""Arithmetic of titration: the next rescue dose, a new regular dose, and after a vein.

Four published steps, each as it stands:

* pain the same or worse when a rescue dose is reassessed: that dose and 50 to 100 %
  more; less but still 4 to 6: the same again; 0 to 3: nothing to raise;
* more than four rescue doses in 24 hours: all of them become part of the regular
  dose (exactly four do not);
* after boluses of 1.5 mg of morphine into a vein (Harris): as many mg by mouth,
  every 4 hours;
* after 2 mg boluses (Mercadante): what relieved is taken to last 4 hours, and goes
  to mouth by 3 (low doses) or 2 (high doses); where low ends is not printed, so both
  are given.

Domain: adults with cancer pain under observation. Vein titration is for a monitored
unit. Pain that is less but still above 6 has no printed step and is refused.

Verification: rescue steps were read where NCCN and ESMO are quoted (secondary); both
titrations in the abstracts of their papers.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

import attrs

from boneguide.calculators._inputs import entries, read_as, whole_number
from boneguide.calculators._opioid_references import (
    ESMO_PAIN_2012,
    HARRIS_2003,
    MERCADANTE_2002,
    NCCN_PAIN,
)
from boneguide.calculators.opioid_dose import OpioidDose, given_dose
from boneguide.errors import MissingInputError, OutOfDomainError
from boneguide.model.provenance import Source
from boneguide.quantities import Quantity
from boneguide.quantities.kinds import DAILY_DRUG_DOSE, DRUG_MASS

__all__ = [
    "SOURCE",
    "SOURCE_BASELINE",
    "SOURCE_HARRIS",
    "SOURCE_MERCADANTE",
    "MercadanteDose",
    "harris_oral_dose",
    "mercadante_oral_dose",
    "next_rescue_dose",
    "regular_dose_with_rescues",
]

SOURCE = Source(NCCN_PAIN, locator="reassessment", rows=("STR-07", "STR-08", "STR-09"), verified="secondary")
SOURCE_BASELINE = Source(ESMO_PAIN_2012, locator="rescue doses", rows=("STR-14",), verified="secondary")
SOURCE_HARRIS = Source(HARRIS_2003, locator="abstract", rows=("STR-12",), verified="primary")
SOURCE_MERCADANTE = Source(MERCADANTE_2002, locator="abstract", rows=("STR-13",), verified="primary")

_WORST_PAIN = 10
_STILL_MODERATE = range(4, 7)
_DOSES_A_DAY = 6
_MOST_RESCUES = 4
# The library's own limit: more is taken for a slip of unit.
_MOST_MILLIGRAMS = 20000.0


def next_rescue_dose(
    *, given: Quantity | None, pain_before: int | None, pain_after: int | None
) -> tuple[Quantity, Quantity] | None:
    """Return the next rescue dose after one was reassessed.

    Args:
        given: The rescue dose that was given.
        pain_before: Pain from 0 to 10 before it.
        pain_after: Pain from 0 to 10 when reassessed.

    Returns:
        Lowest and highest dose, or None where pain is 0 to 3 and nothing is raised.

    Raises:
        MissingInputError: If an input is None.
        UnitMismatchError: If the dose is not a mass of drug.
        OutOfDomainError: If an input cannot be, or pain fell but is above 6.

    Example:
        >>> from boneguide.quantities import Q
        >>> low, high = next_rescue_dose(given=Q(15, "mg"), pain_before=8, pain_after=8)
        >>> low.m_as("mg"), high.m_as("mg")
        (22.5, 30.0)
    """
    milligrams = _mass(given, "rescue dose")
    before, after = _pain(pain_before, "before"), _pain(pain_after, "after")
    if after < min(_STILL_MODERATE):
        return None
    if after >= before:
        return DRUG_MASS.quantity(milligrams * 1.5), DRUG_MASS.quantity(milligrams * 2.0)
    if after in _STILL_MODERATE:
        return DRUG_MASS.quantity(milligrams), DRUG_MASS.quantity(milligrams)
    msg = (
        f"Pain fell from {before} to {after}, for which no step is printed. Expected the same or more pain, or 6 and"
        " less. Let a clinician choose between the same dose and a larger one."
    )
    raise OutOfDomainError(msg)


def regular_dose_with_rescues(regular: OpioidDose | None, *, rescues: Sequence[Quantity] | None) -> Quantity:
    """Return the regular dose of 24 hours, with the rescue doses in it where there were more than four.

    Args:
        regular: The regular opioid.
        rescues: Each rescue dose of the same opioid and route in the last 24 hours.

    Returns:
        The daily dose in mg; divide it by the doses of a day and round to strengths.

    Raises:
        MissingInputError: If the regular dose or the rescue doses are None.
        UnitMismatchError: If a rescue dose is not a mass of drug.
        OutOfDomainError: If one cannot be, the rescue doses are no list, or the
            regular dose is a patch or fentanyl by mouth or nose.

    Example:
        >>> from boneguide.quantities import Q
        >>> regular = OpioidDose(drug="morphine", route="oral", dose=Q(120, "mg/day"))
        >>> regular_dose_with_rescues(regular, rescues=[Q(15, "mg")] * 6)
        <Quantity(210.0, 'milligram / day')>
    """
    regular = given_dose(regular, "A regular dose with rescue doses")
    if regular.route == "transdermal":
        msg = "Rescue doses were to be added to a patch. Expected a daily dose in mg. Convert the patch first."
        raise OutOfDomainError(msg)
    if regular.drug == "fentanyl" and regular.route in {"transmucosal", "oral", "sublingual"}:
        msg = (
            f"Rescue doses were to be added to {regular.route} fentanyl. Expected the regular opioid: products for the"
            " mouth and nose are given for episodes only. With more than four episodes a day, titrate the regular"
            " opioid again."
        )
        raise OutOfDomainError(msg)
    taken = [_mass(dose, "rescue dose") for dose in _rescues(rescues)]
    extra = sum(taken) if len(taken) > _MOST_RESCUES else 0.0
    return DAILY_DRUG_DOSE.quantity(regular.number + extra)


def harris_oral_dose(*, intravenous_total: Quantity | None) -> Quantity:
    """Return the four-hourly dose by mouth after relief by small boluses (Harris): as much as was given.

    Args:
        intravenous_total: All the morphine that was given into the vein.

    Returns:
        The dose by mouth, every 4 hours.

    Raises:
        MissingInputError: If it is None.
        UnitMismatchError: If it is not a mass of drug.
        OutOfDomainError: If it cannot be.

    Example:
        >>> from boneguide.quantities import Q
        >>> harris_oral_dose(intravenous_total=Q(9, "mg"))
        <Quantity(9.0, 'milligram')>
    """
    return DRUG_MASS.quantity(_mass(intravenous_total, "intravenous total"))


@attrs.frozen(kw_only=True)
class MercadanteDose:
    """Daily doses after rapid titration into a vein."""

    #: Into the vein.
    intravenous: Quantity
    #: By mouth at 3 for 1, for low doses.
    oral_low_dose: Quantity
    #: By mouth at 2 for 1, for high doses.
    oral_high_dose: Quantity


def mercadante_oral_dose(*, intravenous_total: Quantity | None) -> MercadanteDose:
    """Return the daily doses after relief by rapid boluses (Mercadante).

    Args:
        intravenous_total: All the morphine that was given into the vein.

    Returns:
        The day's dose into the vein, and by mouth at both ratios.

    Raises:
        MissingInputError: If it is None.
        UnitMismatchError: If it is not a mass of drug.
        OutOfDomainError: If it cannot be.

    Example:
        >>> from boneguide.quantities import Q
        >>> dose = mercadante_oral_dose(intravenous_total=Q(8, "mg"))
        >>> [d.m_as("mg/day") for d in (dose.intravenous, dose.oral_low_dose, dose.oral_high_dose)]
        [48.0, 144.0, 96.0]
    """
    daily = _DOSES_A_DAY * _mass(intravenous_total, "intravenous total")
    return MercadanteDose(
        intravenous=DAILY_DRUG_DOSE.quantity(daily),
        oral_low_dose=DAILY_DRUG_DOSE.quantity(daily * 3),
        oral_high_dose=DAILY_DRUG_DOSE.quantity(daily * 2),
    )


def _rescues(given: object) -> tuple[Quantity, ...]:
    if given is None:
        msg = "The rescue doses of 24 hours are not known. Expected a list, empty if there were none. Read the chart."
        raise MissingInputError(msg)
    found = entries(given)
    if found is None:
        msg = (
            f'The rescue doses were {given!r:.80}. Expected a list such as [Q(15, "mg")] * 6, one entry for each dose,'
            " because their number counts. Put square brackets around one alone."
        )
        raise OutOfDomainError(msg)
    # Each is looked at when it is read.
    return cast("tuple[Quantity, ...]", found)


def _mass(given: Quantity | None, what: str) -> float:
    if given is None:
        msg = f'The {what} is not known. Expected a quantity such as Q(15, "mg"). Read the chart; it is not zero.'
        raise MissingInputError(msg)
    value = read_as(DRUG_MASS, given, f"The {what} was", 'Q(15, "mg")')
    if not 0 < value <= _MOST_MILLIGRAMS:
        msg = f"A {what} of {value:.10g} mg cannot be. Expected more than 0. Check number and unit."
        raise OutOfDomainError(msg)
    return value


def _pain(given: int | None, when: str) -> int:
    if given is None:
        msg = f"Pain {when} the rescue dose is not known. Expected a whole number from 0 to 10. Ask the person."
        raise MissingInputError(msg)
    found = whole_number(given)
    if found is None or not 0 <= found <= _WORST_PAIN:
        msg = f"Pain {when} the rescue dose was {given!r:.40}. Expected a whole number from 0 to 10. Check the scale."
        raise OutOfDomainError(msg)
    return found
