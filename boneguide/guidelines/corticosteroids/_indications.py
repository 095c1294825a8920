"""For whom dexamethasone is given or brought down, where rules on it have to know of each other.

It is one drug: an answer that names a dose says so where another one does.
"""

from __future__ import annotations

from boneguide.guidelines import sources
from boneguide.guidelines._cite import cite, own_reading
from boneguide.guidelines.cord_compression.common import SUSPECTED, TREATMENT_BEGUN
from boneguide.guidelines.corticosteroids._parts import (
    ADULTS_ONLY,
    COMPRESSION,
    EXCLUDED,
    FLARE,
    IMPROVED,
    NO_BENEFIT,
    ON_DEXAMETHASONE,
    WITH_NEUROLOGY,
    WORSE,
    names_dose,
)
from boneguide.guidelines.corticosteroids.cord_compression import DEXAMETHASONE_HAEMATOLOGICAL_SPINE, NO_REASON_IN_SPINE
from boneguide.guidelines.corticosteroids.safety import ALLERGY
from boneguide.guidelines.facts.corticosteroid import (
    ADRENAL_INSUFFICIENCY_CAUSE,
    DAYS_ON_DEXAMETHASONE,
    DEXAMETHASONE_DAILY_DOSE,
    EVENING_CORTICOSTEROID_DOSES,
    MALIGNANT_SPINAL_LESION,
    NERVE_COMPRESSION_PAIN,
    PAINFUL_LESION_OUTSIDE_SPINE,
    PAINFUL_MALIGNANT_LESION,
    RECENT_CORTICOSTEROID_COURSES,
    SEVERE_BONE_PAIN,
)
from boneguide.logic.clauses import Confirm, Contraindication
from boneguide.logic.nodes import all_of, any_of, assume_absent, not_

# --------------------------------------------------------------------------- pain

TRIAL_OF_DAYS = (
    cite(sources.WEST_MIDLANDS, "bone pain", "ST-15", verified="primary"),
    cite(sources.FAST_FACT_129, "dose and trial", "ST-15", verified="primary"),
)
FAILED = Contraindication(
    id="no-benefit",
    severity="not-recommended",
    when=NO_BENEFIT,
    says="A trial has brought no benefit, and expert texts stop it then.",
    sources=TRIAL_OF_DAYS,
)
SPINE_ONLY = MALIGNANT_SPINAL_LESION & not_(PAINFUL_LESION_OUTSIDE_SPINE)
SPINE_NOT_ROUTINE = Contraindication(
    id="not-routine",
    severity="not-recommended",
    # A trial of some days is no part of radiotherapy, which NICE excepts.
    when=SPINE_ONLY & NO_REASON_IN_SPINE.when,
    says=f"Only the spine hurts. {NO_REASON_IN_SPINE.says}",
    unknown=NO_REASON_IN_SPINE.unknown,
    sources=(
        *NO_REASON_IN_SPINE.sources,
        own_reading("ST-06", why="a trial of 5 to 7 days against pain is no part of a regimen of radiotherapy"),
    ),
)
#: Half of what is taken, or less, is no trial.
MORE_IS_TAKEN = Contraindication(
    id="more-is-taken",
    severity="not-recommended",
    when=ON_DEXAMETHASONE & (DEXAMETHASONE_DAILY_DOSE > "8 mg"),
    says=(
        "Takes more than 8 mg of dexamethasone a day already: 8 mg would be less, and how a dose comes down is another"
        " question (dexamethasone-withdrawal)."
    ),
    unknown=Confirm("that no more than 8 mg of dexamethasone a day is taken", because="the person can be asked"),
    sources=(own_reading("ST-15", "ST-16", "ST-17", why="the sources begin 8 mg a day, and bring nobody down to it"),),
)
#: Then the next question is how it is brought down, or goes up again.
RESPONDED = ON_DEXAMETHASONE & (IMPROVED | WORSE)
BONE_PAIN = all_of(
    assume_absent(
        PAINFUL_MALIGNANT_LESION | SEVERE_BONE_PAIN, because="a lesion that hurts would be recorded as painful"
    ),
    not_(WITH_NEUROLOGY),
    not_(COMPRESSION),
    # There 16 mg is a matter for the haematology team.
    not_(DEXAMETHASONE_HAEMATOLOGICAL_SPINE.when),
    not_(RESPONDED),
)
NERVE_PAIN = all_of(
    assume_absent(NERVE_COMPRESSION_PAIN, because="such pain would be on record"),
    not_(WITH_NEUROLOGY),
    not_(DEXAMETHASONE_HAEMATOLOGICAL_SPINE.when),
    not_(RESPONDED),
)

# --------------------------------------------------------------------------- coming down

FROM_16 = (DEXAMETHASONE_DAILY_DOSE > "12 mg") & (DEXAMETHASONE_DAILY_DOSE <= "16 mg")
FROM_8 = (DEXAMETHASONE_DAILY_DOSE > "6 mg") & (DEXAMETHASONE_DAILY_DOSE <= "8 mg")
#: Doses from which no taper is encoded are left to the prescriber; a dose that is not known is asked for.
_ENCODED = not_(
    assume_absent(not_(FROM_16 | FROM_8), because="a dose that is not on record may be one that a taper starts from")
)
TAPER = all_of(
    ON_DEXAMETHASONE,
    TREATMENT_BEGUN | IMPROVED,
    not_(WORSE),
    # New signs once treatment has begun: 16 mg again, not less.
    not_(SUSPECTED & TREATMENT_BEGUN),
    not_(EXCLUDED),
    _ENCODED,
)
NOTHING_GAINED = ON_DEXAMETHASONE & NO_BENEFIT & not_(WITH_NEUROLOGY)
#: The library steps down from more than 6 mg; the step-down begins at 4 mg and comes from 8 mg at most. What was
#: given for compression that has been treated is tapered.
STEP_DOWN = all_of(
    NOTHING_GAINED,
    assume_absent(FROM_8, because="a step-down is chosen by a dose that is on record"),
    not_(TAPER),
)
#: The trial lasts five to seven days.
RUN_ITS_COURSE = Contraindication(
    id="too-early",
    severity="not-recommended",
    when=DAYS_ON_DEXAMETHASONE < "5 day",
    says="Fewer than 5 days have passed; the trial lasts 5 to 7.",
    unknown=Confirm("that the trial has lasted 5 days", because="the person can be asked when it began"),
    sources=TRIAL_OF_DAYS,
)
LONGER_THAN_A_TRIAL = Contraindication(
    id="longer-than-a-trial",
    severity="not-recommended",
    when=DAYS_ON_DEXAMETHASONE >= "21 day",
    says=(
        "Longer than 3 weeks on dexamethasone, or 3 weeks to the day: the drug is withdrawn gradually, not in six days."
    ),
    unknown=Confirm("that it was begun within 3 weeks", because="the person can be asked when it began"),
    sources=(
        cite(sources.BNF_CORTICOSTEROIDS, "withdrawal", "SS-08"),
        own_reading("SS-07", "SS-08", why="3 weeks to the day are neither less nor more; gradual is the safe side"),
    ),
)
#: What asks for gradual withdrawal, however short the course and low the dose.
GRADUAL_ANYWAY = any_of(EVENING_CORTICOSTEROID_DOSES, RECENT_CORTICOSTEROID_COURSES, ADRENAL_INSUFFICIENCY_CAUSE)
GRADUAL_INSTEAD = Contraindication(
    id="gradual-instead",
    severity="not-recommended",
    when=GRADUAL_ANYWAY,
    says=(
        "Repeated evening doses, recent or long courses, or another cause of adrenal insufficiency: the drug is"
        " withdrawn gradually, not in six days."
    ),
    unknown=Confirm(
        "that there were no repeated evening doses or other courses, and no other cause of adrenal insufficiency",
        because="the person can be asked",
    ),
    sources=(cite(sources.BNF_CORTICOSTEROIDS, "withdrawal", "SS-08"),),
)

# --------------------------------------------------------------------------- which answers name a dose

BONE_PAIN_DOSE = names_dose(BONE_PAIN, (FAILED, SPINE_NOT_ROUTINE, MORE_IS_TAKEN, ADULTS_ONLY, ALLERGY))
NERVE_PAIN_DOSE = names_dose(NERVE_PAIN, (FAILED, MORE_IS_TAKEN, ADULTS_ONLY, ALLERGY))
HAEMATOLOGICAL_DOSE = names_dose(
    DEXAMETHASONE_HAEMATOLOGICAL_SPINE.when, DEXAMETHASONE_HAEMATOLOGICAL_SPINE.contraindications
)
FLARE_DOSE = names_dose(FLARE, (MORE_IS_TAKEN, ADULTS_ONLY, ALLERGY))
STEP_DOWN_DOSE = names_dose(STEP_DOWN, (RUN_ITS_COURSE, LONGER_THAN_A_TRIAL, GRADUAL_INSTEAD))
