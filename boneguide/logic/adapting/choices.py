"""What there is to choose between where criteria are to come out in given ways."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeAlias, cast

import attrs

from boneguide.logic import nodes
from boneguide.logic.completing.edges import boundary_values, comparisons, thresholds
from boneguide.logic.completing.trials import Trial, Trials
from boneguide.logic.context import Snapshot
from boneguide.logic.generated import Input
from boneguide.logic.inputs import inputs
from boneguide.logic.interval import Interval
from boneguide.logic.nodes import Criterion, Fact, Value
from boneguide.logic.numbers import Arithmetic, ByUnit, Compare, FirstKnown, Literal, Named, Number, NumberFact, Where
from boneguide.logic.scalar import truth, worked_out
from boneguide.logic.tables import Exists, Table
from boneguide.logic.truth import Truth

T, F, U = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN

#: Criteria, each with the ways in which it may come out.
Goal: TypeAlias = tuple[tuple[Criterion, frozenset[Truth]], ...]

HOLDS, FAILS = frozenset({T}), frozenset({F})
NOT_HOLDS, NOT_FAILS = frozenset({F, U}), frozenset({T, U})
OPEN, EVERY = frozenset({U}), frozenset(Truth)

#: What is chosen, by its place, and the ways of it that suit, as bits.
Choice: TypeAlias = tuple[int, int]


@attrs.frozen(eq=False)
class All:
    """Everything of several is wanted."""

    parts: tuple[Part, ...]


@attrs.frozen(eq=False)
class Any:
    """One at least of several is wanted."""

    parts: tuple[Part, ...]


#: What is wanted, brought down to single questions; and the same where that may be settled from the start.
Part: TypeAlias = "Choice | All | Any"
Form: TypeAlias = "bool | Part"


@attrs.define(eq=False)
class Place:
    """One thing that is chosen: a fact, a number worked out from facts, a question about rows, or a comparison."""

    asked: Input | Number | Compare
    ways: tuple[Trial, ...]
    #: What is asked of it, with the ways in which that is true, false and open.
    atoms: dict[Criterion, dict[Truth, int]] = attrs.field(factory=dict)
    every: int = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        """Count the ways."""
        self.every = (1 << len(self.ways)) - 1


YES, NO, UNTOLD = 1, 2, 4
_UNKNOWN: Trial = (None, None)
#: A comparison that is another one turned round.
_TURNED = {"<": ">=", "<=": ">"}


class Choices:
    """What can be chosen of a record, so far as some criteria can tell it apart.

    Args:
        criteria: The criteria.
        about: The table of which one row is meant beside the person, if any.
        whole: Whether everything must be known, save what only stands in the place of another fact.

    Example:
        >>> from boneguide.logic import fact
        >>> frail = fact("frail")
        >>> choices = Choices([frail])
        >>> choices.form(frail, HOLDS), choices.form(~frail, HOLDS)
        ((0, 1), (0, 2))
    """

    def __init__(self, criteria: Iterable[Criterion], *, about: Table | None = None, whole: bool = False) -> None:
        asked = tuple(dict.fromkeys(criteria))
        # What is asked of other rows is asked of the row that is meant as well.
        asked += tuple(q.condition for q in inputs(asked)[1] if q.table == about)
        sources = (f.inferred for f in inputs(asked)[0])
        every = (*asked, *(source for source in sources if isinstance(source, Criterion)))
        self._whole = whole
        self.trials = Trials(every)
        self.comparisons = tuple(comparisons(every))
        self.places: list[Place] = []
        self._edges = boundary_values(self.comparisons)
        self._reporters = _reporters(self.comparisons)
        self._of: dict[object, int] = {}
        self._forms: dict[tuple[Criterion, frozenset[Truth]], Form] = {}

    def form(self, criterion: Criterion, wanted: frozenset[Truth]) -> Form:
        """Return how a criterion comes out in one of the ways that are wanted.

        Args:
            criterion: The criterion.
            wanted: How it may come out.
        """
        key = (criterion, wanted)
        found = self._forms.get(key)
        if found is None:
            found = self._forms[key] = self._formed(criterion, wanted)
        return found

    def _formed(self, criterion: Criterion, wanted: frozenset[Truth]) -> Form:  # noqa: PLR0911 - one return for each kind of node
        match criterion:
            case nodes.Constant(value=value):
                return Truth.of(value) in wanted
            case nodes.Not(part=part):
                return self.form(part, frozenset(~t for t in wanted))
            case nodes.AssumeAbsent(part=part):
                return self.form(
                    part, (HOLDS if T in wanted else frozenset()) | (NOT_HOLDS if F in wanted else frozenset())
                )
            case nodes.And(parts=parts) | nodes.Or(parts=parts):
                if wanted == OPEN:
                    return _joined([self.form(criterion, NOT_HOLDS), self.form(criterion, NOT_FAILS)], every=True)
                if wanted in {EVERY, frozenset()}:
                    return bool(wanted)
                if wanted == HOLDS | FAILS:
                    return _joined([self.form(criterion, HOLDS), self.form(criterion, FAILS)], every=False)
                forms = [self.form(part, wanted) for part in parts]
                return _joined(forms, every=isinstance(criterion, nodes.And) is (T in wanted))
        place, ways = self._atom(criterion)
        return place, sum(bits for t, bits in ways.items() if t in wanted)

    def _atom(self, criterion: Criterion) -> tuple[int, dict[Truth, int]]:
        """Return where a single question is chosen, and in which ways it is true, false and open."""
        match criterion:
            case nodes.FlagFact() | Exists():
                place = self.place(criterion)
                ways = {T: YES, F: NO, U: UNTOLD & self.places[place].every}
            case nodes.IsIn(fact=fact, values=values):
                place = self.place(fact)
                ways = self._bits(place, lambda word, _: Truth.of(None if word is None else word in values))
            case Compare(operator=operator) if operator in _TURNED:
                turned = Compare(criterion.left, _TURNED[operator], criterion.right)
                place, found = self._atom(turned)
                return place, {~t: bits for t, bits in found.items()}
            case Compare():
                place, ways = self._comparison(criterion)
            case _:
                msg = f"no interpreter for {type(criterion).__name__}"
                raise TypeError(msg)
        self.places[place].atoms[criterion] = ways
        return place, ways

    def _comparison(self, asked: Compare) -> tuple[int, dict[Truth, int]]:
        left, right = asked.left, asked.right
        if isinstance(left, NumberFact) and thresholds(right) and asked.facts() == (left,):
            place = self.place(left)
            # What is not told is unknown here; what it might be inferred from is kept unknown then.
            return place, self._bits(
                place,
                lambda v, unit: U if v is None else truth(asked, Snapshot(values={left: v}, units={left: unit})),
            )
        fixed = isinstance(right, (Literal, ByUnit)) and not isinstance(left, NumberFact)
        if not fixed or self._reporters.get(left, ()) is None:
            place = self.place(asked)
            return place, {T: YES, F: NO, U: UNTOLD}
        place = self.place(left)

        def found(value: Value, unit: str | None) -> Truth:
            if not isinstance(value, float):
                return U
            bound = Literal(right.value_for(unit or ""), "") if isinstance(right, ByUnit) else right
            return truth(Compare(Literal(value, ""), asked.operator, bound), Snapshot())

        return place, self._bits(place, found)

    def _bits(self, place: int, found: Callable[[Value, str | None], Truth]) -> dict[Truth, int]:
        ways = dict.fromkeys(Truth, 0)
        for number, (value, unit) in enumerate(self.places[place].ways):
            ways[found(value, unit)] |= 1 << number
        return ways

    def place(self, asked: Input | Number | Compare) -> int:
        """Return where something is chosen."""
        found = self._of.get(asked)
        if found is None:
            found = self._of[asked] = len(self.places)
            self.places.append(Place(asked, tuple(self._ways(asked))))
        return found

    def _ways(self, asked: Input | Number | Compare) -> Iterator[Trial]:
        """Yield what is tried, last that it is not known where that may be."""
        if isinstance(asked, Fact):
            yield from self.trials.of(asked)
            if isinstance(asked, NumberFact) and not self._whole:
                yield from self._ranges(asked)
        elif isinstance(asked, Number):
            reach = self._reach(asked)
            values = list(self._edges[asked])
            if reach is not None:
                # Its ends stand for whatever lies between thresholds that are out of reach.
                values = [reach.low, reach.high, *(v for v in values if reach.low <= v <= reach.high)]
            yield from ((value, unit) for unit in self._units(asked) for value in values)
        else:
            yield from ((True, None), (False, None))
        if not self._whole or not isinstance(asked, Fact | Exists) or (isinstance(asked, Fact) and asked.optional):
            yield _UNKNOWN

    def _ranges(self, fact: NumberFact) -> Iterator[Trial]:
        """Yield a number that is known as a range only, once for each way in which thresholds leave that open."""
        unit = self.trials.of(fact)[0][1]
        values = sorted({value for value, _ in self.trials.of(fact) if isinstance(value, float)})
        asked = [c for c in self.comparisons if c.facts() == (fact,)]
        seen: set[tuple[Truth, ...]] = set()
        for low, high in itertools.combinations(values, 2):
            person = Snapshot(values={fact: Interval(low, high)}, units={fact: unit})
            signs = tuple(truth(c, person) for c in asked)
            if U in signs and signs not in seen:
                seen.add(signs)
                yield Interval(low, high), unit

    def _reach(self, number: Number) -> Interval | None:  # noqa: PLR0911 - one return for each kind of node
        """Return from where to where a number can lie; None where that is not known."""
        match number:
            case Literal(value=value):
                return Interval.point(value)
            case NumberFact():
                tried = [value for value, _ in self.trials.of(number) if isinstance(value, float)]
                return Interval(min(tried), max(tried))
            case Named(expression=expression):
                return self._reach(expression)
            case ByUnit(values=values):
                return Interval.hull(*(Interval.point(value) for _, value in values))
            case Where(then=then, otherwise=otherwise):
                return _hull([self._reach(then), self._reach(otherwise)])
            case FirstKnown(options=options):
                return _hull([self._reach(option) for option in options])
        # Numbers of other kinds were refused when their trials were prepared.
        worked = cast("Arithmetic", number)
        return worked_out(self._reach(worked.left), worked.operator, self._reach(worked.right))

    def _units(self, number: Number) -> Sequence[str | None]:
        printed = (c.right for c in self.comparisons if c.left == number and isinstance(c.right, ByUnit))
        return tuple(dict.fromkeys(unit for right in printed for unit, _ in right.values)) or (None,)

    def untold(self, place: int) -> int:
        """Return the way that is that something is not known; no way where it must be."""
        ways = self.places[place].ways
        return 1 << len(ways) - 1 if ways[-1] == _UNKNOWN else 0


def _hull(parts: Sequence[Interval | None]) -> Interval | None:
    known = [part for part in parts if part is not None]
    return Interval.hull(*known) if len(known) == len(parts) else None


def _joined(forms: Sequence[Form], *, every: bool) -> Form:
    """Return a form that holds where every one, or where any, of several does."""
    kept = [form for form in forms if not isinstance(form, bool)]
    if any(form is (not every) for form in forms):
        return not every
    if not kept:
        return every
    if len(kept) == 1:
        return kept[0]
    kind = All if every else Any
    return kind(tuple(p for form in kept for p in (form.parts if isinstance(form, kind) else (form,))))


def _reporters(asked: Iterable[Compare]) -> dict[Number, tuple[NumberFact, ...] | None]:
    """Return by the unit of which facts the printed thresholds of each number go; None where they differ."""
    found: dict[Number, tuple[NumberFact, ...] | None] = {}
    for comparison in asked:
        if isinstance(comparison.right, ByUnit):
            reported = comparison.right.reported
            found[comparison.left] = reported if found.get(comparison.left, reported) == reported else None
    return found
