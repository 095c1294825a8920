"""Which column holds which fact, and in which unit: stated by the caller, never guessed."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from typing import TypeAlias

import attrs

from boneguide.errors import CohortLayoutError
from boneguide.logic.nodes import Fact
from boneguide.logic.numbers import NumberFact

#: One column, or the columns of the lowest and the highest possible value.
Columns: TypeAlias = str | tuple[str, str]


@attrs.frozen
class Placed:
    """A fact and where its values stand.

    Args:
        fact: The fact.
        column: Its column, or that of its lowest possible value.
        high: The column of its highest possible value, where it may be a range.
        unit: The unit of its numbers.
    """

    fact: Fact
    column: str
    high: str | None = None
    unit: str | None = None

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column that it takes."""
        return (self.column,) if self.high is None else (self.column, self.high)


@attrs.frozen
class Layout:
    """The facts that a frame has, and the columns that say nothing to the rules.

    Args:
        key: The column that names the person.
        placed: The facts that are there.
        unused: Columns that hold no fact the rules ask about.
        absent: Names of facts that the rules ask about and the frame has not.
    """

    key: str
    placed: tuple[Placed, ...]
    unused: tuple[str, ...]
    absent: tuple[str, ...]

    @property
    def used(self) -> tuple[str, ...]:
        """The columns that are used, the key first."""
        return (self.key, *(column for place in self.placed for column in place.columns))


def layout(  # noqa: PLR0913 - one argument for each thing a frame may state
    present: Iterable[str],
    facts: Iterable[Fact],
    *,
    key: str,
    columns: Mapping[str, Columns],
    units: Mapping[str, str],
    ours: Iterable[Fact] = (),
) -> Layout:
    """Return where each fact stands.

    A fact stands in the column that is named for it, or else in the one of its
    own name.

    Args:
        present: The columns of the frame.
        facts: The facts that the rules ask about.
        key: The column that names the person.
        columns: Columns by name of fact.
        units: Units by name of column.
        ours: Facts that may be named though no chosen rule asks about them.

    Raises:
        CohortLayoutError: If a column or a fact is not there, a unit is missing,
            unknown, or given for what has none.
    """
    there = tuple(present)
    asked = {fact.name: fact for fact in facts}
    others = {fact.name: fact for fact in ours}
    if key not in there:
        raise _no_column(key, "key", there)
    placed: list[Placed] = []
    for name, named in columns.items():
        if name not in asked and name not in others:
            raise _no_fact(name, [*asked, *others])
        for column in (named,) if isinstance(named, str) else named:
            if column not in there:
                raise _no_column(column, f"columns[{name!r}]", there)
    for name, fact in asked.items():
        named = columns.get(name, name)
        low, high = (named, None) if isinstance(named, str) else named
        if low in there and low != key:
            placed.append(_placed(fact, low, high, units))
    _refuse_shared(placed)
    used = {column for place in placed for column in place.columns}
    known = {columns.get(name, name) for name in others}
    for column in units:
        if column not in used and column not in known:
            raise _unused_unit(column, there, columns)
    taken = {place.fact.name for place in placed}
    return Layout(
        key=key,
        placed=tuple(placed),
        unused=tuple(column for column in there if column not in used and column != key),
        absent=tuple(name for name in asked if name not in taken),
    )


def _placed(fact: Fact, low: str, high: str | None, units: Mapping[str, str]) -> Placed:
    if not isinstance(fact, NumberFact):
        if high is not None:
            msg = f"fact {fact.name!r} was given two columns. Expected one: only a number can be a range."
            raise CohortLayoutError(msg)
        if low in units:
            msg = f"column {low!r} was given the unit {units[low]!r}, but {fact.label} has no unit. Leave it out."
            raise CohortLayoutError(msg)
        return Placed(fact, low)
    kind = fact.measured_as
    stated = {column: units[column] for column in (low, high) if column is not None and column in units}
    if not stated or len(set(stated.values())) > 1 or (high is not None and len(stated) == 1):
        wanted = " and ".join(f"{column!r}: '...'" for column in (low, high) if column is not None)
        msg = (
            f"column {low!r} holds {fact.label}, and no unit was given for it (or two that differ). Expected"
            f" units={{{wanted}}} with one of {', '.join(kind.units)}."
        )
        raise CohortLayoutError(msg)
    unit = next(iter(stated.values()))
    kind.factor(unit)  # refuses a unit of another kind, and names those of this one
    return Placed(fact, low, high, unit)


def _refuse_shared(placed: Iterable[Placed]) -> None:
    owners: dict[str, str] = {}
    for place in placed:
        for column in place.columns:
            other = owners.setdefault(column, place.fact.name)
            if other != place.fact.name:
                msg = (
                    f"column {column!r} was named for two facts, {other!r} and {place.fact.name!r}."
                    " Expected one column for each fact."
                )
                raise CohortLayoutError(msg)


def near(word: str, words: Iterable[str]) -> str:
    """Return a hint at the most similar of some words, or an empty text."""
    found = difflib.get_close_matches(word, list(words), n=1)
    return f" Did you mean {found[0]!r}?" if found else ""


def _no_column(column: str, where: str, present: tuple[str, ...]) -> CohortLayoutError:
    return CohortLayoutError(
        f"{where} names the column {column!r}, which the frame has not.{near(column, present)}"
        f" It has: {', '.join(present) or 'none'}."
    )


def _no_fact(name: str, facts: Iterable[str]) -> CohortLayoutError:
    known = sorted(facts)
    return CohortLayoutError(
        f"columns names the fact {name!r}, about which these rules do not ask.{near(name, known)}"
        f" They ask about: {', '.join(known)}."
    )


def _unused_unit(column: str, present: tuple[str, ...], columns: Mapping[str, Columns]) -> CohortLayoutError:
    if column in columns:
        return CohortLayoutError(
            f"units names the fact {column!r}. Expected the column that holds it, {columns[column]!r}."
        )
    return CohortLayoutError(
        f"units names the column {column!r}, which holds no fact that these rules ask about."
        f"{near(column, present)} Leave it out, or say in columns which fact it holds."
    )
