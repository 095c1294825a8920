"""How a drug is given: dose, interval, speed, fluid, and the dates that follow."""

from __future__ import annotations

import datetime as dt
import itertools
import math
from collections.abc import Iterable
from datetime import date
from typing import Any

import attrs

from boneguide.errors import BoneguideError, RegimenError
from boneguide.model._check import (
    Validator,
    is_collection,
    owner,
    quantity,
    require_date,
    require_quantity,
    require_text,
)
from boneguide.model.taper import Taper
from boneguide.quantities import Kind, Quantity, as_amount, kinds

_DOSES = (
    kinds.DRUG_MASS,
    kinds.WEIGHT_DOSE,
    kinds.VITAMIN_D_DOSE,
    kinds.ACTIVITY,
    kinds.ACTIVITY_PER_MASS,
    kinds.PATCH_RATE,
)
_TIMES = frozenset((*kinds.INTERVAL.units, *kinds.INFUSION_TIME.units, *kinds.DURATION.units))


@attrs.frozen(kw_only=True)
class Range:
    """A span of amounts, open on one side at most; both ends belong to it.

    Raises:
        RegimenError: If both ends are missing, are not quantities, cannot be
            compared, or stand in the wrong order.

    Example:
        >>> from boneguide.quantities import Q
        >>> print(Range(low=Q(3, "week"), high=Q(4, "week")))
        3 to 4 week
        >>> print(Range(low=Q(15, "minute")))
        15 minute or longer
        >>> print(Range.exactly(Q(120, "mg")))
        120 mg
    """

    #: Smallest amount; None where there is no lower end.
    low: Quantity | None = attrs.field(default=None, validator=quantity(error=RegimenError))
    #: Largest amount; None where there is no upper end.
    high: Quantity | None = attrs.field(default=None, validator=quantity(error=RegimenError))

    @classmethod
    def exactly(cls, amount: Quantity) -> Range:
        """Return the range that holds one amount only."""
        return cls(low=amount, high=amount)

    def __attrs_post_init__(self) -> None:
        """Refuse a range without ends and ends that contradict each other."""
        if self.low is None and self.high is None:
            msg = "Range has neither low nor high; expected at least one. Leave the whole range None if nothing is set."
            raise RegimenError(msg)
        if self.low is None or self.high is None:
            return
        low, high = as_amount(self.low), as_amount(self.high)
        try:
            inverted = low.to(high.unit).value > high.value
        except BoneguideError as problem:
            msg = f"Range runs from {low} to {high}, which cannot be compared: {problem}"
            raise RegimenError(msg) from problem
        if inverted:
            msg = f"Range runs from {low} to {high}; expected low to be the smaller. Exchange them."
            raise RegimenError(msg)

    def __contains__(self, amount: Quantity) -> bool:
        """Return whether ``amount`` lies in the range, ends included."""
        given = as_amount(amount)
        low = None if self.low is None else as_amount(self.low)
        high = None if self.high is None else as_amount(self.high)
        # Each end is compared in its own unit, so that a printed edge stays exact.
        return (low is None or given.to(low.unit).value >= low.value) and (
            high is None or given.to(high.unit).value <= high.value
        )

    def __str__(self) -> str:
        """Return the range in words."""
        low = None if self.low is None else as_amount(self.low)
        high = None if self.high is None else as_amount(self.high)
        if low is None:
            return f"up to {high}"
        if high is None:
            return f"{low} or {'longer' if low.unit in _TIMES else 'more'}"
        if low.unit != high.unit:
            return f"{low} to {high}"
        if low.value == high.value:
            return str(low)
        return f"{str(low).removesuffix(f' {low.unit}')} to {high}"


@attrs.frozen(kw_only=True)
class Appointment:
    """One planned dose: its number, the days between which it falls, and how much.

    Example:
        >>> print(Appointment(number=2, earliest=date(2026, 12, 14), latest=date(2026, 12, 21)))
        dose 2: 2026-12-14 to 2026-12-21
    """

    #: 1 for the first dose.
    number: int
    #: First day on which it may be given.
    earliest: date
    #: Last day on which it is due.
    latest: date
    #: How much; None where the regimen leaves it open.
    dose: Quantity | None = None

    def __str__(self) -> str:
        """Return number and days, with the dose if there is one."""
        days = f"{self.earliest}" if self.earliest == self.latest else f"{self.earliest} to {self.latest}"
        dose = "" if self.dose is None else f", {as_amount(self.dose)}"
        return f"dose {self.number}: {days}{dose}"


def _spans(*allowed: Kind) -> Validator:
    def check(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
        field = owner(instance, attribute)
        if value is None:
            return
        if not isinstance(value, Range):
            msg = f"{field} was {value!r}; expected a Range. Write Range.exactly(...) for a single amount."
            raise RegimenError(msg)
        for name in ("low", "high"):
            end = getattr(value, name)
            if end is not None:
                _positive(end, f"{field}.{name}", allowed)

    return check


def _amounts(*allowed: Kind) -> Validator:
    def check(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
        if value is not None:
            _positive(value, owner(instance, attribute), allowed)

    return check


def _positive(value: object, field: str, allowed: tuple[Kind, ...]) -> None:
    amount = require_quantity(value, field, allowed, RegimenError, further=1)
    if amount.value <= 0:
        msg = f"{field} was {amount}; expected more than zero. Leave it None if it is not set."
        raise RegimenError(msg)


def _name(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
    require_text(value, owner(instance, attribute), RegimenError)


def _as_tuple(value: Iterable[str] | str) -> tuple[str, ...]:
    # What is no collection is kept as an item: the validator refuses it and names the field.
    return tuple(value) if is_collection(value) else (value,)  # type: ignore[return-value]  # a wrong type is left for the validator


def _names(instance: object, attribute: attrs.Attribute[Any], value: tuple[object, ...]) -> None:
    for place, item in enumerate(value):
        require_text(item, f"{owner(instance, attribute)}[{place}]", RegimenError)


def _as_days(value: Iterable[int]) -> tuple[int, ...]:
    return tuple(value) if is_collection(value) else (value,)  # type: ignore[return-value]  # as above


def _taper(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
    if value is not None and not isinstance(value, Taper):
        msg = f"{owner(instance, attribute)} was {value!r}; expected a Taper, or None where the dose does not fall."
        raise RegimenError(msg)


def _fixed_days(instance: object, attribute: attrs.Attribute[Any], value: tuple[int, ...]) -> None:
    field = owner(instance, attribute)
    if any(isinstance(item, bool) or not isinstance(item, int) or item < 1 for item in value):
        msg = f"{field} was {value!r}; expected whole numbers from 1, where 1 is the day of the first dose."
        raise RegimenError(msg)
    if any(later <= earlier for earlier, later in itertools.pairwise(value)):
        msg = f"{field} was {value!r}; expected days in rising order, each named once."
        raise RegimenError(msg)


@attrs.frozen(kw_only=True)
class Regimen:
    """One way of giving one drug.

    Either ``dose`` or ``dose_range`` may be set, not both. ``days`` are fixed
    days counted from 1; a schedule goes on at ``interval`` after the last.

    Raises:
        RegimenError: If an amount has no unit or the wrong kind of unit, is not
            positive, or if the parts contradict each other.

    Example:
        >>> from boneguide.quantities import Q
        >>> regimen = Regimen(
        ...     drug="zoledronic acid",
        ...     route="IV",
        ...     dose=Q(4, "mg"),
        ...     interval=Range(low=Q(3, "week"), high=Q(4, "week")),
        ...     infusion_time=Range(low=Q(15, "minute")),
        ... )
        >>> print(regimen)
        zoledronic acid 4 mg IV over 15 minute or longer, every 3 to 4 week
    """

    #: Name of the substance.
    drug: str = attrs.field(validator=_name)
    #: Route, such as ``"IV"``.
    route: str = attrs.field(validator=_name)
    #: Amount per dose.
    dose: Quantity | None = attrs.field(default=None, validator=_amounts(*_DOSES))
    #: Span of amounts per dose where the source leaves a choice.
    dose_range: Range | None = attrs.field(default=None, validator=_spans(*_DOSES))
    #: Time from one dose to the next.
    interval: Range | None = attrs.field(default=None, validator=_spans(kinds.INTERVAL))
    #: Time over which one dose runs.
    infusion_time: Range | None = attrs.field(default=None, validator=_spans(kinds.INFUSION_TIME))
    #: Volume of fluid in which one dose is given.
    volume: Quantity | None = attrs.field(default=None, validator=_amounts(kinds.VOLUME))
    #: Fluids that may be used.
    diluents: tuple[str, ...] = attrs.field(default=(), converter=_as_tuple, validator=_names)
    #: Fixed days of the first doses, such as ``(1, 8, 15)``.
    days: tuple[int, ...] = attrs.field(default=(), converter=_as_days, validator=_fixed_days)
    #: Fastest rate of infusion.
    maximum_rate: Quantity | None = attrs.field(default=None, validator=_amounts(kinds.INFUSION_RATE))
    #: How the dose falls to nothing, day by day; then ``dose`` is that of the first day.
    taper: Taper | None = attrs.field(default=None, validator=_taper)
    #: Steps of preparation, in order.
    preparation: tuple[str, ...] = attrs.field(default=(), converter=_as_tuple, validator=_names)
    #: What else the reader should know.
    notes: tuple[str, ...] = attrs.field(default=(), converter=_as_tuple, validator=_names)

    def __attrs_post_init__(self) -> None:
        """Refuse two statements of one dose."""
        if self.dose is not None and self.dose_range is not None:
            msg = "Regimen has both dose and dose_range; expected one of them. Drop the one that is not meant."
            raise RegimenError(msg)

    def schedule(self, start: date, doses: int, interval: Quantity | None = None) -> tuple[Appointment, ...]:
        """Return the days on which the first ``doses`` doses fall.

        Where the interval is a span, each dose gets a window that grows with
        its number. A dose never falls before its interval is over: parts of a
        day are rounded up. A month counts 365.25 / 12 days.

        Args:
            start: Day of the first dose, day 1 of ``days``.
            doses: How many doses to plan.
            interval: The interval chosen, where the regimen leaves a choice.

        Raises:
            RegimenError: If the regimen does not say when the next dose is due,
                if the interval chosen lies outside its span, or if an argument
                is not a day or a count.

        Example:
            >>> from boneguide.quantities import Q
            >>> every = Range(low=Q(3, "week"), high=Q(4, "week"))
            >>> regimen = Regimen(drug="zoledronic acid", route="IV", dose=Q(4, "mg"), interval=every)
            >>> for appointment in regimen.schedule(date(2026, 11, 23), 2):
            ...     print(appointment)
            dose 1: 2026-11-23, 4 mg
            dose 2: 2026-12-14 to 2026-12-21, 4 mg
        """
        require_date(start, "schedule(start)", RegimenError)
        if isinstance(doses, bool) or not isinstance(doses, int) or doses < 1:
            msg = f"schedule(doses) was {doses!r}; expected a whole number from 1."
            raise RegimenError(msg)
        fixed = self.days or (1,)
        step = self._step(interval) if doses > len(fixed) or interval is not None else (0.0, 0.0)
        return tuple(self._appointment(number, start, fixed, step) for number in range(1, doses + 1))

    def _appointment(self, number: int, start: date, fixed: tuple[int, ...], step: tuple[float, float]) -> Appointment:
        day = fixed[min(number, len(fixed)) - 1] - 1
        further = max(0, number - len(fixed))
        # Rounding at nine places keeps floating noise from adding a day.
        low = day + math.ceil(round(further * step[0], 9))
        high = day + math.floor(round(further * step[1], 9))
        try:
            earliest = start + dt.timedelta(days=low)
            latest = start + dt.timedelta(days=max(low, high))
        except OverflowError:
            msg = f"dose {number} would fall after {date.max}; expected fewer doses or a shorter interval."
            raise RegimenError(msg) from None
        return Appointment(number=number, earliest=earliest, latest=latest, dose=self.dose)

    def _step(self, chosen: Quantity | None) -> tuple[float, float]:
        if chosen is not None:
            _positive(chosen, "schedule(interval)", (kinds.INTERVAL,))
            if self.interval is not None and chosen not in self.interval:
                msg = (
                    f"schedule(interval) was {as_amount(chosen)}, outside the {self.interval} of the regimen;"
                    " expected an interval inside it."
                )
                raise RegimenError(msg)
            span = Range.exactly(chosen)
        elif self.interval is not None:
            span = self.interval
        else:
            msg = (
                f"{self.drug} has no interval here, so later doses have no day. Pass interval=, or ask for fewer doses."
            )
            raise RegimenError(msg)
        if span.low is None or span.high is None:
            msg = f"the interval of {self.drug} is {span}, which fixes no day. Pass interval= with the one chosen."
            raise RegimenError(msg)
        low, high = (as_amount(end).to("day").value for end in (span.low, span.high))
        if low < 1:
            msg = f"the interval of {self.drug} is {span}; a schedule counts whole days. Expected one day or longer."
            raise RegimenError(msg)
        return low, high

    def __str__(self) -> str:
        """Return the regimen in one line."""
        dose = self.dose_range if self.dose is None else as_amount(self.dose)
        first = " ".join(str(part) for part in (self.drug, dose, self.route) if part is not None)
        if self.infusion_time is not None:
            first += f" over {self.infusion_time}"
        days = f"on days {', '.join(map(str, self.days))}" if self.days else ""
        every = "" if self.interval is None else f"every {self.interval}".replace("every 1 ", "every ")
        taper = "" if self.taper is None else f"taper {self.taper.name}"
        return ", ".join(part for part in (first, days, every, taper) if part)
