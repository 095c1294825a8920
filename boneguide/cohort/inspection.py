"""Whether a frame can be believed: every value of every column that is used is looked at before any answer."""

from __future__ import annotations

import functools
import operator
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import attrs

from boneguide.cohort.contradictions import Contradiction, contradictions
from boneguide.cohort.frames import DataType, Frame
from boneguide.cohort.layout import Placed
from boneguide.errors import CohortDataError
from boneguide.logic.columns.emit import Api, Expression, Lazy
from boneguide.logic.interval import margin
from boneguide.logic.nodes import CategoryFact, Fact, FlagFact, Value
from boneguide.logic.numbers import NumberFact
from boneguide.model._check import nearest
from boneguide.quantities import Kind

#: So many examples of a wrong word are shown, and so many of the right ones.
EXAMPLES = 5
_WORDS = 30


@attrs.frozen
class Problem:
    """Something wrong with one column.

    Args:
        column: Which.
        what: What is wrong, in words.
        rows: In how many rows.
        expected: What was expected, and what to do.
        curable: Whether the values can be taken as unknown instead.
        table: Which table the column is one of; empty for that of the people.
        examples: Some of the wrong words, each with the word that may be meant.
    """

    column: str
    what: str
    rows: int
    expected: str
    curable: bool = True
    table: str = ""
    examples: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Return it as one line."""
        where = f"{self.table}.{self.column}" if self.table else self.column
        rows = f"{self.rows} row{'' if self.rows == 1 else 's'}"
        found = "".join(f" Found {example}." for example in self.examples)
        return f"{where}: {self.what} in {rows}. Expected {self.expected}{found}"


@attrs.frozen
class Report:
    """What was found when a frame was looked through.

    Args:
        rows: How many people it has.
        problems: What cannot be true.
        unusual: What is possible but so unusual that a slip is likely, and rows of other tables that belong to nobody.

    Example:
        >>> weight = Problem("weight", "an impossible number", 2, "0.3 to 650 kg. Check the numbers and the unit.")
        >>> print(Report(rows=100, problems=(weight,)))
        100 rows
        - weight: an impossible number in 2 rows. Expected 0.3 to 650 kg. Check the numbers and the unit.
    """

    rows: int
    problems: tuple[Problem, ...] = ()
    unusual: tuple[Problem, ...] = ()

    def __str__(self) -> str:
        """Return it as text, a line for each problem."""
        lines = [f"{self.rows} row{'' if self.rows == 1 else 's'}"]
        lines += [f"- {problem}" for problem in self.problems]
        lines += [f"- unusual: {problem}" for problem in self.unusual]
        return "\n".join(lines)

    def with_more(self, more: Report, *, table: str | None = None) -> Report:
        """Return a report of the same people that says more.

        Args:
            more: What else was found.
            table: The table in which it was found, where its problems do not say.
        """
        problems, unusual = more.problems, more.unusual
        if table is not None:
            problems, unusual = (tuple(attrs.evolve(p, table=table) for p in found) for found in (problems, unusual))
        return attrs.evolve(self, problems=(*self.problems, *problems), unusual=(*self.unusual, *unusual))

    def refuse(self, *, curable: bool) -> None:
        """Raise an error if anything is wrong.

        Args:
            curable: Whether what can be taken as unknown is refused too.

        Raises:
            CohortDataError: With the report in its ``report``.
        """
        grave = [p for p in self.problems if curable or not p.curable]
        if not grave:
            return
        lines = "\n".join(f"- {problem}" for problem in grave)
        error = CohortDataError(f"the frame cannot be believed. {_to_do(grave)}\n{lines}")
        error.report = self  # type: ignore[attr-defined]  # the class of the error is below this room
        raise error


def _to_do(problems: Iterable[Problem]) -> str:
    curable = {problem.curable for problem in problems}
    if curable == {True}:
        return "Correct it, or pass invalid='unknown' to have these values counted and taken as unknown:"
    if curable == {False}:
        return "Correct it:"
    return "Correct it; invalid='unknown' would have wrong values taken as unknown, but neither types nor keys:"


@attrs.frozen(kw_only=True)
class Check:
    """A question to every row of some columns.

    Args:
        columns: The columns that are wrong where it holds, the one to blame first.
        what: What is wrong, in words.
        expected: What was expected, and what to do.
        holds: Where it is wrong; never null.
        unusual: Whether it is only unusual.
        words: The words of which one was expected.
    """

    columns: tuple[str, ...]
    what: str
    expected: str
    holds: Expression
    unusual: bool = False
    words: tuple[str, ...] = ()


def inspect(frame: Frame, placed: Iterable[Placed], *, key: str, once: bool) -> Report:
    """Return what is wrong with the columns that are used.

    Args:
        frame: The frame.
        placed: The facts and their columns.
        key: The column that names the person.
        once: Whether each person has one row.
    """
    wanted = list(placed)
    asked = [*checks(frame, wanted)]
    person = _person(frame, key)
    counts: dict[str, Expression] = {"rows": frame.api.len(), "no key": count(frame.api, person.is_null())}
    if once:
        counts["keys"] = person.n_unique()
    counts.update({f"check {number}": count(frame.api, check.holds) for number, check in enumerate(asked)})
    found = one_row(frame.lazy, counts, frame.collect)
    rows, unnamed = found["rows"], found["no key"]
    problems = [problem for place in wanted for problem in _types(frame, place, rows)]
    unusual: list[Problem] = []
    if unnamed:
        wish = "a key in every row, to say whose it is."
        problems.append(Problem(key, "no key", unnamed, wish, curable=False))
    # All rows without a key count as one key.
    repeated = rows - found["keys"] - max(0, unnamed - 1) if once else 0
    if repeated:
        problems.append(of_repeated(key, repeated))
    for number, check in enumerate(asked):
        if found[f"check {number}"]:
            examples = _examples(frame, check) if check.words else ()
            problem = Problem(check.columns[0], check.what, found[f"check {number}"], check.expected, examples=examples)
            (unusual if check.unusual else problems).append(problem)
    return Report(rows, tuple(problems), tuple(unusual))


def of_repeated(key: str, rows: int) -> Problem:
    """Return what is said of rows whose key another row has already."""
    wish = "one row for each person; keep the row that counts."
    return Problem(key, "a key that was there already", rows, wish, curable=False)


# --------------------------------------------------------------------------- types


def _types(frame: Frame, place: Placed, rows: int) -> Iterator[Problem]:
    for column in place.columns:
        expected = _wrong_type(place.fact, frame.names[column])
        if expected is not None:
            expected += " Convert the column, or rename it if it holds something else."
            yield Problem(column, f"the type {frame.names[column]}", rows, expected, curable=False)


def _wrong_type(fact: Fact, dtype: DataType) -> str | None:
    """Return what was expected of a column instead of its type; None where that is right."""
    if is_empty(dtype):
        return None
    match fact:
        case NumberFact() if not is_number(dtype):
            return "numbers; a text is not read as a number."
        case NumberFact() if str(dtype) == "Float16":
            return "numbers of 32 bits or more; those of 16 hold three digits."
        case FlagFact() if str(dtype) != "Boolean":
            return "true and false; a number or a word is not read as yes or no."
        case CategoryFact() if not is_word(dtype):
            return f"words: {_listed(fact)}."
    return None


def is_number(dtype: DataType) -> bool:
    """Return whether a column of this type holds numbers."""
    return bool(dtype.is_numeric())


def is_word(dtype: DataType) -> bool:
    """Return whether a column of this type holds words."""
    return str(dtype).partition("(")[0] in {"String", "Categorical", "Enum"}


def is_empty(dtype: DataType) -> bool:
    """Return whether a column has no type because it has no value."""
    return str(dtype) in {"Null", "Unknown"}


def _readable(frame: Frame, place: Placed) -> Placed | None:
    """Return where a fact has values that can be looked at."""
    fact, names = place.fact, frame.names
    columns = [c for c in place.columns if not is_empty(names[c]) and _wrong_type(fact, names[c]) is None]
    return attrs.evolve(place, column=columns[0], high=(*columns, None)[1]) if columns else None


# --------------------------------------------------------------------------- values


def checks(frame: Frame, placed: Iterable[Placed]) -> Iterator[Check]:
    """Yield what is asked of every row: the very checks that decide what is taken as unknown."""
    readable: dict[Fact, Placed] = {}
    for place in placed:
        found = _readable(frame, place)
        if found is None:
            continue
        readable[place.fact] = found
        match place.fact:
            case NumberFact(measured_as=kind):
                for column in found.columns:
                    yield from _number_checks(frame, place, column, kind)
                if found.high is not None:
                    yield _wrong_way_round(frame, found.column, found.high)
            case CategoryFact(values=values):
                yield _word_check(frame, place, values)
    for contradiction in contradictions(readable):
        yield _contradiction_check(frame, contradiction, readable)


def _number_checks(frame: Frame, place: Placed, column: str, kind: Kind) -> Iterator[Check]:
    unit = place.unit or kind.canonical
    # No upper end is a number too; not a number is none, whichever way a backend compares it.
    value = number(frame, column)
    if column == place.high:
        value = frame.api.when(value != float("inf")).then(value)
    value *= kind.factor(unit)
    if frame.names[column].is_float():
        wish = "a number, or null where it is not known."
        yield Check(columns=(column,), what="not a number (NaN)", expected=wish, holds=is_nan(frame, column))
    beyond, odd = (_outside(value, limits) for limits in (kind.possible, kind.plausible))
    wish = "{} to {} {}. Check the numbers and the unit."
    yield Check(
        columns=(column,),
        what="an impossible number",
        expected=wish.format(*_ends(kind, kind.possible, unit), unit),
        holds=beyond,
    )
    yield Check(
        columns=(column,),
        what="an unusual number",
        expected=f"mostly {wish.format(*_ends(kind, kind.plausible, unit), unit)}",
        holds=odd & ~beyond,
        unusual=True,
    )


def _outside(value: Expression, limits: tuple[float, float]) -> Expression:
    low, high = limits
    # As near to a limit as two numbers that count as equal, it is on it.
    return ((value < low - margin(low)) | (value > high + margin(high))).fill_null(value=False)


def _ends(kind: Kind, limits: tuple[float, float], unit: str) -> Iterator[str]:
    return (f"{end / kind.factor(unit):.6g}" for end in limits)


def _wrong_way_round(frame: Frame, low: str, high: str) -> Check:
    return Check(
        columns=(low, high),
        what=f"a range that runs down to {high!r}",
        expected=f"the lowest value in {low!r}; exchange them, or correct one.",
        holds=(number(frame, low) > number(frame, high)).fill_null(value=False),
    )


def _word_check(frame: Frame, place: Placed, values: tuple[str, ...]) -> Check:
    text = as_text(frame, place.column)
    return Check(
        columns=(place.column,),
        what="a word that is none of its values",
        expected=f"{_listed(place.fact)}.",
        holds=(~text.is_in(list(values))).fill_null(value=False),
        words=values,
    )


def _contradiction_check(frame: Frame, found: Contradiction, placed: Mapping[Fact, Placed]) -> Check:
    one, other = (placed[fact] for fact in found.facts)
    pairs = (_is_one_of(frame, one, these) & _is_one_of(frame, other, those) for these, those in found.pairs)
    return Check(
        columns=(*one.columns, *other.columns),
        what=f"a value that {'contradicts' if found.refused else 'hardly goes with'} that in {other.column!r}",
        expected=f"nothing such as: {found.example}. Check both columns.",
        holds=functools.reduce(operator.or_, pairs),
        unusual=not found.refused,
    )


def _is_one_of(frame: Frame, place: Placed, values: tuple[Value, ...]) -> Expression:
    match place.fact:
        case NumberFact():
            known = (~number(frame, column).is_null() for column in place.columns)
            return functools.reduce(operator.or_, known)
        case FlagFact():
            flag = frame.api.col(place.column)
            return functools.reduce(operator.or_, (flag if value else ~flag for value in values)).fill_null(value=False)
    return as_text(frame, place.column).is_in(list(values)).fill_null(value=False)


# --------------------------------------------------------------------------- columns of any backend


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


def _person(frame: Frame, key: str) -> Expression:
    """Return the key, null where it names nobody."""
    name = frame.api.col(key)
    return frame.api.when(~is_nan(frame, key)).then(name) if frame.names[key].is_float() else name


def one_row(lazy: Lazy, counts: Mapping[str, Expression], collect: Callable[[Lazy], Any]) -> dict[str, int]:
    """Return whole numbers that sum up a frame."""
    found = collect(lazy.select(**counts))
    # The sum of no rows is null on some backends.
    return {name: int(found[name].to_list()[0] or 0) for name in counts}


def count(api: Api, holds: Expression) -> Expression:
    """Return in how many rows something holds."""
    import polars as pl

    # Polars adds up yes and no ten times quicker than numbers, which others want.
    return holds.sum() if api is pl else holds.cast(api.Int64()).sum()


def _listed(fact: Fact) -> str:
    values: tuple[str, ...] = getattr(fact, "values", ())
    more = f" or another of the {len(values)} values of {fact.name!r}" if len(values) > _WORDS else ""
    return f"one of {', '.join(values[:_WORDS])}{more}"


def _examples(frame: Frame, check: Check) -> tuple[str, ...]:
    """Return some of the words that are none of the values, with the value that may be meant."""
    text = as_text(frame, check.columns[0]).alias("word")
    wrong = frame.collect(frame.lazy.filter(check.holds).select(text).unique().sort("word").head(EXAMPLES))
    hints = ((word, nearest(word, check.words)) for word in wrong["word"].to_list())
    return tuple(f"{word!r}{f', perhaps for {meant!r}' if meant else ''}" for word, meant in hints)
