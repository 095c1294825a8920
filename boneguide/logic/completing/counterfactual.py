"""What would have to be otherwise for an option to be advised, or not to be advised any more."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from typing import TYPE_CHECKING, Final

from boneguide.logic.completing.decision import decision, name_of
from boneguide.logic.completing.reach import Reach
from boneguide.logic.completing.telling import Telling
from boneguide.logic.nodes import Fact
from boneguide.logic.numbers import NumberFact
from boneguide.logic.words import reported
from boneguide.model.counterfactual import Change, WhyNot
from boneguide.model.status import Status
from boneguide.quantities import Amount

if TYPE_CHECKING:
    from boneguide.logic.completing.trials import Trial
    from boneguide.logic.context import Snapshot
    from boneguide.logic.generated import Input
    from boneguide.logic.rule import Rule
    from boneguide.model.answer import Recommendation

#: What counts as advised, if only once something is done or confirmed.
ADVISED = frozenset({Status.RECOMMENDED, Status.OPTION, Status.AFTER})

#: So many changes are tried together at most: a longer list is no near change.
MOST: Final = 3

_DIGITS = (3, 4)
_HARDLY_ANY = 1e-3


class Alterations(Telling):
    """The ways in which one record could be otherwise, so far as one decision can tell them apart."""

    def nearest(self) -> tuple[tuple[Change, ...], ...]:
        """Return the smallest sets of changes with which the option would be advised; none where it is."""
        if self._is_advised():
            return ()
        for size in range(1, MOST + 1):
            found = {frozenset(c.fact for c in changes): changes for changes in self._advised_by(size)}
            if found:
                return tuple(found.values())
        return ()

    def withdrawing(self) -> tuple[Change, ...]:
        """Return the single changes with which the option would not be advised any more; none where it is not."""
        if not self._is_advised():
            return ()
        reach, record = self._reach(1)
        ways = (self._first(facts, lambda: not self._is_advised()) for facts in self._decision.turning(reach, record))
        return tuple(change for changes in ways for change in changes or ())

    def _advised_by(self, most: int) -> Iterator[tuple[Change, ...]]:
        """Yield changes of at most so many more facts with which it is advised, the nearest for each set of facts."""
        reach, record = self._reach(most)
        for facts in self._decision.leading(reach, record, ADVISED):
            found = self._first(facts, self._is_advised)
            if found is not None:
                yield found
            elif len(facts) < most:
                # What is changed may bring up something else that stands in the way.
                for _ in self._told_together(self._places(facts)):
                    yield from self._advised_by(most - len(facts))

    def _first(self, facts: Iterable[Input], wanted: Callable[[], bool]) -> tuple[Change, ...] | None:
        """Return the nearest changes of some facts that come to what is wanted."""

        def done() -> bool:
            return wanted() and self._possible()

        with closing(self._told_together(self._places(facts))) as ways:
            return next((self._changes(done) for _ in ways if done()), None)

    def _reach(self, most: int) -> tuple[Reach, Snapshot]:
        record = self._record(self._facts, self._now)
        may = {asked for n, asked in enumerate(self._made.inputs) if self._may_be_altered(n)}
        return Reach(record, may.__contains__, most), record

    def _places(self, facts: Iterable[Input]) -> list[int]:
        # What others are inferred from comes first, so that the others agree with it.
        return [self._made.place[asked] for asked in sorted(facts, key=lambda asked: (asked.depth, name_of(asked)))]

    def _is_advised(self) -> bool:
        return self._answer()[0] in ADVISED

    def _may_be_altered(self, place: int) -> bool:
        asked = self._made.inputs[place]
        if self._given >> place & 1 or not isinstance(asked, Fact):
            return False
        if self._recorded[place] is not None or not self._may_be_told(place):
            # What something else says of a fact can be told of it once that is open.
            return not asked.lasting and self._made.told[place]
        return True

    def _tried(self, asked: Input) -> tuple[Trial, ...]:
        return self._made.trials.every(asked)

    def _trials(self, place: int) -> Iterator[Trial]:
        """Yield what a fact could be instead, the nearest first."""
        before = self._exact[place]
        trials = [trial for trial in super()._trials(place) if trial[0] != before]
        if isinstance(before, float):
            trials.sort(key=lambda trial: abs(float(trial[0]) - before))  # type: ignore[arg-type]  # a number's values are numbers
        yield from trials

    def _changes(self, done: Callable[[], bool]) -> tuple[Change, ...]:
        """Return what is told as changes, numbers as short as still does it."""
        for place in self.told():
            asked = self._made.inputs[place]
            if isinstance(asked, NumberFact):
                self._shorten(place, asked, done)
        record = self._record(self._facts, self._now)
        facts = [asked for n in self.told() if isinstance(asked := self._made.inputs[n], Fact)]
        return tuple(
            Change(fact=fact.name, label=fact.label, before=reported(fact, self._facts), after=reported(fact, record))
            for fact in facts
        )

    def _shorten(self, place: int, fact: NumberFact, done: Callable[[], bool]) -> None:
        """Tell a number with fewer digits, if that does it too: rounded, or else beside what that would be."""
        value, kind = self._now[place], fact.measured_as
        unit = self._opened.unit(fact) or kind.canonical
        exact = value / kind.factor(unit) if isinstance(value, float) else math.nan
        for short in _shorter(exact):
            if self._tell(place, (kind.canonical_value(Amount(short, unit)), unit)) and done():
                return
        self._tell(place, (value, unit))


def _shorter(number: float) -> Iterator[float]:
    """Yield a number with three digits, then four, each rounded and the two beside it.

    Example:
        >>> list(_shorter(17.9999998))[:3]
        [18.0, 17.9, 18.1]
    """
    if 0.0 < abs(number) < _HARDLY_ANY:
        # More than nothing is said as an amount that somebody could have.
        yield from (1.0, 0.1, 0.01)
    for digits in _DIGITS:
        rounded = float(f"{number:.{digits}g}")
        step = 10.0 ** (math.floor(math.log10(abs(rounded))) - digits + 1) if rounded else 0.0
        yield from dict.fromkeys(float(f"{rounded + n * step:.{digits}g}") for n in (0, -1, 1))


def why_not(rule: Rule, answer: Recommendation, place: str, facts: Snapshot) -> WhyNot:
    """Return why an option is not advised, and what would have to be otherwise.

    See :class:`~boneguide.model.counterfactual.WhyNot`.

    Args:
        rule: The rule.
        answer: Its answer.
        place: The jurisdiction whose rules count.
        facts: What is known.
    """
    ways = Alterations(decision(rule, place), facts, facts.opened())
    return WhyNot(
        id=answer.id,
        title=answer.title,
        status=answer.status,
        because=answer.because,
        nearest=ways.nearest(),
        withdrawn_by=ways.withdrawing(),
        most=MOST,
    )
