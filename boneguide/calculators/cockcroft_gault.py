"""Creatinine clearance after Cockcroft and Gault.

The one estimate that the labels of bone-modifying drugs name. It is in mL/min
and not scaled to body surface; an eGFR is another number and must not stand in
for it.

Domain: adults with a stable creatinine. The formula came from 249 patients aged
18 to 92, nearly all men; the 15 % less for women was set, not measured. It
reaches zero at 140 years. It was made with creatinine methods older than those
now in use.

Neither the abstract nor any label that was read says which body weight to use.
Actual weight is the default here. In obesity it makes the clearance high, and
the choice can move a dose by more than one step, so the choice is an argument.

Verification: formula, the 15 % and the ages were seen in the abstract of a copy
of the paper (primary).
"""

from __future__ import annotations

from typing import Literal, get_args

from boneguide.calculators._arithmetic import N
from boneguide.calculators._inputs import CREATININE, WEIGHT, adult_age, is_female
from boneguide.calculators._references import COCKCROFT_GAULT_1976
from boneguide.calculators.adjusted_body_weight import adjusted_body_weight
from boneguide.calculators.ideal_body_weight import ideal_body_weight
from boneguide.errors import OutOfDomainError
from boneguide.model.patient import Sex
from boneguide.model.provenance import Source
from boneguide.quantities import Quantity
from boneguide.quantities.kinds import CREATININE_CLEARANCE

__all__ = ["SOURCE", "WeightBasis", "cockcroft_gault", "formula"]

SOURCE = Source(
    COCKCROFT_GAULT_1976,
    locator="abstract, p. 31",
    rows=("F01", "F03"),
    verified="primary",
    note="The abstract was read in a third-party copy. It does not say which body weight to use.",
)

#: Which body weight is put into the formula.
WeightBasis = Literal["actual", "ideal", "adjusted"]

_NAME = "Creatinine clearance (Cockcroft-Gault)"

#: Age in years at which the formula reaches zero.
AGE_INTERCEPT = 140.0
#: Divisor for creatinine in mg/dL and weight in kg.
DIVISOR = 72.0
#: Women: 15 % less.
FEMALE_FACTOR = 0.85
#: Men: the formula as it stands.
MALE_FACTOR = 1.0


def formula(age: N, weight: N, creatinine: N, sex_factor: N | float) -> N:
    """Return the creatinine clearance by arithmetic alone.

    Given floats it computes; given numbers of the criterion language it builds
    the expression that a rule compares. Nothing is rounded or refused here.

    Args:
        age: Age in years.
        weight: Body weight in kilograms.
        creatinine: Serum creatinine in mg/dL.
        sex_factor: ``FEMALE_FACTOR`` or ``MALE_FACTOR``.

    Returns:
        The clearance in mL/min.

    Example:
        >>> formula(60.0, 72.0, 1.0, MALE_FACTOR)
        80.0
    """
    return (AGE_INTERCEPT - age) * weight / DIVISOR / creatinine * sex_factor


def cockcroft_gault(  # noqa: PLR0913 - every input is named by the caller
    *,
    age: Quantity | None,
    weight: Quantity | None,
    creatinine: Quantity | None,
    sex: Sex | None,
    weight_basis: WeightBasis = "actual",
    height: Quantity | None = None,
) -> Quantity:
    """Return the creatinine clearance of an adult after Cockcroft and Gault.

    Args:
        age: Age, such as ``Q(68, "year")``.
        weight: Actual body weight; may be None for the basis ``"ideal"``.
        creatinine: Serum creatinine in mg/dL or umol/L (88.4 umol/L are 1 mg/dL).
        sex: ``"female"`` or ``"male"``.
        weight_basis: Which weight to use: ``"actual"``, ``"ideal"`` (Devine) or
            ``"adjusted"`` (ideal and 0.4 of the excess). The ideal weight of a
            thin person is above the actual one and makes the clearance high.
        height: Height; needed for the bases ``"ideal"`` and ``"adjusted"``.

    Returns:
        The clearance in mL/min, not rounded.

    Raises:
        MissingInputError: If an input that is needed is None.
        UnitMismatchError: If a unit does not measure its input.
        OutOfDomainError: If the age is under 18 or from 140 years, the sex is
            neither female nor male, the weight basis is not one of the three,
            or a value is outside what the formula or a person can have.

    Example:
        >>> from boneguide.quantities import Q
        >>> clearance = cockcroft_gault(
        ...     age=Q(68, "year"), weight=Q(60, "kg"), creatinine=Q(0.9, "mg/dL"), sex="female"
        ... )
        >>> round(clearance.m_as("mL/min"), 2)
        56.67
    """
    if not isinstance(weight_basis, str) or weight_basis not in get_args(WeightBasis):
        msg = (
            f"{_NAME} was asked for the weight basis {weight_basis!r}. Expected 'actual', 'ideal' or 'adjusted'. Choose"
            " one of them."
        )
        raise OutOfDomainError(msg)
    years = adult_age(age, _NAME)
    factor = FEMALE_FACTOR if is_female(sex, _NAME) else MALE_FACTOR
    if weight_basis == "ideal":
        weight = ideal_body_weight(height=height, sex=sex)
    elif weight_basis == "adjusted":
        weight = adjusted_body_weight(weight=weight, height=height, sex=sex)
    kilograms = WEIGHT.read(weight, _NAME)
    milligrams = CREATININE.read(creatinine, _NAME)
    return CREATININE_CLEARANCE.quantity(formula(years, kilograms, milligrams, factor))
