"""Oral morphine equivalent daily dose, after one named table.

Every opioid of 24 hours, regular and rescue, times the factor of the table. The
answer is in OMED/day and says which table made it: published factors differ, and a
sum over two tables means nothing. It is not the count of the CDC.

Domain: adults on a steady regimen. Not for methadone, from which no conversion is
made. Conversions of tramadol, tapentadol and buprenorphine are weak, and the answer
says so. Where a table prints a range the answer is one; of the 15 to 20 mg of
oxycodone that NCCN prints, 20 is used, and a note says so. More than 5000 mg/day is
taken for a slip of unit, by this library's own limit. A line from memory is an
error unless it is accepted, and then the answer names it.

Verification: that all opioids of 24 hours are summed was read where NCCN is quoted
(secondary); the factors as with each table.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, cast, get_args

import attrs

from boneguide.calculators._inputs import read_as, same
from boneguide.calculators._opioid_references import LIBRARY_OPIOIDS, NCCN_PAIN
from boneguide.calculators._opioid_table import ConversionTable, refuse_surveillance, require_verified
from boneguide.calculators.opioid_dose import OpioidDose, given_doses, listed
from boneguide.calculators.opioid_tables import CLINICAL, SURVEILLANCE
from boneguide.errors import MissingInputError, OutOfDomainError, SurveillanceNumberError
from boneguide.model.provenance import Source
from boneguide.quantities import Quantity
from boneguide.quantities.kinds import OMED

__all__ = ["SOURCE", "SOURCE_WEAK", "OmedTable", "OralMorphineEquivalent", "oral_morphine_equivalent"]

SOURCE = Source(NCCN_PAIN, locator="conversion between opioids", rows=("CNV-01",), verified="secondary")
SOURCE_WEAK = Source(LIBRARY_OPIOIDS, locator="weak conversions are marked", rows=("CNV-09",), verified="derived")

_EXAMPLE = 'Q(60, "OMED/day"), not mg/day of any one opioid'

# The library's own limit: more is taken for a slip of unit.
_MOST = 5000.0

#: A clinical table.
OmedTable = Literal["nccn", "nccn-fentanyl", "eapc", "esmo", "anzca"]


@attrs.frozen(kw_only=True)
class OralMorphineEquivalent:
    """Oral morphine that stands for a regimen, by one table."""

    #: Lowest that the table allows, in OMED/day.
    low: Quantity
    #: Highest that it allows.
    high: Quantity
    #: The table.
    table: OmedTable
    #: What each opioid adds, lowest and highest.
    parts: tuple[tuple[OpioidDose, float, float], ...]
    #: Whether a conversion in it is weak (tramadol, tapentadol, buprenorphine).
    low_confidence: bool
    #: Rows from memory that were accepted and must be checked.
    unverified: tuple[str, ...]
    #: What a reader should know.
    notes: tuple[str, ...]

    @property
    def total(self) -> Quantity:
        """The sum, where the table prints one number.

        Raises:
            OutOfDomainError: If it prints a range.
        """
        if not same(self.low.m_as("OMED/day"), self.high.m_as("OMED/day")):
            msg = (
                f"The table {self.table!r} prints a range here, {self.low:g} to {self.high:g}. Expected one number. Use"
                " .low and .high, and let a clinician choose."
            )
            raise OutOfDomainError(msg)
        return self.low


def clinical_table(table: OmedTable | None, what: str) -> ConversionTable:
    """Return a table that may be dosed by.

    Raises:
        MissingInputError: If it is None.
        SurveillanceNumberError: If it is one that counts MME.
        OutOfDomainError: If there is none of that name.
    """
    if table is None:
        msg = f"{what} needs the name of a table, because tables differ. Expected one of: {', '.join(CLINICAL)}."
        raise MissingInputError(msg)
    if isinstance(table, str) and table in SURVEILLANCE:
        msg = (
            f"{what} was asked for by the table {table!r}, whose numbers count exposure and must not choose a dose."
            f" Expected one of: {', '.join(CLINICAL)}. Name the table that your service uses."
        )
        raise SurveillanceNumberError(msg)
    listed(table, get_args(OmedTable), "conversion table")
    return CLINICAL[table]


def oral_morphine_equivalent(
    doses: Iterable[OpioidDose], *, table: OmedTable | None, accept_unverified: bool = False
) -> OralMorphineEquivalent:
    """Return the oral morphine that stands for all opioids of 24 hours.

    Args:
        doses: Every opioid taken, one entry per drug and route; rescue doses too.
        table: Name of the table.
        accept_unverified: Whether lines from memory may be used; the answer names them.

    Returns:
        The sum, its parts, and what to know of it.

    Raises:
        MissingInputError: If no opioid or no table is given.
        SurveillanceNumberError: If the table is one that counts MME.
        UnsupportedConversionError: If the table has no line for one of them.
        UnverifiedEntryError: If a line is from memory and was not accepted.
        OutOfDomainError: If the table is unknown, the sum cannot be, or an
            argument is not of its sort.

    Example:
        >>> from boneguide.quantities import Q
        >>> taken = [OpioidDose(drug="hydromorphone", route="oral", dose=Q(24, "mg/day"))]
        >>> oral_morphine_equivalent(taken, table="nccn").total.m_as("OMED/day")
        96.0
    """
    chosen = clinical_table(table, "An oral morphine equivalent")
    parts = []
    unverified: list[str] = []
    notes: list[str] = []
    weak = False
    for dose in given_doses(doses, "An oral morphine equivalent"):
        entry = chosen.entry(dose)
        what = f"{dose.route} {dose.drug} in the table {chosen.name!r}"
        unverified += require_verified(entry.verified, chosen.row, what, accept=accept_unverified)
        low, high = entry.factors()
        parts.append((dose, dose.number * low, dose.number * high))
        weak = weak or entry.weak
        notes += [f"{dose.drug}: {entry.note}"] if entry.note else []
    lowest = sum(low for _, low, _ in parts)
    highest = sum(high for _, _, high in parts)
    _check(highest)
    return OralMorphineEquivalent(
        low=OMED.quantity(lowest),
        high=OMED.quantity(highest),
        table=cast("OmedTable", chosen.name),
        parts=tuple(parts),
        low_confidence=weak,
        unverified=tuple(dict.fromkeys(unverified)),
        notes=tuple(notes),
    )


def read_omed(given: Quantity | None, what: str) -> float:
    """Return an oral morphine equivalent in mg per day.

    Raises:
        MissingInputError: If it is None.
        SurveillanceNumberError: If it is a count of MME.
        UnitMismatchError: If it is in another unit than OMED/day.
        OutOfDomainError: If it is not above zero, or cannot be.
    """
    if given is None:
        msg = (
            f"{what} needs the oral morphine equivalent, which was not given. Expected a quantity such as"
            f" {_EXAMPLE}. Work it out with oral_morphine_equivalent; nothing is assumed in its place."
        )
        raise MissingInputError(msg)
    refuse_surveillance(given, what)
    value = _in_omed(given, what)
    _check(value)
    return value


def is_no_opioid(given: Quantity, what: str) -> bool:
    """Say whether an oral morphine equivalent is that of a person who takes no opioid.

    Raises:
        InvalidQuantityError: If it is no quantity.
        UnitMismatchError: If it is in another unit than OMED/day.
    """
    return _in_omed(given, what) == 0


def _in_omed(given: Quantity, what: str) -> float:
    return read_as(OMED, given, f"{what} was given the oral morphine equivalent", _EXAMPLE)


def _check(value: float) -> None:
    if not 0 < value <= _MOST:
        msg = (
            f"An oral morphine equivalent of {value:.10g} mg/day cannot be used. Expected more than 0 and at most"
            f" {_MOST:g}. Check each dose and its unit: ug and mg differ a thousandfold."
        )
        raise OutOfDomainError(msg)
