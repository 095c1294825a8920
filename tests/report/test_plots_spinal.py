from __future__ import annotations

from typing import Any, cast

import pytest
from matplotlib.axes import Axes

from boneguide.calculators.early_reirradiation import SINGLE_COURSE_LIMIT
from boneguide.calculators.nieder_cord_risk import COURSE_LIMIT, NO_MYELOPATHY_TO, SMALL_RISK_TO
from boneguide.calculators.radiation_course import RadiationCourse
from boneguide.errors import MissingInputError, OutOfDomainError, PictureError, UnitMismatchError
from boneguide.model.radiotherapy import RadiotherapyCourse, RadiotherapyRegimen
from boneguide.quantities import Q, Quantity
from boneguide.report.plots import spinal_dose
from tests.report.pictures import assert_readable, boxes, figure, texts, title

GIVEN = RadiotherapyCourse(dose_per_fraction=Q(3, "Gy"), fractions=10)
PLANNED = RadiotherapyRegimen(dose_per_fraction=Q(800, "cGy"), fractions=1)


def lines(ax: Axes) -> list[float]:
    return [float(cast("Any", line.get_xdata())[0]) for line in ax.lines]


def labels(ax: Axes) -> list[str]:
    return [label.get_text().replace("\n", " ") for label in ax.get_yticklabels()]


def test_courses_add_up_one_after_the_other() -> None:
    ax = spinal_dose([GIVEN, PLANNED], interval=Q(9, "month"))
    spans = [(bar.get_x(), bar.get_width(), bar.get_hatch() or "") for bar in boxes(ax)]
    assert spans == [(0, 75, ""), (75, 40, "//"), (0, 115, "...")]
    assert labels(ax) == [
        "given: 30 Gy in 10 fractions",
        "planned: 800 cGy in 1 fraction",
        "all courses together",
    ]
    assert texts(ax)[3:] == ["75 Gy (EQD2 37.5 Gy)", "40 Gy (EQD2 20 Gy)", "115 Gy (EQD2 57.5 Gy)"]
    assert title(ax).splitlines() == [
        "Dose to the spinal cord: BED 115 Gy (EQD2 57.5 Gy) in all",
        "from 6 months between courses on: no myelopathy reported",
    ]
    middles = [bar.get_y() + bar.get_height() / 2 for bar in boxes(ax)]
    assert all(abs(middle - tick) < 0.1 for middle, tick in zip(middles, ax.get_yticks(), strict=True))
    assert_readable(ax)


def test_both_scales_are_of_one_dose() -> None:
    ax = spinal_dose([GIVEN])
    (above,) = ax.child_axes
    figure(ax).draw_without_rendering()
    assert above.get_xlabel() == "EQD2, Gy"
    assert [*above.get_xticks()] == pytest.approx([tick / 2 for tick in ax.get_xticks()])
    assert above.get_xlim() == pytest.approx(tuple(end / 2 for end in ax.get_xlim()))
    assert ax.get_xlabel().startswith("biologically effective dose (BED), Gy, alpha/beta 2 Gy (spinal cord)")


@pytest.mark.parametrize(
    ("interval", "limits", "verdict"),
    [
        (Q(6, "month"), [COURSE_LIMIT, NO_MYELOPATHY_TO, SMALL_RISK_TO], "from 6 months between courses on: no"),
        (Q(5.9, "month"), [COURSE_LIMIT, SINGLE_COURSE_LIMIT], "less than 6 months between courses: physics"),
        (Q(27, "day"), [COURSE_LIMIT, SINGLE_COURSE_LIMIT], "less than 6 months between courses: too early"),
        (
            None,
            [COURSE_LIMIT, SINGLE_COURSE_LIMIT, NO_MYELOPATHY_TO, SMALL_RISK_TO],
            "time between courses not known: unknown, because the interval is",
        ),
    ],
)
def test_the_limits_are_those_of_the_calculators_for_the_time_between(
    interval: Quantity | None, limits: list[float], verdict: str
) -> None:
    ax = spinal_dose([GIVEN, PLANNED], interval=interval)
    assert lines(ax) == limits
    assert [text.partition(" Gy:")[0] for text in texts(ax)[: len(limits)]] == [f"{value:g}" for value in limits]
    assert title(ax).splitlines()[1].startswith(verdict)
    assert_readable(ax)


def test_each_limit_looks_the_same_in_every_picture() -> None:
    def looks(ax: Axes) -> dict[float, tuple[Any, Any]]:
        return {
            limit: (line.get_color(), line.get_linestyle()) for limit, line in zip(lines(ax), ax.lines, strict=True)
        }

    every = looks(spinal_dose([GIVEN, PLANNED]))
    assert looks(spinal_dose([GIVEN, PLANNED], interval=Q(9, "month"))).items() <= every.items()
    assert len({dash for _, dash in every.values()}) == len({colour for colour, _ in every.values()}) == 4


@pytest.mark.parametrize(("fractions", "band"), [(1, "no myelopathy reported"), (2, "exceeds the published limits")])
def test_the_verdict_is_that_of_the_calculator(fractions: int, band: str) -> None:
    planned = RadiotherapyRegimen(dose_per_fraction=Q(8, "Gy"), fractions=fractions)
    ax = spinal_dose([GIVEN, planned], interval=Q(9, "month"))
    assert title(ax).splitlines()[1].endswith(band)
    assert ax.get_xlim()[1] == pytest.approx(1.06 * max(75 + 40 * fractions, 135.5))


def test_one_course_has_no_sum_and_no_verdict() -> None:
    ax = spinal_dose([GIVEN])
    assert labels(ax) == ["given: 30 Gy in 10 fractions"]
    assert title(ax) == "Dose to the spinal cord: BED 75 Gy (EQD2 37.5 Gy) in all"
    assert len(lines(ax)) == 4
    assert_readable(ax)


def test_doses_far_beyond_the_limits_turn_their_words_round() -> None:
    huge = RadiotherapyCourse(dose_per_fraction=Q(9, "Gy"), fractions=10)
    ax = spinal_dose([GIVEN, PLANNED, huge, huge, huge])
    assert {text.get_horizontalalignment() for text in ax.texts[:4]} == {"left"}
    assert "The limits were made for two courses." in title(ax)
    assert "linear-quadratic model is in doubt" in ax.get_xlabel().replace("\n", " ")
    assert len(ax.get_xticks()) <= 11
    assert_readable(ax)


def test_courses_of_the_calculators_and_words_of_a_record_are_shown_as_they_are() -> None:
    long = RadiotherapyCourse(dose_per_fraction=Q(2, "Gy"), fractions=5, technique="conventional $x^2$ " * 6)
    ax = spinal_dose([RadiationCourse(dose_per_fraction=Q(4, "Gy"), fractions=5), long, long])
    assert labels(ax)[0] == "given: 20 Gy in 5"
    assert labels(ax)[1].count("$x^2$") == 6
    assert_readable(ax)


@pytest.mark.parametrize(
    "course", [None, RadiotherapyCourse(fractions=5), RadiotherapyCourse(dose_per_fraction=Q(4, "Gy"))]
)
def test_an_unknown_dose_is_never_zero(course: RadiotherapyCourse | None) -> None:
    with pytest.raises(MissingInputError):
        spinal_dose([GIVEN, course])


@pytest.mark.parametrize("technique", ["stereotactic", "SBRT", "SABR, 2 fields", "Radiosurgery"])
def test_a_course_that_spared_the_cord_is_refused(technique: str) -> None:
    course = RadiotherapyRegimen(dose_per_fraction=Q(12, "Gy"), fractions=2, technique=technique)
    with pytest.raises(PictureError, match="hytec_reirradiation"):
        spinal_dose([GIVEN, course])


def test_a_time_between_that_cannot_be_is_refused() -> None:
    with pytest.raises(UnitMismatchError):
        spinal_dose([GIVEN, PLANNED], interval=Q(9, "Gy"))
    with pytest.raises(OutOfDomainError):
        spinal_dose([GIVEN, PLANNED], interval=Q(-1, "month"))
