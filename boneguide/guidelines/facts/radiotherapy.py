"""Facts about earlier operations and radiotherapy, of one lesion and of the person."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from boneguide.calculators.alpha_beta import CORD
from boneguide.calculators.linear_quadratic import effective_gray
from boneguide.guidelines.facts._build import lasting
from boneguide.guidelines.facts._completeness import absent
from boneguide.guidelines.facts._lesion_facts import lesion_flag, lesion_number
from boneguide.logic.nodes import UNKNOWN
from boneguide.logic.verbs import fact
from boneguide.model.lesion import (
    Lesion,
)
from boneguide.quantities import as_amount, kinds

if TYPE_CHECKING:
    from boneguide.logic.context import Context

# ---- time since an operation


def _since(day: date | None, on: date) -> float | None:
    return None if day is None else float((on - day).days)


DAYS_SINCE_SURGERY = lasting(
    lesion_number(
        "days_since_surgery",
        kinds.DURATION,
        "time since the operation on this lesion",
        lambda lesion, on: _since(lesion.operated_on, on),
        asked=True,
    )
)
WOUND_HEALED = lesion_flag("wound_healed", "a healed wound", lambda lesion, _: lesion.wound_healed, asked=True)

# ---- earlier radiotherapy


def _days_since_radiotherapy(lesion: Lesion, on: date) -> float | None:
    ends = [course.ended for course in lesion.radiotherapy or ()]
    # A course without a day may have been the last one.
    return _since(max(end for end in ends if end is not None), on) if ends and None not in ends else None


def _cord_dose(lesion: Lesion, _: date) -> float | None:
    if lesion.radiotherapy is None or not lesion.spinal:
        return None
    doses = tuple(_course_doses(lesion))
    known = [dose for dose in doses if dose is not None]
    return math.fsum(known) if len(known) == len(doses) else None


def _course_doses(lesion: Lesion) -> Iterator[float | None]:
    for course in lesion.radiotherapy or ():
        if course.dose_per_fraction is None or course.fractions is None:
            yield None
        else:
            each = kinds.ABSORBED_DOSE.canonical_value(as_amount(course.dose_per_fraction))
            yield effective_gray(course.fractions, each, CORD.gray)


def _irradiated_since_surgery(lesion: Lesion, _: date) -> bool | None:
    if lesion.radiotherapy is None or (lesion.operated_on is None and lesion.radiotherapy):
        return None
    ends = [course.ended for course in lesion.radiotherapy]
    if any(end is not None and lesion.operated_on is not None and end >= lesion.operated_on for end in ends):
        return True
    return None if None in ends else False


IRRADIATED_MORE_THAN_ONCE = lasting(
    lesion_flag(
        "irradiated_more_than_once",
        "more than one earlier course of radiotherapy to this lesion",
        lambda lesion, _: None if lesion.radiotherapy is None else len(lesion.radiotherapy) > 1,
        asked=True,
    )
)
IRRADIATED_SINCE_SURGERY = lasting(
    lesion_flag(
        "irradiated_since_surgery",
        "radiotherapy after the operation on this lesion",
        _irradiated_since_surgery,
        asked=True,
    )
)
DAYS_SINCE_RADIOTHERAPY = lasting(
    lesion_number(
        "days_since_radiotherapy",
        kinds.DURATION,
        "time since the last radiotherapy to this lesion ended",
        _days_since_radiotherapy,
        asked=True,
    )
)
#: Conventional fields: the cord is taken to have had the prescribed dose. Courses add up without recovery.
CORD_DOSE_GIVEN = lasting(
    lesion_number(
        "cord_dose_given",
        kinds.CORD_EFFECTIVE_DOSE,
        "biologically effective dose, alpha/beta 2 Gy, that the cord has had",
        _cord_dose,
    )
)
IRRADIATED = lasting(
    lesion_flag(
        "irradiated",
        "radiotherapy to this lesion before",
        lambda lesion, _: None if lesion.radiotherapy is None else bool(lesion.radiotherapy),
        asked=True,
        inferred=(CORD_DOSE_GIVEN > "0 Gy") | IRRADIATED_MORE_THAN_ONCE | IRRADIATED_SINCE_SURGERY | UNKNOWN,
    )
)

# ---- the person


def _irradiated_in_spine(context: Context) -> bool | None:
    lesions = context.patient.lesions
    if lesions is None:
        return None
    courses = [lesion.radiotherapy for lesion in lesions if lesion.spinal]
    return True if any(courses) else None if None in courses else absent(context, "lesions")


#: Which level it was, and whether it is the one in question, this does not say.
IRRADIATED_SPINAL_LESION = fact(
    "irradiated_spinal_lesion",
    label="radiotherapy to a lesion of the spine before",
    read=_irradiated_in_spine,
    asked=True,
    lasting=True,
)


def _more_than_five(context: Context) -> object:
    lesions = context.patient.lesions
    stated = context.patient.findings.get("more_than_five_metastases")
    return True if stated is None and lesions is not None and len(lesions) > 5 else stated  # noqa: PLR2004 - its name


#: True where more than five lesions of bone are on record; else stated among the findings.
MORE_THAN_FIVE_METASTASES = fact(
    "more_than_five_metastases", label="more than five metastases", read=_more_than_five, asked=True
)

__all__ = [
    "CORD_DOSE_GIVEN",
    "DAYS_SINCE_RADIOTHERAPY",
    "DAYS_SINCE_SURGERY",
    "IRRADIATED",
    "IRRADIATED_MORE_THAN_ONCE",
    "IRRADIATED_SINCE_SURGERY",
    "IRRADIATED_SPINAL_LESION",
    "MORE_THAN_FIVE_METASTASES",
    "WOUND_HEALED",
]
