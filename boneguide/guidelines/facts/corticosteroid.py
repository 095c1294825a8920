"""Facts about corticosteroids: what is taken, for how long, with what effect, and what they may harm."""

from __future__ import annotations

import math
from datetime import date, timedelta
from operator import attrgetter
from typing import TYPE_CHECKING

from boneguide.guidelines import drugs
from boneguide.guidelines.facts._build import condition, lasting
from boneguide.guidelines.facts._completeness import may_lack
from boneguide.guidelines.facts._listed import classes_listed
from boneguide.guidelines.facts.lesion import IN_SPINE, KIND, KIND_NOT_STATED, LESIONS, PAIN_HERE_7_OR_MORE, PAINFUL
from boneguide.guidelines.facts.supportive import THERAPEUTIC_ANTICOAGULATION
from boneguide.guidelines.facts.treatment import allergic_to, another, has_given_way, takes
from boneguide.guidelines.facts.tumour import PRIMARY_IS_NO_CANCER
from boneguide.logic.interval import Interval
from boneguide.logic.nodes import UNKNOWN, not_
from boneguide.logic.tables import exists
from boneguide.logic.verbs import fact
from boneguide.model.patient import CORTICOSTEROID_RESPONSES
from boneguide.quantities import as_amount, kinds

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from boneguide.logic.context import Context
    from boneguide.logic.nodes import Criterion
    from boneguide.model.medication import Medication

DIABETES = condition("diabetes")
UNCONTROLLED_INFECTION = condition("uncontrolled_infection", "an uncontrolled infection")
SYSTEMIC_FUNGAL_INFECTION = condition("systemic_fungal_infection", "a systemic fungal infection")
GASTROINTESTINAL_ULCER_OR_BLEEDING = condition(
    "gastrointestinal_ulcer_or_bleeding", "an ulcer, bleeding or risk of perforation of stomach or bowel"
)
SIGNIFICANT_IMMUNOCOMPROMISE = condition("significant_immunocompromise", "significant immunocompromise")
SUSPECTED_HAEMATOLOGICAL_MALIGNANCY = condition(
    "suspected_haematological_malignancy", "a suspected haematological malignancy"
)
SEVERE_BONE_PAIN = condition("severe_bone_pain", "severe pain from metastases of bone")
NERVE_COMPRESSION_PAIN = condition("nerve_compression_pain", "pain from a compressed nerve")
SINGLE_FRACTION_PLANNED = condition(
    "single_fraction_radiotherapy_planned", "a single fraction of radiotherapy for bone pain is planned"
)
CORD_TREATMENT_BEGUN = condition(
    "cord_compression_treatment_begun", "surgery or radiotherapy for the compression has begun"
)
RECENT_CORTICOSTEROID_COURSES = lasting(
    condition(
        "recent_corticosteroid_courses", "recent repeated courses of a corticosteroid, or long treatment within a year"
    )
)
EVENING_CORTICOSTEROID_DOSES = condition("evening_corticosteroid_doses", "repeated evening doses of a corticosteroid")
ADRENAL_INSUFFICIENCY_CAUSE = condition("adrenal_insufficiency_cause", "another cause of adrenal insufficiency")

CORTICOSTEROID_RESPONSE = fact(
    "corticosteroid_response",
    values=CORTICOSTEROID_RESPONSES,
    label="what became of pain or neurology under the corticosteroid",
    read=attrgetter("patient.corticosteroid_response"),
    asked=True,
)

TAKES_DEXAMETHASONE = takes(drugs.DEXAMETHASONE, name="takes_dexamethasone", label="dexamethasone now")
TAKES_ANTICOAGULANT = takes(
    "anticoagulant",
    name="takes_anticoagulant",
    label="an anticoagulant",
    such_as=(THERAPEUTIC_ANTICOAGULATION,),
)
#: A list on which none was recognised does not rule out one at treatment dose that is on record.
ANTICOAGULATED = TAKES_ANTICOAGULANT | THERAPEUTIC_ANTICOAGULATION
OTHER_CORTICOSTEROID = fact(
    "takes_another_corticosteroid",
    label="a corticosteroid other than dexamethasone",
    read=another("corticosteroid", than=drugs.DEXAMETHASONE),
    asked=True,
)
TAKES_ENZYME_INDUCER = takes(
    "enzyme-inducing anticonvulsant",
    "enzyme inducer",
    name="takes_enzyme_inducer",
    label="phenytoin, carbamazepine, phenobarbital or rifampicin",
)
TAKES_CHECKPOINT_INHIBITOR = takes(
    "immune checkpoint inhibitor", name="takes_checkpoint_inhibitor", label="an immune checkpoint inhibitor"
)
ALLERGY_DEXAMETHASONE = allergic_to(
    drugs.DEXAMETHASONE,
    name="allergy_dexamethasone",
    label="hypersensitivity to dexamethasone",
    # The class itself is not compared: it would hold prednisolone.
    words=frozenset({"corticosteroid", "corticosteroids", "glucocorticoid", "glucocorticoids", "steroid", "steroids"}),
)


_ONE_DAY = timedelta(days=1)
#: As much as 40 mg of prednisolone, and for how many days.
_ABOVE_MILLIGRAMS, _A_WEEK = 6.0, 7


def _current(context: Context) -> Iterator[Medication]:
    for medication in context.patient.medications or ():
        if drugs.DEXAMETHASONE in classes_listed(medication) and medication.active(context.on) is True:
            yield medication


def _first_day(medications: Iterable[Medication]) -> date | None:
    """Return the earliest first day, or None where any is not known."""
    starts = [m.start for m in medications]
    known = [day for day in starts if day is not None]
    return min(known) if known and len(known) == len(starts) else None


def _course(context: Context) -> tuple[list[Medication], date | None]:
    """Return the entries of the course that goes on now, and its first day.

    A taper may stand on the list as an entry for each step: what ended no earlier
    than the day before the course belongs to it. Where the first day is not known
    every earlier entry may.
    """
    course = list(_current(context))
    since = _first_day(course)
    ended = [
        m
        for m in context.patient.medications or ()
        if course and drugs.DEXAMETHASONE in classes_listed(m) and m.stop is not None and m.stop < context.on
    ]
    while joined := [m for m in ended if since is None or (m.stop is not None and m.stop >= since - _ONE_DAY)]:
        course += joined
        ended = [m for m in ended if m not in joined]
        since = None if since is None else _first_day(course)
    return course, since


def _days(context: Context) -> Interval | float | None:
    course, since = _course(context)
    if since is not None and not may_lack(context, "medications"):
        return float((context.on - since).days)
    known = [m.start for m in course if m.start is not None and m.active(context.on) is True]
    # An entry without a day, or one that is lacking, may have been begun earlier, and not later than the others.
    return Interval(float((context.on - min(known)).days), math.inf) if known else None


def _milligrams(medications: Iterable[Medication]) -> float | None:
    """Return what the entries add up to in a day, or None where one does not say how much."""
    doses = [m.daily_dose for m in medications]
    known = [kinds.DRUG_MASS.canonical_value(dose) for dose in doses if dose is not None]
    return sum(known) if len(known) == len(doses) else None


def _on_the_day(medications: Iterable[Medication], day: date) -> list[Medication]:
    """Return what is taken on a day; a step that ends on the day on which the next begins has given way to it."""
    active = [m for m in medications if m.active(day)]
    return [m for m in active if not has_given_way(m, day, to=active)]


def _daily_dose(context: Context) -> float | None:
    if may_lack(context, "medications"):
        # An entry that is lacking would be added.
        return None
    # What is taken only when it is needed is no dose of every day.
    current = _on_the_day((m for m in _current(context) if m.as_needed is not True), context.on)
    return _milligrams(current) if current else None


def _above_6_mg_for_over_a_week(context: Context) -> bool | None:
    if may_lack(context, "medications"):
        # A step that is lacking would be added, or the day on which one gave way to another.
        return None
    course, since = _course(context)
    most = _milligrams(course)
    if not course or most is None:
        return None
    if most <= _ABOVE_MILLIGRAMS:
        return False
    if since is None:
        return None
    days = (since + timedelta(days=n) for n in range((context.on - since).days))
    doses = (_milligrams(_on_the_day(course, day)) for day in days)
    return sum(dose is not None and dose > _ABOVE_MILLIGRAMS for dose in doses) > _A_WEEK


#: All that is taken now, added up; of two steps of a taper that share the day, the one that begins.
DEXAMETHASONE_DAILY_DOSE = fact(
    "dexamethasone_daily_dose",
    kinds.DRUG_MASS,
    label="dexamethasone in 24 hours",
    read=_daily_dose,
    asked=True,
)
#: From the first day of the course, steps of a taper on record included; the present day counts as none.
DAYS_ON_DEXAMETHASONE = fact(
    "days_on_dexamethasone",
    kinds.DURATION,
    label="time on dexamethasone",
    read=_days,
    asked=True,
    lasting=True,
)
#: At any time in the course: somebody who was brought down to 2 mg may have had 16 mg for a fortnight. Where only
#: the dose and the time are known, 6 mg or less now does not say what was taken before, unless all was within a week.
ABOVE_6_MG_FOR_OVER_A_WEEK = fact(
    "above_6_mg_for_over_a_week",
    label="more than 6 mg of dexamethasone a day for longer than a week",
    read=_above_6_mg_for_over_a_week,
    asked=True,
    inferred=(DAYS_ON_DEXAMETHASONE > "7 day") & ((DEXAMETHASONE_DAILY_DOSE > "6 mg") | UNKNOWN),
)


def _ordered(context: Context) -> float | None:
    order = context.order
    if order is None or order.dose is None or drugs.DEXAMETHASONE not in drugs.classes_of(order.drug):
        return None
    if as_amount(order.dose).unit not in kinds.DRUG_MASS.units:
        return None
    # Without an interval the order is of one dose; of a span of intervals the shortest gives most.
    every = None if order.interval is None else order.interval.low
    days = 1.0 if every is None else kinds.DURATION.canonical_value(every)
    return kinds.DRUG_MASS.canonical_value(order.dose) / min(days, 1.0)


ORDERED_DEXAMETHASONE = fact(
    "ordered_dexamethasone", kinds.DRUG_MASS, label="dexamethasone ordered for 24 hours", read=_ordered
)

# --------------------------------------------------------------------------- where the pain is


def _of_cancer(place: Criterion) -> Criterion:
    """Return whether such a lesion is a metastasis or of myeloma; one of no stated kind is what the primary is."""
    stated, silent = KIND.is_in("metastasis", "myeloma") & place, KIND_NOT_STATED & place
    return exists(LESIONS, stated) | (exists(LESIONS, silent) & not_(PRIMARY_IS_NO_CANCER))


#: By its score; whether somebody calls it severe is another fact.
PAIN_7_OR_MORE_AT_METASTASIS = fact(
    "pain_7_or_more_at_metastasis",
    label="pain of 7 or more out of 10 at a metastasis or myeloma lesion",
    inferred=_of_cancer(PAIN_HERE_7_OR_MORE),
)
#: Metastasis, myeloma or lymphoma; a tumour that arose in the vertebra is another matter.
MALIGNANT_SPINAL_LESION = fact(
    "malignant_spinal_lesion",
    label="a metastasis or myeloma lesion of the spine",
    inferred=_of_cancer(IN_SPINE),
)
PAINFUL_MALIGNANT_LESION = fact(
    "painful_malignant_lesion",
    label="a painful metastasis or myeloma lesion of bone",
    inferred=_of_cancer(PAINFUL),
)
PAINFUL_LESION_OUTSIDE_SPINE = fact(
    "painful_lesion_outside_spine",
    label="a painful metastasis or myeloma lesion outside the spine",
    inferred=_of_cancer(PAINFUL & not_(IN_SPINE)),
)
