"""The four dose factors of the HyTEC report for stereotactic re-irradiation of the spine.

All at the thecal sac, as maximum doses in fractions of 2 Gy with alpha/beta 2 Gy:
both courses together at most 70 Gy, the stereotactic one at most 25 Gy and at most
half of the sum, and at least 5 months between them.

Domain: stereotactic treatment of a place that had conventional radiotherapy. The
doses are those of a plan; nothing here works them out. Every edge is on the safe
side. A factor whose input is not known is unknown, unless what is known decides it.

Verification: all four were seen in the abstract of the report (primary).
"""

from __future__ import annotations

import attrs

from boneguide.calculators._inputs import below
from boneguide.calculators._radiation_references import HYTEC_2021
from boneguide.calculators.alpha_beta import CORD
from boneguide.calculators.linear_quadratic import EQD2
from boneguide.calculators.nieder_cord_risk import INTERVAL_INPUT
from boneguide.errors import DoseMixError, OutOfDomainError
from boneguide.model.provenance import Source
from boneguide.quantities import Quantity

__all__ = ["SOURCE", "HytecFactors", "hytec_reirradiation"]

SOURCE = Source(HYTEC_2021, locator="abstract", rows=("RR-12",), verified="primary")

CUMULATIVE_LIMIT = 70.0
STEREOTACTIC_LIMIT = 25.0
RATIO_LIMIT = 0.5
SHORTEST_INTERVAL = 5.0

_NAME = "The HyTEC check of a second course"


@attrs.frozen(kw_only=True)
class HytecFactors:
    """Each factor as true, false or, where it cannot be said, None."""

    #: Both courses together, where both are known.
    cumulative: EQD2 | None
    #: Share of the stereotactic course in that.
    ratio: float | None
    #: The sum is at most 70 Gy.
    cumulative_within: bool | None
    #: The stereotactic course is at most 25 Gy.
    stereotactic_within: bool | None
    #: The stereotactic course is at most half of the sum.
    ratio_within: bool | None
    #: At least 5 months lie between.
    interval_long_enough: bool | None

    @property
    def all_met(self) -> bool | None:
        """True if all four hold, False if one does not, None if that is not known."""
        factors = (self.cumulative_within, self.stereotactic_within, self.ratio_within, self.interval_long_enough)
        if False in factors:
            return False
        return None if None in factors else True

    def __str__(self) -> str:
        """Return the verdict and each factor in words."""
        words = {True: "met", False: "not met", None: "unknown"}
        whole = {True: "all HyTEC factors met", False: "not all HyTEC factors met", None: "HyTEC factors not all known"}
        return (
            f"{whole[self.all_met]}: sum {words[self.cumulative_within]}, stereotactic course"
            f" {words[self.stereotactic_within]}, ratio {words[self.ratio_within]}, interval"
            f" {words[self.interval_long_enough]}"
        )


def hytec_reirradiation(*, prior: EQD2 | None, stereotactic: EQD2 | None, interval: Quantity | None) -> HytecFactors:
    """Return the four factors for a planned stereotactic course.

    Args:
        prior: Dose that the thecal sac had, alpha/beta 2 Gy; None if not known.
        stereotactic: Its planned maximum in the stereotactic course, alpha/beta 2
            Gy; None if not known.
        interval: Time between the courses; None if not known.

    Returns:
        Each factor as true, false or unknown.

    Raises:
        DoseMixError: If a dose is no ``EQD2`` of alpha/beta 2 Gy.
        UnitMismatchError: If the interval is not in a unit of time.
        OutOfDomainError: If the stereotactic dose is zero, or the interval cannot be.

    Example:
        >>> from boneguide.calculators import CORD
        >>> from boneguide.quantities import Q
        >>> print(hytec_reirradiation(
        ...     prior=EQD2(gray=37.5, alpha_beta=CORD),
        ...     stereotactic=EQD2(gray=24, alpha_beta=CORD),
        ...     interval=Q(6, "month"),
        ... ))
        all HyTEC factors met: sum met, stereotactic course met, ratio met, interval met
    """
    before, planned = _gray(prior), _gray(stereotactic)
    if planned == 0:
        msg = f"{_NAME} was given a stereotactic course of 0 Gy. Expected more. Give the planned maximum dose."
        raise OutOfDomainError(msg)
    total = None if prior is None or stereotactic is None else prior + stereotactic
    ratio = None if total is None or planned is None else planned / total.gray
    months = None if interval is None else INTERVAL_INPUT.read_in("month", interval, _NAME)
    return HytecFactors(
        cumulative=total,
        ratio=ratio,
        cumulative_within=_sum_within(before, planned),
        stereotactic_within=None if planned is None else not below(STEREOTACTIC_LIMIT, planned),
        ratio_within=None if ratio is None else not below(RATIO_LIMIT, ratio),
        interval_long_enough=None if months is None else not below(months, SHORTEST_INTERVAL),
    )


def _gray(dose: EQD2 | None) -> float | None:
    if dose is None:
        return None
    if not isinstance(dose, EQD2) or dose.alpha_beta != CORD:
        msg = (
            f"{_NAME} was given {dose}. Expected an EQD2 of alpha/beta 2 Gy. Work it out with"
            " eqd2(..., alpha_beta=CORD), or write EQD2(gray=..., alpha_beta=CORD)."
        )
        raise DoseMixError(msg)
    return dose.gray


def _sum_within(before: float | None, planned: float | None) -> bool | None:
    least = (before or 0.0) + (planned or 0.0)
    if below(CUMULATIVE_LIMIT, least):
        return False
    return None if before is None or planned is None else True
