"""Data frames of every kind, made ready for work and given back as the same kind."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

import attrs

from boneguide.errors import CohortLayoutError, MissingExtraError
from boneguide.logic.columns.emit import Api, Dialect, Expression, Lazy

if TYPE_CHECKING:
    import polars as pl

#: A frame as it came, of whatever library.
Native: TypeAlias = Any
#: The type of a column.
DataType: TypeAlias = Any
#: A frame in the wrapping of narwhals.
Wrapped: TypeAlias = Any

_INSTALL = "Type: pip install 'boneguide[cohort]'"


@attrs.frozen
class Frame:
    """A frame to work on.

    Args:
        lazy: What can be asked.
        dialect: How it is asked.
        back: Makes the kind of frame that came in of an answer.
        names: Its columns with their types.
        closed_words: Whether it has a type for words of a closed list.
        collect: Works out what is asked of it.
    """

    lazy: Lazy
    dialect: Dialect
    back: Callable[[Lazy], Native]
    names: dict[str, DataType]
    closed_words: bool = False
    collect: Callable[[Lazy], Any] = operator.methodcaller("collect")

    @property
    def api(self) -> Api:
        """The module with ``col``, ``lit`` and ``when`` that goes with it."""
        return self.dialect.api


def column_names(native: Native) -> tuple[str, ...]:
    """Return the names of the columns of any frame that narwhals knows.

    Raises:
        MissingExtraError: If a package is missing.
        CohortLayoutError: If it is no frame.
    """
    return tuple(_wrapped(native).collect_schema().names())


def frame(native: Native, wanted: Iterable[str]) -> Frame:
    """Return a frame to work on.

    A frame of polars is asked directly. A frame in memory of another library is
    worked on by polars and given back as what it was; a lazy frame of a database
    or a cluster stays where it is and is asked through narwhals.

    Args:
        native: The frame.
        wanted: The columns that are needed.

    Raises:
        MissingExtraError: If a package is missing.
        CohortLayoutError: If it is no frame.
    """
    known = _wrapped(native)
    import narwhals.stable.v2 as nw
    import polars as pl

    narrow = known.select(*dict.fromkeys(wanted))
    inner = narrow.to_native()
    if isinstance(inner, pl.LazyFrame):
        return _polars(inner, lambda lazy: lazy)
    if isinstance(inner, pl.DataFrame):
        return _polars(inner.lazy(), lambda lazy: lazy.collect())
    if isinstance(narrow, nw.LazyFrame):
        dialect = Dialect(api=nw, word=nw.lit, is_in=_is_in, beside=_beside)
        return Frame(narrow, dialect, lambda lazy: lazy.to_native(), dict(narrow.collect_schema()))
    return _polars(_to_polars(narrow).lazy(), _way_back(known))


def need_packages() -> None:
    """Refuse to work without the packages for frames.

    Raises:
        MissingExtraError: If one is missing.
    """
    try:
        import narwhals.stable.v2  # noqa: F401 - only to see that both are there
        import polars as pl  # noqa: F401 - only to see that both are there
    except ImportError as problem:
        msg = f"cohorts need narwhals and polars, of which one is not installed. {_INSTALL}"
        raise MissingExtraError(msg) from problem


def _wrapped(native: Native) -> Wrapped:
    need_packages()
    import narwhals.stable.v2 as nw

    try:
        return nw.from_native(native)
    except TypeError:
        msg = (
            f"{type(native).__name__} is no data frame that can be read. Expected one of polars, pandas, pyarrow,"
            " DuckDB, PySpark or another that narwhals supports."
        )
        raise CohortLayoutError(msg) from None


def _polars(lazy: pl.LazyFrame, back: Callable[[Lazy], Native]) -> Frame:
    import polars as pl

    dialect = Dialect(api=pl, word=_enum_word, is_in=_is_in, beside=_beside_in_order)
    return Frame(lazy, dialect, back, dict(lazy.collect_schema()), closed_words=True)


def _is_in(column: Expression, words: Sequence[str]) -> Expression:
    return column.is_in(list(words))


def _beside(one: Lazy, other: Lazy, key: str, its_key: str) -> Lazy:
    return one.join(other, left_on=key, right_on=its_key, how="left")


def _beside_in_order(one: Lazy, other: Lazy, key: str, its_key: str) -> Lazy:
    return one.join(other, left_on=key, right_on=its_key, how="left", maintain_order="left")


def _enum_word(word: str) -> Expression:
    import polars as pl

    from boneguide.model.answer import Status

    return pl.lit(word, dtype=pl.Enum([status.value for status in Status]))


def _to_polars(known: Wrapped) -> pl.DataFrame:
    import polars as pl

    inner = known.to_native()
    try:
        if known.implementation.is_pandas():
            # A default pandas column has no other way to say that a number is missing.
            return pl.from_pandas(inner, nan_to_null=True)
        found: pl.DataFrame = known.to_polars()
    except ImportError as problem:
        msg = (
            f"frames of {known.implementation} are read with pyarrow, which is not installed. Type: pip install pyarrow"
        )
        raise MissingExtraError(msg) from problem
    return found


def _way_back(known: Wrapped) -> Callable[[Lazy], Native]:
    if known.implementation.is_pandas():
        return _to_pandas(known.to_native())
    import narwhals.stable.v2 as nw

    return lambda lazy: nw.from_arrow(lazy.collect().to_arrow(), backend=known.implementation).to_native()


def _to_pandas(given: Native) -> Callable[[Lazy], Native]:
    kinds = set(map(_backing, given.dtypes))

    def back(lazy: Lazy) -> Native:
        found = lazy.collect()
        made = found.to_pandas(use_pyarrow_extension_array="pyarrow" in kinds)
        if "nullable" in kinds and "pyarrow" not in kinds:
            made = made.convert_dtypes(dtype_backend="numpy_nullable", infer_objects=False)
        made.index = given.index
        return made

    return back


def _backing(dtype: DataType) -> str:
    """Return which of the three kinds of pandas column it is."""
    name = type(dtype).__name__
    return "pyarrow" if name == "ArrowDtype" else "nullable" if name in _NULLABLE else "default"


_NULLABLE = {
    "BooleanDtype",
    "Int8Dtype",
    "Int16Dtype",
    "Int32Dtype",
    "Int64Dtype",
    "UInt8Dtype",
    "UInt16Dtype",
    "UInt32Dtype",
    "UInt64Dtype",
    "Float32Dtype",
    "Float64Dtype",
}
