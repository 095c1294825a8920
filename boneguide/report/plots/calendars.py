"""A taper as a calendar: each day with its dose, week by week."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

import attrs

from boneguide.errors import PictureError
from boneguide.model._check import require_date
from boneguide.model.taper import Taper, TaperDay
from boneguide.quantities import as_amount
from boneguide.report.plots import _canvas as canvas
from boneguide.report.plots._sheet import Sheet
from boneguide.report.plots.styles import EDGE, Style

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["taper_calendar"]

#: Inches.
_MARGIN = 0.2
_WEEK = 1.0
_CELL = (canvas.WIDTH - 2 * _MARGIN - _WEEK) / 7
_ROW = 0.66
_STRIP = 0.1
_SKIPPED = 0.3
#: So many weeks of one dose on end are shown as the first, the last and a line between.
_MANY = 4

_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
#: The colour of a dose lies between these, the highest at the first; words can be read on both.
_HIGHEST, _LOWEST = (0x56, 0xB4, 0xE9), (0xE3, 0xF1, 0xFA)
_HATCHES = ("", "//", "...", "\\\\", "xx", "++")
_NONE = Style("#ffffff", "")


@attrs.frozen
class _Week:
    """A week from Monday on, with the days of the taper that fall in it; or so many that are left out."""

    monday: date
    days: tuple[TaperDay, ...]
    left_out: int = 0

    @property
    def alike(self) -> object:
        """What makes weeks the same: the dose, if it is one and the week is whole."""
        doses = {day.dose for day in self.days}
        return doses.pop() if len(doses) == 1 and len(self.days) == len(_WEEKDAYS) else self.monday


def taper_calendar(taper: Taper, start: date, ax: Axes | None = None) -> Axes:
    """Draw a taper as a calendar of daily doses, up to the first day without.

    Each day has its date and its dose; where a day has two doses both are named,
    the morning first. Many weeks of one dose are shown as the first and the last.

    Args:
        taper: The taper.
        start: Its first day.
        ax: Where to draw, smaller if need be; a figure of its own, as high as it needs to be, by default.

    Raises:
        MissingExtraError: If matplotlib is not installed.
        PictureError: If it is no taper or no date.
        RegimenError: If the taper would end after the last day of the calendar.

    Example:
        >>> from boneguide.quantities import Q
        >>> taper = Taper(name="short", steps=[(Q(3, "mg"), 2), (Q(1, "mg"), 1)])
        >>> ax = taper_calendar(taper, date(2026, 11, 23))
        >>> [text.get_text() for text in ax.texts][-8:]
        ['23 Nov', '3 mg', '24', '3 mg', '25', '1 mg', '26', 'none']
    """
    canvas.door()
    canvas.expect(taper, Taper, "a Taper, such as the taper of a regimen")
    require_date(start, "taper_calendar(start)", PictureError)
    days = taper.schedule(start)
    heading = canvas.wrap(str(taper), canvas.WIDTH - 2 * _MARGIN, weight="bold")
    told = f"{days[0].on} to {days[-1].on}, the first day without"
    if taper.twice_daily:
        told += "; two doses are one in the morning and one before 14:00"
    weeks = [*_shortened([*_weeks(days)])]
    top = _MARGIN + (len(heading) + 2.5) * canvas.PITCH
    high = top + sum(_high(week) for week in weeks) + _MARGIN
    sheet = Sheet.on(ax, high)
    sheet.lines(_MARGIN, _MARGIN, heading, weight="bold")
    sheet.lines(_MARGIN, _MARGIN + len(heading) * canvas.PITCH, [told])
    for place, name in enumerate(_WEEKDAYS):
        along = _MARGIN + _WEEK + (place + 0.5) * _CELL
        sheet.write(along, top - 0.5 * canvas.PITCH, name, ha="center")
    styles = _styles(taper)
    for week in weeks:
        _draw(sheet, week, top, styles)
        top += _high(week)
    return sheet.ax


def _weeks(days: Sequence[TaperDay]) -> Iterator[_Week]:
    for monday, found in itertools.groupby(days, key=lambda day: day.on - dt.timedelta(days=day.on.weekday())):
        yield _Week(monday, tuple(found))


def _shortened(weeks: Sequence[_Week]) -> Iterator[_Week]:
    for _, found in itertools.groupby(weeks, key=lambda week: week.alike):
        same = list(found)
        if len(same) < _MANY:
            yield from same
        else:
            yield same[0]
            yield attrs.evolve(same[1], left_out=len(same) - 2)
            yield same[-1]


def _high(week: _Week) -> float:
    return _SKIPPED if week.left_out else _ROW


def _styles(taper: Taper) -> dict[str, Style]:
    """Return how each dose is drawn: darker the higher it is, hatched by turns."""
    doses = list(dict.fromkeys(str(as_amount(step.dose)) for step in taper.steps))
    last = max(len(doses) - 1, 1)
    return {dose: Style(_shade(place / last), _HATCHES[place % len(_HATCHES)]) for place, dose in enumerate(doses)}


def _shade(share: float) -> str:
    parts = (round(high + (low - high) * share) for high, low in zip(_HIGHEST, _LOWEST, strict=True))
    return "#" + "".join(f"{part:02x}" for part in parts)


def _draw(sheet: Sheet, week: _Week, top: float, styles: dict[str, Style]) -> None:
    if week.left_out:
        dose = as_amount(week.days[0].dose)
        told = f"{week.left_out} more weeks like these, {dose} a day"
        sheet.write(_MARGIN + _WEEK, top + _SKIPPED / 2, told, style="italic")
        return
    sheet.write(_MARGIN, top + _ROW / 2, week.monday.isoformat())
    for day in week.days:
        along = _MARGIN + _WEEK + day.on.weekday() * _CELL
        dose = as_amount(day.dose)
        style = styles.get(str(dose), _NONE)
        plain = attrs.evolve(style, hatch="", edge=EDGE)
        sheet.box((along, top), (_CELL, _ROW), plain)
        sheet.box((along, top + _ROW - _STRIP), (_CELL, _STRIP), style)
        dated = f"{day.on.day}"
        if day.number == 1 or day.on.day == 1:
            dated += f" {_MONTHS[day.on.month - 1]}"
        sheet.write(along + 0.05, top + 0.1, dated, canvas.SMALL)
        middle, room = along + _CELL / 2, _CELL - 0.1
        sheet.fit(middle, top + 0.28, room, str(dose) if dose.value else "none", weight="bold")
        if as_amount(day.second).value:
            parts = f"{as_amount(day.morning)} + {as_amount(day.second)}".replace(f" {dose.unit} +", " +")
            sheet.fit(middle, top + 0.44, room, parts, canvas.SMALL)
