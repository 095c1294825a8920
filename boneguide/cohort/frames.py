"""Data frames of every kind, made ready for work and given back as the same kind."""

from __future__ import annotations

import operator
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeAlias

import attrs

from boneguide.errors import CohortDataError, CohortLayoutError, MissingExtraError
from boneguide.logic.columns import sql
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
    # A pandas column may be called by a number, which nothing here can name.
    return tuple(name for name in _wrapped(native).collect_schema().names() if isinstance(name, str))


def frame(native: Native, wanted: Iterable[str]) -> Frame:
    """Return a frame to work on.

    A frame of polars is asked directly. A frame in memory of another library is
    worked on by polars and given back as what it was; a lazy frame of a database
    or a cluster stays where it is and is asked through narwhals.

    Args:
        native: The frame.
        wanted: The columns that are needed, first the one that names the person.

    Raises:
        MissingExtraError: If a package is missing.
        CohortLayoutError: If it is no frame, or one whose columns cannot be asked by their names.
        CohortDataError: If a column holds values of several types.
    """
    found = _frame(_wrapped(native), list(dict.fromkeys(wanted)))
    import narwhals

    if not isinstance(native, narwhals.DataFrame | narwhals.LazyFrame):
        return found
    # A frame in the wrapping of narwhals, of whichever of its interfaces, goes back in it.
    interface = sys.modules[type(native).__module__.removesuffix(".dataframe")]
    return attrs.evolve(found, back=lambda lazy: interface.from_native(found.back(lazy)))


def _frame(known: Wrapped, names: list[str]) -> Frame:
    import narwhals.stable.v2 as nw
    import polars as pl

    if isinstance(known, nw.LazyFrame) and not known.implementation.is_polars():
        return _remote(known, names)
    narrow = known.select(*names)
    inner = narrow.to_native()
    if isinstance(inner, pl.LazyFrame):
        return _polars(inner, lambda lazy: lazy)
    if isinstance(inner, pl.DataFrame):
        return _polars(inner.lazy(), lambda lazy: lazy.collect())
    with _pyarrow_for(known):
        found = _pandas_to_polars(inner) if known.implementation.is_pandas() else narrow.to_polars()
    return _polars(found.lazy(), _way_back(known, names[0]))


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


@contextmanager
def _pyarrow_for(known: Wrapped) -> Iterator[None]:
    try:
        yield
    except ImportError as problem:
        msg = (
            f"frames of {known.implementation} are read with pyarrow, which is not installed. Type: pip install pyarrow"
        )
        raise MissingExtraError(msg) from problem


def _is_in(column: Expression, words: Sequence[str]) -> Expression:
    return column.is_in(list(words))


# --------------------------------------------------------------------------- polars


def _polars(lazy: pl.LazyFrame, back: Callable[[Lazy], Native]) -> Frame:
    import polars as pl

    dialect = Dialect(api=pl, word=_enum_word, is_in=_is_in, beside=_beside_in_order)
    return Frame(lazy, dialect, back, dict(lazy.collect_schema()), closed_words=True)


def _beside_in_order(one: Lazy, other: Lazy, key: str, its_key: str) -> Lazy:
    return one.join(other, left_on=key, right_on=its_key, how="left", maintain_order="left")


def _enum_word(word: str) -> Expression:
    import polars as pl

    from boneguide.model.status import Status

    return pl.lit(word, dtype=pl.Enum([status.value for status in Status]))


# --------------------------------------------------------------------------- databases and clusters


#: A name that needs no quoting anywhere.
_PLAIN = re.compile(r"[A-Za-z_]\w*", re.ASCII)
#: Measured on all encoded rules: Spark carries half as many columns from stage to stage, which it copies for each row.
#: DuckDB does not, and works out thrice as long what it is told again.
_SMALL_TO_SPARK = 6


def _remote(known: Wrapped, names: Sequence[str]) -> Frame:
    """Return a frame that stays where it is.

    Plans of thousands of expressions are said to DuckDB and Spark as text: narwhals
    asks Spark some thirty times for each of them, and names all columns to DuckDB at
    each stage.
    """
    import narwhals.stable.v2 as nw

    implementation = known.implementation
    dialect = Dialect(api=nw, word=nw.lit, is_in=_is_in, beside=_beside)
    if implementation.is_pyspark() or implementation.is_pyspark_connect():
        if not _PLAIN.fullmatch(names[0]):
            msg = (
                f"Spark does not take {names[0]!r} as a plain name, but as an expression. Expected a key column with a"
                f" name of letters, digits and underscores; rename it with withColumnRenamed({names[0]!r}, 'key')."
            )
            raise CohortLayoutError(msg)
        dialect = _said_as_text(dialect, sql.SPARK, _add_to_spark)
        dialect = attrs.evolve(dialect, api=_SparkApi(nw), small=_SMALL_TO_SPARK)
    elif implementation.is_duckdb():
        dialect = attrs.evolve(_said_as_text(dialect, sql.DUCKDB, _add_to_duckdb), stack=_stack_in_duckdb)
    narrow = known.select(*(dialect.api.col(name).alias(name) for name in names))

    def collect(lazy: Lazy) -> Wrapped:
        with _pyarrow_for(known):
            return lazy.collect()

    return Frame(narrow, dialect, lambda lazy: lazy.to_native(), dict(narrow.collect_schema()), collect=collect)


def _said_as_text(dialect: Dialect, pen: sql.Pen, add: Callable[[Lazy, Sequence[sql.Sql]], Lazy]) -> Dialect:
    return attrs.evolve(dialect, word=pen.lit, is_in=pen.is_in, pen=pen, add=add)


def _beside(one: Lazy, other: Lazy, key: str, its_key: str) -> Lazy:
    return one.join(other, left_on=key, right_on=its_key, how="left")


@attrs.frozen
class _SparkApi:
    """What Spark is asked with: narwhals, but a dot in a name is no way into a field of a column."""

    narwhals: Api

    def col(self, name: str) -> Expression:
        return self.narwhals.col(name if _PLAIN.fullmatch(name) else sql.SPARK.name(name))

    def __getattr__(self, name: str) -> Api:
        return getattr(self.narwhals, name)


def _add_to_spark(lazy: Lazy, columns: Sequence[sql.Sql]) -> Lazy:
    import narwhals.stable.v2 as nw

    texts = (f"{column.text} AS {sql.SPARK.name(column.name)}" for column in columns)
    return nw.from_native(lazy.to_native().selectExpr("*", *texts))


def _add_to_duckdb(lazy: Lazy, columns: Sequence[sql.Sql]) -> Lazy:
    import duckdb
    import narwhals.stable.v2 as nw

    found = (duckdb.SQLExpression(column.text).alias(column.name) for column in columns)
    return nw.from_native(lazy.to_native().select(duckdb.StarExpression(), *found))


def _stack_in_duckdb(lazy: Lazy, columns: Sequence[str], value: str) -> Lazy:
    """Return one column of several; narwhals would ask the connection that DuckDB has by default."""
    import duckdb
    import narwhals.stable.v2 as nw

    listed = ", ".join(map(sql.DUCKDB.name, columns))
    return nw.from_native(lazy.to_native().select(duckdb.SQLExpression(f"unnest([{listed}])").alias(value)))


# --------------------------------------------------------------------------- other frames in memory


def _pandas_to_polars(given: Native) -> pl.DataFrame:
    import polars as pl

    # Default columns have no other way to say that a value is missing than NaN; others do, and NaN is wrong there.
    default = [name for name, dtype in given.dtypes.items() if _backing(dtype) == "default"]
    others = [name for name in given.columns if name not in default]
    columns = [_column(given[name]) for name in default]
    if others:
        columns += pl.from_pandas(given[others], nan_to_null=False).get_columns()
    return pl.DataFrame(columns).select(*given.columns)


def _column(given: Native) -> pl.Series:
    import polars as pl

    try:
        found: pl.Series = pl.from_pandas(given, nan_to_null=True)  # type: ignore[assignment]  # a column makes a column
    except ImportError:
        raise
    except Exception as problem:
        # What pyarrow raises here are its own errors and built-in ones, whatever does not go together.
        kinds = ", ".join(sorted({type(value).__name__ for value in given.dropna()}))
        msg = f"column {given.name!r} holds values of several types ({kinds}). Expected one; convert the column."
        raise CohortDataError(msg) from problem
    untyped = given.dtype.kind in "Of" and found.null_count() == len(found)
    # An object or float column without any value has its type by chance.
    return pl.Series(found.name, [None] * len(found), dtype=pl.Null) if untyped else found


def _way_back(known: Wrapped, key: str) -> Callable[[Lazy], Native]:
    given = known.to_native()

    def to_pandas(lazy: Lazy) -> Native:
        with _pyarrow_for(known):
            made = _as_given(lazy.collect(), given)
        made.index = given.index
        made[key] = given[key]
        return made

    def to_other(lazy: Lazy) -> Native:
        import narwhals.stable.v2 as nw

        with _pyarrow_for(known):
            table = lazy.collect().to_arrow()
            keys = known.select(key).to_arrow().schema.field(key).type
        table = table.set_column(table.schema.get_field_index(key), key, table[key].cast(keys))
        return nw.from_arrow(table, backend=known.implementation).to_native()

    return to_pandas if known.implementation.is_pandas() else to_other


def _as_given(found: pl.DataFrame, given: Native) -> Native:
    """Return a pandas frame with columns of the kind that the given frame has."""
    kinds = set(map(_backing, given.dtypes))
    made = found.to_pandas(use_pyarrow_extension_array="pyarrow" in kinds)
    if "nullable" in kinds and "pyarrow" not in kinds:
        made = made.astype(
            {name: _NULLABLE[dtype.kind] for name, dtype in made.dtypes.items() if dtype.kind in _NULLABLE}
        )
    return made


def _backing(dtype: DataType) -> str:
    """Return which of the three kinds of pandas column it is."""
    name = type(dtype).__name__
    return "pyarrow" if name == "ArrowDtype" else "nullable" if name in _OWN_MISSING else "default"


_OWN_MISSING = {
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
#: The nullable types by the kind of plain ones.
_NULLABLE = {"b": "boolean", "i": "Int64", "f": "Float64"}
