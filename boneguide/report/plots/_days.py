"""An axis of days, labelled in one way everywhere and in no language."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from boneguide.report.plots._canvas import LITERAL, SMALL, width

if TYPE_CHECKING:
    from matplotlib.axes import Axes

#: Steps between ticks.
_DAYS = (1, 2, 7, 14, 28)
_MONTHS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000)
_YEAR = 12
#: What is kept free between two labels, in inches.
_SPARE = 0.25


def ticks(first: date, last: date, most: int) -> list[date]:
    """Return days to name between two days, both included: steps from the first day, or the first days of months.

    Args:
        first: The first day.
        last: The last day.
        most: How many there is room for.

    Example:
        >>> [str(day) for day in ticks(date(2026, 11, 23), date(2026, 12, 10), 2)]
        ['2026-11-23', '2026-12-07']
        >>> [str(day) for day in ticks(date(2026, 11, 23), date(2027, 6, 10), 4)]
        ['2027-01-01', '2027-03-01', '2027-05-01']
    """
    span = (last - first).days
    for step in _DAYS:
        if span // step < most:
            return [first + dt.timedelta(days=days) for days in range(0, span + 1, step)]
    for step in _MONTHS:
        found = [day for day in _months(first, last, step) if first <= day]
        if 0 < len(found) <= most:
            return found
    return [first]


def _months(first: date, last: date, step: int) -> Iterator[date]:
    start = (first.year * _YEAR + first.month - 1) // step * step
    for count in range(max(start, _YEAR), last.year * _YEAR + last.month, step):
        yield date(count // _YEAR, count % _YEAR + 1, 1)


def shifted(day: date, days: int) -> date:
    """Return a day some days later or earlier, or the last or first that there is."""
    return date.fromordinal(min(max(day.toordinal() + days, date.min.toordinal()), date.max.toordinal()))


def name_days(ax: Axes, first: date, last: date, inches: float) -> None:
    """Name days below an axis on which two of them are some inches apart."""
    each = width(first.isoformat(), SMALL) + _SPARE
    named = ticks(first, last, max(int(inches / each), 1))
    ax.set_xticks(named, [day.isoformat() for day in named], fontsize=SMALL, **LITERAL)  # type: ignore[arg-type]  # days are places on an axis of days
