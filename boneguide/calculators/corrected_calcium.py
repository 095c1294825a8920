"""Serum calcium corrected for albumin.

About half of the calcium in serum is bound, mostly to albumin. With little
albumin the total is low though the free calcium may not be. The corrected value
says what the total would be at an albumin of 4.0 g/dL (40 g/L).

Two forms are printed, one for mg/dL and one for mmol/L. They agree to within
rounding, not exactly, so each is used only for results reported in its unit and
nothing is converted before a threshold is applied.

Domain: the correction is a habit of drug labels rather than a measurement. It
misleads in myeloma with a protein that binds calcium, in severe acid-base
disturbance and at extremes of albumin. Where ionised calcium is known and says
otherwise, believe that. The often cited paper of Payne and others (1973) has
another slope (1.0 for each g/dL); 0.8 is that of the labels.

Verification: both forms were seen in third-party copies of the labels (secondary).
"""

from __future__ import annotations

from boneguide.calculators._arithmetic import N
from boneguide.calculators._inputs import ALBUMIN, CALCIUM
from boneguide.calculators._references import EMA_IBANDRONATE, FDA_ZOLEDRONIC_ACID
from boneguide.model.provenance import Source
from boneguide.quantities import Q, Quantity, as_amount

__all__ = ["SOURCE", "SOURCE_MMOL_L", "corrected_calcium", "formula_mg_dl", "formula_mmol_l"]

#: Where the form for mg/dL comes from.
SOURCE = Source(
    FDA_ZOLEDRONIC_ACID,
    locator="1.1",
    rows=("F04", "F08", "RED-07"),
    verified="secondary",
    note="Read in third-party copies of the label. The ibandronic acid label prints the same form.",
)

#: Where the form for mmol/L comes from.
SOURCE_MMOL_L = Source(
    EMA_IBANDRONATE,
    locator="4.2",
    rows=("F05", "F08", "RED-07"),
    verified="secondary",
    note="Read in a third-party copy, printed there as Ca - 0.02 x albumin + 0.8.",
)

_NAME = "Corrected calcium"

#: Albumin at which nothing is corrected, g/dL.
ALBUMIN_G_DL = 4.0
#: Calcium in mg/dL for each g/dL of albumin.
SLOPE_MG_DL = 0.8
#: Albumin at which nothing is corrected, g/L.
ALBUMIN_G_L = 40.0
#: Calcium in mmol/L for each g/L of albumin.
SLOPE_MMOL_L = 0.02


def formula_mg_dl(calcium: N, albumin_g_dl: N, slope: N | float = SLOPE_MG_DL) -> N:
    """Return the corrected calcium in mg/dL by arithmetic alone.

    Args:
        calcium: Total serum calcium in mg/dL.
        albumin_g_dl: Serum albumin in g/dL.
        slope: Calcium in mg/dL for each g/dL of albumin; the SI form has
            another slope in this unit.

    Returns:
        The corrected calcium in mg/dL, not rounded.

    Example:
        >>> formula_mg_dl(11.2, 3.0)
        12.0
    """
    return calcium + (ALBUMIN_G_DL - albumin_g_dl) * slope


def formula_mmol_l(calcium: N, albumin_g_l: N) -> N:
    """Return the corrected calcium in mmol/L by arithmetic alone.

    Args:
        calcium: Total serum calcium in mmol/L.
        albumin_g_l: Serum albumin in g/L.

    Returns:
        The corrected calcium in mmol/L, not rounded.

    Example:
        >>> formula_mmol_l(2.79, 30.0)
        2.99
    """
    return calcium + (ALBUMIN_G_L - albumin_g_l) * SLOPE_MMOL_L


def corrected_calcium(*, calcium: Quantity | None, albumin: Quantity | None) -> Quantity:
    """Return the serum calcium corrected for albumin, in the unit in which calcium was reported.

    Args:
        calcium: Total serum calcium in mg/dL or mmol/L.
        albumin: Serum albumin in g/dL or g/L, whatever the unit of calcium.

    Returns:
        The corrected calcium in mg/dL or mmol/L, not rounded.

    Raises:
        MissingInputError: If calcium or albumin is None.
        UnitMismatchError: If a unit does not measure calcium or albumin.
        OutOfDomainError: If no person can have this calcium or albumin.

    Example:
        >>> from boneguide.quantities import Q
        >>> corrected_calcium(calcium=Q(12.7, "mg/dL"), albumin=Q(30, "g/L")).m_as("mg/dL")
        13.5
    """
    unit = as_amount(CALCIUM.given(calcium, _NAME)).unit
    if unit == "mmol/L":
        millimoles = CALCIUM.read_in(unit, calcium, _NAME)
        return Q(formula_mmol_l(millimoles, ALBUMIN.read_in("g/L", albumin, _NAME)), unit)
    milligrams = CALCIUM.read_in("mg/dL", calcium, _NAME)
    return Q(formula_mg_dl(milligrams, ALBUMIN.read_in("g/dL", albumin, _NAME)), "mg/dL")
