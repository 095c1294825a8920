"""What a conversion table is: entries by drug and route, each with how far it was checked.

A policy for every table: an entry from memory gives no dose. Asking for it is an
error that names the row, unless the caller says ``accept_unverified=True``; then
the answer names the row among its ``unverified``.
"""

from __future__ import annotations

from typing import Literal

import attrs

from boneguide.calculators._score import yes_or_no
from boneguide.calculators.opioid_dose import Opioid, OpioidDose, OpioidRoute
from boneguide.errors import (
    InvalidQuantityError,
    SurveillanceNumberError,
    UnsupportedConversionError,
    UnverifiedEntryError,
)
from boneguide.model.provenance import Source, Verification
from boneguide.quantities import Quantity, as_amount

#: Parenteral, as tables call it.
PARENTERAL: tuple[OpioidRoute, ...] = ("subcutaneous", "intravenous")
ORAL: tuple[OpioidRoute, ...] = ("oral",)
PATCH: tuple[OpioidRoute, ...] = ("transdermal",)

#: Opioids between which ratios are weak.
WEAK_RATIOS = frozenset({"tapentadol", "tramadol", "buprenorphine"})

#: The unit that a factor is for.
Per = Literal["mg/day", "ug/day", "ug/h"]

_MILLIGRAMS = {"mg/day": 1.0, "ug/day": 1000.0, "ug/h": 1.0}


def require_verified(verified: Verification, row: str, what: str, *, accept: bool) -> tuple[str, ...]:
    """Return the rows to name as unverified, or refuse one from memory.

    Raises:
        UnverifiedEntryError: If it is from memory and that was not accepted.
        OutOfDomainError: If whether it is accepted is neither True nor False.
    """
    accepted = yes_or_no(accept, "accept_unverified", what)
    if verified is not Verification.MEMORY:
        return ()
    if not accepted:
        msg = (
            f"{what} was written from memory and gives no dose. Expected an entry that was seen in print. Check row"
            f" {row} against its source, choose another table, or say accept_unverified=True and have the number"
            " checked."
        )
        raise UnverifiedEntryError(msg)
    return (row,)


@attrs.frozen
class Entry:
    """One line of a table: how many mg of oral morphine one unit of the drug stands for."""

    drug: Opioid
    routes: tuple[OpioidRoute, ...]
    #: Lowest and highest factor that the table prints; the same where it prints one.
    low: float
    high: float
    per: Per = "mg/day"
    verified: Verification = attrs.field(kw_only=True, converter=Verification)
    note: str = attrs.field(default="", kw_only=True)

    @property
    def weak(self) -> bool:
        """Whether conversions of this drug are weak."""
        return self.drug in WEAK_RATIOS

    def factors(self) -> tuple[float, float]:
        """Return both factors per mg/day, or per ug/h of a patch."""
        scale = _MILLIGRAMS[self.per]
        return self.low * scale, self.high * scale


@attrs.frozen(kw_only=True)
class Pair:
    """A ratio printed for one switch, which need not agree with going through morphine."""

    source: Opioid
    target: Opioid
    #: How many mg of the first one mg of the second stands for.
    ratio: float
    verified: Verification = attrs.field(converter=Verification)


@attrs.frozen(kw_only=True)
class ConversionTable:
    """A published table under its own name; two tables are never mixed."""

    #: Name by which it is asked for.
    name: str
    #: Row of the fact sheet.
    row: str
    entries: tuple[Entry, ...]
    pairs: tuple[Pair, ...] = ()
    source: Source

    def entry(self, dose_or_drug: OpioidDose | tuple[Opioid, OpioidRoute]) -> Entry:
        """Return the line of a drug and route.

        Raises:
            UnsupportedConversionError: If there is none.
        """
        if isinstance(dose_or_drug, OpioidDose):
            drug, route = dose_or_drug.drug, dose_or_drug.route
        else:
            drug, route = dose_or_drug
        for entry in self.entries:
            if entry.drug == drug and route in entry.routes:
                return entry
        held = ", ".join(f"{'/'.join(e.routes)} {e.drug}" for e in self.entries)
        msg = (
            f"The table {self.name!r} has no entry for {route} {drug}: unsupported, which is not zero. Expected one of:"
            f" {held}. Use a table that holds it, or ask a specialist."
        )
        raise UnsupportedConversionError(msg)

    def pair(self, dose: OpioidDose, target: Opioid, route: OpioidRoute) -> Pair | None:
        """Return the ratio printed for this switch by mouth, if there is one."""
        for pair in self.pairs:
            if (pair.source, pair.target) == (dose.drug, target) and dose.route == route == "oral":
                return pair
        return None


def refuse_surveillance(given: Quantity, what: str) -> None:
    """Refuse a count of morphine milligram equivalents where a dose is worked out.

    Raises:
        SurveillanceNumberError: If it is one.
    """
    try:
        counted = as_amount(given).unit.startswith("MME")
    except InvalidQuantityError:
        # It is no quantity: whoever reads it next says so.
        counted = False
    if counted:
        msg = (
            f'{what} was given {as_amount(given)}. Expected an oral morphine equivalent such as Q(60, "OMED/day"):'
            " MME count exposure and must not choose a dose. Work it out with oral_morphine_equivalent."
        )
        raise SurveillanceNumberError(msg)
