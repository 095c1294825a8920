"""Facts about radionuclides for bone: doses given, and hormonal drugs beside them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from boneguide.guidelines.facts._completeness import absent, may_lack_doses
from boneguide.guidelines.facts._listed import classes_listed
from boneguide.guidelines.facts.treatment import takes
from boneguide.logic.interval import Interval
from boneguide.logic.nodes import UNKNOWN
from boneguide.logic.verbs import fact
from boneguide.model.radionuclide import RADIONUCLIDES
from boneguide.quantities import kinds

if TYPE_CHECKING:
    from datetime import date

    from boneguide.logic.context import Context
    from boneguide.model.radionuclide import Radionuclide

#: So many doses of radium-223 make a course.
RADIUM_223_COURSE = 6
#: Days between two doses of strontium-89, and from abiraterone to radium-223.
STRONTIUM_89_DAYS = 90
ABIRATERONE_DAYS = 5
#: Days after which blood counts have recovered from samarium-153.
SAMARIUM_153_DAYS = 56


class _Given(NamedTuple):
    """What is on record of the doses of one radionuclide.

    Args:
        days: The day of each dose, None for one of no known day.
        begun: Days on which treatment began, where nothing is said of a last dose.
        open: Whether there may be doses of which nothing is said.
        counted: Whether every dose is among them.
        lacking: Whether a list of them may lack some.
    """

    days: tuple[date | None, ...]
    begun: tuple[date, ...]
    open: bool
    counted: bool
    lacking: bool

    @property
    def known(self) -> list[date]:
        """Days of doses, the last of which was no earlier than any of them."""
        # A first day counts for nothing beside a dose that is listed, and the list may lack one.
        days = self.days if self.lacking else (*self.days, *self.begun)
        return [day for day in days if day is not None]

    @property
    def last_is_known(self) -> bool:
        """Whether the last dose is one of a known day."""
        return None not in self.days and not self.begun and not self.lacking


def _doses(context: Context, drug: Radionuclide) -> _Given:
    given = context.patient.radionuclide_doses
    days = [dose.on for dose in given or () if dose.drug == drug]
    listed = [entry for entry in context.patient.medications or () if drug in classes_listed(entry)]
    last = {entry.last_given for entry in listed if entry.last_given is not None}
    lacking = may_lack_doses(context, "radionuclide_doses")
    if days:
        # Of a course that is listed dose by dose the list of medicines may hold a later dose, and nothing else.
        every = (*days, *sorted(last.difference(days)))
        return _Given(every, (), open=lacking, counted=not lacking, lacking=lacking)
    begun = [entry.start for entry in listed if entry.start is not None and entry.last_given is None]
    past = tuple(day for day in begun if day < context.on)
    # What has no day, or that of today, may be what is about to be given.
    silent = lacking or (given is None and not last) or len(last) + len(past) < len(listed)
    return _Given(tuple(sorted(last)), past, open=silent, counted=not listed, lacking=lacking)


def last_radionuclide(context: Context) -> date | None:
    """Return the last day on which a radionuclide for bone is known to have been given.

    Args:
        context: The person on the day.
    """
    days = [day for drug in RADIONUCLIDES for day in _doses(context, drug).known]
    return max(days, default=None)


def _had_radium_223(context: Context) -> bool | None:
    given = _doses(context, "radium-223")
    return True if given.days or given.begun else None if given.open else False


def _six_radium_223(context: Context) -> bool | None:
    given = _doses(context, "radium-223")
    if len(given.days) >= RADIUM_223_COURSE:
        return True
    # A list of medicines names one dose of several.
    return None if given.open or not given.counted else False


def _days_since_radium_223(context: Context) -> Interval | float | None:
    given = _doses(context, "radium-223")
    if not given.known:
        return None
    since = float((context.on - max(given.known)).days)
    # A dose without a day may have been the last one, which was no earlier than the one with a day.
    return since if given.last_is_known else Interval(0.0, since)


def _less_than(limit: int, drug: Radionuclide) -> Callable[[Context], bool | None]:
    def read(context: Context) -> bool | None:
        given = _doses(context, drug)
        if any((context.on - day).days < limit for day in given.known):
            return True
        return None if given.open or not given.last_is_known else False

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
    return True if True in found else None if None in found else absent(context, "medications")


DAYS_SINCE_RADIUM_223 = fact(
    "days_since_radium_223",
    kinds.DURATION,
    label="time since the last dose of radium-223",
    read=_days_since_radium_223,
    asked=True,
    lasting=True,
)
SIX_RADIUM_223_DOSES = fact(
    "six_radium_223_doses",
    label="six doses of radium-223 already given",
    read=_six_radium_223,
    asked=True,
    lasting=True,
)
HAD_RADIUM_223 = fact(
    "had_radium_223",
    label="earlier doses of radium-223",
    read=_had_radium_223,
    asked=True,
    inferred=(DAYS_SINCE_RADIUM_223 >= "0 day") | SIX_RADIUM_223_DOSES | UNKNOWN,
    lasting=True,
)
STRONTIUM_89_WITHIN_90_DAYS = fact(
    "strontium_89_within_90_days",
    label="a dose of strontium-89 less than 90 days ago",
    read=_less_than(STRONTIUM_89_DAYS, "strontium-89"),
    asked=True,
    lasting=True,
)
SAMARIUM_153_WITHIN_56_DAYS = fact(
    "samarium_153_within_56_days",
    label="a dose of samarium-153 less than 8 weeks ago",
    read=_less_than(SAMARIUM_153_DAYS, "samarium-153"),
    asked=True,
    lasting=True,
)
TAKES_ABIRATERONE = takes("abiraterone", name="takes_abiraterone", label="abiraterone")
TAKES_ENZALUTAMIDE = takes("enzalutamide", name="takes_enzalutamide", label="enzalutamide")
ABIRATERONE_WITHIN_5_DAYS = fact(
    "abiraterone_within_5_days",
    label="abiraterone now or less than 5 days ago",
    read=_abiraterone_lately,
    asked=True,
    inferred=TAKES_ABIRATERONE | UNKNOWN,
    lasting=True,
)
