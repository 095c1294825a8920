"""Yes-or-no facts about a person: conditions, symptoms, mouth and teeth.

Every fact is True, False or None, and None means unknown.
"""

from __future__ import annotations

from datetime import date

import attrs

from boneguide.model._check import day, flag, quantity
from boneguide.model._record import Facts, refuse_detail_of_nothing
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
    #: Diabetes mellitus.
    diabetes: bool | None = attrs.field(default=None, validator=flag)
    #: An infection that is not yet controlled, tuberculosis and hepatitis B included.
    uncontrolled_infection: bool | None = attrs.field(default=None, validator=flag)
    #: An infection with a fungus beyond skin and mucosa.
    systemic_fungal_infection: bool | None = attrs.field(default=None, validator=flag)
    #: An ulcer or bleeding of stomach or bowel, or a risk that it perforates.
    gastrointestinal_ulcer_or_bleeding: bool | None = attrs.field(default=None, validator=flag)
    #: Immune defence much weakened by disease or treatment.
    significant_immunocompromise: bool | None = attrs.field(default=None, validator=flag)
    #: A lymphoma or another cancer of the blood is suspected and not yet confirmed.
    suspected_haematological_malignancy: bool | None = attrs.field(default=None, validator=flag)
    #: Severe pain from metastases of bone.
    severe_bone_pain: bool | None = attrs.field(default=None, validator=flag)
    #: Pain from a nerve or nerve root that the tumour presses on.
    nerve_compression_pain: bool | None = attrs.field(default=None, validator=flag)
    #: A single fraction of radiotherapy for a painful metastasis of bone is planned.
    single_fraction_radiotherapy_planned: bool | None = attrs.field(default=None, validator=flag)
    #: An operation or radiotherapy for compression of the cord or cauda equina has begun.
    cord_compression_treatment_begun: bool | None = attrs.field(default=None, validator=flag)
    #: Repeated courses of a corticosteroid lately, or long treatment with one within the last year.
    recent_corticosteroid_courses: bool | None = attrs.field(default=None, validator=flag)
    #: Evening doses of a corticosteroid, again and again.
    evening_corticosteroid_doses: bool | None = attrs.field(default=None, validator=flag)
    #: A cause of adrenal insufficiency other than treatment with a corticosteroid.
    adrenal_insufficiency_cause: bool | None = attrs.field(default=None, validator=flag)
    #: Metastases in organs other than bone and lymph nodes.
    visceral_metastases: bool | None = attrs.field(default=None, validator=flag)
    #: Had at least two lines of systemic treatment for castration-resistant disease, analogues of LHRH not counted.
    two_earlier_systemic_lines: bool | None = attrs.field(default=None, validator=flag)
    #: No other systemic treatment that is available would be suitable.
    no_other_systemic_treatment: bool | None = attrs.field(default=None, validator=flag)
    #: A bone-modifying agent was considered and left out, and the reason is on record.
    bone_agent_left_out_for_a_reason: bool | None = attrs.field(default=None, validator=flag)
    #: Receives chemotherapy or external radiotherapy now.
    on_chemotherapy_or_radiotherapy: bool | None = attrs.field(default=None, validator=flag)
    #: Osteoblastic lesions take up the tracer of a bone scan.
    bone_scan_uptake: bool | None = attrs.field(default=None, validator=flag)
    #: Disseminated intravascular coagulation.
    disseminated_intravascular_coagulation: bool | None = attrs.field(default=None, validator=flag)
    #: Sepsis, or bacteria in the blood, now.
    sepsis: bool | None = attrs.field(default=None, validator=flag)
    #: A systemic infection that is active.
    systemic_infection: bool | None = attrs.field(default=None, validator=flag)
    #: Infection at or near the place of a planned procedure, in bone or above it.
    infection_at_procedure_site: bool | None = attrs.field(default=None, validator=flag)
    #: A disorder of clotting that cannot be corrected.
    uncorrectable_coagulopathy: bool | None = attrs.field(default=None, validator=flag)
    #: An anticoagulant at a treatment dose that has not been stopped.
    therapeutic_anticoagulation: bool | None = attrs.field(default=None, validator=flag)
    #: Obstruction of the bowel.
    bowel_obstruction: bool | None = attrs.field(default=None, validator=flag)
    #: Raised pressure in the skull, or a mass that obstructs the flow of cerebrospinal fluid.
    raised_intracranial_pressure: bool | None = attrs.field(default=None, validator=flag)
    #: Radiotherapy to painful bone has failed, cannot be given, or was declined.
    radiotherapy_failed_or_unsuitable: bool | None = attrs.field(default=None, validator=flag)
    #: Adverse effects of the opioid that is taken regularly are not borne.
    opioid_not_tolerated: bool | None = attrs.field(default=None, validator=flag)
    #: Cannot swallow tablets or drops.
    cannot_swallow: bool | None = attrs.field(default=None, validator=flag)
    #: Frail.
    frailty: bool | None = attrs.field(default=None, validator=flag)
    #: Wasted by the disease.
    cachexia: bool | None = attrs.field(default=None, validator=flag)
    #: A corrected QT interval above 500 ms.
    qtc_above_500_ms: bool | None = attrs.field(default=None, validator=flag)
    #: A myocardial infarction or stroke at any time.
    myocardial_infarction_or_stroke: bool | None = attrs.field(default=None, validator=flag)
    #: A myocardial infarction or stroke within the year before.
    myocardial_infarction_or_stroke_within_a_year: bool | None = attrs.field(default=None, validator=flag)
    #: Drinks alcohol to excess.
    alcohol_excess: bool | None = attrs.field(default=None, validator=flag)
    #: Malnutrition, or weight lost by it.
    malnutrition: bool | None = attrs.field(default=None, validator=flag)
    #: Chronic disease of the liver, of whatever severity.
    chronic_liver_disease: bool | None = attrs.field(default=None, validator=flag)
    #: Acutely ill now, such as with fever, vomiting or diarrhoea.
    acute_illness: bool | None = attrs.field(default=None, validator=flag)
    #: An ulcer or bleeding of stomach or bowel at any time before.
    previous_ulcer_or_gastrointestinal_bleeding: bool | None = attrs.field(default=None, validator=flag)
    #: Ischaemic heart disease.
    ischaemic_heart_disease: bool | None = attrs.field(default=None, validator=flag)
    #: Epilepsy, or another disorder with seizures.
    seizure_disorder: bool | None = attrs.field(default=None, validator=flag)
    #: A substance use disorder, now or before.
    substance_use_disorder: bool | None = attrs.field(default=None, validator=flag)
    #: An overdose at any time before.
    previous_overdose: bool | None = attrs.field(default=None, validator=flag)
    #: Breathing disturbed in sleep, such as sleep apnoea.
    sleep_disordered_breathing: bool | None = attrs.field(default=None, validator=flag)
    #: Was tolerant of opioids and is so no longer, as after a pause.
    lost_opioid_tolerance: bool | None = attrs.field(default=None, validator=flag)
    #: Death is expected within days.
    imminently_dying: bool | None = attrs.field(default=None, validator=flag)
    #: Hardly any activity of the enzyme CYP2D6, by a test.
    cyp2d6_poor_metaboliser: bool | None = attrs.field(default=None, validator=flag)
    #: Very high activity of the enzyme CYP2D6, by a test.
    cyp2d6_ultrarapid_metaboliser: bool | None = attrs.field(default=None, validator=flag)
    #: Constipation that laxatives have not resolved.
    constipation_despite_laxatives: bool | None = attrs.field(default=None, validator=flag)
    #: Jerks, hallucinations, delirium or pain that grows with the dose of an opioid.
    opioid_neurotoxicity: bool | None = attrs.field(default=None, validator=flag)
    #: A blood-brain barrier that may leak, as with metastases in the brain.
    compromised_blood_brain_barrier: bool | None = attrs.field(default=None, validator=flag)


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
