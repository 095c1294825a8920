"""What is asked of every value before it is believed."""

from __future__ import annotations

import functools
import operator
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import attrs

from boneguide.cohort._columns import as_text, count, is_empty, is_nan, is_number, is_word, number
from boneguide.cohort.contradictions import Contradiction, contradictions
from boneguide.cohort.frames import DataType, Frame
from boneguide.cohort.layout import Placed
from boneguide.logic.columns.emit import Expression
from boneguide.logic.interval import margin
from boneguide.logic.nodes import CategoryFact, Fact, FlagFact, Value
from boneguide.logic.numbers import NumberFact
from boneguide.quantities import Kind

#: So many of the right words are shown.
_WORDS = 30


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
        screened: Whether it holds nowhere where no :class:`Doubt` about its column does.
    """

    columns: tuple[str, ...]
    what: str
    expected: str
    holds: Expression
    unusual: bool = False
    words: tuple[str, ...] = ()
    screened: bool = False


@attrs.frozen
class Doubt:
    """Whether any number of a column is worth a second look, asked of its ends: quicker than of every row.

    Args:
        column: The column.
        factor: What makes its numbers canonical.
        limits: What is plausible.
    """

    column: str
    factor: float
    limits: tuple[float, float]

    def asks(self, frame: Frame) -> dict[str, Expression]:
        """Return what to find out about the column, by name."""
        value = frame.api.col(self.column)
        asked = {f"lowest {self.column}": value.min(), f"highest {self.column}": value.max()}
        if frame.names[self.column].is_float():
            asked[f"no number {self.column}"] = count(frame.api, is_nan(frame, self.column))
        return asked

    def remains(self, found: Mapping[str, Any]) -> bool:
        """Return whether a number of the column may be wrong or unusual, by what was found out."""
        if found.get(f"no number {self.column}"):
            return True
        ends = (found[f"{which} {self.column}"] for which in ("lowest", "highest"))
        return any(end is not None and _is_outside(float(end) * self.factor, self.limits) for end in ends)


def doubts(frame: Frame, placed: Iterable[Placed]) -> Iterator[Doubt]:
    """Yield what is worth finding out before the checks of columns of numbers."""
    for place in placed:
        if isinstance(place.fact, NumberFact):
            kind = place.fact.measured_as
            factor = kind.factor(place.unit or kind.canonical)
            found = _readable(frame, place)
            for column in () if found is None else found.columns:
                if _screens(frame, column):
                    yield Doubt(column, factor, kind.plausible)


def _screens(frame: Frame, column: str) -> bool:
    """Return whether the ends of a column are the ends of the numbers that are made of it."""
    return str(frame.names[column]) != "Float32"


def _is_outside(value: float, limits: tuple[float, float]) -> bool:
    low, high = limits
    return value < low - margin(low) or value > high + margin(high)


def wrong_type(fact: Fact, dtype: DataType) -> str | None:
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


def _listed(fact: CategoryFact) -> str:
    words = fact.values
    more = f" or another of the {len(words)} values of {fact.name!r}" if len(words) > _WORDS else ""
    return f"one of {', '.join(words[:_WORDS])}{more}"


def _closed(dtype: DataType, fact: CategoryFact) -> bool:
    """Return whether a column's own type holds no other words than those of a fact."""
    return str(dtype).startswith("Enum") and set(dtype.categories) <= set(fact.values)


def _readable(frame: Frame, place: Placed) -> Placed | None:
    """Return where a fact has values that can be looked at."""
    fact, names = place.fact, frame.names
    columns = [c for c in place.columns if not is_empty(names[c]) and wrong_type(fact, names[c]) is None]
    return attrs.evolve(place, column=columns[0], high=(*columns, None)[1]) if columns else None


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
            case CategoryFact() as words if not _closed(frame.names[place.column], words):
                yield _word_check(frame, place.column, words)
    for contradiction in contradictions(readable):
        yield _contradiction_check(frame, contradiction, readable)


def _number_checks(frame: Frame, place: Placed, column: str, kind: Kind) -> Iterator[Check]:
    unit = place.unit or kind.canonical
    # No upper end is a number too; not a number is none, whichever way a backend compares it.
    value = number(frame, column)
    if column == place.high:
        value = frame.api.when(value != float("inf")).then(value)
    value *= kind.factor(unit)
    screened = _screens(frame, column)
    if frame.names[column].is_float():
        yield Check(
            columns=(column,),
            what="not a number (NaN)",
            expected="a number, or null where it is not known.",
            holds=is_nan(frame, column),
            screened=screened,
        )
    beyond, odd = (_outside(value, limits) for limits in (kind.possible, kind.plausible))
    wish = "{} to {} {}. Check the numbers and the unit."
    yield Check(
        columns=(column,),
        what="an impossible number",
        expected=wish.format(*_ends(kind, kind.possible, unit), unit),
        holds=beyond,
        screened=screened,
    )
    yield Check(
        columns=(column,),
        what="an unusual number",
        expected=f"mostly {wish.format(*_ends(kind, kind.plausible, unit), unit)}",
        holds=odd & ~beyond,
        unusual=True,
        screened=screened,
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


def _word_check(frame: Frame, column: str, fact: CategoryFact) -> Check:
    return Check(
        columns=(column,),
        what="a word that is none of its values",
        expected=f"{_listed(fact)}.",
        holds=(~as_text(frame, column).is_in(list(fact.values))).fill_null(value=False),
        words=fact.values,
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
