"""Facts about radionuclides for bone: doses given, and hormonal drugs beside them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from boneguide.guidelines.facts._listed import classes_listed
from boneguide.guidelines.facts.treatment import takes
from boneguide.logic.interval import Interval
from boneguide.logic.nodes import UNKNOWN
from boneguide.logic.verbs import fact
from boneguide.quantities import kinds

if TYPE_CHECKING:
    from boneguide.logic.context import Context
    from boneguide.model.radionuclide import Radionuclide, RadionuclideDose

#: So many doses of radium-223 make a course.
RADIUM_223_COURSE = 6
#: Days between two doses of strontium-89, and from abiraterone to radium-223.
STRONTIUM_89_DAYS = 90
ABIRATERONE_DAYS = 5
#: Days after which blood counts have recovered from samarium-153.
SAMARIUM_153_DAYS = 56


def _doses(context: Context, drug: Radionuclide) -> tuple[RadionuclideDose, ...] | None:
    given = context.patient.radionuclide_doses
    return None if given is None else tuple(dose for dose in given if dose.drug == drug)


def _had_at_least(count: int, drug: Radionuclide) -> Callable[[Context], bool | None]:
    def read(context: Context) -> bool | None:
        doses = _doses(context, drug)
        return None if doses is None else len(doses) >= count

    return read


def _days_since_radium_223(context: Context) -> Interval | float | None:
    days = [dose.on for dose in _doses(context, "radium-223") or ()]
    known = [day for day in days if day is not None]
    if not known:
        return None
    since = float((context.on - max(known)).days)
    # A dose without a day may have been the last one, which was no earlier than the one with a day.
    return since if len(known) == len(days) else Interval(0.0, since)


def _less_than(limit: int, drug: Radionuclide) -> Callable[[Context], bool | None]:
    def read(context: Context) -> bool | None:
        doses = _doses(context, drug)
        if doses is None:
            return None
        days = [None if dose.on is None else (context.on - dose.on).days for dose in doses]
        if any(gone is not None and gone < limit for gone in days):
            return True
        return None if None in days else False

    return read


def _abiraterone_lately(context: Context) -> bool | None:
    medications = context.patient.medications
    if medications is None:
        return None
    found: set[bool | None] = set()
    for medication in medications:
        if "abiraterone" in classes_listed(medication):
            last = medication.stop or medication.last_given
            gone = None if last is None else (context.on - last).days
            listed = medication.active(context.on)
            recent = None if gone is None else gone < ABIRATERONE_DAYS
            found.add(True if listed else recent)
    return True if True in found else None if None in found else False


DAYS_SINCE_RADIUM_223 = fact(
    "days_since_radium_223",
    kinds.DURATION,
    label="time since the last dose of radium-223",
    read=_days_since_radium_223,
    asked=True,
)
SIX_RADIUM_223_DOSES = fact(
    "six_radium_223_doses",
    label="six doses of radium-223 already given",
    read=_had_at_least(RADIUM_223_COURSE, "radium-223"),
    asked=True,
)
HAD_RADIUM_223 = fact(
    "had_radium_223",
    label="earlier doses of radium-223",
    read=_had_at_least(1, "radium-223"),
    asked=True,
    inferred=(DAYS_SINCE_RADIUM_223 >= "0 day") | SIX_RADIUM_223_DOSES | UNKNOWN,
)
STRONTIUM_89_WITHIN_90_DAYS = fact(
    "strontium_89_within_90_days",
    label="a dose of strontium-89 less than 90 days ago",
    read=_less_than(STRONTIUM_89_DAYS, "strontium-89"),
    asked=True,
)
SAMARIUM_153_WITHIN_56_DAYS = fact(
    "samarium_153_within_56_days",
    label="a dose of samarium-153 less than 8 weeks ago",
    read=_less_than(SAMARIUM_153_DAYS, "samarium-153"),
    asked=True,
)
TAKES_ABIRATERONE = takes("abiraterone", name="takes_abiraterone", label="abiraterone")
TAKES_ENZALUTAMIDE = takes("enzalutamide", name="takes_enzalutamide", label="enzalutamide")
ABIRATERONE_WITHIN_5_DAYS = fact(
    "abiraterone_within_5_days",
    label="abiraterone now or less than 5 days ago",
    read=_abiraterone_lately,
    asked=True,
    inferred=TAKES_ABIRATERONE | UNKNOWN,
)
