"""Whether there is anybody for whom criteria come out in given ways: an example, or the proof that there is none.

A record is looked for in which each fact is known exactly or not at all. What criteria
can tell apart of a fact is tried (:mod:`boneguide.logic.trials`), parts that leave one
way only are followed at once, and what facts are inferred from must agree with them.
Nothing is sampled: no example means that there is none, and where a search cannot say
that, it says so instead.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

import attrs

from boneguide.errors import NotDecidedError
from boneguide.logic import nodes
from boneguide.logic.context import Snapshot
from boneguide.logic.edges import boundary_values, comparisons, thresholds
from boneguide.logic.generated import Input
from boneguide.logic.inputs import inputs
from boneguide.logic.interval import Interval
from boneguide.logic.nodes import Criterion, Fact, Value
from boneguide.logic.numbers import ByUnit, Compare, FirstKnown, Literal, Number, NumberFact
from boneguide.logic.scalar import truth
from boneguide.logic.tables import Exists, Table
from boneguide.logic.trials import Trial, Trials
from boneguide.logic.truth import Truth

T, F, U = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN

#: Criteria, each with the ways in which it may come out.
Goal: TypeAlias = tuple[tuple[Criterion, frozenset[Truth]], ...]

HOLDS, FAILS = frozenset({T}), frozenset({F})
NOT_HOLDS, NOT_FAILS = frozenset({F, U}), frozenset({T, U})
_OPEN, _EVERY = frozenset({U}), frozenset(Truth)

#: So many steps a search may take before it is given up.
MOST = 3000

#: What is chosen, by its place, and the ways of it that suit, as bits.
_Choice: TypeAlias = tuple[int, int]


@attrs.frozen(eq=False)
class _All:
    parts: tuple[_Form, ...]


@attrs.frozen(eq=False)
class _Any:
    parts: tuple[_Form, ...]


#: What is wanted of a criterion, brought down to single questions.
_Form: TypeAlias = "bool | _Choice | _All | _Any"


@attrs.define(eq=False)
class _Place:
    """One thing that is chosen: a fact, a number worked out from facts, a question about rows, or a comparison."""

    asked: Input | Number | Compare
    ways: tuple[Trial, ...]
    #: What is asked of it, with the ways in which that is true, false and open.
    atoms: dict[Criterion, dict[Truth, int]] = attrs.field(factory=dict)
    every: int = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        self.every = (1 << len(self.ways)) - 1


@attrs.define(eq=False)
class _State:
    """What is still possible of everything, and what is still to be chosen between."""

    ways: dict[int, int] = attrs.field(factory=dict)
    left: list[_Any] = attrs.field(factory=list)

    def copy(self) -> _State:
        return _State({**self.ways}, [*self.left])


_YES, _NO, _UNTOLD = 1, 2, 4
_UNKNOWN: Trial = (None, None)
#: A comparison that is another one turned round.
_TURNED = {"<": ">=", "<=": ">"}


class Examples:
    """People for whom criteria come out in given ways.

    Args:
        criteria: All criteria that may be asked about.
        about: The table of which one row is meant beside the person, if any.
        whole: Whether everything that is asked must be known, save what only stands in the place of another fact.
        most: So many steps a search may take.

    Example:
        >>> from boneguide.logic import fact
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
        asked = tuple(dict.fromkeys(criteria))
        facts, questions = inputs(asked)
        sources = (f.inferred for f in facts if isinstance(f.inferred, Criterion))
        # What is asked of other rows is asked of the row that is meant as well.
        conditions = (q.condition for q in questions if q.table == about)
        every = (*asked, *sources, *conditions)
        self._about = about
        self._whole = whole
        self._most = most
        self._trials = Trials(every)
        self._comparisons = tuple(comparisons(every))
        self._edges = boundary_values(self._comparisons)
        self._reporters = _reporters(self._comparisons)
        self._places: list[_Place] = []
        self._of: dict[object, int] = {}
        self._forms: dict[tuple[Criterion, frozenset[Truth]], _Form] = {}
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
        if all(self._hold(state, self._form(criterion, wanted)) for criterion, wanted in goal):
            found = self._search(state, goal)
        if found is None and self._unsure:
            msg = "nobody was found, but not every number that others are worked out from could be tried."
            raise NotDecidedError(msg)
        return found

    # ------------------------------------------------------------- from criteria to choices

    def _form(self, criterion: Criterion, wanted: frozenset[Truth]) -> _Form:
        key = (criterion, wanted)
        found = self._forms.get(key)
        if found is None:
            found = self._forms[key] = self._formed(criterion, wanted)
        return found

    def _formed(self, criterion: Criterion, wanted: frozenset[Truth]) -> _Form:  # noqa: PLR0911 - one return for each kind of node
        match criterion:
            case nodes.Constant(value=value):
                return Truth.of(value) in wanted
            case nodes.Not(part=part):
                return self._form(part, frozenset(~t for t in wanted))
            case nodes.AssumeAbsent(part=part):
                return self._form(part, (HOLDS if T in wanted else frozenset()) | (NOT_HOLDS if F in wanted else frozenset()))
            case nodes.And(parts=parts) | nodes.Or(parts=parts):
                if wanted == _OPEN:
                    return _joined([self._form(criterion, NOT_HOLDS), self._form(criterion, NOT_FAILS)], every=True)
                if wanted in {_EVERY, frozenset()}:
                    return bool(wanted)
                if wanted == HOLDS | FAILS:
                    return _joined([self._form(criterion, HOLDS), self._form(criterion, FAILS)], every=False)
                forms = [self._form(part, wanted) for part in parts]
                return _joined(forms, every=isinstance(criterion, nodes.And) is (T in wanted))
        place, ways = self._atom(criterion)
        return place, sum(bits for t, bits in ways.items() if t in wanted)

    def _atom(self, criterion: Criterion) -> tuple[int, dict[Truth, int]]:
        """Return where a single question is chosen, and in which ways it is true, false and open."""
        match criterion:
            case nodes.FlagFact() | Exists():
                place = self._place(criterion)
                ways = {T: _YES, F: _NO, U: _UNTOLD & self._places[place].every}
            case nodes.IsIn(fact=fact, values=values):
                place = self._place(fact)
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
        self._places[place].atoms[criterion] = ways
        return place, ways

    def _comparison(self, asked: Compare) -> tuple[int, dict[Truth, int]]:
        left, right = asked.left, asked.right
        if isinstance(left, NumberFact) and thresholds(right) and asked.facts() == (left,):
            place = self._place(left)
            # What is not told is unknown here; what it might be inferred from is kept unknown then.
            return place, self._bits(
                place,
                lambda v, unit: U if v is None else truth(asked, Snapshot(values={left: v}, units={left: unit})),
            )
        fixed = isinstance(right, (Literal, ByUnit)) and not isinstance(left, NumberFact)
        if not fixed or self._reporters.get(left, ()) is None:
            place = self._place(asked)
            return place, {T: _YES, F: _NO, U: _UNTOLD}
        place = self._place(left)

        def found(value: Value, unit: str | None) -> Truth:
            if not isinstance(value, float):
                return U
            bound = Literal(right.value_for(unit or ""), "") if isinstance(right, ByUnit) else right
            return truth(Compare(Literal(value, ""), asked.operator, bound), Snapshot())

        return place, self._bits(place, found)

    def _bits(self, place: int, found: Callable[[Value, str | None], Truth]) -> dict[Truth, int]:
        ways = dict.fromkeys(Truth, 0)
        for number, (value, unit) in enumerate(self._places[place].ways):
            ways[found(value, unit)] |= 1 << number
        return ways

    def _place(self, asked: Input | Number | Compare) -> int:
        found = self._of.get(asked)
        if found is None:
            found = self._of[asked] = len(self._places)
            self._places.append(_Place(asked, tuple(self._ways(asked))))
        return found

    def _ways(self, asked: Input | Number | Compare) -> Iterator[Trial]:
        """Yield what is tried, last that it is not known where that may be."""
        if isinstance(asked, Fact):
            yield from self._trials.of(asked)
        elif isinstance(asked, Number):
            yield from ((value, unit) for unit in self._units(asked) for value in self._edges[asked])
        else:
            yield from ((True, None), (False, None))
        if not self._whole or not isinstance(asked, Fact | Exists) or (isinstance(asked, Fact) and asked.optional):
            yield _UNKNOWN

    def _units(self, number: Number) -> Sequence[str | None]:
        printed = (c.right for c in self._comparisons if c.left == number and isinstance(c.right, ByUnit))
        return tuple(dict.fromkeys(unit for right in printed for unit, _ in right.values)) or (None,)

    # ------------------------------------------------------------- what follows

    def _now(self, state: _State, place: int) -> int:
        return state.ways.get(place, self._places[place].every)

    def _untold(self, place: int) -> int:
        """Return the way that is that something is not known; no way where it must be."""
        ways = self._places[place].ways
        return 1 << len(ways) - 1 if ways[-1] == _UNKNOWN else 0

    def _hold(self, state: _State, form: _Form) -> bool:
        """Take a form to hold; return whether that is possible so far."""
        left: list[_Form] = [form]
        while left:
            part = left.pop()
            if isinstance(part, bool):
                if not part:
                    return False
            elif isinstance(part, _All):
                left.extend(part.parts)
            elif isinstance(part, _Any):
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

    def _following(self, place: int, now: int) -> Iterator[_Form]:
        """Yield what else must be so where only some ways of something are left."""
        asked = self._places[place].asked
        if isinstance(asked, nodes.FlagFact) and isinstance(asked.inferred, Criterion):
            # What is on record may not disagree; what is not is what other facts say.
            if not now & _YES:
                yield self._form(asked.inferred, NOT_HOLDS)
            if not now & _NO:
                yield self._form(asked.inferred, NOT_FAILS)
        elif isinstance(asked, NumberFact) and asked.inferred is not None and now == self._untold(place):
            # It could also be that some only are unknown of what it is inferred from.
            self._unsure = True
            places = (self._place(fact) for fact in asked.inferred.facts())
            yield from ((other, self._untold(other)) for other in places)
        elif isinstance(asked, Exists) and asked.table == self._about and not now & _YES:
            yield self._form(asked.condition, FAILS if now == _NO else NOT_HOLDS)

    def _judge(self, state: _State, form: _Form) -> bool | None:
        """Return whether a form holds already; None where it is open."""
        if isinstance(form, bool):
            return form
        if isinstance(form, tuple):
            place, wanted = form
            now = self._now(state, place)
            return False if not now & wanted else True if not now & ~wanted else None
        settles = isinstance(form, _Any)
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
                    state.left.append(form if len(options) == len(form.parts) else _Any(options))
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

    def _first(self, state: _State, options: Iterable[_Form], goal: Goal) -> Snapshot | None:
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
            asked = self._places[place].asked
            if isinstance(asked, Exists) and now & (now - 1) and now != self._places[place].every:
                yield place
            if isinstance(asked, nodes.FlagFact) and asked.inferred is not None and now == _YES | _NO:
                if not self._whole:
                    yield place
        passing = {f for c, _ in wanted for n in c.walk() if isinstance(n, FirstKnown | ByUnit) for f in n.facts()}
        for fact in dict.fromkeys(f for c, _ in wanted for f in c.facts()):
            place = self._place(fact)
            now, untold = self._now(state, place), self._untold(place)
            if isinstance(fact, NumberFact):
                if fact in passing and now & untold and now != untold:
                    yield place
            elif now & (now - 1):
                yield place

    def _each_way(self, state: _State, place: int) -> Iterator[_Choice]:
        """Yield the ways of something that are left; of a number only whether it is known."""
        now, untold = self._now(state, place), self._untold(place)
        asked = self._places[place].asked
        if isinstance(asked, NumberFact):
            yield from ((place, ways) for ways in ((untold, now & ~untold) if asked.optional else (now & ~untold, untold)))
        else:
            yield from ((place, 1 << n) for n in range(now.bit_length()) if now >> n & 1)

    def _worked_out(self, state: _State) -> Iterator[tuple[Criterion, frozenset[Truth]]]:
        """Yield the comparisons of what is worked out from facts, with how they may come out."""
        for place, now in state.ways.items():
            if isinstance(self._places[place].asked, Fact | Exists):
                continue
            for criterion, ways in self._places[place].atoms.items():
                suits = frozenset(t for t, bits in ways.items() if bits & now)
                if suits != _EVERY:
                    yield criterion, suits

    def _told(self, state: _State) -> Snapshot:
        values: dict[Fact, Value] = {}
        units: dict[Fact, str | None] = {}
        of_rows: dict[Criterion, Truth] = {}
        for number, now in state.ways.items():
            place = self._places[number]
            if now == place.every and len(place.ways) > 1:
                continue
            value, unit = place.ways[(now & -now).bit_length() - 1]
            if isinstance(place.asked, Exists):
                of_rows[place.asked] = Truth.of(value if isinstance(value, bool) else None)
            elif isinstance(place.asked, Fact) and value is not None:
                values[place.asked], units[place.asked] = value, unit
        return _record(Snapshot(values=values, units=units), of_rows)

    def _rows_exist(self, state: _State) -> bool:
        """Return whether there can be rows for which what is asked about them comes out as was chosen."""
        tables: dict[Table, dict[int, list[Criterion]]] = {}
        for number, now in state.ways.items():
            asked = self._places[number].asked
            if isinstance(asked, Exists) and now in {_YES, _NO, _UNTOLD}:
                of_table = tables.setdefault(asked.table, {_YES: [], _NO: [], _UNTOLD: []})
                of_table[now].append(asked.condition)
        for table, found in tables.items():
            if table != self._about and not found[_YES] and not found[_NO]:
                # It is not known which rows there are.
                continue
            never = tuple((c, FAILS) for c in found[_NO])
            unsure = tuple((c, NOT_HOLDS) for c in found[_UNTOLD])
            wanted = [*((c, HOLDS) for c in found[_YES]), *((c, _OPEN) for c in found[_UNTOLD])]
            if not all(self._row_exists(table, (row, *never, *unsure)) for row in wanted):
                return False
        return True

    def _row_exists(self, table: Table, goal: Goal) -> bool:
        if table not in self._rows:
            asked = [q.condition for q in self._of if isinstance(q, Exists) and q.table == table]
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
        for group in _groups(wanted):
            facts = dict.fromkeys(f for c, _ in group for f in c.facts())
            left = [f for f in facts if isinstance(f, NumberFact) and not self._is_untold(state, f)]
            if not self._possible(state, group, left, person):
                return None
            found = self._filled(state, group, left, person)
            if found is None:
                # Numbers in between might do what those that were tried do not.
                self._unsure = True
                return None
            person = found
        return person

    def _is_untold(self, state: _State, fact: Fact) -> bool:
        place = self._place(fact)
        return self._now(state, place) == self._untold(place)

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
        place = self._place(fact)
        now = self._now(state, place)
        return [way for n, way in enumerate(self._places[place].ways) if now >> n & 1]

    def _numbers(self, state: _State, fact: NumberFact, person: Snapshot) -> Iterator[Trial]:
        """Yield what is tried of a number where others are worked out from it."""
        ways = self._left(state, fact)
        values = [value for value, _ in ways if isinstance(value, float)]
        units = tuple(dict.fromkeys(unit for value, unit in ways if value is not None))
        low, high = min(values), max(values)
        given: dict[Input, Value] = {f: person.recorded(f) for f in self._facts}
        given.update({q: found.answer for q, found in person.truths.items() if isinstance(q, Exists)})
        for reckoned in self._trials.reckoned(fact):
            for value in reckoned.solved(fact, (low, high), given):
                yield from ((value, unit) for unit in units)
        yield from ways
        yield from (((low + high) / 2.0, unit) for unit in units)

    @functools.cached_property
    def _facts(self) -> tuple[Fact, ...]:
        return tuple(dict.fromkeys(f for c in self._comparisons for f in c.facts()))

    def _possible(self, state: _State, wanted: Goal, left: Sequence[NumberFact], person: Snapshot) -> bool:
        """Return whether comparisons could still come out as was chosen, whatever the numbers left are."""
        ranges: dict[Fact, Value] = {}
        for fact in left:
            values = [value for value, _ in self._left(state, fact) if isinstance(value, float)]
            ranges[fact] = Interval(min(values), max(values))
        ranged = _record(person.replacing(ranges), person.truths)
        for criterion, suits in wanted:
            if U in suits or (left and any(isinstance(n, ByUnit) for n in criterion.walk())):
                # What is not known, and which printed threshold counts, is open until all is told.
                continue
            found = truth(criterion, ranged)
            if found is not U and found not in suits:
                return False
        return True


def _groups(wanted: Goal) -> list[Goal]:
    """Return comparisons in groups that share no number."""
    groups: list[tuple[set[Fact], Goal]] = []
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


def _joined(forms: Sequence[_Form], *, every: bool) -> _Form:
    """Return a form that holds where every one, or where any, of several does."""
    kept = [form for form in forms if form is not every]
    if any(form is (not every) for form in kept):
        return not every
    if not kept:
        return every
    if len(kept) == 1:
        return kept[0]
    kind = _All if every else _Any
    return kind(tuple(p for form in kept for p in (form.parts if isinstance(form, kind) else (form,))))


def _reporters(asked: Iterable[Compare]) -> dict[Number, tuple[NumberFact, ...] | None]:
    """Return by the unit of which facts the printed thresholds of each number go; None where they differ."""
    found: dict[Number, tuple[NumberFact, ...] | None] = {}
    for comparison in asked:
        if isinstance(comparison.right, ByUnit):
            reported = comparison.right.reported
            found[comparison.left] = reported if found.get(comparison.left, reported) == reported else None
    return found
