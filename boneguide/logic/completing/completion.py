"""What an answer could still become: a search through the ways in which a record can be completed.

A completion gives every unknown fact a value. What matters of it is what the
criteria can tell apart (:mod:`boneguide.logic.completing.trials`), and whole groups of
completions are passed at once where the answer is decided with nothing assumed
(:mod:`boneguide.logic.completing.open_world`). Nothing is sampled.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from contextlib import closing
from typing import TYPE_CHECKING

from boneguide.logic.completing.decision import Outcome, name_of
from boneguide.logic.completing.reach import Reach
from boneguide.logic.completing.telling import Telling
from boneguide.logic.inputs import inputs
from boneguide.logic.nodes import Criterion, Fact
from boneguide.logic.scalar import is_known, truth
from boneguide.logic.tables import Exists
from boneguide.logic.truth import Truth

if TYPE_CHECKING:
    from boneguide.logic.context import Snapshot
    from boneguide.logic.generated import Input


class Completions(Telling):
    """The ways in which one record can be completed, so far as one decision can tell them apart.

    Args:
        decision: What is decided.
        facts: What is known.
        opened: The same with nothing assumed; several decisions may share it.

    Example:
        >>> from boneguide.guidelines import bone_agents
        >>> from boneguide.logic.context import Snapshot
        >>> from boneguide.logic.completing.decision import decision
        >>> nothing = Snapshot()
        >>> ways = Completions(decision(bone_agents["denosumab"], "US"), nothing, nothing.opened())
        >>> ways.whatever is None
        True
    """

    # ------------------------------------------------------------- what is asked

    @functools.cached_property
    def whatever(self) -> Outcome | None:
        """What the answer is under every completion; None where that differs."""
        found = self._settled()
        if found is not None:
            return found
        seen = [self._glance(last=last) for last in (False, True)]
        first, *others = [found for found in seen if found is not None] or [self.current]
        if any(other != first for other in others):
            return None
        return first if self._always(first) else None

    def changes(self) -> tuple[frozenset[str], ...]:
        """Return the smallest sets of unknown facts that could still change the answer."""
        if self.whatever is not None:
            return ()
        for size in range(1, len(self._open) + 1):
            found = tuple(dict.fromkeys(self._changing(size)))
            if found:
                return found
        return ()

    def settling(self) -> dict[Input, tuple[bool, ...]]:
        """Return what is open and could matter, with whether the answer is decided then, for each way to tell it.

        Nothing where the answer is the same under every completion.
        """
        if self.whatever is not None:
            return {}
        return {self._made.inputs[place]: tuple(self._settled_by(place)) for place in self._open}

    def presumed(self, asked: Input) -> bool:
        """Return whether the record is taken to say something already, though it could be otherwise."""
        return isinstance(asked, Fact) and is_known(self._facts.value(asked))

    # ------------------------------------------------------------- how it is found

    @functools.cached_property
    def _open(self) -> tuple[int, ...]:
        """The places of what is unknown and could matter, in reading order."""
        return self._unsettled(self._opened)

    def _unsettled(self, opened: Snapshot) -> tuple[int, ...]:
        found = unsettled(self._decision.criteria, opened)
        # A dose that is a share of a range is open although no criterion turns on it.
        shared = (fact for dose in self._decision.doses for fact in inputs([dose])[0])
        found.update(dict.fromkeys(fact for fact in shared if not is_known(opened.value(fact))))
        places = (self._made.place[asked] for asked in found if asked in self._made.place)
        return tuple(sorted(n for n in places if self._may_be_told(n)))

    def _glance(self, *, last: bool) -> Outcome | None:
        """Return the answer of one completion, the first or the last; None where that is not possible."""
        told: list[int] = []
        found = None
        for place in self._open:
            trials = tuple(self._trials(place))
            if not any(self._tell(place, trial) for trial in (reversed(trials) if last else trials)):
                self._forget(place)
                continue
            told.append(place)
            found = self._settled()
            if found is not None:
                break
        found = self._answer() if found is None else found
        possible = self._possible()
        for place in told:
            self._forget(place)
        return found if possible else None

    def _settled_by(self, place: int) -> Iterator[bool]:
        for trial in self._trials(place):
            if self._tell(place, trial) and self._possible():
                yield self._settled() is not None
        self._forget(place)

    def _always(self, outcome: Outcome) -> bool:
        """Return whether every completion of what is told so far gives one answer."""
        found = self._settled()
        if found is not None:
            return found == outcome or not self._possible()
        for place in self._unsettled(self._record(self._opened, self._values)):
            # What agrees with nothing that is known, such as since when in a person who never, stays untold.
            tried = False
            try:
                for trial in self._trials(place):
                    if self._tell(place, trial):
                        tried = True
                        if not self._always(outcome):
                            return False
            finally:
                self._forget(place)
            if tried:
                return True
        return self._answer() == outcome or not self._possible()

    def _is_another(self) -> bool:
        settled = self._settled()
        return (self._answer() if settled is None else settled) != self.current

    def _changing(self, most: int) -> Iterator[frozenset[str]]:
        """Yield the sets of at most so many more facts that could change the answer."""
        record = self._record(self._facts, self._now)
        may = {asked for n, asked in enumerate(self._made.inputs) if self._may_be_told(n)}
        for facts in self._decision.turning(Reach(record, may.__contains__, most), record):
            places = sorted(self._made.place[asked] for asked in facts)
            with closing(self._told_together(places)) as ways:
                for _ in ways:
                    if self._is_another() and self._possible():
                        yield frozenset(name_of(self._made.inputs[n]) for n in self.told())
                        break
                    if len(places) < most and self._settled() is None:
                        yield from self._changing(most - len(places))


def unsettled(criteria: Iterable[Criterion], opened: Snapshot) -> dict[Input, None]:
    """Return the unknown facts that could still decide criteria, and what they could be inferred from.

    Args:
        criteria: The criteria.
        opened: What is known, with nothing assumed.
    """
    found: dict[Input, None] = {}
    seen: set[Criterion] = set()
    left = [*criteria]
    while left:
        part = left.pop()
        if part in seen or truth(part, opened) is not Truth.UNKNOWN:
            continue
        seen.add(part)
        inner = [node for node in part.children() if isinstance(node, Criterion)]
        left.extend(inner)
        if isinstance(part, Exists):
            found[part] = None
        for fact in () if inner else part.facts():
            value = opened.value(fact)
            if fact not in found and not is_known(value):
                found[fact] = None
                if isinstance(fact.inferred, Criterion):
                    left.append(fact.inferred)
                elif fact.inferred is not None:
                    found.update({f: None for f in fact.inferred.facts() if opened.value(f) is None})
    return found
