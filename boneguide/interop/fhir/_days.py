"""Days as FHIR writes them: a date, a moment with its offset, or only a year or month."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from datetime import date

from boneguide.interop.fhir._claims import Fields, Wrong, part

_FORM = re.compile(
    r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2})"
    r"(?P<time>T[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,9})?)?(?:Z|[+-][0-9]{2}:[0-9]{2})?)?)?)?"
)
_WHOLE_DAY = "a whole day as 2026-11-23, with or without its time"


def whole_day(written: object, path: str) -> date:
    """Return the day of a date or moment, as it is written where it was.

    Raises:
        Wrong: If it is neither, or only a year or month.
    """
    match = _FORM.fullmatch(written) if isinstance(written, str) else None
    if match is None or match["day"] is None:
        raise Wrong(path, written, _WHOLE_DAY)
    try:
        return dt.date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        raise Wrong(path, written, f"{_WHOLE_DAY}, that is in the calendar") from None


def span(written: object, path: str) -> tuple[date, date]:
    """Return the first and the last day that a date may mean: a year and a month are spans.

    Raises:
        Wrong: If it is no date.
    """
    match = _FORM.fullmatch(written) if isinstance(written, str) else None
    if match is None:
        raise Wrong(path, written, "a date as 2026-11-23, 2026-11 or 2026")
    if match["day"] is not None:
        day = whole_day(written, path)
        return day, day
    try:
        year = int(match["year"])
        if match["month"] is None:
            return dt.date(year, 1, 1), dt.date(year, 12, 31)
        start = dt.date(year, int(match["month"]), 1)
    except ValueError:
        raise Wrong(path, written, "a date that is in the calendar") from None
    return start, start.replace(day=calendar.monthrange(year, start.month)[1])


def moment(written: str) -> str:
    """Return a text that sorts as moments do: in universal time where the offset is stated.

    Example:
        >>> moment("2020-08-10T00:19:38+02:00") < moment("2020-08-10T00:00:00+00:00")
        True
    """
    if "T" not in written:
        # A day has no time of its own: midnight would be one.
        return written
    try:
        found = dt.datetime.fromisoformat(written)
    except ValueError:
        return written
    if found.tzinfo is None:
        return found.isoformat()
    try:
        return found.astimezone(dt.UTC).replace(tzinfo=None).isoformat()
    except OverflowError:
        return written


def stated(fields: Fields, *names: str) -> tuple[str, str]:
    """Return the first date or moment among these fields with its path, empty where there is none.

    A field that holds a period counts by its end, or else by its start.
    """
    for name in names:
        value = fields.get(name)
        if isinstance(value, str) and value:
            return value, name
        period = part(fields, name)
        for end in ("end", "start"):
            held = period.get(end)
            if isinstance(held, str) and held:
                return held, f"{name}.{end}"
    return "", ""


def years_between(birth: date, on: date) -> int:
    """Return how many whole years lie between two days.

    Example:
        >>> years_between(date(1968, 2, 29), date(2026, 2, 28)), years_between(date(1968, 2, 29), date(2026, 3, 1))
        (57, 58)
    """
    return on.year - birth.year - ((on.month, on.day) < (birth.month, birth.day))
