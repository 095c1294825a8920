"""A regimen with gaps: its parts may be tables that a person's facts fill in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, TypeAlias, TypeVar

import attrs

from boneguide.errors import RuleError
from boneguide.logic.nodes import ALWAYS, Criterion, Node, all_of
from boneguide.logic.scalar import choose
from boneguide.logic.share import Share
from boneguide.logic.verbs import Cases
from boneguide.model.radiotherapy import RadiotherapyRegimen
from boneguide.model.regimen import Range, Regimen
from boneguide.model.taper import Taper, TaperStep, in_words
from boneguide.quantities import Amount, Kind, kinds, parse

if TYPE_CHECKING:
    from boneguide.logic.context import Snapshot

V = TypeVar("V")


@attrs.frozen(cache_hash=True)
class Span:
    """From one amount to another; either end may be open."""

    low: Amount | None
    high: Amount | None

    def __str__(self) -> str:
        """Return it in words."""
        return str(self.range())

    def range(self) -> Range:
        """Return it as a range of quantities."""
        return Range(
            low=None if self.low is None else self.low.quantity(),
            high=None if self.high is None else self.high.quantity(),
        )


def span(low: str, high: str) -> Span:
    """Return from ``low`` to ``high``, both included."""
    return Span(parse(low), parse(high))


def exactly(amount: str) -> Span:
    """Return one amount as a span."""
    return Span(parse(amount), parse(amount))


def no_less_than(amount: str) -> Span:
    """Return ``amount`` or more."""
    return Span(parse(amount), None)


def no_more_than(amount: str) -> Span:
    """Return ``amount`` or less."""
    return Span(None, parse(amount))


def _require_whole(number: object, said: str) -> None:
    if isinstance(number, bool) or not isinstance(number, int) or number < 1:
        msg = f"{said}. Expected a whole number from 1."
        raise RuleError(msg)


def _require_dose(dose: Amount, kind: Kind, which: str) -> None:
    if dose.unit not in kind.units or dose.value <= 0:
        msg = f"{which} has a dose of {dose}. Expected more than zero, in {' or '.join(kind.units)}."
        raise RuleError(msg)


@attrs.frozen(kw_only=True, cache_hash=True)
class TaperTemplate:
    """A taper as a rule holds it; see :class:`~boneguide.model.taper.Taper`.

    Args:
        name: How it is called.
        steps: Daily doses, each with its number of days.
        before: Daily dose from which it comes down; None for a course of its own.
        twice_daily: Whether a day has two doses.

    Raises:
        RuleError: If there is no step, a dose is no positive mass, or days are no whole number from 1.

    Example:
        >>> print(TaperTemplate(name="short", steps=((Amount(2, "mg"), 3), (Amount(1, "mg"), 3))))
        short: 2 mg for 3 days, 1 mg for 3 days, then none; 6 days, 9 mg in all
    """

    name: str
    steps: tuple[tuple[Amount, int], ...]
    before: Amount | None = None
    twice_daily: bool = False

    def __attrs_post_init__(self) -> None:
        """Refuse steps that nobody can be given, where the rule is written."""
        which = f"the taper {self.name!r}"
        if not self.steps:
            msg = f"{which} has no step. Expected one or more, each a daily dose and its number of days."
            raise RuleError(msg)
        for dose, days in self.steps:
            _require_dose(dose, kinds.DRUG_MASS, which)
            _require_whole(days, f"{which} has a step of {days!r} days")

    def taper(self) -> Taper:
        """Return it with quantities.

        Raises:
            RegimenError: If its steps do not fall.
        """
        return Taper(
            name=self.name,
            steps=tuple(TaperStep(dose=dose.quantity(), days=days) for dose, days in self.steps),
            before=None if self.before is None else self.before.quantity(),
            twice_daily=self.twice_daily,
        )

    def __str__(self) -> str:
        """Return it in words."""
        return in_words(self.name, self.steps)


Dose: TypeAlias = Amount | Span
MaybeTable: TypeAlias = V | Cases[V] | None


@attrs.frozen(kw_only=True, cache_hash=True)
class RegimenTemplate:
    """What a rule advises, before a person's facts fill in the tables.

    Each part is fixed, a table (:class:`~boneguide.logic.verbs.Cases`) or
    absent. The dose, the interval and the infusion time decide whether a
    regimen can stand at all.

    Args:
        drug: International nonproprietary name.
        route: How it is given.
        dose: Amount, a span where the source gives one, or a share of another dose.
        interval: Time between doses.
        infusion_time: How long an infusion runs.
        volume: Volume of the infusion.
        diluents: What it may be diluted in.
        days: Fixed days, day 1 being the first dose.
        maximum_rate: Highest infusion rate.
        taper: How the dose falls to nothing.
        preparation: Steps, in words.
        notes: What else belongs to the regimen.
    """

    drug: str
    route: str
    dose: MaybeTable[Dose] | Share = None
    interval: MaybeTable[Span] = None
    infusion_time: MaybeTable[Span] = None
    volume: MaybeTable[Amount] = None
    diluents: tuple[str, ...] = ()
    days: tuple[int, ...] = ()
    maximum_rate: MaybeTable[Amount] = None
    taper: MaybeTable[TaperTemplate] = None
    preparation: MaybeTable[tuple[str, ...]] = None
    notes: tuple[str, ...] = ()

    @property
    def subject(self) -> str:
        """What it is, in words."""
        return f"{self.drug} {self.route}"

    def tables(self) -> Iterator[Cases[object]]:
        """Yield every part that is a table."""
        for field in attrs.fields(type(self)):
            value = getattr(self, field.name)
            if isinstance(value, Cases):
                yield value

    @property
    def decided(self) -> Criterion:
        """A criterion that is true where dose, interval and time can be read off."""
        parts = (self.dose, self.interval, self.infusion_time)
        return all_of(ALWAYS, *(p.decided for p in parts if isinstance(p, (Cases, Share))))

    def nodes(self) -> tuple[Node, ...]:
        """Return the criteria inside the tables, and what a share of a dose asks."""
        shares = (self.dose.decided,) if isinstance(self.dose, Share) else ()
        return (*shares, *(node for table in self.tables() for node in table.nodes()))

    def resolve(self, facts: Snapshot) -> Regimen | None:
        """Return the regimen for one person; None where a deciding part is not known."""
        dose = _shared(self.dose, facts) if isinstance(self.dose, Share) else _chosen(self.dose, facts)
        interval, time = (_chosen(p, facts) for p in (self.interval, self.infusion_time))
        if any(
            given is not None and found is None
            for given, found in ((self.dose, dose), (self.interval, interval), (self.infusion_time, time))
        ):
            return None
        steps = _chosen(self.preparation, facts)
        taper = _chosen(self.taper, facts)
        volume, rate = _chosen(self.volume, facts), _chosen(self.maximum_rate, facts)
        return Regimen(
            drug=self.drug,
            route=self.route,
            dose=dose.quantity() if isinstance(dose, Amount) else None,
            dose_range=dose.range() if isinstance(dose, Span) else None,
            interval=interval.range() if isinstance(interval, Span) else None,
            infusion_time=time.range() if isinstance(time, Span) else None,
            volume=volume.quantity() if isinstance(volume, Amount) else None,
            diluents=self.diluents,
            days=self.days,
            maximum_rate=rate.quantity() if isinstance(rate, Amount) else None,
            taper=None if taper is None else taper.taper(),
            preparation=() if steps is None else steps,
            notes=self.notes,
        )


def _shared(share: Share, facts: Snapshot) -> Span | None:
    ends = share.ends(facts)
    return None if ends is None else Span(*ends)


def _chosen(part: MaybeTable[V], facts: Snapshot) -> V | None:
    return choose(part, facts)[1] if isinstance(part, Cases) else part


@attrs.frozen(cache_hash=True)
class Fractions:
    """A number of fractions and the dose of each.

    Raises:
        RuleError: If the number is no whole number from 1, or the dose is no positive absorbed dose.
    """

    count: int
    each: Amount

    def __attrs_post_init__(self) -> None:
        """Refuse a schedule that nobody can be given."""
        _require_whole(self.count, f"a schedule has {self.count!r} fractions")
        _require_dose(self.each, kinds.ABSORBED_DOSE, "a schedule")

    @property
    def total(self) -> Amount:
        """The dose of all of them."""
        # Rounding at nine places keeps floating noise out of the sum.
        return Amount(round(self.count * self.each.value, 9), self.each.unit)

    def __str__(self) -> str:
        """Return it in words."""
        return f"{self.total} in {self.count} fraction{'' if self.count == 1 else 's'}"


def fractions(count: int, each: str) -> Fractions:
    """Return ``count`` fractions of ``each``.

    Args:
        count: How many.
        each: The dose of one, such as ``"4 Gy"``.

    Raises:
        RuleError: If the number is no whole number from 1, or the dose is no positive absorbed dose.
        InvalidQuantityError: If the dose cannot be read.

    Example:
        >>> print(fractions(5, "4 Gy"))
        20 Gy in 5 fractions
    """
    return Fractions(count, parse(each))


@attrs.frozen(kw_only=True, cache_hash=True)
class RadiotherapyTemplate:
    """A schedule of radiotherapy that a rule advises, before a person's facts fill it in.

    Args:
        schedule: Number and dose of the fractions, fixed or a table.
        technique: How it is delivered; None where that is left open.
        notes: What else belongs to it.

    Example:
        >>> print(RadiotherapyTemplate(schedule=fractions(1, "8 Gy")).dose)
        8 Gy
    """

    schedule: Fractions | Cases[Fractions]
    technique: str | None = None
    notes: tuple[str, ...] = ()

    @property
    def subject(self) -> str:
        """What it is, in words."""
        return "radiotherapy" if self.technique is None else f"radiotherapy, {self.technique}"

    @property
    def dose(self) -> Dose | Cases[Dose]:
        """The dose of all fractions together."""
        if isinstance(self.schedule, Fractions):
            return self.schedule.total
        return Cases(tuple((criterion, found.total) for criterion, found in self.schedule.steps))

    def tables(self) -> Iterator[Cases[object]]:
        """Yield the table, if the schedule is one."""
        if isinstance(self.schedule, Cases):
            yield self.schedule

    @property
    def decided(self) -> Criterion:
        """A criterion that is true where the schedule can be read off."""
        return self.schedule.decided if isinstance(self.schedule, Cases) else ALWAYS

    def nodes(self) -> tuple[Node, ...]:
        """Return the criteria inside the table."""
        return tuple(node for table in self.tables() for node in table.nodes())

    def resolve(self, facts: Snapshot) -> RadiotherapyRegimen | None:
        """Return the schedule for one person; None where it is not known which."""
        found = _chosen(self.schedule, facts)
        if found is None:
            return None
        return RadiotherapyRegimen(
            dose_per_fraction=found.each.quantity(),
            fractions=found.count,
            technique=self.technique,
            notes=self.notes,
        )


#: What a rule can advise: something that a person's facts fill in.
Template: TypeAlias = RegimenTemplate | RadiotherapyTemplate
