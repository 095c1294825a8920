"""A course of radiotherapy: so many fractions of one dose.

Domain: courses of equal fractions. A course that was given and whose dose is not
known is refused and never counts as zero: medical physics has to look it up. In a
conventional field the cord is taken to have had the prescribed dose unless a
dose-volume histogram says otherwise.

Verification: decisions of this library (derived).
"""

from __future__ import annotations

from types import NoneType

import attrs

from boneguide.calculators._inputs import Input, entries, whole_number
from boneguide.calculators._radiation_references import LIBRARY_RADIATION
from boneguide.errors import MissingInputError, OutOfDomainError
from boneguide.model.provenance import Source
from boneguide.quantities import Quantity
from boneguide.quantities.kinds import ABSORBED_DOSE

__all__ = ["SOURCE", "RadiationCourse", "known_courses"]

SOURCE = Source(
    LIBRARY_RADIATION,
    locator="unknown dose of an earlier course; cord dose taken as prescribed",
    rows=("RR-17", "RR-18"),
    verified="derived",
)

#: The library's own limit: more fractions are a slip of the pen.
MOST_FRACTIONS = 200
_EXAMPLE = 'RadiationCourse(dose_per_fraction=Q(4, "Gy"), fractions=5)'

_PER_FRACTION = Input(name="dose per fraction", kind=ABSORBED_DOSE, example='Q(8, "Gy")')


def _whole(_instance: object, _attribute: object, value: int | None) -> None:
    if value is None:
        msg = (
            "A course needs its number of fractions, which was not given. Expected a whole number such as 5. Look it"
            " up in the treatment record; an unknown course is not zero dose."
        )
        raise MissingInputError(msg)
    if not 1 <= (whole_number(value) or 0) <= MOST_FRACTIONS:
        msg = (
            f"A course of {value!r:.40} fractions cannot be. Expected a whole number of 1 or more, and at most"
            f" {MOST_FRACTIONS}. Check the number."
        )
        raise OutOfDomainError(msg)


@attrs.frozen(kw_only=True)
class RadiationCourse:
    """One course of equal fractions.

    Raises:
        MissingInputError: If the dose or the number of fractions is None.
        UnitMismatchError: If the dose is not in a unit of absorbed dose.
        OutOfDomainError: If the dose is not above zero or the fractions are not a whole number from 1 to 200.

    Example:
        >>> from boneguide.quantities import Q
        >>> print(RadiationCourse(dose_per_fraction=Q(400, "cGy"), fractions=5))
        20 Gy in 5
    """

    #: Dose of each fraction.
    dose_per_fraction: Quantity | None = attrs.field()
    #: How many fractions.
    fractions: int | None = attrs.field(validator=_whole)

    @dose_per_fraction.validator
    def _dose_can_be(self, _attribute: object, value: Quantity | None) -> None:
        if _PER_FRACTION.read(value, "A course of radiotherapy") <= 0:
            msg = "A course of 0 Gy per fraction is none. Expected more than 0 Gy. Leave it out, or check the number."
            raise OutOfDomainError(msg)

    @property
    def gray_per_fraction(self) -> float:
        """Dose of each fraction in Gy."""
        return _PER_FRACTION.read(self.dose_per_fraction, "A course of radiotherapy")

    @property
    def count(self) -> int:
        """Number of fractions, which is always known once a course was made."""
        return whole_number(self.fractions) or 0

    def __str__(self) -> str:
        """Return total and number of fractions."""
        return f"{self.gray_per_fraction * self.count:.10g} Gy in {self.count}"


def known_courses(courses: object) -> tuple[RadiationCourse, ...]:
    """Return the courses, or refuse if one of them is not known.

    Raises:
        MissingInputError: If the courses, or one of them, are None.
        OutOfDomainError: If there is none, or it is no list of courses.
    """
    listed = (None,) if courses is None else entries(courses)
    if listed is None or any(not isinstance(course, (RadiationCourse, NoneType)) for course in listed):
        msg = (
            f"The courses were {courses!r:.80}. Expected a list such as [{_EXAMPLE}]. Write each course so, and put"
            " square brackets around one alone."
        )
        raise OutOfDomainError(msg)
    known = tuple(course for course in listed if isinstance(course, RadiationCourse))
    if len(known) < len(listed):
        msg = (
            "The dose of an earlier course is not known. Expected every course with its dose per fraction and"
            " fractions. Have the treatment record and the plan reviewed by medical physics; an unknown dose is not"
            " zero."
        )
        raise MissingInputError(msg)
    if not known:
        msg = "No course was given. Expected at least one RadiationCourse. List the courses that reached this place."
        raise OutOfDomainError(msg)
    return known
