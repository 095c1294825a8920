"""Methadone from oral morphine: numbers to inform a specialist, and never a dose.

Published schemes differ, and each gives a larger morphine dose a larger ratio, so
that at the edge of a band more morphine means less methadone: 90 mg is 22.5 mg by
one scheme and 91 mg is 11.4 mg. The answer shows every scheme that was seen, the
spread between them, and flags where a scheme is not monotonic. It always needs a
specialist. The way back, from methadone to anything, is refused.

Domain: methadone by mouth. Schemes are printed in whole mg; a value between two of
their bands has no number by that scheme. The last ratio of one is "12 or more", so
its number there is the highest it allows. In practice starts are capped at about 30
mg a day, which the answer marks and does not apply.

Verification: NCCN was read where it is quoted (secondary); the MSD Manual, a guide
from Wellington and the observed range on their own pages. ESMO's scheme is from
memory and is left out.
"""

from __future__ import annotations

from typing import NoReturn

import attrs

from boneguide.calculators._inputs import below, same
from boneguide.calculators._opioid_references import (
    ESMO_PAIN_2012,
    LIBRARY_OPIOIDS,
    MSD_EQUIANALGESIC,
    NCCN_PAIN,
    RIPAMONTI_1998,
    WELLINGTON,
)
from boneguide.calculators.oral_morphine_equivalent import read_omed
from boneguide.errors import UnsupportedConversionError
from boneguide.model.provenance import Source
from boneguide.quantities import Quantity
from boneguide.quantities.kinds import DAILY_DRUG_DOSE

__all__ = [
    "SOURCE",
    "SOURCE_CAP",
    "SOURCE_ESMO",
    "SOURCE_MSD",
    "SOURCE_OBSERVED",
    "SOURCE_WELLINGTON",
    "MethadoneInformation",
    "MethadoneScheme",
    "from_methadone",
    "methadone_start",
]

_ROWS = ("analgesia-T9",)
SOURCE = Source(NCCN_PAIN, locator="methadone ratios", rows=_ROWS, verified="secondary")
SOURCE_MSD = Source(MSD_EQUIANALGESIC, locator="methadone ratios", rows=_ROWS, verified="primary")
SOURCE_WELLINGTON = Source(WELLINGTON, locator="methadone ratios", rows=_ROWS, verified="primary")
SOURCE_OBSERVED = Source(RIPAMONTI_1998, locator="abstract", rows=_ROWS, verified="primary")
SOURCE_ESMO = Source(
    ESMO_PAIN_2012, locator="methadone ratios", rows=_ROWS, verified="memory", note="Left out of every answer."
)
SOURCE_CAP = Source(
    LIBRARY_OPIOIDS,
    locator="mark at 30 mg a day; always a specialist; never backwards",
    rows=_ROWS,
    verified="derived",
)

#: Ratios that were observed: lowest, median and highest (``SOURCE_OBSERVED``).
OBSERVED_RATIOS = (2.5, 7.75, 14.3)
#: Start in mg per day above which the answer carries a mark.
PRACTICAL_CAP = 30.0


_ENDLESS = float("inf")


@attrs.frozen
class _Band:
    #: First and last mg of morphine, and how many of them stand for one of methadone.
    first: float
    last: float
    ratio: float
    #: Whether the last value is in the band.
    closed: bool = attrs.field(default=True, kw_only=True)

    def holds(self, value: float) -> bool:
        return not below(value, self.first) and (below(value, self.last) or (self.closed and same(value, self.last)))


@attrs.frozen(kw_only=True)
class _Scheme:
    name: str
    bands: tuple[_Band, ...]
    #: Share that is kept after the scheme's own further cut, lowest and highest.
    kept: tuple[float, float] = (1.0, 1.0)
    source: Source


_SCHEMES = (
    _Scheme(name="NCCN", bands=(_Band(30, 90, 4), _Band(91, 300, 8), _Band(300, _ENDLESS, 12)), source=SOURCE),
    _Scheme(
        name="MSD Manual",
        bands=(
            _Band(0, 30, 2, closed=False),
            _Band(31, 99, 4),
            _Band(100, 299, 8),
            _Band(300, 499, 12),
            _Band(500, 999, 15),
            _Band(1000, _ENDLESS, 20),
        ),
        kept=(0.10, 0.25),
        source=SOURCE_MSD,
    ),
    _Scheme(
        name="Wellington",
        bands=(_Band(0, 90, 4, closed=False), _Band(91, 300, 8), _Band(301, 600, 12)),
        kept=(0.50, 0.75),
        source=SOURCE_WELLINGTON,
    ),
)


@attrs.frozen(kw_only=True)
class MethadoneScheme:
    """What one scheme gives; information, not a dose to order."""

    #: Its name.
    name: str
    #: How many mg of morphine stand for one of methadone; None between its bands.
    ratio: float | None
    #: Methadone by the ratio alone.
    calculated: Quantity | None
    #: The same after the scheme's own further cut, lowest and highest.
    after_cut: tuple[Quantity, Quantity] | None
    #: Whether more morphine gives less methadone, or less gives more, by this scheme.
    non_monotonic: bool
    #: Where it was read.
    source: Source


@attrs.frozen(kw_only=True)
class MethadoneInformation:
    """Every scheme beside the others. A specialist decides, always."""

    #: The schemes that were seen.
    schemes: tuple[MethadoneScheme, ...]
    #: Lowest and highest of all of them, cuts included. No value is left out by every scheme.
    spread: tuple[Quantity, Quantity]
    #: Whether a scheme is not monotonic here.
    non_monotonic: bool
    #: Whether a scheme gives more than about 30 mg a day.
    above_practical_cap: bool
    #: How many mg of morphine one of methadone was seen to replace: lowest, median and highest.
    observed_ratios: tuple[float, float, float] = attrs.field(default=OBSERVED_RATIOS, init=False)
    #: Always true.
    specialist_required: bool = attrs.field(default=True, init=False)


def methadone_start(*, oral_morphine: Quantity | None) -> MethadoneInformation:
    """Return what published schemes make of an oral morphine equivalent, for a specialist.

    Args:
        oral_morphine: Oral morphine equivalent, such as ``Q(80, "OMED/day")``.

    Returns:
        Each scheme, the spread, and flags. It is information and no dose.

    Raises:
        MissingInputError: If the equivalent is None.
        SurveillanceNumberError: If it is a count of MME.
        UnitMismatchError: If it is in another unit than OMED/day.
        OutOfDomainError: If it cannot be.

    Example:
        >>> from boneguide.quantities import Q
        >>> asked = methadone_start(oral_morphine=Q(80, "OMED/day"))
        >>> asked.schemes[0].calculated, asked.specialist_required
        (<Quantity(20.0, 'milligram / day')>, True)
    """
    value = read_omed(oral_morphine, "A number for methadone")
    schemes = tuple(_by(scheme, value) for scheme in _SCHEMES)
    numbers = [
        quantity.m_as("mg/day") for scheme in schemes if scheme.after_cut is not None for quantity in scheme.after_cut
    ]
    return MethadoneInformation(
        schemes=schemes,
        spread=(DAILY_DRUG_DOSE.quantity(min(numbers)), DAILY_DRUG_DOSE.quantity(max(numbers))),
        non_monotonic=any(scheme.non_monotonic for scheme in schemes),
        above_practical_cap=any(number > PRACTICAL_CAP for number in numbers),
    )


def from_methadone() -> NoReturn:
    """Refuse a conversion from methadone, whatever the dose.

    Raises:
        UnsupportedConversionError: Always.

    Example:
        >>> from_methadone()  # doctest: +ELLIPSIS
        Traceback (most recent call last):
            ...
        boneguide.errors.UnsupportedConversionError: A conversion from methadone was asked for. ...
    """
    msg = (
        "A conversion from methadone was asked for. Expected a conversion to it only: published ratios do not hold"
        " backwards and sources disagree. Ask a specialist."
    )
    raise UnsupportedConversionError(msg)


def _ratio(scheme: _Scheme, value: float) -> float | None:
    return next((band.ratio for band in scheme.bands if band.holds(value)), None)


def _by(scheme: _Scheme, value: float) -> MethadoneScheme:
    ratio = _ratio(scheme, value)
    dose = None if ratio is None else value / ratio
    low, high = scheme.kept
    return MethadoneScheme(
        name=scheme.name,
        ratio=ratio,
        calculated=None if dose is None else DAILY_DRUG_DOSE.quantity(dose),
        after_cut=None
        if dose is None
        else (DAILY_DRUG_DOSE.quantity(dose * low), DAILY_DRUG_DOSE.quantity(dose * high)),
        non_monotonic=dose is not None and _turned(scheme, value, dose),
        source=scheme.source,
    )


def _turned(scheme: _Scheme, value: float, dose: float) -> bool:
    """Say whether a smaller morphine dose gives more methadone, or a larger one less."""
    return any(
        (band.last <= value and band.last / band.ratio > dose)
        or (band.first >= value and band.first / band.ratio < dose)
        for band in scheme.bands
    )
