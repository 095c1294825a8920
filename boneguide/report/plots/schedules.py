"""Dated schedules: one line for each dose, with the days on which it falls."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

import attrs

from boneguide.errors import PictureError
from boneguide.model.regimen import Appointment
from boneguide.model.taper import Taper, TaperDay
from boneguide.report.plots import _canvas as canvas
from boneguide.report.plots._canvas import LINE
from boneguide.report.plots._days import name_days, shifted
from boneguide.report.plots.styles import INK, Style

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

__all__ = ["dose_timeline"]

#: Inches. They are the units of the upright axis too.
_ROW = 0.26
_BAR = 0.15
_AROUND = 1.15
#: Room for words on the right, and the share of the width that they take at most.
_SPARE = 0.35
_LARGEST = 0.5
_SHORTEST = 7
#: What the numbers of the doses take on the left, in inches.
_NUMBERS = 1.0

_ONE_DAY = ("D", "#0072b2")
_WINDOW = Style("#56b4e9", "//", edge=INK)


@attrs.frozen
class _Row:
    """A dose, or a line of the heading over some."""

    heading: str = ""
    dose: Appointment | None = None


def dose_timeline(
    schedule: Mapping[str, Iterable[Appointment]] | Iterable[Appointment], ax: Axes | None = None
) -> Axes:
    """Draw the days on which the doses of a schedule fall, a line for each dose.

    A dose that falls on one day is a mark, one that may fall within some days a bar.

    Args:
        schedule: What ``regimen.schedule(...)`` gives, of a drug or of radiotherapy; or several under their names.
        ax: Where to draw; a figure of its own, as high as it needs to be, by default.

    Raises:
        MissingExtraError: If matplotlib is not installed.
        PictureError: If there is no dose to show.

    Example:
        >>> from boneguide.model.regimen import Range, Regimen
        >>> from boneguide.quantities import Q
        >>> every = Range(low=Q(3, "week"), high=Q(4, "week"))
        >>> regimen = Regimen(drug="example", route="IV", dose=Q(4, "mg"), interval=every)
        >>> ax = dose_timeline({"example": regimen.schedule(start=date(2026, 11, 23), doses=2)})
        >>> [label.get_text() for label in ax.get_yticklabels()]
        ['dose 1', 'dose 2']
        >>> ax.get_title(loc="left")
        'Planned doses, 2026-11-23 to 2026-12-21'
    """
    drawn = canvas.bare(canvas.axes(ax))
    named = {name: _doses(doses, name) for name, doses in _named(schedule).items()}
    doses = [dose for lane in named.values() for dose in lane]
    if not doses:
        msg = "there is no dose to draw. Expected what regimen.schedule(start=..., doses=...) gives."
        raise PictureError(msg)
    begin, end = min(dose.earliest for dose in doses), max(dose.latest for dose in doses)
    canvas.title(drawn, [f"Planned doses, {begin}" if begin == end else f"Planned doses, {begin} to {end}"])
    rows = [*_rows(named, canvas.size(drawn)[0] - _NUMBERS)]
    places = {place * _ROW: row.dose for place, row in enumerate(rows) if row.dose is not None}
    labels = [f"dose {dose.number}" for dose in places.values()]
    drawn.set_yticks([*places], labels, fontsize=canvas.USUAL, **canvas.LITERAL)
    drawn.set_ylim((len(rows) - 0.4) * _ROW, -0.7 * _ROW)
    if ax is None:
        canvas.figure(drawn).set_figheight(_AROUND + _ROW * len(rows))
    spare = max((_SHORTEST - (end - begin).days) // 2, (end - begin).days // 40) + 1
    _draw(drawn, rows, shifted(begin, -spare), shifted(end, spare))
    return drawn


def _named(schedule: object) -> Mapping[str, Iterable[Appointment]]:
    if isinstance(schedule, Mapping):
        return schedule
    if not isinstance(schedule, Iterable) or isinstance(schedule, str):
        raise _refused(schedule)
    return {"": schedule}


def _doses(doses: Iterable[object], name: str) -> list[Appointment]:
    if not isinstance(doses, Iterable) or not isinstance(name, str):
        raise _refused(doses)
    found = []
    for dose in doses:
        if not isinstance(dose, Appointment):
            raise _refused(dose)
        found.append(dose)
    return found


def _refused(given: object) -> PictureError:
    tapered = " A taper is drawn by taper_calendar." if isinstance(given, (Taper, TaperDay)) else ""
    msg = (
        f"a timeline was asked of {given!r}. Expected what regimen.schedule(start=..., doses=...) gives, or such"
        f" schedules under their names.{tapered}"
    )
    return PictureError(msg)


def _rows(named: Mapping[str, Sequence[Appointment]], wide: float) -> Iterator[_Row]:
    for name, doses in named.items():
        if doses and name:
            yield from (_Row(line) for line in canvas.wrap(name, wide, weight="bold"))
        yield from (_Row(dose=dose) for dose in doses)


def _draw(ax: Axes, rows: Sequence[_Row], first: date, last: date) -> None:
    ax.set_xlim(first, last)  # type: ignore[arg-type]  # an axis of days takes days
    _legend(ax, [row.dose for row in rows if row.dose is not None])
    told = {place: str(row.dose).partition(": ")[2] for place, row in enumerate(rows) if row.dose is not None}
    wide = canvas.size(ax)[0]
    words = min(max(map(canvas.width, told.values())) + _SPARE, wide * _LARGEST)
    left, right = ax.get_xlim()
    beside = left + (right - left) * (wide - words + _SPARE / 2) / (wide - words)
    ax.set_xlim(left, left + (right - left) * wide / (wide - words))
    name_days(ax, first, last, wide - words)
    for tick in ax.get_xticks():
        ax.axvline(tick, color="#d9d9d9", linewidth=LINE, zorder=0)
    for place, row in enumerate(rows):
        if row.dose is None:
            canvas.write(ax, first, place * _ROW, row.heading, weight="bold", fontsize=canvas.USUAL)
            continue
        dose = row.dose
        if dose.earliest == dose.latest:
            shape, fill = _ONE_DAY
            ax.plot([dose.earliest], [place * _ROW], marker=shape, color=fill, markeredgecolor=INK, markersize=6)  # type: ignore[arg-type]  # days
        else:
            days = (dose.latest - dose.earliest).days
            start = canvas.number_of(dose.earliest)
            ax.add_patch(canvas.rectangle(start, place * _ROW - _BAR / 2, days, _BAR, _WINDOW))
        canvas.write(ax, beside, place * _ROW, told[place], fontsize=canvas.USUAL)


def _legend(ax: Axes, doses: Sequence[Appointment]) -> None:
    shown: dict[str, Artist] = {}
    if any(dose.earliest == dose.latest for dose in doses):
        shown["on one day"] = canvas.mark(*_ONE_DAY)
    if any(dose.earliest != dose.latest for dose in doses):
        shown["on a day between two, both included"] = canvas.patch(_WINDOW)
    canvas.legend(ax, shown, below=3.0)
