"""Yes-or-no facts about a person: conditions, symptoms, mouth and teeth.

Every fact is True, False or None, and None means unknown.
"""

from __future__ import annotations

from datetime import date

import attrs

from boneguide.errors import InvalidPatientError
from boneguide.model._check import day, flag, quantity
from boneguide.model._record import Facts
from boneguide.quantities import Quantity, kinds


@attrs.frozen(kw_only=True, repr=False)
class Conditions(Facts):
    """What a person has, or is known not to have.

    Raises:
        InvalidPatientError: If a fact is anything but True, False or None.

    Example:
        >>> Conditions(dehydrated=False, osteoporosis=True)
        Conditions(dehydrated=False, osteoporosis=True)
    """

    #: Lacks fluid, or has not been rehydrated.
    dehydrated: bool | None = attrs.field(default=None, validator=flag)
    #: Would not bear a large volume of fluid.
    volume_overload_risk: bool | None = attrs.field(default=None, validator=flag)
    #: Heart failure.
    cardiac_failure: bool | None = attrs.field(default=None, validator=flag)
    #: Asthma brought on by aspirin.
    aspirin_sensitive_asthma: bool | None = attrs.field(default=None, validator=flag)
    #: Severe impairment of the liver.
    severe_hepatic_impairment: bool | None = attrs.field(default=None, validator=flag)
    #: Surgery of the thyroid or parathyroid glands at any time.
    thyroid_or_parathyroid_surgery: bool | None = attrs.field(default=None, validator=flag)
    #: Hereditary intolerance of fructose.
    fructose_intolerance: bool | None = attrs.field(default=None, validator=flag)
    #: Stricture, achalasia or another cause of slow passage through the oesophagus.
    oesophageal_abnormality: bool | None = attrs.field(default=None, validator=flag)
    #: Can sit or stand upright for 60 minutes.
    able_to_sit_upright_60_minutes: bool | None = attrs.field(default=None, validator=flag)
    #: Acute inflammation of stomach or bowel.
    acute_gastrointestinal_inflammation: bool | None = attrs.field(default=None, validator=flag)
    #: Osteoporosis.
    osteoporosis: bool | None = attrs.field(default=None, validator=flag)
    #: Osteopenia.
    osteopenia: bool | None = attrs.field(default=None, validator=flag)
    #: A fracture from little force before now.
    prior_fragility_fracture: bool | None = attrs.field(default=None, validator=flag)
    #: Acute kidney injury now.
    acute_kidney_injury: bool | None = attrs.field(default=None, validator=flag)
    #: On dialysis.
    dialysis: bool | None = attrs.field(default=None, validator=flag)
    #: A fall in kidney function has a cause other than a bone-modifying agent.
    renal_deterioration_explained: bool | None = attrs.field(default=None, validator=flag)
    #: Albumin in urine has a known cause other than a bone-modifying agent.
    albuminuria_explained: bool | None = attrs.field(default=None, validator=flag)
    #: Bone disease of myeloma judged extensive.
    extensive_myeloma_bone_disease: bool | None = attrs.field(default=None, validator=flag)
    #: A paraprotein that binds calcium, so that total calcium misleads.
    calcium_binding_paraprotein: bool | None = attrs.field(default=None, validator=flag)
    #: Severe acidosis or alkalosis, so that corrected calcium misleads.
    severe_acid_base_disturbance: bool | None = attrs.field(default=None, validator=flag)
    #: Radiotherapy to head or neck at any time.
    head_and_neck_radiotherapy: bool | None = attrs.field(default=None, validator=flag)
    #: Radiotherapy to a jaw at any time.
    jaw_radiotherapy: bool | None = attrs.field(default=None, validator=flag)
    #: A metastasis in a jaw.
    jaw_metastasis: bool | None = attrs.field(default=None, validator=flag)
    #: A disorder of clotting.
    coagulopathy: bool | None = attrs.field(default=None, validator=flag)
    #: The skeleton is still growing.
    growing_skeleton: bool | None = attrs.field(default=None, validator=flag)
    #: Skeletal disease progresses and causes symptoms.
    symptomatic_skeletal_progression: bool | None = attrs.field(default=None, validator=flag)
    #: A new skeletal event, such as a fracture or radiotherapy to bone, at relapse.
    new_skeletal_event: bool | None = attrs.field(default=None, validator=flag)
    #: The cancer is stable or responds to treatment.
    stable_or_responding_disease: bool | None = attrs.field(default=None, validator=flag)
    #: Performance status has fallen substantially.
    substantial_performance_decline: bool | None = attrs.field(default=None, validator=flag)
    #: Receives treatment against the cancer itself.
    on_antineoplastic_therapy: bool | None = attrs.field(default=None, validator=flag)
    #: Bone metastases judged clinically significant.
    clinically_significant_bone_disease: bool | None = attrs.field(default=None, validator=flag)
    #: High calcium caused by calcitriol.
    calcitriol_mediated_hypercalcaemia: bool | None = attrs.field(default=None, validator=flag)
    #: Primary hyperparathyroidism.
    primary_hyperparathyroidism: bool | None = attrs.field(default=None, validator=flag)
    #: Symptoms of high calcium.
    hypercalcaemia_symptoms: bool | None = attrs.field(default=None, validator=flag)
    #: Low calcium is being treated.
    hypocalcaemia_treated: bool | None = attrs.field(default=None, validator=flag)
    #: Takes calcium and vitamin D.
    takes_calcium_and_vitamin_d: bool | None = attrs.field(default=None, validator=flag)
    #: Uses effective contraception.
    effective_contraception: bool | None = attrs.field(default=None, validator=flag)


def refuse_detail_of_nothing(record: Facts, fact: str, *details: str) -> None:
    """Refuse details of a fact that is False.

    Args:
        record: The part of the record.
        fact: The name of the yes-or-no fact.
        details: Names of what describes it.

    Raises:
        InvalidPatientError: If the fact is False and a detail is given.
    """
    if getattr(record, fact) is not False:
        return
    for detail in details:
        given = getattr(record, detail)
        if given is not None:
            name = type(record).__name__
            msg = (
                f"{name}.{detail} was {given}, while {name}.{fact} is False; expected None, because what is absent"
                " has no detail. Correct one of the two."
            )
            raise InvalidPatientError(msg)


@attrs.frozen(kw_only=True, repr=False)
class Symptoms(Facts):
    """What a person complains of, or is known not to complain of.

    Raises:
        InvalidPatientError: If a fact is not True, False or None, a time is no
            quantity of time, or a detail is given of what is absent.

    Example:
        >>> Symptoms(thigh_hip_or_groin_pain=True)
        Symptoms(thigh_hip_or_groin_pain=True)
    """

    #: New pain in thigh, hip or groin.
    thigh_hip_or_groin_pain: bool | None = attrs.field(default=None, validator=flag)
    #: Pain of bone, joint or muscle that incapacitates.
    incapacitating_musculoskeletal_pain: bool | None = attrs.field(default=None, validator=flag)
    #: Red, painful or light-sensitive eye.
    eye_inflammation: bool | None = attrs.field(default=None, validator=flag)
    #: Long-standing pain, discharge or infection of an ear.
    ear_symptoms: bool | None = attrs.field(default=None, validator=flag)
    #: Fever.
    febrile: bool | None = attrs.field(default=None, validator=flag)
    #: Pain, swelling, numbness or loose teeth in a jaw.
    jaw_symptoms: bool | None = attrs.field(default=None, validator=flag)
    #: Bone of a jaw is exposed, or can be probed through a fistula.
    exposed_jaw_bone: bool | None = attrs.field(default=None, validator=flag)
    #: For how long it has been exposed.
    exposed_jaw_bone_duration: Quantity | None = attrs.field(default=None, validator=quantity(kinds.DURATION))
    #: Fever, chills, fatigue or aches after a dose of a bone-modifying agent.
    acute_phase_symptoms: bool | None = attrs.field(default=None, validator=flag)
    #: Day on which these began.
    acute_phase_onset: date | None = attrs.field(default=None, validator=day)
    #: Time from the dose to their beginning, where the day is not recorded.
    acute_phase_delay: Quantity | None = attrs.field(default=None, validator=quantity(kinds.DURATION))
    #: For how long they have lasted.
    acute_phase_duration: Quantity | None = attrs.field(default=None, validator=quantity(kinds.DURATION))
    #: Tingling, cramps, spasm or other signs of low calcium.
    hypocalcaemia_symptoms: bool | None = attrs.field(default=None, validator=flag)
    #: Sudden severe pain in a bone, as after a minor injury.
    sudden_severe_bone_pain: bool | None = attrs.field(default=None, validator=flag)

    def __attrs_post_init__(self) -> None:
        """Refuse details of symptoms that are absent."""
        refuse_detail_of_nothing(self, "exposed_jaw_bone", "exposed_jaw_bone_duration")
        refuse_detail_of_nothing(
            self, "acute_phase_symptoms", "acute_phase_onset", "acute_phase_delay", "acute_phase_duration"
        )


@attrs.frozen(kw_only=True, repr=False)
class Dental(Facts):
    """State of mouth and teeth.

    Raises:
        InvalidPatientError: If a fact is not True, False or None, a day is no
            date, or a day is given for an assessment that did not take place.

    Example:
        >>> Dental(assessment_on=date(2026, 11, 2), work_outstanding=False).assessed
        True
    """

    #: Day on which a dentist assessed mouth and teeth before treatment.
    assessment_on: date | None = attrs.field(default=None, validator=day)
    #: That assessment took place; left out, it follows from its day.
    assessed: bool | None = attrs.field(validator=flag)
    #: Dental work found necessary is not finished.
    work_outstanding: bool | None = attrs.field(default=None, validator=flag)
    #: A wound from dental or oral surgery has not healed.
    unhealed_oral_surgery: bool | None = attrs.field(default=None, validator=flag)
    #: An open lesion of the soft tissue of the mouth has not healed.
    open_oral_lesion: bool | None = attrs.field(default=None, validator=flag)
    #: An extraction, implant or other invasive procedure is planned.
    planned_invasive_procedure: bool | None = attrs.field(default=None, validator=flag)
    #: Day of the last routine review.
    last_review: date | None = attrs.field(default=None, validator=day)
    #: Poor oral hygiene.
    poor_hygiene: bool | None = attrs.field(default=None, validator=flag)
    #: A denture that fits badly.
    ill_fitting_denture: bool | None = attrs.field(default=None, validator=flag)
    #: Disease of the gums and the tissue that holds the teeth.
    periodontal_disease: bool | None = attrs.field(default=None, validator=flag)
    #: An infection in the mouth.
    oral_infection: bool | None = attrs.field(default=None, validator=flag)
    #: Smokes.
    smoking: bool | None = attrs.field(default=None, validator=flag)

    @assessed.default
    def _assessed_if_dated(self) -> bool | None:
        return None if self.assessment_on is None else True

    def __attrs_post_init__(self) -> None:
        """Refuse the day of an assessment that did not take place."""
        refuse_detail_of_nothing(self, "assessed", "assessment_on")
