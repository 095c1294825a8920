"""Columns as the interpreter wants them: canonical units, plain yes and no, words of closed lists."""

from __future__ import annotations

import functools
import operator
from collections.abc import Callable, Iterable
from numbers import Integral
from typing import Any

import attrs

from boneguide.cohort._checks import checks
from boneguide.cohort._columns import as_float, as_text, is_empty, is_word
from boneguide.cohort.frames import DataType, Frame
from boneguide.cohort.layout import Layout, Placed
from boneguide.logic.columns.emit import Dialect, Expression, Lazy
from boneguide.logic.columns.interpreter import Given
from boneguide.logic.nodes import CategoryFact, Fact, FlagFact
from boneguide.logic.numbers import NumberFact

#: Names of columns of our own start so; the name of a fact follows.
OURS = "_bg_"
#: So do those of the upper end of a range; no name of a fact makes the one into the other.
_HIGH = "_bgh_"


@attrs.frozen
class Prepared:
    """A frame with a key and the columns to work on, and nothing else.

    Args:
        lazy: The frame.
        key: The column that names the person.
        key_type: The type of its values.
        given: What the other columns hold.
        dialect: How it is asked.
        came: By fact, the column in which it came.
        collect: Works out what is asked of it.
    """

    lazy: Lazy
    key: str
    key_type: DataType
    given: dict[Fact, Given]
    dialect: Dialect
    came: dict[Fact, str]
    collect: Callable[[Lazy], Any]

    def of(self, person: object) -> Lazy:
        """Return the rows of one person."""
        key = self.dialect.api.col(self.key)
        # Backends refuse to compare a word with a number, or make one into the other.
        kind = str if is_word(self.key_type) else Integral if self.key_type.is_integer() else object
        return self.lazy.filter(key == person if isinstance(person, kind) else key.is_null() & ~key.is_null())

    def rows_of(self, person: object) -> list[dict[str, Any]]:
        """Return the rows of one person as values by column."""
        found = self.collect(self.of(person))
        columns = {name: found[name].to_list() for name in found.columns}
        return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def prepare(frame: Frame, layout: Layout, *, cure: bool, kept: Iterable[str] = ()) -> Prepared:
    """Return a frame made ready to work on.

    Args:
        frame: The frame as it came.
        layout: Which of its columns hold which fact.
        cure: Whether values that cannot be true are taken as unknown; where they
            were refused already there is nothing to look for.
        kept: Other columns that stay as they came.
    """
    asked = [check for check in checks(frame, layout.placed) if not check.unusual] if cure else []
    expressions: list[Expression] = []
    given: dict[Fact, Given] = {}
    for place in layout.placed:
        names = [f"{start}{place.fact.name}" for start in (OURS, _HIGH)][: len(place.columns)]
        for name, column in zip(names, place.columns, strict=True):
            wrong = (check.holds for check in asked if column in check.columns)
            expressions.append(_expression(frame, place, column, wrong).alias(name))
        given[place.fact] = Given(names[0], (*names, None)[1], place.unit)
    lazy = frame.lazy.select(*(frame.api.col(name) for name in (layout.key, *kept)), *expressions)
    came = {place.fact: place.column for place in layout.placed}
    return Prepared(lazy, layout.key, frame.names[layout.key], given, frame.dialect, came, frame.collect)


def _expression(frame: Frame, place: Placed, column: str, wrong: Iterable[Expression]) -> Expression:
    api = frame.api
    empty = is_empty(frame.names[column])
    match place.fact:
        case NumberFact(measured_as=kind):
            value, factor = _without(frame, as_float(frame, column), wrong), kind.factor(place.unit or kind.canonical)
            return value if factor == 1.0 else value * factor
        case FlagFact():
            return api.col(column).cast(api.Boolean()) if empty else _without(frame, api.col(column), wrong)
        case CategoryFact(values=values) if frame.closed_words and frame.names[column] != api.Enum(values):
            return _without(frame, as_text(frame, column), wrong).cast(api.Enum(values))
    return _without(frame, api.col(column) if frame.closed_words else as_text(frame, column), wrong)


def _without(frame: Frame, value: Expression, wrong: Iterable[Expression]) -> Expression:
    """Return a column with null where something is wrong."""
    found = list(wrong)
    return frame.api.when(~functools.reduce(operator.or_, found)).then(value) if found else value
