"""Risk of myelopathy after a second course to the spinal cord, after Nieder and colleagues.

Two answers to one question, and both are given. The *band* compares the sum of the
biologically effective doses with what was tolerated in published cases: up to 120
Gy no myelopathy was reported, up to 135.5 Gy the risk was small, each with at
least 6 months between courses and no course above 98 Gy. The *score* adds points.
A low score does not override the band.

Domain: conventional courses to the cervical or thoracic cord, alpha/beta 2 Gy, the
cord at the prescribed dose unless a dose-volume histogram says otherwise. The
lumbar cord was once read with 4 Gy; the limits here are for 2 Gy, and the answer
says so. Below 6 months the band does not apply: see ``early_reirradiation``. The
cases are few and were looked at afterwards.

Edges: 120, 135.5 and 98 Gy and 6 months belong to the safer side. A month is 30.4
days. A course of 102 Gy or more scores. Each started 10 Gy above 120 scores one
point up to 200 Gy, and more than that nine.

Verification: bands and rates were seen in the abstract (primary). The points were
written from memory, so they are shown and nothing is decided by them.
"""

from __future__ import annotations

import enum
import math
from collections.abc import Iterable
from typing import Literal, get_args

import attrs

from boneguide.calculators._inputs import Input, below, same
from boneguide.calculators._radiation_references import LIBRARY_RADIATION, NIEDER_2006
from boneguide.calculators.alpha_beta import CORD
from boneguide.calculators.linear_quadratic import BED, bed, cumulative_dose
from boneguide.calculators.radiation_course import RadiationCourse, known_courses
from boneguide.errors import OutOfDomainError
from boneguide.model.provenance import Source
from boneguide.quantities import Quantity
from boneguide.quantities.kinds import DURATION

__all__ = [
    "SOURCE",
    "SOURCE_BOTH",
    "SOURCE_POINTS",
    "CordBand",
    "CordLevel",
    "NiederGroup",
    "NiederRisk",
    "nieder_cord_risk",
]

SOURCE = Source(NIEDER_2006, locator="abstract", rows=("RR-08", "RR-09", "RR-10", "RR-11"), verified="primary")
SOURCE_POINTS = Source(NIEDER_2006, locator="table of points", rows=("8.11",), verified="memory")
SOURCE_BOTH = Source(
    LIBRARY_RADIATION,
    locator="a low score does not override the band; an unknown dose is refused; cord dose taken as prescribed",
    rows=("8.11", "RR-17", "RR-18"),
    verified="derived",
)

#: Which part of the cord lies in the field.
CordLevel = Literal["cervical", "thoracic", "lumbar"]

NO_MYELOPATHY_TO = 120.0
SMALL_RISK_TO = 135.5
COURSE_LIMIT = 98.0
SHORTEST_INTERVAL = 6.0

_SCORED_COURSE = 102.0
_SCORED_TO = 200.0
_MOST_DOSE_POINTS = 9.0
_STEP = 10.0
_EXTRA = 4.5
_LOW_TO = 3.0
_INTERMEDIATE_TO = 6.0

#: At least this many courses make a second one.
_FEWEST = 2

_NAME = "The risk of a second course to the cord"
INTERVAL_INPUT = Input(name="interval between courses", kind=DURATION, example='Q(9, "month")')


class CordBand(enum.Enum):
    """Where the summed dose stands among published cases.

    Example:
        >>> CordBand("small risk").name
        'SMALL_RISK'
    """

    #: Up to 120 Gy: no myelopathy was reported.
    NO_MYELOPATHY_REPORTED = "no myelopathy reported"
    #: Above 120 and up to 135.5 Gy: the risk was small.
    SMALL_RISK = "small risk"
    #: Less than 6 months between courses: these bands say nothing.
    INTERVAL_TOO_SHORT = "interval under 6 months, not covered"
    #: The interval is not known, and it decides.
    UNKNOWN = "unknown, because the interval is"
    #: Above 135.5 Gy, or a course above 98 Gy: outside what was tolerated; review by medical physics.
    EXCEEDS = "exceeds the published limits"


class NiederGroup(enum.Enum):
    """Group of the score, with the share that had myelopathy in a small series.

    Example:
        >>> NiederGroup.LOW.myelopathy_percent
        3
    """

    LOW = "low"
    INTERMEDIATE = "intermediate"
    HIGH = "high"

    @property
    def myelopathy_percent(self) -> int:
        """Share of the group with myelopathy, in percent."""
        return {"low": 3, "intermediate": 25, "high": 90}[self.value]


@attrs.frozen(kw_only=True)
class NiederRisk:
    """Band and score of a second course; neither replaces the other."""

    #: Sum of the courses, alpha/beta 2 Gy.
    cumulative: BED
    #: The highest of the single courses.
    highest_course: BED
    #: What decides: where the sum stands among published cases.
    band: CordBand
    #: Lowest and highest points that are possible; the points are from memory.
    points: tuple[float, float]
    #: Groups of those points.
    groups: tuple[NiederGroup, NiederGroup]
    #: What a reader should know.
    notes: tuple[str, ...]

    @property
    def group(self) -> NiederGroup | None:
        """The group, or None where the interval is not known and decides."""
        low, high = self.groups
        return low if low is high else None


def nieder_cord_risk(
    *,
    courses: Iterable[RadiationCourse | None] | None,
    interval: Quantity | None,
    level: CordLevel | None = None,
) -> NiederRisk:
    """Return where a second course to the cord stands, planned one included.

    Args:
        courses: Every course to this place, the planned one too. None in place of
            a course says that its dose is not known.
        interval: Shortest time between two courses; None if not known.
        level: Part of the cord, for a note on the lumbar cord.

    Returns:
        Band, points, group and notes.

    Raises:
        MissingInputError: If the dose of a course is not known.
        UnitMismatchError: If a unit does not fit.
        OutOfDomainError: If fewer than two courses are given, or an input cannot be.

    Example:
        >>> from boneguide.quantities import Q
        >>> prior = RadiationCourse(dose_per_fraction=Q(3, "Gy"), fractions=10)
        >>> planned = RadiationCourse(dose_per_fraction=Q(4, "Gy"), fractions=6)
        >>> risk = nieder_cord_risk(courses=[prior, planned], interval=Q(12, "month"))
        >>> risk.cumulative.gray, risk.points, risk.group.value, risk.band.value
        (147.0, (3.0, 3.0), 'low', 'exceeds the published limits')
    """
    known = second_courses(courses, _NAME)
    months = None if interval is None else INTERVAL_INPUT.read_in("month", interval, _NAME)
    total = cumulative_dose(known, alpha_beta=CORD)
    each = [
        bed(dose_per_fraction=course.dose_per_fraction, fractions=course.fractions, alpha_beta=CORD) for course in known
    ]
    highest = max(each, key=lambda dose: dose.gray)
    band = _band(total.gray, highest.gray, months)
    points = _points(total.gray, highest.gray, months)
    return NiederRisk(
        cumulative=total,
        highest_course=highest,
        band=band,
        points=points,
        groups=(_group(points[0]), _group(points[1])),
        notes=tuple(_notes(total, band, level)),
    )


def second_courses(courses: Iterable[RadiationCourse | None] | None, name: str) -> tuple[RadiationCourse, ...]:
    """Return at least two courses whose dose is known.

    Raises:
        MissingInputError: If the dose of a course is not known.
        OutOfDomainError: If there are fewer than two.
    """
    known = known_courses(courses)
    if len(known) < _FEWEST:
        msg = f"{name} was asked of one course. Expected the earlier and the planned one. Give both in courses."
        raise OutOfDomainError(msg)
    return known


def _band(total: float, highest: float, months: float | None) -> CordBand:
    if below(SMALL_RISK_TO, total) or below(COURSE_LIMIT, highest):
        return CordBand.EXCEEDS
    if months is None:
        return CordBand.UNKNOWN
    if below(months, SHORTEST_INTERVAL):
        return CordBand.INTERVAL_TOO_SHORT
    return CordBand.SMALL_RISK if below(NO_MYELOPATHY_TO, total) else CordBand.NO_MYELOPATHY_REPORTED


def _points(total: float, highest: float, months: float | None) -> tuple[float, float]:
    points = 0.0
    if below(_SCORED_TO, total):
        points = _MOST_DOSE_POINTS
    elif below(NO_MYELOPATHY_TO, total):
        steps = (total - NO_MYELOPATHY_TO) / _STEP
        points = float(round(steps) if same(steps, round(steps)) else math.ceil(steps))
    if not below(highest, _SCORED_COURSE):
        points += _EXTRA
    if months is None:
        return points, points + _EXTRA
    if below(months, SHORTEST_INTERVAL):
        points += _EXTRA
    return points, points


def _group(points: float) -> NiederGroup:
    if points <= _LOW_TO:
        return NiederGroup.LOW
    return NiederGroup.INTERMEDIATE if points <= _INTERMEDIATE_TO else NiederGroup.HIGH


def _notes(total: BED, band: CordBand, level: CordLevel | None) -> Iterable[str]:
    if level is not None and level not in get_args(CordLevel):
        msg = (
            f"{_NAME} was asked about the level {level!r}. Expected 'cervical', 'thoracic' or 'lumbar'. Name the part"
            " of the cord, or leave it out."
        )
        raise OutOfDomainError(msg)
    yield "The cord is taken to have had the prescribed dose unless a dose-volume histogram says otherwise."
    yield (
        f"The points of the score are from memory and need checking (row {SOURCE_POINTS.rows[0]});"
        " decide by the band, which a low score does not override."
    )
    if level == "lumbar":
        yield (
            "For the lumbar cord an alpha/beta of 4 Gy was once used; the limits here were made for 2 Gy and the"
            " cervical and thoracic cord."
        )
    if band is CordBand.EXCEEDS:
        yield "Outside what was tolerated in published cases: do not treat on this answer; have medical physics review."
    if band is CordBand.INTERVAL_TOO_SHORT:
        yield "Less than 6 months between courses: ask early_reirradiation, which allows no recovery."
    yield from total.notes
