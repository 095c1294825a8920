"""Expressions as SQL text, for engines to which one text is said faster than many small expressions are put together.

Only what plans are written with is here (see :mod:`~boneguide.logic.columns.emit`),
under the names that narwhals and polars give it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import attrs


@attrs.frozen(eq=False, order=False)
class Sql:
    """An expression.

    Args:
        text: What it is in SQL.
        name: What its column is called.
    """

    text: str
    name: str = ""

    def alias(self, name: str) -> Sql:
        """Return it as a column of a name."""
        return Sql(self.text, name)

    def cast(self, dtype: str) -> Sql:
        """Return it as another type."""
        return Sql(f"CAST({self.text} AS {dtype})")

    def is_null(self) -> Sql:
        """Return where it is null."""
        return Sql(f"({self.text} IS NULL)")

    def fill_null(self, *, value: bool) -> Sql:
        """Return it with an answer where it is null."""
        return Sql(f"COALESCE({self.text}, {_fixed(value)})")

    def __invert__(self) -> Sql:
        return Sql(f"(NOT {self.text})")

    def __and__(self, other: Sql) -> Sql:
        return self._joined("AND", other.text)

    def __or__(self, other: Sql) -> Sql:
        return self._joined("OR", other.text)

    def __ge__(self, other: Sql) -> Sql:
        return self._joined(">=", other.text)

    def __gt__(self, other: Sql) -> Sql:
        return self._joined(">", other.text)

    def __le__(self, other: Sql) -> Sql:
        return self._joined("<=", other.text)

    def __add__(self, other: Sql) -> Sql:
        return self._joined("+", other.text)

    def __sub__(self, other: Sql) -> Sql:
        return self._joined("-", other.text)

    def __mul__(self, other: Sql | int) -> Sql:
        return self._joined("*", str(other) if isinstance(other, int) else other.text)

    def __truediv__(self, other: Sql) -> Sql:
        return self._joined("/", other.text)

    def _joined(self, sign: str, other: str) -> Sql:
        return Sql(f"({self.text} {sign} {other})")


@attrs.frozen
class Pen:
    """Writes expressions as one engine reads them.

    Args:
        mark: The sign before and after a name.
        word: How a word is written.
    """

    mark: str
    word: Callable[[str], str]

    def name(self, name: str) -> str:
        """Return a name as it is written.

        Example:
            >>> SPARK.name("serum creatinine"), DUCKDB.name("serum creatinine")
            ('`serum creatinine`', '"serum creatinine"')
        """
        return f"{self.mark}{name.replace(self.mark, self.mark * 2)}{self.mark}"

    def col(self, name: str) -> Sql:
        """Return a column."""
        return Sql(self.name(name), name)

    def lit(self, value: bool | float | str | None, dtype: str = "") -> Sql:  # noqa: FBT001 - the value itself is what is wanted
        """Return one value for every row."""
        if isinstance(value, bool):
            return Sql(_fixed(value))
        if isinstance(value, str):
            return Sql(self.word(value))
        # Read from a word, a number is the nearest of its type; a plain number would be a decimal of few digits.
        return Sql(f"CAST({'NULL' if value is None else repr(str(value))} AS {dtype})")

    def is_in(self, column: Sql, words: Iterable[str]) -> Sql:
        """Return where a column has one of some words."""
        return Sql(f"({column.text} IN ({', '.join(map(self.word, words))}))")

    def when(self, condition: Sql) -> When:
        """Return the beginning of a choice."""
        return When(condition)

    def Float64(self) -> str:  # noqa: N802 - as narwhals and polars call it
        """Return the type of numbers."""
        return "DOUBLE"

    def Int16(self) -> str:  # noqa: N802 - as narwhals and polars call it
        """Return the type of small whole numbers."""
        return "SMALLINT"

    def Int64(self) -> str:  # noqa: N802 - as narwhals and polars call it
        """Return the type of whole numbers."""
        return "BIGINT"


@attrs.frozen
class When:
    """A condition of which it is not yet said what there is where it holds."""

    condition: Sql

    def then(self, value: Sql) -> Then:
        """Return the choice as far as it is made."""
        return Then(self.condition, value)


@attrs.frozen
class Then:
    """A choice of which it is not yet said what there is elsewhere."""

    condition: Sql
    value: Sql

    def otherwise(self, value: Sql) -> Sql:
        """Return the choice."""
        return Sql(f"(CASE WHEN {self.condition.text} THEN {self.value.text} ELSE {value.text} END)")


def _fixed(value: bool) -> str:  # noqa: FBT001 - the value itself is what is wanted
    return "TRUE" if value else "FALSE"


def _quoted(word: str) -> str:
    doubled = word.replace("'", "''")
    return f"'{doubled}'"


def _spelt(word: str) -> str:
    """Return a word by its bytes where a setting of the session decides what a sign in it means."""
    if any(sign in word for sign in "'\\$"):
        return f"CAST(X'{word.encode().hex()}' AS STRING)"
    return f"'{word}'"


#: How DuckDB reads SQL.
DUCKDB = Pen('"', _quoted)
#: How Spark does.
SPARK = Pen("`", _spelt)
