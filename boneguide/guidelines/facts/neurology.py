"""Facts about the spinal cord and the cauda equina, found by asking, examining and imaging."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

from boneguide.guidelines.facts._build import lasting, neurology
from boneguide.guidelines.facts._completeness import absent
from boneguide.logic.interval import Interval
from boneguide.logic.nodes import UNKNOWN
from boneguide.logic.verbs import fact
from boneguide.model.neurology import CORD_COMPRESSED, CORD_COMPRESSIONS, EPIDURAL_GRADES
from boneguide.quantities import kinds

if TYPE_CHECKING:
    from datetime import date

    from boneguide.logic.context import Context


def _deficit(context: Context) -> bool | None:
    found = context.patient.neurology
    # A day on which signs began says that there are signs.
    return True if found.deficit_onset is not None else found.deficit


def _paraplegia(context: Context) -> bool | None:
    found = context.patient.neurology
    return True if found.paraplegia_onset is not None else found.paraplegia


def _cord_compression(context: Context) -> str | None:
    found = context.patient.neurology
    # Grades 2 and 3 are seen on imaging, whatever was suspected before; so is what was confirmed on some day.
    shown = found.epidural_grade in CORD_COMPRESSED or found.confirmed_on is not None
    return "confirmed" if shown else found.cord_compression


def _paraplegia_duration(context: Context) -> object:
    found = context.patient.neurology
    if found.paraplegia_onset is None:
        return found.paraplegia_duration
    # A day has no hour: it may have begun late on that day, or early.
    days = float((context.on - found.paraplegia_onset).days)
    return Interval(max(0.0, days - 1), days + 1)


PARAPLEGIA_DURATION = fact(
    "paraplegia_duration",
    kinds.DURATION,
    label="how long the paraplegia has lasted",
    read=_paraplegia_duration,
    asked=True,
    lasting=True,
)
#: How long it has lasted, or when it began, says that it is there.
PARAPLEGIA = fact(
    "paraplegia",
    label="complete paraplegia",
    read=_paraplegia,
    asked=True,
    inferred=(PARAPLEGIA_DURATION >= "0 hour") | UNKNOWN,
)
#: Weakness of a limb, change of gait, loss of sensation, disturbed bladder or bowel, saddle anaesthesia.
NEUROLOGICAL_DEFICIT = fact(
    "neurological_deficit",
    label="neurological signs of cord or cauda equina compression",
    read=_deficit,
    asked=True,
    inferred=PARAPLEGIA | UNKNOWN,
)
AMBULATORY = neurology("ambulatory", "able to walk", inferred=~PARAPLEGIA & UNKNOWN)
#: Known to be false of whoever can walk or has no neurological signs.
COMPLETE_PARAPLEGIA = PARAPLEGIA & NEUROLOGICAL_DEFICIT & ~AMBULATORY
CORD_COMPRESSION = fact(
    "cord_compression",
    values=CORD_COMPRESSIONS,
    label="compression of the spinal cord or cauda equina",
    read=_cord_compression,
)
SPINAL_INSTABILITY_SUSPECTED = neurology(
    "spinal_instability_suspected", "suspected instability of the spine", asked=False
)
#: In the neck or chest part of the spine, band-like, progressive, unremitting, at night, worse on straining, tender.
SUSPICIOUS_SPINAL_PAIN = neurology("suspicious_spinal_pain", "pain that suggests spinal metastases")


#: By the library's own decision: the days within which imaging of pain without signs is asked for.
_RECENT_DAYS = 7


def _whole_spine_mri_done(context: Context) -> bool | None:
    found = context.patient.neurology
    imaged = max(filter(None, (found.whole_spine_mri_on, found.confirmed_on)), default=None)
    if imaged is None:
        return None
    if found.deficit_onset is not None:
        return imaged >= found.deficit_onset
    return (context.on - imaged).days <= _RECENT_DAYS or _cord_compression(context) == "confirmed"


#: The day on which imaging confirmed compression is one of imaging as well.
#: One from before the neurological signs began does not count. Where nobody said when they began it counts for 7
#: days, or where it confirmed compression, which explains them.
WHOLE_SPINE_MRI_DONE = fact(
    "whole_spine_mri_done", label="magnetic resonance imaging of the whole spine", read=_whole_spine_mri_done
)
EPIDURAL_GRADE = fact(
    "epidural_grade",
    values=EPIDURAL_GRADES,
    label="worst grade of epidural compression (Bilsky)",
    read=attrgetter("patient.neurology.epidural_grade"),
)
#: Grades 2 and 3 are compression of the cord itself.
HIGH_GRADE_COMPRESSION = EPIDURAL_GRADE.is_in(*sorted(CORD_COMPRESSED))
CORD_DISPLACED = neurology(
    "cord_displaced", "displacement of the cord on imaging", asked=False, inferred=HIGH_GRADE_COMPRESSION | UNKNOWN
)
ROOT_OR_CAUDA_ONLY = neurology(
    "root_or_cauda_only",
    "only roots or cauda equina are compressed",
    asked=False,
    inferred=~CORD_DISPLACED & UNKNOWN,
)
SINGLE_AREA = neurology("single_area", "compression confined to one area", asked=False)
TISSUE_DIAGNOSIS = neurology("tissue_diagnosis", "cancer proven in tissue")
SURGICAL_CANDIDATE = neurology("surgical_candidate", "fit for surgery in the opinion of a spinal surgeon")
#: Not read off the lesions: which level compresses they do not say, and radiotherapy of a tumour in front of the spine
#: reaches the cord as well.
PRIOR_RADIOTHERAPY_AT_LEVEL = lasting(
    neurology("prior_radiotherapy_at_level", "earlier radiotherapy at the level of the compression")
)
CUMULATIVE_DOSE_CLEARED = neurology(
    "cumulative_dose_cleared", "review by physics of the earlier and the new dose to the cord", asked=False
)


def _days_since_decision(context: Context) -> float | None:
    decided = context.patient.neurology.treatment_decided_on
    return None if decided is None else float((context.on - decided).days)


DAYS_SINCE_TREATMENT_DECISION = fact(
    "days_since_treatment_decision",
    kinds.DURATION,
    label="time since it was decided to treat the compression",
    read=_days_since_decision,
    asked=True,
)


def _spine_treated_since(context: Context) -> bool | None:
    found, lesions = context.patient.neurology, context.patient.lesions
    # Imaging may be one of later: the day of confirmation counts first, then that of the decision.
    since = found.confirmed_on or found.treatment_decided_on or found.whole_spine_mri_on
    if since is None or lesions is None:
        return None
    days: list[date | None] = []
    for lesion in lesions:
        if lesion.spinal:
            courses = lesion.radiotherapy
            days += [lesion.operated_on, *((None,) if courses is None else (course.ended for course in courses))]
    if any(day is not None and day >= since for day in days):
        return True
    return None if None in days else absent(context, "lesions")


#: By the dates on the lesions. Which level compresses they do not say, so it is asked about and not taken as treatment.
SPINE_TREATED_SINCE_CONFIRMED = fact(
    "spine_treated_since_confirmed",
    label="an operation or radiotherapy of a lesion of the spine since compression was confirmed",
    read=_spine_treated_since,
    lasting=True,
)
