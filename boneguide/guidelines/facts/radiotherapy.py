"""Facts about one lesion that decide on radiotherapy and on fixation: pain, stability, earlier courses, operations.

Scores are asked for as yes or no: "7 or more" is true where the lowest total that
the known parts leave possible is 7 or more, false where the highest is less, and
unknown between.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING

import attrs

from boneguide.calculators.alpha_beta import CORD
from boneguide.calculators.linear_quadratic import effective_gray
from boneguide.calculators.mirels import MirelsPain, MirelsSite, mirels
from boneguide.calculators.sins import SinsPain, sins
from boneguide.guidelines.facts.lesion import IN_SPINE, LESIONS, SITE, hurts
from boneguide.logic.nodes import UNKNOWN, assume_absent, not_
from boneguide.logic.tables import exists
from boneguide.logic.verbs import fact
from boneguide.model.lesion import (
    CORTICAL_DESTRUCTIONS,
    LEVELS,
    SITES,
    CorticalDestruction,
    Lesion,
    Phenotype,
    PosterolateralInvolvement,
    SpinalAlignment,
    VertebralCollapse,
)
from boneguide.quantities import as_amount, kinds

if TYPE_CHECKING:
    from boneguide.logic.context import Context
    from boneguide.logic.nodes import Criterion, FlagFact
    from boneguide.logic.numbers import NumberFact
    from boneguide.quantities import Kind, Quantity


@attrs.frozen
class _Of:
    """Reads something off the lesion that a question is about."""

    ask: Callable[[Lesion, date], object]

    def __call__(self, context: Context) -> object:
        return None if context.lesion is None else self.ask(context.lesion, context.on)


def _flag(
    name: str,
    label: str,
    ask: Callable[[Lesion, date], bool | None],
    *,
    asked: bool = False,
    inferred: Criterion | None = None,
) -> FlagFact:
    return fact(name, label=label, read=_Of(ask), asked=asked, inferred=inferred, table=LESIONS)


def _number(
    name: str, kind: Kind, label: str, ask: Callable[[Lesion, date], float | Quantity | None], *, asked: bool = False
) -> NumberFact:
    return fact(name, kind, label=label, read=_Of(ask), asked=asked, table=LESIONS)


# ---- where

_PERITROCHANTERIC = ("trochanteric femur",)
_LOWER_LIMB = ("femoral shaft", "distal femur", "tibia", "fibula")
#: Parts of the femur that may or may not belong to the region of the trochanters.
_PROXIMAL_OR_NOT = ("femur", "femoral head", "femoral neck")
_UPPER_LIMB = ("humerus", "proximal humerus", "humeral shaft", "distal humerus", "radius", "ulna")

LONG_BONE = SITE.is_in(*_PERITROCHANTERIC, *_LOWER_LIMB, *_PROXIMAL_OR_NOT, *_UPPER_LIMB)
HUMERUS = SITE.is_in("humerus", "proximal humerus", "humeral shaft", "distal humerus")
FEMUR = SITE.is_in(*_PERITROCHANTERIC, *_PROXIMAL_OR_NOT, "femoral shaft", "distal femur")
#: Bones that form the hip joint.
AT_HIP = SITE.is_in("acetabulum", "femoral head")
LUMBAR_OR_SACRAL = SITE.is_in(*(site for site, region in SITES.items() if region in {"lumbar", "sacral"}))

_JUNCTIONS = ("C1", "C2", "C7", "T1", "T2", "T11", "T12", "L1", "L5", "S1")
#: A part of the spine rather than one level of it.
_PART_OF_SPINE = SITE.is_in(*(site for site in SITES if Lesion(site=site).spinal and site not in LEVELS))

JUNCTIONAL = _flag(
    "junctional_spine",
    "a lesion at a junction of the spine",
    lambda lesion, _: None if lesion.levels is None else not set(_JUNCTIONS).isdisjoint(lesion.levels),
    inferred=SITE.is_in(*_JUNCTIONS) | (_PART_OF_SPINE & UNKNOWN),
)
MORE_THAN_THREE_LEVELS = _flag(
    "more_than_three_levels",
    "more than three neighbouring vertebrae",
    lambda lesion, _: None if lesion.levels is None else len(lesion.levels) > 3,  # noqa: PLR2004 - what it is called
    inferred=_PART_OF_SPINE & UNKNOWN,
)
POSTERIOR_ELEMENTS = _flag(
    "posterior_elements_involved",
    "involvement of the posterior elements of the vertebra",
    lambda lesion, _: (
        None if lesion.posterolateral_involvement is None else lesion.posterolateral_involvement != "none"
    ),
)
SIZE = _number("size", kinds.LENGTH, "greatest extent of the lesion", lambda lesion, _: lesion.size)
CORTICAL_DESTRUCTION = fact(
    "cortical_destruction",
    values=CORTICAL_DESTRUCTIONS,
    label="share of the diameter of the bone that is destroyed",
    read=_Of(lambda lesion, _: lesion.cortical_destruction),
    table=LESIONS,
)

# ---- pain

MECHANICAL_PAIN = _flag(
    "mechanical_pain", "pain worse with movement or loading", lambda lesion, _: lesion.mechanical_pain, asked=True
)
NEUROPATHIC_PAIN = _flag(
    "neuropathic_pain", "pain with a neuropathic part", lambda lesion, _: lesion.neuropathic_pain, asked=True
)

# ---- operations

OPERATED = _flag(
    "operated",
    "an operation on this lesion",
    lambda lesion, _: None if lesion.operated_on is None and lesion.wound_healed is None else True,
    asked=True,
)

# ---- fracture and stability

FRACTURED = _flag("pathological_fracture", "a pathological fracture", lambda lesion, _: lesion.pathological_fracture)


def collapsed(lesion: Lesion) -> bool | None:
    """Return whether a vertebra has lost height, None where that is not on record."""
    return None if lesion.vertebral_collapse is None else lesion.vertebral_collapse in {"over 50 %", "under 50 %"}


COLLAPSED = _flag("vertebral_collapse", "a vertebral body that has lost height", lambda lesion, _: collapsed(lesion))
IMPENDING_FRACTURE = _flag(
    "impending_fracture", "an impending fracture in the judgement of a clinician", lambda x, _: x.impending_fracture
)
WEIGHT_BEARING = _flag("weight_bearing", "a weight-bearing bone", lambda lesion, _: lesion.weight_bearing)
SURGEON_CONSULTED = _flag(
    "surgeon_consulted",
    "a surgical opinion on stability or fixation of this lesion",
    lambda lesion, _: lesion.surgeon_consulted,
    asked=True,
)

_SEVERE = 7
_MODERATE = 5


def _pain_free(lesion: Lesion) -> bool:
    return lesion.painful is False or lesion.pain == 0


def _sins_pains(lesion: Lesion) -> tuple[SinsPain | None, ...]:
    """Return each word for pain that is possible; None for any."""
    if lesion.mechanical_pain:
        return ("mechanical",)
    if _pain_free(lesion):
        return ("pain-free",)
    if lesion.mechanical_pain is False:
        return ("occasional, not mechanical",) if hurts(lesion) else ("occasional, not mechanical", "pain-free")
    return ("occasional, not mechanical", "mechanical") if hurts(lesion) else (None,)


def _mirels_pains(lesion: Lesion) -> tuple[MirelsPain | None, ...]:
    """Return each word for pain that is possible; None for any. Bands of the scale are those of Serlin."""
    if lesion.mechanical_pain or (lesion.pain is not None and lesion.pain >= _SEVERE):
        return ("functional",)
    if _pain_free(lesion):
        return ("pain-free",)
    if lesion.pain is None:
        return (None,)
    now: MirelsPain = "moderate" if lesion.pain >= _MODERATE else "mild"
    # Pain on use of the limb is functional however weak it is.
    return (now,) if lesion.mechanical_pain is False else (now, "functional")


def _mirels_sites(lesion: Lesion) -> tuple[MirelsSite, ...]:
    if lesion.site in _UPPER_LIMB:
        return ("upper limb",)
    if lesion.site in _LOWER_LIMB:
        return ("lower limb",)
    if lesion.site in _PERITROCHANTERIC:
        return ("peritrochanteric",)
    return ("lower limb", "peritrochanteric") if lesion.site in _PROXIMAL_OR_NOT else ()


def sins_range(lesion: Lesion) -> tuple[int, int] | None:
    """Return the lowest and the highest SINS that is possible; None outside the spine.

    A stated total counts, unless the known parts exclude it: then the range holds both.

    Example:
        >>> sins_range(Lesion(site="T12", mechanical_pain=True, phenotype="osteolytic")), sins_range(Lesion(site="rib"))
        ((8, 18), None)
    """
    if not lesion.spinal:
        return None
    levels = lesion.levels or ((lesion.site,) if lesion.site in LEVELS else None)
    low, high = _sins_of(
        _sins_pains(lesion),
        levels=levels,
        phenotype=lesion.phenotype,
        alignment=lesion.alignment,
        collapse=lesion.vertebral_collapse,
        posterolateral=lesion.posterolateral_involvement,
    )
    return _with_stated(lesion.sins, low, high)


# A record is asked about several thresholds, and many lesions are alike.
@functools.lru_cache(maxsize=1024)
def _sins_of(  # noqa: PLR0913 - each part of the score
    pains: tuple[SinsPain | None, ...],
    *,
    levels: tuple[str, ...] | None,
    phenotype: Phenotype | None,
    alignment: SpinalAlignment | None,
    collapse: VertebralCollapse | None,
    posterolateral: PosterolateralInvolvement | None,
) -> tuple[int, int]:
    found = [
        sins(
            levels=levels,
            pain=pain,
            lesion=phenotype,
            alignment=alignment,
            collapse=collapse,
            posterolateral=posterolateral,
        )
        for pain in pains
    ]
    return min(score.low for score in found), max(score.high for score in found)


def mirels_range(lesion: Lesion) -> tuple[int, int] | None:
    """Return the lowest and the highest Mirels score that is possible; None outside the long bones.

    A stated total counts, unless the known parts exclude it: then the range holds both.

    Example:
        >>> mirels_range(Lesion(site="femoral shaft", pain=8, phenotype="osteolytic"))
        (9, 11)
    """
    sites = _mirels_sites(lesion)
    if not sites:
        return None
    low, high = _mirels_of(sites, _mirels_pains(lesion), lesion.phenotype, lesion.cortical_destruction)
    return _with_stated(lesion.mirels, low, high)


@functools.lru_cache(maxsize=1024)
def _mirels_of(
    sites: tuple[MirelsSite, ...],
    pains: tuple[MirelsPain | None, ...],
    phenotype: Phenotype | None,
    size: CorticalDestruction | None,
) -> tuple[int, int]:
    found = [mirels(site=site, pain=pain, lesion=phenotype, size=size) for site in sites for pain in pains]
    return min(score.low for score in found), max(score.high for score in found)


def _with_stated(stated: int | None, low: int, high: int) -> tuple[int, int]:
    if stated is None:
        return low, high
    return (stated, stated) if low <= stated <= high else (min(low, stated), max(high, stated))


def _reaches(score: Callable[[Lesion], tuple[int, int] | None], points: int) -> Callable[[Lesion, date], bool | None]:
    def ask(lesion: Lesion, _: date) -> bool | None:
        found = score(lesion)
        if found is None:
            return None
        low, high = found
        return True if low >= points else False if high < points else None

    return ask


_SINS = "Spinal Instability Neoplastic Score"
_SINS_7 = _flag("sins_7_or_more", f"{_SINS} of 7 or more", _reaches(sins_range, 7))
#: Known to be false where not even 7 are reached.
SINS_13_OR_MORE = _flag(
    "sins_13_or_more", f"{_SINS} of 13 or more", _reaches(sins_range, 13), inferred=_SINS_7 & UNKNOWN
)
SINS_7_OR_MORE: Criterion = _SINS_7 | SINS_13_OR_MORE
#: Of the person, as the score of a lesion says it.
UNSTABLE_SPINAL_LESION = fact(
    "unstable_spinal_lesion",
    label=f"a lesion of the spine with a {_SINS} of 13 or more that was not operated on",
    inferred=exists(
        LESIONS,
        IN_SPINE
        & SINS_13_OR_MORE
        & not_(assume_absent(OPERATED, because="an operation on the lesion would be on record")),
    ),
)
_MIRELS_8 = _flag("mirels_8_or_more", "Mirels score of 8 or more", _reaches(mirels_range, 8))
#: Known to be false where not even 8 are reached.
MIRELS_9_OR_MORE = _flag(
    "mirels_9_or_more", "Mirels score of 9 or more", _reaches(mirels_range, 9), inferred=_MIRELS_8 & UNKNOWN
)
MIRELS_8_OR_MORE: Criterion = _MIRELS_8 | MIRELS_9_OR_MORE

# ---- time since an operation


def _since(day: date | None, on: date) -> float | None:
    return None if day is None else float((on - day).days)


DAYS_SINCE_SURGERY = _number(
    "days_since_surgery",
    kinds.DURATION,
    "time since the operation on this lesion",
    lambda lesion, on: _since(lesion.operated_on, on),
    asked=True,
)
WOUND_HEALED = _flag("wound_healed", "a healed wound", lambda lesion, _: lesion.wound_healed, asked=True)

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


IRRADIATED_MORE_THAN_ONCE = _flag(
    "irradiated_more_than_once",
    "more than one earlier course of radiotherapy to this lesion",
    lambda lesion, _: None if lesion.radiotherapy is None else len(lesion.radiotherapy) > 1,
    asked=True,
)
IRRADIATED_SINCE_SURGERY = _flag(
    "irradiated_since_surgery", "radiotherapy after the operation on this lesion", _irradiated_since_surgery, asked=True
)
DAYS_SINCE_RADIOTHERAPY = _number(
    "days_since_radiotherapy",
    kinds.DURATION,
    "time since the last radiotherapy to this lesion ended",
    _days_since_radiotherapy,
    asked=True,
)
#: Conventional fields: the cord is taken to have had the prescribed dose. Courses add up without recovery.
CORD_DOSE_GIVEN = _number(
    "cord_dose_given",
    kinds.CORD_EFFECTIVE_DOSE,
    "biologically effective dose, alpha/beta 2 Gy, that the cord has had",
    _cord_dose,
)
IRRADIATED = _flag(
    "irradiated",
    "radiotherapy to this lesion before",
    lambda lesion, _: None if lesion.radiotherapy is None else bool(lesion.radiotherapy),
    asked=True,
    inferred=(CORD_DOSE_GIVEN > "0 Gy") | IRRADIATED_MORE_THAN_ONCE | IRRADIATED_SINCE_SURGERY | UNKNOWN,
)

# ---- the person


def _irradiated_in_spine(context: Context) -> bool | None:
    lesions = context.patient.lesions
    if lesions is None:
        return None
    courses = [lesion.radiotherapy for lesion in lesions if lesion.spinal]
    return True if any(courses) else None if None in courses else False


#: Which level it was, and whether it is the one in question, this does not say.
IRRADIATED_SPINAL_LESION = fact(
    "irradiated_spinal_lesion",
    label="radiotherapy to a lesion of the spine before",
    read=_irradiated_in_spine,
    asked=True,
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
    "AT_HIP",
    "COLLAPSED",
    "CORD_DOSE_GIVEN",
    "CORTICAL_DESTRUCTION",
    "DAYS_SINCE_RADIOTHERAPY",
    "DAYS_SINCE_SURGERY",
    "FEMUR",
    "FRACTURED",
    "HUMERUS",
    "IMPENDING_FRACTURE",
    "IRRADIATED",
    "IRRADIATED_MORE_THAN_ONCE",
    "IRRADIATED_SINCE_SURGERY",
    "IRRADIATED_SPINAL_LESION",
    "JUNCTIONAL",
    "LONG_BONE",
    "LUMBAR_OR_SACRAL",
    "MECHANICAL_PAIN",
    "MIRELS_8_OR_MORE",
    "MIRELS_9_OR_MORE",
    "MORE_THAN_FIVE_METASTASES",
    "MORE_THAN_THREE_LEVELS",
    "NEUROPATHIC_PAIN",
    "OPERATED",
    "POSTERIOR_ELEMENTS",
    "SINS_7_OR_MORE",
    "SINS_13_OR_MORE",
    "SIZE",
    "SURGEON_CONSULTED",
    "UNSTABLE_SPINAL_LESION",
    "WEIGHT_BEARING",
    "WOUND_HEALED",
    "mirels_range",
    "sins_range",
]
