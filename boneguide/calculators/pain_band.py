"""Mild, moderate or severe: bands of the numerical rating scale for pain, 0 to 10.

There is no one set of bands. A pain of 4 is moderate in one and mild in another,
a pain of 7 severe in one and moderate in another, so the scheme is always named:

=================  ========  ==========  ========  ======================================
Scheme             mild      moderate    severe    Basis
=================  ========  ==========  ========  ======================================
``nccn_classic``   1 to 3    4 to 6      7 to 10   consensus, older versions (secondary)
``serlin1995``     1 to 4    5 to 6      7 to 10   interference, worst pain (primary)
``paul2005``       1 to 4    5 to 7      8 to 10   bone metastases, average pain (primary)
``esmo2009``       1 to 4    5 to 7      8 to 10   legacy; only moderate is stated (primary)
=================  ========  ==========  ========  ======================================

0 is no pain in all of them. Mild and severe of ``esmo2009`` are what its moderate
leaves over (derived).

Later versions of the NCCN guideline are said to print 4 to 7 and 8 to 10. That
could not be seen and what was seen contradicts it, so that scheme is refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, get_args

from boneguide.calculators._score import whole
from boneguide.calculators._score_references import ESMO_PAIN_2009, NCCN_CANCER_PAIN, PAUL_2005, SERLIN_1995
from boneguide.errors import MissingInputError, NotEncodedError, OutOfDomainError
from boneguide.model.provenance import Source

__all__ = ["SOURCE", "SOURCES", "PainBand", "PainScheme", "pain_band"]

#: How strong a pain is.
PainBand = Literal["none", "mild", "moderate", "severe"]
#: Whose bands are used.
PainScheme = Literal["nccn_classic", "serlin1995", "paul2005", "esmo2009"]

SOURCE = Source(
    NCCN_CANCER_PAIN,
    locator="bands of pain intensity",
    rows=("LAD-02",),
    verified="secondary",
    note="Consensus, not derived from data. Read in later texts.",
)
#: Where each scheme was read.
SOURCES: Mapping[PainScheme, Source] = MappingProxyType(
    {
        "nccn_classic": SOURCE,
        "serlin1995": Source(SERLIN_1995, locator="abstract", rows=("LAD-03", "8.12"), verified="primary"),
        "paul2005": Source(PAUL_2005, locator="abstract", rows=("LAD-04",), verified="primary"),
        "esmo2009": Source(
            ESMO_PAIN_2009,
            locator="first page",
            rows=("LAD-07",),
            verified="primary",
            note="States 5 to 7 as moderate; the other bands are what that leaves over.",
        ),
    }
)

#: Last score of mild and of moderate.
_LAST: Mapping[PainScheme, tuple[int, int]] = {
    "nccn_classic": (3, 6),
    "serlin1995": (4, 6),
    "paul2005": (4, 7),
    "esmo2009": (4, 7),
}
#: Names under which the scheme that is left out may be asked for.
_LEFT_OUT = ("nccn2016", "nccn2019")

#: The scale, 0 to 10.
SCALE = tuple(range(11))
_NAME = "The band of pain"


def pain_band(*, nrs: int | None, scheme: PainScheme) -> PainBand:
    """Return how strong a pain is, in a named scheme.

    Args:
        nrs: Numerical rating of the pain, a whole number from 0 to 10.
        scheme: Whose bands to use; there is no default.

    Returns:
        The band.

    Raises:
        MissingInputError: If the rating is None.
        OutOfDomainError: If it is no whole number from 0 to 10, or the scheme is unknown.
        NotEncodedError: If the scheme is ``"nccn2016"`` or ``"nccn2019"``.

    Example:
        >>> pain_band(nrs=4, scheme="nccn_classic"), pain_band(nrs=4, scheme="serlin1995")
        ('moderate', 'mild')
    """
    if isinstance(scheme, str) and scheme in _LEFT_OUT:
        msg = (
            f"The scheme {scheme!r} is not encoded: versions of the NCCN guideline from about 2016 are said to print"
            " mild 1 to 3, moderate 4 to 7 and severe 8 to 10, but that could not be seen, and texts that were seen"
            " print 4 to 6 and 7 to 10. Use 'nccn_classic', or check the guideline itself."
        )
        raise NotEncodedError(msg)
    if not isinstance(scheme, str) or scheme not in get_args(PainScheme):
        msg = (
            f"{_NAME} was asked for in the scheme {scheme!r}. Expected one of"
            f" {', '.join(map(repr, get_args(PainScheme)))}. Choose one: they differ at 4 and at 7."
        )
        raise OutOfDomainError(msg)
    rating = whole(nrs, SCALE, "nrs", _NAME)
    if rating is None:
        msg = (
            f"{_NAME} needs the rating, which was not given. Expected a whole number from 0 to 10. Ask the person;"
            " nothing is assumed in its place."
        )
        raise MissingInputError(msg)
    mild, moderate = _LAST[scheme]
    if rating == 0:
        return "none"
    if rating <= mild:
        return "mild"
    return "moderate" if rating <= moderate else "severe"
