"""Columns as the interpreter wants them: canonical units, plain yes and no, words of closed lists."""

from __future__ import annotations

from typing import Any

import attrs

from boneguide.cohort.frames import Frame
from boneguide.cohort.inspection import as_float, as_text, is_empty, within
from boneguide.cohort.layout import Layout, Placed
from boneguide.logic.columns.emit import Dialect, Expression, Lazy
from boneguide.logic.columns.interpreter import Given
from boneguide.logic.nodes import CategoryFact, Fact, FlagFact
from boneguide.logic.numbers import NumberFact

#: Names of columns of our own start so.
OURS = "_bg_"


@attrs.frozen
class Prepared:
    """A frame with a key and the columns to work on, and nothing else.

    Args:
        lazy: The frame.
        key: The column that names the person.
        given: What the other columns hold.
        dialect: How it is asked.
    """

    lazy: Lazy
    key: str
    given: dict[Fact, Given]
    dialect: Dialect

    def rows_of(self, person: object) -> list[dict[str, Any]]:
        """Return the rows of one person."""
        found = self.lazy.filter(self.dialect.api.col(self.key) == person).collect()
        columns = {name: found[name].to_list() for name in found.columns}
        return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def prepare(frame: Frame, layout: Layout, *, cure: bool) -> Prepared:
    """Return a frame made ready to work on.

    Args:
        frame: The frame as it came.
        layout: Which of its columns hold which fact.
        cure: Whether values that cannot be true are taken as unknown; where they
            were refused already there is nothing to look for.
    """
    expressions: list[Expression] = []
    given: dict[Fact, Given] = {}
    for place in layout.placed:
        names = [f"{OURS}{place.fact.name}", f"{OURS}{place.fact.name}_high"][: len(place.columns)]
        for name, column in zip(names, place.columns, strict=True):
            expressions.append(_expression(frame, place, column, cure=cure).alias(name))
        given[place.fact] = Given(names[0], names[1] if len(names) > 1 else None, place.unit)
    lazy = frame.lazy.select(frame.api.col(layout.key), *expressions)
    return Prepared(lazy, layout.key, given, frame.dialect)


def _expression(frame: Frame, place: Placed, column: str, *, cure: bool) -> Expression:
    api = frame.api
    empty = is_empty(frame.names[column])
    match place.fact:
        case NumberFact(measured_as=kind):
            unit = place.unit or kind.canonical
            value, factor = as_float(frame, column), kind.factor(unit)
            if cure and not empty:
                value = api.when(within(frame, column, kind, unit, open_ended=place.high is not None)).then(value)
                value = value.otherwise(api.lit(None, dtype=api.Float64()))
            return value if factor == 1.0 else value * factor
        case FlagFact():
            return api.col(column).cast(api.Boolean()) if empty else api.col(column)
        case CategoryFact(values=values):
            return _category(frame, column, values, cure=cure)
    msg = f"no column for {place.fact!r}"
    raise TypeError(msg)


def _category(frame: Frame, column: str, values: tuple[str, ...], *, cure: bool) -> Expression:
    api, dtype = frame.api, frame.names[column]
    text = as_text(frame, column)
    if cure:
        text = api.when(text.is_in(list(values))).then(text).otherwise(api.lit(None, dtype=api.String()))
    if not frame.closed_words:
        return text
    wanted = api.Enum(values)
    return api.col(column) if dtype == wanted else text.cast(wanted)
