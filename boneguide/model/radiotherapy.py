"""External beam radiotherapy: a schedule that is advised, and a course that was given."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from datetime import date
from typing import Any

import attrs

from boneguide.errors import BoneguideError, InvalidPatientError, RegimenError
from boneguide.model._check import (
    Validator,
    day,
    is_collection,
    owner,
    require_date,
    require_quantity,
    require_text,
    text,
)
from boneguide.model._record import Record
from boneguide.model.regimen import Appointment
from boneguide.quantities import Amount, Quantity, as_amount, kinds

_SATURDAY = 5


def _dose(error: type[BoneguideError]) -> Validator:
    def check(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
        if value is None and attribute.default is None:
            return
        field = owner(instance, attribute)
        amount = require_quantity(value, field, (kinds.ABSORBED_DOSE,), error)
        if amount.value <= 0:
            msg = f"{field} was {amount}; expected more than zero."
            raise error(msg)

    return check


def _count(error: type[BoneguideError]) -> Validator:
    def check(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
        if value is None and attribute.default is None:
            return
        if isinstance(value, bool) or not isinstance(value, int) or value < 1:
            msg = f"{owner(instance, attribute)} was {value!r}; expected a whole number from 1."
            raise error(msg)

    return check


def _named(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
    if value is not None:
        require_text(value, owner(instance, attribute), RegimenError)


def _as_tuple(value: Iterable[str] | str) -> tuple[str, ...]:
    # What is no collection is kept as an item: the validator refuses it and names the field.
    return tuple(value) if is_collection(value) else (value,)  # type: ignore[return-value]  # a wrong type is left for the validator


def _names(instance: object, attribute: attrs.Attribute[Any], value: tuple[object, ...]) -> None:
    for place, item in enumerate(value):
        require_text(item, f"{owner(instance, attribute)}[{place}]", RegimenError)


def _total(dose: Quantity, fractions: int) -> Quantity:
    amount = as_amount(dose)
    # Rounding at nine places keeps floating noise out of the sum: 18 times 2.33 is 41.94.
    return Amount(round(amount.value * fractions, 9), amount.unit).quantity()


def _in_words(dose: Quantity, fractions: int, technique: str | None) -> str:
    plural = "" if fractions == 1 else "s"
    how = "" if technique is None else f", {technique}"
    return f"{as_amount(_total(dose, fractions))} in {fractions} fraction{plural}{how}"


@attrs.frozen(kw_only=True)
class RadiotherapyRegimen:
    """One schedule of external beam radiotherapy.

    Raises:
        RegimenError: If the dose has no unit or is no absorbed dose, is not
            positive, or the number of fractions is no whole number from 1.

    Example:
        >>> from boneguide.quantities import Q
        >>> print(RadiotherapyRegimen(dose_per_fraction=Q(8, "Gy"), fractions=1))
        8 Gy in 1 fraction
        >>> regimen = RadiotherapyRegimen(dose_per_fraction=Q(400, "cGy"), fractions=5, technique="conventional")
        >>> print(regimen)
        2000 cGy in 5 fractions, conventional
        >>> regimen.total, regimen.dose == regimen.total
        (<Quantity(2000.0, 'centigray')>, True)
    """

    #: Dose of one fraction.
    dose_per_fraction: Quantity = attrs.field(validator=_dose(RegimenError))
    #: How many fractions.
    fractions: int = attrs.field(validator=_count(RegimenError))
    #: How it is delivered, such as ``"conventional"`` or ``"stereotactic"``; None where that is left open.
    technique: str | None = attrs.field(default=None, validator=_named)
    #: What else the reader should know, such as the setting it was tried in.
    notes: tuple[str, ...] = attrs.field(default=(), converter=_as_tuple, validator=_names)

    @property
    def total(self) -> Quantity:
        """Dose of all fractions together, in the unit of one."""
        return _total(self.dose_per_fraction, self.fractions)

    @property
    def dose(self) -> Quantity:
        """The same as :attr:`total`, under the name that the dose of every regimen has."""
        return self.total

    def schedule(self, start: date) -> tuple[Appointment, ...]:
        """Return the day of each fraction.

        The first falls on ``start``, which may be any day, for an emergency does
        not wait for Monday; the others fall on the weekdays that follow. Public
        holidays are not known here.

        Args:
            start: Day of the first fraction.

        Raises:
            RegimenError: If ``start`` is no date, or the last day would lie
                beyond the calendar.

        Example:
            >>> from boneguide.quantities import Q
            >>> regimen = RadiotherapyRegimen(dose_per_fraction=Q(4, "Gy"), fractions=3)
            >>> for fraction in regimen.schedule(date(2026, 11, 26)):
            ...     print(fraction)
            dose 1: 2026-11-26, 4 Gy
            dose 2: 2026-11-27, 4 Gy
            dose 3: 2026-11-30, 4 Gy
        """
        require_date(start, "schedule(start)", RegimenError)
        days = [start]
        try:
            while len(days) < self.fractions:
                days.append(_next_weekday(days[-1]))
        except OverflowError:
            msg = f"fraction {len(days) + 1} would fall after {date.max}; expected an earlier start."
            raise RegimenError(msg) from None
        return tuple(
            Appointment(number=number, earliest=on, latest=on, dose=self.dose_per_fraction)
            for number, on in enumerate(days, 1)
        )

    def __str__(self) -> str:
        """Return the schedule in one line."""
        return _in_words(self.dose_per_fraction, self.fractions, self.technique)


def _next_weekday(after: date) -> date:
    following = after + dt.timedelta(days=1)
    while following.weekday() >= _SATURDAY:
        following += dt.timedelta(days=1)
    return following


@attrs.frozen(kw_only=True, repr=False)
class RadiotherapyCourse(Record):
    """A course of radiotherapy that was given to one lesion.

    None means unknown in every field.

    Raises:
        InvalidPatientError: If a dose is no absorbed dose or not positive, the
            number of fractions is no whole number from 1, or a day is no date.

    Example:
        >>> from boneguide.quantities import Q
        >>> course = RadiotherapyCourse(dose_per_fraction=Q(4, "Gy"), fractions=5, ended=date(2026, 8, 20))
        >>> print(course, course.total)
        20 Gy in 5 fractions, ended 2026-08-20 20.0 gray
        >>> print(RadiotherapyCourse(fractions=5))
        radiotherapy in 5 fractions of unknown dose
    """

    #: Dose of one fraction.
    dose_per_fraction: Quantity | None = attrs.field(default=None, validator=_dose(InvalidPatientError))
    #: How many fractions were given.
    fractions: int | None = attrs.field(default=None, validator=_count(InvalidPatientError))
    #: Day of the last fraction.
    ended: date | None = attrs.field(default=None, validator=day)
    #: How it was delivered.
    technique: str | None = attrs.field(default=None, validator=text)

    @property
    def total(self) -> Quantity | None:
        """Dose of all fractions together; None where it is not known."""
        if self.dose_per_fraction is None or self.fractions is None:
            return None
        return _total(self.dose_per_fraction, self.fractions)

    def __str__(self) -> str:
        """Return what is known of the course in one line."""
        how = "" if self.technique is None else f", {self.technique}"
        when = "" if self.ended is None else f", ended {self.ended}"
        if self.dose_per_fraction is not None and self.fractions is not None:
            return f"{_in_words(self.dose_per_fraction, self.fractions, self.technique)}{when}"
        if self.dose_per_fraction is not None:
            return f"radiotherapy with {as_amount(self.dose_per_fraction)} per fraction{how}{when}"
        if self.fractions is not None:
            plural = "" if self.fractions == 1 else "s"
            return f"radiotherapy in {self.fractions} fraction{plural} of unknown dose{how}{when}"
        return f"radiotherapy of unknown dose{how}{when}"
