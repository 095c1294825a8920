"""From one oral or injected opioid to another: the calculated dose and where to start.

The opioids of 24 hours go to oral morphine and from there to the new drug by one
named table, or straight by the ratio that the table prints for that switch. Tables
differ, so the name is an argument and stands in the answer.

Pain controlled, switching for adverse effects: start at 50 to 75 % of what was
calculated, since tolerance carries over in part. Other publications reduce more;
the reduction is an argument. Pain not controlled: 100 to 125 % is permitted, but
that is from memory and must be accepted by name. Frail people, renal or hepatic
impairment, a high dose or other sedatives call for the larger reduction; that is
from memory too and only stands as a note. So does a start above the ceiling of a weak
opioid. Attach a rescue dose of 10 to 20 % of the
new daily dose and reassess within 24 hours.

Domain: not for a change of route of one drug (``opioid_route_change``), to a
fentanyl patch (``fentanyl_patch``, whose table is already reduced), to a
buprenorphine patch, nor to methadone; from methadone no dose is given at all. A
count of MME never enters: it is made of doses, not of totals.

Verification: reduction, its exceptions and the rescue dose were read where NCCN and
Fine and Portenoy are quoted (secondary).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NoReturn, cast, get_args

import attrs

from boneguide.calculators._inputs import below
from boneguide.calculators._opioid_references import (
    FINE_PORTENOY_2009,
    LIBRARY_OPIOIDS,
    MSD_EQUIANALGESIC,
    NCCN_PAIN,
    UK_PALLIATIVE,
)
from boneguide.calculators._opioid_table import WEAK_RATIOS, ConversionTable, require_verified
from boneguide.calculators._score import yes_or_no
from boneguide.calculators.opioid_dose import Opioid, OpioidDose, OpioidRoute, given_doses, listed
from boneguide.calculators.oral_morphine_equivalent import OmedTable, clinical_table
from boneguide.calculators.rescue_dose import LONG_ACTING, TENTH_TO_FIFTH
from boneguide.errors import MissingInputError, UnsupportedConversionError
from boneguide.model.provenance import Source
from boneguide.quantities import Quantity
from boneguide.quantities.kinds import DAILY_DRUG_DOSE, DRUG_MASS

__all__ = [
    "SOURCE",
    "SOURCE_CAUTION",
    "SOURCE_CEILINGS",
    "SOURCE_EXCEPTIONS",
    "SOURCE_MORE",
    "SOURCE_UNCONTROLLED",
    "OpioidSwitch",
    "Reduction",
    "opioid_switch",
]

SOURCE = Source(
    NCCN_PAIN, locator="conversion between opioids", rows=("CNV-01", "CNV-02", "CNV-07"), verified="secondary"
)
SOURCE_EXCEPTIONS = Source(
    FINE_PORTENOY_2009,
    locator="automatic reduction and its exceptions",
    rows=("CNV-02", "CNV-04"),
    verified="secondary",
)
SOURCE_UNCONTROLLED = Source(NCCN_PAIN, locator="pain not controlled", rows=("CNV-03",), verified="memory")
SOURCE_MORE = Source(
    MSD_EQUIANALGESIC,
    locator="reduction at rotation",
    rows=("CNV-05",),
    verified="conflict",
    note="50 % throughout; another text starts at 30 to 50 % of what was calculated.",
)
SOURCE_CAUTION = Source(LIBRARY_OPIOIDS, locator="larger reduction", rows=("CNV-06",), verified="memory")

SOURCE_CEILINGS = Source(
    UK_PALLIATIVE, locator="ceilings in 24 hours", rows=("WK-01", "WK-02", "WK-03"), verified="secondary"
)

#: Most of a weak opioid by mouth, in mg per day.
_CEILINGS: dict[Opioid, float] = {"codeine": 240.0, "dihydrocodeine": 240.0, "tramadol": 400.0}

#: Percent taken off what was calculated: NCCN, the MSD Manual, and a third text.
Reduction = Literal["25-50 %", "50 %", "50-70 %"]

_START: dict[Reduction, tuple[float, float]] = {"25-50 %": (0.5, 0.75), "50 %": (0.5, 0.5), "50-70 %": (0.3, 0.5)}
_UNCONTROLLED = (1.0, 1.25)

_CAUTION = (
    "From memory (CNV-06): use the larger reduction in frailty, renal or hepatic impairment, with a high dose, or with"
    " other sedatives."
)
_REASSESS = "Attach a rescue dose and reassess within 24 hours."
_NO_SHARE = (
    "No share of this drug is a rescue dose: choose a short-acting opioid for that, and reassess within 24 hours."
)


@attrs.frozen(kw_only=True)
class OpioidSwitch:
    """Calculated dose of the new opioid, where to start, and what it rests on."""

    #: The new drug and route.
    drug: Opioid
    route: OpioidRoute
    #: Daily dose by the table alone, lowest and highest.
    calculated: tuple[Quantity, Quantity]
    #: Share of what was calculated that is started with, lowest and highest.
    fractions: tuple[float, float]
    #: Daily dose to start at, lowest and highest.
    start: tuple[Quantity, Quantity]
    #: Rescue dose: a tenth of the lowest start to a fifth of the highest; None for
    #: a drug of which no share is a rescue dose.
    rescue: tuple[Quantity, Quantity] | None
    #: The table.
    table: OmedTable
    #: Whether a conversion in it is weak.
    low_confidence: bool
    #: Rows from memory that were accepted and must be checked.
    unverified: tuple[str, ...]
    #: What a reader should know.
    notes: tuple[str, ...]


def opioid_switch(  # noqa: PLR0913 - every input is named by the caller
    doses: Iterable[OpioidDose],
    *,
    to: Opioid,
    to_route: OpioidRoute = "oral",
    table: OmedTable | None,
    pain_controlled: bool | None,
    reduction: Reduction = "25-50 %",
    accept_unverified: bool = False,
) -> OpioidSwitch:
    """Return the dose of another opioid that stands for a regimen, and where to start.

    Args:
        doses: Every opioid of 24 hours, one entry per drug and route.
        to: The new drug.
        to_route: How it is to be given.
        table: Name of the table.
        pain_controlled: Whether pain is controlled now.
        reduction: How much is taken off where it is.
        accept_unverified: Whether rows from memory may be used; the answer names them.

    Returns:
        Ranges in mg per day, the rescue dose in mg, and notes.

    Raises:
        MissingInputError: If no opioid or table is given, or pain control is not known.
        SurveillanceNumberError: If the table is one that counts MME.
        UnsupportedConversionError: If the switch is not one for this function or table.
        UnverifiedEntryError: If a row is from memory and was not accepted.
        OutOfDomainError: If a name is not known, or an argument is not of its sort.

    Example:
        >>> from boneguide.quantities import Q
        >>> taken = [OpioidDose(drug="oxycodone", route="oral", dose=Q(60, "mg/day"))]
        >>> switch = opioid_switch(taken, to="hydromorphone", table="nccn", pain_controlled=True)
        >>> [dose.m_as("mg/day") for dose in (*switch.calculated, *switch.start)]
        [22.5, 22.5, 11.25, 16.875]
    """
    chosen = clinical_table(table, "A switch of opioid")
    listed(to, get_args(Opioid), "drug")
    listed(to_route, get_args(OpioidRoute), "route")
    listed(reduction, get_args(Reduction), "reduction")
    given = given_doses(doses, "A switch of opioid")
    _refuse_others(given, to, to_route)
    low = high = 0.0
    unverified: list[str] = []
    notes: list[str] = []
    for dose in given:
        part = _calculated(chosen, dose, to, to_route, accept=accept_unverified)
        low, high = low + part.low, high + part.high
        unverified += part.unverified
        notes += part.notes
    fractions, rows = _fractions(pain_controlled, reduction, accept=accept_unverified)
    start = low * fractions[0], high * fractions[1]
    least, most = map(float, TENTH_TO_FIFTH)
    rescue = DRUG_MASS.quantity(start[0] * least), DRUG_MASS.quantity(start[1] * most)
    return OpioidSwitch(
        drug=to,
        route=to_route,
        calculated=(DAILY_DRUG_DOSE.quantity(low), DAILY_DRUG_DOSE.quantity(high)),
        start=(DAILY_DRUG_DOSE.quantity(start[0]), DAILY_DRUG_DOSE.quantity(start[1])),
        rescue=None if to in LONG_ACTING else rescue,
        table=cast("OmedTable", chosen.name),
        low_confidence=bool({to, *(dose.drug for dose in given)} & WEAK_RATIOS),
        unverified=tuple(dict.fromkeys((*unverified, *rows))),
        fractions=fractions,
        notes=(
            *dict.fromkeys(notes),
            *_above_its_ceiling(to, to_route, start[1]),
            _CAUTION,
            _NO_SHARE if to in LONG_ACTING else _REASSESS,
        ),
    )


def _above_its_ceiling(to: Opioid, route: OpioidRoute, most: float) -> tuple[str, ...]:
    ceiling = _CEILINGS.get(to)
    if ceiling is None or route != "oral" or not below(ceiling, most):
        return ()
    return (f"{to}: more than {ceiling:g} mg in 24 hours is above its ceiling: another opioid is looked for.",)


def _refuse_others(doses: tuple[OpioidDose, ...], to: Opioid, route: OpioidRoute) -> None:
    if any(dose.drug == "methadone" for dose in doses):
        _refuse("a switch from methadone, whose ratio backwards is not known", "Ask a specialist.")
    if to == "methadone":
        _refuse("a switch to methadone", "See methadone_start, which needs a specialist.")
    if route == "transdermal":
        _refuse("a patch", "Use fentanyl_patch or buprenorphine_patch.")
    if route == "transmucosal":
        _refuse("transmucosal fentanyl", "Start at the lowest strength of the product; nothing converts.")
    if any(dose.drug == to for dose in doses):
        what = f"{to} from a regimen that already holds it"
        _refuse(what, "Use opioid_route_change for that part, to which no reduction applies, and switch the rest.")


def _refuse(what: str, do: str) -> NoReturn:
    msg = f"opioid_switch was asked for {what}. Expected another oral or injected opioid. {do}"
    raise UnsupportedConversionError(msg)


@attrs.frozen
class _Part:
    """What one of the old opioids comes to, in mg/day of the new one."""

    low: float
    high: float
    unverified: tuple[str, ...]
    notes: tuple[str, ...] = ()


def _calculated(table: ConversionTable, dose: OpioidDose, to: Opioid, route: OpioidRoute, *, accept: bool) -> _Part:
    pair = table.pair(dose, to, route)
    if pair is not None:
        what = f"{dose.drug} to {to} in the table {table.name!r}"
        rows = require_verified(pair.verified, table.row, what, accept=accept)
        return _Part(dose.number / pair.ratio, dose.number / pair.ratio, rows)
    old, new = table.entry(dose), table.entry((to, route))
    rows = ()
    for entry in (old, new):
        what = f"{entry.drug} in the table {table.name!r}"
        rows += require_verified(entry.verified, table.row, what, accept=accept)
    from_low, from_high = old.factors()
    to_low, to_high = new.factors()
    notes = tuple(f"{entry.drug}: {entry.note}" for entry in (old, new) if entry.note)
    return _Part(dose.number * from_low / to_high, dose.number * from_high / to_low, rows, notes)


def _fractions(
    controlled: object,
    reduction: Reduction,
    *,
    accept: bool,
) -> tuple[tuple[float, float], tuple[str, ...]]:
    known = yes_or_no(controlled, "pain_controlled", "A switch of opioid")
    if known is None:
        msg = (
            "A switch of opioid needs to know whether pain is controlled. Expected True or False: it decides how much"
            " is taken off. Ask, or calculate both."
        )
        raise MissingInputError(msg)
    if known:
        return _START[reduction], ()
    what = "The start at 100 to 125 % where pain is not controlled"
    memory = SOURCE_UNCONTROLLED
    return _UNCONTROLLED, require_verified(memory.verified, memory.rows[0], what, accept=accept)
