from __future__ import annotations

from datetime import date

import pytest
from matplotlib.axes import Axes
from matplotlib.colors import to_hex
from matplotlib.figure import Figure

from boneguide.errors import RegimenError
from boneguide.model.taper import Taper
from boneguide.quantities import Q
from boneguide.report.plots import taper_calendar
from tests.report.pictures import assert_readable, boxes, figure, texts

#: A Thursday.
START = date(2026, 11, 26)
SHORT = Taper(name="short", steps=[(Q(4, "mg"), 4), (Q(2, "mg"), 2)], twice_daily=True)


def fills(ax: Axes) -> list[tuple[str, str]]:
    """Return colour and hatching of each day."""
    days = boxes(ax)
    return [
        (to_hex(cell.get_facecolor()), strip.get_hatch() or "")
        for cell, strip in zip(days[::2], days[1::2], strict=True)
    ]


def test_each_day_has_its_date_its_dose_and_its_parts() -> None:
    ax = taper_calendar(SHORT, START)
    head, told, *rest = texts(ax)
    assert head == "short: 4 mg for 4 days, 2 mg for 2 days, then none; 6 days, 20 mg in all"
    assert told.startswith("2026-11-26 to 2026-12-02, the first day without; two doses are one in the morning")
    assert rest[:7] == ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    four, two = ["4 mg", "2 + 2 mg"], ["2 mg", "1 + 1 mg"]
    assert rest[7:] == [
        "2026-11-23",
        *("26 Nov", *four),
        *("27", *four),
        *("28", *four),
        *("29", *four),
        "2026-11-30",
        *("30", *two),
        *("1 Dec", *two),
        *("2", "none"),
    ]
    assert_readable(ax)


def test_days_stand_below_their_weekday() -> None:
    ax = taper_calendar(SHORT, START)
    columns = {text.get_text(): text.get_position()[0] for text in ax.texts}
    days = boxes(ax)[::2]
    assert len(days) == 7
    middles = [cell.get_x() + cell.get_width() / 2 for cell in days]
    order = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
    assert middles == pytest.approx([columns[name] for name in order])
    assert days[3].get_y() < days[4].get_y()


def test_doses_differ_in_colour_and_hatching_and_none_is_white() -> None:
    ax = taper_calendar(SHORT, START)
    assert fills(ax) == [("#56b4e9", "")] * 4 + [("#e3f1fa", "//")] * 2 + [("#ffffff", "")]


def test_a_dose_that_returns_to_its_amount_in_another_unit_is_one_dose() -> None:
    ax = taper_calendar(Taper(name="x", steps=[(Q(4, "mg"), 1), (Q(4, "mg"), 1)]), START)
    assert fills(ax) == [("#56b4e9", "")] * 2 + [("#ffffff", "")]


def test_one_day_is_two_cells_and_one_dose_is_not_split() -> None:
    ax = taper_calendar(Taper(name="x", steps=[(Q(4, "mg"), 1)]), START)
    assert texts(ax)[-4:] == ["26 Nov", "4 mg", "27", "none"]
    assert "morning" not in texts(ax)[1]
    assert_readable(ax)


@pytest.mark.parametrize(("whole_weeks", "left_out"), [(3, 0), (4, 2), (5, 3), (50, 48)])
def test_many_weeks_of_one_dose_are_shown_as_the_first_and_the_last(whole_weeks: int, left_out: int) -> None:
    monday = date(2026, 11, 23)
    ax = taper_calendar(Taper(name="long", steps=[(Q(4, "mg"), 7 * whole_weeks)]), monday)
    told = [text for text in texts(ax) if "more weeks" in text]
    assert told == ([f"{left_out} more weeks like these, 4 mg a day"] if left_out else [])
    assert texts(ax).count("4 mg") == 7 * (whole_weeks - left_out)
    assert figure(ax).get_figheight() < 5


def test_long_names_are_wrapped_and_no_formula() -> None:
    name = "a very long name $x_1$ \n" * 30
    ax = taper_calendar(Taper(name=name, steps=[(Q(0.125, "mg"), 9)], tablet=Q(0.0625, "mg"), twice_daily=True), START)
    assert "0.0625 + 0.0625 mg" in texts(ax)
    assert sum("very" in text for text in texts(ax)) > 3
    assert_readable(ax)


def test_in_little_room_all_of_it_is_smaller() -> None:
    small = Figure(figsize=(4.5, 3)).add_axes((0, 0, 1, 1))
    taper_calendar(SHORT, START, small)
    whole = taper_calendar(SHORT, START)
    sizes = [float(a.get_fontsize()) / float(b.get_fontsize()) for a, b in zip(small.texts, whole.texts, strict=True)]
    assert sizes == pytest.approx([0.5] * len(sizes), rel=0.02)
    assert_readable(small)


def test_a_taper_that_would_outlast_the_calendar_is_refused() -> None:
    with pytest.raises(RegimenError, match="earlier start"):
        taper_calendar(SHORT, date(9999, 12, 30))
