"""Reading the inputs of a calculation, and refusing those that no formula can answer for.

Every refusal names the calculation, the input, what was given, what was
expected and what to do.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from decimal import Decimal
from numbers import Integral, Real

import attrs

from boneguide.errors import InvalidQuantityError, MissingInputError, OutOfDomainError, UnitMismatchError
from boneguide.model.patient import Sex
from boneguide.quantities import Kind, Quantity, as_amount
from boneguide.quantities.kinds import (
    AGE,
    BODY_WEIGHT,
    HEIGHT,
    IONISED_CALCIUM,
    SERUM_ALBUMIN,
    SERUM_CALCIUM,
    SERUM_CREATININE,
)

#: Age from which the formulas for adults are used.
ADULT_AGE = 18.0

#: No one has reached this age in years, and the formula of Cockcroft and Gault is zero there.
OLDEST = 140.0

#: Values nearer than this are the same value: binary arithmetic makes 7.999999999 of 8.0.
EDGE_TOLERANCE = 1e-9


def same(value: float, edge: float) -> bool:
    """Say whether a value differs from an edge by no more than arithmetic noise."""
    return math.isclose(value, edge, rel_tol=EDGE_TOLERANCE, abs_tol=EDGE_TOLERANCE)


def below(value: float, edge: float) -> bool:
    """Say whether a value is less than an edge by more than arithmetic noise."""
    return value < edge and not same(value, edge)


def finite_number(given: object) -> float | None:
    """Return a finite number as a float, or None where it is none; a truth value or a text is none."""
    if isinstance(given, bool) or not isinstance(given, (Real, Decimal)):
        return None
    try:
        value = float(given)
    except OverflowError:
        return None
    return value if math.isfinite(value) else None


def whole_number(given: object) -> int | None:
    """Return a whole number, also one of numpy as a frame holds it, or None where it is none; True is none."""
    if type(given) is bool:
        return None
    return int(given) if isinstance(given, Integral) else None


def entries(given: object) -> tuple[object, ...] | None:
    """Return what a list holds, read once, or None where it is no list.

    A text is none, and neither is one quantity: it says that it can be iterated, and cannot.
    """
    if isinstance(given, (str, bytes, Quantity)) or not isinstance(given, Iterable):
        return None
    return tuple(given)


def read_as(kind: Kind, given: Quantity, what: str, example: str) -> float:
    """Return a value in the canonical unit of a kind, with errors that say what was asked for.

    Args:
        kind: What is measured.
        given: The value.
        what: What it was given for, as an error begins: "Corrected calcium was given the albumin".
        example: How a caller may write one.

    Raises:
        InvalidQuantityError: If it is no quantity.
        UnitMismatchError: If its unit does not measure this kind.
    """
    try:
        return kind.canonical_value(given)
    except (InvalidQuantityError, UnitMismatchError) as error:
        shown = f"{given.m:.10g} {given.unit}" if isinstance(given, Quantity) else f"{given!r:.60}"
        msg = f"{what} {shown}. Expected a quantity such as {example}. {error}"
        raise type(error)(msg) from None


@attrs.frozen(kw_only=True)
class Input:
    """One measured input of a calculation: what it is called and how it is measured."""

    #: Name in messages.
    name: str
    #: What is measured, which fixes the units.
    kind: Kind
    #: How a caller may write one.
    example: str

    def given(self, quantity: Quantity | None, calculation: str) -> Quantity:
        """Return the quantity, or refuse where it is not known.

        Raises:
            MissingInputError: If it is None.
        """
        if quantity is None:
            msg = (
                f"{calculation} needs the {self.name}, which was not given. Expected a quantity such as"
                f" {self.example}. Measure or ask for the {self.name} and calculate again; nothing is assumed in its"
                " place."
            )
            raise MissingInputError(msg)
        return quantity

    def read(self, quantity: Quantity | None, calculation: str) -> float:
        """Return the value in the canonical unit of its kind.

        Raises:
            MissingInputError: If it is None.
            UnitMismatchError: If its unit does not measure this kind.
            OutOfDomainError: If no person can have this value.
        """
        what = f"{calculation} was given the {self.name}"
        value = read_as(self.kind, self.given(quantity, calculation), what, self.example)
        low, high = self.kind.possible
        if not low <= value <= high:
            unit = self.kind.canonical
            msg = (
                f"{calculation} was given the {self.name} {value:.10g} {unit}, which no person can have. Expected"
                f" {low:g} to {high:g} {unit}. Check the number and its unit."
            )
            raise OutOfDomainError(msg)
        return value

    def read_in(self, unit: str, quantity: Quantity | None, calculation: str) -> float:
        """Return the value in a given unit of its kind, refusing as :meth:`read` does.

        A value that was given in that unit comes back as it was: a round trip
        through the canonical unit would add noise at an edge.
        """
        canonical = self.read(quantity, calculation)
        amount = as_amount(self.given(quantity, calculation))
        return amount.value if amount.unit == unit else canonical / self.kind.factor(unit)


AGE_INPUT = Input(name="age", kind=AGE, example='Q(68, "year")')
WEIGHT = Input(name="weight", kind=BODY_WEIGHT, example='Q(60, "kg")')
HEIGHT_INPUT = Input(name="height", kind=HEIGHT, example='Q(168, "cm")')
CREATININE = Input(name="creatinine", kind=SERUM_CREATININE, example='Q(0.9, "mg/dL")')
CALCIUM = Input(name="calcium", kind=SERUM_CALCIUM, example='Q(9.4, "mg/dL")')
CORRECTED_CALCIUM = Input(name="corrected calcium", kind=SERUM_CALCIUM, example='Q(9.4, "mg/dL")')
IONISED = Input(name="ionised calcium", kind=IONISED_CALCIUM, example='Q(1.2, "mmol/L")')
ALBUMIN = Input(name="albumin", kind=SERUM_ALBUMIN, example='Q(4.0, "g/dL")')


def adult_age(age: Quantity | None, calculation: str) -> float:
    """Return the age of an adult in years.

    Args:
        age: The age.
        calculation: Name of the calculation, for the message.

    Raises:
        MissingInputError: If the age is None.
        UnitMismatchError: If its unit is not one of time.
        OutOfDomainError: If the person is under 18, or 140 or more.
    """
    given = AGE_INPUT.given(age, calculation)
    years = read_as(AGE, given, f"{calculation} was given the age", AGE_INPUT.example)
    if below(years, ADULT_AGE):
        msg = (
            f"{calculation} was asked about an age of {years:.10g} year. Expected {ADULT_AGE:g} year or more, because"
            " it was worked out on adults. Use a method made for children."
        )
        raise OutOfDomainError(msg)
    if not below(years, OLDEST):
        msg = (
            f"{calculation} was asked about an age of {years:.10g} year. Expected less than {OLDEST:g} year. Check the"
            " date of birth."
        )
        raise OutOfDomainError(msg)
    return years


def is_female(sex: Sex | None, calculation: str) -> bool:
    """Say whether the constants for women apply.

    Args:
        sex: ``"female"`` or ``"male"``.
        calculation: Name of the calculation, for the message.

    Raises:
        MissingInputError: If the sex is None.
        OutOfDomainError: If it is anything but ``"female"`` or ``"male"``.
    """
    if sex is None:
        msg = (
            f"{calculation} needs the sex, which was not given. Expected 'female' or 'male', because the published"
            " constants differ. Ask and calculate again, or calculate both and show the range."
        )
        raise MissingInputError(msg)
    if not isinstance(sex, str) or sex not in {"female", "male"}:
        msg = (
            f"{calculation} was asked about sex {sex!r}. Expected 'female' or 'male': constants were published for"
            " these two only. Calculate both, show the range, and let a clinician choose."
        )
        raise OutOfDomainError(msg)
    return sex == "female"
