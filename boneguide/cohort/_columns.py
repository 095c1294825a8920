"""Columns of any backend: which type they have, what they hold, and sums over them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from boneguide.cohort.frames import DataType, Frame
from boneguide.logic.columns.emit import Api, Expression, Lazy


def is_number(dtype: DataType) -> bool:
    """Return whether a column of this type holds numbers."""
    return bool(dtype.is_numeric())


def is_word(dtype: DataType) -> bool:
    """Return whether a column of this type holds words."""
    return str(dtype).partition("(")[0] in {"String", "Categorical", "Enum"}


def is_empty(dtype: DataType) -> bool:
    """Return whether a column has no type because it has no value."""
    return str(dtype) in {"Null", "Unknown"}


def as_float(frame: Frame, column: str) -> Expression:
    """Return a column of numbers as floating point numbers of 64 bits, each the decimal that was written."""
    value = frame.api.col(column)
    if str(frame.names[column]) == "Float32":
        # 1.4 in 32 bits is less than 1.4 in 64; both are printed as what was meant.
        value = value.cast(frame.api.String())
    return value.cast(frame.api.Float64())


def as_text(frame: Frame, column: str) -> Expression:
    """Return a column of words as plain text."""
    return frame.api.col(column).cast(frame.api.String())


def is_nan(frame: Frame, column: str) -> Expression:
    """Return where a column of floating point numbers holds what is no number."""
    return frame.api.col(column).is_nan().fill_null(value=False)


def number(frame: Frame, column: str) -> Expression:
    """Return a column of numbers, null where it holds what is no number."""
    value = as_float(frame, column)
    return frame.api.when(~is_nan(frame, column)).then(value) if frame.names[column].is_float() else value


def one_row(lazy: Lazy, sums: Mapping[str, Expression], collect: Callable[[Lazy], Any]) -> dict[str, Any]:
    """Return what sums up a frame, by name; the sum of no rows is None on some backends."""
    found = collect(lazy.select(**sums))
    return {name: found[name].to_list()[0] for name in sums}


def totals(lazy: Lazy, sums: Mapping[str, Expression], collect: Callable[[Lazy], Any]) -> dict[str, int]:
    """Return whole numbers that sum up a frame, by name."""
    return {name: int(value or 0) for name, value in one_row(lazy, sums, collect).items()}


def count(api: Api, holds: Expression) -> Expression:
    """Return in how many rows something holds."""
    import polars as pl

    # Polars adds up yes and no ten times quicker than numbers, which others want.
    return holds.sum() if api is pl else holds.cast(api.Int64()).sum()
