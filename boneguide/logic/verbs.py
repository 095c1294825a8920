"""The words with which a criterion, a number or a dose table is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Generic, TypeVar, overload

import attrs

from boneguide.errors import CriterionError
from boneguide.logic.nodes import DEEPEST, CategoryFact, Criterion, FlagFact, Node, all_of, any_of, not_
from boneguide.logic.numbers import (
    ByUnit,
    Comparable,
    FirstKnown,
    Literal,
    Named,
    Number,
    NumberFact,
    NumberLike,
    Printed,
    Where,
    as_number,
)
from boneguide.model.jurisdiction import JURISDICTIONS
from boneguide.quantities import Amount, Kind, as_amount, parse

if TYPE_CHECKING:
    from boneguide.logic.context import Context
    from boneguide.logic.tables import Table
    from boneguide.quantities import Quantity

V = TypeVar("V")
V_co = TypeVar("V_co", covariant=True)


@overload
def fact(
    name: str,
    *,
    label: str | None = ...,
    read: Callable[[Context], object] | None = ...,
    asked: bool = ...,
    inferred: Criterion | None = ...,
    table: Table | None = ...,
    optional: bool = ...,
    lasting: bool = ...,
) -> FlagFact: ...
@overload
def fact(
    name: str,
    kind: Kind,
    *,
    label: str | None = ...,
    read: Callable[[Context], object] | None = ...,
    asked: bool = ...,
    inferred: Number | None = ...,
    table: Table | None = ...,
    optional: bool = ...,
    lasting: bool = ...,
) -> NumberFact: ...
@overload
def fact(
    name: str,
    *,
    values: Iterable[str],
    label: str | None = ...,
    read: Callable[[Context], object] | None = ...,
    asked: bool = ...,
    table: Table | None = ...,
    optional: bool = ...,
    lasting: bool = ...,
) -> CategoryFact: ...
def fact(  # noqa: PLR0913 - one keyword for each thing a fact states
    name: str,
    kind: Kind | None = None,
    *,
    values: Iterable[str] | None = None,
    label: str | None = None,
    read: Callable[[Context], object] | None = None,
    asked: bool = False,
    inferred: Criterion | Number | None = None,
    table: Table | None = None,
    optional: bool = False,
    lasting: bool = False,
) -> FlagFact | NumberFact | CategoryFact:
    """Return a fact: something that may be known of a person.

    With ``kind`` it is a number, with ``values`` one of a list of words,
    otherwise a yes/no question.

    Args:
        name: Lower-case identifier, unique within a guideline.
        kind: What is measured, for a number.
        values: The words it can be, for a category.
        label: How it is named to a clinician; by default the name with spaces.
        read: How it is found in a :class:`~boneguide.logic.context.Context`; by
            default it is looked up by name in ``patient.findings``.
        asked: Whether it is found by asking or looking at the visit rather
            than by measuring.
        inferred: What other facts say of it, which counts where it is not on
            record: a criterion for a yes/no question, a number for a number.
        table: The table of which it describes one row, such as a lesion.
        optional: Whether it is only given to stand in the place of another, as an adjusted
            weight for the weight: nobody is asked for it, so it never counts as missing.
        lasting: Whether it cannot be otherwise any more once it is known, such as age, sex or
            what has happened: no change of it is ever suggested.

    Raises:
        CriterionError: If the name is not an identifier, both ``kind`` and
            ``values`` are given, or it is inferred from the wrong sort of node.

    Example:
        >>> FRAIL = fact("frail", label="clinical frailty", asked=True)
        >>> FRAIL & ~fact("on_dialysis")
        all_of(FRAIL, not_(ON_DIALYSIS))
    """
    if not name.isidentifier() or name != name.lower():
        msg = f"{name!r} cannot name a fact. Expected a lower-case identifier such as 'creatinine_clearance'."
        raise CriterionError(msg)
    if kind is not None and values is not None:
        msg = f"fact {name!r} was given both a kind and values. Expected one: a number or a category."
        raise CriterionError(msg)
    if isinstance(values, str):
        msg = (
            f"fact {name!r} was given the single text {values!r} as values. Expected several words, such as ('a', 'b')."
        )
        raise CriterionError(msg)
    shown = name.replace("_", " ") if label is None else label
    reader = _Finding(name) if read is None else read
    source = Number if kind is not None else Criterion if values is None else type(None)
    if inferred is not None and not isinstance(inferred, source):
        msg = (
            f"fact {name!r} cannot be inferred from {inferred!r}. Expected a criterion for a yes/no question, a number"
            " for a number, nothing for a category."
        )
        raise CriterionError(msg)
    if kind is not None:
        return NumberFact(
            name,
            shown,
            reader,
            asked,
            measured_as=kind,
            inferred=inferred,
            table=table,
            optional=optional,
            lasting=lasting,
        )
    if values is not None:
        return CategoryFact(
            name, shown, reader, asked, table=table, optional=optional, lasting=lasting, values=tuple(values)
        )
    return FlagFact(name, shown, reader, asked, inferred=inferred, table=table, optional=optional, lasting=lasting)


@attrs.frozen
class _Finding:
    """Reads a hospital's own fact; equal for equal names, so that a fact may be declared twice."""

    name: str

    def __call__(self, context: Context) -> object:
        return context.patient.findings.get(self.name)


def named(
    name: str, kind: Kind, expression: Number, *, label: str | None = None, reporters: tuple[NumberFact, ...] = ()
) -> Named:
    """Return ``expression`` as a number with a name, a kind and a label.

    Args:
        name: Lower-case identifier.
        kind: What it measures; the expression is in its canonical unit.
        expression: How it is computed.
        label: How it is named to a clinician.
        reporters: Facts whose reported unit decides which printed threshold
            applies: that of the first which is known.

    Example:
        >>> from boneguide.quantities import kinds
        >>> weight, height = fact("w", kinds.BODY_WEIGHT), fact("h", kinds.HEIGHT)
        >>> named("bmi", kinds.BODY_MASS_INDEX, weight / (height / 100 * (height / 100)))
        BMI
    """
    return Named(name, name.replace("_", " ") if label is None else label, kind, expression, reporters)


def where(condition: Criterion, then: NumberLike, otherwise: NumberLike) -> Number:
    """Return ``then`` where ``condition`` is true and ``otherwise`` where it is false.

    Where it is unknown the result is the range that holds both.

    Args:
        condition: What decides.
        then: A number of the same kind as ``otherwise``.
        otherwise: The other number.

    Raises:
        CriterionError: If they are of different kinds.
    """
    first, second = as_number(then), as_number(otherwise)
    _same_kind("where", first, second)
    return Where(condition, first, second)


def first_known(*options: Number) -> Number:
    """Return the first of several measurements of the same thing that is known.

    Raises:
        CriterionError: If there is none or more than :data:`~boneguide.logic.nodes.DEEPEST`, one is a
            plain number, or they are of different kinds.
    """
    if not 0 < len(options) <= DEEPEST:
        # Each is asked where those before it are not known, one inside another.
        msg = f"first_known was given {len(options) or 'nothing'}. Expected one to {DEEPEST} numbers."
        raise CriterionError(msg)
    numbers = tuple(as_number(option) for option in options)
    if any(isinstance(number, Literal) for number in numbers):
        msg = "first_known was given a plain number, which is always known. Expected measurements of one thing."
        raise CriterionError(msg)
    _same_kind("first_known", *numbers)
    return FirstKnown(numbers)


def _same_kind(verb: str, *numbers: Number) -> None:
    kinds = {number.kind.name for number in numbers if number.kind is not None}
    if len(kinds) > 1:
        msg = f"{verb} was given numbers of different kinds: {', '.join(sorted(kinds))}. Expected one kind."
        raise CriterionError(msg)


def printed(*amounts: str, unit_of: NumberFact | None = None) -> Printed:
    """Return a threshold that a source prints once for each reporting unit.

    Printed pairs are rounded (1.4 mg/dL with 124 umol/L), so each applies to
    results reported in its own unit and none is converted.

    Args:
        amounts: The printed values, the first for any other unit.
        unit_of: The fact whose reported unit decides; by default the first
            fact of the number it is compared with.

    Raises:
        CriterionError: If there is no value.

    Example:
        >>> from boneguide.guidelines.facts import CREATININE
        >>> CREATININE > printed("3.0 mg/dL", "265 umol/L")
        (CREATININE > printed('3 mg/dL', '265 umol/L'))
    """
    if not amounts:
        msg = "printed was given no threshold. Expected one text or more, such as '1.4 mg/dL', '124 umol/L'."
        raise CriterionError(msg)
    return Printed(tuple(parse(a) for a in amounts), unit_of)


def by_unit(reported: NumberFact, values: Mapping[str, float]) -> Number:
    """Return a plain coefficient that depends on the unit ``reported`` came in.

    Args:
        reported: The measurement.
        values: The coefficient by symbol of the unit.

    Raises:
        CriterionError: If there is no value.
    """
    if not values:
        msg = f"by_unit was given no value for the units of {reported!r}. Expected one for each unit."
        raise CriterionError(msg)
    text = f"by_unit({reported!r}, {dict(values)!r})"
    return ByUnit((reported,), tuple(values.items()), text)


#: The place whose labels and guidance count; None where not stated.
JURISDICTION = CategoryFact(
    "jurisdiction", "jurisdiction", lambda context: context.jurisdiction, asked=True, values=JURISDICTIONS
)


# --------------------------------------------------------------------------- tables


@attrs.frozen(cache_hash=True)
class Cases(Generic[V_co]):
    """Values by criterion, tried in order; the first that is true counts.

    Args:
        steps: Pairs of a criterion and what holds there.
    """

    steps: tuple[tuple[Criterion, V_co], ...]

    def partition(self) -> tuple[tuple[Criterion, V_co], ...]:
        """Return the steps with criteria that exclude one another."""
        exclusive: list[tuple[Criterion, V_co]] = []
        none_before: list[Criterion] = []
        for criterion, value in self.steps:
            exclusive.append((all_of(*none_before, criterion), value))
            none_before.append(not_(criterion))
        return tuple(exclusive)

    @property
    def decided(self) -> Criterion:
        """A criterion that is true where one step applies, false where none does."""
        return _first_holds([c for c, _ in self.steps])

    def nodes(self) -> tuple[Node, ...]:
        """Return the criteria of the steps."""
        return tuple(c for c, _ in self.steps)


def _first_holds(criteria: Sequence[Criterion]) -> Criterion:
    """Return a criterion that is what the first of some criteria that is not false is.

    A table is halved again and again: written out row by row it would grow with
    the square of its rows.
    """
    if len(criteria) < 2:  # noqa: PLR2004 - there is nothing to halve
        return any_of(*criteria)
    middle = (len(criteria) + 1) // 2
    earlier, later = criteria[:middle], criteria[middle:]
    return any_of(_first_holds(earlier), all_of(*map(not_, earlier), _first_holds(later)))


def cases(*steps: tuple[Criterion, V]) -> Cases[V]:
    """Return a table of values by criterion; see :class:`Cases`."""
    return Cases(tuple(steps))


@attrs.frozen
class BandStep(Generic[V_co]):
    """One row of a band: from an edge upwards."""

    edge: str
    inclusive: bool
    value: V_co


def above(edge: str, value: V) -> BandStep[V]:
    """Return the row that holds above ``edge``, the edge itself excluded."""
    return BandStep(edge, inclusive=False, value=value)


def at_least(edge: str, value: V) -> BandStep[V]:
    """Return the row that holds from ``edge`` upwards, the edge included."""
    return BandStep(edge, inclusive=True, value=value)


def band(number: Number, *rows: BandStep[V]) -> Cases[V]:
    """Return a table of values by bands of one number.

    Rows run from the highest edge down; each band reaches up to the row before
    it. Below the last edge there is no value. Bands apply to the raw value:
    nothing is rounded first.

    Raises:
        CriterionError: If the edges do not fall, or there is none.

    Example:
        >>> from boneguide.guidelines.facts import CREATININE_CLEARANCE
        >>> dose = band(CREATININE_CLEARANCE, above("60 mL/min", "4 mg"), at_least("30 mL/min", "3 mg"))
        >>> dose.steps[1]
        ((CREATININE_CLEARANCE >= '30 mL/min'), '3 mg')
    """
    kind = number.kind
    if kind is None or not rows:
        msg = f"a band over {number!r} needs a number with a unit and one row or more, such as above('60 mL/min', ...)."
        raise CriterionError(msg)
    edges = [kind.canonical_value(parse(r.edge)) for r in rows]
    if edges != sorted(edges, reverse=True):
        given = ", ".join(r.edge for r in rows)
        msg = f"the edges of a band over {number!r} do not fall: {given}. Expected the highest first."
        raise CriterionError(msg)
    return Cases(tuple((number >= r.edge if r.inclusive else number > r.edge, r.value) for r in rows))


def amount_of(value: Amount | Quantity | str) -> Amount:
    """Return a dose, time or volume as a hashable amount."""
    return parse(value) if isinstance(value, str) else as_amount(value)


__all__ = [
    "JURISDICTION",
    "BandStep",
    "Cases",
    "Comparable",
    "above",
    "amount_of",
    "at_least",
    "band",
    "by_unit",
    "cases",
    "fact",
    "first_known",
    "named",
    "printed",
    "where",
]
