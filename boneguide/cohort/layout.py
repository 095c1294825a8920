"""Which column holds which fact, and in which unit: stated by the caller, never guessed."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from typing import TypeAlias

import attrs

from boneguide.errors import BoneguideError, CohortLayoutError
from boneguide.logic.nodes import Fact
from boneguide.logic.numbers import NumberFact
from boneguide.quantities.units import find

#: One column, or the columns of the lowest and the highest possible value.
Columns: TypeAlias = str | tuple[str, str]

#: So many names are listed in a message.
_LISTED = 20
#: How the columns are called that are made on the way to an answer.
_TAKEN = re.compile(r"_bg.*|_\d+", re.IGNORECASE)


@attrs.frozen
class Placed:
    """A fact and where its values stand.

    Args:
        fact: The fact.
        column: Its column, or that of its lowest possible value.
        high: The column of its highest possible value, where it may be a range.
        unit: The symbol of the unit of its numbers.
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
    of: str = "people",
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
        of: Whose frame it is, for messages.

    Raises:
        CohortLayoutError: If a column or a fact is not there, a column would hold
            two things, or a unit is missing, unknown or given for what has none.

    Example:
        >>> from boneguide.guidelines.facts import AGE, SEX
        >>> found = layout(
        ...     ["id", "years", "sex"], [AGE, SEX], key="id", columns={"age": "years"}, units={"years": "year"}
        ... )
        >>> [(place.fact.name, place.column, place.unit) for place in found.placed]
        [('age', 'years', 'year'), ('sex', 'sex', None)]
    """
    there = tuple(present)
    asked = {fact.name: fact for fact in facts}
    known = {**{fact.name: fact for fact in ours}, **asked}
    if key not in there:
        raise _no_column(key, "key", there, of)
    if _TAKEN.fullmatch(key):
        msg = f"the key column is called {key!r}, as columns made on the way are. Expected another name; rename it."
        raise CohortLayoutError(msg)
    pairs = {name: _pair(name, named, known, of) for name, named in columns.items()}
    for name, pair in pairs.items():
        for column in pair:
            if column not in there:
                raise _no_column(column, f"columns[{name!r}]", there, of)
    placed = tuple(
        _placed(fact, pairs.get(name, (name,)), units)
        for name, fact in asked.items()
        if pairs.get(name, (name,))[0] in there
    )
    _refuse_shared(placed, key)
    used = {column for place in placed for column in place.columns}
    elsewhere = {column for name in known for column in pairs.get(name, (name,))}
    for column in units:
        if column not in there or column not in used | elsewhere:
            raise _unused_unit(column, there, pairs, of)
    taken = {place.fact.name for place in placed}
    return Layout(
        key=key,
        placed=placed,
        unused=tuple(column for column in there if column not in used and column != key),
        absent=tuple(name for name in asked if name not in taken),
    )


def _pair(name: str, named: object, known: Mapping[str, Fact], of: str) -> tuple[str, ...]:
    """Return the column, or the two columns, that were named for a fact."""
    if name not in known:
        msg = (
            f"columns names the fact {name!r}, about which these rules do not ask of {of}.{near(name, known)}"
            f" They ask about {_some(sorted(known))}."
        )
        raise CohortLayoutError(msg)
    if isinstance(named, str):
        return (named,)
    if isinstance(named, (tuple, list)) and len(named) == len(set(named)) == 2:  # noqa: PLR2004 - a lowest and a highest value
        return tuple(named)
    msg = f"columns[{name!r}] is {named!r}. Expected one column, or two: of the lowest and of the highest value."
    raise CohortLayoutError(msg)


def _placed(fact: Fact, columns: tuple[str, ...], units: Mapping[str, str]) -> Placed:
    low, high = (*columns, None)[:2]
    if isinstance(fact, NumberFact):
        return Placed(fact, columns[0], high, _unit(fact, columns, units))
    if high is not None:
        msg = f"fact {fact.name!r} was given two columns. Expected one: only a number can be a range."
        raise CohortLayoutError(msg)
    if low in units:
        msg = (
            f"column {low!r} was given the unit {units[columns[0]]!r}, but {fact.label} is no number."
            f" Leave {low!r} out of units."
        )
        raise CohortLayoutError(msg)
    return Placed(fact, columns[0])


def _unit(fact: NumberFact, columns: tuple[str, ...], units: Mapping[str, str]) -> str:
    """Return the unit of a number; one unit whatever its spelling, for labels print a threshold once for each."""
    kind = fact.measured_as
    found: dict[str, None] = {}
    for column in columns:
        if column not in units:
            wanted = ", ".join(f"{name!r}: '...'" for name in columns)
            msg = (
                f"column {column!r} holds {fact.label}, and no unit was given for it. Expected units={{{wanted}}} with"
                f" one of {', '.join(kind.units)}."
            )
            raise CohortLayoutError(msg)
        try:
            kind.factor(units[column])
        except BoneguideError as problem:
            msg = (
                f"column {column!r} holds {fact.label}, and its unit was given as {units[column]!r}."
                f"{near(units[column], kind.units)} Expected one of {', '.join(kind.units)}."
            )
            raise CohortLayoutError(msg) from problem
        found[find(units[column]).symbol] = None
    if len(found) > 1:
        msg = (
            f"columns {' and '.join(map(repr, columns))} hold the ends of one range of {fact.label} in different units,"
            f" {' and '.join(found)}. Expected one unit for both; convert one of them."
        )
        raise CohortLayoutError(msg)
    return next(iter(found))


def _refuse_shared(placed: Iterable[Placed], key: str) -> None:
    owners: dict[str, str] = {}
    for place in placed:
        for column in place.columns:
            if column == key:
                msg = (
                    f"column {key!r} is the key and would hold the fact {place.fact.name!r} too. Expected a column of"
                    " its own for each: rename the key, or name another column for the fact in columns."
                )
                raise CohortLayoutError(msg)
            other = owners.setdefault(column, place.fact.name)
            if other != place.fact.name:
                msg = (
                    f"column {column!r} would hold two facts, {other!r} and {place.fact.name!r}. Expected one column"
                    " for each; a column of the name of a fact holds that fact unless columns says otherwise."
                )
                raise CohortLayoutError(msg)


def near(word: object, words: Iterable[str]) -> str:
    """Return a hint at the most similar of some words, or an empty text.

    Example:
        >>> near("Creatinin", ["age", "creatinine"])
        " Did you mean 'creatinine'?"
        >>> near("ward", ["age", "creatinine"])
        ''
    """
    found = similar(word, words)
    return "" if found is None else f" Did you mean {found!r}?"


def similar(word: object, words: Iterable[str]) -> str | None:
    """Return the most similar of some words, None where none is.

    Example:
        >>> similar("AGE", ["age", "creatinine"])
        'age'
    """
    # Columns of some libraries are called by numbers.
    folded = {str(known).casefold(): known for known in words}
    found = difflib.get_close_matches(str(word).casefold(), folded, n=1)
    return folded[found[0]] if found else None


def _some(words: Iterable[str]) -> str:
    """Return the first of some words as a list, and how many are left."""
    listed = [*map(str, words)]
    more = f" and {len(listed) - _LISTED} more" if len(listed) > _LISTED else ""
    return f"{', '.join(listed[:_LISTED]) or 'none'}{more}"


def _no_column(column: str, where: str, present: tuple[str, ...], of: str) -> CohortLayoutError:
    return CohortLayoutError(
        f"{where} names the column {column!r}, which the frame of {of} has not.{near(column, present)}"
        f" It has {_some(present)}."
    )


def _unused_unit(
    column: str, present: tuple[str, ...], pairs: Mapping[str, tuple[str, ...]], of: str
) -> CohortLayoutError:
    if column in pairs:
        held = " and ".join(map(repr, pairs[column]))
        return CohortLayoutError(f"units names the fact {column!r}. Expected what holds it, {held}.")
    if column not in present:
        return _no_column(column, "units", present, of)
    return CohortLayoutError(
        f"units names the column {column!r}, which holds no fact that these rules ask about."
        " Leave it out, or say in columns which fact it holds."
    )
