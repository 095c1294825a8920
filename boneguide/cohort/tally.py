"""How often what changes between two sets of rules."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from typing import Any, TypeAlias

import attrs

from boneguide.cohort.comparison import CHANGED, SIDES, Comparison, Pair
from boneguide.cohort.preparation import OURS, Prepared
from boneguide.logic.columns.circuit import Circuit, Gate
from boneguide.logic.columns.emit import plan
from boneguide.logic.columns.verdict import Verdict
from boneguide.logic.template import Span
from boneguide.model.status import Status
from boneguide.quantities import Amount

_ORDER = tuple(Status)
#: What is true of every row.
_EVERY = f"{OURS}every"

#: What is said of a dose that is worked out from numbers of each person.
OF_ONES_OWN = "a dose of one's own"

#: One amount, a range with at most one open end, none, or :data:`OF_ONES_OWN` where there are as many as people.
DoseSeen: TypeAlias = Amount | Span | str | None


@attrs.frozen(kw_only=True)
class DoseChange:
    """A dose that changes while the status stays.

    Args:
        status: The status before and after.
        before: The dose before.
        after: The dose after.
        people: For how many people, or lesions.
    """

    status: Status
    before: DoseSeen
    after: DoseSeen
    people: int


@attrs.frozen
class Share:
    """Some of the people, or of their lesions.

    Example:
        >>> print(Share(12, of=1000))
        12 of 1 000 people
    """

    changed: int
    of: int
    what: str = "people"

    def __str__(self) -> str:
        """Return it in words."""
        return f"{grouped(self.changed)} of {grouped(self.of)} {self.what}"


def grouped(number: int) -> str:
    """Return a whole number with its thousands apart, for a comma is a decimal sign to many readers.

    Example:
        >>> grouped(1234567)
        '1 234 567'
    """
    return f"{number:,}".replace(",", " ")


@attrs.frozen(kw_only=True)
class Tally:
    """How often what changes.

    Args:
        changed: How many rows have any change.
        rows: How many rows there are.
        moves: By rule, how many rows go from which status to which.
        doses: By rule, the doses that change while the status stays.
        only: How many rows have which status of the rules that are only before, and only after.
    """

    changed: int
    rows: int
    moves: dict[str, dict[tuple[Status, Status], int]]
    doses: dict[str, tuple[DoseChange, ...]]
    only: tuple[dict[str, dict[Status, int]], dict[str, dict[Status, int]]]


def tally(comparison: Comparison, rows: Prepared) -> Tally:
    """Return how often what changes, all in one query."""
    make = comparison.circuit
    alone = tuple(comparison.only(side) for side in (0, 1))
    asked: dict[Any, list[_Digit]] = {
        _EVERY: [_Digit(make.literal(0.0), (True,))],
        CHANGED: [_Digit(make.choose(comparison.changed, make.literal(0.0), make.unknown), (True,))],
    }
    for rule, pair in comparison.pairs.items():
        asked[rule] = _digits(make, pair)
    for side, verdicts in zip(SIDES, alone, strict=True):
        asked.update({(side, rule): [_status(make, found)] for rule, found in verdicts.items()})
    counts = _counted(make, asked, rows)

    moves: dict[str, dict[tuple[Status, Status], int]] = {}
    doses: dict[str, tuple[DoseChange, ...]] = {}
    for rule, pair in comparison.pairs.items():
        went, dosed = _apart(pair, counts[rule])
        if went:
            moves[rule] = dict(sorted(went.items(), key=lambda item: (-item[1], *map(_ORDER.index, item[0]))))
        if dosed:
            doses[rule] = tuple(
                sorted(dosed, key=lambda c: (-c.people, _ORDER.index(c.status), f"{c.before} {c.after}"))
            )
    before, after = (
        {
            rule: {status: counts[side, rule][status,] for status in _ORDER if (status,) in counts[side, rule]}
            for rule in verdicts
        }
        for side, verdicts in zip(SIDES, alone, strict=True)
    )
    changed, every = (sum(counts[key].values()) for key in (CHANGED, _EVERY))
    return Tally(changed=changed, rows=every, moves=moves, doses=doses, only=(before, after))


def _apart(
    pair: Pair, counts: Mapping[tuple[Any, ...], int]
) -> tuple[Counter[tuple[Status, Status]], list[DoseChange]]:
    """Return the changes of status, and those of the dose alone."""
    went: Counter[tuple[Status, Status]] = Counter()
    dosed: list[DoseChange] = []
    for (old, new, *ends), people in counts.items():
        if old is not new:
            went[old, new] += people
        else:
            low, high, new_low, new_high = ends
            before, after = _seen(low, high, pair.before.dose_unit), _seen(new_low, new_high, pair.after.dose_unit)
            dosed.append(DoseChange(status=old, before=before, after=after, people=people))
    return went, dosed


@attrs.frozen
class _Digit:
    """Something that has one of a few values in each row: a number from nought, and what it stands for."""

    gate: Gate
    values: tuple[Any, ...]


def _digits(make: Circuit, pair: Pair) -> list[_Digit]:
    """Return status and dose before and after where anything changes."""
    first = _status(make, pair.before)
    found = [_Digit(make.choose(pair.changed, first.gate, make.unknown), first.values), _status(make, pair.after)]
    if pair.dosed is not make.false:
        ends = (end for side in (pair.before, pair.after) for end in side.dose or (make.unknown, make.unknown))
        found += [_dose(make, end) for end in ends]
    return found


def _status(make: Circuit, found: Verdict) -> _Digit:
    number = make.unknown
    for place, status in enumerate(_ORDER):
        number = make.choose(found.of[status], make.literal(place), number)
    return _Digit(number, _ORDER)


def _dose(make: Circuit, end: Gate) -> _Digit:
    places: dict[float | str | None, int] = {}

    def placed(gate: Gate) -> Gate:
        if gate.op != "choose":
            value = gate.value if gate.op == "literal" else OF_ONES_OWN
            return make.literal(places.setdefault(value, len(places)))
        condition, then, otherwise = gate.args
        return make.choose(condition, placed(then), placed(otherwise))

    return _Digit(placed(end), tuple(places))


def _counted(
    make: Circuit, asked: Mapping[Any, list[_Digit]], people: Prepared
) -> dict[Any, dict[tuple[Any, ...], int]]:
    """Return how often which values come together; rows in which one is null are left out.

    Each combination of anything that is asked is one number, and all numbers are
    counted as one column: backends that plan a query of many sums for minutes do
    this at once.
    """
    api = people.dialect.api
    starts: dict[Any, int] = {}
    numbers: dict[str, Gate] = {}
    size = 0
    for key, digits in asked.items():
        starts[key] = size
        number = make.literal(0.0)
        for digit in digits:
            number = make.arithmetic(make.arithmetic(number, "*", make.literal(len(digit.values))), "+", digit.gate)
        numbers[f"{OURS}{len(numbers)}"] = make.arithmetic(number, "+", make.literal(size))
        size += math.prod(len(digit.values) for digit in digits)
    # With the key there is a row for each person, also where nothing depends on any column.
    judged = plan(numbers, people.dialect).run(people.lazy, keep=(people.key,))
    whole = judged.select(*(api.col(name).cast(api.Int64()) for name in numbers))
    value, count = (f"{OURS}{word}" for word in ("value", "count"))
    stacked = people.dialect.stack(whole, tuple(numbers), value)
    groups = people.collect(stacked.group_by(value).agg(api.len().alias(count)))
    counts: dict[Any, dict[tuple[Any, ...], int]] = {key: {} for key in asked}
    for number, n in zip(groups[value].to_list(), groups[count].to_list(), strict=True):
        if number is not None:
            key = next(key for key in reversed(starts) if starts[key] <= number)
            counts[key][_unpacked(number - starts[key], asked[key])] = int(n)
    return counts


def _unpacked(number: int, digits: list[_Digit]) -> tuple[Any, ...]:
    found: list[Any] = []
    for digit in reversed(digits):
        number, place = divmod(number, len(digit.values))
        found.append(digit.values[place])
    return tuple(reversed(found))


def _seen(low: float | str | None, high: float | str | None, unit: str | None) -> DoseSeen:
    if isinstance(low, str) or isinstance(high, str):
        return OF_ONES_OWN
    if unit is None or (low is None and high is None):
        return None
    first, last = (None if end is None else Amount(end, unit) for end in (low, high))
    return first if first == last else Span(first, last)
