from __future__ import annotations

from datetime import date
from typing import Any, cast

from matplotlib.axes import Axes
from matplotlib.dates import date2num

from boneguide.model.radiotherapy import RadiotherapyRegimen
from boneguide.model.regimen import Appointment, Range, Regimen
from boneguide.quantities import Q
from boneguide.report.plots import dose_timeline
from tests.report.pictures import assert_readable, boxes, day, figure, named, texts, title

START = date(2026, 11, 26)
SPAN = Regimen(drug="example", route="IV", dose=Q(4, "mg"), interval=Range(low=Q(3, "week"), high=Q(4, "week")))
FRACTIONS = RadiotherapyRegimen(dose_per_fraction=Q(4, "Gy"), fractions=3)


def labels(ax: Axes) -> list[str]:
    return [label.get_text() for label in ax.get_yticklabels()]


def single(ax: Axes) -> list[tuple[str, float]]:
    """Return the day and the place of each dose that falls on one day."""
    found = [line for line in ax.lines if line.get_marker() == "D"]
    xs = [cast("Any", line.get_xdata(orig=True))[0] for line in found]
    ys = [float(cast("Any", line.get_ydata())[0]) for line in found]
    return [(str(x), round(y, 6)) for x, y in zip(xs, ys, strict=True)]


def test_a_dose_is_a_mark_or_a_bar_on_its_days() -> None:
    ax = dose_timeline(SPAN.schedule(START, 3))
    assert labels(ax) == ["dose 1", "dose 2", "dose 3"]
    assert single(ax) == [("2026-11-26", 0.0)]
    spans = [(bar.get_x(), bar.get_x() + bar.get_width()) for bar in boxes(ax)]
    assert [tuple(day(end).isoformat() for end in span) for span in spans] == [
        ("2026-12-17", "2026-12-24"),
        ("2027-01-07", "2027-01-21"),
    ]
    assert [bar.get_hatch() for bar in boxes(ax)] == ["//", "//"]
    assert texts(ax) == ["2026-11-26, 4 mg", "2026-12-17 to 2026-12-24, 4 mg", "2027-01-07 to 2027-01-21, 4 mg"]
    assert title(ax) == "Planned doses, 2026-11-26 to 2027-01-21"
    assert named(ax) == ["on one day", "on a day between two, both included"]
    assert ax.get_ylim()[0] > ax.get_ylim()[1]
    assert_readable(ax)


def test_several_schedules_stand_under_their_names() -> None:
    ax = dose_timeline({"a drug": SPAN.schedule(START, 1), "radiotherapy": FRACTIONS.schedule(START), "empty": []})
    assert labels(ax) == ["dose 1", "dose 1", "dose 2", "dose 3"]
    assert [on for on, _ in single(ax)] == ["2026-11-26", "2026-11-26", "2026-11-27", "2026-11-30"]
    assert texts(ax) == [
        "a drug",
        "2026-11-26, 4 mg",
        "radiotherapy",
        "2026-11-26, 4 Gy",
        "2026-11-27, 4 Gy",
        "2026-11-30, 4 Gy",
    ]
    places = [round(place, 6) for place in ax.get_yticks()]
    assert places == [place for _, place in single(ax)]
    assert named(ax) == ["on one day"]
    assert_readable(ax)


def test_one_dose_on_one_day_has_days_around_it() -> None:
    ax = dose_timeline([Appointment(number=1, earliest=START, latest=START)])
    assert title(ax) == "Planned doses, 2026-11-26"
    assert texts(ax) == ["2026-11-26"]
    left, _ = ax.get_xlim()
    assert left == date2num(date(2026, 11, 22))  # type: ignore[no-untyped-call]  # matplotlib leaves it untyped
    assert_readable(ax)


def test_long_names_are_wrapped_and_no_formula() -> None:
    ax = dose_timeline({"a very long name $x^2$ " * 12: SPAN.schedule(START, 2)})
    headings = [text for text in texts(ax) if "name" in text]
    assert len(headings) > 2
    assert " ".join(headings) == ("a very long name $x^2$ " * 12).strip()
    assert_readable(ax)


def test_many_doses_make_the_picture_higher() -> None:
    few, many = (dose_timeline(SPAN.schedule(START, doses)) for doses in (2, 40))
    assert len(labels(many)) == 40
    assert figure(many).get_figheight() - figure(few).get_figheight() > 9
    assert_readable(many)


def test_a_generator_is_gone_through_once() -> None:
    assert labels(dose_timeline(dose for dose in SPAN.schedule(START, 2))) == ["dose 1", "dose 2"]


def test_the_last_days_of_the_calendar_can_be_drawn() -> None:
    ax = dose_timeline([Appointment(number=1, earliest=date(9999, 12, 30), latest=date(9999, 12, 31))])
    assert texts(ax) == ["9999-12-30 to 9999-12-31"]
