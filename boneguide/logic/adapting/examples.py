"""Whether there is anybody for whom criteria come out in given ways: an example, or the proof that there is none.

A record is looked for in which each fact is known, is known as a range or is not
known. What criteria can tell apart of a fact is tried (:mod:`boneguide.logic.completing.trials`),
parts that leave one way only are followed at once, and what facts are inferred from
must agree with them. Nothing is sampled: no example means that there is none, and
where a search cannot say that, it says so instead.
"""

from __future__ import annotations

import functools
import itertools
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence

import attrs

from boneguide.errors import NotDecidedError
from boneguide.logic import nodes
from boneguide.logic.adapting.choices import (
    EVERY,
    FAILS,
    HOLDS,
    NO,
    NOT_FAILS,
    NOT_HOLDS,
    OPEN,
    UNTOLD,
    YES,
    All,
    Any,
    Choice,
    Choices,
    Form,
    Goal,
    Part,
)
from boneguide.logic.completing.trials import Trial
from boneguide.logic.context import Snapshot
from boneguide.logic.generated import Input
from boneguide.logic.interval import Interval
from boneguide.logic.nodes import Criterion, Fact, Value
from boneguide.logic.numbers import Arithmetic, ByUnit, Compare, FirstKnown, NumberFact
from boneguide.logic.scalar import number, truth
from boneguide.logic.tables import Exists, Table
from boneguide.logic.truth import Truth

#: So many steps a search may take before it is given up.
MOST = 3000


@attrs.define(eq=False)
class _State:
    """What is still possible of everything, and what is still to be chosen between."""

    ways: dict[int, int] = attrs.field(factory=dict)
    left: list[Any] = attrs.field(factory=list)

    def copy(self) -> _State:
        return _State({**self.ways}, [*self.left])


class Examples:
    """People for whom criteria come out in given ways.

    Args:
        criteria: All criteria that may be asked about.
        about: The table of which one row is meant beside the person, if any.
        whole: Whether everything that is asked must be known, save what only stands in the place of another fact.
        most: So many steps a search may take.

    Example:
        >>> from boneguide.logic import fact
        >>> from boneguide.logic.adapting.choices import FAILS, HOLDS
        >>> from boneguide.quantities import kinds
        >>> age, frail = fact("age", kinds.AGE), fact("frail")
        >>> young, old = age < "18 year", age >= "65 year"
        >>> examples = Examples([young, old, frail])
        >>> examples.find(((old | frail, HOLDS), (frail, FAILS))).value(age)
        65.0
        >>> examples.find(((young, HOLDS), (old, HOLDS))) is None
        True
    """

    def __init__(
        self, criteria: Iterable[Criterion], *, about: Table | None = None, whole: bool = False, most: int = MOST
    ) -> None:
        self._choices = Choices(criteria, about=about, whole=whole)
        self._about = about
        self._whole = whole
        self._most = most
        self._rows: dict[Table, Examples] = {}
        self._steps = 0
        self._unsure = False

    def find(self, goal: Goal) -> Snapshot | None:
        """Return what is known of a person for whom everything comes out as it is wanted; None if there is nobody.

        Args:
            goal: What is wanted.

        Raises:
            NotDecidedError: If the search was given up.
        """
        self._steps, self._unsure = 0, False
        state = _State()
        found = None
        if all(self._hold(state, self._choices.form(criterion, wanted)) for criterion, wanted in goal):
            found = self._search(state, goal)
        if found is None and self._unsure:
            msg = "nobody was found, but not every number that others are worked out from could be tried."
            raise NotDecidedError(msg)
        return found

    # ------------------------------------------------------------- what follows

    def _now(self, state: _State, place: int) -> int:
        return state.ways.get(place, self._choices.places[place].every)

    def _hold(self, state: _State, form: Form) -> bool:
        """Take a form to hold; return whether that is possible so far."""
        left: list[Form] = [form]
        while left:
            part = left.pop()
            if isinstance(part, bool):
                if not part:
                    return False
            elif isinstance(part, All):
                left.extend(part.parts)
            elif isinstance(part, Any):
                state.left.append(part)
            else:
                place, wanted = part
                before = self._now(state, place)
                now = before & wanted
                if not now:
                    return False
                if now != before:
                    state.ways[place] = now
                    left.extend(self._following(place, now))
        return True

    def _following(self, place: int, now: int) -> Iterator[Form]:
        """Yield what else must be so where only some ways of something are left."""
        asked = self._choices.places[place].asked
        if isinstance(asked, nodes.FlagFact) and isinstance(asked.inferred, Criterion):
            # What is on record may not disagree; what is not is what other facts say.
            if not now & YES:
                yield self._choices.form(asked.inferred, NOT_HOLDS)
            if not now & NO:
                yield self._choices.form(asked.inferred, NOT_FAILS)
        elif isinstance(asked, NumberFact) and asked.inferred is not None and now == self._choices.untold(place):
            # It could also be that some only are unknown of what it is inferred from.
            self._unsure = True
            places = (self._choices.place(fact) for fact in asked.inferred.facts())
            yield from ((other, self._choices.untold(other)) for other in places)
        elif isinstance(asked, Exists) and asked.table == self._about and not now & YES:
            yield self._choices.form(asked.condition, FAILS if now == NO else NOT_HOLDS)

    def _judge(self, state: _State, form: Part) -> bool | None:
        """Return whether a form holds already; None where it is open."""
        if isinstance(form, tuple):
            place, wanted = form
            now = self._now(state, place)
            return False if not now & wanted else True if not now & ~wanted else None
        settles = isinstance(form, Any)
        found: bool | None = not settles
        for part in form.parts:
            judged = self._judge(state, part)
            if judged is settles:
                return settles
            if judged is None:
                found = None
        return found

    def _follow(self, state: _State) -> bool:
        """Follow whatever leaves one way only; return whether everything is still possible."""
        again = True
        while again:
            again = False
            waiting, state.left = state.left, []
            for form in waiting:
                judged = [(part, self._judge(state, part)) for part in form.parts]
                if any(found for _, found in judged):
                    continue
                options = tuple(part for part, found in judged if found is None)
                if not options:
                    return False
                if len(options) == 1:
                    again = True
                    if not self._hold(state, options[0]):
                        return False
                else:
                    state.left.append(form if len(options) == len(form.parts) else Any(options))
        return True

    # ------------------------------------------------------------- the search

    def _search(self, state: _State, goal: Goal) -> Snapshot | None:
        self._step()
        if not self._follow(state):
            return None
        if not state.left:
            return self._person(state, goal)
        chosen = min(state.left, key=lambda form: len(form.parts))
        state.left.remove(chosen)
        return self._first(state, chosen.parts, goal)

    def _first(self, state: _State, options: Iterable[Part], goal: Goal) -> Snapshot | None:
        """Return somebody for whom one of several forms holds."""
        for option in options:
            tried = state.copy()
            if self._hold(tried, option):
                found = self._search(tried, goal)
                if found is not None:
                    return found
            # Whoever comes next is tried without what has just failed.
            if isinstance(option, tuple) and not self._hold(state, (option[0], ~option[1])):
                return None
        return None

    def _step(self) -> None:
        self._steps += 1
        if self._steps > self._most:
            msg = f"the search was given up after {self._most} steps."
            raise NotDecidedError(msg)

    def _person(self, state: _State, goal: Goal) -> Snapshot | None:
        """Return a person of whom what was chosen is true, with numbers for what is worked out."""
        wanted = tuple(self._worked_out(state))
        open_place = next(self._still_open(state, wanted), None)
        if open_place is not None:
            return self._first(state, self._each_way(state, open_place), goal)
        if not self._rows_exist(state):
            return None
        person = self._measured(state, wanted)
        if person is None:
            return None
        if all(truth(criterion, person) in suits for criterion, suits in goal):
            return person
        self._unsure = True
        return None

    def _still_open(self, state: _State, wanted: Goal) -> Iterator[int]:
        """Yield what must be decided before numbers are looked for."""
        for place, now in state.ways.items():
            asked = self._choices.places[place].asked
            every = self._choices.places[place].every
            if isinstance(asked, Exists) and now & (now - 1) and now != every:
                yield place
            if isinstance(asked, nodes.FlagFact) and asked.inferred is not None and now == YES | NO != every:
                yield place
        passing = {f for c, _ in wanted for n in c.walk() if isinstance(n, FirstKnown | ByUnit) for f in n.facts()}
        for fact in dict.fromkeys(f for c, _ in wanted for f in c.facts()):
            place = self._choices.place(fact)
            now = self._now(state, place)
            if isinstance(fact, NumberFact):
                if fact in passing and len(tuple(self._each_way(state, place))) > 1:
                    yield place
            elif now & (now - 1):
                yield place

    def _each_way(self, state: _State, place: int) -> Iterator[Choice]:
        """Yield the ways of something that are left; of a number only whether it is known, and in which unit."""
        now = self._now(state, place)
        left = [(way, 1 << n) for n, way in enumerate(self._choices.places[place].ways) if now >> n & 1]
        asked = self._choices.places[place].asked
        groups: dict[object, int] = {}
        # What only stands in the place of another fact is not told first.
        for way, bit in reversed(left) if isinstance(asked, Fact) and asked.optional else left:
            group = way[1] if isinstance(asked, NumberFact) else way
            groups[group] = groups.get(group, 0) | bit
        yield from ((place, bits) for bits in groups.values())

    def _worked_out(self, state: _State) -> Iterator[tuple[Criterion, frozenset[Truth]]]:
        """Yield the comparisons of what is worked out from facts, with how they may come out."""
        for place, now in state.ways.items():
            if isinstance(self._choices.places[place].asked, Fact | Exists):
                continue
            for criterion, ways in self._choices.places[place].atoms.items():
                suits = frozenset(t for t, bits in ways.items() if bits & now)
                if suits != EVERY:
                    yield criterion, suits

    def _told(self, state: _State) -> Snapshot:
        values: dict[Fact, Value] = {}
        units: dict[Fact, str | None] = {}
        of_rows: dict[Criterion, Truth] = {}
        for at, now in state.ways.items():
            place = self._choices.places[at]
            value, unit = place.ways[(now & -now).bit_length() - 1]
            if isinstance(place.asked, Exists):
                of_rows[place.asked] = Truth.of(value if isinstance(value, bool) else None)
            elif isinstance(place.asked, Fact) and value is not None:
                values[place.asked], units[place.asked] = value, unit
        return _record(Snapshot(values=values, units=units), of_rows)

    def _rows_exist(self, state: _State) -> bool:
        """Return whether there can be rows for which what is asked about them comes out as was chosen."""
        tables: dict[Table, dict[int, list[Criterion]]] = {}
        for at, now in state.ways.items():
            asked = self._choices.places[at].asked
            if isinstance(asked, Exists) and now in {YES, NO, UNTOLD}:
                of_table = tables.setdefault(asked.table, {YES: [], NO: [], UNTOLD: []})
                of_table[now].append(asked.condition)
        for table, found in tables.items():
            if table != self._about and not found[YES] and not found[NO]:
                # It is not known which rows there are.
                continue
            never = tuple((c, FAILS) for c in found[NO])
            unsure = tuple((c, NOT_HOLDS) for c in found[UNTOLD])
            wanted = [*((c, HOLDS) for c in found[YES]), *((c, OPEN) for c in found[UNTOLD])]
            if not all(self._row_exists(table, (row, *never, *unsure)) for row in wanted):
                return False
        return True

    def _row_exists(self, table: Table, goal: Goal) -> bool:
        if table not in self._rows:
            questions = (place.asked for place in self._choices.places)
            asked = [q.condition for q in questions if isinstance(q, Exists) and q.table == table]
            self._rows[table] = Examples(asked, whole=self._whole, most=self._most)
        try:
            return self._rows[table].find(goal) is not None
        except NotDecidedError:
            self._unsure = True
            return False

    # ------------------------------------------------------------- numbers

    def _measured(self, state: _State, wanted: Goal) -> Snapshot | None:
        """Return a person with numbers for which comparisons of what is worked out come out as was chosen."""
        person = self._told(state)
        groups = []
        for group in _groups(wanted):
            facts = dict.fromkeys(f for c, _ in group for f in c.facts())
            groups.append((group, [f for f in facts if isinstance(f, NumberFact) and not self._is_untold(state, f)]))
        # None is gone through where another is impossible anyhow.
        if not all(self._possible(state, group, left, person) for group, left in groups):
            return None
        for group, left in groups:
            found = self._filled(state, group, left, person)
            if found is None:
                # Numbers in between might do what those that were tried do not.
                self._unsure = True
                return None
            person = found
        return person

    def _is_untold(self, state: _State, fact: Fact) -> bool:
        place = self._choices.place(fact)
        return self._now(state, place) == self._choices.untold(place)

    def _filled(self, state: _State, wanted: Goal, left: Sequence[NumberFact], person: Snapshot) -> Snapshot | None:
        self._step()
        if not left:
            return person if all(truth(c, person) in suits for c, suits in wanted) else None
        first, *others = left
        for value, unit in self._numbers(state, first, person):
            tried = _record(person.replacing({first: value}, {first: unit}), person.truths)
            if self._possible(state, wanted, others, tried):
                found = self._filled(state, wanted, others, tried)
                if found is not None:
                    return found
        return None

    def _left(self, state: _State, fact: NumberFact) -> list[Trial]:
        place = self._choices.place(fact)
        now = self._now(state, place)
        return [way for n, way in enumerate(self._choices.places[place].ways) if now >> n & 1]

    def _numbers(self, state: _State, fact: NumberFact, person: Snapshot) -> Iterator[Trial]:
        """Yield what is tried of a number where others are worked out from it."""
        ways = self._left(state, fact)
        low, high = _ends(ways)
        units = tuple(dict.fromkeys(unit for value, unit in ways if value is not None))
        given: dict[Input, Value] = {f: person.recorded(f) for f in self._facts}
        given.update({q: found.answer for q, found in person.truths.items() if isinstance(q, Exists)})
        for reckoned in self._choices.trials.reckoned(fact):
            for value in reckoned.solved(fact, (low, high), given):
                yield from ((value, unit) for unit in units)
        yield from ways
        yield from (((low + high) / 2.0, unit) for unit in units)

    @functools.cached_property
    def _facts(self) -> tuple[Fact, ...]:
        return tuple(dict.fromkeys(f for c in self._choices.comparisons for f in c.facts()))

    def _possible(self, state: _State, wanted: Goal, left: Sequence[NumberFact], person: Snapshot) -> bool:
        """Return whether comparisons could still come out as was chosen, whatever the numbers left are."""
        ways = {fact: self._left(state, fact) for fact in left}
        # Where the unit matters it is decided by now.
        units: dict[Fact, str | None] = {fact: found[0][1] for fact, found in ways.items()}
        strict = [(c, suits) for c, suits in wanted if Truth.UNKNOWN not in suits]
        for ranges in itertools.product(*(_parts(*_ends(found)) for found in ways.values())):
            ranged = _record(person.replacing(dict(zip(ways, ranges, strict=True)), units), person.truths)
            if all(_may_come_out(criterion, suits, ranged) for criterion, suits in strict):
                return True
        return False


def _may_come_out(criterion: Criterion, suits: frozenset[Truth], ranged: Snapshot) -> bool:
    """Return whether a comparison could come out one way or the other, where numbers are known as ranges."""
    found = truth(criterion, ranged)
    if found is not Truth.UNKNOWN or not isinstance(criterion, Compare):
        return found is Truth.UNKNOWN or found in suits
    divisors = (n.right for n in criterion.walk() if isinstance(n, Arithmetic) and n.operator == "/")
    ends = [end for end in (number(divisor, ranged) for divisor in divisors) if end is not None]
    if any(end.low <= 0.0 <= end.high for end in ends):
        return True
    # What cannot be worked out, although every number that is told is there, stays open.
    return all(number(side, ranged) is not None for side in (criterion.left, criterion.right))


def _parts(low: float, high: float) -> tuple[Interval, ...]:
    """Return a range with nought apart, by which nothing can be divided."""
    if low == 0.0 < high:
        return Interval.point(0.0), Interval(sys.float_info.min, high)
    return (Interval(low, high),)


def _ends(ways: Iterable[Trial]) -> tuple[float, float]:
    """Return the lowest and highest number that is left."""
    ranges = [v if isinstance(v, Interval) else Interval.point(v) for v, _ in ways if isinstance(v, float | Interval)]
    hull = Interval.hull(*ranges)
    return hull.low, hull.high


def _groups(wanted: Goal) -> list[Goal]:
    """Return comparisons in groups that share no number."""
    groups: list[tuple[set[NumberFact], Goal]] = []
    for criterion, suits in wanted:
        facts = {f for f in criterion.facts() if isinstance(f, NumberFact)}
        goal: Goal = ((criterion, suits),)
        apart = []
        for others, of_others in groups:
            if facts.isdisjoint(others):
                apart.append((others, of_others))
            else:
                facts, goal = facts | others, (*of_others, *goal)
        groups = [*apart, (facts, goal)]
    return [goal for _, goal in groups]


def _record(person: Snapshot, truths: Mapping[Criterion, Truth]) -> Snapshot:
    """Return a person of whom it is known how questions about rows come out."""
    person.truths.update({question: found for question, found in truths.items() if isinstance(question, Exists)})
    return person
