"""Which facts would have to be told, or be other than they are, for a criterion to come out otherwise.

A criterion is followed downwards: a conjunction becomes true once every part that is
not is brought to it, false once one part is. What is found are sets of facts of which
one at least is inside whatever really changes the answer; whether a set does is for
the caller to try.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, TypeAlias

from boneguide.logic import nodes, numbers, tables
from boneguide.logic.nodes import Criterion
from boneguide.logic.scalar import truth
from boneguide.logic.truth import Truth

if TYPE_CHECKING:
    from boneguide.logic.context import Snapshot
    from boneguide.logic.generated import Input
    from boneguide.logic.nodes import Fact
    from boneguide.logic.numbers import Number

#: Sets of facts, none of which holds another.
Family: TypeAlias = frozenset[frozenset["Input"]]

_NEVER: Family = frozenset()
_AS_IT_IS: Family = frozenset({frozenset()})

T, F, U = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN


class Reach:
    """The sets of facts by which criteria could come out otherwise for one person.

    Args:
        facts: What is known.
        may: Whether a fact, or what is asked about rows, may be told or changed.
        most: So many facts are in a set at most.

    Example:
        >>> from boneguide.logic import Snapshot, fact
        >>> frail, alone = fact("frail"), fact("alone")
        >>> reach = Reach(Snapshot(values={frail: True}), lambda asked: asked == alone, 2)
        >>> reach.to(frail & alone, Truth.TRUE)
        frozenset({frozenset({ALONE})})
    """

    def __init__(self, facts: Snapshot, may: Callable[[Input], bool], most: int) -> None:
        self._facts = facts
        self._may = may
        self._most = most
        self._found: dict[tuple[Criterion, Truth], Family] = {}

    def to(self, criterion: Criterion, wanted: Truth) -> Family:
        """Return the sets by which a criterion could come to one truth; one without facts where it has it already."""
        if truth(criterion, self._facts) is wanted:
            return _AS_IT_IS
        key = (criterion, wanted)
        if key not in self._found:
            self._found[key] = _smallest(self._to(criterion, wanted))
        return self._found[key]

    def _to(self, criterion: Criterion, wanted: Truth) -> Iterable[frozenset[Input]]:
        match criterion:
            case nodes.Not(part=part):
                return self.to(part, ~wanted)
            case nodes.And(parts=parts):
                return self._all(parts, wanted)
            case nodes.Or(parts=parts):
                return self._all(tuple(map(nodes.not_, parts)), ~wanted)
            case nodes.AssumeAbsent(part=part):
                if wanted is U:
                    return _NEVER
                return self.to(part, T) if wanted is T else self.to(part, F) | self.to(part, U)
        # Nothing that is told makes a single question open.
        return _NEVER if wanted is U else self._leaf(criterion, wanted)

    def _all(self, parts: tuple[Criterion, ...], wanted: Truth) -> Iterable[frozenset[Input]]:
        if wanted is T:
            return self.together(self.to(part, T) for part in parts)
        closed = [part for part in parts if truth(part, self._facts) is F]
        if wanted is F or not closed:
            return [found for part in parts for found in self.to(part, wanted)]
        # Open where none is false any more; that one stays open is for the caller to see.
        return self.together(self.to(part, T) | self.to(part, U) for part in closed)

    def _leaf(self, criterion: Criterion, wanted: Truth) -> Iterable[frozenset[Input]]:
        match criterion:
            case nodes.FlagFact(inferred=source):
                told = self._told(criterion)
                if not isinstance(source, Criterion) or not self._inferred(criterion):
                    return told
                # What something else says of it has to be open before it can be told by itself.
                return self.to(source, wanted) | self.together((self.to(source, U), told))
            case nodes.IsIn(fact=fact):
                return self._told(fact)
            case numbers.Compare(left=left, right=right):
                return self.together((self.value(left), self.value(right))) - _AS_IT_IS
            case tables.Exists():
                return self._told(criterion)
        return _NEVER

    def value(self, number: Number) -> Family:  # noqa: PLR0911 - one return for each kind of node
        """Return the sets by which a number could be known; one without facts where it is."""
        match number:
            case numbers.Literal():
                return _AS_IT_IS
            case numbers.NumberFact():
                told = self._told(number)
                if self._inferred(number):
                    return told | self.value(number.inferred)  # type: ignore[arg-type]  # a number is inferred from a number
                return told | _AS_IT_IS if self._facts.value(number) is not None else told
            case numbers.Named(expression=expression):
                return self.value(expression)
            case numbers.Arithmetic(left=left, right=right):
                return self.together((self.value(left), self.value(right)))
            case numbers.FirstKnown(options=options):
                return frozenset().union(*map(self.value, options))
            case numbers.ByUnit(reported=reported):
                return frozenset().union(*map(self.value, reported))
            case numbers.Where(condition=condition, then=then, otherwise=otherwise):
                one, other = self.value(then), self.value(otherwise)
                return (
                    self.together((self.to(condition, T), one))
                    | self.together((self.to(condition, F), other))
                    | self.together((one, other))
                )
        msg = f"no interpreter for {type(number).__name__}"
        raise TypeError(msg)

    def _told(self, asked: Input) -> Family:
        return frozenset({frozenset({asked})}) if self._may(asked) else _NEVER

    def _inferred(self, fact: Fact) -> bool:
        return fact.inferred is not None and self._facts.recorded(fact) is None

    def together(self, families: Iterable[Family]) -> Family:
        """Return sets that hold one of each family, so far as they are not too large."""
        found = _AS_IT_IS
        for family in families:
            joined = (one | other for one in found for other in family)
            found = frozenset(facts for facts in joined if len(facts) <= self._most)
            if not found:
                break
        return found


def _smallest(found: Iterable[frozenset[Input]]) -> Family:
    """Return the sets that hold no other."""
    kept: list[frozenset[Input]] = []
    for facts in sorted(set(found), key=len):
        if not any(other <= facts for other in kept):
            kept.append(facts)
    return frozenset(kept)
