"""Biologically effective dose and the equivalent dose in fractions of 2 Gy.

Linear-quadratic model, with n fractions of d Gy: BED = n d (1 + d / (alpha/beta))
and EQD2 = n d (d + alpha/beta) / (2 + alpha/beta). Neither is a physical dose, and
two of them can be added only if both are of one sort and one alpha/beta.

Domain: whole courses of equal fractions. There is no factor for time, and nothing
is taken off for recovery between courses. Above about 8 to 10 Gy in a fraction the
model is in doubt; the answer then carries a note. A course whose dose is not known
is refused: it is never zero.

Verification: both formulas were seen on a university's page of equations, and four
equivalent doses and two effective ones in print agree (primary). How courses are
added and where the note begins are decisions of this library.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Self

import attrs

from boneguide.calculators._inputs import below, finite_number
from boneguide.calculators._radiation_references import LIBRARY_RADIATION, LQ_EQUATIONS
from boneguide.calculators._rounding import half_up
from boneguide.calculators.alpha_beta import AlphaBeta, read_alpha_beta
from boneguide.calculators.radiation_course import RadiationCourse, known_courses
from boneguide.errors import DoseMixError, OutOfDomainError
from boneguide.model.provenance import Source
from boneguide.quantities import Quantity

__all__ = [
    "BED",
    "EQD2",
    "SOURCE",
    "SOURCE_LIMITS",
    "bed",
    "cumulative_dose",
    "eqd2",
]

SOURCE = Source(
    LQ_EQUATIONS,
    locator="BED and EQD2",
    rows=("LQ-01", "LQ-02"),
    verified="primary",
)
SOURCE_LIMITS = Source(
    LIBRARY_RADIATION,
    locator="sum of courses without recovery; note on large fractions",
    rows=("LQ-04", "LQ-05"),
    verified="derived",
    note="That the model is doubtful above about 8 to 10 Gy per fraction is debated.",
)


#: Dose per fraction in Gy above which the answer carries a note.
DOUBTFUL_ABOVE = 8.0
#: The note itself.
LARGE_FRACTION = (
    "The linear-quadratic model is in doubt above about 8 to 10 Gy per fraction; read this number with care."
)


def _gray(given: float) -> float:
    value = finite_number(given)
    if value is None or value < 0:
        msg = (
            f"A biological dose of {given!r:.40} Gy cannot be. Expected a number of zero or more, without a unit: it is"
            " no physical dose. Check the number, or work it out with bed or eqd2."
        )
        raise OutOfDomainError(msg)
    return value


def _tissue(given: AlphaBeta | Quantity) -> AlphaBeta:
    return read_alpha_beta(given)


@attrs.frozen(kw_only=True)
class _BiologicalDose:
    """A dose weighted by its effect: a number in Gy that belongs to one alpha/beta."""

    #: The number in Gy. It is no physical dose, and so no quantity.
    gray: float = attrs.field(converter=_gray)
    #: The alpha/beta to which it belongs.
    alpha_beta: AlphaBeta = attrs.field(converter=_tissue)
    #: What a reader should know of it.
    notes: tuple[str, ...] = attrs.field(default=(), eq=False)

    def __add__(self, other: object) -> Self:
        """Return the sum of two doses of one sort and one alpha/beta, with no recovery between them.

        Raises:
            DoseMixError: If the other is not of that sort or alpha/beta.
        """
        name = type(self).__name__
        if type(other) is not type(self):
            msg = (
                f"{name} was to be added to {other!r}. Expected another {name}, because a physical dose, BED and EQD2"
                " are different scales. Work out each course with the same function, or use cumulative_dose."
            )
            raise DoseMixError(msg)
        if other.alpha_beta != self.alpha_beta:
            msg = (
                f"{name} of {self.alpha_beta} was to be added to one of {other.alpha_beta}. Expected the same"
                " alpha/beta. Work out both courses for one tissue."
            )
            raise DoseMixError(msg)
        return attrs.evolve(self, gray=self.gray + other.gray, notes=tuple(dict.fromkeys((*self.notes, *other.notes))))

    __radd__ = __add__

    def __str__(self) -> str:
        """Return sort, number and alpha/beta."""
        return f"{type(self).__name__} {half_up(self.gray)} Gy, {self.alpha_beta}"


class BED(_BiologicalDose):
    """Biologically effective dose: ``gray``, the ``alpha_beta`` it belongs to, and ``notes``.

    Example:
        >>> from boneguide.calculators import CORD
        >>> print(BED(gray=60, alpha_beta=CORD) + BED(gray=40, alpha_beta=CORD))
        BED 100.000 Gy, alpha/beta 2 Gy (spinal cord)
    """

    __slots__ = ()

    @property
    def eqd2(self) -> EQD2:
        """The same effect as an equivalent dose in fractions of 2 Gy."""
        return EQD2(gray=self.gray / (1 + 2 / self.alpha_beta.gray), alpha_beta=self.alpha_beta, notes=self.notes)


class EQD2(_BiologicalDose):
    """Equivalent dose in fractions of 2 Gy: ``gray``, the ``alpha_beta`` it belongs to, and ``notes``.

    Example:
        >>> from boneguide.calculators import CORD
        >>> EQD2(gray=60, alpha_beta=CORD).bed.gray
        120.0
    """

    __slots__ = ()

    @property
    def bed(self) -> BED:
        """The same effect as a biologically effective dose."""
        return BED(gray=self.gray * (1 + 2 / self.alpha_beta.gray), alpha_beta=self.alpha_beta, notes=self.notes)


def effective_gray(fractions: int, each: float, alpha_beta: float) -> float:
    """Return the biologically effective dose of equal fractions as a number in Gy.

    Example:
        >>> effective_gray(5, 4.0, 2.0)
        60.0
    """
    return fractions * each * (1 + each / alpha_beta)


def bed(*, dose_per_fraction: Quantity | None, fractions: int | None, alpha_beta: AlphaBeta | Quantity | None) -> BED:
    """Return the biologically effective dose of one course.

    Args:
        dose_per_fraction: Dose of each fraction, such as ``Q(8, "Gy")``.
        fractions: How many fractions.
        alpha_beta: A constant such as ``TUMOUR`` or ``CORD``, or a quantity.

    Returns:
        The dose with its alpha/beta, not rounded, and a note above 8 Gy per fraction.

    Raises:
        MissingInputError: If an input is None.
        UnitMismatchError: If a unit is not one of absorbed dose.
        OutOfDomainError: If an input cannot be.

    Example:
        >>> from boneguide.calculators import TUMOUR
        >>> from boneguide.quantities import Q
        >>> print(bed(dose_per_fraction=Q(8, "Gy"), fractions=1, alpha_beta=TUMOUR))
        BED 14.400 Gy, alpha/beta 10 Gy (tumour)
    """
    course = RadiationCourse(dose_per_fraction=dose_per_fraction, fractions=fractions)
    ratio = read_alpha_beta(alpha_beta)
    each = course.gray_per_fraction
    return BED(
        gray=effective_gray(course.count, each, ratio.gray),
        alpha_beta=ratio,
        notes=(LARGE_FRACTION,) if below(DOUBTFUL_ABOVE, each) else (),
    )


def eqd2(*, dose_per_fraction: Quantity | None, fractions: int | None, alpha_beta: AlphaBeta | Quantity | None) -> EQD2:
    """Return the dose in fractions of 2 Gy that has the same effect as one course.

    Args:
        dose_per_fraction: Dose of each fraction, such as ``Q(8, "Gy")``.
        fractions: How many fractions.
        alpha_beta: A constant such as ``TUMOUR`` or ``CORD``, or a quantity.

    Returns:
        The dose with its alpha/beta, not rounded, and a note above 8 Gy per fraction.

    Raises:
        MissingInputError: If an input is None.
        UnitMismatchError: If a unit is not one of absorbed dose.
        OutOfDomainError: If an input cannot be.

    Example:
        >>> from boneguide.calculators import TUMOUR
        >>> from boneguide.quantities import Q
        >>> print(eqd2(dose_per_fraction=Q(2.5, "Gy"), fractions=15, alpha_beta=TUMOUR))
        EQD2 39.063 Gy, alpha/beta 10 Gy (tumour)
    """
    return bed(dose_per_fraction=dose_per_fraction, fractions=fractions, alpha_beta=alpha_beta).eqd2


def cumulative_dose(
    courses: Iterable[RadiationCourse | None] | None, *, alpha_beta: AlphaBeta | Quantity | None
) -> BED:
    """Return the biologically effective dose of several courses to one place, with no recovery between them.

    Args:
        courses: Every course that reached the place. None in place of a course
            says that one was given and its dose is not known.
        alpha_beta: A constant such as ``CORD``, or a quantity.

    Returns:
        The sum; ``.eqd2`` gives it in fractions of 2 Gy.

    Raises:
        MissingInputError: If a course, or the alpha/beta, is not known.
        OutOfDomainError: If there is no course at all.

    Example:
        >>> from boneguide.calculators import CORD
        >>> from boneguide.quantities import Q
        >>> first = RadiationCourse(dose_per_fraction=Q(3, "Gy"), fractions=10)
        >>> second = RadiationCourse(dose_per_fraction=Q(8, "Gy"), fractions=1)
        >>> print(cumulative_dose([first, second], alpha_beta=CORD))
        BED 115.000 Gy, alpha/beta 2 Gy (spinal cord)
    """
    ratio = read_alpha_beta(alpha_beta)
    doses = [
        bed(dose_per_fraction=c.dose_per_fraction, fractions=c.fractions, alpha_beta=ratio)
        for c in known_courses(courses)
    ]
    total = doses[0]
    for dose in doses[1:]:
        total += dose
    return total
