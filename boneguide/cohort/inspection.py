"""Whether a frame can be believed: every value of every column that is used is looked at before any answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import attrs

from boneguide.cohort.frames import DataType, Frame
from boneguide.cohort.layout import Placed, near
from boneguide.errors import CohortDataError
from boneguide.logic.columns.emit import Expression
from boneguide.logic.nodes import CategoryFact, FlagFact
from boneguide.logic.numbers import NumberFact
from boneguide.quantities import Kind

#: So many examples of a wrong word are shown.
_EXAMPLES = 5


@attrs.frozen
class Problem:
    """Something wrong with one column.

    Args:
        column: Which.
        what: What is wrong, in words.
        rows: In how many rows.
        expected: What was expected, and what to do.
        curable: Whether the values can be taken as unknown instead.
    """

    column: str
    what: str
    rows: int
    expected: str
    curable: bool = True

    def __str__(self) -> str:
        """Return it as one line."""
        return f"{self.column}: {self.what} in {self.rows} row{'' if self.rows == 1 else 's'}. Expected {self.expected}"


@attrs.frozen
class Report:
    """What was found when a frame was looked through.

    Args:
        rows: How many rows it has.
        problems: What cannot be true.
        unusual: What is possible but so unusual that a slip of unit or digit is likely.
    """

    rows: int
    problems: tuple[Problem, ...] = ()
    unusual: tuple[Problem, ...] = ()

    def __str__(self) -> str:
        """Return it as text, a line for each problem."""
        lines = [f"{self.rows} rows"]
        lines += [f"- {problem}" for problem in self.problems]
        lines += [f"- unusual: {problem}" for problem in self.unusual]
        return "\n".join(lines)

    def refuse(self, *, curable: bool) -> None:
        """Raise an error if anything is wrong.

        Args:
            curable: Whether what can be taken as unknown is refused too.

        Raises:
            CohortDataError: With the report in its ``report``.
        """
        grave = [p for p in self.problems if curable or not p.curable]
        if grave:
            lines = "\n".join(f"- {problem}" for problem in grave)
            hint = " or pass invalid='unknown' to count them as unknown" if any(p.curable for p in grave) else ""
            error = CohortDataError(f"the frame holds values that cannot be true; correct them{hint}.\n{lines}")
            error.report = self  # type: ignore[attr-defined]  # the class of the error is below this room
            raise error


def inspect(frame: Frame, placed: Iterable[Placed], *, key: str, once: bool) -> Report:
    """Return what is wrong with the columns that are used.

    Args:
        frame: The frame.
        placed: The facts and their columns.
        key: The column that names the person.
        once: Whether each person has one row.
    """
    wanted = list(placed)
    wrong = [problem for place in wanted for problem in _types(frame, place)]
    if wrong:
        return Report(0, tuple(wrong))
    col = frame.api.col
    counts: dict[str, Expression] = {"rows": frame.api.len(), "no key": _count(frame, col(key).is_null())}
    if once:
        counts["keys"] = col(key).n_unique()
    checks = [check for place in wanted for check in _checks(frame, place)]
    for number, check in enumerate(checks):
        counts[f"check {number}"] = _count(frame, check.holds)
    found = _one_row(frame, counts)
    rows, unnamed = int(found["rows"]), int(found["no key"] or 0)
    problems: list[Problem] = []
    unusual: list[Problem] = []
    if unnamed:
        problems.append(Problem(key, "no key", unnamed, "the name of the person in each row.", curable=False))
    repeated = rows - int(found["keys"]) if once and rows else 0
    if repeated > 0:
        wish = "one row for each person; keep the row that counts."
        problems.append(Problem(key, "a key that another row has too", repeated, wish, curable=False))
    for number, check in enumerate(checks):
        count = int(found[f"check {number}"] or 0)
        if count:
            expected = check.expected + _examples(frame, check) if check.words else check.expected
            (unusual if check.unusual else problems).append(Problem(check.column, check.what, count, expected))
    return Report(rows, tuple(problems), tuple(unusual))


@attrs.frozen
class _Check:
    column: str
    what: str
    expected: str
    holds: Expression
    unusual: bool = False
    words: tuple[str, ...] = ()


def _types(frame: Frame, place: Placed) -> Iterator[Problem]:
    for column in place.columns:
        dtype = frame.names[column]
        match place.fact:
            case NumberFact():
                right, expected = is_number(dtype), "numbers; a text is not read as a number."
            case FlagFact():
                right, expected = is_flag(dtype), "true and false; a number or a word is not read as yes or no."
            case _:
                right, expected = is_word(dtype), "words."
        if not right and not is_empty(dtype):
            yield Problem(column, f"the type {dtype}", 0, f"{expected} Convert the column.", curable=False)


def is_number(dtype: DataType) -> bool:
    """Return whether a column of this type holds numbers."""
    return bool(dtype.is_numeric())


def is_flag(dtype: DataType) -> bool:
    """Return whether a column of this type holds true and false."""
    return str(dtype) == "Boolean"


def is_word(dtype: DataType) -> bool:
    """Return whether a column of this type holds words."""
    return str(dtype).partition("(")[0] in {"String", "Categorical", "Enum"}


def is_empty(dtype: DataType) -> bool:
    """Return whether a column has no type because it has no value."""
    return str(dtype) in {"Null", "Unknown"}


def _checks(frame: Frame, place: Placed) -> Iterator[_Check]:
    if any(is_empty(frame.names[column]) for column in place.columns):
        return
    match place.fact:
        case NumberFact(measured_as=kind):
            for column in place.columns:
                yield from _number_checks(
                    frame, column, kind, place.unit or kind.canonical, range_=place.high is not None
                )
            if place.high is not None:
                wrong_way = frame.api.col(place.column) > frame.api.col(place.high)
                wish = f"the lowest value in {place.column!r}."
                yield _Check(
                    place.column, f"a range that runs down to {place.high!r}", wish, wrong_way.fill_null(value=False)
                )
        case CategoryFact(values=values):
            text = as_text(frame, place.column)
            unknown = ~text.is_in(list(values)) & ~text.is_null()
            wish = f"one of {', '.join(values)}."
            yield _Check(
                place.column, "a word that is none of its values", wish, unknown.fill_null(value=False), words=values
            )


def _number_checks(frame: Frame, column: str, kind: Kind, unit: str, *, range_: bool) -> Iterator[_Check]:
    value = as_float(frame, column)
    nan = is_nan(frame, column)
    low, high = (_in_unit(kind, end, unit) for end in kind.possible)
    yield _Check(column, "not a number (NaN)", "a number, or null where it is not known.", nan)
    # An open end may stand for "no upper limit".
    beyond = (value < low) | ((value > high) & ~(value == float("inf")) if range_ else (value > high))
    wish = f"{_shown(low)} to {_shown(high)} {unit}. Check the numbers and the unit."
    yield _Check(column, "an impossible number", wish, beyond.fill_null(value=False) & ~nan)
    usual_low, usual_high = (_in_unit(kind, end, unit) for end in kind.plausible)
    odd = ((value < usual_low) & (value >= low)) | ((value > usual_high) & (value <= high))
    wish = f"mostly {_shown(usual_low)} to {_shown(usual_high)} {unit}. Check the numbers and the unit."
    yield _Check(column, "an unusual number", wish, odd.fill_null(value=False) & ~nan, unusual=True)


def as_float(frame: Frame, column: str) -> Expression:
    """Return a column of numbers as floating point numbers."""
    return frame.api.col(column).cast(frame.api.Float64())


def as_text(frame: Frame, column: str) -> Expression:
    """Return a column of words as plain text."""
    return frame.api.col(column).cast(frame.api.String())


def is_nan(frame: Frame, column: str) -> Expression:
    """Return where a column holds what is no number."""
    dtype = frame.names[column]
    if not dtype.is_float():
        return frame.api.col(column).is_null() & frame.api.lit(False)  # noqa: FBT003 - a fixed answer for every row
    return frame.api.col(column).is_nan().fill_null(value=False)


def within(frame: Frame, column: str, kind: Kind, unit: str, *, open_ended: bool) -> Expression:
    """Return where a number can be true."""
    value = as_float(frame, column)
    low, high = (_in_unit(kind, end, unit) for end in kind.possible)
    inside = (
        (value >= low) & ((value <= high) | (value == float("inf"))) if open_ended else (value >= low) & (value <= high)
    )
    return inside.fill_null(value=False) & ~is_nan(frame, column)


def _in_unit(kind: Kind, canonical: float, unit: str) -> float:
    return canonical / kind.factor(unit)


def _shown(value: float) -> str:
    return f"{value:.6g}"


def _one_row(frame: Frame, counts: Mapping[str, Expression]) -> dict[str, Any]:
    found = frame.lazy.select(**counts).collect()
    return {name: found[name].to_list()[0] for name in counts}


def _count(frame: Frame, holds: Expression) -> Expression:
    return holds.cast(frame.api.Int64()).sum()


def _examples(frame: Frame, check: _Check) -> str:
    """Return some of the words that are none of the values, with the value that may be meant."""
    text = as_text(frame, check.column).alias("word")
    wrong = frame.lazy.filter(check.holds).select(text).unique().sort("word").head(_EXAMPLES).collect()
    words = wrong["word"].to_list()
    return "".join(f" Found {word!r}.{near(str(word), check.words)}" for word in words)
