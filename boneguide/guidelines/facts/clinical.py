"""Facts found by asking and looking: conditions, symptoms, mouth and teeth."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

from boneguide.guidelines import drugs
from boneguide.guidelines.facts._build import condition, dental, lasting, symptom
from boneguide.guidelines.facts._completeness import may_lack_doses
from boneguide.guidelines.facts._listed import days_given
from boneguide.guidelines.facts.person import AGE
from boneguide.guidelines.facts.treatment import TAKES_CALCIUM, TAKES_VITAMIN_D
from boneguide.logic.interval import Interval
from boneguide.logic.nodes import UNKNOWN, any_of, assume_absent
from boneguide.logic.verbs import fact
from boneguide.quantities import kinds

if TYPE_CHECKING:
    from boneguide.logic.context import Context

DEHYDRATED = condition("dehydrated", "dehydration")
VOLUME_OVERLOAD_RISK = condition("volume_overload_risk", "risk of volume overload")
CARDIAC_FAILURE = condition("cardiac_failure", "heart failure")
ASPIRIN_SENSITIVE_ASTHMA = lasting(condition("aspirin_sensitive_asthma", "aspirin-sensitive asthma"))
SEVERE_HEPATIC_IMPAIRMENT = condition("severe_hepatic_impairment", "severe hepatic impairment")
THYROID_OR_PARATHYROID_SURGERY = lasting(
    condition("thyroid_or_parathyroid_surgery", "earlier thyroid or parathyroid surgery")
)
FRUCTOSE_INTOLERANCE = lasting(condition("fructose_intolerance", "hereditary fructose intolerance"))
OESOPHAGEAL_ABNORMALITY = condition("oesophageal_abnormality", "abnormality of the oesophagus")
ABLE_TO_SIT_UPRIGHT = condition("able_to_sit_upright_60_minutes", "able to sit or stand upright for 60 minutes")
GASTROINTESTINAL_INFLAMMATION = condition("acute_gastrointestinal_inflammation", "acute gastrointestinal inflammation")
OSTEOPOROSIS = lasting(condition("osteoporosis"))
OSTEOPENIA = condition("osteopenia")
PRIOR_FRAGILITY_FRACTURE = lasting(condition("prior_fragility_fracture", "an earlier fragility fracture"))
ACUTE_KIDNEY_INJURY = condition("acute_kidney_injury", "acute kidney injury")
DIALYSIS = condition("dialysis")
#: On dialysis no clearance can be worked out from creatinine.
DIALYSIS_ON_RECORD = assume_absent(DIALYSIS, because="dialysis is always on record")
RENAL_DETERIORATION_EXPLAINED = condition(
    "renal_deterioration_explained", "the renal deterioration is explained by another cause"
)
ALBUMINURIA_EXPLAINED = condition("albuminuria_explained", "the albuminuria is explained by another cause")
CALCIUM_BINDING_PARAPROTEIN = condition("calcium_binding_paraprotein", "a calcium-binding paraprotein")
SEVERE_ACID_BASE_DISTURBANCE = condition("severe_acid_base_disturbance", "severe acid-base disturbance")
JAW_RADIOTHERAPY = lasting(condition("jaw_radiotherapy", "radiotherapy to the jaw"))
JAW_METASTASIS = condition("jaw_metastasis", "a metastasis in the jaw")
HEAD_AND_NECK_RADIOTHERAPY = lasting(condition("head_and_neck_radiotherapy", "head and neck radiotherapy"))
UNCORRECTABLE_COAGULOPATHY = condition("uncorrectable_coagulopathy", "a disorder of clotting that cannot be corrected")
#: One that cannot be corrected is one; without that there may be another.
COAGULOPATHY = condition("coagulopathy", inferred=UNCORRECTABLE_COAGULOPATHY | UNKNOWN)
#: Age from which a skeleton counts as grown when nothing is recorded. The library's own decision.
AGE_FULLY_GROWN = "25 year"
GROWING_SKELETON = fact(
    "growing_skeleton",
    label="a growing skeleton",
    read=attrgetter("patient.conditions.growing_skeleton"),
    asked=True,
    inferred=~assume_absent(
        AGE >= AGE_FULLY_GROWN, because="a skeleton may be growing until age or the record says that it is grown"
    )
    & UNKNOWN,
    lasting=True,
)
CALCITRIOL_MEDIATED = condition("calcitriol_mediated_hypercalcaemia", "calcitriol-mediated hypercalcaemia")
PRIMARY_HYPERPARATHYROIDISM = condition("primary_hyperparathyroidism", "primary hyperparathyroidism")
HYPERCALCAEMIA_SYMPTOMS = condition("hypercalcaemia_symptoms", "symptoms of hypercalcaemia")
HYPOCALCAEMIA_TREATED = condition("hypocalcaemia_treated", "the hypocalcaemia is being treated")
#: Supplements may be taken that no list of medicines holds.
TAKES_CALCIUM_AND_VITAMIN_D = condition(
    "takes_calcium_and_vitamin_d",
    "takes calcium and vitamin D",
    inferred=any_of(TAKES_CALCIUM, TAKES_VITAMIN_D, UNKNOWN),
)
EFFECTIVE_CONTRACEPTION = condition("effective_contraception", "effective contraception")
NEW_SKELETAL_EVENT = lasting(condition("new_skeletal_event", "a new skeletal event at relapse"))

FEMUR_PAIN = symptom("thigh_hip_or_groin_pain", "new thigh, hip or groin pain")
INCAPACITATING_PAIN = symptom("incapacitating_musculoskeletal_pain", "incapacitating bone, joint or muscle pain")
EYE_INFLAMMATION = symptom("eye_inflammation", "an inflamed or painful eye")
EAR_SYMPTOMS = symptom("ear_symptoms", "chronic ear symptoms")
JAW_SYMPTOMS = symptom("jaw_symptoms", "jaw symptoms")
EXPOSED_JAW_BONE = symptom("exposed_jaw_bone", "exposed bone in the jaw, or bone probed through a fistula")
ACUTE_PHASE_SYMPTOMS = symptom("acute_phase_symptoms", "fever, chills or aches after a dose")
FEBRILE = symptom("febrile", "fever")
SUDDEN_BONE_PAIN = symptom("sudden_severe_bone_pain", "sudden severe pain in a bone")
HYPOCALCAEMIA_SYMPTOMS = symptom("hypocalcaemia_symptoms", "symptoms of hypocalcaemia")

EXPOSED_JAW_BONE_DURATION = fact(
    "exposed_jaw_bone_duration",
    kinds.DURATION,
    label="how long jaw bone has been exposed",
    read=attrgetter("patient.symptoms.exposed_jaw_bone_duration"),
    asked=True,
    lasting=True,
)


def _acute_phase_delay(context: Context) -> object:
    symptoms = context.patient.symptoms
    if symptoms.acute_phase_delay is not None:
        return symptoms.acute_phase_delay
    onset = symptoms.acute_phase_onset
    given = days_given(context, drugs.INTRAVENOUS_BISPHOSPHONATES, infused=True)
    before = [day for day in given if day is not None and onset is not None and day <= onset]
    if onset is None or not before:
        return None
    delay = float((onset - max(before)).days)
    # A dose that is not listed may have been given since.
    return Interval(0.0, delay) if may_lack_doses(context, "bone_agent_doses") else delay


def _acute_phase_duration(context: Context) -> object:
    symptoms = context.patient.symptoms
    if symptoms.acute_phase_duration is not None:
        return symptoms.acute_phase_duration
    onset = symptoms.acute_phase_onset
    return None if onset is None else float((context.on - onset).days)


ACUTE_PHASE_DELAY = fact(
    "acute_phase_delay",
    kinds.DURATION,
    label="time from the dose to the first symptom",
    read=_acute_phase_delay,
    asked=True,
    lasting=True,
)
ACUTE_PHASE_DURATION = fact(
    "acute_phase_duration",
    kinds.DURATION,
    label="how long the symptoms have lasted",
    read=_acute_phase_duration,
    asked=True,
    lasting=True,
)


def _dental_assessed(context: Context) -> bool | None:
    record = context.patient.dental
    return True if record.assessment_on is not None else record.assessed


DENTAL_ASSESSED = fact("dental_assessed", label="a dental assessment", read=_dental_assessed, asked=True)
DENTAL_WORK_OUTSTANDING = dental("work_outstanding", "necessary dental work outstanding")
UNHEALED_ORAL_SURGERY = dental("unhealed_oral_surgery", "an unhealed lesion from dental or oral surgery")
OPEN_ORAL_LESION = dental("open_oral_lesion", "an unhealed open soft-tissue lesion in the mouth")
PLANNED_INVASIVE_DENTAL_PROCEDURE = dental(
    "planned_invasive_procedure", "a planned extraction, implant or other invasive dental procedure"
)
POOR_ORAL_HYGIENE = dental("poor_hygiene", "poor oral hygiene")
ILL_FITTING_DENTURE = dental("ill_fitting_denture", "an ill-fitting denture")
PERIODONTAL_DISEASE = dental("periodontal_disease", "periodontal disease")
ORAL_INFECTION = dental("oral_infection", "an infection in the mouth")
SMOKING = dental("smoking", "smoking")


def _last_dental_review(context: Context) -> Interval | float | None:
    record = context.patient.dental
    days = [d for d in (record.last_review, record.assessment_on) if d is not None]
    return float((context.on - max(days)).days) if days else None


DAYS_SINCE_DENTAL_REVIEW = fact(
    "days_since_dental_review",
    kinds.DURATION,
    label="time since the last dental review",
    read=_last_dental_review,
    asked=True,
    lasting=True,
)
