"""Buprenorphine patches from oral morphine: two families that are not interchangeable.

``seven-day`` patches (5, 10 and 20 ug/h, US): below 30 mg of oral morphine a
day, or none, 5 ug/h; from 30 to 80 mg, taper to 30 mg or less over up to 7 days and then
10 ug/h; above 80 mg not recommended, because 20 ug/h may not be enough.
``three-to-four-day`` patches (35, 52.5 and 70 ug/h, EU): two sheets disagree, so the
answer holds what each says, and a value that neither prints is refused.

Domain: adults. The label warns of withdrawal where much of a full agonist is taken.
Exactly 30 mg belongs to the band of the taper, exactly 80 mg too. Not for severe
hepatic impairment (seven-day). Conversions of buprenorphine are weak.

Verification: the seven-day patch was seen on the maker's dosing page (primary). The
other family was read in secondary tables that disagree.
"""

from __future__ import annotations

from typing import Literal, get_args

import attrs

from boneguide.calculators._inputs import below, same
from boneguide.calculators._opioid_references import BUTRANS, TRANSTEC
from boneguide.calculators._opioid_table import refuse_surveillance
from boneguide.calculators.opioid_dose import listed
from boneguide.calculators.oral_morphine_equivalent import is_no_opioid, read_omed
from boneguide.errors import UnsupportedConversionError
from boneguide.model.provenance import Source
from boneguide.quantities import Quantity
from boneguide.quantities.kinds import PATCH_RATE

__all__ = ["SOURCE", "SOURCE_THREE_TO_FOUR", "BuprenorphinePatch", "PatchFamily", "buprenorphine_patch"]

SOURCE = Source(BUTRANS, locator="initial dose", rows=("analgesia-T10",), verified="primary")
SOURCE_THREE_TO_FOUR = Source(
    TRANSTEC,
    locator="conversion from oral morphine",
    rows=("analgesia-T10",),
    verified="conflict",
    note="EU: 30 to 60, 90 and 120 mg are 35, 52.5 and 70 ug/h. A UK sheet pairs 35 ug/h with 61 to 90 mg.",
)

#: Which patch.
PatchFamily = Literal["seven-day", "three-to-four-day"]

_TAPER_FROM = 30.0
_TAPER_TO = 80.0


@attrs.frozen(kw_only=True)
class BuprenorphinePatch:
    """The patch to start with, or patches where sources disagree."""

    #: The family; patches of the other must not stand in.
    family: PatchFamily
    #: Rates in ug/h, one per source that says something.
    rates: tuple[Quantity, ...]
    #: What has to be done first; empty if nothing.
    first: str
    #: What a reader should know.
    notes: tuple[str, ...]
    #: Where it was read.
    source: Source
    #: Always true: conversions of buprenorphine are weak.
    low_confidence: bool = attrs.field(default=True, init=False)


_FAMILIES = (
    "Patches worn seven days (5, 10, 20 ug/h) and three to four days (35, 52.5, 70 ug/h) are not interchangeable."
)
_WITHDRAWAL = "May bring on withdrawal where much of a full agonist is taken."


def buprenorphine_patch(*, oral_morphine: Quantity | None, family: PatchFamily) -> BuprenorphinePatch:
    """Return the buprenorphine patch to start with.

    Args:
        oral_morphine: Oral morphine equivalent, such as ``Q(25, "OMED/day")``;
            ``Q(0, "OMED/day")`` for a person who takes no opioid.
        family: Which patch.

    Returns:
        The patch, what to do first, and notes.

    Raises:
        MissingInputError: If the equivalent is None.
        SurveillanceNumberError: If it is a count of MME.
        UnitMismatchError: If it is in another unit than OMED/day.
        UnsupportedConversionError: If the patch is not recommended at it, or no
            sheet prints it.
        OutOfDomainError: If a value or name cannot be.

    Example:
        >>> from boneguide.quantities import Q
        >>> buprenorphine_patch(oral_morphine=Q(25, "OMED/day"), family="seven-day").rates
        (<Quantity(5.0, 'microgram / hour')>,)
    """
    listed(family, get_args(PatchFamily), "family of patches")
    value = _read(oral_morphine)
    if family == "seven-day":
        return _seven_day(value)
    rates = _three_to_four_day(value)
    return BuprenorphinePatch(
        family=family,
        rates=tuple(PATCH_RATE.quantity(rate) for rate in rates),
        first="",
        notes=("Sources disagree: see the source.", _FAMILIES, _WITHDRAWAL),
        source=SOURCE_THREE_TO_FOUR,
    )


def _read(given: Quantity | None) -> float:
    what = "A buprenorphine patch"
    if given is not None:
        refuse_surveillance(given, what)
        if is_no_opioid(given, what):
            return 0.0
    return read_omed(given, what)


def _seven_day(value: float) -> BuprenorphinePatch:
    if below(_TAPER_TO, value):
        msg = (
            f"A seven-day buprenorphine patch was asked for at {value:.10g} mg of oral morphine a day. Expected at most"
            " 80 mg: above it is not recommended, because 20 ug/h may not be enough. Choose another opioid."
        )
        raise UnsupportedConversionError(msg)
    tapered = not below(value, _TAPER_FROM)
    return BuprenorphinePatch(
        family="seven-day",
        rates=(PATCH_RATE.quantity(10.0 if tapered else 5.0),),
        first="Taper the present opioid to 30 mg of oral morphine a day or less, over up to 7 days." if tapered else "",
        notes=(
            "At most 20 ug/h, because of the QT interval; no increase sooner than 72 hours.",
            _FAMILIES,
            _WITHDRAWAL,
        ),
        source=SOURCE,
    )


def _three_to_four_day(value: float) -> tuple[float, ...]:
    rates = []
    if not below(value, 30) and not below(60, value):
        rates.append(35.0)
    for printed, rate in ((90, 52.5), (120, 70.0)):
        if same(value, printed):
            rates.append(rate)
    if not below(value, 61) and not below(90, value):
        rates.append(35.0)
    if not rates:
        msg = (
            f"A three-to-four-day buprenorphine patch was asked for at {value:.10g} mg of oral morphine a day, which no"
            " sheet prints. Expected 30 to 60, 61 to 90, or 120 mg. Ask a specialist."
        )
        raise UnsupportedConversionError(msg)
    return tuple(rates)
