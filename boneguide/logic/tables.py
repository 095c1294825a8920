"""Several things of one kind that a person may have, such as lesions, and questions about them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import attrs

from boneguide.errors import CriterionError
from boneguide.logic.nodes import ALWAYS, Criterion, Fact, FlagFact, Node

if TYPE_CHECKING:
    from boneguide.logic.context import Context


@attrs.frozen
class _Listed:
    """Reads whether it is known which rows there are."""

    rows: Callable[[Context], Iterable[Context] | None]
    partial: Callable[[Context], bool]

    def __call__(self, context: Context) -> bool | None:
        return None if self.rows(context) is None or self.partial(context) else True


def _never(_: Context) -> bool:
    return False


def _unnamed(_: Context) -> str:
    return ""


@attrs.frozen(repr=False, cache_hash=True)
class Table:
    """Things of one kind, each a row, of which a person has none, one or several.

    Args:
        name: Identifier.
        label: Its name for a clinician.
        rows: Returns one context for each row of a person, None where it is not
            known which there are.
        called: Returns the name of one row for a reader, from its context; empty
            where it has none.
        partial: Returns whether a person may have more rows than are on record.
        listed: The fact that every row of the person is on record, so that
            someone without rows has none.
    """

    name: str
    label: str
    rows: Callable[[Context], Iterable[Context] | None]
    called: Callable[[Context], str] = _unnamed
    partial: Callable[[Context], bool] = _never
    listed: FlagFact = attrs.field(init=False)

    @listed.default
    def _listed(self) -> FlagFact:
        return FlagFact(f"{self.name}_listed", f"{self.label} are on record", _Listed(self.rows, self.partial))

    def named(self, context: Context) -> tuple[tuple[str, Context], ...] | None:
        """Return the context of each row of a person under a name of its own; None where the rows are not known."""
        rows = self.rows(context)
        if rows is None:
            return None
        listed = tuple(rows)
        return tuple(zip(told_apart(map(self.called, listed)), listed, strict=True))

    def __repr__(self) -> str:
        return self.name.upper()


def told_apart(names: Iterable[str]) -> tuple[str, ...]:
    """Return names of rows, each of its own: those that occur again are numbered, and so are those without any.

    Example:
        >>> told_apart(["L3", "rib", "", "rib"])
        ('L3', 'rib', 'row 3', 'rib (2)')
    """
    found: dict[str, None] = {}
    for place, name in enumerate(names, 1):
        called = plain = name or f"row {place}"
        number = 1
        while called in found:
            number += 1
            called = f"{plain} ({number})"
        found[called] = None
    return tuple(found)


@attrs.frozen(repr=False, order=False, cache_hash=True)
class Exists(Criterion):
    """True where the condition holds of some row, false where of none and there can be no other.

    It asks about rows, not about the person, so it has no children among the
    criteria that ask about the person.
    """

    table: Table
    condition: Criterion

    def _rests_on(self) -> tuple[Node, ...]:
        return (self.condition,)

    def __repr__(self) -> str:
        return f"exists({self.table!r}, {self.condition!r})"


def exists(table: Table, condition: Criterion = ALWAYS) -> Criterion:
    """Return the criterion "there is a row of ``table`` for which ``condition`` holds".

    It is unknown where the rows are not known, or where nothing decides it
    because a row leaves the condition open or there may be rows that are not on
    record. Use it as what a fact is
    ``inferred`` from: then the fact can be recorded by itself as well.

    Raises:
        CriterionError: If the condition reads, or a fact in it is inferred from,
            anything that is not a fact of a row.

    Example:
        >>> from boneguide.guidelines.facts.lesion import LESIONS, PHENOTYPE
        >>> exists(LESIONS, PHENOTYPE.is_in("mixed"))
        exists(LESIONS, PHENOTYPE.is_in('mixed'))
    """
    # What criteria come down to is found by looking for questions about rows, so it cannot be imported above.
    from boneguide.logic.inputs import inputs

    facts, questions = inputs([condition])
    for node in (*questions, *facts):
        if not isinstance(node, Fact) or node.table != table:
            msg = f"{node!r} does not describe a row of {table!r}. Expected facts declared with table={table!r}."
            raise CriterionError(msg)
    return Exists(table, condition)
