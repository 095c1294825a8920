"""A second conventional course to the spine less than 6 months after the first.

No recovery is counted on so early. From 28 days on, a second course is let through
only if both together stay within what one course may give: a cumulative
biologically effective dose of 100 Gy with alpha/beta 2 Gy, which is 50 Gy in
fractions of 2 Gy. Anything else goes to medical physics. Before 28 days pain is
reassessed first. From 6 months on another calculator answers.

Domain: conventional courses to the spine. Both days belong to the later side: 28
days is no longer too early, and 6 months is no longer early. 100 Gy is let through.

Verification: a decision of this library, after the tolerance of a single course
and the entry rule of a trial (derived).
"""

from __future__ import annotations

import enum
from collections.abc import Iterable

import attrs

from boneguide.calculators._inputs import below
from boneguide.calculators._radiation_references import LIBRARY_RADIATION
from boneguide.calculators.alpha_beta import CORD
from boneguide.calculators.linear_quadratic import BED, RadiationCourse, cumulative_dose
from boneguide.calculators.nieder_cord_risk import INTERVAL_INPUT, SHORTEST_INTERVAL, second_courses
from boneguide.model.provenance import Source
from boneguide.quantities import Quantity

__all__ = ["SOURCE", "EarlyAnswer", "EarlyReirradiation", "early_reirradiation"]

SOURCE = Source(
    LIBRARY_RADIATION,
    locator="second course between 28 days and 6 months",
    rows=("RR-03", "RR-17", "RR-19"),
    verified="derived",
    note="After the single-course tolerance of RR-14. The 28 days stand in a trial's entry rule, from memory.",
)

#: Days before which pain is reassessed and no second course is weighed.
EARLIEST_DAYS = 28.0
#: Cumulative dose in Gy, alpha/beta 2 Gy, that one course may give as well.
SINGLE_COURSE_LIMIT = 100.0

_NAME = "An early second course"


class EarlyAnswer(enum.Enum):
    """What the dose of an early second course allows.

    Example:
        >>> EarlyAnswer("physics review").name
        'PHYSICS_REVIEW'
    """

    #: Both courses together are within what one may give.
    WITHIN_ONE_COURSE = "within the tolerance of one course"
    #: They are not: a person has to decide.
    PHYSICS_REVIEW = "physics review"
    #: Fewer than 28 days: reassess the pain first.
    TOO_EARLY = "too early, reassess"
    #: 6 months or more: the question for ``nieder_cord_risk``.
    NOT_EARLY = "not early"
    #: The interval is not known.
    UNKNOWN = "unknown"


@attrs.frozen(kw_only=True)
class EarlyReirradiation:
    """The answer with the dose that it stands on."""

    #: Sum of the courses, alpha/beta 2 Gy.
    cumulative: BED
    #: What it allows.
    answer: EarlyAnswer


def early_reirradiation(
    *, courses: Iterable[RadiationCourse | None] | None, interval: Quantity | None
) -> EarlyReirradiation:
    """Return whether an early second course stays within the tolerance of one.

    Args:
        courses: Every course to this place, the planned one too. None in place of
            a course says that its dose is not known.
        interval: Shortest time between two courses; None if not known.

    Returns:
        The answer and the cumulative dose.

    Raises:
        MissingInputError: If the dose of a course is not known.
        UnitMismatchError: If a unit does not fit.
        OutOfDomainError: If fewer than two courses are given, or an input cannot be.

    Example:
        >>> from boneguide.quantities import Q
        >>> prior = RadiationCourse(dose_per_fraction=Q(4, "Gy"), fractions=5)
        >>> planned = RadiationCourse(dose_per_fraction=Q(8, "Gy"), fractions=1)
        >>> early_reirradiation(courses=[prior, planned], interval=Q(8, "week")).answer.value
        'within the tolerance of one course'
    """
    total = cumulative_dose(second_courses(courses, _NAME), alpha_beta=CORD)
    return EarlyReirradiation(cumulative=total, answer=_answer(total, interval))


def _answer(total: BED, interval: Quantity | None) -> EarlyAnswer:
    if interval is None:
        return EarlyAnswer.UNKNOWN
    if below(INTERVAL_INPUT.read(interval, _NAME), EARLIEST_DAYS):
        return EarlyAnswer.TOO_EARLY
    if not below(INTERVAL_INPUT.read_in("month", interval, _NAME), SHORTEST_INTERVAL):
        return EarlyAnswer.NOT_EARLY
    return EarlyAnswer.PHYSICS_REVIEW if below(SINGLE_COURSE_LIMIT, total.gray) else EarlyAnswer.WITHIN_ONE_COURSE
