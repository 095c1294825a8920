"""Dose to the spinal cord, course upon course, against the limits of the calculators.

Doses are biologically effective ones with the alpha/beta of the cord, and no
recovery between courses is counted on. Every number comes from the calculators.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from operator import mul
from typing import TYPE_CHECKING, Any

import attrs

from boneguide.calculators._rounding import half_up
from boneguide.calculators.alpha_beta import CORD
from boneguide.calculators.early_reirradiation import SINGLE_COURSE_LIMIT, EarlyAnswer, early_reirradiation
from boneguide.calculators.linear_quadratic import BED, bed
from boneguide.calculators.nieder_cord_risk import (
    COURSE_LIMIT,
    NO_MYELOPATHY_TO,
    SHORTEST_INTERVAL,
    SMALL_RISK_TO,
    nieder_cord_risk,
)
from boneguide.calculators.radiation_course import RadiationCourse, known_courses
from boneguide.errors import PictureError
from boneguide.model.radiotherapy import RadiotherapyCourse, RadiotherapyRegimen
from boneguide.quantities import Quantity
from boneguide.report.plots import _canvas as canvas
from boneguide.report.plots.styles import INK, Style

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["spinal_dose"]

#: A course as it may be given.
Course = RadiotherapyCourse | RadiotherapyRegimen | RadiationCourse

#: Inches. They are the units of the upright axis too.
_ROW = 0.5
_LIMIT = 0.25
_BAR = 0.22
_AROUND = 1.5
_NAMES = 2.2
#: Kept free around words.
_SPARE = 0.08
_HEADROOM = 1.06
_TICKS = 10

_GIVEN = Style("#0072b2", ink="#ffffff")
_PLANNED = Style("#b5dcf4", "//")
_SUM = Style("#ffffff", "...")
#: Colour and dashes of each limit, the same in every picture.
_LINES: Mapping[float, tuple[str, str | tuple[int, tuple[int, ...]]]] = {
    COURSE_LIMIT: (INK, "-"),
    SINGLE_COURSE_LIMIT: ("#7a4f8f", ":"),
    NO_MYELOPATHY_TO: ("#0072b2", (0, (6, 2))),
    SMALL_RISK_TO: ("#a83c00", "-."),
}
#: Words by which a course is known to have spared the cord.
_SPARING = ("stereota", "sbrt", "sabr", "radiosurg")


@attrs.frozen
class _Bar:
    """A course, or the sum, with where it starts."""

    name: str
    start: float
    dose: BED
    style: Style

    @property
    def words(self) -> str:
        return f"{_gray(self.dose.gray)} Gy (EQD2 {_gray(self.dose.eqd2.gray)} Gy)"


def spinal_dose(courses: Iterable[Course | None], ax: Axes | None = None, *, interval: Quantity | None = None) -> Axes:
    """Draw the dose that courses to one place of the spine add up to, against the limits for the cord.

    The limits from 6 months between the courses on differ from those before; where
    the interval is not known both are drawn. They were made for conventional
    courses, in which the cord has the prescribed dose.

    Args:
        courses: Every course that reached the place, in order: courses given, regimens planned, or courses of the
            calculators. None in place of a course says that its dose is not known, which is refused.
        ax: Where to draw; a figure of its own, as high as it needs to be, by default.
        interval: Shortest time between two courses; None if not known.

    Raises:
        MissingExtraError: If matplotlib is not installed.
        MissingInputError: If the dose of a course is not known: it is never zero.
        PictureError: If there is no course, something else than a course, or a stereotactic one.
        UnitMismatchError: If the interval is not in a unit of time.
        OutOfDomainError: If the interval cannot be.

    Example:
        >>> from boneguide.quantities import Q
        >>> given = RadiotherapyCourse(dose_per_fraction=Q(4, "Gy"), fractions=5)
        >>> planned = RadiotherapyRegimen(dose_per_fraction=Q(8, "Gy"), fractions=1)
        >>> ax = spinal_dose([given, planned], interval=Q(9, "month"))
        >>> print(ax.get_title(loc="left"))
        Dose to the spinal cord: BED 100 Gy (EQD2 50 Gy) in all
        from 6 months between courses on: no myelopathy reported
    """
    drawn = canvas.bare(canvas.axes(ax))
    given = _courses(courses)
    bars = [*_bars(given)]
    plain = [_plain(course) for course in given]
    verdict, late = _verdict(plain, interval)
    limits = _limits(late)
    canvas.title(drawn, [f"Dose to the spinal cord: BED {bars[-1].words} in all", *verdict])
    names = [canvas.wrap(bar.name, _NAMES) for bar in bars]
    row = max(_ROW, (max(map(len, names)) + 0.5) * canvas.PITCH)
    high, top = row * len(bars), -_LIMIT * (len(limits) + 0.5)
    places = [row * (place + 0.5) for place in range(len(bars))]
    drawn.set_yticks(places, ["\n".join(lines) for lines in names], **canvas.LITERAL)
    drawn.tick_params(axis="y", labelsize=canvas.USUAL)
    drawn.set_ylim(high, top)
    drawn.set_xlim(0, max([bars[-1].dose.gray, *limits]) * _HEADROOM)
    drawn.set_xticks([*_round_steps(drawn.get_xlim()[1])])
    drawn.tick_params(axis="x", labelsize=canvas.SMALL, length=3)
    drawn.spines["bottom"].set_visible(True)
    _scales(drawn, bars)
    if ax is None:
        canvas.figure(drawn).set_figheight(_AROUND + high - top + canvas.PITCH * len(drawn.get_xlabel().splitlines()))
    _draw(drawn, dict(zip(places, bars, strict=True)), limits)
    return drawn


# --------------------------------------------------------------------------- what is drawn


def _courses(courses: Iterable[object]) -> list[Course]:
    if isinstance(courses, (str, Quantity)) or not isinstance(courses, Iterable):
        raise _refused(courses)
    found: list[Course] = []
    for course in courses:
        if course is None:
            known_courses([None])
        if not isinstance(course, Course):
            raise _refused(course)
        technique = getattr(course, "technique", None) or ""
        if any(word in technique.casefold() for word in _SPARING):
            msg = (
                f"the course {canvas.clean(str(course))!r} spared the cord, whose dose is then not the one prescribed."
                " Expected conventional courses. Compare the doses of the plans with hytec_reirradiation."
            )
            raise PictureError(msg)
        found.append(course)
    if not found:
        msg = (
            "there is no course of radiotherapy to draw. Expected one or more, such as"
            " RadiotherapyCourse(dose_per_fraction=Q(4, 'Gy'), fractions=5)."
        )
        raise PictureError(msg)
    return found


def _refused(given: object) -> PictureError:
    msg = (
        f"the picture of the dose to the cord was asked of {given!r}. Expected courses in a list: each a"
        " RadiotherapyCourse, a RadiotherapyRegimen or a RadiationCourse."
    )
    return PictureError(msg)


def _plain(course: Course) -> RadiationCourse:
    return RadiationCourse(dose_per_fraction=course.dose_per_fraction, fractions=course.fractions)


def _bars(courses: Sequence[Course]) -> Iterator[_Bar]:
    total: BED | None = None
    for course in courses:
        dose = bed(dose_per_fraction=course.dose_per_fraction, fractions=course.fractions, alpha_beta=CORD)
        planned = isinstance(course, RadiotherapyRegimen)
        name = f"{'planned' if planned else 'given'}: {course}"
        yield _Bar(name, 0.0 if total is None else total.gray, dose, _PLANNED if planned else _GIVEN)
        total = dose if total is None else total + dose
    if total is not None and len(courses) > 1:
        yield _Bar("all courses together", 0.0, total, _SUM)


def _verdict(courses: Sequence[RadiationCourse], interval: Quantity | None) -> tuple[list[str], bool | None]:
    """Return what the calculators say, and whether the interval is long, short or not known."""
    if len(courses) == 1:
        return [], None
    early = early_reirradiation(courses=courses, interval=interval).answer
    band = nieder_cord_risk(courses=courses, interval=interval).band.value
    more = ["The limits were made for two courses."] if len(courses) > 2 else []  # noqa: PLR2004 - as it says
    if early is EarlyAnswer.UNKNOWN:
        return [f"time between courses not known: {band}", *more], None
    if early is EarlyAnswer.NOT_EARLY:
        return [f"{_late()}: {band}", *more], True
    return [f"{_soon()}: {early.value}", *more], False


def _late() -> str:
    return f"from {SHORTEST_INTERVAL:g} months between courses on"


def _soon() -> str:
    return f"less than {SHORTEST_INTERVAL:g} months between courses"


def _limits(late: bool | None) -> dict[float, str]:  # noqa: FBT001 - None is the third answer
    """Return the limits that count, the lowest first, in words."""
    found = {COURSE_LIMIT: "the most from a single course"}
    if late is not True:
        found[SINGLE_COURSE_LIMIT] = f"the most from all, with {_soon()}"
    if late is not False:
        found[NO_MYELOPATHY_TO] = f"up to here no myelopathy was reported, {_late()}"
        found[SMALL_RISK_TO] = f"up to here a small risk, {_late()}"
    return dict(sorted(found.items()))


def _gray(value: float) -> str:
    return f"{float(half_up(value, 1)):g}"


# --------------------------------------------------------------------------- how it is drawn


def _scales(ax: Axes, bars: Sequence[_Bar]) -> None:
    share = BED(gray=1.0, alpha_beta=CORD).eqd2.gray
    above = ax.secondary_xaxis("top", functions=(partial(mul, share), partial(mul, 1 / share)))
    look: dict[str, Any] = {"fontsize": canvas.SMALL, "color": INK, **canvas.LITERAL}
    above.set_xticks([tick * share for tick in ax.get_xticks()])
    above.tick_params(labelsize=canvas.SMALL, length=3)
    above.set_xlabel("EQD2, Gy", **look)
    notes = [
        f"biologically effective dose (BED), Gy, {CORD}",
        "The cord is taken to have had what was prescribed; no recovery between courses is counted on.",
        *bars[-1].dose.notes,
    ]
    lines = [line for note in notes for line in canvas.wrap(note, canvas.WIDTH * 0.65, canvas.SMALL)]
    ax.set_xlabel("\n".join(lines), loc="left", **look)


def _round_steps(end: float) -> Iterator[float]:
    step = 10.0
    while end / step > _TICKS:
        step *= 2.5 if f"{step:g}"[0] == "2" else 2
    place = 0
    while place * step <= end:
        yield place * step
        place += 1


def _draw(ax: Axes, bars: Mapping[float, _Bar], limits: Mapping[float, str]) -> None:
    wide = canvas.size(ax)[0]
    end = ax.get_xlim()[1]
    per_gray = wide / end
    told = {limit: f"{limit:g} Gy: {words}" for limit, words in limits.items()}
    fits = all(canvas.width(text) + 2 * _SPARE <= limit * per_gray for limit, text in told.items())
    for place, (limit, text) in enumerate(told.items()):
        # Words stand where no other line passes: left of their own, the lowest limit lowest; or the other way round.
        row = place if fits else len(told) - 1 - place
        up = -_LIMIT * (row + 0.75)
        colour, dash = _LINES[limit]
        ends = [up - _LIMIT / 2.5, ax.get_ylim()[0]]
        ax.plot([limit] * 2, ends, color=colour, linestyle=dash, linewidth=1.4, zorder=2)
        side = limit + (-_SPARE if fits else _SPARE) / per_gray
        canvas.write(ax, side, up, text, ha="right" if fits else "left", fontsize=canvas.USUAL)
    for middle, bar in bars.items():
        down = middle - _ROW / 2 + _SPARE
        ax.add_patch(canvas.rectangle(bar.start, down, bar.dose.gray, _BAR, bar.style, zorder=1))
        room = end - canvas.width(bar.words) / per_gray
        under = {"facecolor": "#ffffff", "edgecolor": "none", "pad": 0.6}
        along = max(min(bar.start, room), 0.0)
        canvas.write(ax, along, down + _BAR + 0.1, bar.words, fontsize=canvas.USUAL, bbox=under, zorder=3)
