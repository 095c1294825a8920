"""Transdermal fentanyl from oral morphine, by the tables of the labels.

Three tables under their own names: ``us-label``, and the two columns of the EU
summary of product characteristics, ``eu-rotation`` for a first switch and
``eu-stable`` for people on a steady, well tolerated regimen. They are already
reduced, so nothing more is taken off. They run one way: read backwards they
overdose. For other directions see ``fentanyl_patch_equivalent``.

Domain: opioid-tolerant people; check ``opioid_tolerance`` first. Below 60 mg a
day the US label counts a person as not tolerant and nothing is given. From 1125 mg
(US and EU rotation) and 750 mg (EU stable) the tables end: a specialist decides.
The EU rotation column says nothing between 44 and 45 mg. Bands are printed in whole
mg; here each begins at its first value and ends below the next one, so 134.9 mg is
in the band that begins at 60. Within 1 mg of an edge the answer says so.

Other publications use a straight slope of 2.0, 2.4 or 3.6 mg per ug/h; what they
would give is shown beside the answer and is not the answer.

Verification: EU columns were seen in a reprinted table (primary). The US table was
read as quoted to 314 mg (secondary); from 315 mg on it is from memory and must be
accepted by name. The EU rotation column prints the same steps there.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, get_args

import attrs

from boneguide.calculators._inputs import below
from boneguide.calculators._opioid_references import FENTANYL_EU_SMPC, FENTANYL_US_LABEL, LIBRARY_OPIOIDS
from boneguide.calculators._opioid_table import require_verified
from boneguide.calculators.opioid_dose import listed
from boneguide.calculators.oral_morphine_equivalent import read_omed
from boneguide.errors import OutOfDomainError, UnsupportedConversionError
from boneguide.model.provenance import Source
from boneguide.quantities import Quantity
from boneguide.quantities.kinds import PATCH_RATE

__all__ = [
    "BANDS",
    "SOURCE",
    "SOURCE_EDGES",
    "SOURCE_EU",
    "SOURCE_US_HIGH",
    "TOLERANT_FROM",
    "US_MEMORY_FROM",
    "FentanylPatch",
    "PatchBand",
    "PatchTable",
    "fentanyl_patch",
]

SOURCE = Source(FENTANYL_US_LABEL, locator="initial patch, to 314 mg", rows=("analgesia-T6",), verified="secondary")
SOURCE_US_HIGH = Source(
    FENTANYL_US_LABEL, locator="initial patch, from 315 mg", rows=("analgesia-T6",), verified="memory"
)
SOURCE_EU = Source(FENTANYL_EU_SMPC, locator="both columns", rows=("analgesia-T7",), verified="primary")
SOURCE_EDGES = Source(
    LIBRARY_OPIOIDS,
    locator="half-open bands, refusal beyond the table, slopes beside it",
    rows=("analgesia-T6", "analgesia-T8", "CNV-04"),
    verified="derived",
)

#: The table that is read.
PatchTable = Literal["us-label", "eu-rotation", "eu-stable"]

#: Its first value, where it ends, both in mg of oral morphine a day, and its patch in ug/h.
PatchBand = tuple[float, float, float]

_HIGH: tuple[PatchBand, ...] = tuple((135.0 + 90 * step, 225.0 + 90 * step, 50.0 + 25 * step) for step in range(11))
_STABLE: tuple[PatchBand, ...] = tuple((90.0 + 60 * step, 150.0 + 60 * step, 50.0 + 25 * step) for step in range(11))

#: The bands of each table, in rising order.
BANDS: Mapping[PatchTable, tuple[PatchBand, ...]] = MappingProxyType(
    {
        "us-label": ((60.0, 135.0, 25.0), *_HIGH),
        "eu-rotation": ((0.0, 44.0, 12.5), (45.0, 135.0, 25.0), *_HIGH),
        "eu-stable": ((0.0, 60.0, 12.5), (60.0, 90.0, 25.0), *_STABLE),
    }
)

#: Whoever takes less oral morphine a day, in mg, does not count as tolerant.
TOLERANT_FROM = BANDS["us-label"][0][0]
#: From here on the US table is from memory.
US_MEMORY_FROM = 315.0
_NEAR = 1.0

#: Published slopes in mg of oral morphine per ug/h.
SLOPES = {"2.0 mg per ug/h": 2.0, "2.4 mg per ug/h": 2.4, "3.6 mg per ug/h": 3.6}

_ONE_WAY = "This table runs from morphine to the patch only; read backwards it overdoses. No further reduction applies."
_NAIVE = "Not for a person who is not opioid-tolerant; check opioid_tolerance first."


@attrs.frozen(kw_only=True)
class FentanylPatch:
    """A patch by one table."""

    #: Rate of the patch, or patches, in ug/h.
    rate: Quantity
    #: The table.
    table: PatchTable
    #: The band, first value included and last not, in mg of oral morphine per day.
    band: tuple[float, float]
    #: What straight slopes would give in ug/h; not the answer.
    other_slopes: tuple[tuple[str, float], ...]
    #: Rows from memory that were accepted and must be checked.
    unverified: tuple[str, ...]
    #: What a reader should know.
    notes: tuple[str, ...]


def fentanyl_patch(
    *, oral_morphine: Quantity | None, table: PatchTable, accept_unverified: bool = False
) -> FentanylPatch:
    """Return the fentanyl patch that a label's table gives for an oral morphine equivalent.

    Args:
        oral_morphine: Oral morphine equivalent, such as ``Q(90, "OMED/day")``.
        table: Name of the table.
        accept_unverified: Whether bands from memory may be used; the answer names them.

    Returns:
        The patch with its band and notes.

    Raises:
        MissingInputError: If the equivalent is None.
        SurveillanceNumberError: If it is a count of MME.
        UnitMismatchError: If it is in another unit than OMED/day.
        OutOfDomainError: If the person is not tolerant by the US label, the value
            lies in a gap or beyond the table, or a name is not known.
        UnverifiedEntryError: If the band is from memory and was not accepted.

    Example:
        >>> from boneguide.quantities import Q
        >>> fentanyl_patch(oral_morphine=Q(134.9, "OMED/day"), table="us-label").rate
        <Quantity(25.0, 'microgram / hour')>
    """
    listed(table, get_args(PatchTable), "table of patches")
    value = read_omed(oral_morphine, "A fentanyl patch")
    _refuse(value, table)
    low, high, rate = _band(value, table)
    rows: tuple[str, ...] = ()
    if table == "us-label" and not below(value, US_MEMORY_FROM):
        what = "The US table from 315 mg (the column 'eu-rotation' was seen and has the same steps)"
        rows = require_verified(SOURCE_US_HIGH.verified, SOURCE_US_HIGH.rows[0], what, accept=accept_unverified)
    edges = [edge for edge in (low, high) if edge and abs(value - edge) <= _NEAR]
    near = tuple(f"Within 1 mg of the edge at {edge:g} mg: the next band is another patch." for edge in edges)
    return FentanylPatch(
        rate=PATCH_RATE.quantity(rate),
        table=table,
        band=(low, high),
        other_slopes=tuple((name, value / slope) for name, slope in SLOPES.items()),
        unverified=rows,
        notes=(_ONE_WAY, _NAIVE, *near),
    )


def _refuse(value: float, table: PatchTable) -> None:
    name = f"The table {table!r}"
    if table == "us-label" and below(value, TOLERANT_FROM):
        msg = (
            f"{name} was asked for {value:.10g} mg of oral morphine a day. Expected 60 mg or more: below it a person"
            " counts as not tolerant, and the patch is contraindicated. Titrate a short-acting opioid first."
        )
        raise OutOfDomainError(msg)
    bands = BANDS[table]
    if table == "eu-rotation" and not below(value, bands[0][1]) and below(value, bands[1][0]):
        msg = (
            f"{name} was asked for {value:.10g} mg of oral morphine a day, between its bands below 44 and from 45 mg."
            " Expected a value in a band. Let a clinician choose between 12.5 and 25 ug/h."
        )
        raise OutOfDomainError(msg)
    if not below(value, bands[-1][1]):
        msg = (
            f"{name} was asked for {value:.10g} mg of oral morphine a day, and ends below {bands[-1][1]:g} mg. Expected"
            " a value in the table. Ask a specialist."
        )
        raise UnsupportedConversionError(msg)


def _band(value: float, table: PatchTable) -> PatchBand:
    return next(band for band in reversed(BANDS[table]) if not below(value, band[0]))
