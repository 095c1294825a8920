"""Which of several claims about one fact counts, and why the others do not."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from datetime import date

import attrs

from boneguide.interop.fhir._claims import Claim, shown
from boneguide.interop.fhir.intake import Conflict
from boneguide.model.labs import LAB_KINDS
from boneguide.model.observation import Observation
from boneguide.quantities import Quantity, as_amount
from boneguide.quantities.units import find

#: Values that differ by less than this part of themselves are one value, written in two units or rounded twice.
_ROUNDING = 0.01
_DAY = 10


@attrs.frozen(kw_only=True)
class Choice:
    """What became of the claims about one fact.

    Args:
        taken: Those that count; all say the same.
        left: Those that do not, each with the reason.
        conflict: What differs, where no rule makes one of them the one that counts.
    """

    taken: tuple[Claim, ...] = ()
    left: tuple[tuple[Claim, str], ...] = ()
    conflict: Conflict | None = None


def same(one: object, other: object, fact: str = "") -> bool:
    """Return whether two values of one fact are one, written differently.

    Example:
        >>> same(Quantity(1.38, "mg/dL"), Quantity(122, "umol/L"), "labs.creatinine"), same(True, False)
        (True, False)
    """
    if isinstance(one, Observation) and isinstance(other, Observation):
        return one.comparator == other.comparator and same(one.value, other.value, fact)
    if isinstance(one, Quantity) and isinstance(other, Quantity):
        first, second = _number(one, fact), _number(other, fact)
        return first[0] == second[0] and math.isclose(first[1], second[1], rel_tol=_ROUNDING)
    return type(one) is type(other) and one == other


def _number(quantity: Quantity, fact: str) -> tuple[object, float]:
    """Return what a quantity measures, and its number in one unit of that."""
    kind = LAB_KINDS.get(fact.removeprefix("labs."))
    if kind is not None:
        # Mass and substance of one analyte are bridged.
        return kind.name, kind.canonical_value(quantity)
    amount = as_amount(quantity)
    unit = find(amount.unit)
    return unit.dimension, amount.value * float(unit.factor)


def different(claims: Sequence[Claim]) -> list[Claim]:
    """Return one claim of each value."""
    found: list[Claim] = []
    for one in claims:
        if not any(same(one.value, held.value, one.fact) for held in found):
            found.append(one)
    return found


def told(claims: Iterable[Claim]) -> tuple[str, ...]:
    """Return what claims say, each with its resource and day."""
    return tuple(f"{c.source.label}: {c.said}{'' if c.day is None else f' on {c.day}'}" for c in claims)


def agreed(fact: str, claims: Sequence[Claim], why: str) -> Choice:
    """Return a choice among claims none of which is later than another: all, where they say the same, or none."""
    each = different(claims)
    if len(each) == 1:
        return Choice(taken=tuple(claims))
    conflict = Conflict(fact=fact, said=told(claims), taken="nothing", why=why)
    left = tuple((c, f"differs from another resource on {fact}, so that none was taken") for c in claims)
    return Choice(left=left, conflict=conflict)


def latest(fact: str, claims: Sequence[Claim]) -> Choice:
    """Return a choice in which the latest counts; what states no day gives way to what does."""
    dated = [c for c in claims if c.moment]
    undated = [c for c in claims if not c.moment]
    if not dated:
        return agreed(fact, claims, "they differ and none states its day")
    newest = _newest(dated)
    chosen = agreed(fact, newest, "they differ and are of the same time")
    older = [c for c in dated if c not in newest]
    left = [(c, f"{fact}: of {_day(c)}; what is of {_day(newest[0])} counts") for c in older]
    taken, conflict = list(chosen.taken), chosen.conflict
    for one in undated:
        if taken and same(one.value, taken[0].value, fact):
            taken.append(one)
        else:
            left.append((one, f"{fact}: states no day; what is of {_day(newest[0])} counts"))
    if conflict is None and any(c in undated for c, _ in left):
        conflict = Conflict(
            fact=fact,
            said=told((*newest, *undated)),
            taken=shown_value(newest[0].value),
            why="only one of them states its day",
        )
    return Choice(taken=tuple(taken), left=(*chosen.left, *left), conflict=conflict)


def _newest(dated: Sequence[Claim]) -> list[Claim]:
    """Return the claims of the latest moment, or of the latest day where one of them states no time."""
    day = max(_day(c) for c in dated)
    of_day = [c for c in dated if _day(c) == day]
    if any(len(c.moment) <= _DAY for c in of_day):
        return of_day
    moment = max(c.moment for c in of_day)
    return [c for c in of_day if c.moment == moment]


def _day(one: Claim) -> str:
    return one.moment[:_DAY]


def present(fact: str, claims: Sequence[Claim]) -> Choice:
    """Return a choice in which a finding on record counts against its absence: it does not become undone."""
    yes = [c for c in claims if c.value is True]
    no = [c for c in claims if c.value is False]
    if not yes or not no:
        return Choice(taken=tuple(claims))
    began = min((c.moment for c in yes), default="")
    later = [c for c in no if not c.moment or not began or c.moment >= began]
    conflict = None
    if later:
        why = "what was found once is not undone by a later record without it"
        conflict = Conflict(fact=fact, said=told((*yes, *later)), taken="True", why=why)
    left = tuple((c, f"{fact}: absent {'then' if c not in later else 'here'}, present by another resource") for c in no)
    return Choice(taken=tuple(yes), left=left, conflict=conflict)


def results(fact: str, claims: Sequence[Claim]) -> Choice:
    """Return the results of a series: one for each day, the latest of the day where its time is known.

    Where results of one time differ none of them is taken; of the latest day, none of
    the series, for an older result would pass for the current one.
    """
    by_day: dict[date | None, list[Claim]] = {}
    for one in claims:
        by_day.setdefault(one.day, []).append(one)
    taken: list[Claim] = []
    left: list[tuple[Claim, str]] = []
    conflict: Conflict | None = None
    for day in sorted(by_day, key=lambda d: d or date.min):
        chosen = latest(fact, by_day[day])
        left.extend(chosen.left)
        if chosen.conflict is not None and not chosen.taken:
            conflict = chosen.conflict
            if day == max(d or date.min for d in by_day):
                left.extend((c, f"{fact}: the latest results differ, so that none was taken") for c in taken)
                taken = []
        else:
            taken.extend(chosen.taken)
    return Choice(taken=tuple(taken), left=tuple(left), conflict=conflict)


def shown_value(value: object) -> str:
    """Return a value for a reader."""
    return str(as_amount(value)) if isinstance(value, Quantity) else shown(value)
