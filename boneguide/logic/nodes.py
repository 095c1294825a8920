"""The criterion language: small immutable nodes that say what a rule asks.

A node only describes. Interpreters live beside this module: one reads a single
person and can explain itself, one writes fast code for the same answer, others
may follow. None of them needs a rule to be written again.

Every node is immutable and hashable, two nodes of the same shape are equal, and
``repr`` gives an expression that builds the node again.
"""

from __future__ import annotations

import functools
from abc import abstractmethod
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, NoReturn, TypeAlias

import attrs

from boneguide.errors import CriterionError, CriterionTruthError
from boneguide.logic.interval import Interval

if TYPE_CHECKING:
    from boneguide.logic.context import Context
    from boneguide.logic.tables import Table

#: A fact's value as interpreters use it: numbers in canonical units.
Value: TypeAlias = bool | str | float | Interval | None

_TRUTH_HELP = (
    "a criterion has no truth value, because a fact may be unknown. Expected '&' for and, '|' for or, '~' for not,"
    " '.between(low, high)' for a chained comparison, '.is_in(...)' for 'in'. Put each comparison in parentheses:"
    " (AGE >= '18 year') & (AGE < '65 year')."
)


#: So many nodes at most lie one inside another: interpreters follow them by calls
#: within calls, four for each, and Python allows about a thousand.
DEEPEST = 150


@attrs.frozen(repr=False, eq=False, order=False)
class Node:
    """Anything that a rule is made of.

    Raises:
        CriterionError: If more than :data:`DEEPEST` nodes lie one inside another.
    """

    #: How many nodes lie one inside another here, what facts are inferred from included.
    depth: int = attrs.field(init=False, eq=False)

    def __attrs_post_init__(self) -> None:
        depth = 1 + max((node.depth for node in self._rests_on()), default=0)
        if depth > DEEPEST:
            msg = (
                f"a criterion or number has {depth} levels, one inside another. Expected at most {DEEPEST}: put parts"
                " side by side in one all_of(...) or any_of(...), or split the rule."
            )
            raise CriterionError(msg)
        object.__setattr__(self, "depth", depth)

    def _rests_on(self) -> tuple[Node, ...]:
        """Return the nodes that have to be judged before this one."""
        return self.children()

    def children(self) -> tuple[Node, ...]:
        """Return the nodes directly inside this one."""
        return ()

    def walk(self) -> Iterator[Node]:
        """Yield this node and every node below it, parents first, each once."""
        seen: set[Node] = set()
        left: list[Node] = [self]
        while left:
            node = left.pop()
            if node not in seen:
                seen.add(node)
                yield node
                left.extend(reversed(node.children()))

    def facts(self) -> tuple[Fact, ...]:
        """Return the facts that this node reads, in reading order, each once."""
        return _facts_of(self)


@functools.cache
def _facts_of(node: Node) -> tuple[Fact, ...]:
    return tuple(n for n in node.walk() if isinstance(n, Fact))


# --------------------------------------------------------------------------- criteria


class Criterion(Node):
    """Something that is true, false or unknown of a person.

    Combine with ``&``, ``|`` and ``~``. Using one where Python wants a truth
    value (``if``, ``and``, ``or``, ``not``, ``a < b < c``) is refused.

    Raises:
        CriterionTruthError: On any such use.
    """

    __slots__ = ()

    def __and__(self, other: Criterion) -> Criterion:
        """Return a criterion that holds where both hold."""
        return all_of(self, other)

    def __or__(self, other: Criterion) -> Criterion:
        """Return a criterion that holds where either holds."""
        return any_of(self, other)

    def __invert__(self) -> Criterion:
        """Return a criterion that holds where this one does not."""
        return not_(self)

    def __bool__(self) -> NoReturn:
        """Refuse, with the operators to use instead."""
        raise CriterionTruthError(_TRUTH_HELP)


@attrs.frozen(repr=False, order=False, cache_hash=True)
class Constant(Criterion):
    """A criterion whose truth does not depend on the person."""

    value: bool | None

    def __repr__(self) -> str:
        return "UNKNOWN" if self.value is None else "ALWAYS" if self.value else "NEVER"


ALWAYS = Constant(value=True)
NEVER = Constant(value=False)
#: What nobody knows: with it a fact can be inferred one way only, as in ``RESISTANT | UNKNOWN``.
UNKNOWN = Constant(value=None)


@attrs.frozen(repr=False, order=False, cache_hash=True)
class And(Criterion):
    """True where all parts are true, false where any is false."""

    parts: tuple[Criterion, ...]

    def children(self) -> tuple[Node, ...]:
        """Return the nodes directly inside this one."""
        return self.parts

    def __repr__(self) -> str:
        return f"all_of({', '.join(map(repr, self.parts))})"


@attrs.frozen(repr=False, order=False, cache_hash=True)
class Or(Criterion):
    """True where any part is true, false where all are false."""

    parts: tuple[Criterion, ...]

    def children(self) -> tuple[Node, ...]:
        """Return the nodes directly inside this one."""
        return self.parts

    def __repr__(self) -> str:
        return f"any_of({', '.join(map(repr, self.parts))})"


@attrs.frozen(repr=False, order=False, cache_hash=True)
class Not(Criterion):
    """True where the part is false; unknown where it is unknown."""

    part: Criterion

    def children(self) -> tuple[Node, ...]:
        """Return the nodes directly inside this one."""
        return (self.part,)

    def __repr__(self) -> str:
        return f"not_({self.part!r})"


@attrs.frozen(repr=False, order=False, cache_hash=True)
class AssumeAbsent(Criterion):
    """The part, with unknown taken as false, for a stated reason."""

    part: Criterion
    because: str

    def children(self) -> tuple[Node, ...]:
        """Return the nodes directly inside this one."""
        return (self.part,)

    def __repr__(self) -> str:
        return f"assume_absent({self.part!r}, because={self.because!r})"


def all_of(*parts: Criterion) -> Criterion:
    """Return a criterion that holds where every part holds.

    Parts that are themselves conjunctions are taken in flat, so that long
    criteria do not grow deep. Without parts it always holds.

    Example:
        >>> from boneguide.logic import fact
        >>> all_of(fact("a"), fact("b") & fact("c"))
        all_of(A, B, C)
    """
    return _combine(And, parts, neutral=ALWAYS, absorbing=NEVER)


def any_of(*parts: Criterion) -> Criterion:
    """Return a criterion that holds where at least one part holds.

    Without parts it never holds.

    Example:
        >>> from boneguide.logic import fact
        >>> any_of(fact("a") | fact("b"), fact("c"))
        any_of(A, B, C)
    """
    return _combine(Or, parts, neutral=NEVER, absorbing=ALWAYS)


def not_(part: Criterion) -> Criterion:
    """Return a criterion that holds where ``part`` does not; unknown stays unknown.

    Example:
        >>> from boneguide.logic import fact
        >>> not_(not_(fact("a")))
        A
    """
    _require_criterion(part)
    if isinstance(part, Not):
        return part.part
    if isinstance(part, Constant):
        return UNKNOWN if part.value is None else NEVER if part.value else ALWAYS
    return Not(part)


def assume_absent(part: Criterion, *, because: str) -> Criterion:
    """Return ``part`` with unknown taken as false.

    This closes the world on purpose and in plain sight: the reason is shown in
    every explanation.

    Args:
        part: What is taken to be absent unless recorded.
        because: Why that is safe here, in words for a clinician.

    Raises:
        CriterionError: If no reason is given.

    Example:
        >>> from boneguide.logic import fact
        >>> assume_absent(fact("dialysis"), because="dialysis is always recorded")
        assume_absent(DIALYSIS, because='dialysis is always recorded')
    """
    _require_criterion(part)
    if not because.strip():
        msg = "assume_absent was given no reason. Expected because='...' in words that a clinician can judge."
        raise CriterionError(msg)
    return AssumeAbsent(part, because)


def _combine(node: type[And | Or], parts: Iterable[Criterion], *, neutral: Constant, absorbing: Constant) -> Criterion:
    flat: dict[Criterion, None] = {}
    for part in parts:
        _require_criterion(part)
        for inner in part.parts if isinstance(part, node) else (part,):
            if inner == absorbing:
                return absorbing
            if inner != neutral:
                flat[inner] = None
    if not flat:
        return neutral
    if len(flat) == 1:
        return next(iter(flat))
    return node(tuple(flat))


def _require_criterion(part: object) -> None:
    if not isinstance(part, Criterion):
        msg = (
            f"{part!r} is not a criterion. Expected a comparison of a fact, such as AGE >= '18 year', or a yes/no fact;"
            " write ALWAYS or NEVER for a fixed answer."
        )
        raise CriterionError(msg)


# --------------------------------------------------------------------------- facts


@attrs.frozen(repr=False, eq=False, order=False)
class Fact(Node):
    """One thing that may be known of a person.

    A guideline refuses two different facts of one name.

    Args:
        name: Identifier, which is also the name of its column in a cohort.
        label: Its name for a clinician.
        read: How it is found in a record.
        asked: Whether it is found by asking or looking rather than measuring.
        inferred: What other facts say of it; counts where it is not on record.
        table: The table of which it describes one row; None where it describes the person.
        lasting: Whether it cannot be otherwise any more once it is known, such as age, sex or what has happened.
        optional: Whether it is only given to stand in the place of another, so that it never counts as missing.
    """

    name: str
    label: str
    read: Callable[[Context], object]
    asked: bool = False
    inferred: Node | None = attrs.field(default=None, kw_only=True)
    table: Table | None = attrs.field(default=None, kw_only=True)
    optional: bool = attrs.field(default=False, kw_only=True)
    lasting: bool = attrs.field(default=False, kw_only=True)

    def _rests_on(self) -> tuple[Node, ...]:
        return () if self.inferred is None else (self.inferred,)

    @abstractmethod
    def interpret(self, raw: object) -> Value:
        """Return what the reader gave as interpreters use it; None is unknown.

        Raises:
            CriterionError: If it is of the wrong type.
        """

    def __eq__(self, other: object) -> bool:
        """Compare by name, type and reader: two definitions of one name are two facts.

        Raises:
            CriterionError: If compared with a word or a number, which builds no criterion.
        """
        if isinstance(other, (str, int, float)):
            msg = f"{self!r} == {other!r} does not build a criterion. Expected {self._instead_of_equals(other)}."
            raise CriterionError(msg)
        if self is other:
            return True
        return type(self) is type(other) and self._identity() == other._identity()

    def _identity(self) -> tuple[object, ...]:
        return (self.name, self.label, self.read, self.asked, self.inferred, self.table, self.optional, self.lasting)

    def _instead_of_equals(self, other: object) -> str:  # noqa: ARG002 - others show the value
        return f"{self!r} as it is, for it is a criterion"

    def __hash__(self) -> int:
        """Hash by name."""
        return hash(self.name)

    def __repr__(self) -> str:
        return self.name.upper()


@attrs.frozen(repr=False, eq=False, order=False)
class FlagFact(Fact, Criterion):
    """A yes/no fact; it is itself a criterion."""

    def interpret(self, raw: object) -> Value:
        """Return what the reader gave as interpreters use it; None is unknown.

        Raises:
            CriterionError: If it is no yes and no no.
        """
        if raw is None or raw is True or raw is False:
            return raw
        msg = f"fact {self.name!r} was read as {raw!r}. Expected True, False or None for unknown."
        raise CriterionError(msg)


@attrs.frozen(repr=False, eq=False, order=False)
class CategoryFact(Fact):
    """A fact that is one of a closed list of words."""

    values: tuple[str, ...] = attrs.field(kw_only=True)

    def interpret(self, raw: object) -> Value:
        """Return what the reader gave as interpreters use it; None is unknown.

        Raises:
            CriterionError: If it is none of the words.
        """
        if raw is None:
            return None
        if isinstance(raw, str) and raw in self.values:
            return raw
        msg = f"fact {self.name!r} was read as {raw!r}. Expected one of {', '.join(self.values)}, or None for unknown."
        raise CriterionError(msg)

    def is_in(self, *values: str) -> Criterion:
        """Return the criterion "is one of ``values``".

        Raises:
            CriterionError: If a value is not one that this fact can have.

        Example:
            >>> from boneguide.guidelines.facts import PRIMARY
            >>> PRIMARY.is_in("breast", "prostate")
            PRIMARY.is_in('breast', 'prostate')
        """
        if not values:
            msg = f"{self!r}.is_in() was given no value. Expected one or more of {', '.join(self.values)}."
            raise CriterionError(msg)
        for value in values:
            if value not in self.values:
                msg = f"{value!r} is not a value of {self.name!r}. Expected one of {', '.join(self.values)}."
                raise CriterionError(msg)
        return IsIn(self, tuple(sorted(set(values))))

    def _identity(self) -> tuple[object, ...]:
        return (*super()._identity(), self.values)

    def _instead_of_equals(self, other: object) -> str:
        return f"{self!r}.is_in({other!r})"


@attrs.frozen(repr=False, order=False, cache_hash=True)
class IsIn(Criterion):
    """True where a category fact is one of the values."""

    fact: CategoryFact
    values: tuple[str, ...]

    def children(self) -> tuple[Node, ...]:
        """Return the nodes directly inside this one."""
        return (self.fact,)

    def __repr__(self) -> str:
        return f"{self.fact!r}.is_in({', '.join(map(repr, self.values))})"
