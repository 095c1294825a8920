"""Alpha/beta ratios of tissues, each with the place that names it.

The ratio says how strongly a tissue feels the size of a single fraction: a low
one (late damage, the spinal cord) feels it much, a high one (most tumours) little.
Every biological dose belongs to one ratio and carries it.

Domain: the ratios that this library's sources name. None of them is measured in
the person who is treated. The cord is read with 2 Gy by the reports on
re-irradiation and with 0.87 Gy by the fit of QUANTEC; the lumbar cord was once
read with 4 Gy. They give unlike answers and must be told apart.

Verification: 2 Gy, 4 Gy and 0.87 Gy were seen in the abstracts of the reports
(primary). 10 Gy for tumour and 3 Gy for late tissue are defaults that this library chose.
"""

from __future__ import annotations

import attrs

from boneguide.calculators._inputs import finite_number, read_as
from boneguide.calculators._radiation_references import LIBRARY_RADIATION, NIEDER_2006, QUANTEC_2010
from boneguide.errors import MissingInputError, OutOfDomainError
from boneguide.model.provenance import Source
from boneguide.quantities import Quantity
from boneguide.quantities.kinds import ABSORBED_DOSE

__all__ = [
    "CORD",
    "CORD_QUANTEC",
    "LATE_TISSUE",
    "LUMBAR_CORD",
    "SOURCE",
    "SOURCE_DEFAULTS",
    "SOURCE_LUMBAR",
    "SOURCE_QUANTEC",
    "TUMOUR",
    "AlphaBeta",
    "read_alpha_beta",
]

SOURCE = Source(NIEDER_2006, locator="abstract", rows=("LQ-03", "RR-08"), verified="primary")
SOURCE_LUMBAR = Source(NIEDER_2006, locator="abstract", rows=("RR-10",), verified="primary")
SOURCE_QUANTEC = Source(QUANTEC_2010, locator="abstract", rows=("LQ-03", "RR-14"), verified="primary")
SOURCE_DEFAULTS = Source(
    LIBRARY_RADIATION, locator="defaults for tumour and late tissue", rows=("LQ-03",), verified="derived"
)


def _ratio(given: float) -> float:
    value = finite_number(given)
    if value is None or value <= 0:
        msg = (
            f"An alpha/beta of {given!r:.40} Gy cannot be. Expected a number above zero, such as 10 for tumour or 2 for"
            " the spinal cord. Check the number; a quantity goes straight to the function that asks for it."
        )
        raise OutOfDomainError(msg)
    return value


@attrs.frozen
class AlphaBeta:
    """One ratio in gray. Two are equal where their number is, whatever tissue they were named for.

    Example:
        >>> AlphaBeta(2.0) == CORD, str(CORD)
        (True, 'alpha/beta 2 Gy (spinal cord)')
    """

    #: The ratio in Gy.
    gray: float = attrs.field(converter=_ratio)
    #: What it stands for; may be empty.
    tissue: str = attrs.field(default="", eq=False, kw_only=True)
    #: Where it is named; None for one of the caller's own.
    source: Source | None = attrs.field(default=None, eq=False, repr=False, kw_only=True)

    def __str__(self) -> str:
        """Return the ratio with its unit and tissue."""
        return f"alpha/beta {self.gray:g} Gy" + (f" ({self.tissue})" if self.tissue else "")


#: Tumour, by default.
TUMOUR = AlphaBeta(10.0, tissue="tumour", source=SOURCE_DEFAULTS)
#: Late effects in normal tissue, by default.
LATE_TISSUE = AlphaBeta(3.0, tissue="late tissue", source=SOURCE_DEFAULTS)
#: Spinal cord, as the reports on re-irradiation read it.
CORD = AlphaBeta(2.0, tissue="spinal cord", source=SOURCE)
#: Lumbar cord, as it was read in the past.
LUMBAR_CORD = AlphaBeta(4.0, tissue="lumbar cord, historic", source=SOURCE_LUMBAR)
#: Spinal cord, as fitted to cases by QUANTEC.
CORD_QUANTEC = AlphaBeta(0.87, tissue="spinal cord, QUANTEC fit", source=SOURCE_QUANTEC)


def read_alpha_beta(given: AlphaBeta | Quantity | None) -> AlphaBeta:
    """Return a ratio that was given as one of the constants or as a quantity.

    Raises:
        MissingInputError: If it is None.
        InvalidQuantityError: If it is a bare number.
        UnitMismatchError: If its unit is not one of absorbed dose.
        OutOfDomainError: If it is not above zero.

    Example:
        >>> from boneguide.quantities import Q
        >>> read_alpha_beta(Q(200, "cGy")) == CORD
        True
    """
    if isinstance(given, AlphaBeta):
        return given
    if given is None:
        msg = (
            "A biological dose needs an alpha/beta, which was not given. Expected a constant such as TUMOUR or CORD, or"
            ' a quantity such as Q(10, "Gy"). Name the tissue that is asked about.'
        )
        raise MissingInputError(msg)
    return AlphaBeta(read_as(ABSORBED_DOSE, given, "The alpha/beta was", 'Q(10, "Gy"), or a constant such as CORD'))
