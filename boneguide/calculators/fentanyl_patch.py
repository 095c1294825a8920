"""Transdermal fentanyl from oral morphine, by the tables of the labels.

Three tables under their own names: ``us-label``, and the two columns of the EU
summary of product characteristics, ``eu-rotation`` for a first switch and
``eu-stable`` for people on a steady, well tolerated regimen. They are already
reduced, so nothing more is taken off. They run one way: read backwards they
overdose. For other directions see ``fentanyl_patch_equivalent``.

Domain: people who tolerate opioids; check ``opioid_tolerance`` first. Below 60 mg a
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

__all__ = ["SOURCE", "SOURCE_EDGES", "SOURCE_EU", "SOURCE_US_HIGH", "FentanylPatch", "PatchTable", "fentanyl_patch"]

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

#: First value of a band and its patch in ug/h; the last is where the table ends.
_GRID = (135, 225, 315, 405, 495, 585, 675, 765, 855, 945, 1035, 1125)
_STEPS = (50.0, 75.0, 100.0, 125.0, 150.0, 175.0, 200.0, 225.0, 250.0, 275.0, 300.0)
_HIGH = tuple(zip(_GRID[:-1], _STEPS, strict=True))
_STABLE = ((0, 12.5), (60, 25.0), *((90 + 60 * step, 50.0 + 25.0 * step) for step in range(11)))

_BANDS: dict[PatchTable, tuple[tuple[float, float], ...]] = {
    "us-label": ((60, 25.0), *_HIGH),
    "eu-rotation": ((0, 12.5), (45, 25.0), *_HIGH),
    "eu-stable": _STABLE,
}
_END: dict[PatchTable, float] = {"us-label": 1125, "eu-rotation": 1125, "eu-stable": 750}

_TOLERANT_FROM = 60.0
_US_MEMORY_FROM = 315.0
_GAP = (44.0, 45.0)
_NEAR = 1.0

#: Published slopes in mg of oral morphine per ug/h.
SLOPES = {"2.0 mg per ug/h": 2.0, "2.4 mg per ug/h": 2.4, "3.6 mg per ug/h": 3.6}

_ONE_WAY = "This table runs from morphine to the patch only; read backwards it overdoses. No further reduction applies."
_NAIVE = "Not for a person who does not tolerate opioids; check opioid_tolerance first."


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
    low, rate, high = _band(value, table)
    rows: tuple[str, ...] = ()
    if table == "us-label" and not below(value, _US_MEMORY_FROM):
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
    if table == "us-label" and below(value, _TOLERANT_FROM):
        msg = (
            f"{name} was asked for {value:.10g} mg of oral morphine a day. Expected 60 mg or more: below it a person"
            " counts as not tolerant, and the patch is contraindicated. Titrate a short-acting opioid first."
        )
        raise OutOfDomainError(msg)
    if table == "eu-rotation" and not below(value, _GAP[0]) and below(value, _GAP[1]):
        msg = (
            f"{name} was asked for {value:.10g} mg of oral morphine a day, between its bands below 44 and from 45 mg."
            " Expected a value in a band. Let a clinician choose between 12.5 and 25 ug/h."
        )
        raise OutOfDomainError(msg)
    if not below(value, _END[table]):
        msg = (
            f"{name} was asked for {value:.10g} mg of oral morphine a day, and ends below {_END[table]:g} mg. Expected"
            " a value in the table. Ask a specialist."
        )
        raise UnsupportedConversionError(msg)


def _band(value: float, table: PatchTable) -> tuple[float, float, float]:
    bands = _BANDS[table]
    firsts = [first for first, _ in bands]
    place = max(index for index, first in enumerate(firsts) if not below(value, first))
    low, rate = bands[place]
    if table == "eu-rotation" and place == 0:
        return low, rate, _GAP[0]
    high = firsts[place + 1] if place + 1 < len(firsts) else _END[table]
    return low, rate, high
