"""Tapers: a daily dose that falls by steps until nothing is given, day by day with dates."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction
from typing import Any, TypeAlias

import attrs

from boneguide.errors import RegimenError
from boneguide.model._check import is_collection, owner, require_date, require_quantity, require_text
from boneguide.quantities import Amount, Q, Quantity, as_amount, kinds


def _require_dose(value: object, field: str) -> None:
    amount = require_quantity(value, field, (kinds.DRUG_MASS,), RegimenError, further=1)
    if amount.value <= 0:
        msg = f"{field} was {amount}; expected more than zero. A taper ends at zero by itself, after its last step."
        raise RegimenError(msg)


def _dose(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
    _require_dose(value, owner(instance, attribute))


def _dose_or_none(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
    if value is not None:
        _require_dose(value, owner(instance, attribute))


def _whole_days(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        msg = f"{owner(instance, attribute)} was {value!r}; expected a whole number from 1."
        raise RegimenError(msg)


def _yes_or_no(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
    if not isinstance(value, bool):
        msg = f"{owner(instance, attribute)} was {value!r}; expected True or False."
        raise RegimenError(msg)


def _text(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
    require_text(value, owner(instance, attribute), RegimenError)


@attrs.frozen(kw_only=True)
class TaperStep:
    """One daily dose and for how many days it is taken.

    Raises:
        RegimenError: If the dose is no positive mass or the days are no whole number from 1.

    Example:
        >>> print(TaperStep(dose=Q(12, "mg"), days=3))
        12 mg for 3 days
    """

    #: Amount in 24 hours.
    dose: Quantity = attrs.field(validator=_dose)
    #: Number of days.
    days: int = attrs.field(validator=_whole_days)

    def __str__(self) -> str:
        """Return dose and days."""
        return f"{as_amount(self.dose)} for {_days(self.days)}"


#: A step as it may be given: itself, or its dose and its days.
StepLike: TypeAlias = TaperStep | tuple[Quantity, int]


def _as_steps(value: Iterable[StepLike]) -> tuple[TaperStep, ...]:
    # What is no collection is kept as an item: the validator refuses it and names the field.
    return tuple(map(_as_step, value)) if is_collection(value) else (value,)  # type: ignore[return-value]  # as said


def _as_step(value: StepLike) -> TaperStep:
    if isinstance(value, tuple) and len(value) == 2:  # noqa: PLR2004 - a dose and its days
        dose, days = value
        return TaperStep(dose=dose, days=days)
    return value


def _steps(instance: object, attribute: attrs.Attribute[Any], value: tuple[object, ...]) -> None:
    field = owner(instance, attribute)
    if not value:
        msg = f"{field} was empty; expected one step or more, such as (Q(8, 'mg'), 3)."
        raise RegimenError(msg)
    for place, item in enumerate(value):
        if not isinstance(item, TaperStep):
            msg = f"{field}[{place}] was {item!r}; expected a TaperStep, or a dose and its days: (Q(8, 'mg'), 3)."
            raise RegimenError(msg)


@attrs.frozen(kw_only=True)
class TaperDay:
    """One day of a taper; the last has a dose of zero.

    Example:
        >>> print(TaperDay(number=1, on=date(2026, 11, 23), dose=Q(3, "mg"), morning=Q(1.5, "mg"), second=Q(1.5, "mg")))
        day 1: 2026-11-23, 3 mg (1.5 mg in the morning, 1.5 mg before 14:00)
    """

    #: 1 for the first day of the taper.
    number: int
    #: The day.
    on: date
    #: Amount in 24 hours, zero on the first day without.
    dose: Quantity
    #: What of it is taken in the morning.
    morning: Quantity
    #: What of it is taken later, before 14:00.
    second: Quantity

    def __str__(self) -> str:
        """Return the day with its dose."""
        dose = as_amount(self.dose)
        if not dose.value:
            return f"day {self.number}: {self.on}, none"
        parts = ""
        if as_amount(self.second).value:
            parts = f" ({as_amount(self.morning)} in the morning, {as_amount(self.second)} before 14:00)"
        return f"day {self.number}: {self.on}, {dose}{parts}"


@attrs.frozen(kw_only=True)
class Taper:
    """Daily doses that fall, or stay, step by step, and end at zero.

    Nothing is given after the last step, so zero is not written as a step.
    Every daily dose is a whole number of tablets; where a day has two doses the
    larger part is taken in the morning.

    Raises:
        RegimenError: If there is no step, a dose is no positive mass or no whole
            number of tablets, or a step is higher than what was taken before it.

    Example:
        >>> taper = Taper(name="short", steps=[(Q(3, "mg"), 2), (Q(1, "mg"), 1)], before=Q(4, "mg"), twice_daily=True)
        >>> print(taper)
        short: 3 mg for 2 days, 1 mg for 1 day, then none; 3 days, 7 mg in all
        >>> for day in taper.schedule(date(2026, 11, 23)):
        ...     print(day)
        day 1: 2026-11-23, 3 mg (1.5 mg in the morning, 1.5 mg before 14:00)
        day 2: 2026-11-24, 3 mg (1.5 mg in the morning, 1.5 mg before 14:00)
        day 3: 2026-11-25, 1 mg (0.5 mg in the morning, 0.5 mg before 14:00)
        day 4: 2026-11-26, none
    """

    #: How it is called.
    name: str = attrs.field(validator=_text)
    #: The steps; each may be given as a daily dose and a number of days.
    steps: tuple[TaperStep, ...] = attrs.field(converter=_as_steps, validator=_steps)
    #: Daily dose from which it comes down; None where it is a course of its own.
    before: Quantity | None = attrs.field(default=None, validator=_dose_or_none)
    #: Whether a day has two doses.
    twice_daily: bool = attrs.field(default=False, validator=_yes_or_no)
    #: Strength of the smallest tablet.
    tablet: Quantity = attrs.field(factory=lambda: Q(0.5, "mg"), validator=_dose)

    def __attrs_post_init__(self) -> None:
        """Refuse a step that rises and a dose that no tablets make up."""
        doses = [step.dose for step in self.steps]
        taken = doses if self.before is None else [self.before, *doses]
        for earlier, later in itertools.pairwise(taken):
            if later > earlier:
                msg = (
                    f"Taper {self.name!r} goes from {as_amount(earlier)} to {as_amount(later)}; expected doses that"
                    " fall or stay. Put the steps in order."
                )
                raise RegimenError(msg)
        for dose in doses:
            if self._tablets(dose).denominator != 1:
                msg = (
                    f"Taper {self.name!r} has {as_amount(dose)} a day, no whole number of tablets of"
                    f" {as_amount(self.tablet)}; expected a multiple. Change the step or the tablet."
                )
                raise RegimenError(msg)

    @property
    def days(self) -> int:
        """Number of days on which something is taken."""
        return sum(step.days for step in self.steps)

    @property
    def daily(self) -> tuple[Quantity, ...]:
        """The dose of each day in turn, without the zero that follows."""
        return tuple(step.dose for step in self.steps for _ in range(step.days))

    @property
    def total(self) -> Quantity:
        """Everything that is taken, in the unit of the first step."""
        unit = as_amount(self.steps[0].dose).unit
        return _amount(sum((_number(step.dose, unit) * step.days for step in self.steps), Fraction()), unit)

    def schedule(self, start: date) -> tuple[TaperDay, ...]:
        """Return every day with its dose, the first day without any as the last.

        Args:
            start: The first day of the taper.

        Raises:
            RegimenError: If ``start`` is no date, or the taper would end after
                the last day of the calendar.
        """
        require_date(start, "schedule(start)", RegimenError)
        try:
            days = [start + dt.timedelta(days=place) for place in range(self.days + 1)]
        except OverflowError:
            msg = f"the taper {self.name!r} would end after {date.max}; expected an earlier start."
            raise RegimenError(msg) from None
        doses = [*self.daily, None]
        return tuple(
            TaperDay(number=place + 1, on=day, **self._parts(dose))
            for place, (day, dose) in enumerate(zip(days, doses, strict=True))
        )

    def _parts(self, dose: Quantity | None) -> dict[str, Quantity]:
        if dose is None:
            unit = as_amount(self.steps[-1].dose).unit
            nothing = _amount(Fraction(), unit)
            return {"dose": nothing, "morning": nothing, "second": nothing}
        unit = as_amount(dose).unit
        whole = self._tablets(dose).numerator
        later = whole // 2 if self.twice_daily else 0
        tablet = _number(self.tablet, unit)
        return {
            "dose": dose,
            "morning": _amount((whole - later) * tablet, unit),
            "second": _amount(later * tablet, unit),
        }

    def _tablets(self, dose: Quantity) -> Fraction:
        unit = as_amount(self.tablet).unit
        return _number(dose, unit) / _number(self.tablet, unit)

    def __str__(self) -> str:
        """Return the steps in one line, with the days and the whole amount."""
        return in_words(self.name, [(as_amount(step.dose), step.days) for step in self.steps])


def in_words(name: str, steps: Sequence[tuple[Amount, int]]) -> str:
    """Return a taper in one line: its steps, its days and the whole amount.

    Args:
        name: How it is called.
        steps: Daily doses, each with its number of days.
    """
    unit, length = steps[0][0].unit, sum(days for _, days in steps)
    whole = sum((Fraction(str(dose.to(unit).value)) * days for dose, days in steps), Fraction())
    each = ", ".join(f"{dose} for {_days(days)}" for dose, days in steps)
    return f"{name}: {each}, then none; {_days(length)}, {Amount(float(whole), unit)} in all"


def _days(count: int) -> str:
    return f"{count} day{'' if count == 1 else 's'}"


def _number(dose: Quantity, unit: str) -> Fraction:
    # The decimal as it is written: 0.1 mg is a tenth, not what binary makes of it.
    return Fraction(str(as_amount(dose).to(unit).value))


def _amount(number: Fraction, unit: str) -> Quantity:
    return Amount(float(number), unit).quantity()
